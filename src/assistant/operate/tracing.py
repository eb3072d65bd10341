"""Traces of questions for OpenTelemetry: how long each step took, and never what was asked.

Spans are made here from the timings of an answer, after it is whole. Nothing is registered with
OpenTelemetry, so no span of a library (Chroma, FastAPI, the protocol server) can be exported, and
the switch that silences those (`OTEL_SDK_DISABLED`) stays on. The spans leave through the transport
of the language model: private addresses only, checked for every connection, no proxy, no redirect.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import httpx
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from assistant import __version__
from assistant.errors import SettingsError
from assistant.llm import network
from assistant.llm.calls import CallError
from assistant.records import Answer

EXPORT_SECONDS = 5.0  # for one delivery to the collector
MOST_WAITING = 2048  # spans; what comes when so many wait is dropped
EVERY_MILLISECONDS = 2000  # between two deliveries

# What a step is called in a trace, by its name in `Answer.timings_ms`, in the order of the line.
STEPS = {
    "guard": "checklist",
    "retrieve": "retrieve",
    "answer": "compose",
    "model": "model",
    "verify": "verify",
}

log = logging.getLogger(__name__)

Value = str | int | float | bool


class SpanTracer:
    """Makes the spans of each question and hands them to an exporter, in the background."""

    def __init__(self, exporter: SpanExporter) -> None:
        """Start the thread that delivers."""
        self._processor = BatchSpanProcessor(
            exporter,
            max_queue_size=MOST_WAITING,
            schedule_delay_millis=EVERY_MILLISECONDS,
            max_export_batch_size=512,
        )
        # Not Resource.create, which describes the machine and reads the environment.
        self._resource = Resource({"service.name": "vindplaats", "service.version": __version__})
        self._scope = InstrumentationScope("assistant", __version__)

    def question(self, began: int, answer: Answer | None, outcome: str) -> None:
        """Note one question, with a span for each of its steps."""
        trace = secrets.randbits(128) or 1
        whole = self._context(trace)
        timings = {} if answer is None else answer.timings_ms
        at = began
        for key, name in STEPS.items():
            if key in timings:
                end = at + round(timings[key] * 1_000_000)
                self._emit(name, self._context(trace), at, end, {}, parent=whole)
                at = end
        self._emit(
            "question", whole, began, max(at, time.time_ns()), _counts(answer, outcome),
            failed=outcome == "failed",
        )  # fmt: skip

    @staticmethod
    def _context(trace: int) -> SpanContext:
        span = secrets.randbits(64) or 1
        return SpanContext(trace, span, is_remote=False, trace_flags=TraceFlags(TraceFlags.SAMPLED))

    def _emit(
        self,
        name: str,
        context: SpanContext,
        began: int,
        ended: int,
        attributes: dict[str, Value],
        *,
        parent: SpanContext | None = None,
        failed: bool = False,
    ) -> None:
        self._processor.on_end(
            ReadableSpan(
                name,
                context,
                parent=parent,
                resource=self._resource,
                attributes=attributes,
                kind=SpanKind.INTERNAL,
                instrumentation_scope=self._scope,
                status=Status(StatusCode.ERROR if failed else StatusCode.UNSET),
                start_time=began,
                end_time=ended,
            )
        )

    def close(self) -> None:
        """Deliver what waits and end the thread."""
        self._processor.shutdown()  # type: ignore[no-untyped-call] # opentelemetry-sdk 1.45


def _counts(answer: Answer | None, outcome: str) -> dict[str, Value]:
    """What a trace tells of a question: counts, and keys from lists of our own."""
    found: dict[str, Value] = {"outcome": outcome}
    if answer is None:
        return found
    if answer.reason:
        found["reason"] = answer.reason
    if answer.notice:
        found["notice"] = answer.notice
    if answer.decision is not None:
        found["points"] = len(answer.decision.items)
    return found | {
        "hits": len(answer.hits),
        "sentences": len(answer.sentences),
        "sentences.written": sum(s.written for s in answer.sentences),
        "citations": len(answer.citations),
        "follow_up": bool(answer.read_as),
    }


class CollectorExporter(SpanExporter):
    """Sends spans to a collector in the private network, as OTLP over HTTP."""

    def __init__(self, url: str) -> None:
        """Take an address that `check_collector` returned."""
        self._url = url
        self._away = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Deliver once; spans that the collector does not take are gone."""
        body = encode_spans(spans).SerializeToString()
        problem = ""
        try:
            status = asyncio.run(self._post(body))
            if status >= 300:
                problem = f"status {status}"
        except (httpx.HTTPError, CallError, OSError, TimeoutError) as error:
            problem = type(error).__name__
        if problem and not self._away:  # once, not every two seconds
            log.warning("traces: the collector does not take them (%s)", problem)
        self._away = bool(problem)
        return SpanExportResult.FAILURE if problem else SpanExportResult.SUCCESS

    async def _post(self, body: bytes) -> int:
        async with (
            asyncio.timeout(EXPORT_SECONDS),
            network.client(api_key="", allow_remote=False, seconds=EXPORT_SECONDS) as client,
        ):
            reply = await client.post(
                self._url, content=body, headers={"content-type": "application/x-protobuf"}
            )
            return reply.status_code


def check_collector(url: str) -> str:
    """Return the address that spans are sent to.

    Raises:
        SettingsError: it is no http address, or lies outside the private network.
    """
    try:
        found = urlsplit(network.check_url(url, allow_remote=False))
    except SettingsError as error:
        raise SettingsError(
            f"traces: {url!r} must be a collector on this machine or in the private network, like "
            "http://127.0.0.1:4318"
        ) from error
    if found.path not in ("", "/v1/traces") or found.query or found.fragment:
        raise SettingsError(f"traces: {url!r} has a path; give http://host:port alone")
    return f"{found.scheme}://{found.netloc}/v1/traces"


def open_tracer(url: str) -> SpanTracer:
    """Return what sends the spans of questions to a collector.

    Raises:
        SettingsError: as `check_collector`.
    """
    return SpanTracer(CollectorExporter(check_collector(url)))
