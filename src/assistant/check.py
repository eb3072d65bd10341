"""Checks the references to law in a document: reads it, marks it up, says what is wrong."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from assistant import batch
from assistant.citations import (
    Context,
    Holdings,
    Reference,
    Resolution,
    Verdict,
    parse_references,
    resolve,
)
from assistant.citations.days import named_day
from assistant.errors import CorpusError
from assistant.records import Source

Json = dict[str, Any]

_MAX_CHARACTERS: Final = 20_000_000
_MAX_PART_BYTES: Final = 100 * 1024 * 1024  # of document.xml, unpacked
_WORD_NAMESPACE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Words that a text gives as those of the law: a colon and five words or more between quotation
# marks, at most a short clause behind the reference.
_QUOTE = re.compile(
    r"(?P<between>[^\"“”„«»\n.!?]{0,80}?)[\"“„«](?P<quote>[^\"“”„«»]{20,2000})[\"”“»]"
)
_LEAST_QUOTED_WORDS: Final = 5

LABELS: Final[dict[str, str]] = {
    Verdict.EXISTS: "klopt",
    Verdict.NO_SUCH_ARTICLE: "artikel bestaat niet",
    Verdict.NO_SUCH_LID: "lid bestaat niet",
    Verdict.NO_SUCH_ONDERDEEL: "onderdeel bestaat niet",
    Verdict.LAW_UNKNOWN: "wet onbekend",
    Verdict.NOT_HELD: "niet in onze bronnen",
    Verdict.REPEALED: "geldt niet meer",
    Verdict.QUOTE_DIFFERS: "citaat wijkt af",
    Verdict.NEWER_VERSION: "nieuwer dan onze tekst",
}
_GOOD: Final = frozenset({Verdict.EXISTS})
_OPEN: Final = frozenset({Verdict.NOT_HELD})


def load_holdings(folder: Path) -> Holdings:
    """What a corpus folder holds of the law, in all versions; without passage ids, for speed.

    Raises:
        CorpusError: the manifest or a law file cannot be read, or there is none.
    """
    from assistant.corpus import law_sources, other_versions, read_articles

    laws = law_sources(folder)
    if not laws:
        raise CorpusError(f"{folder}: its manifest names no law")

    def rows(sources: Sequence[Source]) -> Iterator[Json]:
        for source in sources:
            yield from (article.model_dump() for article in read_articles(folder, source))

    return Holdings.from_articles(
        rows(laws),
        # a law of which the quoted articles are listed is held whole
        complete=[s.law_id for s in laws if s.articles and s.law_id],
        others=rows(other_versions(folder)),
        confirmed={s.law_id: s.confirmed_on for s in laws if s.law_id and s.confirmed_on},
    )


def resolve_text(text: str, holdings: Holdings, within: Context | None = None) -> list[Resolution]:
    """Every reference in a text with its verdict, in order."""
    references = parse_references(text, within)
    ends = [*(r.start for r in references[1:]), len(text)][: len(references)]
    return [
        resolve(
            reference,
            holdings,
            _quoted(text, reference, end),
            named_day(text, reference.start, reference.end),
        )
        for reference, end in zip(references, ends, strict=True)
    ]


def check_text(text: str, holdings: Holdings, within: Context | None = None) -> list[Json]:
    """Every reference in a text with its verdict, as JSON objects.

    Args:
        text: any text.
        holdings: what the corpus holds.
        within: the law and article the text is part of, if any.

    Returns:
        `{"text", "start", "end", "law", "law_id", "article", "lid", "onderdeel", "status",
        "url", "message"}` in order of appearance; `start` and `end` count characters.
    """
    return [_as_json(found) for found in resolve_text(text, holdings, within)]


def _as_json(found: Resolution) -> Json:
    reference = found.reference
    return {
        "text": reference.text,
        "start": reference.start,
        "end": reference.end,
        "law": reference.law,
        "law_id": reference.law_id,
        "article": reference.article,
        "lid": reference.lid,
        "onderdeel": reference.onderdeel,
        "status": found.status.value,
        "url": found.url,
        "message": found.message,
    }


def _quoted(text: str, reference: Reference, end: int) -> str | None:
    """The words that the text gives as those of the reference, before the next reference."""
    match = _QUOTE.match(text, reference.end)
    if match is None or match.start("quote") > end:
        return None
    between = match.group("between")
    if ":" not in between and not re.search(r"luidt|bepaalt|staat|zegt", between):
        return None
    quote = match.group("quote")
    return quote if len(quote.split()) >= _LEAST_QUOTED_WORDS else None


def run_batch(
    source: Path,
    target: Path,
    holdings: Holdings,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Check every line of a file of `{"id", "text"}`; write `{"id", "refs": [...]}`.

    Returns:
        How many lines were written.

    Raises:
        BatchError: input or output cannot be used; then nothing was written.
    """

    def work(row_id: str, text: str, _row: Json) -> Json:
        return {"id": row_id, "refs": check_text(text, holdings)}

    return batch.run_batch(source, target, "text", work, progress=progress)


# -- reading documents --


def read_document(path: Path) -> str:
    """The text of a .txt, .md, .docx or .pdf file.

    Raises:
        CorpusError: the file cannot be read, or has another form; the message names the file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path.name}: cannot be read ({error.strerror})") from error
    suffix = path.suffix.lower()
    if suffix == ".docx":
        text = docx_text(data, path.name)
    elif suffix == ".pdf" or data.startswith(b"%PDF-"):
        from assistant.readers.pdf import extract_pages

        text = extract_pages(data, path.name).text
    elif suffix in (".txt", ".md", ".markdown", ".text", ""):
        text = _decode(data, path.name)
    else:
        raise CorpusError(f"{path.name}: wants a .txt, .md, .docx or .pdf file")
    if len(text) > _MAX_CHARACTERS:
        raise CorpusError(f"{path.name}: holds more than {_MAX_CHARACTERS} characters")
    return text


def _decode(data: bytes, name: str) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CorpusError(f"{name}: is not text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise CorpusError(f"{name}: is not valid UTF-16 text") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what Windows programs write


def docx_text(data: bytes, name: str) -> str:
    """The paragraphs of a Word document, one per line; table cells are paragraphs too.

    Raises:
        CorpusError: it is no Word document, or one that was made to do harm.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > _MAX_PART_BYTES:
                raise CorpusError(f"{name}: unpacks to more than {_MAX_PART_BYTES} bytes")
            with archive.open(info) as part:
                # The header may lie about the size: never read past the limit.
                xml = part.read(_MAX_PART_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise CorpusError(f"{name}: is not a Word document ({error})") from error
    except zipfile.LargeZipFile as error:
        raise CorpusError(f"{name}: is too large") from error
    if len(xml) > _MAX_PART_BYTES:
        raise CorpusError(f"{name}: unpacks to more than {_MAX_PART_BYTES} bytes")
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise CorpusError(f"{name}: its XML is refused ({type(error).__name__})") from error
    lines: list[str] = []
    for paragraph in root.iter(f"{_WORD_NAMESPACE}p"):
        pieces: list[str] = []
        for node in paragraph.iter():
            tag = node.tag.removeprefix(_WORD_NAMESPACE) if isinstance(node.tag, str) else ""
            if tag == "t":
                pieces.append(node.text or "")
            elif tag == "tab":
                pieces.append("\t")
            elif tag in ("br", "cr"):
                pieces.append("\n")
            elif tag == "noBreakHyphen":
                pieces.append("-")
        lines.append("".join(pieces))
    return "\n".join(lines)


# -- showing the outcome --


def table(references: Sequence[Json]) -> str:
    """The outcome as plain text: one line per reference, then its explanation where it fails."""
    if not references:
        return "Geen verwijzingen naar wetten gevonden."
    words = [" ".join(str(r["text"]).split()) for r in references]
    width = min(60, max(len(w) for w in words))
    lines = []
    for reference, shown in zip(references, words, strict=True):
        clipped = shown if len(shown) <= width else shown[: width - 1] + "…"
        lines.append(f"{reference['start']:>7}  {clipped:<{width}}  {LABELS[reference['status']]}")
        if reference["status"] not in _GOOD | _OPEN:
            lines.append(f"{'':>7}  {reference['message']}")
    good = sum(r["status"] in _GOOD for r in references)
    unheld = sum(r["status"] in _OPEN for r in references)
    wrong = len(references) - good - unheld
    lines.append("")
    lines.append(
        f"{len(references)} verwijzingen: {good} kloppen, {wrong} met een opmerking, "
        f"{unheld} niet in onze bronnen."
    )
    return "\n".join(lines)


_STYLE: Final = """
body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;
background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.ref{padding:0 .15em;border-bottom:3px solid;color:inherit;text-decoration:none}
.good{background:#e4f3e6;border-color:#1d6b2a}
.wrong{background:#fde7e4;border-color:#a3160c;border-bottom-style:double}
.open{background:#eef1f5;border-color:#4a5568;border-bottom-style:dashed}
.ref:focus,.ref:target,tr:target{outline:3px solid #154273;outline-offset:2px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}
sup{font-size:.75em}
"""


def annotated_page(text: str, references: Sequence[Json]) -> str:
    """A page of its own, without scripts or outside files: the text with its references marked.

    Args:
        text: the text that was checked.
        references: what `check_text` gave for it.
    """
    body: list[str] = []
    rows: list[str] = []
    position = 0
    for number, reference in enumerate(references, 1):
        start, end = int(reference["start"]), int(reference["end"])
        status = reference["status"]
        tone = "good" if status in _GOOD else "open" if status in _OPEN else "wrong"
        label = html.escape(LABELS[status])
        message = html.escape(str(reference["message"]))
        words = html.escape(text[start:end])
        body.append(html.escape(text[position:start]))
        body.append(
            f'<a class="ref {tone}" id="plaats-{number}" href="#oordeel-{number}" '
            f'title="{label}: {message}">{words}<sup>{number}</sup></a>'
        )
        position = end
        link = reference["url"]
        source = (
            f'<a href="{html.escape(str(link), quote=True)}" rel="noreferrer">naar de bron</a>'
            if link and str(link).startswith("https://")
            else ""
        )
        rows.append(
            f'<tr id="oordeel-{number}"><td><a href="#plaats-{number}">{number}</a></td>'
            f'<td>{words}</td><td><span class="{tone}">{label}</span></td>'
            f"<td>{message}</td><td>{source}</td></tr>"
        )
    body.append(html.escape(text[position:]))
    verdicts = (
        "<table><thead><tr><th scope='col'>Nr.</th><th scope='col'>Verwijzing</th>"
        "<th scope='col'>Oordeel</th><th scope='col'>Toelichting</th><th scope='col'>Bron</th></tr>"
        f"</thead><tbody>{''.join(rows)}</tbody></table>"
        if rows
        else "<p>Geen verwijzingen naar wetten gevonden.</p>"
    )
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Controle van verwijzingen</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>Controle van verwijzingen</h1><h2>Tekst</h2>"
        f'<div class="text">{"".join(body)}</div><h2>Oordelen</h2>{verdicts}'
        "</main></body></html>\n"
    )
