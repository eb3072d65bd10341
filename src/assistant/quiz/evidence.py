"""Which words of the sources say that a statement is right, or what they say instead of it.

A quotation is whole sentences that stand together. A sentence that only opens a list takes points
along; a point from further down a list is shown behind the sentence that opens it. Feedback shows
the whole passage: readers found that chosen sentences too often leave out the one that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language import fold
from assistant.quiz.material import LONGEST_QUOTE, Material, stems
from assistant.quiz.records import Proof
from assistant.records import Passage
from assistant.sentences import Span, split_sentences

_SENTENCES = 5  # of a quotation
DECISIVE = 0.12  # what the decisive words of a case add, beside a share of words from 0 to 1
_NAMED = 0.2  # what it adds when the question names the source, and once more its article or part
_LENGTH = 0.2  # what the longest quotation loses
_APART = 0.5  # what it adds to speak of what only the statement says, the question does not
_ENOUGH = 0.3  # share of such words from which more of them add nothing
_LONGEST_SHORT = 600  # characters of a passage that is quoted as a whole
_HANGING = 0.06  # what a quotation loses that begins with a word about the sentence before
_MOST = 3  # quotations of an item
_LONGEST_WHOLE = 1_500  # characters of quotations of one passage that are shown as one
_LONGEST_OPENING = 600  # characters of the sentence that opens a list
_LEFT_OUT = "[…]"
_POINT = re.compile(
    r"(?P<letter>[a-z]{1,2}[.)]\s)|(?P<number>\d{1,2}[.)]\s)|(?P<degree>\d{1,2}[°º]\.?\s)"
    r"|(?P<dash>[–•-]\s)|(?P<plain>[a-z])"
)
_LEANS = re.compile(
    r"^(?:Dit|Dat|Dan|Deze|Die|Daar\w*|Hier\w*|Ook|Zij|Hij|Reden)\b"
    r"|\b(?:hiervan|daarvan|hiervoor|hiertoe|daarmee)\b"
)
_OPENS = re.compile(r"(?::|\b(?:aan|van|voor|door|dat|indien);)\s*$")  # a list follows
_BOOK = re.compile(r"/bw(\d)$")
_PART = re.compile(r"\bdeel \d\b")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A proof, and how it is shown."""

    proof: Proof
    shown: str  # the quote, behind the sentence that opens its list when that stands further up
    whole: str  # the passage that it stands in


@dataclass(frozen=True, slots=True)
class _Window:
    """Whole sentences that stand together."""

    start: int  # text[start:end]; characters from 0, end exclusive
    end: int
    opening: Span | None  # the sentence that opens the list, when it stands further up
    held: frozenset[str]  # stems, of the opening too
    hangs: bool  # whether it begins with a word about the sentence before

    @property
    def length(self) -> int:
        """Characters that are shown."""
        opening = self.opening
        return self.end - self.start + (opening.end - opening.start if opening else 0)

    def shown(self, text: str) -> str:
        """What a reader sees of it."""
        quote = text[self.start : self.end]
        if self.opening is None:
            return quote
        return f"{text[self.opening.start : self.opening.end]}\n{_LEFT_OUT}\n{quote}"


def evidence(
    material: Material,
    passage_ids: Iterable[str],
    said: str,
    *,
    instead: Sequence[str] = (),
    prompt: str = "",
    decisive: Mapping[str, Sequence[str]] | None = None,
    trust: float = DECISIVE,
) -> Quotation:
    """Return the quotation that has most to do with what is said.

    Args:
        material: holds the passages.
        passage_ids: where it may come from, at least one.
        said: the statement.
        instead: what is right, when the statement is wrong; the one that the quotation says best
            counts as much as the statement.
        prompt: a source, article or part that it names goes first.
        decisive: words that prove the answer, by passage id.
        trust: what such words add, beside a share of the words from 0 to 1.

    Returns:
        The quotation; the quote of its proof stands verbatim in its passage.
    """
    ids = tuple(dict.fromkeys(passage_ids))
    wanted = _weighed(material, said)
    apart = _apart(material, ids, said, prompt) if instead else {}
    if instead and ids and not apart and (whole := _whole(material, ids)):
        return whole
    right = _nearness(wanted, [_weighed(material, text) for text in instead])
    best: tuple[float, Passage, _Window] | None = None
    for passage_id in ids:
        passage = material.passages[passage_id]
        extra = _named(material, passage, prompt)
        places = _places(passage.text, (decisive or {}).get(passage_id, ()))
        for window in _windows(passage.text):
            score = _held(wanted, window.held)
            if right:
                score = (score + max(near * _held(r, window.held) for r, near in right)) / 2
            score += extra + _APART * min(_ENOUGH, _held(apart, window.held))
            score += trust * any(window.start <= a and b <= window.end for a, b in places)
            score -= _LENGTH * min(1.0, window.length / LONGEST_QUOTE) + _HANGING * window.hangs
            if best is None or score > best[0]:
                best = score, passage, window
    if best is None:
        raise ValueError("there is no passage to quote")
    _score, passage, window = best
    proof = material.proof(passage, passage.text[window.start : window.end])
    return Quotation(proof, window.shown(passage.text), passage.text)


def _apart(
    material: Material, passage_ids: Iterable[str], said: str, prompt: str
) -> Mapping[str, float]:
    """The stems of a statement that its question does not have, by how few sentences hold them.

    Their shares are together 1, with those that no sentence holds; {} when none holds any.
    """
    texts = [material.passages[i].text for i in passage_ids]
    held = [stems(text[s.start : s.end]) for text in texts for s in split_sentences(text)]
    number = {n: sum(n in each for each in held) for n in sorted(stems(said) - stems(prompt))}
    if not any(number.values()):
        return {}
    found = {stem: material.weight(stem) / max(1, n) for stem, n in number.items()}
    whole = sum(found.values())
    return {stem: weight / whole for stem, weight in found.items()}


def _whole(material: Material, passage_ids: Iterable[str]) -> Quotation | None:
    """The shortest passage as a whole, None when it is long."""
    shortest = min((material.passages[i] for i in passage_ids), key=lambda p: len(p.text))
    text = shortest.text.strip()
    if len(text) > _LONGEST_SHORT:
        return None
    return Quotation(material.proof(shortest, text), text, shortest.text)


def _nearness(
    wanted: Mapping[str, float], instead: Sequence[Mapping[str, float]]
) -> list[tuple[Mapping[str, float], float]]:
    """Each right point with how much it has to do with what is said, from a half to 1."""
    shared = [_held(wanted, frozenset(text)) for text in instead]
    most = max(shared, default=0.0) or 1.0
    return [(text, 0.5 + 0.5 * n / most) for text, n in zip(instead, shared, strict=True)]


def _places(text: str, decisive: Sequence[str]) -> list[tuple[int, int]]:
    """Everywhere that decisive words stand: points of a list may share them."""
    return [m.span() for words in decisive for m in re.finditer(re.escape(words), text)]


def together(
    material: Material, found: Iterable[Quotation], most: int = _MOST
) -> tuple[Quotation, ...]:
    """Return quotations without those that another one holds, in order.

    Several of one passage become one, with all that stands between them, when that is not long.

    Args:
        material: holds the passages.
        found: quotations.
        most: how many come back at most.
    """
    by_passage: dict[str, list[Quotation]] = {}
    for quotation in found:
        by_passage.setdefault(quotation.proof.passage_id, []).append(quotation)
    kept: list[Quotation] = []
    for passage_id, quotations in by_passage.items():
        for quotation in _merged(material, material.passages[passage_id], quotations):
            if not any(quotation.proof.quote in k.proof.quote for k in kept):
                kept.append(quotation)
    return tuple(kept[:most])


def _merged(
    material: Material, passage: Passage, quotations: Sequence[Quotation]
) -> Sequence[Quotation]:
    if len({q.proof.quote for q in quotations}) == 1:
        return quotations[:1]
    text = passage.text
    start = min(text.find(q.proof.quote) for q in quotations)
    end = max(text.find(q.proof.quote) + len(q.proof.quote) for q in quotations)
    if end - start > _LONGEST_WHOLE:
        return quotations
    opening = min(text.find(q.shown.split(f"\n{_LEFT_OUT}")[0]) for q in quotations)
    if 0 <= opening < start and end - opening <= 2 * LONGEST_QUOTE:
        start = opening
    quote = text[start:end]
    return [Quotation(material.proof(passage, quote), quote, text)]


def about(quotation: Quotation, text: str) -> float:
    """Return the share of the words of a text that a quotation holds too, 0 to 1."""
    said = stems(text)
    return len(said & stems(quotation.shown)) / len(said) if said else 0.0


def _weighed(material: Material, text: str) -> Mapping[str, float]:
    """The stems of a text, each with its share of what the text says; together 1."""
    weights = {s: material.weight(s) for s in stems(text)}
    whole = sum(weights.values())
    return {s: weight / whole for s, weight in weights.items()}


def _held(wanted: Mapping[str, float], held: frozenset[str]) -> float:
    return sum(share for stem, share in wanted.items() if stem in held)


def _named(material: Material, passage: Passage, prompt: str) -> float:
    """How much a question points at a passage by name."""
    asked = fold(prompt)
    source = material.sources[passage.source_id]
    names = {fold(source.short_title or source.title), source.id.rpartition("/")[2]}
    book = _BOOK.search(source.id)
    if book and passage.article:  # "artikel 1:247 BW"
        names.add(f"{book[1]}:{passage.article.partition(':')[2] or passage.article}")
    found = any(re.search(rf"\b{re.escape(name)}\b", asked) for name in names if name)
    if not found:
        return 0.0
    part = _PART.search(asked)
    closer = (passage.article and re.search(rf"\b{re.escape(passage.article)}\b", asked)) or (
        part and part[0].replace(" ", "-") in passage.id
    )
    return _NAMED * (2 if closer else 1)


@lru_cache(maxsize=2048)
def _windows(text: str) -> tuple[_Window, ...]:
    """The stretches of a text that can be quoted."""
    spans = split_sentences(text)
    each = [stems(text[s.start : s.end]) for s in spans]
    openings = _openings(text, spans)
    leaning = [n > 0 and bool(_LEANS.search(text[s.start : s.end])) for n, s in enumerate(spans)]
    found: list[_Window] = []
    for first, span in enumerate(spans):
        opening = openings[first]
        at = spans.index(opening) if opening else first
        further = opening if opening is not None and at + 1 < first else None
        above = each[at] if further else frozenset()
        hangs = leaning[first]
        before = spans[first - 1] if hangs else span
        if hangs and not leaning[first - 1] and span.end - before.start <= LONGEST_QUOTE:
            continue  # the sentence before it comes along
        if opening is not None and further is None:
            continue  # the first point goes with the sentence that opens its list
        for last in range(first, min(first + _SENTENCES, len(spans))):
            end = spans[last].end
            opens = last == first + 1 and bool(_OPENS.search(text[span.start : span.end]))
            if last > first and not opens and end - span.start > LONGEST_QUOTE:
                break
            if _OPENS.search(text[span.start : end]) and last + 1 < len(spans):
                continue
            held = above.union(*each[first : last + 1])
            found.append(_Window(span.start, end, further, held, hangs))
    return tuple(found)


def _openings(text: str, spans: Sequence[Span]) -> list[Span | None]:
    """For each sentence the one that opens its list, None when it is no point of a list.

    A point that opens a list of its own does so for points that are marked in another way.
    """
    found: list[Span | None] = []
    open_now: list[tuple[Span, str]] = []  # with the mark of the point that it is, "" for none
    for number, span in enumerate(spans):
        line = text[span.start : span.end]
        new_line = number > 0 and "\n" in text[spans[number - 1].end : span.start]
        mark = _mark(line) if new_line else ""
        if new_line and not mark:
            open_now.clear()
        while mark and open_now and open_now[-1][1] == mark:
            open_now.pop()
        found.append(open_now[-1][0] if open_now else None)
        if _OPENS.search(line) and len(line) <= _LONGEST_OPENING:
            open_now.append((span, mark))
    return found


def _mark(line: str) -> str:
    """How a point is marked: the name of the pattern that fits, "" when it is none."""
    match = _POINT.match(line)
    return match.lastgroup or "" if match else ""
