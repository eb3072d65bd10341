"""Drawing a set of items from the material; the same for the same material, wish and seed."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from assistant.errors import QuizError, TooFewItemsError
from assistant.quiz.articles import from_articles
from assistant.quiz.definitions import from_definitions
from assistant.quiz.difficulty import rate_by_takers
from assistant.quiz.from_cases import from_cases
from assistant.quiz.from_scenarios import from_scenarios
from assistant.quiz.gaps import from_law
from assistant.quiz.lists import from_lists
from assistant.quiz.material import Material, Recipe, load_material
from assistant.quiz.records import Audience, Difficulty, Item, Kind, Option, Quiz
from assistant.quiz.steps import from_steps
from assistant.slugs import slugify

__all__ = ["Material", "Wanted", "all_recipes", "build", "load_material", "make_quiz", "topics"]

MOST = 1_000  # items of one set
# How a set is divided when no kind is chosen. What a kind cannot give, the others do.
_SHARES = {
    Kind.SINGLE: 36,
    Kind.TRUE_FALSE: 18,
    Kind.OPEN: 12,
    Kind.GAP: 12,
    Kind.MULTIPLE: 10,
    Kind.MATCHING: 5,
    Kind.SHORT: 5,
    Kind.ORDERING: 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a set should hold; an empty wish leaves it open."""

    count: int
    seed: int
    topics: tuple[str, ...] = ()  # titles as `topics` gives them, or of one's own cases
    part: str = ""  # beginning of passage ids: "handreiking/deel-3"
    law: str = ""  # id or title of a source: "wet/jeugdwet", "Jeugdwet"
    audience: Audience | None = None
    difficulty: Difficulty | None = None
    kinds: tuple[Kind, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a number of items that no set can hold."""
        if not 1 <= self.count <= MOST:
            raise QuizError(f"a set has 1 to {MOST} items, not {self.count}")


def topics(material: Material) -> tuple[str, ...]:
    """Return the topics that something can be made of, in alphabetical order."""
    return tuple(sorted({r.topic for r in all_recipes(material)}, key=str.casefold))


def build(
    material: Material,
    wanted: Wanted,
    *,
    keep: Sequence[Item] = (),
    without: Collection[str] = (),
    results: Mapping[str, float] | None = None,
) -> tuple[Item, ...]:
    """Return a set of items.

    Kinds come in fixed shares; within a kind every case and passage is asked about once before
    any is asked about twice, over the whole set. The place of a key is balanced.

    Args:
        material: what items are made from.
        wanted: the wish.
        keep: items that stay, first and as they are; they count.
        without: ids that are not drawn.
        results: share of takers who were right, by id of the item; decides how hard it is.

    Returns:
        As many items as wanted, `keep` first.

    Raises:
        QuizError: a topic, part or law is unknown, or so many items cannot be made; the message
            says how many can.
    """
    chance = random.Random(wanted.seed)  # noqa: S311 - a draw that can be repeated, no secret
    drawn = _Draw(_queues(material, wanted, chance), keep, {*without, *material.left_out})
    found = list(keep)
    fits = _fits(material, wanted, results or {})
    while len(found) < wanted.count:
        item = drawn.next(fits)
        if item is None:
            raise TooFewItemsError(wanted.count, len(found))
        found.append(item)
    return (*found[: len(keep)], *_placed(found[len(keep) :], chance))


def make_quiz(material: Material, wanted: Wanted, *, title: str, made: date) -> Quiz:
    """Return a new set under a title.

    Raises:
        QuizError: as `build`, or the title is empty.
    """
    if not title.strip():
        raise QuizError("a set needs a title")
    items = build(material, wanted)
    return Quiz(
        format=1,
        id=f"{slugify(title)[:60].strip('-') or 'quiz'}-{wanted.seed}",
        title=title.strip(),
        intro="",
        made=made,
        seed=wanted.seed,
        items=items,
    )


def all_recipes(material: Material) -> Iterator[Recipe]:
    """Yield everything that could be made, before it is checked."""
    return chain(
        from_cases(material),
        from_scenarios(material),
        from_definitions(material),
        from_law(material),
        from_lists(material),
        from_steps(material),
        from_articles(material),
    )


def _queues(
    material: Material, wanted: Wanted, chance: random.Random
) -> dict[Kind, list[list[Recipe]]]:
    """Recipes that fit, shuffled, by kind and within it by the marks that are drawn in turn."""
    allowed = _asked(material, wanted)
    marked: dict[Kind, dict[str, list[Recipe]]] = defaultdict(lambda: defaultdict(list))
    for recipe in all_recipes(material):
        if allowed(recipe):
            marked[recipe.kind][recipe.balance].append(recipe)
    queues: dict[Kind, list[list[Recipe]]] = {}
    for kind in Kind:
        queues[kind] = [marked[kind][mark] for mark in sorted(marked[kind])]
        for queue in queues[kind]:
            chance.shuffle(queue)
            queue.sort(key=lambda r: r.late)
    return queues


def _asked(material: Material, wanted: Wanted) -> Callable[[Recipe], bool]:
    """Whether a recipe is within the wish, as far as that shows before it is made."""
    chosen = {t.casefold() for t in wanted.topics}
    known = {t.casefold() for t in topics(material)} if chosen else set()
    if chosen - known:
        unknown = next(t for t in wanted.topics if t.casefold() not in known)
        raise QuizError(f"there is no topic '{unknown}'; there are: {'; '.join(topics(material))}")
    if wanted.part and not any(p.startswith(wanted.part) for p in material.passages):
        raise QuizError(f"no passage id begins with '{wanted.part}'")
    source = _source(material, wanted.law) if wanted.law else ""

    def allowed(recipe: Recipe) -> bool:
        ids = recipe.passage_ids
        return (
            (not chosen or recipe.topic.casefold() in chosen)
            and (not wanted.part or any(i.startswith(wanted.part) for i in ids))
            and (not source or any(material.passages[i].source_id == source for i in ids))
            and (wanted.audience is None or recipe.audience == wanted.audience)
            and (not wanted.kinds or recipe.kind in wanted.kinds)
        )

    return allowed


def _source(material: Material, named: str) -> str:
    for source in material.sources.values():
        if named.casefold() in {
            source.id.casefold(), source.title.casefold(), source.short_title.casefold()
        }:  # fmt: skip
            return source.id
    names = "; ".join(s.short_title or s.title for s in material.sources.values())
    raise QuizError(f"there is no source '{named}'; there are: {names}")


def _fits(
    material: Material, wanted: Wanted, results: Mapping[str, float]
) -> Callable[[Item], Item | None]:
    """Give an item the level that its takers showed; leave out what is unsound or not the wish."""

    def fits(item: Item) -> Item | None:
        if not _is_sound(material, item):
            return None
        if item.id in results:
            level = rate_by_takers(results[item.id])
            item = item.model_copy(update={"difficulty": level})
        return item if wanted.difficulty in (None, item.difficulty) else None

    return fits


def _is_sound(material: Material, item: Item) -> bool:
    """Whether no passage that proves the key supports a wrong option too."""
    if item.kind is Kind.TRUE_FALSE:  # its options are no statements
        return True
    proved = [p.passage_id for p in item.proofs]
    wrong = (o.text for o in item.options if not o.correct)
    return not any(material.judge.supports(text, proved) for text in wrong)


class _Draw:
    """Takes recipes one by one: the kind that lags behind its share, the unit least asked."""

    def __init__(
        self,
        queues: dict[Kind, list[list[Recipe]]],
        keep: Sequence[Item],
        without: Collection[str],
    ) -> None:
        self._queues = queues
        self._seen = {*without, *(i.id for i in keep)}
        self._prompts = {(i.scenario, i.prompt) for i in keep}
        self._kinds = Counter(i.kind for i in keep)
        self._marks: Counter[tuple[Kind, int]] = Counter()
        self._units: Counter[str] = Counter()
        for item in keep:
            self._units.update(item.cases or (item.proofs[0].passage_id,))

    def next(self, fits: Callable[[Item], Item | None]) -> Item | None:
        """Return the next item that fits, or None when nothing is left."""
        while True:
            left = [k for k, queues in self._queues.items() if any(queues)]
            if not left:
                return None
            kind = min(left, key=lambda k: (self._kinds[k] + 1) / _SHARES[k])
            turn = min(
                (n for n, queue in enumerate(self._queues[kind]) if queue),
                key=lambda n: (self._marks[kind, n], n),
            )
            recipe = self._take(self._queues[kind][turn])
            made = recipe.item()
            item = fits(made) if made is not None else None
            if item is None or item.id in self._seen or self._asked(item):
                continue
            self._seen.add(item.id)
            self._prompts.add((item.scenario, item.prompt))
            self._kinds[kind] += 1
            self._marks[kind, turn] += 1
            self._units[recipe.unit] += 1
            return item

    def _asked(self, item: Item) -> bool:
        return (item.scenario, item.prompt) in self._prompts

    def _take(self, queue: list[Recipe]) -> Recipe:
        best = 0
        for number, recipe in enumerate(queue):
            if self._rank(recipe) < self._rank(queue[best]):
                best = number
            if self._rank(queue[best]) == (queue[0].late, 0):
                break
        return queue.pop(best)

    def _rank(self, recipe: Recipe) -> tuple[bool, int]:
        return recipe.late, self._units[recipe.unit]


def _placed(items: Sequence[Item], chance: random.Random) -> Iterator[Item]:
    """Put the options of each item in an order; every place holds the key equally often."""
    places: dict[int, list[int]] = {}
    for item in items:
        if item.kind is Kind.SINGLE:
            count = len(item.options)
            if not places.get(count):
                places[count] = chance.sample(range(count), count)
            others = [o for o in item.options if not o.correct]
            chance.shuffle(others)
            key = next(o for o in item.options if o.correct)
            at = places[count].pop()
            yield _with(item, (*others[:at], key, *others[at:]))
        elif item.kind is Kind.MULTIPLE:
            options = list(item.options)
            chance.shuffle(options)
            yield _with(item, tuple(options))
        else:
            yield item


def _with(item: Item, options: tuple[Option, ...]) -> Item:
    return item.model_copy(update={"options": options})
