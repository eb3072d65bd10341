"""Words and patterns that several detectors look for in or around a number."""

from __future__ import annotations

import re

from assistant.checklist.wordset import words_of

# Digits that stand together.
NUMBER = re.compile(r"[0-9]+")
# A year of the last century or of this one.
YEAR = re.compile(r"(?:19|20)\d{2}")
# Months in Dutch, English, German, Turkish, Polish and French, folded.
MONTHS = (
    r"(?:jan(?:uari|uary|uar|vier)?|feb(?:ruari|ruary|ruar)?|fevrier|m(?:aa)?rt|march|mar(?:z|s)?"
    r"|apr(?:il)?|avril|mei|may|mai|jun[ie]?|juin|july?|juli|juillet|aug(?:ustus|ust)?|aout"
    r"|sep(?:t(?:ember|embre)?)?|o[kc]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember|embre)?"
    r"|ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika"
    r"|listopada|grudnia)"
)
# The name of a month, short or in full.
MONTH_START = re.compile(rf"(?<![a-z]){MONTHS}(?![a-z])")
# Somebody of whom a date, a licence plate or a phone number may be told.
SOMEBODY = (
    r"(?:jongen|jong|jng|meisje|meid|meiske|mei|kind|kindje|knd|zus|zusje|broer|broertje|zoon"
    r"|zoontje|dochter|dochtertje|hij|zij|ze|moeder|vader|mdr|vdr|ma|pa|mama|papa|client|cliente"
    r"|clt|cl|jeugdige|jgd|jongere|leerling|lln|ll|oudste|jongste|middelste|baby|peuter|kleuter"
    r"|puber|tweeling|kinderen|pupil|patient|patiente|pt|mw|mevr|mevrouw|dhr|meneer|jongetje"
    r"|betrokkene|betr|minderjarige|opa|oma|pleegkind|student|bewoner|partner|ex|man|vrouw|he|she"
    r"|boy|girl|child|son|daughter|mother|father|client|pupil|teen|mutter|kind|junge|madchen|sohn"
    r"|tochter|syn|syna|corka|corki|dziecko|chlopiec|dziewczynka|oglum|kizim|cocuk|oglu|kizi|fils"
    r"|fille|enfant|hijo|hija|nino|nina|mom|dad|kid|teenager|youngster|schuler|schulerin|iemand|someone|jemand|persoon|inwoner|v|m|j|x|ik|i|me)"
)
# The same, relatives and households.
SOMEBODY_NEAR = re.compile(rf"\b(?:{SOMEBODY}|tante|oom|oma|opa|gezin|familie|buren)\b")
# What a number counts or measures: "in Lingewaard 12 jaar" is no address.
UNITS = words_of(
    """
    jaar jr jaren maanden mnd weken wkn dagen dgn uur uren minuten kinderen kind personen
    cm kg km m euro procent % keer x stuks gezinnen ouders bewoners mensen leerlingen
    clienten meldingen plaatsen bedden jongeren
    """
)
# Two letters after four digits that are a word or an abbreviation: "in 2015 en", "2020 km".
TWO_LETTER_WORDS = words_of(
    """
    en in is op of te al de er om we ze ik je na zo as nu ja me km kg cm to or at my he jr
    ca bv nr st bw sr sv ro ap tk ek eu vt gi nl dd mg ml kb mb gb tb pp pk mm cl dl ha mw ct
    ve ou ll mn zn hu jo no so by it if us pm am nd rd th mi jl lj ad cc ff dm vd vh tm wk vs
    kr fr ah ok he ie uu oa br un wo do vr za zo ma di ov
    """
)
# Letters that stand between numbers without being a plate.
ABBREVIATED = words_of(
    """
    km kg cm mm ml mg kb mb gb nr bv st pp vs jr wk sr sv bw rv tk ek vt gi rk ap nl ng kn mnd wkn
    dgn jrn blz hfd prt str fl dl mw wc cv cd tm mc ms mr cl cm dvd mw
    """
)
# Letters of which no word is made, as on licence plates of today.
CONSONANTS = re.compile("[bcdfghjklmnpqrstvwxz]+")
# What the words around a long number say that it belongs to: somebody at the IND or the COA, an
# identity document, a professional in a register.
V_WORD = re.compile(
    r"vreemdeling|asiel"
    r"|\b(?=[acvi])(?:v[-. ]?(?:number|nummer|nr)|auslander|v-$|(?:ind|coa|alien|amv)\b)"
)
DOC_NEAR = re.compile(
    r"\b(?:paspoort\w*|passport|pasaport|paszport|reisepass|id|idnr|id-?nummer|id-kaart|identiteit\w*|legitim\w*"
    r"|rijbew\w*|residence|permit|document\w*|verblijfs\w*|ausweis|licen[cs]e|kimlik|dowod"
    r"|w-document|idbewijs"
    r"|id-bewijs|vreemdelingendocument)\b"
)
REGISTER_NEAR = re.compile(
    r"\b(?:big|skj|agb|nip|nvo|big-?\w*|skj-?\w*|agb-?\w*|registerplein|reg\.? ?nr|registratie|arts"
    r"|kinderarts|huisarts|psycholoog|therapeut|behandelaar|recept)\b"
)
# Letters of a ministry are published: their reference is no file of a person.
MINISTRY = re.compile(
    r"\b(?:wetsvoorstel|kamerstuk\w*|stcrt|stb|trb|ministerie|minister|staatssecretaris|kamerbrief|circulaire)\b"
)
