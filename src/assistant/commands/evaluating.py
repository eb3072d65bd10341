"""Measure quality on the evaluation sets."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from assistant.commands.base import (
    DONE,
    Commands,
    Usage,
    add,
    say,
)
from assistant.settings import Settings

UNTUNED = ("audit", "fresh", "unseen")  # prompts that no rule or weight was made for


def register(commands: Commands) -> None:
    """Add the commands."""
    command = add(commands, "eval", "measure quality on the evaluation sets",
                  "assistant eval retrieval --split dev", _eval)  # fmt: skip
    command.add_argument("what", nargs="?", default="retrieval",
                         choices=("retrieval", "guard", "references", "support"))  # fmt: skip
    command.add_argument(
        "--split",
        choices=("dev", "test", "conditions", *UNTUNED),
        default="dev",
        help="conditions goes with support; audit, fresh and unseen, not tuned on, with guard",
    )
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


def _eval(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import evaluation

    if options.split == "conditions" and options.what != "support":
        raise Usage("--split conditions goes with support")
    if options.split in UNTUNED and options.what != "guard":
        raise Usage(f"--split {options.split} goes with guard")
    if options.compare and options.what != "guard":
        raise Usage("--compare goes with guard")
    if options.texts and options.what not in ("guard", "support"):
        raise Usage("--texts goes with guard and support")
    if options.texts and (options.split != "dev" or options.json):
        raise Usage("--texts is for the table of --split dev")
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
        say(json.dumps({"set": f"support/{options.split}", **report.as_json()}))
        return DONE
    say(f"support, {options.split}: {len(pairs)} pairs\n\n{table(report)}")
    if options.texts:
        shown = {p.id: p for p in pairs}
        for pair_id, kind, codes in report.misses:
            say(f"{pair_id}  {kind}  {codes}\n    {shown[pair_id].sentence}")
    return DONE
