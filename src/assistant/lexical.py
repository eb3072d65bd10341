"""BM25 over a passage with the questions it answers: by word, and by the letters of its words.

Words find what is said in the same terms. Stretches of four letters find what is said in related
terms (toestemmen, toestemming, instemming) and what was typed in haste (toestemmign).

Scores are shares: 1 means that the field matches every word of the question as well as a field
can. They do not depend on the length of the question, so that they can be compared between
questions, which the decision whether to answer needs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
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
GRAM = 4  # letters; shorter ones match by chance, longer ones no longer bridge a typing error
BEST = 3  # bank questions that speak for a passage; one alone may match by chance
NEIGHBOURS = 15  # questions, answered or not, among which a question is placed


@dataclass(frozen=True, slots=True)
class Query:
    """A question in search terms."""

    own: tuple[str, ...]  # terms of the question itself
    added: tuple[str, ...]  # terms that the lexicon adds
    grams: tuple[str, ...] = ()  # stretches of letters of its words


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The questions nearest to a question: those the corpus answers, and those it does not."""

    answered: tuple[float, ...]  # scores, best first, at most `NEIGHBOURS`
    outside: tuple[float, ...]


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
        # bm25s can index neither an empty document nor an empty corpus
        filled = [list(d) or ["\0"] for d in documents] or [["\0"]]
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
        data = {"count": self.count, "idf": self.idf}
        (folder / "idf.json").write_text(json.dumps(data, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> _Field:
        model = bm25s.BM25.load(str(folder), load_corpus=False)
        data = json.loads((folder / "idf.json").read_text(encoding="utf-8"))
        return cls(model, data["idf"], data["count"])


class LexicalIndex:
    """The fields, and the vocabulary that splits compounds."""

    def __init__(
        self,
        whole: _Field,
        grams: _Field,
        questions: _Field,
        owners: NDArray[np.int32],
        vocabulary: Sequence[str],
    ) -> None:
        """Use `build` or `load`."""
        self._whole = whole
        self._grams = grams
        self._questions = questions
        self._owners = owners  # passage number of each question; -1 for one without an answer
        self._vocabulary = list(vocabulary)
        self._splitter = CompoundSplitter(self._vocabulary)

    @classmethod
    def build(
        cls,
        passages: Sequence[Passage],
        bank: Mapping[str, Sequence[str]],
        outside: Sequence[str] = (),
    ) -> LexicalIndex:
        """Index passages and their bank questions.

        Args:
            passages: numbered by their place here.
            bank: questions by passage id; passages may be missing.
            outside: questions that the corpus does not answer.
        """
        spoken = [*(_body(p) for p in passages), *(_title(p) for p in passages)]
        spoken.extend(q for questions in bank.values() for q in questions)
        vocabulary = sorted({w for text in spoken for w in words(text)})
        splitter = CompoundSplitter(vocabulary)
        questions = [(n, q) for n, p in enumerate(passages) for q in bank.get(p.id, ())]
        questions.extend((-1, q) for q in outside)
        return cls(
            _Field.build([_whole_terms(p, bank, splitter) for p in passages], B_TEXT),
            _Field.build([letter_grams(_whole(p, bank)) for p in passages], B_TEXT),
            _Field.build([letter_grams(q) for _, q in questions], B_SHORT),
            np.array([n for n, _ in questions], dtype=np.int32),
            vocabulary,
        )

    def query(self, question: str, lexicon: Lexicon) -> Query:
        """Return the search terms of a question."""
        own = terms(question, self._splitter)
        means = " ".join(m for r in lexicon.readings(question) for m in r.means)
        added = [t for t in terms(means, self._splitter) if t not in own]
        grams = dict.fromkeys(letter_grams(question))
        return Query(tuple(own), tuple(dict.fromkeys(added)), tuple(grams))

    def scores(self, query: Query) -> tuple[dict[str, Scores], Neighbours]:
        """Return the share of each field, one for each passage, and the nearest questions.

        Fields: "whole", the words of the passage, its headings and its bank questions; "grams",
        the same by letters; "grams_question", the mean of its `BEST` nearest bank questions by
        letters.
        """
        letters = Query(query.grams, ())
        asked = self._questions.scores(letters)
        fields = {
            "whole": self._whole.scores(query),
            "grams": self._grams.scores(letters),
            "grams_question": mean_of_best(asked, self._owners, self._whole.count),
        }
        return fields, Neighbours(
            best_scores(asked[self._owners >= 0]), best_scores(asked[self._owners < 0])
        )

    def unknown(self, query: Query) -> float:
        """Return the share of the question's own terms that no passage or bank question has."""
        missing = sum(t not in self._whole.idf for t in query.own)
        return missing / len(query.own) if query.own else 1.0

    def save(self, folder: Path) -> None:
        """Write the index to a new folder."""
        folder.mkdir(parents=True)
        self._whole.save(folder / "whole")
        self._grams.save(folder / "grams")
        self._questions.save(folder / "questions")
        np.save(folder / "owners.npy", self._owners)
        (folder / "vocabulary.json").write_text(json.dumps(self._vocabulary), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what `save` wrote."""
        return cls(
            _Field.load(folder / "whole"),
            _Field.load(folder / "grams"),
            _Field.load(folder / "questions"),
            np.load(folder / "owners.npy"),
            json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")),
        )


def letter_grams(text: str) -> list[str]:
    """Return the stretches of four letters of a text's words; short words are kept whole.

    >>> letter_grams("Mag dit?")
    ['_mag', 'mag_', '_dit', 'dit_']
    """
    found: list[str] = []
    for word in words(text):
        edged = f"_{word}_"
        if len(edged) < GRAM:
            found.append(edged)
        found.extend(edged[i : i + GRAM] for i in range(len(edged) - GRAM + 1))
    return found


def mean_of_best(scores: Scores, owners: NDArray[np.int32], count: int) -> Scores:
    """Return for each passage the mean of its `BEST` best questions; a missing one counts 0.

    Args:
        scores: one for each question.
        owners: passage number of each question; below 0 for one without an answer.
        count: number of passages.
    """
    total = np.zeros(count, dtype=np.float32)
    kept = np.flatnonzero((owners >= 0) & (scores > 0))
    # by passage, best first: the first BEST of each run count
    order = kept[np.lexsort((-scores[kept], owners[kept]))]
    runs = owners[order]
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else runs
    place = np.arange(len(runs)) - np.repeat(starts, np.diff(np.r_[starts, len(runs)]))
    first = order[place < BEST]
    np.add.at(total, owners[first], scores[first] / BEST)
    return total


def best_scores(scores: Scores) -> tuple[float, ...]:
    """Return the best scores, best first, at most `NEIGHBOURS`."""
    return tuple(float(s) for s in np.sort(scores)[::-1][:NEIGHBOURS])


def _body(passage: Passage) -> str:
    notes = " ".join(n.text for n in passage.footnotes)
    return f"{passage.lead_in} {passage.text} {notes}"


def _whole_terms(
    passage: Passage, bank: Mapping[str, Sequence[str]], splitter: CompoundSplitter
) -> list[str]:
    """Terms of a passage and its bank questions; its own words count twice."""
    own = terms(_body(passage), splitter)
    asked = " ".join(bank.get(passage.id, ()))
    return [*own, *own, *terms(_title(passage), splitter), *terms(asked, splitter)]


def _whole(passage: Passage, bank: Mapping[str, Sequence[str]]) -> str:
    return " ".join((_body(passage), _title(passage), *bank.get(passage.id, ())))


def _title(passage: Passage) -> str:
    return " ".join((*passage.section, passage.topic, passage.ref))
