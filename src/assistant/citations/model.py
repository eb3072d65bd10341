"""Frozen types for references to law, as they stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of place a reference points to."""

    ARTICLE = "article"
    CHAPTER = "chapter"  # chapter, title, division or paragraph of a law
    RECITAL = "recital"
    ECLI = "ecli"
    KAMERSTUK = "kamerstuk"
    STAATSBLAD = "staatsblad"  # Staatsblad, Staatscourant and Tractatenblad
    JCI = "jci"
    BWB = "bwb"
    CELEX = "celex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference to one place in the law; `source_text[start:end] == text` proves it."""

    text: str
    start: int  # characters, counted from 0
    end: int  # exclusive
    kind: Kind
    law: str | None = None  # as written, "Wmo 2015", "die wet"; None when the text leaves it out
    law_id: str | None = None  # BWB, BWBV or CELEX number; None when unknown or not certain
    article: str | None = None  # label: "7.3.11", "7:457", "overweging 4", "hoofdstuk 5"
    lid: str | None = None  # "4", "1a"; None when the whole article is meant
    onderdeel: str | None = None  # "e"; "a, 1°" for a part of a part; None when not named

    def __post_init__(self) -> None:
        """Refuse a reference that does not prove itself."""
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"reference has offsets {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a text stands, when it is itself part of a law."""

    law_id: str | None = None  # what "deze wet" and a bare "artikel 5" mean
    article: str | None = None  # what "dit artikel" and "het tweede lid" mean
