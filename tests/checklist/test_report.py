"""Guards side by side: the tables, the page, and the workers of the peers."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from assistant.__main__ import main
from assistant.checklist import peers
from assistant.checklist.evaluate import GuardCase, Verdict, evaluate
from assistant.checklist.report import Made, page, sections, table, write_page
from assistant.errors import SettingsError

CANARY = "<b>kanarie</b>"
CASES = (
    GuardCase(id="r-1", text="naam", refuse=True, kind="identifier", points=("bsn",), style="a"),
    GuardCase(id="r-2", text=CANARY, refuse=True, kind="case", points=("profile",), style="b"),
    GuardCase(id="a-1", text="iets", refuse=False, kind="general", style="a"),
    GuardCase(id="a-2", text="naam", refuse=False, kind="general", near_miss=True, style="a"),
)
MADE = Made(
    set="guard/dev", commit="abc123", date="2026-01-02", unavailable=("peer x: no network",)
)
QUIET: list[str] = []


class Fixed:
    """Refuses every text with the word it was made with; takes a millisecond a character."""

    notes = ("a note",)

    def __init__(self, name: str, word: str) -> None:
        self.name = name
        self._word = word

    def judge(self, text: str, *, earlier: Sequence[str] = ()) -> Verdict:
        hit = self._word in " ".join((*earlier, text))
        found = ("NAME",) if hit else ()
        return Verdict(refused=hit, milliseconds=float(len(text)), points=("bsn",), found=found)


REPORTS = (
    evaluate(CASES, Fixed("ours", "naam"), long_texts=["x" * n for n in range(1, 201)]),
    evaluate(CASES, Fixed("other", "nergens"), long_texts=["x"]),
)


def rows(title: str) -> dict[str, tuple[str, ...]]:
    """Rows of the section whose title begins so, by their first cell."""
    section = next(s for s in sections(REPORTS) if s.title.startswith(title))
    return {row[0]: row[1:] for row in section.rows}


def test_decisions_stand_side_by_side_with_counts_and_intervals() -> None:
    found = rows("Decisions")
    assert found["refused, identifier"] == (
        "1",
        "100.0% [ 20.7% to 100.0%]",
        "  0.0% [  0.0% to  79.3%]",
    )
    assert found["refused, all"][:2] == ("2", " 50.0% [  9.5% to  90.5%]")
    assert found["wrongly refused, all"][1:] == (
        " 50.0% [  9.5% to  90.5%]",
        "  0.0% [  0.0% to  65.8%]",
    )
    assert found["refused, near misses"] == ("0", "-", "-")
    assert list(found)[:3] == ["refused, identifier", "refused, case", "refused, all"]


def test_latency_has_percentiles_of_long_texts_and_prompts() -> None:
    found = rows("Processor time")
    assert found["1,000 characters, p50"] == ("101.000", "1.000")
    assert found["1,000 characters, p95"][0] == "191.000"
    assert found["1,000 characters, p99"][0] == "199.000"
    assert "prompt, p99" in found


def test_kinds_behind_wrong_refusals_are_counted() -> None:
    assert rows("What was found") == {"ours": ("1", "NAME 1"), "other": ("0", "-")}


def test_misses_have_a_reason_and_the_text_only_when_asked() -> None:
    assert rows("Misses of ours: 2") == {
        "r-2": ("refuse", "nothing found; expected profile"),
        "a-2": ("allow", "found NAME"),
    }
    assert CANARY not in table(MADE, REPORTS)
    assert CANARY in table(MADE, REPORTS, texts={c.id: c.text for c in CASES})


def test_no_report_is_an_error() -> None:
    with pytest.raises(ValueError, match="no report"):
        sections(())


def test_table_and_page_name_what_was_not_measured() -> None:
    for shown in (table(MADE, REPORTS), page(MADE, REPORTS)):
        assert "not measured: peer x: no network" in shown
        assert "abc123" in shown
        assert "a note" in shown


def test_page_is_well_formed_without_prompts_or_references_outside() -> None:
    html = page(MADE, REPORTS)
    root = etree.fromstring(html.removeprefix("<!DOCTYPE html>").strip())
    assert "kanarie" not in html
    assert not root.xpath("//script | //link | //img | //@href | //@src")
    shown = [th.text for th in root.iter("th") if th.get("scope") == "row"]
    assert {"r-2", "refused, identifier", "bsn"} <= set(shown)


def test_page_is_written_or_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.html"
    write_page(path, MADE, REPORTS)
    assert path.read_text(encoding="utf-8") == page(MADE, REPORTS)
    with pytest.raises(SettingsError, match="cannot be written"):
        write_page(path / "below", MADE, REPORTS)


def test_json_holds_plain_values_with_null_for_an_empty_set() -> None:
    plain = json.loads(json.dumps(REPORTS[0].as_json()))
    assert plain["refused"]["all"]["hits"] == 1
    assert plain["refused_near_miss"]["value"] is None
    assert plain["misses"][0]["id"] == "r-2"


# -- peers ------------------------------------------------------------------------------------

PEER = peers.Peer(name="fake", package="fake", not_counted=frozenset({"PLACE"}), notes=())
WORKER = """
import sys
sys.path.insert(0, sys.argv[1])
from protocol import serve

def start():
    print("a library that talks")
    kinds = {"naam": "NAME", "plaats": "PLACE"}
    return lambda text: [kind for word in text.split() for kind in (kinds.get(word),) if kind]

serve(start)
"""


def command(script: str) -> list[str]:
    return [sys.executable, "-E", "-s", "-c", script, str(peers.SOURCES)]


def test_a_worker_is_asked_text_by_text() -> None:
    said: list[str] = []
    with peers.running(PEER, "1.2", command(WORKER), said.append) as judge:
        assert judge.name == "fake 1.2"
        assert judge.judge("niets \u00e9\n\u0000").found == ()
        assert judge.judge("naam naam").found == ("NAME",)
        assert judge.judge("vraag", earlier=("mijn naam",)).refused
        place = judge.judge("plaats")
        assert (place.refused, place.found) == (False, ())
        assert place.milliseconds >= 0
    assert said[0].startswith("fake: starting")


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("raise SystemExit(1)", id="does-not-start"),
        pytest.param('print("{}", flush=True); input()', id="stops-at-the-first-text"),
    ],
)
def test_a_worker_that_stops_is_an_error(script: str) -> None:
    with (
        pytest.raises(peers.PeerError, match="fake stopped"),
        peers.running(PEER, "1", command(script), QUIET.append) as judge,
    ):
        judge.judge("naam")


@pytest.mark.parametrize("peer", peers.PEERS, ids=lambda peer: peer.name)
def test_everything_a_peer_needs_is_pinned(peer: peers.Peer) -> None:
    assert re.fullmatch(r"[\d.]+", peers.pinned_version(peer))
    lines = (peers.SOURCES / f"{peer.name}.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in wanted)
    assert (peers.SOURCES / f"worker_{peer.name}.py").is_file()


def test_requirements_that_do_not_pin_the_peer_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(peers.PeerError, match="cannot be read"):
        peers.pinned_version(PEER, tmp_path)
    (tmp_path / "fake.txt").write_text("other==1\n", encoding="utf-8")
    with pytest.raises(peers.PeerError, match="fake==VERSION"):
        peers.pinned_version(PEER, tmp_path)


def test_an_environment_is_kept_while_its_requirements_stay_the_same(tmp_path: Path) -> None:
    (tmp_path / "fake.txt").write_bytes(b"fake==1\n")
    python = tmp_path / "fake" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    digest = hashlib.sha256(b"fake==1\n").hexdigest()
    (tmp_path / "fake" / "installed.sha256").write_text(digest, encoding="ascii")
    said: list[str] = []
    found = peers.ensure_environment(PEER, said.append, sources=tmp_path, environments=tmp_path)
    assert (found, said) == (python, [])


def test_a_peer_that_cannot_be_installed_says_so(tmp_path: Path) -> None:
    (tmp_path / "fake.txt").write_text("fake==1\n", encoding="utf-8")
    said: list[str] = []
    with pytest.raises(peers.PeerError, match=r"fake cannot be installed; -m venv: .*fake\.txt"):
        peers.ensure_environment(
            PEER, said.append, sources=tmp_path, environments=tmp_path / "fake.txt"
        )
    assert said[0].startswith("fake: installing")


def test_the_command_goes_on_without_a_peer_and_exits_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "guard").mkdir()
    for label, kind in (("refuse", "identifier"), ("allow", "general")):
        row = {"id": label, "text": "Wat is een DPIA?", "label": label, "kind": kind}
        path = tmp_path / "guard" / f"dev-{label}.jsonl"
        path.write_text(json.dumps(row), encoding="utf-8")
    monkeypatch.setattr("assistant.evaluation.EVALS", tmp_path)
    monkeypatch.setattr("assistant.checklist.bench.thousand_characters", lambda: ["Mag dat?"])
    monkeypatch.setattr(peers, "PEERS", (PEER,))
    report = tmp_path / "report.html"
    assert main(["eval", "guard", "--report", str(report)]) == 0
    assert "DPIA" not in capsys.readouterr().out
    assert report.is_file()
    assert main(["eval", "guard", "--compare", "--json"]) == 1
    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert len(result["guards"]) == 1
    assert "fake.txt" in result["unavailable"][0]
    assert "not measured" in shown.err
    assert main(["eval", "guard", "--texts"]) == 0
    assert "DPIA" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["eval", "guard", "--split", "test", "--texts"],
        ["eval", "support", "--split", "fresh"],
        ["eval", "retrieval", "--split", "audit"],
        ["eval", "retrieval", "--split", "unseen"],
        ["eval", "guard", "--json", "--texts"],
        ["eval", "retrieval", "--compare"],
    ],
)
def test_arguments_that_do_not_go_together(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
