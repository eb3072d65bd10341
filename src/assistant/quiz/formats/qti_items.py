"""One quiz item as a QTI assessment item.

An item is right or wrong, one point, so that every program counts the same; an open one waits for
a person, who reads the marking points. After an answer a taker sees what was written about the
chosen options, and always the general feedback with the source.

Source: 1EdTech, Question and Test Interoperability 2.1 (2012), Assessment, Section and Item
information model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from assistant import texts_nl
from assistant.quiz.formats import shown
from assistant.quiz.formats.qti_xml import element, leaf
from assistant.quiz.records import BLANK, Item, Kind

SCORE = "SCORE"
_RESPONSE, _MAXSCORE, _CHOSEN, _GENERAL = "RESPONSE", "MAXSCORE", "CHOSEN", "GENERAL"
_SHORTEST_FIELD = 15  # characters; so that the width says little about the answer
_LINES = 8  # of the field of an open question


def item_href(item: Item) -> str:
    """Return the name of the item's file in the package."""
    return f"items/{item.id}.xml"


def item_name(item: Item) -> str:
    """Return the item's identifier, which has to start with a letter."""
    return f"item-{item.id}"


def made_item(item: Item) -> ET.Element:
    """Return the assessment item, in the names of 2.1."""
    made = _MAKERS[item.kind](item)
    points = len(item.marking) or 1
    score = outcome(SCORE, "single", "float", "0")
    if item.kind is Kind.OPEN:
        score.set("externalScored", "human")
    return element(
        "assessmentItem",
        {
            "identifier": item_name(item), "title": item.topic, "adaptive": "false",
            "timeDependent": "false", "xml:lang": "nl",
        },
        made.response,
        score,
        outcome(_MAXSCORE, "single", "float", str(points)),
        outcome(_GENERAL, "single", "identifier"),
        *([outcome(_CHOSEN, made.chosen, "identifier")] if made.chosen else []),
        element("itemBody", None, *_scenario(item), *made.body),
        element("responseProcessing", None, *made.scoring, *_feedback_rules(made)),
        *_option_feedback(item),
        _general_feedback(item),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    response: ET.Element  # the declaration of the answer, with the key
    body: tuple[ET.Element, ...]
    scoring: tuple[ET.Element, ...]
    chosen: str = ""  # cardinality of the answer, where it names options that have feedback


def _scenario(item: Item) -> tuple[ET.Element, ...]:
    if not item.scenario:
        return ()
    return (element("div", {"class": "scenario"}, element("p", None, item.scenario)),)


def outcome(name: str, cardinality: str, base: str, value: str = "") -> ET.Element:
    """Return the declaration of an outcome; without a value it starts empty."""
    made = element(
        "outcomeDeclaration", {"identifier": name, "cardinality": cardinality, "baseType": base}
    )
    if value:
        made.append(element("defaultValue", None, leaf("value", value)))
    return made


def _response(cardinality: str, base: str, correct: Iterable[str]) -> ET.Element:
    values = [leaf("value", text) for text in correct]
    return element(
        "responseDeclaration",
        {"identifier": _RESPONSE, "cardinality": cardinality, "baseType": base},
        *([element("correctResponse", None, *values)] if values else []),
    )


def set_score(value: ET.Element) -> ET.Element:
    """Return the rule that makes this the score."""
    return element("setOutcomeValue", {"identifier": SCORE}, value)


def _value(base: str, text: str) -> ET.Element:
    return leaf("baseValue", text, {"baseType": base})


def _variable(name: str) -> ET.Element:
    return element("variable", {"identifier": name})


def _all_or_nothing() -> ET.Element:
    right = element(
        "match", None, _variable(_RESPONSE), element("correct", {"identifier": _RESPONSE})
    )
    return element(
        "responseCondition",
        None,
        element("responseIf", None, right, set_score(_value("float", "1"))),
        element("responseElse", None, set_score(_value("float", "0"))),
    )


def _feedback_rules(made: _Made) -> list[ET.Element]:
    """Return what decides which feedback is shown.

    Two outcomes rather than one with both in it, since players that know no more than the common
    operators then show it too.
    """
    general = leaf("baseValue", _GENERAL, {"baseType": "identifier"})
    rules = [element("setOutcomeValue", {"identifier": _GENERAL}, general)]
    if made.chosen:
        rules.append(element("setOutcomeValue", {"identifier": _CHOSEN}, _variable(_RESPONSE)))
    return rules


def _modal(outcome: str, name: str, *inside: ET.Element) -> ET.Element:
    return element(
        "modalFeedback",
        {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"},
        *inside,
    )


def _option_feedback(item: Item) -> list[ET.Element]:
    return [
        _modal(_CHOSEN, f"option-{n}", element("p", None, option.feedback))
        for n, option in enumerate(item.options, start=1)
        if option.feedback
    ]


def _general_feedback(item: Item) -> ET.Element:
    text = [element("p", None, item.feedback)] if item.feedback else []
    for cited in shown.cited(item):
        source = element("p", None, cited.citation)
        if cited.quote:
            source.extend([element("br"), element("q", None, cited.quote)])
        text.append(source)
    return _modal(_GENERAL, _GENERAL, *text)


def _prompt(item: Item) -> ET.Element:
    return element("prompt", None, item.prompt)


def _choice(item: Item) -> _Made:
    many = item.kind is Kind.MULTIPLE
    cardinality = "multiple" if many else "single"
    options = {f"option-{n}": option for n, option in enumerate(item.options, start=1)}
    return _Made(
        response=_response(
            cardinality,
            "identifier",
            [name for name, option in options.items() if option.correct],
        ),
        body=(
            element(
                "choiceInteraction",
                {
                    "responseIdentifier": _RESPONSE,
                    "shuffle": "false" if item.kind is Kind.TRUE_FALSE else "true",
                    "maxChoices": "0" if many else "1",
                },
                _prompt(item),
                *(
                    element("simpleChoice", {"identifier": name}, option.text)
                    for name, option in options.items()
                ),
            ),
        ),
        scoring=(_all_or_nothing(),),
        chosen=cardinality,
    )


def _matching(item: Item) -> _Made:
    lefts = {pair.left: f"left-{n}" for n, pair in enumerate(item.pairs, start=1)}
    rights = {text: f"right-{n}" for n, text in enumerate(shown.rights(item), start=1)}

    def side(names: Mapping[str, str]) -> ET.Element:
        return element(
            "simpleMatchSet",
            None,
            *(
                element("simpleAssociableChoice", {"identifier": name, "matchMax": "1"}, text)
                for text, name in names.items()
            ),
        )

    key = [f"{lefts[pair.left]} {rights[pair.right]}" for pair in item.pairs]
    return _Made(
        response=_response("multiple", "directedPair", key),
        body=(
            element(
                "matchInteraction",
                {
                    "responseIdentifier": _RESPONSE, "shuffle": "false",
                    "maxAssociations": str(len(item.pairs)),
                },
                _prompt(item), side(lefts), side(rights),
            ),
        ),
        scoring=(_all_or_nothing(),),
    )  # fmt: skip


def _ordering(item: Item) -> _Made:
    names = {text: f"step-{n}" for n, text in enumerate(shown.steps(item), start=1)}
    return _Made(
        response=_response("ordered", "identifier", [names[text] for text in item.steps]),
        body=(
            element(
                "orderInteraction",
                {"responseIdentifier": _RESPONSE, "shuffle": "false"},
                _prompt(item),
                *(
                    element("simpleChoice", {"identifier": name}, text)
                    for text, name in names.items()
                ),
            ),
        ),
        scoring=(_all_or_nothing(),),
    )


def _typed(item: Item) -> _Made:
    accepted: dict[str, str] = {}
    for answer in item.answers:
        accepted.setdefault(answer.casefold(), answer)
    mapping = element(
        "mapping",
        {"lowerBound": "0", "upperBound": "1", "defaultValue": "0"},
        *(
            element("mapEntry", {"mapKey": a, "mappedValue": "1", "caseSensitive": "false"})
            for a in accepted.values()
        ),
    )
    response = _response("single", "string", item.answers[:1])
    response.append(mapping)
    field = element(
        "textEntryInteraction",
        {
            "responseIdentifier": _RESPONSE,
            "expectedLength": str(max(_SHORTEST_FIELD, *(len(a) for a in item.answers))),
        },
    )
    if item.kind is Kind.GAP:
        before, after = item.prompt.split(BLANK)
        body = [element("p", None, before, field, after)]
    else:
        body = [element("p", None, item.prompt), element("p", None, field)]
    return _Made(
        response=response,
        body=tuple(body),
        scoring=(set_score(element("mapResponse", {"identifier": _RESPONSE})),),
    )


def _open(item: Item) -> _Made:
    points = element("ol", None, *(element("li", None, point) for point in item.marking))
    return _Made(
        response=_response("single", "string", ()),
        body=(
            element(
                "rubricBlock",
                {"view": "scorer"},
                element("p", None, texts_nl.QUIZ_MARKING),
                points,
            ),
            element(
                "extendedTextInteraction",
                {"responseIdentifier": _RESPONSE, "expectedLines": str(_LINES)},
                _prompt(item),
            ),
        ),
        scoring=(),
    )


_MAKERS: Mapping[Kind, Callable[[Item], _Made]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP: _typed,
    Kind.SHORT: _typed,
    Kind.OPEN: _open,
}
