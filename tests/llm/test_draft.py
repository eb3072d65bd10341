"""A stream of text becomes sentences with the numbers of their sources."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.llm.draft import Claim, Sentences, numbered_lines, problem

TABLE = [
    pytest.param("De ouder beslist [1].", [("De ouder beslist.", (1,))], id="as-asked"),
    pytest.param("De ouder beslist. [1]", [("De ouder beslist.", (1,))], id="mark-after-stop"),
    pytest.param("De ouder beslist.[1]\n", [("De ouder beslist.", (1,))], id="mark-against-stop"),
    pytest.param("De ouder beslist [1]", [("De ouder beslist.", (1,))], id="no-stop"),
    pytest.param("De ouder beslist", [("De ouder beslist", ())], id="unfinished"),
    pytest.param("Ja [1, 2]. Nee [2][1].", [("Ja.", (1, 2)), ("Nee.", (2, 1))], id="several"),
    pytest.param("Ja [1-3]. Nee [bron 4].", [("Ja.", (1, 2, 3)), ("Nee.", (4,))], id="range"),
    pytest.param("Ja [1 en 2]. Nee 【3】.", [("Ja.", (1, 2)), ("Nee.", (3,))], id="other-brackets"),
    pytest.param("Ja [1-900].", [("Ja.", tuple(range(1, 11)))], id="endless-range"),
    pytest.param(
        "Dat mag o.g.v. art. 6 AVG [1]. Vraag het na [2].",
        [("Dat mag o.g.v. art. 6 AVG.", (1,)), ("Vraag het na.", (2,))],
        id="abbreviations",
    ),
    pytest.param(
        "Dat mag d.w.z. m.b.t. art. 7.3.11 jo. 7.3.8 Jeugdwet [1]. Klaar [1].",
        [("Dat mag d.w.z. m.b.t. art. 7.3.11 jo. 7.3.8 Jeugdwet.", (1,)), ("Klaar.", (1,))],
        id="more-abbreviations",
    ),
    pytest.param("1. Ja [1].\n2) Nee [2].", [("Ja.", (1,)), ("Nee.", (2,))], id="numbered"),
    pytest.param("* Ja [1].\r\n• Nee [2].", [("Ja.", (1,)), ("Nee.", (2,))], id="bullets"),
    pytest.param("**Ja**, _dat_ mag [1].", [("Ja, dat mag.", (1,))], id="emphasis"),
    pytest.param("## Kop\nJa [1].\n# Kop [2].", [("Ja.", (1,))], id="headings"),
    pytest.param(
        "Dat mag alleen als:\n- de ouder instemt [1];\n- het kind instemt [2].\n\nKlaar [3].",
        [
            ("Dat mag alleen als: de ouder instemt; het kind instemt.", (1, 2)),
            ("Klaar.", (3,)),
        ],
        id="a-list-is-one-sentence",
    ),
    pytest.param("Dat mag als:\n\nKlaar [1].", [("Klaar.", (1,))], id="a-list-that-never-comes"),
    pytest.param("<think>Ja [1]. Nee.</think>\nKlaar [2].", [("Klaar.", (2,))], id="thoughts"),
    pytest.param("Ja. Hm.\n</think>Klaar [2].", [("Ja.", ()), ("Hm.", ()), ("Klaar.", (2,))],
                 id="thoughts-without-beginning"),
    pytest.param("<think>Ja [1]. " * 300, [], id="thoughts-without-end"),
    pytest.param("", [], id="nothing"),
    pytest.param("\n \n[1]\n", [("", (1,))], id="mark-alone"),
]  # fmt: skip


def read(text: str, step: int) -> list[Claim]:
    sentences = Sentences()
    claims = [c for n in range(0, len(text), step) for c in sentences.feed(text[n : n + step])]
    return claims + sentences.finish()


@pytest.mark.parametrize("step", [1, 3, 10_000])
@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_sentences_and_numbers(text: str, expected: list[tuple[str, tuple[int, ...]]], step: int):
    if "</think>" in text and not text.startswith("<think>") and step > 100:
        expected = expected[-1:]  # thoughts that were not seen before they ended
    assert [(c.text, c.numbers) for c in read(text, step)] == expected


def test_a_sentence_comes_with_its_last_letter() -> None:
    sentences = Sentences()
    assert sentences.feed("De ouder beslist [1]") == []
    assert sentences.feed(".") == [Claim("De ouder beslist.", (1,))]
    assert sentences.feed(" Het kind niet.") == []
    assert sentences.feed(" [2] E") == [Claim("Het kind niet.", (2,))]


def test_a_mark_that_comes_late_goes_to_no_other_sentence() -> None:
    assert read("Ja [1]. [2] Nee [3].", 1) == [Claim("Ja.", (1,)), Claim("Nee.", (3,))]
    assert read("Ja [1]. [2] Nee [3].", 99) == [Claim("Ja.", (1, 2)), Claim("Nee.", (3,))]


def test_a_sentence_without_end_is_no_sentence() -> None:
    claims = read("woord " * 1_000, 7)
    assert {c.text for c in claims[:-1]} == {""}
    assert len(claims) > 3


PIECES = st.lists(
    st.sampled_from(
        ["De ouder beslist", " art", ". ", ".", " [1]", "[", "]", "1", "\n", "- ", ":", "(", ")",
         '"', "<think>", "</think>", "Een", " ", "o.g.v.", "é", "**", "#", "?", "…"]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
@example(["De ouder beslist", ".", " [1]", " ", "Een", "."])
def test_any_text_is_read(pieces: list[str]) -> None:
    sentences = Sentences()
    claims = [c for p in pieces for c in sentences.feed(p)] + sentences.finish()
    text = "".join(pieces).replace("*", "")
    for claim in claims:
        assert claim.text == claim.text.strip()
        assert all(str(n) in text for n in claim.numbers)
        assert set(re.findall(r"\w+", claim.text)) <= set(re.findall(r"\w+", text))
    assert sentences.finish() == []


@given(st.text(max_size=300), st.integers(1, 50))
def test_any_characters_are_read(text: str, step: int) -> None:
    read(text, step)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("De ouder beslist.", "", id="good"),
        pytest.param("Zij zegt: “dat mag.”", "", id="closing-quote"),
        pytest.param("Dat mag (soms).", "", id="brackets"),
        pytest.param("12.", "empty", id="number-only"),
        pytest.param("", "empty", id="nothing"),
        pytest.param("Dat <b>mag</b>.", "markup", id="tag"),
        pytest.param("Dat &#60; mag.", "markup", id="entity"),
        pytest.param("Dat [mag].", "markup", id="link"),
        pytest.param("Dat `mag`.", "markup", id="code"),
        pytest.param("Mail naar a@b.nl.", "address", id="mail"),
        pytest.param("Zie HTTPS://x.nl.", "address", id="web"),
        pytest.param("Dat mag\u202e niet.", "not-text", id="turned-round"),
        pytest.param("Dat m\u200bag.", "not-text", id="invisible"),
        pytest.param("Dat mag\ufffd.", "not-text", id="broken-character"),
        pytest.param("Mag dat?", "question", id="question"),
        pytest.param("Dat mag", "unfinished", id="unfinished"),
    ],
)
def test_what_can_be_no_sentence(text: str, expected: str) -> None:
    assert problem(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) Ja [1].\n2) weg\n", {1: Claim("Ja.", (1,)), 2: Claim("weg")}),
        ("Graag!\n\n 1. Ja [2].", {1: Claim("Ja.", (2,))}),
        ("1: Ja [1].\n1: Nee [1].", {1: Claim("Ja.", (1,))}),
        ("1) Ja [1]. En nee [1].", {}),
        ("geen cijfer", {}),
    ],
)
def test_repaired_sentences_are_found_by_their_number(text: str, expected: object) -> None:
    assert numbered_lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het antwoord staat niet in de bronnen.", True),
        ("De bronnen zeggen daar niets over.", True),
        ("Ik vind hierover geen informatie in de bronnen.", True),
        ("Dit is niet in de bronnen te vinden.", True),
        ("De ouder mag dat niet.", False),
        ("Het dossier staat op het bureau.", False),
    ],
)
def test_it_is_heard_that_there_is_no_answer(text: str, expected: bool) -> None:
    assert Claim(text).says_absent is expected
