"""What the jurists decide comes back: evaluation cases, figures, and what is deleted soon."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.cases import load_cases
from assistant.desk.loop import WHY
from assistant.desk.model import Comment, Judge, Judgement, Release, Submission
from assistant.desk.prepare import prepare
from assistant.desk.store import Desk, open_desk
from assistant.records import Answer, Status
from assistant.settings import Settings, silence_telemetry
from tests.desk.material import NO_LAWS
from tests.web import fakes

WEB = texts_nl.DESK_WEB
QUESTION = "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def cases(place: Path) -> Path:
    return place / "evals" / "helpdesk.jsonl"


@pytest.fixture(scope="module")
def site(assistant: fakes.FakeAssistant, place: Path, cases: Path) -> Iterator[TestClient]:
    silence_telemetry()
    from assistant.web.server import create_app

    app = create_app(assistant, Settings(state=place, desk_cases=cases))
    address = ("127.0.0.1", 50_000)
    with TestClient(app, base_url="http://127.0.0.1:7860", client=address) as found:
        found.post("/helpdesk/naam", data={"naam": "kim"})
        yield found


@pytest.fixture(scope="module")
def desk(place: Path) -> Iterator[Desk]:
    found = open_desk(Settings(state=place))
    yield found
    found.close()


def sent(assistant: fakes.FakeAssistant, *, answered: bool = True) -> Submission:
    nothing = Answer(status=Status.ABSTAINED, reason="no-match")
    return prepare(QUESTION, assistant.ask(QUESTION) if answered else nothing, NO_LAWS)


def judged(desk: Desk, submission: Submission, judgement: Judgement, *, note: bool = False) -> int:
    item_id = desk.submit(submission).item_id
    version = 0
    for c in submission.citations:
        version = desk.act(item_id, Judge(c.n, judgement), by="kim", version=version).version
    if note:
        desk.act(item_id, Comment("Dit staat er niet in.", True), by="kim", version=version)
    return item_id


def shown(response: Any) -> str:
    return unescape(response.text)


def test_a_decided_item_is_added_with_one_click_and_says_so(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant, cases: Path
) -> None:
    item = judged(desk, sent(assistant), Judgement.RIGHT)
    page = shown(site.get(f"/helpdesk/{item}"))
    assert WEB["cases_add"] in page
    assert 'name="waarom"' not in page
    done = site.post(f"/helpdesk/{item}/evaluatie")
    assert done.url.path == f"/helpdesk/{item}"
    assert texts_nl.DESK_ADDED["toegevoegd"] in shown(done)
    again = site.post(f"/helpdesk/{item}/evaluatie")
    assert texts_nl.DESK_ADDED["stond-er-al"] in shown(again)
    passages = {p: assistant.passage(p) for p in fakes.QUOTED}
    found = load_cases(cases, {k: v for k, v in passages.items() if v is not None})
    assert [c.question for c in found] == [QUESTION]
    assert found[0].gold_ids
    assert found[0].status == "reviewed"


def test_without_a_right_passage_it_asks_why(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant, cases: Path
) -> None:
    item = judged(desk, sent(assistant, answered=False), Judgement.WRONG, note=True)
    page = shown(site.get(f"/helpdesk/{item}"))
    for why in WHY:
        assert f'<option value="{why}">{texts_nl.DESK_WHY[why]}' in page
    for data in ({}, {"waarom": "zomaar"}):
        refused = site.post(f"/helpdesk/{item}/evaluatie", data=data)
        assert refused.status_code == 422
        assert texts_nl.DESK_PROBLEMS["no-gold"] in shown(refused)
    done = site.post(f"/helpdesk/{item}/evaluatie", data={"waarom": "near-domain"})
    assert texts_nl.DESK_ADDED["toegevoegd"] in shown(done)
    last = json.loads(cases.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["why"], last["gold"]) == ("near-domain", [])


def test_an_item_that_is_not_decided_has_no_button(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant
) -> None:
    item = desk.submit(sent(assistant)).item_id
    assert WEB["cases_add"] not in shown(site.get(f"/helpdesk/{item}"))
    response = site.post(f"/helpdesk/{item}/evaluatie")
    assert response.status_code == 422
    assert texts_nl.DESK_PROBLEMS["not-decided"] in shown(response)
    assert site.post("/helpdesk/99999/evaluatie").status_code == 404


def test_a_folder_that_cannot_be_written_is_told(
    site: TestClient,
    desk: Desk,
    assistant: fakes.FakeAssistant,
    cases: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    item = judged(desk, sent(assistant), Judgement.RIGHT)
    aside = cases.parent.with_name("aside")
    if cases.parent.exists():
        cases.parent.rename(aside)
    cases.parent.write_text("a file where the folder should be")
    try:
        response = site.post(f"/helpdesk/{item}/evaluatie")
    finally:
        cases.parent.unlink()
        if aside.exists():
            aside.rename(cases.parent)
    assert response.status_code == 422
    assert texts_nl.DESK_NOT_ADDED["unwritable"].format(path=cases) in shown(response)
    assert QUESTION not in caplog.text


def test_a_case_that_was_changed_since_is_told(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant, cases: Path
) -> None:
    item = judged(desk, sent(assistant), Judgement.RIGHT)
    site.post(f"/helpdesk/{item}/evaluatie")
    before = cases.read_bytes()
    desk.act(item, Judge(1, Judgement.INCOMPLETE), by="kim", version=desk.item(item).version)
    desk.act(item, Comment("Vul aan.", True), by="kim", version=desk.item(item).version)
    version = desk.item(item).version
    desk.act(item, Judge(2, Judgement.WRONG), by="kim", version=version)
    response = site.post(f"/helpdesk/{item}/evaluatie")
    assert response.status_code == 422
    assert texts_nl.DESK_NOT_ADDED["unfit"].format(path=cases) in shown(response)
    assert cases.read_bytes() == before


def test_agreement_is_drawn_and_told_in_a_table(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant
) -> None:
    judged(desk, sent(assistant), Judgement.RIGHT)
    judged(desk, sent(assistant), Judgement.OUTDATED)
    page = shown(site.get("/helpdesk/overeenstemming"))
    week = "{}-W{:02}".format(*datetime.now(UTC).isocalendar()[:2])
    assert f'<th scope="row">{week}</th>' in page
    assert f'<th scope="row">{WEB["agreement_all"]}</th>' in page
    assert re.search(r"<td>\d+ %</td><td>\d+ % – \d+ %</td>", page)
    assert "/helpdesk/overeenstemming.svg" in page
    plot = site.get("/helpdesk/overeenstemming.svg")
    assert plot.headers["content-type"].startswith("image/svg+xml")
    assert ET.fromstring(plot.text).tag.endswith("svg")  # noqa: S314 - our own


def test_without_judgements_there_is_a_sentence_and_no_plot(
    site: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "judgements", lambda _: {})
    page = site.get("/helpdesk/overeenstemming")
    assert WEB["agreement_none"] in shown(page)
    assert "<img" not in page.text
    assert site.get("/helpdesk/overeenstemming.svg").status_code == 404


def test_what_is_deleted_soon_is_marked_and_can_be_filtered(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_now", lambda: datetime.now(UTC) - timedelta(days=710, hours=1))
    old = desk.submit(sent(assistant)).item_id
    released = judged(desk, sent(assistant), Judgement.RIGHT)
    desk.act(released, Release(), by="kim", version=desk.item(released).version)
    monkeypatch.undo()
    fresh = desk.submit(sent(assistant)).item_id
    page = shown(site.get("/helpdesk", params={"wacht": "weg"}))
    assert f'href="/helpdesk/{old}"' in page
    assert "wordt over 19 dagen verwijderd" in page
    for other in (fresh, released):
        assert f'href="/helpdesk/{other}"' not in page
    everything = {"wacht": "weg", "status": "alle"}
    assert f'href="/helpdesk/{released}"' not in site.get("/helpdesk", params=everything).text
    assert "wordt over 19 dagen verwijderd" in shown(site.get(f"/helpdesk/{old}"))
    for other in (fresh, released):
        assert "dagen verwijderd" not in shown(site.get(f"/helpdesk/{other}"))


def test_a_passage_that_is_cited_again_is_shown_around_its_words_first(
    site: TestClient, desk: Desk, assistant: fakes.FakeAssistant
) -> None:
    submission = sent(assistant)
    page = site.get(f"/helpdesk/{desk.submit(submission).item_id}").text
    cited = [c.passage_id for c in submission.citations]
    again = len(cited) - len(set(cited))
    assert again
    assert page.count(f"<summary>{WEB['whole_passage']}</summary>") == again
    assert page.count("<mark>") >= len(cited) + again
