"""Fits the ranking weights and the answerability model on the development questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant.answerability import FEATURES, features
from assistant.cases import Case
from assistant.followup import read_in_context
from assistant.ranking import Weights
from assistant.retrieve import Found, HybridRetriever

# Share of answerable questions that may go without an answer; the highest threshold that keeps
# to it on the development questions is taken. The risk-coverage curve is in the report.
FALSE_ABSTENTION = 0.04


def search_all(retriever: HybridRetriever, cases: Sequence[Case]) -> list[Found]:
    """Return what the retriever finds for each case, read as the pipeline reads it."""
    return [retriever.search(read_in_context(c.question, c.earlier)) for c in cases]


def fit_weights(
    cases: Sequence[Case], found: Sequence[Found], groups: Sequence[str], *, decay: float = 0.005
) -> Weights:
    """Return weights under which gold passages come first.

    Maximises the probability that a softmax over all passages gives to the gold ones (ListNet;
    Cao et al., Learning to Rank: From Pairwise Approach to Listwise Approach, ICML 2007), with
    weights that cannot be negative.

    Args:
        cases: development questions.
        found: what was found for each; its features are the input.
        groups: group of each passage; a repeat of a gold passage is gold.
        decay: pulls the weights towards zero, so that few questions do not decide too much.
    """
    names = Weights.__slots__
    rows = [(c, f) for c, f in zip(cases, found, strict=True) if c.answerable and not f.named]
    order = {g: n for n, g in enumerate(dict.fromkeys(groups))}
    inverse = torch.tensor([order[g] for g in groups])
    inputs = torch.tensor(
        np.stack([np.stack([f.features[n] for n in names], axis=1) for _, f in rows])
    )
    gold = torch.zeros(len(rows), len(order), dtype=torch.bool)
    for row, (case, _) in enumerate(rows):
        for passage in case.gold_ids:
            gold[row, order[passage]] = True
    raw = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.LBFGS([raw], max_iter=200)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        weights = 5 * torch.nn.functional.softplus(raw)
        scores = inputs @ weights
        best = torch.full((len(rows), len(order)), -1e4)
        best = best.scatter_reduce(1, inverse.expand(len(rows), -1), scores, "amax")
        logs = torch.log_softmax(best, dim=1)
        loss = -torch.logsumexp(logs.masked_fill(~gold, -1e4), dim=1).mean()
        loss = loss + decay * (weights**2).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    weights = torch.nn.functional.softplus(raw).detach().numpy()
    return Weights(
        **{n: round(float(w / weights.sum()), 4) for n, w in zip(names, weights, strict=True)}
    )


def fit_answerability(
    cases: Sequence[Case], found: Sequence[Found], path: Path
) -> dict[str, float]:
    """Fit the answerability model, write it to `path` and return how it does out of fold.

    Returns:
        Threshold, share of answerable questions below it, and share of unanswerable questions
        below it, both from tenfold cross-validation.
    """
    rows = [(c, f) for c, f in zip(cases, found, strict=True) if not f.named]
    inputs = np.array([[features(f)[n] for n in FEATURES] for _, f in rows])
    target = np.array([c.answerable for c, _ in rows])
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.1, max_iter=3000)
    scaled = (inputs - middle) / spread
    folded = cross_val_predict(model, scaled, target, cv=10, method="predict_proba")[:, 1]
    model.fit(scaled, target)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * middle).sum())
    threshold = float(np.quantile(folded[target], FALSE_ABSTENTION))
    data = {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)},
        "threshold": round(threshold, 4),
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return {
        "threshold": threshold,
        "answerable below": float((folded[target] < threshold).mean()),
        "unanswerable below": float((folded[~target] < threshold).mean()),
    }
