"""Whatever the server does: no unproven sentence, no error page and no hang reaches the reader."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable
from contextlib import closing

import pytest

from assistant import texts_nl
from assistant.llm import model, server
from assistant.records import Draft
from tests.llm import material
from tests.llm.material import KEEP, PASSAGES, SHARE, texts, verifier, write
from tests.llm.servers import EVENT_STREAM, Connection, Script, chunk, models, says, serving

GOOD = "De jeugdhulpverlener bewaart het dossier gedurende twintig jaar [1]. "
GOOD_TEXT = "De jeugdhulpverlener bewaart het dossier gedurende twintig jaar."
ALSO = "Het lokale team legt de toestemming vast in het dossier [2]. "
ALSO_TEXT = "Het lokale team legt de toestemming vast in het dossier."
LIE = "Iedereen krijgt dertig euro van de burgemeester [1]. "
PAGE = b"<html><body><h1>502 Bad Gateway</h1>ONWAAR</body></html>"


def check_shown(drafts: list[Draft]) -> None:
    """What holds for every answer, however it was made."""
    assert drafts
    assert [d.writing for d in drafts[:-1]] == [True] * (len(drafts) - 1)
    assert not drafts[-1].writing
    for draft in drafts:
        assert draft.notice in ("", *texts_nl.NOTICES)
        assert [c.n for c in draft.citations] == list(range(1, len(draft.citations) + 1))
        for sentence in draft.sentences:
            assert sentence.citations
            cited = {draft.citations[n - 1].passage for n in sentence.citations}
            for given in cited:
                assert given in PASSAGES
                if sentence.written:
                    assert verifier().judge(sentence.text, given.text).supported
                else:
                    assert sentence.text in given.text
            for word in ("ONWAAR", "dertig", "burgemeester", "<", "http", "Yilmaz", "\u202e"):
                assert word not in sentence.text


def run(*scripts: Script, candidates: object = material.CANDIDATES, **settings: object) -> Draft:
    """The final answer with a server that follows these scripts, after the checks on all of it."""
    with serving(*scripts) as running:
        answerer = material.writer(running.url, **settings)
        drafts = write(answerer, candidates)  # type: ignore[arg-type]
    check_shown(drafts)
    return drafts[-1]


def raw(data: bytes, kind: str = EVENT_STREAM) -> Script:
    """A server that answers 200 with these bytes."""

    def script(connection: Connection) -> None:
        connection.begin(kind)
        connection.send(data)

    return script


def status(code: int, more: str = "") -> Script:
    return lambda connection: connection.reply(code, PAGE, "text/html", more)


def endless(piece: bytes) -> Script:
    """A server that never stops sending."""

    def script(connection: Connection) -> None:
        connection.begin()
        while not connection.wait(0):
            connection.send(piece)

    return script


def events(*data: object) -> Script:
    """A server that streams these objects as they are."""

    def script(connection: Connection) -> None:
        connection.begin()
        for one in data:
            connection.event(one)
        connection.finish()

    return script


def drops(text: str) -> Script:
    def script(connection: Connection) -> None:
        connection.begin()
        connection.text(text)
        connection.wait(0.05)
        connection.drop()

    return script


def packed(connection: Connection) -> None:
    connection.begin(more="Content-Encoding: gzip\r\n")
    connection.send(gzip.compress(b"data: " + b"0" * 5_000_000))


# -- nothing of what the model said can be shown --

NOTHING = [
    pytest.param(says(LIE), "model-too-little", id="unsupported"),
    pytest.param(
        says("Het dossier wordt dertig jaar bewaard [1]."), "model-too-little", id="wrong-number"
    ),
    pytest.param(
        says("De jeugdhulpverlener bewaart het dossier volgens artikel 99 AVG twintig jaar [1]."),
        "model-too-little",
        id="made-up-article",
    ),
    pytest.param(says(GOOD.replace("[1]", "[7][99]")), "model-too-little", id="made-up-citations"),
    pytest.param(says(GOOD.replace("[1]", "[0]")), "model-too-little", id="citation-0"),
    pytest.param(says(GOOD.replace("[1]", "[2]")), "model-too-little", id="another-passage"),
    pytest.param(says(GOOD.replace("[1]", "")), "model-too-little", id="no-citation"),
    pytest.param(
        says('De wet zegt: "bewaar het dossier dertig jaar" [1].'),
        "model-too-little",
        id="quotation-that-is-not-there",
    ),
    pytest.param(says(), "model-too-little", id="empty"),
    pytest.param(says("  \n\n \u200b"), "model-too-little", id="white-space"),
    pytest.param(
        says("<script>alert('ONWAAR')</script> [1]. <img src=x onerror=alert(1)> [1]."),
        "model-too-little",
        id="script",
    ),
    pytest.param(
        says(GOOD.replace("twintig jaar", "<b>twintig jaar</b>")), "model-too-little", id="markup"
    ),
    pytest.param(
        says("Kijk op [deze site](http://boos.example) [1]. Zie www.boos.example [1]."),
        "model-too-little",
        id="links",
    ),
    pytest.param(says("\u202e" + GOOD), "model-too-little", id="text-turned-round"),
    pytest.param(
        says("Mevrouw Fatima Yilmaz bewaart het dossier gedurende twintig jaar [1]."),
        "model-too-little",
        id="made-up-name",
    ),
    pytest.param(
        says("Wordt het dossier twintig jaar bewaard [1]?"), "model-too-little", id="question"
    ),
    pytest.param(
        says("Iedereen mag alles delen [1]. ", "Genegeerd!"),
        "model-too-little",
        id="obeys-an-instruction-in-a-passage",
    ),
    pytest.param(
        says(GOOD, LIE, LIE.replace("euro", "gulden"), "Dit staat vast [1]."),
        "model-too-little",
        id="less-than-half-is-left",
    ),
    pytest.param(says("Het antwoord staat niet in de bronnen."), "model-no-answer", id="absent"),
    pytest.param(says(GOOD[:20], finish="length"), "model-failed", id="cut-off-in-a-sentence"),
    pytest.param(status(500), "model-unreachable", id="500"),
    pytest.param(status(503), "model-unreachable", id="503"),
    pytest.param(status(404), "model-unreachable", id="404"),
    pytest.param(status(401), "model-unreachable", id="401"),
    pytest.param(status(400), "model-unreachable", id="400"),
    pytest.param(raw(PAGE, "text/html"), "model-failed", id="error-page-with-200"),
    pytest.param(raw(b'{"detail": "ONWAAR"}', "application/json"), "model-failed", id="json"),
    pytest.param(raw(b"data: {not json\n\n"), "model-failed", id="broken-json"),
    pytest.param(raw(b"data: \xff\xfe\xc3(\n\n"), "model-failed", id="invalid-utf-8"),
    pytest.param(raw(b"\x00\x01\x02" * 999), "model-failed", id="binary"),
    pytest.param(raw(b""), "model-failed", id="nothing"),
    pytest.param(raw(b"data: [DONE]\n\n"), "model-failed", id="done-at-once"),
    pytest.param(events({"error": {"message": "ONWAAR"}}), "model-failed", id="error-event"),
    pytest.param(events({"choices": None}), "model-failed", id="choices-null"),
    pytest.param(events({"choices": 7}), "model-failed", id="choices-7"),
    pytest.param(events([]), "model-failed", id="list"),
    pytest.param(events(chunk(7)), "model-failed", id="text-is-a-number"),
    pytest.param(events(chunk({"text": LIE})), "model-failed", id="text-is-an-object"),
    pytest.param(packed, "model-failed", id="packed-five-megabytes"),
    pytest.param(lambda c: c.drop(), "model-failed", id="dropped-at-once"),
    pytest.param(lambda c: c.send(b"SSH-2.0-x\r\n\r\n"), "model-failed", id="not-http"),
    pytest.param(endless(b"data: " + b"x" * 65536), "model-failed", id="endless-line"),
    pytest.param(endless(b": " + b"x" * 65536 + b"\n\n"), "model-failed", id="endless-comments"),
]


@pytest.mark.parametrize(("script", "notice"), NOTHING)
def test_what_cannot_be_shown_gives_way_to_quotations(script: Script, notice: str) -> None:
    final = run(script)
    assert texts(final) == [KEEP]
    assert final.notice == notice


# -- something can be shown --

SOMETHING = [
    pytest.param(says(*(GOOD + ALSO)), "", [GOOD_TEXT, ALSO_TEXT], id="letter-by-letter"),
    pytest.param(says(GOOD + ALSO), "", [GOOD_TEXT, ALSO_TEXT], id="at-once"),
    pytest.param(says(GOOD, "Een [99]. "), "", [GOOD_TEXT], id="half-is-left"),
    pytest.param(says(GOOD, LIE), "", [GOOD_TEXT, KEEP], id="words-of-the-source-instead"),
    pytest.param(says("<think>", LIE, "</think>", GOOD), "", [GOOD_TEXT], id="thoughts"),
    pytest.param(says(GOOD.replace("[1]", "[1][2][99]")), "", [GOOD_TEXT], id="best-citation"),
    pytest.param(
        says(f"## Kop\n\n- **{GOOD}**\n- {ALSO}"), "", [GOOD_TEXT, ALSO_TEXT], id="markdown"
    ),
    pytest.param(says(GOOD, GOOD), "", [GOOD_TEXT], id="said-twice"),
    pytest.param(
        says(GOOD, "Meer staat niet in de bronnen."), "model-partly", [GOOD_TEXT], id="partly"
    ),
    pytest.param(
        says(GOOD, ALSO[:20], finish="length"), "model-stopped", [GOOD_TEXT], id="limit-reached"
    ),
    pytest.param(drops(GOOD + ALSO[:9]), "model-stopped", [GOOD_TEXT], id="dropped"),
    pytest.param(
        raw(
            b"data: "
            + b'{"choices":[{"delta":{"content":"'
            + (GOOD + ALSO).encode()
            + b'"}}]}\n\ndata: {oops\n\n'
        ),
        "model-stopped",
        [GOOD_TEXT, ALSO_TEXT],
        id="good-then-broken",
    ),
]


@pytest.mark.parametrize(("script", "notice", "expected"), SOMETHING)
def test_what_is_proven_is_shown(script: Script, notice: str, expected: list[str]) -> None:
    final = run(script)
    assert (texts(final), final.notice) == (expected, notice)


def test_a_written_sentence_carries_the_words_that_prove_it() -> None:
    final = run(says("Het lokale team legt toestemming vast in het dossier [2]."))
    (sentence,) = final.sentences
    assert sentence.written
    (citation,) = final.citations
    assert citation.quote == "Het lokale team legt de toestemming vast in het dossier."
    assert SHARE[citation.start : citation.end] == citation.quote


def test_twenty_thousand_tokens_are_not_read_to_the_end() -> None:
    sent = 0

    def script(connection: Connection) -> None:
        nonlocal sent
        connection.begin()
        while sent < 20_000:
            connection.text("dertig " if sent % 8 else "burgemeester. Euro ")
            sent += 1

    final = run(script)
    assert texts(final) == [KEEP]
    assert sent < 20_000


# -- time --

STALLS: list[Callable[[Connection], object]] = [
    pytest.param(lambda c: c.wait(60), id="no-answer"),
    pytest.param(lambda c: (c.begin(), c.wait(60)), id="no-event"),
    pytest.param(
        lambda c: (c.begin(), [c.send(b"d") for _ in iter(lambda: c.wait(0.1), True)]),
        id="byte-by-byte",
    ),
    pytest.param(
        lambda c: (c.begin(), [c.text("") for _ in iter(lambda: c.wait(0.05), True)]),
        id="empty-events",
    ),
]  # type: ignore[list-item]


@pytest.mark.parametrize("script", STALLS)
def test_a_stalled_model_is_given_up_in_time(script: Script) -> None:
    begin = time.monotonic()
    final = run(script, llm_first_token=0.5)
    assert final.notice == "model-too-slow"
    assert texts(final) == [KEEP]
    assert time.monotonic() - begin < 15  # of the 60 that the server would take


def test_what_was_proven_before_a_stall_is_kept() -> None:
    def script(connection: Connection) -> None:
        connection.begin()
        connection.text(GOOD + "En dan")
        connection.wait(60)

    final = run(script, llm_first_token=0.5)
    assert (texts(final), final.notice) == ([GOOD_TEXT], "model-stopped")


def test_a_model_that_drips_words_is_stopped_at_the_end_of_its_time() -> None:
    def script(connection: Connection) -> None:
        connection.begin()
        connection.text(GOOD)
        while not connection.wait(0.1):
            connection.text("en ")

    final = run(script, llm_timeout=3.0)
    assert (texts(final), final.notice) == ([GOOD_TEXT], "model-stopped")


def test_a_sentence_is_shown_before_the_next_one_begins() -> None:
    shown = threading.Event()

    def script(connection: Connection) -> None:
        connection.begin()
        connection.text(GOOD.strip())
        if not shown.wait(15):
            return
        connection.text(" " + ALSO)
        connection.finish()

    with serving(script) as running:
        for draft in material.writer(running.url).answer(
            material.QUESTION, material.FOUND, material.CANDIDATES
        ):
            if draft.sentences:
                shown.set()
    assert texts(draft) == [GOOD_TEXT, ALSO_TEXT]


# -- leaving --


@pytest.mark.parametrize("words", ["", GOOD])
def test_leaving_closes_the_connection(words: str) -> None:
    left: list[bool] = []

    def script(connection: Connection) -> None:
        connection.begin()
        if words:
            connection.text(words)
        left.append(connection.was_left(15))

    with serving(script) as running:
        answerer = material.writer(running.url)
        with closing(
            answerer.answer(material.QUESTION, material.FOUND, material.CANDIDATES)
        ) as drafts:
            for draft in drafts:
                if running.calls and (draft.sentences or not words):
                    break
    assert left == [True]


def test_leaving_makes_room_for_the_next() -> None:
    def stall(connection: Connection) -> None:
        connection.begin()
        connection.wait(60)

    with serving(stall, says(GOOD)) as running:
        answerer = material.writer(running.url, llm_concurrency=1)
        first = answerer.answer(material.QUESTION, material.FOUND, material.CANDIDATES)
        assert next(first).writing
        while not running.calls:
            next(first)
        second = answerer.answer(material.QUESTION, material.FOUND, material.CANDIDATES)
        waiting = next(second)
        assert (waiting.waiting, waiting.sentences) == (1, ())
        first.close()
        assert texts(list(second)[-1]) == [GOOD_TEXT]


def test_who_waits_too_long_gets_quotations() -> None:
    def stall(connection: Connection) -> None:
        connection.begin()
        connection.wait(60)

    with serving(stall) as running:
        answerer = material.writer(running.url, llm_concurrency=1, llm_timeout=1.5)
        first = answerer.answer(material.QUESTION, material.FOUND, material.CANDIDATES)
        next(first)
        drafts = write(answerer)
        first.close()
    check_shown(drafts)
    assert {d.waiting for d in drafts[:-1]} == {1}
    assert drafts[-1].notice == "model-busy"


# -- trying again --


def test_a_busy_server_is_asked_again() -> None:
    with serving(status(503), says(GOOD)) as running:
        assert texts(write(material.writer(running.url))[-1]) == [GOOD_TEXT]
        assert len(running.calls) == server.ATTEMPTS


def test_a_failing_server_is_not_asked_forever() -> None:
    with serving(status(500)) as running:
        write(material.writer(running.url))
        assert len(running.calls) == server.ATTEMPTS


def test_a_server_that_cannot_turn_off_thinking_is_asked_without() -> None:
    def script(connection: Connection) -> None:
        if "chat_template_kwargs" in connection.body:
            connection.reply(400, b'{"error": "unexpected field"}')
        else:
            says(GOOD)(connection)

    with serving(script) as running:
        answerer = material.writer(running.url)
        assert texts(write(answerer)[-1]) == [GOOD_TEXT]
        assert texts(write(answerer)[-1]) == [GOOD_TEXT]
        assert len(running.calls) == 3


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        ("library", "reasoning_effort"),
        ("vllm", "chat_template_kwargs"),
        ("x", "chat_template_kwargs"),
    ],
)
def test_thinking_is_turned_off_as_the_server_knows_it(owner: str, field: str) -> None:
    routes = {"/v1/models": models([{"id": "m", "owned_by": owner}])}
    with serving(says(GOOD), routes=routes) as running:
        write(material.writer(running.url))
        body = running.calls[0].body
    assert field in body
    assert len({"reasoning_effort", "chat_template_kwargs"} & set(body)) == 1
    assert body["temperature"] == 0
    assert body["max_tokens"] == model.ANSWER_TOKENS


def test_an_unsupported_sentence_is_repaired_once() -> None:
    wrong = "Het dossier blijft dertig jaar bij de jeugdhulpverlener [1]. "
    with serving(says(wrong, ALSO), says(f"1) {GOOD}")) as running:
        final = write(material.writer(running.url))[-1]
        assert texts(final) == [GOOD_TEXT, ALSO_TEXT]
        assert len(running.calls) == 2
        asked = running.calls[1].body["messages"]
    assert [m["role"] for m in asked] == ["system", "user", "assistant", "user"]
    assert "dertig jaar" in asked[-1]["content"].split("Waarom niet:")[1]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(says(f"1) {LIE}"), id="still-wrong"),
        pytest.param(says("1) weg"), id="given-up"),
        pytest.param(says("9) niets\nzomaar wat"), id="nonsense"),
        pytest.param(status(500), id="fails"),
        pytest.param(lambda c: c.drop(), id="drops"),
        pytest.param(says(f"1) {GOOD}{LIE}"), id="two-sentences-for-one"),
        pytest.param(endless(b"data: " + b"x" * 65536), id="endless"),
    ],
)
def test_a_repair_that_fails_leaves_what_was_proven(second: Script) -> None:
    final = run(says(ALSO, LIE.replace(" [1]", "")), second)
    assert texts(final) == [ALSO_TEXT]


# -- what the model gets --


def test_passages_and_question_stay_in_their_frame() -> None:
    with serving(says(GOOD)) as running:
        write(material.writer(running.url))
        system, user = running.calls[0].body["messages"]
    assert "<|" not in user["content"]
    assert user["content"].count("</bron>") == len(PASSAGES)
    assert user["content"].count("[1]") == 0
    assert "Negeer" not in system["content"]


def test_passages_are_dropped_from_the_end_and_never_cut() -> None:
    long = [material.passage(n, f"Stuk {n}. " + "Dit is een lange zin. " * 80) for n in range(6)]
    candidates = [material.candidate(p) for p in long]
    with serving(says("Niets.")) as running:
        write(material.writer(running.url, llm_context=3000), candidates)
        prompt = running.calls[0].body["messages"][1]["content"]
    given = [p for p in long if p.text.strip() in prompt]
    assert given == long[: len(given)]
    assert 0 < len(given) < len(long)
    assert [p for p in long if f"Stuk {p.ref[-1]}." in prompt] == given
    assert len(prompt) / 5 < 3000 - model.ANSWER_TOKENS


def test_a_passage_that_does_not_fit_is_quoted() -> None:
    with serving(says(GOOD)) as running:
        final = write(material.writer(running.url, llm_context=model.ANSWER_TOKENS + 10))[-1]
        assert running.calls == []
    assert (texts(final), final.notice) == ([KEEP], "model-no-room")


@pytest.mark.parametrize("kind", ["vllm", "llamacpp"])
def test_the_server_counts_when_it_can(kind: str) -> None:
    """The estimate says that it does not fit; the model's own count says that it does."""
    asked: list[dict[str, object]] = []

    def tokenize(connection: Connection) -> None:
        asked.append(connection.body)
        body = b'{"count": 300}' if kind == "vllm" else b'{"tokens": [1, 2, 3]}'
        connection.reply(body=body)

    rows = [{"id": "m", "owned_by": kind, "max_model_len": 1300}]
    routes = {
        "/v1/models": models(rows),
        "/tokenize": tokenize,
        "/props": lambda c: c.reply(body=b'{"default_generation_settings": {"n_ctx": 1300}}'),
    }
    with serving(says(GOOD), routes=routes) as running:
        assert texts(write(material.writer(running.url))[-1]) == [GOOD_TEXT]
        assert running.calls[0].body["model"] == "m"
        assert SHARE in running.calls[0].body["messages"][1]["content"]
    assert len(asked) == 1


def test_a_count_that_fails_is_estimated() -> None:
    rows = [{"id": "m", "owned_by": "vllm", "max_model_len": 1300}]
    routes = {"/v1/models": models(rows), "/tokenize": status(500)}
    with serving(says(GOOD), routes=routes) as running:
        write(material.writer(running.url))
        assert running.paths.count("/tokenize") == 1
        prompt = running.calls[0].body["messages"][1]["content"]
    assert KEEP in prompt
    assert SHARE not in prompt


# -- a server that is away --


def test_it_is_found_again_without_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.llm.health.FIRST_WAIT", 0.01)
    with serving(says(GOOD)) as running:
        answerer = material.writer(running.url)
        assert answerer.notice == ""
        port = running.port
    away = write(answerer)[-1]
    assert (texts(away), away.notice) == ([KEEP], "model-unreachable")
    assert answerer.notice == "model-unreachable"
    with serving(says(GOOD), port=port):
        for _ in range(200):
            final = write(answerer)[-1]
            if not final.notice:
                break
            time.sleep(0.05)
        assert texts(final) == [GOOD_TEXT]
        assert answerer.notice == ""


@pytest.mark.parametrize(
    "list_models",
    [
        pytest.param(status(500), id="500"),
        pytest.param(status(401), id="key-refused"),
        pytest.param(raw(PAGE, "text/html"), id="error-page"),
        pytest.param(raw(b'{"data": [7]}', "application/json"), id="no-models"),
        pytest.param(raw(b'{"data": []}', "application/json"), id="none"),
        pytest.param(models([{"id": "a"}, {"id": "b"}]), id="two-and-none-named"),
        pytest.param(lambda c: c.wait(60), id="hangs"),
    ],
)
def test_a_server_that_is_not_ready_is_not_asked(
    list_models: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CHECK_SECONDS", 1.0)
    with serving(says(GOOD), routes={"/v1/models": list_models}) as running:
        answerer = material.writer(running.url)
        assert answerer.notice == "model-unreachable"
        assert texts(write(answerer)[-1]) == [KEEP]
        assert running.calls == []


def test_a_named_model_is_asked_for() -> None:
    routes = {"/v1/models": models([{"id": "a"}, {"id": "b"}])}
    with serving(says(GOOD), routes=routes) as running:
        write(material.writer(running.url, llm_model="b", llm_api_key="sleutel-7"))
        assert running.calls[0].body["model"] == "b"
        assert "Authorization: Bearer sleutel-7" in running.calls[0].head
