"""assistant quiz: a set drawn, exported, read back, held against the sources, reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import __main__ as program
from assistant.commands import quiz as arguments
from assistant.quiz import command, material
from assistant.quiz.formats import FORMATS
from assistant.quiz.records import Kind, quiz_json, read_quiz
from assistant.quiz.store import QuizStore, open_quizzes
from assistant.quiz.taking import Feedback, Outcome
from assistant.settings import ROOT, load_settings
from tests.quiz import material as quizzes


def test_the_command_knows_every_kind_and_form() -> None:
    assert set(arguments.KINDS) == {k.value for k in Kind}
    assert set(arguments.FORMATS) == set(FORMATS)
    assert set(arguments.READABLE) == {n for n, form in FORMATS.items() if form.reads}


@pytest.fixture(scope="module")
def few_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first cases of the development set, so that reading them takes no time."""
    path = tmp_path_factory.mktemp("cases") / "few.jsonl"
    lines = (ROOT / "evals" / "retrieval" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(lines[:40]) + "\n", encoding="utf-8")
    return path


def test_build_export_import_stale(
    tmp_path: Path, few_cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, moodle, back = (tmp_path / n for n in ("quiz.json", "quiz.xml", "back.json"))
    assert program.main([
        "quiz", "build", "--law", "Jeugdwet", "--count", "6", "--seed", "2", "--title", "Jeugd",
        "--kind", "single", "--kind", "gap", "--cases", str(few_cases), "--out", str(out),
    ]) == 0  # fmt: skip
    assert capsys.readouterr().out.startswith("6 items, seed 2\n  kinds: ")
    quiz = read_quiz(out)
    assert quiz.title == "Jeugd"
    assert {i.kind for i in quiz.items} == {Kind.SINGLE, Kind.GAP}
    assert all(
        any(p.passage_id.startswith("wet/jeugdwet/") for p in i.proofs) or i.cases
        for i in quiz.items
    )

    form = ["--format", "moodle-xml"]
    assert program.main(["quiz", "export", str(out), *form, "--out", str(moodle)]) == 0
    assert program.main(["quiz", "import", str(moodle), *form, "--out", str(back)]) == 0
    assert back.read_bytes() == out.read_bytes()

    capsys.readouterr()
    assert program.main(["quiz", "stale", str(out)]) == 0
    assert capsys.readouterr().out == "every proof stands as it did\n"


def test_stale_shows_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "quiz.json"
    proof = quizzes.PROOF.model_copy(update={"quote": "zonder toestemming van de burgemeester"})
    made = quizzes.quiz(quizzes.item(Kind.OPEN, proofs=(proof,)))
    out.write_text(quiz_json(made), encoding="utf-8")
    assert program.main(["quiz", "stale", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "words: Jeugdwet, artikel 7.3.11, vierde lid" in shown
    assert "burgemeester-" in shown
    assert program.main(["quiz", "stale", str(out), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["words_changed"] is True
    assert row["changes"][0]["passage_id"] == proof.passage_id


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "--count", "5", "--topic", "Vissen", "--out", "q.json"],
         "there is no topic 'Vissen'"),
        (["build", "--count", "5000", "--out", "q.json"], "a set has 1 to 1000 items"),
        (["build", "--count", "900", "--kind", "ordering", "--out", "q.json"], "can be made"),
        (["export", "weg.json", "--format", "gift", "--out", "q.gift"], "cannot be read"),
        (["import", "weg.xml", "--format", "moodle-xml", "--out", "q.json"], "cannot be read"),
        (["stale", "weg.json"], "cannot be read"),
        (["report", "BCDF-GHJK"], "there is no round"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_writes_nothing(
    arguments: list[str], message: str, few_cases: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(material, "CASES", few_cases.parent)
    assert program.main(["quiz", *arguments]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("assistant: ")
    assert message in shown.err
    assert not [p for p in tmp_path.iterdir() if p.name != "state"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QuizStore]:
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    found = open_quizzes(load_settings())
    yield found
    found.close()


def taken(store: QuizStore, takers: int) -> str:
    """A round that so many people took; each had the first half right. Return its code."""
    quiz = quizzes.many(4)
    version = store.create(quiz, by="trainer")
    held = store.start(version, label="dinsdag", feedback=Feedback.IMMEDIATE)
    for n in range(takers):
        right = tuple(i.id for i in quiz.items[: 2 + n % 2])
        outcome = Outcome(right=right, choices=tuple(f"{i.id}/o0" for i in quiz.items))
        assert store.count(held.code, f"mark-{n}", outcome)
    return held.shown_code


def test_report(store: QuizStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["quiz", "report"]) == 0
    assert capsys.readouterr().out == "no group took a quiz yet\n"
    code = taken(store, 12)
    assert program.main(["quiz", "report"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(f"{code}  {datetime.now(UTC):%Y-}")
    assert "12 takers  Quiz, dinsdag" in line
    assert program.main(["quiz", "report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["code"] == code

    page = tmp_path / "verslag.html"
    assert program.main(["quiz", "report", code, "--html", str(page)]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "Quiz: 12 takers"
    assert "  100%  " in "\n".join(lines)
    html = page.read_text(encoding="utf-8")
    assert html.count("<svg") == 3
    assert html.count('<th scope="row">') == 4
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")
    assert program.main(["quiz", "report", code, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["takers"] == 12


def test_a_small_group_is_not_told_apart(
    store: QuizStore, capsys: pytest.CaptureFixture[str]
) -> None:
    code = taken(store, 2)
    assert program.main(["quiz", "report", code]) == 0
    assert "too few to tell" in capsys.readouterr().out


def test_a_page_of_a_report_wants_a_round(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        program.main(["quiz", "report", "--html", "verslag.html"])
    assert caught.value.code == 2
    assert "--html wants the code of a round" in capsys.readouterr().err


def test_kinds_are_named_once() -> None:
    assert command.wanted_kinds(["gap", "gap", "open"]) == (Kind.GAP, Kind.OPEN)
