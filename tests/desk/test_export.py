"""Exports: complete, and harmless in whatever program opens them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.desk.export import as_csv, as_xlsx, harmless, write_export
from assistant.desk.model import Comment, Correct, Judge, Judgement, Replace
from assistant.desk.store import Desk
from assistant.errors import DatabaseError
from tests.desk.material import QUESTION, REPLACEMENT, submission
from tests.desk.writers import lets_through

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '"=1', "=cmd|'/c calc'!A0",
    "＝1", "＋1", "－1", "＠A1", "x;=1+1;y", "x,=1+1,y", "x\t@A1", "x\n-1", '=HYPERLINK("http://x")',
)  # fmt: skip
SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert_harmless(harmless(text))


def assert_harmless(text: str) -> None:
    for cell in re.split(r"[;,|\t\n]", text):
        assert not cell.lstrip(' "\u00a0').startswith(tuple(SIGNS)), repr(text)


@pytest.mark.parametrize(
    "text", ["3-1", "a = b", "artikel 7.3.11, vierde lid", "'s ochtends", "e-mail", "1+1=2", ""]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.sampled_from(SIGNS + " \t\n\r;,|\"'a1\x00\x1b\u00a0\ud800"), max_size=30))
@example("'=1")
def test_any_text_becomes_harmless_and_stays_so(text: str) -> None:
    once = harmless(text)
    assert_harmless(once)
    assert harmless(once) == once
    once.encode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", once)


@pytest.fixture
def filled(make_desk: Callable[[], Desk]) -> Desk:
    """Items in which every text of a person begins as a formula does."""
    desk = make_desk()
    desk._guard = lets_through
    sent = submission()
    for number, text in enumerate(FORMULAS, 1):
        desk.submit(replace(sent, question=text + "?", topics=(f"={number}",)))
        desk.act(number, Comment(f"{text} x", number % 2 == 0), by="anna", version=0)
        desk.act(number, Correct(f"{text} y"), by="anna", version=1)
        desk.act(number, Judge(1, Judgement.WRONG), by="anna", version=2)
        desk.act(number, Replace(1, replace(REPLACEMENT, n=1)), by="anna", version=3)
    desk.submit(submission(number=0))
    return desk


def test_no_cell_of_a_csv_is_a_formula_however_it_is_cut(filled: Desk) -> None:
    data = as_csv(list(filled.everything()))
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len({len(r) for r in rows}) == 1
    assert len(rows) == 1 + 2 * len(FORMULAS) + 1  # a row for each citation, one without
    for row in rows:
        for cell in row:
            assert_harmless(cell)
    for delimiter in ",;\t|":  # and opened by a program that expects another border
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.startswith(tuple(SIGNS)), cell
    assert rows[-1][:2] == [str(len(FORMULAS) + 1), "nieuw"]
    assert rows[-1][6] == QUESTION


def test_every_cell_of_a_workbook_is_text_or_a_number(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "helpdesk.xlsx"
    assert write_export(filled.everything(), path) == len(FORMULAS) + 1
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Vragen", "Citaten", "Geschiedenis"]
    sizes = {}
    for sheet in book:
        sizes[sheet.title] = sheet.max_row
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), (cell.coordinate, cell.value)
                if isinstance(cell.value, str):
                    assert_harmless(cell.value)
    count = len(FORMULAS)
    assert sizes == {"Vragen": count + 2, "Citaten": 2 * count + 1, "Geschiedenis": 4 * count + 1}
    citations = [[c.value for c in row] for row in book["Citaten"].iter_rows(min_row=2, max_row=2)]
    assert citations[0][:4] == [1, 1, "onjuist", "anna"]
    assert citations[0][-2:] == [REPLACEMENT.ref, REPLACEMENT.quote]


def test_a_long_text_fits_in_a_cell(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk._guard = lets_through
    desk.submit(replace(submission(), question="=" + "a" * 40_000))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(list(desk.everything()))))
    assert len(book["Vragen"]["G2"].value) == 32_767


def test_json_holds_the_texts_as_they_are(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "helpdesk.json"
    write_export(filled.everything(), path)
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert [r["submission"]["question"] for r in rows[:-1]] == [f"{f}?" for f in FORMULAS]
    for row, (item, history) in zip(rows, filled.everything(), strict=True):
        assert row["version"] == item.version
        assert row["correction"] == item.correction
        assert [e["at"] for e in row["history"]] == [e.at.isoformat() for e in history]
        assert [e["kind"] for e in row["history"]] == [e.kind for e in history]


def test_another_ending_is_refused_and_nothing_is_written(filled: Desk, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"\.csv, \.xlsx, \.json"):
        write_export(filled.everything(), tmp_path / "helpdesk.ods")
    assert not (tmp_path / "helpdesk.ods").exists()
