"""Item analysis from counts gives what the answers of every single taker would give."""

from __future__ import annotations

import json
import re
from statistics import correlation, pstdev

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.quiz.analysis import FEWEST_RELATED, Analysis, analyse, next_wanted, report_json
from assistant.quiz.plots import items_svg, number, percent, related_svg, topics_svg
from assistant.quiz.records import Kind, Quiz
from assistant.quiz.store import FEWEST, Counts, ItemCounts
from assistant.quiz.taking import choices
from assistant.scoring import Share
from tests.quiz.material import item, many, quiz


def counted(asked: Quiz, takers: list[list[int]]) -> Counts:
    """What the store keeps of takers who chose these options; the first is right."""
    scores = [sum(pick == 0 for pick in taker) for taker in takers]
    items = {}
    for n, found in enumerate(asked.items):
        chosen = dict.fromkeys(choices(found), 0)
        for taker in takers:
            chosen[f"o{taker[n]}"] += 1
        sums = [s for s, taker in zip(scores, takers, strict=True) if taker[n] == 0]
        items[found.id] = ItemCounts(right=len(sums), score_sum=sum(sums), choices=chosen)
    return Counts(
        takers=len(takers),
        score_sum=sum(scores),
        score_squares=sum(s * s for s in scores),
        items=items if len(takers) >= FEWEST else {},
    )


def analysed(takers: list[list[int]]) -> Analysis:
    asked = many(len(takers[0]))
    return analyse(asked, counted(asked, takers))


@settings(max_examples=30)
@given(
    st.integers(2, 6).flatmap(
        lambda k: st.lists(
            st.lists(st.integers(0, 2), min_size=k, max_size=k),
            min_size=FEWEST_RELATED,
            max_size=25,
        )
    )
)
def test_figures_are_those_of_the_single_answers(takers: list[list[int]]) -> None:
    found = analysed(takers)
    scores = [sum(pick == 0 for pick in taker) for taker in takers]
    assert found.mean == pytest.approx(sum(scores) / len(scores))
    assert found.spread == pytest.approx(pstdev(scores), abs=1e-6)
    for n, one in enumerate(found.items):
        right = [int(taker[n] == 0) for taker in takers]
        rest = [s - r for s, r in zip(scores, right, strict=True)]
        assert one.right == Share(sum(right), len(takers))
        assert [c.count for c in one.chosen] == [
            *(sum(taker[n] == o for taker in takers) for o in range(3)), 0
        ]  # fmt: skip
        if len(set(right)) > 1 and len(set(rest)) > 1:
            assert one.discrimination == pytest.approx(correlation(right, rest))
        else:
            assert one.discrimination is None
        if sum(rest):
            missed = sum(r for r, x in zip(rest, right, strict=True) if not x)
            assert one.known_by_missers == pytest.approx(missed / sum(rest))


def test_reliability_is_that_of_the_textbook() -> None:
    # Guttman pattern of 5 items: k = 5, sum of p(1 - p) = 70/72 * ..., computed by hand:
    # p = 10/12, 8/12, 6/12, 4/12, 2/12; sum p(1-p) = (20 + 32 + 36 + 32 + 20) / 144 = 0.97222
    # scores 0..5 twice each: mean 2.5, variance 35/12; KR-20 = 5/4 * (1 - 0.97222 / 2.91667)
    takers = [[int(n >= s) for n in range(5)] for s in range(6)] * 2
    found = analysed(takers)
    assert found.reliability == pytest.approx(5 / 4 * (1 - (140 / 144) / (35 / 12)))
    assert all(i.discrimination is not None and i.discrimination > 0 for i in found.items)
    assert found.perhaps_wrong == ()


def test_an_item_that_knowers_miss_is_perhaps_wrong() -> None:
    strong, weak = [1, 0, 0, 0, 0], [0, 1, 1, 1, 0]
    found = analysed([strong] * 8 + [weak] * 8)
    assert [i.number for i in found.perhaps_wrong] == [1]
    assert found.items[0].discrimination == pytest.approx(-1)


def test_an_item_that_everybody_misses_is_perhaps_wrong() -> None:
    found = analysed([[1, 0, 0], [1, 0, 1]] * 6)
    assert [i.number for i in found.perhaps_wrong] == [1]
    assert found.items[0].discrimination is None


def test_a_hard_item_that_knowers_have_right_is_not_wrong() -> None:
    found = analysed([[0, 0, 0]] * 4 + [[1, 0, 1], [1, 1, 0]] * 4)
    assert found.items[0].right.value < 0.5
    assert found.perhaps_wrong == ()


def test_a_small_group_tells_little_and_a_smaller_one_nothing() -> None:
    few = analysed([[1, 0, 0]] * (FEWEST_RELATED - 1))
    assert few.items[0].discrimination is None
    assert few.reliability is None
    assert few.perhaps_wrong == ()
    fewer = analysed([[1, 0, 0]] * (FEWEST - 1))
    assert (fewer.items, fewer.topics, fewer.weak_topics) == ((), (), ())
    assert fewer.spread is None
    nobody = analyse(many(2), counted(many(2), []))
    assert (nobody.takers, nobody.mean) == (0, None)


def test_weak_topics_make_the_next_quiz() -> None:
    # items 0 and 2 are about "bewaren", 1 and 3 about "delen"
    found = analysed([[0, 1, 0, 1]] * 9 + [[0, 0, 0, 1]])
    assert [(t.topic, t.right.hits, t.right.total) for t in found.topics] == [
        ("delen", 1, 20),
        ("bewaren", 20, 20),
    ]
    assert found.weak_topics == ("delen",)
    wanted = next_wanted(found, count=10, seed=7)
    assert wanted is not None
    assert (wanted.topics, wanted.count, wanted.seed) == (("delen",), 10, 7)
    assert next_wanted(analysed([[0, 0]] * 6), count=10, seed=7) is None


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_shows_what_was_chosen(kind: Kind) -> None:
    asked = quiz(item(kind))
    chosen = dict.fromkeys(choices(asked.items[0]), 1)
    items = {asked.items[0].id: ItemCounts(right=3, score_sum=3, choices=chosen)}
    counts = Counts(takers=6, score_sum=3, score_squares=3, items=items)
    (found,) = analyse(asked, counts).items
    assert [c.code for c in found.chosen] == list(chosen)
    assert all(c.text for c in found.chosen[:-1])
    texts = [o.text for o in asked.items[0].options]
    if texts:
        assert [c.text for c in found.chosen[:-1]] == texts


def test_the_report_is_plain_and_holds_all_figures() -> None:
    asked = many(4)
    found = analyse(asked, counted(asked, [[0, 1, 0, 2], [1, 0, 0, 0]] * 6))
    report = json.loads(json.dumps(report_json(asked, found)))
    assert report["takers"] == 12
    assert [i["right"]["hits"] for i in report["items"]] == [6, 6, 12, 6]
    assert [i["id"] for i in report["items"]] == [i.id for i in asked.items]
    assert report["weak_topics"] == list(found.weak_topics)


# -- figures --


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(0, 1), min_size=3, max_size=3), min_size=12, max_size=12))
def test_plots_are_whole_and_bring_no_style_of_their_own(takers: list[list[int]]) -> None:
    asked = many(3)
    renamed = tuple(i.model_copy(update={"topic": f"<{i.topic}> & co"}) for i in asked.items)
    asked = asked.model_copy(update={"items": renamed})
    found = analyse(asked, counted(asked, takers))
    for svg in (items_svg(found), related_svg(found), topics_svg(found)):
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert all("style" not in part.attrib for part in root.iter())
        wide = float(str(root.get("viewBox")).split()[2])
        for part in root.iter():
            if part.tag.endswith("rect"):
                assert 0 <= float(part.attrib["width"]) <= wide
    texts = [part.text for part in ElementTree.fromstring(topics_svg(found)).iter()]
    assert percent(found.topics[0].right) in texts
    assert "<delen> & co" in texts


def test_a_bar_is_as_long_as_its_share() -> None:
    found = analysed([[0, 0], [0, 1], [0, 1], [0, 1], [0, 1]])
    widths = [
        float(w) for w in re.findall(r'class="staaf" [^>]*width="([0-9.]+)"', items_svg(found))
    ]
    assert widths[1] == pytest.approx(widths[0] / 5)


def test_the_same_figures_give_the_same_bytes() -> None:
    takers = [[0, 1, 0], [1, 0, 0]] * 6
    assert related_svg(analysed(takers)) == related_svg(analysed(takers))
    assert number(0.5) == "0,50"
