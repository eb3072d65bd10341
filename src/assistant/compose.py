"""An answer made of verbatim sentences, without a language model. Pure.

Which sentences: those of the best passages that match the question by word and by vector. A list
item never stands without the sentence that announces it. The order within a passage is that of
the source, so that the answer reads as the source does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.language import CompoundSplitter, terms
from assistant.records import Citation, Hit, Passage, Sentence
from assistant.sentences import split_sentences

# A professional reads a short answer, and what is left out of a rule may be its exception. So the
# best passage is shown whole, a further one when it is short, and the sentences that answer most
# directly stand on top. Measured on the development questions (docs/evaluation.md).
BEST_WORDS = 250  # no passage of the handreiking or a law is longer
WHOLE_WORDS = 100
ANSWER_WORDS = 400  # no further passage is begun from here on
MAX_PASSAGES = 5
NEAR_SHARE = 0.6  # a further passage must score at least this share of the best one
SENTENCES_PER_PASSAGE = 4
NEIGHBOUR_SHARE = 0.2  # how much the sentences beside a sentence say about it
SHORT_FROM_WORDS = 120  # an answer of more words gets a short answer on top
SHORT_WORDS = 60  # about how long that is
SHORT_SENTENCES = 3


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
    rows: list[_Row] = []
    words = 0
    seen: dict[str, _Row] = {}
    for place, candidate in enumerate(candidates[:MAX_PASSAGES]):
        if place and (
            candidate.hit.score < NEAR_SHARE * candidates[0].hit.score or words >= ANSWER_WORDS
        ):
            break
        whole = WHOLE_WORDS if place else BEST_WORDS
        new = _new(candidate, _choose(candidate, query_terms, vector, whole), seen)
        if new:
            new[0].heading = candidate.hit.passage.ref
        rows += new
        words += sum(len(row.text.split()) for row in new)
    return _numbered(rows)


def most_direct(
    query_terms: Sequence[str],
    vector: NDArray[np.float32],
    candidates: Sequence[Candidate],
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
) -> tuple[int, ...]:
    """Return the places in `sentences` of those that answer most directly: the short answer.

    They are shown on top of a long answer, again and unchanged; a list item takes its lead along
    and a rule its exception. An answer of at most `SHORT_FROM_WORDS` words needs none, and neither
    does one that a model wrote.

    Args:
        query_terms: as for `compose`.
        vector: as for `compose`.
        candidates: as for `compose`.
        sentences: the answer.
        citations: its citations.

    Returns:
        Places from 0, ascending, of some `SHORT_WORDS` words; () when no short answer is needed.
    """
    long = sum(len(s.text.split()) for s in sentences) > SHORT_FROM_WORDS
    if not long or any(s.written for s in sentences):
        return ()
    quoted = {c.n: (c.passage.id, c.start, c.end) for c in citations}
    shown: dict[tuple[str, int, int], int] = {}
    for number, sentence in enumerate(sentences):
        shown.setdefault(quoted[sentence.citations[0]], number)
    ranked: list[tuple[float, int, int]] = []  # score, candidate, sentence of its passage
    spans_of: list[list[tuple[int, int]]] = []
    for place, candidate in enumerate(candidates[:MAX_PASSAGES]):
        passage = candidate.hit.passage
        spans = [(s.start, s.end) for s in split_sentences(passage.text)]
        spans_of.append(spans)
        scores = _sentence_scores(passage, spans, candidate.sentences, query_terms, vector)
        near = candidate.hit.score / candidates[0].hit.score if candidates[0].hit.score else 1.0
        ranked += [
            (float(score) + near, place, index)
            for index, (score, span) in enumerate(zip(scores, spans, strict=True))
            if (passage.id, *span) in shown and not _ENDS_LEAD.search(passage.text[slice(*span)])
        ]
    ranked.sort(key=lambda row: (-row[0], row[1:]))
    chosen: set[int] = set()
    words = 0
    for _, place, index in ranked[:SHORT_SENTENCES]:
        passage, spans = candidates[place].hit.passage, spans_of[place]
        size = len(passage.text[slice(*spans[index])].split())
        if chosen and words + size > SHORT_WORDS:
            continue
        words += size
        keys = [
            (passage.id, *spans[i]) for i in sorted(_with_company(passage.text, spans, {index}))
        ]
        lead = candidates[place].lead
        if lead is not None:
            keys.append((lead[0].id, *lead[1:]))
        chosen.update(shown[key] for key in keys if key in shown)
    return tuple(sorted(chosen))


Place = tuple[Passage, int, int]  # where words stand: text[start:end]


@dataclass(slots=True)
class _Row:
    """A sentence to show and every place where it stands, word for word."""

    places: list[Place]
    heading: str = ""

    @property
    def text(self) -> str:
        passage, start, end = self.places[0]
        return passage.text[start:end]


def _numbered(rows: Sequence[_Row]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Sentences and citations, numbered in order of appearance."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for row in rows:
        first = len(citations) + 1
        for passage, start, end in row.places:
            citations.append(
                Citation(
                    n=len(citations) + 1,
                    passage=passage,
                    quote=passage.text[start:end],
                    start=start,
                    end=end,
                )
            )
        numbers = tuple(range(first, len(citations) + 1))
        sentences.append(Sentence(text=row.text, citations=numbers, heading=row.heading))
    return tuple(sentences), tuple(citations)


def _new(
    candidate: Candidate, chosen: Sequence[tuple[int, int]], seen: dict[str, _Row]
) -> list[_Row]:
    """Rows for the chosen spans that were not shown before.

    One that was shown before in the same words is cited there too. A sentence that announces a
    list is repeated when something new follows it, for without it an item may say the opposite of
    what the source says.
    """
    passage = candidate.hit.passage
    wanted = [(passage, start, end) for start, end in chosen]
    if candidate.lead is not None:
        wanted.insert(0, candidate.lead)
    shown: list[_Row] = []
    leads: list[Place] = []

    def show(places: Sequence[Place]) -> None:
        for place in places:
            row = _Row(_places(candidate, place))
            shown.append(row)
            seen.setdefault(_key(row.text), row)

    for place in wanted:
        key = _key(place[0].text[slice(*place[1:])])
        if _ENDS_LEAD.search(place[0].text[slice(*place[1:])]) or place == candidate.lead:
            leads.append(place)
        elif key in seen:
            _cite_along(seen[key], place)
        else:
            show([*leads, place])
            leads = []
    # announce what the passage does not hold
    show([p for p in leads if p != candidate.lead
          and _key(p[0].text[slice(*p[1:])]) not in seen])  # fmt: skip
    return shown


def _cite_along(row: _Row, place: Place) -> None:
    passage, start, end = place
    if passage.text[start:end] == row.text and place not in row.places:
        row.places.append(place)


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
    candidate: Candidate, query_terms: Sequence[str], vector: NDArray[np.float32], whole: int
) -> list[tuple[int, int]]:
    """Spans of the passage that are shown, in its order: all when it has at most `whole` words."""
    passage = candidate.hit.passage
    spans = [(s.start, s.end) for s in split_sentences(passage.text)]
    if len(passage.text.split()) <= whole or len(spans) <= SENTENCES_PER_PASSAGE:
        return spans
    scores = _sentence_scores(passage, spans, candidate.sentences, query_terms, vector)
    best = np.argsort(-scores, kind="stable")[:SENTENCES_PER_PASSAGE]
    chosen = _with_company(passage.text, spans, {int(index) for index in best})
    _complete_leads(passage.text, spans, chosen)
    return [spans[i] for i in sorted(chosen)]


def _with_company(text: str, spans: Sequence[tuple[int, int]], chosen: Collection[int]) -> set[int]:
    """The chosen sentences and those without which they would say something else."""
    found = set(chosen)
    pending = sorted(found)
    while pending:
        index = pending.pop()
        along = [i for i in _item_of(text, spans, index) if i is not None]
        # what opens with an exception belongs to the sentence before it, and the other way round
        if index + 1 < len(spans) and _EXCEPTION.match(text[slice(*spans[index + 1])]):
            along.append(index + 1)
        if index and _EXCEPTION.match(text[slice(*spans[index])]):
            along.append(index - 1)
        pending.extend(i for i in along if i not in found)
        found.update(along)
    return found


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
    own: NDArray[np.float32] = np.asarray(shares, dtype=np.float32) + cosines
    scores = own.copy()
    scores[1:] += NEIGHBOUR_SHARE * own[:-1]
    scores[:-1] += NEIGHBOUR_SHARE * own[1:]
    return scores
