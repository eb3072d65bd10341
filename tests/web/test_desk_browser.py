"""The helpdesk in a real browser: from the question to the reply, with keys, and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant import texts_nl
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

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["site", "site_assistant", "site_state", "visit", "visitor"]  # fixtures

pytestmark = pytest.mark.browser
WEB = texts_nl.DESK_WEB


def lay_before(page: Page, scheme: str = "light") -> str:
    """From the answer in the chat to the code; each page without violations."""
    ask(page, QUESTION, "answered")
    with page.context.expect_page() as opened:
        page.locator("#gesprek .voorleggen button").last.click()
    form = opened.value
    form.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    form.wait_for_selector(f"h1:has-text('{WEB['submit_title']}')")
    assert violations(form) == []
    form.click(f"button:has-text('{WEB['send']}')")
    form.wait_for_selector("output")
    assert violations(form) == []
    code = form.locator("output").inner_text()
    form.close()
    assert page.locator("#gesprek .beurt").count()  # the conversation stays where it was
    return code


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_the_question_to_the_reply_by_keyboard(visit: Visitor, site: str, scheme: str) -> None:
    page = visit.open(color_scheme=scheme, reduced_motion="reduce")
    code = lay_before(page, scheme)

    page.goto(f"{site}/helpdesk")
    assert violations(page) == []
    page.fill("#naam", f"kim-{scheme}")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    assert violations(page) == []

    page.keyboard.press("k")  # the last of the queue
    page.keyboard.press("m")  # is taken, which opens it
    page.wait_for_selector(".citaat mark")
    page.locator("summary").last.click()  # the list of keys
    assert violations(page) == []
    count = page.locator(".citaat").count()
    for n in range(1, count + 1):
        key = "2" if n == 1 else "1"
        page.keyboard.press(key)  # the page goes on at the next citation
        page.wait_for_function(
            "n => document.querySelectorAll('.oordeel:not(.oordeel-geen)').length === n", arg=n
        )
    assert page.locator(".oordeel-onjuist").count() == 1
    assert texts_nl.DESK_PROBLEMS["no-remedy"] in page.locator("#afronden").inner_text()

    page.goto(f"{page.url.partition('#')[0]}#citaat-1")
    page.keyboard.press("z")
    page.wait_for_selector("#zoek")
    page.keyboard.press("f")
    page.keyboard.type("Wat zegt de Jeugdwet over zwijgen?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".vondst")
    assert violations(page) == []
    for key in ("j", "2", "v"):  # the first that was found, its first sentence
        page.keyboard.press(key)
    page.wait_for_selector(".vervanging")
    page.keyboard.press("t")
    page.keyboard.type("Lees het lid dat wij ervoor in de plaats zetten.")
    for key in ("Escape", "r", "t", "Control+Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("#toelichtingen .notitie")
    assert WEB["for_asker"] in page.locator("#toelichtingen").inner_text()
    assert violations(page) == []

    other = visit.open("/helpdesk/naam", color_scheme=scheme)  # a colleague looks at it meanwhile
    other.fill("#naam", "bo")
    other.keyboard.press("Enter")
    other.wait_for_selector("table")
    other.goto(page.url.partition("#")[0])
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    page.wait_for_selector("button[value=intrekken]")
    assert violations(page) == []
    other.keyboard.press("m")
    other.wait_for_selector(f"h1:has-text('{WEB['conflict_title']}')")
    assert violations(other) == []

    page.keyboard.press("o")
    page.wait_for_function("() => document.querySelector('.grafiek')?.naturalWidth > 0")
    assert violations(page) == []

    page.goto(f"{site}/antwoord")
    assert violations(page) == []
    page.click("main button")
    page.wait_for_selector("#code-fout")
    assert violations(page) == []
    page.fill("#code", code.lower())
    page.click("main button")
    page.wait_for_selector(f"text={WEB['reply_replaced']}")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_passage_with_a_note_has_no_violations(visit: Visitor, site: str, scheme: str) -> None:
    page = visit.open("/bron/handreiking/deel-1/wams-wgs/1", color_scheme=scheme)
    page.wait_for_selector(".actualiteit")
    assert violations(page) == []


def test_the_desk_works_without_script_on_a_phone(visit: Visitor, site: str) -> None:
    lay_before(visit.open())
    page = visit.open("/helpdesk", java_script_enabled=False, viewport=PHONE)
    page.fill("#naam", "sam")
    page.click("main button")
    page.locator("th a").last.click()
    page.locator("button[value=juist]").first.click()
    page.wait_for_selector(".oordeel-juist")
    page.locator("textarea[name=tekst]").last.fill("Wij kijken dit nog na.")
    page.click("button[value=toelichting]")
    page.wait_for_selector("#toelichtingen .notitie")
    page.click("button[value=herstel]")
    page.wait_for_load_state()
    assert not page.locator("#toelichtingen .notitie").count()


def test_no_sideways_scrolling_on_the_desk(visit: Visitor, site: str) -> None:
    lay_before(visit.open())
    page = visit.open("/helpdesk/naam", viewport=PHONE)
    page.fill("#naam", "sam")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    item = page.locator("th a").last.get_attribute("href")
    for path in ("/helpdesk", str(item), f"{item}/zoek?n=1", "/antwoord"):
        page.goto(site + path)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, path
    assert violations(page) == []
