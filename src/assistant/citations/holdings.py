"""What the corpus holds of each law: articles, leden and onderdelen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.records import Passage

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

    def article(self, law_id: str | None, label: str | None) -> HeldArticle | None:
        """The article, or None when it is not held."""
        return self.articles.get((law_id or "", label or ""))

    def labels(self, law_id: str) -> tuple[str, ...]:
        """Labels of the articles that are held of a law, in the order of the corpus."""
        return tuple(label for law, label in self.articles if law == law_id)

    @classmethod
    def from_articles(
        cls, rows: Iterable[Mapping[str, Any]], complete: Iterable[str] = ()
    ) -> Holdings:
        """Build from law files.

        Args:
            rows: `{"id", "article", "leden": [{"lid", "text"}], "valid_on"}`.
            complete: ids of the laws of which the rows are all articles.
        """
        articles = {}
        for row in rows:
            articles[(row["id"], row["article"])] = HeldArticle(
                law_id=row["id"],
                article=row["article"],
                valid_on=row.get("valid_on"),
                leden=tuple(
                    HeldLid(
                        lid=lid["lid"], text=lid["text"], onderdelen=find_onderdelen(lid["text"])
                    )
                    for lid in row["leden"]
                ),
            )
        return cls(articles=articles, complete=frozenset(complete))

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
