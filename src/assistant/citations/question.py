"""References as people type them into a chat: lower case, without commas, law first."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citations.laws import law_book
from assistant.citations.model import Context, Reference
from assistant.citations.parse import Reader

_WORD = re.compile(r"[^\W\d_][\w./-]{0,20}(?:[ ](?:1969|1994|1995|2000|2012|2015|2018|2020))?")
# words that are an abbreviation only in their own spelling
_WORDS = frozenset({"web", "who", "wie", "led", "bw", "tw", "zw"})


def references_in_question(text: str) -> list[Reference]:
    """The references in a question, strict and lenient forms alike.

    Beyond `parse_references` it takes abbreviations in any case, a law before its number
    ("jeugdwet 7.3.11", "avg art 9") and numbers that can be nothing but an article ("7.3.11",
    with `law_id` None).

    Args:
        text: the question as typed.

    Returns:
        References in order; offsets and `text` are those of the question.

    >>> [(r.article, r.lid, r.law_id) for r in references_in_question("7.3.11 lid 4 jw")]
    [('7.3.11', '4', 'BWBR0034925')]
    """
    canonical = _canonical(text)
    found = Reader(canonical, Context(), lenient=True).read()
    if not found and (match := _LETTER_E.search(canonical)):
        # "39e lid 1" reads as an ordinal, yet a lid is numbered once: it is article 39e
        place = match.start()
        named = f"{canonical[:place]}{_ARTICLE}{canonical[place:]}"
        found = [
            _moved(r, place, len(_ARTICLE), canonical)
            for r in Reader(named, Context(), lenient=True).read()
        ]
    return [replace(r, text=text[r.start : r.end]) for r in found]


_LETTER_E = re.compile(r"(?<![\w.:])\d{1,3}e(?=[ ]+lid[ ]+\d)")
_ARTICLE = "artikel "


def _moved(reference: Reference, place: int, by: int, text: str) -> Reference:
    """The reference in the text without the `by` characters that were put in at `place`."""
    start = reference.start if reference.start <= place else reference.start - by
    end = reference.end if reference.end <= place else reference.end - by
    return replace(reference, start=start, end=end, text=text[start:end])


def _canonical(text: str) -> str:
    """The same text, character for character, with abbreviations in their own spelling."""
    spellings = _spellings()

    def spell(match: re.Match[str]) -> str:
        word = match.group()
        known = spellings.get(word.casefold())
        if known is None or len(known) != len(word):
            return word
        if word.casefold() in _WORDS and not _beside_number(text, match):
            return word
        return known

    return _WORD.sub(spell, text)


def _beside_number(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 3) : match.start()]
    after = text[match.end() : match.end() + 3]
    return bool(re.search(r"\d[a-z]?[ ]?\Z", before) or re.match(r"[ ]?\d", after))


def _spellings() -> dict[str, str]:
    return {name.casefold(): name for name in reversed(law_book().abbreviations)}
