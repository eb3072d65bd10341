"""What was written for quizzes in `evals/quiz`: scenarios, lists, prompts for cases and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.cases import Gold
from assistant.errors import QuizError
from assistant.quiz.records import FALSE, TRUE, Audience, Difficulty, Text
from assistant.records import Passage


class Wrong(BaseModel):
    """An option that is not right."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Text
    why: Text  # what the source says instead; shown to whoever chose it


class Scenario(BaseModel):
    """A situation that could be anywhere, what is asked about it, and the key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, Field(min_length=1)]
    scenario: Text
    question: Text
    kind: Literal["single", "multiple", "true-false", "open"]
    right: tuple[Text, ...] = ()  # true-false: "Waar" or "Niet waar", or the true statement
    wrong: tuple[Wrong, ...] = ()
    marking: tuple[Text, ...] = ()
    gold: Annotated[tuple[Gold, ...], Field(min_length=1)]
    topic: Text
    audience: Audience = "professional"
    difficulty: Difficulty = "medium"

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "open":
            if not self.marking:
                raise ValueError("an open question has marking points")
        elif self.kind == "true-false":
            if self.right not in ((TRUE,), (FALSE,)):
                raise ValueError(f"the right answer of a true-false question is {TRUE} or {FALSE}")
        elif not self.wrong or not self.right or (self.kind == "single" and len(self.right) > 1):
            raise ValueError("a choice has a right and a wrong option; single has one right option")
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that a taker reads."""
        options = (*self.right, *(w.text for w in self.wrong), *(w.why for w in self.wrong))
        return (f"{self.scenario}\n\n{self.question}", *options, *self.marking)


class PointList(BaseModel):
    """Points that stand in a list of a source, beside points that stand in other lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, Field(min_length=1)]
    passage_id: str
    ask: Text  # a question that every right point answers
    right: Annotated[tuple[Text, ...], Field(min_length=2)]  # verbatim in the passage
    wrong: Annotated[tuple[Gold, ...], Field(min_length=2)]  # verbatim in theirs

    @property
    def gold(self) -> tuple[Gold, ...]:
        """Every point with its passage."""
        own = (Gold(passage_id=self.passage_id, words=words) for words in self.right)
        return (*own, *self.wrong)

    @property
    def texts(self) -> tuple[str, ...]:
        """What was written for the quiz, and is not quoted."""
        return (self.ask,)


class _Plain(BaseModel):
    """A line that proves nothing and that no taker reads, unless it says otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def gold(self) -> tuple[Gold, ...]:
        """Words that have to stand in their passage."""
        return ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What was written for takers, and is not quoted."""
        return ()


class Meaning(_Plain):
    """A point of a rule of thumb that fits no other of them."""

    passage_id: str
    words: Text  # verbatim in the passage

    @property
    def id(self) -> str:
        """One point for each rule."""
        return self.passage_id

    @property
    def gold(self) -> tuple[Gold, ...]:
        """The point with its passage."""
        return (Gold(passage_id=self.passage_id, words=self.words),)


class Accepted(_Plain):
    """What else a taker may type for a term that a law defines."""

    term: Text  # as the law gives it
    answers: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def id(self) -> str:
        """One line for each term."""
        return self.term

    @property
    def texts(self) -> tuple[str, ...]:
        """Every answer."""
        return self.answers


class LeftOut(_Plain):
    """An item that a reader found unfit and that no rule tells from fit ones; not drawn."""

    item: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]

    @property
    def id(self) -> str:
        """Of the item."""
        return self.item


class Prompt(_Plain):
    """What a quiz asks in the place of the question of a case, which often leans on its asker.

    The points that must be said answer it together; it names its subject or law.
    """

    case: Annotated[str, Field(min_length=1)]
    prompt: Text
    key: Annotated[int, Field(ge=0)] = 0  # the point that answers it best by itself, from 0
    open: bool = True  # False: the sources say more than the points, so nobody can be marked

    @property
    def id(self) -> str:
        """One prompt for each case."""
        return self.case

    @property
    def texts(self) -> tuple[str, ...]:
        """What a taker reads."""
        return (self.prompt,)


Written = TypeVar("Written", Scenario, PointList, Prompt, Meaning, Accepted, LeftOut)


def load_written(
    path: Path,
    kind: type[Written],
    passages: Mapping[str, Passage],
    *,
    allowed: Callable[[str], bool],
) -> tuple[Written, ...]:
    """Return what a file holds, checked against the corpus and the checklist.

    Args:
        path: JSON lines.
        kind: of the lines.
        passages: by id.
        allowed: whether a text is about nobody in particular.

    Raises:
        QuizError: the file cannot be read, a line is not of the kind, an id appears twice, gold
            names a passage or words that are not there, or a text seems to be about a real
            person. The message names file and line, and never the text.
    """
    found: dict[str, Written] = {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuizError(f"{path}: cannot be read ({error})") from error
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            line = kind.model_validate_json(raw)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the line"
            raise QuizError(f"{where}: {field}: {first['msg']}") from error
        if line.id in found:
            raise QuizError(f"{where}: id '{line.id}' appears twice")
        for gold in line.gold:
            passage = passages.get(gold.passage_id)
            if passage is None:
                raise QuizError(f"{where}: there is no passage '{gold.passage_id}'")
            if gold.words not in passage.text:
                raise QuizError(f"{where}: '{gold.passage_id}' does not hold the decisive words")
        if not all(allowed(t) for t in line.texts):
            raise QuizError(f"{where}: the checklist refuses it; describe a general situation")
        found[line.id] = line
    return tuple(found.values())
