"""QTI 3.0 in a player that others wrote, in a real browser; and the printed page as people get it.

The player is @citolab/qti-components. It is given an item as a candidate gets it: options are found
by their text, chosen, and scored by the player.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from assistant.quiz.formats import export
from assistant.quiz.records import BLANK, Item, Kind, Option
from tests.quiz import material
from tests.quiz.node_packages import npm_package

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NASTY = 'Mag dat? ‘Ja’ & "nee" <b>vet</b> {a} ~b =c #d :e ]]> 😀 café'
QUIZ = material.quiz(
    *(material.item(kind) for kind in Kind),
    material.item(
        Kind.SINGLE,
        "nasty",
        prompt=NASTY,
        scenario=f"Regel een\n{NASTY}",
        options=(
            Option(text=f"goed {NASTY}", correct=True, feedback=f"f1 {NASTY}"),
            Option(text=f"fout {NASTY}", correct=False, feedback=f"f2 {NASTY}"),
        ),
    ),
)

LOAD = """async (xml) => {
  document.body.innerHTML = '<qti-item><item-container></item-container></qti-item>';
  const container = document.querySelector('item-container');
  await customElements.whenDefined('item-container');
  await container.updateComplete;
  container.itemXML = xml;
  const found = () => container.shadowRoot.querySelector('qti-assessment-item');
  for (let n = 0; n < 200 && !found(); n++) await new Promise((r) => setTimeout(r, 10));
  window.item = found();
  await window.item.updateComplete;
  const named = (tag) => [...window.item.querySelectorAll(tag)].map(
    (e) => [e.textContent, e.getAttribute('identifier')]);
  return {
    body: window.item.querySelector('qti-item-body').textContent,
    seen: window.item.querySelector('qti-item-body').innerText,
    prompt: window.item.querySelector('qti-prompt')?.textContent,
    choices: named('qti-simple-choice'),
    sides: [...window.item.querySelectorAll('qti-simple-match-set')].map((s) =>
      [...s.children].map((e) => [e.textContent, e.getAttribute('identifier')])),
    fields: window.item.querySelectorAll('qti-text-entry-interaction').length,
    rubric: [...window.item.querySelectorAll('qti-rubric-block li')].map((e) => e.textContent),
  };
}"""
ANSWER = """async (value) => {
  window.item.updateResponseVariable('RESPONSE', value);
  window.item.processResponse();
  await new Promise((r) => setTimeout(r, 10));
  const value_of = (name) => window.item.variables.find((v) => v.identifier === name)?.value;
  return {
    score: Number(value_of('SCORE')),
    shown: [...window.item.querySelectorAll('qti-modal-feedback')]
      .filter((f) => f.showStatus === 'on').map((f) => f.textContent),
  };
}"""


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Page]:
    script = npm_package("@citolab/qti-components") / "cdn" / "index.global.js"
    page = browser.new_page()
    page.set_content("<!doctype html><html lang='nl'><body></body></html>")
    page.add_script_tag(path=script)
    yield page
    page.close()


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(export(QUIZ, "qti30"))) as archive:
        return {i.id: archive.read(f"items/{i.id}.xml").decode() for i in QUIZ.items}


def right_and_wrong(item: Item, read: dict[str, Any]) -> tuple[Any, Any, set[str]]:
    """A right answer, a wrong one, and the feedback about options that the right one brings."""
    if item.options:
        names = dict(read["choices"])
        right = [names[o.text] for o in item.options if o.correct]
        wrong = [names[o.text] for o in item.options if not o.correct]
        about = {o.feedback for o in item.options if o.correct}
        many = item.kind is Kind.MULTIPLE
        return (right, wrong, about) if many else (right[0], wrong[0], about)
    if item.kind is Kind.MATCHING:
        left, other = (dict(side) for side in read["sides"])
        key = [f"{left[p.left]} {other[p.right]}" for p in item.pairs]
        return key, key[1:], set()
    if item.kind is Kind.ORDERING:
        names = dict(read["choices"])
        key = [names[step] for step in item.steps]
        return key, key[::-1], set()
    if item.answers:
        return item.answers[-1].upper(), "iets anders", set()
    return "", "", set()


@pytest.mark.parametrize("item", QUIZ.items, ids=lambda item: item.id)
def test_a_player_shows_and_scores_every_kind(
    player: Page, documents: dict[str, str], item: Item
) -> None:
    read = player.evaluate(LOAD, documents[item.id])
    for part in item.prompt.split(BLANK):
        assert part in read["body"]
    assert item.scenario.replace("\n", "") in read["body"]
    if item.options:
        assert sorted(t for t, _ in read["choices"]) == sorted(o.text for o in item.options)
    if item.kind is Kind.MATCHING:
        rights = [*(p.right for p in item.pairs), *item.extra]
        assert [t for t, _ in read["sides"][0]] == [p.left for p in item.pairs]
        assert sorted(t for t, _ in read["sides"][1]) == sorted(rights)
    assert read["fields"] == bool(item.answers)
    assert tuple(read["rubric"]) == item.marking
    assert all(point not in read["seen"] for point in item.marking)

    proof = item.proofs[0]
    source = f"Bron: {proof.title} (tekst van 1 januari 2026){proof.quote}"
    general = {f"{item.feedback}{source}"}
    right, wrong, about = right_and_wrong(item, read)
    if item.kind is Kind.OPEN:
        assert player.evaluate(ANSWER, "Mijn antwoord") == {"score": 0, "shown": [*general]}
        return
    answered = player.evaluate(ANSWER, right)
    assert (answered["score"], set(answered["shown"])) == (1, about | general)
    player.evaluate(LOAD, documents[item.id])
    assert player.evaluate(ANSWER, wrong)["score"] == 0


def test_the_printed_page_is_accessible(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "quiz.html"
    path.write_bytes(export(QUIZ, "html"))
    page = browser.new_page()
    page.goto(path.as_uri())
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()
