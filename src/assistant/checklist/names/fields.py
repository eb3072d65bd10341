"""Names that a field of a form holds, and that a sign or a word announces wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.folding import fold
from assistant.checklist.forms import is_compound
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.names.spelling import is_brand
from assistant.checklist.numbers import Proposal
from assistant.checklist.scan import around
from assistant.checklist.tokens import Tokens

# A field of a form and what is filled in.
_LABELLED = re.compile(
    r"\b(?:[Nn]aam|[Vv]oornaam|[Aa]chternaam|[Rr]oepnaam|[Cc]li[eë]nte?|[Kk]ind|[Ll]eerling"
    r"|[Pp]ati[eë]nte?"
    r"|[Jj]eugdige|[Jj]ongere|[Mm]oeder|[Vv]ader|[Mm]elder|[Bb]etreft|[Bb]etrokkene|[Bb]etr\.?"
    r"|[Cc]lt\.?"
    r"|[Aa]anwezig|[Mm]dr\.?|[Vv]dr\.?|[Nn]ame|[Pp]upil|[Zz]oon|[Dd]ochter|[Pp]leegouders?"
    r"|[Gg]ezin|[Ff]amilie"
    r"|[Vv]oogd|[Pp]artner|[Ii]nz\.?|[Ii]nzake|[Rr][Ee]|F[Ww]D?|[Oo]nderwerp|[Ss]tudent"
    r"|[Dd]eelnemer)\s?\d?\s?[:=|]\s{0,2}"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'’-]{1,30})"
)
# Quick signs of such a field.
_FIELD_SIGNS = frozenset(":=|")
_FIELD = re.compile(r"[:=|]\s{0,2}[A-ZÀ-Þ]")


def labelled(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """What is filled in behind a label: "Naam: Noa"."""
    if _FIELD_SIGNS.isdisjoint(tokens.vocabulary):
        return
    for m in around(_LABELLED, _FIELD, tokens.text, 16, 34):
        word = fold(m.group("name"))
        bit = lexicon.bits.get(word, 0)
        if bit & (lx.FUNCTION | lx.ALLOWED | lx.PROFESSION | lx.PERSON | lx.KIN):
            continue
        if bit & lx.NAME or not (bit or is_compound(word) or is_brand(m.group("name"))):
            yield "person-name", m.start("name"), m.end("name"), "labelled"


# What announces a name wherever it stands.
_ADDRESSED = re.compile(
    r"\b(?:[Tt]\.?a\.?v\.?|[Aa]ttn|c/o|p/a|[Cc][Cc]|m\.?b\.?t\.?|i\.?z\.?)[.:]?\s"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'’-]{1,30})"
)
_ADDRESSED_SIGN = re.compile(r"\s[A-ZÀ-Þ](?<=[vnoactz.:C]\s.)")


def addressed(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Whom something is for or about: "t.a.v. Noa"."""
    for m in around(_ADDRESSED, _ADDRESSED_SIGN, tokens.text, 10, 34):
        word = fold(m.group("name"))
        bit = lexicon.bits.get(word, 0)
        if (bit & lx.NAME and not bit & (lx.FUNCTION | lx.PROFESSION | lx.ALLOWED)) or not (
            bit or is_compound(word) or is_brand(m.group("name"))
        ):
            yield "person-name", m.start("name"), m.end("name"), "addressed"


_NICKNAME = re.compile(
    r"(?P<name>[a-z]{2,20})\s\((?:bijnaam|roepnaam|koosnaam|schuilnaam|nickname)"
    r"|\b(?:bijnaam|roepnaam|koosnaam|voornaam|nickname|naam)\s?(?:is|:"
    r"|=)\s{1,2}(?P<name2>[a-z]{2,20})\b"
)


def nicknames(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """A nickname and whose it is: "bo (roepnaam)", "roepnaam is bo"."""
    if "naam" not in tokens.low and "name" not in tokens.low:
        return
    for m in _NICKNAME.finditer(tokens.low):
        name = m.group("name") or m.group("name2")
        bit = lexicon.bits.get(name, 0)
        if m.group("name") or bit & lx.ANY_FIRST or not bit & (lx.FUNCTION | lx.WORD):
            yield "person-name", *m.span(), "nickname"
