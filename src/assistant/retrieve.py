"""Finds the passages for a question: exact route, BM25 and dense search, fused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from chromadb.errors import ChromaError
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery

from assistant.citations import Kind, references_in_question
from assistant.embedding import Embedder, Vectors
from assistant.errors import IndexUnavailableError
from assistant.index import OpenIndex
from assistant.lexical import Query
from assistant.lexicon import Lexicon
from assistant.ranking import Scores, Weights, arrange
from assistant.records import Hit, Passage

_DENSE_TOP = 60  # neighbours asked of Chroma for each collection


@dataclass(frozen=True, slots=True)
class Found:
    """What the search for one question brought."""

    hits: tuple[Hit, ...]  # best first, repeats once
    features: dict[str, Scores] = field(repr=False)  # scores by retriever, one for each passage
    scores: Scores = field(repr=False)  # fused
    query: Query = field(repr=False)
    vector: Vectors = field(repr=False)  # shape (1, dimension)
    named: tuple[int, ...] = ()  # passages that the question names by article
    nearest_question: tuple[str, float] | None = None  # best bank question and its cosine
    outside: float = 0.0  # cosine with the nearest question that the corpus does not answer


class HybridRetriever(BaseRetriever):
    """A llama-index retriever over an open index; also gives our own records."""

    def __init__(
        self,
        index: OpenIndex,
        embedder: Embedder,
        lexicon: Lexicon,
        weights: Weights,
        *,
        top: int = 10,
    ) -> None:
        """Search `index` with `embedder`, which must be the model it was built with."""
        super().__init__()
        self._index = index
        self._embedder = embedder
        self._lexicon = lexicon
        self._weights = weights
        self._top = top

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self.search(query_bundle.query_str).hits
        return [
            NodeWithScore(
                node=TextNode(
                    id_=h.passage.id,
                    text=h.passage.text,
                    metadata={"ref": h.passage.ref, "url": h.passage.url or ""},
                ),
                score=h.score,
            )
            for h in hits
        ]

    def search(self, question: str, *, role: str = "professional") -> Found:
        """Return the best passages for a question, and the scores behind them.

        Args:
            question: as typed; length and form were checked.
            role: "professional" or "bestuurder".
        """
        index = self._index
        query = index.lexical.query(question, self._lexicon)
        features = index.lexical.scores(query)
        vector = self._embedder.embed([question])
        features["dense_text"] = self._dense(index.passage_store, vector)
        features["dense_question"] = np.zeros_like(features["text"])
        nearest: tuple[str, float] | None = None
        if index.questions:
            features["dense_question"], nearest = self._dense_best(index.question_store, vector)
        scores = self._weights.combine(features)
        named = named_passages(question, index.passages)
        routes = _routes(features)
        hits = arrange(index.passages, scores, first=named, role=role, top=self._top, routes=routes)
        outside = float((index.outside @ vector[0]).max()) if len(index.outside) else 0.0
        return Found(tuple(hits), features, scores, query, vector, tuple(named), nearest, outside)

    def _query(self, store: Any, vector: Vectors) -> list[tuple[int, float, str]]:
        wanted = VectorStoreQuery(query_embedding=vector[0].tolist(), similarity_top_k=_DENSE_TOP)
        try:
            result = store.query(wanted)
        except ChromaError as error:
            raise IndexUnavailableError(
                f"the vector store does not answer ({error}); run 'assistant index --force'"
            ) from error
        # llama-index's Chroma store returns exp(-distance), with distance 1 - cosine
        return [
            (int(node.metadata["number"]), 1.0 + math.log(max(similarity, 1e-9)), node.text)
            for node, similarity in zip(result.nodes, result.similarities, strict=True)
        ]

    def _dense(self, store: Any, vector: Vectors) -> Scores:
        scores = np.zeros(len(self._index.passages), dtype=np.float32)
        for number, cosine, _ in self._query(store, vector):
            scores[number] = max(scores[number], cosine)
        return scores

    def _dense_best(self, store: Any, vector: Vectors) -> tuple[Scores, tuple[str, float] | None]:
        scores = np.zeros(len(self._index.passages), dtype=np.float32)
        found = self._query(store, vector)
        for number, cosine, _ in found:
            scores[number] = max(scores[number], cosine)
        return scores, (found[0][2], found[0][1]) if found else None


def _routes(features: dict[str, Scores]) -> dict[int, tuple[str, ...]]:
    """Which kind of search has a passage among its ten best."""
    routes: dict[int, list[str]] = {}
    lexical = features["text"] + features["title"] + features["whole"]
    dense = np.maximum(features["dense_text"], features["dense_question"])
    for name, scores in (("bm25", lexical), ("dense", dense)):
        for number in np.argsort(-scores, kind="stable")[:10]:
            if scores[number] > 0:
                routes.setdefault(int(number), []).append(name)
    return {n: tuple(r) for n, r in routes.items()}


def named_passages(question: str, passages: Sequence[Passage]) -> list[int]:
    """Return the passages of the articles that a question names, in the order it names them.

    A reference to a lid brings the lid first and then the rest of its article. A reference
    without a law brings nothing unless only one law here has that article.
    """
    numbers: list[int] = []
    if not any(c.isdigit() for c in question):
        return numbers  # no article without a digit; spares most questions the parser
    for reference in references_in_question(question):
        if reference.kind not in (Kind.ARTICLE, Kind.RECITAL) or reference.article is None:
            continue
        article = [
            n
            for n, p in enumerate(passages)
            if p.article == reference.article
            and (reference.law_id is None or p.law_id == reference.law_id)
        ]
        if len({passages[n].law_id for n in article}) > 1:
            continue
        exact = [n for n in article if reference.lid and passages[n].lid == reference.lid]
        if reference.onderdeel and exact:
            letter = reference.onderdeel.split(",")[0]
            exact.sort(key=lambda n: not _holds(passages[n], letter))
        numbers.extend(n for n in (*exact, *article) if n not in numbers)
    return numbers


def _holds(passage: Passage, letter: str) -> bool:
    return any(line.startswith((f"{letter}.", f"{letter})")) for line in passage.text.split("\n"))
