"""The Dutch sentences of a verdict on a reference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.citations.ordinals import lid_ordinal

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip

DOCUMENT_NOT_HELD = "Dit stuk staat niet in onze bronnen. Controleer het via de link."
NO_LAW_NAMED = "De tekst zegt niet om welke wet het gaat. Noem de wet erbij."


def day(iso: str) -> str:
    """An ISO date in words: "1 januari 2024"."""
    found = date.fromisoformat(iso)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _lid(label: str) -> str:
    ordinal = lid_ordinal(label)
    return f"lid {label}" if ordinal[0].isdigit() else f"het {ordinal} lid"


def _article(label: str) -> str:
    return label if label.startswith("overweging") else f"artikel {label}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def exists(valid_on: str | None) -> str:
    """The place exists, in the version of that date."""
    if valid_on is None:
        return "Deze plaats bestaat."
    return f"Deze plaats bestaat in de tekst die wij hebben, van {day(valid_on)}."


def repealed(law: str, until: str, successor: str | None) -> str:
    """The law no longer applies."""
    sentence = f"{_capital(law)} geldt niet meer sinds {day(until)}."
    return f"{sentence} Kijk in: {successor}." if successor else sentence


def article_expired(law: str, article: str, since: str | None) -> str:
    """The article is gone from the law."""
    when = f" sinds {day(since)}" if since else ""
    return f"{_capital(_article(article))} van {law} is vervallen{when}."


def article_pending(law: str, article: str) -> str:
    """The article is adopted and not in force yet."""
    return f"{_capital(_article(article))} van {law} is nog niet in werking getreden."


def newer_version(named: str, held: str | None) -> str:
    """The reference names a day that lies after the text that is held."""
    ours = f"Wij hebben de tekst van {day(held)}" if held else "Onze tekst heeft geen datum"
    return (
        f"Deze verwijzing gaat over de tekst van {day(named)}. {ours}; die kan daarna zijn "
        "gewijzigd. Controleer het via de link."
    )


def whole_law(law: str) -> str:
    """A law or a chapter is meant, not an article."""
    return f"Dit verwijst naar een groter deel van {law}. Wij controleren alleen artikelen."


def law_without_number(law: str) -> str:
    """The law is known by name only."""
    return f"Wij kennen deze regeling ({law}), maar hebben de tekst niet."


def unclear_law(words: str) -> str:
    """Words like "die wet" without a law before them."""
    return f"Uit de tekst blijkt niet zeker welke wet met ‘{words}’ is bedoeld."


def unknown_law(words: str, nearest: str | None) -> str:
    """The name is not known."""
    sentence = f"Wij kennen geen wet met de naam ‘{words}’."
    return f"{sentence} Bedoelt u {nearest}?" if nearest else sentence


def unknown_number(law_id: str) -> str:
    """The number of a law is not known."""
    return f"Wij kennen de regeling met nummer {law_id} niet."


def beyond_last(law: str, highest: int, *, recital: bool) -> str:
    """The number is higher than the last article or recital."""
    things = "overwegingen" if recital else "artikelen"
    return f"{_capital(law)} heeft {highest} {things}. Dit nummer bestaat dus niet."


def no_such_article(law: str, article: str, nearest: str | None) -> str:
    """The law is held whole and lacks the article."""
    sentence = f"{_capital(law)} heeft geen {_article(article)}."
    return f"{sentence} Bedoelt u {_article(nearest)}?" if nearest else sentence


def article_not_held(law: str, article: str) -> str:
    """The article may exist, the corpus does not hold it."""
    return (
        f"De tekst van {_article(article)} van {law} staat niet in onze bronnen. "
        "Controleer het via de link."
    )


def no_such_lid(article: str, lid: str, labels: Sequence[str], nearest: str | None) -> str:
    """The article is held and lacks the lid."""
    if not labels:
        return f"{_capital(_article(article))} heeft geen genummerde leden."
    count = f"{len(labels)} leden" if len(labels) > 1 else "één lid"
    sentence = f"{_capital(_article(article))} heeft {count}; {_lid(lid)} bestaat niet."
    return f"{sentence} Bedoelt u {_lid(nearest)}?" if nearest else sentence


def no_such_onderdeel(article: str, lid: str | None, onderdeel: str, nearest: str | None) -> str:
    """The lid is held and lacks the onderdeel."""
    place = _article(article) + (f", {_lid(lid).removeprefix('het ')}," if lid else "")
    sentence = f"{_capital(place)} heeft geen onderdeel {onderdeel}."
    return f"{sentence} Bedoelt u onderdeel {nearest}?" if nearest else sentence


def quote_differs(difference: str) -> str:
    """The quoted words are not those of the law."""
    return (
        "De aangehaalde woorden wijken af van de wet. Tussen [- -] staat wat de wet niet heeft, "
        f"tussen {{+ +}} wat ontbreekt: {difference}"
    )
