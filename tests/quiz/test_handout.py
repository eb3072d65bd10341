"""A quiz on paper: other programs read every text back, and nothing is cut by a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html
from pypdf import PdfReader
from pypdf.generic import Destination

from assistant.quiz.formats import export, shown
from assistant.quiz.formats.handout import sheet
from assistant.quiz.records import BLANK, Item, Kind, Quiz
from tests.quiz import material
from tests.quiz.nasty import quizzes, western

QUIZ = material.quiz()


def squeezed(text: str) -> str:
    """Without spaces and line breaks, which a page sets anew."""
    return re.sub(r"\s", "", text)


def prompt(item: Item) -> list[str]:
    return item.prompt.split(BLANK)


def asked(item: Item) -> Iterator[str]:
    """Texts that the question sheet shows of an item."""
    yield from (item.scenario, *prompt(item), *(o.text for o in item.options))
    yield from (*(p.left for p in item.pairs), *(p.right for p in item.pairs), *item.extra)
    yield from item.steps


def told(item: Item) -> Iterator[str]:
    """Texts that the answer sheet shows of an item."""
    yield from (o.text for o in item.options if o.correct)
    yield from (o.feedback for o in item.options)
    yield from (*(f"{p.left}: " for p in item.pairs), *(p.right for p in item.pairs), *item.extra)
    yield from (*item.steps, *item.answers, *item.marking, item.feedback)
    yield from (proof.title for proof in item.proofs)
    yield from (source.quote for source in shown.cited(item))


# -- what the sheets say ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "key", "points"),
    [
        (Kind.SINGLE, "Goed antwoord: a. ja", ()),
        (Kind.MULTIPLE, "Goede antwoorden: a. een; c. drie", ()),
        (Kind.TRUE_FALSE, "Goed antwoord: b. Niet waar", ()),
        (Kind.GAP, "Goed antwoord: twintig", ()),
        (Kind.SHORT, "Goed antwoord: het lokale team", ()),
        (Kind.OPEN, "Een volledig antwoord noemt:", ("Noemt de termijn.", "Noemt de wet.")),
    ],
)
def test_the_key_is_named(kind: Kind, key: str, points: tuple[str, ...]) -> None:
    (answer,) = sheet(material.quiz(material.item(kind))).answers
    assert (answer.key, answer.points) == (key, points)


def test_letters_of_the_answers_are_those_of_the_questions() -> None:
    found = sheet(QUIZ)
    for item, question, answer in zip(QUIZ.items, found.questions, found.answers, strict=True):
        letters = {text: "abcdefghij"[n] for n, text in enumerate(question.lettered)}
        if item.kind is Kind.MATCHING:
            assert question.lettered != tuple(p.right for p in item.pairs) + item.extra
            assert answer.points == tuple(
                f"{p.left}: {letters[p.right]}. {p.right}" for p in item.pairs
            )
        if item.kind is Kind.ORDERING:
            assert question.lettered != item.steps
            key = ", ".join(letters[step] for step in item.steps)
            assert answer.key == f"Goede volgorde: {key}"


# -- HTML ------------------------------------------------------------------------------------------


def articles(quiz: Quiz) -> tuple[list[str], list[str]]:
    root = lxml_html.fromstring(export(quiz, "html"))
    return tuple(
        [article.text_content() for article in root.findall(f".//section[@class='{part}']/article")]
        for part in ("questions", "answers")
    )  # type: ignore[return-value]


def check_html(quiz: Quiz) -> None:
    questions, answers = articles(quiz)
    for item, question, answer in zip(quiz.items, questions, answers, strict=True):
        for text in asked(item):
            assert text in question
        for text in told(item):
            assert text in answer


def test_a_parser_reads_every_kind_back_from_html() -> None:
    assert {i.kind for i in QUIZ.items} == set(Kind)
    check_html(QUIZ)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quizzes())
def test_texts_survive_html(quiz: Quiz) -> None:
    check_html(quiz)


def test_the_page_stands_alone_and_is_built_of_headings_and_lists() -> None:
    data = export(QUIZ, "html")
    root = lxml_html.fromstring(data)
    assert root.get("lang") == "nl"
    assert not root.findall(".//script")
    assert not re.search(rb"(?:src|href|url)\s*[=(]", data)
    headings = [e.tag for e in root.iter("h1", "h2", "h3")]
    per_part = ["h2", *["h3"] * len(QUIZ.items)]
    assert headings == ["h1", *per_part, *per_part]
    ids = [e.get("id") for e in root.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(e.get("aria-labelledby") in ids for e in root.iter("article"))
    styles = root.findtext(".//style") or ""
    assert "break-inside: avoid" in styles
    assert "break-before: page" in styles


def test_a_taker_sees_no_key_on_the_question_sheet() -> None:
    quiz = material.quiz(
        material.item(Kind.OPEN, "i-1"), material.item(Kind.GAP, "i-2", answers=("zeventien",))
    )
    text = "".join(articles(quiz)[0])
    assert "Noemt de termijn" not in text
    assert "zeventien" not in text
    assert "Daarom." not in text


# -- PDF -------------------------------------------------------------------------------------------


def pages(data: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def check_pdf(quiz: Quiz) -> None:
    text = "".join(pages(export(quiz, "pdf")))
    text = re.sub(r"Bladzijde\d+van\d+", "", text)
    questions, answers = text.split("Antwoordblad", 1)
    for item in quiz.items:
        for part, wanted in ((questions, asked(item)), (answers, told(item))):
            for piece in wanted:
                known = "".join(c if c != "漢" else "[U+6F22]" for c in piece)
                assert squeezed(known) in part


def test_a_reader_finds_every_text_of_every_kind_in_the_pdf() -> None:
    check_pdf(QUIZ)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quizzes(western))
def test_texts_survive_pdf(quiz: Quiz) -> None:
    check_pdf(quiz)


def test_the_pdf_says_what_it_is_and_holds_its_fonts() -> None:
    reader = PdfReader(io.BytesIO(export(QUIZ, "pdf")))
    assert reader.metadata is not None
    assert reader.metadata.title == QUIZ.title
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"
    top = [str(mark.title) for mark in reader.outline if isinstance(mark, Destination)]
    assert top == ["Vragen", "Antwoordblad"]
    below = [mark for mark in reader.outline if isinstance(mark, list)]
    assert [len(marks) for marks in below] == [len(QUIZ.items)] * 2
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            (descendant,) = font["/DescendantFonts"]
            assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_no_item_is_cut_by_a_page() -> None:
    kinds = [kind for kind in Kind for _ in range(4)]
    quiz = material.quiz(*(material.item(k, f"i-{n}") for n, k in enumerate(kinds)))
    found = pages(export(quiz, "pdf"))
    assert len(found) > 4
    for n, item in enumerate(quiz.items, start=1):
        heading = f"Vraag{n}" + squeezed(prompt(item)[0])
        at = [page for page in found if heading in page]
        assert len(at) == 2  # on each sheet
        for page, texts in zip(at, (asked(item), told(item)), strict=True):
            block = page.split(heading, 1)[1]
            assert all(squeezed(text) in block for text in texts if text not in prompt(item))


def test_a_text_longer_than_a_page_goes_on_on_the_next() -> None:
    long = "Een zin die lang doorgaat over delen. " * 100
    quiz = material.quiz(material.item(Kind.OPEN, "i-1", scenario=long, prompt="Wat doet u?"))
    text = "".join(re.sub(r"Bladzijde\d+van\d+", "", page) for page in pages(export(quiz, "pdf")))
    assert squeezed(long) in text


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_same_quiz_gives_the_same_bytes(form: str) -> None:
    assert export(QUIZ, form) == export(QUIZ, form)
