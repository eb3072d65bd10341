"""An answer made of verbatim sentences, without a language model. Pure.

Which sentences: those of the best passages that match the question by word and by vector. A list
item never stands without the sentence that announces it. The order within a passage is that of
the source, so that the answer reads as the source does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.language import CompoundSplitter, terms
from assistant.records import Citation, Hit, Passage, Sentence
from assistant.sentences import split_sentences

# A professional reads a short answer; a passage of this size is shown whole, since what is left
# out of a rule may be its exception.
WHOLE_WORDS = 130
ANSWER_WORDS = 320  # the passages after the first are cut to keep the answer near this
MAX_PASSAGES = 4
NEAR_SHARE = 0.6  # a further passage must score at least this share of the best one
SENTENCES_PER_PASSAGE = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be quoted, with the vectors of its sentences."""

    hit: Hit
    sentences: NDArray[np.float32]  # one unit row for each sentence of the passage
    repeats: tuple[Passage, ...] = ()  # the same wording elsewhere; cited along


_ENDS_LEAD = re.compile(r":\s*$")
_EXCEPTION = re.compile(
    r"^(tenzij|behalve|echter|dit geldt niet|let op|uitzondering|in afwijking|alleen)\b",
    re.IGNORECASE,
)


def compose(
    query_terms: Sequence[str], vector: NDArray[np.float32], candidates: Sequence[Candidate]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return the sentences of the answer, best passage first, and the citations that prove them.

    Args:
        query_terms: search terms of the question, those that the lexicon added included.
        vector: the question's unit vector, shape (1, dimension).
        candidates: passages, best first; the first is always quoted.

    Returns:
        Sentences, each with the numbers of its citations, and the citations, numbered from 1 in
        order of appearance. Every sentence is `passage.text[start:end]` of each citation.
    """
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    words = 0
    seen: set[str] = set()
    for place, candidate in enumerate(candidates[:MAX_PASSAGES]):
        if place and (
            candidate.hit.score < NEAR_SHARE * candidates[0].hit.score or words >= ANSWER_WORDS
        ):
            break
        heading = candidate.hit.passage.ref
        for start, end in _choose(candidate, query_terms, vector):
            text = candidate.hit.passage.text[start:end]
            if _key(text) in seen:
                continue
            seen.add(_key(text))
            numbers = []
            for passage, begin, stop in _places(candidate, text, start, end):
                citations.append(
                    Citation(
                        n=len(citations) + 1,
                        passage=passage,
                        quote=passage.text[begin:stop],
                        start=begin,
                        end=stop,
                    )
                )
                numbers.append(len(citations))
            sentences.append(Sentence(text=text, citations=tuple(numbers), heading=heading))
            heading = ""
            words += len(text.split())
    return tuple(sentences), tuple(citations)


def _key(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .;,")


def _places(
    candidate: Candidate, text: str, start: int, end: int
) -> list[tuple[Passage, int, int]]:
    """Where the sentence stands, word for word: in the passage and in its repeats."""
    places = [(candidate.hit.passage, start, end)]
    for repeat in candidate.repeats:
        begin = repeat.text.find(text)
        if begin >= 0:
            places.append((repeat, begin, begin + len(text)))
    return places


def _choose(
    candidate: Candidate, query_terms: Sequence[str], vector: NDArray[np.float32]
) -> list[tuple[int, int]]:
    """Spans of the passage that are shown, in the order of the source."""
    passage = candidate.hit.passage
    spans = [(s.start, s.end) for s in split_sentences(passage.text)]
    if len(passage.text.split()) <= WHOLE_WORDS or len(spans) <= SENTENCES_PER_PASSAGE:
        return spans
    scores = _sentence_scores(passage, spans, candidate.sentences, query_terms, vector)
    chosen: set[int] = set()
    for index in np.argsort(-scores, kind="stable")[:SENTENCES_PER_PASSAGE]:
        chosen.add(int(index))
        lead = _lead_of(passage.text, spans, int(index))
        if lead is not None:
            chosen.add(lead)
    for index in sorted(chosen):
        # what opens with an exception belongs to the sentence before it, and the other way round
        follower = index + 1
        if follower < len(spans) and _EXCEPTION.match(passage.text[slice(*spans[follower])]):
            chosen.add(follower)
        if index and _EXCEPTION.match(passage.text[slice(*spans[index])]):
            chosen.add(index - 1)
    _complete_leads(passage.text, spans, chosen)
    return [spans[i] for i in sorted(chosen)]


def _complete_leads(text: str, spans: Sequence[tuple[int, int]], chosen: set[int]) -> None:
    """A sentence that announces a list brings the list when none of it was chosen.

    One whose list stands in the next passage announces nothing here, and goes.
    """
    for index in sorted(chosen):
        if not _ENDS_LEAD.search(text[slice(*spans[index])]):
            continue
        items = [
            later for later in range(index + 1, len(spans)) if _lead_of(text, spans, later) == index
        ]
        if not items:
            if len(chosen) > 1:
                chosen.discard(index)
        elif not chosen.intersection(items):
            chosen.update(items)


def _lead_of(text: str, spans: Sequence[tuple[int, int]], index: int) -> int | None:
    """The sentence that announces a list item, or None when the sentence is no item."""
    start = spans[index][0]
    if start == 0 or text[start - 1] != "\n" or text[max(0, start - 2) : start] == "\n\n":
        return None
    for earlier in range(index - 1, -1, -1):
        if _ENDS_LEAD.search(text[slice(*spans[earlier])]):
            return earlier
    return None


def _sentence_scores(
    passage: Passage,
    spans: Sequence[tuple[int, int]],
    vectors: NDArray[np.float32],
    query_terms: Sequence[str],
    vector: NDArray[np.float32],
) -> NDArray[np.float32]:
    wanted = set(query_terms)
    splitter = CompoundSplitter(())
    shares = []
    for start, end in spans:
        found = set(terms(passage.text[start:end], splitter))
        shares.append(len(found & wanted) / (len(wanted) or 1))
    cosines = vectors @ vector[0] if vectors.size and vector.size else np.zeros(len(spans))
    scores: NDArray[np.float32] = np.asarray(shares, dtype=np.float32) + cosines
    return scores
