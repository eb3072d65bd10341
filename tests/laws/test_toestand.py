"""Official acts become the articles that the corpus holds, and harmful XML stays harmless."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.laws.act import Act, act_lines
from assistant.laws.toestand import read_toestand
from assistant.readers.law import LawArticle, parse_articles, read_law
from assistant.records import ArticleStatus, Source, SourceKind
from tests.fakes import CORPUS

ACTS = Path(__file__).parents[1] / "data" / "bwb"
HEAD = (
    '<toestand bwb-id="BWBR0099999" inwerkingtreding="2026-01-01" '
    'bwb-ng-vast-deel="http://wetten.overheid.nl/id/BWBR0099999/2026-01-01/2"><wetgeving>'
    "<citeertitel>Proefwet</citeertitel><wet-besluit><wettekst>"
)
TAIL = "</wettekst></wet-besluit></wetgeving></toestand>"


def act_of(name: str) -> Act:
    return read_toestand((ACTS / f"{name}.xml").read_bytes(), name)


def made(body: str) -> dict[str, LawArticle]:
    act = read_toestand(f"{HEAD}{body}{TAIL}".encode(), "proef.xml")
    return {a.article: a for a in act.articles}


def article(number: str, body: str) -> str:
    return (
        f'<artikel status="goed"><kop><label>Artikel</label><nr>{number}</nr></kop>{body}</artikel>'
    )


@pytest.mark.parametrize(
    ("name", "law_id", "version", "title", "count"),
    [
        ("BWBR0034925_2024-01-01_0", "BWBR0034925", "2024-01-01_0", "Jeugdwet", 7),
        (
            "BWBR0022428_2025-11-11_0",
            "BWBR0022428",
            "2025-11-11_0",
            "Wet algemene bepalingen burgerservicenummer",
            8,
        ),
        ("BWBR0022463_2023-11-01_0", "BWBR0022463", "2023-11-01_0", "Wet politiegegevens", 4),
        ("BWBR0001840_2023-02-22_0", "BWBR0001840", "2023-02-22_0", "Grondwet", 4),
    ],
)
def test_an_act_names_itself(name: str, law_id: str, version: str, title: str, count: int) -> None:
    act = act_of(name)
    assert (act.law_id, act.version, act.title) == (law_id, version, title)
    assert act.valid_on == version.split("_")[0]
    assert len(act.articles) == count


@pytest.mark.parametrize(
    ("name", "source_id", "labels"),
    [
        ("BWBR0034925_2024-01-01_0", "jeugdwet", ["7.3.4", "7.3.11", "7.4.3"]),
        ("BWBR0022463_2023-11-01_0", "wpg", ["3", "19"]),
        ("BWBR0001840_2023-02-22_0", "grondwet", ["10"]),
    ],
)
def test_the_official_xml_gives_the_words_that_the_corpus_holds(
    name: str, source_id: str, labels: list[str]
) -> None:
    text = (CORPUS / "wetten" / f"{source_id}.jsonl").read_text(encoding="utf-8")
    held = {a.article: [(lid.lid, lid.text) for lid in a.leden] for a in parse_articles(text, "")}
    read = {a.article: [(lid.lid, lid.text) for lid in a.leden] for a in act_of(name).articles}
    assert [read[label] for label in labels] == [held[label] for label in labels]


def test_an_act_gives_the_passages_of_the_corpus_with_their_version() -> None:
    source = next(s for s in load_corpus(CORPUS).sources if s.id == "wet/jeugdwet")
    found = {
        p.id: p for p in read_law(act_lines(act_of("BWBR0034925_2024-01-01_0").articles), source)
    }
    passage = found["wet/jeugdwet/7.3.11/lid-4"]
    held = next(p for p in load_corpus(CORPUS).passages if p.id == passage.id)
    assert (passage.text, passage.ref, passage.section) == (held.text, held.ref, held.section)
    assert passage.version == "2024-01-01_0"
    assert passage.valid_on == "2024-01-01"
    assert passage.jci == "jci1.3:c:BWBR0034925&artikel=7.3.11&lid=4&g=2024-01-01"


@pytest.mark.parametrize(
    ("label", "status", "leden"),
    [
        pytest.param("7.3.11", ArticleStatus.IN_FORCE, 5, id="in-force"),
        pytest.param("4.2.6", ArticleStatus.EXPIRED, 0, id="expired"),
        pytest.param("7.4.3a", ArticleStatus.PENDING, 0, id="pending"),
        pytest.param("11.3", ArticleStatus.AMENDING, 0, id="changed-another-law"),
    ],
)
def test_what_is_not_in_force_is_recognised(label: str, status: ArticleStatus, leden: int) -> None:
    found = {a.article: a for a in act_of("BWBR0034925_2024-01-01_0").articles}
    assert found[label].status is status
    assert len(found[label].leden) == leden


def test_an_article_without_text_of_its_own_gives_no_passage() -> None:
    statuses = {a.article: a.status for a in act_of("BWBR0034925_2024-01-01_0").articles}
    assert {ArticleStatus.PENDING, ArticleStatus.EXPIRED, ArticleStatus.AMENDING} <= set(
        statuses.values()
    )
    source = Source(
        id="wet/jeugdwet", title="Jeugdwet", publisher="", version="", valid_on=None, licence="",
        url=None, path="", sha256="", loader="law", kind=SourceKind.LAW,
    )  # fmt: skip
    quoted = {
        p.article for p in read_law(act_lines(act_of("BWBR0034925_2024-01-01_0").articles), source)
    }
    assert quoted == {a for a, s in statuses.items() if s is ArticleStatus.IN_FORCE}


def test_references_of_the_publisher_are_links_with_offsets() -> None:
    lid = next(a for a in act_of("BWBR0034925_2024-01-01_0").articles if a.article == "7.3.11")
    first, second = lid.leden[0], lid.leden[1]
    assert [(first.text[k.start : k.end], k.target) for k in first.links] == [
        (
            "artikel 7.3.2, vierde lid, tweede volzin",
            "jci1.3:c:BWBR0034925&hoofdstuk=7&paragraaf=7.3&artikel=7.3.2&z=2024-01-01&g=2024-01-01",
        )
    ]
    assert [second.text[k.start : k.end] for k in second.links] == ["artikelen 7.3.4", "7.3.15"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<al>Aan:</al><lijst><li><li.nr>a.</li.nr><al>leden:</al><lijst><li><li.nr>1°.</li.nr>"
            "<al>van de raad;</al></li></lijst></li><li><li.nr>b.</li.nr><al>anderen.</al></li>"
            "</lijst>",
            "Aan:\na. leden:\n1°. van de raad;\nb. anderen.",
            id="list-in-a-list",
        ),
        pytest.param(
            "<al>Het\n   woord <nadruk>is</nadruk>\tvet<noot><noot.nr>1</noot.nr><noot.al>niet"
            "</noot.al></noot>.</al><al>Tweede.</al>",
            "Het woord is vet.\nTweede.",
            id="white-space-and-notes",
        ),
        pytest.param(
            "<table><tgroup cols='2'><colspec/><thead><row><entry><al>Soort</al></entry><entry><al>"
            "Termijn</al></entry></row></thead><tbody><row><entry><al>Dossier</al></entry><entry>"
            "<al>20</al><al>jaar</al></entry></row></tbody></tgroup></table>",
            "Soort\tTermijn\nDossier\t20 jaar",
            id="table",
        ),
        pytest.param(
            "<al>Zie <extref doc='jci1.3:c:BWBR0001840&amp;artikel=10'> artikel 10</extref>.</al>"
            "<meta-data><jcis><jci verwijzing='x'/></jcis></meta-data>",
            "Zie artikel 10.",
            id="metadata-is-no-text",
        ),
        pytest.param(
            "<definitielijst><definitie-item><term>dossier:</term><definitie><al>alle gegevens;"
            "</al><lijst><li><li.nr>1°.</li.nr><al>van een kind;</al></li></lijst></definitie>"
            "</definitie-item><definitie-item><term>kind:</term><definitie><al>persoon.</al>"
            "</definitie></definitie-item></definitielijst>",
            "dossier: alle gegevens;\n1°. van een kind;\nkind: persoon.",
            id="definitions",
        ),
        pytest.param("<al>H<inf>2</inf>O &amp; m<sup>2</sup></al>", "H2O & m2", id="inline"),
    ],
)
def test_text_of_an_article(body: str, expected: str) -> None:
    assert made(article("1", body))["1"].leden[0].text == expected


def test_headings_of_parts_become_the_path() -> None:
    found = made(
        "<hoofdstuk><kop><label>Hoofdstuk</label><nr>2</nr><titel>Taken</titel></kop>"
        "<paragraaf><kop><label>§</label><nr>2.1</nr><titel>Algemeen</titel></kop>"
        + article("2.1.1", "<al>Tekst.</al>")
        + "</paragraaf></hoofdstuk><hoofdstuk><kop><titel>Slot</titel></kop>"
        + article("3", "<al>Tekst.</al>")
        + "</hoofdstuk>"
    )
    assert found["2.1.1"].path == ["Hoofdstuk 2. Taken", "§ 2.1. Algemeen"]
    assert found["3"].path == ["Slot"]


def test_an_appendix_is_held_apart_from_the_articles() -> None:
    found = made(
        article("1", "<al>De wet.</al>")
        + "<bijlage><kop><label>Bijlage</label><nr>1</nr><titel>Lijst</titel></kop><al>A</al>"
        + "<divisie><kop><nr>1</nr><titel>Onderdeel</titel></kop><al>B</al></divisie>"
        + article("1", "<al>Onder de bijlage.</al>")
        + "</bijlage>"
    )
    assert found["1"].leden[0].text == "De wet."
    assert found["bijlage 1"].leden[0].text == "A\n1. Onderdeel\nB\nArtikel 1\nOnder de bijlage."
    source = Source(
        id="wet/proef", title="Proefwet", publisher="", version="", valid_on=None, licence="",
        url=None, path="", sha256="", loader="law", kind=SourceKind.LAW,
    )  # fmt: skip
    passage = read_law(act_lines(found.values()), source)[-1]
    assert (passage.id, passage.ref) == ("wet/proef/bijlage-1", "Proefwet, bijlage 1")
    assert passage.jci == "jci1.3:c:BWBR0099999&bijlage=1&g=2026-01-01"


def test_two_articles_with_one_number_are_both_held() -> None:
    expired = '<artikel status="vervallen"><kop><nr>2</nr></kop><al>x</al></artikel>'
    found = made(
        article("1", "<al>Van het eerste deel.</al>")
        + expired
        + article("1", "<al>Van het tweede deel.</al>")
        + article("2", "<al>Opnieuw gegeven.</al>")
    )
    assert {label: a.leden[0].text for label, a in found.items()} == {
        "1": "Van het eerste deel.",
        "1 (2)": "Van het tweede deel.",
        "2": "Opnieuw gegeven.",
    }


def test_an_article_without_number_is_called_by_its_title() -> None:
    named = "<artikel><kop><titel>Algemene bepaling</titel></kop><al>De Grondwet.</al></artikel>"
    assert made(named)["algemene bepaling"].leden[0].text == "De Grondwet."


def test_of_a_treaty_the_dutch_text_is_read() -> None:
    found = made(
        '<verdrag><verdragtekst xml:lang="en">' + article("8", "<al>Everyone.</al>")
        + '</verdragtekst><verdragtekst xml:lang="nl">' + article("8", "<al>Een ieder.</al>")
        + "</verdragtekst></verdrag>"
    )  # fmt: skip
    assert [lid.text for lid in found["8"].leden] == ["Een ieder."]


def test_articles_of_the_burgerlijk_wetboek_carry_their_book() -> None:
    xml = (HEAD + article("457", "<al>Tekst.</al>") + TAIL).replace("BWBR0099999", "BWBR0005290")
    assert [a.article for a in read_toestand(xml.encode(), "bw7").articles] == ["7:457"]


LAUGHS = '<!DOCTYPE t [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param((LAUGHS + "]><toestand>&i;</toestand>").encode(), id="billion-laughs"),
        pytest.param(
            b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><toestand>&x;</toestand>',
            id="external-entity",
        ),
        pytest.param(
            b'<!DOCTYPE t SYSTEM "http://127.0.0.1:9/t.dtd"><toestand/>', id="external-dtd"
        ),
        pytest.param(
            b'<!DOCTYPE t [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]><toestand/>',
            id="parameter-entity",
        ),
        pytest.param(b"<a>" * 100_000 + b"</a>" * 100_000, id="deep"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\x01", id="binary"),
        pytest.param("<toestand>".encode("utf-16"), id="cut-off"),
        pytest.param(b'<?xml version="1.0" encoding="rot13"?><toestand/>', id="unknown-encoding"),
        pytest.param(b"<html><body>Storing</body></html>", id="another-document"),
        pytest.param(b'<toestand bwb-id="BWBR0034925"/>', id="no-date"),
        pytest.param(f"{HEAD}{TAIL}".encode(), id="no-article"),
        pytest.param(
            (HEAD + article("1", "<al>x</al>") + TAIL)
            .replace("/id/BWBR0099999", "/id/BWBR0034925").encode(),
            id="two-laws",
        ),
    ],
)  # fmt: skip
def test_what_is_no_act_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(CorpusError, match=r"proef\.xml"):
        read_toestand(data, "proef.xml")


def test_the_number_of_elements_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.laws.xml.MAX_ELEMENTS", 20)
    with pytest.raises(CorpusError, match="more than 20 elements"):
        made("".join(article(str(n), "<al>x</al>") for n in range(9)))


_WORDS = st.text(alphabet="aé0 \n\t<&\u00a0\"'", max_size=12)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


_INLINE = st.lists(st.tuples(st.sampled_from(["", "extref", "nadruk"]), _WORDS), max_size=5).map(
    lambda parts: "".join(
        f'<{tag} doc="d">{_escaped(text)}</{tag}>' if tag else _escaped(text) for tag, text in parts
    )
)
_BODY = st.recursive(
    _INLINE.map(lambda text: f"<al>{text}</al>"),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda items: (
            "<lijst>"
            + "".join(f"<li><li.nr>{n}.</li.nr>{item}</li>" for n, item in enumerate(items, 1))
            + "</lijst>"
        )
    ),
    max_leaves=8,
)


@given(_BODY)
def test_every_word_comes_back_once_and_links_lie_inside(body: str) -> None:
    import re
    from html import unescape

    wanted = unescape(re.sub(r"</?(?:extref|nadruk)[^>]*>", "", body))
    wanted = re.sub(r"</?(?:al|lijst|li|li\.nr)>", " ", wanted)
    leden = made(article("1", body) + article("2", "<al>x</al>"))["1"].leden
    text = leden[0].text if leden else ""
    assert text.split() == wanted.split()
    for lid in leden:
        for link in lid.links:
            words = lid.text[link.start : link.end]
            assert words
            assert words == words.strip()
        assert "  " not in lid.text
        assert lid.text == lid.text.strip()


def test_time_grows_with_the_size_of_the_act() -> None:
    piece = article("1", "<lid><lidnr>1</lidnr><al>Een <intref doc='d'>woord</intref>.</al></lid>")

    def seconds(times: int) -> float:
        body = "".join(piece.replace("<nr>1<", f"<nr>{n}<") for n in range(times))
        data = f"{HEAD}{body}{TAIL}".encode()
        gc.collect()
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            read_toestand(data, "groei")
            best = min(best, time.process_time() - began)
        return best

    assert seconds(1200) < 8 * seconds(300)
