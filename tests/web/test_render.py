from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import texts_nl
from assistant.checklist import explain
from assistant.laws.currency import CurrencyNote, NoteSource
from assistant.laws.show import change_sentence
from assistant.records import Answer, Citation, Hit, Passage, Sentence, SourceKind, Status
from assistant.web import render
from assistant.web.steps import load_plans
from tests.web import fakes
from tests.web.changes import changed

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}} ${alert(1)} {% raw %}",
    "</article></div><h1>x</h1>",
    "<!-- gradio -->",
    "javascript:alert(1)",
    "]]>&lt;&#10;",
)


class _Reader(HTMLParser):
    """Collects the text, the elements and the attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def passage(text: str, passage_id: str = "eigen/stuk/1") -> Passage:
    return Passage(
        id=passage_id,
        source_id="eigen/stuk",
        kind=SourceKind.OWN,
        ref="Eigen stuk, 1",
        section=("Eigen stuk",),
        text=text,
        start=0,
        end=max(len(text), 1),
    )


def answered(text: str, question: str = "Mag dat?") -> str:
    cited = passage(text)
    answer = Answer(
        status=Status.ANSWERED,
        sentences=(Sentence(text=text, citations=(1,), heading=cited.ref),),
        citations=(Citation(n=1, passage=cited, quote=text, start=0, end=len(text)),),
        hits=(Hit(passage=cited, score=1.0),),
    )
    return render.answer_fragment(question, answer, turn="t1")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_question_and_passage_are_text_and_never_markup(hostile: str) -> None:
    calm = _Reader(answered("gewone woorden", "gewone woorden"))
    read = _Reader(answered(hostile, hostile))
    assert read.tags == calm.tags
    assert [n for n, _ in read.attributes] == [n for n, _ in calm.attributes]
    assert read.text.count(squeezed(hostile)) >= 2  # the question and the quotation


@given(st.text(min_size=1, max_size=200).filter(lambda t: t.strip() and "\x00" not in t))
def test_any_text_stays_one_line_without_new_elements(text: str) -> None:
    html = answered(text, text)
    assert "\n" not in html
    assert {"article", "div", "p"} <= set(_Reader(html).tags)
    assert "script" not in _Reader(html).tags


@given(
    st.text(alphabet="ab \n.,;7)", min_size=1, max_size=120).filter(str.strip),
    st.integers(0, 120),
    st.integers(0, 120),
)
def test_lines_lose_nothing_and_mark_exactly_the_quotation(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    found = render.lines(text, (start, end))
    pieces = [piece for line in found for piece in line.pieces]
    assert squeezed(" ".join("".join(p.text for p in line.pieces) for line in found)) == squeezed(
        text
    )
    marked = "".join(p.text for p in pieces if p.marked)
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", text[start:end])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Een zin. Nog een.", ["alinea"], id="one-paragraph"),
        pytest.param("Een.\n\nTwee.", ["alinea", "alinea"], id="two-paragraphs"),
        pytest.param("Als:\na. dit;\nb. dat.", ["alinea", "item", "item"], id="own-marks"),
        pytest.param("Als:\ndit;\ndat.", ["alinea", "opsomming", "opsomming"], id="no-marks"),
        pytest.param("dit;\ndat;\nzo.", ["opsomming"] * 3, id="list-that-runs-on"),
        pytest.param("Een zin is dit.\nNog een.", ["alinea", "alinea"], id="lines-but-no-list"),
        pytest.param("7. Zeven;\n8. Acht.", ["item", "item"], id="numbers"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_how_lines_are_set(text: str, expected: list[str]) -> None:
    assert [line.kind.value for line in render.lines(text)] == expected


def test_every_passage_of_the_corpus_comes_back_word_for_word() -> None:
    for p in fakes.corpus().passages:
        shown = " ".join("".join(x.text for x in line.pieces) for line in render.lines(p.text))
        assert squeezed(shown) == squeezed(p.text), p.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-3", (0, 3)),
        ("3-3", None),
        ("4-3", None),
        ("0-11", None),
        ("-1-3", None),
        ("0-3;", None),
        ("٣-٤", None),
        ("", None),
        (None, None),
    ],
)
def test_a_span_is_read_only_when_it_lies_in_the_text(
    text: str | None, expected: tuple[int, int] | None
) -> None:
    assert render.parse_span(text, 10) == expected


def test_answer_shows_every_sentence_once_with_its_numbers() -> None:
    answer = fakes.FakeAssistant().ask("Wanneer mag ik mijn geheimhoudingsplicht doorbreken?")
    answer = replace(answer, short=())
    html = render.answer_fragment("Vraag?", answer, turn="t")
    visible = squeezed(_Reader(re.sub(r'data-kopie="[^"]*"', "", html)).text)
    for sentence in answer.sentences:
        assert squeezed(sentence.text) in visible
    numbers = re.findall(r'data-n="(\d+)"', html)
    assert numbers == [str(c.n) for c in answer.citations]


def shown(answer: Answer, question: str = "Mag dat?") -> str:
    return squeezed(_Reader(render.answer_fragment(question, answer, turn="t")).text)


def test_short_answer_stands_on_top_and_the_whole_below() -> None:
    answer = fakes.FakeAssistant().ask("Mag dat?")
    assert answer.short
    text = shown(answer)
    label = text.index(texts_nl.WEB["short_answer"])
    for number in answer.short:
        sentence = squeezed(answer.sentences[number].text)
        assert text.count(sentence) == 2
        assert label < text.index(sentence)
    whole = shown(replace(answer, short=()))
    assert texts_nl.WEB["short_answer"] not in whole
    assert whole.count(squeezed(answer.sentences[0].text)) == 1


def test_a_short_answer_that_opens_the_answer_is_not_said_twice() -> None:
    answer = fakes.FakeAssistant().ask("Mag dat?")
    html = render.answer_fragment("Mag dat?", replace(answer, short=(0, 1)), turn="t")
    text = squeezed(_Reader(re.sub(r'data-kopie="[^"]*"', "", html)).text)
    for number, sentence in enumerate(answer.sentences):
        assert text.count(squeezed(sentence.text)) == 1, number
    assert html.index(answer.sentences[0].heading) < html.index('data-n="3"')


def test_law_is_one_click_away_and_named() -> None:
    answer = fakes.FakeAssistant().ask("Mag dat?")
    html = render.answer_fragment("Mag dat?", answer, turn="t")
    assert "Wat zegt de wet: Wmo 2015, artikel 5.2.6" in squeezed(_Reader(html).text)
    assert f'class="vraagknop" data-passage="{fakes.LAW}"' in html
    assert texts_nl.WEB["laws_title"] not in shown(replace(answer, laws=()))


@pytest.mark.parametrize("question", [fakes.UNSURE, fakes.NOT_IN_CORPUS])
def test_questions_to_ask_instead_are_buttons(question: str) -> None:
    answer = fakes.FakeAssistant().ask(f"{question} iets")
    html = render.answer_fragment("v", answer, turn="t")
    assert texts_nl.SUGGESTED in html
    for suggestion in fakes.SUGGESTED:
        assert f'data-vraag="{suggestion}"' in html
    assert texts_nl.SUGGESTED not in shown(replace(answer, suggestions=()))


def test_what_can_be_asked_next_stands_below_a_sure_answer() -> None:
    html = render.answer_fragment("v", fakes.FakeAssistant().ask("Mag dat?"), turn="t")
    assert html.index(texts_nl.WEB["cited_sources"]) < html.index(texts_nl.FOLLOW_UPS)
    assert f'data-vraag="{fakes.FOLLOW_UPS[0]}"' in html
    assert texts_nl.SUGGESTED not in html
    unsure = fakes.FakeAssistant().ask(f"{fakes.UNSURE} iets")
    assert texts_nl.FOLLOW_UPS not in render.answer_fragment("v", unsure, turn="t")


@pytest.mark.parametrize("question", ["Mag dat?", fakes.NOT_IN_CORPUS])
def test_how_a_follow_up_was_read_is_said(question: str) -> None:
    answer = replace(fakes.FakeAssistant().ask(question), read_as="Wie beslist? En dan?")
    html = render.answer_fragment("En dan?", answer, turn="t")
    assert "Zo lazen wij uw vraag: Wie beslist? En dan?" in squeezed(_Reader(html).text)
    assert 'data-apart="En dan?"' in html
    assert "data-apart" not in render.answer_fragment("v", replace(answer, read_as=""), turn="t")


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        pytest.param(0, texts_nl.WRITING, id="writing"),
        pytest.param(1, texts_nl.waiting(1), id="next"),
        pytest.param(3, texts_nl.waiting(3), id="in-the-queue"),
    ],
)
def test_a_growing_answer_says_where_it_is_and_offers_nothing_yet(waiting: int, said: str) -> None:
    whole = fakes.FakeAssistant().ask("Mag dat?")
    growing = replace(whole, sentences=whole.sentences[:1], writing=True, waiting=waiting, short=())
    html = render.answer_fragment("v", growing, turn="t")
    assert f'data-schrijft="{said}"' in html
    assert squeezed(whole.sentences[0].text) in shown(growing)
    for later in ("data-kopie", "data-helpt", "bronnenlijst", "wetten"):
        assert later not in html
        assert later in render.answer_fragment("v", whole, turn="t")
    assert "data-schrijft" not in render.answer_fragment("v", whole, turn="t")


def test_written_sentences_say_so_and_each_shows_its_proof() -> None:
    answer = fakes.FakeAssistant().ask(f"{fakes.WRITES} antwoord")
    html = render.answer_fragment("v", answer, turn="t")
    text = squeezed(_Reader(html).text)
    assert texts_nl.WRITTEN in text
    assert texts_nl.WEB["quote_only"] not in text
    assert texts_nl.NOTICES["model-stopped"] in text
    for citation in answer.citations:
        assert f'data-q="{citation.start}-{citation.end}" data-n="{citation.n}"' in html
    assert html.count('class="zin alinea"') == len(answer.sentences)  # a line for each sentence


def test_copied_text_has_numbers_references_and_permanent_addresses() -> None:
    answer = fakes.FakeAssistant().ask("Mag dat?")
    text = render.plain_text("Mag dat?", answer)
    assert text.startswith("Vraag: Mag dat?\n")
    assert f"{render.BASE}/bron/wet/jeugdwet/7.3.11/lid-4?q=" in text
    assert "https://wetten.overheid.nl/" in text
    for citation in answer.citations:
        assert f"[{citation.n}]" in text


def test_copied_text_cannot_carry_the_mark_for_the_address() -> None:
    answer = fakes.FakeAssistant().ask("Mag dat?")
    assert render.plain_text(f"a{render.BASE}b", answer).startswith("Vraag: ab\n")


def test_refusal_has_no_place_for_the_question() -> None:
    answer = fakes.FakeAssistant().ask(f"{fakes.CANARY} gevaar")
    assert answer.decision is not None
    html = render.refusal_fragment(explain(answer.decision), urgent="danger", turn="t")
    assert fakes.CANARY not in html
    assert html.index("112") < html.index(texts_nl.REFUSED)
    with pytest.raises(ValueError, match="refusal"):
        render.answer_fragment("vraag", answer, turn="t")


def test_abstention_says_so_and_points_to_the_helpdesk() -> None:
    answer = fakes.FakeAssistant().ask(fakes.NOT_IN_CORPUS)
    text = squeezed(_Reader(render.answer_fragment("v", answer, turn="t")).text)
    for expected in (texts_nl.ABSTAINED[answer.reason], texts_nl.NEAREST, texts_nl.HELPDESK):
        assert expected in text


def test_panel_shows_all_that_a_reader_needs_to_check_a_quotation() -> None:
    assistant = fakes.FakeAssistant()
    context = assistant.context("handreiking/deel-3/beroepsgeheim/doorbreken/1")
    assert context is not None
    before, here, after = context
    assert before is not None
    assert after is not None
    source = assistant.sources()[0]
    html = render.panel_fragment(context, source, span=(0, 33), asked_span=True, number=3)
    text = squeezed(_Reader(html).text)
    assert "<mark>" + here.text[:33] + "</mark>" in html
    for expected in (
        here.ref,
        " › ".join(here.section),
        "36",
        "1 april 2023",
        here.footnotes[0].text,
        squeezed(before.text),
        squeezed(after.text),
    ):
        assert expected in text
    assert f'href="{here.url}"' in html


def test_panel_says_when_the_quotation_is_not_there() -> None:
    context = fakes.FakeAssistant().context("wet/jeugdwet/7.3.11/lid-4")
    assert context is not None
    html = render.panel_fragment(context, None, span=None, asked_span=True)
    assert texts_nl.WEB["quote_unknown"] in _Reader(html).text
    assert "<mark>" not in html


# -- what changed since --


def test_a_changed_citation_says_so_beside_the_version_that_it_quotes() -> None:
    answer = fakes.FakeAssistant().ask("Mag dat?")
    law = next(c.passage for c in answer.citations if c.passage.valid_on)
    change = changed(law)
    html = render.answer_fragment("v", answer, turn="t", changes={law.id: change})
    listed = html[html.index("bronnenlijst") :]
    assert change_sentence(change) in listed
    assert render.dutch_date(law.valid_on) in listed
    assert "<b>" not in html
    assert "&lt;b&gt;toegevoegd" in listed
    read = _Reader(listed)
    assert {"del", "ins"} <= set(read.tags)
    assert read.text.count(change_sentence(change)) == 1  # the other source reads the same
    assert f"{change_sentence(change)}\n" in render.plain_text("v", answer, {law.id: change})


def test_what_changed_stands_apart_from_the_words_of_the_passage() -> None:
    context = fakes.FakeAssistant().context("wet/jeugdwet/7.3.11/lid-4")
    assert context is not None
    beside = render.beside(changed(context[1]), ())
    for html in (
        render.panel_fragment(context, None, span=None, asked_span=False, beside=beside),
        render.passage_page(context, None, span=None, asked_span=False, beside=beside),
    ):
        quoted = html[html.index("<blockquote") : html.index("</blockquote>")]
        assert "Gewijzigd sinds 1 januari 2026" in html
        assert "<ins>" not in quoted
        assert "<del>" not in quoted
        assert squeezed(_Reader(quoted).text) == squeezed(context[1].text)


def test_notes_of_several_passages_on_one_page_have_ids_of_their_own() -> None:
    note = CurrencyNote(
        id="n",
        passages=("x",),
        text="De wet is veranderd.",
        since=None,
        checked="2026-01-01",
        laws=(),
        sources=(NoteSource(title="Bron", url="https://example.nl", date="2026-01-01"),),
    )
    found = [_Reader(render.beside(None, (note,), mark=m)).attributes for m in ("-1", "-2")]
    ids = [dict(attributes)["id"] for attributes in found]
    assert len(set(ids)) == 2
    assert [dict(attributes)["aria-labelledby"] for attributes in found] == ids


def test_a_notice_stands_above_the_conversation_and_only_when_there_is_one() -> None:
    before, _ = render.shell("Model <weg>")
    assert "Model &lt;weg&gt;" in before
    assert before.index("Model &lt;weg") < before.index('id="gesprek"')
    assert "bericht" not in render.shell()[0]


def test_the_steps_are_one_click_away_in_a_tab_of_their_own() -> None:
    assert "/stappenplan/" not in answered("Mag dat?")
    answer = fakes.FakeAssistant().ask("Mag dat?")
    html = render.answer_fragment("Mag dat?", answer, turn="t", plans=load_plans())
    for plan in load_plans():
        assert f'href="/stappenplan/{plan.id}" target="_blank"' in html
        assert plan.title in _Reader(html).text
