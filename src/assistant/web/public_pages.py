"""Pages for everybody: /toegankelijkheid, /privacy and /.well-known/security.txt.

What they say is in `data/privacy.toml` and `data/toegankelijkheid.toml`; who is behind the site and
how long things are kept comes from the settings. Nothing is made up: without a contact there is no
security.txt, and the pages send people to their own organisation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict

from assistant import texts_nl
from assistant.errors import SettingsError
from assistant.quiz.store import DAYS_KEPT, DAYS_OPEN, FEWEST
from assistant.settings import Settings
from assistant.web import render

PRIVACY = "data/privacy.toml"
STATEMENT = "data/toegankelijkheid.toml"
# RFC 9116, 2.5.5 recommends less than a year. It moves along as long as somebody runs the site.
DAYS_GOOD = 180

# RFC 9116, 2.5.3: an address with a scheme; one on the web must be https.
_CONTACT = re.compile(r"(?:https://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9-]+)", re.ASCII)

Condition = Literal["always", "sign-in", "here", "private-search", "private-model", "remote-model"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_Data):
    """A part of the privacy page; text or points."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    place: Literal["before", "after"] = "before"  # of the table
    when: Condition = "always"


class Kept(_Data):
    """Something that is kept: a row of the table."""

    what: str
    where: str
    long: str
    why: str
    rows: tuple[str, ...]  # of "What is kept" in docs/web.md
    when: Condition = "always"


class Privacy(_Data):
    """The privacy page, with braces where the settings are filled in."""

    title: str
    intro: str
    section: tuple[Section, ...]
    kept: tuple[Kept, ...]


class LookedAt(_Data):
    """A page of the site that tests look at with axe."""

    address: str  # beginning of its paths
    exact: bool = False  # the whole path
    part_of: str = ""  # it is seen within this page, and not opened by itself
    name: str
    tests: tuple[str, ...]  # "tests/web/test_browser.py::test_..."


class Check(_Data):
    """Another way in which the site was looked at."""

    name: str
    tests: tuple[str, ...]


class Missing(_Data):
    """What was not looked at, or is known to fall short."""

    name: str


class Statement(_Data):
    """The accessibility statement."""

    checked_on: date
    status: Literal["A", "B", "C", "D"]
    status_name: str
    page: tuple[LookedAt, ...]
    check: tuple[Check, ...]
    missing: tuple[Missing, ...]


@cache
def load_privacy() -> Privacy:
    """Return the privacy page as written."""
    return Privacy.model_validate(_read(PRIVACY))


@cache
def load_statement() -> Statement:
    """Return the accessibility statement as written."""
    return Statement.model_validate(_read(STATEMENT))


def _read(path: str) -> dict[str, object]:
    return tomllib.loads(files("assistant").joinpath(path).read_text(encoding="utf-8"))


def public_routes(settings: Settings) -> APIRouter:
    """Return the routes of the three pages.

    Raises:
        SettingsError: the contact is no address that RFC 9116 allows.
    """
    check_contact(settings.contact)
    router = APIRouter()

    @router.get("/toegankelijkheid", response_class=HTMLResponse)
    def accessibility() -> str:
        return accessibility_page(settings)

    @router.get("/privacy", response_class=HTMLResponse)
    def privacy() -> str:
        return privacy_page(settings)

    @router.get("/.well-known/security.txt", response_class=PlainTextResponse)
    def security() -> str:
        text = security_txt(settings, datetime.now(UTC).date())
        if text is None:
            raise HTTPException(404)
        return text

    return router


def check_contact(contact: str) -> None:
    """Check the address of the contact.

    Raises:
        SettingsError: it is not empty and no mailto:, https: or tel: address.
    """
    if contact and not _CONTACT.fullmatch(contact):
        raise SettingsError(
            "contact must be an address like mailto:naam@organisatie.nl, https://... or tel:+31, "
            f"not {contact!r}"
        )


def security_txt(settings: Settings, today: date) -> str | None:
    """Return the text of security.txt; None without a contact.

    `Canonical` is there when the public address has https. Lines end as RFC 9116 wants.

    >>> print(security_txt(Settings(contact="mailto:veilig@example.nl"), date(2026, 11, 26)))
    Contact: mailto:veilig@example.nl
    Expires: 2027-05-25T00:00:00Z
    Preferred-Languages: nl, en
    <BLANKLINE>
    """
    if not settings.contact:
        return None
    expires = datetime.combine(today + timedelta(days=DAYS_GOOD), time(), UTC)
    lines = [
        f"Contact: {settings.contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    if settings.public_url.startswith("https://"):
        lines.append(f"Canonical: {settings.public_url.rstrip('/')}/.well-known/security.txt")
    return "\n".join(lines) + "\n"


def accessibility_page(settings: Settings) -> str:
    """Return /toegankelijkheid."""
    return render.page(
        "toegankelijkheid.html",
        title=texts_nl.PAPERS["accessibility_title"],
        papers=texts_nl.PAPERS,
        statement=load_statement(),
        organisation=_organisation(settings),
        contact=settings.contact,
        contact_text=contact_text(settings.contact),
    )


def privacy_page(settings: Settings) -> str:
    """Return /privacy, with what holds for these settings."""
    privacy, holds = load_privacy(), conditions(settings)
    values = {
        "organisation": _organisation(settings),
        "desk_days": str(settings.desk_days),
        "desk_open_days": str(settings.desk_open_days),
        "idle": duration(settings.session_idle),
        "lifetime": duration(settings.session_lifetime),
        "quiz_open": str(DAYS_OPEN),
        "quiz_kept": str(DAYS_KEPT),
        "quiz_fewest": str(FEWEST),
    }

    def fill(text: str) -> str:
        filled = text.format_map(values)
        return filled[:1].upper() + filled[1:]

    return render.page(
        "privacy.html",
        title=privacy.title,
        papers=texts_nl.PAPERS,
        intro=privacy.intro,
        sections=[s for s in privacy.section if holds[s.when]],
        kept=[k for k in privacy.kept if holds[k.when]],
        fill=fill,
        contact=settings.contact,
        contact_text=contact_text(settings.contact),
    )


def conditions(settings: Settings) -> Mapping[Condition, bool]:
    """Return which conditions of the privacy page hold.

    "private-model" and "remote-model" are about a model server; a model in a folder runs here.
    """
    server = settings.llm == "server"
    return {
        "always": True,
        "sign-in": settings.auth != "none",
        "here": not server and not settings.chroma_url,
        "private-search": not server and bool(settings.chroma_url),
        "private-model": server and not settings.llm_allow_remote,
        "remote-model": server and settings.llm_allow_remote,
    }


def contact_text(contact: str) -> str:
    """Return an address as people write it.

    >>> contact_text("mailto:veilig@example.nl"), contact_text("https://example.nl/meld")
    ('veilig@example.nl', 'example.nl/meld')
    """
    return re.sub(r"^(?:mailto:|tel:|https://)", "", contact)


def duration(seconds: int) -> str:
    """Return a time in Dutch, in the largest unit that fits without a rest.

    >>> duration(3600), duration(5400), duration(36_000), duration(90), duration(172_800)
    ('1 uur', '90 minuten', '10 uur', '90 seconden', '2 dagen')
    """
    for size, one, many in (
        (86_400, "dag", "dagen"),
        (3600, "uur", "uur"),
        (60, "minuut", "minuten"),
    ):
        if seconds % size == 0:
            return f"{seconds // size} {one if seconds == size else many}"
    return f"{seconds} seconden"


def _organisation(settings: Settings) -> str:
    return settings.organisation or texts_nl.PAPERS["organisation"]
