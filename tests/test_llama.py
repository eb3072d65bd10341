"""The search as a part of a program that is built on llama-index."""

from __future__ import annotations

import pytest

from assistant.llama import PassageRetriever
from assistant.pipeline import Assistant

pytestmark = pytest.mark.slow


def test_a_program_of_llama_index_gets_the_passages(full_assistant: Assistant) -> None:
    question = "Hoe lang bewaart een jeugdhulpverlener het dossier?"
    nodes = PassageRetriever(full_assistant).retrieve(question)
    hits = full_assistant.search(question).hits
    assert [n.node.node_id for n in nodes] == [h.passage.id for h in hits]
    assert nodes[0].text == hits[0].passage.text


def test_a_refused_question_finds_nothing(full_assistant: Assistant) -> None:
    assert PassageRetriever(full_assistant).retrieve("Mag ik BSN 123456782 delen?") == []
