"""Real models: loaded from a folder into this process, and behind a real `transformers serve`."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from transformers import LlamaForCausalLM

from assistant.llm import folder, model
from assistant.llm.folder import FolderModel
from assistant.llm.prompts_nl import Message, ask
from tests.llm import material, tiny
from tests.llm.material import KEEP, texts, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_model(tmp_path_factory.mktemp("model"))


def test_a_folder_answers_in_its_own_words(model_folder: Path) -> None:
    answerer = material.writer("", llm="folder", llm_folder=model_folder)
    assert answerer.notice == ""
    drafts = write(answerer)
    assert (texts(drafts[-1]), drafts[-1].notice) == ([tiny.SHOWN], "")
    assert drafts[-1].sentences[0].written
    assert [c.quote for c in drafts[-1].citations] == [KEEP]


def test_the_end_of_a_text_is_seen_although_the_stream_ends_first(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """transformers ends the stream before `generate` returns; on a busy machine long before."""
    generate = LlamaForCausalLM.generate

    def slow(self: LlamaForCausalLM, *given: object, **named: object) -> object:
        tokens = generate(self, *given, **named)
        time.sleep(0.5)
        return tokens

    monkeypatch.setattr(LlamaForCausalLM, "generate", slow)
    answerer = material.writer("", llm="folder", llm_folder=model_folder)
    assert write(answerer)[-1].notice == ""


def test_a_folder_counts_with_its_own_tokenizer(model_folder: Path) -> None:
    loaded = FolderModel(model_folder, context=0)
    messages = ask(material.QUESTION, [("Wet", KEEP)])
    assert loaded.count(messages) == model.estimate(messages)  # not loaded yet
    loaded.check()
    assert loaded.context == tiny.CONTEXT
    assert FolderModel(model_folder, context=100).context == 100
    more = (*messages, Message("user", "dossier " * 50))
    assert 50 < loaded.count(more) - loaded.count(messages) < 60  # with what frames a message


def test_leaving_stops_a_model_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would go on for hours, and the thread that generates keeps a program alive."""
    monkeypatch.setattr(folder, "ANSWER_TOKENS", 10_000_000)
    tiny.make_model(tmp_path, for_ever=True)
    before = set(threading.enumerate())
    answerer = material.writer("", llm="folder", llm_folder=tmp_path, llm_context=1_000)
    with closing(answerer.answer("Mag dat?", material.FOUND, material.CANDIDATES[:1])) as drafts:
        for draft in drafts:
            if draft.sentences:
                break
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=30)
        assert not thread.is_alive()


@pytest.mark.parametrize("what", ["empty", "damaged", "other-file"])
def test_a_folder_that_cannot_be_used_is_no_disaster(what: str, tmp_path: Path) -> None:
    if what == "damaged":
        tiny.make_model(tmp_path)
        tiny.damage(tmp_path)
    if what == "other-file":
        (tmp_path / "config.json").write_text("geen json", encoding="utf-8")
    answerer = material.writer("", llm="folder", llm_folder=tmp_path)
    assert answerer.notice == "model-unreachable"
    final = write(answerer)[-1]
    assert (texts(final), final.notice) == ([KEEP], "model-unreachable")


@pytest.fixture(scope="module")
def served(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real `transformers serve` with the tiny model."""
    if importlib.util.find_spec("accelerate") is None:
        message = "transformers serve needs accelerate, which llama-index-llms-huggingface brings"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(f"NOT RUN, {message}")
    home = tmp_path_factory.mktemp("home")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = home / "log.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "transformers.cli.transformers", "serve", str(model_folder),
             "--device", "cpu", "--host", "127.0.0.1", "--port", str(port)],
            stdout=out, stderr=out, env={**os.environ, "HF_HOME": str(home), "HOME": str(home)},
        )  # fmt: skip
    try:
        for _ in range(400):
            if process.poll() is not None:
                pytest.fail(log.read_text())
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_transformers_serve_answers_in_its_own_words(served: str, model_folder: Path) -> None:
    answerer = material.writer(served, llm_model=str(model_folder))
    assert answerer.notice == ""
    drafts = write(answerer)
    assert (texts(drafts[-1]), drafts[-1].notice) == ([tiny.SHOWN], "")
    assert drafts[-1].sentences[0].written


def test_a_model_that_transformers_serve_lacks_is_no_disaster(served: str) -> None:
    final = write(material.writer(served, llm_model="nergens/te-vinden"))[-1]
    assert texts(final) == [KEEP]
    assert final.notice in ("model-unreachable", "model-failed")
