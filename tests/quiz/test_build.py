"""Drawing sets: from invented sources for each kind of item, from our own for the whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.cases import Gold, load_cases
from assistant.errors import QuizError
from assistant.quiz import material as edge
from assistant.quiz.build import Wanted, all_recipes, build, load_material, make_quiz, topics
from assistant.quiz.checks import hangs
from assistant.quiz.material import Material, shown_quote, version_of
from assistant.quiz.records import BLANK, FALSE, TRUE, Item, Kind, quiz_json, read_quiz
from assistant.quiz.written import PointList, Prompt, Scenario, Wrong
from assistant.settings import ROOT, Settings
from tests.quiz.sources import case, material, passage

SCHOOL = passage("wet/proefwet/1", "De school mag gegevens delen als de ouders dat goedvinden.")
MANY = [
    passage(f"gids/{n}", f"In wijk {n} deelt de school gegevens {n} als de ouders dat goedvinden.")
    for n in range(12)
]


def made(held: Material, kind: Kind, count: int = 1, seed: int = 1) -> tuple[Item, ...]:
    return build(held, Wanted(count=count, seed=seed, kinds=(kind,)))


# -- what each kind looks like --


def test_a_single_choice_comes_from_a_case() -> None:
    (item,) = made(material([SCHOOL], [case(1, [SCHOOL])]), Kind.SINGLE)
    keys = [o for o in item.options if o.correct]
    assert [k.text for k in keys] == [
        "De school mag de gegevens delen als de ouders toestemming geven."
    ]
    assert len(item.options) == 4
    assert item.cases == ("q-1",)
    assert all(SCHOOL.text in o.feedback for o in item.options)
    assert keys[0].feedback.startswith("Goed.")
    assert all(o.feedback.startswith("Niet goed.") for o in item.options if not o.correct)
    (proof,) = item.proofs
    assert (proof.passage_id, proof.title) == (SCHOOL.id, SCHOOL.ref)
    assert (proof.quote, proof.version) == (SCHOOL.text, "2026-01-01")


def test_a_long_passage_stands_once_and_whole_with_the_question() -> None:
    more = " ".join(f"Regel {n} gaat over iets anders dan gegevens." for n in range(12))
    long = passage("wet/proefwet/7", f"{SCHOOL.text} {more}")
    (item,) = made(material([long], [case(1, [long])]), Kind.SINGLE)
    assert item.feedback == f"{long.ref}: „{long.text}”"
    assert all(o.feedback.endswith(f"wat er staat in {long.ref}.") for o in item.options)


def test_a_wrong_option_names_all_passages_that_are_shown() -> None:
    other = passage("wet/proefwet/8", "De kinderrechter hoort een kind voor hij een besluit neemt.")
    wrong = [*case(1, [SCHOOL]).wrong[:2], "De kinderrechter neemt een besluit voor hij hoort."]
    asked = case(1, [SCHOOL, other], wrong=wrong)
    (item,) = made(material([SCHOOL, other], [asked]), Kind.SINGLE)
    assert SCHOOL.text in item.feedback
    assert other.text in item.feedback
    said = [o.feedback for o in item.options if not o.correct]
    assert all(SCHOOL.ref in text and other.ref in text for text in said)


def test_an_item_that_a_reader_found_unfit_is_not_drawn() -> None:
    held = material(MANY, [case(n, [MANY[n]]) for n in range(2)])
    one, two = made(held, Kind.SINGLE, 2)
    left = replace(held, left_out=frozenset({one.id}))
    assert [i.id for i in made(left, Kind.SINGLE)] == [two.id]
    with pytest.raises(QuizError, match="1 can be made"):
        made(left, Kind.SINGLE, 2)


def test_the_guide_is_proof_in_the_version_of_its_publisher() -> None:
    (item,) = made(material(MANY, [case(1, MANY[:1])]), Kind.OPEN)
    assert item.proofs[0].version == "1.0, april 2023"
    assert item.marking == ("De school mag de gegevens delen als de ouders toestemming geven.",)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(SCHOOL.text, id="stands-in-the-source"),
        pytest.param("De school mag gegevens delen als de ouders toestemming geven.",
                     id="says-what-must-be-said"),
        pytest.param("Een ontkennend antwoord.", id="is-no-answer"),
    ],
)  # fmt: skip
def test_a_distractor_that_is_right_is_not_used(wrong: str) -> None:
    usual = case(1, [SCHOOL]).wrong
    (item,) = made(material([SCHOOL], [case(1, [SCHOOL], wrong=[wrong, *usual])]), Kind.SINGLE)
    assert {o.text for o in item.options if not o.correct} == set(usual)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"style": "keyword"}, id="no-question"),
        pytest.param({"style": "typo"}, id="misspelt"),
        pytest.param({"earlier": ["Mag dat?"]}, id="needs-what-was-asked-before"),
        pytest.param({"question": "De school vraagt zich af wat mag."}, id="no-question-mark"),
        pytest.param({"must_say": []}, id="no-answer"),
    ],
)
def test_a_case_that_cannot_be_printed_makes_nothing(fields: dict[str, object]) -> None:
    held = material(MANY, [case(1, MANY[:1], **fields)])
    with pytest.raises(QuizError, match="1 items are wanted and 0 can be made"):
        build(held, Wanted(count=1, seed=1))


def test_several_points_make_a_multiple_choice() -> None:
    points = [
        "De school vraagt eerst de ouders of zij het delen goedvinden.",
        "De school deelt alleen de gegevens die voor het doel nodig zijn.",
    ]
    (item,) = made(material([SCHOOL], [case(1, [SCHOOL], must_say=points)]), Kind.MULTIPLE)
    assert {o.text for o in item.options if o.correct} == set(points)
    assert sum(not o.correct for o in item.options) == 3


PROMPTED = [
    "De school mag de gegevens delen als de ouders toestemming geven.",
    "De school deelt alleen de gegevens die voor het doel nodig zijn.",
]


def test_what_was_written_is_asked_in_the_place_of_the_question() -> None:
    keyword = case(1, [SCHOOL], style="keyword", question="school delen", must_say=PROMPTED)
    prompt = Prompt(case="q-1", prompt="Wanneer mag een school gegevens delen?", key=1)
    held = material([SCHOOL], [keyword], prompts=[prompt])
    (single,) = made(held, Kind.SINGLE)
    assert single.prompt.startswith(prompt.prompt)
    assert [o.text for o in single.options if o.correct] == PROMPTED[1:]
    (open_item,) = made(held, Kind.OPEN)
    assert (open_item.prompt, open_item.marking) == (prompt.prompt, tuple(PROMPTED))


def test_points_that_are_not_the_whole_answer_are_not_marked() -> None:
    prompt = Prompt(case="q-1", prompt="Wat mag een school?", open=False)
    held = material([SCHOOL], [case(1, [SCHOOL], must_say=PROMPTED)], prompts=[prompt])
    assert made(held, Kind.SINGLE)
    with pytest.raises(QuizError, match="and 0 can be made"):
        made(held, Kind.OPEN)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("Welke twee regels gelden voor de school?", Kind.SINGLE, id="counts"),
        pytest.param("Welke twee regels gelden voor de school?", Kind.OPEN, id="counts-open"),
        pytest.param("Wie kent die plichten van de school?", Kind.MULTIPLE, id="hangs"),
    ],
)
def test_a_question_that_one_point_cannot_answer_is_not_asked(question: str, kind: Kind) -> None:
    held = material([SCHOOL], [case(1, [SCHOOL], question=question, must_say=PROMPTED)])
    with pytest.raises(QuizError, match="and 0 can be made"):
        made(held, kind)


def test_a_statement_that_repeats_its_question_is_not_asked() -> None:
    said = "De school mag de gegevens van een leerling delen met de ouders."
    asked = "Mag de school de gegevens van een leerling delen met de ouders?"
    held = material([SCHOOL], [case(1, [SCHOOL], question=asked, must_say=[said])])
    assert not any(i.options[0].correct for i in made(held, Kind.TRUE_FALSE))


def test_each_option_quotes_what_is_about_it() -> None:
    law = passage(
        "wet/proefwet/7",
        "De school verstrekt gegevens aan:\n"
        "a. de ouders, als het kind jonger is dan zestien jaar;\n"
        "b. de gemeente, als dat nodig is voor het leerlingenvervoer;\n"
        "c. de inspectie, als die onderzoek naar het onderwijs doet.",
    )
    asked = case(
        1,
        [law],
        question="Aan wie verstrekt de school gegevens?",
        must_say=[
            "De school verstrekt gegevens aan de gemeente als dat nodig is voor het vervoer.",
            "De school verstrekt gegevens aan de inspectie die onderzoek doet.",
        ],
        wrong=[
            "De school verstrekt de gemeente geen gegevens, ook niet voor het leerlingenvervoer.",
            "De school verstrekt de inspectie geen gegevens, ook niet voor haar onderzoek.",
            "De school verstrekt de ouders geen gegevens over een kind jonger dan zestien jaar.",
        ],
    )
    (item,) = made(material([law], [asked]), Kind.MULTIPLE)
    for option in item.options:
        said = next(w for w in ("gemeente", "inspectie", "ouders") if w in option.text)
        assert f". de {said}" in option.feedback
        assert "De school verstrekt gegevens aan:" in option.feedback
    assert all(p.quote in law.text for p in item.proofs)


def test_statements_are_half_true_and_half_false() -> None:
    cases = [case(n, [p]) for n, p in enumerate(MANY)]
    items = made(material(MANY, cases), Kind.TRUE_FALSE, 10)
    assert Counter(i.options[0].correct for i in items) == {True: 5, False: 5}
    for item in items:
        assert [o.text for o in item.options] == [TRUE, FALSE]
        (asked,) = item.cases
        said = item.prompt.split("„")[1].split("”")[0]
        held = next(c for c in cases if c.id == asked)
        assert said in (held.must_say if item.options[0].correct else held.wrong)


@pytest.mark.parametrize(
    ("sentence", "answers", "choices"),
    [
        ("De school bewaart het verslag gedurende tien jaar na het vertrek.", ("tien", "10"), ()),
        ("Een leerling die 12 jaar of ouder is, tekent het formulier zelf.", ("12", "twaalf"), ()),
        ("Het college kan een jurist aanwijzen voor vragen over gegevens.", ("kan",),
         ("„kan”", "„moet”")),
        ("De arts geeft zonder toestemming van de ouders inlichtingen aan de raad.",
         ("zonder toestemming",), ("„met toestemming”",)),
    ],
)  # fmt: skip
def test_gaps_leave_out_the_deciding_words(
    sentence: str, answers: tuple[str, ...], choices: tuple[str, ...]
) -> None:
    held = passage("wet/proefwet/2", sentence)
    (item,) = made(material([held]), Kind.GAP)
    assert item.answers == answers
    assert item.proofs[0].quote == sentence
    shown = item.prompt.split("\n")[1].strip("„”")
    assert shown.replace(BLANK, answers[0]) == sentence
    assert all(choice in item.prompt for choice in choices)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("De persoon die kan worden herkend aan zijn naam is betrokken.",
                     id="relative"),
        pytest.param("Deze termijn kan met een besluit worden verlengd door het college.",
                     id="leans-on-another"),
        pytest.param("Het college kan niet afwijken van het besluit van de rechter.", id="denied"),
        pytest.param("Bij algemene maatregel van bestuur kunnen regels worden gesteld over vorm.",
                     id="about-rules"),
        pytest.param("Het college, bedoeld in artikel 1, eerste lid, kan van het derde lid en van "
                     "onderdeel b afwijken.", id="riddle-of-references"),
    ],
)  # fmt: skip
def test_a_word_that_does_not_decide_is_not_asked(sentence: str) -> None:
    with pytest.raises(QuizError, match="and 0 can be made"):
        made(material([passage("wet/proefwet/2", sentence)]), Kind.GAP)


def test_a_turned_sentence_of_law_is_a_false_statement() -> None:
    held = passage("wet/proefwet/2", "Het college bewaart het verslag gedurende tien jaar.")
    right, wrong = made(material([held]), Kind.TRUE_FALSE, 2)
    if wrong.options[0].correct:
        right, wrong = wrong, right
    assert right.options[0].correct
    assert "tien jaar" in right.prompt
    assert "tien jaar" not in wrong.prompt
    assert wrong.proofs[0].quote == held.text


DEFINED = passage(
    "wet/proefwet/4",
    "In deze wet wordt verstaan onder:\n"
    "– dossier: een geheel van papieren en bestanden over één kind of gezin;\n"
    "– bemiddelaar: iemand die twee partijen bij een geschil met elkaar laat praten;\n"
    "– wijkteam: een groep hulpverleners die in een buurt samen aan het werk zijn;\n"
    "– voogd: degene die het gezag heeft over een minderjarige zonder ouders daarvoor;\n"
    "– bijlage: een stuk als bedoeld in artikel 3 van deze wet dat erbij hoort;\n",
)


def test_definitions_are_asked_both_ways() -> None:
    held = material([DEFINED, passage("wet/proefwet/5", "Het dossier blijft bij de voogd.")])
    held = replace(held, accepted={"voogd": ("de voogden",)})
    shorts = {i.answers[0]: i.answers for i in made(held, Kind.SHORT, 4)}
    assert shorts == {
        "dossier": ("dossier", "het dossier"),
        "bemiddelaar": ("bemiddelaar",),
        "wijkteam": ("wijkteam",),
        "voogd": ("voogd", "de voogden", "de voogd"),
    }
    (pairs,) = made(held, Kind.MATCHING)
    assert {(p.left, p.right[:12]) for p in pairs.pairs} >= {("voogd", "degene die h")}
    (single,) = made(held, Kind.SINGLE)
    assert single.proofs[0].quote in DEFINED.text
    with pytest.raises(QuizError, match="and 4 can be made"):
        made(held, Kind.SHORT, 5)  # one only refers to another article


def test_articles_are_matched_with_their_subjects() -> None:
    headings = ("Recht op inzage", "Bewaren van stukken", "Melding van een lek", "Klachten")
    held = [
        passage(f"wet/proefwet/{n}", "Hier staat een regel van de wet.", topic=heading)
        for n, heading in enumerate(headings, 10)
    ]
    (item,) = made(material(held), Kind.MATCHING)
    assert [(p.left, p.right) for p in item.pairs] == [
        (f"Artikel {n}", heading) for n, heading in enumerate(headings, 10)
    ]


def test_lists_are_asked_as_they_were_written() -> None:
    own = passage("gids/rij", "Noem in de melding:\nde aard van het lek\nde gevolgen van het lek\n")
    other = passage("gids/rij-2", "Noem in het register:\nhet doel\nde bewaartermijn\n")
    points = PointList(
        id="lek",
        passage_id=own.id,
        ask="Wat noemt de organisatie daarin?",
        right=("de aard van het lek", "de gevolgen van het lek"),
        wrong=(
            Gold(passage_id=other.id, words="het doel"),
            Gold(passage_id=other.id, words="de bewaartermijn"),
        ),
    )
    held = material([own, other], lists=[points])
    (several,) = made(held, Kind.MULTIPLE)
    assert {o.text for o in several.options if o.correct} == {
        "De aard van het lek",
        "De gevolgen van het lek",
    }
    (one,) = made(held, Kind.SINGLE)
    assert all(other.ref in o.feedback for o in one.options if not o.correct)


def test_a_list_whose_points_take_up_the_question_is_not_asked() -> None:
    own = passage("gids/rij", "Noem in de melding:\nde aard van het lek\nde gevolgen van het lek\n")
    other = passage("gids/rij-2", "Noem in het register:\nhet doel\nde bewaartermijn\n")
    points = PointList(
        id="lek",
        passage_id=own.id,
        ask="Wat staat in de melding van een lek?",
        right=("de aard van het lek", "de gevolgen van het lek"),
        wrong=(
            Gold(passage_id=other.id, words="het doel"),
            Gold(passage_id=other.id, words="de bewaartermijn"),
        ),
    )
    with pytest.raises(QuizError, match="and 0 can be made"):
        made(material([own, other], lists=[points]), Kind.MULTIPLE)


def test_scenarios_keep_their_situation_and_reasons() -> None:
    scenario = Scenario(
        id="s-1",
        scenario="Een leerkracht krijgt een vraag van een buurman.",
        question="Wat doet de leerkracht?",
        kind="single",
        right=("De leerkracht vraagt eerst de ouders.",),
        wrong=(
            Wrong(text="De leerkracht vertelt alles meteen.", why="De ouders gaan voor."),
            Wrong(text="De leerkracht belt altijd de politie.", why="Daar is geen reden voor."),
        ),
        gold=(Gold(passage_id=SCHOOL.id, words="ouders dat goedvinden"),),
        topic="onbekend",
        difficulty="hard",
    )
    (item,) = made(material([SCHOOL], scenarios=[scenario]), Kind.SINGLE)
    assert item.scenario == scenario.scenario
    assert item.difficulty == "hard"
    assert item.topic == "Proefwet"  # of the passage: the one it names is not in our table
    assert {o.feedback for o in item.options if not o.correct} == {
        "Niet goed. De ouders gaan voor.",
        "Niet goed. Daar is geen reden voor.",
    }


# -- drawing --


@pytest.fixture(scope="module")
def cases() -> Material:
    """Cases of one law and one guide, asked by several people."""
    askers = ("professional", "jurist", "bestuurder")
    passages = [SCHOOL, *MANY]
    return material(
        passages,
        [case(n, [p], asker=askers[n % 3]) for n, p in enumerate(passages)],
        ranks={"q-1": None},
    )


def test_the_same_seed_draws_the_same_set(cases: Material) -> None:
    first, again, other = (build(cases, Wanted(count=20, seed=s)) for s in (4, 4, 5))
    assert first == again
    assert [i.id for i in first] != [i.id for i in other]


def test_ids_and_content_do_not_depend_on_the_seed(cases: Material) -> None:
    def content(item: Item) -> Item:
        return item.model_copy(update={"options": tuple(sorted(item.options, key=str))})

    sets = [build(cases, Wanted(count=30, seed=seed)) for seed in (1, 2)]
    one, two = ({i.id: content(i) for i in held} for held in sets)
    shared = one.keys() & two.keys()
    assert len(shared) > 10
    assert all(one[i] == two[i] for i in shared)


def test_every_case_is_asked_once_before_one_is_asked_twice(cases: Material) -> None:
    items = build(cases, Wanted(count=26, seed=1, kinds=(Kind.SINGLE, Kind.OPEN)))
    assert Counter(i.cases for i in items[:13]).most_common(1)[0][1] == 1
    assert set(Counter(i.cases for i in items).values()) == {2}


def test_the_key_stands_in_every_place_equally_often(cases: Material) -> None:
    items = made(cases, Kind.SINGLE, 12)
    places = Counter([o.correct for o in i.options].index(True) for i in items)
    assert places == {0: 3, 1: 3, 2: 3, 3: 3}


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({"kinds": (Kind.OPEN, Kind.SINGLE)}, lambda i: i.kind in (Kind.OPEN, Kind.SINGLE)),
        ({"audience": "jurist"}, lambda i: i.audience == "jurist"),
        ({"difficulty": "hard"}, lambda i: i.difficulty == "hard"),
        ({"part": "gids/1"}, lambda i: i.proofs[0].passage_id.startswith("gids/1")),
        ({"law": "proefwet"}, lambda i: i.proofs[0].passage_id == SCHOOL.id),
        ({"law": "wet/proefwet"}, lambda i: i.proofs[0].passage_id == SCHOOL.id),
        ({"topics": ("gids",)}, lambda i: i.topic == "Gids"),
    ],
)
def test_a_wish_is_kept(cases: Material, fields: dict[str, object], fits: object) -> None:
    items = build(cases, Wanted(count=3, seed=1, **fields))  # type: ignore[arg-type]
    assert len(items) == 3
    assert all(fits(i) for i in items)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"topics": ("delen",)}, "there is no topic 'delen'; there are: Gids; Proefwet"),
        ({"part": "deel-9"}, "no passage id begins with 'deel-9'"),
        ({"law": "Grondwet"}, "there is no source 'Grondwet'; there are: Proefwet; Gids"),
        ({"kinds": (Kind.ORDERING,)}, "3 items are wanted and 0 can be made"),
        ({"count": 0}, "a set has 1 to 1000 items, not 0"),
    ],
)
def test_a_wish_that_cannot_be_kept_says_why(
    cases: Material, fields: dict[str, object], message: str
) -> None:
    with pytest.raises(QuizError, match=message):
        build(cases, Wanted(**{"count": 3, "seed": 1, **fields}))  # type: ignore[arg-type]


def test_kept_items_stay_and_named_ones_are_not_drawn(cases: Material) -> None:
    first = build(cases, Wanted(count=5, seed=1))
    again = build(cases, Wanted(count=5, seed=1), keep=first[:2], without={first[2].id})
    assert again[:2] == first[:2]
    assert len({i.id for i in again}) == 5
    assert first[2].id not in {i.id for i in again}


def test_what_takers_did_decides_how_hard_an_item_is(cases: Material) -> None:
    (item,) = made(cases, Kind.SINGLE)
    shares = {"easy": 0.9, "medium": 0.6, "hard": 0.2}
    for level, share in shares.items():
        wanted = Wanted(count=1, seed=1, kinds=(Kind.SINGLE,))
        (now,) = build(cases, wanted, results={item.id: share})
        assert (now.id, now.difficulty) == (item.id, level)


def test_a_case_that_the_search_misses_is_harder() -> None:
    levels = []
    for rank in (1, None):
        held = material([SCHOOL], [case(1, [SCHOOL])], ranks={"q-1": rank})
        levels.append(made(held, Kind.SINGLE)[0].difficulty)
    assert levels == ["medium", "hard"]


def test_a_set_is_written_and_read(cases: Material, tmp_path: Path) -> None:
    wanted = Wanted(count=8, seed=3)
    quiz = make_quiz(cases, wanted, title=" Delen & bewaren ", made=date(2026, 11, 26))
    assert (quiz.id, quiz.title, quiz.seed) == ("delen-bewaren-3", "Delen & bewaren", 3)
    path = tmp_path / "quiz.json"
    path.write_text(quiz_json(quiz), encoding="utf-8")
    assert read_quiz(path) == quiz
    with pytest.raises(QuizError, match="title"):
        make_quiz(cases, wanted, title=" ", made=date(2026, 11, 26))


# -- our own material --


def test_a_test_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="is a test set"):
        load_material(Settings(), [tmp_path / "test.jsonl"])


@pytest.fixture(scope="module")
def own() -> Material:
    return load_material(Settings())


@pytest.mark.slow
def test_our_own_material_makes_five_hundred_items(own: Material) -> None:
    items = build(own, Wanted(count=500, seed=1))
    assert {i.kind for i in items} == set(Kind)
    assert len({i.id for i in items}) == len({(i.scenario, i.prompt) for i in items}) == 500
    cases = {c.id: c for c in own.cases}
    for item in items:
        for proof in item.proofs:
            held = own.passages[proof.passage_id]
            assert proof.quote in held.text
            assert proof.title == held.ref
            assert proof.version == version_of(held, own.sources[held.source_id])
        gold = {i for c in item.cases for i in cases[c].gold_ids}
        gold |= {p.passage_id for p in item.proofs}
        for option in item.options:
            if not option.correct and item.kind is not Kind.TRUE_FALSE:
                assert not own.judge.supports(option.text, gold), (item.id, option.text)
    singles = [i for i in items if i.kind is Kind.SINGLE and i.cases]
    longest = [max(i.options, key=lambda o: len(o.text)).correct for i in singles]
    assert sum(longest) <= len(longest) / 2


VERDICTS = ROOT / "evals" / "quiz"


def _verdicts(name: str) -> list[dict[str, str]]:
    lines = (VERDICTS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


READINGS = (
    "verdicts-again.jsonl",
    "verdicts.jsonl",
    "verdicts-third.jsonl",
    "verdicts-second.jsonl",
    "verdicts-own.jsonl",
    "verdicts-first.jsonl",
)


@pytest.mark.parametrize("name", READINGS)
def test_every_verdict_says_what_was_found(name: str) -> None:
    lines = _verdicts(name)
    assert len({line["id"] for line in lines}) == len(lines) == 150
    for line in lines:
        assert line["verdict"] in {"right", "wrong", "ambiguous", "giveaway", "unclear"}
        assert line["id"].startswith(line["kind"])
        assert bool(line["note"]) or line["verdict"] == "right"
        assert line.get("mended") or line.get("open") or line["verdict"] == "right"


@pytest.mark.parametrize("name", READINGS)
def test_what_is_told_of_a_reading_is_what_was_found(name: str) -> None:
    right = sum(line["verdict"] == "right" for line in _verdicts(name))
    told = (VERDICTS / "README.md").read_text(encoding="utf-8")
    row = next(row for row in told.splitlines() if row.startswith("|") and f"`{name}`" in row)
    assert f"| {right} ({right / 1.5:.1f} %) | 0 |" in row
    assert not [line for line in _verdicts(name) if line["verdict"] == "wrong"]


@pytest.mark.slow
def test_items_that_were_read_are_there_or_say_that_they_changed(own: Material) -> None:
    lines = [line for name in READINGS for line in _verdicts(name)]
    kept = {line["id"]: line for line in lines if not line.get("mended")}
    units = {(line["kind"], line["unit"]) for line in kept.values()}
    recipes = (r for r in all_recipes(own) if (r.kind.value, r.unit) in units)
    found = {item.id for item in (r.item() for r in recipes) if item is not None}
    assert kept.keys() <= found


@pytest.mark.slow
def test_every_case_has_a_prompt_that_names_what_it_is_about(own: Material) -> None:
    dev = load_cases(ROOT / "evals" / "retrieval" / "dev.jsonl", own.passages)
    assert {c.id for c in dev if c.answerable} == own.prompts.keys()
    for prompt in own.prompts.values():
        assert prompt.prompt.endswith(("?", "."))
        assert not hangs(prompt.prompt), prompt.case


@pytest.mark.slow
def test_our_topics_are_all_used_and_known(own: Material) -> None:
    assert set(topics(own)) == set(edge.topic_titles())
    dev = load_cases(ROOT / "evals" / "retrieval" / "dev.jsonl", own.passages)
    assert {c.id for c in own.cases} >= {c.id for c in dev if c.answerable}


@pytest.mark.slow
def test_a_set_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "from assistant.quiz.build import *; from assistant.settings import Settings;"
        "import hashlib; items = build(load_material(Settings()), Wanted(count=20, seed=9));"
        "print(hashlib.sha256(repr(items).encode()).hexdigest())"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert found[0] == found[1]
    assert len(found[0].strip()) == 64


def test_a_quote_is_a_whole_sentence_when_it_is_short() -> None:
    held = passage("gids/x", f"Dit is kort. De ouders beslissen samen. {'Lang ' * 100}eind.")
    assert shown_quote(held, "ouders beslissen") == "De ouders beslissen samen."
    assert shown_quote(held, "Lang Lang eind") == "Lang Lang eind"
    with pytest.raises(ValueError, match="does not hold"):
        shown_quote(held, "niets")
