"""The chat for in a page of another site: the small page itself, and the script that places it.

The small page asks through the API, as the visitor whose browser shows it. It stands in an iframe,
so that the page around it can read nothing of what is asked or answered.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant import texts_nl
from assistant.web import render
from assistant.web.api import PREFIX

PATH = "/widget"
# Files of the widget under /huisstijl. The first is for pages of other sites.
ASSETS = {
    "widget.js": "text/javascript; charset=utf-8",
    "widget-gesprek.js": "text/javascript; charset=utf-8",
    "widget.css": "text/css; charset=utf-8",
}


def widget_routes() -> APIRouter:
    """Return the route of the small page. Which sites may show it is for the one who serves it."""
    router = APIRouter()

    @router.get(PATH, response_class=HTMLResponse)
    def widget() -> str:
        return widget_page()

    return router


@cache
def widget_page() -> str:
    """Return the small page."""
    return render.page(
        "widget.html",
        title=texts_nl.WIDGET["title"],
        widget=SimpleNamespace(**texts_nl.WIDGET),  # not the dict: its keys would be a method
        question_label=texts_nl.QUESTION_LABEL,
        ask=texts_nl.ASK,
        ask_address=f"{PREFIX}/ask",
    )
