"""Quizzes for tests: one item of each kind, and many alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.quiz.records import (
    BLANK,
    FALSE,
    FORMAT,
    TRUE,
    Item,
    Kind,
    Option,
    Pair,
    Proof,
    Quiz,
)

PROOF = Proof(
    passage_id="wet/jeugdwet/7.3.11/lid-4",
    title="Jeugdwet, artikel 7.3.11, vierde lid",
    quote="kan zonder toestemming",
    version="2026-01-01",
)


def options(*texts: str, right: tuple[int, ...] = (0,)) -> tuple[Option, ...]:
    return tuple(
        Option(text=t, correct=n in right, feedback=f"Over {t}.") for n, t in enumerate(texts)
    )


FIELDS: dict[Kind, dict[str, Any]] = {
    Kind.SINGLE: {"options": options("ja", "nee", "soms")},
    Kind.MULTIPLE: {"options": options("een", "twee", "drie", right=(0, 2))},
    Kind.TRUE_FALSE: {"options": options(TRUE, FALSE, right=(1,))},
    Kind.MATCHING: {
        "pairs": (Pair(left="artikel 1", right="doel"), Pair(left="artikel 2", right="plicht")),
        "extra": ("recht",),
    },
    Kind.ORDERING: {"steps": ("vragen", "wegen", "delen")},
    Kind.GAP: {"prompt": f"Bewaar het {BLANK} jaar.", "answers": ("twintig", "20")},
    Kind.SHORT: {"answers": ("het lokale team",)},
    Kind.OPEN: {"marking": ("Noemt de termijn.", "Noemt de wet.")},
}


def item(kind: Kind, item_id: str = "", **fields: Any) -> Item:
    given: dict[str, Any] = {
        "prompt": f"Vraag van soort {kind.value}?",
        "topic": "delen",
        "feedback": "Daarom.",
        "proofs": (PROOF,),
    }
    return Item(id=item_id or f"i-{kind.value}", kind=kind, **(given | FIELDS[kind] | fields))


def quiz(*items: Item, title: str = "Quiz") -> Quiz:
    return Quiz(
        format=FORMAT,
        id="quiz-1",
        title=title,
        made=date(2026, 11, 26),
        items=items or tuple(item(kind) for kind in Kind),
    )


def many(number: int) -> Quiz:
    """A quiz of so many single choices, of two topics."""
    return quiz(
        *(
            item(Kind.SINGLE, f"i-{n}", prompt=f"Vraag {n}?", topic="delen" if n % 2 else "bewaren")
            for n in range(number)
        )
    )
