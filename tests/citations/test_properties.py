"""Laws that hold for any text and any reference."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.citations import (
    Kind,
    Reference,
    law_book,
    parse_references,
    references_in_question,
    render,
)

PIECES = st.sampled_from([
    "artikel", "artikelen", "art.", "artt.", "lid", "leden", "eerste", "tweede", "vierde", "en",
    "of", ",", ".", ";", "(", ")", "jo.", "juncto", "t/m", "-", "onder", "sub", "aanhef", "a",
    "e", "1°", "1", "4", "7.3.11", "7:457", "2015", "AVG", "BW", "Jeugdwet", "Wmo", "EVRM", "van",
    "de", "het", "die", "dat", "wet", "deze", "overweging", "hoofdstuk", "H5", "Boek", "Stb.",
    "ECLI:NL:HR:2019:1", "\n", "\n\n", "é", "😀", "BWBR0034925", "jci1.3:c:",
])  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=30).map("".join),
    st.text(max_size=200),
)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_spans_prove_themselves_and_never_overlap(text: str) -> None:
    for read in (parse_references, references_in_question):
        references = read(text)
        for reference in references:
            assert text[reference.start : reference.end] == reference.text
            assert reference.text == reference.text.strip()
        for one, other in pairwise(references):
            assert one.end <= other.start


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert parse_references(text) == parse_references(text)


LAWS = [law for law in law_book().laws if law.id and law.kind != "richtlijn"]
LABELS = st.one_of(
    st.integers(1, 400).map(str),
    st.tuples(st.integers(1, 400), st.sampled_from("abk")).map(lambda t: f"{t[0]}{t[1]}"),
    st.tuples(st.integers(1, 12), st.integers(1, 9), st.integers(1, 30)).map(
        lambda t: f"{t[0]}.{t[1]}.{t[2]}"
    ),
)
ONDERDELEN = st.one_of(
    st.none(),
    st.sampled_from("abcefgh"),
    st.tuples(st.sampled_from("abc"), st.integers(1, 9)).map(lambda t: f"{t[0]}, {t[1]}°"),
    st.integers(1, 9).map(lambda n: f"{n}°"),
)


@given(
    st.sampled_from(LAWS),
    LABELS,
    st.one_of(st.none(), st.integers(1, 40).map(str)),
    ONDERDELEN,
)
@settings(max_examples=100, deadline=None)
def test_reading_what_is_rendered_gives_the_same_place(
    law: object, label: str, lid: str | None, onderdeel: str | None
) -> None:
    chosen = next(one for one in LAWS if one is law)
    article = f"{chosen.book}:{label.split('.')[-1]}" if chosen.book else label
    reference = Reference(
        text="x",
        start=0,
        end=1,
        kind=Kind.ARTICLE,
        law_id=chosen.id,
        article=article,
        lid=lid,
        onderdeel=onderdeel,
    )
    words = render(reference)
    (again,) = parse_references(f"Zie {words}.")
    assert (again.law_id, again.article, again.lid, again.onderdeel) == (
        chosen.id,
        article,
        lid,
        onderdeel,
    )
    assert again.text == words
