"""The words of the interface in plain English, for the pages that `web/language.py` names.

Every name and key stands in `texts_nl` too. Words of sources, questions and the checklist are Dutch
and stay so.
"""

from __future__ import annotations

from assistant.errors import (
    AssistantError,
    ChecklistError,
    ConflictError,
    DatabaseError,
    DeskRuleError,
    IndexUnavailableError,
    ModelError,
    QuestionError,
    SignInError,
)

SOURCES_IN_DUTCH = (
    "The sources, the questions, the quizzes and the steps are in Dutch. The words of this site "
    "around them are in English. Privacy and accessibility are in Dutch only."
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
    "footer_reply": "Reply of the helpdesk",
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

# -- the desk of the helpdesk --

DESK_STATUS = {
    "new": "new",
    "assigned": "being handled",
    "decided": "ready to release",
    "released": "released",
}
DESK_AGEING = {"fresh": "new", "due": "has waited 2 days or longer", "late": "has waited too long"}
DESK_JUDGEMENTS = {
    "juist": "right",
    "onjuist": "wrong",
    "onvolledig": "incomplete",
    "verouderd": "outdated",
}
DESK_PROBLEMS = {
    "gone": "This question is not there (any more).",
    "user-name": (
        "A user name has small letters, digits, full stops or hyphens, and begins with a letter."
    ),
    "released": (
        "This question has been released already. Withdraw the reply first if you want to change "
        "something."
    ),
    "not-released": "This question has not been released yet.",
    "no-such-citation": "This quotation does not belong to this question.",
    "not-judged": "Not every quotation has been judged yet.",
    "no-remedy": (
        "Something is not right or there is no answer yet. Replace the quotation, correct the "
        "answer or write a note for the person who asked."
    ),
    "nothing-to-undo": "There is nothing to undo.",
    "not-yours": "The last change is from a colleague. Only that colleague can undo it.",
    "empty": "You have not typed anything yet.",
    "too-long": "This text is too long.",
    "not-decided": "This question has not been judged completely yet.",
    "no-gold": (
        "No quotation is right and there is no replacement. Say why the sources give no answer."
    ),
    "gold-and-why": "There is a quotation that answers. Then no reason why not goes with it.",
}
DESK_CONFLICT = (
    "A colleague was before you. Your change has not been saved. Look at what was changed."
)
DESK_WHY = {
    "near-domain": "the sources are about this subject, but they do not say this",
    "false-premise": "the question assumes something that is not true",
    "off-topic": "the question is about something quite different",
    "later-law": "the question is about rules from after these sources",
}
DESK_ADDED = {
    "toegevoegd": "This question is now one of the evaluation questions.",
    "stond-er-al": "This question already was one of the evaluation questions, in just this form.",
}
DESK_NOT_ADDED = {
    "unwritable": (
        "The question was not added: it is not possible to write in {path}. Ask your administrator "
        "for another place (ASSISTANT_DESK_CASES)."
    ),
    "unfit": (
        "The question was not added: a quotation no longer stands like this in the sources, or "
        "{path} already has this question in another form. The reason is in the administrator's "
        "log."
    ),
}
DESK_UNAVAILABLE = "The helpdesk is out of reach now. Try again later."
DESK_ACTIONS = {
    "assign": "assigned it",
    "judge": "judged",
    "replace": "replaced",
    "add": "added",
    "correct": "corrected the answer",
    "comment": "wrote a note",
    "release": "released it",
    "withdraw": "withdrew it",
    "undo": "undid",
}
DESK_ABOUT = {
    "assign": "to {to}",
    "assign-nobody": "to nobody",
    "replace": "[{n}] by {ref}",
    "replace-nothing": "[{n}] by nothing",
    "correct-back": "(as shown)",
    "comment-for-asker": "(for the person who asked)",
}
NOT_KEPT = "This text was not kept, because it holds data that may be about a real person."

# -- the desk on the web --

DESK_WEB = {
    # asking the helpdesk
    "submit": "Put to the helpdesk",
    "submit_title": "Put this question to the helpdesk",
    "submit_intro": (
        "This is all that goes to the helpdesk and is kept there. Your name is not part of it. A "
        "lawyer reads the question and the answer and checks whether the quotations are right."
    ),
    "submit_check": (
        "Read it through. Does it say something about a real person? Then do not send it, and ask "
        "your question again without those data. When you send it, the check reads everything once "
        "more."
    ),
    "submit_question": "The question",
    "submit_answer": "The answer that you got",
    "submit_no_answer": "There was no answer. The reason that you saw: {reason}",
    "submit_citations": "The quotations",
    "submit_references": "References to law in the answer",
    "submit_topics": "Topics",
    "submit_also": (
        "This goes with it: the time of sending, the version of the check ({version}) and which "
        "sentences a language model wrote. Nothing else."
    ),
    "written_by_model": "written by a language model",
    "send": "Send to the helpdesk",
    "not_sent": "To send nothing, close this tab.",
    "sent_title": "Your question was sent",
    "sent_intro": "With this code you can read the reply of the helpdesk later:",
    "sent_keep": (
        "Write the code down. Vindplaats does not keep it and cannot give it again. Whoever has "
        "the code can read the reply."
    ),
    "sent_where": "Read the reply with your code",
    "sealed_gone_title": "This question can no longer be put to the helpdesk",
    "sealed_gone": (
        "The answer belongs to an earlier version of the sources, or Vindplaats was started again. "
        "Ask your question again and put that one to the helpdesk."
    ),
    "sent_before_title": "This question was sent already",
    "sent_before": "The helpdesk already has this question. You need not do anything more.",
    "refused_title": "This question was not sent",
    # the reply
    "reply_title": "Reply of the helpdesk",
    "reply_intro": "Did you put a question to the helpdesk? Fill in the code that you got then.",
    "reply_code": "Your code",
    "reply_hint": "Four groups of four letters. Capitals and hyphens make no difference.",
    "reply_show": "Show the reply",
    "reply_unknown": (
        "No question was found with this code. Check whether you copied it correctly. A reply is "
        "deleted after a while; then the code no longer works."
    ),
    "reply_empty": "Fill in your code.",
    "reply_wait": (
        "You filled in a wrong code too often. Wait {wait} and then try again. Did you write the "
        "code down wrongly? Check it first."
    ),
    "reply_waiting": "The helpdesk has not replied yet. Look again later.",
    "reply_released": "Released on {date}.",
    "reply_corrected": "Answer of the helpdesk",
    "reply_as_shown": "The answer that you got",
    "reply_notes": "Note from the helpdesk",
    "reply_verdict": "Judgement: {judgement}",
    "reply_replaced": "Read this instead",
    "reply_added": "Added by the helpdesk",
    # the desk
    "desk_title": "Workplace of the helpdesk",
    "desk_only_title": "This page is for the helpdesk",
    "desk_only": "The workplace of the helpdesk can only be opened on the computer itself.",
    "name_title": "Who are you?",
    "name_label": "Your user name",
    "name_hint": (
        "Small letters, digits, full stops or hyphens. This name goes with what you decide."
    ),
    "name_save": "Go on",
    "name_change": "Another name",
    "signed_in": "You work as {name}.",
    "queue_title": "Queue",
    "filters": "Filter the queue",
    "filter": "Filter",
    "filter_status": "Status",
    "filter_assignee": "Assigned to",
    "filter_topic": "Topic",
    "filter_age": "Has waited",
    "all": "all",
    "open": "not released yet",
    "me": "me",
    "nobody": "nobody",
    "any_age": "any time",
    "age_2": "2 days or longer",
    "age_5": "5 days or longer",
    "queue_count": "{n} questions",
    "queue_count_one": "1 question",
    "queue_empty": "There are no questions that fit this filter.",
    "column_item": "Question",
    "previous": "Previous",
    "next": "Next",
    "item_title": "Question {id}",
    "came_in": "Came in on",
    "ageing": "Waiting time",
    "take": "Take it myself",
    "give_to": "Assign to",
    "assign": "Assign",
    "put_back": "Put back in the queue",
    "assignment": "Assignment",
    "citation": "Quotation {n}",
    "proves": "Sentences that rest on this",
    "judge": "Judgement on quotation {n}",
    "not_judged": "not judged yet",
    "no_answer": "There was no answer. The reason that the person who asked saw: {reason}",
    "judged_by": "{judgement}, by {by}",
    "quoted_version": "Quoted version",
    "passage_changed": (
        "This passage is no longer there or reads differently now. Below are the words as they "
        "were quoted."
    ),
    "replacement": "Replacement",
    "replace": "Replace quotation {n}",
    "take_back": "Take the replacement back",
    "added_title": "Added passages",
    "add": "Add a passage",
    "references": "References to law in the answer",
    "no_references": "There are no references to law in the answer.",
    "column_reference": "Reference",
    "column_verdict": "Judgement of Vindplaats",
    "answer_title": "Answer",
    "answer_is_corrected": "This answer was corrected. This is how it was first:",
    "correct": "Corrected answer",
    "correct_hint": (
        "Every sentence on a line of its own. The person who asked reads this text instead of the "
        "first one."
    ),
    "correct_save": "Save the answer",
    "correct_back": "Back to the answer as shown",
    "note_title": "Note",
    "notes_title": "Notes",
    "note_for_asker": "The person who asked may read this note",
    "note_save": "Save the note",
    "for_asker": "for the person who asked",
    "for_colleagues": "for colleagues only",
    "finish": "Finish",
    "release": "Release to the person who asked",
    "withdraw": "Withdraw the reply",
    "can_release": (
        "Everything has been judged. The person who asked can read the reply as soon as you "
        "release it."
    ),
    "undo": "Undo: {what}",
    "history": "History",
    "undone": "taken back",
    "error_title": "This was not saved",
    "points": "What the check found",
    # what comes back
    "cases_title": "Evaluation",
    "cases_intro": (
        "From now on, this question measures whether Vindplaats finds the answer that you find "
        "right."
    ),
    "cases_why": "Why do the sources give no answer?",
    "cases_choose": "choose a reason",
    "cases_add": "Add to the evaluation",
    "agreement_title": "Agreement with lawyers",
    "agreement_intro": (
        "How often lawyers found a quotation of Vindplaats right. Every quotation counts once, in "
        "the week of the last judgement. Judgements on questions that were deleted count too."
    ),
    "agreement_none": "No quotation has been judged yet.",
    "agreement_plot": (
        "Share of the quotations that is right, by week. The table gives the numbers."
    ),
    "agreement_axis": "quotations that are right",
    "agreement_table": "Judgements by week",
    "agreement_week": "Week",
    "agreement_share": "Right",
    "agreement_interval": "95% certainty",
    "agreement_total": "Quotations",
    "agreement_all": "together",
    "age_gone": "will be deleted soon",
    # searching
    "search_title": "Search another passage for quotation {n}",
    "search_add_title": "Search a passage to add",
    "search_label": "Search the sources, in Dutch",
    "search_hint": "For example an article (art. 7.3.11 lid 4 Jeugdwet) or a question in words.",
    "search": "Search",
    "search_none": "Nothing was found.",
    "search_found": "Passages that were found",
    "which_words": "Which words of {ref}?",
    "whole_passage": "The whole passage",
    "use_replace": "Replace by these words",
    "use_add": "Add these words",
    "back_to_item": "Back to question {id}",
    # two at once
    "conflict_title": "A colleague was before you",
    "conflict_intro": (
        "While you looked at this question, a colleague changed it. Your change has not been saved "
        "and that of your colleague has not been overwritten."
    ),
    "conflict_yours": "Your change",
    "conflict_since": "What was done meanwhile",
    "conflict_difference": "Difference",
    "conflict_field": "Part",
    "conflict_before": "As you saw it",
    "conflict_now": "As it is now",
    "conflict_repeat": "Save my change after all",
    "conflict_open": "See the question as it is now",
    "conflict_same": "On balance, nothing changed in the question itself.",
    "nothing": "nothing",
    # keys
    "keys_title": "Keyboard shortcuts",
    "keys_intro": "They work when you are not typing in a text box. Escape leaves a text box.",
    "keys_off": "Turn keyboard shortcuts off",
    "keys_on": "Turn keyboard shortcuts on",
    "keys_are_off": "The keyboard shortcuts are off.",
}
DESK_KEYS: tuple[tuple[str, str], ...] = (
    ("j", "next quotation or next question"),
    ("k", "previous quotation or previous question"),
    ("1", "quotation is right"),
    ("2", "quotation is wrong"),
    ("3", "quotation is incomplete"),
    ("4", "quotation is outdated"),
    ("z", "search a replacement for this quotation"),
    ("x", "take the replacement of this quotation back"),
    ("v", "add a passage"),
    ("a", "correct the answer"),
    ("t", "write a note"),
    ("m", "take the question myself"),
    ("w", "assign the question to somebody else"),
    ("l", "put the question back in the queue"),
    ("u", "undo the last change"),
    ("g", "go to releasing or withdrawing (Enter confirms)"),
    ("q", "back to the queue"),
    ("f", "go to the filter or the search box"),
    ("n", "next page of the queue"),
    ("p", "previous page of the queue"),
    ("r", "the person who asked may read the note: on or off"),
    ("e", "add to the evaluation (Enter confirms)"),
    ("o", "agreement with lawyers"),
    ("b", "back to the question"),
    ("1-9", "at a passage that was found: choose the words; v takes them over"),
    ("Ctrl+Enter", "save what you typed in a text box"),
)
DESK_FIELDS = {
    "status": "Status",
    "assignee": "Assigned to",
    "added": "Added passages",
    "correction": "Corrected answer",
    "notes": "Notes",
    "released_at": "Released on",
    "verdict": "Quotation {n}",
}

# -- signing in --

ROLE_NAMES = {
    "professional": "professional",
    "trainer": "trainer",
    "helpdesk": "helpdesk",
    "beheerder": "administrator",
}
ACCESS = {
    "title": "Sign in",
    "intro": "Sign in to use Vindplaats.",
    "name": "Your user name",
    "password": "Your password",
    "submit": "Sign in",
    "wrong": "The user name or the password is not right.",
    "wait": "There were too many tries to sign in. Try again in {seconds} seconds.",
    "provider": "Sign in at your organisation",
    "provider_intro": "You go to the sign-in page of your organisation. After that you come back.",
    "again": "Try again",
    "account_title": "How you are signed in",
    "account": "You are signed in as {name}.",
    "account_roles": "What you may do: {roles}.",
    "leave": "Sign out",
    "left_title": "You are signed out",
    "left": "You are signed out of Vindplaats. Close the tabs that still hold a conversation.",
    "left_provider": "Sign out at your organisation too",
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
    "failed_title": "Signing in did not work",
}
SIGN_IN_PROBLEMS = {
    "unreachable": "The sign-in page of your organisation is out of reach now. Try again later.",
    "refused": "Your organisation did not sign you in, or you stopped signing in.",
    "expired": "Signing in took too long or was begun in another window.",
    "invalid": (
        "The answer of your organisation is not right. That is why you are not signed in. Tell "
        "your administrator."
    ),
    "no-role": (
        "Your organisation knows you, but you may not use Vindplaats yet. Ask your administrator "
        "for a role."
    ),
}

# -- quizzes: the pages of trainers and of whoever takes one --

DECIMAL = "."
PERCENT = "{n}%"
QUIZ_SOURCE = "Source: {title} ({version})"
QUIZ_VERSION_DAY = "text of {day}"
QUIZ_VERSION = "version {version}"
QUIZ_KINDS = {
    "single": "Choose one answer.",
    "multiple": "Choose all right answers.",
    "true-false": "Is this true or not true?",
    "matching": "Put with every line what belongs to it.",
    "matching-extra": "Put with every line what belongs to it. Some answers are left over.",
    "ordering": "Put the steps in the right order.",
    "gap": "Fill in what is missing.",
    "short": "Answer in a few words.",
    "open": "Write down your answer.",
}
QUIZ_DIFFICULTY = {"easy": "easy", "medium": "medium", "hard": "hard"}
QUIZ_WARNINGS = {
    "braces": "Question {n} ({name}) was left out: its braces are not right.",
    "qtype": "Question {n} ({name}) was left out: the question type {qtype} cannot come along.",
    "too-long": "Question {n} ({name}) was left out: a text is longer than 8,000 characters.",
    "unfit": (
        "Question {n} ({name}) was left out: it has no right answer, too many or too few choices, "
        "or two choices that are the same."
    ),
    "partial": "Question {n} ({name}): a choice counted in part. Check the key.",
    "partial-answers": "Question {n} ({name}): answers that counted in part are gone.",
    "answer-feedback": "Question {n} ({name}): the explanation with each typed answer is gone.",
    "numerical": (
        "Question {n} ({name}) asked for a number. A margin around the number no longer counts."
    ),
    "wildcard": "Question {n} ({name}): an asterisk in an answer is now an ordinary character.",
    "no-marking": "Question {n} ({name}): it did not say what a good answer names.",
    "files": "Question {n} ({name}): a picture or file is gone.",
}
QUIZ_AUDIENCES = {
    "professional": "professional",
    "bestuurder": "director",
    "jurist": "lawyer",
    "trainer": "trainer",
}
QUIZ_KIND_NAMES = {
    "single": "one right answer",
    "multiple": "more right answers",
    "true-false": "true or not true",
    "matching": "matching",
    "ordering": "order",
    "gap": "fill in",
    "short": "short answer",
    "open": "open question",
}
QUIZ_FORMATS = {
    "moodle-xml": "Moodle XML",
    "gift": "GIFT",
    "qti21": "QTI 2.1",
    "qti30": "QTI 3.0",
    "h5p": "H5P",
    "anki": "Anki",
    "csv": "CSV",
    "xlsx": "Excel",
    "html": "Web page to print",
    "pdf": "PDF to print",
}
QUIZ_FATES = {
    "added": "New",
    "removed": "Gone",
    "changed": "Changed",
    "moved": "Moved",
}
QUIZ_ITEM_PROBLEMS = {
    "two options are the same": "Two answers are the same.",
    "a choice has 2 to 10 options": "Give 2 to 10 answers.",
    "at least one option is right": "Mark at least one right answer.",
    "one option is right": "Mark one right answer.",
    "a matching item has 2 to 10 pairs": "Give 2 to 10 pairs, each with a left and a right side.",
    "two sides are the same": "The same on the left or on the right twice is not possible.",
    "an ordering item has 2 to 12 different steps": "Give 2 to 12 different steps.",
    "the prompt of a gap item has _____ once": "Put _____ in the question exactly once.",
    "and nothing else to answer": "Give at least one right answer.",
}
QUIZ_NO_ITEM = (
    "Fill in the question, the topic and the answers, each with fewer than 8,000 characters."
)
QUIZ_TAKE = {
    "code_title": "Take part in a quiz",
    "code_intro": "Fill in the code that your trainer gave you. You need no account.",
    "code_label": "Code of the quiz",
    "code_hint": "Eight letters. Capitals and hyphens make no difference.",
    "code_go": "To the quiz",
    "code_empty": "Fill in the code.",
    "code_unknown": (
        "No quiz was found with this code. Check whether you copied it correctly. A quiz is "
        "deleted after a while; then the code no longer works."
    ),
    "closed_title": "This quiz is closed",
    "closed": "You can no longer take this quiz. Ask your trainer whether there will be a new one.",
    "items": "{n} questions",
    "items_one": "1 question",
    "immediate": "After every question you see the right answer, with its source.",
    "delayed": "After the last question you see the right answers, with their sources.",
    "kept_title": "What is kept",
    "kept": (
        "Nobody asks your name. Your answers stay in this tab. When you are done, Vindplaats "
        "counts for every question how many people chose what. What you type is not kept. The "
        "counts are deleted on {date}."
    ),
    "no_names": "Do not write data of real people, in open answers either.",
    "start": "Start",
    "counter": "Question {n} of {total}",
    "progress": "Progress",
    "situation": "The situation",
    "answer": "Your answer",
    "gap": "words are missing here",
    "match_none": "Choose what belongs to it",
    "place": "Place of this step",
    "place_none": "–",
    "up": "Up",
    "down": "Down",
    "moved": "{step}: now in place {n}",
    "send": "Check my answer",
    "next": "Next question",
    "last": "Done",
    "to_result": "To the result",
    "skip": "I do not know",
    "back": "Previous question",
    "nothing": "Give an answer, or choose “I do not know”.",
    "places_twice": "Give every step a place of its own.",
    "too_long": "Your answer is too long. Use no more than 4,000 characters.",
    "mark_title": "Check your answer yourself",
    "mark_intro": "Tick the points that your answer names.",
    "mark_points": "A full answer names:",
    "mark_done": "Checked",
    "right": "Right",
    "wrong": "Not right",
    "named": "named",
    "not_named": "not named",
    "skipped": "You skipped this question.",
    "you_said": "Your answer",
    "key": "The right answer",
    "yours": "you chose this",
    "should": "right answer",
    "your_place": "you gave place {n}",
    "your_side": "you chose “{side}”",
    "why": "Explanation",
    "source": "The source",
    "sources_more": "Another source: {ref}",
    "open_source": "Open in the source",
    "source_gone": (
        "This passage reads differently now. This is what it said when the question was made:"
    ),
    "result_title": "Your result",
    "result": "You had {right} of the {total} questions right.",
    "counted": "Your answers were counted with the group, without a name.",
    "counted_before": "These answers were counted already, or the quiz has been closed meanwhile.",
    "forget": "Close this tab when you are done: then your result is gone.",
    "review": "All questions with the right answer",
    "broken_title": "Start again",
    "broken": "This page belongs to a quiz that is no longer open. Start again with your code.",
}
QUIZ_WEB = {
    # for figures
    "plot_items": "Share of the group that had each question right",
    "plot_related": "Each question by the share that had it right and how it tells people apart",
    "plot_topics": "Share of the answers that was right, by topic and difficulty",
    "all_items": "all",
    # all sets
    "title": "Making quizzes",
    "intro": (
        "Make a quiz from the questions that Vindplaats is tested with. Every question has a "
        "source. A group takes the quiz with a code; after that you see what the group did not "
        "know."
    ),
    "new": "Make a quiz",
    "import": "Get a quiz from another program",
    "sets": "Saved quizzes",
    "no_sets": "There are no quizzes yet.",
    "name": "Name",
    "items": "Questions",
    "saved": "Last saved",
    "saved_by": "{at}, by {by}",
    "version": "Version {n}",
    # a new set
    "new_title": "Make a quiz",
    "new_weak": "Below, the topics that the group knew least about are ticked.",
    "name_hint": "Those who take the quiz see this name too.",
    "count": "Number of questions",
    "topics": "Topics",
    "topics_hint": "If you tick nothing, the questions come from all topics.",
    "part": "Part of the guide",
    "law": "Law",
    "audience": "For whom",
    "difficulty": "Difficulty",
    "kinds": "Kinds of questions",
    "kinds_hint": "If you tick nothing, you get a mixture.",
    "any": "any",
    "make": "Make the quiz",
    "problem_title": "This did not work",
    "no_name": "Give the quiz a name.",
    "no_count": "Fill in a number of questions from 1 to {most}.",
    "too_few": (
        "So many different questions cannot be made of this. Choose fewer questions, or more "
        "topics, kinds or levels."
    ),
    "too_few_count": (
        "Of this, {n} questions can be made. Choose no more than that, or choose more topics, "
        "kinds or levels."
    ),
    # import
    "import_title": "Get a quiz from another program",
    "import_intro": "Vindplaats reads Moodle XML and GIFT.",
    "file": "File",
    "file_hint": "Not larger than 1 MB.",
    "format": "Form of the file",
    "read": "Read the file",
    "no_file": "Choose a file.",
    "not_read": "This file cannot be read as {format}.",
    "warnings": "Points to check in this quiz",
    "warnings_intro": "Not everything in the file could come along, or Vindplaats had to guess:",
    # one set
    "edit_name": "Change name or introduction",
    "intro_label": "Introduction for those who take the quiz",
    "save": "Save",
    "preview": "Questions and answers",
    "key": "Answer",
    "extra": "Left over",
    "accepted": "Right too: {answers}",
    "sources": "Source",
    "no_source": "This question has no source in Vindplaats.",
    "up": "Up",
    "down": "Down",
    "swap": "Swap for another",
    "edit": "Edit",
    "lock": "Lock",
    "unlock": "Unlock",
    "locked": "locked",
    "remove": "Remove",
    "of_item": "question {n}",
    "unclear": "Is this question unclear?",
    "is_unclear": "unclear",
    "unclear_label": "What is unclear?",
    "unclear_hint": "Only trainers read this. Empty the box when it is solved.",
    "no_other": "There is no other question that fits here.",
    "gone": "This question is no longer in the quiz.",
    "last_item": "A quiz has at least one question.",
    "stale": "source changed",
    "stale_words": "The source reads differently now. Check whether the answer still holds.",
    "stale_version": "There is a new version of the source. The words stayed the same.",
    "stale_gone": "This passage is no longer in the sources.",
    "stale_now": "Quoted: {before}. Now: {now}.",
    "stale_count": "The sources of {n} questions have changed. These questions are marked below.",
    "stale_count_one": "The source of 1 question has changed. This question is marked below.",
    "redraw": "New questions",
    "redraw_intro": (
        "Questions that you locked stay. All others are replaced by new ones on the same topics."
    ),
    "redraw_do": "Replace the questions that are not locked",
    "add": "Add questions",
    "add_topic": "Topic",
    "export": "Download",
    "export_intro": "For your learning environment, or to print. The files are in Dutch.",
    "not_exported": (
        "This quiz holds a character that does not fit in a file. Edit the question that has it."
    ),
    "versions": "Earlier versions",
    "delete": "Delete this quiz",
    "delete_intro": (
        "All versions, rounds and results of this quiz disappear. This cannot be restored."
    ),
    "delete_do": "Delete everything",
    # editing an item
    "edit_title": "Edit question {n}",
    "situation": "Situation (may stay empty)",
    "situation_hint": "A general situation, never that of a real person.",
    "prompt": "Question",
    "gap_hint": "Put _____ where the words are missing, exactly once.",
    "topic": "Topic",
    "explanation": "Explanation afterwards, for everybody",
    "options": "Answers",
    "option": "Answer {n}",
    "is_right": "This is right",
    "option_feedback": "Explanation for whoever chooses this",
    "empty_rows": "An empty box is left out.",
    "pairs": "What belongs together",
    "left": "Left, pair {n}",
    "right_side": "Right, pair {n}",
    "extras": "What is left over on the right",
    "extra_n": "Left over, {n}",
    "steps": "Steps in the right order",
    "step": "Step {n}",
    "answers": "Answers that are right; the first is shown",
    "marking": "Points that a full answer names",
    "point": "Point {n}",
    "proofs_stay": (
        "The source stays with the question. Check whether your answer still follows from it."
    ),
    # versions
    "versions_title": "Versions",
    "first_version": "The first version.",
    "same": "The same as the version before.",
    "title_and_intro": "Name or introduction",
    "words_added": "added",
    "words_removed": "removed",
    "go_back": "Go back to this version",
    "newest": "newest",
    # conflict
    "conflict_title": "Somebody else was before you",
    "conflict_intro": (
        "{by} saved this quiz while you were busy. Nothing has been overwritten. Your change has "
        "not been saved yet."
    ),
    "conflict_since": "What changed meanwhile",
    "conflict_open": "See the newest version",
    "conflict_repeat": "Make my change after all",
    # rounds
    "round_title": "Round: {label}",
    "rounds": "Rounds",
    "no_rounds": "No group has been given this quiz yet.",
    "round_new": "Start a round",
    "round_intro": "You get a code for one group. The group takes the questions as they are now.",
    "label": "Name of the group",
    "label_hint": "For example: Tuesday, local team. No names of people.",
    "feedback": "When do those who take the quiz see the right answer?",
    "immediate": "After every question",
    "delayed": "After the last question",
    "days_open": "Days open",
    "days_kept": "Days until the results are deleted",
    "days_hint": "From 1 to {most}, and not shorter than the quiz is open.",
    "days_wrong": "Fill in days from 1 to {most}, and keep no shorter than the quiz is open.",
    "round_start": "Start",
    "no_label": "Give the group a name.",
    "column_group": "Group",
    "column_code": "Code",
    "column_takers": "Done",
    "column_open": "Open until",
    "closed": "closed",
    "for_group": "For the group",
    "link": "Address",
    "code": "Code",
    "copy": "Copy",
    "copied": "Copied",
    "takers": "People who are done",
    "open_until": "Open until",
    "deleted_on": "Will be deleted on",
    "close_now": "Close now",
    "delete_round": "Delete this round",
    "delete_round_intro": "The results disappear and cannot be restored.",
    # results
    "results": "What the group knew",
    "nobody_yet": "Nobody is done yet.",
    "too_small": (
        "Fewer than {n} people are done. Then Vindplaats shows nothing by question: that would "
        "say something about a single person."
    ),
    "mean": "Mean score",
    "of_items": "{mean} of {n}",
    "spread": "Spread",
    "reliability": "Reliability (KR-20)",
    "figures_hint": (
        "Tells apart: does a right answer go with the score on the other questions? Below 0.20 "
        "it is weak, below 0 whoever misses the question even scores higher. From {n} people on."
    ),
    "by_topic": "By topic",
    "by_item": "By question",
    "column_topic": "Topic",
    "column_right": "Right",
    "column_related": "Tells apart",
    "chosen": "What the group chose",
    "skipped": "Skipped",
    "table_items": "Figures by question",
    "table_topics": "Figures by topic",
    "weak": "Make a quiz of the weak topics",
    "suspects": "Perhaps the question is not right",
    "suspects_intro": (
        "Those who knew much often had these questions wrong too. Then the question can be unclear "
        "or wrong."
    ),
    "to_desk": "Put to the helpdesk",
    "to_cases": "Propose as a test question",
    "sent_title": "Put to the helpdesk",
    "sent": "With this code you can read the reply later:",
    "case_added": "The question was proposed. A person checks it before it counts.",
    "case_there": "This question had been proposed already.",
    "case_failed": "The question cannot be proposed: its source has changed.",
    "back_to_set": "Back to the quiz",
    "back_to_sets": "All quizzes",
}


def waiting(count: int) -> str:
    """Return the sentence for somebody who waits in the queue of the language model.

    Args:
        count: how many questions come first, from 1.
    """
    return WAITING[1] if count == 1 else WAITING[0].format(n=count)


def minutes(count: int) -> str:
    """Return "1 minute" or "15 minutes"."""
    return f"{count} {'minute' if count == 1 else 'minutes'}"


def days_left(days: int) -> str:
    """Return the words for an item that is about to be deleted.

    Args:
        days: until then, from 0.
    """
    if days < 1:
        return "will be deleted today"
    return f"will be deleted in {days} {'day' if days == 1 else 'days'}"


def explain(error: AssistantError) -> str:
    """Return the English sentence for an error; never the words of the error itself."""
    if isinstance(error, QuestionError):
        return QUESTION_PROBLEMS[error.reason]
    if isinstance(error, IndexUnavailableError):
        return INDEX_UNAVAILABLE
    if isinstance(error, ModelError):
        return MODEL_UNAVAILABLE
    if isinstance(error, ChecklistError):
        return NOT_KEPT
    if isinstance(error, DeskRuleError):
        return DESK_PROBLEMS[error.reason]
    if isinstance(error, ConflictError):
        return DESK_CONFLICT
    if isinstance(error, SignInError):
        return SIGN_IN_PROBLEMS[error.reason]
    if isinstance(error, DatabaseError):
        return DESK_UNAVAILABLE
    return SOMETHING_WRONG
