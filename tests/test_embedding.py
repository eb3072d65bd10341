"""Embedding models behind one protocol: the one that ships, and what an operator may name."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.embedding import (
    Embedder,
    StaticEmbedder,
    load_embedder,
    own_model_folder,
)
from assistant.errors import ModelError
from tests.fakes import CountingEmbedder

# Every kind keeps the same promises; the fake of the other tests too.
EMBEDDERS = [
    pytest.param(lambda: load_embedder("own"), id="own"),
    pytest.param(CountingEmbedder, id="fake"),
]
OWN = load_embedder("own")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    shutil.copytree(own_model_folder(), tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.parametrize("make", EMBEDDERS)
def test_rows_have_unit_length_or_are_zero(make: type[CountingEmbedder]) -> None:
    embedder: Embedder = make()
    rows = embedder.embed(["Mag de school dit delen?", "", "x" * 10_000, "een\ntwee"])
    assert rows.dtype == np.float32
    assert rows.shape[0] == 4
    norms = np.linalg.norm(rows, axis=1)
    assert all(abs(n - 1) < 1e-5 or n == 0 for n in norms)
    assert norms[1] == 0
    assert embedder.embed([]).shape[0] == 0
    assert embedder.name
    assert embedder.fingerprint


@pytest.mark.parametrize("make", EMBEDDERS)
def test_a_text_gets_the_same_vector_alone_and_in_company(make: type[CountingEmbedder]) -> None:
    embedder: Embedder = make()
    texts = ["Wie beslist?", "Bewaar het dossier twintig jaar in het archief.", "Nee."]
    together = embedder.embed(texts)
    for row, text in zip(together, texts, strict=True):
        np.testing.assert_array_equal(embedder.embed([text])[0], row)
    np.testing.assert_array_equal(make().embed(texts), together)


def test_what_means_the_same_is_near() -> None:
    rows = OWN.embed(
        [
            "Mag ik zonder toestemming gegevens delen?",
            "Is het delen van informatie toegestaan als er geen toestemming is?",
            "Hoe lang wordt een dossier bewaard?",
        ]
    )
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_can_be_embedded(text: str) -> None:
    row = OWN.embed([text])[0]
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5) or not row.any()


def test_the_model_that_ships_needs_no_heavy_library() -> None:
    # asked in this process, since a new one takes seconds: the module names are what matters
    source = Path(sys.modules["assistant.embedding"].__file__ or "").read_text(encoding="utf-8")
    heavy = ("import torch", "from sentence_transformers", "import onnxruntime")
    outside = [x for x in source.splitlines() if x.startswith(heavy)]
    assert outside == []
    assert find_spec("sentence_transformers") is not None


def test_another_weight_is_another_fingerprint(model: Path) -> None:
    assert load_embedder(str(model)).fingerprint == OWN.fingerprint
    weights = model / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(bytes(data))
    assert load_embedder(str(model)).fingerprint != OWN.fingerprint


def _no_module(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _cut_weights(folder: Path) -> None:
    data = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(data[:1000])


def _garbage_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")


def _no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (_no_module, "model.safetensors"),
        (_cut_weights, "model.safetensors"),
        (_garbage_tokenizer, "tokenizer.json"),
        (_no_tokenizer, "tokenizer.json"),
    ],
)
def test_a_damaged_model_is_named(model: Path, damage: type[None], file: str) -> None:
    damage(model)  # type: ignore[call-arg]
    with pytest.raises(ModelError, match=file):
        load_embedder(str(model))


def test_a_folder_without_a_static_model_is_none(tmp_path: Path) -> None:
    for modules in ([], [{"type": "x.Transformer", "path": ""}], "garbage", {"a": 1}, [1]):
        (tmp_path / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
        with pytest.raises(ModelError, match="holds no static embedding model"):
            StaticEmbedder(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bestaat/niet", "/bestaat/niet"])
def test_a_model_that_is_not_here_is_not_fetched(name: str) -> None:
    with pytest.raises(ModelError, match="is not on this machine"):
        load_embedder(name)
