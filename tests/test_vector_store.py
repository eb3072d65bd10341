"""Vectors on a Chroma server that several processes share: a real one, on loopback."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant import vector_store
from assistant.config import checks
from assistant.corpus import load_corpus
from assistant.errors import IndexUnavailableError, SettingsError
from assistant.index import OpenIndex, build_index, open_index
from assistant.pipeline import open_assistant
from assistant.questions import load_questions
from assistant.settings import Settings
from assistant.vector_store import answers, close_server, open_server
from tests.chroma_server import Server, wait_until
from tests.fakes import CountingEmbedder, write_corpus


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    held = Server(tmp_path / "chroma")
    held.start()
    yield held
    held.stop()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "c", "wet/evrm", "wet/grondwet")


@pytest.fixture
def index(tmp_path: Path, corpus: Path) -> Path:
    return build(corpus, tmp_path / "index")


def build(corpus: Path, folder: Path, name: str = "counting") -> Path:
    read = load_corpus(corpus)
    bank = load_questions(corpus, {p.id for p in read.passages})
    build_index(folder, read, bank, CountingEmbedder(name))
    return folder


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that was away is tried again at once."""
    monkeypatch.setattr(vector_store, "RETRY_SECONDS", 0.1)


def nearest(index: OpenIndex, name: str, text: str) -> tuple[list[str], list[float]]:
    collection, owners = index.collections[name]
    vector = CountingEmbedder().embed([text])[0].tolist()
    wanted = min(7, len(owners))
    found = collection.query(query_embeddings=[vector], n_results=wanted, include=["distances"])
    return found["ids"][0], found["distances"][0]


def is_shared(index: OpenIndex) -> bool:
    """Whether the server answers now; asking is what makes it be tried again."""
    nearest(index, "passages", "veiligheid")
    return bool(index.close.__self__.is_there)  # type: ignore[attr-defined]


ASKED = "Mag Veilig Thuis gegevens vragen aan het team?"


def test_a_server_finds_what_the_folder_finds(server: Server, index: Path) -> None:
    own, shared = open_index(index), open_index(index, server.url)
    wait_until(lambda: is_shared(shared))
    assert server.collections() == {f"{own.name}-passages", f"{own.name}-questions"}
    for name in ("passages", "questions"):
        here, there = nearest(own, name, ASKED), nearest(shared, name, ASKED)
        assert here[0] == there[0]
        np.testing.assert_allclose(here[1], there[1], atol=1e-5)
    second = open_index(index, server.url)  # a second process finds it full
    wait_until(lambda: is_shared(second))
    for opened in (own, shared, second):
        opened.close()


def test_while_the_server_is_away_the_files_answer(server: Server, index: Path) -> None:
    shared = open_index(index, server.url)
    wait_until(lambda: is_shared(shared))
    before = nearest(shared, "questions", ASKED)
    server.stop()
    during = nearest(shared, "questions", ASKED)
    assert during[0] == before[0]
    np.testing.assert_allclose(during[1], before[1], atol=1e-5)
    assert not is_shared(shared)
    server.start()
    wait_until(lambda: is_shared(shared))
    assert nearest(shared, "questions", ASKED)[0] == before[0]


def test_a_server_that_lost_its_data_is_filled_again(
    server: Server, index: Path, tmp_path: Path
) -> None:
    shared = open_index(index, server.url)
    wait_until(lambda: is_shared(shared))
    server.stop()
    shutil.rmtree(tmp_path / "chroma")
    nearest(shared, "passages", ASKED)
    server.start()
    wait_until(lambda: is_shared(shared))
    assert len(server.collections()) == 2


def test_a_process_can_start_without_the_server(server: Server, index: Path) -> None:
    server.stop()
    shared = open_index(index, server.url)
    assert nearest(shared, "passages", ASKED)[0] == nearest(open_index(index), "passages", ASKED)[0]
    server.start()
    wait_until(lambda: is_shared(shared))


def test_the_collections_of_a_build_go_with_it_and_no_others(
    server: Server, index: Path, corpus: Path
) -> None:
    other = open_server(server.url)
    other.create_collection("old-questions")  # of somebody else
    close_server(other)
    opened = []
    for model in ("one", "two"):
        build(corpus, index, model)
        opened.append(open_index(index, server.url))
        wait_until(lambda: is_shared(opened[-1]))
    for held in opened:
        held.close()  # their folders are still there
    first, second = ({f"{o.name}-passages", f"{o.name}-questions"} for o in opened)
    assert server.collections() == first | second | {"old-questions"}
    again = open_index(index, server.url)
    build(corpus, index, "three")
    build(corpus, index, "four")  # of two builds back nothing is left in the folder
    again.close()
    wait_until(lambda: server.collections() == first | {"old-questions"})


def test_a_server_that_does_not_answer_holds_nothing_up(index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and says nothing
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        shared = open_index(index, url)
        found = nearest(shared, "passages", ASKED)[0]
        assert not answers(url, 0.2)
        assert time.monotonic() - began < 10  # it would be for ever
        assert found == nearest(open_index(index), "passages", ASKED)[0]
        shared.close()


def test_vectors_that_cannot_be_read_are_a_damaged_build(server: Server, index: Path) -> None:
    (current,) = (index / "builds").iterdir()
    (current / "vectors.npz").write_bytes(b"PK\x03\x04")
    with pytest.raises(IndexUnavailableError, match="damaged"):
        open_index(index, server.url)


def test_an_address_elsewhere_is_refused() -> None:
    settings = Settings(chroma_url="http://203.0.113.9:8000")
    with pytest.raises(SettingsError, match=r"chroma_url: 203\.0\.113\.9 lies outside"):
        open_assistant(settings)


def test_the_check_of_the_settings_says_whether_it_answers(server: Server, index: Path) -> None:
    settings = Settings(index=index, chroma_url=server.url)
    assert found(settings) == (True, f"{server.url} answers")
    server.stop()
    ok, message = found(settings)
    assert ok is False
    assert "no Chroma server answers" in message
    assert found(Settings(index=index)) == (None, "not used")


def found(settings: Settings) -> tuple[bool | None, str]:
    return next((c.ok, c.message) for c in checks(settings, {}) if c.name == "vector server")
