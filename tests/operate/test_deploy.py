"""The files of deploy/ hold together: what they copy is there, what they set is a setting."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI

from assistant.settings import DEFAULTS, load_settings
from assistant.web.access import rule_for
from tests.fakes import ROOT

DEPLOY = ROOT / "deploy"


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, each on one line."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", " ")
    found = [line.partition(" ") for line in text.splitlines() if line.strip()]
    return [(name, " ".join(rest.split())) for name, _, rest in found]


def test_all_that_is_copied_is_there_and_not_left_out(steps: list[tuple[str, str]]) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = [line[1:] for line in ignored if line.startswith("!")]
    copied = [
        source
        for name, rest in steps
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]
    assert len(copied) > 7
    for source in copied:
        assert (ROOT / source).exists(), source
        assert source in kept, f".dockerignore leaves {source} out"


def test_the_image_runs_as_nobody_and_tells_whether_it_lives(
    steps: list[tuple[str, str]],
) -> None:
    last = dict(steps)  # of each instruction the last
    assert last["USER"] == "10001:10001"
    assert "/gezond" in last["HEALTHCHECK"]  # whether it lives; /klaar is for alarms
    assert rule_for("GET", "/gezond") is not None
    assert last["STOPSIGNAL"] == "SIGTERM"
    assert last["ENTRYPOINT"] == '["assistant"]'
    assert last["CMD"] == '["serve"]'


def test_no_image_is_of_an_unnamed_version(steps: list[tuple[str, str]]) -> None:
    named = [rest.partition("=")[2] for name, rest in steps if rest.startswith("BASE=")]
    services = compose()["services"]
    named += [s["image"] for s in services.values()]
    assert len(named) == 1 + len(services)
    assert all(re.search(r":[a-z0-9][\w.-]*$", image) for image in named)
    assert not [image for image in named if image.endswith(":latest")]


def test_the_settings_of_the_image_can_be_used_and_let_nobody_in() -> None:
    settings = load_settings({}, config=DEPLOY / "container.toml")
    assert settings.host == "0.0.0.0"  # noqa: S104 - of the container alone
    assert settings.auth == DEFAULTS.auth == "none"  # so that serve refuses until it is chosen
    assert settings.state == settings.desk_cases.parent == Path("/var/lib/vindplaats")


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_compose_keeps_the_app_shut_in_and_sets_settings_only() -> None:
    app = compose()["services"]["app"]
    assert app["read_only"] is True
    assert app["cap_drop"] == ["ALL"]
    assert app["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in app["ports"])
    names = set(re.findall(r"ASSISTANT_[A-Z_]+", (DEPLOY / "compose.yaml").read_text("utf-8")))
    names |= set(re.findall(r"ASSISTANT_[A-Z_]+", (DEPLOY / "vindplaats.service").read_text()))
    known = {f"ASSISTANT_{n.upper()}" for n in DEFAULTS.__dataclass_fields__}
    assert names <= known | {"ASSISTANT_CONFIG"}
    profiles = {n: s.get("profiles") for n, s in compose()["services"].items()}
    optional = {name: [name] for name in ("postgres", "chroma", "ollama")}
    assert profiles == {"app": None, **optional}
    server = compose()["services"]["chroma"]["image"].rpartition(":")[2]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert f"chromadb=={server}" in pins  # client and server speak the same version


def test_it_stops_before_it_is_killed() -> None:
    limit = load_settings({}, config=DEPLOY / "container.toml").stop_seconds
    assert int(compose()["services"]["app"]["stop_grace_period"].rstrip("s")) > limit
    unit = (DEPLOY / "vindplaats.service").read_text(encoding="utf-8")
    found = re.search(r"TimeoutStopSec=(\d+)", unit)
    assert found is not None
    assert int(found[1]) > DEFAULTS.stop_seconds


@pytest.mark.slow
def test_systemd_finds_the_unit_shut_in() -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        message = "no systemd-analyze: install Debian's package systemd"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(f"NOT RUN, {message}")
    done = subprocess.run(
        [program, "security", "--offline=yes", "--threshold=20", DEPLOY / "vindplaats.service"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_the_proxy_lets_a_connection_go_before_the_server_does() -> None:
    """Else a request on a connection that was just closed is a 502, now and then."""
    from assistant.web.server import KEEP_ALIVE_SECONDS, make_server

    app = FastAPI()
    app.state.stopping = asyncio.Event()
    config = make_server(app, lambda: None).config
    found = re.search(r"keepalive_timeout (\d+)s;", (DEPLOY / "nginx.conf").read_text())
    assert found is not None
    assert int(found[1]) < KEEP_ALIVE_SECONDS == config.timeout_keep_alive


def test_the_proxy_ends_slow_requests_and_writes_no_address_down() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert re.search(r"client_header_timeout \d{1,2}s;", text)
    assert re.search(r"client_body_timeout \d{1,2}s;", text)
    # on errors it would write who asked what, words of a search among them
    assert re.search(r"error_log \S+ crit;", text)
    assert "$remote_addr" not in text.partition("log_format")[2].partition(";")[0]
