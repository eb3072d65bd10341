"""Items whose proof changed since they were made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.laws.diff import PieceKind
from assistant.quiz.records import Item, Kind, Proof
from assistant.quiz.stale import Change, Stale, stale
from assistant.records import Passage
from tests.quiz.material import item
from tests.quiz.sources import GUIDE, LAW, passage

SOURCES = {s.id: s for s in (LAW, GUIDE)}
QUOTE = "De school bewaart het verslag tien jaar."
HELD = passage("wet/proefwet/2", f"{QUOTE} Daarna vernietigt de school het.")
PROOF = Proof(passage_id=HELD.id, title=HELD.ref, quote=QUOTE, version="2026-01-01")


def seen(now: Passage | None, proof: Proof = PROOF, **moved: str) -> Stale | None:
    made: Item = item(Kind.OPEN, proofs=(proof,))
    passages = {} if now is None else {now.id: now}
    return stale(made, passages, SOURCES, moved)


def words(found: Stale, *kinds: PieceKind) -> str:
    (change,) = found.changes
    return " ".join(p.text for p in change.pieces if p.kind in kinds)


def test_what_stands_as_it_did_is_not_stale() -> None:
    assert seen(HELD) is None


@pytest.mark.parametrize("text", [f"Eerst dit.\n{QUOTE}\nDan dat.", QUOTE.replace(" ", "  ")])
def test_text_around_a_quote_and_white_space_do_not_count(text: str) -> None:
    assert seen(replace(HELD, text=text)) is None


def test_changed_words_are_shown_beside_the_nearest_sentence() -> None:
    now = replace(
        HELD, text="Iets anders staat voorop. De school bewaart het verslag twintig jaar."
    )
    found = seen(now)
    assert found is not None
    assert found.words_changed
    (change,) = found.changes
    assert change.change is Change.WORDS
    assert (
        words(found, PieceKind.SAME, PieceKind.REMOVED)
        == "De school bewaart het verslag tien jaar."
    )
    assert words(found, PieceKind.ADDED) == "twintig"


def test_a_passage_that_is_gone() -> None:
    found = seen(None)
    assert found is not None
    assert (found.changes[0].change, found.changes[0].version) == (Change.GONE, "")
    assert words(found, PieceKind.REMOVED) == QUOTE


def test_a_newer_version_with_the_same_words() -> None:
    found = seen(replace(HELD, valid_on="2027-01-01"))
    assert found is not None
    assert not found.words_changed
    assert (found.changes[0].change, found.changes[0].version) == (Change.VERSION, "2027-01-01")
    assert words(found, PieceKind.SAME) == QUOTE


def test_a_passage_under_another_id_is_looked_for_there() -> None:
    now = replace(HELD, id="wet/proefwet/2/lid-1")
    made = item(Kind.OPEN, proofs=(PROOF,))
    passages = {now.id: now}
    assert stale(made, passages, SOURCES, {HELD.id: now.id}) is None
    gone = stale(made, passages, SOURCES, {HELD.id: ""})
    assert gone is not None
    assert gone.changes[0].change is Change.GONE


def test_the_guide_has_the_version_of_its_publisher() -> None:
    held = passage("gids/1", QUOTE)
    proof = Proof(passage_id=held.id, title=held.ref, quote=QUOTE, version="1.0, april 2023")
    assert seen(held, proof) is None
    found = seen(held, proof.model_copy(update={"version": "0.9"}))
    assert found is not None
    assert found.changes[0].version == "1.0, april 2023"


def test_only_the_proofs_that_changed_are_named() -> None:
    other = passage("wet/proefwet/3", "De ouders tekenen het formulier.")
    second = Proof(passage_id=other.id, title=other.ref, quote="Weg.", version="2026-01-01")
    made = item(Kind.OPEN, proofs=(PROOF, second))
    found = stale(made, {HELD.id: HELD, other.id: other}, SOURCES)
    assert found is not None
    assert [c.proof for c in found.changes] == [second]
    assert found.item_id == made.id
