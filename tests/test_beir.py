"""Data sets in BEIR layout: what is read, what is refused, and what the figures mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.beir import (
    PASSAGE_WORDS,
    Document,
    evaluate_dataset,
    figures_table,
    graded_ndcg,
    load_dataset,
    passages_of,
    score_rankings,
)
from assistant.errors import CorpusError
from assistant.settings import Settings

HEADER = "query-id\tcorpus-id\tscore\n"
DOCUMENTS = [
    {"_id": "a", "title": "Bewaartermijn", "text": "Een dossier wordt twintig jaar bewaard."},
    {"_id": "b", "title": "", "text": "De verhuurder herstelt gebreken aan de woning."},
    {"_id": "c", "text": "De rechter stelt een kind onder toezicht.", "metadata": {"x": 1}},
    {"_id": "leeg", "title": "", "text": ""},
]
QUERIES = [
    {"_id": "1", "text": "Hoe lang bewaart men een dossier?"},
    {"_id": "2", "text": "Wie herstelt gebreken aan een woning?"},
    {"_id": "3", "text": "Niemand heeft deze vraag beoordeeld."},
]


def write(
    folder: Path,
    *,
    corpus: str | None = None,
    queries: str | None = None,
    qrels: str | None = None,
    at: str = "qrels/test.tsv",
) -> Path:
    """A small data set, with any of its files replaced."""
    (folder / "qrels").mkdir(exist_ok=True)
    lines = "\n".join(json.dumps(d) for d in DOCUMENTS)
    (folder / "corpus.jsonl").write_text(lines if corpus is None else corpus, "utf-8")
    lines = "\n".join(json.dumps(q) for q in QUERIES)
    (folder / "queries.jsonl").write_text(lines if queries is None else queries, "utf-8")
    rows = f"{HEADER}1\ta\t2\n1\tc\t0\n2\tb\t1\n"
    (folder / at).write_text(rows if qrels is None else qrels, "utf-8")
    return folder


@pytest.mark.parametrize("at", ["qrels/test.tsv", "qrels.tsv"])
def test_both_places_of_the_judgements_are_read(tmp_path: Path, at: str) -> None:
    dataset = load_dataset(write(tmp_path, at=at))
    assert [d.id for d in dataset.documents] == ["a", "b", "c", "leeg"]
    assert dataset.documents[2].title == ""
    assert list(dataset.queries) == ["1", "2"]  # a query without a relevant document is left out
    assert dataset.relevant == {"1": {"a": 2}, "2": {"b": 1}}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"corpus": "{}"}, "corpus.jsonl, line 1", id="document-without-id"),
        pytest.param({"corpus": '{"_id": "a", "text": 3}'}, "corpus.jsonl, line 1", id="number"),
        pytest.param({"corpus": "geen json"}, "corpus.jsonl, line 1", id="no-json"),
        pytest.param(
            {"corpus": '{"_id": "a", "text": "x"}\n{"_id": "a", "text": "y"}'},
            "line 2: id 'a' appears twice",
            id="document-twice",
        ),
        pytest.param({"queries": '{"_id": "1"}'}, "queries.jsonl, line 1", id="query-no-text"),
        pytest.param(
            {"queries": '{"_id": "1", "text": "x"}\n\n{"_id": "1", "text": "y"}'},
            "line 3: id '1' appears twice",
            id="query-twice",
        ),
        pytest.param({"qrels": "1\ta\t1\n"}, "not with the header", id="no-header"),
        pytest.param({"qrels": ""}, "not with the header", id="empty-judgements"),
        pytest.param({"qrels": HEADER}, "no relevant document", id="header-alone"),
        pytest.param({"qrels": f"{HEADER}1\ta\t0\n"}, "no relevant document", id="all-zero"),
        pytest.param({"qrels": f"{HEADER}1\ta\n"}, "line 2", id="two-columns"),
        pytest.param({"qrels": f"{HEADER}1\ta\tja\n"}, "whole score", id="score-in-words"),
        pytest.param({"qrels": f"{HEADER}9\ta\t1\n"}, "no query '9'", id="unknown-query"),
        pytest.param({"qrels": f"{HEADER}1\tz\t1\n"}, "no document 'z'", id="unknown-document"),
    ],
)
def test_a_damaged_set_is_refused_with_the_place(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    with pytest.raises(CorpusError, match=message):
        load_dataset(write(tmp_path, **files))


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (write(tmp_path) / name).unlink()
    with pytest.raises(CorpusError, match=f"{name}: cannot be read"):
        load_dataset(tmp_path)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "corpus.jsonl").write_bytes(b'{"_id": "a", "text": "caf\xe9"}')
    with pytest.raises(CorpusError, match="not UTF-8"):
        load_dataset(tmp_path)


def test_a_long_document_becomes_passages_of_one_group() -> None:
    sentence = "De gemeente bewaart het dossier twintig jaar lang. "
    text = sentence * 100
    passages = passages_of([Document("d", "Titel", text), Document("e", "", "Kort.")])
    long = [p for p in passages if p.group == "d"]
    assert len(long) == 4  # 800 words
    assert all(len(p.text.split()) <= PASSAGE_WORDS for p in long)
    assert " ".join(p.text for p in long).split() == text.split()
    assert len({p.id for p in passages}) == len(passages)
    assert [p.text for p in passages if p.group == "e"] == ["Kort."]


@settings(deadline=None)
@given(st.lists(st.text(max_size=400), max_size=4))
def test_no_word_of_a_document_is_lost(texts: list[str]) -> None:
    documents = [Document(str(n), "", t) for n, t in enumerate(texts)]
    passages = passages_of(documents)
    for document in documents:
        pieces = [p.text for p in passages if p.group == document.id]
        assert " ".join(pieces).split() == document.text.split()


def test_a_document_with_a_title_alone_is_found_by_it() -> None:
    assert [p.text for p in passages_of([Document("a", "Titel", ""), Document("b", "", " ")])] == [
        "Titel"
    ]


@pytest.mark.parametrize(
    ("ranked", "gains", "expected"),
    [
        pytest.param(["a", "b"], {"a": 1}, 1.0, id="first"),
        pytest.param(["b", "a"], {"a": 1}, 0.6309, id="second"),
        pytest.param(["b", "a"], {"a": 2, "b": 1}, 0.8597, id="graded-wrong-order"),
        pytest.param(["x"], {"a": 1}, 0.0, id="absent"),
        pytest.param([*"0123456789", "a"], {"a": 1}, 0.0, id="eleventh"),
    ],
)
def test_ndcg_counts_gains_linearly(
    ranked: list[str], gains: dict[str, int], expected: float
) -> None:
    # 0.6309 = 1 / log2(3); 0.8597 = (1 + 2 / log2(3)) / (2 + 1 / log2(3))
    assert graded_ndcg(ranked, gains) == pytest.approx(expected, abs=1e-4)


def test_figures_of_two_queries() -> None:
    rankings = {"1": ["a", "b"], "2": [*(f"x{n}" for n in range(20)), "b"]}
    figures = score_rankings(rankings, {"1": {"a": 1, "z": 1}, "2": {"b": 1}})
    assert figures["hit@1"]["value"] == 0.5
    assert figures["hit@10"]["value"] == 0.5
    assert figures["mrr@10"]["value"] == 0.5
    assert figures["recall@100"]["value"] == 0.75
    assert figures["ndcg@10"]["low"] <= figures["ndcg@10"]["value"] <= figures["ndcg@10"]["high"]


@pytest.mark.slow
def test_a_set_is_indexed_and_searched_with_our_own_model(tmp_path: Path) -> None:
    result = evaluate_dataset(write(tmp_path), Settings())
    assert result["queries"] == 2
    assert result["passages"] == 3
    assert result["figures"]["hit@1"]["value"] == 1.0
    assert result["figures"]["recall@100"]["value"] == 1.0
    assert json.loads(json.dumps(result)) == result
    text = figures_table(result)
    assert "ndcg@10" in text
    assert f"{tmp_path.name}: 2 queries" in text
