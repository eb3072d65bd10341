"""Growing answers, from the question to the page."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import checklist
from assistant.answerability import load_answerability
from assistant.index import build_index
from assistant.lexicon import load_lexicon
from assistant.llm import open_writer
from assistant.pipeline import Answerer, Assistant, ExtractiveAnswerer
from assistant.ranking import load_weights
from assistant.records import Status
from assistant.settings import Settings
from tests.fakes import CountingEmbedder, read_corpus, write_corpus
from tests.llm import material
from tests.llm.servers import Connection, says, serving

QUESTION = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
FIRST = "De wet stelt regels ter bescherming van de persoonlijke levenssfeer"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    corpus = write_corpus(folder / "corpus", "wet/grondwet", "wet/sr")
    build_index(folder / "index", *read_corpus(corpus), CountingEmbedder())
    return folder / "index"


def assistant(index: Path, answerer: Answerer) -> Assistant:
    return Assistant(
        index, CountingEmbedder(), lexicon=load_lexicon(), weights=load_weights(),
        answerability=replace(load_answerability(), threshold=0.0), answerer=answerer,
    )  # fmt: skip


@pytest.fixture
def quoting(index: Path) -> Assistant:
    return assistant(index, ExtractiveAnswerer())


def writing(index: Path, url: str) -> Assistant:
    settings = Settings(llm="server", llm_url=url, llm_timeout=20.0, llm_first_token=10.0)
    return assistant(
        index,
        open_writer(
            settings, verifier=material.verifier(), guard=checklist.check,
            fallback=ExtractiveAnswerer(),
        ),
    )  # fmt: skip


def number_of(connection: Connection, words: str) -> int:
    """The number under which the model got a passage."""
    prompt = connection.body["messages"][1]["content"]
    return prompt[: prompt.index(words)].count("<bron ")


def in_two_steps(connection: Connection) -> None:
    n = number_of(connection, FIRST)
    says(f"{FIRST} [{n}]. ", f"Dat is verzonnen door dertig burgemeesters [{n}].")(connection)


def test_quoting_gives_one_answer(quoting: Assistant) -> None:
    (only,) = quoting.stream(QUESTION)
    assert only.status is Status.ANSWERED
    assert not only.writing
    assert only == replace(quoting.ask(QUESTION), timings_ms=only.timings_ms)
    assert quoting.notice == ""


def test_writing_gives_growing_answers_and_ask_the_last(index: Path) -> None:
    with serving(in_two_steps) as running:
        asked = writing(index, running.url)
        answers = list(asked.stream(QUESTION))
        last = asked.ask(QUESTION)
    assert [a.writing for a in answers] == [True] * (len(answers) - 1) + [False]
    assert {a.status for a in answers} == {Status.ANSWERED}
    counts = [len(a.sentences) for a in answers if a.writing]
    assert counts == sorted(counts)
    assert answers[-1].hits == answers[0].hits
    assert answers[-1] == replace(last, timings_ms=answers[-1].timings_ms)
    sentence = last.sentences[0]
    assert sentence.text == f"{FIRST}."
    assert sentence.written
    cited = last.citations[sentence.citations[0] - 1]
    assert FIRST in cited.quote
    assert not [s for s in last.sentences if "burgemeester" in s.text]


def test_without_its_model_it_answers_as_if_there_were_none(
    index: Path, quoting: Assistant
) -> None:
    with serving(lambda c: c.reply(500)) as running:
        asked = writing(index, running.url)
        answer = asked.ask(QUESTION)
    assert answer.notice == "model-unreachable"
    alone = quoting.ask(QUESTION)
    assert (answer.sentences, answer.citations) == (alone.sentences, alone.citations)
    assert asked.ask(QUESTION).notice == "model-unreachable"
    assert asked.notice == "model-unreachable"


def test_a_refused_question_never_reaches_the_model(index: Path) -> None:
    with serving(says("Ja [1].")) as running:
        (answer,) = writing(index, running.url).stream("Mag ik het BSN 123456782 delen?")
        assert answer.status is Status.REFUSED
        assert running.calls == []


def test_closing_the_stream_leaves_the_model(index: Path) -> None:
    left: list[bool] = []

    def stall(connection: Connection) -> None:
        connection.begin()
        left.append(connection.was_left(15))

    with serving(stall) as running:
        stream = writing(index, running.url).stream(QUESTION)
        with closing(stream):
            while not running.calls:
                assert next(stream).writing
    assert left == [True]
