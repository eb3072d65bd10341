"""Answers to lay before the helpdesk, and a clock that a test sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.citations.holdings import Holdings
from assistant.desk.model import CitedPassage, Submission, cited_words
from assistant.desk.prepare import prepare
from assistant.records import Answer, Citation, Passage, Sentence, SourceKind, Status

QUESTION = "Mag een leerkracht zonder toestemming van de ouders gegevens delen met het lokale team?"
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NO_LAWS = Holdings.from_articles([], complete=[], others=[], confirmed={})


@dataclass
class Clock:
    """Goes a second further at each look."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def _passage(place: str, text: str) -> Passage:
    law = place.startswith("wet/")
    return Passage(
        id=place,
        source_id="wet/jeugdwet" if law else "handreiking",
        kind=SourceKind.LAW if law else SourceKind.GUIDANCE,
        ref="Jeugdwet, artikel 7.3.11, vierde lid" if law else "Handreiking, deel 3",
        section=("Delen",),
        text=text,
        start=0,
        end=len(text),
        valid_on="2024-01-01" if law else None,
        law_id="BWBR0034925" if law else None,
        version="2024-01-01_0" if law else None,
    )


PASSAGES = {
    p.id: p
    for p in (
        _passage(
            "handreiking/deel-3/delen/1",
            "Vraag eerst toestemming aan de ouders. Zonder toestemming delen mag alleen als een "
            "conflict van plichten daartoe dwingt.",
        ),
        _passage(
            "wet/jeugdwet/7.3.11/lid-4",
            "De jeugdhulpverlener kan zonder toestemming inlichtingen verstrekken aan de raad voor "
            "de kinderbescherming.",
        ),
        _passage("handreiking/deel-3/delen/2", "Leg vast waarom u zonder toestemming deelt."),
    )
}
FIRST, LAW, OTHER = PASSAGES.values()


def quoted(passage: Passage, words: str, n: int = 0) -> CitedPassage:
    start = passage.text.index(words)
    return cited_words(passage, start, start + len(words), n=n)


REPLACEMENT = quoted(OTHER, "Leg vast waarom u zonder toestemming deelt.")


def answer(number: int = 2) -> Answer:
    """An answer of so many sentences, each a quotation."""
    picked = [FIRST, LAW][:number]
    citations = tuple(
        Citation(n=n, passage=p, quote=p.text, start=0, end=len(p.text))
        for n, p in enumerate(picked, 1)
    )
    sentences = tuple(Sentence(text=c.quote, citations=(c.n,)) for c in citations)
    if not number:
        return Answer(status=Status.ABSTAINED, reason="no-match")
    return Answer(status=Status.ANSWERED, sentences=sentences, citations=citations)


def submission(question: str = QUESTION, number: int = 2) -> Submission:
    return prepare(question, answer(number), NO_LAWS)
