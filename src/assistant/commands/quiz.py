"""Quizzes from the evaluation cases and the sources."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from assistant.commands.base import (
    DONE,
    Commands,
    Usage,
    add,
    group,
    say,
)
from assistant.settings import Settings

# As quiz.records and quiz.formats have them, which are not loaded to read arguments.
KINDS = ("single", "multiple", "true-false", "matching", "ordering", "gap", "short", "open")
READABLE = ("moodle-xml", "gift")
FORMATS = (*READABLE, "qti21", "qti30", "h5p", "anki", "csv", "xlsx", "html", "pdf")


def register(commands: Commands) -> None:
    """Add the commands."""
    about = "quizzes from the evaluation cases and the sources"
    quiz = group(commands, "quiz", about)

    command = add(quiz, "build", "draw a set of questions, each with its proof",
                  "assistant quiz build --law Jeugdwet --count 20 --seed 7 --out quiz.json",
                  _quiz_build)  # fmt: skip
    command.add_argument("--topic", metavar="T", action="append", default=[],
                         help="a topic, or several; a wrong one shows the list")  # fmt: skip
    command.add_argument("--part", metavar="P", default="",
                         help="beginning of passage ids: handreiking/deel-3")  # fmt: skip
    command.add_argument("--law", metavar="L", default="", help="a source: Jeugdwet")
    command.add_argument("--audience",
                         choices=("professional", "bestuurder", "jurist", "trainer"))  # fmt: skip
    command.add_argument("--difficulty", choices=("easy", "medium", "hard"))
    command.add_argument("--kind", action="append", default=[], choices=KINDS,
                         help="may be repeated")  # fmt: skip
    command.add_argument("--count", metavar="N", type=int, required=True, help="number of items")
    command.add_argument("--seed", metavar="S", type=int, default=1,
                         help="another number draws another set (default: 1)")  # fmt: skip
    command.add_argument("--title", metavar="T", default="Quiz", help="default: Quiz")
    command.add_argument("--cases", metavar="FILE", type=Path, action="append", default=[],
                         help="evaluation cases in the place of our own")  # fmt: skip
    command.add_argument("--out", metavar="OUT", type=Path, required=True, help="quiz.json")

    command = add(quiz, "export", "write a set in the form of another program",
                  "assistant quiz export quiz.json --format moodle-xml --out quiz.xml",
                  _quiz_export)  # fmt: skip
    command.add_argument("file", metavar="QUIZ", type=Path, help="quiz.json")
    command.add_argument("--format", required=True, choices=FORMATS)
    command.add_argument("--out", metavar="OUT", type=Path, required=True)

    command = add(quiz, "import", "read a set from a file of another program",
                  "assistant quiz import vragen.xml --format moodle-xml --out quiz.json",
                  _quiz_import)  # fmt: skip
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("--format", required=True, choices=READABLE)
    command.add_argument("--out", metavar="OUT", type=Path, required=True, help="quiz.json")

    command = add(quiz, "report", "what a group did not know; without a code, the groups",
                  "assistant quiz report BCDF-GHJK --html verslag.html", _quiz_report)  # fmt: skip
    command.add_argument("round", nargs="?", metavar="CODE", help="code of the round")
    command.add_argument("--html", metavar="OUT", type=Path, help="write a page with the plots")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add(quiz, "stale", "list the items whose proof changed since they were made",
                  "assistant quiz stale quiz.json", _quiz_stale)  # fmt: skip
    command.add_argument("file", metavar="QUIZ", type=Path, help="quiz.json")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")


def _quiz_build(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.quiz import command
    from assistant.quiz.build import Wanted

    wanted = Wanted(
        count=options.count,
        seed=options.seed,
        topics=tuple(options.topic),
        part=options.part,
        law=options.law,
        audience=options.audience,
        difficulty=options.difficulty,
        kinds=command.wanted_kinds(options.kind),
    )
    quiz = command.build_quiz(settings, wanted, title=options.title, files=options.cases)
    command.write_quiz(quiz, options.out)
    for line in command.built_lines(quiz):
        say(line)
    return DONE


def _quiz_export(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    from assistant.quiz import command

    quiz = command.export_quiz(options.file, options.format, options.out)
    print(f"{len(quiz.items)} items written to {options.out}", file=sys.stderr)
    return DONE


def _quiz_import(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    from assistant.quiz import command

    quiz, warnings = command.import_file(options.file, options.format, options.out)
    for warning in warnings:
        print(warning, file=sys.stderr)
    print(f"{len(quiz.items)} items written to {options.out}", file=sys.stderr)
    return DONE


def _quiz_report(options: argparse.Namespace, settings: Settings) -> int:
    from contextlib import closing

    from assistant.laws.sync import write_whole
    from assistant.quiz import command
    from assistant.quiz.analysis import report_json
    from assistant.quiz.store import open_quizzes

    if options.html and not options.round:
        raise Usage("--html wants the code of a round")
    with closing(open_quizzes(settings)) as store:
        if not options.round:
            found = command.rounds(store)
            if options.json:
                say(json.dumps(command.rounds_json(found), ensure_ascii=False))
            else:
                for line in command.round_lines(found):
                    say(line)
            return DONE
        quiz, analysis = command.report(store, options.round)
    if options.html:
        write_whole(options.html, command.report_html(quiz, analysis).encode())
        print(f"written to {options.html}", file=sys.stderr)
    if options.json:
        say(json.dumps(report_json(quiz, analysis), ensure_ascii=False))
    else:
        for line in command.report_lines(quiz, analysis):
            say(line)
    return DONE


def _quiz_stale(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.quiz import command
    from assistant.quiz.records import read_quiz

    found = command.stale_items(settings, read_quiz(options.file))
    if options.json:
        say(json.dumps(command.stale_json(found), ensure_ascii=False))
    else:
        for line in command.stale_lines(found):
            say(line)
    return DONE
