"""Short readable names for ids and addresses."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, words: int = 8) -> str:
    """Return lower-case ASCII words joined by hyphens; never empty.

    Args:
        text: any text.
        words: how many words are kept at most.

    >>> slugify("Registratie/ dossiervorming: één")
    'registratie-dossiervorming-een'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = [p for p in _OTHER.split(plain) if p]
    return "-".join(parts[:words]) or "x"
