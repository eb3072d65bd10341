"""A question that leans on the one before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.followup import leans, read_in_context

FIRST = "Wie geeft toestemming voor jeugdhulp aan een kind van 14 jaar?"


@pytest.mark.parametrize(
    "question",
    [
        "en als het kind 17 is?",
        "En zonder toestemming?",
        "Maar wat als de ouders het niet eens zijn?",
        "Wat dan als beide ouders gezag hebben?",
        "geldt dat ook voor scholen?",
        "Waarom?",
        "hoe lang dan",
        "Mag dat ook mondeling?",
        "Moet ik dat vastleggen?",
        "Dezelfde vraag voor een gemeente",
        # another subject of the same question
        "en een school?",
        "en hun broertje?",
        "mag een huisarts dat ook?",
        "geldt dat ook voor de huisarts?",
        "Geldt hetzelfde voor de gemeente?",
        "Is dat anders voor een jongere van 16?",
        "hoe zit dat bij een school?",
        # another circumstance
        "wat als ze weigeren",
        "wat als ouders weigeren?",
        "als het kind 12 is?",
        "bij een kind van 12?",
        "zonder toestemming ook?",
        "en in spoedgevallen?",
        "mag het mondeling?",
        "en wat als het kind ouder is dan 16?",
        "mag een kind van 12 dat zelf beslissen?",
        # asking on
        "en dan?",
        "en andersom?",
        "waar staat dat?",
        "welk artikel is dat?",
        "wie beslist daarover?",
        "wie dan wel?",
        "is dat verplicht?",
        "kunt u dat uitleggen?",
        "wat moet hij dan doen?",
        "mag die informatie naar school?",
        "wat zijn daarvan de gevolgen?",
    ],
)
def test_leans(question: str) -> None:
    assert leans(question)
    assert read_in_context(question, [FIRST]) == f"{FIRST} {question}"


@pytest.mark.parametrize(
    "question",
    [
        FIRST,
        "Wat is een datalek?",
        "art. 7.3.11 lid 4 Jeugdwet",
        "Hoe lang bewaart een gecertificeerde instelling een dossier?",
        "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?",
        "Welke AVG-stappen loop ik door voordat ik informatie deel?",
        # an article or a conjunction, no pronoun
        "Mag het burgerservicenummer van een jeugdige door het college worden verwerkt?",
        "Moet het gezin weten welke interventies het team kan doen?",
        "Kan het CIZ de gemeente vertellen wat iemand nodig heeft?",
        "Wie moet erop letten dat mensen hun inzagerecht krijgen?",
        "Wat is het verschil tussen een moeder en een voogd?",
        # a clause about what stands before it
        "Wat is de hoogste boete die de toezichthouder kan opleggen?",
        "Is de termijn van de raad langer dan die van Veilig Thuis?",
        "Kan een moeder eisen dat ze een afschrift krijgt?",
        # names what it points at
        "De toezichthouder wil ons register zien. Moet dat?",
        "Onze instelling vraagt een onderzoek aan. Wie hoort dat nog?",
        "Tellen partners mee als ontvanger als ik ze iets stuur?",
        # opens as a follow-up and says everything itself
        "Wat als een moeder en vader niet meewerken met de jeugdbeschermer op school?",
        "Bij welk loket vraag ik geld aan voor onze proeftuin?",
        "Wie is een betrokkene?",
    ],
)
def test_stands_on_its_own(question: str) -> None:
    assert not leans(question)
    assert read_in_context(question, [FIRST]) == question


@pytest.mark.parametrize(
    ("earlier", "read"),
    [
        pytest.param([], "En dan?", id="nothing-before"),
        pytest.param(["", " \n"], "En dan?", id="blank-before"),
        pytest.param([FIRST, ""], f"{FIRST} En dan?", id="blank-between"),
        pytest.param([FIRST, "en nu?"], f"{FIRST} En dan?", id="over-one-that-leans-itself"),
        pytest.param(["Wat is een datalek?", FIRST], f"{FIRST} En dan?", id="the-last-one"),
        pytest.param(["en nu?", "en dan?"], "en nu? En dan?", id="all-lean"),
    ],
)
def test_which_question_it_is_read_with(earlier: list[str], read: str) -> None:
    assert read_in_context("En dan?", earlier) == read


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_the_question_itself_always_stays(question: str, earlier: list[str]) -> None:
    assert read_in_context(question, earlier).strip().endswith(question.strip())


@pytest.mark.timeout(5)
def test_a_long_text_takes_no_time() -> None:
    for text in ("en " * 30_000, " " * 90_000 + "x", "wat " * 20_000, "dat" * 30_000):
        leans(text)
