"""The trained checker read back from plain values."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import ModelError
from assistant.verify.checker import load_trained, read_trained

TREE = {"feature": [0, -1, -1], "threshold": [0.5, 0, 0], "left": [1, 0, 0], "right": [2, 0, 0],
        "value": [0.0, -2.0, 2.0]}  # fmt: skip
DATA: dict[str, Any] = {
    "kinds": ["negation", "scope", "supported"], "names": ["cover"], "mean": [0.0],
    "deviation": [1.0], "cuts": [[0.9]], "signs": ["s:altijd", "s:niet"],
    "input_weights": [[0, 0, 1], [0, 0, 1]], "sign_weights": [[0, 4, 0], [4, 0, 0]],
    "bias": [0, 0, 0], "margin_weights": [-1, -1], "margin_bias": 0.0, "trees": [TREE],
    "tree_bias": 0.0, "condition_trees": [TREE], "condition_bias": 9.0, "threshold": 0.5,
}  # fmt: skip


def judge(cover: float, *signs: str) -> tuple[float, str]:
    return read_trained({"idf": {}, "checker": DATA}).checker.judge({"cover": cover}, signs)


def test_features_and_signs_move_the_score() -> None:
    good, _ = judge(1.0)
    bare, _ = judge(0.0)
    denied, edit = judge(1.0, "s:niet", "s:unknown")
    assert good > denied
    assert good > bare
    assert edit == "negation"
    assert judge(1.0, "s:altijd")[1] == "scope"


def test_a_condition_that_is_gone_lowers_the_score_and_names_the_edit() -> None:
    strict = DATA | {"condition_bias": -4.0}
    checker = read_trained({"idf": {}, "checker": strict}).checker
    score, edit = checker.judge({"cover": 1.0}, ())
    assert score < judge(1.0)[0]
    assert edit == "condition"


def test_scores_stay_between_bounds() -> None:
    assert 0.0 <= judge(-1e9, "s:niet")[0] < judge(1e9)[0] <= 1.0


@pytest.mark.parametrize("missing", sorted(set(DATA)))
def test_damaged_data_is_an_error_that_says_what_to_do(missing: str) -> None:
    with pytest.raises(ModelError, match="train it anew"):
        read_trained({"idf": {}, "checker": {k: v for k, v in DATA.items() if k != missing}})


def test_the_checker_that_ships_is_whole() -> None:
    checker = load_trained().checker
    width = len(checker.scaling.names) + len(checker.scaling.cuts)
    assert checker.input_weights.shape == (width, len(checker.kinds))
    assert checker.sign_weights.shape == (len(checker.signs), len(checker.kinds))
    assert checker.margin_weights.shape == (len(checker.signs),)
    assert 0.0 < checker.threshold < 1.0
