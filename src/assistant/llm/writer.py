"""Lets the model write an answer, and shows of it what the verifier finds in the sources.

The model is not trusted: each sentence is judged on its own, against the passages that it names,
before anybody sees it. What is not found is asked for once more, with the reason, and otherwise
gives way to the words of the source. When too little is left the whole answer is quoted.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from assistant.compose import Candidate, Place
from assistant.llm import prompts_nl
from assistant.llm.calls import HEARTBEAT, CallError, Limits
from assistant.llm.draft import Claim, Sentences, numbered_lines, problem
from assistant.llm.gate import Gate
from assistant.llm.health import Health
from assistant.llm.model import ANSWER_TOKENS, Model, estimate
from assistant.llm.prompts_nl import Message
from assistant.operate.metrics import MODEL_CALLS, MODEL_SECONDS, QUEUE, VERDICTS
from assistant.records import Citation, Decision, Draft, Passage, Sentence
from assistant.retrieve import Found
from assistant.sentences import split_sentences
from assistant.verify import Verdict

MOST_SOURCES = 6  # passages that the model gets; small models lose their way in more
MOST_SENTENCES = 12  # asked for are eight; what comes after this is not read
MOST_REPAIR_CHARACTERS = 6_000
MOST_STRETCHES = 3  # of a passage that are marked as proof of one sentence
MOST_PASSAGES = 2  # that are cited for one sentence
REPAIR_FROM = 0.2  # share of the time that must be left to ask once more

NO_NUMBER = "er staat geen nummer van een bron bij"  # the one reason that no verdict gives

log = logging.getLogger(__name__)


class Verifier(Protocol):
    """Decides whether a sentence follows from a passage."""

    def judge(self, sentence: str, passage: str) -> Verdict:
        """Return the verdict; its evidence counts characters in the passage."""


class Answerer(Protocol):
    """Answers without a model, when the model cannot."""

    def answer(
        self, question: str, found: Found, candidates: Sequence[Candidate]
    ) -> Generator[Draft, None, None]:
        """Yield the answer; the last draft is final."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence of the model and what was found of it."""

    claim: Claim
    places: tuple[Place, ...] = ()  # that prove it; () when nothing does
    reasons: tuple[str, ...] = ()  # why not, in Dutch; () when asking again cannot help
    quotation: Place | None = None  # words of a source that it names, to show instead
    seconds: float = field(default=0.0, compare=False)  # that judging took

    @property
    def is_absence(self) -> bool:
        """Whether it only says that the sources do not hold the answer."""
        return not self.claim.numbers and self.claim.says_absent


class WritingAnswerer:
    """Answers in the model's own words, as far as they are proven. Thread-safe."""

    def __init__(
        self,
        model: Model,
        *,
        verifier: Verifier,
        guard: Callable[[str], Decision],
        fallback: Answerer,
        timeout: float,
        first_token: float,
        concurrency: int,
    ) -> None:
        """Look whether the model is there.

        Args:
            model: writes.
            verifier: decides.
            guard: the checklist; a model may make up a name.
            fallback: answers when the model does not.
            timeout: seconds for a whole answer. Waiting for a turn takes half of it at most.
            first_token: seconds without a word before the model is given up.
            concurrency: answers that are written at the same time.
        """
        self._model = model
        self._verifier = verifier
        self._guard = guard
        self._fallback = fallback
        self._timeout = timeout
        self._first_token = first_token
        self._gate = Gate(concurrency)
        self._health = Health(model.check)

    @property
    def notice(self) -> str:
        """Return "model-unreachable" when answers are quoted for now, else ""."""
        return "" if self._health.up else "model-unreachable"

    def answer(
        self, question: str, found: Found, candidates: Sequence[Candidate]
    ) -> Generator[Draft, None, None]:
        """Yield the proven sentences as they come; closing the generator cancels the model."""
        started = time.monotonic()
        notice: str | None = "model-unreachable"
        if self._health.ready():
            with self._gate.enter() as ticket, QUEUE.track_inprogress():
                notice = "model-busy"
                while time.monotonic() < started + self._timeout / 2:
                    if ticket.wait(HEARTBEAT):
                        writing = self._write(question, candidates, started + self._timeout)
                        notice = yield from _counted(writing)
                        break
                    yield Draft(writing=True, waiting=ticket.waiting)
        if notice is None:
            return
        log.info("language model: answer is quoted (%s)", notice)
        for draft in self._fallback.answer(question, found, candidates):
            yield Draft(sentences=draft.sentences, citations=draft.citations, notice=notice)

    def _write(
        self, question: str, candidates: Sequence[Candidate], deadline: float
    ) -> Generator[Draft, None, str | None]:
        """Yield the answer as it grows, the final one too; return the notice when there is none."""
        began = time.perf_counter()
        yield Draft(writing=True)
        asked, sources = self._fit(question, candidates)
        if not sources:
            return "model-no-room"
        judged: list[_Judged] = []
        stopped = yield from self._read(asked, sources, deadline, judged)
        if not stopped and deadline - time.monotonic() > REPAIR_FROM * self._timeout:
            yield from self._repair(asked, sources, deadline, judged)
        claims = [j for j in judged if not j.is_absence]
        proven = sum(bool(j.places) for j in claims)
        absent = len(claims) < len(judged)
        if not proven or 2 * proven < len(claims):
            if absent and not claims:
                return "model-no-answer"
            if stopped and not claims:
                return "model-failed" if stopped == "model-stopped" else stopped
            return "model-too-little"
        notice = "model-stopped" if stopped else "model-partly" if absent else ""
        verify = sum(j.seconds for j in judged)
        model = time.perf_counter() - began - verify
        timings = {"model": round(model * 1000, 2), "verify": round(verify * 1000, 2)}
        yield replace(_draft(judged, notice=notice), timings_ms=timings)
        return None

    def _fit(
        self, question: str, candidates: Sequence[Candidate]
    ) -> tuple[tuple[Message, ...], list[Candidate]]:
        """The messages with as many whole passages as the model can read, best first."""
        sources = list(candidates[:MOST_SOURCES])
        while sources:
            messages = prompts_nl.ask(
                question, [(c.hit.passage.ref, _text(c.hit.passage)) for c in sources]
            )
            if self._has_room(messages):
                return messages, sources
            sources.pop()
        return (), []

    def _has_room(self, messages: Sequence[Message]) -> bool:
        room = self._model.context - ANSWER_TOKENS
        return estimate(messages) <= room or self._model.count(messages) <= room

    def _limits(self, deadline: float) -> Limits:
        return Limits(deadline, self._first_token)

    def _read(
        self,
        asked: Sequence[Message],
        sources: Sequence[Candidate],
        deadline: float,
        judged: list[_Judged],
    ) -> Generator[Draft, None, str]:
        """Judge every sentence that the model writes; return the notice when it broke off."""
        sentences = Sentences()
        try:
            with closing(self._model.write(asked, self._limits(deadline))) as pieces:
                for piece in pieces:
                    claims = sentences.feed(piece)
                    for claim in claims:
                        judged.append(self._judge(claim, sources))
                        if judged[-1].places:
                            yield _draft(judged, writing=True)
                    if not piece:
                        yield _draft(judged, writing=True)
                    if len(judged) >= MOST_SENTENCES:
                        return "model-stopped"
        except CallError as error:
            log.warning("language model: %s", error)
            if error.notice == "model-unreachable":
                self._health.failed()
            return error.notice
        judged += [self._judge(c, sources) for c in sentences.finish()]
        return ""

    def _repair(
        self,
        asked: Sequence[Message],
        sources: Sequence[Candidate],
        deadline: float,
        judged: list[_Judged],
    ) -> Generator[Draft, None, None]:
        """Ask once more for the sentences that were not found, each with the reason."""
        wrong = [n for n, j in enumerate(judged) if j.reasons and not j.is_absence]
        messages = prompts_nl.repair(
            asked, [(_cited(judged[n].claim), judged[n].reasons) for n in wrong]
        )
        if not wrong or not self._has_room(messages):
            return
        text = ""
        try:
            with closing(self._model.write(messages, self._limits(deadline))) as pieces:
                for piece in pieces:
                    text += piece
                    if not piece:
                        yield _draft(judged, writing=True)
                    if len(text) > MOST_REPAIR_CHARACTERS:
                        return
        except CallError as error:  # what was proven before stands
            log.warning("language model: %s", error)
            return
        for line, claim in numbered_lines(text).items():
            if line <= len(wrong):
                better = self._judge(claim, sources)
                if better.places:
                    judged[wrong[line - 1]] = better

    def _judge(self, claim: Claim, sources: Sequence[Candidate]) -> _Judged:
        """Judge a sentence, and count the verdict."""
        began = time.perf_counter()
        judged = self._judge_uncounted(claim, sources)
        verdict = "supported" if judged.places else "unsupported" if judged.reasons else "refused"
        VERDICTS.labels(verdict).inc()
        return replace(judged, seconds=time.perf_counter() - began)

    def _judge_uncounted(self, claim: Claim, sources: Sequence[Candidate]) -> _Judged:
        """Judge a sentence against each passage that it names, on its own."""
        if problem(claim.text) or self._guard(claim.text).refused:
            return _Judged(claim)
        named = [sources[n - 1] for n in claim.numbers if 1 <= n <= len(sources)]
        if not named:
            return _Judged(claim, reasons=(NO_NUMBER,))
        verdicts = [(self._verifier.judge(claim.text, _text(c.hit.passage)), c) for c in named]
        verdicts.sort(key=lambda v: (not v[0].supported, -v[0].score))  # stable: first named first
        places = [
            place
            for verdict, candidate in verdicts[:MOST_PASSAGES]
            if verdict.supported
            for place in _places(verdict, candidate)
        ]
        if places:
            return _Judged(claim, places=tuple(places))
        verdict, candidate = verdicts[0]
        reasons = tuple(dict.fromkeys(r.detail for r in verdict.reasons))
        return _Judged(claim, reasons=reasons, quotation=_quotation(verdict, candidate))


def _counted(
    writing: Generator[Draft, None, str | None],
) -> Generator[Draft, None, str | None]:
    """Pass on what is written and count how it ended, also when the reader left."""
    outcome, began = "left", time.perf_counter()
    try:
        notice = yield from writing
        outcome = notice or "done"
        return notice
    finally:
        MODEL_CALLS.labels(outcome).inc()
        MODEL_SECONDS.observe(time.perf_counter() - began)


def _text(passage: Passage) -> str:
    """What a model and the verifier read of a passage: a list with the words that announce it."""
    return f"{passage.lead_in}\n{passage.text}" if passage.lead_in else passage.text


def _cited(claim: Claim) -> str:
    marks = "".join(f"[{n}]" for n in claim.numbers)
    return f"{claim.text[:-1]} {marks}{claim.text[-1:]}" if marks else claim.text


def _places(verdict: Verdict, candidate: Candidate) -> list[Place]:
    """Where the proof stands, in the order of the source; the whole passage when that is unsaid."""
    passage = candidate.hit.passage
    before = len(_text(passage)) - len(passage.text)
    places: list[Place] = []
    spans: list[tuple[int, int]] = []
    for start, end in sorted(verdict.evidence[:MOST_STRETCHES]):
        if end <= before:
            if candidate.lead is not None and candidate.lead not in places:
                places.append(candidate.lead)
            continue
        start, end = max(start - before, 0), end - before
        if spans and not passage.text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    places += [(passage, start, end) for start, end in spans]
    return places or [(passage, 0, len(passage.text))]


_EXCEPTION = re.compile(
    r"(?:tenzij|behalve|echter|dit geldt niet|let op|uitzondering|in afwijking|alleen|maar|wel)\b",
    re.IGNORECASE,
)


def _quotation(verdict: Verdict, candidate: Candidate) -> Place | None:
    """The sentence of the passage that comes nearest, when it can stand alone."""
    passage = candidate.hit.passage
    text = passage.text
    before = len(_text(passage)) - len(text)
    for start, end in ((s - before, e - before) for s, e in verdict.evidence):
        if start < 0 or not text[start].isupper() or not text[:end].endswith((".", "!")):
            continue
        block = text.rfind("\n\n", 0, start) + 1
        if re.search(r":\s*\n", text[block:start]) or (passage.lead_in and not block):
            continue  # an item without what announces it may say the opposite
        for this, following in pairwise(split_sentences(text)):
            if this.end == end and _EXCEPTION.match(text, following.start):
                end = following.end  # a rule is not quoted without its exception
        return passage, start, end
    return None


def _draft(judged: Sequence[_Judged], *, writing: bool = False, notice: str = "") -> Draft:
    """What can be shown, in the order of the model; quotations only when the answer is complete."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    shown: set[str] = set()
    for one in judged:
        places = one.places
        text = one.claim.text
        if not places and one.quotation is not None and not writing:
            places = (one.quotation,)
            passage, start, end = one.quotation
            text = passage.text[start:end]
        key = " ".join(text.lower().split()).strip(" .")
        if not places or key in shown:
            continue
        shown.add(key)
        first = len(citations) + 1
        for n, (passage, start, end) in enumerate(places, first):
            citations.append(
                Citation(n=n, passage=passage, quote=passage.text[start:end], start=start, end=end)
            )
        sentences.append(
            Sentence(
                text=text,
                citations=tuple(c.n for c in citations[first - 1 :]),
                written=not all(text in c.quote for c in citations[first - 1 :]),
            )
        )
    return Draft(
        sentences=tuple(sentences), citations=tuple(citations), writing=writing, notice=notice
    )
