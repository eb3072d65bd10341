"""A quotation knows its version, and is told apart from a newer one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import load_corpus
from assistant.laws.diff import Fate
from assistant.laws.show import change_html, change_sentence, pieces_text
from assistant.laws.toestand import read_toestand
from assistant.laws.versions import Change, Versions, load_versions
from assistant.readers.law import LawArticle, LawLid, law_passages
from assistant.records import Passage, Source, SourceKind
from tests.fakes import CORPUS

ACTS = Path(__file__).parents[1] / "data" / "bwb"
TODAY = date(2026, 1, 1)


def source(version: str) -> Source:
    return Source(
        id="wet/wabb", title="Wet algemene bepalingen burgerservicenummer", short_title="Wabb",
        publisher="", version=version, valid_on=version[:10], licence="", url=f"https://x/{version}",
        path=version, sha256="", loader="law", kind=SourceKind.LAW, law_id="BWBR0022428",
    )  # fmt: skip


OLD, NEW = source("2018-07-28_0"), source("2025-11-11_0")


def read(wanted: Source) -> tuple[LawArticle, ...]:
    data = (ACTS / f"BWBR0022428_{wanted.version}.xml").read_bytes()
    return read_toestand(data, wanted.version).articles


BOTH = Versions([NEW, OLD], read)
OLD_PASSAGES = {p.id: p for p in law_passages(list(read(OLD)), OLD)}


def change(passage_id: str, versions: Versions = BOTH, today: date = TODAY) -> Change | None:
    return versions.changed_since(OLD_PASSAGES[passage_id], today)


def test_versions_stand_side_by_side_oldest_first() -> None:
    assert BOTH.of("wet/wabb") == (OLD, NEW)
    assert BOTH.of("wet/jeugdwet") == ()


@pytest.mark.parametrize(
    ("passage_id", "fate", "sentence"),
    [
        pytest.param("wet/wabb/5/lid-1", Fate.CHANGED, "Gewijzigd sinds 11 november 2025.",
                     id="changed"),
        pytest.param("wet/wabb/8/lid-2", Fate.RENUMBERED,
                     "Deze tekst staat sinds 11 november 2025 in lid 3.", id="renumbered"),
    ],
)  # fmt: skip
def test_what_reads_differently_now_is_told(passage_id: str, fate: Fate, sentence: str) -> None:
    found = change(passage_id)
    assert found is not None
    assert (found.fate, found.quoted_on, found.version) == (fate, "2018-07-28", "2025-11-11_0")
    assert change_sentence(found) == sentence
    assert sentence in change_html(found)


@pytest.mark.parametrize("passage_id", ["wet/wabb/1", "wet/wabb/5/lid-2", "wet/wabb/8/lid-1"])
def test_what_reads_the_same_is_not_told(passage_id: str) -> None:
    assert change(passage_id) is None
    assert change_html(change(passage_id)) == ""


def test_the_words_show_what_changed() -> None:
    found = change("wet/wabb/5/lid-1")
    assert found is not None
    assert "{+" in pieces_text(found.pieces)
    assert " ".join(OLD_PASSAGES["wet/wabb/5/lid-1"].text.split()) == " ".join(
        " ".join(p.text for p in found.pieces if p.kind != "added").split()
    )
    assert found.url == (
        "https://wetten.overheid.nl/jci1.3:c:BWBR0022428&artikel=5&lid=1&g=2025-11-11"
    )


def test_a_version_to_come_is_told_as_coming() -> None:
    found = change("wet/wabb/5/lid-1", today=date(2025, 11, 10))
    assert found is not None
    assert found.coming
    assert change_sentence(found) == "Deze tekst wijzigt per 11 november 2025."


def test_what_is_gone_is_told_and_an_older_version_tells_nothing() -> None:
    later = replace(NEW, version="2018-07-28_0", valid_on="2026-01-01")
    passage = next(p for p in law_passages(list(read(NEW)), NEW) if p.article == "1a")
    found = Versions([NEW, later], read).changed_since(passage, TODAY)
    assert found is not None
    assert change_sentence(found) == "Deze tekst is vervallen sinds 1 januari 2026."
    assert found.pieces == ()
    newest = next(p for p in law_passages(list(read(NEW)), NEW) if p.article == "5")
    assert BOTH.changed_since(newest, TODAY) is None


LONG = "In deze wet wordt verstaan onder:\n" + "\n".join(
    f"– begrip {n}: {'woord ' * 60}{n};" for n in ("een", "twee", "drie", "vier", "vijf", "zes")
)


def of_text(text: str, wanted: Source) -> tuple[LawArticle, ...]:
    return (
        LawArticle(
            law="", id="BWBR0022428", article="1", heading=None, path=[], source="",
            leden=[LawLid(lid=None, text=text)], valid_on=wanted.valid_on, source_kind="",
            checked_against=None, note=None,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        pytest.param(LONG, LONG, [], id="same"),
        pytest.param(LONG, LONG.replace("– begrip twee", "– nieuw: ja;\n– begrip twee"), [],
                     id="a-definition-more"),
        pytest.param(LONG, LONG.replace("drie;", "3;"), ["begrip-drie"], id="one-changed"),
        pytest.param(LONG, LONG.split("\n– begrip vijf")[0] + "\n[…]", [],
                     id="a-selection-proves-nothing"),
        pytest.param(LONG.split("\n")[0] + "\n[…]\n" + LONG.split("\n")[3], LONG, [],
                     id="quoted-from-a-selection"),
        pytest.param("Een twee drie.", "Een twee drie. En vier.", ["1"], id="a-sentence-more"),
    ],
)  # fmt: skip
def test_definitions_are_compared_one_by_one(old: str, new: str, changed: list[str]) -> None:
    texts = {OLD.version: old, NEW.version: new}
    versions = Versions([OLD, NEW], lambda wanted: of_text(texts[wanted.version], wanted))
    passages = law_passages(list(of_text(old, OLD)), OLD)
    found = versions.changes(passages, TODAY)
    assert [key.rpartition("/")[2] for key in found] == changed


def test_only_what_changed_is_in_the_answer() -> None:
    assert set(BOTH.changes(OLD_PASSAGES.values(), TODAY)) == {
        "wet/wabb/5/lid-1", "wet/wabb/8/lid-2", "wet/wabb/8/lid-3", "wet/wabb/8/lid-4",
        "wet/wabb/8/lid-5",
    }  # fmt: skip


def test_a_passage_without_date_is_compared_with_every_dated_version() -> None:
    undated = replace(OLD_PASSAGES["wet/wabb/5/lid-1"], valid_on=None)
    found = BOTH.changed_since(undated, TODAY)
    assert found is not None
    assert found.quoted_on is None


def test_guidance_has_no_versions() -> None:
    passage = Passage(
        id="handreiking/1", source_id="handreiking", kind=SourceKind.GUIDANCE, ref="", section=(),
        text="Woorden.", start=0, end=8,
    )  # fmt: skip
    assert BOTH.changed_since(passage, TODAY) is None


def test_the_corpus_quotes_nothing_that_it_holds_a_newer_version_of() -> None:
    passages = load_corpus(CORPUS).passages
    assert load_versions(CORPUS).changes(passages, TODAY) == {}
