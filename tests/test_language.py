"""Folding, stemming and compounds: a form for searching beside the wording."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import STOP_WORDS, CompoundSplitter, fold, stem, terms, words

KNOWN = ("gegevens", "verwerking", "jeugd", "zorg", "plan", "kind", "kinderen", "bescherming")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Privéleven", "priveleven", id="diacritics"),
        pytest.param("geïnformeerd", "geinformeerd", id="diaeresis"),
        pytest.param("o.g.v. de A.V.G.", "ogv de avg", id="dots-of-abbreviations"),
        pytest.param("art. 7.3.11", "art. 7.3.11", id="article-number-keeps-its-dots"),
        pytest.param("", "", id="nothing"),
        pytest.param("\u212b \ufb01le", "a file", id="compatibility-forms"),
        pytest.param("\u1d2cbc", "abc", id="capital-behind-a-compatibility-form"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("art. 7.3.11 lid 4", ["art", "7.3.11", "lid", "4"], id="dotted-number"),
        pytest.param("artikel 7:457 BW", ["artikel", "7:457", "bw"], id="book-and-article"),
        pytest.param("1:265a", ["1:265a"], id="letter-behind-the-number"),
        pytest.param("Dat mag. 5 keer", ["dat", "mag", "5", "keer"], id="full-stop-is-no-number"),
        pytest.param("😀 -- !!", [], id="no-words"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("word", ["niet", "geen", "zonder", "moet", "mag", "alleen", "tenzij"])
def test_words_that_decide_a_legal_answer_are_searched(word: str) -> None:
    assert word not in STOP_WORDS
    assert terms(word) == [stem(word)]


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("verwerkingen") == stem("verwerking")
    assert stem("ouders") == stem("ouder")
    assert stem("7.3.11") == "7.3.11"


def test_terms_hold_the_word_and_its_parts() -> None:
    found = terms("De gegevensverwerking", CompoundSplitter(KNOWN))
    assert found == [stem("gegevensverwerking"), stem("gegevens"), stem("verwerking")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("gegevensverwerking", ["gegevens", "verwerking"], id="two-parts"),
        pytest.param("jeugdzorgplan", ["jeugd", "zorg", "plan"], id="three-parts"),
        pytest.param("kinderbescherming", [], id="a-part-is-unknown"),
        pytest.param("kinderenbescherming", ["kinderen", "bescherming"], id="longest-part"),
        pytest.param("gegevens", [], id="no-compound"),
        pytest.param("kind2024", [], id="digits"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_split(word: str, expected: list[str]) -> None:
    assert CompoundSplitter(KNOWN).split(word) == expected


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "word",
    [
        pytest.param("zorg" * 1000, id="longer-than-any-word"),
        pytest.param("aaaa" * 15, id="many-ways-to-cut"),
        pytest.param("aaaa" * 14 + "b", id="many-ways-and-none-fits"),
    ],
)
def test_a_made_up_word_takes_no_time(word: str) -> None:
    splitter = CompoundSplitter([*KNOWN, "aaaa", "aaaaa", "aaaaaa", "aaaaaaa"])
    assert "".join(splitter.split(word)) in ("", word)


@given(st.lists(st.sampled_from(KNOWN), min_size=2, max_size=4))
def test_parts_are_known_words_that_make_up_the_compound(parts: list[str]) -> None:
    word = "".join(parts)
    found = CompoundSplitter(KNOWN).split(word)
    assert found
    assert set(found) <= set(KNOWN)
    # what is left out are the letters that join parts
    assert len(word) - len("".join(found)) <= 2 * len(found)


@given(st.text(max_size=200))
def test_any_text_can_be_folded_and_cut(text: str) -> None:
    folded = fold(text)
    assert folded == folded.lower()
    assert not any(unicodedata.combining(c) for c in folded)
    assert all(w and not any(c.isspace() for c in w) for w in words(text))
    terms(text, CompoundSplitter(KNOWN))
