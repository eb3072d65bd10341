"""What the libraries of H5P hold, as far as the product fills it, in H5P's own form of semantics.

The libraries themselves are not part of any package that a test can install. This table states
what their semantics.json says, as facts: names, types, choices, and what is required. A checker
for H5P (pyh5p) reads it as it would read the libraries.

Source: semantics.json and library.json of H5P.QuestionSet 1.20, H5P.MultiChoice 1.16, H5P.TrueFalse
1.8, H5P.DragText 1.10, H5P.Blanks 1.14 and H5P.Essay 1.5.
"""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

QUESTION_LIBRARIES = (
    "H5P.MultiChoice 1.16", "H5P.DragQuestion 1.14", "H5P.Blanks 1.14", "H5P.MarkTheWords 1.11",
    "H5P.DragText 1.10", "H5P.TrueFalse 1.8", "H5P.Essay 1.5", "H5P.MultiMediaChoice 0.3",
)  # fmt: skip

Field = dict[str, Any]


def text(*names: str, **more: Any) -> list[Field]:
    return [{"name": n, "type": "text", **more} for n in names]


def html(*names: str, tags: tuple[str, ...] = (), **more: Any) -> list[Field]:
    return text(
        *names, widget="html", tags=["p", "br", "div", "span", "strong", "em", *tags], **more
    )


def yes_no(*names: str) -> list[Field]:
    return [{"name": n, "type": "boolean"} for n in names]


def number(*names: str, low: int = 0, high: int = 100) -> list[Field]:
    return [{"name": n, "type": "number", "min": low, "max": high} for n in names]


def select(name: str, *values: str) -> list[Field]:
    return [{"name": name, "type": "select", "options": [{"value": v, "label": v} for v in values]}]


def group(name: str, *fields: list[Field], **more: Any) -> list[Field]:
    return [{"name": name, "type": "group", "fields": list(chain(*fields)), **more}]


def several(name: str, field: list[Field], **more: Any) -> list[Field]:
    return [{"name": name, "type": "list", "field": field[0], **more}]


OPTIONAL = {"optional": True}
# The core of H5P keeps any length where the semantics name none; the checker assumes 255, which the
# editor of H5P allows to type.
LONG = {"maxLength": 20_000}
OVERALL = several(
    "overallFeedback", group("range", number("from", "to"), text("feedback", **OPTIONAL, **LONG))
)
BEHAVIOUR = yes_no("enableRetry", "enableSolutionsButton", "enableCheckButton")
DIALOGS = yes_no("confirmCheckDialog", "confirmRetryDialog", "autoCheck")
READ_ALOUD = text("scoreBarLabel", "a11yCheck", "a11yShowSolution", "a11yRetry")
BUTTONS = text("checkAnswer", "submitAnswer", "tryAgain")

LIBRARIES: dict[str, list[Field]] = {
    "H5P.QuestionSet 1.20": [
        *group(
            "introPage",
            yes_no("showIntroPage"),
            text("title", tags=["sub", "sup", "strong", "em"], **OPTIONAL),
            html("introduction", **OPTIONAL),
            text("startButtonText", **OPTIONAL),
        ),
        *select("progressType", "textual", "dots"),
        *number("passPercentage"),
        *several(
            "questions",
            [{"name": "question", "type": "library", "options": list(QUESTION_LIBRARIES)}],
            min=1,
        ),
        *yes_no("disableBackwardsNavigation", "randomQuestions"),
        *group(
            "endGame",
            yes_no("showResultPage", "showSolutionButton", "showRetryButton", "showAnimations"),
            text("noResultMessage", "message", "scoreBarLabel", "solutionButtonText"),
            text("retryButtonText", "finishButtonText", "submitButtonText"),
            OVERALL,
        ),
        *group("override", yes_no("checkButton")),
        *group(
            "texts",
            text("prevButton", "nextButton", "finishButton", "submitButton", "textualProgress"),
            text("jumpToQuestion", "questionLabel", "readSpeakerProgress", "unansweredText"),
            text("answeredText", "currentQuestionText"),
        ),
    ],
    "H5P.MultiChoice 1.16": [
        *html("question"),
        *several(
            "answers",
            group(
                "answer",
                html("text"),
                yes_no("correct"),
                group(
                    "tipsAndFeedback",
                    html("tip", "chosenFeedback", "notChosenFeedback", **OPTIONAL),
                ),
            ),
            min=1,
        ),
        *OVERALL,
        *group(
            "behaviour",
            BEHAVIOUR,
            DIALOGS,
            select("type", "auto", "multi", "single"),
            yes_no("singlePoint", "randomAnswers", "showSolutionsRequiresInput", "showScorePoints"),
            number("passPercentage"),
        ),
        *group(
            "UI",
            text("checkAnswerButton", "submitAnswerButton", "showSolutionButton", "tryAgainButton"),
            text("feedbackAvailable", "wrongAnswer", "correctAnswer", "shouldCheck"),
            text("shouldNotCheck", "noInput"),
            READ_ALOUD,
        ),
    ],
    "H5P.TrueFalse 1.8": [
        *html("question"),
        *select("correct", "true", "false"),
        *group(
            "behaviour",
            BEHAVIOUR,
            DIALOGS,
            text("feedbackOnCorrect", "feedbackOnWrong", **OPTIONAL, **LONG),
        ),
        *group(
            "l10n",
            text("trueText", "falseText", "score", "showSolutionButton"),
            text("wrongAnswerMessage", "correctAnswerMessage"),
            BUTTONS,
            READ_ALOUD,
        ),
    ],
    "H5P.DragText 1.10": [
        *html("taskDescription"),
        *text("textField", **LONG),
        *text("distractors", **OPTIONAL, **LONG),
        *OVERALL,
        *BUTTONS,
        *READ_ALOUD,
        *text("showSolution", "dropZoneIndex", "empty", "contains", "ariaDraggableIndex"),
        *text("correctText", "incorrectText", "correctAnswer", "feedbackHeader"),
        *group("behaviour", BEHAVIOUR, yes_no("instantFeedback")),
    ],
    "H5P.Blanks 1.14": [
        *html("text"),
        *several("questions", html("question"), min=1, max=31),
        *OVERALL,
        *BUTTONS,
        *READ_ALOUD,
        *text("showSolutions", "notFilledOut", "answeredCorrectly", "answeredIncorrectly"),
        *text("solutionLabel", "inputLabel"),
        *group(
            "behaviour",
            BEHAVIOUR,
            DIALOGS,
            yes_no("caseSensitive", "showSolutionsRequiresInput"),
            yes_no("separateLines", "acceptSpellingErrors"),
        ),
    ],
    "H5P.Essay 1.5": [
        *html("taskDescription"),
        *text("placeholderText", **OPTIONAL),
        *group("solution", html("introduction", "sample", **OPTIONAL)),
        *several(
            "keywords",
            group(
                "groupy",
                text("keyword", **LONG),
                several("alternatives", text("alternative"), **OPTIONAL),
                group(
                    "options",
                    number("points", "occurrences", low=1),
                    yes_no("caseSensitive", "forgiveMistakes"),
                    text("feedbackIncluded", "feedbackMissed", **OPTIONAL, **LONG),
                ),
            ),
            min=1,
        ),
        *group(
            "behaviour",
            select("inputFieldSize", "1", "3", "10"),
            yes_no("enableRetry", "ignoreScoring"),
        ),
        *BUTTONS,
        *text("showSolution", "feedbackHeader", "solutionTitle"),
    ],
}  # fmt: skip


def install(folder: Path) -> None:
    """Write the libraries as a host has them, each with its library.json and semantics.json."""
    for library, fields in LIBRARIES.items():
        name, version = library.split()
        major, minor = map(int, version.split("."))
        place = folder / f"{name}-{version}"
        place.mkdir(parents=True)
        about = {
            "title": name,
            "machineName": name,
            "majorVersion": major,
            "minorVersion": minor,
            "patchVersion": 0,
            "runnable": 1,
            "coreApi": {"majorVersion": 1, "minorVersion": 24},
        }
        (place / "library.json").write_text(json.dumps(about), encoding="utf-8")
        (place / "semantics.json").write_text(json.dumps(fields), encoding="utf-8")
