"""Why a question gets no answer, as far as that can be told. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.citations import Verdict, find_laws, references_in_question, resolve
from assistant.language import STOP_WORDS, words

if TYPE_CHECKING:
    from assistant.citations import Holdings
    from assistant.retrieve import Found

# Words that ask without saying about what.
_EMPTY_WORDS = "mag mogen moet moeten niet geen dit dat nu hoe doen gaat regels"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_LATER = re.compile(
    r"\b(wetsvoorstel\w*|wetswijziging\w*|volgend(e)? jaar|komend(e)? jaar|nieuwe wet|"
    r"toekomstige (wet|regels))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\b")


def reason_for(question: str, found: Found, holdings: Holdings) -> str:
    """Return the code of the reason for not answering; a key of `texts_nl.ABSTAINED`.

    Args:
        question: as it was read.
        found: what the search brought.
        holdings: the law that the corpus holds.

    Returns:
        "too-vague", "no-such-place" (of an article that is held, or beyond the last),
        "article-not-held", "law-not-held", "later", "out-of-scope" (nearer to a question that is
        known to have no answer), else "no-match".
    """
    for reference in references_in_question(question):
        status = resolve(reference, holdings).status
        if status in (Verdict.NO_SUCH_ARTICLE, Verdict.NO_SUCH_LID, Verdict.NO_SUCH_ONDERDEEL):
            return "no-such-place"
        if status is Verdict.REPEALED:
            return "law-not-held"
        if status is Verdict.NOT_HELD and reference.article is not None:
            return "article-not-held"
    if is_vague(question):
        return "too-vague"
    newest = max((a.valid_on or "" for a in holdings.articles.values()), default="")
    if _LATER.search(question) or any(y > newest[:4] for y in _YEAR.findall(question)):
        return "later"
    held = {law_id for law_id, _ in holdings.articles}
    if any(m.law.id is not None and m.law.id not in held for m in find_laws(question)):
        return "law-not-held"
    answered, outside = found.near_dense.answered, found.near_dense.outside
    return "out-of-scope" if max(outside, default=0.0) > max(answered, default=0.0) else "no-match"


def is_vague(question: str) -> bool:
    """Whether a question says nothing about its subject, so that anything found is chance.

    >>> is_vague("Mag dat?"), is_vague("Mag een school dat?")
    (True, False)
    """
    return not any(w not in STOP_WORDS and w not in _EMPTY for w in words(question))
