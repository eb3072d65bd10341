"""What the corpus holds of each law: articles, leden and onderdelen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.records import ArticleStatus, Passage

OMISSION = "[…]"  # a selection leaves something out here
_LETTER_LINE = re.compile(r"^(?:(?P<letter>[a-z]{1,2})[.)]|(?P<number>\d{1,2})[).])[ \t]", re.M)
_DEGREE_LINE = re.compile(r"^(?P<number>\d{1,2})[°º]\.?[ \t]", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLid:
    """One lid as the corpus holds it."""

    lid: str | None  # None when the article has no numbered leden
    text: str
    onderdelen: frozenset[str]  # "a", "1"; "a, 1°" for a part of a part
    passage_ids: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing was left out of the lid."""
        return OMISSION not in self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldArticle:
    """One article as the corpus holds it: whole, all its leden."""

    law_id: str
    article: str
    leden: tuple[HeldLid, ...]
    valid_on: str | None = None
    status: ArticleStatus = ArticleStatus.IN_FORCE
    since: str | None = None  # ISO date from which it reads like this, or is expired

    def lid(self, label: str) -> HeldLid | None:
        """The lid with this number, or None."""
        return next((lid for lid in self.leden if lid.lid == label), None)

    @property
    def passage_ids(self) -> tuple[str, ...]:
        """Ids of all passages of the article, in order."""
        return tuple(dict.fromkeys(i for lid in self.leden for i in lid.passage_ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """A frozen view of the law in the corpus.

    Of most laws a selection of articles is held: that an article is missing here proves nothing,
    unless `complete` lists the law.
    """

    articles: Mapping[tuple[str, str], HeldArticle]
    complete: frozenset[str] = field(default_factory=frozenset)  # ids of laws held whole
    # The same articles in other versions, oldest first.
    others: Mapping[tuple[str, str], tuple[HeldArticle, ...]] = field(default_factory=dict)
    # ISO days by law, on which the publisher gave our version as the one in force.
    confirmed: Mapping[str, str] = field(default_factory=dict)

    def article(
        self, law_id: str | None, label: str | None, on: str | None = None
    ) -> HeldArticle | None:
        """The article, or None when it is not held.

        Args:
            law_id: BWB, BWBV or CELEX number.
            label: label of the article.
            on: ISO day for which the text is wanted; the last version of which the day has come
                then is given, when there is one. None gives the quoted version.
        """
        key = (law_id or "", label or "")
        quoted = self.articles.get(key)
        if on is None:
            return quoted
        held = [*self.others.get(key, ()), *([quoted] if quoted else [])]
        fitting = [a for a in held if a.valid_on is not None and a.valid_on <= on]
        return max(fitting, key=lambda a: a.valid_on or "", default=quoted)

    def known_until(self, law_id: str) -> str | None:
        """The last ISO day of which a text of the law is held; None when no text has a date."""
        every = [a for (law, _), a in self.articles.items() if law == law_id]
        every += [a for (law, _), found in self.others.items() if law == law_id for a in found]
        days = [a.valid_on for a in every if a.valid_on]
        days += [self.confirmed[law_id]] if law_id in self.confirmed else []
        return max(days, default=None)

    def labels(self, law_id: str) -> tuple[str, ...]:
        """Labels of the articles that are held of a law, in the order of the corpus."""
        return tuple(label for law, label in self.articles if law == law_id)

    @classmethod
    def from_articles(
        cls,
        rows: Iterable[Mapping[str, Any]],
        complete: Iterable[str] = (),
        *,
        others: Iterable[Mapping[str, Any]] = (),
        confirmed: Mapping[str, str] | None = None,
    ) -> Holdings:
        """Build from law files.

        Args:
            rows: `{"id", "article", "leden": [{"lid", "text"}], "valid_on", "status", "since"}`;
                the last two may be left out.
            complete: ids of the laws of which the rows are all articles.
            others: the same of other versions than the quoted ones.
            confirmed: as the field.
        """
        beside: dict[tuple[str, str], list[HeldArticle]] = {}
        for row in others:
            beside.setdefault((row["id"], row["article"]), []).append(_held(row))
        return cls(
            articles={(row["id"], row["article"]): _held(row) for row in rows},
            complete=frozenset(complete),
            others={
                key: tuple(sorted(found, key=lambda a: a.valid_on or ""))
                for key, found in beside.items()
            },
            confirmed=confirmed or {},
        )

    @classmethod
    def from_passages(cls, passages: Iterable[Passage], complete: Iterable[str] = ()) -> Holdings:
        """Build from the passages of the corpus; those that are no law are passed over."""
        grouped: dict[tuple[str, str], dict[str | None, list[Passage]]] = {}
        for passage in passages:
            if passage.law_id and passage.article:
                key = (passage.law_id, passage.article)
                grouped.setdefault(key, {}).setdefault(passage.lid, []).append(passage)
        articles = {}
        for (law_id, label), leden in grouped.items():
            held = []
            for lid, parts in leden.items():
                text = "\n".join(
                    part.text if not part.lead_in or index else f"{part.lead_in}\n{part.text}"
                    for index, part in enumerate(parts)
                )
                held.append(
                    HeldLid(
                        lid=lid,
                        text=text,
                        onderdelen=find_onderdelen(text),
                        passage_ids=tuple(part.id for part in parts),
                    )
                )
            first = next(iter(leden.values()))[0]
            articles[(law_id, label)] = HeldArticle(
                law_id=law_id, article=label, leden=tuple(held), valid_on=first.valid_on
            )
        return cls(articles=articles, complete=frozenset(complete))


def _held(row: Mapping[str, Any]) -> HeldArticle:
    return HeldArticle(
        law_id=row["id"],
        article=row["article"],
        valid_on=row.get("valid_on"),
        status=ArticleStatus(row.get("status", ArticleStatus.IN_FORCE)),
        since=row.get("since"),
        leden=tuple(
            HeldLid(lid=lid["lid"], text=lid["text"], onderdelen=find_onderdelen(lid["text"]))
            for lid in row["leden"]
        ),
    )


def find_onderdelen(text: str) -> frozenset[str]:
    r"""Labels of the onderdelen in the text of a lid, those inside a letter as "a, 1°".

    >>> sorted(find_onderdelen("Aan:\na. leden:\n1°. van de raad;\nb. anderen"))
    ['a', 'a, 1°', 'b']
    """
    found: set[str] = set()
    letter = ""
    for line in text.split("\n"):
        match = _LETTER_LINE.match(line)
        if match:
            letter = match.group("letter") or match.group("number")
            found.add(letter)
            line = line[match.end() :]
        degree = _DEGREE_LINE.match(line)
        if degree:
            number = f"{degree.group('number')}°"
            found.add(f"{letter}, {number}" if letter else number)
    return frozenset(found)
