"""The pages of one round: the code for the group, what the group knew, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant import texts_nl
from assistant.cases import Case, Gold
from assistant.check import load_holdings
from assistant.desk.loop import append_case
from assistant.desk.prepare import prepare
from assistant.desk.store import Desk
from assistant.errors import ChecklistError, CorpusError
from assistant.quiz.analysis import FEWEST_RELATED, ItemAnalysis, analyse, is_question, key_text
from assistant.quiz.records import Item, Quiz
from assistant.quiz.store import FEWEST, MOST_DAYS, QuizStore, Round, Version
from assistant.quiz.taking import Feedback
from assistant.records import Answer, Citation, Sentence, Status
from assistant.web import quiz_render as show
from assistant.web.forms import Form
from assistant.web.language import texts
from assistant.web.ports import Assistant
from assistant.web.trainer_forms import number
from assistant.web.trainer_page import PREFIX, problem_of, trainer_page


def round_routes(
    assistant: Assistant,
    *,
    store: Callable[[], QuizStore],
    desk: Callable[[], Desk],
    corpus: Path,
    candidates: Path,
    set_page: Callable[[Version, str], HTMLResponse],
) -> APIRouter:
    """Return the routes of rounds; arguments as of `trainer_routes`.

    Args:
        assistant: gives passages and sources.
        store: opens the store.
        desk: opens the desk.
        corpus: folder of the sources.
        candidates: file of evaluation cases to propose.
        set_page: shows a set with what went wrong.
    """
    router = APIRouter()

    @router.post("/quiz/{set_id}/ronde")
    def start(set_id: str, form: Form) -> Response:
        found = store().get(set_id)
        if found is None:
            raise HTTPException(404)
        days_open = number(form.get("open", ""), 1, MOST_DAYS)
        days_kept = number(form.get("bewaard", ""), 1, MOST_DAYS)
        label = form.get("groep", "").strip()
        if not label:
            return set_page(found, texts().QUIZ_WEB["no_label"])
        if days_open is None or days_kept is None or days_open > days_kept:
            return set_page(found, texts().QUIZ_WEB["days_wrong"].format(most=MOST_DAYS))
        immediate = form.get("wanneer") == Feedback.IMMEDIATE.value
        try:
            made = store().start(
                found,
                label=label,
                feedback=Feedback.IMMEDIATE if immediate else Feedback.DELAYED,
                days_open=days_open,
                days_kept=days_kept,
            )
        except ChecklistError as error:
            return set_page(found, problem_of(error))
        return RedirectResponse(f"{PREFIX}/ronde/{made.code}", 303)

    def there(code: str) -> tuple[Round, Quiz]:
        found = store().find(code)
        if found is None:
            raise HTTPException(404)
        return found

    def round_page(
        request: Request, held: Round, quiz: Quiz, *, said: str = "", problem: str = ""
    ) -> HTMLResponse:
        counts = store().counts(held.code)
        if counts is None:
            raise HTTPException(404)
        analysis = analyse(quiz, counts)
        return trainer_page(
            "trainer-ronde.html",
            texts().QUIZ_WEB["round_title"].format(label=held.label),
            problem=problem,
            said=said,
            held=held,
            quiz=quiz,
            address=f"{request.url.scheme}://{request.url.netloc}/quiz/{held.code}",
            is_open=store().is_open(held),
            analysis=analysis,
            offers=[(i, bool(_citations(i.item, assistant))) for i in analysis.perhaps_wrong],
            is_question=is_question,
            fewest=FEWEST,
            fewest_related=FEWEST_RELATED,
        )

    @router.get("/ronde/{code}")
    def show_round(request: Request, code: str) -> HTMLResponse:
        return round_page(request, *there(code))

    def suspect(held: Round, quiz: Quiz, item_id: str) -> ItemAnalysis:
        counts = store().counts(held.code)
        suspects = analyse(quiz, counts).perhaps_wrong if counts else ()
        for found in suspects:
            if found.item.id == item_id and _citations(found.item, assistant):
                return found
        raise HTTPException(400)

    @router.post("/ronde/{code}")
    def act(request: Request, code: str, form: Form) -> Response:
        held, quiz = there(code)
        match form.get("actie"):
            case "sluit":
                store().shut(held.code)
            case "verwijder":
                store().remove(held.code)
                return RedirectResponse(f"{PREFIX}/quiz/{held.set_id}#rondes", 303)
            case "helpdesk":
                found = suspect(held, quiz, form.get("vraag", ""))
                try:
                    receipt = desk().submit(
                        prepare(*_as_answer(found, assistant), load_holdings(corpus))
                    )
                except ChecklistError as error:
                    return round_page(request, held, quiz, problem=problem_of(error))
                return trainer_page(
                    "trainer-voorgelegd.html",
                    texts().QUIZ_WEB["sent_title"],
                    code=receipt.code,
                    held=held,
                )
            case "testvraag":
                found = suspect(held, quiz, form.get("vraag", ""))
                passages = {
                    p.id: p for s in assistant.sources() for p in assistant.passages_of(s.id)
                }
                try:
                    added = append_case(candidates, as_case(found, assistant), passages)
                except (CorpusError, ValueError):
                    return round_page(request, held, quiz, problem=texts().QUIZ_WEB["case_failed"])
                said = texts().QUIZ_WEB["case_added"] if added else texts().QUIZ_WEB["case_there"]
                return round_page(request, held, quiz, said=said)
            case _:
                raise HTTPException(400)
        return RedirectResponse(f"{PREFIX}/ronde/{held.code}", 303)

    return router


def _citations(item: Item, assistant: Assistant) -> tuple[Citation, ...]:
    """The proofs of an item that stand in the sources word for word."""
    standing = [
        (s.passage, s.span)
        for s in show.sources(item, assistant.context)
        if s.passage is not None and s.span is not None
    ]
    return tuple(
        Citation(n=n, passage=p, quote=p.text[span[0] : span[1]], start=span[0], end=span[1])
        for n, (p, span) in enumerate(standing, 1)
    )


def _as_answer(found: ItemAnalysis, assistant: Assistant) -> tuple[str, Answer]:
    """An item as a question with its key as the answer, as the desk judges them."""
    citations = _citations(found.item, assistant)
    numbers = tuple(c.n for c in citations)
    prompt = f"{found.item.scenario} {found.item.prompt}".strip()
    question = texts_nl.QUIZ_TO_DESK.format(
        prompt=prompt, n=found.right.total, right=found.right.hits
    )
    key = tuple(
        Sentence(text=text, citations=numbers, written=True) for text in key_text(found.item)
    )
    return question, Answer(status=Status.ANSWERED, sentences=key, citations=citations)


def as_case(found: ItemAnalysis, assistant: Assistant) -> Case:
    """Return an item as an evaluation case that a person still has to review.

    Raises:
        ValueError: none of its proofs stands in the sources word for word.
    """
    item = found.item
    return Case(
        id=f"quiz-{item.id}",
        question=f"{item.scenario} {item.prompt}".strip(),
        style="paraphrase",
        asker=item.audience,
        topic=item.topic,
        gold=[Gold(passage_id=c.passage.id, words=c.quote) for c in _citations(item, assistant)],
        must_say=list(key_text(item)),
        wrong=[o.text for o in item.options if not o.correct],
        note=f"from a quiz: {found.right.hits} of {found.right.total} takers had it right",
        status="draft",
    )
