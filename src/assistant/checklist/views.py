"""Readable views of a text: what a person would see, with the way back to the original offsets.

A view undoes one trick: invisible or look-alike characters, HTML entities, percent-encoding,
base64.
"""

from __future__ import annotations

import base64
import binascii
import html
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from assistant.checklist.folding import fold
from assistant.checklist.foreign import is_foreign
from assistant.checklist.lexicon import (
    BODY,
    COMMON,
    FIRST,
    FUNCTION,
    NUMBER_WORD,
    SURNAME,
    VEHICLE,
    WORD,
    Lexicon,
)
from assistant.checklist.wordset import words_of

if TYPE_CHECKING:
    from assistant.checklist.tokens import Tokens

# Depth and size of what is decoded: a blob in a blob in a blob is still read, and no more than
# this many blobs, so that the work stays linear.
MAX_DEPTH = 3
MAX_BLOBS = 40
MAX_BLOB_CHARACTERS = 20_000

# Characters that need no work: ASCII without control characters, Latin letters, usual punctuation.
_UNUSUAL = re.compile(r"[^\t\n\r\x20-\x7e\xa1-\xac\xae-\u024f‐-―‘-‟•…′″‹›€→←⇒■▪►✓]")
_DIGITS = {
    ord(a): b for a, b in zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3, strict=True)
}

# Look-alikes of Latin letters in Cyrillic, Greek and Armenian (Unicode TR 39, the plain ones).
_LOOKALIKES = {
    **dict(
        zip(
            "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝһᴄᴏᴠᴡᴢ",
            "ABEKMHOPCTYXIJSaeopcyxijsdqwhcovwz",
            strict=True,
        )
    ),
    **dict(
        zip(
            "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορτυχκӏвнтмкԍɡɑոսօ",
            "ABEZHIKMNOPTYXaivoptuxklbhtmkGganuo",
            strict=True,
        )
    ),
}
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_NON_LATIN = re.compile(r"[\u0370-\u058f]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a text."""

    text: str  # what is checked
    back: tuple[int, ...] | list[int] | None  # offset in the original per character, one extra
    blob: tuple[int, int] | None = None  # span in the original when this was decoded from a blob

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of `text[start:end]`; a blob is always given whole."""
        if self.blob is not None:
            return self.blob
        if self.back is None:
            return start, end
        return self.back[start], max(self.back[end], self.back[start] + 1)


def _compose(back: list[int] | tuple[int, ...] | None, starts: list[int], size: int) -> list[int]:
    if back is None:
        return [*starts, size]
    return [back[i] for i in starts] + [back[size]]


def clean(view: View) -> View:
    """Undo Unicode tricks: NFKC, invisible characters, loose marks and look-alikes."""
    text = view.text
    if text.isascii() and text.isprintable():
        return view
    if not _UNUSUAL.search(text):
        return view
    characters: list[str] = []
    starts: list[int] = []
    plain = {c: _plain(c) for c in set(text)}
    position = 0
    size = len(text)
    while position < size:
        character = text[position]
        value = plain[character]
        begin = position
        position += 1
        # A letter with loose marks: take the composed letter where there is one, drop the rest.
        if position < size and unicodedata.combining(text[position]):
            stop = position
            while stop < size and stop < position + 8 and unicodedata.combining(text[stop]):
                stop += 1
            composed = unicodedata.normalize("NFKC", character + text[position])
            if len(composed) == 1:
                value = composed
            position = stop
        for part in value:
            characters.append(part)
            starts.append(begin)
    cleaned = "".join(characters)
    if _NON_LATIN.search(cleaned):
        cleaned = _fold_lookalikes(cleaned)
    return View(cleaned, _compose(view.back, starts, size), view.blob)


def _plain(character: str) -> str:
    """The readable form of one character; empty when nobody can see it."""
    if character in "\t\n\r":
        return character
    category = unicodedata.category(character)
    if category in ("Cf", "Cc", "Mn", "Me", "Cs", "Co"):
        # Marks of other scripts (Arabic vowels) are no disguise, but names are compared without.
        return "\n" if character in "\x0b\x0c\x85" else ""
    if character in "\u115f\u1160\u2800\u3164\uffa0":
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return "\n" if category != "Zs" else " "
    if character in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[character]
    code = ord(character)
    if code in _DIGITS:
        return _DIGITS[code]
    if 0x1F1E6 <= code <= 0x1F1FF:
        return chr(code - 0x1F1E6 + 97)
    for first in (0x1F130, 0x1F150, 0x1F170):
        if first <= code < first + 26:
            return chr(code - first + 97)
    return unicodedata.normalize("NFKC", character)


def _fold_lookalikes(text: str) -> str:
    """Replace look-alikes in words that mix scripts, or that are all look-alikes in Latin text."""
    latin = len(re.findall(r"[A-Za-z]", text))
    mostly_latin = latin * 2 > len(text) * 0.6

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not _NON_LATIN.search(word):
            return word
        mixed = any(c.isascii() for c in word)
        folded = "".join(_LOOKALIKES.get(c, c) for c in word)
        if mixed or (mostly_latin and folded.isascii()):
            return folded
        return word

    return _WORD.sub(mend, text)


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});?")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_BACKSLASH = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
# 12 characters of base64 hold 9 bytes, the shortest that can be a name or a number of interest.
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
# A capital, then small letters or digits, then a capital: base64, and hardly ever a word.
_INNER_CAPITAL = re.compile(r"[A-Z][a-z0-9+/]{1,30}[A-Z]")
_LATER_CAPITAL = re.compile(r"[A-Z](?<=[a-z0-9+/].)")  # is in each of those, and quick to find
_HEX_START = re.compile(r"[0-9][0-9a-fA-F][ :]?[0-9][0-9a-fA-F][ :]?[0-9][0-9a-fA-F]")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[ :]?){8,}")


def _unescape(match: re.Match[str]) -> str:
    value = match.group()
    if value.startswith("\\"):
        return chr(int(value[2:], 16))
    return html.unescape(value)


def unescaped(view: View) -> View | None:
    """The view with entities, percent-encoding and backslash escapes written out, or None."""
    text = view.text
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    changed = False
    for pattern in _patterns(text):
        for match in pattern.finditer(text):
            if pattern is _PERCENT:
                value = unquote_to_bytes(match.group()).decode("utf-8", "replace")
            else:
                value = _unescape(match)
            if value == match.group() or not value:
                continue
            pieces.append(text[position : match.start()])
            starts.extend(range(position, match.start()))
            pieces.append(value)
            if pattern is _PERCENT:
                offset = match.start()
                for character in value:
                    starts.append(min(offset, match.end() - 1))
                    offset += 3 * len(character.encode("utf-8", "replace"))
            else:
                starts.extend([match.start()] * len(value))
            position = match.end()
            changed = True
        if changed:
            break
    if not changed:
        return None
    pieces.append(text[position:])
    starts.extend(range(position, len(text)))
    return View("".join(pieces), _compose(view.back, starts, len(text)), view.blob)


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    if "&" in text:
        yield _ENTITY
    if "%" in text:
        yield _PERCENT
    if "\\" in text:
        yield _BACKSLASH


def blobs(view: View) -> Iterator[View]:
    """Views of what stands in base64 or hexadecimal in a text; each knows its blob's span."""
    count = 0
    for pattern in (_BASE64, _HEX):
        if pattern is _BASE64 and not (
            _LATER_CAPITAL.search(view.text) and _INNER_CAPITAL.search(view.text)
        ):
            continue
        if pattern is _HEX and not _HEX_START.search(view.text):
            break
        for match in pattern.finditer(view.text):
            value = match.group()
            if pattern is _BASE64 and not _looks_encoded(value):
                continue
            decoded = _decode(value[:MAX_BLOB_CHARACTERS], pattern is _HEX)
            if decoded is None:
                continue
            yield View(decoded, None, view.span(match.start(), match.end()))
            count += 1
            if count >= MAX_BLOBS:
                return


def _looks_encoded(value: str) -> bool:
    """Whether letters, case and digits are mixed as in base64 and not as in a word or a path."""
    if value.isdigit() or value.islower() or value.isupper():
        return False
    body = value[1:64]
    return any(c.isupper() for c in body) and any(c.islower() for c in body)


def _decode(value: str, hexadecimal: bool) -> str | None:
    try:
        if hexadecimal:
            raw = bytes.fromhex(re.sub(r"[ :]", "", value))
        else:
            bare = value.rstrip("=").replace("-", "+").replace("_", "/")
            if len(bare) % 4 == 1:
                bare = bare[:-1]
            raw = base64.b64decode(bare + "=" * (-len(bare) % 4))
        decoded = raw.decode("utf-8")
    except (ValueError, binascii.Error):
        return None
    # Random letters rarely decode to readable text: nearly all of it must be printable.
    readable = sum(c.isprintable() or c in "\n\r\t" for c in decoded)
    if len(decoded) < 6 or readable < len(decoded) * 0.95:
        return None
    common = sum(c.isascii() and (c.isalnum() or c == " ") for c in decoded)
    return decoded if common >= len(decoded) * 0.6 else None


# One name in leet, or three other words, make a text worth reading in letters.
LEET_NAME = 3
_LEET_HINT = re.compile(r"[0134578@$€|!][A-Za-z]")
_LEET = str.maketrans("013457@$€!|8", "oieastaseiib")
_LEET_WORD = re.compile(
    r"(?<![\w.@/-])(?=[a-z0-9@$€!|]*[0134578@$€!|])(?=[a-z0-9@$€!|]*[a-z])[a-z0-9@$€!"
    r"|]{3,20}(?![\w@/-])",
    re.IGNORECASE,
)


def respelled(view: View, tokens: Tokens, lexicon: Lexicon) -> Iterator[View]:
    """Views in which leet ("D4an") is read as letters and worded digits as digits.

    A word is only respelled when the result is a word or a name that the lexicon knows.
    """
    text = view.text
    if not _SPLITTERS.isdisjoint(text) and _SPLIT_WORD.search(text):
        yield _unsplit(view)
    leet = _unleet(text, lexicon)
    if leet is not None:
        yield View(leet, view.back, view.blob)
    if _SPACED_START.search(" " + text):
        if _SPACED_CODE.search(text):
            yield _close(view)
        if _SPACED_LETTERS.search(text):
            yield _join_letters(view, lexicon)
    if tokens.numbers and not _DASHES.isdisjoint(tokens.vocabulary):
        yield _substituted(view, _SPOKEN_DASH, "-")
    if tokens.numbers and _APART_HINT.search(text) and _APART_CODE.search(text):
        yield _substituted(view, _APART_SIGN, "")
    seeming = text
    if tokens.numbers and _SEEMING_START.search(text):
        seeming = _SEEMING_POSTCODE.sub(_as_postcode, _SEEMING.sub(_as_digits, text))
    if seeming != text:
        yield View(seeming, view.back, view.blob)
    if not _FILLERS.isdisjoint(tokens.vocabulary):
        view = _substituted(view, _FILLER, "")
        text, tokens = view.text, type(tokens)(view.text, lexicon)
        yield view
    joined = _HYPHENED.sub(_apart, text) if text.count("-") > 2 else text
    if joined != text:
        view = View(joined, view.back, view.blob)
        tokens = type(tokens)(joined, lexicon)
    digits = _digits(view, tokens)
    if digits is not None:
        yield digits
    backwards = _backwards(view, tokens, lexicon)
    if backwards is not None:
        yield backwards


# What is said between the words of who dictates: "ijsvogelstraat eh nummer vijf".
_FILLERS = words_of("eh ehm uh uhm euh hm hmm")
_FILLER = re.compile(r"(?<=[\w,]) (?:ehm?|uhm?|euh|hmm?)\b,?")
# Words for the sign between the groups of a number: "hf streepje 79 streepje gl".
_DASHES = words_of("streepje streep koppelteken dash liggend")
_SPOKEN_DASH = re.compile(
    r"(?<=[A-Za-z\d]) (?:streepje|streep|koppelteken|dash) (?=[A-Za-z\d]{1,4}(?!\w))"
)
# Six letters and digits with a sign between all of them: "R-K-7-9-1-F".
_APART_CODE = re.compile(r"(?<![\w.-])(?:[A-Za-z\d][-\u2011.•·*~|]){5,11}[A-Za-z\d](?![\w-]|\.\w)")
_APART_HINT = re.compile(r"[-\u2011.•·*~|][A-Za-z\d][-\u2011.•·*~|][A-Za-z\d][-\u2011.•·*~|]")
_APART_SIGN = re.compile(r"(?<=(?<!\w)[A-Za-z\d])[-\u2011.•·*~|](?=[A-Za-z\d](?!\w))")


def _substituted(view: View, pattern: re.Pattern[str], value: str) -> View:
    """The text with every match replaced; what is put there lies where the match began."""
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for m in pattern.finditer(view.text):
        pieces += [view.text[position : m.start()], value]
        starts.extend(range(position, m.start()))
        starts.extend([m.start()] * len(value))
        position = m.end()
    pieces.append(view.text[position:])
    starts.extend(range(position, len(view.text)))
    return View("".join(pieces), _compose(view.back, starts, len(view.text)), view.blob)


# Letters and digits one by one, as in "8 - K V P - 9 1".
_SPACED_START = re.compile(r" [A-Za-z\d](?:[ .]-?[ .]{0,2}[A-Za-z\d]){3}")
_SPACED_CODE = re.compile(
    r"(?<![\w])(?=[^\n]{0,16}\d)(?=[^\n]{0,16}[A-Za-z])[A-Za-z\d](?:[ .]{1,3}-?[ .]{0,2}[A-Za-z\d]"
    r"){5,11}(?!\w)"
)


def _close(view: View) -> View:
    """The text with such runs closed up; hyphens stay."""
    pieces: list[str] = []
    starts: list[int] = []
    for position, character in enumerate(view.text):
        pieces.append(character)
        starts.append(position)
    gone: set[int] = set()
    for m in _SPACED_CODE.finditer(view.text):
        gone.update(i for i in range(*m.span()) if view.text[i] in " .")
    kept = [i for i in starts if i not in gone]
    text = "".join(pieces[i] for i in kept)
    return View(text, _compose(view.back, kept, len(view.text)), view.blob)


# Letters one by one with a wider space, or nothing, between words: "T i j n  V e r h o e v e n".
_SPACED_LETTERS = re.compile(r"(?<!\w)\w(?: {1,3}\w){6,400}(?!\w)")
MAX_WORD = 20  # characters of a word that is looked for in a row of letters


def _join_letters(view: View, lexicon: Lexicon) -> View:
    """The text with rows of single letters written as words."""
    text = view.text
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for m in _SPACED_LETTERS.finditer(text):
        pieces.append(text[position : m.start()])
        starts.extend(range(position, m.start()))
        at = [i for i in range(*m.span()) if text[i] != " "]
        row = "".join(text[i] for i in at)
        wide = {k for k in range(1, len(at)) if at[k] - at[k - 1] > 2}
        for k in _word_ends(fold(row), lexicon) if not wide else sorted({*wide, len(at)}):
            first = 0 if not starts or starts[-1] < m.start() else at.index(starts[-2]) + 1
            pieces.append(row[first:k] + " ")
            starts.extend([*at[first:k], at[k - 1]])
        position = m.end()
    pieces.append(text[position:])
    starts.extend(range(position, len(text)))
    return View("".join(pieces), _compose(view.back, starts, len(text)), view.blob)


def _word_ends(row: str, lexicon: Lexicon) -> list[int]:
    """Where the words of a row of letters end, in as few known words as can be."""

    def cost(word: str) -> int:
        bit = lexicon.bits.get(word, 0)
        if bit & BODY:  # names of bodies and products, which are of any letters
            return 9
        return (4 if bit & FUNCTION else 5) if bit else 15 * len(word)

    best: list[tuple[int, int]] = [(0, 0)]  # cost and where the last word begins
    for end in range(1, len(row) + 1):
        first = max(0, end - MAX_WORD)
        best.append(min((best[b][0] + cost(row[b:end]), b) for b in range(first, end)))
    ends = []
    end = len(row)
    while end:
        ends.append(end)
        end = best[end][1]
    return ends[::-1]


# Digits typed as the letters that look like them: "O6 3l88".
_SEEMING_START = re.compile(r"[0-9](?:[OolI]|(?<=[OolI][0-9]))")
_SEEMING = re.compile(
    r"(?<![A-Za-z\d])(?=[OolI\d -]{0,16}[OolI])[OolI\d](?:[ -]{0,3}[OolI\d]){8,14}(?!\w)"
)
_SEEMING_POSTCODE = re.compile(r"(?<!\w)[1-9lI][\dOolI]{3}(?= ?[A-Za-z]{2}(?!\w))")
_AS_DIGITS = str.maketrans("OolI", "0011")


def _as_digits(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_AS_DIGITS) if sum(c.isdigit() for c in word) > 5 else word


def _as_postcode(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_AS_DIGITS) if sum(c.isdigit() for c in word) > 1 else word


# "nul-zes-acht-twee": number words strung together.
_HYPHENED = re.compile(r"[A-Za-zé]+(?:-[A-Za-zé]+){2,30}")


def _apart(match: re.Match[str]) -> str:
    words = fold(match.group()).split("-")
    known = sum(w in _VALUES or len(w) == 1 for w in words)
    return match.group().replace("-", " ") if known == len(words) else match.group()


_BACKWARDS = words_of(
    """
    achterstevoren omgekeerd omgedraaid achteruit andersom gespiegeld backwards reversed reverse
    ruckwarts
    """
)


def _backwards(view: View, tokens: Tokens, lexicon: Lexicon) -> View | None:
    """The text with words turned round that are names when read from the end: "ennaS"."""
    told = not _BACKWARDS.isdisjoint(tokens.vocabulary)
    get = lexicon.bits.get
    text = view.text
    pieces = None
    if not told and tokens.unknown and is_foreign(tokens):
        return None  # a word of another language is no name turned round
    for i in range(len(tokens.words)) if told else tokens.unknown:
        bit, word = tokens.bits[i], tokens.words[i]
        if word.isdigit():
            if not (told and len(word) > 3):
                continue
        elif (bit and not (told and not bit & (FUNCTION | COMMON))) or len(word) < (
            3 if told else 5
        ):
            continue
        elif told and not bit and tokens.raw[i][-1].isupper() and tokens.raw[i][0].islower():
            pass  # "annasoS": the capital stands where a name turned round has it
        elif get(word[::-1], 0) & (WORD | FUNCTION) or not get(word[::-1], 0) & (FIRST | SURNAME):
            continue
        pieces = pieces or list(text)
        start, end = tokens.spans[i]
        pieces[start:end] = text[start:end][::-1].title()
    return View("".join(pieces), view.back, view.blob) if pieces else None


# A sign inside a word that nobody writes there: "m*ila*n".
_SPLITTERS = frozenset("*~^|·•")
_SPLIT_WORD = re.compile(r"(?<=[A-Za-z])[*~^|·•]{1,2}(?=[A-Za-z])")


def _unsplit(view: View) -> View:
    """The text without signs that stand inside words."""
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for m in _SPLIT_WORD.finditer(view.text):
        pieces.append(view.text[position : m.start()])
        starts.extend(range(position, m.start()))
        position = m.end()
    pieces.append(view.text[position:])
    starts.extend(range(position, len(view.text)))
    return View("".join(pieces), _compose(view.back, starts, len(view.text)), view.blob)


def _unleet(text: str, lexicon: Lexicon) -> str | None:
    if not _LEET_HINT.search(text):
        return None
    changed = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal changed
        word = match.group()
        letters = word.translate(_LEET)
        if word[:-1].isdigit():
            return word  # "457a" is a number of an article
        if word[-1] in "!|" and not letters[:-1].isalpha():
            return word
        if word[-1] == "!":
            letters = letters[:-1] + "!"
        bits = lexicon.bits.get(fold(letters.rstrip("!")), 0)
        if bits and len(letters) == len(word):
            changed += LEET_NAME if bits & (FIRST | SURNAME) and word != word.upper() else 1
            return letters
        return word

    mended = _LEET_WORD.sub(mend, text)
    return mended if changed >= LEET_NAME else None


_UNITS = {
    w: str(n)
    for n, words in enumerate(
        (
            "nul zero oh null", "een one eins ein", "twee two zwei zwo", "drie three drei",
            "vier four", "vijf five funf fuenf", "zes six sechs", "zeven seven sieben",
            "acht eight",
            "negen nine neun", "tien ten zehn", "elf eleven", "twaalf twelve zwolf",
            "dertien thirteen dreizehn", "veertien fourteen vierzehn",
            "vijftien fifteen funfzehn",
            "zestien sixteen sechzehn", "zeventien seventeen siebzehn",
            "achttien eighteen achtzehn", "negentien nineteen neunzehn",
        )
    )
    for w in words.split()
}  # fmt: skip
_TENS = {
    w: n * 10
    for n, words in enumerate(
        (
            "twintig twenty zwanzig", "dertig thirty dreissig dreisig", "veertig forty vierzig",
            "vijftig fifty funfzig", "zestig sixty sechzig", "zeventig seventy siebzig",
            "tachtig eighty achtzig", "negentig ninety neunzig",
        ),
        start=2,
    )
    for w in words.split()
}  # fmt: skip
_HUNDREDS = {
    w: str(n)
    for n, w in enumerate(
        ("", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"), start=1
    )
}
# Fewest number words in a row that can be a number of a person: "nul zes", then pairs.
MIN_WORDED = 4


def _digit_words(words: str) -> dict[str, str]:
    return {word: str(value) for value, word in enumerate(words.split())}


def _number_words() -> dict[str, str]:
    """Digits of the Dutch, English and German number words up to 99."""
    values = dict(_UNITS)
    for tens, value in _TENS.items():
        values[tens] = str(value)
        for unit, digit in _UNITS.items():
            if len(digit) == 1 and digit != "0":
                whole = str(value + int(digit))
                values.update({f"{unit}en{tens}": whole, f"{unit}und{tens}": whole})
                values[f"{tens}-{unit}"] = whole
    dutch = {w: n for w, n in values.items() if "-" not in w} | {"": ""}
    for hundred, first in _HUNDREDS.items():
        for word, rest in dutch.items():
            values[f"{hundred}honderd{word}"] = f"{first}{rest.zfill(2)}"
    return values


_VALUES = (
    _number_words()
    | {"nulzes": "06"}
    | _digit_words(
        "sifir bir iki uc dort bes alti yedi sekiz dokuz"  # Turkish
    )
    | _digit_words("zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec")
)  # Polish
# Number words written as one: their parts, so that few words need to be taken apart.
_STRUNG_SIGN = re.compile(
    r"nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|zero|one|two|three|four|five"
    r"|six|seven|eight|nine"
)


@cache
def _strung_part() -> re.Pattern[str]:
    """A number word at the beginning, the longest first; compiled when first needed."""
    return re.compile("|".join(sorted((w for w in _VALUES if w.isalpha()), key=len, reverse=True)))


def _strung_values(word: str) -> list[str] | None:
    """Digits of the number words that a word consists of; None when it holds anything else."""
    if not _STRUNG_SIGN.match(word):
        return None
    pattern = _strung_part()
    values = []
    position = 0
    while position < len(word):
        m = pattern.match(word, position)
        if m is None:
            return None
        values.append(_VALUES[m.group()])
        position = m.end()
    return values


_SPELLED_OUT = words_of("kenteken nummerbord plaat kentekenplaat nummerplaat kent plate postcode")
# What is announced as a number may be short and have letters in it: "kenteken tg nul acht twee x".
_ANNOUNCED = words_of(
    """
    kenteken nummerbord plaat kentekenplaat nummerplaat postcode pc bsn vnr vnummer v-nummer nummer
    nr plate
    """
)


def _value(word: str) -> str | None:
    """Digits of a number, a number word or several written as one; None for another word."""
    if word.isdigit():
        return word
    value = _VALUES.get(word)
    if value is None and len(word) > 6 and (values := _strung_values(word)):
        value = "".join(values)
    return value


# Words that spell letters: the NATO alphabet and the Dutch one.
_SPELLING = {
    w: w[0]
    for w in words_of(
        """
        alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike
        november oscar papa quebec romeo sierra tango uniform victor whiskey xray x-ray yankee zulu
        anton anna bernard bernhard cornelis dirk eduard ferdinand gerard hendrik izaak isaak jan
        johan karel lodewijk maria nico otto pieter quotient rudolf simon teunis utrecht victor
        willem xantippe ypsilon zacharias
        """
    )
}


def _is_worded(words: list[str]) -> bool:
    """Whether number words or spelled letters are among words, apart from the article "een"."""
    return any(w in _SPELLING or (w in _VALUES and w != "een") for w in words)


def _part(word: str, announced: bool) -> str | None:
    """Digits of a number word; behind "kenteken" and the like also a letter that is spelled."""
    value = _value(word)
    if value is None and announced:
        value = _SPELLING.get(word) or (word if len(word) == 1 and word.isalpha() else None)
    return value


def _strung(word: str) -> bool:
    """Whether an unknown word is several number words in one: "tweezevennegen"."""
    return len(word) > 6 and word not in _VALUES and bool(_strung_values(word))


def _amid_digits(words: list[str], i: int) -> bool:
    """Whether a number word stands among numbers in digits: "06 veertien 27 38"."""
    if i + 1 == len(words) or not words[i + 1].isdigit():
        return False
    before, after = words[max(0, i - 1) : i], words[i + 1 : i + 3]
    least = 1 if words[i] == "nul" else 2  # "nul 6 5173": telephone numbers begin so
    return all(w.isdigit() for w in (*before, *after)) and len(before) + len(after) > least


_ARTICLES = (["een"], ["one"], ["ein"])  # alone among digits no number: "31-08-2016 een"
_DOTS = words_of("punt dot punkt")
_BETWEEN = words_of(", - . en and und of streepje punt dot punkt spatie dan daarna vervolgens ( )")


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
LEAST_SPELLED = 6  # letters and digits of a plate


def _spells_plate(words: list[str]) -> bool:
    """Whether letters and number words follow each other as on a plate: "r vier drie k f x"."""
    letters = numbers = 0
    for word in words:
        if len(word) == 1 and word.isalpha():
            letters += 1
        elif word in _VALUES:
            numbers += 1
        else:
            if letters > 1 and numbers > 1 and letters + numbers >= LEAST_SPELLED:
                return True
            letters = numbers = 0
    return letters > 1 and numbers > 1 and letters + numbers >= LEAST_SPELLED


def _digits(view: View, tokens: Tokens) -> View | None:
    """The text with runs of number words written as digits; the rest keeps its place."""
    words = tokens.words
    strung = [i for i in tokens.unknown if _strung(words[i])]
    spelled = (
        bool(tokens.seen & VEHICLE)
        or not _SPELLED_OUT.isdisjoint(tokens.vocabulary)
        or (len(_LETTERS & tokens.vocabulary) > 1 and _spells_plate(words))
    )
    worded = bool(tokens.seen & NUMBER_WORD) or any(words[i] in _VALUES for i in tokens.unknown)
    if not worded and not strung and not spelled:
        return None
    starts_at = [*itertools.compress(range(len(words)), map(_VALUES.__contains__, words)), *strung]
    starts_at.sort()
    if spelled:
        starts_at = sorted(starts_at + [i for i, w in enumerate(words) if w in _SPELLING])
    announced = bool(tokens.seen & VEHICLE) or not _ANNOUNCED.isdisjoint(tokens.vocabulary)
    if not starts_at:
        return None
    near = 4 if _DOTS.isdisjoint(tokens.vocabulary) else 8
    if (
        not announced
        and not strung
        and "nulzes" not in words
        and not any(c - a < near for a, c in itertools.pairwise(starts_at))
        and not (tokens.numbers and any(_amid_digits(words, i) for i in starts_at))
    ):
        return None
    runs: list[tuple[int, int, str]] = []
    i = max(0, starts_at[0] - 8)
    size = len(words)
    while i < size:
        first = _part(words[i], spelled)
        if first is None:
            i += 1
            continue
        values, j, worded, last = [first], i + 1, not words[i].isdigit(), i
        dotted = False
        while j < size:
            if words[j] in _BETWEEN:
                dotted = words[j] in _DOTS
                j += 1
                continue
            if words[j + 1 : j + 2] in (["keer"], ["maal"]) and (count := _value(words[j])):
                k = j + 2 + (words[j + 2 : j + 3] in (["de"], ["een"], ["het"]))
                value = _part(words[k], spelled) if k < size and len(count) == 1 else None
                if value and len(value) == 1:
                    values.append(value * int(count))
                    last, worded, j = k, True, k + 1
                    continue
            if (
                words[j] in ("dubbel", "double")
                and j + 1 < size
                and (value := _value(words[j + 1]))
            ):
                values.append(value * 2)
                j += 2
                last, worded = j - 1, True
                continue
            value = _part(words[j], spelled)
            if value is None:
                break
            values.append("." + value if dotted else value)
            dotted = False
            worded = worded or not words[j].isdigit()
            last = j
            j += 1
        size_of = len("".join(values))
        spoken = [w for w in words[i : last + 1] if not w.isdigit() and w not in _BETWEEN]
        if (
            worded
            and spoken not in _ARTICLES
            and (
                (len(values) >= MIN_WORDED and size_of >= 6)
                or size_of >= 9
                or (announced and len(values) > 1 and _is_worded(words[i : last + 1]))
            )
        ):
            runs.append((i, last, "".join(values)))
        i = j
    if not runs:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for begin, end, value in runs:
        a, b = tokens.spans[begin][0], tokens.spans[end][1]
        pieces += [view.text[position:a], value]
        starts.extend(range(position, a))
        starts.extend([a] * len(value))
        position = b
    pieces.append(view.text[position:])
    starts.extend(range(position, len(view.text)))
    return View("".join(pieces), _compose(view.back, starts, len(view.text)), view.blob)
