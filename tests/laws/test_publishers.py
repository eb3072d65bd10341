"""The official services are asked as they want to be, and never trusted further than they go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.laws.publishers import Addresses, Edition, Folder, Online, read_edition, read_sru
from assistant.laws.sync import in_force
from tests.laws.places import (
    ACTS,
    NEW_ACT,
    OLD_ACT,
    Answers,
    acts_folder,
    give_act,
    loopback,
    sru_answer,
)

WABB = "BWBR0022428"


@pytest.fixture
def server() -> Iterator[Answers]:
    with loopback() as answers:
        yield answers


def test_versions_and_their_xml_come_from_the_search_service(server: Answers) -> None:
    server.give("/sru/Search", sru_answer())
    give_act(server, NEW_ACT)
    with Online(server.addresses) as online:
        editions = online.editions(WABB)
        act = read_edition(editions[-1], online.fetch(editions[-1]), "Wabb")
    assert [(e.version, e.valid_on, e.valid_until) for e in editions] == [
        ("2018-07-28_0", "2018-07-28", "2025-11-10"),
        ("2025-11-11_0", "2025-11-11", None),
    ]
    assert (act.law_id, act.version) == (WABB, "2025-11-11_0")
    _path, query, headers = server.asked[0]
    assert query["x-connection"] == ["BWB"]
    assert query["operation"] == ["searchRetrieve"]
    assert query["query"] == [f"dcterms.identifier=={WABB}"]
    assert headers["User-Agent"].startswith("vindplaats/")


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2018-07-27", None),
        ("2018-07-28", "2018-07-28_0"),
        ("2025-11-10", "2018-07-28_0"),
        ("2025-11-11", "2025-11-11_0"),
        ("2030-01-01", "2025-11-11_0"),
    ],
)
def test_the_version_in_force_on_a_day(server: Answers, day: str, version: str | None) -> None:
    server.give("/sru/Search", sru_answer())
    with Online(server.addresses) as online:
        found = in_force(online.editions(WABB), date.fromisoformat(day))
    assert (found.version if found else None) == version


def test_an_unknown_law_has_no_versions(server: Answers) -> None:
    server.give("/sru/Search", (ACTS / "sru-none.xml").read_bytes())
    with Online(server.addresses) as online:
        assert online.editions("BWBR0099999") == ()


def test_pages_are_read_to_the_end(server: Answers) -> None:
    whole = sru_answer()
    first, rest = whole.split(b"</record>", 1)
    pages = [first + b"</record></records></searchRetrieveResponse>"]
    pages.append(whole[: whole.index(b"<record>")] + rest)

    server.pages = [page.replace(b"{base}", server.base.encode()) for page in pages]
    with Online(server.addresses) as online:
        assert [e.version for e in online.editions(WABB)] == ["2018-07-28_0", "2025-11-11_0"]
    assert [q["startRecord"] for _p, q, _h in server.asked] == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        pytest.param((ACTS / "sru-problem.xml").read_bytes(), 200, "Unsupported index", id="told"),
        pytest.param(b"<html>Storing</html>", 200, "<html>", id="another-page"),
        pytest.param(b"", 200, "no XML", id="empty"),
        pytest.param(b"", 503, "answers 503", id="out-of-order"),
        pytest.param(b"", 202, "answers 202", id="challenge"),
        pytest.param(
            b"<searchRetrieveResponse><numberOfRecords>2</numberOfRecords>"
            b"</searchRetrieveResponse>",
            200,
            "gave none",
            id="empty-page-though-there-are-records",
        ),
        pytest.param(
            b"<searchRetrieveResponse/>", 200, "does not tell how many", id="no-number"
        ),
        pytest.param(
            sru_answer().replace(b"{base}", b"https://example.com").replace(
                b"BWBR0022428_2025-11-11_0.xml", b"kwaad.exe"
            ),
            200,
            "gives no address",
            id="another-file",
        ),
    ],
)  # fmt: skip
def test_what_the_search_service_cannot_mean_is_an_error(
    server: Answers, body: bytes, status: int, says: str
) -> None:
    server.give("/sru/Search", body, status)
    with Online(server.addresses) as online, pytest.raises(CorpusError, match=says):
        online.editions(WABB)


def test_a_file_on_another_host_is_not_fetched(server: Answers) -> None:
    server.give("/sru/Search", sru_answer().replace(b"{base}", b"http://127.0.0.2"))
    with Online(server.addresses) as online:
        edition = online.editions(WABB)[0]
        asked = len(server.asked)
        with pytest.raises(CorpusError, match="is not on 127"):
            online.fetch(edition)
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("target", "says"),
    [
        pytest.param("http://example.com/x.xml", "is not on", id="other-host"),
        pytest.param("file:///etc/passwd", "is not on", id="file"),
        pytest.param("{base}/bwb/lus", "redirects more than", id="loop"),
    ],
)
def test_redirects_stay_with_the_publisher(server: Answers, target: str, says: str) -> None:
    server.give("/bwb/lus", b"", 302, Location=target.replace("{base}", server.base))
    edition = Edition(
        law_id=WABB, version="2025-11-11_0", valid_on="2025-11-11", valid_until=None,
        url=f"{server.base}/bwb/lus",
    )  # fmt: skip
    with Online(server.addresses) as online, pytest.raises(CorpusError, match=says):
        online.fetch(edition)


def test_nobody_there_is_told_with_the_address() -> None:
    nowhere = Addresses(sru="http://127.0.0.1:9/sru/Search")
    with Online(nowhere) as online, pytest.raises(CorpusError, match=r"127\.0\.0\.1.*reached"):
        online.editions(WABB)


def test_an_answer_that_does_not_end_is_cut_off(
    server: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.laws.publishers.MAX_BYTES", 1000)
    server.give("/sru/Search", b" " * 5000)
    with Online(server.addresses) as online, pytest.raises(CorpusError, match="larger than"):
        online.editions(WABB)


def test_no_connection_is_made_before_something_is_asked(server: Answers) -> None:
    with Online(server.addresses):
        pass
    assert server.asked == []


def test_consolidated_texts_of_the_european_union_come_from_cellar(server: Answers) -> None:
    numbers = ["02016R0679-20160504", "02018R1725-20181121", "32016R0679"]
    rows = [{"celex": {"value": number}} for number in numbers]
    server.give("/sparql", json.dumps({"results": {"bindings": rows}}).encode())
    server.give("/resource/celex/02016R0679-20160504", b"", 303, Location="/resource/cellar/1")
    server.give("/resource/cellar/1", b"<html/>")
    with Online(server.addresses) as online:
        editions = online.editions("32016R0679")
        assert [(e.version, e.valid_on) for e in editions] == [
            ("02016R0679-20160504", "2016-05-04")
        ]
        assert online.fetch(editions[0]) == b"<html/>"
    assert server.asked[-1][2]["Accept-Language"] == "nld"
    assert "resource/celex/32016R0679" in server.asked[0][1]["query"][0]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"results": {"bindings": [{}]}}', b"[1]"])
def test_another_answer_of_cellar_is_an_error(server: Answers, body: bytes) -> None:
    server.give("/sparql", body)
    with Online(server.addresses) as online, pytest.raises(CorpusError, match="another form"):
        online.editions("32016R0679")


def test_another_kind_of_number_is_an_error() -> None:
    with Online() as online, pytest.raises(CorpusError, match="neither a BWB number"):
        online.editions("CVDR123")


# -- a folder --


def test_a_folder_gives_the_versions_that_its_names_tell(tmp_path: Path) -> None:
    path = acts_folder(tmp_path / "acts", OLD_ACT, NEW_ACT)
    (path / "README.md").write_text("niets")
    folder = Folder(path)
    assert [e.version for e in folder.editions(WABB)] == ["2018-07-28_0", "2025-11-11_0"]
    assert folder.editions("BWBR0034925") == ()
    assert folder.fetch(folder.editions(WABB)[0]) == (ACTS / OLD_ACT).read_bytes()


def test_a_file_must_agree_with_the_checksums_of_its_folder(tmp_path: Path) -> None:
    path = acts_folder(tmp_path / "acts", OLD_ACT)
    (path / "SHA256SUMS").write_text(f"{'0' * 64}  {OLD_ACT}\n")
    folder = Folder(path)
    with pytest.raises(CorpusError, match="SHA256SUMS says 0000"):
        folder.fetch(folder.editions(WABB)[0])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("BWBR0022428_2025-11-11_0.xml", (ACTS / OLD_ACT).read_bytes(), id="version"),
        pytest.param(
            "BWBR0034925_2018-07-28_0.xml", (ACTS / OLD_ACT).read_bytes(), id="another-law"
        ),
    ],
)
def test_a_file_that_is_not_what_its_name_tells_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    folder = Folder(tmp_path)
    edition = folder.editions(name[:11])[0]
    with pytest.raises(CorpusError, match="wanted"):
        read_edition(edition, folder.fetch(edition), "Wabb")


def test_a_folder_without_acts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no file named like"):
        Folder(tmp_path)
    with pytest.raises(CorpusError, match="is no folder"):
        Folder(tmp_path / "weg")


def test_records_of_newer_servers_are_read_too() -> None:
    newer = sru_answer().replace(
        b"http://www.loc.gov/zing/srw/", b"http://docs.oasis-open.org/ns/search-ws/sruResponse"
    )
    total, records = read_sru(newer, "antwoord")
    assert (total, records[1]["toestand"]) == (
        2, "http://wetten.overheid.nl/id/BWBR0022428/2025-11-11/0",
    )  # fmt: skip
