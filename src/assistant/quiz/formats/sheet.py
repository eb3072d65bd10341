"""Items as CSV and XLSX: a row for each item, and columns for each of its parts.

Nothing in them is a formula for any spreadsheet, as in the exports of the helpdesk. The columns are
as many as the largest item needs. These files are for looking, sorting and printing; they are not
read back.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.writer.excel import ExcelWriter

from assistant.desk.export import harmless
from assistant.errors import QuizError
from assistant.quiz.formats.archive import zipped
from assistant.quiz.formats.shown import instruction
from assistant.quiz.records import Item, Quiz
from assistant.texts_nl import QUIZ_DIFFICULTY

Cell = str | int | None  # None is an empty cell
Group = tuple[tuple[str, ...], list[tuple[str, ...]]]  # names of columns, a row for each part

MAX_COLUMNS = 16_384  # of Excel
_BEFORE = ("nummer", "id", "vorm", "onderwerp", "rol", "niveau", "situatie", "vraag")
_AFTER = ("uitleg", "vast", "onduidelijk")
_YES, _NO = "ja", "nee"


def write_csv(quiz: Quiz) -> bytes:
    """Return one row for each item; UTF-8, cut at semicolons, as a Dutch Excel opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(_rows(quiz))
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(quiz: Quiz) -> bytes:
    """Return a workbook with a sheet of items and a sheet about the quiz; every text is text."""
    book = Workbook(write_only=True)
    about = (("titel", quiz.title), ("inleiding", quiz.intro), ("gemaakt", quiz.made.isoformat()))
    for title, rows in (("Vragen", _rows(quiz)), ("Quiz", about)):
        sheet = book.create_sheet(title)
        for row in rows:
            cells = []
            for value in map(_safe, row):
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"  # never "f", whatever the text begins with
                cells.append(cell)
            sheet.append(cells)
    book.properties.created = book.properties.modified = datetime.combine(quiz.made, time())
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()  # book.save() puts the clock in the file
    with zipfile.ZipFile(out) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _rows(quiz: Quiz) -> Iterator[Sequence[Cell]]:
    """Yield the names of the columns, then a row for each item.

    Raises:
        QuizError: an item has more parts than a sheet has columns.
    """
    whole = [_groups(item) for item in quiz.items]
    most = [max(len(groups[n][1]) for groups in whole) for n in range(len(whole[0]))]
    names = [
        f"{name} {number}"
        for (columns, _), count in zip(whole[0], most, strict=True)
        for number in range(1, count + 1)
        for name in columns
    ]
    header = (*_BEFORE, *names, *_AFTER)
    if len(header) > MAX_COLUMNS:
        raise QuizError(f"a sheet has {MAX_COLUMNS} columns, and this quiz needs {len(header)}")
    yield header
    for number, (item, groups) in enumerate(zip(quiz.items, whole, strict=True), start=1):
        row: list[Cell] = [number, item.id, instruction(item), item.topic, item.audience]
        row += [QUIZ_DIFFICULTY[item.difficulty], item.scenario, item.prompt]
        for (columns, parts), count in zip(groups, most, strict=True):
            for part in (*parts, *[("",) * len(columns)] * (count - len(parts))):
                row += part
        row += [item.feedback, _YES if item.locked else _NO, item.unclear]
        yield [_safe(v) for v in row]


def _groups(item: Item) -> list[Group]:
    return [
        (
            ("keuze", "goed", "uitleg bij keuze"),
            [(o.text, _YES if o.correct else _NO, o.feedback) for o in item.options],
        ),
        (("links", "rechts"), [(p.left, p.right) for p in item.pairs]),
        (("rechts over",), [(e,) for e in item.extra]),
        (("stap",), [(s,) for s in item.steps]),
        (("antwoord",), [(a,) for a in item.answers]),
        (("punt",), [(m,) for m in item.marking]),
        (
            ("bron", "citaat", "versie", "stuk"),
            [(p.title, p.quote, p.version, p.passage_id) for p in item.proofs],
        ),
        (("toetsvraag",), [(c,) for c in item.cases]),
    ]


def _safe(value: Cell) -> Cell:
    return harmless(value) or None if isinstance(value, str) else value
