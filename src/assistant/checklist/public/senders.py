"""Addresses and numbers in the lines of an organisation: below its message, on its letter."""

from __future__ import annotations

import re

from assistant.checklist.public.words import BODY, IN_NAMES, LANDLINE, MOBILE, RESIDENT

# Below a question or a greeting stands who sent it: an organisation, when it says so.
_SENDER_BEGINS = re.compile(
    r"[?.!:)]\s*\n\s*\n|\b(?:groet|groeten|dank|regards)\b[^\n]{0,30}\n|\n--\s*\n"
)
# Words by which an organisation is known in the lines below a message.
_ORGANISATION = re.compile(
    r"\b(?:team|bureau|stichting|desk|gemeente|afdeling|kvk|stafbureau|regiobureau|servicepunt"
    r"|servicedesk"
    r"|secretariaat|\w*praktijk\w*|\w*centrum|\w*loket|\w*meldpunt|vacature|standplaats|congres"
    r"|(?:buurt|inloop|wijk|dorps|jeugd|zieken|gast|leer)huis|(?:obs|ikc|cbs|rkbs|kdv|bso)"
    r"|basisschool"
    r"|samenwerkingsverband|instituut|zaken|cooperatie|vereniging|kinderopvang|regio"
    r"|bestuursbureau|contractbeheer|toezicht|archief|stadskantoor|logeerhuis|planning"
    r"|informatie\w*"
    r"|huisartsen\w*|gezondheidscentrum|poh\w*|facilitair|preventie|onderwijs|backoffice"
    r"|b\.?v\.?)\b"
)
# A desk answers there: "keuze 4", "receptie", "op werkdagen".
_DESK = re.compile(
    r"\b(?:keuze|toets|optie|receptie|spoedlijn|helpdesk|servicedesk|balie|werkdagen|telefonisch"
    r"|spreekuur|centraal|algemeen nummer|portofoon\w*|coordinator post|geen spoed|huisartsenpost"
    r"|kindertelefoon|buurtteam|crisisdienst|igj|halt|fax)\b"
)
DESK_REACH = 40  # characters around a telephone number
LONGEST_SENDER = 400  # characters of the lines below a message
# A person who can be the one at the address; the plural is whom an organisation works for.
_ONE_RESIDENT = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woonachtig|ingeschreven|verblijft|gezin|moeder|vader"
    r"|client(?:e)?"
    r"|kind|zoon|dochter|mevrouw|mevr|mw|dhr|meneer|familie|fam|thuis|jongen|meisje|oma|opa|tante"
    r"|oom"
    r"|ex|partner|jeugdige|bewoner|buren|buurvrouw|buurman|slachtoffer|melder|patiente?|leerling"
    r"|hij|zij|haar|hem|prive\w*|geheime?|op het adres|spraken?|bezochten|huisbezoek)\b"
)
# What is written down of a report: "VT-melding binnengekomen", "Soort: huiselijk geweld".
_RECORD = re.compile(
    r"\b(?:melding binnen\w*|nieuwe melding|zorgmelding|soort(?: melding)?:|aard(?: melding)?:"
    r"|mishandeling"
    r"|huiselijk geweld|verwaarlozing|incident|aanleiding:|ter plaatse|betrokkenen?:)"
)
RECORD_REACH = 130  # characters around an address or number
LINES_BESIDE = 3  # lines above and below in which an organisation says its name
LONGEST_BLOCK = 500  # characters of those lines
# A street and its number, just before a postcode.
_STREET_ABOVE = re.compile(r"[a-z]{3,} ?\d{1,4} ?[a-z]{0,3}[\s,|–-]{1,4}$")


def is_of_sender(low: str, start: int, end: int, item: str) -> bool:
    """Whether an address or number stands below a message, where an organisation signs."""
    if item == "phone" and MOBILE.match(low, start):
        return False
    if item == "file-number" and not LANDLINE.fullmatch(low[start:end]):
        return False
    if item in ("phone", "file-number"):
        near = low[max(0, start - DESK_REACH) : start] + " | " + low[end : end + DESK_REACH]
        if _DESK.search(near) and not RESIDENT.search(near):
            return True
    if item in ("phone", "address", "file-number") and _is_of_block(low, start, end):
        return True
    if item == "postcode" and _is_beside_street(low, start) and _is_of_block(low, start, end):
        return True
    if low.find("\n", 0, start) < 0:
        return False
    begins = [m.end() for m in _SENDER_BEGINS.finditer(low, 0, start)]
    if not begins:
        return False
    block = low[begins[-1] :]
    lines = [line for line in re.split(r"[\n|]", block) if line.strip()]
    return (
        len(lines) > 1
        and len(block) <= LONGEST_SENDER
        and bool(_ORGANISATION.search(block))
        and "?" not in block
        and not RESIDENT.search(IN_NAMES.sub(" ", block))
    )


def _is_of_block(low: str, start: int, end: int) -> bool:
    """Whether the lines around an address or number are those of an organisation, and nobody's.

    "Inloophuis De Schakel", then its street, then its number: as on a letter, a poster or a site.
    """
    if _RECORD.search(low, max(0, start - RECORD_REACH), end + RECORD_REACH):
        return False
    if "\n" not in low and low.count("|") < 2:
        first = max(low.rfind(". ", 0, start), low.rfind("? ", 0, start)) + 1
        last = min(i for i in (low.find(". ", end), low.find("? ", end), len(low)) if i >= 0)
        block = low[first:last]
        if low.startswith("vacature"):
            block = low[:last]
        opens = _ORGANISATION.match(block.lstrip(" \"'"))
        return bool(opens) and not _ONE_RESIDENT.search(IN_NAMES.sub(" ", block))
    first, last = start, end
    for _ in range(LINES_BESIDE + 1):
        first = max(low.rfind("\n", 0, max(0, first - 1)), 0)
        after = low.find("\n", last + 1)
        last = len(low) if after < 0 else after
        block = low[first:last]
        if len(block) > LONGEST_BLOCK or _ONE_RESIDENT.search(IN_NAMES.sub(" ", block)):
            return False
        if _ORGANISATION.search(block) or BODY.search(block):
            return True
    return False


def _is_beside_street(low: str, start: int) -> bool:
    """Whether a postcode stands below or behind a street with its number, as in an address."""
    return bool(_STREET_ABOVE.search(low, max(0, start - 40), start))
