"""Linear time on hostile input, as a ratio in one run, and a start without heavy imports.

How long it takes in seconds is a benchmark: `python -m assistant.checklist.bench`.
"""

import subprocess
import sys
import time

import pytest

from assistant.checklist import check
from assistant.checklist.bench import shapes
from assistant.checklist.engine import MAX_CHARACTERS

GROWTH = 4  # how much longer the second text is
# Linear time grows by GROWTH, quadratic by GROWTH squared; half-way on a scale of ratios is 8.
ALLOWED = GROWTH**1.5
TOO_SHORT = 0.02  # seconds below which a measurement is noise


def seconds(text: str) -> float:
    """Processor time of the fastest of three runs."""
    times = []
    for _ in range(3):
        begin = time.thread_time()
        check(text)
        times.append(time.thread_time() - begin)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(shapes(10)))
def test_time_grows_with_the_length_of_hostile_input_and_no_faster(name: str) -> None:
    short = seconds(shapes(MAX_CHARACTERS // GROWTH)[name])
    long = seconds(shapes(MAX_CHARACTERS)[name])
    assert long <= ALLOWED * max(short, TOO_SHORT)


@pytest.mark.slow
def test_a_text_over_the_limit_is_not_worked_through() -> None:
    for name, text in shapes(1_000_000).items():
        decision = check(text)
        assert decision.refused, name
        assert [f.item for f in decision.findings] == ["unreadable"], name


@pytest.mark.slow
def test_starts_without_heavy_imports() -> None:
    script = (
        "import sys\n"
        "from assistant.checklist import check; check('Mag dat?')\n"
        "assert not {'pandas', 'torch', 'spacy', 'numpy', 'regex'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
