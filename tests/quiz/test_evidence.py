"""Which words are quoted for a statement."""

from __future__ import annotations

import pytest

from assistant.quiz.evidence import about, evidence, together
from tests.quiz.sources import material, passage

LIST = passage(
    "wet/proefwet/3",
    "Veilig Thuis stelt in kennis:\n"
    "a. de gemeente, indien de ernst van de situatie daartoe aanleiding geeft;\n"
    "b. de politie, indien de ernst van de situatie daartoe aanleiding geeft:\n"
    "1°. bij een strafbaar feit;\n"
    "2°. bij direct gevaar;\n"
    "c. de raad, indien een maatregel nodig is.",
)
PROSE = passage(
    "gids/1",
    "Ouders hebben recht op informatie. Dit geldt tot het kind zestien jaar wordt. "
    "Daarna beslist de jongere zelf. De school bewaart het verslag tien jaar.",
)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        pytest.param(
            "Veilig Thuis stelt de politie in kennis bij direct gevaar.",
            "Veilig Thuis stelt in kennis:\n[…]\n"
            "b. de politie, indien de ernst van de situatie daartoe aanleiding geeft:\n"
            "1°. bij een strafbaar feit;\n"
            "2°. bij direct gevaar;",
            id="point-with-points-of-its-own",
        ),
        pytest.param(
            "Veilig Thuis stelt de raad in kennis als een maatregel nodig is.",
            "Veilig Thuis stelt in kennis:\n[…]\nc. de raad, indien een maatregel nodig is.",
            id="point-behind-its-opening",
        ),
        pytest.param(
            "Veilig Thuis stelt de gemeente in kennis.",
            "Veilig Thuis stelt in kennis:\n"
            "a. de gemeente, indien de ernst van de situatie daartoe aanleiding geeft;",
            id="opening-takes-a-point-along",
        ),
    ],
)
def test_the_point_that_is_meant_is_shown(said: str, shown: str) -> None:
    found = evidence(material([LIST]), [LIST.id], said)
    assert found.shown == shown
    assert found.proof.quote in LIST.text


def test_decisive_words_count_wherever_they_stand() -> None:
    decisive = {LIST.id: ["indien de ernst van de situatie daartoe aanleiding geeft"]}
    found = evidence(
        material([LIST]), [LIST.id], "De politie hoort het.", decisive=decisive, prompt="Wie?"
    )
    assert "b. de politie" in found.proof.quote


def test_a_sentence_about_the_one_before_takes_it_along() -> None:
    found = evidence(material([PROSE]), [PROSE.id], "Het recht van ouders geldt tot zestien jaar.")
    assert found.proof.quote.startswith("Ouders hebben recht")
    assert found.proof.quote.endswith("zestien jaar wordt.")


def test_a_wrong_statement_quotes_what_is_right_instead() -> None:
    found = evidence(
        material([PROSE]),
        [PROSE.id],
        "De school vernietigt het verslag meteen.",
        instead=["Ouders hebben recht op informatie.", "De school bewaart het verslag tien jaar."],
    )
    assert found.proof.quote == "De school bewaart het verslag tien jaar."


def test_a_source_that_the_question_names_goes_first() -> None:
    other = passage("gids/2", "De hulpverlener geeft inzage in het dossier.")
    law = passage("wet/proefwet/9", "De hulpverlener geeft inzage in het dossier op verzoek.")
    held = material([other, law])
    said = "De hulpverlener geeft inzage in het dossier."
    named = evidence(held, [other.id, law.id], said, prompt="Wat zegt de Proefwet, artikel 9?")
    assert named.proof.passage_id == law.id
    assert evidence(held, [other.id, law.id], said).proof.passage_id == other.id


def test_quotations_of_one_passage_become_one() -> None:
    held = material([LIST, PROSE])
    found = [
        evidence(held, [LIST.id], "De raad hoort het bij een maatregel."),
        evidence(held, [LIST.id], "De gemeente hoort het."),
        evidence(held, [PROSE.id], "De school bewaart het verslag tien jaar."),
    ]
    first, second = together(held, found)
    assert first.proof.quote == LIST.text
    assert second.proof.quote == "De school bewaart het verslag tien jaar."
    assert together(held, [found[2], found[2]]) == (found[2],)


def test_how_much_of_a_text_a_quotation_speaks_of() -> None:
    held = material([PROSE])
    found = evidence(held, [PROSE.id], "De school bewaart het verslag tien jaar.")
    assert about(found, "De school bewaart het verslag tien jaar.") == pytest.approx(1)
    assert about(found, "Een burgemeester wandelt.") == 0


def test_nothing_can_be_quoted_from_nothing() -> None:
    with pytest.raises(ValueError, match="no passage"):
        evidence(material([PROSE]), [], "Iets.")


def test_a_wrong_statement_quotes_what_speaks_of_its_own_words() -> None:
    talk = passage("wet/proefwet/4", "De school houdt overleg met ouders over gegevens.")
    advice = passage("wet/proefwet/5", "Een advies deelt zij desgevraagd.")
    found = evidence(
        material([talk, advice]),
        [talk.id, advice.id],
        "De school deelt het advies na overleg met ouders.",
        instead=["Geheimhouding gaat voor."],
        prompt="Wanneer deelt de school gegevens na overleg met ouders?",
    )
    assert found.proof.passage_id == advice.id


def test_a_short_passage_is_quoted_whole_when_it_says_nothing_of_a_wrong_statement() -> None:
    found = evidence(
        material([PROSE]),
        [PROSE.id],
        "De burgemeester wandelt.",
        instead=["De school bewaart het verslag tien jaar."],
    )
    assert found.proof.quote == PROSE.text
