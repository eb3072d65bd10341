"""Whether options may stand beside each other, and whether a wrong one is really wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from assistant.language import fold, words
from assistant.quiz.material import Judge, stems
from assistant.sentences import split_sentences
from assistant.verify.numerals import NUMBER_WORDS

# Words that turn a statement round: two texts that differ in one of them are not the same.
_DECISIVE_TEXT = """
    niet geen nooit altijd alleen alle zonder met moet moeten mag mogen kan kunnen hoeft hoeven
    soms meer minder eerst daarna vooraf achteraf binnen na voor tenzij ook
"""
_DECISIVE = frozenset(_DECISIVE_TEXT.split())
_ALIKE = 0.8  # share of stems in common from which two texts say the same
_TAKES_BACK = re.compile(
    r"\bmaar\b|;|\bniet voordat\b|\bpas (?:als|nadat|wanneer)\b"
    r"|\ben (?:niet|geen|hoeft|hoeven)\b|, (?:niet|geen)\b"
    r"|\bwel\b.*\b(?:niet|geen)\b|\b(?:niet|geen)\b.*\bwel\b"
)
_LONGER, _SHORTER = 1.35, 0.5  # of a key, against the longest and the shortest distractor
_SPREAD = 4.0  # the longest option against the shortest
_SHORT = 30  # characters; among options this short a difference in length says nothing
# An instruction about an answer, not an answer: "Een ontkennend antwoord", "Zelf stappen opsommen".
_ABOUT_ANSWERS = re.compile(
    r"\b(?:ontkennend|bevestigend|als) antwoord\b|\b(?:antwoord geven|antwoorden alsof)\b"
    r"|\b(?:noemen|opsommen|verzinnen|afleiden|geven alsof)\W*$"
    r"|\bbronnen geven (?:hier )?geen antwoord\b"
)


_APART = 1.6  # mean length of the right options against that of the wrong ones
_REPEATED = 0.8  # share of the stems of a statement that stand in its question
_PART = 4  # letters with which a word of a meaning may not begin when they stand in its term
_ROOT, _ROOT_SHARE = 5, 0.6  # letters that two words have in common; share of the first word
_COUNTS = re.compile(
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|alle) [a-z]+(?:en|s)\b.*\?"
    r"|\bwelke (?:[a-z]+ )?(?:factoren|voorwaarden|eisen|criteria|gronden|taken|stappen|vragen)\b"
    r"|\bnoem\b"
)
# "die plichten", "dat rare woord", "zo'n toets", "nog meer", "de tekst": what was said before.
_POINTS_BACK = re.compile(
    r"\b(?:die|dat|deze|dit) (?:rare |ene |andere |nieuwe )?(?!als\b|is\b|een\b|de\b|het\b)"
    r"(?:plicht|recht|regel|woord|rijtje|lijst|term|toets|stap|tussenvorm|spelregel|club|team|soort)"
    r"[a-z]*\b"
    r"|\bzo'n (?:toets|onderzoek|beoordeling|effectbeoordeling|privacyrisicotoets|overzicht)\b"
    r"|\bnog meer\b|\bde tekst\b|\bhet lijstje\b|\bhet rijtje\b|\bdat gebied\b"
)
_PUT_DOWN = re.compile(
    r"\b(?:leg(?:t|gen)?\b[^;]*\bvast|vastgelegd|vast te leggen|vastlegg\w+|op schrift|opgesteld"
    r"|elektronisch\w*|langs elektronische weg)\b"
)
_OTHER_WAY = re.compile(
    r"\b(?:op verzoek|desgevraagd|gevraagd|vraagt|uit eigen beweging|verzoekt)\b"
)
# Behind "|", the place of the word: "ten hoogste wanneer" is no Dutch.
_WHEN = re.compile(r"\| (?:wanneer|indien|plaats|voor zover|nadat|als)\b")
_SECRET = re.compile(r"geheimhouding")  # a duty wherever it stands
_BARS = {
    "is verplicht": _SECRET, "zijn verplicht": _SECRET,
    "schriftelijk": _PUT_DOWN, "mondeling": _PUT_DOWN,
    "uit eigen beweging": _OTHER_WAY, "desgevraagd": _OTHER_WAY,
    "ten minste": _WHEN, "uitsluitend": _WHEN,
    "met uitzondering van": re.compile(r"uitgesloten"),
    "zonder toestemming": re.compile(r"\b(?:kan|kunnen)\b"),  # with it, it may be done as well
}  # fmt: skip

# An exception or a second condition, up to where it ends.
_LIMIT = re.compile(
    r"\b(?:tenzij|behalve|behoudens|mits|en (?:tevens )?indien(?! nodig\b| mogelijk\b))\b"
    r"(?P<limit>[^;.:]*)"
)
_LIMITED = re.compile(r"\b(?:tenzij|behalve|behoudens|mits|uitgezonderd|uitzondering\w*)\b")
_GOES_ON = re.compile(r"[;,] en\s*$")  # a list of which more follows
_CONDITIONS = re.compile(r"\b(?:indien|mits|wanneer|voor zover)[^:\n]*:\s*\n")
_CARRIED = 0.4  # share of the stems of a limit, or of a text, from which the text is about it


# What a sentence is about stands before it, or it only arranges how rules are made.
_HANGS = re.compile(
    r"^(?:Deze|Dit|Dat|Die|Hetzelfde|Daarbij|Hierbij|Daartoe|Hiertoe|Hiervoor|Hij|Zij|Zijn|Haar"
    r"|Hun|Zulks|Daarnaast|Ook|Eveneens|Indien hij|Indien zij)\b"
    r"|\b(?:hiervan|hiertoe|hiervoor|daartoe|daaruit|voorgaande|die taken|voordracht|aantonen"
    r"|dergelijke?|zodanige?|[Ii]n dat geval|de leden \d|[Aa]an de vergunning"
    r"|(?:van|in|bij|voor|aan|op|over|met|tot|uit) (?:die|deze) [a-z]+"
    r"|bedoeld in (?:het|de) (?:eerste|tweede|derde|vierde|vijfde|zesde|zevende)"
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
    return frozenset(
        w for w in words(text) if w in _DECISIVE or w in NUMBER_WORDS or w[:1].isdigit()
    )


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
    if len(forms) == 1 and opening(key) not in forms:
        return True
    return len(others) > 1 and all(map(_takes_back, others)) and not _takes_back(key)


def _takes_back(text: str) -> bool:
    """Whether a text says something and then limits it: "wel de moeder, maar niet de vader".

    Where all wrong options do so and the key does not, readers see which one is right.
    """
    return bool(_TAKES_BACK.search(text))


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


def drops_limit(point: str, shown: str) -> bool:
    """Whether a quotation limits what a point says without a limit.

    Args:
        point: what is said to be right.
        shown: the quotation that says so.

    >>> drops_limit("Er mag niets meer.", "Er mag dus niets meer, tenzij de wet het zegt.")
    True
    """
    if _LIMITED.search(fold(point)):
        return False
    if _GOES_ON.search(shown) and _CONDITIONS.search(shown):
        return True
    said = stems(point)
    near = max(split_sentences(shown), key=lambda s: len(said & stems(shown[s.start : s.end])))
    limits = _LIMIT.finditer(shown[near.start : near.end])
    return any(
        len(said & (own := stems(limit["limit"]))) < _CARRIED * min(len(own), len(said))
        for limit in limits
    )


def stands_apart(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Whether length tells the right options of a multiple choice from the wrong ones."""
    ours, theirs = _mean(keys), _mean(others)
    return max(ours, theirs) > _SHORT and not 1 / _APART <= ours / theirs <= _APART


def _mean(texts: Sequence[str]) -> float:
    return sum(len(t) for t in texts) / len(texts)


def counts(question: str) -> bool:
    """Whether a question asks for several things, so that one of them is not its answer.

    >>> counts("Welke drie voorwaarden gelden voor Veilig Thuis?")
    True
    """
    return bool(_COUNTS.search(fold(question)))


def hangs(question: str) -> bool:
    """Whether a question speaks of something that nobody who reads it alone can know.

    >>> hangs("Wie kent die plichten over inzage?")
    True
    """
    return bool(_POINTS_BACK.search(fold(question)))


def repeats(statement: str, question: str) -> bool:
    """Whether a statement says little that its question does not say already."""
    said = stems(statement)
    return bool(said) and len(said & stems(question)) / len(said) >= _REPEATED


def echoes(question: str, key: str, others: Sequence[str]) -> bool:
    """Whether only the key takes up a word of the question."""
    asked = stems(question)
    return bool(asked & stems(key)) and not any(asked & stems(other) for other in others)


def tells(term: str, meaning: str) -> bool:
    """Whether a meaning gives its term away: it uses it, or another form of it.

    >>> tells("verwerker", "degene die persoonsgegevens verwerkt")
    True
    """
    if fold(term) in fold(meaning) or stems(term) & stems(meaning):
        return True
    return any(_same_root(t, m) for t in words(term) for m in words(meaning)) or any(
        m[:_PART] in t for t in words(term) for m in words(meaning) if len(m) >= _PART and stems(m)
    )


def _same_root(one: str, other: str) -> bool:
    """Whether two long words begin alike for most of the first."""
    common = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return common >= _ROOT and common >= _ROOT_SHARE * len(one)


def fits_grammar(sentence: str, start: int, end: int) -> bool:
    """Whether grammar leaves room for the other word of a pair in the place of `start:end`.

    Only paper can be "schriftelijk … vastgelegd"; after "op verzoek of" only one way is left.
    """
    word, rest = sentence[start:end], f"{sentence[:start]}|{sentence[end:]}"
    barred = _BARS.get(word)
    return barred is None or not barred.search(rest)


def different(texts: Iterable[str]) -> list[str]:
    """Return the texts that say something that no earlier one says, in order."""
    kept: list[str] = []
    for text in texts:
        if not any(alike(text, k) for k in kept):
            kept.append(text)
    return kept
