"""Write the bill of materials of what runs, as CycloneDX 1.6, and hold its licences to ours.

Run: `make sbom`, or `python scripts/make_sbom.py [--licences] [OUT]` in an environment that has
the product and cyclonedx-bom. The environment is read by cyclonedx-py; here it is cut down to what
the product needs at run time, with what ships and is no package added. What may be in it stands in
docs/papers/licenties.toml. The same environment gives the same bytes. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Literal

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pydantic import BaseModel, ConfigDict

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "sbom.cdx.json"
POLICY = ROOT / "docs" / "papers" / "licenties.toml"
EXTRA = "postgres"  # of the extras, what an operator may install

Component = dict[str, Any]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Flagged(_Data):
    """A package that needs a word."""

    package: str  # canonical name; "*" stands for anything
    licence: str
    why: str


class Shipped(_Data):
    """Something that ships and is no Python package."""

    name: str
    path: str
    type: Literal["data", "machine-learning-model"]
    licence: str
    from_: str
    open_question: str = ""


class Policy(_Data):
    """What may be in the product."""

    accepted: frozenset[str]  # SPDX ids
    packages: Mapping[str, str]  # canonical name to SPDX expression
    names: Mapping[str, str]  # what metadata says to SPDX id
    flagged: tuple[Flagged, ...]
    shipped: tuple[Shipped, ...]


def load_policy(path: Path = POLICY) -> Policy:
    """Return the policy.

    Raises:
        pydantic.ValidationError: the file is not as it should be.
    """
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    for thing in found["shipped"]:
        thing["from_"] = thing.pop("from")  # a keyword of Python
    return Policy.model_validate(found)


def runtime(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, bool]:
    """Return the canonical names of all packages that run, and whether only an extra needs them.

    Raises:
        PackageNotFoundError: one of them is not installed.
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    needed = _closure(project["dependencies"])
    extra = _closure(project["optional-dependencies"][EXTRA])
    return {name: name not in needed for name in sorted(needed | extra)}


def _closure(requirements: Iterable[str]) -> set[str]:
    """Names of packages and all that they need on this machine."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(r) for r in requirements]
    while waiting:
        wanted = waiting.pop()
        key = (str(canonicalize_name(wanted.name)), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        for line in distribution(wanted.name).requires or ():
            further = Requirement(line)
            extras = wanted.extras or {""}
            if further.marker is None or any(
                further.marker.evaluate({"extra": e}) for e in {*extras, ""}
            ):
                waiting.append(further)
    return {name for name, _ in seen}


def expression_of(component: Component, policy: Policy) -> str:
    """Return the licence of a component as an SPDX expression; "" when it is not known."""
    name = str(canonicalize_name(component["name"]))
    for flagged in policy.flagged:
        if fnmatch(name, flagged.package):
            return flagged.licence
    if name in policy.packages:
        return policy.packages[name]
    found = []
    for entry in component.get("licenses", ()):
        told = entry.get("expression") or entry["license"].get("id") or entry["license"]["name"]
        found.append(policy.names.get(told, told))
    # Metadata that name a licence twice in different ways mean the same one.
    known = [f for f in dict.fromkeys(found) if not f.startswith("License ::")]
    several = len(known) > 1
    return " AND ".join(f"({k})" if several and " OR " in k else k for k in known)


def problems(components: Iterable[Component], policy: Policy) -> list[str]:
    """Return a line for each component that may not be in the product."""
    found = []
    spdx = get_spdx_licensing()  # reads some thousand licences each time
    for component in components:
        name = str(canonicalize_name(component["name"]))
        if any(fnmatch(name, flagged.package) for flagged in policy.flagged):
            continue
        expression = expression_of(component, policy)
        if not expression:
            found.append(f"{component['name']}: no licence known; name it in {POLICY.name}")
            continue
        keys = set(spdx.license_keys(expression))
        if not keys <= policy.accepted:
            rest = ", ".join(sorted(keys - policy.accepted))
            found.append(f"{component['name']}: {rest} is not accepted in {POLICY.name}")
    return found


def make_sbom(policy: Policy) -> dict[str, Any]:
    """Return the bill of materials of this environment.

    Raises:
        subprocess.CalledProcessError: cyclonedx-py cannot read the environment.
        PackageNotFoundError: a package that runs is not installed.
    """
    command = (
        "-m", "cyclonedx_py", "environment", "--short-PURLs", "--output-reproducible",
        "--no-validate", "--sv", "1.6", "--mc-type", "application",
        "--pyproject", str(ROOT / "pyproject.toml"), sys.executable,
    )  # fmt: skip
    told = subprocess.run([sys.executable, *command], capture_output=True, check=True)  # noqa: S603
    sbom: dict[str, Any] = json.loads(told.stdout)
    runs = runtime()
    kept = []
    for component in sbom["components"]:
        name = str(canonicalize_name(component["name"]))
        if name not in runs:
            continue
        component["scope"] = "optional" if runs[name] else "required"
        component.pop("externalReferences", None)  # addresses of whoever installed it
        expression = expression_of(component, policy)
        if expression:
            component["licenses"] = [{"expression": expression}]
        kept.append(component)
    refs = {c["bom-ref"] for c in kept} | {sbom["metadata"]["component"]["bom-ref"]}
    sbom["components"] = kept + [_shipped(s) for s in policy.shipped]
    sbom["dependencies"] = [
        {**d, "dependsOn": [r for r in d.get("dependsOn", ()) if r in refs]}
        for d in sbom["dependencies"]
        if d["ref"] in refs
    ]
    return sbom


def _shipped(thing: Shipped) -> Component:
    notes = {"vindplaats:path": thing.path, "vindplaats:open-question": thing.open_question}
    return {
        "type": thing.type,
        "bom-ref": f"shipped:{thing.path}",
        "name": thing.name,
        "description": thing.from_,
        "scope": "required",
        "licenses": [{"expression": thing.licence}],
        "properties": [{"name": n, "value": v} for n, v in notes.items() if v],
    }


def schema_problem(text: str) -> str:
    """Return what the schema of CycloneDX 1.6 has against a text; "" when nothing."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return "" if found is None else str(found)


def table(sbom: Mapping[str, Any]) -> str:
    """Return the licences, one component a line."""
    rows = sorted(
        (c["licenses"][0]["expression"] if "licenses" in c else "?", c["name"], c["scope"])
        for c in sbom["components"]
    )
    return "\n".join(f"{licence:40.40}  {name} ({scope})" for licence, name, scope in rows)


def main(arguments: list[str] | None = None) -> int:
    """Write the bill; 1 when it is not valid or a licence does not go with ours."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    parser.add_argument("--licences", action="store_true", help="print the licence of each part")
    chosen = parser.parse_args(arguments)
    policy = load_policy()
    try:
        sbom = make_sbom(policy)
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed; run: pip install -c constraints.txt -e '.[dev]'")
        return 1
    text = json.dumps(sbom, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    wrong = problems((c for c in sbom["components"] if c["type"] == "library"), policy)
    wrong += [p for p in (schema_problem(text),) if p]
    if chosen.licences:
        print(table(sbom))
    for line in wrong:
        print(line, file=sys.stderr)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(text, encoding="utf-8")
    print(f"{chosen.out.name}: {len(sbom['components'])} components, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
