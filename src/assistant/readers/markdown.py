"""Reads a Markdown document that an organisation added. Pure.

markdown-it-py (CommonMark with pipe tables) finds the structure. It keeps lines but no columns,
so every piece of text it reports is looked up in the source again, from where the piece before it
ended; that gives each character its offset in the file.

What is no wording is left out: marks of emphasis, list bullets, addresses behind links, HTML tags
and comments, reference definitions, front matter. Printed numbers of list items stay. Footnotes
(`[^1]`) become footnotes of the passages that refer to them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.errors import CorpusError
from assistant.readers.prose import Block, BlockKind, TextBuilder, cut_passages
from assistant.records import Footnote, Passage, Source

MAX_NESTING = 100  # lists in lists; the parser leaves out what lies deeper, 20 by default
MAX_CHARACTERS = 10_000_000  # some 5,000 pages; a larger file is no document

NOTE_MARK = re.compile(r"\[\^([^\s\[\]^]{1,40})\]")
# "[^1]: text", with the lines below it that are indented.
NOTE_DEFINITION = re.compile(
    r"^ {0,3}\[\^(?P<key>[^\s\[\]^]{1,40})\]:[ \t]*(?P<text>.*(?:\n(?:  |\t)[^\S\n]*+\S.*)*)", re.M
)
# YAML between two lines of dashes at the very start; anything else there is text between rules.
FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=\w[\w-]*:)(?:(?:\w[\w-]*:.*|[ \t].*|- .*|\#.*|)\n){1,200}?---[ \t]*(?:\n|\Z)"
)
TASK = re.compile(r"\[[ xX]\]\s+")

_TEXT_TAGS = (
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure"
    " footer form header hr html main nav ol p pre section summary table tbody tfoot thead ul"
)
# Tags at which a new line of text begins, with the kind of block that it holds.
HTML_BLOCKS = {
    "li": BlockKind.ITEM,
    "tr": BlockKind.ROW,
    **dict.fromkeys(_TEXT_TAGS.split(), BlockKind.PARAGRAPH),
    **dict.fromkeys([f"h{n}" for n in range(1, 7)], BlockKind.HEADING),
}
HTML_SPACES = {"br", "td", "th"}  # part words without ending the line
HTML_UNSEEN = {"script", "style", "template", "title"}


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A Markdown document taken apart; offsets are those of the file."""

    blocks: tuple[Block, ...]  # in the order of the file
    footnotes: dict[str, Footnote]  # by key, only those that a block refers to
    note_blocks: dict[str, Block]  # the same footnotes with the places of their words


def read_markdown(text: str, source: Source) -> list[Passage]:
    """Return the passages of a Markdown document, in reading order.

    `text[passage.start:passage.end]` holds the words of the passage and the markup between them.

    Args:
        text: the whole file; a byte order mark at the start is allowed.
        source: what the passages belong to.

    Raises:
        CorpusError: the file is empty, binary, too large or has no words.
    """
    if "\x00" in text:
        raise CorpusError(
            f"{source.path}: this is a binary file, not Markdown text; save the document as a"
            " Markdown or text file in UTF-8, or add it as a PDF"
        )
    if len(text) > MAX_CHARACTERS:
        raise CorpusError(
            f"{source.path}: {len(text):,} characters is more than the {MAX_CHARACTERS:,} that one"
            " document may have; split it into several files"
        )
    parsed = parse_markdown(text)
    if not any(re.search(r"\w", block.text) for block in parsed.blocks):
        raise CorpusError(f"{source.path}: there is no text in this file; fill it or remove it")
    return cut_passages(parsed.blocks, source, footnotes=parsed.footnotes)


def parse_markdown(text: str) -> MarkdownText:
    """Return headings, paragraphs, items, rows and code of a document with their places."""
    plain = re.sub(r"\r\n?", "\n", text)
    shift = _Shift(text) if plain != text else None
    mark = 1 if plain.startswith("\ufeff") else 0
    front = FRONT_MATTER.match(plain, mark)
    head = front.end() if front else mark
    plain = _blank(plain[:head]) + plain[head:]

    definitions: dict[str, tuple[int, str]] = {}
    for match in NOTE_DEFINITION.finditer(plain):
        if match["key"] not in definitions:
            definitions[match["key"]] = (match.start("text"), match["text"])
    body = NOTE_DEFINITION.sub(
        lambda m: _blank(m.group()) if definitions[m["key"]][0] == m.start("text") else m.group(),
        plain,
    )

    scanner = _Scanner(body, frozenset(definitions))
    blocks = scanner.scan()
    referred = {key for block in blocks for _, key in block.notes}
    notes: dict[str, Block] = {}
    for key, (start, note) in definitions.items():
        builder = TextBuilder()
        for token in scanner.inline(note):
            scanner.add_inline(builder, token, start, start + len(note), plain)
        block = builder.build(BlockKind.PARAGRAPH)
        if block is None:
            continue
        if key in referred:
            notes[key] = block
        else:  # a note that nothing refers to is text like any other
            blocks.append(block)
    blocks.sort(key=lambda b: b.start)
    if shift:
        blocks = [shift.apply(b) for b in blocks]
        notes = {key: shift.apply(b) for key, b in notes.items()}
    return MarkdownText(
        blocks=tuple(blocks),
        footnotes={key: Footnote(number=key, text=b.text) for key, b in notes.items()},
        note_blocks=notes,
    )


def _blank(text: str) -> str:
    """Spaces for everything but line ends."""
    return re.sub(r"[^\n]", " ", text)


class _Shift:
    """Turns offsets in text with bare line feeds into offsets in the file."""

    def __init__(self, text: str) -> None:
        self._places: list[int] = []
        index = 0
        while index < len(text):
            self._places.append(index)
            index += 2 if text.startswith("\r\n", index) else 1

    def apply(self, block: Block) -> Block:
        words = tuple((self._places[s], self._places[e - 1] + 1) for s, e in block.words)
        return replace(block, words=words)


@dataclass(slots=True)
class _Scanner:
    """Walks over the tokens of one document."""

    text: str
    note_keys: frozenset[str]
    lines: list[int] = field(default_factory=list)  # offset at which every line begins
    parser: MarkdownIt = field(
        # "text_join" would turn "&amp;" into "&" before its place is known
        default_factory=lambda: MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(
            ["table", "strikethrough"]
        )
    )

    def __post_init__(self) -> None:
        self.parser.disable(["text_join"])
        self.lines = [0, *(m.end() for m in re.finditer(r"\n", self.text)), len(self.text) + 1]

    def inline(self, text: str) -> list[Token]:
        return [child for t in self.parser.parseInline(text) for child in t.children or ()]

    def scan(self) -> list[Block]:
        blocks: list[Block] = []
        depth = 0
        marker: str | None = None  # printed number of the item whose first text comes next
        in_item = False  # the next paragraph is the first text of its item
        row: TextBuilder | None = None
        row_cursor = 0
        level = 1
        heading = False
        for token in self.parser.parse(self.text):
            if token.type == "heading_open":
                heading, level = True, int(token.tag[1])
            elif token.type == "heading_close":
                heading = False
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                depth += 1
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                depth -= 1
            elif token.type == "list_item_open":
                marker = f"{token.info}{token.markup}" if token.info else ""
                in_item = True
            elif token.type == "tr_open" and token.map:
                row, row_cursor = TextBuilder(), self.lines[token.map[0]]
            elif token.type == "tr_close" and row is not None:
                blocks.extend(_built(row, BlockKind.ROW, 1))
                row = None
            elif token.type == "inline" and row is not None:
                row_cursor = self._add_cell(row, token, row_cursor)
            elif token.type == "inline" and token.map:
                builder = TextBuilder()
                start, end = self._region(token.map)
                place = self.text.find(marker, start, end) if marker and in_item else -1
                if marker and place >= 0:
                    builder.add(marker, place)
                    builder.add(" ", place, exact=False)
                    start = place + len(marker)
                self.add_inline(builder, token, start, end, self.text, item=in_item)
                kind = BlockKind.PARAGRAPH
                if heading:
                    kind = BlockKind.HEADING
                elif depth:
                    kind = BlockKind.ITEM
                continued = kind is BlockKind.ITEM and not in_item
                blocks.extend(_built(builder, kind, level if heading else max(1, depth)))
                if continued:
                    _fold(blocks)
                in_item, marker = False, None
            elif token.type in {"fence", "code_block"} and token.map:
                blocks.extend(self._code(token))
                in_item = False
            elif token.type == "html_block" and token.map:
                start, end = self._region(token.map)
                blocks.extend(_read_html(self.text[start:end], start))
                in_item = False
        return blocks

    def _region(self, lines: Sequence[int]) -> tuple[int, int]:
        last = min(lines[1], len(self.lines) - 1)
        return self.lines[lines[0]], min(self.lines[last], len(self.text))

    def _code(self, token: Token) -> Iterator[Block]:
        assert token.map is not None  # noqa: S101 - the caller looked
        cursor, end = self._region(token.map)
        if token.type == "fence":
            cursor = self.lines[token.map[0] + 1]
        for line in token.content.split("\n"):
            words = line.split()
            if not words:
                continue
            builder = TextBuilder()
            for word in words:
                place = self.text.find(word, cursor, end)
                if place < 0:
                    break
                builder.add(word, place)
                builder.add(" ", place, exact=False)
                cursor = place + len(word)
            yield from _built(builder, BlockKind.CODE, 1)

    def _add_cell(self, row: TextBuilder, token: Token, cursor: int) -> int:
        end = self.text.find("\n", cursor)
        end = len(self.text) if end < 0 else end
        pipe = cursor
        if row.characters:
            pipe = max(cursor, self.text.find("|", cursor, end))
            row.add(" ", pipe, exact=False)
            row.add("|", pipe)
            row.add(" ", pipe, exact=False)
            cursor = pipe + 1
        after = self.add_inline(row, token, cursor, end, self.text)
        if not row.characters:
            row.add(" ", cursor, exact=False)  # an empty first cell still has a cell after it
        return after

    def add_inline(
        self,
        builder: TextBuilder,
        token: Token,
        cursor: int,
        end: int,
        text: str,
        *,
        item: bool = False,
    ) -> int:
        """Add what an inline token shows; return the offset past it."""
        for child in token.children if token.children is not None else [token]:
            cursor = self._add_child(builder, child, cursor, end, text, item=item)
            item = item and not "".join(builder.characters[-1:]).strip()
        return cursor

    def _add_child(
        self,
        builder: TextBuilder,
        child: Token,
        cursor: int,
        end: int,
        text: str,
        *,
        item: bool,
    ) -> int:
        if child.type in {"softbreak", "hardbreak"}:
            place = text.find("\n", cursor, end)
            builder.add(" ", max(place, cursor), exact=False)
            return cursor if place < 0 else place + 1
        if child.type == "text":
            place = text.find(child.content, cursor, end)
            if place < 0:  # a tab or "\|" that the parser rewrote: word by word
                return self._add_words(builder, child.content, cursor, end, text)
            self._add_text(builder, child.content, place, item=item)
            return place + len(child.content)
        if child.type == "text_special":
            place = max(cursor, text.find(child.markup, cursor, end))
            builder.add(child.content, place, exact=False)
            builder.places[-1] = (place, place + len(child.markup))
            return place + len(child.markup)
        if child.type == "code_inline":
            return self._add_words(builder, child.content, cursor, end, text)
        if child.type == "html_inline":
            place = max(cursor, text.find(child.content, cursor, end))
            name = re.match(r"</?\s*([A-Za-z0-9]+)", child.content)
            if name and (name[1].lower() in HTML_SPACES or name[1].lower() in HTML_BLOCKS):
                builder.add(" ", place, exact=False)
            return place + len(child.content)
        if child.type == "image":
            place = text.find("![", cursor, end)
            cursor = cursor if place < 0 else place + 2
            for part in child.children or ():
                cursor = self._add_child(builder, part, cursor, end, text, item=False)
            return _past_target(text, cursor, end)
        if child.type == "link_close" and child.info != "auto":
            return _past_target(text, cursor, end)
        return cursor

    def _add_text(self, builder: TextBuilder, content: str, place: int, *, item: bool) -> None:
        task = TASK.match(content) if item else None
        position = task.end() if task else 0
        for mark in NOTE_MARK.finditer(content, position):
            if mark[1] in self.note_keys:
                builder.add(content[position : mark.start()], place + position)
                builder.note(mark[1])
                position = mark.end()
        builder.add(content[position:], place + position)

    def _add_words(
        self, builder: TextBuilder, content: str, cursor: int, end: int, text: str
    ) -> int:
        for part in re.finditer(r"\s+|\S+", content):
            if part.group().isspace():
                builder.add(" ", cursor, exact=False)
                continue
            for sign in part.group():
                place = text.find(sign, cursor, end)
                place = cursor if place < 0 else place
                builder.add(sign, min(place, max(0, len(text) - 1)), exact=True)
                cursor = min(place + 1, end)
        return cursor


def _built(builder: TextBuilder, kind: BlockKind, level: int) -> Iterator[Block]:
    block = builder.build(kind, level)
    if block is not None:
        yield block


def _fold(blocks: list[Block]) -> None:
    """Make a further paragraph of an item part of it, for an item is one line."""
    if len(blocks) < 2:
        return
    item, more = blocks[-2:]
    if item.kind is BlockKind.ITEM and more.kind is BlockKind.ITEM and item.level == more.level:
        shifted = tuple((index + len(item.words), key) for index, key in more.notes)
        blocks[-2:] = [
            replace(
                item,
                text=f"{item.text} {more.text}",
                words=item.words + more.words,
                notes=item.notes + shifted,
            )
        ]


def _past_target(text: str, cursor: int, end: int) -> int:
    """The offset past "](address "title")", "][label]" or "]" of a link that ends at `cursor`."""
    close = text.find("]", cursor, end)
    if close < 0 or text[cursor:close].strip("*_`~ \n"):
        return cursor
    cursor = close + 1
    if text.startswith("[", cursor):
        label = text.find("]", cursor, end)
        return cursor if label < 0 else label + 1
    if not text.startswith("(", cursor):
        return cursor
    depth, quote, index = 0, "", cursor
    while index < end:
        sign = text[index]
        if sign == "\\":
            index += 1
        elif quote:
            quote = "" if sign == quote else quote
        elif sign == "<" and depth == 1:
            quote = ">"
        elif sign in "\"'" and text[index - 1].isspace():
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    return cursor


class _HtmlReader(HTMLParser):
    """Collects the lines of text of a stretch of HTML, with their places."""

    def __init__(self, text: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self._start = start
        self._lines = [0, *(m.end() for m in re.finditer(r"\n", text))]
        self._builder = TextBuilder()
        self._kind = BlockKind.PARAGRAPH
        self._level = 1
        self._cells = 0
        self._unseen = 0
        self.feed(text)
        self.close()
        self._flush()

    def _place(self) -> int:
        line, column = self.getpos()
        return self._start + self._lines[line - 1] + column

    def _flush(self) -> None:
        self.blocks.extend(_built(self._builder, self._kind, self._level))
        self._builder = TextBuilder()
        self._kind, self._level, self._cells = BlockKind.PARAGRAPH, 1, 0

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - attributes hold no wording
    ) -> None:
        if tag in HTML_UNSEEN:
            self._unseen += 1
        elif tag in {"td", "th"}:
            if self._cells and self._kind is BlockKind.ROW:
                self._builder.add(" | ", self._place(), exact=False)
            self._cells += 1
        elif tag == "br":
            self._builder.add(" ", self._place(), exact=False)
        elif tag in HTML_BLOCKS and not (
            tag in {"p", "div"} and self._kind in {BlockKind.ROW, BlockKind.ITEM}
        ):
            self._flush()
            self._kind = HTML_BLOCKS[tag]
            self._level = int(tag[1]) if self._kind is BlockKind.HEADING else 1
        elif tag in HTML_BLOCKS:
            self._builder.add(" ", self._place(), exact=False)

    def handle_endtag(self, tag: str) -> None:
        if tag in HTML_UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in {"p", "div"} and self._kind in {BlockKind.ROW, BlockKind.ITEM}:
            self._builder.add(" ", self._place(), exact=False)
        elif tag in HTML_BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._builder.add(data, self._place())

    def _reference(self, written: str) -> None:
        place = self._place()
        shown = html.unescape(written)
        if not self._unseen and shown:
            self._builder.add(shown, place, exact=False)
            self._builder.places[-1] = (place, place + len(written))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")


def _read_html(text: str, start: int) -> list[Block]:
    return _HtmlReader(text, start).blocks
