"""The command `assistant`: arguments in, exit code out. Heavy imports wait until they are used.

Exit codes: 0 done or answered; 1 something could not be done (message on standard error);
2 wrong arguments; 3 the corpus does not answer; 4 the checklist refused.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import __version__
from assistant.errors import AssistantError, QuestionError, SettingsError
from assistant.settings import DEFAULTS, Settings, read_settings, silence_telemetry

if TYPE_CHECKING:
    from assistant.desk.model import Filter
    from assistant.desk.store import Desk
    from assistant.laws.versions import Change
    from assistant.pipeline import Assistant
    from assistant.records import Answer, Decision, Sentence
    from assistant.settings import Origin

DONE, FAILED, ABSTAINED, REFUSED = 0, 1, 3, 4

_EPILOG = """exit codes:
  0  done, or answered
  1  could not be done; the message on standard error says why
  2  wrong arguments
  3  the corpus does not answer the question
  4  the checklist refused the text
"""


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
        # `config` tells what is wrong with the settings, so it reads them itself
        settings = DEFAULTS if options.run in (_config_check, _config_show) else _read(options)[0]
        return run(options, settings)
    except _Usage as error:
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
        + _EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"assistant {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        name: str,
        about: str,
        example: str,
        run: Callable[..., int],
        within: argparse._SubParsersAction[argparse.ArgumentParser] = commands,
    ) -> argparse.ArgumentParser:
        command = within.add_parser(
            name,
            help=about,
            description=about,
            epilog=f"example:\n  {example}\n\n{_EPILOG}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("--corpus", metavar="DIR", help="corpus folder (default: corpus)")
        command.add_argument("--index", metavar="DIR", help="index folder (default: index)")
        command.add_argument("--config", metavar="FILE", type=Path,
                             help="settings; deploy/vindplaats.toml describes them")  # fmt: skip
        command.set_defaults(run=run)
        return command

    def add_batch(command: argparse.ArgumentParser, wants: str) -> None:
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

    command = add("index", "build the index when it is absent or stale", "assistant index", _index)
    command.add_argument("--force", action="store_true", help="build it anew in any case")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add("ask", "answer one question, or a file of questions",
                  'assistant ask "Mag ik de huisarts bellen?"', _ask)  # fmt: skip
    command.add_argument("question", nargs="?", help="the question; - reads standard input")
    command.add_argument("--role", choices=("professional", "bestuurder"), default="professional")
    add_batch(command, '{"id","question"}')

    command = add("search", "show the passages that are found, without an answer",
                  'assistant search "art. 7.3.11 lid 4 Jeugdwet"', _search)  # fmt: skip
    command.add_argument("question", nargs="?", help="the question; - reads standard input")
    command.add_argument("--role", choices=("professional", "bestuurder"), default="professional")
    add_batch(command, '{"id","question"}')

    command = add("guard", "say whether the checklist refuses a text",
                  "assistant guard --jsonl teksten.jsonl --out oordelen.jsonl", _guard)  # fmt: skip
    command.add_argument("text", nargs="?", help="the text; - reads standard input")
    add_batch(command, '{"id","text"}')

    command = add("check", "check the references to law in a document",
                  "assistant check brief.docx", _check)  # fmt: skip
    command.add_argument("file", nargs="?", help="text, Markdown, docx or PDF; - reads text")
    command.add_argument("--html", metavar="OUT", type=Path, help="write an annotated page")
    add_batch(command, '{"id","text"}')

    command = add("verify", "say whether sentences follow from their passages",
                  "assistant verify --jsonl paren.jsonl --out oordelen.jsonl", _verify)  # fmt: skip
    command.add_argument("--jsonl", metavar="IN", type=Path, required=True,
                         help='{"id","passage","sentence"} a line; - reads input')  # fmt: skip
    command.add_argument("--out", metavar="OUT", type=Path, required=True,
                         help="where results go; - prints them")  # fmt: skip

    command = add("eval", "measure quality on the evaluation sets",
                  "assistant eval retrieval --split dev", _eval)  # fmt: skip
    command.add_argument("what", nargs="?", default="retrieval",
                         choices=("retrieval", "guard", "references", "support"))  # fmt: skip
    command.add_argument("--split", choices=("dev", "test"), default="dev")
    command.add_argument("--dataset", metavar="DIR", type=Path, help="a corpus in BEIR layout")
    command.add_argument("--report", metavar="OUT", type=Path, help="write an HTML report")
    command.add_argument(
        "--compare",
        action="store_true",
        help="guard: beside deduce and Presidio, installed under build/peers",
    )
    command.add_argument(
        "--texts",
        action="store_true",
        help="guard and support, dev only: print the texts that went wrong",
    )
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    group = commands.add_parser("corpus", help="keep the sources up to date",
                                description="keep the sources up to date")  # fmt: skip
    corpus = group.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = add("enrich", "let the language model propose questions for own documents",
                  "ASSISTANT_LLM=server assistant corpus enrich", _corpus_enrich,
                  corpus)  # fmt: skip
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add("sync", "look for newer versions of the laws, show what changed, take them in",
                  "assistant corpus sync --from wetten-xml", _corpus_sync, corpus)  # fmt: skip
    command.add_argument(
        "--date", metavar="D", type=_date,
        help="the versions in force on this day (YYYY-MM-DD; default: today)",
    )  # fmt: skip
    command.add_argument("--from", dest="source", metavar="FOLDER", type=Path,
                         help="files of versions fetched elsewhere; without it the official "
                         "services are asked over the internet")  # fmt: skip
    command.add_argument(
        "--beside", action="store_true",
        help="hold them beside the quoted versions, to tell what changes",
    )  # fmt: skip
    command.add_argument("--words", action="store_true", help="show the words that changed too")
    command.add_argument("--yes", action="store_true", help="take them in without asking")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    _add_desk(commands, add)
    _add_quiz(commands, add)
    _add_users(commands, add)
    _add_config(commands, add)

    command = add("serve", "serve the chat on this machine", "assistant serve --port 7860", _serve)
    command.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    command.add_argument("--port", type=int, help="port to listen on (default: 7860)")

    add("mcp", "give a program on this machine the tools, over the Model Context Protocol",
        "assistant mcp", _mcp)  # fmt: skip
    return parser


def _add_desk(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    about = "what professionals laid before the legal helpdesk"
    desk = commands.add_parser("desk", help=about, description=about).add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )

    def narrowed(command: argparse.ArgumentParser) -> None:
        command.add_argument("--status", action="append", default=[],
                             choices=("new", "assigned", "decided", "released"))  # fmt: skip
        command.add_argument("--assignee", metavar="NAME", help="user name; '' for nobody")
        command.add_argument("--topic", metavar="T", help="a law or source: Jeugdwet")
        command.add_argument("--older", metavar="DAYS", type=int,
                             help="waiting for this many days or more")  # fmt: skip

    command = add("list", "show the queue, those that wait longest first",
                  "assistant desk list --status new --older 2", _desk_list, desk)  # fmt: skip
    narrowed(command)
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add("show", "show one item with its history", "assistant desk show 17", _desk_show,
                  desk)  # fmt: skip
    command.add_argument("item", type=int, help="number of the item")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add("export", "write items to a .csv, .xlsx or .json file",
                  "assistant desk export helpdesk.xlsx --status released", _desk_export,
                  desk)  # fmt: skip
    command.add_argument("out", type=Path, metavar="OUT", help="its ending decides the form")
    narrowed(command)

    command = add("backup", "write the whole desk to one file, while others work on",
                  "assistant desk backup desk-2026-11-25.sqlite", _desk_backup, desk)  # fmt: skip
    command.add_argument("out", type=Path, metavar="OUT", help="file; replaced when whole")

    command = add("restore", "put a backup in the place of everything the desk holds",
                  "assistant desk restore desk-2026-11-25.sqlite", _desk_restore, desk)  # fmt: skip
    command.add_argument("file", type=Path, metavar="FILE", help="made by desk backup")
    command.add_argument("--yes", action="store_true", help="do it without asking")

    command = add("purge", "delete items that were kept long enough, with their history",
                  "assistant desk purge", _desk_purge, desk)  # fmt: skip
    command.add_argument("--days", type=_days, help="after release (default: ASSISTANT_DESK_DAYS)")
    command.add_argument("--open-days", type=_days, help="after it came in, without a release "
                         "(default: ASSISTANT_DESK_OPEN_DAYS)")  # fmt: skip

    command = add("to-evals", "add a decided item to the evaluation cases",
                  "assistant desk to-evals 17", _desk_to_evals, desk)  # fmt: skip
    command.add_argument("item", type=int, help="number of the item")
    command.add_argument("--out", type=Path, metavar="OUT",
                         help="default: ASSISTANT_DESK_CASES")  # fmt: skip
    command.add_argument("--why", choices=("near-domain", "false-premise", "off-topic",
                         "later-law"), help="why the sources have no answer")  # fmt: skip

    command = add("agreement", "how often jurists find a citation right, by week",
                  "assistant desk agreement --svg overeenstemming.svg", _desk_agreement,
                  desk)  # fmt: skip
    command.add_argument("--svg", metavar="OUT", type=Path, help="write the plot")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")


def _add_users(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    about = "people and programs that may use the site (ASSISTANT_AUTH=users, and tokens)"
    users = commands.add_parser("users", help=about, description=about).add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )

    def of(name: str, what: str, run: Callable[..., int], more: str = "") -> Any:
        command = add(name, what, f"assistant users {name} anna{more}", run, users)
        command.add_argument("name", metavar="NAME", help="user name: small letters and digits")
        return command

    command = of("add", "add somebody; the password is asked, or read from standard input",
                 _users_add, " --role helpdesk")  # fmt: skip
    command.add_argument("--role", action="append", required=True,
                         choices=("professional", "trainer", "helpdesk", "beheerder"),
                         help="can be given more often; beheerder may do all")  # fmt: skip
    command.add_argument("--program", action="store_true",
                         help="no password: a program that comes with a token")  # fmt: skip
    of("password", "give somebody another password; who is signed in has to sign in again",
       _users_password)  # fmt: skip
    of("remove", "remove somebody; sessions and tokens end at once", _users_remove)
    command = of("token", "make a token for a program, and print it once", _users_token)
    command.add_argument("--days", type=_days, help="that it is good (default: 365)")
    of("revoke", "make all tokens of somebody worth nothing", _users_revoke)
    add("list", "show who may use the site", "assistant users list", _users_list, users)


def _add_config(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    about = "the settings, and whether everything works with them"
    config = commands.add_parser("config", help=about, description=about).add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )
    for name, what, run in (
        ("check", "look at everything that serving needs; exit code 1 when something fails",
         _config_check),
        ("show", "every setting with where it comes from; secrets are not shown", _config_show),
    ):  # fmt: skip
        command = add(name, what, f"assistant config {name} --config vindplaats.toml", run, config)
        command.add_argument("--host", help="as for serve")
        command.add_argument("--port", type=int, help="as for serve")
        command.add_argument("--json", action="store_true", help="print JSON instead of text")


# As quiz.records and quiz.formats have them, which are not loaded to read arguments.
_QUIZ_KINDS = ("single", "multiple", "true-false", "matching", "ordering", "gap", "short", "open")
_QUIZ_READABLE = ("moodle-xml", "gift")
_QUIZ_FORMATS = (*_QUIZ_READABLE, "qti21", "qti30", "h5p", "anki", "csv", "xlsx", "html", "pdf")


def _add_quiz(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    about = "quizzes from the evaluation cases and the sources"
    quiz = commands.add_parser("quiz", help=about, description=about).add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )

    command = add("build", "draw a set of questions, each with its proof",
                  "assistant quiz build --law Jeugdwet --count 20 --seed 7 --out quiz.json",
                  _quiz_build, quiz)  # fmt: skip
    command.add_argument("--topic", metavar="T", action="append", default=[],
                         help="a topic, or several; a wrong one shows the list")  # fmt: skip
    command.add_argument("--part", metavar="P", default="",
                         help="beginning of passage ids: handreiking/deel-3")  # fmt: skip
    command.add_argument("--law", metavar="L", default="", help="a source: Jeugdwet")
    command.add_argument("--audience",
                         choices=("professional", "bestuurder", "jurist", "trainer"))  # fmt: skip
    command.add_argument("--difficulty", choices=("easy", "medium", "hard"))
    command.add_argument("--kind", action="append", default=[], choices=_QUIZ_KINDS,
                         help="may be repeated")  # fmt: skip
    command.add_argument("--count", metavar="N", type=int, required=True, help="number of items")
    command.add_argument("--seed", metavar="S", type=int, default=1,
                         help="another number draws another set (default: 1)")  # fmt: skip
    command.add_argument("--title", metavar="T", default="Quiz", help="default: Quiz")
    command.add_argument("--cases", metavar="FILE", type=Path, action="append", default=[],
                         help="evaluation cases in the place of our own")  # fmt: skip
    command.add_argument("--out", metavar="OUT", type=Path, required=True, help="quiz.json")

    command = add("export", "write a set in the form of another program",
                  "assistant quiz export quiz.json --format moodle-xml --out quiz.xml",
                  _quiz_export, quiz)  # fmt: skip
    command.add_argument("file", metavar="QUIZ", type=Path, help="quiz.json")
    command.add_argument("--format", required=True, choices=_QUIZ_FORMATS)
    command.add_argument("--out", metavar="OUT", type=Path, required=True)

    command = add("import", "read a set from a file of another program",
                  "assistant quiz import vragen.xml --format moodle-xml --out quiz.json",
                  _quiz_import, quiz)  # fmt: skip
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("--format", required=True, choices=_QUIZ_READABLE)
    command.add_argument("--out", metavar="OUT", type=Path, required=True, help="quiz.json")

    command = add("report", "what a group did not know; without a code, the groups",
                  "assistant quiz report BCDF-GHJK --html verslag.html", _quiz_report,
                  quiz)  # fmt: skip
    command.add_argument("round", nargs="?", metavar="CODE", help="code of the round")
    command.add_argument("--html", metavar="OUT", type=Path, help="write a page with the plots")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add("stale", "list the items whose proof changed since they were made",
                  "assistant quiz stale quiz.json", _quiz_stale, quiz)  # fmt: skip
    command.add_argument("file", metavar="QUIZ", type=Path, help="quiz.json")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")


def _days(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"wants a number of days, not {value!r}")
    return int(value)


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"wants a day as YYYY-MM-DD, not {value!r}") from error


class _Usage(Exception):  # noqa: N818 - no error of ours: the arguments do not go together
    """Arguments that each are right and together are not."""


def _print(text: str = "") -> None:
    sys.stdout.write(text + "\n")


@contextmanager
def _bar(what: str) -> Iterator[Callable[[str, int, int], None]]:
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


def _text_argument(value: str | None, what: str) -> str:
    if value is None:
        raise _Usage(f"give a {what}, - for standard input, or --jsonl IN --out OUT")
    if value != "-":
        return value
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _batch_paths(options: argparse.Namespace) -> tuple[Path, Path] | None:
    if options.jsonl is None and options.out is None:
        return None
    if options.jsonl is None or options.out is None:
        raise _Usage("--jsonl IN and --out OUT go together")
    return options.jsonl, options.out


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.building import ensure_index

    with _bar("index") as progress:
        built, corpus = ensure_index(settings, progress=progress, force=options.force)
    if options.json:
        _print(json.dumps({
            "name": built.name, "fresh": built.fresh, "passages": len(corpus.passages),
            "questions": built.record.questions, "model": built.record.model,
            "embedded": built.embedded, "reused": built.reused,
            "problems": [{"path": p.path, "message": p.message} for p in corpus.problems],
        }))  # fmt: skip
    else:
        state = "built" if built.fresh else "up to date"
        _print(f"index {built.name} {state}: {len(corpus.sources)} sources, "
               f"{len(corpus.passages)} passages, {built.record.questions} bank questions, "
               f"{built.embedded} texts embedded, {built.reused} reused")  # fmt: skip
        for problem in corpus.problems:
            print(f"left out: {problem.message}", file=sys.stderr)
    return DONE


def _open(settings: Settings, *, curated: bool = False) -> Assistant:
    from assistant.pipeline import open_assistant

    if not curated:
        return open_assistant(settings)
    from assistant.desk.curated import open_curated

    return open_assistant(settings, curated=open_curated(settings))


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    return _question(options, settings, answer=True)


def _search(options: argparse.Namespace, settings: Settings) -> int:
    return _question(options, settings, answer=False)


def _question(options: argparse.Namespace, settings: Settings, *, answer: bool) -> int:
    from assistant import batch, texts_nl

    paths = _batch_paths(options)
    question = "" if paths else _text_argument(options.question, "question")
    # what the helpdesk approved is for who asks; a batch measures the assistant itself
    assistant = _open(settings, curated=answer and not paths)
    changes = _changes_since(settings)
    run = assistant.ask if answer else assistant.search

    def form(row_id: str, result: Answer) -> dict[str, Any]:
        if answer:
            return batch.answer_json(row_id, result, changes(result))
        return batch.search_json(row_id, result)

    problem = batch.answer_problem_json if answer else batch.search_problem_json

    if paths:

        def work(row_id: str, text: str, data: dict[str, Any]) -> dict[str, Any]:
            earlier = [str(t) for t in data.get("earlier", ())]
            try:
                return form(row_id, run(text, earlier=earlier, role=options.role))
            except QuestionError as error:
                return problem(row_id, error)

        with _bar("questions") as progress:
            count = batch.run_batch(*paths, "question", work,
                                    progress=lambda d, n: progress("questions", d, n))  # fmt: skip
        print(f"{count} lines written to {paths[1]}", file=sys.stderr)
        return DONE
    try:
        result = run(question, role=options.role)
    except QuestionError as error:
        print(f"assistant: {texts_nl.explain(error)}", file=sys.stderr)
        return FAILED
    if options.json:
        _print(json.dumps(form("1", result), ensure_ascii=False))
    elif answer:
        _print(_answer_for_people(result, changes(result)))
    else:
        for number, hit in enumerate(result.hits, 1):
            _print(f"{number:2}. {hit.score:6.3f}  {hit.passage.ref}  [{hit.passage.id}]\n"
                   f"    {' '.join(hit.passage.text.split())[:160]}")  # fmt: skip
    if result.status == "refused":
        if not options.json and not answer:
            _print(_answer_for_people(result, {}))
        return REFUSED
    return ABSTAINED if answer and result.status == "abstained" else DONE


def _changes_since(settings: Settings) -> Callable[[Answer], dict[str, Change]]:
    """What tells how the law differs by now from what an answer quotes, by passage id."""
    from functools import cache, partial

    from assistant.errors import CorpusError
    from assistant.laws.versions import load_versions

    load = cache(partial(load_versions, settings.corpus))

    def changes(answer: Answer) -> dict[str, Change]:
        if not answer.citations:
            return {}
        try:
            passages = (c.passage for c in answer.citations)
            return load().changes(passages, date.today())
        except CorpusError as error:  # an index can be asked without the folder it was made from
            print(f"assistant: whether the law changed is unknown: {error}", file=sys.stderr)
            return {}

    return changes


def _answer_for_people(answer: Answer, changes: dict[str, Change]) -> str:
    from assistant import texts_nl
    from assistant.laws.show import change_sentence

    lines: list[str] = []
    if answer.status == "refused":
        assert answer.decision is not None  # noqa: S101 - a refused answer always has one
        return _refusal_for_people(answer.decision)
    if answer.notice:
        lines += [texts_nl.NOTICES[answer.notice], ""]
    if answer.status == "abstained":
        lines += [texts_nl.ABSTAINED[answer.reason], "", texts_nl.NEAREST]
        lines += [f"  - {h.passage.ref}" for h in answer.hits[:3]]
        return "\n".join([*lines, *_suggested(answer), "", texts_nl.HELPDESK])
    if answer.short:
        lines.append(texts_nl.WEB["short_answer"])
        lines += [_sentence_line(answer.sentences[n]) for n in answer.short]
    for sentence in answer.sentences:
        if sentence.heading:
            lines += ["", sentence.heading]
        lines.append(_sentence_line(sentence))
    lines += ["", texts_nl.SOURCES_HEADING]
    numbers: dict[str, str] = {}
    for citation in answer.citations:
        passage = citation.passage
        change = changes.get(passage.id)
        said = f" ({change_sentence(change).rstrip('.')})" if change else ""
        source = f"{passage.ref}{said}. {passage.url or ''}".rstrip()
        numbers[source] = f"{numbers.get(source, '')}[{citation.n}]"
    lines += [f"  {marks} {source}" for source, marks in numbers.items()]
    if answer.laws:
        lines += ["", texts_nl.LAWS_HEADING]
        lines += [f"  - {p.ref}. {p.url or ''}".rstrip() for p in answer.laws]
    return "\n".join([*lines, *_suggested(answer)]).strip()


def _sentence_line(sentence: Sentence) -> str:
    numbers = "".join(f"[{n}]" for n in sentence.citations)
    return f"  {' '.join(sentence.text.split())} {numbers}"


def _suggested(answer: Answer) -> list[str]:
    from assistant import texts_nl

    if not answer.suggestions:
        return []
    return ["", texts_nl.SUGGESTED, *(f"  - {q}" for q in answer.suggestions)]


def _refusal_for_people(decision: Decision) -> str:
    from assistant import checklist, texts_nl

    explanation = checklist.explain(decision)
    lines: list[str] = []
    if decision.urgent:
        lines += [texts_nl.HELP_INTRO[decision.urgent]]
        lines += [f"  {before} {number}{after}" for before, number, after in texts_nl.HELP_LINES]
        lines += [""]
    lines += [texts_nl.REFUSED, ""]
    lines += [f"  - {hit.point.title}: {hit.point.explanation}" for hit in explanation.hits]
    lines += ["", explanation.how_to_ask, *(f"  - {s}" for s in explanation.suggestions)]
    return "\n".join(lines)


def _guard(options: argparse.Namespace, settings: Settings) -> int:
    del settings
    from assistant import batch, checklist

    paths = _batch_paths(options)
    if paths:

        def work(row_id: str, text: str, data: dict[str, Any]) -> dict[str, Any]:
            earlier = [str(t) for t in data.get("earlier", ())]
            return batch.guard_json(row_id, checklist.check(text, earlier=earlier))

        count = batch.run_batch(*paths, "text", work)
        print(f"{count} lines written to {paths[1]}", file=sys.stderr)
        return DONE
    decision = checklist.check(_text_argument(options.text, "text"))
    if options.json:
        _print(json.dumps(batch.guard_json("1", decision)))
    elif decision.refused:
        _print(_refusal_for_people(decision))
    else:
        from assistant import texts_nl

        _print(texts_nl.GUARD_PASSED)
    return REFUSED if decision.refused else DONE


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import check

    holdings = check.load_holdings(settings.corpus)
    paths = _batch_paths(options)
    if paths:
        count = check.run_batch(*paths, holdings)
        print(f"{count} lines written to {paths[1]}", file=sys.stderr)
        return DONE
    if options.file is None:
        raise _Usage("give a file, - for standard input, or --jsonl IN --out OUT")
    if options.file == "-":
        text = _text_argument("-", "file")
    else:
        text = check.read_document(Path(options.file))
    references = check.check_text(text, holdings)
    if options.html:
        options.html.write_text(check.annotated_page(text, references), encoding="utf-8")
        print(f"written to {options.html}", file=sys.stderr)
    elif options.json:
        _print(json.dumps(references, ensure_ascii=False))
    else:
        _print(check.table(references))
    return DONE


def _eval(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import evaluation

    if options.compare and options.what != "guard":
        raise _Usage("--compare goes with guard")
    if options.texts and options.what not in ("guard", "support"):
        raise _Usage("--texts goes with guard and support")
    if options.texts and (options.split != "dev" or options.json):
        raise _Usage("--texts is for the table of --split dev")
    if options.what == "support":
        return _eval_support(options, settings)
    return evaluation.run(options, settings)


def _eval_support(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.corpus import load_corpus
    from assistant.evaluation import EVALS
    from assistant.verify import load_verifier
    from assistant.verify.evaluate import evaluate, table
    from assistant.verify.pairs import load_pairs

    passages = {p.id: p for p in load_corpus(settings.corpus).passages}
    pairs = load_pairs(EVALS / "support" / f"{options.split}.jsonl", passages)
    report = evaluate(pairs, passages, load_verifier().judge)
    if options.json:
        _print(json.dumps({"set": f"support/{options.split}", **report.as_json()}))
        return DONE
    _print(f"support, {options.split}: {len(pairs)} pairs\n\n{table(report)}")
    if options.texts:
        shown = {p.id: p for p in pairs}
        for pair_id, kind, codes in report.misses:
            _print(f"{pair_id}  {kind}  {codes}\n    {shown[pair_id].sentence}")
    return DONE


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    del settings
    from assistant.verify import load_verifier
    from assistant.verify.lines import run_batch

    count = run_batch(options.jsonl, options.out, load_verifier())
    print(f"{count} lines written to {options.out}", file=sys.stderr)
    return DONE


def _corpus_sync(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.laws.sync import alone

    with alone(settings.corpus):
        return _corpus_sync_alone(options, settings)


def _corpus_sync_alone(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.laws import command
    from assistant.laws.sync import apply_sync, confirm, plan_sync

    today = date.today()
    day = options.date or today
    with command.publisher(options.source) as publisher, _bar("laws") as progress:
        plan = plan_sync(settings.corpus, publisher, day, beside=options.beside, progress=progress)
    if not options.json:
        for line in command.plan_lines(plan, words=options.words):
            _print(line)
    taken = bool(plan.updates) and (options.yes or _agreed(f"take in {len(plan.updates)} laws?"))
    # only the publisher itself can say that a version is the one in force today
    confirmed = today if options.source is None and day == today and not options.beside else None
    if taken:
        apply_sync(settings.corpus, plan.updates, beside=options.beside, confirmed=confirmed)
    if confirmed:
        confirm(settings.corpus, plan.current, confirmed)
    if options.json:
        _print(json.dumps(command.plan_json(plan, taken=taken), ensure_ascii=False))
    elif taken:
        _print("taken in; run `assistant index` to answer from them")
    elif plan.updates:
        _print("nothing was changed")
    return FAILED if plan.problems else DONE


def _corpus_enrich(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import checklist
    from assistant.corpus import load_corpus
    from assistant.enrich import enrich
    from assistant.errors import SettingsError
    from assistant.llm.connect import connect
    from assistant.records import SourceKind

    own = [p for p in load_corpus(settings.corpus).passages if p.kind is SourceKind.OWN]
    if not own:
        print(f"{settings.corpus / 'eigen'} holds no document to propose questions for",
              file=sys.stderr)  # fmt: skip
        return DONE
    if settings.llm == "none":
        raise SettingsError(
            "proposing questions takes a language model: set ASSISTANT_LLM=server and "
            "ASSISTANT_LLM_URL=http://127.0.0.1:11434/v1 (Ollama, vLLM, llama.cpp), or "
            "ASSISTANT_LLM=folder and ASSISTANT_LLM_FOLDER=<folder of a transformers model>; "
            "docs/language-model.md says more"
        )
    with _bar("passages") as progress:
        found = enrich(
            settings.corpus,
            own,
            connect(settings),
            allowed=lambda q: not checklist.check(q).refused,
            seconds=settings.llm_timeout,
            progress=lambda done, count: progress("passages", done, count),
        )
    if options.json:
        _print(json.dumps({
            "path": str(found.path), "proposed": found.proposed, "asked": found.asked,
            "failed": list(found.failed), "waiting": found.waiting, "approved": found.approved,
            "orphans": found.orphans,
        }))  # fmt: skip
        return DONE
    _print(f"{found.proposed} questions proposed for {found.asked} passages; {found.waiting} wait "
           f"for review, {found.approved} are approved")  # fmt: skip
    for passage_id in found.failed:
        print(f"no usable question for {passage_id}", file=sys.stderr)
    if found.orphans:
        print(f"{found.orphans} questions name a passage that is gone", file=sys.stderr)
    if found.waiting:
        _print(f'review {found.path}: set "status" to "approved" or "rejected", then run '
               "'assistant index'")  # fmt: skip
    return DONE


@contextmanager
def _desk(settings: Settings) -> Iterator[Desk]:
    from assistant import texts_nl
    from assistant.desk.store import open_desk
    from assistant.errors import DeskRuleError

    desk = open_desk(settings)
    try:
        yield desk
    except DeskRuleError as error:
        raise AssistantError(texts_nl.explain(error)) from error
    finally:
        desk.close()


def _desk_filter(options: argparse.Namespace) -> Filter:
    from assistant.desk.model import Filter, ItemStatus

    older = options.older
    return Filter(
        statuses=tuple(ItemStatus(s) for s in options.status),
        assignee=options.assignee,
        topic=options.topic,
        created_before=None if older is None else datetime.now(UTC) - timedelta(days=older),
    )


def _desk_list(options: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import asdict

    from assistant.desk.command import queue_lines

    with _desk(settings) as desk:
        rows = desk.queue(_desk_filter(options))
    if options.json:
        _print(json.dumps([asdict(r) for r in rows], ensure_ascii=False,
                          default=datetime.isoformat))  # fmt: skip
    else:
        for line in queue_lines(rows, datetime.now(UTC), settings.desk_open_days):
            _print(line)
    return DONE


def _desk_show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.command import item_lines
    from assistant.desk.export import whole_json

    with _desk(settings) as desk:
        item, history = desk.whole(options.item)
    if options.json:
        _print(json.dumps(whole_json(item, history), ensure_ascii=False))
    else:
        for line in item_lines(item, history):
            _print(line)
    return DONE


def _desk_export(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.export import write_export

    with _desk(settings) as desk:
        count = write_export(desk.everything(_desk_filter(options)), options.out)
    print(f"{count} items written to {options.out}", file=sys.stderr)
    return DONE


def _desk_backup(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.backup import back_up

    with _desk(settings) as desk:
        found = back_up(desk.engine, options.out, now=datetime.now(UTC))
    print(f"{found.items} items, {found.events} events written to {options.out}", file=sys.stderr)
    return DONE


def _desk_restore(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.backup import restore

    with _desk(settings) as desk:
        count = desk.count()
        if not options.yes and not _agreed(f"put it in the place of {count} items?"):
            _print("nothing was changed")
            return FAILED
        found = restore(desk.engine, options.file)
        gone = desk.purge(settings.desk_days, settings.desk_open_days)
    old = gone.released + gone.waiting
    print(f"{found.items} items, {found.events} events restored; {old} were too old and deleted",
          file=sys.stderr)  # fmt: skip
    return DONE


def _desk_purge(options: argparse.Namespace, settings: Settings) -> int:
    days = settings.desk_days if options.days is None else options.days
    open_days = settings.desk_open_days if options.open_days is None else options.open_days
    with _desk(settings) as desk:
        gone = desk.purge(days, open_days)
    _print(f"{gone.released} items deleted that were released more than {days} days ago, "
           f"{gone.waiting} that came in more than {open_days} days ago and were not "
           "released")  # fmt: skip
    return DONE


def _desk_to_evals(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.corpus import load_corpus
    from assistant.desk.loop import append_case, as_case

    path = options.out or settings.desk_cases
    with _desk(settings) as desk:
        case = as_case(desk.item(options.item), why=options.why)
    passages = {p.id: p for p in load_corpus(settings.corpus).passages}
    added = append_case(path, case, passages)
    _print(f"{case.id} {'added to' if added else 'is already in'} {path}")
    return DONE


def _desk_agreement(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.command import agreement_lines
    from assistant.desk.loop import agreement, agreement_json, agreement_svg
    from assistant.errors import DatabaseError
    from assistant.laws.sync import write_whole

    with _desk(settings) as desk:
        weeks = agreement(desk.judgements())
    if options.svg:
        if not weeks:
            raise DatabaseError("no citation was judged yet; there is nothing to draw")
        write_whole(options.svg, agreement_svg(weeks).encode())
        print(f"written to {options.svg}", file=sys.stderr)
    if options.json:
        _print(json.dumps(agreement_json(weeks)))
    else:
        for line in agreement_lines(weeks):
            _print(line)
    return DONE


def _new_password() -> str:
    """Ask for a password twice on a terminal, or read one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    password = getpass("password: ")
    if getpass("once more: ") != password:
        raise SettingsError("the two passwords differ; nothing was changed")
    return password


def _users_add(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.access import Role
    from assistant.web.users import add_user, users_path

    roles = tuple(Role(role) for role in options.role)
    password = None if options.program else _new_password()
    add_user(users_path(settings), options.name, roles, password)
    return DONE


def _users_password(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import set_password, users_path

    set_password(users_path(settings), options.name, _new_password())
    return DONE


def _users_remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import remove_user, users_path

    remove_user(users_path(settings), options.name)
    return DONE


def _users_token(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import TOKEN_DAYS, make_token, users_path

    _print(make_token(users_path(settings), options.name, options.days or TOKEN_DAYS))
    return DONE


def _users_revoke(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import revoke_tokens, users_path

    revoke_tokens(users_path(settings), options.name)
    return DONE


def _users_list(_options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import read_users, users_path

    for name, account in sorted(read_users(users_path(settings)).items()):
        kind = "person" if account.password else "program"
        tokens = ", ".join(f"token until {t.until:%Y-%m-%d}" for t in account.tokens)
        _print("\t".join([name, kind, ",".join(account.roles), tokens]).rstrip())
    return DONE


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
        _print(line)
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
        raise _Usage("--html wants the code of a round")
    with closing(open_quizzes(settings)) as store:
        if not options.round:
            found = command.rounds(store)
            if options.json:
                _print(json.dumps(command.rounds_json(found), ensure_ascii=False))
            else:
                for line in command.round_lines(found):
                    _print(line)
            return DONE
        quiz, analysis = command.report(store, options.round)
    if options.html:
        write_whole(options.html, command.report_html(quiz, analysis).encode())
        print(f"written to {options.html}", file=sys.stderr)
    if options.json:
        _print(json.dumps(report_json(quiz, analysis), ensure_ascii=False))
    else:
        for line in command.report_lines(quiz, analysis):
            _print(line)
    return DONE


def _quiz_stale(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.quiz import command
    from assistant.quiz.records import read_quiz

    found = command.stale_items(settings, read_quiz(options.file))
    if options.json:
        _print(json.dumps(command.stale_json(found), ensure_ascii=False))
    else:
        for line in command.stale_lines(found):
            _print(line)
    return DONE


def _agreed(question: str) -> bool:
    """Ask on a terminal; without one, or without an answer, the answer is no."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "j", "ja")


def _read(options: argparse.Namespace) -> tuple[Settings, dict[str, Origin]]:
    """The settings of a command and where they come from."""
    given = {n: getattr(options, n, None) for n in ("corpus", "index", "host", "port")}
    return read_settings(config=options.config, **given)


def _config_check(options: argparse.Namespace, _settings: Settings) -> int:
    from assistant import config

    try:
        found = config.checks(*_read(options))
    except SettingsError as error:
        found = iter([config.broken(error)])
    whole = True
    seen = []
    for check in found:
        whole = whole and check.ok is not False
        seen.append({"check": check.name, "ok": check.ok, "message": check.message})
        if not options.json:
            _print(check.line)
    if options.json:
        _print(json.dumps({"ok": whole, "checks": seen}, ensure_ascii=False))
    return DONE if whole else FAILED


def _config_show(options: argparse.Namespace, _settings: Settings) -> int:
    from assistant import config

    rows = list(config.shown(*_read(options)))
    if options.json:
        _print(json.dumps(
            {n: {"value": v, "from": o.kind, "place": o.place} for n, v, o in rows},
            ensure_ascii=False,
        ))  # fmt: skip
        return DONE
    for name, value, origin in rows:
        place = f" {origin.place}" if origin.place else ""
        _print(f"{name} = {value}  ({origin.kind}{place})")
    return DONE


def _serve(_options: argparse.Namespace, settings: Settings) -> int:
    from assistant.building import ensure_index
    from assistant.operate.logs import set_up
    from assistant.web.identity import check_access
    from assistant.web.server import serve

    set_up(settings.log_format, settings.log_level)
    check_access(settings)
    with _bar("index") as progress:
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
        with _bar("index") as progress:
            ensure_index(settings, progress=progress)
        tools = open_tools(_open(settings), settings)
    serve_stdio(tools)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
