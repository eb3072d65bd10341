"""Both forms in which EUR-Lex gives an act lead to the same articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import CorpusError
from assistant.laws.eurlex import base_celex, celex_date, read_eurlex
from assistant.readers.law import parse_articles
from tests.fakes import CORPUS

CELEX = "02016R0679-20160504"

# The markup is that of the Publications Office; the words are those of the AVG (PB L 119 van
# 4.5.2016), of which a few parts are left out. (c) European Union, 1998-2026.
RECITAL = (
    "De verwerking van persoonsgegevens moet ten dienste van de mens staan. Het recht op "
    "bescherming van persoonsgegevens heeft geen absolute gelding."
)
LID_1 = (
    "Wanneer de verwerking berust op toestemming, moet de verwerkingsverantwoordelijke kunnen "
    "aantonen dat de betrokkene toestemming heeft gegeven."
)
LID_2 = "Deze verordening is niet van toepassing op de verwerking van persoonsgegevens:"
POINT_A = "in het kader van activiteiten die buiten de werkingssfeer van het Unierecht vallen;"
POINT_B = "door de lidstaten bij de uitvoering van activiteiten:"
SUB = "die binnen de werkingssfeer van titel V vallen."


def row(mark: str, text: str) -> str:
    return (
        "<table width='100%'><colgroup><col width='4%'/><col width='96%'/></colgroup><tbody><tr>"
        f"<td valign='top'><p class='oj-normal'>{mark}</p></td><td valign='top'>{text}</td>"
        "</tr></tbody></table>"
    )


def normal(text: str) -> str:
    return f"<p class='oj-normal'>{text}</p>"


JOURNAL = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html><head><title>L_2016119NL</title><style>p {{}}</style></head><body>
<p class="oj-doc-ti">VERORDENING (EU) 2016/679</p>
<p class="oj-normal">Overwegende hetgeen volgt:</p>
<div class="eli-subdivision" id="rct_4">{row("(4)", normal(RECITAL))}</div>
<div class="eli-subdivision" id="rct_5">{row("(5)", normal("Nog een overweging."))}</div>
<p class="oj-ti-section-1"><span class="oj-italic">HOOFDSTUK II</span></p>
<p class="oj-ti-section-2"><span class="oj-bold">Beginselen</span></p>
<div class="eli-subdivision" id="art_7"><p class="oj-ti-art">Artikel&nbsp;7</p>
<div class="eli-title"><p class="oj-sti-art">Voorwaarden voor toestemming</p></div>
<div id="007.001"><p class="oj-normal">1.&nbsp;&nbsp;&nbsp;{LID_1}<a href="#ntr1-L">
(<span class="oj-super oj-note-tag">1</span>)</a></p></div>
<div id="007.002"><p class="oj-normal">2.&nbsp;&nbsp;&nbsp;{LID_2}</p>
{row("a)", normal(POINT_A))}
{row("b)", normal(POINT_B) + row("i)", normal(SUB)))}</div></div>
<p class="oj-ti-art">Artikel 8</p><p class="oj-normal">Zonder&#160;leden.</p>
<div class="oj-final"><p class="oj-normal">Gedaan te Brussel, 27 april 2016.</p></div>
<p class="oj-note">(1) PB C 229.</p></body></html>"""


def point(mark: str, text: str) -> str:
    return (
        f"<div class='grid-container grid-list'><div class='list grid-list-column-1'><span>{mark} "
        f"</span></div><div class='grid-list-column-2'>{text}</div></div>"
    )


def norm(text: str) -> str:
    return f"<p class='norm inline-element'>{text}</p>"


CONSOLIDATED = f"""<html><body><p class="title-doc-first">VERORDENING (EU) 2016/679</p>
<p class="title-division-1">HOOFDSTUK II</p><p class="title-division-2">Beginselen</p>
<div class="eli-subdivision" id="art_7"><p class="title-article-norm">Artikel 7</p>
<div class="eli-title"><p class="stitle-article-norm">Voorwaarden voor toestemming</p></div>
<p class="modref"><a href="#M1">▼M1</a></p>
<div class="norm"><span class="no-parag">1.  </span><div class="norm inline-element">{LID_1}</div>
</div><div class="norm"><span class="no-parag">2.  </span><div class="norm inline-element">
{norm(LID_2)}{point("a)", norm(POINT_A))}{point("b)", norm(POINT_B) + point("i)", norm(SUB)))}
</div></div></div>
<p class="title-article-norm">Artikel 8</p><p class="norm">Zonder leden.</p>
<p class="title-annex-1">BIJLAGE</p><p class="norm">Niet lezen.</p>
<p class="footnote">(1) PB C 229.</p></body></html>"""


@pytest.mark.parametrize("page", [JOURNAL, CONSOLIDATED], ids=["journal", "consolidated"])
def test_both_forms_give_the_same_articles(page: str) -> None:
    act = read_eurlex(page.encode(), CELEX, "avg.html", law="AVG")
    articles = {a.article: a for a in act.articles}
    seven = articles["7"]
    assert (act.law_id, act.version, act.valid_on) == ("32016R0679", CELEX, "2016-05-04")
    assert (seven.heading, seven.path) == (
        "Voorwaarden voor toestemming",
        ["HOOFDSTUK II Beginselen"],
    )
    assert [(lid.lid, lid.text) for lid in seven.leden] == [
        ("1", LID_1),
        ("2", f"{LID_2}\na) {POINT_A}\nb) {POINT_B}\ni) {SUB}"),
    ]
    assert [(lid.lid, lid.text) for lid in articles["8"].leden] == [(None, "Zonder leden.")]


def test_recitals_stand_in_the_official_journal_only() -> None:
    def labels(page: str) -> list[str]:
        return [a.article for a in read_eurlex(page.encode(), CELEX, "avg.html").articles]

    assert labels(JOURNAL) == ["overweging 4", "overweging 5", "7", "8"]
    assert labels(CONSOLIDATED) == ["7", "8"]
    first = read_eurlex(JOURNAL.encode(), CELEX, "avg.html").articles[0]
    assert first.leden[0].text == RECITAL
    assert first.path == []


def test_every_article_of_the_corpus_comes_back_from_such_a_page() -> None:
    held = parse_articles((CORPUS / "wetten" / "avg.jsonl").read_text(encoding="utf-8"), "avg")
    body = ""
    for article in held:
        body += f"<p class='oj-ti-art'>Artikel {article.article}</p>"
        for lid in article.leden:
            lines = lid.text.split("\n")
            number = f"{lid.lid}.   " if lid.lid else ""
            body += normal(number + lines[0])
            body += "".join(
                row(*(line.split(" ", 1)[0], normal(line.split(" ", 1)[1]))) if " " in line
                else normal(line)
                for line in lines[1:]
            )  # fmt: skip
    read = {a.article: a for a in read_eurlex(body.encode(), CELEX, "avg.html").articles}
    for article in held:
        if not article.article.startswith("overweging"):
            assert [(x.lid, x.text) for x in read[article.article].leden] == [
                (x.lid, x.text) for x in article.leden
            ], article.article


@pytest.mark.parametrize(
    ("data", "celex", "says"),
    [
        pytest.param(b"<html>Even geduld</html>", CELEX, "holds no article", id="challenge"),
        pytest.param(b"", CELEX, "holds no article", id="empty"),
        pytest.param(b"\xff\xfe", CELEX, "not UTF-8", id="binary"),
        pytest.param(JOURNAL.encode(), "32016R0679", "no CELEX number of a cons", id="no-date"),
    ],
)
def test_what_is_no_act_is_refused(data: bytes, celex: str, says: str) -> None:
    with pytest.raises(CorpusError, match=rf"avg\.html: .*{says}"):
        read_eurlex(data, celex, "avg.html")


@given(
    st.text(alphabet="<>/ap=' \"1.(tdr)&;x", max_size=200)
    | st.lists(
        st.sampled_from(
            ["<p class='ti-art'>Artikel 1</p>", "<table>", "<tr>", "<td>", "</td>", "</tr>",
             "</table>", "a) ", "woord ", "<div class='oj-final'>", "</div>", "<br/>", "(4)",
             "<span class='no-parag'>1.</span>"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        act = read_eurlex(page.encode(), CELEX, "avg.html")
    except CorpusError:
        return
    assert all(lid.text.strip() for a in act.articles for lid in a.leden)


def test_numbers_of_texts() -> None:
    assert celex_date("02016R0679-20180525") == "2018-05-25"
    assert celex_date("BWBR0034925") is None
    assert base_celex("02016R0679-20180525") == "32016R0679"
    assert base_celex("onbekend") == "onbekend"
