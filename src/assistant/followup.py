"""Reads a question that leans on the one before it ("en als het kind 17 is?"). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language import STOP_WORDS, words

# Each opening with how many content words the rest may have: what says more stands on its own.
_OPENINGS = (
    # "en een school?", "maar als ze weigeren"
    (r"(en|maar|of|ook|dus|want|oke|oké|ok|nee|ja|dezelfde|hetzelfde)\b", 12),
    # "daarna?", "daarbij geldt wat?"
    (r"(zo'n|daarna|daarbij|daarvoor|hiervoor)\b", 12),
    # "wat als ze weigeren", "hoe zit dat bij een school"
    (r"(wat|hoe)( dan)? (als|bij|met|over)\b", 4),
    # "waarom?", "hoe lang dan"; nothing else may follow
    (r"(waarom|wanneer|waar|wie|welke|hoe( lang| snel| vaak)?)( dan| niet| wel| nog)*$", 12),
    # "als het kind 12 is?", "bij een kind van 12?", "zonder toestemming ook?"
    (r"als\b", 4),
    (r"(bij|zonder|voor|na|tijdens|vanaf|tot|indien)\b(?! (wie|welke?|wat|hoe)\b)", 3),
    # "geldt hetzelfde voor de gemeente?"
    (r"(geldt|is|mag|kan|moet) (dezelfde|hetzelfde|zoiets|zo'n)\b", 6),
)
_CONTINUES = tuple((re.compile(opening), most) for opening, most in _OPENINGS)

# Words that say nothing about the subject, beyond the stop words.
_EMPTY_WORDS = "mag mogen moet moeten kan kunt hoef hoeft hoeven geldt gelden mocht kon welk"
_EMPTY = frozenset(_EMPTY_WORDS.split())
# A word that points at something: at the question before, unless its own question names it.
_POINTING_WORDS = "dat dit het daar daarvan daarmee daarover die deze ze hij zij dan hun hem haar"
_POINTING = frozenset(_POINTING_WORDS.split())
# What follows a pronoun and no noun: "mag het ook", "moet dat schriftelijk". Without these a word
# of `_BEFORE_NOUN` is an article ("mag het dossier") or a conjunction ("weten dat ouders").
_BEFORE_NOUN = frozenset(["dat", "dit", "het"])
_FOLLOWS_WORDS = """
    aan achteraf alleen allemaal als altijd anders anoniem bij binnen dan digitaal direct door echt
    eerst eigenlijk gewoon in indien meteen met mondeling na nadat niet nog nooit om ook op per
    schriftelijk samen telefonisch tegen tijdens toch tot uit van vanaf verplicht via vooraf voor
    wanneer weer wel zelf zo zomaar zonder
"""
_FOLLOWS_PRONOUN = frozenset(_FOLLOWS_WORDS.split())
_NEXT_SENTENCE = re.compile(r"[.!?]\s+\w")
_FEW_WORDS = 6  # content words below which a pointing word needs its subject
_NAMED_BEFORE = 1  # content words before a pointing word that may still not be what it points at


def read_in_context(question: str, earlier: Sequence[str]) -> str:
    """Return the question, preceded by the last question that stands on its own when it leans.

    Args:
        question: as typed.
        earlier: earlier questions, oldest first; blank ones are passed over.

    >>> read_in_context("en als het kind 17 is?", ["Wie geeft toestemming?"])
    'Wie geeft toestemming? en als het kind 17 is?'
    >>> read_in_context("Wat is een datalek?", ["Wie geeft toestemming?"])
    'Wat is een datalek?'
    """
    earlier = [e for e in earlier if e.strip()]
    if not earlier or not leans(question):
        return question
    for previous in reversed(earlier):
        if not leans(previous):
            return f"{previous.strip()} {question.strip()}"
    return f"{earlier[0].strip()} {question.strip()}"


def leans(question: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    said = words(question)
    content = sum(_is_content(w) for w in said)
    plain = " ".join(said)
    if any(content <= most and opening.match(plain) for opening, most in _CONTINUES):
        return True
    if _NEXT_SENTENCE.search(question):  # names what it points at itself
        return False
    return content < _FEW_WORDS and _points_back(said)


def _is_content(word: str) -> bool:
    return word not in STOP_WORDS and word not in _EMPTY and not word.isdigit()


def _points_back(said: Sequence[str]) -> bool:
    """Whether a word points at something that the question itself has not named before."""
    named = 0
    for place, word in enumerate(said):
        if named > _NAMED_BEFORE:
            return False
        if word in _POINTING and _is_pronoun(said, place):
            return True
        named += _is_content(word)
    return False


def _is_pronoun(said: Sequence[str], place: int) -> bool:
    before = said[place - 1] if place else ""
    behind = said[place + 1 :]
    word = said[place]
    if word in _BEFORE_NOUN:
        # at most an infinitive behind it ("dat vastleggen?"), or a word that follows no noun
        last = len(behind) <= 1 and all(b.endswith("n") for b in behind)
        is_that = word != "het" and before in ("is", "zit", "maakt")
        return last or is_that or behind[0] in _FOLLOWS_PRONOUN
    if word in ("die", "deze"):  # behind a noun it only opens a clause: "de boete die"
        return not _is_content(before) and before not in ("dan", "")
    if word in ("hun", "haar"):
        return place <= 2
    return True
