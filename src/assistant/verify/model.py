"""What a check of a sentence against a passage says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence was not found in the passage, or that it stands there word for word."""

    code: str  # one of CODES
    detail: str  # Dutch, for the person: "'niet' staat niet zo in de bron"


# Every code that a reason can have, with the question it answers.
CODES = {
    "verbatim": "does the sentence stand in the passage word for word?",
    "quotation": "do the words between quotation marks stand in the passage?",
    "number": "is every amount, count and percentage in the passage?",
    "deadline": "is every term in the passage, with the same limit?",
    "age": "is every age in the passage, with the same limit?",
    "article": "is every article, lid and onderdeel in the passage?",
    "law": "is every law in the passage?",
    "negation": "is denied what the passage denies, and no more?",
    "modality": "is a duty still a duty, and a permission a permission?",
    "actor": "does the same one do it?",
    "condition": "is every condition and exception still there?",
    "scope": "is it said of as many cases?",
    "opposite": "does a word stand for its opposite?",
    "addition": "is something said that the passage does not say?",
    "coverage": "does the passage carry the sentence as a whole?",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence follows from a passage.

    `supported` decides what may be shown; `score` is only for ordering and figures.
    """

    supported: bool
    reasons: tuple[Reason, ...]  # why not; of a supported sentence at most "verbatim"
    score: float  # probability of the trained checker, 0 to 1; 0.0 when a rule forbade it
    evidence: tuple[
        tuple[int, int], ...
    ]  # passage[start:end], whole sentences or items, best first
