"""Forms of listed words, and words that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checklist import check
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


@pytest.mark.parametrize(
    "text",
    [
        "mail van kaplan binnengekomen",
        "kan de school semra inlichten over de melding",
        "we hebben tesfay uit huis geplaatst mag dat",
        "het gaat om zehra, mag ik bellen",
        "collega vd heuvel heeft zonder overleg gemeld",
        "mag ali zijn dossier inzien",
    ],
)
def test_finds_listed_names_in_small_letters_wherever_a_name_can_stand(text: str) -> None:
    assert "person-name" in {finding.item for finding in check(text).findings}
