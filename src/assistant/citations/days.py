"""Which version of a law a text names: "zoals dat luidde op 1 januari 2015", "&g=2024-01-01"."""

from __future__ import annotations

import re
from datetime import date

from assistant.citations.wording import MONTHS

_DAY = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})(?:-(?P<month>\d{1,2})-|[ ](?P<name>" + "|".join(MONTHS) + r")[ ])"
    r"(?P<year>\d{4}))(?!\d)"
)
# What stands between a reference and the day of its version: "(tekst per 1 januari 2024)".
_NAMED = re.compile(
    r"(?:[ ,]|[ ]?\()[ ]?"
    r"(?:zoals[ ](?:(?:dat|die|deze|dit|het|hij|zij)[ ])?(?:artikel[ ]|lid[ ]|wet[ ])?"
    r"(?:luidt|luidde|luidend|geldt|gold|geldend|van[ ]kracht(?:[ ](?:is|was))?)"
    r"|(?:in[ ]de[ ])?(?:versie|tekst|redactie)(?:[ ]die[ ](?:geldt|gold))?(?:[ ]geldend)?"
    r"|geldend|geldig)"
    r"[ ]?(?:op|per|van|vanaf|sinds|tot|met[ ]ingang[ ]van)?[ ]{0,2}" + _DAY,
    re.IGNORECASE,
)
# JCI 1.3.1: g is the day on which the text is in force, z that on which it is seen.
_JCI_DAY = re.compile(r"&[gz]=(\d{4}-\d{2}-\d{2})")


def named_day(text: str, start: int, end: int) -> str | None:
    """Return the ISO day of the version that a reference names, or None.

    Args:
        text: the whole text.
        start: where the reference begins; a JCI reference holds its own day.
        end: where it ends; the words behind it are read.

    >>> text = "artikel 5 Wpg, zoals dat luidt per 1 januari 2027"
    >>> named_day(text, 0, 13)
    '2027-01-01'
    """
    within = _JCI_DAY.search(text, start, end)
    if within:
        return _valid(within[1])
    match = _NAMED.match(text, end)
    if match is None:
        return None
    if match["iso"]:
        return _valid(match["iso"])
    month = match["month"] or str(MONTHS.index(match["name"].lower()) + 1)
    return _valid(f"{match['year']}-{int(month):02}-{int(match['day']):02}")


def _valid(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None
