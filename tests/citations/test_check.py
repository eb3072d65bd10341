"""Checking a document: reading it, the JSON form, the table, the page, the batch."""

from __future__ import annotations

import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant import check
from assistant.citations import Holdings
from assistant.errors import BatchError, CorpusError

JEUGDWET = "BWBR0034925"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LID = "Derden verstrekken de gecertificeerde instelling desgevraagd de nodige inlichtingen."


@pytest.fixture
def holdings() -> Holdings:
    row = {
        "id": JEUGDWET,
        "article": "7.3.11",
        "valid_on": "2026-01-01",
        "leden": [{"lid": "1", "text": "Eerste."}, {"lid": "4", "text": LID}],
    }
    return Holdings.from_articles([row])


def docx(xml: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def paragraphs(*lines: str) -> str:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def test_json_form(holdings: Holdings) -> None:
    assert check.check_text("Zie art. 7.3.11 lid 4 Jw.", holdings) == [
        {
            "text": "art. 7.3.11 lid 4 Jw",
            "start": 4,
            "end": 24,
            "law": "Jw",
            "law_id": JEUGDWET,
            "article": "7.3.11",
            "lid": "4",
            "onderdeel": None,
            "status": "exists",
            "url": "https://wetten.overheid.nl/jci1.3:c:BWBR0034925&artikel=7.3.11&lid=4"
            "&g=2026-01-01",
            "message": "Deze plaats bestaat in de tekst die wij hebben, van 1 januari 2026.",
        }
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f'Artikel 7.3.11, vierde lid, Jeugdwet luidt: "{LID}"', "exists"),
        ('Artikel 7.3.11, vierde lid, Jeugdwet luidt: "Derden verstrekken de gecertificeerde '
         'instelling nooit inlichtingen."', "quote-differs"),
        ('Artikel 7.3.11, vierde lid, Jeugdwet. Zij zei: "Dat doen wij hier echt nooit zo."',
         "exists"),
        ('Artikel 7.3.11, vierde lid, Jeugdwet: "Derden".', "exists"),
    ],
)  # fmt: skip
def test_quoted_words_are_compared(text: str, status: str, holdings: Holdings) -> None:
    (found,) = check.check_text(text, holdings)
    assert found["status"] == status


def test_table_names_what_is_wrong(holdings: Holdings) -> None:
    found = check.check_text("art. 7.3.11 lid 9 Jw en art. 7.3.11 lid 4 Jw", holdings)
    shown = check.table(found)
    assert "lid bestaat niet" in shown
    assert "Bedoelt u het vierde lid?" in shown
    assert "2 verwijzingen: 1 kloppen, 1 met een opmerking" in shown
    assert check.table([]) == "Geen verwijzingen naar wetten gevonden."


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [v or "" for k, v in attrs if k in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_page_is_self_contained_and_runs_nothing(holdings: Holdings) -> None:
    text = '<script>alert(1)</script> art. 7.3.11 lid 4 Jw <img src=x onerror="a"> & art. 5 <b>'
    page = _Page()
    markup = check.annotated_page(text, check.check_text(text, holdings))
    page.feed(markup)
    assert not {"script", "img", "b", "link", "iframe"} & set(page.tags)
    assert all(a.startswith(("#", "https://wetten.overheid.nl/")) for a in page.addresses)
    assert "<script>alert(1)</script>" in "".join(page.words)
    assert '<html lang="nl">' in markup


def test_batch(tmp_path: Path, holdings: Holdings) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": "a", "text": "art. 7.3.11 Jw"}, {"id": 7, "text": "niets"}]
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    assert check.run_batch(source, target, holdings) == 2
    out = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [(o["id"], len(o["refs"])) for o in out] == [("a", 1), (7, 0)]
    source.write_text('{"id": 1}', encoding="utf-8")
    with pytest.raises(BatchError):
        check.run_batch(source, target, holdings)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "Zie artikel 5 – é".encode(), "Zie artikel 5 – é"),
        ("a.md", b"\xef\xbb\xbfZie artikel 5", "Zie artikel 5"),
        ("a.txt", "Zie artikel 5 é".encode("cp1252"), "Zie artikel 5 é"),
        ("a.txt", "Zie artikel 5".encode("utf-16"), "Zie artikel 5"),
        ("a.docx", docx(paragraphs("Zie artikel 5", "en 6.")), "Zie artikel 5\nen 6."),
    ],
)
def test_documents_are_read(name: str, data: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert check.read_document(path) == text


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(BOMB)),
        ("a.docx", docx(OUTSIDE)),
        ("a.docx", docx("<x>")),
        ("a.docx", b"PK nonsense"),
        ("a.docx", b""),
        ("a.pdf", b"%PDF-1.7 nonsense"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.xlsx", b"x"),
    ],
)
def test_harmful_and_broken_documents_give_one_clear_error(
    name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=r"a\."):
        check.read_document(path)


def test_a_docx_that_unpacks_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_MAX_PART_BYTES", 1_000)
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraphs("a" * 5_000)))
    with pytest.raises(CorpusError, match="unpacks"):
        check.read_document(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"weg\.txt"):
        check.read_document(tmp_path / "weg.txt")
