from __future__ import annotations

import re
from itertools import product

import pytest

from assistant import texts_nl
from assistant.records import Passage
from assistant.web import steps
from tests.web import fakes

PASSAGES = {p.id: p for p in fakes.corpus().passages}


def look_up(passage_id: str) -> Passage | None:
    return PASSAGES.get(passage_id)


def plan(plan_id: str) -> steps.Plan:
    return next(p for p in steps.load_plans() if p.id == plan_id)


def choose(plan_id: str, **chosen: str) -> dict[str, str]:
    return {f"keuze-{name.replace('_', '-')}": value for name, value in chosen.items()}


def heading(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("p", steps.load_plans(), ids=lambda p: p.id)
def test_every_passage_that_is_named_exists(p: steps.Plan) -> None:
    named = [*p.passages]
    for step in p.step:
        named += step.passages
        for choice in step.choice:
            assert choice.passages, (step.id, choice.id)
            named += choice.passages
    assert [i for i in named if i not in PASSAGES] == []


@pytest.mark.parametrize("p", steps.load_plans(), ids=lambda p: p.id)
def test_names_are_unique_and_conditions_point_back(p: steps.Plan) -> None:
    ids = [s.id for s in p.step]
    assert len(set(ids)) == len(ids)
    for number, step in enumerate(p.step):
        choices = [c.id for c in step.choice]
        assert len(set(choices)) == len(choices)
        if step.only_if is not None:
            earlier = {s.id: {c.id for c in s.choice} for s in p.step[:number]}
            assert set(step.only_if.choices) <= earlier[step.only_if.step]


def test_the_eight_steps_are_those_of_the_handreiking_in_order() -> None:
    assert [s.passages[0] for s in plan("avg-stappen").step] == [
        f"handreiking/deel-3/avg-stappen/{n}" for n in range(1, 9)
    ]


def test_only_choices_can_be_given() -> None:
    for p in steps.load_plans():
        html = steps.walk(p, {}, look_up)
        kinds = re.findall(r"<(?:input|textarea|select)[^>]*?(?:type=\"(\w+)\")?[ >]", html)
        assert set(re.findall(r"<(textarea|select)", html)) == set()
        assert set(re.findall(r'<input type="(\w+)"', html)) == {"radio", "hidden"}, kinds


@pytest.mark.parametrize("p", steps.load_plans(), ids=lambda p: p.id)
def test_walking_with_the_first_choice_ends_in_the_overview(p: steps.Plan) -> None:
    form: dict[str, str] = {}
    for _ in range(20):
        html = steps.walk(p, form, look_up)
        if texts_nl.WEB["steps_overview"] in heading(html):
            break
        shown = re.search(r'name="stap" value="([^"]+)"', html)
        kept = dict(re.findall(r'type="hidden" name="(keuze-[^"]+)" value="([^"]+)"', html))
        first = re.search(r'type="radio"[^>]*name="(keuze-[^"]+)" value="([^"]+)"', html)
        assert shown is not None
        assert first is not None
        form = {**kept, "stap": shown[1], first[1]: first[2], "naar": "verder"}
    else:
        pytest.fail("no overview after 20 steps")
    assert "<mark>" not in html


def test_overview_shows_the_passages_of_each_choice() -> None:
    p = plan("avg-stappen")
    for choices in product(range(2), repeat=3):
        chosen = [s.choice[c] for s, c in zip(p.step, (*choices, 0, 0, 0, 0, 0), strict=True)]
        form = {f"keuze-{s.id}": c.id for s, c in zip(p.step, chosen, strict=True)}
        html = steps.walk(p, {**form, "stap": "rechten", "naar": "verder"}, look_up)
        assert texts_nl.WEB["steps_overview"] in heading(html)
        for step, choice in zip(p.step, chosen, strict=True):
            for passage_id in (*step.passages, *choice.passages):
                assert f"/bron/{passage_id}" in html


def test_weighing_of_duties_is_asked_only_then() -> None:
    p = plan("geheimhouding")
    plain = steps.steps_of(p, steps.choices_of(p, choose("x", situatie="plicht")))
    weighing = steps.steps_of(p, steps.choices_of(p, choose("x", situatie="conflict")))
    assert [s.id for s in plain] == ["situatie", "minimale-informatie", "advies"]
    assert [s.id for s in weighing][1:5] == [
        "alles-gedaan",
        "ernstige-schade",
        "andere-weg",
        "kans",
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param({}, "Stap 1 van 8", id="nothing-sent"),
        pytest.param({"stap": "doel-en-taak", "naar": "verder"}, "Fout: Stap 1", id="no-choice"),
        pytest.param(
            {"stap": "doel-en-taak", "naar": "verder", "keuze-doel-en-taak": "<script>"},
            "Fout: Stap 1",
            id="unknown-choice",
        ),
        pytest.param(
            {"stap": "doel-en-taak", "naar": "verder", "keuze-doel-en-taak": "beide"},
            "Stap 2 van 8",
            id="next",
        ),
        pytest.param({"stap": "noodzaak", "naar": "terug"}, "Stap 2 van 8", id="back"),
        pytest.param({"stap": "doel-en-taak", "naar": "terug"}, "Stap 1 van 8", id="back-at-start"),
        pytest.param({"stap": "rechten", "naar": "verder"}, "Fout: Stap 8", id="skipped-last"),
        pytest.param(
            {"stap": "rechten", "naar": "verder", "keuze-rechten": "bekend"},
            "Fout: Stap 1",
            id="skipped-the-others",
        ),
        pytest.param({"stap": "../../etc", "naar": "verder"}, "Stap 1 van 8", id="unknown-step"),
        pytest.param({"naar": "begin", "keuze-rechten": "bekend"}, "Stap 1 van 8", id="change"),
    ],
)
def test_where_a_form_leads(form: dict[str, str], expected: str) -> None:
    html = steps.walk(plan("avg-stappen"), form, look_up)
    assert heading(html).startswith(expected)
    assert "<script>" not in html


def test_choices_stay_when_going_back() -> None:
    form = {"stap": "grondslag", "naar": "terug", "keuze-doel-en-taak": "doel-onduidelijk"}
    html = steps.walk(plan("avg-stappen"), form, look_up)
    assert re.search(r'value="doel-onduidelijk" checked', html)
