"""Evaluation cases are checked against the corpus before they measure anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cases import load_cases, shared_groups
from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.records import Passage, SourceKind
from tests.fakes import CORPUS, ROOT

TEXT = "De school mag dit delen."
PASSAGE = Passage(
    id="x/1", source_id="x", kind=SourceKind.OWN, ref="X", section=("X",), text=TEXT, start=0,
    end=len(TEXT), group="x/1",
)  # fmt: skip
PASSAGES = {"x/1": PASSAGE}
GOOD = {
    "id": "q-1", "question": "Mag het?", "style": "formal", "asker": "jurist", "topic": "delen",
    "gold": [{"passage_id": "x/1", "words": "mag dit"}], "status": "draft",
}  # fmt: skip


def write(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "cases.jsonl"
    lines = (r if isinstance(r, str) else json.dumps(r) for r in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_case_is_read(tmp_path: Path) -> None:
    outside = {**GOOD, "id": "q-2", "gold": [], "why": "off-topic"}
    cases = load_cases(write(tmp_path, GOOD, "", outside), PASSAGES)
    assert [(c.id, c.answerable, c.gold_ids) for c in cases] == [
        ("q-1", True, ["x/1"]),
        ("q-2", False, []),
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "holds no case"),
        (["{"], "line 1: not an evaluation case"),
        ([GOOD, GOOD], "line 2: id 'q-1' appears twice"),
        ([{**GOOD, "style": "poem"}], "line 1: not an evaluation case"),
        ([{**GOOD, "more": 1}], "line 1: not an evaluation case"),
        ([{**GOOD, "gold": []}], "says why the corpus has no answer"),
        ([{**GOOD, "why": "off-topic"}], "has no 'why'"),
        ([{**GOOD, "gold": [{"passage_id": "y", "words": ""}]}], "no passage 'y'"),
        ([{**GOOD, "gold": [{"passage_id": "x/1", "words": "mag niet"}]}], "decisive words"),
    ],
)
def test_a_bad_case_is_named(tmp_path: Path, rows: list[object], message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        load_cases(write(tmp_path, *rows), PASSAGES)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"geen\.jsonl: cannot be read"):
        load_cases(tmp_path / "geen.jsonl", PASSAGES)
    (tmp_path / "cases.jsonl").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"cases\.jsonl: cannot be read"):
        load_cases(tmp_path / "cases.jsonl", PASSAGES)


def test_shared_groups_tell_a_dishonest_split(tmp_path: Path) -> None:
    cases = load_cases(write(tmp_path, GOOD), PASSAGES)
    assert shared_groups(cases, cases, PASSAGES) == {"x/1"}
    assert shared_groups(cases, [], PASSAGES) == set()


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_sets_that_ship_are_whole(split: str) -> None:
    passages = {p.id: p for p in load_corpus(CORPUS).passages}
    cases = load_cases(ROOT / "evals" / "retrieval" / f"{split}.jsonl", passages)
    assert sum(c.answerable for c in cases) >= 120
    assert sum(not c.answerable for c in cases) >= 40
