"""Reads XML from outside: no document type, no entities, and bounds on size and depth."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from assistant.errors import CorpusError

MAX_BYTES: Final = 64 * 1024 * 1024  # the largest acts of the Basiswettenbestand are about 15 MB
MAX_ELEMENTS: Final = 1_000_000
MAX_DEPTH: Final = 200  # acts go about 20 deep


class _Bounded(TreeBuilder):
    """Builds a tree, and stops at one that is deeper or larger than any act."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise ValueError(f"elements are nested more than {MAX_DEPTH} deep")
        if self._elements > MAX_ELEMENTS:
            raise ValueError(f"more than {MAX_ELEMENTS} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(data: bytes, name: str) -> Element:
    """Return the root element of an XML document.

    Args:
        data: the whole document.
        name: what it is called, for messages.

    Raises:
        CorpusError: it is no well-formed XML, has a document type, or is larger or deeper than
            `MAX_BYTES`, `MAX_ELEMENTS` and `MAX_DEPTH` allow. Nothing outside it is ever read.
    """
    if len(data) > MAX_BYTES:
        raise CorpusError(f"{name}: is larger than {MAX_BYTES // 1024 // 1024} MiB")
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise CorpusError(f"{name}: its XML is refused ({type(error).__name__})") from error
    except (ParseError, ValueError, LookupError) as error:
        raise CorpusError(f"{name}: is no XML that can be used ({error})") from error
    return root


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
