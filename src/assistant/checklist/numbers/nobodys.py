"""What looks like somebody's number and is nobody's: references to law, addresses on the web.

Inside those nothing is found.
"""

from __future__ import annotations

import re

from assistant.checklist.tokens import Tokens

# Numbers of laws, rulings and publications.
LEGAL = re.compile(
    r"""
      ecli:[a-z]{2}:[a-z0-9]{2,8}:\d{4}:[a-z0-9.]+         # ECLI:NL:HR:2013:BZ1234
    | \bbwb[rvw]\d{7}\w*                                    # BWBR0034925
    | \bcvdr\d+ | \bjci\d[\d.]*:[^\s]+
    | \b3\d{4}[rlc]\d{4}\b                                  # CELEX 32016R0679
    | \b(?:celex|ljn|isbn(?:-1[03])?|issn|doi|nur|kst|blg|ah-tk|h-tk|stb|stcrt|trb|
          pbeu?|pb(?!\s\d+,?\s\d{4}\s?[a-z]{2}\b)|
          kamerstuk(?:ken)?|kamerdossier|handelingen|staatsblad|staatscourant|tractatenblad|
          publicatieblad|nen(?:-en)?(?:-iso)?|iso|nta|npr|njb|rvdw|jpf|fjr|zaak\ c)
      [\s:.,-]{0,3}(?:(?:i|ii|tk|ek|nr|nrs|l|c|bis|en|iso|iec)\b[\s.:,/-]{0,3}){0,4}
      \d[\d\s./x,-]{0,24}(?:[a-z]{1,4}\b[\s.,-]{0,3})?(?:,?\s{0,2}nrs?\.?\s{0,2}\d{1,6})?
    | \b(?:\(?eu\)?|eg|eeg)\s(?:nr\.\s)?\d{2,4}/\d{2,4}     # (EU) 2016/679
    | \bc-\d{1,4}/\d{2}\b | \bt-\d{1,4}/\d{2}\b             # case C-131/12
    | \b20\d{7}/\d{1,2}/[a-z]{1,2}\d\b                       # Raad van State, 202001234/1/A3
    | \b(?:ab)?rvs[\s,:]{1,3}(?:nr\.?\s)?20\d{7}/\d{1,2}\b
    | \b10\.\d{4,5}/\S+                                     # DOI
    | \bnj[\s,]{1,2}(?:19|20)\d{2}(?:,?\s{0,2}nrs?\.?)?[\s/]{0,2}\d{0,4}
    | \bpostbus\s\d+(?:,?\s\d{4}\s?[a-z]{2}\b)?
    """,
    re.VERBOSE,
)
# How the words begin with which a reference to law or literature does, and its longest numbers.
_LEGAL_WORDS = (
    "ecli", "bwb", "cvdr", "jci", "celex", "ljn", "isbn", "issn", "doi", "nur", "kst", "blg",
    "ah-tk", "h-tk", "stb", "stcrt", "trb", "pb", "kamerstuk", "kamerdossier", "handelingen",
    "staatsblad", "staatscourant", "tractatenblad", "publicatieblad", "nen", "iso", "nta", "npr",
    "njb", "rvdw", "rvs", "abrvs", "jpf", "fjr", "zaak", "eu", "eg", "eeg", "nj", "postbus",
)  # fmt: skip
_LEGAL_NUMBER = re.compile(r"3\d{4}[rlc]\d|20\d{7}/|10\.\d{4}")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|eu|org"
    r"|net)/[^\s<>\"')]*"
)
_DOMAIN_END = re.compile(r"\.(?:nl|com|eu|org|net|me|tv)/")


def has_legal(tokens: Tokens) -> bool:
    """Whether a text can hold what `LEGAL` is about, without looking for it."""
    return any(
        word.startswith(_LEGAL_WORDS) or word in ("c", "t") or "-" in word or "'" in word
        for word in tokens.vocabulary
    ) or bool(_LEGAL_NUMBER.search(tokens.low))


def web_addresses(low: str) -> list[tuple[int, int]]:
    """Spans of the web addresses in a text."""
    return [m.span() for m in _URL.finditer(low)] if _has_address(low) else []


def _has_address(low: str) -> bool:
    """Whether there may be a web address, without looking for one."""
    return "://" in low or "www." in low or bool("/" in low and _DOMAIN_END.search(low))
