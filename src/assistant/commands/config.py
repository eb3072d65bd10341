"""The settings, and whether everything works with them."""

from __future__ import annotations

import argparse
import json

from assistant.commands.base import (
    DONE,
    FAILED,
    Commands,
    add,
    group,
    read,
    say,
)
from assistant.errors import SettingsError
from assistant.settings import Settings


def register(commands: Commands) -> None:
    """Add the commands."""
    about = "the settings, and whether everything works with them"
    config = group(commands, "config", about)
    for name, what, run in (
        ("check", "look at everything that serving needs; exit code 1 when something fails",
         _config_check),
        ("show", "every setting with where it comes from; secrets are not shown", _config_show),
    ):  # fmt: skip
        command = add(config, name, what, f"assistant config {name} --config vindplaats.toml", run)
        command.add_argument("--host", help="as for serve")
        command.add_argument("--port", type=int, help="as for serve")
        command.add_argument("--json", action="store_true", help="print JSON instead of text")
        command.set_defaults(reads_settings=True)  # it tells what is wrong with them


def _config_check(options: argparse.Namespace, _settings: Settings) -> int:
    from assistant import config

    try:
        found = config.checks(*read(options))
    except SettingsError as error:
        found = iter([config.broken(error)])
    whole = True
    seen = []
    for check in found:
        whole = whole and check.ok is not False
        seen.append({"check": check.name, "ok": check.ok, "message": check.message})
        if not options.json:
            say(check.line)
    if options.json:
        say(json.dumps({"ok": whole, "checks": seen}, ensure_ascii=False))
    return DONE if whole else FAILED


def _config_show(options: argparse.Namespace, _settings: Settings) -> int:
    from assistant import config

    rows = list(config.shown(*read(options)))
    if options.json:
        say(json.dumps(
            {n: {"value": v, "from": o.kind, "place": o.place} for n, v, o in rows},
            ensure_ascii=False,
        ))  # fmt: skip
        return DONE
    for name, value, origin in rows:
        place = f" {origin.place}" if origin.place else ""
        say(f"{name} = {value}  ({origin.kind}{place})")
    return DONE
