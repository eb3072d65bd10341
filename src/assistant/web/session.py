"""Who signed in, as a signed cookie; and the key that signs it.

Nothing is kept on the server, so that several processes serve one person. What signed out is noted
in the state folder until its cookie is too old anyway, so that a copy of it is worth nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.private import check_private, write_beside

KEY_FILE = "session.key"
SIGNED_OUT = "signed-out"
SHORTEST_SECRET = 32  # characters
RENEW_SECONDS = 60  # a cookie that is older than this is written anew
SIGNING_IN_SECONDS = 600  # how long signing in at a provider may take


@dataclass(frozen=True, slots=True)
class Session:
    """What the cookie says."""

    id: str
    name: str
    roles: tuple[str, ...]
    via: str  # "users" or "oidc"
    stamp: str  # changes with the password; "" at a provider
    began: int  # seconds since 1970
    seen: int


class Sessions:
    """Makes, reads and ends sessions; everything about their cookies."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.time) -> None:
        """Take the key from the settings or from the state folder.

        Args:
            settings: lifetimes, secret, state folder and public address.
            clock: seconds since 1970.

        Raises:
            SettingsError: the secret is too short, or none can be kept.
        """
        key = load_key(settings)
        self._session = _serializer(key, "session")
        self._signing_in = _serializer(key, "signing-in")
        self._idle, self._lifetime = settings.session_idle, settings.session_lifetime
        self._gone = settings.state / SIGNED_OUT
        self._clock = clock
        self.secure = settings.public_url.startswith("https://")
        prefix = "__Host-" if self.secure else ""
        self.cookie = f"{prefix}vindplaats"
        self.signing_in_cookie = f"{prefix}vindplaats-aanmelden"

    def begin(self, name: str, roles: tuple[str, ...], *, via: str, stamp: str = "") -> Session:
        """Return a new session, with an id that nobody saw before."""
        now = int(self._clock())
        return Session(secrets.token_urlsafe(24), name, roles, via, stamp, began=now, seen=now)

    def read(self, cookies: Mapping[str, str]) -> Session | None:
        """Return the session of a request; None without one, or when it is over."""
        found = _loads(self._session, cookies.get(self.cookie, ""))
        try:
            session = Session(**{**found, "roles": tuple(found["roles"])}) if found else None
        except (TypeError, KeyError):  # made by another version
            return None
        if session is None:
            return None
        now = self._clock()
        old = now - session.began > self._lifetime or now - session.seen > self._idle
        return None if old or self._mark(session).exists() else session

    def header(self, session: Session) -> str:
        """Return the `Set-Cookie` that hands out a session."""
        now = int(self._clock())
        content = {name: getattr(session, name) for name in Session.__slots__} | {"seen": now}
        left = max(0, min(self._idle, session.began + self._lifetime - now))
        return self._set(self.cookie, _dumps(self._session, content), left)

    def renewed(self, session: Session) -> str | None:
        """Return the `Set-Cookie` that keeps a session alive, when it is time for that."""
        if self._clock() - session.seen < RENEW_SECONDS:
            return None
        return self.header(session)

    def end(self, session: Session) -> None:
        """Make a session worth nothing, also in a copy of its cookie.

        Raises:
            OSError: it cannot be noted.
        """
        self._gone.mkdir(parents=True, exist_ok=True)
        oldest = self._clock() - self._lifetime
        for mark in self._gone.iterdir():
            if mark.stat().st_mtime < oldest:
                mark.unlink(missing_ok=True)
        self._mark(session).touch(mode=0o600)

    def clear(self) -> str:
        """Return the `Set-Cookie` that takes the session from the browser."""
        return self._set(self.cookie, "", 0)

    def keep(self, content: Mapping[str, str]) -> str:
        """Return the `Set-Cookie` that keeps what signing in at a provider needs."""
        data = {**content, "until": int(self._clock()) + SIGNING_IN_SECONDS}
        return self._set(self.signing_in_cookie, _dumps(self._signing_in, data), SIGNING_IN_SECONDS)

    def kept(self, cookies: Mapping[str, str]) -> dict[str, str] | None:
        """Return what `keep` kept; None when there is nothing or it took too long."""
        found = _loads(self._signing_in, cookies.get(self.signing_in_cookie, ""))
        return found if found and found["until"] > self._clock() else None

    def drop(self) -> str:
        """Return the `Set-Cookie` that forgets what `keep` kept."""
        return self._set(self.signing_in_cookie, "", 0)

    def _mark(self, session: Session) -> Path:
        return self._gone / hashlib.sha256(session.id.encode()).hexdigest()

    def _set(self, name: str, value: str, seconds: int) -> str:
        # Lax, not Strict: coming back from the provider is a request that another site began
        secure = "; Secure" if self.secure else ""
        return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def cookies_of(header: str) -> dict[str, str]:
    """Return the cookies in a `Cookie` header; {} when it cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def load_key(settings: Settings) -> bytes:
    """Return the secret that signs, which all processes of a site must share.

    Without a setting it stands in the state folder, made at the first start and readable by its
    owner only.

    Raises:
        SettingsError: it is too short, or the folder cannot be written.
    """
    if settings.session_secret:
        if len(settings.session_secret) < SHORTEST_SECRET:
            raise SettingsError(
                f"session_secret must have {SHORTEST_SECRET} characters or more; make one with "
                "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return settings.session_secret.encode()
    path = settings.state / KEY_FILE
    try:
        settings.state.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            part = write_beside(path, secrets.token_urlsafe(48).encode())
            with contextlib.suppress(FileExistsError):  # another process was first
                os.link(part, path)
            part.unlink()
        key = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be kept ({error.strerror}); set ASSISTANT_SESSION_SECRET"
        ) from error
    check_private(path)
    if len(key) < SHORTEST_SECRET:
        raise SettingsError(f"{path} is too short; delete it, and a new one is made")
    return key


def _serializer(key: bytes, salt: str) -> URLSafeSerializer:
    digest = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    return URLSafeSerializer(key, salt=f"vindplaats.{salt}", signer_kwargs=digest)


def _dumps(serializer: URLSafeSerializer, content: Mapping[str, Any]) -> str:
    data = serializer.dumps(content)
    return data if isinstance(data, str) else data.decode()


def _loads(serializer: URLSafeSerializer, text: str) -> dict[str, Any] | None:
    try:
        found = serializer.loads(text)
    except BadSignature:  # a payload that cannot be read is one too
        return None
    return found if isinstance(found, dict) else None
