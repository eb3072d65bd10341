"""What the pages of trainers share."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.checklist import explain
from assistant.errors import ChecklistError
from assistant.web import quiz_render as show
from assistant.web.desk_view import moment
from assistant.web.language import texts
from assistant.web.render import in_dutch

PREFIX = "/trainer"


def user_name(request: Request) -> str:
    """Return the name of who is signed in; the gate has put it there."""
    name: str = request.state.user.name
    return name


def trainer_page(
    template: str, title: str, *, status: int = 200, problem: str = "", **values: object
) -> HTMLResponse:
    """Return a page; with a problem it says so first, and has a status that says so too."""
    prefix = f"{texts().WEB['steps_error_prefix']} " if problem else ""
    html = show.page(
        template,
        title=f"{prefix}{title}",
        heading=title,
        problem=problem,
        moment=moment,
        **values,
    )
    return HTMLResponse(html, status_code=422 if problem else status)


def problem_of(error: ChecklistError) -> Markup:
    """Return what the checklist found, in words; its points as Dutch."""
    points = (f"{hit.point.title}: {hit.point.explanation}" for hit in explain(error.decision).hits)
    return Markup("{} {}").format(texts().explain(error), in_dutch(" ".join(points)))
