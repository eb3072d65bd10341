"""What bears a name and is nobody: systems, groups, methods, firms, works, laws, domains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from assistant.checklist import lexicon as lx
from assistant.checklist.folding import fold
from assistant.checklist.numbers import Proposal
from assistant.checklist.public.words import REACH, RESIDENT, SURNAME_NEXT
from assistant.checklist.tokens import Tokens

# What bears the name: "Sam is bij ons de naam van de chatbot", "Eva, het AI-hulpje".
_THING = (
    r"(?:chatbot\w*|app|apps|ai\b|ai-\w+|[\w-]*systemen|[\w-]*systeem|pakket\w*|tools?|\w*software"
    r"|\w*ziekenhuis|\w*ziekenhuizen|telefoonlijn|hulplijn"
    r"|gebouw(?:en)?|locaties?|zaal|\w*zalen|\w*kamers?|printers?|shelters?|robots?|assistent"
    r"|standaard|servers?"
    r"|projecten|project|trainingen|training|methodes?|methodiek|programma'?s?|platforms?|website"
    r"|rooster\w+|stormen|orkaan|\w*huizen|\w*kantoren|\w*kantoor|winkels?|teams|\w*groepen"
    r"|beroepen|\w*lokalen|schepen|boot|krant|tijdschrift|\w*omgevingen|\w*namen|woorden"
    r"|\w*verenigingen"
    r"|[\w-]*(?:uitspraken|arresten|arrest|uitspraak)|\w*scenario'?s?|modules?|buurten|wijken"
    r"|voorlichtingsarchief|(?:speel|prenten|kinder)\w*figuren|personages?|persona'?s"
    r"|leveranciers|bedrijven|aanbieders|bureaus|stichtingen)"
)
# Names one after the other, and what may stand between them and the word for what they are.
_MORE = (
    r"(?:(?:\s(?:en|and|of)|,)\s(?:(?:de|van|den|der|ten|ter)\s){0,3}\w+"
    r"|,\s\w+\s(?!(?:is|zijn|are|en|of|and)\b)\w+)"
)
# Between the verb and what bears the name: "is bij ons ook", "zijn allemaal".
_ADVERBS = r"(?:(?:bij ons|ook|allemaal|hier|toch|in onze regio|in dit plan)\s){0,2}"
# In front of what bears the name: "de drie nieuwe", "de naam van onze".
_SOME = (
    r"(?:(?:de|het|een|onze|ons|jullie|the|our|twee|drie|vier|vijf|zes|\d)\s)?(?:[a-z-]+e\s){0,2}"
    r"(?:na(?:am|men) van (?:de|het|een|onze|ons)\s(?:\w+e\s)?|names? of (?:\w+\s)?)?"
)
# Behind a name: that it is what a thing is called.
_CALLED_THING = re.compile(
    rf"^{_MORE}*\s(?:is|are)\s{_ADVERBS}{_SOME}{_THING}\b"
    rf"|^{_MORE}+\s(?:zijn|are)\s{_ADVERBS}{_SOME}{_THING}\b"
    rf"|^{_MORE}*,\s(?:de|het|een|onze|ons)\s(?:[a-z-]+e\s){{0,2}}{_THING}\b"
    rf"|^,\szo (?:heet|heten)\s(?:de|het|een|onze|ons)\s{_THING}\b"
    rf"|^{_MORE}*:\s(?:dat zijn\s|welke van (?:deze|die)\s|zo heten\s)?{_SOME}{_THING}\b"
    rf"|^{_MORE}*\s(?:is|zijn)\s{_ADVERBS}(?:de )?na(?:am|men) van (?:een|de|het|onze|ons|mijn)\s"
    rf"(?:\w+e\s)?(?!{RESIDENT.pattern})\w"
    rf"|^[^.?!]{{0,30}}: zo heet (?:de|het|ons|onze) {_THING}\b"
    rf"|^{_MORE}*,? (?:het )?maakt niet uit welke? {_THING}\b"
    rf"|^{_MORE}*\sals\sna(?:am|men)\s(?:voor|van)\s(?:een|de|het|onze|ons)\s"
    rf"(?!{RESIDENT.pattern})\w"
    rf"|^{_MORE}*\sals\s(?:na(?:am|men)\s)?(?:(?:voor|van)\s)?(?:(?:een|de|het|onze)\s)?{_THING}\b"
    rf"|^{_MORE}*: (?:zijn|is) (?:(?:dit|deze|dat|die) )?(?:achter|voor|roep)?na(?:am|men)\b"
    r"|^ als (?:\w*organisatie|stichting|\w*instelling|\w*aanbieder|bureau|\w*huis)\b"
)
# "de methode Eva en Zahir", "Eva en Zahir methode".
_METHOD = re.compile(
    rf"^{_MORE}*[\s-](?:methodes?|methoden|methodiek|theorie|arrest|lezing|stichting|kliniek|lyceum|hogeschool"
    r"|kinderziekenhuis|ziekenhuis|kzh|zkh|scholengroep|prijs|doctrine|protocol|norm|criteria"
    r"|schaal|vragenlijst)\b"
)
_A_THING = re.compile(rf"^ een (?:[a-z-]+e? )?{_THING}\b")  # "Is Jade een geschikt systeem?"
# The last of a row: "Roos en Mark", "zijn onze groepen".
_LAST_THING = re.compile(rf"^\s(?:zijn|are)\s{_ADVERBS}{_SOME}{_THING}\b")
# In front of the last of a row: ", ", " en ".
_LISTED = re.compile(r"(?:,|\b(?:en|of|and))\s(?:(?:de|van|den|der)\s){0,3}$")
# "Kim - dat is de Informatiemodule", "het Eva-systeem".
_EXPLAINED = re.compile(
    rf"\s?[-–—(]\s?(?:ons|onze|het|de) {_THING} heet (?:zo|hij|ze)\b"
    rf"|\s?[-–—,(]\s?(?:dat|dit) is (?:het|de|ons|onze)\s"
    rf"(?:(?!(?:van|uit|in|bij|met|voor|op|naar)\b|{RESIDENT.pattern})[a-z-]+\s){{0,3}}?{_THING}\b"
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
# Behind a name: what kind of firm it is, or who are in it: "& Partners".
_FIRM = re.compile(
    r"^(?:\s[A-Z][\w'-]+)?\s(?:[Aa]dvocaten|[Aa]dvocatuur|[Nn]otarissen|[Mm]ediation|Legal"
    r"|[Aa]ccountants|[Mm]akelaars"
    r"|[Bb]ewindvoering|[Cc]onsultancy|[Kk]inderopvang|[Tt]huiszorg|[Zz]orggroep|[Aa]potheek)(?!\w)"
    r"|^(?:,\s[\w-]+)*\s?(?:&|en)\s(?:[Pp]artners|[Zz]n|[Zz]onen|[Aa]dvocaten|Co['’])(?!\w)"
)
# "Sarah's Law": a law that is called after somebody.
_LAW_OF = re.compile(r"^(?:'s|s)?\s(?:law|act|wet)\b")
# A judgement is called after who went to court: "Kopf en Liberda tegen Oostenrijk".
_AGAINST = re.compile(
    r"^(?:\s(?:en|and|e\.a\.)\s[A-ZÀ-Þ][\w'-]+)?\s(?:tegen|t\.|v\.?|vs\.?"
    r"|/)\s(?P<state>[A-ZÀ-Þ][\w-]+)"
)
# "Dr. Schaepmanscholengroep", "Van Montfoort-onderzoek": what is called after somebody.
_ENDS_AS_THING = re.compile(
    r"(?:[a-z]{3,}(?:scholengroep|school|college|lyceum|gymnasium|stichting|gasthuis|ziekenhuis"
    r"|zaal)"
    r"|[a-z]{5,}(?:straat|laan|singel|gracht|dreef|kade)|-(?:zaal|scholengroep|college|lyceum)"
    r"|-(?:onderzoek\w*|rapport\w*|term|route|methode|arrest|norm|zaak|registratie|commissie|pool|wet"
    r"|criteria|model|lijst|schaal|training|gesprek|groep|school|huis|prijs|fonds|met-de-pet))$"
)
# An address for mail, and the domain in it.
_MAIL = re.compile(r"[\w.+-]{1,60}@(?P<domain>[\w.-]{3,80})")
# Quotation marks, which may stand around a name.
_QUOTES = re.compile("['\"‘’“”«»„]")
MOST_PLACES = 8  # of a name in a text that are looked at


def names_of_things(tokens: Tokens, proposals: Iterable[Proposal]) -> set[str]:
    """The names among the proposals that are said, somewhere in the text, to be those of things."""
    return {
        name
        for name in {tokens.low[s:e] for item, s, e, _ in proposals if item == "person-name"}
        if any(_is_thing(tokens, *place) for place in _places(tokens.low, name))
    }


def _places(low: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text, at most so many times."""
    start = low.find(name)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        yield start, start + len(name)
        start = low.find(name, start + len(name))


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
    if low.endswith(("is ", "wordt "), 0, start) and _A_THING.match(behind):
        return True
    state = _AGAINST.match(text[end : end + REACH])
    if state and tokens.known(fold(state["state"]), 0) & lx.PLACE:
        return True
    called = _CALLED_THING.match(behind) or (
        _LAST_THING.match(behind) and _LISTED.search(low, max(0, start - 20), start)
    )
    return bool(called) and not RESIDENT.search(low, max(0, start - REACH), start)


def ends_as_thing(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the last word of a name, read to its end, is one for a thing."""
    low = tokens.low
    follows = SURNAME_NEXT.match(tokens.text, end)
    for last in (end, follows.end()) if follows else (end,):
        while last < len(low) and (low[last].isalpha() or low[last] in "-'"):
            last += 1
        if _ENDS_AS_THING.search(low, start, last):
            return True
    return False


def is_in_phrase(tokens: Tokens, inside: set[int], start: int, end: int) -> bool:
    """Whether all of a name but its particles is part of an allowed phrase: "van de William".

    Args:
        tokens: the text.
        inside: indices of the words inside allowed phrases.
        start: of the name in the text.
        end: behind it.
    """
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


def is_in_domain(low: str, start: int, end: int, proposals: Sequence[Proposal]) -> bool:
    """Whether a name is part of the domain of an address that is no person's."""
    if "@" not in low:
        return False
    for m in _MAIL.finditer(low, max(0, start - 140), min(len(low), end + 80)):
        if m.start("domain") <= start and end <= m.end():
            return not any(i == "email" and s <= start < e for i, s, e, _ in proposals)
    return False
