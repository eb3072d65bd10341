"""Two processes on one PostgreSQL, Chroma server, index and state folder are one site."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine

from assistant.settings import TELEMETRY_OFF
from tests.chroma_server import Server, wait_until
from tests.desk.conftest import postgres  # noqa: F401 - a fixture
from tests.fakes import ROOT, write_corpus
from tests.web.people import PASSWORD, site_settings

pytestmark = pytest.mark.slow

QUESTION = "Heeft een kind recht op eerbiediging van zijn familie- en gezinsleven?"
SEAL = re.compile(r'name="antwoord" value="([^"]+)"')


@dataclass(frozen=True)
class Site:
    """Two processes and what they share."""

    addresses: tuple[str, str]
    chroma: Server
    environment: dict[str, str]
    corpus: Path
    index: Path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def site(
    postgres: str,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    site_settings(folder / "state")  # people
    write_corpus(folder / "corpus", "wet/evrm", "wet/grondwet", "wet/sr")
    engine = create_engine(postgres.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE site")
    engine.dispose()
    chroma = Server(folder / "chroma")
    chroma.start()
    file = folder / "vindplaats.toml"
    file.write_text(
        'corpus = "corpus"\nindex = "index"\nstate = "state"\nauth = "users"\n'
        f'chroma_url = "{chroma.url}"\n'
        f'database_url = "{postgres.format(name="site")}"\nthreshold = 0\n'
        "requests_per_minute = 0\nquestions_per_minute = 0\nvisitor_requests_per_minute = 0\n",
        encoding="utf-8",
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    environment = {**kept, **TELEMETRY_OFF, "ASSISTANT_CONFIG": str(file)}
    built = subprocess.run(
        [sys.executable, "-m", "assistant", "index"], env=environment, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    ports = (free_port(), free_port())
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", "--port", str(port)],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        for port in ports
    ]  # fmt: skip
    try:
        for process, port in zip(processes, ports, strict=True):
            assert process.stdout is not None
            assert str(port) in process.stdout.readline()
        addresses = (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}")
        yield Site(addresses, chroma, environment, folder / "corpus", folder / "index")
    finally:
        for process in processes:
            process.terminate()
        codes = [process.wait(60) for process in processes]
        for process in processes:
            assert process.stdout is not None
            process.stdout.close()
        chroma.stop()
    assert codes == [0, 0]


@pytest.fixture(scope="module")
def people(site: Site) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """One person at both processes, who signed in at the first."""
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(httpx.Client(base_url=a, trust_env=False, timeout=120))
            for a in site.addresses
        )
        done = first.post("/aanmelden", data={"naam": "alles", "wachtwoord": PASSWORD, "naar": "/"})
        assert done.status_code == 303, done.text
        for name, value in first.cookies.items():
            second.cookies.set(name, value)
        yield first, second


def test_who_signed_in_at_one_is_known_at_the_other(
    people: tuple[httpx.Client, httpx.Client],
) -> None:
    for client in people:
        assert client.get("/helpdesk").status_code == 200
        assert client.get("/klaar").json()["status"] == "ok"
    assert httpx.get(f"{people[1].base_url}/helpdesk", trust_env=False).status_code == 401


def test_what_one_showed_is_laid_before_the_desk_through_the_other(
    people: tuple[httpx.Client, httpx.Client],
) -> None:
    first, second = people
    body = {"data": [QUESTION, "professional", None], "fn_index": 0, "session_hash": "tab1"}
    assert first.post("/gradio_api/queue/join", json=body).status_code == 200
    shown = first.get("/gradio_api/queue/data", params={"session_hash": "tab1"}).text
    seal = SEAL.search(shown.replace('\\"', '"'))
    assert seal is not None, shown[-2000:]
    form = {"antwoord": unescape(seal[1])}
    assert QUESTION in unescape(second.post("/voorleggen", data=form).text)
    assert second.post("/voorleggen/verstuur", data=form).status_code == 200
    assert first.get("/helpdesk/1").status_code == 200
    assert QUESTION in unescape(first.get("/helpdesk").text)


def test_both_find_in_the_vectors_of_one_server_and_answer_while_it_is_away(
    site: Site, people: tuple[httpx.Client, httpx.Client]
) -> None:
    build = (site.index / "CURRENT").read_text(encoding="ascii").strip()
    wait_until(lambda: site.chroma.collections() == {f"{build}-passages", f"{build}-questions"})
    body = {"question": QUESTION}
    there = [client.post("/api/v1/ask", json=body).json()["retrieved"] for client in people]
    site.chroma.stop()
    away = [client.post("/api/v1/ask", json=body).json() for client in people]
    site.chroma.start()
    assert there[0] == there[1]
    for answer in away:
        assert answer["status"] == "answered"
        found = [hit["passage_id"] for hit in answer["retrieved"]]
        assert found == [hit["passage_id"] for hit in there[0]]


def test_both_answer_while_the_index_is_swapped_and_take_the_new_one(
    site: Site, people: tuple[httpx.Client, httpx.Client]
) -> None:
    before = (site.index / "CURRENT").read_text(encoding="ascii")
    (site.corpus / "eigen" / "Werkwijze.md").write_text(
        "# Werkwijze\n\n## Aanmelden\n\nBij een aanmelding vraagt het team alleen wat het nodig "
        "heeft om de vraag te begrijpen, en het legt vast waarom dat nodig is.\n",
        encoding="utf-8",
    )
    done = threading.Event()
    statuses: list[int] = []

    def keep_asking(client: httpx.Client) -> None:
        while not done.wait(0.2):
            reply = client.post("/api/v1/ask", json={"question": QUESTION})
            statuses.append(reply.status_code)

    threads = [threading.Thread(target=keep_asking, args=(client,)) for client in people]
    for thread in threads:
        thread.start()
    built = subprocess.run(
        [sys.executable, "-m", "assistant", "index", "--force"], env=site.environment, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    done.set()
    for thread in threads:
        thread.join()
    assert built.returncode == 0, built.stderr
    assert len(statuses) > 4
    assert set(statuses) == {200}
    after = (site.index / "CURRENT").read_text(encoding="ascii")
    assert after != before
    for client in people:
        assert "eigen/werkwijze" in client.get("/api/v1/sources").text.lower()
        assert f'vindplaats_index_info{{name="{after}"}} 1.0' in client.get("/metrics").text
