"""Conditions and exceptions: where they stand, and whether a sentence brings them along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verify import load_verifier
from assistant.verify.align import align
from assistant.verify.checker import load_trained
from assistant.verify.limits import breaks_limit, find_limits, limit_features
from assistant.verify.lists import load_lists
from assistant.verify.text import analyse


def limits(text: str) -> list[tuple[str, str]]:
    """Each limit as its group and its words; clauses with "die" and "dat" apart."""
    whole = analyse(text, load_lists())
    return [
        (x.group, text[whole.tokens[x.first].start : whole.tokens[x.end - 1].end])
        for x in find_limits(whole)
        if x.group != "which"
    ]


def lost(passage: str, sentence: str) -> dict[str, float]:
    """The features of a sentence beside a passage."""
    idf = load_trained().idf
    lists = load_lists()
    beside = align(analyse(sentence, lists), analyse(passage, lists), lists, idf)
    return limit_features(beside, idf)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Indien hij dat vraagt, krijgt hij inzage.", [("if", "Indien hij dat vraagt")]),
        ("Hij krijgt inzage, tenzij de wet dat verbiedt.",
         [("unless", "tenzij de wet dat verbiedt")]),
        ("Het college is, voor zover de cliënt toestemt, bevoegd gegevens te delen.",
         [("insofar", "voor zover de cliënt toestemt")]),
        ("Hij geeft desgevraagd advies.", [("request", "desgevraagd")]),
        ("Er is geheimhouding, behoudens voor zover de wet anders bepaalt.",
         [("unless", "behoudens voor zover de wet anders bepaalt")]),
        ("In beginsel beslist de ouder.", [("hedge", "In beginsel")]),
        ("De artikelen gelden, met uitzondering van de artikelen 4 en 5, ook hier.",
         [("unless", "met uitzondering van de artikelen 4 en 5")]),
        ("Ook als hij dat niet vraagt, krijgt hij inzage.", []),
        ("Het artikel is niet alleen van belang voor de ouder.", []),
        ("Gegevens als bedoeld in artikel 4 worden verstrekt.", []),
    ],
)  # fmt: skip
def test_limits_are_found_with_their_words(text: str, found: list[tuple[str, str]]) -> None:
    assert limits(text) == found


@pytest.mark.parametrize(("last", "all_items"), [("; en", True), ("; of", False)])
def test_a_list_is_a_limit_of_which_all_or_one_is_needed(last: str, all_items: bool) -> None:
    text = (
        f"Verstrekking is mogelijk indien:\na. het onderzoek nuttig is{last}\nb. niemand bezwaar "
        "heeft gemaakt."
    )
    limit = find_limits(analyse(text, load_lists()))[0]
    assert limit.items == (1, 2)
    assert limit.all_items is all_items


PASSAGE = "De hulpverlener verstrekt inlichtingen aan de school, tenzij de ouder bezwaar maakt."


@pytest.mark.parametrize(
    ("passage", "sentence", "broken"),
    [
        (PASSAGE, "De hulpverlener verstrekt inlichtingen aan de school.", True),
        (PASSAGE, "De school krijgt inlichtingen, behalve als de ouder bezwaar maakt.", False),
        (PASSAGE, "Zonder bezwaar van de ouder krijgt de school inlichtingen.", False),
        ("Het nummer wordt slechts gebruikt voor de uitvoering van de wet.",
         "Het nummer mag worden gebruikt.", True),
        ("Het nummer wordt slechts gebruikt voor de uitvoering van de wet.",
         "Het nummer dient uitsluitend voor de uitvoering van de wet.", False),
        ("Het dossier wordt bewaard indien dit noodzakelijk is.",
         "Het dossier wordt bewaard, of dit nu noodzakelijk is of niet.", True),
    ],
)  # fmt: skip
def test_a_limit_that_is_gone_is_seen(passage: str, sentence: str, broken: bool) -> None:
    assert breaks_limit(lost(passage, sentence)) is broken


def test_a_refused_sentence_names_the_condition() -> None:
    verdict = load_verifier().judge(
        "Inlichtingen worden door de hulpverlener aan de school verstrekt.", PASSAGE
    )
    assert not verdict.supported
    assert verdict.reasons[0].code == "condition"
    assert "tenzij" in verdict.reasons[0].detail


def test_the_words_before_a_list_are_no_safe_quotation() -> None:
    passage = "Gegevens mogen worden verstrekt aan derden:\na. met een vergunning; of\nb. bij nood."
    verdict = load_verifier().judge("Gegevens mogen worden verstrekt aan derden", passage)
    assert [r.code for r in verdict.reasons] != ["verbatim"]


PIECES = ("indien", "tenzij", "voor", "zover", "als", "die", ",", ".", ":", ";", "\n", "en", "of",
          "slechts", "met", "toestemming", "school")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_limits_lie_within_the_text_and_never_fail(words: list[str]) -> None:
    whole = analyse(" ".join(words), load_lists())
    for limit in find_limits(whole):
        assert 0 <= limit.first < limit.end <= len(whole.tokens)
        assert all(0 <= item < len(whole.units) for item in limit.items)
