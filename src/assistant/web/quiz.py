"""Taking a quiz: by a code, without an account or a name, with or without a script.

Nothing of a taker is kept while the quiz goes on: each page carries how far its taker is, sealed.
Who finished is counted once, and only as counts.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from math import ceil

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.desk.rules import plain_text
from assistant.quiz import taking
from assistant.quiz.records import Item, Kind, Quiz
from assistant.quiz.store import QuizStore, Round, plain_code
from assistant.quiz.taking import Feedback, Given, Step, StepKind, Taking
from assistant.web import quiz_render as show
from assistant.web import render
from assistant.web.forms import Form
from assistant.web.guesses import Guesses
from assistant.web.language import texts
from assistant.web.ports import Assistant
from assistant.web.quiz_seal import close, open_sealed

PREFIX = "/quiz"
# Wrong codes from one address in a while. A class can share one address: a right code counts only
# while it is looked up, and fewer requests than this are handled at the same time.
EACH = 60
_NUMBER = re.compile(r"[0-9]{1,2}")


def quiz_routes(assistant: Assistant, *, store: Callable[[], QuizStore]) -> APIRouter:
    """Return the routes of whoever takes a quiz, open to anybody with a code.

    Args:
        assistant: gives the passages that stand beside the feedback.
        store: opens the store.
    """
    router = APIRouter(prefix=PREFIX)
    guesses = Guesses(each=EACH)

    def found(request: Request, code: str) -> tuple[Round, Quiz] | Response:
        """The round of a code, or the page that says why there is none."""
        address = request.client.host if request.client else ""
        wait = guesses.take(address)
        if wait:
            minutes = texts().minutes(ceil(wait / 60))
            said = texts().DESK_WEB["reply_wait"].format(wait=minutes)
            return _code_page(said, 429, {"Retry-After": str(wait)})
        there = store().find(code)
        if there is None:
            return _code_page(texts().QUIZ_TAKE["code_unknown"], 404)
        guesses.give_back(address)
        return there

    def closed() -> HTMLResponse:
        return _say(410, "closed")

    @router.get("")
    def ask_code(code: str | None = None) -> Response:
        if code is None:
            return _code_page()
        if not plain_code(code):
            return _code_page(texts().QUIZ_TAKE["code_empty"], 422)
        return RedirectResponse(f"{PREFIX}/{plain_code(code)[:20]}", 303)

    @router.get("/{code}")
    def begin(request: Request, code: str) -> Response:
        there = found(request, code)
        if isinstance(there, Response):
            return there
        held, quiz = there
        if not store().is_open(held):
            return closed()
        sealed = close(Taking(secrets.token_hex(16)), held.key)
        return _page("quiz-begin.html", quiz.title, held=held, quiz=quiz, sealed=sealed)

    @router.post("/{code}")
    def go_on(request: Request, code: str, form: Form) -> Response:
        there = found(request, code)
        if isinstance(there, Response):
            return there
        held, quiz = there
        now = open_sealed(form.get("stand", ""), held.key, quiz)
        if now is None:
            return _say(409, "broken")
        if not now.given and not store().is_open(held):
            return closed()  # who has answered something may finish, and is not counted
        if form.get("actie") == "terug" and held.feedback is Feedback.DELAYED and now.given:
            now, before = taking.back(now)
            return _ask(held, quiz, now, before)
        step = taking.step(quiz, now, held.feedback)
        if "actie" in form:
            if step.kind is StepKind.ASK:
                given, problem = given_of(quiz.items[step.index], form)
                if problem:
                    return _ask(held, quiz, now, given, problem)
                now = taking.answered(now, given)
            elif step.kind is StepKind.MARK:
                now = taking.ticked(now, step.index, _ticks(quiz.items[step.index], form))
            elif step.kind is StepKind.FEEDBACK:
                now = taking.seen(now)
        return _show(held, quiz, now)

    def _show(held: Round, quiz: Quiz, now: Taking) -> HTMLResponse:
        step = taking.step(quiz, now, held.feedback)
        # with immediate feedback it was counted with the last answer, before the result is shown
        counted = (
            step.kind is StepKind.DONE
            and held.feedback is Feedback.IMMEDIATE
            and store().is_open(held)
        )
        outcome = taking.outcome(quiz, now)
        if outcome is not None and not counted:
            counted = store().count(held.code, now.mark, outcome)
        if step.kind is StepKind.ASK:
            return _ask(held, quiz, now, Given())
        if step.kind is StepKind.MARK:
            return _item_page("quiz-nakijken.html", held, quiz, now, step)
        if step.kind is StepKind.FEEDBACK:
            found = show.verdict(quiz.items[step.index], now.given[step.index], assistant.context)
            return _item_page("quiz-uitleg.html", held, quiz, now, step, verdict=found)
        verdicts = [
            show.verdict(item, given, assistant.context)
            for item, given in zip(quiz.items, now.given, strict=True)
        ]
        return _page(
            "quiz-klaar.html",
            texts().QUIZ_TAKE["result_title"],
            held=held,
            quiz=quiz,
            verdicts=verdicts,
            right=sum(v.right for v in verdicts),
            counted=counted,
        )

    return router


def given_of(item: Item, form: Mapping[str, str]) -> tuple[Given, str]:
    """Return the answer in a posted form, and what is wrong with it; "" when nothing is.

    Fields: `actie` "overslaan" skips; `keuze` or `keuze-N` are options, `paar-N` right sides,
    `stap-N` places, all counted from 0, and `tekst` what was typed.
    """
    if form.get("actie") == "overslaan":
        return Given(), ""
    if item.kind in (Kind.GAP, Kind.SHORT, Kind.OPEN):
        given = Given(text=plain_text(form.get("tekst", "")))
        problem = "too_long" if len(given.text) > taking.LONGEST else ""
    elif item.kind is Kind.MATCHING:
        given = Given(picks=_picks(form, "paar", len(item.pairs)))
        problem = ""
    elif item.kind is Kind.ORDERING:
        given = Given(picks=_picks(form, "stap", len(item.steps)))
        problem = "" if given.is_empty or taking.fits(item, given) else "places_twice"
    else:
        one = _pick(form.get("keuze", ""))
        several = [n for n in range(len(item.options)) if f"keuze-{n}" in form]
        given = Given(picks=tuple(several) if one is None else (one,))
        problem = ""
    if not problem and given.is_empty:
        problem = "nothing"
    elif not problem and not taking.fits(item, given):  # comes from no page of ours
        return Given(), texts().QUIZ_TAKE["nothing"]
    return given, texts().QUIZ_TAKE[problem] if problem else ""


def _picks(form: Mapping[str, str], name: str, count: int) -> tuple[int, ...]:
    found = (_pick(form.get(f"{name}-{n}", "")) for n in range(count))
    return tuple(-1 if pick is None else pick for pick in found)


def _pick(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _ticks(item: Item, form: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(n for n in range(len(item.marking)) if f"punt-{n}" in form)


def _ask(
    held: Round, quiz: Quiz, now: Taking, given: Given, problem: str = ""
) -> HTMLResponse:  # fmt: skip
    step = Step(StepKind.ASK, len(now.given))
    return _item_page("quiz-vraag.html", held, quiz, now, step, given=given, problem=problem)


def _item_page(
    template: str, held: Round, quiz: Quiz, now: Taking, step: Step, **values: object
) -> HTMLResponse:
    counter = texts().QUIZ_TAKE["counter"].format(n=step.index + 1, total=len(quiz.items))
    problem = values.get("problem")
    prefix = f"{texts().WEB['steps_error_prefix']} " if problem else ""
    return _page(
        template,
        f"{prefix}{counter}, {quiz.title}",
        status=422 if problem else 200,
        held=held,
        quiz=quiz,
        item=quiz.items[step.index],
        typed=now.given[step.index] if step.index < len(now.given) else None,
        number=step.index + 1,
        counter=counter,
        sealed=close(now, held.key),
        **values,
    )


def _say(status: int, key: str) -> HTMLResponse:
    take = texts().QUIZ_TAKE
    page = render.message_page(take[f"{key}_title"], take[key])
    return HTMLResponse(page, status_code=status)


def _page(template: str, title: str, *, status: int = 200, **values: object) -> HTMLResponse:
    return HTMLResponse(show.page(template, title=title, **values), status_code=status)


def _code_page(
    problem: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> HTMLResponse:
    prefix = f"{texts().WEB['steps_error_prefix']} " if problem else ""
    page = show.page(
        "quiz-code.html",
        title=f"{prefix}{texts().QUIZ_TAKE['code_title']}",
        heading=texts().QUIZ_TAKE["code_title"],
        problem=problem,
    )
    return HTMLResponse(page, status_code=status, headers=headers)
