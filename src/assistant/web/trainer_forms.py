"""What trainers fill in: a wish for a set, an item, a file. Each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import UploadFile

from assistant.desk.rules import plain_text
from assistant.errors import QuizError
from assistant.quiz.build import MOST, Wanted
from assistant.quiz.records import Audience, Difficulty, Item, Kind
from assistant.quiz.revise import changed_item
from assistant.web.language import texts

MOST_FIELDS = 300
EMPTY_ROWS = 2  # that an item's form has below what is filled in
_LONGEST = {"options": 10, "pairs": 10, "steps": 12}  # rows, as `quiz.records` allows


async def _fields(request: Request) -> dict[str, list[str]]:
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        return parse_qs(body, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error


# Fields that are empty are left out.
Fields = Annotated[dict[str, list[str]], Depends(_fields)]


def one(fields: Mapping[str, list[str]], name: str) -> str:
    """Return the text of a field, without signs that no text holds; "" when it is empty."""
    return plain_text(fields.get(name, [""])[-1])


def number(text: str, low: int, high: int) -> int | None:
    """Return the whole number in a field; None when it is none or lies outside the bounds."""
    found = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
    return found if found is not None and low <= found <= high else None


# -- a wish --


def wanted_of(fields: Mapping[str, list[str]], seed: int) -> tuple[Wanted | None, str]:
    """Return the wish in a form, or what is wrong with it."""
    count = number(one(fields, "aantal"), 1, MOST)
    if count is None:
        return None, texts().QUIZ_WEB["no_count"].format(most=MOST)
    audience = one(fields, "voor-wie")
    difficulty = one(fields, "niveau")
    return Wanted(
        count=count,
        seed=seed,
        topics=tuple(fields.get("onderwerp", ())),
        part=one(fields, "deel"),
        law=one(fields, "wet"),
        audience=_among(audience, get_args(Audience)),
        difficulty=_among(difficulty, get_args(Difficulty)),
        kinds=tuple(k for k in Kind if k.value in fields.get("soort", ())),
    ), ""


def _among(value: str, allowed: tuple[Any, ...]) -> Any:
    return value if value in allowed else None


# -- an item --


def rows(item: Item, name: str) -> range:
    """Return the numbers of the rows that an item's form has for one of its lists."""
    count = len(getattr(item, name))
    if item.kind is Kind.TRUE_FALSE:
        return range(count)
    return range(max(count, min(count + EMPTY_ROWS, _LONGEST.get(name, MOST_FIELDS))))


def edited_item(item: Item, fields: Mapping[str, list[str]]) -> tuple[Item, str]:
    """Return an item as a form says it, or the old one with what is wrong; rows may be empty."""
    changes: dict[str, object] = {
        "scenario": one(fields, "situatie"),
        "prompt": one(fields, "vraag"),
        "feedback": one(fields, "uitleg"),
        "topic": one(fields, "onderwerp"),
        "audience": one(fields, "voor-wie"),
        "difficulty": one(fields, "niveau"),
        **_answers(item, fields),
    }
    try:
        return changed_item(item, **changes), ""
    except QuizError as error:
        said = (t for key, t in texts().QUIZ_ITEM_PROBLEMS.items() if key in str(error))
        return item, next(said, texts().QUIZ_NO_ITEM)


def _answers(item: Item, fields: Mapping[str, list[str]]) -> dict[str, object]:
    if item.options:
        right = fields.get("goed", ())
        options = [
            {"text": text, "correct": str(n) in right, "feedback": one(fields, f"bij-{n}")}
            for n, text in _rows(item, "options", fields, "antwoord")
        ]
        return {"options": options}
    if item.pairs:
        pairs = [
            {"left": left, "right": one(fields, f"rechts-{n}")}
            for n, left in _rows(item, "pairs", fields, "links")
        ]
        return {"pairs": pairs, "extra": [t for _, t in _rows(item, "extra", fields, "over")]}
    name = next(n for n in ("steps", "answers", "marking") if getattr(item, n))
    return {name: [text for _, text in _rows(item, name, fields, "antwoord")]}


def _rows(
    item: Item, name: str, fields: Mapping[str, list[str]], field: str
) -> list[tuple[int, str]]:
    found = ((n, one(fields, f"{field}-{n}")) for n in rows(item, name))
    return [(n, text) for n, text in found if text]


def item_texts(item: Item) -> tuple[str, ...]:
    """Return all that somebody may have typed in an item."""
    return tuple(
        filter(
            None,
            (
                item.scenario,
                item.prompt,
                item.topic,
                item.feedback,
                item.unclear,
                *(t for o in item.options for t in (o.text, o.feedback)),
                *(t for p in item.pairs for t in (p.left, p.right)),
                *item.extra,
                *item.steps,
                *item.answers,
                *item.marking,
            ),
        )
    )


# -- a file --


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent."""

    form: str  # a key of `quiz.formats.FORMATS`, as it came
    data: bytes


async def _upload(request: Request) -> Upload:
    async with request.form(max_files=1, max_fields=5) as form:
        file = form.get("bestand")
        data = await file.read() if isinstance(file, UploadFile) else b""
        return Upload(str(form.get("vorm", "")), data)


Uploaded = Annotated[Upload, Depends(_upload)]
