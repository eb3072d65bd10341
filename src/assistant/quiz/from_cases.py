"""Items from evaluation cases: what must be said is right, what was labelled wrong is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from assistant.cases import Case
from assistant.language import words
from assistant.quiz import wording
from assistant.quiz.checks import (
    counts,
    different,
    drops_limit,
    gives_away,
    hangs,
    is_wrong,
    opening,
    repeats,
    says_something,
    stands_apart,
)
from assistant.quiz.choice import (
    LEAST_WRONG,
    MOST_WRONG,
    choice,
    make_item,
    pick_wrong,
    says,
    true_false,
)
from assistant.quiz.difficulty import rate
from assistant.quiz.edits import edits
from assistant.quiz.evidence import Quotation, about, evidence, together
from assistant.quiz.material import Material, Recipe, stems
from assistant.quiz.records import Item, Kind
from assistant.records import SourceKind

# Questions of these styles are whole sentences that a quiz can print as they are.
_PRINTABLE = ("paraphrase", "formal", "long")
_LONGEST_QUESTION = 400  # characters
_LONGEST_KEY = 220  # characters of the points of an answer together
_ABOUT = 0.15  # share of the words of a wrong point that its quotation holds too
_MOST_PASSAGES = 4  # that feedback shows
_STATEMENTS = 3  # true-false items of one case on each side; a set asks a case once before twice
_ONLY = re.compile(r"\b(?:alleen|uitsluitend|slechts)\b")
_NEARLY = 0.8  # share of the stems of a right point that stand in one that limits it
Maker = Callable[[Material, "Asked", Recipe], Item | None]
# Words that point at something outside the sentence, where they open it or stand for a noun.
_LEANS = re.compile(
    r"^(?:Dan|Dat|Dit|Die|Deze|Daar\w*|Hier\w*|Zo|Ook|Zij|Ze|Hij|Hun|Er)\b"
    r"|\b(?:daarvoor|hiervoor|daarbij|daarover|hierover|daarmee|zo'n)\b"
    r"|\b(?:is|mag|kan|moet|wordt|hoeft) (?:het|dat|dit|dan)(?: niet)?(?:\.|$)"
)
_LEAST_SENTENCE = 6  # words; a shorter text is a sentence when it has one of these
_VERBS_TEXT = """
    is zijn was wordt worden kan kunnen mag mogen moet moeten hoeft hoeven heeft hebben geldt
    gelden gaat geeft staat valt blijft doet krijgt neemt maakt vraagt vergt bepaalt komt hoort
    ligt dient biedt vormt vervalt volgt regelt draagt zorgt werkt stelt betekent bewaart telt
"""
_VERBS = frozenset(_VERBS_TEXT.split())
# A text that opens so is a part of an answer: "Binnen vijf dagen na de melding."
_PARTS_TEXT = """
    aan bij binnen door in met na naar om onder op over per tegen tot uit van vanaf vanwege via
    voor vooraf zonder alleen onder als indien wanneer mits tenzij maar want behalve omdat dat
    zodat of en wie wat waar hoe wanneer
"""
_PARTS = frozenset(_PARTS_TEXT.split())
# "Ja," with an answer that then hangs in the air: "als het noodzakelijk is".
_HANGS_TEXT = "als indien wanneer mits tenzij maar want behalve omdat dat zodat"
_HANGS = frozenset(_HANGS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a quiz asks about a case."""

    case: Case
    prompt: str
    key: str | None  # the point that answers it best by itself; None when none does
    whole: bool  # whether the points together are the whole answer, so that it can be marked


def from_cases(material: Material) -> Iterator[Recipe]:
    """Yield what can be made from each evaluation case that a quiz can ask about."""
    for case in material.cases:
        found = asked(material, case)
        if found is None:
            continue
        makers: list[tuple[Kind, Maker, str]] = [
            (Kind.SINGLE, _single, ""),
            (Kind.MULTIPLE, _multiple, ""),
            (Kind.OPEN, _open, ""),
        ]
        makers += [(Kind.TRUE_FALSE, partial(_true, t), "true") for t in _some(case.must_say)]
        makers += [(Kind.TRUE_FALSE, partial(_false, t), "false") for t in _some(case.wrong)]
        for kind, make, balance in makers:
            yield Recipe(
                kind=kind,
                unit=case.id,
                topic=material.topic(case.gold[0].passage_id).title,
                audience=case.asker,
                passage_ids=tuple(case.gold_ids),
                make=partial(make, material, found),
                balance=balance,
            )


def _some(texts: Sequence[str]) -> Sequence[str]:
    return texts[:_STATEMENTS]


def asked(material: Material, case: Case) -> Asked | None:
    """Return what is asked about a case: what was written for it, else its own question.

    An own question has to be whole and clear by itself. Its key is the point that shares most
    with it; a question that asks for several things has none.
    """
    if not case.answerable or not case.must_say:
        return None
    written = material.prompts.get(case.id)
    if written is not None:
        return Asked(case, written.prompt, case.must_say[written.key], written.open)
    if not _printable(case):
        return None
    key = None if counts(case.question) else answer(case)
    return Asked(case, case.question, key, not counts(case.question))


def _printable(case: Case) -> bool:
    question = case.question.strip()
    return (
        case.style in _PRINTABLE
        and not case.earlier
        and question[:1].isupper()
        and question.endswith("?")
        and len(question) <= _LONGEST_QUESTION
        and not hangs(question)
    )


def answer(case: Case) -> str | None:
    """Return the point that has most to do with the question and is clear by itself, or None.

    Points that lean on each other stay together, when they are not too long to choose from.
    """
    alone = [p for p in case.must_say if is_sentence(p) and not leans(p)]
    if len(case.must_say) > 1 and alone:
        wanted = stems(case.question)
        return max(alone, key=lambda p: len(wanted & stems(p)))
    whole = " ".join(_stopped(point) for point in case.must_say)
    return whole if len(whole) <= _LONGEST_KEY else None


def leans(text: str) -> bool:
    """Whether a text speaks of something that the text itself does not name.

    >>> leans("Dan is de bemoeienis niet meer vrijwillig.")
    True
    """
    return opening(text) != "" or bool(_LEANS.search(text))


def _stopped(point: str) -> str:
    return point if point.endswith((".", "!", "?")) else f"{point}."


def is_sentence(text: str) -> bool:
    """Whether a text is a whole sentence by itself, "Ja," or "Nee," in front apart.

    >>> is_sentence("Nee, de vuistregels vullen de handreiking op dit punt alleen aan.")
    True
    >>> is_sentence("Door te werken vanuit een lerende cultuur.")
    False
    """
    found = words(text)
    if opening(text):
        found = found[1:]
    if not text[:1].isupper() or not text.endswith(".") or not found or found[0] in _HANGS:
        return False
    whole = len(found) >= _LEAST_SENTENCE and found[0] not in _PARTS
    return whole or any(word in _VERBS for word in found[1:])


def _hangs(key: str) -> bool:
    """Whether "Ja," or "Nee," is followed by a condition alone."""
    return bool(opening(key)) and words(key)[1:2] != [] and words(key)[1] in _HANGS


def _single(material: Material, found: Asked, recipe: Recipe) -> Item | None:
    case, key = found.case, found.key
    if key is None or not says_something(key) or _hangs(key) or _drops(material, found, key):
        return None
    written = [w for w in case.wrong if _is_about(material, found, w)]
    chosen, left = _checked(material, case, key, written)
    if not chosen:  # what was written goes first
        changed = islice(edits(key, found.prompt), max(0, MOST_WRONG - len(left)))
        chosen, _ = _checked(material, case, key, [*left, *changed])
    if not chosen:
        return None
    return _choice(material, found, recipe, [key], chosen, wording.what_is_right(found.prompt))


def _checked(
    material: Material, case: Case, key: str, candidates: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Distractors that are wrong for sure, [] when there are too few; and what was not thrown away.

    Only those that would be shown are judged, which takes most of the time of making an item.
    """
    left = list(candidates)
    while chosen := pick_wrong(key, left):
        bad = [text for text in chosen if not _is_wrong(material, case, text)]
        if not bad:
            return chosen, left
        left = [text for text in left if text not in bad]
    return [], left


def _multiple(material: Material, found: Asked, recipe: Recipe) -> Item | None:
    keys, wrong = different(found.case.must_say), list(islice(_wrong(material, found), MOST_WRONG))
    if len(keys) < 2 or len(wrong) < LEAST_WRONG or len({opening(k) for k in keys + wrong}) > 1:
        return None
    if any(gives_away(k, wrong) for k in keys) or stands_apart(keys, wrong):
        return None
    return _choice(material, found, recipe, keys, wrong, wording.which_are_right(found.prompt))


def _choice(
    material: Material,
    found: Asked,
    recipe: Recipe,
    keys: Sequence[str],
    wrong: Sequence[str],
    prompt: str,
) -> Item:
    shows = {text: _quote(material, found, text, is_right=text in keys) for text in (*keys, *wrong)}
    proving = together(material, (shows[key] for key in keys))
    return choice(
        recipe,
        keys=keys,
        wrong=wrong,
        prompt=prompt,
        proofs=[q.proof for q in proving],
        shows=shows,
        feedback=says(_passages(material, found, (*proving, *shows.values()))),
        cases=(found.case.id,),
        found_first=_found_first(material, found.case),
    )


def _passages(
    material: Material, found: Asked, quotations: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """Quotations, and behind them law of the case that they leave out: it may decide."""
    shown = {q.proof.passage_id for q in quotations}
    texts = {q.whole for q in quotations}
    more: list[Quotation] = []
    for passage_id in found.case.gold_ids:
        passage = material.passages[passage_id]
        room = len(shown) + len(more) < _MOST_PASSAGES
        if room and passage.kind is SourceKind.LAW and passage.text not in texts:
            more.append(evidence(material, [passage_id], found.prompt))
    return (*quotations, *more)


def _open(material: Material, found: Asked, recipe: Recipe) -> Item | None:
    points = tuple(dict.fromkeys(found.case.must_say))
    if not found.whole or not all(says_something(point) for point in points):
        return None
    each = (_quote(material, found, point, is_right=True) for point in points)
    proving = together(material, each, most=len(points))
    first = _found_first(material, found.case)
    quotes = [q.proof.quote for q in proving]
    return make_item(
        recipe,
        found.prompt,
        difficulty=rate(Kind.OPEN, found.prompt, quotes, found_first=first),
        prompt=found.prompt,
        marking=points,
        proofs=[q.proof for q in proving],
        feedback=says(_passages(material, found, proving)),
        cases=(found.case.id,),
    )


def _true(text: str, material: Material, found: Asked, recipe: Recipe) -> Item | None:
    alone = len(found.case.must_say) == 1 or not leans(text)
    if not alone or not says_something(text) or not is_sentence(text):
        return None
    if repeats(text, found.prompt) or _drops(material, found, text):
        return None
    return _statement(material, found, recipe, text, is_true=True)


def _false(text: str, material: Material, found: Asked, recipe: Recipe) -> Item | None:
    if not is_sentence(text) or not _usable(material, found, text):
        return None
    return _statement(material, found, recipe, text, is_true=False)


def _statement(
    material: Material, found: Asked, recipe: Recipe, text: str, *, is_true: bool
) -> Item:
    return true_false(
        recipe,
        statement=text,
        is_true=is_true,
        prompt=wording.is_this_right(found.prompt, text),
        quotations=[_quote(material, found, text, is_right=is_true)],
        cases=(found.case.id,),
        found_first=_found_first(material, found.case),
    )


def _wrong(material: Material, found: Asked) -> Iterator[str]:
    """The labelled wrong points that can be used."""
    return (w for w in found.case.wrong if _usable(material, found, w))


def _usable(material: Material, found: Asked, wrong: str) -> bool:
    """Whether a labelled wrong point is wrong, and about what the sources say here."""
    return _is_about(material, found, wrong) and _is_wrong(material, found.case, wrong)


def _is_about(material: Material, found: Asked, wrong: str) -> bool:
    return about(_quote(material, found, wrong, is_right=False), wrong) >= _ABOUT


def _is_wrong(material: Material, case: Case, text: str) -> bool:
    return is_wrong(text, case.must_say, material.judge, case.gold_ids)


def _drops(material: Material, found: Asked, point: str) -> bool:
    """Whether a right point says more than the sources do when nothing stands beside it."""
    return drops_limit(point, _quote(material, found, point, is_right=True).shown)


def _found_first(material: Material, case: Case) -> bool:
    return material.ranks.get(case.id, 1) == 1


def _quote(material: Material, found: Asked, text: str, *, is_right: bool) -> Quotation:
    """The quotation that says a right point, or what the sources say instead of a wrong one."""
    case = found.case
    decisive: dict[str, list[str]] = {}
    for gold in case.gold:
        decisive.setdefault(gold.passage_id, []).append(gold.words)
    find = partial(evidence, material, case.gold_ids, prompt=found.prompt, decisive=decisive)
    if is_right:
        return find(text)
    others = _besides(text, case.must_say)
    near = find(text, instead=case.must_say)
    return near if others is None else together(material, (find(others), near))[0]


def _besides(text: str, right: Sequence[str]) -> str | None:
    """What else is right, when a text is wrong because it says that only one of them is."""
    near = max(right, key=lambda point: len(stems(point) & stems(text)))
    only = _ONLY.search(text) and not _ONLY.search(near)
    nearly = len(stems(near) & stems(text)) >= _NEARLY * len(stems(near))
    return next((r for r in right if r != near), None) if only and nearly else None
