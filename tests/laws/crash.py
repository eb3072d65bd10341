"""Kills programs that bring a corpus up to date: python -m tests.laws.crash FOLDER KILLS.

A process of its own, without threads, so that it may fork.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import date
from pathlib import Path

from assistant.corpus import load_corpus, other_versions
from assistant.laws.publishers import Folder
from assistant.laws.sync import alone, apply_sync, plan_sync
from tests.desk.crash import killed
from tests.laws.places import NEW_ACT, OLD_ACT, acts_folder, write_law_corpus

OLD, NEW = "2018-07-28", "2025-11-11"
DAYS = {OLD: date(2020, 1, 1), NEW: date(2026, 1, 1)}


def valid_on(corpus: Path) -> str:
    """The day of the version that is quoted."""
    return str(load_corpus(corpus).sources[0].valid_on)


def take_in(folder: Path, _seed: int, pipe: int) -> None:
    """Take the other version in, over and over."""
    corpus = folder / "corpus"
    with alone(corpus):
        while True:
            wanted = OLD if valid_on(corpus) == NEW else NEW
            plan = plan_sync(corpus, Folder(folder / "acts"), DAYS[wanted])
            os.write(pipe, (json.dumps(["begin", wanted]) + "\n").encode())
            apply_sync(corpus, plan.updates)
            os.write(pipe, (json.dumps(["done", wanted]) + "\n").encode())


def check(corpus: Path, allowed: set[str]) -> None:
    """The corpus is that of before or that of after, with every file as the manifest says."""
    found = load_corpus(corpus)
    assert found.problems == ()
    assert {p.valid_on for p in found.passages} == {valid_on(corpus)}
    assert {p.article for p in found.passages} == {"5", "8"}
    assert valid_on(corpus) in allowed
    assert {v.valid_on for v in other_versions(corpus)} <= {OLD, NEW}
    with alone(corpus):  # nobody holds it any more
        pass


def main(folder: Path, kills: int) -> None:
    corpus = write_law_corpus(folder / "corpus")
    acts_folder(folder / "acts", OLD_ACT, NEW_ACT)
    chance = random.Random(kills)  # noqa: S311 - no secret
    last, halfway = OLD, 0
    for number in range(kills):
        told = killed(take_in, folder, number, chance.uniform(0, 0.02))
        last = next((t[1] for t in reversed(told) if t[0] == "done"), last)
        under_way = told[-1][0] == "begin"
        halfway += under_way
        check(corpus, {last, told[-1][1]} if under_way else {last})
        last = valid_on(corpus)
    print(halfway)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
