"""References as people type them into a chat."""

from __future__ import annotations

import pytest

from assistant.citations import references_in_question

JW, WMO, AVG, BW7 = "BWBR0034925", "BWBR0035362", "32016R0679", "BWBR0005290"


@pytest.mark.parametrize(
    ("question", "law_id", "article", "lid"),
    [
        ("7.3.11 lid 4 jw", JW, "7.3.11", "4"),
        ("jeugdwet 7.3.11", JW, "7.3.11", None),
        ("wat zegt Jeugdwet art. 7.3.11, 4e lid?", JW, "7.3.11", "4"),
        ("artikel 5.3.1 wmo", WMO, "5.3.1", None),
        ("wmo 2015 5.2.6", WMO, "5.2.6", None),
        ("5.2.6 wmo2015", WMO, "5.2.6", None),
        ("avg art 9", AVG, "9", None),
        ("artikel 9 avg lid 2", AVG, "9", "2"),
        ("mag dit volgens ARTIKEL 9 AVG", AVG, "9", None),
        ("457 bw7", BW7, "7:457", None),
        ("bw 7:457", BW7, "7:457", None),
        ("wat zegt art 7:457 lid 1 bw over geheim?", BW7, "7:457", "1"),
        ("lid 4 van artikel 7.3.11 jeugdwet", JW, "7.3.11", "4"),
        ("wet big 88", "BWBR0006251", "88", None),
        ("opzoeken: 39f wjsg", "BWBR0014194", "39f", None),
        ("wat staat er in 7.3.11?", None, "7.3.11", None),
    ],
)
def test_lenient_forms(question: str, law_id: str | None, article: str, lid: str | None) -> None:
    (reference,) = references_in_question(question)
    assert (reference.law_id, reference.article, reference.lid) == (law_id, article, lid)
    assert question[reference.start : reference.end] == reference.text


@pytest.mark.parametrize(
    "question",
    [
        "mag ik om 13:30 bellen?",
        "welke versie 2.0 is dit",
        "wat is de avg",
        "mag een kind van 12 jaar zelf beslissen over de wmo?",
        "wie is lid van de raad",
        "hoeveel stappen heeft de meldcode, 5?",
    ],
)
def test_questions_without_a_reference(question: str) -> None:
    assert references_in_question(question) == []
