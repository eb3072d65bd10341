"""What a refused user reads."""

from pathlib import Path

from assistant.checklist import POINTS, all_questions, check, document, explain

CASE = "Mijn cliënt van 15 uit Almere is zwanger, mag ik de school inlichten?"


def test_names_points_and_kinds_of_elements_never_the_words() -> None:
    explanation = explain(check(CASE), text=CASE)
    assert [h.point.id for h in explanation.hits] == ["recognisable-case", "health-fact"]
    elements = explanation.hits[0].elements
    assert {"een leeftijd", "een plaats", "gezondheid"} <= set(elements)
    shown = " ".join((*elements, explanation.how_to_ask, *explanation.suggestions))
    for word in ("Almere", "15", "zwanger"):
        assert word not in shown


def test_suggestions_fit_the_topic_and_come_from_the_list() -> None:
    questions = all_questions()
    assert len(questions) >= 40
    assert len(set(questions)) == len(questions)
    explanation = explain(check(CASE), text=CASE)
    assert 1 <= len(explanation.suggestions) <= 3
    assert set(explanation.suggestions) <= set(questions)
    assert any("school" in q.lower() for q in explanation.suggestions)
    without = explain(check("bsn 123456782"))
    assert any("burgerservicenummer" in q for q in without.suggestions)


def test_every_suggestion_passes_the_checklist() -> None:
    assert [q for q in all_questions() if check(q).refused] == []


def test_point_ids_are_unique_and_complete() -> None:
    ids = [p.id for p in POINTS]
    assert len(set(ids)) == len(ids)
    for point in POINTS:
        assert point.title
        assert point.explanation
        assert point.hits
        assert point.near_misses


def test_page_is_up_to_date() -> None:
    page = Path(__file__).resolve().parents[2] / "docs/checklist.md"
    assert page.read_text(encoding="utf-8") == document.render()
