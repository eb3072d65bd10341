"""QTI packages: an independent reader gives every item back and scores it; the form is exact."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pyslet.qtiv2.variables as qti_variables
import pyslet.qtiv2.xml as qti_xml
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings

from assistant.quiz.formats import export, shown
from assistant.quiz.records import BLANK, Item, Kind, Quiz
from tests.quiz import material
from tests.quiz.nasty import quizzes
from tests.quiz.qti_grammar import breaches

QUIZ = material.quiz()


def files(quiz: Quiz, form: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export(quiz, form))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# -- QTI 2.1 as Pyslet reads and scores it ---------------------------------------------------------


class Read:
    """An item as Pyslet sees it."""

    def __init__(self, data: bytes) -> None:
        document = qti_xml.QTIDocument()
        document.read(data)
        self.item = document.root
        self.state = qti_variables.ItemSessionState(self.item)
        self.state.begin_session()

    def walk(self, top: Any = None) -> Iterator[Any]:
        for child in (top or self.item).get_children():
            if not isinstance(child, str):
                yield child
                yield from self.walk(child)

    def all(self, name: str) -> list[Any]:
        return [e for e in self.walk() if e.get_xmlname()[1] == name]

    def named(self, name: str) -> dict[str, str]:
        """Identifier to text, of all elements with that name."""
        return {attribute(e, "identifier"): text(e) for e in self.all(name)}

    def key(self) -> Any:
        return self.state["RESPONSE.CORRECT"].value

    def answered(self, value: Any) -> tuple[float, set[str]]:
        """The score for an answer, and the feedback that is shown."""
        self.state["RESPONSE"].set_value(value)
        self.item.ResponseProcessing.run(self.state)
        seen: set[str] = set()
        for feedback in self.all("modalFeedback"):
            outcome = self.state[attribute(feedback, "outcomeIdentifier")].value
            if attribute(feedback, "identifier") in (outcome if outcome is not None else ()) or (
                outcome == attribute(feedback, "identifier")
            ):
                seen.add(text(feedback))
        return self.state["SCORE"].value, seen


def attribute(element: Any, name: str) -> str:
    found: str = next(v for (_, n), v in element.get_attributes().items() if n == name)
    return found


def text(element: Any) -> str:
    parts = []
    for child in element.get_children():
        if isinstance(child, str):
            parts.append(child)
        else:
            parts.append("\n" if child.get_xmlname()[1] == "br" else text(child))
    return "".join(parts)


def general(item: Item) -> str:
    """The feedback and below it the sources."""
    sources = (c.citation + (f"\n{c.quote}" if c.quote else "") for c in shown.cited(item))
    return item.feedback + "".join(sources)


def check_options(read: Read, item: Item) -> None:
    names = {words: name for name, words in read.named("simpleChoice").items()}
    assert list(names) == [o.text for o in item.options]
    for option in item.options:
        chosen = [names[option.text]] if item.kind is Kind.MULTIPLE else names[option.text]
        alone = [o.text for o in item.options if o.correct] == [option.text]
        assert read.answered(chosen) == (float(alone), {option.feedback, general(item)} - {""})
    right = [names[o.text] for o in item.options if o.correct]
    assert read.answered(right if item.kind is Kind.MULTIPLE else right[0])[0] == 1


def check_pairs(read: Read, item: Item) -> None:
    sides = [
        {text(c): attribute(c, "identifier") for c in read.walk(side) if c.get_xmlname()[1] != "br"}
        for side in read.all("simpleMatchSet")
    ]
    assert list(sides[0]) == [p.left for p in item.pairs]
    assert sorted(sides[1]) == sorted([*(p.right for p in item.pairs), *item.extra])
    right = {(sides[0][p.left], sides[1][p.right]) for p in item.pairs}
    assert set(read.key()) == right
    assert read.answered(right) == (1, {general(item)})
    assert read.answered(set(list(right)[1:]))[0] == 0


def check_steps(read: Read, item: Item) -> None:
    names = {words: name for name, words in read.named("simpleChoice").items()}
    seen = list(names)
    assert sorted(seen) == sorted(item.steps)
    assert seen != list(item.steps)
    right = [names[step] for step in item.steps]
    assert read.answered(right) == (1, {general(item)})
    assert read.answered(list(reversed(right)))[0] == 0


def check_answers(read: Read, item: Item) -> None:
    assert read.key() == item.answers[0]
    for answer in item.answers:
        assert read.answered(answer) == (1, {general(item)})
    assert read.answered("iets heel anders")[0] == 0


def check_marking(read: Read, item: Item) -> None:
    (rubric,) = read.all("rubricBlock")
    assert attribute(rubric, "view") == "scorer"
    assert [text(e) for e in read.walk(rubric) if e.get_xmlname()[1] == "li"] == [*item.marking]
    assert read.answered("Mijn antwoord.") == (0, {general(item)})
    assert read.state["MAXSCORE"].value == len(item.marking)


CHECKS: dict[Kind, Callable[[Read, Item], None]] = {
    Kind.SINGLE: check_options,
    Kind.MULTIPLE: check_options,
    Kind.TRUE_FALSE: check_options,
    Kind.MATCHING: check_pairs,
    Kind.ORDERING: check_steps,
    Kind.GAP: check_answers,
    Kind.SHORT: check_answers,
    Kind.OPEN: check_marking,
}


def check_all(quiz: Quiz) -> None:
    held = files(quiz, "qti21")
    for item in quiz.items:
        read = Read(held[f"items/{item.id}.xml"])
        body = text(read.all("itemBody")[0])
        assert body.startswith(item.scenario)
        for part in item.prompt.split(BLANK):
            assert part in body
        assert (attribute(read.item, "title"), read.item.identifier) == (
            item.topic,
            f"item-{item.id}",
        )
        CHECKS[item.kind](read, item)


def test_another_program_reads_and_scores_every_kind() -> None:
    assert {i.kind for i in QUIZ.items} == set(Kind)
    check_all(QUIZ)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quizzes())
def test_texts_survive(quiz: Quiz) -> None:
    check_all(quiz)
    for form in ("qti21", "qti30"):
        for name, data in files(quiz, form).items():
            assert breaches(fromstring(data), form) == [], name


# -- the form of both versions ---------------------------------------------------------------------


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_a_package_is_what_the_standard_asks(form: str) -> None:
    held = files(QUIZ, form)
    assert list(held) == ["imsmanifest.xml", "test.xml", *(f"items/{i.id}.xml" for i in QUIZ.items)]
    for name, data in held.items():
        assert breaches(fromstring(data), form) == [], name


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<itemBody>", "<itemBody>los", "text in itemBody"),
        ('showHide="show"', "", "showHide"),
        ("<responseProcessing>", "<responseProcessing><itemBody/>", "responseProcessing holds"),
        ('maxChoices="', 'max="', "max"),
        ("<p>", "<p class='x'>", "p has class"),
        ("itemBody>", "body>", "no element"),
    ],
)
def test_the_grammar_sees_what_is_wrong(old: str, new: str, says: str) -> None:
    item = files(QUIZ, "qti21")[f"items/{QUIZ.items[0].id}.xml"].decode()
    assert old in item
    found = breaches(fromstring(item.replace(old, new)), "qti21")
    assert any(says in breach for breach in found), found


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_the_manifest_names_files_topics_and_proofs(form: str) -> None:
    held = files(QUIZ, form)
    manifest = fromstring(held["imsmanifest.xml"])
    resources = manifest.findall("{*}resources/{*}resource")
    assert [r.get("href") for r in resources] == list(held)[1:]
    assert [d.get("identifierref") for d in resources[0].findall("{*}dependency")] == [
        r.get("identifier") for r in resources[1:]
    ]
    lom = "{http://ltsc.ieee.org/xsd/LOM}"
    for item, resource in zip(QUIZ.items, resources[1:], strict=True):
        assert resource.findtext(f".//{lom}keyword/{lom}string") == item.topic
        assert resource.findtext(f".//{lom}difficulty/{lom}value") in (
            "easy",
            "medium",
            "difficult",
        )
        assert resource.findtext(f".//{lom}relation//{lom}entry") == (
            f"{item.proofs[0].passage_id}@{item.proofs[0].version}"
        )


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_the_test_holds_the_items_in_order(form: str) -> None:
    test = fromstring(files(QUIZ, form)["test.xml"])
    refs = [e for e in test.iter() if re.search("item-?ref$", e.tag, re.IGNORECASE)]
    assert [r.get("href") for r in refs] == [f"items/{i.id}.xml" for i in QUIZ.items]


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_the_same_quiz_gives_the_same_bytes(form: str) -> None:
    assert export(QUIZ, form) == export(QUIZ, form)
