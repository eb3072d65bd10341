"""Amounts, terms and ages: words and figures, units and limits."""

from __future__ import annotations

import pytest

from assistant.verify.lists import load_lists
from assistant.verify.quantities import find_quantities
from assistant.verify.text import analyse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("binnen twaalf weken", [(84.0, "dag", "at-most")], id="weeks-in-days"),
        pytest.param("binnen 12 weken", [(84.0, "dag", "at-most")], id="figures"),
        pytest.param("uiterlijk een maand later", [(1.0, "maand", "at-most")], id="een-with-unit"),
        pytest.param("een maatregel", [], id="een-is-an-article"),
        pytest.param("ten minste één maatregel", [(1.0, "", "at-least")], id="accent-counts"),
        pytest.param("vijfentwintig jaar", [(300.0, "maand", "")], id="compound-number"),
        pytest.param("een zestienjarige", [(192.0, "maand", "")], id="age-in-one-word"),
        pytest.param("een 16-jarige", [(192.0, "maand", "")], id="age-with-hyphen"),
        pytest.param("jonger dan twaalf jaren", [(144.0, "maand", "at-most")], id="younger"),
        pytest.param("twaalf jaar of ouder", [(144.0, "maand", "at-least")], id="or-older"),
        pytest.param("de leeftijd van zestien jaren heeft bereikt", [(192.0, "maand", "at-least")],
                     id="reached"),
        pytest.param("niet langer dan twee weken", [(14.0, "dag", "at-most")], id="no-longer"),
        pytest.param("jaarlijks", [(12.0, "per maand", "")], id="yearly"),
        pytest.param("elk jaar", [(12.0, "per maand", "")], id="each-year"),
        pytest.param("twee keer per jaar", [(6.0, "per maand", "")], id="twice-a-year"),
        pytest.param("20% van de gevallen", [(20.0, "procent", "")], id="per-cent"),
        pytest.param("binnen 72 uur", [(3.0, "dag", "at-most")], id="hours"),
        pytest.param("een derde van de leden", [(1 / 3, "deel", "")], id="fraction"),
        pytest.param("neemt het belang in acht", [], id="in-acht"),
        pytest.param("1. de ouder is 16 jaar", [(192.0, "maand", "")], id="mark-of-an-item"),
        pytest.param("de eerste drie leden", [], id="number-of-leden"),
    ],
)  # fmt: skip
def test_quantities_are_read(text: str, expected: list[tuple[float, str, str]]) -> None:
    found = find_quantities(analyse(text, load_lists()))
    assert [(round(q.value, 4), q.unit, q.limit) for q in found] == [
        (round(v, 4), unit, limit) for v, unit, limit in expected
    ]


@pytest.mark.parametrize(
    ("text", "is_age"),
    [("wie 16 jaar of ouder is", True), ("na 16 jaar bewaren", False), ("onder de 16", True)],
)
def test_an_age_is_told_from_a_term(text: str, is_age: bool) -> None:
    assert [q.is_age for q in find_quantities(analyse(text, load_lists()))] == [is_age]
