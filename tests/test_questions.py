"""The question bank."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.corpus import load_corpus
from assistant.errors import CorpusError
from assistant.questions import bank_hash, load_outside, load_questions
from tests.fakes import CORPUS


def write(folder: Path, name: str, *lines: object) -> None:
    (folder / "questions").mkdir(exist_ok=True)
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "questions" / name).write_text(text, encoding="utf-8")


def test_questions_of_one_passage_are_gathered_once(tmp_path: Path) -> None:
    write(tmp_path, "b.jsonl", {"passage_id": "x", "questions": ["twee", "een"]}, "")
    write(tmp_path, "a.jsonl", {"passage_id": "x", "questions": ["een"]})
    assert load_questions(tmp_path, {"x"}) == {"x": ("een", "twee")}
    assert load_questions(tmp_path / "geen", {"x"}) == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"a\.jsonl, line 2: not a bank line"),
        ("[]", r"a\.jsonl, line 2: not a bank line"),
        ({"passage_id": "x"}, r"line 2: not a bank line"),
        ({"passage_id": "x", "questions": "een"}, r"line 2: not a bank line"),
        ({"passage_id": "x", "questions": [], "vraag": 1}, r"line 2: not a bank line"),
        ({"passage_id": "weg", "questions": ["een"]}, r"line 2: there is no passage 'weg'; give"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: object, message: str) -> None:
    write(tmp_path, "a.jsonl", {"passage_id": "x", "questions": ["een"]}, line)
    with pytest.raises(CorpusError, match=message):
        load_questions(tmp_path, {"x"})


def test_the_hash_knows_every_change() -> None:
    bank = {"a": ("een", "twee"), "b": ("drie",)}
    same = {"b": ("drie",), "a": ("een", "twee")}
    assert bank_hash(bank) == bank_hash(same)
    others = [
        {},
        {"a": ("een", "twee")},
        {"a": ("twee", "een"), "b": ("drie",)},
        {"a": ("een",), "b": ("twee", "drie")},
        {"a": ("een", "twee"), "c": ("drie",)},
    ]
    assert len({bank_hash(b) for b in [bank, *others]}) == 6
    assert bank_hash(bank, [("buiten", "x")]) != bank_hash(bank)


def test_the_bank_fits_the_corpus() -> None:
    corpus = load_corpus(CORPUS)
    bank = load_questions(CORPUS, {p.id for p in corpus.passages})
    assert bank
    assert all(q.strip() == q and q for questions in bank.values() for q in questions)
    assert all(q.strip() for q, _ in load_outside(CORPUS))


def test_a_bad_line_outside_is_named(tmp_path: Path) -> None:
    assert load_outside(tmp_path) == []
    (tmp_path / "outside.jsonl").write_text('\n{"question": "x"}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"outside\.jsonl, line 2"):
        load_outside(tmp_path)
    (tmp_path / "outside.jsonl").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"outside\.jsonl: cannot be read"):
        load_outside(tmp_path)
