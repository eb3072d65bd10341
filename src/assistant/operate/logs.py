"""Logs on standard error: one line an event, with fixed fields and no word of a question.

A message is shown as it is when our own modules or uvicorn wrote it. Of any other library only the
place in its code is shown, because what it says may hold what it was given. Of an error only its
type and where it was raised are shown, never its message.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

# Of the request that is being answered; "" outside one. A worker thread inherits it.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")

FIELDS = (
    "time", "level", "logger", "event", "method", "route", "status", "ms", "request", "error", "at",
)  # fmt: skip
_EXTRA = ("method", "route", "status", "ms")  # what a line may bring along
_OWN = re.compile(r"(?:assistant|uvicorn)(?:\..*)?")
# Everything that ends a line or moves the cursor somewhere: C0, DEL, C1, and the two of Unicode.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MOST_CHARACTERS = 2000  # of a message
_MOST_FRAMES = 8  # of an error, the innermost


def set_up(log_format: str, level: str) -> None:
    """Send what every logger says to standard error, in our form.

    Args:
        log_format: "text" or "json".
        level: of our own loggers: "debug", "info", "warning" or "error". Others always start
            at "warning".
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    logging.getLogger("assistant").setLevel(level.upper())
    # What brings handlers of its own would write beside ours, and some repeat what they are given.
    for name in list(logging.root.manager.loggerDict):
        found = logging.getLogger(name)
        found.handlers.clear()
        found.propagate = True
    logging.captureWarnings(True)
    threading.excepthook = _log_thread  # Python's own would print what the error says


def _log_thread(args: threading.ExceptHookArgs) -> None:
    error = args.exc_value or args.exc_type()
    logging.getLogger(__name__).error("a thread ended in an error", exc_info=error)


class _Formatter(logging.Formatter):
    def fields(self, record: logging.LogRecord) -> dict[str, str | int | float]:
        """Return the fields of a line that have a value, in the order of `FIELDS`."""
        own = _OWN.fullmatch(record.name) is not None
        event = record.getMessage() if own else f"{record.module}:{record.lineno}"
        moment = datetime.fromtimestamp(record.created, UTC)
        found: dict[str, str | int | float] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "event": _one_line(event),
        }
        for name in _EXTRA:
            value = getattr(record, name, None)
            if value is not None:
                found[name] = _one_line(value) if isinstance(value, str) else value
        if REQUEST_ID.get():
            found["request"] = REQUEST_ID.get()
        if record.exc_info and record.exc_info[0] is not None:
            found["error"] = record.exc_info[0].__name__
            found["at"] = _places(record.exc_info[2])
        return found


class JsonFormatter(_Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event."""
        return json.dumps(self.fields(record), ensure_ascii=False)


class TextFormatter(_Formatter):
    """Time, level, logger and event, then `name=value` for the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event."""
        found = self.fields(record)
        first = [str(found.pop(name)) for name in ("time", "level", "logger", "event")]
        return " ".join([*first, *(f"{name}={value}" for name, value in found.items())])


def _one_line(text: str) -> str:
    r"""A text without anything that could begin a line of its own.

    >>> print(_one_line("a" + chr(10) + "b"))
    a\x0ab
    """
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text[:_MOST_CHARACTERS])


def _places(trace: TracebackType | None) -> str:
    """Where an error was raised, outermost first: module and line, without any value."""
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return " < ".join(
        f"{'/'.join(frame.filename.replace(chr(92), '/').split('/')[-2:])}:{frame.lineno}"
        for frame in reversed(frames)
    )
