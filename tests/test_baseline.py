"""A change may not lose more than the noise on the development questions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cases import Case, Gold, load_cases
from assistant.comparison import accept, estimate, load_accepted, losses, paired
from assistant.errors import CorpusError
from assistant.settings import ROOT, Settings

BASELINE = ROOT / "evals" / "baselines" / "retrieval-dev.json"


def cases(count: int, question: str = "vraag") -> list[Case]:
    return [
        Case(
            id=f"q-{n}", question=f"{question} {n}", style="formal", asker="jurist", topic="t",
            gold=[Gold(passage_id="p", words="w")], status="reviewed",
        )
        for n in range(count)
    ]  # fmt: skip


def ranks(count: int, *, lost: int = 0, at: int | None = None) -> dict[str, int | None]:
    """All found first, but the first `lost`, which stand at `at`."""
    return {f"q-{n}": at if n < lost else 1 for n in range(count)}


@pytest.mark.parametrize(
    ("lost", "at", "named"),
    [
        pytest.param(0, None, [], id="nothing-lost"),
        pytest.param(3, None, [], id="three-may-be-chance"),
        pytest.param(5, None, ["hit@5", "mrr"], id="five-are-not"),
        pytest.param(30, 4, ["mrr"], id="lower-but-within-five"),
        pytest.param(5, 2, ["mrr"], id="half-a-place-each"),
        pytest.param(2, 6, [], id="two-fall-to-six"),
    ],
)
def test_a_loss_is_told_when_it_is_more_than_the_noise(
    lost: int, at: int | None, named: list[str]
) -> None:
    some = cases(300)
    accepted = accept("s", some, ranks(300), {})
    found = losses(accepted, some, ranks(300, lost=lost, at=at))
    assert [line.split()[0] for line in found] == named
    if named:
        assert "q-0" in found[0]


def test_a_sure_but_tiny_loss_is_let_through() -> None:
    some = cases(300)
    before = dict.fromkeys(ranks(300), 8)
    now = {**before, **{f"q-{n}": 9 for n in range(20)}}
    assert losses(accept("s", some, before, {}), some, now) == []


def test_a_gain_is_no_loss_and_a_trade_is_judged_whole() -> None:
    some = cases(300)
    before = ranks(300, lost=20)
    accepted = accept("s", some, before, {})
    assert losses(accepted, some, ranks(300)) == []
    trade = {f"q-{n}": None if 20 <= n < 28 else 1 for n in range(300)}  # 20 won, 8 lost
    assert losses(accepted, some, trade) == []


def test_questions_that_changed_are_left_out_until_they_are_too_many() -> None:
    accepted = accept("s", cases(100), ranks(100), {})
    mixed = [*cases(100, "andere vraag")[:5], *cases(100)[5:]]
    assert losses(accepted, mixed, ranks(100, lost=5)) == []
    mixed = [*cases(100, "andere vraag")[:20], *cases(100)[20:]]
    assert "accept" in losses(accepted, mixed, ranks(100))[0]


def test_accepted_figures_survive_the_file(tmp_path: Path) -> None:
    accepted = accept("retrieval/dev", cases(4), ranks(4, lost=1), {"commit": None})
    assert accepted.figures == {"hit@5": 0.75, "mrr": 0.75}
    path = tmp_path / "b.json"
    path.write_text(accepted.model_dump_json(), encoding="utf-8")
    assert load_accepted(path) == accepted
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"b\.json"):
        load_accepted(path)
    with pytest.raises(CorpusError, match="absent"):
        load_accepted(tmp_path / "absent.json")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_an_interval_holds_its_mean_and_is_the_same_twice(values: list[float]) -> None:
    found = estimate(values)
    assert found == estimate(values)
    assert min(values) - 1e-9 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= max(values) + 1e-9


def test_a_paired_interval_is_that_of_the_differences() -> None:
    first, second = [1.0, 0.0, 1.0, 1.0] * 25, [0.0, 0.0, 1.0, 1.0] * 25
    found = paired(first, second)
    assert found.value == 0.25
    # the normal approximation: 1.96 * sqrt(0.25 * 0.75 / 100)
    half = 1.96 * math.sqrt(0.25 * 0.75 / 100)
    assert (found.high - found.low) / 2 == pytest.approx(half, rel=0.1)
    assert paired(first, first).high == 0
    with pytest.raises(ValueError, match="no values"):
        estimate([])
    with pytest.raises(ValueError, match="zip"):
        paired([1.0], [])


@pytest.mark.slow
def test_retrieval_loses_nothing_on_dev(tmp_path: Path) -> None:
    """Hit@5 and MRR against evals/baselines/retrieval-dev.json; renew with bench.py --accept."""
    found, answerable = _first_ranks(tmp_path)
    lost = losses(load_accepted(BASELINE), answerable, found)
    assert not lost, "\n".join(lost)


def _first_ranks(folder: Path) -> tuple[Mapping[str, int | None], list[Case]]:
    from dataclasses import replace

    from assistant.building import ensure_index
    from assistant.pipeline import open_assistant
    from assistant.scoring import first_rank

    chosen = replace(Settings(), index=folder / "index")
    _, corpus = ensure_index(chosen, progress=lambda *_: None)
    passages = {p.id: p for p in corpus.passages}
    answerable = [
        c for c in load_cases(ROOT / "evals" / "retrieval" / "dev.jsonl", passages) if c.answerable
    ]
    assistant = open_assistant(chosen)
    found: dict[str, int | None] = {}
    for case in answerable:
        role = "bestuurder" if case.asker == "bestuurder" else "professional"
        hits = assistant.search(case.question, earlier=case.earlier, role=role).hits
        gold = [passages[i].group for i in case.gold_ids]
        found[case.id] = first_rank([h.passage.group for h in hits], gold)
    return found, answerable
