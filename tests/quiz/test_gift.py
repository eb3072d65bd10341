"""GIFT: what comes back, what another parser reads, and files that others made."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html

from assistant.errors import QuizError
from assistant.quiz.formats import export, import_quiz
from assistant.quiz.records import BLANK, FALSE, TRUE, Item, Kind, Option, Pair, Quiz
from tests.quiz.node_packages import npm_package
from tests.quiz.quizzes import large_quiz, quizzes

MARKS = (
    ("&&058;", ":"), ("&&035;", "#"), ("&&061;", "="), ("&&123;", "{"), ("&&125;", "}"),
    ("&&126;", "~"), ("&&010", "\n"), ("&&092;", "\\"),
)  # fmt: skip
MADE = date(2026, 1, 1)


def read(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    found = import_quiz(text.encode(), "gift", made=MADE)
    return found.quiz.items, found.warnings


@given(quizzes())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_quiz_comes_back_as_it_was(quiz: Quiz) -> None:
    found = import_quiz(export(quiz, "gift"), "gift")
    assert found.quiz == quiz
    assert found.warnings == ()


def test_a_large_quiz_comes_back_as_it_was() -> None:
    assert import_quiz(export(large_quiz(), "gift"), "gift").quiz == large_quiz()


# -- the parser that others wrote --


@pytest.fixture(scope="module")
def parsed() -> dict[str, dict[str, Any]]:
    """What gift-pegjs reads in the large quiz, by id."""
    program = npm_package("gift-pegjs").parents[1] / "gift.js"
    node = shutil.which(
        "node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if node is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("no node")
        pytest.skip("NOT RUN, no node")
    data = export(large_quiz(), "gift")
    done = subprocess.run([node, str(program)], input=data, capture_output=True, check=True)
    return {q["id"]: q for q in json.loads(done.stdout) if q["type"] != "Category"}


def words(found: dict[str, Any] | None) -> str:
    """The text of HTML by a parser of others; `<br>` is a line break."""
    if found is None:
        return ""
    assert found["format"] == "html"
    tree = lxml_html.fragment_fromstring(found["text"], create_parent="div")
    for element in tree.iter("br"):
        element.tail = "\n" + (element.tail or "")
    for element in (*tree.iter("blockquote"), *tree.iter("ul")):
        element.drop_tree()
    return str(tree.text_content())


def plain(text: str) -> str:
    """What is typed. In right sides the parser leaves its own marks for signs."""
    for mark, sign in MARKS:
        text = text.replace(mark, sign)
    return loose(text)


def loose(text: str) -> str:
    """A plain text as the parser keeps it: white space in a row is one space."""
    return re.sub(r"(?:[^\S\n]|\ufeff)+", " ", text)


@pytest.mark.parametrize("item", large_quiz().items, ids=lambda i: f"{i.id}-{i.kind}")
def test_another_parser_reads_the_same(item: Item, parsed: dict[str, dict[str, Any]]) -> None:
    found = parsed[item.id]
    stem = words(found["stem"])
    assert stem == item.scenario + item.prompt
    assert words(found["globalFeedback"]) == item.feedback
    assert f"rol-{item.audience}" in found["tags"]
    if item.kind is Kind.SINGLE:
        assert found["type"] == "MC"
        assert [
            Option(text=words(c["text"]), correct=c["isCorrect"], feedback=words(c["feedback"]))
            for c in found["choices"]
        ] == list(item.options)
    elif item.kind is Kind.MULTIPLE:
        weights = [c["weight"] for c in found["choices"]]
        assert [
            Option(text=words(c["text"]), correct=w > 0, feedback=words(c["feedback"]))
            for c, w in zip(found["choices"], weights, strict=True)
        ] == list(item.options)
        assert sum(w for w in weights if w > 0) == pytest.approx(100, abs=0.01)
        assert sum(w for w in weights if w < 0) == pytest.approx(-100, abs=0.01)
    elif item.kind is Kind.TRUE_FALSE:
        true, false = item.options
        assert found["isTrue"] == true.correct
        # It names the two after the wrong place: GIFT has the feedback of the wrong answer first.
        wrong, right = (words(found[f]) for f in ("trueFeedback", "falseFeedback"))
        assert (right, wrong) == (
            (true.feedback, false.feedback) if true.correct else (false.feedback, true.feedback)
        )
    elif item.kind in (Kind.MATCHING, Kind.ORDERING):
        sides = [
            (words(p["subquestion"]) if p["subquestion"]["text"] else "", plain(p["subanswer"]))
            for p in found["matchPairs"]
        ]
        assert sides == (
            [(str(n), loose(s)) for n, s in enumerate(item.steps, start=1)]
            or [
                *((p.left, loose(p.right)) for p in item.pairs),
                *(("", loose(e)) for e in item.extra),
            ]
        )
    elif item.kind is Kind.OPEN:
        assert found["type"] == "Essay"
        tree = lxml_html.fromstring(found["globalFeedback"]["text"])
        for element in tree.iter("br"):
            element.tail = "\n" + (element.tail or "")
        assert [e.text_content() for e in tree.iter("li")] == list(item.marking)
    else:
        assert found["type"] == "Short"
        said = [plain(c["text"]["text"]) for c in found["choices"]]
        assert said == [loose(a.replace("->", "→")) for a in item.answers]
        assert (BLANK in stem) == (item.kind is Kind.GAP)


def test_another_parser_finds_every_item(parsed: dict[str, dict[str, Any]]) -> None:
    assert list(parsed) == [i.id for i in large_quiz().items]
    assert len(parsed) == 200


# -- edits, and files of others --


def test_an_edit_comes_back_and_what_gift_cannot_say_stays() -> None:
    quiz = large_quiz(8)
    quiz = quiz.model_copy(
        update={"items": tuple(i.model_copy(update={"locked": True}) for i in quiz.items)}
    )
    text = export(quiz, "gift").decode()
    edited = text.replace("Stap ", "Fase ").replace("niveau-makkelijk", "niveau-moeilijk")
    found = import_quiz(edited.encode(), "gift").quiz
    assert all(i.locked and i.cases and i.proofs for i in found.items)
    steps = next(i for i in found.items if i.kind is Kind.ORDERING).steps
    assert len(steps) == 4
    assert all(s.startswith("Fase ") for s in steps)
    assert found.items[0].difficulty == "hard"


FOREIGN = """
// een bestand van een ander
$CATEGORY: $course$/top/Privacy/AVG

// [id:Vraag 7] [tag:herhaling]
::Wie mag dat\\: echt?::Wie mag dat?
{
  =De ouder#Goed \\= goed
  ~De buurman#Nee
  ~De krant
}

De AVG is een wet.{TRUE#Fout#Goed####Zie <b>artikel 1</b>}

De AVG geldt niet.{F}

Welke twee? {~%50%a ~%50%b ~%-100%c}

Wie schreef dit?{=Jansen =%50%Janssen}

Een kind van {=twaalf =12} jaar beslist mee.

Hoe oud?{#16:1}

Zoek bij elkaar.{=kat -> poes =hond -> teef = -> big}

Zet op volgorde {>2 ALL VERTICAL
eerst
dan
}

Leg uit.{}

Alleen een mededeling.

Een fout { =zonder einde

[markdown]Is **dit** waar?{T}
"""


def test_a_file_of_others_becomes_items() -> None:
    items, warnings = read(FOREIGN)
    by_prompt = {i.prompt: i for i in items}
    first = by_prompt["Wie mag dat?"]
    assert (first.id, first.topic, first.kind) == ("vraag-7", "AVG", Kind.SINGLE)
    assert first.options == (
        Option(text="De ouder", correct=True, feedback="Goed = goed"),
        Option(text="De buurman", correct=False, feedback="Nee"),
        Option(text="De krant", correct=False),
    )
    law = by_prompt["De AVG is een wet."]
    assert law.feedback == "Zie artikel 1"
    assert law.options == (
        Option(text=TRUE, correct=True, feedback="Goed"),
        Option(text=FALSE, correct=False, feedback="Fout"),
    )
    assert [o.correct for o in by_prompt["De AVG geldt niet."].options] == [False, True]
    assert [o.correct for o in by_prompt["Welke twee?"].options] == [True, True, False]
    assert by_prompt["Wie schreef dit?"].answers == ("Jansen",)
    gap = by_prompt[f"Een kind van {BLANK} jaar beslist mee."]
    assert (gap.kind, gap.answers) == (Kind.GAP, ("twaalf", "12"))
    assert by_prompt["Hoe oud?"].answers == ("16",)
    pairs = by_prompt["Zoek bij elkaar."]
    assert pairs.pairs == (Pair(left="kat", right="poes"), Pair(left="hond", right="teef"))
    assert pairs.extra == ("big",)
    assert by_prompt["Zet op volgorde"].steps == ("eerst", "dan")
    assert by_prompt["Leg uit."].kind is Kind.OPEN
    assert by_prompt["Is dit waar?"].kind is Kind.TRUE_FALSE
    assert len(items) == 11
    assert all(not i.proofs for i in items)
    said = "\n".join(warnings)
    for number, about in ((5, "deel"), (7, "getal"), (10, "goed antwoord"), (11, "description"),
                          (12, "accolades")):  # fmt: skip
        assert any(w.startswith(f"Vraag {number} ") and about in w for w in warnings), said
    assert len(warnings) == 5


def test_a_file_of_others_gets_the_same_ids_every_time() -> None:
    first, again = read(FOREIGN), read(FOREIGN)
    assert first == again
    quiz = import_quiz(FOREIGN.encode(), "gift", made=MADE).quiz
    assert (quiz.title, quiz.id, quiz.made) == ("Privacy", "privacy", MADE)
    assert len({i.id for i in quiz.items}) == len(quiz.items)
    assert import_quiz(export(quiz, "gift"), "gift").quiz == quiz


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no question"),
        (b"\xff\xfe", "UTF-8"),
        (b"Alleen tekst.", "description"),
        (b"Geen goed antwoord{~a ~b}", "goed antwoord"),
        (b"Te lang{T} " + b"x" * 8_001, "8.000"),
    ],
)
def test_a_file_without_a_usable_question_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(QuizError, match=says):
        import_quiz(data, "gift")


@pytest.mark.parametrize(
    "piece", ["{", "#", "~a", "=a->b", "\\", "::", "<a ", "<!--", "[id:", "//[tag:\n", "\n\n{T"]
)
def test_reading_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        data = ("Vraag{" + piece * count + "}").encode()
        times = []
        for _ in range(2):
            start = time.process_time()
            with contextlib.suppress(QuizError):
                import_quiz(data, "gift")
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(4_000) < 7 * seconds(1_000) + 0.05
