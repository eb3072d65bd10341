"""Measure the chat page beside an empty Gradio page, in one run of one browser.

Prints for both the largest contentful paint (median of some cold loads, in milliseconds) and the
bytes that came over the line, without fonts, and which of them are the site's own. Needs Chromium
and `pip install vindplaats[test]`:

    python scripts/measure_page.py --loads 5
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from assistant.settings import Settings, silence_telemetry

silence_telemetry()

import gradio as gr  # noqa: E402 - after the switches that keep it silent
import uvicorn  # noqa: E402
from fastapi import FastAPI  # noqa: E402
from playwright.sync_api import Browser, CDPSession, sync_playwright  # noqa: E402

from assistant.corpus import load_corpus  # noqa: E402
from assistant.records import Passage, Source  # noqa: E402
from assistant.web.server import create_app, listen  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Resolves with the last candidate once nothing was painted for half a second after the form.
PAINT = """
() => new Promise(done => {
  let last = 0, timer = 0;
  const settle = () => { clearTimeout(timer); timer = setTimeout(() => done(last), 500); };
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) last = entry.startTime;
    settle();
  }).observe({ type: "largest-contentful-paint", buffered: true });
  settle();
})
"""


@dataclass
class Loaded:
    """What some cold loads of one page cost."""

    paints: list[float] = field(default_factory=list)  # milliseconds
    files: dict[str, int] = field(default_factory=dict)  # bytes over the line by path

    @property
    def weight(self) -> int:
        """Bytes without fonts."""
        return sum(self.files.values())

    @property
    def own(self) -> dict[str, int]:
        """Bytes of what the site adds to Gradio."""
        return {p: n for p, n in self.files.items() if p.startswith("/huisstijl/")}


class NoAssistant:
    """Stands in for the assistant: has the sources, and nothing is asked while a page loads."""

    notice = ""

    def __init__(self, settings: Settings) -> None:
        """Read the sources."""
        self._corpus = load_corpus(settings.corpus)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources."""
        return self._corpus.sources

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """Return the passages of a source."""
        return tuple(p for p in self._corpus.passages if p.source_id == source_id)


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of this machine; gives its address."""
    listener = listen("127.0.0.1", 0)
    # No question is asked, so nothing has to be started; log level as Gradio's streams are cut off.
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        server.force_exit = True  # Gradio's heartbeats never end
        thread.join(15)
        listener.close()


def empty_page() -> FastAPI:
    """Return an empty Gradio Blocks page."""
    with gr.Blocks(analytics_enabled=False) as page:
        pass
    app = FastAPI()
    gr.mount_gradio_app(app, page, path="/")
    return app


def load(browser: Browser, address: str, ready: str, found: Loaded) -> None:
    """Load a page with an empty cache and add what it cost.

    Args:
        browser: opens it.
        address: of the page.
        ready: a selector of what is there when the page can be used.
        found: receives paint and weight.
    """
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wire: CDPSession = context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds: dict[str, tuple[str, str]] = {}
    files: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = (event["type"], urlsplit(event["response"]["url"]).path)

    def finished(event: dict[str, Any]) -> None:
        kind, path = kinds.get(event["requestId"], ("", ""))
        if path and kind not in ("Font", "EventSource"):
            files[path] = files.get(path, 0) + int(event["encodedDataLength"])

    wire.on("Network.responseReceived", received)
    wire.on("Network.loadingFinished", finished)
    page.goto(address)
    page.wait_for_selector(ready, state="attached")
    found.paints.append(float(page.evaluate(PAINT)))
    found.files = files
    context.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Chat page beside an empty Gradio page.")
    parser.add_argument("--loads", type=int, default=5, help="cold loads of each page (5)")
    loads: int = parser.parse_args().loads
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"no browser: none of {', '.join(BROWSERS)} is installed")
    ours, empty = Loaded(), Loaded()
    with tempfile.TemporaryDirectory() as state, contextlib.ExitStack() as stack:
        settings = Settings(state=Path(state))
        app = create_app(NoAssistant(settings), settings)  # type: ignore[arg-type]
        at = stack.enter_context(serving(app))
        beside = stack.enter_context(serving(empty_page()))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(loads):  # in turn, so that a busy moment hits both
            load(browser, at, ".heeft-gradio #vraag textarea", ours)
            load(browser, beside, "gradio-app .gradio-container", empty)
        browser.close()
    print(f"{'page':<24}{'LCP ms (median, worst)':>26}{'KiB without fonts':>20}")
    for name, found in (("chat of Vindplaats", ours), ("empty Gradio Blocks", empty)):
        paint = f"{median(found.paints):.0f}, {max(found.paints):.0f}"
        print(f"{name:<24}{paint:>26}{found.weight / 1024:>20.0f}")
    print("the site's own files:")
    for file, size in sorted(ours.own.items(), key=lambda pair: -pair[1]):
        print(f"  {file:<40}{size / 1024:>8.1f} KiB")
    heavy = sorted(ours.files.items(), key=lambda pair: -pair[1])[:5]
    print("heaviest:", ", ".join(f"{file} {size / 1024:.0f}" for file, size in heavy))


if __name__ == "__main__":
    main()
