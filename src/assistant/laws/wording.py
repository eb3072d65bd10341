"""The Dutch sentences about versions of the law."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.citations.wording import day
from assistant.laws.diff import ArticleChange, Fate, LidChange

SEE_CHANGE = "Bekijk wat er is gewijzigd"
ADDED_WORDS = "toegevoegd"
REMOVED_WORDS = "vervallen"
NOTES_HEADING = "Wat er sindsdien is gebeurd"
NOTE_SOURCE = "Bron"
NOTHING_CHANGED = "geen verschil in de artikelen die wij aanhalen"


def _place(article: str, lid: str | None = None) -> str:
    name = article if article[:1].islower() else f"artikel {article}"
    return name if lid is None else f"{name} lid {lid}"


def _per(since: str | None) -> str:
    return f" per {day(since)}" if since else ""


def change_lines(change: ArticleChange) -> Iterator[str]:
    """One line for each lid that is not as before: "artikel 7.3.11 lid 4 gewijzigd per …"."""
    if change.fate is not Fate.CHANGED:
        yield f"{_place(change.article)} {change.fate}{_per(change.since)}"
        return
    for lid in change.leden:
        yield f"{_place(change.article, lid.lid)} {_fate(lid)}{_per(change.since)}"


def _fate(lid: LidChange) -> str:
    if lid.fate in (Fate.ADDED, Fate.EXPIRED) or lid.was == lid.lid:
        return str(lid.fate)
    was = f"was lid {lid.was}" if lid.was is not None else "was het hele artikel"
    fate = lid.fate if lid.fate is Fate.RENUMBERED else f"{lid.fate} en {Fate.RENUMBERED}"
    return f"{fate} ({was})"


def changed(valid_on: str | None, *, coming: bool) -> str:
    """A passage reads differently from a date on."""
    if valid_on is None:
        return "De tekst van de wet is gewijzigd."
    if coming:
        return f"Deze tekst wijzigt per {day(valid_on)}."
    return f"Gewijzigd sinds {day(valid_on)}."


def renumbered(lid: str, valid_on: str | None, *, coming: bool) -> str:
    """The words of a passage stand under another number from a date on."""
    if valid_on is None:
        return f"Deze tekst staat nu in lid {lid}."
    if coming:
        return f"Deze tekst staat per {day(valid_on)} in lid {lid}."
    return f"Deze tekst staat sinds {day(valid_on)} in lid {lid}."


def expired(valid_on: str | None, *, coming: bool) -> str:
    """A passage is gone from a date on."""
    if valid_on is None:
        return "Deze tekst staat niet meer in de wet."
    if coming:
        return f"Deze tekst vervalt per {day(valid_on)}."
    return f"Deze tekst is vervallen sinds {day(valid_on)}."


def checked_on(iso: str) -> str:
    """When a note was last looked at."""
    return f"nagekeken op {day(iso)}"
