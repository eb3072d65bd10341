"""Numbers that a word in front names: of files, documents and registers, and parts of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist.numbers.groups import is_public_phone
from assistant.checklist.numbers.place import Place, Proposal, inside
from assistant.checklist.numbers.words import MINISTRY

# Any other "…nummer" or "…zaak", but those of things and of papers that everybody may know.
_OTHER_LABEL = (
    r"(?!(?:telefoon|tel|huis|artikel|pagina|versie|kamer|fax|rekening|bsn|burgerservice|volg|rang"
    r"|nood|isbn|issn|mobiel|alarm|kvk|kamerstuk|bladzijde|pag|blz|thema|serie|week|jaar|lid|bank"
    r"|iban|btw|informatie|info|meld|service|keuze|toestel|whatsapp|contact|thuis|oor|noot|ecli)"
    r"-?(?:nummer|nr))[a-z]{2,24}-?(?:nummer|nr|kenmerk)|[a-z]{2,16}zaak"
)
_FILE_STRONG = (
    r"dossier(?:nummer|nr|no|code)|zaak(?:nummer|nr|code|id)|client(?:en)?(?:nummer|nr|code|id)"
    r"|clt(?:nr)?|patient(?:en)?(?:nummer|nr|id)|kenmerk|"
    r"registratie(?:nummer|nr)|meldings?(?:nummer|nr)|casus(?:nummer|nr)|polis(?:nummer|nr)"
    r"|parket(?:nummer|nr)|rekest(?:nummer|nr)|beschikkings?(?:nummer|nr)|"
    r"relatie(?:nummer|nr)|leerling(?:en)?(?:nummer|nr)|proces-?verbaal(?:nummer|nr)?"
    r"|pv-?(?:nummer|nr)|bvh(?:-?(?:nummer|nr))?|klant(?:nummer|nr)|rol(?:nummer|nr)|"
    r"persoons?(?:nummer|nr)|personeels(?:nummer|nr)|verzekerden?(?:nummer|nr)"
    r"|verzekerings(?:nummer|nr)|studenten?(?:nummer|nr)|aanmeld(?:ings?)?(?:nummer|nr)|"
    r"aangifte(?:nummer|nr)|insz(?:nummer)?|a-?nummer|anr|ecd-?(?:nummer|nr|id)"
    r"|zorgkantoor(?:nummer|nr)|indicatie(?:nummer|nr)|plan(?:nummer|nr)|referentie(?:nummer"
    r"|nr)?|"
    r"ref|ons kenmerk|uw kenmerk|case (?:number|no|id)|file (?:number|no)|case-id|client-id"
    r"|patient-id|aktenzeichen|geschaftszeichen|corv(?:-?(?:nummer|nr|id))?|zorgmelding(?:nummer"
    r"|nr)?|"
    r"onderzoeks(?:nummer|nr)|jeugdwet(?:nummer|nr)|contract(?:nummer|nr)|toewijzings?(?:nummer"
    rf"|nr)|meldnr|{_OTHER_LABEL}|cjib(?:-?(?:nummer|nr))?|strafrecht(?:keten)?(?:nummer|nr)|skn|regnr"
    rf"|reg\.?nr|dosnr"
    r"|znr"
)
_FILE_WEAK = (
    r"dossier|zaak|cl|raadsonderzoek|raadszaak|client|cliente|clienten|patient|patiente|casus|melding|pupil|leerling|parket"
    r"|rekest|beschikking|aanmelding|mutatie|bvh|registratie|nummer|nr|id|case|file|zorgmelding"
    r"|indicatie|no|numer|[a-z]{2,16}dossier|dosya|sprawa|akte|akta|ref|referentie|reference"
    r"|mutatie"
    r"|klacht|aangifte|verwijzing|toewijzing|sygn|ticket|incident|aanvraag|verzoek|intake|signaal|order|taak|actie|rit|rapport"
)
_CONTEXT = re.compile(
    rf"\b(?=[a-z])(?:(?P<v>v[\s.-]?(?:nummer|nr|num|number)|vreemdeling(?:en)?-?(?:nummer|nr)"
    rf"|auslandernummer|vnummer|vnr"
    rf"|(?:coa|ind)[\s-]?(?:nummer|nr|kenmerk|dossier|zaak|no)?|alien (?:registration )?(?:number"
    rf"|no))"
    rf"|(?P<doc>paspoort(?:nummer|nr)?|pasp(?:oort)?\.?nr|id-?(?:kaart|bewijs)(?:nummer|nr)?"
    rf"|identiteits(?:kaart|bewijs)(?:nummer|nr)?|id kaart(?: nummer| nr)?|doc\.? ?nr"
    rf"|legitimatie(?:bewijs)?(?:nummer|nr)?|rijbew(?:ijs)?(?:nummer|nr)?(?:\s(?:nummer|nr))?"
    rf"|document(?:nummer|nr)"
    rf"|reisdocument(?:nummer|nr)?"
    rf"|verblijfsdocument(?:nummer|nr)?|verblijfsvergunning(?:nummer|nr)?|id-?(?:nummer|nr)"
    rf"|passport(?: (?:number|no))?|driving licen[cs]e|id card|reisepass|ausweis(?:nummer)?"
    rf"|w-document|pasaport|paszport|verblijfsdoc\w*|vreemdelingendocument|idbewijs|id-kaart"
    rf"|kimlik|dowod|reisdoc\w*)"
    rf"|(?P<reg>reg\.?\s?nr|big|skj|agb|big-?reg(?:istratie)?|skj-?reg(?:istratie)?|agb-?code"
    rf"|kwaliteitsregister jeugd|nip|nvo|registerplein|barnummer|bar)(?:[\s-]?(?:registratie"
    rf"|register))?(?:[\s-]?(?:nummer|nr|code|no))?"
    rf"|(?P<file>{_FILE_STRONG})|(?P<weak>{_FILE_WEAK}))\b"
)
_GROUPED = re.compile(r"\d+(?:[ .-]\d+){1,13}")
_VALUE = re.compile(r"[a-z0-9](?:[a-z0-9]|[./_-](?=[a-z0-9]))*")
# "BSN eindigend op 6782": part of a number still points at one person.
_PARTIAL = re.compile(
    r"\b(?:(?P<b>bsn\w*|burgerservice\w*)|(?P<k>kenteken\w*|nummerbord|plaat|auto|wagen)"
    r"|(?P<v>v[-. ]?(?:nummer|nr)\.?|vnr)|(?P<t>tel\w*|mobiel\w*|06-?nummer)"
    r"|(?P<i>rekening\w*|bankrekening\w*|iban)|(?P<d>dossiernummer|dossiernr|clientnummer|clientnr|zaaknummer|paspoort\w*))"
    r"[^.?!\n]{0,16}\b(?:begin(?:t|nend)?|eindig(?:t|end)|laatste|eerste)\b[^.?!\n\d]{0,22}"
    r"(?:[a-z0-9-]*\d[a-z0-9-]+|[a-z-]{1,4}\d)"
)
_PARTIAL_POINTS = {
    "i": "iban",
    "b": "bsn", "k": "licence-plate", "v": "v-number", "t": "phone", "d": "file-number",
}  # fmt: skip


def context_numbers(place: Place, phones: frozenset[str]) -> Iterator[Proposal]:
    """Numbers that a word in front of them names: dossier, V-nummer, passport, BIG, SKJ, AGB."""
    low = place.low
    for m in _CONTEXT.finditer(low, place.start, place.end):
        kind = m.lastgroup or ""
        reach = 8 if kind == "weak" else 36
        stop = min(len(low), m.end() + reach)
        for value in _VALUE.finditer(low, m.end(), stop):
            word = value.group()
            if not any(c.isdigit() for c in word):
                short = len(word) in (2, 3, 4) and place.text[value.start() : value.end()].isupper()
                if (
                    kind == "weak"
                    and not short
                    and word
                    not in (
                        "nr",
                        "nummer",
                        "no",
                        "id",
                        "number",
                        "numer",
                        "met",
                        "is",
                        "nummero",
                    )
                ):
                    break
                continue
            full = _VALUE.match(low, value.start())
            if full is None:
                break
            word = full.group()
            full_end = full.end()
            if word.isdigit():
                joined = _GROUPED.match(low, value.start())
                if joined:
                    word, full_end = re.sub(r"\D", "", joined.group()), joined.end()
            gap = low[m.end() : value.start()]
            prefix = re.search(r"\b([a-z]{1,3})\s$", gap)
            if kind == "doc" and prefix and word.isdigit():
                word = prefix.group(1) + word
            if "?" in gap or "\n\n" in gap or inside(place.skip, *full.span()):
                break
            if any(a <= full.start() and full.end() <= b for a, b in place.dates):
                break
            if kind == "weak" and is_public_phone(re.sub(r"\D", "", word), phones):
                break
            if kind in ("file", "weak") and MINISTRY.search(low, max(0, m.start() - 70), m.start()):
                break
            point = _confirm(
                kind,
                word,
                gap,
                low[max(0, m.start() - 20) : m.start()],
                low[full_end : full_end + 12],
            )
            if point:
                yield point, value.start(), full_end, f"{kind}-word"
            break


def partial_numbers(low: str) -> Iterator[Proposal]:
    """The beginning or the end of a number: "BSN eindigend op 6782"."""
    if "begin" in low or "eindig" in low or "laatste" in low or "eerste" in low:
        for m in _PARTIAL.finditer(low):
            yield _PARTIAL_POINTS[m.lastgroup or ""], *m.span(), "partial"


def _confirm(kind: str, word: str, gap: str, before: str, after: str) -> str | None:
    """The point that a named number belongs to, if it is long enough and no article or amount."""
    digits = sum(c.isdigit() for c in word)
    if re.fullmatch(r"(?:19|20)\d\d[-/](?:19|20)?\d\d", word):
        return None  # from one year to another
    if re.fullmatch(r"\d{1,3}(?:e|de|ste|jr|j|x|mnd|wk|u)", word) or re.match(
        r"\s?(?:jaar|jr|maand|week|weken|dagen|uur|kinderen|lid|euro|%)", after
    ):
        return None
    if re.search(r"(?:\bart\.?|\bartikel|\blid|\bkamer|\bnen|\biso)[\s.:]*$", gap) or re.search(
        r"(?:\bart\.?|\bartikel)\s*$", before
    ):
        return None
    if kind == "v":
        return "v-number" if digits >= 7 else None
    if kind == "doc":
        mixed = any(c.isalpha() for c in word)
        return (
            "identity-document"
            if (len(word) >= 8 and digits >= (2 if mixed else 8))
            or (mixed and len(word) == 9 and word[-1].isdigit())
            or (mixed and len(word) >= 7 and digits >= 3)
            else None
        )
    if kind == "reg":
        return "professional-register" if digits >= 7 else None
    year = re.fullmatch(r"(?:19|20)\d{2}", word)
    if (word.startswith("14") and len(word) in (5, 6)) or word in ("0800", "0900"):
        return None
    if kind == "file":
        return "file-number" if digits >= 3 and not year else None
    if re.fullmatch(r"c-\d+/\d\d", word) or re.fullmatch(r"\d{3,5}/\d\d", word):
        return None
    return "file-number" if digits >= 5 and not year and not word.endswith("000") else None
