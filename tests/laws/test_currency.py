"""Currency notes stand beside their passages, with a source, and never in the words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import Corpus, load_corpus
from assistant.errors import CorpusError
from assistant.laws.currency import CurrencyNotes, load_notes, note_text, notes_html
from tests.fakes import CORPUS

SOURCE = '[[note.source]]\ntitle = "Bron"\nurl = "https://example.nl"\ndate = 2024-01-01\n'
NOTE = (
    '[[note]]\nid = "proef"\npassages = ["handreiking/1"]\ntext = "De wet <is> veranderd."\n'
    "since = 2024-02-01\nchecked = 2026-01-01\n"
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(CORPUS)


@pytest.fixture(scope="module")
def notes(corpus: Corpus) -> CurrencyNotes:
    return load_notes(CORPUS, {p.id for p in corpus.passages}, {s.id for s in corpus.sources})


def load(folder: Path, text: str) -> CurrencyNotes:
    (folder / "actualiteit.toml").write_text(text, encoding="utf-8")
    return load_notes(folder, {"handreiking/1", "handreiking/2"}, {"wet/wgs"})


def test_the_notes_of_the_corpus_are_valid_and_say_where_they_come_from(
    notes: CurrencyNotes,
) -> None:
    assert len(notes.notes) >= 4
    for note in notes.notes:
        assert note.since is None or date.fromisoformat(note.since) >= date(2023, 4, 1)
        assert all(date.fromisoformat(s.date) <= date.fromisoformat(note.checked)
                   for s in note.sources)  # fmt: skip


def test_what_the_handreiking_calls_a_bill_has_a_note(notes: CurrencyNotes) -> None:
    found = notes.notes_for("handreiking/deel-1/wams-wgs/1")
    assert [n.id for n in found] == ["wgs-in-werking", "wams-nog-wetsvoorstel"]
    assert found[0].since == "2025-03-01"
    assert notes.notes_for("handreiking/deel-1/avg/2") == ()


def test_no_note_is_in_the_words_of_any_passage(corpus: Corpus, notes: CurrencyNotes) -> None:
    for note in notes.notes:
        assert all(note.text not in p.text for p in corpus.passages)


def test_a_note_is_shown_with_its_source_and_day(tmp_path: Path) -> None:
    found = load(tmp_path, NOTE + SOURCE).notes_for("handreiking/1")
    assert note_text(found[0]) == (
        "De wet <is> veranderd. Bron: Bron, 1 januari 2024: https://example.nl "
        "(nagekeken op 1 januari 2026)"
    )
    shown = notes_html(found)
    assert "De wet &lt;is&gt; veranderd." in shown
    assert '<a href="https://example.nl" rel="noreferrer">Bron</a>, 1 januari 2024' in shown
    assert notes_html(()) == ""


def test_a_corpus_without_the_file_has_no_notes(tmp_path: Path) -> None:
    assert load_notes(tmp_path, ()) == CurrencyNotes()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NOTE, "note 1, source: Field required"),
        (NOTE + SOURCE.replace("https", "http"), "note 1, source 1, url: String should match"),
        (NOTE.replace("handreiking/1", "handreiking/11") + SOURCE,
         "note 'proef' names no passage 'handreiking/11'; did you mean 'handreiking/1'?"),
        (NOTE + 'laws = ["wet/wg"]\n' + SOURCE, "names no law 'wet/wg'; did you mean 'wet/wgs'?"),
        (NOTE + SOURCE + NOTE + SOURCE, "note 'proef' appears twice"),
        (NOTE.replace('["handreiking/1"]', "[]") + SOURCE, "note 1, passages: Tuple should have"),
        (NOTE.replace("2024-02-01", '"ooit"') + SOURCE, "note 1, since: Input should be a valid"),
        (NOTE + "kleur = 1\n" + SOURCE, "note 1, kleur: Extra inputs"),
        ("[[note", "not a readable TOML file"),
        (NOTE.replace("De wet", "woord " * 200) + SOURCE, "note 1, text: String should have"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, text)
    assert says in str(caught.value)
