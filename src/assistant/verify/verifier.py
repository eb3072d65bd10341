"""Does a sentence follow from a passage? Rules first, a trained checker second."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.verify import rules, wording
from assistant.verify.align import KEPT_PASSAGES, Alignment, align
from assistant.verify.checker import Trained, load_trained
from assistant.verify.explain import explain
from assistant.verify.features import features
from assistant.verify.limits import breaks_limit
from assistant.verify.lists import Lists, load_lists
from assistant.verify.model import Reason, Verdict
from assistant.verify.places import Places, find_places
from assistant.verify.signs import find_signs
from assistant.verify.text import Text, analyse

_LONGEST = 2000  # characters; no sentence of the corpus has more, and the work grows with them
_MARKS = re.compile(r"\s*\[\d{1,3}\]")  # "[1]", the number of a citation


class Verifier:
    """Judges sentences; holds only what was read and looked up, so threads may share one."""

    def __init__(self, *, trained: Trained | None = None, lists: Lists | None = None) -> None:
        """Keep the lists and the trained checker.

        Args:
            trained: None reads what ships with the package.
            lists: None reads what ships with the package.
        """
        self._lists = lists or load_lists()
        self._trained = trained or load_trained()
        self._passage = lru_cache(maxsize=KEPT_PASSAGES)(self._analyse)
        self._places = lru_cache(maxsize=KEPT_PASSAGES)(find_places)  # of passages alone

    def _analyse(self, passage: str) -> Text:
        return analyse(passage, self._lists)

    def judge(self, sentence: str, passage: str) -> Verdict:
        """Return whether the sentence follows from the passage, with reasons when it does not.

        Args:
            sentence: one sentence, without citation marks.
            passage: lead-in and text of the passage; evidence counts characters in it.
        """
        if len(sentence) > _LONGEST:
            return Verdict(False, (Reason("coverage", wording.TOO_LONG),), 0.0, ())
        sentence = _MARKS.sub("", sentence)
        whole = self._passage(passage)
        verbatim = find_verbatim(sentence, passage, whole)
        if verbatim is not None:
            return Verdict(True, (Reason("verbatim", wording.VERBATIM),), 1.0, verbatim)
        text = analyse(sentence, self._lists)
        if not text.content or not whole.content:
            return Verdict(False, (Reason("coverage", wording.NO_WORDS),), 0.0, ())
        alignment = align(text, whole, self._lists, self._trained.idf)
        evidence = tuple(whole.units[u] for u in alignment.units)
        piece = rules.find_piece(alignment)
        refused = forbidden(alignment, piece, self._places)
        if refused:
            return Verdict(False, tuple(refused), 0.0, evidence)
        if piece is not None and rules.is_safe_piece(piece):
            shown = (whole.units[piece.unit],)
            return Verdict(True, (Reason("verbatim", wording.VERBATIM),), 1.0, shown)
        checker = self._trained.checker
        values = features(alignment, self._lists, self._trained.idf)
        if breaks_limit(values):
            return Verdict(False, (explain("condition", alignment, self._lists),), 0.0, evidence)
        score, edit = checker.judge(values, find_signs(alignment))
        if score >= checker.threshold:
            return Verdict(True, (), score, evidence)
        return Verdict(False, (explain(edit, alignment, self._lists),), score, evidence)


def forbidden(
    alignment: Alignment,
    piece: rules.Piece | None,
    places_of: Callable[[str], Places] = find_places,
) -> list[Reason]:
    """Return why a sentence may not be shown whatever the checker thinks of it.

    Args:
        alignment: the sentence beside its passage.
        piece: what `rules.find_piece` found.
        places_of: gives what the passage refers to; may remember it.
    """
    sentence, passage = alignment.sentence.raw, alignment.passage.raw
    ours = find_places(sentence)
    found = [
        *rules.quotation_reasons(sentence, passage),
        *rules.cut_reasons(alignment, piece),
    ]
    if ours.spans:
        found += rules.place_reasons(alignment, ours, places_of(passage))
    found += rules.number_reasons(alignment, ours.spans, lambda: places_of(passage).spans)
    return found


def find_verbatim(sentence: str, passage: str, whole: Text) -> tuple[tuple[int, int], ...] | None:
    """Return the units that hold the sentence word for word, or None.

    The final stop and white space do not count. A piece of a sentence is judged later: what was cut
    off could be the condition.
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
    return Verifier()
