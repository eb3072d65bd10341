"""Items from what a law calls a thing: the term for a meaning, the meaning of a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.language import fold
from assistant.quiz import wording
from assistant.quiz.checks import gives_away, tells
from assistant.quiz.choice import choice, make_item
from assistant.quiz.difficulty import rate
from assistant.quiz.material import Material, Recipe, recipe_for, stems
from assistant.quiz.records import Item, Kind, Pair, Proof
from assistant.records import Passage

# "8) „verwerker”: een natuurlijke persoon …;", "– ouder: gezaghebbende ouder …;",
# "b. wordt verstaan onder „huiselijk geweld” alle vormen …;"
_DEFINED = (
    re.compile(r"^\d{1,2}\) „(?P<term>[^”]{3,60})”: (?P<meaning>[^\n]+)$", re.M),
    re.compile(r"^– (?P<term>[^:,\n]{3,60}): (?P<meaning>[^\n]+)$", re.M),
    re.compile(r"^[a-z]\. (?P<term>[a-z][^:,;\n]{2,50}): (?P<meaning>[^\n]+)$", re.M),
    re.compile(r"^[a-z]\. wordt verstaan onder „(?P<term>[^”]{3,60})” (?P<meaning>[^\n]+)$", re.M),
)
_PRINCIPLE = re.compile(r"^[a-f]\) (?P<meaning>[^\n]+?) ?\(„(?P<term>[^”]+)”\)[;.]$", re.M)
_LEAST, _MOST = 6, 60  # words of a meaning
_GROUP, _LEAST_GROUP = 4, 3  # terms of a matching item
# A meaning that only sends the reader on.
_ELSEWHERE = re.compile(
    r"\bletters?\b|\bbedoeld in|\bals gedefinieerd in|\bhetgeen daaronder|\bverstaan in\b"
)
_DEFINES = re.compile(r"verstaan(?: onder)?:?|begripsomschrijv|definities", re.I)
_PRINCIPLES = "wet/avg/5/lid-1"
_OTHERS = 3  # distractors
_ARTICLES = ("de", "het", "een")
_WITH_SPACE = tuple(f"{article} " for article in _ARTICLES)
_DATA = "persoonsgegevens"
_DOING = re.compile(r"het \w+en van\b")
_LEAST_FORM = 4  # letters of a form
_LONGEST_OPTION = 260  # characters of a meaning among options


@dataclass(frozen=True, slots=True)
class Definition:
    """A term with its meaning, as a passage gives them."""

    passage: Passage
    term: str
    meaning: str  # verbatim, without the sign that ends it
    quote: str  # both, verbatim


def from_definitions(material: Material) -> Iterator[Recipe]:
    """Yield single, short and matching items from each law that defines its terms."""
    for passages in material.by_source.values():
        found = [d for p in passages for d in definitions(p)]
        for definition in _asked(found):
            rest = [d for d in found if _apart(d, definition)]
            for kind, maker in (
                (Kind.SINGLE, _term),
                (Kind.SINGLE, _meaning),
                (Kind.SHORT, _short),
            ):
                make = partial(maker, material, definition, rest)
                yield recipe_for(material, kind, [definition.passage], make)
        yield from _matchings(material, _asked(found), wording.match_terms)
    yield from _principles(material)


def _asked(found: Iterable[Definition]) -> list[Definition]:
    """Those that can be asked about; the meaning of others gives their term away."""
    return [d for d in found if not tells(d.term, d.meaning)]


def definitions(passage: Passage) -> tuple[Definition, ...]:
    """Return the terms that a passage defines with a meaning that says enough by itself."""
    if not _DEFINES.search(f"{passage.topic} {passage.lead_in} {passage.text[:200]}"):
        return ()
    found = [d for pattern in _DEFINED for d in _matches(passage, pattern)]
    return tuple(d for d in found if not _ELSEWHERE.search(d.meaning))


def _principles(material: Material) -> Iterator[Recipe]:
    """The principles of the AVG: each is described first and named behind it."""
    found = [
        d
        for passage in material.passages.values()
        if passage.id.startswith(_PRINCIPLES)
        for d in _matches(passage, _PRINCIPLE)
    ]
    for definition in _asked(found):
        rest = [d for d in found if d is not definition]
        make = partial(_principle, material, definition, rest)
        yield recipe_for(material, Kind.SINGLE, [definition.passage], make)
    yield from _matchings(material, _asked(found), wording.match_principles)


def _matches(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Definition]:
    for match in pattern.finditer(passage.text):
        meaning = match["meaning"].strip().rstrip(";.:, ")
        if _LEAST <= len(meaning.split()) <= _MOST and not match[0].endswith(":"):
            yield Definition(passage, match["term"].strip(), meaning, match[0])


def _apart(one: Definition, other: Definition) -> bool:
    """Whether neither term is a part of the other: "bestand", "verwerker"; not twice the same."""
    a, b = fold(one.term), fold(other.term)
    return not (a in b or b in a) and not (stems(one.term) & stems(other.term))


def _proof(material: Material, definition: Definition) -> Proof:
    return material.proof(definition.passage, definition.quote)


def _place(material: Material, definition: Definition) -> str:
    return f"artikel {definition.passage.article} van {material.name(definition.passage.source_id)}"


def _pick(definition: Definition, rest: Sequence[Definition]) -> list[Definition]:
    """The definitions whose meaning is nearest in words, in a fixed order."""
    wanted = stems(definition.meaning)
    return sorted(rest, key=lambda d: (-len(wanted & stems(d.meaning)), d.term))[:_OTHERS]


def _term(
    material: Material, definition: Definition, rest: Sequence[Definition], recipe: Recipe
) -> Item | None:
    chosen = _pick(definition, rest)
    if len(chosen) < _OTHERS:
        return None
    return choice(
        recipe,
        keys=[definition.term],
        wrong=[d.term for d in chosen],
        prompt=wording.which_term(_place(material, definition), definition.meaning),
        proofs=[_proof(material, definition)],
        why={d.term: wording.means(d.term, d.meaning) for d in chosen},
        difficulty="medium",
    )


def _meaning(
    material: Material, definition: Definition, rest: Sequence[Definition], recipe: Recipe
) -> Item | None:
    short = [d for d in rest if len(d.meaning) <= _LONGEST_OPTION]
    chosen = _pick(definition, short)
    meanings = [d.meaning for d in chosen]
    if len(chosen) < _OTHERS or len(definition.meaning) > _LONGEST_OPTION:
        return None
    if gives_away(definition.meaning, meanings):
        return None
    if any(material.judge.supports(m, [definition.passage.id]) for m in meanings):
        return None
    return choice(
        recipe,
        keys=[definition.meaning],
        wrong=meanings,
        prompt=wording.which_meaning(_place(material, definition), definition.term),
        proofs=[_proof(material, definition)],
        why={d.meaning: wording.belongs_to(d.term) for d in chosen},
        difficulty="medium",
    )


def _short(
    material: Material, definition: Definition, _rest: Sequence[Definition], recipe: Recipe
) -> Item:
    asked = wording.which_term(_place(material, definition), definition.meaning)
    prompt = f"{asked}\n{wording.TYPE_THE_TERM}"
    proofs = (_proof(material, definition),)
    return make_item(
        recipe,
        definition.quote,
        difficulty=rate(Kind.SHORT, prompt, [definition.quote]),
        prompt=prompt,
        answers=_accepted(material, definition),
        proofs=proofs,
    )


def _accepted(material: Material, definition: Definition) -> tuple[str, ...]:
    """What a taker may type: forms of the term, what experts accept, articles that the law uses."""
    found = [*forms(definition.term, material.written, definition.meaning)]
    found += material.accepted.get(definition.term, ())
    said = [
        f"{article} {form}"
        for form in found
        for article in _ARTICLES
        if (article, fold(form)) in material.articles
        or (article != "het" and form.endswith("ing") and not form.startswith(_WITH_SPACE))
    ]
    return tuple(dict.fromkeys([*found, *said]))


def forms(term: str, written: Collection[str], meaning: str = "") -> tuple[str, ...]:
    """Return forms of a term that say the same.

    That is the term, one or more of it, the noun of a verb and the verb of a noun, and what it is
    done to, when the meaning says that this is personal data.

    Args:
        term: as the law gives it.
        written: words that occur; only these count as a form, but for the noun of a verb.
        meaning: as the law gives it.
    """
    head, gap, last = term.rpartition(" ")
    if not head and (pair := _act(last, written, meaning)):
        alike = [last, *(form for form in pair if form != last)]
        alike += [f"{form} van {_DATA}" for form in alike] if _DATA in meaning else []
        return tuple(alike)
    roots = (last, last.removesuffix("en"), last.removesuffix("s"), last.removesuffix("n"))
    others = dict.fromkeys(f"{root}{ending}" for root in roots for ending in ("", "s", "en", "n"))
    found = [o for o in others if o != last and fold(o) in written and len(o) >= _LEAST_FORM]
    return tuple(dict.fromkeys([term, *(f"{head}{gap}{other}" for other in found)]))


def _act(word: str, written: Collection[str], meaning: str) -> tuple[str, str] | None:
    """The verb and the noun of an act, when a word is one of them: "verwerken", "verwerking".

    A word in "-en" is a verb when its meaning is one too: "het markeren van".
    """
    if word.endswith("ing") and (word.endswith("ering") or fold(f"{word[:-3]}en") in written):
        return f"{word[:-3]}en", word
    if word.endswith("en") and _DOING.match(meaning):
        return word, f"{word[:-2]}ing"
    return None


def _principle(
    material: Material, definition: Definition, rest: Sequence[Definition], recipe: Recipe
) -> Item | None:
    return choice(
        recipe,
        keys=[definition.term],
        wrong=[d.term for d in sorted(rest, key=lambda d: d.term)[:_OTHERS]],
        prompt=wording.principle(_place(material, definition), definition.meaning),
        proofs=[_proof(material, definition)],
        why={d.term: wording.means(d.term, d.meaning) for d in rest},
        difficulty="medium",
    )


def _matchings(
    material: Material, found: Sequence[Definition], ask: Callable[[str], str]
) -> Iterator[Recipe]:
    groups: list[list[Definition]] = []
    for definition in found:
        if len(definition.meaning) > _LONGEST_OPTION:
            continue
        for group in groups:
            if len(group) < _GROUP and all(_apart(d, definition) for d in group):
                group.append(definition)
                break
        else:
            groups.append([definition])
    for group in groups:
        if len(group) >= _LEAST_GROUP:
            make = partial(_matching, material, group, ask)
            yield recipe_for(material, Kind.MATCHING, [d.passage for d in group], make)


def _matching(
    material: Material,
    group: Sequence[Definition],
    ask: Callable[[str], str],
    recipe: Recipe,
) -> Item:
    proofs = tuple(_proof(material, d) for d in group)
    return make_item(
        recipe,
        "\x1f".join(d.quote for d in group),
        difficulty="medium",
        prompt=ask(_place(material, group[0])),
        pairs=tuple(Pair(left=d.term, right=d.meaning) for d in group),
        proofs=proofs,
    )
