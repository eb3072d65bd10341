"""Programs of others, from npm, that read what the product exports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "node"


def npm_package(name: str) -> Path:
    """The folder of an installed package. Without it a test is not run; in CI that is a failure."""
    found = _FOLDER / "node_modules" / name
    if not found.is_dir():
        message = f"{name} is not installed: run npm ci --ignore-scripts in tests/quiz/node"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(f"NOT RUN, {message}")
    return found
