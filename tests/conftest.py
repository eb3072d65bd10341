"""Fixtures for all tests."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import IndexUnavailableError
from assistant.settings import Settings, silence_telemetry
from tests.fakes import CORPUS, write_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from assistant.pipeline import Assistant

# Before any test module imports what they silence.
silence_telemetry()

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests. Without one they are not run; in CI that is a failure."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        message = f"no browser: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(f"NOT RUN, {message}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(BROWSER_FLAGS))
        yield found
        found.close()


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Three laws of one article each and a document of an organisation; may be changed."""
    folder = write_corpus(tmp_path / "corpus", "wet/evrm", "wet/grondwet", "wet/sr")
    (folder / "eigen" / "Werkwijze.md").write_text(
        "# Werkwijze\n\n## Aanmelden\n\nBij een aanmelding vraagt het team alleen wat het nodig "
        "heeft om de vraag te begrijpen, en het legt vast waarom dat nodig is.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def full_settings(pytestconfig: pytest.Config) -> Settings:
    """The real corpus, indexed with the model that ships.

    The index is kept between sessions; it notices itself when it is stale.
    """
    from assistant.building import ensure_index

    assert pytestconfig.cache is not None
    settings = Settings(corpus=CORPUS, index=pytestconfig.cache.mkdir("index"))
    for _ in range(100):
        try:
            ensure_index(settings, progress=lambda _what, _done, _all: None)
        except IndexUnavailableError as error:
            if "another process" not in str(error):
                raise
            time.sleep(2)  # another test run on this checkout builds it
        else:
            return settings
    pytest.fail("another process keeps building the index of the tests")


@pytest.fixture(scope="session")
def full_assistant(full_settings: Settings) -> Assistant:
    """Answers over the real corpus with the model that ships."""
    from assistant.pipeline import open_assistant

    return open_assistant(full_settings)
