"""Our retrieval on any corpus in BEIR layout, so that it can be set beside published figures.

Layout (Thakur et al., BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models, NeurIPS 2021):
    corpus.jsonl          {"_id", "title", "text"} on each line; the title may be absent
    queries.jsonl         {"_id", "text"} on each line
    qrels/test.tsv        query-id, corpus-id and score, tab-separated, with a header; or qrels.tsv

Only retrieval is measured: no checklist stands before it, and there is no question bank for a
corpus of somebody else, so its weights count for nothing.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import CorpusError
from assistant.records import Passage, SourceKind
from assistant.scoring import CUTS, Share, first_rank
from assistant.sentences import split_sentences
from assistant.settings import Settings

RECALL_CUT = 100
GAIN_CUT = 10
# Longest passage made of a document. Our own passages hold up to 250 words; a longer text is cut
# between sentences, and the best of its passages speaks for the document.
PASSAGE_WORDS = 250
_QRELS = (Path("qrels/test.tsv"), Path("qrels.tsv"))


class _Document(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str = Field(alias="_id")
    title: str | None = None
    text: str


class _Query(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str = Field(alias="_id")
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the corpus."""

    id: str
    title: str  # "" when it has none
    text: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A corpus with questions and judgements."""

    name: str
    documents: tuple[Document, ...]
    queries: dict[str, str]  # text by id; those with a relevant document
    relevant: dict[str, dict[str, int]]  # gains above 0 by document id, by query id


def load_dataset(folder: Path) -> Dataset:
    """Read a folder in BEIR layout.

    Queries without a relevant document are left out, as BEIR's own evaluation does.

    Raises:
        CorpusError: a file is missing or damaged, an id appears twice, or the judgements name
            what is not there. The message names file and line.
    """
    documents: dict[str, Document] = {}
    for where, line in _lines(folder / "corpus.jsonl"):
        try:
            row = _Document.model_validate_json(line)
        except ValidationError as error:
            raise CorpusError(f'{where}: not {{"_id", "title", "text"}} ({error})') from error
        if row.id in documents:
            raise CorpusError(f"{where}: id '{row.id}' appears twice")
        documents[row.id] = Document(row.id, row.title or "", row.text)
    queries: dict[str, str] = {}
    for where, line in _lines(folder / "queries.jsonl"):
        try:
            query = _Query.model_validate_json(line)
        except ValidationError as error:
            raise CorpusError(f'{where}: not {{"_id", "text"}} ({error})') from error
        if query.id in queries:
            raise CorpusError(f"{where}: id '{query.id}' appears twice")
        queries[query.id] = query.text
    relevant = _judgements(folder, queries, documents)
    return Dataset(
        folder.resolve().name,
        tuple(documents.values()),
        {q: text for q, text in queries.items() if q in relevant},
        relevant,
    )


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Where a line stands and the line itself; empty ones are left out."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path.name}, line {number}", line
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be read ({error.strerror}); a data set in BEIR layout holds "
            "corpus.jsonl, queries.jsonl and qrels/test.tsv or qrels.tsv"
        ) from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 text") from error


def _judgements(
    folder: Path, queries: Mapping[str, str], documents: Mapping[str, Document]
) -> dict[str, dict[str, int]]:
    name = next((q for q in _QRELS if (folder / q).is_file()), _QRELS[0])
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    rows = _lines(folder / name)
    where, header = next(rows, (name.name, ""))
    columns = header.strip().split("\t")
    wanted = ["query-id", "corpus-id", "score"]
    if columns[:3] != wanted:
        raise CorpusError(f"{where}: begins with {columns}, not with the header {wanted}")
    for where, line in rows:
        fields = line.rstrip("\r\n").split("\t")
        try:
            query, document, score = fields[0], fields[1], int(fields[2])
        except (IndexError, ValueError) as error:
            raise CorpusError(f"{where}: not query-id, corpus-id and a whole score") from error
        if query not in queries:
            raise CorpusError(f"{where}: there is no query '{query}'")
        if document not in documents:
            raise CorpusError(f"{where}: there is no document '{document}'")
        if score > 0:
            relevant[query][document] = score
    if not relevant:
        raise CorpusError(f"{folder / name}: holds no relevant document")
    return dict(relevant)


def passages_of(documents: Sequence[Document]) -> list[Passage]:
    """Return the passages of the documents.

    A document's passages form one group, so that a ranked list names it once, at the place of
    its best passage. A document without any text has no passage and cannot be found.
    """
    return [
        Passage(
            id=f"document/{number}/{part}",
            source_id="dataset",
            kind=SourceKind.OWN,
            ref=document.title,
            section=(document.title,),
            text=text,
            start=0,
            end=len(text),
            group=document.id,
        )
        for number, document in enumerate(documents)
        for part, text in enumerate(_pieces(document.text or document.title), 1)
    ]


def _pieces(text: str) -> Iterator[str]:
    """Cut a text between sentences, at `PASSAGE_WORDS` words at most where sentences allow."""
    if len(text.split()) <= PASSAGE_WORDS:
        if text.strip():
            yield text.strip()
        return
    begin, end, size = 0, 0, 0
    for span in split_sentences(text):
        count = len(text[span.start : span.end].split())
        if size and size + count > PASSAGE_WORDS:
            yield text[begin:end]
            size = 0
        if not size:
            begin = span.start
        end = span.end
        size += count
    if size:
        yield text[begin:end]


def graded_ndcg(ranked: Sequence[str], gains: Mapping[str, int], *, cut: int = GAIN_CUT) -> float:
    """Return the normalised discounted cumulative gain with graded gains.

    Gains count linearly, as in trec_eval's `ndcg_cut`, which published BEIR figures are made with.
    """
    found = sum(gains.get(d, 0) / math.log2(n + 1) for n, d in enumerate(ranked[:cut], 1))
    best = sorted(gains.values(), reverse=True)[:cut]
    return found / sum(g / math.log2(n + 1) for n, g in enumerate(best, 1))


def score_rankings(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """Return the figures of ranked lists of documents, means and shares with 95 % intervals.

    Args:
        rankings: document ids, best first, at most 100, by query id.
        relevant: gains above 0 by document id, by query id; the same queries.
    """
    from assistant.comparison import estimate

    ranks = {q: first_rank(rankings[q][:GAIN_CUT], list(relevant[q])) for q in relevant}
    hits: dict[str, Any] = {}
    for cut in CUTS:
        share = Share(sum(r is not None and r <= cut for r in ranks.values()), len(ranks))
        low, high = share.interval
        hits[f"hit@{cut}"] = {"value": share.value, "low": low, "high": high}
    gain = estimate([graded_ndcg(rankings[q], relevant[q]) for q in relevant])
    recall = estimate(
        [len(set(rankings[q][:RECALL_CUT]) & set(relevant[q])) / len(relevant[q]) for q in relevant]
    )
    reciprocal = estimate([1 / r if r else 0.0 for r in ranks.values()])
    figures: dict[str, dict[str, float]] = {
        f"ndcg@{GAIN_CUT}": gain.as_json(),
        f"recall@{RECALL_CUT}": recall.as_json(),
        f"mrr@{GAIN_CUT}": reciprocal.as_json(),
        **hits,
    }
    return {m: {k: round(v, 4) for k, v in f.items()} for m, f in figures.items()}


def evaluate_dataset(folder: Path, settings: Settings) -> dict[str, Any]:
    """Index a data set in a temporary folder, search it, and return the figures.

    Raises:
        CorpusError: the folder is not in BEIR layout.
        ModelError: the embedding model cannot be loaded.
    """
    dataset = load_dataset(folder)
    from rich.console import Console
    from rich.progress import Progress

    from assistant.corpus import Corpus
    from assistant.embedding import load_embedder
    from assistant.index import build_index, open_index
    from assistant.lexicon import load_lexicon
    from assistant.ranking import load_weights
    from assistant.retrieve import HybridRetriever

    embedder = load_embedder(settings.embedder)
    passages = passages_of(dataset.documents)
    console = Console(stderr=True)
    with (
        tempfile.TemporaryDirectory(prefix="vindplaats-") as temporary,
        Progress(console=console, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("index")

        def update(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=max(total, 1))

        begin = time.perf_counter()
        build_index(Path(temporary), Corpus((), tuple(passages)), {}, embedder, progress=update)
        indexed = time.perf_counter() - begin
        retriever = HybridRetriever(
            open_index(Path(temporary)), embedder, load_lexicon(), load_weights(), top=RECALL_CUT
        )
        rankings: dict[str, list[str]] = {}
        times: list[float] = []
        for done, (query, text) in enumerate(dataset.queries.items()):
            update("searching", done, len(dataset.queries))
            begin = time.perf_counter()
            rankings[query] = [h.passage.group for h in retriever.search(text).hits]
            times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    return {
        "set": dataset.name,
        "documents": len(dataset.documents),
        "passages": len(passages),
        "queries": len(dataset.queries),
        "judgements_per_query": round(mean(len(r) for r in dataset.relevant.values()), 2),
        "model": embedder.fingerprint,
        "figures": score_rankings(rankings, dataset.relevant),
        "index_seconds": round(indexed, 1),
        "p50_ms": round(times[len(times) // 2], 1),
        "p95_ms": round(times[min(len(times) - 1, int(len(times) * 0.95))], 1),
    }


def figures_table(result: Mapping[str, Any]) -> str:
    """Return what `evaluate_dataset` found as text."""
    rows = [
        f"{result['set']}: {result['queries']} queries, {result['documents']} documents, "
        f"{result['passages']} passages",
        "",
        f"{'':<12}{'':>7}   95 % interval",
    ]
    rows += [
        f"{name:<12}{f['value']:>7.3f}   [{f['low']:.3f}, {f['high']:.3f}]"
        for name, f in result["figures"].items()
    ]
    rows += [
        "",
        f"index {result['index_seconds']} s; milliseconds per query p50 {result['p50_ms']}, "
        f"p95 {result['p95_ms']}; model {result['model']}",
    ]
    return "\n".join(rows)
