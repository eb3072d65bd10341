"""Reads a PDF that an organisation added, through pypdf.

pypdf reports pieces of text with their positions; `layout` makes lines, columns, paragraphs and
headings of them; `prose` cuts those into passages. Offsets of a passage refer to
`extract_pages(...).text`: the cleaned texts of the pages joined by a blank line. The wording is
kept; only ligatures are written as letters, and words broken at a line end are whole again (the
first part decides on which page such a word stands).

Limits: tables become lines of running text, more than two columns are not told apart, and text
in pictures is not read.
"""

from __future__ import annotations

import logging
import math
import re
import struct
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import (
    DependencyError,
    DeprecationError,
    FileNotDecryptedError,
    LimitReachedError,
    PyPdfError,
)
from pypdf.generic import ContentStream, FloatObject, NameObject

from assistant.errors import CorpusError
from assistant.readers import layout
from assistant.readers.layout import Fragment, Note, Page, Paragraph
from assistant.readers.prose import Block, BlockKind, cut_passages
from assistant.records import Footnote, Passage, Source

MAX_BYTES = 100 * 1024 * 1024
MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000  # some 10,000 characters a page
HEADER_WINDOW = 1024  # readers look for "%PDF-" and "%%EOF" this far from either end

# A damaged file makes pypdf fail in whatever step meets the damage, with the built-in exceptions
# of that step; all of them mean the same to an operator.
PDF_FAULTS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    DependencyError,
    DeprecationError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

# What people put in the folder with the wrong extension: first bytes and what they are.
OTHER_FORMATS = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)

LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u200b": "",
        "\ufeff": "",
        # WinAnsiEncoding shows a bullet for every code it leaves free (ISO 32000-1, annex D.2)
        **dict.fromkeys("\x7f\x81\x8d\x8f\x90\x9d", "•"),
        layout.MARK_OPEN: "",
        layout.MARK_CLOSE: "",
    }
)
BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
UNREADABLE = re.compile(r"[\ufffd\x00-\x08\x0e-\x1b\ue002-\uefff\uf8ff]|\(cid:\d+\)")
IDENTITY = [FloatObject(n) for n in (1, 0, 0, 1, 0, 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The text of a PDF, with what was left out of it."""

    pages: tuple[str, ...]  # cleaned text per page; "" for a page without any
    furniture: tuple[tuple[str, ...], ...]  # removed lines per page, top to bottom, sideways last
    notes: tuple[tuple[Note, ...], ...]  # footnotes per page
    blocks: tuple[Block, ...]  # headings, paragraphs and items; offsets refer to `text`
    unread: tuple[int, ...]  # pages, from 1, with a picture and no text: scanned, or a plate

    @property
    def text(self) -> str:
        """The pages joined by a blank line."""
        return "\n\n".join(self.pages)

    @property
    def footnotes(self) -> dict[str, Footnote]:
        """Footnotes by the keys that the blocks use."""
        return {n.key: Footnote(number=n.number, text=n.text) for page in self.notes for n in page}


def read_pdf(data: bytes, source: Source) -> list[Passage]:
    """Return the passages of a PDF, in reading order.

    Args:
        data: the whole file.
        source: what the passages belong to; errors name its path.

    Raises:
        CorpusError: the file is empty, no PDF, truncated, damaged, encrypted, scanned or too large.
    """
    extracted = extract_pages(data, source.path)
    starts = _page_starts(extracted.pages)
    return cut_passages(
        extracted.blocks,
        source,
        page_of=lambda offset: bisect_right(starts, offset),
        footnotes=extracted.footnotes,
    )


def extract_pages(data: bytes, name: str) -> PdfText:
    """Return the text of a PDF page by page, and what was removed from it.

    The words of `pages`, `furniture` and `notes` together are the words of the document, each once.

    Args:
        data: the whole file.
        name: what errors call the file.

    Raises:
        CorpusError: see `read_pdf`.
    """
    _check_bytes(data, name)
    with _quiet_pypdf():
        found = _read_pages(data, name)
    pages = [page for page, _, _ in found]
    _check_text(found, name)

    rows = [layout.rows_of(page) for page in pages]
    removed = layout.find_furniture(pages, rows)
    kept = [
        [row for index, row in enumerate(lines) if index not in gone]
        for lines, gone in zip(rows, removed, strict=True)
    ]
    body = layout.body_size(row for lines in kept for row in lines)
    lines: list[layout.Line] = []
    notes: list[tuple[Note, ...]] = []
    gutter: layout.Gutter | None = None
    for page_rows in kept:
        column = lines[-1].column + 1 if lines else 0
        ordered, gutter = layout.reading_order(page_rows, gutter, column)
        ordered, page_notes = layout.take_footnotes(ordered, body)
        lines.extend(ordered)
        notes.append(tuple(page_notes))
    paragraphs = layout.build_paragraphs(lines, [n for page in notes for n in page], body)
    texts, blocks = _compose(paragraphs, len(pages))
    return PdfText(
        pages=texts,
        furniture=tuple(
            (*(layout.plain(page_rows[i].text) for i in sorted(gone)), *sideways)
            for page_rows, gone, (_, sideways, _) in zip(rows, removed, found, strict=True)
        ),
        notes=tuple(notes),
        blocks=blocks,
        unread=tuple(p.number for p, _, picture in found if picture and not p.fragments),
    )


def _compose(
    paragraphs: Sequence[Paragraph], count: int
) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    """Write the paragraphs out page by page and give every word its place."""
    parts: list[list[str]] = [[] for _ in range(count)]
    lengths = [0] * count
    places: list[list[tuple[int, int, int]]] = []  # page index, start and end on that page
    before: BlockKind | None = None
    for paragraph in paragraphs:
        own: list[tuple[int, int, int]] = []
        tight = paragraph.kind is BlockKind.ITEM and before is BlockKind.ITEM
        glue = "\n" if tight else "\n\n"
        for word, page in paragraph.words:
            index = page - 1
            if parts[index]:
                parts[index].append(glue)
                lengths[index] += len(glue)
            own.append((index, lengths[index], lengths[index] + len(word)))
            parts[index].append(word)
            lengths[index] += len(word)
            glue = " "
        places.append(own)
        before = paragraph.kind
    texts = tuple("".join(p) for p in parts)
    starts = _page_starts(texts)
    blocks = tuple(
        Block(
            kind=paragraph.kind,
            text=" ".join(word for word, _ in paragraph.words),
            words=tuple((starts[page] + start, starts[page] + end) for page, start, end in own),
            level=paragraph.level,
            notes=tuple(paragraph.notes),
        )
        for paragraph, own in zip(paragraphs, places, strict=True)
    )
    return texts, blocks


def _page_starts(pages: Sequence[str]) -> list[int]:
    starts, offset = [], 0
    for page in pages:
        starts.append(offset)
        offset += len(page) + 2
    return starts


# --- checks ----------------------------------------------------------------------------------


def _check_bytes(data: bytes, name: str) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise CorpusError(f"{name}: the file is empty; copy it again or remove it")
    if len(data) > MAX_BYTES:
        raise CorpusError(
            f"{name}: {len(data) // 2**20} MB is more than the {MAX_BYTES // 2**20} MB that one PDF"
            " may have; split it, or save it with smaller pictures"
        )
    if b"%PDF-" not in data[:HEADER_WINDOW]:
        head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
        known = (what for sign, what in OTHER_FORMATS if head.startswith(sign.lower()))
        kind = next(known, "another kind of file")
        raise CorpusError(f"{name}: this is no PDF but {kind}; save or export the document as PDF")
    if b"%%EOF" not in data.rstrip(b"\x00 \t\r\n")[-HEADER_WINDOW:]:
        raise CorpusError(
            f"{name}: the end of the PDF is missing, so it was not copied or downloaded completely;"
            " get the file again"
        )


def _damaged(name: str, error: BaseException, where: str = "") -> CorpusError:
    if isinstance(error, FileNotDecryptedError):
        return _locked(name)
    if isinstance(error, DependencyError):
        return CorpusError(
            f"{name}: the PDF is encrypted with AES and the package 'cryptography' is missing;"
            " install 'pypdf[crypto]', or save a copy without encryption"
        )
    if isinstance(error, LimitReachedError | MemoryError):
        return CorpusError(
            f"{name}: {where or 'the PDF'} unpacks to more data than is allowed; print the document"
            " to a new PDF"
        )
    return CorpusError(
        f"{name}: {where or 'the PDF'} is damaged and cannot be read"
        f" ({type(error).__name__}); get the file again or print it to a new PDF"
    )


def _locked(name: str) -> CorpusError:
    return CorpusError(
        f"{name}: the PDF is encrypted and needs a password; save a copy without password"
    )


def _check_text(found: Sequence[tuple[Page, tuple[str, ...], bool]], name: str) -> None:
    text = "".join(f.text for page, _, _ in found for f in page.fragments)
    scanned = [page.number for page, _, picture in found if picture and not page.fragments]
    advice = "run text recognition (OCR) on it, or add the document it was made from"
    if not re.search(r"\w", text):
        if scanned:
            raise CorpusError(
                f"{name}: the PDF is scanned: none of its {len(found)} pages has text that can be"
                f" extracted; {advice}"
            )
        raise CorpusError(f"{name}: there is no text on any of the {len(found)} pages; {advice}")
    if len(scanned) * 2 > len(found):
        shown = ", ".join(map(str, scanned[:10])) + (", ..." if len(scanned) > 10 else "")
        raise CorpusError(
            f"{name}: {len(scanned)} of {len(found)} pages are scanned and have no text that can be"
            f" extracted (page {shown}); {advice}"
        )
    signs = len(re.sub(r"\s", "", text))
    if len(UNREADABLE.findall(text)) > 0.2 * signs:
        raise CorpusError(
            f"{name}: the text of the PDF cannot be read, because its fonts do not say which"
            f" character a sign is; print the document to a new PDF, or {advice}"
        )


# --- pypdf -----------------------------------------------------------------------------------


@contextmanager
def _quiet_pypdf() -> Iterator[None]:
    """Keep remarks about small faults off the screen; what matters becomes a CorpusError."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _read_pages(data: bytes, name: str) -> list[tuple[Page, tuple[str, ...], bool]]:
    """The upright text of every page, its sideways text, and whether it holds a picture."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise _locked(name)
        count = len(reader.pages)
    except PDF_FAULTS as error:
        raise _damaged(name, error) from error
    if count == 0:
        raise CorpusError(f"{name}: the PDF has no pages; get the file again")
    if count > MAX_PAGES:
        raise CorpusError(
            f"{name}: {count:,} pages is more than the {MAX_PAGES:,} that a PDF may have; split it"
        )
    found: list[tuple[Page, tuple[str, ...], bool]] = []
    length = 0
    for index in range(count):
        try:
            page = reader.pages[index]
            found.append(_read_page(page, index + 1))
        except PDF_FAULTS as error:
            raise _damaged(name, error, f"page {index + 1}") from error
        length += sum(len(f.text) for f in found[-1][0].fragments)
        if length > MAX_CHARACTERS:
            raise CorpusError(
                f"{name}: more than {MAX_CHARACTERS:,} characters of text; split the document"
            )
    return found


def _read_page(page: PageObject, number: int) -> tuple[Page, tuple[str, ...], bool]:
    _part_at_moves(page)
    # Quarter turns and fragment. The turn of most of the text counts as upright, so the page's own
    # /Rotate plays no part.
    pieces: list[tuple[int, Fragment]] = []
    spaced: bool | None = None

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        nonlocal spaced
        shown = text.translate(LIGATURES)
        if not shown.strip():
            spaced = _gap_after(shown, spaced)
            return
        a, b, c, d, x, y = _multiply(tm, cm)
        turns = round(math.degrees(math.atan2(b, a)) / 90) % 4
        x, y = ((x, y), (y, -x), (-x, -y), (-y, x))[turns]
        if not (math.isfinite(x) and math.isfinite(y)):
            return
        fragment = Fragment(
            text=shown.strip("\n").replace("\n", " "),
            x=x,
            y=y,
            size=round(abs(float(size)) * math.hypot(c, d), 1) or 1.0,
            bold=_is_bold(font),
            order=len(pieces),
            spaced=True if shown[0].isspace() else spaced,
        )
        pieces.append((turns, fragment))
        spaced = _gap_after(shown[len(shown.rstrip()) :], False)

    page.extract_text(visitor_text=visit)
    amounts = Counter[int]()
    for turns, fragment in pieces:
        amounts[turns] += len(fragment.text.strip())
    upright = max(amounts, key=lambda t: (amounts[t], -t), default=0)
    fragments = tuple(f for turns, f in pieces if turns == upright)
    sideways = tuple(f.text.strip() for turns, f in pieces if turns != upright)
    box = page.mediabox
    bottom, top = float(box.bottom), float(box.top)
    if upright:
        bottom = min((f.y for f in fragments), default=0.0) - 36
        top = max((f.y for f in fragments), default=0.0) + 36
    return (
        Page(number=number, bottom=bottom, top=top, fragments=fragments),
        sideways,
        _has_picture(page),
    )


def _gap_after(white: str, before: bool | None) -> bool | None:
    """What white space after a fragment says of the gap: a line end says nothing for sure."""
    if before or white.strip("\n"):
        return True
    return None if white or before is None else False


def _part_at_moves(page: PageObject) -> None:
    """Make pypdf report text anew after every move of the text position.

    By itself pypdf 7.1 runs pieces on one baseline together, also across the gutter of two
    columns. A change of the transformation matrix makes it report what it has, so one that
    changes nothing is put behind every move.
    """
    if page.get_contents() is None:
        return
    # "bytes" as pypdf itself does: decoded strings would lose what a font says of its codes
    content = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    operations: list[tuple[Any, bytes]] = []
    for operands, operator in content.operations:
        operations.append((operands, operator))
        if operator in {b"Td", b"TD", b"Tm"}:
            operations.append((IDENTITY, b"cm"))
    parted = ContentStream(None, page.pdf, "bytes")
    parted.operations = operations
    page[NameObject("/Contents")] = parted


def _multiply(m: Sequence[float], n: Sequence[float]) -> tuple[float, ...]:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _is_bold(font: Any) -> bool:
    base = font.get("/BaseFont") if font is not None else None
    return bool(base) and BOLD.search(str(base)) is not None


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return False
    return any(
        item.get_object().get("/Subtype") in {"/Image", "/Form"}
        for item in objects.get_object().values()
    )
