r"""Quizzes and their items: what crosses the borders of making, keeping, taking and exporting.

Texts are plain text, never markup; a line break is "\n". Everything is frozen: an edit makes a
new item. `quiz.json` is the JSON of a `Quiz`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import QuizError

FORMAT = 1  # of quiz.json; a change that older programs cannot read makes it one higher
BLANK = "_____"  # where the missing words of a gap item belong, exactly once in its prompt
TRUE, FALSE = "Waar", "Niet waar"

Text = Annotated[str, Field(min_length=1, max_length=8_000, pattern=r"^\S(?:[\s\S]*\S)?$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Difficulty = Literal["easy", "medium", "hard"]
Audience = Literal["professional", "bestuurder", "jurist", "trainer"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(StrEnum):
    """What a taker does. A scenario item is one of these with a `scenario`."""

    SINGLE = "single"  # choose the one right option
    MULTIPLE = "multiple"  # choose all right options
    TRUE_FALSE = "true-false"  # options TRUE and FALSE, in this order
    MATCHING = "matching"  # put the right side beside each left side
    ORDERING = "ordering"  # put the steps in order
    GAP = "gap"  # fill in the words that are missing at BLANK
    SHORT = "short"  # type a few words
    OPEN = "open"  # write; a person marks it with the marking points


class Option(_Record):
    """One thing to choose."""

    text: Text
    correct: bool
    feedback: str = Field("", max_length=8_000)  # shown to whoever chose it


class Pair(_Record):
    """What belongs together."""

    left: Text
    right: Text


class Proof(_Record):
    """Where the key comes from: words of a passage, in the version that was held at the time."""

    passage_id: str
    title: Text  # as a reader cites it: "Jeugdwet, artikel 7.3.11, vierde lid"
    quote: Text  # verbatim in the passage
    version: str  # of the source: a day "2026-01-01" for a law, "1.0, april 2023" otherwise


class Item(_Record):
    """One question with its key, feedback and proof."""

    id: Identifier  # stable: the same content from the same case keeps its id
    kind: Kind
    topic: Text
    audience: Audience = "professional"
    difficulty: Difficulty = "medium"
    scenario: str = Field("", max_length=8_000)  # a general situation, never a real person
    prompt: Text
    options: tuple[Option, ...] = ()  # single, multiple, true-false
    pairs: tuple[Pair, ...] = ()  # matching; shown shuffled
    extra: tuple[Text, ...] = ()  # matching: right sides that belong to no left side
    steps: tuple[Text, ...] = ()  # ordering, in the right order; shown shuffled
    answers: tuple[Text, ...] = ()  # gap and short: what is accepted, the first is shown
    marking: tuple[Text, ...] = ()  # open: points that a full answer makes
    feedback: str = Field("", max_length=8_000)  # shown to everybody afterwards: why it is so
    proofs: tuple[Proof, ...] = ()  # () only when others made the item: nothing to watch then
    cases: tuple[str, ...] = ()  # ids of the evaluation cases that it was made from
    locked: bool = False  # a new draw of the set leaves it alone
    unclear: str = Field("", max_length=1_000)  # what a trainer found unclear

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        wanted = _FIELDS[self.kind]
        for name in ("options", "pairs", "steps", "answers", "marking"):
            if bool(getattr(self, name)) != (name == wanted):
                raise ValueError(f"a {self.kind} item has {wanted}, and nothing else to answer")
        if self.extra and self.kind is not Kind.MATCHING:
            raise ValueError("only a matching item has extra right sides")
        problem = _PROBLEMS.get(self.kind, lambda _item: "")(self)
        if problem:
            raise ValueError(problem)
        return self


_FIELDS = {
    Kind.SINGLE: "options",
    Kind.MULTIPLE: "options",
    Kind.TRUE_FALSE: "options",
    Kind.MATCHING: "pairs",
    Kind.ORDERING: "steps",
    Kind.GAP: "answers",
    Kind.SHORT: "answers",
    Kind.OPEN: "marking",
}


def _options(item: Item) -> str:
    texts = [o.text for o in item.options]
    right = sum(o.correct for o in item.options)
    if len(set(texts)) != len(texts):
        return "two options are the same"
    if item.kind is Kind.TRUE_FALSE:
        return "" if texts == [TRUE, FALSE] and right == 1 else f"options are {TRUE}, {FALSE}"
    if not 2 <= len(texts) <= 10:
        return "a choice has 2 to 10 options"
    if item.kind is Kind.SINGLE and right != 1:
        return "one option is right"
    if item.kind is Kind.MULTIPLE and right == 0:
        return "at least one option is right"
    return ""


def _pairs(item: Item) -> str:
    rights = [*(p.right for p in item.pairs), *item.extra]
    if not 2 <= len(item.pairs) <= 10:
        return "a matching item has 2 to 10 pairs"
    if len(set(rights)) != len(rights) or len({p.left for p in item.pairs}) != len(item.pairs):
        return "two sides are the same"
    return ""


def _steps(item: Item) -> str:
    whole = 2 <= len(item.steps) <= 12 and len(set(item.steps)) == len(item.steps)
    return "" if whole else "an ordering item has 2 to 12 different steps"


def _gap(item: Item) -> str:
    return "" if item.prompt.count(BLANK) == 1 else f"the prompt of a gap item has {BLANK} once"


_PROBLEMS = {
    Kind.SINGLE: _options,
    Kind.MULTIPLE: _options,
    Kind.TRUE_FALSE: _options,
    Kind.MATCHING: _pairs,
    Kind.ORDERING: _steps,
    Kind.GAP: _gap,
}


class Quiz(_Record):
    """A set of items in the order in which they are shown."""

    format: Literal[1]  # always FORMAT; without a default, so that it always stands in the file
    id: Identifier
    title: Text
    intro: str = Field("", max_length=8_000)
    made: date
    seed: int = 0  # that the items were drawn with
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=1_000)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        if len({i.id for i in self.items}) != len(self.items):
            raise ValueError("two items have the same id")
        return self


def read_quiz(path: Path) -> Quiz:
    """Return the quiz of a `quiz.json`.

    Raises:
        QuizError: the file cannot be read or holds no quiz; the message says where.
    """
    try:
        return Quiz.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QuizError(f"{path}: cannot be read ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the quiz"
        raise QuizError(f"{path}: {where}: {first['msg']}") from error


def quiz_json(quiz: Quiz) -> str:
    """Return the text of a `quiz.json`; `read_quiz` gives the same quiz back."""
    return quiz.model_dump_json(indent=1, exclude_defaults=True) + "\n"
