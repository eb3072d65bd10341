"""Write docs/checklist.md from the points: `python -m assistant.checklist.document [--check]`."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.checklist.engine import CHECKLIST_VERSION
from assistant.checklist.explain import HOW_TO_ASK, all_questions
from assistant.checklist.points import ELEMENTS, POINTS

PAGE = Path("docs/checklist.md")


def render() -> str:
    """The page as Markdown."""
    lines = [
        "# Checklist: wat de assistent weigert",
        "",
        "<!-- Gemaakt met `python -m assistant.checklist.document`; niet met de hand wijzigen. -->",
        "",
        f"Versie {CHECKLIST_VERSION}. De checklist beslist zonder taalmodel, klok of netwerk: "
        "dezelfde tekst geeft altijd dezelfde uitkomst. Alle voorbeelden zijn verzonnen.",
        "",
        HOW_TO_ASK,
        "",
    ]
    for number, point in enumerate(POINTS, start=1):
        lines += [f"## {number}. {point.title} (`{point.id}`)", "", point.explanation, ""]
        if point.source:
            lines += [f"Bron: {point.source}.", ""]
        lines += ["Wordt geweigerd:", ""]
        lines += [f"- {example}" for example in point.hits]
        lines += ["", "Lijkt erop, mag wel:", ""]
        lines += [f"- {example}" for example in point.near_misses]
        lines.append("")
    lines += [
        "## Elementen van een herkenbare situatie",
        "",
        "De checklist telt aanwijzingen dat het om een bepaalde persoon gaat en gegevens die deze "
        "persoon aanwijzen. Samen vanaf een vaste drempel wordt de vraag geweigerd. De gebruiker "
        "ziet welke soorten elementen zijn gevonden, nooit de woorden zelf.",
        "",
    ]
    lines += [f"- {name}" for name in dict.fromkeys(ELEMENTS.values())]
    lines += ["", "## Algemene vragen die worden voorgesteld", ""]
    lines += [f"- {question}" for question in all_questions()]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is up to date."""
    page = render()
    if "--check" in arguments:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
