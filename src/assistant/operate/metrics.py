"""Figures of this process for Prometheus. Labels come from closed lists of our own.

The figures are of the process, as Prometheus means them: each process is scraped by itself. They
live in a registry of our own, so that a library that counts something too is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import InfoMetricFamily, Metric
from prometheus_client.registry import Collector

CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

# Seconds. A page takes some milliseconds, an extractive answer some tens, a written one up to 90.
_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)

REQUESTS = Counter(
    "vindplaats_requests",
    "Requests that were answered, by route template, method and status.",
    ("route", "method", "status"),
    registry=REGISTRY,
)
REQUEST_SECONDS = Histogram(
    "vindplaats_request_seconds",
    "From the first byte of a request to the last of its answer. A chat stream lasts as long as "
    "its answer.",
    ("route",),
    buckets=_SECONDS,
    registry=REGISTRY,
)
RUNNING = Gauge("vindplaats_requests_running", "Requests under way.", registry=REGISTRY)
ANSWERS = Counter(
    "vindplaats_answers",
    "Questions by how they ended: answered, abstained, refused, unusable (empty, too long), "
    "failed, left (the asker went away).",
    ("status",),
    registry=REGISTRY,
)
ANSWER_SECONDS = Histogram(
    "vindplaats_answer_seconds",
    "From a question to its whole answer.",
    buckets=_SECONDS,
    registry=REGISTRY,
)
SEARCHES = Counter(
    "vindplaats_searches",
    "Searches without an answer, by how they ended.",
    ("status",),
    registry=REGISTRY,
)
REFUSALS = Counter(
    "vindplaats_refusals",
    "Refused questions by point of the checklist; one question can hit several.",
    ("point",),
    registry=REGISTRY,
)
MODEL_CALLS = Counter(
    "vindplaats_model_calls",
    "Calls of the language model, by how they ended.",
    ("outcome",),  # "done", "left", or a key of texts_nl.NOTICES
    registry=REGISTRY,
)
MODEL_SECONDS = Histogram(
    "vindplaats_model_seconds", "Of one call of the language model.", buckets=_SECONDS,
    registry=REGISTRY,
)  # fmt: skip
QUEUE = Gauge(
    "vindplaats_model_queue",
    "Questions that wait for the language model or are being written.",
    registry=REGISTRY,
)
VERDICTS = Counter(
    "vindplaats_verdicts",
    "Sentences of the language model that were judged, by verdict.",
    ("verdict",),  # "supported", "unsupported", "refused" by the checklist or its form
    registry=REGISTRY,
)
DATABASE_ERRORS = Counter(
    "vindplaats_database_errors", "Times that the database failed.", registry=REGISTRY
)


class Index(Collector):
    """Tells which index answers; asked at every scrape."""

    def __init__(self, name: Callable[[], str]) -> None:
        """Take what tells the name; "" when it cannot be told."""
        self._name = name

    def collect(self) -> Iterable[Metric]:
        """Yield one figure, of which the label is the name."""
        family = InfoMetricFamily("vindplaats_index", "The index that answers.")
        family.add_metric((), {"name": self._name()})
        yield family


def exposition(index_name: Callable[[], str]) -> bytes:
    """Return all figures in the text format of Prometheus.

    Args:
        index_name: tells the name of the index that answers.
    """
    index = CollectorRegistry()
    index.register(Index(index_name))
    return generate_latest(REGISTRY) + generate_latest(index)
