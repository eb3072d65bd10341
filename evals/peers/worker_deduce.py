"""deduce as it comes. Its first start builds tables inside its own package folder: minutes."""

from __future__ import annotations

from collections.abc import Callable

from protocol import serve


def start() -> Callable[[str], list[str]]:
    """Return what finds the tags of a text."""
    from deduce import Deduce

    deduce = Deduce()
    return lambda text: [a.tag for a in deduce.deidentify(text).annotations]


if __name__ == "__main__":
    serve(start)
