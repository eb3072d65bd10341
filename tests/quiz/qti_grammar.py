"""What the QTI and content packaging bindings allow of the elements that the product writes.

The schemas of 1EdTech may not be copied and no package registry carries them; this table states, in
our own form, what they say of these elements: required attributes, other attributes, the order of
children, and whether text may stand between them. Whatever is not in the table is a breach.

Source: 1EdTech, QTI 2.1.2 and 3.0 XML schemas (imsqti_v2p1p2.xsd, imsqti_asiv3p0p1_v1p0.xsd,
imsqtiv3p0_imscpv1p2_v1p0.xsd) and the loose LOM binding 1.3.2 (imsmd_loose_v1p3p2.xsd).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

NAMESPACES = {
    "qti21": (
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
        "http://www.imsglobal.org/xsd/imscp_v1p1",
    ),
    "qti30": (
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ),
}
LOM = "http://ltsc.ieee.org/xsd/LOM"
BODIED = {"rubricBlock", "modalFeedback"}
HTML = {"p", "br", "div", "ol", "li", "q"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
VALUES = {
    "identifier": IDENTIFIER,
    "responseIdentifier": IDENTIFIER,
    "outcomeIdentifier": IDENTIFIER,
    "variableIdentifier": IDENTIFIER,
    "cardinality": re.compile("single|multiple|ordered"),
    "baseType": re.compile("identifier|directedPair|string|float"),
    "externalScored": re.compile("human|externalMachine"),
    "navigationMode": re.compile("linear|nonlinear"),
    "submissionMode": re.compile("individual|simultaneous"),
    "showHide": re.compile("show|hide"),
    "view": re.compile("candidate|scorer"),
    "category": re.compile(rf"{IDENTIFIER.pattern}(?: {IDENTIFIER.pattern})*"),
    **dict.fromkeys(
        ("adaptive", "timeDependent", "shuffle", "caseSensitive", "visible", "showFeedback"),
        re.compile("true|false"),
    ),
    **dict.fromkeys(
        ("maxChoices", "maxAssociations", "matchMax", "expectedLength", "expectedLines"),
        re.compile(r"\d+"),
    ),
    **dict.fromkeys(
        ("lowerBound", "upperBound", "defaultValue", "mappedValue"), re.compile(r"-?\d+(?:\.\d+)?")
    ),
}


class Rule(NamedTuple):
    """What one element may be."""

    children: str  # a pattern over the children's names, each followed by a space
    required: str = ""
    optional: str = ""
    text: bool = False


_INLINE = "(?:br |q )*"
_RULES = "(?:responseCondition |setOutcomeValue )*"
_VALUE = "(?:baseValue |variable |correct |mapResponse |sum )"
ITEM = {
    "assessmentItem": Rule(
        "(?:responseDeclaration )*(?:outcomeDeclaration )*(?:itemBody )?(?:responseProcessing )?"
        "(?:modalFeedback )*",
        f"identifier title adaptive timeDependent {XML_LANG}",
    ),
    "responseDeclaration": Rule(
        "(?:correctResponse )?(?:mapping )?", "identifier cardinality baseType"
    ),
    "outcomeDeclaration": Rule(
        "(?:defaultValue )?", "identifier cardinality baseType", "externalScored"
    ),
    "correctResponse": Rule("(?:value )+"),
    "defaultValue": Rule("(?:value )+"),
    "value": Rule("", text=True),
    "mapping": Rule("(?:mapEntry )+", "defaultValue", "lowerBound upperBound"),
    "mapEntry": Rule("", "mapKey mappedValue", "caseSensitive"),
    "itemBody": Rule(
        "(?:div |p |rubricBlock |choiceInteraction |matchInteraction |orderInteraction "
        "|extendedTextInteraction )+"
    ),
    "rubricBlock": Rule("(?:p |ol )+", "view"),
    "div": Rule("(?:p )+", "", "class"),
    "p": Rule("(?:br |q |textEntryInteraction )*", text=True),
    "br": Rule(""),
    "q": Rule("(?:br )*", text=True),
    "ol": Rule("(?:li )+"),
    "li": Rule(_INLINE, text=True),
    "prompt": Rule(_INLINE, text=True),
    "choiceInteraction": Rule(
        "(?:prompt )?(?:simpleChoice )+", "responseIdentifier maxChoices", "shuffle"
    ),
    "orderInteraction": Rule("(?:prompt )?(?:simpleChoice )+", "responseIdentifier", "shuffle"),
    "simpleChoice": Rule(_INLINE, "identifier", text=True),
    "matchInteraction": Rule(
        "(?:prompt )?(?:simpleMatchSet ){2}", "responseIdentifier", "shuffle maxAssociations"
    ),
    "simpleMatchSet": Rule("(?:simpleAssociableChoice )+"),
    "simpleAssociableChoice": Rule(_INLINE, "identifier matchMax", text=True),
    "textEntryInteraction": Rule("", "responseIdentifier", "expectedLength"),
    "extendedTextInteraction": Rule("(?:prompt )?", "responseIdentifier", "expectedLines"),
    "responseProcessing": Rule(_RULES),
    "responseCondition": Rule("responseIf (?:responseElse )?"),
    "responseIf": Rule(f"match {_RULES}"),
    "responseElse": Rule(_RULES),
    "match": Rule(_VALUE + "{2}"),
    "setOutcomeValue": Rule(_VALUE, "identifier"),
    "variable": Rule("", "identifier"),
    "correct": Rule("", "identifier"),
    "mapResponse": Rule("", "identifier"),
    "baseValue": Rule("", "baseType", text=True),
    "modalFeedback": Rule("(?:p )+", "outcomeIdentifier identifier showHide"),
    "assessmentTest": Rule(
        "(?:outcomeDeclaration )*(?:testPart )+(?:outcomeProcessing )?", "identifier title"
    ),
    "testPart": Rule(
        "(?:itemSessionControl )?(?:assessmentSection )+",
        "identifier navigationMode submissionMode",
    ),
    "itemSessionControl": Rule("", "", "showFeedback"),
    "assessmentSection": Rule(
        "(?:rubricBlock )*(?:assessmentItemRef )+", "identifier title visible"
    ),
    "assessmentItemRef": Rule("", "identifier href", "category"),
    "outcomeProcessing": Rule("(?:setOutcomeValue )+"),
    "sum": Rule("(?:testVariables )+"),
    "testVariables": Rule("", "variableIdentifier"),
}
MANIFEST = {
    "manifest": Rule("metadata organizations resources ", "identifier"),
    "metadata": Rule("(?:schema schemaversion )?(?:lom )?"),
    "schema": Rule("", text=True),
    "schemaversion": Rule("", text=True),
    "organizations": Rule(""),
    "resources": Rule("(?:resource )+"),
    "resource": Rule("(?:metadata )?(?:file )+(?:dependency )*", "identifier type href"),
    "file": Rule("", "href"),
    "dependency": Rule("", "identifierref"),
}
LOM_RULES = {
    "lom": Rule("(?:general )?(?:educational )?(?:relation )*"),
    "general": Rule("(?:identifier )*(?:title )?(?:language )*(?:keyword )*"),
    "identifier": Rule("(?:catalog )?(?:entry )?"),
    "title": Rule("(?:string )+"),
    "keyword": Rule("(?:string )+"),
    "description": Rule("(?:string )+"),
    "string": Rule("", "", "language", text=True),
    "educational": Rule("(?:intendedEndUserRole )*(?:difficulty )?"),
    "intendedEndUserRole": Rule("source value "),
    "difficulty": Rule("source value "),
    "relation": Rule("kind resource "),
    "kind": Rule("source value "),
    "resource": Rule("(?:identifier )*(?:description )*"),
    **dict.fromkeys(("catalog", "entry", "language", "source", "value"), Rule("", text=True)),
}
TYPES = {"qti21": "xmlv2p1", "qti30": "xmlv3p0"}


def breaches(root: ET.Element, form: str) -> list[str]:
    """Every place where the document is not what the binding of that version allows."""
    return list(_breaches(root, form))


def _camel(name: str) -> str:
    return re.sub("-([a-z])", lambda m: m.group(1).upper(), name)


def _split(tag: str) -> tuple[str, str]:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return namespace, name


def _plain(tag: str, form: str) -> str:
    """The name as version 2.1 has it; an empty one for a name that the version does not have."""
    name = _split(tag)[1]
    if form == "qti21" or name in HTML:
        return "" if "-" in name else name
    return _camel(name.removeprefix("qti-")) if name.startswith("qti-") else ""


def _breaches(element: ET.Element, form: str) -> Iterator[str]:
    namespace, name = _split(element.tag)
    qti, packaging = NAMESPACES[form]
    asi = namespace == qti
    rules = {qti: ITEM, packaging: MANIFEST, LOM: LOM_RULES}.get(namespace, {})
    if asi:
        name = _plain(element.tag, form)
    rule = rules.get(name)
    if rule is None:
        yield f"no element {element.tag}"
        return
    children = list(element)
    if asi and form == "qti30" and name in BODIED:
        if [_split(c.tag)[1] for c in children] != ["qti-content-body"]:
            yield f"{name} has no content body"
            return
        children = list(children[0])
    names = [_plain(c.tag, form) if asi else _split(c.tag)[1] for c in children]
    if not re.fullmatch(rule.children, "".join(f"{n} " for n in names)):
        yield f"{name} holds {' '.join(names) or 'nothing'}"
    between = [element.text, *(c.tail for c in children)]
    if not rule.text and any(t and t.strip() for t in between):
        yield f"text in {name}"
    yield from _attributes(element, name, rule, hyphens=asi and form == "qti30")
    for child in children:
        yield from _breaches(child, form)


def _attributes(element: ET.Element, name: str, rule: Rule, *, hyphens: bool) -> Iterator[str]:
    given = {}
    for key, value in element.attrib.items():
        if hyphens and key != XML_LANG and re.search("[A-Z]", key):
            yield f"{name}: {key} has a capital"
        given[_camel(key) if hyphens else key] = value
    required, optional = set(rule.required.split()), set(rule.optional.split())
    if missing := required - set(given):
        yield f"{name} lacks {', '.join(sorted(missing))}"
    if more := set(given) - required - optional:
        yield f"{name} has {', '.join(sorted(more))}"
    for key, value in given.items():
        if key in VALUES and not VALUES[key].fullmatch(value):
            yield f"{name}: {key} is {value!r}"
