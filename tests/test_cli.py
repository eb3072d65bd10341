"""The command line as its users meet it: texts, exit codes, JSON, and no stack trace."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant import __main__ as cli
from assistant import texts_nl
from assistant.commands import answering
from assistant.settings import Settings
from tests.fakes import ROOT

BSN = "123456782"  # passes the elfproef; given out to nobody
QUESTION = (
    "Mag ik als leerkracht zonder toestemming van ouders informatie delen met het lokale team?"
)
OFF_TOPIC = "Hoe bak ik een appeltaart met kaneel en rozijnen?"
COMMANDS = ("index", "ask", "search", "guard", "check", "eval", "serve")
HEAVY = (
    "bm25s", "chromadb", "fastapi", "gradio", "llama_index", "lxml", "numpy", "onnxruntime",
    "pydantic", "pypdf", "rich", "scipy", "sentence_transformers", "tokenizers", "torch",
)  # fmt: skip


@pytest.fixture
def run(
    full_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.setenv("ASSISTANT_INDEX", str(full_settings.index))

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = cli.main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


@pytest.fixture
def quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Like `run`, for what needs no index: there is none."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no-index"))

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = cli.main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


# -- help and arguments --


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example_and_the_exit_codes(quick: Any, command: str) -> None:
    code, out, err = quick(command, "--help")
    assert (code, err) == (0, "")
    assert f"example:\n  assistant {command}" in out
    assert "exit codes:" in out
    assert "refused the text" in out


def test_help_of_the_whole_names_every_command(quick: Any) -> None:
    code, out, _ = quick("--help")
    assert code == 0
    assert all(f"\n    {command}" in out for command in COMMANDS)
    assert quick("--version")[1].startswith("assistant ")


@pytest.mark.parametrize("arguments", [("--help",), ("ask", "--help"), ("guard", "--help")])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    script = (
        "import sys\nfrom assistant.__main__ import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        f"print('HEAVY', *(m for m in {HEAVY!r} if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("antwoord", "mag dat?"),
        ("ask",),
        ("search",),
        ("guard",),
        ("check",),
        ("ask", "--jsonl", "in.jsonl"),
        ("ask", "--out", "out.jsonl"),
        ("guard", "--jsonl", "in.jsonl"),
        ("ask", "--role", "minister", "mag dat?"),
        ("ask", "--onbekend"),
        ("serve", "--port", "tachtig"),
        ("eval", "alles"),
    ],
)
def test_wrong_arguments_end_with_2(quick: Any, arguments: tuple[str, ...]) -> None:
    code, out, err = quick(*arguments)
    assert code == 2
    assert out == ""
    assert "assistant" in err


def test_a_wrong_setting_is_named(quick: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "99999")
    assert quick("ask", "mag dat?")[::2] == (
        1,
        "assistant: port must be from 0 to 65535, not '99999'\n",
    )


def test_without_an_index_it_says_what_to_do(quick: Any) -> None:
    code, out, err = quick("ask", "mag dat?")
    assert (code, out) == (1, "")
    assert "there is no index; run 'assistant index'" in err


def test_without_a_corpus_it_says_so(quick: Any, tmp_path: Path) -> None:
    code, _, err = quick("index", "--corpus", str(tmp_path))
    assert code == 1
    assert "manifest.toml: cannot be read" in err


def test_what_nobody_foresaw_is_told_without_a_word_of_the_question(
    quick: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(settings: Settings, *, curated: bool = False) -> None:
        raise RuntimeError(f"cannot handle {BSN}")

    monkeypatch.setattr(answering, "open_assistant_for", fail)
    code, out, err = quick("ask", "mag dat?")
    assert (code, out) == (1, "")
    assert texts_nl.SOMETHING_WRONG in err
    assert "RuntimeError" in err
    assert BSN not in err


# -- questions --


def test_an_answer_for_people(run: Any) -> None:
    code, out, _ = run("ask", QUESTION)
    assert code == 0
    assert texts_nl.SOURCES_HEADING in out
    assert "[1]" in out


def test_an_answer_for_machines(run: Any, full_settings: Settings) -> None:
    code, out, _ = run("ask", "--json", QUESTION)
    assert code == 0
    line = json.loads(out)
    assert_answer_shape(line)
    assert line["status"] == "answered"
    assert line["answer"] == "\n".join(s["text"] for s in line["sentences"])


def test_no_answer_ends_with_3(run: Any) -> None:
    code, out, _ = run("ask", OFF_TOPIC)
    assert code == 3
    assert any(reason in out for reason in texts_nl.ABSTAINED.values())
    assert texts_nl.NEAREST in out
    assert texts_nl.HELPDESK in out
    code, out, _ = run("ask", "--json", OFF_TOPIC)
    assert code == 3
    line = json.loads(out)
    assert_answer_shape(line)
    assert (line["status"], len(line["retrieved"])) == ("abstained", 10)


@pytest.mark.parametrize("command", ["ask", "search", "guard"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_refusal_ends_with_4(run: Any, command: str, form: tuple[str, ...]) -> None:
    code, out, err = run(command, *form, f"Mag ik BSN {BSN} van Fatima Yilmaz delen?")
    assert code == 4
    assert out
    for word in (BSN, "Fatima", "Yilmaz"):
        assert word not in out + err
    if form:
        line = json.loads(out)
        if command == "guard":
            assert {f["item"] for f in line["findings"]} >= {"bsn"}
        else:
            assert (line["status"], line["retrieved"]) == ("refused", [])
    else:
        assert texts_nl.REFUSED in out


def test_search_lists_what_is_found(run: Any) -> None:
    code, out, _ = run("search", "art. 7.3.11 lid 4 Jeugdwet")
    assert code == 0
    assert out.startswith(" 1. ")
    assert "Jeugdwet, artikel 7.3.11, vierde lid  [wet/jeugdwet/7.3.11/lid-4]" in out
    assert len([x for x in out.splitlines() if x[:3].strip(" .").isdigit()]) == 10


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \n", "empty", id="white-space"),
        pytest.param(b"x", "too-short", id="one-character"),
        pytest.param(b"a" * 5000, "too-long", id="5,000-characters"),
        pytest.param(b"\x7fELF\x02\x01\x01\x00\xff\xfe\xfd", "not-text", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "not-text", id="picture"),
        pytest.param("😀😀😀".encode(), "no-letters", id="emoji-only"),
    ],
)
def test_what_is_no_question_is_told_in_dutch(
    run: Any, command: str, stdin: bytes, message: str
) -> None:
    code, out, err = run(command, "-", stdin=stdin)
    assert (code, out) == (1, "")
    assert err == f"assistant: {texts_nl.QUESTION_PROBLEMS[message]}\n"


@pytest.mark.parametrize("command", ["ask", "search", "guard"])
def test_a_hundred_thousand_characters_are_refused_with_a_reason(run: Any, command: str) -> None:
    code, out, _ = run(command, "-", stdin=b"woord " * 17_000)
    assert code == 4
    assert "woord woord" not in out
    assert len(out.splitlines()) > 3


@pytest.mark.parametrize(
    "question", ["'; DROP TABLE passages; --", "<script>alert(1)</script> mag dat?", "%s %n {0}"]
)
def test_code_is_a_question_like_any_other(run: Any, question: str) -> None:
    code, out, err = run("ask", question)
    assert code in (0, 3)
    assert question not in out + err


@pytest.mark.slow
def test_bytes_of_the_command_line_that_are_no_text(full_settings: Settings) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", b"mag \xff\xfe dat?"],
        capture_output=True, check=False,
        env={**os.environ, "ASSISTANT_INDEX": str(full_settings.index)},
    )  # fmt: skip
    assert done.returncode == 1
    assert texts_nl.QUESTION_PROBLEMS["not-text"] in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_a_terminal_that_knows_no_dutch_letters(full_settings: Settings) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "wat is een bijzonder persoonsgegeven?"],
        capture_output=True, check=False,
        env={
            **os.environ,
            "ASSISTANT_INDEX": str(full_settings.index),
            "PYTHONIOENCODING": "ascii",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Vindplaatsen" in done.stdout


# -- batch --


def assert_answer_shape(line: dict[str, Any]) -> None:
    """The contract of `ask --jsonl`: names, order and types of the fields."""
    kinds = {
        "id": str, "status": str, "answer": str, "sentences": list, "citations": list,
        "retrieved": list, "timings_ms": dict, "reason": str, "read_as": str, "short": list,
        "laws": list, "suggestions": list, "follow_ups": list, "notice": str,
    }  # fmt: skip
    assert list(line) == list(kinds)
    assert all(isinstance(line[name], kind) for name, kind in kinds.items())
    assert line["status"] in ("answered", "abstained", "refused")
    for sentence in line["sentences"]:
        assert list(sentence) == ["text", "citations", "written"]
        assert isinstance(sentence["text"], str)
        assert sentence["citations"]
        assert all(type(n) is int for n in sentence["citations"])
    for number, citation in enumerate(line["citations"], 1):
        assert list(citation) == [
            "n", "passage_id", "source", "ref", "page", "quote", "start", "end", "url", "valid_on",
            "changed",
        ]  # fmt: skip
        assert citation["n"] == number
        assert all(isinstance(citation[k], str) for k in ("passage_id", "source", "ref", "quote"))
        assert citation["page"] is None or type(citation["page"]) is int
        assert type(citation["start"]) is type(citation["end"]) is int
        assert citation["end"] - citation["start"] == len(citation["quote"])
        assert all(isinstance(citation[k], str | None) for k in ("url", "valid_on"))
    assert len(line["retrieved"]) <= 10
    for hit in line["retrieved"]:
        assert list(hit) == ["passage_id", "ref", "text", "score"]
        assert isinstance(hit["score"], float)
    assert all(type(v) is float for v in line["timings_ms"].values())
    assert all(0 <= n < len(line["sentences"]) for n in line["short"])
    assert all(list(law) == ["passage_id", "ref", "url"] for law in line["laws"])
    assert all(isinstance(q, str) for q in line["suggestions"])
    if line["status"] == "answered":
        assert line["sentences"]
        assert line["citations"]
    else:
        assert (line["sentences"], line["citations"]) == ([], [])


BATCH = [
    {"id": "a", "question": QUESTION},
    {"id": "b", "question": OFF_TOPIC},
    {"id": "c", "question": f"Mag ik BSN {BSN} van Fatima Yilmaz delen?"},
    {"id": "d", "question": ""},
    {"id": "e", "question": "x" * 100_000},
    {"id": "f", "question": "En als het kind 17 is?", "earlier": [QUESTION]},
    {"id": "g", "question": "half \ud800 teken"},
    {"id": "h", "question": "😀"},
]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(x) for x in path.read_text(encoding="utf-8").split("\n") if x]


def test_a_batch_of_questions(run: Any, tmp_path: Path) -> None:
    source, target = write(tmp_path / "in.jsonl", BATCH), tmp_path / "out.jsonl"
    code, out, err = run("ask", "--jsonl", str(source), "--out", str(target))
    assert (code, out) == (0, "")
    assert "8 lines written" in err
    lines = read(target)
    assert [x["id"] for x in lines] == list("abcdefgh")
    for line in lines:
        assert_answer_shape(line)
    by_id = {x["id"]: x for x in lines}
    assert [by_id[i]["status"] for i in "abcdegh"] == [
        "answered", "abstained", "refused", "abstained", "abstained", "abstained", "abstained",
    ]  # fmt: skip
    assert by_id["e"]["answer"] == texts_nl.QUESTION_PROBLEMS["too-long"]
    assert by_id["g"]["answer"] == texts_nl.QUESTION_PROBLEMS["not-text"]
    assert [len(by_id[i]["retrieved"]) for i in "abc"] == [10, 10, 0]
    assert by_id["d"]["answer"] == texts_nl.QUESTION_PROBLEMS["empty"]
    for word in (BSN, "Fatima", "Yilmaz", "xxx"):
        assert word not in target.read_text(encoding="utf-8") + err


def test_a_batch_of_searches(run: Any, tmp_path: Path) -> None:
    source, target = write(tmp_path / "in.jsonl", BATCH), tmp_path / "out.jsonl"
    assert run("search", "--jsonl", str(source), "--out", str(target))[0] == 0
    lines = read(target)
    assert [x["id"] for x in lines] == list("abcdefgh")
    assert {tuple(x) for x in lines} == {("id", "status", "message", "retrieved", "timings_ms")}
    statuses = ["found", "found", "refused", "abstained", "abstained"]
    assert [x["status"] for x in lines[:5]] == statuses


def test_a_batch_for_the_guard(quick: Any, tmp_path: Path) -> None:
    texts = [f"BSN {BSN}", "Wanneer mag ik informatie delen?", "", "😀", "x" * 100_000]
    rows = [{"id": n, "text": t} for n, t in enumerate(texts)]
    source, target = write(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    assert quick("guard", "--jsonl", str(source), "--out", str(target))[0] == 0
    lines = read(target)
    assert [(x["id"], x["refused"]) for x in lines[:3]] == [(0, True), (1, False), (2, False)]
    for line in lines:
        assert list(line) == ["id", "refused", "findings"]
        assert all(list(f) == ["item", "start", "end"] for f in line["findings"])
    finding = lines[0]["findings"][0]
    assert texts[0][finding["start"] : finding["end"]] == BSN
    assert BSN not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "1", "text": "a"}\n{"id"', "line 2: not JSON"),
        ('{"id": "1"}', 'line 1: wants an object with "id" and "text"'),
        (None, "cannot be read"),
    ],
)
def test_a_bad_batch_ends_with_1(
    quick: Any, tmp_path: Path, content: str | None, message: str
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    if content is not None:
        source.write_text(content, encoding="utf-8")
    code, _, err = quick("guard", "--jsonl", str(source), "--out", str(target))
    assert code == 1
    assert message in err
    assert not target.exists()


def test_a_batch_over_the_streams(run: Any) -> None:
    stdin = json.dumps({"id": 7, "question": QUESTION}).encode()
    code, out, _ = run("search", "--jsonl", "-", "--out", "-", stdin=stdin)
    assert code == 0
    assert json.loads(out)["id"] == 7


# -- index --


def test_index_tells_what_it_did_and_what_it_left_out(
    quick: Any, small_corpus: Path, tmp_path: Path
) -> None:
    (small_corpus / "eigen" / "kapot.pdf").write_bytes(b"geen pdf")
    arguments = ("index", "--corpus", str(small_corpus), "--index", str(tmp_path / "i"))
    code, out, err = quick(*arguments)
    assert code == 0
    assert " built: 4 sources, " in out
    assert "left out: eigen/kapot.pdf" in err
    assert " up to date: 4 sources, " in quick(*arguments)[1]
    line = json.loads(quick(*arguments, "--json")[1])
    assert (line["fresh"], line["embedded"]) == (False, 0)
    assert [p["path"] for p in line["problems"]] == ["eigen/kapot.pdf"]
    forced = json.loads(quick(*arguments, "--json", "--force")[1])
    assert (forced["fresh"], forced["reused"]) == (True, 0)
    assert forced["name"] != line["name"]
    code, out, _ = quick(
        "search", "--index", str(tmp_path / "i"), "Wat vraagt het team bij een aanmelding?"
    )
    assert code == 0
    assert "[eigen/werkwijze/" in out.splitlines()[0]


@pytest.mark.slow
def test_a_reader_that_leaves_early_is_no_error(full_settings: Settings) -> None:
    command = f"{sys.executable} -m assistant search 'informatie delen' | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "ASSISTANT_INDEX": str(full_settings.index)},
    )  # fmt: skip
    assert len(done.stdout) == 10
    assert done.stderr == ""
