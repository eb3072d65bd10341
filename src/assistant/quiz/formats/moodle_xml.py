"""Moodle XML, version 4.4 and newer for ordering questions.

Texts are HTML; what Moodle keeps as plain text (typed answers, right sides) is plain text here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from assistant.errors import QuizError
from assistant.quiz.formats import Imported
from assistant.quiz.formats.markup import as_html
from assistant.quiz.formats.moodle import (
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
from assistant.quiz.records import Quiz

_QTYPES = {"match": "matching", "multianswer": "cloze"}  # other names of the same


def write(quiz: Quiz) -> bytes:
    """Return a quiz as Moodle XML: a category for the quiz, and in it one for each topic."""
    root = Element("quiz")
    title: tuple[str, ...] = (category_name(quiz.title),)
    read_back = _about(_again(_category(title, quiz)), *title)
    root.append(_category(title, quiz, ride(about(quiz), read_back)))
    open_category = title
    for question in questions(quiz, _read_again, rich=True):
        if question.category != open_category:
            open_category = question.category
            root.append(_category(open_category))
        root.append(_question(question))
    indent(root, space="  ")
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def read(data: bytes, made: date) -> Imported:
    """Return the quiz of a file of Moodle XML.

    Args:
        data: the file.
        made: day for a file that does not say when its quiz was made.

    Raises:
        QuizError: the file is no Moodle XML, or holds no question that can be used.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise QuizError(f"this is no XML that can be read ({error})") from error
    if root.tag != "quiz":
        raise QuizError(f"this is no Moodle XML: it begins with <{root.tag}>, not with <quiz>")
    found: list[Question] = []
    said: Fields = {}
    ridden = ""
    category: tuple[str, ...] = ()
    for element in root.iter("question"):
        if element.get("type") == "category":
            category = category_names(_string(element, "category/text"))
            rider = next(iter(_text(element, "info").read().comments), "")
            if category and (not said or (rider and not ridden)):
                # Our own category can have come to lie in another one.
                said, ridden = _about(element, category[-1] if rider else category[0]), rider
        else:
            found.append(_read_question(element, category))
    return imported(Bank(questions=found, about=said, ridden=ridden), made)


# -- writing --


def _again(element: Element) -> Element:
    found: Element = fromstring(tostring(element, encoding="utf-8"))
    return found


def _read_again(question: Question) -> Question:
    return _read_question(_again(_question(question)), question.category)


def _category(names: tuple[str, ...], quiz: Quiz | None = None, rider: str = "") -> Element:
    element = Element("question", {"type": "category"})
    SubElement(SubElement(element, "category"), "text").text = category_path(names)
    info = Text(as_html(quiz.intro) + rider) if quiz else Text()
    element.append(_marked("info", info))
    SubElement(element, "idnumber").text = quiz.id if quiz else ""
    return element


def _question(question: Question) -> Element:
    element = Element("question", {"type": question.qtype})
    SubElement(SubElement(element, "name"), "text").text = question.name
    element.append(_marked("questiontext", question.text))
    element.append(_marked("generalfeedback", question.general))
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "1" if question.qtype == "truefalse" else "0.3333333"),
        ("hidden", "0"),
        ("idnumber", question.id),
        *_OPTIONS.get(question.qtype, ()),
    ):
        SubElement(element, name).text = value
    if question.qtype == "multichoice":
        SubElement(element, "single").text = "true" if question.single else "false"
    if question.qtype == "essay":
        element.append(_marked("graderinfo", question.grader))
        element.append(_marked("responsetemplate", Text()))
    element.extend(_answer(a) for a in question.answers)
    element.extend(_subquestion(left, right) for left, right in question.pairs)
    tags = SubElement(element, "tags")
    for tag in question.tags:
        SubElement(SubElement(tags, "tag"), "text").text = tag
    return element


_OPTIONS = {
    "multichoice": (("shuffleanswers", "true"), ("answernumbering", "abc")),
    "matching": (("shuffleanswers", "true"),),
    "shortanswer": (("usecase", "0"),),  # capitals make no difference
    "essay": (
        ("responseformat", "editor"),
        ("responserequired", "1"),
        ("responsefieldlines", "10"),
        ("attachments", "0"),
        ("attachmentsrequired", "0"),
    ),
    "ordering": (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "2"),
        ("gradingtype", "ABSOLUTE_POSITION"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ),
}


def _answer(answer: Answer) -> Element:
    element = Element(
        "answer", {"fraction": f"{answer.fraction:.7g}", "format": answer.text.format}
    )
    SubElement(element, "text").text = answer.text.text
    element.append(_marked("feedback", answer.feedback))
    return element


def _subquestion(left: Text, right: str) -> Element:
    element = _marked("subquestion", left)
    SubElement(SubElement(element, "answer"), "text").text = right
    return element


def _marked(name: str, text: Text) -> Element:
    element = Element(name, {"format": text.format})
    SubElement(element, "text").text = text.text
    return element


# -- reading --


def _about(element: Element, title: str) -> Fields:
    identifier = _string(element, "idnumber")
    said: Fields = {"title": title, "intro": _text(element, "info").read().text}
    return said | ({"id": identifier} if identifier else {})


def _read_question(element: Element, category: tuple[str, ...]) -> Question:
    qtype = element.get("type", "")
    single = _string(element, "single", "true")
    return Question(
        qtype=_QTYPES.get(qtype, qtype),
        name=_string(element, "name/text"),
        id=_string(element, "idnumber"),
        category=category,
        tags=tuple(_string(t, "text") for t in element.findall("tags/tag")),
        text=_text(element, "questiontext"),
        general=_text(element, "generalfeedback"),
        grader=_text(element, "graderinfo"),
        single=single not in ("false", "0", ""),
        answers=tuple(_answers(element)),
        pairs=tuple(
            (_inside(s), _string(s, "answer/text")) for s in element.findall("subquestion")
        ),
        lost=element.find(".//file") is not None,
    )


def _answers(element: Element) -> Iterator[Answer]:
    typed = element.get("type") in ("shortanswer", "numerical", "truefalse")
    for answer in element.findall("answer"):
        text = Text(_string(answer, "text"), "plain_text") if typed else _inside(answer)
        try:
            fraction = float(answer.get("fraction", "0"))
        except ValueError:
            fraction = 0.0
        yield Answer(text, fraction, _text(answer, "feedback"))


def _string(element: Element, path: str, otherwise: str = "") -> str:
    return (element.findtext(path) or otherwise).strip(TRIMMED)


def _text(element: Element, path: str) -> Text:
    found = element.find(path)
    return Text() if found is None else _inside(found)


def _inside(element: Element) -> Text:
    return Text(_string(element, "text"), element.get("format", "html"))
