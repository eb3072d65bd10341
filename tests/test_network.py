"""Nothing leaves the machine, and nothing of a refused text stays on it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.settings import TELEMETRY_OFF, Settings
from tests.fakes import ROOT

pytestmark = pytest.mark.slow

BSN = "123456782"  # passes the elfproef; given out to nobody
CANARIES = (BSN, "Fatima", "Yilmaz")
REFUSED = f"Mag ik BSN {BSN} van Fatima Yilmaz delen met de huisarts?"

# urllib3, which llama-index-core imports, binds a socket to this machine itself and closes it, to
# know whether there is IPv6 (urllib3 2, util/connection.py). It listens to nothing.
IPV6_PROBE = "bind (('::1', 0),)"

# Python runs this before the program. Every attempt to reach anything is written down; what is
# outside this machine is refused. Connecting a datagram socket sends nothing, and counts too.
WATCH = """
import os, socket, sys

def _note(what, *args):
    with open(os.environ["WATCHED"], "a", encoding="utf-8") as file:
        file.write(f"{what} {args!r}\\n")

def _watch(owner, name, refuse):
    real = getattr(owner, name)
    def watched(*args, **kwargs):
        _note(name, *args[refuse_from:])
        if refuse:
            raise OSError(f"{name} is refused here")
        return real(*args, **kwargs)
    refuse_from = 1 if owner is socket.socket else 0
    setattr(owner, name, watched)

for _name in ("connect", "connect_ex", "sendto"):
    _watch(socket.socket, _name, True)
for _name in ("bind", "listen"):
    _watch(socket.socket, _name, False)
for _name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo"):
    _watch(socket, _name, False)
"""


@pytest.fixture
def watched(tmp_path: Path, full_settings: Settings) -> Mapping[str, str]:
    """The environment of a process whose attempts to reach anything are written to a file."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    environment = {k: v for k, v in os.environ.items() if k not in TELEMETRY_OFF}
    return {
        **environment,
        "PYTHONPATH": str(site),
        "WATCHED": str(tmp_path / "attempts.txt"),
        "ASSISTANT_INDEX": str(full_settings.index),
        "ASSISTANT_STATE": str(tmp_path / "state"),
        "TMPDIR": str(tmp_path / "tmp"),
        "HOME": str(tmp_path),
        "no_proxy": "*",
    }


def attempts(environment: Mapping[str, str]) -> list[str]:
    path = Path(environment["WATCHED"])
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def command(
    environment: Mapping[str, str], *arguments: str, stdin: str | None = None, offline: bool = False
) -> subprocess.CompletedProcess[str]:
    prefix = ["unshare", "-n"] if offline else []
    return subprocess.run(
        [*prefix, sys.executable, "-m", "assistant", *arguments],
        capture_output=True, text=True, env=dict(environment), check=False, cwd=ROOT, input=stdin,
    )  # fmt: skip


def test_the_watch_sees_what_it_should(watched: Mapping[str, str]) -> None:
    script = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=dict(watched),
        check=False,
    )  # fmt: skip
    assert "connect is refused here" in done.stderr
    assert [a.split()[0] for a in attempts(watched)] == ["getaddrinfo", "connect"]


def test_index_ask_and_search_open_no_socket(
    watched: Mapping[str, str], small_corpus: Path, tmp_path: Path
) -> None:
    built = command(
        watched, "index", "--corpus", str(small_corpus), "--index", str(tmp_path / "small")
    )
    assert "built: 4 sources" in built.stdout, built.stderr
    asked = command(watched, "ask", "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?")
    assert asked.returncode == 0, asked.stderr
    found = command(watched, "search", "art. 7.3.11 lid 4 Jeugdwet")
    assert "7.3.11, vierde lid" in found.stdout, found.stderr
    assert set(attempts(watched)) <= {IPV6_PROBE}


def test_it_works_where_there_is_no_network_at_all(watched: Mapping[str, str]) -> None:
    if subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True).returncode:
        pytest.skip("NOT RUN, parting from the network needs the right to do so")
    found = command(watched, "search", "art. 7.3.11 lid 4 Jeugdwet", offline=True)
    assert "7.3.11, vierde lid" in found.stdout, found.stderr


@pytest.fixture
def served(watched: Mapping[str, str]) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "assistant", "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(watched), cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "http://" in line:
            break
    else:
        pytest.fail("".join(said))
    yield "http://" + said[-1].split("http://")[1].split()[0]
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=30)[0]
    assert "Traceback" not in rest
    for canary in CANARIES:
        assert canary not in "".join(said) + rest


def test_serve_opens_the_listening_socket_only(
    watched: Mapping[str, str], served: str, tmp_path: Path
) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for path in ("/", "/bronnen", "/stappenplan"):
        with opener.open(served + path, timeout=30) as page:
            assert page.status == 200
    time.sleep(2)  # what phones home often waits a moment
    seen = [a for a in attempts(watched) if a != IPV6_PROBE]
    assert [a.split()[0] for a in seen if a.startswith(("bind", "listen"))] == ["bind", "listen"]
    # looking up the name of the listening address asks nobody
    assert all("127.0.0.1" in a for a in seen if not a.startswith("listen"))
    assert not [a for a in seen if a.startswith(("connect", "sendto"))]


def files_with(folder: Path, words: tuple[str, ...]) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [f"{path}: {w}" for w in words if w.encode() in data]
    return found


def test_nothing_of_a_refused_text_stays(
    watched: Mapping[str, str], tmp_path: Path, full_settings: Settings
) -> None:
    for name in ("ask", "search", "guard"):
        for form in ((), ("--json",)):
            done = command(watched, name, *form, "-", stdin=REFUSED)
            assert done.returncode == 4, done.stderr
            for canary in CANARIES:
                assert canary not in done.stdout + done.stderr
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    row = {"id": "1", "question": REFUSED, "text": REFUSED}
    follow = {"id": "2", "question": "En zonder toestemming?", "text": "En?", "earlier": [REFUSED]}
    (inbox / "in.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(follow)}\n", encoding="utf-8")
    for name in ("ask", "search", "guard"):
        out = tmp_path / f"{name}.jsonl"
        done = command(watched, name, "--jsonl", str(inbox / "in.jsonl"), "--out", str(out))
        assert done.returncode == 0, done.stderr
        lines = [json.loads(x) for x in out.read_text(encoding="utf-8").splitlines()]
        assert all(x.get("status", "refused") == "refused" for x in lines)
        assert all(x.get("refused", True) for x in lines)
        for canary in CANARIES:
            assert canary not in done.stdout + done.stderr
    (inbox / "in.jsonl").unlink()
    assert files_with(tmp_path, CANARIES) == []
    assert full_settings.index.is_dir()
    assert files_with(full_settings.index, CANARIES[:1]) == []
