"""Moodle XML: what comes back, what Moodle finds in it, and files that others made."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from assistant.errors import QuizError
from assistant.quiz.formats import export, import_quiz
from assistant.quiz.formats.markup import as_html, read_markup
from assistant.quiz.records import BLANK, FALSE, TRUE, Item, Kind, Option, Pair, Quiz
from tests.quiz.quizzes import large_quiz, quizzes

MADE = date(2026, 1, 1)
# What Moodle accepts as a part of the mark. Source: Moodle, question_bank::fraction_options_full.
FRACTIONS = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571,
    12.5, 11.11111, 10, 5, 0,
)  # fmt: skip


@given(quizzes())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_quiz_comes_back_as_it_was(quiz: Quiz) -> None:
    found = import_quiz(export(quiz, "moodle-xml"), "moodle-xml")
    assert found.quiz == quiz
    assert found.warnings == ()


def test_a_large_quiz_comes_back_as_it_was() -> None:
    assert import_quiz(export(large_quiz(), "moodle-xml"), "moodle-xml").quiz == large_quiz()


@given(st.text(st.sampled_from(" \t\n\r<>&;#\"'-/!aé\u00a0\u2028") | st.characters(codec="utf-8")))
@settings(max_examples=200)
def test_every_text_comes_back_from_html(text: str) -> None:
    text = text.replace("\0", "").replace("\f", "")
    assert read_markup(f"<p>{as_html(text)}</p>\n").text == text


@pytest.mark.parametrize("form", ["moodle-xml", "gift"])
def test_only_what_moodle_has_no_place_for_rides_along(form: str) -> None:
    text = export(large_quiz(), form).decode().replace("\\", "")
    riders = re.findall(r"vindplaats (\{.*?\}) --", text)
    assert len(riders) == 201
    keys = [set(re.findall(r'"([a-z]+)":\["[0-9a-f]{12}"', r)) for r in riders]
    assert keys[0] == {"made", "seed"} | ({"id", "intro"} if form == "gift" else set())
    # GIFT has → for -> in a typed answer.
    assert all(k in ({"proofs", "cases"}, {"proofs", "cases", "answers"}) for k in keys[1:])
    arrows = sum(any("->" in a for a in i.answers) for i in large_quiz().items)
    assert sum("answers" in k for k in keys) == (arrows if form == "gift" else 0)


# -- as Moodle reads it, with parsers of others --


@pytest.fixture(scope="module")
def elements() -> dict[str, Any]:
    """The questions of the large quiz by idnumber."""
    root = etree.fromstring(export(large_quiz(), "moodle-xml"))
    return {q.findtext("idnumber"): q for q in root.iter("question") if q.get("type") != "category"}


def words(element: Any) -> str:
    """The text of HTML by a parser of others; `<br>` is a line break, quotations left out."""
    assert element.get("format") == "html"
    tree = lxml_html.fragment_fromstring(element.findtext("text"), create_parent="div")
    for br in tree.iter("br"):
        br.tail = "\n" + (br.tail or "")
    for quotation in tree.iter("blockquote"):
        quotation.drop_tree()
    return str(tree.text_content())


def options(element: Any) -> list[Option]:
    return [
        Option(
            text=words(a), correct=float(a.get("fraction")) > 0, feedback=words(a.find("feedback"))
        )
        for a in element.iter("answer")
    ]


def check_multiple(element: Any, item: Item) -> None:
    assert element.findtext("single") == "false"
    assert options(element) == list(item.options)
    fractions = [float(a.get("fraction")) for a in element.iter("answer")]
    assert all(abs(f) in FRACTIONS for f in fractions)
    assert sum(f for f in fractions if f > 0) == pytest.approx(100, abs=0.01)
    assert sum(f for f in fractions if f < 0) == pytest.approx(-100, abs=0.01)


def check_single(element: Any, item: Item) -> None:
    assert element.findtext("single") == "true"
    assert options(element) == list(item.options)
    assert {a.get("fraction") for a in element.iter("answer")} == {"100", "0"}


def check_true_false(element: Any, item: Item) -> None:
    found = {a.findtext("text"): a for a in element.iter("answer")}
    for name, option in zip(("true", "false"), item.options, strict=True):
        assert found[name].get("fraction") == ("100" if option.correct else "0")
        assert words(found[name].find("feedback")) == option.feedback


def check_matching(element: Any, item: Item) -> None:
    sides = [(words(s), s.findtext("answer/text")) for s in element.iter("subquestion")]
    assert sides == [*((p.left, p.right) for p in item.pairs), *(("", e) for e in item.extra)]


def check_ordering(element: Any, item: Item) -> None:
    assert [words(a) for a in element.iter("answer")] == list(item.steps)
    assert element.findtext("selecttype") == "ALL"


def check_typed(element: Any, item: Item) -> None:
    assert [a.findtext("text").replace(r"\*", "*") for a in element.iter("answer")] == list(
        item.answers
    )
    assert {a.get("fraction") for a in element.iter("answer")} == {"100"}


def check_open(element: Any, item: Item) -> None:
    tree = lxml_html.fromstring(element.findtext("graderinfo/text"))
    for br in tree.iter("br"):
        br.tail = "\n" + (br.tail or "")
    assert [e.text_content() for e in tree.iter("li")] == list(item.marking)


CHECKS: dict[Kind, tuple[str, Callable[[Any, Item], None]]] = {
    Kind.SINGLE: ("multichoice", check_single),
    Kind.MULTIPLE: ("multichoice", check_multiple),
    Kind.TRUE_FALSE: ("truefalse", check_true_false),
    Kind.MATCHING: ("matching", check_matching),
    Kind.ORDERING: ("ordering", check_ordering),
    Kind.GAP: ("shortanswer", check_typed),
    Kind.SHORT: ("shortanswer", check_typed),
    Kind.OPEN: ("essay", check_open),
}


@pytest.mark.parametrize("item", large_quiz().items, ids=lambda i: f"{i.id}-{i.kind}")
def test_moodle_finds_the_same(item: Item, elements: dict[str, Any]) -> None:
    element = elements[item.id]
    qtype, check = CHECKS[item.kind]
    assert element.get("type") == qtype
    assert words(element.find("questiontext")) == item.scenario + item.prompt
    assert words(element.find("generalfeedback")) == item.feedback
    shown = element.findtext("generalfeedback/text")
    for proof in item.proofs:
        assert all(w in shown for w in (proof.title, proof.quote, "1 januari 2026"))
    assert [t.findtext("text") for t in element.iter("tag")][1] == f"rol-{item.audience}"
    check(element, item)


def test_every_question_has_a_category_below_that_of_the_quiz() -> None:
    root = etree.fromstring(export(large_quiz(), "moodle-xml"))
    categories = [q for q in root.iter("question") if q.get("type") == "category"]
    paths = [c.findtext("category/text") for c in categories]
    assert paths[:3] == [
        "$course$/top/Bewaren // delen",
        "$course$/top/Bewaren // delen/bewaren",
        "$course$/top/Bewaren // delen/delen & melden",
    ]
    assert categories[0].findtext("idnumber") == "groot"
    assert categories[0].findtext("info/text").startswith("Kies &amp; leer.<!--")
    assert len(list(root.iter("question"))) - len(categories) == 200


# -- edits --


def test_an_edit_comes_back_and_what_moodle_cannot_say_stays() -> None:
    quiz = large_quiz(8)
    kept = {"locked": True, "unclear": "wie?"}
    quiz = quiz.model_copy(update={"items": tuple(i.model_copy(update=kept) for i in quiz.items)})
    root = etree.fromstring(export(quiz, "moodle-xml"))
    single = next(q for q in root.iter("question") if q.findtext("idnumber") == "item-0")
    # What Moodle's editor makes of it.
    single.find("questiontext/text").text = '<p dir="ltr">Wie mag dat?&nbsp;<br></p>\n'
    single.find("answer/text").text = "<p>De <strong>ouder</strong></p>"
    single.find("answer/feedback/text").text = "<ul><li>een</li><li>twee</li></ul>"
    general = single.find("generalfeedback/text")
    general.text = general.text.replace("<blockquote", "<p>Nieuw.</p><blockquote")
    single.findall("tags/tag/text")[0].text = "Niveau-moeilijk"
    root.find("question/category/text").text = "$course$/top/Andere titel"
    found = import_quiz(etree.tostring(root), "moodle-xml").quiz
    first = found.items[0]
    assert first.prompt == "Wie mag dat?"
    assert first.scenario == ""
    assert first.options[0].text == "De ouder"
    assert first.options[0].feedback == "- een\n- twee"
    assert first.options[1:] == quiz.items[0].options[1:]
    assert first.feedback == quiz.items[0].feedback + "\nNieuw."
    assert first.difficulty == "hard"
    assert (first.locked, first.unclear, first.cases, first.proofs) == (
        True, "wie?", quiz.items[0].cases, quiz.items[0].proofs
    )  # fmt: skip
    assert found.items[1:] == quiz.items[1:]
    assert (found.title, found.seed, found.made) == ("Andere titel", quiz.seed, quiz.made)


def test_a_copy_that_moodle_made_of_a_question_gets_an_id_of_its_own() -> None:
    root = etree.fromstring(export(large_quiz(1), "moodle-xml"))
    again = etree.fromstring(etree.tostring(root[-1]))
    root.append(again)
    root.append(etree.fromstring(etree.tostring(again)))
    found = import_quiz(etree.tostring(root), "moodle-xml").quiz
    assert [i.id for i in found.items] == ["item-0", "item-0-2", "item-0-3"]


@pytest.mark.parametrize("comment", ["<!-- vindplaats {kapot -->", "<!-- vindplaats [1] -->", ""])
def test_a_comment_that_was_changed_costs_only_what_it_held(comment: str) -> None:
    text = export(large_quiz(1), "moodle-xml").decode()
    at, end = text.rindex("&lt;!-- vindplaats"), text.rindex("--&gt;") + len("--&gt;")
    broken = text[:at] + comment.replace("<", "&lt;").replace(">", "&gt;") + text[end:]
    item = import_quiz(broken.encode(), "moodle-xml").quiz.items[0]
    assert item == large_quiz(1).items[0].model_copy(update={"cases": (), "proofs": ()})


# -- files of others --

FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/Alpha/Beta</text></category></question>
<!-- question: 91  -->
<question type="truefalse">
  <name><text>Stelling</text></name>
  <questiontext format="html">
    <text><![CDATA[<p>De <b>AVG</b> is een&nbsp;wet.</p>]]></text></questiontext>
  <generalfeedback format="html"><text></text></generalfeedback>
  <answer fraction="100" format="moodle_auto_format"><text>true</text>
    <feedback format="html"><text>Ja</text></feedback></answer>
  <answer fraction="0" format="moodle_auto_format"><text>false</text></answer>
</question>
<question type="multichoice">
  <name><text>Keuze</text></name>
  <questiontext format="moodle_auto_format"><text>Wie?
Kies.</text></questiontext>
  <single>true</single>
  <idnumber>A/12</idnumber>
  <answer fraction="100" format="html"><text>Ouder</text></answer>
  <answer fraction="50" format="html">
    <text>Buur <![CDATA[<img src="x.png" alt="">]]></text></answer>
  <tags><tag><text>niveau-makkelijk</text></tag></tags>
</question>
<question type="cloze"><name><text>Gaten</text></name>
  <questiontext><text>{1:SHORTANSWER:=a}</text></questiontext></question>
<question type="numerical"><name><text>Getal</text></name>
  <questiontext format="markdown"><text>Hoe **oud**?</text></questiontext>
  <answer fraction="100"><text>16</text><tolerance>1</tolerance></answer></question>
<question type="shortanswer"><name><text>Kort</text></name>
  <questiontext format="plain_text"><text>a &lt; _____ b</text></questiontext>
  <answer fraction="100"><text>groen*</text></answer>
  <answer fraction="0"><text>*</text><feedback format="html"><text>Nee</text></feedback></answer>
</question>
<question type="matching"><name><text>Paren</text></name>
  <questiontext format="html"><text>Combineer</text></questiontext>
  <subquestion format="html"><text>a</text><answer><text>1</text></answer></subquestion>
  <subquestion format="html"><text>b</text><answer><text>2</text></answer></subquestion>
  <subquestion format="html"><text></text><answer><text>3</text></answer></subquestion></question>
<question type="essay"><name><text>Leg uit</text></name>
  <questiontext format="html"><text></text></questiontext>
  <graderinfo format="html">
    <text>&lt;p&gt;Noemt a&lt;/p&gt;&lt;p&gt;Noemt b&lt;/p&gt;</text></graderinfo>
</question>
<question type="essay"><name><text>Vrij</text></name>
  <questiontext format="html"><text>Vertel</text></questiontext></question>
<question type="multichoice"><name><text>Zonder sleutel</text></name>
  <questiontext format="html"><text>Wat?</text></questiontext>
  <answer fraction="0"><text>a</text></answer>
  <answer fraction="0"><text>b</text></answer></question>
</quiz>"""


def test_a_file_of_others_becomes_items() -> None:
    found = import_quiz(FOREIGN, "moodle-xml", made=MADE)
    items = {i.prompt: i for i in found.quiz.items}
    law = items["De AVG is een\u00a0wet."]
    assert law.options == (
        Option(text=TRUE, correct=True, feedback="Ja"),
        Option(text=FALSE, correct=False),
    )
    choice = items["Wie?\nKies."]
    assert (choice.id, choice.kind, choice.difficulty, choice.topic) == (
        "a-12", Kind.SINGLE, "easy", "Beta"
    )  # fmt: skip
    assert [o.text for o in choice.options] == ["Ouder", "Buur"]
    assert items["Hoe oud?"].answers == ("16",)
    gap = items[f"a < {BLANK} b"]
    assert (gap.kind, gap.answers) == (Kind.GAP, ("groen*",))
    pairs = items["Combineer"]
    assert (pairs.pairs, pairs.extra) == (
        (Pair(left="a", right="1"), Pair(left="b", right="2")), ("3",)
    )  # fmt: skip
    assert items["Leg uit"].marking == ("Noemt a", "Noemt b")
    assert items["Vertel"].kind is Kind.OPEN
    assert len(items) == 7
    assert (found.quiz.title, found.quiz.made) == ("Alpha", MADE)
    for number, about in ((2, "deel"), (2, "plaatje"), (3, "cloze"), (4, "getal"), (5, "deel"),
                          (5, "uitleg"), (5, "sterretje"), (8, "goed antwoord"),
                          (9, "overgeslagen")):  # fmt: skip
        assert any(w.startswith(f"Vraag {number} ") and about in w for w in found.warnings)
    assert len(found.warnings) == 9
    again = import_quiz(export(found.quiz, "moodle-xml"), "moodle-xml")
    assert (again.quiz, again.warnings) == (found.quiz, ())


BOMB = b"""<!DOCTYPE q [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><quiz><question type="&b;"/></quiz>"""
OUTSIDE = b"""<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/hostname">]><quiz>&a;</quiz>"""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no XML"),
        (b"<quiz>", "no XML"),
        (b"<html/>", "<html>"),
        (b"<quiz/>", "geen vragen"),
        (b'<?xml version="1.0" encoding="x-onzin"?><quiz/>', "no XML"),
        (b'<quiz><question type="cloze"/></quiz>', "cloze"),
        (b'<quiz><question type="multichoice"/></quiz>', "overgeslagen"),
        (b'<quiz><question type="category"/></quiz>', "geen vragen"),
        (BOMB, "no XML"),
        (OUTSIDE, "no XML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data: bytes, says: str) -> None:
    with pytest.raises(QuizError, match=says):
        import_quiz(data, "moodle-xml")


def test_a_sign_that_no_file_can_hold_is_named() -> None:
    item = large_quiz(1).items[0].model_copy(update={"feedback": "a\x0bb"})
    quiz = large_quiz(1).model_copy(update={"items": (item,)})
    with pytest.raises(QuizError, match=r"item item-0.*U\+000B"):
        export(quiz, "moodle-xml")


def test_a_form_that_is_not_there_is_named() -> None:
    with pytest.raises(QuizError, match="gift"):
        export(large_quiz(1), "word")
    with pytest.raises(QuizError, match="moodle-xml, gift"):
        import_quiz(b"", "pdf")


@pytest.mark.parametrize(
    "piece", ["&lt;!--", "&lt;a ", "&lt;li>", "&amp;", "&lt;a b='", "/", "<p/>"]
)
def test_reading_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        data = (
            f'<quiz><question type="category"><category><text>{text}</text></category></question>'
            f'<question type="essay"><questiontext><text>{text}</text></questiontext></question>'
            f"</quiz>"
        ).encode()
        times = []
        for _ in range(2):
            start = time.process_time()
            with contextlib.suppress(QuizError):
                import_quiz(data, "moodle-xml")
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(8_000) < 7 * seconds(2_000) + 0.05


def test_the_proof_stays_what_it_was_when_somebody_edits_the_source_that_is_shown() -> None:
    text = export(large_quiz(1), "moodle-xml").decode()
    shown = "„gedurende twintig jaar”"
    assert shown in text
    found = import_quiz(text.replace(shown, "Weg").encode(), "moodle-xml").quiz
    assert found == large_quiz(1)
