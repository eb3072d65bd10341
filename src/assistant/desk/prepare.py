"""From a shown answer to what is sent to the helpdesk. Pure; the asker sees exactly this first."""

from __future__ import annotations

from dataclasses import replace

from assistant.check import check_text
from assistant.checklist import CHECKLIST_VERSION
from assistant.citations.holdings import Holdings
from assistant.citations.laws import law_book
from assistant.citations.render import law_name
from assistant.desk.loop import CURATED
from assistant.desk.model import CitedPassage, ReferenceVerdict, Submission, cited
from assistant.desk.rules import plain_text
from assistant.records import Answer, Status


def prepare(question: str, answer: Answer, holdings: Holdings) -> Submission:
    """Return what would be sent for an answer.

    Args:
        question: as asked.
        answer: as shown; the program's own record, never one that came back from a browser.
        holdings: what the corpus holds of the law, to judge the references in the answer.

    Raises:
        ValueError: the answer was refused or is still being written.
    """
    if answer.status is Status.REFUSED or answer.writing:
        raise ValueError("only a whole answer, or the lack of one, can be sent")
    citations = tuple(cited(c) for c in answer.citations)
    sentences = answer.sentences
    if answer.notice == CURATED:  # no model wrote them
        sentences = tuple(replace(s, written=False) for s in sentences)
    references = tuple(ReferenceVerdict(**r) for r in check_text(answer.text, holdings))
    return Submission(
        question=plain_text(question),
        outcome=answer.status.value,
        reason=answer.reason,
        sentences=sentences,
        citations=citations,
        references=references,
        topics=_topics(citations, references),
        checklist_version=CHECKLIST_VERSION,
    )


def _topics(
    citations: tuple[CitedPassage, ...], references: tuple[ReferenceVerdict, ...]
) -> tuple[str, ...]:
    """Names of the laws, and ids of other sources, that are cited or referred to; sorted."""
    found = set()
    for law_id, other in (
        *((c.law_id, c.source_id) for c in citations),
        *((r.law_id, r.law) for r in references),
    ):
        law = law_book().by_id(law_id)
        name = law_name(law) if law else other
        if name:
            found.add(name)
    return tuple(sorted(found))
