"""In which language, and for whom, a page is made: known for as long as one request is handled.

English is for the words of the site itself; sources, questions, quizzes and what the checklist says
stay Dutch. Pages that are not translated are Dutch from header to footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import parse_qs, urlencode

from assistant import texts_en, texts_nl
from assistant.errors import AssistantError
from assistant.web import access
from assistant.web.access import User, Verdict

# The choice, in the browser until it is closed: "en". There is none for Dutch.
COOKIE = "taal"
PARAMETER = "taal"
# Pages with English words. Elsewhere, and in what other programs get, the choice does not count.
_TRANSLATED = re.compile(
    r"/|/(?:bron|paneel|bronnen|stappenplan)(?:/.*)?|/gradio_api/.*|/terugkoppeling"
    r"|/(?:aanmelden|helpdesk|trainer|quiz)(?:/.*)?|/afmelden|/afgemeld|/voorleggen(?:/verstuur)?|/antwoord",
    re.DOTALL,
)
# Carried on by the link to the other language. A search is not: it may hold what was refused.
_CARRIED = frozenset({"q", "n", "status", "wie", "onderwerp", "wacht", "pagina", "ronde"})
_NEXT = "naar"  # carried on without its own query
_LINKS = (
    ("/", "nav_chat"),
    ("/stappenplan", "nav_steps"),
    ("/bronnen", "nav_sources"),
    ("/trainer", "nav_trainer"),
    ("/helpdesk", "nav_helpdesk"),
)


class Language(StrEnum):
    """A language of the interface; the value is that of the `lang` attribute."""

    NL = "nl"
    EN = "en"

    @property
    def other(self) -> Language:
        """The other one."""
        return Language.EN if self is Language.NL else Language.NL


class Texts(Protocol):
    """The words that pages in either language share: the modules `texts_nl` and `texts_en`."""

    TAGLINE: str
    WHAT_IT_IS: str
    NO_PERSONAL_DATA: str
    QUESTION_LABEL: str
    QUESTION_PLACEHOLDER: str
    ASK: str
    ABSTAINED: dict[str, str]
    NOTICES: dict[str, str]
    WRITING: str
    WRITTEN: str
    WRITTEN_BY_HELPDESK: str
    NEAREST: str
    HELPDESK: str
    REFUSED: str
    SUGGESTED: str
    FOLLOW_UPS: str
    SOMETHING_WRONG: str
    HELP_INTRO: dict[str, str]
    HELP_LINES: tuple[tuple[str, str, str], ...]
    MONTHS: tuple[str, ...]
    WEB: dict[str, str]
    NOT_KEPT: str
    ROLE_NAMES: dict[str, str]
    ACCESS: dict[str, str]
    DESK_WEB: dict[str, str]
    DESK_STATUS: dict[str, str]
    DESK_AGEING: dict[str, str]
    DESK_JUDGEMENTS: dict[str, str]
    DESK_PROBLEMS: dict[str, str]
    DESK_WHY: dict[str, str]
    DESK_ADDED: dict[str, str]
    DESK_NOT_ADDED: dict[str, str]
    DESK_ACTIONS: dict[str, str]
    DESK_ABOUT: dict[str, str]
    DESK_KEYS: tuple[tuple[str, str], ...]
    DESK_FIELDS: dict[str, str]
    DECIMAL: str
    PERCENT: str
    QUIZ_SOURCE: str
    QUIZ_VERSION_DAY: str
    QUIZ_VERSION: str
    QUIZ_KINDS: dict[str, str]
    QUIZ_DIFFICULTY: dict[str, str]
    QUIZ_WARNINGS: dict[str, str]
    QUIZ_AUDIENCES: dict[str, str]
    QUIZ_KIND_NAMES: dict[str, str]
    QUIZ_FORMATS: dict[str, str]
    QUIZ_FATES: dict[str, str]
    QUIZ_ITEM_PROBLEMS: dict[str, str]
    QUIZ_NO_ITEM: str
    QUIZ_TAKE: dict[str, str]
    QUIZ_WEB: dict[str, str]

    def waiting(self, count: int) -> str:
        """Return the sentence for somebody who waits behind `count` others."""
        ...

    def minutes(self, count: int) -> str:
        """Return a number of minutes in words."""
        ...

    def days_left(self, days: int) -> str:
        """Return the words for what is about to be deleted, in so many days."""
        ...

    def explain(self, error: AssistantError) -> str:
        """Return the sentence for an error."""
        ...


_TEXTS: Mapping[Language, Texts] = {Language.NL: texts_nl, Language.EN: texts_en}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the header."""

    path: str
    text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a page, and where."""

    language: Language = Language.NL
    user: User | None = None
    path: str = ""  # "" when no page is asked for
    sends: bool = False  # the page answers a form
    query: str = ""
    here: bool = False
    signs_in: bool = False
    open_sources: bool = False

    def links(self) -> tuple[Link, ...]:
        """Return the main menu: the pages that the table of access opens for this viewer."""
        found = []
        for path, key in _LINKS:
            rule = access.rule_for("GET", path)
            if rule is None:
                continue
            verdict = access.decide(rule, self.user, here=self.here, open_sources=self.open_sources)
            if verdict is Verdict.GO:
                found.append(Link(path, texts(self.language).WEB[key], self._is_at(path)))
        return tuple(found)

    def _is_at(self, path: str) -> bool:
        within = self.path.replace("/bron/", "/bronnen/", 1)
        return within == path or (path != "/" and within.startswith(f"{path}/"))

    def other_language(self) -> str:
        """Return the address of this page in the other language; "" when it has none.

        What answers a form has none: the way there would lose what was filled in.
        """
        if not self.path or self.sends or not is_translated(self.path):
            return ""
        asked = parse_qs(self.query)
        kept = {k: v for k, v in asked.items() if k in _CARRIED}
        if _NEXT in asked:
            kept[_NEXT] = [asked[_NEXT][-1].partition("?")[0]]
        path = self.path if access.rule_for("GET", self.path) else "/"
        if path.startswith("/aanmelden/"):  # a step at the provider, which cannot be repeated
            path = "/aanmelden"
        return f"{path}?{urlencode({**kept, PARAMETER: [self.language.other.value]}, doseq=True)}"


_NOBODY = Viewer()
_VIEWER: ContextVar[Viewer] = ContextVar("viewer")


@contextmanager
def seen_by(viewer: Viewer) -> Iterator[None]:
    """Make pages for this viewer within the block; not to be held across a `yield`."""
    before = _VIEWER.set(viewer)
    try:
        yield
    finally:
        _VIEWER.reset(before)


def viewer() -> Viewer:
    """Return who the page is made for; nobody, in Dutch, outside a request."""
    return _VIEWER.get(_NOBODY)


def texts(language: Language | None = None) -> Texts:
    """Return the words of a language; None means that of the viewer."""
    return _TEXTS[viewer().language if language is None else language]


def is_translated(path: str) -> bool:
    """Return whether a page has English words.

    >>> is_translated("/bronnen/wet/avg"), is_translated("/privacy")
    (True, False)
    """
    if access.rule_for("GET", path) is None and access.rule_for("POST", path) is None:
        return True  # the page that says that there is nothing
    return _TRANSLATED.fullmatch(path) is not None


def asked_for(query: str) -> Language | None:
    """Return the language that an address asks for; None when it asks for none.

    >>> asked_for("q=0-9&taal=en"), asked_for("taal=fr")
    (<Language.EN: 'en'>, None)
    """
    found = parse_qs(query).get(PARAMETER, [""])[-1]
    return Language(found) if found in set(Language) else None


def language_of(path: str, query: str, cookies: Mapping[str, str]) -> Language:
    """Return the language of a page: asked for in its address, or chosen before.

    Args:
        path: of the page; one that is not translated is Dutch.
        query: of the address.
        cookies: that the browser sent.
    """
    if not is_translated(path):
        return Language.NL
    asked = asked_for(query)
    if asked is not None:
        return asked
    return Language.EN if cookies.get(COOKIE) == Language.EN else Language.NL


def cookie(language: Language, *, secure: bool) -> str:
    """Return the header that remembers a choice until the browser is closed; Dutch forgets it.

    No script reads it and no other site gets it.
    """
    ends = "; Max-Age=0" if language is Language.NL else ""
    return f"{COOKIE}={language}; Path=/; HttpOnly; SameSite=Lax{'; Secure' * secure}{ends}"
