"""Twenty jurists on one queue: no change is lost, and nobody sees an error page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.crowd import JURISTS, crowd

pytestmark = pytest.mark.slow


def test_twenty_jurists_on_one_queue_through_the_pages(tmp_path: Path) -> None:
    counts = crowd(tmp_path, lambda rounds: rounds < 5)
    assert sum(counts.values()) == JURISTS * 5
    assert counts["done"]
    assert counts["too late"]  # else nobody was in anybody's way
