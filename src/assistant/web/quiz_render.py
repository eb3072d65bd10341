"""Items, answers and figures of quizzes to HTML. Pure, but for looking passages up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from string import ascii_uppercase
from types import SimpleNamespace

from markupsafe import Markup, escape

from assistant.laws.diff import PieceKind, holds_words
from assistant.laws.show import pieces_html
from assistant.quiz import plots
from assistant.quiz.formats import shown
from assistant.quiz.records import BLANK, Item, Kind, Proof
from assistant.quiz.taking import LONGEST, Given, mark
from assistant.records import Passage
from assistant.web import render
from assistant.web.language import Language, texts, viewer

Context = Callable[[str], tuple[Passage | None, Passage, Passage | None] | None]


def page(template: str, *, title: str, **values: object) -> str:
    """Return a page of a quiz from one of the templates."""
    return render.page(template, title=title, **_words(viewer().language), **values)


@cache
def _words(chosen: Language) -> dict[str, object]:
    words = texts(chosen)
    web = words.QUIZ_WEB
    spoken = {PieceKind.REMOVED: web["words_removed"], PieceKind.ADDED: web["words_added"]}
    return {
        "take": SimpleNamespace(**words.QUIZ_TAKE),
        "quiz_web": SimpleNamespace(**web),
        "kinds": words.QUIZ_KIND_NAMES,
        "difficulties": words.QUIZ_DIFFICULTY,
        "audiences": words.QUIZ_AUDIENCES,
        "fates": words.QUIZ_FATES,
        "formats": words.QUIZ_FORMATS,
        "import_warnings": words.QUIZ_WARNINGS,
        "instruction": lambda item: words.QUIZ_KINDS[shown.task(item)],
        "shown_rights": shown.rights,
        "shown_steps": shown.steps,
        "source_words": _source_words,
        "pieces_html": pieces_html,  # of Dutch words
        "own_pieces_html": partial(pieces_html, spoken=spoken),  # of words of the interface
        "percent": partial(plots.percent, words=words),
        "figure": partial(plots.number, words=words),
        "items_svg": partial(plots.items_svg, words=words),
        "related_svg": partial(plots.related_svg, words=words),
        "topics_svg": partial(plots.topics_svg, words=words),
        "blank": BLANK,
        "letters": ascii_uppercase,  # of the right sides of a matching item
        "longest": LONGEST,
    }


def _source_words(proof: Proof) -> Markup:
    """Where a key comes from: the citation as Dutch, and the version of its source."""
    words, day = texts(), render.dutch_date(proof.version)
    version = (
        words.QUIZ_VERSION.format(version=proof.version)
        if day == proof.version
        else words.QUIZ_VERSION_DAY.format(day=day)
    )
    title = render.in_dutch(proof.title)
    return escape(words.QUIZ_SOURCE).format(title=title, version=version)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a key comes from, as the page shows it."""

    proof: Proof
    passage: Passage | None  # None when it is gone or does not hold the words any more
    span: tuple[int, int] | None  # the quoted words in it; None when its white space changed

    @property
    def path(self) -> str:
        """Address of the passage."""
        return render.passage_path(self.proof.passage_id, self.span)


def sources(item: Item, context: Context) -> tuple[Source, ...]:
    """Return the sources of an item, in the order of its proofs."""
    found = []
    for proof in item.proofs:
        there = context(proof.passage_id)
        if there is None or not holds_words(there[1].text, proof.quote):
            found.append(Source(proof, None, None))
        else:
            start = there[1].text.find(proof.quote)
            span = None if start < 0 else (start, start + len(proof.quote))
            found.append(Source(proof, there[1], span))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a key with what a taker made of it."""

    text: str
    right: bool | None = None  # what the taker did here; None when nothing was asked of this line
    chosen: bool = False
    correct: bool = False  # belongs to the key
    feedback: str = ""
    yours: str = ""  # what the taker put there instead


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answered item as its feedback shows it."""

    item: Item
    given: Given
    right: bool
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]


def verdict(item: Item, given: Given, context: Context) -> Verdict:
    """Return what somebody gave beside what is right."""
    return Verdict(
        item, given, mark(item, given).right, _lines(item, given), sources(item, context)
    )


def _lines(item: Item, given: Given) -> tuple[Line, ...]:
    empty = given.is_empty
    if item.kind is Kind.MATCHING:
        rights = shown.rights(item)
        picks = given.picks or (-1,) * len(item.pairs)
        said = [rights[pick] if pick >= 0 else "" for pick in picks]
        return tuple(
            Line(
                f"{pair.left} – {pair.right}",
                right=None if empty else yours == pair.right,
                correct=True,
                yours="" if yours == pair.right else yours,
            )
            for pair, yours in zip(item.pairs, said, strict=True)
        )
    if item.kind is Kind.ORDERING:
        places = dict(zip(shown.steps(item), given.picks, strict=False))
        return tuple(
            Line(
                step,
                right=None if empty else places[step] == n,
                correct=True,
                yours="" if empty or places[step] == n else str(places[step] + 1),
            )
            for n, step in enumerate(item.steps)
        )
    if item.kind is Kind.OPEN:
        ticked = given.ticked or ()
        return tuple(
            Line(point, right=None if empty else n in ticked, correct=True)
            for n, point in enumerate(item.marking)
        )
    if item.kind in (Kind.GAP, Kind.SHORT):
        return tuple(Line(answer, correct=True) for answer in item.answers[:1])
    return tuple(
        Line(
            option.text,
            right=(n in given.picks) == option.correct if n in given.picks else None,
            chosen=n in given.picks,
            correct=option.correct,
            feedback=option.feedback,
        )
        for n, option in enumerate(item.options)
    )
