"""What goes wrong with a site in the long run: each fault begins, lasts a while and ends."""

from __future__ import annotations

import os
import pwd
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from rig import Site
from tests.chroma_server import Server
from tests.llm.servers import Connection, ScriptedServer, says

from assistant.settings import ROOT

DISK_MIB = 48
_FIRST_SOURCE = re.compile(r'<bron nummer="1"[^>]*>\n([^.]+\.)')


class Fault(Protocol):
    """Something that goes wrong for a while."""

    name: str
    keeps_from_storing: bool  # nothing can be laid before the helpdesk meanwhile

    def begin(self) -> None:
        """Let it go wrong."""

    def end(self) -> None:
        """Mend it."""


# -- the language model --


def writes(connection: Connection) -> None:
    """Answer with the first sentence of the first source, and its number."""
    found = _FIRST_SOURCE.search(connection.body["messages"][-1]["content"])
    says(f"{found[1] if found else 'Dit staat er niet.'} ", "[1]")(connection)


class ModelAway:
    """The server of the language model is down."""

    name = "model server down"
    keeps_from_storing = False

    def __init__(self) -> None:
        """Begin with a server that answers."""
        self._server = ScriptedServer(writes)
        self.url = self._server.url
        self._calls = 0

    @property
    def calls(self) -> int:
        """How often an answer was asked for."""
        return self._calls + len(self._server.calls)

    def begin(self) -> None:
        """Stop the server."""
        self._calls += len(self._server.calls)
        self._server.close()
        self._server.calls.clear()

    def end(self) -> None:
        """Start it anew at the same address."""
        self._server = ScriptedServer(writes, port=self._server.port)

    def close(self) -> None:
        """Stop for good."""
        self._server.close()


# -- the vectors --


class ChromaAway:
    """The Chroma server is stopped, and comes back."""

    name = "chroma restarted"
    keeps_from_storing = False

    def __init__(self, folder: Path) -> None:
        """Begin with a server that answers."""
        self._server = Server(folder)
        self._server.start()
        self.url = self._server.url

    def begin(self) -> None:
        """Stop the server."""
        self._server.stop()

    def end(self) -> None:
        """Start it anew at the same address."""
        self._server.start()

    def close(self) -> None:
        """Stop for good."""
        self._server.stop()


# -- the index --


class IndexSwapped:
    """Another process builds the index anew and puts it in the place of the old one."""

    name = "index swapped"
    keeps_from_storing = False

    def __init__(self, index: Path) -> None:
        """Use an index folder that is there."""
        self._index = index
        self._process: subprocess.Popen[bytes] | None = None
        self.swaps = 0

    def begin(self) -> None:
        """Start building."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "assistant", "index", "--force", "--index", str(self._index)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end(self) -> None:
        """Wait until it is there."""
        if self._process is not None and self._process.wait(900) == 0:
            self.swaps += 1


# -- the disk of the state folder --


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small file system of its own on a folder; whether that is possible here."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "none", str(folder)]
    mounted = os.geteuid() == 0 and _did(command)
    try:
        yield mounted
    finally:
        if mounted:
            _did(["umount", "--lazy", str(folder)])


def _did(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


class DiskFull:
    """The state folder takes nothing more."""

    name = "disk full"

    def __init__(self, state: Path, site: Site, *, mounted: bool, holds_desk: bool) -> None:
        """Fill the file system when it is one of its own, else limit what the process may write."""
        self._ballast = state / "ballast"
        self._pid = site.process.pid
        self._mounted = mounted
        self.keeps_from_storing = holds_desk

    def begin(self) -> None:
        """Write until nothing fits, or forbid the process to write a byte."""
        if not self._mounted:
            _, most = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (0, most))
            return
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            for size in (2**20, 2**10, 1):
                with suppress(OSError):
                    while True:
                        file.write(bytes(size))

    def end(self) -> None:
        """Give the room back."""
        if self._mounted:
            self._ballast.unlink(missing_ok=True)
            return
        _, most = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most, most))


# -- the database --


class FileLocked:
    """Another process holds the SQLite file."""

    name = "database locked"
    keeps_from_storing = True

    def __init__(self, path: Path) -> None:
        """Use a database file."""
        self._path = path
        self._holder: sqlite3.Connection | None = None

    def begin(self) -> None:
        """Take the lock of writers."""
        self._holder = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        self._holder.execute("BEGIN EXCLUSIVE")

    def end(self) -> None:
        """Give it back."""
        if self._holder is not None:
            self._holder.execute("ROLLBACK")
            self._holder.close()


def postgres_folder() -> Path | None:
    """Return the folder of initdb and pg_ctl; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    program = str(found[0]) if found else shutil.which("initdb")
    return Path(program).resolve().parent if program else None


class PostgresAway:
    """The PostgreSQL server is stopped, and comes back."""

    name = "database restarted"
    keeps_from_storing = True

    def __init__(self, programs: Path, folder: Path) -> None:
        """Make a server of our own in an empty folder with a short path, and start it."""
        self._programs, self._folder = programs, folder
        self._user = None
        if os.geteuid() == 0:  # initdb refuses root
            names = {p.pw_name for p in pwd.getpwall()}
            self._user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(folder, self._user)
        self._run("initdb", "-U", "desk", "-A", "trust", "-E", "UTF8")
        self.end()
        self.url = f"postgresql+psycopg://desk@/postgres?host={folder}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [self._programs / program, "-D", str(self._folder / "data"), *arguments],
            user=self._user,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
        )

    def begin(self) -> None:
        """Stop it, whoever is connected."""
        self._run("pg_ctl", "-m", "fast", "-w", "stop")

    def end(self) -> None:
        """Start it."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}'"
        self._run("pg_ctl", "-l", str(self._folder / "log"), "-o", options, "-w", "start")

    def close(self) -> None:
        """Stop for good."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-m", "immediate", "stop")
