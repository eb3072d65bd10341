"""Stand-ins for the web tests: an assistant over the real corpus that answers by rule."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.corpus import Corpus, load_corpus
from assistant.errors import QuestionError
from assistant.records import (
    Answer,
    Citation,
    Decision,
    Finding,
    Hit,
    Passage,
    Sentence,
    Source,
    Status,
)
from assistant.sentences import split_sentences

CORPUS = Path(__file__).parents[2] / "corpus"
CANARY = "kanarievogel"  # a question with this word is refused
NOT_IN_CORPUS = "kwantumfysica"  # a question with this word has no answer
BROKEN = "ontplof"  # a question with this word raises an error that nobody foresaw
SLOW = "langzaam"  # a question with this word takes a while
WRITES = "uitgeschreven"  # a model writes the answer: first a queue, then sentence by sentence
ENDLESS = "eindeloos"  # as WRITES, and the model never stops by itself
LINGERS = "nasleep"  # after the answer to this the server is busy until somebody lets it go
FOLLOW_UP = "vervolg"  # a question with this word is read with the one before
UNSURE = "misschien"  # an answer that brings questions to ask instead
SUGGESTED = ("Mag een school informatie delen?", "Wie beslist over het dossier?")
FOLLOW_UPS = ("Hoe lang mag een team gegevens bewaren?",)
QUOTED = (
    "handreiking/deel-3/beroepsgeheim/doorbreken/1",
    "wet/jeugdwet/7.3.11/lid-4",
    "handreiking/deel-3/samenvatting/7",
)
LAW = "wet/wmo2015/5.2.6"  # goes with every answer


@cache
def corpus() -> Corpus:
    return load_corpus(CORPUS)


class FakeAssistant:
    """Answers every question with the same quotations, except those with a word from above."""

    def __init__(self) -> None:
        found = corpus()
        self._sources = found.sources
        self._passages = found.passages
        self._numbers = {p.id: n for n, p in enumerate(found.passages)}
        self.calls: list[tuple[tuple[str, ...], str]] = []
        self.most_at_once = 0
        self.pace = 0.3  # seconds between two steps of writing
        self.said = ""  # notice before asking
        self.let_go = threading.Event()
        self._running = 0
        self._lock = threading.Lock()

    def stream(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        role: str = "professional",
        separate: bool = False,
    ) -> Generator[Answer, None, None]:
        with self._lock:
            self.calls.append((tuple(earlier), role))
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)
        try:
            answer = self._answer(question)
            if earlier and FOLLOW_UP in question and not separate:
                answer = replace(answer, read_as=f"{earlier[-1]} {question}")
            if WRITES in question or ENDLESS in question:
                yield from self._written(answer, endless=ENDLESS in question)
            else:
                yield answer
            if LINGERS in question:
                assert self.let_go.wait(30)
        finally:
            with self._lock:
                self._running -= 1

    def ask(self, question: str) -> Answer:
        *_, answer = self.stream(question)
        return answer

    def search(self, question: str) -> Answer:
        answer = self._answer(question)
        return replace(answer, sentences=(), citations=(), status=answer.status)

    @property
    def notice(self) -> str:
        return self.said

    @property
    def running(self) -> int:
        """How many questions are being answered."""
        return self._running

    def _written(self, answer: Answer, *, endless: bool) -> Generator[Answer, None, None]:
        """Two in the queue, one in the queue, then a sentence each step."""
        sentences = tuple(
            Sentence(text=f"Zin {n} van het model.", citations=(n,), written=True)
            for n in range(1, 4)
        )
        answer = replace(answer, sentences=sentences, citations=answer.citations[:3], short=())
        for waiting in (2, 1):
            yield replace(answer, sentences=(), citations=(), waiting=waiting, writing=True)
            time.sleep(self.pace)
        for count in (1, 2):
            yield replace(answer, sentences=sentences[:count], writing=True)
            time.sleep(self.pace)
        while endless:
            yield replace(answer, sentences=sentences[:2], writing=True)
            time.sleep(self.pace)
        yield replace(answer, notice="model-stopped")

    def _answer(self, question: str) -> Answer:
        if CANARY in question:
            return Answer(
                status=Status.REFUSED,
                decision=Decision(
                    refused=True,
                    findings=(
                        Finding(item="person-name", start=0, end=3),
                        Finding(item="bsn", start=4, end=8),
                    ),
                    version="1",
                    urgent="danger" if "gevaar" in question else None,
                ),
            )
        self._check(question)
        if BROKEN in question:
            raise RuntimeError(f"cannot handle {question}")
        if SLOW in question:
            time.sleep(0.5)
        passages = [self._passages[self._numbers[i]] for i in QUOTED]
        hits = tuple(Hit(passage=p, score=1.0 / n) for n, p in enumerate(passages, 1))
        if NOT_IN_CORPUS in question:
            return Answer(
                status=Status.ABSTAINED, hits=hits, reason="out-of-scope", suggestions=SUGGESTED
            )
        sentences, citations = [], []
        for passage in passages[:2]:
            for index, span in enumerate(split_sentences(passage.text)[:6]):
                quote = passage.text[span.start : span.end]
                number = len(citations) + 1
                citations.append(
                    Citation(n=number, passage=passage, quote=quote, start=span.start, end=span.end)
                )
                heading = passage.ref if index == 0 else ""
                sentences.append(Sentence(text=quote, citations=(number,), heading=heading))
        return Answer(
            status=Status.ANSWERED,
            sentences=tuple(sentences),
            citations=tuple(citations),
            hits=hits,
            short=(0, 2),
            laws=(self._passages[self._numbers[LAW]],),
            suggestions=SUGGESTED if UNSURE in question else (),
            follow_ups=() if UNSURE in question else FOLLOW_UPS,
        )

    @staticmethod
    def _check(question: str) -> None:
        text = question.strip()
        if not text:
            raise QuestionError("empty")
        if len(text) > 4000:
            raise QuestionError("too-long")
        if any(ord(c) < 32 and c not in "\n\r\t" for c in text):
            raise QuestionError("not-text")
        if len(text) < 2:
            raise QuestionError("too-short")
        if not any(c.isalnum() for c in text):
            raise QuestionError("no-letters")

    def passage(self, passage_id: str) -> Passage | None:
        number = self._numbers.get(passage_id)
        return None if number is None else self._passages[number]

    def context(self, passage_id: str) -> tuple[Passage | None, Passage, Passage | None] | None:
        number = self._numbers.get(passage_id)
        if number is None:
            return None
        here = self._passages[number]
        near = [
            self._passages[n]
            if 0 <= n < len(self._passages) and self._passages[n].source_id == here.source_id
            else None
            for n in (number - 1, number + 1)
        ]
        return near[0], here, near[1]

    def sources(self) -> tuple[Source, ...]:
        return self._sources

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        return tuple(p for p in self._passages if p.source_id == source_id)
