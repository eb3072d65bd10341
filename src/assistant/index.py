"""The index folder: built beside the old one, swapped in whole, opened for reading.

Layout of `index/`:
    CURRENT                   name of the build that is in use; replaced in one step
    builds/<name>/            one build, never changed once it has this name
        record.json           what it was built from
        files.json            its files with their sizes
        passages.jsonl        the passages, in order: the truth that all else is made from
        questions.jsonl       the bank questions, in order
        vectors.npz           vectors of passages, questions and sentences, by hash of their text
        chroma/               the vector store: a cache, rebuilt from the two files above
        lexical/              BM25
    .lock                     held by the process that builds

Kill the builder at any moment and CURRENT still names a whole build. A server notices another
CURRENT and opens that build; Chroma's long-lived readers miss what another process writes, which
is why a build is never written to after it is named. A damaged build is no reason to write to it
either: another one is made, with a number behind its name.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from assistant.corpus import Corpus, passage_from_json, passage_lines
from assistant.embedding import Embedder, Vectors
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.lexical import LexicalIndex
from assistant.questions import bank_hash
from assistant.records import Passage, Source, SourceKind
from assistant.sentences import split_sentences
from assistant.vector_store import (
    Progress,
    SharedStore,
    collection,
    fill_folder,
    open_for_reading,
)

CURRENT = "CURRENT"
FILES = "files.json"
DAMAGED = "DAMAGED"  # put into a build that could not be opened, so that another one is made
_NAME = re.compile(r"[0-9a-f]{16}(?:-\d{1,6})?")
# Modules that decide how text is cut, stemmed and stored: another text in one of them makes
# another build.
_CODE = ("index.py", "language.py", "lexical.py", "sentences.py", "vector_store.py")
_LIBRARIES = ("chromadb", "bm25s", "PyStemmer", "numpy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a build was made from; two equal records mean equal builds."""

    code: str  # hash of the modules that decide the layout and the indexed text
    corpus_hash: str  # that of passages.jsonl
    sources_hash: str
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
    reused: int  # different texts whose vector came from the build before
    embedded: int  # different texts that were embedded anew
    fresh: bool  # False when the build was there already


def describe(
    corpus: Corpus,
    bank: dict[str, tuple[str, ...]],
    embedder: Embedder,
    outside: Sequence[tuple[str, str]] = (),
) -> Record:
    """Return the record that a build of these would have."""
    return Record(
        code=_code_hash(),
        corpus_hash=corpus.hash,
        sources_hash=hashlib.sha256(_sources_json(corpus).encode()).hexdigest(),
        questions_hash=bank_hash(bank, outside),
        model=embedder.name,
        model_fingerprint=embedder.fingerprint,
        libraries={name: version(name) for name in _LIBRARIES},
        passages=len(corpus.passages),
        questions=sum(len(q) for q in bank.values()),
    )


def _code_hash() -> str:
    digest = hashlib.sha256()
    for name in _CODE:
        digest.update(resources.files("assistant").joinpath(name).read_bytes())
    return digest.hexdigest()


def _sources_json(corpus: Corpus) -> str:
    return json.dumps([asdict(s) for s in corpus.sources], indent=1)


def current_build(folder: Path) -> Path | None:
    """Return the folder of the build in use, or None when there is none."""
    try:
        name = (folder / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    if not _NAME.fullmatch(name):  # what somebody else wrote there must not become a path
        return None
    build = folder / "builds" / name
    return build if (build / "record.json").is_file() else None


def build_index(
    folder: Path,
    corpus: Corpus,
    bank: dict[str, tuple[str, ...]],
    embedder: Embedder,
    *,
    outside: Sequence[tuple[str, str]] = (),
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
) -> Built:
    """Build the index beside the one in use and swap it in.

    Args:
        folder: the index folder; made when absent.
        corpus: what to index.
        bank: bank questions by passage id.
        embedder: its vectors are reused for texts that did not change.
        outside: questions that the corpus does not answer, with their topic.
        force: build anew, without reusing anything, even when nothing changed.
        progress: told what is being done.

    Raises:
        IndexUnavailableError: another process is building, or the disk refuses. The build that
            was in use still is.
    """
    record = describe(corpus, bank, embedder, outside)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _building(folder):
            before = current_build(folder)
            whole = None if force else _find_whole(folder, record, before)
            if whole is not None:
                if whole != before:
                    _swap(folder, whole.name)
                return Built(whole.name, record, 0, 0, fresh=False)
            known = {} if force else _known_vectors(before, embedder.fingerprint)
            temporary = folder / "builds" / f".{record.name}.{os.getpid()}"
            try:
                temporary.mkdir(parents=True)
                reused, embedded = _write_build(
                    temporary, corpus, bank, outside, embedder, known, progress
                )
                _write(temporary / FILES, json.dumps(_sizes(temporary), indent=1, sort_keys=True))
                _write(
                    temporary / "record.json", json.dumps(asdict(record), indent=1, sort_keys=True)
                )
                target = _free_name(folder, record)
                temporary.rename(target)
            finally:  # a full disk should not stay full of half a build
                shutil.rmtree(temporary, ignore_errors=True)
            _swap(folder, target.name)
            _clean(folder, (target, before))
            return Built(target.name, record, reused, embedded, fresh=True)
    except OSError as error:
        raise IndexUnavailableError(f"{folder}: the index cannot be written ({error})") from error


def _find_whole(folder: Path, record: Record, before: Path | None) -> Path | None:
    """The build of a record, the one in use first; None when there is none without damage."""
    others = sorted((folder / "builds").glob(f"{record.name}*"), reverse=True)
    return next((b for b in (before, *others) if b and _is_whole(b, record)), None)


def _is_whole(build: Path, record: Record) -> bool:
    """Whether a build was made from just this and holds every file, as long as it was written.

    Chroma may write to its files while it reads, so of those only the presence counts.
    """
    try:
        if _read_record(build) != record or (build / DAMAGED).exists():
            return False
        sizes = json.loads((build / FILES).read_text(encoding="utf-8"))
        passages = (build / "passages.jsonl").read_bytes()
        return hashlib.sha256(passages).hexdigest() == record.corpus_hash and all(
            (build / name).is_file()
            if name.startswith("chroma/")
            else (build / name).stat().st_size == size
            for name, size in sizes.items()
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _read_record(build: Path) -> Record:
    return Record(**json.loads((build / "record.json").read_text(encoding="utf-8")))


def _sizes(build: Path) -> dict[str, int]:
    passing = ("-wal", "-shm", "-journal")  # SQLite's, gone when it closes
    return {
        p.relative_to(build).as_posix(): p.stat().st_size
        for p in build.rglob("*")
        if p.is_file() and not p.name.endswith(passing)
    }


def _free_name(folder: Path, record: Record) -> Path:
    target = folder / "builds" / record.name
    number = 2
    while target.exists():
        target = folder / "builds" / f"{record.name}-{number}"
        number += 1
    return target


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
        # what a killed builder left
        for leftover in (folder / "builds").glob(".*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for leftover in folder.glob(f"{CURRENT}.*"):
            leftover.unlink(missing_ok=True)
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


def _clean(folder: Path, kept: Collection[Path | None]) -> None:
    """Delete all but the build in use and the one before it, which a reader may still hold."""
    for build in (folder / "builds").iterdir():
        if build not in kept:
            shutil.rmtree(build, ignore_errors=True)


def embedded_text(passage: Passage) -> str:
    """Return the text of a passage that is embedded: its place first, then its words."""
    place = passage.topic or (passage.section[-1] if passage.section else passage.ref)
    return f"{place}. {passage.lead_in} {passage.text}".replace("  ", " ")


def _known_vectors(build: Path | None, fingerprint: str) -> dict[str, Vectors]:
    """Vectors of a build, by hash of their text; none when its model is another."""
    if build is None:
        return {}
    try:
        record = json.loads((build / "record.json").read_text(encoding="utf-8"))
        if record["model_fingerprint"] != fingerprint:
            return {}
        with (build / "vectors.npz").open("rb") as file, np.load(file) as data:
            return dict(zip(data["keys"].tolist(), data["vectors"], strict=True))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return {}  # a damaged cache costs time only


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _write_build(
    build: Path,
    corpus: Corpus,
    bank: dict[str, tuple[str, ...]],
    outside: Sequence[tuple[str, str]],
    embedder: Embedder,
    known: dict[str, Vectors],
    progress: Progress,
) -> tuple[int, int]:
    passages = corpus.passages
    _write(build / "passages.jsonl", "".join(passage_lines(passages)))
    _write(build / "sources.json", _sources_json(corpus))
    questions = [(n, q) for n, p in enumerate(passages) for q in bank.get(p.id, ())]
    lines = (json.dumps([passages[n].id, q], ensure_ascii=False) for n, q in questions)
    _write(build / "questions.jsonl", "".join(f"{line}\n" for line in lines))
    by_passage = [sentence_texts(p) for p in passages]
    counts = [len(found) for found in by_passage]
    sentences = [s for found in by_passage for s in found]
    texts = [
        *(embedded_text(p) for p in passages),
        *(q for _, q in questions),
        *sentences,
        *(q for q, _ in outside),
    ]
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
    last = first + len(sentences)
    np.save(build / "sentences.npy", matrix[first:last].astype(np.float16))
    np.save(build / "starts.npy", np.cumsum([0, *counts[:-1]]))
    np.save(build / "outside.npy", matrix[last:].astype(np.float16))
    progress("lexical", 0, 1)
    LexicalIndex.build(passages, bank, [q for q, _ in outside]).save(build / "lexical")
    progress("lexical", 1, 1)
    fill_folder(build / "chroma", _ids(passages, len(questions)), matrix[:first], progress)
    return len(unique) - len(todo), len(todo)


def sentence_texts(passage: Passage) -> list[str]:
    """Return the sentences and list items of a passage, in order."""
    return [passage.text[s.start : s.end] for s in split_sentences(passage.text)]


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
    sentence_starts: Any  # first row of each passage, numpy integers
    outside: Vectors  # one row for each question that the corpus does not answer
    # a Chroma collection and the passage number of each id in it, by name
    collections: dict[str, tuple[Any, dict[str, int]]]
    close: Callable[[], None]  # frees threads and files of the vector store; no reader after that


def open_index(folder: Path, chroma_url: str = "") -> OpenIndex:
    """Open the build in use.

    Args:
        folder: of the index.
        chroma_url: of a Chroma server that holds the vectors for several processes; "" takes those
            in the folder. While the server is away, the files of the build answer.

    Raises:
        IndexUnavailableError: there is none, or it cannot be read.
    """
    build = current_build(folder)
    if build is None:
        raise IndexUnavailableError(f"{folder}: there is no index; run 'assistant index'")
    from chromadb.errors import ChromaError

    try:
        record = _read_record(build)
        raw = (build / "passages.jsonl").read_bytes()
        if hashlib.sha256(raw).hexdigest() != record.corpus_hash:
            raise ValueError("passages.jsonl is not the file that was indexed")
        # not splitlines(), which also cuts at characters that a passage may hold (U+2028)
        passages = tuple(passage_from_json(line) for line in raw.decode().split("\n") if line)
        sources = tuple(
            Source(**{**s, "kind": SourceKind(s["kind"]), "articles": tuple(s["articles"])})
            for s in json.loads((build / "sources.json").read_text(encoding="utf-8"))
        )
        question_lines = (build / "questions.jsonl").read_text(encoding="utf-8").split("\n")
        questions = tuple((p, q) for p, q in (json.loads(line) for line in question_lines if line))
        starts = np.load(build / "starts.npy")
        sentences = np.load(build / "sentences.npy").astype(np.float32)
        outside = np.load(build / "outside.npy").astype(np.float32)
        if len(starts) != len(passages) or not starts[-1] < len(sentences):
            raise ValueError("sentences.npy does not fit passages.jsonl")
        lexical = LexicalIndex.load(build / "lexical")
        if not (build / "chroma").is_dir():  # opening it would make an empty one
            raise ValueError("the folder of the vector store is gone")
        numbers = {p.id: n for n, p in enumerate(passages)}
        owners = {
            "passages": numbers,
            "questions": {_question_id(i): numbers[p] for i, (p, _) in enumerate(questions)},
        }
        if chroma_url:
            asked = [q for _, q in questions]
            rows = _vectors(build, passages, asked)
            ids = _ids(passages, len(asked))
            store = SharedStore(chroma_url, build.name, ids, rows, build.is_dir)
            close = store.close
            collections = {name: (store.collection(name), own) for name, own in owners.items()}
        else:
            client, close = open_for_reading(build / "chroma")
            collections = {
                name: (collection(client, name, len(own), sentences[:1]), own)
                for name, own in owners.items()
            }
    except (
        OSError,
        EOFError,
        ValueError,
        LookupError,
        TypeError,
        CorpusError,
        BadZipFile,
        ChromaError,
    ) as error:
        with suppress(OSError):
            (build / DAMAGED).touch()
        raise IndexUnavailableError(
            f"{build}: the index is damaged ({error}); run 'assistant index'"
        ) from error
    return OpenIndex(
        name=build.name,
        record=record,
        sources=sources,
        passages=passages,
        numbers=numbers,
        questions=questions,
        lexical=lexical,
        sentences=sentences,
        sentence_starts=starts,
        outside=outside,
        collections=collections,
        close=close,
    )


def _ids(passages: Sequence[Passage], questions: int) -> dict[str, list[str]]:
    """The ids of each collection in the vector store."""
    return {
        "passages": [p.id for p in passages],
        "questions": [_question_id(i) for i in range(questions)],
    }


def _vectors(build: Path, passages: Sequence[Passage], questions: Sequence[str]) -> Vectors:
    """The vectors of the passages and then of the questions, from the file of a build."""
    with (build / "vectors.npz").open("rb") as file, np.load(file) as held:
        places = {key: n for n, key in enumerate(held["keys"].tolist())}
        texts = [*(embedded_text(p) for p in passages), *questions]
        rows: Vectors = held["vectors"][[places[_key(t)] for t in texts]]
    return rows


def _question_id(place: int) -> str:
    """Id in the vector store of the bank question at a place in questions.jsonl."""
    return f"q{place}"
