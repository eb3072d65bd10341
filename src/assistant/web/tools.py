"""What other programs can ask for, as JSON: the functions behind the API and the MCP server.

The shapes are those of the commands (`assistant.batch`, `assistant.check`). Nothing of a question
or text is kept or logged here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import anyio
from anyio.to_thread import run_sync

from assistant import batch, check, checklist, texts_nl
from assistant.citations import Holdings
from assistant.corpus import MANIFEST
from assistant.laws.current import Current
from assistant.laws.show import change_sentence
from assistant.records import Answer, Passage, Source, Status
from assistant.settings import Settings
from assistant.web import render
from assistant.web.api_models import Ask, Check, Guard, Search
from assistant.web.ports import Assistant

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tools:
    """The functions for other programs; safe to use from threads."""

    assistant: Assistant
    current: Current  # what changed since
    corpus: Path  # folder that references are checked against
    # Told the ids of the checklist points of a refusal, to count them.
    refused: Callable[[Sequence[str]], None] = field(default=lambda _items: None)

    def ask(self, asked: Ask) -> Generator[Json, None, None]:
        """Yield the answer as it grows, in the shape of `AnswerOut`; the last one is final.

        Closing the generator stops the work.

        Raises:
            QuestionError: the question cannot be used; when the first answer is asked for.
            AssistantError: a part is out of reach.
        """
        answers = self.assistant.stream(
            asked.question, earlier=asked.earlier, role=asked.role, separate=asked.separate
        )
        with closing(answers):
            for answer in answers:
                yield self._answer(asked, answer)

    def search(self, asked: Search) -> Json:
        """Return what is found, in the shape of `SearchOut`.

        Raises:
            AssistantError: as `ask`.
        """
        answer = self.assistant.search(asked.question)
        found = batch.search_json(asked.id, answer)
        return {**found, "refusal": self._refusal(asked.question, answer)}

    def check(self, asked: Check) -> Json:
        """Return the references in a text with their verdicts, in the shape of `CheckOut`.

        Raises:
            CorpusError: the laws cannot be read.
        """
        changed = (self.corpus / MANIFEST).stat().st_mtime_ns
        holdings = _holdings(self.corpus, changed)
        return {"id": asked.id, "refs": check.check_text(asked.text, holdings)}

    def guard(self, asked: Guard) -> Json:
        """Return what the checklist says of a text, in the shape of `GuardOut`."""
        return batch.guard_json(asked.id, checklist.check(asked.text, earlier=asked.earlier))

    def passage(self, passage_id: str) -> Json | None:
        """Return a passage in the shape of `PassageOut`; None when there is none."""
        context = self.assistant.context(passage_id)
        if context is None:
            return None
        before, passage, after = context
        change = self.current.changes([passage], date.today()).get(passage.id)
        return {
            "passage_id": passage.id,
            "source": passage.source_id,
            "kind": passage.kind.value,
            "ref": passage.ref,
            "section": list(passage.section),
            "topic": passage.topic,
            "lead_in": passage.lead_in,
            "text": passage.text,
            "footnotes": [{"number": f.number, "text": f.text} for f in passage.footnotes],
            "page": passage.page,
            "page_end": passage.page_end,
            "valid_on": passage.valid_on,
            "url": passage.url,
            "jci": passage.jci,
            "law_id": passage.law_id,
            "article": passage.article,
            "lid": passage.lid,
            "address": render.passage_path(passage.id),
            "changed": change_sentence(change) if change else "",
            "before": before.id if before else None,
            "after": after.id if after else None,
        }

    def sources(self) -> Json:
        """Return all sources in the shape of `SourcesOut`."""
        found = self.assistant.sources()
        return {"sources": [_source(s, self.assistant.passages_of(s.id)) for s in found]}

    def source(self, source_id: str) -> Json | None:
        """Return a source in the shape of `SourceContentsOut`; None when there is none."""
        for source in self.assistant.sources():
            if source.id == source_id:
                passages = self.assistant.passages_of(source_id)
                contents = [{"passage_id": p.id, "ref": p.ref} for p in passages]
                return {**_source(source, passages), "contents": contents}
        return None

    def _answer(self, asked: Ask, answer: Answer) -> Json:
        changes = self.current.changes((c.passage for c in answer.citations), date.today())
        line = batch.answer_json(asked.id, answer, changes)
        if answer.writing:
            line["retrieved"] = []  # they come with the last one
        return {
            **line,
            "refusal": self._refusal(asked.question, answer),
            "writing": answer.writing,
            "waiting": answer.waiting,
        }

    def _refusal(self, text: str, answer: Answer) -> Json | None:
        if answer.status is not Status.REFUSED:
            return None
        if answer.decision is None:
            raise ValueError("a refused answer without a decision")
        self.refused(answer.decision.items)
        said = checklist.explain(answer.decision, text=text)
        urgent = answer.decision.urgent
        lines = [f"{before} {number}{after}" for before, number, after in texts_nl.HELP_LINES]
        return {
            "points": [
                {"id": h.point.id, "title": h.point.title, "explanation": h.point.explanation}
                for h in said.hits
            ],
            "how_to_ask": said.how_to_ask,
            "suggestions": list(said.suggestions),
            "help": [texts_nl.HELP_INTRO[urgent], *lines] if urgent else [],
        }


def open_tools(assistant: Assistant, settings: Settings) -> Tools:
    """Return the functions for an assistant without a site around it.

    Raises:
        CorpusError: what changed since the sources were written cannot be read.
    """
    return Tools(assistant, Current(settings.corpus, partial(_known, assistant)), settings.corpus)


async def growing(
    steps: Generator[Json, None, None], beat_seconds: float
) -> AsyncGenerator[Json | None, None]:
    """Take the steps of a generator in worker threads; None says that a step takes long.

    However it ends, also when it is cancelled, the generator is closed before it does. The caller
    closes this one (`contextlib.aclosing`).

    Args:
        steps: what to run.
        beat_seconds: how often None comes while a step takes long.
    """
    step: asyncio.Task[Json | None] | None = None
    try:
        while True:
            step = asyncio.create_task(run_sync(next, steps, None))
            while not step.done():
                await asyncio.wait({step}, timeout=beat_seconds)
                if not step.done():
                    yield None
            found = step.result()
            if found is None:
                return
            yield found
    finally:
        with anyio.CancelScope(shield=True):
            if step is not None:
                await asyncio.wait({step})
                step.exception()  # or asyncio would log it, with what it says
            await run_sync(steps.close)


async def whole(steps: Generator[Json, None, None]) -> Json:
    """Return the last step of a generator, taken in worker threads; it is closed in any case."""
    last: Json = {}
    found = growing(steps, beat_seconds=60)
    try:
        async for step in found:
            last = step or last
    finally:
        await found.aclose()
    return last


@lru_cache(maxsize=2)
def _holdings(corpus: Path, changed: int) -> Holdings:
    del changed  # another moment of the manifest is another corpus
    return check.load_holdings(corpus)


def _known(assistant: Assistant) -> tuple[set[str], set[str]]:
    sources = {source.id for source in assistant.sources()}
    return {p.id for source in sources for p in assistant.passages_of(source)}, sources


def _source(source: Source, passages: Sequence[Passage]) -> Json:
    return {
        "id": source.id,
        "title": source.title,
        "short_title": source.short_title or source.title,
        "kind": source.kind.value,
        "publisher": source.publisher,
        "version": source.version,
        "valid_on": source.valid_on,
        "licence": source.licence,
        "url": source.url,
        "law_id": source.law_id,
        "passages": len(passages),
    }
