"""What forbids a sentence whatever the trained checker thinks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.verify import wording
from assistant.verify.align import Alignment
from assistant.verify.model import Reason
from assistant.verify.places import Places, is_named
from assistant.verify.quantities import Quantity, find_quantities
from assistant.verify.text import Marker, Text

Spans = Sequence[tuple[int, int]]

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,400})[\"”“»]|(?<!\w)['‘]([^'‘’]{2,400})['’](?!\w)")
_GDPR = "32016R0679"
_SMALL = 3  # up to here a number without a unit is hardly a term or an age
_RIVAL = 0.45  # share of the best unit's score from which a reference may stand in another one
_COUNTED_TEXT = """
    voorwaarden voorwaarde eisen uitzonderingen gevallen situaties redenen gronden grondslagen
    stappen punten criteria groepen onderdelen soorten categorieen mogelijkheden doelen manieren
    dingen zaken elementen fasen rechten taken regels vragen genoemde
"""
# What can be counted in a list of the passage: "drie voorwaarden".
_COUNTED = frozenset(_COUNTED_TEXT.split())
_CUT_LIMITS = frozenset(("condition.unless", "condition.provided", "condition.insofar"))
_IF = frozenset(("indien", "wanneer", "als", "zodra", "ingeval"))
_LIMITING = frozenset(
    ("modality.forbid", "modality.need", "scope.hedge", "scope.some", "scope.never")
)
_ARTICLES = frozenset(("de", "het"))
_LEAST_CUT = 4  # words; fewer are no piece of a sentence
_SHOWN_WORDS = 8  # of a condition that is quoted
_LEAST_QUOTED = 2  # words; one word between marks is a term, not a quotation


def quotation_reasons(sentence: str, passage: str) -> list[Reason]:
    """Return a reason for every quotation that does not stand in the passage word for word."""
    flat = _plain(passage)
    found = []
    for match in _QUOTED.finditer(sentence):
        quoted = match.group(1) or match.group(2)
        words = _plain(quoted).strip(" .,;")
        if len(words.split()) >= _LEAST_QUOTED and words not in flat:
            found.append(Reason("quotation", wording.quotation(quoted.strip())))
    return found


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def place_reasons(a: Alignment, ours: Places, theirs: Places) -> list[Reason]:
    """Return a reason for every article, lid, onderdeel and law that the chosen units lack.

    Args:
        a: the alignment.
        ours: what the sentence refers to.
        theirs: what the passage refers to.
    """
    stretches = [a.passage.units[u] for u in a.chosen_units() | _rivals(a)]
    near = tuple(
        p for p in theirs.places if any(start <= p.start < end for start, end in stretches)
    )
    found = [
        Reason("article", wording.place(place.shown))
        for place in ours.places
        if not is_named(place, near, theirs.marks, a.passage.raw)
    ]
    named = {law_id for law_id, _ in theirs.laws} | {p.law_id for p in theirs.places}
    for law_id, name in ours.laws:
        if law_id == _GDPR and "verordening" in a.passage.raw.lower():
            continue  # the regulation calls itself "deze verordening"
        if law_id not in named:
            found.append(Reason("law", wording.law(name)))
    return list(dict.fromkeys(found))


def _rivals(a: Alignment) -> set[int]:
    """Units that carry the sentence nearly as well as the best one."""
    best = float(a.unit_scores.max())
    return {u for u, score in enumerate(a.unit_scores.tolist()) if score >= _RIVAL * best}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one unit that the sentence repeats word for word."""

    unit: int
    rest: tuple[Marker, ...]  # markers in the part that was cut off
    announces: bool  # a list, of which the items may limit what was kept


def find_piece(a: Alignment) -> Piece | None:
    """Return the unit of the evidence that the sentence is a literal piece of, or None.

    "De" and "het" may come and go.
    """
    own = [w for w in a.sentence.words if w not in _ARTICLES]
    if len(own) < _LEAST_CUT:
        return None
    wanted = f" {' '.join(own)} "
    for unit in a.units:
        places = [
            n
            for n, word in enumerate(a.passage.words)
            if a.passage.unit_of[n] == unit and word not in _ARTICLES
        ]
        whole = f" {' '.join(a.passage.words[n] for n in places)} "
        start = whole.find(wanted)
        if start >= 0:
            first = whole[:start].count(" ")
            kept = range(places[first], places[first + len(own) - 1] + 1)
            rest = [m for m in a.passage.markers if a.passage.unit_of[m.first] == unit]
            announces = unit in a.passage.leads
            return Piece(unit, tuple(m for m in rest if m.first not in kept), announces)
    return None


def is_safe_piece(piece: Piece) -> bool:
    """Whether nothing was cut off that could deny or limit what was kept."""
    return not piece.announces and not any(
        m.label in _LIMITING or m.label.startswith(("condition.", "negation.")) for m in piece.rest
    )


def cut_reasons(a: Alignment, piece: Piece | None) -> list[Reason]:
    """Return a reason when a condition or exception was cut off."""
    if piece is None:
        return []
    for marker in piece.rest:
        word = a.passage.words[marker.first]
        if marker.label in _CUT_LIMITS or (marker.label == "condition.if" and word in _IF):
            end = max(n for n, found in enumerate(a.passage.unit_of) if found == piece.unit) + 1
            tokens = a.passage.tokens
            last = min(marker.first + _SHOWN_WORDS, end) - 1
            shown = a.passage.raw[tokens[marker.first].start : tokens[last].end]
            return [Reason("condition", wording.lost_condition(" ".join(shown.split())))]
    return []


def tokens_within(text: Text, spans: Spans) -> frozenset[int]:
    """Return the tokens that stand in the spans."""
    return frozenset(
        n
        for n, token in enumerate(text.tokens)
        if any(start <= token.start < end for start, end in spans)
    )


def number_reasons(a: Alignment, ours_at: Spans, theirs_at: Callable[[], Spans]) -> list[Reason]:
    """Return a reason for every amount, term and age that the chosen units lack.

    Args:
        a: the alignment.
        ours_at: characters of the sentence that are references to law.
        theirs_at: gives those of the passage; asked only when the sentence has a number.
    """
    ours = find_quantities(a.sentence, tokens_within(a.sentence, ours_at))
    if not ours:
        return []
    units = a.chosen_units()
    within = tokens_within(a.passage, theirs_at())
    theirs = [q for q in find_quantities(a.passage, within) if a.passage.unit_of[q.token] in units]
    found = []
    for quantity in ours:
        code = _code(quantity)
        same = [q for q in theirs if _same(quantity, q)]
        if not same:
            if not _is_count_of_items(quantity, a):
                found.append(Reason(code, wording.number(quantity.shown)))
        elif not any(_agree(quantity.limit, q.limit) for q in same) and not _turned(a):
            found.append(Reason(code, wording.limit(quantity.shown)))
    return found


def _same(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit:
        return one.value == other.value
    if not one.unit:
        return one.count == other.count
    return not other.unit and one.count == other.count and one.count > _SMALL


def _is_count_of_items(quantity: Quantity, a: Alignment) -> bool:
    """Whether a bare count is the number of items of a list of the passage, or a plain "één"."""
    if quantity.unit:
        return False
    if quantity.count == 1:
        return True
    words = a.sentence.words
    behind = words[quantity.token + 1 : quantity.token + 3]
    if not _COUNTED & set(behind) and words[max(0, quantity.token - 1)] != "alle":
        return False
    sizes = [a.passage.leads.count(lead) for lead in set(a.passage.leads) if lead >= 0]
    return quantity.count in sizes


def _turned(a: Alignment) -> bool:
    """Whether something is denied, so that "niet onder 12" may stand for "vanaf 12"."""
    units = a.chosen_units()
    here = any(c.negations for c in a.sentence.clauses)
    there = any(c.negations for c in a.passage.clauses if c.unit in units)
    return here != there


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _code(quantity: Quantity) -> str:
    if quantity.is_age:
        return "age"
    return "deadline" if quantity.unit in {"maand", "dag", "werkdag", "minuut"} else "number"
