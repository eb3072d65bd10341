"""The pages for everybody: what they say follows from the settings, and nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web import public_pages
from tests.web.people import PASSWORD, site_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONTACT = "mailto:veilig@vindplaats.example"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


def visit(path: str, **settings: Any) -> Any:
    """A page of a site that has nothing else."""
    app = FastAPI()
    app.include_router(public_pages.public_routes(Settings(**settings)))
    return TestClient(app).get(path)


# -- security.txt --


def fields(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, _, value = line.partition(": ")
        found.setdefault(name, []).append(value)
    return found


def test_security_txt_says_what_the_settings_say() -> None:
    answer = visit(
        "/.well-known/security.txt", contact=CONTACT, public_url="https://vindplaats.example/"
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    found = fields(answer.text)
    assert found["Contact"] == [CONTACT]
    assert found["Canonical"] == ["https://vindplaats.example/.well-known/security.txt"]
    (expires,) = found["Expires"]
    ahead = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=30) < ahead < timedelta(days=365)


def test_without_a_contact_there_is_no_security_txt() -> None:
    assert visit("/.well-known/security.txt").status_code == 404
    assert public_pages.security_txt(Settings(), date(2026, 1, 1)) is None


@pytest.mark.parametrize("address", ["http://vindplaats.example", ""])
def test_only_a_site_on_https_has_a_canonical_address(address: str) -> None:
    text = public_pages.security_txt(Settings(contact=CONTACT, public_url=address), date.today())
    assert text is not None
    assert "Canonical" not in text


@given(st.dates(date(2000, 1, 1), date(9000, 1, 1)))
def test_it_expires_within_a_year_whatever_day_it_is(today: date) -> None:
    text = public_pages.security_txt(Settings(contact=CONTACT), today)
    assert text is not None
    expires = date.fromisoformat(fields(text)["Expires"][0][:10])
    assert today < expires < today + timedelta(days=365)


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param("veilig@vindplaats.example", id="no-scheme"),
        pytest.param("http://vindplaats.example/meld", id="web-without-https"),
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("mailto:a@b.nl\nExpires: 2099-01-01T00:00:00Z", id="another-field"),
        pytest.param("https://", id="no-host"),
    ],
)
def test_a_contact_that_the_standard_does_not_allow_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="contact must be an address like mailto:"):
        public_pages.public_routes(Settings(contact=contact))


@pytest.mark.parametrize("contact", [CONTACT, "https://vindplaats.example/meld", "tel:+31-70-0000"])
def test_contacts_that_are_allowed(contact: str) -> None:
    public_pages.check_contact(contact)


# -- privacy --


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_privacy_page_has_the_terms_of_the_settings() -> None:
    page = words(visit("/privacy", desk_days=91, desk_open_days=182, organisation="De Proef").text)
    assert "91 dagen na het antwoord" in page
    assert "182 dagen nadat u het stuurde" in page
    assert "De Proef biedt deze site aan" in page
    assert "{" not in page


@pytest.mark.parametrize(
    ("settings", "there", "absent"),
    [
        pytest.param({}, "op de machine waar deze site op staat", "taalmodel", id="no-model"),
        pytest.param(
            {"llm": "server"}, "in het eigen netwerk", "buiten het eigen netwerk", id="own-model"
        ),
        pytest.param(
            {"llm": "server", "llm_allow_remote": True},
            "buiten het eigen netwerk mag staan",
            "stuurt niets door",
            id="remote-model",
        ),
        pytest.param(
            {"auth": "users", "session_idle": 5400},
            "Tot 90 minuten na uw laatste bezoek",
            "Tot 1 uur na uw laatste bezoek",
            id="sign-in",
        ),
        pytest.param({}, "Uw gesprek", "Een cookie met uw gebruikersnaam", id="no-sign-in"),
    ],
)
def test_the_privacy_page_says_what_holds_here(
    settings: dict[str, Any], there: str, absent: str
) -> None:
    page = words(visit("/privacy", **settings).text)
    assert there in page
    assert absent not in page


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
def test_without_contact_and_organisation_no_address_is_made_up(path: str) -> None:
    page = visit(path).text
    assert texts_nl.PAPERS["organisation"] in page
    assert "mailto:" not in page
    assert f'href="{CONTACT}"' in visit(path, contact=CONTACT).text


def test_what_the_operator_typed_is_text() -> None:
    page = visit("/privacy", organisation="<script>alert(1)</script> {0} {desk_days}").text
    assert "<script>alert" not in page
    assert "{desk_days}" in page


def test_a_search_on_another_machine_is_told() -> None:
    here, away = visit("/privacy").text, visit("/privacy", chroma_url="http://10.1.2.3:8000").text
    assert "reeks getallen" not in here
    assert "reeks getallen" in away


def test_every_condition_is_used_or_always() -> None:
    privacy = public_pages.load_privacy()
    used = {s.when for s in privacy.section} | {k.when for k in privacy.kept}
    assert used == set(public_pages.conditions(Settings()))


# -- in a browser --


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a whole site where people sign in."""
    del browser  # no server without a browser
    from assistant.web.server import create_app
    from tests.web.fakes import FakeAssistant
    from tests.web.loopback import running

    settings = site_settings(
        tmp_path_factory.mktemp("papers"), contact=CONTACT, organisation="Gemeente Voorbeeld"
    )
    with ExitStack() as stack:
        yield stack.enter_context(running(create_app(FakeAssistant(), settings)))


def fits(page: Page, path: str) -> None:
    """Nothing that axe finds, and nothing to scroll sideways."""
    from axe_playwright_python.sync_playwright import Axe

    from tests.web.test_browser import AXE

    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found] == [], path
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_no_violations_and_no_sideways_scrolling(
    browser: Browser, site: str, scheme: Any, size: Any
) -> None:
    context = browser.new_context(locale="nl-NL", color_scheme=scheme, viewport=size)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(site) else outside.append(r.url))
    for path in ("/toegankelijkheid", "/privacy", "/aanmelden"):
        page.goto(site + path)
        assert page.title().endswith(f" - {texts_nl.NAME}"), path
        fits(page, path)
    page.fill("input[name=naam]", "baas")
    page.fill("input[type=password]", "verkeerd")
    page.keyboard.press("Enter")
    page.wait_for_selector("#aanmeldfout")
    fits(page, "a wrong password")
    page.fill("input[name=naam]", "baas")
    page.fill("input[type=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")
    for path in ("/api/v1/docs", "/afmelden"):
        page.goto(site + path)
        fits(page, path)
    page.locator("main form button").click()
    page.wait_for_url(f"{site}/afgemeld")
    fits(page, "/afgemeld")
    assert outside == []
    context.close()


def test_the_files_are_where_the_package_looks() -> None:
    for name in (public_pages.PRIVACY, public_pages.STATEMENT):
        assert (Path(public_pages.__file__).parents[1] / name).is_file()
