"""An OpenAI-compatible server on real sockets that does what a script says, however bad."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

MODEL = "klein-model"
EVENT_STREAM = "text/event-stream; charset=utf-8"


class Connection:
    """One request and the socket to answer it on."""

    def __init__(self, connection: socket.socket, stopping: threading.Event) -> None:
        self._socket = connection
        self._stopping = stopping
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                break
            head += part
        head, _, body = head.partition(b"\r\n\r\n")
        self.head = head.decode("latin-1")
        self.method, self.path = (*self.head.split(" ", 2), "", "")[:2]
        length = 0
        for line in self.head.lower().split("\r\n"):
            if line.startswith("content-length:"):
                length = int(line.split(":")[1])
        while len(body) < length:
            body += connection.recv(65536)
        self.body: dict[str, Any] = json.loads(body) if body else {}

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def reply(
        self, status: int = 200, body: bytes = b"", kind: str = "application/json", more: str = ""
    ) -> None:
        self.send(
            f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
            "Connection: close\r\n\r\n".encode()
            + body
        )

    def begin(self, kind: str = EVENT_STREAM, more: str = "") -> None:
        """Begin a reply that ends when the connection is closed."""
        self.send(
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}Connection: close\r\n\r\n".encode()
        )

    def event(self, data: object) -> None:
        self.send(b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n")

    def text(self, text: str, finish: str | None = None) -> None:
        self.event(chunk(text, finish))

    def finish(self, reason: str = "stop") -> None:
        self.event(chunk("", reason))
        self.send(b"data: [DONE]\n\n")

    def wait(self, seconds: float) -> bool:
        """Stand still; whether the server was stopped meanwhile."""
        return self._stopping.wait(seconds)

    def was_left(self, seconds: float) -> bool:
        """Whether the client closes the connection within some seconds."""
        self._socket.settimeout(seconds)
        with suppress(ConnectionError):
            try:
                return self._socket.recv(1) == b""
            except TimeoutError:
                return False
        return True

    def drop(self) -> None:
        """Break the connection off, so that the client gets an error instead of an end."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._socket.close()


Script = Callable[[Connection], None]


def chunk(text: object, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "x", "object": "chat.completion.chunk", "created": 0, "model": MODEL,
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }  # fmt: skip


def says(*pieces: str, finish: str = "stop") -> Script:
    """A server that streams these pieces, each in an event of its own."""

    def script(connection: Connection) -> None:
        connection.begin()
        for piece in pieces:
            connection.text(piece)
        connection.finish(finish)

    return script


def models(rows: Sequence[dict[str, Any]] = ({"id": MODEL, "object": "model"},)) -> Script:
    body = json.dumps({"object": "list", "data": list(rows)}).encode()
    return lambda connection: connection.reply(body=body)


class ScriptedServer:
    """Answers the n-th call for an answer with the n-th script; the last one goes on."""

    def __init__(self, *scripts: Script, port: int = 0, routes: dict[str, Script] | None = None):
        self._scripts = scripts
        self._routes = {"/v1/models": models(), **(routes or {})}
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.calls: list[Connection] = []  # that asked for an answer
        self.paths: list[str] = []
        self.stopping = threading.Event()
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self.stopping.is_set():
                connection.close()
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            asked = Connection(connection, self.stopping)
            self.paths.append(asked.path)
            script = self._routes.get(asked.path)
            if script is None and asked.path == "/v1/chat/completions":
                self.calls.append(asked)
                script = self._scripts[min(len(self.calls), len(self._scripts)) - 1]
            if script is None:
                asked.reply(404, b'{"error": "no such page"}')
            else:
                script(asked)

    def close(self) -> None:
        self.stopping.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._listener.close()
        for thread in self._threads:
            thread.join(timeout=10)
        assert not any(t.is_alive() for t in self._threads)


@contextmanager
def serving(*scripts: Script, **options: Any) -> Iterator[ScriptedServer]:
    server = ScriptedServer(*scripts, **options)
    try:
        yield server
    finally:
        server.close()
