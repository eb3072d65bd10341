"""Making the parts that all items share: ids, options with feedback, choices in a fixed order.

Options stand in a fixed order here; a draw puts the key in its place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from assistant.quiz import wording
from assistant.quiz.checks import alike, different, gives_away
from assistant.quiz.difficulty import rate
from assistant.quiz.evidence import Quotation
from assistant.quiz.material import Recipe
from assistant.quiz.records import FALSE, TRUE, Difficulty, Item, Kind, Option, Pair, Proof

MOST_WRONG = 3  # distractors of a single choice
LEAST_WRONG = 2
_TRIED = 6  # candidates of which other distractors are chosen when the nearest tell the key
_LONGEST_BESIDE = 240  # characters of a passage that every option quotes again


def item_id(kind: Kind, unit: str, key: str) -> str:
    """Return the id of an item: equal for the same kind, case or passage, and key."""
    digest = hashlib.sha256("\x1f".join((kind, unit, key)).encode()).hexdigest()
    return f"{kind}-{digest[:16]}"


def make_item(  # noqa: D417 - the fields are described at the record
    recipe: Recipe,
    key: str,
    *,
    prompt: str,
    proofs: Sequence[Proof],
    difficulty: Difficulty,
    scenario: str = "",
    cases: tuple[str, ...] = (),
    options: tuple[Option, ...] = (),
    pairs: Sequence[Pair] = (),
    extra: Sequence[str] = (),
    steps: Sequence[str] = (),
    answers: Sequence[str] = (),
    marking: Sequence[str] = (),
    feedback: str = "",
) -> Item:
    """Return an item; its feedback is what its proofs say, when none is given.

    The rest of the arguments are the fields of `Item`.

    Args:
        recipe: says kind, topic and audience.
        key: what makes it this item of its kind and unit; decides its id.
    """
    return Item(
        id=item_id(recipe.kind, recipe.unit, key),
        kind=recipe.kind,
        topic=recipe.topic,
        audience=recipe.audience,
        difficulty=difficulty,
        scenario=scenario,
        prompt=prompt,
        options=options,
        pairs=tuple(pairs),
        extra=tuple(extra),
        steps=tuple(steps),
        answers=tuple(answers),
        marking=tuple(marking),
        feedback=feedback or says(quoted(proofs)),
        proofs=tuple(proofs),
        cases=cases,
        unclear="",
    )


def pick_wrong(key: str, candidates: Sequence[str], *, least: int = MOST_WRONG) -> list[str]:
    """Return distractors that do not give the key away, nearest in length first; [] when none do.

    Args:
        key: the right option.
        candidates: wrong for sure, best sources first.
        least: fewer is none; at most MOST_WRONG come back.
    """
    apart = [c for c in different(candidates) if not alike(c, key)]
    near = sorted(apart, key=lambda c: abs(len(c) - len(key)))[:_TRIED]
    chosen = near[:MOST_WRONG]
    if chosen and all(len(c) < len(key) for c in chosen):  # a key should not always be the longest
        longer = sorted((c for c in apart if len(c) >= len(key)), key=len)
        chosen = chosen[: MOST_WRONG - 1] + longer[:1] if longer else chosen
    if len(chosen) < least:
        return []
    others = map(list, combinations(near, MOST_WRONG))
    return next((c for c in (chosen, *others) if not gives_away(key, c)), [])


def choice(
    recipe: Recipe,
    *,
    keys: Sequence[str],
    wrong: Sequence[str],
    prompt: str,
    proofs: Sequence[Proof],
    why: Mapping[str, str] | None = None,
    shows: Mapping[str, Quotation] | None = None,
    feedback: str = "",
    scenario: str = "",
    cases: tuple[str, ...] = (),
    difficulty: Difficulty | None = None,
    found_first: bool = True,
) -> Item:
    """Return a choice with its right options first.

    Args:
        recipe: what it is made by; says whether one or more options are right.
        keys: right options.
        wrong: checked distractors.
        prompt: what is asked.
        proofs: what proves the key.
        shows: what the feedback of an option quotes; the first proof where it is not given.
        feedback: for everybody; "" says what the proofs say.
        why: feedback of wrong options, where it is not what the source says.
        scenario: the situation, when there is one.
        cases: evaluation cases it comes from.
        difficulty: None rates it.
        found_first: whether the search puts a passage that answers first.
    """
    quotes = [p.quote for p in proofs]
    shown = shows or {}
    first = quoted(proofs)[0]
    titles = tuple(dict.fromkeys(q.proof.title for q in shown.values()))
    right = [
        Option(text=tidy(k), correct=True, feedback=_right(shown.get(k) or _verbatim(k, proofs)))
        for k in keys
    ]
    others = [
        Option(
            text=tidy(w),
            correct=False,
            feedback=(why or {}).get(w) or _wrong(shown.get(w) or first, titles),
        )
        for w in wrong
    ]
    return make_item(
        recipe,
        "\x1f".join((prompt, *keys)),
        prompt=prompt,
        proofs=proofs,
        difficulty=difficulty
        or rate(recipe.kind, prompt, quotes, keys=keys, wrong=wrong, found_first=found_first),
        scenario=scenario,
        cases=cases,
        options=(*right, *others),
        feedback=feedback,
    )


def true_false(
    recipe: Recipe,
    *,
    statement: str,
    is_true: bool,
    prompt: str,
    quotations: Sequence[Quotation],
    why: str = "",
    scenario: str = "",
    cases: tuple[str, ...] = (),
    difficulty: Difficulty | None = None,
    found_first: bool = True,
) -> Item:
    """Return a true-false item; arguments as of `choice`, `why` of the wrong answer."""
    quotes = [q.proof.quote for q in quotations]
    return make_item(
        recipe,
        f"{is_true}\x1f{statement}",
        prompt=prompt,
        proofs=[q.proof for q in quotations],
        feedback=says(quotations),
        difficulty=difficulty or rate(recipe.kind, prompt, quotes, found_first=found_first),
        scenario=scenario,
        cases=cases,
        options=tuple(
            Option(
                text=text,
                correct=correct,
                feedback=_right(quotations[0]) if correct else why or _wrong(quotations[0]),
            )
            for text, correct in ((TRUE, is_true), (FALSE, not is_true))
        ),
    )


def quoted(proofs: Iterable[Proof]) -> tuple[Quotation, ...]:
    """Return proofs that are shown as they are."""
    return tuple(Quotation(p, p.quote, p.quote) for p in proofs)


def says(quotations: Iterable[Quotation]) -> str:
    """Return what the passages say, each once and one to a line."""
    whole = dict.fromkeys((q.proof.title, q.whole) for q in quotations)
    return "\n".join(wording.source_says(title, text) for title, text in whole)


def _verbatim(key: str, proofs: Sequence[Proof]) -> Quotation:
    return quoted([max(proofs, key=lambda p: p.quote == key)])[0]


def _right(quotation: Quotation) -> str:
    title, text = quotation.proof.title, quotation.whole
    return wording.right(title, text) if _is_short(text) else wording.right_by(title)


def _wrong(quotation: Quotation, titles: Sequence[str] = ()) -> str:
    """What refutes an option; where several passages are shown, which one does is not guessed."""
    title, text = quotation.proof.title, quotation.whole
    if len(titles) > 1:
        return wording.wrong_by(titles)
    return wording.wrong(title, text) if _is_short(text) else wording.wrong_by([title])


def _is_short(text: str) -> bool:
    """Whether an option can quote a passage; a long one stands in the feedback of the item."""
    return len(text) <= _LONGEST_BESIDE


def tidy(text: str) -> str:
    """Return an option that begins with a capital and ends with a stop when it is a sentence."""
    text = re.sub(r"\s+", " ", text).strip()
    return text[:1].upper() + text[1:]
