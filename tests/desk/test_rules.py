"""Who may do what when. Pure, and on a real file against a model of it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.database.engine import connect_file, reading
from assistant.desk import rules
from assistant.desk.backup import check_histories
from assistant.desk.model import (
    Action,
    Add,
    Assign,
    Comment,
    Correct,
    Event,
    Item,
    ItemStatus,
    Judge,
    Judgement,
    Release,
    Replace,
    Undo,
    Withdraw,
    action_from_json,
    as_json,
)
from assistant.desk.store import Desk
from assistant.errors import ConflictError, DeskRuleError
from tests.desk.material import LAW, REPLACEMENT, START, Clock, quoted, submission

RIGHT, WRONG = Judgement.RIGHT, Judgement.WRONG


def after(*actions: Action | tuple[str, Action], number: int = 2) -> tuple[Item, list[Event]]:
    """An item after these actions, each allowed; anna does those without a name."""
    sent = submission(number=number)
    history: list[Event] = []
    item = rules.replay(1, sent, START, history)
    for seq, given in enumerate(actions, 1):
        by, action = given if isinstance(given, tuple) else ("anna", given)
        rules.check_action(item, history, action, by)
        history.append(Event(seq=seq, by=by, at=START, action=action))
        item = rules.replay(1, sent, START, history)
    return item, history


BOTH = (Judge(1, RIGHT), Judge(2, RIGHT))


@pytest.mark.parametrize(
    ("actions", "number", "status"),
    [
        pytest.param((), 2, ItemStatus.NEW, id="untouched"),
        pytest.param((Assign("bram"),), 2, ItemStatus.ASSIGNED, id="given"),
        pytest.param((Assign("bram"), Assign(None)), 2, ItemStatus.NEW, id="given-back"),
        pytest.param((Judge(1, RIGHT),), 2, ItemStatus.ASSIGNED, id="half"),
        pytest.param(BOTH, 2, ItemStatus.DECIDED, id="all-right"),
        pytest.param((*BOTH, Judge(2, WRONG)), 2, ItemStatus.ASSIGNED, id="wrong-and-not-mended"),
        pytest.param((Judge(1, RIGHT), Judge(2, WRONG), Correct("Zo.")), 2, ItemStatus.DECIDED,
                     id="mended-by-text"),
        pytest.param((Judge(1, RIGHT), Judge(2, WRONG), Add(REPLACEMENT)), 2, ItemStatus.DECIDED,
                     id="mended-by-passage"),
        pytest.param((Judge(1, RIGHT), Judge(2, WRONG), Comment("Zo.")), 2, ItemStatus.ASSIGNED,
                     id="a-note-among-colleagues-mends-nothing"),
        pytest.param((Judge(1, RIGHT), Judge(2, WRONG), Comment("Zo.", True)), 2,
                     ItemStatus.DECIDED, id="a-note-for-the-asker-does"),
        pytest.param((*BOTH, Release()), 2, ItemStatus.RELEASED, id="released"),
        pytest.param((*BOTH, Release(), Withdraw()), 2, ItemStatus.DECIDED, id="withdrawn"),
        pytest.param((*BOTH, Release(), Undo(3)), 2, ItemStatus.DECIDED, id="release-undone"),
        pytest.param((*BOTH, Undo(2), Undo(1)), 2, ItemStatus.NEW, id="all-undone"),
        pytest.param((), 0, ItemStatus.NEW, id="no-answer"),
        pytest.param((Correct("Zo."),), 0, ItemStatus.DECIDED, id="no-answer-written"),
        pytest.param((Correct("Zo."), Correct(None)), 0, ItemStatus.ASSIGNED, id="and-taken-back"),
    ],
)  # fmt: skip
def test_the_status_follows_from_what_was_done(
    actions: tuple[Action, ...], number: int, status: ItemStatus
) -> None:
    assert after(*actions, number=number)[0].status is status


@pytest.mark.parametrize(
    ("before", "action", "by", "reason"),
    [
        pytest.param((), Judge(1, RIGHT), "Anna", "user-name", id="capital"),
        pytest.param((), Judge(1, RIGHT), "", "user-name", id="nobody"),
        pytest.param((), Judge(1, RIGHT), "a" * 33, "user-name", id="long"),
        pytest.param((), Judge(1, RIGHT), "anna\n", "user-name", id="line-end"),
        pytest.param((), Assign("=cmd"), "anna", "user-name", id="assignee"),
        pytest.param((), Judge(3, RIGHT), "anna", "no-such-citation", id="judge-other"),
        pytest.param((), Replace(0, None), "anna", "no-such-citation", id="replace-other"),
        pytest.param((), Replace(1, REPLACEMENT), "anna", "no-such-citation", id="other-number"),
        pytest.param((), Comment(" \n"), "anna", "empty", id="empty-note"),
        pytest.param((), Comment("a" * 4_001), "anna", "too-long", id="long-note"),
        pytest.param((), Correct(""), "anna", "empty", id="empty-answer"),
        pytest.param((), Correct("a" * 20_001), "anna", "too-long", id="long-answer"),
        pytest.param((), Release(), "anna", "not-judged", id="release-early"),
        pytest.param((Judge(1, RIGHT),), Release(), "anna", "not-judged", id="release-half"),
        pytest.param((Judge(1, RIGHT), Judge(2, WRONG)), Release(), "anna", "no-remedy", id="mend"),
        pytest.param((), Withdraw(), "anna", "not-released", id="withdraw-early"),
        pytest.param((*BOTH, Release()), Judge(1, WRONG), "anna", "released", id="judge-released"),
        pytest.param((*BOTH, Release()), Assign("bram"), "anna", "released", id="give-released"),
        pytest.param((*BOTH, Release()), Release(), "anna", "released", id="release-twice"),
        pytest.param((), Undo(0), "anna", "nothing-to-undo", id="undo-nothing"),
        pytest.param(BOTH, Undo(1), "anna", "nothing-to-undo", id="undo-older"),
        pytest.param(BOTH, Undo(2), "bram", "not-yours", id="undo-of-another"),
        pytest.param((*BOTH, Undo(2)), Undo(2), "anna", "nothing-to-undo", id="undo-twice"),
        pytest.param((*BOTH, Undo(2)), Undo(3), "anna", "nothing-to-undo", id="undo-an-undo"),
    ],
)
def test_what_may_not_be_done_has_a_reason(
    before: tuple[Action, ...], action: Action, by: str, reason: str
) -> None:
    item, history = after(*before)
    with pytest.raises(DeskRuleError) as caught:
        rules.check_action(item, history, action, by)
    assert caught.value.reason == reason


def test_the_first_who_works_on_an_item_gets_it_and_keeps_it() -> None:
    item, _ = after(("anna", Judge(1, RIGHT)), ("bram", Judge(2, WRONG)))
    assert item.assignee == "anna"
    assert [v.by for v in item.verdicts] == ["anna", "bram"]


def test_an_added_passage_is_numbered_on() -> None:
    item, _ = after(Add(REPLACEMENT), Add(quoted(LAW, "zonder toestemming")))
    assert [c.n for c in item.added] == [3, 4]


@pytest.mark.parametrize(
    "history",
    [
        pytest.param([(2, Assign("bram"))], id="gap"),
        pytest.param([(1, Assign("bram")), (1, Assign(None))], id="twice"),
        pytest.param([(1, Undo(1))], id="undo-of-nothing"),
        pytest.param([(1, Assign("bram")), (2, Assign(None)), (3, Undo(1))], id="undo-of-older"),
    ],
)
def test_a_history_that_cannot_be_is_not_replayed(history: list[tuple[int, Action]]) -> None:
    events = [Event(seq=n, by="anna", at=START, action=a) for n, a in history]
    with pytest.raises(ValueError):
        rules.replay(1, submission(), START, events)


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (timedelta(0), rules.Ageing.FRESH),
        (timedelta(days=2, seconds=-1), rules.Ageing.FRESH),
        (timedelta(days=2), rules.Ageing.DUE),
        (timedelta(days=5, seconds=-1), rules.Ageing.DUE),
        (timedelta(days=5), rules.Ageing.LATE),
    ],
)
def test_an_item_ages(waited: timedelta, expected: rules.Ageing) -> None:
    assert rules.ageing(START, START + waited) is expected


NAMES = st.sampled_from(["anna", "bram"])
PASSAGE = st.sampled_from([REPLACEMENT, quoted(LAW, "zonder toestemming")])
NUMBER = st.integers(0, 3)
TEXTS = st.sampled_from(["Overleg eerst.", "Vraag het na.", "", "=1+1"])
ACTIONS = st.one_of(
    st.builds(Assign, st.none() | NAMES),
    st.builds(Judge, NUMBER, st.sampled_from(Judgement)),
    st.builds(Judge, st.integers(1, 2), st.just(RIGHT)),
    NUMBER.flatmap(
        lambda n: st.builds(Replace, st.just(n), st.none() | PASSAGE.map(lambda p: replace(p, n=n)))
    ),
    st.builds(Add, PASSAGE),
    st.builds(Correct, st.none() | TEXTS),
    st.builds(Comment, TEXTS, st.booleans()),
    st.just(Release()),
    st.just(Withdraw()),
)


class Histories(RuleBasedStateMachine):
    """Any order of actions of two jurists on one item, beside a list of what should have stayed.

    An undo must bring back the very state before it, whatever came in between.
    """

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        engine = connect_file(Path(self.folder.name) / "vindplaats.sqlite")
        self.desk = Desk(engine, now=Clock())
        self.item_id = self.desk.submit(submission()).item_id
        self.states = [self.desk.item(self.item_id)]  # a stack: before each action that counts
        self.doers: list[tuple[str, int]] = []
        self.version = 0

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            self.folder.cleanup()

    @rule(action=ACTIONS, by=NAMES)
    def act(self, action: Action, by: str) -> None:
        before = self.states[-1]
        try:
            item = self.desk.act(self.item_id, action, by=by, version=self.version)
        except DeskRuleError:
            assert replace(self.desk.item(self.item_id), version=before.version) == before
            return
        self.version += 1
        self.states.append(item)
        self.doers.append((by, self.version))

    @precondition(lambda self: self.doers)
    @rule(by=NAMES)
    def undo(self, by: str) -> None:
        doer, seq = self.doers[-1]
        if doer != by:
            with pytest.raises(DeskRuleError, match="not-yours"):
                self.desk.act(self.item_id, Undo(seq), by=by, version=self.version)
            return
        item = self.desk.act(self.item_id, Undo(seq), by=by, version=self.version)
        self.version += 1
        self.states.pop()
        self.doers.pop()
        assert replace(item, version=0) == replace(self.states[-1], version=0)

    @rule(action=ACTIONS, by=NAMES, behind=st.integers(1, 4))
    def act_late(self, action: Action, by: str, behind: int) -> None:
        with pytest.raises(ConflictError) as caught:
            self.desk.act(self.item_id, action, by=by, version=self.version - behind)
        assert caught.value.now.version == self.version
        assert len(caught.value.since) == min(behind, self.version)

    @invariant()
    def whole(self) -> None:
        item, history = self.desk.whole(self.item_id)
        assert item.version == self.version == len(history)
        assert replace(item, version=0) == replace(self.states[-1], version=0)
        with reading(self.desk.engine) as connection:
            check_histories(connection)
        released = item.status is ItemStatus.RELEASED
        assert (self.desk.curated_for(item.submission.question) is not None) == (
            released and (item.correction is not None or bool(item.added)
                          or any(v.replacement for v in item.verdicts))
        )  # fmt: skip
        for event in history:
            assert action_from_json(event.kind, as_json(event.action)) == event.action


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=12,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize(
    ("age", "left"),
    [(0, None), (699, None), (700, 30), (701, 29), (729, 1), (730, 0), (800, 0)],
)
def test_the_last_days_before_an_item_is_deleted_are_told(age: int, left: int | None) -> None:
    assert rules.days_left(START, START + timedelta(days=age), 730) == left
