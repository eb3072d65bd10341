"""Long numbers, however their digits are grouped: BSN, phone, IBAN, and what else is as long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.place import Place, Proposal, inside, near
from assistant.checklist.numbers.words import DOC_NEAR, REGISTER_NEAR, SOMEBODY, V_WORD, YEAR

MAX_DIGIT_GROUPS = 60  # in one run of spaced digits; longer runs are looked at from both ends
FEWEST_APART = 9  # digits one by one that are a number: "5·9·0·6·2·2·8·1·4"
_IBAN = re.compile(r"\b[a-z]{2}[\s.-]?\d[\s.-]?\d(?:[\s.-]{0,3}[a-z0-9]){11,30}")
_DUTCH_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}\d{10}")
_CHUNK = re.compile(r"(?:\+\s?)?(?:\(\s?)?\d(?:[ .\-/()\u2011_–—·•]{0,3}\d)*")
_GROUP = re.compile(r"\d+")
_BSN_WORD = re.compile(
    r"\b(?:bsn|bsn-?(?:nummer|nr)|b\.s\.n|burgerservice(?:nummer|nr)?"
    r"|burger\s?service\s?(?:nummer|nr)?"
    r"|sofi(?:-?nummer|nr)?|sofinr|persoonsnummer|burgerservicenr|citizen service number|social"
    r" security)\b"
)
# Ways in which people group the nine digits of a BSN.
_BSN_GROUPS = frozenset(
    {
        (9,), (3, 3, 3), (4, 2, 3), (4, 3, 2), (2, 2, 2, 3), (3, 2, 2, 2), (2, 3, 4), (5, 4),
        (4, 5), (2, 7), (3, 6), (6, 3), (4, 4, 1),
        (1, 4, 4), (3, 2, 4), (2, 3, 2, 2), (2, 2, 3, 2), (3, 3, 2, 1), (3, 4, 2), (2, 4, 3),
        (8, 1), (1, 8), (7, 2), (1,) * 9, (2, 2, 2, 2, 1), (1, 2, 2, 2, 2), (1, 2, 3, 3),
        (4, 1, 4),
    }
)  # fmt: skip
_PHONE_WORD = re.compile(
    r"\b(?:tel|telnr|tel\.?nr|telefoon|telefoonnummer|telefoonnr|mob|mobiel|mobiele|nummer|nr"
    r"|bel|bellen|belde|gebeld|bereikbaar|06|gsm|whatsapp|app|appen|phone|call|number|mobile"
    r"|handy|telefon|nummers|numarasi|numara|cep|numer|kom|komorka|06-nummer|whatsappnummer"
    r"|telefoonnr|telnummer|thuisnummer|thuisnr|contactnummer|noodnummer)\b"
)
_WHOSE_NUMBER = re.compile(
    r"\bvan (?:de |het |een |mijn |onze |zijn |haar )?"
    rf"(?:{SOMEBODY}|\w*buur\w*|tante|oom|oma|opa)\b"
)
_BODY_WORD = re.compile(
    r"\b(?:gemeente|rechtbank|autoriteit|raad voor|politie|helpdesk|meldpunt|veilig thuis|ggd"
    r"|ministerie|inspectie|vng|loket|ombudsman|klantcontactcentrum|kcc|meldcentrum|centrale"
    r"|hulplijn|infolijn|infopunt)\b"
)
_MONEY = re.compile(r"(?:€|euro|eur|\$)\s?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?")
_GROUPED_FORM = re.compile(r"\d{2,}(?:[ .-]\d{2,}){1,4}")


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the elfproef of a burgerservicenummer."""
    if len(digits) != 9 or digits == "0" * 9:
        return False
    # Imported at the first candidate: it brings half the standard library with it.
    from stdnum.nl import bsn

    return bool(bsn.is_valid(digits))


def is_public_phone(digits: str, phones: frozenset[str]) -> bool:
    """Whether a phone number is that of a body or a service."""
    return (
        digits in phones
        or digits.startswith(("0800", "0900", "088", "116", "0906", "0909"))
        or (digits.startswith("14") and len(digits) in (5, 6))
    )


def ibans(place: Place) -> Iterator[Proposal]:
    """Bank accounts, in the Dutch form or with the right checksum."""
    for m in place.find(_IBAN):
        value = re.sub(r"[\s.-]", "", m.group()).upper()
        if not value[2:4].isdigit() or not any(c.isdigit() for c in value[4:]):
            continue
        dutch = _DUTCH_IBAN.match(value)
        if dutch:
            yield "iban", *m.span(), "dutch-form"
            continue
        # Imported at the first candidate: it brings half the standard library with it.
        from stdnum import iban

        for size in (len(value), *range(min(len(value), 34), 14, -1)):
            if sum(c.isdigit() for c in value[4:size]) >= 8 and iban.is_valid(
                value[:size], check_country=False
            ):
                yield "iban", *m.span(), "checksum"
                break


def chunks(
    low: str, first: int, stop: int, busy: list[tuple[int, int]], lexicon: Lexicon
) -> Iterator[Proposal]:
    """BSN and phone numbers in runs of digits, however they are grouped."""
    for m in _CHUNK.finditer(low, first, stop):
        start, end = m.span()
        if end - start < 6 or inside(busy, start, end):
            if end - start < 12:
                continue
            if any(a <= start and end <= b for a, b in busy):
                continue
        groups = [(g.group(), g.start(), g.end()) for g in _GROUP.finditer(low, start, end)]
        groups = [g for g in groups if not inside(busy, g[1], g[2])]
        if sum(len(g[0]) for g in groups) < 6:
            continue
        if len(groups) > MAX_DIGIT_GROUPS:
            groups = groups[: MAX_DIGIT_GROUPS // 2] + groups[-MAX_DIGIT_GROUPS // 2 :]
        yield from _groups(low, start, end, groups, lexicon)


def _groups(
    low: str,
    start: int,
    end: int,
    groups: list[tuple[str, int, int]],
    lexicon: Lexicon,
) -> Iterator[Proposal]:
    in_bsn = near(_BSN_WORD, low, start, end, 60, 30)
    phones = lexicon.lists["phone"]
    found = False
    first = 0
    size = len(groups)
    whole = "".join(group[0] for group in groups)
    if not in_bsn and size > 1 and whole[:1] in ("0", "3") and 10 <= len(whole) <= 15:
        a, b = groups[0][1], groups[-1][2]
        if _is_phone(whole, low, a, b, phones):
            yield "phone", a, b, "phone"
            return
    while first < size:
        digits = ""
        hit = 0
        for last in range(first, min(size, first + 12)):
            digits += groups[last][0]
            count = len(digits)
            if count > 15:
                break
            a, b = groups[first][1], groups[last][2]
            if count == 9 and (in_bsn or is_bsn(digits)):
                form = tuple(len(g[0]) for g in groups[first : last + 1])
                money = low[max(0, a - 2) : a].strip() in ("€", "$")
                if (in_bsn or form in _BSN_GROUPS) and not money:
                    yield "bsn", a, b, "bsn-word" if in_bsn else "elfproef"
                    found, hit = True, last + 1
            elif count == 8 and in_bsn and last == size - 1:
                yield "bsn", a, b, "bsn-word"
                found, hit = True, last + 1
            if 9 <= count <= 14 and _is_phone(digits, low, a, b, phones):
                yield "phone", a, b, "phone"
                found, hit = True, last + 1
            if hit:
                break
        first = hit or first + 1
    if not found and _is_grouped(groups, low) and not is_public_phone(whole, phones):
        a, b = groups[0][1], groups[-1][2]
        yield _named_by(low, a, b), a, b, "grouped-number"
    if not found and size >= FEWEST_APART and all(len(group[0]) == 1 for group in groups):
        a, b = groups[0][1], groups[-1][2]
        yield _named_by(low, a, b), a, b, "digits-apart"
    for value, a, b in groups if not found else ():
        if (
            len(value) >= (7 if size == 1 else 8)
            and not _MONEY.search(low, max(0, a - 6), a)
            and not is_public_phone(value, phones)
        ):
            follows = low[b : b + 6].lstrip()
            amount = follows.startswith(("euro", "eur", "%", "jaar", "inwon", "ct"))
            if not amount and not value.endswith("00000"):
                yield _named_by(low, a, b), a, b, "long-number"


def _is_grouped(groups: list[tuple[str, int, int]], low: str) -> bool:
    """Whether groups of digits are one long number: no years, amounts, times or area codes."""
    if not 2 <= len(groups) <= 5 or groups[0][0][0] == "0":
        return False
    written = low[groups[0][1] : groups[-1][2]]
    digits = sum(len(group[0]) for group in groups)
    return (
        9 <= digits <= 12
        and bool(_GROUPED_FORM.fullmatch(written))
        and not _THOUSANDS.fullmatch(written)
        and not all(YEAR.fullmatch(group[0]) for group in groups)
        and not written.startswith(("088", "0900", "0800"))
    )


def _named_by(low: str, start: int, end: int) -> str:
    """The point that the words around a long number say it belongs to."""
    if near(V_WORD, low, start, end, 40, 30):
        return "v-number"
    if near(DOC_NEAR, low, start, end, 40, 20):
        return "identity-document"
    if near(REGISTER_NEAR, low, start, end, 40, 20):
        return "professional-register"
    return "file-number"


def _is_phone(digits: str, low: str, start: int, end: int, phones: frozenset[str]) -> bool:
    plus = "+" in low[max(0, start - 3) : start] or digits.startswith("00")
    bare = digits[2:] if digits.startswith("00") else digits
    if plus and bare.startswith("31"):
        national = "0" + bare[2:].lstrip("0")
        return len(national) == 10 and not is_public_phone(national, phones)
    if plus:
        return 9 <= len(bare) <= 14
    if digits.startswith("0"):
        if digits[1] == "0" or is_public_phone(digits, phones):
            return False
        if len(digits) != 10:
            # Other countries have numbers of 9 to 12 digits.
            return 9 <= len(digits) <= 12 and near(_PHONE_WORD, low, start, end, 40, 20)
        return (
            digits[1] == "6"
            or not near(_BODY_WORD, low, start, end, 60, 30)
            or bool(_WHOSE_NUMBER.search(low, max(0, start - 24), start))
        )
    if digits.startswith("31") and len(digits) == 11 and digits[2] in "6":
        return True
    return len(digits) == 9 and digits[0] == "6" and near(_PHONE_WORD, low, start, end, 40, 30)
