"""An answer of verbatim sentences: leads with their items, exceptions with their rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose import (
    BEST_WORDS,
    MAX_PASSAGES,
    NEAR_SHARE,
    SHORT_FROM_WORDS,
    Candidate,
    compose,
    most_direct,
)
from assistant.language import terms
from assistant.records import Citation, Hit, Passage, Sentence, SourceKind
from assistant.sentences import split_sentences
from assistant.verify import only_verbatim

FILLER = "Dit stuk tekst vult alleen ruimte en zegt verder helemaal niets over wat er is gevraagd."
PADDING = " ".join([FILLER] * 20)  # longer than what is shown whole


def passage(text: str, number: int = 1, *, lead_in: str = "") -> Passage:
    return Passage(
        id=f"x/{number}", source_id="x", kind=SourceKind.OWN, ref=f"Stuk {number}",
        section=("X",), text=text, start=0, end=len(text), lead_in=lead_in,
    )  # fmt: skip


def candidate(
    text: str, number: int = 1, *, score: float = 1.0, repeats: Sequence[Passage] = (),
    lead: tuple[Passage, int, int] | None = None,
) -> Candidate:  # fmt: skip
    count = len(split_sentences(text))
    hit = Hit(passage=passage(text, number), score=score)
    return Candidate(hit, np.zeros((count, 4), dtype=np.float32), tuple(repeats), lead)


def answer(
    question: str, *candidates: Candidate
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    return compose(terms(question), np.zeros((1, 4), dtype=np.float32), candidates)


def texts(question: str, *candidates: Candidate) -> list[str]:
    return [s.text for s in answer(question, *candidates)[0]]


def test_the_best_passage_is_shown_whole_and_a_long_one_behind_it_in_part() -> None:
    lines = [f"De {n}e regel zegt weer iets anders over het onderwerp." for n in range(1, 20)]
    text = " ".join([*lines, "De school mag delen."])
    assert len(text.split()) <= BEST_WORDS
    assert len(texts("school", candidate(text))) == 20
    behind = texts("school", candidate("De school.", 1), candidate(text, 2))
    assert "De school mag delen." in behind
    assert len(behind) < 10


def test_a_short_passage_is_shown_whole() -> None:
    text = "De school mag dit delen. Behalve als de leerling bezwaar maakt.\n\nLeg het vast."
    assert texts("school", candidate(text)) == [
        "De school mag dit delen.",
        "Behalve als de leerling bezwaar maakt.",
        "Leg het vast.",
    ]


def test_of_a_long_passage_the_sentences_that_match_are_shown_in_its_order() -> None:
    text = f"Leg de toestemming vast. {PADDING} De toestemming kan mondeling. Nog een regel."
    shown = texts("toestemming", candidate(text))
    assert "Leg de toestemming vast." in shown
    assert "De toestemming kan mondeling." in shown
    assert len(shown) < len(split_sentences(text))
    assert [text.index(s) for s in shown] == sorted(text.index(s) for s in shown)


LEAD = "Delen mag alleen als aan een van deze voorwaarden is voldaan:"


@pytest.mark.parametrize(
    ("body", "wanted", "along"),
    [
        pytest.param(
            f"{LEAD}\na. er is niets;\nb. het privaatrecht eist dit;\nc. iets anders.",
            "b. het privaatrecht eist dit;",
            [LEAD],
            id="item",
        ),
        pytest.param(
            f"{LEAD}\na. er is niets;\nb. iets begint hier. Het privaatrecht eist dit.",
            "Het privaatrecht eist dit.",
            [LEAD, "b. iets begint hier."],
            id="second-sentence-of-an-item",
        ),
        pytest.param(
            f"{LEAD}\n\nHet privaatrecht eist dit;\nof er is iets anders.",
            "Het privaatrecht eist dit;",
            [LEAD],
            id="blank-line-behind-the-lead",
        ),
        pytest.param(
            f"{LEAD}\n\nEr is niets;\nhet privaatrecht eist dit.",
            "het privaatrecht eist dit.",
            [LEAD],
            id="second-item-behind-a-blank-line",
        ),
        pytest.param(
            f"{LEAD}\na. een van deze:\n1°. er is niets;\n2°. het privaatrecht eist dit;",
            "2°. het privaatrecht eist dit;",
            [LEAD, "a. een van deze:"],
            id="list-in-a-list",
        ),
    ],
)
def test_an_item_never_stands_without_its_lead(body: str, wanted: str, along: list[str]) -> None:
    for text in (f"{PADDING}\n\n{body}", f"{body}\n\n{PADDING}"):
        shown = texts("privaatrecht", candidate(text))
        assert wanted in shown
        for sentence in along:
            assert sentence in shown, (sentence, shown)
        if len(along) == 1:
            assert shown.index(along[0]) == shown.index(wanted) - 1 or "niets" in " ".join(shown)


def test_a_paragraph_behind_a_list_needs_no_lead() -> None:
    text = f"{LEAD}\na. er is niets;\nb. iets.\n\n{PADDING}\n\nHet privaatrecht eist dit."
    spans = texts("privaatrecht eist", candidate(text))
    assert "Het privaatrecht eist dit." in spans


def test_a_passage_that_continues_a_list_is_shown_under_its_lead() -> None:
    before = passage(f"{LEAD}\na. er is niets;", 1)
    lead = (before, 0, len(LEAD))
    sentences, citations = answer("privaatrecht", candidate("b. het privaatrecht;", 2, lead=lead))
    assert [s.text for s in sentences] == [LEAD, "b. het privaatrecht;"]
    assert [(c.n, c.passage.id) for c in citations] == [(1, "x/1"), (2, "x/2")]
    assert sentences[0].heading == "Stuk 2"
    assert only_verbatim(sentences, citations) == sentences


def test_a_lead_is_shown_again_above_what_is_new() -> None:
    first = candidate(f"{LEAD}\na. er is toestemming.", 1)
    second = candidate(f"{LEAD}\na. er is toestemming.\nb. de wet zegt het.", 2)
    assert texts("wet", first, second) == [
        LEAD,
        "a. er is toestemming.",
        LEAD,
        "b. de wet zegt het.",
    ]


def test_what_was_shown_is_not_shown_again() -> None:
    text = "De school mag dit delen. Leg het vast."
    assert texts("school", candidate(text, 1), candidate(text.upper(), 2)) == [
        "De school mag dit delen.",
        "Leg het vast.",
    ]
    assert texts("x", candidate(f"{LEAD}\na. niets.", 1), candidate(f"{LEAD}\na. niets.", 2)) == [
        LEAD,
        "a. niets.",
    ]


@pytest.mark.parametrize(
    "exception",
    [
        "Tenzij de leerling bezwaar maakt.",
        "Dit geldt niet voor de huisarts.",
        "Echter, de ouder moet het weten.",
        "Let op: de ouder moet het weten.",
        "In afwijking hiervan mag de arts dat wel.",
    ],
)
def test_an_exception_stays_with_its_rule(exception: str) -> None:
    rule = "Het privaatrecht eist dit van de school."
    text = f"{PADDING} {rule} {exception} Uitzondering daarop is er niet. {PADDING}"
    shown = texts("privaatrecht", candidate(text))
    assert shown[shown.index(rule) + 1] == exception
    assert "Uitzondering daarop is er niet." in shown  # the exception to the exception
    about_exception = texts(exception.removeprefix("Let op:"), candidate(text))
    assert rule in about_exception


def test_a_repeat_is_cited_along() -> None:
    text = "De school mag dit delen."
    elsewhere = passage(f"Vooraf. {text} Achteraf.", 7)
    edited = passage("De school mag dit niet delen.", 8)
    sentences, citations = answer("school", candidate(text, repeats=[elsewhere, edited]))
    assert sentences[0].citations == (1, 2)
    assert [(c.n, c.passage.id) for c in citations] == [(1, "x/1"), (2, "x/7")]


def test_a_weak_passage_is_not_quoted() -> None:
    strong, weak = candidate("De school.", 1), candidate("De arts.", 2, score=NEAR_SHARE - 0.01)
    near = candidate("De ouder.", 3, score=NEAR_SHARE + 0.01)
    assert texts("x", strong, weak) == ["De school."]
    assert texts("x", strong, near) == ["De school.", "De ouder."]
    many = [candidate(f"De regel heeft nummer {n}.", n) for n in range(1, 9)]
    assert len(texts("x", *many)) == MAX_PASSAGES


def test_the_same_sentence_in_another_passage_is_cited_there_too() -> None:
    text = "De school mag dit delen."
    one, two = candidate(f"{text} Leg het vast.", 1), candidate(f"Vooraf. {text}", 2)
    sentences, citations = answer("school", one, two)
    assert [s.text for s in sentences] == [text, "Leg het vast.", "Vooraf."]
    assert [s.citations for s in sentences] == [(1, 2), (3,), (4,)]
    assert [c.passage.id for c in citations] == ["x/1", "x/2", "x/1", "x/2"]
    assert [s.heading for s in sentences] == ["Stuk 1", "", "Stuk 2"]


def direct(question: str, *candidates: Candidate) -> list[str]:
    sentences, citations = answer(question, *candidates)
    vector = np.zeros((1, 4), dtype=np.float32)
    places = most_direct(terms(question), vector, candidates, sentences, citations)
    assert list(places) == sorted(set(places))
    return [sentences[n].text for n in places]


def test_a_long_answer_gets_a_short_one_of_its_own_sentences() -> None:
    lines = [f"De {n}e regel zegt weer iets heel anders over dit onderwerp." for n in range(18)]
    long = " ".join(lines)
    rule, exception = "Het privaatrecht eist dit.", "Tenzij de ouder bezwaar maakt."
    assert len(long.split()) > SHORT_FROM_WORDS
    assert direct("privaatrecht", candidate(f"{rule} Nog iets.")) == []  # short as it is
    shown = direct("privaatrecht", candidate(f"{rule} {exception} {long}"))
    assert shown[shown.index(rule) + 1] == exception
    assert len(" ".join(shown).split()) < 90
    shown = direct("privaatrecht", candidate(f"{long}\n\n{LEAD}\na. er is niets;\nb. {rule}"))
    assert LEAD in shown
    assert f"b. {rule}" in shown


def test_a_short_answer_takes_the_lead_of_a_list_that_began_elsewhere() -> None:
    before = passage(f"{LEAD}\na. er is niets;", 1)
    text = "b. het privaatrecht;\n" + "\n".join(f"{c}. {c} {FILLER}" for c in "cdefghijkl")
    shown = direct("privaatrecht", candidate(text, 2, lead=(before, 0, len(LEAD))))
    assert shown[:2] == [LEAD, "b. het privaatrecht;"]


def test_what_a_model_wrote_is_not_shortened() -> None:
    one = candidate(" ".join([FILLER] * 10))
    sentences, citations = answer("x", one)
    sentences = tuple(replace(s, written=True) for s in sentences)
    vector = np.zeros((1, 4), dtype=np.float32)
    assert most_direct(["x"], vector, [one], sentences, citations) == ()


def test_nothing_to_quote_is_no_answer() -> None:
    assert compose(["x"], np.zeros((1, 4), dtype=np.float32), []) == ((), ())


# -- laws for any passages --

WORDS = st.sampled_from(
    [
        "de",
        "school",
        "mag",
        "delen",
        "tenzij",
        "toestemming",
        "alleen",
        "behalve",
        "a.",
        "b)",
        "1°",
        "art.",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
ENDS = st.sampled_from([".", ":", ";", "?", "", ".\n", ":\n"])
BODIES = st.lists(st.tuples(LINES, ENDS), min_size=1, max_size=8).map(
    lambda lines: "\n".join(text + end for text, end in lines).strip()
)


@given(
    st.lists(st.tuples(BODIES, st.floats(0.1, 1)), min_size=1, max_size=5),
    st.lists(WORDS, max_size=5),
    st.booleans(),
)
def test_any_answer_is_proven_and_numbered(
    bodies: list[tuple[str, float]], query: list[str], repeated: bool
) -> None:
    passages = [passage(text, n) for n, (text, _) in enumerate(bodies)]
    rng = np.random.default_rng(1)
    candidates = [
        Candidate(
            Hit(passage=p, score=score),
            rng.standard_normal((len(split_sentences(p.text)), 4)).astype(np.float32),
            tuple(passages[:1]) if repeated and p is not passages[0] else (),
        )
        for p, (_, score) in zip(passages, bodies, strict=True)
    ]
    sentences, citations = compose(query, rng.standard_normal((1, 4)), candidates)
    assert [c.n for c in citations] == list(range(1, len(citations) + 1))
    assert [n for s in sentences for n in s.citations] == [c.n for c in citations]
    assert only_verbatim(sentences, citations) == sentences
    for sentence in sentences:
        assert sentence.citations
        for number in sentence.citations:
            citation = citations[number - 1]
            assert citation.quote == sentence.text
            assert citation.passage.text[citation.start : citation.end] == sentence.text
    shown = [s.text for s in sentences if not s.text.endswith(":")]
    assert len(shown) == len(set(shown))
    first = candidates[0].hit.passage
    if len(first.text.split()) <= BEST_WORDS:
        wanted = {first.text[a:b] for a, b in split_sentences(first.text)}
        keys = {" ".join(s.text.lower().split()).strip(" .;,") for s in sentences}
        assert {" ".join(w.lower().split()).strip(" .;,") for w in wanted} <= keys


def test_what_cannot_be_proven_is_left_out() -> None:
    here = passage("De school mag dit delen.")
    citation = Citation(n=1, passage=here, quote=here.text, start=0, end=len(here.text))
    good = Sentence(text="De school mag dit", citations=(1,))
    bad = [
        Sentence(text="De school mag alles delen.", citations=(1,)),
        Sentence(text="De school mag dit", citations=()),
        Sentence(text="De school mag dit", citations=(1, 2)),
    ]
    assert only_verbatim([bad[0], good, *bad[1:]], [citation]) == (good,)
    with pytest.raises(ValueError, match="not verbatim"):
        Citation(n=1, passage=here, quote="De school mag", start=1, end=14)
