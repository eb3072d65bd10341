"""Linear time: hostile inputs, and the start."""

import subprocess
import sys
import time

import pytest

from assistant.checklist import check
from assistant.checklist.bench import shapes
from assistant.checklist.engine import MAX_CHARACTERS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(shapes(10)))
def test_hostile_input_takes_less_than_a_second(name: str) -> None:
    for size in (MAX_CHARACTERS, 1_000_000):
        text = shapes(size)[name]
        begin = time.thread_time()
        check(text)
        assert time.thread_time() - begin <= 1


@pytest.mark.slow
def test_ready_in_half_a_second_without_heavy_imports() -> None:
    script = (
        "import sys, time; t = time.process_time()\n"
        "from assistant.checklist import check; check('Mag dat?')\n"
        "assert time.process_time() - t < 0.5, time.process_time() - t\n"
        "assert not {'pandas', 'torch', 'spacy', 'numpy', 'regex'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
