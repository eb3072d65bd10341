"""Who may do what: one table for every address and every event of the site. Pure.

What the table does not name does not exist. The first row that fits a path counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit


class Role(StrEnum):
    """What somebody is here for; the value is what settings and the user file say."""

    PROFESSIONAL = "professional"  # asks questions
    TRAINER = "trainer"  # makes quizzes
    HELPDESK = "helpdesk"  # judges answers
    BEHEERDER = "beheerder"  # runs the site, and may do everything


class Door(Enum):
    """What needs no role."""

    OPEN = "open"  # anybody
    SIGNED_IN = "signed-in"  # anybody who signed in


Need = Role | Door


@dataclass(frozen=True, slots=True)
class User:
    """Somebody, or a program, that is known."""

    name: str  # as the helpdesk stores it: `desk.rules.check_user_name`
    roles: frozenset[Role]
    local: bool = False  # whoever sits at this machine, where nobody has to sign in
    program: bool = False  # came with a token

    def may(self, need: Need) -> bool:
        """Return whether what the user is suffices."""
        if isinstance(need, Door):
            return True
        return need in self.roles or Role.BEHEERDER in self.roles


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    path: re.Pattern[str]  # of the whole path
    need: Need
    methods: frozenset[str]
    by_session: bool = True  # a person in a browser may do it
    by_token: bool = False  # a program with a token may do it
    here: bool = False  # this machine itself may do it, without signing in
    limited: bool = True  # counts as a request
    source: bool = False  # `open_sources` opens it


class Verdict(Enum):
    """What becomes of a request."""

    GO = "go"
    SIGN_IN = "sign-in"
    FORBIDDEN = "forbidden"


READ = frozenset({"GET", "HEAD"})
SEND = frozenset({"POST"})
OTHER = frozenset({"PUT", "PATCH", "DELETE", "OPTIONS"})


def _rule(path: str, need: Need, methods: frozenset[str] = READ, **more: bool) -> Rule:
    return Rule(re.compile(path, re.DOTALL), need, methods, **more)


_ASSETS = r"/(?:huisstijl|assets|static)/.+|/theme\.css|/favicon\.ico"
_QUESTION = r"/gradio_api/queue/join"
_GRADIO_READS = r"/config|/gradio_api/(?:queue/data|heartbeat/[a-z0-9]{1,40}|app_id)"

TABLE = (
    # the chat; of Gradio's fifty routes the page needs these
    _rule(r"/", Role.PROFESSIONAL),
    _rule(_GRADIO_READS, Role.PROFESSIONAL),
    _rule(r"/gradio_api/(?:queue/join|run/predict|cancel)", Role.PROFESSIONAL, SEND),
    _rule(_ASSETS, Door.OPEN, limited=False),
    # sources and walk-throughs
    _rule(r"/(?:bron|paneel|bronnen)(?:/.*)?|/stappenplan(?:/.*)?", Door.SIGNED_IN, source=True),
    _rule(r"/stappenplan/.+", Door.SIGNED_IN, SEND, source=True),
    # what an asker does
    _rule(r"/terugkoppeling|/voorleggen(?:/verstuur)?", Role.PROFESSIONAL, SEND),
    _rule(r"/antwoord", Role.PROFESSIONAL, READ | SEND),
    # workplaces
    _rule(r"/helpdesk(?:/.*)?", Role.HELPDESK, READ | SEND),
    _rule(r"/trainer(?:/.*)?", Role.TRAINER, READ | SEND),
    _rule(r"/beheer(?:/.*)?", Role.BEHEERDER, READ | SEND),
    # who takes a quiz has a code and no account
    _rule(r"/quiz(?:/.*)?", Door.OPEN, READ | SEND),
    # other programs
    # the API itself says which methods it has
    _rule(r"/api/.+", Role.PROFESSIONAL, READ | SEND | OTHER, by_token=True),
    _rule(
        r"/mcp(?:/.*)?",
        Role.PROFESSIONAL,
        READ | SEND | {"DELETE"},
        by_session=False,
        by_token=True,
    ),
    _rule(r"/widget(?:/.*)?", Door.OPEN),
    # operating
    _rule(r"/gezond|/klaar", Door.OPEN, limited=False),
    _rule(r"/metrics", Role.BEHEERDER, by_token=True, here=True),
    # papers
    _rule(r"/toegankelijkheid|/privacy|/\.well-known/security\.txt", Door.OPEN),
    # signing in and out
    _rule(r"/aanmelden", Door.OPEN, READ | SEND),
    _rule(r"/aanmelden/(?:organisatie|terug)", Door.OPEN),
    _rule(r"/afmelden", Door.SIGNED_IN, READ | SEND),
    _rule(r"/afgemeld", Door.OPEN),
)

# The events of the Gradio page by the name of their function; "" are those that only cancel.
EVENTS: Mapping[str, Need] = MappingProxyType(
    {
        "ask": Role.PROFESSIONAL,
        "ask_separately": Role.PROFESSIONAL,
        "restart": Role.PROFESSIONAL,
        "": Role.PROFESSIONAL,
    }
)

# What costs an answer, counted apart: `questions_per_minute`.
_ASKS = re.compile(rf"{_QUESTION}|/api/v1/(?:ask|search)(?:/.*)?|/mcp(?:/.*)?")


def rule_for(method: str, path: str) -> Rule | None:
    """Return the row for a request; None when there is nothing there.

    >>> rule_for("GET", "/gradio_api/upload") is None, rule_for("GET", "/helpdesk/7").need.value
    (True, 'helpdesk')
    """
    for rule in TABLE:
        if method in rule.methods and rule.path.fullmatch(path):
            return rule
    return None


def is_question(method: str, path: str, query: str = "") -> bool:
    """Return whether a request asks for an answer or searches, which is limited apart.

    >>> is_question("GET", "/bronnen", "zoek=inzage"), is_question("GET", "/bronnen")
    (True, False)
    """
    if method == "POST":
        return _ASKS.fullmatch(path) is not None
    return path == "/bronnen" and "zoek=" in query


def decide(rule: Rule, user: User | None, *, here: bool, open_sources: bool) -> Verdict:
    """Return what becomes of a request.

    Args:
        rule: of the request.
        user: who makes it; None when not known.
        here: it comes from this machine itself, directly.
        open_sources: sources are shown without signing in.
    """
    if rule.need is Door.OPEN or (rule.here and here) or (rule.source and open_sources):
        return Verdict.GO
    if user is None:
        return Verdict.SIGN_IN
    if not user.local and not (rule.by_token if user.program else rule.by_session):
        return Verdict.SIGN_IN
    return Verdict.GO if user.may(rule.need) else Verdict.FORBIDDEN


_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


def safe_next(address: str) -> str:
    """Return an address of this site that can be read, to go to after signing in; "/" if not.

    >>> safe_next("/helpdesk/7?x=1"), safe_next("//evil.example/"), safe_next("https://evil.example")
    ('/helpdesk/7?x=1', '/', '/')
    """
    if len(address) > 1000 or _CONTROL.search(address) or not re.match(r"/(?!/)", address):
        return "/"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    # some browsers read a backslash as a slash, and what follows two slashes as a host
    if parts.scheme or parts.netloc or "%5c" in address.lower() or "//" in parts.path:
        return "/"
    rule = rule_for("GET", parts.path)
    return address if rule is not None and rule.limited and rule.by_session else "/"
