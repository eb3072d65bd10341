"""A text taken apart for comparing: words, clauses, sentences, markers and actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.sentences import split_sentences
from assistant.verify.lists import Lists
from assistant.verify.words import Token

# What always ends a clause, and what ends one unless only an enumeration follows.
_HARD_BREAK = re.compile(r"[;:()\n–—]|\s-\s|[.?!](?:\s|$)")
_SUBORDINATORS_TEXT = """
    indien wanneer tenzij mits omdat aangezien zodat opdat teneinde terwijl voordat alvorens
    nadat zodra zolang behalve behoudens maar want doordat hoewel ofschoon waarbij waardoor
    ongeacht
"""
_SUBORDINATORS = frozenset(_SUBORDINATORS_TEXT.split())
# "als" opens a condition, except before these: "als bedoeld in", "als professional".
_NOT_IF_TEXT = """
    bedoeld bedoelde gevolg volgt zodanig professional professionals organisatie hulpverlener
    jeugdhulpverlener jeugdhulpaanbieder verwerkingsverantwoordelijke verwerker gemeente gevolg
    zijnde voorbeeld uitgangspunt regel zodanige ouder functionaris betrokkene bestuurder doel
    genoemd omschreven vermeld volgt partij eerste laatste enige persoonsgegevens onderdeel
"""
_NOT_IF = frozenset(_NOT_IF_TEXT.split())
_VERB_FIRST_TEXT = """
    is zijn heeft hebben kan kunnen moet moeten mag mogen wil willen wordt worden gaat vraagt
    weigert geeft heb ben blijkt staat dreigt werk woont komt krijg krijgt besluit vindt
"""
_VERB_FIRST = frozenset(_VERB_FIRST_TEXT.split())
_NEGATORS = ("negation.not", "negation.refuse", "modality.forbid")
_PRONOUNS = frozenset({"je", "jij", "u", "we", "wij", "wie"})
_SHORT = 3  # letters; a shorter name of an actor is an abbreviation and stands in capitals
_LEAST_CLAUSE = 3  # words; less after a comma is an item of an enumeration
_DAN_WITH_TEXT = """
    met na indien als wanneer voor op door in nadat ter
"""
_DAN_WITH = frozenset(_DAN_WITH_TEXT.split())
_LIMITS_TEXT = """
    meer langer later minder eerder hoger lager ouder jonger verder
"""
_LIMITS = frozenset(_LIMITS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or phrase that decides what is allowed, demanded, denied or limited."""

    label: str  # "negation.not"
    first: int  # index of its first token
    size: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an actor is named."""

    actor: str
    first: int
    size: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens that belong together."""

    kind: str  # "main", "condition", "exception", "reason", "purpose"
    first: int
    end: int  # exclusive
    unit: int
    negations: tuple[int, ...]  # tokens that deny and were not answered by another


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that caches can hold it
class Text:
    """A text with all that is compared of it; indexes count tokens, from 0."""

    raw: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]  # folded
    content: tuple[int, ...]  # tokens with a subject matter
    groups: tuple[frozenset[int], ...]  # synonym groups of each token
    clause_of: tuple[int, ...]
    clauses: tuple[Clause, ...]
    units: tuple[tuple[int, int], ...]  # sentences and list items, characters
    unit_of: tuple[int, ...]
    leads: tuple[int, ...]  # for each unit the one that announces its list, or -1
    markers: tuple[Marker, ...]
    actors: tuple[Mention, ...]
    actor_at: dict[int, str]


def analyse(raw: str, lists: Lists) -> Text:
    """Take a text apart."""
    tokens = lists.roots.tokens(raw)
    units = [(a, b) for a, b in split_sentences(raw)]
    unit_of = _unit_of(tokens, units)
    clause_of, spans = _clauses(raw, tokens, unit_of)
    tokens = _join_verbs(tokens, clause_of, lists)
    words = [t.word for t in tokens]
    markers = _markers(words, tokens, lists)
    actors = _actors(raw, tokens, words, lists)
    actor_at = {place: m.actor for m in actors for place in range(m.first, m.first + m.size)}
    denying, extra = _denying(words, markers, clause_of)
    markers = sorted([*markers, *extra], key=lambda m: (m.first, m.label))
    by_clause: dict[int, list[int]] = {}
    for place in denying:
        by_clause.setdefault(clause_of[place], []).append(place)
    clauses = tuple(
        Clause(
            _kind(words, first, end, spans[number + 1 :]),
            first,
            end,
            unit_of[first],
            tuple(by_clause.get(number, ())),
        )
        for number, (first, end) in enumerate(spans)
    )
    content = tuple(n for n, token in enumerate(tokens) if lists.is_content(token))
    return Text(
        raw=raw,
        tokens=tuple(tokens),
        words=tuple(words),
        content=content,
        groups=_groups([t.root for t in tokens], lists),
        clause_of=tuple(clause_of),
        clauses=clauses,
        units=tuple(units),
        unit_of=tuple(unit_of),
        leads=_leads(raw, units),
        markers=tuple(markers),
        actors=tuple(actors),
        actor_at=actor_at,
    )


def _unit_of(tokens: Sequence[Token], units: Sequence[tuple[int, int]]) -> list[int]:
    found = []
    unit = 0
    for token in tokens:
        while unit + 1 < len(units) and token.start >= units[unit][1]:
            unit += 1
        found.append(unit)
    return found


def _leads(raw: str, units: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """A unit that ends in a colon announces those that follow, up to a blank line."""
    leads = []
    lead = -1
    for number, (start, end) in enumerate(units):
        if (
            number
            and "\n\n" in raw[units[number - 1][1] : start]
            and not (raw[units[number - 1][0] : units[number - 1][1]].rstrip().endswith((":", ";")))
        ):
            lead = -1
        leads.append(lead)
        if raw[start:end].rstrip().endswith(":"):
            lead = number
    return tuple(leads)


def _clauses(
    raw: str, tokens: Sequence[Token], unit_of: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    starts: list[int] = []
    for n, token in enumerate(tokens):
        if n == 0 or unit_of[n] != unit_of[n - 1]:
            starts.append(n)
            continue
        gap = raw[tokens[n - 1].end : token.start]
        opens = token.word in _SUBORDINATORS or _opens_if(tokens, n) or _opens_insofar(tokens, n)
        if _HARD_BREAK.search(gap) or opens or ("," in gap and _is_clause(raw, tokens, n, unit_of)):
            before = tokens[n - 1].word
            if opens and before in {
                "alleen",
                "slechts",
                "uitsluitend",
                "pas",
                "en",
                "of",
                "behalve",
            }:
                starts.append(n - 1) if n - 1 > starts[-1] else None
            else:
                starts.append(n)
    ends = [*starts[1:], len(tokens)][: len(starts)]
    spans = [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    clause_of = [number for number, (a, b) in enumerate(spans) for _ in range(a, b)]
    return clause_of, spans


def _opens_if(tokens: Sequence[Token], n: int) -> bool:
    if tokens[n].word != "als" or n + 1 >= len(tokens):
        return False
    before = tokens[n - 1].word if n else ""
    return tokens[n + 1].word not in _NOT_IF and before not in {"zowel", "even", "net", "zo"}


def _opens_insofar(tokens: Sequence[Token], n: int) -> bool:
    word = tokens[n].word
    following = tokens[n + 1].word if n + 1 < len(tokens) else ""
    return word == "voorzover" or (word == "voor" and following == "zover")


def _is_clause(raw: str, tokens: Sequence[Token], n: int, unit_of: Sequence[int]) -> bool:
    """Whether enough words follow a comma before the next sign."""
    for ahead in range(n + 1, min(n + _LEAST_CLAUSE, len(tokens))):
        if unit_of[ahead] != unit_of[n] or "," in raw[tokens[ahead - 1].end : tokens[ahead].start]:
            return False
    return True


def _kind(words: Sequence[str], first: int, end: int, later: Sequence[tuple[int, int]]) -> str:
    opening = words[first : min(first + 2, end)]
    for word in opening:
        if word in {"tenzij", "behalve", "behoudens"}:
            return "exception"
    for n, word in enumerate(opening, first):
        if word in {"indien", "wanneer", "mits", "zodra", "ingeval", "zolang", "voorzover"}:
            return "condition"
        if word == "als" and n + 1 < end and words[n + 1] not in _NOT_IF:
            return "condition"
        if word == "voor" and n + 1 < end and words[n + 1] == "zover":
            return "condition"
    if opening and opening[0] in {"omdat", "aangezien", "want", "doordat"}:
        return "reason"
    if opening and opening[0] in {"opdat", "zodat", "teneinde", "om"}:
        return "purpose"
    if opening and opening[0] in _VERB_FIRST and later and words[later[0][0]] == "dan":
        return "condition"
    return "main"


def _join_verbs(tokens: list[Token], clause_of: Sequence[int], lists: Lists) -> list[Token]:
    """Give "geeft ... door" and "door te geven" the root of "doorgeven"."""
    roots = lists.roots
    joined = list(tokens)
    for n, token in enumerate(tokens):
        if not roots.is_particle(token.word):
            continue
        if n + 2 < len(tokens) and tokens[n + 1].word == "te":
            whole = roots.separated(token.word, tokens[n + 2].root)
            if whole:
                joined[n + 2] = replace(tokens[n + 2], root=whole)
                continue
        last = n + 1 == len(tokens) or clause_of[n + 1] != clause_of[n]
        if not last and tokens[n + 1].word not in {"en", "of", "dan", "voor", "aan", "wanneer"}:
            continue
        for back in range(n - 1, -1, -1):
            if clause_of[back] != clause_of[n]:
                break
            whole = roots.separated(token.word, tokens[back].root)
            if whole:
                joined[back] = replace(tokens[back], root=whole)
                break
    return joined


def _markers(words: Sequence[str], tokens: Sequence[Token], lists: Lists) -> list[Marker]:
    found = []
    covered: dict[str, int] = {}
    for n, token in enumerate(tokens):
        for label, size in lists.markers.at(words, n):
            if covered.get(label, -1) < n:
                found.append(Marker(label, n, size))
                covered[label] = n + size - 1
        for beginning, label in lists.prefixes:
            if token.word.startswith(beginning) and covered.get(label, -1) < n:
                found.append(Marker(label, n, 1))
                covered[label] = n
    return found


def _actors(raw: str, tokens: Sequence[Token], words: Sequence[str], lists: Lists) -> list[Mention]:
    found = []
    n = 0
    while n < len(words):
        hits = [
            hit
            for hit in lists.actors.at(words, n)
            if hit[1] > 1 or _is_actor(raw, tokens, words, n)
        ]
        if hits:
            found.append(Mention(hits[0][0], n, hits[0][1]))
            n += hits[0][1]
        else:
            n += 1
    return found


def _is_actor(raw: str, tokens: Sequence[Token], words: Sequence[str], n: int) -> bool:
    """Whether a word is an actor here: "OM" is; "om" and "zestien jaar of ouder" are not."""
    word = words[n]
    if word == "ouder":
        return words[max(0, n - 1)] not in {"of", "jaar", "jaren", "en"} and (
            words[n + 1 : n + 2] != ["dan"]
        )
    if len(word) <= _SHORT and word not in _PRONOUNS:
        return raw[tokens[n].start : tokens[n].end][:2].isupper()
    return True


def _groups(roots: Sequence[str], lists: Lists) -> tuple[frozenset[int], ...]:
    found: list[set[int]] = [set() for _ in roots]
    for n in range(len(roots)):
        for label, size in lists.synonyms.at(roots, n):
            for place in range(n, n + size):
                found[place].add(int(label))
    return tuple(frozenset(groups) for groups in found)


def _denying(
    words: Sequence[str], markers: Sequence[Marker], clause_of: Sequence[int]
) -> tuple[list[int], list[Marker]]:
    """Return the tokens that deny, and markers for what two of them say together.

    "niet zonder", "niet anders dan met" and "niet dan na" all mean "alleen met"; "niet alleen",
    "al dan niet" and "niet meer dan" deny nothing.
    """
    deny = sorted({m.first for m in markers if m.label in _NEGATORS})
    without = [m.first for m in markers if m.label == "negation.without"]
    extra: list[Marker] = []
    spent: set[int] = set()
    for place in deny:
        following = words[place + 1] if place + 1 < len(words) else ""
        before = words[place - 1] if place else ""
        if (
            following in {"alleen", "slechts"}
            or (before == "dan" and words[place - 2] == "al")
            or (before == "of" and place >= 2 and words[place - 2] == "wel")
            or (following in _LIMITS and "dan" in words[place + 2 : place + 4])
        ):
            spent.add(place)
        else:
            for other in without:
                if clause_of[other] == clause_of[place] and other not in spent:
                    spent.update((place, other))
                    extra.append(Marker("condition.only", other, 1))
                    break
            else:
                for ahead in range(place + 1, min(place + 40, len(words) - 1)):
                    if clause_of[ahead] - clause_of[place] > 1:
                        break
                    if words[ahead] == "dan" and words[ahead + 1] in _DAN_WITH:
                        spent.add(place)
                        extra.append(Marker("condition.only", ahead, 1))
                        break
    left = [p for p in (*deny, *without) if p not in spent]
    return sorted(left), extra
