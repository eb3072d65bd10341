"""What changed between two versions of a law, by article and lid, down to the words."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assistant.readers.law import OMISSION, LawArticle, LawLid
from assistant.records import ArticleStatus


class Fate(StrEnum):
    """What happened to an article or a lid."""

    ADDED = "nieuw"
    CHANGED = "gewijzigd"
    RENUMBERED = "vernummerd"
    EXPIRED = "vervallen"


class PieceKind(StrEnum):
    """Where a stretch of words stands."""

    SAME = "same"
    REMOVED = "removed"  # only in the old text
    ADDED = "added"  # only in the new text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words of a text that was compared with another."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LidChange:
    """What happened to one lid, or to the whole of an article without numbered leden."""

    lid: str | None  # its number now, or its last number when it is gone
    fate: Fate
    was: str | None = None  # its number before, when it is an old lid
    pieces: tuple[Piece, ...] = ()  # both texts, when it was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChange:
    """What happened to one article."""

    article: str
    fate: Fate
    since: str | None  # ISO date; None when the new version does not tell
    leden: tuple[LidChange, ...] = ()  # those that are not as before; () unless CHANGED


# A comparison takes time in proportion to the product of both lengths; beyond this what stands
# between the same beginning and the same end is replaced in one piece.
_MOST_PAIRS: Final = 1_000_000
_TOKEN = re.compile(r"\n|[^\s]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; very long ones line by line first.

    Returns:
        Pieces in reading order. Those that are not ADDED give the words of `old`, those that are
        not REMOVED the words of `new`; line breaks are kept, other white space is one space.
    """
    a, b = _LINE.findall(old), _LINE.findall(new)
    small = len(old.split()) * len(new.split()) <= _MOST_PAIRS
    pieces: list[tuple[PieceKind, list[str]]] = []
    for same, one, other in [(False, a, b)] if small else _aligned(a, b):
        before, after = _TOKEN.findall("".join(one)), _TOKEN.findall("".join(other))
        pieces += [(PieceKind.SAME, before)] if same else _compare(before, after)
    return tuple(Piece(kind, _joined(words)) for kind, words in _merged(pieces))


def _compare(a: list[str], b: list[str]) -> Iterator[tuple[PieceKind, list[str]]]:
    for same, one, other in _aligned(a, b):
        if same:
            yield PieceKind.SAME, one
        else:
            yield PieceKind.REMOVED, one
            yield PieceKind.ADDED, other


def _aligned(a: list[str], b: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Stretches of two sequences in order, and whether they are the same."""
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    old, new = a[head : len(a) - tail], b[head : len(b) - tail]
    yield True, a[:head], b[:head]
    if len(old) * len(new) > _MOST_PAIRS:
        yield False, old, new
    else:
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for tag, a1, a2, b1, b2 in matcher.get_opcodes():
            yield tag == "equal", old[a1:a2], new[b1:b2]
    yield True, a[len(a) - tail :], b[len(b) - tail :]


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    for index, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return index
    return min(len(a), len(b))


def _merged(
    pieces: Sequence[tuple[PieceKind, list[str]]],
) -> Iterator[tuple[PieceKind, list[str]]]:
    held: tuple[PieceKind, list[str]] | None = None
    for kind, words in pieces:
        if not words:
            continue
        if held is not None and held[0] is kind:
            held = (kind, held[1] + words)
            continue
        if held is not None:
            yield held
        held = (kind, words)
    if held is not None:
        yield held


def _joined(words: Sequence[str]) -> str:
    text = " ".join(words)
    return re.sub(r" ?\n ?", "\n", text)


def diff_articles(
    old: Sequence[LawArticle], new: Sequence[LawArticle], labels: Collection[str] = ()
) -> tuple[ArticleChange, ...]:
    """Compare two versions of a law.

    Args:
        old: articles of the version before.
        new: articles of the version after.
        labels: the articles that matter; () means all.

    Returns:
        The articles whose text is not the same, in the order of the new version; those that are
        gone come last. A difference in white space only is none.
    """
    before = {a.article: a for a in old}
    after = {a.article: a for a in new}
    found = []
    for label, article in after.items():
        if labels and label not in labels:
            continue
        change = _article(before.get(label), article)
        if change is not None:
            found.append(change)
    for label, article in before.items():
        if label not in after and (not labels or label in labels) and article.leden:
            found.append(ArticleChange(article=label, fate=Fate.EXPIRED, since=None))
    return tuple(found)


def _article(old: LawArticle | None, new: LawArticle) -> ArticleChange | None:
    before = (old.valid_on if old is not None else None) or ""
    since = next((day for day in (new.since, new.valid_on) if day and day > before), None)
    had = old is not None and bool(old.leden)
    if not new.leden:
        if had and new.status is not ArticleStatus.IN_FORCE:
            return ArticleChange(article=new.article, fate=Fate.EXPIRED, since=since)
        return None
    if old is None or not had:
        return ArticleChange(article=new.article, fate=Fate.ADDED, since=since)
    leden = tuple(diff_leden(old.leden, new.leden))
    if not leden:
        return None
    return ArticleChange(article=new.article, fate=Fate.CHANGED, since=since, leden=leden)


def diff_leden(old: Sequence[LawLid], new: Sequence[LawLid]) -> Iterator[LidChange]:
    """Compare the leden of one article, in the order of the new one; those that are gone last.

    A lid is the same one under another number when the words are the same or, failing that, when
    most of them are. Of what is left, equal numbers belong together.
    """
    before = {lid.lid: lid.text for lid in old}
    after = {lid.lid: lid.text for lid in new}
    pairs = {label: label for label, text in after.items() if same_words(before.get(label), text)}
    for test in (_same, _alike):
        for label, text in after.items():
            if label not in pairs:
                free = [lid for lid in before if lid not in pairs.values()]
                scores = {lid: test(before[lid], text, lid == label) for lid in free}
                best = max(scores, key=lambda lid: scores[lid], default=None)
                if best in scores and scores[best] > 0:
                    pairs[label] = best
    for label in after:
        if label not in pairs and label in before and label not in pairs.values():
            pairs[label] = label
    for label, text in after.items():
        if label not in pairs:
            yield LidChange(lid=label, fate=Fate.ADDED)
            continue
        was = pairs[label]
        if not same_words(before[was], text):
            pieces = word_diff(before[was], text)
            yield LidChange(lid=label, fate=Fate.CHANGED, was=was, pieces=pieces)
        elif was != label:
            yield LidChange(lid=label, fate=Fate.RENUMBERED, was=was)
    for label in before:
        if label not in pairs.values():
            yield LidChange(lid=label, fate=Fate.EXPIRED)


_LEAST_ALIKE: Final = 0.6  # share of words in common; two leden on different things have less


def _same(one: str, other: str, _equal_number: bool) -> float:
    return float(same_words(one, other))


def _alike(one: str, other: str, equal_number: bool) -> float:
    """Dice's share of words in common; 0 below the least, and equal numbers first when equal."""
    a, b = Counter(one.split()), Counter(other.split())
    share = 2 * (a & b).total() / max(1, a.total() + b.total())
    return share + 0.001 * equal_number if share >= _LEAST_ALIKE else 0.0


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts are alike but for white space; a missing text is like none.

    Where one is a selection, with `[…]` for what it leaves out, what it does give must stand in
    the other.
    """
    if one is None or other is None:
        return False
    if OMISSION in one or OMISSION in other:
        return holds_words(one, other) or holds_words(other, one)
    return _words(one) == _words(other)


def holds_words(whole: str, part: str) -> bool:
    """Whether the words of a text stand in another, each stretch between two `[…]` unbroken."""
    within = f" {_words(whole)} "
    return all(f" {_words(piece)} " in within for piece in part.split(OMISSION) if piece.strip())


def _words(text: str) -> str:
    return " ".join(text.split())
