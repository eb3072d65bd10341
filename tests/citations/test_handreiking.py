"""The handreiking's own references, against the law that the corpus holds."""

from __future__ import annotations

import re
from pathlib import Path

from assistant import check

CORPUS = Path(__file__).parents[2] / "corpus"

# References that cannot be confirmed, with the reason.
KNOWN = {
    'H5 "Gegevensverwerking" Wmo 2015': "not-held",  # a chapter; only articles are checked
}


def test_every_reference_of_the_handreiking_is_confirmed_or_explained() -> None:
    path = CORPUS / "handreiking-zorgvuldig-omgaan-met-persoonsgegevens.md"
    # Notes stand as numbers against the word; without their markup they would join a number.
    text = re.sub(r"<sup>.*?</sup>", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"<[^>]*>", "", text)
    found = check.check_text(text, check.load_holdings(CORPUS))
    doubtful = {r["text"]: r["status"] for r in found if r["status"] != "exists"}
    assert len(found) >= 30
    assert doubtful == KNOWN
