"""References in plain Dutch, as a link and as a JCI reference."""

from __future__ import annotations

import re
from datetime import date

from assistant.citations.laws import Law, law_book
from assistant.citations.model import Kind, Reference
from assistant.citations.ordinals import lid_ordinal

_WETTEN = "https://wetten.overheid.nl/"
_EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:"
# names that take "het"; the others take "de"
_NEUTER = re.compile(
    r"(?:\w*[Bb]esluit|Verdrag|VN-|Handvest|(?:Burgerlijk )?[Ww]etboek|Internationaal|Europees"
    r"|Eerste|Haags|Statuut|EVRM|IVRK|IVBPR|IVESCR|VWEU|VEU|ESH|Bpg|Bjsg|BGS)\b"
)
_OFFICIAL = "https://zoek.officielebekendmakingen.nl/"
_RULINGS = "https://deeplink.rechtspraak.nl/uitspraak?id="


def render(reference: Reference) -> str:
    """The reference in plain Dutch: "artikel 7.3.11, vierde lid, onder e, Jeugdwet".

    Reading the result gives the same law, article, lid and onderdeel again.

    Args:
        reference: any reference; one without an article is given as it was written.
    """
    if reference.article is None or reference.kind not in (
        Kind.ARTICLE,
        Kind.RECITAL,
        Kind.CHAPTER,
        Kind.JCI,
    ):
        return reference.text
    named = reference.kind in (Kind.RECITAL, Kind.CHAPTER)
    parts = [reference.article if named else f"artikel {reference.article}"]
    if reference.lid is not None:
        ordinal = lid_ordinal(reference.lid)
        parts.append(f"lid {ordinal}" if ordinal[0].isdigit() else f"{ordinal} lid")
    if reference.onderdeel is not None:
        letter, _, number = reference.onderdeel.partition(", ")
        parts.append(f"onder {letter}")
        if number:
            parts.append(f"onder {number}")
    law = law_book().by_id(reference.law_id)
    name = law_name(law) if law is not None else reference.law
    if name:
        parts.append(name)
    return " ".join(parts) if named else ", ".join(parts)


def law_name(law: Law) -> str:
    """The short name for running text; the books of the Burgerlijk Wetboek share one."""
    return "Burgerlijk Wetboek" if law.book else law.short


def with_article(name: str) -> str:
    """The name in a sentence: "de Jeugdwet", "het EVRM".

    >>> with_article("Jeugdwet"), with_article("Besluit Jeugdwet")
    ('de Jeugdwet', 'het Besluit Jeugdwet')
    """
    return f"het {name}" if _NEUTER.match(name) else f"de {name}"


def jci(
    law_id: str | None,
    article: str | None,
    lid: str | None = None,
    onderdeel: str | None = None,
    valid_on: str | None = None,
) -> str | None:
    """The JCI 1.3.1 reference; None for what is not in the Basiswettenbestand.

    Args:
        law_id: BWB or BWBV number.
        article: label; "7:457" becomes boek 7, artikel 457.
        lid: number of the lid.
        onderdeel: label; only its letter has a place in a JCI reference.
        valid_on: ISO date of the version.

    Source: Juriconnect, standard BWB 1.3.1 (2014): the location from the outside in, dates last.
    """
    if not law_id or not law_id.startswith("BWB"):
        return None
    location = ""
    if article is not None:
        chapter = re.match(r"(hoofdstuk|titel|afdeling|paragraaf) (.+)", article)
        law = law_book().by_id(law_id)
        if chapter:
            key = "titeldeel" if chapter.group(1) == "titel" else chapter.group(1)
            location = f"&{key}={chapter.group(2).replace(' ', '_')}"
        elif law is not None and law.book and ":" in article:
            book, _, number = article.partition(":")
            location = f"&boek={book}&artikel={number}"
        else:
            location = f"&artikel={article}"
    if lid is not None:
        location += f"&lid={lid}"
    if onderdeel is not None:
        location += f"&o={onderdeel.split(',')[0]}"
    if valid_on is not None:
        location += f"&g={date.fromisoformat(valid_on).isoformat()}"
    return f"jci1.3:c:{law_id}{location}"


def url(
    law_id: str | None,
    article: str | None,
    lid: str | None = None,
    valid_on: str | None = None,
) -> str | None:
    """Where the place can be read: wetten.overheid.nl, or EUR-Lex for European law.

    None when the law is not known. EUR-Lex has anchors for articles ("art_6") and recitals
    ("rct_4"); an onderdeel has no address of its own in either.
    """
    if not law_id:
        return None
    reference = jci(law_id, article, lid, None, valid_on)
    if reference is not None:
        return _WETTEN + reference
    if article is None:
        return _EUR_LEX + law_id
    recital = re.match(r"overweging (\d+)\Z", article)
    if recital:
        return f"{_EUR_LEX}{law_id}#rct_{recital.group(1)}"
    if re.match(r"\d+[a-z]?\Z", article):
        return f"{_EUR_LEX}{law_id}#art_{article}"
    return _EUR_LEX + law_id


def document_url(reference: Reference) -> str | None:
    """Where a ruling, parliamentary paper or gazette can be read; None for other kinds."""
    words = reference.text
    if reference.kind is Kind.ECLI:
        return _RULINGS + words if words.startswith("ECLI:NL:") else None
    if reference.kind is Kind.STAATSBLAD:
        number = re.search(r"((?:19|20)\d{2})\D+(\d+)\Z", words)
        sheet = {"stb": "stb", "sta": "stb", "stc": "stcrt", "trb": "trb", "tra": "trb"}
        name = sheet[words[:3].lower()]
        if words.lower().startswith("staatscourant"):
            name = "stcrt"
        return f"{_OFFICIAL}{name}-{number.group(1)}-{number.group(2)}.html" if number else None
    if reference.kind is Kind.KAMERSTUK:
        number = re.search(
            r"(?<!\d)(\d{2})[ \xa0.]?(\d{3})(?!\d).{0,20}?nrs?\.?\s{0,2}(\d+)", words
        )
        if number:
            return f"{_OFFICIAL}kst-{number.group(1)}{number.group(2)}-{number.group(3)}.html"
    return None
