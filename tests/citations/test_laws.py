"""The data file of laws."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.citations import law_book, parse_references

ROOT = Path(__file__).parents[2]


def test_every_law_of_the_corpus_is_known_under_its_name() -> None:
    laws = law_book()
    seen = set()
    for path in sorted((ROOT / "corpus" / "wetten").glob("*.jsonl")):
        row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        seen.add(row["id"])
        assert laws.by_id(row["id"]) is not None, path.name
        (reference,) = parse_references(f"artikel 8 {row['law']}")
        assert reference.law_id == row["id"], path.name
        named = laws.by_name(row["law"])
        assert named is not None, row["law"]
        assert named.id == row["id"], row["law"]
    assert len(seen) >= 17


def test_ids_have_a_known_form_and_are_unique() -> None:
    ids = [law.id for law in law_book().laws if law.id]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"BWB[RV]\d{7}|3\d{4}[RLD]\d{4}|12012[PEM]/TXT", i) for i in ids)
    assert len(law_book().laws) >= 77


def test_validity_dates_and_successors() -> None:
    laws = law_book()
    for law in laws.laws:
        for day in (law.valid_from, law.valid_until):
            assert day is None or date.fromisoformat(day)
        assert law.replaced_by is None or laws.by_id(law.replaced_by) is not None, law.title


@pytest.mark.parametrize(
    ("name", "law_id"),
    [
        ("Jw", "BWBR0034925"),
        ("JW", "BWBR0034925"),
        ("wet   maatschappelijke ondersteuning 2015", "BWBR0035362"),
        ("Algemene verordening gegevensbescherming", "32016R0679"),
        ("WGBO", "BWBR0005290"),
        ("Wet werk en bijstand", "BWBR0015703"),
        ("wet veiligheidsregio’s", "BWBR0027466"),
        ("Wet op de zaklampen", None),
    ],
)
def test_names(name: str, law_id: str | None) -> None:
    law = law_book().by_name(name)
    assert (law.id if law else None) == law_id
