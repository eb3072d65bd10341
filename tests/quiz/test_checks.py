"""What may stand as an option, and which words of a law decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.checks import (
    alike,
    counts,
    different,
    drops_limit,
    echoes,
    fits_grammar,
    gives_away,
    hangs,
    repeats,
    says_something,
    stands_alone,
    stands_apart,
    tells,
)
from assistant.quiz.choice import pick_wrong
from assistant.quiz.definitions import forms
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
            "Een kind geeft vanaf twaalf jaar zelf toestemming.",
            "Een kind geeft vanaf zestien jaar zelf toestemming.",
            False,
            id="other-number-in-words",
        ),
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


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Welke drie voorwaarden gelden voor Veilig Thuis?", True),
        ("Welke factoren spelen een rol bij verenigbaarheid?", True),
        ("Op welke vier momenten speelt toestemming een rol?", True),
        ("Wanneer mag een school gegevens delen?", False),
        ("Wie krijgt na twee jaar bericht van de raad?", False),
    ],
)
def test_a_question_that_asks_for_several_things(question: str, several: bool) -> None:
    assert counts(question) is several


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Tegenover wie hebben we eigenlijk die plichten over inzage?", True),
        ("Valt bellen ook al onder dat rare woord verwerken?", True),
        ("Wat hoort er nog meer bij als de overheid zich met je bemoeit?", True),
        ("Waarom gaat de tekst nog over de oude clubs?", True),
        ("Wat moet er in zo'n effectbeoordeling staan?", True),
        ("Welke plichten over inzage heeft een jeugdhulpverlener?", False),
        ("Wie is de persoon die het register bijhoudt?", False),
    ],
)
def test_a_question_that_points_at_what_nobody_knows(question: str, unknown: bool) -> None:
    assert hangs(question) is unknown


def test_a_statement_repeats_its_question() -> None:
    question = "Welk handvat biedt een eenduidige uitleg van de kaders?"
    assert repeats("Het handvat biedt een eenduidige uitleg van de kaders.", question)
    assert not repeats("De gemeente bewaart het dossier twintig jaar.", question)


@pytest.mark.parametrize(
    ("term", "meaning", "given_away"),
    [
        ("vertegenwoordiger", "degene die is aangewezen om een ander te vertegenwoordigen", True),
        ("verwerker", "degene die persoonsgegevens verwerkt voor een ander", True),
        ("dossier", "het geheel van de dossiers over één kind", True),
        ("verwerker", "een organisatie die voor een ander gegevens bijhoudt", False),
        ("doelbinding", "alleen voor de doeleinden waarvoor het bekend is", True),
        ("juistheid", "zij moeten juist zijn en bijgewerkt", True),
        ("voogd", "degene die het gezag over een minderjarige heeft", False),
    ],
)
def test_a_meaning_that_gives_its_term_away(term: str, meaning: str, given_away: bool) -> None:
    assert tells(term, meaning) is given_away


def test_a_term_may_be_typed_in_the_plural() -> None:
    found = forms("persoonsgegeven", {"persoonsgegevens", "persoonsgegeven"})
    assert found == ("persoonsgegeven", "persoonsgegevens")


@pytest.mark.parametrize(
    ("term", "meaning", "accepted", "refused"),
    [
        ("verwerking", "een bewerking van persoonsgegevens",
         {"verwerken", "verwerking van persoonsgegevens"}, {"verwerkers"}),
        ("afschermen", "het markeren van gegevens", {"afscherming"},
         {"afschermen van persoonsgegevens"}),
        ("profilering", "elke vorm van gebruik", {"profileren"}, set()),
        ("onderneming", "wie een bedrijf heeft", {"onderneming"}, {"ondernemen"}),
    ],
)  # fmt: skip
def test_an_act_may_be_typed_as_a_verb_and_as_a_noun(
    term: str, meaning: str, accepted: set[str], refused: set[str]
) -> None:
    found = set(forms(term, {"verwerken", "verwerking", "onderneming"}, meaning))
    assert accepted <= found
    assert not refused & found


@pytest.mark.parametrize(
    ("point", "shown", "dropped"),
    [
        pytest.param(
            "Na tien weken kan geen verrijking meer plaatsvinden.",
            "Na deze termijn kan geen verrijking plaatsvinden, tenzij er een nieuwe melding is.",
            True,
            id="exception-lost",
        ),
        pytest.param(
            "Na tien weken kan geen verrijking plaatsvinden, tenzij er een melding is.",
            "Na deze termijn kan geen verrijking plaatsvinden, tenzij er een nieuwe melding is.",
            False,
            id="exception-kept",
        ),
        pytest.param(
            "Bij een nieuwe melding kan het weer.",
            "Na deze termijn kan geen verrijking plaatsvinden, tenzij er een nieuwe melding is.",
            False,
            id="about-the-exception",
        ),
        pytest.param(
            "Een private partij kan deelnemen als het doel dat vergt.",
            "Een private partij kan deelnemen, indien het doel dat vergt en indien tevens "
            "overheidsorganen deelnemen.",
            True,
            id="second-condition-lost",
        ),
        pytest.param(
            "De derde kan zonder toestemming gegevens geven.",
            "De derde kan gegevens geven, zonder toestemming en indien nodig met doorbreking van "
            "de geheimhouding.",
            False,
            id="if-needed",
        ),
        pytest.param(
            "Onderzoek mag met toestemming van de betrokkene.",
            "Het verbod geldt niet, indien:\n1°. de betrokkene toestemming gaf voor onderzoek; en",
            True,
            id="list-of-conditions-goes-on",
        ),
        pytest.param(
            "Het team onderzoekt een melding.",
            "Het team heeft de volgende taken:\na. het onderzoeken van een melding, en",
            False,
            id="list-of-tasks-goes-on",
        ),
    ],
)
def test_a_point_that_drops_a_limit(point: str, shown: str, dropped: bool) -> None:
    assert drops_limit(point, shown) is dropped


@pytest.mark.parametrize(
    ("sentence", "word", "open_to_both"),
    [
        ("Het college legt de afspraken schriftelijk vast.", "schriftelijk", False),
        ("De afspraken worden schriftelijk vastgelegd.", "schriftelijk", False),
        ("Het college geeft op verzoek of uit eigen beweging advies.", "uit eigen beweging", False),
        ("Ieder is verplicht geheimhouding in acht te nemen.", "is verplicht", False),
        ("Het college geeft desgevraagd advies.", "desgevraagd", True),
        ("De ouders geven schriftelijk toestemming.", "schriftelijk", True),
        ("Het college is verplicht mee te werken.", "is verplicht", True),
    ],
)
def test_grammar_leaves_room_for_the_other_word(
    sentence: str, word: str, open_to_both: bool
) -> None:
    start = sentence.index(word)
    assert fits_grammar(sentence, start, start + len(word)) is open_to_both


def test_right_options_do_not_stand_apart_in_length() -> None:
    short = ["De politie beslist daarover.", "De rechter beslist daarover.", "Niemand mag dat."]
    assert stands_apart([LONG, LONG.replace("ouders", "kinderen")], short)
    assert not stands_apart([LONG], [LONG.replace("mag", "moet")])
    assert not stands_apart(["twaalf"], ["zestien jaar", "nog later dan dat"])


def test_only_the_key_takes_up_a_word_of_the_question() -> None:
    question = "Wie krijgt toegang tot de systemen?"
    assert echoes(question, "Wie de systemen onderhoudt", ["Wie toezicht houdt", "Wie betaalt"])
    assert not echoes(question, "Wie ze onderhoudt", ["Wie toezicht houdt"])
    assert not echoes(question, "Wie de systemen onderhoudt", ["Wie systemen koopt"])


def test_a_number_of_the_question_is_no_distractor() -> None:
    assert edits("Na tien weken kan het weer.", "Wat geldt na tien weken?") == []
    assert edits("Na tien weken kan het weer.", "Wat geldt daarna?")[0] == (
        "Na zes weken kan het weer."
    )


def test_two_distractors_are_too_few() -> None:
    wrong = [LONG.replace("mag", "moet"), LONG.replace("ouders", "kinderen")]
    assert pick_wrong(LONG, wrong) == []
    assert pick_wrong(LONG, wrong, least=2) == wrong


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
    assert edits("Ook een kind jonger dan twaalf jaar krijgt uitleg.") == []  # holds below it too
    assert edits("De school beslist.") == []
