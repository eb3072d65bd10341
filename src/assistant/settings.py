"""All settings, read once at the edge and passed down.

Order of authority: arguments of a command, environment variables (`ASSISTANT_...`), the file that
`--config` or `ASSISTANT_CONFIG` names, defaults. `deploy/vindplaats.toml` describes every name.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError

# Every switch that makes one of our libraries phone home, set before any of them is imported.
# Sources: chromadb 1.5.9 config (anonymized_telemetry), gradio 6.31 analytics.py, huggingface_hub
# and transformers offline modes, onnxruntime telemetry, llama-index and posthog. OPENAI_LOG would
# write every question that goes to a language model to standard error (openai 2.54, _utils/_logs).
TELEMETRY_OFF = {
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_TELEMETRY_IMPL": "chromadb.telemetry.product.NoopTelemetry",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "POSTHOG_DISABLED": "1",
    "OTEL_SDK_DISABLED": "true",  # of all libraries; our own spans go past it: operate/tracing.py
    "FASTAPI_OTEL_AUTO_CONFIGURE": "false",  # fastapi 0.165 exports by itself otherwise
    "OPENAI_LOG": "",
    "TOKENIZERS_PARALLELISM": "false",
}

_BOUNDS: dict[str, tuple[float, float]] = {
    "port": (0, 65535),  # 0 lets the system choose
    "max_characters": (1, 1_000_000),
    "threshold": (-1, 1),
    "llm_timeout": (0.1, 3600),
    "llm_first_token": (0.1, 3600),
    "llm_concurrency": (1, 1000),
    "llm_context": (0, 10_000_000),
    "desk_days": (1, 36_500),
    "desk_open_days": (1, 36_500),
    "session_idle": (60, 86_400),
    "session_lifetime": (60, 604_800),
    "requests_per_minute": (0, 1_000_000),
    "questions_per_minute": (0, 1_000_000),
    "visitor_requests_per_minute": (0, 1_000_000),
    "stop_seconds": (0, 3600),
}
_CHOICES = {
    "llm": ("none", "server", "folder"),
    "auth": ("none", "users", "oidc"),
    "log_format": ("text", "json"),
    "log_level": ("debug", "info", "warning", "error"),
}
_WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}

ROOT = Path(__file__).resolve().parents[2]  # the checkout, when the package runs from one


def silence_telemetry() -> None:
    """Turn off every telemetry switch of the libraries, in this process and its children."""
    os.environ.update(TELEMETRY_OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may choose. Each field can be set as `ASSISTANT_<NAME>`."""

    corpus: Path = ROOT / "corpus"  # folder with manifest.toml
    index: Path = ROOT / "index"  # folder that holds the built index
    # Counts of feedback and refusals; of a question only what was laid before the helpdesk.
    state: Path = ROOT / "state"
    # A Chroma server that processes share: "http://127.0.0.1:8000"; "" uses the index folder.
    chroma_url: str = ""
    embedder: str = "own"  # "own", a folder, or the name of a sentence-transformers model
    host: str = "127.0.0.1"
    port: int = 7860
    max_characters: int = 4000  # longest question that is answered
    threshold: float = -1.0  # answerability below which there is no answer; -1: as calibrated
    # The language model that writes; docs/language-model.md.
    llm: str = "none"  # "none": answers are quoted; "server": llm_url; "folder": llm_folder
    llm_url: str = ""  # OpenAI-compatible server: "http://127.0.0.1:11434/v1"
    llm_model: str = ""  # name at the server; "" takes the only one that it serves
    llm_folder: Path = Path()  # transformers model, loaded in this process
    llm_api_key: str = field(default="", repr=False)  # of the server; never logged
    llm_timeout: float = 90.0  # seconds for a whole answer, the queue included
    llm_first_token: float = 30.0  # seconds without a word from the model before it is given up
    llm_concurrency: int = 2  # answers that are written at the same time; the others wait
    llm_context: int = 0  # tokens that the model can read; 0 asks the model
    llm_allow_remote: bool = False  # also send questions outside this machine and private network
    # What people decide and make: "postgresql://user:password@host/name"; "" is vindplaats.sqlite
    # in the state folder.
    database_url: str = field(default="", repr=False)
    # The desk of the helpdesk; docs/desk.md.
    desk_days: int = 365  # days after release that an item is kept
    desk_open_days: int = 730  # days after it came in that an item without a release is kept
    desk_cases: Path = ROOT / "evals" / "retrieval" / "helpdesk.jsonl"  # evaluation cases of it
    # Who may come in; docs/access.md. Lists are separated by commas.
    auth: str = "none"  # "none": whoever is at this machine; "users": a file; "oidc": a provider
    public_url: str = ""  # the address that people type: "https://vindplaats.example.nl"
    hosts: str = ""  # other host names that the site is reached by
    proxies: str = ""  # addresses of proxies whose X-Forwarded headers are believed
    users: Path = Path()  # of people and programs; users.jsonl in the state folder
    session_secret: str = field(default="", repr=False)  # "" keeps one in the state folder
    session_idle: int = 3600  # seconds without a request after which one signs in again
    session_lifetime: int = 36_000  # seconds after signing in, whatever was done in between
    oidc_issuer: str = ""  # address of the OpenID Connect provider
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)  # "": a public client, with PKCE only
    oidc_scope: str = "openid profile"
    oidc_name_claim: str = "preferred_username"
    oidc_roles_claim: str = "roles"  # dots lead into objects: "realm_access.roles"
    oidc_roles: str = ""  # "professional=*,helpdesk=grp-juristen"; "": values are role names
    open_sources: bool = False  # show sources and walk-throughs without signing in
    requests_per_minute: int = 300  # of one signed-in user; 0: no limit
    questions_per_minute: int = 30  # of one signed-in user; 0: no limit
    visitor_requests_per_minute: int = 600  # of one address that did not sign in; 0: no limit
    embed_from: str = ""  # origins whose pages may show /widget in a frame
    # Who is behind the site; shown on /privacy, /toegankelijkheid and in security.txt.
    organisation: str = ""  # that is responsible for it; "" says "uw organisatie"
    contact: str = ""  # mailto:, https: or tel: address for questions and for reports of a leak
    # Operating it; docs/operating.md.
    stop_seconds: int = 10  # that running answers get to end when the server is stopped
    log_format: str = "text"  # of standard error: "text", or "json" with one object a line
    log_level: str = "warning"  # "info" also has a line for each request
    traces: str = ""  # OpenTelemetry collector in the private network: "http://127.0.0.1:4318"


PREFIX = "ASSISTANT_"
FILE_VARIABLE = "ASSISTANT_CONFIG"  # names the file; no setting itself
DEFAULTS = Settings()
SECRETS = frozenset(f.name for f in fields(Settings) if not f.repr)  # are never shown


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the value of a setting comes from."""

    kind: str  # "argument", "environment", "file" or "default"
    place: str = ""  # the variable or the file


def load_settings(
    environment: Mapping[str, str] | None = None,
    *,
    config: Path | str | None = None,
    **arguments: object,
) -> Settings:
    """Return the settings of this process.

    Args:
        environment: variables to read; None reads those of the process.
        config: file of the command line; None takes the one that ASSISTANT_CONFIG names, if any.
        arguments: values given on the command line; None means not given.

    Raises:
        SettingsError: the file cannot be read, a name is unknown or a value cannot be used.
    """
    return read_settings(environment, config=config, **arguments)[0]


def read_settings(
    environment: Mapping[str, str] | None = None,
    *,
    config: Path | str | None = None,
    **arguments: object,
) -> tuple[Settings, dict[str, Origin]]:
    """Return the settings of this process, and where each of them comes from.

    Args:
        environment: as for `load_settings`.
        config: as for `load_settings`.
        arguments: as for `load_settings`.

    Raises:
        SettingsError: as `load_settings`.
    """
    environment = os.environ if environment is None else environment
    origins = {f.name: Origin("default") for f in fields(Settings)}
    values: dict[str, Any] = {}
    path = config if config is not None else environment.get(FILE_VARIABLE)
    if path is not None:
        for name, value in _read_file(Path(path)).items():
            values[name] = value
            origins[name] = Origin("file", str(path))
    for variable, text in environment.items():
        if not variable.startswith(PREFIX) or variable == FILE_VARIABLE:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in origins:
            known = ", ".join(f"{PREFIX}{n.upper()}" for n in origins)
            raise SettingsError(f"{variable} is no setting; known are {known}, {FILE_VARIABLE}")
        values[name] = _convert(name, text)
        origins[name] = Origin("environment", variable)
    for name, given in arguments.items():
        if given is not None:
            values[name] = _convert(name, given)
            origins[name] = Origin("argument", f"--{name}")
    return replace(DEFAULTS, **values), origins


def _read_file(path: Path) -> dict[str, object]:
    """The settings in a file. A path in it is seen from the folder that it stands in."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is no TOML in UTF-8 ({error})") from error
    known = [f.name for f in fields(Settings)]
    found: dict[str, object] = {}
    for name, value in content.items():
        if name not in known:
            raise SettingsError(f"{path}: {name} is no setting; known are {', '.join(known)}")
        try:
            found[name] = _from_file(name, value, path.parent)
        except SettingsError as error:
            raise SettingsError(f"{path}: {error}") from error
    return found


def _from_file(name: str, value: object, folder: Path) -> object:
    default = getattr(DEFAULTS, name)
    wanted = str if isinstance(default, Path) else type(default)
    # bool is an int in Python, and a whole number is a fine float
    fits = type(value) is wanted or (wanted is float and type(value) is int)
    if not fits:
        kinds = {str: "text in quotes", bool: "true or false", int: "a whole number"}
        said = "something else" if name in SECRETS else repr(value)
        raise SettingsError(f"{name} must be {kinds.get(wanted, 'a number')}, not {said}")
    converted = _convert(name, value)
    return folder / converted if isinstance(converted, Path) else converted


def _convert(name: str, value: object) -> object:
    default = getattr(DEFAULTS, name)
    kind: Any = Path if isinstance(default, Path) else type(default)
    text = str(value)
    if not text.strip():  # an empty path would be the working directory
        raise SettingsError(f"{name} is empty; give a value or leave the setting out")
    if kind is bool:
        if text.strip().lower() not in _WORDS:
            raise SettingsError(f"{name} must be true or false, not {value!r}")
        return _WORDS[text.strip().lower()]
    if text not in _CHOICES.get(name, (text,)):
        raise SettingsError(f"{name} must be one of {', '.join(_CHOICES[name])}, not {value!r}")
    try:
        converted = kind(text)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{name} must be of type {kind.__name__}, not {value!r}") from error
    low, high = _BOUNDS.get(name, (-math.inf, math.inf))
    if isinstance(converted, int | float) and not low <= converted <= high:
        raise SettingsError(f"{name} must be from {low} to {high}, not {value!r}")
    return converted
