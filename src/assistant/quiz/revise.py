"""What a trainer does with a set of items, and what differs between two versions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import ValidationError

from assistant import texts_nl
from assistant.errors import QuizError
from assistant.laws.diff import Piece, word_diff
from assistant.quiz.records import Item, Quiz


def changed(quiz: Quiz, **fields: object) -> Quiz:
    """Return a quiz with other fields, checked.

    Raises:
        QuizError: it is no quiz then; the message says why.
    """
    try:
        return Quiz.model_validate(dict(quiz) | fields)
    except ValidationError as error:
        raise QuizError(_first(error)) from error


def changed_item(item: Item, **fields: object) -> Item:
    """Return an item with other fields, checked.

    Raises:
        QuizError: the fields make no item; the message says why.
    """
    try:
        return Item.model_validate(dict(item) | fields)
    except ValidationError as error:
        raise QuizError(_first(error)) from error


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def item_of(quiz: Quiz, item_id: str) -> Item:
    """Return an item of a quiz.

    Raises:
        QuizError: the quiz has no such item.
    """
    return quiz.items[_place(quiz, item_id)]


def _place(quiz: Quiz, item_id: str) -> int:
    for n, item in enumerate(quiz.items):
        if item.id == item_id:
            return n
    raise QuizError(f"there is no item '{item_id}'")


def swap(quiz: Quiz, item_id: str, other: Item) -> Quiz:
    """Return a quiz with another item, or the same one edited, in the place of an item.

    Raises:
        QuizError: there is no such item, or the other one stands elsewhere already.
    """
    place = _place(quiz, item_id)
    return changed(quiz, items=(*quiz.items[:place], other, *quiz.items[place + 1 :]))


def remove(quiz: Quiz, item_id: str) -> Quiz:
    """Return a quiz without an item.

    Raises:
        QuizError: there is no such item, or it is the last one.
    """
    place = _place(quiz, item_id)
    return changed(quiz, items=(*quiz.items[:place], *quiz.items[place + 1 :]))


def move(quiz: Quiz, item_id: str, by: int) -> Quiz:
    """Return a quiz with an item so many places further down; it stops at both ends.

    Raises:
        QuizError: there is no such item.
    """
    place = _place(quiz, item_id)
    there = min(max(place + by, 0), len(quiz.items) - 1)
    items = list(quiz.items)
    items.insert(there, items.pop(place))
    return changed(quiz, items=tuple(items))


def lock(quiz: Quiz, item_id: str, *, locked: bool) -> Quiz:
    """Return a quiz in which a new draw leaves an item alone, or no longer does.

    Raises:
        QuizError: there is no such item.
    """
    return swap(quiz, item_id, changed_item(item_of(quiz, item_id), locked=locked))


def flag(quiz: Quiz, item_id: str, unclear: str) -> Quiz:
    """Return a quiz in which it is written what is unclear about an item; "" takes that away.

    Raises:
        QuizError: there is no such item, or the text is too long.
    """
    return swap(quiz, item_id, changed_item(item_of(quiz, item_id), unclear=unclear))


# -- differences --


class Fate(StrEnum):
    """What happened to a part of a quiz."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two versions differ."""

    fate: Fate
    prompt: str  # of the item; "" for title and introduction
    pieces: tuple[Piece, ...] = ()  # the lines that differ, when it was changed
    about: tuple[Piece, ...] = ()  # kind, level, audience and lock, when those differ


class Words(Protocol):
    """The words for what an item is: `texts_nl`, or those of another language."""

    QUIZ_KIND_NAMES: dict[str, str]
    QUIZ_DIFFICULTY: dict[str, str]
    QUIZ_AUDIENCES: dict[str, str]
    QUIZ_WEB: dict[str, str]


def differences(before: Quiz, after: Quiz, words: Words = texts_nl) -> tuple[Difference, ...]:
    """Return in what two versions differ: title and introduction first, then items in order.

    Only items that passed others count as moved, as few as can be.

    Args:
        before: the older version.
        after: the newer one.
        words: for what an item is; the rest is as its writers wrote it.
    """
    found: list[Difference] = []
    about = [f"{q.title}\n{q.intro}".strip() for q in (before, after)]
    if about[0] != about[1]:
        found.append(Difference(Fate.CHANGED, "", word_diff(*about)))
    old = {item.id: item for item in before.items}
    new = {item.id: item for item in after.items}
    found += [Difference(Fate.REMOVED, i.prompt) for i in before.items if i.id not in new]
    moved = _moved([i for i in old if i in new], [i for i in new if i in old])
    for item in after.items:
        was = old.get(item.id)
        if was is None:
            found.append(Difference(Fate.ADDED, item.prompt))
            continue
        if was != item:
            found.append(_changed(was, item, words))
        if item.id in moved:
            found.append(Difference(Fate.MOVED, item.prompt))
    return tuple(found)


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Ids outside the longest row that both orders share."""
    place = {item_id: n for n, item_id in enumerate(before)}
    rows: list[list[str]] = []  # the longest row that ends at each item of `after`
    longest: list[str] = []
    for n, item_id in enumerate(after):
        row: list[str] = []
        for m in range(n):
            if place[after[m]] < place[item_id] and len(rows[m]) > len(row):
                row = rows[m]
        rows.append([*row, item_id])
        longest = rows[-1] if len(rows[-1]) > len(longest) else longest
    return set(after) - set(longest)


def _changed(before: Item, after: Item, words: Words) -> Difference:
    was, now = _about(before, words), _about(after, words)
    about = word_diff(was, now) if was != now else ()
    old, new = _content(before), _content(after)
    gone = [line for line in old if line not in new]
    come = [line for line in new if line not in old]
    if not gone and not come and not about:  # the same lines in another order
        gone, come = old, new
    pieces = word_diff("\n".join(gone), "\n".join(come)) if gone or come else ()
    return Difference(Fate.CHANGED, after.prompt, pieces, about)


def as_text(item: Item) -> str:
    """Return an item with its key as plain text for trainers, one part to a line."""
    return "\n".join((*_content(item), _about(item, texts_nl)))


def _about(item: Item, words: Words) -> str:
    sort = [
        words.QUIZ_KIND_NAMES[item.kind],
        words.QUIZ_DIFFICULTY[item.difficulty],
        words.QUIZ_AUDIENCES[item.audience],
    ]
    return ", ".join([*sort, words.QUIZ_WEB["locked"]] if item.locked else sort)


def _content(item: Item) -> list[str]:
    lines = [
        item.scenario,
        item.prompt,
        *(f"{'✓' if o.correct else '✗'} {o.text} {_aside(o.feedback)}" for o in item.options),
        *(f"{p.left} – {p.right}" for p in item.pairs),
        *(f"✗ {text}" for text in item.extra),
        *(f"{n}. {text}" for n, text in enumerate(item.steps, 1)),
        *(f"✓ {text}" for text in (*item.answers, *item.marking)),
        item.feedback,
        *(f"{p.title}, {p.version}: {p.quote}" for p in item.proofs),
        item.topic,
        item.unclear,
    ]
    return [part for line in lines for part in line.strip().split("\n") if part.strip()]


def _aside(text: str) -> str:
    return f"({text})" if text else ""
