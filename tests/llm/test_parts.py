"""The queue, the look at the server, the address, the prompt."""

from __future__ import annotations

import logging
import re
import socket
import threading
from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import texts_nl
from assistant.errors import SettingsError
from assistant.llm import network, prompts_nl
from assistant.llm.calls import CallError, wait_for
from assistant.llm.connect import connect
from assistant.llm.gate import Gate
from assistant.llm.health import FIRST_WAIT, LONGEST_WAIT, Health
from assistant.settings import Settings
from tests.fakes import ROOT
from tests.llm import material
from tests.llm.material import write
from tests.llm.servers import Connection, says, serving

# -- the queue --


def test_who_came_first_goes_first() -> None:
    gate = Gate(2)
    with gate.enter() as a, gate.enter() as b:
        assert a.wait(0)
        assert b.wait(0)
        with gate.enter() as c, gate.enter() as d:
            assert (c.waiting, d.waiting) == (1, 2)
            assert not d.wait(0.01)
            a.__exit__(None, None, None)
            assert (c.waiting, d.waiting) == (0, 1)
            assert c.wait(0)
            assert not d.wait(0)
            a.__enter__()  # for the end of its own block
            assert a.waiting == 2


def test_who_waits_hears_of_it_at_once() -> None:
    gate = Gate(1)
    turns: list[bool] = []
    with gate.enter() as first:
        second = gate.enter()
        second.__enter__()
        thread = threading.Thread(target=lambda: turns.append(second.wait(30)))
        thread.start()
        assert first.waiting == 0
    thread.join(timeout=20)
    second.__exit__(None, None, None)
    assert turns == [True]


# -- whether the model is there --


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Counts who looks at it."""

    def __init__(self) -> None:
        self.there = True
        self.looks = 0

    def check(self) -> None:
        self.looks += 1
        if not self.there:
            raise CallError("model-unreachable", "away")


def test_a_model_that_is_there_is_looked_at_once() -> None:
    server, clock = Server(), Clock()
    health = Health(server.check, clock=clock)
    clock.now = 1e6
    assert (health.ready(), health.up, server.looks) == (True, True, 1)


def test_looks_come_with_growing_pauses(caplog: pytest.LogCaptureFixture) -> None:
    server, clock = Server(), Clock()
    server.there = False
    health = Health(server.check, clock=clock)
    looks = []
    for second in range(300):
        clock.now = float(second)
        health.ready()
        if len(looks) < server.looks:
            looks.append(second)
    pauses = [b - a for a, b in pairwise(looks)]
    assert pauses == sorted(pauses)
    assert pauses[0] == 2 * FIRST_WAIT
    assert pauses[-1] == LONGEST_WAIT
    assert "language model: away; answers are quoted" in caplog.text
    server.there = True
    clock.now += LONGEST_WAIT
    assert health.ready()


def test_a_call_that_failed_leads_to_a_new_look() -> None:
    server, clock = Server(), Clock()
    health = Health(server.check, clock=clock)
    health.failed()
    assert (health.ready(), server.looks) == (False, 1)
    clock.now += FIRST_WAIT
    assert (health.ready(), server.looks) == (True, 2)


def test_looking_does_not_hold_up_who_only_asks() -> None:
    server, clock = Server(), Clock()
    health = Health(server.check, clock=clock)
    health.failed()
    clock.now += FIRST_WAIT
    go = threading.Event()
    health._check = lambda: go.wait(20)  # type: ignore[assignment, return-value]
    assert not health.up  # starts a look that takes long
    assert not health.ready()  # somebody else is looking
    go.set()
    for _ in range(2000):
        if health.up:
            break
        threading.Event().wait(0.01)
    assert health.up


def test_waiting_for_work_has_an_end() -> None:
    async def work() -> str:
        import asyncio

        await asyncio.sleep(60)
        return "x"

    with pytest.raises(CallError, match="does not answer"):
        wait_for(work, 0.2)


# -- where questions may go --


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", True), ("127.255.1.1", True), ("::1", True), ("10.0.0.1", True),
        ("172.16.0.1", True), ("172.31.255.255", True), ("192.168.178.20", True),
        ("169.254.10.1", True), ("fe80::1%eth0", True), ("fd12:3456::1", True),
        ("::ffff:10.0.0.1", True),
        ("8.8.8.8", False), ("172.15.0.1", False), ("172.32.0.1", False), ("192.169.0.1", False),
        ("0.0.0.0", False), ("100.64.0.1", False), ("2001:db8::1", False), ("::", False),  # noqa: S104
        ("::ffff:8.8.8.8", False), ("64:ff9b::808:808", False), ("224.0.0.1", False),
    ],
)  # fmt: skip
def test_private_addresses(address: str, expected: bool) -> None:
    assert network.is_private(address) is expected


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: object, **more: object) -> object:
        if host != "model.intern":
            return real(host, port, *args, **more)  # type: ignore[arg-type]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port or 80)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://api.openai.com", "lies outside this machine"),
        ("http://8.8.8.8/v1", "8.8.8.8 lies outside this machine and the private network.*=true"),
        ("http://[2001:db8::1]:80/v1", "lies outside"),
        ("http://134744072/v1", "lies outside"),  # 8.8.8.8 as one number
        ("ftp://127.0.0.1/v1", "must look like"),
        ("127.0.0.1:8000", "must look like"),
        ("http:///v1", "must look like"),
        ("http://127.0.0.1:99999/v1", "is no address"),
        ("http://jan:geheim@127.0.0.1/v1", "may not hold a password"),
    ],
)
def test_addresses_that_are_refused(
    url: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "openai" in url:
        url = "https://model.intern/v1"
        resolving(monkeypatch, "10.0.0.1", "104.18.1.1")  # one of them is enough
    with pytest.raises(SettingsError, match=message) as caught:
        connect(Settings(llm="server", llm_url=url))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(llm="server"), "ASSISTANT_LLM_URL must hold"),
        (Settings(llm="folder"), "ASSISTANT_LLM_FOLDER must name"),
    ],
)
def test_what_a_choice_needs_is_told(settings: Settings, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        connect(settings)


def test_the_operator_may_allow_more() -> None:
    url = "https://8.8.8.8/v1/"
    assert network.check_url(url, allow_remote=True) == "https://8.8.8.8/v1"


def test_a_name_that_moves_outside_is_refused_when_it_is_called(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reached: list[str] = []
    connect_really = socket.socket.connect

    def watched(self: socket.socket, address: tuple[str, int]) -> None:
        reached.append(address[0])
        connect_really(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    with serving(says("Ja [1].")) as running:
        resolving(monkeypatch, "127.0.0.1")
        answerer = material.writer(f"http://model.intern:{running.port}/v1")
        assert answerer.notice == ""
        resolving(monkeypatch, "203.0.113.7")
        assert write(answerer)[-1].notice == "model-unreachable"
        assert running.calls == []
    assert set(reached) == {"127.0.0.1"}
    assert "model.intern lies outside the private network" in caplog.text


def test_a_redirect_is_not_followed() -> None:
    with serving(says("Dat weet niemand [1].")) as elsewhere:

        def away(connection: Connection) -> None:
            connection.reply(307, more=f"Location: {elsewhere.url}/chat/completions\r\n")

        with serving(away) as running:
            assert write(material.writer(running.url))[-1].notice == "model-unreachable"
        with serving(says(""), routes={"/v1/models": away}) as running:
            assert material.writer(running.url).notice == "model-unreachable"
        assert elsewhere.paths == []


def test_proxies_and_keys_of_the_environment_play_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says("")) as elsewhere, serving(says("Ja [1].")) as running:
        address = f"http://127.0.0.1:{elsewhere.port}"
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, address)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "geheim-1")
        monkeypatch.setenv("OPENAI_ORG_ID", "geheim-2")
        write(material.writer(running.url))
        assert elsewhere.paths == []
        assert running.calls
        head = running.calls[0].head.lower()
    assert "geheim" not in head
    names = {line.split(":")[0] for line in head.split("\r\n")[1:] if line}
    assert names <= set(network.HEADERS)  # nothing that describes this machine


def test_nothing_of_a_conversation_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("openai").setLevel(logging.DEBUG)
    with serving(
        says("Kanariegeel is mooi [1]. "),
        lambda c: c.reply(500, b'{"error": "kanariegeel dossier bewaard"}'),
    ) as running:
        write(material.writer(running.url, llm_api_key="sleutel-7"))
        write(material.writer(running.url, llm_api_key="sleutel-7"))
    assert "language model" in caplog.text
    for word in ("anariegeel", "dossier", "sleutel"):
        assert word not in caplog.text


# -- what the model reads --


@given(st.text(max_size=200))
def test_no_text_leaves_its_frame(text: str) -> None:
    messages = prompts_nl.ask(text, [(text, text)])
    prompt = messages[1].text
    assert prompt.count("<") == 4  # the frames of one source and of the question
    assert prompt.count(">") == 4
    assert "[" not in prompt.replace(prompts_nl.ASK, "")


def test_sources_are_numbered_in_order() -> None:
    prompt = prompts_nl.ask("Mag dat?", [("Wet, artikel 1", "Eerst."), ('Wet "2"', "Dan.")])[1].text
    assert '<bron nummer="1" plaats="Wet, artikel 1">\nEerst.\n</bron>' in prompt
    assert '<bron nummer="2" plaats="Wet \'2\'">\nDan.\n</bron>' in prompt
    assert prompt.index("Eerst") < prompt.index("Dan") < prompt.index("Mag dat?")


# -- what people read --


def test_every_setting_of_the_model_is_described() -> None:
    described = (ROOT / "docs" / "language-model.md").read_text(encoding="utf-8")
    names = [f.name for f in fields(Settings) if f.name.startswith("llm")]
    assert len(names) > 5
    for name in names:
        assert f"| `ASSISTANT_{name.upper()}` |" in described


def test_every_notice_is_described_and_has_a_text() -> None:
    described = (ROOT / "docs" / "language-model.md").read_text(encoding="utf-8")
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/assistant/llm").glob("*.py"))
    codes = set(re.findall(r'"(model-[a-z-]+)"', code))
    assert codes == {n for n in texts_nl.NOTICES if n.startswith("model-")}
    assert all(f"`{c}`" in described for c in codes)


def test_who_waits_reads_how_long() -> None:
    assert "1 vraag" in texts_nl.waiting(1)
    assert "3 vragen" in texts_nl.waiting(3)
