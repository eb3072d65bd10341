"""The vector store: Chroma on a folder of the build, or on a server that processes share.

Vectors and ids alone are in it. The texts are in files of the build, and so are the vectors, so
that a store can be filled again at any moment.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
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
        Exception: the server does not answer, or its name leads elsewhere; chromadb and httpx have
            no class in common.
    """
    import chromadb
    import httpx
    from chromadb.config import Settings

    if not answers(url, seconds):  # chromadb asks three things first, and waits for ever
        raise ConnectionError(f"no Chroma server answers at {url}")
    address = urlsplit(url)
    client: Any = chromadb.HttpClient(
        host=address.hostname or "",
        port=_port(url),
        ssl=address.scheme == "https",
        settings=Settings(anonymized_telemetry=False),
    )
    # chromadb 1.5.9 has no setting for how long it waits, nor to pass over a proxy of the machine
    server = client._server
    before = server._session
    server._session = httpx.Client(timeout=seconds, trust_env=False, headers=before.headers)
    before.close()
    return client


def close_server(client: Any) -> None:
    """Close what `open_server` gave, its connections too."""
    client._server._session.close()
    client._admin_client._server._session.close()  # it asked for tenant and database
    client.close()


def answers(url: str, seconds: float = SERVER_SECONDS) -> bool:
    """Return whether a Chroma server answers at an address in the private network."""
    import httpx

    from assistant.llm.network import is_private

    try:
        host = urlsplit(url).hostname or ""
        found = socket.getaddrinfo(host, _port(url), type=socket.SOCK_STREAM)
        if not all(is_private(str(f[4][0])) for f in found):
            return False
        with httpx.Client(timeout=seconds, trust_env=False) as client:
            reply = client.get(f"{url.rstrip('/')}/api/v2/heartbeat")
        return reply.status_code == httpx.codes.OK
    except (OSError, ValueError, httpx.HTTPError):
        return False


def _port(url: str) -> int:
    address = urlsplit(url)
    return address.port or (443 if address.scheme == "https" else 8000)


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


def open_for_reading(chroma: Path) -> tuple[Any, Callable[[], None]]:
    """Return a client on the folder of a build, and what closes it.

    Chroma writes to its database when it opens it (chromadb 1.5.9), also when nothing changes, so a
    folder that may only be read is copied for this process; closing removes the copy.
    """
    if os.access(chroma, os.W_OK):
        client = open_folder(chroma)
        return client, client.close
    copy = Path(tempfile.mkdtemp(prefix="vindplaats-"))
    remove = partial(shutil.rmtree, copy, ignore_errors=True)
    atexit.register(remove)
    client = open_folder(Path(shutil.copytree(chroma, copy / "chroma")))

    def close() -> None:
        client.close()
        remove()
        atexit.unregister(remove)

    return client, close


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
        rows: Vectors,
        is_kept: Callable[[], bool],
    ) -> None:
        """Take what the collections should hold, and begin to reach the server.

        Args:
            url: of the server.
            build: name of the build; the names of its collections begin with it.
            ids: of each collection.
            rows: vectors of all collections, in the order of `ids`.
            is_kept: whether the build is still there when the store is closed; the collections of
                one that is not are deleted then.
        """
        self._url = url
        self._build = build
        self._ids = ids
        self._is_kept = is_kept
        self._rows: dict[str, Vectors] = {}
        offset = 0
        for name, entries in ids.items():
            self._rows[name] = rows[offset : offset + len(entries)]
            offset += len(entries)
        self._held: dict[str, Any] = {}  # collections of the server; {} while it is away
        self._client: Any = None
        self._connecting = threading.Lock()
        self._closed = threading.Event()
        self._retry_at = 0.0
        self._connect_behind()

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
                log.warning("the Chroma server is away: %s (%s)", self._url, type(error).__name__)
                self._held = {}
                self._retry_at = time.monotonic() + RETRY_SECONDS
            else:
                return found
        elif time.monotonic() >= self._retry_at:
            self._connect_behind()
        return self._exact(name, query_embeddings, n_results)

    def close(self) -> None:
        """Forget the server, and try it no more; delete what it holds of a build that is gone."""
        self._closed.set()
        self._held = {}
        threading.Thread(target=self._end, daemon=True).start()  # a server may take its time

    def _end(self) -> None:
        with self._connecting:  # a fill that is under way stops at its next step
            client, self._client = self._client, None
        try:
            if not self._is_kept():
                client = client or open_server(self._url)
                for name in self._ids:
                    client.delete_collection(f"{self._build}-{name}")
        except Exception as error:  # chromadb and httpx have no class in common
            log.warning("an old build stays at %s (%s)", self._url, type(error).__name__)
        finally:
            if client is not None:
                close_server(client)

    def _connect_behind(self) -> None:
        if self._closed.is_set() or self._connecting.locked():
            return
        self._retry_at = time.monotonic() + RETRY_SECONDS
        threading.Thread(target=self._connect, daemon=True).start()

    def _connect(self) -> None:
        if not self._connecting.acquire(blocking=False):
            return  # it is being tried
        try:
            if self._client is None:
                self._client = open_server(self._url, FILL_SECONDS)
            self._held = self._open(self._client)
        except Exception as error:  # chromadb and httpx have no class in common
            self._held = {}
            client, self._client = self._client, None
            if client is not None:
                close_server(client)
            log.warning("no vectors from %s (%s)", self._url, type(error).__name__)
        finally:
            self._retry_at = time.monotonic() + RETRY_SECONDS
            self._connecting.release()

    def _open(self, client: Any) -> dict[str, Any]:
        """The collections, filled where the server does not hold all of them."""
        client._server._session.timeout = FILL_SECONDS
        found = {}
        for name, ids in self._ids.items():
            full, rows = f"{self._build}-{name}", self._rows[name]
            held = _make(client, full, len(ids))
            if held.count() != len(ids):
                log.info("filling %s at %s", full, self._url)
                _store(held, ids, rows, full, self._go_on)
            found[name] = collection(client, full, len(ids), rows[:1]) if len(ids) else held
        client._server._session.timeout = SERVER_SECONDS
        return {} if self._closed.is_set() else found

    def _go_on(self, *_progress: object) -> None:
        if self._closed.is_set():
            raise InterruptedError

    def _exact(
        self, name: str, query_embeddings: Sequence[Sequence[float]], n_results: int
    ) -> dict[str, Any]:
        vector = np.asarray(query_embeddings[0], dtype=np.float32)
        distances = 1.0 - self._rows[name] @ vector
        best = np.argsort(distances, kind="stable")[:n_results]
        ids = self._ids[name]
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
