"""Where a text names a law."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.citations import grammar as g
from assistant.citations.laws import (
    BW,
    Law,
    LawBook,
    Mention,
    branches_by_initial,
    law_book,
    name_branches,
)


@lru_cache(maxsize=1)
def _mention_pattern() -> re.Pattern[str]:
    book = law_book()
    branches = (
        g.BOOK_BEFORE,
        g.BOOK_BEHIND,
        g.EUROPEAN,
        *branches_by_initial(book.titles),
        *name_branches(book.abbreviations),
    )
    return re.compile(rf"(?<![\w])(?:{'|'.join(branches)})(?![\w]|-\w)")


def _european(match: re.Match[str], laws: LawBook) -> Law:
    """The law that "Verordening (EU) 2016/679" or "Richtlijn 95/46/EG" names by its number."""
    sort = match.group().split()[0].lower()
    one, two = match["one"], match["two"]
    letter = {"verordening": "R", "richtlijn": "L", "besluit": "D", "kaderbesluit": "F"}[sort]
    # Regulations were numbered number/year until 2015; everything else year/number.
    year, number = (one, two) if sort != "verordening" or _is_year_first(one, two) else (two, one)
    if len(year) == 2:
        year = "19" + year
    celex = f"3{year}{letter}{int(number):04d}"
    known = laws.by_id(celex)
    return known or Law(id=celex, title=match.group(), short=match.group(), kind=sort)


def _is_year_first(one: str, two: str) -> bool:
    return len(one) == 4 and 2015 <= int(one) <= 2099 and not (1958 <= int(two) <= 2014)


def find_laws(text: str) -> list[Mention]:
    """Every law that is named in a text, in order; names of unknown laws are left out."""
    laws = law_book()
    mentions = []
    for match in _mention_pattern().finditer(text):
        if match["bw"] is not None or match["bw2"] is not None:
            law = laws.by_book(match["book"] or match["book2"]) or BW
        elif match["eu"] is not None:
            law = _european(match, laws)
        else:
            law = laws.by_name(match.group()) or BW
        mentions.append(Mention(start=match.start(), end=match.end(), law=law, text=match.group()))
    return mentions
