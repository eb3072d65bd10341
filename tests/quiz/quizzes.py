"""Quizzes to export: every kind, with texts that hurt."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from assistant.quiz.records import (
    BLANK,
    FALSE,
    FORMAT,
    TRUE,
    Audience,
    Difficulty,
    Item,
    Kind,
    Option,
    Pair,
    Proof,
    Quiz,
)

NASTY = (
    "{", "}", "~", "=", "#", ":", "\\", "\\n", "\\=", "::", "####", "->", "//", "%50%", "%",
    "[html]", "[plain]", "[", "]]>", "<![CDATA[", "<!--", "-->", "<b>", "</p>", "<br>", "&",
    "&amp;", "&#10;", "&nbsp;", '"', "'", "„", "”", "é", "ë", "ï", "e\u0301", "€", "🙂", "\u00a0",
    "\u2028", " ", "  ", "\n", "\n\n", "\t", "\r", "$", "$CATEGORY:", "*", "\\*", "/", "//", BLANK,
    "=1+1", "@", "TRUE", "T", "F", "{{c1::x}}", "|", ";", ",", "niveau-moeilijk", "_x0041_",
    "\ufeff",
)  # fmt: skip
# Everything that an XML file can hold.
_SIGNS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
)
_FREE = st.lists(st.sampled_from(NASTY) | _SIGNS, max_size=5).map("".join)
_LONG = st.integers(100, 500).map(lambda n: "gegevens delen\n" * n)
TEXTS = (_FREE | _FREE | _LONG).map(lambda t: t.strip()[:8_000].strip() or "tekst")
FEEDBACK = st.just("") | _FREE
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True)
PROOFS = st.builds(
    Proof, passage_id=_FREE, title=TEXTS, quote=TEXTS, version=st.just("2026-01-01") | _FREE
)


def _unique(values: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(values, min_size=least, max_size=most, unique=True)


@st.composite
def items(draw: st.DrawFn, kind: Kind) -> Item:
    fields: dict[str, Any] = {
        "id": draw(IDS),
        "kind": kind,
        "topic": draw(TEXTS),
        "audience": draw(st.sampled_from(get_args(Audience))),
        "difficulty": draw(st.sampled_from(get_args(Difficulty))),
        "scenario": draw(FEEDBACK),
        "prompt": draw(TEXTS),
        "feedback": draw(FEEDBACK),
        "proofs": tuple(draw(st.lists(PROOFS, max_size=2))),
        "cases": tuple(draw(st.lists(_FREE, max_size=2))),
        "locked": draw(st.booleans()),
        "unclear": draw(_FREE),
    }
    if kind in (Kind.SINGLE, Kind.MULTIPLE):
        texts = draw(_unique(TEXTS, 2, 5))
        right = {draw(st.integers(0, len(texts) - 1))}
        if kind is Kind.MULTIPLE:
            right |= draw(st.sets(st.integers(0, len(texts) - 1)))
        fields["options"] = tuple(
            Option(text=t, correct=n in right, feedback=draw(FEEDBACK)) for n, t in enumerate(texts)
        )
    elif kind is Kind.TRUE_FALSE:
        true = draw(st.booleans())
        fields["options"] = (
            Option(text=TRUE, correct=true, feedback=draw(FEEDBACK)),
            Option(text=FALSE, correct=not true, feedback=draw(FEEDBACK)),
        )
    elif kind is Kind.MATCHING:
        lefts, rights = draw(_unique(TEXTS, 2, 3)), draw(_unique(TEXTS, 3, 5))
        pairs = zip(lefts, rights, strict=False)
        fields["pairs"] = tuple(Pair(left=left, right=right) for left, right in pairs)
        fields["extra"] = tuple(rights[len(lefts) :])
    elif kind is Kind.ORDERING:
        fields["steps"] = tuple(draw(_unique(TEXTS, 2, 5)))
    elif kind is Kind.OPEN:
        fields["marking"] = tuple(draw(st.lists(TEXTS, min_size=1, max_size=3)))
    else:
        fields["answers"] = tuple(draw(st.lists(TEXTS, min_size=1, max_size=3)))
    if kind is Kind.GAP:
        fields["prompt"] = f"{fields['prompt'].replace('_', '-')} {BLANK} x"[-8_000:].strip()
    return Item(**fields)


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """One to three items of any kind, valid and nasty."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=3))
    found = draw(st.tuples(*(items(k) for k in kinds)))
    unique = tuple({i.id: i for i in found}.values())
    return Quiz(
        format=FORMAT,
        id=draw(IDS),
        title=draw(TEXTS),
        intro=draw(FEEDBACK),
        made=draw(st.dates()),
        seed=draw(st.integers()),
        items=unique,
    )


def large_quiz(count: int = 200, seed: int = 7) -> Quiz:
    """The same quiz every time: all kinds in turn, Dutch texts with nasty pieces in them."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pieces = [n for n in NASTY if n.strip() and n not in (BLANK, "\\*", "*")]

    def text(beginning: str) -> str:
        some = chance.sample(pieces, 3)
        lines = "\n".join((f"{some[0]} én {some[1]}", f"{some[2]} 'mag' \"niet\""))
        return f"{beginning} {lines} {chance.randrange(10**6)}"

    found = []
    for number in range(count):
        kind = list(Kind)[number % len(Kind)]
        fields: dict[str, Any] = {}
        if kind in (Kind.SINGLE, Kind.MULTIPLE):
            right = {number % 4} | ({(number // 8) % 4} if kind is Kind.MULTIPLE else set())
            fields["options"] = tuple(
                Option(text=text("Keuze"), correct=n in right, feedback=text("Omdat") * (n % 2))
                for n in range(4)
            )
        elif kind is Kind.TRUE_FALSE:
            true = number % 3 == 0
            fields["options"] = (
                Option(text=TRUE, correct=true, feedback=text("Ja") * (number % 2)),
                Option(text=FALSE, correct=not true, feedback=text("Nee") * (number % 5 > 1)),
            )
        elif kind is Kind.MATCHING:
            fields["pairs"] = tuple(Pair(left=text("Links"), right=text("Bij")) for _ in range(3))
            fields["extra"] = (text("Over"),)
        elif kind is Kind.ORDERING:
            fields["steps"] = tuple(text("Stap") for _ in range(4))
        elif kind is Kind.OPEN:
            fields["marking"] = (text("Noemt"), text("Weegt"))
        else:
            fields["answers"] = (text("twaalf"), "twaalf jaar")
        prompt = text("Vraag")
        found.append(
            Item(
                id=f"item-{number}",
                kind=kind,
                topic=("bewaren", "delen & melden", "rechten/plichten")[number // 8 % 3],
                difficulty=get_args(Difficulty)[number % 3],
                scenario=text("Een school") if number % 4 == 0 else "",
                prompt=f"{prompt} {BLANK} jaar" if kind is Kind.GAP else prompt,
                feedback=text("Uitleg"),
                proofs=(
                    Proof(
                        passage_id="wet/jeugdwet/7.3.8/lid-3",
                        title="Jeugdwet, artikel 7.3.8, derde lid",
                        quote="gedurende twintig jaar",
                        version="2026-01-01",
                    ),
                ),
                cases=(f"case-{number}",),
                **fields,
            )
        )
    return Quiz(
        format=FORMAT, id="groot", title="Bewaren / delen", intro="Kies & leer.",
        made=date(2026, 11, 26), seed=seed, items=tuple(found),
    )  # fmt: skip
