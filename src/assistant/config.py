"""What `assistant config` tells: every setting with where it comes from, and what works with them.

Nothing is changed by looking: no index is built, no database made or brought up to date.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.errors import AssistantError, SettingsError
from assistant.settings import SECRETS, Origin, Settings

MASK = "********"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool | None  # None: not used with these settings, so not looked at
    message: str

    @property
    def line(self) -> str:
        """Return the line for people.

        >>> Check("port", True, "7860 is free").line
        'ok    port              7860 is free'
        """
        mark = {True: "ok", False: "FAIL", None: "-"}[self.ok]
        return f"{mark:<5} {self.name:<17} {' '.join(self.message.split())}"


def shown(settings: Settings, origins: Mapping[str, Origin]) -> Iterator[tuple[str, str, Origin]]:
    """Yield name, value and origin of every setting; of a secret only whether there is one.

    Args:
        settings: as read.
        origins: by name, from `settings.read_settings`.
    """
    for field in fields(Settings):
        value = getattr(settings, field.name)
        empty = value in ("", Path())
        text = "" if empty else MASK if field.name in SECRETS else str(value)
        yield field.name, text, origins[field.name]


def checks(settings: Settings, origins: Mapping[str, Origin]) -> Iterator[Check]:
    """Look at everything that serving needs, and yield what was found, one by one."""
    yield Check("settings", True, f"{len(fields(Settings))} values can be used")
    looks: tuple[tuple[str, Callable[[Settings], str | None]], ...] = (
        ("secrets", lambda _: _secrets(origins)),
        ("corpus", _corpus),
        ("index", _index),
        ("vector server", _vectors),
        ("state folder", _state),
        ("database", _database),
        ("language model", _model),
        ("who may come in", _access),
        ("traces", _traces),
        ("port", _port),
    )
    for name, look in looks:
        try:
            message = look(settings)
        except (AssistantError, OSError) as error:
            yield Check(name, False, str(error))
        else:
            yield Check(name, None if message is None else True, message or "not used")


def _secrets(origins: Mapping[str, Origin]) -> str | None:
    """Whether a file that holds a secret is for its owner alone."""
    kept = {o.place for name, o in origins.items() if name in SECRETS and o.kind == "file"}
    if not kept:
        return None
    from assistant.web.private import check_private

    for place in kept:
        check_private(Path(place))
    return f"only its owner reads {', '.join(sorted(kept))}"


def _corpus(settings: Settings) -> str:
    from assistant.corpus import load_corpus
    from assistant.laws.current import Current
    from assistant.questions import load_questions

    corpus = load_corpus(settings.corpus)
    ids = {p.id for p in corpus.passages}
    load_questions(settings.corpus, ids)
    Current(settings.corpus, lambda: (ids, {s.id for s in corpus.sources}))
    left = f", {len(corpus.problems)} files left out" if corpus.problems else ""
    return f"{len(corpus.sources)} sources, {len(corpus.passages)} passages{left}"


def _index(settings: Settings) -> str:
    from assistant.corpus import load_corpus
    from assistant.embedding import load_embedder
    from assistant.errors import IndexUnavailableError
    from assistant.index import describe, open_index
    from assistant.questions import load_outside, load_questions

    opened = open_index(settings.index)  # the folder has to be whole beside a server too
    opened.close()
    corpus = load_corpus(settings.corpus)
    bank = load_questions(settings.corpus, {p.id for p in corpus.passages})
    wanted = describe(corpus, bank, load_embedder(settings.embedder), load_outside(settings.corpus))
    if wanted != opened.record:
        raise IndexUnavailableError(
            f"{opened.name} was made from something else than is there now; run 'assistant index'"
        )
    return f"{opened.name} is whole and up to date"


def _vectors(settings: Settings) -> str | None:
    if not settings.chroma_url:
        return None
    from assistant.errors import IndexUnavailableError
    from assistant.llm.network import check_url
    from assistant.vector_store import answers

    url = check_url(settings.chroma_url, allow_remote=False, setting="chroma_url")
    if not answers(url):
        raise IndexUnavailableError(
            f"no Chroma server answers at {url}; until one does the index folder is used"
        )
    return f"{url} answers"


def _state(settings: Settings) -> str:
    folder = settings.state
    if not folder.exists():
        parent = next(p for p in folder.absolute().parents if p.exists())
        if not os.access(parent, os.W_OK):
            raise SettingsError(f"{folder} is not there and {parent} cannot be written")
        return f"{folder} will be made"
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"{folder} cannot be written; it needs another owner or other rights")
    return f"{folder} can be written"


def _database(settings: Settings) -> str:
    from assistant.database.engine import peek
    from assistant.database.schema import HEAD
    from assistant.errors import DatabaseError

    found = peek(settings)
    if found is None:
        return f"will be made, at revision {HEAD}"
    if found > HEAD:
        raise DatabaseError(f"is at revision {found}; this version goes to {HEAD}")
    after = "" if found == HEAD else f", goes to {HEAD} when it is used"
    return f"is reached, at revision {found}{after}"


def _model(settings: Settings) -> str | None:
    if settings.llm == "none":
        return None
    from assistant.llm.connect import connect

    connect(settings).check()
    return f"{settings.llm_url or settings.llm_folder} answers"


def _access(settings: Settings) -> str:
    from assistant.web.identity import check_access
    from assistant.web.session import SHORTEST_SECRET

    check_access(settings)
    if 0 < len(settings.session_secret) < SHORTEST_SECRET:
        raise SettingsError(f"session_secret must have {SHORTEST_SECRET} characters or more")
    if settings.auth == "none":
        return "whoever is at this machine, and nobody else"
    kind = {"users": "a password", "oidc": f"{settings.oidc_issuer}"}[settings.auth]
    return f"who signs in with {kind}"


def _traces(settings: Settings) -> str | None:
    if not settings.traces:
        return None
    from assistant.operate.tracing import check_collector

    return f"go to {check_collector(settings.traces)}"


def _port(settings: Settings) -> str:
    from assistant.web.server import PORTS_TRIED, listen

    if settings.port == 0:
        return "the system chooses"
    with listen(settings.host, settings.port) as listener:
        port = listener.getsockname()[1]
    if port != settings.port:
        raise SettingsError(
            f"{settings.host}:{settings.port} is taken; serve would take {port} "
            f"(it tries {PORTS_TRIED} after the first)"
        )
    return f"{settings.host}:{port} is free"


def broken(error: SettingsError) -> Check:
    """Return the only line there is when the settings cannot be read."""
    return Check("settings", False, str(error))
