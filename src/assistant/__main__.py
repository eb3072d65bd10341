"""The command `assistant`: arguments in, exit code out. Heavy imports wait until they are used.

Exit codes: 0 done or answered; 1 something could not be done (message on standard error);
2 wrong arguments; 3 the corpus does not answer; 4 the checklist refused.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from assistant import __version__
from assistant.commands import answering, config, corpus, desk, evaluating, quiz, serving, users
from assistant.commands.base import DONE, EPILOG, FAILED, Usage, read
from assistant.errors import AssistantError
from assistant.settings import DEFAULTS, Settings, silence_telemetry


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: without the program name; None reads those of the process.
    """
    silence_telemetry()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign gets its number
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace, Settings], int] = options.run
        settings = DEFAULTS if options.reads_settings else read(options)[0]
        return run(options, settings)
    except Usage as error:
        parser.error(str(error))  # exits with 2
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # the reader of our output left; Python would complain again when it closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # the outermost edge; the message may hold a question, so it is not shown
        if sys.flags.dev_mode:
            raise
        from assistant import texts_nl

        print(
            f"assistant: {texts_nl.SOMETHING_WRONG} ({type(error).__name__}; "
            "python -X dev -m assistant shows where)",
            file=sys.stderr,
        )
        return FAILED


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="assistant",
        description="Vindplaats: answers from the handreiking and the law, every sentence cited.",
        epilog='example:\n  assistant ask "Wanneer mag ik mijn zwijgplicht doorbreken?"\n\n'
        + EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"assistant {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    parser.set_defaults(reads_settings=False)
    for module in (answering, evaluating, corpus, desk, quiz, users, config, serving):
        module.register(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
