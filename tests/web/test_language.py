"""Two languages and a menu: what a viewer gets follows from who looks and what was chosen."""

from __future__ import annotations

import re
import string
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import texts_en, texts_nl
from assistant.checklist.explain import HOW_TO_ASK
from assistant.errors import (
    AssistantError,
    ChecklistError,
    DatabaseError,
    DeskRuleError,
    IndexUnavailableError,
    ModelError,
    QuestionError,
    SignInError,
)
from assistant.records import Decision
from assistant.web import language
from assistant.web.access import Role, User
from assistant.web.language import Language, Viewer
from assistant.web.page import Around, Conversation, answer_turns
from tests.web import fakes
from tests.web.people import gate, signed_in, site_settings, visitor

ENGLISH_ONLY = {"SOURCES_IN_DUTCH"}
CHAT = "/"
READING = ("/bronnen", "/bronnen/wet/grondwet", "/bron/wet/avg/9/lid-2/a-c?q=0-9", "/stappenplan")
LOCAL = User("local", frozenset(Role), local=True)


def names_of(module: object) -> set[str]:
    return {n for n in vars(module) if n.isupper()}


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def pairs() -> list[tuple[str, str, str]]:
    """Place, Dutch and English of every sentence that has both."""
    found = []
    for name in sorted(names_of(texts_en) - ENGLISH_ONLY):
        dutch, english = getattr(texts_nl, name), getattr(texts_en, name)
        if isinstance(english, str):
            found.append((name, dutch, english))
        elif isinstance(english, dict):
            found += [(f"{name}[{key}]", dutch[key], english[key]) for key in english]
        else:
            found += [(name, str(d), str(e)) for d, e in zip(dutch, english, strict=True)]
    return found


def test_every_key_of_one_language_is_one_of_the_other() -> None:
    assert set(language.Texts.__annotations__) <= names_of(texts_en)
    for name in names_of(texts_en) - ENGLISH_ONLY:
        dutch, english = getattr(texts_nl, name), getattr(texts_en, name)
        assert type(dutch) is type(english), name
        if isinstance(english, dict):
            assert list(english) == list(dutch), name


def test_both_languages_fill_in_the_same_values() -> None:
    assert [place for place, dutch, english in pairs() if fields(english) != fields(dutch)] == []
    assert [place for place, _, english in pairs() if not english.strip()] == []


def test_what_a_gate_says_on_a_translated_page_has_english_words() -> None:
    source = Path(language.__file__).with_name("security.py").read_text(encoding="utf-8")
    used = set(re.findall(r'\btext\["(\w+)"\]', source))
    assert used
    assert used <= set(texts_en.ACCESS)


@pytest.mark.parametrize(
    "error",
    [
        QuestionError("empty"),
        IndexUnavailableError("x"),
        ModelError("x"),
        ChecklistError(Decision(refused=True, findings=(), version="1")),
        *map(DeskRuleError, texts_nl.DESK_PROBLEMS),
        *map(SignInError, texts_nl.SIGN_IN_PROBLEMS),
        DatabaseError("x"),
    ],
    ids=str,
)
def test_errors_have_english_sentences(error: AssistantError) -> None:
    assert texts_en.explain(error) not in ("", texts_en.SOMETHING_WRONG, texts_nl.explain(error))


def test_numbers_in_sentences_are_counted_in_english() -> None:
    assert [texts_en.minutes(n) for n in (1, 2)] == ["1 minute", "2 minutes"]
    assert [texts_en.days_left(n) for n in (0, 1, 2)] == [
        "will be deleted today",
        "will be deleted in 1 day",
        "will be deleted in 2 days",
    ]


# -- choosing --


@pytest.mark.parametrize(
    ("path", "query", "cookie", "expected"),
    [
        pytest.param("/", "", "", "nl", id="dutch-unless-chosen"),
        pytest.param("/", "taal=en", "", "en", id="in-the-address"),
        pytest.param("/", "", "en", "en", id="chosen-before"),
        pytest.param("/", "taal=nl", "en", "nl", id="address-wins"),
        pytest.param("/", "taal=fr", "", "nl", id="no-such-language"),
        pytest.param("/", "", "de", "nl", id="no-such-cookie"),
        pytest.param("/helpdesk/7", "", "en", "en", id="workplace"),
        pytest.param("/quiz/ABCD", "", "en", "en", id="quiz"),
        pytest.param("/privacy", "taal=en", "en", "nl", id="page-that-stays-dutch"),
        pytest.param("/api/v1/ask", "", "en", "nl", id="programs"),
        pytest.param("/weg", "", "en", "en", id="page-that-is-not-there"),
    ],
)
def test_which_language_a_page_has(path: str, query: str, cookie: str, expected: str) -> None:
    assert language.language_of(path, query, {language.COOKIE: cookie}) == expected


class _Languages(HTMLParser):
    """Words of a page by the language that they stand in."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self._stack = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self._stack.append(dict(attrs).get("lang") or self._stack[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        here = self._stack[-1]
        self.words[here] = self.words.get(here, "") + data


@pytest.mark.parametrize("path", READING)
def test_reading_in_english_leaves_the_sources_dutch(client: TestClient, path: str) -> None:
    dutch = _Languages(client.get(path).text).words
    client.cookies.set(language.COOKIE, "en")
    try:
        answer = client.get(path)
    finally:
        client.cookies.clear()
    words = _Languages(answer.text).words
    assert '<html lang="en">' in answer.text
    assert texts_en.SOURCES_IN_DUTCH in words["en"]
    assert texts_en.WEB["nav_sources"] in words["en"]
    # not one Dutch word of the interface is left in it
    for key, text in texts_nl.WEB.items():
        if len(text) > 12 and text in dutch["nl"] and text != texts_en.WEB[key]:
            assert text not in words["en"] + words["nl"], key


def test_choosing_is_remembered_and_dutch_forgets_it(client: TestClient) -> None:
    english = client.get("/bronnen?taal=en").headers["set-cookie"]
    assert english == "taal=en; Path=/; HttpOnly; SameSite=Lax"
    assert "Max-Age=0" in client.get("/bronnen?taal=nl").headers["set-cookie"]
    client.cookies.clear()
    assert "set-cookie" not in client.get("/bronnen").headers
    assert "set-cookie" not in client.get("/privacy?taal=en").headers


def test_on_https_the_choice_goes_over_https_only(tmp_path: Path) -> None:
    site = gate(site_settings(tmp_path, public_url="https://vindplaats.example"))
    answer = visitor(site, "https://vindplaats.example").get("/bronnen?taal=en")
    assert "Secure" in answer.headers["set-cookie"]


def test_the_form_of_the_chat_is_english_too(client: TestClient) -> None:
    dutch, english = client.get("/").text, client.get("/?taal=en").text
    client.cookies.clear()
    for word in ("Bestuurder of projectleider", "Nieuw gesprek", "Vraag stellen", "Stop met"):
        assert word in dutch
        assert word not in english
    assert '"Director or project leader"' in english
    assert '<html lang="en">' in english
    assert f"<title>{texts_en.WEB['nav_ask']} - {texts_nl.NAME}</title>" in english


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Mag dat?", texts_en.WEB["answered_title"]),
        (fakes.NOT_IN_CORPUS, texts_en.ABSTAINED["out-of-scope"]),
        (f"{fakes.CANARY} gevaar", texts_en.HELP_INTRO["danger"]),
        ("x", texts_en.QUESTION_PROBLEMS["too-short"]),
        (fakes.BROKEN, texts_en.SOMETHING_WRONG),
    ],
)
def test_every_outcome_of_a_question_has_english_words(question: str, said: str) -> None:
    around = Around(refused=lambda _: None, changes=lambda _: {}, seal=lambda *_: "zegel")
    *_, turn = answer_turns(
        fakes.FakeAssistant(), question, "", Conversation(), around, language=Language.EN
    )
    assert said in turn.html
    assert language.viewer().language is Language.NL  # and it ends with the turn


# -- the menu --


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({Role.PROFESSIONAL}, ["/", "/stappenplan", "/bronnen"]),
        ({Role.TRAINER}, ["/stappenplan", "/bronnen", "/trainer"]),
        ({Role.HELPDESK}, ["/stappenplan", "/bronnen", "/helpdesk"]),
        ({Role.BEHEERDER}, ["/", "/stappenplan", "/bronnen", "/trainer", "/helpdesk"]),
    ],
)
def test_the_menu_holds_what_the_role_may_use(roles: set[Role], expected: list[str]) -> None:
    who = Viewer(user=User("iemand", frozenset(roles)), path="/bron/wet/avg/5")
    assert [link.path for link in who.links()] == expected
    assert [link.path for link in who.links() if link.is_current] == ["/bronnen"]


def test_the_menu_of_a_visitor_holds_what_is_open() -> None:
    assert Viewer(path="/privacy").links() == ()
    opened = Viewer(path="/privacy", open_sources=True).links()
    assert [link.path for link in opened] == ["/stappenplan", "/bronnen"]


def test_signing_out_is_offered_where_people_sign_in_only(
    client: TestClient, tmp_path: Path
) -> None:
    here = client.get("/bronnen").text
    assert "/afmelden" not in here
    assert "/aanmelden" not in here
    settings = site_settings(tmp_path)
    site = gate(settings)
    inside, outside = signed_in(site, settings, "prof"), visitor(site)
    assert 'href="/afmelden"' in inside.get("/weg").text
    assert 'href="/aanmelden"' in outside.get("/weg").text


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        pytest.param("/", "", "/?taal=en", id="chat"),
        pytest.param("/bron/wet/avg/5", "q=0-9", "/bron/wet/avg/5?q=0-9&taal=en", id="quotation"),
        pytest.param("/bronnen", "zoek=Jan+de+Vries", "/bronnen?taal=en", id="words-stay-behind"),
        pytest.param("//evil.example", "", "/?taal=en", id="not-to-another-site"),
        pytest.param("/privacy", "", "", id="stays-dutch"),
        pytest.param("/aanmelden/terug", "code=x", "/aanmelden?taal=en", id="used-once"),
        pytest.param(
            "/aanmelden", "naar=/bronnen?zoek=Jan", "/aanmelden?naar=%2Fbronnen&taal=en", id="next"
        ),
        pytest.param("", "", "", id="no-page"),
    ],
)
def test_the_link_to_the_other_language(path: str, query: str, expected: str) -> None:
    assert Viewer(user=LOCAL, path=path, query=query).other_language() == expected


def test_what_answers_a_form_has_no_link_that_would_lose_it(client: TestClient) -> None:
    assert Viewer(user=LOCAL, path="/voorleggen", sends=True).other_language() == ""
    assert "taal=" in client.get("/antwoord").text
    assert "taal=" not in client.post("/antwoord", data={"code": ""}).text


# -- searching the sources --


def test_a_search_shows_what_was_found_and_links_to_it(client: TestClient) -> None:
    answer = client.get("/bronnen", params={"zoek": 'geheim "plicht" <b>'})
    assert answer.status_code == 200
    assert 'value="geheim &#34;plicht&#34; &lt;b&gt;"' in answer.text
    for passage_id in fakes.QUOTED:
        assert f'href="/bron/{passage_id}"' in answer.text
    assert texts_nl.WEB["find_count"].format(n=3) in answer.text


@pytest.mark.parametrize("danger", ["", " gevaar"])
def test_a_refused_search_is_explained_and_nowhere_repeated(
    client: TestClient, danger: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/bronnen", params={"zoek": f"{fakes.CANARY}{danger} van Jan"})
    assert [r.status_code for r in answer.history] == [303]
    assert fakes.CANARY not in f"{answer.url}{answer.text}{answer.history[0].text}{caplog.text}"
    assert texts_nl.WEB["find_refused"] in answer.text
    assert HOW_TO_ASK in answer.text
    assert ("112" in answer.text) is bool(danger)


@pytest.mark.parametrize(
    ("words", "problem"),
    [("x", texts_nl.QUESTION_PROBLEMS["too-short"]), ("a" * 401, texts_nl.WEB["too_large"])],
)
def test_a_search_that_cannot_be_done_says_why(
    client: TestClient, words: str, problem: str
) -> None:
    answer = client.get("/bronnen", params={"zoek": words})
    assert answer.status_code == 422
    assert problem in answer.text
    assert words not in answer.text or len(words) < 5
    assert "<title>Fout: " in answer.text


@pytest.mark.parametrize("query", ["zoek=", "zoek=%20", "geweigerd=verzonnen", "geweigerd=%3Cb%3E"])
def test_no_search_is_the_plain_list(client: TestClient, query: str) -> None:
    answer = client.get(f"/bronnen?{query}")
    assert answer.status_code == 200
    assert 'role="alert"' not in answer.text
