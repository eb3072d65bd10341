from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.settings import Settings, silence_telemetry
from tests.web import fakes


@pytest.fixture(scope="session")
def assistant() -> fakes.FakeAssistant:
    return fakes.FakeAssistant()


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def client(assistant: fakes.FakeAssistant, state: Path) -> Iterator[TestClient]:
    with visiting(assistant, state) as found:
        yield found


@contextmanager
def visiting(assistant: fakes.FakeAssistant, state: Path) -> Iterator[TestClient]:
    """The whole site, visited from this machine."""
    silence_telemetry()
    from assistant.web.server import create_app

    app = create_app(assistant, Settings(state=state))
    with TestClient(
        app,
        base_url="http://127.0.0.1:7860",
        client=("127.0.0.1", 50_000),
        raise_server_exceptions=False,
    ) as found:
        yield found
