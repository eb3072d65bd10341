"""Identifiers made of digits or of a fixed form: BSN, phone, IBAN, addresses, file numbers.

Each detector proposes a span and confirms it with a checksum or with the words around it.
"""

from assistant.checklist.numbers.find import find
from assistant.checklist.numbers.groups import is_bsn
from assistant.checklist.numbers.place import Proposal

__all__ = ["Proposal", "find", "is_bsn"]
