"""The embedding model: what it learns, from the bank and from related words."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import StaticEmbedder, load_embedder
from assistant.records import Passage, SourceKind

torch = pytest.importorskip("torch", reason="training needs the development packages")

from assistant.training.static import Recipe, load_related_words, mistype, train_static  # noqa: E402

SMALL = Recipe(vocabulary=400, dimension=32, epochs=12, batch=16)
TEXTS = {
    "x/1": "De huisarts heeft een geheimhoudingsplicht.",
    "x/2": "De school vraagt toestemming aan de ouders.",
    "x/3": "Het dossier wordt twintig jaar bewaard.",
}
BANK = {
    "x/1": ("mag de dokter erover praten", "zwijgplicht van de arts", "geheim bewaren"),
    "x/2": ("moet moeder tekenen", "akkoord van vader en moeder", "handtekening op school"),
    "x/3": ("hoe lang blijven stukken liggen", "wanneer mag alles weg", "papieren opruimen"),
}
OUTSIDE = [("wat kost een hond", "dieren"), ("mag mijn kat mee", "dieren")]
RELATED = {"pillen": ("arts",), "krabbel": ("handtekening",), "vuilnis": ("opruimen",)}


def passage(passage_id: str, text: str) -> Passage:
    return Passage(
        id=passage_id, source_id="x", kind=SourceKind.OWN, ref=passage_id, section=("Kop",),
        text=text, start=0, end=len(text), group=passage_id,
    )  # fmt: skip


PASSAGES = [passage(i, t) for i, t in TEXTS.items()]


def train(folder: Path, related: Mapping[str, Sequence[str]]) -> StaticEmbedder:
    train_static(PASSAGES, BANK, OUTSIDE, related, folder, SMALL, log=lambda _: None)
    embedder = load_embedder(str(folder))
    assert isinstance(embedder, StaticEmbedder)
    return embedder


def best(embedder: StaticEmbedder, text: str) -> str:
    questions = [(i, q) for i, asked in BANK.items() for q in asked]
    cosines = embedder.embed([q for _, q in questions]) @ embedder.embed([text])[0]
    return questions[int(cosines.argmax())][0]


def test_words_of_the_bank_lead_to_their_passage(tmp_path: Path) -> None:
    embedder = train(tmp_path / "model", {})
    assert best(embedder, "zwijgplicht dokter") == "x/1"
    assert best(embedder, "tekenen door ouders") == "x/2"
    assert best(embedder, "stukken opruimen") == "x/3"


def test_a_word_that_nobody_used_is_understood_by_its_relatives(tmp_path: Path) -> None:
    embedder = train(tmp_path / "model", RELATED)
    for word, (near,) in RELATED.items():
        cosine = float(embedder.embed([word])[0] @ embedder.embed([near])[0])
        others = [n for (n,) in RELATED.values() if n != near]
        assert cosine > max(
            float(embedder.embed([word])[0] @ embedder.embed([o])[0]) for o in others
        )
    assert best(embedder, "krabbel") == "x/2"


def test_equal_recipes_and_data_give_equal_weights(tmp_path: Path) -> None:
    first, second = (train(tmp_path / name, RELATED) for name in ("a", "b"))
    assert first.fingerprint == second.fingerprint
    np.testing.assert_array_equal(first.embed(["dossier"]), second.embed(["dossier"]))


def test_a_mistyped_text_is_the_same_text_with_slips() -> None:
    text = "hoe lang bewaart een instelling het dossier van de jeugdige"
    random_ = random.Random(1)  # noqa: S311 - no secrets
    found = [mistype(text, random_) for _ in range(200)]
    assert len(set(found)) > 100
    for other in found:
        pairs = list(zip(text.split(), other.split(), strict=True))
        assert all(a[0] == b[0] and a[-1] == b[-1] for a, b in pairs)
        assert all(abs(len(a) - len(b)) <= 1 for a, b in pairs)
        assert all(a == b for a, b in pairs if len(a) <= 3)
    share = sum(a != b for o in found for a, b in zip(text.split(), o.split(), strict=True))
    assert 0.1 < share / (200 * len(text.split())) < 0.25


def test_the_list_of_related_words() -> None:
    related = load_related_words()
    assert len(related) > 10_000
    assert all(near and word not in near for word, near in related.items())
    assert "mondelijk" in related or "medicijn" in related
