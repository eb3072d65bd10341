"""Items from general situations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assistant.quiz import wording
from assistant.quiz.checks import is_wrong
from assistant.quiz.choice import choice, make_item, true_false
from assistant.quiz.material import Material, Recipe, shown_quote, topic_titles
from assistant.quiz.records import TRUE, Item, Kind, Proof
from assistant.quiz.written import Scenario


def from_scenarios(material: Material) -> Iterator[Recipe]:
    """Yield the item of each scenario."""
    for scenario in material.scenarios:
        topic = scenario.topic
        if topic not in topic_titles():
            topic = material.topic(scenario.gold[0].passage_id).title
        yield Recipe(
            kind=Kind(scenario.kind),
            unit=scenario.id,
            topic=topic,
            audience=scenario.audience,
            passage_ids=tuple(dict.fromkeys(g.passage_id for g in scenario.gold)),
            make=partial(_make, material, scenario),
        )


def _make(material: Material, scenario: Scenario, recipe: Recipe) -> Item | None:
    proofs = _proofs(material, scenario)
    if recipe.kind is Kind.OPEN:
        return make_item(
            recipe,
            scenario.question,
            difficulty=scenario.difficulty,
            scenario=scenario.scenario,
            prompt=scenario.question,
            marking=scenario.marking,
            proofs=proofs,
        )
    if recipe.kind is Kind.TRUE_FALSE:
        return true_false(
            recipe,
            statement=scenario.question,
            is_true=scenario.right == (TRUE,),
            prompt=wording.is_this_true(scenario.question),
            proofs=proofs,
            scenario=scenario.scenario,
            difficulty=scenario.difficulty,
        )
    wrong = [
        w for w in scenario.wrong
        if is_wrong(w.text, scenario.right, material.judge, recipe.passage_ids)
    ]  # fmt: skip
    if len(wrong) < 2:
        return None
    prompt = scenario.question
    if recipe.kind is Kind.MULTIPLE:
        prompt = f"{prompt}\n{wording.MORE_ARE_RIGHT}"
    return choice(
        recipe,
        keys=scenario.right,
        wrong=[w.text for w in wrong],
        prompt=prompt,
        proofs=proofs,
        why={w.text: f"Niet goed. {w.why}" for w in wrong},
        scenario=scenario.scenario,
        difficulty=scenario.difficulty,
    )


def _proofs(material: Material, scenario: Scenario) -> tuple[Proof, ...]:
    found: dict[str, Proof] = {}
    for gold in scenario.gold:
        passage = material.passages[gold.passage_id]
        quote = shown_quote(passage, gold.words)
        found.setdefault(f"{passage.group or passage.id}{quote}", material.proof(passage, quote))
    return tuple(found.values())
