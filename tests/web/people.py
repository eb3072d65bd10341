"""Sites with sign-in for the tests, and people to sign in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.settings import Settings, silence_telemetry
from assistant.web import users
from assistant.web.access import Role
from assistant.web.security import Gate, guards

PASSWORD = "een lang wachtwoord voor allen"
HERE = "http://127.0.0.1:7860"
EVENTS = {0: "ask", 1: "ask_separately", 2: "", 3: "restart"}
EVERYBODY = {
    "prof": (Role.PROFESSIONAL,),
    "train": (Role.TRAINER,),
    "desk": (Role.HELPDESK,),
    "baas": (Role.BEHEERDER,),
    "alles": tuple(Role),
}


def site_settings(state: Path, **more: Any) -> Settings:
    """Settings with a user file in which everybody has `PASSWORD`."""
    silence_telemetry()
    path = state / users.FILE
    if not path.exists():
        state.mkdir(parents=True, exist_ok=True)
        hashed = users._hash(PASSWORD)  # once: a hash takes time on purpose
        accounts = [
            users.Account(name=n, roles=r, password=hashed).model_dump_json()
            for n, r in EVERYBODY.items()
        ]
        users.write_beside(path, ("\n".join(accounts) + "\n").encode()).replace(path)
    return Settings(**({"state": state, "auth": "users"} | more))


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the gate: reads all and says who it was, without any route."""
    more = scope["method"] not in ("GET", "HEAD")
    size = 0
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    user = scope["state"]["user"]
    headers = {"X-Name": user.name if user else "", "X-Size": str(size)}
    await PlainTextResponse("behind", headers=headers)(scope, receive, send)


def gate(settings: Settings) -> Gate:
    """The gate before `behind`."""
    return Gate(behind, localise=lambda html, _: html, guards=guards(settings), events=EVENTS)


def visitor(app: Any, base_url: str = HERE, address: str = "127.0.0.1") -> TestClient:
    """Somebody with an empty browser."""
    return TestClient(
        app,
        base_url=base_url,
        client=(address, 50_000),
        raise_server_exceptions=False,
        follow_redirects=False,
    )


def signed_in(app: Any, settings: Settings, name: str, base_url: str = HERE) -> TestClient:
    """Somebody with a session as signing in gives it; of a site that has only a gate too."""
    found = guards(settings)
    account = found.users.find(name)
    assert found.sessions is not None
    assert account is not None
    session = found.sessions.begin(name, (), via="users", stamp=account.stamp)
    client = visitor(app, base_url)
    client.headers["cookie"] = found.sessions.header(session).partition(";")[0]
    return client
