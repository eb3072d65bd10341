"""The walk-throughs: choices in, the next step or the overview out. Nothing is kept.

The state of a walk travels in the form itself, as one field `keuze-<step>` for each choice made.
Forms are posted, so that choices reach no address bar, history or log.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from assistant.records import Passage
from assistant.web import render
from assistant.web.language import texts

DATA = "data/stappenplan.toml"


class Choice(BaseModel):
    """One answer that can be chosen at a step."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    label: str
    note: str
    passages: tuple[str, ...]
    attention: bool = False  # something is left to do before data are shared


class Condition(BaseModel):
    """A step is shown only when an earlier step has one of these choices."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    step: str
    choices: tuple[str, ...]


class Step(BaseModel):
    """One question of a walk-through."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: str
    question: str
    passages: tuple[str, ...]
    choice: tuple[Choice, ...]
    only_if: Condition | None = None


class Plan(BaseModel):
    """A walk-through."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: str
    summary: str
    passages: tuple[str, ...]
    step: tuple[Step, ...]


class _Plans(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    plan: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step with the choice that was made and the passages that belong to it."""

    step: Step
    choice: Choice
    passages: tuple[Passage, ...]


@cache
def load_plans() -> tuple[Plan, ...]:
    """Return the walk-throughs of the data file."""
    text = files("assistant").joinpath(DATA).read_text(encoding="utf-8")
    return _Plans.model_validate(tomllib.loads(text)).plan


def choices_of(plan: Plan, form: Mapping[str, str]) -> dict[str, Choice]:
    """Return the choices in a form by step id; what the plan does not know is left out."""
    found: dict[str, Choice] = {}
    for step in plan.step:
        chosen = form.get(f"keuze-{step.id}")
        for choice in step.choice:
            if choice.id == chosen:
                found[step.id] = choice
    return found


def steps_of(plan: Plan, choices: Mapping[str, Choice]) -> tuple[Step, ...]:
    """Return the steps that apply with these choices, in order."""

    def applies(step: Step) -> bool:
        if step.only_if is None:
            return True
        chosen = choices.get(step.only_if.step)
        return chosen is not None and chosen.id in step.only_if.choices

    return tuple(step for step in plan.step if applies(step))


def start_page(plans: Sequence[Plan]) -> str:
    """Return the page where a walk-through is chosen."""
    return render.page("stappen-begin.html", title=texts().WEB["steps_title"], plans=plans)


def walk(plan: Plan, form: Mapping[str, str], passage: Callable[[str], Passage | None]) -> str:
    """Return the page that follows on a form.

    Fields: `stap`, the id of the step that was shown; `naar`, one of "verder", "terug" and
    "begin"; `keuze-<step>`, a choice. An empty form gives the first step.

    Args:
        plan: the walk-through.
        form: the fields that were sent.
        passage: looks a passage up.
    """
    choices = choices_of(plan, form)
    steps = steps_of(plan, choices)
    ids = [step.id for step in steps]
    direction = form.get("naar", "begin")
    shown = form.get("stap", "")
    position = ids.index(shown) if shown in ids else 0
    if direction == "verder" and shown in ids:
        if shown not in choices:
            return _step(plan, steps, position, choices, passage, missing=True)
        position += 1
    elif direction == "terug":
        position = max((ids.index(shown) if shown in ids else len(ids)) - 1, 0)
    else:
        position = 0
    if position < len(steps):
        return _step(plan, steps, position, choices, passage, missing=False)
    for index, step in enumerate(steps):
        if step.id not in choices:
            return _step(plan, steps, index, choices, passage, missing=True)
    return _overview(plan, steps, choices, passage)


def _step(
    plan: Plan,
    steps: Sequence[Step],
    position: int,
    choices: Mapping[str, Choice],
    passage: Callable[[str], Passage | None],
    *,
    missing: bool,
) -> str:
    step = steps[position]
    web = texts().WEB
    counter = web["steps_of"].format(n=position + 1, total=len(steps))
    prefix = f"{web['steps_error_prefix']} " if missing else ""
    chosen = choices.get(step.id)
    return render.page(
        "stappen-stap.html",
        title=f"{prefix}{counter}: {step.title}",
        plan=plan,
        step=step,
        number=position + 1,
        total=len(steps),
        counter=counter,
        is_last=position + 1 == len(steps),
        chosen=chosen.id if chosen else None,
        kept={key: choice.id for key, choice in choices.items() if key != step.id},
        passages=_found(step.passages, passage),
        opening=_found(plan.passages, passage) if position == 0 else (),
        missing=missing,
    )


def _overview(
    plan: Plan,
    steps: Sequence[Step],
    choices: Mapping[str, Choice],
    passage: Callable[[str], Passage | None],
) -> str:
    outcomes = []
    for step in steps:
        choice = choices[step.id]
        ids = dict.fromkeys((*step.passages, *choice.passages))
        outcomes.append(Outcome(step, choice, _found(tuple(ids), passage)))
    return render.page(
        "stappen-overzicht.html",
        title=f"{texts().WEB['steps_overview']}: {plan.title}",
        plan=plan,
        outcomes=outcomes,
        kept={key: choice.id for key, choice in choices.items()},
    )


def _found(ids: Sequence[str], passage: Callable[[str], Passage | None]) -> tuple[Passage, ...]:
    return tuple(p for p in map(passage, ids) if p is not None)
