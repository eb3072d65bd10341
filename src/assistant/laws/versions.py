"""Versions of laws side by side: does what is quoted still read like that?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from assistant.corpus import law_sources, other_versions, read_articles
from assistant.laws.diff import Fate, Piece, holds_words, same_words, word_diff
from assistant.readers.law import OMISSION, LawArticle, law_passages
from assistant.records import Passage, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a newer version of the law differs from the words of a passage."""

    passage_id: str
    fate: Fate  # CHANGED, RENUMBERED or EXPIRED
    quoted_on: str | None  # ISO date of the version that the passage quotes
    since: str | None  # ISO date from which the law reads differently
    coming: bool  # that day has not come yet
    version: str  # label of the newer version
    pieces: tuple[Piece, ...]  # the passage and the new text, word by word; () unless CHANGED
    url: str | None  # address of the new text
    lid: str | None = None  # where the same words stand now; None unless RENUMBERED


@dataclass(frozen=True, slots=True)
class _Held:
    source: Source
    passages: Mapping[str, Passage]
    articles: Mapping[str, LawArticle]


class Versions:
    """All versions of the laws that a corpus holds; files are read when they are needed."""

    def __init__(
        self, sources: Iterable[Source], read: Callable[[Source], Sequence[LawArticle]]
    ) -> None:
        """Order the versions of each law.

        Args:
            sources: one for each version of each law; those of one law share their `id`.
            read: gives all articles of a version.
        """
        self._read = read
        self._by_law: dict[str, list[Source]] = {}
        self._loaded: dict[str, _Held] = {}
        for source in sources:
            self._by_law.setdefault(source.id, []).append(source)
        for held in self._by_law.values():
            held.sort(key=lambda s: (s.valid_on or "", s.version))

    def of(self, source_id: str) -> tuple[Source, ...]:
        """The versions that are held of a law, oldest first."""
        return tuple(self._by_law.get(source_id, ()))

    def changed_since(self, passage: Passage, today: date) -> Change | None:
        """Say how the law differs from what a passage quotes.

        Args:
            passage: any passage, also one of an earlier version or one that was kept elsewhere.
            today: the day on which this is asked.

        Returns:
            The difference with the version in force today; when there is none, that with the
            first version to come that differs. None when nothing newer is held, or it reads
            the same, or the passage is no law.
        """
        quoted = passage.valid_on or ""
        newer = [s for s in self.of(passage.source_id) if (s.valid_on or "") > quoted]
        day = today.isoformat()
        in_force = [s for s in newer if (s.valid_on or "") <= day]
        for source in [*in_force[-1:], *(s for s in newer if (s.valid_on or "") > day)]:
            change = self._compare(passage, source, day)
            if change is not None:
                return change
        return None

    def changes(self, passages: Iterable[Passage], today: date) -> dict[str, Change]:
        """The changes of several passages, by passage id; those that read the same are left out."""
        found = {p.id: self.changed_since(p, today) for p in passages}
        return {key: change for key, change in found.items() if change is not None}

    def _compare(self, passage: Passage, source: Source, day: str) -> Change | None:
        held = self._load(source)
        article = held.articles.get(passage.article or "")
        leden = article.leden if article is not None else []
        # A part of a lid may be cut elsewhere in the other version.
        alike = holds_words if _is_part(passage) else same_words
        own = next((lid.text for lid in leden if lid.lid == passage.lid), None)
        after = held.passages.get(passage.id)
        if own is not None and (alike(own, passage.text) or (OMISSION in own and after is None)):
            return None  # it reads the same, or a selection left it out
        for lid in leden:
            if lid.lid is not None and lid.lid != passage.lid and alike(lid.text, passage.text):
                change = self._change(passage, source, article, day, Fate.RENUMBERED, ())
                return replace(change, lid=lid.lid)
        after = after or _same_place(passage, held)
        if after is None:
            return self._change(passage, source, article, day, Fate.EXPIRED, ())
        pieces = word_diff(passage.text, after.text)
        change = self._change(passage, source, article, day, Fate.CHANGED, pieces)
        return replace(change, url=after.url)

    def _change(
        self,
        passage: Passage,
        source: Source,
        article: LawArticle | None,
        day: str,
        fate: Fate,
        pieces: tuple[Piece, ...],
    ) -> Change:
        since = article.since if article else None
        if since is None or since <= (passage.valid_on or ""):
            since = source.valid_on
        return Change(
            passage_id=passage.id,
            fate=fate,
            quoted_on=passage.valid_on,
            since=since,
            coming=(source.valid_on or "") > day,
            version=source.version,
            pieces=pieces,
            url=source.url,
        )

    def _load(self, source: Source) -> _Held:
        held = self._loaded.get(source.path)
        if held is None:
            articles = list(self._read(source))
            whole = replace(source, articles=())
            held = _Held(
                source,
                {p.id: p for p in law_passages(articles, whole)},
                {a.article: a for a in articles},
            )
            self._loaded[source.path] = held
        return held


def _is_part(passage: Passage) -> bool:
    """Whether the passage is a part of a lid: its id goes on after the article and the lid."""
    steps = passage.id.removeprefix(f"{passage.source_id}/").split("/")
    return len(steps) > (1 if passage.lid is None else 2) or OMISSION in passage.text


def _same_place(passage: Passage, held: _Held) -> Passage | None:
    """Of the passages that the same lid is cut into now, the one most like it."""
    near = [
        p for p in held.passages.values() if (p.article, p.lid) == (passage.article, passage.lid)
    ]
    words = set(passage.text.split())
    return max(near, key=lambda p: len(words & set(p.text.split())), default=None)


def load_versions(folder: Path) -> Versions:
    """Return the versions of the laws in a corpus folder.

    Raises:
        CorpusError: the manifest or one of its files is missing or changed.
    """
    sources = [*law_sources(folder), *other_versions(folder)]
    return Versions(sources, partial(read_articles, folder))
