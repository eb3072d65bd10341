"""From a stream of text to sentences with the numbers of their sources. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.sentences import split_sentences

LONGEST = 1_200  # characters; no sentence is this long, so what is has no end

# "[1]", "[1, 2]", "[bron 3]", "[1-3]"; some models write "【1】"
_INSIDE = r"[Bb]ron(?:nen)?|\d{1,3}|en|[\s,;:–-]"
_MARK = re.compile(rf"\[(?:{_INSIDE}){{1,20}}\]")
_STOP_MARKS = re.compile(rf"(?P<stop>[.!?…]{{1,3}})(?P<marks>(?:[ \t]*{_MARK.pattern}){{1,8}})")
_LEADING_MARKS = re.compile(rf"(?:\s*{_MARK.pattern}){{1,8}}")
_ASKED_END = re.compile(rf"{_MARK.pattern}[.!]\s*$")  # as the prompt asks, so it is certain
_OPEN_MARK = re.compile(r"\s*(?:\[[^\[\]]{0,40})?")  # a mark that is still being written
_NUMBER = re.compile(r"(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?")
_BULLET = re.compile(r"\s*(?:[-*•▪●+]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.,;:!?])")
_THINKING, _THINKING_ENDS = "<think>", "</think>"

_ABSENT = re.compile(
    r"\b(?:niet|niets|geen)\b[^.]{0,60}\bbron(?:nen)?\b"
    r"|\bbron(?:nen)?\b[^.]{0,60}\b(?:niet|niets|geen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as the model wrote it, without the numbers."""

    text: str  # "" for what was no sentence at all
    numbers: tuple[int, ...] = ()  # of the sources that it names, each once, in order

    @property
    def says_absent(self) -> bool:
        """Whether it says that the sources do not hold the answer."""
        return bool(_ABSENT.search(self.text))


class Sentences:
    """Takes pieces of text, gives sentences as soon as their end is certain."""

    def __init__(self) -> None:
        self._rest = ""  # not yet given
        self._same_line = False  # the rest follows a sentence that was given, on one line
        self._list: list[Claim] = []  # the sentence that announces a list, and its items

    def feed(self, piece: str) -> list[Claim]:
        """Return the sentences that this piece completes."""
        self._rest += piece.replace("\r\n", "\n").replace("\r", "\n")
        if _THINKING_ENDS in self._rest:
            self._rest = self._rest.rpartition(_THINKING_ENDS)[2]
            self._same_line = False
        if self._rest.lstrip().startswith(_THINKING):
            # what is thought is not read, but its end must be seen
            self._rest = _THINKING + self._rest.lstrip()[len(_THINKING) :][-len(_THINKING_ENDS) :]
            return []
        marks = _LEADING_MARKS.match(self._rest)
        if marks and self._same_line:  # of the sentence that was given
            self._rest = self._rest[marks.end() :]
        cut = _certain(self._rest)
        done, self._rest = self._rest[:cut], self._rest[cut:]
        claims = self._claims(done)
        if done:
            self._same_line = not done.endswith("\n")
        if len(self._rest) > LONGEST:
            self._rest = ""
            claims.append(Claim(""))
        return claims

    def finish(self) -> list[Claim]:
        """Return what is left when the model ended its text."""
        claims = [*self.feed("\n"), *self._end_list()]
        self._rest = ""
        return claims

    def _claims(self, text: str) -> list[Claim]:
        claims: list[Claim] = []
        for line in text.split("\n"):
            bullet = _BULLET.match(line)
            bare = line[bullet.end() :] if bullet else line
            if not bare.strip():
                continue
            found = [] if bare.lstrip().startswith("#") else [_claim(s) for s in _split(bare)]
            if bullet and self._list:
                self._list += found
                continue
            claims += self._end_list()
            if found and found[-1].text.endswith(":"):
                self._list = [found.pop()]
            claims += found
        return claims

    def _end_list(self) -> list[Claim]:
        """The list as one sentence: an item alone may say more than the list does."""
        parts, self._list = self._list, []
        if len(parts) < 2:  # announced and not given
            return []
        items = "; ".join(p.text.rstrip(" .;,") for p in parts[1:])
        numbers = dict.fromkeys(n for p in parts for n in p.numbers)
        return [Claim(f"{parts[0].text} {items}.", tuple(numbers))]


def numbered_lines(text: str) -> dict[int, Claim]:
    """Return the sentences of a repaired text by their number: "2) De ouder beslist [1]."."""
    found: dict[int, Claim] = {}
    for line in text.split("\n"):
        label = re.match(r"\s*(\d{1,2})\s*[).:]\s*", line)
        if label:
            claims = [_claim(s) for s in _split(line[label.end() :])]
            if len(claims) == 1:  # two sentences for one are no repair
                found.setdefault(int(label.group(1)), claims[0])
    return found


def problem(text: str) -> str:
    """Return why a text cannot be shown as a sentence, whatever the sources say; "" when it can.

    Returns:
        "empty", "markup", "address", "not-text", "question" or "unfinished".
    """
    if not any(c.isalpha() for c in text):
        return "empty"
    if any(c in text for c in "<>{}[]`|\\") or "&#" in text:
        return "markup"
    if re.search(r"https?:|www\.|@|://", text, re.IGNORECASE):
        return "address"
    if any(unicodedata.category(c).startswith("C") or c == "\ufffd" for c in text):
        return "not-text"
    bare = text.rstrip("\"'”’»)")
    if bare.endswith("?"):
        return "question"
    return "" if bare.endswith((".", "!", "…")) else "unfinished"


def _certain(text: str) -> int:
    """Offset up to which the sentences of a text cannot change by what follows."""
    line = text.rfind("\n") + 1
    tail = text[line:]
    if _ASKED_END.search(tail):
        return len(text)
    if not any(c in tail for c in ".?!…"):
        return line
    spans = split_sentences(tail)
    if len(spans) < 2:
        return line
    start = spans[-1].start
    marks = _LEADING_MARKS.match(tail, start)
    if marks:
        start = marks.end()  # they belong to the sentence before
    if _OPEN_MARK.fullmatch(tail, start):  # more of them may come
        start = spans[-2].start
    return line + start


def _split(line: str) -> list[str]:
    """Sentences of a line, each with its marks before its stop."""
    moved = _STOP_MARKS.sub(lambda m: m["marks"] + m["stop"], line.translate(_BRACKETS))
    return [moved[s.start : s.end] for s in split_sentences(moved)]


_BRACKETS = str.maketrans("【】", "[]")


def _claim(sentence: str) -> Claim:
    numbers: dict[int, None] = {}
    for mark in _MARK.finditer(sentence):
        for first, last in _NUMBER.findall(mark.group()):
            low, high = int(first), int(last or first)
            numbers.update(dict.fromkeys(range(low, min(high, low + 9) + 1)))
    text = _EMPHASIS.sub("", _MARK.sub("", sentence))
    text = _SPACE_BEFORE_STOP.sub(r"\1", " ".join(text.split()))
    if text and numbers and text[-1].isalnum():
        text += "."  # "De ouder beslist [1]" without a stop is a whole sentence
    return Claim(text, tuple(numbers))
