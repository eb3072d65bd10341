"""Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce.

The only place where the site calls another machine for a user: the provider of the settings, by
TLS or on this machine, never through a proxy of the environment.

Source: OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207; RFC 9700.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from assistant.errors import SettingsError, SignInError
from assistant.settings import Settings
from assistant.web.access import Role

DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10.0
LEEWAY_SECONDS = 60  # that clocks may differ
# Signatures that need the provider's private key; never "none" or one made with a shared secret,
# whatever the provider says that it can do.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """Who the provider says it is."""

    name: str
    roles: tuple[Role, ...]


class Provider:
    """One provider; what it says of itself is fetched when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        """Read the settings; ask nothing.

        Raises:
            SettingsError: a setting is missing or cannot be used.
        """
        for name in ("oidc_issuer", "oidc_client_id"):
            if not getattr(settings, name):
                raise SettingsError(f"auth is oidc; set ASSISTANT_{name.upper()} as well")
        self.issuer = settings.oidc_issuer
        if not _is_safe(self.issuer):
            raise SettingsError("oidc_issuer must begin with https:// (or be on this machine)")
        self._client_id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret or None
        self._scope = settings.oidc_scope
        self._name_claim = settings.oidc_name_claim
        self._roles_claim = settings.oidc_roles_claim
        self._roles = parse_mapping(settings.oidc_roles)
        self._metadata: dict[str, Any] | None = None
        self._keys: KeySet | None = None

    async def start(self, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return the address to send the browser to, and what `finish` needs of this moment.

        Raises:
            SignInError: the provider is not there or not what it should be.
        """
        metadata = await self._discover()
        verifier, nonce = generate_token(64), generate_token(32)
        async with self._client(redirect_uri) as client:
            url, state = client.create_authorization_url(
                metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce
            )
        kept = {"state": state, "nonce": nonce, "verifier": verifier, "redirect_uri": redirect_uri}
        return url, kept

    async def finish(self, query: Mapping[str, str], kept: Mapping[str, str] | None) -> Known:
        """Return who came back from the provider.

        Args:
            query: of the address that the provider sent the browser to.
            kept: what `start` gave to this browser; None when it has nothing.

        Raises:
            SignInError: nobody is signed in.
        """
        if kept is None or not hmac.compare_digest(
            query.get("state", "").encode(), kept["state"].encode()
        ):
            raise SignInError("expired", "state does not fit")
        if "error" in query:
            raise SignInError("refused", _plain(query["error"]))
        if query.get("iss", self.issuer) != self.issuer or not query.get("code"):
            raise SignInError("invalid", "another issuer, or no code")
        metadata = await self._discover()
        try:
            async with self._client(kept["redirect_uri"]) as client:
                token = await client.fetch_token(
                    metadata["token_endpoint"],
                    code=query["code"],
                    code_verifier=kept["verifier"],
                    grant_type="authorization_code",
                )
                claims = await self._verified(token, kept["nonce"])
                if self._missing(claims) and "userinfo_endpoint" in metadata:
                    claims |= await self._user_info(client, metadata, claims["sub"])
        except httpx.HTTPError as error:
            raise SignInError("unreachable", type(error).__name__) from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            # the class alone: the words may hold a token
            raise SignInError("invalid", type(error).__name__) from error
        roles = self._roles_of(claims)
        if not roles:
            raise SignInError("no-role")
        return Known(user_name(claims, self._name_claim, self.issuer), roles)

    async def sign_out_url(self, back: str) -> str:
        """Return where one signs out at the provider as well; "" when it has no such place.

        Args:
            back: address of this site to return to.
        """
        try:
            metadata = await self._discover()
        except SignInError:
            return ""
        end = metadata.get("end_session_endpoint")
        if not end:
            return ""
        query = urlencode({"client_id": self._client_id, "post_logout_redirect_uri": back})
        return f"{end}{'&' if '?' in end else '?'}{query}"

    async def _discover(self) -> dict[str, Any]:
        """What the provider says of itself, once it was there."""
        if self._metadata is None:
            found = await self._fetch(self.issuer.rstrip("/") + DISCOVERY)
            addresses = [v for k, v in found.items() if k.endswith(("_endpoint", "jwks_uri"))]
            needed = {"authorization_endpoint", "token_endpoint", "jwks_uri"}
            # OpenID Connect Discovery 1.0, 4.3: another issuer could be somebody else
            if found.get("issuer") != self.issuer or not needed <= found.keys():
                raise SignInError("invalid", "the provider does not describe oidc_issuer")
            if not all(_is_safe(address) for address in addresses):
                raise SignInError("invalid", "an address of the provider is not https")
            self._metadata = found
        return self._metadata

    async def _fetch(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT_SECONDS) as client:
                response = await client.get(url)
                response.raise_for_status()
                found = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise SignInError("unreachable", type(error).__name__) from error
        if not isinstance(found, dict):
            raise SignInError("invalid", "the provider sends no object")
        return found

    def _client(self, redirect_uri: str) -> Any:
        return AsyncOAuth2Client(
            self._client_id,
            self._secret,
            scope=self._scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
            trust_env=False,
            timeout=TIMEOUT_SECONDS,
        )

    async def _verified(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of the ID token, once all of it is checked."""
        metadata = await self._discover()
        encoded = token["id_token"]
        try:
            decoded = jwt.decode(encoded, await self._key_set(), algorithms=list(ALGORITHMS))
        except InvalidKeyIdError:  # the provider has a new key
            self._keys = None
            decoded = jwt.decode(encoded, await self._key_set(), algorithms=list(ALGORITHMS))
        if decoded.header.get("alg") not in ALGORITHMS:
            raise ValueError("signature of another kind")
        options = {
            "iss": {"essential": True, "value": metadata["issuer"]},
            "aud": {"essential": True, "value": self._client_id},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {
            "nonce": nonce,
            "client_id": self._client_id,
            "access_token": token.get("access_token"),
        }
        CodeIDToken(decoded.claims, decoded.header, options, params).validate(leeway=LEEWAY_SECONDS)
        return dict(decoded.claims)

    async def _key_set(self) -> KeySet:
        if self._keys is None:
            metadata = await self._discover()
            found: Any = await self._fetch(metadata["jwks_uri"])
            self._keys = KeySet.import_key_set(found)
        return self._keys

    def _missing(self, claims: Mapping[str, Any]) -> bool:
        return self._name_claim not in claims or not _values(claims, self._roles_claim)

    async def _user_info(
        self, client: Any, metadata: Mapping[str, Any], subject: str
    ) -> dict[str, Any]:
        response = await client.get(metadata["userinfo_endpoint"])
        response.raise_for_status()
        found = response.json()
        # OpenID Connect Core 1.0, 5.3.2: else it may be about somebody else
        if not isinstance(found, dict) or found.get("sub") != subject:
            raise ValueError("another subject")
        return {k: v for k, v in found.items() if k not in ("iss", "aud", "sub")}

    def _roles_of(self, claims: Mapping[str, Any]) -> tuple[Role, ...]:
        values = _values(claims, self._roles_claim)
        return tuple(r for r in Role if any(v in (*values, "*") for v in self._roles[r]))


def parse_mapping(text: str) -> dict[Role, tuple[str, ...]]:
    """Return for each role the values of the role claim that give it; "*" is anybody.

    >>> parse_mapping("professional=*, helpdesk=grp-a, helpdesk=grp-b")[Role.HELPDESK]
    ('grp-a', 'grp-b')

    Raises:
        SettingsError: it is not a list of role=value.
    """
    if not text.strip():
        return {role: (role.value,) for role in Role}
    found: dict[Role, tuple[str, ...]] = dict.fromkeys(Role, ())
    for part in text.split(","):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name not in set(Role) or not value:
            raise SettingsError(
                f"oidc_roles: {part.strip()!r} must be role=value, with one of {', '.join(Role)}"
            )
        found[Role(name)] += (value,)
    return found


def user_name(claims: Mapping[str, Any], claim: str, issuer: str) -> str:
    """Return a name that the helpdesk can store; a name that had to be changed gets a mark.

    So that two people never get one name: "Jan@a.nl" and "jan.a.nl" differ.

    Args:
        claims: of the ID token.
        claim: that holds the name; without it the subject is the name.
        issuer: of the token.
    """
    name = str(claims.get(claim) or claims["sub"])
    if re.fullmatch(r"[a-z][a-z0-9._-]{0,31}", name):
        return name
    mark = hashlib.sha256(f"{issuer}\n{claims['sub']}".encode("utf-8", "replace")).hexdigest()[:8]
    readable = re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".")[:22]
    return f"{readable if readable[:1].isalpha() else f'u.{readable[:20]}'}-{mark}"


def _values(claims: Mapping[str, Any], claim: str) -> tuple[str, ...]:
    """The values of the role claim, which can stand within objects."""
    found: Any = claims.get(claim)
    if found is None:
        found = claims
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return (found,)
    return tuple(str(v) for v in found) if isinstance(found, list) else ()


def _is_safe(url: object) -> bool:
    """Whether what goes to an address cannot be read on the way."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (
            parts.scheme == "https"
            or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
        )
    except ValueError:
        return False


def _plain(code: str) -> str:
    """An error code of the provider as it may stand in a log."""
    return re.sub(r"[^a-z_]", "", code)[:40]
