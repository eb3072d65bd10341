"""How well references are found: precision, recall and the right article and lid."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.citations.model import Reference
from assistant.citations.parse import parse_references
from assistant.errors import CorpusError
from assistant.scoring import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One difference between what is labelled and what is found."""

    id: str  # of the sentence
    kind: str  # "missed", "invented", "span", "article", "law" or "onderdeel"
    wanted: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures over one labelled set."""

    sentences: int
    empty: int  # sentences without any reference
    precision: Share  # found references that are labelled, exact span
    recall: Share  # labelled references that are found, exact span
    article_lid: Share  # of the labelled references: article and lid right
    law: Share  # of the labelled references: law_id right
    onderdeel: Share
    misses: tuple[Miss, ...]

    def table(self, *, misses: bool = True) -> str:
        """The figures for a terminal, with the misses unless nobody may see the sentences."""
        lines = [
            f"{self.sentences} sentences, {self.empty} of them without a reference",
            f"precision    {_percent(self.precision)}",
            f"recall       {_percent(self.recall)}",
            f"article+lid  {_percent(self.article_lid)}",
            f"law          {_percent(self.law)}",
            f"onderdeel    {_percent(self.onderdeel)}",
        ]
        if misses:
            lines += [
                f"  {m.id} {m.kind}: wanted {m.wanted!r}, found {m.found!r}" for m in self.misses
            ]
        return "\n".join(lines)

    def as_json(self, *, misses: bool = True) -> dict[str, Any]:
        """The same for machines; every share with its interval."""
        figures = {
            name: share.as_json()
            for name, share in (
                ("precision", self.precision),
                ("recall", self.recall),
                ("article_lid", self.article_lid),
                ("law", self.law),
                ("onderdeel", self.onderdeel),
            )
        }
        found = {"sentences": self.sentences, "empty": self.empty, **figures}
        return {**found, "misses": [asdict(miss) for miss in self.misses]} if misses else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How fast text is read in processor time, on the machine that measured it."""

    megabytes: float  # of UTF-8 text in a second; a megabyte is a million bytes
    growth: float  # how much longer twice as much text takes; 2 is linear

    def line(self) -> str:
        """The same in words."""
        return (
            f"speed        {self.megabytes:.2f} MB of text per second on one core; "
            f"twice as much takes {self.growth:.2f} times as long"
        )


def measure_speed(
    texts: Sequence[str],
    parse: Callable[[str], Iterable[Reference]] = parse_references,
    *,
    size: int = 500_000,
    runs: int = 3,
) -> Speed:
    """Read texts as one long document and as one of twice that length; the best runs count.

    Args:
        texts: sentences, repeated until the document is long enough.
        parse: what finds the references.
        size: of the shorter document, in bytes.
        runs: of each.
    """
    once = "\n".join(texts) + "\n"
    short = once * (size // len(once.encode()) + 1)
    seconds = []
    for document in (short, short * 2):
        times = []
        for _ in range(runs):
            began = time.process_time()
            for _reference in parse(document):
                pass
            times.append(time.process_time() - began)
        seconds.append(min(times))
    return Speed(
        megabytes=2 * len(short.encode()) / 1e6 / seconds[1], growth=seconds[1] / seconds[0]
    )


def _percent(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:7.2%}  ({share.hits}/{share.total}, 95 % {low:.2%} to {high:.2%})"


def load_cases(path: Path) -> list[dict[str, Any]]:
    """The labelled sentences of a file, one JSON object per line.

    Raises:
        CorpusError: the file cannot be read or holds a label that is not in its sentence.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        cases: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CorpusError(f"{path}: no labelled sentences ({error})") from error
    for case in cases:
        for ref in case["refs"]:
            if case["text"][ref["start"] : ref["end"]] != ref["text"]:
                raise CorpusError(f"{path}: label {ref['text']!r} is not in {case['id']}")
    return cases


def evaluate(
    cases: Sequence[dict[str, Any]],
    parse: Callable[[str], Iterable[Reference]] = parse_references,
) -> Report:
    """Compare what is found with what is labelled; a reference counts when its span is exact.

    Args:
        cases: `{"id", "text", "refs": [{"start", "end", "law_id", "article", "lid",
            "onderdeel"}]}`.
        parse: what finds the references.

    Returns:
        The figures; for the fields the denominator is all labelled references.

    Raises:
        ValueError: no cases, or none that holds a reference.
    """
    if not any(case["refs"] for case in cases):
        raise ValueError("the set holds no labelled reference")
    right = found_n = article_lid = law = onderdeel = wanted_n = 0
    misses: list[Miss] = []
    for case in cases:
        found = {(r.start, r.end): r for r in parse(case["text"])}
        wanted = {(r["start"], r["end"]): r for r in case["refs"]}
        found_n += len(found)
        wanted_n += len(wanted)
        for span in sorted(found.keys() - wanted.keys()):
            overlaps = any(s < span[1] and span[0] < e for s, e in wanted)
            kind = "span" if overlaps else "invented"
            misses.append(Miss(id=case["id"], kind=kind, wanted="", found=found[span].text))
        for span, label in wanted.items():
            reference = found.get(span)
            words = case["text"][span[0] : span[1]]
            if reference is None:
                misses.append(Miss(id=case["id"], kind="missed", wanted=words, found=""))
                continue
            right += 1
            same_place = (reference.article, reference.lid) == (label["article"], label["lid"])
            article_lid += same_place
            law += reference.law_id == label["law_id"]
            onderdeel += reference.onderdeel == label["onderdeel"]
            for kind, same, want, got in (
                (
                    "article",
                    same_place,
                    f"{label['article']} lid {label['lid']}",
                    f"{reference.article} lid {reference.lid}",
                ),
                ("law", reference.law_id == label["law_id"], label["law_id"], reference.law_id),
                (
                    "onderdeel",
                    reference.onderdeel == label["onderdeel"],
                    label["onderdeel"],
                    reference.onderdeel,
                ),
            ):
                if not same:
                    misses.append(
                        Miss(id=case["id"], kind=kind, wanted=f"{words}: {want}", found=str(got))
                    )
    return Report(
        sentences=len(cases),
        empty=sum(not case["refs"] for case in cases),
        precision=Share(right, max(found_n, 1)),
        recall=Share(right, wanted_n),
        article_lid=Share(article_lid, wanted_n),
        law=Share(law, wanted_n),
        onderdeel=Share(onderdeel, wanted_n),
        misses=tuple(misses),
    )
