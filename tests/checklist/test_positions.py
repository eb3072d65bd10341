"""Where only a person's name stands, for names that are words too and surnames in small letters."""

import pytest

from assistant.checklist import check

# "vlinder" and "mus" are birds and insects, "kluft" and "dapper" words, and all of them surnames or
# first names too; in these places they are somebody.
PLACES = [
    "vader {} heeft geen gezag, toch mails sturen",
    "mag juf van {} bij het mdo zijn",
    "wil de zus van {} recht op informatie",
    "{} haar rapport naar de nieuwe school, kan dat",
    "kan ik {} z'n huisarts bellen zonder toestemming",
    "casus {} bespreken zonder toestemming?",
    "dossier {} kwijt, moet ik dat melden",
    "gezin {} crisis, wat delen we",
    "overleg over {} morgen 9u, wie mag aanschuiven",
    "ik heb {} beloofd niks te zeggen",
    "is {} akkoord nodig voor een melding",
    "moet {} ook een kopie krijgen van het verslag",
    "kan jij nakijken of {} bij ons ots heeft",
    "{} is 17, toestemming van ouders nodig?",
    "{} slaapt slecht en vertelt dingen op school",
    "onze {} moet naar de crisisopvang, wie tekent",
    "mag ik dit delen met het team? groetjes {}",
]
NAMES = ["roos", "iris", "dekker"]
SURNAMES = ["terpstra", "hoogendoorn"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", NAMES + SURNAMES)
def test_a_bare_word_there_is_somebody(place: str, name: str) -> None:
    assert "person-name" in check(place.format(name)).items


@pytest.mark.parametrize(
    "text",
    [
        # with an article, a plural or another word that goes with a noun
        "Mag een roos op de omslag van het dossier staan?",
        "De roos is een teken van onze stichting; mag dat op een brief?",
        "Een kind met roos en luizen op school: is dat een signaal?",
        "Geldt de meldcode ook voor kappers en bakkers?",
        "Hoe vaak moet een dekker van een verzekering gegevens bewaren?",
        "moet school ook een kopie krijgen van het verslag",
        "is toestemming nodig voor een melding",
        "overleg over veiligheid morgen, wie mag aanschuiven",
        "casus bespreken zonder toestemming, mag dat?",
        "mag vader ook het dossier inzien",
        "kan ik de huisarts bellen zonder toestemming",
        "onze school moet dossiers bewaren, hoe lang",
        "mag ik dit delen met het team? groetjes en alvast dank",
    ],
)
def test_an_ordinary_noun_there_is_nobody(text: str) -> None:
    assert "person-name" not in check(text).items
