"""Stopping a server: what is being answered ends, nothing new comes in, and the exit code is 0."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.fakes import ROOT
from tests.web import fakes

pytestmark = pytest.mark.slow

CANARY = "zilverreiger"
PROGRAM = """
import pathlib, sys
from assistant.settings import Settings, silence_telemetry
silence_telemetry()
from assistant.operate.logs import set_up
from assistant.web.server import serve
from tests.web import fakes
set_up("text", "debug")
settings = Settings(port=0, state=pathlib.Path(sys.argv[1]), stop_seconds=int(sys.argv[2]))
serve(settings, fakes.FakeAssistant(), say=lambda line: print(line, flush=True))
"""


@contextmanager
def serving(state: Path, stop_seconds: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(state), str(stop_seconds)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert address is not None, process.communicate()
        yield process, address[0]
    finally:
        process.kill()
        process.communicate()


def asked(http: httpx.Client, address: str, word: str) -> Iterator[str]:
    """Send a question of which the answer grows; give the events as they come."""
    sent = {"question": f"Mag dat, {CANARY}? {word}"}
    headers = {"accept": "text/event-stream"}
    with http.stream("POST", f"{address}/api/v1/ask", json=sent, headers=headers) as reply:
        for line in reply.iter_lines():
            if line.startswith("event: "):
                yield line.removeprefix("event: ")


def test_a_running_answer_ends_and_nothing_new_comes_in(tmp_path: Path) -> None:
    with serving(tmp_path, 30) as (process, address), httpx.Client(trust_env=False) as http:
        events = asked(http, address, fakes.WRITES)
        assert next(events) == "answer"
        process.send_signal(signal.SIGTERM)
        assert next(events) == "answer"  # by now the signal has been heard
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{address}/gezond", trust_env=False)
        assert list(events)[-1] == "done"
        out, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert CANARY not in out + errors


def test_an_answer_that_never_ends_is_broken_off_at_the_limit(tmp_path: Path) -> None:
    with serving(tmp_path, 1) as (process, address), httpx.Client(trust_env=False) as http:
        events = asked(http, address, fakes.ENDLESS)
        assert next(events) == "answer"
        process.send_signal(signal.SIGTERM)
        with pytest.raises(httpx.HTTPError):
            list(events)
        out, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert CANARY not in out + errors
