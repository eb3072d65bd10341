from __future__ import annotations

import gc
import json
import logging
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from markupsafe import escape
from starlette.routing import Mount
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.checklist import POINTS
from assistant.errors import SettingsError
from assistant.laws.current import Current
from assistant.laws.versions import Change
from assistant.records import Passage
from assistant.web import counts, server
from assistant.web.access import rule_for
from assistant.web.document import localise
from assistant.web.page import REMEMBERED
from assistant.web.security import MAX_BODY_BYTES
from tests.web import fakes
from tests.web.changes import changed

OWN_PAGES = (
    "/bronnen",
    "/bronnen/wet/avg",
    "/bron/wet/jeugdwet/7.3.11/lid-4",
    "/paneel/wet/jeugdwet/7.3.11/lid-4",
    "/stappenplan",
    "/stappenplan/avg-stappen",
    "/antwoord",
    "/helpdesk/naam",
)


def gradio_app(client: TestClient) -> Any:
    return next(r.app for r in client.app.routes if isinstance(r, Mount))  # type: ignore[attr-defined]


def paths_of(routes: list[Any], prefix: str = "") -> Iterator[str]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from paths_of(inner.routes, prefix)
        elif hasattr(route, "path"):
            yield prefix + route.path


def join(
    client: TestClient, question: object, *, session: str, role: str, apart: bool
) -> httpx.Response:
    """Put a question in Gradio's queue, as its own page does."""
    blocks = gradio_app(client).get_blocks()
    name = "ask_separately" if apart else "ask"
    body = {
        "data": [question, role, None],
        "fn_index": next(n for n, fn in blocks.fns.items() if fn.name == name),
        "session_hash": session,
        "trigger_id": 1,
    }
    return client.post("/gradio_api/queue/join", json=body)


def send(
    client: TestClient,
    question: object,
    *,
    session: str = "s1",
    role: str = "professional",
    apart: bool = False,
) -> list[dict[str, Any]]:
    """Ask and wait: the messages that the page gets, in order."""
    joined = join(client, question, session=session, role=role, apart=apart)
    assert joined.status_code == 200, joined.text
    stream = client.get(f"/gradio_api/queue/data?session_hash={session}")
    found = [json.loads(line[6:]) for line in stream.text.split("\n\n") if line[:6] == "data: "]
    return [m for m in found if m["msg"].startswith("process_")]


def turn(messages: list[dict[str, Any]]) -> str:
    """The turn as the page shows it in the end."""
    assert messages[-1]["success"], messages[-1]
    html = messages[-1]["output"]["data"][0]
    assert isinstance(html, str)
    return html


# -- the document --


def test_document_is_dutch_and_speaks_of_no_other_site(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="nl">' in page
    assert f"<title>Vraag stellen - {texts_nl.NAME}</title>" in page
    assert texts_nl.WHAT_IT_IS in page
    assert texts_nl.NO_PERSONAL_DATA in page
    outside = set(re.findall(r"https?://[^\"'\s<>)]+", page)) - {"http://127.0.0.1:7860"}
    assert {u for u in outside if not u.startswith("http://127.0.0.1:7860")} == set()


def test_every_script_has_the_nonce_of_the_policy_and_each_page_its_own(
    client: TestClient,
) -> None:
    nonces = set()
    for _ in range(2):
        response = client.get("/")
        found = re.search(r"'nonce-([\w-]+)'", response.headers["content-security-policy"])
        assert found is not None
        nonces.add(found[1])
        tags = re.findall(r"<script[^>]*>", response.text)
        assert tags
        assert all(f'nonce="{found[1]}"' in tag for tag in tags)
    assert len(nonces) == 2


def test_a_document_of_another_gradio_is_noticed() -> None:
    with pytest.raises(ValueError, match="gradio"):
        localise("<html><head></head><body></body></html>", "n")


def test_gradio_keeps_no_history_and_shows_no_api(client: TestClient) -> None:
    page = client.get("/").text
    config = json.loads(re.search(r"window\.gradio_config = (\{.*?\});</script>", page)[1])  # type: ignore[index]
    assert config["run_history"] is False
    assert config["footer_links"] == []
    assert config["analytics_enabled"] is False
    assert {d["api_visibility"] for d in config["dependencies"]} == {"private"}
    limits = {
        fn.concurrency_limit for fn in gradio_app(client).get_blocks().fns.values() if fn.queue
    }
    assert limits == {None}  # nobody waits for somebody else's question


# -- headers and routes --


@pytest.mark.parametrize("path", ["/", *OWN_PAGES, "/gezond", "/weg", "/theme.css"])
def test_security_headers_stand_on_every_answer(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "unsafe-eval" not in headers["content-security-policy"]
    if path != "/":
        assert "unsafe-inline" not in headers["content-security-policy"]


def test_script_policy_of_the_chat_allows_no_inline_and_no_eval(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is not None
    assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}'", scripts[1])


def test_only_the_routes_that_the_page_needs_are_open(client: TestClient) -> None:
    closed, opened = [], []
    for path in paths_of(gradio_app(client).routes):
        path = re.sub(r"\{[^}]*\}", "x", path)
        there = rule_for("GET", path) or rule_for("POST", path)
        (opened if there else closed).append(path)
    assert sorted(set(opened)) == [
        "/",
        "/assets/x",
        "/config",
        "/favicon.ico",
        "/gradio_api/app_id",
        "/gradio_api/cancel",
        "/gradio_api/heartbeat/x",
        "/gradio_api/queue/data",
        "/gradio_api/queue/join",
        "/static/x",
        "/theme.css",
    ]
    assert len(closed) > 40
    for path in set(closed):
        for method in ("GET", "POST"):
            assert client.request(method, path).status_code == 404, (method, path)


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/gradio_api/run/x",
        "/gradio_api/deep_link?session_hash=s1",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/routes.py",
        "/assets/..%2f..%2froutes.py",
        "/huisstijl/..%2f..%2fserver.py",
        "/huisstijl/server.py",
        "/bron/../../etc/passwd",
        "/bron/..%2f..%2fetc%2fpasswd",
        "/bronnen/<script>alert(1)</script>",
        "/stappenplan/../../x",
        "/docs",
        "/openapi.json",
        "/monitoring",
    ],
)
def test_what_does_not_exist_is_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (404, 403)
    assert "root:" not in response.text
    assert "import " not in response.text
    assert "<script>alert" not in response.text


def test_unknown_page_answers_in_dutch(client: TestClient) -> None:
    for path in ("/weg", "/bron/nee", "/bronnen/nee", "/stappenplan/nee"):
        response = client.get(path)
        assert response.status_code == 404
        assert texts_nl.WEB["not_found_title"] in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_can_send_nothing(client: TestClient, headers: dict[str, str]) -> None:
    body = {"status": "answered", "helps": True, "passages": []}
    assert client.post("/terugkoppeling", json=body, headers=headers).status_code == 403
    response = client.get("/config", headers=headers)
    assert "access-control-allow-origin" not in response.headers


def test_a_foreign_host_name_is_refused_on_this_machine(client: TestClient) -> None:
    assert client.get("/gezond", headers={"host": "evil.example"}).status_code == 400


def test_too_large_a_request_is_refused_in_dutch(client: TestClient) -> None:
    response = client.post("/terugkoppeling", content=b"x" * (MAX_BODY_BYTES + 1))
    assert response.status_code == 413
    assert texts_nl.WEB["too_large"] in response.text


# -- pages --


@pytest.mark.parametrize("path", OWN_PAGES)
def test_own_pages_hold_no_inline_script_or_style(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "style=" not in response.text
    assert not re.search(r"<script(?![^>]*src=)", response.text)
    assert not re.search(r"\son\w+=", response.text)
    if not path.startswith("/paneel"):
        assert '<html lang="nl">' in response.text
        assert response.text.count("<h1") == 1


def test_every_passage_has_a_permanent_page(client: TestClient) -> None:
    for source in fakes.corpus().sources:
        passage = next(p for p in fakes.corpus().passages if p.source_id == source.id)
        response = client.get(f"/bron/{passage.id}?q=0-5")
        assert response.status_code == 200, passage.id
        assert f"<mark>{passage.text[:5]}</mark>" in response.text


@pytest.mark.parametrize("q", ["", "0-99999", "5-1", "<script>", "0-5'", "-1--5"])
def test_a_wrong_quotation_marks_nothing_and_says_so(client: TestClient, q: str) -> None:
    response = client.get("/bron/wet/jeugdwet/7.3.11/lid-4", params={"q": q})
    assert response.status_code == 200
    assert "<mark>" not in response.text
    assert texts_nl.WEB["quote_unknown"] in response.text


def test_reader_holds_every_passage_with_an_anchor(client: TestClient) -> None:
    page = client.get("/bronnen/handreiking").text
    for passage in fakes.corpus().passages:
        if passage.source_id == "handreiking":
            assert f'id="{passage.id.replace("/", ".")}"' in page


def test_health_says_ok(client: TestClient) -> None:
    assert client.get("/gezond").json() == {
        "status": "ok",
        "sources": len(fakes.corpus().sources),
    }


# -- what changed since --


@pytest.mark.parametrize("kind", ["bron", "paneel"])
def test_a_currency_note_stands_with_its_passage(client: TestClient, kind: str) -> None:
    page = client.get(f"/{kind}/handreiking/deel-1/wams-wgs/1").text
    assert page.count('class="actualiteit"') == 1
    assert "Staatsblad 2024, 198" in page
    assert 'class="actualiteit"' not in client.get(f"/{kind}/handreiking/deel-1/avg/2").text


def test_changed_law_is_told_on_every_place_that_quotes_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changes(_self: Current, passages: Iterable[Passage], today: date) -> dict[str, Change]:
        assert today == date.today()
        return {p.id: changed(p) for p in passages if p.source_id == "wet/jeugdwet"}

    monkeypatch.setattr(Current, "changes", changes)
    told = "Gewijzigd sinds 1 januari 2026."
    for kind in ("bron", "paneel"):
        assert told in client.get(f"/{kind}/wet/jeugdwet/7.3.11/lid-4").text
        assert told not in client.get(f"/{kind}/wet/avg/6/lid-1").text
    assert told in turn(send(client, "Mag dat?", session="changed"))


def test_a_model_that_is_away_is_told_before_asking(
    client: TestClient, assistant: fakes.FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = texts_nl.NOTICES["model-unreachable"]
    assert notice not in client.get("/").text
    monkeypatch.setattr(assistant, "said", "model-unreachable")
    assert notice in client.get("/").text


# -- asking --


def test_question_is_answered_and_the_box_is_emptied(client: TestClient) -> None:
    response = send(client, "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?")
    assert 'data-status="answered"' in turn(response)
    first = next(m for m in response if m["msg"] == "process_generating")
    assert first["output"]["data"][1] == ""
    # Gradio repeats the last step when it is done; somebody may be typing the next question then.
    assert response[-1]["msg"] == "process_completed"
    assert response[-1]["output"]["data"][1] != ""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(None, "empty", id="nothing"),
        pytest.param("  \n\t ", "empty", id="white-space"),
        pytest.param("x", "too-short", id="one-character"),
        pytest.param("a" * 100_000, "too-long", id="100,000-characters"),
        pytest.param("\x00\x01\xff\x7f", "not-text", id="binary"),
        pytest.param("😀😀🎉", "no-letters", id="emoji"),
    ],
)
def test_unusable_input_gets_a_dutch_sentence(
    client: TestClient, question: str | None, expected: str
) -> None:
    html = turn(send(client, question))
    assert texts_nl.QUESTION_PROBLEMS[expected] in html
    assert "Traceback" not in html


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE passages; --",
        "<script>alert(1)</script> mag dat",
        "<img src=x onerror=alert(1)> mag dat",
        "{{7*7}} ${7*7} #{7*7} mag dat",
    ],
)
def test_hostile_input_is_shown_as_text(client: TestClient, question: str) -> None:
    html = turn(send(client, question))
    assert "<script" not in html
    assert "<img" not in html
    assert str(escape(question)) in html


def test_unforeseen_error_shows_no_detail_and_logs_no_question(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        html = turn(send(client, f"{fakes.BROKEN} bij mij"))
    assert texts_nl.SOMETHING_WRONG in html
    assert fakes.BROKEN not in html
    assert fakes.BROKEN not in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("role", ["bestuurder", "professional"])
def test_role_reaches_the_assistant(
    client: TestClient, assistant: fakes.FakeAssistant, role: str
) -> None:
    turn(send(client, "Mag dat?", role=role))
    assert assistant.calls[-1][1] == role


def test_a_role_that_is_not_offered_is_refused_without_a_stack_trace(client: TestClient) -> None:
    messages = send(client, "Mag dat?", role="beheerder")
    assert not messages[-1]["success"]
    assert "Traceback" not in json.dumps(messages)


def test_conversations_are_apart_and_hold_accepted_questions_only(
    client: TestClient, assistant: fakes.FakeAssistant
) -> None:
    for question in ("Eerste vraag?", f"{fakes.CANARY} bij ons", "", "Tweede vraag?"):
        turn(send(client, question, session="a1"))
    turn(send(client, "Andere tab?", session="b1"))
    turn(send(client, "Derde vraag?", session="a1"))
    assert assistant.calls[-2][0] == ()
    assert assistant.calls[-1][0] == ("Eerste vraag?", "Tweede vraag?")


def test_conversation_does_not_grow_without_end(
    client: TestClient, assistant: fakes.FakeAssistant
) -> None:
    for number in range(REMEMBERED + 3):
        turn(send(client, f"Vraag {number}?", session="c1"))
    assert len(assistant.calls[-1][0]) == REMEMBERED


def test_questions_do_not_wait_for_each_other(
    client: TestClient, assistant: fakes.FakeAssistant
) -> None:
    assistant.most_at_once = 0
    begin = time.monotonic()
    with ThreadPoolExecutor(10) as pool:
        asked = [
            pool.submit(send, client, f"{fakes.SLOW} nummer {n}", session=f"d{n}")
            for n in range(10)
        ]
        answers = [turn(a.result()) for a in asked]
    assert time.monotonic() - begin < 2.5  # ten times half a second, one by one, is 5
    assert assistant.most_at_once >= 5
    for number, html in enumerate(answers):
        assert f"nummer {number}<" in html


def test_an_answer_grows_and_ends_whole(client: TestClient) -> None:
    messages = send(client, f"{fakes.WRITES} antwoord?", session="g1")
    steps = [json.dumps(m["output"]) for m in messages if m["msg"] == "process_generating"]
    emptied, *growing = steps
    assert "data-beurt" not in emptied
    assert [("data-schrijft" in g, len(re.findall(r"Zin \d van", g))) for g in growing] == [
        (True, 0),
        (True, 0),
        (True, 1),
        (True, 2),
        (False, 6),  # the copied text holds them too
    ]
    assert texts_nl.waiting(2) in growing[0]
    assert texts_nl.waiting(1) in growing[1]
    assert "data-schrijft" not in turn(messages)


def test_two_questions_are_read_together_or_apart(
    client: TestClient, assistant: fakes.FakeAssistant
) -> None:
    turn(send(client, "Eerste vraag?", session="f1"))
    assert "Eerste vraag? vervolg?" in turn(send(client, f"{fakes.FOLLOW_UP}?", session="f1"))
    alone = turn(send(client, f"{fakes.FOLLOW_UP}?", session="f1", apart=True))
    assert "Eerste vraag?" not in alone
    assert assistant.calls[-1][0] == ("Eerste vraag?", "vervolg?")  # the checklist sees them


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to be")


def test_stopping_ends_the_work_and_the_question_is_remembered(
    client: TestClient, assistant: fakes.FakeAssistant
) -> None:
    joined = join(client, f"{fakes.ENDLESS}?", session="h1", role="professional", apart=False)
    wait_until(lambda: assistant.running == 1)
    body = {"session_hash": "h1", "fn_index": 0, "event_id": joined.json()["event_id"]}
    time.sleep(assistant.pace * 2)  # the first answer must have come
    assert client.post("/gradio_api/cancel", json=body).status_code == 200
    wait_until(lambda: assistant.running == 0)
    turn(send(client, "Daarna?", session="h1"))
    assert assistant.calls[-1][0] == (f"{fakes.ENDLESS}?",)


def _held(head: str, tail: str) -> list[str]:
    """Types of the objects in this process that hold a text with both parts, one after the other.

    The collector does not list a dict or tuple of plain values; its holder leads to it.
    """
    gc.collect()
    found: list[str] = []
    seen: set[int] = set()
    holders: list[object] = gc.get_objects()
    while holders:
        holder = holders.pop()
        for thing in gc.get_referents(holder):
            # by type: looking at an attribute of a deprecated torch object gives a warning
            if issubclass(type(thing), str | bytes | bytearray):
                text = thing if isinstance(thing, str) else thing.decode("utf-8", "replace")
                place = text.find(head)
                if place >= 0 and text.startswith(tail, place + len(head)):
                    found.append(type(holder).__name__)
            elif not gc.is_tracked(thing) and id(thing) not in seen:
                seen.add(id(thing))
                holders.append(thing)
    return found


@pytest.mark.slow
def test_nothing_of_a_refused_question_stays_in_memory_or_on_disk(
    client: TestClient, state: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    head, tail = secrets.token_hex(8), secrets.token_hex(8)  # never one string in this test
    response = send(client, f"{fakes.CANARY} {head}{tail}", session="e1")
    assert 'data-status="refused"' in turn(response)
    assert head not in json.dumps(response)
    del response
    assert _held(head, tail) == []
    for path in state.rglob("*"):
        assert not path.is_file() or head not in path.read_text(errors="replace")
    out, err = capfd.readouterr()
    assert head not in out + err


@pytest.mark.slow
def test_the_search_for_leftovers_finds_what_is_there() -> None:
    head, tail = secrets.token_hex(8), secrets.token_hex(8)
    keep = [{"question": f"een vraag met {head}{tail}"}]
    assert "dict" in _held(head, tail)
    keep.clear()
    assert _held(head, tail) == []


# -- counts --


def test_a_refusal_leaves_counts_per_point_only(client: TestClient, state: Path) -> None:
    before = counts.read(state, counts.REFUSALS)
    response = send(client, fakes.CANARY, session="telling")
    assert 'data-status="refused"' in turn(response)
    after = counts.read(state, counts.REFUSALS)
    assert set(after) <= {p.id for p in POINTS}
    assert sum(c["refused"] for c in after.values()) > sum(c["refused"] for c in before.values())


# -- reactions --


def test_reaction_is_counted_for_known_passages_only(client: TestClient, state: Path) -> None:
    known = "wet/jeugdwet/7.3.11/lid-4"
    body = {"status": "answered", "helps": True, "passages": [known, "verzonnen"]}
    assert client.post("/terugkoppeling", json=body).status_code == 200
    counted = counts.read(state)
    assert counted[f"passage:{known}"]["helps"] == 1
    assert "passage:verzonnen" not in counted


@pytest.mark.parametrize(
    "body",
    [
        {"status": "answered", "helps": True, "passages": [], "question": "x"},
        {"status": "refused", "helps": True, "passages": []},
        {"status": "answered", "helps": True, "passages": ["x"] * 21},
        {"status": "onbekend", "helps": True, "passages": []},
        [],
    ],
)
def test_any_other_reaction_is_refused(client: TestClient, body: object) -> None:
    assert client.post("/terugkoppeling", json=body).status_code == 422


# -- listening --


def test_a_taken_port_is_followed_by_the_next_free_one() -> None:
    from assistant.web.server import listen

    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with listen("127.0.0.1", port) as second:
            assert port < second.getsockname()[1] <= port + 20


def test_a_host_that_is_not_here_is_a_settings_error() -> None:
    from assistant.web.server import listen

    with pytest.raises(SettingsError, match=r"192\.0\.2\.1"):
        listen("192.0.2.1", 7860)


@pytest.mark.slow
def test_serve_says_its_address_answers_and_stops(tmp_path: Path) -> None:
    program = (
        "import pathlib, sys\n"
        "from assistant.settings import Settings, silence_telemetry\n"
        "silence_telemetry()\n"
        "from assistant.web.server import serve\n"
        "from tests.web import fakes\n"
        "settings = Settings(port=int(sys.argv[1]), state=pathlib.Path(sys.argv[2]))\n"
        "serve(settings, fakes.FakeAssistant(),"
        " say=lambda line: print(line, flush=True))\n"
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(port), str(tmp_path)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            assert str(port) in process.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert address is not None
            with httpx.Client(trust_env=False) as http:
                assert http.get(f"{address[0]}/gezond").json()["status"] == "ok"
                with http.stream("GET", f"{address[0]}/gradio_api/heartbeat/open1"):
                    process.send_signal(signal.SIGINT)
                    _, errors = process.communicate(timeout=15)
            assert "Traceback" not in errors
        finally:
            process.kill()
            process.communicate()


def test_every_file_of_the_house_style_is_served(client: TestClient) -> None:
    folder = Path(server.__file__).parent / "assets" / "static"
    names = [path.name for path in folder.iterdir() if path.is_file()]
    assert "stijl.css" in names
    for name in names:
        assert client.get(f"/huisstijl/{name}").status_code == 200, name
