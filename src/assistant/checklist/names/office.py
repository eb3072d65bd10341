"""People in office who are called by a surname: "psycholoog van gelder", "voogd de graaf"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.names.neighbours import MANNERS, SAYS
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# One person, who is called by office and surname.
_OFFICES = words_of(
    """
    gezinsvoogd voogd jeugdbeschermer raadsonderzoeker rechercheur wijkagent officier directeur
    psycholoog psychiater kinderrechter rechter advocaat huisarts jeugdarts kinderarts
    vertrouwensarts gedragswetenschapper leerplichtambtenaar mentor behandelaar casusregisseur
    zorgcoordinator wijkcoach gezinscoach orthopedagoog jeugdwerker
    jeugdreclasseerder reclasseringswerker inspecteur brigadier hoofdagent teamleider teammanager
    schoolarts tandarts verloskundige logopedist begeleider wethouder notaris curator
    bewindvoerder
    """
)
_BODIES = words_of(
    "gemeente school raad politie team organisatie instelling wijkteam college gi vt"
)


def in_office(tokens: Tokens) -> Iterator[Proposal]:
    """Somebody in office by a surname: "leerplichtambtenaar snoek zegt dat"."""
    yield from _of_office(tokens)
    if not tokens.seen & lx.PROFESSION or SAYS.isdisjoint(tokens.vocabulary):
        return
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    for i, bit in enumerate(bits):
        if not bit & lx.PROFESSION or words[i] in _BODIES:
            continue
        j = i + 1
        while j < len(bits) and bits[j] & lx.PARTICLE and words[j] != "te" and j - i < 4:
            j += 1
        named = tokens.is_capital(j) if j < len(bits) else False
        if (
            j + 1 < len(bits)
            and words[j + 1] in SAYS
            and bits[j] & (lx.ANY_SURNAME | lx.ANY_FIRST)
            and not bits[j] & (lx.FUNCTION | lx.PROFESSION | lx.PERSON | lx.KIN | lx.PLACE)
            and words[j] not in MANNERS
            and (
                named
                or words[i + 1] == "de"
                or j > i + 2
                or not bits[j] & (lx.PERSON_VERB | lx.COMMON)
            )
        ):
            yield "person-name", spans[i + 1][0], spans[j][1], "in-office"


def _of_office(tokens: Tokens) -> Iterator[Proposal]:
    """The same in small letters whatever follows: "bij psycholoog van gelder", "voogd de graaf"."""
    if _OFFICES.isdisjoint(tokens.vocabulary):
        return
    words, bits, spans = tokens.words, tokens.bits, tokens.spans
    for i, word in enumerate(words):
        if word not in _OFFICES:
            continue
        j = i + 1
        while j < len(bits) and bits[j] & lx.PARTICLE and j - i < 4:
            j += 1
        if j >= len(bits) or words[j] in MANNERS or tokens.is_capital(j):
            continue
        bit = bits[j]
        if not bit & lx.ANY_SURNAME or bit & (
            lx.FUNCTION
            | lx.PROFESSION
            | lx.PERSON
            | lx.KIN
            | lx.PLURAL
            | lx.ALLOWED
            | lx.PERSON_VERB
        ):
            continue
        sure = bit & lx.SURNAME and not bit & (lx.WORD | lx.PLACE)
        article = j == i + 2 and words[i + 1] == "de" and bit & (lx.SELDOM | lx.OCCUPATION)
        seldom = j == i + 1 and bit & lx.SELDOM and not bit & (lx.COMMON | lx.OCCUPATION)
        several = j > i + 2 and words[i + 1] == "van" and words[i + 2] in ("der", "den", "de")
        if sure or article or seldom or (several and not bit & lx.COMMON):
            yield "person-name", spans[i + 1][0], spans[j][1], "of-office"
