"""Frozen types that cross module borders.

Offsets are characters, counted from 0, end exclusive, unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class SourceKind(StrEnum):
    """What sort of document a source is; decides its loader and how it is cited."""

    GUIDANCE = "handreiking"
    LAW = "wet"
    OWN = "eigen"


class ArticleStatus(StrEnum):
    """Whether an article of a law has a text of its own."""

    IN_FORCE = "geldend"
    EXPIRED = "vervallen"
    PENDING = "nog-niet"  # adopted, and not in force yet
    AMENDING = "wijzigt"  # only changed another law; its text is not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document of the manifest, or one that an organisation added."""

    id: str  # "handreiking", "wet/jeugdwet", "eigen/werkinstructie"
    title: str
    short_title: str = ""  # as in a reference: "Wmo 2015"; "" means the title
    publisher: str
    version: str  # as the publisher writes it: "1.0, april 2023"
    valid_on: str | None  # ISO date of the version held; None when the source states none
    licence: str  # licence, or the legal ground for reuse
    url: str | None  # address of the original; None for an organisation's own document
    path: str  # relative to the corpus folder
    sha256: str
    loader: str  # "handreiking", "law", "pdf", "markdown"
    kind: SourceKind
    law_id: str | None = None  # BWB or CELEX number; None for what is no law
    articles: tuple[str, ...] = ()  # labels that are quoted of a law held whole; () means all
    # ISO date on which the publisher still gave this version as the one in force; None when
    # that was never asked.
    confirmed_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote that belongs to a passage."""

    number: str  # as printed
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference that the publisher of a law marked in its text."""

    start: int  # offset in the text of the passage
    end: int
    target: str  # JCI reference, or an address

    def __post_init__(self) -> None:
        """Refuse a link without words."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"link has offsets {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The unit that is retrieved, cited, quizzed and reviewed.

    `text` holds the wording of the source, word for word; only markup is gone and white space
    is normalised: one blank line between paragraphs, one line for each list item.
    """

    id: str  # stable and readable: "handreiking/deel-3/avg-stappen/5"
    source_id: str
    kind: SourceKind
    ref: str  # how a person cites it: "Jeugdwet, artikel 7.3.11, vierde lid"
    section: tuple[str, ...]  # headings from the outside in
    text: str
    start: int  # offset of the first character in the source file's text
    end: int
    spans: tuple[tuple[int, int], ...] = ()  # stretches of the source; () means start to end
    topic: str = ""  # what stands beside or above the text: left table cell, article heading
    lead_in: str = ""  # the sentence that announces a list, when `text` continues that list
    page: int | None = None  # page of the publication, counted from 1; None when it has no pages
    page_end: int | None = None  # last page, when the passage runs on
    footnotes: tuple[Footnote, ...] = ()
    valid_on: str | None = None  # ISO date of the version
    url: str | None = None  # address of the original, for law the version of `valid_on`
    jci: str | None = None  # JCI 1.3.1 reference; only for Dutch law
    law_id: str | None = None
    article: str | None = None  # label: "7.3.11", "7:457", "overweging 4"
    lid: str | None = None  # "4"; None when the article has no numbered leden
    part: str | None = None  # "deel-1", "deel-2", "deel-3", "bijlage", "inleiding"; guidance only
    group: str = ""  # passages with the same wording in several parts share one group
    version: str | None = None  # label of the law's version: "2024-01-01_0"; None when unknown
    links: tuple[Link, ...] = ()  # that the publisher marked, in order; only in law held whole

    def __post_init__(self) -> None:
        """Refuse a passage that cannot be cited."""
        if not self.text.strip():
            raise ValueError(f"passage {self.id} is empty")
        if not 0 <= self.start < self.end:
            raise ValueError(f"passage {self.id} has offsets {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question."""

    passage: Passage
    score: float  # higher is better; comparable within one ranking only
    routes: tuple[str, ...] = ()  # which retrievers brought it: "reference", "bm25", "dense"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place in a text that the checklist objects to. Never holds the words themselves."""

    item: str  # id of the checklist point: "bsn", "person-name", "recognisable-case"
    start: int
    end: int
    rule: str = ""  # name of the rule that decided, for the explanation and for tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the checklist says of a text."""

    refused: bool
    findings: tuple[Finding, ...]
    version: str  # of the checklist
    urgent: str | None = None  # "danger" or "citizen" when help lines come first; else None

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of the points that were hit, each once, in order of first appearance."""
        return tuple(dict.fromkeys(f.item for f in self.findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Proof of a shown sentence: words of a passage, with where they stand."""

    n: int  # number shown, from 1, in order of appearance
    passage: Passage
    quote: str  # verbatim: passage.text[start:end]
    start: int  # offset in passage.text
    end: int

    def __post_init__(self) -> None:
        """A quotation that is not in its passage cannot exist."""
        if self.passage.text[self.start : self.end] != self.quote:
            raise ValueError(f"quotation {self.n} is not verbatim in {self.passage.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence or list item of an answer."""

    text: str
    citations: tuple[int, ...]  # numbers of the citations that prove it; never empty
    heading: str = ""  # shown above the sentence when a new group begins
    # Put in the model's own words; its citations quote the words of the passage that support it.
    # False means that the text itself stands in every passage it cites.
    written: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answer so far: what a maker of answers hands on, once or growing."""

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notice: str = ""  # as in Answer
    writing: bool = False
    waiting: int = 0
    timings_ms: dict[str, float] = field(default_factory=dict)  # "model", "verify"; when final


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of one question, ready to be shown. A refused one holds no word of it."""

    status: Status
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()  # at most ten, best first; also when the status is abstained
    decision: Decision | None = None  # set when refused
    reason: str = ""  # code of the reason for abstaining: "no-match", "out-of-scope"
    read_as: str = ""  # how a follow-up question was read; "" when it was read as typed
    confidence: float = 0.0  # calibrated probability that the corpus answers the question
    timings_ms: dict[str, float] = field(default_factory=dict)
    # What a reader must know about how the answer was made, as a code of texts_nl.NOTICES:
    # "model-unreachable", "model-too-slow", "model-stopped" and so on.
    notice: str = ""
    writing: bool = False  # more is coming: this is not the last answer of a stream
    waiting: int = 0  # how many questions the language model answers before this one
    # Places in `sentences`, ascending, of those that answer most directly; they are shown on top
    # of a long answer. () when the answer is short as it is.
    short: tuple[int, ...] = ()
    laws: tuple[Passage, ...] = ()  # that the quotations refer to and do not quote themselves
    suggestions: tuple[str, ...] = ()  # questions of the bank that a reader may have meant
    follow_ups: tuple[str, ...] = ()  # questions of the bank that go on from a sure answer

    @property
    def text(self) -> str:
        """The sentences as running text; list items on lines of their own."""
        return "\n".join(s.text for s in self.sentences)
