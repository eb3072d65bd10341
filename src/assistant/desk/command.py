"""What `assistant desk ...` prints. The desk decides; this only shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from assistant import texts_nl
from assistant.desk import rules
from assistant.desk.loop import Week, together
from assistant.desk.model import (
    Action,
    Add,
    Assign,
    CitedPassage,
    Comment,
    Correct,
    Event,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    QueueRow,
    Replace,
    Undo,
)


def queue_lines(rows: Sequence[QueueRow], now: datetime, open_days: int) -> Iterator[str]:
    """Yield one line for each item: number, status, days waited, who has it, the question.

    Args:
        rows: of the queue.
        now: the moment.
        open_days: that an item without a release is kept; the last days are told.
    """
    for row in rows:
        waited = (now - row.created).days
        status = texts_nl.DESK_STATUS[row.status]
        question = " ".join(row.question.split())
        shown = question if len(question) <= 80 else question[:79] + "…"
        waiting = row.status is not ItemStatus.RELEASED
        left = rules.days_left(row.created, now, open_days) if waiting else None
        close = "" if left is None else f"({texts_nl.days_left(left)}) "
        yield f"{row.id:>5}  {status:<22}  {waited:>3} d  {row.assignee or '-':<12}  {close}{shown}"


def item_lines(item: Item, history: Sequence[Event]) -> Iterator[str]:
    """Yield an item with each citation beside its judgement, and its history."""
    sent = item.submission
    yield f"{item.id}  {texts_nl.DESK_STATUS[item.status]}  ({item.assignee or '-'})"
    yield f"versie {item.version}, binnen op {_moment(item.created)}"
    yield ""
    yield sent.question
    yield ""
    for sentence in sent.sentences:
        yield f"  {' '.join(sentence.text.split())} {''.join(f'[{n}]' for n in sentence.citations)}"
    if not sent.sentences:
        yield f"  {texts_nl.ABSTAINED.get(sent.reason, texts_nl.ABSTAINED['no-match'])}"
    yield ""
    for shown, verdict in zip(sent.citations, item.verdicts, strict=True):
        said = f"{verdict.judgement} ({verdict.by})" if verdict.judgement else "-"
        yield f"  [{shown.n}] {shown.ref}: {said}"
        if verdict.replacement:
            yield f"      -> {verdict.replacement.ref}: {verdict.replacement.quote}"
    for passage in item.added:
        yield f"  [{passage.n}] + {passage.ref}: {passage.quote}"
    for reference in sent.references:
        yield f"  {reference.text}: {reference.message}"
    if item.correction is not None:
        yield from ("", item.correction)
    for note in item.notes:
        yield from ("", f"{note.by}{' -> vrager' if note.for_asker else ''}: {note.text}")
    yield ""
    kept = {e.seq for e in rules.effective(history)}
    for event in history:
        undone = event.seq not in kept and not isinstance(event.action, Undo)
        line = f"  {event.seq:>3}  {_moment(event.at)}  {event.by:<12}  {event_words(event)}"
        yield f"{line} (teruggenomen)" if undone else line


class Words(Protocol):
    """The words for what somebody did: `texts_nl`, or those of another language."""

    DESK_ACTIONS: dict[str, str]
    DESK_ABOUT: dict[str, str]
    DESK_JUDGEMENTS: dict[str, str]


def event_words(event: Event, words: Words = texts_nl) -> str:
    """Return what somebody did, in a few words.

    Args:
        event: what was done.
        words: of the language to say it in.
    """
    return f"{words.DESK_ACTIONS[event.kind]} {_about(event.action, words)}".strip()


def _about(action: Action, words: Words) -> str:
    about = words.DESK_ABOUT
    match action:
        case Assign(to=to):
            return about["assign"].format(to=to) if to else about["assign-nobody"]
        case Judge(n=n, judgement=judgement):
            return f"[{n}] {words.DESK_JUDGEMENTS[judgement]}"
        case Replace(n=n, passage=None):
            return about["replace-nothing"].format(n=n)
        case Replace(n=n, passage=CitedPassage(ref=ref)):
            return about["replace"].format(n=n, ref=ref)
        case Add(passage=passage):
            return passage.ref
        case Correct(text=None):
            return about["correct-back"]
        case Comment(for_asker=True):
            return about["comment-for-asker"]
        case Undo(seq=seq):
            return f"({seq})"
        case _:
            return ""


def agreement_lines(weeks: tuple[Week, ...]) -> Iterator[str]:
    """Yield a table: week, share of right citations with its interval, number per judgement."""
    if not weeks:
        yield "Er is nog geen citaat beoordeeld."
        return
    yield f"{'week':<9}  {'juist, 95 %':<28}  {'  '.join(j.value for j in Judgement)}"
    for week in (*weeks, together(weeks)):
        counts = "  ".join(f"{week.counts.get(j, 0):>{len(j.value)}}" for j in Judgement)
        yield f"{week.week or 'samen':<9}  {week.agreement!s:<28}  {counts}"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
