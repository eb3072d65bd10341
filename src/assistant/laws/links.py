"""How many of the publisher's own links are found again in the plain text of an act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.citations import Context, Reference, find_laws, parse_references
from assistant.laws.act import Act
from assistant.readers.law import LawLid, LawLink
from assistant.scoring import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMiss:
    """A link of the publisher that the text alone did not lead to."""

    law_id: str  # of the act that holds it
    article: str
    words: str  # of the link
    target: str
    kind: str  # "unknown-law", "other-law", "other-article", "unseen" or "no-jci"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """The links of some acts."""

    found: Share
    misses: tuple[LinkMiss, ...]

    def table(self) -> str:
        """The share and the misses by kind, for a terminal."""
        low, high = self.found.interval
        kinds = Counter(miss.kind for miss in self.misses)
        lines = [
            f"publisher's links found  {self.found.value:.2%}  "
            f"({self.found.hits}/{self.found.total}, 95 % {low:.2%} to {high:.2%})"
        ]
        for kind, count in kinds.most_common():
            lines.append(f"  {kind}: {count}")
            lines += [
                f"    {m.law_id} {m.article}: {m.words!r} -> {m.target}"
                for m in self.misses
                if m.kind == kind
            ]
        return "\n".join(lines)


# JCI 1.3 and its predecessor 1.0: "jci1.3:c:BWBR0034925&artikel=7.3.11", "1.0:c:BWBR0034925&...".
_TARGET = re.compile(r"(?:jci)?1\.\d:[cv]:(?P<law>BWB[RV]\d{7})(?P<place>.*)\Z")
_ARTICLE = re.compile(r"&artikel=([^&]+)")


def evaluate_links(acts: Iterable[Act]) -> LinkReport:
    """Read each lid as plain text and look for the publisher's links in it.

    A link is found when a reference that overlaps its words means the same law and article; one
    to a whole law or a part of it also when the law is named there.

    Raises:
        ValueError: the acts hold no link.
    """
    hits = total = 0
    misses: list[LinkMiss] = []
    for act in acts:
        for article in act.articles:
            within = Context(law_id=act.law_id, article=article.article)
            for lid in article.leden:
                if not lid.links:
                    continue
                references = parse_references(lid.text, within)
                named = [(m.start, m.end, m.law.id) for m in find_laws(lid.text)]
                for link in lid.links:
                    total += 1
                    kind = _miss(link, references, named)
                    if kind is None:
                        hits += 1
                        continue
                    misses.append(
                        LinkMiss(
                            law_id=act.law_id,
                            article=article.article,
                            words=_words(lid, link),
                            target=link.target,
                            kind=kind,
                        )
                    )
    if not total:
        raise ValueError("the acts hold no link")
    return LinkReport(found=Share(hits, total), misses=tuple(misses))


def _words(lid: LawLid, link: LawLink) -> str:
    return " ".join(lid.text[link.start : link.end].split())


def _miss(
    link: LawLink, references: Iterable[Reference], named: Iterable[tuple[int, int, str | None]]
) -> str | None:
    """Why a link is not found; None when it is."""
    mentions = [law for start, end, law in named if start < link.end and link.start < end]
    target = _TARGET.match(link.target)
    if target is None:  # an act of the European Union is named by its CELEX number
        return None if link.target in mentions else "no-jci"
    here = [r for r in references if r.start < link.end and link.start < r.end]
    place = _ARTICLE.search(target["place"])
    wanted = place[1] if place else None
    same_law = [r for r in here if r.law_id == target["law"]]
    # An article of the Burgerlijk Wetboek carries its book, which a JCI reference gives apart.
    if any(wanted in (None, r.article, (r.article or "").partition(":")[2]) for r in same_law):
        return None
    if same_law:
        return "other-article"
    if here:
        return "other-law"
    if wanted is None and target["law"] in mentions:
        return None
    return "unknown-law" if wanted is None else "unseen"
