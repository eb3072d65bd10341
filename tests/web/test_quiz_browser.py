"""Quizzes in a real browser: keyboard, phone, both schemes, without script, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant import texts_nl
from assistant.database import engine as database
from assistant.desk.store import Desk
from assistant.quiz.analysis import FEWEST_RELATED
from assistant.quiz.build import load_material
from assistant.quiz.records import Item, Kind, Proof
from assistant.quiz.store import QuizStore, Round
from assistant.quiz.taking import Feedback, Outcome
from assistant.settings import Settings
from assistant.web.quiz import quiz_routes
from assistant.web.trainer import trainer_routes
from tests.quiz.material import item, quiz
from tests.web.fakes import CORPUS, FakeAssistant
from tests.web.quiz_site import app, served
from tests.web.test_browser import DESKTOP, PHONE, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TAKE = texts_nl.QUIZ_TAKE
SHAPES = (Kind.SINGLE, Kind.MATCHING, Kind.ORDERING, Kind.OPEN)  # of pages that differ


@dataclass
class Site:
    """A running site with one set, and pages that must stay silent."""

    browser: Browser
    address: str
    store: QuizStore
    items: tuple[Item, ...]
    complaints: list[str]

    def open(self, path: str, **options: Any) -> Page:
        page = self.browser.new_context(
            locale="nl-NL", reduced_motion="reduce", **options
        ).new_page()
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("console", self._note)
        page.goto(self.address + path)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        refused = "status of 422" in message.text  # a page that says what is wrong
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(message.text)

    def start(self, feedback: Feedback) -> Round:
        held = self.store.create(quiz(*self.items, title="Zorgvuldig delen"), by="kim")
        return self.store.start(held, label="Dinsdag", feedback=feedback)


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("quiz")
    engine = database.connect_file(folder / "quiz.sqlite")
    store, desk, assistant = QuizStore(engine), Desk(engine), FakeAssistant()
    material = load_material(Settings())
    routes = trainer_routes(
        assistant,
        store=lambda: store,
        desk=lambda: desk,
        material=lambda: material,
        corpus=CORPUS,
        candidates=folder / "candidates.jsonl",
    )
    passage = assistant.passage("wet/jeugdwet/7.3.11/lid-4")
    assert passage is not None
    proof = Proof(
        passage_id=passage.id,
        title=passage.ref,
        quote=passage.text,
        version=str(passage.valid_on),
    )
    items = tuple(item(kind, proofs=(proof,), scenario="Een team vraagt raad.") for kind in Kind)
    with served(app(assistant, quiz_routes(assistant, store=lambda: store), routes)) as address:
        yield Site(browser, address, store, items, [])
    store.close()


@pytest.fixture(autouse=True)
def silent(site: Site) -> Iterator[None]:
    site.complaints.clear()
    yield
    assert site.complaints == []


def fits(page: Page) -> None:
    """No violations, and no sideways scrolling."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def answer_by_keyboard(page: Page) -> None:
    """Answer what is asked with keys alone: Tab to the field, and Enter or Space."""
    form = "main form "
    if page.locator("[data-volgorde]").count():
        before = page.locator("[data-volgorde] label").all_inner_texts()
        page.locator("[data-volgorde] button:not([disabled])").first.focus()
        page.keyboard.press("Enter")
        after = page.locator("[data-volgorde] label").all_inner_texts()
        assert after == [before[1], before[0], *before[2:]]
        moved = before[0].split("\n")[-1].strip()
        said = TAKE["moved"].format(step=moved, n=2)
        assert page.locator("[data-melding]").inner_text() == said
        assert page.evaluate("document.activeElement.hasAttribute('data-stap')")
    elif page.locator(f"{form}select").count():
        for n in range(page.locator(f"{form}select").count()):
            page.locator(f"{form}select").nth(n).focus()
            page.keyboard.press("ArrowDown")
    elif page.locator(f"{form}[name=tekst]").count():
        page.locator(f"{form}[name=tekst]").focus()
        page.keyboard.type("twintig")
    else:
        page.locator(f"{form}input:not([type=hidden])").first.focus()
        page.keyboard.press("Space")
    page.locator("button[value=verder]").focus()
    press_on(page)


def press_on(page: Page, key: str = "Enter") -> None:
    """Press a key that sends the form, and wait for the page that comes."""
    before = page.locator("input[name=stand]").get_attribute("value")
    page.keyboard.press(key)
    page.wait_for_function(
        "before => (document.querySelector('input[name=stand]') || {}).value !== before"
        " && document.readyState === 'complete'",
        arg=before,
    )


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_a_quiz_is_taken_with_keys_alone(site: Site, scheme: str, size: dict[str, int]) -> None:
    held = site.start(Feedback.IMMEDIATE)
    page = site.open("/quiz", color_scheme=scheme, viewport=size)
    fits(page)
    page.locator("#code").focus()
    page.keyboard.type(held.shown_code.lower())
    page.keyboard.press("Enter")
    page.wait_for_selector(".kennisgeving")
    fits(page)
    page.locator("main .knop-hoofd").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("progress")
    for kind in Kind:
        if kind in SHAPES:
            fits(page)
        answer_by_keyboard(page)
        if kind is Kind.OPEN:
            fits(page)
            page.locator("#punt-0").focus()
            page.keyboard.press("Space")
            page.locator("button[value=verder]").focus()
            press_on(page)
        if kind in SHAPES:
            fits(page)
        assert page.locator(".naast-stuk mark").count() > 0  # the passage stands beside it
        page.locator("button[value=verder]").focus()
        press_on(page)
    assert page.locator("h1").inner_text() == TAKE["result_title"]
    for summary in page.locator("summary").all():
        summary.click()
    fits(page)
    there = site.store.find(held.code)
    assert there is not None
    assert there[0].takers == 1


def test_a_quiz_is_taken_without_a_script_on_a_phone(site: Site) -> None:
    held = site.start(Feedback.DELAYED)
    page = site.open(f"/quiz/{held.code}", java_script_enabled=False, viewport=PHONE)

    def send(button: str = "button[value=verder]") -> None:
        with page.expect_navigation():  # a click does not wait for the page that comes
            page.click(button)

    send("main .knop-hoofd")
    for kind in Kind:
        if kind is Kind.MATCHING:
            page.select_option("#paar-0", index=1)
        elif kind is Kind.ORDERING:
            send()
            assert page.locator("#antwoordfout").count() == 1
            for n in range(3):
                page.select_option(f"#stap-{n}", label=str(n + 1))
        elif kind in (Kind.GAP, Kind.SHORT, Kind.OPEN):
            page.fill("#tekst", "twintig")
        else:
            page.locator("main form label").first.click()
        send()
    page.locator("main form label").first.click()  # the open answer is marked at the end
    send()
    assert page.locator("h1").inner_text() == TAKE["result_title"]
    assert page.locator("details").count() >= len(Kind)


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_a_trainer_makes_a_quiz_and_reads_the_results(
    site: Site, scheme: str, size: dict[str, int]
) -> None:
    page = site.open("/trainer", color_scheme=scheme, viewport=size)
    fits(page)
    page.goto(f"{site.address}/trainer/import")
    fits(page)
    page.goto(f"{site.address}/trainer/nieuw")
    fits(page)
    page.fill("#aantal", "5")
    page.locator("#aantal").press("Enter")
    page.wait_for_selector(".quizvraag")
    for summary in page.locator("summary").all():
        summary.click()
    fits(page)
    address = page.url
    second = page.locator(".quizvraag h3").nth(1).inner_text().split(" ", 1)[1]
    page.locator("button[value=omhoog]").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#vraag-*")
    assert second in page.locator(".quizvraag h3").first.inner_text()
    page.locator(".itemknoppen a").first.click()
    page.wait_for_selector("#situatie")
    fits(page)
    page.goto(f"{address}/versies")
    fits(page)

    held = site.start(Feedback.DELAYED)
    right = [i.id for i in site.items if i.kind is not Kind.SINGLE]
    for n in range(FEWEST_RELATED):
        site.store.count(held.code, f"a{n}", Outcome(tuple(right), ("i-single/o1",)))
        site.store.count(held.code, f"b{n}", Outcome(("i-single",), ("i-single/o0",)))
    page.goto(f"{site.address}/trainer/ronde/{held.code}")
    assert page.locator("svg.figuur").count() == 3
    for summary in page.locator("summary").all():
        summary.click()
    fits(page)
    page.locator("button[value=helpdesk]").first.click()
    page.wait_for_selector("output.code")
    fits(page)
