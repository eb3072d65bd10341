"""Signing in and out: with a password, and at a real provider in a process of its own."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import io
import json
import logging
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from argon2 import PasswordHasher
from authlib.common.errors import AuthlibBaseError
from authlib.oidc.core import CodeIDToken
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.errors import SettingsError, SignInError
from assistant.settings import Settings
from assistant.web import session, sign_in, users
from assistant.web.access import Role
from assistant.web.oidc import Provider, parse_mapping, user_name
from assistant.web.security import Gate, guards
from assistant.web.session import KEY_FILE, Sessions
from tests.web import provider as idp
from tests.web.people import HERE, PASSWORD, site_settings, visitor

ROOT = Path(__file__).parents[2]
TEXT = texts_nl.ACCESS
COSTLY = users._HASHER


@pytest.fixture(scope="module", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """A hash is slow on purpose; these tests make many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        users._nobody.cache_clear()
        yield
    users._nobody.cache_clear()


def test_a_hash_costs_what_the_standard_advises() -> None:
    """RFC 9106, 4: the second choice, for little memory."""
    assert (COSTLY.time_cost, COSTLY.memory_cost, COSTLY.parallelism) == (3, 65_536, 4)


def site(settings: Settings) -> Gate:
    """The gate with the pages to sign in, and pages that say who asks."""
    app = FastAPI()
    found = guards(settings)
    assert found.sessions is not None
    app.include_router(sign_in.sign_in_routes(settings, found.sessions, found.users))

    @app.get("/helpdesk")
    @app.get("/bronnen")
    @app.get("/")
    def page(request: Request) -> dict[str, Any]:
        user = request.state.user
        return {"name": user.name, "roles": sorted(user.roles)}

    return Gate(app, localise=lambda html, _: html, guards=found, events={})


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return site_settings(tmp_path_factory.mktemp("sign-in"))


def enter(client: TestClient, name: str = "desk", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/aanmelden", data={"naam": name, "wachtwoord": password, **more})


# -- with a password --


def test_who_is_asked_to_sign_in_comes_back_where_it_was_asked(settings: Settings) -> None:
    client = visitor(site(settings))
    asked = client.get("/helpdesk?n=1", headers={"accept": "text/html"})
    assert asked.status_code == 303
    assert asked.headers["location"] == "/aanmelden?naar=%2Fhelpdesk%3Fn%3D1"
    form = client.get(asked.headers["location"])
    there = re.search(r'name="naar" value="([^"]*)"', form.text)
    assert there is not None
    answer = enter(client, naar=unescape(there[1]))
    assert (answer.status_code, answer.headers["location"]) == (303, "/helpdesk?n=1")
    assert client.get("/helpdesk").json() == {"name": "desk", "roles": ["helpdesk"]}
    assert client.get("/").status_code == 403  # another role
    assert texts_nl.ROLE_NAMES["professional"] in client.get("/").text
    assert client.get("/aanmelden?naar=/bronnen").headers["location"] == "/bronnen"


@pytest.mark.parametrize("naar", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_open_redirect_signing_in_ends_on_this_site(settings: Settings, naar: str) -> None:
    assert enter(visitor(site(settings)), naar=naar).headers["location"] == "/"


def test_a_program_without_session_gets_a_status_and_no_page(settings: Settings) -> None:
    response = visitor(site(settings)).get("/helpdesk")
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Session")


def test_signing_out_ends_the_session_also_of_a_copied_cookie(settings: Settings) -> None:
    client = visitor(site(settings))
    enter(client)
    copied = client.cookies["vindplaats"]
    page = client.get("/afmelden")
    assert "desk" in page.text
    assert client.post("/afmelden").headers["location"] == "/afgemeld"
    assert TEXT["left"] in client.get("/afgemeld").text
    assert "vindplaats" not in client.cookies
    other = visitor(site(settings))  # another process
    other.cookies.set("vindplaats", copied)
    assert other.get("/bronnen").status_code == 401


def test_two_processes_share_a_session(settings: Settings) -> None:
    client = visitor(site(settings))
    enter(client)
    other = visitor(site(settings))
    other.cookies.set("vindplaats", client.cookies["vindplaats"])
    assert other.get("/bronnen").json()["name"] == "desk"


def test_session_fixation_signing_in_gives_a_new_session_and_ends_the_old(
    settings: Settings,
) -> None:
    attacker, victim = visitor(site(settings)), visitor(site(settings))
    enter(attacker, "train")
    planted = attacker.cookies["vindplaats"]
    victim.cookies.set("vindplaats", planted, domain="127.0.0.1", path="/")
    enter(victim, "baas")
    assert victim.cookies["vindplaats"] != planted
    assert attacker.get("/bronnen").status_code == 401
    assert victim.get("/bronnen").json()["name"] == "baas"


def test_changes_to_a_user_count_at_once(tmp_path: Path) -> None:
    settings = site_settings(tmp_path)
    path = tmp_path / users.FILE
    client = visitor(site(settings))
    enter(client)
    users.set_password(path, "desk", "een ander lang wachtwoord")
    assert client.get("/bronnen").status_code == 401
    assert enter(client).status_code == 422
    assert enter(client, password="een ander lang wachtwoord").status_code == 303
    users.remove_user(path, "desk")
    assert client.get("/bronnen").status_code == 401


# -- cookies --


def test_the_cookie_is_kept_from_scripts_and_other_sites(tmp_path: Path) -> None:
    plain = enter(visitor(site(site_settings(tmp_path)))).headers["set-cookie"]
    assert plain.startswith("vindplaats=")
    assert plain.endswith("; HttpOnly; SameSite=Lax")
    public = site_settings(tmp_path, public_url="https://a.example", host="192.0.2.5")
    secure = enter(visitor(site(public), base_url="https://a.example")).headers["set-cookie"]
    assert secure.startswith("__Host-vindplaats=")
    assert "; Path=/; " in secure
    assert "Domain" not in secure
    assert secure.endswith("; HttpOnly; SameSite=Lax; Secure")


def cut(value: str) -> Iterator[str]:
    """A cookie with a little changed."""
    data, _, signature = value.rpartition(".")
    yield data
    yield f"{data}."
    yield f"{data}.{signature[:-1]}"
    yield f"{data[:-2]}AA.{signature}"
    yield value.swapcase()
    yield ""
    yield "x" * 5000
    yield f".{value}"


def test_cookie_tampering_a_changed_cookie_is_no_cookie(settings: Settings) -> None:
    client = visitor(site(settings))
    enter(client)
    good = client.cookies["vindplaats"]
    for changed in cut(good):
        other = visitor(site(settings), address="192.0.2.9")
        other.headers["cookie"] = f"vindplaats={changed}"
        assert other.get("/bronnen").status_code == 401, changed
    other.headers["cookie"] = f"vindplaats={good}"
    assert other.get("/bronnen").status_code == 200


def test_what_is_signed_for_one_use_does_not_serve_another(settings: Settings) -> None:
    sessions = Sessions(settings)
    kept = sessions.keep({"state": "x", "name": "baas"}).partition(";")[0].partition("=")[2]
    assert sessions.kept({sessions.signing_in_cookie: kept}) is not None
    assert sessions.read({sessions.cookie: kept}) is None


@given(st.text(max_size=200))
def test_no_text_is_a_session(text: str) -> None:
    sessions = _ANY
    assert sessions.read({sessions.cookie: text}) is None
    assert sessions.kept({sessions.signing_in_cookie: text}) is None
    session.cookies_of(text)


_ANY = Sessions(Settings(auth="users", session_secret="s" * 40, state=Path("/nonexistent")))


def test_a_session_ends_when_idle_and_in_any_case(settings: Settings) -> None:
    now = 1_000_000.0
    sessions = Sessions(
        replace(settings, session_idle=100, session_lifetime=1000), clock=lambda: now
    )

    def value(header: str) -> dict[str, str]:
        return {sessions.cookie: header.partition(";")[0].partition("=")[2]}

    cookies = value(sessions.header(sessions.begin("desk", (), via="users")))
    now += 99
    found = sessions.read(cookies)
    assert found is not None
    renewed = sessions.renewed(found)
    assert renewed is not None
    now += 2
    assert sessions.read(cookies) is None  # the first cookie was left alone too long
    cookies = value(renewed)
    for _ in range(9):  # never idle
        found = sessions.read(cookies)
        assert found is not None
        cookies = value(sessions.header(found))
        now += 95
    now += 60
    assert sessions.read(cookies) is None


def test_a_cookie_is_renewed_now_and_then_but_never_with_what_a_cache_keeps(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor(site(settings))
    enter(client)
    assert "set-cookie" not in client.get("/bronnen").headers
    monkeypatch.setattr(session, "RENEW_SECONDS", -1)
    assert "set-cookie" in client.get("/bronnen").headers
    for path in ("/assets/index-AbCdEf12.js", "/huisstijl/stijl.css"):
        assert "set-cookie" not in client.get(path).headers


def test_what_was_signed_out_long_ago_is_not_kept(tmp_path: Path) -> None:
    now = time.time()
    settings = site_settings(tmp_path, session_lifetime=1000)
    sessions = Sessions(settings, clock=lambda: now)
    sessions.end(sessions.begin("a", (), via="users"))
    now += 2000
    sessions.end(sessions.begin("b", (), via="users"))
    assert len(list((tmp_path / session.SIGNED_OUT).iterdir())) == 1


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path / "new")
    key = session.load_key(settings)
    path = tmp_path / "new" / KEY_FILE
    assert session.load_key(settings) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == [KEY_FILE]
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        session.load_key(settings)
    with pytest.raises(SettingsError, match="32 characters"):
        session.load_key(Settings(session_secret="te kort"))
    assert "geheim" not in repr(Settings(session_secret="geheim" * 10))


# -- attack: brute force --


def test_brute_force_guessing_has_to_wait_longer_and_longer(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = _counted(monkeypatch)
    client = visitor(site(settings), address="192.0.2.20")
    statuses = [enter(client, "baas", "verkeerd wachtwoord").status_code for _ in range(8)]
    assert statuses[:5] == [422] * 5
    assert 429 in statuses[5:]
    assert len(checked) == statuses.count(422)
    locked = enter(visitor(client.app, address="192.0.2.21"), "baas")  # right, elsewhere
    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) >= 1
    assert "verkeerd" not in caplog.text
    assert "baas" not in caplog.text


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that a password was held against."""
    checked: list[str] = []
    verify = users._verify

    def counting(hashed: str, password: str) -> bool:
        checked.append(hashed)
        return verify(hashed, password)

    monkeypatch.setattr(users, "_verify", counting)
    return checked


def test_who_exists_cannot_be_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words, the same work, and the same waiting for a name that nobody has."""
    checked = _counted(monkeypatch)
    client = visitor(site(settings), address="192.0.2.30")
    pages = {}
    for name in ("train", "niemand"):
        answers = [enter(client, name, "verkeerd wachtwoord") for _ in range(6)]
        assert [a.status_code for a in answers[:5]] == [422] * 5
        pages[name] = answers[0].text.replace(name, "")
    assert pages["train"] == pages["niemand"]
    assert len(checked) >= 10
    assert len(set(checked)) == 2
    costs = {re.sub(r"\$[^$]*\$[^$]*$", "", hashed) for hashed in checked}
    assert len(costs) == 1  # algorithm, memory and rounds


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", ""),
        ("desk", ""),
        ("desk", PASSWORD[:-1]),
        ("desk", PASSWORD + " "),
        ("desk", PASSWORD * 1000),
        ("desk\x00", PASSWORD),
        ("desk", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
        ("../desk", PASSWORD),
        ("bot", ""),
    ],
)
def test_what_is_not_right_is_wrong(settings: Settings, name: str, password: str) -> None:
    path = settings.state / users.FILE
    if "bot" not in users.read_users(path):
        users.add_user(path, "bot", (Role.BEHEERDER,), None)
    response = enter(visitor(site(settings)), name, password)
    assert response.status_code == 422
    assert TEXT["wrong"] in response.text
    assert "set-cookie" not in response.headers
    assert password not in response.text or not password


# -- the user file --


def test_the_file_holds_no_password_and_is_whole_after_many_writers(tmp_path: Path) -> None:
    path = tmp_path / "u.jsonl"
    program = (
        "import sys, pathlib\n"
        "from assistant.web import users\n"
        "from assistant.web.access import Role\n"
        "for n in range(10):\n"
        "    name = f'u{sys.argv[2]}.{n}'\n"
        "    users.add_user(pathlib.Path(sys.argv[1]), name, (Role.TRAINER,), None)"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(path), str(n)], cwd=ROOT)
        for n in range(2)
    ]
    users.add_user(path, "anna", (Role.HELPDESK, Role.TRAINER), PASSWORD)
    assert [w.wait(120) for w in writers] == [0, 0]
    found = users.read_users(path)
    assert len(found) == 21
    assert found["anna"].roles == (Role.HELPDESK, Role.TRAINER)
    assert found["anna"].password.startswith("$argon2id$")
    assert PASSWORD not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == [".u.jsonl.lock", "u.jsonl"]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda p: users.add_user(p, "anna", (Role.TRAINER,), PASSWORD), "there already"),
        (lambda p: users.add_user(p, "Anna", (Role.TRAINER,), PASSWORD), "no user name"),
        (lambda p: users.add_user(p, "jan", (Role.TRAINER,), "kort"), "12 to 1000"),
        (lambda p: users.set_password(p, "jan", PASSWORD), "nobody is called"),
        (lambda p: users.remove_user(p, "jan"), "nobody is called"),
        (lambda p: users.make_token(p, "jan"), "nobody is called"),
    ],
)
def test_what_cannot_be_done_with_users_is_said_and_changes_nothing(
    tmp_path: Path, act: Callable[[Path], Any], says: str
) -> None:
    path = tmp_path / "u.jsonl"
    users.add_user(path, "anna", (Role.TRAINER,), None)
    before = path.read_bytes()
    with pytest.raises(SettingsError, match=says):
        act(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "line", ["{}", "x", '{"name": "a", "roles": ["koning"]}', '{"name": "A", "roles": []}', ""]
)
def test_a_line_that_is_no_user_is_refused_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "u.jsonl"
    users.add_user(path, "anna", (Role.TRAINER,), None)
    path.write_text(path.read_text() + f"{line}\n")
    with pytest.raises(SettingsError, match=r"u\.jsonl:2"):
        users.read_users(path)


def test_users_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant.__main__ import main

    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["users", "add", "anna", "--role", "helpdesk", "--role", "trainer"]) == 0
    assert users.Users(tmp_path / users.FILE).check("anna", PASSWORD) is not None
    assert main(["users", "add", "bot", "--role", "professional", "--program"]) == 0
    assert main(["users", "token", "bot", "--days", "30"]) == 0
    token = capsys.readouterr().out.strip()
    found = users.Users(tmp_path / users.FILE).of_token(token)
    assert found is not None
    assert found.name == "bot"
    assert main(["users", "list"]) == 0
    listed = capsys.readouterr().out
    assert re.search(r"anna\tperson\thelpdesk,trainer\n", listed)
    assert re.search(r"bot\tprogram\tprofessional\ttoken until \d{4}-\d\d-\d\d\n", listed)
    assert "argon2" not in listed
    assert main(["users", "revoke", "bot"]) == 0
    assert users.Users(tmp_path / users.FILE).of_token(token) is None
    with pytest.raises(SystemExit):  # a password is no argument
        main(["users", "add", "piet", "--role", "trainer", "--password", "x"])


# -- at a provider --


@dataclass(frozen=True)
class Idp:
    """A provider that runs."""

    url: str

    def settings(self, state: Path, **more: Any) -> Settings:
        chosen: dict[str, Any] = {
            "state": state,
            "auth": "oidc",
            "oidc_issuer": self.url,
            "oidc_client_id": idp.CLIENT,
            "oidc_client_secret": idp.SECRET,
            "oidc_roles_claim": "resource.vindplaats.groups",
            "oidc_roles": "professional=vp-vragen,helpdesk=vp-juristen,beheerder=vp-beheer",
        }
        return Settings(**(chosen | more))


@pytest.fixture(scope="module")
def running_idp() -> Iterator[Idp]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.provider", str(port), f"{HERE}/aanmelden/terug"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Idp(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.communicate()


def at_provider(url: str, name: str) -> str:
    """What a browser does at the provider; returns the address that it is sent back to."""
    with httpx.Client(trust_env=False) as http:
        asked = http.get(url)
        assert asked.status_code == 302, asked.text
        login = httpx.URL(url).join(asked.headers["location"])
        done = http.post(login, data={"name": name, "password": idp.PASSWORD})
        back = http.get(httpx.URL(url).join(done.headers["location"]))
        assert back.status_code == 302, back.text
        return back.headers["location"]


def begin(client: TestClient, naar: str = "/bronnen") -> str:
    """Go to the provider; returns the address there."""
    response = client.get("/aanmelden/organisatie", params={"naar": naar})
    assert response.status_code == 303, response.text
    return response.headers["location"]


def back(client: TestClient, address: str) -> Any:
    assert address.startswith(f"{HERE}/aanmelden/terug?")
    return client.get(address.removeprefix(HERE))


@pytest.mark.slow
def test_a_real_provider_signs_in_and_out(running_idp: Idp, tmp_path: Path) -> None:
    client = visitor(site(running_idp.settings(tmp_path)))
    assert "/aanmelden/organisatie?naar=/helpdesk" in client.get("/aanmelden?naar=/helpdesk").text
    url = begin(client, "/helpdesk")
    asked = parse_qs(urlsplit(url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    answer = back(client, at_provider(url, "kim"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/helpdesk")
    assert client.get("/helpdesk").json() == {"name": "kim", "roles": ["helpdesk"]}
    assert list(client.cookies) == ["vindplaats"]
    client.post("/afmelden")
    end = re.search(r'href="(http[^"]+)"', client.get("/afgemeld").text)
    assert end is not None
    with httpx.Client(trust_env=False) as http:
        done = http.get(unescape(end[1]))
        assert done.headers["location"].partition("?")[0] == f"{HERE}/afgemeld"
    assert client.get("/helpdesk").status_code == 401


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "roles"),
    [("anna", ["beheerder"]), ("jan.jansen@org.example", ["professional"])],
)
def test_roles_and_names_come_from_the_claims(
    running_idp: Idp, tmp_path: Path, name: str, roles: list[str]
) -> None:
    client = visitor(site(running_idp.settings(tmp_path)))
    back(client, at_provider(begin(client), name))
    found = client.get("/bronnen").json()
    assert found["roles"] == roles
    assert re.fullmatch(r"anna|jan\.jansen\.org\.example-[0-9a-f]{8}", found["name"])


@pytest.mark.slow
def test_who_has_no_role_is_known_and_not_let_in(running_idp: Idp, tmp_path: Path) -> None:
    client = visitor(site(running_idp.settings(tmp_path)))
    answer = back(client, at_provider(begin(client), "niemand"))
    assert answer.status_code == 403
    assert texts_nl.SIGN_IN_PROBLEMS["no-role"] in answer.text
    everybody = running_idp.settings(tmp_path, oidc_roles="professional=*")
    client = visitor(site(everybody))
    assert back(client, at_provider(begin(client), "niemand")).status_code == 303


@pytest.mark.slow
def test_login_csrf_the_answer_to_another_browser_is_refused(
    running_idp: Idp, tmp_path: Path
) -> None:
    settings = running_idp.settings(tmp_path)
    attacker, victim = visitor(site(settings)), visitor(site(settings))
    answer = at_provider(begin(attacker), "kim")
    refused = back(victim, answer)  # a browser that began nothing
    assert refused.status_code == 400
    assert "vindplaats=" not in refused.headers.get("set-cookie", "").replace('vindplaats=""', "")
    begin(victim)  # one that began something else
    assert back(victim, answer).status_code == 400
    assert victim.get("/bronnen").status_code == 401
    assert back(attacker, answer).status_code == 303
    assert back(attacker, answer).status_code == 400  # once


@pytest.mark.slow
def test_a_code_is_worth_nothing_without_the_verifier(running_idp: Idp, tmp_path: Path) -> None:
    """The provider checks PKCE: a stolen code, with a stolen state, does not sign in."""
    settings = running_idp.settings(tmp_path)
    client = visitor(site(settings))
    answer = at_provider(begin(client), "kim")
    sessions = Sessions(settings)
    kept = sessions.kept(dict(client.cookies))
    assert kept is not None
    other = sessions.keep({**kept, "verifier": "x" * 64}).partition(";")[0]
    thief = visitor(site(settings))
    thief.headers["cookie"] = other
    assert back(thief, answer).status_code == 502


@pytest.mark.slow
def test_a_new_key_of_the_provider_is_fetched(running_idp: Idp, tmp_path: Path) -> None:
    app = site(running_idp.settings(tmp_path))
    first, later = visitor(app), visitor(app)
    assert back(first, at_provider(begin(first), "kim")).status_code == 303
    with httpx.Client(trust_env=False) as http:
        http.post(f"{running_idp.url}/-/key")
    assert back(later, at_provider(begin(later), "anna")).status_code == 303


def test_a_provider_that_is_away_gives_a_clear_page(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        settings = Idp(f"http://127.0.0.1:{taken.getsockname()[1]}").settings(tmp_path)
        client = visitor(site(settings))
        with caplog.at_level(logging.WARNING):
            response = client.get("/aanmelden/organisatie")
        assert response.status_code == 503
        assert texts_nl.SIGN_IN_PROBLEMS["unreachable"] in response.text
        assert "ConnectError" in caplog.text
        assert client.get("/afgemeld").status_code == 200  # signing out works without it


def test_breaking_off_at_the_provider_is_told(tmp_path: Path) -> None:
    settings = Idp("http://127.0.0.1:9").settings(tmp_path)
    sessions = Sessions(settings)
    kept = {"state": "s", "nonce": "n", "verifier": "v", "redirect_uri": "r", "naar": "/"}
    client = visitor(site(settings))
    client.headers["cookie"] = sessions.keep(kept).partition(";")[0]
    query = {"state": "s", "error": "access_denied\r\n<script>"}
    response = client.get("/aanmelden/terug", params=query)
    assert response.status_code == 403
    assert texts_nl.SIGN_IN_PROBLEMS["refused"] in response.text
    assert "script>" not in response.text.partition("<main")[2].partition("</main")[0]


# -- what a token must be --

KEY = RSAKey.generate_key(2048, {"kid": "k1"}, private=True)
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "k1"}, private=True)
ISSUER = "https://id.example"


class Told(Provider):
    """A provider whose answers a test gives."""

    answers: dict[str, Any]

    async def _fetch(self, url: str) -> dict[str, Any]:
        found = self.answers[url.removeprefix(ISSUER)]
        assert isinstance(found, dict)
        return found


def told(**more: Any) -> Told:
    found = Told(
        Settings(auth="oidc", oidc_issuer=ISSUER, oidc_client_id="vp", oidc_client_secret="x" * 40)
    )
    found.answers = {
        "/.well-known/openid-configuration": {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
        }
        | more,
        "/keys": {"keys": [KEY.as_dict(private=False)]},
    }
    return found


def claims(**more: Any) -> dict[str, Any]:
    now = int(time.time())
    good = {"iss": ISSUER, "aud": "vp", "sub": "7", "nonce": "n", "iat": now, "exp": now + 60}
    return {k: v for k, v in (good | more).items() if v is not None}


def token(key: Any = KEY, alg: str = "RS256", **more: Any) -> str:
    return jwt.encode({"alg": alg, "kid": "k1"}, claims(**more), key, algorithms=[alg])


async def checked(encoded: str) -> dict[str, Any]:
    return await told()._verified({"id_token": encoded}, "n")


def test_a_right_token_is_right() -> None:
    assert asyncio.run(checked(token()))["sub"] == "7"
    assert asyncio.run(checked(token(aud=["vp", "x"], azp="vp")))["sub"] == "7"


def forged(alg: str, secret: bytes) -> str:
    """A token that a library would not make."""

    def encoded(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    head = encoded(json.dumps({"alg": alg, "kid": "k1"}).encode())
    body = f"{head}.{encoded(json.dumps(claims()).encode())}"
    mark = hmac.new(secret, body.encode(), hashlib.sha256).digest() if secret else b""
    return f"{body}.{encoded(mark)}"


WRONG: dict[str, Callable[[], str]] = {
    "another-issuer": lambda: token(iss="https://evil.example"),
    "another-audience": lambda: token(aud="somebody-else"),
    "audiences-without-us": lambda: token(aud=["a", "b"]),
    "made-for-another-party": lambda: token(aud=["vp", "x"], azp="x"),
    "another-nonce": lambda: token(nonce="m"),
    "no-nonce": lambda: token(nonce=None),
    "no-subject": lambda: token(sub=None),
    "no-end": lambda: token(exp=None),
    "over": lambda: token(exp=int(time.time()) - 600),
    "not-yet": lambda: token(nbf=int(time.time()) + 600),
    "another-key": lambda: token(OTHER_KEY),
    "signed-with-the-public-key": lambda: forged("HS256", KEY.as_pem(private=False)),
    "signed-with-the-client-secret": lambda: forged("HS256", b"x" * 40),
    "not-signed": lambda: forged("none", b""),
    "cut": lambda: token()[:-5],
    "nothing": lambda: "",
    "no-token": lambda: "a.b.c",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_any_other_token_is_refused(wrong: str) -> None:
    encoded = WRONG[wrong]()
    with pytest.raises((JoseError, AuthlibBaseError, ValueError, KeyError)):
        asyncio.run(checked(encoded))


@pytest.mark.parametrize(
    "more",
    [
        {"issuer": "https://evil.example"},
        {"issuer": f"{ISSUER}/"},
        {"token_endpoint": "http://id.example/token"},
        {"jwks_uri": "http://169.254.169.254/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(SignInError, match="invalid"):
        asyncio.run(told(**more).start("https://a.example/aanmelden/terug"))


def test_claims_are_checked_by_the_library_that_we_think() -> None:
    """What `oidc` leaves to Authlib is still there."""
    assert {"iss", "sub", "aud", "exp", "iat"} <= set(CodeIDToken.ESSENTIAL_CLAIMS)


# -- names and roles --


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=20))
def test_every_name_becomes_one_that_the_helpdesk_can_store(name: str, subject: str) -> None:
    found = user_name({"sub": subject, "n": name}, "n", ISSUER)
    assert re.fullmatch(r"[a-z][a-z0-9._-]{0,31}", found)


def test_two_people_never_get_one_name() -> None:
    first = user_name({"sub": "1", "n": "Jan@a.nl"}, "n", ISSUER)
    second = user_name({"sub": "2", "n": "jan.a.nl"}, "n", ISSUER)
    third = user_name({"sub": "3", "n": "JAN@a.nl"}, "n", ISSUER)
    assert len({first, second, third}) == 3
    assert second == "jan.a.nl"


@pytest.mark.parametrize("text", ["koning=x", "trainer", "trainer=", "=x", "trainer=a,,"])
def test_a_mapping_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="oidc_roles"):
        parse_mapping(text)


def test_without_a_mapping_values_are_role_names() -> None:
    assert parse_mapping("") == {role: (role.value,) for role in Role}
