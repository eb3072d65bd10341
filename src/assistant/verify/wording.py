"""The Dutch words of the reasons, B1."""

from __future__ import annotations

NO_WORDS = "de zin heeft geen woorden om na te gaan"
TOO_LONG = "de zin is te lang om na te gaan"
VERBATIM = "de zin staat woordelijk in de bron"


def quotation(words: str) -> str:
    """Words between quotation marks that the source does not have."""
    return f"het citaat '{words}' staat niet woordelijk in de bron"


def number(shown: str) -> str:
    """An amount that the source does not have there."""
    return f"'{shown}' staat hier niet in de bron"


def limit(shown: str) -> str:
    """A number with another limit: at least, at most, after."""
    return f"'{shown}' heeft in de bron een andere grens"


def place(shown: str) -> str:
    """An article, lid or onderdeel that the source does not name there."""
    return f"{shown} staat hier niet zo in de bron"


def law(name: str) -> str:
    """A law that the source does not name."""
    return f"de bron noemt '{name}' niet"


def new_word(word: str) -> str:
    """A word that decides, and that the source does not have there."""
    return f"'{word}' staat niet zo in de bron"


def lost_word(word: str) -> str:
    """A word that decides, and that the sentence leaves out."""
    return f"'{word}' uit de bron ontbreekt"


def actor(words: str) -> str:
    """Somebody whom the source does not name here."""
    return f"'{words}' staat hier niet in de bron"


OTHER_ACTOR = "in de bron doet iemand anders dit"


def lost_condition(words: str) -> str:
    """A condition or exception that is left out."""
    return f"de voorwaarde of uitzondering '{words}' ontbreekt"


def opposite(word: str, other: str) -> str:
    """A word for its opposite."""
    return f"de zin zegt '{word}', de bron '{other}'"


def addition(words: str) -> str:
    """Something the source does not say."""
    return f"niet gevonden in de bron: {words}"


COVERAGE = "de bron draagt deze zin niet duidelijk genoeg"
