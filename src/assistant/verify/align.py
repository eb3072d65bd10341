"""Lays a sentence beside a passage: which words of the passage carry which words of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.verify.lists import Lists
from assistant.verify.text import Text

Matrix = NDArray[np.float32]

SAME, ACTOR, SYNONYM, PART, KIND = 1.0, 0.95, 0.9, 0.75, 0.7
MATCHED = 0.55  # from here a word counts as carried
_LEAST_PART = 5  # letters that one word has to share with a compound
MAX_UNITS = 3
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
    for unit in range(count):
        members = np.flatnonzero(unit_of == unit)
        if len(members) and len(rows):
            per_unit[:, unit] = similarity[:, members].max(axis=1)
    with_lead = per_unit.copy()
    for unit, lead in enumerate(passage.leads):
        if lead >= 0:
            with_lead[:, unit] = np.maximum(per_unit[:, unit], per_unit[:, lead])
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
    clause_of = np.array([clauses[c] for c in columns])
    ties = inside >= best[:, None] - 0.05
    support: dict[int, float] = {}
    for row in range(len(best)):
        if best[row] >= MATCHED:
            for clause in set(clause_of[ties[row]].tolist()):
                support[clause] = support.get(clause, 0.0) + 1.0
    liking = np.array([support.get(c, 0.0) for c in clause_of.tolist()])
    partner = np.full(len(best), -1, dtype=np.intp)
    for row in range(len(best)):
        if best[row] >= MATCHED:
            partner[row] = columns[int(np.argmax(np.where(ties[row], liking + inside[row], -1.0)))]
    return partner


def _similarity(sentence: Text, passage: Text, lists: Lists) -> Matrix:
    rows, cols = sentence.content, passage.content
    matrix = np.zeros((len(rows), len(cols)), dtype=np.float32)
    if not rows or not cols:
        return matrix
    by_root: dict[str, list[int]] = {}
    by_part: dict[str, list[int]] = {}
    by_group: dict[int, list[int]] = {}
    by_actor: dict[str, list[int]] = {}
    for col, place in enumerate(cols):
        by_root.setdefault(passage.tokens[place].root, []).append(col)
        part = passage.tokens[place].part
        if len(part) >= _LEAST_PART:
            by_part.setdefault(part, []).append(col)
        for group in passage.groups[place]:
            by_group.setdefault(group, []).append(col)
        actor = passage.actor_at.get(place)
        if actor:
            by_actor.setdefault(actor, []).append(col)
    for row, place in enumerate(rows):
        token = sentence.tokens[place]
        line = matrix[row]
        for part in _with_part(token.part, by_part):
            line[by_part[part]] = np.maximum(line[by_part[part]], PART)
        actor = sentence.actor_at.get(place)
        if actor:
            for other, found in by_actor.items():
                if other == actor:
                    line[found] = np.maximum(line[found], ACTOR)
                elif is_kind(actor, other, lists):
                    line[found] = np.maximum(line[found], KIND)
        for group in sentence.groups[place]:
            if group in by_group:
                line[by_group[group]] = np.maximum(line[by_group[group]], SYNONYM)
        if token.root in by_root:
            line[by_root[token.root]] = SAME
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


def _with_part(one: str, others: Iterable[str]) -> list[str]:
    """Those of the others that begin or end with the word, or that it begins or ends with."""
    if len(one) < _LEAST_PART:
        return []
    return [
        other
        for other in others
        if other.startswith(one)
        or other.endswith(one)
        or one.startswith(other)
        or one.endswith(other)
    ]
