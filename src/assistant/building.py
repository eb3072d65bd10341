"""Builds the index that the settings ask for, when it is absent or stale."""

from __future__ import annotations

from assistant.corpus import Corpus, load_corpus
from assistant.embedding import load_embedder
from assistant.index import Built, _is_whole, build_index, current_build, describe
from assistant.questions import load_outside, load_questions
from assistant.settings import Settings
from assistant.vector_store import Progress


def ensure_index(
    settings: Settings, *, progress: Progress, force: bool = False
) -> tuple[Built, Corpus]:
    """Read the corpus and build the index unless the one in use was made from just this.

    Args:
        settings: name the corpus, the index folder and the embedding model.
        progress: told what is being done.
        force: build in any case, without reusing anything.

    Returns:
        What was built (`fresh` is False when nothing had to be), and the corpus with the
        documents that were left out.

    Raises:
        CorpusError: a source or the question bank cannot be used.
        ModelError: the embedding model cannot be loaded.
        IndexUnavailableError: another process is building, or the disk refuses.
    """
    progress("reading the corpus", 0, 1)
    corpus = load_corpus(settings.corpus)
    bank = load_questions(settings.corpus, {p.id for p in corpus.passages})
    embedder = load_embedder(settings.embedder)
    outside = load_outside(settings.corpus)
    # Looked at without the lock: several programs start at once, and the folder may be read-only.
    current = current_build(settings.index)
    record = describe(corpus, bank, embedder, outside)
    if current is not None and not force and _is_whole(current, record):
        return Built(current.name, record, 0, 0, fresh=False), corpus
    built = build_index(
        settings.index, corpus, bank, embedder, outside=outside, force=force, progress=progress
    )
    return built, corpus
