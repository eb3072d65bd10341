"""Who types wrong codes has to wait; who types the right one has not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.desk.store import open_desk
from assistant.settings import Settings
from assistant.web.guesses import EACH, Guesses, network
from tests.desk.material import submission

WRONG = "BBBB-BBBB-BBBB-BBBB"


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_one_address_gets_so_many_and_then_waits_until_the_oldest_is_old(clock: Clock) -> None:
    guesses = Guesses(each=3, total=100, seconds=60, clock=clock)
    for _ in range(3):
        assert guesses.take("192.0.2.1") == 0
        clock.seconds += 10
    assert guesses.take("192.0.2.1") == 30
    assert guesses.take("192.0.2.1") == 30  # asking does not make it longer
    assert guesses.take("192.0.2.2") == 0
    clock.seconds += 30
    assert guesses.take("192.0.2.1") == 0
    assert guesses.take("192.0.2.1") == 10


def test_all_addresses_together_have_a_limit_too(clock: Clock) -> None:
    guesses = Guesses(each=3, total=5, seconds=60, clock=clock)
    assert [guesses.take(f"192.0.2.{n}") for n in range(6)] == [0, 0, 0, 0, 0, 60]
    clock.seconds += 60
    assert guesses.take("192.0.2.9") == 0


def test_a_right_code_does_not_count(clock: Clock) -> None:
    guesses = Guesses(each=2, total=100, seconds=60, clock=clock)
    for _ in range(10):
        assert guesses.take("192.0.2.1") == 0
        guesses.give_back("192.0.2.1")
    assert guesses.take("192.0.2.1") == 0
    assert guesses.take("192.0.2.1") == 0
    assert guesses.take("192.0.2.1") > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("", "", True),
    ],
)
def test_a_connection_with_many_addresses_counts_as_one(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 40), st.booleans()), max_size=60))
def test_no_more_than_the_limit_within_any_stretch_of_time(
    tries: list[tuple[str, int, bool]],
) -> None:
    clock = Clock()
    guesses = Guesses(each=2, total=4, seconds=60, clock=clock)
    let: list[tuple[float, str]] = []
    for address, later, right in tries:
        clock.seconds += later
        if guesses.take(address) == 0:
            if right:
                guesses.give_back(address)
            else:
                let.append((clock.seconds, address))
        recent = [a for at, a in let if at > clock.seconds - 60]
        assert len(recent) <= 4
        assert all(recent.count(a) <= 2 for a in "abc")


def test_many_at_once_get_no_more() -> None:
    guesses = Guesses(each=5, total=100)
    with ThreadPoolExecutor(20) as pool:
        waits = list(pool.map(lambda _: guesses.take("192.0.2.1"), range(200)))
    assert waits.count(0) == 5


@pytest.fixture
def visitor(client: TestClient) -> Callable[[str], TestClient]:
    """The site for somebody with an address of their own."""

    def visitor(address: str) -> TestClient:
        return TestClient(client.app, base_url="http://127.0.0.1:7860", client=(address, 1))

    return visitor


def test_the_page_says_how_long_to_wait_and_stores_no_address(
    visitor: Callable[[str], TestClient], state: Path
) -> None:
    desk = open_desk(Settings(state=state))
    code = desk.submit(submission()).code
    desk.close()
    mallory = visitor("127.0.0.77")
    for _ in range(EACH):
        assert mallory.post("/antwoord", data={"code": code}).status_code == 200  # not counted
        assert mallory.post("/antwoord", data={"code": WRONG}).status_code == 422
        assert mallory.post("/antwoord", data={"code": " "}).status_code == 422  # no guess
    stopped = mallory.post("/antwoord", data={"code": code})
    assert stopped.status_code == 429
    assert 0 < int(stopped.headers["retry-after"]) <= 900
    assert texts_nl.DESK_WEB["reply_wait"].format(wait="15 minuten") in stopped.text
    assert texts_nl.DESK_WEB["reply_waiting"] not in stopped.text
    assert visitor("127.0.0.5").post("/antwoord", data={"code": code}).status_code == 200
    stored = b"".join(p.read_bytes() for p in state.rglob("*") if p.is_file())
    assert b"127.0.0.77" not in stored
