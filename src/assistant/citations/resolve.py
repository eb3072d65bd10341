"""From a reference to the place it means, with a verdict on whether that place exists."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.citations import wording
from assistant.citations.days import named_day
from assistant.citations.holdings import HeldArticle, HeldLid, Holdings
from assistant.citations.laws import Law, LawBook, law_book
from assistant.citations.model import Kind, Reference
from assistant.citations.render import document_url, jci, law_name, url, with_article
from assistant.records import ArticleStatus


class Verdict(StrEnum):
    """What is known of the place a reference means."""

    EXISTS = "exists"
    NO_SUCH_ARTICLE = "no-such-article"
    NO_SUCH_LID = "no-such-lid"
    NO_SUCH_ONDERDEEL = "no-such-onderdeel"
    LAW_UNKNOWN = "law-unknown"
    NOT_HELD = "not-held"  # the law is known, this place of it is not in the corpus
    REPEALED = "repealed"  # the law, or this article of it
    QUOTE_DIFFERS = "quote-differs"
    NEWER_VERSION = "newer-version"  # it names a day after the text that we hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A reference and what it comes to."""

    reference: Reference
    status: Verdict
    message: str  # Dutch, for the person who checks
    law_id: str | None = None
    article: str | None = None
    lid: str | None = None
    onderdeel: str | None = None
    url: str | None = None
    jci: str | None = None
    valid_on: str | None = None  # ISO date of the version in the corpus; None when not held
    passage_ids: tuple[str, ...] = ()  # the lid that is meant, or the whole article


class _Verdict(Protocol):
    def __call__(
        self, status: Verdict, message: str, passages: tuple[str, ...] = (), /
    ) -> Resolution: ...


def resolve(
    reference: Reference,
    holdings: Holdings,
    quote: str | None = None,
    named_on: str | None = None,
) -> Resolution:
    """Find the place that a reference means.

    A place is said not to exist only when that is certain: the article is held, so its leden and
    onderdelen are known; or the law is held whole; or its number of articles is known. Everything
    else that the corpus lacks is "not-held". Of a day after the text that is held nothing is said
    but that: the place may have changed.

    Args:
        reference: what was read.
        holdings: what the corpus holds.
        quote: words that the text gives as those of the place; None when it quotes nothing.
        named_on: ISO day of the version that the text names; None takes the day in a JCI
            reference, and without one the quoted version.
    """
    laws = law_book()
    law = laws.by_id(reference.law_id)
    on = named_on or named_day(reference.text, 0, len(reference.text))
    held = holdings.article(reference.law_id, reference.article, on)
    valid_on = held.valid_on if held else None

    def verdict(status: Verdict, message: str, passages: tuple[str, ...] = (), /) -> Resolution:
        # A link to a lid that does not exist would lead nowhere.
        lid = reference.lid if status is not Verdict.NO_SUCH_LID else None
        # A link to our version would not show what the reference is about.
        day = on if status is Verdict.NEWER_VERSION else valid_on
        return Resolution(
            reference=reference,
            status=status,
            message=message,
            law_id=reference.law_id,
            article=reference.article,
            lid=reference.lid,
            onderdeel=reference.onderdeel,
            url=document_url(reference) or url(reference.law_id, reference.article, lid, day),
            jci=jci(
                reference.law_id,
                reference.article,
                lid,
                reference.onderdeel if status is not Verdict.NO_SUCH_ONDERDEEL else None,
                day,
            ),
            valid_on=valid_on,
            passage_ids=passages,
        )

    if reference.kind in (Kind.ECLI, Kind.KAMERSTUK, Kind.STAATSBLAD):
        return verdict(Verdict.NOT_HELD, wording.DOCUMENT_NOT_HELD)
    if reference.law_id is None:
        return verdict(*_without_id(reference, laws))
    if law is not None and law.valid_until is not None:
        successor = laws.by_id(law.replaced_by)
        return verdict(
            Verdict.REPEALED,
            wording.repealed(
                with_article(law_name(law)),
                law.valid_until,
                with_article(law_name(successor)) if successor else None,
            ),
        )
    name = with_article(law_name(law)) if law is not None else reference.law or reference.law_id
    if reference.article is None or reference.kind is Kind.CHAPTER:
        known = law is not None or bool(holdings.labels(reference.law_id))
        return verdict(
            Verdict.NOT_HELD if known else Verdict.LAW_UNKNOWN,
            wording.whole_law(name) if known else wording.unknown_number(reference.law_id),
        )
    until = holdings.known_until(reference.law_id) if on is not None else None
    if on is not None and until is not None and on > until:
        return verdict(
            Verdict.NEWER_VERSION,
            wording.newer_version(on, valid_on or until),
            held.passage_ids if held is not None else (),
        )
    if held is None:
        return verdict(*_not_held(reference, holdings, law, name))
    if held.status is ArticleStatus.EXPIRED:
        return verdict(Verdict.REPEALED, wording.article_expired(name, held.article, held.since))
    if held.status is ArticleStatus.PENDING:
        return verdict(Verdict.NOT_HELD, wording.article_pending(name, held.article))
    return _in_article(reference, held, quote, verdict)


def _without_id(reference: Reference, laws: LawBook) -> tuple[Verdict, str]:
    if reference.law is None:
        return Verdict.LAW_UNKNOWN, wording.NO_LAW_NAMED
    known = laws.by_name(reference.law)
    if known is not None:
        return Verdict.NOT_HELD, wording.law_without_number(known.title)
    if re.match(r"(?i:deze|die|dit|dat|de|het|genoemde?) ", reference.law):
        return Verdict.LAW_UNKNOWN, wording.unclear_law(reference.law)
    names = {law.short.lower(): law.short for law in laws.laws}
    names |= {name.lower(): law.short for law in laws.laws for name in law.abbreviations}
    names |= {law.title.lower(): law.short for law in laws.laws if len(law.title) < 80}
    near = difflib.get_close_matches(reference.law.lower(), names, n=1, cutoff=0.8)
    return Verdict.LAW_UNKNOWN, wording.unknown_law(reference.law, names[near[0]] if near else None)


def _not_held(
    reference: Reference, holdings: Holdings, law: Law | None, name: str
) -> tuple[Verdict, str]:
    law_id, article = reference.law_id or "", reference.article or ""
    labels = holdings.labels(law_id)
    if law is None and not labels:
        return Verdict.LAW_UNKNOWN, wording.unknown_number(law_id)
    highest = None
    number = re.match(r"(?:overweging )?(\d+)\Z", article)
    if law is not None and number is not None:
        highest = law.recitals if reference.kind is Kind.RECITAL else law.articles
    if highest is not None and number is not None and int(number.group(1)) > highest:
        return Verdict.NO_SUCH_ARTICLE, wording.beyond_last(
            name, highest, recital=reference.kind is Kind.RECITAL
        )
    if law_id in holdings.complete:
        return Verdict.NO_SUCH_ARTICLE, wording.no_such_article(
            name, article, _nearest(article, labels)
        )
    return Verdict.NOT_HELD, wording.article_not_held(name, article)


def _in_article(
    reference: Reference,
    held: HeldArticle,
    quote: str | None,
    verdict: _Verdict,
) -> Resolution:
    """The verdict on lid, onderdeel and quoted words of an article that is held."""
    leden = held.leden
    lid: HeldLid | None = None
    if reference.lid is not None:
        lid = held.lid(reference.lid)
        if lid is None:
            labels = [one.lid for one in leden if one.lid is not None]
            return verdict(
                Verdict.NO_SUCH_LID,
                wording.no_such_lid(
                    held.article, reference.lid, labels, _nearest(reference.lid, labels)
                ),
                held.passage_ids,
            )
    elif len(leden) == 1:
        lid = leden[0]
    searched = (lid,) if lid is not None else leden
    if reference.onderdeel is not None and all(one.is_complete for one in searched):
        known = {label for one in searched for label in one.onderdelen}
        if not _has_onderdeel(reference.onderdeel, known):
            return verdict(
                Verdict.NO_SUCH_ONDERDEEL,
                wording.no_such_onderdeel(
                    held.article,
                    reference.lid,
                    reference.onderdeel,
                    _nearest(reference.onderdeel, [k for k in known if "," not in k]),
                ),
                lid.passage_ids if lid is not None else held.passage_ids,
            )
    passages = lid.passage_ids if lid is not None else held.passage_ids
    if quote is not None:
        difference = quote_difference(quote, "\n".join(one.text for one in searched))
        if difference is not None:
            return verdict(Verdict.QUOTE_DIFFERS, wording.quote_differs(difference), passages)
    return verdict(Verdict.EXISTS, wording.exists(held.valid_on), passages)


def _has_onderdeel(label: str, known: set[str]) -> bool:
    plain = {one.replace("°", "") for one in known}
    return label in known or label.replace("°", "") in plain


def _nearest(label: str, labels: list[str] | tuple[str, ...]) -> str | None:
    """The label that is most like another: the nearest number, then the most alike spelling."""
    if not labels:
        return None
    numbers = [int(n) for n in re.findall(r"\d+", label)]

    def distance(other: str) -> tuple[int, float]:
        theirs = [int(n) for n in re.findall(r"\d+", other)]
        if numbers and len(theirs) == len(numbers) and theirs[:-1] == numbers[:-1]:
            return abs(theirs[-1] - numbers[-1]), 0.0
        if not numbers and not theirs and len(other) == len(label) == 1:
            return abs(ord(other) - ord(label)), 0.0
        return 1000, 1 - difflib.SequenceMatcher(None, label, other).ratio()

    return min(labels, key=lambda other: (distance(other), other))


_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def quote_difference(quote: str, source: str) -> str | None:
    """How quoted words differ from the source; None when they stand in it in this order.

    Only words count, not capitals, punctuation or line breaks; "…" or "[...]" in the quote may
    stand for anything.

    Returns:
        A line like "overlegt [-u-] {+de hulpverlener+} met": left out in brackets with minus
        signs what the quote has and the source has not, with plus signs the other way round.
    """
    words = [w.lower() for w in _WORD.findall(source)]
    position = 0
    for piece in re.split(r"\[?(?:…|\.\.\.)\]?", quote):
        wanted = [w.lower() for w in _WORD.findall(piece)]
        if not wanted:
            continue
        found = _find(words, wanted, position)
        if found is None:
            return _difference(words, wanted, piece)
        position = found + len(wanted)
    return None


def _find(words: list[str], wanted: list[str], start: int) -> int | None:
    # One pass over a joined text; the marks keep words whole.
    haystack = "\x00" + "\x00".join(words[start:]) + "\x00"
    at = haystack.find("\x00" + "\x00".join(wanted) + "\x00")
    return None if at < 0 else start + haystack.count("\x00", 0, at)


_LONGEST_DIFF = 400  # words; a word diff takes time in proportion to the square


def _difference(words: list[str], wanted: list[str], piece: str) -> str:
    words, wanted = words[:_LONGEST_DIFF], wanted[:_LONGEST_DIFF]
    matcher = difflib.SequenceMatcher(None, wanted, words, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if not blocks:
        return f"[-{' '.join(piece.split())}-]"
    first, last = blocks[0], blocks[-1]
    low = max(0, first.b - first.a)
    high = min(len(words), last.b + last.size + len(wanted) - last.a - last.size)
    parts = []
    window = words[low:high]
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(
        None, wanted, window, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            parts.append(" ".join(wanted[a1:a2]))
            continue
        if a2 > a1:
            parts.append(f"[-{' '.join(wanted[a1:a2])}-]")
        if b2 > b1:
            parts.append(f"{{+{' '.join(window[b1:b2])}+}}")
    return " ".join(parts)
