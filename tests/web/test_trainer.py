"""The pages of trainers over HTTP: making, changing, importing, rounds and what follows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.database import engine as database
from assistant.desk.store import Desk
from assistant.quiz import revise
from assistant.quiz.analysis import FEWEST_RELATED
from assistant.quiz.build import Material, load_material
from assistant.quiz.formats import FORMATS
from assistant.quiz.records import Item, Kind, Proof, Quiz
from assistant.quiz.store import FEWEST, QuizStore, Version
from assistant.quiz.taking import Feedback, Outcome
from assistant.settings import Settings
from assistant.web.quiz import quiz_routes
from assistant.web.trainer import trainer_routes
from tests.quiz.material import FIELDS, item, many, quiz
from tests.web.fakes import CORPUS, FakeAssistant
from tests.web.quiz_site import app

WEB = texts_nl.QUIZ_WEB
BSN = "111222333"  # passes the elfproef; nobody's
LAW = "wet/jeugdwet/7.3.11/lid-4"


@cache
def material() -> Material:
    return load_material(Settings())


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[QuizStore]:
    found = QuizStore(database.connect_file(tmp_path / "quiz.sqlite"))
    yield found
    found.close()


@pytest.fixture
def desk(store: QuizStore) -> Desk:
    return Desk(store.engine)


@pytest.fixture
def client(store: QuizStore, desk: Desk, assistant: FakeAssistant, tmp_path: Path) -> TestClient:
    routes = trainer_routes(
        assistant,
        store=lambda: store,
        desk=lambda: desk,
        material=material,
        corpus=CORPUS,
        candidates=tmp_path / "candidates.jsonl",
    )
    return TestClient(app(assistant, quiz_routes(assistant, store=lambda: store), routes))


def proven(assistant: FakeAssistant, kind: Kind = Kind.SINGLE, **fields: Any) -> Item:
    """An item whose proof stands in the sources."""
    passage = assistant.passage(LAW)
    assert passage is not None
    assert passage.valid_on is not None
    proof = Proof(passage_id=LAW, title=passage.ref, quote=passage.text, version=passage.valid_on)
    return item(kind, **({"proofs": (proof,)} | fields))


def act(client: TestClient, held: Version, action: str, **fields: str) -> Any:
    data = {"versie": str(held.version), "actie": action, **fields}
    return client.post(f"/trainer/quiz/{held.set_id}", data=data, follow_redirects=False)


def newest(store: QuizStore, held: Version) -> Quiz:
    found = store.get(held.set_id)
    assert found is not None
    return found.quiz


def ids(asked: Quiz) -> list[str]:
    return [i.id for i in asked.items]


# -- making --


@pytest.mark.slow
def test_a_set_is_made_from_a_wish_and_drawn_into_again(
    client: TestClient, store: QuizStore
) -> None:
    page = client.get("/trainer/nieuw").text
    topics = re.findall(r'name="onderwerp" value="([^"]+)"', page)
    chosen = [unescape(t) for t in topics[:2]]
    wish = {"naam": "Dinsdag", "aantal": "6", "onderwerp": chosen, "soort": ["single", "open"]}
    answer = client.post("/trainer/nieuw", data=wish, follow_redirects=False)
    assert answer.status_code == 303
    (held,) = store.sets()
    assert answer.headers["location"] == f"/trainer/quiz/{held.set_id}"
    assert (held.by, held.quiz.title, len(held.quiz.items)) == ("kim", "Dinsdag", 6)
    assert {i.topic for i in held.quiz.items} <= set(chosen)
    assert {i.kind for i in held.quiz.items} <= {Kind.SINGLE, Kind.OPEN}

    first = held.quiz.items[0]
    answer = act(client, held, "wissel", vraag=first.id)
    assert answer.status_code == 303
    swapped = newest(store, held)
    assert ids(swapped)[1:] == ids(held.quiz)[1:]
    assert swapped.items[0].id not in ids(held.quiz)
    assert (swapped.items[0].kind, swapped.items[0].topic) == (first.kind, first.topic)
    assert answer.headers["location"].endswith(f"#vraag-{swapped.items[0].id}")

    (now,) = store.sets()
    act(client, now, "vast", vraag=ids(swapped)[2])
    (now,) = store.sets()
    assert act(client, now, "nieuw").status_code == 303
    redrawn = newest(store, held)
    assert ids(redrawn)[2] == ids(swapped)[2]
    assert len(redrawn.items) == 6
    assert set(ids(redrawn)) & set(ids(swapped)) == {ids(swapped)[2]}

    (now,) = store.sets()
    assert act(client, now, "erbij", aantal="2", onderwerp=chosen[0]).status_code == 303
    assert ids(newest(store, held))[:6] == ids(redrawn)
    assert [i.topic for i in newest(store, held).items[6:]] == [chosen[0]] * 2


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        ({"aantal": "3"}, "no_name"),
        ({"naam": "x"}, "no_count"),
        ({"naam": "x", "aantal": "0"}, "no_count"),
        ({"naam": "x", "aantal": "veel"}, "no_count"),
    ],
)
def test_a_wish_that_cannot_be_is_told_and_kept(
    client: TestClient, store: QuizStore, wish: dict[str, str], problem: str
) -> None:
    answer = client.post("/trainer/nieuw", data=wish)
    assert answer.status_code == 422
    assert WEB[problem].format(most=1000) in answer.text
    assert store.sets() == ()


@pytest.mark.slow
def test_too_large_a_wish_and_a_wish_about_a_person_make_nothing(
    client: TestClient, store: QuizStore
) -> None:
    wish = {"naam": "x", "aantal": "900", "soort": "ordering"}
    answer = client.post("/trainer/nieuw", data=wish)
    assert answer.status_code == 422
    said = WEB["too_few_count"].split("{n}")[1]
    assert WEB["too_few"] in answer.text or said in answer.text
    answer = client.post("/trainer/nieuw", data={"naam": f"Over {BSN}", "aantal": "2"})
    assert answer.status_code == 422
    assert texts_nl.NOT_KEPT in unescape(answer.text)
    assert store.sets() == ()


# -- one set --


def test_a_set_shows_key_feedback_and_source_of_every_kind(
    client: TestClient, store: QuizStore, assistant: FakeAssistant
) -> None:
    held = store.create(
        quiz(*(proven(assistant, k, scenario="Een team vraagt raad.") for k in Kind)), by="kim"
    )
    page = unescape(client.get(f"/trainer/quiz/{held.set_id}").text)
    for asked in held.quiz.items:
        for option in asked.options:
            assert option.text in page
            assert option.feedback in page
        for text in (*asked.steps, *asked.answers, *asked.marking, *asked.extra):
            assert text in page
        for pair in asked.pairs:
            assert f"{pair.left} – {pair.right}" in page
    assert page.count(f'href="/bron/{LAW}?q=') == len(Kind)
    assert WEB["stale"] not in page
    listed = client.get("/trainer").text
    assert f"/trainer/quiz/{held.set_id}" in listed


def test_an_item_with_a_changed_source_is_marked_with_the_difference(
    client: TestClient, store: QuizStore, assistant: FakeAssistant
) -> None:
    good = proven(assistant).proofs[0]
    older = good.model_copy(update={"version": "2001-01-01"})
    other = good.model_copy(update={"quote": "Derden zijn altijd verplicht om te spreken"})
    gone = good.model_copy(update={"passage_id": "wet/jeugdwet/0.0"})
    items = [
        item(Kind.SINGLE, f"i-{n}", prompt=f"Vraag {n}?", proofs=(p,))
        for n, p in enumerate((good, older, other, gone))
    ]
    held = store.create(quiz(*items), by="kim")
    page = unescape(client.get(f"/trainer/quiz/{held.set_id}").text)
    assert WEB["stale_count"].format(n=3) in page
    for said in ("stale_words", "stale_version", "stale_gone"):
        assert page.count(WEB[said]) == 1
    assert WEB["stale_now"].format(before="2001-01-01", now=good.version) in page
    assert "<del>" in page


def test_actions_change_one_item_and_are_saved_as_versions(
    client: TestClient, store: QuizStore
) -> None:
    held = store.create(many(4), by="bo")

    def do(action: str, **fields: str) -> Quiz:
        found = store.get(held.set_id)
        assert found is not None
        answer = act(client, found, action, **fields)
        assert answer.status_code == 303, answer.text
        return newest(store, held)

    assert ids(do("omlaag", vraag="i-0")) == ["i-1", "i-0", "i-2", "i-3"]
    assert ids(do("omhoog", vraag="i-3")) == ["i-1", "i-0", "i-3", "i-2"]
    assert revise.item_of(do("vast", vraag="i-3"), "i-3").locked
    assert not revise.item_of(do("los", vraag="i-3"), "i-3").locked
    assert revise.item_of(do("onduidelijk", vraag="i-2", tekst="Vaag."), "i-2").unclear == "Vaag."
    assert revise.item_of(do("onduidelijk", vraag="i-2"), "i-2").unclear == ""
    assert ids(do("weg", vraag="i-1")) == ["i-0", "i-3", "i-2"]
    assert do("titel", naam="Ander", inleiding="Welkom.").title == "Ander"
    assert do("titel", naam="Ander", inleiding="Welkom.").intro == "Welkom."  # no new version
    history = store.history(held.set_id)
    assert [v.by for v in history] == ["kim"] * 8 + ["bo"]

    page = unescape(client.get(f"/trainer/quiz/{held.set_id}/versies").text)
    assert page.count(WEB["go_back"]) == 8
    for fate in texts_nl.QUIZ_FATES.values():
        assert fate in page or fate == texts_nl.QUIZ_FATES["added"]
    back = {"versie": "9", "naar": "1"}
    client.post(f"/trainer/quiz/{held.set_id}/versies", data=back)
    assert newest(store, held) == held.quiz


@pytest.mark.parametrize(
    ("action", "fields", "problem"),
    [
        ("weg", {"vraag": "i-0"}, "last_item"),
        ("omhoog", {"vraag": "i-9"}, "gone"),
        ("titel", {}, "no_name"),
    ],
)
def test_what_cannot_be_done_is_told(
    client: TestClient, store: QuizStore, action: str, fields: dict[str, str], problem: str
) -> None:
    held = store.create(many(1), by="kim")
    answer = act(client, held, action, **fields)
    assert answer.status_code == 422
    assert WEB[problem] in unescape(answer.text)
    assert len(store.history(held.set_id)) == 1


def test_nothing_about_a_person_is_kept(client: TestClient, store: QuizStore) -> None:
    held = store.create(many(1), by="kim")
    path = f"/trainer/quiz/{held.set_id}"
    base = {"versie": "1", "vraag": "Vraag?", "onderwerp": "delen", "goed": "0"}
    posts = [
        (path, {"versie": "1", "actie": "onduidelijk", "vraag": "i-0", "tekst": BSN}),
        (path, {"versie": "1", "actie": "titel", "naam": BSN}),
        (f"{path}/ronde", {"groep": BSN, "open": "1", "bewaard": "1"}),
        (
            f"{path}/vraag/i-0",
            base
            | {"antwoord-0": "ja", "antwoord-1": "nee", "situatie": f"BSN {BSN}"}
            | {"niveau": "easy", "voor-wie": "jurist"},
        ),
    ]
    for where, fields in posts:
        answer = client.post(where, data=fields, follow_redirects=False)
        assert answer.status_code == 422, where
        assert texts_nl.NOT_KEPT in unescape(answer.text)
    assert len(store.history(held.set_id)) == 1
    assert store.rounds(held.set_id) == ()


def test_the_second_of_two_trainers_sees_what_changed_and_may_go_on(
    client: TestClient, store: QuizStore
) -> None:
    held = store.create(many(3), by="kim")
    store.save(held.set_id, revise.remove(held.quiz, "i-0"), by="bo", version=1)
    answer = act(client, held, "omlaag", vraag="i-1")
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert WEB["conflict_intro"].format(by="bo") in page
    assert "Vraag 0?" in page
    repeat = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert repeat == {"versie": "2", "actie": "omlaag", "vraag": "i-1"}
    assert client.post(f"/trainer/quiz/{held.set_id}", data=repeat).status_code == 200
    assert ids(newest(store, held)) == ["i-2", "i-1"]


# -- editing an item --


def form_of(page: str) -> dict[str, str]:
    """What a browser sends for the form of an item when nothing was changed."""
    page = page[page.index('action="/trainer/quiz') :]
    found = {
        unescape(name): unescape(text)
        for name, text in re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n(.*?)</textarea>',
                                     page, re.S)
    }  # fmt: skip
    found |= {
        n: unescape(v)
        for n, v in re.findall(
            r'<input (?:id="[^"]+" )?(?:type="hidden" )?name="([^"]+)"[^>]*? value="([^"]*)"', page
        )
    }
    for name in ("niveau", "voor-wie"):
        select = page[page.index(f'name="{name}"') :]
        chosen = re.search(r'value="([^"]*)" selected', select)
        assert chosen is not None
        found[name] = chosen[1]
    return found


def checked(page: str) -> list[str]:
    return re.findall(r'name="goed" value="(\d+)" checked', page)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_item_that_is_saved_unchanged_stays_the_same(
    client: TestClient, store: QuizStore, kind: Kind
) -> None:
    asked = item(kind, scenario="Een <b>team</b>\nvraagt & raad.", **FIELDS[kind])
    held = store.create(quiz(asked), by="kim")
    path = f"/trainer/quiz/{held.set_id}/vraag/{asked.id}"
    page = client.get(path).text
    data: dict[str, Any] = {**form_of(page), "goed": checked(page)}
    answer = client.post(path, data=data, follow_redirects=False)
    assert answer.status_code == 303, unescape(answer.text)
    assert newest(store, held) == held.quiz
    assert len(store.history(held.set_id)) == 1


@pytest.mark.parametrize(
    ("kind", "change", "expected"),
    [
        (Kind.SINGLE, {"antwoord-3": "misschien", "bij-3": "Hm."}, "misschien"),
        (Kind.SINGLE, {"goed": ["2"]}, "✓ soms"),
        (Kind.MULTIPLE, {"goed": ["1", "2"], "antwoord-0": ""}, "✓ twee"),
        (Kind.MATCHING, {"links-2": "artikel 3", "rechts-2": "einde"}, "artikel 3 – einde"),
        (Kind.MATCHING, {"over-0": ""}, ""),
        (Kind.ORDERING, {"antwoord-3": "afsluiten"}, "4. afsluiten"),
        (Kind.GAP, {"antwoord-2": "XX"}, "✓ XX"),
        (Kind.OPEN, {"antwoord-0": "Noemt het doel."}, "✓ Noemt het doel."),
        (Kind.SHORT, {"vraag": "Wie?", "niveau": "hard", "voor-wie": "jurist"}, "moeilijk, jurist"),
    ],
)
def test_an_item_is_edited(
    client: TestClient, store: QuizStore, kind: Kind, change: dict[str, Any], expected: str
) -> None:
    held = store.create(quiz(item(kind)), by="kim")
    path = f"/trainer/quiz/{held.set_id}/vraag/i-{kind.value}"
    page = client.get(path).text
    data: dict[str, Any] = {**form_of(page), "goed": checked(page), **change}
    assert client.post(path, data=data, follow_redirects=False).status_code == 303
    (edited,) = newest(store, held).items
    assert edited != held.quiz.items[0]
    assert edited.id == held.quiz.items[0].id
    assert expected in revise.as_text(edited)


@pytest.mark.parametrize(
    ("kind", "change", "problem"),
    [
        (Kind.SINGLE, {"goed": []}, "one option is right"),
        (Kind.SINGLE, {"antwoord-1": "ja"}, "two options are the same"),
        (Kind.SINGLE, {"antwoord-1": "", "antwoord-2": ""}, "a choice has 2 to 10 options"),
        (Kind.MULTIPLE, {"goed": []}, "at least one option is right"),
        (Kind.MATCHING, {"links-1": ""}, "a matching item has 2 to 10 pairs"),
        (Kind.MATCHING, {"rechts-1": "doel"}, "two sides are the same"),
        (Kind.ORDERING, {"antwoord-1": "vragen"}, "an ordering item has 2 to 12 different steps"),
        (Kind.GAP, {"vraag": "Zonder gat."}, "the prompt of a gap item has _____ once"),
        (Kind.SHORT, {"antwoord-0": ""}, "and nothing else to answer"),
        (Kind.SHORT, {"vraag": ""}, None),
        (Kind.MATCHING, {"rechts-1": ""}, None),
    ],
)
def test_an_edit_that_makes_no_item_is_told_in_dutch_and_comes_back(
    client: TestClient, store: QuizStore, kind: Kind, change: dict[str, Any], problem: str | None
) -> None:
    held = store.create(quiz(item(kind)), by="kim")
    path = f"/trainer/quiz/{held.set_id}/vraag/i-{kind.value}"
    page = client.get(path).text
    data: dict[str, Any] = {**form_of(page), "uitleg": "Mijn uitleg.", "goed": checked(page)}
    answer = client.post(path, data={**data, **change})
    assert answer.status_code == 422
    said = texts_nl.QUIZ_ITEM_PROBLEMS[problem] if problem else texts_nl.QUIZ_NO_ITEM
    assert said in unescape(answer.text)
    assert "Mijn uitleg." in answer.text
    assert len(store.history(held.set_id)) == 1


# -- to and from other programs --


def test_a_set_is_downloaded_in_every_form(client: TestClient, store: QuizStore) -> None:
    held = store.create(many(2), by="kim")
    page = client.get(f"/trainer/quiz/{held.set_id}").text
    for name, form in FORMATS.items():
        path = f"/trainer/quiz/{held.set_id}/bestand/{name}"
        assert path in page
        answer = client.get(path)
        assert answer.status_code == 200, name
        assert answer.headers["content-disposition"].endswith(f'quiz{form.ending}"')
        assert answer.content
    assert client.get(f"/trainer/quiz/{held.set_id}/bestand/docx").status_code == 404


def test_a_file_comes_in_and_what_is_none_is_told(client: TestClient, store: QuizStore) -> None:
    held = store.create(quiz(*many(2).items, title="Quiz over delen"), by="bo")
    data = client.get(f"/trainer/quiz/{held.set_id}/bestand/moodle-xml").content
    store.delete(held.set_id)

    def send(content: bytes, form: str = "moodle-xml") -> Any:
        files = {"bestand": ("quiz.xml", content, "application/xml")}
        return client.post(
            "/trainer/import", data={"vorm": form}, files=files, follow_redirects=False
        )

    answer = send(data)
    assert answer.status_code in (200, 303)  # 200 tells what was left out
    (found,) = store.sets()
    assert found.by == "kim"
    assert found.quiz == held.quiz
    for content, form in ((b"<quiz", "moodle-xml"), (b"\xff\x00", "gift"), (data, "docx")):
        answer = send(content, form)
        assert answer.status_code == 422
    assert WEB["no_file"] in send(b"").text
    personal = data.replace(b"Vraag 0?", f"Klopt BSN {BSN}?".encode())
    assert personal != data
    assert texts_nl.NOT_KEPT in unescape(send(personal).text)
    assert len(store.sets()) == 1


def test_a_set_is_deleted(client: TestClient, store: QuizStore) -> None:
    held = store.create(many(2), by="kim")
    client.post(f"/trainer/quiz/{held.set_id}/verwijder")
    assert store.sets() == ()
    for path in ("", "/versies", "/vraag/i-0", "/bestand/gift"):
        assert client.get(f"/trainer/quiz/{held.set_id}{path}").status_code == 404


# -- rounds --


def fill(store: QuizStore, code: str, number: int, *right: str) -> None:
    """So many takers who had these items right and chose the second option of the others."""
    found = store.find(code)
    assert found is not None
    chosen = tuple(f"{i.id}/o{int(i.id not in right)}" for i in found[1].items if i.options)
    for n in range(number):
        assert store.count(code, f"{right}{n}"[-32:], Outcome(right, chosen))


def test_a_round_gives_a_code_that_can_be_taken(client: TestClient, store: QuizStore) -> None:
    held = store.create(many(2), by="kim")
    fields = {"groep": "Dinsdag", "wanneer": "immediate", "open": "7", "bewaard": "9"}
    answer = client.post(f"/trainer/quiz/{held.set_id}/ronde", data=fields, follow_redirects=False)
    assert answer.status_code == 303
    (made,) = store.rounds(held.set_id)
    assert (made.label, made.feedback) == ("Dinsdag", Feedback.IMMEDIATE)
    assert ((made.closes - made.created).days, (made.deletes - made.created).days) == (7, 9)
    page = client.get(answer.headers["location"]).text
    assert made.shown_code in page
    assert f"http://testserver/quiz/{made.code}" in page
    assert WEB["nobody_yet"] in page
    assert client.get(f"/quiz/{made.code}").status_code == 200
    client.post(f"/trainer/ronde/{made.code}", data={"actie": "sluit"})
    assert client.get(f"/quiz/{made.code}").status_code == 410
    client.post(f"/trainer/ronde/{made.code}", data={"actie": "verwijder"})
    assert client.get(f"/trainer/ronde/{made.code}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"open": "1", "bewaard": "1"}, "no_label"),
        ({"groep": "x", "open": "9", "bewaard": "1"}, "days_wrong"),
        ({"groep": "x", "open": "1"}, "days_wrong"),
        ({"groep": "x", "open": "1", "bewaard": "366"}, "days_wrong"),
    ],
)
def test_a_round_without_a_label_or_dates_is_not_started(
    client: TestClient, store: QuizStore, fields: dict[str, str], problem: str
) -> None:
    held = store.create(many(1), by="kim")
    answer = client.post(f"/trainer/quiz/{held.set_id}/ronde", data=fields)
    assert answer.status_code == 422
    assert WEB[problem].format(most=365) in answer.text
    assert store.rounds(held.set_id) == ()


def test_a_small_group_shows_no_item(client: TestClient, store: QuizStore) -> None:
    made = store.start(store.create(many(2), by="kim"), label="Klein", feedback=Feedback.DELAYED)
    fill(store, made.code, FEWEST - 1, "i-0")
    page = client.get(f"/trainer/ronde/{made.code}").text
    assert WEB["too_small"].format(n=FEWEST) in page
    assert "<svg" not in page
    fill(store, made.code, 1, "i-1")
    page = client.get(f"/trainer/ronde/{made.code}").text
    assert page.count("<svg") == 2  # too few to relate items with scores
    assert "80 %" in page


def test_a_suspect_item_goes_to_the_helpdesk_and_to_the_cases(
    client: TestClient, store: QuizStore, desk: Desk, assistant: FakeAssistant, tmp_path: Path
) -> None:
    asked = quiz(
        *many(3).items,
        proven(assistant, prompt="Mag een hulpverlener zonder toestemming spreken?"),
        proven(assistant, Kind.GAP),
    )
    made = store.start(store.create(asked, by="kim"), label="x", feedback=Feedback.DELAYED)
    fill(store, made.code, FEWEST_RELATED, "i-0", "i-1", "i-2")
    fill(store, made.code, 3, "i-single", "i-gap")
    path = f"/trainer/ronde/{made.code}"
    page = unescape(client.get(path).text)
    assert WEB["suspects"] in page
    assert page.count('value="helpdesk"') == 2
    assert page.count('value="testvraag"') == 1  # a gap is no question by itself
    assert f'href="/trainer/nieuw?ronde={made.code}"' in page

    answer = client.post(path, data={"actie": "helpdesk", "vraag": "i-single"})
    code = re.search(r"<output[^>]*>([A-Z-]+)</output>", answer.text)
    assert code is not None
    reply = desk.reply(code[1])
    assert reply is not None
    assert "Mag een hulpverlener zonder toestemming spreken?" in reply.question
    assert "Van 13 deelnemers hadden 3 haar goed" in reply.question
    (row,) = desk.queue()
    sent = desk.item(row.id).submission
    assert [s.text for s in sent.sentences] == ["ja"]
    assert [c.passage_id for c in sent.citations] == [LAW]
    assert sent.topics == ("Jeugdwet",)

    for said in ("case_added", "case_there"):
        answer = client.post(path, data={"actie": "testvraag", "vraag": "i-single"})
        assert WEB[said] in answer.text
    (line,) = (tmp_path / "candidates.jsonl").read_text(encoding="utf-8").splitlines()
    case = json.loads(line)
    assert (case["id"], case["status"]) == ("quiz-i-single", "draft")
    assert case["gold"][0]["passage_id"] == LAW
    assert (case["must_say"], case["wrong"]) == (["ja"], ["nee", "soms"])
    assert client.post(path, data={"actie": "helpdesk", "vraag": "i-0"}).status_code == 400


@pytest.mark.slow
def test_weak_topics_stand_ticked_in_the_next_wish(client: TestClient, store: QuizStore) -> None:
    topic = "Dossier en bewaren"
    items = (i.model_copy(update={"topic": topic}) for i in many(2).items)
    made = store.start(store.create(quiz(*items), by="kim"), label="x", feedback=Feedback.DELAYED)
    fill(store, made.code, FEWEST)
    page = client.get(f"/trainer/nieuw?ronde={made.code}").text
    assert f'value="{topic}" checked' in page
    assert page.count(" checked") == 1
    assert WEB["new_weak"] in page
    assert " checked" not in client.get("/trainer/nieuw?ronde=ZZZZZZZZ").text


def test_what_does_not_come_from_a_page_is_refused(client: TestClient, store: QuizStore) -> None:
    held = store.create(many(1), by="kim")
    path = f"/trainer/quiz/{held.set_id}"
    assert client.post(path, data={"actie": "omhoog"}).status_code == 400
    assert client.post(path, data={"actie": "x", "versie": "1"}).status_code == 400
    assert client.post(path, data={"actie": "omhoog", "versie": "2"}).status_code == 404
    assert client.post(f"{path}/versies", data={"versie": "1", "naar": "7"}).status_code == 400
    assert client.get("/trainer/quiz/nergens").status_code == 404
    assert client.get("/trainer/ronde/ZZZZZZZZ").status_code == 404
    assert client.post(f"{path}/vraag/i-9", data={"versie": "1"}).status_code == 404
