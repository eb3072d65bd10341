"""An approved answer goes before searching: in the pipeline, the page and on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from assistant import __main__ as cli
from assistant import checklist, pipeline, texts_nl
from assistant.answerability import load_answerability
from assistant.desk.curated import CuratedAnswers
from assistant.desk.model import Add, Correct, Release, cited_words
from assistant.desk.prepare import prepare
from assistant.desk.store import open_desk
from assistant.errors import QuestionError
from assistant.index import build_index
from assistant.lexicon import load_lexicon
from assistant.pipeline import Assistant, ExtractiveAnswerer
from assistant.ranking import load_weights
from assistant.records import Answer, Citation, Decision, Passage, Sentence, Status
from assistant.settings import Settings
from assistant.web import render
from assistant.web.page import Around, Conversation, answer_turns
from assistant.web.seal import Seal
from tests.desk.material import NO_LAWS
from tests.fakes import CountingEmbedder, read_corpus

QUESTION = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
TEXT = "De Grondwet beschermt de persoonlijke levenssfeer."
BSN = "Mag ik BSN 123456782 delen?"


class Approved:
    """Has an answer for every question, and remembers what it was asked."""

    def __init__(self, steps: list[str]) -> None:
        self.steps = steps
        self.asked: list[str] = []

    def answer(self, question: str, passage: Callable[[str], Passage | None]) -> Answer | None:
        self.steps.append("curated")
        self.asked.append(question)
        if QUESTION not in question:
            return None
        found = passage("wet/grondwet/10/lid-1")
        assert found is not None
        quote = found.text[:9]
        return Answer(
            status=Status.ANSWERED,
            sentences=(Sentence(text=TEXT, citations=(1,), written=True),),
            citations=(Citation(n=1, passage=found, quote=quote, start=0, end=9),),
            confidence=1.0,
            notice="curated",
        )


@pytest.fixture
def index(small_corpus: Path, tmp_path: Path) -> Path:
    build_index(tmp_path / "index", *read_corpus(small_corpus), CountingEmbedder())
    return tmp_path / "index"


@pytest.fixture
def steps() -> list[str]:
    return []


@pytest.fixture
def approved(steps: list[str]) -> Approved:
    return Approved(steps)


@pytest.fixture
def assistant(index: Path, steps: list[str], approved: Approved) -> Assistant:
    class Embedder(CountingEmbedder):
        def embed(self, texts: Sequence[str]) -> object:  # type: ignore[override]
            steps.append("embed")
            return super().embed(texts)

    def guard(text: str, *, earlier: Sequence[str] = ()) -> Decision:
        steps.append("guard")
        return checklist.check(text, earlier=earlier)

    return Assistant(
        index,
        Embedder(),
        lexicon=load_lexicon(),
        weights=load_weights(),
        answerability=replace(load_answerability(), threshold=0.0),
        answerer=ExtractiveAnswerer(),
        guard=guard,
        curated=approved,
    )


def test_an_approved_answer_comes_after_the_checklist_and_before_searching(
    assistant: Assistant, steps: list[str]
) -> None:
    answers = list(assistant.stream(QUESTION))
    assert steps == ["guard", "curated"]
    assert [a.text for a in answers] == [TEXT]
    assert not answers[0].writing
    assert set(answers[0].timings_ms) == {"guard", "answer", "total"}


def test_another_question_goes_on_to_searching(assistant: Assistant, steps: list[str]) -> None:
    answer = assistant.ask("Wat mag een team vragen bij een aanmelding?")
    assert steps[:3] == ["guard", "curated", "embed"]
    assert answer.notice == ""
    assert answer.citations


def test_nothing_is_looked_up_for_what_is_refused_or_no_question(
    assistant: Assistant, steps: list[str]
) -> None:
    assert assistant.ask(BSN).status is Status.REFUSED
    with pytest.raises(QuestionError):
        assistant.ask("x" * 4001)
    assert "curated" not in steps


def test_searching_alone_finds_passages_and_no_approved_answer(
    assistant: Assistant, steps: list[str]
) -> None:
    assert assistant.search(QUESTION).hits
    assert "curated" not in steps


def test_a_question_that_leans_on_the_last_one_is_looked_up_as_it_is_read(
    assistant: Assistant, approved: Approved
) -> None:
    follow_up = "En als het kind 17 is?"
    answer = assistant.ask(follow_up, earlier=[QUESTION])
    assert approved.asked[0] != follow_up
    assert answer.read_as == approved.asked[0]
    assistant.ask(follow_up, earlier=[QUESTION], separate=True)
    assert approved.asked[1] == follow_up


def test_the_page_says_whose_answer_it_is(assistant: Assistant) -> None:
    around = Around(refused=lambda _: None, changes=lambda _: {}, seal=Seal().close)
    turns = list(answer_turns(assistant, QUESTION, "professional", Conversation(), around))
    assert len(turns) == 1
    html = unescape(turns[0].html)
    for said in (texts_nl.DESK_CURATED, texts_nl.WRITTEN_BY_HELPDESK, TEXT):
        assert said in html
    assert texts_nl.WRITTEN not in html
    assert texts_nl.WEB["quote_only"] not in html
    assert texts_nl.DESK_CURATED in render.plain_text(QUESTION, assistant.ask(QUESTION))


def test_laid_before_the_helpdesk_again_no_model_is_named(assistant: Assistant) -> None:
    seal = Seal()
    shown = seal.open(seal.close(QUESTION, assistant.ask(QUESTION)), assistant.passage)
    assert shown is not None
    sent = prepare(shown.question, shown.answer, NO_LAWS)
    assert [(s.text, s.written) for s in sent.sentences] == [(TEXT, False)]


@pytest.fixture
def run(
    index: Path,
    small_corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., str]:
    """The command, with a desk that approved an answer."""
    monkeypatch.setattr(pipeline, "load_embedder", lambda _: CountingEmbedder())
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ASSISTANT_THRESHOLD", "0")
    passage = next(p for p in read_corpus(small_corpus)[0].passages if "grondwet" in p.id)
    desk = open_desk(Settings(state=tmp_path / "state"))
    nothing = Answer(status=Status.ABSTAINED, reason="no-match")
    item_id = desk.submit(prepare(QUESTION, nothing, NO_LAWS)).item_id
    desk.act(item_id, Correct(TEXT), by="anna", version=0)
    desk.act(item_id, Add(cited_words(passage, 0, 9)), by="anna", version=1)
    desk.act(item_id, Release(), by="anna", version=2)
    desk.close()

    def run(*arguments: str) -> str:
        where = ("--corpus", str(small_corpus), "--index", str(index))
        cli.main((*arguments, *where))
        return capsys.readouterr().out

    return run


def test_the_command_shows_it_to_people_and_machines_and_leaves_a_batch_alone(
    run: Callable[..., str], tmp_path: Path
) -> None:
    out = run("ask", QUESTION.upper())
    assert out.startswith(texts_nl.DESK_CURATED)
    assert TEXT in out
    line = json.loads(run("ask", QUESTION, "--json"))
    assert (line["answer"], line["notice"]) == (TEXT, "curated")
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "1", "question": QUESTION}) + "\n", encoding="utf-8")
    run("ask", "--jsonl", str(source), "--out", str(target))
    measured = json.loads(target.read_text(encoding="utf-8"))
    assert measured["notice"] == ""
    assert TEXT not in measured["answer"]
    assert json.loads(run("search", QUESTION, "--json"))["retrieved"]


def test_a_desk_out_of_reach_leaves_the_answer_as_it_was(
    run: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other" / "vindplaats.sqlite").mkdir(parents=True)
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "other"))
    assert json.loads(run("ask", QUESTION, "--json"))["status"] == "answered"
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", f"sqlite:///{tmp_path}/other/vindplaats.sqlite")
    assert json.loads(run("ask", QUESTION, "--json"))["notice"] == ""


def test_what_opens_the_approved_answers_fits_the_pipeline() -> None:
    wanted: pipeline.Curated = CuratedAnswers(lambda: None)
    assert wanted.answer(QUESTION, lambda _: None) is None
