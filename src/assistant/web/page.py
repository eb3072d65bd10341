"""The Gradio page: what a person types goes in, one rendered turn comes out.

Nothing of a refused question stays behind: the box is emptied in the same reply, which also
overwrites the copy that Gradio keeps of every input on the server (`SessionState.config_values`,
gradio 6.31), and the conversation that is remembered for the checklist holds accepted questions
only.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import gradio as gr

from assistant import texts_nl
from assistant.checklist import explain
from assistant.errors import AssistantError
from assistant.records import Status
from assistant.web import render
from assistant.web.ports import Assistant

ROLES = ("professional", "bestuurder")
REMEMBERED = 12  # accepted questions that the checklist sees again with the next one
SESSION_SECONDS = 3600  # a conversation that is not used for this long is forgotten

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the server remembers of one tab: accepted questions, oldest first."""

    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one question: the HTML to show and what is remembered."""

    html: str
    conversation: Conversation


def answer_turn(
    assistant: Assistant,
    question: str,
    role: str,
    conversation: Conversation,
    refused: Callable[[Sequence[str]], None],
) -> Turn:
    """Return the turn for a question; errors become a Dutch sentence, never a stack trace.

    Args:
        assistant: answers the question.
        question: as typed.
        role: one of `ROLES`; anything else counts as the first.
        conversation: what was accepted before.
        refused: told the ids of the checklist points of a refusal, to count them.
    """
    turn = secrets.token_hex(8)
    try:
        answer = assistant.ask(
            question,
            earlier=conversation.earlier,
            role=role if role in ROLES else ROLES[0],
        )
        if answer.status is Status.REFUSED:
            if answer.decision is None:
                raise ValueError("a refused answer without a decision")
            refused(answer.decision.items)
            html = render.refusal_fragment(
                explain(answer.decision, text=question), urgent=answer.decision.urgent, turn=turn
            )
            return Turn(html, conversation)
        html = render.answer_fragment(question, answer, turn=turn)
    except AssistantError as error:
        return Turn(render.problem_fragment(texts_nl.explain(error), turn=turn), conversation)
    except Exception as error:  # the outermost edge of the page
        # The class alone: the message of an unforeseen error may hold words of the question.
        log.error("a question ended in %s", type(error).__name__)
        return Turn(render.problem_fragment(texts_nl.SOMETHING_WRONG, turn=turn), conversation)
    earlier = (*conversation.earlier, question)[-REMEMBERED:]
    return Turn(html, replace(conversation, earlier=earlier))


def build_page(assistant: Assistant, refused: Callable[[Sequence[str]], None]) -> gr.Blocks:
    """Return the Gradio page; nothing is loaded, so that a test can pass a fake assistant.

    Args:
        assistant: answers the questions.
        refused: told the ids of the checklist points of each refusal.
    """

    def ask(
        question: str | None, role: str | None, conversation: Conversation
    ) -> tuple[str, str, Conversation]:
        turn = answer_turn(assistant, question or "", role or "", conversation, refused)
        return turn.html, "", turn.conversation

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
                again = gr.Button(web["new_conversation"], elem_id="nieuw")
        # The page's own script takes each turn from here and adds it to the conversation. Not
        # gr.HTML: that compiles a template in the browser, which would need 'unsafe-eval' in the
        # security policy. `render` escapes every value.
        inbox = gr.Markdown("", sanitize_html=False, latex_delimiters=[], elem_id="postvak")
        conversation = gr.State(Conversation(), time_to_live=SESSION_SECONDS)
        outputs = [inbox, question, conversation]
        # Outside Gradio's queue: it would keep the question in memory until the event ends and
        # serve one person at a time unless told otherwise. Each call runs in a worker thread.
        send.click(
            ask,
            [question, role, conversation],
            outputs,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
        again.click(
            restart,
            None,
            outputs,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
    return page
