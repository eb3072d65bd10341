"""Quizzes whose texts hold what breaks formats: marks that mean something, markup, any letter."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

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

PIECES = (
    "é", "ï", "ç", "’", "‘", "“", "„", '"', "'", "{", "}", "~", "=", "#", ":", "::", "%", "*", "/",
    "\\", "\\n", "$", "@", "^", "`", "|", "<b>", "</p>", "<br/>", "<script>", "&amp;", "&", "&#42;",
    "]]>", "<![CDATA[", "<!--", "-->", "\n", "\n\n", " ", "  ", "\t", "\u00a0", "–", "€", "😀",
    "漢", "mag", "artikel 7.3.11", "12,5", "- ", "1. ",
)  # fmt: skip
_characters = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Cf"])


def _texts(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.lists(parts, min_size=1, max_size=10)
        .map(lambda found: "".join(found).strip())
        .filter(lambda text: bool(text) and "__" not in text)
    )


any_letters = _texts(st.one_of(st.sampled_from(PIECES), _characters))
western = _texts(st.sampled_from(PIECES))  # read from left to right, in letters that a font has


@st.composite
def quizzes(draw: st.DrawFn, texts: st.SearchStrategy[str] = any_letters) -> Quiz:
    """A quiz with an item of every kind, each text of it nasty."""
    drawn = draw(st.lists(texts, min_size=4, max_size=8))
    count = 0

    def text() -> str:  # the number keeps options and sides apart
        nonlocal count
        count += 1
        return f"{drawn[count % len(drawn)]} {count}"

    def item(kind: Kind, **fields: object) -> Item:
        proof = Proof(passage_id="wet/x/1", title=text(), quote=text(), version="2026-01-01")
        given = {"prompt": text(), "scenario": text(), "feedback": text(), "topic": text()}
        return Item.model_validate(
            {"id": f"i-{kind.value}", "kind": kind, "proofs": (proof,), **given, **fields}
        )

    def option(right: bool, words: str = "") -> Option:
        return Option(text=words or text(), correct=right, feedback=text())

    return Quiz(
        format=FORMAT,
        id="q-1",
        title=text(),
        intro=text(),
        made=date(2026, 11, 26),
        items=(
            item(Kind.SINGLE, options=(option(False), option(True), option(False))),
            item(Kind.MULTIPLE, options=(option(True), option(False), option(True))),
            item(Kind.TRUE_FALSE, options=(option(False, TRUE), option(True, FALSE))),
            item(
                Kind.MATCHING,
                pairs=tuple(Pair(left=text(), right=text()) for _ in range(3)),
                extra=(text(),),
            ),
            item(Kind.ORDERING, steps=(text(), text(), text())),
            item(Kind.GAP, prompt=f"{text()} {BLANK}. {text()}", answers=(text(), text())),
            item(Kind.SHORT, answers=(text(), text())),
            item(Kind.OPEN, marking=(text(), text())),
        ),
    )
