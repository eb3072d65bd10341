"""Twenty jurists on one queue through the pages: python -m tests.web.crowd SECONDS.

Each looks at an item as the page shows it and does something with it; most are too late, see the
page that says so, and look again. In the end every change that was accepted is in a history, once.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from assistant.database.engine import reading
from assistant.desk import backup
from assistant.desk.store import open_desk
from assistant.settings import Settings, silence_telemetry
from tests.desk.material import submission
from tests.web import fakes

JURISTS, ITEMS = 20, 12
_VERSION = re.compile(r'name="versie" value="(\d+)"')


def crowd(state: Path, more: Callable[[int], bool]) -> Counter[str]:
    """Let the jurists work while `more(rounds done)`; count what came of each change.

    Raises:
        AssertionError: an error page, or a change that is lost or was never accepted.
    """
    silence_telemetry()
    from assistant.web.server import create_app, listen, make_server

    settings = Settings(state=state)
    desk = open_desk(settings)
    for _ in range(ITEMS):
        desk.submit(submission())
    listener, ready = listen("127.0.0.1", 0), threading.Event()
    server = make_server(create_app(fakes.FakeAssistant(), settings), ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        assert ready.wait(60)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with ThreadPoolExecutor(JURISTS) as pool:
            told = list(pool.map(lambda n: _jurist(address, f"jurist{n}", n, more), range(JURISTS)))
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
    accepted = sorted(change for changes, _ in told for change in changes)
    there = sorted((i.id, e.seq, e.by) for i, history in desk.everything() for e in history)
    assert accepted == there, "a change was lost, or is there without having been accepted"
    with reading(desk.engine) as connection:
        backup.check_histories(connection)
    desk.close()
    return sum((counts for _, counts in told), Counter[str]())


def _jurist(
    address: str, name: str, seed: int, more: Callable[[int], bool]
) -> tuple[list[tuple[int, int, str]], Counter[str]]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    counts: Counter[str] = Counter()
    accepted: list[tuple[int, int, str]] = []
    rounds = 0
    with httpx.Client(base_url=address, timeout=120) as client:
        assert client.post("/helpdesk/naam", data={"naam": name}).status_code == 303
        while more(rounds):
            rounds += 1
            item = chance.randint(1, ITEMS)
            page = client.get(f"/helpdesk/{item}")
            found = _VERSION.search(page.text)
            assert page.status_code == 200, page.status_code
            assert found is not None
            version = int(found[1])
            form = {"versie": str(version), **_wish(chance)}
            status = client.post(f"/helpdesk/{item}", data=form).status_code
            assert status in (303, 409, 422), status  # done, somebody was first, not possible now
            counts[{303: "done", 409: "too late", 422: "not possible"}[status]] += 1
            if status == 303:
                accepted.append((item, version + 1, name))
    return accepted, counts


def _wish(chance: random.Random) -> dict[str, str]:
    match chance.randrange(5):
        case 0:
            return {"actie": "toelichting", "tekst": "Wij kijken dit nog na.", "vrager": "ja"}
        case 1:
            return {"actie": "neem"}
        case 2:
            return {"actie": chance.choice(("vrijgeven", "intrekken"))}
        case _:
            oordeel = chance.choice(("juist", "onjuist", "onvolledig", "verouderd"))
            return {"actie": "oordeel", "n": str(chance.randint(1, 2)), "oordeel": oordeel}


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        end = time.monotonic() + seconds
        counts = crowd(Path(folder), lambda _: time.monotonic() < end)
    print(json.dumps(counts))  # noqa: T201


if __name__ == "__main__":
    main(float(sys.argv[1]))
