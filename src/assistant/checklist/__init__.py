"""The checklist: refuses what is about a real person, lets general questions through."""

from assistant.checklist.engine import CHECKLIST_VERSION, check

__all__ = ["CHECKLIST_VERSION", "check"]
