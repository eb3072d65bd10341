"""Passages that say the same in several parts of the corpus.

The handreiking repeats paragraphs in Deel 1, 2 and 3 with small edits. Such passages form a
group, so that a list of results shows the paragraph once and an answer can cite all places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Passage

SHINGLE_WORDS = 4
# Share of the shorter passage's shingles that must stand in the longer one. Repeats in the
# handreiking measure 0.58 and more, other pairs 0.52 and less.
REPEAT_SHARE = 0.55

_WORD = re.compile(r"\w+")


def group_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with `group` set: the id of the first passage that says the same.

    A passage that is not repeated is a group of its own. Leden of law are never grouped: two
    articles in like words are still two rules.
    """
    shingles = {p.id: _shingles(p.text) for p in passages if p.law_id is None}
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    groups = {p.id: p.id for p in passages}
    for passage in passages:
        own = shingles.get(passage.id)
        if not own:
            continue
        shared: dict[str, int] = defaultdict(int)
        for shingle in own:
            for other in places[shingle]:
                shared[other] += 1
        # most in common first: a passage may swallow a short one and repeat a long one
        for other, count in sorted(shared.items(), key=lambda item: -item[1]):
            if count / min(len(own), len(shingles[other])) >= REPEAT_SHARE:
                groups[passage.id] = groups[other]
                break
        for shingle in own:
            places[shingle].append(passage.id)
    return [replace(p, group=groups[p.id]) for p in passages]


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = [w.lower() for w in _WORD.findall(text)]
    return {tuple(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}
