"""Addresses, numbers and accounts of bodies, which everybody may know."""

from __future__ import annotations

import re

from assistant.checklist.lexicon import Lexicon
from assistant.checklist.public.words import BODY, IN_NAMES, REACH, REACH_ADDRESS, RESIDENT

# What joins a body to its address.
_AT = re.compile(
    r"[,:(|]|\b(?:is|op|gevestigd|zit|adres|bezoekadres|postadres|aan de|vestiging|bel)\b"
)
# Behind an address: " van de GGD".
_BODY_AFTER = re.compile(rf"\s(?:van|bij)\s(?:de\s|het\s)?{BODY.pattern[2:]}")
# What says that something happened at a body or went to it.
_WENT = re.compile(
    r"\b(?:naar|over|was|waren|ging|gingen|stond|kwam|kwamen|rijdt|reed|incident|melding\w*|heeft"
    r"|inval|aangetroffen|cijfers|bezoek(?:t|en)?|huisbezoek|post(?!-)|brief)\b"
)
# At the end of what stands before a body: that something goes there.
_TO = re.compile(r"\bnaar (?:de |het )?(?:\w+ )?$")
# That somebody lives there, for sure.
_LIVING = re.compile(
    r"\b(?:woont|wonen|woonde|woonachtig|ingeschreven|verblijft|verblijven|gezin|jeugdige|slaapt)\b"
)
NEAREST = 30  # characters between a body and its address
# Where bodies of the state and their associations have their seat.
_KNOWN_ADDRESS = re.compile(
    r"(?:hoge nieuwstraat|nieuwstraat) 8\b|turfmarkt 147\b|catharijnesingel 47\b"
    r"|bezuidenhoutseweg (?:30|151)\b|nassaulaan 12\b|korte voorhout 8\b|kleinesingel 1\b"
)
# A body with the word for a home in its name.
_VEILIG_THUIS = re.compile(r"veilig thuis")
# The last line of a message, with who sent it below.
_CLOSING = re.compile(r"\b(?:groet|groeten|hoogachtend|mvg|met dank|bij voorbaat dank)\b")
# What a body has and nobody else: "is dat het bezoekadres van de Autoriteit Persoonsgegevens".
_VISITED = re.compile(
    r"\b(?:bezoek|post|vestigings|kantoor|correspondentie|antwoord)adres van (?:de |het |een )?"
    rf"{BODY.pattern[2:]}"
)
# "bezoekadres: " before an address, which is then no home.
_VISITED_AT = re.compile(r"\b(?:bezoek|vestigings|kantoor)adres(?: is)?[ :=]{1,3}$")
# Who writes says where they work: "wij zitten op de".
_WE_SIT = re.compile(
    r"\b(?:wij|we) (?P<sit>zitten|huizen|werken|zijn gevestigd)\b[^.?!\n]{0,16} (?:op|aan)"
    r" (?:de |het )?$"
)
# What tells the address of a body from that of people in hiding: "wij zitten op".
_HOUSED = re.compile(r"\b(?:gebouw|kantoor|pand|team|bureau|verdieping|gemeente|bibliotheek)\b")
# "de GGD Hollands Midden, " and its address; "het gezondheidscentrum aan de".
_NAMED_AND_SITS = re.compile(
    r"(?:\s[\w-]+){0,3}?(?:,\s|\s(?:aan|op) (?:de |het )?)(?:[\w-]+\s(?:de |van )?)?$"
)
# What a finding may itself begin with and joins it to its body: "aan de".
_SITS = re.compile(r"(?:(?:aan|op) (?:de |het )?)?")
# What says that the address behind a body is where something was.
_HAPPENED = re.compile(
    r"\b(?:melding\w*|gemeld|incident\w*|inval|aangetroffen|bezoek\w*|ging|reden|zag|zagen|stond\w*"
    r"|adres is|tegenover|naast|achter)\b"
)
# Accounts of bodies: "@PolitieNL".
_BODYS_HANDLE = re.compile(
    r"@(?:politie|gemeente|vng|rijks|min(?:vws|jenv|bzk|ocw)|ggd|ggz|veiligthuis|autoriteit|nji"
    r"|augeo"
    r"|movisie|kinderombuds|ehrm|raadvoor|kindertelefoon|nctv|(?:nos|rvdk|om|coa)(?![a-z]))"
)
_NETWORK = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}")  # a range of addresses, nobody's own
_SERVICE_NUMBERS = ("0800", "0900")  # nobody lives there


def is_of_body(low: str, start: int, end: int, reach: int) -> bool:
    """Whether an address or number is that of a body that is named so near before it."""
    label = _VISITED_AT.search(low, max(0, start - 24), start)
    if label and not _LIVING.search(low, end, end + REACH_ADDRESS):
        return True
    if _VISITED.search(low, end, end + REACH_ADDRESS):
        return True
    if _KNOWN_ADDRESS.match(low, start):
        return True
    we = _WE_SIT.search(low, max(0, start - REACH_ADDRESS), start)
    behind = low[end : end + REACH_ADDRESS]
    if we and not RESIDENT.search(behind) and (we["sit"] != "zitten" or _HOUSED.search(behind)):
        return True
    line = low.rfind("\n", 0, start) + 1
    if line and _CLOSING.search(low, max(0, line - REACH), line):
        line, reach = 0, REACH  # the lines below a greeting are those of one sender
    elif line > 1:
        above = low.rfind("\n", 0, line - 1) + 1
        if BODY.search(low, above, line):
            line = above
    first = max(line, low.rfind("? ", 0, start) + 1, start - reach, 0)
    before = IN_NAMES.sub(" ", low[first:start])
    bodies = list(BODY.finditer(before))
    sits = _SITS.match(low, start, end)
    joined = before + (sits.group() if sits else "")
    if (
        bodies
        and _NAMED_AND_SITS.match(joined, bodies[-1].end())
        and not _HAPPENED.search(low, first, start)
        and not _LIVING.search(low, first, min(len(low), end + REACH_ADDRESS))
    ):
        return True
    if not bodies and _BODY_AFTER.match(low, end):
        return not RESIDENT.search(before)
    if not bodies or not (_AT.search(before, bodies[-1].start()) or "\n" in before):
        return False
    # "stuur ik dat naar de Raad, Turfmarkt 147": sent to the body itself
    if _WENT.search(_TO.sub("", before[: bodies[-1].start()]) + before[bodies[-1].end() :]):
        return False
    after = re.split(r"[?\n]|\. ", low[end : end + 60])[0]
    between = before[bodies[-1].end() :]
    if len(between) <= NEAREST and not RESIDENT.search(before) and not _LIVING.search(after):
        return True
    return not RESIDENT.search(_VEILIG_THUIS.sub("vt", before) + " | " + after)


def is_handle_of_body(low: str, start: int) -> bool:
    """Whether an account is that of a body."""
    return bool(_BODYS_HANDLE.match(low, start))


def is_nobodys_number(low: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a number is a range of a network, a telephone number of a body or of a service."""
    if _NETWORK.fullmatch(low, start, end):
        return True
    digits = "".join(c for c in low[start:end] if c.isdigit())
    return digits in lexicon.lists["phone"] or digits.startswith(_SERVICE_NUMBERS)
