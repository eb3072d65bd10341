"""The REST API: its shapes, problems, stream and document; a program that tries everything."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import re
import secrets
from collections.abc import Generator, Iterator
from contextlib import aclosing
from typing import Any

import pytest
import schemathesis
from fastapi import Depends, FastAPI, HTTPException
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from assistant import batch, texts_nl
from assistant.errors import IndexUnavailableError
from assistant.records import Answer
from assistant.settings import Settings
from assistant.web import api_models
from assistant.web.api import EVENT_STREAM, api_routes, events, openapi_document
from assistant.web.api_problems import STATUS
from assistant.web.tools import Tools, open_tools
from tests.web import fakes
from tests.web.loopback import run_async

SECRET = "geheimwoordzebra"
QUESTION = "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"
OPERATIONS = (
    ("POST", "/api/v1/ask", {"question": QUESTION}, "AnswerOut"),
    ("POST", "/api/v1/ask", {"question": f"{fakes.CANARY} gevaar"}, "AnswerOut"),
    ("POST", "/api/v1/ask", {"question": f"Wat is {fakes.NOT_IN_CORPUS}?"}, "AnswerOut"),
    ("POST", "/api/v1/search", {"question": QUESTION}, "SearchOut"),
    ("POST", "/api/v1/search", {"question": fakes.CANARY}, "SearchOut"),
    ("POST", "/api/v1/guard", {"text": "Hoort bsn 111222333 erin?"}, "GuardOut"),
    ("POST", "/api/v1/check", {"text": "Zie artikel 6 AVG en art. 999 Jeugdwet."}, "CheckOut"),
    ("GET", "/api/v1/passages/wet/jeugdwet/7.3.11/lid-4", None, "PassageOut"),
    ("GET", "/api/v1/passages/wet%2Fjeugdwet%2F7.3.11%2Flid-4", None, "PassageOut"),
    ("GET", "/api/v1/sources", None, "SourcesOut"),
    ("GET", "/api/v1/sources/wet/jeugdwet", None, "SourceContentsOut"),
)


@pytest.fixture(scope="module")
def asked() -> fakes.FakeAssistant:
    return fakes.FakeAssistant()


@pytest.fixture(scope="module")
def tools(asked: fakes.FakeAssistant) -> Tools:
    asked.pace = 0.0
    return open_tools(asked, Settings())


def app_of(routes: Any) -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(routes)
    return app


@pytest.fixture(scope="module")
def api(tools: Tools) -> Iterator[TestClient]:
    with TestClient(app_of(api_routes(tools))) as client:
        yield client


def holders(word: str) -> Iterator[object]:
    """What still holds a text with the word, of everything in the process."""
    for container in gc.get_objects():
        # As a plain container: some of torch warn when they are asked for their class,
        # and some of transformers load a model when they are asked for their values.
        kind = type(container)
        values: list[Any] = []
        if issubclass(kind, dict):
            values = list(dict.values(container))
        for plain in (list, tuple, set):
            if issubclass(kind, plain):
                values = list(plain.__iter__(container))
        for value in values:
            text = value.decode(errors="replace") if issubclass(type(value), bytes) else value
            if issubclass(type(text), str) and word in text:
                yield container


def read_events(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = re.findall(r"event: (\w+)\ndata: (.+)\n\n", text)
    return [(name, json.loads(data)) for name, data in found]


# -- answers --


@pytest.mark.parametrize(("method", "path", "body", "model"), OPERATIONS)
def test_each_outcome_has_the_shape_of_the_document(
    api: TestClient, method: str, path: str, body: dict[str, Any] | None, model: str
) -> None:
    response = api.request(method, path, json=body)
    assert response.status_code == 200
    getattr(api_models, model).model_validate(response.json())


def test_an_answer_is_that_of_the_command(api: TestClient, asked: fakes.FakeAssistant) -> None:
    answer = api.post("/api/v1/ask", json={"question": QUESTION, "id": "vraag-7"}).json()
    line = batch.answer_json("vraag-7", asked.ask(QUESTION))
    assert {k: v for k, v in answer.items() if k in line} == json.loads(json.dumps(line))
    assert answer.keys() - line.keys() == {"refusal", "writing", "waiting"}


def test_what_is_sent_reaches_the_assistant(api: TestClient, asked: fakes.FakeAssistant) -> None:
    body = {
        "question": f"En {fakes.FOLLOW_UP}?",
        "earlier": ["Mag een school iets delen?"],
        "role": "bestuurder",
    }
    assert api.post("/api/v1/ask", json=body).json()["read_as"]
    assert asked.calls[-1] == (("Mag een school iets delen?",), "bestuurder")
    assert not api.post("/api/v1/ask", json={**body, "separate": True}).json()["read_as"]


def test_a_refusal_says_why_and_what_helps(api: TestClient) -> None:
    answer = api.post("/api/v1/ask", json={"question": f"{fakes.CANARY} gevaar"}).json()
    assert answer["status"] == "refused"
    assert [p["id"] for p in answer["refusal"]["points"]] == ["person-name", "bsn"]
    assert "112" in " ".join(answer["refusal"]["help"])
    assert not answer["sentences"] + answer["retrieved"] + answer["citations"]


def test_refusals_are_counted_by_point(asked: fakes.FakeAssistant) -> None:
    counted: list[Any] = []
    found = open_tools(asked, Settings())
    counting = Tools(found.assistant, found.current, found.corpus, counted.append)
    with TestClient(app_of(api_routes(counting))) as client:
        client.post("/api/v1/ask", json={"question": fakes.CANARY})
        client.post("/api/v1/search", json={"question": fakes.CANARY})
        client.post("/api/v1/ask", json={"question": QUESTION})
    assert counted == [("person-name", "bsn")] * 2


def test_nothing_of_a_refused_question_is_returned_logged_or_held(
    api: TestClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    word = secrets.token_hex(8)
    seen = ""
    for accept in ("application/json", EVENT_STREAM):
        body = {"question": f"{fakes.CANARY} {word}", "earlier": [word]}
        response = api.post("/api/v1/ask", json=body, headers={"accept": accept})
        seen += response.text + str(response.headers)
        assert list(holders(word))  # the test itself still holds what it sent
        response.request._content = b""
        del response, body
    said = capfd.readouterr()
    assert word not in seen + caplog.text + said.out + said.err
    gc.collect()
    assert list(holders(word)) == []


# -- problems --


@pytest.mark.parametrize(
    ("method", "path", "body", "code", "fields"),
    [
        ("POST", "/api/v1/ask", {}, "invalid-request", ["body.question"]),
        ("POST", "/api/v1/ask", {"question": 7}, "invalid-request", ["body.question"]),
        ("POST", "/api/v1/ask", {"question": SECRET, SECRET: 1}, "invalid-request", ["body"]),
        ("POST", "/api/v1/ask", {"question": SECRET, "role": SECRET}, "invalid-request",
         ["body.role"]),
        ("POST", "/api/v1/ask", {"question": SECRET, "id": f"{SECRET} x"}, "invalid-request",
         ["body.id"]),
        ("POST", "/api/v1/ask", {"question": SECRET * 1000}, "invalid-request", ["body.question"]),
        ("POST", "/api/v1/ask", {"question": "x?", "earlier": [SECRET] * 13}, "invalid-request",
         ["body.earlier"]),
        ("POST", "/api/v1/check", {"text": SECRET * 20_000}, "invalid-request", ["body.text"]),
        ("POST", "/api/v1/ask", [SECRET], "invalid-request", ["body"]),
        ("POST", "/api/v1/ask", {"question": " "}, "question-empty", []),
        ("POST", "/api/v1/ask", {"question": f"{SECRET}\0"}, "question-not-text", []),
        ("POST", "/api/v1/ask", {"question": f"{SECRET} " * 300}, "question-too-long", []),
        ("POST", "/api/v1/search", {"question": "?!"}, "question-no-letters", []),
        ("POST", "/api/v1/ask", {"question": f"{SECRET} {fakes.BROKEN}"}, "internal", []),
        ("GET", f"/api/v1/passages/{SECRET}", None, "not-found", []),
        ("GET", f"/api/v1/passages/{SECRET}%00%0dx", None, "not-found", []),
        ("GET", "/api/v1/passages/..%2f..%2fetc%2fpasswd", None, "not-found", []),
        ("GET", f"/api/v1/sources/{SECRET}", None, "not-found", []),
        ("GET", f"/api/v1/{SECRET}", None, "not-found", []),
        ("GET", "/api/v1/ask", None, "wrong-method", []),
        ("DELETE", "/api/v1/sources/wet/jeugdwet", None, "wrong-method", []),
    ],
)  # fmt: skip
def test_a_problem_has_a_code_and_echoes_nothing(
    api: TestClient,
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
    body: object,
    code: str,
    fields: list[str],
) -> None:
    response = api.request(method, path, **({} if body is None else {"json": body}))
    assert response.headers["content-type"] == "application/problem+json"
    found = api_models.Problem.model_validate(response.json())
    assert (found.code, [e.field for e in found.errors]) == (code, fields)
    assert found.status == response.status_code == STATUS[code]
    assert (found.title, found.detail) == texts_nl.API_PROBLEMS[code]
    assert SECRET not in response.text + str(response.headers) + caplog.text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(f'{{"{SECRET}'.encode(), "not-json", id="cut-off"),
        pytest.param(b"[" * 100_000, "not-json", id="deep"),
        pytest.param(b"\xff\xfe\x00", "not-json", id="bytes"),
        pytest.param(b'{"question": "half \\ud800 teken?"}', "invalid-request", id="surrogate"),
        pytest.param(b'{"question": NaN}', "invalid-request", id="no-number"),
        pytest.param(b"", "invalid-request", id="nothing"),
    ],
)
def test_a_body_that_cannot_be_read_is_the_problem_of_the_sender(
    api: TestClient, content: bytes, code: str
) -> None:
    headers = {"content-type": "application/json"}
    response = api.post("/api/v1/ask", content=content, headers=headers)
    assert response.json()["code"] == code
    assert SECRET not in response.text


def test_a_form_of_another_site_is_not_read(api: TestClient) -> None:
    headers = {"content-type": "text/plain"}  # what a browser sends to others without asking
    body = json.dumps({"question": QUESTION})
    assert api.post("/api/v1/ask", content=body, headers=headers).status_code == 422


def test_other_sites_may_not_read(api: TestClient) -> None:
    response = api.get("/api/v1/sources", headers={"origin": "https://elders.example"})
    assert not [h for h in response.headers if h.startswith("access-control-")]


def test_methods_that_do_exist_are_named(api: TestClient) -> None:
    assert api.get("/api/v1/ask").headers["allow"] == "POST"
    assert "allow" not in api.get("/api/v1/niets").headers


def test_a_part_out_of_reach_is_said_so(tools: Tools) -> None:
    class Away(fakes.FakeAssistant):
        def search(self, question: str) -> Answer:  # noqa: ARG002
            raise IndexUnavailableError(SECRET)

    away = Tools(Away(), tools.current, tools.corpus)
    with TestClient(app_of(api_routes(away))) as client:
        response = client.post("/api/v1/search", json={"question": QUESTION})
    assert response.json()["code"] == "unavailable"
    assert response.json()["detail"] == texts_nl.INDEX_UNAVAILABLE


def test_a_check_of_who_may_stands_before_every_operation(tools: Tools) -> None:
    def nobody() -> None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})

    with TestClient(app_of(api_routes(tools, depends=[Depends(nobody)]))) as client:
        for method, path, body, _ in OPERATIONS:
            response = client.request(method, path, json=body)
            assert response.json()["code"] == "unauthorized"
            assert response.headers["www-authenticate"] == "Bearer"
        assert client.get("/api/v1/openapi.json").status_code == 200
        assert client.get("/api/v1/docs").status_code == 200


# -- the stream --


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (f"Wat is {fakes.WRITES}?", ["answer"] * 4 + ["done"]),
        (QUESTION, ["done"]),
        (f"Wat is {fakes.NOT_IN_CORPUS}?", ["done"]),
        (fakes.CANARY, ["refused"]),
        ("", ["error"]),
        (f"{SECRET} {fakes.BROKEN}", ["error"]),
    ],
)
def test_events_of_a_stream(api: TestClient, question: str, names: list[str]) -> None:
    headers = {"accept": EVENT_STREAM}
    response = api.post("/api/v1/ask", json={"question": question}, headers=headers)
    assert response.headers["content-type"] == f"{EVENT_STREAM}; charset=utf-8"
    found = read_events(response.text)
    assert [name for name, _ in found] == names
    for name, data in found:
        model = api_models.Problem if name == "error" else api_models.AnswerOut
        model.model_validate(data)
    counts = [len(data.get("sentences", ())) for _, data in found]
    assert counts == sorted(counts)
    assert SECRET not in response.text


def test_the_last_event_is_what_a_plain_request_gets(api: TestClient) -> None:
    body = {"question": f"Wat is {fakes.WRITES}?"}
    streamed = api.post("/api/v1/ask", json=body, headers={"accept": EVENT_STREAM})
    assert read_events(streamed.text)[-1][1] == api.post("/api/v1/ask", json=body).json()


def test_a_reader_who_leaves_ends_the_work(tools: Tools, asked: fakes.FakeAssistant) -> None:
    """The program gets some events of an answer without an end, and closes the connection."""
    app = app_of(api_routes(tools))
    content = json.dumps({"question": f"Wat is {fakes.ENDLESS}?"}).encode()
    sent: list[bytes] = []

    async def leave_early() -> None:
        enough = asyncio.Event()
        messages = [{"type": "http.request", "body": content, "more_body": False}]

        async def receive() -> dict[str, Any]:
            if messages:
                return messages.pop()
            await enough.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message.get("body", b""))
            if len(sent) > 6:
                enough.set()

        scope = {
            "type": "http", "method": "POST", "path": "/api/v1/ask", "query_string": b"",
            "headers": [(b"content-type", b"application/json"), (b"accept", b"text/event-stream")],
        }  # fmt: skip
        await asyncio.wait_for(app(scope, receive, send), timeout=30)

    run_async(leave_early())
    assert len(sent) > 6
    assert asked.running == 0


def test_a_slow_answer_keeps_the_connection_open_and_a_late_error_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def first_of_a_broken_one() -> bytes:
        go = asyncio.Event()
        loop = asyncio.get_running_loop()

        def slow() -> Generator[dict[str, Any], None, None]:
            asyncio.run_coroutine_threadsafe(go.wait(), loop).result()
            raise RuntimeError(SECRET)
            yield {}

        async with aclosing(events(slow(), beat_seconds=0.01)) as found:
            beat = await anext(found)
            go.set()
            return beat

    assert run_async(first_of_a_broken_one()).startswith(b":")
    gc.collect()
    assert SECRET not in caplog.text


# -- the document --


def test_the_document_is_valid_and_complete() -> None:
    document = openapi_document()
    validate(document)
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    assert "HTTPValidationError" not in schemas
    paths = {p for p, methods in document["paths"].items() for _ in methods}
    assert paths == {
        f"/api/v1{p}"
        for p in ("/ask", "/search", "/check", "/guard", "/passages/{passage_id}", "/sources",
                  "/sources/{source_id}")
    }  # fmt: skip
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            assert {"200", "4XX", "5XX"} == operation["responses"].keys()
            name = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            assert schemas[name.split("/")[-1]]["examples"]
    for name, schema in schemas.items():
        assert schema["description"], name
        model = getattr(api_models, name, None)
        for example in schema.get("examples", ()):
            model.model_validate(example)  # type: ignore[union-attr]


def test_every_problem_is_explained_on_the_page(api: TestClient) -> None:
    page = api.get("/api/v1/docs").text
    assert set(texts_nl.API_PROBLEMS) == set(STATUS)
    for code in STATUS:
        assert f'id="{code}"' in page
    assert not re.search(r"<script|https?://", page)
    for path in openapi_document()["paths"]:
        assert path in page


# -- in the whole site --


def test_the_whole_site_serves_it(client: TestClient) -> None:
    for method, path, body, model in OPERATIONS:
        response = client.request(method, path, json=body)
        assert response.status_code == 200
        getattr(api_models, model).model_validate(response.json())
    assert client.get("/api/v1/openapi.json").json() == openapi_document()
    assert client.get("/api/v1/niets").json()["code"] == "not-found"
    stream = client.post(
        "/api/v1/ask", json={"question": QUESTION}, headers={"accept": EVENT_STREAM}
    )
    assert [name for name, _ in read_events(stream.text)] == ["done"]
    elsewhere = {"sec-fetch-site": "cross-site", "origin": "https://elders.example"}
    refused = client.post("/api/v1/ask", json={"question": QUESTION}, headers=elsewhere)
    assert refused.json()["code"] == "forbidden"
    too_much = client.post("/api/v1/check", json={"text": "x" * 2_000_000})
    assert too_much.json()["code"] == "too-large"


# -- a program that tries everything --


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_there_is_no_error_of_ours(tools: Tools, mode: GenerationMode) -> None:
    app = app_of(api_routes(tools))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    if mode is GenerationMode.NEGATIVE:  # any text in a path is right in form
        operations = [o for o in operations if o.method == "post"]
    assert len(operations) == (4 if mode is GenerationMode.NEGATIVE else 7)
    for operation in operations:

        @settings(
            max_examples=10, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def tries(case: Any) -> None:
            response = case.call()
            assert response.status_code < 500
            # Not every text is a question; a schema cannot say which.
            case.validate_response(response, excluded_checks=[positive_data_acceptance])

        tries()


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=3))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_can_be_judged_and_checked(api: TestClient, text: str, earlier: list[str]) -> None:
    for path, body in (("guard", {"text": text, "earlier": earlier}), ("check", {"text": text})):
        response = api.post(f"/api/v1/{path}", json=body)
        assert response.status_code == 200
        for found in response.json().get("findings", []) + response.json().get("refs", []):
            # what only earlier messages tell is told of the first character, also of no text
            assert 0 <= found["start"] < found["end"] <= max(1, len(text))
