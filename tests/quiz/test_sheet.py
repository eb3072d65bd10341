"""CSV and XLSX, as spreadsheets open them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from assistant.desk.export import harmless
from assistant.errors import QuizError
from assistant.quiz.formats import export
from assistant.quiz.records import Kind, Quiz
from tests.quiz.quizzes import large_quiz, quizzes

Rows = list[list[str]]


def from_csv(data: bytes) -> Rows:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=";"))


def from_xlsx(data: bytes) -> Rows:
    book = load_workbook(io.BytesIO(data))
    cells = list(book["Vragen"].iter_rows())
    assert all(c.data_type in ("s", "n") for row in cells for c in row)
    return [["" if c.value is None else str(c.value) for c in row] for row in cells]


READERS: dict[str, Callable[[bytes], Rows]] = {"csv": from_csv, "xlsx": from_xlsx}


def told(quiz: Quiz, rows: Rows) -> None:
    """Check that every text of a quiz stands in the column that its header names."""
    header, *found = rows
    assert len(set(header)) == len(header)
    assert len(found) == len(quiz.items)
    for number, (item, row) in enumerate(zip(quiz.items, found, strict=True), start=1):
        assert len(row) == len(header)
        cells = {name: value for name, value in zip(header, row, strict=True) if value}
        wanted = {"nummer": str(number), "id": item.id, "onderwerp": item.topic,
                  "rol": item.audience, "situatie": item.scenario, "vraag": item.prompt,
                  "uitleg": item.feedback, "onduidelijk": item.unclear,
                  "vast": "ja" if item.locked else "nee"}  # fmt: skip
        for n, option in enumerate(item.options, start=1):
            wanted[f"keuze {n}"], wanted[f"uitleg bij keuze {n}"] = option.text, option.feedback
            wanted[f"goed {n}"] = "ja" if option.correct else "nee"
        for n, pair in enumerate(item.pairs, start=1):
            wanted[f"links {n}"], wanted[f"rechts {n}"] = pair.left, pair.right
        for name, texts in (("rechts over", item.extra), ("stap", item.steps),
                            ("antwoord", item.answers), ("punt", item.marking),
                            ("toetsvraag", item.cases),
                            ("bron", [p.title for p in item.proofs]),
                            ("citaat", [p.quote for p in item.proofs]),
                            ("versie", [p.version for p in item.proofs]),
                            ("stuk", [p.passage_id for p in item.proofs])):  # fmt: skip
            wanted |= {f"{name} {n}": text for n, text in enumerate(texts, start=1)}
        shown = {name: safe for name, text in wanted.items() if (safe := harmless(text))}
        assert {n: v for n, v in cells.items() if n not in ("vorm", "niveau")} == shown
        assert cells["vorm"]
        assert cells["niveau"] in ("makkelijk", "gemiddeld", "moeilijk")


@pytest.mark.parametrize("form", list(READERS))
def test_a_sheet_tells_a_large_quiz_in_full(form: str) -> None:
    told(large_quiz(), READERS[form](export(large_quiz(), form)))


@pytest.mark.parametrize("form", list(READERS))
@given(quiz=quizzes())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_sheet_tells_every_quiz_in_full(form: str, quiz: Quiz) -> None:
    told(quiz, READERS[form](export(quiz, form)))


@pytest.mark.parametrize("form", list(READERS))
@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+31", "-1", "ja; =1+1", "a\n=cmd|'/c'!A0"])
def test_no_text_is_a_formula(form: str, text: str) -> None:
    item = large_quiz(1).items[0].model_copy(update={"prompt": text, "unclear": text})
    quiz = large_quiz(1).model_copy(update={"items": (item,)})
    header, row = READERS[form](export(quiz, form))
    for name in ("vraag", "onduidelijk"):
        shown = row[header.index(name)]
        assert not any(part.lstrip()[:1] in "=+-@" for part in shown.replace("\n", ";").split(";"))
        assert shown.replace("'", "") == text.replace("'", "")


def test_a_workbook_says_which_quiz_it_is() -> None:
    book = load_workbook(io.BytesIO(export(large_quiz(3), "xlsx")))
    assert [[c.value for c in row] for row in book["Quiz"].iter_rows()] == [
        ["titel", "Bewaren / delen"], ["inleiding", "Kies & leer."], ["gemaakt", "2026-11-26"]
    ]  # fmt: skip
    made = datetime.combine(date(2026, 11, 26), time())
    assert (book.properties.created, book.properties.modified) == (made, made)  # no clock


@pytest.mark.parametrize("form", list(READERS))
def test_the_same_quiz_gives_the_same_file(form: str) -> None:
    assert export(large_quiz(8), form) == export(large_quiz(8), form)


def test_more_parts_than_columns_are_refused() -> None:
    item = next(i for i in large_quiz(8).items if i.kind is Kind.SHORT)
    many = item.model_copy(update={"answers": tuple(map(str, range(16_400)))})
    with pytest.raises(QuizError, match="16384"):
        export(large_quiz(1).model_copy(update={"items": (many,)}), "xlsx")
