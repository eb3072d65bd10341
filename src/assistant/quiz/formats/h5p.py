"""Quizzes as an H5P question set, for learning environments that show H5P.

The package holds content only; a host has the libraries. Which ones a question set may hold is
fixed by its own semantics, and sorting paragraphs is not among them, so steps are dragged to
numbered places. Texts are written as HTML in which the marks that mean something inside a blank
(`*` `/` `:` and the backslash) are numbered entities: H5P reads the marks first and the entities
afterwards.

Source: H5P.QuestionSet 1.20 and the libraries below, semantics.json; H5P file format, h5p.org.
"""

from __future__ import annotations

import html
import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant import texts_nl
from assistant.quiz.formats import shown
from assistant.quiz.formats.archive import zipped
from assistant.quiz.records import BLANK, TRUE, Item, Kind, Quiz

_MAIN = "H5P.QuestionSet 1.20"
_CHOICE = "H5P.MultiChoice 1.16"
_TRUE_FALSE = "H5P.TrueFalse 1.8"
_DRAG = "H5P.DragText 1.10"
_BLANKS = "H5P.Blanks 1.14"
_ESSAY = "H5P.Essay 1.5"
_CONTENT_TYPES = {
    _CHOICE: "Multiple Choice",
    _TRUE_FALSE: "True/False Question",
    _DRAG: "Drag the Words",
    _BLANKS: "Fill in the Blanks",
    _ESSAY: "Essay",
}
_ASTERISK = str.maketrans({"*": "&#42;"})
_MARKS = str.maketrans({"*": "&#42;", "/": "&#47;", ":": "&#58;", "\\": "&#92;"})
_LONGEST_TITLE = 255
_LINES = "10"  # of the field of an open question
_PASS_PERCENTAGE = 50
_UI = texts_nl.QUIZ_H5P

_Values = dict[str, Any]


def write(quiz: Quiz) -> bytes:
    """Return the .h5p file. The same quiz gives the same bytes."""
    questions = [_question(quiz, n, item) for n, item in enumerate(quiz.items, start=1)]
    libraries = dict.fromkeys([_MAIN, *(question["library"] for question in questions)])
    main = {
        "title": quiz.title[:_LONGEST_TITLE],
        "language": "nl",
        "defaultLanguage": "nl",
        "mainLibrary": _MAIN.split()[0],
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [_dependency(library) for library in libraries],
    }
    return zipped(
        {"h5p.json": _json(main), "content/content.json": _json(_content(quiz, questions))}
    )


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _dependency(library: str) -> _Values:
    name, version = library.split()
    major, minor = version.split(".")
    return {"machineName": name, "majorVersion": int(major), "minorVersion": int(minor)}


def _content(quiz: Quiz, questions: list[_Values]) -> _Values:
    return {
        "introPage": {
            "showIntroPage": bool(quiz.intro),
            "title": _inline(quiz.title),
            "introduction": _paragraphs(quiz.intro),
            "startButtonText": _UI["start"],
        },
        "progressType": "textual",
        "passPercentage": _PASS_PERCENTAGE,
        "questions": questions,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            "noResultMessage": _UI["done"],
            "message": _UI["result"],
            "scoreBarLabel": _UI["bar"],
            "overallFeedback": _overall(_UI["points"]),
            "solutionButtonText": _UI["solution"],
            "retryButtonText": _UI["retry"],
            "finishButtonText": _UI["finish"],
            "submitButtonText": _UI["submit"],
            "showAnimations": False,
        },
        "override": {"checkButton": True},
        "texts": {
            "prevButton": _UI["previous"],
            "nextButton": _UI["next"],
            "finishButton": _UI["finish"],
            "submitButton": _UI["submit"],
            "textualProgress": _UI["progress"],
            "jumpToQuestion": _UI["jump"],
            "questionLabel": texts_nl.QUIZ_QUESTION.format(n="").strip(),
            "readSpeakerProgress": _UI["progress"],
            "unansweredText": _UI["unanswered"],
            "answeredText": _UI["answered"],
            "currentQuestionText": _UI["current"],
        },
    }


def _question(quiz: Quiz, number: int, item: Item) -> _Values:
    library, make = _MAKERS[item.kind]
    return {
        "library": library,
        "params": make(item),
        "subContentId": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{quiz.id}/{item.id}")),
        "metadata": {
            "contentType": _CONTENT_TYPES[library],
            "license": "U",
            "title": texts_nl.QUIZ_QUESTION.format(n=number),
            "defaultLanguage": "nl",
            "authorComments": _about(item),
        },
    }


def _about(item: Item) -> str:
    """What the person who edits it should know: topic, difficulty and what the key comes from."""
    proofs = "; ".join(f"{p.passage_id}@{p.version}" for p in item.proofs)
    about = f"{item.id}: {item.topic}; {texts_nl.QUIZ_DIFFICULTY[item.difficulty]}; {proofs}"
    return html.escape(about)


# -- texts -----------------------------------------------------------------------------------------


def _inline(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{_inline(text)}</p>" for text in texts if text)


def _around(text: str) -> str:
    """A text that stands around blanks."""
    return html.escape(text).translate(_ASTERISK)


def _inside(text: str) -> str:
    """A text that stands inside a blank."""
    return html.escape(text).translate(_MARKS)


def _typed_answer(text: str) -> str:
    """The same for an answer that is typed, which never holds a line break."""
    return _inside(" ".join(text.split()))


def _explained(item: Item, *before: str) -> str:
    """The general feedback with its sources, for a field of one paragraph."""
    sources = [f"{c.citation}: “{c.quote}”" if c.quote else c.citation for c in shown.cited(item)]
    parts = [text for text in (*before, item.feedback, *sources) if text]
    return html.escape("\n".join(parts)).replace("\n", " ")


def _overall(feedback: str) -> list[_Values]:
    return [{"from": 0, "to": 100, "feedback": feedback}]


# -- questions -------------------------------------------------------------------------------------


def _buttons(solution: str = "showSolution") -> dict[str, str]:
    return {
        "checkAnswer": _UI["check"],
        "submitAnswer": _UI["submit"],
        "tryAgain": _UI["retry"],
        solution: _UI["solution"],
        "scoreBarLabel": _UI["score"],
        "a11yCheck": _UI["check"],
        "a11yShowSolution": _UI["solution"],
        "a11yRetry": _UI["retry"],
    }


_BEHAVIOUR = {"enableRetry": True, "enableSolutionsButton": True, "enableCheckButton": True}


def _choice(item: Item) -> _Values:
    return {
        "question": _paragraphs(item.scenario, item.prompt),
        "answers": [
            {
                "text": f"<div>{_inline(option.text)}</div>",
                "correct": option.correct,
                "tipsAndFeedback": {
                    "tip": "",
                    "chosenFeedback": f"<div>{_inline(option.feedback)}</div>"
                    if option.feedback
                    else "",
                    "notChosenFeedback": "",
                },
            }
            for option in item.options
        ],
        "overallFeedback": _overall(_explained(item)),
        "behaviour": {
            **_BEHAVIOUR,
            "type": "multi" if item.kind is Kind.MULTIPLE else "single",
            "singlePoint": True,
            "randomAnswers": True,
            "showSolutionsRequiresInput": True,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "passPercentage": 100,
            "showScorePoints": True,
        },
        "UI": {
            "checkAnswerButton": _UI["check"],
            "submitAnswerButton": _UI["submit"],
            "showSolutionButton": _UI["solution"],
            "tryAgainButton": _UI["retry"],
            "scoreBarLabel": _UI["score"],
            "feedbackAvailable": _UI["feedback"],
            "wrongAnswer": _UI["wrong"],
            "correctAnswer": _UI["right"],
            "shouldCheck": _UI["right"],
            "shouldNotCheck": _UI["wrong"],
            "noInput": _UI["empty"],
            "a11yCheck": _UI["check"],
            "a11yShowSolution": _UI["solution"],
            "a11yRetry": _UI["retry"],
        },
    }


def _true_false(item: Item) -> _Values:
    feedback = {option.correct: _explained(item, option.feedback) for option in item.options}
    return {
        "question": _paragraphs(item.scenario, item.prompt),
        "correct": "true" if item.options[0].correct else "false",
        "behaviour": {
            **_BEHAVIOUR,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "feedbackOnCorrect": feedback[True],
            "feedbackOnWrong": feedback[False],
        },
        "l10n": {
            "trueText": TRUE,
            "falseText": item.options[1].text,
            "score": _UI["points"],
            **_buttons("showSolutionButton"),
            "wrongAnswerMessage": _UI["wrong"],
            "correctAnswerMessage": _UI["right"],
        },
    }


def _dragged(item: Item, lines: Iterable[str], extra: Iterable[str] = ()) -> _Values:
    """Return a task to drag texts to their places, a line for each place."""
    return {
        "taskDescription": _paragraphs(item.scenario, item.prompt),
        "textField": "\n".join(lines),
        "distractors": " ".join(f"*{_inside(text)}*" for text in extra),
        "overallFeedback": _overall(_explained(item)),
        **_buttons(),
        "dropZoneIndex": _UI["zone"],
        "empty": _UI["zone_empty"],
        "contains": _UI["zone_holds"],
        "ariaDraggableIndex": _UI["draggable"],
        "correctText": _UI["right"],
        "incorrectText": _UI["wrong"],
        "correctAnswer": _UI["right_answer"],
        "feedbackHeader": _UI["feedback"],
        "behaviour": {**_BEHAVIOUR, "instantFeedback": False},
    }


def _matching(item: Item) -> _Values:
    lines = [f"{_around(pair.left)}: *{_inside(pair.right)}*" for pair in item.pairs]
    return _dragged(item, lines, item.extra)


def _ordering(item: Item) -> _Values:
    return _dragged(item, [f"{n}. *{_inside(step)}*" for n, step in enumerate(item.steps, start=1)])


def _typed(item: Item) -> _Values:
    blank = f"*{'/'.join(_typed_answer(answer) for answer in item.answers)}*"
    if item.kind is Kind.GAP:
        text = blank.join(_around(part) for part in item.prompt.split(BLANK))
    else:
        text = f"{_around(item.prompt)}\n{blank}"
    task = (item.scenario, texts_nl.QUIZ_KINDS[item.kind.value])
    return {
        "text": _paragraphs(*task),
        "questions": ["<p>" + text.replace("\n", "<br>") + "</p>"],
        "overallFeedback": _overall(_explained(item)),
        **_buttons("showSolutions"),
        "notFilledOut": _UI["empty"],
        "answeredCorrectly": _UI["right"],
        "answeredIncorrectly": _UI["wrong"],
        "solutionLabel": _UI["right_answer"],
        "inputLabel": _UI["field"],
        "behaviour": {
            **_BEHAVIOUR,
            "autoCheck": False,
            "caseSensitive": False,
            "showSolutionsRequiresInput": True,
            "separateLines": False,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "acceptSpellingErrors": False,
        },
    }


def _open(item: Item) -> _Values:
    """Return an essay without a score; afterwards the marking points ask whether they are there."""
    points = [html.escape(point) for point in item.marking]
    return {
        "taskDescription": _paragraphs(item.scenario, item.prompt),
        "placeholderText": "",
        "solution": {
            "introduction": _paragraphs(_UI["compare"]),
            "sample": _paragraphs(texts_nl.QUIZ_MARKING, *item.marking)
            + f"<p>{_explained(item)}</p>",
        },
        "keywords": [
            {
                "keyword": point,
                "alternatives": [],
                "options": {
                    "points": 1,
                    "occurrences": 1,
                    "caseSensitive": False,
                    "forgiveMistakes": False,
                    "feedbackIncluded": _UI["point_seen"].format(point=point),
                    "feedbackMissed": _UI["point"].format(point=point),
                },
            }
            for point in points
        ],
        "behaviour": {
            "inputFieldSize": _LINES,
            "enableRetry": True,
            "ignoreScoring": True,
        },
        "checkAnswer": _UI["check"],
        "submitAnswer": _UI["submit"],
        "tryAgain": _UI["retry"],
        "showSolution": _UI["solution"],
        "feedbackHeader": _UI["feedback"],
        "solutionTitle": texts_nl.QUIZ_MARKING,
    }


_MAKERS: Mapping[Kind, tuple[str, Callable[[Item], _Values]]] = {
    Kind.SINGLE: (_CHOICE, _choice),
    Kind.MULTIPLE: (_CHOICE, _choice),
    Kind.TRUE_FALSE: (_TRUE_FALSE, _true_false),
    Kind.MATCHING: (_DRAG, _matching),
    Kind.ORDERING: (_DRAG, _ordering),
    Kind.GAP: (_BLANKS, _typed),
    Kind.SHORT: (_BLANKS, _typed),
    Kind.OPEN: (_ESSAY, _open),
}
