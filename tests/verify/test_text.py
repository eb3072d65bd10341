"""A text taken apart: roots, clauses, what denies and what limits."""

from __future__ import annotations

import pytest

from assistant.verify.lists import load_lists
from assistant.verify.text import Text, analyse


def take_apart(text: str) -> Text:
    return analyse(text, load_lists())


@pytest.mark.parametrize(
    "words",
    [
        "verstrekken verstrekt verstrekte verstrekking", "geven geeft gaf gegeven",
        "delen deelt gedeeld deel", "doorgeven doorgegeven doorgeeft",
        "zorgvuldig zorgvuldige zorgvuldigheid", "informatie informeren geinformeerd",
        "verbieden verboden verbod", "kind kinderen", "lid leden",
    ],
)  # fmt: skip
def test_forms_of_one_word_share_a_root(words: str) -> None:
    assert len({t.root for t in take_apart(words).tokens}) == 1


@pytest.mark.parametrize("words", ["bewaren wissen", "ouder kind", "gegevens geven", "raad rede"])
def test_other_words_do_not(words: str) -> None:
    assert len({t.root for t in take_apart(words).tokens}) == 2


@pytest.mark.parametrize("text", ["Zij geeft het dossier door.", "Om het dossier door te geven."])
def test_a_verb_in_two_pieces_is_one(text: str) -> None:
    assert load_lists().roots.root("doorgeven") in {t.root for t in take_apart(text).tokens}


@pytest.mark.parametrize(
    ("text", "denials", "limited"),
    [
        pytest.param("Dat mag niet.", 1, False, id="not"),
        pytest.param("Dat is verboden.", 1, False, id="forbidden"),
        pytest.param("Dat mag zonder toestemming.", 1, False, id="without"),
        pytest.param("Dat mag niet zonder toestemming.", 0, True, id="not-without-is-only-with"),
        pytest.param("Dat mag niet dan met toestemming.", 0, True, id="not-but-with-is-only-with"),
        pytest.param("Dat mag alleen met toestemming.", 0, True, id="only-with"),
        pytest.param("Niet alleen de ouder mag dat.", 0, True, id="not-only-denies-nothing"),
        pytest.param("Al dan niet met toestemming.", 0, False, id="whether-or-not"),
        pytest.param("Het duurt niet langer dan een week.", 0, False, id="a-limit"),
        pytest.param("Dat mag.", 0, False, id="nothing"),
    ],
)
def test_denials_are_counted_by_what_they_mean(text: str, denials: int, limited: bool) -> None:
    found = take_apart(text)
    assert sum(len(c.negations) for c in found.clauses) == denials
    assert any(m.label == "condition.only" for m in found.markers) == limited


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Indien de ouder weigert, beslist de rechter.", ["condition", "main"]),
        ("Dat mag, tenzij het kind er last van heeft.", ["main", "exception"]),
        ("Is de ouder overleden, dan beslist de voogd.", ["condition", "main"]),
        ("De arts spreekt als hulpverlener met de ouder.", ["main"]),
        ("De regels, bedoeld in het eerste lid.", ["main", "main"]),
    ],
)
def test_clauses_have_a_kind(text: str, kinds: list[str]) -> None:
    assert [c.kind for c in take_apart(text).clauses] == kinds


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("De raad voor de kinderbescherming meldt het VT.", ["raad", "veilig-thuis"]),
        ("Het is nodig om dat te doen.", []),
        ("Het OM beslist.", ["om"]),
        ("Wie zestien jaar of ouder is.", ["wide:wie"]),
        ("De GI's en het college.", ["gi", "gemeente"]),
    ],
)
def test_actors_are_found(text: str, actors: list[str]) -> None:
    assert [m.actor for m in take_apart(text).actors] == actors


def test_items_know_what_announces_them() -> None:
    found = take_apart("Dat mag indien:\na. de ouder dat wil;\nb. de wet het zegt.\n\nLet op.")
    assert found.leads == (-1, 0, 0, -1)
