"""QTI documents as XML, and what differs between versions 2.1 and 3.0 of the standard.

Documents are made once, in the names of 2.1; those of 3.0 follow from them by one rule (a prefix,
hyphens instead of capitals), and `Version` says what differs.

Source: 1EdTech, Question and Test Interoperability 2.1 (2012) and 3.0 (2022), XML bindings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_HTML = {"p", "br", "div", "ol", "li", "q"}
_BODIED = {"rubricBlock", "modalFeedback"}  # in 3.0 their content stands in a content body
_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How one version of the standard names things."""

    namespace: str  # of items and tests
    manifest_namespace: str
    schema: str  # the name of the kind of package, and its version
    schema_version: str
    resource: str  # the end of a resource type: "xmlv2p1"
    element: Callable[[str], str]  # from the name of 2.1
    attribute: Callable[[str], str]
    bodies: bool  # whether feedback and rubrics hold a content body
    lacks: frozenset[str] = frozenset()  # attributes that it has no word for


def _hyphens(name: str) -> str:
    return name if ":" in name else _CAPITAL.sub(lambda m: "-" + m.group().lower(), name)


V2P1 = Version(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    manifest_namespace="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
    resource="xmlv2p1",
    element=lambda name: name,
    attribute=lambda name: name,
    bodies=False,
    lacks=frozenset({"externalScored"}),
)
V3P0 = Version(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    manifest_namespace="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    schema_version="3.0.0",
    resource="xmlv3p0",
    element=lambda name: name if name in _HTML else "qti-" + _hyphens(name),
    attribute=_hyphens,
    bodies=True,
)


def element(
    name: str, attributes: Mapping[str, str] | None = None, *inside: ET.Element | str
) -> ET.Element:
    """Return an element.

    Args:
        name: in version 2.1.
        attributes: in version 2.1.
        inside: what it holds, in order; a line break in a text becomes <br/>.
    """
    made = ET.Element(name, dict(attributes or {}))
    for part in inside:
        if isinstance(part, str):
            _write(made, part)
        else:
            made.append(part)
    return made


def leaf(name: str, text: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    """Return an element that holds this text as it is."""
    made = ET.Element(name, dict(attributes or {}))
    made.text = text
    return made


def _write(into: ET.Element, text: str) -> None:
    """Add the text after what is there; a line break becomes <br/>."""
    first, *others = text.split("\n")
    if len(into):
        into[-1].tail = (into[-1].tail or "") + first
    else:
        into.text = (into.text or "") + first
    for line in others:
        ET.SubElement(into, "br").tail = line


def named(element: ET.Element, version: Version) -> ET.Element:
    """Return the document in the names of that version."""
    made = _renamed(element, version)
    made.set("xmlns", version.namespace)
    return made


def _renamed(element: ET.Element, version: Version) -> ET.Element:
    made = ET.Element(version.element(element.tag))
    for name, value in element.attrib.items():
        if name not in version.lacks:
            made.set(version.attribute(name), value)
    made.text, made.tail = element.text, element.tail
    into = made
    if version.bodies and element.tag in _BODIED:
        into = ET.SubElement(made, version.element("contentBody"))
    into.extend(_renamed(child, version) for child in element)
    return made


def document(root: ET.Element) -> bytes:
    """Return the bytes of a document, with every text as it was.

    `root` holds no character that XML has no place for: `export` refused it.
    """
    text = ET.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode()
