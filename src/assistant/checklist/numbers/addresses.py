"""Addresses: a street with the number of a house, or a street in which somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.place import Proposal, inside, near
from assistant.checklist.numbers.words import SOMEBODY_NEAR, UNITS, YEAR
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Ends of words as streets have them, behind a capital.
_STREET_SUFFIXES = (
    "straat",
    "straatje",
    "laan",
    "weg",
    "plein",
    "gracht",
    "kade",
    "singel",
    "einde",
    "poort",
    "poten",
    "dreef",
    "steeg",
    "dijk",
    "plantsoen",
    "hofje",
    "pad",
    "hof",
    "markt",
    "wal",
    "kamp",
    "veld",
    "oord",
    "akker",
    "burg",
    "baan",
    "ring",
    "park",
    "erf",
    "horst",
    "waard",
    "haven",
    "brink",
    "stede",
    "donk",
    "werf",
    "poort",
    "boulevard",
    "allee",
    "strasse",
    "strase",
    "gasse",
    "weide",
    "meent",
    "zoom",
    "kamp",
    "hoek",
    "veste",
    "wijk",
    "stra",
    "str",
    "ln",
    "hoeve",
    "heuvel",
    "berg",
    "es",
    "tuin",
    "duin",
    "rade",
    "sloot",
    "vaart",
    "meer",
    "dam",
    "linde",
    "zicht",
    "bos",
    "kreek",
    "gaarde",
    "hage",
    "terras",
    "passage",
)
# Ends that make a word the name of a street, also in lower case.
_SURE_STREETS = (
    "straat",
    "straatje",
    "laan",
    "plein",
    "gracht",
    "kade",
    "singel",
    "dreef",
    "steeg",
    "dijk",
    "plantsoen",
    "hofje",
    "boulevard",
    "strasse",
    "strase",
    "pad",
    "weg",
    "hof",
    "allee",
    "str",
    "strt",
    "ln",
    "dwarsstraat",
    "sokak",
    "caddesi",
    "ulica",
)
# Ends of streets that end other words as well: in lower case an address has to be near.
_DOUBTFUL_STREETS = ("weg", "pad", "hof", "str", "strt", "ln")
_NO_STREET = words_of(
    """
    onderweg terugweg omweg weg vanweg snelweg uitweg werkweg straat laan plein dijk markt
    pad hof park gerechtshof hof-van rechtspad zorgpad stappenpad spoorweg middenweg
    levenspad leerpad keuzepad ontwikkelpad klantpad doolhof landstraat tijdpad groeipad
    bijstraat snelweg fietspad wandelpad voetpad ruiterpad hoofdweg zijweg zijstraat winkelstraat
    woonstraat doorgaande-weg beweg halverwege landweg autoweg uitgeweg dwaalweg rijweg overweg
    rechtsweg heenweg toegangsweg huisweg loopbaanpad carrierepad schoolplein dorpsplein
    winkelplein marktplein schoolstr
    goedendijk binnendijk buitendijk blijf-van-mijn-lijf-plein sluipweg
    """
)
_NOT_STREET_NAMES = words_of(
    """
    campus zaal lokaal wmo jeugdwet avg uavg wgbo artikel art lid bw groep klas team fase stap
    bijlage deel
    versie boek titel hoofdstuk paragraaf pagina woningnet stb stcrt
    """
)
_ENGLISH_STREETS = words_of("street road avenue lane drive close st rd ave")
_STREET_HEADS = ("laan", "plein", "weg", "straat", "hof", "rue", "burgemeester")
_LIVED_ENDS = (
    "straat", "laan", "plein", "gracht", "kade", "singel", "dreef", "steeg", "dijk", "plantsoen",
    "hof", "boulevard", "strasse", "pad", "weg", "vaart",
)  # fmt: skip
_FIRST_DIGITS = frozenset("123456789")
_FLOORS = words_of("iii iv vi vii bis hs huis rood zwart boven")
# An amount, or a floor: "organisaties 122.580 meldingen", "Zwijgerlaan 5e verdieping".
_THOUSAND = re.compile(r"\.\d|e\s(?:verdieping|etage)")
_HOUSE_LETTER = re.compile(r"(?:[a-h]|\s?(?:hs|bis|zwart|rood|huis))\b(?!\))")
_NUMBER_FIRST = re.compile(  # "at 14 Rozenburglaan"
    r"\b(?:at|on|in|near|address:?) \d{1,4}[a-z]? [A-Z][a-z]{3,24}(?:straat|laan|weg|plein|kade"
    r"|gracht|singel|dreef|dijk|hof)\b"
)
# Somebody lives there.
_LIVES = re.compile(
    r"\b(?:woont|wonen|woonde|woon|woonachtig|adres|woonadres|verblijft|verblijven|ingeschreven"
    r"|inwonend|logeert|gezin|huis|thuis|thuisadres|postcode|lives?|living|wohnt|wohnen|oturuyor"
    r"|mieszka|verhuisd|verhuist|staat ingeschreven|bel aan|geheim|deur|appartement|flat|hs|bis"
    r"|etage|boven|buren)\b"
)
_LIVED_STREET = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woon|woonachtig|adres|woonadres|verblijft|ingeschreven"
    r"|inwonend"
    r"|verhuisd|verhuist|verhuizen|nummer \d{1,4}[a-z]?|nr\.? ?\d{1,4}[a-z]?|buren|buurvrouw"
    r"|buurman"
    r"|gezin|familie|fam|lives|flat|huis|pand)\s"
    r"(?:(?:is|nu|is nu|nog|weer|zelf|alleen|hier|daar|is:)\s)?(?:aan|in|op|van|naar|uit|at|on"
    r"|om de hoek"
    r" van)?\s?(?:de|het|t|'t|een)?\s?"
    r"(?P<street>[a-z][a-z'-]{2,30}(?:straat|straatje|laan|plein|gracht|kade|singel|dreef|steeg"
    r"|dijk"
    r"|plantsoen|hofje|boulevard|strasse|pad|weg))\b"
)
# "Centrum voor Jeugd en Gezin op de Stationsstraat", "ons kantoor verhuist van de Kanaalweg"
_LIVES_NOT = re.compile(
    r"\bjeugd (?:en|&) gezin\b|\b(?:kantoor|locatie|organisatie|school|team|praktijk"
    r"|vestiging) verhuis"
)
_WORDED_HOUSE = re.compile(
    r"\b(?P<street>[a-z][a-z'-]{3,30}(?:straat|laan|plein|gracht|kade|singel|dreef|dijk|weg))"
    r"\s(?:nr\.?\s|nummer\s)?(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|\w{3,5}tien|\w*(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd))"
    r"\b\s?(?P<after>\w*)"
)
_NUMBERED_HOUSE = re.compile(
    r"\b(?P<street>[a-z][a-z'-]{3,30}(?:straat|laan|plein|gracht|kade|singel|dreef|dijk|weg|vaart|pad"
    r"|hof|steeg|park|erf|akker|wal|markt|plantsoen))\s(?:huis)?(?:nummer|nr\.?)\s(?:is\s)?"
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{3,5}tien"
    r"|\w*(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd)\w*)\b"
)
_WORDED_NUMBER = re.compile(
    r"een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|tig\b"
)
_STREET_OF_SOMEBODY = re.compile(
    r"\b(?:op|aan|in|naar|uit)\s(?:de|het|'t)\s(?P<street>[A-Z][a-zà-ÿ'-]{2,30}(?:straat|laan"
    r"|plein|gracht"
    r"|kade|singel|dreef|steeg|dijk|plantsoen|hof|weg|pad|hofje))\b(?!\s\d)"
)
_OPPOSITE = re.compile(
    r"\b[a-z]{3,30}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|dijk|pad|hof)\s"
    r"(?:t\.?o\.?|t/o|tegenover|nabij|hoek|ter hoogte van)\s(?:nr\.?|nummer|no\.?)?\s?\d{1,4}\b"
)
_LIVED_NUMBER = re.compile(
    r"\b(?:op|aan|tegenover|naast)\s(?:de\s|het\s)?(?P<street>[a-z][a-z'-]{2,24})\s\d{1,4}[a-z]?"
    r"\swo(?:ont|nen|onde|onden)\b"
)
_POLISH_STREET = re.compile(r"\b(?:[Uu]l|[Oo]s|[Aa]l)\. ?[A-ZŁŚŻŹĆ]\w{2,24} \d{1,4}\b")
_DWELT = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woon|wonende|woonachtig|wohnt|wohnen|lives?|verblijft"
    r"|verblijven|huisbezoek|perceel|bewoners van|buren (?:op|van)|ingeschreven)\s"
    r"(?:(?:nu|is|nog|weer|zelf|aan|op|in|te|at|de|het|der|den|'t|t|van)\s){0,4}"
    r"(?P<street>[a-z][a-z'.-]{2,24}(?:\s[a-z][a-z'.-]{1,24}){0,2}?)\s(?:nr\.?\s|nummer\s)?"
    r"(?P<number>\d{1,4})(?!\d|[.:/]\d)(?:\s?[a-h]\b|-\d{1,3}|\s(?:hs|bis))?\s?(?P<after>[a-z%]*)"
)
_DWELLING_UNITS = words_of("kamer unit blok verdieping etage leefgroep woongroep gezinshuis huis")
_LABELLED_ADDRESS = re.compile(
    r"\b(?:(?:adr|adres|woning|huis|woonadres|verblijfadres|address|anschrift|adresse|adresi)\.?\s?[:=|]"
    r"|woont\s(?:op|aan)|woonachtig\s(?:op|aan)|lives? at)\s{1,2}(?:de\s|het\s)?"
    r"(?P<street>[a-z][a-z'.-]{1,24}(?:\s[a-z][a-z'.-]{1,24}){0,3})\s(?P<number>\d{1,4})"
    r"\s?(?P<after>[a-z%]*)"
)


def addresses(tokens: Tokens, skip: list[tuple[int, int]], lexicon: Lexicon) -> Iterator[Proposal]:
    """A street with a house number: "Tulpstraat 48", "12 Baker Street"."""
    words, bits = tokens.words, tokens.bits
    size = len(words)
    if any(end in tokens.low for end in _LIVED_ENDS) and _has_street(tokens):
        yield from _lived_streets(tokens, lexicon)
        for m in _NUMBER_FIRST.finditer(tokens.text):
            yield "address", *m.span(), "english-street"
    for i in tokens.numbers:
        word = words[i]
        if len(word) > 5 or i == 0 or word[0] not in _FIRST_DIGITS:
            continue
        j = i - 1
        named = False  # whether it is called the number of a house
        for _ in range(3):
            if words[j] in ("nr", "nummer", "huisnummer", "huisnr", "no", ",", ".") and j:
                named = named or words[j] in ("nr", "huisnummer", "huisnr")
                j -= 1
        before = words[j]
        after = words[i + 1] if i + 1 < size else ""
        if (
            i + 2 < size
            and tokens.is_capital(i + 1)
            and words[i + 2] in _ENGLISH_STREETS
            and not inside(skip, *tokens.spans[i])
        ):
            spans = tokens.spans
            yield "address", spans[i][0], spans[i + 2][1], "english-street"
            continue
        if (
            before in _NOT_STREET_NAMES
            or after in UNITS
            or (bits[j] & lx.FUNCTION and not tokens.is_capital(j))
        ):
            continue
        if not before[0].isalpha() and words[i - 1] in (",", "."):
            continue  # "7.3.11"
        spans = tokens.spans
        start, end = spans[j][0], spans[i][1]
        if after in UNITS or inside(skip, start, end) or len(before) < 3:
            continue
        if before.endswith("adres"):
            continue
        rule = ""
        if (
            before.endswith(_SURE_STREETS)
            and (
                before not in _NO_STREET
                or (tokens.is_capital(j) and not tokens.starts_sentence(j) and len(word) > 1)
            )
            and len(before) > 5
            and "\n" not in tokens.low[spans[j][1] : spans[i][0]]
        ):
            if (
                named
                or not before.endswith(_DOUBTFUL_STREETS)
                or tokens.is_capital(j)
                or not bits[j]
                or _place_follows(tokens, i)
                or near(_LIVES, tokens.low, start, end, 40, 40)
            ):
                rule = "street"
        elif (
            before.endswith(_STREET_SUFFIXES)
            and tokens.is_capital(j)
            and len(before) > 4
            and not bits[j] & (lx.WORD | lx.MONTH | lx.PLACE | lx.ALLOWED)
            and (not tokens.starts_sentence(j) or not bits[j])
            and not (before.endswith("stra") and YEAR.fullmatch(word))  # "Zijlstra 2006"
        ):
            rule = "street-suffix"
        elif (
            before.endswith(_STREET_SUFFIXES)
            and len(before) > 5
            and before not in _NO_STREET
            and _HOUSE_LETTER.match(tokens.low, end)
            and not bits[j] & (lx.FUNCTION | lx.MONTH | lx.ALLOWED | lx.PROFESSION | lx.PERSON)
        ):
            rule = "house-with-letter"
        elif (
            _place_follows(tokens, i)
            and spans[i][0] > spans[j][1]  # "Top600 in Amsterdam"
            and not bits[j] & lx.PLACE
            and tokens.is_capital(j)
            and before not in _NOT_STREET_NAMES
            and not tokens.starts_sentence(j)
            and not bits[j] & lx.MONTH
        ):
            rule = "number-and-place"
        elif (
            j >= 2
            and words[j - 1] in ("van", "der", "de", "den", "la", "le", "het")
            and before not in UNITS
        ):
            k = j - 1
            while k > 0 and words[k] in ("van", "der", "de", "den", "la", "le", "het"):
                k -= 1
            dated = i + 1 < size and bits[i + 1] & lx.MONTH
            if words[k] == "hof" and (dated or YEAR.fullmatch(word)):
                continue  # "Hof Den Haag, 2019", "Hof Den Haag 22 november"
            if words[k] in ("laan", "plein") or (
                tokens.is_capital(j) and words[k].endswith(_STREET_HEADS)
            ):
                start, rule = spans[k][0], "street-van"
        elif (
            words[j] in ("straat", "laan", "plein", "dijk", "kade", "weg", "markt", "dorpsstraat")
            and j
            and tokens.is_capital(j - 1)
            and not bits[j - 1] & lx.DETERMINER
        ):
            start, rule = spans[j - 1][0], "two-word-street"
        if rule and _THOUSAND.match(tokens.low, end):
            continue  # "organisaties 122.580 meldingen"
        if rule:
            yield "address", start, end, rule
            continue


def _has_street(tokens: Tokens) -> bool:
    """Whether any word ends as streets do."""
    return any(
        word.endswith(_LIVED_ENDS)
        or (("-" in word or "'" in word) and any(end in word for end in _LIVED_ENDS))
        for word in tokens.vocabulary
    )


def _place_follows(tokens: Tokens, index: int) -> bool:
    """Whether a place comes right after a house number: "12a, Borne", "3 in Assen"."""
    words = tokens.words
    i = index + 1
    steps = 0
    while i < len(words) and steps < 4:
        word = words[i]
        if tokens.bits[i] & lx.PLACE and tokens.is_capital(i):
            return True
        if word in (",", "te", "in", "(") or (steps == 0 and (len(word) <= 2 or word in _FLOORS)):
            i += 1
            steps += 1
            continue
        return False
    return False


def _lived_streets(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """A street without a number where somebody lives: "woont in de Tulpstraat"."""
    if _WORDED_NUMBER.search(tokens.low):
        for m in _WORDED_HOUSE.finditer(tokens.low):
            street = m.group("street")
            known = lexicon.bits.get(street, 0) & lx.WORD or street in _NO_STREET
            if not known and m.group("after") not in UNITS:
                yield "address", *m.span("street"), "worded-house"
        for m in _NUMBERED_HOUSE.finditer(tokens.low):
            yield "address", *m.span(), "numbered-house"
    lived = _LIVED_STREET.finditer(tokens.low) if tokens.seen & lx.DWELLING else ()
    for m in lived:
        if _LIVES_NOT.search(tokens.low, max(0, m.start() - 24), m.end()):
            continue
        street = m.group("street")
        capital = tokens.text[m.start("street")].isupper()
        if street not in _NO_STREET and (capital or not lexicon.bits.get(street, 0) & lx.WORD):
            yield "address", *m.span(), "lived-street"
    if any(piece in tokens.low for piece in ("t.o", "t/o", " to ", "tegenover", "nabij", "hoek")):
        for m in _OPPOSITE.finditer(tokens.low):
            yield "address", *m.span(), "street"
    for m in _STREET_OF_SOMEBODY.finditer(tokens.text):
        low = tokens.low
        if near(SOMEBODY_NEAR, low, m.start(), m.end(), 50, 40):
            yield "address", *m.span(), "street-of-somebody"


def lived_numbers(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """A name and a number in front of the word for living: "op Klaverveld 12 wonen"."""
    for m in _LIVED_NUMBER.finditer(low):
        word = m.group("street")
        if (
            not lexicon.bits.get(word, 0) & (lx.FUNCTION | lx.DETERMINER | lx.PERSON)
            and word not in _NOT_STREET_NAMES
            and word not in UNITS
        ):
            yield "address", *m.span(), "lived-number"


def polish_streets(tokens: Tokens) -> Iterator[Proposal]:
    """A Polish street with its number: "ul. Lipowa 7"."""
    low = tokens.low
    if "ul." in low or "os." in low or "al." in low:
        for m in _POLISH_STREET.finditer(tokens.text):
            yield "address", *m.span(), "polish-street"


def dwellings(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """A name and a number behind a word for living or for an address."""
    for m in _DWELT.finditer(low):
        street = m.group("street").split()
        last = lexicon.bits.get(street[-1], 0)
        if (
            last & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.MONTH | lx.TIME | lx.NUMBER_WORD)
            or street[-1] in _NOT_STREET_NAMES
            or street[-1] in UNITS
            or street[-1] in _DWELLING_UNITS
            or m.group("after") in UNITS
            or any(lexicon.bits.get(w, 0) & (lx.PERSON_VERB | lx.KIN) for w in street)
        ):
            continue
        yield "address", m.start("street"), m.end("number"), "dwelt"
    for m in _LABELLED_ADDRESS.finditer(low):
        word = m.group("street").split()[-1]
        if not lexicon.bits.get(word, 0) & lx.FUNCTION and m.group("after") not in UNITS:
            yield "address", m.start("street"), m.end("number"), "address-label"
