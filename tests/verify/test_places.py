"""References to law, made comparable."""

from __future__ import annotations

import pytest

from assistant.verify.places import find_places, is_named


@pytest.mark.parametrize(
    ("sentence", "passage", "named"),
    [
        pytest.param("art. 7.3.11 lid 4 Jeugdwet", "artikel 7.3.11, vierde lid, van de Jeugdwet",
                     True, id="two-notations"),
        pytest.param("artikel 7.3.11", "artikel 7.3.12 van de Jeugdwet", False, id="other-article"),
        pytest.param("artikel 7.3.11, derde lid", "artikel 7.3.11, vierde lid", False, id="lid"),
        pytest.param("artikel 7.3.11, derde lid", "artikel 7.3.11", False, id="lid-added"),
        pytest.param("artikel 7.3.11", "artikel 7.3.11, vierde lid", True, id="lid-left-out"),
        pytest.param("artikel 10 EVRM", "artikel 8 EVRM en artikel 10 van de Grondwet", False,
                     id="laws-changed-places"),
        pytest.param("artikel 9, tweede lid, onderdeel a", "artikel 9, tweede lid, onderdeel g",
                     False, id="onderdeel"),
        pytest.param("artikel 15", "de artikelen 12 tot en met 22", True, id="within-a-range"),
        pytest.param("lid 1 of 2", "het eerste of het tweede lid", True, id="figures-for-words"),
        pytest.param("lid 3", "het eerste of het tweede lid", False, id="lid-alone"),
        pytest.param("grondslag e", "de grondslagen c en e", True, id="letter"),
        pytest.param("onderdeel b", "a. de ouder\nb. het kind", True, id="mark-of-an-item"),
        pytest.param("onderdeel c", "a. de ouder\nb. het kind", False, id="no-such-item"),
        pytest.param("het doel van artikel 2.25", "het doel, bedoeld in artikel 2.25", True,
                     id="dotted-label-without-law"),
    ],
)  # fmt: skip
def test_places_are_compared(sentence: str, passage: str, named: bool) -> None:
    theirs = find_places(passage)
    found = [
        is_named(p, theirs.places, theirs.marks, passage) for p in find_places(sentence).places
    ]
    assert found
    assert all(found) == named


def test_a_text_without_references_has_none() -> None:
    found = find_places("De ouder geeft toestemming aan de school.")
    assert (found.places, found.laws) == ((), ())
