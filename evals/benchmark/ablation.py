"""Our retrieval with one thing left out at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from unittest import mock

from assistant.cases import Case
from assistant.corpus import Corpus
from assistant.embedding import load_embedder
from assistant.followup import read_in_context
from assistant.index import open_index
from assistant.lexical import LexicalIndex
from assistant.lexicon import Lexicon, load_lexicon
from assistant.questions import load_questions
from assistant.ranking import Weights, load_weights
from assistant.retrieve import HybridRetriever
from assistant.settings import load_settings
from benchmark.judging import Verdict, differences, figures, judge_by_passage, role_of
from benchmark.systems import Unit


@dataclass(frozen=True, slots=True)
class Variant:
    """What is left out.

    A step that has no switch in the product is taken out by replacing one function, here alone.
    """

    name: str
    without: frozenset[str] = frozenset()  # features that weigh nothing
    lexicon: bool = True
    bank: bool = True
    replaced: tuple[str, Any] | None = None  # name of a function and what stands in for it
    rebuild: bool = False  # the function is used when indexing as well


FEATURES = tuple(f.name for f in fields(Weights))
DENSE = frozenset(f for f in FEATURES if f.startswith("dense"))
LEXICAL = frozenset(FEATURES) - DENSE
VARIANTS = (
    Variant("all (hybrid)"),
    Variant("lexical only", without=DENSE),
    Variant("dense only", without=LEXICAL),
    Variant("without question bank", bank=False),
    Variant("lexical only, no question bank", without=DENSE, bank=False),
    Variant("dense only, no question bank", without=LEXICAL, bank=False),
    Variant("without lexicon", lexicon=False),
    Variant(
        "without compound splitting",
        replaced=("assistant.language.CompoundSplitter.split", lambda _self, _word: []),
        rebuild=True,
    ),
    Variant(
        "without stemming", replaced=("assistant.language.stem", lambda word: word), rebuild=True
    ),
    Variant(
        "without the route for references",
        replaced=("assistant.retrieve.named_passages", lambda _question, _passages: []),
    ),
    *(Variant(f"without the feature {f}", without=frozenset({f})) for f in FEATURES),
)


def ablation(folder: Path, corpus: Corpus, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Return the figures of each variant; the first is the whole, the others are held against it.

    The weights of the whole are not fitted again for what is left, and the embedding model has
    learnt from the question bank in every variant.

    Args:
        folder: an index of the corpus.
        corpus: what was indexed.
        cases: answerable cases.
    """
    rows: list[dict[str, Any]] = []
    whole: list[Verdict] = []
    for variant, verdicts in zip(VARIANTS, _measure(folder, corpus, cases), strict=True):
        row: dict[str, Any] = {"variant": variant.name, "figures": figures(verdicts)}
        if whole:
            row["difference"] = differences(verdicts, whole)
        else:
            whole = verdicts
        rows.append(row)
    return rows


def _measure(folder: Path, corpus: Corpus, cases: Sequence[Case]) -> Iterator[list[Verdict]]:
    settings = load_settings()
    index, embedder = open_index(folder), load_embedder(settings.embedder)
    bank = load_questions(settings.corpus, {p.id for p in corpus.passages})
    groups = {p.id: p.group for p in corpus.passages}
    for variant in VARIANTS:
        with ExitStack() as stack:
            if variant.replaced is not None:
                stack.enter_context(mock.patch(*variant.replaced))
            used, dropped = index, set(variant.without)
            if not variant.bank:
                dropped.add("dense_question")
            if variant.rebuild or not variant.bank:
                lexical = LexicalIndex.build(corpus.passages, bank if variant.bank else {})
                used = replace(index, lexical=lexical)
            retriever = HybridRetriever(
                used,
                embedder,
                load_lexicon() if variant.lexicon else Lexicon([]),
                replace(load_weights(), **dict.fromkeys(dropped, 0.0)),
            )
            verdicts = []
            for case in cases:
                question = read_in_context(case.question, case.earlier)
                hits = retriever.search(question, role=role_of(case)).hits
                units = [Unit(h.passage.group, h.passage.text) for h in hits]
                verdicts.append(judge_by_passage(units, [groups[i] for i in case.gold_ids]))
        yield verdicts
