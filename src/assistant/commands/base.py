"""What all commands share: adding one, reading its arguments, saying what came of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from assistant.settings import Settings, read_settings

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import Origin

DONE, FAILED, ABSTAINED, REFUSED = 0, 1, 3, 4

EPILOG = """exit codes:
  0  done, or answered
  1  could not be done; the message on standard error says why
  2  wrong arguments
  3  the corpus does not answer the question
  4  the checklist refused the text
"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # generic to mypy only


def group(commands: Commands, name: str, about: str) -> Commands:
    """Add a command that has commands of its own, and return those."""
    made = commands.add_parser(name, help=about, description=about)
    return made.add_subparsers(title="commands", required=True, metavar="COMMAND")


def add(
    within: Commands, name: str, about: str, example: str, run: Callable[..., int]
) -> argparse.ArgumentParser:
    """Add a command.

    Args:
        within: where it belongs.
        name: as it is typed.
        about: one line of help.
        example: shown below the help.
        run: takes the arguments and the settings, and returns the exit code.
    """
    command = within.add_parser(
        name,
        help=about,
        description=about,
        epilog=f"example:\n  {example}\n\n{EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--corpus", metavar="DIR", help="corpus folder (default: corpus)")
    command.add_argument("--index", metavar="DIR", help="index folder (default: index)")
    command.add_argument("--config", metavar="FILE", type=Path,
                         help="settings; deploy/vindplaats.toml describes them")  # fmt: skip
    command.set_defaults(run=run)
    return command


def add_batch(command: argparse.ArgumentParser, wants: str) -> None:
    """Let a command take a file of lines too."""
    command.add_argument("--json", action="store_true", help="print JSON instead of text")
    command.add_argument(
        "--jsonl",
        metavar="IN",
        type=Path,
        help=f"batch: lines of {wants}; - reads standard input",
    )
    command.add_argument(
        "--out", metavar="OUT", type=Path, help="batch: where results go; - prints them"
    )


def days(value: str) -> int:
    """Return a number of days, as an argument type."""
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"wants a number of days, not {value!r}")
    return int(value)


def day(value: str) -> date:
    """Return a day, as an argument type."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"wants a day as YYYY-MM-DD, not {value!r}") from error


class Usage(Exception):  # noqa: N818 - no error of ours: the arguments do not go together
    """Arguments that each are right and together are not."""


def say(text: str = "") -> None:
    """Print a line."""
    sys.stdout.write(text + "\n")


@contextmanager
def bar(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, when somebody is looking at it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console,
        disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task(what, total=1)

        def update(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=max(total, 1))

        yield update


def text_argument(value: str | None, what: str) -> str:
    """Return the text that was given, or standard input for "-"."""
    if value is None:
        raise Usage(f"give a {what}, - for standard input, or --jsonl IN --out OUT")
    if value != "-":
        return value
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def batch_paths(options: argparse.Namespace) -> tuple[Path, Path] | None:
    """Return where a batch reads and writes; None when it is no batch."""
    if options.jsonl is None and options.out is None:
        return None
    if options.jsonl is None or options.out is None:
        raise Usage("--jsonl IN and --out OUT go together")
    return options.jsonl, options.out


def agreed(question: str) -> bool:
    """Ask on a terminal; without one, or without an answer, the answer is no."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "j", "ja")


def read(options: argparse.Namespace) -> tuple[Settings, dict[str, Origin]]:
    """The settings of a command and where they come from."""
    given = {n: getattr(options, n, None) for n in ("corpus", "index", "host", "port")}
    return read_settings(config=options.config, **given)


def open_assistant_for(settings: Settings, *, curated: bool = False) -> Assistant:
    """Return what answers, with the answers of the helpdesk when `curated`."""
    from assistant.pipeline import open_assistant

    if not curated:
        return open_assistant(settings)
    from assistant.desk.curated import open_curated

    return open_assistant(settings, curated=open_curated(settings))
