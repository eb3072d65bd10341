"""The entry: which detector looks at a text, and at which stretches of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.addresses import (
    addresses,
    dwellings,
    lived_numbers,
    polish_streets,
)
from assistant.checklist.numbers.births import (
    birth_days,
    births,
    dates,
    ordinal_births,
    speaks_of_birth,
    worded_births,
)
from assistant.checklist.numbers.codes import codes, court_files, documents, v_numbers
from assistant.checklist.numbers.groups import chunks, ibans
from assistant.checklist.numbers.mail import emails, may_hold_mail
from assistant.checklist.numbers.named import context_numbers, partial_numbers
from assistant.checklist.numbers.network import colons, ips, may_hold_colons
from assistant.checklist.numbers.nobodys import has_legal, web_addresses
from assistant.checklist.numbers.place import Place, Proposal
from assistant.checklist.numbers.plates import plates
from assistant.checklist.numbers.postcodes import postcodes, spaced_postcodes
from assistant.checklist.numbers.profiles import accounts, profiles
from assistant.checklist.numbers.stretches import stretches
from assistant.checklist.numbers.words import DOC_NEAR, NUMBER
from assistant.checklist.tokens import Tokens

_DIGIT = re.compile(r"\d")
_FOUR = re.compile(r"\d{4}")


def find(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Propose every number or form that belongs to a person."""
    low = tokens.low
    urls = web_addresses(low)
    if may_hold_mail(low):
        yield from emails(low, lexicon)
    yield from profiles(low, lexicon)
    if may_hold_colons(low):
        yield from colons(Place(tokens, 0, len(low), urls))
    if tokens.seen & lx.ACCOUNT or "_" in low:
        yield from accounts(low, lexicon)
    born = speaks_of_birth(tokens)
    figures = bool(_DIGIT.search(low))
    if figures:
        legal: bool | None = None
        for start, end in stretches(tokens, born):
            if legal is None:
                legal = has_legal(tokens)
            yield from _numbers(Place(tokens, start, end, urls, born, legal), lexicon)
    if born:
        yield from birth_days(low)
    yield from ordinal_births(low)
    yield from partial_numbers(low)
    lived = tokens.seen & lx.DWELLING and figures
    if lived:
        yield from lived_numbers(low, lexicon)
    yield from polish_streets(tokens)
    yield from worded_births(tokens, figures)
    if lived:
        yield from dwellings(low, lexicon)
    yield from addresses(tokens, urls, lexicon)


def _numbers(place: Place, lexicon: Lexicon) -> Iterator[Proposal]:
    """What the numbers in a stretch are; how many digits it has says what they cannot be."""
    low, start, end = place.low, place.start, place.end
    part = low[start:end]
    digits = sum(map(len, NUMBER.findall(part)))
    if digits < 3 and DOC_NEAR.search(part):
        yield from context_numbers(place, lexicon.lists["phone"])
    if digits < 2:
        return
    has_four = bool(_FOUR.search(part))
    if (
        part.count(".") > 2
        or part.count("-") > 2
        or "punt" in part
        or "dot" in part
        or "ip" in part
        or "punkt" in part
    ):
        yield from ips(place)
    if digits >= 3:
        place.dates += dates(place, part)
        yield from births(place)
    banked: list[Proposal] = list(ibans(place)) if digits >= 8 else []
    yield from banked
    if digits >= 10 and "v" in part:
        yield from v_numbers(place)
    yield from plates(place, lexicon)
    if digits >= 3:
        yield from documents(place)
        yield from court_files(place, part)
        if "postcode" in part or "pc" in part:
            yield from spaced_postcodes(place)
    if has_four:
        yield from postcodes(place, lexicon)
    if digits >= 6:
        busy = place.skip + place.dates + [(first, last) for _, first, last, _ in banked]
        yield from chunks(low, start, end, busy, lexicon)
    if digits >= 3:
        yield from context_numbers(place, lexicon.lists["phone"])
    if digits >= 4:
        yield from codes(place, lexicon)
