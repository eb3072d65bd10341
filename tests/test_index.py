"""The index: built beside the old one, swapped whole, noticed when stale or damaged."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import index as index_module
from assistant.answerability import load_answerability
from assistant.corpus import Corpus
from assistant.embedding import Vectors
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.index import (
    Built,
    build_index,
    current_build,
    describe,
    embedded_text,
    open_index,
    sentence_texts,
)
from assistant.lexicon import load_lexicon
from assistant.pipeline import Assistant, ExtractiveAnswerer
from assistant.questions import load_questions
from assistant.ranking import load_weights
from assistant.records import Decision, Passage, SourceKind
from tests.fakes import ROOT, CountingEmbedder, build_in_another_process, read_corpus

NEW_DOCUMENT = "# Poetsrooster\n\nHet poetsrooster van de pantry hangt naast de koelkast.\n"


def build(corpus_folder: Path, folder: Path, embedder: CountingEmbedder | None = None) -> Built:
    corpus, bank = read_corpus(corpus_folder)
    return build_index(folder, corpus, bank, embedder or CountingEmbedder())


def open_assistant(folder: Path, embedder: CountingEmbedder | None = None) -> Assistant:
    return Assistant(
        folder,
        embedder or CountingEmbedder(),
        lexicon=load_lexicon(),
        weights=load_weights(),
        answerability=replace(load_answerability(), threshold=0.0),
        answerer=ExtractiveAnswerer(),
        guard=let_through,
    )


def let_through(text: str, *, earlier: Sequence[str] = ()) -> Decision:
    return Decision(refused=False, findings=(), version="test")


def builds(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "builds").iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_build_holds_what_it_was_made_from(small_corpus: Path, folder: Path) -> None:
    embedder = CountingEmbedder()
    built = build(small_corpus, folder, embedder)
    corpus, bank = read_corpus(small_corpus)
    opened = open_index(folder)
    assert built.fresh
    assert opened.name == built.name == (folder / "CURRENT").read_text()
    assert opened.passages == corpus.passages
    assert opened.sources == corpus.sources
    assert set(opened.questions) == {(p, q) for p, questions in bank.items() for q in questions}
    assert opened.collections["passages"][0].count() == len(corpus.passages)
    assert opened.collections["questions"][0].count() == len(opened.questions)
    assert len(opened.sentences) == sum(len(sentence_texts(p)) for p in corpus.passages)
    texts = {embedded_text(p) for p in corpus.passages}
    texts |= {q for _, q in opened.questions}
    texts |= {s for p in corpus.passages for s in sentence_texts(p)}
    assert (built.embedded, built.reused) == (len(texts), 0)
    assert sorted(embedder.texts) == sorted(texts)  # each once


def test_what_did_not_change_is_not_built_again(small_corpus: Path, folder: Path) -> None:
    build(small_corpus, folder)
    embedder = CountingEmbedder()
    again = build(small_corpus, folder, embedder)
    assert not again.fresh
    assert embedder.texts == []


def test_a_new_document_is_all_that_is_embedded(small_corpus: Path, folder: Path) -> None:
    first = build(small_corpus, folder)
    (small_corpus / "eigen" / "rooster.md").write_text(NEW_DOCUMENT, encoding="utf-8")
    embedder = CountingEmbedder()
    second = build(small_corpus, folder, embedder)
    assert second.fresh
    assert second.name != first.name
    assert second.reused == first.embedded
    assert second.embedded == len(embedder.texts) <= 3
    assert all("poetsrooster" in t for t in embedder.texts)
    assert "eigen/rooster" in {p.source_id for p in open_index(folder).passages}


def test_a_new_question_is_all_that_is_embedded(small_corpus: Path, folder: Path) -> None:
    first = build(small_corpus, folder)
    corpus, _ = read_corpus(small_corpus)
    line = {"passage_id": corpus.passages[0].id, "questions": ["Hoe zit het met de pantry?"]}
    (small_corpus / "questions" / "meer.jsonl").write_text(json.dumps(line), encoding="utf-8")
    embedder = CountingEmbedder()
    second = build(small_corpus, folder, embedder)
    assert embedder.texts == ["Hoe zit het met de pantry?"]
    assert (second.embedded, second.reused) == (1, first.embedded)


def test_another_model_embeds_everything(small_corpus: Path, folder: Path) -> None:
    first = build(small_corpus, folder)
    second = build(small_corpus, folder, CountingEmbedder("other"))
    assert second.fresh
    assert (second.embedded, second.reused) == (first.embedded, 0)


def test_another_library_builds_anew_from_the_same_vectors(
    small_corpus: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(small_corpus, folder)
    monkeypatch.setattr(index_module, "version", "{}-99".format)
    second = build(small_corpus, folder)
    assert second.fresh
    assert (second.embedded, second.reused) == (0, first.embedded)


def test_another_title_of_a_source_builds_anew(small_corpus: Path, folder: Path) -> None:
    build(small_corpus, folder)
    manifest = small_corpus / "manifest.toml"
    text = manifest.read_text(encoding="utf-8").replace('publisher = "', 'publisher = "Nieuw ')
    manifest.write_text(text, encoding="utf-8")
    assert build(small_corpus, folder).fresh
    assert all(
        s.publisher.startswith("Nieuw ")
        for s in open_index(folder).sources
        if s.kind is SourceKind.LAW
    )


def test_another_way_to_cut_or_stem_builds_anew(
    small_corpus: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(small_corpus, folder)
    monkeypatch.setattr(index_module, "_code_hash", lambda: "other")
    assert build(small_corpus, folder).fresh


def test_force_builds_anew_and_leaves_the_old_one_to_its_readers(
    small_corpus: Path, folder: Path
) -> None:
    corpus, bank = read_corpus(small_corpus)
    first = build(small_corpus, folder)
    embedder = CountingEmbedder()
    second = build_index(folder, corpus, bank, embedder, force=True)
    assert second.fresh
    assert (second.embedded, second.reused) == (first.embedded, 0)
    assert second.name != first.name
    assert builds(folder) == sorted([first.name, second.name])
    assert not build(small_corpus, folder).fresh


def test_going_back_reuses_the_build_before(small_corpus: Path, folder: Path) -> None:
    first = build(small_corpus, folder)
    extra = small_corpus / "eigen" / "rooster.md"
    extra.write_text(NEW_DOCUMENT, encoding="utf-8")
    build(small_corpus, folder)
    extra.unlink()
    back = build(small_corpus, folder)
    assert (back.name, back.fresh) == (first.name, False)
    assert open_index(folder).name == first.name


def test_only_the_build_in_use_and_the_one_before_stay(small_corpus: Path, folder: Path) -> None:
    names = []
    for number in range(4):
        (small_corpus / "eigen" / f"d{number}.md").write_text(NEW_DOCUMENT, encoding="utf-8")
        names.append(build(small_corpus, folder).name)
    assert builds(folder) == sorted(names[-2:])


def test_two_builds_of_the_same_are_the_same(
    small_corpus: Path, tmp_path: Path, folder: Path
) -> None:
    other = tmp_path / "other"
    assert build(small_corpus, folder).name == build(small_corpus, other).name

    def hashes(root: Path) -> dict[str, str]:
        here = current_build(root)
        assert here is not None
        return {
            p.relative_to(here).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in here.rglob("*")
            if p.is_file() and "chroma" not in p.parts and p.name != "files.json"
        }

    assert hashes(folder) == hashes(other)
    assert "passages.jsonl" in hashes(folder)


# -- documents of an organisation --


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("zonder-kop.txt", "Alleen een regel zonder kop erboven.\n", id="no-heading"),
        pytest.param("chinees.md", "# 鑫\n\n鑫鑫 鑫鑫\n", id="no-token-is-known"),
        pytest.param(
            "regels.md", "# Regels\n\nEen\u2028twee\u2029drie\x85vier woorden.\n", id="line-ends"
        ),
        pytest.param("emoji.md", "# 😀\n\n😀😀😀 wat\n", id="emoji"),
        pytest.param(
            "lang.txt",
            "Het team legt vast waarom gegevens nodig zijn. " * 600,
            id="28,000-characters",
        ),
    ],
)
def test_any_readable_document_can_be_indexed(
    small_corpus: Path, folder: Path, name: str, text: str
) -> None:
    (small_corpus / "eigen" / name).write_text(text, encoding="utf-8")
    build(small_corpus, folder)
    own = [p for p in open_index(folder).passages if p.source_id.startswith("eigen/")]
    assert len({p.source_id for p in own}) == 2


def test_a_broken_document_keeps_no_other_from_the_index(small_corpus: Path, folder: Path) -> None:
    before = build(small_corpus, folder)
    (small_corpus / "eigen" / "kapot.pdf").write_bytes(b"%PDF-1.7 kapot")
    corpus, _ = read_corpus(small_corpus)
    assert [p.path for p in corpus.problems] == ["eigen/kapot.pdf"]
    assert build(small_corpus, folder).name == before.name


def test_passages_with_odd_line_ends_come_back_whole(folder: Path) -> None:
    odd = "Een\u2028twee\x85drie\x1cvier\x0bvijf"
    passage = Passage(
        id="eigen/x/1", source_id="eigen/x", kind=SourceKind.OWN, ref="X", section=(), text=odd,
        start=0, end=len(odd),
    )  # fmt: skip
    bank = {passage.id: ("wat\u2028is dit?",)}
    build_index(folder, Corpus((), (passage,)), bank, CountingEmbedder())
    opened = open_index(folder)
    assert opened.passages == (passage,)
    assert opened.questions == ((passage.id, "wat\u2028is dit?"),)


# -- readers --


def test_an_open_assistant_answers_from_the_new_build(small_corpus: Path, folder: Path) -> None:
    build(small_corpus, folder)
    assistant = open_assistant(folder)
    question = "Waar hangt het poetsrooster van de pantry?"
    assert "eigen/rooster" not in {h.passage.source_id for h in assistant.search(question).hits}
    (small_corpus / "eigen" / "rooster.md").write_text(NEW_DOCUMENT, encoding="utf-8")
    build(small_corpus, folder)
    found = assistant.search(question).hits
    assert found[0].passage.source_id == "eigen/rooster"
    assert "dense" in found[0].routes  # the vector is there, not only the words


@pytest.mark.slow
def test_a_long_reader_misses_no_vector_of_what_another_process_writes(
    small_corpus: Path, folder: Path
) -> None:
    build(small_corpus, folder)
    assistant = open_assistant(folder)
    for number in range(3):
        word = f"kwik{number}"
        (small_corpus / "eigen" / f"{word}.md").write_text(
            f"# {word}\n\n{word} {word} {word} {word}\n", encoding="utf-8"
        )
        process = build_in_another_process(small_corpus, folder)
        process.join(60)
        assert process.exitcode == 0
        hit = assistant.search(f"{word} {word}").hits[0]
        assert hit.passage.source_id == f"eigen/{word}"
        assert "dense" in hit.routes


def test_a_build_of_another_model_leaves_the_open_one_in_use(
    small_corpus: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = build(small_corpus, folder)
    assistant = open_assistant(folder)
    build(small_corpus, folder, CountingEmbedder("other"))
    assert assistant.search("privéleven en gezin").hits
    assert assistant.index.name == first.name
    assert len([r for r in caplog.records if "stays in use" in r.getMessage()]) == 1
    with pytest.raises(IndexUnavailableError, match=r"built with model 'other'.*assistant index"):
        open_assistant(folder)


def test_an_index_that_disappears_leaves_the_open_one_in_use(
    small_corpus: Path, folder: Path
) -> None:
    build(small_corpus, folder)
    assistant = open_assistant(folder)
    (folder / "CURRENT").unlink()
    assert assistant.search("privéleven en gezin").hits


# -- damage --


def _overwrite(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda build: (build / name).write_bytes(data) and None


def _cut(name: str) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        data = (build / name).read_bytes()
        (build / name).write_bytes(data[: len(data) // 2])

    return damage


def _reword(build: Path) -> None:
    path = build / "passages.jsonl"
    text = path.read_text(encoding="utf-8")
    assert "team alleen" in text
    path.write_text(text.replace("team alleen", "team altijd"), encoding="utf-8")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "passages-cut": _cut("passages.jsonl"),
    "passages-reworded": _reword,
    "questions-cut": _cut("questions.jsonl"),
    "sources-cut": _cut("sources.json"),
    "sentences-cut": _cut("sentences.npy"),
    "sentences-empty": _overwrite("sentences.npy", b""),
    "record-garbage": _overwrite("record.json", b"\xff\x00garbage"),
    "record-is-a-list": _overwrite("record.json", b"[]"),
    "chroma-gone": lambda build: shutil.rmtree(build / "chroma"),
    "chroma-emptied": lambda build: [p.unlink() for p in (build / "chroma").rglob("*.*")] and None,
    "graph-gone": lambda build: [p.unlink() for p in (build / "chroma").rglob("*.bin")] and None,
    "graph-garbage": lambda build: (
        [p.write_bytes(b"x" * p.stat().st_size) for p in (build / "chroma").rglob("*.bin")] and None
    ),
    "vocabulary-cut": _cut("lexical/vocabulary.json"),
    "owners-empty": _overwrite("lexical/owners.npy", b""),
    "bm25-gone": lambda build: shutil.rmtree(build / "lexical" / "whole"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_and_the_next_build_mends_it(
    small_corpus: Path, folder: Path, damage: Callable[[Path], None]
) -> None:
    build(small_corpus, folder)
    here = current_build(folder)
    assert here is not None
    damage(here)
    with pytest.raises(IndexUnavailableError, match="run 'assistant index"):
        open_index(folder)
    mended = build(small_corpus, folder)
    assert mended.fresh
    assert open_index(folder).passages == read_corpus(small_corpus)[0].passages


@pytest.mark.parametrize("content", [b"", b"../../etc", b"/etc", b"\xff\xfe", b"x" * 6000, b"a\0b"])
def test_garbage_for_current_is_no_index(small_corpus: Path, folder: Path, content: bytes) -> None:
    first = build(small_corpus, folder)
    (folder / "CURRENT").write_bytes(content)
    assert current_build(folder) is None
    with pytest.raises(IndexUnavailableError, match="there is no index; run 'assistant index'"):
        open_index(folder)
    assert build(small_corpus, folder) == replace(first, embedded=0, reused=0, fresh=False)
    assert open_index(folder).name == first.name


def test_garbage_for_vectors_costs_time_only(small_corpus: Path, folder: Path) -> None:
    first = build(small_corpus, folder)
    (folder / "builds" / first.name / "vectors.npz").write_bytes(b"PK\x03\x04 no archive")
    assert open_index(folder).name == first.name
    assert build(small_corpus, folder).embedded == first.embedded


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{}", b'{"passage_id": "x", "questions": []}'])
def test_a_bad_bank_file_is_named(small_corpus: Path, content: bytes) -> None:
    ids = {p.id for p in read_corpus(small_corpus)[0].passages}
    (small_corpus / "questions" / "meer.jsonl").write_bytes(content)
    with pytest.raises(CorpusError, match=r"meer\.jsonl"):
        load_questions(small_corpus, ids)


# -- builders that meet trouble --


def test_two_builders_at_once_give_a_clear_error(small_corpus: Path, folder: Path) -> None:
    build(small_corpus, folder)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexUnavailableError, match="another process is building the index"):
            build(small_corpus, folder)
    assert not build(small_corpus, folder).fresh


def test_a_build_that_fails_leaves_nothing_behind(small_corpus: Path, folder: Path) -> None:
    first = build(small_corpus, folder)
    (small_corpus / "eigen" / "rooster.md").write_text(NEW_DOCUMENT, encoding="utf-8")

    class Failing(CountingEmbedder):
        def embed(self, texts: Sequence[str]) -> Vectors:
            raise OSError(28, f"No space left on device for {len(texts)} texts")

    with pytest.raises(IndexUnavailableError, match=r"cannot be written .*No space left"):
        build(small_corpus, folder, Failing())
    assert builds(folder) == [first.name]
    assert open_index(folder).name == first.name


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_full_disk_is_told_and_the_old_index_works(
    small_corpus: Path, tmp_path: Path, share: float
) -> None:
    if os.geteuid() or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("NOT RUN, mounting a small disk needs the right to do so")
    build(small_corpus, tmp_path / "index")
    size = int(share * sum(p.stat().st_size for p in (tmp_path / "index").rglob("*")))
    script = f"""
import subprocess
from pathlib import Path
from assistant.embedding import Vectors
from assistant.errors import IndexUnavailableError
from tests.fakes import CountingEmbedder, read_corpus
from assistant.index import build_index, open_index
disk = Path({str(tmp_path / "disk")!r})
disk.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size={size}", "tmpfs", str(disk)], check=True)
corpus, bank = read_corpus(Path({str(small_corpus)!r}))
try:
    build_index(disk / "index", corpus, bank, CountingEmbedder())
except IndexUnavailableError as error:
    print("TOLD", error)
print(sorted(p.name for p in (disk / "index" / "builds").glob("*")))
# an index that was there stays in use when its disk can no longer be written
old = Path({str(tmp_path / "index")!r})
subprocess.run(["mount", "--bind", str(old), str(old)], check=True)
subprocess.run(["mount", "-o", "remount,ro,bind", str(old)], check=True)
try:
    build_index(old, corpus, bank, CountingEmbedder(), force=True)
except IndexUnavailableError as error:
    print("TOLD", error)
opened = open_index(old)
print("OPEN", opened.collections["passages"][0].count())
"""
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", script],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("TOLD"), done.stdout
    assert lines[1] == "[]"
    assert lines[2].startswith("TOLD"), done.stdout
    assert lines[3].startswith("OPEN")


@pytest.mark.slow
def test_killed_at_any_moment_a_working_index_stays(small_corpus: Path, folder: Path) -> None:
    build_in_another_process(small_corpus, folder).join(60)
    (small_corpus / "eigen" / "d.md").write_text("# Document\n\nNog een.\n", encoding="utf-8")
    started = time.perf_counter()
    build_in_another_process(small_corpus, folder).join(60)
    whole = time.perf_counter() - started
    moments = random.Random(7)  # noqa: S311 - moments, no secrets
    outcomes = set()
    for number in range(18):
        (small_corpus / "eigen" / "d.md").write_text(
            f"# Document {number}\n\nVersie {number} van het document.\n", encoding="utf-8"
        )
        before = (folder / "CURRENT").read_text()
        process = build_in_another_process(small_corpus, folder)
        time.sleep(moments.uniform(0, 1.1 * whole))
        process.kill()
        process.join(60)
        opened = open_index(folder)
        outcomes.add(opened.name == before)
        assert opened.collections["passages"][0].count() == len(opened.passages)
        if number % 3 == 0:
            build(small_corpus, folder)
            assert f"Versie {number} " in " ".join(p.text for p in open_index(folder).passages)
            left = {p.name for p in folder.iterdir()}
            assert left == {".lock", "CURRENT", "builds"}
            assert not [n for n in builds(folder) if n.startswith(".")]
            assert len(builds(folder)) <= 2
    assert True in outcomes  # some were killed in time


def test_the_record_tells_what_a_build_was_made_from(small_corpus: Path) -> None:
    corpus, bank = read_corpus(small_corpus)
    record = describe(corpus, bank, CountingEmbedder())
    assert record.model == "counting"
    assert record.corpus_hash == corpus.hash
    assert set(record.libraries) >= {"chromadb", "bm25s"}
    changed = describe(corpus, {**bank, corpus.passages[0].id: ("iets",)}, CountingEmbedder())
    assert changed.name != record.name


@pytest.mark.slow
def test_many_swaps_hold_on_to_nothing(small_corpus: Path, folder: Path) -> None:
    build(small_corpus, folder)
    assistant = open_assistant(folder)
    held = []
    for number in range(8):
        (small_corpus / "eigen" / "d.md").write_text(f"# D\n\nNummer {number}.\n", encoding="utf-8")
        process = build_in_another_process(small_corpus, folder)
        process.join(60)
        assert assistant.search("nummer").hits
        assert assistant.index.name == (folder / "CURRENT").read_text()
        held.append(len(list(Path("/proc/self/fd").iterdir())))
    assert held[-1] <= held[1] + 10  # a build holds some 15 files
