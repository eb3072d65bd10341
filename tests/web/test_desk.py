"""From an answer to the helpdesk, over the desk of the jurists, back to the asker."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.desk.store import Desk, open_desk
from assistant.records import Sentence
from assistant.settings import Settings
from assistant.web.seal import Seal
from assistant.web.server import delete_old
from tests.web import fakes
from tests.web.test_server import send, turn

WEB = texts_nl.DESK_WEB
QUESTION = "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?"
BSN = "123456782"
SCRIPT = "<script>alert(1)</script> wij lezen dit nog na"


@pytest.fixture
def desk(state: Path) -> Iterator[Desk]:
    found = open_desk(Settings(state=state))
    yield found
    found.close()


@pytest.fixture
def jurist(client: TestClient) -> Iterator[TestClient]:
    """The site for somebody who gave a name."""
    response = client.post("/helpdesk/naam", data={"naam": "kim"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/helpdesk")
    yield client
    client.cookies.clear()


def sealed(client: TestClient, question: str = QUESTION) -> str:
    """What stands in the form under an answer."""
    html = turn(send(client, question, session="desk"))
    found = re.search(r'name="antwoord" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def submit(client: TestClient, question: str = QUESTION) -> str:
    """Lay a question before the helpdesk; returns the code."""
    response = client.post("/voorleggen/verstuur", data={"antwoord": sealed(client, question)})
    assert response.status_code == 200, response.text
    found = re.search(r"<output>([A-Z-]+)</output>", response.text)
    assert found is not None
    return found[1]


@pytest.fixture
def item(client: TestClient, desk: Desk) -> int:
    """A new item."""
    submit(client)
    return max(row.id for row in desk.queue())


def act(client: TestClient, item: int, version: int, action: str, **fields: str) -> Any:
    data = {"versie": str(version), "actie": action, **fields}
    return client.post(f"/helpdesk/{item}", data=data, follow_redirects=False)


# -- the seal --


def test_what_was_shown_comes_back_as_it_went() -> None:
    assistant = fakes.FakeAssistant()
    answer = assistant.ask(QUESTION)
    written = Sentence(text="Zin van het model \ud800.", citations=(1,), written=True)
    answer = replace(answer, sentences=(written, *answer.sentences), read_as="Anders gelezen?")
    seal = Seal()
    shown = seal.open(seal.close("Getypt?", answer), assistant.passage)
    assert shown is not None
    assert shown.question == "Anders gelezen?"
    assert shown.answer.sentences == answer.sentences
    assert shown.answer.citations == answer.citations
    assert shown.answer.status is answer.status


def test_an_answer_that_somebody_else_made_up_is_refused() -> None:
    assistant = fakes.FakeAssistant()
    seal = Seal()
    closed = seal.close(QUESTION, assistant.ask(QUESTION))
    content = json.loads(base64.urlsafe_b64decode(closed[43:] + "=="))
    content["question"] = "Iets heel anders?"
    changed = base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
    for other in (closed[:43] + changed, closed[:-1], "", "é" * 50, closed[43:]):
        assert seal.open(other, assistant.passage) is None
    assert Seal().open(closed, assistant.passage) is None  # of a process with another key
    again = Seal(b"key").close(QUESTION, assistant.ask(QUESTION))
    assert Seal(b"key").open(again, assistant.passage) is not None  # of the same site
    assert Seal(b"other").open(again, assistant.passage) is None
    assert seal.open(closed, lambda _: None) is None  # the source is gone
    assert seal.open(closed, assistant.passage) is not None


@given(st.text(max_size=120))
def test_no_text_opens(text: str) -> None:
    assert Seal().open(text, lambda _: None) is None


def test_a_refused_question_is_not_sealed() -> None:
    refused = fakes.FakeAssistant().ask(fakes.CANARY)
    assert Seal().close(fakes.CANARY, refused) == ""


# -- the asker --


def test_the_asker_sees_all_that_is_stored_before_it_is_sent(
    client: TestClient, desk: Desk
) -> None:
    before = desk.count()
    form = {"antwoord": sealed(client)}
    page = client.post("/voorleggen", data=form)
    assert page.status_code == 200
    assert desk.count() == before  # looking stores nothing
    assert client.post("/voorleggen/verstuur", data=form).status_code == 200
    assert desk.count() == before + 1
    stored = desk.item(max(r.id for r in desk.queue())).submission
    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())
    parts = [stored.question, stored.checklist_version, *stored.topics]
    parts += [text for s in stored.sentences for text in (s.text, s.heading)]
    for c in stored.citations:
        parts += [c.ref, *c.quote.split("\n")]
    parts += [text for r in stored.references for text in (r.text, r.message)]
    for part in parts:
        assert " ".join(part.split()) in shown


def test_sending_twice_keeps_one(client: TestClient, desk: Desk) -> None:
    form = {"antwoord": sealed(client)}
    assert client.post("/voorleggen/verstuur", data=form).status_code == 200
    before = desk.count()
    again = client.post("/voorleggen/verstuur", data=form)
    assert again.status_code == 409
    assert WEB["sent_before_title"] in again.text
    assert desk.count() == before


@pytest.mark.parametrize("path", ["/voorleggen", "/voorleggen/verstuur"])
def test_what_did_not_come_from_here_is_not_stored(
    client: TestClient, desk: Desk, path: str
) -> None:
    before = desk.count()
    for form in ({}, {"antwoord": "x" * 90}, {"antwoord": sealed(client)[:-2]}):
        response = client.post(path, data=form)
        assert response.status_code == 409
        assert WEB["sealed_gone_title"] in response.text
    assert desk.count() == before


def test_a_question_that_the_checklist_refuses_is_not_stored(
    client: TestClient, desk: Desk, state: Path
) -> None:
    before = desk.count()
    form = {"antwoord": sealed(client, f"Mag ik BSN {BSN} delen met het lokale team?")}
    response = client.post("/voorleggen/verstuur", data=form)
    assert response.status_code == 422
    assert WEB["refused_title"] in response.text
    assert BSN not in response.text
    assert desk.count() == before
    assert all(BSN.encode() not in p.read_bytes() for p in state.rglob("*") if p.is_file())
    assert client.post("/voorleggen/verstuur", data=form).status_code == 422  # not "sent before"


@pytest.mark.parametrize(
    "path", ["/voorleggen", "/voorleggen/verstuur", "/antwoord", "/helpdesk/1", "/helpdesk/naam"]
)
@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"}])
def test_another_site_can_post_nothing(
    jurist: TestClient, path: str, headers: dict[str, str]
) -> None:
    assert jurist.post(path, data={}, headers=headers).status_code == 403


def test_no_answer_can_be_laid_before_the_helpdesk_as_well(client: TestClient, desk: Desk) -> None:
    submit(client, f"Wat zegt de {fakes.NOT_IN_CORPUS} over het delen van gegevens?")
    sent = desk.item(max(r.id for r in desk.queue())).submission
    assert (sent.outcome, sent.reason, sent.sentences) == ("abstained", "out-of-scope", ())


@pytest.mark.parametrize(
    ("code", "says"),
    [("", "reply_empty"), ("  ", "reply_empty"), ("BBBB-BBBB-BBBB-BBBB", "reply_unknown")],
)
def test_a_wrong_code_gets_a_sentence(client: TestClient, code: str, says: str) -> None:
    response = client.post("/antwoord", data={"code": code})
    assert response.status_code == 422
    assert WEB[says] in unescape(response.text)
    assert 'aria-invalid="true"' in response.text


# -- who may come in --


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        pytest.param("192.168.1.9", {}, id="another-machine"),
        pytest.param("127.0.0.1", {"x-forwarded-for": "10.0.0.1"}, id="through-a-proxy"),
        pytest.param("testclient", {}, id="no-address"),
    ],
)
def test_the_desk_is_for_this_computer_only(
    client: TestClient, address: str, headers: dict[str, str]
) -> None:
    other = TestClient(client.app, base_url="http://127.0.0.1:7860", client=(address, 1))
    for path in ("/helpdesk", "/helpdesk/1", "/helpdesk/naam", "/helpdesk/1/zoek"):
        response = other.get(path, headers=headers)
        assert response.status_code == 403
        assert texts_nl.ACCESS["local_title"] in response.text
    assert other.post("/helpdesk/1", data={}, headers=headers).status_code == 403


def test_a_jurist_gives_a_name_first_and_comes_back_where_it_was_asked(
    client: TestClient, item: int
) -> None:
    response = client.get(f"/helpdesk/{item}", follow_redirects=False)
    assert response.headers["location"] == f"/helpdesk/naam?naar=/helpdesk/{item}"
    bad = client.post("/helpdesk/naam", data={"naam": "<b>", "naar": f"/helpdesk/{item}"})
    assert bad.status_code == 422
    assert "&lt;b&gt;" in bad.text
    good = client.post(
        "/helpdesk/naam",
        data={"naam": "Kim", "naar": f"/helpdesk/{item}"},
        follow_redirects=False,
    )
    assert good.headers["location"] == f"/helpdesk/{item}"
    assert "httponly" in good.headers["set-cookie"].lower()
    assert "samesite=strict" in good.headers["set-cookie"].lower()
    elsewhere = client.post(
        "/helpdesk/naam",
        data={"naam": "kim", "naar": "https://evil.example/"},
        follow_redirects=False,
    )
    assert elsewhere.headers["location"] == "/helpdesk"
    client.cookies.clear()


# -- the jurist --


def test_the_main_path_ends_with_the_asker(jurist: TestClient, desk: Desk) -> None:
    code = submit(jurist)
    item = max(row.id for row in desk.queue())
    page = jurist.get(f"/helpdesk/{item}").text
    sent = desk.item(item).submission
    for citation in sent.citations:
        assert f"<mark>{citation.quote.split(chr(10))[0]}" in unescape(page)
    for n in range(1, len(sent.citations) + 1):
        judged = act(jurist, item, n - 1, "oordeel", n=str(n), oordeel="juist")
        assert judged.status_code == 303
        expected = "afronden" if n == len(sent.citations) else f"citaat-{n + 1}"
        assert judged.headers["location"] == f"/helpdesk/{item}#{expected}"
    assert WEB["can_release"] in jurist.get(f"/helpdesk/{item}").text
    waiting = jurist.post("/antwoord", data={"code": code}).text
    assert WEB["reply_waiting"] in waiting
    version = desk.item(item).version
    act(jurist, item, version, "toelichting", tekst="Dit klopt helemaal.", vrager="ja")
    assert act(jurist, item, version + 1, "vrijgeven").status_code == 303
    reply = jurist.post("/antwoord", data={"code": code.lower()}).text
    assert "Dit klopt helemaal." in reply
    assert reply.count("Oordeel: juist") == len(sent.citations)
    assert "kim" not in reply
    released = jurist.get(f"/helpdesk/{item}").text
    assert WEB["withdraw"] in released
    assert 'value="oordeel"' not in released


def test_a_citation_is_replaced_by_words_that_were_searched(
    jurist: TestClient, desk: Desk, item: int
) -> None:
    empty = jurist.get(f"/helpdesk/{item}/zoek?n=1")
    assert empty.status_code == 200
    found = jurist.post(f"/helpdesk/{item}/zoek", data={"n": "1", "zoek": "zwijgplicht"}).text
    assert f'name="stuk" value="{fakes.QUOTED[1]}"' in found
    done = act(jurist, item, 0, "vervang", n="1", stuk=fakes.QUOTED[1], deel="0-40")
    assert done.headers["location"].endswith("#citaat-1")
    passage = fakes.FakeAssistant().passage(fakes.QUOTED[1])
    assert passage is not None
    verdict = desk.item(item).verdicts[0]
    assert verdict.replacement is not None
    assert verdict.replacement.quote == passage.text[:40]
    act(jurist, item, 1, "voeg-toe", stuk=fakes.QUOTED[2], deel="0-20")
    assert len(desk.item(item).added) == 1
    assert act(jurist, item, 2, "vervang-terug", n="1").status_code == 303
    assert desk.item(item).verdicts[0].replacement is None


def test_a_search_that_the_checklist_refuses_finds_nothing(jurist: TestClient, item: int) -> None:
    page = jurist.post(f"/helpdesk/{item}/zoek", data={"zoek": f"{fakes.CANARY} zoekt"})
    assert page.status_code == 422
    assert texts_nl.NOT_KEPT in page.text
    assert 'name="stuk"' not in page.text


def test_undo_takes_the_last_change_back_and_history_keeps_both(
    jurist: TestClient, desk: Desk, item: int
) -> None:
    act(jurist, item, 0, "oordeel", n="1", oordeel="onjuist")
    page = jurist.get(f"/helpdesk/{item}").text
    assert "[1] onjuist" in page
    assert 'name="seq" value="1"' in page
    act(jurist, item, 1, "herstel", seq="1")
    assert desk.item(item).verdicts[0].judgement is None
    assert WEB["undone"] in jurist.get(f"/helpdesk/{item}").text
    assert len(desk.history(item)) == 2


def test_a_note_with_script_is_text(jurist: TestClient, item: int) -> None:
    assert act(jurist, item, 0, "toelichting", tekst=SCRIPT).status_code == 303
    page = jurist.get(f"/helpdesk/{item}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("action", ["toelichting", "verbeter"])
def test_a_text_that_the_checklist_refuses_is_not_stored_and_not_lost(
    jurist: TestClient, desk: Desk, item: int, state: Path, action: str
) -> None:
    text = f"Bel over BSN {BSN} even met het wijkteam."
    response = act(jurist, item, 0, action, tekst=text)
    assert response.status_code == 422
    assert texts_nl.NOT_KEPT in response.text
    assert text in response.text  # in the field, to mend it
    assert desk.item(item).version == 0
    assert all(BSN.encode() not in p.read_bytes() for p in state.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("action", "fields", "reason"),
    [
        ("vrijgeven", {}, "not-judged"),
        ("intrekken", {}, "not-released"),
        ("herstel", {"seq": "1"}, "nothing-to-undo"),
        ("toelichting", {}, "empty"),
        ("verbeter", {"tekst": "x" * 20_001}, "too-long"),
        ("oordeel", {"n": "99", "oordeel": "juist"}, "no-such-citation"),
        ("wijs-toe", {"aan": "<b>"}, "user-name"),
    ],
)
def test_what_may_not_be_done_now_is_told(
    jurist: TestClient, desk: Desk, item: int, action: str, fields: dict[str, str], reason: str
) -> None:
    response = act(jurist, item, 0, action, **fields)
    assert response.status_code == 422
    assert texts_nl.DESK_PROBLEMS[reason] in unescape(response.text)
    assert desk.item(item).version == 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"versie": "x", "actie": "neem"},
        {"versie": "0"},
        {"versie": "0", "actie": "weg"},
        {"versie": "0", "actie": "oordeel", "n": "1", "oordeel": "mooi"},
        {"versie": "0", "actie": "vervang", "n": "1", "stuk": "nee", "deel": "0-4"},
        {"versie": "0", "actie": "vervang", "n": "1", "stuk": fakes.LAW, "deel": "9-4"},
        {"versie": "0", "actie": "vervang", "n": "1", "stuk": fakes.LAW},
        {f"f{n}": "x" for n in range(60)},
    ],
)
def test_a_form_that_is_not_ours_changes_nothing(
    jurist: TestClient, desk: Desk, item: int, fields: dict[str, str]
) -> None:
    response = jurist.post(f"/helpdesk/{item}", data=fields)
    assert response.status_code == 400
    assert '<html lang="nl">' in response.text
    assert desk.item(item).version == 0


@pytest.mark.parametrize("number", [999_999, 2**40, 2**70])
def test_an_item_that_is_not_there_is_404(jurist: TestClient, number: int) -> None:
    assert jurist.get(f"/helpdesk/{number}").status_code == 404
    assert act(jurist, number, 0, "neem").status_code == 404
    assert jurist.get(f"/helpdesk/{number}/zoek").status_code == 404


def test_who_comes_second_sees_both_states_and_can_still_decide(
    jurist: TestClient, desk: Desk, item: int
) -> None:
    act(jurist, item, 0, "oordeel", n="1", oordeel="onjuist")
    jurist.post("/helpdesk/naam", data={"naam": "bo"})
    text = "Een heel andere tekst: zwijgen mag, spreken mag niet."
    response = act(jurist, item, 0, "verbeter", tekst=text)
    assert response.status_code == 409
    for expected in (WEB["conflict_title"], text, "kim", "[1] onjuist", WEB["not_judged"]):
        assert expected in unescape(response.text)
    assert desk.item(item).correction is None
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', response.text))
    assert fields.pop("versie") == "1"
    again = jurist.post(
        f"/helpdesk/{item}", data={"versie": "1", **{k: unescape(v) for k, v in fields.items()}}
    )
    assert again.status_code == 200
    now = desk.item(item)
    assert now.correction == text
    assert now.verdicts[0].judgement == "onjuist"


def test_the_queue_narrows(jurist: TestClient, desk: Desk, item: int) -> None:
    def shown(**filters: str) -> bool:
        response = jurist.get("/helpdesk", params=filters)
        assert response.status_code == 200
        return f'href="/helpdesk/{item}"' in response.text

    desk_topic = desk.item(item).submission.topics[0]
    everything = {"pagina": str(1 + (desk.count() - 1) // 50)}  # the newest stand last
    assert shown(**everything)
    assert shown(wie="niemand", **everything)
    assert shown(onderwerp=desk_topic, **everything)
    assert not shown(wie="mij")
    assert not shown(wacht="2")
    assert not shown(status="released")
    assert not shown(onderwerp="Wet op de <b>")
    act(jurist, item, 0, "neem")
    assert shown(wie="mij", status="assigned")
    assert not shown(wie="niemand", **everything)
    act(jurist, item, 1, "wijs-toe", aan="bo")
    assert shown(wie="bo")
    act(jurist, item, 2, "leg-terug")
    assert desk.item(item).assignee is None
    assert jurist.get("/helpdesk?pagina=99999999999&status=x&wacht=y").status_code == 200


def test_keys_can_be_turned_off(jurist: TestClient, item: int) -> None:
    page = jurist.get(f"/helpdesk/{item}").text
    assert "/huisstijl/helpdesk.js" in page
    for key, what in texts_nl.DESK_KEYS:
        assert f"<kbd>{key}</kbd></dt><dd>{what}" in unescape(page)
    off = jurist.post("/helpdesk/toetsen", data={"toetsen": "uit", "naar": f"/helpdesk/{item}"})
    assert off.url.path == f"/helpdesk/{item}"
    assert "helpdesk.js" not in off.text
    assert "data-toets" not in off.text


def test_desk_pages_hold_no_inline_script_or_style(jurist: TestClient, item: int) -> None:
    for path in ("/helpdesk", f"/helpdesk/{item}", f"/helpdesk/{item}/zoek?n=1", "/antwoord"):
        text = jurist.get(path).text
        assert "style=" not in text
        assert not re.search(r"<script(?![^>]*src=)", text)
        assert not re.search(r"\son\w+=", text)
        assert text.count("<h1") == 1


def test_what_stands_around_a_passage_is_shown_once(
    jurist: TestClient, desk: Desk, item: int
) -> None:
    page = jurist.get(f"/helpdesk/{item}").text
    cited = {c.passage_id for c in desk.item(item).submission.citations}
    assert page.count("<mark>") > len(cited)
    assert page.count(texts_nl.WEB["before"]) == len(cited)


def test_a_passage_that_reads_otherwise_by_now_shows_the_words_as_cited(
    jurist: TestClient, item: int, assistant: fakes.FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assistant, "context", lambda _: None)
    page = jurist.get(f"/helpdesk/{item}").text
    assert WEB["passage_changed"] in page
    assert "<mark>" not in page


# -- deleting --


def test_what_was_released_long_ago_is_deleted_when_the_site_starts(
    jurist: TestClient, desk: Desk
) -> None:
    code = submit(jurist, f"Wat zegt de {fakes.NOT_IN_CORPUS} over het delen van gegevens?")
    item = max(row.id for row in desk.queue())
    act(jurist, item, 0, "toelichting", tekst="Daar gaan de bronnen niet over.", vrager="ja")
    assert act(jurist, item, 1, "vrijgeven").status_code == 303
    stop = threading.Event()
    stop.set()
    delete_old([lambda: desk.purge(365, 730)], stop)
    assert "Daar gaan de bronnen niet over." in jurist.post("/antwoord", data={"code": code}).text
    delete_old([lambda: desk.purge(0, 730)], stop)
    gone = jurist.post("/antwoord", data={"code": code})
    assert WEB["reply_unknown"] in unescape(gone.text)


def test_a_desk_that_is_away_does_not_stop_the_site(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "vindplaats.sqlite").mkdir()  # no file can be opened there
    stop = threading.Event()
    stop.set()
    done: list[bool] = []
    away = lambda: open_desk(Settings(state=tmp_path)).purge(365, 730)  # noqa: E731
    delete_old([away, lambda: done.append(True)], stop)
    assert "not deleted" in caplog.text
    assert done == [True]  # one that fails does not keep the next
