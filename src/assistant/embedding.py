"""Text to vectors, behind one small protocol.

Models of our own are kept in sentence-transformers' folder layout, and read here with numpy and
tokenizers alone: importing sentence-transformers takes about ten seconds, too
long for a command that answers one question. Any other model goes through sentence-transformers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

Vectors = NDArray[np.float32]

OWN_MODEL = "own"


class Embedder(Protocol):
    """What the index and the retriever need of an embedding model."""

    @property
    def name(self) -> str:
        """Name for records and reports."""

    @property
    def fingerprint(self) -> str:
        """Changes when the same text may get another vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32, shape (len(texts), dimension), rows of unit length or zero.

        A dot product of two rows is their cosine. A text without a known token is a zero row.
        """


def own_model_folder() -> Path:
    """Return the folder of the embedding model that ships with the package."""
    return Path(str(resources.files("assistant").joinpath("data/models/embedder")))


def load_embedder(name: str) -> Embedder:
    """Return the embedding model that the settings name.

    Args:
        name: "own", a folder, or the name of a sentence-transformers model that is in the local
            cache; nothing is downloaded.

    Raises:
        ModelError: the model is not there or cannot be read.
    """
    folder = own_model_folder() if name == OWN_MODEL else Path(name).expanduser()
    if _static_module(folder) is not None:
        return StaticEmbedder(folder)
    if name == OWN_MODEL:
        raise ModelError(f"{folder}: holds no model; run 'make train' or name another embedder")
    return SentenceTransformerEmbedder(name)


def _static_module(folder: Path) -> Path | None:
    """Folder of the static module of a sentence-transformers model; None when it has none."""
    try:
        first = json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]
        static = first["type"].endswith(".StaticEmbedding")
        return folder / first["path"] if static else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _unit(vectors: NDArray[Any]) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(norms == 0, 1, norms)).astype(np.float32)


def _file_hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _load_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the Rust side raises bare Exception (tokenizers 0.22)
        raise ModelError(f"{path}: not a tokenizer ({error})") from error


class StaticEmbedder:
    """A static embedding model: the mean of its tokens' vectors."""

    def __init__(self, folder: Path) -> None:
        """Read a model that sentence-transformers' `StaticEmbedding` saved.

        Raises:
            ModelError: a file is missing or damaged.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        module = _static_module(folder)
        if module is None:
            raise ModelError(f"{folder}: holds no static embedding model")
        weights = module / "model.safetensors"
        try:
            self._table = load_file(weights)["embedding.weight"].astype(np.float32)
        except (OSError, KeyError, SafetensorError) as error:
            raise ModelError(f"{weights}: not a static embedding model ({error})") from error
        self._tokenizer = _load_tokenizer(module / "tokenizer.json")
        self._tokenizer.no_padding()
        self._name = folder.name
        self._fingerprint = _file_hash(weights, module / "tokenizer.json")

    @property
    def name(self) -> str:
        """Folder name."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """Hash of weights and tokenizer."""
        return f"static-{self._fingerprint}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows, shape (len(texts), dimension)."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        out = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for row, encoding in enumerate(encoded):
            if encoding.ids:
                out[row] = self._table[encoding.ids].mean(axis=0)
        return _unit(out)


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers can load, from disk alone."""

    def __init__(self, name: str) -> None:
        """Load the model without asking a hub.

        Raises:
            ModelError: the model is not on this machine.
        """
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
        except Exception as error:  # the loaders raise OSError, ValueError and their own kinds
            raise ModelError(
                f"embedding model '{name}' is not on this machine ({error}); give the folder of a "
                "model that you downloaded yourself"
            ) from error
        self._name = name
        digest = hashlib.sha256()
        digest.update(json.dumps(sorted(self._model.state_dict())).encode())
        for tensor in self._model.state_dict().values():
            digest.update(tensor.float().sum().numpy().tobytes())
        self._fingerprint = digest.hexdigest()[:16]

    @property
    def name(self) -> str:
        """Name or folder, as the settings give it."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """Hash of the names and sums of the weights."""
        return f"st-{self._fingerprint}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows, shape (len(texts), dimension)."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)
