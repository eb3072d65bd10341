"""Items from general situations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assistant.quiz import wording
from assistant.quiz.checks import is_wrong
from assistant.quiz.choice import choice, make_item, says, true_false
from assistant.quiz.evidence import Quotation, evidence, together
from assistant.quiz.material import Material, Recipe, topic_titles
from assistant.quiz.records import TRUE, Item, Kind
from assistant.quiz.written import Scenario

_TRUST = 0.4  # the decisive words of a scenario were chosen to prove its key


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
    proving = _proving(material, scenario)
    proofs = [q.proof for q in proving]
    if recipe.kind is Kind.OPEN:
        return make_item(
            recipe,
            scenario.question,
            difficulty=scenario.difficulty,
            scenario=scenario.scenario,
            prompt=scenario.question,
            marking=scenario.marking,
            proofs=proofs,
            feedback=says(proving),
        )
    if recipe.kind is Kind.TRUE_FALSE:
        return true_false(
            recipe,
            statement=scenario.question,
            is_true=scenario.right == (TRUE,),
            prompt=wording.is_this_true(scenario.question),
            quotations=proving,
            why=next((f"Niet goed. {w.why}" for w in scenario.wrong), ""),
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
        feedback=says(proving),
        shows={key: _quote(material, scenario, key) for key in scenario.right},
        why={w.text: f"Niet goed. {w.why}" for w in wrong},
        scenario=scenario.scenario,
        difficulty=scenario.difficulty,
    )


def _proving(material: Material, scenario: Scenario) -> tuple[Quotation, ...]:
    """The quotations of what is right: of each point, or of the statement."""
    said = scenario.marking if scenario.kind == "open" else scenario.right
    if scenario.kind == "true-false":
        said = (scenario.question,)
    return together(material, (_quote(material, scenario, text) for text in said), most=len(said))


def _quote(material: Material, scenario: Scenario, text: str) -> Quotation:
    decisive: dict[str, list[str]] = {}
    for gold in scenario.gold:
        decisive.setdefault(gold.passage_id, []).append(gold.words)
    asked = f"{scenario.scenario} {scenario.question}"
    return evidence(material, decisive, text, prompt=asked, decisive=decisive, trust=_TRUST)
