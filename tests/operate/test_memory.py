"""Memory that was used goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Blocks that are freed while later ones stay, twice: what happens when an index is replaced.
PROGRAM = """
import re
from assistant.operate.memory import give_memory_back

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1])

if {asks}:
    assert give_memory_back()
kept, start = [], resident()
for _ in range(3):
    blocks = [b"x" * 200_000 for _ in range(1_000)]
    kept.append(b"y" * 200_000)
    del blocks
print(resident() - start)
"""


def kilobytes(asks: bool) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(asks=asks)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these are settings of glibc")
def test_blocks_that_are_free_go_back_while_later_ones_stay() -> None:
    usual, asked = kilobytes(False), kilobytes(True)
    assert asked < 20_000  # three blocks of 200 kB and what the interpreter needs
    assert usual > 5 * asked  # else the test would tell nothing
