"""A model behind an OpenAI-compatible server, through llama-index."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import httpx
import openai
import openai.resources.chat  # else the first call imports it, in the time of its reader
from llama_index.llms.openai_like import OpenAILike

from assistant.llm import network
from assistant.llm.calls import Background, CallError, End, Limits, Put, read, wait_for
from assistant.llm.model import (
    ANSWER_TOKENS,
    DEFAULT_CONTEXT,
    FRAME_TOKENS,
    chat,
    estimate,
    plain,
    whole,
)
from assistant.llm.prompts_nl import Message

CHECK_SECONDS = 3.0  # for a look at the server, or a count of tokens
ATTEMPTS = 2  # of a call that failed before the first word
PAUSE_SECONDS = 0.2  # between them
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses after which trying again helps

# What turns off the thinking of a model that thinks first, by who serves it. Ollama calls its own
# models "library" and listens to the effort alone (ollama/ollama#14820); vLLM, llama.cpp and
# transformers hand arguments to the chat template of the model.
THINKING_OFF: dict[str, dict[str, Any]] = {"library": {"reasoning_effort": "none"}}
TEMPLATE_THINKING_OFF: dict[str, Any] = {"chat_template_kwargs": {"enable_thinking": False}}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a server says of the model that it serves."""

    name: str
    context: int = 0  # 0 when it does not say
    counter: str = ""  # how it counts tokens: "vllm", "llamacpp", or "" when it does not
    owner: str = ""  # who it says the model is of


class ServerModel:
    """A model behind an OpenAI-compatible server. Thread-safe."""

    def __init__(
        self, url: str, *, name: str, api_key: str, allow_remote: bool, context: int
    ) -> None:
        """Remember where it is; nothing is sent yet.

        Args:
            url: as `network.check_url` returns it.
            name: of the model; "" takes the only one that is served.
            api_key: "" for none.
            allow_remote: also addresses outside the private network.
            context: tokens; 0 asks the server.
        """
        self._url = url
        self._name = name
        self._api_key = api_key
        self._allow_remote = allow_remote
        self._context = context
        self._facts = _Facts(name)
        # Models that think first lose their time on it; a server that does not know how to turn
        # that off may refuse the request, and is not asked again.
        self._may_turn_off_thinking = True
        # These write requests to their log, and with them what people ask (openai 2.54, httpx).
        for library in ("openai", "httpx", "httpcore", "llama_index"):
            logging.getLogger(library).setLevel(logging.WARNING)

    @property
    def context(self) -> int:
        """As set, else as the server says, else `DEFAULT_CONTEXT`."""
        return self._context or self._facts.context or DEFAULT_CONTEXT

    def check(self) -> None:
        """Ask the server what it serves."""
        self._facts = wait_for(self._look, CHECK_SECONDS)

    def count(self, messages: Sequence[Message]) -> int:
        """Ask the server, when it can count."""
        facts = self._facts
        if facts.counter:
            try:
                return wait_for(lambda: self._count(facts, messages), CHECK_SECONDS)
            except CallError as error:
                log.warning("language model: tokens are estimated, for %s", error)
                self._facts = replace(facts, counter="")
        return estimate(messages)

    def write(self, messages: Sequence[Message], limits: Limits) -> Generator[str, None, None]:
        """Yield the pieces of the event stream of a chat completion."""
        for attempt in range(1, ATTEMPTS + 1):
            began = False
            try:
                with closing(read(lambda put: self._start(messages, put), limits)) as pieces:
                    for piece in pieces:
                        began = began or bool(piece)
                        yield piece
                return
            except CallError as error:
                if began or not error.again or attempt == ATTEMPTS:
                    raise

    def _client(self) -> httpx.AsyncClient:
        return network.client(
            api_key=self._api_key, allow_remote=self._allow_remote, seconds=CHECK_SECONDS
        )

    async def _look(self) -> _Facts:
        try:
            async with self._client() as http:
                rows = _rows(await http.get(f"{self._url}/models"))
                names = [str(r["id"]) for r in rows]
                name = self._name or (names[0] if len(names) == 1 else "")
                if not name:
                    raise CallError(
                        "model-unreachable",
                        f"the server has {len(names)} models; name one in ASSISTANT_LLM_MODEL",
                    )
                row = next((r for r in rows if str(r["id"]) == name), {})
                return await self._facts_of(name, row, http)
        except CallError:
            raise
        except Exception as error:
            raise _call_error(error) from error

    async def _facts_of(self, name: str, row: Mapping[str, Any], http: httpx.AsyncClient) -> _Facts:
        """What the server says of one model; vLLM and llama.cpp say how much it reads."""
        owner = str(row.get("owned_by"))
        if owner == "vllm":
            return _Facts(name, whole(row.get("max_model_len")), "vllm")
        if owner == "llamacpp":
            try:
                props = (await http.get(f"{self._root}/props")).json()
                context = whole(props["default_generation_settings"]["n_ctx"])
            except (httpx.HTTPError, ValueError, LookupError, TypeError):
                context = 0  # a server for several models does not say
            return _Facts(name, context, "llamacpp")
        return _Facts(name, owner=owner)

    @property
    def _root(self) -> str:
        return self._url.removesuffix("/v1")

    async def _count(self, facts: _Facts, messages: Sequence[Message]) -> int:
        """Tokens by the server's own endpoint: vLLM and llama.cpp have one each."""
        body: dict[str, Any] = {"model": facts.name, "messages": plain(messages)}
        frame = 0
        if facts.counter == "llamacpp":
            body = {"content": "\n".join(m.text for m in messages), "add_special": True}
            frame = FRAME_TOKENS * len(messages)
        try:
            async with self._client() as http:
                reply = await http.post(f"{self._root}/tokenize", json=body)
                reply.raise_for_status()
                counted = reply.json()
            tokens = counted["count"] if facts.counter == "vllm" else len(counted["tokens"])
            if not 0 < int(tokens) < 10_000_000:
                raise ValueError("no count of tokens")
            return int(tokens) + frame
        except Exception as error:
            raise _call_error(error) from error

    def _start(self, messages: Sequence[Message], put: Put) -> Callable[[], None]:
        return Background(lambda: self._call(messages, put)).cancel

    async def _call(self, messages: Sequence[Message], put: Put) -> None:
        thinking_off = self._may_turn_off_thinking
        try:
            async with self._client() as http:
                llm = self._llm(http, thinking_off=thinking_off)
                finished = False
                async for reply in await llm.astream_chat(chat(messages)):
                    if isinstance(reply.delta, str):
                        put(reply.delta)
                    finished = finished or _ended(reply.raw)
            put(End(finished))
        except Exception as error:  # whatever a broken or hostile server makes the libraries raise
            failure = _call_error(error)
            status = getattr(error, "status_code", 0)
            if thinking_off and status in (400, 422):
                self._may_turn_off_thinking = False
                failure.again = True
            if failure.again:
                await asyncio.sleep(PAUSE_SECONDS)
            put(failure)

    def _llm(self, http: httpx.AsyncClient, *, thinking_off: bool) -> OpenAILike:
        extra = THINKING_OFF.get(self._facts.owner, TEMPLATE_THINKING_OFF) if thinking_off else {}
        return OpenAILike(
            model=self._facts.name or self._name,
            api_base=self._url,
            api_key=self._api_key or "none",
            is_chat_model=True,
            context_window=self.context,
            max_tokens=ANSWER_TOKENS,
            temperature=0.0,
            max_retries=0,  # `write` tries again itself, within the time that is left
            timeout=3600.0,  # `read` watches the time
            async_http_client=http,
            additional_kwargs={"extra_body": extra} if extra else {},
        )


def _ended(chunk: Any) -> bool:
    """Whether a piece of the stream says that the model ended its text itself."""
    return any(c.finish_reason == "stop" for c in chunk.choices or ())


def _rows(reply: httpx.Response) -> list[dict[str, Any]]:
    """The models of a list of them."""
    if reply.status_code != httpx.codes.OK:
        raise CallError(
            "model-unreachable", f"the model server answers with status {reply.status_code}"
        )
    rows = reply.json()["data"]
    if not isinstance(rows, list) or not all(isinstance(r, dict) and "id" in r for r in rows):
        raise ValueError("no list of models")
    return rows


def _call_error(error: Exception) -> CallError:
    """Our error for one of the libraries; the message of theirs may hold text of the call."""
    cause: BaseException | None = error
    while cause is not None:  # openai wraps what the transport raises
        if isinstance(cause, CallError):
            return cause
        cause = cause.__cause__
    if isinstance(error, openai.APIStatusError):
        return CallError(
            "model-unreachable",
            f"the model server answers with status {error.status_code}",
            again=error.status_code in BUSY,
        )
    if isinstance(error, openai.APIConnectionError | httpx.TransportError):
        cut_off = isinstance(error.__cause__ or error, httpx.RemoteProtocolError | httpx.ReadError)
        return CallError(
            "model-stopped" if cut_off else "model-unreachable",
            f"no connection with the model server ({type(error.__cause__ or error).__name__})",
            again=cut_off,
        )
    return CallError(
        "model-stopped", f"the model server answers what cannot be read ({type(error).__name__})"
    )
