"""The MCP server, asked by the client of the protocol's own SDK: over HTTP and standard streams."""

from __future__ import annotations

import asyncio
import json
import logging
import shlex
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents
from starlette.testclient import TestClient

from assistant.mcp_server import ADDRESS, mcp_route
from assistant.settings import Settings
from assistant.web import api_models
from assistant.web.tools import open_tools
from tests.web import fakes
from tests.web.loopback import run_async, running

ROOT = Path(__file__).parents[2]
QUESTION = "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"
PASSAGE = "wet/jeugdwet/7.3.11/lid-4"
SECRET = "geheimwoordzebra"
TOOLS = {
    "ask": ({"question": QUESTION}, api_models.AnswerOut),
    "search": ({"question": QUESTION}, api_models.SearchOut),
    "check": ({"text": "Zie artikel 6 AVG."}, api_models.CheckOut),
    "guard": ({"text": "Hoort bsn 111222333 erin?"}, api_models.GuardOut),
    "passages": ({"passage_id": PASSAGE}, api_models.PassageOut),
}
# The server as `assistant mcp` runs it, over the stand-in that answers by rule.
PROGRAM = """
from assistant.settings import Settings, silence_telemetry
silence_telemetry()
from assistant.mcp_server import serve_stdio
from assistant.web.tools import open_tools
from tests.web.fakes import FakeAssistant
print("said before the protocol begins", file=__import__("sys").stderr)
serve_stdio(open_tools(FakeAssistant(), Settings()))
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Address of the protocol over HTTP on this machine."""
    app = FastAPI()
    app.router.routes.append(mcp_route(open_tools(fakes.FakeAssistant(), Settings())))
    with running(app) as address:
        yield f"{address}/mcp"


def with_client(server: Any, use: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), Client(server) as client:
            await use(client)

    run_async(run())


async def every_tool(client: Client) -> None:
    listed = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert listed.keys() == TOOLS.keys()
    for name, (arguments, model) in TOOLS.items():
        assert " | " in (listed[name].description or "")  # Dutch and English
        assert listed[name].annotations.read_only_hint  # type: ignore[union-attr]
        result = await client.call_tool(name, arguments)
        assert not result.is_error
        model.model_validate(result.structured_content)
        assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]


async def every_passage(client: Client) -> None:
    (template,) = (await client.list_resource_templates()).resource_templates
    assert template.uri_template == ADDRESS + "{+passage_id}"
    found: list[str] = []
    cursor = None
    while True:
        listed = await client.list_resources(cursor=cursor)
        found += [str(r.uri) for r in listed.resources]
        cursor = listed.next_cursor
        if cursor is None:
            break
    assert len(found) == len(set(found)) == len(fakes.corpus().passages)
    (content,) = (await client.read_resource(ADDRESS + PASSAGE)).contents
    assert isinstance(content, TextResourceContents)
    assert api_models.PassageOut.model_validate_json(content.text).passage_id == PASSAGE


def test_tools_over_http(site: str) -> None:
    with_client(site, every_tool)


def test_resources_over_http(site: str) -> None:
    with_client(site, every_passage)


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("ask", {"question": ""}, "question-empty"),
        ("ask", {"question": SECRET, "role": SECRET}, "invalid-request"),
        ("ask", {"question": SECRET, SECRET: 1}, "invalid-request"),
        ("ask", {}, "invalid-request"),
        ("ask", {"question": f"{SECRET} {fakes.BROKEN}"}, "internal"),
        ("passages", {"passage_id": SECRET}, "not-found"),
    ],
)
def test_a_tool_that_fails_says_so_with_a_code_and_echoes_nothing(
    site: str, caplog: pytest.LogCaptureFixture, name: str, arguments: dict[str, Any], code: str
) -> None:
    async def call(client: Client) -> None:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        text = result.content[0].text  # type: ignore[union-attr]
        assert api_models.Problem.model_validate_json(text).code == code
        assert SECRET not in text

    caplog.set_level(logging.INFO)  # the client of the test itself says at DEBUG what it sends
    with_client(site, call)
    assert SECRET not in caplog.text


def test_a_refusal_is_an_answer_without_the_question(site: str) -> None:
    async def call(client: Client) -> None:
        result = await client.call_tool("ask", {"question": f"{fakes.CANARY} {SECRET}"})
        assert not result.is_error
        content = result.structured_content
        assert content["status"] == "refused"
        assert content["refusal"]["points"]
        assert SECRET not in json.dumps(content)

    with_client(site, call)


@pytest.mark.parametrize("address", [f"{ADDRESS}geen/stuk", "file:///etc/passwd", ADDRESS])
def test_what_is_no_passage_is_not_read(site: str, address: str) -> None:
    async def read(client: Client) -> None:
        with pytest.raises(MCPError, match="no such resource"):
            await client.read_resource(address)

    with_client(site, read)


def test_a_tool_that_does_not_exist_is_an_error_of_the_protocol(site: str) -> None:
    async def call(client: Client) -> None:
        with pytest.raises(MCPError) as failed:
            await client.call_tool(SECRET, {})
        assert SECRET not in str(failed.value)

    with_client(site, call)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_is_no_session_to_listen_to_or_to_end(site: str, method: str) -> None:
    response = httpx.request(method, site)
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"method": "tools/call", "params": {"name": [SECRET]}}, id="form"),
        pytest.param({"method": SECRET}, id="method"),
        pytest.param({"method": "resources/list", "params": {"cursor": SECRET}}, id="cursor"),
        pytest.param(f"no json {SECRET}", id="no-json"),
    ],
)
def test_a_broken_message_is_refused_and_not_logged(
    site: str, caplog: pytest.LogCaptureFixture, content: Any
) -> None:
    caplog.set_level(logging.INFO)
    headers = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    if isinstance(content, dict):
        content = json.dumps({"jsonrpc": "2.0", "id": 1, **content})
    response = httpx.post(site, content=content, headers=headers)
    assert response.status_code < 500
    assert '"error"' in response.text
    assert SECRET not in caplog.text


def test_the_whole_site_serves_it(client: TestClient) -> None:
    headers = {"accept": "application/json, text/event-stream"}
    call = {"name": "ask", "arguments": {"question": QUESTION}}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    response = client.post("/mcp", json=body, headers=headers)
    assert response.status_code == 200
    assert '"status":"answered"' in response.text.replace(" ", "")
    elsewhere = headers | {"sec-fetch-site": "cross-site"}
    assert client.post("/mcp", json=body, headers=elsewhere).status_code == 403


@pytest.mark.slow
def test_tools_over_standard_streams(tmp_path: Path) -> None:
    """A client that starts the program and speaks with it; all it prints is the protocol."""
    printed, said = tmp_path / "printed", tmp_path / "said"
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} {script} 2> {said} | tee {printed}"
    parameters = StdioServerParameters(
        command="sh", args=["-c", command], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )

    async def all_of_it(client: Client) -> None:
        await every_tool(client)
        await every_passage(client)
        refused = await client.call_tool("ask", {"question": f"{fakes.CANARY} {SECRET}"})
        assert refused.structured_content["status"] == "refused"
        failed = await client.call_tool("ask", {"question": f"{fakes.BROKEN} {SECRET}"})
        assert failed.is_error

    with_client(stdio_client(parameters), all_of_it)
    lines = printed.read_text(encoding="utf-8").splitlines()
    assert len(lines) > len(TOOLS)
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in lines)
    assert "said before the protocol begins" in said.read_text(encoding="utf-8")
    assert SECRET not in "".join(lines) + said.read_text(encoding="utf-8")
