"""Anki decks, as Anki's own library imports them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html

from assistant.quiz.formats import anki, export
from assistant.quiz.records import Item, Kind, Quiz
from assistant.slugs import slugify
from tests.quiz.quizzes import large_quiz, quizzes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection of Anki."""
    found = Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


def bring_in(collection: Collection, data: bytes, tmp_path: Path) -> Any:
    """What Anki says of the import."""
    path = tmp_path / "deck.apkg"
    path.write_bytes(data)
    options = ImportAnkiPackageOptions(merge_notetypes=True)
    return collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=options)
    ).log


def notes(collection: Collection) -> list[Any]:
    """Notes in the order of their cards in the deck."""
    cards = [collection.get_card(c) for c in collection.find_cards("")]
    return [c.note() for c in sorted(cards, key=lambda c: c.due)]


def words(field: str) -> list[str]:
    """The texts of a field, one for each element that holds one; `<br>` is a line break."""
    tree = lxml_html.fragment_fromstring(field, create_parent="div")
    for br in tree.iter("br"):
        br.tail = "\n" + (br.tail or "")
        br.drop_tag()
    return [t for e in tree.iter("p", "li", "b", "i", "cite") if (t := e.text_content())]


def nfc(*texts: str) -> set[str]:
    """Texts as Anki keeps them: composed letters."""
    return {unicodedata.normalize("NFC", t) for t in texts if t}


def wanted(item: Item) -> tuple[set[str], set[str]]:
    """Texts that have to stand on the front, and in the answer."""
    front = {item.prompt, item.scenario, *(o.text for o in item.options), *item.steps, *item.extra}
    front |= {s for p in item.pairs for s in (p.left, p.right)}
    back = {*(o.text for o in item.options), *(o.feedback for o in item.options), *item.steps}
    back |= {*item.answers, *item.marking, *(p.right for p in item.pairs)}
    return nfc(*front), nfc(*back)


def test_anki_finds_every_item_with_key_feedback_and_source(
    collection: Collection, tmp_path: Path
) -> None:
    quiz = large_quiz()
    log = bring_in(collection, export(quiz, "anki"), tmp_path)
    assert (len(log.new), len(log.updated), log.found_notes) == (200, 0, 200)
    found = notes(collection)
    assert len(found) == 200
    for item, note in zip(quiz.items, found, strict=True):
        front, back = wanted(item)
        assert front <= set(words(note["Vraag"])), item.id
        assert back <= set(words(note["Antwoord"])), item.id
        assert words(note["Uitleg"]) == list(nfc(item.feedback))
        assert words(note["Bron"])[:2] == [
            "„gedurende twintig jaar”",
            "Bron: Jeugdwet, artikel 7.3.8, derde lid (tekst van 1 januari 2026)",
        ]
        assert f"onderwerp::{slugify(item.topic)}" in note.tags
        marks = [t[0] for t in words(note["Antwoord"]) if t[0] in "✓✗"]
        assert marks == ["✓" if o.correct else "✗" for o in item.options]
    assert [d.name for d in collection.decks.all_names_and_ids() if d.id != 1] == [quiz.title]


def test_the_front_does_not_give_the_key_away() -> None:
    matching = next(i for i in large_quiz(8).items if i.kind is Kind.MATCHING)
    shown = [t for t in words(anki._front(matching)) if t in {p.right for p in matching.pairs}]
    assert len(shown) == len(matching.pairs)
    for item in large_quiz(8).items:
        assert not any(m in anki._front(item) for m in (*item.answers, *item.marking))


def test_a_second_import_changes_notes_and_adds_only_new_ones(
    collection: Collection, tmp_path: Path
) -> None:
    quiz = large_quiz(8)
    bring_in(collection, anki.write(quiz, moment=1_790_000_000), tmp_path)
    learnt = collection.get_card(collection.find_cards("")[0])
    learnt.reps = 3
    collection.update_card(learnt)
    first = quiz.items[0].model_copy(update={"prompt": "Nieuw?", "topic": "anders"})
    later = quiz.model_copy(update={"items": (first, *large_quiz(9).items[1:]), "title": "Nieuw"})
    log = bring_in(collection, anki.write(later, moment=1_790_000_060), tmp_path)
    assert (len(log.new), log.found_notes) == (1, 9)
    found = notes(collection)
    assert len(found) == 9
    assert "Nieuw?" in words(found[0]["Vraag"])
    assert found[0].tags[-1] == "rol::professional"
    assert "onderwerp::anders" in found[0].tags
    assert collection.get_card(learnt.id).reps == 3


def test_every_quiz_can_be_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    @given(quizzes())
    @settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def check(quiz: Quiz) -> None:
        folder = tmp_path_factory.mktemp("anki")
        found = Collection(str(folder / "collection.anki2"))
        assert len(bring_in(found, export(quiz, "anki"), folder).new) == len(quiz.items)
        for item, note in zip(quiz.items, notes(found), strict=True):
            front, back = wanted(item)
            assert front <= set(words(note["Vraag"]))
            assert back <= set(words(note["Antwoord"]))
        found.close()

    check()


@pytest.mark.parametrize("text", ["[sound:x.mp3]", "[latex]x[/latex]", "{{c1::x}}", "{{Vraag}}"])
def test_a_text_is_never_acted_on(text: str, collection: Collection, tmp_path: Path) -> None:
    item = large_quiz(1).items[0].model_copy(update={"prompt": text})
    bring_in(collection, export(only(item), "anki"), tmp_path)
    card = collection.get_card(collection.find_cards("")[0])
    assert text in words(card.question())
    assert card.question_av_tags() == []


def test_the_same_quiz_and_moment_give_the_same_file() -> None:
    quiz = large_quiz(8)
    assert anki.write(quiz, moment=1_790_000_000) == anki.write(quiz, moment=1_790_000_000)


def only(item: Item) -> Quiz:
    return large_quiz(1).model_copy(update={"items": (item,)})
