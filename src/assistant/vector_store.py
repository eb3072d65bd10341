"""The vector store: Chroma on a folder of the build, or on a server that processes share.

Vectors and ids alone are in it. The texts are in files of the build, and so are the vectors, so
that a store can be filled again at any moment.
"""

from __future__ import annotations

import atexit
import logging
import math
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from assistant.embedding import Vectors
from assistant.errors import IndexUnavailableError

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]  # what is being done, done so far, in all
SERVER_SECONDS = 2.0  # that a server may take to answer a question
FILL_SECONDS = 60.0  # and to store a thousand vectors
RETRY_SECONDS = 5.0  # between two tries to reach a server that was away
_PROBED = 20  # neighbours asked of each collection when it is opened
_STEP = 1_000  # vectors that are stored at once


def open_folder(path: Path) -> Any:
    """Return a Chroma client on a folder, with telemetry off."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))


def open_server(url: str, seconds: float = SERVER_SECONDS) -> Any:
    """Return a Chroma client of a server in the private network, with telemetry off.

    Args:
        url: "http://127.0.0.1:8000".
        seconds: that the server may take to answer.

    Raises:
        Exception: the server does not answer; chromadb has no one class for that.
    """
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    secure = address.scheme == "https"
    client: Any = chromadb.HttpClient(
        host=address.hostname or "",
        port=address.port or (443 if secure else 8000),
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    # chromadb 1.5.9 waits for an answer for ever, and has no setting for it
    client._server._session.timeout = seconds
    return client


def fill_folder(
    path: Path, ids: Mapping[str, Sequence[str]], vectors: Vectors, progress: Progress
) -> None:
    """Make a store in a folder: a collection for each name, rows of `vectors` in that order.

    Raises:
        IndexUnavailableError: it cannot be written.
    """
    from chromadb.errors import ChromaError

    try:
        client = open_folder(path)
        offset = 0
        for name, entries in ids.items():
            rows = vectors[offset : offset + len(entries)]
            _store(_make(client, name, len(entries)), entries, rows, name, progress)
            offset += len(entries)
        progress("storing", 1, 1)
        client.close()
    except ChromaError as error:  # a full disk, for one, is reported so
        raise IndexUnavailableError(f"{path}: Chroma cannot write ({error})") from error


def _make(client: Any, name: str, count: int) -> Any:
    return client.get_or_create_collection(
        name,
        embedding_function=None,  # vectors come from our embedder; Chroma's own would download
        configuration={"hnsw": _hnsw(count)},
    )


def _store(
    collection: Any, ids: Sequence[str], rows: Vectors, name: str, progress: Progress
) -> None:
    for begin in range(0, len(ids), _STEP):
        progress(f"storing {name}", begin, len(ids))
        # As many texts as there are questions would double the time that Chroma takes. Two
        # processes that fill the same collection write the same rows.
        part = list(ids[begin : begin + _STEP])
        collection.upsert(ids=part, embeddings=rows[begin : begin + len(part)])


def _hnsw(count: int) -> dict[str, Any]:
    """Settings of Chroma's graph for a collection that is filled once with `count` vectors.

    Chroma writes its graph to disk every `sync_threshold` vectors and keeps the rest in a log that
    every opening works through again: 900 vectors in the log cost the first question two seconds
    (chromadb 1.5.9). A threshold of exactly `count` leaves the log empty.
    """
    threshold = max(count, 2)
    return {
        "space": "cosine",
        "ef_construction": 100,  # half the time of 200, and the same passages on dev
        "ef_search": 200,
        "sync_threshold": threshold,
        "batch_size": min(100, threshold),
    }


def writable(chroma: Path) -> Path:
    """Return the folder itself, or a copy for this process when it may only be read.

    Chroma writes to its database when it opens it (chromadb 1.5.9), also when nothing changes.
    """
    if os.access(chroma, os.W_OK):
        return chroma
    copy = Path(tempfile.mkdtemp(prefix="vindplaats-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    return Path(shutil.copytree(chroma, copy / "chroma"))


def collection(client: Any, name: str, count: int, probe: Vectors) -> Any:
    """Return a collection that was seen to answer: it holds `count` vectors and finds some.

    Args:
        client: of a folder or server.
        name: of the collection.
        count: of vectors that it should hold.
        probe: one vector of the right length, shape (1, dimension).

    Raises:
        ValueError: it holds less than was written.
        chromadb.errors.ChromaError: it cannot be read.
    """
    held = client.get_collection(name, embedding_function=None)
    found = held.count()
    if found != count:
        raise ValueError(f"the vector store holds {found} {name} instead of {count}")
    wanted = min(count, _PROBED)
    if wanted:
        # without its graph Chroma answers from what is left in its log, and says nothing
        found = len(held.query(query_embeddings=probe, n_results=wanted)["ids"][0])
        if found != wanted:
            raise ValueError(f"the vector store finds {found} {name} where it should {wanted}")
    return held


class SharedStore:
    """The collections of one build on a Chroma server, which several processes may use.

    Whoever opens a build that the server does not hold fills it, in the background. Until it is
    full, and while the server is away, the vectors in the files of the build answer. Thread-safe.
    """

    def __init__(
        self,
        url: str,
        build: str,
        ids: Mapping[str, Sequence[str]],
        vectors: Callable[[], Vectors],
        kept: Callable[[], Collection[str]],
    ) -> None:
        """Take what the collections should hold, and try the server once.

        Args:
            url: of the server.
            build: name of the build; the names of its collections begin with it.
            ids: of each collection.
            vectors: reads the rows of all collections, in the order of `ids`.
            kept: names of the builds whose collections stay; those of others are deleted.
        """
        self._url = url
        self._build = build
        self._ids = ids
        self._read = vectors
        self._kept = kept
        self._rows: Vectors | None = None
        self._held: dict[str, Any] = {}  # collections of the server; {} while it is away
        self._lock = threading.Lock()
        self._retry_at = 0.0
        self._connect(fill=False)

    def collection(self, name: str) -> SharedCollection:
        """Return one of the collections."""
        return SharedCollection(self, name)

    @property
    def is_there(self) -> bool:
        """Whether the server answered when it was asked last."""
        return bool(self._held)

    def query(
        self, name: str, query_embeddings: Sequence[Sequence[float]], n_results: int
    ) -> dict[str, Any]:
        """Return ids and distances of the nearest vectors, as Chroma does."""
        held = self._held.get(name)
        if held is not None:
            try:
                found: dict[str, Any] = held.query(
                    query_embeddings=query_embeddings, n_results=n_results, include=["distances"]
                )
            except Exception as error:  # chromadb and httpx have no class in common
                self._away(error)
            else:
                return found
        elif time.monotonic() >= self._retry_at:
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self._connect_behind()
        return self._exact(name, query_embeddings, n_results)

    def close(self) -> None:
        """Forget the server, and try it no more."""
        self._retry_at = math.inf
        self._held = {}

    def _away(self, error: Exception) -> None:
        if self._retry_at == math.inf:
            return
        if self._held:
            log.warning("the Chroma server at %s is away (%s)", self._url, type(error).__name__)
        self._held = {}
        self._retry_at = time.monotonic() + RETRY_SECONDS

    def _connect_behind(self) -> None:
        threading.Thread(target=self._connect, kwargs={"fill": True}, daemon=True).start()

    def _connect(self, *, fill: bool) -> None:
        if not self._lock.acquire(blocking=False):
            return  # it is being tried
        try:
            self._held = self._open(fill=fill)
            if self._held:
                forget_builds(self._url, self._kept())
        except Exception as error:  # chromadb and httpx have no class in common
            self._held = {}
            self._retry_at = time.monotonic() + RETRY_SECONDS
            log.warning("no vectors from %s (%s)", self._url, type(error).__name__)
        finally:
            self._lock.release()
        if not self._held and not fill and not self._retry_at:
            self._connect_behind()  # it answers, and does not hold this build yet

    def _open(self, *, fill: bool) -> dict[str, Any]:
        """The collections; {} when the server does not hold all of them and may not be filled."""
        client, filler = open_server(self._url), open_server(self._url, FILL_SECONDS)
        found = {}
        offset = 0
        for name, ids in self._ids.items():
            full = f"{self._build}-{name}"
            held = _make(filler, full, len(ids))
            rows = self._all()[offset : offset + len(ids)]
            offset += len(ids)
            if held.count() != len(ids):
                if not fill:
                    return {}
                log.info("filling %s at %s", full, self._url)
                _store(held, ids, rows, full, lambda *_: None)
            found[name] = collection(client, full, len(ids), rows[:1]) if len(ids) else held
        return found

    def _all(self) -> Vectors:
        if self._rows is None:
            self._rows = self._read()
        return self._rows

    def _exact(
        self, name: str, query_embeddings: Sequence[Sequence[float]], n_results: int
    ) -> dict[str, Any]:
        offset = 0
        for other, entries in self._ids.items():
            if other == name:
                break
            offset += len(entries)
        ids = self._ids[name]
        vector = np.asarray(query_embeddings[0], dtype=np.float32)
        distances = 1.0 - self._all()[offset : offset + len(ids)] @ vector
        best = np.argsort(distances, kind="stable")[:n_results]
        return {"ids": [[ids[i] for i in best]], "distances": [distances[best].tolist()]}


class SharedCollection:
    """One collection of a shared store; asked as a collection of Chroma is."""

    def __init__(self, store: SharedStore, name: str) -> None:
        """Take the store and the name of a collection in it."""
        self._store = store
        self._name = name

    def query(
        self,
        *,
        query_embeddings: Sequence[Sequence[float]],
        n_results: int,
        include: Collection[str] = ("distances",),
    ) -> dict[str, Any]:
        """Return ids and distances of the nearest vectors, as Chroma does."""
        del include
        return self._store.query(self._name, query_embeddings, n_results)


def answers(url: str) -> bool:
    """Return whether a Chroma server answers at an address."""
    try:
        open_server(url).heartbeat()
    except Exception:  # chromadb and httpx have no class in common
        return False
    return True


def forget_builds(url: str, kept: Collection[str]) -> None:
    """Delete the collections of builds that are no longer there from a server.

    Args:
        url: of the server; one that is away is left alone.
        kept: names of the builds that stay.
    """
    try:
        client = open_server(url)
        for held in client.list_collections():
            build, dash, name = held.name.rpartition("-")
            if dash and name in ("passages", "questions") and build not in kept:
                client.delete_collection(held.name)
    except Exception as error:  # chromadb and httpx have no class in common
        log.warning("old builds stay at %s (%s)", url, type(error).__name__)
