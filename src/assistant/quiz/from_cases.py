"""Items from evaluation cases: what must be said is right, what was labelled wrong is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from assistant.cases import Case
from assistant.language import words
from assistant.quiz import wording
from assistant.quiz.checks import different, gives_away, is_wrong, opening, says_something
from assistant.quiz.choice import (
    LEAST_WRONG,
    MOST_WRONG,
    choice,
    make_item,
    pick_wrong,
    true_false,
)
from assistant.quiz.difficulty import rate
from assistant.quiz.edits import edits
from assistant.quiz.material import Material, Recipe, quotable, shown_quote, stems
from assistant.quiz.records import Item, Kind, Proof

# Questions of these styles are whole sentences that a quiz can print as they are.
_PRINTABLE = ("paraphrase", "formal", "long")
_LONGEST_QUESTION = 400  # characters
_LONGEST_KEY = 220  # characters of the points of an answer together
_PROOFS = 2
_CLEARLY_MORE = 2  # stems
_STATEMENTS = 3  # true-false items of one case on each side; a set asks a case once before twice
Maker = Callable[[Material, Case, Recipe], Item | None]
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


def from_cases(material: Material) -> Iterator[Recipe]:
    """Yield what can be made from each evaluation case that is a whole question."""
    for case in material.cases:
        if not _printable(case):
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
                make=partial(make, material, case),
                balance=balance,
            )


def _some(texts: Sequence[str]) -> Sequence[str]:
    return texts[:_STATEMENTS]


def _printable(case: Case) -> bool:
    question = case.question.strip()
    return (
        case.answerable
        and case.style in _PRINTABLE
        and not case.earlier
        and bool(case.must_say)
        and question[:1].isupper()
        and question.endswith("?")
        and len(question) <= _LONGEST_QUESTION
    )


def answer(case: Case) -> str | None:
    """Return the first point that is clear by itself, or None when there is none.

    Points that lean on each other stay together, when they are not too long to choose from.
    """
    alone = [p for p in case.must_say if is_sentence(p) and not leans(p)]
    if len(case.must_say) > 1 and alone:
        return alone[0]
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

    >>> is_sentence("Nee, de vuistregels vullen die aan.")
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


def _single(material: Material, case: Case, recipe: Recipe) -> Item | None:
    key = answer(case)
    if key is None or not says_something(key) or _hangs(key):
        return None
    wrong = _wrong(material, case)
    if len(wrong) < MOST_WRONG:
        wrong += [e for e in edits(key) if _is_wrong(material, case, e)]
    chosen = pick_wrong(key, wrong)
    if not chosen:
        return None
    return choice(
        recipe, keys=[key], wrong=chosen, prompt=wording.what_is_right(case.question),
        proofs=_proofs(material, case, key), cases=(case.id,),
        found_first=_found_first(material, case),
    )  # fmt: skip


def _multiple(material: Material, case: Case, recipe: Recipe) -> Item | None:
    keys, wrong = different(case.must_say), _wrong(material, case)[:MOST_WRONG]
    if len(keys) < 2 or len(wrong) < LEAST_WRONG or len({opening(k) for k in keys + wrong}) > 1:
        return None
    if any(gives_away(k, wrong) for k in keys):
        return None
    prompt = f"{case.question}\n{wording.MORE_ARE_RIGHT}"
    return choice(
        recipe, keys=keys, wrong=wrong, prompt=prompt,
        proofs=_proofs(material, case, " ".join(keys)),
        cases=(case.id,), found_first=_found_first(material, case),
    )  # fmt: skip


def _open(material: Material, case: Case, recipe: Recipe) -> Item | None:
    proofs = _proofs(material, case, " ".join(case.must_say))
    if not all(says_something(point) for point in case.must_say):
        return None
    found_first = _found_first(material, case)
    return make_item(
        recipe,
        case.question,
        difficulty=rate(
            Kind.OPEN, case.question, [p.quote for p in proofs], found_first=found_first
        ),
        prompt=case.question,
        marking=tuple(dict.fromkeys(case.must_say)),
        proofs=proofs,
        cases=(case.id,),
    )


def _true(text: str, material: Material, case: Case, recipe: Recipe) -> Item | None:
    alone = len(case.must_say) == 1 or not leans(text)
    if not alone or not says_something(text) or not is_sentence(text):
        return None
    return _statement(material, case, recipe, text, is_true=True)


def _false(text: str, material: Material, case: Case, recipe: Recipe) -> Item | None:
    if not is_sentence(text) or not _is_wrong(material, case, text):
        return None
    return _statement(material, case, recipe, text, is_true=False)


def _statement(material: Material, case: Case, recipe: Recipe, text: str, *, is_true: bool) -> Item:
    return true_false(
        recipe,
        statement=text,
        is_true=is_true,
        prompt=wording.is_this_right(case.question, text),
        proofs=_proofs(material, case, text),
        cases=(case.id,),
        found_first=_found_first(material, case),
    )


def _wrong(material: Material, case: Case) -> list[str]:
    return [w for w in case.wrong if _is_wrong(material, case, w)]


def _is_wrong(material: Material, case: Case, text: str) -> bool:
    return is_wrong(text, case.must_say, material.judge, case.gold_ids)


def _found_first(material: Material, case: Case) -> bool:
    return material.ranks.get(case.id, 1) == 1


def _proofs(material: Material, case: Case, said: str) -> tuple[Proof, ...]:
    """The words of the sources that are nearest to what is said, at most _PROOFS.

    These are the decisive words of the case, or another sentence of a gold passage when that
    shares clearly more with what is said. Words that stand in two parts count once.
    """
    wanted = stems(said)
    decisive = [(material.passages[g.passage_id], g.words) for g in case.gold]
    quotes = [(passage, shown_quote(passage, words)) for passage, words in decisive]
    quotes.sort(key=lambda found: -len(wanted & stems(found[1])))
    most = len(wanted & stems(quotes[0][1]))
    others = [
        (material.passages[i], sentence)
        for i in case.gold_ids
        for sentence in quotable(material.passages[i])
        if len(wanted & stems(sentence)) >= most + _CLEARLY_MORE
    ]
    others.sort(key=lambda found: -len(wanted & stems(found[1])))
    proofs: dict[str, Proof] = {}
    for passage, quote in (*others[:1], *quotes):
        if len(proofs) < _PROOFS and not any(quote in k or k in quote for k in proofs):
            proofs[quote] = material.proof(passage, quote)
    return tuple(proofs.values())
