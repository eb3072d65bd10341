"""BM25 in shares: 1 is the best that a question can match."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexical import LexicalIndex, Query
from assistant.lexicon import Entry, Lexicon
from assistant.records import Footnote, Passage, SourceKind

NO_LEXICON = Lexicon([])
TEXTS = (
    "De huisarts heeft een geheimhoudingsplicht over de gegevensverwerking.",
    "De school legt de toestemming van ouders vast.",
    "Veilig Thuis onderzoekt een melding van kindermishandeling.",
    "Het dossier wordt twintig jaar bewaard door de huisarts.",
)
FIELDS = {"text", "title", "question", "whole"}


def passage(number: int, text: str, **more: object) -> Passage:
    return Passage(
        id=f"x/{number}", source_id="x", kind=SourceKind.OWN, ref=f"Stuk {number}",
        section=("Kop",), text=text, start=0, end=len(text), **more,
    )  # type: ignore[arg-type]  # fmt: skip


PASSAGES = [passage(n, t) for n, t in enumerate(TEXTS)]
BANK = {"x/1": ("Moet school een handtekening vragen?",), "x/3": ("Hoe lang blijft alles staan?",)}


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(PASSAGES, BANK)


@pytest.mark.parametrize(
    ("question", "field", "best"),
    [
        ("geheimhoudingsplicht", "text", 0),
        ("geheimhouding", "text", None),
        ("verwerking", "text", None),
        ("hebben ouders toestemming", "text", 1),
        ("hoe lang blijft alles staan", "question", 3),
        ("handtekening", "whole", 1),
        ("kindermishandeling", "whole", 2),
    ],
)
def test_words_find_their_passage(
    index: LexicalIndex, question: str, field: str, best: int | None
) -> None:
    scores = index.scores(index.query(question, NO_LEXICON))
    assert set(scores) == FIELDS
    if best is not None:
        assert int(scores[field].argmax()) == best
        assert scores[field][best] > 0


def test_a_word_inside_a_compound_is_found() -> None:
    spoken = [*PASSAGES, passage(9, "Alle gegevens en elke verwerking tellen.")]
    index = LexicalIndex.build(spoken, {})
    scores = index.scores(index.query("verwerking", NO_LEXICON))["text"]
    assert scores[0] > 0  # gegevensverwerking
    assert scores[4] > 0


@pytest.mark.parametrize("question", ["", "de het een", "kwantumfysica", "😀", "\x00", "鑫鑫"])
def test_nothing_in_common_scores_nothing(index: LexicalIndex, question: str) -> None:
    scores = index.scores(index.query(question, NO_LEXICON))
    assert all(not s.any() for s in scores.values())
    assert all(len(s) == len(PASSAGES) for s in scores.values())


def test_unknown_words_make_a_match_weaker(index: LexicalIndex) -> None:
    one = index.scores(index.query("toestemming", NO_LEXICON))["text"][1]
    other = index.scores(index.query("toestemming kwantumfysica", NO_LEXICON))["text"][1]
    assert 0 < other < one


def test_the_lexicon_adds_half_a_word(index: LexicalIndex) -> None:
    lexicon = Lexicon([Entry(("vt",), ("veilig thuis",))])
    query = index.query("melding bij vt", lexicon)
    assert "thuis" not in query.own
    assert query.added
    assert not set(query.own) & set(query.added)
    plain = index.scores(index.query("melding bij vt", NO_LEXICON))["text"]
    assert index.scores(query)["text"][2] > plain[2]


def test_headings_and_footnotes_are_searched() -> None:
    note = (Footnote(number="1", text="Zie de memorie van toelichting."),)
    odd = passage(0, "Tekst.", topic="Bewaartermijn", footnotes=note, lead_in="De arts mag:")
    index = LexicalIndex.build([odd, *PASSAGES[1:]], {})
    assert index.scores(index.query("bewaartermijn", NO_LEXICON))["title"][0] > 0
    assert index.scores(index.query("memorie arts", NO_LEXICON))["text"][0] > 0


@pytest.mark.parametrize("bank", [BANK, {}], ids=["with-bank", "without-bank"])
def test_what_is_saved_is_what_is_read(tmp_path: Path, bank: dict[str, tuple[str, ...]]) -> None:
    index = LexicalIndex.build(PASSAGES, bank)
    index.save(tmp_path / "lexical")
    read = LexicalIndex.load(tmp_path / "lexical")
    for question in ("toestemming van ouders", "hoe lang bewaren", "gegevensverwerking"):
        query = index.query(question, NO_LEXICON)
        assert read.query(question, NO_LEXICON) == query
        for name, scores in index.scores(query).items():
            np.testing.assert_allclose(read.scores(query)[name], scores, rtol=1e-6)


def test_passages_without_a_searchable_word_can_be_indexed() -> None:
    index = LexicalIndex.build([passage(0, "de het een"), passage(1, "😀")], {})
    assert not index.scores(Query(("toestem",), ()))["text"].any()


WORDS = [w for t in TEXTS for w in t.split()] + ["onbekend", "😀", "7.3.11", ""]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_scores_are_shares(words: list[str]) -> None:
    index = _shared()
    scores = index.scores(index.query(" ".join(words), NO_LEXICON))
    for name, values in scores.items():
        assert np.isfinite(values).all()
        assert (values >= 0).all()
        assert (values <= 1 + 1e-6).all(), name


_built: list[LexicalIndex] = []


def _shared() -> LexicalIndex:
    if not _built:
        _built.append(LexicalIndex.build(PASSAGES, BANK))
    return _built[0]
