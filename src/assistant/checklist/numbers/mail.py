"""E-mail addresses of persons, with their signs or with words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_form
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.place import Proposal

_EMAIL = re.compile(r"[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}")
# An at sign and a dot, as people write them to keep machines from reading.
_AT_WORD = (
    r"(?:[\[({<]\s?(?:at|a|@|apenstaart(?:je)?|apestaart(?:je)?)\s?[\])}>]|@"
    r"|ape?n?staart(?:je|ie)?|at-?teken|klammeraffe|\bat\b)"
)
_DOT_NAMES = r"(?:punt|dot|punkt|kropka|nokta)"
_DOT_WORD = rf"(?:\.|[\[({{<]\s?(?:{_DOT_NAMES}|\.)\s?[\])}}>]|\b{_DOT_NAMES}\b)"
_WORDED_EMAIL = re.compile(
    rf"\b[a-z0-9_]+(?:\s?(?:{_DOT_WORD}|\b(?:streepje|underscore|liggend streepje|plus)\b|[_+-])"
    rf"\s?[a-z0-9_]+){{0,4}}\s?(?P<at>{_AT_WORD})\s?"
    rf"(?P<domain>[a-z0-9-]+(?:\s?{_DOT_WORD}\s?[a-z0-9-]{{2,20}}){{1,3}})"
)
_WORDED_SIGN = re.compile(
    r"ape?n?staart|klammeraffe|at-teken|[\[({<]\s?(?:at|a|@)\s?[\])}>]| at |\s@|@\s"
)
_BRACKET_AT = re.compile(r"[\[({<]\s?at?\s?[\])}>]")
# Domains that are nobody's (RFC 2606), and the Dutch ones that are written in their place.
_RESERVED = re.compile(
    r"(?:.*\.)?(?:example\.(?:com|org|net)|(?:[\w-]+\.)?(?:example|test|invalid|localhost)"
    r"|(?:voorbeeld|mijndomein|organisatienaam|bedrijfsnaam)\.nl)"
)
_NOBODYS = re.compile(
    r"(?:test|demo|dummy|voorbeeld|naam|name|voornaam|achternaam|gebruiker|user|iemand|jouwnaam|uwnaam"
    r"|werkenbij|studiedagen|inschrijven)[\w.-]{0,16}"
)
_TEAM_BOX = re.compile(
    r"team|loket|balie|meldpunt|secretariaat|toegang|receptie|klacht|steunpunt|zaken|juridisch"
    r"|facilit|service|afdeling|bureau|inkoop|communicatie|beleid|kwaliteit|opleiding|planning"
    r"|centrale|privacy|aanmeld|administratie|helpdesk|postkamer"
)
_FREE_MAIL = re.compile(
    r"(?:gmail|hotmail|live|outlook|ziggo|kpn|planet|yahoo|icloud|upc|home|xs4all)"
)


def may_hold_mail(low: str) -> bool:
    """Whether a text has an at sign or something that is written for one."""
    return bool(
        "@" in low
        or "apenst" in low
        or "apest" in low
        or "klammeraffe" in low
        or (" at " in low and _WORDED_SIGN.search(low))
        or _BRACKET_AT.search(low)
        or "at-teken" in low
    )


def emails(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """E-mail addresses that are not those of a desk or a service."""
    if "@" in low:
        for m in _EMAIL.finditer(low):
            local, _, domain = m.group().rstrip(".-").partition("@")
            if "." not in domain or not local.strip("."):
                continue
            if _public_mail(local, domain, lexicon):
                continue
            yield "email", *m.span(), "address"
    for sign in _WORDED_SIGN.finditer(low):
        for m in _WORDED_EMAIL.finditer(low, max(0, sign.start() - 60), sign.end() + 60):
            # "I am at school" has no dot; "at home. Then" has one that ends a sentence.
            if m.group("at").strip("[](){}<> ") in ("at", "a") and not re.search(
                r"\b(?:punt|dot|punkt|kropka|nokta)\b|[a-z0-9]\.[a-z]{2,4}\b", m.group("domain")
            ):
                continue
            yield "email", *m.span(), "worded-address"


def _public_mail(local: str, domain: str, lexicon: Lexicon) -> bool:
    """Whether an address is nobody's or that of a desk, a service or a matter."""
    locals_ = lexicon.lists["email-local"]
    if _RESERVED.fullmatch(domain) and (local in locals_ or _NOBODYS.fullmatch(local)):
        return True
    if any(_is_family(label, lexicon) for label in re.split(r"[.-]", domain)[:-1]):
        return any(domain == d or domain.endswith("." + d) for d in lexicon.lists["email-domain"])
    if local in locals_ or local.split("@")[0].replace(".", "") in locals_:
        return True
    parts = re.split(r"[._-]", local)
    if any(domain == d or domain.endswith("." + d) for d in lexicon.lists["email-domain"]):
        # A public domain still has mailboxes of persons: "j.jansen@politie.nl".
        return parts[0] in locals_ or (
            len(parts) == 1 and not lexicon.bits.get(local, 0) & lx.NAME and len(local) > 1
        )
    if _TEAM_BOX.search(local) and not _FREE_MAIL.match(domain):
        return not any(lexicon.bits.get(p, 0) & lx.ANY_FIRST for p in parts)
    if not _FREE_MAIL.match(domain) and all(_is_word(part, lexicon) for part in parts):
        return True  # "studiedagen@": a mailbox for a matter, in a domain of one's own
    return parts[0] in locals_ and not any(
        lexicon.bits.get(p, 0) & lx.NAME & ~lx.WIDE for p in parts[1:]
    )


def _is_family(label: str, lexicon: Lexicon) -> bool:
    """Whether part of a domain is a family name: "vanleeuwen-dakwerken.nl"."""
    for particle in ("vander", "vanden", "vande", "van", "de", ""):
        rest = label[len(particle) :]
        bit = lexicon.bits.get(rest, 0)
        if (
            label.startswith(particle)
            and len(rest) > 2
            and bit & lx.ANY_SURNAME
            and not bit & lx.ALLOWED
        ):
            return bool(particle) or bool(bit & lx.SURNAME and not bit & lx.PLACE)
    return False


def _is_word(part: str, lexicon: Lexicon) -> bool:
    """Whether part of an address is an ordinary word or joined of them, and no name."""
    bit = lexicon.bits.get(part, 0)
    if bit & (lx.NAME | lx.KIN | lx.PERSON):
        return False
    return bool(bit & (lx.WORD | lx.PROFESSION)) or (not bit and is_form(part) and len(part) > 5)
