"""The report is one valid page that shows what a run came to."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from assistant.cases import Case, Gold
from assistant.desk.loop import agreement, agreement_json
from assistant.desk.model import Judgement
from assistant.errors import SettingsError
from assistant.evaluation import Outcome, as_json, summarise
from assistant.records import Passage, SourceKind, Status
from assistant.report import Bin, calibration_error, reliability, render_report, write_report

PASSAGES = {
    name: Passage(
        id=name, source_id="bron", kind=SourceKind.GUIDANCE, ref=name, section=("Kop",),
        text="Woorden die beslissen.", start=0, end=22, part=part, group=name,
    )
    for name, part in (("bron/1", "deel-1"), ("bron/2", "deel-3"))
}  # fmt: skip
NASTY = "<script>alert('x')</script> & \"gij\""


def outcome(
    number: int,
    *,
    rank: int | None = 1,
    status: Status = Status.ANSWERED,
    answerable: bool = True,
    confidence: float = 0.9,
    question: str = "Mag het?",
    style: Any = "paraphrase",
) -> Outcome:
    """One outcome, right unless told otherwise."""
    gold = [Gold(passage_id=f"bron/{number % 2 + 1}", words="Woorden")] if answerable else []
    case = Case(
        id=f"q-{number}", question=question, style=style, asker="jurist", topic="t", gold=gold,
        why=None if answerable else "off-topic", status="reviewed",
    )  # fmt: skip
    return Outcome(
        case=case, status=status, rank=rank, reciprocal=1 / rank if rank else 0.0,
        gain=1.0 if rank == 1 else 0.0, within=rank == 1, decisive=rank == 1,
        confidence=confidence, milliseconds=4.0 + number, found=("bron/2", "bron/1"),
    )  # fmt: skip


@cache
def mixed_page() -> str:
    """The report of `MIXED`, drawn once."""
    return page(MIXED)


def page(outcomes: list[Outcome]) -> str:
    """The report of these outcomes."""
    result = {
        "set": "retrieval/dev",
        "commit": "abc123",
        "model": None,
        "figures": as_json(summarise(outcomes, PASSAGES)),
    }
    return render_report(result, outcomes)


MIXED = [
    outcome(1),
    outcome(2, rank=None, question=NASTY, style="typo"),
    outcome(3, rank=7),
    outcome(4, status=Status.ABSTAINED, confidence=0.31),
    outcome(5, rank=None, status=Status.REFUSED, confidence=0.0),
    outcome(6, rank=None, answerable=False, confidence=0.62),
    outcome(7, rank=None, answerable=False, status=Status.ABSTAINED, confidence=0.1),
]


def test_report_is_well_formed_and_needs_nothing_beside_it() -> None:
    html = mixed_page()
    root = etree.fromstring(html.removeprefix("<!DOCTYPE html>").strip())
    assert root.get("lang") == "en"
    assert not root.xpath("//script | //link | //iframe | //object")
    addresses = [*root.xpath("//@src"), *root.xpath("//@href")]
    assert addresses
    assert all(a.startswith("data:image/svg+xml;base64,") for a in addresses)
    assert all(root.xpath("//img/@alt"))
    headings = [h.tag for h in root.iter("h1", "h2")]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1


def test_every_plot_is_a_drawing() -> None:
    images = re.findall(r"base64,([^\"]+)", mixed_page())
    assert len(images) == 5
    for image in images:
        assert etree.fromstring(base64.b64decode(image)).tag.endswith("svg")


def test_words_of_a_question_stay_words() -> None:
    html = mixed_page()
    assert "<script" not in html
    root = etree.fromstring(html.removeprefix("<!DOCTYPE html>").strip())
    assert NASTY in [td.text for td in root.iter("td")]


def test_misses_say_what_went_wrong_and_what_was_found_instead() -> None:
    root = etree.fromstring(mixed_page().removeprefix("<!DOCTYPE html>").strip())
    table = next(t for t in root.iter("table") if "Misses" in t.findtext("caption"))
    rows = {tr[0].text: [" ".join(td.itertext()) for td in tr] for tr in table.find("tbody")}
    assert {case: row[1] for case, row in rows.items()} == {
        "q-2": "not found",
        "q-3": "found at place 7",
        "q-4": "not answered, confidence 0.31",
        "q-5": "refused by the checklist",
        "q-6": "answered, confidence 0.62; off-topic",
    }
    assert rows["q-2"][3] == "bron/1"
    assert rows["q-2"][4] == "bron/2 bron/1"


def test_figures_stand_in_the_page_with_their_interval() -> None:
    html = mixed_page()
    root = etree.fromstring(html.removeprefix("<!DOCTYPE html>").strip())
    rows = {tr[0].text: [td.text for td in tr[1:]] for tr in root.iter("tr") if len(tr) == 4}
    assert rows["hit@1"][0] == "0.400"
    assert rows["hit@1"][2] == "5"
    assert rows["MRR"][0] == f"{(1 + 1 + 1 / 7) / 5:.3f}"
    assert "abc123" in html
    assert '<th scope="row">model</th>' not in html  # what is not known is not claimed


def test_a_set_of_answerable_questions_alone_has_no_curves() -> None:
    html = page([outcome(1), outcome(2)])
    assert "questions of one kind only" in html
    assert html.count("<img") == 3


def test_reliability_bins_hold_every_judged_question_once() -> None:
    bins = reliability([outcome(n, confidence=n / 20) for n in range(21)])
    assert sum(b.count for b in bins) == 21
    assert [b.range for b in bins][-1] == "0.9 to 1.0"
    assert bins[-1].count == 3  # 0.90, 0.95 and 1.00
    refused = outcome(1, status=Status.REFUSED)
    assert reliability([refused]) == []


def test_calibration_error_weighs_by_questions() -> None:
    bins = [Bin("a", 3, 0.2, 0.2), Bin("b", 1, 0.9, 0.5)]
    assert calibration_error(bins) == pytest.approx(0.1)
    assert calibration_error([]) == 0.0


def test_report_is_written_where_asked_and_says_when_it_cannot_be(tmp_path: Path) -> None:
    outcomes = [outcome(1), outcome(2)]
    result = {"set": "s", "figures": as_json(summarise(outcomes, PASSAGES))}
    target = tmp_path / "new" / "report.html"
    write_report(target, result, outcomes)
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    blocked = target / "report.html"
    with pytest.raises(SettingsError, match="cannot be written"):
        write_report(blocked, result, outcomes)


def test_what_jurists_said_of_citations_is_drawn_and_told_by_week() -> None:
    weeks = agreement({
        ("2026-W47", Judgement.RIGHT): 9, ("2026-W47", Judgement.WRONG): 1,
        ("2026-W48", Judgement.RIGHT): 3, ("2026-W48", Judgement.OUTDATED): 1,
    })  # fmt: skip
    result = {
        "set": "retrieval/dev",
        "figures": as_json(summarise(MIXED, PASSAGES)),
        "agreement": agreement_json(weeks),
    }
    text = render_report(result, MIXED, weeks)
    etree.fromstring(text.encode())
    assert "<h2>Agreement with jurists</h2>" in text
    for row in (
        ("2026-W47", "0.900", "9", "1", "0", "0", "10"),
        ("2026-W48", "0.750", "3", "0", "0", "1", "4"),
        ("together", "0.857", "12", "1", "0", "1", "14"),
    ):
        cells = re.search(rf'<th scope="row">{row[0]}</th>(.*?)</tr>', text)
        assert cells is not None
        found = re.findall(r"<td[^>]*>([^<]*)</td>", cells[1])
        assert (found[0], *found[2:]) == row[1:]
    images = re.findall(r"base64,([A-Za-z0-9+/=]+)", text)
    assert any(b"2026-W47" in base64.b64decode(image) for image in images)
    assert "Agreement with jurists" not in mixed_page()
