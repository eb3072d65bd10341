"""What changed between two versions, told by article, lid and word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.laws.diff import Fate, PieceKind, diff_articles, diff_leden, word_diff
from assistant.laws.show import pieces_html, pieces_text
from assistant.laws.toestand import read_toestand
from assistant.laws.wording import change_lines
from assistant.readers.law import LawLid

ACTS = Path(__file__).parents[1] / "data" / "bwb"
OLD, NEW = (
    read_toestand((ACTS / f"BWBR0022428_{version}.xml").read_bytes(), version).articles
    for version in ("2018-07-28_0", "2025-11-11_0")
)


def lines(old: object = OLD, new: object = NEW, labels: tuple[str, ...] = ()) -> list[str]:
    return [line for c in diff_articles(old, new, labels) for line in change_lines(c)]


def test_a_real_act_in_two_versions() -> None:
    assert lines() == [
        "artikel 1a nieuw per 11 november 2025",
        "artikel 5 lid 1 gewijzigd per 11 november 2025",
        "artikel 8 lid 2 nieuw per 11 november 2025",
        "artikel 8 lid 3 vernummerd (was lid 2) per 11 november 2025",
        "artikel 8 lid 4 vernummerd (was lid 3) per 11 november 2025",
        "artikel 8 lid 5 gewijzigd en vernummerd (was lid 4) per 11 november 2025",
        "artikel 8 lid 6 vernummerd (was lid 5) per 11 november 2025",
        "artikel 22 nieuw per 11 november 2025",
        "artikel 23 nieuw per 11 november 2025",
    ]


def test_what_went_is_told_too() -> None:
    told = lines(NEW, OLD)
    assert [line for line in told if "vervallen" in line] == [
        "artikel 8 lid 2 vervallen",
        "artikel 22 vervallen",
        "artikel 23 vervallen",
        "artikel 1a vervallen",
    ]


def test_a_version_does_not_differ_from_itself() -> None:
    assert diff_articles(OLD, OLD) == ()


def test_only_the_articles_that_matter_are_told() -> None:
    assert lines(labels=("5", "19")) == ["artikel 5 lid 1 gewijzigd per 11 november 2025"]


def leden(*texts: tuple[str | None, str]) -> list[LawLid]:
    return [LawLid(lid=lid, text=text) for lid, text in texts]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            leden(("1", "een"), ("2", "twee")),
            leden(("1", "een"), ("2", "nieuw lid"), ("3", "twee")),
            [("2", Fate.ADDED, None), ("3", Fate.RENUMBERED, "2")],
            id="inserted-before-another",
        ),
        pytest.param(
            leden(("1", "een"), ("2", "twee")),
            leden(("1", "twee")),
            [("1", Fate.RENUMBERED, "2"), ("1", Fate.EXPIRED, None)],
            id="first-one-gone",
        ),
        pytest.param(
            leden((None, "een")),
            leden((None, "ander")),
            [(None, Fate.CHANGED, None)],
            id="no-leden",
        ),
        pytest.param(
            leden((None, "een twee")),
            leden(("1", "een twee"), ("2", "drie")),
            [("1", Fate.RENUMBERED, None), ("2", Fate.ADDED, None)],
            id="leden-got-numbers",
        ),
        pytest.param(
            leden(("1", "een"), ("2", "dit lid gaat over het delen van gegevens")),
            leden(
                ("1", "een"), ("2", "iets anders"), ("3", "dit lid gaat over delen van gegevens")
            ),
            [("2", Fate.ADDED, None), ("3", Fate.CHANGED, "2")],
            id="renumbered-and-changed",
        ),
        pytest.param(leden(("1", "a  b")), leden(("1", "a\nb")), [], id="white-space-only"),
    ],
)
def test_leden(
    old: list[LawLid], new: list[LawLid], expected: list[tuple[str | None, Fate, str | None]]
) -> None:
    assert [(c.lid, c.fate, c.was) for c in diff_leden(old, new)] == expected


_TEXT = st.lists(
    st.sampled_from(["de", "wet", "het", "lid", "a.", "\n", "<b>", "&"]), max_size=30
).map(" ".join)


@given(_TEXT, _TEXT)
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    for kind, text in ((PieceKind.ADDED, old), (PieceKind.REMOVED, new)):
        kept = " \n ".join(p.text for p in pieces if p.kind is not kind)
        assert kept.split() == text.split()
    assert all(p.kind is PieceKind.SAME for p in pieces) == (old.split() == new.split()) or (
        old.replace(" ", "") != new.replace(" ", "")
    )
    shown = pieces_html(pieces)
    assert shown.count("<del>") == shown.count("</del>")
    assert "<b>" not in shown


def test_a_comparison_in_words_and_marks() -> None:
    pieces = word_diff(
        "Dat overlegt u met\nde ouder.", "Dat overlegt de hulpverlener met\nde ouder."
    )
    assert pieces_text(pieces) == "Dat overlegt [-u-] {+de hulpverlener+} met\nde ouder."
    assert '<del><span class="alleen-lezer">vervallen: </span>u</del>' in pieces_html(pieces)


def test_of_very_long_texts_the_lines_that_are_the_same_stay() -> None:
    old = [f"– begrip {n}: dit is regel {n} van de lijst;" for n in range(300)]
    new = [*old[:100], "– nieuw begrip: dit stond er niet;", *old[100:299]]
    pieces = word_diff("\n".join(old), "\n".join(new))
    assert [(p.kind, p.text.strip()) for p in pieces if p.kind is not PieceKind.SAME] == [
        (PieceKind.ADDED, "– nieuw begrip: dit stond er niet;"),
        (PieceKind.REMOVED, old[299]),
    ]


def test_one_very_long_line_is_replaced_in_one_piece() -> None:
    old = " ".join(f"a{n}" for n in range(2000))
    new = " ".join(f"b{n}" for n in range(2000))
    assert [p.kind for p in word_diff(f"begin {old} eind", f"begin {new} eind")] == [
        PieceKind.SAME, PieceKind.REMOVED, PieceKind.ADDED, PieceKind.SAME,
    ]  # fmt: skip


def test_a_comparison_can_be_shortened() -> None:
    words = " ".join(str(n) for n in range(40))
    pieces = word_diff(f"{words} oud {words}", f"{words} nieuw {words}")
    assert pieces_text(pieces, shorten=True) == (
        "… 32 33 34 35 36 37 38 39 [-oud-] {+nieuw+} 0 1 2 3 4 5 6 7 …"
    )
