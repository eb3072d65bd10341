"""What people ask during a run: questions of which we know what has to come back."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import httpx
from rig import say

from assistant import checklist
from assistant.cases import load_cases
from assistant.corpus import load_corpus
from assistant.records import SourceKind
from assistant.settings import ROOT

DEV = ROOT / "evals" / "retrieval" / "dev.jsonl"
DEV_STEP = 4  # every fourth development question
ARTICLES = 60  # questions that name an article, of which the source of the answer is known
MARKS_TRIED = 40  # with which the checklist must let a question through
# Ordinary words: of a made-up one the checklist may think that it is a name.
_WORDS = (
    "tafel", "stoel", "lamp", "raam", "deur", "trap", "fiets", "trein", "appel", "brood", "kaas",
    "melk", "water", "regen", "wind", "zee", "strand", "kabel", "papier", "lepel", "vork", "kopje",
    "muur", "hek", "tuin", "zand", "steen", "wolk", "zon", "klok",
)  # fmt: skip


def questions() -> list[dict[str, str]]:
    """Return what people ask: articles of which the source is known, and development questions.

    Each has "{mark}" where its mark goes. What the checklist would refuse is left out, for
    a refused question is not shown again.
    """
    about = " Kenmerk: {mark}."
    corpus = load_corpus(ROOT / "corpus")
    laws = {s.id for s in corpus.sources if s.kind is SourceKind.LAW}
    articles = [p for p in corpus.passages if p.source_id in laws]
    cases = load_cases(DEV, {p.id: p for p in corpus.passages})
    asked = [
        {"text": f"Wat staat er in {p.ref}?{about}", "passage": p.id}
        for p in articles[:: max(1, len(articles) // ARTICLES)]
    ]
    asked += [{"text": f"{c.question}{about}"} for c in cases[::DEV_STEP] if not c.earlier]
    seen = marks(MARKS_TRIED)
    return [a for a in asked if not any(_is_refused(a["text"], mark) for mark in seen)]


def _is_refused(text: str, mark: str) -> bool:
    return checklist.check(text.format(mark=mark)).refused


def answered_alone(asked: Sequence[dict[str, str]], address: str) -> list[dict[str, str]]:
    """Return the questions of which the answer, asked alone, cites the article that they name."""
    found: list[dict[str, str]] = []
    (mark,) = marks(1)
    with httpx.Client(base_url=address, timeout=60) as client:
        for question in asked:
            body = {"question": question["text"].format(mark=mark)}
            began = time.perf_counter()
            answer = client.post("/api/v1/ask", json=body).raise_for_status().json()
            if not found:
                say(f"first answer after the start: {time.perf_counter() - began:.1f} s")
            cited = {citation["passage_id"] for citation in answer["citations"]}
            if "passage" not in question or question["passage"] in cited:
                found.append(question)
    return found


def marks(number: int) -> list[str]:
    """Return different marks: ordinary words together, in which the checklist reads no name."""
    chance, found = random.Random(1), set[str]()  # noqa: S311 - no secret
    while len(found) < number:
        mark = " ".join(chance.sample(_WORDS, 4))
        if not _is_refused("Wat staat er in artikel 6 AVG? Kenmerk: {mark}.", mark):
            found.add(mark)
    return sorted(found)
