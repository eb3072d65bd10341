"""The file of people and programs: one JSON object on each line, made by `assistant users`.

A password is kept as an Argon2id hash, a token as its SHA-256: a token has 256 random bits, so that
nothing is gained by making each guess slow.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.desk.rules import check_user_name
from assistant.errors import AssistantError, DeskRuleError, SettingsError
from assistant.settings import Settings
from assistant.web.access import Role
from assistant.web.private import check_private, write_beside

FILE = "users.jsonl"
SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 1000  # hashing a very long one would take time
TOKEN_PREFIX = "vp_"  # noqa: S105 - so that scanners find a token that leaked
TOKEN_DAYS = 365
HASHES_AT_ONCE = 2  # each takes 64 MiB

log = logging.getLogger(__name__)
_HASHER = PasswordHasher()  # Argon2id as RFC 9106 advises where memory is scarce
_HASHING = threading.BoundedSemaphore(HASHES_AT_ONCE)


class Token(BaseModel):
    """A key of a program."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    hash: str  # SHA-256, hexadecimal
    until: datetime


class Account(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    roles: tuple[Role, ...]
    password: str = ""  # Argon2id hash; "" for a program, which cannot sign in
    tokens: tuple[Token, ...] = ()

    @property
    def stamp(self) -> str:
        """What changes with the password, so that sessions end with it."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


Accounts = Mapping[str, Account]


def users_path(settings: Settings) -> Path:
    """Return where the file is."""
    return settings.users if settings.users != Path() else settings.state / FILE


def read_users(path: Path) -> dict[str, Account]:
    """Return the accounts by name; {} when there is no file.

    Raises:
        SettingsError: others can read the file, or it is not what `assistant users` writes.
    """
    if not path.exists():
        return {}
    check_private(path)
    found: dict[str, Account] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            account = Account.model_validate_json(line)
            check_user_name(account.name)
        except (ValidationError, DeskRuleError) as error:  # the words of it may hold a hash
            raise SettingsError(f"{path}:{number}: is no line of a user file") from error
        if account.name in found:
            raise SettingsError(f"{path}:{number}: {account.name} is there twice")
        found[account.name] = account
    return found


class Users:
    """The file as it is now; read again when it changed. Safe for all threads."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet.

        Args:
            path: of the file.
        """
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._accounts: Accounts = MappingProxyType({})
        self._tokens: Mapping[str, tuple[Account, Token]] = MappingProxyType({})

    def find(self, name: str) -> Account | None:
        """Return an account by name."""
        self._refresh()
        return self._accounts.get(name)

    def of_token(self, token: str) -> Account | None:
        """Return the account of a token that is still good."""
        self._refresh()
        found = self._tokens.get(_digest(token))
        if found is None or found[1].until < datetime.now(UTC):
            return None
        return found[0]

    def check(self, name: str, password: str) -> Account | None:
        """Return the account when the password is right; takes as long when nobody has the name."""
        account = self.find(name)
        nobody = _nobody()
        kept = account.password if account else ""
        right = _verify(kept or nobody, password)
        return account if right and kept else None

    def _refresh(self) -> None:
        """Read the file when it changed; when it cannot be used, nobody is known."""
        try:
            now = self._path.stat()
            seen = (now.st_ctime_ns, now.st_size, now.st_ino)  # of a chmod too
        except OSError:
            seen = None
        if seen == self._seen and seen is not None:
            return
        accounts: Accounts = {}
        try:
            accounts = read_users(self._path)
        except (AssistantError, OSError, UnicodeDecodeError) as error:
            log.error("nobody of the user file can sign in: %s", error)
        self._tokens = {t.hash: (a, t) for a in accounts.values() for t in a.tokens}
        self._accounts = accounts
        self._seen = seen


def check_password(password: str) -> None:
    """Refuse a password that is too short or too long.

    Raises:
        SettingsError: it is.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise SettingsError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; take a sentence"
        )


def add_user(path: Path, name: str, roles: tuple[Role, ...], password: str | None) -> None:
    """Add somebody.

    Args:
        path: of the user file.
        name: a user name as the helpdesk has it.
        roles: at least one.
        password: None for a program.

    Raises:
        SettingsError: the name is taken or no user name, or the password is too short.
    """
    try:
        check_user_name(name)
    except DeskRuleError as error:
        raise SettingsError(
            f"{name!r} is no user name: it has 1 to 32 small letters, digits, . _ - and begins "
            "with a letter"
        ) from error
    hashed = "" if password is None else _hash(password)
    with _changing(path) as accounts:
        if name in accounts:
            raise SettingsError(f"{name} is there already; see assistant users list")
        accounts[name] = Account(name=name, roles=tuple(sorted(set(roles))), password=hashed)


def remove_user(path: Path, name: str) -> None:
    """Remove somebody; sessions and tokens end at once.

    Raises:
        SettingsError: nobody has the name.
    """
    with _changing(path) as accounts:
        del accounts[_known(accounts, name).name]


def set_password(path: Path, name: str, password: str) -> None:
    """Give somebody another password; sessions end at once.

    Raises:
        SettingsError: nobody has the name, or the password is too short.
    """
    hashed = _hash(password)
    _change(path, name, lambda account: account.model_copy(update={"password": hashed}))


def make_token(path: Path, name: str, days: int = TOKEN_DAYS) -> str:
    """Return a new token for a program; it is shown this once. Tokens that are too old go.

    Args:
        path: of the user file.
        name: whose roles the program has.
        days: that it is good.

    Raises:
        SettingsError: nobody has the name.
    """
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    now = datetime.now(UTC).replace(microsecond=0)
    made = Token(hash=_digest(token), until=now + timedelta(days=days))

    def with_token(account: Account) -> Account:
        kept = tuple(t for t in account.tokens if t.until > now)
        return account.model_copy(update={"tokens": (*kept, made)})

    _change(path, name, with_token)
    return token


def revoke_tokens(path: Path, name: str) -> None:
    """Make all tokens of somebody worth nothing.

    Raises:
        SettingsError: nobody has the name.
    """
    _change(path, name, lambda account: account.model_copy(update={"tokens": ()}))


def _change(path: Path, name: str, change: Callable[[Account], Account]) -> None:
    with _changing(path) as accounts:
        accounts[name] = change(_known(accounts, name))


def _known(accounts: Accounts, name: str) -> Account:
    if name not in accounts:
        raise SettingsError(f"nobody is called {name!r}; see assistant users list")
    return accounts[name]


@contextmanager
def _changing(path: Path) -> Iterator[dict[str, Account]]:
    """Give the accounts to change, and write them beside the file and swap."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_name(f".{path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            accounts = read_users(path)
            yield accounts
            lines = [json.dumps(a.model_dump(mode="json")) for _, a in sorted(accounts.items())]
            part = write_beside(path, "".join(f"{line}\n" for line in lines).encode())
            part.replace(path)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror})") from error


def _hash(password: str) -> str:
    check_password(password)
    return _HASHER.hash(password)


def _verify(hashed: str, password: str) -> bool:
    try:
        with _HASHING:
            return _HASHER.verify(hashed, password[: LONGEST_PASSWORD + 1])
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False


@cache
def _nobody() -> str:
    """A hash that no password fits, to spend the same time on a name that nobody has."""
    return _HASHER.hash(secrets.token_bytes(32))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
