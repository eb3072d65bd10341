"""Does a sentence follow from a passage? The whole verifier, with what ships."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.sentences import split_sentences
from assistant.verify import Reason, Verdict, load_verifier
from assistant.verify.model import CODES
from assistant.verify.wording import VERBATIM

KEEP = (
    "De jeugdhulpverlener bewaart het dossier gedurende twintig jaren, tenzij de betrokkene om "
    "vernietiging verzoekt."
)
SHARE = (
    "De jeugdhulpverlener verstrekt aan anderen dan de betrokkene geen inlichtingen dan met "
    "toestemming van de betrokkene, bedoeld in artikel 7.3.11, eerste lid, van de Jeugdwet."
)
AGE = (
    "Een minderjarige die de leeftijd van zestien jaren heeft bereikt, kan zelf om inzage "
    "verzoeken. Het verzoek wordt binnen een maand beantwoord."
)


def judge(sentence: str, passage: str) -> Verdict:
    return load_verifier().judge(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage", "code"),
    [
        pytest.param("Het dossier wordt vijftien jaar bewaard.", KEEP, "deadline", id="term"),
        pytest.param("Wie 12 jaar of ouder is, kan om inzage vragen.", AGE, "age", id="age"),
        pytest.param("Wie jonger is dan 16 jaar, kan om inzage vragen.", AGE, "age", id="limit"),
        pytest.param("Het verzoek wordt binnen twee maanden beantwoord.", AGE, "deadline",
                     id="months"),
        pytest.param("Drie verzoeken worden beantwoord.", AGE, "number", id="count"),
        pytest.param("Volgens artikel 7.3.12 is toestemming nodig.", SHARE, "article",
                     id="article"),
        pytest.param("Volgens artikel 7.3.11, tweede lid, is toestemming nodig.", SHARE, "article",
                     id="lid"),
        pytest.param("Volgens de Wmo 2015 is toestemming nodig.", SHARE, "law", id="law"),
        pytest.param("De wet zegt: 'met instemming van de ouder'.", SHARE, "quotation",
                     id="quotation"),
    ],
)  # fmt: skip
def test_what_a_rule_forbids_is_refused_with_its_reason(
    sentence: str, passage: str, code: str
) -> None:
    verdict = judge(sentence, passage)
    assert not verdict.supported
    assert code in {r.code for r in verdict.reasons}
    assert verdict.score == 0.0


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        pytest.param(KEEP, KEEP, id="whole-sentence"),
        pytest.param(f"  {KEEP.rstrip('.')} [1]", KEEP, id="mark-and-space"),
        pytest.param(AGE, AGE, id="two-sentences"),
        pytest.param(
            "b. het kind dat wil.",
            "Dat mag indien:\na. nodig;\nb. het kind dat wil.",
            id="list-item",
        ),
    ],
)
def test_whole_sentences_of_the_passage_are_supported(sentence: str, passage: str) -> None:
    verdict = judge(sentence, passage)
    assert verdict.supported
    assert [r.code for r in verdict.reasons] == ["verbatim"]
    start, end = verdict.evidence[0]
    assert passage[start:end] in passage


def test_a_sentence_cut_before_its_exception_is_refused() -> None:
    verdict = judge("De jeugdhulpverlener bewaart het dossier gedurende twintig jaren.", KEEP)
    assert not verdict.supported
    assert [r.code for r in verdict.reasons] == ["condition"]
    assert "tenzij" in verdict.reasons[0].detail


def test_an_article_more_or_less_changes_nothing() -> None:
    assert judge("Ouder legt toestemming vast in dossier.", "De ouder legt de toestemming vast in "
                 "het dossier.").supported  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "rest", "supported"),
    [
        ("De ouder geeft het dossier aan de school", ", te rekenen vanaf maandag", True),
        ("De ouder geeft het dossier aan de school", " die dat nodig heeft", False),
        ("De ouder geeft het dossier aan de school", ", indien de wet dat zegt", False),
        ("De ouder geeft het dossier aan de school", " met toestemming van het kind", False),
        ("De ouder geeft het dossier", " niet aan de school", False),
        ("De ouder geeft het dossier aan de school", ", behalve in de zomer", False),
    ],
)
def test_a_literal_piece_is_supported_when_nothing_that_limits_was_cut(
    sentence: str, rest: str, supported: bool
) -> None:
    verdict = judge(f"{sentence}.", f"{sentence}{rest}.")
    assert (verdict.reasons[:1] == (Reason("verbatim", VERBATIM),)) == supported


@pytest.mark.parametrize(
    "sentence",
    [
        "De jeugdhulpverlener bewaart het dossier niet twintig jaren.",
        "De jeugdhulpverlener hoeft het dossier niet twintig jaar te bewaren.",
        "De gemeente vernietigt het dossier na twintig jaar.",
        "Ook als de betrokkene om vernietiging vraagt, blijft het dossier altijd bewaard.",
        "Het weer is vandaag mooi.",
        "42",
        "",
        "!!!",
    ],
)
def test_what_does_not_follow_is_refused_with_a_reason(sentence: str) -> None:
    verdict = judge(sentence, KEEP)
    assert not verdict.supported
    assert verdict.reasons
    assert all(r.code in CODES and r.detail for r in verdict.reasons)


def test_a_sentence_without_end_is_refused_at_once() -> None:
    verdict = judge("De ouder beslist, en " * 20_000, KEEP)
    assert not verdict.supported
    assert "te lang" in verdict.reasons[0].detail


@pytest.mark.parametrize("passage", ["", " ", "…", "12"])
def test_an_empty_passage_carries_nothing(passage: str) -> None:
    assert not judge("Het dossier wordt bewaard.", passage).supported


def test_evidence_is_whole_sentences_of_the_passage() -> None:
    passage = f"{AGE} {KEEP}"
    verdict = judge("Het dossier wordt vijftien jaar bewaard.", passage)
    units = {(a, b) for a, b in split_sentences(passage)}
    assert verdict.evidence
    assert set(verdict.evidence) <= units
    start, end = verdict.evidence[0]
    assert passage[start:end] == KEEP


def test_threads_that_share_a_verifier_agree() -> None:
    verifier = load_verifier()
    work = [("Het dossier wordt twintig jaar bewaard.", KEEP), ("Wie 16 is, mag dat.", AGE)] * 20
    expected = [verifier.judge(*pair) for pair in work]
    found: list[list[Verdict]] = []
    threads = [
        threading.Thread(target=lambda: found.append([verifier.judge(*pair) for pair in work]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


_PIECES = """
    de ouder mag niet geen artikel 7.3.11 lid 2 eerste tenzij als zonder twaalf jaar binnen een
    maand alleen Veilig Thuis geeft door, te ; : . a. 'x' “ ” Jeugdwet OM % 1° e.v.
"""
WORDS = st.lists(st.sampled_from([*_PIECES.split(), "\n"]), max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS | st.text(max_size=80), WORDS | st.text(max_size=200))
def test_any_text_gets_a_verdict_with_evidence_inside_the_passage(
    sentence: str, passage: str
) -> None:
    verdict = judge(sentence, passage)
    assert verdict == judge(sentence, passage)
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.supported or verdict.reasons
    assert all(0 <= a < b <= len(passage) for a, b in verdict.evidence)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_a_whole_unit_of_a_passage_always_follows_from_it(passage: str) -> None:
    for start, end in split_sentences(passage):
        if passage[start:end].strip(" .;"):
            assert judge(passage[start:end], passage).supported
