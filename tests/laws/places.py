"""A small corpus with one law, and a loopback server that answers like the publishers do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from assistant.laws.act import act_lines, digest
from assistant.laws.publishers import Addresses
from assistant.laws.toestand import read_toestand

ACTS = Path(__file__).parents[1] / "data" / "bwb"
OLD_ACT = "BWBR0022428_2018-07-28_0.xml"
NEW_ACT = "BWBR0022428_2025-11-11_0.xml"
QUOTED = ("5", "8")


def write_law_corpus(folder: Path, name: str = OLD_ACT, labels: tuple[str, ...] = QUOTED) -> Path:
    """A corpus that quotes a few articles of one act, with a bank question for one of them."""
    act = read_toestand((ACTS / name).read_bytes(), name, law="Wabb")
    lines = act_lines(a for a in act.articles if a.article in labels).encode()
    (folder / "wetten").mkdir(parents=True)
    (folder / "questions").mkdir()
    (folder / "wetten" / "wabb.jsonl").write_bytes(lines)
    (folder / "manifest.toml").write_text(
        f"""# The sources; this line must stay.

[[source]]
id = "wet/wabb"
title = "Wet algemene bepalingen burgerservicenummer"
short_title = "Wabb"
publisher = "Koninkrijk der Nederlanden, Basiswettenbestand"
version = "geldend op {act.valid_on}"
valid_on = "{act.valid_on}"
licence = "geen auteursrecht (artikel 11 Auteurswet)"
url = "https://wetten.overheid.nl/{act.law_id}/{act.valid_on}"
path = "wetten/wabb.jsonl"
sha256 = "{digest(lines)}"
loader = "law"
kind = "wet"
law_id = "{act.law_id}"
""",
        encoding="utf-8",
    )
    (folder / "questions" / "wabb.jsonl").write_text(
        '{"passage_id": "wet/wabb/8/lid-5", "questions": ["Waar staan de regels?"]}\n',
        encoding="utf-8",
    )
    return folder


def acts_folder(folder: Path, *names: str) -> Path:
    """A folder with files as they were fetched."""
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes((ACTS / name).read_bytes())
    return folder


@dataclass
class Answers:
    """What the loopback server answers by path: status, headers and body; and what it was asked."""

    routes: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)
    base: str = ""
    pages: list[bytes] = field(default_factory=list)  # of the search service, by first record

    def give(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        """Answer a path like this from now on; `{base}` becomes the server's address."""
        self.routes[path] = (status, headers, body.replace(b"{base}", self.base.encode()))

    @property
    def addresses(self) -> Addresses:
        """The server in the place of all publishers."""
        return Addresses(
            sru=f"{self.base}/sru/Search",
            repository=f"{self.base}/bwb/",
            cellar=f"{self.base}/resource/celex/",
            sparql=f"{self.base}/sparql",
        )


@contextmanager
def loopback() -> Iterator[Answers]:
    """A server on this machine only."""
    answers = Answers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            answers.asked.append((parts.path, parse_qs(parts.query), dict(self.headers.items())))
            status, headers, body = answers.routes.get(parts.path, (404, {}, b""))
            if answers.pages:
                number = int(parse_qs(parts.query)["startRecord"][0])
                status, body = 200, answers.pages[number - 1]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answers.base = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield answers
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sru_answer(name: str = "sru-versions.xml") -> bytes:
    """A recorded form of answer, with the addresses of the loopback server."""
    data = (ACTS / name).read_bytes()
    return data.replace(b"https://repository.officiele-overheidspublicaties.nl", b"{base}")


def give_act(answers: Answers, name: str) -> None:
    """Let the server have the file of one version where the search service says it is."""
    law_id, version = name.removesuffix(".xml").split("_", 1)
    answers.give(f"/bwb/{law_id}/{version}/xml/{name}", (ACTS / name).read_bytes())
