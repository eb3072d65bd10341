"""Shares and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scoring import (
    Share,
    first_rank,
    ndcg,
    reciprocal_rank,
    risk_coverage,
    within_characters,
)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_lies_in_the_unit_and_holds_the_share(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval
    assert 0 <= low <= share.value <= high <= 1
    assert (low == 0, high == 1) == (share.hits == 0, share.hits == share.total)


def test_an_empty_set_has_no_share() -> None:
    with pytest.raises(ValueError, match="empty set"):
        _ = Share(0, 0).value
    assert Share(0, 0).as_json() == {"value": None, "hits": 0, "n": 0, "low": None, "high": None}
    assert Share(8, 10).as_json()["high"] == pytest.approx(0.943, abs=1e-3)


@pytest.mark.parametrize(
    ("ranked", "gold", "rank", "gain"),
    [
        pytest.param(["a", "b"], ["a"], 1, 1.0, id="first"),
        pytest.param(["a", "b"], ["b"], 2, 0.6309, id="second"),
        pytest.param(["a", "b"], ["c"], None, 0.0, id="not-found"),
        pytest.param([], ["c"], None, 0.0, id="empty-list"),
        pytest.param(["a", "b"], [], None, 0.0, id="no-gold"),
        pytest.param(["a", "b", "c"], ["b", "a"], 1, 1.0, id="two-gold"),
        pytest.param(["x", "b", "c"], ["b", "a"], 2, 0.3869, id="one-of-two"),
        pytest.param(["a", "b"], ["b", "b"], 2, 0.6309, id="gold-named-twice"),
    ],
)
def test_ranks(ranked: list[str], gold: list[str], rank: int | None, gain: float) -> None:
    assert first_rank(ranked, gold) == rank
    assert reciprocal_rank(ranked, gold) == (1 / rank if rank else 0)
    assert ndcg(ranked, gold) == pytest.approx(gain, abs=1e-4)


@given(st.lists(st.sampled_from("abcdefghijklmn"), unique=True), st.sets(st.sampled_from("abxy")))
def test_gain_lies_between_nothing_and_all(ranked: list[str], gold: set[str]) -> None:
    value = ndcg(ranked, sorted(gold))
    assert 0 <= value <= 1 + 1e-9
    assert (value > 0) == bool(set(ranked[:10]) & gold)


@pytest.mark.parametrize(
    ("lengths", "limit", "within"),
    [
        pytest.param([100, 100, 100], 200, True, id="ends-on-the-limit"),
        pytest.param([100, 101, 100], 200, False, id="ends-behind-it"),
        pytest.param([201, 1, 1], 200, False, id="what-stands-before-is-read-too"),
    ],
)
def test_within_characters(lengths: list[int], limit: int, within: bool) -> None:
    assert within_characters(["a", "b", "c"], lengths, ["b"], limit=limit) is within
    assert not within_characters(["a", "b", "c"], lengths, ["z"], limit=10_000)


def test_risk_coverage_goes_from_sure_to_unsure() -> None:
    curve = risk_coverage([(0.2, False), (0.9, True), (0.5, False), (0.8, True)])
    assert curve == [(0.25, 0.0), (0.5, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert risk_coverage([]) == []
