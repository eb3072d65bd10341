"""Markdown documents of an organisation: structure, wording and offsets."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import CorpusError
from assistant.readers.markdown import parse_markdown, read_markdown
from assistant.readers.prose import BlockKind
from assistant.records import Source, SourceKind

SOURCE = Source(
    id="eigen/werkinstructie",
    title="Werkinstructie aanmelden",
    publisher="Gemeente Voorbeeld",
    version="2",
    valid_on=None,
    licence="eigen document",
    url=None,
    path="eigen/werkinstructie.md",
    sha256="0" * 64,
    loader="markdown",
    kind=SourceKind.OWN,
)
P = BlockKind.PARAGRAPH
ITEM = BlockKind.ITEM
R = BlockKind.ROW
C = BlockKind.CODE
H = BlockKind.HEADING

STRUCTURES = [
    ("heading", "# Doel\n\nTekst.", [(H, "Doel"), (P, "Tekst.")]),
    ("underlined-heading", "Doel\n====\nTekst.", [(H, "Doel"), (P, "Tekst.")]),
    ("closed-heading", "## Doel ##\nTekst.", [(H, "Doel"), (P, "Tekst.")]),
    ("wrapped-paragraph", "Een\ntwee  \ndrie\n\nvier", [(P, "Een twee drie"), (P, "vier")]),
    ("emphasis", "**Let** *op*: ~~weg~~ `art. 5`", [(P, "Let op: weg art. 5")]),
    ("no-emphasis", "2 * 3 * 4 en een_woord_x", [(P, "2 * 3 * 4 en een_woord_x")]),
    ("word-partly-bold", "on**voor**waardelijk", [(P, "onvoorwaardelijk")]),
    ("escapes", r"1\. geen lijst \*", [(P, "1. geen lijst *")]),
    ("entities", "R&amp;D &eacute;&eacute;n &#8364; 5", [(P, "R&D één € 5")]),
    ("link", '[de wet](https://x.nl/wet "de titel") zegt', [(P, "de wet zegt")]),
    ("link-with-brackets", "[wet](http://x.nl/a_(b)) de b", [(P, "wet de b")]),
    ("link-then-same-word", "[wet](wet)wet", [(P, "wetwet")]),
    ("reference-link", "[de wet][w] en [w]\n\n[w]: http://x.nl", [(P, "de wet en w")]),
    ("bare-address", "Zie <https://x.nl/a> nu", [(P, "Zie https://x.nl/a nu")]),
    ("image", "Zie ![schema van stappen](a.png) hier", [(P, "Zie schema van stappen hier")]),
    ("bullets", "- een\n- twee\n* drie\n", [(ITEM, "een"), (ITEM, "twee"), (ITEM, "drie")]),
    ("numbers-stay", "3. drie\n4. vier", [(ITEM, "3. drie"), (ITEM, "4. vier")]),
    ("nested", "- een\n  - twee\n    1. drie", [(ITEM, "een"), (ITEM, "twee"), (ITEM, "1. drie")]),
    ("item-of-two-paragraphs", "- een\n\n  meer\n- twee", [(ITEM, "een meer"), (ITEM, "twee")]),
    ("tasks", "- [ ] bel\n- [x] schrijf", [(ITEM, "bel"), (ITEM, "schrijf")]),
    ("list-after-text", "Denk aan:\n- een", [(P, "Denk aan:"), (ITEM, "een")]),
    ("table", "|a|b|\n|-|-|\n|c d|**e**|", [(R, "a | b"), (R, "c d | e")]),
    ("table-without-edges", "a|b\n-|-\nc|d", [(R, "a | b"), (R, "c | d")]),
    ("table-with-pipe-inside", "|a|b|\n|-|-|\n|c\\|d|e|", [(R, "a | b"), (R, "c|d | e")]),
    ("table-with-break", "|a|b|\n|-|-|\n|c<br>d|e|", [(R, "a | b"), (R, "c d | e")]),
    ("quote", "> een\n> twee\n> - drie", [(P, "een twee"), (ITEM, "drie")]),
    ("fence", "```py\nx = 1\n\ny\n```", [(C, "x = 1"), (C, "y")]),
    ("indented-code", "    x  = 1", [(C, "x = 1")]),
    ("html-inline", 'a <span class="b">c</span><br/>d', [(P, "a c d")]),
    ("html-block", "<div><p>een <b>twee</b></p>drie</div>", [(P, "een twee"), (P, "drie")]),
    ("html-list", "<ul><li>een</li><li><p>twee</p></li></ul>", [(ITEM, "een"), (ITEM, "twee")]),
    ("html-table", "<table><tr><td>a</td><td>b</td></tr></table>", [(R, "a | b")]),
    ("html-heading", "<h2>Doel</h2>\n\nTekst", [(H, "Doel"), (P, "Tekst")]),
    ("html-unseen", "<!-- weg -->\n\n<script>weg</script>\n\nja", [(P, "ja")]),
    ("html-entities", "<p>R&amp;D &#233;</p>", [(P, "R&D é")]),
    ("angle-brackets-in-text", "bij < 12 jaar en > 16 jaar", [(P, "bij < 12 jaar en > 16 jaar")]),
    ("front-matter", "---\ntitle: x\ntags:\n  - y\n---\nTekst", [(P, "Tekst")]),
    ("rules-are-no-front-matter", "---\nTekst\n\nja\n\n---\n", [(P, "Tekst"), (P, "ja")]),
    ("byte-order-mark", "\ufeff# Doel\n\nTekst", [(H, "Doel"), (P, "Tekst")]),
    ("windows-lines", "# Doel\r\n\r\nEen\r\ntwee", [(H, "Doel"), (P, "Een twee")]),
    ("lonely-footnote", "Tekst.\n\n[^1]: Noot.", [(P, "Tekst."), (P, "Noot.")]),
    ("unknown-footnote", "Tekst[^9].", [(P, "Tekst[^9].")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in STRUCTURES])
def test_structure(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert [(b.kind, b.text) for b in parse_markdown(text).blocks] == expected


def test_footnotes_belong_to_the_passage_that_refers_to_them() -> None:
    text = "Dat mag[^a] niet.\n\n[^a]: Zie *artikel 5*\n    en verder.\n"
    (passage,) = read_markdown(text, SOURCE)
    assert passage.text == "Dat mag niet."
    assert [(n.number, n.text) for n in passage.footnotes] == [("a", "Zie artikel 5 en verder.")]
    note = parse_markdown(text).note_blocks["a"]
    assert text[note.start : note.end] == "Zie *artikel 5*\n    en verder."


def test_a_whole_document() -> None:
    text = """# Werkinstructie aanmelden

Deze instructie is voor **medewerkers**.

## 1. Toestemming

Vraag toestemming aan:

- beide ouders met gezag;
- het kind van 12 jaar of ouder.

| Leeftijd | Wie |
|----------|-----|
| < 12 | ouders |

### Bezwaar

> Leg het uit.
"""
    passages = read_markdown(text, SOURCE)
    assert [(p.id.removeprefix(SOURCE.id), p.ref, p.text) for p in passages] == [
        ("/1", "Werkinstructie aanmelden", "Deze instructie is voor medewerkers."),
        (
            "/toestemming/1",
            "Werkinstructie aanmelden, paragraaf 1. Toestemming",
            "Vraag toestemming aan:\nbeide ouders met gezag;\nhet kind van 12 jaar of ouder."
            "\n\nLeeftijd | Wie\n< 12 | ouders",
        ),
        ("/toestemming/bezwaar/1", "Werkinstructie aanmelden, paragraaf Bezwaar", "Leg het uit."),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("", "no text", id="empty"),
        pytest.param(" \n\t\n", "no text", id="white-space"),
        pytest.param("\ufeff", "no text", id="byte-order-mark-only"),
        pytest.param("---\n\n***\n", "no text", id="rules-only"),
        pytest.param("<!-- later -->", "no text", id="comment-only"),
        pytest.param("PK\x03\x04\x00\x00", "binary", id="binary"),
        pytest.param("a" * 10_000_001, "split it", id="too-large"),
    ],
)
def test_unusable_file_gives_one_clear_error(text: str, wanted: str) -> None:
    with pytest.raises(CorpusError, match=wanted) as caught:
        read_markdown(text, SOURCE)
    assert str(caught.value).startswith("eigen/werkinstructie.md: ")


@dataclass(frozen=True)
class Sample:
    """A piece of Markdown with the words that it shows."""

    text: str
    words: tuple[str, ...]


WORD = st.sampled_from(
    ["ouder", "AVG", "één", "art.", "7.3.11", "(kind)", "zo-zo", "2024", "(...)"]
)


@st.composite
def inline(draw: st.DrawFn) -> Sample:
    parts: list[str] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        word = draw(WORD)
        words.append(word)
        form = draw(
            st.sampled_from(
                ["{}", "{}", "**{}**", "*{}*", "`{}`", "[{}](http://x.nl/ouder)", "<b>{}</b>",
                 "[{}](<AVG> 'ouder AVG')", "![{}](ouder.png)", "***{}***"]
            )
        )  # fmt: skip
        parts.append(form.format(word))
    glue = draw(st.sampled_from([" ", "  ", " <!-- AVG --> "]))
    return Sample("ouder " + glue.join(parts), ("ouder", *words))


@st.composite
def block(draw: st.DrawFn) -> Sample:
    one, two, three = draw(inline()), draw(inline()), draw(inline())
    everything = one.words + two.words + three.words
    form = draw(st.integers(0, 9))
    if form == 0:
        return Sample(f"{'#' * draw(st.integers(1, 6))} {one.text}", one.words)
    if form == 1:
        return Sample(f"- {one.text}\n- {two.text}\n\n  {three.text}", everything)
    if form == 2:
        words = ("1.", *one.words, "2.", *two.words, *three.words)
        return Sample(f"1. {one.text}\n2. {two.text}\n   - {three.text}", words)
    if form == 3:
        text = f"| {one.text} | {two.text} |\n|---|---|\n| {three.text} | |"
        return Sample(text, everything)
    if form == 4:
        return Sample(f"> {one.text}\n> {two.text}\n>\n> {three.text}", everything)
    if form == 5:
        return Sample("```\n" + "\n\n  ".join(one.words) + "\n```", one.words)
    if form == 6:
        html = f"<div>\n<p>{' '.join(one.words)}</p><ul><li>{two.words[0]}</li></ul>\n</div>"
        return Sample(html, (*one.words, two.words[0]))
    return Sample(f"{one.text}\n{two.text}\\\n{three.text}", everything)


def spoken(text: str) -> list[str]:
    """Words that hold a letter or figure, so that bars between cells do not count."""
    return [w for w in text.split() if re.search(r"\w", w) or w == "(...)"]


def bare(raw: str) -> str:
    """The source of a word without the marks around or inside it."""
    return re.sub(r"<[^<>]*>|[*`\[\]!|>]|\((?:http|<AVG>|ouder\.png)[^()]*\)", "", raw)


@settings(max_examples=60)
@given(st.lists(block(), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_every_word_comes_back_once_in_order_and_from_its_place(
    samples: list[Sample], newline: str
) -> None:
    text = "\n\n".join(s.text for s in samples).replace("\n", newline)
    parsed = parse_markdown(text)
    wanted = [w for s in samples for w in s.words]
    assert [w for b in parsed.blocks for w in spoken(b.text)] == wanted
    for found in parsed.blocks:
        for word, (start, end) in zip(found.text.split(), found.words, strict=True):
            if word != "|":
                assert bare(text[start:end]) == word

    passages = read_markdown(text, SOURCE)
    starts = {p.start for p in passages}
    stretches = [(p.start, p.text) for p in passages]
    stretches += [(b.start, b.text) for b in parsed.blocks if b.kind is H and b.start not in starts]
    assert [w for _, shown in sorted(stretches) for w in spoken(shown)] == wanted
    for passage in passages:
        first, last = passage.text.split()[0], passage.text.split()[-1]
        raw = text[passage.start : passage.end]
        assert bare(raw).strip().startswith(first)
        assert last == "|" or bare(raw).strip().endswith(last)


SIGNS = st.lists(
    st.sampled_from([*"#*_`[]()<>|!-+=~&;\\^:1.\"' \n\t\r", "ouder", "é", "[^1]", "&amp;",
                    "<b>", "</p>", "<!--", "-->", "```", "---\n", "\n\n", "    ", "http://x.nl"]),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.one_of(SIGNS, st.text(max_size=100)))
def test_any_text_gives_places_in_order_or_a_clear_error(text: str) -> None:
    parsed = parse_markdown(text)
    for found in (*parsed.blocks, *parsed.note_blocks.values()):
        assert all(0 <= start < end <= len(text) for start, end in found.words)
        assert list(found.words) == sorted(found.words)
    starts = [b.start for b in parsed.blocks]
    assert starts == sorted(starts)
    if "\x00" in text or not any(re.search(r"\w", b.text) for b in parsed.blocks):
        with pytest.raises(CorpusError):
            read_markdown(text, SOURCE)
    else:
        assert read_markdown(text, SOURCE)


@pytest.mark.parametrize(
    "unit", ["[", "*a ", "`", "<", "> ", "- a\n", "[^1]: a\n", " \n", "|a", "&"]
)
def test_takes_bounded_time(unit: str) -> None:
    started = time.perf_counter()
    parse_markdown(unit * (10_000 // len(unit)))
    assert time.perf_counter() - started < 5
