"""Currency notes: what changed since a passage was written, beside it and never in its words."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.citations.wording import day
from assistant.errors import CorpusError
from assistant.laws import wording

FILE = "actualiteit.toml"


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str = Field(min_length=1)
    url: str = Field(pattern=r"^https://")
    date: date


class _Note(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    passages: tuple[str, ...] = Field(min_length=1)
    text: str = Field(min_length=1, max_length=600)
    since: date | None = None
    checked: date
    laws: tuple[str, ...] = ()
    source: tuple[_Source, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    note: tuple[_Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSource:
    """Where a fact of a note was read."""

    title: str
    url: str
    date: str  # ISO date of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyNote:
    """What changed since some passages were written."""

    id: str
    passages: tuple[str, ...]  # ids of the passages that it stands beside
    text: str  # Dutch, plain; one or a few sentences
    since: str | None  # ISO date of the change; None when nothing has changed for certain
    checked: str  # ISO date on which the note was last looked at
    laws: tuple[str, ...]  # ids of sources in the corpus that hold the new law
    sources: tuple[NoteSource, ...]


@dataclass(frozen=True, slots=True)
class CurrencyNotes:
    """All currency notes of a corpus."""

    notes: tuple[CurrencyNote, ...] = ()

    def notes_for(self, passage_id: str) -> tuple[CurrencyNote, ...]:
        """The notes that stand beside a passage, in the order of the file."""
        return tuple(note for note in self.notes if passage_id in note.passages)


def load_notes(
    folder: Path, passage_ids: Collection[str], source_ids: Collection[str] = ()
) -> CurrencyNotes:
    """Return the currency notes of a corpus folder; none when it has no such file.

    Args:
        folder: the corpus folder.
        passage_ids: ids that exist.
        source_ids: ids of sources that exist; a note may name those of laws.

    Raises:
        CorpusError: the file is not valid, or a note names a passage or law that is not there;
            the message names the note.
    """
    path = folder / FILE
    if not path.is_file():
        return CurrencyNotes()
    try:
        found = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: not a readable TOML file ({error})") from error
    except ValidationError as error:
        raise CorpusError(f"{path}: {_first(error)}") from error
    seen: set[str] = set()
    for note in found.note:
        if note.id in seen:
            raise CorpusError(f"{path}: note '{note.id}' appears twice")
        seen.add(note.id)
        _known(path, note, "passage", note.passages, passage_ids)
        _known(path, note, "law", note.laws, source_ids)
    return CurrencyNotes(tuple(_note(note) for note in found.note))


def _known(
    path: Path, note: _Note, what: str, names: Collection[str], known: Collection[str]
) -> None:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise CorpusError(f"{path}: note '{note.id}' names no {what} '{name}'{hint}")


def _first(error: ValidationError) -> str:
    """The first problem with its place: "note 2, source 1, url: String should match ..."."""
    problem = error.errors()[0]
    place: list[str] = []
    for step in problem["loc"]:
        if isinstance(step, int) and place:
            place[-1] += f" {step + 1}"
        else:
            place.append(str(step))
    return f"{', '.join(place)}: {problem['msg']}"


def _note(note: _Note) -> CurrencyNote:
    data: dict[str, Any] = note.model_dump(exclude={"source", "since", "checked"})
    return CurrencyNote(
        **data,
        since=note.since.isoformat() if note.since else None,
        checked=note.checked.isoformat(),
        sources=tuple(
            NoteSource(title=s.title, url=s.url, date=s.date.isoformat()) for s in note.source
        ),
    )


def note_text(note: CurrencyNote) -> str:
    """A note as plain text, with its sources."""
    sources = "; ".join(f"{s.title}, {day(s.date)}: {s.url}" for s in note.sources)
    return f"{note.text} {wording.NOTE_SOURCE}: {sources} ({wording.checked_on(note.checked)})"


def notes_html(notes: Collection[CurrencyNote]) -> Markup:
    """The block that belongs beside a passage: a heading, the notes and their sources.

    Nothing without notes.
    """
    if not notes:
        return Markup("")
    items = Markup("").join(
        Markup("<li><p>{}</p><p>{}: {}. {}.</p></li>").format(
            note.text,
            wording.NOTE_SOURCE,
            Markup("; ").join(
                Markup('<a href="{}" rel="noreferrer">{}</a>, {}').format(
                    s.url, s.title, day(s.date)
                )
                for s in note.sources
            ),
            wording.checked_on(note.checked).capitalize(),
        )
        for note in notes
    )
    return Markup(
        '<section class="actualiteit" aria-labelledby="actualiteit-kop">'
        '<h2 id="actualiteit-kop">{}</h2><ul>{}</ul></section>'
    ).format(wording.NOTES_HEADING, items)
