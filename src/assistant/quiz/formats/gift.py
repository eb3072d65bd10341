r"""GIFT as Moodle reads it, with ids and tags in comments as Moodle 4 writes them.

Texts are HTML (`[html]`), so a line break is `<br>` and a question stands on few lines; typed
answers and right sides are plain text. What GIFT has no kind for becomes the nearest one:

| kind | in GIFT |
|---|---|
| single, multiple | choices; right ones of several share 100 %, wrong ones -100 % |
| true-false, matching, short | the same |
| matching with extra right sides | pairs whose left side is empty |
| ordering | matching with the numbers 1, 2, 3 on the left, and a comment that says what it was |
| gap | short answer with the blank in its text, where Moodle puts the field |
| open | essay; the marking points follow the general feedback |

Moodle takes any question with = and -> for matching, so a typed answer gets → for ->.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.errors import QuizError
from assistant.quiz.formats import Imported
from assistant.quiz.formats.markup import read_markup
from assistant.quiz.formats.moodle import (
    ORDERING,
    TRIMMED,
    Answer,
    Bank,
    Fields,
    Question,
    Text,
    about,
    category_name,
    category_names,
    category_path,
    imported,
    questions,
    ride,
)
from assistant.quiz.records import BLANK, Quiz
from assistant.texts_nl import QUIZ_IMPORT as SAYS

Tokens = Sequence[str]  # a sign each; an escaped one with its backslash

_TOKEN = re.compile(r"\\[\\:#={}~n]|[\s\S]")
_ESCAPED = str.maketrans({s: f"\\{s}" for s in "\\:#={}~"} | {"\n": "\\n", "\r": ""})
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,8})?)%")
_FORMAT = re.compile(r"\[(moodle|plain|html|markdown)\]")
_FORMATS = {"moodle": "moodle_auto_format", "plain": "plain_text"}  # the others have one name
_MOODLE = "moodle_auto_format"  # what a text is in when nothing says so
_CATEGORY = "$CATEGORY:"
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


def write(quiz: Quiz) -> bytes:
    """Return a quiz as GIFT: what it is, and the questions under a category for each topic."""
    title = category_name(quiz.title)
    lines = [f"// {ride(about(quiz), {'title': title})}", ""]
    category: tuple[str, ...] = ()
    for question in questions(quiz, _read_again, rich=False):
        if question.category != category:
            category = question.category
            lines += [f"{_CATEGORY} {category_path(category)}", ""]
        lines += [*_written(question), ""]
    return "\n".join(lines).encode()


def read(data: bytes, made: date) -> Imported:
    """Return the quiz of a file of GIFT.

    Args:
        data: the file, in UTF-8.
        made: day for a file that does not say when its quiz was made.

    Raises:
        QuizError: the file is no text, or holds no question that can be used.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuizError(f"this is no text in UTF-8 ({error})") from error
    found: list[Question] = []
    about_it: Fields = {}
    ridden = ""
    category: tuple[str, ...] = ()
    for comments, lines in _blocks(text):
        if lines and lines[0].lstrip(TRIMMED).startswith(_CATEGORY):
            category = category_names(lines[0].strip(TRIMMED).removeprefix(_CATEGORY))
            lines = lines[1:]
            about_it = about_it or ({"title": category[0]} if category else {})
        elif not found and not lines:
            ridden = ridden or next(iter(read_markup(" ".join(comments)).comments), "")
        if any(line.strip(TRIMMED) for line in lines):
            found.append(_question("\n".join(lines), comments, category))
    return imported(Bank(questions=found, about=about_it, ridden=ridden), made)


# -- writing --


def _read_again(question: Question) -> Question:
    [(comments, lines)] = _blocks("\n".join(_written(question)))
    return _question("\n".join(lines), comments, question.category)


def _written(question: Question) -> Iterator[str]:
    tags = "".join(f" [tag:{t}]" for t in question.tags)
    yield f"// [id:{question.id}]{tags}"
    if ORDERING in question.tags:
        yield f"// {SAYS['ordering']}"
    yield f"::{_escape(question.name)}::[html]{_escape(question.text.text)}{{{_truth(question)}"
    if question.qtype in ("multichoice", "shortanswer"):
        for answer in question.answers:
            shown = _marked(answer.text).replace("->", "→")
            yield f"\t{_sign(question, answer)}{shown}{_feedback(answer)}"
    for left, right in question.pairs:
        yield f"\t={_marked(left)} -> {_escape(right)}"
    if question.general.text:
        yield f"\t####{_escape(question.general.text)}"
    yield "}"


def _truth(question: Question) -> str:
    if question.qtype != "truefalse":
        return ""
    true, false = question.answers
    right, wrong = (true, false) if true.fraction else (false, true)
    said = _feedback(right)
    return f"{'T' if right is true else 'F'}{_feedback(wrong) or '#' * bool(said)}{said}"


def _sign(question: Question, answer: Answer) -> str:
    if question.qtype == "shortanswer" or (question.single and answer.fraction):
        return "="
    return f"~%{answer.fraction:.7g}%" if answer.fraction else "~"


def _feedback(answer: Answer) -> str:
    return f"#{_marked(answer.feedback)}" if answer.feedback.text else ""


def _marked(text: Text) -> str:
    # A text that begins with what could be a format or a weight says its format first.
    name = "plain" if text.format == "plain_text" else "html"
    return (f"[{name}]" if text.text[:1] in ("[", "%") else "") + _escape(text.text)


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)


# -- reading --


def _blocks(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the comments and the other lines of what stands between empty lines."""
    comments: list[str] = []
    lines: list[str] = []
    for line in (*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""):
        bare = line.strip(TRIMMED)
        if bare.startswith("//"):
            comments.append(bare[2:])
        elif bare:
            lines.append(line)
        elif comments or lines:
            yield comments, lines
            comments, lines = [], []


def _question(text: str, comments: Sequence[str], category: tuple[str, ...]) -> Question:
    tokens = _TOKEN.findall(text.strip(TRIMMED))
    name = ""
    if tokens[:2] == [":", ":"] and (end := _find(tokens, "::", 2)) > 0:
        name, tokens = _plain(tokens[2:end]), tokens[end + 2 :]
    question = Question(
        qtype="description",
        name=name,
        id=next(iter(_bracketed(comments, "[id:")), ""),
        category=category,
        tags=tuple(_bracketed(comments, "[tag:")),
    )
    start, end = _find(tokens, "{"), _find(tokens, "}")
    if start < 0 and end < 0:
        return replace(question, text=_text(tokens))
    if start < 0 or end < start:
        return replace(question, text=_text(tokens), problem="braces")
    after = tokens[end + 1 :]
    stem = _text([*tokens[:start], *BLANK, *after]) if _plain(after) else _text(tokens[:start])
    answers, general = _last(tokens[start + 1 : end])
    return replace(
        question, text=stem, general=_text(general, stem.format), **_read(answers, stem.format)
    )


def _read(tokens: Tokens, format_: str) -> dict[str, Any]:
    bare = _plain(tokens)
    truth = _plain(tokens[: _find(tokens, "#")] if "#" in tokens else tokens)
    if not bare:
        return {"qtype": "essay"}
    if tokens[0] == "#":
        return {"qtype": "numerical", "answers": tuple(_numbers(tokens[1:], format_))}
    if tokens[0] == ">":
        steps = [Text(line, format_) for line in bare.split("\n")[1:] if line.strip()]
        return {"qtype": "ordering", "answers": tuple(Answer(s, 100) for s in steps)}
    if "~" in tokens:
        answers = tuple(_answers(tokens, "~=", format_))
        return {"qtype": "multichoice", "answers": answers, "single": "=" in tokens}
    if "=" in tokens and _find(tokens, "->") >= 0:
        return {"qtype": "matching", "pairs": tuple(_pairs(tokens, format_))}
    if truth in (*_TRUE, *_FALSE):
        return {"qtype": "truefalse", "answers": _true_false(tokens, truth in _TRUE, format_)}
    answers = tuple(_answers(tokens, "=", format_, typed=True))
    return {"qtype": "shortanswer", "answers": answers}


def _answers(tokens: Tokens, signs: str, format_: str, *, typed: bool = False) -> Iterator[Answer]:
    for sign, part in _split(tokens, signs):
        text, said = _halves(part, "#")
        fraction = 100.0 if sign == "=" or typed else 0.0
        shown = _plain(text)
        if weight := (typed or sign != "=") and _WEIGHT.match(shown):
            fraction, shown = float(weight[1]), shown[weight.end() :]
        yield Answer(
            _formatted(shown, "plain_text" if typed else format_), fraction, _text(said, format_)
        )


def _numbers(tokens: Tokens, format_: str) -> Iterator[Answer]:
    for answer in _answers(tokens, "~=", format_, typed=True):
        low, _, high = answer.text.text.partition("..")
        number = low.partition(":")[0].strip()
        try:
            number = f"{(float(low) + float(high)) / 2:g}" if high else number
        except ValueError:
            number = answer.text.text
        yield replace(answer, text=Text(number, "plain_text"))


def _pairs(tokens: Tokens, format_: str) -> Iterator[tuple[Text, str]]:
    for _, part in _split(tokens, "="):
        left, right = _halves(part, "->")
        yield _text(left, format_), _plain(right)


def _true_false(tokens: Tokens, true: bool, format_: str) -> tuple[Answer, Answer]:
    _, said = _halves(tokens, "#")
    wrong, right = (_text(part, format_) for part in _halves(said, "#"))
    on_true, on_false = (right, wrong) if true else (wrong, right)
    return (
        Answer(Text("true", "plain_text"), 100 * true, on_true),
        Answer(Text("false", "plain_text"), 100 * (not true), on_false),
    )


def _split(tokens: Tokens, signs: str) -> Iterator[tuple[str, Tokens]]:
    """Yield each sign with the tokens up to the next one; words before the first have sign ""."""
    sign, part = "", list[str]()
    for token in tokens:
        if token in signs:
            if sign or _plain(part):
                yield sign, part
            sign, part = token, []
        else:
            part.append(token)
    yield sign, part


def _halves(tokens: Tokens, sign: str) -> tuple[Tokens, Tokens]:
    at = _find(tokens, sign)
    return (tokens, ()) if at < 0 else (tokens[:at], tokens[at + len(sign) :])


def _last(tokens: Tokens) -> tuple[Tokens, Tokens]:
    """Return the tokens before and after the last ####."""
    for at in range(len(tokens) - 4, -1, -1):
        if tokens[at] == "#" and set(tokens[at : at + 4]) == {"#"}:
            return tokens[:at], tokens[at + 4 :]
    return tokens, ()


def _find(tokens: Tokens, signs: str, start: int = 0) -> int:
    """Return where signs stand in a row, or -1."""
    first, others = signs[0], list(signs[1:])
    for at in range(start, len(tokens) - len(others)):
        if tokens[at] == first and list(tokens[at + 1 : at + len(signs)]) == others:
            return at
    return -1


def _plain(tokens: Tokens) -> str:
    signs = ("\n" if t == r"\n" else t[-1] for t in tokens)
    return "".join(signs).strip(TRIMMED)


def _text(tokens: Tokens, otherwise: str = _MOODLE) -> Text:
    return _formatted(_plain(tokens), otherwise)


def _formatted(text: str, otherwise: str) -> Text:
    if found := _FORMAT.match(text):
        return Text(text[found.end() :].strip(TRIMMED), _FORMATS.get(found[1], found[1]))
    return Text(text, otherwise)


def _bracketed(comments: Sequence[str], beginning: str) -> Iterator[str]:
    r"""Yield what stands between a beginning and the ] after it; \] is a ] inside it."""
    for comment in comments:
        at = comment.find(beginning)
        while at >= 0:
            start = at + len(beginning)
            end = comment.find("]", start)
            while end > 0 and comment[end - 1] == "\\":
                end = comment.find("]", end + 1)
            if end < 0:
                break
            yield comment[start:end].replace(r"\]", "]").strip()
            at = comment.find(beginning, end)
