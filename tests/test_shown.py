"""What stands beside an answer, over the real corpus: a short form, the law, questions, reasons."""

from __future__ import annotations

import pytest

from assistant import checklist, texts_nl
from assistant.compose import SHORT_FROM_WORDS
from assistant.pipeline import Assistant
from assistant.records import Answer, SourceKind, Status
from assistant.suggest import MOST, SURE

pytestmark = pytest.mark.slow

QUESTIONS = (
    "Mag een school informatie delen met de gezinsvoogd tijdens een ots?",
    "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?",
    "Hoe lang bewaart een gecertificeerde instelling een dossier?",
    "art. 7.3.11 lid 4 Jeugdwet",
    "Wat kost een dag gesloten jeugdhulp?",
    "mag dat?",
    "privacy bij huisbezoek",
)


@pytest.fixture(scope="module")
def answers(full_assistant: Assistant) -> dict[str, Answer]:
    return {question: full_assistant.ask(question) for question in QUESTIONS}


def test_a_short_answer_is_a_part_of_a_long_one(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        words = len(answer.text.split())
        assert bool(answer.short) == (words > SHORT_FROM_WORDS)
        assert list(answer.short) == sorted(set(answer.short))
        assert all(0 <= n < len(answer.sentences) for n in answer.short)
    assert any(a.short for a in answers.values())


def test_law_beside_an_answer_is_law_and_not_cited(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        assert all(p.kind is SourceKind.LAW for p in answer.laws)
        assert not {p.id for p in answer.laws} & {c.passage.id for c in answer.citations}
    assert any(a.laws for a in answers.values())


def test_a_sure_answer_says_what_can_be_asked_next(answers: dict[str, Answer]) -> None:
    for question, answer in answers.items():
        if answer.confidence < SURE or answer.status is not Status.ANSWERED:
            assert answer.follow_ups == ()
        assert len(answer.follow_ups) <= MOST
        assert question not in answer.follow_ups
        assert not any(checklist.check(q).refused for q in answer.follow_ups)
    assert any(a.follow_ups for a in answers.values())


def test_questions_come_with_doubt_only_and_may_be_asked(answers: dict[str, Answer]) -> None:
    for question, answer in answers.items():
        if answer.confidence >= SURE:
            assert answer.suggestions == ()
        assert len(answer.suggestions) <= MOST
        assert question not in answer.suggestions
        assert not any(checklist.check(q).refused for q in answer.suggestions)
    assert any(a.suggestions for a in answers.values())


def test_an_abstention_says_why_and_what_comes_near(answers: dict[str, Answer]) -> None:
    vague = answers["mag dat?"]
    assert (vague.status, vague.reason) == (Status.ABSTAINED, "too-vague")
    for answer in answers.values():
        if answer.status is Status.ABSTAINED:
            assert answer.reason in texts_nl.ABSTAINED
            assert answer.hits


def test_a_follow_up_can_be_asked_apart(full_assistant: Assistant) -> None:
    earlier = ["Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"]
    question = "en bij een kind van 17?"
    assert full_assistant.ask(question, earlier=earlier).read_as == f"{earlier[0]} {question}"
    assert full_assistant.ask(question, earlier=earlier, separate=True).read_as == ""
    told = "Het gaat om Fatima Yilmaz, Dorpsstraat 12 in Utrecht."  # the checklist reads it too
    assert full_assistant.ask(question, earlier=[told], separate=True).status is Status.REFUSED
