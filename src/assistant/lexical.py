"""BM25 over the fields of a passage: text, headings, best bank question, and all of it together.

Scores are shares: 1 means that the field matches every word of the question as well as a field
can. They do not depend on the length of the question, so that they can be compared between
questions, which the decision whether to answer needs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.language import CompoundSplitter, terms, words
from assistant.lexicon import Lexicon
from assistant.records import Passage

Scores = NDArray[np.float32]

# Lucene's variant of BM25 with its usual constants (Robertson and Zaragoza 2009; k1 rewards
# repetition, b punishes length). Headings and questions are short, so length says little there.
K1 = 1.2
B_TEXT = 0.75
B_SHORT = 0.3
EXPANSION_WEIGHT = 0.5  # a word of the lexicon counts half of a word of the question


@dataclass(frozen=True, slots=True)
class Query:
    """A question in search terms."""

    own: tuple[str, ...]  # terms of the question itself
    added: tuple[str, ...]  # terms that the lexicon adds


class _Field:
    """BM25 over one field; several documents may belong to one passage."""

    def __init__(self, model: bm25s.BM25, idf: dict[str, float], count: int) -> None:
        self.model = model
        self.idf = idf
        self.count = count
        self.unknown = math.log(1 + (count + 0.5) / 0.5)  # idf of a term that no document has

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]], b: float) -> _Field:
        model = bm25s.BM25(method="lucene", k1=K1, b=b)
        filled = [list(d) or ["\0"] for d in documents]  # bm25s cannot index an empty corpus
        model.index(filled, show_progress=False)
        frequency: dict[str, int] = {}
        for document in documents:
            for term in set(document):
                frequency[term] = frequency.get(term, 0) + 1
        count = len(documents)
        idf = {t: math.log(1 + (count - n + 0.5) / (n + 0.5)) for t, n in frequency.items()}
        return cls(model, idf, count)

    def scores(self, query: Query) -> Scores:
        total = np.zeros(self.count, dtype=np.float32)
        mass = 0.0
        for group, weight in ((query.own, 1.0), (query.added, EXPANSION_WEIGHT)):
            known = [t for t in dict.fromkeys(group) if t in self.idf]
            if known:
                total += weight * np.asarray(self.model.get_scores(known), dtype=np.float32)
            if weight == 1.0:
                mass += sum(self.idf.get(t, self.unknown) for t in dict.fromkeys(group))
        # Lucene's BM25 leaves out the constant (k1 + 1), so a term is worth its idf at most
        return total / mass if mass else total

    def save(self, folder: Path) -> None:
        self.model.save(str(folder), show_progress=False)
        (folder / "idf.json").write_text(json.dumps(self.idf, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> _Field:
        model = bm25s.BM25.load(str(folder), load_corpus=False)
        idf = json.loads((folder / "idf.json").read_text(encoding="utf-8"))
        return cls(model, idf, int(model.scores["num_docs"]))


class LexicalIndex:
    """The fields, and the vocabulary that splits compounds."""

    def __init__(
        self,
        text: _Field,
        title: _Field,
        whole: _Field,
        question: _Field | None,
        owners: NDArray[np.int32],
        vocabulary: Sequence[str],
    ) -> None:
        """Use `build` or `load`."""
        self._text = text
        self._title = title
        self._whole = whole
        self._question = question
        self._owners = owners  # passage number of each bank question
        self._vocabulary = list(vocabulary)
        self._splitter = CompoundSplitter(self._vocabulary)

    @classmethod
    def build(cls, passages: Sequence[Passage], bank: dict[str, tuple[str, ...]]) -> LexicalIndex:
        """Index passages and their bank questions.

        Args:
            passages: numbered by their place here.
            bank: questions by passage id; passages may be missing.
        """
        spoken = [*(_body(p) for p in passages), *(_title(p) for p in passages)]
        spoken.extend(q for questions in bank.values() for q in questions)
        vocabulary = sorted({w for text in spoken for w in words(text)})
        splitter = CompoundSplitter(vocabulary)
        text = _Field.build([terms(_body(p), splitter) for p in passages], B_TEXT)
        title = _Field.build([terms(_title(p), splitter) for p in passages], B_SHORT)
        whole = _Field.build([_whole_terms(p, bank, splitter) for p in passages], B_TEXT)
        questions = [(n, q) for n, p in enumerate(passages) for q in bank.get(p.id, ())]
        field = None
        if questions:
            field = _Field.build([terms(q, splitter) for _, q in questions], B_SHORT)
        owners = np.array([n for n, _ in questions], dtype=np.int32)
        return cls(text, title, whole, field, owners, vocabulary)

    def query(self, question: str, lexicon: Lexicon) -> Query:
        """Return the search terms of a question."""
        own = terms(question, self._splitter)
        means = " ".join(m for r in lexicon.readings(question) for m in r.means)
        added = [t for t in terms(means, self._splitter) if t not in own]
        return Query(tuple(own), tuple(dict.fromkeys(added)))

    def scores(self, query: Query) -> dict[str, Scores]:
        """Return the share of each field, one for each passage.

        Fields: "text"; "title", the headings; "question", the best bank question; "whole", all
        of these as one document, which gathers words that are spread over several questions.
        """
        text = self._text.scores(query)
        best = np.zeros_like(text)
        if self._question is not None:
            np.maximum.at(best, self._owners, self._question.scores(query))
        return {
            "text": text,
            "title": self._title.scores(query),
            "question": best,
            "whole": self._whole.scores(query),
        }

    def save(self, folder: Path) -> None:
        """Write the index to a new folder."""
        folder.mkdir(parents=True)
        self._text.save(folder / "text")
        self._title.save(folder / "title")
        self._whole.save(folder / "whole")
        if self._question is not None:
            self._question.save(folder / "question")
        np.save(folder / "owners.npy", self._owners)
        (folder / "vocabulary.json").write_text(json.dumps(self._vocabulary), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what `save` wrote."""
        question = folder / "question"
        return cls(
            _Field.load(folder / "text"),
            _Field.load(folder / "title"),
            _Field.load(folder / "whole"),
            _Field.load(question) if question.is_dir() else None,
            np.load(folder / "owners.npy"),
            json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")),
        )


def _body(passage: Passage) -> str:
    notes = " ".join(n.text for n in passage.footnotes)
    return f"{passage.lead_in} {passage.text} {notes}"


def _whole_terms(
    passage: Passage, bank: dict[str, tuple[str, ...]], splitter: CompoundSplitter
) -> list[str]:
    """Terms of a passage and its bank questions; its own words count twice."""
    own = terms(_body(passage), splitter)
    asked = " ".join(bank.get(passage.id, ()))
    return [*own, *own, *terms(_title(passage), splitter), *terms(asked, splitter)]


def _title(passage: Passage) -> str:
    return " ".join((*passage.section, passage.topic, passage.ref))
