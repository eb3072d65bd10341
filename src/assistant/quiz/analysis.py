"""What a group did not know: classical item analysis over counts. Pure.

With n takers, of whom R had the item right with a sum of scores S, and over all takers the sum of
scores T and of their squares Q, everything below follows; no answers of one person are needed.

- p-value: R / n, the share that had the item right.
- Discrimination: the correlation of having the item right with the score on the other items. For x
  (0 or 1) and the rest score r = score - x the sums are: x: R; r: T - R; r squared: Q - 2S + R;
  x times r: S - R. Taking the item out of the score keeps it from correlating with itself.
  Source: Henrysson, Correction of item-total correlations in item analysis, Psychometrika 1963.
  Below 0.20 an item is poor and has to be rejected or rewritten: Ebel and Frisbie, Essentials of
  Educational Measurement, 5th edition, 1991, p. 232.
- Reliability: KR-20. Source: Kuder and Richardson, The theory of the estimation of test
  reliability, Psychometrika 1937.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.quiz.records import BLANK, Difficulty, Item, Kind, Quiz
from assistant.quiz.store import FEWEST, Counts, ItemCounts
from assistant.quiz.taking import SKIPPED, choices
from assistant.scoring import Share

if TYPE_CHECKING:
    from assistant.quiz.build import Wanted

FEWEST_RELATED = 10  # takers below which a correlation says nothing
POOR = 0.20  # discrimination, see above
KNOWERS_MISS = 0.5  # share of what the group knows, that sits with those who missed the item
WEAK = 0.6  # share right below which a topic comes back in the next quiz
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class Chosen:
    """How often something was chosen."""

    code: str  # of `taking.choices`
    text: str  # of the option, pair, step or marking point; "" for skipping
    right: bool  # belongs to a right answer
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnalysis:
    """What a group did with one item."""

    number: int  # place in the quiz, from 1
    item: Item
    right: Share  # its value is the p-value
    discrimination: float | None  # -1 to 1; None: too few takers, or all scored the same
    # Of the points on other items, the share that was scored by takers who missed this one, 0 to
    # 1: 0.5 when what the group knows sits half with them. None when no other item was right.
    known_by_missers: float | None
    chosen: tuple[Chosen, ...]

    @property
    def perhaps_wrong(self) -> bool:
        """Whether those who know much miss it about as often as the others: look at the item."""
        if self.right.total < FEWEST_RELATED or self.known_by_missers is None:
            return False
        related = self.discrimination
        poor = self.right.hits == 0 if related is None else related < POOR
        return self.known_by_missers >= KNOWERS_MISS and poor


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAnalysis:
    """How a group did on the items of one topic."""

    topic: str
    right: Share  # of all answers to its items
    by_difficulty: dict[Difficulty, Share]  # of the difficulties that it has


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """How a group did. Without items when the group was too small to tell."""

    takers: int
    mean: float | None  # score; None without takers
    spread: float | None  # standard deviation of the scores, of the group as it is
    reliability: float | None  # KR-20; None when it cannot be said
    items: tuple[ItemAnalysis, ...]  # in the order of the quiz
    topics: tuple[TopicAnalysis, ...]  # the weakest first

    @property
    def weak_topics(self) -> tuple[str, ...]:
        """Topics that the group knows least of, the weakest first."""
        return tuple(t.topic for t in self.topics if t.right.value < WEAK)

    @property
    def perhaps_wrong(self) -> tuple[ItemAnalysis, ...]:
        """Items that may be wrong themselves."""
        return tuple(i for i in self.items if i.perhaps_wrong)


def analyse(quiz: Quiz, counts: Counts) -> Analysis:
    """Return what the counts of a round say.

    Args:
        quiz: that was taken.
        counts: as `QuizStore.counts` gives them.
    """
    n = counts.takers
    items: tuple[ItemAnalysis, ...] = ()
    if n >= FEWEST and counts.items:
        items = tuple(
            _item(number, item, counts.items[item.id], counts)
            for number, item in enumerate(quiz.items, 1)
        )
    mean = counts.score_sum / n if n else None
    variance = counts.score_squares / n - mean * mean if n and mean is not None else None
    return Analysis(
        takers=n,
        mean=mean,
        spread=None if variance is None or not items else math.sqrt(max(variance, 0.0)),
        reliability=_reliability(items, variance),
        items=items,
        topics=_topics(items),
    )


def _item(number: int, item: Item, found: ItemCounts, counts: Counts) -> ItemAnalysis:
    n, x = counts.takers, found.right
    rest = counts.score_sum - x
    rest_squares = counts.score_squares - 2 * found.score_sum + x
    both = found.score_sum - x
    below = (n * x - x * x) * (n * rest_squares - rest * rest)
    related = n >= FEWEST_RELATED and below > 0
    return ItemAnalysis(
        number=number,
        item=item,
        right=Share(x, n),
        discrimination=(n * both - x * rest) / math.sqrt(below) if related else None,
        known_by_missers=1 - both / rest if rest else None,
        chosen=_chosen(item, found),
    )


def _chosen(item: Item, found: ItemCounts) -> tuple[Chosen, ...]:
    texts = {
        Kind.MATCHING: [f"{p.left} – {p.right}" for p in item.pairs],
        Kind.ORDERING: list(item.steps),
        Kind.OPEN: list(item.marking),
    }.get(item.kind, [o.text for o in item.options])
    rights = [o.correct for o in item.options] or [True] * len(texts)
    return tuple(
        Chosen(code, "", right=False, count=found.choices[code])
        if code == SKIPPED
        else Chosen(code, texts[n], right=rights[n], count=found.choices[code])
        for n, code in enumerate(choices(item))
    )


def _reliability(items: Sequence[ItemAnalysis], variance: float | None) -> float | None:
    k = len(items)
    if k < 2 or not variance or items[0].right.total < FEWEST_RELATED:
        return None
    within = sum(i.right.value * (1 - i.right.value) for i in items)
    return k / (k - 1) * (1 - within / variance)


def _topics(items: Sequence[ItemAnalysis]) -> tuple[TopicAnalysis, ...]:
    found = []
    for topic in dict.fromkeys(i.item.topic for i in items):
        members = [i for i in items if i.item.topic == topic]
        by_difficulty = {
            d: _together([i for i in members if i.item.difficulty == d])
            for d in DIFFICULTIES
            if any(i.item.difficulty == d for i in members)
        }
        found.append(
            TopicAnalysis(topic=topic, right=_together(members), by_difficulty=by_difficulty)
        )
    return tuple(sorted(found, key=lambda t: (t.right.value, t.topic)))


def _together(items: Sequence[ItemAnalysis]) -> Share:
    return Share(sum(i.right.hits for i in items), sum(i.right.total for i in items))


# -- what follows from it --


def next_wanted(analysis: Analysis, *, count: int, seed: int) -> Wanted | None:
    """Return what the next quiz asks for: the weak topics; None when there are none."""
    from assistant.quiz.build import Wanted

    topics = analysis.weak_topics
    return Wanted(count=count, seed=seed, topics=topics) if topics else None


def is_question(item: Item) -> bool:
    """Return whether the prompt of an item can be asked by itself."""
    return item.prompt.rstrip().endswith("?") and BLANK not in item.prompt


def key_text(item: Item) -> tuple[str, ...]:
    """Return the right answer of an item, one part each."""
    return (
        *(o.text for o in item.options if o.correct),
        *(f"{p.left}: {p.right}" for p in item.pairs),
        *item.steps,
        *item.answers[:1],
        *item.marking,
    )


# -- as a file --


def report_json(quiz: Quiz, analysis: Analysis) -> dict[str, Any]:
    """Return the figures as plain values."""
    return {
        "quiz": quiz.id,
        "title": quiz.title,
        "takers": analysis.takers,
        "fewest_takers": FEWEST,
        "mean": analysis.mean,
        "spread": analysis.spread,
        "reliability": analysis.reliability,
        "items": [
            {
                "number": i.number,
                "id": i.item.id,
                "prompt": i.item.prompt,
                "topic": i.item.topic,
                "difficulty": i.item.difficulty,
                "right": i.right.as_json(),
                "discrimination": i.discrimination,
                "known_by_missers": i.known_by_missers,
                "perhaps_wrong": i.perhaps_wrong,
                "chosen": [
                    {"code": c.code, "text": c.text, "right": c.right, "count": c.count}
                    for c in i.chosen
                ],
            }
            for i in analysis.items
        ],
        "topics": [
            {
                "topic": t.topic,
                "right": t.right.as_json(),
                "by_difficulty": {d: share.as_json() for d, share in t.by_difficulty.items()},
            }
            for t in analysis.topics
        ],
        "weak_topics": list(analysis.weak_topics),
    }
