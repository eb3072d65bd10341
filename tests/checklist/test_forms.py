"""Forms of listed words, and words that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checklist.forms import is_form, is_misspelt


@pytest.mark.parametrize(
    "word",
    ["ontspoort", "doorlicht", "emigreerde", "samenwoont", "risicoscores", "cloudboer", "loopt"],
)
def test_knows_an_inflected_or_joined_word(word: str) -> None:
    assert is_form(word)


@pytest.mark.parametrize("word", ["toestemmign", "gemeenet", "protokol", "welzyn", "elkar"])
def test_knows_a_misspelt_word(word: str) -> None:
    assert is_misspelt(word)


@pytest.mark.parametrize("word", ["ylinde", "quintijn", "sewpersad", "wytse", "zhivko", "fardau"])
def test_a_name_is_neither(word: str) -> None:
    assert not is_form(word)
    assert not is_misspelt(word)


@given(st.text(alphabet="abcdeijklnorstvyz", max_size=60))
def test_any_letters_have_an_answer(word: str) -> None:
    assert is_form(word) in (True, False)
    assert is_misspelt(word) in (True, False)
