"""Who may do what: every route and event, and the attacks on it."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import Mount
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web import access, security, users
from assistant.web.access import Role, rule_for, safe_next
from assistant.web.identity import check_access, origin_of
from assistant.web.sign_in import sign_in_routes
from tests.web import fakes
from tests.web.loopback import running
from tests.web.people import (
    EVENTS,
    EVERYBODY,
    PASSWORD,
    gate,
    signed_in,
    site_settings,
    visitor,
)

# What each route needs, apart from the table itself: by the beginning of its path, longest first.
EXPECTED = {
    "/": "professional",
    "/config": "professional",
    "/gradio_api": "professional",
    "/assets": "open",
    "/static": "open",
    "/theme.css": "open",
    "/favicon.ico": "open",
    "/huisstijl": "open",
    "/bron": "signed-in",
    "/paneel": "signed-in",
    "/bronnen": "signed-in",
    "/stappenplan": "signed-in",
    "/terugkoppeling": "professional",
    "/voorleggen": "professional",
    "/antwoord": "professional",
    "/helpdesk": "helpdesk",
    "/trainer": "trainer",
    "/quiz": "open",
    "/api": "professional",
    "/mcp": "token",
    "/widget": "open",
    "/gezond": "open",
    "/klaar": "open",
    "/metrics": "beheerder",
    "/toegankelijkheid": "open",
    "/privacy": "open",
    "/.well-known/security.txt": "open",
    "/beheer": "beheerder",
    "/aanmelden": "open",
    "/afmelden": "signed-in",
    "/afgemeld": "open",
}
SITE = "http://site.example"  # by which people reach it
NEVER = ("HEAD", "CONNECT", "TRACE")  # methods that a path may have in the app and not outside
# Of Gradio's own routes these are there; everything else that it opens must not be.
OF_GRADIO = {
    "/",
    "/config",
    "/theme.css",
    "/favicon.ico",
    "/assets/{path:path}",
    "/static/{path:path}",
    "/gradio_api/run/{api_name}",
    "/gradio_api/queue/join",
    "/gradio_api/queue/data",
    "/gradio_api/cancel",
    "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/app_id",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return site_settings(
        tmp_path_factory.mktemp("access"),
        requests_per_minute=0,
        questions_per_minute=0,
        visitor_requests_per_minute=0,
    )


@pytest.fixture(scope="module")
def app(settings: Settings) -> Any:
    from assistant.web.server import create_app

    return create_app(fakes.FakeAssistant(), settings)


@pytest.fixture(scope="module")
def people(settings: Settings) -> dict[str, TestClient]:
    """Everybody before the gate alone, so that no stream keeps a test."""
    door = gate(settings)
    # not on this machine, which may read the figures whoever sits there
    found = {name: signed_in(door, settings, name, SITE) for name in EVERYBODY}
    return found | {"anonymous": visitor(door, address="192.0.2.1")}


def routes_of(routes: list[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Method and path of every route, those within routers too."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes_of(inner.routes, prefix + route.include_context.prefix)
        elif isinstance(route, Mount) and route.path:
            yield "GET", prefix + route.path
        elif hasattr(route, "path") and not isinstance(route, Mount):
            for method in sorted(route.methods or {"GET", "POST", "DELETE"}):
                yield method, prefix + route.path


def gradio_of(app: Any) -> Any:
    return next(r.app for r in app.routes if isinstance(r, Mount) and not r.path)


def filled(path: str) -> str:
    """A path with something in the place of its parameters."""
    path = path.replace("{api_name}", "predict").replace("{item_id:int}", "7")
    return re.sub(r"\{[^}]*\}", "x", path)


def expected_need(path: str) -> str | None:
    known = [p for p in EXPECTED if path == p or (p != "/" and path.startswith(f"{p}/"))]
    return EXPECTED[max(known, key=len)] if known else None


def passes(client: TestClient, method: str, path: str) -> bool:
    """Whether a request reaches what is behind the gate."""
    body: Any = None
    if path.startswith("/gradio_api/"):
        tab = f"tab{id(client)}"
        body = {"fn_index": 0, "session_hash": tab, "data": []}
        path = f"/gradio_api/heartbeat/{tab}" if "/heartbeat/" in path else path
        path += f"?session_hash={tab}" if path.endswith("/data") else ""
    response = client.request(method, path, json=body)
    if response.text == "behind" or (method == "HEAD" and response.status_code == 200):
        return True
    assert response.status_code in (401, 403), (method, path, response.status_code)
    return False


def allowed(need: str, name: str) -> bool:
    """Who may do what, said once more."""
    roles = {role.value for role in EVERYBODY.get(name, ())}
    match need:
        case "open":
            return True
        case "token":
            return False  # programs only
        case "signed-in":
            return bool(roles)
        case _:
            return need in roles or "beheerder" in roles


def test_every_route_is_for_its_role_and_no_route_is_forgotten(
    app: Any, settings: Settings, people: dict[str, TestClient]
) -> None:
    guarding = security.guards(settings)
    assert guarding.sessions is not None
    provider = Settings(
        auth="oidc", oidc_issuer="https://id.example", oidc_client_id="x", state=settings.state
    )
    oidc = sign_in_routes(provider, guarding.sessions, guarding.users)
    gradio = set(routes_of(gradio_of(app).routes))
    own = set(routes_of(app.routes)) | set(routes_of(oidc.routes))
    assert {path for _, path in gradio} >= OF_GRADIO  # else the list is of another version
    own |= {(m, p) for m, p in gradio if p in OF_GRADIO and m in ("GET", "POST")}
    counted = 0
    for method, path in sorted(own):
        path = filled(path)
        if rule_for(method, path) is None:
            # of a path that is there, a method that its route has and the site does not offer
            assert rule_for("GET", path) or rule_for("POST", path), f"{method} {path} is forgotten"
            assert path.startswith("/gradio_api/") or method in NEVER, f"{method} {path}"
            continue
        need = expected_need(path)
        assert need is not None, f"{path} has no expected role"
        for name, client in people.items():
            assert passes(client, method, path) == allowed(need, name), (method, path, name)
            counted += 1
    assert counted > 200


def test_what_gradio_opens_besides_is_not_there(app: Any, people: dict[str, TestClient]) -> None:
    closed = {(m, p) for m, p in routes_of(gradio_of(app).routes) if p not in OF_GRADIO}
    assert len(closed) > 40
    for method, path in closed:
        response = people["alles"].request(method, filled(path))
        assert response.status_code == 404, (method, path)


def test_every_event_of_gradio_is_for_its_role(app: Any, people: dict[str, TestClient]) -> None:
    names = {fn.name if fn.fn else "" for fn in gradio_of(app).get_blocks().fns.values()}
    assert names == set(access.EVENTS)
    for number, event in EVENTS.items():
        need = access.EVENTS[event]
        for name, client in people.items():
            body = {"fn_index": number, "session_hash": f"ev{name}", "data": []}
            for path in ("/gradio_api/queue/join", "/gradio_api/run/predict"):
                response = client.post(path, json=body)
                assert (response.text == "behind") == allowed(need.value, name), (event, name)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('{"fn_index": 99, "session_hash": "a1"}', id="no-such-event"),
        pytest.param('{"fn_index": true, "session_hash": "a1"}', id="a-boolean"),
        pytest.param('{"session_hash": "a1"}', id="no-event"),
        pytest.param('{"fn_index": 0}', id="no-tab"),
        pytest.param('{"fn_index": 0, "session_hash": "../x"}', id="a-tab-that-is-a-path"),
        pytest.param('{"fn_index": 99, "fn_index": 0, "session_hash": "a1"}', id="twice"),
        pytest.param("[" * 50_000, id="deep"),
        pytest.param("", id="empty"),
        pytest.param("[]", id="a-list"),
    ],
)
def test_gradio_gets_nothing_but_its_own_events(people: dict[str, TestClient], body: str) -> None:
    response = people["prof"].post("/gradio_api/queue/join", content=body)
    assert response.status_code == 404


def test_the_user_of_a_request_is_known_to_the_pages(people: dict[str, TestClient]) -> None:
    assert people["desk"].get("/helpdesk").headers["x-name"] == "desk"
    assert people["anonymous"].get("/gezond").headers["x-name"] == ""


def test_the_name_of_a_jurist_is_that_of_who_signed_in(app: Any, settings: Settings) -> None:
    client = signed_in(app, settings, "desk")
    page = client.get("/helpdesk")
    assert page.status_code == 200
    assert texts_nl.DESK_WEB["signed_in"].format(name="desk") in re.sub(
        r"</?strong>", "", page.text
    )


# -- programs --


def test_a_token_is_for_programs_only_and_ends(settings: Settings) -> None:
    path = settings.state / users.FILE
    users.add_user(path, "bot", (Role.PROFESSIONAL,), None)
    token = users.make_token(path, "bot")
    program = visitor(gate(settings), address="192.0.2.7")
    program.headers["authorization"] = f"Bearer {token}"
    assert program.post("/api/v1/ask").headers["x-name"] == "bot"
    assert program.post("/mcp").headers["x-name"] == "bot"
    assert program.get("/metrics").status_code == 403  # not of a beheerder
    assert program.get("/").status_code == 401
    assert token not in path.read_text()
    users.revoke_tokens(path, "bot")
    response = program.post("/api/v1/ask")
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert response.headers["content-type"] == "application/problem+json"
    old = users.make_token(path, "bot", days=-1)
    program.headers["authorization"] = f"Bearer {old}"
    assert program.post("/api/v1/ask").status_code == 401
    users.remove_user(path, "bot")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer é", "bearer vp_x", "Bearer a b"])
def test_a_wrong_token_lets_nobody_in_also_with_a_session(settings: Settings, header: str) -> None:
    client = signed_in(gate(settings), settings, "alles")
    assert client.get("/api/v1/docs").status_code == 200
    response = client.get("/api/v1/docs", headers={"authorization": header.encode()})
    assert response.status_code == 401


def test_figures_are_for_this_machine_and_a_beheerder(settings: Settings) -> None:
    door = gate(settings)
    assert visitor(door).get("/metrics").text == "behind"
    assert visitor(door).get("/metrics", headers={"x-forwarded-for": "::1"}).status_code == 401
    assert visitor(door, base_url="http://a.example").get("/metrics").status_code == 401
    assert visitor(door, address="192.0.2.1").get("/metrics").status_code == 401


# -- without configuration --


def test_on_this_machine_there_is_one_user_with_all_roles(tmp_path: Path) -> None:
    door = gate(Settings(state=tmp_path))
    for path in ("/", "/trainer", "/helpdesk", "/beheer", "/metrics", "/api/v1/docs", "/mcp"):
        assert visitor(door).get(path).headers["x-name"] == "local", path
    response = visitor(door, address="192.0.2.1").get("/")
    assert response.status_code == 403
    assert texts_nl.ACCESS["local_title"] in response.text
    assert visitor(door).get("/", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 403


# -- settings that would let strangers in --


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param({"host": "192.0.2.5"}, "ASSISTANT_AUTH=oidc", id="a-network"),
        pytest.param({"host": "::"}, "ASSISTANT_AUTH=users", id="an-ipv6-network"),
        pytest.param({"proxies": "10.0.0.1"}, "ASSISTANT_AUTH", id="behind-a-proxy"),
        pytest.param({"public_url": "https://a.example"}, "ASSISTANT_AUTH", id="public"),
        pytest.param(
            {"host": "192.0.2.5", "auth": "users"}, "ASSISTANT_PUBLIC_URL", id="no-address"
        ),
        pytest.param({"auth": "users", "public_url": "http://a.example"}, "https://", id="no-tls"),
        pytest.param({"auth": "users"}, "assistant users add", id="no-users"),
        pytest.param({"auth": "oidc"}, "ASSISTANT_OIDC_ISSUER", id="no-provider"),
        pytest.param(
            {"auth": "oidc", "oidc_issuer": "https://a.example"},
            "ASSISTANT_OIDC_CLIENT_ID",
            id="no-client",
        ),
        pytest.param(
            {"auth": "oidc", "oidc_issuer": "http://a.example", "oidc_client_id": "x"},
            "https://",
            id="provider-without-tls",
        ),
        pytest.param({"auth": "users", "proxies": "0.0.0.0/0"}, "name addresses", id="all"),
        pytest.param({"auth": "users", "proxies": "*"}, "no address", id="any"),
        pytest.param({"auth": "users", "embed_from": "*"}, "https://", id="any-frame"),
        pytest.param(
            {"auth": "users", "embed_from": "https://a.example; script-src *"},
            "https://",
            id="a-policy",
        ),
    ],
)
def test_it_refuses_to_start_and_says_what_to_set(
    tmp_path: Path, more: dict[str, Any], says: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(says)):
        check_access(Settings(state=tmp_path, **more))


def test_no_app_is_made_that_would_let_strangers_in(tmp_path: Path) -> None:
    from assistant.web.server import create_app, serve

    settings = Settings(state=tmp_path, host="192.0.2.5")
    with pytest.raises(SettingsError, match="ASSISTANT_AUTH"):
        create_app(fakes.FakeAssistant(), settings)
    with pytest.raises(SettingsError, match="ASSISTANT_AUTH"):
        serve(settings, fakes.FakeAssistant())


def test_a_user_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    settings = site_settings(tmp_path)
    check_access(settings)
    (tmp_path / users.FILE).chmod(0o640)
    with pytest.raises(SettingsError, match="chmod 600"):
        check_access(settings)
    found = users.Users(tmp_path / users.FILE)
    assert found.check("prof", PASSWORD) is None
    (tmp_path / users.FILE).chmod(0o600)
    assert found.check("prof", PASSWORD) is not None


def test_origins_are_read_in_one_way() -> None:
    assert origin_of("https://Intranet.example:8443/", "x") == "https://intranet.example:8443"
    assert origin_of("http://[::1]:80", "x") == "http://[::1]:80"


# -- attack: cross-site request forgery --


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "https://b.127.0.0.1"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1"},  # another port is another origin
        {"sec-fetch-site": "cross-site", "content-type": "text/plain"},
    ],
)
def test_another_site_sends_nothing_in_the_name_of_a_user(
    people: dict[str, TestClient], headers: dict[str, str]
) -> None:
    """Also not to sign in or out: /aanmelden is open, and one more path."""
    posts = ["/helpdesk/7", "/trainer/x", "/beheer/x", "/antwoord", "/quiz/x", "/api/v1/ask"]
    posts += ["/gradio_api/queue/join", "/aanmelden", "/afmelden", "/stappenplan/x"]
    for path in posts:
        assert people["alles"].post(path, headers=headers).status_code == 403, path


def test_the_site_itself_may_send(people: dict[str, TestClient]) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": SITE}, {}):
        response = people["desk"].post("/helpdesk/7", headers=headers)
        assert response.text == "behind"


# -- attack: another's conversation (IDOR) --


def test_a_tab_of_somebody_else_cannot_be_read_or_used(settings: Settings) -> None:
    door = gate(settings)
    mine, other = (signed_in(door, settings, name) for name in ("prof", "alles"))
    body = {"fn_index": 0, "session_hash": "tabvanprof", "data": ["x"]}
    assert mine.post("/gradio_api/queue/join", json=body).text == "behind"
    for path in ("/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/run/predict"):
        assert other.post(path, json=body).status_code == 404
    data = "/gradio_api/queue/data?session_hash=tabvanprof"
    assert other.get(data).status_code == 404
    assert other.get("/gradio_api/heartbeat/tabvanprof").status_code == 404
    assert other.get(data.replace("?", "?session_hash=eigen&")).status_code == 404
    assert mine.get(data).text == "behind"


# -- attack: header injection --


@pytest.mark.parametrize("path", ["x%0d%0aSet-Cookie:%20a=b", "x?%0d%0aX:%20y", "%0aX:%20y"])
def test_no_header_comes_out_of_an_address(people: dict[str, TestClient], path: str) -> None:
    response = people["anonymous"].get(f"/helpdesk/{path}", headers={"accept": "text/html"})
    assert response.status_code == 303
    assert "\n" not in response.headers["location"]
    assert "set-cookie" not in response.headers
    assert "x" not in response.headers


def test_headers_of_a_proxy_that_nobody_trusts_change_nothing(app: Any, settings: Settings) -> None:
    client = signed_in(app, settings, "prof")
    fake = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    page = client.get("/", headers=fake)
    assert page.status_code == 200
    assert "evil.example" not in page.text
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


# -- attack: path traversal --


ROUND = (
    "/huisstijl/../helpdesk",
    "/huisstijl/..%2fhelpdesk",
    "/quiz/%2e%2e/beheer",
    "/assets/../../beheer/x",
    "//helpdesk",
    "/./helpdesk",
    "/HELPDESK",
    "/helpdesk%00",
    "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/huisstijl/%2e%2e/session.key",
    "/helpdesk;/x",
    "/quiz/..;/beheer",
    "/widget/%2e%2e%2fbeheer",
)


def test_no_way_of_writing_a_path_goes_round_the_table(app: Any, settings: Settings) -> None:
    with running(app) as url:
        for path in ROUND:
            answer = raw_get(url, path)
            status = int(answer.split(b" ", 2)[1])
            assert status in (400, 401, 403, 404), (path, answer[:200])
            assert b"root:" not in answer
            assert settings.state.name.encode() not in answer


def raw_get(url: str, path: str) -> bytes:
    """Send a path as it is; a client would tidy it."""
    host = url.removeprefix("http://")
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port))) as raw:
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", "", ""]
        raw.sendall("\r\n".join(lines).encode())
        answer = b""
        while part := raw.recv(65536):
            answer += part
    return answer


# -- attack: oversized and slow bodies --


def test_a_body_that_is_too_large_is_not_read_on(settings: Settings) -> None:
    client = signed_in(gate(settings), settings, "prof")
    limit = security.MAX_BODY_BYTES
    assert client.post("/antwoord", content=b"x" * limit).headers["x-size"] == str(limit)
    assert client.post("/antwoord", content=b"x" * (limit + 1)).status_code == 413


def test_a_body_that_trickles_is_cut(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "BODY_SECONDS", 0.6)
    with running(gate(settings)) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        raw = socket.create_connection((host, int(port)))
        start = f"POST /quiz/x HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100000\r\n\r\n"
        raw.sendall(start.encode())
        raw.settimeout(0.1)
        answer = b""
        for _ in range(100):  # a byte at a time; it would take hours
            try:
                raw.sendall(b"x")
                answer += raw.recv(65536)
                break
            except TimeoutError:
                continue
        raw.settimeout(5)
        while part := raw.recv(65536):  # ends: the connection is closed
            answer += part
        raw.close()
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert texts_nl.ACCESS["slow_title"].encode() in answer


# -- attack: a frame of another site --


def test_only_the_widget_may_stand_in_a_frame_of_named_sites(tmp_path: Path) -> None:
    door = gate(Settings(state=tmp_path, embed_from="https://intranet.example, http://localhost:1"))
    widget = visitor(door).get("/widget").headers
    allowed = "frame-ancestors https://intranet.example http://localhost:1"
    assert widget["content-security-policy"].endswith(allowed)
    assert "x-frame-options" not in widget
    for path in ("/", "/widgets", "/quiz/widget"):
        headers = visitor(door).get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
    script = visitor(door).get("/huisstijl/widget.js").headers
    assert script["cross-origin-resource-policy"] == "cross-origin"
    closed = visitor(gate(Settings(state=tmp_path))).get("/widget").headers
    assert "frame-ancestors 'none'" in closed["content-security-policy"]


# -- attack: an open redirect at sign-in --


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/bronnen//evil.example",
        "evil.example",
        "/bestaat-niet",
        "/gradio_api/upload",
        "/mcp",
        "http:evil.example",
        "/@evil.example\r\nX: y",
        "/bron/" + "x" * 2000,
        "",
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(address: str) -> None:
    assert safe_next(address) == "/"


def test_after_signing_in_one_is_where_one_was() -> None:
    for address in ("/", "/helpdesk/7?n=2", "/bron/wet/avg/6/lid-1?q=0-12", "/trainer"):
        assert safe_next(address) == address


@given(st.text(alphabet="/\\.:%5cehtps@?#é\t\r\nbronq", max_size=30))
def test_no_text_leads_elsewhere(text: str) -> None:
    found = safe_next(text)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert not set(found) & set("\\\r\n\t")


# -- transport --


def test_https_is_asked_for_when_the_site_has_it(tmp_path: Path) -> None:
    settings = site_settings(tmp_path, public_url="https://a.example", host="192.0.2.5")
    headers = visitor(gate(settings), base_url="https://a.example").get("/gezond").headers
    assert headers["strict-transport-security"] == "max-age=31536000"
    plain = visitor(gate(Settings(state=tmp_path))).get("/gezond").headers
    assert "strict-transport-security" not in plain


def test_sources_can_be_opened(settings: Settings, tmp_path: Path) -> None:
    opened = gate(site_settings(tmp_path, open_sources=True))
    assert visitor(opened).get("/bron/wet/avg/6").text == "behind"
    assert visitor(opened).get("/").status_code == 401


def test_a_growing_number_of_tabs_is_forgotten() -> None:
    tabs = security._Tabs(10)
    for number in range(100):
        assert tabs.belongs(f"t{number}", "a")
    assert len(tabs._owners) == 10
    assert tabs.belongs("t1", "b")
    assert not tabs.belongs("t99", "b")


# -- behind a proxy; last, because stopping a server stops the streams of its app --


def test_a_proxy_is_believed_when_it_is_named(app: Any, settings: Settings) -> None:
    from assistant.web.server import make_server

    cookie = signed_in(app, settings, "prof").headers["cookie"]
    for proxies in ((), ("127.0.0.0/8",)):
        ready = threading.Event()
        server = make_server(app, ready.set, proxies=proxies)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            try:
                assert ready.wait(30)
                address = f"127.0.0.1:{listener.getsockname()[1]}"
                with httpx.Client(trust_env=False) as http:
                    headers = {"cookie": cookie, "x-forwarded-proto": "https"}
                    page = http.get(f"http://{address}/", headers=headers)
            finally:
                server.should_exit = True
                thread.join(15)
        assert page.status_code == 200
        assert (f"https://{address}" in page.text) == bool(proxies)
        assert (f"http://{address}" in page.text) != bool(proxies)
