"""What is public, and so is nothing of a private person: authors, decisions, addresses of bodies.

Looked at only after something was found, so that it costs nothing on a text that passes. A finding
is dropped when the words around it say that it is public and nothing near it says whose it is.
"""

from assistant.checklist.public.private import private

__all__ = ["private"]
