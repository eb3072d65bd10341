"""A quiz on paper: what stands on the question sheet and on the answer sheet.

`html` and `pdf` only lay it out, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant import texts_nl
from assistant.citations.wording import day
from assistant.quiz.formats import shown
from assistant.quiz.records import BLANK, Item, Kind, Quiz

_TEXTS = texts_nl.QUIZ_SHEET
_GAP = "." * 24  # where words are missing; on paper there is room to write them
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LINES = {Kind.SHORT: 1, Kind.OPEN: 6}
_PLACES = {Kind.MATCHING, Kind.ORDERING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question as the takers see it."""

    number: int  # counts from 1
    instruction: str
    scenario: str
    prompt: str
    numbered: tuple[str, ...]  # left sides, or steps that get a place: each has room for a mark
    lettered: tuple[str, ...]  # what to choose from, marked a, b, c
    room: bool  # whether there is room for a mark before what is numbered
    lines: int  # to write on


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The key of one question."""

    number: int
    prompt: str
    key: str  # in one line; empty when a list follows
    points: tuple[str, ...]  # pairs, steps in order, or what a full answer makes
    remarks: tuple[str, ...]  # about single options, other answers, and in general
    sources: tuple[shown.Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All of it."""

    title: str
    intro: str
    made: str  # how many questions there are, and the day
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]


def sheet(quiz: Quiz) -> Sheet:
    """Return what both sheets say."""
    count = len(quiz.items)
    made = _TEXTS["made_one"] if count == 1 else _TEXTS["made"]
    return Sheet(
        title=quiz.title,
        intro=quiz.intro,
        made=made.format(count=count, day=day(quiz.made.isoformat())),
        questions=tuple(_question(n, item) for n, item in enumerate(quiz.items, start=1)),
        answers=tuple(_answer(n, item) for n, item in enumerate(quiz.items, start=1)),
    )


def _prompt(item: Item) -> str:
    return item.prompt.replace(BLANK, _GAP) if item.kind is Kind.GAP else item.prompt


def _choices(item: Item) -> tuple[str, ...]:
    if item.kind is Kind.MATCHING:
        return shown.rights(item)
    if item.kind is Kind.ORDERING:
        return shown.steps(item)
    return tuple(option.text for option in item.options)


def _question(number: int, item: Item) -> Question:
    ordering = item.kind is Kind.ORDERING
    return Question(
        number=number,
        instruction=shown.instruction(item),
        scenario=item.scenario,
        prompt=_prompt(item),
        numbered=("",) * len(item.steps) if ordering else tuple(p.left for p in item.pairs),
        lettered=_choices(item),
        room=item.kind in _PLACES,
        lines=_LINES.get(item.kind, 0),
    )


def _answer(number: int, item: Item) -> Answer:
    key, points, remarks = _KEYS[item.kind](item)
    return Answer(
        number=number,
        prompt=_prompt(item),
        key=key,
        points=points,
        remarks=tuple(text for text in (*remarks, item.feedback) if text),
        sources=shown.cited(item),
    )


_Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def _marked(item: Item) -> Mapping[str, str]:
    """What can be chosen, to its letter."""
    return dict(zip(_choices(item), _LETTERS, strict=False))


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _options(item: Item) -> _Key:
    letters = _marked(item)
    right = [f"{letters[o.text]}. {o.text}" for o in item.options if o.correct]
    words = _TEXTS["right"] if len(right) == 1 else _TEXTS["right_many"]
    remarks = tuple(
        _TEXTS["about"].format(mark=letters[o.text], feedback=o.feedback)
        for o in item.options
        if o.feedback
    )
    return words.format(key=_listed(right)), (), remarks


def _pairs(item: Item) -> _Key:
    letters = _marked(item)
    points = tuple(
        _TEXTS["belongs"].format(left=p.left, right=f"{letters[p.right]}. {p.right}")
        for p in item.pairs
    )
    over = _listed(f"{letters[text]}. {text}" for text in item.extra)
    return "", points, (_TEXTS["left_over"].format(rights=over),) if item.extra else ()


def _steps(item: Item) -> _Key:
    letters = _marked(item)
    key = ", ".join(letters[step] for step in item.steps)
    return _TEXTS["order"].format(key=key), item.steps, ()


def _typed(item: Item) -> _Key:
    first, *others = item.answers
    also = (_TEXTS["also"].format(answers=_listed(others)),) if others else ()
    return _TEXTS["right"].format(key=first), (), also


def _open(item: Item) -> _Key:
    return texts_nl.QUIZ_MARKING, item.marking, ()


_KEYS: Mapping[Kind, Callable[[Item], _Key]] = {
    Kind.SINGLE: _options,
    Kind.MULTIPLE: _options,
    Kind.TRUE_FALSE: _options,
    Kind.MATCHING: _pairs,
    Kind.ORDERING: _steps,
    Kind.GAP: _typed,
    Kind.SHORT: _typed,
    Kind.OPEN: _open,
}
