"""Keep the sources up to date."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from assistant.commands.base import (
    DONE,
    FAILED,
    Commands,
    add,
    agreed,
    bar,
    day,
    group,
    say,
)
from assistant.errors import SettingsError
from assistant.settings import Settings


def register(commands: Commands) -> None:
    """Add the commands."""
    corpus = group(commands, "corpus", "keep the sources up to date")

    command = add(corpus, "enrich", "let the language model propose questions for own documents",
                  "ASSISTANT_LLM=server assistant corpus enrich", _corpus_enrich)  # fmt: skip
    command.add_argument("--json", action="store_true", help="print JSON instead of text")

    command = add(
        corpus,
        "sync",
        "look for newer versions of the laws, show what changed, take them in",
        "assistant corpus sync --from wetten-xml",
        _corpus_sync,
    )
    command.add_argument(
        "--date", metavar="D", type=day,
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


def _corpus_sync(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.laws.sync import alone

    with alone(settings.corpus):
        return _corpus_sync_alone(options, settings)


def _corpus_sync_alone(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.laws import command
    from assistant.laws.sync import apply_sync, confirm, plan_sync

    today = date.today()
    day = options.date or today
    with command.publisher(options.source) as publisher, bar("laws") as progress:
        plan = plan_sync(settings.corpus, publisher, day, beside=options.beside, progress=progress)
    if not options.json:
        for line in command.plan_lines(plan, words=options.words):
            say(line)
    taken = bool(plan.updates) and (options.yes or agreed(f"take in {len(plan.updates)} laws?"))
    # only the publisher itself can say that a version is the one in force today
    confirmed = today if options.source is None and day == today and not options.beside else None
    if taken:
        apply_sync(settings.corpus, plan.updates, beside=options.beside, confirmed=confirmed)
    if confirmed:
        confirm(settings.corpus, plan.current, confirmed)
    if options.json:
        say(json.dumps(command.plan_json(plan, taken=taken), ensure_ascii=False))
    elif taken:
        say("taken in; run `assistant index` to answer from them")
    elif plan.updates:
        say("nothing was changed")
    return FAILED if plan.problems else DONE


def _corpus_enrich(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import checklist
    from assistant.corpus import load_corpus
    from assistant.enrich import enrich
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
    with bar("passages") as progress:
        found = enrich(
            settings.corpus,
            own,
            connect(settings),
            allowed=lambda q: not checklist.check(q).refused,
            seconds=settings.llm_timeout,
            progress=lambda done, count: progress("passages", done, count),
        )
    if options.json:
        say(json.dumps({
            "path": str(found.path), "proposed": found.proposed, "asked": found.asked,
            "failed": list(found.failed), "waiting": found.waiting, "approved": found.approved,
            "orphans": found.orphans,
        }))  # fmt: skip
        return DONE
    say(f"{found.proposed} questions proposed for {found.asked} passages; {found.waiting} wait "
           f"for review, {found.approved} are approved")  # fmt: skip
    for passage_id in found.failed:
        print(f"no usable question for {passage_id}", file=sys.stderr)
    if found.orphans:
        print(f"{found.orphans} questions name a passage that is gone", file=sys.stderr)
    if found.waiting:
        say(f'review {found.path}: set "status" to "approved" or "rejected", then run '
               "'assistant index'")  # fmt: skip
    return DONE
