"""Serve the chat, and the tools of other programs."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.base import (
    DONE,
    Commands,
    add,
    bar,
    open_assistant_for,
)
from assistant.settings import Settings


def register(commands: Commands) -> None:
    """Add the commands."""
    command = add(
        commands, "serve", "serve the chat on this machine", "assistant serve --port 7860", _serve
    )
    command.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    command.add_argument("--port", type=int, help="port to listen on (default: 7860)")

    add(
        commands,
        "mcp",
        "give a program on this machine the tools, over the Model Context Protocol",
        "assistant mcp",
        _mcp,
    )


def _serve(_options: argparse.Namespace, settings: Settings) -> int:
    from assistant.building import ensure_index
    from assistant.operate.logs import set_up
    from assistant.operate.memory import give_memory_back
    from assistant.web.identity import check_access
    from assistant.web.server import serve

    set_up(settings.log_format, settings.log_level)
    check_access(settings)
    give_memory_back()
    with bar("index") as progress:
        ensure_index(settings, progress=progress)
    serve(settings)
    return DONE


def _mcp(options: argparse.Namespace, settings: Settings) -> int:
    del options
    from contextlib import redirect_stdout

    from assistant.building import ensure_index
    from assistant.mcp_server import serve_stdio
    from assistant.web.tools import open_tools

    with redirect_stdout(sys.stderr):  # standard output belongs to the protocol
        with bar("index") as progress:
            ensure_index(settings, progress=progress)
        tools = open_tools(open_assistant_for(settings), settings)
    serve_stdio(tools)
    return DONE
