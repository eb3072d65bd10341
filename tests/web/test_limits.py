"""How often something may be done, and how long one waits after failed attempts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import texts_nl
from assistant.settings import Settings
from assistant.web.limits import LONGEST_WAIT, Attempts, Rate, whole_seconds
from tests.web import people
from tests.web.people import signed_in, site_settings, visitor


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# -- requests --


def test_a_minute_of_requests_may_come_at_once_and_then_one_by_one() -> None:
    clock = Clock()
    rate = Rate(6, clock=clock)
    assert [rate.wait("a") for _ in range(6)] == [0.0] * 6
    assert rate.wait("a") == pytest.approx(10)
    assert rate.wait("b") == 0.0  # somebody else
    clock.now += 10
    assert rate.wait("a") == 0.0
    assert rate.wait("a") == pytest.approx(10)


@given(
    st.integers(1, 40),
    st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=200),
)
def test_no_minute_holds_more_than_twice_the_number(per_minute: int, gaps: list[float]) -> None:
    """A bucket that was full gives its whole content and what flows in meanwhile."""
    clock = Clock()
    rate = Rate(per_minute, clock=clock)
    passed = []
    for gap in gaps:
        clock.now += gap
        wait = rate.wait("a")
        if wait:
            assert 0 < wait <= 60
            clock.now += wait
            assert rate.wait("a") == 0.0  # after the time that was told one may
        passed.append(clock.now)
    for start in passed:
        assert sum(start <= at < start + 60 for at in passed) <= 2 * per_minute


def test_zero_is_no_limit_and_keys_are_forgotten() -> None:
    assert all(Rate(0).wait("a") == 0.0 for _ in range(1000))
    rate = Rate(5, most=10)
    for number in range(100):
        rate.wait(f"k{number}")
    assert len(rate._due) == 10


def test_many_threads_do_not_get_more() -> None:
    rate = Rate(50, clock=Clock())
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(rate.wait, ["a"] * 400))
    assert waits.count(0.0) == 50


# -- attempts --


def test_the_wait_doubles_and_has_an_end() -> None:
    clock = Clock()
    attempts = Attempts(3, 1e9, clock=clock)
    waits = []
    for _ in range(16):
        wait = attempts.wait("a")
        waits.append(wait)
        if wait:
            clock.now += wait
            assert attempts.wait("a") == 0.0
    grown = [w for w in waits if w]
    assert waits[:3] == [0.0] * 3
    assert grown == sorted(grown)
    assert grown[3] > 1.8 * grown[2]
    assert max(grown) == LONGEST_WAIT


def test_guessing_all_day_gives_few_guesses() -> None:
    """The fastest that anybody can go: always as soon as it is allowed."""
    clock = Clock()
    attempts = Attempts(5, 600, clock=clock)
    end, guesses = clock.now + 86_400, 0
    while clock.now < end:
        wait = attempts.wait("a")
        clock.now += wait
        guesses += not wait
    assert guesses < 250


def test_a_good_attempt_of_a_name_forgets_and_of_an_address_forgets_itself_only() -> None:
    attempts = Attempts(3, 600, clock=Clock())
    for _ in range(3):
        attempts.wait("a")
    attempts.undo("a")
    assert attempts.wait("a") == 0.0
    assert attempts.wait("a") > 0
    attempts.succeeded("a")
    assert [attempts.wait("a") for _ in range(3)] == [0.0] * 3
    attempts.undo("nobody")
    attempts.succeeded("nobody")


def test_attempts_at_once_all_count() -> None:
    attempts = Attempts(5, 600, clock=Clock())
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(attempts.wait, ["a"] * 100))
    assert waits.count(0.0) == 5


def test_names_that_were_tried_do_not_fill_the_memory() -> None:
    attempts = Attempts(5, 600, most=10)
    for number in range(100):
        attempts.wait(f"n{number}")
    assert len(attempts._failed) == 10


def test_seconds_are_told_whole() -> None:
    assert [whole_seconds(w) for w in (0.01, 1.0, 1.2)] == [1, 1, 2]


# -- on the site --


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return site_settings(
        tmp_path_factory.mktemp("limits"),
        requests_per_minute=8,
        questions_per_minute=3,
        visitor_requests_per_minute=5,
    )


def test_a_user_who_asks_without_end_has_to_wait_and_others_do_not(settings: Settings) -> None:
    gate = people.gate(settings)
    first, other = signed_in(gate, settings, "prof"), signed_in(gate, settings, "alles")
    body = {"fn_index": 0, "session_hash": "l1", "data": []}
    asked = [first.post("/gradio_api/queue/join", json=body) for _ in range(4)]
    assert [r.status_code for r in asked] == [200, 200, 200, 429]
    assert 0 < int(asked[3].headers["retry-after"]) <= 60
    assert texts_nl.ACCESS["busy_title"] in asked[3].text
    assert first.get("/bronnen").status_code == 200  # reading goes on
    assert [first.get("/bronnen").status_code for _ in range(6)][-1] == 429
    assert first.get("/huisstijl/stijl.css").status_code == 200
    assert other.get("/bronnen").status_code == 200


def test_a_search_in_the_sources_counts_as_a_question(settings: Settings) -> None:
    reader = signed_in(people.gate(settings), settings, "prof")
    found = [reader.get("/bronnen", params={"zoek": "inzage"}).status_code for _ in range(4)]
    assert found[-1] == 429
    assert 429 not in found[:3]
    assert reader.get("/bronnen").status_code == 200  # reading goes on


def test_a_visitor_is_counted_by_address_and_of_ipv6_by_network(settings: Settings) -> None:
    gate = people.gate(settings)
    one, same, else_ = (
        visitor(gate, address=a) for a in ("2001:db8::1", "2001:db8::2", "2001:db8:1::1")
    )
    assert [one.get("/quiz/x").status_code for _ in range(6)] == [200] * 5 + [429]
    assert same.get("/quiz/x").status_code == 429
    assert else_.get("/quiz/x").status_code == 200
    program = one.get("/api/v1/docs")
    assert program.status_code == 429
    assert program.headers["content-type"] == "application/problem+json"
    assert one.get("/gezond").status_code == 200


def test_the_one_user_of_this_machine_has_no_limit(tmp_path: Path) -> None:
    client = visitor(people.gate(Settings(state=tmp_path, requests_per_minute=2)))
    assert {client.get("/bronnen").status_code for _ in range(10)} == {200}
