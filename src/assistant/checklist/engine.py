"""The decision: every view of a text past every detector, in windows to keep the work linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checklist import announced, case, foreign, names, numbers, urgency
from assistant.checklist.folding import fold
from assistant.checklist.lexicon import Lexicon, lexicon
from assistant.checklist.tokens import Tokens, tokenise
from assistant.checklist.views import MAX_DEPTH, View, blobs, clean, respelled, unescaped
from assistant.records import Decision, Finding

CHECKLIST_VERSION = "1.9.0"

# Long texts are read in windows that overlap by more than the longest thing a rule looks at.
WINDOW = 8_000
OVERLAP = 400
# Of a conversation the last messages count, each cut to what a message can hold of a case.
MAX_EARLIER = 12
MAX_EARLIER_CHARACTERS = 2_000

# Nobody asks a question of forty pages; what is longer is refused unread.
MAX_CHARACTERS = 100_000
# In language one character in eight begins a word or is a sign; in walls of digits and signs, that
# cost time and hold data, one in two does. Short texts are always read.
DENSE_FROM = 2_000
DENSE_SHARE = 0.4
_DENSE = re.compile(r"\b\w|[^\w\s]")

Proposal = tuple[str, int, int, str]


def check(text: str, *, earlier: Sequence[str] = ()) -> Decision:
    """Decide whether a text is about a real person.

    Args:
        text: the message; offsets of the findings are characters in it.
        earlier: the messages before it in the conversation, oldest first; they were let through
            one by one, and are read again together with this one.

    Returns:
        The decision. The same arguments always give the same one; nothing is read or written.
    """
    if len(text) > MAX_CHARACTERS:
        return _unreadable(len(text), "too-long")
    words = lexicon()
    found: dict[tuple[str, int, int], str] = {}
    for start in range(0, max(1, len(text)), WINDOW - OVERLAP):
        part = text[start : start + WINDOW]
        if len(part) >= DENSE_FROM and len(_DENSE.findall(part)) > DENSE_SHARE * len(part):
            return _unreadable(len(text), "no-language")
        for item, begin, end, rule in _inspect(View(part, None), words, 0):
            found.setdefault((item, begin + start, end + start), rule)
        if start + WINDOW >= len(text) or found:
            break
    if earlier and not found:
        for item, begin, end, rule in _conversation(text, earlier, words):
            found.setdefault((item, begin, end), rule)
    if earlier and found:
        for item in _facts_before(earlier, words):
            found.setdefault((item, 0, max(1, min(len(text), WINDOW))), "fact+conversation")
    if not found:
        return Decision(refused=False, findings=(), version=CHECKLIST_VERSION)
    return Decision(
        refused=True,
        findings=tuple(
            Finding(item=item, start=start, end=end, rule=rule)
            for (item, start, end), rule in sorted(found.items(), key=lambda f: f[0][1:] + f[0][:1])
        ),
        version=CHECKLIST_VERSION,
        urgent=urgency.urgent(fold(text[:WINDOW])),
    )


def _inspect(view: View, words: Lexicon, depth: int) -> Iterator[Proposal]:
    """Findings in a view and in everything that is encoded in it, as offsets in the original."""
    view = clean(view)
    tokens = tokenise(view.text, words)
    hit = False
    encoded = list(blobs(view)) if depth < MAX_DEPTH else []
    for item, start, end, rule in _detect(tokens, words):
        span = view.span(start, end)
        # A number is what it is, also where it could be read as letters in hexadecimal.
        letters = any(map(str.isalpha, view.text[start:end])) if encoded else False
        if letters and any(_holds(blob, *span) for blob in encoded):
            continue  # what it says is read below
        hit = True
        yield item, *span, rule
    if not hit:
        # Other spellings of the same text, character by character: leet, worded digits.
        for other in respelled(view, tokens, words):
            again = tokenise(other.text, words)
            for item, start, end, rule in _detect(again, words):
                yield item, *other.span(start, end), f"{rule}+respelled"
    if depth >= MAX_DEPTH:
        return
    decoded = unescaped(view)
    if decoded is not None:
        yield from _inspect(decoded, words, depth + 1)
    for blob in encoded:
        yield from _inspect(blob, words, depth + 1)


def _holds(blob: View, start: int, end: int) -> bool:
    """Whether a stretch of a text lies within what is encoded in it."""
    first, last = blob.span(0, len(blob.text))
    return first <= start and end <= last


def _detect(tokens: Tokens, words: Lexicon) -> Iterator[Proposal]:
    """Run the detectors over one view; facts count only beside somebody they are about."""
    somebody = False
    proposals = (
        *numbers.find(tokens, words),
        *announced.find(tokens, words),
        *names.find(tokens, words),
    )
    if proposals:
        # Imported at the first finding, as a text that passes has no need of its patterns.
        from assistant.checklist.public import private

        for proposal in private(proposals, tokens, words):
            somebody = True
            yield proposal
    verdict = case.judge(tokens)
    if verdict is not None and verdict.kinds:
        somebody = True
        start, end = tokens.spans[verdict.start][0], tokens.spans[verdict.end - 1][1]
        yield "recognisable-case", start, end, "+".join(verdict.kinds)
    elif kinds := foreign.kinds(tokens):
        somebody = True
        yield "recognisable-case", 0, len(tokens.text), "+".join(kinds)
    if somebody:
        for point, first, last in case.facts(tokens):
            yield point, tokens.spans[first][0], tokens.spans[last - 1][1], "fact"
        for point in foreign.facts(tokens):
            yield point, 0, len(tokens.text), "fact"


def _unreadable(size: int, rule: str) -> Decision:
    """Refuse what cannot be read: safer than letting it pass unread."""
    finding = Finding(item="unreadable", start=0, end=size, rule=rule)
    return Decision(refused=True, findings=(finding,), version=CHECKLIST_VERSION)


_DIGITS = re.compile(r"\d")


# "Het is de Van Ostadelaan." "En het huisnummer is 58a."
_HOUSE = re.compile(r"\bhuis(?:nummer|nr\.?)(?: is| =|:)? (?P<number>\d{1,4} ?[a-z]?)\b", re.I)
_STREET = re.compile(
    r"\b[A-ZÀ-Þ][\w'-]{2,30}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|dijk|hof|steeg|pad)\b"
)


def _facts_before(earlier: Sequence[str], words: Lexicon) -> Iterator[str]:
    """Points for what earlier messages tell of the health or offences of whom it is about.

    A question by itself is about nobody, so of those nothing counts.
    """
    for message in _recent(earlier):
        if "?" in message:
            continue
        tokens = tokenise(message, words)
        for point, _, _ in case.facts(tokens):
            yield point
        yield from foreign.facts(tokens)


def _recent(earlier: Sequence[str]) -> list[str]:
    return [m[-MAX_EARLIER_CHARACTERS:] for m in earlier[-MAX_EARLIER:]]


def _conversation(text: str, earlier: Sequence[str], words: Lexicon) -> Iterator[Proposal]:
    """What only the messages together give away.

    An earlier message that is refused by itself is refused again with every message after it. Of
    the others those count that tell something: a question by itself is general, or it would not
    have passed. The offsets are those in `text`; what lies before it is its first character.
    """
    before = _recent(earlier)
    now = text[:WINDOW]
    for message in before:
        for item, _, _, rule in _inspect(View(message, None), words, 0):
            yield item, 0, 1, f"{rule}+conversation"
    told = [m for m in before if "?" not in m]
    if told:
        joined = "\n".join([*told, now])
        verdict = case.judge_together(tokenise(joined, words), tokenise(now, words))
        if verdict:
            yield "recognisable-case", 0, max(1, len(now)), "+".join((*verdict, "conversation"))
            for point, _, _ in case.facts(tokenise(now, words)):
                yield point, 0, max(1, len(now)), "fact+conversation"
    # "Wat is de geboortedatum?" "12 maart 2011": what was asked for says what an answer is.
    if len(now) <= 120 and _DIGITS.search(now):
        asked = f"{before[-1][-200:]} "
        for item, start, end, rule in numbers.find(tokenise(asked + now, words), words):
            if end > len(asked) and "?" not in now:
                begin = max(0, start - len(asked))
                yield item, begin, max(begin + 1, end - len(asked)), f"{rule}+conversation"
    house = _HOUSE.search(now)
    street = _STREET.search(" ".join(before)) if house else None
    if house and street:
        whole = tokenise(f"{street.group()} {house['number']}", words)
        for item, _, _, rule in numbers.find(whole, words):
            yield item, *house.span(), f"{rule}+conversation"
    if _DIGITS.search(now) and _DIGITS.search(before[-1]):
        short = f"{before[-1][-40:]} {now[:40]}"
        edge = len(short) - len(now[:40])
        for item, start, end, rule in numbers.find(tokenise(short, words), words):
            if start < edge < end:
                yield item, 0, max(1, end - edge), f"{rule}+conversation"
