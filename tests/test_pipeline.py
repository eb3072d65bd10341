"""One question through all steps: checklist, retrieve, answer, verify."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import batch, checklist
from assistant.answerability import load_answerability
from assistant.cases import Case, load_cases
from assistant.corpus import load_corpus
from assistant.embedding import Vectors
from assistant.errors import QuestionError
from assistant.index import build_index
from assistant.lexicon import load_lexicon
from assistant.pipeline import Assistant, ExtractiveAnswerer, check_form
from assistant.ranking import load_weights
from assistant.records import Answer, Decision, Passage, Source, Status
from assistant.retrieve import named_passages
from tests.fakes import CORPUS, ROOT, CountingEmbedder, read_corpus

BSN = "123456782"  # passes the elfproef; given out to nobody
NAME = "Fatima Yilmaz"
REFUSED = (
    f"Mag ik het BSN {BSN} van {NAME} delen met de huisarts?",
    f"Cliënt {NAME}, geboren 3 mei 2011, woont op Dorpsstraat 12, 1234 AB Utrecht.",
)


def _dev_cases() -> tuple[list[Case], dict[str, Passage]]:
    passages = {p.id: p for p in load_corpus(CORPUS).passages}
    return load_cases(ROOT / "evals" / "retrieval" / "dev.jsonl", passages), passages


class Recorder:
    """Writes down which step is taken when."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.texts: list[tuple[str, str]] = []  # the step and what it was about

    def guard(self, text: str, *, earlier: Sequence[str] = ()) -> Decision:
        self.steps.append("guard")
        self.texts.append(("guard", text))
        return checklist.check(text, earlier=earlier)


class RecordingEmbedder(CountingEmbedder):
    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self._recorder = recorder

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._recorder.steps.append("embed")
        self._recorder.texts += [("embed", text) for text in texts]
        return super().embed(texts)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def assistant(small_corpus: Path, tmp_path: Path, recorder: Recorder) -> Assistant:
    """Over the small corpus; answers everything, so that the threshold hides nothing."""
    build_index(tmp_path / "index", *read_corpus(small_corpus), CountingEmbedder())
    return Assistant(
        tmp_path / "index",
        RecordingEmbedder(recorder),
        lexicon=load_lexicon(),
        weights=load_weights(),
        answerability=replace(load_answerability(), threshold=0.0),
        answerer=ExtractiveAnswerer(),
        guard=recorder.guard,
    )


# -- the checklist stands before everything --


@pytest.mark.parametrize("question", REFUSED)
@pytest.mark.parametrize("step", ["ask", "search"])
def test_nothing_is_embedded_or_found_after_a_refusal(
    assistant: Assistant, recorder: Recorder, question: str, step: str
) -> None:
    answer = getattr(assistant, step)(question)
    assert recorder.steps == ["guard"]
    assert answer.status is Status.REFUSED
    assert (answer.hits, answer.sentences, answer.citations) == ((), (), ())
    assert answer.read_as == ""
    assert answer.confidence == 0.0


def test_the_guard_comes_first_and_once(assistant: Assistant, recorder: Recorder) -> None:
    question = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
    answer = assistant.ask(question)
    assert recorder.texts[0] == ("guard", question)
    assert [step for step, text in recorder.texts if text == question] == ["guard", "embed"]
    # the others are questions of the bank, of which only those that it lets through are shown
    checked = {text for step, text in recorder.texts if step == "guard"} - {question}
    assert {q.lower() for q in answer.follow_ups} <= {text.lower() for text in checked}


def test_earlier_turns_are_checked_too(assistant: Assistant, recorder: Recorder) -> None:
    answer = assistant.ask("En mag dat ook zonder toestemming?", earlier=[REFUSED[0]])
    assert answer.status is Status.REFUSED
    assert "embed" not in recorder.steps


@pytest.mark.parametrize("question", [" " * 50 + REFUSED[0], REFUSED[0] + " woord" * 2000])
def test_the_form_is_looked_at_after_the_checklist(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.REFUSED


@pytest.mark.parametrize("question", REFUSED)
def test_a_refused_question_leaves_no_trace(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    shown = repr(answer) + json.dumps(batch.answer_json("1", answer), ensure_ascii=False)
    shown += json.dumps(batch.search_json("1", answer), ensure_ascii=False)
    for word in (BSN, "Fatima", "Yilmaz", "huisarts", "Dorpsstraat", "1234", "2011"):
        assert word not in shown


# -- the form of a question --


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(" \n\t\u00a0", "empty", id="white-space"),
        pytest.param("x", "too-short", id="one-character"),
        pytest.param("a" * 4001, "too-long", id="4,001-characters"),
        pytest.param("wat\x00is dit", "not-text", id="nul"),
        pytest.param("\x7fELF\x02\x01\x01", "not-text", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n".decode("latin-1"), "not-text", id="picture"),
        pytest.param("\ufffd\ufffd hallo", "not-text", id="bytes-replaced"),
        pytest.param("wat mag \ud800 ik", "not-text", id="half-a-surrogate-pair"),
        pytest.param("\udcff\udcfe", "not-text", id="bytes-of-the-command-line"),
        pytest.param("😀😀😀", "no-letters", id="emoji-only"),
        pytest.param("?!...", "no-letters", id="punctuation-only"),
        pytest.param("\u200b\u200b\u200b", "no-letters", id="zero-width"),
    ],
)
def test_what_is_no_question_is_told(
    assistant: Assistant, recorder: Recorder, question: str, reason: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        assistant.ask(question)
    assert caught.value.reason == reason
    assert str(caught.value) == reason  # and nothing of the question
    assert "embed" not in recorder.steps


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("'; DROP TABLE passages; --", id="sql"),
        pytest.param('" OR 1=1 /*', id="sql-quote"),
        pytest.param("<script>alert('hoi')</script> mag dat?", id="html"),
        pytest.param("{{ 7 * 7 }} ${env} %s %n", id="template"),
        pytest.param("../../etc/passwd mag dat?", id="path"),
        pytest.param("鑫鑫 在哪里", id="no-token-is-known"),
        pytest.param("zorg" * 1000, id="one-long-word"),
        pytest.param("gegevens" * 500, id="one-long-compound"),
        pytest.param("a\nb\tc", id="line-ends"),
        pytest.param("art. " * 800, id="800-articles-without-number"),
        pytest.param("artikel 7.3.11 lid 4 " * 190, id="190-references"),
        pytest.param("((((((((((" * 400 + "a", id="brackets"),
        pytest.param("e\u0301" * 1999, id="combining-marks"),
    ],
)
@pytest.mark.timeout(20)
def test_odd_text_is_a_question_like_any_other(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status in (Status.ANSWERED, Status.ABSTAINED, Status.REFUSED)


def test_a_hundred_thousand_characters_are_not_even_read(
    assistant: Assistant, recorder: Recorder
) -> None:
    answer = assistant.ask("woord " * 17_000)
    assert answer.status is Status.REFUSED
    assert answer.decision is not None
    assert answer.decision.items == ("unreadable",)
    assert recorder.steps == ["guard"]


def test_check_form_lets_the_longest_question_pass() -> None:
    check_form("a" * 4000, 4000)
    check_form("  " + "a" * 4000 + "  ", 4000)


# -- follow-ups, roles, thresholds --


def test_a_question_that_leans_is_read_with_the_one_before(assistant: Assistant) -> None:
    first = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
    answer = assistant.ask("En mag dat bij wet worden beperkt?", earlier=[first])
    assert answer.read_as == f"{first} En mag dat bij wet worden beperkt?"
    assert answer.hits[0].passage.source_id == "wet/grondwet"


@pytest.mark.parametrize("earlier", [[], ["", "  "], ["x" * 5000], ["\ud800 kapot"], ["😀"]])
def test_what_was_no_question_is_not_read_along(assistant: Assistant, earlier: list[str]) -> None:
    assert assistant.ask("en mag dat dan ook?", earlier=earlier).read_as == ""


def test_the_threshold_decides_whether_there_is_an_answer(
    assistant: Assistant, tmp_path: Path
) -> None:
    question = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
    answered = assistant.ask(question)
    assert answered.status is Status.ANSWERED
    assert {"guard", "retrieve", "answer", "total"} <= set(answered.timings_ms)
    strict = Assistant(
        tmp_path / "index",
        CountingEmbedder(),
        lexicon=load_lexicon(),
        weights=load_weights(),
        answerability=replace(load_answerability(), threshold=1.01),
        answerer=ExtractiveAnswerer(),
    )
    answer = strict.ask(question)
    assert answer.status is Status.ABSTAINED
    assert answer.reason == "no-match"
    assert answer.hits == answered.hits
    assert (answer.sentences, answer.citations) == ((), ())


def test_search_finds_what_ask_finds_and_composes_nothing(assistant: Assistant) -> None:
    question = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
    found = assistant.search(question)
    assert found.sentences == ()
    assert found.hits == assistant.ask(question).hits


def test_an_answerer_that_makes_things_up_is_not_shown(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ExtractiveAnswerer.answer

    def invent(self, question, found, candidates):  # type: ignore[no-untyped-def]
        (draft,) = real(self, question, found, candidates)
        made_up = replace(draft.sentences[0], text="Dat mag altijd.")
        unproven = replace(draft.sentences[0], citations=())
        yield replace(draft, sentences=(made_up, unproven, *draft.sentences))

    question = "Wat zegt de Grondwet over de persoonlijke levenssfeer?"
    honest = assistant.ask(question).sentences
    monkeypatch.setattr(ExtractiveAnswerer, "answer", invent)
    assert assistant.ask(question).sentences == honest


def test_many_threads_get_the_answers_that_one_gets(assistant: Assistant) -> None:
    questions = [
        "Wat zegt de Grondwet over de persoonlijke levenssfeer?",
        "Wat vraagt het team bij een aanmelding?",
        "Wanneer is schending van een geheim strafbaar?",
        "Heeft iedereen recht op respect voor zijn gezinsleven?",
    ]
    alone = [assistant.ask(q).citations for q in questions]
    wrong: list[str] = []

    def work(number: int) -> None:
        answers = [assistant.ask(questions[number]).citations for _ in range(5)]
        wrong.extend(questions[number] for a in answers if a != alone[number])

    threads = [threading.Thread(target=work, args=(n % 4,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_context_stays_within_the_source(assistant: Assistant) -> None:
    for source in assistant.sources():
        passages = assistant.passages_of(source.id)
        assert passages
        first = assistant.context(passages[0].id)
        last = assistant.context(passages[-1].id)
        assert first is not None
        assert last is not None
        assert first[0] is None
        assert last[2] is None
        assert assistant.passage(passages[0].id) == passages[0]
    assert assistant.passage("wet/onzin/1") is None
    assert assistant.context("wet/onzin/1") is None
    assert assistant.passages_of("wet/onzin") == ()


# -- on the real corpus --


def assert_proven(answer: Answer) -> None:
    """Every sentence stands word for word in every passage it cites; numbers run from 1."""
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    cited: list[int] = []
    for sentence in answer.sentences:
        assert sentence.citations
        for number in sentence.citations:
            citation = answer.citations[number - 1]
            assert sentence.text in citation.passage.text
            assert citation.quote == citation.passage.text[citation.start : citation.end]
            assert sentence.text in citation.quote
        cited.extend(sentence.citations)
    assert cited == sorted(cited)
    assert set(cited) == {c.n for c in answer.citations}
    texts = [" ".join(s.text.lower().split()) for s in answer.sentences if s.text[-1:] != ":"]
    assert len(texts) == len(set(texts)), "a sentence is shown twice"


def _prove(assistant: Assistant, cases: Sequence[Case], passages: dict[str, Passage]) -> int:
    answered = 0
    for case in cases:
        answer = assistant.ask(case.question, earlier=case.earlier)
        if answer.status is Status.REFUSED:
            continue
        assert len(answer.hits) == 10
        groups = [h.passage.group for h in answer.hits if "reference" not in h.routes]
        assert len(groups) == len(set(groups)), "a repeat fills the list"
        scores = [h.score for h in answer.hits]
        assert scores == sorted(scores, reverse=True)
        if answer.status is Status.ANSWERED:
            answered += 1
            assert_proven(answer)
            for citation in answer.citations:
                assert passages[citation.passage.id] == citation.passage
    return answered


def test_every_sentence_of_sixty_answers_is_proven(full_assistant: Assistant) -> None:
    cases, passages = _dev_cases()
    assert _prove(full_assistant, cases[::7][:60], passages) >= 20


@pytest.mark.slow
def test_every_sentence_of_every_answer_is_proven(full_assistant: Assistant) -> None:
    cases, passages = _dev_cases()
    assert _prove(full_assistant, cases, passages) >= 200


# Names under which people write the laws, as the corpus names them.
SHORT = {
    "Jeugdwet": ("Jw", "jeugdwet"),
    "Wmo 2015": ("Wmo 2015", "wmo 2015"),
    "AVG": ("AVG", "avg"),
    "UAVG": ("UAVG", "uavg"),
    "Grondwet": ("Gw", "grondwet"),
    "EVRM": ("EVRM", "evrm"),
    "IVRK": ("IVRK", "ivrk"),
}
_ORDINALS = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
]


def _notations(article: str, lid: str | None, title: str, short: str) -> list[str]:
    abbreviation, lower = SHORT.get(short, (short, short.lower()))
    if lid is None:
        return [
            f"Wat staat er in artikel {article} {title}?",
            f"art. {article} {abbreviation}",
            f"mag dit volgens {article} {lower}",
        ]
    forms = [f"art. {article} lid {lid} {abbreviation}", f"wat zegt {article} lid {lid} {lower}"]
    if lid.isdigit() and int(lid) <= len(_ORDINALS):
        ordinal = _ORDINALS[int(lid) - 1]
        forms.append(f"Geldt artikel {article}, {ordinal} lid, {title} hier?")
    return forms


def _places() -> list[tuple[Source, Passage, str | None]]:
    """Every article and every lid in the corpus, with a passage of it."""
    corpus = load_corpus(CORPUS)
    sources = {s.id: s for s in corpus.sources}
    places: dict[tuple[str, str, str | None], tuple[Source, Passage, str | None]] = {}
    for passage in corpus.passages:
        if passage.article is None or passage.article.startswith("overweging"):
            continue
        for lid in (None, passage.lid):
            place = (sources[passage.source_id], passage, lid)
            places.setdefault((passage.source_id, passage.article, lid), place)
    return list(places.values())


def reference_misses(first_of: Callable[[str], Passage | None], *, each: bool = True) -> set[str]:
    """References to places in the corpus that do not bring that place first.

    Args:
        first_of: what a question brings first.
        each: every place in every notation; otherwise in one, and the notations in turn.
    """
    misses = set()
    for number, (source, passage, lid) in enumerate(_places()):
        forms = _notations(passage.article or "", lid, source.title, source.short_title)
        for question in forms if each else [forms[number % len(forms)]]:
            first = first_of(question)
            if (
                first is None
                or (first.law_id, first.article) != (passage.law_id, passage.article)
                or (lid is not None and first.lid != lid)
            ):
                misses.add(question)
    return misses


def test_a_reference_to_any_place_in_the_corpus_is_understood() -> None:
    passages = load_corpus(CORPUS).passages

    def first(question: str) -> Passage | None:
        numbers = named_passages(question, passages)
        return passages[numbers[0]] if numbers else None

    assert len({(p.law_id, p.article) for _, p, _ in _places()}) > 100
    assert reference_misses(first) == set()


@pytest.mark.slow
def test_a_reference_to_any_place_in_the_corpus_brings_it_first(
    full_assistant: Assistant,
) -> None:
    misses = reference_misses(lambda q: full_assistant.search(q).hits[0].passage, each=False)
    assert misses == set()


@pytest.mark.parametrize(
    "question",
    [
        "artikel 7.3.11, vierde lid, Jeugdwet",
        "art. 7.3.11 lid 4 Jw",
        "7.3.11 lid 4 jeugdwet",
        "jeugdwet 7.3.11 lid 4",
        "Wat betekent art 7.3.11 lid 4 Jeugdwet voor mij als leerkracht?",
        "7.3.11 lid 4",
    ],
)
def test_the_article_of_the_issue_in_many_spellings(
    full_assistant: Assistant, question: str
) -> None:
    hit = full_assistant.search(question).hits[0]
    assert hit.passage.id == "wet/jeugdwet/7.3.11/lid-4"
    assert hit.routes == ("reference",)


def test_a_role_decides_which_part_is_quoted_first(full_assistant: Assistant) -> None:
    question = "Wanneer mag de geheimhoudingsplicht worden doorbroken?"

    def parts(role: str) -> list[str | None]:
        hits = full_assistant.search(question, role=role).hits
        return [h.passage.part for h in hits if h.passage.part]

    assert "deel-3" in parts("professional")
    assert parts("professional") != parts("bestuurder")
    with pytest.raises(ValueError, match="role"):
        full_assistant.search(question, role="minister")
