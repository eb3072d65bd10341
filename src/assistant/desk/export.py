"""Items as CSV, XLSX or JSON, for people who count and report.

A spreadsheet runs what looks like a formula, also in a file it merely opens. Every text cell of CSV
and XLSX is made harmless first (`harmless`); JSON holds the texts as they are.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from assistant import texts_nl
from assistant.desk.model import CitedPassage, Event, Item, Json, as_json
from assistant.desk.rules import plain_text
from assistant.errors import DatabaseError
from assistant.laws.sync import write_whole

Whole = tuple[Item, tuple[Event, ...]]
Cell = str | int | None

MAX_CELL = 32_767  # characters, of Excel and LibreOffice
_SIGNS = frozenset("=+-@＝＋－＠")  # what begins a formula, also on East Asian keyboards
# Where a cell can begin: at the start and after whatever some program takes for the border between
# cells. A file with ; opened by an Excel that expects , is cut at the commas inside the texts.
_BORDERS = frozenset(",;|\n")

_ITEM_COLUMNS = (
    "nummer", "status", "behandelaar", "binnen", "vrijgegeven", "onderwerpen", "vraag",
    "antwoord getoond", "antwoord verbeterd", "toelichting voor vrager", "notities",
)  # fmt: skip
_CITATION_COLUMNS = (
    "nummer", "citaat", "oordeel", "door", "op", "vindplaats", "woorden", "versie van",
    "vervangen door", "woorden van vervanging",
)  # fmt: skip
_EVENT_COLUMNS = ("nummer", "volgnummer", "wanneer", "wie", "wat", "gegevens")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    An apostrophe comes before each sign that could begin one; control signs are gone.

    >>> harmless("=1+1"), harmless("a; -b"), harmless("3-1")
    ("'=1+1", "a; '-b", '3-1')
    """
    found: list[str] = []
    begins = True  # a cell could begin here
    for sign in plain_text(text).replace("\t", " "):
        if begins and sign in _SIGNS:
            found.append("'")
        begins = sign in _BORDERS or (begins and (sign.isspace() or sign == '"'))
        found.append(sign)
    return "".join(found)


def write_export(found: Iterable[Whole], path: Path) -> int:
    """Write items to a file, whole or not at all; its name ends in .csv, .xlsx or .json.

    Returns:
        How many items were written.

    Raises:
        DatabaseError: the name has another ending.
        CorpusError: the file cannot be written.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise DatabaseError(f"{path.name}: an export ends in {', '.join(FORMS)}")
    whole = list(found)
    write_whole(path, form(whole))
    return len(whole)


def as_csv(found: Sequence[Whole]) -> bytes:
    """Return one row for each citation with the columns of its item; UTF-8, cut at semicolons.

    A Dutch Excel opens it by a double click. An item without citations has one row.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*_ITEM_COLUMNS, *_CITATION_COLUMNS[1:]])
    for item, _ in found:
        first = _item_row(item)
        rows = list(_citation_rows(item)) or [[item.id, *[None] * (len(_CITATION_COLUMNS) - 1)]]
        for row in rows:
            writer.writerow(_safe([*first, *row[1:]]))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(found: Sequence[Whole]) -> bytes:
    """Return a workbook with sheets for items, citations and history; every text is text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheets: tuple[tuple[str, Sequence[Cell], Iterable[Sequence[Cell]]], ...] = (
        ("Vragen", _ITEM_COLUMNS, (_item_row(i) for i, _ in found)),
        ("Citaten", _CITATION_COLUMNS, (r for i, _ in found for r in _citation_rows(i))),
        ("Geschiedenis", _EVENT_COLUMNS, (r for w in found for r in _event_rows(*w))),
    )
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in (columns, *rows):
            cells = []
            for value in _safe(row):
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"  # never "f", whatever the text begins with
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json_file(found: Sequence[Whole]) -> bytes:
    """Return a JSON list: each item with its submission, its state and its history."""
    rows = [whole_json(item, history) for item, history in found]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


FORMS: dict[str, Callable[[Sequence[Whole]], bytes]] = {
    ".csv": as_csv,
    ".xlsx": as_xlsx,
    ".json": as_json_file,
}


def whole_json(item: Item, history: Sequence[Event]) -> Json:
    """Return an item with its history as plain values; moments as ISO 8601."""
    whole = as_json(item)
    whole["history"] = [
        {"seq": e.seq, "by": e.by, "at": e.at, "kind": e.kind, "action": as_json(e.action)}
        for e in history
    ]
    found: Json = json.loads(json.dumps(whole, default=datetime.isoformat))
    return found


def _safe(row: Sequence[Cell]) -> list[Cell]:
    return [(harmless(v)[:MAX_CELL] or None) if isinstance(v, str) else v for v in row]


def _item_row(item: Item) -> list[Cell]:
    return [
        item.id,
        texts_nl.DESK_STATUS[item.status],
        item.assignee,
        _moment(item.created),
        _moment(item.released_at),
        ", ".join(item.submission.topics),
        item.submission.question,
        item.submission.answer,
        item.correction,
        "\n\n".join(n.text for n in item.notes if n.for_asker),
        "\n\n".join(f"{n.by}: {n.text}" for n in item.notes if not n.for_asker),
    ]


def _citation_rows(item: Item) -> Iterator[list[Cell]]:
    def row(passage: CitedPassage, *judged: Cell, replacement: CitedPassage | None) -> list[Cell]:
        return [
            item.id, passage.n, *judged, passage.ref, passage.quote, passage.valid_on,
            replacement.ref if replacement else None, replacement.quote if replacement else None,
        ]  # fmt: skip

    for shown, verdict in zip(item.submission.citations, item.verdicts, strict=True):
        judged = (verdict.judgement, verdict.by, _moment(verdict.at))
        yield row(shown, *judged, replacement=verdict.replacement)
    for passage in item.added:
        yield row(passage, "toegevoegd", None, None, replacement=None)


def _event_rows(item: Item, history: Sequence[Event]) -> Iterator[list[Cell]]:
    for event in history:
        data = json.dumps(as_json(event.action), ensure_ascii=False)
        what = texts_nl.DESK_ACTIONS[event.kind]
        yield [item.id, event.seq, _moment(event.at), event.by, what, data]


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.strftime("%Y-%m-%d %H:%M:%S UTC")
