"""Names of private persons: full, first name only, initials, typed in haste, in any language.

A name that is no ordinary word counts wherever it stands. A word that is a name as well ("roos",
"bakker") and a word that nobody knows count only where the words around them say: this is a person.
"""

from assistant.checklist.names.find import find

__all__ = ["find"]
