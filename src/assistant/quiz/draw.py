"""Drawing anew into a set that is there: another item, the items that are loose, more items. Pure.

A set may come from another program, with topics that the material does not know; those narrow
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.errors import QuizError
from assistant.quiz.build import Material, Wanted, build, topics
from assistant.quiz.records import Item, Kind, Quiz
from assistant.quiz.revise import changed, item_of, swap

Results = Mapping[str, float]  # share of takers who were right, by item id


def another(material: Material, quiz: Quiz, item_id: str, *, seed: int, results: Results) -> Quiz:
    """Return a set with another item in the place of one: same topic and kind if there is one.

    Raises:
        QuizError: there is no such item, or nothing else can be made.
    """
    old = item_of(quiz, item_id)
    others = tuple(item for item in quiz.items if item.id != item_id)
    known = _known(material, {old.topic})
    wishes: list[tuple[tuple[str, ...], tuple[Kind, ...]]] = [
        (known, (old.kind,)),
        (known, ()),
        ((), (old.kind,)),
    ]
    for chosen, kinds in wishes:
        wanted = Wanted(count=len(others) + 1, seed=seed, topics=chosen, kinds=kinds)
        try:
            new = build(material, wanted, keep=others, without={item_id}, results=results)[-1]
        except QuizError:
            continue
        return swap(quiz, item_id, new)
    raise QuizError("nothing else can be made")


def redrawn(material: Material, quiz: Quiz, *, seed: int, results: Results) -> Quiz:
    """Return a set in which all items that are not locked are others, about the same topics.

    Raises:
        QuizError: so many others cannot be made.
    """
    locked = tuple(item for item in quiz.items if item.locked)
    loose = [item for item in quiz.items if not item.locked]
    wanted = Wanted(
        count=len(quiz.items), seed=seed, topics=_known(material, {i.topic for i in loose})
    )
    found = build(material, wanted, keep=locked, without={i.id for i in loose}, results=results)
    fresh = iter(found[len(locked) :])
    items = tuple(item if item.locked else next(fresh) for item in quiz.items)
    return changed(quiz, items=items, seed=seed)


def extended(
    material: Material, quiz: Quiz, count: int, *, topic: str, seed: int, results: Results
) -> Quiz:
    """Return a set with so many more items at the end.

    Args:
        material: what items are made from.
        quiz: that is extended.
        count: of new items, from 1.
        topic: that they are about; "" for all.
        seed: of the draw.
        results: of earlier takers.

    Raises:
        QuizError: so many cannot be made.
    """
    wanted = Wanted(
        count=len(quiz.items) + count, seed=seed, topics=_known(material, {topic} - {""})
    )
    items: tuple[Item, ...] = build(material, wanted, keep=quiz.items, results=results)
    return changed(quiz, items=items)


def _known(material: Material, chosen: set[str]) -> tuple[str, ...]:
    return tuple(topic for topic in topics(material) if topic in chosen)
