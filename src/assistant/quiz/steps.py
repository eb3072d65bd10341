"""Items about steps in their order, and about rules of thumb and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.quiz import wording
from assistant.quiz.checks import gives_away
from assistant.quiz.choice import choice, make_item
from assistant.quiz.material import Material, Recipe, recipe_for
from assistant.quiz.records import Item, Kind, Pair, Proof
from assistant.records import Passage

_NUMBERED = re.compile(r"^(?P<n>\d{1,2})\. (?P<text>[^\n]+)$", re.M)
_AVG_STEPS = re.compile(r"^handreiking/deel-3/avg-stappen/\d+$")
_RULE = re.compile(r"^vuistregels-zorg-straf/\d+$")
_HOLDS = re.compile(r"\s*Dit houdt in:\s*")
_LABEL_ENDS = re.compile(r"(?<=[.?])\s|: (?=Wat is)| Toelichting:")
_BEFORE_LABEL = "Overweeg: "  # stands before some steps, and would tell them from the others
_PART = 4  # steps of a shorter ordering item
_RULES = 4  # of a matching item
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an order, with the words that name it."""

    passage: Passage
    label: str  # verbatim


def from_steps(material: Material) -> Iterator[Recipe]:
    """Yield ordering items and choices of steps, and items about the rules of thumb."""
    for what, steps in _orders(material):
        parts = [steps, steps[:_PART], steps[-_PART:]] if len(steps) > _PART else [steps]
        for part in parts:
            passages = [s.passage for s in part]
            yield recipe_for(
                material, Kind.ORDERING, passages, partial(_ordering, material, what, part)
            )
        for number, step in enumerate(steps[1:]):
            follows = partial(_next, material, what, steps, number)
            yield recipe_for(material, Kind.SINGLE, [step.passage], follows)
    rules = [p for p in material.passages.values() if _RULE.match(p.id)]
    if rules:
        yield recipe_for(material, Kind.MATCHING, rules, partial(_rules, material, rules))


def _orders(material: Material) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """The orders that the sources number: the AVG-stappen."""
    steps = tuple(
        Step(p, label)
        for p in material.passages.values()
        if _AVG_STEPS.match(p.id)
        for label in _labels(p.text)[:1]
    )
    if len(steps) > 2:
        yield wording.AVG_STEPS, steps


def _labels(text: str) -> list[str]:
    """What numbered steps are called: each up to its first stop."""
    names = (_LABEL_ENDS.split(m["text"])[0].strip() for m in _NUMBERED.finditer(text))
    return [name.removesuffix(" en").removeprefix(_BEFORE_LABEL) for name in names]


def _proof(material: Material, step: Step) -> Proof:
    return material.proof(step.passage, step.label)


def _ordering(material: Material, what: str, steps: Sequence[Step], recipe: Recipe) -> Item:
    proofs = tuple(_proof(material, s) for s in steps)
    return make_item(
        recipe,
        "\x1f".join(s.label for s in steps),
        difficulty="medium" if len(steps) <= _PART else "hard",
        prompt=wording.put_in_order(what),
        steps=tuple(s.label for s in steps),
        proofs=proofs,
    )


def _next(
    material: Material, what: str, steps: Sequence[Step], number: int, recipe: Recipe
) -> Item | None:
    step, key = steps[number], steps[number + 1]
    proved = (step.passage.id, key.passage.id)
    others = [
        s for s in steps if s not in (step, key) and not material.judge.supports(s.label, proved)
    ]
    near = sorted(others, key=lambda s: abs(len(s.label) - len(key.label)))[:_OTHERS]
    wrong = [s.label for s in near]
    if len(wrong) < 2 or gives_away(key.label, wrong):
        return None
    return choice(
        recipe,
        keys=[key.label],
        wrong=wrong,
        prompt=wording.comes_next(what, step.label),
        proofs=[_proof(material, key), _proof(material, step)],
        why={s.label: wording.is_step(steps.index(s) + 1) for s in near},
        difficulty="medium",
    )


def _title(rule: Passage) -> str:
    return _HOLDS.split(rule.text)[0].strip()


def _rules(material: Material, group: Sequence[Passage], recipe: Recipe) -> Item | None:
    """The rules beside a point of each; which point fits one rule only was chosen by hand."""
    found = [m for m in material.meanings if m.passage_id in {p.id for p in group}]
    if len(found) < _OTHERS:
        return None
    asked, left = found[:_RULES], found[_RULES:]
    return make_item(
        recipe,
        "\x1f".join(m.words for m in found),
        difficulty="medium",
        prompt=wording.match_rules(wording.RULES),
        pairs=tuple(
            Pair(left=_title(material.passages[m.passage_id]), right=m.words) for m in asked
        ),
        extra=[m.words for m in left[:1]],
        proofs=tuple(material.proof(material.passages[m.passage_id], m.words) for m in asked),
    )
