"""The workplaces and a quiz in English in a real browser, one page of each role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import texts_en
from assistant.quiz.analysis import FEWEST_RELATED
from assistant.quiz.records import Kind
from assistant.quiz.store import QuizStore, open_quizzes
from assistant.quiz.taking import Feedback, Outcome
from assistant.settings import Settings
from tests.quiz.material import item, quiz
from tests.web.fakes import FakeAssistant
from tests.web.spoken import check_english
from tests.web.test_browser import (
    PHONE,
    QUESTION,
    Visitor,
    ask,
    site,
    site_assistant,
    site_state,
    violations,
    visit,
    visitor,
)
from tests.web.test_trainer import proven

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["site", "site_assistant", "site_state", "visit", "visitor"]  # fixtures

pytestmark = pytest.mark.browser


@pytest.fixture
def quizzes(site_state: Path) -> Iterator[QuizStore]:
    found = open_quizzes(Settings(state=site_state))
    yield found
    found.close()


def fine(page: Page) -> None:
    """English but for what is marked, with everything unfolded, and fit for a screen reader."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    check_english(page.content())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_helpdesk_works_in_english(visit: Visitor, site: str) -> None:
    page = visit.open("/?taal=en")
    ask(page, QUESTION, "answered")
    with page.context.expect_page() as opened:
        page.locator("#gesprek .voorleggen button").last.click()
    form = opened.value
    form.wait_for_selector(f"h1:has-text('{texts_en.DESK_WEB['submit_title']}')")
    fine(form)
    form.click(f"button:has-text('{texts_en.DESK_WEB['send']}')")
    form.wait_for_selector("output")
    page.goto(f"{site}/helpdesk")
    page.fill("#naam", "kim")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    page.keyboard.press("k")
    page.keyboard.press("m")
    page.wait_for_selector(".citaat mark")
    page.keyboard.press("2")
    page.wait_for_selector(".oordeel-onjuist")
    fine(page)


def test_a_trainer_works_and_a_quiz_is_taken_in_english(
    visit: Visitor, site: str, quizzes: QuizStore
) -> None:
    assistant = FakeAssistant()
    steps = ("overleggen", "wegen", "delen")  # stand in English names of buttons
    items = (
        proven(assistant, Kind.ORDERING, steps=steps),
        proven(assistant, Kind.SINGLE),
        item(Kind.GAP),
    )
    held = quizzes.create(quiz(*items, title="Zorgvuldig delen"), by="kim")
    made = quizzes.start(held, label="Tuesday", feedback=Feedback.IMMEDIATE)
    for n in range(FEWEST_RELATED):
        quizzes.count(made.code, f"a{n}", Outcome(("i-ordering", "i-gap"), ("i-single/o1",)))
        quizzes.count(made.code, f"b{n}", Outcome(("i-single",), ("i-single/o0",)))
    page = visit.open(f"/trainer/quiz/{held.set_id}?taal=en", color_scheme="dark", viewport=PHONE)
    fine(page)
    page.goto(f"{site}/trainer/ronde/{made.code}")
    fine(page)
    page.goto(f"{site}/quiz/{made.code}")
    page.click("main .knop-hoofd")
    page.wait_for_selector("[data-stap]")
    page.locator("[data-stap]:not([disabled])").first.click()
    moved = page.locator("[data-melding]").inner_text()
    assert moved.endswith(texts_en.QUIZ_TAKE["moved"].format(step="", n=2))
    fine(page)
    page.click("button[value=verder]")
    page.wait_for_selector(".naast-stuk mark")
    fine(page)
