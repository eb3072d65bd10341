"""The publisher's own links are found again in the plain text; misses have a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.laws.act import Act
from assistant.laws.links import evaluate_links
from assistant.laws.toestand import read_toestand
from assistant.readers.law import LawArticle, LawLid, LawLink

ACTS = Path(__file__).parents[1] / "data" / "bwb"
WPG = "BWBR0022463"


def act(text: str, words: str, target: str) -> Act:
    start = text.index(words)
    link = LawLink(start=start, end=start + len(words), target=target)
    article = LawArticle(
        law="Wpg", id=WPG, article="7", heading=None, path=[], valid_on=None, source="",
        source_kind="", checked_against=None, note=None,
        leden=[LawLid(lid="1", text=text, links=(link,))],
    )  # fmt: skip
    return Act(law_id=WPG, version="", valid_on="", title="Wpg", articles=(article,))


def test_the_links_of_real_acts_are_found_in_their_plain_text() -> None:
    acts = [read_toestand(path.read_bytes(), path.name) for path in sorted(ACTS.glob("BWB*.xml"))]
    report = evaluate_links(acts)
    assert report.found.total >= 40
    assert report.found.value >= 0.98, report.table()


@pytest.mark.parametrize(
    ("text", "words", "target", "kind"),
    [
        pytest.param("bedoeld in artikel 9, tweede lid", "artikel 9, tweede lid",
                     f"jci1.3:c:{WPG}&paragraaf=2&artikel=9&z=2025-01-01", None, id="own-article"),
        pytest.param("artikel 457 van Boek 7 van het Burgerlijk Wetboek", "artikel 457",
                     "jci1.3:c:BWBR0005290&boek=7&artikel=457", None, id="book"),
        pytest.param("artikel 9:31 van de Algemene wet bestuursrecht", "artikel 9:31",
                     "jci1.3:c:BWBR0005537&artikel=9:31", None, id="number-with-a-colon"),
        pytest.param("in de zin van de Jeugdwet.", "Jeugdwet", "jci1.3:c:BWBR0034925", None,
                     id="whole-law"),
        pytest.param("Richtlijn 95/46/EG", "Richtlijn 95/46/EG", "31995L0046", None, id="celex"),
        pytest.param("bedoeld in artikel 9", "artikel 9", f"1.0:c:{WPG}&artikel=9", None,
                     id="older-form-of-jci"),
        pytest.param("bedoeld in artikel 9", "artikel 9", f"jci1.3:c:{WPG}&artikel=8",
                     "other-article", id="other-article"),
        pytest.param("bedoeld in artikel 9", "artikel 9", "jci1.3:c:BWBR0034925&artikel=9",
                     "other-law", id="other-law"),
        pytest.param("de regels van die wet", "die wet", "jci1.3:c:BWBR0034925", "unknown-law",
                     id="unknown-law"),
        pytest.param("het bepaalde hiervoor", "hiervoor", f"jci1.3:c:{WPG}&artikel=6", "unseen",
                     id="unseen"),
        pytest.param("zie de bijlage", "bijlage", "https://example.nl", "no-jci", id="no-jci"),
    ],
)  # fmt: skip
def test_why_a_link_is_found_or_missed(
    text: str, words: str, target: str, kind: str | None
) -> None:
    report = evaluate_links([act(text, words, target)])
    assert [m.kind for m in report.misses] == ([kind] if kind else [])
    assert (kind or "(1/1,") in report.table()


def test_acts_without_links_have_no_share() -> None:
    with pytest.raises(ValueError, match="no link"):
        evaluate_links([])
