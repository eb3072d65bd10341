"""An answer that the helpdesk approved is preferred, and never keeps a question from its answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.database import engine as database
from assistant.desk.curated import REST_SECONDS, CuratedAnswers, open_curated
from assistant.desk.model import Add, Correct, Release, Withdraw
from assistant.desk.store import Desk, open_desk
from assistant.records import Answer, Passage
from assistant.settings import Settings
from tests.desk.conftest import Place
from tests.desk.material import OTHER, PASSAGES, quoted, submission

QUESTION = "Mag ik artikel 7.3.11 van de Jeugdwet zó lezen?"
TEXT = "Overleg eerst met een collega."


def approve(desk: Desk, question: str = QUESTION, text: str = TEXT) -> int:
    """Release an answer of the helpdesk's own; returns the number of the item."""
    item_id = desk.submit(submission(question, number=0)).item_id
    desk.act(item_id, Correct(text), by="anna", version=0)
    desk.act(item_id, Add(quoted(OTHER, "Leg vast")), by="anna", version=1)
    desk.act(item_id, Release(), by="anna", version=2)
    return item_id


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Opener:
    """Counts how often the desk is asked for."""

    def __init__(self, give: Callable[[], Desk | None]) -> None:
        self.count = 0
        self._give = give

    def __call__(self) -> Desk | None:
        self.count += 1
        return self._give()


def text(answers: CuratedAnswers, question: str = QUESTION) -> str | None:
    found = answers.answer(question, PASSAGES.get)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("question", "same"),
    [
        pytest.param(QUESTION, True, id="as-it-was"),
        pytest.param(f"  {QUESTION.upper()}\n", True, id="capitals-and-space-around"),
        pytest.param(QUESTION.replace(" ", "   "), True, id="spaces"),
        pytest.param(QUESTION.replace("zó", "zo"), True, id="accents"),
        pytest.param(QUESTION.rstrip("?") + " ?!", True, id="punctuation-at-the-end"),
        pytest.param(QUESTION.replace("Jeugdwet", "'Jeugdwet'"), True, id="quotation-marks"),
        pytest.param(QUESTION.replace("Mag", "Mag niet"), False, id="one-word-more"),
        pytest.param(QUESTION.replace("Mag ik", "Ik mag"), False, id="another-order"),
        pytest.param(QUESTION.replace("7.3.11", "7.3.1"), False, id="another-article"),
        pytest.param(QUESTION.replace("7.3.11", "73.11"), False, id="dots-of-an-article-count"),
        pytest.param(QUESTION.replace("lezen", "lees"), False, id="another-form-of-a-word"),
    ],
)
def test_the_same_question_is_the_same_words_in_the_same_order(
    desk: Desk, question: str, same: bool
) -> None:
    approve(desk)
    assert text(CuratedAnswers(lambda: desk), question) == (TEXT if same else None)


def test_the_newest_counts_and_what_was_withdrawn_does_not(desk: Desk) -> None:
    answers = CuratedAnswers(lambda: desk)
    first = approve(desk)
    second = approve(desk, text="Overleg altijd.")
    assert text(answers) == "Overleg altijd."
    desk.act(second, Withdraw(), by="anna", version=3)
    assert text(answers) == TEXT
    desk.act(first, Withdraw(), by="anna", version=3)
    assert text(answers) is None


def test_words_that_the_sources_lost_are_not_shown(desk: Desk) -> None:
    approve(desk)
    answers = CuratedAnswers(lambda: desk)
    assert answers.answer(QUESTION, {}.get) is None
    assert text(answers) == TEXT


def test_a_look_is_one_statement_that_an_index_answers(desk: Desk) -> None:
    approve(desk)
    answers = CuratedAnswers(lambda: desk)
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(desk.engine, "before_cursor_execute", note)
    assert text(answers) == TEXT
    looks = [s for s in seen if s.startswith("SELECT")]
    assert len(looks) == 1
    assert "question_hash" in looks[0]
    if desk.engine.dialect.name == "sqlite":
        with database.reading(desk.engine) as connection:
            plan = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT * FROM curated_answer WHERE question_hash = 'x' "
                "ORDER BY released_at DESC, item_id DESC LIMIT 1"
            ).all()
        assert "USING INDEX curated_answer_question" in str(plan)


def test_a_database_that_fails_is_told_and_left_alone_for_a_while(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "vindplaats.sqlite").mkdir()  # no file can be opened there
    clock = Clock()
    opener = Opener(lambda: open_desk(Settings(state=tmp_path)))
    answers = CuratedAnswers(opener, clock=clock)
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            assert text(answers) is None
    assert opener.count == 1
    assert len([r for r in caplog.records if "out of reach" in r.getMessage()]) == 1
    assert not any(w in caplog.text for w in ("Jeugdwet", "lezen", "7.3.11"))
    clock.seconds = REST_SECONDS + 1
    assert text(answers) is None
    assert opener.count == 2


def test_a_table_that_is_gone_does_not_stop_a_question(
    make_desk: Callable[[], Desk], caplog: pytest.LogCaptureFixture
) -> None:
    desk = make_desk()
    approve(desk)
    clock = Clock()
    answers = CuratedAnswers(lambda: desk, clock=clock)
    assert text(answers) == TEXT
    with database.writing(desk.engine) as connection:
        connection.exec_driver_sql("ALTER TABLE curated_answer RENAME TO elsewhere")
    assert text(answers) is None
    with database.writing(desk.engine) as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO curated_answer")
    clock.seconds = REST_SECONDS + 1
    assert text(answers) == TEXT
    assert "out of reach" in caplog.text


def test_a_server_that_is_down_is_no_long_wait(caplog: pytest.LogCaptureFixture) -> None:
    answers = open_curated(Settings(database_url="postgresql://desk@127.0.0.1:9/none"))
    assert text(answers) is None
    assert "out of reach" in caplog.text


def test_looking_makes_no_database(place: Place, tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "nothing")
    answers = open_curated(settings)
    assert text(answers) is None
    assert not (tmp_path / "nothing").exists()
    desk = open_desk(settings)  # the first question was laid before the helpdesk
    approve(desk)
    assert text(answers) == TEXT
    desk.close()


def test_another_thread_that_opens_the_desk_is_not_waited_for(
    make_desk: Callable[[], Desk],
) -> None:
    desk = make_desk()
    approve(desk)
    inner: list[Answer | None] = []

    def opening() -> Desk:
        inner.append(answers.answer(QUESTION, _look))
        return desk

    answers = CuratedAnswers(opening)
    assert text(answers) == TEXT
    assert inner == [None]


def _look(passage_id: str) -> Passage | None:
    return PASSAGES.get(passage_id)
