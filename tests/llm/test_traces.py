"""Nothing of a conversation is left on disk or sent elsewhere by the way through a model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.fakes import ROOT
from tests.llm import tiny
from tests.llm.servers import says, serving
from tests.test_network import IPV6_PROBE, WATCH, files_with

pytestmark = pytest.mark.slow

QUESTION = "Hoe lang bewaart een gecertificeerde instelling een dossier bij sneeuwval?"
WRITTEN = "Kobaltblauw papier is altijd goed [1]. De bewaartermijn is kobaltblauw [2]."
KEY = "sleutel-van-kobalt"
CANARIES = ("sneeuwval", "obaltblauw", KEY)


@pytest.fixture
def environment(tmp_path: Path, full_settings: Settings) -> dict[str, str]:
    """Of a process that has its own home, and of which every connection is written down."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        WATCH.replace('_watch(socket.socket, _name, True)', '_watch(socket.socket, _name, REFUSE)')
        .replace("import os, socket, sys", 'import os, socket, sys\nREFUSE = os.environ["REFUSE"]'),
        encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "tmp").mkdir()
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]),
        "WATCHED": str(tmp_path / "attempts.txt"),
        "REFUSE": "",
        "ASSISTANT_INDEX": str(full_settings.index),
        "ASSISTANT_STATE": str(tmp_path / "state"),
        "ASSISTANT_LLM_API_KEY": KEY,
        "ASSISTANT_THRESHOLD": "0",
        "TMPDIR": str(tmp_path / "tmp"),
        "HOME": str(tmp_path),
        "HF_HOME": str(tmp_path / "hf"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "OPENAI_LOG": "debug",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def ask(environment: dict[str, str]) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--json", "-"], input=QUESTION, text=True,
        capture_output=True, env=environment, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def attempts(environment: dict[str, str]) -> list[str]:
    path = Path(environment["WATCHED"])
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line != IPV6_PROBE]


def test_a_question_to_a_server_leaves_no_trace(
    environment: dict[str, str], tmp_path: Path, full_settings: Settings
) -> None:
    with serving(says(WRITTEN)) as running:
        environment |= {"ASSISTANT_LLM": "server", "ASSISTANT_LLM_URL": running.url}
        out, errors = ask(environment)
        port = running.port
        assert "sneeuwval" in running.calls[0].body["messages"][1]["content"]
    assert json.loads(out)["status"] == "answered"
    assert not [c for c in CANARIES if c in errors + out]
    assert files_with(tmp_path, CANARIES) == []
    assert files_with(full_settings.index, CANARIES) == []
    for line in attempts(environment):
        assert line.startswith(("connect ", "getaddrinfo "))
        assert "'127.0.0.1'" in line
        assert str(port) in line


def test_a_question_to_a_folder_opens_no_socket_and_leaves_no_trace(
    environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tiny.make_model(tmp_path / "model")
    environment |= {
        "ASSISTANT_LLM": "folder", "ASSISTANT_LLM_FOLDER": str(folder), "REFUSE": "1",
    }  # fmt: skip
    environment.pop("HF_HUB_OFFLINE", None)  # the command turns the hub off itself
    out, errors = ask(environment)
    assert json.loads(out)["status"] == "answered"
    assert not [c for c in CANARIES if c in errors]
    assert files_with(tmp_path, CANARIES) == []
    assert attempts(environment) == []
