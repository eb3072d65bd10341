from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.web import counts


def test_reactions_are_counted_by_status_and_passage(tmp_path: Path) -> None:
    counts.record_reaction(
        tmp_path, status="answered", helps=True, passage_ids=["a/1", "a/1", "b/2"]
    )
    counts.record_reaction(tmp_path, status="answered", helps=False, passage_ids=["a/1"])
    assert counts.read(tmp_path) == {
        "status:answered": {"helps": 1, "helps_not": 1},
        "passage:a/1": {"helps": 1, "helps_not": 1},
        "passage:b/2": {"helps": 1, "helps_not": 0},
    }


def test_no_reaction_is_lost_when_many_come_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in range(40):
            pool.submit(
                counts.record_reaction, tmp_path, status="answered", helps=True, passage_ids=["p"]
            )
    assert counts.read(tmp_path)["passage:p"] == {"helps": 40, "helps_not": 0}


def test_a_broken_file_does_not_stop_new_reactions(tmp_path: Path) -> None:
    (tmp_path / counts.REACTIONS).write_text("{half", encoding="utf-8")
    counts.record_reaction(tmp_path, status="abstained", helps=True, passage_ids=[])
    assert counts.read(tmp_path) == {"status:abstained": {"helps": 1, "helps_not": 0}}


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match=r"exists|directory"):
        counts.record_reaction(tmp_path / "file", status="answered", helps=True, passage_ids=[])


def test_refusals_are_counted_by_point_and_nothing_else(tmp_path: Path) -> None:
    counts.record_refusal(tmp_path, ["bsn", "person-name", "bsn"])
    counts.record_refusal(tmp_path, ["bsn"])
    assert counts.read(tmp_path, counts.REFUSALS) == {
        "bsn": {"refused": 2},
        "person-name": {"refused": 1},
    }
    assert counts.read(tmp_path) == {}
