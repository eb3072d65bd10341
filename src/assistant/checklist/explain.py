"""What a refused user reads: points, kinds of elements, how to ask and questions to click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.checklist.folding import fold
from assistant.checklist.points import ELEMENTS, POINTS, Point
from assistant.records import Decision

MAX_SUGGESTIONS = 3

HOW_TO_ASK = (
    "Stel uw vraag in het algemeen: laat namen, nummers, plaatsen en data weg en schrijf "
    "bijvoorbeeld ‘een ouder’, ‘een kind jonger dan 12 jaar’ of ‘een school’."
)

_POINTS = {point.id: point for point in POINTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A point that was hit, as the user reads it. Never the words that hit it."""

    point: Point
    elements: tuple[str, ...] = ()  # Dutch kinds of elements; for a recognisable case only


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything a refusal shows besides the help lines."""

    hits: tuple[Hit, ...]  # each point once, in order of first appearance
    how_to_ask: str
    suggestions: tuple[str, ...]  # general questions from the fixed list


@dataclass(frozen=True, slots=True)
class _Topic:
    words: frozenset[str]
    questions: tuple[str, ...]


@cache
def _topics() -> tuple[_Topic, ...]:
    path = files("assistant").joinpath("data", "checklist", "questions.txt")
    topics: list[tuple[frozenset[str], list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            head, _, words = line.strip("[] ").partition(":")
            topics.append((frozenset(words.split()) | {head}, []))
        elif line and not line.startswith("#"):
            topics[-1][1].append(line)
    return tuple(_Topic(words, tuple(questions)) for words, questions in topics)


def all_questions() -> tuple[str, ...]:
    """Every general question on the list, in order of topic."""
    return tuple(q for topic in _topics() for q in topic.questions)


def explain(decision: Decision, *, text: str = "") -> Explanation:
    """Explain a refusal.

    Args:
        decision: what `check` said; one that refuses nothing gives no hits.
        text: the refused text, to choose suggestions that fit its topic. It is only compared with
            the words of the topics; nothing of it comes back. Without it the points decide.

    Returns:
        The points with their explanation, for a recognisable case with the kinds of elements that
        were found together, and up to three general questions from the fixed list.
    """
    hits = []
    for item in decision.items:
        kinds: dict[str, None] = {}
        if item == "recognisable-case":
            for finding in decision.findings:
                if finding.item == item:
                    for kind in finding.rule.split("+"):
                        if kind in ELEMENTS:
                            kinds[ELEMENTS[kind]] = None
        hits.append(Hit(point=_POINTS[item], elements=tuple(kinds)))
    return Explanation(
        hits=tuple(hits), how_to_ask=HOW_TO_ASK, suggestions=_suggest(decision, text)
    )


# Topics of points, for when the text itself gives no topic.
_BY_POINT = {
    "bsn": "bsn",
    "identity-document": "bsn",
    "health-fact": "gezondheid",
    "criminal-fact": "politie",
    "email": "datalek",
    "file-number": "dossier",
}


def _suggest(decision: Decision, text: str) -> tuple[str, ...]:
    words = {w.strip(".,?!:;()\"'") for w in fold(text).split()}
    extra = {_BY_POINT[i] for i in decision.items if i in _BY_POINT}
    topics = _topics()
    scores = [
        (len(topic.words & words) * 2 + bool(topic.words & extra), -number)
        for number, topic in enumerate(topics)
    ]
    ranked = sorted((s for s in scores if s[0]), reverse=True) or [(0, 1 - len(topics))]
    chosen: list[str] = []
    # The best topics take turns, so that three suggestions are not three of one kind.
    for turn in range(MAX_SUGGESTIONS):
        for _, negative in ranked[:MAX_SUGGESTIONS]:
            questions = topics[-negative].questions
            if turn < len(questions) and questions[turn] not in chosen:
                chosen.append(questions[turn])
    return tuple(chosen[:MAX_SUGGESTIONS])
