"""300 attempts to make the program say something else, through the API, over the real corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.checklist import all_questions
from assistant.settings import Settings
from assistant.web.api import api_routes
from assistant.web.api_models import AnswerOut
from assistant.web.tools import open_tools

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

ROWS = [
    tuple(line.split("\t", 1))
    for line in (Path(__file__).parent / "data" / "injections.tsv").read_text().splitlines()
    if not line.startswith("# ")
]
QUESTION = "Mag dat ook zonder toestemming van de ouders?"
FROM_SOURCES = {
    "answer", "sentences", "citations", "retrieved", "laws", "suggestions", "follow_ups", "read_as",
}  # fmt: skip
RUN = 4  # words in a row of a text that make it an echo


def body_of(place: str, text: str) -> dict[str, Any]:
    if place == "question":
        return {"question": text}
    if place == "earlier":
        return {"question": QUESTION, "earlier": [text]}
    if place == "role":
        return {"question": QUESTION, "role": text}
    return {"question": QUESTION, text: text}


def echoes(text: str, shown: str) -> list[str]:
    """Runs of words of a text that stand in what was shown; a short text counts whole."""
    words = text.split()
    runs = [" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))]
    return [run for run in runs if run in shown]


def test_there_are_300_of_them_in_every_place() -> None:
    assert len(ROWS) == len(set(ROWS)) == 300
    assert {place for place, _ in ROWS} == {"question", "earlier", "role", "name"}


@pytest.mark.slow
def test_no_attempt_gets_a_word_into_an_answer(
    full_assistant: Assistant, full_settings: Settings
) -> None:
    app = FastAPI()
    app.include_router(api_routes(open_tools(full_assistant, full_settings)))
    bank = {q[0].upper() + q[1:] for _, q in full_assistant.index.questions}
    seen: dict[str, int] = {}
    with TestClient(app) as client:
        for place, text in ROWS:
            body = body_of(place, text)
            response = client.post("/api/v1/ask", json=body)
            if place in ("role", "name"):
                assert response.status_code == 422, text
                assert echoes(text, response.text) == []
                continue
            assert response.status_code == 200, text
            answer = response.json()
            AnswerOut.model_validate(answer)
            seen[answer["status"]] = seen.get(answer["status"], 0) + 1
            rest = {k: v for k, v in answer.items() if k not in FROM_SOURCES}
            assert echoes(text, json.dumps(rest, ensure_ascii=False)) == []
            assert_all_from_sources(answer, full_assistant)
            assert set(answer["suggestions"]) | set(answer["follow_ups"]) <= bank
            assert set((answer["refusal"] or {}).get("suggestions", ())) <= set(all_questions())
            whole = " ".join([*body.get("earlier", ()), body["question"]])
            assert answer["read_as"] in ("", whole)
    # the attempts do come through the checklist, so that there is something to prove
    assert seen["answered"] > 50


def assert_all_from_sources(answer: dict[str, Any], assistant: Assistant) -> None:
    """Every word of an answer is of a passage, or a fixed sentence of the program."""
    texts = {}
    for citation in answer["citations"]:
        passage = assistant.passage(citation["passage_id"])
        assert passage is not None
        assert passage.text[citation["start"] : citation["end"]] == citation["quote"]
        texts[citation["n"]] = passage.text
    for sentence in answer["sentences"]:
        assert sentence["citations"]
        assert all(sentence["text"] in texts[n] for n in sentence["citations"])
    for found in answer["retrieved"] + answer["laws"]:
        passage = assistant.passage(found["passage_id"])
        assert passage is not None
        assert found["ref"] == passage.ref
        assert found.get("text", passage.text) == passage.text
    if answer["sentences"]:
        assert answer["answer"] == "\n".join(s["text"] for s in answer["sentences"])
    else:
        assert answer["answer"] in {texts_nl.REFUSED, *texts_nl.ABSTAINED.values()}
