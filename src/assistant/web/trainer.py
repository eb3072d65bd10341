"""The pages of trainers: making sets of quiz items, changing them, and taking them elsewhere.

Forms that work without a script. Every change is saved at once as a new version, so nothing can be
lost; it carries the version that its writer saw, and when somebody else was first a page shows what
changed and nothing is overwritten.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant import texts_nl
from assistant.citations.wording import day
from assistant.corpus import moved_passages
from assistant.desk.store import Desk
from assistant.errors import ChecklistError, QuizError, SetChangedError, TooFewItemsError
from assistant.quiz import draw, revise
from assistant.quiz.analysis import analyse, next_wanted
from assistant.quiz.build import MOST, Material, make_quiz, topics
from assistant.quiz.formats import FORMATS, export, import_quiz
from assistant.quiz.records import Item, Kind, Quiz
from assistant.quiz.stale import Stale, stale
from assistant.quiz.store import DAYS_KEPT, DAYS_OPEN, MOST_DAYS, QuizStore, Version
from assistant.records import Passage, Source, SourceKind
from assistant.slugs import slugify
from assistant.web import quiz_render as show
from assistant.web.language import texts
from assistant.web.ports import Assistant
from assistant.web.trainer_forms import (
    Fields,
    Uploaded,
    edited_item,
    item_texts,
    number,
    one,
    rows,
    wanted_of,
)
from assistant.web.trainer_page import PREFIX, problem_of, trainer_page, user_name
from assistant.web.trainer_rounds import round_routes

SUGGESTED_COUNT = 15  # items of a new set, unless a trainer says otherwise
MOST_ADDED = 100  # items at once to a set that is there
VERSIONS_SHOWN = 50

Change = Callable[[Quiz, Mapping[str, list[str]]], Quiz]


def trainer_routes(
    assistant: Assistant,
    *,
    store: Callable[[], QuizStore],
    desk: Callable[[], Desk],
    material: Callable[[], Material],
    corpus: Path,
    candidates: Path,
) -> APIRouter:
    """Return the routes of trainers; who may come there is decided before them.

    `request.state.user` is who is signed in.

    Args:
        assistant: gives passages and sources.
        store: opens the store of sets and rounds.
        desk: opens the desk, for items that may be wrong.
        material: what items are made from; asked for when something is drawn.
        corpus: folder of the sources.
        candidates: file of evaluation cases to propose, for `desk.loop.append_case`.
    """
    router = APIRouter(prefix=PREFIX)

    def results() -> dict[str, float]:
        return {i: right / n for i, (right, n) in store().shares().items()}

    def held(set_id: str, version: int | None = None) -> Version:
        found = store().get(set_id, version)
        if found is None:
            raise HTTPException(404)
        return found

    # -- all sets, and new ones --

    @router.get("")
    def sets() -> HTMLResponse:
        return trainer_page("trainer.html", texts().QUIZ_WEB["title"], sets=store().sets())

    def new_page(
        fields: Mapping[str, list[str]], problem: str = "", *, weak: bool = False
    ) -> HTMLResponse:
        made = material()
        return trainer_page(
            "trainer-nieuw.html",
            texts().QUIZ_WEB["new_title"],
            problem=problem,
            weak=weak,
            all_topics=topics(made),
            parts=_parts(assistant),
            laws=[s for s in assistant.sources() if s.kind is SourceKind.LAW],
            all_kinds=tuple(Kind),
            fields=fields,
            most=MOST,
        )

    @router.get("/nieuw")
    def new(ronde: str = "") -> HTMLResponse:
        today = day(date.today().isoformat())
        fields = {
            "naam": [texts_nl.QUIZ_NAME.format(date=today)],
            "aantal": [str(SUGGESTED_COUNT)],
        }
        there = store().find(ronde) if ronde else None
        counts = store().counts(there[0].code) if there else None
        if there and counts:
            wanted = next_wanted(analyse(there[1], counts), count=SUGGESTED_COUNT, seed=0)
            if wanted is not None:
                fields["onderwerp"] = list(wanted.topics)
        return new_page(fields, weak="onderwerp" in fields)

    @router.post("/nieuw")
    def make(request: Request, fields: Fields) -> Response:
        title = one(fields, "naam")
        wanted, problem = wanted_of(fields, _seed())
        if not title:
            problem = texts().QUIZ_WEB["no_name"]
        if problem or wanted is None:
            return new_page(fields, problem)
        try:
            quiz = make_quiz(material(), wanted, title=title, made=date.today())
            made = store().create(quiz, by=user_name(request), typed=(title,))
        except (QuizError, ChecklistError) as error:
            return new_page(fields, _too_few(error))
        return RedirectResponse(f"{PREFIX}/quiz/{made.set_id}", 303)

    def import_page(form: str = "", problem: str = "") -> HTMLResponse:
        readable = [name for name, found in FORMATS.items() if found.reads]
        return trainer_page(
            "trainer-import.html",
            texts().QUIZ_WEB["import_title"],
            problem=problem,
            readable=readable,
            chosen=form,
        )

    @router.get("/import")
    def ask_file() -> HTMLResponse:
        return import_page()

    @router.post("/import")
    def take_in(request: Request, upload: Uploaded) -> Response:
        if not upload.data:
            return import_page(upload.form, texts().QUIZ_WEB["no_file"])
        try:
            found = import_quiz(upload.data, upload.form)
        except QuizError:
            name = texts().QUIZ_FORMATS.get(upload.form, upload.form)
            return import_page(upload.form, texts().QUIZ_WEB["not_read"].format(format=name))
        quiz = found.quiz
        typed = (quiz.title, quiz.intro, *("\n".join(item_texts(item)) for item in quiz.items))
        try:
            made = store().create(quiz, by=user_name(request), typed=typed)
        except ChecklistError as error:
            return import_page(upload.form, problem_of(error))
        if found.warned:
            return trainer_page(
                "trainer-import-klaar.html", quiz.title, held=made, warned=found.warned
            )
        return RedirectResponse(f"{PREFIX}/quiz/{made.set_id}", 303)

    # -- one set --

    def set_page(found: Version, problem: str = "") -> HTMLResponse:
        changes = _stale_items(found.quiz, assistant, corpus)
        return trainer_page(
            "trainer-quiz.html",
            found.quiz.title,
            problem=problem,
            held=found,
            quiz=found.quiz,
            items=[
                (item, show.sources(item, assistant.context), changes.get(item.id))
                for item in found.quiz.items
            ],
            stale=changes,
            rounds=store().rounds(found.set_id),
            is_open=store().is_open,
            topics=tuple(dict.fromkeys(item.topic for item in found.quiz.items)),
            form_names=texts().QUIZ_FORMATS,
            days_open=DAYS_OPEN,
            days_kept=DAYS_KEPT,
            most_days=MOST_DAYS,
            most_added=MOST_ADDED,
        )

    @router.get("/quiz/{set_id}")
    def show_set(set_id: str) -> HTMLResponse:
        return set_page(held(set_id))

    def changes_of(action: str) -> tuple[Change, str]:
        """What an action does with a set, and what to say when it cannot."""
        named: dict[str, tuple[Change, str]] = {
            "omhoog": (lambda q, f: revise.move(q, one(f, "vraag"), -1), "gone"),
            "omlaag": (lambda q, f: revise.move(q, one(f, "vraag"), 1), "gone"),
            "weg": (lambda q, f: revise.remove(q, one(f, "vraag")), "last_item"),
            "vast": (lambda q, f: revise.lock(q, one(f, "vraag"), locked=True), "gone"),
            "los": (lambda q, f: revise.lock(q, one(f, "vraag"), locked=False), "gone"),
            "onduidelijk": (lambda q, f: revise.flag(q, one(f, "vraag"), one(f, "tekst")), "gone"),
            "titel": (
                lambda q, f: revise.changed(q, title=one(f, "naam"), intro=one(f, "inleiding")),
                "no_name",
            ),
            "wissel": (
                lambda q, f: draw.another(
                    material(), q, one(f, "vraag"), seed=_seed(), results=results()
                ),
                "no_other",
            ),
            "nieuw": (
                lambda q, _f: draw.redrawn(material(), q, seed=_seed(), results=results()),
                "too_few",
            ),
            "erbij": (
                lambda q, f: draw.extended(
                    material(),
                    q,
                    number(one(f, "aantal"), 1, MOST_ADDED) or 1,
                    topic=one(f, "onderwerp"),
                    seed=_seed(),
                    results=results(),
                ),
                "too_few",
            ),
        }
        if action not in named:
            raise HTTPException(400)
        return named[action]

    @router.post("/quiz/{set_id}")
    def act(request: Request, set_id: str, fields: Fields) -> Response:
        found = held(set_id, _version_of(fields))
        action = one(fields, "actie")
        change, otherwise = changes_of(action)
        try:
            quiz = change(found.quiz, fields)
        except TooFewItemsError as error:
            return set_page(held(set_id), _too_few(error))
        except QuizError:
            return set_page(held(set_id), texts().QUIZ_WEB[otherwise])
        typed = [one(fields, name) for name in ("tekst", "naam", "inleiding")]
        answer = save(request, found, quiz, fields, typed)
        return answer or RedirectResponse(
            f"{PREFIX}/quiz/{set_id}{_place(found, quiz, fields)}", 303
        )

    def save(
        request: Request,
        found: Version,
        quiz: Quiz,
        fields: Mapping[str, list[str]],
        typed: list[str],
    ) -> Response | None:
        """Save a change; None when it was kept, else the page that says why not."""
        if quiz == found.quiz:
            return None
        try:
            store().save(
                found.set_id, quiz, by=user_name(request), version=found.version, typed=typed
            )
        except SetChangedError as error:
            now = held(found.set_id, error.now)
            repeat = {k: v for k, v in fields.items() if k != "versie"}
            return trainer_page(
                "trainer-conflict.html",
                texts().QUIZ_WEB["conflict_title"],
                status=409,
                now=now,
                differences=revise.differences(found.quiz, now.quiz, texts()),
                repeat=repeat,
                there=request.url.path,
            )
        except ChecklistError as error:
            return set_page(held(found.set_id), problem_of(error))
        except QuizError as error:  # somebody deleted it meanwhile
            raise HTTPException(404) from error
        return None

    @router.get("/quiz/{set_id}/vraag/{item_id}")
    def edit_form(set_id: str, item_id: str) -> HTMLResponse:
        return item_page(held(set_id), item_id, {})

    def item_page(
        found: Version, item_id: str, fields: Mapping[str, list[str]], problem: str = ""
    ) -> HTMLResponse:
        place = next((n for n, i in enumerate(found.quiz.items, 1) if i.id == item_id), None)
        if place is None:
            raise HTTPException(404)
        item = found.quiz.items[place - 1]
        return trainer_page(
            "trainer-vraag.html",
            texts().QUIZ_WEB["edit_title"].format(n=place),
            problem=problem,
            held=found,
            item=item,
            fields=fields,
            rows=rows,
            sources=show.sources(item, assistant.context),
        )

    @router.post("/quiz/{set_id}/vraag/{item_id}")
    def edit(request: Request, set_id: str, item_id: str, fields: Fields) -> Response:
        found = held(set_id, _version_of(fields))
        try:
            old = revise.item_of(found.quiz, item_id)
        except QuizError as error:
            raise HTTPException(404) from error
        item, problem = edited_item(old, fields)
        if problem:
            return item_page(found, item_id, fields, problem)
        known = set(item_texts(old))
        typed = [text for text in item_texts(item) if text not in known]
        quiz = revise.swap(found.quiz, item_id, item)
        answer = save(request, found, quiz, fields, typed)
        return answer or RedirectResponse(f"{PREFIX}/quiz/{set_id}#vraag-{item_id}", 303)

    # -- versions, files, the end --

    @router.get("/quiz/{set_id}/versies")
    def versions(set_id: str) -> HTMLResponse:
        history = store().history(set_id)[: VERSIONS_SHOWN + 1]
        if not history:
            raise HTTPException(404)
        before = [v.quiz for v in history[1:]]
        shown = [
            (v, revise.differences(before[n], v.quiz, texts()) if n < len(before) else None)
            for n, v in enumerate(history[:VERSIONS_SHOWN])
        ]
        return trainer_page(
            "trainer-versies.html",
            texts().QUIZ_WEB["versions_title"],
            held=history[0],
            versions=shown,
        )

    @router.post("/quiz/{set_id}/versies")
    def go_back(request: Request, set_id: str, fields: Fields) -> Response:
        found = held(set_id, _version_of(fields))
        there = number(one(fields, "naar"), 1, found.version)
        if there is None:
            raise HTTPException(400)
        answer = save(request, found, held(set_id, there).quiz, fields, [])
        return answer or RedirectResponse(f"{PREFIX}/quiz/{set_id}", 303)

    @router.get("/quiz/{set_id}/bestand/{name}")
    def download(set_id: str, name: str) -> Response:
        found = held(set_id)
        if name not in FORMATS:
            raise HTTPException(404)
        try:
            data = export(found.quiz, name)
        except QuizError:
            return set_page(found, texts().QUIZ_WEB["not_exported"])
        file = f"{slugify(found.quiz.title)[:60] or 'quiz'}{FORMATS[name].ending}"
        headers = {"Content-Disposition": f'attachment; filename="{file}"'}
        return Response(data, media_type=FORMATS[name].media_type, headers=headers)

    @router.post("/quiz/{set_id}/verwijder")
    def delete(set_id: str) -> Response:
        store().delete(set_id)
        return RedirectResponse(PREFIX, 303)

    router.include_router(
        round_routes(
            assistant,
            store=store,
            desk=desk,
            corpus=corpus,
            candidates=candidates,
            set_page=set_page,
        )
    )
    return router


def _seed() -> int:
    return secrets.randbelow(2**31)


def _version_of(fields: Mapping[str, list[str]]) -> int:
    found = number(one(fields, "versie"), 1, 10**8)
    if found is None:
        raise HTTPException(400)
    return found


def _too_few(error: QuizError | ChecklistError) -> str:
    if isinstance(error, TooFewItemsError) and error.possible:
        return texts().QUIZ_WEB["too_few_count"].format(n=error.possible)
    return texts().QUIZ_WEB["too_few"] if isinstance(error, QuizError) else problem_of(error)


def _place(found: Version, quiz: Quiz, fields: Mapping[str, list[str]]) -> str:
    """Where the page goes on: at the item, or at what came in its place."""
    item_id = one(fields, "vraag")
    ids = [item.id for item in quiz.items]
    if item_id in ids:
        return f"#vraag-{item_id}"
    before = [item.id for item in found.quiz.items]
    if item_id not in before:
        return ""
    return f"#vraag-{ids[min(before.index(item_id), len(ids) - 1)]}"


def _parts(assistant: Assistant) -> list[tuple[str, str]]:
    """Beginnings of passage ids of the guidance, each with the heading of that part."""
    found: dict[str, str] = {}
    for source in assistant.sources():
        if source.kind is SourceKind.GUIDANCE:
            for passage in assistant.passages_of(source.id):
                if passage.part and passage.section:
                    found.setdefault(f"{source.id}/{passage.part}", passage.section[0])
    return list(found.items())


def _stale_items(quiz: Quiz, assistant: Assistant, corpus: Path) -> dict[str, Stale]:
    """Items whose sources changed, by id."""
    sources: dict[str, Source] = {s.id: s for s in assistant.sources()}
    passages: dict[str, Passage] = {p.id: p for i in sources for p in assistant.passages_of(i)}
    moved = moved_passages(corpus)

    def changed(item: Item) -> Stale | None:
        return stale(item, passages, sources, moved)

    found = ((item.id, changed(item)) for item in quiz.items)
    return {item_id: change for item_id, change in found if change is not None}
