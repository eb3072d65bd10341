"""Stand-ins for the web tests: an assistant over the real corpus that answers by rule."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
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
QUOTED = (
    "handreiking/deel-3/beroepsgeheim/doorbreken/1",
    "wet/jeugdwet/7.3.11/lid-4",
    "handreiking/deel-3/samenvatting/7",
)


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
        self._running = 0
        self._lock = threading.Lock()

    def ask(
        self, question: str, *, earlier: Sequence[str] = (), role: str = "professional"
    ) -> Answer:
        with self._lock:
            self.calls.append((tuple(earlier), role))
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)
        try:
            return self._answer(question)
        finally:
            with self._lock:
                self._running -= 1

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
            return Answer(status=Status.ABSTAINED, hits=hits, reason="no-match")
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
