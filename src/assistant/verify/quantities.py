"""Amounts, terms and ages in a text, with their unit and limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verify.numerals import NUMBER_WORDS
from assistant.verify.text import Text

# Every unit in its smallest one: days and months are kept apart, for a month has no fixed length.
_UNITS = {
    "jaar": ("maand", 12.0), "jaren": ("maand", 12.0), "jarige": ("maand", 12.0),
    "jarig": ("maand", 12.0), "jarigen": ("maand", 12.0), "maand": ("maand", 1.0),
    "maanden": ("maand", 1.0), "kwartaal": ("maand", 3.0), "week": ("dag", 7.0),
    "weken": ("dag", 7.0), "dag": ("dag", 1.0), "dagen": ("dag", 1.0), "etmaal": ("dag", 1.0),
    "werkdag": ("werkdag", 1.0), "werkdagen": ("werkdag", 1.0), "uur": ("dag", 1 / 24),
    "uren": ("dag", 1 / 24), "minuten": ("minuut", 1.0), "minuut": ("minuut", 1.0),
    "procent": ("procent", 1.0), "euro": ("euro", 1.0), "keer": ("keer", 1.0),
    "maal": ("keer", 1.0), "eeuw": ("maand", 1200.0),
}  # fmt: skip
_ADVERBS = {"jaarlijks": ("per maand", 12.0), "jaarlijkse": ("per maand", 12.0),
            "maandelijks": ("per maand", 1.0), "maandelijkse": ("per maand", 1.0),
            "wekelijks": ("per dag", 7.0), "wekelijkse": ("per dag", 7.0),
            "dagelijks": ("per dag", 1.0), "dagelijkse": ("per dag", 1.0),
            "halfjaar": ("maand", 6.0),
            "halfjaarlijks": ("per maand", 6.0), "driemaandelijks": ("per maand", 3.0)}  # fmt: skip

_TIMES = frozenset({"keer", "maal"})
_EACH = frozenset({"elk", "elke", "ieder", "iedere", "per"})
_ORDINAL_PARTS = {"derde": 3, "vierde": 4, "vijfde": 5, "tiende": 10}
_AGE = frozenset({"leeftijd", "ouder", "jonger", "oud", "jarige", "onder", "boven", "vanaf"})

_AT_LEAST = (
    "ten minste", "tenminste", "minimaal", "minstens", "vanaf", "meer dan", "langer dan",
    "ouder dan", "boven de", "boven", "op zijn minst", "niet minder dan", "of ouder", "of meer",
    "of langer", "bereikt", "hoger dan", "en ouder", "heeft bereikt", "pas als", "pas vanaf",
    "niet korter dan", "niet jonger dan",
)  # fmt: skip
_AT_MOST = (
    "ten hoogste", "hoogstens", "maximaal", "binnen", "uiterlijk", "jonger dan", "minder dan",
    "onder de", "onder", "nog geen", "korter dan", "niet langer dan", "niet meer dan", "of jonger",
    "niet later dan", "of minder", "hooguit", "lager dan", "nog niet", "niet ouder dan", "tot",
    "en jonger", "of korter",
)  # fmt: skip
_COMPARATIVES = {
    "jonger": "at-most", "minder": "at-most", "korter": "at-most", "lager": "at-most",
    "ouder": "at-least", "meer": "at-least", "langer": "at-least", "hoger": "at-least",
}  # fmt: skip
_AFTER = ("na", "nadat")
_BEFORE_NUMBER = 4  # words in front of a number that can limit it
_BEHIND_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    value: float  # in `unit`
    count: float  # the number itself
    unit: str  # "maand", "dag", "werkdag", "procent", ...; "" for a bare count
    limit: str  # "at-least", "at-most", "after", or "" when exact
    token: int  # index of the number
    is_age: bool
    shown: str  # as written, for the reason


def find_quantities(text: Text, skip: frozenset[int] = frozenset()) -> list[Quantity]:
    """Return the quantities of a text, in order.

    Args:
        text: the text.
        skip: tokens that are part of a reference to law.
    """
    words = text.words
    found = []
    for n in range(len(words)):
        if n in skip:
            continue
        quantity = _quantity(text, words, n, skip)
        if quantity is not None:
            found.append(quantity)
    return found


def _quantity(text: Text, words: tuple[str, ...], n: int, skip: frozenset[int]) -> Quantity | None:
    word = words[n]
    if word in _ADVERBS:
        unit, size = _ADVERBS[word]
        return Quantity(size, 1.0, unit, "", n, False, word)
    following = words[n + 1] if n + 1 < len(words) else ""
    periodic = word in _EACH and following in _UNITS and following not in _TIMES
    if periodic and n + 1 not in skip and words[max(0, n - 1)] not in _TIMES:
        unit, size = _UNITS[following]
        return Quantity(size, 1.0, f"per {unit}", "", n, False, f"{word} {following}")
    if word in {"helft", "kwart"}:
        return Quantity(0.5 if word == "helft" else 0.25, 1.0, "deel", "", n, False, word)
    count, unit_word, at = _value(text, words, n)
    if count is None or (word == "acht" and words[max(0, n - 1)] == "in"):
        return None
    if following in _ORDINAL_PARTS and words[n + 2 : n + 3] in (("van",), ("deel",)):
        part = count / _ORDINAL_PARTS[following]
        return Quantity(part, count, "deel", "", n, False, f"{word} {following}")
    unit, size = _UNITS.get(unit_word, ("", 1.0))
    if not unit and (_is_some_of_leden(words, n) or _is_no_count(text, word, n)):
        return None
    if unit == "keer" and words[at + 1 : at + 2] == ("per",):
        period, length = _UNITS.get(words[at + 2] if at + 2 < len(words) else "", ("", 0.0))
        if period and count:
            shown = " ".join(words[n : at + 3])
            return Quantity(length / count, count, f"per {period}", "", n, False, shown)
    near = range(max(0, n - _BEFORE_NUMBER), min(len(words), at + _BEHIND_NUMBER))
    clause = text.clause_of[n]
    ahead = [words[i] for i in near if i < n and text.clause_of[i] == clause]
    behind = [words[i] for i in near if i > at and text.unit_of[i] == text.unit_of[n]]
    is_age = unit_word.startswith("jarig") or (
        unit in {"maand", ""} and bool(_AGE & {*ahead, *behind}) and count > 3
    )
    shown = " ".join(words[n : at + 1])
    limit = _limit(ahead, behind)
    return Quantity(round(count * size, 4), count, unit, limit, n, is_age, shown)


def _is_some_of_leden(words: tuple[str, ...], n: int) -> bool:
    """Whether the number belongs to "de eerste drie leden"."""
    return words[max(0, n - 1)] == "eerste" and words[n + 1 : n + 2] == ("leden",)


def _is_no_count(text: Text, word: str, n: int) -> bool:
    """Whether a number without a unit is an article ("een"), a half or the mark of a list item."""
    raw = text.raw[text.tokens[n].start : text.tokens[n].end].lower()
    if word in {"een", "half", "halve", "beide", "beiden"}:
        return raw != "één"
    behind = text.raw[text.tokens[n].end :][:1]
    return word.isdigit() and behind in {")", ".", "°"} and _is_list_mark(text, n)


def _is_list_mark(text: Text, n: int) -> bool:
    start = text.tokens[n].start
    return start == 0 or text.raw[:start].rstrip(" ").endswith(("\n", "- ", "("))


def _value(text: Text, words: tuple[str, ...], n: int) -> tuple[float | None, str, int]:
    """The number at a word, the word of its unit ("" for none) and where that ends."""
    word = words[n]
    for unit in ("jarige", "jarig", "jarigen"):
        if word.endswith(unit) and word[: -len(unit)] in NUMBER_WORDS:
            return NUMBER_WORDS[word[: -len(unit)]], unit, n
    value: float | None = NUMBER_WORDS.get(word)
    if value is None and word[:1].isdigit():
        plain = word.replace(".", "").replace(",", ".") if word.count(".") <= 1 else ""
        try:
            value = float(plain)
        except ValueError:
            value = None
    if value is None:
        return None, "", n
    if text.raw[text.tokens[n].end :][:2].strip().startswith("%"):
        return value, "procent", n
    for ahead in range(n + 1, min(n + 3, len(words))):
        if words[ahead] in _UNITS:
            return value, words[ahead], ahead
        if words[ahead] not in {"volle", "hele", "de", "aaneengesloten", "achtereenvolgende"}:
            break
    return value, "", n


def _limit(ahead: Sequence[str], behind: Sequence[str]) -> str:
    front = f" {' '.join(ahead)} "
    back = f" {' '.join(behind)} "
    best = ("", -1, 0)
    for name, phrases in (("at-least", _AT_LEAST), ("at-most", _AT_MOST), ("after", _AFTER)):
        for phrase in phrases:
            place = front.rfind(f" {phrase} ")
            if place >= 0 and (place + len(phrase), len(phrase)) > best[1:]:
                best = (name, place + len(phrase), len(phrase))
    if best[0]:
        return best[0]
    if ahead and ahead[-1] == "dan":  # "jonger is dan"
        for word in ahead:
            if word in _COMPARATIVES:
                return _COMPARATIVES[word]
    if " of jonger " in back or " en jonger " in back or " nog niet " in back:
        return "at-most"
    if " of ouder " in back or " bereikt " in back or " en ouder " in back or " of meer " in back:
        return "at-least"
    return ""
