"""Questions of the bank that a reader may have meant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant import checklist
from assistant.records import Hit, Passage, SourceKind
from assistant.suggest import MOST, NEAR, SAME, QuestionBank
from tests.fakes import CountingEmbedder


def hits(*names: str) -> list[Hit]:
    return [
        Hit(
            passage=Passage(
                id=name, source_id="x", kind=SourceKind.OWN, ref=name, section=(), text="Tekst.",
                start=0, end=6,
            ),
            score=1.0,
        )
        for name in names
    ]  # fmt: skip


def near(asked: str, bank: Sequence[tuple[str, str]], *found: str) -> tuple[str, ...]:
    embedder = CountingEmbedder()
    questions = QuestionBank(bank, embedder.embed, lambda q: not checklist.check(q).refused)
    return questions.near(asked, embedder.embed([asked]), hits(*found))


ASKED = "mag de school informatie delen met het team"
CLOSE = "mag de school informatie delen met de gemeente?"


@pytest.mark.parametrize(
    ("question", "is_shown"),
    [
        pytest.param(CLOSE, True, id="near"),
        pytest.param("hoe lang bewaart een arts zijn eigen oude dossiers?", False, id="far"),
        pytest.param("Mag de school informatie delen met het team?", False, id="the-same"),
        pytest.param("school informatie delen gemeente", False, id="no-sentence"),
        pytest.param("mag de school delen?", True, id="four-words"),
        pytest.param("mag dat ook de school?", False, id="leans-on-another"),
        pytest.param(
            "mag de school informatie delen met het team over Fatima Yilmaz uit de Dorpsstraat 12?",
            False,
            id="the-checklist-would-stop-it",
        ),
        pytest.param(
            "mag de school " + "heel veel " * 12 + "delen met het team?", False, id="long"
        ),
    ],
)
def test_which_questions_are_shown(question: str, is_shown: bool) -> None:
    found = near(ASKED, [("a", question)], "a")
    assert found == ((question[0].upper() + question[1:],) if is_shown else ())


def test_one_for_each_passage_in_the_order_found_and_three_at_most() -> None:
    bank = [(name, f"{CLOSE[:-1]} of {name}?") for name in "abcde"]
    bank.append(("a", f"{CLOSE[:-1]} of het team?"))  # nearer
    found = near(ASKED, bank, "c", "a", "b", "d", "e")
    assert [q.rsplit(" ", 1)[1] for q in found] == ["c?", "team?", "b?"]
    assert len(found) == MOST


def test_what_goes_on_from_an_answer_does_not_ask_the_same() -> None:
    embedder = CountingEmbedder()
    again = "mag de school de informatie delen met het team?"
    other = "mag de school een kind ook zelf aan het team melden?"
    asked = embedder.embed([ASKED])
    cosines = embedder.embed([again, other]) @ asked[0]
    assert cosines[0] >= SAME > cosines[1] >= NEAR
    bank = QuestionBank([("a", again), ("a", other), ("b", again)], embedder.embed, lambda _: True)
    assert bank.next(ASKED, asked, hits("a", "b")) == (other[0].upper() + other[1:],)
    assert bank.near(ASKED, asked, hits("a")) == (again[0].upper() + again[1:],)


def test_passages_without_questions_bring_none() -> None:
    assert near(ASKED, [("a", CLOSE)], "b") == ()
    assert near(ASKED, [], "a") == ()


def test_a_zero_vector_is_near_to_nothing() -> None:
    questions = QuestionBank([("a", CLOSE)], CountingEmbedder().embed, lambda _: True)
    assert questions.near("?", np.zeros((1, 64), dtype=np.float32), hits("a")) == ()
