"""Marking, the order of the steps, and edits of a set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import QuizError
from assistant.quiz import revise, taking
from assistant.quiz.formats import shown
from assistant.quiz.records import Item, Kind, Quiz
from assistant.quiz.revise import Fate
from assistant.quiz.taking import Feedback, Given, Step, StepKind, Taking
from tests.quiz.material import FIELDS, item, many, quiz

MATCHING, ORDERING = item(Kind.MATCHING), item(Kind.ORDERING)


def matched(*rights: str) -> tuple[int, ...]:
    places = shown.rights(MATCHING)
    return tuple(places.index(r) if r else -1 for r in rights)


def ordered(*steps: str) -> tuple[int, ...]:
    return tuple(steps.index(s) for s in shown.steps(ORDERING))


# -- marking --


@pytest.mark.parametrize(
    ("kind", "answer", "right", "counted"),
    [
        pytest.param(Kind.SINGLE, Given((0,)), True, ("o0",), id="the-right-option"),
        pytest.param(Kind.SINGLE, Given((2,)), False, ("o2",), id="a-wrong-option"),
        pytest.param(Kind.SINGLE, Given(), False, ("skip",), id="skipped"),
        pytest.param(Kind.TRUE_FALSE, Given((1,)), True, ("o1",), id="not-true"),
        pytest.param(Kind.MULTIPLE, Given((0, 2)), True, ("o0", "o2"), id="all-right-options"),
        pytest.param(Kind.MULTIPLE, Given((0,)), False, ("o0",), id="one-of-two"),
        pytest.param(Kind.MULTIPLE, Given((0, 1, 2)), False, ("o0", "o1", "o2"), id="one-too-many"),
        pytest.param(
            Kind.MATCHING, Given(matched("doel", "plicht")), True, ("p0", "p1"), id="all-pairs"
        ),
        pytest.param(Kind.MATCHING, Given(matched("doel", "")), False, ("p0",), id="one-pair"),
        pytest.param(Kind.MATCHING, Given(matched("", "")), False, ("skip",), id="no-pair"),
        pytest.param(Kind.MATCHING, Given(matched("recht", "doel")), False, (), id="no-right-pair"),
        pytest.param(
            Kind.ORDERING,
            Given(ordered("vragen", "wegen", "delen")),
            True,
            ("s0", "s1", "s2"),
            id="in-order",
        ),
        pytest.param(
            Kind.ORDERING,
            Given(ordered("vragen", "delen", "wegen")),
            False,
            ("s0",),
            id="two-steps-swapped",
        ),
        pytest.param(Kind.GAP, Given(text="Twintig."), True, (), id="capital-and-stop"),
        pytest.param(Kind.GAP, Given(text=" 20 "), True, (), id="another-accepted-answer"),
        pytest.param(Kind.GAP, Given(text="dertig"), False, (), id="wrong-word"),
        pytest.param(Kind.SHORT, Given(text="Hét  lokale team"), True, (), id="accent-and-spaces"),
        pytest.param(Kind.SHORT, Given(text="lokale team"), False, (), id="not-accepted"),
        pytest.param(Kind.SHORT, Given(text="%"), False, (), id="no-words"),
        pytest.param(Kind.OPEN, Given(text="Tja.", ticked=(0, 1)), True, ("m0", "m1"), id="full"),
        pytest.param(Kind.OPEN, Given(text="Tja.", ticked=(1,)), False, ("m1",), id="one-point"),
        pytest.param(Kind.OPEN, Given(text="Tja.", ticked=()), False, (), id="no-point"),
    ],
)
def test_marking(kind: Kind, answer: Given, right: bool, counted: tuple[str, ...]) -> None:
    assert taking.fits(item(kind), answer)
    found = taking.mark(item(kind), answer)
    assert (found.right, found.choices) == (right, counted)


def test_an_answer_without_words_is_compared_as_it_is() -> None:
    percent = item(Kind.SHORT, answers=("%",))
    assert taking.mark(percent, Given(text=" % ")).right
    assert not taking.mark(percent, Given(text="€")).right


@given(st.sampled_from(list(Kind)), st.data())
def test_what_fits_can_be_marked_and_counted(kind: Kind, data: st.DataObject) -> None:
    asked = item(kind)
    numbers = st.lists(st.integers(-2, 4), max_size=4).map(tuple)
    answer = data.draw(
        st.builds(Given, numbers, st.sampled_from(["", "twintig"]), st.none() | numbers)
    )
    if taking.fits(asked, answer):
        assert set(taking.mark(asked, answer).choices) <= set(taking.choices(asked))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Kind.SINGLE, Given((3,))),
        (Kind.SINGLE, Given((0, 1))),
        (Kind.SINGLE, Given(text="ja")),
        (Kind.MULTIPLE, Given((1, 0))),
        (Kind.MULTIPLE, Given((1, 1))),
        (Kind.MATCHING, Given((0,))),
        (Kind.MATCHING, Given((0, 3))),
        (Kind.ORDERING, Given((0, 0, 1))),
        (Kind.GAP, Given(text="a" * (taking.LONGEST + 1))),
        (Kind.GAP, Given(text="a", ticked=(0,))),
        (Kind.OPEN, Given(text="a", ticked=(2,))),
    ],
)
def test_what_no_page_sends_does_not_fit(kind: Kind, answer: Given) -> None:
    assert not taking.fits(item(kind), answer)


# -- from the first item to the last --


def run(asked: Quiz, feedback: Feedback) -> tuple[list[str], Taking]:
    """Somebody who answers everything, and the steps on the way."""
    now = Taking("merk")
    path = []
    while True:
        step = taking.step(asked, now, feedback)
        path.append(f"{step.kind.value} {step.index}" if step.kind is not StepKind.DONE else "done")
        if step.kind is StepKind.DONE:
            return path, now
        if step.kind is StepKind.ASK:
            kind = asked.items[step.index].kind
            now = taking.answered(now, Given(text="tja") if kind is Kind.OPEN else Given((0,)))
        elif step.kind is StepKind.MARK:
            assert taking.outcome(asked, now) is None
            now = taking.ticked(now, step.index, (0, 1))
        else:
            now = taking.seen(now)


MIXED = quiz(item(Kind.SINGLE), item(Kind.OPEN), item(Kind.MULTIPLE))


def test_immediate_feedback_comes_after_each_item() -> None:
    path, _ = run(MIXED, Feedback.IMMEDIATE)
    assert path == [
        "ask 0", "feedback 0", "ask 1", "mark 1", "feedback 1", "ask 2", "feedback 2", "done"
    ]  # fmt: skip


def test_delayed_feedback_comes_after_the_last_item_and_so_does_marking() -> None:
    path, last = run(MIXED, Feedback.DELAYED)
    assert path == ["ask 0", "ask 1", "ask 2", "mark 1", "done"]
    found = taking.outcome(MIXED, last)
    assert found is not None
    assert found.right == ("i-single", "i-open")
    assert found.score == 2
    assert found.choices == ("i-single/o0", "i-open/m0", "i-open/m1", "i-multiple/o0")


def test_a_skipped_open_item_is_not_marked_by_hand() -> None:
    now = taking.answered(Taking("merk"), Given())
    alone = quiz(item(Kind.OPEN))
    assert taking.step(alone, now, Feedback.DELAYED) == Step(StepKind.DONE)
    found = taking.outcome(alone, now)
    assert found is not None
    assert found.choices == ("i-open/skip",)


def test_going_back_gives_the_last_answer_to_be_changed() -> None:
    first = taking.answered(Taking("merk"), Given((1,)))
    assert taking.back(first) == (Taking("merk"), Given((1,)))
    with pytest.raises(ValueError, match="nothing was answered"):
        taking.back(Taking("merk"))


# -- edits of a set --


def ids(asked: Quiz) -> list[str]:
    return [i.id for i in asked.items]


def test_edits_change_what_they_name_and_nothing_else() -> None:
    asked = many(4)
    assert ids(revise.move(asked, "i-2", -1)) == ["i-0", "i-2", "i-1", "i-3"]
    assert ids(revise.move(asked, "i-0", -1)) == ids(asked)
    assert ids(revise.move(asked, "i-0", 99)) == ["i-1", "i-2", "i-3", "i-0"]
    assert ids(revise.remove(asked, "i-1")) == ["i-0", "i-2", "i-3"]
    assert ids(revise.swap(asked, "i-1", item(Kind.GAP))) == ["i-0", "i-gap", "i-2", "i-3"]
    assert [i.locked for i in revise.lock(asked, "i-1", locked=True).items] == [0, 1, 0, 0]
    assert revise.item_of(revise.flag(asked, "i-3", "Vaag."), "i-3").unclear == "Vaag."
    assert revise.changed(asked, title="Ander").title == "Ander"
    assert revise.lock(revise.lock(asked, "i-1", locked=True), "i-1", locked=False) == asked


@pytest.mark.parametrize(
    "wrong",
    [
        lambda q: revise.remove(q, "i-9"),
        lambda q: revise.remove(revise.changed(q, items=q.items[:1]), "i-0"),
        lambda q: revise.swap(q, "i-1", q.items[2]),
        lambda q: revise.changed(q, title=" "),
        lambda q: revise.changed_item(q.items[0], options=()),
        lambda q: revise.flag(q, "i-1", "a" * 1_001),
    ],
)
def test_an_edit_that_makes_no_quiz_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(QuizError):
        wrong(many(4))


def test_versions_differ_in_what_was_done() -> None:
    before = many(5)
    assert revise.differences(before, before) == ()
    after = revise.changed(before, title="Nieuwe titel")
    after = revise.move(revise.remove(after, "i-0"), "i-4", -9)
    after = revise.swap(after, "i-2", revise.changed_item(after.items[2], prompt="Anders?"))
    after = revise.changed(after, items=(*after.items, item(Kind.GAP)))
    found = revise.differences(before, after)
    assert [(d.fate, d.prompt) for d in found] == [
        (Fate.CHANGED, ""),
        (Fate.REMOVED, "Vraag 0?"),
        (Fate.MOVED, "Vraag 4?"),
        (Fate.CHANGED, "Anders?"),
        (Fate.ADDED, "Bewaar het _____ jaar."),
    ]
    assert "Anders?" in " ".join(p.text for p in found[3].pieces)


@given(st.permutations(list(range(6))))
def test_an_order_differs_in_as_few_items_as_can_be(order: list[int]) -> None:
    before = many(6)
    after = revise.changed(before, items=tuple(before.items[n] for n in order))
    moved = [d for d in revise.differences(before, after) if d.fate is Fate.MOVED]
    kept = [n for n in order if f"Vraag {n}?" not in {d.prompt for d in moved}]
    assert kept == sorted(kept)
    assert bool(moved) == (order != sorted(order))


@pytest.mark.parametrize("kind", list(Kind))
def test_an_item_as_text_holds_all_that_it_says(kind: Kind) -> None:
    asked: Item = item(kind, scenario="Een team vraagt raad.", unclear="Te lang.")
    text = revise.as_text(asked)
    for value in FIELDS[kind].values():
        for part in [value] if isinstance(value, str) else value:
            for said in [part] if isinstance(part, str) else dict(part).values():
                assert isinstance(said, bool) or said in text
    for said in (asked.scenario, asked.prompt, asked.feedback, asked.unclear, asked.topic):
        assert said in text
