"""`assistant desk` as its users meet it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from assistant import __main__ as cli
from assistant.desk.model import Comment, Judge, Judgement, Release
from assistant.desk.prepare import prepare
from assistant.desk.store import Desk, open_desk
from assistant.records import Answer, Citation, Sentence, Status
from assistant.settings import Settings
from tests.desk.material import NO_LAWS, QUESTION, submission

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def desk(state: Path) -> Iterator[Desk]:
    found = open_desk(Settings(state=state))
    yield found
    found.close()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", StringIO())
        try:
            code = cli.main(("desk", *arguments))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


def test_an_empty_desk_has_an_empty_queue(run: Run, state: Path) -> None:
    assert run("list") == (0, "", "")
    assert run("list", "--json") == (0, "[]\n", "")
    assert run("agreement")[:2] == (0, "Er is nog geen citaat beoordeeld.\n")


def test_the_queue_and_an_item_are_shown(run: Run, desk: Desk) -> None:
    desk.submit(submission())
    desk.submit(submission(number=0))
    desk.act(1, Judge(1, Judgement.WRONG), by="anna", version=0)
    desk.act(1, Comment("Even overlegd."), by="bram", version=1)

    code, out, _ = run("list", "--status", "assigned", "--assignee", "anna", "--topic", "Jeugdwet")
    assert code == 0
    assert [line.split()[:3] for line in out.splitlines()] == [["1", "in", "behandeling"]]
    assert run("list", "--older", "3")[1] == ""
    rows = json.loads(run("list", "--json")[1])
    assert [(r["id"], r["status"], r["question"]) for r in rows] == [
        (1, "assigned", QUESTION), (2, "new", QUESTION),
    ]  # fmt: skip

    code, out, _ = run("show", "1")
    assert code == 0
    for words in (QUESTION, "onjuist (anna)", "bram: Even overlegd.", "beoordeeld [1] onjuist"):
        assert words in out
    assert json.loads(run("show", "1", "--json")[1])["history"][0]["by"] == "anna"
    assert "geen antwoord" in run("show", "2")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "9"), 1, "Deze vraag is er niet"),
        (("to-evals", "9"), 1, "Deze vraag is er niet"),
        (("restore", "nergens.sqlite", "--yes"), 1, "cannot be read"),
        (("export", "x.ods"), 1, "an export ends in .csv, .xlsx, .json"),
        (("agreement", "--svg", "x.svg"), 1, "nothing to draw"),
        (("show", "een"), 2, "invalid int value"),
        (("purge", "--days", "-1"), 2, "--days"),
        (("list", "--status", "klaar"), 2, "invalid choice"),
        ((), 2, "COMMAND"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, state: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = run(*arguments)
    assert found == code
    assert words in err
    assert out == ""


def test_an_item_goes_out_comes_back_and_is_deleted(run: Run, desk: Desk, tmp_path: Path) -> None:
    desk.submit(submission(number=0))
    desk.act(1, Comment("Vraag het na.", True), by="anna", version=0)
    desk.act(1, Release(), by="anna", version=1)
    saved, table = tmp_path / "desk.backup", tmp_path / "desk.csv"
    assert run("export", str(table))[0] == 0
    assert QUESTION in table.read_text(encoding="utf-8-sig")
    assert run("backup", str(saved)) == (0, "", f"1 items, 2 events written to {saved}\n")

    assert run("purge")[1].startswith("0 items deleted")
    assert run("purge", "--days", "0")[1] == (
        "1 items deleted that were released more than 0 days ago, 0 that came in more than 730 "
        "days ago and were not released\n"
    )
    assert run("restore", str(saved)) == (1, "nothing was changed\n", "")  # nobody agreed
    assert desk.count() == 0
    code, _, err = run("restore", str(saved), "--yes")
    assert (code, err) == (0, "1 items, 2 events restored; 0 were too old and deleted\n")
    assert desk.count() == 1


def test_one_item_is_deleted_when_somebody_agrees(run: Run, desk: Desk) -> None:
    desk.submit(submission(number=0))
    assert run("delete", "1") == (1, "nothing was changed\n", "")
    assert run("delete", "1", "--yes") == (0, "item 1 deleted\n", "")
    assert desk.count() == 0
    assert run("delete", "1", "--yes")[0] == 1


def test_a_decided_item_becomes_a_case(
    run: Run, desk: Desk, tmp_path: Path, small_corpus: Path
) -> None:
    from assistant.corpus import load_corpus

    passage = load_corpus(small_corpus).passages[0]
    citation = Citation(n=1, passage=passage, quote=passage.text, start=0, end=len(passage.text))
    shown = Answer(
        status=Status.ANSWERED,
        sentences=(Sentence(text=passage.text, citations=(1,)),),
        citations=(citation,),
    )
    desk.submit(prepare(QUESTION, shown, NO_LAWS))
    cases = tmp_path / "helpdesk.jsonl"
    arguments = ("to-evals", "1", "--out", str(cases), "--corpus", str(small_corpus))
    assert run(*arguments)[0] == 1
    assert not cases.exists()
    desk.act(1, Judge(1, Judgement.RIGHT), by="anna", version=0)
    assert "added to" in run(*arguments)[1]
    assert "is already in" in run(*arguments)[1]
    found = [json.loads(line) for line in cases.read_text().splitlines()]
    assert [c["gold"] for c in found] == [[{"passage_id": passage.id, "words": passage.text}]]

    plot = tmp_path / "agreement.svg"
    code, out, _ = run("agreement", "--svg", str(plot))
    assert code == 0
    assert out.splitlines()[-1].startswith("samen")
    assert "1.000" in out
    assert plot.read_text().startswith("<svg")
    assert json.loads(run("agreement", "--json")[1])["agreement"]["hits"] == 1


def test_the_queue_says_what_is_about_to_be_deleted(
    run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk._now = lambda: datetime.now(UTC) - timedelta(days=20, hours=1)
    desk.submit(submission())
    assert "verwijderd" not in run("list")[1]
    monkeypatch.setenv("ASSISTANT_DESK_OPEN_DAYS", "25")
    assert "(wordt over 4 dagen verwijderd)" in run("list")[1]
    monkeypatch.setenv("ASSISTANT_DESK_OPEN_DAYS", "20")
    assert "(wordt vandaag verwijderd)" in run("list")[1]
    assert "1 that came in more than 20 days ago" in run("purge")[1]
    assert run("list")[1] == ""
