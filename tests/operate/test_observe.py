"""Figures, traces and logs tell how the site does, and hold no word of what anybody asked."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from assistant.errors import ModelError, SettingsError
from assistant.operate import logs, metrics
from assistant.operate.observe import NoTracer, ObservedAssistant
from assistant.operate.ready import REMEMBERED_SECONDS, Readiness
from assistant.records import Answer, Status
from assistant.settings import Settings
from tests.operate.collector import Collector, collecting
from tests.web import fakes

# Of a question, an address, a path, a query and a header: none may be in a label, log or trace.
CANARIES = ("zilverreiger", "koolmees", "roodborst", "tapuit", "putter")
QUESTION, PATH, QUERY, HEADER, AGENT = CANARIES
REQUEST_ID = "x-request-id"


@contextmanager
def logged(form: str, level: str = "debug") -> Iterator[io.StringIO]:
    """What comes on standard error after `set_up`, as serve does it."""
    out = io.StringIO()
    root, own = logging.getLogger(), logging.getLogger("assistant")
    before = root.handlers[:], root.level, own.level
    loggers = [logging.getLogger(n) for n in list(logging.root.manager.loggerDict)]
    states = [(found, found.handlers[:], found.propagate) for found in loggers]
    error, sys.stderr = sys.stderr, out
    hook = threading.excepthook
    try:
        logs.set_up(form, level)
        yield out
    finally:
        sys.stderr = error
        threading.excepthook = hook
        logging.captureWarnings(False)
        root.handlers[:], root.level = before[0], before[1]
        own.setLevel(before[2])
        for found, handlers, propagate in states:
            found.handlers[:], found.propagate = handlers, propagate


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Everything that a site tells of itself after questions and requests with canaries."""
    from assistant.web.server import create_app

    with collecting() as collector, logged("json") as out:
        settings = Settings(state=tmp_path_factory.mktemp("state"), traces=collector.url)
        app = create_app(fakes.FakeAssistant(), settings, index_name=lambda: "index-7")
        before = samples(metrics.exposition(lambda: ""))
        client = TestClient(
            app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50_000),
            raise_server_exceptions=False, headers={"user-agent": AGENT, REQUEST_ID: HEADER},
        )  # fmt: skip
        replies = [
            client.post("/api/v1/ask", json={"question": f"Mag dat, {QUESTION}? {word}"})
            for word in ("", fakes.CANARY, fakes.NOT_IN_CORPUS, fakes.WRITES, fakes.BROKEN)
        ]
        client.post("/api/v1/ask", json={"question": " "})
        client.post("/api/v1/search", json={"question": f"Mag dat, {QUESTION}?"})
        client.get(f"/bron/{PATH}?q={QUERY}")
        client.get(f"/bron/{PATH}%0aregel?q={QUERY}")  # no route has a path of two lines
        client.get(f"/nergens/{PATH}?q={QUERY}")
        client.request("BREW", f"/nergens/{PATH}")
        client.get(f"/bronnen?{QUERY}")
        client.get("/gezond")
        text = client.get("/metrics").text
        app.state.tracer.close()
        app.state.desk().close()
        yield {
            "log": out.getvalue(), "metrics": text, "before": before, "collector": collector,
            "replies": replies,
        }  # fmt: skip


def samples(text: str | bytes) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    text = text if isinstance(text, str) else text.decode()
    return {
        (s.name, tuple(sorted(s.labels.items()))): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }


def grown(watched: dict[str, Any], name: str, **labels: str) -> float:
    key = (name, tuple(sorted(labels.items())))
    now: float = samples(watched["metrics"]).get(key, 0)
    return now - float(watched["before"].get(key, 0))


# -- no word of anybody --


def test_no_word_of_anybody_is_in_figures_logs_or_traces(watched: dict[str, Any]) -> None:
    collector: Collector = watched["collector"]
    told = watched["log"] + watched["metrics"] + b"".join(collector.bodies).decode("latin-1")
    assert len(told) > 5000
    assert not [c for c in (*CANARIES, "127.0.0.1") if c in told]


def test_every_label_comes_from_a_closed_list(watched: dict[str, Any]) -> None:
    routes = {
        value
        for name, labels in samples(watched["metrics"])
        for key, value in labels
        if key == "route"
    }
    assert "/bron/{passage_id}" in routes
    assert "other" in routes
    assert all(route == "other" or route.startswith("/") for route in routes)
    methods = {
        dict(labels)["method"]
        for name, labels in samples(watched["metrics"])
        if name == "vindplaats_requests_total"
    }
    assert methods <= {"GET", "POST", "other"}


# -- figures --


def test_requests_are_counted_by_template_and_status(watched: dict[str, Any]) -> None:
    name = "vindplaats_requests_total"
    assert grown(watched, name, route="/api/v1/ask", method="POST", status="200") == 4
    assert grown(watched, name, route="/bron/{passage_id}", method="GET", status="404") == 1
    assert grown(watched, name, route="other", method="other", status="404") == 1
    assert grown(watched, "vindplaats_request_seconds_count", route="/bronnen") == 1


@pytest.mark.parametrize(
    ("status", "count"),
    [("answered", 2), ("abstained", 1), ("refused", 1), ("failed", 1), ("unusable", 1)],
)
def test_answers_are_counted_by_how_they_ended(
    watched: dict[str, Any], status: str, count: int
) -> None:
    assert grown(watched, "vindplaats_answers_total", status=status) == count


def test_refusals_are_counted_by_point(watched: dict[str, Any]) -> None:
    for point in ("person-name", "bsn"):
        assert grown(watched, "vindplaats_refusals_total", point=point) == 1


def test_the_index_that_answers_is_named(watched: dict[str, Any]) -> None:
    key = ("vindplaats_index_info", (("name", "index-7"),))
    assert samples(watched["metrics"])[key] == 1


def test_an_asker_who_leaves_is_counted_apart() -> None:
    before = samples(metrics.exposition(str))
    found = ObservedAssistant(fakes.FakeAssistant(), NoTracer()).stream(fakes.ENDLESS)
    next(found)
    found.close()
    key = ("vindplaats_answers_total", (("status", "left"),))
    assert samples(metrics.exposition(str))[key] == before.get(key, 0) + 1


# -- traces --


def test_a_question_is_one_trace_of_its_steps(watched: dict[str, Any]) -> None:
    collector: Collector = watched["collector"]
    assert set(collector.paths) == {"/v1/traces"}
    assert collector.scopes == {"assistant"}  # no span of a library
    assert collector.resource["service.name"] == "vindplaats"
    outcomes = [
        a.value.string_value for s in collector.spans for a in s.attributes if a.key == "outcome"
    ]
    assert sorted(outcomes) == sorted(
        ["answered", "refused", "abstained", "answered", "failed", "unusable"]
    )
    assert {s.name for s in collector.spans} == {"question"}  # the stand-in has no timings


def test_the_steps_of_an_answer_are_spans_below_it() -> None:
    from assistant.operate.tracing import open_tracer

    timings = {"guard": 1.0, "retrieve": 20.0, "answer": 3.0, "model": 500.0, "verify": 40.0}
    answer = Answer(status=Status.ANSWERED, timings_ms={**timings, "total": 564.0})
    with collecting() as collector:
        tracer = open_tracer(collector.url)
        tracer.question(1_000_000_000, answer, "answered")
        tracer.close()
    *steps, whole = collector.spans
    assert [s.name for s in steps] == ["checklist", "retrieve", "compose", "model", "verify"]
    assert all(s.parent_span_id == whole.span_id for s in steps)
    assert len({s.trace_id for s in collector.spans}) == 1
    lasted = [(s.end_time_unix_nano - s.start_time_unix_nano) / 1e6 for s in steps]
    assert lasted == [1.0, 20.0, 3.0, 500.0, 40.0]
    assert all(a.end_time_unix_nano == b.start_time_unix_nano for a, b in pairwise(steps))


def test_a_collector_that_is_away_keeps_nobody() -> None:
    from assistant.operate.tracing import open_tracer

    with collecting() as collector:
        gone = collector.url
    tracer = open_tracer(gone)
    with logged("text") as out:
        tracer.question(1, None, "failed")
        tracer.close()
    assert "traces: the collector does not take them (ConnectError)" in out.getvalue()


@pytest.mark.parametrize(
    "url",
    ["http://8.8.8.8:4318", "ftp://127.0.0.1", "http://u:p@127.0.0.1", "127.0.0.1:4318",
     "http://127.0.0.1:4318/elsewhere", "http://127.0.0.1:x"],
)  # fmt: skip
def test_traces_go_to_the_private_network_only(url: str) -> None:
    from assistant.operate.tracing import open_tracer

    with pytest.raises(SettingsError, match="traces"):
        open_tracer(url)


# -- logs --


def test_a_line_has_fixed_fields_and_the_number_that_the_answer_has(
    watched: dict[str, Any],
) -> None:
    lines = [json.loads(line) for line in watched["log"].splitlines()]
    requests = [x for x in lines if x["logger"] == "assistant.request"]
    assert all(set(line) <= set(logs.FIELDS) for line in lines)
    first = requests[0]
    assert (first["method"], first["route"], first["status"]) == ("POST", "/api/v1/ask", 200)
    assert first["request"] == watched["replies"][0].headers[REQUEST_ID]
    assert len({x["request"] for x in requests}) == len(requests)
    failed = [x for x in requests if x["status"] >= 500]
    assert failed
    assert {x["level"] for x in failed} == {"ERROR"}
    assert next(x for x in requests if x["route"] == "/gezond")["level"] == "DEBUG"


@given(st.text(max_size=200))
def test_nothing_begins_a_line_of_its_own(text: str) -> None:
    record = logging.LogRecord("assistant.x", 30, "x.py", 1, "%s", (text,), None)
    record.route = text
    for formatter in (logs.TextFormatter(), logs.JsonFormatter()):
        line = formatter.format(record)
        assert len(line.splitlines()) == 1
        assert "\x1b" not in line
    assert set(json.loads(logs.JsonFormatter().format(record))) <= set(logs.FIELDS)


def test_of_an_error_only_type_and_place_are_told() -> None:
    with logged("text") as out:
        try:
            raise ValueError(f"cannot read {QUESTION}")
        except ValueError:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    line = out.getvalue()
    assert "ERROR uvicorn.error Exception in ASGI application" in line
    assert "error=ValueError at=operate/test_observe.py:" in line
    assert QUESTION not in line


def test_of_an_error_in_a_thread_only_type_and_place_are_told() -> None:
    def fail() -> None:
        raise ValueError(f"cannot read {QUESTION}")

    with logged("json") as out:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    line = json.loads(out.getvalue())
    assert (line["error"], line["level"]) == ("ValueError", "ERROR")
    assert QUESTION not in out.getvalue()


def test_of_a_library_only_the_place_is_told() -> None:
    with logged("json") as out:
        library = logging.getLogger("gradio.queueing")
        library.addHandler(logging.StreamHandler(out))
    with logged("json") as out:
        library.warning("input was %s", QUESTION)
        library.warning(f"input was {QUESTION}")
        library.info("loaded")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [x["logger"] for x in lines] == ["gradio.queueing"] * 2
    assert all(x["event"].startswith("test_observe:") for x in lines)


# -- readiness --


def test_ready_tells_which_part_is_away_and_looks_again() -> None:
    now = [0.0]
    up = {"model": True}
    looked = []

    def model() -> None:
        looked.append(now[0])
        if not up["model"]:
            raise ModelError("at http://geheim.intern")

    ready = Readiness({"index": lambda: None, "model": model}, clock=lambda: now[0])
    assert ready.look() == {"index": True, "model": True}
    up["model"] = False
    assert ready.look()["model"] is True  # as it was a moment ago
    now[0] += REMEMBERED_SECONDS
    assert ready.look() == {"index": True, "model": False}
    assert looked == [0.0, REMEMBERED_SECONDS]


def test_klaar_is_503_until_all_parts_are_there(tmp_path: Path) -> None:
    from assistant.web.server import create_app

    assistant = fakes.FakeAssistant()
    base = Settings(state=tmp_path, llm="server", llm_url="http://127.0.0.1:1/v1")
    for said, url, parts in (
        ("", "", {"index": "ok", "database": "ok", "language_model": "ok"}),
        ("model-unreachable", "", {"index": "ok", "database": "ok", "language_model": "away"}),
        ("", "postgresql://u:kanarie@127.0.0.1:1/x",
         {"index": "ok", "database": "away", "language_model": "ok"}),
    ):  # fmt: skip
        assistant.said = said
        app = create_app(assistant, replace(base, database_url=url))
        client = TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 1))
        reply = client.get("/klaar")
        whole = set(parts.values()) == {"ok"}
        assert reply.status_code == (200 if whole else 503)
        assert reply.json() == {"status": "ok" if whole else "unavailable", "parts": parts}
        assert client.get("/gezond").status_code == 200  # alive all the same
        if not url:
            app.state.desk().close()
