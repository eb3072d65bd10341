"""What may stand as an option, and which words of a law decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.checks import alike, different, gives_away, says_something, stands_alone
from assistant.quiz.choice import pick_wrong
from assistant.quiz.edits import deciding, edits, swap
from assistant.quiz.from_cases import is_sentence, leans


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Dat mag.", "dat mag", True, id="stop-and-capital"),
        pytest.param(
            "De gemeente bewaart het dossier twintig jaar.",
            "De gemeente bewaart dossiers twintig jaar.",
            True,
            id="plural",
        ),
        pytest.param(
            "De gemeente bewaart het dossier.",
            "De gemeente bewaart het dossier en de verslagen zorgvuldig.",
            True,
            id="part-of-the-other",
        ),
        pytest.param("Toestemming is nodig.", "Toestemming is niet nodig.", False, id="denied"),
        pytest.param("Na 12 jaar mag het.", "Na 16 jaar mag het.", False, id="other-number"),
        pytest.param(
            "Delen mag met toestemming.", "Delen mag zonder toestemming.", False, id="with-without"
        ),
        pytest.param("De school beslist.", "De rechter beslist.", False, id="other-actor"),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


@given(st.text(min_size=1, max_size=60))
def test_a_text_is_like_itself_and_kept_once(text: str) -> None:
    assert alike(text, text)
    assert different([text, text]) == [text]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Een ontkennend antwoord.", False),
        ("Zelf stappen opsommen.", False),
        ("Twintig miljoen noemen.", False),
        ("Toch antwoorden alsof de bronnen dit behandelen.", False),
        ("AVG 35 als antwoord geven.", False),
        ("De bronnen geven hier geen antwoord op.", False),
        ("…", False),
        ("De raad geeft het college antwoord binnen vijf dagen.", True),
        ("Alleen met toestemming van de ouders.", True),
    ],
)
def test_an_instruction_about_an_answer_is_no_option(text: str, answers: bool) -> None:
    assert says_something(text) is answers


LONG = "De gemeente mag de gegevens delen als de ouders daarvoor toestemming hebben gegeven."


@pytest.mark.parametrize(
    ("key", "others", "tells"),
    [
        pytest.param(LONG, ["Nooit delen, ook niet later.", "Altijd alles delen mag."], True,
                     id="much-longer"),
        pytest.param("Met toestemming van hen.", [LONG, f"{LONG} En dan nog iets."], True,
                     id="much-shorter"),
        pytest.param("Ja, dat mag altijd.", ["Nee, nooit.", "Nee, pas later."], True,
                     id="only-yes"),
        pytest.param("Ja, dat mag altijd.", ["Nee, nooit.", "Ja, maar pas later."], False,
                     id="two-yes"),
        pytest.param("twaalf", ["zestien jaar", "acht"], False, id="short-options-vary"),
        pytest.param(LONG, [LONG.replace("ouders", "kinderen"), LONG.replace("mag", "moet")],
                     False, id="alike-in-form"),
    ],
)  # fmt: skip
def test_length_and_form_do_not_tell_the_key(key: str, others: list[str], tells: bool) -> None:
    assert gives_away(key, others) is tells


def test_a_key_is_not_the_longest_when_a_longer_distractor_is_there() -> None:
    longer = f"{LONG} Dat geldt voor iedere professional in het team."
    shorter = [
        "De school mag de gegevens delen na een besluit van de rechter alleen.",
        "De rechter mag de gegevens delen zodra een buurman daarom vraagt.",
        "Het college moet de gegevens delen met iedereen in het wijkteam.",
    ]
    chosen = pick_wrong(LONG, [*shorter, longer])
    assert longer in chosen
    assert len(chosen) == 3


def test_one_distractor_is_too_few() -> None:
    assert pick_wrong(LONG, [LONG.replace("mag", "moet")]) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("De raad kan optreden voor minderjarigen.", True),
        ("Deze verstrekking kan structureel zijn.", False),
        ("De hulpverlener kan hiervan afwijken.", False),
        ("Bij algemene maatregel van bestuur kunnen regels worden gesteld.", False),
    ],
)
def test_a_sentence_of_law_that_leans_on_another_is_left_out(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Nee, de vuistregels vullen die aan tot een geheel.", True),
        ("Veilig Thuis weigert inzage aan een kind jonger dan twaalf jaar.", True),
        ("Toestemming is nodig.", True),
        ("Door te werken vanuit een lerende cultuur.", False),
        ("Binnen vijf dagen na ontvangst van de melding.", False),
        ("Ja, als het noodzakelijk is voor de taak.", False),
        ("zonder hoofdletter is het geen zin.", False),
        ("Van integraal naar specialistisch.", False),
    ],
)
def test_is_sentence(text: str, whole: bool) -> None:
    assert is_sentence(text) is whole


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("Dan is de bemoeienis niet meer vrijwillig.", True),
        ("Ja, professionals kennen elkaars taken.", True),
        ("Zonder toestemming van moeder mag het niet.", True),
        ("De gemeente mag de gegevens van het gezin delen.", False),
    ],
)
def test_leans(text: str, leaning: bool) -> None:
    assert leans(text) is leaning


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Hij is twaalf jaar of ouder.", ["twaalf"], id="age"),
        pytest.param("Binnen tien weken volgt een besluit.", ["tien"], id="term"),
        pytest.param("Na 72 uur is het te laat.", ["72"], id="figures"),
        pytest.param("Het college kan hulp bieden.", ["kan"], id="modal"),
        pytest.param(
            "De arts spreekt zonder toestemming van de ouders.",
            ["zonder toestemming"],
            id="consent",
        ),
        pytest.param("Twaalf leden en tien vragen.", [], id="number-without-a-unit"),
        pytest.param("Na tien weken en nog eens tien weken.", [], id="twice-gives-it-away"),
        pytest.param("Wie kan delen, moet delen.", [], id="both-words-stand-there"),
    ],
)
def test_deciding_words(text: str, words: list[str]) -> None:
    assert [text[p.start : p.end] for p in deciding(text)] == words


def test_a_swapped_number_is_not_one_that_stands_there_already() -> None:
    text = "Wie twaalf maar nog geen zestien jaar is, vraagt toestemming."
    (place,) = deciding(text)
    assert [swap(text, place, other) for other in place.others] == [
        "Wie twaalf maar nog geen achttien jaar is, vraagt toestemming."
    ]


def test_edits_turn_a_statement_round() -> None:
    assert edits("Toestemming is niet nodig.") == ["Toestemming is altijd nodig."]
    assert edits("Bewaar het twintig jaar.") == [
        "Bewaar het vijftien jaar.",
        "Bewaar het tien jaar.",
    ]
    assert edits("De school beslist.") == []
