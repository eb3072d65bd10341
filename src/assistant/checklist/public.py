"""What is public, and so is nothing of a private person: authors, decisions, addresses of bodies.

Looked at only after something was found, so that it costs nothing on a text that passes. A finding
is dropped when the words around it say that it is public and nothing near it says whose it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from assistant.checklist import bodies
from assistant.checklist import lexicon as lx
from assistant.checklist.case import is_taken_back
from assistant.checklist.folding import fold
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens

REACH = 130  # characters before and after a finding that are looked at
# Characters before an address and before a telephone number in which its body is named.
REACH_ADDRESS = 90
REACH_NUMBER = 40

# Names one after the other, as authors are written: "T. Liefaard & S. Rap", "Van der Zwet en Bos".
_NAMES = (
    r"(?:(?:[A-ZÀ-Þ][\w'’.-]*|van|von|de|den|der|ten|ter|la|le|el|en|and|und|&)[\s,]{1,2}"
    r"){0,8}"
)
_WORKS = (
    r"(?:handboek|leerboek|studieboek|lesboek|boek|proefschrift|dissertatie|oratie|monografie"
    r"|bundel|annotatie|noot|theorie|model|definitie|leer|publicatie|bijdrage|artikel(?!\s\d)|studie"
    r"|beslisboom|typologie|classificatie|driehoek|piramide|standaardwerk|commentaar|preadvies|motie|amendement|essay|column|scriptie|book|thesis"
    r"|theory|paper)"
)
_SCHOLARLY = re.compile(
    rf"\b{_WORKS}s?\b|\b(?:hoofdstuk|paragraaf|voetnoot|eindnoot|literatuur|tijdschrift|auteurs?"
    r"|schrijvers?|hoogleraar|doctrine|begrip|geannoteerd|uitgeverij|druk|pagina|wetenschap\w*|visie"
    r"|handreiking|memorie van toelichting|wetsgeschiedenis|journal|chapter|red|fjr|njb|njcm|jpf"
    r"|tvgr|ghr|jgr|diss|isbn)\b"
)
_BEFORE_AUTHOR = re.compile(
    rf"(?:\b{_WORKS}s?\s(?:['\"‘“][^'\"’”\n]{{3,80}}['\"’”]\s)?(?:van|door|by|of)"
    r"|\b(?:onder redactie|geschreven|gepubliceerd|geannoteerd) (?:van|door)|\bm\.?nt\.?|\bdeed)"
    rf"\s{_NAMES}$",
    re.IGNORECASE,
)
_CITING = re.compile(
    r"\b(?:volgens|aldus|zie(?: ook)?|vgl\.?|cf\.?|bij|van|door|naar|citeert|citeren|noemt"
    r"|aanhaalt|verstaat|verstaan|definieert|definieren|zegt|zeggen|schrijft|schrijven|betoogt"
    r"|betogen|vindt|vinden|bedoelt|bedoelen)"
    rf"\s{_NAMES}$",
    re.IGNORECASE,
)
_AFTER_AUTHOR = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’.-]*\s?)?"
    r"(?:e\.\s?a\.|et al\b|c\.\s?s\.|(?:c\.s\.\s)?\(\s?(?:19|20)\d\d|,\s(?:19|20)\d\d\b"
    r"|\(red\.?\)|,\s['‘“\"]|en (?:haar |zijn )?collega'?s\b"
    r"|(?:,\s[A-ZÀ-Þ][\w'’-]+\s)?en anderen\b)",
)
_SURE_WRITING = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:betoog(?:t|de|den)|betogen|definieer(?:t|de)"
    r"|definieren|onderscheid(?:t|en|de)|bepleit(?:en|te|ten)?|concludeer(?:t|de|den)|concluderen"
    r"|annoteert|publiceer(?:t|de)|promoveerde)\b"
)
_WRITING = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:beschrijf(?:t)|beschrijven|beschreef|beschreven"
    r"|schrijf(?:t)|schrijven|schreef|schreven|stel(?:t|de)|stellen|stelden|noem(?:t|de)|noemen"
    r"|pleit(?:en|te)?|mee?n(?:t|en|de)|zegt|zeggen|versta(?:at|an)|spree?k(?:t|en)|introduceer"
    r"(?:t|de)|ziet|zien|vindt|vinden|wijs(?:t)|wijzen|zet(?:ten)?|geeft|geven)\b"
)
# "Tonkens en Duyvendak schreven over vertrouwen": two who wrote on something.
_WROTE = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:be)?(?:schrijven|schreven|publiceren|publiceerden)\s"
    r"(?:\w+\s)?(?:over|dat|in|een|het)\b"
)
# "Wat zegt Wiarda over rechtsvinding?": asked of a writer, when the text is about nobody.
_ASKED = re.compile(
    r"\b(?:wat|hoe|waarom|welk\w*)(?:\s\w+){0,2}\s(?:zegt|zeggen|schrijft|schrijven|verstaat"
    r"|verstaan|definieert|definieren|bedoelt|bedoelen|betoogt|vindt|onderscheidt|noemt|noemen"
    r"|beschrijft|omschrijft)"
    rf"\s{_NAMES}$",
    re.IGNORECASE,
)
_ABOUT_WORK = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:over|onder|met|bij|in|tussen|het|de|een)\s|^\s\w+\s(?:in|over)\s"
)

# Bodies whose address and number everybody may know.
_BODY = re.compile(
    r"\b(?:raad voor de kinderbescherming|veilig thuis|autoriteit\w*|ministerie|rechtbank"
    r"|gerechtshof|paleis van justitie|politiebureau|ggd|ggz|\w*gemeente(?:huis)?|stadhuis"
    r"|stadskantoor|jeugdstem|inspectie|stichting|vereniging|steunpunt|spreekuur|inloop\w*"
    r"|kantoor\w*|regiokantoor|hoofdkantoor|bezoekadres|postadres|vestiging|loket|bureau"
    r"|\w*centrum|campus|school|scholen|secretariaat|afdeling|polikliniek|kliniek|apotheek|\w*praktijk|leverancier|instelling|gecertificeerde|ombudsman|bibliotheek|ziekenhuis|college|meldpunt"
    r"|wijkteam|buurtteam|jeugdteam|zaal|cursus|workshop|lezing|vergadering|congres\w*|training|bijeenkomst|organisatie|vng|knmg|nji"
    r"|\w*instituut|halt|de raad|wijkgebouw|gebouw|pand|receptie|museum|theater|roc|vu|gemeenten"
    r"|samenwerkingsverband|opdrachtgever|ouderraad|kindcentra"
    r"|universiteit|hogeschool|klachtencommissie|belastingdienst|uwv|svb|ind|coa|nidos|kvk"
    r"|slachtofferhulp|reclassering|bv|nv|aanbieder|ap|(?:stad|raad|gemeente|provincie)huis\w*"
    r"|raad van state|geschillencommissie|archief|hoge raad|tuchtcollege|commissie|gerecht"
    r"|paleis (?:van|v\.?d\.?) justitie|de regio|gezondheidscent\w+|buurthuis|dienstgebouw)\b"
)
# Somebody who can live at an address or have a number.
_RESIDENT = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woon|woonachtig|geheime?|gezin|moeder|vader|ouders?|client\w*|kind"
    r"|kinderen|zoon|dochter|mevrouw|mevr|mw|dhr|meneer|familie|fam|thuis(?!\s(?:regio|in|\w+land))"
    r"|jongen|meisje|oma|opa|tante|oom|ex|partner|verblijft|ingeschreven|jeugdige|pleeg\w+|bewoner"
    r"|buren|buurvrouw|buurman|slachtoffer|melder|patient\w*|leerling(?:en?)?|man|vrouw|hij|zij|ze|haar"
    r"|hem|mijn|onze|mij|me|prive\w*)\b"
)
# What joins a body to its address, and what says that something happened there.
_AT = re.compile(
    r"[,:(|]|\b(?:is|op|gevestigd|zit|adres|bezoekadres|postadres|aan de|vestiging|bel)\b"
)
_BODY_AFTER = re.compile(rf"\s(?:van|bij)\s(?:de\s|het\s)?{_BODY.pattern[2:]}")
_WENT = re.compile(
    r"\b(?:naar|over|was|waren|ging|gingen|stond|kwam|kwamen|rijdt|reed|incident|melding\w*|heeft"
    r"|inval|aangetroffen|cijfers|bezoek(?:t|en)?|huisbezoek|post(?!-)|brief)\b"
)
_TO = re.compile(r"\bnaar (?:de |het )?(?:\w+ )?$")
# "Centrum voor Jeugd en Gezin", "onze locatie": a body, though the words are those of somebody.
_IN_NAMES = re.compile(
    rf"\b(?:kind|gezin|ouder|jeugd|vrouw|man)\w* (?:&|en|\+) \w+|\b(?:onze|ons"
    rf"|mijn) (?={_BODY.pattern[2:]})"
)
_LIVING = re.compile(
    r"\b(?:woont|wonen|woonde|woonachtig|ingeschreven|verblijft|verblijven|gezin|jeugdige|slaapt)\b"
)
NEAREST = 30  # characters between a body and its address
_KNOWN_ADDRESS = re.compile(
    r"(?:hoge nieuwstraat|nieuwstraat) 8\b|turfmarkt 147\b|catharijnesingel 47\b"
    r"|bezuidenhoutseweg (?:30|151)\b|nassaulaan 12\b|korte voorhout 8\b|kleinesingel 1\b"
)
_LANDLINE = re.compile(r"0\d{2,3}[- ]?\d{6,7}")
_MOBILE = re.compile(r"\+?(?:00)?(?:31)?[\s().-]*0?[\s().-]*6")
_VEILIG_THUIS = re.compile(r"veilig thuis")
# Decisions and letters of government, which are published.
_OFFICIAL = re.compile(
    r"\b(?:besluit|ombudsman/kinderombudsman|schriftelijke vragen|fractie|griffie|excellentie"
    r"|wetsvoorstel|kamerdossier|brief van (?:de|het)|kamerbrief|beleidsregels?"
    r"|verordening|kamervragen"
    r"|kamerstuk\w*|staatscourant|gemeenteblad|provinciaal blad|circulaire"
    r"|(?<!openbaar )ministerie|minister"
    r"|staatssecretaris|burgemeester en wethouders|afdeling bestuursrechtspraak|raad van state"
    r"|abrvs|hoge raad|crvb|centrale raad van beroep|tuchtcollege|ehrm|hof van justitie|kvk\w*"
    r"|kamer van koophandel|cvdr|jurisprudentie|in de regel|gepubliceerde?|motie|wob|woo"
    r"|model(?:verordening|overeenkomst|protocol)?)\b"
)
# Boards of discipline publish what they decide, by number.
_DISCIPLINED = re.compile(
    r"\b(?:(?:college|commissie) van (?:toezicht|beroep)|tuchtcollege)\b[^.?!\n]*$"
    r"|\buitspraak (?:met )?(?:nummer|nr\.?) ?$"
)
# The number of a ticket about software is that of a fault.
_SOFTWARE = re.compile(
    r"\b(?:ontwikkelaars?|programmeurs?|build|bug|bugs|release|patch|jira|backlog|sprint|user story"
    r"|pull request|testomgeving|acceptatietest|servicedesk|mfa|inlogprobleem|storing)\b"
)
_TICKET = re.compile(r"#$|\b(?:ticket|issue|bug|story)[\s:#-]{1,4}")
_OBJECTION = re.compile(r"\b(?:bezwaar|bezwaarschrift|beroepschrift)\b")  # against one decision
_RULED = re.compile(
    r"\b(?:oordeel\w*|beslis\w*|overwoog|overwogen|uitspraak|vonnis|arrest|bepaalde|besliste)\b"
)
_WHOSE = re.compile(
    r"\b(?:client\w*|clt|gezin|moeder|vader|ouders|kind|kinderen|zoon|dochter|jeugdige|jongere"
    r"|mevrouw|mevr|mw|dhr|meneer|familie|fam|patient\w*|leerling\w*|melder|jongen|meisje|pupil"
    r"|mijn|onze|ons|wij|we|ik|hij|zij|haar|hem|verdachte|zitting)\b"
)
_OF_COMPANY = re.compile(
    r"\b(?:(?:kvk|kamer van koophandel|btw|rsin|oin|vestigings?)[\s-]?(?:nummer|nr)?"
    r"|begrotingspost|grootboek\w*|kostenplaats|brin|foutcode|foutmelding|error|productcode"
    r"|(?:factuur|raadsvoorstel|collegevoorstel|raadsbesluit|change|offerte|order|bestelling|contract"
    r"|raamovereenkomst|bestelnr\.?|bestelnummer|doc\.?nr\.?|documentnr\.?|documentnummer|project"
    r"|toetscode|vakcode|lrkp?|verwerkersovereenkomst|vergadering-id|meeting id|zonmw"
    r"|aanbesteding|tenderned|accreditatie|licentie|serie|inkoop)[\s-]?"
    r"(?:nummer|nr\.?|kenmerk|id)?|\bskj, id)[\s.:]{0,3}(?:0x|chg-)?$"
)


def private(proposals: Iterable[Proposal], tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """The proposals that are about a private person; what is public is left out."""
    proposals = list(proposals)
    things = {
        name
        for name in {tokens.low[s:e] for item, s, e, _ in proposals if item == "person-name"}
        if any(_is_thing(tokens, *place) for place in _places(tokens.low, name))
    }
    for proposal in proposals:
        item, start, end, _ = proposal
        if item != "person-name" and _is_placeholder(tokens.low, start, end):
            continue
        if item == "person-name":
            if (
                _is_author(tokens, lexicon, start, end)
                or _is_invented(tokens.low, start, end)
                or tokens.low[start:end] in things
                or _ends_as_thing(tokens, start, end)
                or _is_in_phrase(tokens, lexicon, start, end)
                or _is_in_domain(tokens.low, start, end, proposals)
            ):
                continue
        elif item in ("address", "postcode", "phone") or _LANDLINE.fullmatch(tokens.low[start:end]):
            mobile = item == "phone" and _MOBILE.match(tokens.low, start)
            reach = REACH_ADDRESS if item in ("address", "postcode") else REACH_NUMBER
            if not mobile and _is_of_body(tokens.low, start, end, reach):
                continue
        if item in _OF_SENDER and _is_of_sender(tokens.low, start, end, item):
            continue
        if item in ("file-number", "bsn") and _is_official(tokens.low, start, end, item):
            continue
        if item == "licence-plate" and _LJN.search(tokens.low, max(0, start - 5), start):
            continue
        if item == "birth-date" and _DATED.search(tokens.low, max(0, start - REACH_NUMBER), start):
            continue
        if item == "profile" and _BODYS_HANDLE.match(tokens.low, start):
            continue
        if item == "file-number" and _NETWORK.fullmatch(tokens.low, start, end):
            continue
        if item == "file-number":
            digits = "".join(c for c in tokens.low[start:end] if c.isdigit())
            if digits in lexicon.lists["phone"] or digits.startswith(_SERVICE_NUMBERS):
                continue
        yield proposal


_SERVICE_NUMBERS = ("0800", "0900")  # nobody lives there
# "het rapport van de commissie-Joustra van 8 februari 2021": a paper has a date as well.
_DATED = re.compile(
    r"\b(?:rapport|advies|brief|wet|besluit|uitspraak|arrest|vonnis|convenant|notitie|nota|richtlijn"
    r"|protocol|versie|editie|commissie[\w-]*|factsheet|folder) (?:[\w-]+ ){0,3}van $"
)
# Accounts of bodies: "@PolitieNL".
_BODYS_HANDLE = re.compile(
    r"@(?:politie|gemeente|vng|rijks|min(?:vws|jenv|bzk|ocw)|ggd|ggz|veiligthuis|autoriteit|nji|augeo"
    r"|movisie|kinderombuds|ehrm|raadvoor|kindertelefoon|nctv|(?:nos|rvdk|om|coa)(?![a-z]))"
)
_EXAMPLE = re.compile(
    r"\b(?:zoals|bijvoorbeeld|bijv|bv|voorbeeld\w*|formaat|vals|nep\w*|dummy|test\w*|placeholder"
    r"|verzonnen|fictie\w*|type|vorm|such as|example)\b"
)
_TESTED = re.compile(r"\b(?:test\w*|acceptatie\w*|geldig|dummy|voorbeeld)\b")
_EXAMPLE_VALUE = re.compile(r"123456|234567|987654|(\d)\1{5}|nl00|voornaam|achternaam|firstname")


def _is_placeholder(low: str, start: int, end: int) -> bool:
    """Whether a number or address is one that is written to show the form: "0612345678"."""
    value = re.sub(r"[\s.-]", "", low[start:end])
    if value in ("1234ab", "postcode(1234ab", "postcode1234ab") or "voornaam" in value:
        return True
    if value.startswith("voorbeeld") or (value == "123456789" and _TESTED.search(low)):
        return True
    if not _EXAMPLE_VALUE.search(value):
        return False
    around = low[max(0, start - 50) : end + 40]
    return bool(_EXAMPLE.search(around)) and not _RESIDENT.search(around)


_INVENTED = re.compile(
    r"\((?:volledig |geheel |helemaal )?(?:verzonnen|fictief|gefingeerd)[^)]{0,40}\)"
    r"|\b(?:is|zijn) (?:allemaal )?verzonnen|\bnaam (?:is )?(?:verzonnen|gefingeerd|fictief"
    r"|bedacht|veranderd)"
    r"|\bnamen (?:zijn )?(?:verzonnen|gefingeerd|fictief|bedacht)"
    r"|\bvoorbeeld(?:naam|kind|persoon|gezin|client)"
    r"|\b(?:oefen|voorbeeld|onzin|fantasie)(?:na(?:am|men)|families?|gezinnen|personen)"
    r"|\bals (?:schuilnaam|pseudoniem)|\b(?:verzonnen|fictieve?) persona\b"
    r"|\bgefingeerde|\bverzonnen na(?:am|men)|\bfictieve na(?:am|men)|\bschuilnamen"
)


# Around a sentence: who is in it is nobody, as long as nothing takes it back.
_SAID_INVENTED = re.compile(
    r"\b(?:een|de|het|dit|deze|die|ons|onze|met|van|alle|geheel|volledig|puur|compleet|twee|drie|vier|zelf"
    r"|door ons|bij deze) (?:verzonnen|bedachte|zelfbedachte) \w|\b(?:alles"
    r"|allemaal) (?:is )?verzonnen"
    r"|\b(?:fictieve?|gefingeerde?|persona's|oefendossiers?|voorbeeldzin(?:nen)?|proefpersonen"
    r"|nepdossiers?|(?:persoon|naam|namen|familie|gezin|kind|mensen) bestaa(?:t|n) niet"
    r"|geen echte? (?:mensen|personen|namen|mens|persoon|kind|gezin)|werkblad(?:en)?"
    r"|als (?:voorbeeldnaam|plaatshouder)|made[- ]up|fictional|placeholder|erfunden\w*"
    r"|uydurma|zmyslon\w+)\b"
)
FAR = 250  # characters
_SENTENCE_ENDS = re.compile(r"[.?!:]\s|\n")


def _sentences_around(low: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a name and the one before and behind it, at most so many characters."""
    before = [m.end() for m in _SENTENCE_ENDS.finditer(low, max(0, start - FAR), start)]
    behind = [m.start() for m in _SENTENCE_ENDS.finditer(low, end, min(len(low), end + FAR))]
    first = before[-2] if len(before) > 1 else max(0, start - FAR)
    last = behind[1] if len(behind) > 1 else min(len(low), end + FAR)
    return first, last


_SHOWN = re.compile(
    r"['\"’”]? (?:\(voorbeeld\w*\)|(?:(?:staat|dient|geldt) )?als (?:voorbeeld|voorbeeldnaam"
    r"|placeholder))"
)
# Who is in a film, a book or a game: "In de serie Adolescence wordt Jamie".
_PLAYED = re.compile(
    r"\b(?:in|uit|van) (?:de|het|een|die|dat|deze|dit) (?:\w+ )?(?:film|serie|roman|prentenboek"
    r"|podcast"
    r"|musical|toneelstuk|game|soap|stripboek|kinderboek|jeugdboek|sprookje|voorstelling)\b[^.?!\n]*$"
    r"|\bhet lied [^.?!\n]{0,40}$"
)
# "namen als Fatima, Jan en Kees", "een fictief Waddendorp", "Lesfragment: agent Storm".
_AS_EXAMPLE = re.compile(
    r"\b(?:voor|achter)?na(?:am|men) (?:als|zoals) (?:[\w'-]+(?:,| en| of) ){0,4}$|\bfictieve? $"
    r"|\blesfragment: [^.?!]*$|\bop naam van ['\"‘“]$"
)


def _is_invented(low: str, start: int, end: int) -> bool:
    """Whether a name is said to be made up for an example."""
    if (
        _INVENTED.search(low, max(0, start - 60), min(len(low), end + 80))
        or _AS_EXAMPLE.search(low, max(0, start - 60), start)
        or _SHOWN.match(low, end)
    ):
        return True
    first, last = _sentences_around(low, start, end)
    said = _SAID_INVENTED.search(low, first, last)
    played = _PLAYED.search(low, max(0, start - REACH), start)
    return bool(said or played) and not is_taken_back(low)


@cache
def _authors() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Known authors: full names by each word of them, and surnames; read at the first name."""
    read = lx.read_lines("authors.txt")
    full: dict[str, list[str]] = {}
    for name in read["full"]:
        for word in name.split():
            full.setdefault(word, []).append(name)
    surnames = frozenset(word for line in read["surname"] for word in line.split())
    return {word: tuple(names) for word, names in full.items()}, surnames


# Signs near a surname that something was written or said in public.
_IN_PUBLIC = re.compile(
    rf"\b{_WORKS}s?\b|\b(?:schreef|schreven|schrijf(?:t|ven)|publice\w+|gepubliceerd|artikelen|hoofdstuk|blz|pagina|p\.|definieert|betoog\w*|betogen|concludeer\w*"
    r"|pleit\w*|lezing|podcast|annotat\w+|annoteer\w*"
    r"|citaat|citeren|literatuur|scriptie|commissie|motie|minister\w*|kamerbrief|staatssecretaris"
    r"|wetenschap\w*|hoogleraar|wat zei|zegt .{0,12} ook alweer)"
    r"|[(,] ?(?:19|20)\d\d\b|\b(?:uit|in|van) (?:19|20)\d\d\b|['\"‘“][A-Za-z][^'\"’”]{8,}['\"’”]"
)
_SAYS_SO = re.compile(
    r"(?:\bvolgens|(?:^|[.?!] )(?:en )?(?:wat )?(?:zegt|vindt|zei|vond|schreef)|\b(?:lees|las"
    r"|citeer))"
    r" (?:[\w'-]+ (?:en|&) )?(?:(?:van|de|der|den|ter) )*$"
)
_CITED = re.compile(r"[ ,(]{1,2}(?:19|20)\d\d\b| ook (?:al)?weer\b| e\.a\.| c\.s\.| et al")
# Behind a first name: " van der Kolk".
_SURNAME_NEXT = re.compile(
    r"\s(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Oo]p|[Tt]en|[Tt]er)\s){0,3}(?P<name>[A-ZÀ-Þ][\w'-]+)"
)
_OWNS = re.compile(r" (?:haar|zijn|z'n|zn|d'r) ")  # "terpstra haar rapport"
_SOMEBODYS = lx.TITLE | lx.KIN | lx.PERSON
ROUND_AUTHOR = 70  # characters around a surname in which the sign stands


def _is_known_author(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is that of a known author who is spoken of as one, and nobody lives there."""
    low = tokens.low
    names, surnames = _authors()
    words = re.findall(r"[a-z][a-z'-]+", low[start:end])
    if not words:
        return False
    follows = _SURNAME_NEXT.match(tokens.text, end)
    if follows and fold(follows["name"]) in surnames:
        words.append(fold(follows["name"]))
        end = follows.end()
    before = low[:start].rsplit(None, 1)[-1:]
    if before and tokens.known(before[0].strip("."), 0) & _SOMEBODYS:
        return False
    around = low[max(0, start - ROUND_AUTHOR) : start], low[end : end + ROUND_AUTHOR]
    if _RESIDENT.search(around[0][-40:]) or _OWNS.match(around[1]):
        return False
    for name in names.get(words[0], ()):
        at = low.find(name, max(0, start - len(name)), end + len(name))
        if 0 <= at <= start and end <= at + len(name) and name.rsplit(None, 1)[-1] in surnames:
            return True
    return words[-1] in surnames and bool(
        any(map(_IN_PUBLIC.search, around)) or _CITED.match(around[1]) or _SAYS_SO.search(around[0])
    )


# "Gijs van Dijk (Kamerlid destijds)", and who went to court in Strasbourg or Luxembourg.
_WHO_WROTE = re.compile(
    r"\bwie (?:schreef|schreven|was de auteur|is de auteur|bedacht)\b[^?!\n]*$"
    r"|\basser/[^?!\n]{0,40}$"
)
_OFFICE_BEHIND = re.compile(
    r"(?: [\w'-]+){0,4}? ?[(,] ?(?:\w+ ){0,2}(?:kamerlid|minister|staatssecretaris|premier"
    r"|hoogleraar|lector"
    r"|kinderombuds\w+|ombudsman|rapporteur|auteur|schrijver|schrijfster|journaliste?|cabaretier"
    r"|zanger(?:es)?|acteur|actrice|filosoof|pedagoog van)\b"
)
_COURT_ABROAD = re.compile(r"\b(?:ehrm|hudoc|hvj(?:[ -]?eu)?|hof van justitie|straatsburgse?)\b")


def _holds_office(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is that of somebody in public office, or of who is known by a judgement."""
    low = tokens.low
    first = max(low.rfind(mark, 0, start) for mark in ("?", "\n", ". ")) + 1
    last = min(i for i in (low.find("?", end), low.find("\n", end), len(low)) if i >= 0)
    if _WHO_WROTE.search(low, first, start):
        return True
    if _RESIDENT.search(low, first, last):
        return False
    return bool(_OFFICE_BEHIND.match(low, end) or _COURT_ABROAD.search(low, first, last))


def _is_author(tokens: Tokens, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a name is that of somebody who wrote what is spoken of."""
    text = tokens.text
    name = text[start:end]
    if _is_known_author(tokens, start, end) or _holds_office(tokens, start, end):
        return True
    if not name[:1].isupper():
        return False
    if lexicon.bits.get(tokens.low[start:end].split(" ")[0].strip("."), 0) & (lx.TITLE | lx.KIN):
        return False
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    line = before.rpartition("\n")[2], after.partition("\n")[0]
    low = tokens.low
    around = low[start - len(line[0]) : end + len(line[1])]
    if _WORKS_WITH.search(line[0]):
        return False
    if _BEFORE_AUTHOR.search(line[0]) or _AFTER_AUTHOR.match(line[1]):
        return True
    rest = low[end : end + len(line[1])].partition("?")[0]
    if _is_reference(rest) and not _RESIDENT.search(rest):
        return True
    lone = lexicon.bits.get(tokens.low[start:end], 0) & lx.FIRST and not _pair(line)
    if lone:
        return False  # nobody cites a first name
    if _SURE_WRITING.match(line[1]):
        return True
    sentence = re.split(r"[.?!;]", low[end : end + len(line[1])])[0]
    if _pair(line) and _WROTE.match(line[1]) and not _RESIDENT.search(sentence):
        return True
    both = _pair(line) and ("&" in line[0][-30:] or "&" in line[1][:4])
    if both and _WRITING.match(line[1]) and not _RESIDENT.search(sentence):
        return True
    scholarly = _SCHOLARLY.search(around)
    if scholarly and (_WRITING.match(line[1]) or _CITING.search(line[0])):
        return not _RESIDENT.search(low, max(0, start - 40), start)
    asked = (
        _ASKED.search(line[0])
        and _ABOUT_WORK.match(line[1])
        and not _RESIDENT.search(low, end, end + len(sentence))
    )
    return bool(
        (asked or (scholarly and _pair(line)))
        and not tokens.seen & (lx.FIRST_PERSON | lx.POSSESSIVE)
        and not _RESIDENT.search(low, 0, start)
    )


# "geschreven door GZ-psych Driessen": a report about somebody, and no book.
_WORKS_WITH = re.compile(
    r"\b(?:gz-?psych\w*|psycholoog|orthopedagoog|raadsonderzoeker|jeugdbeschermer|gezinsvoogd|voogd"
    r"|behandelaar|mentor|wijkcoach|ib'er|leerkracht|jeugdarts|huisarts|kinderarts"
    r"|maatschappelijk werker|gezinscoach|begeleider|casusregisseur)\s$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"^(?:\s(?:&|en|of)|,)\s(?:(?:van|de|der|den|ten|ter)\s){0,2}[A-ZÀ-Þ]")
_PAIR_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?:\s(?:&|en|of)|,)\s(?:(?:[Vv]an|[Dd]e|der|den|[A-Z]\.)\s){0,3}$"
)


def _pair(line: tuple[str, str]) -> bool:
    """Whether another name is joined to this one, as with authors."""
    return bool(_PAIR.match(line[1]) or _PAIR_BEFORE.search(line[0]))


# What bears the name: "Sam is bij ons de naam van de chatbot", "Eva, het AI-hulpje", "Sarah's Law".
_THING = (
    r"(?:chatbot\w*|app|apps|ai\b|ai-\w+|[\w-]*systemen|[\w-]*systeem|pakket\w*|tools?|\w*software"
    r"|\w*ziekenhuis|\w*ziekenhuizen|telefoonlijn|hulplijn"
    r"|gebouw(?:en)?|locaties?|zaal|\w*zalen|\w*kamers?|printers?|shelters?|robots?|assistent|standaard|servers?"
    r"|projecten|project|trainingen|training|methodes?|methodiek|programma'?s?|platforms?|website"
    r"|rooster\w+|stormen|orkaan|\w*huizen|\w*kantoren|\w*kantoor|winkels?|teams|\w*groepen"
    r"|beroepen|\w*lokalen|schepen|boot|krant|tijdschrift|\w*omgevingen|\w*namen|woorden|\w*verenigingen"
    r"|[\w-]*(?:uitspraken|arresten|arrest|uitspraak)|\w*scenario'?s?|modules?|buurten|wijken"
    r"|voorlichtingsarchief|(?:speel|prenten|kinder)\w*figuren|personages?|persona'?s)"
)
# Names one after the other, and what may stand between them and the word for what they are.
_MORE = (
    r"(?:(?:\s(?:en|and|of)|,)\s(?:(?:de|van|den|der|ten|ter)\s){0,3}\w+"
    r"|,\s\w+\s(?!(?:is|zijn|are|en|of|and)\b)\w+)"
)
_ADVERBS = r"(?:(?:bij ons|ook|allemaal|hier|toch|in onze regio|in dit plan)\s){0,2}"
_SOME = (
    r"(?:(?:de|het|een|onze|ons|jullie|the|our|twee|drie|vier|vijf|zes|\d)\s)?(?:[a-z-]+e\s){0,2}"
    r"(?:na(?:am|men) van (?:de|het|een|onze|ons)\s(?:\w+e\s)?|names? of (?:\w+\s)?)?"
)
_CALLED_THING = re.compile(
    rf"^{_MORE}*\s(?:is|are)\s{_ADVERBS}{_SOME}{_THING}\b"
    rf"|^{_MORE}+\s(?:zijn|are)\s{_ADVERBS}{_SOME}{_THING}\b"
    rf"|^{_MORE}*,\s(?:de|het|een|onze|ons)\s(?:[a-z-]+e\s){{0,2}}{_THING}\b"
    rf"|^,\szo (?:heet|heten)\s(?:de|het|een|onze|ons)\s{_THING}\b"
    rf"|^{_MORE}*:\s(?:dat zijn\s|welke van (?:deze|die)\s|zo heten\s)?{_SOME}{_THING}\b"
    rf"|^{_MORE}*\s(?:is|zijn)\s{_ADVERBS}(?:de )?na(?:am|men) van (?:een|de|het|onze|ons|mijn)\s"
    rf"(?:\w+e\s)?(?!{_RESIDENT.pattern})\w"
    rf"|^[^.?!]{{0,30}}: zo heet (?:de|het|ons|onze) {_THING}\b"
    rf"|^{_MORE}*,? (?:het )?maakt niet uit welke? {_THING}\b"
    rf"|^{_MORE}*\sals\sna(?:am|men)\s(?:voor|van)\s(?:een|de|het|onze|ons)\s"
    rf"(?!{_RESIDENT.pattern})\w"
    rf"|^{_MORE}*\sals\s(?:na(?:am|men)\s)?(?:(?:voor|van)\s)?(?:(?:een|de|het|onze)\s)?{_THING}\b"
    r"|^ als (?:\w*organisatie|stichting|\w*instelling|\w*aanbieder|bureau|\w*huis)\b"
)
# "de methode Eva en Zahir", "Eva en Zahir methode".
_METHOD = re.compile(
    rf"^{_MORE}*[\s-](?:methode|methodiek|theorie|arrest|lezing|stichting|kliniek|lyceum|hogeschool"
    r"|kinderziekenhuis|ziekenhuis|kzh|zkh|scholengroep|prijs|doctrine|protocol|norm|criteria|schaal|vragenlijst)\b"
)
# The last of a row: "Roos en Mark", "zijn onze groepen".
_LAST_THING = re.compile(rf"^\s(?:zijn|are)\s{_ADVERBS}{_SOME}{_THING}\b")
_LISTED = re.compile(r"(?:,|\b(?:en|of|and))\s(?:(?:de|van|den|der)\s){0,3}$")
# "Kim - dat is de Informatiemodule", "het Eva-systeem".
_EXPLAINED = re.compile(
    rf"\s?[-–—(]\s?(?:ons|onze|het|de) {_THING} heet (?:zo|hij|ze)\b"
    rf"|\s?[-–—,(]\s?(?:dat|dit) is (?:het|de|ons|onze)\s"
    rf"(?:(?!(?:van|uit|in|bij|met|voor|op|naar)\b|{_RESIDENT.pattern})[a-z-]+\s){{0,3}}?{_THING}\b"
    r"|-(?:systeem|app|applicatie|module|portaal|tool|team|groep|locatie)\b"
)
# What bears the name in front: "heet het systeem Guus", "onze hond Bobby", "C-1/20 (Nowak)".
_THING_CALLED = re.compile(
    r"\bheet (?:het|de) huis van $"
    rf"|\b(?:ons|onze|het|de|dit|deze) {_THING} (?:heet|heten|genaamd) $"
    r"|\b(?:\w*project|pilot|app|chatbot|vergaderzaal|spreekkamer|persona|zaal|testpersoon) $"
    rf"|\b(?:heet|heten|noemen we) (?:het|de|ons|onze) (?:\w+ )?{_THING} (?:\w+(?:,| en| of) )*$"
    r"|\b(?:hond|hondje|kat|poes|kater|konijn|cavia|hamster|paard|pony|papegaai|huisdier|hulphond"
    r"|therapiehond|knuffel|knuffelbeer|handpop|pop|mascotte)(?: (?:heet|heette|genaamd))? "
    r"(?:['\"‘“])?$"
    r"|\b(?:poppenspel|poppenkast|prentenboek|voorleesboek|kinderboek|leesboek|strip|stripverhaal"
    r"|tekenfilm|sprookje|toneelstuk) (?:met|over|rond) (?:\w+(?:,| en| of) )*$"
    r"|\b(?:c[-\u2011]\d{1,4}/\d\d|\d{4,5}/\d\d),? ?[(\[](?:\w+ (?:en |e\.a\. )?){0,2}$"
    r"|\bwijk(?:en)? (?:\w+ en )?$"
)
# In the title of a work: "prentenboek 'de kleine beer en het geheim'".
_IN_TITLE = re.compile(
    r"(?:boek|boekje|film|filmpje|podcast|serie|lied|liedje|voorstelling|toneelstuk|documentaire"
    r"|campagne|lespakket|e-learning|spel|project|methode|training|rapport|artikel|brochure)\s"
    r"(?:'[^'\n]{0,50}|\"[^\"\n]{0,50}|[‘’][^‘’\n]{0,50}|[“„][^”\n]{0,50})$"
)
_FIRM = re.compile(
    r"^(?:\s[A-Z][\w'-]+)?\s(?:[Aa]dvocaten|[Aa]dvocatuur|[Nn]otarissen|[Mm]ediation|Legal|[Aa]ccountants|[Mm]akelaars"
    r"|[Bb]ewindvoering|[Cc]onsultancy|[Kk]inderopvang|[Tt]huiszorg|[Zz]orggroep|[Aa]potheek)(?!\w)"
    r"|^(?:,\s[\w-]+)*\s?(?:&|en)\s(?:[Pp]artners|[Zz]n|[Zz]onen|[Aa]dvocaten|Co['’])(?!\w)"
)
_LAW_OF = re.compile(r"^(?:'s|s)?\s(?:law|act|wet)\b")
# A judgement is called after who went to court: "Kopf en Liberda tegen Oostenrijk".
_AGAINST = re.compile(
    r"^(?:\s(?:en|and|e\.a\.)\s[A-ZÀ-Þ][\w'-]+)?\s(?:tegen|t\.|v\.?|vs\.?|/)\s(?P<state>[A-ZÀ-Þ][\w-]+)"
)
_NETWORK = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}")  # a range of addresses, nobody's own


_MAIL = re.compile(r"[\w.+-]{1,60}@(?P<domain>[\w.-]{3,80})")


def _is_in_domain(low: str, start: int, end: int, proposals: Sequence[Proposal]) -> bool:
    """Whether a name is part of the domain of an address that is no person's."""
    if "@" not in low:
        return False
    for m in _MAIL.finditer(low, max(0, start - 140), min(len(low), end + 80)):
        if m.start("domain") <= start and end <= m.end():
            return not any(i == "email" and s <= start < e for i, s, e, _ in proposals)
    return False


_QUOTES = re.compile("['\"‘’“”«»„]")
MOST_PLACES = 8


def _places(low: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text, at most so many times."""
    start = low.find(name)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        yield start, start + len(name)
        start = low.find(name, start + len(name))


# "Dr. Schaepmanscholengroep", "Van Montfoort-onderzoek": what is called after somebody.
_ENDS_AS_THING = re.compile(
    r"(?:[a-z]{3,}(?:scholengroep|school|college|lyceum|gymnasium|stichting|gasthuis|ziekenhuis|zaal)"
    r"|[a-z]{5,}(?:straat|laan|singel|gracht|dreef|kade)|-(?:zaal|scholengroep|college|lyceum)"
    r"|-(?:onderzoek\w*|term|route|methode|arrest|norm|zaak|rapport|registratie|commissie|pool|wet"
    r"|criteria|model|lijst|schaal|training|gesprek|groep|school|huis|prijs|fonds|met-de-pet))$"
)


def _ends_as_thing(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the last word of a name, read to its end, is one for a thing."""
    low = tokens.low
    follows = _SURNAME_NEXT.match(tokens.text, end)
    for last in (end, follows.end()) if follows else (end,):
        while last < len(low) and (low[last].isalpha() or low[last] in "-'"):
            last += 1
        if _ENDS_AS_THING.search(low, start, last):
            return True
    return False


def _is_in_phrase(tokens: Tokens, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether all of a name but its particles is part of an allowed phrase: "van de William"."""
    inside = bodies.in_allowed_phrases(tokens, lexicon)
    if not inside:
        return False
    first = bisect_left(tokens.spans, (start, 0))
    last = bisect_left(tokens.spans, (end, 0))
    kept = [
        i
        for i in range(first, min(last, len(tokens.words)))
        if not tokens.bits[i] & (lx.PARTICLE | lx.FUNCTION | lx.DETERMINER | lx.PUNCTUATION)
    ]
    return bool(kept) and inside.issuperset(kept)


def _is_thing(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is said to be that of a thing, a law or a judgement."""
    text, low = tokens.text, tokens.low
    behind = _QUOTES.sub("", low[end : end + REACH])
    if _LAW_OF.match(behind) or (text[start:end].endswith("'s") and behind[:5] == " law"):
        return True
    if (
        _EXPLAINED.match(low, end)
        or _FIRM.match(text[end : end + REACH])
        or _THING_CALLED.search(low, max(0, start - REACH), start)
    ):
        return True
    if _METHOD.match(behind) or _IN_TITLE.search(low, max(0, start - REACH), start):
        return True
    state = _AGAINST.match(text[end : end + REACH])
    if state and tokens.known(fold(state["state"]), 0) & lx.PLACE:
        return True
    called = _CALLED_THING.match(behind) or (
        _LAST_THING.match(behind) and _LISTED.search(low, max(0, start - 20), start)
    )
    return bool(called) and not _RESIDENT.search(low, max(0, start - REACH), start)


_JOURNAL = re.compile(
    r"\b(?:boom|kluwer|sdu|diss|proefschrift|dissertatie|oratie|njb|fjr|jpf|isbn|tijdschrift"
    r"|uitgeverij|red|in:|tvgr|njcm|acco|maklu|garant|swp|bohn|lemma|springer|vng|wodc|nji)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_reference(rest: str) -> bool:
    """Whether what follows is the remainder of a reference: title, journal and year."""
    return bool(_JOURNAL.search(rest) and _YEAR.search(rest))


_OF_SENDER = ("address", "postcode", "phone", "email", "file-number")
# Below a question or a greeting stands who sent it: an organisation, when it says so.
_SENDER_BEGINS = re.compile(
    r"[?.!:)]\s*\n\s*\n|\b(?:groet|groeten|dank|regards)\b[^\n]{0,30}\n|\n--\s*\n"
)
_ORGANISATION = re.compile(
    r"\b(?:team|bureau|stichting|desk|gemeente|afdeling|kvk|stafbureau|regiobureau|servicepunt|servicedesk"
    r"|secretariaat|\w*praktijk\w*|\w*centrum|\w*loket|\w*meldpunt|vacature|standplaats|congres"
    r"|(?:buurt|inloop|wijk|dorps|jeugd|zieken|gast|leer)huis|(?:obs|ikc|cbs|rkbs|kdv|bso)|basisschool"
    r"|samenwerkingsverband|instituut|zaken|cooperatie|vereniging|kinderopvang|regio"
    r"|bestuursbureau|contractbeheer|toezicht|archief|stadskantoor|logeerhuis|planning|informatie\w*"
    r"|huisartsen\w*|gezondheidscentrum|poh\w*|facilitair|preventie|onderwijs|backoffice|b\.?v\.?)\b"
)
# A desk answers there: "keuze 4", "receptie", "op werkdagen".
_DESK = re.compile(
    r"\b(?:keuze|toets|optie|receptie|spoedlijn|helpdesk|servicedesk|balie|werkdagen|telefonisch"
    r"|spreekuur|centraal|algemeen nummer|portofoon\w*|coordinator post|geen spoed|huisartsenpost"
    r"|kindertelefoon|buurtteam|crisisdienst|igj|halt|fax)\b"
)


DESK_REACH = 40  # characters around a telephone number
LONGEST_SENDER = 400  # characters of the lines below a message


def _is_of_sender(low: str, start: int, end: int, item: str) -> bool:
    """Whether an address or number stands below a message, where an organisation signs."""
    if item == "phone" and _MOBILE.match(low, start):
        return False
    if item == "file-number" and not _LANDLINE.fullmatch(low[start:end]):
        return False
    if item in ("phone", "file-number"):
        near = low[max(0, start - DESK_REACH) : start] + " | " + low[end : end + DESK_REACH]
        if _DESK.search(near) and not _RESIDENT.search(near):
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
        and not _RESIDENT.search(_IN_NAMES.sub(" ", block))
    )


# A person who can be the one at the address; the plural is whom an organisation works for.
_ONE_RESIDENT = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woonachtig|ingeschreven|verblijft|gezin|moeder|vader|client(?:e)?"
    r"|kind|zoon|dochter|mevrouw|mevr|mw|dhr|meneer|familie|fam|thuis|jongen|meisje|oma|opa|tante|oom"
    r"|ex|partner|jeugdige|bewoner|buren|buurvrouw|buurman|slachtoffer|melder|patiente?|leerling"
    r"|hij|zij|haar|hem|prive\w*|geheime?|op het adres|spraken?|bezochten|huisbezoek)\b"
)
LINES_BESIDE = 3  # lines above and below in which an organisation says its name
LONGEST_BLOCK = 500


def _is_of_block(low: str, start: int, end: int) -> bool:
    """Whether the lines around an address or number are those of an organisation, and nobody's.

    "Inloophuis De Schakel", then its street, then its number: as on a letter, a poster or a site.
    """
    if "\n" not in low and low.count("|") < 2:
        first = max(low.rfind(". ", 0, start), low.rfind("? ", 0, start)) + 1
        last = min(i for i in (low.find(". ", end), low.find("? ", end), len(low)) if i >= 0)
        block = low[first:last]
        if low.startswith("vacature"):
            block = low[:last]
        opens = _ORGANISATION.match(block.lstrip(" \"'"))
        return bool(opens) and not _ONE_RESIDENT.search(_IN_NAMES.sub(" ", block))
    first, last = start, end
    for _ in range(LINES_BESIDE + 1):
        first = max(low.rfind("\n", 0, max(0, first - 1)), 0)
        after = low.find("\n", last + 1)
        last = len(low) if after < 0 else after
        block = low[first:last]
        if len(block) > LONGEST_BLOCK or _ONE_RESIDENT.search(_IN_NAMES.sub(" ", block)):
            return False
        if _ORGANISATION.search(block) or _BODY.search(block):
            return True
    return False


def _is_beside_street(low: str, start: int) -> bool:
    """Whether a postcode stands below or behind a street with its number, as in an address."""
    return bool(_STREET_ABOVE.search(low, max(0, start - 40), start))


_STREET_ABOVE = re.compile(r"[a-z]{3,} ?\d{1,4} ?[a-z]{0,3}[\s,|–-]{1,4}$")
_CLOSING = re.compile(r"\b(?:groet|groeten|hoogachtend|mvg|met dank|bij voorbaat dank)\b")


# What a body has and nobody else: "is dat het bezoekadres van de Autoriteit Persoonsgegevens".
_VISITED = re.compile(
    r"\b(?:bezoek|post|vestigings|kantoor|correspondentie|antwoord)adres van (?:de |het |een )?"
    rf"{_BODY.pattern[2:]}"
)
_VISITED_AT = re.compile(r"\b(?:bezoek|vestigings|kantoor)adres(?: is)?[ :=]{1,3}$")
_WE_SIT = re.compile(
    r"\b(?:wij|we) (?P<sit>zitten|huizen|werken|zijn gevestigd)\b[^.?!\n]{0,16} (?:op|aan)"
    r" (?:de |het )?$"
)
# What tells the address of a body from that of people in hiding: "wij zitten op".
_HOUSED = re.compile(r"\b(?:gebouw|kantoor|pand|team|bureau|verdieping|gemeente|bibliotheek)\b")


# "de GGD Hollands Midden, " and its address; "het gezondheidscentrum aan de".
_NAMED_AND_SITS = re.compile(
    r"(?:\s[\w-]+){0,3}?(?:,\s|\s(?:aan|op) (?:de |het )?)(?:[\w-]+\s(?:de |van )?)?$"
)
_SITS = re.compile(r"(?:(?:aan|op) (?:de |het )?)?")
# What says that the address behind a body is where something was.
_HAPPENED = re.compile(
    r"\b(?:melding\w*|gemeld|incident\w*|inval|aangetroffen|bezoek\w*|ging|reden|zag|zagen|stond\w*"
    r"|adres is|tegenover|naast|achter)\b"
)


def _is_of_body(low: str, start: int, end: int, reach: int) -> bool:
    """Whether an address or number is that of a body that is named so near before it."""
    label = _VISITED_AT.search(low, max(0, start - 24), start)
    if label and not _LIVING.search(low, end, end + REACH_ADDRESS):
        return True
    if _VISITED.search(low, end, end + REACH_ADDRESS):
        return True
    if _KNOWN_ADDRESS.match(low, start):
        return True
    we = _WE_SIT.search(low, max(0, start - REACH_ADDRESS), start)
    behind = low[end : end + REACH_ADDRESS]
    if we and not _RESIDENT.search(behind) and (we["sit"] != "zitten" or _HOUSED.search(behind)):
        return True
    line = low.rfind("\n", 0, start) + 1
    if line and _CLOSING.search(low, max(0, line - REACH), line):
        line, reach = 0, REACH  # the lines below a greeting are those of one sender
    elif line > 1:
        above = low.rfind("\n", 0, line - 1) + 1
        if _BODY.search(low, above, line):
            line = above
    first = max(line, low.rfind("? ", 0, start) + 1, start - reach, 0)
    before = _IN_NAMES.sub(" ", low[first:start])
    bodies = list(_BODY.finditer(before))
    sits = _SITS.match(low, start, end)
    joined = before + (sits.group() if sits else "")
    if (
        bodies
        and _NAMED_AND_SITS.match(joined, bodies[-1].end())
        and not _HAPPENED.search(low, first, start)
        and not _LIVING.search(low, first, min(len(low), end + REACH_ADDRESS))
    ):
        return True
    if not bodies and _BODY_AFTER.match(low, end):
        return not _RESIDENT.search(before)
    if not bodies or not (_AT.search(before, bodies[-1].start()) or "\n" in before):
        return False
    # "stuur ik dat naar de Raad, Turfmarkt 147": sent to the body itself
    if _WENT.search(_TO.sub("", before[: bodies[-1].start()]) + before[bodies[-1].end() :]):
        return False
    after = re.split(r"[?\n]|\. ", low[end : end + 60])[0]
    between = before[bodies[-1].end() :]
    if len(between) <= NEAREST and not _RESIDENT.search(before) and not _LIVING.search(after):
        return True
    return not _RESIDENT.search(_VEILIG_THUIS.sub("vt", before) + " | " + after)


# Decisions of boards of discipline and instructions of the prosecutor have numbers of their own.
_PUBLISHED_FORM = re.compile(r"[a-h]20\d\d[/.]\d{1,5}(?:-[\w-]+)?|20\d\d[ahr]\d{3}g?p?")
_LJN = re.compile(r"\bljn:? ?$")
# Where everybody can read a judgement.
_PUBLISHED_AT = re.compile(
    r"\brechtspraak\.nl\b|\becli\b|\bjurisprudentie\b|\b(?:rb\.?|rechtbank|gerechtshof"
    r"|hof) [\w-]+,? "
    r"(?:\d{1,2} \w+ (?:19|20)\d\d,? (?:zaaknummer |nr\.? )?)?\|"
)
_OWN_CASE = re.compile(
    r"\b(?:mijn|onze|ons|haar|zijn|hun|client\w*|gezin|moeder|vader|zitting|loopt|griffie)\b"
)


def _is_official(low: str, start: int, end: int, item: str) -> bool:
    """Whether a number is that of a decision or a letter that everybody can read."""
    around = low[max(0, start - 110) : start] + " | " + low[end : end + 70]
    if item == "bsn" and "bsn" in around:
        return False
    if _PUBLISHED_FORM.fullmatch(low, start, end) or _LJN.search(low, max(0, start - 5), start):
        return True
    if _PUBLISHED_AT.search(around) and not _OWN_CASE.search(around):
        return True
    if _OF_COMPANY.search(low, max(0, start - 24), start):
        return True
    if _DISCIPLINED.search(low, max(0, start - REACH_NUMBER), start):
        return True
    if _TICKET.search(low, max(0, start - 12), start + 1) and _SOFTWARE.search(around):
        return True
    if not (_OFFICIAL.search(around) or ("rechtbank" in around and _RULED.search(around))):
        return False
    return not (_WHOSE.search(around.replace("hij de", "")) or _OBJECTION.search(around))
