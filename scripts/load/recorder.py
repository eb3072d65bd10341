"""What happened during a run, written to one JSON file when Locust ends; its options as well."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from locust import events
from locust.argument_parser import LocustArgumentParser
from locust.env import Environment


class Timed:
    """One action that is being timed."""

    def __init__(self) -> None:
        """Begin without a problem."""
        self.problem = ""

    def expect(self, right: bool, problem: str) -> None:
        """Note what is wrong; the first thing counts."""
        if not right and not self.problem:
            self.problem = problem


class Record:
    """Seconds, errors and counts of all users together."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.plan: dict[str, Any] = {}
        self.stopping = False
        self.found: dict[str, Any] = {
            "seconds": {}, "errors": [], "statuses": Counter(), "codes": [], "later": [],
            "left": [], "checked": Counter(), "taken": [],
        }  # fmt: skip
        self._on_its_way: dict[str, str] = {}
        self._out = Path()

    def begin(self, plan: Path, out: Path) -> None:
        """Read what to do; `out` gets what happened."""
        self.plan = json.loads(plan.read_text(encoding="utf-8"))
        self._out = out

    def end(self) -> None:
        """Write what happened."""
        self.found["left"] = [[sealed, word] for word, sealed in self._on_its_way.items()]
        self._out.write_text(json.dumps(self.found), encoding="utf-8")

    @contextmanager
    def timed(self, name: str, *, lenient: bool = False) -> Iterator[Timed]:
        """Time an action; `lenient` leaves it to the caller what is an error."""
        timed, began = Timed(), time.perf_counter()
        yield timed  # what is broken off at the end comes no further
        took = time.perf_counter() - began
        if self.stopping and timed.problem:
            return
        self.found["seconds"].setdefault(name, []).append(round(took, 4))
        if timed.problem and not lenient:
            self.error(name, timed.problem)

    def expect(self, name: str, right: bool, problem: str) -> None:
        """Count something that was looked at, and an error when it is not right."""
        self.found["checked"][name] += 1
        if not right:
            self.error(name, problem)

    def error(self, name: str, problem: str) -> None:
        """Note an error and when it was."""
        if not self.stopping:
            self.found["errors"].append([round(time.time(), 2), name, problem])

    def status(self, status: str) -> None:
        """Count the outcome of a question."""
        self.found["statuses"][status] += 1

    def accepted(self, code: str, word: str) -> None:
        """Note an item that the helpdesk said to have."""
        self.found["codes"].append([code, word])

    def told_later(self, at: float) -> None:
        """Note that somebody was told to try again."""
        self.found["later"].append(round(at, 2))

    def sending(self, sealed: str, word: str) -> None:
        """Note an item that is on its way, until `sent`."""
        self._on_its_way[word] = sealed

    def sent(self, word: str) -> None:
        """Note that an item has its answer, whatever it was."""
        self._on_its_way.pop(word, None)


RECORD = Record()


@events.init_command_line_parser.add_listener
def _options(parser: LocustArgumentParser) -> None:
    parser.add_argument("--plan", type=Path)
    parser.add_argument("--out", type=Path)


@events.test_start.add_listener
def _begin(environment: Environment, **_: Any) -> None:
    options = environment.parsed_options
    RECORD.begin(options.plan, options.out)


@events.test_stopping.add_listener
def _stopping(**_: Any) -> None:
    RECORD.stopping = True


@events.quitting.add_listener
def _end(**_: Any) -> None:
    RECORD.end()
