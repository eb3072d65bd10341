"""Quiz items as Moodle thinks of questions, and back: what Moodle XML and GIFT have in common.

What Moodle can express is written in its own terms and read from them, so an edit made in Moodle
comes back: text, options, feedback, key, tags (level, role) and category (topic). The sources stand
under the general feedback for people to see. What Moodle has no place for (proofs, cases, locks)
**rides along** in a comment at the end of the general feedback, which Moodle keeps in its database
and its exports and shows to nobody: each value with a digest of what can be read without it. A
value counts only as long as that reading is still the same; after an edit in Moodle the edit wins.

Sources: Moodle's documentation of Moodle XML, of GIFT and of its question types.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from markdown_it import MarkdownIt
from pydantic import ValidationError

from assistant.errors import QuizError
from assistant.quiz.formats import Imported, Warned
from assistant.quiz.formats.markup import OURS, Marked, as_html, read_markup
from assistant.quiz.formats.shown import cited
from assistant.quiz.records import BLANK, FALSE, FORMAT, TRUE, Audience, Item, Kind, Quiz
from assistant.quiz.wording import quoted
from assistant.slugs import slugify
from assistant.texts_nl import QUIZ_DIFFICULTY
from assistant.texts_nl import QUIZ_IMPORT as SAYS

Fields = dict[str, Any]  # of an Item or a Quiz, as JSON has them

CONTEXT = "$course$"  # where Moodle puts the categories of a file
TRIMMED = " \t\n\r\0\x0b"  # what Moodle takes off both ends of a text
_RIDER = "vindplaats"  # what our comment begins with
_HYPHENS = r"-\u002d"
_LEVEL, _ROLE = "niveau-", "rol-"  # what tags begin with
ORDERING = "vorm-volgorde"  # tag of a matching question whose right sides are steps in order
_ROLES = {role: role for role in get_args(Audience)}
_NAME = 80  # characters of a question's name
_CATEGORY = 200  # characters of a category's name; Moodle has room for 255
_WHOLE = 99.9  # per cent from which an answer is wholly right
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_WILDCARD = re.compile(r"(?<!\\)\*")
_PATH = re.compile(r"(?<!/)/(?!/)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the name of its format in Moodle XML."""

    text: str = ""
    format: str = "html"  # or "plain_text", "moodle_auto_format", "markdown"

    def read(self) -> Marked:
        """Return it as plain text with what is marked in it."""
        if self.format == "plain_text":
            return Marked(text=self.text)
        if self.format == "markdown":
            return read_markup(MarkdownIt().render(self.text))
        broken = self.format == "moodle_auto_format"
        return read_markup(self.text.strip(TRIMMED).replace("\n", "<br>") if broken else self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be chosen or typed."""

    text: Text  # "plain_text" when it is typed
    fraction: float  # per cent of the mark; below 0 for a wrong one of several
    feedback: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as Moodle has it."""

    qtype: str  # as in Moodle XML: "multichoice", "matching"
    name: str = ""
    id: str = ""
    category: tuple[str, ...] = ()  # names from the outside in
    tags: tuple[str, ...] = ()
    text: Text = Text()
    general: Text = Text()  # feedback that everybody sees
    grader: Text = Text()  # what whoever marks an essay reads
    single: bool = True  # one answer can be chosen
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[Text, str], ...] = ()  # without left side: it belongs to none
    lost: bool = False  # files belong to it
    problem: str = ""  # key of QUIZ_WARNINGS, when it could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """What a file of Moodle holds."""

    questions: Sequence[Question]
    about: Fields  # of the quiz, as far as the file says: "title", "intro", "id"
    ridden: str = ""  # the rider of the quiz


def questions(quiz: Quiz, again: Callable[[Question], Question], *, rich: bool) -> list[Question]:
    """Return the items of a quiz as questions with what rides along.

    Args:
        quiz: any quiz.
        again: gives what is read from the file when a question is written to it.
        rich: the file has ordering questions and a text for whoever marks; GIFT has neither.
    """
    found = []
    root = category_name(quiz.title)
    for number, item in enumerate(quiz.items, start=1):
        category = (root, category_name(item.topic))
        plain = _question(item, number, category, rich=rich)
        fields = item.model_dump(mode="json")
        rider = ride(fields, _fields(again(plain), number, []))
        found.append(replace(plain, general=Text(plain.general.text + rider)))
    return found


def ride(whole: Mapping[str, Any], read: Mapping[str, Any]) -> str:
    """Return the comment that makes `whole` of what is read, or "" when nothing is missing."""
    missing = {k: [_digest(read.get(k)), v] for k, v in whole.items() if read.get(k) != v}
    if not missing:
        return ""
    line = json.dumps(missing, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return f"<!-- {_RIDER} {line.replace('--', _HYPHENS)} -->"  # no sign in it ends a comment


def get_off(read: Fields, comments: Iterable[str]) -> Fields:
    """Return what is read with what rode along, except where an edit was made since."""
    found = dict(read)
    for comment in comments:
        if comment.startswith(f"{_RIDER} "):
            try:
                missing = dict(json.loads(comment.removeprefix(_RIDER)))
            except (ValueError, TypeError, RecursionError):
                continue  # somebody changed the comment: what can be read without it counts
            for key, value in missing.items():
                if isinstance(value, list) and value[:1] == [_digest(read.get(key))]:
                    found[key] = value[-1]
    return found


def category_path(names: Sequence[str]) -> str:
    """Return the path of a category as Moodle writes it, from the course down."""
    padded = []
    for name in names:
        doubled = name.replace("/", "//")
        start, end = doubled.startswith("/"), doubled.endswith("/")
        padded.append(f"{' ' * start}{doubled}{' ' * end}")
    return "/".join((CONTEXT, "top", *padded))


def category_names(path: str) -> tuple[str, ...]:
    """Return the names in a path, without the context and the top that every path begins with."""
    names = [n.strip().replace("//", "/") for n in _PATH.split(path)]
    if names and names[0].startswith("$") and names[0].endswith("$"):
        names = names[1:]
    if names[:1] == ["top"]:
        names = names[1:]
    return tuple(n for n in names if n)


def category_name(text: str) -> str:
    """Return a text as the name of a category: one line, not too long."""
    return " ".join(text.split())[:_CATEGORY].strip()


def imported(bank: Bank, made: date) -> Imported:
    """Return the quiz of a file and, in Dutch, what of it was left out or guessed.

    Args:
        bank: what was read.
        made: day for a file that does not say when its quiz was made.

    Raises:
        QuizError: nothing can be used, or there is too much; the message says what was wrong.
    """
    warnings: list[Warned] = []
    items: list[Item] = []
    seen: Counter[str] = Counter()
    for number, question in enumerate(bank.questions, start=1):
        fields = _fields(question, number, warnings)
        if not fields:
            continue
        fields = get_off(fields, question.general.read().comments)
        fields["id"] = _free(fields["id"], seen)
        try:
            items.append(Item.model_validate(fields))
        except ValidationError as error:
            too_long = any(e["type"] == "string_too_long" for e in error.errors())
            warnings.append(_warning("too-long" if too_long else "unfit", number, question))
    if not items:
        told = [str(w) for w in warnings] or [SAYS["empty"]]
        raise QuizError("no question can be used. " + " ".join(told))
    whole = {"title": SAYS["title"], "made": made.isoformat()} | get_off(bank.about, [bank.ridden])
    whole["id"] = _id(whole.get("id", "") or slugify(whole["title"]), "quiz")
    try:
        quiz = Quiz.model_validate({**whole, "format": FORMAT, "items": items})
    except ValidationError as error:
        raise QuizError(f"the quiz cannot be used: {error.errors()[0]['msg']}") from error
    return Imported(quiz, tuple(warnings))


def about(quiz: Quiz) -> Fields:
    """Return what is said of a quiz as a whole, as JSON has it."""
    return quiz.model_dump(mode="json", exclude={"format", "items"})


# -- items to questions --


def _question(item: Item, number: int, category: tuple[str, ...], *, rich: bool) -> Question:
    scenario = f'<div class="{OURS}situatie">{as_html(item.scenario)}</div>'
    plain = Question(
        qtype=_QTYPES[item.kind],
        name=f"{number:03} {' '.join(item.prompt.split())}"[:_NAME].strip(),
        id=item.id,
        category=category,
        tags=(_LEVEL + QUIZ_DIFFICULTY[item.difficulty], _ROLE + item.audience),
        text=Text((scenario if item.scenario else "") + f"<p>{as_html(item.prompt)}</p>"),
        general=Text(_general(item, with_marking=not rich)),
        single=item.kind is Kind.SINGLE,
        answers=_answers(item),
        pairs=tuple((Text(as_html(p.left)), p.right) for p in item.pairs)
        + tuple((Text(), e) for e in item.extra),
        grader=Text(_marking(item)) if rich else Text(),
    )
    if item.kind is Kind.ORDERING and not rich:
        steps = tuple((Text(str(n)), step) for n, step in enumerate(item.steps, start=1))
        return replace(
            plain, qtype="matching", answers=(), pairs=steps, tags=(*plain.tags, ORDERING)
        )
    return plain


_QTYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    # Moodle shows the field of a short answer where the text has BLANK; a cloze question would
    # hold the key in its text, without room for feedback.
    Kind.GAP: "shortanswer",
    Kind.SHORT: "shortanswer",
    Kind.OPEN: "essay",
}


def _answers(item: Item) -> tuple[Answer, ...]:
    if item.kind is Kind.ORDERING:
        return tuple(Answer(Text(as_html(s)), n) for n, s in enumerate(item.steps, start=1))
    if item.kind in (Kind.GAP, Kind.SHORT):
        # A bare asterisk would stand for any words.
        return tuple(Answer(Text(a.replace("*", r"\*"), "plain_text"), 100) for a in item.answers)
    # Choosing everything gives 0, as Moodle's own form advises.
    right = sum(o.correct for o in item.options)
    several = item.kind is Kind.MULTIPLE
    gain, loss = 100 / (right or 1), -100 / (len(item.options) - right or 1) if several else 0
    found = []
    for option in item.options:
        text = Text(as_html(option.text))
        if item.kind is Kind.TRUE_FALSE:
            text = Text("true" if option.text == TRUE else "false", "moodle_auto_format")
        fraction = gain if option.correct else loss
        found.append(Answer(text, fraction, Text(as_html(option.feedback))))
    return tuple(found)


def _general(item: Item, *, with_marking: bool) -> str:
    said = f"<p>{as_html(item.feedback)}</p>" if item.feedback else ""
    sources = "".join(
        f'<blockquote class="{OURS}bron">'
        + (f"<p>{as_html(quoted(c.quote))}</p>" if c.quote else "")
        + f"<p><cite>{as_html(c.citation)}</cite></p></blockquote>"
        for c in cited(item)
    )
    return said + (_marking(item) if with_marking else "") + sources


def _marking(item: Item) -> str:
    points = "".join(f"<li>{as_html(m)}</li>" for m in item.marking)
    return f'<ul class="{OURS}punten">{points}</ul>' if points else ""


# -- questions to items --


def _fields(question: Question, number: int, warnings: list[Warned]) -> Fields:
    """Return the fields that can be read without a rider; {} when the question is of no use."""
    text, general, grader = question.text.read(), question.general.read(), question.grader.read()
    reader = _READERS.get(question.qtype)
    if reader is None or question.problem:
        warnings.append(_warning(question.problem or "qtype", number, question))
        return {}
    prompt = text.text.strip() or question.name.strip()
    topic = question.category[-1] if question.category else SAYS["topic"]
    fields: Fields = {
        "id": "",
        "topic": topic,
        "audience": _tagged(question.tags, _ROLE, _ROLES, "professional"),
        "difficulty": _tagged(question.tags, _LEVEL, QUIZ_DIFFICULTY, "medium"),
        "scenario": "\n".join(p.text for p in text.find("situatie")),
        "prompt": prompt,
        "options": [], "pairs": [], "extra": [], "steps": [], "answers": [],
        "marking": _points(grader) or _points(general, marked_only=True),
        "feedback": general.text,
        "proofs": [], "cases": [], "locked": False, "unclear": "",
    }  # fmt: skip
    kind, found, codes = reader(question, fields)
    fields |= {"kind": str(kind), **found}
    if any(m.lost for m in (text, general, grader)) or question.lost:
        codes = [*codes, "files"]
    warnings.extend(_warning(c, number, question) for c in codes)
    fields["id"] = _id(question.id, "import", f"{kind}\n{prompt}")
    return fields


Read = tuple[Kind, Fields, list[str]]  # what it is, its fields, keys of what to warn of


def _read_choice(question: Question, _fields: Fields) -> Read:
    texts = [(a.text.read(), a.feedback.read()) for a in question.answers]
    whole = [a.fraction >= _WHOLE for a in question.answers]
    some = [a.fraction > 0 for a in question.answers]
    one = question.single and sum(whole) == 1
    codes = []
    if question.single and any(some) and (not one or whole != some):
        codes.append("partial")
    right = whole if one else some
    options = [
        {"text": text.text.strip(), "correct": correct, "feedback": said.text}
        for (text, said), correct in zip(texts, right, strict=True)
    ]
    if any(t.lost or s.lost for t, s in texts):
        codes.append("files")
    return (Kind.SINGLE if one else Kind.MULTIPLE), {"options": options}, codes


def _read_true_false(question: Question, _fields: Fields) -> Read:
    options = []
    for word, shown in (("true", TRUE), ("false", FALSE)):
        answers = [a for a in question.answers if a.text.text.strip() == word]
        said = answers[0].feedback.read().text if answers else ""
        correct = bool(answers) and answers[0].fraction >= _WHOLE
        options.append({"text": shown, "correct": correct, "feedback": said})
    return Kind.TRUE_FALSE, {"options": options}, []


def _read_short(question: Question, fields: Fields) -> Read:
    right = [a for a in question.answers if a.fraction >= _WHOLE]
    texts = [a.text.text.strip(TRIMMED).replace(r"\*", "*") for a in right]
    codes = ["wildcard"] if any(_WILDCARD.search(a.text.text) for a in right) else []
    if len(right) != len(question.answers):
        codes.append("partial-answers")
    if any(a.feedback.read().text for a in question.answers):
        codes.append("answer-feedback")
    if question.qtype == "numerical":
        codes.append("numerical")
    kind = Kind.GAP if fields["prompt"].count(BLANK) == 1 else Kind.SHORT
    return kind, {"answers": texts}, codes


def _read_pairs(question: Question, _fields: Fields) -> Read:
    sides = [(left.read(), right.strip(TRIMMED)) for left, right in question.pairs]
    codes = ["files"] if any(left.lost for left, _ in sides) else []
    if ORDERING in question.tags:
        return Kind.ORDERING, {"steps": [right for _, right in sides]}, codes
    pairs = [
        {"left": left.text.strip(), "right": right} for left, right in sides if left.text.strip()
    ]
    extra = [right for left, right in sides if not left.text.strip() and right]
    return Kind.MATCHING, {"pairs": pairs, "extra": extra}, codes


def _read_steps(question: Question, _fields: Fields) -> Read:
    return Kind.ORDERING, {"steps": [a.text.read().text.strip() for a in question.answers]}, []


def _read_essay(_question: Question, fields: Fields) -> Read:
    if fields["marking"]:
        return Kind.OPEN, {}, []
    return Kind.OPEN, {"marking": [SAYS["marking"]]}, ["no-marking"]


_READERS: dict[str, Callable[[Question, Fields], Read]] = {
    "multichoice": _read_choice,
    "truefalse": _read_true_false,
    "shortanswer": _read_short,
    "numerical": _read_short,
    "matching": _read_pairs,
    "ordering": _read_steps,
    "essay": _read_essay,
}


def _points(marked: Marked, *, marked_only: bool = False) -> list[str]:
    lists = marked.find("punten")
    if lists or marked_only:
        return [p.text for found in lists for p in found.find("li") if p.text]
    return [p for line in marked.text.split("\n") if (p := line.strip().removeprefix("- ").strip())]


def _tagged(tags: Sequence[str], beginning: str, words: Mapping[str, str], otherwise: str) -> str:
    said = {t.strip().lower() for t in tags}
    return next((value for value, word in words.items() if beginning + word in said), otherwise)


def _id(given: str, beginning: str, content: str = "") -> str:
    if _ID.fullmatch(given):
        return given
    if any(c.isascii() and c.isalnum() for c in given):
        return slugify(given)[:80].strip("-")
    return f"{beginning}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _free(wanted: str, seen: Counter[str]) -> str:
    """Return an id that no item has yet, the wanted one when that is free."""
    found = wanted
    while seen[found]:
        seen[wanted] += 1
        found = f"{wanted[:70]}-{seen[wanted]}"
    seen[found] += 1
    return found


def _digest(value: Any) -> str:
    line = json.dumps(value, sort_keys=True)
    return hashlib.sha256(line.encode()).hexdigest()[:12]


def _warning(code: str, number: int, question: Question) -> Warned:
    shown = " ".join((question.name or question.text.read().text).split())[:60] or question.id
    return Warned(code, number, shown, question.qtype)
