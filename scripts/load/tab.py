"""People at the chat, as the page in their browser does it; run by Locust's own Python.

Each opens the page, keeps its heartbeat open, and asks: put the question in Gradio's queue, read
the stream to its end, look at what came. Every question carries a mark of its own, and the turn has
to show that mark, and none of anybody else.
"""

from __future__ import annotations

import json
import random
import re
import socket
import time
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import gevent
from locust import FastHttpUser, task
from recorder import RECORD

_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>")
_STATUS = re.compile(r'data-status="([a-z]+)"')
_CITED = re.compile(r'class="verwijzing" data-passage="([^"]+)" data-q="([^"]+)"')
_SEALED = re.compile(r'name="antwoord" value="([^"]+)"')
_CODE = re.compile(r"<output[^>]*>([A-Z-]+)</output>")
_POINTS = re.compile(r"<dt>(.*?)</dt>")
_ENDINGS = re.compile(r'(?s)<p class="kernzin">(.*?)</p>')
_MARK = re.compile(r"\bKenmerk: ([a-z]+ [a-z]+ [a-z]+ [a-z]+)\.")
_NUMBERS = count(1)
READS = 0.5  # of the answers: a cited passage is opened
STARTS_ANEW = 0.2  # of the answers: "Nieuw gesprek" before the next question
RETRY_SECONDS = 5.0  # after the helpdesk could not be reached


class Tab(FastHttpUser):
    """One tab of a browser."""

    connection_timeout = 60.0
    network_timeout = 120.0

    def wait_time(self) -> float:
        """Seconds of reading before the next question."""
        low, high = RECORD.plan["think"]
        return self._chance.uniform(low, high)

    def on_start(self) -> None:
        """Open the page; somebody who comes in does not ask at that very moment."""
        number = next(_NUMBERS)
        self._chance = random.Random(number)  # noqa: S311 - no secret
        self._goes_on = False
        self._marks: set[str] = set()
        self._session = f"t{number}x{self._chance.randrange(10**8)}"
        with RECORD.timed("page") as timed:
            page = self.client.get("/", catch_response=False)
            timed.expect(page.status_code == 200, f"status {page.status_code}")
        found = _CONFIG.search(page.text or "")
        config = json.loads(found[1]) if found else {"dependencies": []}
        self._events = {d["api_name"]: d["id"] for d in config["dependencies"]}
        gevent.spawn(self._heartbeat)
        gevent.sleep(self._chance.uniform(0, RECORD.plan["think"][1]))

    def _heartbeat(self) -> None:
        """Keep the connection open that tells Gradio that the tab is there."""
        place = urlsplit(self.host)
        try:
            with socket.create_connection((place.hostname, place.port)) as beat:
                path = f"/gradio_api/heartbeat/{self._session}"
                beat.sendall(f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
                answer = beat.recv(65536)
                RECORD.expect("heartbeat", answer.startswith(b"HTTP/1.1 200"), "refused")
                while beat.recv(65536):
                    pass
        except OSError as error:
            if not RECORD.stopping:
                RECORD.error("heartbeat", type(error).__name__)

    @task
    def ask(self) -> None:
        """Ask one question, read the answer, do now and then what people do with one."""
        asked = self._chance.choice(RECORD.plan["questions"])
        word = RECORD.plan["marks"].pop()
        self._marks.add(word)
        question = asked["text"].replace("{mark}", word)
        if "passage" not in asked and self._goes_on:
            self._start_anew()
        self._goes_on = True
        html = self._turn(question, word, asked.get("passage", ""))
        if not html:
            return
        cited = _CITED.findall(html)
        if cited and self._chance.random() < READS:
            passage, span = self._chance.choice(cited)
            self._get("passage", f"/paneel/{unescape(passage)}?q={span}&n=1")
        if self._chance.random() < RECORD.plan.get("submit", 0.0):
            self._submit(html, word)
        # a described situation is for itself; questions about articles may follow each other
        if "passage" not in asked or self._chance.random() < STARTS_ANEW:
            self._start_anew()

    def _start_anew(self) -> None:
        self._goes_on = False
        self._post("new conversation", "/gradio_api/run/predict", self._event("restart", [None]))

    def _event(self, name: str, data: list[Any]) -> dict[str, Any]:
        return {
            "data": data,
            "fn_index": self._events.get(name, -1),
            "session_hash": self._session,
            "trigger_id": 1,
        }

    def _turn(self, question: str, word: str, passage: str) -> str:
        """The whole answer to a question; "" when there is none."""
        with RECORD.timed("answer") as timed:
            event = self._event("ask", [question, "professional", None])
            joined = self.client.post("/gradio_api/queue/join", json=event, name="join")
            timed.expect(joined.status_code == 200, f"join: status {joined.status_code}")
            path = f"/gradio_api/queue/data?session_hash={self._session}"
            stream = self.client.get(path, name="data")
            timed.expect(stream.status_code == 200, f"data: status {stream.status_code}")
            html = _last(stream.text or "")
            timed.expect(bool(html), "no answer in the stream")
        if not html:
            return ""
        status = (_STATUS.findall(html) or ["none"])[0]
        RECORD.status(status)
        if status in ("answered", "abstained"):
            words = set(_MARK.findall(html))  # of a question that was read as a follow-up, two
            right = word in words <= self._marks and (not passage or f'"{passage}"' in html)
            RECORD.expect("mixed up", right, f"marks {len(words)}, source {passage or 'any'}")
        else:
            # of a refusal the points, of a problem the sentence; nothing of the question
            said = _POINTS.findall(html) or _ENDINGS.findall(html)
            RECORD.error("answer", f"{status}: {unescape(', '.join(said))[:80]}")
        return html

    def _submit(self, html: str, word: str) -> None:
        """Lay the answer before the helpdesk; who is told to come back later does so."""
        found = _SEALED.search(html)
        if not found:
            return
        form = {"antwoord": unescape(found[1])}
        RECORD.sending(form["antwoord"], word)
        while not RECORD.stopping:
            began = time.time()
            with RECORD.timed("to the helpdesk", lenient=True):
                sent = self.client.post("/voorleggen/verstuur", data=form, name="submit")
            code = _CODE.search(sent.text or "")
            if sent.status_code == 200 and code:
                RECORD.accepted(code[1], word)
                RECORD.sent(word)
                return
            if sent.status_code != 503:  # 503 is a page that says to try again later
                RECORD.error("to the helpdesk", f"status {sent.status_code}")
                RECORD.sent(word)
                return
            RECORD.told_later(began)
            gevent.sleep(RETRY_SECONDS)

    def _get(self, name: str, path: str) -> None:
        with RECORD.timed(name) as timed:
            answer = self.client.get(path, name=name)
            timed.expect(answer.status_code == 200, f"status {answer.status_code}")

    def _post(self, name: str, path: str, body: dict[str, Any]) -> None:
        with RECORD.timed(name) as timed:
            answer = self.client.post(path, json=body, name=name)
            timed.expect(answer.status_code == 200, f"status {answer.status_code}")


def _last(stream: str) -> str:
    """The turn as it is in the end, from the messages that the page gets."""
    rows = [json.loads(row[6:]) for row in stream.split("\n\n") if row.startswith("data: ")]
    done = [row for row in rows if row.get("msg") == "process_completed"]
    if not done or not done[-1].get("success"):
        return ""
    html = done[-1]["output"]["data"][0]
    return html if isinstance(html, str) else ""
