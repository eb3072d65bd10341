"""Quiz records: what fits together, and files that come back as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.errors import QuizError
from assistant.quiz.records import (
    BLANK,
    FALSE,
    FORMAT,
    TRUE,
    Item,
    Kind,
    Option,
    Pair,
    Proof,
    Quiz,
    quiz_json,
    read_quiz,
)

PROOF = Proof(
    passage_id="wet/jeugdwet/7.3.8/lid-3",
    title="Jeugdwet, artikel 7.3.8, derde lid",
    quote="gedurende twintig jaar",
    version="2026-01-01",
)


def item(kind: Kind, **fields: Any) -> Item:
    return Item(
        id="i-1", kind=kind, topic="bewaren", proofs=(PROOF,), **({"prompt": "Vraag?"} | fields)
    )


def options(*texts: str, right: int = 0) -> tuple[Option, ...]:
    return tuple(Option(text=t, correct=n == right) for n, t in enumerate(texts))


GOOD = {
    Kind.SINGLE: {"options": options("a", "b", "c")},
    Kind.MULTIPLE: {"options": options("a", "b")},
    Kind.TRUE_FALSE: {"options": options(TRUE, FALSE, right=1)},
    Kind.MATCHING: {
        "pairs": (Pair(left="a", right="1"), Pair(left="b", right="2")),
        "extra": ("3",),
    },
    Kind.ORDERING: {"steps": ("een", "twee")},
    Kind.GAP: {"prompt": f"Bewaar het {BLANK} jaar.", "answers": ("twintig", "20")},
    Kind.SHORT: {"answers": ("twintig jaar",)},
    Kind.OPEN: {"marking": ("Noemt de termijn.",)},
}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_gives_the_same_quiz_back(kind: Kind, tmp_path: Path) -> None:
    quiz = Quiz(
        format=FORMAT, id="q-1", title="Bewaren", made=date(2026, 11, 26), seed=3,
        items=(item(kind, **GOOD[kind]),),
    )  # fmt: skip
    path = tmp_path / "quiz.json"
    path.write_text(quiz_json(quiz), encoding="utf-8")
    assert read_quiz(path) == quiz


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        (Kind.SINGLE, {"options": options("a", "a")}, "the same"),
        (Kind.SINGLE, {"options": options("a", "b", right=5)}, "one option is right"),
        (Kind.MULTIPLE, {"options": options("a", "b", right=5)}, "at least one"),
        (Kind.SINGLE, {"options": options("a")}, "2 to 10"),
        (Kind.SINGLE, {"answers": ("a",)}, "has options"),
        (Kind.SINGLE, {"options": options("a", "b"), "steps": ("x", "y")}, "nothing else"),
        (Kind.TRUE_FALSE, {"options": options(FALSE, TRUE)}, TRUE),
        (Kind.MATCHING, {"pairs": (Pair(left="a", right="1"),)}, "2 to 10 pairs"),
        (Kind.MATCHING, {"pairs": GOOD[Kind.MATCHING]["pairs"], "extra": ("1",)}, "the same"),
        (Kind.SHORT, {"answers": ("a",), "extra": ("b",)}, "matching"),
        (Kind.ORDERING, {"steps": ("a", "a")}, "different"),
        (Kind.GAP, {"prompt": "Zonder gat", "answers": ("a",)}, BLANK),
        (Kind.OPEN, {"marking": (" rand ",)}, "pattern"),
    ],
)
def test_what_does_not_fit_is_refused(kind: Kind, fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        item(kind, **fields)


def test_an_item_of_others_has_no_proof() -> None:
    assert Item(id="i", kind=Kind.SHORT, topic="t", prompt="Hoe?", answers=("zo",)).proofs == ()


def test_a_file_that_is_no_quiz_says_where(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    with pytest.raises(QuizError, match="cannot be read"):
        read_quiz(path)
    whole = quiz_json(
        Quiz(format=FORMAT, id="q", title="T", made=date(2026, 1, 1),
             items=(item(Kind.SHORT, answers=("a",)),))
    )  # fmt: skip
    path.write_text(whole.replace('"short"', '"kort"'), encoding="utf-8")
    with pytest.raises(QuizError, match=r"items\.0\.kind"):
        read_quiz(path)


def test_items_have_ids_of_their_own() -> None:
    one = item(Kind.SHORT, answers=("a",))
    with pytest.raises(ValidationError, match="same id"):
        Quiz(format=FORMAT, id="q", title="T", made=date(2026, 1, 1), items=(one, one))
