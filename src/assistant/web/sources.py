"""The reader: all sources, one source, one passage, and searching them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.checklist import explain
from assistant.errors import QuestionError
from assistant.laws.current import Current
from assistant.records import Decision, Finding, Status
from assistant.web import render
from assistant.web.language import texts
from assistant.web.ports import Assistant

MOST_FOUND = 20  # passages of one search
MOST_WORDS = 400  # characters of a search; a longer one is a question, or no search at all


def source_routes(
    assistant: Assistant, current: Current, refused: Callable[[Sequence[str]], None]
) -> APIRouter:
    """Return the routes of the reader.

    Args:
        assistant: searches, and gives passages.
        current: what changed since the sources were written.
        refused: told the ids of the checklist points of a refused search, to count them.
    """
    router = APIRouter()

    @router.get("/bron/{passage_id:path}", response_class=HTMLResponse)
    def passage(passage_id: str, q: str | None = None) -> str:
        return _passage(assistant, current, passage_id, q, panel=False)

    @router.get("/paneel/{passage_id:path}", response_class=HTMLResponse)
    def panel(passage_id: str, q: str | None = None, n: int | None = None) -> str:
        return _passage(assistant, current, passage_id, q, panel=True, number=n)

    @router.get("/bronnen")
    def sources(zoek: str = "", geweigerd: str = "", hulp: str = "") -> Response:
        if zoek.strip():
            return _searched(assistant, zoek.strip(), refused)
        return _sources(assistant, _refusal(geweigerd, hulp))

    @router.get("/bronnen/{source_id:path}", response_class=HTMLResponse)
    def source(source_id: str) -> str:
        for candidate in assistant.sources():
            if candidate.id == source_id:
                return render.source_page(candidate, assistant.passages_of(source_id))
        raise HTTPException(404)

    return router


def _sources(
    assistant: Assistant, search: render.SourceSearch = render.NO_SEARCH, status: int = 200
) -> HTMLResponse:
    found = assistant.sources()
    counts = {source.id: len(assistant.passages_of(source.id)) for source in found}
    return HTMLResponse(render.sources_page(found, counts, search), status_code=status)


def _searched(
    assistant: Assistant, words: str, refused: Callable[[Sequence[str]], None]
) -> Response:
    """Search; words that the checklist refuses leave the address too."""
    if len(words) > MOST_WORDS:
        return _sources(assistant, render.SourceSearch(problem=texts().WEB["too_large"]), 422)
    try:
        answer = assistant.search(words)
    except QuestionError as error:
        return _sources(assistant, render.SourceSearch(problem=texts().explain(error)), 422)
    if answer.status is Status.REFUSED and answer.decision is not None:
        refused(answer.decision.items)
        # In the address they would stay in the history of the browser: only the points go along.
        points = {
            "geweigerd": " ".join(answer.decision.items),
            "hulp": answer.decision.urgent or "",
        }
        return RedirectResponse(f"/bronnen?{urlencode(points)}", 303)
    passages = tuple(hit.passage for hit in answer.hits[:MOST_FOUND])
    return _sources(assistant, render.SourceSearch(words=words, passages=passages))


def _refusal(items: str, urgent: str) -> render.SourceSearch:
    """What is said about a refused search, by the points of the checklist that were hit."""
    if not items:
        return render.NO_SEARCH
    try:
        explanation = explain(
            Decision(
                refused=True,
                findings=tuple(Finding(item=i, start=0, end=1) for i in items.split()),
                version="",
            )
        )
    except KeyError:  # no point of the checklist: somebody made this address up
        return render.NO_SEARCH
    return render.SourceSearch(
        problem=texts().WEB["find_refused"], explanation=explanation, urgent=urgent
    )


def _passage(
    assistant: Assistant,
    current: Current,
    passage_id: str,
    q: str | None,
    *,
    panel: bool,
    number: int | None = None,
) -> str:
    context = assistant.context(passage_id)
    if context is None:
        raise HTTPException(404)
    passage = context[1]
    source = next((s for s in assistant.sources() if s.id == passage.source_id), None)
    span = render.parse_span(q, len(passage.text))
    change = current.changes([passage], date.today()).get(passage.id)
    beside = render.beside(change, current.notes_for(passage.id))
    asked = q is not None
    if panel:
        return render.panel_fragment(
            context, source, span=span, asked_span=asked, number=number, beside=beside
        )
    return render.passage_page(context, source, span=span, asked_span=asked, beside=beside)
