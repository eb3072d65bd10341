"""Running text to passages: the part that PDF and Markdown documents share. Pure.

A reader turns its file into `Block`s: headings, paragraphs, list items, table rows and lines of
code, each with the place of every word. `cut_passages` makes passages of them:

1. Headings are never part of a passage's text; they are its section path. A heading with nothing
   below it is the exception: it becomes a passage of its own, so that no word is lost.
2. A list or table forms one unit with the paragraph that announces it. Other paragraphs are units
   of their own.
3. A unit of more than MAX_WORDS is cut at items, rows or paragraphs, then at sentences, then at
   clauses, then at words. A piece of a list that stands apart from its announcement carries it as
   `lead_in`.
4. A piece below MIN_WORDS joins its neighbour under the same heading when the two fit together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.records import Footnote, Passage, Source
from assistant.sentences import split_sentences
from assistant.slugs import slugify

MIN_WORDS = 40  # a passage is one idea of 40 to 250 words where the text allows
MAX_WORDS = 250
LONGEST_LEAD_IN = 60  # words; a longer sentence before a list is text, not its announcement

# The numbering of a heading shifts when a chapter is inserted, so it is no part of an id:
# "3.2 Toestemming", "Hoofdstuk 2: Aanmelden".
NUMBERING = re.compile(r"(?:(?:hoofdstuk|paragraaf)\s+)?\d{1,3}(?:\.\d{1,3}){0,4}[.:)]?\s+", re.I)
CLAUSE_ENDS = (";", ":", ",", ")")


class BlockKind(StrEnum):
    """What a block is; items, rows and lines of code stand on lines of their own."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a document, free of markup."""

    kind: BlockKind
    text: str  # words with one space between them
    words: tuple[tuple[int, int], ...]  # start and end in the document of every word of `text`
    level: int = 1  # of a heading, 1 is the outermost; of an item, 1 is not nested
    notes: tuple[tuple[int, str], ...] = ()  # index of a word and key of the footnote at it

    def __post_init__(self) -> None:
        """Refuse a block whose words and places differ in number."""
        if not self.words or len(self.words) != len(self.text.split()):
            raise ValueError(f"block has {len(self.words)} places for {self.text[:40]!r}")

    @property
    def start(self) -> int:
        """Offset of the first word in the document."""
        return self.words[0][0]

    @property
    def end(self) -> int:
        """Offset past the last word in the document."""
        return self.words[-1][1]


@dataclass(slots=True)
class TextBuilder:
    """Collects characters with the place each came from, and makes a block of them."""

    characters: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str, start: int, *, exact: bool = True) -> None:
        """Add text that begins at `start`.

        Args:
            text: what is shown.
            start: its offset in the document.
            exact: every character stands in the document as it is; otherwise all of them share the
                place `start` to `start + 1`, as "&" does for "&amp;".
        """
        self.characters.append(text)
        if exact:
            self.places.extend((start + i, start + i + 1) for i in range(len(text)))
        else:
            self.places.extend([(start, start + 1)] * len(text))

    def note(self, key: str) -> None:
        """Tie a footnote to the word that was added last."""
        self.notes.append((max(0, len("".join(self.characters).split()) - 1), key))

    def build(self, kind: BlockKind, level: int = 1) -> Block | None:
        """Return the block, or None when there is no word in it."""
        text = "".join(self.characters)
        found = list(re.finditer(r"\S+", text))
        if not found:
            return None
        return Block(
            kind=kind,
            text=" ".join(m.group() for m in found),
            words=tuple((self.places[m.start()][0], self.places[m.end() - 1][1]) for m in found),
            level=level,
            notes=tuple(self.notes),
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words `first` to `last` of a block, and what separates it from what stands before it."""

    block: Block
    first: int
    last: int
    joint: str

    @property
    def size(self) -> int:
        return self.last - self.first

    @property
    def text(self) -> str:
        return " ".join(self.block.text.split(" ")[self.first : self.last])


@dataclass(frozen=True, slots=True)
class _Unit:
    pieces: tuple[_Piece, ...]
    lead_in: str = ""

    @property
    def size(self) -> int:
        return sum(p.size for p in self.pieces)


@dataclass(frozen=True, slots=True)
class _Section:
    headings: tuple[str, ...]
    slugs: tuple[str, ...]
    shown: str  # heading that a reference names; "" when that is the title of the document
    body: tuple[Block, ...]


def cut_passages(
    blocks: Sequence[Block],
    source: Source,
    *,
    page_of: Callable[[int], int] | None = None,
    footnotes: Mapping[str, Footnote] | None = None,
) -> list[Passage]:
    """Return the passages of a document, in reading order.

    A passage's id is the id of the source, the slugs of its headings and its number under the last
    of them, from 1: `eigen/werkinstructie/aanmelden/toestemming/2`. It does not change when
    something is added under another heading. The title, a level-1 heading that opens the document,
    is left out of it; a second heading with the same slugs gets "-2".

    Args:
        blocks: the document in reading order.
        source: what the passages belong to.
        page_of: the page, counted from 1, on which an offset stands; None without pages.
        footnotes: the notes by the keys that the blocks use.
    """
    passages: list[Passage] = []
    for section in _sections(blocks, source):
        prefix = "/".join((source.id, *section.slugs))
        for number, unit in enumerate(_units(section.body), start=1):
            words = unit.pieces
            start = words[0].block.words[words[0].first][0]
            end = words[-1].block.words[words[-1].last - 1][1]
            page = page_of(start) if page_of else None
            page_end = page_of(end - 1) if page_of else None
            passages.append(
                Passage(
                    id=f"{prefix}/{number}",
                    source_id=source.id,
                    kind=source.kind,
                    ref=_reference(source.title, section.shown, page, page_end),
                    section=section.headings,
                    text=_text(unit.pieces),
                    start=start,
                    end=end,
                    lead_in=unit.lead_in,
                    page=page,
                    page_end=page_end,
                    footnotes=tuple(_notes(unit.pieces, footnotes or {})),
                    valid_on=source.valid_on,
                    url=source.url,
                )
            )
    return passages


def _reference(title: str, heading: str, page: int | None, page_end: int | None) -> str:
    where = f"{title}, paragraaf {heading}" if heading else title
    if page is None:
        return where
    return f"{where} (p. {page})" if page_end in {None, page} else f"{where} (p. {page}-{page_end})"


def _text(pieces: Sequence[_Piece]) -> str:
    return "".join((p.joint if i else "") + p.text for i, p in enumerate(pieces))


def _notes(pieces: Sequence[_Piece], footnotes: Mapping[str, Footnote]) -> Iterator[Footnote]:
    keys = [key for p in pieces for word, key in p.block.notes if p.first <= word < p.last]
    for key in dict.fromkeys(keys):
        if key in footnotes:
            yield footnotes[key]


def _sections(blocks: Sequence[Block], source: Source) -> Iterator[_Section]:
    """Yield the text under every heading that has some, and headings with nothing below them."""
    headings = [b for b in blocks if b.kind is BlockKind.HEADING]
    title = blocks[0] if blocks and headings and blocks[0] is headings[0] else None
    if title and title.level != min(h.level for h in headings):
        title = None
    only_title = title is not None and all(h is title or h.level > title.level for h in headings)
    namesake = title is not None and slugify(title.text) == slugify(source.title)
    names = _Names(headings, title)

    path: list[tuple[Block, str]] = []
    body: list[Block] = []
    pending: list[tuple[int, str]] = []  # notes of headings go to the first text below them

    def section(of: Sequence[Block]) -> _Section:
        last = path[-1][0] if path else None
        untold = last is None or (last is title and (only_title or namesake))
        return _Section(
            headings=tuple(h.text for h, _ in path),
            slugs=tuple(slug for _, slug in path if slug),
            shown="" if untold or last is None else last.text,
            body=tuple(of),
        )

    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            body.append(replace(block, notes=(*pending, *block.notes)) if pending else block)
            pending = []
            continue
        if body:
            yield section(body)
            body = []
        while path and path[-1][0].level >= block.level:
            path.pop()
        pending += [(0, key) for _, key in block.notes]
        path.append((block, names.slug(block, [slug for _, slug in path])))
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is None or (
            following.kind is BlockKind.HEADING and following.level <= block.level
        ):
            yield section([replace(block, kind=BlockKind.PARAGRAPH, notes=tuple(pending))])
            pending = []
    if body:
        yield section(body)


class _Names:
    """Gives every heading a slug that is unique under its parent."""

    def __init__(self, headings: Sequence[Block], title: Block | None) -> None:
        self._title = title
        self._plain = {_slug(h.text) for h in headings}
        self._used: set[tuple[str, ...]] = set()

    def slug(self, heading: Block, parents: Sequence[str]) -> str:
        if heading is self._title:
            return ""
        plain = _slug(heading.text)
        above = tuple(p for p in parents if p)
        candidate, number = plain, 2
        while (*above, candidate) in self._used or (number > 2 and candidate in self._plain):
            candidate, number = f"{plain}-{number}", number + 1
        self._used.add((*above, candidate))
        return candidate


def _slug(heading: str) -> str:
    bare = NUMBERING.sub("", heading, count=1) if NUMBERING.match(heading) else heading
    return slugify(bare if re.search(r"\w", bare) else heading)


def _units(body: Sequence[Block]) -> list[_Unit]:
    """Cut what stands under one heading."""
    units: list[_Unit] = []
    index = 0
    while index < len(body):
        block = body[index]
        stop = index + 1
        first_line = index
        if block.kind is BlockKind.PARAGRAPH:
            first_line = stop
        if first_line < len(body) and body[first_line].kind is not BlockKind.PARAGRAPH:
            kind = body[first_line].kind
            stop = first_line
            while stop < len(body) and body[stop].kind is kind:
                stop += 1
        if stop > first_line:
            lead = block if first_line > index else None
            units.extend(_cut_lines(lead, body[first_line:stop]))
        else:
            units.extend(_cut_long(_Unit((_whole(block, "\n\n"),))))
        index = stop
    return _merge_short(units)


def _whole(block: Block, joint: str) -> _Piece:
    return _Piece(block, 0, len(block.words), joint)


def _cut_lines(lead: Block | None, lines: Sequence[Block]) -> list[_Unit]:
    """Cut a list, table or code, with the paragraph before it."""
    joints = ["\n\n" if lead is None else "\n", *["\n"] * (len(lines) - 1)]
    pieces = [_whole(line, joint) for line, joint in zip(lines, joints, strict=True)]
    if lead is None:
        announcement = lines[0].text if lines[0].kind is BlockKind.ROW and len(lines) > 1 else ""
        return _cut_long(_Unit(tuple(pieces)), announcement)
    sentences = _sentences(_whole(lead, "\n\n"))
    last = sentences[-1]
    announces = last.size <= LONGEST_LEAD_IN and (last.text.endswith(":") or len(sentences) == 1)
    whole = _Unit((_whole(lead, "\n\n"), *pieces))
    if whole.size <= MAX_WORDS or not announces:
        return _cut_long(whole)
    before = [_Unit((_Piece(lead, 0, last.first, "\n\n"),))] if last.first else []
    return [u for unit in before for u in _cut_long(unit)] + _cut_long(
        _Unit((replace(last, joint="\n\n"), *pieces)), last.text
    )


def _cut_long(unit: _Unit, lead_in: str = "") -> list[_Unit]:
    """Cut a unit above MAX_WORDS into parts of about equal size."""
    if unit.size <= MAX_WORDS:
        return [unit]
    pieces = [small for piece in unit.pieces for small in _cut_piece(piece)]
    target = unit.size / -(-unit.size // MAX_WORDS)
    groups: list[list[_Piece]] = [[]]
    size = 0
    for piece in pieces:
        full = size + piece.size > MAX_WORDS
        # the border goes where the part is nearest to its share
        enough = size >= MIN_WORDS and size + piece.size / 2 > target
        if groups[-1] and (full or enough):
            groups.append([])
            size = 0
        groups[-1].append(piece)
        size += piece.size
    return [_Unit(tuple(_join(g)), lead_in if i else "") for i, g in enumerate(groups)]


def _join(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Make one piece again of neighbours that are parts of one block."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].block is piece.block and joined[-1].last == piece.first:
            joined[-1] = replace(joined[-1], last=piece.last)
        else:
            joined.append(piece)
    return joined


def _cut_piece(piece: _Piece) -> list[_Piece]:
    """Return the sentences of a long piece; a short one stays whole."""
    if piece.size <= MIN_WORDS * 2:
        return [piece]
    return [part for sentence in _sentences(piece) for part in _clauses(sentence)]


def _sentences(piece: _Piece) -> list[_Piece]:
    text = piece.text
    pieces: list[_Piece] = []
    first = piece.first
    for start, end in split_sentences(text):
        last = first + len(text[start:end].split())
        pieces.append(_Piece(piece.block, first, last, " " if pieces else piece.joint))
        first = last
    return pieces


def _clauses(piece: _Piece) -> list[_Piece]:
    """Cut a sentence above MAX_WORDS at the last clause that fits, or else at a word."""
    parts: list[_Piece] = []
    words = piece.block.text.split(" ")
    first, joint = piece.first, piece.joint
    while piece.last - first > MAX_WORDS:
        window = range(first + MAX_WORDS - 1, first + MIN_WORDS, -1)
        cut = next((i + 1 for i in window if words[i].endswith(CLAUSE_ENDS)), first + MAX_WORDS)
        parts.append(_Piece(piece.block, first, cut, joint))
        first, joint = cut, " "
    return [*parts, _Piece(piece.block, first, piece.last, joint)]


def _merge_short(units: Sequence[_Unit]) -> list[_Unit]:
    """Join units below MIN_WORDS with the one after them, and a short last one with the one before.

    A unit that continues a list never opens a merged one with something else before it, so its
    lead-in stays true.
    """
    merged: list[_Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        fits = last is not None and last.size + unit.size <= MAX_WORDS and not unit.lead_in
        if last and fits and last.size < MIN_WORDS:
            merged[-1] = _Unit(last.pieces + unit.pieces, last.lead_in)
        else:
            merged.append(unit)
    if len(merged) > 1:
        before, last = merged[-2:]
        if (
            last.size < MIN_WORDS
            and before.size + last.size <= MAX_WORDS
            and last.lead_in in {"", before.lead_in}
        ):
            merged[-2:] = [_Unit(before.pieces + last.pieces, before.lead_in)]
    return [_Unit(tuple(_join(u.pieces)), u.lead_in) for u in merged]
