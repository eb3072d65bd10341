"""Finds the words that make a refused sentence suspect, so that a person can see why."""

from __future__ import annotations

from assistant.verify import wording
from assistant.verify.align import MATCHED, Alignment, covers
from assistant.verify.lists import Lists
from assistant.verify.model import Reason
from assistant.verify.text import Text

# These point to another article; leaving them out leaves out no condition.
_NO_CONDITION = frozenset(("onverminderd", "in"))
_MOST_WORDS = 8  # of a condition that is quoted
_NEGATIONS = ("negation.not", "negation.without", "negation.refuse", "modality.need")
_MODALITIES = ("modality.must", "modality.may", "modality.can", "modality.need",
               "modality.forbid", "modality.free", "modality.care")  # fmt: skip
_SCOPES = ("scope.all", "scope.never", "condition.only", "scope.some", "scope.example")
_LIMITS = ("condition.unless", "condition.provided", "condition.insofar", "condition.if",
           "condition.only", "condition.consent", "condition.necessary")  # fmt: skip


def explain(edit: str, a: Alignment, lists: Lists) -> Reason:
    """Return the reason that goes with the likeliest edit; "coverage" when no word shows it."""
    detail = {
        "negation": _negation,
        "modality": _modality,
        "condition": _condition,
        "scope": _scope,
    }.get(edit, lambda _a: None)(a)
    if edit == "actor":
        detail = _actor(a, lists)
    elif edit == "opposite":
        detail = _opposite(a, lists)
    elif edit == "addition":
        detail = _addition(a)
    return Reason(edit, detail) if detail else Reason("coverage", _addition(a) or wording.COVERAGE)


def _labels(text: Text, units: frozenset[int] | None = None) -> dict[str, list[str]]:
    """The markers of a text, or of some of its units: label to the words as written."""
    found: dict[str, list[str]] = {}
    for marker in text.markers:
        if units is None or text.unit_of[marker.first] in units:
            last = text.tokens[marker.first + marker.size - 1]
            words = text.raw[text.tokens[marker.first].start : last.end]
            found.setdefault(marker.label, []).append(" ".join(words.split()))
    return found


def _new(a: Alignment, labels: tuple[str, ...]) -> str | None:
    """The first word of these kinds that the sentence has and its evidence lacks."""
    ours, theirs = _labels(a.sentence), _labels(a.passage, a.chosen_units())
    for label in labels:
        for words in ours.get(label, ()):
            if words.lower() not in {w.lower() for w in theirs.get(label, ())}:
                return words
    return None


def _lost(a: Alignment, labels: tuple[str, ...]) -> str | None:
    """The first word of these kinds in the matched clauses that the sentence lacks."""
    ours = _labels(a.sentence)
    matched = a.matched_clauses()
    for marker in a.passage.markers:
        near = a.passage.clause_of[marker.first] in matched
        if near and marker.label in labels and marker.label not in ours:
            token = a.passage.tokens[marker.first]
            return a.passage.raw[token.start : token.end]
    return None


def _negation(a: Alignment) -> str | None:
    new = _new(a, _NEGATIONS)
    if new:
        return wording.new_word(new)
    lost = _lost(a, ("negation.not", "negation.without"))
    return wording.lost_word(lost) if lost else None


def _modality(a: Alignment) -> str | None:
    new = _new(a, _MODALITIES)
    if new:
        return wording.new_word(new)
    lost = _lost(a, _MODALITIES)
    return wording.lost_word(lost) if lost else None


def _scope(a: Alignment) -> str | None:
    new = _new(a, _SCOPES)
    if new:
        return wording.new_word(new)
    lost = _lost(a, ("scope.some", "scope.hedge", "scope.all"))
    return wording.lost_word(lost) if lost else None


def _condition(a: Alignment) -> str | None:
    new = _new(a, ("condition.even",))
    if new:
        return wording.new_word(new)
    back = a.similarity.max(axis=0).tolist() if a.similarity.size else []
    said = dict(zip(a.passage.content, back, strict=False))
    matched = a.matched_clauses()
    near = {clause + step for clause in matched for step in (-1, 0, 1)}
    units = a.chosen_units()
    best: tuple[float, str] | None = None
    for marker in a.passage.markers:
        clause = a.passage.clause_of[marker.first]
        if marker.label not in _LIMITS or clause not in near:
            continue
        if a.passage.unit_of[marker.first] not in units:
            continue
        if a.passage.words[marker.first] in _NO_CONDITION:
            continue
        end = min(a.passage.clauses[clause].end, marker.first + _MOST_WORDS)
        behind = [said[n] < MATCHED for n in range(marker.first, end) if n in said]
        lost = sum(behind) / len(behind) if behind else 0.0
        if lost > 0.5 and (best is None or lost > best[0]):
            tokens = a.passage.tokens
            words = a.passage.raw[tokens[marker.first].start : tokens[end - 1].end]
            best = (lost, " ".join(words.split()))
    return wording.lost_condition(best[1]) if best else None


def _actor(a: Alignment, lists: Lists) -> str | None:
    units = a.chosen_units()
    inside = {m.actor for m in a.passage.actors if a.passage.unit_of[m.first] in units}
    for mention in a.sentence.actors:
        known = any(covers(mention.actor, x, lists) or covers(x, mention.actor, lists)
                    for x in inside)  # fmt: skip
        if not known:
            last = a.sentence.tokens[mention.first + mention.size - 1]
            return wording.actor(a.sentence.raw[a.sentence.tokens[mention.first].start : last.end])
    return wording.OTHER_ACTOR if a.sentence.actors else None


def _opposite(a: Alignment, lists: Lists) -> str | None:
    units = a.chosen_units()
    inside = {t.root: t for n, t in enumerate(a.passage.tokens) if a.passage.unit_of[n] in units}
    for token in a.sentence.tokens:
        if token.root in inside:
            continue
        for root in sorted(lists.opposites.get(token.root, ())):
            if root in inside:
                other = inside[root]
                return wording.opposite(
                    a.sentence.raw[token.start : token.end], a.passage.raw[other.start : other.end]
                )
    return None


def _addition(a: Alignment) -> str | None:
    missing = [
        a.sentence.raw[a.sentence.tokens[place].start : a.sentence.tokens[place].end]
        for place, best in zip(a.sentence.content, a.best.tolist(), strict=True)
        if best < MATCHED
    ]
    return wording.addition(", ".join(missing[:5])) if missing else None
