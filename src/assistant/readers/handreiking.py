"""Reads the Handreiking Zorgvuldig omgaan met persoonsgegevens and its Bijlage.

The file is the text of a PDF: Markdown in which two-column tables became lines with a tab
(left cell: the topic, right cell: the text, both with inline HTML), runs of three or more
newlines are page breaks, and footnotes stand at the foot of their page. Tables, lists and
paragraphs run on across pages.

Reading goes in three steps: `scan` turns the file into pieces in reading order, nothing left
out; `_place` gives every piece of body text its place in the outline; `_cut` makes passages.
The wording is never changed: only markup, list bullets and footnote marks are taken away.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from importlib import resources

from assistant.errors import CorpusError
from assistant.records import Footnote, Passage, Source
from assistant.sentences import split_sentences
from assistant.slugs import slugify

MAX_WORDS = 250  # a passage is one idea of 40 to 250 words
MIN_WORDS = 40
PACK_WORDS = 180  # target when the items of a long list are packed together


class Role(StrEnum):
    """What a piece of the file is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    TOPIC = "topic"  # left cell of a table row
    FOOTNOTE = "footnote"
    CONTENTS = "contents"  # tables of contents: they name topics and say nothing
    FURNITURE = "furniture"  # running footer, rules


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file with its text; `text` is free of markup."""

    role: Role
    text: str
    start: int  # offset in the file
    end: int
    page: int  # counted from 1
    level: int = 0  # heading level 1-8, or depth of a list item
    raw: str = ""  # the stretch itself
    marker: str = ""  # printed number of an item: "4."; "" for a bullet
    notes: tuple[str, ...] = ()  # footnote numbers that the text refers to
    run_in: str = ""  # bold or italic words with which a paragraph opens


@dataclass(frozen=True, slots=True)
class _Topic:
    part: str
    match: str  # how the heading or left cell begins
    slug: str
    title: str


def _outline() -> tuple[dict[str, str], dict[str, str], tuple[_Topic, ...]]:
    """Titles of the parts, names of headings, and topics."""
    path = resources.files("assistant").joinpath("data/handreiking.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return data["parts"], data["headings"], tuple(_Topic(**t) for t in data["topic"])


PARTS, SUB_SLUGS, OUTLINE = _outline()

_PAGE_BREAK = re.compile(r"\n{3,}")
_HEADING = re.compile(r"(#{1,6})[ ]+(.*)")
_ITEM = re.compile(r"([ ]*)(?:(\d+\.)|[-•])[ ]+")
_FOOTNOTE = re.compile(r"<sup>(\d+)</sup>[ ]+")
_RULE = re.compile(r"[-\s]+$")
_FOOTER = "Handvat Samen aan de slag met het Toekomstscenario"
_NOTE_MARK = re.compile(r"<sup>(\d+)</sup>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_LINK = re.compile(r"\[([^\[\]]*(?:\\.[^\[\]]*)*)\]\(([^()\s]*)\)")
_ESCAPE = re.compile(r"\\([_*\\])")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(?=[^\s*])|(?<=[^\s*])\*{1,2}(?!\w)")
_BULLET = re.compile(r"^[•○➔]\s*")
_NUMBERED = re.compile(r"^(\d+)\.\s")
_BLOCK_TAG = re.compile(r"<(/?)(p|ul|ol|li)\b[^<>]*>")
_RUN_IN_HTML = re.compile(r"\s*<(b|i)>(.*?)</\1>", re.DOTALL)
_RUN_IN_MARKDOWN = re.compile(r"\s*(\*{1,2})([^*]+)\1")
_SENTENCE_END = re.compile(r"[.!?:;)”\"’']\s*$")
_CONTENTS_LEAD = re.compile(
    r"(De volgende onderwerpen komen hieronder aan de orde:"
    r"|om als professional 'AVG-proof' te kunnen werken:)$"
)


def plain(markup: str) -> str:
    """Return the words of a stretch of the file: no tags, emphasis, links or footnote marks.

    White space is folded to single spaces. Entities become their characters.
    """
    return " ".join(_mask(markup).replace(_GONE, "").split())


_GONE = "\0"  # stands where a character of markup stood, so that offsets stay


def _mask(markup: str) -> str:
    """The stretch with its markup replaced by `_GONE`, character by character."""

    def erase(match: re.Match[str]) -> str:
        return _GONE * len(match[0])

    def keep(match: re.Match[str]) -> str:
        before, after = match.start(1) - match.start(), match.end() - match.end(1)
        return _GONE * before + match[1] + _GONE * after

    text = _NOTE_MARK.sub(erase, markup)
    text = _AUTOLINK.sub(keep, text)
    text = _TAG.sub(erase, text)
    text = _LINK.sub(keep, text)
    text = _EMPHASIS.sub(erase, text)
    text = _ESCAPE.sub(keep, text)
    return text.replace("&amp;", "&" + _GONE * 4)


def _offsets(markup: str, words: str) -> list[int]:
    """Where each character of `words`, a part of `plain(markup)`, stands in `markup`.

    White space takes the offset of the character before it.
    """
    masked = _mask(markup)
    offsets: list[int] = []
    position = 0
    for character in words:
        if character == " ":
            offsets.append(offsets[-1])
            continue
        position = masked.index(character, position)
        offsets.append(position)
        position += 1
    return offsets


def scan(text: str) -> list[Piece]:
    """Return the pieces of the file in reading order; together they hold every word of it.

    Args:
        text: the whole file.
    """
    pieces: list[Piece] = []
    page = 0
    position = 0
    for block in [*_PAGE_BREAK.finditer(text), None]:
        end = block.start() if block else len(text)
        if text[position:end].strip():
            page += 1
            pieces.extend(_scan_page(text, position, end, page))
        position = block.end() if block else end
    return _mark_contents(_join_pages(pieces))


def _scan_page(text: str, start: int, end: int, page: int) -> Iterator[Piece]:
    open_piece: tuple[Role, int, int, int] | None = None  # role, start, content start, level
    position = start

    def close(at: int) -> Iterator[Piece]:
        nonlocal open_piece
        if open_piece is None:
            return
        role, begin, _, level = open_piece
        open_piece = None
        piece = _piece(role, text, begin, at, page, level)
        if piece is not None:
            yield piece

    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        line = text[position:line_end]
        if not line.strip() and "\t" not in line:
            yield from close(position)
        elif "\t" in line or _RULE.fullmatch(line):
            yield from close(position)
            yield from _scan_row(text, position, line_end, page)
        elif line.startswith(_FOOTER):
            yield from close(position)
            yield Piece(Role.FURNITURE, plain(line), position, line_end, page)
        elif match := _HEADING.match(line):
            yield from close(position)
            yield Piece(Role.HEADING, plain(match[2]), position, line_end, page, len(match[1]))
        elif _FOOTNOTE.match(line):
            yield from close(position)
            open_piece = (Role.FOOTNOTE, position, position, 0)
        elif match := _ITEM.match(line):
            yield from close(position)
            open_piece = (Role.ITEM, position, match.end(), len(match[1]) // 2)
        elif open_piece is None:
            open_piece = (Role.PARAGRAPH, position, position, 0)
        position = line_end + 1
    yield from close(end)


def _scan_row(text: str, start: int, end: int, page: int) -> Iterator[Piece]:
    """Pieces of one table row; a row of dashes is a rule."""
    line = text[start:end]
    if _RULE.fullmatch(line):
        return
    tab = text.index("\t", start, end)
    left = plain(text[start:tab].replace("</p>", " "))
    if left.startswith("ALGMENE INFORMATIE"):
        yield Piece(Role.CONTENTS, left, start, tab, page)
    elif left:
        yield Piece(Role.TOPIC, left, start, tab, page)
    yield from _scan_cell(text, tab + 1, end, page)


def _scan_cell(text: str, start: int, end: int, page: int) -> Iterator[Piece]:
    """Pieces of the right cell of a row: paragraphs and list items."""
    depth = 0
    role, begin = Role.PARAGRAPH, start
    for tag in _BLOCK_TAG.finditer(text, start, end):
        piece = _piece(role, text, begin, tag.start(), page, max(depth - 1, 0))
        if piece is not None:
            yield piece
        closing, name = tag[1] == "/", tag[2]
        if name in ("ul", "ol"):
            depth += -1 if closing else 1
        role = Role.ITEM if name == "li" and not closing else Role.PARAGRAPH
        begin = tag.end()
    piece = _piece(role, text, begin, end, page, 0)
    if piece is not None:
        yield piece


def _piece(role: Role, text: str, start: int, end: int, page: int, level: int) -> Piece | None:
    raw = text[start:end]
    if role is Role.FOOTNOTE and (match := _FOOTNOTE.match(raw)):
        return Piece(role, plain(raw[match.end() :]), start, end, page, marker=match[1])
    marker = ""
    if role is Role.ITEM and (match := _ITEM.match(raw)):
        marker = match[2] or ""
        raw = raw[match.end() :] if not marker else raw.lstrip()
    words = plain(raw)
    words = _BULLET.sub("", words)
    if not words:
        return None
    if role is Role.ITEM and (match := _NUMBERED.match(words)):
        marker = match[1] + "."
    run_in = ""
    if match := _RUN_IN_HTML.match(raw) or _RUN_IN_MARKDOWN.match(raw):
        run_in = plain(match[2])
    alone = bool(run_in) and run_in.rstrip(":. ") == words.rstrip(":. ")
    if role is Role.PARAGRAPH and alone and len(words.split()) <= 14 and words[0] not in "*(":
        return Piece(Role.HEADING, words, start, end, page, 7)
    notes = tuple(_NOTE_MARK.findall(raw))
    return Piece(role, words, start, end, page, level, text[start:end], marker, notes, run_in)


def _join_pages(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark what runs on: a lower-case paragraph after an open sentence on an earlier page.

    The two stay apart, since footnotes stand between them, and `_cut` glues their text; here
    the second takes the role and depth of the first, with level -1 as the mark.
    """
    joined: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        if (
            last is not None
            and piece.role is Role.PARAGRAPH
            and piece.page > last.page
            and piece.text[:1].islower()
            and not _SENTENCE_END.search(last.text)
        ):
            piece = replace(piece, level=-1, role=last.role)
        if piece.role in (Role.PARAGRAPH, Role.ITEM):
            last = piece
        joined.append(piece)
    return joined


def _mark_contents(pieces: Sequence[Piece]) -> list[Piece]:
    """Mark tables of contents: page 2, and the lists that announce the topics of a part."""
    marked: list[Piece] = []
    listing = False
    for piece in pieces:
        if piece.page <= 3 and piece.role is not Role.FURNITURE:
            piece = replace(piece, role=Role.CONTENTS)
        elif _CONTENTS_LEAD.search(piece.text):
            listing = True
            piece = replace(piece, role=Role.CONTENTS)
        elif listing and piece.role is Role.ITEM:
            piece = replace(piece, role=Role.CONTENTS)
        elif piece.role is not Role.FOOTNOTE:
            listing = False
        marked.append(piece)
    return marked


@dataclass(slots=True)
class _Bucket:
    """Body text under one heading."""

    part: str
    topic: _Topic
    sub: str  # heading below the topic as printed; "" directly under the topic
    margin: str  # left cell, whole
    pieces: list[Piece] = field(default_factory=list)


def _place(pieces: Sequence[Piece]) -> list[_Bucket]:
    buckets: list[_Bucket] = []
    part = "inleiding"
    topic: _Topic | None = None
    margin = ""

    def open_bucket(sub: str) -> None:
        if topic is None:
            raise CorpusError(f"handreiking: text outside the outline, under '{sub or part}'")
        buckets.append(_Bucket(part, topic, sub, margin))

    for piece in pieces:
        if piece.role in (Role.CONTENTS, Role.FURNITURE, Role.FOOTNOTE):
            continue
        if part == "bijlage" and piece.level == 7:
            # a vuistregel is announced in bold; it is text, its heading stands in the left cell
            piece = replace(piece, role=Role.PARAGRAPH, level=0)
        if piece.role in (Role.HEADING, Role.TOPIC):
            if piece.level == 2 and (match := re.match(r"Deel (\d)|Bijlage", piece.text)):
                part = f"deel-{match[1]}" if match[1] else "bijlage"
                topic, margin = None, ""
                continue
            found = _find_topic(part, piece.text)
            if piece.role is Role.TOPIC:
                margin = piece.text
            if found is not None and not (piece.role is Role.HEADING and found == topic):
                topic = found
                if piece.role is Role.HEADING:
                    margin = piece.text
                open_bucket("")
            elif piece.role is Role.HEADING and topic is not None:
                open_bucket(piece.text.strip(" :."))
            continue
        if not buckets or (piece.level == -1 and not buckets[-1].pieces and len(buckets) > 1):
            # a sentence that began before this row or heading belongs to where it began
            buckets[-2].pieces.append(piece)
            continue
        name = piece.run_in.strip(" :.")
        if piece.role is Role.PARAGRAPH and name in SUB_SLUGS and name != buckets[-1].sub:
            open_bucket(name)
        buckets[-1].pieces.append(piece)
    return [b for b in buckets if b.pieces]


def _find_topic(part: str, text: str) -> _Topic | None:
    for topic in OUTLINE:
        if topic.part == part and text.startswith(topic.match):
            return topic
    return None


@dataclass(frozen=True, slots=True)
class _Unit:
    """Pieces that make one passage, and the sentence that announces them."""

    lines: tuple[tuple[Piece, ...], ...]  # each line: pieces glued with a space
    lead_in: str = ""
    marker: str = ""

    @property
    def words(self) -> int:
        return sum(len(p.text.split()) for line in self.lines for p in line)

    @property
    def text(self) -> str:
        out = ""
        for index, line in enumerate(self.lines):
            if index:
                out += "\n" if line[0].role is Role.ITEM else "\n\n"
            out += " ".join(p.text for p in line)
        return out


def _lines(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Glue what runs on over a page break."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        if piece.level == -1 and lines:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [tuple(line) for line in lines]


def _cut(bucket: _Bucket) -> list[_Unit]:
    """Passages of the text under one heading."""
    lines = _attach_explanations(_lines(bucket.pieces))
    units: list[_Unit] = []
    index = 0
    while index < len(lines):
        block = lines[index]
        stop = index + 1
        is_item = block[0][0].role is Role.ITEM
        while stop < len(lines) and lines[stop][0][0].role is Role.ITEM:
            stop += 1
        if is_item:
            units.extend(_cut_list(None, lines[index:stop]))
            index = stop
        elif stop > index + 1 and block[-1][-1].text.endswith((":", ",")):
            units.extend(_cut_list(block, lines[index + 1 : stop]))
            index = stop
        else:
            units.extend(_split_long(_Unit(block)))
            index += 1
    return _merge_short(units)


_Block = tuple[tuple[Piece, ...], ...]


def _attach_explanations(lines: Sequence[tuple[Piece, ...]]) -> list[_Block]:
    """Paragraphs that explain a numbered item become part of it."""
    numbers = [_number(line) for line in lines]
    blocks: list[list[tuple[Piece, ...]]] = []
    current = 0  # number of the item that may still receive paragraphs
    explained = False
    for index, line in enumerate(lines):
        if line[0].role is Role.ITEM:
            current, explained = numbers[index], False
            blocks.append([line])
            continue
        opens = line[0].text.startswith("Toelichting:")
        continues = current > 0 and next(filter(None, numbers[index:]), 0) == current + 1
        if blocks and current and (opens or explained or continues):
            explained = True
            blocks[-1].append(line)
        else:
            current = 0
            blocks.append([line])
    return [tuple(block) for block in blocks]


def _number(line: tuple[Piece, ...]) -> int:
    marker = line[0].marker
    return int(marker[:-1]) if marker else 0


def _cut_list(lead: _Block | None, items: Sequence[_Block]) -> list[_Unit]:
    lead_text = " ".join(p.text for line in lead or () for p in line)
    whole = _Unit(tuple(line for block in ((lead,) if lead else ()) for line in block)
                  + tuple(line for block in items for line in block))  # fmt: skip
    if whole.words <= MAX_WORDS:
        return [whole]
    units: list[_Unit] = []
    if lead and _Unit(lead).words >= MIN_WORDS:
        units.extend(_split_long(_Unit(lead)))
        lead = None
    announce = _last_sentence(lead_text)
    # an item with items below it that is too long on its own announces those
    groups: list[list[_Block]] = []
    for block in items:
        depth = block[0][0].level
        if groups and depth > groups[-1][0][0][0].level:
            groups[-1].append(block)
        else:
            groups.append([block])
    packed: list[_Unit] = []
    for group in groups:
        unit = _Unit(tuple(line for block in group for line in block), announce,
                     group[0][0][0].marker)  # fmt: skip
        if unit.words > MAX_WORDS and len(group) > 1:
            packed.extend(_cut_list(group[0], group[1:]))
        elif (
            packed
            and not unit.marker
            and packed[-1].words + unit.words <= PACK_WORDS
            and (
                min(packed[-1].words, unit.words) < MIN_WORDS
                or packed[-1].words + unit.words <= PACK_WORDS / 2
            )
        ):
            packed[-1] = replace(packed[-1], lines=packed[-1].lines + unit.lines)
        else:
            packed.extend(_split_long(unit))
    if lead and packed:
        packed[0] = replace(packed[0], lines=lead + packed[0].lines, lead_in="")
    return units + packed


def _last_sentence(text: str) -> str:
    spans = split_sentences(text)
    return text[spans[-1].start : spans[-1].end] if spans else ""


def _split_long(unit: _Unit) -> list[_Unit]:
    """Cut a unit above the limit at paragraphs, else at sentences."""
    if unit.words <= MAX_WORDS:
        return [unit]
    parts = -(-unit.words // PACK_WORDS)
    target = unit.words / parts
    lines: list[tuple[Piece, ...]] = []
    for line in unit.lines:
        if sum(len(p.text.split()) for p in line) > target * 1.3:
            lines.extend(_sentences_of(line))
        else:
            lines.append(line)
    units: list[_Unit] = []
    current: list[tuple[Piece, ...]] = []
    count = 0
    for line in lines:
        size = sum(len(p.text.split()) for p in line)
        if current and count + size / 2 > target:
            units.append(replace(unit, lines=tuple(current)))
            current, count = [], 0
        current.append(line)
        count += size
    units.append(replace(unit, lines=tuple(current)))
    return [_glue(u) for u in units]


def _sentences_of(line: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """Cut a line into its sentences; offsets stay those of the whole piece."""
    out: list[tuple[Piece, ...]] = []
    for piece in line:
        spans = split_sentences(piece.text)
        where = _offsets(piece.raw, piece.text)
        for index, span in enumerate(spans):
            begin, end = where[span.start], where[span.end - 1] + 1
            after = where[spans[index + 1].start] if index + 1 < len(spans) else len(piece.raw)
            part = replace(
                piece,
                text=piece.text[span.start : span.end],
                start=piece.start + begin,
                end=piece.start + end,
                raw=piece.raw[begin:end],
                notes=tuple(_NOTE_MARK.findall(piece.raw[begin:after])),
            )
            if out and (index == 0 and piece.level == -1):
                out[-1] = (*out[-1], part)
            else:
                out.append((replace(part, level=-2 if index else piece.level),))
    return out


def _glue(unit: _Unit) -> _Unit:
    """Put sentences of one paragraph that stayed together on one line again."""
    lines: list[tuple[Piece, ...]] = []
    for line in unit.lines:
        if lines and line[0].level == -2:
            lines[-1] = (*lines[-1], *line)
        else:
            lines.append(line)
    return replace(unit, lines=tuple(lines))


def _merge_short(units: Sequence[_Unit]) -> list[_Unit]:
    """Join a passage under the minimum with its neighbour under the same heading."""
    merged: list[_Unit] = []
    for unit in units:
        if (
            merged
            and not unit.lead_in
            and not unit.marker
            and min(merged[-1].words, unit.words) < MIN_WORDS
            and merged[-1].words + unit.words <= MAX_WORDS
        ):
            merged[-1] = replace(merged[-1], lines=merged[-1].lines + unit.lines)
        else:
            merged.append(unit)
    return merged


def read_handreiking(text: str, source: Source, *, appendix: bool) -> list[Passage]:
    """Return the passages of the handreiking, or of its Bijlage, in reading order.

    Args:
        text: the whole file.
        source: the manifest entry; its id begins every passage id.
        appendix: read the Bijlage (`vuistregels-zorg-straf/5`) instead of the body
            (`handreiking/deel-3/avg-stappen/5`).

    Raises:
        CorpusError: text stands where the outline knows no topic.
    """
    pieces = scan(text)
    border = next((p.start for p in pieces if p.level == 2 and p.text.startswith("Bijlage")), -1)
    if border < 0:
        raise CorpusError(f"{source.path}: no heading 'Bijlage' found; is this the handreiking?")
    notes = {
        p.marker: Footnote(number=p.marker, text=p.text)
        for p in pieces
        if p.role is Role.FOOTNOTE and (p.start > border) == appendix
    }
    passages: list[Passage] = []
    used: set[str] = set()
    for bucket in _place(pieces):
        if (bucket.part == "bijlage") != appendix:
            continue
        for unit in _cut(bucket):
            passage_id = _passage_id(source.id, bucket, unit, used)
            used.add(passage_id)
            passages.append(_passage(passage_id, source, bucket, unit, notes))
    return passages


# Topics whose numbered items are passages of their own, named after the printed number.
_NUMBERED_TOPICS = {"avg-stappen", "keuzes"}


def _passage_id(source_id: str, bucket: _Bucket, unit: _Unit, used: set[str]) -> str:
    steps = [source_id]
    if bucket.part != "bijlage":
        steps.append(bucket.part)
    steps.append(bucket.topic.slug)
    sub = SUB_SLUGS.get(bucket.sub, slugify(bucket.sub, words=5) if bucket.sub else "")
    if sub:
        steps.append(sub)
    base = "/".join(steps)
    if bucket.part == "bijlage" and bucket.topic.slug.isdigit():
        candidates = [base, *(f"{base}/{n}" for n in range(2, 100))]
    elif bucket.topic.slug in _NUMBERED_TOPICS and unit.marker and not sub:
        base = f"{base}/{unit.marker[:-1]}"
        candidates = [base, *(f"{base}/{n}" for n in range(2, 100))]
    elif bucket.topic.slug in _NUMBERED_TOPICS and not sub:
        candidates = [f"{base}/inleiding", *(f"{base}/inleiding-{n}" for n in range(2, 100))]
    else:
        candidates = [f"{base}/{n}" for n in range(1, 200)]
    return next(c for c in candidates if c not in used)


def _passage(
    passage_id: str, source: Source, bucket: _Bucket, unit: _Unit, notes: dict[str, Footnote]
) -> Passage:
    pieces = [p for line in unit.lines for p in line]
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        if (piece.start, piece.end) not in spans:
            spans.append((piece.start, piece.end))
    numbers = dict.fromkeys(n for p in pieces for n in p.notes)
    pages = [p.page for p in pieces]
    section = [PARTS[bucket.part], bucket.topic.title]
    if bucket.sub and SUB_SLUGS.get(bucket.sub) != "":
        section.append(bucket.sub)
    return Passage(
        id=passage_id,
        source_id=source.id,
        kind=source.kind,
        ref=_ref(bucket, unit, min(pages), max(pages)),
        section=tuple(section),
        text=unit.text,
        start=min(s for s, _ in spans),
        end=max(e for _, e in spans),
        spans=tuple(spans),
        topic=bucket.margin,
        lead_in=unit.lead_in,
        page=min(pages),
        page_end=max(pages),
        footnotes=tuple(notes[n] for n in numbers if n in notes),
        valid_on=source.valid_on,
        url=source.url,
        part=bucket.part,
    )


def _ref(bucket: _Bucket, unit: _Unit, first: int, last: int) -> str:
    pages = f"p. {first}" if first == last else f"p. {first}-{last}"
    if bucket.part == "bijlage":
        what = bucket.topic.title.lower()
        return f"Vuistregels samenwerking zorg en straf, {what}, {pages}"
    where = bucket.part.replace("-", " ")
    title = bucket.topic.title
    if bucket.topic.slug == "avg-stappen" and unit.marker:
        title = f"{title}, stap {unit.marker[:-1]}"
    return f"Handreiking, {where}, {title}, {pages}"
