"""The corpus folder: manifest and files in, sources and passages out."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import CorpusError
from assistant.grouping import group_repeats
from assistant.readers.handreiking import read_handreiking
from assistant.readers.law import LawArticle, law_text, parse_articles, read_law, select
from assistant.records import Footnote, Link, Passage, Source, SourceKind
from assistant.slugs import slugify

MANIFEST = "manifest.toml"
OWN_FOLDER = "eigen"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: str
    short_title: str = ""
    publisher: str
    version: str
    valid_on: str | None = None
    licence: str
    url: str | None = None
    path: str
    sha256: str
    loader: str
    kind: SourceKind
    law_id: str | None = None
    articles: tuple[str, ...] = ()
    confirmed_on: str | None = None


class _Version(BaseModel):
    """Another version of a law than the one that is quoted: an earlier or a coming one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str  # id of the law's entry
    version: str
    valid_on: str | None = None
    url: str | None = None
    path: str
    sha256: str


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: list[_Entry]
    version: list[_Version] = []
    moved: dict[str, str] = {}  # ids that passages had before, and what they are now; "" is gone


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that was left out, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All sources and their passages, in reading order."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def hash(self) -> str:
        """Sha256 over every passage; equal corpora have equal hashes on every machine."""
        digest = hashlib.sha256()
        for line in passage_lines(self.passages):
            digest.update(line.encode())
        return digest.hexdigest()


def load_corpus(folder: Path) -> Corpus:
    """Read the manifest, its sources and the organisation's own documents.

    Args:
        folder: the corpus folder.

    Returns:
        Everything that could be read. A document of the organisation's own that cannot be used
        becomes a `Problem` and does not stop the others.

    Raises:
        CorpusError: the manifest or one of its sources is missing, changed or unreadable.
    """
    sources = [*_manifest_sources(folder)]
    passages: list[Passage] = []
    for source in sources:
        passages.extend(_read(folder, source))
    problems: list[Problem] = []
    for source in _own_sources(folder):
        try:
            found = _read(folder, source)
        except CorpusError as error:
            problems.append(Problem(source.path, str(error)))
            continue
        sources.append(source)
        passages.extend(found)
    _check_ids(passages)
    return Corpus(tuple(sources), tuple(group_repeats(passages)), tuple(problems))


def source_text(folder: Path, source: Source) -> str:
    """Return the text that the offsets of a source's passages refer to.

    Raises:
        CorpusError: the file cannot be read.
    """
    if source.loader == "law":
        return law_text(select(parse_articles(_text(folder, source), source.path), source.articles))
    if source.loader == "pdf":
        from assistant.readers.pdf import extract_pages

        return extract_pages(_bytes(folder, source), source.path).text
    return _text(folder, source)


def law_sources(folder: Path) -> list[Source]:
    """Return the laws of the manifest, each in the version that is quoted.

    Raises:
        CorpusError: the manifest or one of its files is missing or changed.
    """
    return [s for s in _manifest_sources(folder) if s.loader == "law"]


def other_versions(folder: Path) -> list[Source]:
    """Return the versions that are held of laws beside the quoted one, in order of the manifest.

    Each is the entry of its law with the file, dates and address of that version, and with all
    its articles.

    Raises:
        CorpusError: the manifest or one of its files is missing or changed, or a version names
            a law that the manifest lacks.
    """
    laws = {source.id: source for source in law_sources(folder)}
    found = []
    for entry in _manifest(folder).version:
        law = laws.get(entry.source)
        if law is None:
            raise CorpusError(
                f"{folder / MANIFEST}: a version names source '{entry.source}', which is no law "
                "of the manifest"
            )
        source = replace(
            law,
            version=entry.version,
            valid_on=entry.valid_on,
            url=entry.url,
            path=entry.path,
            sha256=entry.sha256,
            articles=(),
            confirmed_on=None,
        )
        _check_hash(folder, source)
        found.append(source)
    return found


def moved_passages(folder: Path) -> dict[str, str]:
    """Return ids that passages had before, each with its id now, or "" when it is gone.

    A folder without a manifest has none.

    Raises:
        CorpusError: the manifest is not valid.
    """
    return _manifest(folder).moved if (folder / MANIFEST).is_file() else {}


def read_articles(folder: Path, source: Source) -> list[LawArticle]:
    """Return every article of a law's file, also those that are not quoted.

    Raises:
        CorpusError: the file cannot be read.
    """
    return parse_articles(_text(folder, source), source.path)


def _manifest(folder: Path) -> _Manifest:
    path = folder / MANIFEST
    try:
        return _Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise CorpusError(f"{path}: not a valid manifest ({error})") from error


def _manifest_sources(folder: Path) -> Iterator[Source]:
    path = folder / MANIFEST
    seen: set[str] = set()
    for entry in _manifest(folder).source:
        if entry.id in seen:
            raise CorpusError(f"{path}: source id '{entry.id}' appears twice")
        if entry.loader not in LOADERS:
            raise CorpusError(
                f"{path}: source '{entry.id}' names loader '{entry.loader}'; "
                f"known are {', '.join(LOADERS)}"
            )
        seen.add(entry.id)
        source = Source(**entry.model_dump())
        _check_hash(folder, source)
        yield source


def _check_hash(folder: Path, source: Source) -> None:
    found = hashlib.sha256(_bytes(folder, source)).hexdigest()
    if found != source.sha256:
        raise CorpusError(
            f"{source.path}: sha256 is {found}, the manifest says {source.sha256}; restore the "
            f"file, or look at what changed and put the new sha256 in {MANIFEST}"
        )


def _own_sources(folder: Path) -> Iterator[Source]:
    """Documents that an organisation dropped into `corpus/eigen/`; the README is not one."""
    own = folder / OWN_FOLDER
    if not own.is_dir():
        return
    taken: set[str] = set()
    for path in sorted(p for p in own.rglob("*") if p.is_file()):
        if path.name.startswith(".") or path == own / "README.md":
            continue
        slug = slugify(path.stem)
        number = 2
        while slug in taken:
            slug = f"{slugify(path.stem)}-{number}"
            number += 1
        taken.add(slug)
        loader = {".pdf": "pdf", ".md": "markdown", ".txt": "markdown"}.get(path.suffix.lower())
        yield Source(
            id=f"eigen/{slug}",
            title=path.stem.replace("_", " ").replace("-", " ").strip().capitalize(),
            publisher="eigen organisatie",
            version="",
            valid_on=None,
            licence="eigen document",
            url=None,
            path=path.relative_to(folder).as_posix(),
            sha256="",
            loader=loader or "unknown",
            kind=SourceKind.OWN,
        )


def _read(folder: Path, source: Source) -> list[Passage]:
    if source.loader not in LOADERS:
        raise CorpusError(
            f"{source.path}: this kind of file is not read; use PDF, Markdown (.md) or text (.txt)"
        )
    return LOADERS[source.loader](folder, source)


def _bytes(folder: Path, source: Source) -> bytes:
    try:
        return (folder / source.path).read_bytes()
    except OSError as error:
        raise CorpusError(f"{source.path}: cannot be read ({error.strerror})") from error


def _text(folder: Path, source: Source) -> str:
    try:
        return _bytes(folder, source).decode("utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{source.path}: not UTF-8 text; save it as UTF-8") from error


def _read_guidance(folder: Path, source: Source, *, appendix: bool) -> list[Passage]:
    return read_handreiking(_text(folder, source), source, appendix=appendix)


def _read_law(folder: Path, source: Source) -> list[Passage]:
    return read_law(_text(folder, source), source)


def _read_markdown(folder: Path, source: Source) -> list[Passage]:
    from assistant.readers.markdown import read_markdown

    return read_markdown(_text(folder, source), source)


def _read_pdf(folder: Path, source: Source) -> list[Passage]:
    from assistant.readers.pdf import read_pdf  # pypdf is needed for PDF only

    return read_pdf(_bytes(folder, source), source)


LOADERS: dict[str, Callable[[Path, Source], list[Passage]]] = {
    "handreiking": partial(_read_guidance, appendix=False),
    "handreiking-bijlage": partial(_read_guidance, appendix=True),
    "law": _read_law,
    "markdown": _read_markdown,
    "pdf": _read_pdf,
}


def _check_ids(passages: Iterable[Passage]) -> None:
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise CorpusError(f"passage id '{passage.id}' appears twice")
        seen.add(passage.id)


# Left out where they hold nothing, so that a corpus without them keeps its hash and its index.
_OPTIONAL = ("version", "links")


def passage_lines(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield one JSON line for each passage, keys in fixed order, ending with a newline."""
    for passage in passages:
        data = {k: v for k, v in asdict(passage).items() if v or k not in _OPTIONAL}
        yield json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n"


def passage_from_json(line: str) -> Passage:
    """Return the passage that `passage_lines` wrote.

    Raises:
        CorpusError: the line is not a passage.
    """
    try:
        data: dict[str, Any] = json.loads(line)
        data["kind"] = SourceKind(data["kind"])
        data["section"] = tuple(data["section"])
        data["spans"] = tuple((a, b) for a, b in data["spans"])
        data["footnotes"] = tuple(Footnote(**note) for note in data["footnotes"])
        data["links"] = tuple(Link(**link) for link in data.get("links", ()))
        return Passage(**data)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"not a passage: {error}") from error
