"""Stand-ins for what is slow or cannot be counted in the real thing."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import zlib
from collections.abc import Sequence
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import numpy as np

from assistant.corpus import Corpus, load_corpus
from assistant.embedding import Vectors
from assistant.index import build_index
from assistant.questions import load_questions

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
_DIMENSION = 64


class CountingEmbedder:
    """Counts words into buckets, and remembers every text that it was given."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.fingerprint = f"{name}-1"
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        rows = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode("utf-8", "replace")) % _DIMENSION] += 1
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms == 0, 1, norms)


def write_corpus(folder: Path, *sources: str) -> Path:
    """Copy a part of the real corpus, with its bank questions, to a new folder."""
    (folder / "wetten").mkdir(parents=True)
    (folder / "questions").mkdir()
    (folder / "eigen").mkdir()
    entries = (CORPUS / "manifest.toml").read_text(encoding="utf-8").split("[[source]]")[1:]
    kept = [e for e in entries if any(f'id = "{s}"' in e for s in sources)]
    assert len(kept) == len(sources)
    for entry in kept:
        path = Path(re.search(r'path = "([^"]+)"', entry)[1])
        shutil.copy(CORPUS / path, folder / path)
        bank = CORPUS / "questions" / path.name
        if bank.is_file():
            shutil.copy(bank, folder / "questions")
    text = "".join(f"[[source]]{e}" for e in kept)
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def read_corpus(folder: Path) -> tuple[Corpus, dict[str, tuple[str, ...]]]:
    """The corpus of a folder and its bank."""
    corpus = load_corpus(folder)
    return corpus, load_questions(folder, {p.id for p in corpus.passages})


def build_small(corpus_folder: Path, index_folder: Path) -> None:
    """Build the index of a small corpus with the counting embedder."""
    build_index(index_folder, *read_corpus(corpus_folder), CountingEmbedder())


@cache
def _processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    # imported once, so that a process starts in milliseconds; Chroma's threads start later
    context.set_forkserver_preload(["chromadb", "tests.fakes"])
    return context


def build_in_another_process(corpus_folder: Path, index_folder: Path) -> ForkServerProcess:
    """Start building in a process of its own."""
    process = _processes().Process(target=build_small, args=(corpus_folder, index_folder))
    process.start()
    return process
