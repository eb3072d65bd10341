"""Measures retrieval, answering and abstaining on the evaluation cases, and prints the figures."""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from assistant.cases import STYLES, Case, load_cases
from assistant.errors import CorpusError, DatabaseError, SettingsError
from assistant.records import Answer, Passage, Status
from assistant.scoring import (
    CUTS,
    Share,
    first_rank,
    ndcg,
    reciprocal_rank,
    within_characters,
)
from assistant.settings import ROOT, Settings

if TYPE_CHECKING:
    from assistant.desk.loop import Week

READING_LIMIT = 3000  # characters that a reader, or a model, is given
EVALS = ROOT / "evals"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one case came to."""

    case: Case
    status: Status
    rank: int | None  # place of the first gold passage; None when not among the ten
    reciprocal: float
    gain: float  # nDCG@10
    within: bool  # a gold passage stands within the first 3,000 characters
    decisive: bool  # the decisive words of a gold passage stand in the answer
    confidence: float
    milliseconds: float
    found: tuple[str, ...]  # ids of the passages found


def judge(case: Case, answer: Answer, passages: Mapping[str, Passage]) -> Outcome:
    """Return what an answer is worth for a case.

    A passage counts for all passages that repeat it, since the list shows repeats once.
    """
    gold = [passages[i].group for i in case.gold_ids]
    ranked = [h.passage.group for h in answer.hits]
    lengths = [len(h.passage.text) for h in answer.hits]
    shown = _plain(" ".join(s.text for s in answer.sentences))
    return Outcome(
        case=case,
        status=answer.status,
        rank=first_rank(ranked, gold),
        reciprocal=reciprocal_rank(ranked, gold),
        gain=ndcg(ranked, gold),
        within=within_characters(ranked, lengths, gold, limit=READING_LIMIT),
        decisive=any(_plain(g.words) in shown for g in case.gold),
        confidence=answer.confidence,
        milliseconds=sum(v for k, v in answer.timings_ms.items() if k != "total"),
        found=tuple(h.passage.id for h in answer.hits),
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a set of outcomes."""

    answerable: int
    unanswerable: int
    hits: dict[int, Share]
    mrr: float
    ndcg: float
    within: Share
    answered: Share  # of the answerable questions
    decisive: Share  # of the answerable questions
    abstained: Share | None  # of the unanswerable questions
    refused: int  # wrongly stopped by the checklist: every case is a general question
    p50_ms: float
    p95_ms: float
    by_style: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_part: dict[str, dict[str, Any]] = field(default_factory=dict)


def summarise(outcomes: Sequence[Outcome], passages: Mapping[str, Passage]) -> Figures:
    """Return the figures of the outcomes.

    Raises:
        ValueError: there is no answerable case.
    """
    yes = [o for o in outcomes if o.case.answerable]
    no = [o for o in outcomes if not o.case.answerable]
    times = sorted(o.milliseconds for o in outcomes)

    def small(group: Sequence[Outcome]) -> dict[str, Any]:
        return {
            "n": len(group),
            "hit@1": _share(group, lambda o: o.rank == 1).value,
            "hit@5": _share(group, lambda o: _within(o, 5)).value,
            "mrr": mean(o.reciprocal for o in group),
        }

    styles: dict[str, list[Outcome]] = defaultdict(list)
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in yes:
        styles[outcome.case.style].append(outcome)
        for part in {_part(passages[i]) for i in outcome.case.gold_ids}:
            parts[part].append(outcome)
    return Figures(
        answerable=len(yes),
        unanswerable=len(no),
        hits={cut: Share(sum(_within(o, cut) for o in yes), len(yes)) for cut in CUTS},
        mrr=mean(o.reciprocal for o in yes),
        ndcg=mean(o.gain for o in yes),
        within=_share(yes, lambda o: o.within),
        answered=_share(yes, lambda o: o.status is Status.ANSWERED),
        decisive=_share(yes, lambda o: o.decisive),
        abstained=_share(no, lambda o: o.status is not Status.ANSWERED) if no else None,
        refused=sum(o.status is Status.REFUSED for o in outcomes),
        p50_ms=times[len(times) // 2],
        p95_ms=times[min(len(times) - 1, int(len(times) * 0.95))],
        by_style={s: small(styles[s]) for s in STYLES if styles[s]},
        by_part={p: small(parts[p]) for p in sorted(parts)},
    )


def _within(outcome: Outcome, cut: int) -> bool:
    return outcome.rank is not None and outcome.rank <= cut


def _share(outcomes: Sequence[Outcome], test: Callable[[Outcome], bool]) -> Share:
    return Share(sum(1 for o in outcomes if test(o)), len(outcomes))


def _part(passage: Passage) -> str:
    return passage.part or passage.source_id


def as_json(figures: Figures) -> dict[str, Any]:
    """Return the figures as plain values, shares with their interval."""

    def plain(value: Any) -> Any:
        if isinstance(value, Share):
            low, high = value.interval
            return {"value": round(value.value, 4), "low": round(low, 4), "high": round(high, 4),
                    "n": value.total}  # fmt: skip
        if isinstance(value, dict):
            return {str(k): plain(v) for k, v in value.items()}
        return round(value, 4) if isinstance(value, float) else value

    return {name: plain(getattr(figures, name)) for name in Figures.__slots__}


def table(figures: Figures) -> str:
    """Return the figures as text."""
    rows = [f"hit@{cut:<3}  {share}" for cut, share in figures.hits.items()]
    rows += [
        f"MRR      {figures.mrr:.3f}",
        f"nDCG@10  {figures.ndcg:.3f}",
        f"gold within {READING_LIMIT} characters  {figures.within}",
        f"answerable questions answered  {figures.answered}",
        f"decisive words in the answer   {figures.decisive}",
    ]
    if figures.abstained is not None:
        rows.append(f"unanswerable not answered      {figures.abstained}")
    rows += [
        f"general questions refused by the checklist  {figures.refused}",
        f"milliseconds per question  p50 {figures.p50_ms:.1f}  p95 {figures.p95_ms:.1f}",
        "",
    ]
    for title, groups in (("style", figures.by_style), ("part", figures.by_part)):
        rows.append(f"{title:<32}{'n':>5}{'hit@1':>8}{'hit@5':>8}{'MRR':>8}")
        rows += [
            f"{name:<32}{g['n']:>5}{g['hit@1']:>8.3f}{g['hit@5']:>8.3f}{g['mrr']:>8.3f}"
            for name, g in groups.items()
        ]
        rows.append("")
    return "\n".join(rows)


def misses(outcomes: Sequence[Outcome]) -> list[str]:
    """Return a line for each case that went wrong, with what was found instead."""
    lines: list[str] = []
    for o in outcomes:
        if o.case.answerable and (o.rank is None or o.rank > 5):
            wanted, found = ", ".join(o.case.gold_ids[:3]), ", ".join(o.found[:3])
            lines.append(f"{o.case.id} [{o.case.style}] {o.case.question}")
            lines.append(f"    wanted {wanted}; found {found}")
        elif o.case.answerable and o.status is not Status.ANSWERED:
            lines.append(f"{o.case.id} not answered ({o.status.value}, {o.confidence:.2f}): "
                         f"{o.case.question}")  # fmt: skip
        elif not o.case.answerable and o.status is Status.ANSWERED:
            lines.append(f"{o.case.id} [{o.case.why}] answered ({o.confidence:.2f}): "
                         f"{o.case.question}")  # fmt: skip
    return lines


def provenance(settings: Settings, record: Any) -> dict[str, Any]:
    """Return what a result was made with: commit, corpus, index, model, date."""
    return {
        "commit": _commit(),
        "corpus": record.corpus_hash,
        "questions": record.questions_hash,
        "index": record.name,
        "model": record.model_fingerprint,
        "threshold": settings.threshold,
        "date": datetime.now(UTC).date().isoformat(),
    }


def _commit() -> str | None:
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or None


def file_hash(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Run `assistant eval`: print the figures, write a report when asked.

    Raises:
        CorpusError: a set cannot be used.
    """
    if options.what == "guard":
        return _guard(options)
    if options.what == "references":
        return _references(options)
    if options.dataset is not None:
        from assistant.beir import evaluate_dataset, figures_table

        result = evaluate_dataset(options.dataset, settings)
        _say(json.dumps(result) if options.json else figures_table(result))
        return 0
    return _retrieval(options, settings)


def _say(text: str) -> None:
    print(text)  # noqa: T201 - the command prints its figures


def _retrieval(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.desk.command import agreement_lines
    from assistant.desk.loop import agreement_json
    from assistant.pipeline import open_assistant

    assistant = open_assistant(settings)
    passages = {p.id: p for p in assistant.index.passages}
    path = EVALS / "retrieval" / f"{options.split}.jsonl"
    cases = load_cases(path, passages)
    outcomes = []
    for case in cases:
        role = "bestuurder" if case.asker == "bestuurder" else "professional"
        outcomes.append(
            judge(case, assistant.ask(case.question, earlier=case.earlier, role=role), passages)
        )
    figures = summarise(outcomes, passages)
    result = {
        "set": f"retrieval/{options.split}",
        "cases": file_hash(path),
        **provenance(settings, assistant.index.record),
        "figures": as_json(figures),
    }
    weeks = agreement_with_jurists(settings)
    if weeks:
        result["agreement"] = agreement_json(weeks)
    if options.json:
        _say(json.dumps(result))
    else:
        _say(f"retrieval, {options.split}: {figures.answerable} answerable and "
             f"{figures.unanswerable} unanswerable questions\n")  # fmt: skip
        _say(table(figures))
        if weeks:
            _say("citations that jurists judged, by week\n")
            _say("\n".join(agreement_lines(weeks)) + "\n")
        wrong = misses(outcomes)
        _say(f"{len(wrong)} cases went wrong:")
        _say("\n".join(wrong))
    if options.report:
        from assistant.report import write_report

        write_report(options.report, result, outcomes, weeks)
    return 0


def agreement_with_jurists(settings: Settings) -> tuple[Week, ...]:
    """Return what jurists said of citations, by week; () without a desk or judgements.

    A desk that is out of reach is told on standard error: the other figures stand without it.
    """
    from assistant.desk.loop import agreement
    from assistant.desk.store import open_existing

    try:
        desk = open_existing(settings)
        if desk is None:
            return ()
        try:
            return agreement(desk.judgements())
        finally:
            desk.close()
    except (DatabaseError, SettingsError) as error:
        _progress(f"agreement with jurists is unknown: {error}")
        return ()


def _guard(options: argparse.Namespace) -> int:
    from assistant.checklist import evaluate, peers, report
    from assistant.checklist.bench import thousand_characters

    paths = [EVALS / "guard" / f"{options.split}-{half}.jsonl" for half in ("refuse", "allow")]
    cases = [case for path in paths for case in evaluate.load_cases(path)]
    if not cases:
        raise CorpusError("evals/guard holds no case")
    long_texts = thousand_characters()
    reports = [evaluate.evaluate(cases, long_texts=long_texts)]
    unavailable = []
    for peer in peers.PEERS if options.compare else ():
        try:
            with peers.opened(peer, _progress) as judge:
                reports.append(evaluate.evaluate(cases, judge, long_texts=long_texts))
        except peers.PeerError as error:
            unavailable.append(str(error))
            _progress(f"not measured: {error}")
    made = report.Made(
        set=f"guard/{options.split}",
        commit=_commit(),
        date=datetime.now(UTC).date().isoformat(),
        unavailable=tuple(unavailable),
    )
    if options.json:
        hashes = {path.name: file_hash(path) for path in paths}
        figures = [r.as_json() for r in reports]
        _say(json.dumps({**asdict(made), "cases": hashes, "guards": figures}))
    else:
        texts = {case.id: case.text for case in cases} if options.texts else None
        _say(report.table(made, reports, texts=texts))
    if options.report:
        report.write_page(options.report, made, reports)
    return 1 if unavailable else 0


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - for whoever waits


def _references(options: argparse.Namespace) -> int:
    from assistant.citations import evaluate

    cases = evaluate.load_cases(EVALS / "references" / f"{options.split}.jsonl")
    report = evaluate.evaluate(cases)
    misses = options.split == "dev"  # of the test split nobody sees a sentence
    speed = evaluate.measure_speed([case["text"] for case in cases])
    if options.json:
        _say(json.dumps({**report.as_json(misses=misses), "speed": asdict(speed)}))
    else:
        _say(f"{report.table(misses=misses)}\n{speed.line()}")
    return 0
