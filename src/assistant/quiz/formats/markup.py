r"""Plain text as HTML, and HTML of any origin as plain text; what is marked in it comes back apart.

A line break becomes `<br>`, and white space that a browser would swallow becomes a character
reference, so that `read_markup(as_html(text)).text == text` for every text.

The reader is a tokenizer of its own: it has to tell a reference `&#32;` from a space, which tree
builders do not, and to take time in proportion to a file of unknown origin, which `html.parser` of
Python 3.11 does not (half a minute for 50 kB of `<a `).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

OURS = "vindplaats-"  # what the class of an element begins with that we read apart

_SPACE = " \t\n\r\f"  # what HTML takes together
_SWALLOWED = re.compile(r"(?<=[ \t\n\r\f])[ \t\r]|[ \t\r](?=[ \t\n\r\f])|^[ \t\r]|[ \t\r]$|[\t\r]")
_TOKEN = re.compile(
    r"<!--|<(?P<end>/?+)(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)(?P<attributes>[^<>]*+)>"
    r"|(?P<reference>&(?:#[0-9]{1,8}+|#[xX][0-9a-fA-F]{1,8}+|[a-zA-Z][a-zA-Z0-9]{0,31}+);)"
    r"|(?P<space>[ \t\n\r\f]++)|(?P<words>[^<& \t\n\r\f]++)|(?P<sign>[<&])"
)
_CLASS = re.compile(r"(?<![a-z-])class\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "thead", "tr", "ul",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))  # fmt: skip
_LOST = frozenset(("audio", "embed", "iframe", "img", "object", "svg", "video"))
_HIDDEN = frozenset(("script", "style"))


@dataclass(slots=True)
class Marked:
    """An element, or the whole text, with what is marked inside it."""

    name: str = ""  # the class without OURS, or "li" for an element of a marked list
    text: str = ""  # without the texts of `parts`
    parts: list[Marked] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)  # of the whole, not of parts
    lost: bool = False  # a picture or the like stood in the whole; not told of parts

    def find(self, name: str) -> list[Marked]:
        """Return the parts with a name, in order."""
        return [p for p in self.parts if p.name == name]


def as_html(text: str) -> str:
    r"""Return a plain text as HTML that shows it, line breaks included.

    >>> as_html("a < b\n  c")
    'a &lt; b<br>&#32;&#32;c'
    """
    spaced = _SWALLOWED.sub(lambda m: f"\0{ord(m.group())};", text)
    return escape(spaced, quote=False).replace("\0", "&#").replace("\n", "<br>")


def read_markup(html: str) -> Marked:
    """Return the text of HTML, with the marked elements, comments and losses apart."""
    reader = _Reader()
    after = 0
    closed = True  # a comment that begins here can still end
    while match := _TOKEN.match(html, after):
        after = match.end()
        if match.lastgroup is None:  # a comment
            end = html.find("-->", after) if closed else -1
            closed = end >= 0
            if closed:
                reader.whole.comments.append(html[after:end].strip())
                after = end + 3
            else:
                reader.exact("<!--")
        elif tag := match["tag"]:
            name = tag.lower()
            if match["end"]:
                reader.close(name)
            else:
                reader.open(name, match["attributes"])
        elif reference := match["reference"]:
            reader.exact(unescape(reference))
        elif match["space"]:
            reader.space()
        else:
            reader.exact(match.group())
    return reader.finished()


class _Line:
    """The text of one element, growing as a browser would show it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.broken = False  # a new block began: a line break comes before the next words
        self.spaced = False

    def add(self, text: str) -> None:
        if self.pieces and self.broken:
            self.pieces.append("\n")
        elif self.spaced and self.pieces and self.pieces[-1] != "\n":
            self.pieces.append(" ")
        self.pieces.append(text)
        self.broken = self.spaced = False


class _Reader:
    def __init__(self) -> None:
        self.whole = Marked()
        # Open elements that are read apart: tag, how many of the same tag are open inside.
        self.stack: list[tuple[str, Marked, _Line]] = [("", self.whole, _Line())]
        self.inside = [0]
        self.hidden = ""

    @property
    def line(self) -> _Line:
        return self.stack[-1][2]

    def exact(self, text: str) -> None:
        if not self.hidden:
            self.line.add(text)

    def space(self) -> None:
        self.line.spaced = True

    def open(self, tag: str, written: str) -> None:
        if self.hidden:
            return
        if tag in _HIDDEN:
            self.hidden = tag
            return
        self.whole.lost = self.whole.lost or tag in _LOST
        if tag == "br":
            self.line.spaced = False
            self.line.add("\n")
            return
        if tag in _BLOCKS:
            self.line.broken, self.line.spaced = True, False
        if tag in _VOID or written.endswith("/"):
            return
        name = next((c for c in _classes(written) if c.startswith(OURS)), "")
        listed = tag == "li" and self.stack[-1][1].name != ""
        if name or listed:
            part = Marked(name.removeprefix(OURS) or tag)
            self.stack[-1][1].parts.append(part)
            self.stack.append((tag, part, _Line()))
            self.inside.append(0)
        else:
            self.inside[-1] += tag == self.stack[-1][0]
            if tag == "li":
                self.line.add("- ")

    def close(self, tag: str) -> None:
        if self.hidden:
            self.hidden = "" if tag == self.hidden else self.hidden
            return
        if tag == self.stack[-1][0]:
            if self.inside[-1]:
                self.inside[-1] -= 1
            else:
                self._pop()
        if tag in _BLOCKS:
            self.line.broken, self.line.spaced = True, False

    def finished(self) -> Marked:
        while len(self.stack) > 1:
            self._pop()
        self.whole.text = "".join(self.line.pieces)
        return self.whole

    def _pop(self) -> None:
        _, part, line = self.stack.pop()
        self.inside.pop()
        part.text = "".join(line.pieces)


def _classes(attributes: str) -> list[str]:
    found = _CLASS.search(attributes)
    return (found[1] or found[2] or "").split() if found else []
