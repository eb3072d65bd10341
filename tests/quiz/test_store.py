"""Sets keep all their versions, and rounds count everybody once and nobody by name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from assistant.database import engine as database
from assistant.database.schema import metadata
from assistant.desk.backup import back_up, restore
from assistant.desk.store import CODE_LETTERS
from assistant.errors import ChecklistError, QuizError, SetChangedError
from assistant.quiz import revise
from assistant.quiz.records import Kind
from assistant.quiz.store import CODE_LENGTH, FEWEST, MOST_DAYS, QuizStore, Round
from assistant.quiz.taking import Feedback, Given, Outcome, Taking, choices, outcome
from tests.desk.conftest import Place
from tests.quiz.material import item, many, quiz

BSN = "111222333"  # passes the elfproef; nobody's


def start(store: QuizStore, number: int = 4, **fields: int) -> Round:
    found = store.create(many(number), by="kim")
    return store.start(found, label="Dinsdag", feedback=Feedback.DELAYED, **fields)


def finish(store: QuizStore, code: str, mark: str, *picks: int) -> bool:
    """Somebody who chose these options, one for each item."""
    found = store.find(code)
    assert found is not None
    taking = Taking(mark, tuple(Given(picks=(p,)) for p in picks))
    result = outcome(found[1], taking)
    assert result is not None
    return store.count(code, mark, result)


# -- sets --


def test_every_save_is_a_version_and_each_can_be_read_again(store: QuizStore) -> None:
    first = store.create(quiz(), by="kim")
    moved = revise.move(first.quiz, "i-open", -1)
    second = store.save(first.set_id, moved, by="bo", version=1)
    assert (second.version, second.by, second.quiz) == (2, "bo", moved)
    assert store.get(first.set_id) == second
    assert store.get(first.set_id, 1) == first
    assert store.history(first.set_id) == (second, first)
    assert store.sets() == (second,)
    back = store.save(first.set_id, first.quiz, by="kim", version=2)
    assert store.get(first.set_id) == back
    assert [v.version for v in store.history(first.set_id)] == [3, 2, 1]


def test_of_two_who_save_on_one_version_the_second_is_told(store: QuizStore) -> None:
    first = store.create(quiz(), by="kim")
    kept = store.save(first.set_id, revise.remove(first.quiz, "i-gap"), by="bo", version=1)
    with pytest.raises(SetChangedError) as caught:
        store.save(first.set_id, revise.remove(first.quiz, "i-open"), by="kim", version=1)
    assert (caught.value.seen, caught.value.now) == (1, 2)
    assert store.get(first.set_id) == kept


def test_of_many_who_save_at_once_one_is_first(store: QuizStore, place: Place) -> None:
    first = store.create(quiz(), by="kim")
    stores = [QuizStore(database.connect(place.settings)) for _ in range(3)]

    def save(n: int) -> bool:
        try:
            stores[n % 3].save(first.set_id, first.quiz, by=f"t{n}", version=1)
        except SetChangedError:
            return False
        return True

    with ThreadPoolExecutor(9) as pool:
        assert sum(pool.map(save, range(9))) == 1
    assert len(store.history(first.set_id)) == 2
    for other in stores:
        other.close()


def test_what_is_not_there_is_told(store: QuizStore) -> None:
    assert store.get("nergens") is None
    assert store.history("nergens") == ()
    assert store.find("BCDFGHJK") is None
    assert store.counts("BCDFGHJK") is None
    with pytest.raises(QuizError, match="no such set"):
        store.save("nergens", quiz(), by="kim", version=1)
    gone = store.create(quiz(), by="kim")
    store.delete(gone.set_id)
    with pytest.raises(QuizError, match="no such set"):
        store.start(gone, label="", feedback=Feedback.DELAYED)


def test_what_a_person_types_is_read_by_the_checklist(store: QuizStore) -> None:
    with pytest.raises(ChecklistError):
        store.create(quiz(), by="kim", typed=("Een algemene vraag.", f"BSN {BSN}"))
    assert store.sets() == ()
    first = store.create(quiz(), by="kim")
    with pytest.raises(ChecklistError):
        store.save(first.set_id, first.quiz, by="kim", version=1, typed=(f"BSN {BSN}",))
    with pytest.raises(ChecklistError):
        store.start(first, label=f"BSN {BSN}", feedback=Feedback.DELAYED)
    assert store.get(first.set_id) == first
    assert store.rounds(first.set_id) == ()


# -- rounds --


def test_a_round_is_found_by_its_code_however_it_is_typed(store: QuizStore) -> None:
    found = start(store)
    assert len(found.code) == CODE_LENGTH
    assert set(found.code) <= set(CODE_LETTERS)
    for typed in (found.code, found.shown_code, f" {found.shown_code.lower()} "):
        there = store.find(typed)
        assert there is not None
        assert there[0] == found
        assert there[1] == many(4)
    assert store.rounds(found.set_id) == (found,)


@pytest.mark.parametrize(("days_open", "days_kept"), [(0, 1), (2, 1), (1, MOST_DAYS + 1)])
def test_a_round_without_a_date_to_delete_it_cannot_be(
    store: QuizStore, days_open: int, days_kept: int
) -> None:
    with pytest.raises(QuizError, match="days"):
        start(store, days_open=days_open, days_kept=days_kept)


def test_counts_add_up_and_a_reload_does_not_count_twice(store: QuizStore) -> None:
    code = start(store).code
    assert finish(store, code, "a", 0, 0, 0, 1)
    assert not finish(store, code, "a", 0, 0, 0, 1)
    for mark in "bcdef":
        assert finish(store, code, mark, 0, 1, 2, 2)
    counts = store.counts(code)
    assert counts is not None
    assert (counts.takers, counts.score_sum, counts.score_squares) == (6, 8, 14)
    first, second, _, last = (counts.items[f"i-{n}"] for n in range(4))
    assert (first.right, first.score_sum) == (6, 8)
    assert (second.right, second.score_sum) == (1, 3)
    assert (last.right, last.score_sum) == (0, 0)
    assert last.choices == {"o0": 0, "o1": 1, "o2": 5, "skip": 0}


def test_of_every_kind_all_choices_can_be_counted(store: QuizStore) -> None:
    for kind in Kind:
        found = store.create(quiz(item(kind, f"i-{'x' * 78}")), by="kim")
        code = store.start(found, label="", feedback=Feedback.DELAYED).code
        every = tuple(f"i-{'x' * 78}/{c}" for c in choices(found.quiz.items[0]))
        for n in range(FEWEST):
            assert store.count(code, str(n), Outcome((found.quiz.items[0].id,), every))
        counts = store.counts(code)
        assert counts is not None
        (one,) = counts.items.values()
        assert set(one.choices.values()) == {FEWEST}, kind
        assert len(one.choices) == len(every)


def test_a_small_group_shows_nothing_of_its_items(store: QuizStore) -> None:
    code = start(store).code
    for n in range(FEWEST - 1):
        finish(store, code, str(n), 0, 0, 0, 0)
    counts = store.counts(code)
    assert counts is not None
    assert (counts.takers, counts.items) == (FEWEST - 1, {})
    assert store.shares() == {}
    finish(store, code, "last", 1, 0, 0, 0)
    assert store.shares() == {
        "i-0": (4, 5), "i-1": (5, 5), "i-2": (5, 5), "i-3": (5, 5)
    }  # fmt: skip


def test_no_count_is_lost_when_a_hundred_finish_at_once(store: QuizStore, place: Place) -> None:
    code = start(store, 6).code
    stores = [QuizStore(database.connect(place.settings), now=place.clock) for _ in range(2)]
    with ThreadPoolExecutor(20) as pool:
        done = pool.map(
            lambda n: finish(stores[n % 2], code, str(n % 80), *[n % 3] * 6), range(100)
        )
        assert sum(done) == 80  # twenty were reloads of another
    counts = store.counts(code)
    assert counts is not None
    assert counts.takers == 80
    for one in counts.items.values():
        assert sum(one.choices.values()) == 80
        assert one.right == one.choices["o0"]
        assert one.score_sum == 6 * one.right
    for other in stores:
        other.close()


def test_nothing_of_one_person_is_stored(store: QuizStore) -> None:
    found = store.create(quiz(), by="kim")
    code = store.start(found, label="Dinsdag", feedback=Feedback.IMMEDIATE).code
    given = {
        Kind.SHORT: Given(text="kanarievogel"),
        Kind.GAP: Given(text="kanarievogel"),
        Kind.OPEN: Given(text="kanarievogel", ticked=(0,)),
    }
    taking = Taking("merk", tuple(given.get(i.kind, Given()) for i in found.quiz.items))
    result = outcome(found.quiz, taking)
    assert result is not None
    assert store.count(code, "merk", result)
    with database.reading(store.engine) as connection:
        rows = {t.name: connection.execute(select(t)).all() for t in metadata.sorted_tables}
    assert "kanarievogel" not in str(rows)
    beside = [name for name, found_rows in rows.items() if "merk" in str(found_rows)]
    assert beside == ["quiz_mark"]
    assert [tuple(row) for row in rows["quiz_mark"]] == [(code, "merk")]


def test_a_round_closes_and_goes_on_its_date(store: QuizStore, place: Place) -> None:
    found = start(store, days_open=1, days_kept=2)
    kept = start(store)
    finish(store, found.code, "a", 0, 0, 0, 0)
    assert store.is_open(found)
    place.clock.now += timedelta(days=1)
    assert not store.is_open(found)
    assert not finish(store, found.code, "b", 0, 0, 0, 0)
    assert store.purge() == 0
    place.clock.now += timedelta(days=1)
    assert store.find(found.code) is None  # also before it is deleted
    assert store.rounds(found.set_id) == ()
    assert store.counts(found.code) is None
    assert store.purge() == 1
    with database.reading(store.engine) as connection:
        for table in metadata.sorted_tables:
            if "code" in table.c:
                codes = connection.execute(select(table.c.code)).scalars()
                assert set(codes) <= {kept.code}, table.name
    assert store.get(found.set_id) is not None


def test_a_round_is_shut_and_removed_by_hand(store: QuizStore) -> None:
    found = start(store)
    store.shut(found.code)
    there = store.find(found.code)
    assert there is not None
    assert not store.is_open(there[0])
    store.remove(found.code)
    assert store.find(found.code) is None


def test_a_backup_holds_sets_rounds_and_counts(store: QuizStore, place: Place) -> None:
    found = start(store)
    finish(store, found.code, "a", 0, 0, 0, 0)
    path = place.settings.state / "desk.backup"
    path.parent.mkdir(parents=True, exist_ok=True)
    back_up(store.engine, path, now=place.clock())
    store.delete(found.set_id)
    assert store.sets() == ()
    restore(store.engine, path)
    assert store.rounds(found.set_id)[0].takers == 1
    assert not finish(store, found.code, "a", 0, 0, 0, 0)
    assert finish(store, found.code, "b", 0, 0, 0, 0)
