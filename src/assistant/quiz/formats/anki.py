"""An Anki deck: a card for each item, the question on the front and the key with its source behind.

Deck, note type and notes keep their ids, so importing a newer export changes the cards that are
there and keeps what somebody learnt. Anki takes a note as newer by its moment, so that is the only
part of a file that differs between two exports of the same quiz.
"""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from collections.abc import Iterable

import genanki

from assistant.quiz.formats.archive import zipped
from assistant.quiz.formats.markup import as_html
from assistant.quiz.formats.shown import cited, instruction, rights, steps
from assistant.quiz.records import Item, Kind, Quiz
from assistant.quiz.wording import quoted
from assistant.slugs import slugify
from assistant.texts_nl import QUIZ_DIFFICULTY, QUIZ_MARKING

_NOTE_TYPE = 1_782_442_601  # drawn once; the same for every deck
_FIELDS = ("Vraag", "Antwoord", "Uitleg", "Bron")
_FRONT = "{{Vraag}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Antwoord}}{{Uitleg}}{{Bron}}"
_STYLE = """.card { font-family: sans-serif; font-size: 18px; text-align: left; line-height: 1.4; }
.bron { font-size: 15px; margin: 1em 0 0; padding-left: 0.8em; border-left: 3px solid #767676; }"""
_RIGHT, _WRONG = "✓", "✗"


def write(quiz: Quiz, *, moment: float | None = None) -> bytes:
    """Return a quiz as a package that Anki imports.

    Args:
        quiz: any quiz.
        moment: of the notes, in seconds since 1970; None means now.
    """
    note_type = genanki.Model(
        _NOTE_TYPE,
        "Vindplaats",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Kaart", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    name = " ".join(quiz.title.split()).replace("::", ":")  # :: would put a deck in a deck
    deck = genanki.Deck(_number(quiz.id), name, as_html(quiz.intro))
    for number, item in enumerate(quiz.items):
        deck.add_note(
            genanki.Note(
                note_type,
                [_front(item), _key(item), _paragraph(item.feedback), _sources(item)],
                guid=genanki.guid_for(quiz.id, item.id),
                tags=_tags(item),
                due=number,  # new cards come in the order of the quiz
            )
        )
    out = io.BytesIO()
    genanki.Package(deck).write_to_file(out, time.time() if moment is None else moment)
    with zipfile.ZipFile(out) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _number(text: str) -> int:
    """Return a number for an id as Anki has them: the same for the same text."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % (1 << 30)


def _tags(item: Item) -> list[str]:
    return [
        f"onderwerp::{slugify(item.topic)}",
        f"niveau::{QUIZ_DIFFICULTY[item.difficulty]}",
        f"rol::{item.audience}",
    ]


def _front(item: Item) -> str:
    if item.kind is Kind.MATCHING:
        shown = _list("ol", (_html(p.left) for p in item.pairs))
        shown += _list("ul", map(_html, rights(item)))
    else:
        texts = steps(item) if item.kind is Kind.ORDERING else [o.text for o in item.options]
        shown = _list("ul", map(_html, texts))
    asked = f"<p><b>{_html(item.prompt)}</b></p><p><i>{_html(instruction(item))}</i></p>"
    return _paragraph(item.scenario) + asked + shown


def _key(item: Item) -> str:
    if item.options:
        return _list(
            "ul",
            (
                f"{_RIGHT if o.correct else _WRONG} <b>{_html(o.text)}</b>{_paragraph(o.feedback)}"
                for o in item.options
            ),
        )
    if item.pairs:
        return _list("ol", (f"{_html(p.left)} → <b>{_html(p.right)}</b>" for p in item.pairs))
    if item.marking:
        return _paragraph(QUIZ_MARKING) + _list("ul", map(_html, item.marking))
    return _list("ol" if item.steps else "ul", map(_html, item.steps or item.answers))


def _sources(item: Item) -> str:
    return "".join(
        f'<blockquote class="bron">{_paragraph(quoted(c.quote) if c.quote else "")}'
        f"<p><cite>{_html(c.citation)}</cite></p></blockquote>"
        for c in cited(item)
    )


def _list(tag: str, texts: Iterable[str]) -> str:
    points = "".join(f"<li>{t}</li>" for t in texts)
    return f"<{tag}>{points}</{tag}>" if points else ""


def _paragraph(text: str) -> str:
    return f"<p>{_html(text)}</p>" if text else ""


def _html(text: str) -> str:
    return as_html(text).replace("[", "&#91;")  # [sound:x] and [latex] would be acted on
