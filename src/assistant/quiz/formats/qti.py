"""Quizzes as QTI packages: a manifest, a test with the items in order, and a file for each item.

Source: 1EdTech, Question and Test Interoperability 2.1 (2012) and 3.0 (2022); IMS Content
Packaging 1.2; IEEE 1484.12.1, Learning Object Metadata.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from assistant.quiz.formats import shown
from assistant.quiz.formats.archive import zipped
from assistant.quiz.formats.qti_items import (
    SCORE,
    item_href,
    item_name,
    made_item,
    outcome,
    set_score,
)
from assistant.quiz.formats.qti_xml import Version, document, element, leaf, named
from assistant.quiz.records import Item, Quiz
from assistant.slugs import slugify

_LOM_NAMESPACE = "http://ltsc.ieee.org/xsd/LOM"
_LOM_DIFFICULTY = {"easy": "easy", "medium": "medium", "hard": "difficult"}


def package(quiz: Quiz, version: Version) -> bytes:
    """Return a content package: `imsmanifest.xml`, `test.xml`, and the items in `items/`.

    The manifest says of every item its topic, kind, audience and difficulty and, as relations, the
    passages with the versions that its key comes from. The same quiz gives the same bytes.
    """
    files = {
        "imsmanifest.xml": document(_manifest(quiz, version)),
        "test.xml": document(named(_test(quiz), version)),
    }
    for item in quiz.items:
        files[item_href(item)] = document(named(made_item(item), version))
    return zipped(files)


def _test(quiz: Quiz) -> ET.Element:
    total = element("sum", None, element("testVariables", {"variableIdentifier": SCORE}))
    intro = (
        [element("rubricBlock", {"view": "candidate"}, element("p", None, quiz.intro))]
        if quiz.intro
        else []
    )
    section = element(
        "assessmentSection",
        {"identifier": "section-1", "title": quiz.title, "visible": "true"},
        *intro,
        *(
            element(
                "assessmentItemRef",
                {
                    "identifier": item_name(item),
                    "href": item_href(item),
                    "category": f"topic-{slugify(item.topic)} difficulty-{item.difficulty}",
                },
            )
            for item in quiz.items
        ),
    )
    return element(
        "assessmentTest",
        {"identifier": f"quiz-{quiz.id}", "title": quiz.title},
        outcome(SCORE, "single", "float", "0"),
        element(
            "testPart",
            {
                "identifier": "part-1", "navigationMode": "nonlinear",
                "submissionMode": "individual",
            },
            element("itemSessionControl", {"showFeedback": "true"}),
            section,
        ),
        element("outcomeProcessing", None, set_score(total)),
    )  # fmt: skip


def _manifest(quiz: Quiz, version: Version) -> ET.Element:
    test = _resource(f"quiz-{quiz.id}", f"imsqti_test_{version.resource}", "test.xml")
    test.extend(element("dependency", {"identifierref": item_name(item)}) for item in quiz.items)
    return element(
        "manifest",
        {"xmlns": version.manifest_namespace, "identifier": f"package-{quiz.id}"},
        element(
            "metadata",
            None,
            element("schema", None, version.schema),
            element("schemaversion", None, version.schema_version),
            element("lom", {"xmlns": _LOM_NAMESPACE}, _general(quiz.title, f"quiz-{quiz.id}")),
        ),
        element("organizations"),
        element(
            "resources",
            None,
            test,
            *(
                _resource(
                    item_name(item),
                    f"imsqti_item_{version.resource}",
                    item_href(item),
                    _item_lom(item),
                )
                for item in quiz.items
            ),
        ),
    )


def _resource(name: str, kind: str, href: str, lom: ET.Element | None = None) -> ET.Element:
    made = element("resource", {"identifier": name, "type": kind, "href": href})
    if lom is not None:
        made.append(element("metadata", None, lom))
    made.append(element("file", {"href": href}))
    return made


def _string(name: str, text: str) -> ET.Element:
    return element(name, None, leaf("string", text, {"language": "nl"}))


def _known(name: str, value: str, source: str = "LOMv1.0") -> ET.Element:
    return element(name, None, leaf("source", source), leaf("value", value))


def _general(title: str, entry: str, keywords: Iterable[str] = ()) -> ET.Element:
    return element(
        "general",
        None,
        element("identifier", None, leaf("catalog", "Vindplaats"), leaf("entry", entry)),
        _string("title", title),
        leaf("language", "nl"),
        *(_string("keyword", word) for word in keywords),
    )


def _item_lom(item: Item) -> ET.Element:
    relations = [
        element(
            "relation",
            None,
            _known("kind", "isbasedon"),
            element(
                "resource",
                None,
                element(
                    "identifier",
                    None,
                    leaf("catalog", "Vindplaats"),
                    leaf("entry", f"{proof.passage_id}@{proof.version}"),
                ),
                _string("description", shown.source(proof)),
            ),
        )
        for proof in item.proofs
    ]
    return element(
        "lom",
        {"xmlns": _LOM_NAMESPACE},
        _general(item.topic, item.id, (item.topic, item.kind.value)),
        element(
            "educational",
            None,
            _known("intendedEndUserRole", item.audience, "Vindplaats"),
            _known("difficulty", _LOM_DIFFICULTY[item.difficulty]),
        ),
        *relations,
    )
