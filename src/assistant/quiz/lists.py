"""Items about what belongs in a list of a source, from `evals/quiz/lists.jsonl`.

Which points stand beside each other was chosen by hand, because points of two lists of one law
often say nearly the same in other words; each is verbatim in its passage, and every wrong one is
checked as all distractors are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from assistant.quiz import wording
from assistant.quiz.checks import echoes, gives_away, is_wrong, stands_apart
from assistant.quiz.choice import LEAST_WRONG, choice
from assistant.quiz.material import Material, Recipe, recipe_for
from assistant.quiz.records import Item, Kind
from assistant.quiz.written import PointList


def from_lists(material: Material) -> Iterator[Recipe]:
    """Yield a multiple choice of each list, and a single choice of each right point."""
    for held in material.lists:
        passage = material.passages[held.passage_id]
        yield recipe_for(material, Kind.MULTIPLE, [passage], partial(_all, material, held))
        for point in held.right:
            make = partial(_one, material, held, point)
            yield recipe_for(material, Kind.SINGLE, [passage], make)


def _all(material: Material, held: PointList, recipe: Recipe) -> Item | None:
    prompt = f"{_ask(material, held)}\n{wording.MORE_ARE_RIGHT}"
    return _item(material, held, held.right, prompt, recipe)


def _one(material: Material, held: PointList, point: str, recipe: Recipe) -> Item | None:
    prompt = f"{_ask(material, held)}\n{wording.ONE_IS_RIGHT}"
    return _item(material, held, [point], prompt, recipe)


def _ask(material: Material, held: PointList) -> str:
    return wording.in_list(held.ask, material.passages[held.passage_id].ref)


def _item(
    material: Material, held: PointList, keys: Sequence[str], prompt: str, recipe: Recipe
) -> Item | None:
    passage = material.passages[held.passage_id]
    why = {
        gold.words: wording.stands_in(material.passages[gold.passage_id].ref)
        for gold in held.wrong
        if is_wrong(gold.words, held.right, material.judge, [passage.id])
    }
    wrong = list(why)
    if len(wrong) < LEAST_WRONG or stands_apart(keys, wrong):
        return None
    if all(echoes(held.ask, key, wrong) for key in keys):
        return None
    if len(keys) == 1 and gives_away(keys[0], wrong):
        return None
    return choice(
        recipe,
        keys=keys,
        wrong=wrong,
        prompt=prompt,
        proofs=[material.proof(passage, key) for key in keys],
        why=why,
    )
