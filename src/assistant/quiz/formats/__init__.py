"""Quizzes in the forms of other programs: each module writes one, two can read it back too.

Modules are imported when they are used, so that no library is loaded for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from assistant import texts_nl
from assistant.errors import QuizError
from assistant.quiz.records import Quiz


@dataclass(frozen=True, slots=True)
class Format:
    """One form that a quiz can have."""

    module: str  # of this package; its function `write` turns a quiz into the bytes of a file
    ending: str  # of a file's name
    media_type: str
    write: str = "write"
    reads: bool = False  # `read` of the module turns such a file into a quiz


FORMATS = {
    "moodle-xml": Format("moodle_xml", ".xml", "application/xml", reads=True),
    "gift": Format("gift", ".gift.txt", "text/plain; charset=utf-8", reads=True),
    "qti21": Format("qti21", ".zip", "application/zip"),
    "qti30": Format("qti30", ".zip", "application/zip"),
    "h5p": Format("h5p", ".h5p", "application/zip"),
    "anki": Format("anki", ".apkg", "application/octet-stream"),
    "csv": Format("sheet", ".csv", "text/csv; charset=utf-8", write="write_csv"),
    "xlsx": Format(
        "sheet",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write="write_xlsx",
    ),
    "html": Format("html", ".html", "text/html; charset=utf-8"),
    "pdf": Format("pdf", ".pdf", "application/pdf"),
}

# What no XML file can hold, so no Moodle XML, QTI, XLSX or web page either.
# Source: Extensible Markup Language 1.0, fifth edition, production 2.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Warned:
    """What of a question was left out or guessed; as text in Dutch."""

    code: str  # key of `texts_nl.QUIZ_WARNINGS`
    number: int  # of the question, from 1
    name: str
    qtype: str  # as Moodle calls it

    def __str__(self) -> str:
        said = texts_nl.QUIZ_WARNINGS[self.code]
        return said.format(n=self.number, name=self.name, qtype=self.qtype)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a file."""

    quiz: Quiz
    warned: tuple[Warned, ...]  # for the trainer

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out or guessed, and where, in Dutch."""
        return tuple(map(str, self.warned))


def export(quiz: Quiz, name: str) -> bytes:
    """Return a quiz as a file of another program.

    Args:
        quiz: any quiz.
        name: a key of `FORMATS`.

    Raises:
        QuizError: there is no such form, or a text holds a control sign that files cannot hold.
    """
    form = _form(name)
    for item in quiz.items:
        _writable(item.model_dump(), f"item {item.id}")
    _writable((quiz.title, quiz.intro), "the quiz")
    module = import_module(f"{__name__}.{form.module}")
    found: bytes = getattr(module, form.write)(quiz)
    return found


def import_quiz(data: bytes, name: str, *, made: date | None = None) -> Imported:
    """Return the quiz of a file, and what of the file did not become part of it.

    A file that `export` made gives the same quiz back, with the edits of the other program.

    Args:
        data: the file.
        name: a key of `FORMATS` that reads: "moodle-xml" or "gift".
        made: day for a file that does not say when its quiz was made; None means today.

    Raises:
        QuizError: the form cannot be read back, or the file holds no item that can be used.
    """
    form = _form(name)
    if not form.reads:
        readable = ", ".join(n for n, f in FORMATS.items() if f.reads)
        raise QuizError(f"{name} cannot be read back; these can: {readable}")
    module = import_module(f"{__name__}.{form.module}")
    found: Imported = module.read(data, made or date.today())
    return found


def _form(name: str) -> Format:
    if name not in FORMATS:
        raise QuizError(f"no form {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def _writable(value: Any, where: str) -> None:
    for text in _texts(value):
        if sign := _UNWRITABLE.search(text):
            raise QuizError(f"{where}: a text holds U+{ord(sign.group()):04X}; take it out")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)
