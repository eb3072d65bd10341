"""Does a sentence follow from a passage? Rules first, a trained checker second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from assistant.errors import ModelError
from assistant.verify import rules, wording
from assistant.verify.align import Alignment, Matrix, align
from assistant.verify.checker import Trained, load_trained
from assistant.verify.explain import explain
from assistant.verify.features import features
from assistant.verify.lists import Lists, load_lists
from assistant.verify.model import Reason, Verdict
from assistant.verify.places import find_places
from assistant.verify.signs import find_signs
from assistant.verify.text import Text, analyse

_KEPT_PASSAGES = 512
_KEPT_WORDS = 50_000
_MARKS = re.compile(r"\s*\[\d{1,3}\]")  # "[1]", the number of a citation


class WordEmbedder(Protocol):
    """What the verifier needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Changes when the same text may get another vector."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return float32 unit rows, shape (len(texts), dimension)."""


class Verifier:
    """Judges sentences; holds only what was read and looked up, so threads may share one."""

    def __init__(
        self,
        embedder: WordEmbedder | None = None,
        *,
        trained: Trained | None = None,
        lists: Lists | None = None,
    ) -> None:
        """Keep the lists and the trained checker.

        Args:
            embedder: the static model that ships with the package, for words that mean nearly the
                same; a model other than the checker was trained with is not used.
            trained: None reads what ships with the package.
            lists: None reads what ships with the package.
        """
        self._lists = lists or load_lists()
        self._trained = trained or load_trained()
        same = embedder is not None and embedder.fingerprint == self._trained.embedder
        self._words = WordTable(embedder) if same and embedder is not None else None
        self._passage = lru_cache(maxsize=_KEPT_PASSAGES)(self._analyse)

    def _analyse(self, passage: str) -> Text:
        return analyse(passage, self._lists)

    def judge(self, sentence: str, passage: str) -> Verdict:
        """Return whether the sentence follows from the passage, with reasons when it does not.

        Args:
            sentence: one sentence, without citation marks.
            passage: lead-in and text of the passage; evidence counts characters in it.
        """
        sentence = _MARKS.sub("", sentence)
        whole = self._passage(passage)
        verbatim = find_verbatim(sentence, passage, whole)
        if verbatim is not None:
            return Verdict(True, (Reason("verbatim", wording.VERBATIM),), 1.0, verbatim)
        text = analyse(sentence, self._lists)
        if not text.content or not whole.content:
            return Verdict(False, (Reason("coverage", wording.NO_WORDS),), 0.0, ())
        alignment = align(text, whole, self._lists, self._trained.idf, self._words)
        evidence = tuple(whole.units[u] for u in alignment.units)
        refused = forbidden(alignment)
        if refused:
            return Verdict(False, tuple(refused), 0.0, evidence)
        checker = self._trained.embedded if self._words else self._trained.plain
        if checker is None:
            raise ModelError("support.json: holds no checker; run assistant.training.support")
        values = features(alignment, self._lists, self._trained.idf)
        score, edit = checker.judge(values, find_signs(alignment))
        if score >= checker.threshold:
            return Verdict(True, (), score, evidence)
        return Verdict(False, (explain(edit, alignment, self._lists),), score, evidence)


def forbidden(alignment: Alignment) -> list[Reason]:
    """Return why a sentence may not be shown whatever the checker thinks of it."""
    sentence, passage = alignment.sentence.raw, alignment.passage.raw
    ours = find_places(sentence)
    found = rules.quotation_reasons(sentence, passage)
    if ours.spans:
        found += rules.place_reasons(alignment, ours, find_places(passage))
    found += rules.number_reasons(alignment, ours.spans, lambda: find_places(passage).spans)
    return found


class WordTable:
    """Vectors of words, looked up once."""

    def __init__(self, embedder: WordEmbedder) -> None:
        """Start empty."""
        self._embedder = embedder
        self._rows: dict[str, Matrix] = {}

    def __call__(self, words: Sequence[str]) -> Matrix:
        """Return float32 unit rows, one for each word."""
        rows = self._rows  # a local name: another thread may start a new table meanwhile
        new = [w for w in dict.fromkeys(words) if w not in rows]
        if new:
            if len(rows) > _KEPT_WORDS:
                rows = self._rows = {}
                new = list(dict.fromkeys(words))
            rows.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([rows[w] for w in words])


def find_verbatim(sentence: str, passage: str, whole: Text) -> tuple[tuple[int, int], ...] | None:
    """Return the units that hold the sentence word for word, or None.

    A piece of a sentence is not enough: what was cut off could be the condition. The final stop
    and white space do not count.
    """
    wanted = " ".join(sentence.split()).strip(" .;")
    if not wanted:
        return None
    flats = [" ".join(passage[a:b].split()).strip(" .;") for a, b in whole.units]
    for number, flat in enumerate(flats):
        if wanted == flat:
            return (whole.units[number],)
    for number in range(len(flats) - 1):
        joined = ""
        for last in range(number, min(number + 4, len(flats))):
            joined = f"{joined} {flats[last]}".strip()
            if " ".join(wanted.replace(".", " ").split()) == " ".join(
                joined.replace(".", " ").split()
            ):
                return whole.units[number : last + 1]
    return None


@lru_cache(maxsize=1)
def load_verifier() -> Verifier:
    """Return the verifier with all that ships with the package."""
    from assistant.embedding import OWN_MODEL, load_embedder

    return Verifier(load_embedder(OWN_MODEL))
