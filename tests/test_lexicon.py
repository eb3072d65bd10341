"""The field's abbreviations and work-floor words."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from assistant.language import words
from assistant.lexicon import Entry, Lexicon, load_lexicon

ENTRIES = tomllib.loads(
    resources.files("assistant").joinpath("data/lexicon.toml").read_text(encoding="utf-8")
)["entry"]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Mag de RvdK dat vragen?", "raad"),
        ("wat moet de GI doen", "gecertificeerde"),
        ("melden bij VT", "veilig thuis"),
        ("tijdens een OTS", "ondertoezichtstelling"),
        ("na een uhp", "uithuisplaatsing"),
        ("geldt mijn zwijgplicht", "geheimhoudingsplicht"),
    ],
)
def test_abbreviations_of_the_field(question: str, meant: str) -> None:
    readings = load_lexicon().readings(question)
    assert any(meant in m.lower() for r in readings for m in r.means), readings


def test_the_longest_form_wins_and_dots_do_not_count() -> None:
    lexicon = Lexicon(
        [Entry(("raad",), ("x",)), Entry(("raad voor de kinderbescherming", "R.v.d.K."), ("y",))]
    )
    found = lexicon.readings("De Raad voor de Kinderbescherming, de rvdk en de raad")
    assert [(r.form, r.means) for r in found] == [
        ("raad voor de kinderbescherming", ("y",)),
        ("rvdk", ("y",)),
        ("raad", ("x",)),
    ]


def test_two_entries_with_one_form_are_both_meant() -> None:
    lexicon = Lexicon([Entry(("vt",), ("veilig thuis",)), Entry(("VT",), ("veiligheidsteam",))])
    assert lexicon.readings("vt")[0].means == ("veilig thuis", "veiligheidsteam")


@pytest.mark.parametrize("question", ["", "???", "iets heel anders dan dat"])
def test_nothing_to_read(question: str) -> None:
    assert Lexicon([Entry(("vt", "..."), ("x",))]).readings(question) == []
    assert Lexicon([]).readings(question) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["forms"][0])
def test_an_entry_of_the_file_can_be_found_and_adds_something(
    entry: dict[str, list[str]],
) -> None:
    assert entry["means"]
    for form in entry["forms"]:
        assert words(form), form
        means = [m for r in load_lexicon().readings(form) for m in r.means]
        assert set(entry["means"]) <= set(means), form
    pairs = [(form, meant) for form in entry["forms"] for meant in entry["means"]]
    assert any(words(form) != words(meant) for form, meant in pairs)
