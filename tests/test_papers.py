"""The papers: what they name exists, and where a machine can check them it does."""

from __future__ import annotations

import ast
import json
import re
import textwrap
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts import make_register_entry, make_sbom
from starlette.routing import Mount

from assistant.settings import Settings, silence_telemetry
from assistant.web.public_pages import LookedAt, load_privacy, load_statement

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT / "docs" / "papers"
FOLDERS = ("src", "tests", "docs", "scripts", "evals", "corpus", ".ci")
WRITTEN = (
    *sorted(PAPERS.glob("*.md")),
    *(ROOT / name for name in ("SECURITY.md", "GOVERNANCE.md", "CONTRIBUTING.md")),
)


# -- what is named exists --


@cache
def functions(path: Path) -> dict[str, str]:
    """Source of each function of a file by its name."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()  # ast.get_source_segment cuts the whole text for each function
    return {
        node.name: textwrap.dedent("\n".join(lines[node.lineno - 1 : node.end_lineno]))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }


def named(text: str) -> set[str]:
    """Paths and tests that a text names between backticks."""
    quoted = re.findall(r"`([^`\s]+)`", text)
    roots = {p.name for p in ROOT.iterdir() if p.is_file()}
    return {q for q in quoted if q.split("/")[0] in FOLDERS or q in roots or q.endswith(".md")}


def is_there(name: str) -> bool:
    path, _, function = name.partition("::")
    found = ROOT / path
    return found.exists() and (not function or function in functions(found))


@pytest.mark.parametrize("paper", WRITTEN, ids=lambda p: p.name)
def test_every_file_and_test_that_a_paper_names_exists(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    found = named(text)
    assert found
    assert [n for n in sorted(found) if not is_there(n)] == []
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [x for x in links if not (paper.parent / x).exists()] == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        pytest.param("tests/test_papers.py::test_every_condition", False, id="no-such-test"),
        pytest.param("tests/test_papers.py::is_there", True, id="function"),
        pytest.param("src/assistant/nergens.py", False, id="no-such-file"),
        pytest.param("docs/papers", True, id="folder"),
    ],
)
def test_what_does_not_exist_is_noticed(name: str, there: bool) -> None:
    assert is_there(name) is there


def test_figures_of_the_papers_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {
        f for p in PAPERS.glob("*.md") for f in re.findall(r"\b0\.\d{3}\b", p.read_text("utf-8"))
    }
    assert told
    assert [f for f in sorted(told) if f not in readme] == []
    dpia = (PAPERS / "dpia.md").read_text(encoding="utf-8")
    shares = [f.replace(",", ".") for f in re.findall(r"\d+(?:,\d+)? %", dpia)]
    assert shares
    assert [f for f in shares if f not in readme] == []


# -- DPIA and self-check --


def rows(text: str) -> Iterator[list[str]]:
    """Cells of the table rows in a text, without heads and rules."""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_rule = re.fullmatch(r"\|[-| ]+\|", line)
        if line.startswith("|") and not is_rule and not re.fullmatch(r"\|[-| ]+\|", following):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def test_the_dpia_has_the_seventeen_points_of_the_model() -> None:
    text = (PAPERS / "dpia.md").read_text(encoding="utf-8")
    found: dict[str, list[int]] = {}
    for part, number in re.findall(r"^## ([A-D])\.|^### (\d+)\.", text, re.MULTILINE):
        if part:
            found[part] = []
        else:
            found[list(found)[-1]].append(int(number))
    assert found == {
        "A": list(range(1, 11)),
        "B": list(range(11, 16)),
        "C": [16],
        "D": [17],
    }


def test_every_measure_of_the_dpia_is_carried_by_something_and_every_risk_has_one() -> None:
    risks, _, measures = (PAPERS / "dpia.md").read_text("utf-8").partition("### 17.")
    told = {cells[0] for cells in rows(risks.partition("### 16.")[2])}
    answered = set()
    for risk, measure, carrier, _ in rows(measures):
        answered.add(risk)
        assert carrier == "organisatie" or named(carrier), measure
    assert answered == told
    assert len(told) >= 9


CRITERIA = (
    "Code in the open", "Bundle policy and source code",
    "Make the codebase reusable and portable", "Welcome contributors", "Make contributing easy",
    "Maintain version control", "Require review of contributions", "Document codebase objectives",
    "Document the code", "Use plain English", "Use open standards", "Use continuous integration",
    "Publish with an open license", "Make the codebase findable", "Use a coherent style",
    "Document codebase maturity",
)  # fmt: skip


def test_the_self_check_has_every_criterion_with_evidence() -> None:
    table = list(rows((PAPERS / "standard-for-public-code.md").read_text(encoding="utf-8")))
    assert tuple(cells[0] for cells in table) == CRITERIA
    for criterion, verdict, evidence, missing in table:
        assert verdict in ("met", "partly", "not"), criterion
        assert named(evidence) or "git" in evidence, criterion
        assert missing or verdict == "met", criterion


# -- Algoritmeregister --


def entry(**settings: str) -> dict[str, Any]:
    return make_register_entry.make_entry(Settings(**settings))  # type: ignore[arg-type]


def test_the_draft_fits_the_standard_once_it_is_known_whose_it_is() -> None:
    made = entry(organisation="Gemeente Voorbeeld", contact="mailto:vragen@voorbeeld.example")
    assert make_register_entry.problems(made) == []
    assert made["contact_email"] == "vragen@voorbeeld.example"
    absent = make_register_entry.problems(entry())
    assert [line.split(":")[0] for line in absent] == ["organization", "contact_email"]


def test_its_figures_come_from_files_of_results() -> None:
    draft = (PAPERS / "algoritmeregister.toml").read_text(encoding="utf-8")
    assert re.findall(r"\d\s?%|\b0[.,]\d", draft) == []
    kept = json.loads((ROOT / "evals/baselines/retrieval-dev.json").read_text(encoding="utf-8"))
    share = f"{100 * kept['figures']['hit@5']:.1f} %".replace(".", ",")
    assert share in entry()["risks"]
    with pytest.raises(KeyError):
        make_register_entry.figure(
            {"file": "evals/baselines/retrieval-dev.json", "keys": ["hit"], "form": "percentage"}
        )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"kleur": "x"}, "kleur: the standard has no such field", id="unknown"),
        pytest.param({"name": "x" * 101}, "name: 101 long, at most 100", id="too-long"),
        pytest.param({"status": "Af"}, "status: 'Af' is none of the choices", id="choice"),
        pytest.param(
            {"lawful_basis_grouping": [{"title": "", "link": "http://x"}]},
            "lawful_basis_grouping: http://x is no https address",
            id="link",
        ),
    ],
)
def test_what_does_not_fit_the_register_is_told(change: dict[str, Any], problem: str) -> None:
    assert problem in make_register_entry.problems(entry() | change)


# -- privacy and accessibility --


def test_the_privacy_page_tells_of_every_place_where_something_is_kept() -> None:
    web = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
    table = web.partition("## What is kept")[2].partition("\n## ")[0]
    documented = {cells[0] for cells in rows(table)}
    assert len(documented) > 10
    assert {row for kept in load_privacy().kept for row in kept.rows} == documented


def page_for(path: str) -> LookedAt | None:
    """The page of the statement that a path belongs to."""
    fits = [
        p
        for p in load_statement().page
        if (path == p.address if p.exact else path.startswith(p.address))
    ]
    return max(fits, key=lambda p: len(p.address), default=None)


def looks_with_axe(source: str) -> bool:
    return re.search(r"\b(?:violations|fits)\(", source) is not None


def test_the_statement_names_tests_that_look_with_axe_at_its_pages() -> None:
    statement = load_statement()
    for page in statement.page:
        assert page.tests, page.address
        files = set()
        for test in page.tests:
            assert is_there(test), test
            file, _, function = test.partition("::")
            assert looks_with_axe(functions(ROOT / file)[function]), test
            files.add(ROOT / file)
        if not page.part_of:
            shown = "".join(f.read_text(encoding="utf-8") for f in files)
            assert page.address in shown, page.address
    assert [t for check in statement.check for t in check.tests if not is_there(t)] == []
    assert all(check.tests for check in statement.check)


def visited(source: str) -> set[str]:
    """Addresses on the site that a test writes out."""
    found = set()
    tree = ast.parse(source)
    parts = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            first, second = node.values[:2]
            begins = isinstance(first, ast.FormattedValue) and ast.unparse(first.value)
            if begins in ("site", "site.address") and isinstance(second, ast.Constant):
                found.add(str(second.value))
        elif isinstance(node, ast.Constant) and id(node) not in parts:
            found.add(str(node.value))
    return {f for f in found if re.match(r"/[a-z]", f)}


def test_every_page_that_tests_look_at_with_axe_stands_in_the_statement() -> None:
    seen = {
        path
        for file in (
            *(ROOT / "tests/web").glob("test_*browser.py"),
            ROOT / "tests/web/test_public_pages.py",
        )
        for source in functions(file).values()
        if looks_with_axe(source)
        for path in visited(source)
    }
    assert len(seen) > 15
    assert [p for p in sorted(seen) if page_for(p) is None] == []


NO_PAGES = re.compile(
    r"/huisstijl/.*|/gezond|/klaar|/metrics|/\.well-known/.*|/api/v1/(?!docs).*|/mcp.*"
    r"|/aanmelden/.+|/[^{]*/(?:bestand|blad|uit|export|afbeelding).*"
)


def own_paths(routes: list[Any], prefix: str = "") -> Iterator[str]:
    """Paths of the site that can be read, without Gradio's."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:  # routes of a router within a router do not know where it hangs
            yield from own_paths(inner.routes, prefix or getattr(inner, "prefix", ""))
        elif not isinstance(route, Mount) and "GET" in (getattr(route, "methods", None) or ()):
            hangs = route.path == prefix or route.path.startswith(f"{prefix}/")
            yield route.path if hangs else prefix + route.path


@pytest.mark.slow
def test_every_page_of_the_site_stands_in_the_statement(tmp_path: Path) -> None:
    silence_telemetry()
    from assistant.web.server import create_app
    from tests.web.fakes import FakeAssistant

    app = create_app(FakeAssistant(), Settings(state=tmp_path))
    paths = {p for p in own_paths(app.routes) if not NO_PAGES.fullmatch(p)}
    assert {"/privacy", "/toegankelijkheid", "/helpdesk", "/bronnen"} <= paths
    assert [p for p in sorted(paths) if page_for(p) is None] == []


# -- bill of materials --


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return make_sbom.make_sbom(make_sbom.load_policy())


@pytest.mark.slow
def test_the_bill_of_materials_is_valid_and_says_nothing_of_this_machine(
    bill: dict[str, Any],
) -> None:
    text = json.dumps(bill)
    assert make_sbom.schema_problem(text) == ""
    assert make_sbom.schema_problem(text.replace('"scope": "required"', '"scope": "x"')) != ""
    assert "file:" not in text
    assert str(ROOT) not in text


@pytest.mark.slow
def test_every_dependency_that_runs_stands_in_it_with_a_licence(bill: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    there = {canonicalize_name(c["name"]): c for c in bill["components"]}
    for line in wanted:
        component = there[canonicalize_name(Requirement(line).name)]
        assert component["licenses"][0]["expression"], line
        assert component["version"], line
    assert not {"pytest", "ruff", "django"} & set(there)
    libraries = [c for c in bill["components"] if c["type"] == "library"]
    assert make_sbom.problems(libraries, make_sbom.load_policy()) == []


def library(name: str, *told: str) -> dict[str, Any]:
    return {"name": name, "licenses": [{"license": {"name": t}} for t in told]}


@pytest.mark.parametrize(
    ("component", "problem"),
    [
        pytest.param(library("a", "MIT"), "", id="accepted"),
        pytest.param(library("a", "License :: OSI Approved :: BSD License"), "", id="classifier"),
        pytest.param(library("a", "MIT", "MIT"), "", id="told-twice"),
        pytest.param(library("a", "AGPL-3.0-only"), "AGPL-3.0-only is not accepted", id="copyleft"),
        pytest.param(library("a", "MIT", "GPL-3.0-only"), "GPL-3.0-only is not", id="one-of-two"),
        pytest.param(library("a"), "no licence known", id="none"),
        pytest.param(library("a", "License :: Other"), "no licence known", id="vague"),
        pytest.param(library("fpdf2", "LGPL-3.0-only"), "", id="looked-at"),
        pytest.param(library("nvidia-nccl-cu13"), "", id="looked-at-by-pattern"),
    ],
)
def test_a_licence_that_nobody_looked_at_is_a_problem(
    component: dict[str, Any], problem: str
) -> None:
    found = make_sbom.problems([component], make_sbom.load_policy())
    assert len(found) == bool(problem)
    assert problem in "".join(found)


def test_what_ships_and_is_no_package_is_there() -> None:
    policy = make_sbom.load_policy()
    assert [s.path for s in policy.shipped if not (ROOT / s.path).exists()] == []
    assert {s.licence for s in policy.shipped} >= {"GPL-2.0-or-later", "CC-BY-SA-4.0"}
    assert all(s.open_question for s in policy.shipped if s.licence.startswith("GPL"))
