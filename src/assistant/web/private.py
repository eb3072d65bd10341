"""Files that their owner alone may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from assistant.errors import SettingsError


def write_beside(path: Path, data: bytes) -> Path:
    """Write data to a new file beside a path, readable by its owner only, and return that file.

    The caller moves it into place, and removes it when that fails.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def check_private(path: Path) -> None:
    """Refuse a file that others can read or change.

    Raises:
        SettingsError: they can.
    """
    if path.stat().st_mode & 0o077:
        raise SettingsError(f"{path} can be read by others; run: chmod 600 {path}")
