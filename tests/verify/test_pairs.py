"""The schema of labelled pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.records import Passage, SourceKind
from assistant.settings import ROOT, Settings
from assistant.verify.pairs import load_pairs, passage_text, shared_passages

SECRET = "De moeder van Sanne belde."


def passage(number: int, **more: Any) -> Passage:
    return Passage(
        id=f"x/{number}", source_id="x", kind=SourceKind.OWN, ref="Stuk", section=("X",),
        text="De ouder beslist.", start=0, end=10, group=f"g/{number}", **more,
    )  # fmt: skip


PASSAGES = {"x/1": passage(1), "x/2": passage(2, lead_in="Er geldt:")}


def row(**change: Any) -> str:
    base = {"id": "p-1", "passage_id": "x/1", "sentence": SECRET, "supported": True,
            "kind": "paraphrase"}  # fmt: skip
    return json.dumps({**base, **change})


def write(folder: Path, *lines: str) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_good_lines_are_read_and_empty_ones_passed_over(tmp_path: Path) -> None:
    lines = (row(), "", row(id="p-2", supported=False, kind="age"))
    pairs = load_pairs(write(tmp_path, *lines), PASSAGES)
    assert [(p.id, p.supported, p.kind) for p in pairs] == [
        ("p-1", True, "paraphrase"),
        ("p-2", False, "age"),
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(["{"], "line 1: not a labelled pair", id="no-json"),
        pytest.param([row(), row()], "line 2: id 'p-1' appears twice", id="twice"),
        pytest.param([row(passage_id="x/9")], "there is no passage 'x/9'", id="no-passage"),
        pytest.param([row(kind="age")], "does not go with supported=True", id="kind"),
        pytest.param([row(kind="joke")], "not a labelled pair", id="unknown-kind"),
        pytest.param([row(sentence=" ")], "the sentence is empty", id="empty"),
        pytest.param([row(extra=1)], "not a labelled pair", id="unknown-field"),
        pytest.param([""], "holds no pair", id="nothing"),
        pytest.param([row(id=f"p-{n}") for n in range(30)], "100% of the pairs", id="one-sided"),
    ],
)
def test_bad_lines_are_named_and_not_quoted(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(CorpusError, match=message) as caught:
        load_pairs(write(tmp_path, *lines), PASSAGES)
    assert "Sanne" not in str(caught.value)


def test_a_missing_file_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.jsonl: cannot be read"):
        load_pairs(tmp_path / "none.jsonl", PASSAGES)


def test_the_lead_in_is_part_of_the_passage() -> None:
    assert passage_text(PASSAGES["x/2"]) == "Er geldt:\nDe ouder beslist."
    assert passage_text(PASSAGES["x/1"]) == "De ouder beslist."


def test_the_sets_that_ship_are_whole_and_apart() -> None:
    passages = {p.id: p for p in load_corpus(Settings().corpus).passages}
    sets = [
        load_pairs(ROOT / "evals" / "support" / f"{name}.jsonl", passages)
        for name in ("train", "dev", "test")
    ]
    assert [len(pairs) >= least for pairs, least in zip(sets, (4000, 300, 300), strict=True)] == [
        True
    ] * 3
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert not shared_passages(sets[one], sets[other], passages)
    ids = [p.id for pairs in sets for p in pairs]
    assert len(ids) == len(set(ids))
