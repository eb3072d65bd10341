"""How hard an item is: from the search results, its words and options, or from who took it.

Each of these makes an item harder by one: the question hardly uses the words of the source; a
wrong option is near the key in words; the search did not put a passage that answers first; the
kind asks for more than recognising one answer. Together: 0 is easy, 1 is medium, 2 or more is hard.
Items about where something stands are hard. What takers did overrules it all.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quiz.material import stems
from assistant.quiz.records import Difficulty, Kind

_OWN_WORDS = 0.2  # share of the question's stems that stand in the source; below: own words
_NEAR = 0.45  # share of stems that the key has in common with a wrong option
_MANY_RIGHT, _FEW_RIGHT = 0.8, 0.5  # shares of takers
_ASKS_MORE = (Kind.MULTIPLE, Kind.ORDERING, Kind.SHORT, Kind.OPEN)


def rate(
    kind: Kind,
    prompt: str,
    quotes: Sequence[str],
    *,
    keys: Sequence[str] = (),
    wrong: Sequence[str] = (),
    found_first: bool = True,
) -> Difficulty:
    """Return how hard an item looks before anybody took it.

    Args:
        kind: of the item.
        prompt: what is asked.
        quotes: words of the sources that prove the key.
        keys: right options.
        wrong: wrong options.
        found_first: whether the search puts a passage that answers first.
    """
    asked = stems(prompt)
    source = frozenset(s for quote in quotes for s in stems(quote))
    points = int(bool(asked) and len(asked & source) / len(asked) < _OWN_WORDS)
    points += int(any(_near(k, w) >= _NEAR for k in keys for w in wrong))
    points += int(not found_first)
    points += int(kind in _ASKS_MORE)
    if not points:
        return "easy"
    return "medium" if points == 1 else "hard"


def rate_by_takers(share_right: float) -> Difficulty:
    """Return how hard an item was for those who took it.

    Args:
        share_right: of the takers, 0 to 1.
    """
    if share_right >= _MANY_RIGHT:
        return "easy"
    return "medium" if share_right >= _FEW_RIGHT else "hard"


def _near(one: str, other: str) -> float:
    a, b = stems(one), stems(other)
    return len(a & b) / max(1, len(a | b))
