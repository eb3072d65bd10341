"""H5P packages: a checker for H5P accepts them, and H5P's own reading gives every item back."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Callable
from typing import Any

import pyh5p
import pytest
from hypothesis import HealthCheck, given, settings

from assistant.quiz.formats import export, shown
from assistant.quiz.records import BLANK, Item, Kind, Quiz
from tests.quiz import h5p_semantics, material
from tests.quiz.nasty import quizzes

QUIZ = material.quiz()
MAIN = "H5P.QuestionSet 1.20"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> pyh5p.LibraryStore:
    """A host with the libraries installed."""
    folder = tmp_path_factory.mktemp("libraries")
    h5p_semantics.install(folder)
    return pyh5p.LibraryStore(folder)


def problems(host: pyh5p.LibraryStore, package: pyh5p.H5PPackage, content: Any = None) -> list[str]:
    given = package.content if content is None else content
    held = pyh5p.H5PContent(host, host.get(MAIN).id, given, dict(package.metadata))
    found = [*package.validate(require_content=True, allow_content_only=True), *held.validate()]
    return [str(problem) for problem in found]


# -- reading as the libraries do -------------------------------------------------------------------


def plain(markup: str) -> str:
    """The text that a browser shows of a field of HTML."""
    lines = re.sub(r"<br ?/?>", "\n", markup)
    return html.unescape(re.sub(r"</?(?:p|div)>", "", lines))


def blanks(markup: str) -> tuple[str, list[list[str]]]:
    """Text with a line for each blank, and what each accepts: Blanks reads marks, then entities."""
    found = []
    for solution in re.findall(r"\*(.*?)\*", markup):
        answers = solution.split(":", 1)[0].split("/")
        found.append([html.unescape(answer.strip()) for answer in answers])
    return plain(re.sub(r"\*.*?\*", BLANK, markup)), found


def places(field: str) -> list[tuple[str, str]]:
    """Each place of a DragText field: what stands before it, and what belongs there."""
    field = re.sub(r"\r\n|\n|\r", "<br/>", field)
    parts = [part for part in re.split(r"(\*.*?\*)", field) if part]
    assert len(parts) % 2 == 0
    return [(plain(a), draggable(b)) for a, b in zip(parts[::2], parts[1::2], strict=True)]


def draggable(marked: str) -> str:
    solution = marked.strip("*")
    assert not re.search(r":[^\\*]+", solution), "a tip"
    assert not re.search(r"\\[+-]", solution), "feedback"
    return plain(solution)


def one_line(text: str) -> str:
    return " ".join(text.split())


def general(item: Item) -> str:
    """The feedback and after it the sources."""
    sources = (c.citation + (f": “{c.quote}”" if c.quote else "") for c in shown.cited(item))
    return one_line(" ".join([item.feedback, *sources]))


def explained(params: dict[str, Any]) -> str:
    (feedback,) = params["overallFeedback"]
    assert (feedback["from"], feedback["to"]) == (0, 100)
    return one_line(html.unescape(feedback["feedback"]))


def check_options(params: dict[str, Any], item: Item) -> None:
    read = [
        (plain(a["text"]), a["correct"], plain(a["tipsAndFeedback"]["chosenFeedback"]))
        for a in params["answers"]
    ]
    assert read == [(o.text, o.correct, o.feedback) for o in item.options]
    assert params["behaviour"]["type"] == ("multi" if item.kind is Kind.MULTIPLE else "single")
    assert params["behaviour"]["singlePoint"] is True
    assert plain(params["question"]) == item.scenario + item.prompt
    assert explained(params) == general(item)


def check_true_false(params: dict[str, Any], item: Item) -> None:
    texts = [params["l10n"]["trueText"], params["l10n"]["falseText"]]
    assert texts == [o.text for o in item.options]
    right = params["correct"] == "true"
    assert [right, not right] == [o.correct for o in item.options]
    for option in item.options:
        seen = params["behaviour"]["feedbackOnCorrect" if option.correct else "feedbackOnWrong"]
        assert one_line(html.unescape(seen)) == one_line(f"{option.feedback}\n{general(item)}")
    assert plain(params["question"]) == item.scenario + item.prompt


def check_pairs(params: dict[str, Any], item: Item) -> None:
    read = [
        (before.removeprefix("\n").removesuffix(": "), right)
        for before, right in places(params["textField"])
    ]
    assert read == [(p.left, p.right) for p in item.pairs]
    extra = re.findall(r"\*.*?\*", params["distractors"], re.DOTALL)
    assert [draggable(e) for e in extra] == list(item.extra)
    assert plain(params["taskDescription"]) == item.scenario + item.prompt
    assert explained(params) == general(item)


def check_steps(params: dict[str, Any], item: Item) -> None:
    read = [(before.strip(), step) for before, step in places(params["textField"])]
    assert read == [(f"{n}.", step) for n, step in enumerate(item.steps, start=1)]
    assert explained(params) == general(item)


def check_answers(params: dict[str, Any], item: Item) -> None:
    (block,) = params["questions"]
    prompt, accepted = blanks(block)
    wanted = item.prompt if item.kind is Kind.GAP else f"{item.prompt}\n{BLANK}"
    assert prompt == wanted
    assert accepted == [[one_line(a) for a in item.answers]]
    assert params["behaviour"]["caseSensitive"] is False
    assert plain(params["text"]).startswith(item.scenario)
    assert explained(params) == general(item)


def check_marking(params: dict[str, Any], item: Item) -> None:
    assert [html.unescape(k["keyword"]) for k in params["keywords"]] == list(item.marking)
    sample = plain(params["solution"]["sample"])
    assert all(point in sample for point in item.marking)
    assert sample.endswith(general(item)) or general(item) in one_line(sample)
    assert params["behaviour"]["ignoreScoring"] is True
    assert plain(params["taskDescription"]) == item.scenario + item.prompt


CHECKS: dict[Kind, Callable[[dict[str, Any], Item], None]] = {
    Kind.SINGLE: check_options,
    Kind.MULTIPLE: check_options,
    Kind.TRUE_FALSE: check_true_false,
    Kind.MATCHING: check_pairs,
    Kind.ORDERING: check_steps,
    Kind.GAP: check_answers,
    Kind.SHORT: check_answers,
    Kind.OPEN: check_marking,
}


def check_all(host: pyh5p.LibraryStore, quiz: Quiz) -> None:
    package = pyh5p.read_package(export(quiz, "h5p"))
    assert problems(host, package) == []
    assert package.content is not None
    questions = package.content["questions"]
    for item, question in zip(quiz.items, questions, strict=True):
        CHECKS[item.kind](question["params"], item)
        for proof in item.proofs:
            assert f"{proof.passage_id}@{proof.version}" in question["metadata"]["authorComments"]
    assert len({q["subContentId"] for q in questions}) == len(questions)


def test_every_kind_comes_back(host: pyh5p.LibraryStore) -> None:
    assert {i.kind for i in QUIZ.items} == set(Kind)
    check_all(host, QUIZ)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quiz=quizzes())
def test_texts_survive(host: pyh5p.LibraryStore, quiz: Quiz) -> None:
    check_all(host, quiz)


def test_the_package_names_the_libraries_that_it_uses() -> None:
    package = pyh5p.read_package(export(QUIZ, "h5p"))
    assert list(package.files) == ["h5p.json", "content/content.json"]
    assert package.metadata["mainLibrary"] == "H5P.QuestionSet"
    assert (package.metadata["title"], package.metadata["language"]) == (QUIZ.title, "nl")
    named = {
        f"{d['machineName']} {d['majorVersion']}.{d['minorVersion']}"
        for d in package.metadata["preloadedDependencies"]
    }
    assert named == set(h5p_semantics.LIBRARIES)


def _library(content: Any) -> None:
    content["questions"][0]["library"] = "H5P.SortParagraphs 0.11"


def _type(content: Any) -> None:
    content["questions"][0]["params"]["answers"][0]["correct"] = "ja"


def _missing(content: Any) -> None:
    del content["questions"][0]["params"]["question"]


@pytest.mark.parametrize("spoil", [_library, _type, _missing])
def test_the_checker_sees_what_is_wrong(
    host: pyh5p.LibraryStore, spoil: Callable[[Any], None]
) -> None:
    package = pyh5p.read_package(export(QUIZ, "h5p"))
    content = copy.deepcopy(package.content)
    spoil(content)
    assert problems(host, package, content) != []


def test_no_field_is_unknown_to_its_library() -> None:
    """A host drops what its semantics do not name."""
    content = pyh5p.read_package(export(QUIZ, "h5p")).content
    assert content is not None
    for question in content["questions"]:
        known = {f["name"] for f in h5p_semantics.LIBRARIES[question["library"]]}
        assert set(question["params"]) <= known
    assert set(content) <= {f["name"] for f in h5p_semantics.LIBRARIES[MAIN]}


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quiz=quizzes())
def test_only_tags_that_every_field_keeps(quiz: Quiz) -> None:
    content = pyh5p.read_package(export(quiz, "h5p")).files["content/content.json"].decode()
    assert set(re.findall(r"</?([^ >]*)", content)) <= {"p", "br", "div"}


def test_the_same_quiz_gives_the_same_bytes() -> None:
    assert export(QUIZ, "h5p") == export(QUIZ, "h5p")
