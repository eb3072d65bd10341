"""The site in a real browser: mouse, keyboard, phone, refusals, accessibility, network."""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant import texts_en, texts_nl
from assistant.settings import Settings, silence_telemetry
from assistant.web import counts
from tests.web import fakes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

pytestmark = pytest.mark.browser

QUESTION = "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
OPEN = ".heeft-gradio #vraag textarea"


@pytest.fixture(scope="session")
def site_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser-state")


@pytest.fixture(scope="session")
def site_assistant() -> fakes.FakeAssistant:
    return fakes.FakeAssistant()


@pytest.fixture(scope="session")
def site(browser: Browser, site_state: Path, site_assistant: fakes.FakeAssistant) -> Iterator[str]:
    """Address of one running site for all browser tests."""
    del browser  # no server without a browser
    silence_telemetry()
    from assistant.web.server import create_app, listen, make_server

    ready = threading.Event()
    listener = listen("127.0.0.1", 0)
    app = create_app(site_assistant, Settings(state=site_state))
    server = make_server(app, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert ready.wait(30)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(15)
    listener.close()


class Visitor:
    """Opens pages; notes what they ask of other sites and what they complain about."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser = browser
        self._site = site
        self._shared: Page | None = None
        self.outside: list[str] = []
        self.complaints: list[str] = []

    def chat(self) -> Page:
        """The chat on a desktop, without a conversation; one page for all tests."""
        if self._shared is None:
            self._shared = self.open()
        page = self._shared
        if page.url != f"{self._site}/" or page.locator("#gesprek .beurt").count():
            self._leave(page)
            page.goto(f"{self._site}/")
            page.wait_for_selector(OPEN)
        return page

    def _leave(self, page: Page) -> None:
        """Leave for an empty page; a stream that this cuts off may say so, it is not a fault."""
        before = list(self.complaints)
        page.goto("about:blank")
        self.complaints[:] = before

    def open(self, path: str = "/", **options: Any) -> Page:
        """A page in a context of its own."""
        options.setdefault("viewport", DESKTOP)
        options.setdefault("locale", "nl-NL")
        page = self._browser.new_context(**options).new_page()
        page.on("request", self._note_request)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("dialog", self._note_dialog)
        page.on("console", self._note_console)
        page.goto(self._site + path)
        if path == "/" and options.get("java_script_enabled", True):
            page.wait_for_selector(OPEN)
        return page

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self._site, "blob:", "data:")):
            self.outside.append(request.url)

    def _note_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_console(self, message: ConsoleMessage) -> None:
        refused = re.search(r"status of (?:404|409|422)\b", message.text)  # pages that say no
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(message.text)


@pytest.fixture(scope="session")
def visitor(browser: Browser, site: str) -> Visitor:
    return Visitor(browser, site)


@pytest.fixture
def visit(visitor: Visitor) -> Iterator[Visitor]:
    """Afterwards every page must have stayed silent and on its own site."""
    visitor.complaints.clear()
    visitor.outside.clear()
    yield visitor
    assert visitor.outside == []
    assert visitor.complaints == []


def ask(page: Page, question: str, expected: str = "") -> None:
    """Ask with the mouse and wait for the turn."""
    before = page.locator("#gesprek .beurt").count()
    page.fill("#vraag textarea", question)
    page.click("#stel")
    wait_for_turns(page, before + 1)
    if expected:
        assert page.locator("#gesprek .beurt").last.get_attribute("data-status") == expected


def wait_for_turns(page: Page, count: int) -> None:
    page.wait_for_function(
        "n => document.querySelectorAll('#gesprek .beurt').length >= n", arg=count
    )


def focused(page: Page, attribute: str = "id") -> str:
    found = page.evaluate(f"document.activeElement.getAttribute({attribute!r}) || ''")
    assert isinstance(found, str)
    return found


# -- main path --


def test_answer_and_its_source_by_mouse(visit: Visitor) -> None:
    page = visit.chat()
    assert page.title() == f"{texts_nl.WEB['nav_ask']} - {texts_nl.NAME}"
    assert page.evaluate("document.documentElement.lang") == "nl"
    ask(page, QUESTION, "answered")
    answer = fakes.FakeAssistant().ask(QUESTION)
    shown = re.sub(r"\s+", " ", page.locator("#gesprek").inner_text())
    assert QUESTION in shown
    assert page.input_value("#vraag textarea") == ""
    for number in (3, 7):
        citation = answer.citations[number - 1]
        assert re.sub(r"\s+", " ", citation.quote) in shown
        page.click(f".verwijzing[data-n='{number}']")
        page.wait_for_selector(f"#paneel-titel:has-text('{citation.passage.ref}')")
        marked = " ".join(page.locator("#bronpaneel mark").all_inner_texts())
        assert re.sub(r"\s+", " ", marked) == re.sub(r"\s+", " ", citation.quote)
        assert focused(page) == "paneel-titel"
    link = page.locator("#bronpaneel a[target=_blank]")
    assert link.get_attribute("href") == answer.citations[6].passage.url
    assert "noopener" in (link.get_attribute("rel") or "")
    page.click("#bronpaneel [data-sluit]")
    assert page.locator("#bronpaneel").is_hidden()
    assert focused(page, "data-n") == "7"


def test_answer_and_its_source_by_keyboard_alone(visit: Visitor) -> None:
    page = visit.open()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "sla-over"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type("Mag ik")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dat delen?")
    assert page.input_value("#vraag textarea") == "Mag ik\ndat delen?"
    assert page.locator("#gesprek .beurt").count() == 0
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "bestuurder"
    assert page.locator("#rol input:checked").get_attribute("value") == "bestuurder"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".beurt-antwoord")
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if focused(page, "data-n") == "5":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#bronpaneel mark")
    assert focused(page) == "paneel-titel"
    page.keyboard.press("Tab")
    assert page.evaluate("'sluit' in document.activeElement.dataset")
    page.keyboard.press("Escape")
    assert page.locator("#bronpaneel").is_hidden()
    assert focused(page, "data-n") == "5"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type("En bij Veilig Thuis?")
    page.keyboard.press("Enter")
    wait_for_turns(page, 2)


def test_answer_is_announced_and_waiting_is_said(visit: Visitor) -> None:
    page = visit.chat()
    page.fill("#vraag textarea", f"{fakes.SLOW} zoeken naar iets")
    page.click("#stel")
    page.wait_for_selector(f"#bezig:has-text('{texts_nl.WEB['searching']}')")
    page.wait_for_selector(".beurt-antwoord")
    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert log.locator(".beurt-antwoord").count() == 1
    assert page.inner_text("#bezig") == ""


def test_example_and_conversation_and_starting_anew(visit: Visitor) -> None:
    page = visit.chat()
    assert page.locator("#nieuw").is_hidden()
    page.click(f"text={texts_nl.EXAMPLES[1]}")
    page.wait_for_selector(".beurt-antwoord")
    ask(page, "En bij Veilig Thuis?", "answered")
    assert page.locator("#gesprek .beurt").count() == 2
    page.click("#nieuw")
    page.wait_for_selector("#voorbeelden", state="visible")
    assert page.locator("#gesprek .beurt").count() == 0


def test_copying_gives_numbers_and_addresses(visit: Visitor, site: str) -> None:
    page = visit.chat()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    ask(page, QUESTION)
    page.click("#gesprek [data-kopie]")
    page.wait_for_selector(f"text={texts_nl.WEB['copied']}")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Vraag: {QUESTION}\n")
    assert "[7] Jeugdwet, artikel 7.3.11, vierde lid" in copied
    address = re.search(re.escape(site) + r"/bron/wet/jeugdwet\S+", copied)
    assert address is not None
    page.goto(address[0])
    assert page.locator("mark").count() == 1


def test_reaction_is_stored_without_the_question(visit: Visitor, site_state: Path) -> None:
    page = visit.chat()
    ask(page, "Een vraag over reacties?")
    before = counts.read(site_state).get("status:answered", {}).get("helps_not", 0)
    page.click("#gesprek [data-helpt=nee]")
    page.wait_for_selector(f"text={texts_nl.WEB['feedback_done']}")
    page.click("#gesprek [data-helpt=ja]", force=True)  # one reaction for an answer
    assert counts.read(site_state)["status:answered"]["helps_not"] == before + 1
    assert "reacties" not in json.dumps(counts.read(site_state))


def test_two_tabs_do_not_mix(visit: Visitor) -> None:
    one, two = visit.chat(), visit.open()
    ask(one, "Vraag van de eerste?")
    ask(two, "Vraag van de tweede?")
    assert "tweede" not in one.inner_text("#gesprek")
    assert "eerste" not in two.inner_text("#gesprek")


# -- no answer, refused, broken --


def test_no_answer_shows_what_comes_near(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, f"Hoe werkt {fakes.NOT_IN_CORPUS}?", "abstained")
    shown = page.inner_text("#gesprek")
    assert texts_nl.ABSTAINED["out-of-scope"] in shown
    assert texts_nl.HELPDESK in shown
    page.locator("#gesprek .vondst button").first.click()
    page.wait_for_selector("#paneel-titel")
    assert page.locator("#bronpaneel mark").count() == 0


# -- growing, stopping, asking on --


@pytest.fixture
def slowly(site_assistant: fakes.FakeAssistant) -> Iterator[fakes.FakeAssistant]:
    """A model that writes slowly enough to look at each step, and to stop it."""
    site_assistant.pace = 1.0
    yield site_assistant
    site_assistant.pace = 0.3


def start(page: Page, question: str) -> None:
    page.fill("#vraag textarea", question)
    page.click("#stel")


def test_sentences_appear_as_they_come_and_progress_is_said(
    visit: Visitor, slowly: fakes.FakeAssistant
) -> None:
    page = visit.chat()
    start(page, f"{fakes.WRITES} antwoord?")
    page.wait_for_selector(f"#bezig:has-text('{texts_nl.waiting(2)}')")
    assert page.locator("#bezig").get_attribute("role") == "status"
    page.wait_for_selector(f"#bezig:has-text('{texts_nl.WRITING}')")
    page.wait_for_selector("#gesprek .zin:has-text('Zin 1')")
    assert page.locator("#gesprek").get_attribute("aria-busy") == "true"  # read when complete
    assert page.locator("#gesprek .bronnenlijst").count() == 0
    page.evaluate("document.querySelector('#gesprek .zin').isTheSame = true")
    page.locator("#gesprek .verwijzing[data-n='1']").click()  # proof while the rest is written
    page.wait_for_selector("#bronpaneel mark")
    page.keyboard.type("Volgende vraag")  # goes nowhere: the panel has the focus
    page.fill("#vraag textarea", "Ik typ alvast")
    page.wait_for_selector("#gesprek .bronnenlijst")
    assert page.inner_text("#bezig") == texts_nl.WEB["answer_ready"]
    assert page.locator("#gesprek").get_attribute("aria-busy") == "false"
    assert page.locator("#gesprek .beurt").count() == 1
    # left alone, so that a screen reader does not read it again
    assert page.evaluate("document.querySelector('#gesprek .zin').isTheSame === true")
    assert page.input_value("#vraag textarea") == "Ik typ alvast"
    assert page.locator("#bronpaneel").is_visible()
    page.keyboard.press("Escape")
    assert focused(page, "data-n") == "1"
    assert texts_nl.NOTICES["model-stopped"] in page.inner_text("#gesprek")


def test_a_written_sentence_shows_the_words_that_support_it(visit: Visitor) -> None:
    page = visit.chat()
    start(page, f"{fakes.WRITES} antwoord?")
    page.wait_for_selector("#gesprek .bronnenlijst")
    assert texts_nl.WRITTEN in page.inner_text("#gesprek")
    proof = fakes.FakeAssistant().ask("Mag dat?").citations[1]
    page.click("#gesprek .verwijzing[data-n='2']")
    page.wait_for_selector("#bronpaneel mark")
    marked = " ".join(page.locator("#bronpaneel mark").all_inner_texts())
    assert re.sub(r"\s+", " ", marked) == re.sub(r"\s+", " ", proof.quote)


def test_stop_ends_the_writing_and_keeps_what_was_checked(
    visit: Visitor, slowly: fakes.FakeAssistant
) -> None:
    page = visit.chat()
    assert page.locator("#stop").is_hidden()
    start(page, f"{fakes.ENDLESS} antwoord?")
    page.wait_for_selector("#gesprek .zin:has-text('Zin 2')")
    assert page.locator("#stel").get_attribute("aria-disabled") == "true"
    page.focus("#stop")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#bezig:has-text('{texts_nl.WEB['stopped']}')")
    assert page.locator("#stop").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    for _ in range(100):
        if slowly.running == 0:
            break
        page.wait_for_timeout(100)
    assert slowly.running == 0
    assert page.locator("#gesprek .zin").count() == 2
    ask(page, QUESTION, "answered")
    assert slowly.calls[-1][0] == (f"{fakes.ENDLESS} antwoord?",)
    assert page.locator("#gesprek .beurt").count() == 2


@pytest.mark.parametrize("leave", ["close", "new-conversation"])
def test_leaving_ends_the_writing(visit: Visitor, slowly: fakes.FakeAssistant, leave: str) -> None:
    page = visit.open()
    start(page, f"{fakes.ENDLESS} antwoord?")
    page.wait_for_selector("#gesprek .zin:has-text('Zin 2')")
    if leave == "close":
        page.context.close()
    else:
        page.click("#nieuw")
    for _ in range(150):
        if slowly.running == 0:
            break
        visit.chat().wait_for_timeout(100)
    assert slowly.running == 0
    if leave != "close":
        assert page.locator("#gesprek .beurt").count() == 0


@pytest.mark.parametrize("word", [fakes.CANARY, "antwoord"])
def test_what_is_typed_after_a_turn_stays_when_the_server_is_done(
    visit: Visitor, site_assistant: fakes.FakeAssistant, word: str
) -> None:
    page = visit.chat()
    site_assistant.let_go.clear()
    ask(page, f"{word} {fakes.LINGERS}")
    assert page.input_value("#vraag textarea") == ""
    page.fill("#vraag textarea", QUESTION)
    site_assistant.let_go.set()
    page.wait_for_timeout(1000)  # what comes late must leave the next question alone
    assert page.input_value("#vraag textarea") == QUESTION
    before = len(site_assistant.calls)
    page.click("#stel")
    wait_for_turns(page, 2)
    assert len(site_assistant.calls) == before + 1
    assert page.locator("#gesprek .beurt").last.get_attribute("data-status") == "answered"


def test_how_a_follow_up_was_read_and_asking_it_apart(
    visit: Visitor, site_assistant: fakes.FakeAssistant
) -> None:
    page = visit.chat()
    ask(page, QUESTION, "answered")
    ask(page, f"En het {fakes.FOLLOW_UP}?", "answered")
    said = page.locator("#gesprek .gelezen").inner_text()
    assert f"Zo lazen wij uw vraag: {QUESTION} En het {fakes.FOLLOW_UP}?" in said
    page.click("#gesprek >> text=" + texts_nl.WEB["ask_separately"])
    wait_for_turns(page, 3)
    last = page.locator("#gesprek .beurt").last
    assert last.locator(".gelezen").count() == 0
    assert last.locator(".gesteld-tekst").inner_text() == f"En het {fakes.FOLLOW_UP}?"
    assert QUESTION in site_assistant.calls[-1][0]  # the checklist still sees it


@pytest.mark.parametrize("question", [fakes.NOT_IN_CORPUS, fakes.UNSURE])
def test_a_question_of_the_bank_is_asked_with_one_click(visit: Visitor, question: str) -> None:
    page = visit.chat()
    ask(page, f"Hoe werkt {question}?")
    assert texts_nl.SUGGESTED in page.inner_text("#gesprek")
    page.click(f"#gesprek >> text={fakes.SUGGESTED[1]}")
    wait_for_turns(page, 2)
    asked = page.locator("#gesprek .beurt").last.locator(".gesteld-tekst").inner_text()
    assert asked == fakes.SUGGESTED[1]


def test_what_a_screen_reader_meets_in_a_conversation(visit: Visitor) -> None:
    """Landmarks, headings, and names that say which source a number is."""
    page = visit.chat()
    ask(page, QUESTION, "answered")
    tree = page.locator("body").aria_snapshot()
    order = ("- banner:", '- navigation "', "- main:", "[level=1]", '- log "Gesprek"',
             f'- heading "{texts_nl.WEB["answered_title"]}" [level=2]', "- 'button \"Bron 1: ",
             f'- heading "{texts_nl.WEB["cited_sources"]}" [level=3]',
             f'- heading "{texts_nl.FOLLOW_UPS}" [level=3]', "- status",
             f'- textbox "{texts_nl.QUESTION_LABEL}"', "- contentinfo")  # fmt: skip
    places = [tree.find(part) for part in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert not re.findall(r"^\s*- (?:button|link|textbox|radio)$", tree, re.M)  # without a name
    page.click("#gesprek .verwijzing >> nth=0")
    page.wait_for_selector("#paneel-titel")
    title = page.inner_text("#paneel-titel")
    panel = page.get_by_role("complementary", name=texts_nl.WEB["panel"])
    beside = panel.aria_snapshot()
    assert f'- heading "{title}" [level=2]' in beside
    assert f'- button "{texts_nl.WEB["close_panel"]}"' in beside


def test_the_law_opens_beside_the_answer(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, QUESTION, "answered")
    page.click("#gesprek >> text=Wat zegt de wet: Wmo 2015, artikel 5.2.6")
    page.wait_for_selector("#paneel-titel:has-text('Wmo 2015, artikel 5.2.6')")
    page.keyboard.press("Escape")
    assert focused(page, "data-passage") == fakes.LAW


LEFTOVERS = """async word => {
  const found = [];
  const look = (where, text) => { if (String(text).includes(word)) found.push(where); };
  look("html", document.documentElement.outerHTML);
  for (const e of document.querySelectorAll("*")) {
    if ("value" in e) look(e.tagName, e.value);
    if (e.shadowRoot) look("shadow", e.shadowRoot.innerHTML);
  }
  for (const store of [localStorage, sessionStorage]) look("storage", JSON.stringify({...store}));
  look("cookie", document.cookie);
  look("address", location.href + JSON.stringify(history.state));
  for (const base of await indexedDB.databases()) look("indexedDB", JSON.stringify(base));
  for (const name of await caches.keys()) look("caches", name);
  look("title", document.title);
  for (const entry of performance.getEntries()) look("timing", JSON.stringify(entry));
  const seen = new Set();
  const walk = (thing, path, depth) => {
    if (typeof thing === "string") return look(path, thing);
    if (thing === null || typeof thing !== "object" || depth > 6 || seen.has(thing)) return;
    seen.add(thing);
    for (const key of Object.keys(thing)) {
      try { walk(thing[key], `${path}.${key}`, depth + 1); } catch { /* another origin */ }
    }
  };
  for (const key of Object.keys(window)) {
    try { walk(window[key], key, 0); } catch { /* not readable */ }
  }
  return found;
}"""


def heap_of(page: Page) -> str:
    """All strings that live in the page after collecting what does not."""
    session = page.context.new_cdp_session(page)
    parts: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda e: parts.append(e["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return "".join(parts)


def test_nothing_of_a_refused_question_stays_in_the_page(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, QUESTION)
    canary = secrets.token_hex(8)
    page.click("#vraag textarea")
    page.keyboard.type(f"{fakes.CANARY} {canary} gevaar")
    page.keyboard.press("Enter")
    page.wait_for_selector(".beurt-geweigerd")
    shown = page.inner_text(".beurt-geweigerd")
    assert shown.index("112") < shown.index(texts_nl.REFUSED)
    page.keyboard.press("Control+z")  # the browser may not bring it back either
    assert page.input_value("#vraag textarea") == ""
    assert page.evaluate(LEFTOVERS, canary) == []
    ask(page, "Daarna een gewone vraag?", "answered")
    assert canary not in heap_of(page)
    page.reload()
    page.wait_for_selector(OPEN)
    assert page.evaluate(LEFTOVERS, canary) == []
    assert page.context.storage_state()["cookies"] == []


def test_the_search_for_leftovers_sees_what_was_not_refused(visit: Visitor) -> None:
    page = visit.chat()
    canary = secrets.token_hex(8)
    ask(page, f"Een gewone vraag {canary}?", "answered")
    assert "html" in page.evaluate(LEFTOVERS, canary)
    assert canary in heap_of(page)


def test_a_suggestion_after_a_refusal_is_one_click(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, fakes.CANARY, "refused")
    page.click(".beurt-geweigerd .vraagknop")
    page.wait_for_selector(".beurt-antwoord")


@pytest.mark.parametrize(
    "question",
    [
        '<img src=x onerror="alert(1)"> <script>alert(2)</script> mag dat?',
        "</p></article><iframe srcdoc='<script>alert(1)</script>'></iframe> mag dat?",
        "{{constructor.constructor('alert(1)')()}} ${alert(1)} $$x$$ `code` **vet** mag dat?",
        "[klik](javascript:alert(1)) ![x](https://evil.example/x.png) mag dat?",
        "'; DROP TABLE passages; -- mag dat?",
    ],
)
def test_hostile_input_is_shown_as_typed_and_runs_nothing(visit: Visitor, question: str) -> None:
    page = visit.chat()
    ask(page, question, "answered")
    assert page.inner_text(".gesteld-tekst") == question
    assert page.locator("#gesprek :is(img, script, iframe, code)").count() == 0


@pytest.mark.parametrize(
    ("question", "problem"),
    [("", "empty"), ("x", "too-short"), ("a" * 100_000, "too-long"), ("😀🎉", "no-letters")],
)
def test_unusable_input_gets_a_sentence(visit: Visitor, question: str, problem: str) -> None:
    page = visit.chat()
    ask(page, question, "problem")
    assert texts_nl.QUESTION_PROBLEMS[problem] in page.inner_text("#gesprek")


def test_a_server_that_is_away_gets_a_sentence(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, QUESTION, "answered")
    page.route("**/gradio_api/queue/**", lambda route: route.abort())
    page.fill("#vraag textarea", QUESTION)
    page.click("#stel")
    page.wait_for_selector(f"#bezig:has-text('{texts_nl.WEB['no_answer_arrived']}')")
    assert page.locator(".toast-wrap").is_hidden()
    page.unroute("**/gradio_api/queue/**")
    assert page.input_value("#vraag textarea") == QUESTION  # to try again
    ask(page, QUESTION, "answered")
    assert page.locator("#gesprek .beurt").count() == 2
    visit.complaints.clear()  # the browser reports the lost request


# -- sizes, print, no script, storage --


EVERY_PAGE = (
    "/bronnen?zoek=geheimhouding",
    "/bronnen?geweigerd=person-name+bsn&hulp=danger",
    "/bronnen/wet/jeugdwet?taal=en",
    "/stappenplan",
    "/stappenplan/avg-stappen?taal=nl",
    "/antwoord",
    "/privacy",
    "/toegankelijkheid",
    "/helpdesk",
    "/trainer",
    "/quiz",
    "/weg",
)


@pytest.mark.parametrize("path", ["/", "/bronnen/handreiking", "/bron/wet/avg/9/lid-2/a-c?q=0-9"])
def test_no_sideways_scrolling_on_a_narrow_screen(visit: Visitor, path: str) -> None:
    page = visit.open(path, viewport=PHONE)
    if path == "/":
        ask(page, QUESTION)
        page.locator(".verwijzing").first.click()
        page.wait_for_selector("#bronpaneel mark")
        box = page.locator("#bronpaneel").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"] + 1
        assert page.locator("#bronpaneel mark").first.is_visible()
        page.locator("#bronpaneel [data-sluit]").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("width", [320, 640], ids=["400-percent", "200-percent"])
def test_no_page_scrolls_sideways_when_zoomed_in(visit: Visitor, site: str, width: int) -> None:
    page = visit.open("/bronnen", viewport={"width": width, "height": 512})
    wide = []
    for path in EVERY_PAGE:
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    assert wide == []


def test_focus_is_never_under_the_sheet_of_a_narrow_screen(visit: Visitor) -> None:
    page = visit.open(viewport=PHONE)
    ask(page, QUESTION)
    page.locator(".verwijzing").first.click()
    page.wait_for_selector("#bronpaneel mark")
    page.focus("#vraag textarea")
    assert page.locator("#bronpaneel").is_hidden()


def test_targets_are_large_enough(visit: Visitor) -> None:
    page = visit.open(viewport=PHONE)
    ask(page, QUESTION)
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main summary')].filter(e => e.offsetParent)"
        ".map(e => [e.textContent, e.getBoundingClientRect()])"
        ".filter(([, b]) => b.width < 24 || b.height < 24).map(([t]) => t)"
    )
    assert small == []


def test_print_leaves_the_form_out(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, QUESTION)
    page.emulate_media(media="print")
    try:
        assert page.locator("#vraagformulier").is_hidden()
        assert page.locator("#gesprek .bronnenlijst").is_visible()
    finally:
        page.emulate_media(media="screen")


def test_reading_needs_no_script(visit: Visitor) -> None:
    page = visit.open("/", java_script_enabled=False)
    assert texts_nl.WEB["no_script"] in page.inner_text("noscript")
    page.click(f"nav >> text={texts_nl.WEB['nav_sources']}")
    page.click("text=Jeugdwet >> nth=0")
    assert page.locator(".leesstuk").count() > 0


def test_nothing_is_put_in_the_browsers_storage(visit: Visitor) -> None:
    page = visit.chat()
    ask(page, QUESTION)
    kept = page.evaluate(
        "async () => [Object.keys(localStorage), Object.keys(sessionStorage),"
        " (await indexedDB.databases()).map(d => d.name), await caches.keys(), document.cookie]"
    )
    assert kept == [[], [], [], [], ""]


# -- walk-through --


def test_walk_through_by_keyboard_to_a_printable_overview(visit: Visitor) -> None:
    page = visit.open("/stappenplan")
    page.click("a.knop >> nth=1")
    page.press("button[value=verder]", "Enter")
    page.wait_for_selector("[role=alert]")
    assert page.title().startswith("Fout:")
    for _ in range(12):
        if page.locator(".uitkomsten").count():
            break
        page.focus("fieldset input")
        page.keyboard.press("Space")
        if page.locator("input[type=radio][value=conflict]").count():
            page.focus("input[value=plicht]")
            page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.locator(".uitkomst").count() == 7
    assert "?" not in page.url
    page.evaluate("window.print = () => { document.title = 'afgedrukt'; }")
    page.click("[data-afdrukken]")
    assert page.title() == "afgedrukt"


# -- accessibility --

AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_in_any_state_of_the_chat(visit: Visitor, scheme: str) -> None:
    page = visit.open(color_scheme=scheme, reduced_motion="reduce")
    assert violations(page) == []
    ask(page, QUESTION)
    page.locator("summary").first.click()
    page.locator(".verwijzing").first.click()
    page.wait_for_selector("#bronpaneel mark")
    assert violations(page) == []
    ask(page, f"{fakes.NOT_IN_CORPUS} {fakes.FOLLOW_UP}")
    ask(page, f"{fakes.CANARY} gevaar")
    start(page, f"{fakes.ENDLESS} antwoord?")
    page.wait_for_selector(".zin:has-text('Zin 2')")
    assert violations(page) == []
    spins = "getComputedStyle(document.querySelector('#bezig'), '::before').animationDuration"
    assert float(page.evaluate(spins).removesuffix("s")) < 0.001  # motion is reduced
    page.click("#stop")
    page.wait_for_selector(f"#bezig:has-text('{texts_nl.WEB['stopped']}')")
    ask(page, "x")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_on_a_phone(visit: Visitor, scheme: str) -> None:
    page = visit.open(color_scheme=scheme, viewport=PHONE, reduced_motion="reduce")
    ask(page, QUESTION)
    ask(page, f"{fakes.UNSURE} {fakes.FOLLOW_UP}")
    page.locator(".verwijzing").first.click()
    page.wait_for_selector("#bronpaneel mark")
    assert violations(page) == []


def test_the_chat_in_english_says_which_words_are_dutch(visit: Visitor) -> None:
    page = visit.open("/bronnen?taal=en", color_scheme="dark", reduced_motion="reduce")
    page.click(f"nav >> text={texts_en.WEB['nav_chat']}")
    page.wait_for_selector(OPEN)
    assert page.title() == f"{texts_en.WEB['nav_ask']} - {texts_nl.NAME}"
    ask(page, QUESTION, "answered")
    page.locator(".verwijzing").first.click()
    page.wait_for_selector("#bronpaneel mark")
    ask(page, f"{fakes.CANARY} gevaar", "refused")
    assert texts_en.WEB["refused_title"] in page.inner_text("#gesprek")
    tongues = "e => [document.documentElement.lang, e.closest('[lang]').lang]"
    assert page.locator(".zin").first.evaluate(tongues) == ["en", "nl"]
    assert violations(page) == []
    page.click(f"nav >> text={texts_en.WEB['to_other_language']}")
    page.wait_for_selector(OPEN)
    assert page.evaluate("document.documentElement.lang") == "nl"


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_the_page_is_dutch_in_a_browser_of_another_language(visit: Visitor, locale: str) -> None:
    page = visit.open(locale=locale)
    ask(page, QUESTION, "answered")
    assert page.evaluate("document.documentElement.lang") == "nl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_on_any_other_page(visit: Visitor, site: str, scheme: str) -> None:
    page = visit.open("/bronnen", color_scheme=scheme)
    for path in (
        "/bronnen",
        "/bronnen?zoek=geheimhouding",
        "/bronnen?zoek=x",
        "/bronnen?geweigerd=person-name+bsn&hulp=danger",
        "/bronnen/vuistregels-zorg-straf",
        "/bronnen/wet/grondwet",
        "/bron/handreiking/deel-3/beroepsgeheim/doorbreken/1?q=0-33",
        "/stappenplan",
        "/stappenplan/avg-stappen",
        "/weg",
    ):
        page.goto(site + path)
        assert violations(page) == [], path
    page.goto(f"{site}/stappenplan/geheimhouding")
    page.click("button[value=verder]")
    assert violations(page) == []
    while not page.locator(".uitkomsten").count():
        page.locator("fieldset label").first.click()
        page.click("button[value=verder]")
    assert violations(page) == []
