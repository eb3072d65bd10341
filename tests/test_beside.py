"""The law that quoted words lean on."""

from __future__ import annotations

from functools import cache

import pytest

from assistant.beside import MOST, LawBeside
from assistant.corpus import load_corpus
from assistant.records import Citation, Footnote, Passage, SourceKind
from tests.fakes import CORPUS


@cache
def held() -> dict[str, Passage]:
    return {p.id: p for p in load_corpus(CORPUS).passages}


@pytest.fixture(scope="module")
def beside() -> LawBeside:
    return LawBeside(tuple(held().values()))


def own(text: str, *notes: str) -> Passage:
    return Passage(
        id="eigen/stuk/1", source_id="eigen/stuk", kind=SourceKind.OWN, ref="Stuk, 1",
        section=("Stuk",), text=text, start=0, end=len(text),
        footnotes=tuple(Footnote(number=str(n), text=t) for n, t in enumerate(notes, 1)),
    )  # fmt: skip


def cite(passage: Passage, quote: str = "", n: int = 1) -> Citation:
    quote = quote or passage.text
    start = passage.text.index(quote)
    return Citation(n=n, passage=passage, quote=quote, start=start, end=start + len(quote))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Zie artikel 7.3.11, vierde lid, Jeugdwet.",
            ["wet/jeugdwet/7.3.11/lid-4"],
            id="the-lid-itself",
        ),
        pytest.param(
            "Dat staat in artikel 7.3.11 Jeugdwet. Het vierde lid gaat over de gezinsvoogd.",
            ["wet/jeugdwet/7.3.11/lid-1", "wet/jeugdwet/7.3.11/lid-4"],
            id="a-lid-of-the-article-before",
        ),
        pytest.param(
            "Zie 5.2.6 Wmo 2015 en artikel 7.3.11, vierde lid, Jeugdwet.",
            ["wet/wmo2015/5.2.6", "wet/jeugdwet/7.3.11/lid-4"],
            id="in-the-order-of-the-text",
        ),
        pytest.param("Zie artikel 7.3.11, negende lid, Jeugdwet.", [], id="no-such-lid"),
        pytest.param("Zie artikel 310 Wetboek van Strafrecht.", [], id="not-held"),
        pytest.param("Zie artikel 9 van het convenant.", [], id="no-law"),
        pytest.param("De school mag dit delen.", [], id="no-reference"),
    ],
)
def test_what_the_words_refer_to(beside: LawBeside, text: str, expected: list[str]) -> None:
    assert [p.id for p in beside.find([cite(own(text))])] == expected


def test_the_guidance_brings_its_law(beside: LawBeside) -> None:
    passage = held()["handreiking/deel-3/verrijken/uitgangspunten/3"]
    found = [p.id for p in beside.find([cite(passage)])]
    assert found[0] == "wet/jeugdwet/7.3.11/lid-4"
    assert len(found) <= MOST
    quote = "er is een wettelijke bevoegdheid om informatie zonder toestemming te delen"
    assert beside.find([cite(passage, quote)]) == ()  # the reference stands behind these words


def test_what_is_cited_already_is_not_offered(beside: LawBeside) -> None:
    law = held()["wet/jeugdwet/7.3.11/lid-4"]
    words = [cite(own("Zie artikel 7.3.11, vierde lid, Jeugdwet."))]
    assert beside.find([*words, cite(law, n=2)]) == beside.find([cite(law)])
    whole = [cite(own("Zie artikel 7.3.11 Jeugdwet."))]
    assert law.id not in {p.id for p in beside.find([*whole, cite(law, n=2)])}


def test_a_law_is_read_as_that_law(beside: LawBeside) -> None:
    law = held()["wet/jeugdwet/7.3.12/lid-3"]
    assert "overeenkomstig het eerste lid" in law.text
    assert "wet/jeugdwet/7.3.12/lid-1" in {p.id for p in beside.find([cite(law)])}


def test_footnotes_count_after_the_words(beside: LawBeside) -> None:
    passage = own("Zie artikel 5.2.6 Wmo 2015.", "Artikel 7.3.11, vierde lid, Jeugdwet.")
    assert [p.id for p in beside.find([cite(passage)])] == [
        "wet/wmo2015/5.2.6",
        "wet/jeugdwet/7.3.11/lid-4",
    ]


def test_nothing_quoted_is_nothing_found(beside: LawBeside) -> None:
    assert beside.find([]) == ()
