"""Cutting running text into passages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.readers.prose import (
    MAX_WORDS,
    MIN_WORDS,
    Block,
    BlockKind,
    TextBuilder,
    cut_passages,
)
from assistant.records import Footnote, Passage, Source, SourceKind

SOURCE = Source(
    id="eigen/werkinstructie",
    title="Werkinstructie aanmelden",
    publisher="Gemeente Voorbeeld",
    version="2",
    valid_on="2024-05-01",
    licence="eigen document",
    url="https://voorbeeld.nl/werkinstructie",
    path="eigen/werkinstructie.md",
    sha256="0" * 64,
    loader="markdown",
    kind=SourceKind.OWN,
)
SENTENCE = "De ouder geeft toestemming voor het delen van gegevens. "  # 9 words


class Document:
    """Builds blocks with places as if the texts stood one after the other."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.length = 0

    def add(self, kind: BlockKind, text: str, level: int = 1, note: str | None = None) -> Document:
        builder = TextBuilder()
        builder.add(text, self.length)
        if note:
            builder.note(note)
        block = builder.build(kind, level)
        assert block is not None
        self.blocks.append(block)
        self.length += len(text) + 2
        return self

    def heading(self, text: str, level: int = 1, note: str | None = None) -> Document:
        return self.add(BlockKind.HEADING, text, level, note)

    def paragraph(self, text: str, note: str | None = None) -> Document:
        return self.add(BlockKind.PARAGRAPH, text, note=note)

    def items(self, *texts: str) -> Document:
        for text in texts:
            self.add(BlockKind.ITEM, text)
        return self

    def passages(self) -> list[Passage]:
        return cut_passages(self.blocks, SOURCE)


def test_passage_carries_what_the_source_says() -> None:
    (passage,) = Document().heading("Toestemming").paragraph("De ouder beslist.").passages()
    assert passage.source_id == SOURCE.id
    assert passage.kind is SourceKind.OWN
    assert (passage.valid_on, passage.url) == (SOURCE.valid_on, SOURCE.url)
    assert (passage.page, passage.page_end) == (None, None)


def test_ids_follow_headings_and_leave_the_title_out() -> None:
    document = (
        Document()
        .heading("Werkinstructie aanmelden")
        .paragraph("Vooraf.")
        .heading("2.1 Toestemming & gezag", 2)
        .paragraph(SENTENCE * 6)
        .paragraph(SENTENCE * 6)
        .heading("Één ouder?", 3)
        .paragraph("Vraag het na.")
    )
    passages = document.passages()
    assert [p.id for p in passages] == [
        "eigen/werkinstructie/1",
        "eigen/werkinstructie/toestemming-gezag/1",
        "eigen/werkinstructie/toestemming-gezag/2",
        "eigen/werkinstructie/toestemming-gezag/een-ouder/1",
    ]
    assert passages[-1].section == (
        "Werkinstructie aanmelden",
        "2.1 Toestemming & gezag",
        "Één ouder?",
    )
    assert [p.ref for p in passages] == [
        "Werkinstructie aanmelden",
        "Werkinstructie aanmelden, paragraaf 2.1 Toestemming & gezag",
        "Werkinstructie aanmelden, paragraaf 2.1 Toestemming & gezag",
        "Werkinstructie aanmelden, paragraaf Één ouder?",
    ]


def test_a_document_without_headings_has_numbers_only() -> None:
    assert [p.id for p in Document().paragraph("De ouder beslist.").passages()] == [
        "eigen/werkinstructie/1"
    ]


def test_same_heading_twice_gets_a_number_that_no_other_heading_has() -> None:
    document = Document()
    for heading in ("Doel", "Doel", "Doel 2", "Doel"):
        document.heading(heading).paragraph("Tekst.")
    ids = [p.id.removeprefix(SOURCE.id) for p in document.passages()]
    assert ids == ["/1", "/doel/1", "/doel-2/1", "/doel-3/1"]


def test_an_edit_under_one_heading_does_not_rename_the_others() -> None:
    def ids(extra: int) -> list[str]:
        document = Document().heading("Titel").heading("1. Doel", 2).paragraph(SENTENCE * 5)
        for number in range(extra):
            document.paragraph(SENTENCE * 5)
            document.heading(f"{number + 2}. Nieuw", 2).paragraph("Nieuw.")
        document.heading(f"{extra + 2}. Toestemming", 2).paragraph(SENTENCE).items("een", "twee")
        return [p.id for p in document.passages()]

    assert set(ids(0)) <= set(ids(3))


def test_list_stays_with_its_announcement() -> None:
    document = Document().paragraph("Denk aan:").items("de school", "de huisarts")
    assert [p.text for p in document.passages()] == ["Denk aan:\nde school\nde huisarts"]


def test_long_list_repeats_its_announcement_as_lead_in() -> None:
    items = [f"{n} {SENTENCE}{SENTENCE}" for n in range(30)]
    document = Document().paragraph(f"{SENTENCE * 6}Denk altijd aan:").items(*items)
    first, *others = document.passages()
    assert first.text.endswith("gegevens.")
    assert others[0].text.startswith("Denk altijd aan:\n0 De ouder")
    assert others[0].lead_in == ""
    assert {p.lead_in for p in others[1:]} == {"Denk altijd aan:"}
    assert all(MIN_WORDS <= len(p.text.split()) <= MAX_WORDS for p in others)
    assert [i for p in others for i in p.text.split("\n")[-100:]][1:] == [i.strip() for i in items]


def test_long_table_repeats_its_first_row_as_lead_in() -> None:
    document = Document().add(BlockKind.ROW, "Partij | Grondslag")
    for number in range(40):
        document.add(BlockKind.ROW, f"{number} | {SENTENCE}")
    first, *others = document.passages()
    assert first.text.startswith("Partij | Grondslag\n0 | ")
    assert others
    assert {p.lead_in for p in others} == {"Partij | Grondslag"}


def test_short_paragraphs_join_and_long_ones_stand_alone() -> None:
    document = Document().paragraph("Kort.").paragraph("Ook kort.").paragraph(SENTENCE * 5)
    document.paragraph(SENTENCE * 6).paragraph("Tot slot.")
    texts = [p.text for p in document.passages()]
    assert [t.split("\n\n")[0][:5] for t in texts] == ["Kort.", "De ou"]
    assert texts[0].startswith("Kort.\n\nOok kort.\n\nDe ouder")
    assert texts[1].endswith("\n\nTot slot.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SENTENCE * 60, id="sentences"),
        pytest.param("de ouder en de school, " * 150, id="clauses"),
        pytest.param("woord " * 700, id="one-endless-sentence"),
    ],
)
def test_long_paragraph_is_cut_into_parts_of_like_size(text: str) -> None:
    sizes = [len(p.text.split()) for p in Document().paragraph(text).passages()]
    assert sum(sizes) == len(text.split())
    assert all(MIN_WORDS <= size <= MAX_WORDS for size in sizes)


def test_cuts_fall_between_sentences() -> None:
    passages = Document().paragraph(SENTENCE * 60).passages()
    assert all(p.text.endswith(".") for p in passages)
    assert not any(p.lead_in for p in passages)


def test_heading_without_text_is_a_passage_of_its_own() -> None:
    document = Document().heading("Titel").heading("Leeg", 2).heading("Vol", 2).paragraph("Tekst.")
    passages = document.passages()
    assert [(p.text, p.section) for p in passages] == [
        ("Leeg", ("Titel", "Leeg")),
        ("Tekst.", ("Titel", "Vol")),
    ]


def test_footnotes_go_to_the_passage_with_their_mark() -> None:
    document = Document().heading("Kop", note="h").paragraph(SENTENCE * 5, note="a")
    document.paragraph(SENTENCE * 5, note="b").paragraph(SENTENCE * 5, note="unknown")
    notes = {key: Footnote(number=key, text=f"Noot {key}") for key in ("a", "b", "h")}
    found = cut_passages(document.blocks, SOURCE, footnotes=notes)
    assert [[n.number for n in p.footnotes] for p in found] == [["h", "a"], ["b"], []]


def test_pages_are_looked_up_by_offset() -> None:
    document = Document().heading("Kop").paragraph("een " * 30).heading("Twee").paragraph("Ja.")
    found = cut_passages(document.blocks, SOURCE, page_of=lambda offset: 1 + offset // 50)
    assert [(p.page, p.page_end) for p in found] == [(1, 3), (3, 3)]
    assert [p.ref[-9:] for p in found] == [" (p. 1-3)", "wee (p. 3)"[-9:]]


KINDS = st.sampled_from(list(BlockKind))
TEXTS = st.builds(
    lambda words, times, end: (" ".join(words) + end) * times,
    st.lists(st.sampled_from(["De", "ouder", "art.", "5", "e.d.", "toestemming,"]), min_size=1),
    st.integers(1, 60),
    st.sampled_from([". ", ": ", " ", "? "]),
)


@given(st.lists(st.tuples(KINDS, TEXTS, st.integers(1, 4)), max_size=15))
def test_every_word_comes_back_once_and_in_order(rows: list[tuple[BlockKind, str, int]]) -> None:
    document = Document()
    for kind, text, level in rows:
        document.add(kind, text, level)
    passages = document.passages()
    starts = {p.start for p in passages}
    stretches = [(p.start, p.text) for p in passages]
    stretches += [
        (b.start, b.text)
        for b in document.blocks
        if b.kind is BlockKind.HEADING and b.start not in starts
    ]
    words = [w for _, text in sorted(stretches) for w in text.split()]
    assert words == [w for b in document.blocks for w in b.text.split()]
    assert len({p.id for p in passages}) == len(passages)
    assert all(len(p.text.split()) <= MAX_WORDS for p in passages)
    assert [p.start for p in passages] == sorted(starts)
    assert all(re.fullmatch(r"eigen/werkinstructie(/[a-z0-9-]+)*/\d+", p.id) for p in passages)


def test_a_block_has_a_place_for_every_word() -> None:
    with pytest.raises(ValueError, match="1 places"):
        Block(kind=BlockKind.PARAGRAPH, text="twee woorden", words=((0, 4),))
