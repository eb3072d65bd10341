"""The chat in a page of another site, in a real browser: another origin, its own strict policy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant import texts_nl
from assistant.settings import Settings
from assistant.web import widget
from assistant.web.api import api_routes
from assistant.web.tools import open_tools
from tests.web import fakes
from tests.web.loopback import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

pytestmark = pytest.mark.browser

QUESTION = "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"
DESKTOP = {"width": 1200, "height": 900}
PHONE = {"width": 320, "height": 640}
# What an intranet page allows: scripts and frames of the site of the chat, nothing inline.
HOST_POLICY = "default-src 'none'; script-src {site}; frame-src {site}; base-uri 'none'"
HOST = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intranet</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Intranet</h1><p>Nieuws van de organisatie.</p><div id="plek"></div></main>
<script src="{site}/huisstijl/widget.js" {more} defer></script></body></html>"""
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {host}"
)

HIGHER_THAN = """(least) => new Promise((tell) => {
    const frame = document.querySelector('iframe');
    const look = () => parseInt(frame.style.height) > least && tell(parseInt(frame.style.height));
    new MutationObserver(look).observe(frame, { attributes: true });
    look();
})"""

AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@dataclass
class Sites:
    """The site of the chat and an intranet that shows it."""

    site: str = ""
    host: str = ""  # another site to a browser: another name and another port
    assistant: fakes.FakeAssistant = field(default_factory=fakes.FakeAssistant)


@pytest.fixture(scope="module")
def sites(browser: Browser) -> Iterator[Sites]:
    del browser  # no server without a browser
    found = Sites()
    found.assistant.pace = 0.05
    with running(chat_site(found)) as site, running(intranet(found)) as host:
        found.site, found.host = site, host.replace("127.0.0.1", "localhost")
        yield found


def chat_site(sites: Sites) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.include_router(api_routes(open_tools(sites.assistant, Settings())))
    app.include_router(widget.widget_routes())

    @app.get("/huisstijl/{name}")
    def asset(name: str) -> Response:
        content = files("assistant.web").joinpath("assets/static", name).read_bytes()
        kinds = {"css": "text/css", "svg": "image/svg+xml"}
        kind = widget.ASSETS.get(name) or kinds[name.split(".")[-1]]
        return Response(content, media_type=kind)

    @app.middleware("http")
    async def guarded(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call(request)
        response.headers["Content-Security-Policy"] = SITE_POLICY.format(host=sites.host)
        return response

    return app


def intranet(sites: Sites) -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.get("/{kind}")
    def page(kind: str) -> HTMLResponse:
        more = 'data-plaats="plek"' if kind == "plek" else ""
        return HTMLResponse(
            HOST.format(site=sites.site, more=more),
            headers={"Content-Security-Policy": HOST_POLICY.format(site=sites.site)},
        )

    return app


@dataclass
class Visitor:
    """Opens pages; notes what they complain about and what they ask of other sites."""

    browser: Browser
    sites: Sites
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/hoek", *, viewport: Any = None, **options: Any) -> Page:
        context = self.browser.new_context(locale="nl-NL", viewport=viewport or DESKTOP, **options)
        page = context.new_page()
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("console", lambda m: self.complaints.append(m.text))
        page.on("request", lambda r: self._note(r.url))
        page.goto(self.sites.host + path)
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.sites.site, self.sites.host)):
            self.complaints.append(url)


@pytest.fixture
def visit(browser: Browser, sites: Sites) -> Iterator[Visitor]:
    """Afterwards every page must have stayed silent and on the two sites."""
    found = Visitor(browser, sites)
    yield found
    for context in browser.contexts:
        context.close()
    assert [c for c in found.complaints if "favicon" not in c] == []


def chat_of(page: Page) -> Frame:
    page.wait_for_selector("iframe")
    frame = page.query_selector("iframe").content_frame()  # type: ignore[union-attr]
    assert frame is not None
    frame.wait_for_selector("#vraag")
    return frame


def ask(frame: Frame, question: str) -> None:
    frame.fill("#vraag", question)
    frame.press("#vraag", "Enter")
    frame.wait_for_selector("#gesprek[aria-busy=false]")


def test_the_button_opens_a_chat_that_answers_with_sources(visit: Visitor) -> None:
    page = visit.open()
    assert page.locator("iframe").count() == 0  # nothing is loaded before it is opened
    button = page.get_by_role("button", name=texts_nl.WIDGET["title"])
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    frame = chat_of(page)
    shown = frame.locator("main").inner_text()
    assert all(texts_nl.WIDGET[k] in shown for k in ("title", "intro", "keys", "whole"))
    assert page.get_by_title(texts_nl.WIDGET["title"]).count() == 1
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    ask(frame, f"{QUESTION} {fakes.WRITES}")
    assert frame.locator(".zin").count() == 3
    first = frame.locator(".verwijzing").first
    assert (first.get_attribute("href") or "").startswith(f"/bron/{fakes.QUOTED[0]}?q=")
    assert first.get_attribute("target") == "_blank"
    assert frame.locator("#bezig").inner_text() == texts_nl.WEB["answer_ready"]
    ask(frame, f"En {fakes.FOLLOW_UP}?")
    assert visit.sites.assistant.calls[-1][0] == (f"{QUESTION} {fakes.WRITES}",)
    button.focus()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert not page.locator("iframe").is_visible()


def test_a_refusal_shows_points_and_keeps_nothing(visit: Visitor) -> None:
    secret = "geheimwoordzebra"
    page = visit.open("/plek")
    frame = chat_of(page)
    ask(frame, f"{fakes.CANARY} gevaar {secret}")
    assert frame.get_by_text("Burgerservicenummer", exact=True).count() == 1
    assert "112" in frame.locator(".hulp").inner_text()
    kept = "[document.documentElement.outerHTML, document.querySelector('#vraag').value]"
    assert secret not in str(frame.evaluate(kept))
    frame.locator(".vraagknop").first.click()  # a general question instead
    frame.wait_for_selector(".zin")
    assert visit.sites.assistant.calls[-1][0] == ()


def test_it_is_a_page_by_itself_too_and_keeps_nothing_in_the_browser(visit: Visitor) -> None:
    page = visit.open("/plek")
    page.goto(f"{visit.sites.site}/widget")
    ask(page.main_frame, QUESTION)
    assert page.locator(".zin").count()
    found = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert found == [0, 0, "", 0, 0]
    assert page.context.cookies() == []


def test_html_in_a_question_or_answer_stays_text(visit: Visitor) -> None:
    frame = chat_of(visit.open("/plek"))
    ask(frame, "<img src=x onerror=alert(1)><b>dik</b> mag dat?")
    assert frame.locator(".gesteld-tekst").inner_text().startswith("<img src=x")
    assert frame.locator("#gesprek img, #gesprek b").count() == 0


def test_the_frame_grows_with_the_chat_and_hears_only_the_chat(visit: Visitor) -> None:
    page = visit.open("/plek")
    frame = chat_of(page)
    before = page.evaluate(HIGHER_THAN, 330)
    ask(frame, QUESTION)
    after = page.evaluate(HIGHER_THAN, before)
    page.evaluate("window.postMessage({'vindplaats-hoogte': 999}, '*')")  # of the page itself
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    assert page.evaluate(HIGHER_THAN, 0) == after
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    ask(frame, f"{fakes.CANARY} gevaar")
    page.evaluate(HIGHER_THAN, after)
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")


def test_writing_can_be_stopped_and_the_work_ends(visit: Visitor) -> None:
    frame = chat_of(visit.open("/plek"))
    frame.fill("#vraag", f"Wat is {fakes.ENDLESS}?")
    frame.press("#vraag", "Enter")
    frame.wait_for_selector(".zin")
    frame.click("#stop")
    frame.wait_for_selector("#gesprek[aria-busy=false]")
    assert frame.locator("#bezig").inner_text() == texts_nl.WEB["stopped"]
    assert frame.locator(".zin").count() >= 1
    frame.click("#nieuw")
    assert frame.locator("#gesprek").inner_text() == ""
    assert frame.evaluate("document.activeElement.id") == "vraag"
    ask(frame, QUESTION)
    assert visit.sites.assistant.running == 0


def test_a_problem_is_said_in_dutch(visit: Visitor) -> None:
    frame = chat_of(visit.open("/plek"))
    ask(frame, f"{fakes.BROKEN} nu")
    assert texts_nl.SOMETHING_WRONG in frame.locator("#gesprek").inner_text()


def test_a_site_that_may_not_show_it_gets_nothing(visit: Visitor) -> None:
    visit.sites.host, right = "http://127.0.0.1:9", visit.sites.host
    try:
        page = visit.browser.new_context().new_page()
        page.goto(f"{right}/plek")
        page.wait_for_selector("iframe")
        page.wait_for_timeout(300)
        frame = page.query_selector("iframe").content_frame()  # type: ignore[union-attr]
        assert frame is None or frame.query_selector("#vraag") is None
    finally:
        visit.sites.host = right


def violations(page: Page) -> None:
    """Fail on what axe finds, in the page and in the frame."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_accessibility_violations_and_no_sideways_scrolling(
    visit: Visitor, scheme: str, viewport: Any
) -> None:
    page = visit.open(viewport=viewport, color_scheme=scheme, bypass_csp=True)  # axe is injected
    page.get_by_role("button", name=texts_nl.WIDGET["title"]).click()
    frame = chat_of(page)
    violations(page)
    for question in (QUESTION, f"{fakes.CANARY} gevaar", f"Wat is {fakes.NOT_IN_CORPUS}?"):
        ask(frame, question)
    violations(page)
    for place in (page.main_frame, frame):
        assert place.evaluate("document.documentElement.scrollWidth <= innerWidth")
