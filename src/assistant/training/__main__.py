"""`make train`: the embedding model, the weights that rest on it, and the verifier's checker."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from assistant.settings import ROOT, Settings, silence_telemetry

silence_telemetry()  # before anything that may phone home is imported

from assistant.cases import load_cases  # noqa: E402
from assistant.corpus import load_corpus  # noqa: E402
from assistant.embedding import load_embedder, own_model_folder  # noqa: E402
from assistant.index import build_index, open_index  # noqa: E402
from assistant.lexicon import load_lexicon  # noqa: E402
from assistant.questions import load_outside, load_questions  # noqa: E402
from assistant.ranking import load_weights  # noqa: E402
from assistant.retrieve import HybridRetriever  # noqa: E402
from assistant.training import support  # noqa: E402
from assistant.training.fit import fit_answerability, fit_weights, search_all  # noqa: E402
from assistant.training.static import Recipe, load_related_words, train_static  # noqa: E402


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Train and fit everything that ships with the package."""
    settings = Settings()
    corpus = load_corpus(settings.corpus)
    by_id = {p.id: p for p in corpus.passages}
    bank = load_questions(settings.corpus, by_id)
    outside = load_outside(settings.corpus)
    _say(
        f"{len(corpus.passages)} passages, {sum(map(len, bank.values()))} bank questions, "
        f"{len(outside)} outside"
    )
    if "--fit-only" not in sys.argv:
        related = load_related_words()
        model = own_model_folder()
        train_static(corpus.passages, bank, outside, related, model, Recipe(), log=_say)
    embedder = load_embedder(settings.embedder)
    data = own_model_folder().parents[1]
    cases = load_cases(ROOT / "evals" / "retrieval" / "dev.jsonl", by_id)
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), corpus, bank, embedder, outside=outside)
        index = open_index(Path(folder))
        retriever = HybridRetriever(index, embedder, load_lexicon(), load_weights())
        found = search_all(retriever, cases)
        groups = [p.group for p in corpus.passages]
        gold_groups = [
            c.model_copy(
                update={
                    "gold": [
                        g.model_copy(update={"passage_id": by_id[g.passage_id].group})
                        for g in c.gold
                    ]
                }
            )
            for c in cases
        ]
        weights = fit_weights(gold_groups, found, groups)
        values = {name: getattr(weights, name) for name in weights.__slots__}
        text = json.dumps({"weights": values}, indent=1)
        (data / "ranking.json").write_text(text + "\n", encoding="utf-8")
        _say(f"ranking weights: {values}")
        retriever = HybridRetriever(index, embedder, load_lexicon(), weights)
        result = fit_answerability(cases, search_all(retriever, cases), data / "answerability.json")
        _say("answerability: " + ", ".join(f"{k} {v:.3f}" for k, v in result.items()))
    if "--fit-only" not in sys.argv:
        support.main()


if __name__ == "__main__":
    main()
