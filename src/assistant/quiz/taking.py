"""Taking a quiz: what somebody gave, what is right of it, and what comes next. Pure.

What a taker gave lives in the page of that taker only. When everything is answered it becomes an
`Outcome`: which items were right and what was chosen, and no word that anybody typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.language import words
from assistant.quiz.formats import shown
from assistant.quiz.records import Item, Kind, Quiz

LONGEST = 4_000  # characters of a typed answer
SKIPPED = "skip"


class Feedback(StrEnum):
    """When a taker sees what was right."""

    IMMEDIATE = "immediate"  # after each item
    DELAYED = "delayed"  # after the last one


@dataclass(frozen=True, slots=True)
class Given:
    """What a taker gave for one item; nothing at all when it was skipped."""

    # Choices: places of the chosen options, from 0. Matching: for each left side the place in
    # `shown.rights`, -1 for none. Ordering: for each of `shown.steps` its place in the order.
    picks: tuple[int, ...] = ()
    text: str = ""  # gap, short and open
    ticked: tuple[int, ...] | None = None  # open: points made; None while that was not said

    @property
    def is_empty(self) -> bool:
        """Whether the item was skipped."""
        return not self.text and all(pick < 0 for pick in self.picks)


@dataclass(frozen=True, slots=True)
class Marked:
    """What a given answer is worth."""

    right: bool  # all of it; an item has no half score
    choices: tuple[str, ...]  # of those that `choices` lists


@dataclass(frozen=True, slots=True)
class Taking:
    """How far somebody is. Items are answered in their order."""

    mark: str  # differs for every taking
    given: tuple[Given, ...] = ()  # for the first items of the quiz
    seen: int = 0  # of how many items the taker has left the feedback


class StepKind(StrEnum):
    """What a page shows."""

    ASK = "ask"
    MARK = "mark"  # the taker marks an open answer
    FEEDBACK = "feedback"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next."""

    kind: StepKind
    index: int = 0  # of the item, from 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that is counted of somebody who finished."""

    right: tuple[str, ...]  # ids of the items that were right
    choices: tuple[str, ...]  # "item-id/o2"

    @property
    def score(self) -> int:
        """Number of items that were right."""
        return len(self.right)


# -- marking --


def choices(item: Item) -> tuple[str, ...]:
    """Return all that can be counted of an item.

    "o0": the first option was chosen. "p0": the first pair was put together. "s0": the first step
    stood in its place. "m0": the first marking point was ticked. "skip": nothing was given.
    """
    letter, number = {
        Kind.MATCHING: ("p", len(item.pairs)),
        Kind.ORDERING: ("s", len(item.steps)),
        Kind.OPEN: ("m", len(item.marking)),
    }.get(item.kind, ("o", len(item.options)))
    return (*(f"{letter}{n}" for n in range(number)), SKIPPED)


def mark(item: Item, given: Given) -> Marked:
    """Return what an answer is worth.

    A choice is right when exactly the right options were chosen, a matching item when all pairs
    are, an ordering item when all steps stand in their place, a gap and a short answer when the
    words are those of an accepted answer (capitals, accents and punctuation do not matter), and an
    open answer when its writer ticked every marking point.
    """
    if given.is_empty:
        return Marked(right=False, choices=(SKIPPED,))
    if item.kind is Kind.MATCHING:
        rights = shown.rights(item)
        good = [
            n
            for n, (pair, pick) in enumerate(zip(item.pairs, given.picks, strict=True))
            if pick >= 0 and rights[pick] == pair.right
        ]
        return Marked(len(good) == len(item.pairs), tuple(f"p{n}" for n in good))
    if item.kind is Kind.ORDERING:
        steps = [""] * len(item.steps)
        for text, place in zip(shown.steps(item), given.picks, strict=True):
            steps[place] = text
        good = [n for n, step in enumerate(item.steps) if steps[n] == step]
        return Marked(len(good) == len(item.steps), tuple(f"s{n}" for n in good))
    if item.kind in (Kind.GAP, Kind.SHORT):
        said = _said(given.text)
        return Marked(any(said == _said(answer) for answer in item.answers), ())
    if item.kind is Kind.OPEN:
        ticked = given.ticked or ()
        return Marked(len(ticked) == len(item.marking), tuple(f"m{n}" for n in ticked))
    right = tuple(n for n, option in enumerate(item.options) if option.correct)
    return Marked(given.picks == right, tuple(f"o{n}" for n in given.picks))


def _said(text: str) -> str:
    return " ".join(words(text)) or text.strip()


def fits(item: Item, given: Given) -> bool:
    """Return whether an answer can have come from the page of an item."""
    picks, kind = given.picks, item.kind
    if len(given.text) > LONGEST or (given.text and kind not in _TYPED):
        return False
    if given.ticked is not None:
        points = range(len(item.marking))
        return kind is Kind.OPEN and not picks and _ascending(given.ticked, points)
    if not picks:
        return True
    if kind is Kind.MATCHING:
        rights = range(-1, len(item.pairs) + len(item.extra))
        return len(picks) == len(item.pairs) and all(pick in rights for pick in picks)
    if kind is Kind.ORDERING:
        return sorted(picks) == list(range(len(item.steps)))
    if kind in (Kind.SINGLE, Kind.TRUE_FALSE) and len(picks) != 1:
        return False
    return _ascending(picks, range(len(item.options)))


_TYPED = (Kind.GAP, Kind.SHORT, Kind.OPEN)


def _ascending(numbers: Sequence[int], allowed: range) -> bool:
    return all(n in allowed for n in numbers) and list(numbers) == sorted(set(numbers))


# -- from the first item to the last --


def step(quiz: Quiz, taking: Taking, feedback: Feedback) -> Step:
    """Return what comes next for somebody."""
    immediate = feedback is Feedback.IMMEDIATE
    count = len(taking.given)
    unmarked = _unmarked(quiz, taking)
    if unmarked is not None and (immediate or count == len(quiz.items)):
        return Step(StepKind.MARK, unmarked)
    if immediate and taking.seen < count:
        return Step(StepKind.FEEDBACK, count - 1)
    if count < len(quiz.items):
        return Step(StepKind.ASK, count)
    return Step(StepKind.DONE)


def _unmarked(quiz: Quiz, taking: Taking) -> int | None:
    pairs = zip(quiz.items, taking.given, strict=False)
    return next(
        (
            n
            for n, (item, given) in enumerate(pairs)
            if item.kind is Kind.OPEN and not given.is_empty and given.ticked is None
        ),
        None,
    )


def answered(taking: Taking, given: Given) -> Taking:
    """Return a taking with the answer to its next item."""
    return replace(taking, given=(*taking.given, given))


def ticked(taking: Taking, index: int, points: tuple[int, ...]) -> Taking:
    """Return a taking in which an open answer was marked by its writer."""
    given = list(taking.given)
    given[index] = replace(given[index], ticked=points)
    return replace(taking, given=tuple(given))


def seen(taking: Taking) -> Taking:
    """Return a taking that has left the feedback of its last item."""
    return replace(taking, seen=len(taking.given))


def back(taking: Taking) -> tuple[Taking, Given]:
    """Return a taking without its last answer, and that answer, to be given anew.

    Raises:
        ValueError: there is no answer yet.
    """
    if not taking.given:
        raise ValueError("nothing was answered yet")
    return replace(taking, given=taking.given[:-1]), taking.given[-1]


def outcome(quiz: Quiz, taking: Taking) -> Outcome | None:
    """Return what is counted of a taking; None while something is not answered or marked."""
    if len(taking.given) != len(quiz.items) or _unmarked(quiz, taking) is not None:
        return None
    marked = [
        (item, mark(item, given)) for item, given in zip(quiz.items, taking.given, strict=True)
    ]
    return Outcome(
        right=tuple(item.id for item, found in marked if found.right),
        choices=tuple(f"{item.id}/{c}" for item, found in marked for c in found.choices),
    )
