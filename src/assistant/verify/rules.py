"""What forbids a sentence whatever the trained checker thinks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify import wording
from assistant.verify.align import Alignment
from assistant.verify.model import Reason
from assistant.verify.places import Places, find_places
from assistant.verify.quantities import Quantity, find_quantities
from assistant.verify.text import Text

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,400})[\"”“»]|(?<!\w)['‘]([^'‘’]{2,400})['’](?!\w)")
_LEAST_QUOTED = 2  # words; one word between marks is a term, not a quotation


def quotation_reasons(sentence: str, passage: str) -> list[Reason]:
    """Return a reason for every quotation that does not stand in the passage word for word."""
    flat = _plain(passage)
    found = []
    for match in _QUOTED.finditer(sentence):
        quoted = match.group(1) or match.group(2)
        words = _plain(quoted).strip(" .,;")
        if len(words.split()) >= _LEAST_QUOTED and words not in flat:
            found.append(Reason("quotation", wording.quotation(quoted.strip())))
    return found


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def place_reasons(sentence: str, passage: str) -> tuple[list[Reason], Places]:
    """Return a reason for every article, lid, onderdeel and law that the passage lacks."""
    ours = find_places(sentence)
    if not ours.spans:
        return [], ours
    theirs = find_places(passage)
    found = [
        Reason("article", wording.article(label))
        for label in sorted(ours.articles - theirs.articles)
    ]
    marks = frozenset(re.findall(r"(?:^|\n)\s*([a-z0-9]{1,2})[.)°]", passage.lower()))
    found += [
        Reason("article", wording.lid(label)) for label in sorted(ours.leden - theirs.leden - marks)
    ]
    wrong_pairs = {
        (article, lid)
        for article, lid in ours.pairs - theirs.pairs
        if article in theirs.articles and any(a == article for a, _ in theirs.pairs)
    }
    if not found:
        found += [
            Reason("article", wording.lid(f"{lid} van artikel {article}"))
            for article, lid in sorted(wrong_pairs)
        ]
    found += [
        Reason("article", wording.onderdeel(label))
        for label in sorted(ours.onderdelen - theirs.onderdelen - marks)
    ]
    found += [
        Reason("law", wording.law(label)) for label in _law_names(sentence, ours.laws - theirs.laws)
    ]
    return found, ours


def _law_names(sentence: str, ids: frozenset[str]) -> list[str]:
    if not ids:
        return []
    from assistant.citations import find_laws

    named = [m.text for m in find_laws(sentence) if m.law.id in ids]
    return list(dict.fromkeys(named)) or sorted(ids)


def tokens_within(text: Text, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the tokens that stand in the spans."""
    return frozenset(
        n
        for n, token in enumerate(text.tokens)
        if any(start <= token.start < end for start, end in spans)
    )


def number_reasons(a: Alignment, spans: Sequence[tuple[int, int]]) -> list[Reason]:
    """Return a reason for every amount, term and age that the chosen units lack.

    Args:
        a: the alignment.
        spans: characters of the sentence that are references to law.
    """
    ours = find_quantities(a.sentence, tokens_within(a.sentence, spans))
    if not ours:
        return []
    units = set(a.units) | {a.passage.leads[u] for u in a.units if u < len(a.passage.leads)}
    theirs = [q for q in find_quantities(a.passage) if a.passage.unit_of[q.token] in units]
    found = []
    for quantity in ours:
        same = [q for q in theirs if q.unit == quantity.unit and q.value == quantity.value]
        if not same and not quantity.unit:
            same = [q for q in theirs if q.value == quantity.value]
        code = _code(quantity)
        if not same:
            found.append(Reason(code, wording.number(quantity.shown)))
        elif not any(_agree(quantity.limit, q.limit) for q in same):
            found.append(Reason(code, wording.limit(quantity.shown)))
    return found


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _code(quantity: Quantity) -> str:
    if quantity.is_age:
        return "age"
    return "deadline" if quantity.unit in {"maand", "dag", "werkdag", "minuut"} else "number"
