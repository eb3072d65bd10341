"""Lays a sentence beside a passage: which words of the passage carry which words of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.verify.lists import Lists
from assistant.verify.text import Text

Matrix = NDArray[np.float32]

SAME, ACTOR, SYNONYM, PART, KIND = 1.0, 0.95, 0.9, 0.75, 0.7
MATCHED = 0.55  # from here a word counts as carried
_LEAST_PART = 5  # letters that one word has to share with a compound
MAX_UNITS = 3
KEPT_PASSAGES = 512  # of which what was looked up is remembered
_LEAST_GAIN = 0.08  # share of the sentence that a further unit has to carry
# The words of references have rules of their own; they must not choose the evidence.
_PLACE_WEIGHT = 0.1
_PLACE_WORDS = frozenset(("artikel", "artikelen", "lid", "leden", "onderdeel", "onderdelen"))


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence beside a passage; rows are its content words, columns those of the passage."""

    sentence: Text
    passage: Text
    similarity: Matrix  # 0 to 1, shape (content words, content words)
    weights: NDArray[np.float32]  # of the rows: rare words count more
    unit_scores: NDArray[np.float32]  # share of the sentence that each unit carries
    units: tuple[int, ...]  # chosen units, best first
    columns: NDArray[np.intp]  # columns that belong to the chosen units and their leads
    best: NDArray[np.float32]  # for each row the best similarity within `columns`
    partner: NDArray[np.intp]  # for each row the column where that is, -1 when below MATCHED
    anywhere: NDArray[np.float32]  # for each row the best similarity in the whole passage

    def matched_clauses(self) -> dict[int, float]:
        """Clauses of the passage with the weight of the words of the sentence they carry."""
        found: dict[int, float] = {}
        for row, column in enumerate(self.partner.tolist()):
            if column >= 0:
                clause = self.passage.clause_of[self.passage.content[column]]
                found[clause] = found.get(clause, 0.0) + float(self.weights[row])
        return found

    def chosen_units(self) -> frozenset[int]:
        """The chosen units with those that announce their lists."""
        return frozenset({*self.units, *(self.passage.leads[u] for u in self.units)} - {-1})


def align(
    sentence: Text,
    passage: Text,
    lists: Lists,
    idf: Mapping[str, float],
) -> Alignment:
    """Lay a sentence beside a passage."""
    rows, cols = sentence.content, passage.content
    similarity = _similarity(sentence, passage, lists)
    top = max(idf.values(), default=1.0)
    weights = np.array([idf.get(sentence.tokens[n].root, top) for n in rows], dtype=np.float32)
    weights *= [_PLACE_WEIGHT if sentence.tokens[n].word in _PLACE_WORDS else 1.0 for n in rows]
    total = float(weights.sum()) or 1.0
    unit_of = np.array([passage.unit_of[n] for n in cols], dtype=np.intp)
    count = len(passage.units)
    per_unit = np.zeros((len(rows), max(count, 1)), dtype=np.float32)
    if rows and cols:  # columns of one unit stand side by side
        starts = np.flatnonzero(np.diff(unit_of, prepend=-1))
        per_unit[:, unit_of[starts]] = np.maximum.reduceat(similarity, starts, axis=1)
    leads = np.array([unit if lead < 0 else lead for unit, lead in enumerate(passage.leads)])
    with_lead = np.maximum(per_unit, per_unit[:, leads]) if count else per_unit
    carried = np.where(with_lead >= MATCHED, with_lead, with_lead * 0.3)
    scores = (weights @ carried) / total if len(rows) else np.zeros(max(count, 1), np.float32)
    chosen = _choose(carried, weights, total)
    wanted = {*chosen, *(passage.leads[u] for u in chosen if count)}
    columns = np.flatnonzero(np.isin(unit_of, list(wanted)))
    best = np.zeros(len(rows), dtype=np.float32)
    partner = np.full(len(rows), -1, dtype=np.intp)
    if len(columns) and len(rows):
        inside = similarity[:, columns]
        best = inside.max(axis=1)
        partner = _partners(inside, columns, best, [passage.clause_of[n] for n in cols])
    anywhere = similarity.max(axis=1) if similarity.size else best
    return Alignment(
        sentence,
        passage,
        similarity,
        weights,
        scores,
        tuple(chosen),
        columns,
        best,
        partner,
        anywhere,
    )


def _choose(carried: Matrix, weights: NDArray[np.float32], total: float) -> list[int]:
    chosen: list[int] = []
    now = np.zeros(len(weights), dtype=np.float32)
    for _ in range(MAX_UNITS):
        gains = (weights @ np.maximum(carried - now[:, None], 0)) / total
        unit = int(np.argmax(gains))
        if chosen and (gains[unit] < _LEAST_GAIN or unit in chosen):
            break
        chosen.append(unit)
        now = np.maximum(now, carried[:, unit])
    return chosen


def _partners(
    inside: Matrix, columns: NDArray[np.intp], best: NDArray[np.float32], clauses: Sequence[int]
) -> NDArray[np.intp]:
    """The column for each row; of equal ones that in the clause with most other words."""
    clause_of = np.array(clauses, dtype=np.intp)[columns]
    matched = best >= MATCHED
    ties = (inside >= best[:, None] - 0.05) & matched[:, None]
    starts = np.flatnonzero(np.diff(clause_of, prepend=-1))  # columns stand in order of clause
    liking = np.logical_or.reduceat(ties, starts, axis=1).sum(axis=0)
    liking = np.repeat(liking, np.diff(np.append(starts, len(clause_of))))
    chosen = np.where(ties, liking + inside, -1.0).argmax(axis=1)
    partner: NDArray[np.intp] = np.where(matched, columns[chosen], -1)
    return partner


def _similarity(sentence: Text, passage: Text, lists: Lists) -> Matrix:
    rows, cols = sentence.content, passage.content
    matrix = np.zeros((len(rows), len(cols)), dtype=np.float32)
    if not rows or not cols:
        return matrix
    found = _columns(passage)
    for row, place in enumerate(rows):
        token = sentence.tokens[place]
        line = matrix[row]
        for part in _with_part(token.part, found):
            line[found.parts[part]] = PART  # the least of all, so it is written first
        actor = sentence.actor_at.get(place)
        if actor:
            for other, places in found.actors.items():
                if other == actor:
                    line[places] = np.maximum(line[places], ACTOR)
                elif is_kind(actor, other, lists):
                    line[places] = np.maximum(line[places], KIND)
        for group in sentence.groups[place]:
            if group in found.groups:
                line[found.groups[group]] = np.maximum(line[found.groups[group]], SYNONYM)
        if token.root in found.roots:
            line[found.roots[token.root]] = SAME
    return matrix


def covers(wide: str, narrow: str, lists: Lists) -> bool:
    """Whether an actor is a wider word for another: "organisatie" for "Veilig Thuis"."""
    if wide == narrow:
        return True
    entry = lists.actor_kinds.get(narrow)
    if entry is None:
        return False
    return wide.removeprefix("wide:") in entry.kinds


def is_kind(one: str, other: str, lists: Lists) -> bool:
    """Whether one of two actors is a wider word for the other."""
    return covers(one, other, lists) or covers(other, one, lists)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of a passage by what a word of a sentence may have in common with them."""

    roots: dict[str, list[int]]
    parts: dict[str, list[int]]
    groups: dict[int, list[int]]
    actors: dict[str, list[int]]
    ends: dict[str, list[str]]  # parts by all that they begin or end with


@lru_cache(maxsize=KEPT_PASSAGES)
def _columns(passage: Text) -> _Columns:
    found = _Columns({}, {}, {}, {}, {})
    for col, place in enumerate(passage.content):
        token = passage.tokens[place]
        found.roots.setdefault(token.root, []).append(col)
        if len(token.part) >= _LEAST_PART:
            found.parts.setdefault(token.part, []).append(col)
        for group in passage.groups[place]:
            found.groups.setdefault(group, []).append(col)
        actor = passage.actor_at.get(place)
        if actor:
            found.actors.setdefault(actor, []).append(col)
    for part in found.parts:
        for length in range(_LEAST_PART, len(part)):
            found.ends.setdefault(part[:length], []).append(part)
            found.ends.setdefault(part[-length:], []).append(part)
    return found


def _with_part(one: str, columns: _Columns) -> set[str]:
    """Parts that begin or end with the word, or that it begins or ends with."""
    if len(one) < _LEAST_PART:
        return set()
    lengths = range(_LEAST_PART, len(one) + 1)
    shorter = {piece for n in lengths for piece in (one[:n], one[-n:]) if piece in columns.parts}
    return shorter.union(columns.ends.get(one, ()))
