"""Dutch words for numbers."""

from __future__ import annotations

_ONES_TEXT = """
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien
"""
_ONES = _ONES_TEXT.split()
_TEENS = ["vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60,
         "zeventig": 70, "tachtig": 80, "negentig": 90}  # fmt: skip


def _number_words() -> dict[str, float]:
    words: dict[str, float] = {w: n for n, w in enumerate((*_ONES, *_TEENS))}
    words |= {w: float(n) for w, n in _TENS.items()}
    for tens, value in _TENS.items():
        for one, digit in zip(_ONES[1:10], range(1, 10), strict=True):
            words[f"{one}en{tens}"] = value + digit
    words |= {"honderd": 100.0, "tweehonderd": 200.0, "vijfhonderd": 500.0, "duizend": 1000.0}
    words |= {"half": 0.5, "halve": 0.5, "anderhalf": 1.5, "anderhalve": 1.5, "dubbele": 2.0}
    words |= {"beide": 2.0, "beiden": 2.0, "tweeen": 2.0, "drieen": 3.0, "tweemaal": 2.0,
              "eenmaal": 1.0, "driemaal": 3.0, "tweevoud": 2.0}  # fmt: skip
    return words


NUMBER_WORDS = _number_words()
