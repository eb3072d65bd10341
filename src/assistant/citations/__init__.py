"""Reading, writing and resolving references to Dutch and European law."""

from assistant.citations.holdings import HeldArticle, HeldLid, Holdings
from assistant.citations.laws import Law, law_book
from assistant.citations.mentions import find_laws
from assistant.citations.model import Context, Kind, Reference
from assistant.citations.parse import parse_references
from assistant.citations.question import references_in_question
from assistant.citations.render import render
from assistant.citations.resolve import Resolution, Verdict, resolve

__all__ = [
    "Context",
    "HeldArticle",
    "HeldLid",
    "Holdings",
    "Kind",
    "Law",
    "Reference",
    "Resolution",
    "Verdict",
    "find_laws",
    "law_book",
    "parse_references",
    "references_in_question",
    "render",
    "resolve",
]
