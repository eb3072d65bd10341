"""A recognisable case without any identifier: which elements together single somebody out.

Two sorts of elements are counted. Anchors show that the text is about a particular person in the
writer's own world ("mijn cliënt", "we hebben een gezin", "leerling uit groep 7 bij mij op school").
Details narrow down who that is (an age, a place, an event with its time, an illness). A rule or a
supposition ("als een kind van 12", "stel een ouder") has details and no anchor, so it passes.

Words are mapped to one letter each, so that a rule is a short pattern over those letters:

    m my, our            i I, we           o me, us         r there ("er")    h have (heb, hebben)
    z be, come, live     e a, one          d the            x this, that      g only, that one
    b at ("bij")         v of, from        w with, over     k guide, treat    c if, suppose
    q may, must          P one person      Q more persons   W professional    n he, she
    T time               V past verb       U participle     H health          C crime
    A abuse              O occupation      S setting        L place           F family
    R origin             M case marker     # number         @ age             j years
    . end of sentence    , comma, colon    ( opening        ) closing         _ other words
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.checklist import lexicon as lx
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Weights in points; a text of THRESHOLD points with an anchor and a detail is a recognisable case.
THRESHOLD = 5
ANCHORS_ONLY = 9  # points of anchors that need no detail
GENERAL_PENALTY = 4  # for "hypothetisch", "oefencasus", "algemene regel"
DETAILS_ONLY = 4  # kinds of telling details that need no anchor
_VAGUE = frozenset({"event", "time", "relative", "setting"})


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that was found: its kind, its weight and where."""

    kind: str
    weight: int
    start: int  # token
    end: int  # token, exclusive
    anchor: bool = False


_OWN = {
    "h": "heb hebben hebt have krijg krijgen kregen",
    "o": "ons mij me us mich uns",
    "r": "er there",
    "e": "een één 'n eentje a an ein eine einen eines",
    "d": "de het 't the der die das den",
    "x": "dit deze die this that these",
    "g": "enige ene één enig only betreffende bewuste desbetreffende zo'n",
    "b": "bij at bei",
    "v": "van uit v vd from of aus von",
    "w": "met over voor aan with about for mit uber",
    "k": """werk werken begeleid begeleidt begeleiden begeleide begeleidde behandel behandelt
        behandelen behandelde ondersteun ondersteunen coach gesproken spreek sprak zie zag ken
        kende bezoek bezocht help hielp verzorg opvang bijsta
        adviseer onderzoek onderzoeken onderzocht betrokken guide treat counsel""",
    "E": "waar waarbij waarmee waarin waaraan waarvoor waarvan",
    "c": "als indien wanneer stel gesteld tenzij mits suppose if when whenever wenn falls",
    "q": """mag mogen moet moeten kan kunnen hoeft hoeven dient dienen geldt gelden wordt worden
        heeft must can should could darf muss kann soll""",
    "z": """is zit zitten woont wonen ligt liggen staat staan komt komen was waren belt blijkt
        loopt verblijft lives wohnt""",
    "j": """jaar jr jaren jarige jarig j maanden mnd maand weken wkn wk dagen years year months old
        jahre jahr jahrige yrs""",
}
_WORD_CLASS = {word: letter for letter, words in _OWN.items() for word in words.split()}
# Words of several classes: what they mean in a case decides.
_WORD_CLASS.update(
    {
        "wij": "i", "we": "i", "ik": "i", "i": "i", "wir": "i", "ich": "i", "'k": "i", "k": "i",
        "hij": "n", "zij": "n", "ze": "n", "haar": "n", "hem": "n", "zijn": "n", "zn": "n",
        "z'n": "n", "she": "n", "he": "n", "her": "n", "his": "n", "hun": "n", "ie": "n",
        "mn": "m", "m'n": "m", "mijn": "m", "onze": "m", "my": "m", "our": "m", "mein": "m",
        "meine": "m", "meiner": "m", "unser": "m", "unsere": "m", "unserer": "m",
        "gezin": "P", "familie": "P", "net": "Y", "sinds": "Y", "inmiddels": "Y", "nu": "t",
        "dat": "X", "mama": "p", "papa": "p", "mamma": "p", "pappa": "p", "pap": "p", "mam": "p",
        "do": "_", "add": "_", "vast": "_", "beperkt": "_", "blind": "_", "down": "_", "ms": "_",
        "zo": "_", "za": "_", "ma": "_", "di": "_", "wo": "_", "vr": "_",
        "mei": "T", "may": "q", "rest": "_", "roma": "_", "halt": "_", "letsel": "H",
        "blauwe": "A", "gebruikt": "_", "gebruikte": "_", "kerst": "T",
        "moederorganisatie": "_", "ten": "_", "aangifte": "_", "aangiften": "_", "heer": "_",
        "meneer": "P",
        "mevrouw": "P", "kamer": "S", "mw": "P",
        "mj": "P", "ll": "P", "dhr": "P",
        "voogd": "W", "mentor": "W", "school": "s", "praktijk": "s", "groep": "S", "klas": "S",
        "klasse": "S",
        "opvang": "s", "kliniek": "s", "ziekenhuis": "s", "wijk": "s",
        "medewerker": "W", "medewerkster": "W", "stagiaire": "W", "collega": "O", "stel": "c",
        "man": "P", "vrouw": "P", "partner": "P",
        "betrokken": "k", "zorg": "_", "onderzoek": "_", "behandeling": "_", "hulpverlening": "_",
        "toezicht": "_", "therapie": "_", "begeleiding": "_",
        "bekend": "_", "medicatie": "_", "drugs": "_", "detentie": "_", "verslaving": "_",
        "reclassering": "W", "justitie": "W", "politie": "W",
        "intake": "_", "mdo": "_", "observatie": "_", "aanmelding": "_", "casusbespreking": "_",
        "huisbezoek": "_", "terugkoppeling": "_", "anamnese": "_", "verslaglegging": "_",
    }
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

    Four letters are settled by the context afterwards: `l` a place that is a word too, `Z` a
    profession that may be an occupation, `$` "stel", and `.` after an abbreviation.
    """

    def __missing__(self, word: str) -> str:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        letter = self[word] = self._letter(word)
        return letter

    @staticmethod
    def _letter(word: str) -> str:
        bit = lx.lexicon().bits.get(word, 0)
        if word == "stel":
            return "$"
        own = _WORD_CLASS.get(word)
        if own is not None:
            return "Z" if own == "W" and bit & lx.OCCUPATION else own
        if word.isdigit():
            return "#" if len(word) < 3 else "y"
        if bit & _MEANT:
            letter = next((c for b, c in _BITS if bit & b), "#")
            if letter == "L" and bit & lx.PLACE_WORD:
                return "l"
            return "Z" if letter == "W" and bit & lx.OCCUPATION else letter
        return _PUNCTUATION.get(word) or _by_ending(word)


_letters = _Letters()


def letters(tokens: Tokens) -> str:
    """One class letter for every token, see the list at the top of the module."""
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
            out[i] = "O" if before in ("is", "zelf", "als") else "W"
        elif letter == "$":
            out[i] = "P" if before in ("een", "het") else "c"
        elif words[i] == "." and before in _ABBREVIATIONS:
            out[i] = "_"
    return "".join(out)


_UNSETTLED = re.compile(r"[lZ$.]")
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
    ("broertje", "P"), ("zoon", "P"), ("dochter", "P"), ("patient", "P"), ("kind", "P"),
    ("gezin", "P"), ("lingen", "_"), ("tochter", "P"), ("sohn", "P"), ("daughter", "P"),
    ("sporter", "O"), ("kinderen", "Q"), ("ouders", "Q"), ("leraar", "O"), ("agent", "O"),
    ("zuster", "O"), ("zanger", "O"), ("bestuurder", "_"), ("medewerker", "W"), ("trainer", "O"),
    ("eigenaar", "O"), ("chauffeur", "O"), ("houder", "O"), ("meester", "O"), ("baas", "O"),
    ("verslaafd", "H"), ("verslaving", "H"), ("stoornis", "H"), ("wond", "H"), ("wonden", "H"),
    ("beperking", "H"), ("ziekte", "H"), ("kanker", "H"),
    ("verleden", "C"), ("verdachte", "C"), ("diefstal", "C"), ("kwekerij", "C"), ("handel", "_"),
    ("vereniging", "S"), ("doelgroep", "_"), ("werkgroep", "_"), ("stuurgroep", "_"),
    ("projectgroep", "_"), ("leeftijdsgroep", "_"), ("beroepsgroep", "_"), ("zorggroep", "_"),
    ("groep", "S"), ("klas", "S"), ("club", "S"), ("kamp", "S"), ("team", "_"), ("tehuis", "S"),
    ("winkel", "S"),
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
    r"(?:aan|achter|af|bij|binnen|door|in|mee|na|neer|om|op|over|rond|terug|toe|uit|vast"
    r"|voor|weg)?ge[a-z]{3,}(?:d|t|en)"
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


def _by_ending(word: str) -> str:
    """Class of a compound by its last part: "pleegdochtertje", "gymleraar"."""
    if len(word) > 5 and word.endswith(_ALL_ENDINGS):
        for ending, letter in _ENDINGS:
            if word.endswith(ending):
                return letter
    if _PARTICIPLE.fullmatch(word) and word not in _NO_PARTICIPLE:
        return "U"
    if word.startswith(_ALL_BEGINNINGS) and not word.endswith(_POLICY):
        return next(letter for beginning, letter in _BEGINNINGS if word.startswith(beginning))
    return "_"


# Letters without which a kind cannot be found; alternatives apart. Saves trying the pattern.
_NEEDS = {
    "own-person": "mP m@ oP p", "own-children": "mQ", "own-professional": "mW mO",
    "where-i": "Ei", "lives-at": "PzL nzL", "bare-person": "P", "described": "Pw",
    "writer-fact": "iH iC iA", "pronoun": "n", "situation": "", "own-setting": "mS",
    "one-of-ours": "ve vo v# mW vm Wm Om", "have-a-case": "hP h@ hQ",
    "i-work-with": "iP iQ i@ kP k@",
    "seen": "ieP ie@", "there-is": "rP r@ zP VP TP z@ V@ T@", "with-us": "bo bm",
    "person-with-us": "Po bo Pm", "that-one": "xP XP gP xQ XQ", "only-one": "g F",
    "role-and-age": "P# p# @P #P",
    "role-in-brackets": "(#", "marker": "M", "relative-of-known": "PO QO PB QB",
    "told-me": "Vo ou hu", "told": "Pu nu", "story": "V", "they-now": "nT nY",
    "age-of-pronoun": "nz#", "age-of-writer": "i# i@ iF iQ iP", "writer-as": "iP", "dated": "T Y",
    "now": "t", "age": "# @", "time": "T Y D", "place": "L", "setting": "S",
    "occupation": "O", "known": "B", "family": "F # Q", "relative": "nP", "to-me": "mPo",
    "origin": "R", "health": "H", "health-twice": "H", "crime": "C", "abuse": "A",
    "event": "U u A C",
}  # fmt: skip
_A = "[_RFHCTOUuAL@tkgyYBS#j]"  # what may stand between a determiner and its noun
_N = "[P@]"  # a person
_S = "[^.?cq]"  # the same clause, outside a rule
_PATTERNS: tuple[tuple[str, int, bool, tuple[frozenset[str], ...], re.Pattern[str]], ...] = tuple(
    (kind, weight, anchor, tuple(map(frozenset, _NEEDS[kind].split())), re.compile(pattern))
    for kind, weight, anchor, pattern in (
        # Anchors.
        ("own-person", 3, True, rf"m{_A}{{0,2}}{_N}|o_?P|(?:^|[^emdxXn])p(?![p])"),
        ("own-children", 2, True, rf"m{_A}{{0,2}}Q"),
        ("where-i", 4, True, r"[PQ]Ei"),
        ("lives-at", 2, True, r"[Pn][^.?c]{0,5}L[^.?c]{0,5}z|[Pn]z[^.?cq]{0,4}L"),
        ("own-professional", 1, True, r"m_?[WO]"),
        ("bare-person", 1, True, r"(?:^|[.?])P[wbzv,]"),
        ("described", 2, True, rf"[dxX]{_A}?Pw[de]"),
        ("writer-fact", 3, True, r"(?<!q)i[_hzV]?[Yt_]{0,2}[HCA]|i[HCA]h|(?<!q)i_w?_?m?[PWO]?[AC]"),
        ("pronoun", 1, True, r"(?:^|[.?,:])n[zVqA_]"),
        ("own-setting", 1, True, rf"m{_A}{{0,1}}S"),
        (
            "one-of-ours",
            3,
            True,
            rf"[e#]v(?:m|[xd]m?){_A}{{0,2}}[QWP]|[P@WO]_?vo|mW_?{_N}|[WO][vb_]m[sS]",
        ),
        (
            "have-a-case",
            4,
            True,
            rf"(?:ih|hi|(?:^|[.?,:])h)[_TtoYdSsbw,]{{0,5}}[exX]{_A}{{0,3}}{_N}|(?:ih|hi)[_Tto]{{0,2}}#{_A}{{0,1}}[PQ]",
        ),
        (
            "i-work-with",
            4,
            True,
            rf"i(?:k|w)[_Ttow]{{0,3}}[ex#]{_A}{{0,2}}{_N}|[PQ],?[xXd]?i(?:c[_WO]{{1,2}})?[_TtwoYbS]{{0,4}}[kh]"
            rf"|ik[_wo]{{0,2}}e{_A}{{0,2}}{_N}|k[w_]{{0,2}}e{_A}{{0,2}}{_N}(?=[^?]*[xX][^?])",
        ),
        ("seen", 3, True, rf"i[Vk]{_S}{{0,6}}e{_A}{{0,2}}{_N}|[Vk]i{_S}{{0,8}}e{_A}{{0,2}}{_N}"),
        (
            "there-is",
            3,
            True,
            rf"(?:r[zV]|[zV]r){_S}{{0,7}}[eg]{_A}{{0,2}}{_N}|(?:^"
            rf"|[.,:]){_S}{{0,5}}[VT]{_S}{{0,5}}[eg]{_A}{{0,2}}{_N}"
            rf"|m{_A}?[sS]{_S}{{0,3}}z{_S}{{0,4}}[eg]{_A}{{0,2}}{_N}"
            rf"|z[YT_]{{0,3}}[eg]{_A}{{0,2}}{_N}w",
        ),
        ("with-us", 2, True, r"bo(?![_]?q)|bmn?[sS]"),
        (
            "person-with-us",
            2,
            True,
            rf"e{_A}{{0,2}}{_N}[_,]{{0,2}}bo|{_N}[_,]{{0,3}}bo"
            rf"|bo[^.?]{{0,7}}z[^.?q]{{0,3}}[eg]{_A}{{0,2}}{_N}|{_N}v?m[sSW]"
            rf"|{_N}b?[bw_]?m[sS]",
        ),
        ("that-one", 2, True, rf"[xX]{_A}?g?{_A}?[PQ]|gP|dgP|dg{_A}P|eg{_A}?P"),
        ("only-one", 3, True, rf"[dxXrb]g{_A}{{0,2}}[PS]|Fvd?[#Q]|dFP|dF[vb]|xgx|egPb"),
        ("role-and-age", 2, True, r"P[_,]?#j|[Pp]#|#jj?_?P|@P"),
        ("role-in-brackets", 3, True, r"[PF][(][_R,]{0,4}#"),
        ("marker", 2, True, r"(?:^|[.?,:m])_?M[v_:.#T]|mM|eM[:,]|M[ex][_RF@]?P"),
        (
            "relative-of-known",
            3,
            True,
            rf"[PQ]v(?:m|d|e|x)?[_RLB]{{0,2}}O|[PQ][,]?[_Y]?(?:z|,)[de_]?{_A}?O|[PQ]vB",
        ),
        (
            "told-me",
            2,
            True,
            r"V(?:o|_o)[_.,?xX]|oV|[Pn]V[_]{0,2}o|[PnW]q[_]?o[^.?]{0,6}u|o[^.?q]{0,3}u"
            r"|hi?[^.?c]{0,8}u",
        ),
        (
            "told",
            2,
            True,
            r"[Pn][^.?cqi]{0,9}[qz][^.?ci]{0,7}u|[Pn][^.?cqi]{0,5}u|qn[^.?ci]{0,8}u",
        ),
        ("story", 2, True, rf"[PnQ]{_S}{{0,4}}V|V[^.?cqi]{{0,3}}[PnQ]"),
        ("they-now", 2, True, r"(?:^|[.?,:])_?n(?:z|V|_|q)[_]?[TY]"),
        ("age-of-pronoun", 2, True, r"(?:^|[.?,:])[_]?nz[_t]{0,2}#"),
        (
            "age-of-writer",
            3,
            True,
            r"i_[_t]?#(?:j|[.,?]|$)|iz?#j|i_@|i_#_|toiq#|i_[_]?F|i_(?:F|P|d|_)vQ"
            r"|i[nz_]?[PQ]ve|i_{1,2}Pv[#Q]",
        ),
        ("writer-as", 2, True, r"ic[_]?P|i_[_]?P[.?,v]|i_[_]?dP"),
        ("dated", 1, True, r"[PnQp][^.?c]{0,12}[TY]|[TY][^.?cq]{0,10}[PnQ]"),
        ("now", 1, True, r"t[zVnqP]|zt"),
        # Details.
        (
            "age",
            2,
            False,
            r"[Pp]v?_?#|Pz#|P,#j|#jj?P|[PF][(][_R,]{0,4}#|#jP|@|P#j|nz[_t]?#|v#j"
            r"|i_[_t]?#(?:j|[.,?]|$)",
        ),
        ("time", 2, False, r"T"),
        ("time", 1, False, r"[YD]"),
        ("place", 2, False, r"L"),
        ("setting", 2, False, r"S#|#S|[bv_w]dS|Sv|P[^.?]{0,3}S"),
        ("occupation", 2, False, r"[Pnd][^.?]{0,4}O|O[^.?]{0,3}P"),
        ("known", 2, False, r"B"),
        ("family", 2, False, r"F|#_?Q|Q#|#P|Pv#"),
        ("to-me", 2, False, rf"m{_A}{{0,2}}P[^.?q]{{0,8}}o(?!_?P)"),
        ("relative", 1, False, r"n[HRF@]?P"),
        ("origin", 2, False, r"R[_]?[PQ]|[PQ][_vb]{0,2}R|P[(]R|R"),
        ("health", 2, False, r"H"),
        ("health-twice", 1, False, r"H[^?]{1,40}H"),
        ("crime", 2, False, r"C"),
        ("abuse", 2, False, r"A"),
        (
            "event",
            1,
            False,
            r"[Pn][^.?cq]{0,9}[UuC]|q[^.?c]{0,9}[UuC]|h[^.?c]{0,9}[UuC]|z[^.?c]{0,6}[UuC]",
        ),
    )
)

_SITUATION = re.compile(
    r"\b(?:op de grond|van kant|iets aan (?:te )?do\w*|iets aandoen|op te hangen"
    r"|te springen|in pyjama|"
    r"geschreeuw|huilend|alleen op|alleen thuis|thuis ?zit"
    r"|niet naar (?:huis|school)|geen eten|huurachterstand|schulden|dakloos|"
    r"zwerft|voedselbank|in bed plast|kapotte kleren|uit huis (?:is )?(?:geplaatst|gezet"
    r"|gehaald)|onder toezicht (?:staat|gesteld)|"
    r"bang (?:is|voor)|weggelopen|niet thuis durft|slaapt in|honger|ruikt naar|ondergedoken"
    r"|op de vlucht|"
    r"gaat scheiden|in scheiding|vechtscheiding|uit de kast|geen contact|niet meer leven"
    r"|dood wil|huilt|leest mijn|"
    r"zit vast|vast ?zit|opgenomen|zoekt ons|achtervolgt|stalkt|uithuwelijk\w*|aan me zit"
    r"|aan mij zit|mij aan|me aan)\b"
)
_GENERAL = re.compile(
    r"\b(?:algemene? (?:regel|vraag|zin)|in het algemeen|algemeen bedoel|hypothetisch|fictie(?:f"
    r"|ve)|verzonnen|lesboek|leerboek|oefencasus|oefening|training|quiz(?:vraag)?|e-learning|"
    r"cursisten|studenten|rollenspel|themadag|plaatshouder|voorbeeldcasus|bij voorbeeld|in"
    r" general|hypothetical|im allgemeinen|modelantwoord|werkblad|workshop)\b"
)


def elements(tokens: Tokens, shape: str, first: int, stop: int) -> list[Element]:
    """Elements between two tokens, each kind once, those in a rule or a supposition left out."""
    stop = min(stop, len(shape))
    present = set(shape[first:stop])
    possible = [p for p in _PATTERNS if any(need <= present for need in p[3])]
    if sum(p[1] for p in possible) < THRESHOLD:
        return []
    generic = [m.span() for m in _GENERIC.finditer(shape, first, stop)]
    found: list[Element] = []
    kinds: set[str] = set()
    for kind, weight, anchor, _, pattern in possible:
        if kind in kinds:
            continue
        check = _CHECKS.get(kind)
        for m in pattern.finditer(shape, first, stop):
            if generic and any(a <= m.start() < b for a, b in generic):
                continue
            if check and check(tokens, m.start(), m.end()):
                continue
            if kind == "setting" and any(
                e.kind == "own-setting" and e.end == m.end() for e in found
            ):
                continue  # the same words, already counted
            if kind == "age" and any(
                e.kind == "age-of-writer" and e.start <= m.start() and m.end() <= e.end
                for e in found
            ):
                continue
            kinds.add(kind)
            found.append(Element(kind, weight, m.start(), m.end(), anchor))
            break
    return found


_BARE_KIN = words_of(
    """
    moeder vader ouder ouders kind-x opa oma oom tante stiefvader stiefmoeder pleegouder
    pleegouders partner kinderen jongeren jongere jeugdige client clienten patient
    gezinnen mensen
    """
)


def _is_conjunction(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "dat moeder" opens a subordinate clause, or "de ene" has its "de andere"."""
    words = tokens.words
    if words[start] in ("dat", "die", "deze") and words[end - 1] in _BARE_KIN and end - start == 2:
        return words[start] == "dat" or words[end - 1] in (
            "ouders",
            "ouder",
            "clienten",
            "patient",
            "kinderen",
            "jongeren",
            "jongere",
            "jeugdige",
            "gezinnen",
            "mensen",
        )
    if words[start] == "dat" and words[end - 1].endswith("en"):
        return True
    return any(w.startswith("ander") for w in words[end : end + 25]) and "ene" in words[start:end]


_RULE_WORDS = words_of(
    """
    vanaf jonger ouder onder boven tot tussen leeftijd leeftijdsgrens grens minimaal
    maximaal minstens t/m artikel art lid deel stap versie figuur bijlage iedere elk elke
    """
)


def _is_rule(tokens: Tokens, start: int, end: int) -> bool:
    words = tokens.words
    return any(w in _RULE_WORDS for w in words[max(0, start - 2) : end + 1]) or (
        end + 1 < len(words)
        and words[end] in ("of", "en")
        and words[end + 1] in ("ouder", "jonger")
    )


_WITH_CHILDREN = words_of(
    """
    moeder vader ouder ouders oudste jongste middelste mother father oma opa mw mevrouw
    vrouw man gezin
    """
)


def _is_no_family(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the number is an age ("kind van 12"), "one", or that of a rule."""
    words = tokens.words
    if (
        end - start == 3
        and words[end - 2] in ("van", "v", "of")
        and words[start] not in _WITH_CHILDREN
    ):
        return True
    if words[start] in ("1", "een", "one") and end - start < 3:
        return True
    return _is_rule(tokens, start, end)


def _is_another(tokens: Tokens, start: int, end: int) -> bool:
    """Whether somebody is only "a different one": "ik hoorde van een andere ouder"."""
    return any(w in ("andere", "ander", "other", "another") for w in tokens.words[start:end])


_CLOSE = words_of(
    """
    vader moeder papa mama stiefvader stiefmoeder pleegvader pleegmoeder man vrouw ex
    vriend vriendin broer zus opa oma oom tante partner stiefbroer buurman neef father
    mother dad mom stepfather husband wife brother ex-man exman expartner ex-partner
    """
)


def _is_not_close(tokens: Tokens, start: int, _end: int) -> bool:
    """Whether "my ... me" is about a client and not about somebody close."""
    return not _CLOSE.intersection(tokens.words[start : start + 4])


_CHECKS: dict[str, Callable[[Tokens, int, int], bool]] = {
    "age": _is_rule,
    "role-and-age": _is_rule,
    "family": _is_no_family,
    "that-one": _is_conjunction,
    "only-one": _is_conjunction,
    "to-me": _is_not_close,
    "seen": _is_another,
    "there-is": _is_another,
}


# From "if a person", "suppose a person", "may a person" to the end of the sentence, as long as
# nothing in it points at a moment or at the writer's own people.
_GENERIC = re.compile(
    r"(?:c[^.?,mTix]{0,6}|(?:^|[.?,:])_?q_?)(?:e_{0,2}P|[dQ_]?Q|P|W)[^.?mTi]*(?=[.?]|$)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the case rule found; `kinds` is empty when the text passes."""

    kinds: tuple[str, ...]
    start: int  # token
    end: int
    score: int
    facts: tuple[tuple[str, int, int], ...] = ()  # (point, first token, past last token)


# A case is told in one place: texts are weighed in stretches of so many tokens.
STRETCH = 130
STEP = 80


def judge(tokens: Tokens) -> Verdict | None:
    """Weigh the elements of a text; None when nothing in it can be about a person."""
    if not tokens.seen & _INTEREST:
        return None
    shape = re.sub("T(?=y)", "D", letters(tokens))
    facts = tuple(_facts(shape))
    best = Verdict((), 0, 0, 0, facts)
    for first in range(0, max(1, len(shape) - STRETCH + STEP), STEP):
        found = elements(tokens, shape, first, first + STRETCH)
        score = _score(tokens, found)
        if score > best.score:
            kinds = tuple(dict.fromkeys(e.kind for e in found))
            best = Verdict(
                kinds, min(e.start for e in found), max(e.end for e in found), score, facts
            )
    return best


# A conversation: points of all messages together, and what the last one must add to them.
TOGETHER = 6
STRONG = 3  # weight of an anchor that introduces somebody
ADDED = 2
_REFERS = re.compile(r"n|[xdX][_RFH]?P|(?:^|[.,])P")  # "hij", "dat meisje", "vader ..."


def judge_together(joined: Tokens, now: Tokens) -> tuple[str, ...]:
    """Kinds of elements when messages together tell a case and the last one belongs to it.

    Args:
        joined: the messages that tell something, and the last message.
        now: the last message by itself.
    """
    shape = re.sub("T(?=y)", "D", letters(joined))
    found = elements(joined, shape, 0, len(shape))
    if sum(e.weight for e in found) < TOGETHER:
        return ()
    introduced = any(e.anchor and e.weight >= STRONG for e in found)
    detailed = any(not e.anchor and e.kind != "event" for e in found)
    last = re.sub("T(?=y)", "D", letters(now))
    added = sum(e.weight for e in elements(now, last, 0, len(last)))
    if introduced and detailed and (_REFERS.search(last) or added >= ADDED):
        return tuple(dict.fromkeys(e.kind for e in found))
    return ()


def _score(tokens: Tokens, found: list[Element]) -> int:
    """Points of the elements when together they make a recognisable case, else 0."""
    score = sum(e.weight for e in found)
    if THRESHOLD - 2 <= score < THRESHOLD and any(e.anchor and e.weight > 1 for e in found):
        # Close to a case: circumstances that take several words count as well.
        first, last = tokens.spans[found[0].start][0], tokens.spans[found[-1].end - 1][0]
        m = _SITUATION.search(tokens.low, max(0, min(first, last) - 150), max(first, last) + 250)
        if m:
            found.append(Element("situation", 2, found[-1].start, found[-1].end))
            score += 2
    if score < THRESHOLD:
        return 0
    if _GENERAL.search(tokens.low):
        score -= GENERAL_PENALTY
    anchors = any(e.anchor for e in found)
    details = {e.kind for e in found if not e.anchor}
    own = any(e.kind == "own-person" for e in found)
    if details == {"event"} and score < ANCHORS_ONLY and not own:
        details = set()
    if score < THRESHOLD or not (
        (anchors and (details or score >= ANCHORS_ONLY)) or len(details - _VAGUE) >= DETAILS_ONLY
    ):
        return 0
    return score


def _facts(shape: str) -> Iterator[tuple[str, int, int]]:
    for m in re.finditer("[HC]", shape):
        yield ("health-fact" if m.group() == "H" else "criminal-fact"), m.start(), m.end()
