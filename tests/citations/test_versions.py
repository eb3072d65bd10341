"""A reference that names a version is judged by that version, or said to be newer than ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import check
from assistant.citations import Holdings, Verdict
from assistant.citations.days import named_day
from assistant.laws.publishers import Folder
from assistant.laws.sync import apply_sync, plan_sync
from tests.laws.places import NEW_ACT, acts_folder, write_law_corpus

WPG = "BWBR0022463"


def row(valid_on: str, *leden: str, **more: Any) -> dict[str, Any]:
    numbered = [{"lid": str(n), "text": text} for n, text in enumerate(leden, 1)]
    return {"id": WPG, "article": "20", "valid_on": valid_on, "leden": numbered, **more}


QUOTED = row("2025-07-01", "Eerste lid.", "Tweede lid.", "Derde lid.")
EARLIER = row("2019-01-01", "Zo stond het vroeger in de wet.", "En dit ook.")


def status(text: str, **held: Any) -> tuple[str, str]:
    holdings = Holdings.from_articles([QUOTED], others=[EARLIER], **held)
    (found,) = check.check_text(text, holdings)
    return found["status"], found["message"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("{}, zoals dat luidde op 1 januari 2020,", "2020-01-01"),
        ("{} (zoals geldend op 01-02-2020)", "2020-02-01"),
        ("{} zoals dit artikel luidt met ingang van 1 juli 2027", "2027-07-01"),
        ("{} (versie 2024-01-01)", "2024-01-01"),
        ("{}, in de tekst die gold op 3 maart 2021", "2021-03-03"),
        ("{} (tekst per 1 Mei 2023)", "2023-05-01"),
        ("{} (geldend van 1-7-2025)", "2025-07-01"),
        ("{}.", None),
        ("{} van 1 januari 2020 tot 2 mei", None),
        ("{}. De tekst van 1 januari 2020 is anders.", None),
        ("{} (versie 2024-13-45)", None),
        ("{} (versie 31-02-2024)", None),
    ],
)
def test_the_day_that_a_text_names(text: str, day: str | None) -> None:
    reference = "artikel 20 Wpg"
    assert named_day(text.format(reference), 0, len(reference)) == day


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        pytest.param("artikel 20 lid 3 Wpg", Verdict.EXISTS, "1 juli 2025", id="no-day-named"),
        pytest.param("artikel 20 lid 2 Wpg (versie 2020-01-01)", Verdict.EXISTS,
                     "1 januari 2019", id="an-earlier-version-that-is-held"),
        pytest.param("artikel 20 lid 3 Wpg (versie 2020-01-01)", Verdict.NO_SUCH_LID,
                     "2 leden", id="the-lid-did-not-exist-then"),
        pytest.param("jci1.3:c:BWBR0022463&artikel=20&lid=3&g=2020-01-01", Verdict.NO_SUCH_LID,
                     "", id="jci-with-a-day"),
        pytest.param("jci1.3:c:BWBR0022463&artikel=20&lid=9&g=2027-01-01", Verdict.NEWER_VERSION,
                     "1 januari 2027", id="jci-after-ours"),
        pytest.param("artikel 20, vijfde lid, Wpg, zoals dat luidt per 1 januari 2027,",
                     Verdict.NEWER_VERSION, "Wij hebben de tekst van 1 juli 2025",
                     id="after-ours-nothing-is-said-of-the-lid"),
        pytest.param("artikel 20 lid 3 Wpg (versie 2025-07-01)", Verdict.EXISTS, "",
                     id="the-day-of-ours"),
        pytest.param("artikel 20 lid 1 Wpg (versie 2015-01-01)", Verdict.EXISTS, "1 juli 2025",
                     id="before-all-of-ours"),
    ],
)  # fmt: skip
def test_verdicts_on_versions(text: str, expected: Verdict, words: str) -> None:
    found, message = status(text)
    assert found == expected
    assert words in message


def test_the_link_shows_the_version_that_is_named() -> None:
    holdings = Holdings.from_articles([QUOTED])
    (newer,) = check.check_text("artikel 20 lid 3 Wpg (versie 2027-01-01)", holdings)
    assert newer["url"].endswith("&artikel=20&lid=3&g=2027-01-01")
    (ours,) = check.check_text("artikel 20 lid 3 Wpg", holdings)
    assert ours["url"].endswith("&artikel=20&lid=3&g=2025-07-01")


def test_a_version_that_was_confirmed_holds_until_that_day() -> None:
    text = "artikel 20 lid 3 Wpg (versie 2026-03-01)"
    assert status(text)[0] == Verdict.NEWER_VERSION
    assert status(text, confirmed={WPG: "2026-04-01"})[0] == Verdict.EXISTS


def test_words_are_compared_with_the_version_that_is_named() -> None:
    quoted = '{} luidt: "Zo stond het vroeger in de wet."'
    assert status(quoted.format("Artikel 20 lid 1 Wpg (versie 2020-01-01)"))[0] == Verdict.EXISTS
    assert status(quoted.format("Artikel 20 lid 1 Wpg"))[0] == Verdict.QUOTE_DIFFERS


@pytest.mark.parametrize(
    ("more", "expected", "words"),
    [
        ({"status": "vervallen", "since": "2026-01-01"}, Verdict.REPEALED,
         "Artikel 20 van de Wpg is vervallen sinds 1 januari 2026."),
        ({"status": "nog-niet"}, Verdict.NOT_HELD, "is nog niet in werking getreden."),
    ],
)  # fmt: skip
def test_an_article_without_text(more: dict[str, str], expected: Verdict, words: str) -> None:
    holdings = Holdings.from_articles([row("2026-01-01", **more)])
    (found,) = check.check_text("artikel 20 Wpg", holdings)
    assert found["status"] == expected
    assert words in found["message"]


def test_after_a_synchronisation_the_law_is_held_whole_and_the_old_version_too(
    tmp_path: Path,
) -> None:
    corpus = write_law_corpus(tmp_path / "corpus")
    wabb = "Wet algemene bepalingen burgerservicenummer"

    def verdict(place: str) -> str:
        (found,) = check.check_text(place, check.load_holdings(corpus))
        return str(found["status"])

    assert verdict(f"artikel 8 lid 6 van de {wabb}") == Verdict.NO_SUCH_LID
    assert verdict(f"artikel 19 van de {wabb}") == Verdict.NOT_HELD
    acts = acts_folder(tmp_path / "acts", NEW_ACT)
    apply_sync(corpus, plan_sync(corpus, Folder(acts), date(2026, 1, 1)).updates)
    assert verdict(f"artikel 8 lid 6 van de {wabb}") == Verdict.EXISTS
    assert verdict(f"artikel 8 lid 6 van de {wabb} (versie 2020-01-01)") == Verdict.NO_SUCH_LID
    assert verdict(f"artikel 19 van de {wabb}") == Verdict.REPEALED
    assert verdict(f"artikel 99 van de {wabb}") == Verdict.NO_SUCH_ARTICLE
    assert verdict(f"artikel 22 lid 1 van de {wabb}") == Verdict.EXISTS


def test_the_table_and_the_page_tell_it() -> None:
    holdings = Holdings.from_articles([QUOTED])
    text = "artikel 20 lid 3 Wpg (versie 2027-01-01)"
    found = check.check_text(text, holdings)
    assert "nieuwer dan onze tekst" in check.table(found)
    assert "die kan daarna zijn gewijzigd" in check.table(found)
    assert "nieuwer dan onze tekst" in check.annotated_page(text, found)
