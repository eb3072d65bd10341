"""Taking a quiz over HTTP: what the pages say, what they keep to themselves, what is counted."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant import texts_nl
from assistant.database import engine as database
from assistant.quiz.formats import shown
from assistant.quiz.records import Kind, Quiz
from assistant.quiz.store import FEWEST, QuizStore, Round
from assistant.quiz.taking import LONGEST, Feedback, Given, Taking
from assistant.web.quiz import EACH, given_of, quiz_routes
from assistant.web.quiz_seal import close, open_sealed
from tests.quiz.material import FIELDS, item, many, quiz
from tests.web.fakes import FakeAssistant
from tests.web.quiz_site import app

TEXTS = texts_nl.QUIZ_TAKE
KEY = "5a" * 32
TAKEN = {  # a right answer to each kind of `material.FIELDS`
    Kind.SINGLE: {"keuze": "0"},
    Kind.MULTIPLE: {"keuze-0": "ja", "keuze-2": "ja"},
    Kind.TRUE_FALSE: {"keuze": "1"},
    Kind.GAP: {"tekst": "twintig"},
    Kind.SHORT: {"tekst": "het lokale team"},
    Kind.OPEN: {"tekst": "Een kanarievogel."},
}


def right_fields(kind: Kind) -> dict[str, str]:
    asked = item(kind)
    if kind is Kind.MATCHING:
        rights = shown.rights(asked)
        return {f"paar-{n}": str(rights.index(p.right)) for n, p in enumerate(asked.pairs)}
    if kind is Kind.ORDERING:
        return {
            f"stap-{n}": str(asked.steps.index(step)) for n, step in enumerate(shown.steps(asked))
        }
    return TAKEN[kind]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[QuizStore]:
    found = QuizStore(database.connect_file(tmp_path / "quiz.sqlite"))
    yield found
    found.close()


@pytest.fixture
def client(store: QuizStore) -> TestClient:
    assistant = FakeAssistant()
    return TestClient(app(assistant, quiz_routes(assistant, store=lambda: store)))


def start(store: QuizStore, asked: Quiz, feedback: Feedback = Feedback.DELAYED) -> Round:
    return store.start(store.create(asked, by="kim"), label="Dinsdag", feedback=feedback)


def sealed(html: str) -> str:
    found = re.search(r'name="stand" value="([^"]+)"', html)
    assert found is not None, html
    return found[1]


def take(client: TestClient, held: Round, asked: Quiz, *, right: bool = True) -> list[str]:
    """All pages of somebody who answers everything, the last one the result."""
    path = f"/quiz/{held.code}"
    pages = [client.get(path).text]
    pages.append(client.post(path, data={"stand": sealed(pages[-1])}).text)
    number = 0
    while 'name="stand"' in pages[-1]:
        fields = {"stand": sealed(pages[-1]), "actie": "verder"}
        if 'id="opdracht"' in pages[-1]:
            if right:
                fields |= right_fields(asked.items[number].kind)
            else:
                fields["actie"] = "overslaan"
            number += 1
        fields |= dict.fromkeys(re.findall(r'name="(punt-\d)"', pages[-1]), "ja")
        response = client.post(path, data=fields)
        assert response.status_code == 200, response.text
        pages.append(response.text)
    return pages


@pytest.mark.parametrize("feedback", list(Feedback))
def test_every_kind_can_be_answered_right(
    client: TestClient, store: QuizStore, feedback: Feedback
) -> None:
    asked = quiz()
    held = start(store, asked, feedback)
    pages = take(client, held, asked)
    count = len(asked.items)
    assert TEXTS["result"].format(right=count, total=count) in pages[-1]
    assert TEXTS["counted"] in pages[-1]
    for _ in range(FEWEST - 1):
        take(client, held, asked, right=False)
    counts = store.counts(held.code)
    assert counts is not None
    assert (counts.takers, counts.score_sum, counts.score_squares) == (FEWEST, count, count * count)
    for found in counts.items.values():
        assert found.right == 1
        assert found.choices["skip"] == FEWEST - 1


def test_no_page_gives_the_key_away_before_the_last_answer(
    client: TestClient, store: QuizStore
) -> None:
    told = [
        item(kind, feedback="uitlegwoord", **(
            {"options": tuple(o.model_copy(update={"feedback": "uitlegwoord"})
                              for o in FIELDS[kind]["options"])}
            if "options" in FIELDS[kind] else {}))
        for kind in Kind if kind is not Kind.OPEN
    ]  # fmt: skip
    asked = quiz(*told, *many(1).items)
    pages = take(client, start(store, asked), asked)
    for page in pages[:-1]:
        content = json.loads(base64.urlsafe_b64decode(sealed(page)[64:]))
        for text in (page, json.dumps(content)):
            for word in ("uitlegwoord", "correct", "goed antwoord", "kan zonder toestemming"):
                assert word not in text
    assert "uitlegwoord" in pages[-1]
    answers = [page for page in pages[:-1] if re.search(r"twintig|het lokale team", page)]
    assert answers == []


def test_a_result_is_counted_once_however_often_it_is_sent(
    client: TestClient, store: QuizStore
) -> None:
    held = start(store, many(1))
    page = client.get(f"/quiz/{held.code}").text
    fields = {"stand": sealed(page), "actie": "verder", "keuze": "0"}
    first = client.post(f"/quiz/{held.code}", data=fields).text
    again = client.post(f"/quiz/{held.code}", data=fields).text
    assert TEXTS["counted"] in first
    assert TEXTS["counted_before"] in again
    there = store.find(held.code)
    assert there is not None
    assert there[0].takers == 1


def test_a_quiz_goes_on_after_a_restart(client: TestClient, store: QuizStore) -> None:
    held = start(store, many(2))
    page = client.get(f"/quiz/{held.code}").text
    assistant = FakeAssistant()
    other = TestClient(app(assistant, quiz_routes(assistant, store=lambda: store)))
    fields = {"stand": sealed(page), "actie": "verder", "keuze": "0"}
    assert "Vraag 1?" in other.post(f"/quiz/{held.code}", data=fields).text


def test_going_back_shows_the_answer_that_was_given(client: TestClient, store: QuizStore) -> None:
    held = start(store, many(2))
    path = f"/quiz/{held.code}"
    page = client.get(path).text
    page = client.post(path, data={"stand": sealed(page), "actie": "verder", "keuze": "2"}).text
    page = client.post(path, data={"stand": sealed(page), "actie": "terug"}).text
    assert "Vraag 0?" in page
    assert 'value="2" checked' in page
    quick = start(store, many(2), Feedback.IMMEDIATE)
    page = client.get(f"/quiz/{quick.code}").text
    fields = {"stand": sealed(page), "actie": "verder", "keuze": "2"}
    page = client.post(f"/quiz/{quick.code}", data=fields).text
    back = client.post(f"/quiz/{quick.code}", data={"stand": sealed(page), "actie": "terug"})
    assert "Vraag 1?" in back.text  # who saw the key does not answer again


@pytest.mark.parametrize(
    ("kind", "fields", "problem"),
    [
        (Kind.SINGLE, {}, "nothing"),
        (Kind.SINGLE, {"keuze": "9"}, "nothing"),
        (Kind.SINGLE, {"keuze": "x"}, "nothing"),
        (Kind.MULTIPLE, {"keuze-9": "ja"}, "nothing"),
        (Kind.MATCHING, {"paar-0": "7"}, "nothing"),
        (Kind.ORDERING, {"stap-0": "0", "stap-1": "0", "stap-2": "1"}, "places_twice"),
        (Kind.ORDERING, {"stap-0": "0"}, "places_twice"),
        (Kind.SHORT, {"tekst": "  \x00 "}, "nothing"),
        (Kind.OPEN, {"tekst": "a" * (LONGEST + 1)}, "too_long"),
    ],
)
def test_an_answer_that_is_none_is_asked_again(
    client: TestClient, store: QuizStore, kind: Kind, fields: dict[str, str], problem: str
) -> None:
    held = start(store, quiz(item(kind)))
    page = client.get(f"/quiz/{held.code}").text
    fields = {"stand": sealed(page), "actie": "verder", **fields}
    response = client.post(f"/quiz/{held.code}", data=fields)
    assert response.status_code == 422
    assert TEXTS[problem] in response.text.replace("&#34;", '"')
    there = store.find(held.code)
    assert there is not None
    assert there[0].takers == 0


def test_what_was_typed_comes_back_beside_the_problem() -> None:
    given_back, problem = given_of(item(Kind.ORDERING), {"actie": "verder", "stap-1": "2"})
    assert problem == TEXTS["places_twice"]
    assert given_back.picks == (-1, 2, -1)


def test_no_code_and_a_wrong_code(client: TestClient, store: QuizStore) -> None:
    held = start(store, many(1))
    assert client.get("/quiz").status_code == 200
    assert client.get("/quiz?code=123").status_code == 422
    there = client.get(f"/quiz?code={held.shown_code.lower()}", follow_redirects=False)
    assert (there.status_code, there.headers["location"]) == (303, f"/quiz/{held.code}")
    for path in ("/quiz/ZZZZZZZZ", "/quiz/..%2f..", f"/quiz/{held.code}x2"):
        assert client.get(path).status_code in (404, 200), path
    assert TEXTS["code_unknown"] in client.get("/quiz/ZZZZZZZZ").text


def test_who_types_wrong_codes_has_to_wait_and_a_class_with_one_address_does_not(
    client: TestClient, store: QuizStore
) -> None:
    held = start(store, many(1))
    for _ in range(EACH):
        assert client.get(f"/quiz/{held.code}").status_code == 200
    for _ in range(EACH):
        assert client.get("/quiz/ZZZZZZZZ").status_code == 404
    refused = client.get("/quiz/ZZZZZZZZ")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


def test_a_closed_round_cannot_be_taken(client: TestClient, store: QuizStore) -> None:
    held = start(store, many(1))
    page = client.get(f"/quiz/{held.code}").text
    store.shut(held.code)
    assert client.get(f"/quiz/{held.code}").status_code == 410
    fields = {"stand": sealed(page), "actie": "verder", "keuze": "0"}
    response = client.post(f"/quiz/{held.code}", data=fields)
    assert response.status_code == 410
    assert TEXTS["closed_title"] in response.text


@pytest.mark.parametrize("feedback", list(Feedback))
def test_who_is_at_it_when_a_round_closes_may_finish_and_is_not_counted(
    client: TestClient, store: QuizStore, feedback: Feedback
) -> None:
    held = start(store, many(2), feedback)
    path = f"/quiz/{held.code}"
    page = client.post(path, data={"stand": sealed(client.get(path).text)}).text
    page = client.post(path, data={"stand": sealed(page), "actie": "verder", "keuze": "0"}).text
    store.shut(held.code)
    while 'name="stand"' in page:
        fields = {"stand": sealed(page), "actie": "verder", "keuze": "0"}
        response = client.post(path, data=fields)
        assert response.status_code == 200
        page = response.text
    assert TEXTS["result"].format(right=2, total=2) in page
    assert TEXTS["counted_before"] in page
    counts = store.counts(held.code)
    assert counts is None or counts.takers == 0


def test_texts_of_a_quiz_are_shown_as_text(client: TestClient, store: QuizStore) -> None:
    asked = quiz(item(Kind.SHORT, prompt="<script>alert(1)</script> & meer?"), title="<b>Titel</b>")
    pages = take(client, start(store, asked, Feedback.IMMEDIATE), asked)
    assert all("<script>alert" not in page and "<b>Titel" not in page for page in pages)
    assert "&lt;script&gt;" in pages[1]


# -- the seal --


GIVENS = st.tuples(
    st.builds(Given, st.sampled_from([(), (0,), (2,)])),
    st.builds(Given, st.just(()), st.text(max_size=20), st.sampled_from([None, (), (0, 1)])),
)


@given(st.text(max_size=40), GIVENS, st.integers(0, 2))
def test_a_seal_gives_back_what_was_closed(mark: str, givens: tuple[Given, Given], n: int) -> None:
    asked = quiz(item(Kind.SINGLE), item(Kind.OPEN))
    taking = Taking(mark, givens[:n], seen=n)
    assert open_sealed(close(taking, KEY), KEY, asked) == taking


@given(st.text())
def test_a_seal_of_another_does_not_open(text: str) -> None:
    closed = close(Taking("merk", (Given((0,)),)), KEY)
    assert open_sealed(text, KEY, many(1)) is None
    assert open_sealed(closed + "A", KEY, many(1)) is None
    assert open_sealed(closed, KEY[::-1], many(1)) is None
    assert open_sealed(closed, KEY, quiz(item(Kind.GAP))) is None  # of another quiz


def test_a_page_that_was_changed_is_refused(client: TestClient, store: QuizStore) -> None:
    held = start(store, many(2))
    page = client.get(f"/quiz/{held.code}").text
    content = json.dumps(["merk", 0, [[[0], "", None]]]).encode()
    forged = sealed(page)[:64] + base64.urlsafe_b64encode(content).decode()
    for stand in ("", forged, sealed(page)[:-4]):
        response = client.post(f"/quiz/{held.code}", data={"stand": stand})
        assert response.status_code == 409
        assert TEXTS["broken_title"] in response.text
