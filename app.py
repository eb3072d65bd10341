"""Starts the web chat: `python app.py`. Wiring only; `assistant serve` has options as well."""

from __future__ import annotations

import sys

from assistant.settings import load_settings, silence_telemetry


def main() -> int:
    """Serve the site until it is stopped; returns the exit code."""
    silence_telemetry()  # before any library that would phone home is imported
    from assistant.errors import AssistantError
    from assistant.pipeline import open_assistant
    from assistant.web.server import serve

    try:
        settings = load_settings()
        serve(settings, open_assistant(settings))
    except AssistantError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
