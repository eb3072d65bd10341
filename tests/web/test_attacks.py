"""Attacks on the whole site as somebody on the other side of the wire can try them.

Who may do what, sessions and sign-in have their own tests; docs/access.md lists which attack is
tested where.
"""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable, Iterator
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.desk.store import Desk, open_desk
from assistant.operate.logs import JsonFormatter, TextFormatter
from assistant.quiz.formats import FORMATS, export
from assistant.quiz.records import BLANK, Item, Kind, Option, Pair, Quiz
from assistant.quiz.store import FEWEST, QuizStore, Round, Version, open_quizzes
from assistant.quiz.taking import Feedback, Outcome
from assistant.settings import Settings
from assistant.web.security import MAX_BODY_BYTES
from assistant.web.server import create_app
from tests.quiz.material import item, many, quiz
from tests.web.conftest import visiting
from tests.web.fakes import FakeAssistant
from tests.web.loopback import running
from tests.web.test_access import routes_of
from tests.web.test_quiz import sealed, take
from tests.web.test_server import send, turn

# Closes whatever it may stand in, and leaves an element that no page of ours has.
EVIL = "</textarea></title></script>\"'><x-evil onload=alert(1)>{{7*7}}</x-evil><!--"
ELSEWHERE = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
SECRET = re.compile(rb"root:|\[project\]|BEGIN |secret", re.IGNORECASE)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module")
def client(assistant: FakeAssistant, state: Path) -> Iterator[TestClient]:
    """A site of its own: attacks use up its limits."""
    with visiting(assistant, state) as found:
        yield found


@pytest.fixture(scope="module")
def served(assistant: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server of the whole site."""
    with running(create_app(assistant, Settings(state=tmp_path_factory.mktemp("served")))) as url:
        yield url


@pytest.fixture
def store(state: Path) -> Iterator[QuizStore]:
    found = open_quizzes(Settings(state=state))
    yield found
    found.close()


@pytest.fixture
def desk(state: Path) -> Iterator[Desk]:
    found = open_desk(Settings(state=state))
    yield found
    found.close()


class _Elements(HTMLParser):
    """All elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def assert_harmless(html: str, *, shown: bool = True) -> None:
    """Nothing of `EVIL` became markup; when `shown`, it stands there as text."""
    found = _Elements(html)
    assert "x-evil" not in found.tags
    assert not [name for name in found.attributes if name.startswith("on")]
    assert not [link for link in found.links if link.lower().startswith(("javascript:", "data:"))]
    assert "{{7*7}}" in html or not shown  # no template reads it either
    assert (">49<" not in html) or not shown


def test_the_search_for_markup_finds_what_is_there() -> None:
    for html in (EVIL, f"<p title='x' onclick=x>{EVIL}", "<a href='JavaScript:x'>{{7*7}}</a>"):
        with pytest.raises(AssertionError):
            assert_harmless(html)
    assert_harmless(f"<p>{escape(EVIL)}</p>")


# -- stored script: a quiz --


def evil(kind: Kind) -> Item:
    """An item with `EVIL` in every text that a trainer can type."""
    fields: dict[Kind, dict[str, Any]] = {
        Kind.MATCHING: {
            "pairs": tuple(Pair(left=f"l{n}{EVIL}", right=f"r{n}{EVIL}") for n in range(2)),
            "extra": (f"e{EVIL}",),
        },
        Kind.ORDERING: {"steps": tuple(f"{n}{EVIL}" for n in range(3))},
        Kind.GAP: {"prompt": f"{EVIL} {BLANK}.", "answers": (EVIL,)},
        Kind.SHORT: {"answers": (EVIL,)},
        Kind.OPEN: {"marking": (f"a{EVIL}", f"b{EVIL}")},
    }
    said: dict[str, Any] = {"prompt": EVIL, "scenario": EVIL, "feedback": EVIL, "topic": EVIL}
    if kind in (Kind.SINGLE, Kind.MULTIPLE):
        said["options"] = tuple(
            Option(text=f"{n}{EVIL}", correct=n == 0, feedback=f"{n}{EVIL}") for n in range(3)
        )
    return item(kind, **(said | {"unclear": EVIL} | fields.get(kind, {})))


@pytest.fixture(scope="module")
def evil_quiz() -> Quiz:
    return quiz(*map(evil, Kind), title=f"Titel {EVIL}")


@pytest.fixture
def evil_set(store: QuizStore, evil_quiz: Quiz) -> Version:
    return store.create(evil_quiz, by="kim")


@pytest.mark.parametrize("feedback", list(Feedback))
def test_script_in_a_quiz_stays_text_for_whoever_takes_it(
    client: TestClient, store: QuizStore, evil_set: Version, feedback: Feedback
) -> None:
    held = store.start(evil_set, label=EVIL, feedback=feedback)
    pages = take(client, held, evil_set.quiz, right=False)
    assert len(pages) > len(evil_set.quiz.items)
    for page in pages:
        assert_harmless(page)


def test_script_in_a_quiz_stays_text_for_trainers(
    client: TestClient, store: QuizStore, evil_set: Version
) -> None:
    held = store.start(evil_set, label=EVIL, feedback=Feedback.DELAYED)
    for n in range(FEWEST):
        store.count(held.code, f"m{n}", Outcome((), ()))
    newer = evil_set.quiz.model_copy(update={"title": f"Nieuw {EVIL}"})
    store.save(evil_set.set_id, newer, by="bo", version=1)
    base = f"/trainer/quiz/{evil_set.set_id}"
    paths = ["/trainer", base, f"{base}/versies", f"/trainer/ronde/{held.code}"]
    paths += [f"{base}/vraag/{i.id}" for i in evil_set.quiz.items]
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, path
        assert_harmless(page.text)
    first = evil_set.quiz.items[0].id
    conflict = client.post(base, data={"versie": "1", "actie": "weg", "vraag": first})
    assert conflict.status_code == 409
    assert_harmless(conflict.text)


@pytest.mark.slow  # the page of a wish reads all material
def test_what_a_trainer_types_wrongly_comes_back_as_text(
    client: TestClient, store: QuizStore
) -> None:
    held = store.create(many(1), by="kim")
    base = f"/trainer/quiz/{held.set_id}"
    posts = [
        ("/trainer/nieuw", {"naam": EVIL, "aantal": EVIL, "onderwerp": EVIL, "deel": EVIL}),
        (f"{base}/vraag/i-0", {"versie": "1", "vraag": EVIL, "uitleg": EVIL, "antwoord-0": EVIL}),
    ]
    for path, form in posts:
        answer = client.post(path, data=form)
        assert answer.status_code == 422, path
        assert_harmless(answer.text)


def test_script_in_a_quiz_stays_text_in_the_handout_and_in_files(evil_quiz: Quiz) -> None:
    assert_harmless(export(evil_quiz, "html").decode())
    for name in ("moodle-xml", "qti21", "qti30", "h5p"):
        assert b"<x-evil" not in export(evil_quiz, name), name


def test_what_somebody_types_in_a_quiz_comes_back_as_text(
    client: TestClient, store: QuizStore
) -> None:
    asked = quiz(item(Kind.SHORT), item(Kind.OPEN))
    held = store.start(store.create(asked, by="kim"), label="x", feedback=Feedback.IMMEDIATE)
    path = f"/quiz/{held.code}"
    page = client.post(path, data={"stand": sealed(client.get(path).text)}).text
    for _ in range(2):
        answer = client.post(path, data={"stand": sealed(page), "actie": "verder", "tekst": EVIL})
        assert_harmless(answer.text)
        page = client.post(path, data={"stand": sealed(answer.text), "actie": "verder"}).text
    for wrong in (client.get("/quiz", params={"code": EVIL}), client.get(f"/quiz/{escape(EVIL)}")):
        assert_harmless(wrong.text, shown=False)


# -- stored script: the helpdesk --


def test_script_from_asker_to_jurist_and_back_stays_text(client: TestClient, desk: Desk) -> None:
    html = turn(send(client, f"Mag dit {EVIL}?", session="evil"))
    assert_harmless(html)
    found = re.search(r'name="antwoord" value="([^"]+)"', html)
    assert found is not None
    form = {"antwoord": found[1]}
    assert_harmless(client.post("/voorleggen", data=form).text)
    sent = client.post("/voorleggen/verstuur", data=form)
    code = re.search(r"<output[^>]*>([A-Z-]+)</output>", sent.text)
    assert code is not None
    assert client.post("/helpdesk/naam", data={"naam": "kim"}).status_code == 200
    number = max(row.id for row in desk.queue())
    note = {"versie": "0", "actie": "toelichting", "tekst": EVIL, "vrager": "ja"}
    for path, data in (
        (f"/helpdesk/{number}", note),
        (f"/helpdesk/{number}/zoek", {"vraag": EVIL, "n": "1"}),
        ("/helpdesk/naam", {"naam": EVIL}),
        ("/antwoord", {"code": EVIL}),
    ):
        assert_harmless(client.post(path, data=data).text, shown=False)
    assert_harmless(client.get(f"/helpdesk/{number}").text)
    assert_harmless(client.get("/helpdesk").text)
    assert_harmless(client.post("/antwoord", data={"code": code[1]}).text)
    client.cookies.clear()


@pytest.mark.parametrize(
    "path", ["/bron/{}", "/paneel/{}", "/bronnen/{}", "/stappenplan/{}", "/{}"]
)
def test_what_stands_in_an_address_is_never_markup(client: TestClient, path: str) -> None:
    answer = client.get(path.format("%3Cx-evil%20onload=alert(1)%3E"), params={"q": EVIL})
    assert answer.status_code == 404
    assert_harmless(answer.text, shown=False)
    there = client.get("/bron/wet/jeugdwet/7.3.11/lid-4", params={"q": EVIL})
    assert there.status_code == 200
    assert_harmless(there.text, shown=False)


# -- forms that another site sends --


def test_another_site_changes_nothing_of_quizzes(client: TestClient, store: QuizStore) -> None:
    held = store.create(many(2), by="kim")
    made = store.start(held, label="x", feedback=Feedback.DELAYED)
    stand = sealed(client.get(f"/quiz/{made.code}").text)
    known = {"set_id": held.set_id, "item_id": "i-0", "code": made.code, "name": "gift"}
    form = {"versie": "1", "actie": "sluit", "naam": "x", "aantal": "1", "stand": stand}
    form |= {"naar": "1", "groep": "x", "open": "1", "bewaard": "1"}
    before = store.sets()
    tried = 0
    for method, template in routes_of(client.app.routes):  # type: ignore[attr-defined]
        if method != "POST" or not template.startswith(("/trainer", "/quiz")):
            continue
        path = re.sub(r"\{(\w+)\}", lambda name: known[name[1]], template)
        for headers in (ELSEWHERE, {"origin": "null"}, {"sec-fetch-site": "same-site"}):
            assert client.post(path, data=form, headers=headers).status_code == 403, path
        tried += 1
    assert tried >= 8
    assert store.sets() == before
    assert [v.version for v in store.history(held.set_id)] == [1]
    assert [r.code for r in store.rounds(held.set_id)] == [made.code]
    assert store.is_open(made)


# -- what belongs to another --


def seal_of(client: TestClient, held: Round) -> str:
    return sealed(client.get(f"/quiz/{held.code}").text)


def test_a_page_of_one_round_is_worth_nothing_in_another(
    client: TestClient, store: QuizStore
) -> None:
    version = store.create(many(1), by="kim")
    mine, other = (
        store.start(version, label=label, feedback=Feedback.DELAYED) for label in ("a", "b")
    )
    form = {"stand": seal_of(client, mine), "actie": "verder", "keuze": "0"}
    assert client.post(f"/quiz/{other.code}", data=form).status_code == 409
    assert client.post(f"/quiz/{mine.code}", data=form).status_code == 200
    takers = {r.code: r.takers for r in store.rounds(version.set_id)}
    assert takers == {mine.code: 1, other.code: 0}


def test_an_item_or_version_of_another_set_is_not_there(
    client: TestClient, store: QuizStore
) -> None:
    mine = store.create(quiz(item(Kind.SINGLE, "eigen")), by="kim")
    other = store.create(quiz(item(Kind.SINGLE, "vreemd")), by="bo")
    base = f"/trainer/quiz/{mine.set_id}"
    assert client.get(f"{base}/vraag/vreemd").status_code == 404
    assert client.post(f"{base}/vraag/vreemd", data={"versie": "1"}).status_code == 404
    for action in ("weg", "omhoog", "vast", "onduidelijk", "wissel"):
        form = {"versie": "1", "actie": action, "vraag": "vreemd", "tekst": "x"}
        assert client.post(base, data=form).status_code in (400, 422), action
    made = store.start(mine, label="x", feedback=Feedback.DELAYED)
    for action in ("helpdesk", "testvraag"):
        form = {"actie": action, "vraag": "vreemd"}
        assert client.post(f"/trainer/ronde/{made.code}", data=form).status_code == 400
    assert store.get(other.set_id) == other
    assert [v.version for v in store.history(mine.set_id)] == [1]


@pytest.mark.parametrize(
    "wrong", ["' OR 1=1 --", "%", "_" * 8, "*", "\x00", "BCDF'GHJK", "١٢٣٤٥٦٧٨", "x" * 5000]
)
def test_no_text_is_a_code_or_a_number(client: TestClient, store: QuizStore, wrong: str) -> None:
    store.start(store.create(many(1), by="kim"), label="x", feedback=Feedback.DELAYED)
    for path in ("/quiz/{}", "/trainer/ronde/{}", "/trainer/quiz/{}", "/helpdesk/{}"):
        answer = client.get(path.format(quote(wrong, safe="")), follow_redirects=False)
        assert answer.status_code in (303, 400, 404, 422, 429), path  # 303: a name first
    page = client.post("/antwoord", data={"code": wrong})
    assert page.status_code in (422, 429)


# -- paths --


TRAVERSALS = (
    "/huisstijl/{}", "/bron/{}", "/paneel/{}", "/bronnen/{}", "/stappenplan/{}", "/assets/{}",
    "/static/{}", "/trainer/quiz/x/bestand/{}", "/quiz/{}", "/widget/{}", "/.well-known/{}",
)  # fmt: skip
OUTSIDE = (
    "../../../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5c..%5cetc%5cpasswd",
    "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "....//....//....//etc/passwd",
    "/etc/passwd",
    "%00/etc/passwd",
    "..%c0%af..%c0%afetc/passwd",
    "../session.key",
    "../../../../pyproject.toml",
)


@pytest.mark.slow
def test_no_path_leads_out_of_the_site_for_somebody_with_every_role(served: str) -> None:
    """Sent as they are: a client would tidy them."""
    for place in TRAVERSALS:
        for outside in OUTSIDE:
            answer = raw(served, f"GET {place.format(outside)} HTTP/1.1")
            status = int(answer.split(b" ", 2)[1])
            assert status in (303, 400, 403, 404), (place, outside, status)
            assert not SECRET.search(answer.partition(b"\r\n\r\n")[2]), (place, outside)


def raw(url: str, line: str, *more: str, body: bytes = b"") -> bytes:
    """Send a request as it is; all that comes back."""
    host = url.removeprefix("http://")
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=20) as connection:
        lines = [line, f"Host: {host}", "Connection: close", *more, "", ""]
        connection.sendall("\r\n".join(lines).encode() + body)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


# -- headers and logs --


TITLES = (
    'Quiz"\r\nSet-Cookie: a=b\r\n\r\n<html>',
    "../../etc/passwd",
    "quiz.exe\x00.xml",
    "é" * 300,
    "; filename=evil.exe",
    "\u202efdp.exe",
    "...",
)


@pytest.mark.parametrize("title", TITLES)
def test_no_title_gets_into_a_header(client: TestClient, store: QuizStore, title: str) -> None:
    held = store.create(many(1).model_copy(update={"title": title}), by="kim")
    for name in ("gift", "csv"):
        answer = client.get(f"/trainer/quiz/{held.set_id}/bestand/{name}")
        if answer.status_code == 422:  # a sign that no file can hold
            continue
        ending = re.escape(FORMATS[name].ending)
        named = rf'attachment; filename="[a-z0-9-]{{1,60}}{ending}"'
        assert re.fullmatch(named, answer.headers["content-disposition"])
        assert "set-cookie" not in answer.headers


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet='BCDF \r\n:%/\\"é\x00', min_size=1, max_size=30))
def test_no_code_gets_a_header_or_leads_elsewhere(client: TestClient, code: str) -> None:
    answer = client.get("/quiz", params={"code": code}, follow_redirects=False)
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert re.fullmatch(r"/quiz/[A-Z]+", answer.headers["location"])
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("formatter", [TextFormatter, JsonFormatter])
def test_no_request_writes_a_line_of_its_own_in_the_log(
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    formatter: Callable[[], logging.Formatter],
) -> None:
    caplog.set_level(logging.INFO, logger="assistant")
    forged = "2026-01-01T00:00:00Z ERROR assistant gehackt"
    signs = ["%0a", "%0d%0a", "%1b%5b2J", "%e2%80%a8", "%c2%85", "%00", "%7f"]
    for sign in signs:
        client.get(f"/bron/x{sign}{forged.replace(' ', '%20')}")
        client.get(f"/quiz/x{sign}gehackt", headers={"user-agent": f"x {forged}"})
        client.post("/antwoord", data={"code": unescape(f"x\n{forged}")})
    assert len(caplog.records) >= 3 * len(signs)  # else nothing was looked at
    for record in caplog.records:
        if record.name.startswith("assistant"):
            line = formatter().format(record)
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)
            assert "gehackt" not in line


# -- too large, too much, too slow --


def test_a_form_without_end_is_refused(client: TestClient) -> None:
    many_fields = "&".join(f"a{n}=1" for n in range(2000))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for path in ("/antwoord", "/trainer/nieuw", "/quiz/BCDFGHJK", "/voorleggen"):
        answer = client.post(path, content=many_fields, headers=kind)
        assert answer.status_code in (400, 404), path  # 404: a wrong code, before the form
        large = b"a=" + b"x" * MAX_BODY_BYTES
        assert client.post(path, content=large, headers=kind).status_code == 413, path


def test_a_body_without_a_length_is_counted_as_it_comes(client: TestClient) -> None:
    def without_end() -> Iterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 65536 + 2):
            yield b"x" * 65536

    assert client.post("/antwoord", content=without_end()).status_code == 413


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/terugkoppeling", "/api/v1/ask"])
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"fn_index": 1e999}',
        b'{"status": NaN}',
        b"\xff" * 1000,
        b'"' + b"a" * 900_000,
    ],
    ids=["deep lists", "deep objects", "infinite", "no number", "no text", "long"],
)
def test_a_body_that_chokes_a_reader_is_the_problem_of_its_sender(
    client: TestClient, path: str, body: bytes
) -> None:
    answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 404, 422), answer.status_code


@pytest.mark.slow
def test_requests_that_no_server_should_read_two_ways_are_refused(served: str) -> None:
    """Request smuggling, and headers that are too large."""
    bodies: tuple[tuple[tuple[str, ...], bytes], ...] = (
        (("Content-Length: 4", "Content-Length: 40"), b"a=12"),
        (("Content-Length: -1",), b"a=12"),
        (("Transfer-Encoding: chunked",), b"zz\r\na=12\r\n0\r\n\r\n"),
    )
    for headers, body in bodies:
        answer = raw(served, "POST /antwoord HTTP/1.1", *headers, body=body)
        assert answer.startswith(b"HTTP/1.1 400"), headers[0]
    for large in ([f"X-Large: {'x' * 200_000}"], [f"X-{n}: {'x' * 999}" for n in range(40)]):
        answer = raw(served, "POST /antwoord HTTP/1.1", *large, "Content-Length: 0")
        assert answer.startswith(b"HTTP/1.1 431")
        assert b"x-content-type-options: nosniff" in answer.lower()
    assert raw(served, "GET /gezond HTTP/1.1").startswith(b"HTTP/1.1 200")  # and it still answers


# -- files that explode --


def _laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE quiz [{''.join(lines)}]><quiz><question>&a9;</question></quiz>".encode()


BOMBS: dict[str, tuple[str, bytes]] = {
    "a billion laughs": ("moodle-xml", _laughs()),
    "one long entity, many times": (
        "moodle-xml",
        b'<!DOCTYPE q [<!ENTITY a "' + b"x" * 50_000 + b'">]><quiz>' + b"&a;" * 50_000 + b"</quiz>",
    ),
    "a file of the server": (
        "moodle-xml",
        b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question>&a;</question></quiz>',
    ),
    "an address": (
        "moodle-xml",
        b'<!DOCTYPE q SYSTEM "http://127.0.0.1:1/x.dtd"><quiz/>',
    ),
    "an archive": ("moodle-xml", b"PK\x03\x04" + b"\x00" * 1000),
    "squeezed": ("moodle-xml", b"\x1f\x8b\x08" + b"\x00" * 1000),
    "deep elements": ("moodle-xml", b"<quiz>" * 10_000),
    "deep and closed": ("moodle-xml", b"<quiz>" * 10_000 + b"</quiz>" * 10_000),
    "deep braces": ("gift", b"a {" * 10_000),
    "answers without end": ("gift", b"vraag {" + b"=a ~b " * 5_000 + b"}"),
    "escapes": ("gift", b"\\" * 100_000),
    "no text": ("gift", b"\x00\xff" * 100_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_explodes_makes_no_set(client: TestClient, store: QuizStore, name: str) -> None:
    form, data = BOMBS[name]
    before = len(store.sets())
    files = {"bestand": ("quiz", data, "application/octet-stream")}
    answer = client.post("/trainer/import", data={"vorm": form}, files=files)
    assert answer.status_code == 422, answer.status_code
    assert "root:" not in answer.text
    assert len(store.sets()) == before


def test_a_file_over_the_limit_or_in_many_parts_is_refused(
    client: TestClient, store: QuizStore
) -> None:
    before = len(store.sets())
    large = {"bestand": ("quiz", b"x" * (MAX_BODY_BYTES + 1), "text/plain")}
    assert client.post("/trainer/import", data={"vorm": "gift"}, files=large).status_code == 413
    several = [("bestand", (f"q{n}", b"x", "text/plain")) for n in range(200)]
    assert client.post("/trainer/import", data={"vorm": "gift"}, files=several).status_code == 400
    assert len(store.sets()) == before
