"""The batch contracts: JSON lines in, JSON lines out, all or nothing."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import batch, texts_nl
from assistant.errors import BatchError, QuestionError
from assistant.laws.diff import Fate
from assistant.laws.show import change_sentence
from assistant.laws.versions import Change
from assistant.records import (
    Answer,
    Citation,
    Decision,
    Finding,
    Hit,
    Passage,
    Sentence,
    SourceKind,
    Status,
)

TEXT = "De school mag dit delen. Leg het vast."
PASSAGE = Passage(
    id="x/1", source_id="x", kind=SourceKind.OWN, ref="Stuk 1", section=("X",), text=TEXT,
    start=0, end=len(TEXT), page=3, url="https://example.org/x", valid_on="2024-01-01",
)  # fmt: skip
ANSWERED = Answer(
    status=Status.ANSWERED,
    sentences=(Sentence(text="De school mag dit delen.", citations=(1,)),),
    citations=(Citation(n=1, passage=PASSAGE, quote="De school mag dit delen.", start=0, end=24),),
    hits=(Hit(passage=PASSAGE, score=0.5),),
    timings_ms={"total": 1.5},
)


def echo(row_id: str, text: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"id": row_id, "text": text}


def write(tmp_path: Path, *lines: object, name: str = "in.jsonl") -> Path:
    path = tmp_path / name
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    # not splitlines: a line separator inside a text is no end of a line
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def test_every_line_is_answered_in_order(tmp_path: Path) -> None:
    source = write(tmp_path, *({"id": f"q{n}", "question": f"vraag {n}"} for n in range(1000)))
    progress: list[tuple[int, int]] = []
    target = tmp_path / "out.jsonl"
    count = batch.run_batch(
        source, target, "question", echo, progress=lambda d, n: progress.append((d, n))
    )
    assert count == 1000
    assert read(target) == [{"id": f"q{n}", "text": f"vraag {n}"} for n in range(1000)]
    assert progress == [(n, 1000) for n in range(1001)]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        pytest.param('{"id":"1","question":"café 😀"}'.encode(), ["café 😀"], id="unicode"),
        pytest.param(b'\xef\xbb\xbf{"id":"1","question":"a"}\n', ["a"], id="byte-order-mark"),
        pytest.param(b'{"id":"1","question":"a"}\r\n\r\n', ["a"], id="windows-line-ends"),
        pytest.param(
            '{"id":"1","question":"a\u2028b"}'.encode(), ["a\u2028b"], id="line-separator"
        ),
        pytest.param(b"", [], id="empty-file"),
        pytest.param(b"\n \n", [], id="blank-lines"),
    ],
)  # fmt: skip
def test_what_is_read(tmp_path: Path, raw: bytes, rows: list[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(raw)
    target = tmp_path / "out.jsonl"
    assert batch.run_batch(source, target, "question", echo) == len(rows)
    assert [r["text"] for r in read(target)] == rows


@pytest.mark.parametrize("row_id", ["q-1", "", "é", 7, 2.5, "\ud800"])
def test_an_id_comes_back_as_it_was_given(tmp_path: Path, row_id: object) -> None:
    source = write(tmp_path, {"id": row_id, "question": "a"})
    target = tmp_path / "out.jsonl"
    batch.run_batch(source, target, "question", echo)
    assert read(target)[0]["id"] == row_id
    assert type(read(target)[0]["id"]) is type(row_id)
    assert next(iter(read(target)[0])) == "id"


GOOD = {"id": "1", "question": "goed"}
SECRET = "123456782"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(f"{{{SECRET}", r"line 2: not JSON \(column 2\)", id="no-json"),
        pytest.param("[" * 100_000, "line 2: not JSON that can be read", id="too-deep"),
        pytest.param('{"id":' + "1" * 5000 + "}", "line 2: not JSON that", id="endless-number"),
        pytest.param([SECRET], 'line 2: wants an object with "id" and "question"', id="a-list"),
        pytest.param(SECRET, "line 2: wants an object", id="a-number"),
        pytest.param({"id": "2"}, "line 2: wants an object", id="no-question"),
        pytest.param({"question": SECRET}, "line 2: wants an object", id="no-id"),
        pytest.param({"id": None, "question": SECRET}, "line 2: wants an object", id="null-id"),
        pytest.param({"id": {}, "question": SECRET}, "line 2: wants an object", id="object-id"),
        pytest.param({"id": "2", "question": 7}, "line 2: wants an object", id="number"),
        pytest.param({"id": "2", "question": None}, "line 2: wants an object", id="null"),
        pytest.param(
            {**GOOD, "earlier": SECRET}, 'line 2: "earlier" is a list of texts', id="earlier-text"
        ),
        pytest.param({**GOOD, "earlier": [1]}, 'line 2: "earlier" is', id="earlier-numbers"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, line: object, message: str
) -> None:
    source = write(tmp_path, GOOD, line)
    target = tmp_path / "out.jsonl"
    target.write_text("wat er al stond\n", encoding="utf-8")
    with pytest.raises(BatchError, match=message) as caught:
        batch.run_batch(source, target, "question", echo)
    assert str(source) in str(caught.value)
    assert SECRET not in str(caught.value)
    assert target.read_text(encoding="utf-8") == "wat er al stond\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_input_that_cannot_be_read(tmp_path: Path) -> None:
    for name in ("geen.jsonl", "map"):
        (tmp_path / "map").mkdir(exist_ok=True)
        with pytest.raises(BatchError, match=rf"{name}: cannot be read"):
            batch.run_batch(tmp_path / name, tmp_path / "out.jsonl", "question", echo)
    (tmp_path / "latin.jsonl").write_bytes(b'{"id":"1","question":"caf\xe9"}')
    with pytest.raises(BatchError, match="it is not UTF-8 text"):
        batch.run_batch(tmp_path / "latin.jsonl", tmp_path / "out.jsonl", "question", echo)


@pytest.mark.parametrize("name", ["geen/out.jsonl", "map", "in.jsonl/out.jsonl", "x" * 300, ""])
def test_output_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "map").mkdir()
    source = write(tmp_path, GOOD)
    target = tmp_path / name if name else Path()
    with pytest.raises(BatchError, match=r"cannot be written|is no name of a file"):
        batch.run_batch(source, target, "question", echo)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "map"]


def test_a_step_that_fails_leaves_nothing_half_written(tmp_path: Path) -> None:
    source = write(tmp_path, *[{**GOOD, "id": str(n)} for n in range(9)])

    def fail(row_id: str, text: str, data: dict[str, Any]) -> dict[str, Any]:
        if row_id == "5":
            raise RuntimeError("stop")
        return {"id": row_id}

    with pytest.raises(RuntimeError, match="stop"):
        batch.run_batch(source, tmp_path / "out.jsonl", "question", fail)
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


def test_input_and_output_may_be_one_file(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    batch.run_batch(path, path, "question", echo)
    assert read(path) == [{"id": "1", "text": "goed"}]


def test_a_dash_is_standard_input_and_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = io.TextIOWrapper(io.BytesIO(b'{"id": 3, "question": "caf\xc3\xa9"}\n'))
    monkeypatch.setattr(sys, "stdin", raw)
    assert batch.run_batch(Path("-"), Path("-"), "question", echo) == 1
    assert json.loads(capsys.readouterr().out) == {"id": 3, "text": "café"}
    assert not Path("-").exists()


@given(st.lists(st.text(st.characters(), max_size=60), max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    lines = [json.dumps({"id": n, "text": t}) for n, t in enumerate(texts)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
        patch.setattr(sys, "stdout", out := io.StringIO())
        batch.run_batch(Path("-"), Path("-"), "text", echo)
    assert [json.loads(x)["text"] for x in out.getvalue().split("\n") if x] == texts


# -- the shape of a line --


def test_an_answered_line() -> None:
    assert batch.answer_json("1", ANSWERED) == {
        "id": "1",
        "status": "answered",
        "answer": "De school mag dit delen.",
        "sentences": [{"text": "De school mag dit delen.", "citations": [1], "written": False}],
        "citations": [
            {
                "n": 1,
                "passage_id": "x/1",
                "source": "x",
                "ref": "Stuk 1",
                "page": 3,
                "quote": "De school mag dit delen.",
                "start": 0,
                "end": 24,
                "url": "https://example.org/x",
                "valid_on": "2024-01-01",
                "changed": "",
            }
        ],
        "retrieved": [{"passage_id": "x/1", "ref": "Stuk 1", "text": TEXT, "score": 0.5}],
        "timings_ms": {"total": 1.5},
        "reason": "",
        "read_as": "",
        "short": [],
        "laws": [],
        "suggestions": [],
        "follow_ups": [],
        "notice": "",
    }


def test_a_line_says_how_it_was_made_and_what_changed_since() -> None:
    written = replace(ANSWERED.sentences[0], written=True)
    change = Change(
        passage_id="x/1",
        fate=Fate.EXPIRED,
        quoted_on="2024-01-01",
        since="2026-01-01",
        coming=False,
        version="2",
        pieces=(),
        url=None,
    )
    answer = replace(ANSWERED, sentences=(written,), notice="model-stopped")
    line = batch.answer_json("1", answer, {"x/1": change})
    assert line["notice"] == "model-stopped"
    assert [s["written"] for s in line["sentences"]] == [True]
    assert line["citations"][0]["changed"] == change_sentence(change)


def test_other_lines() -> None:
    refused = Answer(
        status=Status.REFUSED,
        decision=Decision(
            refused=True, findings=(Finding(item="bsn", start=4, end=13, rule="elf"),), version="1"
        ),
        timings_ms={"guard": 0.1},
    )
    line = batch.answer_json("1", refused)
    assert (line["status"], line["retrieved"], line["citations"]) == ("refused", [], [])
    assert "findings" not in json.dumps(line)
    assert refused.decision is not None
    assert batch.guard_json("1", refused.decision) == {
        "id": "1",
        "refused": True,
        "findings": [{"item": "bsn", "start": 4, "end": 13}],
    }
    abstained = batch.answer_json(
        "1",
        Answer(status=Status.ABSTAINED, reason="no-match", suggestions=("Mag het?",)),
    )
    assert abstained["answer"] == texts_nl.ABSTAINED["no-match"]
    assert (abstained["reason"], abstained["suggestions"]) == ("no-match", ["Mag het?"])
    problem = batch.answer_problem_json("1", QuestionError("empty"))
    assert problem.keys() == line.keys()
    assert problem["status"] == "abstained"
    assert problem["answer"].startswith("U hebt nog niets getypt")


def test_lines_of_search_have_one_shape() -> None:
    found = batch.search_json("1", ANSWERED)
    refused = batch.search_json("1", Answer(status=Status.REFUSED))
    problem = batch.search_problem_json("1", QuestionError("too-long"))
    assert found.keys() == refused.keys() == problem.keys()
    assert [x["status"] for x in (found, refused, problem)] == ["found", "refused", "abstained"]
    assert found["message"] == ""
    assert problem["message"].startswith("Uw vraag is te lang")
    assert found["retrieved"][0]["passage_id"] == "x/1"
