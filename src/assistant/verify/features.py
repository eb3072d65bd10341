"""From an alignment to the numbers that the trained checker weighs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Container, Mapping

import numpy as np

from assistant.verify.align import MATCHED, Alignment, covers
from assistant.verify.limits import limit_features
from assistant.verify.lists import Lists
from assistant.verify.text import Clause, Text

_CLASSES = (
    "negation.without", "negation.refuse",
    "modality.may", "modality.can", "modality.must", "modality.need", "modality.forbid",
    "modality.should", "modality.require", "modality.care", "modality.free", "condition.even",
    "scope.stress", "scope.more", "time.before", "time.after", "time.now", "negation.not",
    "condition.if", "condition.provided", "condition.insofar", "condition.unless",
    "condition.only", "condition.consent", "condition.necessary",
    "scope.all", "scope.never", "scope.some", "scope.hedge", "scope.example",
    "link.purpose", "link.reason",
)  # fmt: skip
# Markers of the passage after which something may not be left out.
_KEPT = (
    "condition.if", "condition.provided", "condition.insofar", "condition.unless",
    "condition.only", "condition.consent", "condition.necessary", "scope.hedge", "scope.some",
    "time.before",
)  # fmt: skip
_REACH = 8  # content words behind a marker that it is about
_OBLIQUE_TEXT = """
    aan van met over voor bij naar tegen om op jegens tussen ten
"""
_OBLIQUE = frozenset(_OBLIQUE_TEXT.split())


def features(alignment: Alignment, lists: Lists, idf: Mapping[str, float]) -> dict[str, float]:
    """Return every feature by name; the same names for any pair."""
    values: dict[str, float] = {}
    matched = alignment.matched_clauses()
    values |= _coverage(alignment)
    values |= _reverse(alignment, idf, matched)
    values |= _marker_differences(alignment, matched)
    values |= _dropped(alignment, matched)
    values |= _cut(alignment)
    values |= limit_features(alignment, idf)
    values |= _main_force(alignment)
    values |= _polarity(alignment)
    values |= _actor_differences(alignment, lists, matched)
    values |= _agent_conflicts(alignment, lists)
    values |= _role_differences(alignment, matched)
    values |= _opposites(alignment, lists, matched)
    values |= _order(alignment)
    return values


def _coverage(a: Alignment) -> dict[str, float]:
    weights = a.weights
    total = float(weights.sum()) or 1.0
    hit = a.best >= MATCHED
    order = np.sort(a.unit_scores)[::-1]
    missing = [float(w) for w, h in zip(weights, hit, strict=True) if not h]
    runs, longest = 0, 0
    for h in hit:
        runs = 0 if h else runs + 1
        longest = max(longest, runs)
    per_clause: dict[int, list[float]] = {}
    for row, place in enumerate(a.sentence.content):
        pair = per_clause.setdefault(a.sentence.clause_of[place], [0.0, 0.0])
        pair[0] += float(weights[row]) * float(hit[row])
        pair[1] += float(weights[row])
    shares = [p[0] / p[1] for p in per_clause.values() if p[1] > 0]
    count = max(len(weights), 1)
    weakest = sorted(float(b) for b in a.best)
    return {
        "cov": float(weights @ a.best) / total,
        "cov_hit": float(weights @ hit) / total,
        "cov_same": float(weights @ (a.best >= 0.99)) / total,
        "cov_synonym": float(weights @ (a.best >= 0.89)) / total,
        "cov_any": float(weights @ a.anywhere) / total,
        "cov_count": float(hit.sum()) / count,
        "unit_1": float(order[0]) if len(order) else 0.0,
        "unit_gap": float(order[0] - order[1]) if len(order) > 1 else 1.0,
        "units": float(len(a.units)),
        "missing": float(len(missing)),
        "missing_weight": sum(missing) / total,
        "missing_max": max(missing, default=0.0),
        "missing_run": float(longest),
        "weakest": weakest[0] if weakest else 0.0,
        "weakest_2": weakest[1] if len(weakest) > 1 else 1.0,
        "clause_min": min(shares, default=0.0),
        "clauses": float(len(shares)),
    }


def _clause_rows(text: Text) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, place in enumerate(text.content):
        found.setdefault(text.clause_of[place], []).append(index)
    return found


def _reverse(
    a: Alignment, idf: Mapping[str, float], matched: Mapping[int, float]
) -> dict[str, float]:
    """How much of the passage's chosen part comes back in the sentence; conditions apart."""
    top = max(idf.values(), default=1.0)
    back = a.similarity.max(axis=0) if a.similarity.size else np.zeros(len(a.passage.content))
    column_weights = np.array(
        [idf.get(a.passage.tokens[n].root, top) for n in a.passage.content], dtype=np.float32
    )
    chosen = a.columns
    total = float(column_weights[chosen].sum()) or 1.0
    hit = back >= MATCHED
    columns_of = _clause_rows(a.passage)
    dropped: dict[str, list[tuple[float, float]]] = {"condition": [], "exception": []}
    near = {c + d for c in matched for d in (-2, -1, 0, 1, 2)}
    units = a.chosen_units()
    for number, clause in enumerate(a.passage.clauses):
        if clause.kind not in dropped or clause.unit not in units or number not in near:
            continue
        cols = columns_of.get(number, [])
        weight = float(column_weights[cols].sum()) if cols else 0.0
        if weight:
            share = float((column_weights[cols] * hit[cols]).sum()) / weight
            dropped[clause.kind].append((1 - share, weight))
    first = a.units[0] if a.units else 0
    main_cols = [c for c in chosen.tolist() if a.passage.unit_of[a.passage.content[c]] == first]
    main_total = float(column_weights[main_cols].sum()) or 1.0
    clause_shares = []
    for number, weight in matched.items():
        cols = columns_of.get(number, [])
        whole = float(column_weights[cols].sum()) or 1.0
        clause_shares.append((float((column_weights[cols] * hit[cols]).sum()) / whole, weight))
    matched_total = sum(w for _, w in clause_shares) or 1.0
    return {
        "back": float((column_weights[chosen] * hit[chosen]).sum()) / total,
        "back_first": float((column_weights[main_cols] * hit[main_cols]).sum()) / main_total,
        "back_clauses": sum(s * w for s, w in clause_shares) / matched_total,
        "matched_clauses": float(len(matched)),
        "drop_condition": max((d for d, _ in dropped["condition"]), default=0.0),
        "drop_condition_weight": max((d * w for d, w in dropped["condition"]), default=0.0),
        "drop_exception": max((d for d, _ in dropped["exception"]), default=0.0),
        "conditions": float(len(dropped["condition"])),
        "exceptions": float(len(dropped["exception"])),
        "sentence_conditions": float(sum(c.kind == "condition" for c in a.sentence.clauses)),
        "sentence_exceptions": float(sum(c.kind == "exception" for c in a.sentence.clauses)),
    }


def _dropped(a: Alignment, matched: Mapping[int, float]) -> dict[str, float]:
    """For each kind of limit in the passage: how little of what follows it comes back."""
    back = a.similarity.max(axis=0) if a.similarity.size else np.zeros(len(a.passage.content))
    index = {place: n for n, place in enumerate(a.passage.content)}
    ours = {m.label for m in a.sentence.markers}
    units = a.chosen_units()
    near = {c + d for c in matched for d in (-1, 0, 1)}
    values = dict.fromkeys((f"drop_{x.split('.')[1]}" for x in _KEPT), 0.0)
    values["drops"] = values["drops_new"] = 0.0
    for marker in a.passage.markers:
        if marker.label not in _KEPT or a.passage.unit_of[marker.first] not in units:
            continue
        clause = a.passage.clause_of[marker.first]
        if clause not in near:
            continue
        behind: list[float] = []
        for place in range(marker.first, len(a.passage.tokens)):
            if a.passage.clause_of[place] > clause or len(behind) >= _REACH:
                break
            if place in index:
                behind.append(float(back[index[place]] >= MATCHED))
        lost = 1 - sum(behind) / len(behind) if behind else 0.0
        name = f"drop_{marker.label.split('.')[1]}"
        values[name] = max(values[name], lost)
        if lost > 0.6:
            values["drops"] += 1
            values["drops_new"] += marker.label not in ours
    return values


def _cut(a: Alignment) -> dict[str, float]:
    """Whether the sentence is a literal piece of one unit, and what stands in the rest of it."""
    if not a.units:
        return {"literal": 0.0, "cut_limit": 0.0}
    unit = a.units[0]
    words = [t.root for n, t in enumerate(a.passage.tokens) if a.passage.unit_of[n] == unit]
    pairs = set(itertools.pairwise(words))
    own = list(itertools.pairwise([t.root for t in a.sentence.tokens]))
    literal = sum(pair in pairs for pair in own) / len(own) if own else 0.0
    limits = {"condition.if", "condition.provided", "condition.insofar", "condition.unless"}
    there = sum(m.label in limits for m in a.passage.markers if a.passage.unit_of[m.first] == unit)
    here = sum(m.label in limits for m in a.sentence.markers)
    return {"literal": literal, "cut_limit": literal * float(there > here)}


def _marker_differences(a: Alignment, matched: Mapping[int, float]) -> dict[str, float]:
    ours = Counter(m.label for m in a.sentence.markers)
    units = a.chosen_units()
    near: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    strong = {c for c, w in matched.items() if w >= 0.15 * sum(matched.values())}
    for marker in a.passage.markers:
        if a.passage.unit_of[marker.first] in units:
            inside[marker.label] += 1
            if a.passage.clause_of[marker.first] in strong:
                near[marker.label] += 1
    values: dict[str, float] = {}
    for label in _CLASSES:
        name = label.split(".")[1]
        values[f"s_{name}"] = float(min(ours[label], 2))
        values[f"c_{name}"] = float(min(near[label], 2))
        values[f"u_{name}"] = float(min(inside[label], 2))
    values["new_all"] = float(bool(ours["scope.all"]) and not inside["scope.all"])
    values["new_only"] = float(bool(ours["condition.only"]) and not inside["condition.only"])
    values["lost_only"] = float(bool(near["condition.only"]) and not ours["condition.only"])
    values["lost_hedge"] = float(bool(near["scope.hedge"]) and not ours["scope.hedge"])
    values["lost_consent"] = float(
        bool(near["condition.consent"]) and not ours["condition.consent"]
    )
    values["lost_necessary"] = float(
        bool(near["condition.necessary"]) and not ours["condition.necessary"]
    )
    limits = ("condition.if", "condition.provided", "condition.insofar", "condition.unless",
              "condition.only")  # fmt: skip
    values["s_limits"] = float(sum(ours[x] for x in limits))
    values["c_limits"] = float(sum(near[x] for x in limits))
    values["u_limits"] = float(sum(inside[x] for x in limits))
    values["limit_gap"] = values["c_limits"] - values["s_limits"]
    values["new_even"] = float(bool(ours["condition.even"]) and not inside["condition.even"])
    values["new_stress"] = float(bool(ours["scope.stress"]) and not inside["scope.stress"])
    values["new_free"] = float(bool(ours["modality.free"]) and not inside["modality.free"])
    values["new_never"] = float(bool(ours["scope.never"]) and not inside["scope.never"])
    values["new_some"] = float(bool(ours["scope.some"]) and not inside["scope.some"])
    for key in ("before", "after", "now"):
        label = f"time.{key}"
        values[f"new_{key}"] = float(bool(ours[label]) and not inside[label])
        values[f"lost_{key}"] = float(bool(near[label]) and not ours[label])
    values["new_more"] = float(bool(ours["scope.more"]) and not inside["scope.more"])
    values["lost_all"] = float(bool(near["scope.all"]) and not ours["scope.all"])
    values |= _force(ours, near, inside)
    return values


def _force(ours: Counter[str], near: Counter[str], inside: Counter[str]) -> dict[str, float]:
    """What the sentence demands or allows against what the passage does."""
    must = bool(ours["modality.must"])
    may = bool(ours["modality.may"] + ours["modality.can"])
    must_there = bool(near["modality.must"] + near["modality.care"] + near["modality.require"])
    may_there = bool(near["modality.may"] + near["modality.can"])
    plain_there = not must_there and not may_there
    must_inside = bool(inside["modality.must"] + inside["modality.care"])
    may_inside = bool(inside["modality.may"] + inside["modality.can"])
    need = bool(ours["modality.need"])
    return {
        "must_for_may": float(must and may_there and not must_there),
        "must_for_may_unit": float(must and may_inside and not must_inside),
        "must_for_plain": float(must and plain_there),
        "may_for_must": float(may and not must and must_there and not may_there),
        "may_for_must_unit": float(may and not must and must_inside and not may_inside),
        "may_for_plain": float(may and plain_there and not may_inside),
        "need_new": float(need and not inside["modality.need"]),
        "plain_for_may": float(not may and not must and may_there and not must_there),
        "plain_for_must": float(not may and not must and must_there),
        "forbid_new": float(bool(ours["modality.forbid"]) and not inside["modality.forbid"]),
        "forbid_lost": float(bool(near["modality.forbid"]) and not ours["modality.forbid"]),
    }


_FORCES = {
    "must": ("modality.must",),
    "may": ("modality.may", "modality.can"),
    "need": ("modality.need",),
    "forbid": ("modality.forbid",),
}


def _main_force(a: Alignment) -> dict[str, float]:
    """What the main clauses of the sentence demand or allow, against those they match."""
    matched = a.matched_clauses()
    total = sum(matched.values())
    mains = {
        c for c, w in matched.items() if a.passage.clauses[c].kind == "main" and w >= 0.2 * total
    }
    own = {n for n, c in enumerate(a.sentence.clauses) if c.kind == "main"}

    def forces(text: Text, clauses: Container[int]) -> set[str]:
        labels = {m.label for m in text.markers if text.clause_of[m.first] in clauses}
        return {name for name, group in _FORCES.items() if labels & set(group)}

    def denied(text: Text, clauses: Container[int]) -> bool:
        return any(len(c.negations) % 2 for n, c in enumerate(text.clauses) if n in clauses)

    here, there = forces(a.sentence, own), forces(a.passage, mains)
    no = denied(a.sentence, own)
    no_there = denied(a.passage, mains)
    values = {
        f"main_{x or 'plain'}_{y or 'plain'}": float(
            (x in here if x else not here) and (y in there if y else not there)
        )
        for x in ("must", "may", "need", "")
        for y in ("must", "may", "")
    }
    values["main_must_only_may"] = float(
        "must" in here and "may" in there and "must" not in there and no == no_there
    )
    values["main_denied"] = float(no != no_there)
    values["main_denied_plain"] = float(no and not no_there and not here - {"may"})
    values["main_affirmed"] = float(no_there and not no)
    return values


def _parity(clause: Clause) -> int:
    return len(clause.negations) % 2


def _polarity(a: Alignment) -> dict[str, float]:
    """Whether matched words are denied on one side only."""
    differ, total, verbs = 0.0, 0.0, 0.0
    by_clause: dict[int, list[float]] = {}
    for row, col in enumerate(a.partner.tolist()):
        if col < 0:
            continue
        here, there = a.sentence.content[row], a.passage.content[col]
        own = a.sentence.clauses[a.sentence.clause_of[here]]
        other = a.passage.clauses[a.passage.clause_of[there]]
        denied = _parity(own) ^ a.sentence.tokens[here].denied
        denied_there = _parity(other) ^ a.passage.tokens[there].denied
        weight = float(a.weights[row])
        total += weight
        wrong = float(denied != denied_there)
        differ += weight * wrong
        pair = by_clause.setdefault(a.sentence.clause_of[here], [0.0, 0.0])
        pair[0] += weight * wrong
        pair[1] += weight
        verbs = max(verbs, wrong * weight)
    ours = sum(len(c.negations) for c in a.sentence.clauses)
    clauses = {a.passage.clause_of[a.passage.content[c]] for c in a.partner.tolist() if c >= 0}
    near = sum(len(a.passage.clauses[c].negations) for c in clauses)
    units = set(a.units)
    inside = sum(len(c.negations) for c in a.passage.clauses if c.unit in units)
    return {
        "polarity": differ / total if total else 0.0,
        "polarity_max": max((p[0] / p[1] for p in by_clause.values() if p[1]), default=0.0),
        "s_neg": float(ours),
        "c_neg": float(near),
        "u_neg": float(inside),
        "neg_gap": float(ours - near),
        "neg_gap_unit": float(ours - inside),
        "new_neg": float(ours > 0 and inside == 0),
        "lost_neg": float(ours == 0 and near > 0),
        "denied": float(sum(t.denied for t in a.sentence.tokens)),
    }


def _agent(text: Text, clause: Clause) -> str | None:
    """The actor of a clause: the one after "door", else the first without a preposition."""
    words = text.words
    first = None
    for mention in text.actors:
        if not clause.first <= mention.first < clause.end:
            continue
        before = [words[i] for i in range(max(clause.first, mention.first - 3), mention.first)]
        if "door" in before[-2:]:
            return mention.actor
        if first is None and not _OBLIQUE & set(before[-2:]):
            first = mention.actor
    return first


_AGENT, _RECIPIENT, _SOURCE, _OTHER = "agent", "recipient", "source", "other"
_ROLE_OF = {"door": _AGENT, "aan": _RECIPIENT, "jegens": _RECIPIENT, "naar": _RECIPIENT,
            "van": _SOURCE, "bij": _OTHER, "met": _OTHER, "over": _OTHER, "voor": _OTHER,
            "tegen": _OTHER, "namens": _OTHER, "op": _OTHER, "in": _OTHER, "om": _OTHER,
            "onder": _OTHER, "tot": _OTHER, "tussen": _OTHER}  # fmt: skip
_PASSIVE = frozenset({"wordt", "worden", "werd", "werden"})


def _roles(text: Text, clauses: Container[int]) -> dict[str, set[str]]:
    """What each actor does in the clauses: acts, receives, is a source, or something else."""
    words = text.words
    found: dict[str, set[str]] = {}
    passive = {text.clause_of[n] for n, w in enumerate(words) if w in _PASSIVE}
    for mention in text.actors:
        clause = text.clause_of[mention.first]
        if clause not in clauses:
            continue
        first = text.clauses[clause].first
        role = ""
        for back in range(mention.first - 1, max(first, mention.first - 4) - 1, -1):
            if words[back] in _ROLE_OF:
                role = _ROLE_OF[words[back]]
                break
        if not role:
            role = "patient" if clause in passive else _AGENT
        found.setdefault(mention.actor, set()).add(role)
    return found


def _agent_conflicts(a: Alignment, lists: Lists) -> dict[str, float]:
    """Clauses in which somebody acts who is not the one that acts in the passage's clause."""
    named = {m.actor for m in a.sentence.actors}
    conflicts, swapped, unnamed = 0, 0, 0
    support: dict[int, dict[int, float]] = {}
    for row, col in enumerate(a.partner.tolist()):
        if col >= 0:
            own = a.sentence.clause_of[a.sentence.content[row]]
            there = a.passage.clause_of[a.passage.content[col]]
            weights = support.setdefault(own, {})
            weights[there] = weights.get(there, 0.0) + float(a.weights[row])
    for own, weights in support.items():
        actor = _agent(a.sentence, a.sentence.clauses[own])
        if actor is None or actor.startswith("wide:"):
            continue
        best = max(sorted(weights), key=lambda c: weights[c])
        other = _agent(a.passage, a.passage.clauses[best])
        if other is None:
            unnamed += 1
        elif not covers(actor, other, lists) and not covers(other, actor, lists):
            conflicts += 1
            swapped += other in named
    return {
        "agent_conflict": float(conflicts),
        "agent_swapped": float(swapped),
        "agent_replaced": float(conflicts - swapped),
        "agent_unnamed": float(unnamed),
    }


def _role_differences(a: Alignment, matched: Mapping[int, float]) -> dict[str, float]:
    ours = _roles(a.sentence, range(len(a.sentence.clauses)))
    near = _roles(a.passage, matched)
    units = a.chosen_units()
    inside = _roles(a.passage, {n for n, c in enumerate(a.passage.clauses) if c.unit in units})
    values = {"role_agent": 0.0, "role_recipient": 0.0, "role_other": 0.0, "role_shared": 0.0}
    for actor, roles in ours.items():
        there = near.get(actor) or inside.get(actor)
        if not there:
            continue
        values["role_shared"] += 1
        if _AGENT in roles and _AGENT not in there:
            values["role_agent"] += 1
        if _RECIPIENT in roles and _RECIPIENT not in there:
            values["role_recipient"] += 1
        if not roles & there:
            values["role_other"] += 1
    return values


def _actor_differences(
    a: Alignment, lists: Lists, matched: Mapping[int, float]
) -> dict[str, float]:
    units = a.chosen_units()
    inside = {m.actor for m in a.passage.actors if a.passage.unit_of[m.first] in units}
    near = {m.actor for m in a.passage.actors if a.passage.clause_of[m.first] in matched}
    everywhere = {m.actor for m in a.passage.actors}
    ours = [m.actor for m in a.sentence.actors]

    def known(actor: str, group: set[str]) -> bool:
        """The same actor, or a narrower one that the sentence's word covers."""
        return actor in group or any(covers(actor, other, lists) for other in group)

    def within(actor: str, group: set[str]) -> bool:
        return known(actor, group) or any(covers(other, actor, lists) for other in group)

    named = [x for x in ours if not x.startswith("wide:") and x != "professional"]
    agents_here = {_agent(a.sentence, c) for c in a.sentence.clauses} - {None}
    agents_there = {
        _agent(a.passage, c) for n, c in enumerate(a.passage.clauses) if n in matched
    } - {None}
    agents_unit = {_agent(a.passage, c) for c in a.passage.clauses if c.unit in units} - {None}
    missing_agent = [x for x in agents_here if x and not known(x, {y for y in agents_there if y})]
    return {
        "actors": float(len(set(named))),
        "actor_missing": float(sum(not known(x, inside) for x in set(named))),
        "actor_outside": float(sum(not within(x, inside) for x in set(named))),
        "actor_outside_passage": float(sum(not within(x, everywhere) for x in set(named))),
        "actor_missing_exact": float(sum(x not in inside for x in set(named))),
        "actor_missing_near": float(sum(not known(x, near) for x in set(named))),
        "actor_missing_passage": float(sum(not known(x, everywhere) for x in set(named))),
        "actor_missing_passage_exact": float(sum(x not in everywhere for x in set(named))),
        "agents": float(len(agents_here)),
        "agent_missing": float(len(missing_agent)),
        "agent_missing_exact": float(len(agents_here - agents_there)),
        "agent_missing_unit": float(len(agents_here - agents_unit)),
        "agent_elsewhere": float(
            sum(x not in agents_there and x in near for x in agents_here if x)
        ),
        "you": float("professional" in ours),
    }


def _opposites(a: Alignment, lists: Lists, matched: Mapping[int, float]) -> dict[str, float]:
    near: set[str] = set()
    inside: set[str] = set()
    for col in a.columns.tolist():
        place = a.passage.content[col]
        inside.add(a.passage.tokens[place].root)
    units = set(a.units)
    for place, token in enumerate(a.passage.tokens):
        if a.passage.unit_of[place] in units:
            inside.add(token.root)
        if a.passage.clause_of[place] in matched:
            near.add(token.root)
    turned, turned_near, both = 0, 0, 0
    for token in a.sentence.tokens:
        against = lists.opposites.get(token.root)
        if not against:
            continue
        if token.root in inside:
            both += bool(against & near)
            continue
        turned += bool(against & inside)
        turned_near += bool(against & near)
    return {
        "opposite": float(turned),
        "opposite_near": float(turned_near),
        "opposite_both": float(both),
    }


def _order(a: Alignment) -> dict[str, float]:
    places = [c for c in a.partner.tolist() if c >= 0]
    steps = list(itertools.pairwise(places))
    forward = sum(b > x for x, b in steps)
    close = sum(abs(b - x) <= 2 for x, b in steps)
    return {
        "forward": forward / len(steps) if steps else 0.5,
        "close": close / len(steps) if steps else 0.0,
        "spread": float(max(places) - min(places)) / (len(places) + 1) if places else 0.0,
    }
