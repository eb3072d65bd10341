"""From a ranked list to a verdict, and from verdicts to figures. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.cases import Case
from assistant.comparison import Estimate, estimate, paired
from assistant.scoring import Share, first_rank, ndcg, reciprocal_rank, within_characters
from benchmark.systems import Unit

TOP = 10
READING_LIMIT = 3000  # characters that a reader, or a model, is given


def squash(text: str) -> str:
    """Return the words of a text in lower case, one space between and around; for comparing only.

    >>> squash("Dan is de bemoeienis niet meer 'vrijwillig'.")
    ' dan is de bemoeienis niet meer vrijwillig '
    >>> squash("niet meer") in squash("Niet – meer")
    True
    """
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} "


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one list is worth for one question."""

    rank: int | None  # place of the first gold unit among the ten
    reciprocal: float
    gain: float  # nDCG@10
    within: bool  # gold within the first 3,000 characters


def judge_by_words(units: Sequence[Unit], words: Sequence[str], holders: set[str]) -> Verdict:
    """Judge a list by the decisive words: any system's, whatever its units are.

    Args:
        units: the list.
        words: decisive words of the case, squashed.
        holders: keys of all units of the system that hold decisive words of the case.
    """
    units = units[:TOP]
    # a repeat that is shown for another passage counts only when it holds the words itself
    keys = [u.key if any(w in squash(u.text) for w in words) else "" for u in units]
    read = squash("\n\n".join(u.text for u in units)[:READING_LIMIT])
    gold = list(holders)
    return Verdict(
        first_rank(keys, gold),
        reciprocal_rank(keys, gold),
        ndcg(keys, gold),
        any(w in read for w in words),
    )


def judge_by_passage(units: Sequence[Unit], gold: Sequence[str]) -> Verdict:
    """Judge our own list by the gold passages, as `assistant eval` does."""
    keys, lengths = [u.key for u in units], [len(u.text) for u in units]
    return Verdict(
        first_rank(keys, gold),
        reciprocal_rank(keys, gold),
        ndcg(keys, gold),
        within_characters(keys, lengths, gold, limit=READING_LIMIT),
    )


METRICS: dict[str, Callable[[Verdict], float]] = {
    "hit@1": lambda v: float(v.rank is not None and v.rank <= 1),
    "hit@3": lambda v: float(v.rank is not None and v.rank <= 3),
    "hit@5": lambda v: float(v.rank is not None and v.rank <= 5),
    "hit@10": lambda v: float(v.rank is not None),
    "mrr": lambda v: v.reciprocal,
    "ndcg@10": lambda v: v.gain,
    "within 3,000": lambda v: float(v.within),
}


def figures(verdicts: Sequence[Verdict]) -> dict[str, dict[str, float]]:
    """Return every figure: shares with Wilson's interval, means with a bootstrap interval."""
    found: dict[str, dict[str, float]] = {}
    for name, metric in METRICS.items():
        values = [metric(v) for v in verdicts]
        if name in ("mrr", "ndcg@10"):
            found[name] = estimate(values).as_json()
        else:
            share = Share(int(sum(values)), len(values))
            found[name] = Estimate(share.value, *share.interval).as_json()
    return found


def differences(first: Sequence[Verdict], second: Sequence[Verdict]) -> dict[str, dict[str, float]]:
    """Return by how much `first` is better, for every figure, with a paired interval."""
    return {
        name: paired([metric(v) for v in first], [metric(v) for v in second]).as_json()
        for name, metric in METRICS.items()
    }


def role_of(case: Case) -> str:
    """Return the role in which the page would be used by who asks."""
    return "bestuurder" if case.asker == "bestuurder" else "professional"
