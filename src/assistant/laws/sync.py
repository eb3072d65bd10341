"""Brings the laws of a corpus up to date: what is new is fetched, checked, shown and swapped in.

Law files are named after their content and never change; the manifest says which ones count, and
is replaced in one step. So whoever stops the process at any moment leaves the corpus of before or
that of after.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import tomlkit

from assistant.corpus import (
    MANIFEST,
    Problem,
    law_sources,
    moved_passages,
    other_versions,
    read_articles,
)
from assistant.errors import CorpusError, UnwritableError
from assistant.laws.act import Act, act_lines, digest
from assistant.laws.diff import ArticleChange, diff_articles
from assistant.laws.publishers import Edition, Publisher, read_edition
from assistant.readers.law import LawArticle, law_passages
from assistant.records import Passage, Source

FOLDER: Final = "wetten/versies"
_Toml = Any  # a tomlkit document, of which the types do not tell what its tables hold
_RECITAL: Final = "overweging "


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other synchronisations of a corpus out, from planning until everything is swapped in.

    The lock is the operating system's: it ends with the process, however that ends, and leaves no
    file behind.

    Raises:
        CorpusError: another one is at work, or there is no such folder.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be opened ({error.strerror})") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CorpusError(
                f"{folder}: another 'assistant corpus sync' is at work here; wait until it has "
                "ended and start again"
            ) from error
        yield
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A version of a law that the corpus may take in."""

    source: Source  # the law as the corpus quotes it now
    edition: Edition
    articles: tuple[LawArticle, ...]  # the new version, whole
    quoted: tuple[str, ...]  # labels of the articles that the corpus quotes
    changes: tuple[ArticleChange, ...]  # in the quoted articles
    elsewhere: int | None  # articles that changed and are not quoted; None when that is not known
    moved: Mapping[str, str]  # passages that get another id, or "" when they are gone

    @property
    def text(self) -> str:
        """The law file of the new version."""
        return act_lines(self.articles)

    @property
    def path(self) -> str:
        """Where the law file goes, relative to the corpus folder."""
        slug = self.source.id.rpartition("/")[2]
        name = re.sub(r"[^\w.-]", "-", self.edition.version)
        return f"{FOLDER}/{slug}-{name}-{digest(self.text.encode())[:8]}.jsonl"

    @property
    def valid_on(self) -> str:
        """ISO date from which the new version is in force."""
        return self.articles[0].valid_on or self.edition.valid_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a synchronisation found; nothing was changed yet."""

    updates: tuple[Update, ...]
    current: tuple[Source, ...]  # laws that are quoted in the version in force on that day
    coming: tuple[Edition, ...]  # later versions that the publisher already has
    absent: tuple[Source, ...]  # laws of which the publisher has no version
    older: tuple[Source, ...]  # laws of which it has only versions before the quoted one
    problems: tuple[Problem, ...]


def plan_sync(
    folder: Path,
    publisher: Publisher,
    on: date,
    *,
    beside: bool = False,
    progress: Callable[[str, int, int], None] = lambda _name, _done, _all: None,
) -> Plan:
    """Compare the laws of a corpus with what a publisher has; change nothing.

    Args:
        folder: the corpus folder.
        publisher: where versions come from.
        on: the day for which the versions in force are wanted.
        beside: the versions are wanted beside the quoted ones, so one that is held already, as
            the quoted one or beside it, is not wanted again.
        progress: is told the name of each law, and how many of how many are done.

    Returns:
        What can be taken in. A law of which the publisher gives something that cannot be used is
        a problem and does not stop the others.

    Raises:
        CorpusError: the corpus itself cannot be read.
    """
    laws = law_sources(folder)
    held = {(s.id, s.version) for s in other_versions(folder)} if beside else set()
    updates: list[Update] = []
    current: list[Source] = []
    coming: list[Edition] = []
    absent: list[Source] = []
    older: list[Source] = []
    problems: list[Problem] = []
    for number, source in enumerate(laws):
        progress(source.short_title or source.title, number, len(laws))
        try:
            editions = publisher.editions(source.law_id or "")
            wanted = in_force(editions, on)
            if wanted is None:
                absent.append(source)
                continue
            coming += [e for e in editions if e.valid_on > on.isoformat()]
            if not beside and wanted.valid_on < (source.valid_on or "") <= on.isoformat():
                older.append(source)
                continue
            if (source.id, wanted.version) in held:
                current.append(source)
                continue
            act = read_edition(wanted, publisher.fetch(wanted), source.short_title or source.title)
            update = _update(folder, source, wanted, act)
        except CorpusError as error:
            problems.append(Problem(source.path, str(error)))
            continue
        if update.path == source.path:
            current.append(source)
        else:
            updates.append(update)
    return Plan(
        updates=tuple(updates),
        current=tuple(current),
        coming=tuple(coming),
        absent=tuple(absent),
        older=tuple(older),
        problems=tuple(problems),
    )


def in_force(editions: Iterable[Edition], on: date) -> Edition | None:
    """The version in force on a day: the last one that had begun and had not ended."""
    day = on.isoformat()
    fitting = [
        e for e in editions if e.valid_on <= day and (e.valid_until is None or e.valid_until >= day)
    ]
    return max(fitting, key=lambda e: (e.valid_on, e.version), default=None)


def _update(folder: Path, source: Source, edition: Edition, act: Act) -> Update:
    old = read_articles(folder, source)
    whole = bool(source.articles)  # a law held whole says which articles are quoted
    quoted = source.articles or tuple(a.article for a in old)
    new = {a.article: a for a in act.articles}
    # A consolidated text of the European Union has no recitals; they never change.
    recitals = [a for a in old if a.article.startswith(_RECITAL) and a.article not in new]
    articles = (*recitals, *act.articles)
    if not any(label in new for label in quoted):
        raise CorpusError(f"{edition.version}: holds none of the articles that are quoted")
    changes = diff_articles(old, articles, quoted)
    all_changes = diff_articles(old, articles) if whole else changes
    return Update(
        source=source,
        edition=edition,
        articles=articles,
        quoted=quoted,
        changes=changes,
        elsewhere=len(all_changes) - len(changes) if whole else None,
        moved=_moved(
            law_passages(old, source),
            law_passages(list(articles), replace(source, articles=quoted)),
        ),
    )


_LEAST_ALIKE: Final = 0.5  # share of words in common of two passages that are the same idea


def _moved(old: Sequence[Passage], new: Sequence[Passage]) -> dict[str, str]:
    """For each passage whose id is gone the most alike one of the same article, or ""."""
    ids = {p.id for p in new}
    found = {}
    for passage in old:
        if passage.id in ids:
            continue
        words = Counter(passage.text.split())
        best, most = "", _LEAST_ALIKE
        for other in new:
            if other.article == passage.article:
                theirs = Counter(other.text.split())
                share = (words & theirs).total() / max(1, words.total())
                if share > most:
                    best, most = other.id, share
        found[passage.id] = best
    return found


def apply_sync(
    folder: Path, updates: Sequence[Update], *, beside: bool = False, confirmed: date | None = None
) -> None:
    """Take versions in; what was quoted stays beside them.

    Args:
        folder: the corpus folder.
        updates: of `plan_sync`.
        beside: hold the versions beside the quoted ones instead of quoting them.
        confirmed: the day on which the publisher gave these versions as those in force; None
            when they do not come from the publisher itself or are not in force.

    Raises:
        CorpusError: something cannot be written, or the law is quoted from another file than when
            the plan was made; the corpus is that of before.
    """
    manifest = _read(folder)
    quoted = {entry["id"]: entry["path"] for entry in manifest["source"]}
    for update in updates:
        if quoted.get(update.source.id) != update.source.path:
            raise CorpusError(
                f"{folder / MANIFEST}: '{update.source.id}' was changed meanwhile; start again"
            )
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for leftover in (folder / FOLDER).glob(".*.part"):
        leftover.unlink()
    moved = dict(moved_passages(folder))
    for update in updates:
        write_whole(folder / update.path, update.text.encode())
        if beside:
            _add_version(manifest, update.source.id, _fields(update))
            continue
        entry = next(e for e in manifest["source"] if e["id"] == update.source.id)
        _add_version(manifest, update.source.id, dict(entry))
        entry.update(_fields(update))
        entry["articles"] = list(update.quoted)
        if confirmed is not None:
            entry["confirmed_on"] = confirmed.isoformat()
        elif "confirmed_on" in entry:
            del entry["confirmed_on"]
        _drop_version(manifest, update.source.id, update.path)
        moved = _chained(moved, update)
    if moved:
        manifest["moved"] = dict(sorted(moved.items()))
    elif "moved" in manifest:
        del manifest["moved"]
    _write(folder, manifest)


def confirm(folder: Path, sources: Iterable[Source], confirmed: date) -> None:
    """Note that the publisher still gives these versions as those in force.

    Raises:
        CorpusError: the manifest cannot be written.
    """
    ids = {source.id for source in sources}
    if not ids:
        return
    manifest = _read(folder)
    for entry in manifest["source"]:
        if entry["id"] in ids:
            entry["confirmed_on"] = confirmed.isoformat()
    _write(folder, manifest)


def _chained(moved: Mapping[str, str], update: Update) -> dict[str, str]:
    """Earlier moves lead to where their passages are now; an id that is back needs none."""
    quoted = replace(update.source, articles=update.quoted)
    back = {p.id for p in law_passages(list(update.articles), quoted)}
    longer = {old: update.moved.get(new, new) for old, new in moved.items()}
    return {old: new for old, new in {**longer, **update.moved}.items() if old not in back}


def _fields(update: Update) -> dict[str, str]:
    law_id, version = update.edition.law_id, update.edition.version
    if law_id.startswith("BWB"):
        url = f"https://wetten.overheid.nl/{law_id}/{update.valid_on}"
    else:
        url = f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{version}"
    return {
        "version": version,
        "valid_on": update.valid_on,
        "url": url,
        "path": update.path,
        "sha256": digest(update.text.encode()),
    }


_VERSION_FIELDS: Final = ("version", "valid_on", "url", "path", "sha256")


def _add_version(manifest: _Toml, source_id: str, entry: Mapping[str, Any]) -> None:
    table = tomlkit.table()
    table["source"] = source_id
    for name in _VERSION_FIELDS:
        if entry.get(name) is not None:
            table[name] = entry[name]
    _drop_version(manifest, source_id, str(entry["path"]))
    if "version" not in manifest:
        manifest["version"] = tomlkit.aot()
    manifest["version"].append(table)


def _drop_version(manifest: _Toml, source_id: str, path: str) -> None:
    held = manifest.get("version", [])
    for index in reversed(range(len(held))):
        if held[index]["source"] == source_id and held[index]["path"] == path:
            del held[index]
    if "version" in manifest and not held:
        del manifest["version"]


def _read(folder: Path) -> _Toml:
    try:
        return tomlkit.parse((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(f"{folder / MANIFEST}: cannot be read ({error.strerror})") from error


def _write(folder: Path, manifest: _Toml) -> None:
    write_whole(folder / MANIFEST, tomlkit.dumps(manifest).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the machine stops.

    Raises:
        UnwritableError: it cannot be written; what was there before is still there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if digest(part.read_bytes()) != digest(data):
            raise UnwritableError(f"{path.name}: was not written as it should be")
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written ({error.strerror})") from error
