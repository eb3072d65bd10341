"""What the helpdesk decides comes back: as evaluation cases, as answers, as figures."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant import texts_nl
from assistant.cases import load_cases
from assistant.desk.loop import (
    agreement,
    agreement_json,
    agreement_svg,
    append_case,
    as_case,
    curated_answer,
    together,
)
from assistant.desk.model import (
    Action,
    Add,
    Comment,
    Correct,
    Item,
    Judge,
    Judgement,
    Release,
    Replace,
)
from assistant.desk.store import Desk
from assistant.errors import CorpusError, DeskRuleError
from assistant.records import Status
from assistant.scoring import Share
from tests.desk.material import FIRST, LAW, OTHER, PASSAGES, QUESTION, REPLACEMENT, START, quoted
from tests.desk.test_rules import after

RIGHT, WRONG, INCOMPLETE, OLD = (
    Judgement.RIGHT, Judgement.WRONG, Judgement.INCOMPLETE, Judgement.OUTDATED,
)  # fmt: skip


def decided(*actions: Action, number: int = 2) -> Item:
    return after(*actions, number=number)[0]


@pytest.mark.parametrize(
    ("actions", "gold"),
    [
        pytest.param((Judge(1, RIGHT), Judge(2, RIGHT)), [FIRST.id, LAW.id], id="all-right"),
        pytest.param((Judge(1, RIGHT), Judge(2, WRONG), Correct("Zo.")), [FIRST.id], id="wrong"),
        pytest.param((Judge(1, RIGHT), Judge(2, INCOMPLETE), Correct("Zo.")), [FIRST.id, LAW.id],
                     id="incomplete-is-still-true"),
        pytest.param((Judge(1, RIGHT), Judge(2, OLD), Replace(2, replace(REPLACEMENT, n=2))),
                     [FIRST.id, OTHER.id], id="replaced"),
        pytest.param((Judge(1, WRONG), Judge(2, WRONG), Add(REPLACEMENT)), [OTHER.id], id="added"),
    ],
)  # fmt: skip
def test_gold_is_what_the_jurists_stand_for(actions: tuple[Action, ...], gold: list[str]) -> None:
    case = as_case(decided(*actions))
    assert case.gold_ids == gold
    assert case.status == "reviewed"
    assert case.question == QUESTION
    assert all(g.words in PASSAGES[g.passage_id].text for g in case.gold)


def test_a_case_says_what_a_right_and_a_wrong_answer_say() -> None:
    text = "Vraag eerst toestemming. Leg vast waarom u deelt."
    case = as_case(decided(Judge(1, RIGHT), Judge(2, WRONG), Correct(text)))
    assert case.must_say == ["Vraag eerst toestemming.", "Leg vast waarom u deelt."]
    assert case.wrong == [LAW.text]
    assert case.id == "helpdesk-20261125-1"
    assert case.topic == "Jeugdwet, handreiking"
    assert case.style == "paraphrase"


@pytest.mark.parametrize(
    ("actions", "number", "why", "reason"),
    [
        pytest.param((Judge(1, RIGHT),), 2, None, "not-decided", id="half"),
        pytest.param((Comment("Niets over.", True),), 0, None, "no-gold", id="without-gold"),
        pytest.param((Judge(1, RIGHT), Judge(2, RIGHT)), 2, "off-topic", "gold-and-why", id="both"),
    ],
)
def test_what_is_no_case_yet_has_a_reason(
    actions: tuple[Action, ...], number: int, why: str | None, reason: str
) -> None:
    with pytest.raises(DeskRuleError, match=reason):
        as_case(decided(*actions, number=number), why=why)  # type: ignore[arg-type]


def test_a_question_without_an_answer_is_a_case_with_a_reason() -> None:
    case = as_case(decided(Comment("Niets over.", True), number=0), why="near-domain")
    assert case.gold == []
    assert case.why == "near-domain"
    assert case.topic == "helpdesk"


def test_cases_are_added_to_the_file_once(tmp_path: Path) -> None:
    path = tmp_path / "evals" / "helpdesk.jsonl"
    item = decided(Judge(1, RIGHT), Judge(2, RIGHT))
    cases = [as_case(replace(item, id=n)) for n in range(1, 9)]
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda c: append_case(path, c, PASSAGES), cases))
    assert not append_case(path, cases[0], PASSAGES)
    found = load_cases(path, PASSAGES)
    assert sorted(found, key=lambda c: c.id) == cases
    assert [p.name for p in path.parent.iterdir()] == ["helpdesk.jsonl"]


def test_a_case_that_does_not_fit_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "helpdesk.jsonl"
    item = decided(Judge(1, RIGHT), Judge(2, RIGHT))
    case = as_case(item)
    append_case(path, case, PASSAGES)
    before = path.read_bytes()
    changed = PASSAGES | {LAW.id: replace(LAW, text=OTHER.text, end=len(OTHER.text))}
    other = as_case(replace(item, id=2))
    for passages, wanted in ((changed, other), ({}, other), (PASSAGES, as_case(
        decided(Judge(1, RIGHT), Judge(2, RIGHT), Correct("Anders."))
    ))):  # fmt: skip
        with pytest.raises(CorpusError):
            append_case(path, wanted, passages)
    path.write_bytes(b"{geen json}\n")
    with pytest.raises(CorpusError, match="line 1"):
        append_case(path, other, PASSAGES)
    assert path.read_bytes() == b"{geen json}\n"
    path.write_bytes(before.rstrip(b"\n"))  # somebody's editor left the last line end out
    assert append_case(path, other, PASSAGES)
    assert len(load_cases(path, PASSAGES)) == 2


def test_a_curated_answer_is_shown_while_the_sources_hold_its_words(
    make_desk: Callable[[], Desk],
) -> None:
    from tests.desk.material import submission

    desk = make_desk()
    desk.submit(submission(number=0))
    desk.act(1, Correct("Overleg eerst. Leg dat vast."), by="anna", version=0)
    desk.act(1, Add(quoted(OTHER, "Leg vast")), by="anna", version=1)
    desk.act(1, Release(), by="anna", version=2)
    found = desk.curated_for(QUESTION)
    assert found is not None
    shown = curated_answer(found, PASSAGES.get)
    assert shown is not None
    assert shown.status is Status.ANSWERED
    assert texts_nl.NOTICES[shown.notice] == texts_nl.DESK_CURATED
    assert [(s.text, s.citations) for s in shown.sentences] == [
        ("Overleg eerst.", (1,)), ("Leg dat vast.", (1,)),
    ]  # fmt: skip
    assert shown.citations[0].quote == "Leg vast"
    moved = replace(OTHER, text=f"Nieuw. {OTHER.text}", end=OTHER.end + 7)
    assert curated_answer(found, {OTHER.id: moved}.get) is None
    assert curated_answer(found, {}.get) is None
    assert curated_answer(replace(found, citations=()), PASSAGES.get) is None


def test_agreement_counts_each_citation_once_in_the_week_of_its_last_judgement(
    make_desk: Callable[[], Desk],
) -> None:
    from tests.desk.material import Clock, submission

    desk = make_desk()
    clock = Clock()
    desk._now = clock
    desk.submit(submission())
    desk.submit(submission())
    desk.act(1, Judge(1, WRONG), by="anna", version=0)
    desk.act(1, Judge(1, RIGHT), by="anna", version=1)  # changed her mind
    desk.act(1, Judge(2, OLD), by="anna", version=2)
    clock.now = START + timedelta(days=7)
    desk.act(2, Judge(1, RIGHT), by="bram", version=0)
    weeks = agreement(desk.judgements())
    assert [(w.week, dict(w.counts)) for w in weeks] == [
        ("2026-W48", {RIGHT: 1, OLD: 1}), ("2026-W49", {RIGHT: 1}),
    ]  # fmt: skip
    assert [w.agreement for w in weeks] == [Share(1, 2), Share(1, 1)]
    assert together(weeks).agreement == Share(2, 3)
    found = json.loads(json.dumps(agreement_json(weeks)))
    assert found["agreement"]["n"] == 3
    assert found["weeks"][0]["judgements"] == {
        "juist": 1, "onjuist": 0, "onvolledig": 0, "verouderd": 1,
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 30])
def test_the_plot_is_one_svg_with_a_name(count: int) -> None:
    counts = {(f"2026-W{n:02}", j): n for n in range(1, count + 1) for j in (RIGHT, WRONG)}
    svg = agreement_svg(agreement(counts))
    assert svg == agreement_svg(agreement(counts))
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["role"] == "img"
    assert "2026-W01" in svg
    assert not re.findall(r"(?:href|src)=\"http|url\(http", svg)  # nothing is fetched


def test_without_judgements_there_are_no_figures_and_no_plot() -> None:
    assert agreement({}) == ()
    assert agreement_json(())["weeks"] == []
    with pytest.raises(ValueError):
        agreement_svg(())
