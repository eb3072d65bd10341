"""Finds the passages for a question: exact route, BM25 and dense search, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from chromadb.errors import ChromaError

from assistant.citations import Kind, references_in_question
from assistant.embedding import Embedder, Vectors
from assistant.errors import IndexUnavailableError
from assistant.index import OpenIndex
from assistant.lexical import Neighbours, Query, best_scores
from assistant.lexicon import Lexicon
from assistant.ranking import Scores, Weights, arrange
from assistant.records import Hit, Passage

# Neighbours asked of Chroma for each collection: some ten passages' worth of bank questions.
_DENSE_TOP = 400


@dataclass(frozen=True, slots=True)
class Found:
    """What the search for one question brought."""

    hits: tuple[Hit, ...]  # best first, repeats once
    features: dict[str, Scores] = field(repr=False)  # scores by retriever, one for each passage
    scores: Scores = field(repr=False)  # fused
    query: Query = field(repr=False)
    vector: Vectors = field(repr=False)  # shape (1, dimension)
    named: tuple[int, ...]  # passages that the question names by article
    near_dense: Neighbours  # nearest questions by vector
    near_grams: Neighbours  # nearest questions by letters
    unknown: float  # share of the search terms that stand nowhere in the corpus


class HybridRetriever:
    """Searches an open index."""

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
        self._index = index
        self._embedder = embedder
        self._lexicon = lexicon
        self._weights = weights
        self._top = top

    def search(self, question: str, *, role: str = "professional") -> Found:
        """Return the best passages for a question, and the scores behind them.

        Args:
            question: as typed; length and form were checked.
            role: "professional" or "bestuurder".
        """
        index = self._index
        query = index.lexical.query(question, self._lexicon)
        features, near_grams = index.lexical.scores(query)
        vector = self._embedder.embed([question])
        features["dense_text"], _ = self._dense("passages", vector)
        features["dense_question"], answered = self._dense("questions", vector)
        features["dense_sentence"] = self._best_sentence(vector)
        scores = self._weights.combine(features)
        named = named_passages(question, index.passages)
        routes = _routes(features)
        hits = arrange(index.passages, scores, first=named, role=role, top=self._top, routes=routes)
        return Found(
            hits=tuple(hits),
            features=features,
            scores=scores,
            query=query,
            vector=vector,
            named=tuple(named),
            near_dense=Neighbours(answered, best_scores(index.outside @ vector[0])),
            near_grams=near_grams,
            unknown=index.lexical.unknown(query),
        )

    def _dense(self, name: str, vector: Vectors) -> tuple[Scores, tuple[float, ...]]:
        """Best cosine by passage, and the best cosines of all; of "passages" or "questions"."""
        index = self._index
        scores = np.zeros(len(index.passages), dtype=np.float32)
        collection, owners = index.collections[name]
        if not owners:
            return scores, ()
        try:
            found = collection.query(
                query_embeddings=[vector[0].tolist()],
                n_results=min(_DENSE_TOP, len(owners)),
                include=["distances"],
            )
        except ChromaError as error:
            raise IndexUnavailableError(
                f"the vector store does not answer ({error}); run 'assistant index --force'"
            ) from error
        cosines = 1.0 - np.asarray(found["distances"][0], dtype=np.float32)
        np.maximum.at(scores, [owners[i] for i in found["ids"][0]], cosines)
        return scores, best_scores(cosines)

    def _best_sentence(self, vector: Vectors) -> Scores:
        index = self._index
        cosines = index.sentences @ vector[0]
        best: Scores = np.maximum.reduceat(cosines, index.sentence_starts).astype(np.float32)
        return np.maximum(best, 0.0)


def _routes(features: dict[str, Scores]) -> dict[int, tuple[str, ...]]:
    """Which kind of search has a passage among its ten best."""
    routes: dict[int, list[str]] = {}
    lexical = features["whole"] + features["grams"]
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
