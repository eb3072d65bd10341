"""Where a question may go: this machine and the private network, unless the operator says more.

The address is looked up and checked for every connection, and the connection goes to the address
that was checked, so a name that later points elsewhere brings nothing outside.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from functools import cache
from urllib.parse import urlsplit

import httpx

from assistant.errors import SettingsError
from assistant.llm.calls import CallError

PRIVATE = tuple(
    ipaddress.ip_network(n)
    for n in (
        "127.0.0.0/8",  # this machine: RFC 1122, 3.2.1.3
        "::1/128",  # RFC 4291, 2.5.3
        "10.0.0.0/8",  # private: RFC 1918
        "172.16.0.0/12",
        "192.168.0.0/16",
        "fc00::/7",  # unique local: RFC 4193
        "169.254.0.0/16",  # link-local: RFC 3927
        "fe80::/10",  # RFC 4291, 2.5.6
    )
)
# What a server needs to answer; other headers of the client describe this machine to it.
HEADERS = (
    "host", "accept", "accept-encoding", "authorization", "content-type", "content-length",
    "connection",
)  # fmt: skip
MAX_BYTES = (
    4_000_000  # of one reply; an answer of 700 tokens takes about 200,000 as an event stream
)

SWITCH = "ASSISTANT_LLM_ALLOW_REMOTE=true"


def is_private(address: str) -> bool:
    """Return whether an IP address is of this machine or of a private network.

    Examples:
        >>> [is_private(a) for a in ("127.0.0.1", "192.168.1.7", "fd00::1", "::ffff:8.8.8.8")]
        [True, True, True, False]
    """
    ip = ipaddress.ip_address(address.split("%")[0])  # without the zone of a link-local address
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return any(ip in network for network in PRIVATE if network.version == ip.version)


def check_url(url: str, *, allow_remote: bool, setting: str = "llm_url") -> str:
    """Return the address of a server, without a slash at its end.

    A name that cannot be looked up now is accepted: it is checked again for every connection to a
    language model.

    Args:
        url: as set.
        allow_remote: also addresses outside the private network.
        setting: that holds it, for the message.

    Raises:
        SettingsError: it is no http address, holds a password, or lies outside the private
            network while that is not allowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SettingsError(f"{setting} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{setting} must look like http://127.0.0.1:11434/v1")
    if parts.username or parts.password:
        raise SettingsError(
            f"{setting} may not hold a password; that of a model is ASSISTANT_LLM_API_KEY"
        )
    if not allow_remote:
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        if not all(is_private(str(f[4][0])) for f in found):
            raise SettingsError(
                f"{setting}: {parts.hostname} lies outside this machine and the private network, "
                f"so questions would leave it; for a language model {SWITCH} allows that"
            )
    return url.rstrip("/")


class Transport(httpx.AsyncBaseTransport):
    """Sends requests to checked addresses alone; no proxy, no cookies, no endless replies."""

    def __init__(self, *, allow_remote: bool) -> None:
        """Allow addresses outside the private network when the operator does."""
        self._allow_remote = allow_remote
        self._inner = httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the reply; raises `CallError` when the request may not go there."""
        host = request.url.host
        try:
            found = await asyncio.get_running_loop().getaddrinfo(
                host, request.url.port, type=socket.SOCK_STREAM
            )
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError("the name of the model server is not known") from error
        addresses = list(dict.fromkeys(str(f[4][0]) for f in found))
        if not addresses or not (self._allow_remote or all(map(is_private, addresses))):
            raise CallError(
                "model-unreachable", f"{host} lies outside the private network; {SWITCH} allows it"
            )
        return await self._first(request, host, addresses)

    async def _first(
        self, request: httpx.Request, host: str, addresses: Sequence[str]
    ) -> httpx.Response:
        """The reply of the first address that can be connected to."""
        for number, address in enumerate(addresses, 1):
            sent = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=[(k, v) for k, v in request.headers.raw if k.decode().lower() in HEADERS],
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                reply = await self._inner.handle_async_request(sent)
            except httpx.ConnectError:
                if number == len(addresses):
                    raise
                continue
            if reply.headers.get("content-encoding", "identity") != "identity":
                await reply.aclose()
                raise httpx.RemoteProtocolError("the reply is packed; that was not asked for")
            assert isinstance(reply.stream, httpx.AsyncByteStream)  # noqa: S101 - httpx says so
            return httpx.Response(
                reply.status_code,
                headers=reply.headers,
                stream=_Bounded(reply.stream),
                extensions=reply.extensions,
            )
        raise httpx.ConnectError("the model server has no address")

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()


class _Bounded(httpx.AsyncByteStream):
    """A reply that ends in an error when it becomes too long."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MAX_BYTES
        async for part in self._stream:
            left -= len(part)
            if left < 0:
                raise httpx.RemoteProtocolError("the reply is too long")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


@cache  # reading the certificates takes longer than a question of a few words
def _tls() -> ssl.SSLContext:
    """The certificates that this machine trusts, so that one of the organisation itself works."""
    return ssl.create_default_context()


def client(*, api_key: str, allow_remote: bool, seconds: float) -> httpx.AsyncClient:
    """Return a client that reaches a model server only; close it after use.

    Args:
        api_key: sent as a bearer token; "" sends none.
        allow_remote: also addresses outside the private network.
        seconds: limit of each step of a request.
    """
    headers = {"accept-encoding": "identity"}
    if api_key:
        headers["authorization"] = f"Bearer {api_key}"
    return httpx.AsyncClient(
        transport=Transport(allow_remote=allow_remote),
        headers=headers,
        timeout=seconds,
        follow_redirects=False,
        trust_env=False,
    )
