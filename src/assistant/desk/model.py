"""Frozen records of the desk, and their form as JSON.

Everything that ever happens to an item is an `Event`: an `Action` with who, when and its place in
the history. The state of an `Item` follows from its submission and its events (`rules.replay`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.records import Citation, Passage, Sentence

Json = dict[str, Any]


class ItemStatus(StrEnum):
    """Where an item stands. Each follows from the events before it; nobody sets it."""

    NEW = "new"  # nobody has it
    ASSIGNED = "assigned"  # a jurist has it
    DECIDED = "decided"  # everything is judged and what was wrong is mended: it can be released
    RELEASED = "released"  # the asker finds the reply under the code


class Judgement(StrEnum):
    """What a jurist says of a citation."""

    RIGHT = "juist"
    WRONG = "onjuist"
    INCOMPLETE = "onvolledig"
    OUTDATED = "verouderd"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPassage:
    """Words of a passage as they stood in the corpus when they were cited."""

    n: int  # number shown, from 1; passages that a jurist adds are numbered on
    passage_id: str
    source_id: str
    ref: str  # how a person cites it
    quote: str  # verbatim in the passage
    start: int  # offset of the quote in the text of the passage
    end: int
    version: str | None = None  # label of the law's version
    valid_on: str | None = None  # ISO date of the version
    url: str | None = None
    law_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse offsets that cannot hold the quotation."""
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"quotation {self.n} of {self.passage_id} has offsets that do not fit")


def cited(citation: Citation) -> CitedPassage:
    """Return what the desk keeps of a citation."""
    return cited_words(citation.passage, citation.start, citation.end, n=citation.n)


def cited_words(passage: Passage, start: int, end: int, *, n: int = 0) -> CitedPassage:
    """Return words of a passage, as a jurist picks them to replace or add a citation.

    Args:
        passage: of the corpus.
        start: offset of the first character in its text.
        end: exclusive.
        n: number of the citation that it replaces; an added passage gets its own.

    Raises:
        ValueError: there are no words between the offsets.
    """
    return CitedPassage(
        n=n,
        passage_id=passage.id,
        source_id=passage.source_id,
        ref=passage.ref,
        quote=passage.text[start:end],
        start=start,
        end=end,
        version=passage.version,
        valid_on=passage.valid_on,
        url=passage.url,
        law_id=passage.law_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceVerdict:
    """A reference to law in the answer, as `assistant.check` judged it when it was sent."""

    text: str
    start: int  # offset in the shown answer: the sentences, one to a line
    end: int
    law: str | None
    law_id: str | None
    article: str | None
    lid: str | None
    onderdeel: str | None
    status: str  # a value of citations.Verdict
    url: str | None
    message: str  # Dutch


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """All that is sent to the helpdesk, and all that is ever stored of who asked."""

    question: str
    outcome: str  # of the answer: "answered" or "abstained"
    reason: str  # code of the reason for abstaining; "" when answered
    sentences: tuple[Sentence, ...]
    citations: tuple[CitedPassage, ...]
    references: tuple[ReferenceVerdict, ...]
    topics: tuple[str, ...]  # laws and sources it is about, readable: "Jeugdwet", "handreiking"
    checklist_version: str  # of the checklist that let it through

    @property
    def answer(self) -> str:
        """The sentences as shown, one to a line; `references` count characters in it."""
        return "\n".join(s.text for s in self.sentences)


# -- what can be done --


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the item to a jurist, or back to the queue."""

    to: str | None


@dataclass(frozen=True, slots=True)
class Judge:
    """Say what a citation of the answer is worth; a later judgement replaces it."""

    n: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Replace:
    """Put another passage in the place of a citation, or take that back with None."""

    n: int
    passage: CitedPassage | None


@dataclass(frozen=True, slots=True)
class Add:
    """Add a passage that the answer did not cite; it gets the next number."""

    passage: CitedPassage


@dataclass(frozen=True, slots=True)
class Correct:
    """Write the answer anew; None goes back to the answer as shown."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Comment:
    """Add a note, for the asker or for colleagues only."""

    text: str
    for_asker: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """Let the asker read the reply."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the reply back."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back, which must be one's own; history keeps both."""

    seq: int  # of the event that is taken back


Action = Assign | Judge | Replace | Add | Correct | Comment | Release | Withdraw | Undo

ACTIONS: dict[str, type[Action]] = {
    "assign": Assign,
    "judge": Judge,
    "replace": Replace,
    "add": Add,
    "correct": Correct,
    "comment": Comment,
    "release": Release,
    "withdraw": Withdraw,
    "undo": Undo,
}
_NAMES = {kind: name for name, kind in ACTIONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What somebody did with an item. Never changed."""

    seq: int  # place in the history of the item, from 1
    by: str  # user name
    at: datetime  # UTC
    action: Action

    @property
    def kind(self) -> str:
        """Name of the action, a key of `ACTIONS` and of `texts_nl.DESK_ACTIONS`."""
        return _NAMES[type(self.action)]


# -- what it comes to --


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationVerdict:
    """Where a citation of the answer stands."""

    n: int
    judgement: Judgement | None = None  # None: not judged yet
    replacement: CitedPassage | None = None
    by: str | None = None  # who judged
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of a jurist."""

    by: str
    at: datetime
    text: str
    for_asker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question before the helpdesk, as it stands after its events."""

    id: int
    submission: Submission
    created: datetime  # UTC
    version: int = 0  # how many events it has had
    status: ItemStatus = ItemStatus.NEW
    assignee: str | None = None
    verdicts: tuple[CitationVerdict, ...] = ()  # one for each citation, in their order
    added: tuple[CitedPassage, ...] = ()
    correction: str | None = None  # the answer as a jurist wrote it
    notes: tuple[Note, ...] = ()
    released_at: datetime | None = None

    @property
    def answer(self) -> str:
        """The answer that the asker will read: corrected, or as shown."""
        return self.correction if self.correction is not None else self.submission.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """An item in the queue."""

    id: int
    question: str
    status: ItemStatus
    assignee: str | None
    created: datetime
    version: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which items; what is not given does not narrow."""

    statuses: tuple[ItemStatus, ...] = ()
    assignee: str | None = None  # a user name; "" means nobody
    topic: str | None = None
    created_before: datetime | None = None
    created_from: datetime | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the asker finds under the code: nothing of the helpdesk before release."""

    question: str
    released_at: datetime | None  # None: not released yet, and all that follows is empty
    answer: str = ""
    corrected: bool = False  # the answer is the helpdesk's own, not as shown before
    sentences: tuple[Sentence, ...] = ()  # as shown before
    citations: tuple[CitedPassage, ...] = ()  # as shown before
    verdicts: tuple[CitationVerdict, ...] = ()  # without the names of jurists
    added: tuple[CitedPassage, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """An answer that the helpdesk approved, for whoever asks the same question."""

    item_id: int
    answer: str
    citations: tuple[CitedPassage, ...]  # right ones, replacements and added ones
    released_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the asker gets for a question that was sent."""

    item_id: int
    code: str  # "KDRM-WPTX-BHNS-GZVF"; shown once and stored nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """How many items were deleted because they had been kept long enough."""

    released: int
    waiting: int  # never released, or withdrawn


# -- as JSON --


def as_json(record: Any) -> Json:
    """Return a record as plain values; the way back is one of the functions below."""
    return asdict(record)


def action_from_json(kind: str, data: Mapping[str, Any]) -> Action:
    """Return the action of an event that was stored.

    Raises:
        ValueError: it is no action.
    """
    values = dict(data)
    try:
        if values.get("passage") is not None:
            values["passage"] = CitedPassage(**values["passage"])
        if kind == "judge":
            values["judgement"] = Judgement(values["judgement"])
        return ACTIONS[kind](**values)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no action of kind {kind!r}") from error


def submission_from_json(data: Mapping[str, Any]) -> Submission:
    """Return a submission that was stored.

    Raises:
        ValueError: it is no submission.
    """
    try:
        return Submission(
            question=data["question"],
            outcome=data["outcome"],
            reason=data["reason"],
            sentences=tuple(
                Sentence(**{**s, "citations": tuple(s["citations"])}) for s in data["sentences"]
            ),
            citations=tuple(CitedPassage(**c) for c in data["citations"]),
            references=tuple(ReferenceVerdict(**r) for r in data["references"]),
            topics=tuple(data["topics"]),
            checklist_version=data["checklist_version"],
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no submission") from error


def curated_from_json(data: Mapping[str, Any], *, item_id: int, released_at: datetime) -> Curated:
    """Return a curated answer that was stored."""
    return Curated(
        item_id=item_id,
        answer=data["answer"],
        citations=tuple(CitedPassage(**c) for c in data["citations"]),
        released_at=released_at,
    )
