"""Many people at once on a real `assistant serve`, with figures. A benchmark: it tests nothing.

    python scripts/load/run.py chat [--users 200] [--seconds 300] [--think 15 45]
    python scripts/load/run.py quiz [--users 100] [--items 15] [--think 2 8]

Server and crowd share this machine, so that the figures include what the crowd costs. It ends with
1 when there was an error, a mixed-up answer or a count that does not add up; slow is only printed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from asking import answered_alone, marks, questions
from rig import (
    Crowd,
    percentile,
    print_bar,
    print_errors,
    print_machine,
    print_seconds,
    say,
    served,
)

from assistant import texts_nl
from assistant.quiz.build import Wanted, load_material, make_quiz
from assistant.quiz.records import Kind, Quiz
from assistant.quiz.store import QuizStore, open_quizzes
from assistant.quiz.taking import Feedback, choices
from assistant.settings import Settings, silence_telemetry

ANSWER_SECONDS, PAGE_SECONDS = 2.0, 0.5  # at most, for 95 of 100
GROWTH = 1.05  # of memory at most, from the middle to the end
COMES_A_SECOND = 10.0  # tabs that are opened each second
PAGES = ("open", "begin", "answer")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two; 1 when something went wrong.

    Args:
        arguments: without the program name; None reads those of the process.
    """
    silence_telemetry()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, run, users, seconds, think in (
        ("chat", chat, 200, 300, (15.0, 45.0)),
        ("quiz", take, 100, 900, (2.0, 8.0)),
    ):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("--users", type=int, default=users)
        command.add_argument("--seconds", type=int, default=seconds, help="at most")
        between = "seconds between two actions of a person, evenly spread"
        command.add_argument("--think", type=float, nargs=2, default=think, help=between)
        if name == "quiz":
            command.add_argument("--items", type=int, default=15)
    options = parser.parse_args(arguments)
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        done: int = options.run(options, Path(folder))
    return done


# -- the chat --


def chat(options: argparse.Namespace, folder: Path) -> int:
    """Let people ask; print the figures."""
    most = round(options.users * options.seconds / options.think[0]) + options.users
    plan: dict[str, Any] = {"marks": marks(most), "think": options.think}
    with served(folder / "state") as site:
        plan["questions"] = answered_alone(questions(), site.address)
        say(f"{options.users} people ask for {options.seconds} s, one tab each; from an answer to "
            f"the next question {options.think[0]:g} to {options.think[1]:g} s")  # fmt: skip
        arrive = options.users / COMES_A_SECOND
        before, began = site.cpu_seconds(), time.time()
        crowd = Crowd("tab", site, folder, plan, users=options.users,
                      a_second=COMES_A_SECOND, seconds=options.seconds + arrive)  # fmt: skip
        found = crowd.found()
        ended, used = time.time(), site.cpu_seconds() - before
    answers = found["seconds"].get("answer", [])
    # memory while everybody is there: a tenth of the time at the start, in the middle, at the end
    there, part = began + arrive, (ended - began - arrive) / 10
    memory = [
        site.resident_between(at, at + part)
        for at in (there + part, there + 4.5 * part, ended - 1.5 * part)
    ]
    print_seconds(found["seconds"])
    mixed = sum(name == "mixed up" for _, name, _ in found["errors"])
    errors = len(found["errors"]) - mixed
    say(f"outcomes: {found['statuses']}")
    each = used / max(len(answers), 1) * 1000
    say(f"{len(answers) / (ended - began):.1f} answers a second; the server used {each:.0f} ms of "
        "processor time for each, other pages included")  # fmt: skip
    say("server memory, MiB, start middle end: " + " ".join(f"{m:.0f}" for m in memory))
    p95 = percentile(answers, 0.95)
    good = print_bar("errors", str(errors), "0", met=errors == 0 and bool(answers))
    good &= print_bar("mixed-up answers", f"{mixed} of {found['checked'].get('mixed up', 0)}", "0",
                      met=mixed == 0)  # fmt: skip
    print_bar("p95, asking to whole answer", f"{p95:.2f} s", "<= 2 s", met=p95 <= ANSWER_SECONDS)
    print_bar("memory, middle to end", f"{(memory[2] / memory[1] - 1) * 100:+.1f} %", "<= +5 %",
              met=memory[2] <= memory[1] * GROWTH)  # fmt: skip
    print_errors(found["errors"])
    return 0 if good else 1


# -- a quiz --


def take(options: argparse.Namespace, folder: Path) -> int:
    """Let a group take a quiz; print the figures."""
    settings = Settings(state=folder / "state")
    wanted = Wanted(count=options.items, seed=1)
    quiz = make_quiz(load_material(Settings()), wanted, title="Proef", made=date.today())
    store = open_quizzes(settings)
    held = store.start(store.create(quiz, by="kim"), label="Proef", feedback=Feedback.DELAYED)
    result = texts_nl.QUIZ_TAKE["result"]
    plan = {
        "path": f"/quiz/{held.code}",
        "items": len(quiz.items),
        "think": options.think,
        "result": re.escape(result).replace(r"\{right\}", r"(\d+)").replace(r"\{total\}", r"\d+"),
    }
    with served(settings.state) as site:
        say(f"{options.users} people take a quiz of {len(quiz.items)} items, from the same second; "
            f"{options.think[0]:g} to {options.think[1]:g} s for each page")  # fmt: skip
        crowd = Crowd("taker", site, folder, plan, users=options.users,
                      a_second=options.users, seconds=options.seconds)  # fmt: skip
        found = crowd.found()
    print_seconds(found["seconds"])
    pages = [second for name in PAGES for second in found["seconds"].get(name, [])]
    p95, errors = percentile(pages, 0.95), len(found["errors"])
    wrong = differences(store, held.code, quiz, found["taken"])
    store.close()
    taken = len(found["taken"])
    good = print_bar("errors", str(errors), "0", met=errors == 0)
    good &= print_bar("finished", f"{taken} of {options.users}", "all", met=taken == options.users)
    good &= print_bar("counts that do not add up", str(len(wrong)), "0", met=not wrong)
    print_bar("p95 of a page action", f"{p95:.3f} s", "<= 0.5 s", met=p95 <= PAGE_SECONDS)
    print_errors(found["errors"])
    for line in wrong[:20]:
        say(f"  {line}")
    return 0 if good else 1


def differences(
    store: QuizStore, code: str, quiz: Quiz, taken: Sequence[dict[str, Any]]
) -> list[str]:
    """Return in words what the site counted otherwise than the takers themselves."""
    counts = store.counts(code)
    if counts is None:
        return ["the site counted nothing"]
    scores = [t["right"] for t in taken]
    wanted = {
        "takers": (counts.takers, len(taken)),
        "sum of scores": (counts.score_sum, sum(scores)),
        "sum of squared scores": (counts.score_squares, sum(s * s for s in scores)),
        "items that were right": (sum(i.right for i in counts.items.values()), sum(scores)),
    }
    chosen = Counter(choice for t in taken for choice in t["chosen"])
    for number, item in enumerate(quiz.items):
        if item.options and item.kind is not Kind.GAP and item.id in counts.items:
            for name in choices(item):
                counted = counts.items[item.id].choices.get(name, 0)
                wanted[f"item {number + 1}, {name}"] = (counted, chosen[f"{number}/{name}"])
    return [
        f"{what}: the site says {counted}, the takers {own}"
        for what, (counted, own) in wanted.items()
        if counted != own
    ]


if __name__ == "__main__":
    sys.exit(main())
