"""What is made up: values that show a form, invented names, who is in a film or a book."""

from __future__ import annotations

import re

from assistant.checklist.case import is_taken_back
from assistant.checklist.public.words import REACH, RESIDENT

# Words around a number that is shown as an example.
_EXAMPLE = re.compile(
    r"\b(?:zoals|bijvoorbeeld|bijv|bv|voorbeeld\w*|formaat|vals|nep\w*|dummy|test\w*|placeholder"
    r"|verzonnen|fictie\w*|type|vorm|such as|example)\b"
)
# Anywhere in the text: what says that a number is there to test with.
_TESTED = re.compile(r"\b(?:test\w*|acceptatie\w*|geldig|dummy|voorbeeld)\b")
# Digits in a row or all the same, and words in the place of a value.
_EXAMPLE_VALUE = re.compile(r"123456|234567|987654|(\d)\1{5}|nl00|voornaam|achternaam|firstname")
# Beside a name: what says that it is made up.
_INVENTED = re.compile(
    r"\((?:volledig |geheel |helemaal )?(?:verzonnen|fictief|gefingeerd)[^)]{0,40}\)"
    r"|\b(?:is|zijn) (?:allemaal )?verzonnen|\bnaam (?:is )?(?:verzonnen|gefingeerd|fictief"
    r"|bedacht|veranderd)"
    r"|\bnamen (?:zijn )?(?:verzonnen|gefingeerd|fictief|bedacht)"
    r"|\bvoorbeeld(?:naam|kind|persoon|gezin|client)"
    r"|\b(?:oefen|voorbeeld|onzin|fantasie)(?:na(?:am|men)|families?|gezinnen|personen)"
    r"|\bals (?:schuilnaam|pseudoniem)|\b(?:verzonnen|fictie(?:f|ve)) persona\b"
    r"|\bgefingeerde|\bverzonnen na(?:am|men)|\bfictieve na(?:am|men)|\bschuilnamen"
)
# Around a sentence: who is in it is nobody, as long as nothing takes it back.
_SAID_INVENTED = re.compile(
    r"\b(?:een|de|het|dit|deze|die|ons|onze|met|van|alle|geheel|volledig|puur|compleet|twee|drie"
    r"|vier|zelf|door ons|bij deze) (?:verzonnen|bedachte|zelfbedachte) \w"
    r"|\b(?:alles|allemaal) (?:is )?verzonnen"
    r"|\b(?:fictie(?:f|ve)|gefingeerde?|persona's|oefendossiers?|voorbeeldzin(?:nen)?|proefpersonen"
    r"|nepdossiers?|(?:persoon|naam|namen|familie|gezin|kind|mensen) bestaa(?:t|n) niet"
    r"|(?:is|zijn) (?:allemaal |gewoon |natuurlijk |volledig |geheel )?(?:bedacht"
    r"|verzonnen)(?! door)"
    r"|(?:verzonnen|bedacht) (?:voorbeeld|casus|gezin|situatie|verhaal|zin|naam|namen)"
    r"|(?:oefen|les|voorbeeld|trainings)casus(?:sen)?|rollenspel\w*|rolna(?:am|men)"
    r"|werkblad(?:en)?|als (?:voorbeeldnaam|plaatshouder)"
    r"|geen echte? (?:mensen|personen|namen|mens|persoon|kind|gezin)"
    r"|made[- ]up|fictional|placeholder|erfunden\w*|uydurma|zmyslon\w+)\b"
)
FAR = 250  # characters before and behind a name in which its sentences lie
# Where a sentence ends and the next one begins.
_SENTENCE_ENDS = re.compile(r"[.?!:]\s|\n")
# Behind a name: "(voorbeeld)", "als placeholder".
_SHOWN = re.compile(
    r"['\"’”]? (?:\(voorbeeld\w*\)|(?:(?:staat|dient|geldt) )?als (?:voorbeeld|voorbeeldnaam"
    r"|placeholder|werkwoord|woord))"
)
# Who is in a film, a book or a game: "In de serie Adolescence wordt Jamie".
_PLAYED = re.compile(
    r"\b(?:in|uit|van) (?:de|het|een|die|dat|deze|dit) (?:\w+ )?(?:film|serie|roman|prentenboek"
    r"|podcast|musical|toneelstuk|game|soap|stripboek|kinderboek|jeugdboek|sprookje"
    r"|voorstelling)\b[^.?!\n]*$"
    r"|\bhet lied [^.?!\n]{0,40}$"
)
# "namen als Fatima, Jan en Kees", "een fictief Waddendorp", "Lesfragment: agent Storm".
_AS_EXAMPLE = re.compile(
    r"\b(?:voor|achter)?na(?:am|men) (?:als|zoals) (?:[\w'-]+(?:,| en| of) ){0,4}$|\bfictie(?:f"
    r"|ve) $"
    r"|\blesfragment: [^.?!]*$|\bop naam van ['\"‘“]$"
    r"|\bstel\b[^.?!]{0,60}\b(?:heet|heten|noem\w*) (?:[\w'-]+(?: en|,) )?$"
)


def is_placeholder(low: str, start: int, end: int) -> bool:
    """Whether a number or address is one that is written to show the form: "0612345678"."""
    value = re.sub(r"[\s.-]", "", low[start:end])
    if value in ("1234ab", "postcode(1234ab", "postcode1234ab") or "voornaam" in value:
        return True
    if value.startswith("voorbeeld") or (value == "123456789" and _TESTED.search(low)):
        return True
    if not _EXAMPLE_VALUE.search(value):
        return False
    around = low[max(0, start - 50) : end + 40]
    return bool(_EXAMPLE.search(around)) and not RESIDENT.search(around)


def is_invented(low: str, start: int, end: int) -> bool:
    """Whether a name is said to be made up for an example."""
    if (
        _INVENTED.search(low, max(0, start - 60), min(len(low), end + 80))
        or _AS_EXAMPLE.search(low, max(0, start - 60), start)
        or _SHOWN.match(low, end)
    ):
        return True
    first, last = _sentences_around(low, start, end)
    said = _SAID_INVENTED.search(low, first, last)
    played = _PLAYED.search(low, max(0, start - REACH), start)
    return bool(said or played) and not is_taken_back(low)


def _sentences_around(low: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a name and the one before and behind it, at most so many characters."""
    before = [m.end() for m in _SENTENCE_ENDS.finditer(low, max(0, start - FAR), start)]
    behind = [m.start() for m in _SENTENCE_ENDS.finditer(low, end, min(len(low), end + FAR))]
    first = before[-2] if len(before) > 1 else max(0, start - FAR)
    last = behind[1] if len(behind) > 1 else min(len(low), end + FAR)
    return first, last
