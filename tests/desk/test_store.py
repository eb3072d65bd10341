"""The desk as its page uses it, on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from assistant.corpus import load_corpus
from assistant.database import engine as database
from assistant.database.engine import reading, writing
from assistant.database.schema import events
from assistant.desk import rules
from assistant.desk.model import (
    Add,
    Assign,
    Comment,
    Correct,
    Filter,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    Purged,
    Release,
    Replace,
    Undo,
    Withdraw,
)
from assistant.desk.store import CODE_LETTERS, Desk
from assistant.errors import ChecklistError, ConflictError, DatabaseError, DeskRuleError
from assistant.records import Sentence
from tests.desk.conftest import Place
from tests.desk.material import QUESTION, REPLACEMENT, START, submission
from tests.fakes import CORPUS

KEEP = 36_500  # days; longer than any test waits

BSN = "123456782"  # passes the elfproef; given out to nobody
SCRIPT = "<script>alert('x')</script> & \"zo\""


def decide(desk: Desk, item_id: int, *judgements: Judgement, by: str = "anna") -> Item:
    item = desk.item(item_id)
    for n, judgement in enumerate(judgements, 1):
        item = desk.act(item_id, Judge(n, judgement), by=by, version=item.version)
    return item


def test_a_question_is_found_under_its_code_and_answered_after_release(desk: Desk) -> None:
    sent = submission()
    receipt = desk.submit(sent)
    assert desk.item(receipt.item_id).submission == sent
    assert re.fullmatch(rf"(?:[{CODE_LETTERS}]{{4}}-){{3}}[{CODE_LETTERS}]{{4}}", receipt.code)

    waiting = desk.reply(receipt.code)
    assert waiting is not None
    assert (waiting.question, waiting.released_at, waiting.answer) == (QUESTION, None, "")

    item = decide(desk, receipt.item_id, Judgement.RIGHT, Judgement.WRONG)
    assert item.status is ItemStatus.ASSIGNED  # what is wrong was not mended yet
    item = desk.act(item.id, Replace(2, replace(REPLACEMENT, n=2)), by="anna", version=item.version)
    assert item.status is ItemStatus.DECIDED
    item = desk.act(item.id, Comment("Bel ons gerust.", True), by="bram", version=item.version)
    item = desk.act(item.id, Comment("Even overlegd."), by="bram", version=item.version)
    item = desk.act(item.id, Release(), by="anna", version=item.version)
    assert item.status is ItemStatus.RELEASED

    reply = desk.reply(f"  {receipt.code.lower().replace('-', ' ')} ")
    assert reply is not None
    assert reply.released_at == item.released_at
    assert reply.answer == sent.answer
    assert not reply.corrected
    assert [v.judgement for v in reply.verdicts] == [Judgement.RIGHT, Judgement.WRONG]
    assert reply.verdicts[1].replacement == replace(REPLACEMENT, n=2)
    assert reply.notes == ("Bel ons gerust.",)
    assert {v.by for v in reply.verdicts} == {None}  # the asker does not see who

    item = desk.act(item.id, Withdraw(), by="bram", version=item.version)
    assert item.status is ItemStatus.DECIDED
    hidden = desk.reply(receipt.code)
    assert hidden is not None
    assert hidden.released_at is None
    assert hidden.notes == ()


@pytest.mark.parametrize("code", ["", "BCDF-GHJK-LMNP-QRST", "zomaar", "'; DROP TABLE item; --"])
def test_another_code_finds_nothing(desk: Desk, code: str) -> None:
    desk.submit(submission())
    assert desk.reply(code) is None


def test_a_change_on_an_old_version_is_refused_with_both_states(desk: Desk) -> None:
    item_id = desk.submit(submission()).item_id
    seen = desk.item(item_id)
    desk.act(item_id, Judge(1, Judgement.WRONG), by="anna", version=seen.version)
    now = desk.act(item_id, Correct("Vraag het eerst aan de ouders."), by="anna", version=1)

    with pytest.raises(ConflictError) as caught:
        desk.act(item_id, Judge(1, Judgement.RIGHT), by="bram", version=seen.version)

    assert desk.item(item_id) == now
    assert caught.value.seen == seen
    assert caught.value.now == now
    assert [(e.seq, e.by, e.kind) for e in caught.value.since] == [
        (1, "anna", "judge"), (2, "anna", "correct"),
    ]  # fmt: skip
    changed = rules.differences(caught.value.seen, caught.value.now)
    assert [d.field for d in changed] == ["status", "assignee", "verdict 1", "correction"]


@pytest.mark.parametrize("version", [-1, 5, 1_000])
def test_a_version_that_never_was_is_a_conflict_too(desk: Desk, version: int) -> None:
    item_id = desk.submit(submission()).item_id
    with pytest.raises(ConflictError):
        desk.act(item_id, Release(), by="anna", version=version)


def test_history_keeps_what_was_undone(desk: Desk) -> None:
    item_id = desk.submit(submission()).item_id
    before = decide(desk, item_id, Judgement.RIGHT)
    desk.act(item_id, Judge(2, Judgement.OUTDATED), by="anna", version=1)
    after = desk.act(item_id, Undo(2), by="anna", version=2)
    assert replace(after, version=before.version) == before
    kept = [(e.seq, e.by, e.kind, e.at > START) for e in desk.history(item_id)]
    assert kept == [
        (1, "anna", "judge", True), (2, "anna", "judge", True), (3, "anna", "undo", True),
    ]  # fmt: skip


def test_an_event_is_never_changed_or_deleted_while_its_item_is_there(desk: Desk) -> None:
    item_id = desk.submit(submission()).item_id
    decide(desk, item_id, Judgement.RIGHT)
    before = desk.history(item_id)
    for statement in (update(events).values(by="bram"), delete(events)):
        with pytest.raises(DatabaseError), writing(desk.engine) as connection:
            connection.execute(statement)
    assert desk.history(item_id) == before


def test_the_queue_is_narrowed_by_status_age_jurist_and_topic(desk: Desk, place: Place) -> None:
    first = desk.submit(submission()).item_id
    desk.submit(submission(number=1))
    place.clock.now += timedelta(days=3)
    last = desk.submit(submission(number=0)).item_id
    desk.act(first, Assign("anna"), by="bram", version=0)

    def numbers(**wanted: object) -> list[int]:
        found = Filter(**wanted)  # type: ignore[arg-type]
        assert desk.count(replace(found, limit=None, offset=0)) >= len(desk.queue(found))
        return [row.id for row in desk.queue(found)]

    assert numbers() == [1, 2, 3]
    assert numbers(statuses=(ItemStatus.NEW,)) == [2, 3]
    assert numbers(statuses=(ItemStatus.ASSIGNED, ItemStatus.NEW)) == [1, 2, 3]
    assert numbers(assignee="anna") == [first]
    assert numbers(assignee="") == [2, 3]
    assert numbers(topic="Jeugdwet") == [first]
    assert numbers(topic="handreiking") == [1, 2]
    assert numbers(topic="' OR 1=1 --") == []
    assert numbers(created_before=place.clock.now - timedelta(days=2)) == [1, 2]
    assert numbers(created_from=place.clock.now - timedelta(days=2)) == [last]
    assert numbers(limit=1, offset=1) == [2]
    assert desk.topics() == (("Jeugdwet", 1), ("handreiking", 2))
    assert desk.assignees() == ("anna",)
    assert [i.id for i, _ in desk.everything(Filter(assignee=""))] == [2, 3]
    for row in desk.queue():
        item, history = desk.whole(row.id)
        assert (row.status, row.assignee, row.version) == (item.status, item.assignee, item.version)
        assert len(history) == item.version


def test_an_item_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(DeskRuleError, match="gone"):
        desk.item(7)
    with pytest.raises(DeskRuleError, match="gone"):
        desk.act(7, Release(), by="anna", version=0)


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(Comment(f"Dit gaat over BSN {BSN}."), id="note"),
        pytest.param(Correct(f"Dit gaat over BSN {BSN}."), id="answer"),
    ],
)
def test_what_the_checklist_refuses_of_a_jurist_is_not_kept(
    desk: Desk, tmp_path: Path, action: Comment
) -> None:
    item_id = desk.submit(submission()).item_id
    with pytest.raises(ChecklistError) as caught:
        desk.act(item_id, action, by="anna", version=0)
    assert caught.value.decision.items == ("bsn",)
    assert BSN not in str(caught.value)
    assert desk.item(item_id).version == 0
    assert_nowhere(tmp_path, BSN)


def test_what_the_checklist_refuses_of_an_asker_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    desk.submit(submission())
    with pytest.raises(ChecklistError) as caught:
        desk.submit(submission(f"Mag ik BSN {BSN} van Fatima Yilmaz delen met de huisarts?"))
    assert "bsn" in caught.value.decision.items
    written = Sentence(text=f"Het BSN is {BSN}.", citations=(1,), written=True)
    with pytest.raises(ChecklistError):
        desk.submit(replace(submission(), sentences=(written,)))
    assert desk.count() == 1
    assert_nowhere(tmp_path, BSN, "Fatima", "Yilmaz")


def assert_nowhere(folder: Path, *canaries: str) -> None:
    files = [p for p in folder.rglob("*") if p.is_file()]
    for path in files:
        data = path.read_bytes()
        for canary in canaries:
            assert canary.encode() not in data, path


def test_a_question_without_words_is_not_kept(desk: Desk) -> None:
    with pytest.raises(DeskRuleError, match="empty"):
        desk.submit(submission(" \n"))
    assert desk.count() == 0


def test_markup_in_a_note_stays_text_and_control_signs_go(desk: Desk) -> None:
    item_id = desk.submit(submission()).item_id
    item = desk.act(item_id, Comment(f"{SCRIPT}\x1b[2J\x00\r\n- é"), by="anna", version=0)
    assert item.notes[0].text == f"{SCRIPT}[2J\n- é"
    assert desk.item(item_id) == item


def test_a_correction_is_the_answer_to_the_same_question(desk: Desk) -> None:
    item_id = desk.submit(submission()).item_id
    decide(desk, item_id, Judgement.RIGHT, Judgement.WRONG)
    text = "Vraag eerst toestemming aan de ouders. Leg vast wat u deelt."
    desk.act(item_id, Correct(text), by="anna", version=2)
    desk.act(item_id, Add(REPLACEMENT), by="anna", version=3)
    assert desk.curated_for(QUESTION) is None  # not approved yet
    item = desk.act(item_id, Release(), by="anna", version=4)

    found = desk.curated_for(f"  {QUESTION.upper().replace('?', '')} ")
    assert found is not None
    assert found.answer == text
    assert [(c.n, c.passage_id) for c in found.citations] == [
        (1, "handreiking/deel-3/delen/1"), (3, "handreiking/deel-3/delen/2"),
    ]  # fmt: skip
    assert desk.curated() == (found,)
    assert desk.curated_for(QUESTION.replace("zonder", "met")) is None

    desk.act(item_id, Undo(5), by="anna", version=item.version)
    assert desk.curated_for(QUESTION) is None


def test_an_answer_that_was_right_is_not_curated_and_a_newer_correction_goes_first(
    desk: Desk,
) -> None:
    right = desk.submit(submission()).item_id
    item = decide(desk, right, Judgement.RIGHT, Judgement.RIGHT)
    desk.act(right, Release(), by="anna", version=item.version)
    assert desk.curated_for(QUESTION) is None

    for text in ("Eerst overleggen.", "Eerst toestemming vragen."):
        item_id = desk.submit(submission(number=0)).item_id
        desk.act(item_id, Correct(text), by="anna", version=0)
        desk.act(item_id, Release(), by="anna", version=1)
    found = desk.curated_for(QUESTION)
    assert found is not None
    assert found.answer == "Eerst toestemming vragen."
    desk.drop_curated(found.item_id)
    older = desk.curated_for(QUESTION)
    assert older is not None
    assert older.answer == "Eerst overleggen."


def test_a_jurist_may_quote_every_passage(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.submit(submission())
    texts = [p.text for p in load_corpus(CORPUS).passages if len(p.text) <= rules.MAX_NOTE]
    for version, text in enumerate(texts[::40]):
        desk.act(1, Comment(text), by="anna", version=version)


def test_deletion_that_a_reader_keeps_from_the_log_is_told_and_done_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    desk = Desk(database.connect_file(tmp_path / "vindplaats.sqlite"))
    desk.submit(submission("Mag de kantinebeheer gegevens delen?", number=0))
    with reading(desk.engine) as connection:
        connection.exec_driver_sql("SELECT * FROM item").all()
        desk.act(1, Comment("Vraag het na.", True), by="anna", version=0)
        desk.act(1, Release(), by="anna", version=1)
        with pytest.raises(DatabaseError, match="run it again"):
            desk.purge(0, KEEP)
        assert desk.count() == 0
    assert desk.purge(0, KEEP) == Purged(released=0, waiting=0)
    assert_nowhere(tmp_path, "kantinebeheer")
    desk.close()


def test_deletion_takes_the_words_out_of_the_files(
    desk: Desk, place: Place, tmp_path: Path
) -> None:
    kept_words, asked, noted = "uitleenbalie", "kantinebeheer", "fietsenstalling"
    old = desk.submit(submission(f"Mag de {asked} gegevens delen met het lokale team?")).item_id
    item = decide(desk, old, Judgement.RIGHT, Judgement.OUTDATED)
    item = desk.act(
        old, Comment(f"Vraag het ook aan de {noted}.", True), by="anna", version=item.version
    )
    desk.act(old, Release(), by="anna", version=item.version)
    figures = desk.judgements()
    place.clock.now += timedelta(days=100)
    recent = desk.submit(submission(f"Mag de {kept_words} gegevens delen met een school?")).item_id
    item = decide(desk, recent, Judgement.RIGHT, Judgement.RIGHT)
    desk.act(recent, Release(), by="anna", version=item.version)
    waiting = desk.submit(submission()).item_id
    before = desk.judgements()

    assert desk.purge(120, KEEP) == Purged(released=0, waiting=0)
    assert desk.purge(90, KEEP) == Purged(released=1, waiting=0)

    with pytest.raises(DeskRuleError, match="gone"):
        desk.item(old)
    assert [r.id for r in desk.queue()] == [recent, waiting]
    assert desk.judgements() == before  # numbers by week stay
    assert figures
    if place.settings.database_url == "":
        files = {p.name: p.read_bytes() for p in place.settings.state.iterdir()}
        assert "vindplaats.sqlite" in files
        assert kept_words.encode() in b"".join(files.values())
        for canary in (asked, noted):
            assert all(canary.encode() not in data for data in files.values())
    assert desk.submit(submission()).item_id > waiting


def test_a_deleted_item_leaves_the_helpdesks_own_words_and_none_of_the_asker(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    question = "Mag de kantinebeheer gegevens delen?"
    item_id = desk.submit(submission(question)).item_id
    decide(desk, item_id, Judgement.RIGHT, Judgement.WRONG)
    desk.act(item_id, Correct("Eerst toestemming vragen."), by="anna", version=2)
    desk.act(item_id, Release(), by="anna", version=3)
    desk._now = lambda: START + timedelta(days=400)
    assert desk.purge(365, KEEP).released == 1
    assert desk.purge(365, KEEP).released == 0
    assert_nowhere(tmp_path, "kantinebeheer")
    found = desk.curated_for(question)
    assert found is not None
    assert found.answer == "Eerst toestemming vragen."


def test_one_item_is_deleted_before_its_time(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    asked = desk.submit(submission("Mag de kantinebeheer gegevens delen?")).item_id
    other = desk.submit(submission("Mag de fietsenstalling gegevens delen?")).item_id
    desk.act(asked, Judge(1, Judgement.WRONG), by="anna", version=0)
    figures = desk.judgements()
    desk.delete(asked)
    assert [r.id for r in desk.queue()] == [other]
    assert desk.judgements() == figures
    assert_nowhere(tmp_path, "kantinebeheer")
    with pytest.raises(DeskRuleError, match="gone"):
        desk.delete(asked)


def test_what_was_never_released_is_deleted_too_but_later(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    untouched = desk.submit(submission("Mag de kantinebeheer gegevens delen?")).item_id
    judged = desk.submit(submission("Mag de fietsenstalling gegevens delen?")).item_id
    desk.act(judged, Judge(1, Judgement.WRONG), by="anna", version=0)
    withdrawn = desk.submit(submission(number=0)).item_id
    desk.act(withdrawn, Comment("Vraag het na.", True), by="anna", version=0)
    desk.act(withdrawn, Release(), by="anna", version=1)
    released = desk.submit(submission(number=0)).item_id
    desk.act(released, Comment("Vraag het na.", True), by="anna", version=0)
    desk._now = lambda: START + timedelta(days=700)
    desk.act(released, Release(), by="anna", version=1)
    desk.act(withdrawn, Withdraw(), by="anna", version=2)
    figures = desk.judgements()
    desk._now = lambda: START + timedelta(days=729)
    assert desk.purge(365, 730) == Purged(released=0, waiting=0)
    desk._now = lambda: START + timedelta(days=731)
    assert desk.purge(365, 730) == Purged(released=0, waiting=3)
    assert [r.id for r in desk.queue()] == [released]
    assert untouched not in [r.id for r in desk.queue()]
    assert desk.judgements() == figures
    for words in ("kantinebeheer", "fietsenstalling"):
        assert_nowhere(tmp_path, words)


def test_two_programs_use_one_database(desk: Desk, place: Place) -> None:
    other = place.open()
    try:
        item_id = desk.submit(submission()).item_id
        other.act(item_id, Judge(1, Judgement.RIGHT), by="bram", version=0)
        with pytest.raises(ConflictError):
            desk.act(item_id, Judge(1, Judgement.WRONG), by="anna", version=0)
        assert desk.item(item_id) == other.item(item_id)
    finally:
        other.close()
