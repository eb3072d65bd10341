"""The index folder: built beside the old one, swapped in whole, opened for reading.

Layout of `index/`:
    CURRENT                   name of the build that is in use; replaced in one step
    builds/<name>/            one build, never changed once it has this name
        record.json           what it was built from
        passages.jsonl        the passages, in order: the truth that all else is made from
        questions.jsonl       the bank questions, in order
        vectors.npz           vectors of passages, questions and sentences, by hash of their text
        chroma/               the vector store: a cache, rebuilt from the two files above
        lexical/              BM25
    .lock                     held by the process that builds

Kill the builder at any moment and CURRENT still names a whole build. A server notices another
CURRENT and opens that build; Chroma's long-lived readers miss what another process writes, which
is why a build is never written to after it is named.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from assistant.corpus import Corpus, passage_from_json, passage_lines
from assistant.embedding import Embedder, Vectors
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.lexical import LexicalIndex
from assistant.questions import bank_hash
from assistant.records import Passage, Source, SourceKind
from assistant.sentences import split_sentences

FORMAT = 1  # raise it when the layout or the indexed text changes
CURRENT = "CURRENT"
_LIBRARIES = ("chromadb", "llama-index-core", "llama-index-vector-stores-chroma", "bm25s",
              "PyStemmer", "numpy")  # fmt: skip
_KEPT_BUILDS = 2  # the one in use and the one before it, which a slow reader may still hold

Progress = Callable[[str, int, int], None]  # what is being done, done so far, in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a build was made from; two equal records mean equal builds."""

    format: int
    corpus_hash: str
    questions_hash: str
    model: str
    model_fingerprint: str
    libraries: dict[str, str]
    passages: int
    questions: int

    @property
    def name(self) -> str:
        """Name of the build: a hash of everything that decides its contents."""
        data = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(data.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Built:
    """Outcome of `build_index`."""

    name: str
    record: Record
    reused: int  # texts whose vector came from the build before
    embedded: int  # texts that were embedded anew
    fresh: bool  # False when the build was there already


def describe(corpus: Corpus, bank: dict[str, tuple[str, ...]], embedder: Embedder) -> Record:
    """Return the record that a build of these would have."""
    return Record(
        format=FORMAT,
        corpus_hash=corpus.hash,
        questions_hash=bank_hash(bank),
        model=embedder.name,
        model_fingerprint=embedder.fingerprint,
        libraries={name: version(name) for name in _LIBRARIES},
        passages=len(corpus.passages),
        questions=sum(len(q) for q in bank.values()),
    )


def current_build(folder: Path) -> Path | None:
    """Return the folder of the build in use, or None when there is none."""
    try:
        name = (folder / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    build = folder / "builds" / name
    return build if name and (build / "record.json").is_file() else None


def build_index(
    folder: Path,
    corpus: Corpus,
    bank: dict[str, tuple[str, ...]],
    embedder: Embedder,
    *,
    progress: Progress = lambda _what, _done, _all: None,
) -> Built:
    """Build the index beside the one in use and swap it in.

    Args:
        folder: the index folder; made when absent.
        corpus: what to index.
        bank: bank questions by passage id.
        embedder: its vectors are reused for texts that did not change.
        progress: told what is being done.

    Raises:
        IndexUnavailableError: another process is building, or the disk refuses.
    """
    record = describe(corpus, bank, embedder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _building(folder):
            target = folder / "builds" / record.name
            if (target / "record.json").is_file():
                _swap(folder, record.name)
                return Built(record.name, record, 0, 0, fresh=False)
            known = _known_vectors(folder, embedder.fingerprint)
            temporary = folder / "builds" / f".{record.name}.{os.getpid()}"
            temporary.mkdir(parents=True)
            reused, embedded = _write_build(temporary, corpus, bank, embedder, known, progress)
            _write(temporary / "record.json", json.dumps(asdict(record), indent=1, sort_keys=True))
            temporary.rename(target)
            _swap(folder, record.name)
            _clean(folder, record.name)
            return Built(record.name, record, reused, embedded, fresh=True)
    except OSError as error:
        raise IndexUnavailableError(f"{folder}: the index cannot be written ({error})") from error


@contextmanager
def _building(folder: Path) -> Iterator[None]:
    """Hold the lock; it goes with the process, so a killed builder leaves none behind."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexUnavailableError(
                f"{folder}: another process is building the index; wait until it is done"
            ) from error
        for leftover in (folder / "builds").glob(".*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _swap(folder: Path, name: str) -> None:
    temporary = folder / f"{CURRENT}.{os.getpid()}"
    _write(temporary, name)
    temporary.replace(folder / CURRENT)


def _clean(folder: Path, name: str) -> None:
    builds = sorted(
        (p for p in (folder / "builds").iterdir() if p.name != name),
        key=lambda p: p.stat().st_mtime,
        reverse=True,
    )
    for old in builds[_KEPT_BUILDS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def embedded_text(passage: Passage) -> str:
    """Return the text of a passage that is embedded: its place first, then its words."""
    place = passage.topic or passage.section[-1]
    return f"{place}. {passage.lead_in} {passage.text}".replace("  ", " ")


def _known_vectors(folder: Path, fingerprint: str) -> dict[str, Vectors]:
    """Vectors of the build in use, by hash of their text; none when the model is another."""
    build = current_build(folder)
    if build is None:
        return {}
    try:
        record = json.loads((build / "record.json").read_text(encoding="utf-8"))
        if record["model_fingerprint"] != fingerprint:
            return {}
        with np.load(build / "vectors.npz") as data:
            return dict(zip(data["keys"].tolist(), data["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}  # a damaged cache costs time only


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _write_build(
    build: Path,
    corpus: Corpus,
    bank: dict[str, tuple[str, ...]],
    embedder: Embedder,
    known: dict[str, Vectors],
    progress: Progress,
) -> tuple[int, int]:
    passages = corpus.passages
    _write(build / "passages.jsonl", "".join(passage_lines(passages)))
    _write(build / "sources.json", json.dumps([asdict(s) for s in corpus.sources], indent=1))
    questions = [(n, q) for n, p in enumerate(passages) for q in bank.get(p.id, ())]
    lines = (json.dumps([passages[n].id, q], ensure_ascii=False) for n, q in questions)
    _write(build / "questions.jsonl", "".join(f"{line}\n" for line in lines))
    sentences = [s for p in passages for s in sentence_texts(p)]
    texts = [*(embedded_text(p) for p in passages), *(q for _, q in questions), *sentences]
    keys = [_key(t) for t in texts]
    wanted = {k: t for k, t in zip(keys, texts, strict=True) if k not in known}
    vectors = {k: known[k] for k in keys if k in known}
    todo = list(wanted.items())
    step = 256
    for begin in range(0, len(todo), step):
        progress("embedding", begin, len(todo))
        part = todo[begin : begin + step]
        for (key, _), row in zip(part, embedder.embed([t for _, t in part]), strict=True):
            vectors[key] = row
    progress("embedding", len(todo), len(todo))
    matrix = np.stack([vectors[k] for k in keys])
    unique = dict(zip(keys, matrix, strict=True))
    rows = np.stack(list(unique.values()))
    np.savez(build / "vectors.npz", keys=np.array(list(unique)), vectors=rows)
    first = len(passages) + len(questions)
    np.save(build / "sentences.npy", matrix[first:].astype(np.float16))
    progress("lexical", 0, 1)
    LexicalIndex.build(passages, bank).save(build / "lexical")
    progress("lexical", 1, 1)
    _fill_chroma(build / "chroma", passages, questions, matrix[:first], progress)
    return len(texts) - len(todo), len(todo)


def sentence_texts(passage: Passage) -> list[str]:
    """Return the sentences and list items of a passage, in order."""
    return [passage.text[s.start : s.end] for s in split_sentences(passage.text)]


def open_chroma(path: Path) -> Any:
    """Return a Chroma client on a folder, with telemetry off."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))


def _fill_chroma(
    path: Path,
    passages: Sequence[Passage],
    questions: Sequence[tuple[int, str]],
    vectors: Vectors,
    progress: Progress,
) -> None:
    from llama_index.core.schema import BaseNode, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = open_chroma(path)
    rows: dict[str, list[tuple[str, int, str]]] = {
        "passages": [(p.id, n, "") for n, p in enumerate(passages)],
        "questions": [(f"q{i}", n, q) for i, (n, q) in enumerate(questions)],
    }
    offset = 0
    for name, entries in rows.items():
        collection = client.create_collection(
            name,
            embedding_function=None,  # vectors come from our embedder; Chroma's own would download
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}},
        )
        store = ChromaVectorStore(chroma_collection=collection)
        step = 1000
        for begin in range(0, len(entries), step):
            progress(f"storing {name}", begin, len(entries))
            nodes: list[BaseNode] = [
                TextNode(
                    id_=node_id,
                    text=text,
                    metadata={"number": number},
                    embedding=vectors[offset + begin + i].tolist(),
                )
                for i, (node_id, number, text) in enumerate(entries[begin : begin + step])
            ]
            store.add(nodes)
        offset += len(entries)
    progress("storing", 1, 1)
    client.close()


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """A build, opened for reading."""

    name: str
    record: Record
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    numbers: dict[str, int]  # passage id to place in `passages`
    questions: tuple[tuple[str, str], ...]  # passage id and question
    lexical: LexicalIndex
    sentences: Vectors  # one row for each sentence of each passage, in order
    sentence_starts: tuple[int, ...]  # first row of each passage
    passage_store: Any  # llama-index ChromaVectorStore
    question_store: Any


def open_index(folder: Path) -> OpenIndex:
    """Open the build in use.

    Raises:
        IndexUnavailableError: there is none, or it cannot be read.
    """
    build = current_build(folder)
    if build is None:
        raise IndexUnavailableError(f"{folder}: there is no index; run 'assistant index'")
    from llama_index.vector_stores.chroma import ChromaVectorStore

    try:
        record = Record(**json.loads((build / "record.json").read_text(encoding="utf-8")))
        lines = (build / "passages.jsonl").read_text(encoding="utf-8").splitlines()
        passages = tuple(passage_from_json(line) for line in lines)
        sources = tuple(
            Source(**{**s, "kind": SourceKind(s["kind"])})
            for s in json.loads((build / "sources.json").read_text(encoding="utf-8"))
        )
        question_lines = (build / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        questions = tuple((p, q) for p, q in map(json.loads, question_lines))
        client = open_chroma(build / "chroma")
        stores = [
            ChromaVectorStore(chroma_collection=client.get_collection(n, embedding_function=None))
            for n in ("passages", "questions")
        ]
        starts: list[int] = []
        total = 0
        for passage in passages:
            starts.append(total)
            total += len(split_sentences(passage.text))
        sentences = np.load(build / "sentences.npy").astype(np.float32)
        if len(sentences) != total:
            raise ValueError("sentences.npy does not fit passages.jsonl")
        lexical = LexicalIndex.load(build / "lexical")
    except (OSError, ValueError, KeyError, TypeError, CorpusError) as error:
        raise IndexUnavailableError(
            f"{build}: the index is damaged ({error}); run 'assistant index --force'"
        ) from error
    return OpenIndex(
        name=build.name,
        record=record,
        sources=sources,
        passages=passages,
        numbers={p.id: n for n, p in enumerate(passages)},
        questions=questions,
        lexical=lexical,
        sentences=sentences,
        sentence_starts=tuple(starts),
        passage_store=stores[0],
        question_store=stores[1],
    )


def remove_current(folder: Path) -> None:
    """Forget which build is in use and delete it, so that the next build starts from nothing."""
    build = current_build(folder)
    (folder / CURRENT).unlink(missing_ok=True)
    if build is not None:
        shutil.rmtree(build, ignore_errors=True)
