"""Sources, passages, cases and material for tests of the generator, all invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.cases import Case, Gold
from assistant.quiz.material import Material
from assistant.quiz.written import PointList, Prompt, Scenario
from assistant.records import Passage, Source, SourceKind

LAW = Source(
    id="wet/proefwet",
    title="Proefwet",
    short_title="Proefwet",
    publisher="test",
    version="geldend op 2026-01-01",
    valid_on="2026-01-01",
    licence="test",
    url=None,
    path="proefwet.xml",
    sha256="",
    loader="law",
    kind=SourceKind.LAW,
)
GUIDE = Source(
    id="gids",
    title="Gids",
    publisher="test",
    version="1.0, april 2023",
    valid_on="2023-04-01",
    licence="test",
    url=None,
    path="gids.md",
    sha256="",
    loader="handreiking",
    kind=SourceKind.GUIDANCE,
)


def passage(passage_id: str, text: str, **fields: Any) -> Passage:
    """A passage of the law when its id begins so, else of the guide."""
    law = passage_id.startswith("wet/")
    article = passage_id.split("/")[2] if law else None
    given: dict[str, Any] = {
        "source_id": LAW.id if law else GUIDE.id,
        "kind": SourceKind.LAW if law else SourceKind.GUIDANCE,
        "ref": f"Proefwet, artikel {article}" if law else f"Gids, {passage_id}",
        "section": (),
        "start": 0,
        "end": len(text),
        "article": article,
        "valid_on": "2026-01-01" if law else "2023-04-01",
        "group": passage_id,
    }
    return Passage(id=passage_id, text=text, **(given | fields))


def case(number: int, passages: Sequence[Passage], **fields: Any) -> Case:
    given: dict[str, Any] = {
        "id": f"q-{number}",
        "question": f"Mag de school nummer {number} de gegevens van een leerling delen?",
        "style": "formal",
        "asker": "professional",
        "topic": "delen",
        "gold": [Gold(passage_id=p.id, words=p.text) for p in passages],
        "must_say": ["De school mag de gegevens delen als de ouders toestemming geven."],
        "wrong": [
            "De school mag de gegevens nooit delen, ook niet als de ouders toestemming geven.",
            "De school moet de gegevens delen zodra een andere organisatie daarom vraagt.",
            "De school mag de gegevens alleen delen na een besluit van de kinderrechter.",
        ],
        "status": "reviewed",
    }
    return Case(**(given | fields))


def material(
    passages: Sequence[Passage],
    cases: Sequence[Case] = (),
    *,
    scenarios: Sequence[Scenario] = (),
    lists: Sequence[PointList] = (),
    prompts: Sequence[Prompt] = (),
    ranks: dict[str, int | None] | None = None,
) -> Material:
    return Material(
        cases=tuple(cases),
        passages={p.id: p for p in passages},
        sources={s.id: s for s in (LAW, GUIDE)},
        scenarios=tuple(scenarios),
        lists=tuple(lists),
        prompts={prompt.case: prompt for prompt in prompts},
        ranks=ranks or {},
    )
