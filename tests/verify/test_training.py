"""Fitting the checker: the same twice, and read back as it was fitted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant.records import Passage, SourceKind
from assistant.training.support import Rows, choose_threshold, count_idf, fit, measure, scores
from assistant.verify.lists import load_lists
from assistant.verify.pairs import Pair


def made_rows(count: int = 400) -> Rows:
    """Pairs of which one feature and one sign decide, with some noise."""
    rng = np.random.default_rng(1)
    values = rng.normal(size=(count, 3))
    signs = [frozenset({"s:niet"} if rng.random() < 0.4 else {"s:de"}) for _ in range(count)]
    denied = np.array(["s:niet" in s for s in signs])
    good = (values[:, 0] > 0) & ~denied
    wrong = np.where(values[:, 0] > -0.5, "condition", "addition")
    kinds = np.where(good, "supported", np.where(denied, "negation", wrong))
    groups = np.array([f"g/{n % 20}" for n in range(count)])
    writers = np.array(["xy"[n % 2] for n in range(count)])
    nothing = np.zeros(count, dtype=bool)
    return Rows(("a", "b", "c"), values, signs, kinds, groups, writers, nothing)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return made_rows()


@pytest.fixture(scope="module")
def fitted(rows: Rows) -> str:
    return json.dumps(fit(rows))


def test_fitting_twice_gives_the_same_bytes(rows: Rows, fitted: str) -> None:
    assert json.dumps(fit(rows)) == fitted


def test_what_was_fitted_tells_the_pairs_apart(rows: Rows, fitted: str) -> None:
    found = scores(json.loads(fitted), rows)
    assert found[rows.supported].min() > 0.5 > np.median(found[~rows.supported])
    assert (found[~rows.supported] < 0.5).mean() > 0.98


def test_a_pair_that_a_rule_refuses_scores_nothing(rows: Rows, fitted: str) -> None:
    refused = replace(rows, forbidden=np.ones(400, dtype=bool))
    assert not scores(json.loads(fitted), refused).any()


@pytest.mark.parametrize(("share", "passing"), [(0.0, 0), (0.25, 1), (0.5, 2)])
def test_the_threshold_lets_through_no_more_than_the_share(share: float, passing: int) -> None:
    found = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    supported = np.array([True, False, False, False, False])
    threshold = choose_threshold(found, supported, share)
    assert (found[~supported] >= threshold).sum() == passing


def test_pairs_become_numbers_of_one_shape() -> None:
    text = "De ouder beslist binnen twee weken, tenzij het kind zestien jaar is."
    passages = {
        "x": Passage(id="x", source_id="x", kind=SourceKind.OWN, ref="Stuk", section=("X",),
                     text=text, start=0, end=len(text), group="g")
    }  # fmt: skip
    pairs = [
        Pair(id="1", passage_id="x", sentence="De ouder beslist, tenzij het kind zestien is.",
             supported=True, kind="merge"),
        Pair(id="2", passage_id="x", sentence="Het kind beslist in 3 weken.", supported=False,
             kind="deadline"),
    ]  # fmt: skip
    found = measure(pairs, passages, count_idf(list(passages.values()), load_lists()))
    assert found.values.shape == (2, len(found.names))
    assert np.isfinite(found.values).all()
    assert found.forbidden.tolist() == [False, True]
    assert found.kinds.tolist() == ["supported", "deadline"]
