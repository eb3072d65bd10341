"""Scenarios and lists that were written for quizzes: read, and refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import QuizError
from assistant.quiz.written import PointList, Prompt, Scenario, load_written
from tests.quiz.sources import passage

HELD = passage("wet/proefwet/1", "De school mag delen als de ouders dat goedvinden.")
SCENARIO: dict[str, Any] = {
    "id": "s-1",
    "scenario": "Een school krijgt een vraag van een buurman.",
    "question": "Wat doet de school?",
    "kind": "single",
    "right": ["De school vraagt de ouders."],
    "wrong": [{"text": "De school vertelt alles.", "why": "De ouders gaan voor."}],
    "gold": [{"passage_id": HELD.id, "words": "ouders dat goedvinden"}],
    "topic": "delen",
}
POINTS: dict[str, Any] = {
    "id": "p-1",
    "passage_id": HELD.id,
    "ask": "Wat mag de school?",
    "right": ["mag delen", "de ouders"],
    "wrong": [{"passage_id": HELD.id, "words": "De school"}] * 2,
}


def read(
    tmp_path: Path, *lines: dict[str, Any], kind: Any = Scenario, refuses: str = "\0"
) -> tuple[Any, ...]:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    return load_written(path, kind, {HELD.id: HELD}, allowed=lambda text: refuses not in text)


def test_what_is_right_is_read(tmp_path: Path) -> None:
    (found,) = read(tmp_path, SCENARIO)
    assert found.difficulty == "medium"
    assert (found.audience, found.wrong[0].why) == ("professional", "De ouders gaan voor.")
    (points,) = read(tmp_path, POINTS, kind=PointList)
    assert [g.words for g in points.gold] == ["mag delen", "de ouders", "De school", "De school"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "essay"}, "kind: Input should be"),
        ({"right": []}, "a choice has a right and a wrong option"),
        ({"right": ["Dit.", "Dat."]}, "single has one right option"),
        ({"wrong": []}, "a choice has a right and a wrong option"),
        ({"kind": "open"}, "an open question has marking points"),
        ({"kind": "true-false", "right": ["Ja"]}, "is Waar or Niet waar"),
        ({"gold": []}, "gold: "),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"gold": [{"passage_id": "weg", "words": "x"}]}, "there is no passage 'weg'"),
        ({"gold": [{"passage_id": HELD.id, "words": "de rechter"}]},
         "'wet/proefwet/1' does not hold the decisive words"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(QuizError, match=r"lines\.jsonl, line 2: ") as caught:
        read(tmp_path, SCENARIO | {"id": "s-0"}, SCENARIO | change)
    assert message in str(caught.value)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="line 2: id 's-1' appears twice"):
        read(tmp_path, SCENARIO, SCENARIO)


@pytest.mark.parametrize("field", ["scenario", "question"])
def test_a_text_about_a_person_is_refused_without_repeating_it(tmp_path: Path, field: str) -> None:
    with pytest.raises(QuizError, match="the checklist refuses it") as caught:
        read(tmp_path, SCENARIO | {field: "Over GEHEIM gaat dit."}, refuses="GEHEIM")
    assert "GEHEIM" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match=r"weg\.jsonl: cannot be read"):
        load_written(tmp_path / "weg.jsonl", Scenario, {}, allowed=lambda _text: True)


PROMPT: dict[str, Any] = {"case": "q-1", "prompt": "Wanneer mag een school delen?"}


def test_a_prompt_is_read_by_case(tmp_path: Path) -> None:
    (found,) = read(tmp_path, PROMPT, kind=Prompt)
    assert (found.id, found.key, found.open) == ("q-1", 0, True)
    with pytest.raises(QuizError, match="line 2: id 'q-1' appears twice"):
        read(tmp_path, PROMPT, PROMPT, kind=Prompt)
    with pytest.raises(QuizError, match="line 1: the checklist refuses it"):
        read(tmp_path, PROMPT, kind=Prompt, refuses="school")
    with pytest.raises(QuizError, match="line 1: key: Input should be"):
        read(tmp_path, PROMPT | {"key": -1}, kind=Prompt)
