"""Numbers and addresses that a word or sign announces, in spellings that spread or hide them.

"ID-kaart IXB 12C3D 4", "NL95RABO****490510", "LinkedIn: /in/...": the word in front says what
comes, so that the form can be looser than where nothing announces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal, is_bsn
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Nine letters and digits, in groups (ICAO Doc 9303, part 4 and 5: the number of a travel document).
_DOCUMENT = re.compile(
    r"\b(?i:id[- ]?kaart|identiteits(?:kaart|bewijs)|pasp(?:oort)?|rijbewijs|legitimatie(?:bewijs)?"
    r"|passport|id card|reisdocument|verblijfs(?:vergunning|document))\b[^\n]{0,24}?"
    r"(?P<found>\b(?=(?:[A-Z ]{0,9}[0-9]){2})(?=(?:[0-9 ]{0,9}[A-Z]){2})"
    r"[A-Z0-9](?: ?[A-Z0-9]){8}\b)"
)
_MASKED_ACCOUNT = re.compile(r"\b(?P<found>[A-Z]{2}\d{2} ?[A-Z]{4} ?[*x•.·_-]{2,10} ?\d{3,8})\b")
_REGISTER = re.compile(
    r"\b(?:big|skj|nvo|nip|agb|rbcz|vgct)[- ]?"
    r"(?:registratie|registratienummer|reg|nummer|nr|register)"
    r"[.: ]{0,2}(?:is |nr\.? )?(?P<found>\d[\d. -]{3,12}\d)\b"
)
_PROFILE = re.compile(
    r"\b(?:linkedin|instagram|insta|facebook|snapchat|tiktok)\b[ :]{1,3}"
    r"(?P<found>/(?:(?:in|u|p)/[\w.-]{4,60}|(?=[\w.-]*[\d._-])[\w.-]{4,60}))"
)
_IPV6 = re.compile(r"\b(?P<found>[0-9a-f]{1,4}(?: ?::? ?:? ?[0-9a-f]{1,4}){3,7})\b")
_HEX = re.compile(r"[0-9][a-f]|[a-f][0-9]")
_MAIL = re.compile(
    r"(?<![\w.@])(?P<found>(?P<local>[a-z0-9][\w.+-]{2,40}) ?(?:\(at\)|\[at\]|@) ?[\w-]{2,30}"
    r" ?(?:\.|\(dot\)|\[dot\]|\bpunt\b) ?(?:nl|com|org|net|eu|be|de|tr|pl)\b)"
)
_SPREAD_MAIL = re.compile(
    r"(?<![\w.@])(?P<found>[a-z0-9][\w.+-]{2,40} @ ?(?:gmail|hotmail|icloud|outlook|live|ziggo"
    r"|yahoo|kpnmail|msn|planet|home) ?[. ] ?(?:com|nl))\b"
)
_PLATE = re.compile(
    r"\b(?i:kenteken(?:plaat)?|nummerbord|nummerplaat|plaat|plaka|kennzeichen|plate|tablica"
    r"|rejestracja)\b[ :]{1,2}(?i:is |was |van )?"
    r"(?P<found>(?=[A-Z -]{0,9}[0-9])(?=[0-9 -]{0,9}[A-Z])"
    r"[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,5}){1,2})\b"
)
# "86-**-1": as much as the writer saw
_MASKED_PLATE = re.compile(
    r"(?<![\w*])(?P<found>(?=[*x. -]{0,3}(?:[A-Z0-9][ -]?){1,6}[*x])[A-Z0-9]{1,3}[ -]?[A-Z0-9]{0,3}"
    r"[ -]?[*x]{1,3}[ -]?[A-Z0-9*x]{0,3}(?:[ -][A-Z0-9*x]{1,3})?)(?![\w*])"
)
_BRITISH_PLATE = re.compile(
    r"\b(?i:auto|wagen|busje|bestelbus|car|van|plate)\b[^\n.?]{0,30}?"
    r"(?P<found>\b[A-Z]{2}[0-9]{2} ?[A-Z]{3})\b"
)
# Two groups of consonants that are no abbreviation, beside a number: "71 pz nb".
_CONSONANTS = (
    r"(?!(?:sr|sv|rv|st|nr|kg|km|cm|mm|mg|ml|bv|nv|mw|mr|dr|vs|gz|jl)\b)[bcdfghjklmnpqrstvwxz]{2}"
)
_SPACED_PLATE = re.compile(
    rf"(?<![\w.])(?P<found>\d{{2}} {_CONSONANTS} {_CONSONANTS}"
    rf"|{_CONSONANTS} {_CONSONANTS} \d{{2}})(?![\w.])"
)
_MASKED_PHONE = re.compile(
    r"(?<!\d)(?P<found>06[ -]?(?:(?:\d[ -]?){4,7}[x*]{1,4}|\d{0,4}[x*]{2,6}\d{2,5}))(?!\w)"
)
_MASKED_BSN = re.compile(
    r"\b(?:bsn\w*"
    r"|burgerservicenummer)[ :]{1,3}(?:is )?(?P<found>\d{2,6}[ -]?[x*]{2,5}[ -]?\d{1,4})(?!\w)"
)
_BROKEN_PHONE = re.compile(  # "06, 73, 82, 16, 66", or over two lines
    r"(?<!\d)(?P<found>06(?:, ?\d{1,4}){2,8}|06[ -]?\d{2,6}\n\d{2,6})(?!\d)"
)
_DEFANGED = re.compile(r"(?<!\d)(?P<found>\d{1,3}(?:[\[(]\.[\])]\d{1,3}){3})(?!\d)")
_PIPED = re.compile(r"(?<!\d)(?P<found>\d(?: ?[|;] ?\d){8,9})(?! ?[|;]? ?\d)")
_COMMA_BSN = re.compile(r"(?<![\d,])(?P<found>\d{2,4}(?:, ?\d{2,4}){2,3})(?![\d,]*\d)")
_COLON_PHONE = re.compile(r"(?<!\d)(?P<found>06: ?\d{2,4}[ -]?\d{2,4}[ -]?\d{2,4})(?!\d)")
_DAY = r"\d{1,2}[-/.](?:\d{1,2}|[ivx]{1,4})[-/.](?:(?:19|20)\d{2}|\d{2})"
_BORN = re.compile(  # the sign of genealogists, or who it is in brackets
    rf"(?<![\w*])(?P<found>[*°] ?{_DAY})(?!\d)"
    rf"|(?<![\w.-])(?P<found2>{_DAY}) ?\((?:m|v|j|x|jongen|meisje|man|vrouw)\)"
)
_UNIT = re.compile(  # a part of a building or a camping, where somebody lives
    r"\b(?P<found>(?:flat|appartement|app|appt|plek|staanplaats|standplaats|unit|wooneenheid|caravan"
    r"|stacaravan|kavel|galerij|huisje|vakantiehuisje|chalet|bungalow|woonwagen|ligplaats"
    r"|woonboot)\.? (?:nr\.? ?|nummer )?\d{1,4}[a-z]?)\b"
)
_LIVES_THERE = re.compile(
    r"\b(?:woont|wonen|woonde|verblijft|verblijven|logeert|zit(?:ten)? (?:vader|moeder|hij|zij|ze"
    r"|een gezin|het gezin)|daar zit|gezin|moeder|vader|buren)\b"
)
_NEAR = 40  # characters around a unit that are looked at
LEAST_OF_EACH = 2  # digits of a document
DIGITS_OF_PHONE = 10
LEAST_DIGITS = 5  # of a number in a register


# A pattern is tried when one of its words stands in the text, which costs less than a look for it.
_DOCUMENT_WORDS = words_of(
    """
    id id-kaart idkaart identiteitskaart identiteitsbewijs pasp paspoort passport rijbewijs
    legitimatie legitimatiebewijs reisdocument verblijfsvergunning verblijfsdocument
    """
)
_REGISTER_WORDS = ("big", "skj", "nvo", "nip", "agb", "rbcz", "vgct")
_PROFILE_WORDS = words_of("linkedin instagram insta facebook snapchat tiktok")
_PLATE_WORDS = words_of(
    """
    kenteken kentekenplaat nummerbord nummerplaat plaat plaka kennzeichen plate tablica rejestracja
    """
)
_UNIT_WORDS = words_of(
    """
    flat appartement app appt plek staanplaats standplaats unit wooneenheid caravan stacaravan
    kavel galerij huisje vakantiehuisje chalet bungalow woonwagen ligplaats woonboot
    """
)
_SEX = ("(m)", "(v)", "(j)", "(x)", "(jongen)", "(meisje)", "(man)", "(vrouw)")


def find(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Propose what an announcing word points at."""
    low, vocabulary = tokens.low, tokens.vocabulary
    if tokens.numbers:
        yield from _numbers(tokens)
    if "/" in low and not vocabulary.isdisjoint(_PROFILE_WORDS):
        for m in _PROFILE.finditer(low):
            yield "profile", *m.span("found"), "announced-profile"
    if " @ " in low:
        for m in _SPREAD_MAIL.finditer(low):
            yield "email", *m.span("found"), "spaced-address"
    if "@" in low or "(at)" in low or "[at]" in low:
        for m in _MAIL.finditer(low):
            if m["local"] not in lexicon.lists["email-local"] and " " in m["found"]:
                yield "email", *m.span("found"), "spaced-address"


def _numbers(tokens: Tokens) -> Iterator[Proposal]:
    low, text, vocabulary = tokens.low, tokens.text, tokens.vocabulary
    if not vocabulary.isdisjoint(_DOCUMENT_WORDS):
        for m in _DOCUMENT.finditer(text):
            if sum(c.isdigit() for c in m["found"]) >= LEAST_OF_EACH:
                yield "identity-document", *m.span("found"), "announced-document"
    if any(word in low for word in _REGISTER_WORDS):
        for m in _REGISTER.finditer(low):
            if sum(c.isdigit() for c in m["found"]) >= LEAST_DIGITS:
                yield "professional-register", *m.span("found"), "announced-register"
    if low.count(":") > 2:
        for m in _IPV6.finditer(low):
            if m["found"].count(":") > 2 and _HEX.search(m["found"]):
                yield "ip-address", *m.span("found"), "spaced-address"
    if not vocabulary.isdisjoint(_PLATE_WORDS):
        for m in _PLATE.finditer(text):
            yield "licence-plate", *m.span("found"), "announced-plate"
        for m in _MASKED_PLATE.finditer(text) if "*" in text else ():
            yield "licence-plate", *m.span("found"), "masked-plate"
    capitals, pairs, mobile = _company(tokens)
    if capitals:
        for m in _MASKED_ACCOUNT.finditer(text):
            yield "iban", *m.span("found"), "masked-account"
        for m in _BRITISH_PLATE.finditer(text):
            yield "licence-plate", *m.span("found"), "british-plate"
    if pairs:
        for m in _SPACED_PLATE.finditer(low):
            yield "licence-plate", *m.span("found"), "spaced-plate"
    for pattern in (_MASKED_PHONE, _COLON_PHONE) if mobile else ():
        for m in pattern.finditer(low):
            yield "phone", *m.span("found"), "partial-phone"
    for m in _BROKEN_PHONE.finditer(low) if mobile else ():
        if sum(c.isdigit() for c in m["found"]) == DIGITS_OF_PHONE:
            yield "phone", *m.span("found"), "broken-phone"
    for m in _DEFANGED.finditer(low) if "[.]" in low or "(.)" in low else ():
        yield "ip-address", *m.span("found"), "defanged"
    for m in _PIPED.finditer(low) if "|" in low or ";" in low else ():
        digits = re.sub(r"\D", "", m["found"])
        if len(digits) == DIGITS_OF_PHONE and digits[0] == "0":
            yield "phone", *m.span("found"), "piped"
        elif is_bsn(digits):
            yield "bsn", *m.span("found"), "elfproef"
    for m in _COMMA_BSN.finditer(low) if "bsn" in low or "nummer" in low else ():
        if is_bsn(re.sub(r"\D", "", m["found"])):
            yield "bsn", *m.span("found"), "elfproef"
    for m in _MASKED_BSN.finditer(low) if "bsn" in low or "burgerserv" in low else ():
        yield "bsn", *m.span("found"), "masked-number"
    if "*" in low or "°" in low or any(sex in low for sex in _SEX):
        for m in _BORN.finditer(low):
            yield "birth-date", *m.span("found" if m["found"] else "found2"), "born-sign"
    if not vocabulary.isdisjoint(_UNIT_WORDS):
        for m in _UNIT.finditer(low):
            around = low[max(0, m.start() - _NEAR) : m.end() + _NEAR]
            if _LIVES_THERE.search(around):
                yield "address", *m.span("found"), "dwelling-unit"


def _company(tokens: Tokens) -> tuple[bool, bool, bool]:
    """What stands beside the numbers of a text.

    Returns:
        Whether two digits come behind two capitals, whether two words of two letters stand on one
        side of two digits, and whether a number begins as those of mobile telephones.
    """
    words, raw = tokens.words, tokens.raw
    capitals = pairs = mobile = False
    for i in tokens.numbers:
        word = words[i]
        if word.startswith("06"):
            mobile = True
        if len(word) == 2:
            around = words[max(0, i - 2) : i + 3]
            if i and len(raw[i - 1]) == 2 and raw[i - 1].isupper():
                capitals = True
            if sum(len(w) == 2 for w in around) > 2:
                pairs = True
    return capitals, pairs, mobile
