"""The benchmark judges every system with the same measure."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

import pytest

from assistant.settings import ROOT


@pytest.fixture(scope="module", autouse=True)
def _evals_on_the_path() -> Any:
    """`evals/` is no part of the package; its scripts find their modules beside themselves."""
    sys.path.insert(0, str(ROOT / "evals"))
    yield
    sys.path.remove(str(ROOT / "evals"))


@pytest.fixture(scope="module")
def systems(_evals_on_the_path: None) -> ModuleType:
    return importlib.import_module("benchmark.systems")


@pytest.fixture(scope="module")
def judging(_evals_on_the_path: None) -> ModuleType:
    return importlib.import_module("benchmark.judging")


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        pytest.param("# Kop\n\nEen **vet** woord.", ["Kop", "Een vet woord."], id="inline"),
        pytest.param(
            "<table><tr><td>links</td><td>rechts</td></tr></table>", ["links", "rechts"], id="cells"
        ),
        pytest.param("- een\n- twee", ["een", "twee"], id="list"),
        pytest.param("artikel 3.1<sup>17</sup>, 7.3.11", ["artikel 3.1, 7.3.11"], id="footnote"),
        pytest.param("a<br>b", ["a", "b"], id="line-break"),
        pytest.param("wet & regel &lt;1&gt;", ["wet & regel <1>"], id="entities"),
    ],
)
def test_markup_is_removed_and_words_stay_apart(
    systems: ModuleType, markdown: str, words: list[str]
) -> None:
    text = systems.plain_text(markdown)
    assert [" ".join(line.split()) for line in text.splitlines() if line.strip()] == words


def test_every_source_is_read_once_and_nothing_of_it_is_lost(systems: ModuleType) -> None:
    from assistant.corpus import load_corpus

    corpus = load_corpus(ROOT / "corpus")
    texts = systems.plain_sources(ROOT / "corpus", corpus.sources)
    assert len(texts) == len({s.path for s in corpus.sources})
    assert not any("<td" in t or "</p>" in t for t in texts)
    judging = importlib.import_module("benchmark.judging")
    everything = judging.squash(" ".join(texts))
    whole = [p for p in corpus.passages if judging.squash(p.text) in everything]
    # a footnote mark, a page break or a numbering within a passage keeps the rest from matching
    assert len(whole) / len(corpus.passages) > 0.85


def test_fusion_puts_first_what_both_lists_hold(systems: ModuleType) -> None:
    a, b, c, d = (systems.Unit(x, x) for x in "abcd")
    assert systems.fuse([[a, b, c], [d, b]]) == [b, a, d, c]
    assert systems.fuse([[a], [b]]) == [a, b]  # equal: the first list's order
    assert systems.fuse([[], []]) == []


def unit(systems: ModuleType, text: str, key: str = "") -> Any:
    return systems.Unit(key or text, text)


def test_words_decide_whatever_the_unit_is(systems: ModuleType, judging: ModuleType) -> None:
    words = [judging.squash("met toestemming van betrokkene")]
    units = [unit(systems, "iets anders"), unit(systems, "alleen Met toestemming\nvan betrokkene.")]
    verdict = judging.judge_by_words(units, words, {units[1].key})
    assert (verdict.rank, verdict.reciprocal, verdict.within) == (2, 0.5, True)
    # half of the words is not the words
    cut = [unit(systems, "met toestemming van")]
    assert judging.judge_by_words(cut, words, set()).rank is None
    # nor is a longer word that begins alike
    longer = [unit(systems, "met toestemming van betrokkenen")]
    assert judging.judge_by_words(longer, words, {longer[0].key}).rank is None


def test_a_repeat_counts_only_when_it_holds_the_words(
    systems: ModuleType, judging: ModuleType
) -> None:
    words = [judging.squash("beslissend")]
    units = [unit(systems, "net anders gezegd", "g1"), unit(systems, "beslissend", "g2")]
    assert judging.judge_by_words(units, words, {"g1", "g2"}).rank == 2


@pytest.mark.parametrize(("before", "within"), [(2970, True), (2990, False), (4000, False)])
def test_reading_stops_at_three_thousand_characters(
    systems: ModuleType, judging: ModuleType, before: int, within: bool
) -> None:
    units = [unit(systems, "x" * before), unit(systems, "de beslissing zelf")]
    verdict = judging.judge_by_words(units, [judging.squash("de beslissing zelf")], {units[1].key})
    assert verdict.within is within
    assert verdict.rank == 2


def test_ten_places_count_and_no_more(systems: ModuleType, judging: ModuleType) -> None:
    units = [unit(systems, f"nummer {n}") for n in range(12)]
    for place, rank in ((9, 10), (10, None)):
        words = [judging.squash(f"nummer {place}")]
        assert judging.judge_by_words(units, words, {f"nummer {place}"}).rank == rank


def test_figures_and_differences_agree(judging: ModuleType) -> None:
    good = judging.Verdict(1, 1.0, 1.0, within=True)
    fair = judging.Verdict(4, 0.25, 0.4, within=False)
    none = judging.Verdict(None, 0.0, 0.0, within=False)
    figures = judging.figures([good, fair, none, none])
    assert figures["hit@1"]["value"] == 0.25
    assert figures["hit@5"]["value"] == 0.5
    assert figures["mrr"]["value"] == pytest.approx(0.3125, abs=1e-4)
    assert figures["within 3,000"]["value"] == 0.25
    change = judging.differences([good] * 4, [good, fair, none, none])
    for name, figure in figures.items():
        assert change[name]["value"] == pytest.approx(1 - figure["value"], abs=1e-4)
        assert change[name]["low"] <= change[name]["value"] <= change[name]["high"]


def test_every_variant_leaves_out_what_exists() -> None:
    ablation = importlib.import_module("benchmark.ablation")
    names = [v.name for v in ablation.VARIANTS]
    assert len(set(names)) == len(names)
    assert ablation.DENSE
    assert ablation.LEXICAL
    for variant in ablation.VARIANTS:
        if variant.replaced is not None:
            target = variant.replaced[0]
            module, _, attribute = target.rpartition(".")
            holder: Any = sys.modules.get(module)
            if holder is None:  # a method: the last but one part is a class
                outer, _, name = module.rpartition(".")
                holder = getattr(importlib.import_module(outer), name)
            assert callable(getattr(holder, attribute)), target
