"""How fast official acts are read, and how many of their links are found again in plain text.

    python scripts/bench_laws.py FOLDER

FOLDER holds files of the Basiswettenbestand (`BWBR0034925_2024-01-01_0.xml`). The largest act is
also read at 3 MB, with its chapters repeated until it is that long.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assistant.laws.act import Act
from assistant.laws.links import evaluate_links
from assistant.laws.toestand import read_toestand

SIZE = 3_000_000  # bytes
RUNS = 5


def main(folder: Path) -> int:
    """Print the figures of a folder of acts."""
    files = sorted(folder.glob("BWB*.xml"))
    if not files:
        print(f"{folder}: holds no BWB*.xml", file=sys.stderr)
        return 1
    acts = [_timed(path.name, path.read_bytes()) for path in files]
    largest = max(files, key=lambda path: path.stat().st_size)
    _timed(f"{largest.stem} repeated", _repeated(largest.read_bytes()))
    print()
    print(evaluate_links(acts).table())
    return 0


def _timed(name: str, data: bytes) -> Act:
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act = read_toestand(data, name)
        seconds.append(time.perf_counter() - began)
    best = min(seconds)
    print(
        f"{name:42} {len(data) / 1e6:5.2f} MB  {len(act.articles):4} articles  "
        f"best of {RUNS}: {best:.2f} s, {len(data) / 1e6 / best:.1f} MB/s"
    )
    return act


def _repeated(data: bytes) -> bytes:
    begin, end = data.index(b"<wettekst"), data.index(b"</wettekst>")
    begin = data.index(b">", begin) + 1
    body = data[begin:end]
    times = (SIZE - len(data)) // len(body) + 2
    return data[:begin] + body * times + data[end:]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else 2)
