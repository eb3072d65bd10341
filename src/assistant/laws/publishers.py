"""Where versions of laws come from: the Basiswettenbestand, EUR-Lex, or a folder of their files.

Nothing is asked of anybody until a method of a publisher is called.

Sources: KOOP, SRU service for the Basiswettenbestand (`x-connection=BWB`; SRU 1.2, Library of
Congress), fields of OWMS and of namespace `http://standaarden.overheid.nl/bwb/terms/`. Publications
Office of the European Union, Cellar: content negotiation on a CELEX number, and its SPARQL endpoint
with the Common Data Model. EUR-Lex's own pages are not used: they answer programs with a challenge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import httpx

from assistant import __version__
from assistant.errors import CorpusError
from assistant.laws.act import Act, digest
from assistant.laws.eurlex import celex_date, read_eurlex
from assistant.laws.toestand import read_toestand
from assistant.laws.xml import MAX_BYTES, local, parse_xml

PAGE: Final = 100  # records of one answer; the service caps requests at 5000
MOST_VERSIONS: Final = 5000
CHECKSUMS: Final = "SHA256SUMS"  # of a folder; when it is there, its files must agree with it
_REDIRECTS: Final = 5
_BWB: Final = re.compile(r"BWB[RV]\d{7}")
_CELEX: Final = re.compile(r"3\d{4}[A-Z]\d{4}")
_TOESTAND_FILE: Final = re.compile(r"(BWB[RV]\d{7})_(\d{4}-\d\d-\d\d)_(\d+)\.xml\Z")
_EURLEX_FILE: Final = re.compile(r"(0\d{4}[A-Z]\d{4}-\d{8})\.(?:x?html?)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the publishers are asked; what they answer must come from the same hosts."""

    sru: str = "https://zoekservice.overheid.nl/sru/Search"
    repository: str = "https://repository.officiele-overheidspublicaties.nl/bwb/"
    cellar: str = "https://publications.europa.eu/resource/celex/"
    sparql: str = "https://publications.europa.eu/webapi/rdf/sparql"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of a law that a publisher has."""

    law_id: str
    version: str  # label: "2024-01-01_0", or a CELEX number with a date
    valid_on: str  # ISO date from which it is in force
    valid_until: str | None  # ISO date of the last day; None when it has no end or is not told
    url: str  # where its text can be fetched: an address, or a path in a folder


class Publisher(Protocol):
    """Gives versions of laws."""

    def editions(self, law_id: str) -> tuple[Edition, ...]:
        """The versions of a law, oldest first; () when the publisher has none."""

    def fetch(self, edition: Edition) -> bytes:
        """The file of one version, as it is published."""


class Online:
    """The official services. Use as a context manager; the connections close with it."""

    def __init__(self, addresses: Addresses | None = None, *, timeout_seconds: float = 60) -> None:
        """Open no connection yet.

        Args:
            addresses: where to ask.
            timeout_seconds: for each step of a request.
        """
        self._at = addresses or Addresses()
        self._client = httpx.Client(
            timeout=timeout_seconds,
            follow_redirects=False,
            headers={"User-Agent": f"vindplaats/{__version__} (corpus sync)"},
        )

    def __enter__(self) -> Online:
        """Itself."""
        return self

    def __exit__(self, *_args: object) -> None:
        """Close the connections."""
        self._client.close()

    def editions(self, law_id: str) -> tuple[Edition, ...]:
        """The versions of a law, oldest first.

        Raises:
            CorpusError: the service cannot be reached, or answers with something else.
        """
        if _BWB.fullmatch(law_id):
            found = list(self._bwb(law_id))
        elif _CELEX.fullmatch(law_id):
            found = list(self._consolidated(law_id))
        else:
            raise CorpusError(f"{law_id}: is neither a BWB number nor a CELEX number")
        unique = {edition.version: edition for edition in found}
        return tuple(sorted(unique.values(), key=lambda e: (e.valid_on, e.version)))

    def fetch(self, edition: Edition) -> bytes:
        """The file of one version.

        Raises:
            CorpusError: it cannot be had, or the address is not that of the publisher.
        """
        if _BWB.fullmatch(edition.law_id):
            return self._get(edition.url, self._at.repository, {"Accept": "application/xml"})
        return self._get(
            edition.url,
            self._at.cellar,
            {"Accept": "application/xhtml+xml", "Accept-Language": "nld"},
        )

    # -- Basiswettenbestand --

    def _bwb(self, law_id: str) -> Iterator[Edition]:
        start, total = 1, 1
        while start <= total:
            if start > MOST_VERSIONS:
                raise CorpusError(f"{law_id}: has more than {MOST_VERSIONS} versions")
            data = self._get(
                self._at.sru,
                self._at.sru,
                {"Accept": "application/xml"},
                {
                    "operation": "searchRetrieve",
                    "version": "1.2",
                    "x-connection": "BWB",
                    "query": f"dcterms.identifier=={law_id}",
                    "startRecord": str(start),
                    "maximumRecords": str(PAGE),
                },
            )
            total, records = read_sru(data, law_id)
            if total and not records:
                # Seen of this service: a page without records although there are some.
                raise CorpusError(
                    f"{law_id}: the search service reports {total} versions and gave none from "
                    f"number {start}; try again later"
                )
            yield from (e for r in records if (e := _edition(r, law_id)) is not None)
            start += len(records)

    # -- EUR-Lex --

    def _consolidated(self, law_id: str) -> Iterator[Edition]:
        query = (
            "PREFIX cdm: <http://publications.europa.eu/ontology/cdm#> "
            "PREFIX owl: <http://www.w3.org/2002/07/owl#> "
            "SELECT DISTINCT ?celex WHERE { "
            f"?act owl:sameAs <http://publications.europa.eu/resource/celex/{law_id}> . "
            "?text cdm:act_consolidated_consolidates_resource_legal ?act . "
            "?text cdm:resource_legal_id_celex ?celex }"
        )
        data = self._get(
            self._at.sparql,
            self._at.sparql,
            {"Accept": "application/sparql-results+json"},
            {"query": query, "format": "application/sparql-results+json"},
        )
        try:
            answer: dict[str, Any] = json.loads(data)
            numbers = [str(row["celex"]["value"]) for row in answer["results"]["bindings"]]
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{law_id}: the answer of Cellar has another form") from error
        for number in numbers:
            valid_on = celex_date(number)
            # An act that amends others is related to their texts too.
            if valid_on is not None and number[1:10] == law_id[1:10]:
                yield Edition(
                    law_id=law_id,
                    version=number,
                    valid_on=valid_on,
                    valid_until=None,
                    url=urljoin(self._at.cellar, number),
                )

    # -- HTTP --

    def _get(
        self,
        url: str,
        base: str,
        headers: dict[str, str],
        params: dict[str, str] | None = None,
    ) -> bytes:
        """The body of an answer of the host of `base`, at most `MAX_BYTES` long."""
        for _ in range(_REDIRECTS + 1):
            url = _checked(url, base)
            try:
                with self._client.stream("GET", url, headers=headers, params=params) as answer:
                    if answer.is_redirect:
                        url, params = urljoin(url, answer.headers.get("Location", "")), None
                        continue
                    if answer.status_code != httpx.codes.OK:
                        raise CorpusError(f"{url}: answers {answer.status_code}")
                    return _body(answer, url)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise CorpusError(f"{url}: cannot be reached ({type(error).__name__})") from error
        raise CorpusError(f"{url}: redirects more than {_REDIRECTS} times")


def _checked(url: str, base: str) -> str:
    """The address, when it is on the host of the publisher; its http becomes the publisher's."""
    wanted, given = urlsplit(base), urlsplit(url)
    if given.hostname != wanted.hostname or given.port not in (wanted.port, None):
        raise CorpusError(f"{url}: is not on {wanted.hostname}, so it is not fetched")
    if given.scheme not in ("http", "https"):
        raise CorpusError(f"{url}: is no web address")
    return given._replace(scheme=wanted.scheme, netloc=wanted.netloc).geturl()


def _body(answer: httpx.Response, url: str) -> bytes:
    parts, length = [], 0
    for part in answer.iter_bytes():
        length += len(part)
        if length > MAX_BYTES:
            raise CorpusError(f"{url}: is larger than {MAX_BYTES // 1024 // 1024} MiB")
        parts.append(part)
    return b"".join(parts)


def read_sru(data: bytes, name: str) -> tuple[int, tuple[dict[str, str], ...]]:
    """Return how many records a search found, and those of this answer.

    Each record is the first value of its fields by their name without namespace: `identifier`,
    `title`, `toestand`, `locatie_toestand`, `geldigheidsperiode_startdatum` and so on.

    Raises:
        CorpusError: it is no answer of the search service, or one that reports a problem.
    """
    root = parse_xml(data, name)
    if local(root) != "searchRetrieveResponse":
        raise CorpusError(f"{name}: the search service answers with a <{local(root)}>")
    trouble = next((e for e in root.iter() if local(e) == "diagnostic"), None)
    if trouble is not None:
        words = " ".join(" ".join(trouble.itertext()).split())
        raise CorpusError(f"{name}: the search service reports: {words}")
    found = next((e.text or "" for e in root.iter() if local(e) == "numberOfRecords"), "")
    if not found.strip().isdigit():
        raise CorpusError(f"{name}: the search service does not tell how many versions there are")
    records = (e for e in root.iter() if local(e) == "record")
    return int(found), tuple(_fields(record) for record in records)


def _fields(record: Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for element in record.iter():
        words = (element.text or "").strip()
        if words:
            fields.setdefault(local(element), words)
    return fields


def _edition(record: dict[str, str], law_id: str) -> Edition | None:
    if record.get("identifier") != law_id:
        return None
    url = record.get("locatie_toestand", "")
    match = _TOESTAND_FILE.search(url)
    if match is None or match[1] != law_id:
        raise CorpusError(f"{law_id}: the search service gives no address of a version ({url!r})")
    until = record.get("geldigheidsperiode_einddatum")
    return Edition(
        law_id=law_id,
        version=f"{match[2]}_{match[3]}",
        valid_on=record.get("geldigheidsperiode_startdatum") or match[2],
        valid_until=until if until and not until.startswith("9999") else None,
        url=url,
    )


class Folder:
    """Files that were fetched elsewhere, named as the publishers name them.

    `BWBR0034925_2024-01-01_0.xml`, and for consolidated European acts `02016R0679-20160504.html`.
    """

    def __init__(self, path: Path) -> None:
        """Look at the names of the files.

        Raises:
            CorpusError: there is no such folder, or no file in it that is named like this.
        """
        if not path.is_dir():
            raise CorpusError(f"{path}: is no folder")
        self._found: dict[str, list[Edition]] = {}
        for file in sorted(path.iterdir()):
            edition = _from_name(file)
            if edition is not None:
                self._found.setdefault(edition.law_id, []).append(edition)
        self._sums = _checksums(path / CHECKSUMS)
        if not self._found:
            raise CorpusError(
                f"{path}: holds no file named like BWBR0034925_2024-01-01_0.xml or "
                "02016R0679-20160504.html"
            )

    def editions(self, law_id: str) -> tuple[Edition, ...]:
        """The versions of a law that the folder holds, oldest first."""
        return tuple(sorted(self._found.get(law_id, ()), key=lambda e: (e.valid_on, e.version)))

    def fetch(self, edition: Edition) -> bytes:
        """The file of one version.

        Raises:
            CorpusError: it cannot be read, is too large, or is not what the folder's checksums say.
        """
        path = Path(edition.url)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CorpusError(f"{path.name}: is larger than {MAX_BYTES // 1024 // 1024} MiB")
            data = path.read_bytes()
        except OSError as error:
            raise CorpusError(f"{path.name}: cannot be read ({error.strerror})") from error
        wanted = self._sums.get(path.name)
        if wanted is not None and digest(data) != wanted:
            raise CorpusError(f"{path.name}: sha256 is {digest(data)}, {CHECKSUMS} says {wanted}")
        return data


def _checksums(path: Path) -> dict[str, str]:
    """What `sha256sum *.xml > SHA256SUMS` wrote: sha256 by file name; {} without such a file."""
    if not path.is_file():
        return {}
    found = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"([0-9a-f]{64})[ ][ *](.+)\Z", line)
        if match is None:
            raise CorpusError(f"{path}: has another form than sha256sum writes")
        found[match[2].rpartition("/")[2]] = match[1]
    return found


def _from_name(file: Path) -> Edition | None:
    match = _TOESTAND_FILE.fullmatch(file.name)
    if match:
        law_id, version, valid_on = match[1], f"{match[2]}_{match[3]}", match[2]
    else:
        page = _EURLEX_FILE.fullmatch(file.name)
        valid = celex_date(page[1]) if page else None
        if page is None or valid is None:
            return None
        law_id, version, valid_on = f"3{page[1][1:10]}", page[1], valid
    return Edition(
        law_id=law_id, version=version, valid_on=valid_on, valid_until=None, url=str(file)
    )


def read_edition(edition: Edition, data: bytes, law: str) -> Act:
    """Return the act in the file of an edition, after a check that it is that one.

    Args:
        edition: what was asked for.
        data: the file.
        law: short name of the law.

    Raises:
        CorpusError: the file is no act, or that of another law, version or date.
    """
    name = edition.url.rpartition("/")[2] or edition.version
    # A path on one machine means nothing on another.
    source = edition.url if "://" in edition.url else name
    if _BWB.fullmatch(edition.law_id):
        act = read_toestand(data, name, law=law, source=source)
    else:
        act = read_eurlex(data, edition.version, name, law=law, source=source)
    wanted = (edition.law_id, edition.version)
    if (act.law_id, act.version) != wanted:
        raise CorpusError(f"{name}: holds {act.law_id} {act.version}, wanted {' '.join(wanted)}")
    return act
