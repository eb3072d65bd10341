"""From scores to one list: weights, references first, repeats once."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ranking import ROLES, Weights, arrange, load_weights
from assistant.records import Passage, SourceKind


def passage(
    number: int, *, group: str = "", part: str | None = None, law: str | None = None
) -> Passage:
    return Passage(
        id=f"x/{number}", source_id="x", kind=SourceKind.GUIDANCE, ref=f"Stuk {number}",
        section=("X",), text="Tekst.", start=0, end=6, group=group or f"x/{number}", part=part,
        law_id=law,
    )  # fmt: skip


PASSAGES = [
    passage(0, group="g", part="deel-1"),
    passage(1, part="deel-1"),
    passage(2, group="g", part="deel-2"),
    passage(3, law="BWBR1"),
    passage(4, group="g", part="deel-3"),
    passage(5),
]


def ids(*scores: float, **options: object) -> list[str]:
    found = arrange(PASSAGES, np.array(scores, dtype=np.float32), **options)  # type: ignore[arg-type]
    return [h.passage.id for h in found]


def test_best_first_and_ties_in_order_of_the_corpus() -> None:
    assert ids(0, 0.5, 0, 0.9, 0, 0.5)[:3] == ["x/3", "x/1", "x/5"]


@pytest.mark.parametrize(
    ("role", "shown"),
    [("professional", "x/4"), ("bestuurder", "x/2")],
)
def test_a_repeat_is_shown_once_in_the_part_for_the_role(role: str, shown: str) -> None:
    found = ids(0.9, 0.5, 0.8, 0.1, 0.7, 0.2, role=role)
    assert found == [shown, "x/1", "x/5", "x/3"]
    assert set(ROLES) == {"professional", "bestuurder"}


def test_a_reference_goes_before_all_else_in_its_order() -> None:
    scores = np.array([0.9, 0.5, 0.8, 0.1, 0.7, 0.2], dtype=np.float32)
    hits = arrange(PASSAGES, scores, first=[5, 3], routes={1: ("bm25",)})
    assert [h.passage.id for h in hits] == ["x/5", "x/3", "x/4", "x/1"]
    assert [h.routes for h in hits] == [("reference",), ("reference",), (), ("bm25",)]
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert hits[1].score > float(scores.max())


def test_leden_that_a_reference_names_are_shown_though_they_are_alike() -> None:
    alike = [passage(0, group="g", law="B"), passage(1, group="g", law="B")]
    hits = arrange(alike, np.zeros(2, dtype=np.float32), first=[1, 0])
    assert [h.passage.id for h in hits] == ["x/1", "x/0"]


def test_no_more_than_asked_for() -> None:
    assert len(ids(1, 2, 3, 4, 5, 6, top=2)) == 2
    assert arrange([], np.zeros(0, dtype=np.float32)) == []


@given(
    st.lists(st.floats(0, 1, width=32), min_size=6, max_size=6),
    st.lists(st.integers(0, 5), unique=True, max_size=4),
    st.sampled_from(ROLES),
    st.integers(1, 10),
)
def test_any_list_is_in_order_without_repeats(
    scores: list[float], first: list[int], role: str, top: int
) -> None:
    hits = arrange(PASSAGES, np.array(scores, dtype=np.float32), first=first, role=role, top=top)
    assert [h.passage.id for h in hits][: len(first)] == [f"x/{n}" for n in first][:top]
    assert len({h.passage.id for h in hits}) == len(hits) <= top
    found = [h.score for h in hits]
    assert found == sorted(found, reverse=True)
    groups = [h.passage.group for h in hits[len(first) :]]
    assert len(set(groups)) == len(groups)
    assert not set(groups) & {h.passage.group for h in hits[: len(first)]}


def test_weights_add_up_what_the_searches_say() -> None:
    names = [f.name for f in fields(Weights)]
    weights = Weights(**{name: float(n + 1) for n, name in enumerate(names)})
    features = {name: np.array([1, 0], dtype=np.float32) for name in names}
    features[names[-1]] = np.array([0, 1], dtype=np.float32)
    total = sum(range(1, len(names)))
    assert weights.combine(features).tolist() == [float(total), float(len(names))]
    shipped = load_weights()
    assert all(getattr(shipped, name) >= 0 for name in names)
    assert any(getattr(shipped, name) > 0 for name in names)
