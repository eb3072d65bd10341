"""Reading references: notations, spans, context, and what is no reference."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from assistant.citations import Context, Kind, find_laws, parse_references

DATA = Path(__file__).parents[1] / "data" / "citations"
JW, WMO, AVG, UAVG = "BWBR0034925", "BWBR0035362", "32016R0679", "BWBR0040940"
BW1, BW7, EVRM, IVRK = "BWBR0002656", "BWBR0005290", "BWBV0001000", "BWBV0002508"
WPG, AWB, SR, SV = "BWBR0022463", "BWBR0005537", "BWBR0001854", "BWBR0001903"


def found(text: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    return [(r.text, r.law_id, r.article, r.lid, r.onderdeel) for r in parse_references(text)]


@pytest.mark.parametrize(
    ("text", "law_id", "article", "lid", "onderdeel"),
    [
        ("artikel 7.3.11, vierde lid, Jeugdwet", JW, "7.3.11", "4", None),
        ("artikel 7.3.11, vierde lid, van de Jeugdwet", JW, "7.3.11", "4", None),
        ("art. 7.3.11 lid 4 Jw", JW, "7.3.11", "4", None),
        ("art 7.3.11 lid 4, Jw", JW, "7.3.11", "4", None),
        ("artikel 7.3.11, 4de lid Jw", JW, "7.3.11", "4", None),
        ("Artikel 7.3.11\nJeugdwet", JW, "7.3.11", None, None),
        ("artikel 7.3.8. Jeugdwet", JW, "7.3.8", None, None),
        ("7.3.11, vierde lid, Jeugdwet", JW, "7.3.11", "4", None),
        ("Jeugdwet, artikel 7.3.11", JW, "7.3.11", None, None),
        ("7:457 BW", BW7, "7:457", None, None),
        ("artikel 7:457, eerste lid, van het Burgerlijk Wetboek", BW7, "7:457", "1", None),
        ("artikel 247 van Boek 1 van het Burgerlijk Wetboek", BW1, "1:247", None, None),
        ("artikel 447 Boek 7 BW", BW7, "7:447", None, None),
        ("BW Boek 7 art. 457", BW7, "7:457", None, None),
        ("artikel 457 WGBO", BW7, "7:457", None, None),
        ("art. 7:446 e.v. BW", BW7, "7:446", None, None),
        ("artikel 6, eerste lid, onder e, van de AVG", AVG, "6", "1", "e"),
        ("art. 6 lid 1 sub e AVG", AVG, "6", "1", "e"),
        ("artikel 6, lid 1, punt e), AVG", AVG, "6", "1", "e"),
        ("artikel 6 lid 1 aanhef en onder e AVG", AVG, "6", "1", "e"),
        ("artikel 6 lid 1 e AVG", AVG, "6", "1", "e"),
        ("artikel 6 AVG, eerste lid, onder e", AVG, "6", "1", "e"),
        ("art. 6(1)(e) GDPR", AVG, "6", "1", "e"),
        ("artikel 6 (1) (e) AVG", AVG, "6", "1", "e"),
        ("artikel 6.1.e AVG", AVG, "6", "1", "e"),
        ("artikel 4, onder 11, AVG", AVG, "4", None, "11"),
        ("artikel 1, aanhef en onder a, sub 1º, van de Wet politiegegevens", WPG, "1", None,
         "a, 1°"),
        ("artikel 16, eerste lid, onder c, onder 2°, Wpg", WPG, "16", "1", "c, 2°"),
        ("artikel 1.1, onder 1°, van de Jeugdwet", JW, "1.1", None, "1°"),
        ("8 EVRM", EVRM, "8", None, None),
        ("artikel 8, eenentwintigste lid, EVRM", EVRM, "8", "21", None),
        ("het eerste lid van artikel 5 van de AVG", AVG, "5", "1", None),
        ("artikel 7.3.11, vierde lid, eerste volzin, Jeugdwet", JW, "7.3.11", "4", None),
        ("artikel 5.2.5a van de Wmo 2015", WMO, "5.2.5a", None, None),
        ("artikel 126nba Sv", SV, "126nba", None, None),
        ("Verordening (EU) 2016/679, artikel 9", AVG, "9", None, None),
        ("artikel 27 van Richtlijn (EU) 2016/680", "32016L0680", "27", None, None),
        ("artikel 5 van Verordening (EU) 2022/2065", "32022R2065", "5", None, None),
        ("grondwetsartikel 10", "BWBR0001840", "10", None, None),
        ("art. 6 lid 1 (c) AVG", AVG, "6", "1", "c"),
        ("BW 1:240", BW1, "1:240", None, None),
        ("sub e van art. 6 lid 1 AVG", AVG, "6", "1", "e"),
        ("onderdeel b van artikel 1.1 Jeugdwet", JW, "1.1", None, "b"),
    ],
)  # fmt: skip
def test_one_reference_covers_the_whole_notation(
    text: str, law_id: str, article: str, lid: str | None, onderdeel: str | None
) -> None:
    sentence = f"Dat volgt uit {text}."
    expected = [(text, law_id, article, lid, onderdeel)]
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "de artikelen 35 en 36",
            [("artikelen 35", None, "35", None, None), ("36", None, "36", None, None)],
            id="list-without-law",
        ),
        pytest.param(
            "Zie artt. 5.2.6 en 5.3.1 Wmo 2015.",
            [
                ("artt. 5.2.6", WMO, "5.2.6", None, None),
                ("5.3.1 Wmo 2015", WMO, "5.3.1", None, None),
            ],
            id="law-belongs-to-the-last",
        ),
        pytest.param(
            "artikel 7.3.11, eerste en vierde lid, Jeugdwet",
            [
                ("artikel 7.3.11, eerste", JW, "7.3.11", "1", None),
                ("vierde lid, Jeugdwet", JW, "7.3.11", "4", None),
            ],
            id="one-reference-for-each-lid",
        ),
        pytest.param(
            "de artikelen 12 tot en met 22 van de AVG",
            [("artikelen 12", AVG, "12", None, None), ("22 van de AVG", AVG, "22", None, None)],
            id="range-is-its-two-ends",
        ),
        pytest.param(
            "artikel 5.3.1 (dossier) van de Wmo 2015",
            [("artikel 5.3.1", WMO, "5.3.1", None, None)],
            id="bracket-keeps-the-law-out-of-the-span",
        ),
        pytest.param(
            "Zie artikel 5.3.1 (Wmo 2015).",
            [("artikel 5.3.1", WMO, "5.3.1", None, None)],
            id="law-in-brackets",
        ),
        pytest.param(
            "het zwijgen (artikel 7.3.11) van de Jeugdwet",
            [("artikel 7.3.11", JW, "7.3.11", None, None)],
            id="law-behind-the-bracket",
        ),
        pytest.param(
            "De Jeugdwet (art. 7.3.11 lid 4) zegt het.",
            [("art. 7.3.11 lid 4", JW, "7.3.11", "4", None)],
            id="reference-in-brackets",
        ),
        pytest.param(
            "art. 6 jo. 9 AVG",
            [("art. 6", AVG, "6", None, None), ("9 AVG", AVG, "9", None, None)],
            id="chain",
        ),
        pytest.param(
            "artikel 9 lid 2 sub h AVG in samenhang met artikel 30 lid 3 sub a UAVG",
            [
                ("artikel 9 lid 2 sub h AVG", AVG, "9", "2", "h"),
                ("artikel 30 lid 3 sub a UAVG", UAVG, "30", "3", "a"),
            ],
            id="chain-over-laws",
        ),
        pytest.param(
            "(artikel 89 AVG, 24 UAVG, 7.3.12 Jeugdwet, 7:458 BW)",
            [
                ("artikel 89 AVG", AVG, "89", None, None),
                ("24 UAVG", UAVG, "24", None, None),
                ("7.3.12 Jeugdwet", JW, "7.3.12", None, None),
                ("7:458 BW", BW7, "7:458", None, None),
            ],
            id="list-over-laws",
        ),
        pytest.param(
            "art. 9 lid 2 onder a, c en h AVG",
            [
                ("art. 9 lid 2 onder a", AVG, "9", "2", "a"),
                ("c", AVG, "9", "2", "c"),
                ("h AVG", AVG, "9", "2", "h"),
            ],
            id="onderdelen",
        ),
        pytest.param(
            "artikel 6, eerste lid, onder c, en derde lid, onder b, AVG",
            [
                ("artikel 6, eerste lid, onder c", AVG, "6", "1", "c"),
                ("derde lid, onder b, AVG", AVG, "6", "3", "b"),
            ],
            id="leden-with-onderdelen",
        ),
        pytest.param(
            "artikel 12 lid 1 en 2 en artikel 13 AVG",
            [
                ("artikel 12 lid 1", AVG, "12", "1", None),
                ("2", AVG, "12", "2", None),
                ("artikel 13 AVG", AVG, "13", None, None),
            ],
            id="leden-in-digits-then-an-article",
        ),
        pytest.param(
            "art. 6 lid 1 en 9 lid 2 AVG",
            [("art. 6 lid 1", AVG, "6", "1", None), ("9 lid 2 AVG", AVG, "9", "2", None)],
            id="a-number-with-a-lid-is-an-article",
        ),
        pytest.param(
            "artikel 8, 9 of 10 teneinde",
            [
                ("artikel 8", None, "8", None, None),
                ("9", None, "9", None, None),
                ("10", None, "10", None, None),
            ],
            id="singular-with-a-list",
        ),
        pytest.param(
            "AVG, art. 6(1)(c) en (e)",
            [("AVG, art. 6(1)(c)", AVG, "6", "1", "c"), ("(e)", AVG, "6", "1", "e")],
            id="letters-in-brackets",
        ),
    ],
)
def test_lists_ranges_and_chains(
    text: str, expected: list[tuple[str, str | None, str | None, str | None, str | None]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Artikel 7.3.4 Jeugdwet regelt het. Dat artikel geldt ook nu.",
         ("Dat artikel", JW, "7.3.4", None, None)),
        ("Artikel 30 UAVG geldt; het derde lid is van belang.",
         ("het derde lid", UAVG, "30", "3", None)),
        ("Artikel 5.1.6 Wmo 2015 en het tweede lid van dat artikel.",
         ("het tweede lid van dat artikel", WMO, "5.1.6", "2", None)),
        ("De Wet langdurige zorg geldt; artikel 3.2.1 van die wet bepaalt het.",
         ("artikel 3.2.1 van die wet", "BWBR0035917", "3.2.1", None, None)),
        ("De Jeugdwet bepaalt in artikel 7.3.5 wat kan.",
         ("artikel 7.3.5", JW, "7.3.5", None, None)),
        ("Volgens de Jeugdwet mag dat. Artikel 7.3.11 zegt het.",
         ("Artikel 7.3.11", JW, "7.3.11", None, None)),
        ("De AVG is helder. Artikel 5 van de uitvoeringsregeling niet.",
         ("Artikel 5", None, "5", None, None)),
        ("De AVG, de UAVG en de Wpg. Artikel 5 is lastig.",
         ("Artikel 5", None, "5", None, None)),
    ],
)  # fmt: skip
def test_context_fills_in_what_is_certain(
    text: str, last: tuple[str, str | None, str | None, str | None, str | None]
) -> None:
    assert found(text)[-1] == last


def test_within_a_law_its_own_articles_are_meant() -> None:
    text = (
        "Onverminderd artikel 5 van de AVG is artikel 3 van deze wet, op het eerste lid na, waar."
    )
    got = [
        (r.law_id, r.article, r.lid)
        for r in parse_references(text, Context(law_id=WPG, article="16"))
    ]
    assert got == [(AVG, "5", None), (WPG, "3", None), (WPG, "16", "1")]


@pytest.mark.parametrize(
    ("text", "kind", "law_id", "article"),
    [
        ("overweging 4 AVG", Kind.RECITAL, AVG, "overweging 4"),
        ("H5 Wmo 2015", Kind.CHAPTER, WMO, "hoofdstuk 5"),
        ('H5 "Gegevensverwerking" Wmo 2015', Kind.CHAPTER, WMO, "hoofdstuk 5"),
        ("hoofdstuk III van de AVG", Kind.CHAPTER, AVG, "hoofdstuk III"),
        ("afdeling 3.4 Awb", Kind.CHAPTER, AWB, "afdeling 3.4"),
        ("ECLI:NL:HR:2019:1284", Kind.ECLI, None, None),
        ("Kamerstukken II 2012/13, 33 684, nr. 3", Kind.KAMERSTUK, None, None),
        ("Kamerstuk 35447, nr. 18", Kind.KAMERSTUK, None, None),
        ("Stb. 2014, 105", Kind.STAATSBLAD, None, None),
        ("Trb. 2012, 233", Kind.STAATSBLAD, None, None),
        ("jci1.3:c:BWBR0034925&artikel=7.3.11&lid=4", Kind.JCI, JW, "7.3.11"),
        ("jci1.3:c:BWBR0005290&boek=7&artikel=457", Kind.JCI, BW7, "7:457"),
        ("BWBR0034925", Kind.BWB, JW, None),
        ("32016R0679", Kind.CELEX, AVG, None),
        ("CELEX:32016R0679", Kind.CELEX, AVG, None),
    ],
)  # fmt: skip
def test_other_kinds(text: str, kind: Kind, law_id: str | None, article: str | None) -> None:
    (reference,) = parse_references(f"Zie {text}.")
    assert (reference.text, reference.kind, reference.law_id, reference.article) == (
        text,
        kind,
        law_id,
        article,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Het artikel in de krant van 12 mei 2023.",
        "Versie 2.0 van het protocol, deel 3, paragraaf 4.5 Handelingsprotocol.",
        "Zie hoofdstuk 4 van de handreiking en pagina 14.",
        "De kosten zijn € 7.311 en 10.000 Wmo.",
        "Het tweede lid van de commissie was er niet; zij is lid van de raad.",
        "Het eerste lid meldde zich om acht uur aan.",
        "Lid 4 van de werkgroep heeft zich afgemeld.",
        "Dat artikel is geschreven door een journalist.",
        "Artikel 5 van het convenant regelt de geheimhouding.",
        "Het huurcontract verbiedt in artikel 11 onderverhuur.",
        "De Jeugdwet, de Wmo 2015 en de AVG lijken op elkaar.",
        "Om 13:30 uur, schaal 1:500, uitslag 3:2.",
        "De software is versie 7.3.11 en het adres 10.3.0.12.",
        "Er kwamen 8 AVG-verzoeken, 9 Jeugdwet dossiers en 12 VWO leerlingen.",
        "In 2019 Jeugdwet en 25 mei 2018 AVG.",
        "Bestel art. nr. 1234 of artikelnummer 4711.",
        "Rechtsoverweging 4.3 en r.o. 3.2 van het vonnis.",
        "Het belang van het kind is de eerste overweging.",
        "Vuistregel 5, stap 6, vraag 4.1, tabel 2.3, casus 5.",
        "",
        "   \n\n\t ",
    ],
)
def test_no_reference(text: str) -> None:
    assert found(text) == []


def test_unknown_law_keeps_its_name() -> None:
    (reference,) = parse_references("Artikel 5 van de Wet op de zaklampen bepaalt dat.")
    assert (reference.text, reference.law, reference.law_id) == (
        "Artikel 5 van de Wet op de zaklampen",
        "Wet op de zaklampen",
        None,
    )


def test_publisher_links_are_found() -> None:
    """At least 92 % of the links that the publisher made are found in the plain text."""
    total = right = 0
    for line in (DATA / "publisher_links.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        context = Context(law_id=case["law_id"], article=case["article"])
        references = parse_references(case["text"], context)
        for link in case["links"]:
            total += 1
            right += any(
                r.start < link["end"]
                and link["start"] < r.end
                and (r.law_id, r.article) == (link["law_id"], link["article"])
                for r in references
            )
    assert total > 150
    assert right / total >= 0.92


def test_laws_are_found_by_all_their_names() -> None:
    text = "Wet maatschappelijke ondersteuning 2015 (Wmo 2015), BW en algemene wet bestuursrecht."
    assert [(m.text, m.law.id) for m in find_laws(text)] == [
        ("Wet maatschappelijke ondersteuning 2015", WMO),
        ("Wmo 2015", WMO),
        ("BW", None),
        ("algemene wet bestuursrecht", AWB),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "artikel 1 ", "artikel 1, ", "1 en ", "eerste   ,   en    ", "lid 1 en ", "1 ",
        "artikel 1 onder a, ", "artikel 1 (", "het eerste lid ", "artikel 1 dat artikel ",
        "Kamerstukken II 2012/13, 33 ", "artikel" + " " * 50, "artikel 1 van de Wet op de ",
        "jci1.3:c:BWBR0034925&a=1", "artikel IVXIVX ", "Jeugdwet, artikel 5 ", "\n", "H5 ", "AVG ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        began = time.process_time()
        parse_references(text)
        return time.process_time() - began

    seconds(500)
    short = min(seconds(1_500) for _ in range(2))
    # Six times the text: linear is 6, quadratic is 36. Below 10 ms the clock is too coarse.
    assert seconds(9_000) < 15 * max(short, 0.01)
