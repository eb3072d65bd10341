"""The labelled set and its scorer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.citations import Kind, Reference
from assistant.citations.evaluate import evaluate, load_cases, measure_speed
from assistant.errors import CorpusError
from assistant.scoring import Share

SETS = Path(__file__).parents[2] / "evals" / "references"


@pytest.mark.parametrize("name", ["dev", "test"])
def test_figures_on_the_labelled_sets(name: str) -> None:
    report = evaluate(load_cases(SETS / f"{name}.jsonl"))
    assert report.sentences >= 250
    assert report.empty >= 120
    assert report.precision.value >= 0.99
    assert report.recall.value >= 0.97
    assert report.article_lid.value >= 0.98


def test_a_wrong_span_counts_against_both() -> None:
    case = {
        "id": "1",
        "text": "art. 5 AVG",
        "refs": [{"start": 0, "end": 10, "law_id": None, "article": "5", "lid": None,
                  "onderdeel": None}],
    }  # fmt: skip
    wrong = Reference(text="art. 5", start=0, end=6, kind=Kind.ARTICLE, article="5")
    report = evaluate([case], lambda _text: [wrong])
    assert (report.precision.hits, report.recall.hits) == (0, 0)
    assert {m.kind for m in report.misses} == {"span", "missed"}
    assert "0.00%" in report.table()
    assert report.as_json()["recall"]["n"] == 1


def test_an_empty_set_is_an_error() -> None:
    with pytest.raises(ValueError, match="no labelled reference"):
        evaluate([{"id": "1", "text": "niets", "refs": []}])


def test_a_label_outside_its_sentence_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    row = {"id": "a", "text": "art. 5", "refs": [{"text": "art. 6", "start": 0, "end": 6}]}
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"art\. 6"):
        load_cases(path)


def test_wilson_interval() -> None:
    # Worked example of 8 out of 10: 0.490 to 0.943.
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_of_a_set_that_nobody_may_look_at_only_figures_are_told() -> None:
    ref = {"start": 0, "end": 6, "law_id": None, "article": "5", "lid": None, "onderdeel": None}
    report = evaluate([{"id": "geheim-1", "text": "art. 5 AVG", "refs": [ref]}], lambda _: [])
    assert "geheim-1" in report.table()
    for told in (report.table(misses=False), json.dumps(report.as_json(misses=False))):
        assert "geheim" not in told
        assert "art. 5" not in told


def test_speed_is_of_the_longer_document_and_says_how_it_grows() -> None:
    lengths: list[int] = []

    def parse(text: str) -> list[Reference]:
        lengths.append(len(text.encode()))
        return []

    speed = measure_speed(["Zie artikel 8 EVRM."], parse, size=10_000, runs=2)
    assert len(lengths) == 4
    assert lengths[0] >= 10_000
    assert lengths[2] == 2 * lengths[0]
    assert speed.megabytes > 0
    assert "MB of text per second" in speed.line()


def test_twice_as_much_text_takes_about_twice_as_long() -> None:
    text = "Volgens artikel 7.3.11, vierde lid, van de Jeugdwet mag dat; zie ook art. 8 EVRM. "
    growth = min(measure_speed([text], size=60_000, runs=2).growth for _ in range(3))
    assert growth < 3  # four when it grows with the square
