"""Reading, writing and resolving references to Dutch and European law."""

from assistant.citations.laws import Law, law_book
from assistant.citations.model import Context, Kind, Reference
from assistant.citations.parse import find_laws, parse_references
from assistant.citations.question import references_in_question

__all__ = [
    "Context",
    "Kind",
    "Law",
    "Reference",
    "find_laws",
    "law_book",
    "parse_references",
    "references_in_question",
]
