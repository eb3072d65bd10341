"""Reads an act of the European Union from the HTML of EUR-Lex, original or consolidated.

Two forms exist, made by the same converter of the Publications Office: that of the Official
Journal (classes `ti-art`, `normal`, since 2023 with `oj-` before them, lists as tables) and that of
consolidated texts (classes `title-article-norm`, `norm`, lists as grids). Recitals stand in the
Official Journal only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from assistant.errors import CorpusError
from assistant.laws.act import Act, LidText
from assistant.laws.xml import MAX_BYTES
from assistant.readers.law import LawArticle, LawLid

SOURCE_KIND: Final = "eur-lex-html"

_HEADING: Final = {"ti-art": "article", "title-article-norm": "article"}
_TITLE: Final = {"sti-art": "title", "stitle-article-norm": "title"}
_PART: Final = {
    "ti-section-1": "part", "title-division-1": "part",
    "ti-section-2": "part-title", "title-division-2": "part-title",
}  # fmt: skip
_ROLES: Final = {**_HEADING, **_TITLE, **_PART}
# What ends the articles: signatures, annexes, footnotes.
_AFTER: Final = frozenset({
    "final", "signatory", "note", "footnote", "doc-end", "title-annex-1", "ti-annexe",
    "separator-annex", "footnotes",
})  # fmt: skip
# Marks of the editors in a consolidated text, and references to footnotes.
_IGNORED: Final = frozenset({"modref", "arrow", "note-tag", "super", "footnote-ref"})
_UNREAD: Final = frozenset({"head", "script", "style", "title"})
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_CELEX: Final = re.compile(r"(?P<sector>[03])(?P<number>\d{4}[A-Z]\d{4})(?:-(?P<date>\d{8}))?")
_NUMBERED: Final = re.compile(r"(\d{1,2}[a-z]?)\.\s+")
_RECITAL: Final = re.compile(r"\((\d{1,3})\)")
_ARTICLE: Final = re.compile(r"(?i:artikel)\s+(\d+(?:\s?[a-z]+)?)\Z")


def celex_date(celex: str) -> str | None:
    """The ISO date in the CELEX number of a consolidated text; None for an original act.

    >>> celex_date("02016R0679-20160504"), celex_date("32016R0679")
    ('2016-05-04', None)
    """
    match = _CELEX.fullmatch(celex)
    day = match["date"] if match else None
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None


def base_celex(celex: str) -> str:
    """The CELEX number of the original act that a text belongs to.

    >>> base_celex("02016R0679-20160504")
    '32016R0679'
    """
    match = _CELEX.fullmatch(celex)
    return f"3{match['number']}" if match else celex


@dataclass(slots=True)
class _Draft:
    """An article or recital while it is read."""

    label: str
    path: tuple[str, ...] = ()
    heading: str = ""
    lid: str | None = None
    text: LidText = field(default_factory=LidText)
    leden: list[LawLid] = field(default_factory=list)

    def close_lid(self, following: str | None = None) -> None:
        words, _links = self.text.result()
        if words:
            self.leden.append(LawLid(lid=self.lid, text=words))
        self.lid, self.text = following, LidText()


class _Reader(HTMLParser):
    """One pass over the page; every open element is on a stack with what it began."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[_Draft] = []
        self._open: list[tuple[str, str]] = []  # tag, role: "", "skip", "cell" or one of _ROLES
        self._now: _Draft | None = None
        self._path: tuple[str, ...] = ()
        self._collected: list[str] = []  # words of a heading
        self._cells: list[int] = []  # cells seen in each open table row
        self._marker = ""  # what stands in the first cell of a row
        self._glue = False
        self._after = False

    # -- what the page holds --

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag == "br":
                self._line()
            return
        given = dict(attrs)
        classes = [c.removeprefix("oj-") for c in (given.get("class") or "").split()]
        role = next((_ROLES[c] for c in classes if c in _ROLES), "")
        if tag in _UNREAD or _IGNORED & set(classes) or "ntr" in (given.get("href") or ""):
            role = "skip"
        if _AFTER & set(classes) and self.done + ([self._now] if self._now else []):
            self._after = self._now is None or not self._now.label.startswith("overweging")
        if role in ("article", "part") and not self._skipping():
            self._close()
            self._collected = []
        elif role in ("title", "part-title"):
            self._collected = []
        elif tag == "tr":
            self._cells.append(0)
        elif tag == "td" and self._cells:
            self._cells[-1] += 1
            if self._cells[-1] == 1:
                self._line()
                self._marker = ""
                role = role or "cell"
            else:
                self._second_cell()
        elif "grid-list-column-1" in classes:
            self._line()
        elif "grid-list-column-2" in classes:
            self._join()
        elif "no-parag" in classes:
            role = "number"
            self._collected = []
        elif tag in ("p", "div", "table"):
            self._line()
        self._open.append((tag, role))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or all(open_tag != tag for open_tag, _role in self._open):
            return
        while self._open:
            open_tag, role = self._open.pop()
            self._ended(open_tag, role)
            if open_tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._skipping():
            return
        roles = [role for _tag, role in self._open]
        if any(role in (*_ROLES.values(), "number") for role in roles):
            self._collected.append(data)
            return
        if "cell" in roles:
            self._marker += data
            return
        if self._now is not None and not self._after:
            if data.strip():
                self._glue = False
            self._now.text.add(data)

    # -- what follows from it --

    def _skipping(self) -> bool:
        return any(role == "skip" for _tag, role in self._open)

    def _ended(self, tag: str, role: str) -> None:
        words = " ".join("".join(self._collected).split())
        if role == "article":
            match = _ARTICLE.match(words)
            self._now = _Draft(match[1].replace(" ", ""), self._path) if match else None
            self._after = False
        elif role == "title" and self._now is not None:
            self._now.heading = words
        elif role == "part":
            self._path = (words,)
        elif role == "part-title":
            self._path = (
                *self._path[:-1],
                f"{self._path[-1] if self._path else ''} {words}".strip(),
            )
        elif role == "number" and self._now is not None:
            self._now.close_lid(words.strip(" .()") or None)
            self._glue = True
        elif tag == "tr" and self._cells:
            if self._cells.pop() == 1:
                self._add_marker()
            self._line()
        elif tag in ("p", "div", "table"):
            self._line()

    def _line(self) -> None:
        if self._now is not None and not self._glue:
            self._now.text.line()

    def _join(self) -> None:
        """What follows belongs on the line of the marker before it."""
        if self._now is not None:
            self._now.text.glue()
            self._glue = True

    def _second_cell(self) -> None:
        recital = _RECITAL.fullmatch(self._marker.strip())
        if recital and (self._now is None or self._now.label.startswith("overweging")):
            self._close()
            self._now = _Draft(f"overweging {recital[1]}")
            self._glue = True
        else:
            self._add_marker()
            self._join()

    def _add_marker(self) -> None:
        if self._now is not None and not self._after:
            self._now.text.add(self._marker)
        self._marker = ""

    def _close(self) -> None:
        if self._now is not None:
            self._now.close_lid()
            self.done.append(self._now)
        self._now = None

    def close(self) -> None:
        super().close()
        self._close()


def read_eurlex(data: bytes, celex: str, name: str, *, law: str = "", source: str = "") -> Act:
    """Return the act in a page of EUR-Lex.

    Args:
        data: the whole page, UTF-8.
        celex: its CELEX number: "32016R0679", or of a consolidated text "02016R0679-20160504".
        name: what it is called, for messages.
        law: short name of the law, for the law file.
        source: where the page came from, for the law file; "" takes `name`.

    Raises:
        CorpusError: it is no such page, or the CELEX number has another form. The date of an
            original act is not in its number and must be that of a consolidated text.
    """
    if len(data) > MAX_BYTES:
        raise CorpusError(f"{name}: is larger than {MAX_BYTES // 1024 // 1024} MiB")
    valid_on = celex_date(celex)
    if valid_on is None:
        raise CorpusError(
            f"{name}: {celex} is no CELEX number of a consolidated text with its date"
        )
    try:
        page = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{name}: is not UTF-8 text") from error
    reader = _Reader()
    reader.feed(page)
    reader.close()
    law_id = base_celex(celex)
    articles = tuple(
        LawArticle(
            law=law or law_id,
            id=law_id,
            article=draft.label,
            heading=draft.heading or None,
            path=list(draft.path),
            leden=list(_numbered(draft.leden)),
            valid_on=valid_on,
            source=source or name,
            source_kind=SOURCE_KIND,
            checked_against=None,
            note=None,
            version=celex,
        )
        for draft in reader.done
        if draft.leden
    )
    if not articles:
        raise CorpusError(f"{name}: holds no article")
    return Act(law_id=law_id, version=celex, valid_on=valid_on, title="", articles=articles)


def _numbered(leden: list[LawLid]) -> Iterator[LawLid]:
    """Leden of which the number stands in the text: "1.   Bij deze verordening ..."."""
    if len(leden) != 1 or leden[0].lid is not None or not _NUMBERED.match(leden[0].text):
        yield from leden
        return
    label = ""
    lines: list[str] = []
    for line in leden[0].text.split("\n"):
        match = _NUMBERED.match(line)
        if match:
            if lines:
                yield LawLid(lid=label, text="\n".join(lines))
            label, lines = match[1], []
            line = line[match.end() :]
        lines.append(line)
    yield LawLid(lid=label, text="\n".join(lines))
