"""Positioned pieces of text on pages to headings, paragraphs and list items. Pure.

A PDF knows no words, lines or paragraphs: it puts pieces of text at positions. This module
rebuilds them, in five steps that each can be called on its own:

1. `rows_of`: pieces that share a baseline become a row.
2. `find_furniture`: rows that come back in the margins of many pages.
3. `reading_order`: rows are cut at the gutter between two columns; left comes before right.
4. `take_footnotes`: small numbered lines at the foot of a page whose number stands in the text.
5. `build_paragraphs`: lines become paragraphs, across columns and pages; words that were broken at
   a line end are mended (`mend`); headings and list items are told apart.

Widths are estimates: fonts of a PDF seldom tell which character has which width. Rules that need
them therefore leave a wide margin. Positions are in points (1/72 inch), y counts upward.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from assistant.readers.prose import BlockKind

HEADING_RATIO = 1.12  # a line this much larger than the body is a heading
SMALL_RATIO = 0.93  # a line this much smaller than the body can be a footnote
MARK_RATIO = 0.8  # figures this much smaller than their line are a footnote mark
SAME_ROW = 0.45  # of the type size; lines stand at least 1.0 apart
PARAGRAPH_GAP = 1.25  # of the usual distance between lines
MARGIN_SHARE = 0.15  # of the height of the page, at the top and at the foot
EDGE_ROWS = 4  # rows from the edge that can be furniture
COLUMN_ROWS = 4  # rows that have to begin at the gutter before there are two columns
CROSSING = 1.25  # of the column width; an estimate may be some 15% off, a full line is 2.1
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"  # around a footnote mark inside the text of a line

# Narrow, wide and other characters of a text face, in parts of the type size.
_NARROW, _WIDE = re.compile(r"[iljtfrI.,:;!'|()\[\]` -]"), re.compile(r"[mwMWOQGCDNHUABKRVX@%&]")
_WIDTHS = (0.29, 0.76, 0.53)

BULLET = re.compile(r"(?:[•▪●◦·■□▫○‣➢➤✓✔❖►\uf0b7\uf0a7\uf0d8\uf0fc]\s*|[–—-]\s+|o\s+)(?=\S)")
DASHES = frozenset("–—-")
ENUMERATOR = re.compile(r"(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
NUMBERED_HEADING = re.compile(
    r"(?:(?:hoofdstuk|artikel|bijlage|paragraaf|deel|stap)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|(?<=\s)[A-Z])[.:]?\s+(?=[A-ZÀ-Þ‘“'\"])",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:pagina|page|pag\.?|blz\.?|p\.?)?\s*(\d{1,4})(?:\s*(?:van|of|/)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)
CONTENTS_ROW = re.compile(r".*\S\s*(?:\.\s?){4,}\s*\d{1,4}")
NOTE_LINE = re.compile(rf"{MARK_OPEN}?(\d{{1,3}}){MARK_CLOSE}?[.)]?\s*(?=\S)")
TERMINATED = re.compile(r"[.?!:;…][\"'”’»)\]]*$")

# Words after which a hyphen at a line end is a real one: "kind- en gezinsbescherming".
SUSPENDERS = frozenset("en of als noch tot dan respectievelijk resp. c.q. en/of alsook".split())  # noqa: SIM905
# First parts that are always written with a hyphen: "niet-vrijwillig", "ex-partner".
HYPHENATED = frozenset("niet ex oud non e aspirant bijna adjunct vice privé".split())  # noqa: SIM905
# Vowels that would be read as one sound when joined: "auto-ongeluk", "zee-egel".
CLASHES = frozenset("aa ae ai ao au ee ei eu ie ii ij oe oi oo ou ui uu éé".split())  # noqa: SIM905
HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Text at a position, as the PDF places it."""

    text: str
    x: float  # of its left side
    y: float  # of its baseline
    size: float  # of the type
    bold: bool = False
    order: int = 0  # in the file
    # Whether white space lies between it and the fragment before it in the file; None: the file
    # went to another line in between, and only the positions tell.
    spaced: bool | None = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a page, or the part of it that lies in one column."""

    text: str
    x: float
    right: float  # estimate
    y: float
    size: float  # of most of its characters
    bold: bool  # all of it
    page: int  # counted from 1
    fragments: tuple[Fragment, ...] = field(repr=False)
    column: int = 0  # counts on over all columns and bands of the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The upright text of a page."""

    number: int  # counted from 1
    bottom: float
    top: float
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as it stands on its page."""

    page: int
    number: str
    text: str

    @property
    def key(self) -> str:
        """Name that is unique in the document."""
        return f"{self.page}:{self.number}"


@dataclass(slots=True)
class Paragraph:
    """Words of a paragraph, heading or item, with the page of each."""

    kind: BlockKind
    words: list[tuple[str, int]]
    level: int = 1
    notes: list[tuple[int, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list, repr=False)


def width_of(text: str, size: float) -> float:
    """Estimate the width of a text in points; right within some 15% for text faces."""
    narrow = len(_NARROW.findall(text))
    wide = len(_WIDE.findall(text))
    rest = len(text) - narrow - wide
    return size * (narrow * _WIDTHS[0] + wide * _WIDTHS[1] + rest * _WIDTHS[2])


def rows_of(page: Page) -> list[Line]:
    """Return the rows of a page from top to bottom; fragments in a row go from left to right."""
    return _rows(page.fragments, page.number)


def _rows(fragments: Iterable[Fragment], page: int) -> list[Line]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (-f.y, f.order)):
        first = rows[-1][0] if rows else None
        if first and abs(first.y - fragment.y) <= SAME_ROW * max(first.size, fragment.size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [line for row in rows if (line := _line(row, page)) is not None]


def _line(fragments: Iterable[Fragment], page: int, column: int = 0) -> Line | None:
    ordered = sorted(fragments, key=lambda f: (round(f.x, 1), f.order))
    sizes: Counter[float] = Counter()
    for f in ordered:
        sizes[f.size] += len(f.text.strip())
    size = max(sizes, key=lambda s: (sizes[s], s), default=0.0)
    parts: list[str] = []
    right = 0.0
    before: Fragment | None = None
    for f in ordered:
        if before is not None and not _touch(before, f):
            parts.append(" ")
        bare = f.text.strip()
        is_mark = bare.isdigit() and len(bare) <= 3 and f.size <= MARK_RATIO * size
        parts.append(f"{MARK_OPEN}{bare}{MARK_CLOSE}" if is_mark else f.text)
        # a change of font leaves the position where its line began: count on from the last end
        start = right if before is not None and f.x <= before.x + 0.1 else f.x
        right = max(right, start + width_of(f.text, f.size))
        before = f
    text = " ".join("".join(parts).split())
    if not text:
        return None
    main = max(ordered, key=lambda f: (f.size == size, len(f.text)))
    spoken = [f for f in ordered if re.search(r"\w", f.text)]
    return Line(
        text=text,
        x=min(f.x for f in ordered),
        right=right,
        y=main.y,
        size=size,
        bold=bool(spoken) and all(f.bold for f in spoken),
        page=page,
        fragments=tuple(ordered),
        column=column,
    )


def _touch(before: Fragment, after: Fragment) -> bool:
    """Whether two fragments of a row are parts of one word."""
    if after.order != before.order + 1 or after.spaced:
        return False
    if after.spaced is None:
        # for a letter or two the estimate of a width is good enough, for a word it is not
        end = before.x + width_of(before.text, before.size)
        return len(before.text) <= 2 and after.x - end < 0.18 * before.size
    return True


def plain(text: str) -> str:
    """The text with footnote marks as ordinary figures."""
    return text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")


def body_size(lines: Iterable[Line]) -> float:
    """The type size of most characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], -s), default=0.0)


# --- furniture -------------------------------------------------------------------------------


def find_furniture(pages: Sequence[Page], rows: Sequence[Sequence[Line]]) -> list[set[int]]:
    """Return for every page the indices of rows that are running headers, footers or contents.

    A row is furniture when it lies in the top or bottom 15% of the page, all rows between it and
    that edge are furniture, and rows like it come back at the same height on other pages: on at
    least 3 pages (2 in a document of up to 4), or on 40% when it is larger or bolder than the
    body, for then it may be a heading; or when more than half of the pages have furniture at that
    very height and in that size of type. "Like it" means the same text but for figures, and figures
    that differ count along with the pages. A document of one page has a page number at most.

    Lines of a table of contents (dots and a page number) are furniture wherever they stand: they
    name what follows and say nothing.
    """
    body = body_size(line for page in rows for line in page)
    groups: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for page_index, (page, lines) in enumerate(zip(pages, rows, strict=True)):
        for edge, indices in _edges(page, lines).items():
            for index in indices:
                signature = _signature(lines[index].text)
                groups.setdefault((edge, signature), []).append((page_index, index))
    repeated = {
        (edge, place)
        for (edge, _), places in groups.items()
        for place in _repeats(places, rows, body)
    }
    repeated |= _alike(repeated, pages, rows)
    removed: list[set[int]] = []
    for page_index, (page, lines) in enumerate(zip(pages, rows, strict=True)):
        found: set[int] = set()
        for edge, indices in _edges(page, lines).items():
            for index in indices:
                if (edge, (page_index, index)) not in repeated:
                    break
                found.add(index)
        removed.append(found)
    if len(pages) == 1 and rows[0]:
        last = len(rows[0]) - 1
        number = PAGE_NUMBER.fullmatch(rows[0][last].text)
        if number and last > 0 and last in _edges(pages[0], rows[0])["foot"]:
            removed[0].add(last)
    if all(len(found) == len(lines) for found, lines in zip(removed, rows, strict=True)):
        removed = [set() for _ in rows]
    contents = [
        (page_index, index)
        for page_index, lines in enumerate(rows)
        for index, line in enumerate(lines)
        if CONTENTS_ROW.fullmatch(line.text)
    ]
    if len(contents) >= 3:
        for page_index, index in contents:
            removed[page_index].add(index)
    return removed


_Places = set[tuple[str, tuple[int, int]]]  # edge, index of the page and index of the row


def _alike(repeated: _Places, pages: Sequence[Page], rows: Sequence[Sequence[Line]]) -> _Places:
    """Outermost rows at the height and in the type of furniture that most pages have.

    They are the running heads of chapters of a page or two.
    """
    found: _Places = set()
    for edge in ("head", "foot"):
        usual = Counter(
            (round(rows[p][i].y), rows[p][i].size) for where, (p, i) in repeated if where == edge
        )
        common = {place for place, n in usual.items() if n > max(2, len(pages) / 2)}
        for page_index, (page, lines) in enumerate(zip(pages, rows, strict=True)):
            outermost = _edges(page, lines)[edge][:1]
            found |= {
                (edge, (page_index, i))
                for i in outermost
                if (round(lines[i].y), lines[i].size) in common
            }
    return found


def _edges(page: Page, lines: Sequence[Line]) -> dict[str, list[int]]:
    height = (page.top - page.bottom) * MARGIN_SHARE
    top = [i for i, line in enumerate(lines) if line.y > page.top - height]
    foot = [i for i, line in enumerate(lines) if line.y < page.bottom + height]
    return {"head": top[:EDGE_ROWS], "foot": foot[::-1][:EDGE_ROWS]}


def _signature(text: str) -> str:
    folded = re.sub(r"\d+", "#", " ".join(plain(text).casefold().split()))
    return (
        re.sub(r"[ivxlc]+", "#", folded)
        if re.fullmatch(r"[-–— ]*[ivxlc]+[-–— ]*", folded)
        else folded
    )


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _figures(text: str) -> list[int]:
    figures = [int(n[:9]) for n in re.findall(r"\d+", plain(text))]
    letters = text.casefold().strip("-–— ")
    if not figures and letters and all(c in _ROMAN for c in letters):
        values = [_ROMAN[c] for c in letters]
        figures = [sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))]
    return figures


def _repeats(
    places: list[tuple[int, int]], rows: Sequence[Sequence[Line]], body: float
) -> list[tuple[int, int]]:
    """The places of one signature that lie at the usual height, when there are enough of them."""
    height = median(rows[p][i].y for p, i in places)
    places = [(p, i) for p, i in places if abs(rows[p][i].y - height) <= 4]
    pages = {p for p, _ in places}
    lines = [rows[p][i] for p, i in places]
    stands_out = any(line.size >= HEADING_RATIO * body or line.bold for line in lines)
    numbering = all(PAGE_NUMBER.fullmatch(plain(line.text)) for line in lines)
    needed = 2 if len(rows) <= 4 else 3
    if stands_out and not numbering:
        needed = max(needed, -(-len(rows) * 2 // 5))
    if len(pages) < max(2, needed):
        return []
    figures = [_figures(line.text) for line in lines]
    for column in zip(*figures, strict=False):
        if len(set(column)) == 1:
            continue
        if stands_out and not numbering and any(s.size >= HEADING_RATIO * body for s in lines):
            return []  # "Stap 1", "Stap 2": slides with a numbered title
        offsets = Counter(n - p for n, (p, _) in zip(column, places, strict=True))
        if offsets.most_common(1)[0][1] < 0.8 * len(places):
            return []
    return places


# --- columns ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gutter:
    """Where the right one of two columns begins."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Of the left column with the gutter."""
        return self.right - self.left


def reading_order(
    rows: Sequence[Line], hint: Gutter | None = None, first_column: int = 0
) -> tuple[list[Line], Gutter | None]:
    """Return the lines of a page in the order in which they are read, and the gutter if any.

    Two columns are seen when at least 4 rows have a piece that begins at the same place in the
    middle of the page, hardly any row runs across that place, and the lines on both sides fill
    most of their column (in a table they do not); or, with fewer rows or shorter lines, when the
    file holds the whole left column before the right one. Rows that run across, and up to three
    rows that stand apart at the top or two at the foot, keep the full width: what lies between two
    of them is read left column first.

    Args:
        rows: the rows of one page from top to bottom, without furniture.
        hint: the gutter of the page before; one row that begins there is then enough.
        first_column: the number that the first column gets.
    """
    gutter = _find_gutter(rows)
    if gutter is None and hint is not None and _fits(rows, hint):
        gutter = hint
    if gutter is None:
        return [replace(row, column=first_column) for row in rows], None
    column = first_column
    ordered: list[Line] = []
    full: list[Line] = []
    band: list[Fragment] = []

    def close() -> None:
        nonlocal column
        left = [f for f in band if f.x < gutter.right - 3]
        right = [f for f in band if f.x >= gutter.right - 3]
        # baselines of the columns differ, so each has rows of its own
        sides = [full] if full else [_rows(side, rows[0].page) for side in (left, right)]
        for lines in sides:
            ordered.extend(replace(line, column=column) for line in lines)
            column += 1
        band.clear()
        full.clear()

    apart = _apart(rows, gutter)
    for index, row in enumerate(rows):
        if index in apart or _crosses(row, gutter):
            if band:
                close()
            full.append(row)
        else:
            if full:
                close()
            band.extend(row.fragments)
    close()
    return ordered, gutter


@lru_cache(maxsize=4096)
def _split(row: Line, gutter: Gutter) -> tuple[Line | None, Line | None]:
    left = [f for f in row.fragments if f.x < gutter.right - 3]
    right = [f for f in row.fragments if f.x >= gutter.right - 3]
    return _line(left, row.page), _line(right, row.page)


def _crosses(row: Line, gutter: Gutter) -> bool:
    left, right = _split(row, gutter)
    if left is None:
        return False
    if left.right - gutter.left > CROSSING * gutter.width:
        return True
    if right is None:
        return False
    # placed word by word: the next word follows at the distance of a space
    near = right.x - left.right < 0.6 * row.size and right.x > gutter.right + 3
    return near or left.right - left.x > CROSSING * gutter.width


def _find_gutter(rows: Sequence[Line]) -> Gutter | None:
    if len(rows) < COLUMN_ROWS:
        return None
    left = min(row.x for row in rows)
    extent = max(row.right for row in rows) - left
    starts = Counter(
        round(f.x)
        for row in rows
        for f in row.fragments
        if left + 0.3 * extent < f.x < left + 0.95 * extent  # the right column may hold a word only
    )
    likely = sorted(starts, key=lambda start: (-_near(starts, start), start))[:5]
    gutters = [
        Gutter(left, min(f.x for row in rows for f in row.fragments if abs(f.x - start) <= 1))
        for start in likely
    ]
    return next(
        (g for g in gutters if _holds(rows, g)),
        next((g for g in gutters if _drawn_apart(rows, g)), None),
    )


def _near(starts: Counter[int], start: int) -> int:
    return sum(starts[start + d] for d in (-1, 0, 1))


def _begins(rows: Sequence[Line], gutter: Gutter) -> list[Line]:
    """Rows with a piece that begins where the right column does."""
    return [
        row
        for row in rows
        if any(abs(f.x - gutter.right) <= 3 and f.text.strip() for f in row.fragments)
    ]


def _holds(rows: Sequence[Line], gutter: Gutter) -> bool:
    begin = [row for row in _begins(rows, gutter) if not _crosses(row, gutter)]
    if len(begin) < COLUMN_ROWS:
        return False
    top, foot = begin[0].y, begin[-1].y
    between = [row for row in rows if foot <= row.y <= top]
    within = [row for row in between if not _crosses(row, gutter)]
    if len(between) - len(within) > 0.25 * len(begin):
        return False
    halves = [_split(row, gutter) for row in within]
    lefts = [line.right - line.x for line, _ in halves if line is not None]
    rights = [line.right - line.x for _, line in halves if line is not None]
    if len(lefts) < COLUMN_ROWS:
        return False
    # where pieces are words, the white between the columns can be told from a space
    white = [
        gutter.right - line.right
        for line, _ in halves
        if line is not None and line.right - line.fragments[-1].x < 8 * line.size
    ]
    if len(white) * 2 > len(lefts) and median(white) < body_size(rows):
        return False
    filled = 0.55 * gutter.width
    return median(lefts) >= filled and median(rights) >= filled


def _drawn_apart(rows: Sequence[Line], gutter: Gutter) -> bool:
    """Whether the file holds everything left of the gutter before everything right of it.

    A table is written row by row. Two columns are written one after the other, and that shows
    even when the right one has a line or two only.
    """
    within = [row for row in rows if not _crosses(row, gutter)]
    left = [[f.order for f in row.fragments if f.x < gutter.right - 3] for row in within]
    right = [[f.order for f in row.fragments if f.x >= gutter.right - 3] for row in within]
    first = next((i for i, orders in enumerate(right) if orders), len(within))
    lefts = sum(map(bool, left))
    if not any(left[first + 1 :]) or (len(rows) - len(within)) > 0.25 * lefts:
        return False
    border = min(o for orders in right for o in orders)
    return all(o < border for orders in left for o in orders)


def _fits(rows: Sequence[Line], gutter: Gutter) -> bool:
    begin = [row for row in _begins(rows, gutter) if not _crosses(row, gutter)]
    both = [row for row in begin if _split(row, gutter)[0] is not None]
    return bool(both) and len(both) >= 0.2 * len(rows)


def _apart(rows: Sequence[Line], gutter: Gutter) -> set[int]:
    """Indices of rows at the top or foot that white space sets apart from the rest."""
    gaps = [a.y - b.y for a, b in pairwise(rows)]
    if not gaps:
        return set()
    usual = max(median(gaps), 1.2 * body_size(rows))  # rows of two columns can lie closer
    begin = {id(row) for row in _begins(rows, gutter)}
    found: set[int] = set()
    ends = [(range(n), gaps[n - 1]) for n in (1, 2, 3) if n < len(rows)]
    ends += [(range(len(rows) - n, len(rows)), gaps[-n]) for n in (1, 2) if n < len(rows)]
    for indices, gap in ends:
        if gap > 1.8 * usual and not any(id(rows[i]) in begin for i in indices):
            found.update(indices)
    return found


# --- footnotes -------------------------------------------------------------------------------


def take_footnotes(lines: Sequence[Line], body: float) -> tuple[list[Line], list[Note]]:
    """Split the lines of one page into its text and its footnotes.

    A footnote begins with a figure, in a smaller type than the body, after all lines of the body
    in its column; the same figure has to stand in the text of the page as a mark: figures against
    a word in a much smaller type.
    """
    marks = {
        number
        for line in lines
        if line.size > SMALL_RATIO * body
        for number in re.findall(f"{MARK_OPEN}(\\d+){MARK_CLOSE}", line.text)
    }
    if not marks:
        return list(lines), []
    kept: list[Line] = []
    notes: list[Note] = []
    for column in dict.fromkeys(line.column for line in lines):
        own = [line for line in lines if line.column == column]
        start = len(own)
        while start > 0 and own[start - 1].size <= SMALL_RATIO * body:
            start -= 1
        while start < len(own):
            number = NOTE_LINE.match(own[start].text)
            if number and number[1] in marks:
                break
            start += 1
        kept.extend(own[:start])
        for line in own[start:]:
            number = NOTE_LINE.match(line.text)
            if number and number[1] in marks and number[1] not in {n.number for n in notes}:
                notes.append(Note(line.page, number[1], plain(line.text[number.end() :])))
            else:
                joined = notes[-1].text.split() if notes else []
                add_line(joined, plain(line.text).split(), frozenset())
                notes[-1] = replace(notes[-1], text=" ".join(joined))
    return kept, notes


# --- hyphens ---------------------------------------------------------------------------------


def mend(before: str, after: str, vocabulary: frozenset[str]) -> str | None:
    """Join a word that ends a line with a hyphen to the first word of the next line.

    In this order:

    1. A soft hyphen is a break by the type-setter and goes.
    2. Before "en", "of" and the like a hyphen stays, and so does the space after it:
       "kind- en gezinsbescherming".
    3. A capital or figure at either side makes it a real hyphen: "AVG-proof", "12-jarige".
    4. The document decides when it holds the word elsewhere, with or without the hyphen.
    5. "niet-", "ex-", "oud-" and the like keep it, and so do vowels that would run together:
       "auto-ongeluk".
    6. Any other hyphen between lower-case letters goes.

    Args:
        before: the last word of a line.
        after: the first word of the next line.
        vocabulary: words of the document in lower case, see `vocabulary_of`.

    Returns:
        The joined word, or None when the two stay two words.

    >>> mend("gegevens-", "verwerking.", frozenset())
    'gegevensverwerking.'
    >>> mend("AVG-", "proof", frozenset())
    'AVG-proof'
    >>> mend("kind-", "en", frozenset()) is None
    True
    """
    stem = before[:-1]
    if before.endswith(SOFT_HYPHEN) and stem:
        return stem + after
    if before.endswith("/") and re.search(r"\w$", stem):
        return before + after  # "en/" and "of", or an address that ran on
    if before[-1:] not in HYPHENS or not re.search(r"\w$", stem) or not re.match(r"\w", after):
        return None
    if _core(after) in SUSPENDERS:
        return None
    if not (stem[-1].islower() and after[0].islower()):
        return before + after
    together, apart = _core(stem + after), _core(f"{stem}-{after}")
    if apart in vocabulary and together not in vocabulary:
        return before + after
    if together in vocabulary:
        return stem + after
    if _core(stem) in HYPHENATED or stem[-1].lower() + after[0].lower() in CLASHES:
        return before + after
    return stem + after


def _core(word: str) -> str:
    """A word in lower case without signs around it; hyphens of any form are one."""
    folded = re.sub(r"[\u2010\u2011]", "-", word.casefold().replace(SOFT_HYPHEN, ""))
    return folded if folded in SUSPENDERS else folded.strip(".,;:!?()[]\"'“”‘’„«»")


def vocabulary_of(lines: Iterable[Line]) -> frozenset[str]:
    """Words that stand whole on a line: not the first, and not the last if a hyphen ends it."""
    return frozenset(
        core
        for line in lines
        for word in plain(line.text).split()[1:]
        if not word.endswith((SOFT_HYPHEN, *HYPHENS)) and len(core := _core(word)) > 3
    )


def add_line(words: list[str], more: Sequence[str], vocabulary: frozenset[str]) -> bool:
    """Append words to a list, mending the word at the border; True when it was mended."""
    mended = mend(words[-1], more[0], vocabulary) if words and more else None
    if mended is None:
        words.extend(more)
        return False
    words[-1] = mended
    words.extend(more[1:])
    return True


# --- paragraphs ------------------------------------------------------------------------------


def build_paragraphs(
    lines: Sequence[Line], notes: Iterable[Note] = (), body: float | None = None
) -> list[Paragraph]:
    """Return headings, paragraphs and list items in reading order.

    Args:
        lines: the lines of the document in reading order, without furniture and footnotes.
        notes: footnotes; a mark of one of them is taken out of the text and becomes its key.
        body: the type size of the text; None: that of most characters.
    """
    size = body_size(lines) if body is None else body
    shape = _Shape(lines, size)
    keys = {(note.page, note.number): note.key for note in notes}
    groups: list[list[Line]] = []
    kinds: list[BlockKind] = []
    numbers: list[str] = []  # enumerators of the list that is open
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        start = shape.list_start(line, before, numbers, kinds[-1] if kinds else None)
        if start is not None:
            groups.append([line])
            kinds.append(BlockKind.ITEM)
            numbers.append(start)
        elif before is not None and not shape.breaks(before, line, kinds[-1], groups[-1][0]):
            groups[-1].append(line)
        else:
            groups.append([line])
            kinds.append(BlockKind.PARAGRAPH)
            if shape.stands_out(line) or not TERMINATED.search(line.text):
                numbers.clear()
    vocabulary = vocabulary_of(lines)
    paragraphs = [
        _paragraph(group, kind, keys, vocabulary) for group, kind in zip(groups, kinds, strict=True)
    ]
    shape.mark_headings(paragraphs)
    return [p for p in paragraphs if p.words]


def _paragraph(
    lines: Sequence[Line],
    kind: BlockKind,
    keys: dict[tuple[int, str], str],
    vocabulary: frozenset[str],
) -> Paragraph:
    words: list[str] = []
    pages: list[int] = []
    notes: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        text = line.text
        if kind is BlockKind.ITEM and number == 0:
            text = BULLET.sub("", text, count=1) if BULLET.match(text) else text
        fresh: list[str] = []
        marked: list[tuple[int, str]] = []  # relative to the words before this line
        for raw in text.split():
            word, found = _without_marks(raw, line.page, keys)
            if word:
                fresh.append(word)
            marked.extend((len(fresh) - 1, key) for key in found)
        offset = len(words)
        if fresh and add_line(words, fresh, vocabulary):
            offset -= 1
        pages += [line.page] * (len(words) - len(pages))
        notes.extend((max(0, offset + index), key) for index, key in marked)
    clean = [(_clean(word), page) for word, page in zip(words, pages, strict=True)]
    return Paragraph(kind, clean, notes=notes, lines=list(lines))


def _clean(word: str) -> str:
    return word.replace(SOFT_HYPHEN, "") or word


def _without_marks(word: str, page: int, keys: dict[tuple[int, str], str]) -> tuple[str, list[str]]:
    found: list[str] = []

    def drop(match: re.Match[str]) -> str:
        key = keys.get((page, match[1]))
        if key is None:
            return match[1]
        found.append(key)
        return ""

    return re.sub(f"{MARK_OPEN}(\\d+){MARK_CLOSE}", drop, word), found


class _Shape:
    """What is usual in a document: sizes, distances and widths."""

    def __init__(self, lines: Sequence[Line], body: float) -> None:
        self.body = body
        self.bold_body = sum(len(s.text) for s in lines if s.bold) * 2 > sum(
            len(s.text) for s in lines
        )
        ratios = Counter(
            round((a.y - b.y) / b.size / 0.05) * 0.05
            for a, b in pairwise(lines)
            if a.column == b.column and b.size and self.same_size(a, b) and a.y > b.y
        )
        # the smallest of the common ones: between paragraphs the distance is larger
        common = [r for r, n in ratios.items() if n >= 0.2 * ratios.total()]
        usual = min(common, default=1.2)
        self.leading = min(usual, 1.7)
        self.sides: dict[int, tuple[float, float]] = {}
        for line in lines:
            left, right = self.sides.get(line.column, (line.x, line.right))
            self.sides[line.column] = (min(left, line.x), max(right, line.right))

    @staticmethod
    def same_size(a: Line, b: Line) -> bool:
        return abs(a.size - b.size) <= 0.08 * max(a.size, b.size)

    def large(self, line: Line) -> bool:
        return line.size >= HEADING_RATIO * self.body and bool(re.search(r"[^\W\d_]", line.text))

    def stands_out(self, line: Line) -> bool:
        """Whether the line looks like a heading by its type."""
        if self.large(line):
            return True
        short = len(line.text.split()) <= 15 and not re.search(r"[.,;:]$", plain(line.text))
        bold = line.bold and not self.bold_body and line.size >= SMALL_RATIO * self.body
        return bold and short and bool(re.search(r"[^\W\d_]", line.text))

    def gap(self, before: Line, line: Line) -> bool:
        """Whether more white than usual lies between two lines of one column."""
        distance = before.y - line.y
        return distance > PARAGRAPH_GAP * self.leading * max(before.size, line.size)

    def full(self, line: Line) -> bool:
        left, right = self.sides[line.column]
        return line.right >= right - 0.25 * (right - left)

    def list_start(
        self, line: Line, before: Line | None, numbers: list[str], last: BlockKind | None
    ) -> str | None:
        """The enumerator with which a list item begins, "" for a bullet, None for no item."""
        if self.stands_out(line) and not BULLET.match(line.text):
            return None
        apart = before is None or before.column != line.column or self.gap(before, line)
        announced = (
            apart
            or last is BlockKind.ITEM
            or before is None
            or bool(TERMINATED.search(before.text))
            or self.stands_out(before)
        )
        if bullet := BULLET.match(line.text):
            sign = bullet.group().strip()
            return "" if (sign not in {*DASHES, "o"} or announced) else None
        found = ENUMERATOR.match(line.text)
        if not found:
            return None
        number = found[1]
        first = number in {"1", "a", "i"}
        follows = bool(numbers) and _follows(numbers, number)
        return (
            number if follows or (first and announced) or (apart and announced and first) else None
        )

    def breaks(self, before: Line, line: Line, kind: BlockKind, opening: Line) -> bool:
        """Whether a new paragraph begins with the line."""
        if not self.same_size(before, line) or self.stands_out(before) != self.stands_out(line):
            return True
        lower = bool(re.match(r"[(\"'‘“]*[a-zß-öø-ÿ]", line.text))
        broken = before.text.endswith((SOFT_HYPHEN, *HYPHENS)) and bool(re.match(r"\w", line.text))
        terminated = bool(TERMINATED.search(plain(before.text)))
        if before.column != line.column:
            if self.stands_out(line):
                return True
            return not (broken or lower or (not terminated and self.full(before)))
        if self.gap(before, line):
            return True
        if self.stands_out(line):
            numbered = NUMBERED_HEADING.match(line.text)
            return numbered is not None
        if kind is BlockKind.ITEM:
            return line.x < opening.x - 3 and not (broken or lower)
        left, _ = self.sides[line.column]
        if terminated and not lower:
            if not self.full(before):
                return True
            return line.x > left + 6 and before.x <= left + 2
        return False

    def mark_headings(self, paragraphs: Sequence[Paragraph]) -> None:
        """Turn paragraphs that are headings into headings and give them a level.

        Larger type first, every size a level; below those bold lines and lines that are numbered,
        every part of the number a level ("2.1" lies below "2").
        """
        sizes = sorted({round(p.lines[0].size, 1) for p in paragraphs if self._is_large(p)})
        ranks = {size: rank for rank, size in enumerate(reversed(sizes), start=1)}
        for index, paragraph in enumerate(paragraphs):
            text = " ".join(w for w, _ in paragraph.words)
            number = NUMBERED_HEADING.match(text)
            depth = number["number"].count(".") + 1 if number else 1
            if self._is_large(paragraph):
                paragraph.kind = BlockKind.HEADING
                paragraph.level = ranks[round(paragraph.lines[0].size, 1)]
            elif self._is_bold(paragraph) or self._is_numbered(paragraphs, index):
                paragraph.kind = BlockKind.HEADING
                paragraph.level = len(ranks) + depth

    def _is_large(self, paragraph: Paragraph) -> bool:
        lines = paragraph.lines
        return all(self.large(s) for s in lines) and len(paragraph.words) <= 40

    def _is_bold(self, paragraph: Paragraph) -> bool:
        return (
            paragraph.kind is BlockKind.PARAGRAPH
            and all(self.stands_out(s) for s in paragraph.lines)
            and len(paragraph.words) <= 25
        )

    def _is_numbered(self, paragraphs: Sequence[Paragraph], index: int) -> bool:
        """Whether a paragraph in the type of the body is a heading by its number alone."""
        paragraph = paragraphs[index]
        if not self._looks_numbered(paragraph):
            return False
        lines = paragraph.lines
        for neighbour, edge in ((index - 1, -1), (index + 1, 0)):
            if not 0 <= neighbour < len(paragraphs):
                continue
            other = paragraphs[neighbour]
            beside = other.lines[edge]
            if beside.column == lines[0].column:
                upper, lower = (beside, lines[0]) if edge else (lines[0], beside)
                if not self.gap(upper, lower):
                    return False
            text = " ".join(w for w, _ in paragraph.words)
            match = NUMBERED_HEADING.match(text)
            deep = match is not None and "." in match["number"]
            if not deep and other.kind is not BlockKind.HEADING and self._looks_numbered(other):
                return False
        return index + 1 < len(paragraphs)

    @staticmethod
    def _looks_numbered(paragraph: Paragraph) -> bool:
        text = " ".join(w for w, _ in paragraph.words)
        return (
            len(paragraph.lines) == 1
            and len(paragraph.words) <= 12
            and NUMBERED_HEADING.match(text) is not None
            and not re.search(r"[.,;:?!]$", text)
        )


def _follows(numbers: Sequence[str], number: str) -> bool:
    """Whether an enumerator is the next one after the last of its kind."""
    for last in reversed(numbers):
        if last.isdigit() and number.isdigit():
            return int(number) == int(last) + 1
        if len(last) == len(number) == 1 and last.isalpha() and number.isalpha():
            return ord(number) == ord(last) + 1 or (last, number) == ("i", "v")
        if last.isalpha() and number.isalpha():
            return bool(set(last + number) <= set("ivx"))
    return False
