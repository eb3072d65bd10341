"""What an asker does with the helpdesk: lay an answer before it, and read the reply by a code."""

from __future__ import annotations

import threading
from collections.abc import Callable
from math import ceil
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.check import load_holdings
from assistant.checklist import explain
from assistant.desk.model import Submission
from assistant.desk.prepare import prepare
from assistant.desk.store import Desk
from assistant.errors import ChecklistError
from assistant.web import render
from assistant.web.forms import Form
from assistant.web.guesses import Guesses
from assistant.web.language import texts
from assistant.web.ports import Assistant
from assistant.web.seal import Seal, Shown

REMEMBERED = 10_000  # marks of sent answers, to keep a reload from sending twice


def add_asker(
    app: FastAPI, assistant: Assistant, *, seal: Seal, corpus: Path, desk: Callable[[], Desk]
) -> None:
    """Add the pages of the asker.

    Args:
        app: gets `/voorleggen`, `/voorleggen/verstuur` and `/antwoord`.
        assistant: gives passages.
        seal: closed the answers that were shown.
        corpus: folder, to judge the references to law in an answer.
        desk: opens the desk.
    """
    sent = _Sent()
    guesses = Guesses()

    def opened(form: dict[str, str]) -> tuple[Shown, Submission] | None:
        shown = seal.open(form.get("antwoord", ""), assistant.passage)
        if shown is None:
            return None
        return shown, prepare(shown.question, shown.answer, load_holdings(corpus))

    @app.post("/voorleggen")
    def confirm(form: Form) -> HTMLResponse:
        found = opened(form)
        if found is None:
            return _say(409, "sealed_gone")
        return HTMLResponse(
            render.page(
                "voorleggen.html",
                title=texts().DESK_WEB["submit_title"],
                sent=found[1],
                reason=texts().ABSTAINED.get(found[1].reason, texts().ABSTAINED["no-match"]),
                sealed=form["antwoord"],
            )
        )

    @app.post("/voorleggen/verstuur")
    def send(form: Form) -> HTMLResponse:
        found = opened(form)
        if found is None:
            return _say(409, "sealed_gone")
        shown, submission = found
        if not sent.first(shown.mark):
            return _say(409, "sent_before")
        try:
            receipt = desk().submit(submission)
        except ChecklistError as error:
            sent.forget(shown.mark)
            page = render.page(
                "voorleggen-geweigerd.html",
                title=texts().DESK_WEB["refused_title"],
                message=texts().explain(error),
                explanation=explain(error.decision),
            )
            return HTMLResponse(page, status_code=422)
        except Exception:
            sent.forget(shown.mark)
            raise
        return HTMLResponse(
            render.page("voorgelegd.html", title=texts().DESK_WEB["sent_title"], code=receipt.code)
        )

    @app.get("/antwoord")
    def ask_code() -> HTMLResponse:
        return _code_page()

    @app.post("/antwoord")
    def reply(request: Request, form: Form) -> HTMLResponse:
        code = form.get("code", "").strip()
        if not code:
            return _code_page(texts().DESK_WEB["reply_empty"])
        address = request.client.host if request.client else ""
        wait = guesses.take(address)
        if wait:
            said = texts().DESK_WEB["reply_wait"].format(wait=texts().minutes(ceil(wait / 60)))
            return _code_page(said, 429, {"Retry-After": str(wait)})
        found = desk().reply(code)
        if found is None:
            return _code_page(texts().DESK_WEB["reply_unknown"])
        guesses.give_back(address)
        return HTMLResponse(
            render.page("antwoord.html", title=texts().DESK_WEB["reply_title"], reply=found)
        )


def _code_page(
    problem: str = "", status: int = 422, headers: dict[str, str] | None = None
) -> HTMLResponse:
    prefix = f"{texts().WEB['steps_error_prefix']} " if problem else ""
    page = render.page(
        "antwoord-code.html",
        title=f"{prefix}{texts().DESK_WEB['reply_title']}",
        heading=texts().DESK_WEB["reply_title"],
        problem=problem,
    )
    return HTMLResponse(page, status_code=status if problem else 200, headers=headers)


def _say(status: int, key: str) -> HTMLResponse:
    web = texts().DESK_WEB
    page = render.message_page(web[f"{key}_title"], web[key])
    return HTMLResponse(page, status_code=status)


class _Sent:
    """Marks of answers that were sent; the oldest are forgotten."""

    def __init__(self) -> None:
        self._marks: dict[str, None] = {}
        self._lock = threading.Lock()

    def first(self, mark: str) -> bool:
        """Note a mark; False when it was noted before."""
        with self._lock:
            if mark in self._marks:
                return False
            self._marks[mark] = None
            if len(self._marks) > REMEMBERED:
                del self._marks[next(iter(self._marks))]
            return True

    def forget(self, mark: str) -> None:
        """Take a mark back."""
        with self._lock:
            self._marks.pop(mark, None)
