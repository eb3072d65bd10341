"""BM25 in shares: 1 is the best that a question can match."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexical import LexicalIndex, Query, letter_grams, mean_of_best
from assistant.lexicon import Entry, Lexicon
from assistant.ranking import Scores
from assistant.records import Footnote, Passage, SourceKind

NO_LEXICON = Lexicon([])
TEXTS = (
    "De huisarts heeft een geheimhoudingsplicht over de gegevensverwerking.",
    "De school legt de toestemming van ouders vast.",
    "Veilig Thuis onderzoekt een melding van kindermishandeling.",
    "Het dossier wordt twintig jaar bewaard door de huisarts.",
)
FIELDS = {"whole", "grams", "grams_question"}
OUTSIDE = ("Wat kost een hond?",)


def passage(number: int, text: str, **more: object) -> Passage:
    return Passage(
        id=f"x/{number}", source_id="x", kind=SourceKind.OWN, ref=f"Stuk {number}",
        section=("Kop",), text=text, start=0, end=len(text), **more,
    )  # type: ignore[arg-type]  # fmt: skip


PASSAGES = [passage(n, t) for n, t in enumerate(TEXTS)]
BANK = {"x/1": ("Moet school een handtekening vragen?",), "x/3": ("Hoe lang blijft alles staan?",)}


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(PASSAGES, BANK, OUTSIDE)


def fields(index: LexicalIndex, question: str, lexicon: Lexicon = NO_LEXICON) -> dict[str, Scores]:
    return index.scores(index.query(question, lexicon))[0]


@pytest.mark.parametrize(
    ("question", "field", "best"),
    [
        ("geheimhoudingsplicht", "whole", 0),
        ("hebben ouders toestemming", "whole", 1),
        ("handtekening", "whole", 1),
        ("kindermishandeling", "whole", 2),
        ("hoe lang blijft alles staan", "grams_question", 3),
        ("geheim houden", "grams", 0),
        ("kindermishandling", "grams", 2),
        ("instemmen", "grams", 1),
    ],
)
def test_words_find_their_passage(
    index: LexicalIndex, question: str, field: str, best: int
) -> None:
    scores = fields(index, question)
    assert set(scores) == FIELDS
    assert int(scores[field].argmax()) == best
    assert scores[field][best] > 0


def test_a_word_inside_a_compound_is_found() -> None:
    spoken = [*PASSAGES, passage(9, "Alle gegevens en elke verwerking tellen.")]
    index = LexicalIndex.build(spoken, {})
    scores = fields(index, "verwerking")["whole"]
    assert scores[0] > 0  # gegevensverwerking
    assert scores[4] > 0


@pytest.mark.parametrize("question", ["", "xyzq", "quux", "😀", "\x00", "鑫鑫"])
def test_nothing_in_common_scores_nothing(index: LexicalIndex, question: str) -> None:
    scores = fields(index, question)
    assert all(not s.any() for s in scores.values())
    assert all(len(s) == len(PASSAGES) for s in scores.values())


def test_unknown_words_make_a_match_weaker(index: LexicalIndex) -> None:
    one = fields(index, "toestemming")["whole"][1]
    other = fields(index, "toestemming kwantumfysica")["whole"][1]
    assert 0 < other < one


def test_the_lexicon_adds_half_a_word(index: LexicalIndex) -> None:
    lexicon = Lexicon([Entry(("vt",), ("veilig thuis",))])
    query = index.query("melding bij vt", lexicon)
    assert "thuis" not in query.own
    assert query.added
    assert not set(query.own) & set(query.added)
    plain = fields(index, "melding bij vt")["whole"]
    assert index.scores(query)[0]["whole"][2] > plain[2]


def test_headings_and_footnotes_are_searched() -> None:
    note = (Footnote(number="1", text="Zie de memorie van toelichting."),)
    odd = passage(0, "Tekst.", topic="Bewaartermijn", footnotes=note, lead_in="De arts mag:")
    index = LexicalIndex.build([odd, *PASSAGES[1:]], {})
    assert fields(index, "bewaartermijn")["whole"][0] > 0
    assert fields(index, "memorie arts")["whole"][0] > 0


@pytest.mark.parametrize("outside", [OUTSIDE, ()], ids=["with-outside", "without-outside"])
@pytest.mark.parametrize("bank", [BANK, {}], ids=["with-bank", "without-bank"])
def test_what_is_saved_is_what_is_read(
    tmp_path: Path, bank: dict[str, tuple[str, ...]], outside: tuple[str, ...]
) -> None:
    index = LexicalIndex.build(PASSAGES, bank, outside)
    index.save(tmp_path / "lexical")
    read = LexicalIndex.load(tmp_path / "lexical")
    for question in ("toestemming van ouders", "hoe lang bewaren", "gegevensverwerking"):
        query = index.query(question, NO_LEXICON)
        assert read.query(question, NO_LEXICON) == query
        scores, near = index.scores(query)
        again, near_again = read.scores(query)
        for name in FIELDS:
            np.testing.assert_allclose(again[name], scores[name], rtol=1e-6)
        assert near_again == pytest.approx(near)


def test_passages_without_a_searchable_word_can_be_indexed() -> None:
    index = LexicalIndex.build([passage(0, "de het een"), passage(1, "😀")], {})
    assert not index.scores(Query(("toestem",), ()))[0]["whole"].any()


def test_neighbours_are_the_best_questions_of_each_kind(index: LexicalIndex) -> None:
    near = index.scores(index.query("Wat kost een hond eigenlijk?", NO_LEXICON))[1]
    assert len(near.answered) == 2
    assert len(near.outside) == 1
    assert near.outside[0] > near.answered[0] >= near.answered[1]
    near = index.scores(index.query("hoe lang blijft het staan", NO_LEXICON))[1]
    assert near.answered[0] > near.outside[0]


def test_the_share_of_unknown_words(index: LexicalIndex) -> None:
    for question, share in [("toestemming school", 0), ("toestemming quux", 0.5), ("", 1)]:
        assert index.unknown(index.query(question, NO_LEXICON)) == share


@given(st.lists(st.tuples(st.integers(-1, 3), st.floats(0, 1, width=16)), max_size=30))
def test_the_mean_of_the_best_three(rows: list[tuple[int, float]]) -> None:
    owners = np.array([n for n, _ in rows], dtype=np.int32)
    scores = np.array([s for _, s in rows], dtype=np.float32)
    found = mean_of_best(scores, owners, 4)
    for number in range(4):
        best = sorted((s for n, s in rows if n == number), reverse=True)[:3]
        assert found[number] == pytest.approx(sum(best) / 3, abs=1e-5)


def test_letters_of_words() -> None:
    assert letter_grams("Mag ik toestemming?")[:5] == ["_mag", "mag_", "_ik_", "_toe", "toes"]
    assert letter_grams("é a") == ["_e_", "_a_"]
    assert letter_grams("") == []


WORDS = [w for t in TEXTS for w in t.split()] + ["onbekend", "😀", "7.3.11", ""]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_scores_are_shares(words: list[str]) -> None:
    index = _shared()
    scores = fields(index, " ".join(words))
    for name, values in scores.items():
        assert np.isfinite(values).all()
        assert (values >= 0).all()
        assert (values <= 1 + 1e-6).all(), name


_built: list[LexicalIndex] = []


def _shared() -> LexicalIndex:
    if not _built:
        _built.append(LexicalIndex.build(PASSAGES, BANK, OUTSIDE))
    return _built[0]
