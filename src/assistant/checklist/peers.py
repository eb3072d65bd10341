"""Other tools that find personal data, each measured in a virtual environment of its own.

Their pins clash with ours, so nothing of them is imported here: a worker runs under the peer's own
Python, reads texts on standard input and says on standard output which kinds it found.
"""

from __future__ import annotations

import hashlib
import json
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.checklist.evaluate import Verdict
from assistant.errors import AssistantError
from assistant.settings import ROOT

SOURCES = ROOT / "evals" / "peers"
ENVIRONMENTS = ROOT / "build" / "peers"
HEARTBEAT_SECONDS = 20.0
START_LIMIT_SECONDS = 1_800.0  # deduce builds tables at its first start
ANSWER_LIMIT_SECONDS = 120.0

Say = Callable[[str], None]  # takes a line for whoever waits


class PeerError(AssistantError):
    """A peer cannot be installed, started or asked; the others can be measured without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool that the checklist is set beside."""

    name: str  # of evals/peers/<name>.txt and worker_<name>.py
    package: str  # distribution that is pinned in <name>.txt
    not_counted: frozenset[str] = frozenset()  # kinds that do not make it refuse
    notes: tuple[str, ...]


PEERS = (
    Peer(
        name="deduce",
        package="deduce",
        not_counted=frozenset({"ziekenhuis", "zorginstelling"}),
        notes=(
            "deduce as it comes; refuses when it finds any annotation; a hospital or care "
            "institution does not count, as it is no person (on dev: two wrong and two right "
            "refusals fewer)",
        ),
    ),
    Peer(
        name="presidio",
        package="presidio-analyzer",
        notes=(
            "Presidio: its pattern recognisers for Dutch, phone numbers of NL added, on a blank "
            "spaCy pipeline (no model); refuses when it finds any entity",
        ),
    ),
)


def pinned_version(peer: Peer, sources: Path = SOURCES) -> str:
    """The version of a peer's package that its requirements pin.

    Raises:
        PeerError: they cannot be read, or do not pin it.
    """
    path = sources / f"{peer.name}.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PeerError(f"{path}: cannot be read ({error.strerror})") from error
    for line in lines:
        if line.startswith(f"{peer.package}=="):
            return line.partition("==")[2].strip()
    raise PeerError(f"{path.name}: no line {peer.package}==VERSION")


def ensure_environment(
    peer: Peer, say: Say, *, sources: Path = SOURCES, environments: Path = ENVIRONMENTS
) -> Path:
    """Make the peer's virtual environment when it is absent or its requirements changed.

    Returns:
        Its Python.

    Raises:
        PeerError: it cannot be made, for instance without a network.
    """
    requirements = sources / f"{peer.name}.txt"
    folder = environments / peer.name
    python, stamp = folder / "bin" / "python", folder / "installed.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    say(f"{peer.name}: installing into {folder}")
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [*pip, "-r", str(requirements)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            said = (done.stdout + done.stderr).splitlines()
            last = next((line for line in reversed(said) if "error" in line.lower()), "")
            raise PeerError(f"{peer.name} cannot be installed; {' '.join(command[1:3])}: {last}")
    stamp.write_text(wanted, encoding="ascii")
    return python


@contextmanager
def opened(peer: Peer, say: Say) -> Iterator[PeerJudge]:
    """A peer that is ready to judge, installed when needed; stopped at the end.

    Raises:
        PeerError: it cannot be installed or does not start.
    """
    version = pinned_version(peer)
    python = ensure_environment(peer, say)
    # -E and -s: our own environment has no say in the peer's
    command = [str(python), "-E", "-s", str(SOURCES / f"worker_{peer.name}.py")]
    with running(peer, version, command, say) as judge:
        yield judge


@contextmanager
def running(peer: Peer, version: str, command: Sequence[str], say: Say) -> Iterator[PeerJudge]:
    """A peer whose worker is started with a command; stopped at the end.

    Raises:
        PeerError: it does not start.
    """
    say(f"{peer.name}: starting; the first start may take minutes")
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="ascii",
    ) as process:  # fmt: skip
        try:
            judge = PeerJudge(peer, version, process)
            judge.wait_until_ready(say)
            say(f"{peer.name}: judging")
            yield judge
        finally:
            process.kill()


class PeerJudge:
    """A running peer as a `Judge`. Earlier turns and message are judged as one text."""

    def __init__(self, peer: Peer, version: str, process: subprocess.Popen[str]) -> None:
        self.name = f"{peer.name} {version}"
        self.notes = peer.notes
        self._peer = peer
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        self._stdin = process.stdin
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()

    def _read(self, stdout: IO[str]) -> None:
        for line in stdout:
            self._lines.put(line)
        self._lines.put(None)

    def wait_until_ready(self, say: Say) -> None:
        """Wait for the first line, with a word now and then.

        Raises:
            PeerError: it stops, or it takes too long.
        """
        waited = 0.0
        while waited < START_LIMIT_SECONDS:
            try:
                self._line(HEARTBEAT_SECONDS)
            except queue.Empty:
                waited += HEARTBEAT_SECONDS
                say(f"{self._peer.name}: still starting, {waited:.0f} seconds")
            else:
                return
        raise PeerError(f"{self._peer.name} did not start in {START_LIMIT_SECONDS:.0f} seconds")

    def judge(self, text: str, *, earlier: Sequence[str] = ()) -> Verdict:
        """Ask the worker.

        Raises:
            PeerError: the worker stopped, or does not answer in time.
        """
        try:
            self._stdin.write(json.dumps("\n".join((*earlier, text))) + "\n")
            self._stdin.flush()
            answer = json.loads(self._line(ANSWER_LIMIT_SECONDS))
        except queue.Empty as error:
            raise PeerError(f"{self._peer.name} does not answer") from error
        except OSError as error:
            raise PeerError(f"{self._peer.name} stopped ({error.strerror})") from error
        counted = tuple(kind for kind in answer["found"] if kind not in self._peer.not_counted)
        return Verdict(refused=bool(counted), milliseconds=answer["ms"], found=counted)

    def _line(self, seconds: float) -> str:
        line = self._lines.get(timeout=seconds)
        if line is None:
            raise PeerError(
                f"{self._peer.name} stopped; evals/peers/worker_{self._peer.name}.py, run with "
                "the Python of its environment, says why"
            )
        return line
