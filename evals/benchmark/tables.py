"""The outcome of a run as text."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from benchmark.judging import METRICS


def tables(result: Mapping[str, Any]) -> str:
    """Return everything that was measured as text."""
    systems = result["systems"]
    lines = [
        f"{result['set']}, {result['questions']} answerable questions; commit {result['commit']}; "
        f"{result['machine']['cores']} cores, load {result['machine']['load']} at the start",
        "",
        f"{'':<34}" + "".join(f"{name:>12}" for name in systems),
    ]
    costs = {
        "units (passages or chunks)": "units",
        "index, seconds": "index_seconds",
        "index, peak MB": "index_peak_mb",
        "cold start to first list, s": "cold_median_seconds",
        "search, peak MB": "search_peak_mb",
        "warm p50, ms": "p50_ms",
        "warm p95, ms": "p95_ms",
    }
    for title, key in costs.items():
        lines.append(f"{title:<34}" + "".join(f"{s[key]:>12}" for s in systems.values()))
    ours = systems["ours"]["cold_median_seconds"]
    lines.append(
        f"{'cold start, times ours':<34}"
        + "".join(f"{s['cold_median_seconds'] / ours:>12.2f}" for s in systems.values())
    )
    command = result["ask_command_seconds"]
    lines += [
        f"cold 'assistant ask', start to end: median {median(command):.2f} s of {command}",
        "cold starts, seconds: "
        + "; ".join(f"{name} {s['cold_seconds']}" for name, s in systems.items()),
        "",
        "Quality, by decisive words (the last column: ours by gold passage), 95 % intervals",
        f"{'':<14}" + "".join(f"{name:>24}" for name in result["figures"]),
    ]
    lines += [
        f"{metric:<14}" + "".join(f"{_cell(f[metric]):>24}" for f in result["figures"].values())
        for metric in METRICS
    ]
    reach = result["reachable"]
    lines += [
        f"decisive words in some unit: passages {reach['passages']:.3f}, "
        f"chunks {reach['chunks']:.3f}",
        "",
        "Ours minus the other, by decisive words, paired 95 % bootstrap intervals",
        f"{'':<14}" + "".join(f"{name:>26}" for name in result["differences"]),
    ]
    lines += [
        f"{metric:<14}"
        + "".join(f"{_cell(d[metric], sign='+'):>26}" for d in result["differences"].values())
        for metric in METRICS
    ]
    lines += ["", "hit@5 by style"]
    names = list(result["figures"])
    lines.append(f"{'':<14}{'n':>5}" + "".join(f"{name:>18}" for name in names))
    lines += [
        f"{style:<14}{row['n']:>5}" + "".join(f"{row[name]:>18.3f}" for name in names)
        for style, row in result["by_style"].items()
    ]
    if "ablation" in result:
        lines += ["", "Our retrieval with one thing left out, by gold passage, no checklist"]
        lines.append(
            f"{'':<34}{'hit@1':>8}{'hit@5':>8}{'MRR':>8}{'nDCG@10':>9}   MRR against all, paired"
        )
        lines += [_ablation_line(row) for row in result["ablation"]]
    return "\n".join(lines)


def _cell(figure: Mapping[str, float], sign: str = "") -> str:
    return f"{figure['value']:{sign}.3f} [{figure['low']:{sign}.3f}, {figure['high']:{sign}.3f}]"


def _ablation_line(row: Mapping[str, Any]) -> str:
    found = row["figures"]
    change = _cell(row["difference"]["mrr"], sign="+") if "difference" in row else ""
    return (
        f"{row['variant']:<34}{found['hit@1']['value']:>8.3f}{found['hit@5']['value']:>8.3f}"
        f"{found['mrr']['value']:>8.3f}{found['ndcg@10']['value']:>9.3f}   {change}"
    ).rstrip()
