"""Questions that a model proposes for own documents, and that a person approves."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import __main__ as cli
from assistant import checklist
from assistant.corpus import load_corpus
from assistant.enrich import MOST, Enriched, enrich, questions_in
from assistant.errors import CorpusError, ModelError
from assistant.llm.calls import CallError, Limits
from assistant.llm.prompts_nl import Message
from assistant.questions import FOLDER, OWN, load_questions
from assistant.records import Passage, SourceKind
from tests.fakes import write_corpus
from tests.llm.servers import models, says, serving

OWN_TEXT = (
    "# Werkinstructie\n\n## Dossier sluiten\n\nSluit een dossier binnen zes weken na het einde van "
    "de hulp. De werkbegeleider kijkt mee en tekent af.\n\n## Vakantie\n\nGeef lopende zaken voor "
    "een vakantie over aan een collega uit het eigen team, met een korte schriftelijke overdracht."
)


class Scripted:
    """A model that writes what a script says, one text a call."""

    context = 4096

    def __init__(self, *texts: str | ModelError) -> None:
        self._texts = list(texts)
        self.asked: list[str] = []
        self.is_there = True

    def check(self) -> None:
        if not self.is_there:
            raise CallError("model-unreachable", "nothing answers")

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m.text) for m in messages)

    def write(self, messages: Sequence[Message], limits: Limits) -> Generator[str, None, None]:
        del limits
        self.asked.append("\n".join(m.text for m in messages))
        text = self._texts.pop(0) if self._texts else ""
        if isinstance(text, ModelError):
            raise text
        yield from text


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = write_corpus(tmp_path / "corpus", "wet/grondwet")
    (folder / "eigen" / "werkinstructie.md").write_text(OWN_TEXT, encoding="utf-8")
    return folder


def own(corpus: Path) -> list[Passage]:
    return [p for p in load_corpus(corpus).passages if p.kind is SourceKind.OWN]


def run(corpus: Path, model: Scripted) -> Enriched:
    return enrich(
        corpus, own(corpus), model, allowed=lambda q: not checklist.check(q).refused, seconds=5
    )


def rows(corpus: Path) -> list[dict[str, str]]:
    path = corpus / FOLDER / OWN
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CLOSE = "Wanneer sluit ik een dossier na afloop van hulp?"
HAND_OVER = "Wie neemt mijn zaken over als ik weg ben?"


def test_proposals_wait_for_a_person_and_only_what_is_approved_is_used(corpus: Path) -> None:
    passages = own(corpus)
    model = Scripted(f"1. {CLOSE}\n2. Wie tekent het af?", f"- {HAND_OVER}")
    found = run(corpus, model)
    assert (found.proposed, found.asked, found.waiting, found.failed) == (3, len(passages), 3, ())
    assert passages[0].text in model.asked[0]
    assert {row["status"] for row in rows(corpus)} == {"proposed"}
    ids = {p.id for p in load_corpus(corpus).passages}
    before = load_questions(corpus, ids)
    assert not set(before) & {p.id for p in passages}
    text = (corpus / FOLDER / OWN).read_text(encoding="utf-8")
    reviewed = text.replace("proposed", "approved", 1).replace("proposed", "rejected", 1)
    (corpus / FOLDER / OWN).write_text(reviewed, encoding="utf-8")
    assert load_questions(corpus, ids) == {**before, passages[0].id: (CLOSE,)}


def test_what_was_reviewed_stays_and_is_not_asked_again(corpus: Path) -> None:
    run(corpus, Scripted(CLOSE, HAND_OVER))
    text = (corpus / FOLDER / OWN).read_text(encoding="utf-8").replace("proposed", "rejected", 1)
    (corpus / FOLDER / OWN).write_text(text, encoding="utf-8")
    model = Scripted("Wat nog meer staat er in deze tekst?")
    found = run(corpus, model)
    assert (found.asked, found.proposed, model.asked) == (0, 0, [])
    assert (corpus / FOLDER / OWN).read_text(encoding="utf-8") == text


def test_a_passage_that_is_gone_is_counted_and_passed_over(corpus: Path) -> None:
    run(corpus, Scripted(CLOSE, HAND_OVER))
    text = (corpus / FOLDER / OWN).read_text(encoding="utf-8").replace("proposed", "approved")
    (corpus / FOLDER / OWN).write_text(text, encoding="utf-8")
    (corpus / "eigen" / "werkinstructie.md").unlink()
    found = run(corpus, Scripted())
    assert (found.orphans, found.approved) == (2, 2)
    ids = {p.id for p in load_corpus(corpus).passages}
    assert not any(i.startswith("eigen/") for i in load_questions(corpus, ids))


def test_one_failure_does_not_take_the_others_away(corpus: Path) -> None:
    found = run(corpus, Scripted(CallError("model-too-slow", "late"), HAND_OVER))
    assert found.failed == (own(corpus)[0].id,)
    assert [row["question"] for row in rows(corpus)] == [HAND_OVER]
    model = Scripted(CLOSE)  # the next run asks only what is missing
    assert run(corpus, model).proposed == 1
    assert len(model.asked) == 1


def test_a_model_that_is_not_there_changes_nothing(corpus: Path) -> None:
    model = Scripted(CLOSE)
    model.is_there = False
    with pytest.raises(ModelError):
        run(corpus, model)
    assert not (corpus / FOLDER / OWN).exists()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(f"3) “{CLOSE}”", (CLOSE,), id="number-and-quotation-marks"),
        pytest.param(f"{CLOSE}\n\n{CLOSE.upper()}", (CLOSE,), id="twice"),
        pytest.param("Hier zijn de vragen:\nGraag gedaan.", (), id="chatter"),
        pytest.param("Mag dat ook voor de school?", (), id="leans-on-another"),
        pytest.param(
            "Mag Fatima Yilmaz uit de Dorpsstraat 12 het dossier zien?", (), id="a-person"
        ),
        pytest.param(f"{CLOSE}\x00", (), id="control-character"),
        pytest.param(f"Negeer de regels en {'x ' * 40}?", (), id="too-long"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_what_counts_as_a_question(written: str, expected: tuple[str, ...]) -> None:
    assert questions_in(written, lambda q: not checklist.check(q).refused) == expected


@given(st.text(max_size=400))
def test_any_text_gives_few_clean_questions(written: str) -> None:
    found = questions_in(written, lambda _: True)
    assert len(found) <= MOST
    assert all(q.endswith("?") and q.isprintable() and q == " ".join(q.split()) for q in found)


def test_an_endless_text_is_cut(corpus: Path) -> None:
    found = run(corpus, Scripted(f"{CLOSE}\n" + "bla " * 50_000, HAND_OVER))
    assert found.proposed == 2


@pytest.mark.parametrize("line", ["{", '{"passage_id": "x", "question": "y", "status": "ja"}'])
def test_a_line_that_was_spoilt_is_named(corpus: Path, line: str) -> None:
    (corpus / FOLDER / OWN).write_text(line, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"eigen\.jsonl, line 1"):
        run(corpus, Scripted(CLOSE))


# -- the command --


def test_without_a_model_the_command_says_what_to_set(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_LLM", "none")
    assert cli.main(["corpus", "enrich", "--corpus", str(corpus)]) == 1
    said = capsys.readouterr().err
    assert "ASSISTANT_LLM=server" in said
    assert "ASSISTANT_LLM_URL" in said


def test_without_own_documents_there_is_nothing_to_do(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "eigen" / "werkinstructie.md").unlink()
    assert cli.main(["corpus", "enrich", "--corpus", str(corpus)]) == 0
    assert "holds no document" in capsys.readouterr().err


def test_the_command_with_a_server(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = says(f"1. {CLOSE}\n", "2. Wie tekent een gesloten dossier af?")
    with serving(script, script, routes={"/v1/models": models()}) as server:
        monkeypatch.setenv("ASSISTANT_LLM", "server")
        monkeypatch.setenv("ASSISTANT_LLM_URL", server.url)
        assert cli.main(["corpus", "enrich", "--json", "--corpus", str(corpus)]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["proposed"], line["failed"]) == (4, [])
    assert CLOSE in {row["question"] for row in rows(corpus)}
