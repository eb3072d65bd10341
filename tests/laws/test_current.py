"""What changed since is kept up with the corpus folder while the site runs."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.laws.current import Current
from tests.fakes import write_corpus

NOTE = (
    '[[note]]\nid = "{id}"\npassages = ["{passage}"]\ntext = "Er is iets veranderd."\n'
    'checked = 2026-01-01\n\n[[note.source]]\ntitle = "Bron"\nurl = "https://example.nl"\n'
    "date = 2024-01-01\n"
)


def write_note(folder: Path, name: str, passage: str, at: int) -> None:
    path = folder / "actualiteit.toml"
    path.write_text(NOTE.format(id=name, passage=passage), encoding="utf-8")
    os.utime(path, (at, at))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", "wet/evrm", "wet/grondwet")


def test_a_note_that_is_written_while_the_site_runs_is_shown(folder: Path) -> None:
    passages = load_corpus(folder).passages
    current = Current(folder, lambda: ({p.id for p in passages}, {"wet/evrm"}))
    here = passages[0].id
    assert current.notes_for(here) == ()
    write_note(folder, "nieuw", here, 1_000)
    assert [n.id for n in current.notes_for(here)] == ["nieuw"]
    write_note(folder, "stuk", "wet/bestaat-niet", 2_000)  # a mistake: what was read stays
    assert [n.id for n in current.notes_for(here)] == ["nieuw"]
    write_note(folder, "weer-goed", here, 3_000)
    assert [n.id for n in current.notes_for(here)] == ["weer-goed"]
    assert current.changes(passages, date(2026, 11, 25)) == {}


def test_a_mistake_in_the_notes_is_told_at_the_start(folder: Path) -> None:
    write_note(folder, "stuk", "wet/bestaat-niet", 1_000)
    with pytest.raises(CorpusError, match="stuk"):
        Current(folder, lambda: (set(), set()))


def test_a_version_that_is_gone_leaves_the_answers_alone(folder: Path) -> None:
    manifest = folder / "manifest.toml"
    passages = load_corpus(folder).passages
    held = next(folder.glob("wetten/*evrm*"))
    later = folder / "wetten" / "later.jsonl"
    later.write_bytes(held.read_bytes())
    newer = (
        '\n[[version]]\nsource = "wet/evrm"\nversion = "later"\nvalid_on = "2999-01-01"\n'
        f'path = "wetten/later.jsonl"\nsha256 = "{sha256(held.read_bytes()).hexdigest()}"\n'
    )
    manifest.write_text(manifest.read_text(encoding="utf-8") + newer, encoding="utf-8")
    current = Current(folder, lambda: (set(), set()))
    later.unlink()
    assert current.changes(passages, date(2026, 11, 25)) == {}
