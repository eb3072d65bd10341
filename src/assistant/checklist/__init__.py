"""The checklist: refuses what is about a real person, lets general questions through."""

from assistant.checklist.engine import CHECKLIST_VERSION, check
from assistant.checklist.explain import Explanation, Hit, all_questions, explain
from assistant.checklist.points import POINTS, Point

__all__ = [
    "CHECKLIST_VERSION",
    "POINTS",
    "Explanation",
    "Hit",
    "Point",
    "all_questions",
    "check",
    "explain",
]
