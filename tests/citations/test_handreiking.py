"""The handreiking's own references, against the law that the corpus holds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant import check
from assistant.citations import Holdings
from assistant.corpus import load_corpus
from assistant.records import SourceKind

CORPUS = Path(__file__).parents[2] / "corpus"

# References that cannot be confirmed: status, and why.
KNOWN = {
    'H5 "Gegevensverwerking" Wmo 2015': (
        "not-held",
        "a whole chapter; that chapter 5 exists is shown by its articles, but only articles, "
        "leden and onderdelen are checked",
    ),
}


@pytest.fixture(scope="module")
def holdings() -> Holdings:
    return check.load_holdings(CORPUS)


def test_every_reference_of_the_handreiking_is_confirmed_or_explained(holdings: Holdings) -> None:
    path = CORPUS / "handreiking-zorgvuldig-omgaan-met-persoonsgegevens.md"
    # Notes stand as numbers against the word; without their markup they would join a number.
    text = re.sub(r"<sup>.*?</sup>", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"<[^>]*>", "", text)
    found = check.check_text(text, holdings)
    doubtful = {r["text"]: r["status"] for r in found if r["status"] != "exists"}
    assert len(found) >= 30
    assert doubtful == {words: status for words, (status, _why) in KNOWN.items()}


def test_every_reference_that_a_passage_shows_is_confirmed_or_explained(
    holdings: Holdings,
) -> None:
    seen = Counter[str]()
    doubtful: dict[str, str] = {}
    for passage in load_corpus(CORPUS).passages:
        if passage.kind is not SourceKind.GUIDANCE:
            continue
        notes = [note.text for note in passage.footnotes]
        for text in (passage.text, passage.topic, passage.lead_in, *notes):
            for found in check.check_text(text, holdings):
                seen[found["status"]] += 1
                if found["status"] != "exists":
                    doubtful[found["text"]] = found["status"]
    assert seen["exists"] >= 30
    assert doubtful == {words: status for words, (status, _why) in KNOWN.items()}
    assert all(len(why) > 20 for _status, why in KNOWN.values())


def test_what_the_handreiking_refers_to_is_told_with_its_version(holdings: Holdings) -> None:
    (found,) = check.resolve_text("artikel 7.3.11, vierde lid, Jeugdwet", holdings)
    held = holdings.article("BWBR0034925", "7.3.11")
    assert held is not None
    assert found.valid_on == held.valid_on
    assert f"&g={held.valid_on}" in (found.url or "")
