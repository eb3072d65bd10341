"""What `assistant quiz build|export|import|report|stale` do, and the lines that they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import QuizError
from assistant.laws.diff import PieceKind
from assistant.laws.sync import write_whole
from assistant.quiz.records import Item, Kind, Quiz, quiz_json, read_quiz
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.quiz.analysis import Analysis
    from assistant.quiz.build import Wanted
    from assistant.quiz.stale import ProofChange, Stale
    from assistant.quiz.store import QuizStore, Round

_LONGEST_LINE = 78  # characters of a prompt in a list


def build_quiz(
    settings: Settings, wanted: Wanted, *, title: str, files: Sequence[Path] = ()
) -> Quiz:
    """Return a new set.

    Args:
        settings: names the corpus.
        wanted: what it should hold.
        title: of the set.
        files: evaluation cases in the place of our own.

    Raises:
        QuizError: so many items cannot be made, or a wish names what is not there.
        CorpusError: the corpus or a file of cases cannot be used.
    """
    from assistant.quiz.build import load_material, make_quiz

    material = load_material(settings, files)
    return make_quiz(material, wanted, title=title, made=date.today())


def write_quiz(quiz: Quiz, path: Path) -> None:
    """Write a `quiz.json`, whole or not at all."""
    write_whole(path, quiz_json(quiz).encode())


def export_quiz(source: Path, name: str, target: Path) -> Quiz:
    """Write the set of a `quiz.json` in the form of another program; return it.

    Raises:
        QuizError: the file holds no quiz, or it does not fit the form.
    """
    from assistant.quiz.formats import export

    quiz = read_quiz(source)
    write_whole(target, export(quiz, name))
    return quiz


def import_file(source: Path, name: str, target: Path) -> tuple[Quiz, tuple[str, ...]]:
    """Write what a file of another program holds as `quiz.json`.

    Returns:
        The set, and in Dutch what of the file did not become part of it.

    Raises:
        QuizError: the file cannot be read or holds no item that can be used.
    """
    from assistant.quiz.formats import import_quiz

    try:
        data = source.read_bytes()
    except OSError as error:
        raise QuizError(f"{source}: cannot be read ({error.strerror})") from error
    found = import_quiz(data, name)
    write_quiz(found.quiz, target)
    return found.quiz, found.warnings


def built_lines(quiz: Quiz) -> Iterator[str]:
    """Yield how many items of each kind, topic and level a set has."""
    yield f"{len(quiz.items)} items, seed {quiz.seed}"
    for name, counts in (
        ("kinds", Counter(i.kind.value for i in quiz.items)),
        ("levels", Counter(i.difficulty for i in quiz.items)),
        ("topics", Counter(i.topic for i in quiz.items)),
    ):
        found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        yield f"  {name}: " + ", ".join(f"{what} {count}" for what, count in found)


# -- stale items --


def stale_items(settings: Settings, quiz: Quiz) -> tuple[tuple[Item, Stale], ...]:
    """Return the items of a set whose proofs changed, in the order of the set.

    Raises:
        CorpusError: the corpus cannot be used.
    """
    from assistant.corpus import load_corpus, moved_passages
    from assistant.quiz.stale import stale

    corpus = load_corpus(settings.corpus)
    passages = {p.id: p for p in corpus.passages}
    sources = {s.id: s for s in corpus.sources}
    moved = moved_passages(settings.corpus)
    found = ((item, stale(item, passages, sources, moved)) for item in quiz.items)
    return tuple((item, changed) for item, changed in found if changed is not None)


def stale_lines(found: Sequence[tuple[Item, Stale]]) -> Iterator[str]:
    """Yield each item with what changed of what proves it: -gone- and +new+ words."""
    if not found:
        yield "every proof stands as it did"
    for item, changed in found:
        yield f"{item.id}  {_short(item.prompt)}"
        for change in changed.changes:
            yield f"  {change.change}: {change.proof.title} ({_versions(change)})"
            yield f"    {_difference(change)}"


def stale_json(found: Sequence[tuple[Item, Stale]]) -> list[dict[str, Any]]:
    """Return the same as plain values."""
    return [
        {
            "id": item.id,
            "prompt": item.prompt,
            "words_changed": changed.words_changed,
            "changes": [
                {
                    "change": c.change.value,
                    "passage_id": c.proof.passage_id,
                    "title": c.proof.title,
                    "version": c.proof.version,
                    "version_now": c.version,
                    "pieces": [{"kind": p.kind.value, "text": p.text} for p in c.pieces],
                }
                for c in changed.changes
            ],
        }
        for item, changed in found
    ]


def _versions(change: ProofChange) -> str:
    now = change.version or "gone"
    return change.proof.version if now == change.proof.version else f"{change.proof.version}, {now}"


_MARKS = {PieceKind.SAME: "", PieceKind.REMOVED: "-", PieceKind.ADDED: "+"}


def _difference(change: ProofChange) -> str:
    marked = (f"{_MARKS[p.kind]}{p.text}{_MARKS[p.kind]}" for p in change.pieces)
    return " ".join(" ".join(marked).split())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1].rstrip()}…"


# -- what groups did --


def rounds(store: QuizStore) -> tuple[tuple[Quiz, Round], ...]:
    """Return every round that is not deleted, with its set, the newest first."""
    found = [
        (_taken(store, held), held)
        for version in store.sets()
        for held in store.rounds(version.set_id)
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].created, reverse=True))


def _taken(store: QuizStore, held: Round) -> Quiz:
    version = store.get(held.set_id, held.version)
    if version is None:
        raise QuizError(f"the set of round {held.shown_code} is gone")
    return version.quiz


def round_lines(found: Sequence[tuple[Quiz, Round]]) -> Iterator[str]:
    """Yield one line for each round."""
    if not found:
        yield "no group took a quiz yet"
    for quiz, held in found:
        yield (
            f"{held.shown_code}  {held.created:%Y-%m-%d}  {held.takers:>4} takers  "
            f"{quiz.title}, {held.label}"
        )


def rounds_json(found: Sequence[tuple[Quiz, Round]]) -> list[dict[str, Any]]:
    """Return the same as plain values."""
    return [
        {
            "code": held.shown_code,
            "quiz": quiz.id,
            "title": quiz.title,
            "label": held.label,
            "created": held.created.isoformat(),
            "takers": held.takers,
        }
        for quiz, held in found
    ]


def report(store: QuizStore, code: str) -> tuple[Quiz, Analysis]:
    """Return what a group did with a quiz.

    Raises:
        QuizError: there is no round with this code.
    """
    from assistant.quiz.analysis import analyse

    found = store.find(code)
    if found is None:
        raise QuizError(f"there is no round '{code}'; `assistant quiz report` lists them")
    held, quiz = found
    counts = store.counts(held.code)
    if counts is None:
        raise QuizError(f"the counts of round {held.shown_code} are deleted")
    return quiz, analyse(quiz, counts)


def report_lines(quiz: Quiz, analysis: Analysis) -> Iterator[str]:
    """Yield the figures of a round, the weakest topics first."""
    yield f"{quiz.title}: {analysis.takers} takers"
    if not analysis.items:
        yield "  too few to tell anything of the items"
        return
    figures = {"mean": analysis.mean, "sd": analysis.spread, "KR-20": analysis.reliability}
    yield "  " + ", ".join(f"{k} {v:.2f}" for k, v in figures.items() if v is not None)
    for topic in analysis.topics:
        yield f"  {topic.right.value:4.0%}  {topic.topic}"
    for found in analysis.items:
        related = found.discrimination
        shown = "     " if related is None else f"{related:5.2f}"
        note = "  perhaps wrong itself" if found.perhaps_wrong else ""
        yield (
            f"  {found.number:>3}  {found.right.value:4.0%}  {shown}  "
            f"{_short(found.item.prompt)}{note}"
        )


def report_html(quiz: Quiz, analysis: Analysis) -> str:
    """Return a page with the plots and the figures of a round, for a reader without our site."""
    from jinja2 import Environment, StrictUndefined

    from assistant.quiz import plots

    source = resources.files("assistant").joinpath("data/quiz-report.html.jinja")
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        source.read_text(encoding="utf-8")
    )
    return page.render(quiz=quiz, analysis=analysis, plots=plots)


def wanted_kinds(names: Sequence[str]) -> tuple[Kind, ...]:
    """Return the kinds with these names, each once."""
    return tuple(dict.fromkeys(Kind(n) for n in names))
