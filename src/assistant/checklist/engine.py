"""The decision: all views of a text past all detectors, in windows so that the work stays linear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checklist import names, numbers
from assistant.checklist.lexicon import Lexicon, lexicon
from assistant.checklist.tokens import tokenise
from assistant.checklist.views import MAX_DEPTH, View, blobs, clean, unescaped
from assistant.records import Decision, Finding

CHECKLIST_VERSION = "1.0.0"

# Long texts are read in windows that overlap by more than the longest thing a rule looks at.
WINDOW = 8_000
OVERLAP = 400


def check(text: str, *, earlier: Sequence[str] = ()) -> Decision:
    """Decide whether a text is about a real person.

    Args:
        text: the message; offsets of the findings are characters in it.
        earlier: the messages before it in the conversation, oldest first; they were let through
            one by one, and are read again together with this one.

    Returns:
        The decision. The same arguments always give the same one; nothing is read or written.
    """
    words = lexicon()
    findings: dict[tuple[str, int, int], Finding] = {}
    for start in range(0, max(1, len(text)), WINDOW - OVERLAP):
        part = text[start : start + WINDOW]
        for item, begin, end, rule in _inspect(View(part, None), words, 0):
            key = (item, begin + start, end + start)
            findings.setdefault(key, Finding(item=item, start=key[1], end=key[2], rule=rule))
        if start + WINDOW >= len(text) or findings:
            break
    ordered = tuple(sorted(findings.values(), key=lambda f: (f.start, f.end, f.item)))
    return Decision(
        refused=bool(ordered),
        findings=ordered,
        version=CHECKLIST_VERSION,
        urgent=None,
    )


def _inspect(view: View, words: Lexicon, depth: int) -> Iterator[numbers.Proposal]:
    view = clean(view)
    tokens = tokenise(view.text, words)
    for item, start, end, rule in (*numbers.find(tokens, words), *names.find(tokens, words)):
        yield item, *view.span(start, end), rule
    if depth >= MAX_DEPTH:
        return
    decoded = unescaped(view)
    if decoded is not None:
        yield from _inspect(decoded, words, depth + 1)
    for blob in blobs(view):
        yield from _inspect(blob, words, depth + 1)
