"""PDFs that an organisation added: wording, pages, columns, furniture, hyphens and broken files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
)

from assistant.errors import CorpusError
from assistant.readers import layout
from assistant.readers.layout import mend
from assistant.readers.pdf import PdfText, extract_pages, read_pdf
from assistant.readers.prose import BlockKind
from assistant.records import Source, SourceKind

SOURCE = Source(
    id="eigen/werkinstructie",
    title="Werkinstructie aanmelden",
    publisher="Gemeente Voorbeeld",
    version="2",
    valid_on="2024-05-01",
    licence="eigen document",
    url=None,
    path="eigen/werkinstructie.pdf",
    sha256="0" * 64,
    loader="pdf",
    kind=SourceKind.OWN,
)
P, ITEM, H = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=8)
SERIF = ParagraphStyle("serif", BODY, fontName="Times-Roman", alignment=4)
TITLE = ParagraphStyle("title", BODY, fontSize=20, leading=24)
KOP = ParagraphStyle("kop", BODY, fontSize=14, leading=17, spaceBefore=10)
BOLD = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")
SENTENCE = "De professional vraagt toestemming aan de ouder met gezag voordat zij gegevens deelt. "


def draw(
    *pages: Sequence[tuple[float, float, str]], size: float = 10, font: str = "Helvetica"
) -> bytes:
    """A PDF with texts at x and y, in points from the lower left corner of an A4 page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        canvas.setFont(font, size)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(
    lines: Sequence[str], *, x: float = 72, top: float = 700
) -> list[tuple[float, float, str]]:
    return [(x, top - 12 * i, line) for i, line in enumerate(lines)]


Decorate = Callable[[Canvas, BaseDocTemplate], None]


def flow(story: Sequence[Flowable], frames: Sequence[Frame], decorate: Decorate) -> bytes:
    """A PDF in which reportlab breaks lines and pages itself."""
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=list(frames), onPage=decorate)])
    document.build(list(story))
    return buffer.getvalue()


ONE_FRAME = [Frame(60, 80, 475, 680)]


def no_furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    pass


def header_and_number(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 805, "Werkinstructie aanmelden - versie 2")
    canvas.drawRightString(535, 30, f"Pagina {document.page} van 12")


def kinds(text: PdfText) -> list[tuple[BlockKind, str]]:
    return [(b.kind, b.text) for b in text.blocks]


def words_of(text: PdfText) -> list[str]:
    return [w for block in text.blocks for w in block.text.split()]


def assert_consistent(data: bytes) -> PdfText:
    """Blocks, pages and passages hold the same words, in order and at their places."""
    text = extract_pages(data, "x.pdf")
    assert words_of(text) == text.text.split()
    for block in text.blocks:
        assert [text.text[s:e] for s, e in block.words] == block.text.split()
    passages = read_pdf(data, SOURCE)
    starts = {p.start for p in passages}
    stretches = [(p.start, p.text) for p in passages]
    stretches += [(b.start, b.text) for b in text.blocks if b.kind is H and b.start not in starts]
    assert [w for _, shown in sorted(stretches) for w in shown.split()] == text.text.split()
    for passage in passages:
        assert text.text[passage.start : passage.end].split() == passage.text.split()
        assert passage.page is not None
        assert passage.text.split()[0] in text.pages[passage.page - 1]
        assert passage.page_end is not None
        assert passage.text.split()[-1] in text.pages[passage.page_end - 1]
    assert len({p.id for p in passages}) == len(passages)
    return text


# --- whole documents ---------------------------------------------------------------------------


def test_a_document_with_headings_lists_and_furniture() -> None:
    story = [
        Paragraph("Werkinstructie aanmelden", TITLE),
        Paragraph("Doel", KOP),
        Paragraph(SENTENCE * 4, BODY),
        Paragraph("Toestemming", KOP),
        Paragraph("Denk <b>altijd</b> aan:", BODY),
        ListFlowable(
            [ListItem(Paragraph(t, BODY)) for t in ("de ouders;", SENTENCE + "Ook dan.")],
            bulletType="bullet",
        ),
        Paragraph(SENTENCE * 40, BODY),
        Paragraph(SENTENCE * 30, BODY),
    ]
    text = assert_consistent(flow(story, ONE_FRAME, header_and_number))
    assert kinds(text)[:6] == [
        (H, "Werkinstructie aanmelden"),
        (H, "Doel"),
        (P, (SENTENCE * 4).strip()),
        (H, "Toestemming"),
        (P, "Denk altijd aan:"),
        (ITEM, "de ouders;"),
    ]
    assert kinds(text)[6:] == [
        (ITEM, SENTENCE + "Ook dan."),
        (P, (SENTENCE * 40).strip()),
        (P, (SENTENCE * 30).strip()),
    ]
    assert text.furniture == tuple(
        ("Werkinstructie aanmelden - versie 2", f"Pagina {n} van 12")
        for n in range(1, len(text.pages) + 1)
    )
    passages = read_pdf(flow(story, ONE_FRAME, header_and_number), SOURCE)
    assert passages[0].id == "eigen/werkinstructie/doel/1"
    assert passages[0].ref == "Werkinstructie aanmelden, paragraaf Doel (p. 1)"
    assert passages[0].section == ("Werkinstructie aanmelden", "Doel")
    assert passages[1].text.startswith("Denk altijd aan:\nde ouders;\nDe professional")
    assert passages[-1].id.startswith("eigen/werkinstructie/toestemming/")
    assert (passages[-1].page, passages[-1].valid_on) == (2, "2024-05-01")
    assert all(40 <= len(p.text.split()) <= 250 for p in passages)


@pytest.mark.parametrize("style", [BODY, SERIF], ids=["ragged", "justified-serif"])
def test_two_columns_are_read_in_order_below_a_title_over_both(style: ParagraphStyle) -> None:
    frames = [
        Frame(60, 690, 475, 90),
        Frame(60, 80, 226, 600),
        Frame(309, 80, 226, 600),
    ]
    paragraphs = [f"Begin{n} {SENTENCE * (1 + n % 4)}Eind{n}." for n in range(24)]
    story: list[Flowable] = [
        Paragraph("Werkinstructie aanmelden bij het lokale team van de gemeente", TITLE),
        FrameBreak(),
    ]
    for number, paragraph in enumerate(paragraphs):
        if number % 5 == 0:
            story.append(Paragraph(f"Onderwerp {number}", KOP))
        story.append(Paragraph(paragraph, style))

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(
            60, 40, "Gemeente Voorbeeld, afdeling Jeugd, postbus 1, 1000 AA Voorbeeld"
        )
        canvas.drawRightString(535, 40, str(document.page))

    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    document.addPageTemplates(
        [
            PageTemplate(id="a", frames=frames, onPage=decorate, autoNextPageTemplate="b"),
            PageTemplate(id="b", frames=frames[1:], onPage=decorate),
        ]
    )
    document.build(story)
    text = assert_consistent(buffer.getvalue())
    assert len(text.pages) > 1
    assert [t for k, t in kinds(text) if k is P] == paragraphs
    assert [t for k, t in kinds(text) if k is H][:2] == [
        "Werkinstructie aanmelden bij het lokale team van de gemeente",
        "Onderwerp 0",
    ]
    assert all(line[0].startswith("Gemeente Voorbeeld,") for line in text.furniture)


LEFT = [f"links {n} staat hier een regel die de kolom vult" for n in range(12)]
RIGHT = [f"rechts {n} staat hier een regel die de kolom vult" for n in range(12)]


def test_columns_written_line_by_line_over_the_gutter() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    text = canvas.beginText(60, 700)
    text.setFont("Helvetica", 10)
    for left, right in zip(LEFT, RIGHT, strict=True):
        text.textOut(left)
        text.moveCursor(255, 0)
        text.textOut(right)
        text.moveCursor(-255, 12)
    canvas.drawText(text)
    canvas.save()
    assert words_of(assert_consistent(buffer.getvalue())) == " ".join(LEFT + RIGHT).split()


def test_one_page_with_columns_between_a_title_and_a_foot_over_both() -> None:
    title = (150.0, 760.0, "Een korte titel in het midden van de pagina")
    foot = (250.0, 520.0, "Tot slot in het midden")
    lines = [title, *column(LEFT, x=60), *column(RIGHT, x=315, top=697), foot]
    text = assert_consistent(draw(lines))
    assert words_of(text) == " ".join([title[2], *LEFT, *RIGHT, foot[2]]).split()


def test_a_line_over_both_columns_parts_them() -> None:
    wide = "Deze regel loopt over de volle breedte van de pagina en hoort dus niet bij een kolom"
    lines = [*column(LEFT[:6], x=60), *column(RIGHT[:6], x=315), (60.0, 600.0, wide)]
    lines += [*column(LEFT[6:], x=60, top=580), *column(RIGHT[6:], x=315, top=580)]
    wanted = [*LEFT[:6], *RIGHT[:6], wide, *LEFT[6:], *RIGHT[6:]]
    assert words_of(assert_consistent(draw(lines))) == " ".join(wanted).split()


def test_a_table_with_short_cells_is_read_row_by_row() -> None:
    rows = [[f"Partij {n}", f"Grondslag {n}", f"Artikel {n}"] for n in range(12)]
    story = [Paragraph(SENTENCE * 3, BODY), Table(rows, colWidths=[160, 160, 155])]
    text = assert_consistent(flow(story, ONE_FRAME, no_furniture))
    assert words_of(text) == [
        *(SENTENCE * 3).split(),
        *" ".join(c for r in rows for c in r).split(),
    ]


def test_words_and_letters_that_are_placed_one_by_one() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    sentences = [f"{n} {SENTENCE.strip()}" for n in range(8)]
    for index, sentence in enumerate(sentences):
        x = 72.0
        units = re.findall(r"\S+ ?", sentence) if index % 2 else list(sentence)
        for unit in units:
            if unit.strip():
                canvas.drawString(x, 700 - 12 * index, unit.strip())
            x += canvas.stringWidth(unit, "Helvetica", 10)
    canvas.save()
    assert words_of(assert_consistent(buffer.getvalue())) == " ".join(sentences).split()


def test_embedded_font_with_codes_of_its_own() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    lines = ["Eén oproep: beëindig ’t “overleg” – à la carte.", "• Efficiënt officieel fluiten."]
    text = assert_consistent(draw(column(lines), font="Vera"))
    assert kinds(text) == [(P, lines[0]), (ITEM, lines[1][2:])]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    writer = PdfWriter()
    for page in PdfReader(BytesIO(draw(column(LEFT), column(RIGHT)))).pages:
        writer.add_page(page).rotate(turn)
    buffer = BytesIO()
    writer.write(buffer)
    assert words_of(assert_consistent(buffer.getvalue())) == " ".join(LEFT + RIGHT).split()


def test_sideways_text_in_the_margin_is_reported_as_removed() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for x, y, line in column(LEFT):
        canvas.drawString(x, y, line)
    canvas.rotate(90)
    canvas.drawString(300, -30, "CONCEPT")
    canvas.save()
    text = assert_consistent(buffer.getvalue())
    assert words_of(text) == " ".join(LEFT).split()
    assert text.furniture == (("CONCEPT",),)


# --- headings, lists, paragraphs ---------------------------------------------------------------


def test_headings_by_size_boldness_and_number() -> None:
    story = [
        Paragraph("Grote kop", KOP),
        Paragraph(SENTENCE * 2, BODY),
        Paragraph("1 Doel van de instructie", BODY),
        Paragraph(SENTENCE * 2, BODY),
        Paragraph("1.1 Voor wie", BODY),
        Paragraph(SENTENCE * 2, BODY),
        Paragraph("Vette kop", BOLD),
        Paragraph(SENTENCE * 2, BODY),
    ]
    text = assert_consistent(flow(story, ONE_FRAME, no_furniture))
    assert [(b.level, b.text) for b in text.blocks if b.kind is H] == [
        (1, "Grote kop"),
        (2, "1 Doel van de instructie"),
        (3, "1.1 Voor wie"),
        (2, "Vette kop"),
    ]


def test_a_heading_of_two_lines_is_one_heading() -> None:
    long = "Een lange kop die niet op een enkele regel past en dus doorloopt op de regel eronder"
    text = assert_consistent(
        flow([Paragraph(long, TITLE), Paragraph(SENTENCE * 3, BODY)], ONE_FRAME, no_furniture)
    )
    assert kinds(text)[0] == (H, long)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["Denk aan:", "• de school", "• de huisarts van het", "gezin"],
            [(P, "Denk aan:"), (ITEM, "de school"), (ITEM, "de huisarts van het gezin")],
            id="bullets",
        ),
        pytest.param(
            ["Denk aan:", "- de school;", "- de huisarts."],
            [(P, "Denk aan:"), (ITEM, "de school;"), (ITEM, "de huisarts.")],
            id="dashes",
        ),
        pytest.param(
            ["Doe dit:", "1. Vraag toestemming.", "2. Leg dit vast in het", "dossier."],
            [
                (P, "Doe dit:"),
                (ITEM, "1. Vraag toestemming."),
                (ITEM, "2. Leg dit vast in het dossier."),
            ],
            id="numbers-stay",
        ),
        pytest.param(
            ["Doe dit:", "a) Vraag toestemming.", "b) Leg dit vast."],
            [(P, "Doe dit:"), (ITEM, "a) Vraag toestemming."), (ITEM, "b) Leg dit vast.")],
            id="letters",
        ),
        pytest.param(
            ["De grondslag staat in het tweede lid van artikel", "6. De ouder beslist daarover."],
            [(P, "De grondslag staat in het tweede lid van artikel 6. De ouder beslist daarover.")],
            id="number-at-line-start-is-no-item",
        ),
        pytest.param(
            ["De ouder mag dit weigeren van de wet", "- en dat komt voor - zonder reden."],
            [(P, "De ouder mag dit weigeren van de wet - en dat komt voor - zonder reden.")],
            id="dash-at-line-start-is-no-item",
        ),
    ],
)
def test_lists(lines: list[str], expected: list[tuple[BlockKind, str]]) -> None:
    assert kinds(assert_consistent(draw(column(lines)))) == expected


def test_paragraph_runs_on_over_a_page_break_and_a_broken_word() -> None:
    data = draw(
        column(["Kind en ouder hebben recht op uitleg over de gegevens-"]),
        column(["verwerking door de gemeente en over hun rechten."]),
    )
    text = assert_consistent(data)
    assert text.pages == (
        "Kind en ouder hebben recht op uitleg over de gegevensverwerking",
        "door de gemeente en over hun rechten.",
    )
    (passage,) = read_pdf(data, SOURCE)
    assert passage.text == (
        "Kind en ouder hebben recht op uitleg over de gegevensverwerking door de gemeente en over"
        " hun rechten."
    )
    assert (passage.page, passage.page_end) == (1, 2)
    assert passage.ref == "Werkinstructie aanmelden (p. 1-2)"


def test_a_finished_paragraph_ends_at_the_page() -> None:
    text = extract_pages(draw(column(["Dat is klaar."]), column(["Dit begint nieuw."])), "x.pdf")
    assert [t for _, t in kinds(text)] == ["Dat is klaar.", "Dit begint nieuw."]


def test_white_space_parts_paragraphs() -> None:
    lines = [*column(["Een regel tekst", "loopt door."]), *column(["Een tweede alinea."], top=664)]
    text = extract_pages(draw(lines), "x.pdf")
    assert [t for _, t in kinds(text)] == ["Een regel tekst loopt door.", "Een tweede alinea."]


def test_footnotes_belong_to_the_passage_with_their_mark() -> None:
    note = ParagraphStyle("note", BODY, fontSize=7, leading=8.5, spaceAfter=0)
    story = [
        Paragraph(SENTENCE * 4 + "Dat staat in de wet<super size=6>3</super>. Ja.", BODY),
        FrameBreak(),
        Paragraph(
            "<super size=5>3</super> Zie artikel 7.3.11 van de Jeugd-<br/>wet en verder.", note
        ),
    ]
    frames = [Frame(60, 160, 475, 600), Frame(60, 60, 475, 90)]
    data = flow(story, frames, no_furniture)
    text = assert_consistent(data)
    assert [(n.number, n.text) for n in text.notes[0]] == [
        ("3", "Zie artikel 7.3.11 van de Jeugdwet en verder.")
    ]
    assert text.pages[0].endswith("Dat staat in de wet. Ja.")
    (passage,) = read_pdf(data, SOURCE)
    assert [(n.number, n.text[:19]) for n in passage.footnotes] == [("3", "Zie artikel 7.3.11 ")]


def test_small_figures_without_a_footnote_stay_in_the_text() -> None:
    story = [Paragraph(SENTENCE + "Het is 20 m<super size=6>2</super> groot.", BODY)]
    text = assert_consistent(flow(story, ONE_FRAME, no_furniture))
    assert text.pages[0].endswith("20 m2 groot.")


# --- hyphens -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "known", "expected"),
    [
        pytest.param("gegevens-", "verwerking", "", "gegevensverwerking", id="broken-word"),
        pytest.param("toe-", "stemming.", "", "toestemming.", id="broken-word-with-stop"),
        pytest.param("gegevens\u00ad", "verwerking", "", "gegevensverwerking", id="soft-hyphen"),
        pytest.param("AVG-", "proof", "", "AVG-proof", id="abbreviation"),
        pytest.param("Noord-", "Holland", "", "Noord-Holland", id="name"),
        pytest.param("12-", "jarige", "", "12-jarige", id="figure"),
        pytest.param("kind-", "en", "", None, id="and"),
        pytest.param("in-", "of", "", None, id="or"),
        pytest.param("niet-", "vrijwillig", "", "niet-vrijwillig", id="always-with-hyphen"),
        pytest.param("ex-", "partner", "", "ex-partner", id="ex"),
        pytest.param("auto-", "ongeluk", "", "auto-ongeluk", id="vowels-that-clash"),
        pytest.param("jeugd-", "arts", "jeugd-arts", "jeugd-arts", id="document-writes-hyphen"),
        pytest.param(
            "mede-", "eigenaar", "medeeigenaar", "medeeigenaar", id="document-writes-none"
        ),
        pytest.param("tekst", "verder", "", None, id="no-hyphen"),
        pytest.param("-", "verder", "", None, id="lone-dash"),
        pytest.param("–", "verder", "", None, id="en-dash"),
        pytest.param("ouder-", "(kind)", "", None, id="bracket-follows"),
        pytest.param("en/", "of", "", "en/of", id="slash"),
    ],
)
def test_mending_words(before: str, after: str, known: str, expected: str | None) -> None:
    assert mend(before, after, frozenset(known.split())) == expected


def test_hyphens_in_a_document() -> None:
    lines = [
        "Dit gaat over kind-",
        "en gezinsbescherming en over de gegevens-",
        "verwerking. Dat moet AVG-",
        "proof zijn, ook bij een co-",
        "ouder. Een co-ouder beslist mee.",
    ]
    (block,) = assert_consistent(draw(column(lines))).blocks
    assert block.text == (
        "Dit gaat over kind- en gezinsbescherming en over de gegevensverwerking. Dat moet AVG-proof"
        " zijn, ook bij een co-ouder. Een co-ouder beslist mee."
    )


# --- furniture ---------------------------------------------------------------------------------


def furnished(head: Callable[[int], str], foot: Callable[[int], str], pages: int = 6) -> PdfText:
    """Pages of different text with a head and foot; "" for none."""
    drawn = []
    for number in range(1, pages + 1):
        lines = [(72.0, 800.0, head(number))] if head(number) else []
        lines += column([f"{w} regel van bladzijde {w}." for w in ["abcdefghij"[number] * 5] * 3])
        drawn.append([*lines, (72.0, 40.0, foot(number))] if foot(number) else lines)
    return assert_consistent(draw(*drawn))


def nothing(number: int) -> str:
    return ""


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        pytest.param(lambda _: "Werkinstructie", nothing, id="header"),
        pytest.param(nothing, lambda n: str(n), id="page-number"),
        pytest.param(nothing, lambda n: f"- {n + 4} -", id="page-number-from-five"),
        pytest.param(nothing, lambda n: f"Pagina {n} van 6", id="page-of-pages"),
        pytest.param(nothing, lambda n: ["i", "ii", "iii", "iv", "v", "vi"][n - 1], id="roman"),
        pytest.param(lambda n: "Links" if n % 2 else "Rechts", nothing, id="odd-and-even"),
        pytest.param(lambda n: "" if n == 1 else "Werkinstructie", nothing, id="not-on-the-first"),
        pytest.param(lambda n: "Deel een" if n < 4 else "Deel twee", nothing, id="per-chapter"),
        pytest.param(lambda n: "Korte bijlage" if n == 6 else "Deel een", nothing, id="one-page"),
        pytest.param(lambda n: f"Versie 2 | {n}", lambda _: "12 mei 2024", id="both"),
    ],
)
def test_running_heads_and_feet_are_removed_and_reported(
    head: Callable[[int], str], foot: Callable[[int], str]
) -> None:
    text = furnished(head, foot)
    for number, removed in enumerate(text.furniture, start=1):
        assert list(removed) == [line for line in (head(number), foot(number)) if line]
    assert all("regel van bladzijde" in page and len(page.split()) == 15 for page in text.pages)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(lambda n: f"Onderwerp nummer {'abcdefg'[n]}", id="different-words"),
        pytest.param(lambda n: f"In artikel {n * n} staat dit", id="figures-that-are-no-pages"),
        pytest.param(lambda n: "Toelichting" if n < 3 else "", id="twice-in-six"),
    ],
)
def test_text_at_the_top_is_kept(head: Callable[[int], str]) -> None:
    text = furnished(head, nothing)
    assert text.furniture == ((),) * 6
    assert all(head(n) in page for n, page in enumerate(text.pages, start=1))


def test_numbered_titles_of_slides_are_kept() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(1, 6):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(72, 790, f"Stap {number}")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 600, f"Hier staat wat {'abcdef'[number] * 4} moet doen.")
        canvas.showPage()
    canvas.save()
    text = assert_consistent(buffer.getvalue())
    assert [t for k, t in kinds(text) if k is H] == [f"Stap {n}" for n in range(1, 6)]


def test_pages_that_are_all_the_same_are_kept() -> None:
    text = assert_consistent(draw(*[[(72.0, 800.0, "Altijd dit")]] * 3))
    assert text.furniture == ((), (), ())
    assert words_of(text) == ["Altijd", "dit"] * 3


def test_page_number_of_a_single_page_is_removed() -> None:
    text = assert_consistent(draw([*column(["Een zin."]), (300.0, 40.0, "Pagina 1 van 1")]))
    assert (text.pages, text.furniture) == (("Een zin.",), (("Pagina 1 van 1",),))


def test_table_of_contents_is_reported_as_removed() -> None:
    contents = [f"Onderwerp {'abcd'[n]} ............ {n + 2}" for n in range(4)]
    text = assert_consistent(draw(column(["Inhoud", *contents]), column(["Een zin."])))
    assert text.furniture[0] == tuple(contents)


# --- files that cannot be used -----------------------------------------------------------------


def encrypted(password: str, algorithm: str = "AES-256") -> bytes:
    writer = PdfWriter(clone_from=BytesIO(draw(column(LEFT))))
    writer.encrypt(user_password=password, owner_password="beheer", algorithm=algorithm)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scanned(*, pages: int = 2, with_text: int = 0) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    picture = ImageReader(Image.new("L", (40, 60), 200))
    for number in range(pages):
        canvas.drawImage(picture, 0, 0, 595, 842)
        if number < with_text:
            canvas.drawString(72, 700, "Een voorblad met tekst.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word_file() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


def many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(2_001):
        writer.add_blank_page(100, 100)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


GOOD = draw(column(LEFT), column(RIGHT))

BROKEN = [
    ("empty", lambda: b"", "empty"),
    ("zeros", lambda: bytes(4096), "empty"),
    ("text", lambda: b"Dit is gewone tekst.", "no PDF but another kind"),
    ("web-page", lambda: b"\n<!DOCTYPE html><html></html>", "no PDF but a web page"),
    ("word-file", word_file, "no PDF but a Word"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(64)), "no PDF but a PNG"),
    ("truncated", lambda: GOOD[: len(GOOD) // 2], "end of the PDF is missing"),
    ("header-only", lambda: b"%PDF-1.7\n%%EOF\n", "damaged"),
    ("objects-gone", lambda: b"%PDF-1.7\n" + b"x" * 500 + GOOD[-200:], "damaged"),
    ("password", lambda: encrypted("geheim"), "encrypted"),
    ("password-old", lambda: encrypted("geheim", "RC4-128"), "encrypted"),
    ("scanned", scanned, "scanned: none of its 2 pages"),
    ("mostly-scanned", lambda: scanned(pages=5, with_text=1), r"4 of 5 pages.*page 2, 3, 4, 5"),
    ("blank", lambda: draw([], []), "no text on any"),
    ("many-pages", many_pages, "2,001 pages"),
    ("large", lambda: b"%PDF-1.7\n" + b"1" * (100 * 2**20) + b"%%EOF", "100 MB"),
]


@pytest.mark.parametrize(
    ("make", "wanted"), [pytest.param(make, wanted, id=name) for name, make, wanted in BROKEN]
)
def test_unusable_file_gives_one_clear_error(make: Callable[[], bytes], wanted: str) -> None:
    with pytest.raises(CorpusError, match=wanted) as caught:
        read_pdf(make(), SOURCE)
    message = str(caught.value)
    assert message.startswith("eigen/werkinstructie.pdf: ")
    assert "\n" not in message
    assert re.search(r"copy|save|get the file|print|split|recognition|remove", message)


@pytest.mark.parametrize("algorithm", ["AES-256", "AES-128", "RC4-128"])
def test_a_file_that_anybody_may_read_needs_no_password(algorithm: str) -> None:
    assert words_of(assert_consistent(encrypted("", algorithm))) == " ".join(LEFT).split()


def test_a_scanned_page_among_others_is_reported() -> None:
    text = extract_pages(scanned(pages=3, with_text=2), "x.pdf")
    assert text.unread == (3,)
    assert text.pages == ("Een voorblad met tekst.",) * 2 + ("",)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_gives_text_or_a_clear_error(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(8, len(broken) - 7))
        end = data.draw(st.sampled_from([1, 1, 2, 8, 40]))
        broken[place : place + end] = data.draw(st.binary(max_size=8))
    try:
        passages = read_pdf(bytes(broken), SOURCE)
    except CorpusError as error:
        assert str(error).startswith(SOURCE.path)  # noqa: PT017 - either outcome is right
    else:
        assert passages


# --- laws for any document ---------------------------------------------------------------------

WORD = st.sampled_from(
    [
        "ouder",
        "AVG",
        "één",
        "art.",
        "7.3.11",
        "(kind)",
        "gegevensverwerking",
        "R&D",
        "zo-zo",
        "(...)",
    ]
)
TEXT = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORD, min_size=4, max_size=120),
    st.sampled_from([".", ":", "?"]),
)
STYLE = st.sampled_from([BODY, BODY, BODY, KOP, TITLE])
CONTENT = st.lists(st.tuples(STYLE, TEXT), min_size=2, max_size=14)


@settings(max_examples=25, deadline=None)
@given(CONTENT, st.booleans(), st.booleans())
def test_every_word_comes_back_once_and_in_order(
    content: list[tuple[ParagraphStyle, str]], columns: bool, furniture: bool
) -> None:
    wanted: list[str] = []
    story: list[Flowable] = []
    for style, text in content:
        shown = text if style is BODY else " ".join(text.split()[:6])
        wanted += shown.split()
        story.append(Paragraph(shown.replace("&", "&amp;"), style))
    frames = [Frame(60, 80, 226, 680), Frame(309, 80, 226, 680)] if columns else ONE_FRAME
    data = flow(story, frames, header_and_number if furniture else no_furniture)
    text = assert_consistent(data)
    removed = [line for page in text.furniture for line in page]
    if furniture and len(text.pages) == 1:  # a running head shows itself on the second page
        wanted = ["Werkinstructie", "aanmelden", "-", "versie", "2", *wanted]
        assert removed == ["Pagina 1 van 12"]
    elif furniture:
        assert len(removed) == 2 * len(text.pages)
    else:
        assert removed == []
    assert words_of(text) == wanted


def test_widths_are_near_enough() -> None:
    for font in ("Helvetica", "Times-Roman", "Helvetica-Bold"):
        real = Canvas(BytesIO()).stringWidth(SENTENCE, font, 10)
        assert abs(layout.width_of(SENTENCE, 10) - real) < 0.2 * real
