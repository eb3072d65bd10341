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
    # Passage and offsets of the sentence that announces the list which this passage continues.
    lead: tuple[Passage, int, int] | None = None


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
        for places in _new(candidate, query_terms, vector, seen):
            numbers = []
            for passage, begin, stop in places:
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
            text = citations[-1].quote
            sentences.append(Sentence(text=text, citations=tuple(numbers), heading=heading))
            heading = ""
            words += len(text.split())
    return tuple(sentences), tuple(citations)


Place = tuple[Passage, int, int]  # where words stand: text[start:end]


def _new(
    candidate: Candidate,
    query_terms: Sequence[str],
    vector: NDArray[np.float32],
    seen: set[str],
) -> list[list[Place]]:
    """Places of the sentences to show; those that were seen before are left out and noted.

    A sentence that announces a list is repeated when something new follows it, for without it
    an item may say the opposite of what the source says.
    """
    passage = candidate.hit.passage
    wanted = [(passage, start, end) for start, end in _choose(candidate, query_terms, vector)]
    if candidate.lead is not None:
        wanted.insert(0, candidate.lead)
    shown: list[list[Place]] = []
    leads: list[Place] = []
    for place in wanted:
        text = place[0].text[slice(*place[1:])]
        if _ENDS_LEAD.search(text) or place == candidate.lead:
            leads.append(place)
        elif _key(text) not in seen:
            shown += [_places(candidate, p) for p in (*leads, place)]
            seen.update(_key(p.text[begin:stop]) for p, begin, stop in (*leads, place))
            leads = []
    for place in leads:  # announce what the passage does not hold
        key = _key(place[0].text[slice(*place[1:])])
        if key not in seen and place != candidate.lead:
            shown.append(_places(candidate, place))
            seen.add(key)
    return shown


def _key(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .;,")


def _places(candidate: Candidate, place: Place) -> list[Place]:
    """Where the sentence stands, word for word: in its passage and in the repeats of that."""
    passage, start, end = place
    text = passage.text[start:end]
    places = [place]
    for repeat in candidate.repeats if passage is candidate.hit.passage else ():
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
    pending = sorted(chosen)
    while pending:
        index = pending.pop()
        along = [i for i in _item_of(passage.text, spans, index) if i is not None]
        # what opens with an exception belongs to the sentence before it, and the other way round
        if index + 1 < len(spans) and _EXCEPTION.match(passage.text[slice(*spans[index + 1])]):
            along.append(index + 1)
        if index and _EXCEPTION.match(passage.text[slice(*spans[index])]):
            along.append(index - 1)
        pending.extend(i for i in along if i not in chosen)
        chosen.update(along)
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
            later
            for later in range(index + 1, len(spans))
            if _item_of(text, spans, later)[1] == index
        ]
        if not items:
            if len(chosen) > 1:
                chosen.discard(index)
        elif not chosen.intersection(items):
            chosen.update(items)


def _item_of(
    text: str, spans: Sequence[tuple[int, int]], index: int
) -> tuple[int | None, int | None]:
    """The sentence that opens the list item of a sentence, and the one that announces the list.

    A list item is a line of its own below another line, or below a sentence that ends in a colon.
    Both are None for a sentence that is part of no item.
    """
    line = text.rfind("\n", 0, spans[index][0]) + 1
    cut = text.rfind("\n\n", 0, spans[index][0])
    block = cut + 2 if cut >= 0 else 0
    first = next(i for i, span in enumerate(spans) if span[0] >= line)
    above = [i for i in range(first) if spans[i][0] >= block]
    # the sentence just above the block may announce what stands in it
    reach = range(max(0, (above[0] if above else first) - 1), first)
    lead = next((i for i in reversed(reach) if _ENDS_LEAD.search(text[slice(*spans[i])])), None)
    return (None, None) if lead is None and not above else (first, lead)


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
