"""The sources come back whole, in order and citable."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from assistant.corpus import (
    Corpus,
    load_corpus,
    passage_from_json,
    passage_lines,
    source_text,
)
from assistant.errors import CorpusError
from assistant.readers.handreiking import Role, scan
from assistant.records import Passage, SourceKind

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
GUIDANCE = CORPUS / "handreiking-zorgvuldig-omgaan-met-persoonsgegevens.md"

_WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(CORPUS)


@pytest.fixture(scope="module")
def by_id(corpus: Corpus) -> dict[str, Passage]:
    return {p.id: p for p in corpus.passages}


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def words_of_markup(raw: str) -> list[str]:
    """The words of the guidance file, markup removed by other rules than the reader's."""
    raw = re.sub(r"<sup>\d+</sup>", "", raw)
    raw = re.sub(r"</?(?:p|ul|ol|li|b|i|a|sup)\b[^>]*>", " ", raw)
    raw = re.sub(r"<(https?://[^>]+)>", r"\1", raw)
    raw = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", raw)
    return words(raw.replace("&amp;", "&").replace("\\", ""))


def test_every_word_of_the_guidance_comes_back_in_order_once() -> None:
    raw = GUIDANCE.read_text(encoding="utf-8")
    pieces = scan(raw)
    assert [w for p in pieces for w in words(p.text)] == words_of_markup(raw)


def test_the_body_of_the_guidance_is_in_its_passages_once(corpus: Corpus) -> None:
    pieces = scan(GUIDANCE.read_text(encoding="utf-8"))
    body = [w for p in pieces if p.role in (Role.PARAGRAPH, Role.ITEM) for w in words(p.text)]
    # a bold title of a vuistregel is a heading for the scanner and text for the passage
    titles = [p for p in pieces if p.role is Role.HEADING and p.level == 7 and p.page >= 40]
    passages = [p for p in corpus.passages if p.kind is SourceKind.GUIDANCE]
    ours = [w for p in passages for w in words(p.text)]
    expected = Counter(body)
    expected.update(w for p in titles for w in words(p.text))
    assert Counter(ours) == expected
    order = iter(ours)
    assert all(w in order for w in body), "the words stand in another order"


def test_what_is_no_body_text_is_accounted_for() -> None:
    pieces = scan(GUIDANCE.read_text(encoding="utf-8"))
    notes = [p.marker for p in pieces if p.role is Role.FOOTNOTE]
    assert notes == [str(n) for n in range(1, 28)] + [str(n) for n in range(4, 9)]
    furniture = [p.text for p in pieces if p.role is Role.FURNITURE]
    assert len(furniture) == 1
    assert furniture[0].endswith("versie 1.0 april 2023")


def test_every_word_of_every_law_comes_back_in_order_once(corpus: Corpus) -> None:
    for source in corpus.sources:
        if source.kind is not SourceKind.LAW:
            continue
        whole = source_text(CORPUS, source)
        ours = [w for p in corpus.passages if p.source_id == source.id for w in words(p.text)]
        assert ours == words(whole), source.id


def test_offsets_of_law_give_the_text_itself(corpus: Corpus) -> None:
    texts = {s.id: source_text(CORPUS, s) for s in corpus.sources if s.kind is SourceKind.LAW}
    for passage in corpus.passages:
        if passage.source_id in texts:
            assert texts[passage.source_id][passage.start : passage.end] == passage.text


def test_spans_of_the_guidance_hold_the_words_of_the_passage(corpus: Corpus) -> None:
    raw = GUIDANCE.read_text(encoding="utf-8")
    for passage in corpus.passages:
        if passage.kind is SourceKind.GUIDANCE:
            stretch = " ".join(raw[a:b] for a, b in passage.spans)
            assert words_of_markup(stretch) == words(passage.text), passage.id


@pytest.mark.parametrize(
    ("passage_id", "begins", "page"),
    [
        ("handreiking/deel-3/avg-stappen/5", "5. (Bij verstrekken) Overweeg: Staat", 34),
        ("handreiking/deel-1/evrm-grondwet/1", "In o.a. artikel 8 EVRM", 9),
        ("handreiking/deel-2/basis-op-orde/3", "Stap 1: breng het proces in kaart", 16),
        ("handreiking/deel-1/toestemming/instemmen/1", "Instemmen: Is er een juridisch", 13),
        ("vuistregels-zorg-straf/5", "Wij voelen ons er gezamenlijk verantwoordelijk", 42),
        ("vuistregels-zorg-straf/6", "Wij zijn altijd transparant", 42),
        ("wet/jeugdwet/7.3.11/lid-4", "Derden die beroepshalve beschikken", None),
        ("wet/bw7/457/lid-1", "Onverminderd", None),
        ("wet/avg/overweging-4", "De verwerking van persoonsgegevens moet ten dienste", None),
        ("wet/avg/4/toestemming", "11) „toestemming”", None),
    ],
)
def test_known_passages(by_id: dict[str, Passage], passage_id: str, begins: str, page: int) -> None:
    passage = by_id[passage_id]
    assert passage.text.startswith(begins)
    assert passage.page == page


def test_what_runs_on_over_a_page_is_one_paragraph(by_id: dict[str, Passage]) -> None:
    passage = by_id["handreiking/deel-1/istanbul-ivrk/3"]
    assert "rekening wordt gehouden met de rechten en behoeften van kinderen" in passage.text
    assert (passage.page, passage.page_end) == (10, 11)
    assert len(passage.spans) >= 2


def test_footnotes_go_with_their_passage_and_the_appendix_counts_anew(
    by_id: dict[str, Passage],
) -> None:
    law = by_id["handreiking/deel-1/evrm-grondwet/4"].footnotes
    assert [n.number for n in law] == ["4"]
    assert law[0].text.startswith("Waaruit met voldoende precisie")
    appendix = by_id["vuistregels-zorg-straf/inleiding/1"].footnotes
    assert [n.number for n in appendix] == ["4", "5", "6"]
    assert appendix[0].text.startswith("Reclassering Nederland")


def test_a_list_item_keeps_the_sentence_that_announces_it(by_id: dict[str, Passage]) -> None:
    assert by_id["wet/avg/9/lid-2/g-h"].lead_in.startswith("Lid 1 is niet van toepassing")
    assert by_id["handreiking/deel-2/keuzes/3"].lead_in.endswith("bij te maken keuzes:")


def test_passages_have_the_size_of_one_idea(corpus: Corpus) -> None:
    sizes = [len(p.text.split()) for p in corpus.passages if p.kind is SourceKind.GUIDANCE]
    assert max(sizes) <= 250
    # shorter ones are items of a numbered list or stand alone under their heading
    assert sum(s < 40 for s in sizes) / len(sizes) <= 0.12


def test_law_has_its_address_and_version(by_id: dict[str, Passage]) -> None:
    lid = by_id["wet/jeugdwet/7.3.11/lid-4"]
    assert lid.ref == "Jeugdwet, artikel 7.3.11, vierde lid"
    assert lid.jci == "jci1.3:c:BWBR0034925&artikel=7.3.11&lid=4&g=2026-01-01"
    assert lid.url == f"https://wetten.overheid.nl/{lid.jci}"
    avg = by_id["wet/avg/6/lid-1"]
    assert avg.url == ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679#art_6")
    assert avg.jci is None
    assert by_id["wet/bw7/457/lid-1"].jci == (
        "jci1.3:c:BWBR0005290&boek=7&artikel=457&lid=1&g=2026-07-01"
    )


def test_repeats_share_a_group(by_id: dict[str, Passage]) -> None:
    for part in ("deel-1", "deel-3"):
        passage = by_id[f"handreiking/{part}/beroepsgeheim/doorbreken/1"]
        assert passage.group == "handreiking/deel-1/beroepsgeheim/doorbreken/1"
    other = by_id["vuistregels-zorg-straf/inleiding/4"]
    assert other.group == other.id


def test_passages_survive_writing_and_reading(corpus: Corpus) -> None:
    assert [passage_from_json(line) for line in passage_lines(corpus.passages)] == [
        *corpus.passages
    ]


def test_two_readings_give_one_hash(corpus: Corpus) -> None:
    assert load_corpus(CORPUS).hash == corpus.hash


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(CORPUS, tmp_path / "corpus")
    return tmp_path / "corpus"


def test_a_changed_source_is_refused(copy: Path) -> None:
    path = copy / "wetten" / "jeugdwet.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("moet", "mag"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"wetten/jeugdwet\.jsonl: sha256 is .* manifest says"):
        load_corpus(copy)


def test_a_missing_source_is_named(copy: Path) -> None:
    (copy / "wetten" / "avg.jsonl").unlink()
    with pytest.raises(CorpusError, match=r"wetten/avg\.jsonl: cannot be read"):
        load_corpus(copy)


def test_a_broken_law_line_is_named(copy: Path) -> None:
    path = copy / "wetten" / "evrm.jsonl"
    path.write_text('{"law": "EVRM"}\n', encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest = copy / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    entry = re.search(r'path = "wetten/evrm\.jsonl"\nsha256 = "(\w+)"', text)
    assert entry
    manifest.write_text(text.replace(entry[1], digest), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"evrm\.jsonl, line 1: not a law article"):
        load_corpus(copy)


def test_own_documents_join_and_a_bad_one_stops_nothing(copy: Path, corpus: Corpus) -> None:
    own = copy / "eigen"
    (own / "Werkinstructie.md").write_text(
        "# Werkinstructie\n\n## Aanmelden\n\nBij een aanmelding vraagt het team alleen wat het "
        "nodig heeft om de vraag te begrijpen, en het legt vast waarom dat nodig is.\n",
        encoding="utf-8",
    )
    (own / "kapot.pdf").write_bytes(b"geen pdf")
    (own / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    (own / "latin.md").write_bytes("geïnformeerd".encode("latin-1"))
    loaded = load_corpus(copy)
    added = [p for p in loaded.passages if p.kind is SourceKind.OWN]
    assert [p.source_id for p in added] == ["eigen/werkinstructie"]
    assert len(loaded.passages) == len(corpus.passages) + 1
    assert sorted(p.path for p in loaded.problems) == [
        "eigen/foto.jpg",
        "eigen/kapot.pdf",
        "eigen/latin.md",
    ]
    assert all(p.message.startswith(p.path) for p in loaded.problems)
