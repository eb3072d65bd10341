"""Why there is no answer, as far as that can be told."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from assistant import texts_nl
from assistant.abstain import is_vague, reason_for
from assistant.citations import Holdings
from assistant.corpus import load_corpus
from assistant.lexical import Neighbours, Query
from assistant.retrieve import Found
from tests.fakes import CORPUS


@cache
def holdings() -> Holdings:
    return Holdings.from_passages(load_corpus(CORPUS).passages)


def found(*, nearest: float, outside: float) -> Found:
    scores = np.array([nearest, 0.1], dtype=np.float32)
    return Found(
        hits=(), features={"dense_question": scores}, scores=scores, query=Query((), ()),
        vector=np.zeros((1, 4), dtype=np.float32), named=(), unknown=0.0,
        near_dense=Neighbours((nearest,), (outside,)), near_grams=Neighbours((), ()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("Mag dat?", "too-vague", id="no-subject"),
        pytest.param("en hoe nu?", "too-vague", id="stop-words-only"),
        pytest.param("Wat zegt artikel 310 Sr?", "article-not-held", id="another-law"),
        pytest.param("Wat staat er in artikel 83 AVG?", "article-not-held", id="another-article"),
        pytest.param("Wat staat er in artikel 140 AVG?", "no-such-place", id="beyond-the-last"),
        pytest.param("art. 7.3.11 lid 9 Jeugdwet", "no-such-place", id="no-such-lid"),
        pytest.param("Wat is de boete in de Wvggz?", "law-not-held", id="law-by-name"),
        pytest.param("Hoeveel teams zijn er in 2099?", "later", id="later-year"),
        pytest.param("Wat regelt het wetsvoorstel straks?", "later", id="bill"),
        pytest.param("Hoeveel teams waren er in 2020?", "no-match", id="earlier-year"),
        pytest.param("Wat zegt de Jeugdwet over opa?", "no-match", id="law-that-is-held"),
        pytest.param("Wat kost een hond?", "no-match", id="something-near"),
    ],
)
def test_what_can_be_told_from_the_question(question: str, expected: str) -> None:
    assert reason_for(question, found(nearest=0.6, outside=0.5), holdings()) == expected
    assert expected in texts_nl.ABSTAINED


def test_nearer_to_what_has_no_answer_is_out_of_scope() -> None:
    outside = found(nearest=0.4, outside=0.5)
    assert reason_for("Wat kost een hond?", outside, holdings()) == "out-of-scope"
    assert reason_for("Mag dat?", outside, holdings()) == "too-vague"  # what is surer comes first
    assert "out-of-scope" in texts_nl.ABSTAINED


@pytest.mark.parametrize(
    "question", ["geheimhouding", "Mag een school dat?", "7.3.11", "wat zegt de AVG"]
)
def test_one_word_of_substance_is_a_question(question: str) -> None:
    assert not is_vague(question)
