"""A site to put load on, the crowd that does it, and what both of them say."""

from __future__ import annotations

import json
import math
import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.checklist.peers import Peer, ensure_environment
from assistant.settings import PREFIX, ROOT

HERE = Path(__file__).resolve().parent
LOCUST = Peer(name="locust", package="locust", notes=())
START_SECONDS = 180.0
SAMPLE_SECONDS = 2.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_TICKS = os.sysconf("SC_CLK_TCK")


def say(text: str = "") -> None:
    """Print a line at once."""
    print(text, flush=True)


# -- the site --


@dataclass(slots=True)
class Site:
    """`assistant serve` in a process of its own, and its memory over time."""

    process: subprocess.Popen[str]
    address: str
    log: Path  # what it wrote on standard error
    resident: list[tuple[float, float]] = field(default_factory=list)  # moment, MiB

    def is_up(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def cpu_seconds(self) -> float:
        """Processor time that it used so far."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        used = text.rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / _TICKS

    def memory(self) -> float:
        """Resident memory in MiB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", text)
        return int(found[1]) / 1024 if found else math.nan

    def resident_between(self, start: float, end: float) -> float:
        """Median resident memory within a stretch of time, in MiB."""
        found = sorted(m for at, m in self.resident if start <= at <= end)
        return found[len(found) // 2] if found else math.nan


@contextmanager
def served(state: Path, **settings: object) -> Iterator[Site]:
    """Start `assistant serve` on a free port of this machine; stopped in order at the end.

    Args:
        state: its state folder; its log is written beside it.
        settings: others, by name.

    Raises:
        RuntimeError: it does not start.
    """
    ours = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    wanted = {"state": state, "port": 0, "desk_cases": state / "cases.jsonl", **settings}
    environment = {**ours, **{f"{PREFIX}{k.upper()}": str(v) for k, v in wanted.items()}}
    log = state.with_name(f"{state.name}.log")
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "assistant", "serve"],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        ended = threading.Event()
        try:
            site = Site(process, _address(process, log), log)
            threading.Thread(target=_sample, args=(site, ended), daemon=True).start()
            yield site
        finally:
            ended.set()
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            found = _ADDRESS.search(lines.get(timeout=0.5))
        except queue.Empty:
            continue
        if found:
            return found[0]
    raise RuntimeError(f"the site did not start: {log.read_text(encoding='utf-8')[-2000:]}")


def _read(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    for line in process.stdout or ():
        lines.put(line)


def _sample(site: Site, ended: threading.Event) -> None:
    while not ended.wait(SAMPLE_SECONDS) and site.is_up():
        site.resident.append((time.time(), site.memory()))


# -- the crowd --


class Crowd:
    """Locust in a process of its own, with the people of one file."""

    def __init__(
        self,
        people: str,
        site: Site,
        folder: Path,
        plan: Mapping[str, Any],
        *,
        users: int,
        a_second: float,
        seconds: float,
    ) -> None:
        """Start it.

        Args:
            people: module of this folder.
            site: that they use.
            folder: for what goes in and comes out.
            plan: what the people read.
            users: that come.
            a_second: how many of them come each second.
            seconds: after which they all leave.
        """
        python = ensure_environment(LOCUST, say, sources=HERE, environments=ROOT / "build" / "load")
        self._out, self._log = folder / "found.json", folder / "locust.log"
        plan_path = folder / "plan.json"
        plan_path.write_text(json.dumps(plan), encoding="utf-8")
        command = [str(python), "-E", "-s", "-m", "locust", "-f", str(HERE / f"{people}.py")]
        command += ["--headless", "--only-summary", "--host", site.address]
        command += ["-u", str(users), "-r", str(a_second), "-t", f"{math.ceil(seconds)}s"]
        command += ["--stop-timeout", "0", "--plan", str(plan_path), "--out", str(self._out)]
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdout=log, stderr=log, cwd=HERE, stdin=subprocess.DEVNULL
            )
        self._limit = seconds + 120

    def is_there(self) -> bool:
        """Whether they are still at it."""
        return self._process.poll() is None

    def found(self) -> dict[str, Any]:
        """Wait for the end; what happened, as `recorder.Record.found` has it.

        Raises:
            RuntimeError: Locust ended without saying what happened.
        """
        try:
            self._process.wait(self._limit)
        finally:
            if self.is_there():
                self._process.kill()
        if not self._out.exists():
            raise RuntimeError(self._log.read_text(encoding="utf-8")[-3000:])
        found: dict[str, Any] = json.loads(self._out.read_text(encoding="utf-8"))
        return found


# -- what they say --


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def print_seconds(seconds: Mapping[str, Sequence[float]]) -> None:
    """Print a line for each kind of action."""
    say(f"{'action':<20}{'times':>8}{'p50 s':>9}{'p95 s':>9}{'p99 s':>9}{'worst':>9}")
    for name, values in sorted(seconds.items()):
        row = [percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0)]
        say(f"{name:<20}{len(values):>8}" + "".join(f"{value:>9.3f}" for value in row))


def print_errors(errors: Sequence[tuple[float, str, str]]) -> None:
    """Print how often each error came."""
    counts: dict[tuple[str, str], int] = {}
    for _, name, problem in errors:
        counts[name, problem] = counts.get((name, problem), 0) + 1
    for (name, problem), times in sorted(counts.items(), key=lambda row: -row[1])[:20]:
        say(f"  {times} x {name}: {problem}")


def print_bar(what: str, found: str, bar: str, *, met: bool) -> bool:
    """Print a figure beside what it should be; whether it is."""
    say(f"{what:<34}{found:>22}   {bar:<26}{'met' if met else 'NOT MET'}")
    return met


def print_machine() -> None:
    """Print what the figures depend on."""
    load = ", ".join(f"{n:.1f}" for n in os.getloadavg())
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; load before the run: {load}")
