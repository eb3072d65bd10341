"""Who makes a request, and whether the settings let strangers in."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.access import Role, User
from assistant.web.oidc import Provider
from assistant.web.session import Session, Sessions, cookies_of
from assistant.web.users import Account, Users, read_users, users_path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"[a-z0-9.:-]{1,253}")
LOCAL_USER = User("local", frozenset(Role), local=True)
# What a proxy adds, so that a request comes from another machine than it seems.
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Found:
    """What is known about the maker of a request."""

    user: User | None
    here: bool  # comes from this machine itself, directly
    session: Session | None = None  # None for a program or where nobody signs in
    bad_token: bool = False  # a program with a token that is no good (any more)


class Identity:
    """Finds out who makes a request."""

    def __init__(self, settings: Settings, sessions: Sessions | None, users: Users) -> None:
        """Take what is needed.

        Args:
            settings: how people sign in.
            sessions: None where nobody signs in.
            users: people and programs.
        """
        self._auth = settings.auth
        self._sessions = sessions
        self._users = users

    def of(self, scope: Scope) -> Found:
        """Return who makes a request."""
        headers = Headers(scope=scope)
        here = is_here(scope, headers)
        if self._sessions is None:
            return Found(LOCAL_USER if here else None, here)
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            account = self._users.of_token(token.strip())
            user = _user(account, program=True) if account else None
            return Found(user, here, bad_token=user is None)
        session = self._sessions.read(cookies_of(headers.get("cookie", "")))
        user = self._of_session(session) if session else None
        return Found(user, here, session if user else None)

    def _of_session(self, session: Session) -> User | None:
        if session.via != self._auth:  # the operator changed how people sign in
            return None
        if session.via == "oidc":
            return User(session.name, frozenset(Role(r) for r in session.roles if r in set(Role)))
        account = self._users.find(session.name)
        if account is None or not account.password or account.stamp != session.stamp:
            return None
        return _user(account)


def is_here(scope: Scope, headers: Headers) -> bool:
    """Return whether a request comes from this machine itself, by its own name and directly."""
    client = scope.get("client")
    try:
        local = client is not None and ipaddress.ip_address(client[0]).is_loopback
        named = urlsplit(f"//{headers.get('host', '')}").hostname in LOOPBACK
    except ValueError:
        return False
    return local and named and not any(name in headers for name in FORWARDED)


def check_access(settings: Settings) -> None:
    """Refuse settings that would let in whoever finds the site.

    Raises:
        SettingsError: they do, or they contradict each other; the message says what to set.
    """
    own_machine = settings.host in LOOPBACK
    if settings.auth == "none":
        shown = [n for n in ("public_url", "hosts", "proxies") if getattr(settings, n)]
        if not own_machine or shown:
            why = f"{shown[0]} is set" if shown else f"host is {settings.host}"
            raise SettingsError(
                f"{why}, so that others can reach the site, and nobody has to sign in. Set "
                "ASSISTANT_AUTH=oidc with ASSISTANT_OIDC_ISSUER and ASSISTANT_OIDC_CLIENT_ID, or "
                "ASSISTANT_AUTH=users after: assistant users add NAME --role beheerder. Set "
                "ASSISTANT_PUBLIC_URL=https://... as well. See docs/access.md"
            )
    if not own_machine and not settings.public_url:
        raise SettingsError(
            f"host is {settings.host}; set ASSISTANT_PUBLIC_URL to the address that people type: "
            "https://vindplaats.example.nl"
        )
    _check_lists(settings)
    if settings.auth == "oidc":
        Provider(settings)
    path = users_path(settings)
    if settings.auth == "users" and not any(a.password for a in read_users(path).values()):
        raise SettingsError(
            f"{path}: nobody can sign in; run: assistant users add NAME --role beheerder"
        )


def _check_lists(settings: Settings) -> None:
    if settings.public_url:
        origin_of(settings.public_url, "public_url")
    for origin in parts(settings.embed_from):
        origin_of(origin, "embed_from")
    for proxy in parts(settings.proxies):
        try:
            network = ipaddress.ip_network(proxy, strict=False)
        except ValueError as error:
            raise SettingsError(f"proxies: {proxy!r} is no address or network") from error
        if network.prefixlen == 0:
            raise SettingsError("proxies: believing everybody is believing nobody; name addresses")


def origin_of(url: str, setting: str) -> str:
    """Return scheme, host and port of an address.

    Raises:
        SettingsError: it has more than that, or is neither https nor this machine.
    """
    try:
        found = urlsplit(url)
        port = found.port
    except ValueError as error:
        raise SettingsError(f"{setting}: {url!r} is no address") from error
    name = found.hostname or ""
    safe = found.scheme == "https" or (found.scheme == "http" and name in LOOPBACK)
    plain = found.path in ("", "/") and not (found.query or found.fragment or found.username)
    if not safe or not plain or not _HOST.fullmatch(name):
        raise SettingsError(
            f"{setting}: {url!r} must be like https://vindplaats.example.nl, without a path"
        )
    host = f"[{name}]" if ":" in name else name
    return f"{found.scheme}://{host}{f':{port}' if port else ''}"


def served_hosts(settings: Settings) -> list[str]:
    """Return the host names by which the site may be called."""
    public = urlsplit(settings.public_url).hostname
    return [*LOOPBACK, "[::1]", *([public] if public else []), *parts(settings.hosts)]


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a list that is separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _user(account: Account, *, program: bool = False) -> User:
    return User(account.name, frozenset(account.roles), program=program)
