"""Numbers and addresses that a word announces, in spellings that spread them out or hide a part.

"ID-kaart IXB 12C3D 4", "NL95RABO****490510", "LinkedIn: /in/...": the word in front says what
comes, so that the form can be looser than where nothing announces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens

# Nine letters and digits, in groups (ICAO Doc 9303, part 4 and 5: the number of a travel document).
_DOCUMENT = re.compile(
    r"\b(?i:id[- ]?kaart|identiteits(?:kaart|bewijs)|pasp(?:oort)?|rijbewijs|legitimatie(?:bewijs)?"
    r"|passport|id card|reisdocument|verblijfs(?:vergunning|document))\b[^\n]{0,24}?"
    r"(?P<found>\b(?=(?:[A-Z ]*[0-9]){2})(?=(?:[0-9 ]*[A-Z]){2})[A-Z0-9](?: ?[A-Z0-9]){8}\b)"
)
_MASKED_ACCOUNT = re.compile(r"\b(?P<found>[A-Z]{2}\d{2} ?[A-Z]{4} ?[*x•.·_-]{2,10} ?\d{3,8})\b")
_REGISTER = re.compile(
    r"\b(?:big|skj|nvo|nip|agb|rbcz|vgct)[- ]?"
    r"(?:registratie|registratienummer|reg|nummer|nr|register)"
    r"[.: ]{0,2}(?:is |nr\.? )?(?P<found>\d[\d. -]{3,12}\d)\b"
)
_PROFILE = re.compile(
    r"\b(?:linkedin|instagram|insta|facebook|snapchat|tiktok)\b[ :]{1,3}"
    r"(?P<found>/(?:in/|u/|p/)?[\w.-]{4,60})"
)
_IPV6 = re.compile(r"\b(?P<found>[0-9a-f]{1,4}(?: ?::? ?:? ?[0-9a-f]{1,4}){3,7})\b")
_HEX = re.compile(r"[0-9][a-f]|[a-f][0-9]")
_MAIL = re.compile(
    r"(?<![\w.@])(?P<found>(?P<local>[a-z0-9][\w.+-]{2,40}) ?(?:\(at\)|\[at\]|@) ?[\w-]{2,30}"
    r" ?(?:\.|\(dot\)|\[dot\]|\bpunt\b) ?(?:nl|com|org|net|eu|be|de|tr|pl)\b)"
)
LEAST_DIGITS = 5  # of a number in a register


def find(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Propose what an announcing word points at."""
    low, text = tokens.low, tokens.text
    if tokens.numbers:
        for m in _DOCUMENT.finditer(text):
            yield "identity-document", *m.span("found"), "announced-document"
        for m in _MASKED_ACCOUNT.finditer(text):
            yield "iban", *m.span("found"), "masked-account"
        for m in _REGISTER.finditer(low):
            if sum(c.isdigit() for c in m["found"]) >= LEAST_DIGITS:
                yield "professional-register", *m.span("found"), "announced-register"
        if low.count(":") > 2:
            for m in _IPV6.finditer(low):
                if m["found"].count(":") > 2 and _HEX.search(m["found"]):
                    yield "ip-address", *m.span("found"), "spaced-address"
    if "/" in low:
        for m in _PROFILE.finditer(low):
            yield "profile", *m.span("found"), "announced-profile"
    if "@" in low or "(at)" in low or "[at]" in low:
        for m in _MAIL.finditer(low):
            if m["local"] not in lexicon.lists["email-local"] and " " in m["found"]:
                yield "email", *m.span("found"), "spaced-address"
