"""Shares and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scoring import Share


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
