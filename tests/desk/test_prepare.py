"""What is sent for an answer, over the real corpus; and exactly that."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from assistant.check import load_holdings
from assistant.corpus import load_corpus
from assistant.desk.model import Submission, as_json, submission_from_json
from assistant.desk.prepare import prepare
from assistant.desk.rules import own_words
from assistant.records import Answer, Citation, Passage, Sentence, Status
from tests.desk.material import NO_LAWS, QUESTION, answer
from tests.fakes import CORPUS

WRITTEN = "Zie artikel 7.3.11, twaalfde lid, Jeugdwet."


def quoting(passage: Passage) -> Answer:
    citation = Citation(n=1, passage=passage, quote=passage.text, start=0, end=len(passage.text))
    return Answer(
        status=Status.ANSWERED,
        sentences=(
            Sentence(text=passage.text, citations=(1,)),
            Sentence(
                text="Zie artikel 7.3.11, twaalfde lid, Jeugdwet.", citations=(1,), written=True
            ),
        ),
        citations=(citation,),
    )


def test_an_answer_is_kept_with_places_versions_and_verdicts() -> None:
    passage = next(p for p in load_corpus(CORPUS).passages if p.id == "wet/jeugdwet/7.3.11/lid-4")
    sent = prepare(f" {QUESTION}\r\n", quoting(passage), load_holdings(CORPUS))
    assert sent.question == QUESTION
    kept = sent.citations[0]
    assert (kept.passage_id, kept.quote, kept.start, kept.end) == (
        passage.id, passage.text, 0, len(passage.text),
    )  # fmt: skip
    assert (kept.valid_on, kept.version, kept.law_id) == (
        passage.valid_on, passage.version, passage.law_id,
    )  # fmt: skip
    last = sent.references[-1]
    assert last.status == "no-such-lid"
    assert sent.answer[last.start : last.end] == last.text
    assert "Jeugdwet" in sent.topics
    assert own_words(sent) == WRITTEN
    assert submission_from_json(as_json(sent)) == sent


def test_nothing_else_is_kept() -> None:
    assert {f.name for f in fields(Submission)} == {
        "question", "outcome", "reason", "sentences", "citations", "references", "topics",
        "checklist_version",
    }  # fmt: skip


@pytest.mark.parametrize(
    "unfit",
    [
        pytest.param(Answer(status=Status.REFUSED), id="refused"),
        pytest.param(replace(answer(), writing=True), id="unfinished"),
    ],
)
def test_what_is_no_answer_is_not_sent(unfit: Answer) -> None:
    with pytest.raises(ValueError):
        prepare(QUESTION, unfit, NO_LAWS)
