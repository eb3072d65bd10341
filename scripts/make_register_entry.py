"""Print the entry for the Algoritmeregister as JSON, with the figures of this checkout filled in.

Run: `ASSISTANT_ORGANISATION='Gemeente ...' ASSISTANT_CONTACT=mailto:... python
scripts/make_register_entry.py`. What is absent or does not fit the fields of publication standard
1.0 goes to standard error; the exit code is 1 then.

Source of the fields: MinBZK/Algoritmeregister, backend/app/schemas/config/v1_0.json.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent
DRAFT = ROOT / "docs" / "papers" / "algoritmeregister.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What the standard asks of a field."""

    most: int = 0  # characters, or entries of a list; 0: no limit
    required: bool = False
    permitted: tuple[str, ...] = ()


_LONG = Field(most=2500)
_LINK = Field(most=500)
_PAIRS = Field()  # a list of title and link
_THEMES = (
    "Organisatie en bedrijfsvoering", "Cultuur en recreatie", "Economie", "Overheidsfinanciën",
    "Wonen", "Internationaal", "Migratie en integratie", "Natuur en milieu",
    "Onderwijs en wetenschap", "Openbare orde en veiligheid", "Recht", "Ruimte en infrastructuur",
    "Sociale zekerheid", "Verkeer", "Werk", "Zorg en gezondheid",
)  # fmt: skip

FIELDS: Mapping[str, Field] = {
    "name": Field(most=100, required=True),
    "description_short": Field(most=350, required=True),
    "organization": Field(most=100, required=True),
    "category": Field(most=3, permitted=_THEMES),
    "status": Field(required=True, permitted=("In ontwikkeling", "In gebruik", "Buiten gebruik")),
    "begin_date": Field(most=7),
    "end_date": Field(most=7),
    "contact_email": Field(most=500, required=True),
    "website": _LINK,
    "publication_category": Field(
        required=True,
        permitted=("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"),
    ),
    "url": _LINK,
    "goal": _LONG,
    "proportionality": _LONG,
    "human_intervention": _LONG,
    "risks": _LONG,
    "lawful_basis": _LONG,
    "lawful_basis_grouping": _PAIRS,
    "process_index_url": _LINK,
    "impacttoetsen_grouping": _PAIRS,
    "impacttoetsen": _LONG,
    "source_data": _LONG,
    "source_data_grouping": _PAIRS,
    "methods_and_models": Field(most=5000),
    "provider": Field(most=200),
    "publiccode": _LINK,
    "lang": Field(required=True, permitted=("nld",)),
    "standard_version": Field(permitted=("1.0",)),
    "source_id": Field(most=100),
    "tags": _LONG,
}


def figure(told: Mapping[str, Any]) -> str:
    """Return a figure as Dutch text, read from its file of results.

    Raises:
        KeyError: the file has no such figure.
    """
    value: Any = json.loads((ROOT / told["file"]).read_text(encoding="utf-8"))
    for key in told["keys"]:
        value = value[key]
    if told["form"] == "percentage":
        return f"{100 * value:.1f} %".replace(".", ",")
    return str(value)


def make_entry(settings: Settings, draft: Path = DRAFT) -> dict[str, Any]:
    """Return the entry, with the figures, organisation and contact that are known."""
    told = tomllib.loads(draft.read_text(encoding="utf-8"))
    figures = {name: figure(where) for name, where in told["figures"].items()}
    entry = {
        name: value.format_map(figures) if isinstance(value, str) else value
        for name, value in told["entry"].items()
    }
    if settings.organisation:
        entry["organization"] = settings.organisation
    if settings.contact:
        entry["contact_email"] = re.sub(r"^mailto:", "", settings.contact)
    return entry


def problems(entry: Mapping[str, Any]) -> list[str]:
    """Return a line for each field that is absent or not as the standard asks."""
    found = [f"{name}: the standard has no such field" for name in entry if name not in FIELDS]
    for name, field in FIELDS.items():
        value = entry.get(name)
        if value is None:
            if field.required:
                found.append(f"{name}: absent, and required")
            continue
        if field.most and len(value) > field.most:
            found.append(f"{name}: {len(value)} long, at most {field.most}")
        values = value if isinstance(value, list) else [value]
        if field.permitted and not set(values) <= set(field.permitted):
            found.append(f"{name}: {value!r} is none of the choices")
        if field is _PAIRS:
            links = [pair["link"] for pair in value if "link" in pair]
            found += [f"{name}: {x} is no https address" for x in links if x[:8] != "https://"]
            found += [f"{name}: without title" for pair in value if not pair.get("title")]
    return found


def main() -> int:
    """Print the entry; 1 when something is still to be done."""
    entry = make_entry(load_settings())
    print(json.dumps(entry, indent=2, ensure_ascii=False))
    found = problems(entry)
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
