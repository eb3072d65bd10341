"""A site that is used all the time while things go wrong around it, with figures. No test.

    python scripts/load/soak.py [--minutes 30] [--users 20] [--database postgresql|sqlite]

One fault after the other, with a rest between: the server of the language model is down, the index
is swapped by another process, the disk of the state folder is full, the database is away. Meanwhile
people ask and lay answers before the helpdesk; who is told to try again later, does. In the end
every item that the site said to have must be there, and who was told to wait must be helped. Needs
Linux. It ends with 1 when an item is lost, a page shows an error or the site does not recover.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the scripted server of the tests

import httpx
from asking import answered_alone, marks, questions
from faults import (
    ChromaAway,
    DiskFull,
    Fault,
    FileLocked,
    IndexSwapped,
    ModelAway,
    PostgresAway,
    postgres_folder,
    small_disk,
)
from rig import (
    Crowd,
    Site,
    print_bar,
    print_errors,
    print_machine,
    print_seconds,
    say,
    served,
)

from assistant.desk.store import open_desk
from assistant.settings import DEFAULTS, Settings, silence_telemetry

FAULT_SECONDS = 30.0  # that a fault lasts, and the rest after it; shorter in a short run
RECOVERY_SECONDS = 60.0  # at most, from the end of a fault to a site that says it is ready
LATE_SECONDS = 40.0  # after a fault, for a request that began in it; SQLite waits up to 30
WATCHED = ("/antwoord", "/bronnen", "/stappenplan", "/quiz", "/gezond")
LAYS_BEFORE = 0.5  # of the answers go to the helpdesk
DATABASES = ("postgresql", "sqlite")


@dataclass(slots=True)
class Story:
    """What was done to the site and what it did meanwhile."""

    faults: list[tuple[float, float, Fault]] = field(default_factory=list)
    recoveries: list[tuple[str, float, float]] = field(default_factory=list)  # seconds, MiB
    pages: Counter[int] = field(default_factory=Counter)  # by status
    errors: list[tuple[float, str, str]] = field(default_factory=list)

    def is_excused(self, moment: float) -> bool:
        """Whether nothing could be stored at that moment."""
        return any(
            fault.keeps_from_storing and began <= moment <= ended + LATE_SECONDS
            for began, ended, fault in self.faults
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 1 when something was lost or did not recover.

    Args:
        arguments: without the program name; None reads those of the process.
    """
    silence_telemetry()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--think", type=float, nargs=2, default=(5.0, 15.0))
    there = DATABASES if postgres_folder() else DATABASES[1:]
    parser.add_argument("--database", choices=there, default=there[0])
    options = parser.parse_args(arguments)
    print_machine()
    with tempfile.TemporaryDirectory(prefix="soak") as folder, ExitStack() as stack:
        return soak(options, Path(folder), stack)


def soak(options: argparse.Namespace, folder: Path, stack: ExitStack) -> int:
    """Let people use a site while it is put through all faults; print the figures."""
    state, index = folder / "state", folder / "index"
    shutil.copytree(DEFAULTS.index, index)
    mounted = stack.enter_context(small_disk(state))
    model = ModelAway()
    stack.callback(model.close)
    url = ""
    if options.database == "postgresql":
        programs = postgres_folder()
        assert programs is not None  # noqa: S101 - else it is no choice
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="pg", dir="/tmp"))
        postgres = PostgresAway(programs, Path(place))
        stack.callback(postgres.close)
        url = postgres.url
    settings: dict[str, object] = {"index": index, "llm": "server", "llm_url": model.url}
    shared: tuple[Fault, ...] = ()
    if url:  # what several processes share: PostgreSQL, and with it a Chroma server
        chroma = ChromaAway(folder / "chroma")
        stack.callback(chroma.close)
        shared = (chroma,)
        settings |= {"database_url": url, "chroma_url": chroma.url}
    site = stack.enter_context(served(state, **settings))
    swapped = IndexSwapped(index)
    database: Fault = postgres if url else FileLocked(state / "vindplaats.sqlite")
    disk = DiskFull(state, site, mounted=mounted, holds_desk=not url)
    seconds = options.minutes * 60
    plan: dict[str, Any] = {
        "questions": answered_alone(questions(), site.address),
        "marks": marks(round(options.users * (seconds / options.think[0] + 1))),
        "think": options.think,
        "submit": LAYS_BEFORE,
    }
    # a sentence of the model may be about another part of the article than was asked for
    plan["questions"] = [{"text": q["text"]} for q in plan["questions"]]
    say(f"{options.users} people for {options.minutes:g} minutes, {options.database}, "
        f"disk {'of its own' if mounted else 'limited for the process'}")  # fmt: skip
    crowd = Crowd("tab", site, folder, plan, users=options.users, a_second=5, seconds=seconds)
    story = Story()
    watcher = threading.Thread(target=_watch, args=(site, crowd, story), daemon=True)
    watcher.start()
    _go_wrong(site, crowd, story, (disk, database, model, swapped, *shared), seconds)
    found = crowd.found()
    watcher.join(60)
    helped, stored = _afterwards(site, found, Settings(state=state, database_url=url), story)
    say(f"model asked {model.calls} times; index swapped {swapped.swaps} times; "
        f"faults: {dict(Counter(f.name for _, _, f in story.faults))}")  # fmt: skip
    return _report(site, found, story, helped, stored)


def _go_wrong(
    site: Site, crowd: Crowd, story: Story, faults: Sequence[Fault], seconds: float
) -> None:
    """One fault after the other, with rests, the last part of the time in peace."""
    lasts = min(FAULT_SECONDS, seconds / (2 * len(faults) + 1))
    end = time.time() + seconds - 2 * lasts
    while True:
        for fault in faults:
            if not _waited(crowd, lasts) or time.time() > end or not site.is_up():
                return
            began = time.time()
            fault.begin()
            _waited(crowd, lasts)
            fault.end()
            ended = time.time()
            story.faults.append((began, ended, fault))
            recovered = _seconds_to_recover(site, ended)
            story.recoveries.append((fault.name, recovered, site.memory()))


def _waited(crowd: Crowd, seconds: float) -> bool:
    """Wait; whether the crowd is still there."""
    end = time.time() + seconds
    while time.time() < end and crowd.is_there():
        time.sleep(0.5)
    return crowd.is_there()


def _seconds_to_recover(site: Site, since: float) -> float:
    """How long it takes until the site says that it is ready."""
    while time.time() - since < RECOVERY_SECONDS:
        try:
            if httpx.get(f"{site.address}/klaar", timeout=10).status_code == 200:
                return time.time() - since
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    return float("inf")


def _watch(site: Site, crowd: Crowd, story: Story) -> None:
    """Look at pages all the time."""
    with httpx.Client(base_url=site.address, timeout=30) as client:
        while crowd.is_there() and site.is_up():
            for path in WATCHED:
                try:
                    status = client.get(path).status_code
                except httpx.HTTPError as error:
                    story.errors.append((time.time(), path, type(error).__name__))
                    continue
                story.pages[status] += 1
                if status != 200:
                    story.errors.append((time.time(), path, f"status {status}"))
            time.sleep(1.0)


def _afterwards(
    site: Site, found: dict[str, Any], settings: Settings, story: Story
) -> tuple[int, dict[str, int]]:
    """Send what people could not send, and read what the desk holds.

    Returns:
        How many were helped as yet, and how often the desk holds each mark.
    """
    helped = 0
    with httpx.Client(base_url=site.address, timeout=60) as client:
        for sealed, _ in found["left"]:
            sent = client.post("/voorleggen/verstuur", data={"antwoord": sealed})
            if sent.status_code in (200, 409):  # 409: it had come, and its asker left meanwhile
                helped += 1
            else:
                story.errors.append((time.time(), "in the end", f"status {sent.status_code}"))
    desk = open_desk(settings)
    stored: Counter[str] = Counter()
    for item, _ in desk.everything():
        stored[item.submission.question.rpartition("Kenmerk: ")[2].rstrip(".")] += 1
    for code, mark in found["codes"]:
        reply = desk.reply(code)
        if reply is None or mark not in reply.question:
            stored[mark] = 0  # its asker will never read an answer
    desk.close()
    return helped, dict(stored)


def _report(
    site: Site, found: dict[str, Any], story: Story, helped: int, stored: dict[str, int]
) -> int:
    print_seconds(found["seconds"])
    say(f"outcomes: {found['statuses']}; pages by status: {dict(story.pages)}")
    for name, seconds, memory in story.recoveries:
        say(f"  ready again {seconds:.1f} s after: {name}; server memory {memory:.0f} MiB")
    marks_accepted = [mark for _, mark in found["codes"]]
    lost = [mark for mark in marks_accepted if not stored.get(mark)]
    twice = [mark for mark, times in stored.items() if times > 1]
    early = [[at, "to the helpdesk", "told to wait without a fault"]
             for at in found["later"] if not story.is_excused(at)]  # fmt: skip
    errors = [*found["errors"], *story.errors, *early]
    say(f"helpdesk: {len(marks_accepted)} items taken, {len(found['later'])} times told to try "
        f"again during a fault, {helped} of {len(found['left'])} left over sent in the end, "
        f"{len(twice)} stored twice")  # fmt: skip
    good = print_bar("lost helpdesk items", str(len(lost)), "0",
                     met=not lost and bool(marks_accepted))  # fmt: skip
    good &= print_bar("error pages and failed requests", str(len(errors)), "0", met=not errors)
    slow = [name for name, seconds, _ in story.recoveries if seconds > RECOVERY_SECONDS]
    good &= print_bar("same process, ready after each fault", "yes" if site.is_up() else "no",
                      "yes", met=site.is_up() and not slow)  # fmt: skip
    print_errors(errors)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
