"""One system in a process of its own, so that neither time nor memory is shared with another.

    python evals/benchmark/child.py build SYSTEM FOLDER    build it, print what that took
    python evals/benchmark/child.py ask SYSTEM FOLDER      open it, answer the lines of stdin

Imports nothing that the system does not need itself.
"""

from __future__ import annotations

import json
import platform
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.settings import silence_telemetry
from benchmark.systems import SYSTEMS, System

FIRST = "first"  # printed after the first answer


def main() -> None:
    """Do what the arguments say."""
    silence_telemetry()
    what, name, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if what == "build":
        seconds, units = SYSTEMS[name].build(folder)
        _say(json.dumps({"seconds": seconds, "units": units, "peak_mb": peak_megabytes()}))
        return
    opened: System | None = None
    for line in sys.stdin:
        if opened is None:
            opened = SYSTEMS[name](folder)
            opened.search(json.loads(line), "professional")
            _say(FIRST)
        else:
            opened.search(json.loads(line), "professional")
    _say(json.dumps({"peak_mb": peak_megabytes()}))


def peak_megabytes() -> float:
    """Return the most memory that this process held at once."""
    status = Path("/proc/self/status")
    if status.is_file():  # Linux; there ru_maxrss of a child begins at the size of its parent
        line = next(r for r in status.read_text().splitlines() if r.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if platform.system() == "Darwin" else 1024)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
