"""Who signs: "groetjes bo", "groeten m de wit", two words with capitals under "hoogachtend"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.folding import fold
from assistant.checklist.names.small_letters import is_first_only
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Behind these somebody signs.
_CLOSERS = words_of(
    "gr groet groeten groetjes grtjs mvg groetend dank bedankt liefs hoogachtend thx thanks regards"
    " dankjewel xx xxx"
)
# "groetjes bo".
_SIGNED = re.compile(
    r"(?P<before>(?:\been )?)"
    r"\b(?:groetjes|groeten|groet|gr|grtjs|mvg|liefs|xx+|thx|thanks|dankjewel|dank je|bedankt)"
    r"[ ,.!\n]{1,3}(?P<name>[a-z]{2,12})\s*[.!x]{0,3}\s*$"
)
# "Hoogachtend," and on the next line two words with capitals.
_CLOSED = re.compile(
    r"(?i:\b(?:hoogachtend|groet|groeten|groetjes|mvg|regards|gr))[.,!]?[ \t]*\n\s*"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'-]+(?: (?:van|de|der|den|ter|ten|'t))*(?: [A-ZÀ-Þ][a-zà-ÿ'-]+){1,2})"
    r"[ \t]*(?:\n|$)"
)
_DESKS = words_of(
    "services service desk office group support centre center department kantoor dienst"
)
_NO_SIGNER = (
    lx.ALLOWED | lx.PROFESSION | lx.PLURAL | lx.SETTING | lx.OCCUPATION | lx.FUNCTION & ~lx.PARTICLE
)
_SIGNED_INITIAL = re.compile(  # "groeten m de wit"
    r"\b(?:groetjes|groeten|groet|gr|mvg|dank|bedankt|hoogachtend)[ ,.!\n]{1,3}"
    r"(?P<found>[a-z]\.? (?:(?:van|de|der|den|ter|ten|vd"
    r"|v/d) ){0,2}(?P<name>[a-z]{3,20}))\s*[.!]?\s*$"
)
_LONGEST_END = 60  # characters at the end of a text where somebody signs


def signed(tokens: Tokens) -> Iterator[Proposal]:
    """Who signs at the end: a first name, an initial and a surname, or two words with capitals."""
    low, get = tokens.low, tokens.known
    if _CLOSERS.isdisjoint(tokens.vocabulary):
        return
    closed = _CLOSED.search(tokens.text)
    if closed and not any(
        get(word, 0) & _NO_SIGNER or word in _DESKS for word in fold(closed["name"]).split()
    ):
        yield "person-name", *closed.span("name"), "signed"
    begin = max(0, len(low) - _LONGEST_END)
    letter = _SIGNED_INITIAL.search(low, begin)
    if letter and not get(letter["name"], 0) & (lx.FUNCTION | lx.PROFESSION | lx.PERSON):
        yield "person-name", *letter.span("found"), "signed"
    first = _SIGNED.search(low, begin)
    if first and is_first_only(get(first["name"], 0)) and not first["before"].startswith("een "):
        yield "person-name", *first.span("name"), "signed"


def is_signature(tokens: Tokens, i: int) -> bool:
    """Whether a word stands where the writer of a message signs."""
    words = tokens.words
    j = i - 1
    while j >= 0 and words[j] in ("\n", ",", ".", "!") and i - j < 5:
        j -= 1
    if j < 0 or words[j] not in _CLOSERS:
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    last = words[i + 2] if i + 2 < len(words) else ""
    return after in ("", "\n", ",", "(") or (
        tokens.bits[i + 1] & lx.PARTICLE != 0 or last in ("", "\n")
    )
