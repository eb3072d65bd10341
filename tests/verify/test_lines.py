"""The batch contract of `assistant verify` and the figures of `assistant eval support`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.errors import BatchError
from assistant.records import Passage, SourceKind
from assistant.verify import Reason, Verdict, load_verifier
from assistant.verify.evaluate import KEPT_BAR, OVERALL_BAR, evaluate, table
from assistant.verify.lines import run_batch
from assistant.verify.pairs import Pair

PASSAGE = "De ouder beslist binnen twee weken."


def write(folder: Path, *rows: object) -> Path:
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def test_every_line_gets_a_verdict_with_reasons(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        {"id": 1, "passage": PASSAGE, "sentence": PASSAGE},
        {"id": "b", "passage": PASSAGE, "sentence": "De ouder beslist binnen drie weken."},
    )
    out = tmp_path / "out.jsonl"
    assert main(["verify", "--jsonl", str(source), "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows == [
        {"id": 1, "supported": True, "reasons": ["verbatim: de zin staat woordelijk in de bron"]},
        {"id": "b", "supported": False,
         "reasons": ["deadline: 'drie weken' staat hier niet in de bron"]},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "x", "sentence": "De ouder."}, 'id x: wants a "passage"'),
        ({"id": "x", "passage": 3, "sentence": "De ouder."}, 'wants a "passage"'),
        ({"id": "x", "passage": PASSAGE}, 'line 2: wants an object with "id" and "sentence"'),
    ],
)
def test_a_bad_line_stops_everything_and_leaves_nothing(
    tmp_path: Path, row: object, message: str
) -> None:
    source = write(tmp_path, {"id": "a", "passage": PASSAGE, "sentence": PASSAGE}, row)
    out = tmp_path / "out.jsonl"
    with pytest.raises(BatchError, match=message):
        run_batch(source, out, load_verifier())
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


def test_the_command_wants_both_files(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["verify", "--jsonl", "-"])
    assert "--out" in capsys.readouterr().err


def pair(number: int, kind: str, *, supported: bool) -> Pair:
    return Pair(
        id=f"p-{number}", passage_id="x", sentence=f"Zin {number}.", supported=supported,
        kind=kind,  # type: ignore[arg-type]
    )  # fmt: skip


def test_figures_are_counted_by_kind() -> None:
    passages = {
        "x": Passage(id="x", source_id="x", kind=SourceKind.OWN, ref="Stuk", section=("X",),
                     text=PASSAGE, start=0, end=len(PASSAGE), lead_in="Vooraf:")
    }  # fmt: skip
    pairs = [pair(1, "paraphrase", supported=True), pair(2, "merge", supported=True),
             pair(3, "age", supported=False), pair(4, "negation", supported=False)]  # fmt: skip
    seen: list[str] = []

    def judge(sentence: str, passage: str) -> Verdict:
        seen.append(passage)
        supported = sentence in {"Zin 1.", "Zin 4."}
        return Verdict(supported, () if supported else (Reason("age", "x"),), 0.5, ())

    report = evaluate(pairs, passages, judge)
    assert set(seen) == {f"Vooraf:\n{PASSAGE}"}
    assert (report.kept.hits, report.kept.total) == (1, 2)
    assert (report.let_through.hits, report.let_through.total) == (1, 2)
    assert (report.precision.hits, report.precision.total) == (1, 2)
    assert report.reasons["age"].value == 1.0
    assert [m[0] for m in report.misses] == ["p-2", "p-4"]
    assert "negation     1.000" in table(report)
    assert "Zin" not in json.dumps(report.as_json())


def test_an_empty_set_is_an_error() -> None:
    with pytest.raises(ValueError, match="no pairs"):
        evaluate([], {}, lambda _s, _p: Verdict(True, (), 1.0, ()))


@pytest.mark.slow
def test_the_verifier_that_ships_keeps_to_its_bars_on_dev(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["eval", "support", "--split", "dev", "--json"]) == 0
    out = capsys.readouterr().out
    figures = json.loads(out)
    assert figures["kept"]["value"] >= KEPT_BAR
    assert figures["let_through"]["value"] <= OVERALL_BAR
    for kind in ("number", "deadline", "age", "article"):
        assert figures["by_kind"][kind]["hits"] == 0
    assert "sentence" not in out


def test_sentences_of_the_test_half_are_never_printed() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["eval", "support", "--split", "test", "--texts"])
