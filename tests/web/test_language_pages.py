"""The workplaces, signing in, the helpdesk's reply and quizzes in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant import texts_en, texts_nl
from assistant.desk.model import (
    ACTIONS,
    Action,
    Add,
    Assign,
    Comment,
    Correct,
    Event,
    Judge,
    Judgement,
    Release,
    Replace,
    Undo,
    Withdraw,
    cited_words,
)
from assistant.desk.store import Desk, open_desk
from assistant.errors import SignInError
from assistant.settings import Settings
from assistant.web import language, sign_in
from assistant.web.helpdesk import _did
from assistant.web.language import Language, Viewer, seen_by
from tests.web import fakes
from tests.web.people import PASSWORD, signed_in, site_settings, visitor
from tests.web.spoken import Spoken, check_english
from tests.web.test_desk import BSN, QUESTION, sealed

DESK = texts_en.DESK_WEB
ACCESS = texts_en.ACCESS


@pytest.fixture
def english(client: TestClient) -> Iterator[TestClient]:
    """The site for somebody on this machine who chose English."""
    client.cookies.set(language.COOKIE, "en")
    yield client
    client.cookies.clear()


def error_of(spoken: Spoken, said: str) -> None:
    """The error is there, and the title says that there is one."""
    assert said in spoken.words("en")
    assert spoken.title.startswith(texts_en.WEB["steps_error_prefix"])


# -- signing in and out --


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return site_settings(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def site(settings: Settings, assistant: fakes.FakeAssistant) -> Any:
    from assistant.web.server import create_app

    return create_app(assistant, settings)


def test_whoever_asks_for_english_signs_in_in_english(site: Any) -> None:
    person = visitor(site)
    start = person.get("/bronnen?taal=en", headers={"accept": "text/html"})
    assert start.headers["location"].startswith("/aanmelden?naar=")
    page = person.get(start.headers["location"])
    spoken = check_english(page.text)
    assert ("en", ACCESS["title"]) in spoken.headings
    assert 'href="/aanmelden?naar=%2Fbronnen&amp;taal=nl"' in page.text

    form = {"naam": "prof", "wachtwoord": "niet dit", "naar": "/bronnen"}
    wrong = person.post("/aanmelden", data=form)
    assert wrong.status_code == 422
    error_of(check_english(wrong.text), ACCESS["wrong"])
    right = person.post("/aanmelden", data=form | {"wachtwoord": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, "/bronnen")
    assert '<html lang="en">' in person.get("/bronnen").text

    account = check_english(person.get("/afmelden").text)
    assert ACCESS["account"].format(name="prof") in account.words("en")
    left = person.post("/afmelden")
    assert left.headers["location"] == "/afgemeld"
    assert ("en", ACCESS["left_title"]) in check_english(person.get("/afgemeld").text).headings


def test_what_the_gate_says_at_a_workplace_is_english(site: Any, settings: Settings) -> None:
    person = signed_in(site, settings, "prof")
    person.headers["cookie"] += "; taal=en"
    answer = person.get("/helpdesk")
    assert answer.status_code == 403
    assert ACCESS["forbidden"].format(role="helpdesk") in check_english(answer.text).words("en")


@pytest.mark.parametrize("reason", sorted(texts_nl.SIGN_IN_PROBLEMS))
def test_why_a_provider_did_not_sign_in_is_english(reason: str) -> None:
    with seen_by(Viewer(Language.EN, path="/aanmelden/terug", query="code=x&state=y")):
        page = bytes(sign_in._failed(SignInError(reason)).body).decode()
    spoken = check_english(page)
    assert texts_en.SIGN_IN_PROBLEMS[reason] in spoken.words("en")
    assert 'href="/aanmelden?taal=nl"' in page  # not with what can be used once


# -- putting a question to the helpdesk --


def test_from_an_answer_to_the_reply_in_english(english: TestClient, state: Path) -> None:
    form = {"antwoord": sealed(english)}
    page = check_english(english.post("/voorleggen", data=form).text)
    assert ("en", DESK["submit_title"]) in page.headings
    assert QUESTION in page.words("nl")
    sent = english.post("/voorleggen/verstuur", data=form)
    assert ("en", DESK["sent_title"]) in check_english(sent.text).headings
    code = re.search(r"<output>([A-Z-]+)</output>", sent.text)
    assert code is not None
    again = english.post("/voorleggen/verstuur", data=form)
    assert ("en", DESK["sent_before_title"]) in check_english(again.text).headings
    gone = english.post("/voorleggen", data={"antwoord": "x"})
    assert ("en", DESK["sealed_gone_title"]) in check_english(gone.text).headings

    ask = check_english(english.get("/antwoord").text)
    assert ("en", DESK["reply_title"]) in ask.headings
    error_of(check_english(english.post("/antwoord", data={"code": ""}).text), DESK["reply_empty"])
    wrong = english.post("/antwoord", data={"code": "AAAA-BBBB-CCCC-DDDD"})
    error_of(check_english(wrong.text), DESK["reply_unknown"])
    waiting = english.post("/antwoord", data={"code": code[1]})
    assert DESK["reply_waiting"] in check_english(waiting.text).words("en")

    store = open_desk(Settings(state=state))
    try:
        row = max(store.queue(), key=lambda r: r.id)
        version = row.version
        for n in range(1, len(store.item(row.id).verdicts) + 1):
            judged = Judge(n, Judgement.WRONG if n == 1 else Judgement.RIGHT)
            version = store.act(row.id, judged, by="kim", version=version).version
    finally:
        store.close()
    english.post("/helpdesk/naam", data={"naam": "kim"})
    for data in (
        {"actie": "toelichting", "tekst": "Lees ook het vijfde lid.", "vrager": "ja"},
        {"actie": "vrijgeven"},
    ):
        done = english.post(f"/helpdesk/{row.id}", data={"versie": str(version), **data})
        assert done.status_code == 200
        version += 1
    reply = check_english(english.post("/antwoord", data={"code": code[1]}).text)
    assert DESK["reply_verdict"].format(judgement="wrong") in reply.words("en")
    assert "Lees ook het vijfde lid." in reply.words("nl")


def test_a_refused_question_is_refused_in_english(english: TestClient) -> None:
    form = {"antwoord": sealed(english, f"Mag ik het BSN {BSN} delen?")}
    answer = english.post("/voorleggen/verstuur", data=form)
    assert answer.status_code == 422
    spoken = check_english(answer.text)
    assert texts_en.NOT_KEPT in spoken.words("en")
    assert ("en", DESK["points"]) in spoken.headings


# -- the desk --


@pytest.fixture
def desk(state: Path) -> Iterator[Desk]:
    found = open_desk(Settings(state=state))
    yield found
    found.close()


@pytest.fixture
def item(english: TestClient, desk: Desk) -> int:
    """A new item, and somebody who gave a name."""
    english.post("/voorleggen/verstuur", data={"antwoord": sealed(english)})
    english.post("/helpdesk/naam", data={"naam": "kim"})
    return max(row.id for row in desk.queue())


def act(site: TestClient, item: int, version: int, action: str, **fields: str) -> Any:
    return site.post(f"/helpdesk/{item}", data={"versie": str(version), "actie": action, **fields})


def test_a_name_is_asked_for_in_english_and_the_queue_is_english(
    english: TestClient, item: int
) -> None:
    page = english.get("/helpdesk/naam?naar=/helpdesk/3")
    assert ("en", DESK["name_title"]) in check_english(page.text).headings
    assert 'href="/helpdesk/naam?naar=%2Fhelpdesk%2F3&amp;taal=nl"' in page.text
    wrong = english.post("/helpdesk/naam", data={"naam": "9"})
    error_of(check_english(wrong.text), texts_en.DESK_PROBLEMS["user-name"])

    queue = english.get("/helpdesk?status=new&zoek=x")
    spoken = check_english(queue.text)
    assert ("en", DESK["queue_title"]) in spoken.headings
    assert QUESTION in spoken.words("nl")
    assert f"{item}." in spoken.words("en")
    assert 'href="/helpdesk?status=new&amp;taal=nl"' in queue.text
    off = english.post("/helpdesk/toetsen", data={"toetsen": "uit"})
    assert DESK["keys_are_off"] in check_english(off.text).words("en")


def test_an_item_is_handled_in_english(
    english: TestClient, item: int, assistant: fakes.FakeAssistant
) -> None:
    assert DESK["not_judged"] in check_english(english.get(f"/helpdesk/{item}").text).words("en")
    judged = check_english(act(english, item, 0, "oordeel", n="1", oordeel="onjuist").text)
    assert DESK["judged_by"].format(judgement="wrong", by="kim") in judged.words("en")
    assert "judged [1] wrong" in judged.words("en")

    search = english.post(f"/helpdesk/{item}/zoek", data={"n": "1", "zoek": "zwijgen"})
    spoken = check_english(search.text)
    assert DESK["search_title"].format(n=1) in spoken.words("en")
    assert DESK["whole_passage"] in spoken.words("en")
    short = english.post(f"/helpdesk/{item}/zoek", data={"zoek": "x"})
    assert texts_en.QUESTION_PROBLEMS["too-short"] in check_english(short.text).words("en")
    refused = english.post(f"/helpdesk/{item}/zoek", data={"zoek": f"{fakes.CANARY} van Jan"})
    assert texts_en.NOT_KEPT in check_english(refused.text).words("en")

    passage = assistant.passage(fakes.QUOTED[2])
    assert passage is not None
    words = {"n": "1", "stuk": passage.id, "deel": f"0-{len(passage.text)}"}
    replaced = check_english(act(english, item, 1, "vervang", **words).text)
    assert DESK["take_back"] in replaced.words("en")
    noted = act(english, item, 2, "toelichting", tekst="Wij lezen dit anders.", vrager="ja")
    assert "wrote a note (for the person who asked)" in check_english(noted.text).words("en")
    early = act(english, item, 3, "vrijgeven")
    assert early.status_code == 422
    assert texts_en.DESK_PROBLEMS["not-judged"] in check_english(early.text).words("en")
    person = act(english, item, 3, "toelichting", tekst=f"Het gaat om BSN {BSN}.")
    assert person.status_code == 422
    assert texts_en.NOT_KEPT in check_english(person.text).words("en")
    corrected = check_english(act(english, item, 3, "verbeter", tekst="Het moet zo.").text)
    assert DESK["answer_is_corrected"] in corrected.words("en")


def test_two_lawyers_at_once_are_told_in_english(
    english: TestClient, desk: Desk, item: int
) -> None:
    desk.act(item, Comment("Hier kijk ik naar.", False), by="bo", version=0)
    desk.act(item, Correct("Het moet anders."), by="bo", version=1)
    desk.act(item, Assign("bo"), by="bo", version=2)
    late = act(english, item, 0, "oordeel", n="1", oordeel="juist")
    assert late.status_code == 409
    spoken = check_english(late.text)
    assert ("en", DESK["conflict_title"]) in spoken.headings
    assert "judged [1] right" in spoken.words("en")
    assert "Het moet anders." in spoken.words("nl")


def test_what_comes_back_is_told_in_english(english: TestClient, desk: Desk, item: int) -> None:
    early = english.post(f"/helpdesk/{item}/evaluatie")
    assert early.status_code == 422
    assert texts_en.DESK_PROBLEMS["not-decided"] in check_english(early.text).words("en")
    desk.act(item, Judge(1, Judgement.RIGHT), by="kim", version=0)
    figures = english.get("/helpdesk/overeenstemming")
    assert ("en", DESK["agreement_title"]) in check_english(figures.text).headings
    drawn = english.get("/helpdesk/overeenstemming.svg").text
    assert DESK["agreement_axis"] in drawn
    assert DESK["agreement_plot"] in drawn


def test_every_action_has_english_words(assistant: fakes.FakeAssistant) -> None:
    passage = assistant.passage(fakes.QUOTED[1])
    assert passage is not None
    found = cited_words(passage, 0, 10, n=9)
    ref = f'<span lang="nl">{found.ref}</span>'
    expected: list[tuple[Action, str]] = [
        (Assign("bo"), "assigned it to bo"),
        (Assign(None), "assigned it to nobody"),
        (Replace(1, found), f"replaced [1] by {ref}"),
        (Replace(1, None), "replaced [1] by nothing"),
        (Add(found), f"added {ref}"),
        (Correct(None), "corrected the answer (as shown)"),
        (Judge(1, Judgement.OUTDATED), "judged [1] outdated"),
        (Release(), "released it"),
        (Withdraw(), "withdrew it"),
        (Undo(3), "undid (3)"),
    ]
    with seen_by(Viewer(Language.EN)):
        for action, said in expected:
            assert _did(Event(seq=1, by="kim", at=datetime.now(UTC), action=action)) == said
    assert set(texts_en.DESK_ACTIONS) == set(ACTIONS)
    assert set(texts_en.DESK_JUDGEMENTS) == set(Judgement)
