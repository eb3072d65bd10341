"""Identifiers made of digits or of a fixed form: BSN, phone, IBAN, addresses, file numbers.

Each rule proposes a span and confirms it with a checksum or with the words around it. What follows
in `_LEGAL` are numbers of laws and publications; inside those nothing is found.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.forms import is_form
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# (point, start, end, rule)
Proposal = tuple[str, int, int, str]

MAX_DIGIT_GROUPS = 60  # in one run of spaced digits; longer runs are looked at from both ends

_LEGAL = re.compile(
    r"""
      ecli:[a-z]{2}:[a-z0-9]{2,8}:\d{4}:[a-z0-9.]+         # ECLI:NL:HR:2013:BZ1234
    | \bbwb[rvw]\d{7}\w*                                    # BWBR0034925
    | \bcvdr\d+ | \bjci\d[\d.]*:[^\s]+
    | \b3\d{4}[rlc]\d{4}\b                                  # CELEX 32016R0679
    | \b(?:celex|ljn|isbn(?:-1[03])?|issn|doi|nur|kst|blg|ah-tk|h-tk|stb|stcrt|trb|
          pbeu?|pb(?!\s\d+,?\s\d{4}\s?[a-z]{2}\b)|
          kamerstuk(?:ken)?|kamerdossier|handelingen|staatsblad|staatscourant|tractatenblad|
          publicatieblad|nen(?:-en)?(?:-iso)?|iso|nta|npr|njb|rvdw|jpf|fjr|zaak\ c)
      [\s:.,-]{0,3}(?:(?:i|ii|tk|ek|nr|nrs|l|c|bis|en|iso|iec)\b[\s.:,/-]{0,3}){0,4}
      \d[\d\s./x,-]{0,24}(?:[a-z]{1,4}\b[\s.,-]{0,3})?(?:,?\s{0,2}nrs?\.?\s{0,2}\d{1,6})?
    | \b(?:\(?eu\)?|eg|eeg)\s(?:nr\.\s)?\d{2,4}/\d{2,4}     # (EU) 2016/679
    | \bc-\d{1,4}/\d{2}\b | \bt-\d{1,4}/\d{2}\b             # case C-131/12
    | \b20\d{7}/\d{1,2}/[a-z]{1,2}\d\b                       # Raad van State, 202001234/1/A3
    | \b(?:ab)?rvs[\s,:]{1,3}(?:nr\.?\s)?20\d{7}/\d{1,2}\b
    | \b10\.\d{4,5}/\S+                                     # DOI
    | \bnj[\s,]{1,2}(?:19|20)\d{2}(?:,?\s{0,2}nrs?\.?)?[\s/]{0,2}\d{0,4}
    | \bpostbus\s\d+(?:,?\s\d{4}\s?[a-z]{2}\b)?
    """,
    re.VERBOSE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|eu|org"
    r"|net)/[^\s<>\"')]*"
)
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
_PROFILE_URL = re.compile(
    r"\b(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|linkedin|youtube|threads|telegram|t"
    r"|pinterest|twitch|discord|strava|vk|bsky)"
    r"\.(?:com|nl|me|net|app|tv|gg)/(?:in/|users/|u/|user/|add/|profile(?:\.php\?id=|/)|people/|c/"
    r"|channel/|@)?[\w.@%-]{2,60}"
)
_HANDLE = re.compile(r"(?<![\w.@])@[a-z0-9_][a-z0-9_.]{1,40}")
_EVERYBODY = words_of("collega collegas allen iedereen team all everyone here channel")
# A name on Discord and in games: "knuffel#0042".
_TAG = re.compile(r"(?<![\w.#/&])(?!c#|nr#)[a-z][\w.]{1,31}#\d{4}(?![\w#])")
_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|fb|twitter|telegram|discord|steam|roblox"
    r"|fortnite|gamertag|psn|xbox|signal|skype|linkedin)"
    r"(?:-?\s?(?:account|profiel|naam|handle|pagina|id|gebruiker|user|gebruikersnaam|username"
    r"|tag))?\s?(?:is|van|heet|:|=|genaamd|onder|als|named)?\s{1,2}"
    r"[\"'“]?(?P<name>[a-z0-9]+(?:[._#-][a-z0-9]+)+|[a-z]+\d{2,}[a-z0-9_]*)"
    r"|\b(?:gebruikersnaam|username|nickname|gamertag|schuilnaam|profielnaam"
    r"|accountnaam)\s?(?:is|:|=|van|heet)?\s{1,2}[\"'“]?"
    r"(?P<name2>[a-z0-9._-]*[\d_.][a-z0-9._-]*)"
)
_IPV4 = re.compile(
    r"(?<![\d.])\d{1,3}(?:\s?(?:\.|[\[({](?:\.|dot|punt)[\])}]|\bpunt\b|\bdot\b|\bpunkt\b)\s?"
    r"\d{1,3}){3}(?![\d]|\.\d)"
)
_IPV6_SHORT = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])")
_IPV6 = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})(?::[0-9a-f]{1,4}){0,4}(?![\w:])"
)
_MAC = re.compile(r"\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b")
_IBAN = re.compile(r"\b[a-z]{2}[\s.-]?\d[\s.-]?\d(?:[\s.-]{0,3}[a-z0-9]){11,30}")
_DUTCH_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}\d{10}")
# Sidecodes of Dutch licence plates with hyphens; RDW, "Kentekenplaten en sidecodes".
_SIDECODES = (
    ("xx", "99", "99"), ("99", "99", "xx"), ("99", "xx", "99"), ("xx", "99", "xx"),
    ("xx", "xx", "99"), ("99", "xx", "xx"), ("99", "xxx", "9"), ("9", "xxx", "99"),
    ("xx", "999", "x"), ("x", "999", "xx"), ("xxx", "99", "x"), ("x", "99", "xxx"),
    ("9", "xx", "999"), ("999", "xx", "9"),
)  # fmt: skip


def _sidecodes(separator: str) -> str:
    """Regular expression for all sidecodes with a separator between the groups."""
    forms = []
    for code in _SIDECODES:
        groups = [rf"{'[a-z]' if g[0] == 'x' else '[0-9]'}{{{len(g)}}}" for g in code]
        forms.append(separator.join(groups))
    return "|".join(forms)


_PLATE = re.compile(
    rf"(?<![\w/-])(?:{_sidecodes('-')}|{_sidecodes(' [-–—] ')}|{_sidecodes('[._–—·/]')})"
    r"(?![\w/-]|\.\w)"
)
# With one hyphen of the two: "76-GSS6", "tz-793l". Four digits in a row are a year or a postcode.
_PLATE_HALF = re.compile(
    r"(?<![\w/.-])(?=[a-z0-9]+-[a-z0-9]+(?![\w/-]|\.\w))(?!\S*\d{4})"
    rf"(?:{_sidecodes('-?')})(?![\w/-]|\.\w)"
)
_PLATE_APART = re.compile(rf"(?<![\w-])(?<!\d\.)(?:{_sidecodes('[ .·]?-?')})(?![\w-])")
# Groups of letters and digits in which a foreign plate can be written.
_PLATE_FREE = re.compile(r"(?<![\w-])[a-z0-9]{1,8}(?:[ .·-]{1,3}[a-z0-9]{1,5}){0,7}(?![\w-])")
# Groups of letters and digits as on the plates of other countries, behind a car.
_PLATE_ABROAD = re.compile(
    r"(?<![\w.,/-])(?=[a-z -]{0,8}\d)(?=[\d -]{0,8}[a-z])"
    r"(?:[a-z]{1,3}[ -]?\d{1,5}(?:[ -]?[a-z]{1,3})?|\d{1,4}[ -]?[a-z]{1,3}(?:[ -]?\d{1,4})?"
    r"|[a-z]{1,3}[ -][a-z]{1,2}[ -]?\d{1,4}|[a-z]{2,3} \d[a-z]\d{2}[a-z]|[a-z]\d{2}-[a-z]{2}\d)"
    r"(?![\w-]|[.,:]\d|\s?(?:euro|km|jaar|uur|pk|%))"
)
_CAR = re.compile(
    r"\b(?:auto|auto's|golf|polo|opel|bmw|mercedes|audi|seat|fiat|ford|renault|peugeot|citroen"
    r"|volvo|toyota|kia|skoda|tesla|suzuki|nissan|mazda|hyundai|dacia|volkswagen|vw|scooter"
    r"|brommer|motor|bus|busje|bestelbus|bestelbusje|"
    r"kenteken|nummerbord|bestuurder|voertuig|wagen|car|mini|corsa|astra|clio|twingo|fiesta"
    r"|passat|touran|caddy|caddie|transporter|sprinter|vito|yaris|aygo|picanto|smart|jeep"
    r"|lexus|honda|mitsubishi|subaru|porsche|volvo|alfa|lada|bestelauto|bestel|personenauto"
    r"|taxi|taxibus|aanhanger|caravan|camper|scooter|snorfiets|bromfiets|motorfiets|quad|auto'tje"
    r"|autootje|bolide|cabrio|stationwagon|stationcar|suv|vrachtwagen|truck|vehicle|wagen|arac"
    r"|araba|arabasi|samochod\w*|auta|autem|jezdzi|coche|voiture|fahrzeug|geparkeerd"
    r"|parkeer\w*|rijdt|rdw|kente?k\w*|ibiza|megane|kangoo|berlingo|ioniq|punto|mondeo|kuga|qashqai"
    r"|micra|fabia|octavia|tiguan|crafter|vivaro|zafira|meriva|insignia|captur|scenic|duster"
    r"|sandero|sportage|tucson|auris|prius|corolla|civic|outlander|jaguar|landrover|mustang"
    r"|brommertje|scootertje|fatbike|motortje)\b"
)
# Dutch passports and identity cards: nine characters, two letters first, a digit last (RvIG).
_DOCUMENT = re.compile(r"(?<![\w/-])[A-Z]{2}[A-Z0-9]{6}[0-9](?![\w/-])")
_PLATE_WORD = re.compile(
    r"\bkent\.(?=[\s:])"
    r"|\b(?:kente?k\w*|nummerbord|nummerplaat|plaat|plaatje|rdw"
    r"|licen[cs]e plate"
    r"|number plate|plate|reg(?:istration)? plate|kennzeichen|nummernschild|plaka|plakasi|plakali"
    r"|tablica|rejestracj\w*|rejestracyjn\w*)\b"
)
_POSTCODE = re.compile(r"(?<![\w/.-])[1-9]\d{3}(?:-| {0,3})[a-z]{2}(?![\w-])")
_COURT_SLASH = re.compile(
    r"(?<![\w/])(?:[a-z]{1,3}/\d{2}/\d{4,6}\b|\d{2}[/-]\d{6}[/-]\d{2}(?![\w/-])"
    r"|(?<![.])\d{1,3} [a-z]{1,3} \d{1,5}/\d{2}(?![\d/])|(?<![.])\d{3}\.\d{3}\.\d{3}/\d{2}(?!\d)"
    r"|[ivx]{1,4} [a-z]{1,4} \d{1,5}/\d{2}(?!\d))"
)
_COURT = re.compile(
    r"\b(?:(?:je|fa|ha|kg|jz)\s?(?:rk|za|ja)\s?\d{2}[-/]\d{1,5}\b|pl\d{4}[-\s]?\d{6,12}(?:-\d+)?\b"
    r"|(?:rk|za)\s\d{2}[-/]\d{2,5}\b|(?<![\w/-])\d{2}-\d{6}-\d{2}(?![\w/-]))|(?<![\w#])#\d{4,10}\b"
)
_SPACED_POSTCODE = re.compile(r"\b(?:postcode|pc)\W{1,3}[1-9](?:\s?\d){3}\s?[a-z]\s?[a-z]\b")
_CHUNK = re.compile(r"(?:\+\s?)?(?:\(\s?)?\d(?:[ .\-/()\u2011_–—·•]{0,3}\d)*")
_GROUP = re.compile(r"\d+")
_DATE = re.compile(
    r"(?<![\d])(?<!\d[./-])(?:(?:0?[1-9]|[12]\d|3[01])\s?[-/.|]\s?(?:0?[1-9]|1[0-2])\s?[-/.|]\s?"
    r"(?:'?\d{2}|(?:19|20)\d{2})"
    r"|(?<!\d )(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:19[3-9]|20[0-2])\d(?! \d)"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?"
    r"(?:0?[1-9]|[12]\d|3[01]))(?![\d])(?![./-]\d)"
)
# Months in Dutch, English, German, Turkish, Polish and French, folded.
_MONTHS = (
    r"(?:jan(?:uari|uary|uar|vier)?|feb(?:ruari|ruary|ruar)?|fevrier|m(?:aa)?rt|march|mar(?:z|s)?"
    r"|apr(?:il)?|avril|mei|may|mai|jun[ie]?|juin|july?|juli|juillet|aug(?:ustus|ust)?|aout"
    r"|sep(?:t(?:ember|embre)?)?|o[kc]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember|embre)?"
    r"|ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika"
    r"|listopada|grudnia)"
)
_WORD_DATE = re.compile(
    rf"(?<![\w])(?:\d{{1,2}}(?:e|de|ste|st|nd|rd|th)?(?:\sof\s|[.\s/-]{{0,3}}){_MONTHS}\.?,?[\s/-]{{0,2}}"
    rf"(?:'?\d{{2}}\b(?![.:]\d)|(?:19|20)\d{{2}})|{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19"
    rf"|20)\d{{2}})"
)
_BIRTH = re.compile(
    r"\b(?:ter wereld|geb|gebdat|gebdtm|gebdatum|geboren|geboortedatum|geboortedag|geboortejaar"
    r"|geboortedat"
    r"|geb\.?\s?datum|geb\.?\s?dat|geboorte|geborene|dob|d\.o\.b|born|birth|birthday|birthdate"
    r"|verjaardag|verjaart|jarig|bouwjaar|bj|geburtsdatum|geburtstag|dogum|dogumlu|urodz\w*|ur|nee?"
    r"\sle|naissance|gbd|gebd|gd|gebdtum|gebortedatum|geboortedtm)\b|°|\*(?=\s?\d)"
)
_ANY_YEAR_BIRTH = re.compile(
    rf"\b(?:geboren|geb\.?|born|geboortejaar|bouwjaar|bj\.?|jahrgang|jg\.)[:\s]{{1,3}}(?:in\s"
    rf"|is\s|op\s|on\s"
    rf"|te\s\w+\s)?(?:{_MONTHS}\s)?(?:19[3-9]\d|20[0-2]\d)\b"
    rf"|\b(?:19[3-9]\d|20[0-2]\d)\s(?:geboren|born|dogumlu|geb\b)"
    rf"|\b(?:geboren|geb\.?|born)\s(?:(?!\b(?:na|voor|vanaf|sinds|tussen|tot)\b)[^.?!\n\d]){{0,30}}"
    rf"\b{_MONTHS}\b[^.?!\n\d]{{0,20}}\b(?:19[3-9]\d|20[0-2]\d)\b"
)
# A day and a month without a year, in figures or in words, next to a birth.
_DAY = (
    r"(?:\d{1,2}(?:e|de|ste|st|nd|rd|th|\.)?|eerste|tweede|derde|vierde|vijfde|zesde|zevende"
    r"|achtste"
    r"|negende|tiende|elfde|twaalfde|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|(?:der|veer|vijf|zes|zeven|acht|negen)tien(?:de)?|(?:een|twee|drie|vier|vijf|zes|zeven|acht"
    r"|negen)?(?:en)?twintig(?:ste)?|(?:eenen)?dertig(?:ste)?)"
)
_BIRTH_SIGN = re.compile(
    r"\b(?:geboren|geb|jarig|verjaart|verjaardag|born|birthday|geboortedag|geboortedatum|gebdat"
    r"|dob|geburtstag|wordt|is van|zijn van|was van)\b"
)
_DAY_BIRTH = re.compile(
    rf"\b(?:geboren|geb|jarig|verjaart|verjaardag|born|birthday|geboortedag|geboortedatum|gebdat"
    rf"|dob|geburtstag)\b[^?!\n]{{0,25}}?(?<![\w-]){_DAY}\s{{0,2}}{_MONTHS}\b"
    rf"|(?<![\w-]){_DAY}\s{_MONTHS}\s(?:is|was|wordt|werd)?\s?(?:hij|zij|ze|ie|mijn \w+|haar \w+"
    rf"|zijn \w+)?\s?(?:jarig|geboren)"
    rf"|\b(?:is|zijn|was)\svan\s{_DAY}\s{_MONTHS}\b"
    rf"|\bwordt\s(?:\w{{2,12}}\s)?(?:op\s)?{_DAY}\s{_MONTHS}\s(?:al\s"
    rf"|pas\s)?(?:\d{{1,2}}|tien|elf|twaalf|\w{{3,5}}tien)\b(?!\s(?:uur|:))"
    r"|\b(?:geboren|geb|jarig|verjaart|verjaardag|born|birthday|geboortedag|geboortedatum|gebdat"
    r"|dob)\b"
    r"[^?!\n\d]{0,20}(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[0-2])(?![\d/-])"
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
# Somebody who may be born on a date. What stands between may not say what else happened then.
_SOMEBODY = (
    r"(?:jongen|jong|jng|meisje|meid|meiske|mei|kind|kindje|knd|zus|zusje|broer|broertje|zoon"
    r"|zoontje|dochter|dochtertje|hij|zij|ze|moeder|vader|mdr|vdr|ma|pa|mama|papa|client|cliente"
    r"|clt|cl|jeugdige|jgd|jongere|leerling|lln|ll|oudste|jongste|middelste|baby|peuter|kleuter"
    r"|puber|tweeling|kinderen|pupil|patient|patiente|pt|mw|mevr|mevrouw|dhr|meneer|jongetje"
    r"|betrokkene|betr|minderjarige|opa|oma|pleegkind|student|bewoner|partner|ex|man|vrouw|he|she"
    r"|boy|girl|child|son|daughter|mother|father|client|pupil|teen|mutter|kind|junge|madchen|sohn"
    r"|tochter|syn|syna|corka|corki|dziecko|chlopiec|dziewczynka|oglum|kizim|cocuk|oglu|kizi|fils"
    r"|fille|enfant|hijo|hija|nino|nina|mom|dad|kid|teenager|youngster|schuler|schulerin|iemand|someone|jemand|persoon|inwoner|v|m|j|x|ik|i|me)"
)
_EVENT_DATE = re.compile(
    r"\b(?:op|sinds|per|vanaf|tot|t/m|voor|na|d\.?d\.?|datum|wet|besluit|regeling|verordening"
    r"|handreiking|versie|richtlijn|arrest|uitspraak|beschikking|brief|mail|verdrag|convenant"
    r"|protocol|overleg|training|gesprek|geldig|gold|geldt|ingang|werking|stb|stcrt|publicatie"
    r"|on|since|from|until|am|seit|ab|begin|eind|planning|start|factsheet|rapport|nieuwsbrief"
    r"|(?:inwerking|in)treding|wijziging|wetswijziging|invoering"
    r"|circulaire|kamerbrief|motie|folder|formulier|druk|uitgave|update|artikel|lid)\b"
)
_BORN_ROLE = re.compile(rf"(?<![-/\w])(?P<role>{_SOMEBODY})\b(?!-)(?P<gap>[^?!\n]{{0,30}})$")
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


# "15 jr (3/2/2010)": an age, and the date beside it.
_AGE_BEFORE = re.compile(r"\b\d{1,2}\s?(?:jr|jaar|j|years?(?: old)?|yo|jahre)\.?\s?[(,/:;-]\s?$")
_AGED = re.compile(
    r"\b(?:leeftijd|age|alter|wiek|yas)\b[^?!\n]{0,16}$|\b\d{1,2}[ -]?jarige?\s?\(\s?$"
)
_AGED_AFTER = re.compile(r"\s(?:als|qua)\sleeftijd\b")
_TERM = re.compile(r"termijn|bewa|geldig|\bduur|looptijd|maximaal|minimaal|periode|per\b|na\b")
# A date in words throughout.
_WORDED_DATE = re.compile(
    rf"(?<![\w-])(?:{_DAY}|[a-z]{{2,20}}(?:ste|de))\s(?:van\s)?{_MONTHS}\s"
    r"(?:twee\s?duizend|negentien\s?honderd)(?:\s?[a-z]{3,16})?"
)
# And with the year in figures: "vijfentwintig mei 2010".
_WORDED_DAY = re.compile(
    rf"\b(?:[a-z]*(?:twintig|dertig)(?:ste)?|[a-z]+tien(?:de)?|een|twee|drie|vier|vijf|zes|zeven|acht"
    rf"|negen|elf|twaalf|\w+(?:ste|de)) {_MONTHS} (?:19|20)\d{{2}}\b"
)
_IS_ALREADY = re.compile(r"\bis (?:die|hij|zij|ze)\b[^.?!]{0,12}\b\d{1,2}\b")
_MONTH_WORDS = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|eerste|tweede|derde|vierde"
    r"|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde)"
)
_NUMBERED_DATE = re.compile(
    rf"(?<![\w-])(?:(?:[a-z]{{2,6}}en)?(?:twintig|dertig)(?:ste)?|[a-z]{{3,6}}tien(?:de)?|{_MONTH_WORDS})"
    rf"\s(?:van\s(?:de\s)?)?{_MONTH_WORDS}\s(?:twee\s?duizend|negentien\s?honderd)(?:\s?[a-z]{{3,16}})?"
)
# "op de 14e wordt ie 16"
_TURNS_ON = re.compile(
    r"\b\d{1,2}(?:e|ste|de) wordt (?:ie|hij|ze|zij|mijn \w+) (?:al )?\d{1,2}\b(?! uur)"
)
_ROLE_AFTER = re.compile(
    rf"^[)\],;:|/\s.-]{{1,4}}(?:de\s|het\s|een\s)?{_SOMEBODY}\b(?!\s(?:tot|t/m))"
)
_COMPACT_BIRTH = re.compile(
    rf"\b(?:geb|gebdat|gebdatum|geboren|geboortedatum|geboortedag|dob|gd|gbd|gebd|birth)\b"
    rf"[.:;|=\s]{{0,4}}(?:is\s|op\s|datum\s|dat\.?\s)?(?:\d(?:[\s/.-]{{0,3}}\d){{5,7}}"
    rf"|\d{{1,2}} \d{{1,2}} (?:19|20)?\d{{2}}|\d{{1,2}}[/-](?:19|20)\d{{2}})(?!\d)"
    rf"|\b(?:geboren|geb|born)\b[^.?!\n]{{0,20}}\b[a-z]{{3,16}}\s{_MONTHS}\s(?:19|20)\d{{2}}\b"
)
_SIX_DIGITS = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:\d{2}|(?:19|20)\d{2})(?!\d)"
)
_SOMEBODY_NEXT = re.compile(
    r"[-_, ]{1,2}(?:jongen|meisje|kind|client\w*|leerling|jeugdige|zoon|dochter|moeder|vader|[mvj])"
    r"\b"
)
_SOMEBODY_BEFORE = re.compile(rf"\b{_SOMEBODY}[\s:,(]{{1,3}}$")
_BSN_WORD = re.compile(
    r"\b(?:bsn|bsn-?(?:nummer|nr)|b\.s\.n|burgerservice(?:nummer|nr)?"
    r"|burger\s?service\s?(?:nummer|nr)?"
    r"|sofi(?:-?nummer|nr)?|sofinr|persoonsnummer|burgerservicenr|citizen service number|social"
    r" security)\b"
)
_PHONE_WORD = re.compile(
    r"\b(?:tel|telnr|tel\.?nr|telefoon|telefoonnummer|telefoonnr|mob|mobiel|mobiele|nummer|nr"
    r"|bel|bellen|belde|gebeld|bereikbaar|06|gsm|whatsapp|app|appen|phone|call|number|mobile"
    r"|handy|telefon|nummers|numarasi|numara|cep|numer|kom|komorka|06-nummer|whatsappnummer"
    r"|telefoonnr|telnummer|thuisnummer|thuisnr|contactnummer|noodnummer)\b"
)
_WHOSE_NUMBER = re.compile(
    r"\bvan (?:de |het |een |mijn |onze |zijn |haar )?"
    rf"(?:{_SOMEBODY}|\w*buur\w*|tante|oom|oma|opa)\b"
)
_BODY_WORD = re.compile(
    r"\b(?:gemeente|rechtbank|autoriteit|raad voor|politie|helpdesk|meldpunt|veilig thuis|ggd"
    r"|ministerie|inspectie|vng|loket|ombudsman|klantcontactcentrum|kcc|meldcentrum|centrale"
    r"|hulplijn|infolijn|infopunt)\b"
)
_V_WORD = re.compile(
    r"vreemdeling|asiel"
    r"|\b(?=[acvi])(?:v[-. ]?(?:number|nummer|nr)|auslander|v-$|(?:ind|coa|alien|amv)\b)"
)
# "V" and ten digits, however they are grouped (IND, "V-nummer").
_V_NUMBER = re.compile(r"(?<![\w-])v[ .:#-]{0,2}\d(?:[ .-]?\d){9}(?![\w]|[.-]\d)")
_MONEY = re.compile(r"(?:€|euro|eur|\$)\s?$")
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
_UNITS = words_of(
    """
    jaar jr jaren maanden mnd weken wkn dagen dgn uur uren minuten kinderen kind personen
    cm kg km m euro procent % keer x stuks gezinnen ouders bewoners mensen leerlingen
    clienten meldingen plaatsen bedden jongeren
    """
)


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the elfproef of a burgerservicenummer."""
    if len(digits) != 9 or digits == "0" * 9:
        return False
    # Imported at the first candidate: it brings half the standard library with it.
    from stdnum.nl import bsn

    return bool(bsn.is_valid(digits))


def _near(
    pattern: re.Pattern[str], low: str, start: int, end: int, before: int, after: int
) -> bool:
    """Whether a word stands near a span, within so many characters before or after it."""
    return bool(
        pattern.search(low, max(0, start - before), start)
        or (after and pattern.search(low, end, min(len(low), end + after)))
    )


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start < b or a < end <= b for a, b in spans)


# Characters around a number that a rule may look at.
MARGIN = 70


class _Place:
    """A stretch of a text with numbers in it, and what in it is law, a web address or a date."""

    __slots__ = (
        "_skip", "_starts", "born", "dates", "end", "legal", "low", "start", "text", "urls",
        "vehicle",
    )  # fmt: skip

    def __init__(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        urls: list[tuple[int, int]],
        born: bool = False,
        legal: bool = True,
    ) -> None:
        low, text = tokens.low, tokens.text
        self.born = born
        self.vehicle = _has_vehicle(tokens)
        self.low = low
        self.text = text
        self.start = start
        self.end = end
        self.urls = urls
        self.legal = legal
        self._starts: list[int] | None = None
        self.dates: list[tuple[int, int]] = []
        self._skip: list[tuple[int, int]] | None = None

    @property
    def skip(self) -> list[tuple[int, int]]:
        """Spans of legal references and web addresses, worked out when first asked for."""
        if self._skip is None:
            found = []
            if self.legal:
                found = [m.span() for m in _LEGAL.finditer(self.low, self.start, self.end)]
            self._skip = found + [u for u in self.urls if u[0] < self.end and u[1] > self.start]
        return self._skip

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches that are no part of a legal reference or a web address."""
        for m in pattern.finditer(self.low, self.start, self.end):
            if not _inside(self.skip, m.start(), m.end()):
                yield m

    def find_at_numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same for a pattern that begins with a digit and has none before it."""
        if self._starts is None:
            numbers = _NUMBER.finditer(self.low, self.start, self.end)
            self._starts = [m.start() for m in numbers]
        position = self.start
        for start in self._starts:
            m = pattern.match(self.low, start, self.end) if start >= position else None
            if m:
                position = m.end()
                if not _inside(self.skip, m.start(), m.end()):
                    yield m

    def find_all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same, with matches that overlap: "is 29 gj" and "29 gj 84"."""
        m = pattern.search(self.low, self.start, self.end)
        while m:
            if not _inside(self.skip, m.start(), m.end()):
                yield m
            m = pattern.search(self.low, m.start() + 1, self.end)


def _has_vehicle(tokens: Tokens) -> bool:
    """Whether a vehicle or its plate is spoken of; "kent." is short for "kenteken"."""
    return bool(tokens.seen & lx.VEHICLE) or "kent. " in tokens.low or "kent: " in tokens.low


def _stretches(tokens: Tokens, born: bool) -> Iterator[tuple[int, int]]:
    """Stretches around the numbers that can belong to a person; the rest needs no look.

    Article numbers ("7.3.11") and years by themselves cannot, unless somebody is born there.
    """
    low, text = tokens.low, tokens.text
    spans = []
    for m in _SIGNIFICANT.finditer(low):
        value = m.group()
        if not born and (
            (
                _ARTICLE.fullmatch(value)
                and not _DOTTED_DATE.fullmatch(value)
                and not _is_address(value)
            )
            or (
                _YEAR.fullmatch(value)
                and not _CAPITALS.match(text, m.end())
                and not _MONTH_START.search(low, max(0, m.start() - 12), m.start())
            )
        ):
            continue
        spans.append(m.span())
    if tokens.seen & lx.MONTH and tokens.numbers:
        spans = sorted(spans + [m.span() for m in _SHORT_DATE.finditer(low)])
    plates = _has_vehicle(tokens)
    mixed = [tokens.spans[i] for i in tokens.numbers if _beside_letters(tokens, i)]
    if plates or _MIXED.search(low):
        numbers = (m.span() for m in _NUMBER.finditer(low))
        mixed += [span for span in numbers if plates or _is_mixed(low, *span)]
    if mixed:
        spans = sorted(spans + mixed)
    start = end = -1
    for first, last in spans:
        if start < 0:
            start = first
        elif first - end > 2 * MARGIN:
            yield max(0, start - MARGIN), min(len(low), end + MARGIN)
            start = first
        end = max(end, last)
    if start >= 0:
        yield max(0, start - MARGIN), min(len(low), end + MARGIN)


def _is_address(value: str) -> bool:
    """Whether four numbers are larger than those of articles: "68.75.52.81"."""
    parts = value.split(".")
    return len(parts) == 4 and (max(map(int, parts)) > MAX_ARTICLE_PART or "0" in parts)


MAX_ARTICLE_PART = 31


def _beside_letters(tokens: Tokens, i: int) -> bool:
    """Whether a number stands beside a few letters that make no word, as on a licence plate."""
    words, bits = tokens.words, tokens.bits
    size = len(words)
    for step in (-1, 1):
        j = i + step
        if not 0 <= j < size or len(words[j]) > 3:
            continue
        if words[j] == ".":
            j += step
            if not 0 <= j < size or len(words[j]) > 3:
                continue
        if bits[j] & ~lx.WORD:
            continue
        if _CONSONANTS.fullmatch(words[j]) and words[j] not in _ABBREVIATED:
            return True
    return False


# How the words begin with which a reference to law or literature does, and its longest numbers.
_LEGAL_WORDS = (
    "ecli", "bwb", "cvdr", "jci", "celex", "ljn", "isbn", "issn", "doi", "nur", "kst", "blg",
    "ah-tk", "h-tk", "stb", "stcrt", "trb", "pb", "kamerstuk", "kamerdossier", "handelingen",
    "staatsblad", "staatscourant", "tractatenblad", "publicatieblad", "nen", "iso", "nta", "npr",
    "njb", "rvdw", "rvs", "abrvs", "jpf", "fjr", "zaak", "eu", "eg", "eeg", "nj", "postbus",
)  # fmt: skip
_LEGAL_NUMBER = re.compile(r"3\d{4}[rlc]\d|20\d{7}/|10\.\d{4}")


def _has_legal(tokens: Tokens) -> bool:
    """Whether a text can hold what `_LEGAL` is about, without looking for it."""
    return any(
        word.startswith(_LEGAL_WORDS) or word in ("c", "t") or "-" in word or "'" in word
        for word in tokens.vocabulary
    ) or bool(_LEGAL_NUMBER.search(tokens.low))


_DIGIT = re.compile(r"\d")
_SHORT_DATE = re.compile(rf"[0-9]{{1,2}}[ -]{_MONTHS}\.?[ -]'?[0-9]{{2}}(?![0-9])")
_NUMBER = re.compile(r"[0-9]+")
_SIGNIFICANT = re.compile(r"[0-9](?:[ .:/()'\-\[\]|_–—·•]{0,3}[0-9]){2,}")
_ARTICLE = re.compile(r"\d{1,2}(?:[.:]\d{1,2}){1,3}")
# An article is not written with a zero in front: "17.06.08".
_DOTTED_DATE = re.compile(r"\d{1,2}\.(?:0[1-9]|1[0-2])\.\d{2}")
_LAW_DATE = re.compile(r"\d{1,2}\.\d\.\d{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_CAPITALS = re.compile(r" ?[A-Z]{2}(?![A-Za-z])")
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


# Quick to find: every number that `_is_mixed` holds one of these.
_MIXED = re.compile(r"[0-9](?:[-–—·/]?[^\W\d_]|(?<=[^\W\d_].)|(?<=[^\W\d_][-–—·/].))")
_JOINS = ("-", "–", "—", "·", "/")


def _is_mixed(low: str, start: int, end: int) -> bool:
    """Whether a number touches a letter, or a letter after a hyphen: licence plates, documents."""
    before, after = low[max(0, start - 2) : start], low[end : end + 2]
    return (
        before[-1:].isalpha()
        or after[:1].isalpha()
        or (before[-1:] in _JOINS and before[:1].isalpha())
        or (after[:1] in _JOINS and after[1:].isalpha())
    )


def find(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Propose every number or form that belongs to a person."""
    low = tokens.low
    urls = [m.span() for m in _URL.finditer(low)] if _has_address(low) else []
    if (
        "@" in low
        or "apenst" in low
        or "apest" in low
        or "klammeraffe" in low
        or (" at " in low and _WORDED_SIGN.search(low))
        or _BRACKET_AT.search(low)
        or "at-teken" in low
    ):
        yield from _emails(low, lexicon)
    if "@" in low:
        for m in _HANDLE.finditer(low):
            word = m.group()[1:]
            if lexicon.bits.get(word, 0) & (lx.PROFESSION | lx.ALLOWED) or word in _EVERYBODY:
                continue
            if len(m.group()) > 3:
                yield "profile", *m.span(), "handle"
    if "/" in low:
        for m in _PROFILE_URL.finditer(low):
            yield "profile", *m.span(), "profile-address"
    if "#" in low:
        for m in _TAG.finditer(low):
            yield "profile", *m.span(), "tag"
    if low.count(":") > 2 and _COLONS.search(low):
        yield from _colons(_Place(tokens, 0, len(low), urls))
    if tokens.seen & lx.ACCOUNT or "_" in low:
        yield from _accounts(low, lexicon)
    born = bool(
        tokens.seen & lx.BIRTH
        or "d.o.b" in low
        or "ter wereld" in low
        or any(hint.search(low) for hint in _BIRTH_HINTS)
    )
    figures = bool(_DIGIT.search(low))
    if figures:
        legal: bool | None = None
        for start, end in _stretches(tokens, born):
            if legal is None:
                legal = _has_legal(tokens)
            yield from _numbers(_Place(tokens, start, end, urls, born, legal), lexicon)
    if born:
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
                    and not _SOMEBODY_NEAR.search(low, max(0, m.start() - 30), m.start())
                ):
                    continue  # "de wet is van 1 maart"
                yield "birth-date", *m.span(), "birth-day"
                break
    if "e van de " in low or "e vd " in low or "e v/d " in low:
        for m in _ORDINAL_DATE.finditer(low):
            if _SOMEBODY_NEAR.search(low, max(0, m.start() - 30), m.start()):
                yield "birth-date", *m.span(), "ordinals"
    if "e wordt " in low:
        for m in _TURNS_ON.finditer(low):
            yield "birth-date", *m.span(), "birth-day"
    if "begin" in low or "eindig" in low or "laatste" in low or "eerste" in low:
        for m in _PARTIAL.finditer(low):
            yield _PARTIAL_POINTS[m.lastgroup or ""], *m.span(), "partial"
    if tokens.seen & lx.DWELLING and figures:
        for m in _LIVED_NUMBER.finditer(low):
            word = m.group("street")
            if (
                not lexicon.bits.get(word, 0) & (lx.FUNCTION | lx.DETERMINER | lx.PERSON)
                and word not in _NOT_STREET_NAMES
                and word not in _UNITS
            ):
                yield "address", *m.span(), "lived-number"
    if "ul." in low or "os." in low or "al." in low:
        for m in _POLISH_STREET.finditer(tokens.text):
            yield "address", *m.span(), "polish-street"
    thousands = "duizend" in low or "honderd" in low
    for pattern, told in (
        (_WORDED_DATE, thousands),
        (_WORDED_DAY, figures and tokens.seen & lx.MONTH),
    ):
        for m in pattern.finditer(low) if told else ():
            role = _BORN_ROLE.search(low, max(0, m.start() - 50), m.start())
            if (
                _near(_BIRTH, low, *m.span(), 40, 24)
                or _IS_ALREADY.search(low, m.end(), m.end() + 30)
                or (role and not _EVENT_DATE.search(role.group("gap")))
            ):
                yield "birth-date", *m.span(), "worded-date"
    if thousands:
        for m in _NUMBERED_DATE.finditer(low):
            yield "birth-date", *m.span(), "worded-date"
    if tokens.seen & lx.DWELLING and figures:
        for m in _DWELT.finditer(low):
            street = m.group("street").split()
            last = lexicon.bits.get(street[-1], 0)
            if (
                last & (lx.FUNCTION | lx.PERSON | lx.PLURAL | lx.MONTH | lx.TIME | lx.NUMBER_WORD)
                or street[-1] in _NOT_STREET_NAMES
                or street[-1] in _UNITS
                or street[-1] in _DWELLING_UNITS
                or m.group("after") in _UNITS
                or any(lexicon.bits.get(w, 0) & (lx.PERSON_VERB | lx.KIN) for w in street)
            ):
                continue
            yield "address", m.start("street"), m.end("number"), "dwelt"
        for m in _LABELLED_ADDRESS.finditer(low):
            word = m.group("street").split()[-1]
            if not lexicon.bits.get(word, 0) & lx.FUNCTION and m.group("after") not in _UNITS:
                yield "address", m.start("street"), m.end("number"), "address-label"
    yield from _addresses(tokens, urls, lexicon)


# "kinderen geboren na 1 januari 2015": a rule about all of them.
_BORN_AFTER = re.compile(
    r"\b(?:geboren|born)\s(?:zijn\s|is\s|worden\s|op\sof\s)?(?:na|voor|vanaf|sinds|tussen|after|before)\s"
)
_IS_OF = re.compile(r"(?:is|zijn|was)\svan\s")
# "de 8e van de 10e 2009"
_ORDINAL_DATE = re.compile(
    r"\b(?:[1-9]|[12]\d|3[01])e\s(?:van\sde|vd|v/d)\s(?:[1-9]|1[0-2])e\b(?:\s(?:van\s)?'?"
    r"(?:(?:19|20)\d{2}|\d{2})\b)?"
)
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


def _numbers(place: _Place, lexicon: Lexicon) -> Iterator[Proposal]:
    low, text, start, end = place.low, place.text, place.start, place.end
    part = low[start:end]
    digits = sum(map(len, _NUMBER.findall(part)))
    if digits < 3 and _DOC_NEAR.search(part):
        yield from _context_numbers(place, lexicon.lists["phone"])
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
        yield from _ips(place)
    if digits >= 3:
        place.dates += [m.span() for m in place.find_at_numbers(_DATE)]
        if _MONTH_START.search(part):
            place.dates += [m.span() for m in place.find(_WORD_DATE)]
    if digits >= 3:
        yield from _births(place)
    ibans: list[Proposal] = list(_ibans(place)) if digits >= 8 else []
    yield from ibans
    if digits >= 10 and "v" in part:
        for m in place.find(_V_NUMBER):
            yield "v-number", *m.span(), "v-form"
    yield from _plates(place, lexicon)
    if digits >= 3:
        for m in _DOCUMENT.finditer(text, start, end):
            word = m.group()
            turns = sum(a.isdigit() != b.isdigit() for a, b in itertools.pairwise(word))
            if turns >= 3 and not _inside(place.skip, *m.span()):
                yield "identity-document", *m.span(), "document-form"
        if "/" in part:
            for m in place.find(_COURT_SLASH):
                yield "file-number", *m.span(), "court-form"
        if "rk" in part or "pl" in part or "za" in part or "-" in part or "#" in part:
            for m in place.find(_COURT):
                yield "file-number", *m.span(), "court-form"
        if "postcode" in part or "pc" in part:
            for m in place.find(_SPACED_POSTCODE):
                yield "postcode", *m.span(), "postcode"
    if has_four:
        for m in place.find(_POSTCODE):
            if _is_postcode(m, text, low, lexicon):
                yield "postcode", *m.span(), "postcode"
                number = _HOUSE.match(low, m.end())
                if number:
                    yield "address", m.start(), number.end(), "postcode-and-number"
    if digits >= 6:
        busy = place.skip + place.dates + [(first, last) for _, first, last, _ in ibans]
        yield from _chunks(low, start, end, busy, lexicon)
    if digits >= 3:
        yield from _context_numbers(place, lexicon.lists["phone"])
    if digits >= 4:
        yield from _codes(place, lexicon)


_BRACKET_AT = re.compile(r"[\[({<]\s?at?\s?[\])}>]")


def _has_address(low: str) -> bool:
    """Whether there may be a web address, without looking for one."""
    return "://" in low or "www." in low or bool("/" in low and _DOMAIN_END.search(low))


_DOMAIN_END = re.compile(r"\.(?:nl|com|eu|org|net|me|tv)/")


_FOUR = re.compile(r"\d{4}")
_MONTH_START = re.compile(rf"(?<![a-z]){_MONTHS}(?![a-z])")


_COLONS = re.compile(r"[0-9a-f]{1,4}::?[0-9a-f]{1,4}::?[0-9a-f]|[0-9a-f]::[0-9a-f]")


def _colons(place: _Place) -> Iterator[Proposal]:
    for m in place.find(_IPV6):
        value = m.group()
        if any(c.isdigit() for c in value) and value.count(":") >= 3 and not _is_time(value):
            yield "ip-address", *m.span(), "ipv6"
    for m in place.find(_IPV6_SHORT):
        if "::" in m.group() and m.group().count(":") > 2 and any(c.isdigit() for c in m.group()):
            yield "ip-address", *m.span(), "ipv6"
    for m in place.find(_MAC):
        yield "ip-address", *m.span(), "mac"


# "wordt op 14 december 2025 twaalf"
_TURNS = re.compile(r"\b(?:word|wordt|werd)\s(?:[a-z]+\s){0,2}op\s$")
_TURNED = re.compile(
    r"\s(?:pas |al )?(?:\d{1,2}(?!\d)|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|\w+tien|\w*tig)(?: jaar)?\s?(?:[,.?!)]|en\b|$)"
)


def _births(place: _Place) -> Iterator[Proposal]:
    low = place.low
    for start, end in place.dates:
        if _BORN_AFTER.search(low, max(0, start - 40), start):
            continue
        if low.startswith(("1 jan", "29 feb"), start) and _SUPPOSED_BORN.search(
            low, max(0, start - 50), start
        ):
            continue
        if _near(_BIRTH, low, start, end, 40, 24):
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


# In capitals without hyphens; plates of today have no vowels, older ones do.
_PLATE_CAPITALS = re.compile(
    rf"(?<![\w.-])(?:{_sidecodes(' ?')})(?![\w-]|\.\w)".replace("[a-z]", "[A-Z]")
)


_PLATE_SMALL = re.compile(rf"(?<![\w./-])(?:{_sidecodes('')})(?![\w/-]|\.\w)")
_POSTCODE_FORM = re.compile(r"[1-9]\d{3}[a-z]{2}")
_GERMAN_PLATE = re.compile(
    r"(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} (?P<digits>\d{2,4})(?![\w-]|[.:]\d)"
)


_GERMAN_APART = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3} [A-Z]{2} \d{3,4}(?![\w-]|[.:]\d)")
# French and Italian, Belgian: capitals and hyphens in a form of their own.
_HYPHENED_PLATE = re.compile(
    r"(?<![\w/-])(?:[A-Z]{2}-[0-9]{3}-[A-Z]{2}|[1-9]-[A-Z]{3}-[0-9]{3}"
    r"|[b-df-hj-np-tv-z]{2}-[0-9]{3}-[b-df-hj-np-tv-z]{2}|[1-9]-[b-df-hj-np-tv-z]{3}-[0-9]{3})"
    r"(?![\w/-])"
)


def _is_written(letters: str, lexicon: Lexicon) -> bool:
    """Whether the letters of what may be a plate are a word or an abbreviation."""
    return (
        letters in _TWO_LETTER_WORDS
        or letters in _SHORT_WORDS
        or letters in _ABBREVIATED
        or (len(letters) > 1 and bool(lexicon.bits.get(letters, 0) & (lx.FUNCTION | lx.COMMON)))
    )


def _is_lone_plate(value: str, low: str, end: int, lexicon: Lexicon) -> bool:
    """Whether groups apart are a plate by their letters alone: no word has them."""
    groups = re.findall(r"[a-z]+|[0-9]+", value)
    if len(groups) < 3 or " " not in value or "-" in value:
        return False
    letters = [g for g in groups if g.isalpha()]
    following = re.match(r"\s?([a-z%]+)", low[end : end + 12])
    return (
        all(
            _CONSONANTS.fullmatch(g)
            and not lexicon.bits.get(g, 0) & ~lx.WORD
            and g not in _ABBREVIATED
            and g not in ("xx", "xxx")
            for g in letters
        )
        and sum(map(len, letters)) > 1
        and (following is None or following.group(1) not in _UNITS)
    )


# Letters that stand between numbers without being a plate.
_ABBREVIATED = words_of(
    """
    km kg cm mm ml mg kb mb gb nr bv st pp vs jr wk sr sv bw rv tk ek vt gi rk ap nl ng kn mnd wkn
    dgn jrn blz hfd prt str fl dl mw wc cv cd tm mc ms mr cl cm dvd mw
    """
)


# A number beside one to three consonants, and a letter joined to a number: both are in any plate.
_GROUPS_APART = re.compile(
    r"[0-9] [bcdfghjklmnpqrstvwxz]{1,3}(?![a-z])|(?<![a-z])[bcdfghjklmnpqrstvwxz]{1,3} [0-9]"
)
_GROUPS_JOINED = re.compile(r"[0-9](?: [-–—] |[-._–—·/])[a-z]|(?<=[a-z])(?: [-–—] |[-._–—·/])[0-9]")
# Quick to find, and in every plate in capitals or without signs.
_BESIDE_CAPITAL = re.compile(r"[0-9](?: ?[A-Z]|(?<=[A-Z].)|(?<=[A-Z] .))")
_BESIDE_LETTER = re.compile(r"[0-9](?:[a-z]|(?<=[a-z].))")
_CONSONANTS = re.compile("[bcdfghjklmnpqrstvwxz]+")


def _plates(place: _Place, lexicon: Lexicon) -> Iterator[Proposal]:
    low = place.low
    capitals = _BESIDE_CAPITAL.search(place.text, place.start, place.end)
    for m in _PLATE_CAPITALS.finditer(place.text, place.start, place.end) if capitals else ():
        groups = re.findall(r"[A-Z]+|[0-9]+", m.group())
        spaced = m.group().count(" ")
        if (
            (spaced == 0 or (spaced == 2 and len(groups) == 3 and not _PAIRS.fullmatch(m.group())))
            and len(groups) == 3
            and not ("XX" in m.group() and _shows_form(low, *m.span()))
            and not all(_is_written(g.lower(), lexicon) for g in groups if g.isalpha())
            and not _inside(place.skip + place.dates, *m.span())
        ):
            yield "licence-plate", *m.span(), "capitals"
    joined = _BESIDE_LETTER.search(low, place.start, place.end)
    for m in _PLATE_SMALL.finditer(low, place.start, place.end) if joined else ():
        letters = re.sub(r"[^a-z]", "", m.group())
        if _POSTCODE_FORM.fullmatch(m.group()) and not _near(_PLATE_WORD, low, *m.span(), 60, 30):
            continue
        groups = [g for g in re.split(r"\d+", m.group()) if g]
        is_word = any(_is_written(g, lexicon) for g in groups)
        told = _near(_PLATE_WORD, low, *m.span(), 60, 30) or (
            place.vehicle and _near(_CAR, low, *m.span(), 70, 50)
        )
        lone = not is_word and all(map(_CONSONANTS.fullmatch, groups))
        if re.fullmatch(r"pl\d{4}", m.group()):
            continue  # a unit of the police
        if (lone or told) and not ("xx" in letters and _shows_form(low, *m.span())):
            yield "licence-plate", *m.span(), "small"
    for m in _PLATE_HALF.finditer(low, place.start, place.end) if joined else ():
        groups = re.findall("[a-z]+", m.group())
        if (
            all(map(_CONSONANTS.fullmatch, groups))
            and not all(g in _ABBREVIATED for g in groups)
            and not any(lexicon.bits.get(g, 0) & ~(lx.WORD | lx.COMMON) for g in groups)
            and not _inside(place.skip + place.dates, *m.span())
            and not ("xx" in m.group() and _shows_form(low, *m.span()))
        ):
            yield "licence-plate", *m.span(), "one-hyphen"
    for m in _GERMAN_PLATE.finditer(place.text, place.start, place.end):
        if not _YEAR.fullmatch(m.group("digits")):
            yield "licence-plate", *m.span(), "german-plate"
    for m in _GERMAN_APART.finditer(place.text, place.start, place.end) if place.vehicle else ():
        yield "licence-plate", *m.span(), "german-plate"
    for m in _HYPHENED_PLATE.finditer(place.text, place.start, place.end):
        if not _inside(place.skip, *m.span()):
            yield "licence-plate", *m.span(), "foreign-plate"
    if _GROUPS_APART.search(low, place.start, place.end):
        for m in place.find_all(_PLATE_APART):
            if _is_lone_plate(m.group(), low, m.end(), lexicon):
                yield "licence-plate", *m.span(), "apart"
    if _GROUPS_JOINED.search(low, place.start, place.end):
        for m in place.find_all(_PLATE):
            if _inside(place.dates, *m.span()):
                continue
            if _PLACEHOLDER.search(m.group()) and _shows_form(low, *m.span()):
                continue
            letters = "".join(c for c in m.group() if c.isalpha())
            shape = place.text[m.start() : m.end()]
            groups = re.findall("[a-z]+", m.group())
            if "/" in shape and not all(map(_CONSONANTS.fullmatch, groups)):
                continue
            if (
                shape.isupper()
                or all(
                    _CONSONANTS.fullmatch(g) and (shape.count("-") == 2 or g not in _ABBREVIATED)
                    for g in groups
                )
                or letters not in _TWO_LETTER_WORDS
                or _near(_PLATE_WORD, low, *m.span(), 60, 30)
            ):
                yield "licence-plate", *m.span(), "sidecode"
    if not place.vehicle:
        return
    for m in place.find_all(_PLATE_APART):
        if _inside(place.dates, *m.span()):
            continue
        if re.search("xx|99 99", m.group()) and _shows_form(low, *m.span()):
            continue
        groups = re.findall(r"[a-z]+|[0-9]+", m.group())
        if len(groups) < 3 and " " in m.group():
            continue
        upper = place.text[m.start() : m.end()].isupper()
        words = [g for g in groups if g.isalpha() and (g in _TWO_LETTER_WORDS or g in _SHORT_WORDS)]
        letters = sum(g.isalpha() for g in groups)
        if (len(words) < letters or (upper and "-" in m.group())) and (
            _near(_CAR, low, *m.span(), 70, 50) or _near(_PLATE_WORD, low, *m.span(), 60, 30)
        ):
            yield "licence-plate", *m.span(), "car-word"
    for m in place.find(_CAR):
        stop = min(len(low), m.end() + CAR_REACH)
        p = _PLATE_ABROAD.search(low, m.end(), stop)
        while p:  # overlapping: "met 3" and "3 rra 726"
            if _is_plate_abroad(p.group(), lexicon) and not _inside(place.dates, *p.span()):
                yield "licence-plate", *p.span(), "plate-abroad"
                break
            p = _PLATE_ABROAD.search(low, p.start() + 1, stop)
    for m in place.find(_PLATE_WORD):
        for p in _PLATE_FREE.finditer(low, m.end(), min(len(low), m.end() + 45)):
            if not _inside(place.dates, *p.span()) and _is_code(p.group()):
                yield "licence-plate", *p.span(), "plate-word"
                break
    for m in place.find(_FOREIGN_PLATE):
        shape = place.text[m.start() : m.end()]
        if (
            shape.isupper()
            and _near(_CAR, low, *m.span(), 50, 30)
            and not _inside(place.dates, *m.span())
        ):
            yield "licence-plate", *m.span(), "foreign-plate"


_PLACEHOLDER = re.compile(r"xx[-.]|[-.]xx|99[-.]99")
# Whose it is, or what a plate is seen on.
_OF_ONE_CAR = re.compile(
    rf"\b(?:{_SOMEBODY}|ex|buur\w+|rijdt|reed|stond|gezien|gespot|auto|wagen|busje|scooter|brommer)\b"
)
_FORM_SHOWN = re.compile(
    r"\b(?:zoals|bijvoorbeeld|bijv|voorbeeld\w*|formaat|type|notatie|vorm|sidecode|fictie\w*|test\w*"
    r"|waarom|wanneer|als een)\b"
)


def _shows_form(low: str, start: int, end: int) -> bool:
    """Whether a plate with "XX" or "99-99" shows the form, and is not that of somebody's car."""
    return bool(
        _near(_FORM_SHOWN, low, start, end, 60, 40)
        or not _near(_OF_ONE_CAR, low, start, end, 50, 30)
    )


_FOREIGN_PLATE = re.compile(
    r"(?<![\w-])(?:[a-z]{1,3}[ -][a-z]{1,2}[ -]?[0-9]{1,4}|[a-z]{2,3}[ -][a-z0-9]{4,5}"
    r"|[0-9]-[a-z]{3}-[0-9]{3}|[0-9]{2} [a-z]{1,3} [0-9]{2,4}|[a-z]{2}[0-9]{2} ?[a-z]{3})(?![\w-])"
)
_PAIRS = re.compile(r"[A-Z]{2} \d\d \d\d|\d\d \d\d [A-Z]{2}")
_SHORT_WORDS = words_of(
    """
    een het van met bij aan den dat die dit uit tot hem zij hun wie wat hoe kan mag wil zal
    had was nog als ook dan per jaar uur dag nee maar en of km min max ben lid art big skj agb
    """
)


def _is_code(text: str) -> bool:
    """Whether groups of letters and digits are one code, and no words beside a number."""
    groups = re.findall(r"[a-z]+|[0-9]+", text)
    letters = sum(len(g) for g in groups if g.isalpha())
    digits = sum(len(g) for g in groups if g.isdigit())
    return (
        1 <= letters <= 6
        and 1 <= digits <= 6
        and 5 <= letters + digits <= 9
        and all(len(g) <= 5 for g in groups if g.isalpha())
        and not all(g in _TWO_LETTER_WORDS or g in _SHORT_WORDS for g in groups if g.isalpha())
    )


CAR_REACH = 40  # characters behind a car in which its plate is told
LEAST_PLATE = 5  # letters and digits of a plate


def _is_plate_abroad(text: str, lexicon: Lexicon) -> bool:
    """Whether letters and digits behind a car are its plate: no words, no year, no model."""
    groups = re.findall(r"[a-z]+|[0-9]+", text)
    digits = sum(len(g) for g in groups if g.isdigit())
    return (
        LEAST_PLATE <= sum(map(len, groups)) <= 8
        and digits > 1
        and "xx" not in text
        and not any(g.isdigit() and _YEAR.fullmatch(g) for g in groups)
        and not any(g.isalpha() and _is_written(g, lexicon) for g in groups)
    )


def _is_time(value: str) -> bool:
    return all(len(p) <= 2 and p.isdigit() for p in value.split(":") if p)


def _emails(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
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


# Domains that are nobody's (RFC 2606), and the Dutch ones that are written in their place.
_RESERVED = re.compile(
    r"(?:.*\.)?(?:example\.(?:com|org|net)|(?:[\w-]+\.)?(?:example|test|invalid|localhost)"
    r"|(?:voorbeeld|mijndomein|organisatienaam|bedrijfsnaam)\.nl)"
)


_NOBODYS = re.compile(
    r"(?:test|demo|dummy|voorbeeld|naam|name|voornaam|achternaam|gebruiker|user|iemand|jouwnaam|uwnaam"
    r"|werkenbij|studiedagen|inschrijven)[\w.-]{0,16}"
)


def _public_mail(local: str, domain: str, lexicon: Lexicon) -> bool:
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


def _is_word(part: str, lexicon: Lexicon) -> bool:
    """Whether part of an address is an ordinary word or joined of them, and no name."""
    bit = lexicon.bits.get(part, 0)
    if bit & (lx.NAME | lx.KIN | lx.PERSON):
        return False
    return bool(bit & (lx.WORD | lx.PROFESSION)) or (not bit and is_form(part) and len(part) > 5)


_TEAM_BOX = re.compile(
    r"team|loket|balie|meldpunt|secretariaat|toegang|receptie|klacht|steunpunt|zaken|juridisch"
    r"|facilit|service|afdeling|bureau|inkoop|communicatie|beleid|kwaliteit|opleiding|planning"
    r"|centrale|privacy|aanmeld|administratie|helpdesk|postkamer"
)
_FREE_MAIL = re.compile(
    r"(?:gmail|hotmail|live|outlook|ziggo|kpn|planet|yahoo|icloud|upc|home|xs4all)"
)


def _accounts(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
    for m in _ACCOUNT.finditer(low):
        group = "name" if m.group("name") else "name2"
        value = m.group(group)
        if (
            value
            and not value.endswith((".com", ".nl"))
            and any(c in "._#0123456789" for c in value)
        ):
            yield "profile", *m.span(group), "account-word"
    for sign in _ACCOUNT_WORD.finditer(low):
        for m in _HANDLE_FORM.finditer(low, sign.end(), min(len(low), sign.end() + 50)):
            name = m.group()
            if not _NO_HANDLE.fullmatch(name) or re.fullmatch(r"[a-z]+(?:19|20)\d{2}", name):
                yield "profile", *m.span(), "account-form"
                break
        for m in _UNDERSCORED.finditer(low, max(0, sign.start() - 50), sign.start()):
            yield "profile", *m.span(), "account-form"
        for m in _DOTTED_HANDLE.finditer(low, max(0, sign.start() - 45), sign.start()):
            if m.group().count(".") > 1 and not _NO_DOTTED.fullmatch(m.group()):
                yield "profile", *m.span(), "account-form"
        for m in _DOTTED_HANDLE.finditer(low, sign.end(), min(len(low), sign.end() + 40)):
            if not _NO_DOTTED.fullmatch(m.group()):
                yield "profile", *m.span(), "account-form"
                break
    if "_" in low:
        for m in _NAME_AND_DIGITS.finditer(low):
            bit = lexicon.bits.get(m.group("name"), 0)
            if not bit or bit & lx.ANY_FIRST:
                yield "profile", *m.span(), "name-and-digits"
    for m in _NAMED_ACCOUNT.finditer(low):
        name = m.group("name")
        bit = lexicon.bits.get(name, 0)
        if any(c.isdigit() for c in name) or not bit or (m["who"] and not bit & lx.FUNCTION):
            yield "profile", *m.span("name"), "account-named"
    if "_" in low:
        for m in _CALLED_HANDLE.finditer(low):
            yield "profile", *m.span("name"), "called"


# A name on a site: with signs or figures in it as no word has.
_ACCOUNT_WORD = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|facebook|fb|twitter|telegram|discord|steam|roblox"
    r"|fortnite|psn|xbox|twitch|youtube|kanaal|account|profiel|gebruiker|user|gamertag|username"
    r"|[a-z]*(?:gamer|gebruikers|account|profiel|user|inlog|chat|snap|insta|game|scherm"
    r"|nick)(?:naam|name))\b"
)
_HANDLE_FORM = re.compile(
    r"(?<![\w.@/-])(?:[a-z][a-z0-9]*_[a-z0-9_.]*[a-z0-9_]|[a-z]{3,}\d{2,}[a-z0-9]*"
    r"|[a-z0-9]+(?:\.[a-z0-9]+)*\.(?:x+|[a-z]{0,3}\d{1,4})(?![\w.]))"
)
# Letters and dots, as only an account is written: "xo.luna.xo".
_DOTTED_HANDLE = re.compile(r"(?<![\w.@/-])[a-z0-9]{2,20}(?:\.[a-z0-9]{1,20}){1,3}(?![\w@/-]|\.\w)")
_NO_DOTTED = re.compile(
    r"[\d.]+|.*\.(?:nl|com|eu|org|net|io|be|de|app|tv|pdf|docx?|jpe?g|png|xlsx?|mp4|mov|zip)"
    r"|(?:art|nr|lid|par|blz|bijv|hfst|versie|incl|excl|evt|resp|tel)\..*"
)
_NAME_AND_DIGITS = re.compile(
    r"(?<![\w.@/-])(?P<name>[a-z]{3,14})_[a-z0-9_]{0,12}[0-9]{2,4}(?![\w@/-]|\.\w)"
)
_NAMED_ACCOUNT = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|telegram|discord|roblox|fortnite|twitch|steam|xbox)\b"
    r"[^.?!\n]{0,20}\b(?:heet|heette|genaamd|noemt)\s"
    r"(?P<who>(?:(?:ze|zij|hij|ie|die|zich|daar)\s){0,2})(?P<name>[a-z0-9._-]{4,30})"
)
_CALLED_HANDLE = re.compile(
    r"\b(?:onder de naam|onder|bekend als|noemt zich|heet|as|naam|genaamd)\s[\"'“]?"
    r"(?P<name>[a-z0-9]+(?:_+[a-z0-9]+)+)(?![\w@/.-]\w)"
)
_UNDERSCORED = re.compile(
    r"(?<![\w.@/-])(?=[a-z_.]*\d)(?:[a-z0-9]+(?:_+[a-z0-9]+)+_{0,3}|[a-z]{4,}\.\d{2,4})(?![\w@/-])"
)
_NO_HANDLE = re.compile(
    r"[\d.]+|(?:test|demo|dummy|voorbeeld|admin|gast|guest|user|gebruiker)[-_.]?(?:user|account)?\d{0,4}|[a-z]+(?:19|20)\d{2}\b.*|art\d+|groep\d+|[a-z]+\.\d|.*\.(?:pdf|docx?|jpe?g|png|xlsx?)"
)


_DASHED_IP = re.compile(r"\bip\b[^\d\n]{0,12}(?P<ip>\d{1,3}(?:[-, ]\d{1,3}){3})(?![\d-])")


# What an address on a network belongs to, and what is said of such addresses in general.
_NETWORKED = re.compile(
    r"\bip\b|ip-|ip ?adres|\b(?:in)?log\w*|\bingelogd|account|gebruiker|apparaat|computer|laptop"
    r"|telefoon|router|wifi|verbinding|afkomstig|vanaf\s$"
)
_IN_GENERAL = re.compile(
    r"\b(?:reeks|range|subnet|netwerk|vpn|gateway|zoals|bijvoorbeeld|bijv|persoonsgegeven|intern|localhost)\b"
)


def _ips(place: _Place) -> Iterator[Proposal]:
    low = place.low
    for m in place.find(_DASHED_IP):
        yield "ip-address", *m.span("ip"), "ipv4"
    for m in place.find_at_numbers(_IPV4):
        parts = [int(p) for p in re.findall(r"\d+", m.group())]
        if any(p > 255 for p in parts) or parts[0] in (0, 127):
            continue
        context = low[max(0, m.start() - 40) : m.start()]
        told = _NETWORKED.search(context) or _NETWORKED.search(low, m.end(), m.end() + 30)
        # RFC 1918: networks at home and at work. An address there is that of one device, a range
        # or the first address is the same everywhere.
        inside = (
            parts[:2] == [192, 168] or parts[0] == 10 or (parts[0] == 172 and 16 <= parts[1] < 32)
        )
        if inside and (
            parts[3] in (0, 1, 254, 255)
            or low[m.end() : m.end() + 1] == "/"
            or _IN_GENERAL.search(low, max(0, m.start() - 60), m.end() + 40)
            or not told
        ):
            continue
        # "artikel 7.3.11.2" and version numbers have small parts only.
        if max(parts) < 32 and not told:
            continue
        if re.search(r"(?:artikel|art\.?|versie|v|paragraaf|par\.?|§)\s?$", context):
            continue
        yield "ip-address", *m.span(), "ipv4"


def _ibans(place: _Place) -> Iterator[Proposal]:
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


# Two letters after four digits that are a word or an abbreviation: "in 2015 en", "2020 km".
_TWO_LETTER_WORDS = words_of(
    """
    en in is op of te al de er om we ze ik je na zo as nu ja me km kg cm to or at my he jr
    ca bv nr st bw sr sv ro ap tk ek eu vt gi nl dd mg ml kb mb gb tb pp pk mm cl dl ha mw ct
    ve ou ll mn zn hu jo no so by it if us pm am nd rd th mi jl lj ad cc ff dm vd vh tm wk vs
    kr fr ah ok he ie uu oa br un wo do vr za zo ma di ov
    """
)


def _is_postcode(m: re.Match[str], text: str, low: str, lexicon: Lexicon) -> bool:
    value = m.group().replace(" ", "").replace("-", "")
    if "  " in m.group() and value[:2] in ("19", "20"):
        return False
    if "-" in m.group() and value[:2] in ("19", "20"):
        return False
    if value in _PLACEHOLDERS and _near(_EXAMPLE, low, m.start(), m.end(), 40, 24):
        return False
    if value in lexicon.lists["postcode"] or value[4:] in ("sa", "sd", "ss"):
        return False
    letters = text[m.end() - 2 : m.end()]
    year = value[0] in "12" and value[:2] in ("19", "20")
    if letters.isupper():
        # In a text all in capitals "IN 2023 EN" is no postcode.
        return not (year and value[4:] in _TWO_LETTER_WORDS)
    if "-" in m.group():
        return value[4:] not in (_SHORT_UNITS if not year else _TWO_LETTER_WORDS)
    if " " not in m.group():
        return not year or bool(
            re.search(r"postcode|adres|woon", low[max(0, m.start() - 40) : m.start()])
        )
    if value[4:] in _TWO_LETTER_WORDS and (year or value[4:] not in _RARE_PAIRS):
        return not year and bool(_HOUSE_BEFORE.search(low, max(0, m.start() - 22), m.start()))
    # "2718 sk" has the form of nothing else; after a year two letters may be an abbreviation.
    return not year or _near(_POSTCODE_WORD, low, m.start(), m.end(), 40, 30)


_SHORT_UNITS = words_of("en in is km kg cm mm ml mg gr ff jr er te op of")
# Words only beside a year: "2015 vh", but "6945 kr" is a postcode.
_RARE_PAIRS = words_of(
    """
    kr pk vh vd rl hu mn ll lj cc ff dm vs oa ov ad br dd ct ve ou zn fr ah mi vr wk jl pp jr nd rd
    th st ok tm dl cl wo za ma di do am pm uu ie nl
    """
)
_HOUSE_BEFORE = re.compile(
    r"\b(?:gezin|postcode|adres|woont|wijk|buurt|huis)\s(?:in\s|is\s|op\s|nu\s)?$"
)
_PLACEHOLDERS = words_of("1234ab 1234aa 1111aa 1000aa 9999zz 9999xx 1234xx 1234zz 1234cd")
_EXAMPLE = re.compile(r"\b(?:zoals|bijvoorbeeld|bijv|bv|voorbeeld|formaat|vorm|als)\b")
_POSTCODE_WORD = re.compile(
    r"postcode|postal|plz|\bpc\b|adres|straat|laan|weg\b|woon|woning|huis\b|nummer|\bnr\b"
)


def _chunks(
    low: str, first: int, stop: int, busy: list[tuple[int, int]], lexicon: Lexicon
) -> Iterator[Proposal]:
    """BSN and phone numbers in runs of digits, however they are grouped."""
    for m in _CHUNK.finditer(low, first, stop):
        start, end = m.span()
        if end - start < 6 or _inside(busy, start, end):
            if end - start < 12:
                continue
            if any(a <= start and end <= b for a, b in busy):
                continue
        groups = [(g.group(), g.start(), g.end()) for g in _GROUP.finditer(low, start, end)]
        groups = [g for g in groups if not _inside(busy, g[1], g[2])]
        if sum(len(g[0]) for g in groups) < 6:
            continue
        if len(groups) > MAX_DIGIT_GROUPS:
            groups = groups[: MAX_DIGIT_GROUPS // 2] + groups[-MAX_DIGIT_GROUPS // 2 :]
        yield from _groups(low, start, end, groups, lexicon)


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


def _groups(
    low: str,
    start: int,
    end: int,
    groups: list[tuple[str, int, int]],
    lexicon: Lexicon,
) -> Iterator[Proposal]:
    in_bsn = _near(_BSN_WORD, low, start, end, 60, 30)
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
    if not found and _is_grouped(groups, low) and not _is_public_phone(whole, phones):
        a, b = groups[0][1], groups[-1][2]
        yield _named_by(low, a, b), a, b, "grouped-number"
    if not found and size >= FEWEST_APART and all(len(group[0]) == 1 for group in groups):
        a, b = groups[0][1], groups[-1][2]
        yield _named_by(low, a, b), a, b, "digits-apart"
    for value, a, b in groups if not found else ():
        if (
            len(value) >= (7 if size == 1 else 8)
            and not _MONEY.search(low, max(0, a - 6), a)
            and not _is_public_phone(value, phones)
        ):
            follows = low[b : b + 6].lstrip()
            amount = follows.startswith(("euro", "eur", "%", "jaar", "inwon", "ct"))
            if not amount and not value.endswith("00000"):
                yield _named_by(low, a, b), a, b, "long-number"


FEWEST_APART = 9  # digits one by one that are a number: "5·9·0·6·2·2·8·1·4"
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?")
_GROUPED_FORM = re.compile(r"\d{2,}(?:[ .-]\d{2,}){1,4}")


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
        and not all(_YEAR.fullmatch(group[0]) for group in groups)
        and not written.startswith(("088", "0900", "0800"))
    )


def _named_by(low: str, start: int, end: int) -> str:
    """The point that the words around a long number say it belongs to."""
    if _near(_V_WORD, low, start, end, 40, 30):
        return "v-number"
    if _near(_DOC_NEAR, low, start, end, 40, 20):
        return "identity-document"
    if _near(_REGISTER_NEAR, low, start, end, 40, 20):
        return "professional-register"
    return "file-number"


def _is_public_phone(digits: str, phones: frozenset[str]) -> bool:
    return (
        digits in phones
        or digits.startswith(("0800", "0900", "088", "116", "0906", "0909"))
        or (digits.startswith("14") and len(digits) in (5, 6))
    )


def _is_phone(digits: str, low: str, start: int, end: int, phones: frozenset[str]) -> bool:
    plus = "+" in low[max(0, start - 3) : start] or digits.startswith("00")
    bare = digits[2:] if digits.startswith("00") else digits
    if plus and bare.startswith("31"):
        national = "0" + bare[2:].lstrip("0")
        return len(national) == 10 and not _is_public_phone(national, phones)
    if plus:
        return 9 <= len(bare) <= 14
    if digits.startswith("0"):
        if digits[1] == "0" or _is_public_phone(digits, phones):
            return False
        if len(digits) != 10:
            # Other countries have numbers of 9 to 12 digits.
            return 9 <= len(digits) <= 12 and _near(_PHONE_WORD, low, start, end, 40, 20)
        return (
            digits[1] == "6"
            or not _near(_BODY_WORD, low, start, end, 60, 30)
            or bool(_WHOSE_NUMBER.search(low, max(0, start - 24), start))
        )
    if digits.startswith("31") and len(digits) == 11 and digits[2] in "6":
        return True
    return len(digits) == 9 and digits[0] == "6" and _near(_PHONE_WORD, low, start, end, 40, 30)


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
# Letters of a ministry are published: their reference is no file of a person.
_MINISTRY = re.compile(
    r"\b(?:wetsvoorstel|kamerstuk\w*|stcrt|stb|trb|ministerie|minister|staatssecretaris|kamerbrief|circulaire)\b"
)
_VALUE = re.compile(r"[a-z0-9](?:[a-z0-9]|[./_-](?=[a-z0-9]))*")


def _context_numbers(place: _Place, phones: frozenset[str]) -> Iterator[Proposal]:
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
            if "?" in gap or "\n\n" in gap or _inside(place.skip, *full.span()):
                break
            if any(a <= full.start() and full.end() <= b for a, b in place.dates):
                break
            if kind == "weak" and _is_public_phone(re.sub(r"\D", "", word), phones):
                break
            if kind in ("file", "weak") and _MINISTRY.search(
                low, max(0, m.start() - 70), m.start()
            ):
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


# A token in which letters and figures, or groups of figures, are mixed as in a number of a system.
_CODE = re.compile(
    r"(?<![\w./-])(?=[a-z._/-]{0,12}\d)[a-z0-9]+(?:[-/._][a-z0-9]+){0,6}(?![\w-]|[./]\w)"
)
_NO_CODE = re.compile(
    r"(?:bu|wk|gm)\d{4,8}|i?(?:jw|wmo|wlz)\d{3}(?:[/-](?:jw|wmo|wlz)?\d{3})*|\d{1,2}\.[ivx]{1,4}\.\d{4}|\d{1,2}(?:\.\d{1,2}){2,8}[a-z]?|"
    r"[a-z]{1,12}-?(?:19|20)\d{2}|(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?"
    r"|v?\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?"
    r"|\d{1,2}[.:]\d{2}(?:-\d{1,2}[.:]\d{2})?(?:u|uur|h)?|\d{1,3}(?:\.\d{3}){1,4}|\d+[a-z]{1,3}"
    r"|(?:iso|nen|nta|npr)[-/]?.*|[a-z]+\d{1,2}[a-z]*|\d{1,4}(?:[-/.]\d{1,4}){1,2}"
    r"|\d{2,4}/\d{1,4}/(?:eu|eg|eeg|jbz|ggd|eur)|[a-z]{1,2}\d{3,4}|(?:sha|md|rfc|aes|utf|ipv"
    r"|http|win|office|mp)-?\d+"
)


def _codes(place: _Place, lexicon: Lexicon) -> Iterator[Proposal]:
    """Numbers of systems by their form alone: letters and figures mixed, or long groups."""
    low = place.low
    for m in place.find(_CODE):
        word = m.group()
        if len(word) < 7:
            continue
        digits = sum(map(str.isdigit, word))
        letters = sum(map(str.isalpha, word))
        if digits < 4 or digits + letters < 7 or _NO_CODE.fullmatch(word):
            continue
        if _inside(place.dates, *m.span()) or "@" in low[m.end() : m.end() + 2]:
            continue
        if _FORM_BEFORE.search(low, max(0, m.start() - 24), m.start()) or _MINISTRY.search(
            low, max(0, m.start() - 70), m.start()
        ):
            continue
        if _near(_PASSWORD, low, *m.span(), 120, 120):
            continue
        parts = re.findall(r"[a-z]+", word)
        if any(len(p) > 4 and lexicon.bits.get(p, 0) & lx.WORD for p in parts):
            continue  # a name of a file or of a project
        if word.isdigit():
            continue
        if not letters and (
            digits < 8 or _is_public_phone(re.sub(r"\D", "", word), lexicon.lists["phone"])
        ):
            continue
        turns = sum(
            a.isdigit() != b.isdigit()
            for a, b in itertools.pairwise(word)
            if a.isalnum() and b.isalnum()
        )
        if letters and digits < 6 and turns < 3 and not re.search(r"\d{4}", word):
            continue
        if _near(_V_WORD, low, *m.span(), 40, 20):
            point = "v-number"
        elif _near(_DOC_NEAR, low, *m.span(), 50, 20):
            point = "identity-document"
        elif _near(_REGISTER_NEAR, low, *m.span(), 40, 20):
            point = "professional-register"
        else:
            point = "file-number"
        yield point, *m.span(), "code-form"


# What follows is the number of a form or a version, the same for everybody.
_PASSWORD = re.compile(r"wachtwoord|password|\bpincode|\b(?:ge)?hash|\bmd5\b|\bsha-?\d|checksum")
_FORM_BEFORE = re.compile(r"\b(?:formulier|format|model|versie|template|sjabloon|release|norm)\s$")
_DOC_NEAR = re.compile(
    r"\b(?:paspoort\w*|passport|pasaport|paszport|reisepass|id|idnr|id-?nummer|id-kaart|identiteit\w*|legitim\w*"
    r"|rijbew\w*|residence|permit|document\w*|verblijfs\w*|ausweis|licen[cs]e|kimlik|dowod"
    r"|w-document|idbewijs"
    r"|id-bewijs|vreemdelingendocument)\b"
)
_REGISTER_NEAR = re.compile(
    r"\b(?:big|skj|agb|nip|nvo|big-?\w*|skj-?\w*|agb-?\w*|registerplein|reg\.? ?nr|registratie|arts"
    r"|kinderarts|huisarts|psycholoog|therapeut|behandelaar|recept)\b"
)


def _confirm(kind: str, word: str, gap: str, before: str, after: str) -> str | None:
    digits = sum(c.isdigit() for c in word)
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


def _lived_streets(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """A street without a number where somebody lives: "woont in de Tulpstraat"."""
    if _WORDED_NUMBER.search(tokens.low):
        for m in _WORDED_HOUSE.finditer(tokens.low):
            street = m.group("street")
            known = lexicon.bits.get(street, 0) & lx.WORD or street in _NO_STREET
            if not known and m.group("after") not in _UNITS:
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
        if _near(_SOMEBODY_NEAR, low, m.start(), m.end(), 50, 40):
            yield "address", *m.span(), "street-of-somebody"


def _addresses(tokens: Tokens, skip: list[tuple[int, int]], lexicon: Lexicon) -> Iterator[Proposal]:
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
            and not _inside(skip, *tokens.spans[i])
        ):
            spans = tokens.spans
            yield "address", spans[i][0], spans[i + 2][1], "english-street"
            continue
        if (
            before in _NOT_STREET_NAMES
            or after in _UNITS
            or (bits[j] & lx.FUNCTION and not tokens.is_capital(j))
        ):
            continue
        if not before[0].isalpha() and words[i - 1] in (",", "."):
            continue  # "7.3.11"
        spans = tokens.spans
        start, end = spans[j][0], spans[i][1]
        if after in _UNITS or _inside(skip, start, end) or len(before) < 3:
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
                or _near(_LIVES, tokens.low, start, end, 40, 40)
            ):
                rule = "street"
        elif (
            before.endswith(_STREET_SUFFIXES)
            and tokens.is_capital(j)
            and len(before) > 4
            and not bits[j] & (lx.WORD | lx.MONTH | lx.PLACE | lx.ALLOWED)
            and (not tokens.starts_sentence(j) or not bits[j])
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
            and before not in _UNITS
        ):
            k = j - 1
            while k > 0 and words[k] in ("van", "der", "de", "den", "la", "le", "het"):
                k -= 1
            if words[k] == "hof" and _YEAR.fullmatch(word):
                continue  # "Hof Den Haag, 2019"
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


# An amount, or a floor: "organisaties 122.580 meldingen", "Zwijgerlaan 5e verdieping".
_THOUSAND = re.compile(r"\.\d|e\s(?:verdieping|etage)")
_HOUSE_LETTER = re.compile(r"(?:[a-h]|\s?(?:hs|bis|zwart|rood|huis))\b(?!\))")
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
_SOMEBODY_NEAR = re.compile(rf"\b(?:{_SOMEBODY}|tante|oom|oma|opa|gezin|familie|buren)\b")
_LIVED_ENDS = (
    "straat", "laan", "plein", "gracht", "kade", "singel", "dreef", "steeg", "dijk", "plantsoen",
    "hof", "boulevard", "strasse", "pad", "weg", "vaart",
)  # fmt: skip
_OPPOSITE = re.compile(
    r"\b[a-z]{3,30}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|dijk|pad|hof)\s"
    r"(?:t\.?o\.?|t/o|tegenover|nabij|hoek|ter hoogte van)\s(?:nr\.?|nummer|no\.?)?\s?\d{1,4}\b"
)
_NUMBER_FIRST = re.compile(  # "at 14 Rozenburglaan"
    r"\b(?:at|on|in|near|address:?) \d{1,4}[a-z]? [A-Z][a-z]{3,24}(?:straat|laan|weg|plein|kade"
    r"|gracht|singel|dreef|dijk|hof)\b"
)
_ENGLISH_STREETS = words_of("street road avenue lane drive close st rd ave")
_HOUSE = re.compile(r",?\s(?:op\s)?(?:nr\.?|nummer|huisnr\.?|huisnummer|no\.?)?\s?\d{1,4}\b")
_STREET_HEADS = ("laan", "plein", "weg", "straat", "hof", "rue", "burgemeester")
_FIRST_DIGITS = frozenset("123456789")
_NOT_STREET_NAMES = words_of(
    """
    campus zaal lokaal wmo jeugdwet avg uavg wgbo artikel art lid bw groep klas team fase stap
    bijlage deel
    versie boek titel hoofdstuk paragraaf pagina woningnet stb stcrt
    """
)


_FLOORS = words_of("iii iv vi vii bis hs huis rood zwart boven")


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
