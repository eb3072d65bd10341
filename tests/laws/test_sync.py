"""The laws of a corpus are brought up to date, and the corpus is whole at every moment."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import Corpus, load_corpus, moved_passages, other_versions, source_text
from assistant.errors import CorpusError
from assistant.laws.act import act_lines, digest
from assistant.laws.publishers import Folder, Online
from assistant.laws.show import change_sentence
from assistant.laws.sync import Plan, apply_sync, confirm, plan_sync
from assistant.laws.versions import load_versions
from assistant.questions import load_questions
from tests.laws.places import (
    ACTS,
    NEW_ACT,
    OLD_ACT,
    Answers,
    acts_folder,
    give_act,
    loopback,
    sru_answer,
    write_law_corpus,
)

TODAY = date(2026, 1, 1)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_law_corpus(tmp_path / "corpus")


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    return acts_folder(tmp_path / "acts", OLD_ACT, NEW_ACT)


@pytest.fixture
def server() -> Iterator[Answers]:
    with loopback() as answers:
        yield answers


def entry(corpus: Path) -> dict[str, object]:
    return tomllib.loads((corpus / "manifest.toml").read_text(encoding="utf-8"))["source"][0]


def plan(corpus: Path, acts: Path, on: date = TODAY, *, beside: bool = False) -> Plan:
    return plan_sync(corpus, Folder(acts), on, beside=beside)


def taken_in(corpus: Path, acts: Path) -> Corpus:
    apply_sync(corpus, plan(corpus, acts).updates)
    return load_corpus(corpus)


def test_a_plan_tells_what_changes_and_changes_nothing(corpus: Path, acts: Path) -> None:
    before = {p: p.read_bytes() for p in corpus.rglob("*") if p.is_file()}
    found = plan(corpus, acts)
    assert [(u.source.id, u.edition.version) for u in found.updates] == [
        ("wet/wabb", "2025-11-11_0")
    ]
    assert [c.article for c in found.updates[0].changes] == ["5", "8"]
    assert found.updates[0].quoted == ("5", "8")
    assert (found.current, found.absent, found.older, found.problems) == ((), (), (), ())
    assert {p: p.read_bytes() for p in corpus.rglob("*") if p.is_file()} == before


def test_what_is_taken_in_is_quoted_and_what_was_quoted_stays_beside_it(
    corpus: Path, acts: Path
) -> None:
    old = load_corpus(corpus)
    new = taken_in(corpus, acts)
    assert {p.article for p in new.passages} == {"5", "8"}
    assert {p.valid_on for p in new.passages} == {"2025-11-11"}
    assert {p.version for p in new.passages} == {"2025-11-11_0"}
    source = new.sources[0]
    text = source_text(corpus, source)
    assert all(text[p.start : p.end] == p.text for p in new.passages)
    assert any(p.links for p in new.passages)
    assert [(v.id, v.valid_on, v.path) for v in other_versions(corpus)] == [
        ("wet/wabb", "2018-07-28", "wetten/wabb.jsonl")
    ]
    changed = load_versions(corpus).changes(old.passages, TODAY)
    assert change_sentence(changed["wet/wabb/5/lid-1"]) == "Gewijzigd sinds 11 november 2025."
    assert load_versions(corpus).changes(new.passages, TODAY) == {}


def test_the_manifest_keeps_its_words_and_tells_the_version(corpus: Path, acts: Path) -> None:
    taken_in(corpus, acts)
    assert (corpus / "manifest.toml").read_text(encoding="utf-8").startswith(
        "# The sources; this line must stay.\n"
    )  # fmt: skip
    found = entry(corpus)
    assert (found["version"], found["valid_on"], found["url"]) == (
        "2025-11-11_0", "2025-11-11", "https://wetten.overheid.nl/BWBR0022428/2025-11-11",
    )  # fmt: skip
    assert found["articles"] == ["5", "8"]
    assert found["sha256"] == digest((corpus / str(found["path"])).read_bytes())


def test_the_whole_act_is_held_so_later_changes_elsewhere_are_counted(
    corpus: Path, acts: Path
) -> None:
    apply_sync(corpus, plan(corpus, acts, date(2020, 1, 1)).updates)
    update = plan(corpus, acts).updates[0]
    assert update.elsewhere == 3  # 1a, 22 and 23
    assert [c.article for c in update.changes] == ["5", "8"]


def test_a_second_time_there_is_nothing_to_do(corpus: Path, acts: Path) -> None:
    taken_in(corpus, acts)
    again = plan(corpus, acts)
    assert again.updates == ()
    assert [s.id for s in again.current] == ["wet/wabb"]


def test_an_older_version_is_quoted_only_when_its_day_is_asked(corpus: Path, acts: Path) -> None:
    taken_in(corpus, acts)
    only_old = acts_folder(acts.parent / "oud", OLD_ACT)
    assert [s.id for s in plan(corpus, only_old).older] == ["wet/wabb"]
    back = plan(corpus, acts, date(2019, 1, 1))
    assert [u.edition.version for u in back.updates] == ["2018-07-28_0"]
    apply_sync(corpus, back.updates)
    passages = load_corpus(corpus).passages
    assert {p.valid_on for p in passages} == {"2018-07-28"}
    assert "wet/wabb/5/lid-1" in load_versions(corpus).changes(passages, TODAY)


def test_a_version_can_be_held_beside_the_quoted_one(corpus: Path, acts: Path) -> None:
    before = load_corpus(corpus)
    apply_sync(corpus, plan(corpus, acts, beside=True).updates, beside=True)
    assert load_corpus(corpus).hash == before.hash
    found = load_versions(corpus).changes(before.passages, date(2025, 1, 1))
    assert found["wet/wabb/5/lid-1"].coming
    again = plan(corpus, acts, beside=True)
    assert (again.updates, len(again.current)) == ((), 1)


def test_versions_to_come_and_laws_that_are_not_there_are_told(corpus: Path, acts: Path) -> None:
    found = plan(corpus, acts, date(2020, 1, 1))
    assert [e.version for e in found.coming] == ["2025-11-11_0"]
    other = acts_folder(acts.parent / "ander", "BWBR0034925_2024-01-01_0.xml")
    assert [s.id for s in plan(corpus, other).absent] == ["wet/wabb"]


def test_what_cannot_be_used_is_told_and_does_not_stop_the_rest(corpus: Path, acts: Path) -> None:
    (acts / NEW_ACT).write_bytes(b"<!DOCTYPE a [<!ENTITY b 'c'>]><toestand>&b;</toestand>")
    found = plan(corpus, acts)
    assert found.updates == ()
    assert "its XML is refused" in found.problems[0].message


def test_an_act_without_the_quoted_articles_is_refused(tmp_path: Path, acts: Path) -> None:
    corpus = write_law_corpus(tmp_path / "ander", labels=("1",))
    manifest = corpus / "manifest.toml"
    manifest.write_text(manifest.read_text().replace("law_id =", 'articles = ["99"]\nlaw_id ='))
    assert "none of the articles" in plan(corpus, acts).problems[0].message


def test_questions_go_with_their_passage_to_its_new_id(tmp_path: Path) -> None:
    corpus = write_law_corpus(tmp_path / "corpus", NEW_ACT, ("8",))
    (corpus / "questions" / "wabb.jsonl").write_text(
        '{"passage_id": "wet/wabb/8/lid-6", "questions": ["Waar staan de regels?"]}\n'
    )
    acts = acts_folder(tmp_path / "acts", OLD_ACT)
    back = plan_sync(corpus, Folder(acts), date(2019, 1, 1))
    apply_sync(corpus, back.updates)
    ids = {p.id for p in load_corpus(corpus).passages}
    assert "wet/wabb/8/lid-6" not in ids
    assert moved_passages(corpus) == {"wet/wabb/8/lid-6": "wet/wabb/8/lid-5"}
    assert load_questions(corpus, ids) == {"wet/wabb/8/lid-5": ("Waar staan de regels?",)}
    forth = plan_sync(corpus, Folder(acts_folder(tmp_path / "nieuw", NEW_ACT)), TODAY)
    apply_sync(corpus, forth.updates)
    assert moved_passages(corpus) == {}


# -- online --


def test_online_the_version_in_force_is_fetched_and_confirmed(
    corpus: Path, server: Answers
) -> None:
    server.give("/sru/Search", sru_answer())
    give_act(server, NEW_ACT)
    with Online(server.addresses) as online:
        found = plan_sync(corpus, online, TODAY)
    apply_sync(corpus, found.updates, confirmed=TODAY)
    assert entry(corpus)["confirmed_on"] == "2026-01-01"
    first = load_corpus(corpus)
    assert first.passages[0].version == "2025-11-11_0"
    confirm(corpus, load_corpus(corpus).sources, date(2026, 2, 2))
    assert entry(corpus)["confirmed_on"] == "2026-02-02"
    assert load_corpus(corpus).hash == first.hash
    lines = (corpus / str(entry(corpus)["path"])).read_text(encoding="utf-8")
    assert f"{server.base}/bwb/BWBR0022428/2025-11-11_0/xml/{NEW_ACT}" in lines


def test_from_a_folder_nothing_of_this_machine_gets_into_the_corpus(
    corpus: Path, acts: Path
) -> None:
    taken_in(corpus, acts)
    for path in corpus.rglob("*"):
        if path.is_file():
            assert str(acts.parent) not in path.read_text(encoding="utf-8")


def test_a_corrected_version_under_the_same_name_is_seen(corpus: Path, acts: Path) -> None:
    taken_in(corpus, acts)
    data = (ACTS / NEW_ACT).read_text(encoding="utf-8")
    assert "foutloos en slechts" in data
    (acts / NEW_ACT).write_text(data.replace("foutloos en slechts", "foutloos en"), "utf-8")
    update = plan(corpus, acts).updates[0]
    assert update.edition.version == "2025-11-11_0"
    assert [c.article for c in update.changes] == ["8"]


# -- at every moment a whole corpus --


class _Stopped(BaseException):
    """The process was stopped here."""


def test_stopped_before_any_step_the_corpus_is_that_of_before_or_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = acts_folder(tmp_path / "acts", OLD_ACT, NEW_ACT)
    before = load_corpus(write_law_corpus(tmp_path / "voor")).hash
    after = taken_in(write_law_corpus(tmp_path / "na"), acts).hash
    seen = set()
    for stop_at in range(20):
        corpus = write_law_corpus(tmp_path / f"c{stop_at}")
        updates = plan(corpus, acts).updates
        steps = 0

        def step(stop_at: int = stop_at) -> None:
            nonlocal steps
            if steps == stop_at:
                raise _Stopped
            steps += 1

        with monkeypatch.context() as patched:
            for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "mkdir")):
                real = getattr(owner, name)
                patched.setattr(owner, name, lambda *a, real=real, **k: (step(), real(*a, **k))[1])
            try:
                apply_sync(corpus, updates)
                stopped = False
            except _Stopped:
                stopped = True
        found = load_corpus(corpus)
        load_questions(corpus, {p.id for p in found.passages})
        seen.add((stopped, found.hash == after))
        assert found.hash in (before, after)
        apply_sync(corpus, plan(corpus, acts).updates)
        assert load_corpus(corpus).hash == after
        assert not list(corpus.rglob("*.part"))
    assert seen == {(True, False), (True, True), (False, True)}


# Takes in one version and the other again and again, in a child that is killed at any moment.
KILLS = """
import os, random, signal, sys, time
from datetime import date
from pathlib import Path
from assistant.corpus import load_corpus
from assistant.laws.publishers import Folder
from assistant.laws.sync import apply_sync, plan_sync
from assistant.laws.versions import load_versions
corpus, acts = map(Path, sys.argv[1:])
days = date(2026, 1, 1), date(2019, 1, 1)
chance = random.Random(6)
for _ in range(25):
    child = os.fork()
    while child == 0:
        for day in days:
            apply_sync(corpus, plan_sync(corpus, Folder(acts), day).updates)
    time.sleep(chance.random() * 0.1)
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    found = load_corpus(corpus)
    assert {p.article for p in found.passages} == {"5", "8"}
    load_versions(corpus).changes(found.passages, days[0])
print("whole after every kill")
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_corpus_is_whole(tmp_path: Path) -> None:
    acts = acts_folder(tmp_path / "acts", OLD_ACT, NEW_ACT)
    corpus = write_law_corpus(tmp_path / "corpus")
    done = subprocess.run(
        [sys.executable, "-c", KILLS, str(corpus), str(acts)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout == "whole after every kill\n", done.stderr


def test_a_manifest_that_cannot_be_written_leaves_the_corpus(
    corpus: Path, acts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_corpus(corpus).hash

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    updates = plan(corpus, acts).updates
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CorpusError, match="No space left"):
        apply_sync(corpus, updates)
    assert load_corpus(corpus).hash == before


def test_a_version_of_a_law_that_is_not_there_is_an_error(corpus: Path) -> None:
    manifest = corpus / "manifest.toml"
    manifest.write_text(
        manifest.read_text()
        + '\n[[version]]\nsource = "wet/weg"\nversion = "1"\npath = "x"\nsha256 = ""\n'
    )
    with pytest.raises(CorpusError, match="names source 'wet/weg'"):
        other_versions(corpus)


def test_a_version_that_was_touched_is_refused(corpus: Path, acts: Path) -> None:
    taken_in(corpus, acts)
    (corpus / "wetten" / "wabb.jsonl").write_text(act_lines([]) + "\n")
    with pytest.raises(CorpusError, match="sha256"):
        load_versions(corpus)
