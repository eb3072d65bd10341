"""The Gradio page: what a person types goes in, one rendered turn comes out and grows.

Nothing of a refused question stays behind: the box is emptied before anything else, which also
overwrites the copy that Gradio keeps of every input on the server (`SessionState.config_values`,
gradio 6.31), and the conversation that is remembered for the checklist holds accepted questions
only.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from fastapi import Request

from assistant import texts_nl
from assistant.checklist import explain
from assistant.errors import AssistantError
from assistant.laws.versions import Change
from assistant.records import Answer, Status
from assistant.web import render
from assistant.web.language import Language, Viewer, language_of, seen_by, texts
from assistant.web.ports import Assistant
from assistant.web.session import cookies_of
from assistant.web.steps import load_plans

ROLES = ("professional", "bestuurder")
REMEMBERED = 12  # accepted questions that the checklist sees again with the next one
SESSION_SECONDS = 3600  # a conversation that is not used for this long is forgotten

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the server remembers of one tab: accepted questions, oldest first."""

    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What the page needs besides answers."""

    refused: Callable[[Sequence[str]], None]  # told the ids of the checklist points, to count them
    changes: Callable[[Answer], Mapping[str, Change]]  # of quoted law since, by passage id
    seal: Callable[[str, Answer], str]  # question and answer as the helpdesk can get them


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one question: the HTML to show and what is remembered."""

    html: str
    conversation: Conversation


def answer_turns(
    assistant: Assistant,
    question: str,
    role: str,
    conversation: Conversation,
    around: Around,
    *,
    separate: bool = False,
    language: Language = Language.NL,
) -> Generator[Turn, None, None]:
    """Yield the turn for a question as it grows; errors become a sentence.

    Every turn replaces the one before it and carries the same mark. Closing the iterator closes
    that of the assistant, which stops a language model.

    Args:
        assistant: answers the question.
        question: as typed.
        role: one of `ROLES`; anything else counts as the first.
        conversation: what was accepted before.
        around: what the page needs besides answers.
        separate: read the question by itself, also when it leans on the one before.
        language: of the words around the answer.
    """
    viewer = Viewer(language=language)
    mark = secrets.token_hex(8)
    known = conversation
    try:
        answers = assistant.stream(
            question,
            earlier=conversation.earlier,
            role=role if role in ROLES else ROLES[0],
            separate=separate,
        )
        with closing(answers):
            for answer in answers:
                if answer.status is not Status.REFUSED:
                    earlier = (*conversation.earlier, question)[-REMEMBERED:]
                    known = replace(conversation, earlier=earlier)
                    with seen_by(viewer):
                        html = render.answer_fragment(
                            question,
                            answer,
                            turn=mark,
                            changes=around.changes(answer),
                            sealed="" if answer.writing else around.seal(question, answer),
                            plans=load_plans(),
                        )
                    yield Turn(html, known)
                    continue
                if answer.decision is None:
                    raise ValueError("a refused answer without a decision")
                around.refused(answer.decision.items)
                explanation = explain(answer.decision, text=question)
                urgent = answer.decision.urgent
                with seen_by(viewer):
                    html = render.refusal_fragment(explanation, urgent=urgent, turn=mark)
                yield Turn(html, conversation)
    except AssistantError as error:
        yield Turn(_problem(texts(language).explain(error), mark, viewer), known)
    except Exception as error:  # the outermost edge of the page
        # The class alone: the message of an unforeseen error may hold words of the question.
        log.error("a question ended in %s", type(error).__name__)
        yield Turn(_problem(texts(language).SOMETHING_WRONG, mark, viewer), known)


def _problem(message: str, mark: str, viewer: Viewer) -> str:
    with seen_by(viewer):
        return render.problem_fragment(message, turn=mark)


def _language(request: gr.Request) -> Language:
    """The language of the page that a question comes from."""
    return language_of("/", "", cookies_of(request.headers.get("cookie", "")))


def build_page(assistant: Assistant, around: Around) -> gr.Blocks:
    """Return the Gradio page; nothing is loaded, so that a test can pass a fake assistant.

    Args:
        assistant: answers the questions.
        around: what the page needs besides answers.
    """

    def answering(
        turns: Generator[Turn, None, None], session: str | None
    ) -> Generator[tuple[Any, Any, Any], None, None]:
        with closing(turns):
            _forget_input(page, session)
            # The box is emptied by a step of its own: when all is done Gradio repeats the last
            # step, and by then somebody may be typing the next question.
            yield gr.skip(), "", gr.skip()
            for turn in turns:
                yield turn.html, gr.skip(), turn.conversation

    def ask(
        question: str | None, role: str | None, conversation: Conversation, request: gr.Request
    ) -> Generator[tuple[Any, Any, Any], None, None]:
        turns = answer_turns(
            assistant,
            question or "",
            role or "",
            conversation,
            around,
            language=_language(request),
        )
        yield from answering(turns, request.session_hash)

    def ask_separately(
        question: str | None, role: str | None, conversation: Conversation, request: gr.Request
    ) -> Generator[tuple[Any, Any, Any], None, None]:
        turns = answer_turns(
            assistant,
            question or "",
            role or "",
            conversation,
            around,
            separate=True,
            language=_language(request),
        )
        yield from answering(turns, request.session_hash)

    def restart() -> tuple[str, str, Conversation]:
        return "", "", Conversation()

    web = texts_nl.WEB
    page: gr.Blocks
    with gr.Blocks(title=f"{web['nav_ask']} - {texts_nl.NAME}", analytics_enabled=False) as page:
        with gr.Column(elem_id="vraagformulier"):
            question = gr.Textbox(
                label=texts_nl.QUESTION_LABEL,
                placeholder=texts_nl.QUESTION_PLACEHOLDER,
                lines=3,
                max_lines=10,
                elem_id="vraag",
                # Some browsers send what they spell-check or fill in to their maker.
                html_attributes=gr.InputHTMLAttributes(
                    autocomplete="off", spellcheck=False, autocorrect="off", lang="nl"
                ),
            )
            role = gr.Radio(
                [(web["role_professional"], ROLES[0]), (web["role_bestuurder"], ROLES[1])],
                value=ROLES[0],
                label=web["role"],
                elem_id="rol",
            )
            with gr.Row(elem_id="knoppen"):
                send = gr.Button(texts_nl.ASK, variant="primary", elem_id="stel")
                # Shown by the page's own script: while an answer is written; never.
                stop = gr.Button(web["stop"], elem_id="stop")
                alone = gr.Button(web["ask_separately"], elem_id="stel-apart")
                again = gr.Button(web["new_conversation"], elem_id="nieuw")
        # The page's own script takes each turn from here and adds it to the conversation. Not
        # gr.HTML: that compiles a template in the browser, which would need 'unsafe-eval' in the
        # security policy. `render` escapes every value.
        inbox = gr.Markdown("", sanitize_html=False, latex_delimiters=[], elem_id="postvak")
        conversation = gr.State(Conversation(), time_to_live=SESSION_SECONDS)
        outputs = [inbox, question, conversation]
        # Gradio streams only through its queue. That has no limit of its own here: the assistant
        # knows how many answers can be written at once. A step runs in a worker thread.
        asked: list[Any] = [
            button.click(
                handler,
                [question, role, conversation],
                outputs,
                concurrency_limit=None,
                # The page's script asks one question at a time. Gradio would go on ignoring
                # clicks for a moment after an answer was stopped.
                trigger_mode="multiple",
                show_progress="hidden",
                api_visibility="private",
            )
            for button, handler in ((send, ask), (alone, ask_separately))
        ]
        stop.click(None, None, None, cancels=asked, api_visibility="private")
        again.click(
            restart,
            None,
            outputs,
            cancels=asked,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
    return page


def _forget_input(page: gr.Blocks, session: str | None) -> None:
    """Take what was typed out of Gradio's queue as soon as it has been read.

    The loops of the queue (`gradio.queueing.Queue`, gradio 6.31) keep the last event, with its
    data and its request, in a variable until the next one comes, which can be hours later.
    """
    for event in list(page._queue.event_ids_to_events.values()):
        if event.session_hash == session and event.data is not None:
            event.data.data = ["", *event.data.data[1:]]
            event.request = event.data.request = Request(event.request.scope)
