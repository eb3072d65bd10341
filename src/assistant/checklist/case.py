"""A recognisable case without any identifier: which elements together single somebody out.

Every word is mapped to one letter, so that a rule is a short pattern over those letters. Three
sorts of elements are looked for. Anchors show that a text is about a particular person in the
writer's own world: "mijn cliënt", "het meisje", "vertelde mij", a pronoun with nobody before it.
Details narrow down who that is: an age, a place, a moment, an illness, what things are like at
home. Marks of a general question speak against it: a rule, a supposition, "men", a law. Each kind
counts once, with the points of its weight; together they make the score.

    m my, our            i I, we           o me, us         r there ("er")    h have (heb, hebben)
    z is, come, live     e a, one          d the            x this, that      g only, that one
    b at ("bij")         v of, from        w with, over     k guide, treat    c if, suppose
    q may, must          P one person      & person in a role: "ouder"        Q more persons
    p mama, papa         N has, becomes    W professional   n he, she         J you, somebody
    K every, no          I what, which     G law, rule      a again, suddenly f says, drinks (now)
    T time               V past verb       U participle     H health          C crime
    A abuse              O occupation      S setting        L place           F family
    R origin             M case marker     ! what things are like at home     t now
    Y since, just        B media           # number         @ age             j years
    u told               s school, clinic  E where, which   y long number     D month with a year
    . end of sentence    ? question        , comma, colon   ( opening         ) closing
    + caseload           < sometimes, often   - general clause     _ other words
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from assistant.checklist import lexicon as lx
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# The weights are whole points, and those of words are quarters of one. They come from a logistic
# regression over the elements and the words, with the sign of every weight of an element held
# (anchors and details for, marks of a general question against), on the development prompts in
# evals/guard, the questions in corpus/questions and the statutes, rounded:
# scripts/fit_case_weights.py. The threshold is the one at which, cross-validated with every writer
# of prompts left out as a whole, six in a thousand questions of the corpus are refused and
# thirteen in a thousand general prompts, most of which were written to look like a case. A point
# less refuses one case in 160 more, and two general prompts in a thousand more.
THRESHOLD = 17
UNTOLD = 8  # what somebody of whom nothing is told needs more
GENERAL_PENALTY = 8  # for "hypothetisch", "oefencasus", "algemene regel"
DECLARED_PENALTY = 14  # for "verzonnen", "rollenspel", "stel je voor"
SUPPOSED_PENALTY = 3  # for "Stel dat", "Neem een kind"
COMPOSED_PENALTY = 6  # for a situation and, after a semicolon, the question about the rule


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that was found: its kind, its weight and where."""

    kind: str
    weight: int
    start: int  # token
    end: int  # token, exclusive
    sort: int  # ANCHOR, EVENT, DETAIL or GENERAL


_OWN = {
    "h": "heb hebben hebt have krijgen kregen",
    "o": "ons mij me us mich uns mezelf",
    "r": "er there",
    "e": "een één 'n eentje a an ein eine einen eines einem einer",
    "d": "de het 't the der die das den dem",
    "x": "dit deze die this that these",
    "g": "enige ene één enig only betreffende bewuste desbetreffende zo'n",
    "b": "bij at bei",
    "v": "van uit v vd from of aus von",
    "w": "met over voor aan with about for mit uber tegen",
    "k": """werk werken begeleid begeleidt begeleiden begeleide begeleidde behandel behandelt
        behandelen behandelde ondersteun ondersteunen coach gesproken spreek sprak zie zag ken
        kende bezoek bezocht help hielp verzorg opvang bijsta hoor
        adviseer onderzoek onderzoeken onderzocht betrokken guide treat counsel""",
    "E": "waar waarbij waarmee waarin waaraan waarvoor waarvan wier wiens whose",
    "c": """als indien wanneer stel gesteld tenzij mits suppose if when whenever wenn falls
        ingeval zodra""",
    "q": """mag mogen moet moeten kan kunnen hoeft hoeven dient dienen geldt gelden
        must can should could darf muss kann soll durfen""",
    "N": "heeft wordt has hat wird",
    "z": """is zit zitten woont wonen ligt liggen staat staan komt komen belt blijkt
        loopt verblijft lives wohnt zijn are ist sind ben bent""",
    "j": """jaar jr jaren jarige jarig j maanden mnd mnden maand weken wkn wk dagen dgn weeks months
        days years year old jahre jahr jahrige yrs yr yo""",
}
_WORD_CLASS = {word: letter for letter, words in _OWN.items() for word in words.split()}
# Words of several classes: what they mean in a case decides.
_WORD_CLASS.update(
    {
        "wij": "i", "we": "i", "ik": "i", "i": "i", "wir": "i", "ich": "i", "'k": "i", "k": "i",
        "i'm": "i", "ikzelf": "i", "hij": "n", "zij": "^", "ze": "^", "haar": "n", "hem": "n",
        "zn": "n", "z'n": "n", "she": "n", "he": "n", "her": "n", "his": "n", "hun": "^",
        "hen": "_", "of": "/",
        "ie": "n", "zijn": "~", "hij's": "n", "he's": "n", "she's": "n",
        "mn": "m", "m'n": "m", "mijn": "m", "onze": "m", "my": "m", "our": "m", "mein": "m",
        "meine": "m", "meiner": "m", "meinem": "m", "meinen": "m", "unser": "m", "unsere": "m",
        "unserer": "m", "unserem": "m", "net": "Y", "sinds": "Y", "inmiddels": "Y",
        "since": "Y", "seit": "Y", "al": "Y", "nu": "t", "now": "t", "jetzt": "t",
        "dat": "X", "omdat": "X", "nadat": "X", "terwijl": "X", "doordat": "X", "zodat": "X",
        "voordat": "X", "sindsdien": "Y", "thuis": ";", "mama": "p", "papa": "p",
        "mamma": "p", "pappa": "p", "pap": "p", "mam": "p", "pleegmama": "p", "pleegpapa": "p",
        "mijne": "P", "m'ne": "P", "mine": "P",
        "do": "_", "add": "_", "vast": "_", "beperkt": "_", "blind": "_", "down": "_", "ms": "_",
        "zo": "_", "za": "_", "ma": "*", "di": "_", "wo": "_", "vr": "_",
        "thans": "t", "momenteel": "t",
        "mei": "T", "may": "q", "rest": "_", "roma": "_", "halt": "_", "letsel": "H",
        "blauwe": "A", "gebruikt": "_", "gebruikte": "_", "kerst": "T",
        "caseload": "+",
        "soms": "<", "vaak": "<", "meestal": "<", "geregeld": "<", "regelmatig": "<",
        "doorgaans": "<", "vaker": "<", "sommigen": "<", "zelden": "<", "weleens": "<",
        "sommige": "<",
        "moederorganisatie": "_", "ten": "_", "aangifte": "_", "aangiften": "_", "heer": "_",
        "meneer": "P", "mevrouw": "P", "kamer": "S", "mw": "P", "mj": "P", "ll": "P", "dhr": "P",
        "voogd": "W", "mentor": "W", "school": "s", "praktijk": "s", "groep": "S", "klas": "S",
        "klasse": "S", "opvang": "s", "kliniek": "s", "ziekenhuis": "s", "wijk": "s",
        "medewerkster": "W", "collega": "W", "stel": "c", "man": "P", "vrouw": "P", "ex": "P",
        "betrokken": "k", "zorg": "_", "onderzoek": "_", "behandeling": "_",
        "hulpverlening": "_", "toezicht": "_", "therapie": "_", "begeleiding": "_",
        "bekend": "_", "medicatie": "_", "drugs": "_", "detentie": "_", "verslaving": "_",
        "reclassering": "W", "justitie": "W", "politie": "W", "was": "V", "waren": "V",
        "intake": "_", "mdo": "_", "observatie": "_", "aanmelding": "_", "casusbespreking": "_",
        "huisbezoek": "_", "terugkoppeling": "_", "anamnese": "_", "verslaglegging": "_",
        "tegenover": "_", "rijtje": "_", "zorgclub": "_", "slot": "_", "rechtszaak": "_",
        "nederland": "_", "plek": "_", "opnieuw": "_", "daarna": "_", "vraagt": "_", "valt": "_",
        "gaan": "_", "blijft": "_", "bepaalt": "_", "zorgt": "_", "volgt": "_", "verwacht": "_",
        "ontvangt": "_", "ziekte": "_", "beperking": "_", "diagnose": "_", "dwang": "_",
        "mishandeling": "_", "strafzaak": "_", "strafblad": "_", "slaan": "_",
        "wethouder": "W", "burgemeester": "W", "burgervader": "W", "verhuurder": "W",
        "verleden": "_", "telkens": "_", "straks": "_", "tijdens": "_", "hoogste": "_",
        "voordeur": "_", "uitkering": "_", "kwijt": "_", "schulden": "_", "uitslag": "_",
        "fraude": "_", "delicten": "_", "opsporing": "_", "brussel": "_", "istanbul": "_",
        "misbruik": "_", "officier": "W",
        "laatste": "_", "eerste": "_", "vroeg": "_", "gaf": "V", "gezinnen": "Q",
    }
)  # fmt: skip
_WEAK_SECTIONS = (("circumstance", "!"), ("present", "f"), ("aspect", "a"))
# Sections of the vocabulary that only this module reads, weakest first.
_SECTIONS = (
    ("rule", "G"), ("which", "I"),
    ("every", "K"), ("anyone", "J"), ("parent", "%"), ("role", "&"),
)  # fmt: skip

_BITS = (
    (lx.PRONOUN, "n"), (lx.MONTH, "T"), (lx.TIME, "T"), (lx.PERSON, "P"), (lx.PLURAL, "Q"),
    (lx.PROFESSION, "W"), (lx.HEALTH, "H"), (lx.CRIME, "C"), (lx.ABUSE, "A"),
    (lx.OCCUPATION, "O"), (lx.MEDIA, "B"), (lx.SETTING, "S"), (lx.FAMILY, "F"), (lx.ORIGIN, "R"),
    (lx.MARKER, "M"), (lx.PAST, "V"), (lx.TOLD, "u"), (lx.PARTICIPLE, "U"), (lx.PLACE, "L"),
)  # fmt: skip
_MEANT = lx.NUMBER_WORD
for _bit, _letter in _BITS:
    _MEANT |= _bit
_INTEREST = lx.PERSON | lx.PLURAL | lx.PRONOUN | lx.POSSESSIVE | lx.FIRST_PERSON | lx.MARKER
_PUNCTUATION = {
    ".": ".",
    "!": ".",
    "?": "?",
    "\n": ".",
    ";": ".",
    "|": ".",
    ",": ",",
    ":": ":",
    "(": "(",
    ")": ")",
}
MAX_REMEMBERED = 200_000  # words whose letter is kept, so that memory stays bounded


class _Letters(dict[str, str]):
    """Class letter per word, worked out at the first meeting.

    Some letters are settled by the context afterwards: `l` a place that is a word too, `Z` a
    profession that may be an occupation, `$` "stel", `~` "zijn", `/` "of", `;` "thuis", `^`
    "zij", `*` "ma", and `.` after an abbreviation.
    """

    def __missing__(self, word: str) -> str:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        letter = self[word] = self._letter(word)
        return letter

    @staticmethod
    def _letter(word: str) -> str:
        words = lx.lexicon()
        bit = words.bits.get(word, 0)
        if word == "stel":
            return "$"
        own = _WORD_CLASS.get(word)
        if own is not None:
            return "Z" if own == "W" and bit & lx.OCCUPATION else own
        if word.isdigit():
            return "#" if len(word) < 3 else "y"
        for section, letter in reversed(_SECTIONS):
            if word in words.lists[section]:
                return letter
        if bit & _MEANT:
            letter = next((c for b, c in _BITS if bit & b), "#")
            if letter == "L" and bit & lx.PLACE_WORD:
                return "l"
            return "Z" if letter == "W" and bit & lx.OCCUPATION else letter
        for section, letter in _WEAK_SECTIONS:
            if word in words.lists[section]:
                return letter
        return _PUNCTUATION.get(word) or _by_form(word)


_letters = _Letters()


def letters(tokens: Tokens) -> str:
    """One class letter for every token, see the list at the top of the module."""
    if tokens.letters is None:
        tokens.letters = _letters_of(tokens)
    return tokens.letters


def _letters_of(tokens: Tokens) -> str:
    words = tokens.words
    shape = "".join(map(_letters.__getitem__, words))
    if not _UNSETTLED.search(shape):
        return shape
    out = list(shape)
    for m in _UNSETTLED.finditer(shape):
        i = m.start()
        before = words[i - 1] if i else ""
        letter = out[i]
        if letter == "l":
            out[i] = "L" if tokens.is_capital(i) else "_"
        elif letter == "Z":
            near = before in ("is", "zelf", "als") or words[max(0, i - 2) : i - 1] == ["van"]
            out[i] = "O" if near else "W"
        elif letter == "$":
            out[i] = "P" if before in ("een", "het") else "c"
        elif letter == "^":
            out[i] = "_" if _plural(words, i) else "n"
        elif letter == "/":
            out[i] = "_"
            if i and out[i - 1] == "n" and shape[i + 1 : i + 2] in ("n", "~", "^"):
                out[i - 1 : i + 2] = "J_J"  # "hij of zij", "zijn of haar": anybody
        elif letter == "*":
            day = (
                shape[i + 1 : i + 2] in ("#", "T")
                or before in ("op", "tot", "vanaf", "en", "zo")
                or not _WEEKDAYS.isdisjoint(tokens.vocabulary)
            )
            out[i] = "_" if day else "%"
        elif letter == ";":
            out[i] = "W" if before == "veilig" else "!"
        elif letter == "~":
            out[i] = "n" if _HIS.match(shape, i + 1) else "z"
        elif words[i] == "." and before in _ABBREVIATIONS:
            out[i] = "_"
    return "".join(out)


def _plural(words: list[str], i: int) -> bool:
    """Whether "zij", "ze" or "hun" speaks of several people: by the verb beside it."""
    after = words[i + 1] if i + 1 < len(words) else ""
    if words[i] == "hun":
        return _letters[after] not in ("P", "%", "&", "@")
    if (len(after) > 3 and after.endswith("en")) or (i > 0 and words[i - 1] in _MODALS):
        return True
    # "dat ze thuis geslagen worden": the first finite verb further on tells.
    return next((word in _MODALS for word in words[i + 1 : i + 6] if word in _FINITE), False)


_MODALS = words_of("mogen moeten kunnen willen hebben zullen zouden gaan worden waren hadden doen")
_FINITE = _MODALS | words_of(
    "mag moet kan wil heeft zal zou gaat wordt werd had doet is was zegt . , ? : ("
)
_WEEKDAYS = words_of("di wo do vr")  # beside one of these "ma" is a Monday
_UNSETTLED = re.compile(r"[lZ$~;/^.*]")
# "zijn zusje", "zijn nieuwe vriendin", "zijn of haar"; else a verb.
_HIS = re.compile(r"[_HCFRAUa]?[P&%QSHWOL!]|/n")
_ABBREVIATIONS = words_of(
    """
    ll tel gr mw mevr dhr pt clt nr jl bv ivm obv tav st ca mr dr art lid ma di wo do vr
    za zo o a b m v geb
    """
)
_ENDINGS = (
    ("jarige", "@"), ("-jarige", "@"), ("jarig", "@"), ("zoontje", "P"), ("dochtertje", "P"),
    ("jongetje", "P"), ("meisje", "P"), ("jongen", "P"), ("moeder", "P"), ("vader", "P"),
    ("leerling", "P"), ("client", "P"), ("cliente", "P"), ("kindje", "P"), ("zusje", "P"),
    ("broertje", "P"), ("broer", "P"), ("zus", "P"),
    ("vriendin", "P"), ("zoon", "P"), ("dochter", "P"), ("patient", "P"), ("kind", "P"),
    ("gezin", "P"), ("lingen", "_"), ("tochter", "P"), ("sohn", "P"), ("daughter", "P"),
    ("sporter", "O"), ("kinderen", "Q"), ("ouders", "Q"), ("leraar", "O"), ("agent", "O"),
    ("zuster", "O"), ("zanger", "O"), ("bestuurder", "_"), ("medewerker", "W"), ("trainer", "O"),
    ("eigenaar", "O"), ("chauffeur", "O"), ("houder", "O"), ("meester", "O"), ("baas", "O"),
    ("verslaafd", "H"), ("verslaving", "H"), ("stoornis", "H"), ("wond", "H"), ("wonden", "H"),
    ("beperking", "H"), ("ziekte", "H"), ("kanker", "H"), ("inbreuk", "_"), ("breuk", "H"),
    ("fractuur", "H"), ("fracturen", "H"), ("letsel", "H"), ("patientje", "P"), ("clientje", "P"),
    ("prostituee", "O"),
    ("verleden", "C"), ("verdachte", "C"), ("diefstal", "C"), ("kwekerij", "C"), ("handel", "_"),
    ("vereniging", "S"), ("doelgroep", "_"), ("werkgroep", "_"), ("stuurgroep", "_"),
    ("projectgroep", "_"), ("leeftijdsgroep", "_"), ("beroepsgroep", "_"), ("zorggroep", "_"),
    ("groep", "S"), ("klas", "S"), ("club", "S"), ("kamp", "S"), ("team", "_"), ("tehuis", "S"),
    ("winkel", "S"), ("verzorgster", "W"), ("verzorgende", "W"), ("verpleegkundige", "W"),
    ("begeleider", "W"), ("begeleidster", "W"), ("verlener", "W"), ("verleenster", "W"),
    ("werker", "W"), ("werkster", "W"), ("deskundige", "W"), ("therapeut", "W"), ("coach", "W"),
    ("consulent", "W"), ("adviseur", "W"), ("ambtenaar", "W"), ("gezinshuisouder", "W"),
)  # fmt: skip


_BEGINNINGS = (
    ("zelfmoord", "H"), ("suicid", "H"), ("verslav", "H"), ("psycho", "_"), ("depressie", "H"),
    ("autis", "H"), ("zwanger", "H"), ("alcohol", "H"),
    ("adoptie", "F"), ("drugs", "C"), ("misbruik", "A"), ("mishandel", "A"), ("verwaarlo", "A"),
    ("verkracht", "C"),
    ("gevangenis", "C"), ("crimine", "C"), ("straf", "_"),
    ("steek", "C"), ("moord", "C"), ("diefstal", "C"), ("wapen", "C"), ("zeden", "C"),
    ("tienermoeder", "P"),
)  # fmt: skip
# Past participles by their form: "teruggebracht", "aangeraakt", "gevonden".
_PARTICIPLE = re.compile(
    r"(?:aan|achter|af|bij|binnen|door|in|mee|na|neer|om|op|over|rond|terug|thuis|toe|uit|vast"
    r"|voor|weg)?ge[a-z]{3,}(?:d|t|en)"
)
# "losliet", "opsloot", "meenamen": a past tense behind the first part of its verb.
_SEPARABLE_PAST = re.compile(
    r"(?:aan|achter|af|bij|binnen|dicht|door|in|kwijt|langs|los|mee|na|neer|om|op|open|over|rond|stil"
    r"|terug|thuis|toe|uit|vast|voor|weg)"
    r"(?:liet|lieten|sloot|sloten|nam|namen|kwam|kwamen|ging|gingen|stond|stonden|zat|zaten|lag|lagen"
    r"|gaf|gaven|keek|keken|riep|riepen|bracht|brachten|trok|trokken|hield|hielden|viel|vielen|liep"
    r"|liepen|zette|zetten|legde|legden|belde|belden|pakte|pakten|sloeg|sloegen|haalde|haalden|deed"
    r"|deden|bleef|bleven|zag|zagen|gooide|gooiden|stuurde|stuurden|reed|reden|schreef|schreven)"
)
_NO_PARTICIPLE = words_of(
    """
    geweld gebied gezond geduld geluid gevoed gemeend gezagd gevaad gedacht geheel gericht gebeden
    gelaat genoot gerecht gedeelten gezinnen gegevens gegeven gemeenten gevallen
    gevolgen gebeurtenissen gesprekken gedragen geldend geen gehandicapten getuigen geschikt
    gerechtvaardigd gezamenlijk gevoelens gegeven gedeeld genoemd gesteld bedoeld gebaseerd
    geregeld
    gekozen geldt gebruikt gevraagd gegeven gedaan gemaakt gehouden gebonden geacht gewenst
    geweest geworden geregistreerd gecertificeerd gemeld gedeelde geven gelden gebeuren gemeten
    getekend
    """
)
_ALL_BEGINNINGS = tuple(beginning for beginning, _ in _BEGINNINGS)
# Words of law and policy with such a beginning, which are no fact about anybody.
_POLICY = (
    "beleid", "aanpak", "gegevens", "gegeven", "wet", "recht", "verbod", "zorg", "preventie",
    "problematiek", "kunde", "arts", "hulp", "register", "melding", "protocol",
    "code", "richtlijn", "keten", "rechtelijk", "bewijs", "vordering", "therapeut", "loog",
    "ogie", "baar", "instelling", "beleving", "onderwijs", "pakket", "proces", "team", "geheim",
)  # fmt: skip


_ALL_ENDINGS = tuple(ending for ending, _ in _ENDINGS)


def _by_form(word: str) -> str:
    """Class of a compound by its last part: "pleegdochtertje", "gymleraar"; of a participle."""
    if len(word) > 5 and word.endswith(_ALL_ENDINGS):
        for ending, letter in _ENDINGS:
            if word.endswith(ending):
                return letter
    if _PARTICIPLE.fullmatch(word) and word not in _NO_PARTICIPLE:
        return "U"
    if _SEPARABLE_PAST.fullmatch(word):
        return "V"
    if word.startswith(_ALL_BEGINNINGS) and not word.endswith(_POLICY):
        return next(letter for beginning, letter in _BEGINNINGS if word.startswith(beginning))
    return "_"


ANCHOR, EVENT, DETAIL, GENERAL = 1, 2, 0, -1
_A = "[_RFHCTOUuAL@tkgyYBS#ja!]"  # what may stand between a determiner and its noun
_N = "[P&%@p]"  # a person
_S = "[^.?cq-]"  # the same clause, outside a rule
_T = "[^.?cqKG]"  # in a statement
_B = "(?:^|[.?,:(])_?"  # where a clause begins
_AGE = (
    r"[Pp&%]v?_?#|[P&%][,z]?#j|#jj?_?[P&%]|[PF&%][(][_R,]{0,4}#|#jP|@|nz[_tYa]?#|n#z|Q_?#[_,]#|#j"
)
_ME = "(?:(?<!q)i(?!q)|o(?!_?[P@&]))"  # the writer, otherwise than in "mag ik"
_RULES: tuple[tuple[str, int, int, str], ...] = (
    # kind, weight, sort, pattern
    ("own-person", 8, ANCHOR, rf"m{_A}{{0,2}}[P@p]|o_?[P@]|p[^?]{{0,30}}[iom]|[iom][^?]{{0,30}}p"),
    ("own-role", 4, ANCHOR, rf"m{_A}{{0,2}}&"),
    ("own-children", 4, ANCHOR, rf"m{_A}{{0,2}}Q"),
    ("own-professional", 1, ANCHOR, r"m_?[WO]"),
    ("the-person", 5, ANCHOR, rf"d{_A}{{0,2}}[P@]"),
    ("own-parent", 3, ANCHOR, rf"m{_A}{{0,2}}%|o%"),
    ("that-one", 4, ANCHOR, rf"[xX]{_A}{{0,2}}[P@]|x{_A}{{0,2}}[&%Q]|g{_A}?{_N}"),
    ("the-children", 4, ANCHOR, r"d[_HCFRA]?Q"),
    ("kin-within", 3, ANCHOR, r"[XIwvbtE,][P@](?![P&%?])"),
    ("parent-within", 2, ANCHOR, r"[XIwvbtE,]%"),
    ("pronoun-within", 1, ANCHOR, r"[XIwvbtE]n"),
    ("asks-on-them", 3, ANCHOR, r"(?:qi|iq)[^?]{0,30}n|n[^?]{0,30}(?:qi|iq)"),
    ("mine-and-them", 2, ANCHOR, r"m[^?]{0,30}n|n[^?]{0,30}m"),
    ("acts-on", 4, ANCHOR, rf"{_ME}[^?]{{0,30}}[P%@]|[P%@][^?]{{0,30}}{_ME}"),
    ("asks-on", 5, ANCHOR, r"(?:qi|iq)[^?]{0,30}[P%@]|[P%@][^?]{0,30}(?:qi|iq)"),
    ("mine-and-one", 1, ANCHOR, r"m[^?]{3,30}[P%@]|[P%@][^?]{0,30}m"),
    ("the-first", 3, ANCHOR, rf"^[^P%&@pnQ]*d{_A}{{0,2}}[P&%@Q]"),
    ("bare-first", 2, ANCHOR, r"^(?:[^P%&@pnQ]*[Xwvb,.:It])?[P%@]"),
    ("asks-told", 2, EVENT, r"q[^?]{1,60}(?:V|[zN][^.?]{0,8}U)"),
    (
        "acts-on-the",
        2,
        ANCHOR,
        rf"[iom][^?]{{0,30}}[dxm]{_A}?[P%@]|[dxm]{_A}?[P%@][^?]{{0,30}}[iom]",
    ),
    ("they-did", 1, EVENT, r"[dx]_?[&%P@Q][^.?qci]{0,8}(?:V|[NzhX][^.?qci]{0,8}[VUu])"),
    ("fact-of-one", 1, ANCHOR, r"[P%@pnQ][^.?]{0,15}[HCA]|[HCA][^.?]{0,15}[P%@pnQ]"),
    ("one-of-mine", 2, ANCHOR, r"i[h_]_?r?[_Y]?e[wvE]|dPf|[xX][P&%@]w[de]"),
    ("they-are", 2, EVENT, r"(?:^|[.?,:_])_?[Qd][P&%@]?z_(?:[.?,_]|$)"),
    ("only-one", 2, ANCHOR, rf"[dxXrb]g{_A}{{0,2}}[P&%S]|Fv[de]?[#QP]|dFP|dF[vbfzN]|egPb"),
    ("bare-person", 4, ANCHOR, rf"{_B}[P@p](?![P&%Q?]|of)"),
    ("bare-role", 2, ANCHOR, rf"{_B}&(?![P&%Q?])"),
    ("nobody-before", 2, ANCHOR, r"^[^P&%QW@pOJe]{0,25}n"),
    ("pronoun", 2, ANCHOR, rf"{_B}n[zVNqfahi]|[zVNf]n[_dXa,.Y]"),
    (
        "one-met",
        1,
        EVENT,
        rf"e{_A}{{0,2}}{_N}[^.?cq]{{0,12}}[TVu]|[TV][^.?cq]{{0,8}}e{_A}{{0,2}}{_N}",
    ),
    ("one-in-focus", 4, ANCHOR, rf"(?:[kwh]i|i[khwV]|[zrh]){_S}{{0,5}}e{_A}{{0,2}}{_N}"),
    ("who-i", 4, ANCHOR, r"[PQ&%W],?[xXdwE]{1,2}i"),
    ("to-me", 2, ANCHOR, r"(?:[fVNnP&%]|hi?)_{0,2}o|o[^.?cq]{0,8}[uUf]"),
    ("with-us", 0, ANCHOR, r"b(?:o|mn?[sSWO]|m_)"),
    ("told", 3, EVENT, r"[nP&%pQ][^.?cqi]{0,9}u|u[^.?cqi]{0,4}[nP&%p]"),
    ("story", 3, EVENT, rf"[PnQ&%@p]{_S}{{0,5}}V|V{_S}{{0,3}}[PnQ&%@p]"),
    ("does-now", 0, EVENT, r"[P&%@npF][^.?cq,-]{0,5}f|f[^.?cq,]{0,2}[P&%@n]"),
    ("happened", 2, EVENT, r"[P&%n@pQ][^.?cqi]{0,4}[zN][^.?ciq]{0,9}[UH]|[zN][^.?ciq]{0,9}U"),
    (
        "own-case",
        5,
        ANCHOR,
        r"[+]|m_{0,2}M|[edm]vm_?Q|Q_?w?i_?k|Q[_E]i[_w]?k|[P&%@Q][,xXdE_]{0,3}bo",
    ),
    ("about-one", 5, ANCHOR, r"(?:^|[.?:,])_?df_e[HCFRA_]{0,2}[P&%@]"),
    ("mine-detail", 3, ANCHOR, r"m[^?.]*[TLSHC!O]|[TLSHC!O][^?.]*m"),
    ("bare-detail", 3, ANCHOR, r"(?:^|[.,])[P%&@][^?.]*[TLSHC!O]"),
    ("sentences", 2, EVENT, r"[.][^?]*[.]"),
    # A statement beside the question: about somebody definite, about a moment, by what happened.
    ("states-of-one", 3, EVENT, rf"(?:^|[.?:])_?(?:d{_A}?[P&%@O]|n|x_?[P&%@]){_T}{{2,}}(?:[.]|$)"),
    ("states-after", 5, EVENT, rf"[?]_?{_T}{{3,}}[.]?$"),
    ("the-asked", 1, ANCHOR, rf"(?:^|[.?])[^.?ceK]*d{_A}?[P&%@][^.?ceK]*[?]"),
    ("the-asked-when", 2, EVENT, rf"(?:^|[.?])[^.?cK]*(?:d{_A}?[P&%@]|n|m)[^.?cK]*T[^.?cK]*[?]"),
    ("unasked", 3, EVENT, r"^[^?]*$"),
    ("marker", 2, ANCHOR, r"(?:^|[.?,:m])_?M[v_:.#T]|eM[:,]"),
    ("list-form", 0, ANCHOR, r"[P&%@][,(:]?#j?[,:.)]|[.,]_{0,2}:[^?]{0,60}[.,]_{0,2}:"),
    ("relative-of-known", 3, ANCHOR, r"[PQ&%p]v[dxem]?[_RLB]{0,2}O|[PQ],?_?[z,][de_]?_?O|[PQ]vB"),
    ("now", 3, EVENT, r"t[zVnqPNfd%&Q]|[zN]t|Xt"),
    ("again", 3, EVENT, r"a"),
    ("persons", 3, ANCHOR, r"[P@p][^?]{0,60}[P@&%p]|&[^?]{0,60}P"),
    ("pronouns", 1, ANCHOR, r"n[^?]{0,40}n"),
    ("more-pronouns", 1, ANCHOR, r"n[^?]{0,40}n[^?]{0,40}n"),
    # Details.
    ("age", 2, DETAIL, _AGE),
    ("time", 10, DETAIL, r"(?<!K)T"),
    ("time-of-event", 2, DETAIL, r"T[^.?qc]{0,8}[VUuf]|[VUuf][^.?qc]{0,8}T|T[zN]"),
    ("since", 2, DETAIL, r"Y"),
    ("duration", 0, DETAIL, r"[#ea_][_]?j[^(]|#[.:,]#"),
    ("place", 6, DETAIL, r"L"),
    ("setting", 4, DETAIL, r"S"),
    ("school", 1, DETAIL, r"s"),
    ("occupation", 4, DETAIL, r"(?<!^e)(?<!^c)(?<!iz)(?<!iz_)(?<!ize)O"),
    (
        "occupation-of-one",
        2,
        DETAIL,
        r"(?:[P%&@nQ],?_?[z,(]?[decH]?_?|[PQ&%@][vS][dem]?_?|v[dem]_?|z_?)O|O[,(]?_?[P%&@]",
    ),
    ("known", 2, DETAIL, r"B"),
    ("family", 4, DETAIL, r"F|#_?Q|Q#|#P|%v#"),
    ("relative", 3, DETAIL, r"n[_HRF@]?[P&%pQ]"),
    ("origin", 3, DETAIL, r"R"),
    ("health", 4, DETAIL, r"H"),
    ("health-twice", 2, DETAIL, r"H[^?]{1,40}H"),
    ("crime", 4, DETAIL, r"C"),
    ("abuse", 3, DETAIL, r"A"),
    ("at-home", 4, DETAIL, r"!"),
    ("at-home-more", 2, DETAIL, r"![^?]{0,50}!"),
    # What speaks for a general question.
    ("rule", -5, GENERAL, r"G"),
    ("rules", -1, GENERAL, r"G[^?]{0,60}G"),
    ("whoever", -5, GENERAL, r"(?:^|[.?])(?:nx|eK)"),
    ("opens-one", -1, GENERAL, r"^e_{0,2}[WP&%@O][^TVu]*$"),
    ("opens-role", -2, GENERAL, r"^[&%PQ][^.?TVmo,]{0,12},?[^,.?]{0,20}[?]?$"),
    ("long", -6, GENERAL, r".{50}"),
    ("longer", -6, GENERAL, r".{80}"),
    ("habit", -3, GENERAL, r"<"),
    ("habits", -6, GENERAL, r"<[^?]*<"),
    ("asks-which", -1, GENERAL, r"[.,:][^.?,]{0,3}I[^.?]*[?]$"),
    ("ones", -2, GENERAL, r"e[^?]*e"),
    ("ones-many", -3, GENERAL, r"e[^?]*e[^?]*e"),
    ("one-opens", -3, GENERAL, rf"^e{_A}{{0,2}}[WP&%@O][^.?V]*(?:$|[.?])"),
    ("one-first", -1, GENERAL, rf"^[^P%&@pnQOWmoTV]*e{_A}{{0,2}}[P&%@OW]"),
    ("suppose-first", -1, GENERAL, r"^[_,]{0,3}c"),
    ("asks-own", -5, GENERAL, r"^(?:q|I_?q)[d_sWGw]*v?[mo]_?[P%&@][^.TYtHCA!SLOVUna]*[?]?$"),
    ("one-parent", -5, GENERAL, r"e_?%"),
    ("one-then-he", -2, GENERAL, rf"^[^PQ&%@pn]*e{_A}{{0,2}}[P&%@WO][^iomTV]*n"),
    ("one-then-he-all", -2, GENERAL, rf"^[^PQ&%@pnT]*e{_A}{{0,2}}[P&%@WO][^iomTVLY]*n[^iomTVLY]*$"),
    ("longest", -5, GENERAL, r".{110}"),
    ("short", -2, GENERAL, r"^.{0,9}$"),
    ("brief", -2, GENERAL, r"^.{0,15}$"),
)

# Details of several sorts together tell more than each by itself.
TWO_DETAILS = ("two-details", 1)
_SORTS_OF_DETAIL = ("T", "L", "S", "O", "HA", "C", "!", "R", "F", "B", "ta", "Y")


# Kinds that tell something of somebody, or whose they are; all others are there in any question
# about "vader", "hij" and "mag ik".
_TELLING = words_of(
    """
    time place setting occupation occupation-of-one known origin health crime abuse at-home now
    again since family happened told they-did story own-person own-role own-parent own-children
    with-us own-case about-one marker list-form
    """
)


# One piece of a pattern: a look-around or a group, a class, or a letter; and how often it may be.
_FLAT = r"(?:[^()\[\]]|\[[^\]]*\])*"
_PIECE = re.compile(
    rf"(?:(?P<look>\(\?<?[!=]{_FLAT}\))|(?P<group>\((?:\?:)?(?:{_FLAT}(?:\({_FLAT}\))?)*\))"
    r"|(?P<kind>\[[^\]]+\])|(?P<letter>[^\\^$.])|.)(?P<seldom>[?*]|\{0,\d*\})?"
    r"(?:\{\d+(?:,\d*)?\})?"
)


def _alternatives(pattern: str) -> list[list[frozenset[str]]]:
    """Ways in which a pattern can match: of each the sets of letters it takes one of."""
    ways: list[list[frozenset[str]]] = [[]]
    position = 0
    while position < len(pattern):
        if pattern[position] == "|":
            ways.append([])
            position += 1
            continue
        m = _PIECE.match(pattern, position)
        if m is None:
            return [[]]
        position = m.end()
        if m["seldom"] or m["look"]:
            continue
        if m["letter"]:
            ways[-1].append(frozenset(m["letter"]))
        elif m["kind"] and m["kind"][1] != "^":
            ways[-1].append(frozenset(m["kind"][1:-1]))
        elif m["group"]:
            within = _alternatives(m["group"].removeprefix("(").removeprefix("?:")[:-1])
            if all(within):
                ways[-1].append(frozenset().union(*(min(way, key=len) for way in within)))
    return ways


NEEDED = 4  # letters or sets of letters of an alternative that are looked for beforehand
_COMPILED = tuple((k, w, s, re.compile(p)) for k, w, s, p in _RULES)


@cache
def _needed() -> tuple[tuple[int, ...], list[dict[str, int]], int]:
    """What says which patterns can match: of each alternative its rule, and bits per letter."""
    owners: list[int] = []
    rows: list[dict[str, int]] = [{} for _ in range(NEEDED)]
    for rule, (_, _, _, pattern) in enumerate(_RULES):
        for way in _alternatives(pattern):
            bit = 1 << len(owners)
            owners.append(rule)
            needs = sorted(way, key=len)[:NEEDED]
            for row, letters_ in enumerate(needs + [frozenset({""})] * (NEEDED - len(needs))):
                for letter in letters_:
                    rows[row][letter] = rows[row].get(letter, 0) | bit
    return tuple(owners), rows, len(owners)


@lru_cache(maxsize=4_096)
def _candidates(present: frozenset[str]) -> tuple[tuple[str, int, int, re.Pattern[str]], ...]:
    """The rules that can match a text with these letters: the others need not be tried."""
    owners, rows, size = _needed()
    possible = (1 << size) - 1
    for row in rows:
        bits = row.get("", 0)
        for letter in present:
            bits |= row.get(letter, 0)
        possible &= bits
    rules = dict.fromkeys(owners[i] for i in range(size) if possible >> i & 1)
    return tuple(_COMPILED[rule] for rule in rules)


SORTS = {kind: sort for kind, _, sort, _ in _RULES} | {TWO_DETAILS[0]: DETAIL}

# "Als een kind ...", "mag een ouder ...", "bij een cliënt", as long as nothing in the clause points
# at a moment or at the writer's own people.
_CLAUSE = re.compile(
    r"(?:c[,:]?i_?[_fkz]?Xe_{0,2}[HCAFR_]?[P&%@]|c[,:]?X?_{0,2}(?:[eK_]{1,2}[HCAFR_]?[P&%@]|d?[&%]|d?[HCAFR_]?Q|W|J|P)"
    r"|(?:^|[.?,:])_?q_?(?:e_{0,2}[P&%@WO]|[dQ_]?Q|[&%]|W|J)|(?<!V)b[eK]_?[P&%QW])"
    r"(?:[^.?mTioxPXV-]|qi|(?<![dX])P|X(?!_?P)){0,60}(?=[.?]|$)"
)


def blanked(shape: str) -> str:
    """The letters with general clauses struck out."""
    return _CLAUSE.sub(lambda m: m.group()[0] + "-" * (len(m.group()) - 1), shape)


_GENERAL = re.compile(
    r"\b(?:algemene? (?:regel|vraag|zin)|in het algemeen|algemeen bedoel|hypothetisch|fictie(?:f"
    r"|ve)|verzonnen|lesboek|leerboek|oefencasus|oefening|(?:een|de) training (?:over|voor)"
    r"|quiz(?:vraag)?|e-learning|cursisten|studenten|rollenspel"
    r"|lesopdracht|opdracht voor|oefenvraag|toetsvraag|tentamen(?:vraag)?|examenvraag|lesstof"
    r"|bespreek in (?:tweetallen|groepjes|de klas)|lesvoorbeeld|fictieve|denkbeeldig"
    r"|verzinnen (?:we|wij|ik)|bedenken (?:we|wij)|podcast|luisteraarsvraag|lezersvraag"
    r"|lesmap|lesmateriaal|lesprogramma|(?:na|bij)scholing|dilemma's|deelnemers|voorlichting"
    r"|in (?:mijn|onze|de) (?:training|cursus|les|lessen|opleiding|klassikale)|themadag"
    r"|plaatshouder|voorbeeldcasus|bij voorbeeld|voorbeeld uit|als voorbeeld|nieuwsbrief"
    r"|in de krant"
    r"|interview|las ik|tv-programma|documentaire|scriptie|dataset|standaardantwoord|dilemma"
    r"|stagiaires?|in theorie|intervisie|gewoon algemeen|algemeen hoe|in zijn algemeenheid"
    r"|in general|hypothetical|im allgemeinen|modelantwoord|werkblad|workshop)\b"
)

# What is said to be made up, or to come from a story or an examination.
_DECLARED = re.compile(
    r"\b(?:verzonnen|verzin(?:t|nen)?|zelfbedacht\w*|zelfgemaakte casus|kunstmatige casus|bedachte?"
    r"|fictie|fictie(?:f|ve)|gefingeerde?|hypothetische?|denkbeeldige?|synthetische?"
    r"|rollenspel\w*|toneel\w*|amateurtoneel|scene|script|film|filmpje|serie|tv-serie|soap|roman"
    r"|leesclub|boekenclub|sprookje|animatie|voorlichtingsfilm\w*|simulatie|oefenzitting"
    r"|(?:oefen|voorbeeld|trainings|les|toets)casus(?:sen)?|oefensituatie|oefening|stelling \d+"
    r"|toetsvra\w+|toetsbank|theorievra\w+|(?:voor|in) de toets|tentamen\w*|examen\w*"
    r"|meerkeuzevra\w+|quizvra\w+"
    r"|docentenhandleiding|lesdag|modelantwoord|puzzel|werkblad|stel (?:je|jullie|u) \w* ?\w* ?voor"
    r"|stel je voor|denk je eens in|neem (?:nu|deze|eens|bijvoorbeeld) |men neme"
    r"|vignet|leerdoel|voorbeeldzin|standaard(?:tekst|zin|antwoord)|zelf bedenk|door mij bedacht"
    r"|bedenk (?:drie|twee|een|zelf)|scenario voor|korte film|powerpoint|dia \w+|scherm toe"
    r"|mijn studenten|gaat (?:me|mij|het) om de regel|niet om een (?:zaak|casus)|bestaat niet"
    r"|geen van deze|(?:niet|geen) (?:over )?(?:een )?bestaande?|over niemand|imaginary|made[- ]up"
    r"|fictional|bedacht|denkoefening|gedachte-?experiment|les(?:boek|brief|stof|casus|fragment)"
    r"|luisterspel|hoofdperson(?:en|age)|personages?|persona'?s|assessment|kennistoets"
    r"|(?:werk|discussie|demo|test|fantasie|bord|kaart)casus\w*|casus (?:[a-z]|\d+(?:\.\d+)?)\b"
    r"|casus (?:die|van) (?:de|onze|mijn) (?:trainer|docent|opleid\w+|cursus)"
    r"|(?:telefoon)?training bij"
    r"|bij wijze van voorbeeld|willekeurige (?:stad|gemeente|school|cliente?)|bedenk ik"
    r"|assume|suppose|imagine|angenommen|nehmen wir an)\b"
)
# Who says so and means somebody all the same: "fictief dan maar, al komt het me bekend voor".
_TAKEN_BACK = re.compile(
    r"\b(?:waargebeurd\w*|doe alsof|doen alsof|speelt nu|(?:wel|gewoon|juist) (?:een )?echte?"
    r"|in het echt|eigenlijk gewoon"
    r"|gekopieerd"
    r"|de echte\b|dezelfde (?:vrouw|man|jongen|moeder|vader)|per ongeluk|echt gebeurd"
    r"|(?<!geen )echte? (?:casus|zaak|gezin|kind|dossier)"
    r"|bekend voor(?:komt)?|toevallig|op waarheid|ik dus|zogenaamd|noem het maar|voor de vorm"
    r"|mijn (?:eigen )?(?:client\w*|caseload|buur\w+|zus|broer|nicht|neef\w*|zwager|vriendin)"
    r"|en dat is zo)\b"
)


def is_taken_back(low: str) -> bool:
    """Whether a text says that what it calls made up is real."""
    return bool(_TAKEN_BACK.search(low))


def _is_declared(low: str) -> bool:
    """Whether a text says that it is made up, and does not take it back."""
    return bool(_DECLARED.search(low)) and not is_taken_back(low)


# What opens a supposition: "Stel: een moeder ...", "Denk aan een situatie waarin".
_SUPPOSED = re.compile(
    r"(?:^|[.?!:\n] ?)(?:even |nou |oke |dus )?(?:stel(?: (?:dat|nou|nu|eens|je|er))?\b(?! (?:is"
    r"|was|met))"
    r"|denk aan (?:een|de) (?:situatie|gezin|kind|ouder)|neem (?:nu |nou |eens )?een \w+"
    r"|gegeven een|situatieschets|men stelle)"
)


def _is_supposed(low: str) -> bool:
    """Whether a text supposes what it tells, and does not take it back."""
    return bool(_SUPPOSED.search(low)) and not is_taken_back(low)


# "Een ouder weigert te tekenen; mag de school dan toch overleggen?": written to ask for a rule.
_COMPOSED = re.compile(
    r";\s(?:en |maar |dus )?(?:mag|mogen|moet|moeten|kan|kunnen|wat|wie|welke?|hoe|waar\w*|wanneer"
    r"|is|zijn|geldt|gelden|heeft|hebben|hoort|horen|telt|bij|op|aan|met|staat|bestaat|noemt"
    r"|in hoeverre|ben|hoef\w*|volstaat|vanaf|wil|volgt|valt|zit|hoelang|hoeveel|had|hadden"
    r"|was)\b[^.;]*\?"
)

# Somebody must be in it: a person, a pronoun, or what happened to the writer.
_SOMEBODY = re.compile(r"[P&%@pnFM]|[m#]_?Q|Q_?#|vdQ|bo|i[^.?]{0,6}[HCAT]")


def elements(shape: str) -> list[Element]:
    """Elements in a stretch of letters, each kind once; those of a general question included."""
    shape = blanked(shape)
    if not _SOMEBODY.search(shape):
        return []
    present = frozenset(shape)
    found = []
    for kind, weight, sort, pattern in _candidates(present):
        m = pattern.search(shape)
        if m:
            found.append(Element(kind, weight, m.start(), m.end(), sort))
    details = [sort for sort in _SORTS_OF_DETAIL if not present.isdisjoint(sort)]
    if len(details) > 1:
        at = min(shape.index(letter) for letter in "".join(details) if letter in present)
        found.append(Element(*TWO_DETAILS, at, at + 1, DETAIL))
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the case rule found; `kinds` is empty when the text passes."""

    kinds: tuple[str, ...]
    start: int  # token
    end: int
    score: int


# A case is told in one place: texts are weighed in stretches of so many tokens.
STRETCH = 130
STEP = 80


def judge(tokens: Tokens) -> Verdict | None:
    """Weigh the elements of a text; None when nothing in it can be about a person."""
    if not tokens.seen & _INTEREST:
        return None
    shape = _shape(tokens)
    best = Verdict((), 0, 0, 0)
    for first in range(0, max(1, len(shape) - STRETCH + STEP), STEP):
        found = elements(shape[first : first + STRETCH])
        words = (
            tokens.vocabulary if len(shape) <= STRETCH else tokens.words[first : first + STRETCH]
        )
        score = _score(tokens, words, found)
        if score > best.score:
            kept = [e for e in found if e.weight > 0]
            start, end = min(e.start for e in kept), max(e.end for e in kept)
            kinds = tuple(dict.fromkeys(e.kind for e in kept))
            best = Verdict(kinds, first + start, first + end, score)
    return best


# What the last message of a conversation must add to the others.
ADDED = 4


def judge_together(joined: Tokens, now: Tokens) -> tuple[str, ...]:
    """Kinds of elements when messages together tell a case and the last one belongs to it.

    Args:
        joined: the messages that tell something, and the last message.
        now: the last message by itself.
    """
    found = elements(_shape(joined))
    if not _score(joined, joined.vocabulary, found):
        return ()
    added = sum(e.weight for e in elements(_shape(now)) if e.weight > 0)
    if added < ADDED:
        return ()
    return tuple(dict.fromkeys(e.kind for e in found if e.weight > 0))


def kinds(tokens: Tokens) -> set[str]:
    """Kinds of elements in the first stretch of a text: what the weights are fitted to.

    Returns:
        Keys of `SORTS`, "general" for words such as "oefencasus", "declared" for what is said to
        be made up, "supposed" for what follows "Stel dat" and "composed" for a situation with the
        question about the rule in one sentence.
    """
    found = {e.kind for e in elements(_shape(tokens)[:STRETCH])}
    if found and _GENERAL.search(tokens.low):
        found.add("general")
    if found and _is_declared(tokens.low):
        found.add("declared")
    if found and _is_supposed(tokens.low):
        found.add("supposed")
    if found and ";" in tokens.low and _COMPOSED.search(tokens.low):
        found.add("composed")
    return found


def _shape(tokens: Tokens) -> str:
    return _YEAR.sub("D", letters(tokens))


_YEAR = re.compile("T(?=y)")  # "mei 2023" dates a document more often than an event


@cache
def _word_points() -> dict[str, int]:
    """Quarter points of the words that are found more in cases, or more in general questions."""
    return {
        word: int(points)
        for points, words in lx.read_words("case_words.txt").items()
        for word in words
    }


# What the words of a text can add to its elements or take away, in points: a case stays a case
# among the words of a rule.
MOST_WORDING = 12


def wording(words: Iterable[str]) -> int:
    """Points for how a text is worded: what is told of one person, and asked about anybody."""
    quarters = sum(map(_word_points().get, frozenset(words), repeat(0)))
    return max(-MOST_WORDING, min(MOST_WORDING, quarters // 4))


def _score(tokens: Tokens, words: Iterable[str], found: list[Element]) -> int:
    """Points of the elements when together they make a recognisable case, else 0."""
    score = sum(e.weight for e in found)
    if score + MOST_WORDING < THRESHOLD:
        return 0
    score += wording(words)
    if score < THRESHOLD:
        return 0
    sorts = {e.sort for e in found}
    if not sorts & {ANCHOR, EVENT}:
        return 0
    if score < THRESHOLD + UNTOLD and not any(e.kind in _TELLING for e in found):
        return 0
    if _GENERAL.search(tokens.low):
        score -= GENERAL_PENALTY
    if _is_declared(tokens.low):
        score -= DECLARED_PENALTY
    if _is_supposed(tokens.low):
        score -= SUPPOSED_PENALTY
    if ";" in tokens.low and _COMPOSED.search(tokens.low):
        score -= COMPOSED_PENALTY
    return score if score >= THRESHOLD else 0


# Beginnings and ends of words for what ails somebody, and for offences, that no list holds.
_ILL_ENDS = (
    "pijn", "infectie", "ontsteking", "allergie", "pillen", "tabletten", "infarct", "klachten",
    "stoornis", "handicap", "verslaafd", "verslaafde", "kwaal", "burns",
)  # fmt: skip
_ILL = (
    "zelfmoord", "suicid", "depress", "hallucin", "medicijn", "antidepress", "epilep", "doodga",
    "infarct", "melatonin", "psychiat", "schizo", "verwond", "gewond", "zelfbeschad", "automut",
    "eetstoor", "anorex", "gehandicap", "percentiel", "slechthor", "verslaafd", "verslaving",
    "ongeneeslijk", "zwanger", "psycho", "autis", "trauma", "bloedt", "bloedend", "operat",
)  # fmt: skip
_OFFENCE_ENDS = ("diefstal", "misdrijf", "delict", "mishandeling", "verbod", "straf", "smokkel")
_OFFENCE = (
    "justiti", "crimin", "gearrest", "aangehoud", "mishandel", "bedreig", "verkracht", "aanrand",
    "gestolen", "inbra", "overval", "neergest", "vuurwapen", "steekwapen", "drugs", "dealer",
    "ontvoer", "stalk", "opgelicht", "oplicht", "vernield", "vandalis", "brandstich", "zeden",
    "ontucht", "loverboy", "mensenhandel", "uitbuit", "gevang", "celstraf", "veroordeel",
    "enkelband", "proeftijd", "recidiv", "witwas", "afpers", "chant", "gedetin", "ingegooid",
)  # fmt: skip
# Facts in more than one word, with at most a few words in between.
_PHRASES = (
    (
        "health-fact",
        re.compile(
            r"\b(?:blauwe (?:plek|oog)|eet (?:niet|nauwelijks|slecht)|slaapt niet|groeit niet"
            r"|plast (?:weer )?in bed"
            r"|(?:iets|wat) (?:zou kunnen |kan |wil |wilde )?aan ?(?:te )?doen"
            r"|een einde? aan (?:wil |wilde |gaat )?(?:te )?maken"
            r"|van (?:het|een) (?:balkon|dak|viaduct) (?:is )?gesprongen|slechte groei"
            r"|niet meer beter|van het leven (?:heeft )?(?:be)?roofd|lege flessen"
            r"|niet meer (?:wil(?:len|t)? )?leven|(?:stop\w*|genoeg) (?:met|van) (?:het )?leven"
            r"|over tijd|\d+ kilo\b|dove (?:zoon|dochter|kind|moeder|vader|jongen|meisje)\w*"
            r"|niet (?:meer )?(?:eet|eten)\b|\bmg\b|van kant (?:te )?maken|wil(?:de)? dood)"
        ),
    ),
    (
        "criminal-fact",
        re.compile(
            r"\b(?:zit (?:\w+ ){0,4}vast|vast ?(?:gezeten|zit|zat)"
            r"|vrij (?:na|op|vandaag|morgen|komt|gekomen"
            r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
            r"|net vrij|was released|voor de rechter (?:stond|staat|moet)"
            r"|onder (?:stroom|invloed)|strafbaar feit|meldplicht (?:gemist|geschonden)"
            r"|rijdt dronken|dronken (?:achter|in) (?:het|de) (?:stuur|auto)"
            r"|aan (?:zijn|haar|mijn|hun) \w*(?:dochter|zoon|kind|zusje|leerling)\w* (?:zit|zat)"
            r"|aangifte (?:gedaan|tegen|van)|niet van (?:hem|haar) (?:is|zijn|was))\b"
        ),
    ),
)


class _FactWords(dict[str, str]):
    """Point per word, worked out at the first meeting; "" for a word that tells no such thing."""

    def __missing__(self, word: str) -> str:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        lists = lx.lexicon().lists
        point = ""
        if word in lists["health-word"] or word.endswith(_ILL_ENDS) or word.startswith(_ILL):
            point = "health-fact"
        elif (
            word in lists["crime-word"] or word.endswith(_OFFENCE_ENDS) or word.startswith(_OFFENCE)
        ):
            point = "criminal-fact"
        self[word] = point
        return point


_fact_words = _FactWords()
_BY_LETTER = {"H": "health-fact", "C": "criminal-fact"}


def facts(tokens: Tokens) -> Iterator[tuple[str, int, int]]:
    """Points for what is said of somebody's health or offences: point, first and past last token.

    They are named beside another point only, so that words of treatment count here as well,
    which are too common in general questions to weigh in the case.
    """
    points = map(_fact_words.__getitem__, tokens.words)
    for i, (point, letter) in enumerate(zip(points, letters(tokens), strict=True)):
        point = _BY_LETTER.get(letter) or point
        if point:
            yield point, i, i + 1
    for point, pattern in _PHRASES:
        m = pattern.search(tokens.low)
        if m:
            first = bisect_right(tokens.spans, (m.start(), len(tokens.low))) - 1
            yield point, max(0, first), max(0, first) + 1
