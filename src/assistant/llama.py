"""The search as a retriever of llama-index, for programs that are built on it.

Nothing here is imported to answer a question: llama-index takes seconds to load.
"""

from __future__ import annotations

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.pipeline import Assistant


class PassageRetriever(BaseRetriever):
    """Gives the passages that `Assistant.search` finds as nodes of llama-index."""

    def __init__(self, assistant: Assistant) -> None:
        """Search with `assistant`, its checklist included."""
        super().__init__()
        self._assistant = assistant

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Return the passages, best first; none when the checklist refuses the question."""
        return [
            NodeWithScore(
                node=TextNode(
                    id_=hit.passage.id,
                    text=hit.passage.text,
                    metadata={"ref": hit.passage.ref, "url": hit.passage.url or ""},
                ),
                score=hit.score,
            )
            for hit in self._assistant.search(query_bundle.query_str).hits
        ]
