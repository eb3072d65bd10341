"""Conditions, exceptions and restrictions of a text: where they stand and whether they come back.

A limit is what makes a claim hold in some cases only: "indien", "tenzij", "voor zover",
"desgevraagd", a clause with "die", the purpose of an act. A sentence that takes the claim over has
to bring its limits along, in these or other words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.verify.align import KEPT_PASSAGES, MATCHED, Alignment
from assistant.verify.text import Text

GROUPS = ("if", "unless", "insofar", "only", "request", "consent", "hedge", "which", "purpose")
HARD = ("if", "unless", "insofar", "request", "consent")  # these limit whatever stands beside them

_OPENERS: dict[str, str] = {
    "indien": "if", "wanneer": "if", "als": "if", "zodra": "if", "ingeval": "if", "zolang": "if",
    "mits": "if", "nadat": "if", "tenzij": "unless", "behalve": "unless", "behoudens": "unless",
    "uitgezonderd": "unless", "voorzover": "insofar", "desgevraagd": "request", "slechts": "only",
    "alleen": "only", "uitsluitend": "only", "enkel": "only", "pas": "only", "zonodig": "hedge",
    "desgewenst": "hedge",
}  # fmt: skip
_PHRASES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("voor", "zover"), "insofar"), (("met", "uitzondering"), "unless"),
    (("in", "geval"), "if"), (("op", "voorwaarde"), "if"), (("onder", "voorwaarde"), "if"),
    (("onder", "de", "voorwaarde"), "if"), (("op", "verzoek"), "request"),
    (("op", "schriftelijk", "verzoek"), "request"), (("met", "toestemming"), "consent"),
    (("na", "toestemming"), "consent"), (("in", "beginsel"), "hedge"),
    (("in", "principe"), "hedge"), (("zo", "nodig"), "hedge"), (("zo", "mogelijk"), "hedge"),
    (("waar", "mogelijk"), "hedge"), (("waar", "nodig"), "hedge"), (("bij", "voorkeur"), "hedge"),
    (("ten", "behoeve"), "purpose"), (("met", "het", "oog", "op"), "purpose"),
    (("in", "het", "kader"), "purpose"), (("in", "verband", "met"), "purpose"),
    (("voor", "het", "doel"), "purpose"),
)  # fmt: skip
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _words, _group in _PHRASES:
    _BY_FIRST.setdefault(_words[0], []).append((_words, _group))
_SHORT = frozenset(("only", "request", "hedge"))  # about themselves, or the few words behind them
_NOT_IF_TEXT = """
    bedoeld bedoelde gevolg volgt zodanig zijnde voorbeeld uitgangspunt regel genoemd omschreven
    vermeld volgt partij eerste laatste professional organisatie deelnemer behorende zodanige
    deelnemers redelijkerwijs maatwerkvoorziening verwerkingsverantwoordelijke verwerker
"""
_NOT_IF = frozenset(_NOT_IF_TEXT.split())
_WITHIN_TEXT = """
    die dat waar waarin waarvan waarop waarbij waarvoor waarmee en of voor met van in op aan dan
    alsmede waaronder bedoeld als tot bij door
"""
_WITHIN = frozenset(_WITHIN_TEXT.split())  # with these a limit goes on behind a comma
_STOP = re.compile(r"[;:.?!()]|\n")
_MOST = 30  # tokens of a limit
_ONLY_REACH = 6
# From these on a sentence is refused, whatever the checker thinks of it.
_LOST_ONLY, _LOST_UNLESS, _LOST_TWO, _OWN_LOST, _LOST_BESIDE = 0.05, 0.8, 0.6, 0.7, 0.5
_UNANSWERED = 0.3  # of an exception of which the words come back and the exception does not

# What answers a limit that has no words of its own, as words of the sentence.
_ANSWERS: dict[str, re.Pattern[str]] = {
    "unless": re.compile(
        r"\b(?:tenzij|behalve|behoudens|uitgezonderd|uitzondering\w*|mits|zolang|alleen|slechts|pas"
        r"|uitsluitend|niet|geen|zonder|wel|maar|anders|beginsel|principe|na|onverminderd)\b"
    ),
    "request": re.compile(
        r"\b(?:desgevraagd|verzoek\w*|vra(?:ag|agt|gen)|gevraagd|erom|daarom|aanvraag|wens\w*)\b"
    ),
    "only": re.compile(
        r"\b(?:slechts|alleen|uitsluitend|enkel|pas|mits|tenzij|zonder|behalve|beperkt|voorwaarde\w*"
        r"|niet|geen|nooit|moet|moeten|nodig|vereist|noodzakelijk|zover|zolang|binnen|eerst)\b"
    ),
    "hedge": re.compile(
        r"\b(?:beginsel|principe|mogelijk|nodig|voorkeur|liefst|meestal|desgewenst|soms|kan|kunnen"
        r"|doorgaans|uitgangspunt|regel|zonodig|indien|als|noodzakelijk|zoveel)\b"
    ),
}
_GENERAL = re.compile(
    r"\b(?:onder (?:bepaalde |strikte |strenge |nadere )?voorwaarden|in (?:sommige|bepaalde) "
    r"(?:gevallen|situaties)|soms|uitzonderingen)\b"
)
# Words of a sentence that say the limits do not matter.
_CONCESSION = re.compile(
    r"\bof (?:dat |die |deze |dit |ze |zij |het |hij |de |een )?\S.{0,120} of niet\b"
    r"|\b(?:maakt|maken|doet|doen)(?: er)? niet (?:uit|toe)\b|\bmet of zonder\b"
    r"|\b(?:wie|welke?|wat|waar|hoe|wanneer|waarvoor)\b[^,.;]{1,70}\book\b"
    r"|\bdan ook\b|\bongeacht\b|\blos van\b|\bis het genoeg\b|\bvolstaat\b|\bvoldoende dat\b"
    r"|\bzonder (?:meer|verdere|nadere)\b|\bhoe dan ook\b|\bzelfs (?:als|wanneer|zonder|indien)\b"
    r"|\book (?:als|wanneer|indien|waar|zonder|voor zover|buiten|al)\b"
    r"|\bniet (?:nodig|vereist|noodzakelijk)\b|\bhoe(?:ft|ven)\b"
)
_CONCESSION_STRONG = re.compile(
    r"\bof (?:dat |die |deze |dit |ze |zij |het |hij |de |een )?\S.{0,120} of niet\b"
    r"|\b(?:maakt|maken|doet|doen)(?: er)? niet (?:uit|toe)\b|\bmet of zonder\b"
    r"|\b(?:wie|welke?|wat|waar|hoe)\b[^,.;]{1,60}\book\b"
    r"|\bdan ook\b|\bongeacht\b|\bis het genoeg\b"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One condition, exception or restriction."""

    group: str  # of GROUPS
    first: int  # tokens
    end: int  # exclusive
    unit: int
    items: tuple[int, ...]  # units of the list that it announces
    all_items: bool  # every item has to be met, not just one


def find_limits(text: Text) -> tuple[Limit, ...]:
    """Return the limits of a text in order."""
    found: list[Limit] = []
    words = text.words
    reached = 0
    for n in range(len(words)):
        opened = _opens(text, n)
        if opened is None or (n < reached and opened[0] in HARD):
            continue
        group, size = opened
        unit = text.unit_of[n]
        end, colon = _end(text, n, size, group)
        items: tuple[int, ...] = ()
        if colon:
            items = tuple(u for u, lead in enumerate(text.leads) if lead == unit)
        if group == "unless":
            reached = end
        found.append(Limit(group, n, end, unit, items, _all_needed(text, unit, items)))
    return tuple(found)


_limits_of = lru_cache(maxsize=KEPT_PASSAGES)(find_limits)  # of passages alone


def _opens(text: Text, n: int) -> tuple[str, int] | None:
    words = text.words
    word = words[n]
    for phrase, group in _BY_FIRST.get(word, ()):
        if words[n : n + len(phrase)] == phrase:
            return group, len(phrase)
    if word in {"die", "dat"}:
        restrictive = n and text.raw[text.tokens[n - 1].end : text.tokens[n].start].isspace()
        return ("which", 1) if restrictive and n + 1 < len(words) else None
    opened = _OPENERS.get(word)
    if opened is None:
        return None
    if word == "als" and (n + 1 >= len(words) or words[n + 1] in _NOT_IF):
        return None
    before = words[n - 1] if n else ""
    if before in {"ook", "niet", "zelfs"}:  # "ook als", "niet alleen" limit nothing
        return None
    return opened, 1


def _end(text: Text, n: int, size: int, group: str) -> tuple[int, bool]:
    """Where a limit ends, and whether it ends in a colon."""
    most = n + (_ONLY_REACH if group in _SHORT else _MOST)
    if group == "request" and size == 1:
        return n + 1, False
    if group == "hedge":
        return n + size, False
    for m in range(n + size, min(most, len(text.tokens))):
        gap = text.raw[text.tokens[m - 1].end : text.tokens[m].start]
        if text.unit_of[m] != text.unit_of[n]:
            before = text.raw[: text.tokens[m].start].rstrip(" \nabcdefghij0123456789.°)–-")
            return m, before.endswith(":")
        if _STOP.search(gap):
            return m, False
        opened = _opens(text, m) if m > n + size else None  # "behoudens voor zover" is one limit
        if opened is not None and opened[0] not in {"which", "purpose", "hedge"}:
            return m, False
        word = text.words[m]
        if "," in gap and word not in _WITHIN and not word[0].isdigit():
            return m, False
    last = min(most, len(text.tokens))
    return last, last == len(text.tokens) and text.raw.rstrip().endswith(":")


def _all_needed(text: Text, unit: int, items: Sequence[int]) -> bool:
    if not items:
        return False
    start, end = text.units[unit]
    lead = text.raw[start:end].lower()
    if "een van de" in lead or "één van de" in lead or "ten minste een" in lead:
        return False
    for item in items[:-1]:
        a, b = text.units[item]
        closing = text.raw[a:b].rstrip().rstrip(",;").rstrip().lower()
        if closing.endswith((" en", ";en", ", en")):
            return True
        if closing.endswith((" of", ";of", ", of", " dan wel")):
            return False
    return False


def breaks_limit(values: Mapping[str, float]) -> bool:
    """Whether features say that a limit is certainly gone, denied or put for another.

    Args:
        values: what `limit_features` returned.
    """
    return (
        values["concession_new"] > 0
        or values["lim_only"] > _LOST_ONLY
        or values["lim_unless"] > _LOST_UNLESS
        or values["lim_lost_2"] > _LOST_TWO
        or values["own_unless_new"] > 0
        or (values["own_lost"] > _OWN_LOST and values["lim_lost"] > _LOST_BESIDE)
    )


def limit_features(a: Alignment, idf: Mapping[str, float]) -> dict[str, float]:
    """Return how much of the limits of the evidence the sentence leaves out; 0 is nothing.

    Args:
        a: the alignment.
        idf: how rare roots are.
    """
    limits = _limits_of(a.passage)
    values = dict.fromkeys((f"lim_{g}" for g in GROUPS), 0.0)
    values |= dict.fromkeys((f"limfree_{g}" for g in GROUPS), 0.0)
    passage, sentence = a.passage, a.sentence
    top = max(idf.values(), default=1.0)
    back = a.similarity.max(axis=0) if a.similarity.size else np.zeros(len(passage.content))
    said = {
        place: (float(back[n]), idf.get(passage.tokens[place].root, top))
        for n, place in enumerate(passage.content)
    }
    flat = " ".join(sentence.words)
    units = a.chosen_units()
    matched = _matched(a)
    total = sum(weight for _, weight in matched) or 1.0
    general = bool(_GENERAL.search(flat))
    lost: list[float] = []
    partial = 0.0
    cumulative = 0.0
    conjunct = 0.0
    hard_lost = 0
    for limit in limits:
        if limit.unit not in units:
            continue
        relevance = _relevance(limit, a, matched) / total
        share, rarest = _carried(limit, said, flat, passage)
        miss = relevance * (1 - share)
        values[f"lim_{limit.group}"] = max(values[f"lim_{limit.group}"], miss)
        if share < 0.34:
            values[f"limfree_{limit.group}"] = max(values[f"limfree_{limit.group}"], relevance)
        if limit.group in HARD:
            lost.append(miss)
            hard_lost += share < 0.34 and relevance > 0.3
            if share >= 0.34:
                partial = max(partial, rarest / top)
            conjunct = max(conjunct, relevance * (1 - _weakest_part(limit, said, passage)))
        if limit.all_items and relevance > 0.2:
            shares = [_share(_content(passage, item), said) for item in limit.items]
            cumulative = max(cumulative, 1 - min(shares, default=1.0))
    lost.sort(reverse=True)
    ours = find_limits(sentence)
    own = len([x for x in ours if x.group in HARD])
    values |= _added(a, ours, limits, idf, top)
    values |= {
        "lim_lost": lost[0] if lost else 0.0,
        "lim_lost_2": lost[1] if len(lost) > 1 else 0.0,
        "lim_lost_count": float(hard_lost),
        "lim_naked": float(bool(lost) and lost[0] > 0.3 and not own and not general),
        "lim_partial": partial,
        "lim_cumulative": cumulative,
        "lim_general": float(general),
        "lim_own": float(own),
        "lim_conjunct": conjunct,
        "lim_next": _next(a, said),
        "lim_one_of": _one_of_many(a, limits, said, units),
        "concession": float(bool(_CONCESSION.search(flat))),
        "concession_strong": float(bool(_CONCESSION_STRONG.search(flat))),
        "concession_new": float(
            bool(_CONCESSION_STRONG.search(flat))
            and not _CONCESSION_STRONG.search(" ".join(passage.words))
        ),
    }
    return values


def _matched(a: Alignment) -> list[tuple[int, float]]:
    """Tokens of the passage that carry a word of the sentence, with the weight of that word."""
    return [
        (a.passage.content[column], float(a.weights[row]))
        for row, column in enumerate(a.partner.tolist())
        if column >= 0
    ]


def _relevance(limit: Limit, a: Alignment, matched: Sequence[tuple[int, float]]) -> float:
    """Weight of the sentence that rests on what the limit is about."""
    passage = a.passage
    clause = passage.clause_of[limit.first]
    total = 0.0
    for place, weight in matched:
        unit = passage.unit_of[place]
        if limit.first <= place < limit.end or unit in limit.items:
            continue
        if limit.group in _SHORT and passage.clause_of[place] != clause:
            continue
        if (
            unit == limit.unit
            or passage.leads[unit] == limit.unit
            or (passage.leads[limit.unit] == unit)
        ):
            total += weight
    return total


def _weakest_part(
    limit: Limit,
    said: Mapping[int, tuple[float, float]],
    passage: Text,
    joins: frozenset[str] = frozenset({"en", "alsmede"}),
    end: int = 0,
) -> float:
    """Of the parts that a word joins the share that comes back of the one that comes back least."""
    parts: list[list[int]] = [[]]
    for place in range(limit.first, end or limit.end):
        if passage.words[place] in joins:
            parts.append([])
        elif place in said:
            parts[-1].append(place)
    shares = [_share(part, said) for part in parts if part]
    return min(shares) if len(shares) > 1 else 1.0


def _one_of_many(
    a: Alignment,
    limits: Sequence[Limit],
    said: Mapping[int, tuple[float, float]],
    units: frozenset[int],
) -> float:
    """How much is lost of another ground that "of" joins, where the sentence says "alleen"."""
    if not any(m.label == "condition.only" for m in a.sentence.markers):
        return 0.0
    lost = 0.0
    for limit in limits:
        if limit.unit not in units or limit.group in {"which", "hedge"}:
            continue
        end = limit.end
        if limit.group == "only":  # the grounds stand behind it
            end = max(n for n, unit in enumerate(a.passage.unit_of) if unit == limit.unit) + 1
        lost = max(lost, 1 - _weakest_part(limit, said, a.passage, frozenset({"of"}), end))
    return lost


def _added(
    a: Alignment,
    ours: Sequence[Limit],
    theirs: Sequence[Limit],
    idf: Mapping[str, float],
    top: float,
) -> dict[str, float]:
    """How much of the limits of the sentence the evidence does not have."""
    sentence = a.sentence
    found = {
        place: (float(a.best[n]), idf.get(sentence.tokens[place].root, top))
        for n, place in enumerate(sentence.content)
    }
    groups = {x.group for x in theirs if x.unit in a.chosen_units()}
    values = {"own_lost": 0.0, "own_unless_new": 0.0, "own_if_new": 0.0}
    for limit in ours:
        if limit.group not in HARD:
            continue
        places = [p for p in range(limit.first, limit.end) if p in found]
        if places:
            values["own_lost"] = max(values["own_lost"], 1 - _share(places, found))
        if limit.group == "unless" and "unless" not in groups:
            values["own_unless_new"] = 1.0
        if limit.group in {"if", "insofar"} and not groups & {"if", "insofar", "unless", "only"}:
            values["own_if_new"] = 1.0
    return values


_NEXT = re.compile(
    r"\b(?:evenwel|echter|geldt niet|gelden niet|niet van toepassing|achterwege|afwijken|tenzij"
    r"|uitzondering|slechts|afgeweken|alleen)\b"
)


def _next(a: Alignment, said: Mapping[int, tuple[float, float]]) -> float:
    """How much is left out of a next sentence that takes something back."""
    lost = 0.0
    chosen = a.chosen_units()
    for unit in a.units[:1]:
        after = unit + 1
        if after >= len(a.passage.units) or after in chosen or a.passage.leads[after] >= 0:
            continue
        start, end = a.passage.units[after]
        if _NEXT.search(a.passage.raw[start:end].lower()):
            lost = 1 - _share(_content(a.passage, after), said)
    return lost


def _carried(
    limit: Limit, said: Mapping[int, tuple[float, float]], flat: str, passage: Text
) -> tuple[float, float]:
    """How much of a limit comes back, and how rare the rarest word is that does not."""
    answers = _ANSWERS.get(limit.group)
    answered = answers is not None and bool(answers.search(flat))
    if answered and limit.group != "unless":
        return 1.0, 0.0
    if limit.group in {"hedge", "only"}:
        return 0.0, 0.0
    places = [p for p in range(limit.first, limit.end) if p in said]
    if limit.items:
        shares = [_share(_content(passage, item), said) for item in limit.items]
        return (min(shares) if limit.all_items else max(shares)), 0.0
    if not places:
        return (float(answered) if answers is not None else 0.5), 0.0
    rarest = max((said[p][1] for p in places if said[p][0] < MATCHED), default=0.0)
    share = _share(places, said)
    if limit.group == "unless" and not answered:
        share *= _UNANSWERED
    return share, rarest


def _content(passage: Text, unit: int) -> list[int]:
    return [p for p in passage.content if passage.unit_of[p] == unit]


def _share(places: Sequence[int], said: Mapping[int, tuple[float, float]]) -> float:
    weights = [(said[p][1], said[p][0] >= MATCHED) for p in places if p in said]
    total = sum(w for w, _ in weights)
    return sum(w for w, hit in weights if hit) / total if total else 0.0
