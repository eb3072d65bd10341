"""Quizzes and the pages of trainers in English; what is asked stays Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant import texts_en, texts_nl
from assistant.quiz import revise
from assistant.quiz.analysis import FEWEST_RELATED
from assistant.quiz.records import Item, Kind
from assistant.quiz.store import FEWEST, QuizStore, Version
from assistant.quiz.taking import Feedback
from assistant.settings import Settings, silence_telemetry
from assistant.web import language
from tests.quiz.material import item, many, quiz
from tests.web import fakes
from tests.web.spoken import Spoken, check_english
from tests.web.test_quiz import right_fields
from tests.web.test_quiz import sealed as state_of
from tests.web.test_trainer import BSN, act, checked, fill, form_of, proven

TAKE = texts_en.QUIZ_TAKE
WEB = texts_en.QUIZ_WEB
SCENARIO = "Een team vraagt raad over een gezin."


@pytest.fixture(scope="module")
def site(
    assistant: fakes.FakeAssistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    silence_telemetry()
    from assistant.web.server import create_app

    place: Path = tmp_path_factory.mktemp("quiz")
    app = create_app(assistant, Settings(state=place, desk_cases=place / "cases.jsonl"))
    address = ("127.0.0.1", 50_000)
    with TestClient(app, base_url="http://127.0.0.1:7860", client=address) as found:
        found.cookies.set(language.COOKIE, "en")
        yield found


@pytest.fixture
def store(site: TestClient) -> QuizStore:
    found: QuizStore = site.app.state.quizzes()  # type: ignore[attr-defined]
    return found


def every_kind(assistant: fakes.FakeAssistant) -> tuple[Item, ...]:
    return tuple(proven(assistant, kind, scenario=SCENARIO) for kind in Kind)


def page(answer: Any, status: int = 200) -> Spoken:
    assert answer.status_code == status, answer.text
    return check_english(answer.text)


# -- taking one --


def test_a_code_is_asked_for_in_english(site: TestClient, store: QuizStore) -> None:
    held = store.start(store.create(many(1), by="kim"), label="x", feedback=Feedback.DELAYED)
    first = site.get("/quiz")
    assert ("en", TAKE["code_title"]) in page(first).headings
    assert 'href="/quiz?taal=nl"' in first.text
    for code, status, said in (("", 422, "code_empty"), ("ZZZZZZZZ", 404, "code_unknown")):
        wrong = page(site.get("/quiz", params={"code": code}), status)
        assert TAKE[said] in wrong.words("en")
        assert wrong.title.startswith(texts_en.WEB["steps_error_prefix"])
    broken = site.post(f"/quiz/{held.code}", data={"stand": "x"})
    assert ("en", TAKE["broken_title"]) in page(broken, 409).headings
    store.shut(held.code)
    assert ("en", TAKE["closed_title"]) in page(site.get(f"/quiz/{held.code}"), 410).headings


@pytest.mark.parametrize("feedback", list(Feedback))
@pytest.mark.parametrize("kind", list(Kind))
def test_an_item_of_every_kind_is_asked_and_explained_in_english(
    site: TestClient,
    store: QuizStore,
    assistant: fakes.FakeAssistant,
    kind: Kind,
    feedback: Feedback,
) -> None:
    asked = quiz(proven(assistant, kind, scenario=SCENARIO), title="Zorgvuldig delen")
    held = store.start(store.create(asked, by="kim"), label="x", feedback=feedback)
    path = f"/quiz/{held.code}"
    start = site.get(path)
    spoken = page(start)
    assert TAKE[feedback.value] in spoken.words("en")
    assert ("nl", "Zorgvuldig delen") in spoken.headings
    question = site.post(path, data={"stand": state_of(start.text)})
    spoken = page(question)
    assert ("en", TAKE["counter"].format(n=1, total=1)) in spoken.headings
    assert SCENARIO in spoken.words("nl")
    assert "taal=" not in question.text  # the answers would be lost
    stand = {"stand": state_of(question.text), "actie": "verder"}
    empty = page(site.post(path, data=stand), 422)
    assert TAKE["nothing"] in empty.words("en")
    answer = site.post(path, data={**stand, **right_fields(kind)})
    if kind is Kind.OPEN:
        assert ("en", TAKE["mark_title"]) in page(answer).headings
        ticked = {"stand": state_of(answer.text), "actie": "verder", "punt-0": "ja"}
        answer = site.post(path, data=ticked)
    if feedback is Feedback.IMMEDIATE:
        spoken = page(answer)
        assert TAKE["why"] in spoken.words("en")
        assert "Daarom." in spoken.words("nl")
        done = {"stand": state_of(answer.text), "actie": "verder"}
        answer = site.post(path, data=done)
    spoken = page(answer)
    assert ("en", TAKE["result_title"]) in spoken.headings
    assert TAKE["result"].format(right=int(kind is not Kind.OPEN), total=1) in spoken.words("en")


def test_a_wrong_answer_is_explained_in_english(site: TestClient, store: QuizStore) -> None:
    asked = quiz(item(Kind.MATCHING), item(Kind.ORDERING), item(Kind.SINGLE))
    held = store.start(store.create(asked, by="kim"), label="x", feedback=Feedback.IMMEDIATE)
    path = f"/quiz/{held.code}"
    answer = site.post(path, data={"stand": state_of(site.get(path).text)})
    turned = {k: str((int(v) + 1) % 3) for k, v in right_fields(Kind.ORDERING).items()}
    for fields, said in (
        ({"paar-0": "0", "paar-1": "0"}, TAKE["your_side"].partition("{")[0]),
        (turned, TAKE["your_place"].partition("{")[0]),
        ({"keuze": "1"}, TAKE["yours"]),
    ):
        stand = {"stand": state_of(answer.text), "actie": "verder"}
        answer = site.post(path, data={**stand, **fields})
        spoken = page(answer)
        assert said in spoken.words("en")
        assert TAKE["source_gone"] in spoken.words("en")  # the proof is made up
        answer = site.post(path, data={"stand": state_of(answer.text), "actie": "verder"})


# -- the pages of trainers --


def test_a_set_of_every_kind_has_english_around_it(
    site: TestClient, store: QuizStore, assistant: fakes.FakeAssistant
) -> None:
    items = every_kind(assistant)
    odd = [
        i.model_copy(
            update={"id": f"odd-{n}", "proofs": (items[0].proofs[0].model_copy(update=changed),)}
        )
        for n, (i, changed) in enumerate(
            zip(
                items,
                (
                    {"version": "2001-01-01"},
                    {"quote": "Derden zijn altijd verplicht om te spreken"},
                    {"passage_id": "wet/jeugdwet/0.0"},
                ),
                strict=False,
            )
        )
    ]
    held = store.create(quiz(*items, *odd, title="Zorgvuldig delen"), by="kim")
    sets = page(site.get("/trainer"))
    assert ("en", WEB["title"]) in sets.headings
    assert "Zorgvuldig delen" in sets.words("nl")
    shown = page(site.get(f"/trainer/quiz/{held.set_id}"))
    words = shown.words("en")
    for said in ("stale_words", "stale_version", "stale_gone", "redraw_intro", "delete_intro"):
        assert WEB[said] in words
    for name in (*texts_en.QUIZ_KIND_NAMES.values(), texts_en.QUIZ_DIFFICULTY["medium"]):
        assert name in words
    assert SCENARIO in shown.words("nl")


@pytest.mark.parametrize("kind", list(Kind))
def test_an_item_is_edited_in_english(
    site: TestClient, store: QuizStore, assistant: fakes.FakeAssistant, kind: Kind
) -> None:
    asked = proven(assistant, kind, scenario=SCENARIO)
    held = store.create(quiz(asked), by="kim")
    path = f"/trainer/quiz/{held.set_id}/vraag/{asked.id}"
    form = site.get(path)
    assert ("en", WEB["edit_title"].format(n=1)) in page(form).headings
    data: dict[str, Any] = {**form_of(form.text), "goed": checked(form.text)}
    problem = page(site.post(path, data=data | {"vraag": ""}), 422)
    assert texts_en.QUIZ_NO_ITEM in problem.words("en")
    if kind is Kind.GAP:
        problem = page(site.post(path, data=data | {"vraag": "Zonder gat."}), 422)
        said = texts_en.QUIZ_ITEM_PROBLEMS["the prompt of a gap item has _____ once"]
        assert said in problem.words("en")
    assert problem.title.startswith(texts_en.WEB["steps_error_prefix"])


def test_versions_and_two_trainers_at_once_are_told_in_english(
    site: TestClient, store: QuizStore
) -> None:
    held = store.create(many(3), by="kim")
    first = held.quiz.items[0]
    harder = first.model_copy(update={"difficulty": "hard", "prompt": "Wat mag een team?"})
    changed = revise.lock(revise.swap(held.quiz, first.id, harder), first.id, locked=True)
    store.save(held.set_id, changed, by="bo", version=1)
    told = page(site.get(f"/trainer/quiz/{held.set_id}/versies"))
    words = told.words("en")
    assert WEB["first_version"] in words
    for said in ("hard", "locked", f"{WEB['words_added']}:", texts_en.QUIZ_FATES["changed"]):
        assert said in words
    assert "Wat mag een team?" in told.words("nl")
    late = page(act(site, held, "omlaag", vraag="i-1"), 409)
    assert WEB["conflict_intro"].format(by="bo") in late.words("en")
    (now,) = [v for v in store.sets() if v.set_id == held.set_id]
    done = act(site, now, "weg", vraag="i-2")
    assert done.status_code == 303
    assert '<html lang="en">' in site.get(done.headers["location"]).text
    gone = page(act(site, now_of(store, held), "omhoog", vraag="i-9"), 422)
    assert WEB["gone"] in gone.words("en")
    person = page(act(site, now_of(store, held), "titel", naam=f"Over {BSN}"), 422)
    assert texts_en.NOT_KEPT in person.words("en")


def now_of(store: QuizStore, held: Version) -> Version:
    found = store.get(held.set_id)
    assert found is not None
    return found


def test_a_file_comes_in_with_english_warnings_and_goes_out_in_dutch(
    site: TestClient, store: QuizStore
) -> None:
    assert ("en", WEB["import_title"]) in page(site.get("/trainer/import")).headings
    data = b"Mag dat?{T}\n\n::Een getal::Hoeveel jaar?{#20:2}\n\n::Kapot::Wie{{?\n\n"

    def send(content: bytes) -> Any:
        files = {"bestand": ("quiz.txt", content, "text/plain")}
        return site.post("/trainer/import", data={"vorm": "gift"}, files=files)

    assert WEB["no_file"] in page(send(b""), 422).words("en")
    assert WEB["not_read"].format(format="GIFT") in page(send(b"\xff\x00"), 422).words("en")
    told = page(send(data))
    assert ("en", WEB["warnings"]) in told.headings
    assert "asked for a number" in told.words("en")
    assert "Een getal" in told.words("nl")
    held = store.create(quiz(item(Kind.OPEN)), by="kim")
    for form in ("gift", "html"):
        file = site.get(f"/trainer/quiz/{held.set_id}/bestand/{form}").text
        assert TAKE["mark_points"] not in file
        assert form == "gift" or unescape(texts_nl.QUIZ_MARKING) in unescape(file)


def test_what_a_group_knew_is_told_in_english(
    site: TestClient, store: QuizStore, assistant: fakes.FakeAssistant
) -> None:
    suspect = proven(assistant, prompt="Mag een hulpverlener zonder toestemming spreken?")
    held = store.create(quiz(*many(3).items, suspect, proven(assistant, Kind.GAP)), by="kim")
    wrong = site.post(f"/trainer/quiz/{held.set_id}/ronde", data={"groep": "Dinsdag"})
    assert WEB["days_wrong"].format(most=365) in page(wrong, 422).words("en")
    fields = {"groep": "Dinsdag", "open": "9", "bewaard": "30"}
    started = site.post(f"/trainer/quiz/{held.set_id}/ronde", data=fields)
    assert WEB["nobody_yet"] in page(started).words("en")
    (made,) = store.rounds(held.set_id)
    fill(store, made.code, FEWEST - 1, "i-0")
    small = page(site.get(f"/trainer/ronde/{made.code}"))
    assert WEB["too_small"].format(n=FEWEST) in small.words("en")
    fill(store, made.code, FEWEST_RELATED, "i-0", "i-1", "i-2")
    fill(store, made.code, 3, "i-single", "i-gap")
    known = page(site.get(f"/trainer/ronde/{made.code}"))
    words = known.words("en")
    for said in ("plot_items", "plot_related", "plot_topics", "suspects_intro", "figures_hint"):
        assert WEB[said].partition("{")[0] in words
    assert re.search(r"^\d+%", words, re.MULTILINE)
    assert re.search(r"^\d\.\d$", words, re.MULTILINE)
    assert not re.search(r"\d,\d|\d %", words)
    path = f"/trainer/ronde/{made.code}"
    for said in ("case_added", "case_there"):
        answer = site.post(path, data={"actie": "testvraag", "vraag": "i-single"})
        assert WEB[said] in page(answer).words("en")
    sent = site.post(path, data={"actie": "helpdesk", "vraag": "i-single"})
    assert ("en", WEB["sent_title"]) in page(sent).headings
    site.post("/helpdesk/naam", data={"naam": "kim"})
    queue = page(site.get("/helpdesk"))
    assert "Klopt het antwoord op deze quizvraag?" in queue.words("nl")  # jurists read Dutch


@pytest.mark.slow
def test_a_wish_is_asked_for_and_refused_in_english(site: TestClient) -> None:
    form = site.get("/trainer/nieuw?ronde=ZZZZZZZZ")
    spoken = page(form)
    assert ("en", WEB["new_title"]) in spoken.headings
    assert texts_en.QUIZ_AUDIENCES["jurist"] in spoken.words("en")
    assert 'href="/trainer/nieuw?ronde=ZZZZZZZZ&amp;taal=nl"' in form.text
    assert re.search(r'lang="nl" value="Quiz van \d+ [a-z]+ \d{4}"', form.text)
    for wish, said in (
        ({"aantal": "3"}, WEB["no_name"]),
        ({"naam": "x", "aantal": "0"}, WEB["no_count"].format(most=1000)),
    ):
        assert said in page(site.post("/trainer/nieuw", data=wish), 422).words("en")
    wish = {"naam": "x", "aantal": "900", "soort": "ordering"}
    many_more = page(site.post("/trainer/nieuw", data=wish), 422).words("en")
    assert WEB["too_few"] in many_more or WEB["too_few_count"].split("{n}")[1] in many_more
