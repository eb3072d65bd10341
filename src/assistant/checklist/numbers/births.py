"""Dates of birth: dates, days and years beside somebody or beside a birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.numbers.place import Place, Proposal, near
from assistant.checklist.numbers.words import MONTH_START, MONTHS, SOMEBODY, SOMEBODY_NEAR
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_DATE = re.compile(
    r"(?<![\d])(?<!\d[./-])(?:(?:0?[1-9]|[12]\d|3[01])\s?[-/.|]\s?(?:0?[1-9]|1[0-2])\s?[-/.|]\s?"
    r"(?:'?\d{2}|(?:19|20)\d{2})"
    r"|(?<!\d )(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:19[3-9]|20[0-2])\d(?! \d)"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?"
    r"(?:0?[1-9]|[12]\d|3[01]))(?![\d])(?![./-]\d)"
)
_WORD_DATE = re.compile(
    rf"(?<![\w])(?:\d{{1,2}}(?:e|de|ste|st|nd|rd|th)?(?:\sof\s|[.\s/-]{{0,3}}){MONTHS}\.?,?[\s/-]{{0,2}}"
    rf"(?:'?\d{{2}}\b(?![.:]\d)|(?:19|20)\d{{2}})|{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19"
    rf"|20)\d{{2}})"
)
# "7.3.11": an article, unless a word for a birth stands beside it.
_LAW_DATE = re.compile(r"\d{1,2}\.\d\.\d{2}")
# A day of the month, in figures or in words, and a month by its number in words.
_DAY = (
    r"(?:\d{1,2}(?:e|de|ste|st|nd|rd|th|\.)?|eerste|tweede|derde|vierde|vijfde|zesde|zevende"
    r"|achtste"
    r"|negende|tiende|elfde|twaalfde|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|(?:der|veer|vijf|zes|zeven|acht|negen)tien(?:de)?|(?:een|twee|drie|vier|vijf|zes|zeven|acht"
    r"|negen)?(?:en)?twintig(?:ste)?|(?:eenen)?dertig(?:ste)?)"
)
_MONTH_WORDS = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|eerste|tweede|derde|vierde"
    r"|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde)"
)
_BIRTH = re.compile(
    r"\b(?:ter wereld|geb|gebdat|gebdtm|gebdatum|geboren|geboortedatum|geboortedag|geboortejaar"
    r"|geboortedat"
    r"|geb\.?\s?datum|geb\.?\s?dat|geboorte|geborene|dob|d\.o\.b|born|birth|birthday|birthdate"
    r"|verjaardag|verjaart|jarig|bouwjaar|bj|geburtsdatum|geburtstag|dogum|dogumlu|urodz\w*|ur|nee?"
    r"\sle|naissance|gbd|gebd|gd|gebdtum|gebortedatum|geboortedtm)\b|°|\*(?=\s?\d)"
)
# Each begins with letters to look for, which is quick.
_BIRTH_HINTS = tuple(
    map(
        re.compile,
        (
            r"is van (?:[a-z]+ [a-z]+ ?)?\d", r"zijn van (?:[a-z]+ [a-z]+ ?)?\d",
            r"was van (?:[a-z]+ [a-z]+ ?)?\d", r"wordt (?:[a-z]{2,12} )?(?:op )?\d", r"ur\. ?\d",
            r"ne le", r"nee le",
        ),
    )
)  # fmt: skip
_BIRTH_SIGN = re.compile(
    r"\b(?:geboren|geb|jarig|verjaart|verjaardag|born|birthday|geboortedag|geboortedatum|gebdat"
    r"|dob|geburtstag|wordt|is van|zijn van|was van)\b"
)
_ANY_YEAR_BIRTH = re.compile(
    rf"\b(?:geboren|geb\.?|born|geboortejaar|bouwjaar|bj\.?|jahrgang|jg\.)[:\s]{{1,3}}(?:in\s"
    rf"|is\s|op\s|on\s"
    rf"|te\s\w+\s)?(?:{MONTHS}\s)?(?:19[3-9]\d|20[0-2]\d)\b"
    rf"|\b(?:19[3-9]\d|20[0-2]\d)\s(?:geboren|born|dogumlu|geb\b)"
    rf"|\b(?:geboren|geb\.?|born)\s(?:(?!\b(?:na|voor|vanaf|sinds|tussen|tot)\b)[^.?!\n\d]){{0,30}}"
    rf"\b{MONTHS}\b[^.?!\n\d]{{0,20}}\b(?:19[3-9]\d|20[0-2]\d)\b"
)
# A day and a month without a year, in figures or in words, next to a birth.
_DAY_BIRTH = re.compile(
    rf"\b(?:geboren|geb|jarig|verjaart|verjaardag|born|birthday|geboortedag|geboortedatum|gebdat"
    rf"|dob|geburtstag)\b[^?!\n]{{0,25}}?(?<![\w-]){_DAY}\s{{0,2}}{MONTHS}\b"
    rf"|(?<![\w-]){_DAY}\s{MONTHS}\s(?:is|was|wordt|werd)?\s?(?:hij|zij|ze|ie|mijn \w+|haar \w+"
    rf"|zijn \w+)?\s?(?:jarig|geboren)"
    rf"|\b(?:is|zijn|was)\svan\s{_DAY}\s{MONTHS}\b"
    rf"|\bwordt\s(?:\w{{2,12}}\s)?(?:op\s)?{_DAY}\s{MONTHS}\s(?:al\s"
    rf"|pas\s)?(?:\d{{1,2}}|tien|elf|twaalf|\w{{3,5}}tien)\b(?!\s(?:uur|:))"
    r"|\b(?:geboren|geb|jarig|verjaart|verjaardag|born|birthday|geboortedag|geboortedatum|gebdat"
    r"|dob)\b"
    r"[^?!\n\d]{0,20}(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[0-2])(?![\d/-])"
)
_COMPACT_BIRTH = re.compile(
    rf"\b(?:geb|gebdat|gebdatum|geboren|geboortedatum|geboortedag|dob|gd|gbd|gebd|birth)\b"
    rf"[.:;|=\s]{{0,4}}(?:is\s|op\s|datum\s|dat\.?\s)?(?:\d(?:[\s/.-]{{0,3}}\d){{5,7}}"
    rf"|\d{{1,2}} \d{{1,2}} (?:19|20)?\d{{2}}|\d{{1,2}}[/-](?:19|20)\d{{2}})(?!\d)"
    rf"|\b(?:geboren|geb|born)\b[^.?!\n]{{0,20}}\b[a-z]{{3,16}}\s{MONTHS}\s(?:19|20)\d{{2}}\b"
)
_SUPPOSED = re.compile(
    r"\b(?:als|stel(?: dat)?|wanneer|indien|elke|iedere|neem) (?:er )?(?:een|iemand)\b"
    r"|\b(?:testgeval|testcase|testpersona?|fictie(?:f|ve))\b"
)
_ALL_BORN = re.compile(
    r"\b(?:kinderen|jongeren|jeugdigen|leerlingen|baby's|meisjes|jongens|iedereen|allen)"
    r"(?: die)?(?: zijn)? $"
)
_SUPPOSED_BORN = re.compile(
    r"\b(?:(?:als|stel(?: dat)?|wanneer|indien|neem) een (?:kind|jongere|jeugdige|meisje|jongen"
    r"|iemand) (?:dat |die )?op (?:1 januari )?|wie op )$"
)
# "kinderen geboren na 1 januari 2015": a rule about all of them.
_BORN_AFTER = re.compile(
    r"\b(?:geboren|born)\s(?:zijn\s|is\s|worden\s|op\sof\s)?(?:na|voor|vanaf|sinds|tussen|after|before)\s"
)
_IS_OF = re.compile(r"(?:is|zijn|was)\svan\s")
# What stands between somebody and a date may not say what else happened then.
_EVENT_DATE = re.compile(
    r"\b(?:op|sinds|per|vanaf|tot|t/m|voor|na|d\.?d\.?|datum|wet|besluit|regeling|verordening"
    r"|handreiking|versie|richtlijn|arrest|uitspraak|beschikking|brief|mail|verdrag|convenant"
    r"|protocol|overleg|training|gesprek|geldig|gold|geldt|ingang|werking|stb|stcrt|publicatie"
    r"|on|since|from|until|am|seit|ab|begin|eind|planning|start|factsheet|rapport|nieuwsbrief"
    r"|(?:inwerking|in)treding|wijziging|wetswijziging|invoering"
    r"|circulaire|kamerbrief|motie|folder|formulier|druk|uitgave|update|artikel|lid)\b"
)
_BORN_ROLE = re.compile(rf"(?<![-/\w])(?P<role>{SOMEBODY})\b(?!-)(?P<gap>[^?!\n]{{0,30}})$")
_ROLE_AFTER = re.compile(
    rf"^[)\],;:|/\s.-]{{1,4}}(?:de\s|het\s|een\s)?{SOMEBODY}\b(?!\s(?:tot|t/m))"
)
_SIX_DIGITS = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:\d{2}|(?:19|20)\d{2})(?!\d)"
)
_SOMEBODY_NEXT = re.compile(
    r"[-_, ]{1,2}(?:jongen|meisje|kind|client\w*|leerling|jeugdige|zoon|dochter|moeder|vader|[mvj])"
    r"\b"
)
_SOMEBODY_BEFORE = re.compile(rf"\b{SOMEBODY}[\s:,(]{{1,3}}$")
# Nobody who is called so was born after this year; "ma 3 juni 2024" is a Monday.
_ADULTS = words_of(
    """
    ma pa moeder vader mdr vdr mama papa mw mevr mevrouw dhr meneer opa oma partner ex man vrouw
    mother father mom dad mutter
    """
)
_WRITERS = words_of("ik i me")
_YOUNGEST_ADULT = 2012
_YOUNGEST_WRITER = 2018
# "15 jr (3/2/2010)": an age, and the date beside it.
_AGE_BEFORE = re.compile(r"\b\d{1,2}\s?(?:jr|jaar|j|years?(?: old)?|yo|jahre)\.?\s?[(,/:;-]\s?$")
_AGED = re.compile(
    r"\b(?:leeftijd|age|alter|wiek|yas)\b[^?!\n]{0,16}$|\b\d{1,2}[ -]?jarige?\s?\(\s?$"
)
_AGED_AFTER = re.compile(r"\s(?:als|qua)\sleeftijd\b")
_TERM = re.compile(r"termijn|bewa|geldig|\bduur|looptijd|maximaal|minimaal|periode|per\b|na\b")
# "wordt op 14 december 2025 twaalf"
_TURNS = re.compile(r"\b(?:word|wordt|werd)\s(?:[a-z]+\s){0,2}op\s$")
_TURNED = re.compile(
    r"\s(?:pas |al )?(?:\d{1,2}(?!\d)|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|\w+tien|\w*tig)(?: jaar)?\s?(?:[,.?!)]|en\b|$)"
)
# A date in words throughout.
_WORDED_DATE = re.compile(
    rf"(?<![\w-])(?:{_DAY}|[a-z]{{2,20}}(?:ste|de))\s(?:van\s)?{MONTHS}\s"
    r"(?:twee\s?duizend|negentien\s?honderd)(?:\s?[a-z]{3,16})?"
)
# And with the year in figures: "vijfentwintig mei 2010".
_WORDED_DAY = re.compile(
    rf"\b(?:[a-z]*(?:twintig|dertig)(?:ste)?|[a-z]+tien(?:de)?|een|twee|drie|vier|vijf|zes|zeven|acht"
    rf"|negen|elf|twaalf|\w+(?:ste|de)) {MONTHS} (?:19|20)\d{{2}}\b"
)
_IS_ALREADY = re.compile(r"\bis (?:die|hij|zij|ze)\b[^.?!]{0,12}\b\d{1,2}\b")
_NUMBERED_DATE = re.compile(
    rf"(?<![\w-])(?:(?:[a-z]{{2,6}}en)?(?:twintig|dertig)(?:ste)?|[a-z]{{3,6}}tien(?:de)?|{_MONTH_WORDS})"
    rf"\s(?:van\s(?:de\s)?)?{_MONTH_WORDS}(?:\smaand)?\s(?:van\s)?(?:twee\s?duizend|negentien\s?honderd)(?:\s?[a-z]{{3,16}})?"
)
# "op de 14e wordt ie 16"
_TURNS_ON = re.compile(
    r"\b\d{1,2}(?:e|ste|de) wordt (?:ie|hij|ze|zij|mijn \w+) (?:al )?\d{1,2}\b(?! uur)"
)
# "de 8e van de 10e 2009"
_ORDINAL_DATE = re.compile(
    r"\b(?:[1-9]|[12]\d|3[01])e\s(?:van\sde|vd|v/d)\s(?:[1-9]|1[0-2])e\b(?:\s(?:van\s)?'?"
    r"(?:(?:19|20)\d{2}|\d{2})\b)?"
)


def speaks_of_birth(tokens: Tokens) -> bool:
    """Whether a text may tell that somebody was born, or when a birthday is."""
    low = tokens.low
    return bool(
        tokens.seen & lx.BIRTH
        or "d.o.b" in low
        or "ter wereld" in low
        or any(hint.search(low) for hint in _BIRTH_HINTS)
    )


def dates(place: Place, part: str) -> list[tuple[int, int]]:
    """Spans of all dates in a stretch, of a birth or not; `part` is its text, folded."""
    found = [m.span() for m in place.find_at_numbers(_DATE)]
    if MONTH_START.search(part):
        found += [m.span() for m in place.find(_WORD_DATE)]
    return found


def births(place: Place) -> Iterator[Proposal]:
    """Dates in a stretch on which somebody was born."""
    low = place.low
    for start, end in place.dates:
        if _BORN_AFTER.search(low, max(0, start - 40), start):
            continue
        if low.startswith(("1 jan", "29 feb"), start) and _SUPPOSED_BORN.search(
            low, max(0, start - 50), start
        ):
            continue
        if near(_BIRTH, low, start, end, 40, 24):
            yield "birth-date", start, end, "birth-word"
            continue
        if _LAW_DATE.fullmatch(low, start, end):
            continue
        if _AGE_BEFORE.search(low, max(0, start - 14), start) and not _TERM.search(
            low, max(0, start - 60), start
        ):
            yield "birth-date", start, end, "age-and-date"
            continue
        aged = _AGED.search(low, max(0, start - 40), start)
        if (aged and not _EVENT_DATE.search(aged.group())) or _AGED_AFTER.match(low, end):
            yield "birth-date", start, end, "age-and-date"
            continue
        if _TURNS.search(low, max(0, start - 30), start) and _TURNED.match(low, end):
            yield "birth-date", start, end, "age-and-date"
            continue
        role = _BORN_ROLE.search(low, max(0, start - 50), start)
        if (
            role
            and "rechten van het kind" not in low[max(0, start - 40) : start]
            and not _EVENT_DATE.search(role.group("gap"))
            and _could_be_born(role.group("role"), low[start:end])
        ):
            yield "birth-date", start, end, "person-and-date"
        elif _ROLE_AFTER.search(low[end : end + 24]) and not _EVENT_DATE.search(
            low, max(0, start - 30), start
        ):
            yield "birth-date", start, end, "date-and-person"
    if place.born:
        for m in place.find(_COMPACT_BIRTH):
            yield "birth-date", *m.span(), "birth-word"
        for m in place.find(_ANY_YEAR_BIRTH):
            if _SUPPOSED_BORN.search(low, max(0, m.start() - 50), m.start()):
                continue
            if _ALL_BORN.search(low, max(0, m.start() - 40), m.start()):
                continue  # "alle kinderen geboren in 2021"
            yield "birth-date", *m.span(), "birth-year"
    for m in place.find(_SIX_DIGITS):
        if _SOMEBODY_BEFORE.search(low, max(0, m.start() - 20), m.start()) or _SOMEBODY_NEXT.match(
            low, m.end()
        ):
            yield "birth-date", *m.span(), "person-and-date"


def birth_days(low: str) -> Iterator[Proposal]:
    """A day and a month without a year, next to a birth."""
    for sign in _BIRTH_SIGN.finditer(low):
        first, last = max(0, sign.start() - 40), min(len(low), sign.end() + 60)
        for m in _DAY_BIRTH.finditer(low, first, last):
            if _BORN_AFTER.search(m.group()) or _SUPPOSED.search(
                low, max(0, m.start() - 70), m.end() - 4
            ):
                continue
            if (
                _IS_OF.match(m.group())
                and m.start()
                and low[: m.start()].rstrip()[-1:] not in (",", ".", "?", ";", ":")
                and not SOMEBODY_NEAR.search(low, max(0, m.start() - 30), m.start())
            ):
                continue  # "de wet is van 1 maart"
            yield "birth-date", *m.span(), "birth-day"
            break


def ordinal_births(low: str) -> Iterator[Proposal]:
    """Days as ordinal numbers: "de 8e van de 10e 2009", "op de 14e wordt ie 16"."""
    if "e van de " in low or "e vd " in low or "e v/d " in low:
        for m in _ORDINAL_DATE.finditer(low):
            if SOMEBODY_NEAR.search(low, max(0, m.start() - 30), m.start()):
                yield "birth-date", *m.span(), "ordinals"
    if "e wordt " in low:
        for m in _TURNS_ON.finditer(low):
            yield "birth-date", *m.span(), "birth-day"


def worded_births(tokens: Tokens, figures: bool) -> Iterator[Proposal]:
    """Dates in words, in whole or in part, on which somebody was born."""
    low = tokens.low
    thousands = "duizend" in low or "honderd" in low
    for pattern, told in (
        (_WORDED_DATE, thousands),
        (_WORDED_DAY, figures and tokens.seen & lx.MONTH),
    ):
        for m in pattern.finditer(low) if told else ():
            role = _BORN_ROLE.search(low, max(0, m.start() - 50), m.start())
            if (
                near(_BIRTH, low, *m.span(), 40, 24)
                or _IS_ALREADY.search(low, m.end(), m.end() + 30)
                or (role and not _EVENT_DATE.search(role.group("gap")))
            ):
                yield "birth-date", *m.span(), "worded-date"
    if thousands:
        for m in _NUMBERED_DATE.finditer(low):
            yield "birth-date", *m.span(), "worded-date"


def _could_be_born(role: str, date: str) -> bool:
    """Whether somebody in that role can be born on a date."""
    if role not in _ADULTS and role not in _WRITERS:
        return True
    year = re.search(r"\d+$", date)
    if year is None or not date[0].isdigit() or len(year.group()) not in (2, 4):
        return True
    value = int(year.group())
    if value < 100:
        value += 2000 if value < 30 else 1900
    return value <= (_YOUNGEST_WRITER if role in _WRITERS else _YOUNGEST_ADULT)
