"""What all forms show alike: the order of choices, and the sources below the feedback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.formats.shown import cited, mixed
from assistant.quiz.records import Kind, Proof
from tests.quiz import material

QUOTE = "„verwerker”: wie gegevens verwerkt"
PROOF = Proof(passage_id="wet/avg/4", title="AVG, artikel 4", quote=QUOTE, version="2016-05-04")
CITATION = "Bron: AVG, artikel 4 (tekst van 4 mei 2016)"


@pytest.mark.parametrize(
    ("feedback", "proofs", "shown"),
    [
        pytest.param("", (PROOF,), [(CITATION, QUOTE)], id="words-and-source"),
        pytest.param(f"Zo: {QUOTE}.", (PROOF,), [(CITATION, "")], id="words-said-already"),
        pytest.param(
            "AVG: „‘verwerker’: wie gegevens verwerkt”", (PROOF,), [(CITATION, "")],
            id="said-with-other-quotation-marks",
        ),
        pytest.param("", (PROOF, PROOF), [(CITATION, QUOTE)], id="once"),
        pytest.param(
            "", (PROOF.model_copy(update={"version": "1.0, april 2023"}),),
            [("Bron: AVG, artikel 4 (versie 1.0, april 2023)", QUOTE)], id="version-without-a-day",
        ),
    ],
)  # fmt: skip
def test_sources_stand_below_the_feedback(
    feedback: str, proofs: tuple[Proof, ...], shown: list[tuple[str, str]]
) -> None:
    item = material.item(Kind.SHORT, feedback=feedback, proofs=proofs)
    assert [(c.citation, c.quote) for c in cited(item)] == shown


@given(st.lists(st.text(min_size=1), min_size=2, max_size=12, unique=True), st.text())
def test_the_order_of_the_key_is_never_the_order_shown(texts: list[str], item_id: str) -> None:
    shown = mixed(texts, item_id)
    assert sorted(shown) == sorted(texts)
    assert list(shown) != texts
    assert mixed(texts, item_id) == shown
