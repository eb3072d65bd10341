"""Verdicts, links and wording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.citations import Holdings, Resolution, Verdict, parse_references, render, resolve
from assistant.citations.holdings import find_onderdelen
from assistant.citations.resolve import quote_difference

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def holdings() -> Holdings:
    rows = [
        json.loads(line)
        for path in sorted((ROOT / "corpus" / "wetten").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return Holdings.from_articles(rows)


def verdict(text: str, holdings: Holdings) -> Resolution:
    (reference,) = parse_references(text)
    return resolve(reference, holdings)


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("art. 7.3.11 lid 4 Jw", Verdict.EXISTS, "1 januari 2026"),
        ("7:457 lid 1 BW", Verdict.EXISTS, ""),
        ("overweging 4 AVG", Verdict.EXISTS, ""),
        ("artikel 4, onder 11, AVG", Verdict.EXISTS, ""),
        ("artikel 16, eerste lid, onder a, onder 2°, Wpg", Verdict.EXISTS, ""),
        ("artikel 7.3.11, negende lid, Jeugdwet", Verdict.NO_SUCH_LID, "het vijfde lid"),
        ("artikel 19 lid 1 Wpg", Verdict.NO_SUCH_LID, "geen genummerde leden"),
        ("artikel 6 lid 1 onder z AVG", Verdict.NO_SUCH_ONDERDEEL, "onderdeel f"),
        ("artikel 120 AVG", Verdict.NO_SUCH_ARTICLE, "99 artikelen"),
        ("overweging 200 AVG", Verdict.NO_SUCH_ARTICLE, "173 overwegingen"),
        ("artikel 7.9.9 Jeugdwet", Verdict.NOT_HELD, "niet in onze bronnen"),
        ("artikel 1 Sr", Verdict.NOT_HELD, ""),
        ("art. 3 Wams", Verdict.NOT_HELD, "Wet aanpak meervoudige"),
        ("8 Wbp", Verdict.REPEALED, "25 mei 2018"),
        ("artikel 5 van de Wet op de zaklampen", Verdict.LAW_UNKNOWN, "zaklampen"),
        ("artikel 5 van de Wet langdurige zorgen", Verdict.LAW_UNKNOWN, "Bedoelt u Wlz?"),
        ("artikel 5", Verdict.LAW_UNKNOWN, "Noem de wet"),
        ("BWBR9999999", Verdict.LAW_UNKNOWN, "BWBR9999999"),
        ("hoofdstuk 7 Jeugdwet", Verdict.NOT_HELD, "groter deel"),
        ("ECLI:NL:HR:2019:1284", Verdict.NOT_HELD, ""),
    ],
)  # fmt: skip
def test_verdicts(text: str, status: Verdict, words: str, holdings: Holdings) -> None:
    resolution = verdict(text, holdings)
    assert resolution.status is status
    assert words in resolution.message


def test_an_article_that_is_not_held_never_counts_as_not_existing(holdings: Holdings) -> None:
    held = {a for law, a in holdings.articles if law == "BWBR0034925"}
    for number in range(1, 60):
        label = f"7.3.{number}"
        status = verdict(f"artikel {label} Jeugdwet", holdings).status
        assert status is (Verdict.EXISTS if label in held else Verdict.NOT_HELD)


def test_a_law_held_whole_proves_that_an_article_does_not_exist() -> None:
    rows = [
        {"id": "BWBR0024649", "article": n, "leden": [{"lid": None, "text": "x"}]} for n in "123"
    ]
    resolution = verdict("artikel 5 Wth", Holdings.from_articles(rows, complete=["BWBR0024649"]))
    assert resolution.status is Verdict.NO_SUCH_ARTICLE
    assert "artikel 3" in resolution.message


@pytest.mark.parametrize(
    ("text", "url", "jci"),
    [
        ("art. 7.3.11 lid 4 Jw",
         "https://wetten.overheid.nl/jci1.3:c:BWBR0034925&artikel=7.3.11&lid=4&g=2026-01-01",
         "jci1.3:c:BWBR0034925&artikel=7.3.11&lid=4&g=2026-01-01"),
        ("7:457 BW",
         "https://wetten.overheid.nl/jci1.3:c:BWBR0005290&boek=7&artikel=457&g=2026-07-01",
         "jci1.3:c:BWBR0005290&boek=7&artikel=457&g=2026-07-01"),
        ("artikel 6 AVG",
         "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679#art_6", None),
        ("overweging 4 AVG",
         "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679#rct_4", None),
        ("hoofdstuk 7 Jeugdwet",
         "https://wetten.overheid.nl/jci1.3:c:BWBR0034925&hoofdstuk=7",
         "jci1.3:c:BWBR0034925&hoofdstuk=7"),
        ("ECLI:NL:HR:2019:1284",
         "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:1284", None),
        ("Kamerstukken II 2012/13, 33 684, nr. 3",
         "https://zoek.officielebekendmakingen.nl/kst-33684-3.html", None),
        ("Stb. 2014, 105", "https://zoek.officielebekendmakingen.nl/stb-2014-105.html", None),
        ("Staatscourant 2022, 1234",
         "https://zoek.officielebekendmakingen.nl/stcrt-2022-1234.html", None),
        ("artikel 5 van de Wet op de zaklampen", None, None),
    ],
)  # fmt: skip
def test_links(text: str, url: str | None, jci: str | None, holdings: Holdings) -> None:
    resolution = verdict(text, holdings)
    assert (resolution.url, resolution.jci) == (url, jci)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("art. 7.3.11 lid 4 Jw", "artikel 7.3.11, vierde lid, Jeugdwet"),
        ("art. 6 lid 1 sub e GDPR", "artikel 6, eerste lid, onder e, AVG"),
        ("7:457 BW", "artikel 7:457, Burgerlijk Wetboek"),
        ("art. 1 onder a sub 1º Wpg", "artikel 1, onder a, onder 1°, Wpg"),
        ("overweging 4 van de AVG", "overweging 4 AVG"),
        ("Stb. 2014, 105", "Stb. 2014, 105"),
    ],
)
def test_rendering(text: str, words: str) -> None:
    (reference,) = parse_references(text)
    assert render(reference) == words


def test_onderdelen_of_laws_and_of_regulations() -> None:
    assert find_onderdelen("x:\na. een:\n1°. twee;\n2°. drie;\nb. vier") == {
        "a", "a, 1°", "a, 2°", "b",
    }  # fmt: skip
    assert find_onderdelen("x:\na) een;\nb) twee") == {"a", "b"}
    assert find_onderdelen("1) „een”;\n2) „twee”") == {"1", "2"}
    assert find_onderdelen("Geen onderdelen, ook niet a. of b. in de zin.") == frozenset()


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("De hulpverlener licht de patiënt in", None),
        ("de hulpverlener, licht de patiënt in.", None),
        ("De hulpverlener […] in op duidelijke wijze", None),
        ("De hulpverlener licht de ouder in", "de hulpverlener licht de [-ouder-] {+patiënt+} in"),
        ("De hulpverlener licht patiënt in", "de hulpverlener licht {+de+} patiënt in"),
        ("appels en peren", "[-appels en peren-]"),
    ],
)
def test_quotes_are_compared_word_by_word(quote: str, difference: str | None) -> None:
    source = "De hulpverlener licht de patiënt in op duidelijke wijze."
    assert quote_difference(quote, source) == difference
