"""What other programs send and get back: the limits and the shapes of the API, version 1.

The answers themselves are made by `assistant.batch` and `assistant.check`; these models describe
them for the OpenAPI document and the tools of the MCP server. A test holds answers to the models.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.citations import Verdict
from assistant.records import SourceKind, Status

MAX_QUESTION = 10_000  # characters; the setting max_characters decides what is answered
MAX_EARLIER = 12  # as many questions as the chat page remembers
MAX_TEXT = 200_000  # characters of a text to check

Role = Literal["professional", "bestuurder"]
RowId = Annotated[
    str,
    Field(
        pattern="^[A-Za-z0-9_.-]{1,64}$",
        description="A mark of your own; it comes back as it was. Never a number of a person.",
    ),
]
Question = Annotated[
    str,
    Field(
        max_length=MAX_QUESTION,
        description="A general question in Dutch, without data of real people. Longer than the "
        "server's ASSISTANT_MAX_CHARACTERS (4000) gives the problem question-too-long.",
    ),
]


def _example(value: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [value]})


class Ask(BaseModel):
    """A question."""

    model_config = _example(
        {"question": "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?", "role": "professional"}
    )
    question: Question
    earlier: Annotated[
        list[Question],
        Field(
            max_length=MAX_EARLIER,
            description="Earlier questions of the conversation, oldest first. The checklist reads "
            "them, and a question that leans on the last one is read with it.",
        ),
    ] = []
    role: Annotated[
        Role, Field(description="Who asks; decides which part of the handreiking is quoted first.")
    ] = "professional"
    separate: Annotated[
        bool,
        Field(description="Read the question by itself; the checklist still reads `earlier`."),
    ] = False
    id: RowId = "1"


class Search(BaseModel):
    """A search."""

    model_config = _example({"question": "art. 7.3.11 lid 4 Jeugdwet"})
    question: Question
    id: RowId = "1"


class Guard(BaseModel):
    """A text for the checklist."""

    model_config = _example({"text": "Mag een school informatie delen met het lokale team?"})
    text: Annotated[str, Field(max_length=MAX_TEXT, description="The text to judge.")]
    earlier: Annotated[
        list[Annotated[str, Field(max_length=MAX_QUESTION)]],
        Field(max_length=MAX_EARLIER, description="What went before in the same conversation."),
    ] = []
    id: RowId = "1"


class Check(BaseModel):
    """A text whose references to law are checked."""

    model_config = _example({"text": "Zie art. 7.3.11 lid 4 Jeugdwet en artikel 6 AVG."})
    text: Annotated[str, Field(max_length=MAX_TEXT, description="Any text, such as a letter.")]
    id: RowId = "1"


class PassageId(BaseModel):
    """A passage that is asked for."""

    model_config = _example({"passage_id": "wet/jeugdwet/7.3.11/lid-4"})
    passage_id: Annotated[
        str, Field(max_length=300, description="As in `citations` and `retrieved` of an answer.")
    ]


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SentenceOut(_Out):
    """One sentence of an answer."""

    text: str
    citations: Annotated[list[int], Field(description="Numbers `n` of the citations behind it.")]
    written: Annotated[bool, Field(description="False: these are words of the cited passages.")]


class CitationOut(_Out):
    """Words of a passage, with where they stand."""

    n: int
    passage_id: str
    source: str
    ref: Annotated[str, Field(description="How a person cites it.")]
    page: int | None
    quote: Annotated[str, Field(description="Verbatim: characters start to end of the passage.")]
    start: int
    end: int
    url: Annotated[str | None, Field(description="Of the original at its publisher.")]
    valid_on: Annotated[str | None, Field(description="ISO date of the version that is quoted.")]
    changed: Annotated[str, Field(description='How the law reads since, in Dutch; "" when alike.')]


class HitOut(_Out):
    """A passage that was found."""

    passage_id: str
    ref: str
    text: str
    score: Annotated[float, Field(description="Higher is better, within this list only.")]


class LawOut(_Out):
    """A place in a law."""

    passage_id: str
    ref: str
    url: str | None


class PointOut(_Out):
    """A point of the checklist that was hit."""

    id: Annotated[str, Field(description="Stable, such as bsn or person-name.")]
    title: str
    explanation: str


class RefusalOut(_Out):
    """Why a text was refused. Never holds words of the text."""

    points: list[PointOut]
    how_to_ask: str
    suggestions: Annotated[list[str], Field(description="General questions to ask instead.")]
    help: Annotated[list[str], Field(description="Help lines that come first; often empty.")]


class AnswerOut(_Out):
    """The outcome of a question, as `assistant ask --json` prints it, and what a refusal needs."""

    id: str
    status: Status
    answer: Annotated[str, Field(description="What to show: the sentences, or why there are none.")]
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    retrieved: Annotated[
        list[HitOut], Field(description="Best first; empty while an answer grows.")
    ]
    timings_ms: dict[str, float]
    reason: Annotated[str, Field(description='Why there is no answer, as a code; "" otherwise.')]
    read_as: Annotated[str, Field(description='How a follow-up was read; "" when as typed.')]
    short: Annotated[list[int], Field(description="Places in `sentences` of the short answer.")]
    laws: Annotated[list[LawOut], Field(description="Law that the quotations refer to.")]
    suggestions: Annotated[list[str], Field(description="Questions that may have been meant.")]
    follow_ups: Annotated[list[str], Field(description="Questions that go on from the answer.")]
    notice: Annotated[str, Field(description='How the answer was made, as a code; "" if plain.')]
    refusal: Annotated[RefusalOut | None, Field(description="Only when the status is refused.")]
    writing: Annotated[bool, Field(description="More is coming; only within a stream.")]
    waiting: Annotated[int, Field(description="Questions that the language model answers first.")]


class SearchOut(_Out):
    """What was found, as `assistant search --json` prints it."""

    id: str
    status: Literal["found", "refused"]
    message: Annotated[str, Field(description='Why there is nothing; "" otherwise.')]
    retrieved: list[HitOut]
    timings_ms: dict[str, float]
    refusal: RefusalOut | None


class FindingOut(_Out):
    """A place that the checklist objects to."""

    item: str
    start: Annotated[int, Field(description="Characters, counted from 0.")]
    end: Annotated[int, Field(description="Exclusive.")]


class GuardOut(_Out):
    """What the checklist says, as `assistant guard --json` prints it."""

    id: str
    refused: bool
    findings: list[FindingOut]


class ReferenceOut(_Out):
    """A reference to law in the text, with the verdict."""

    text: Annotated[str, Field(description="The words of the reference: characters start to end.")]
    start: int
    end: int
    law: str | None
    law_id: Annotated[str | None, Field(description="BWB or CELEX number.")]
    article: str | None
    lid: str | None
    onderdeel: str | None
    status: Verdict
    url: str | None
    message: Annotated[str, Field(description="The verdict in a Dutch sentence.")]


class CheckOut(_Out):
    """All references in the text, in order, as `assistant check --jsonl` writes them."""

    id: str
    refs: list[ReferenceOut]


class FootnoteOut(_Out):
    """A footnote of a passage."""

    number: str
    text: str


class PassageOut(_Out):
    """A passage: the unit that is cited."""

    passage_id: str
    source: str
    kind: SourceKind
    ref: str
    section: Annotated[list[str], Field(description="Headings, from the outside in.")]
    topic: str
    lead_in: Annotated[str, Field(description='The sentence that announces the list, or "".')]
    text: Annotated[str, Field(description="Word for word.")]
    footnotes: list[FootnoteOut]
    page: int | None
    page_end: int | None
    valid_on: str | None
    url: str | None
    jci: Annotated[str | None, Field(description="JCI 1.3.1 reference; Dutch law only.")]
    law_id: str | None
    article: str | None
    lid: str | None
    address: Annotated[str, Field(description="Permanent address on this site.")]
    changed: Annotated[str, Field(description='How the law reads since, in Dutch; "" when alike.')]
    before: Annotated[str | None, Field(description="Id of the passage before it in the source.")]
    after: Annotated[str | None, Field(description="Id of the passage after it in the source.")]


class SourceOut(_Out):
    """One document that answers come from."""

    id: str
    title: str
    short_title: str
    kind: SourceKind
    publisher: str
    version: str
    valid_on: str | None
    licence: str
    url: str | None
    law_id: str | None
    passages: Annotated[int, Field(description="How many passages it has.")]


class SourcesOut(_Out):
    """All sources."""

    sources: list[SourceOut]


class PlaceOut(_Out):
    """A passage in the contents of a source."""

    passage_id: str
    ref: str


class SourceContentsOut(SourceOut):
    """A source with its passages in reading order."""

    contents: list[PlaceOut]


class FieldProblem(_Out):
    """A field that is not what the contract asks. Never holds what was sent."""

    field: Annotated[str, Field(description="Such as body.question.")]
    code: Annotated[str, Field(description="Such as missing or string_too_long.")]


class Problem(_Out):
    """What went wrong (RFC 9457). `code` is stable; `detail` is a Dutch sentence to show."""

    model_config = _example(
        {
            "type": "/api/v1/docs#question-empty",
            "title": "Deze vraag kan niet worden beantwoord",
            "status": 422,
            "detail": "U hebt nog niets getypt. Typ uw vraag en probeer het opnieuw.",
            "code": "question-empty",
            "errors": [],
        }
    )
    type: Annotated[str, Field(description="Address of the explanation of the code.")]
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem]
