"""Put other names in the places of names in the development prompts, and count what is found.

`python scripts/measure_names.py` prints the share of texts that the checklist still refuses, for
names that the lists hold and for names that were taken out of them first: a rule that only fits the
names of its own examples shows here. `--show N` prints N texts of each sort that pass unseen. The
prompts are those that are refused for one name and for nothing else.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.checklist import check
from assistant.checklist import lexicon as lx

SETS = Path(__file__).resolve().parent.parent / "evals" / "guard"
SEED = 11
HELD = 400  # names of each sort that are taken out of the lists
TRIES = 2  # names per place
LENGTHS = range(4, 11)


@dataclass(frozen=True)
class Place:
    """Where one name stood."""

    before: str
    name: str
    after: str

    @property
    def small(self) -> bool:
        """Whether the name was in small letters."""
        return self.name.islower()

    def with_name(self, name: str) -> str:
        """The prompt with another name, written as the first one was."""
        if self.small:
            return self.before + name + self.after
        shout = self.name.isupper() and len(self.name) > 2
        return self.before + (name.upper() if shout else name.capitalize()) + self.after


def places() -> Iterator[Place]:
    """The places of the development prompts that hold one name and nothing else."""
    for path in sorted(SETS.glob("dev*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["label"] != "refuse" or row["points"] != ["person-name"] or row.get("earlier"):
                continue
            findings = check(row["text"]).findings
            if len(findings) != 1 or findings[0].item != "person-name":
                continue
            text, found = row["text"], findings[0]
            name = text[found.start : found.end]
            if name.isalpha() and name.isascii():
                yield Place(text[: found.start], name, text[found.end :])


def pools(generator: random.Random) -> dict[str, list[str]]:
    """Names by sort; those that are called held are no longer in the lists afterwards."""
    bits = lx.lexicon().bits

    def names(wanted: int, without: int) -> list[str]:
        found = [
            word
            for word, bit in bits.items()
            if bit & wanted
            and not bit & without
            and word.isascii()
            and word.isalpha()
            and len(word) in LENGTHS
        ]
        generator.shuffle(found)
        return found

    first = names(lx.OWN, lx.WORD | lx.PLACE | lx.SELDOM)
    surnames = names(lx.SURNAME, lx.WORD | lx.PLACE | lx.FIRST)
    words = names(lx.SELDOM, lx.PLACE | lx.FUNCTION)
    words = [word for word in words if bits[word] & lx.WEAK_FIRST]
    for word in first[:HELD] + surnames[:HELD]:
        bits[word] = 0
    return {
        "first names of the lists": first[HELD:],
        "first names of no list": first[:HELD],
        "first names that are words": words,
        "surnames of the lists": surnames[HELD:],
        "surnames of no list": surnames[:HELD],
    }


def missed(spots: Sequence[Place], pool: Sequence[str], generator: random.Random) -> list[str]:
    """Texts with a name of the pool that are not refused."""
    texts = [spot.with_name(generator.choice(pool)) for spot in spots for _ in range(TRIES)]
    return [text for text in texts if not check(text).refused]


def main() -> None:
    """Print a line per sort of name, in small letters and with a capital."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--show", type=int, default=0, help="texts of each sort to print")
    options = parser.parse_args()
    generator = random.Random(SEED)  # noqa: S311
    spots = list(places())
    for sort, pool in pools(generator).items():
        for small in (False, True):
            chosen = [spot for spot in spots if spot.small == small]
            wrong = missed(chosen, pool, generator)
            found = 1 - len(wrong) / max(1, TRIES * len(chosen))
            written = "in small letters" if small else "with a capital"
            print(f"{sort:28s}{written:18s}{found:7.1%} of {TRIES * len(chosen)}")
            for text in wrong[: options.show]:
                print("   ", text.replace("\n", " / "))


if __name__ == "__main__":
    main()
