"""Sentence borders in Dutch text: a table of cases, then laws for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import Span, split_sentences

WHOLE = [
    ("abbreviation-article", "Zie art. 5 jo. art. 6 AVG."),
    ("abbreviation-dotted", "Dat mag o.g.v. De Jeugdwet, d.w.z. Met toestemming, m.b.t. Ouders."),
    ("abbreviation-example", "Vraag bijv. Veilig Thuis om advies."),
    ("abbreviation-number", "Stuur formulier nr. 3 t.a.v. Mw. De Vries en mr. Dr. Jansen."),
    ("abbreviation-page", "Dat staat op p. 3, pp. 4 en 5 en blz. 12."),
    ("abbreviation-in-brackets", "De professional (bijv. De huisarts) overlegt."),
    ("abbreviation-after-slash", "Vermeld zaaknr./dossiernr. 12 in de brief."),
    ("and-following-before-law", "Zie artikel 8 e.v. Jeugdwet."),
    ("url", "Kijk op https://www.voorbeeld.nl/pad.html?a=1.2 voor meer."),
    ("mail", "Schrijf naar J.Jansen@voorbeeld.nl of bel."),
    ("decimal", "Het is 7.3.11 en 1.500,50 euro en 2.5 keer."),
    ("initials", "Dat schreef J.P. van den Berg met A.-M. De Wit en Th. Jansen."),
    ("omission-round", "De ouder (...) Heeft gezag."),
    ("omission-square", "De ouder […] Heeft gezag."),
    ("two-sentences-in-brackets", "De ouder (met gezag. Zie ook deel 3) stemt in."),
    ("two-sentences-in-quotes", 'Zij zegt: "Ik wil dit. Help mij" en gaat.'),
    ("two-sentences-in-curly-quotes", "Zij zegt: “Ik wil dit. Help mij” en gaat."),
    ("low-quotes", "Zij zegt: „Ik wil dit. Help mij” en gaat."),
    ("question-inside-sentence", "De vraag 'mag dat?' is goed."),
    ("numbered-line", "1. De ouder geeft toestemming"),
    ("lettered-line", "b. De ouder geeft toestemming"),
    ("roman-line", "iv. De ouder geeft toestemming"),
    ("deep-numbered-line", "2.3. De ouder geeft toestemming"),
    ("bullet-and-number", "- 2. De ouder geeft toestemming"),
    ("step-line", "Stap 3. Bepaal het doel"),
    ("lower-case-after-stop", "Dat mag niet. tenzij de wet het zegt"),
    ("number-sign", "Zie no. 3 van de lijst"),
    ("no-stop", "Toestemming van ouders"),
]


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in WHOLE])
def test_stays_in_one_piece(text: str) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == [text]


SPLIT = [
    ("plain", ["Dat mag.", "Vraag het na."]),
    ("question", ["Mag dat?", "Ja!", "Maar let op…", "Vraag het na."]),
    ("article-number-last", ["Dat staat in artikel 7.3.11.", "De ouder beslist."]),
    ("lid-last", ["Dat staat in lid 4.", "De ouder beslist."]),
    ("capitals-last", ["Dat staat in de AVG.", "De ouder beslist.", "Bel de GI.", "Nu."]),
    ("code-last", ["Dat staat in art. 272 Sr.", "De officier beslist."]),
    ("url-last", ["Kijk op www.voorbeeld.nl.", "Daar staat het."]),
    ("and-so-on-last", ["Denk aan school, huisarts e.d.", "De ouder beslist."]),
    ("etc-last", ["Denk aan school etc.", "Dit geldt ook hier."]),
    ("and-following-last", ["Zie artikel 8 e.v.", "Het college beslist."]),
    ("no-as-word", ["Het antwoord is no.", "Dat is Engels."]),
    ("closing-bracket", ["Dat mag (zie deel 3).", "De ouder beslist."]),
    ("stop-inside-bracket", ["Dat mag.", "(Zie ook deel 3.)", "De ouder beslist."]),
    ("omission-at-the-end", ["De ouder (...).", "De ander niet."]),
    ("closing-quote", ['Zij zegt: "Dat wil ik niet."', "Daarna gaat zij."]),
    ("opening-quote", ["Dat mag.", "‘Wie zwijgt, stemt niet toe.’", "Dat is zo."]),
    ("footnote-square", ["Dat mag.[3]", "De ouder beslist.[^4]", "Klaar."]),
    ("footnote-superscript", ["Dat mag.¹²", "De ouder beslist."]),
    ("footnote-glued", ["Dat vraagt toestemming.12", "De ouder beslist."]),
    ("apostrophe-word", ["Dat mag.", "'s Avonds niet.", "’t Kan wel."]),
    ("digit-first", ["Dat mag.", "12 jaar is de grens."]),
    ("label-letter", ["Zie bijlage B.", "De ouder beslist."]),
    ("inline-numbers", ["De gronden zijn: 1. Toestemming.", "2. Een wet.", "3. Een taak."]),
    ("list-lines", ["Denk aan:", "- de ouder", "- het kind. tenzij", "• de voogd"]),
    ("inline-bullet", ["Dat mag.", "• De ouder beslist."]),
    ("accented-capital", ["Dat mag.", "Één ouder is genoeg."]),
    ("emphasis", ["**Dat mag.**", "De ouder beslist."]),
]


@pytest.mark.parametrize("parts", [pytest.param(p, id=i) for i, p in SPLIT])
@pytest.mark.parametrize("glue", [" ", "\n", "  \t"])
def test_splits_and_keeps_every_part(parts: list[str], glue: str) -> None:
    if parts[0] == "Denk aan:":
        glue = "\n"  # list items have lines of their own
    text = glue.join(parts)
    assert [text[start:end] for start, end in split_sentences(text)] == parts


def test_a_long_bracket_is_cut_at_its_own_stops() -> None:
    text = "(" + "Dit is een lange zin over gegevens. " * 20 + ")"
    assert len(split_sentences(text)) == 20


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0"])
def test_nothing_gives_nothing(text: str) -> None:
    assert split_sentences(text) == []


PIECES = st.sampled_from(
    ["art.", "5", " ", " ", "\n", ". ", "De", "ouder", "(", ")", '"', "”", "“", "?!", "...", "e.d.",
     "J.P.", "1.", "•", "- ", "[3]", "¹", "'s", "Één", "\u00a0", "\r\n", "\u2028", "www.x.nl"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_spans_hold_everything_but_white_space_in_order(text: str) -> None:
    spans = split_sentences(text)
    covered = 0
    for span in spans:
        assert isinstance(span, Span)
        assert covered <= span.start < span.end <= len(text)
        assert not text[covered : span.start].strip()
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        covered = span.end
    assert not text[covered:].strip()


@given(st.lists(PIECES, max_size=60).map("".join))
def test_words_are_never_cut(text: str) -> None:
    words = [w for start, end in split_sentences(text) for w in text[start:end].split()]
    assert words == text.split()


@pytest.mark.parametrize(
    "unit", ["a", ". ", "? A", "(", "((a. B", '" A. ', "1. ", "art. ", "J.", "J. ", "De ouder. "]
)
def test_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    split_sentences(text)
    assert time.perf_counter() - started < 5
