"""Reads an act of the Basiswettenbestand: a `<toestand>`, one version of one law or treaty.

The form is that of KOOP, schema BWB-toestand 2016-1. Headings of chapters become the path of an
article, references (`extref`, `intref`) become links with offsets in the text, and what the
editors of the Basiswettenbestand wrote themselves (`meta-data`, `redactie`) is no text of the law.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from assistant.citations.laws import law_book
from assistant.errors import CorpusError
from assistant.laws.act import Act, LidText
from assistant.laws.xml import local, parse_xml
from assistant.readers.law import LawArticle, LawLid
from assistant.records import ArticleStatus

SOURCE_KIND: Final = "bwb-xml"

# What stands in an act and is no text of the law.
_SKIPPED: Final = frozenset({
    "meta-data", "redactie", "noot", "noot.nr", "opmerkingen-inhoud", "plaatje",
    "illustratie", "colspec", "bwb-inputbestand", "bwb-wijzigingen", "redactionele-correcties",
})  # fmt: skip
# Each begins a line of its own.
_BLOCKS: Final = frozenset({
    "al", "li", "lijst", "lid", "tussenkop", "row", "table", "tabel", "title", "citaat",
    "definitielijst", "definitie-item", "definitie", "groep", "al-groep", "specificatielijst",
    "specificatie-item", "wij", "considerans.al", "divisie", "tekst", "formule",
})  # fmt: skip
_LINKS: Final = frozenset({"extref", "intref", "extdoc"})
# Parts of an act that have a heading and hold articles.
_PARTS: Final = frozenset({
    "boek", "deel", "hoofdstuk", "titeldeel", "titel", "afdeling", "paragraaf", "sub-paragraaf",
    "subparagraaf", "enig-artikel", "artikel-groep",
})  # fmt: skip
_APPENDIX: Final = "bijlage"
_STATUS: Final = {
    "vervallen": ArticleStatus.EXPIRED,
    "nogniet": ArticleStatus.PENDING,
    "nog-niet": ArticleStatus.PENDING,
}
_VERSION = re.compile(r"/id/(?P<id>BWB[RV]\d{7})/(?P<date>\d{4}-\d\d-\d\d)/(?P<n>\d+)\Z")


def read_toestand(data: bytes, name: str, *, law: str = "", source: str = "") -> Act:
    """Return the act in an official XML file.

    Args:
        data: the whole file.
        name: what it is called, for messages.
        law: short name of the law for the law file; "" takes the citation title.
        source: where the file came from, for the law file; "" takes `name`.

    Raises:
        CorpusError: it is no XML, no `<toestand>`, names no law or date, or holds no article.
    """
    root = parse_xml(data, name)
    if local(root) != "toestand":
        raise CorpusError(f"{name}: is a <{local(root)}>, wanted a <toestand>")
    law_id, valid_on, version = _identity(root, name)
    title = _title(root)
    book = next((one.book for one in law_book().laws if one.id == law_id), None)
    articles = []
    for element, path, appendix in _articles(root, ()):
        label = _label(element, appendix=appendix)
        if not label:
            continue
        leden, status = _leden(element), _status(element)
        if status in (ArticleStatus.EXPIRED, ArticleStatus.PENDING):
            leden = ()
        elif not leden:
            status = ArticleStatus.AMENDING
        articles.append(
            LawArticle(
                law=law or title or law_id,
                id=law_id,
                article=f"{book}:{label}" if book and not appendix else label,
                heading=_heading(element),
                path=list(path),
                leden=list(leden),
                valid_on=valid_on,
                source=source or name,
                source_kind=SOURCE_KIND,
                checked_against=None,
                note=None,
                version=version,
                since=_day(element.get("inwerking")),
                status=status,
            )
        )
    if not articles:
        raise CorpusError(f"{name}: holds no article")
    return Act(
        law_id=law_id,
        version=version,
        valid_on=valid_on,
        title=title,
        articles=tuple(_unique(articles)),
    )


def _identity(root: Element, name: str) -> tuple[str, str, str]:
    law_id = root.get("bwb-id") or ""
    valid_on = _day(root.get("inwerkingtreding"))
    if not re.fullmatch(r"BWB[RV]\d{7}", law_id) or valid_on is None:
        raise CorpusError(f"{name}: names no BWB number and date")
    match = _VERSION.search(root.get("bwb-ng-vast-deel") or "")
    if match is None:
        return law_id, valid_on, f"{valid_on}_0"
    if match["id"] != law_id:
        raise CorpusError(f"{name}: names two laws, {law_id} and {match['id']}")
    return law_id, valid_on, f"{match['date']}_{match['n']}"


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value or "").isoformat()
    except ValueError:
        return None


def _title(root: Element) -> str:
    for wanted in ("citeertitel", "intitule"):
        for element in root.iter():
            if local(element) == wanted:
                return _plain(element)
    return ""


def _articles(
    element: Element, path: tuple[str, ...]
) -> Iterator[tuple[Element, tuple[str, ...], bool]]:
    """Every article below an element with its path of headings, and every appendix whole."""
    for child in element:
        tag = local(child)
        if not tag or tag in _SKIPPED or _is_foreign(child):
            continue
        if tag == "artikel":
            yield child, path, False
        elif tag == _APPENDIX:
            yield child, path, True
        elif tag in _PARTS:
            heading = _part_heading(child)
            yield from _articles(child, (*path, heading) if heading else path)
        else:
            yield from _articles(child, path)


def _is_foreign(element: Element) -> bool:
    """Whether the words are in another language: a treaty has several texts."""
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang")
    return bool(language) and not (language or "").lower().startswith(("nl", "dut"))


def _child(element: Element, tag: str) -> Element | None:
    return next((child for child in element if local(child) == tag), None)


def _kop(element: Element, tag: str) -> str:
    kop = _child(element, "kop")
    found = None if kop is None else _child(kop, tag)
    return "" if found is None else _plain(found)


def _label(element: Element, *, appendix: bool) -> str:
    """The number; of an appendix with its word, and the title in lower case for want of both."""
    number = _kop(element, "nr").rstrip(".").strip()
    if appendix:
        return f"{_APPENDIX} {number}".strip()
    return number or _kop(element, "titel").lower()


def _heading(element: Element) -> str | None:
    return _kop(element, "titel") or None


def _part_heading(element: Element) -> str:
    kop = _child(element, "kop")
    return "" if kop is None else _kop_words(kop)


def _kop_words(kop: Element) -> str:
    """A heading in one line: "Hoofdstuk 2. Taken", "§ 2.1. Algemeen"."""
    words = {
        tag: _plain(e) for tag in ("label", "nr", "titel") if (e := _child(kop, tag)) is not None
    }
    number = " ".join(filter(None, (words.get("label"), words.get("nr"))))
    return ". ".join(filter(None, (number.rstrip("."), words.get("titel"))))


def _status(element: Element) -> ArticleStatus:
    return _STATUS.get(element.get("status") or "", ArticleStatus.IN_FORCE)


def _leden(article: Element) -> tuple[LawLid, ...]:
    """The leden; what stands before the first one or without a number is a lid without label."""
    found: list[LawLid] = []
    loose = LidText()
    for child in article:
        if local(child) == "kop":
            continue
        if local(child) != "lid":
            _block(child, loose)
            continue
        text = LidText()
        for part in child:
            if local(part) != "lidnr":
                _block(part, text)
        number = _child(child, "lidnr")
        label = _plain(number).rstrip(".°").strip() if number is not None else ""
        words, links = text.result()
        if words:
            found.append(LawLid(lid=label or None, text=words, links=links))
    words, links = loose.result()
    return (LawLid(lid=None, text=words, links=links), *found) if words else tuple(found)


def _block(element: Element, into: LidText) -> None:
    """Add an element, with a line of its own where it is a block; not its tail."""
    tag = local(element)
    if not tag or tag in _SKIPPED:
        return
    if tag == "kop":  # of a part of an appendix
        into.line()
        into.add(_kop_words(element))
        into.line()
        return
    if tag in _BLOCKS:
        into.line()
    if tag in _LINKS:
        into.open_link(element.get("doc") or "")
    into.add(element.text)
    cells = 0
    for child in element:
        kind = local(child)
        if kind == "li.nr":
            into.line()
            into.add(_plain(child))
            into.glue()
            _glued(element, into)
            break
        if kind == "definitie":
            into.glue()
            _glued(child, into)
        elif kind == "entry":
            into.open_cell(first=cells == 0)
            _block(child, into)
            into.close_cell()
            cells += 1
        else:
            _block(child, into)
        into.add(child.tail)
    if tag in _LINKS:
        into.close_link()
    if tag in _BLOCKS:
        into.line()


def _glued(item: Element, into: LidText) -> None:
    """What stands behind a number or a defined term: its first words on the same line."""
    first = True
    for child in item:
        if local(child) == "li.nr":
            continue
        if first and local(child) == "al":
            into.add(child.text)
            for part in child:
                _block(part, into)
                into.add(part.tail)
            into.line()
            first = False
        elif local(child) not in _SKIPPED:
            _block(child, into)
            first = False


def _plain(element: Element) -> str:
    """All words of an element, without those of the editors."""
    text = LidText()
    text.add(element.text)
    for child in element:
        if local(child) not in _SKIPPED:
            text.add(_plain(child))
        text.add(child.tail)
    return text.result()[0]


def _unique(articles: list[LawArticle]) -> Iterator[LawArticle]:
    """Articles with a label of their own: of a second "3" that has a text it is "3 (2)"."""
    seen: Counter[str] = Counter()
    with_text = {a.article for a in articles if a.leden}
    for article in articles:
        label = article.article
        if not article.leden and (label in with_text or seen[label]):
            continue  # an expired article whose number was given again
        seen[label] += 1
        if seen[label] > 1:
            article = article.model_copy(update={"article": f"{label} ({seen[label]})"})
        yield article
