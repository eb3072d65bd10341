"""One synchronisation at a time, and one that is killed leaves a whole corpus behind."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant import __main__ as cli
from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.laws.publishers import Folder
from assistant.laws.sync import alone, apply_sync, plan_sync
from tests.fakes import ROOT
from tests.laws.places import NEW_ACT, OLD_ACT, acts_folder, write_law_corpus

TODAY = date(2026, 1, 1)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_law_corpus(tmp_path / "corpus")


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    return acts_folder(tmp_path / "acts", OLD_ACT, NEW_ACT)


def test_the_second_is_told_and_changes_nothing(
    corpus: Path, acts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("corpus", "sync", "--corpus", str(corpus), "--from", str(acts), "--yes")
    before = load_corpus(corpus).hash
    with alone(corpus):
        assert cli.main(arguments) == cli.FAILED
        out, err = capsys.readouterr()
        assert out == ""
        assert "another 'assistant corpus sync' is at work" in err
        assert load_corpus(corpus).hash == before
    assert cli.main(arguments) == cli.DONE
    assert load_corpus(corpus).hash != before
    assert sorted(p.name for p in corpus.iterdir()) == ["manifest.toml", "questions", "wetten"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nergens"), alone(tmp_path / "nergens"):
        pass


def test_a_plan_of_before_somebody_elses_change_is_refused(corpus: Path, acts: Path) -> None:
    late = plan_sync(corpus, Folder(acts), date(2020, 1, 1))
    apply_sync(corpus, plan_sync(corpus, Folder(acts), TODAY).updates)
    after = (corpus / "manifest.toml").read_bytes()
    with pytest.raises(CorpusError, match="changed meanwhile"):
        apply_sync(corpus, late.updates)
    assert (corpus / "manifest.toml").read_bytes() == after


@pytest.mark.slow
def test_a_kill_leaves_the_corpus_of_before_or_that_of_after(tmp_path: Path) -> None:
    kills = 25
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.laws.crash", str(tmp_path), str(kills)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert int(done.stdout) >= 5  # else the kills came between the writes
