"""The words of the interface in plain English, for the pages that `web/language.py` names.

Every name and key stands in `texts_nl` too. Words of sources, questions and the checklist are Dutch
and stay so.
"""

from __future__ import annotations

from assistant.errors import (
    AssistantError,
    IndexUnavailableError,
    ModelError,
    QuestionError,
)

SOURCES_IN_DUTCH = (
    "The sources, the questions and the steps are in Dutch. The words of this site around them are "
    "in English; some pages are in Dutch only."
)
TAGLINE = "Does the GDPR allow this? An answer, with the place where it is written."
WHAT_IT_IS = (
    "Vindplaats is a computer program (AI). It searches a Dutch guide on careful use of personal "
    "data, its rules of thumb and the law, and shows what they literally say. It gives no legal "
    "advice and decides nothing. Discuss a real situation with a colleague, your designated "
    "specialist or a lawyer."
)
NO_PERSONAL_DATA = (
    "Do not type data of real people: no names, addresses, numbers or situations that somebody "
    "could recognise. Ask your question in general."
)
QUESTION_LABEL = "Your question, in Dutch"
QUESTION_PLACEHOLDER = "Bijvoorbeeld: mag ik zonder toestemming van ouders informatie delen?"
ASK = "Ask"
ABSTAINED = {
    "no-match": "Vindplaats found no answer to this question in the sources.",
    "out-of-scope": (
        "This question seems to be about something else than the sources of Vindplaats. They are "
        "about sharing and keeping data when there are concerns about children and families."
    ),
    "too-vague": (
        "This question is too short to find a passage for. Add what it is about, for example: who "
        "wants to share what, and with whom?"
    ),
    "no-such-place": (
        "You name an article or paragraph that is not in that law. Check whether the number is "
        "right."
    ),
    "article-not-held": (
        "You name an article that is not in the sources of Vindplaats. Of most laws, only the "
        "articles about sharing data are included."
    ),
    "law-not-held": "You name a law of which the text is not in the sources of Vindplaats.",
    "later": (
        "This question may be about rules or figures that are newer than the sources of "
        "Vindplaats. They say nothing about it."
    ),
    "no-letters": "There is no question in words here. Type your question in plain language.",
}
DESK_CURATED = "A lawyer of the helpdesk approved this answer to your question."
NOTICES = {
    "curated": DESK_CURATED,
    "model-unreachable": "The model is out of reach: answers are quoted instead of written.",
    "model-too-slow": (
        "The model did not answer in time. That is why you see an answer of literal sentences."
    ),
    "model-stopped": (
        "The text of the model is not complete. You only see the sentences that were checked."
    ),
    "model-failed": (
        "The model gave no usable answer. That is why you see an answer of literal sentences."
    ),
    "model-too-little": (
        "Too little of what the model wrote could be proven. That is why you see an answer of "
        "literal sentences."
    ),
    "model-no-answer": (
        "The model found no answer in these passages. You see literal sentences that come closest. "
        "Read for yourself whether they answer your question."
    ),
    "model-partly": (
        "The model did not find an answer to everything in these passages. Read the sources too."
    ),
    "model-no-room": (
        "These passages are too long for the model. That is why you see an answer of literal "
        "sentences."
    ),
    "model-busy": "It is busy. That is why you now see an answer of literal sentences.",
}
WAITING = {
    1: "There is 1 question before yours. The answer is written after that.",
    0: "There are {n} questions before yours. The answer is written after that.",
}
WRITING = "The answer is being written. Every sentence is checked first."
WRITTEN = (
    "A language model wrote these sentences. For every sentence it was checked that it is in the "
    "source. Click a number to see the words in the source."
)
WRITTEN_BY_HELPDESK = (
    "The helpdesk chose or wrote these sentences. Click a number to see the words in the source."
)
NEAREST = "These passages come closest. They do not answer your question."
HELPDESK = (
    "Does this not help you? Put your question, without data of people, to the legal helpdesk of "
    "your organisation."
)
REFUSED = (
    "This question was not answered, because it holds data that may be about a real person. Your "
    "text was not kept and not passed on."
)
QUESTION_PROBLEMS = {
    "empty": "You have not typed anything yet. Type your question and try again.",
    "too-short": "Your question is too short. Say in a few words what you want to know.",
    "too-long": "Your question is too long. Make it a short, general question.",
    "not-text": "This is not ordinary text. Type your question in words.",
    "no-letters": "There is no question in words here. Type your question in plain language.",
}
INDEX_UNAVAILABLE = "The sources cannot be searched now. Try again later."
MODEL_UNAVAILABLE = "A part is out of reach now. Try again later."
SOMETHING_WRONG = "Something went wrong. Try again."
SUGGESTED = "Do you mean this question?"
FOLLOW_UPS = "You can ask next"

WEB = {
    # every page
    "skip": "Go to the content",
    "navigation": "Main menu",
    "nav_ask": "Ask a question",
    "nav_chat": "Questions",
    "nav_steps": "Step by step",
    "nav_sources": "Sources",
    "nav_trainer": "Trainer",
    "nav_helpdesk": "Helpdesk",
    "sign_in": "Sign in",
    "sign_out": "Sign out",
    "to_other_language": "Nederlands",
    "footer_title": "About Vindplaats",
    "footer_links": "About this site",
    "footer_privacy": "Privacy (in Dutch)",
    "footer_accessibility": "Accessibility (in Dutch)",
    "footer_reply": "Reply of the helpdesk (in Dutch)",
    "footer_licence": "free software under the EUPL 1.2",
    "new_tab": "opens in a new tab",
    "home": "Go to the start page",
    "no_script": (
        "To ask a question, JavaScript must be on in your browser. You can read the sources and "
        "the steps without JavaScript too."
    ),
    # asking
    "intro": (
        "Ask a general question, in Dutch, about sharing data of children and families. You get an "
        "answer in the words of the guide and the law. With every sentence you see where it is "
        "written."
    ),
    "notice_title": "Good to know",
    "loading_page": "The page is loading.",
    "conversation": "Conversation",
    "role": "I ask this question as",
    "role_professional": "Professional",
    "role_bestuurder": "Director or project leader",
    "keys": "Enter sends the question. Shift and Enter begins a new line.",
    "examples": "Examples of questions",
    "new_conversation": "New conversation",
    "new_conversation_done": "The conversation was erased.",
    "searching": "Vindplaats is searching the sources.",
    "stop": "Stop writing",
    "stopped": "Stopped. You see the sentences that had been checked.",
    "answer_ready": "The answer is ready.",
    "no_answer_arrived": (
        "No answer came back. Check your connection and ask your question again."
    ),
    "kept_in_tab": "This conversation is in this tab only. When you close it, it is gone.",
    # answers
    "your_question": "Your question",
    "read_as": "This is how we read your question: {question}",
    "ask_separately": "Ask this as a question by itself",
    "short_answer": "Short answer",
    "answered_title": "Answer",
    "cited_sources": "Where it is written",
    "read_more": "Read more about this subject",
    "laws_title": "The law",
    "law_says": "What the law says: {ref}",
    "steps_links": "Do you have to decide? Go through the steps",
    "show_source": "Show source",
    "show_in_source": "Read this passage",
    "citation_label": "Source {n}: {ref}",
    "copy": "Copy answer with sources",
    "copied": "Copied.",
    "copy_failed": "Copying did not work. Select the text and copy it yourself.",
    "copy_question": "Question: {question}",
    "copy_footer": ("Found with Vindplaats (AI, no legal advice). Check the text in the source."),
    "feedback": "Does this answer help you?",
    "helps": "It helps",
    "helps_not": "It does not help",
    "feedback_done": "Thank you. Your question itself was not kept.",
    "feedback_failed": "Your reaction could not be kept.",
    "abstained_title": "No answer found",
    "nearest_title": "Passages that come close",
    "problem_title": "Your question was not handled",
    "quote_only": "All sentences are literal. Click a number to read the source.",
    # refusals
    "refused_title": "This question was not treated",
    "refused_points": "What the check found",
    "refused_elements": "Together they can identify somebody: {elements}.",
    "refused_source": "See {source}.",
    "refused_general": "How to make the question general",
    "refused_suggestions": "Or choose a general question",
    "urgent_title": "Is help needed now?",
    # sources
    "panel": "Source",
    "panel_empty": "Click a number in the answer. The source then appears here.",
    "panel_failed": "The source cannot be shown now. Try again.",
    "close": "Close",
    "close_panel": "Close source",
    "section": "Place in the source",
    "page": "Page",
    "version": "Version of",
    "version_unknown": "not given",
    "publisher": "Publisher",
    "source": "Source",
    "licence": "Use",
    "footnotes": "Footnotes",
    "original": "Open the original",
    "permanent": "Permanent address of this passage",
    "before": "Before this",
    "after": "After this",
    "whole_source": "Read the whole source",
    "list_lead": "Opening sentence",
    "quote_marked": "The quoted words are marked.",
    "quote_unknown": "The quoted words are not found in this version. Nothing is marked.",
    "sources_title": "Sources",
    "sources_intro": (
        "Vindplaats answers only with texts from these sources. You can read them here too."
    ),
    "group_handreiking": "Guide and rules of thumb",
    "group_wet": "Laws and treaties",
    "group_eigen": "Documents of your organisation",
    "passages": "{n} passages",
    "passages_one": "1 passage",
    "contents": "Contents",
    "own_copy_date": "Note: this is the text of {date}. Check in the original whether it holds.",
    "find_label": "Search the sources, in Dutch",
    "find_hint": "Words or a question, without data of real people.",
    "find_do": "Search",
    "find_title": "Found in the sources",
    "find_count": "{n} passages, the best first.",
    "find_count_one": "1 passage.",
    "find_none": "Nothing was found. Try other words, or choose a source below.",
    "find_refused": (
        "These words were not searched for, because they may be about a real person. They were not "
        "kept."
    ),
    # pages that are not there
    "not_found_title": "This page does not exist",
    "not_found": (
        "The address may be wrong, or the passage is gone in a new version of the source. Look it "
        "up in the sources."
    ),
    "forbidden_title": "This request was refused",
    "forbidden": "The request did not come from this website itself.",
    "too_large_title": "This is too much text",
    "too_large": "Your message is too large. Ask a short, general question.",
    "error_title": "Something went wrong",
    # steps
    "steps_title": "Step by step",
    "steps_intro": (
        "Go through the steps of the guide by choosing. You type nothing, so no data of people get "
        "in. Your choices are kept nowhere: when you close the page, they are gone."
    ),
    "steps_start": "Start",
    "steps_of": "Step {n} of {total}",
    "steps_next": "Next step",
    "steps_finish": "To the overview",
    "steps_back": "Previous step",
    "steps_choose": "Make a choice to go on.",
    "steps_error_title": "A choice is missing",
    "steps_error_prefix": "Error:",
    "steps_source": "What the guide says about this step",
    "steps_overview": "Overview of your choices",
    "steps_overview_intro": (
        "This overview decides nothing. It shows which passages belong to your choices. Discuss "
        "your considerations with a colleague, your designated specialist or a lawyer."
    ),
    "steps_your_choice": "Your choice",
    "steps_passages": "Passages that belong to it",
    "steps_attention": "Still to do",
    "steps_attention_none": "At every step you chose that it is in order.",
    "steps_print": "Print the overview",
    "steps_again": "Start again",
    "steps_change": "Change choices",
    "steps_progress": "Progress",
    # starting
    "serving": "Vindplaats is ready at {url}  (stop with Ctrl+C)",
    "port_taken": "Port {port} is taken; Vindplaats chooses the next one that is free.",
}
HELP_INTRO = {
    "danger": "Is there danger now, or is somebody hurt? Do not wait.",
    "citizen": (
        "Is this about yourself or somebody close? There are people who help with this every day. "
        "Tell somebody you trust, or call."
    ),
}
HELP_LINES: tuple[tuple[str, str, str], ...] = (
    ("In danger now: call", "112", "."),
    ("Veilig Thuis (Safe at Home) thinks along with you:", "0800-2000", ". Day and night, free."),
    ("Are you a child or a young person? The Kindertelefoon:", "0800-0432", ". Free."),
)
MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ROLE_NAMES = {
    "professional": "professional",
    "trainer": "trainer",
    "helpdesk": "helpdesk",
    "beheerder": "administrator",
}
# Of signing in, only what the gate says on a translated page.
ACCESS = {
    "needed_title": "Sign in first",
    "needed": "You are not signed in, or did nothing for too long. Sign in and try again.",
    "forbidden_title": "This page is not for you",
    "forbidden": (
        "For this page you need the role {role}. Ask your administrator if you should have it."
    ),
    "local_title": "Only on this computer",
    "local": (
        "Vindplaats does not ask you to sign in here. That is why this page can only be opened on "
        "the computer itself, and not from another computer."
    ),
    "busy_title": "Wait a moment",
    "busy": "You do many requests in a row. Try again in {seconds} seconds.",
    "slow_title": "Sending took too long",
    "slow": "Your message did not arrive in time. Check your connection.",
}
DESK_WEB = {
    # of the desk, only what stands in an answer
    "submit": "Put to the helpdesk (in Dutch)",
}


def waiting(count: int) -> str:
    """Return the sentence for somebody who waits in the queue of the language model.

    Args:
        count: how many questions come first, from 1.
    """
    return WAITING[1] if count == 1 else WAITING[0].format(n=count)


def explain(error: AssistantError) -> str:
    """Return the English sentence for an error; never the words of the error itself."""
    if isinstance(error, QuestionError):
        return QUESTION_PROBLEMS[error.reason]
    if isinstance(error, IndexUnavailableError):
        return INDEX_UNAVAILABLE
    if isinstance(error, ModelError):
        return MODEL_UNAVAILABLE
    return SOMETHING_WRONG
