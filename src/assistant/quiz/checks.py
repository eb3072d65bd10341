"""Whether options may stand beside each other, and whether a wrong one is really wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.language import fold, words
from assistant.quiz.material import Judge, stems

# Words that turn a statement round: two texts that differ in one of them are not the same.
_DECISIVE_TEXT = """
    niet geen nooit altijd alleen alle zonder met moet moeten mag mogen kan kunnen hoeft hoeven
    soms meer minder eerst daarna vooraf achteraf binnen na voor tenzij ook
"""
_DECISIVE = frozenset(_DECISIVE_TEXT.split())
_ALIKE = 0.8  # share of stems in common from which two texts say the same
_LONGER, _SHORTER = 1.5, 0.4  # of a key, against the longest and the shortest distractor
_SPREAD = 4.0  # the longest option against the shortest
_SHORT = 30  # characters; among options this short a difference in length says nothing
# An instruction about an answer, not an answer: "Een ontkennend antwoord", "Zelf stappen opsommen".
_ABOUT_ANSWERS = re.compile(
    r"\b(?:ontkennend|bevestigend|als) antwoord\b|\b(?:antwoord geven|antwoorden alsof)\b"
    r"|\b(?:noemen|opsommen|verzinnen|afleiden|geven alsof)\W*$"
    r"|\bbronnen geven (?:hier )?geen antwoord\b"
)


# What a sentence is about stands before it, or it only arranges how rules are made.
_HANGS = re.compile(
    r"^(?:Deze|Dit|Dat|Die|Hetzelfde|Daarbij|Hierbij|Daartoe|Hiertoe|Hiervoor|Hij|Zij|Zijn|Haar"
    r"|Hun|Zulks|Daarnaast|Ook|Eveneens|Indien hij|Indien zij)\b"
    r"|\b(?:hiervan|hiertoe|hiervoor|voorgaande|die taken|voordracht|aantonen"
    r"|De Commissie|algemene maatregel van bestuur|ministeriële regeling|[Bb]ij regeling van)\b"
)


def stands_alone(sentence: str) -> bool:
    """Whether a sentence of law says by itself what it is about, and is about more than rules."""
    return not _HANGS.search(sentence)


def says_something(text: str) -> bool:
    """Whether a text is an answer, and not an instruction about one."""
    return bool(stems(text) or words(text)) and not _ABOUT_ANSWERS.search(fold(text))


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same, or one says a part of the other and nothing else.

    A text that denies, limits or counts in another way says something else.
    """
    if fold(one).strip(" .") == fold(other).strip(" ."):
        return True
    if _turning(one) != _turning(other):
        return False
    a, b = stems(one), stems(other)
    if not a or not b:
        return False
    common = len(a & b)
    return common / len(a | b) >= _ALIKE or (
        min(len(a), len(b)) >= 2 and common == min(len(a), len(b))
    )


def _turning(text: str) -> frozenset[str]:
    return frozenset(w for w in words(text) if w in _DECISIVE or w[:1].isdigit())


def opening(text: str) -> str:
    """Return "ja" or "nee" when an option opens with it, else "".

    >>> opening("Nee, dat hoeft niet.")
    'nee'
    """
    first = words(text)[:1]
    return first[0] if first and first[0] in ("ja", "nee") else ""


def gives_away(key: str, others: Sequence[str]) -> bool:
    """Whether length or form tells the key from the other options."""
    lengths = [len(t) for t in others]
    longest = max(len(key), *lengths)
    if longest > _SHORT:
        if len(key) > _LONGER * max(lengths) or len(key) < _SHORTER * min(lengths):
            return True
        if longest > _SPREAD * max(12, min(len(key), *lengths)):
            return True
    forms = {opening(t) for t in others}
    return len(forms) == 1 and opening(key) not in forms


def is_wrong(text: str, right: Iterable[str], judge: Judge, passage_ids: Iterable[str]) -> bool:
    """Whether a distractor is an answer, says nothing that is right, and no passage supports it.

    Args:
        text: the distractor.
        right: everything that a right answer says.
        judge: who judges.
        passage_ids: every passage that answers the question.
    """
    return (
        says_something(text)
        and not any(alike(text, r) for r in right)
        and not judge.supports(text, passage_ids)
    )


def different(texts: Iterable[str]) -> list[str]:
    """Return the texts that say something that no earlier one says, in order."""
    kept: list[str] = []
    for text in texts:
        if not any(alike(text, k) for k in kept):
            kept.append(text)
    return kept
