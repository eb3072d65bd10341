"""Timing of the checklist: `python -m assistant.checklist.bench`.

Prints the start-up time, the percentiles for texts of 1,000 characters and the longest time on
hostile inputs of 1 MB. Times are processor time, so that waiting for other work does not count.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time

from assistant.checklist.engine import MAX_CHARACTERS, check

MEGABYTE = 1_000_000
_FILLER = (
    "Mag een professional zonder toestemming informatie delen met een andere organisatie als er "
    "zorgen zijn over de veiligheid van een kind? Volgens artikel 7.3.11 van de Jeugdwet en "
    "artikel 6 van de AVG hangt dat af van de taak. De gemeente, de school en Veilig Thuis hebben "
    "ieder een eigen grondslag. Wie jonger is dan 16 jaar beslist niet altijd zelf. "
)
_CASE = (
    "Wij begeleiden een gezin in Zutphen met vier kinderen. Vader is gisteren aangehouden en de "
    "oudste van 14 vertelde op school dat hij geslagen wordt. Mevrouw Jansen, tel. 06-12345678, "
    "geb. 12-03-1980, dossiernummer 2023-00418, woont op Dorpsstraat 12. "
)


def shapes(size: int = MEGABYTE) -> dict[str, str]:
    """Hostile inputs of so many characters by name."""
    generator = random.Random(20260101)  # noqa: S311

    def fill(piece: str) -> str:
        return (piece * (size // len(piece) + 1))[:size]

    letters = "abcdefghijklmnopqrstuvwxyz      "
    return {
        "one letter": "a" * size,
        "one digit": "1" * size,
        "spaces": " " * size,
        "spaced letters": fill("a "),
        "spaced digits": fill("0 "),
        "dotted digits": fill("1."),
        "dashed digits": fill("1-"),
        "digits and letters": fill("a1"),
        "groups of digits": fill("1234 56 78 "),
        "number words": fill("een twee "),
        "at signs": fill("a@"),
        "dots": fill("a."),
        "mail-like": fill("a.b.c.d.e@f.g."),
        "initials": fill("A. "),
        "hyphens": fill("a-"),
        "apostrophes": fill("a'b "),
        "slashes": fill("/a"),
        "url-like": fill("www.a.nl/1 "),
        "colons": fill("a:1:"),
        "percent": fill("%41%"),
        "entities": fill("&#65;&"),
        "ampersands": fill("&amp"),
        "base64": fill("QUJD"),
        "base64 blobs": fill("UGlldCBpcyBlZW4gamFy "),
        "hex": fill("4a616e "),
        "backslashes": fill("\\u0041"),
        "zero width": fill("a\u200b"),
        "marks": fill("e\u0301\u0301\u0301"),
        "look-alikes": fill("а e "),
        "emoji": fill("\U0001f1e6\u200d"),
        "arabic": fill("محمد "),
        "full width": fill("ａ１"),
        "question openers": fill("als een kind "),
        "case words": fill("ik zag de moeder "),
        "particles": fill("van de "),
        "titles": fill("mevrouw "),
        "relatives": fill("moeder van "),
        "capitals": fill("De Raad "),
        "capital words": fill("Xyzzy "),
        "brackets": fill("(("),
        "newlines": fill("\n"),
        "law": fill("Stb. 2018, 144 "),
        "leet": fill("h4ll0 "),
        "general text": fill(_FILLER),
        "random letters": "".join(generator.choices(letters, k=size)),
        "random bytes": "".join(map(chr, generator.choices(range(32, 0x2FFF), k=size))),
        "name at the end": fill(_FILLER)[:-40] + " en het gaat om Sanne Hoekstra uit Tiel",
    }


def thousand_characters() -> list[str]:
    """Texts of 1,000 characters: general ones, and one in five with a case in it."""
    generator = random.Random(1)  # noqa: S311
    sentences = [s.strip() + "." for s in _FILLER.split(". ") if s.strip()]
    cases = [s.strip() + "." for s in _CASE.split(". ") if s.strip()]
    texts = []
    for number in range(200):
        pieces: list[str] = []
        while sum(map(len, pieces)) < 1_000:
            told = number % 5 == 0 and generator.random() < 0.4
            pieces.append(generator.choice(cases if told else sentences))
        texts.append(" ".join(pieces)[:1_000])
    return texts


def _best(text: str) -> float:
    """Seconds of the quickest of five checks: what the check itself costs."""
    best = float("inf")
    for _ in range(5):
        begin = time.thread_time()
        check(text)
        best = min(best, time.thread_time() - begin)
    return best


def _show(line: str) -> None:
    sys.stdout.write(line + "\n")


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> int:
    """Print the figures; the exit code is 1 when one of them misses its bar."""
    script = (
        "import time; t = time.process_time(); from assistant.checklist import check; "
        "check('Mag dat?'); print(time.process_time() - t)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    ready = float(done.stdout)
    times = [_best(text) * 1_000 for text in thousand_characters()]
    p50, p95, p99 = (_percentile(times, share) for share in (0.5, 0.95, 0.99))
    _show(f"ready after                {ready:8.3f} s   (bar 0.5)")
    _show(f"1,000 characters  p50      {p50:8.3f} ms  (bar 0.5)")
    _show(f"                  p95      {p95:8.3f} ms")
    _show(f"                  p99      {p99:8.3f} ms  (bar 3)")
    worst, worst_name = 0.0, ""
    # Beyond MAX_CHARACTERS a text is refused unread, so the longest that is read counts as well.
    for size in (MEGABYTE, MAX_CHARACTERS):
        for name, text in shapes(size).items():
            begin = time.thread_time()
            check(text)
            seconds = time.thread_time() - begin
            if seconds > worst:
                worst, worst_name = seconds, f"{name}, {size:,} characters"
            if size == MAX_CHARACTERS:
                _show(f"{size:,} characters  {name:22s}{seconds:8.3f} s")
    _show(f"worst: {worst_name}  {worst:.3f} s  (bar 1)")
    return 0 if ready <= 0.5 and p50 <= 0.5 and p99 <= 3 and worst <= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
