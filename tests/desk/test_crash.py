"""Two hundred programs killed while they write: nothing that was told is lost, nothing is half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.desk.store import Desk
from tests.desk.conftest import Place
from tests.desk.crash import ITEMS, check_crowd
from tests.desk.writers import SUBMISSION, decide_all, lets_through
from tests.fakes import ROOT

pytestmark = pytest.mark.slow


def run(which: str, folder: Path, number: int) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.desk.crash", which, str(folder), str(number)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.mark.parametrize(
    ("which", "kills", "least"),
    [
        pytest.param("mixed", 150, 75, id="anything"),
        pytest.param("making", 25, 5, id="making-the-database"),
        pytest.param("restoring", 25, 12, id="restoring"),
    ],
)
def test_a_kill_loses_nothing_and_leaves_nothing_half(
    tmp_path: Path, which: str, kills: int, least: int
) -> None:
    under_way = json.loads(run(which, tmp_path, kills))
    assert sum(under_way.values()) == kills
    assert kills - under_way.get("None", 0) >= least  # else the kills came between the writes


def test_twenty_programs_on_one_queue_lose_no_change(tmp_path: Path) -> None:
    run("crowd", tmp_path, 25)


def test_twenty_jurists_in_one_program_lose_no_change(place: Place) -> None:
    desk = Desk(place.open().engine, guard=lets_through)
    for _ in range(ITEMS):
        desk.submit(SUBMISSION)
    names = [f"jurist{n}" for n in range(20)]
    with ThreadPoolExecutor(len(names)) as pool:
        told = list(pool.map(lambda n: decide_all(desk, names[n], n, 15), range(len(names))))
    check_crowd(desk, dict(zip(names, told, strict=True)))
    desk.close()
