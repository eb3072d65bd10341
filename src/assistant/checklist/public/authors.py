"""Names of those who are known in public: authors, holders of an office, parties to a judgement."""

from __future__ import annotations

import re
from functools import cache

from assistant.checklist import lexicon as lx
from assistant.checklist.folding import fold
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.public.words import REACH, RESIDENT, SURNAME_NEXT
from assistant.checklist.tokens import Tokens

# Names one after the other, as authors are written: "T. Liefaard & S. Rap", "Van der Zwet en Bos".
_NAMES = (
    r"(?:(?:[A-ZÀ-Þ][\w'’.-]*|van|von|de|den|der|ten|ter|la|le|el|en|and|und|&)[\s,]{1,2}"
    r"){0,8}"
)
# What somebody writes, and what is called after who thought of it.
_WORKS = (
    r"(?:handboek|leerboek|studieboek|lesboek|boek|proefschrift|dissertatie|oratie|monografie"
    r"|bundel|annotatie|noot|theorie|model|definitie|leer|publicatie|bijdrage|artikel(?!\s\d)"
    r"|studie"
    r"|beslisboom|typologie|classificatie|driehoek|piramide|standaardwerk|commentaar|preadvies"
    r"|motie|amendement|essay|column|scriptie|book|thesis"
    r"|theory|paper)"
)
# Where these stand, a text is about what was written: works, their parts, journals.
_SCHOLARLY = re.compile(
    rf"\b{_WORKS}s?\b|\b(?:hoofdstuk|paragraaf|voetnoot|eindnoot|literatuur|tijdschrift|auteurs?"
    r"|schrijvers?|hoogleraar|doctrine|begrip|geannoteerd|uitgeverij|druk|pagina|wetenschap\w*"
    r"|visie"
    r"|handreiking|memorie van toelichting|wetsgeschiedenis|journal|chapter|red|fjr|njb|njcm|jpf"
    r"|tvgr|ghr|jgr|diss|isbn)\b"
)
# "het handboek van Bruning", "geschreven door Bruning".
_BEFORE_AUTHOR = re.compile(
    rf"(?:\b{_WORKS}s?\s(?:['\"‘“][^'\"’”\n]{{3,80}}['\"’”]\s)?(?:van|door|by|of)"
    r"|\b(?:onder redactie|geschreven|gepubliceerd|geannoteerd) (?:van|door)|\bm\.?nt\.?|\bdeed)"
    rf"\s{_NAMES}$",
    re.IGNORECASE,
)
# "volgens Bruning", "zoals Bruning zegt" in a text about what was written.
_CITING = re.compile(
    r"\b(?:volgens|aldus|zie(?: ook)?|vgl\.?|cf\.?|bij|van|door|naar|citeert|citeren|noemt"
    r"|aanhaalt|verstaat|verstaan|definieert|definieren|zegt|zeggen|schrijft|schrijven|betoogt"
    r"|betogen|vindt|vinden|bedoelt|bedoelen)"
    rf"\s{_NAMES}$",
    re.IGNORECASE,
)
# "Bruning e.a.", "Bruning (2019)", "Bruning (red.)": behind an author only.
_AFTER_AUTHOR = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’.-]*\s?)?"
    r"(?:e\.\s?a\.|et al\b|c\.\s?s\.|(?:c\.s\.\s)?\(\s?(?:19|20)\d\d|,\s(?:19|20)\d\d\b"
    r"|\(red\.?\)|,\s['‘“\"]|en (?:haar |zijn )?collega'?s\b"
    r"|(?:,\s[A-ZÀ-Þ][\w'’-]+\s)?en anderen\b)",
)
# "Bruning betoogt": what hardly anybody does but a writer.
_SURE_WRITING = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:betoog(?:t|de|den)|betogen|definieer(?:t|de)"
    r"|definieren|onderscheid(?:t|en|de)|bepleit(?:en|te|ten)?|concludeer(?:t|de|den)|concluderen"
    r"|annoteert|publiceer(?:t|de)|promoveerde)\b"
)
# "Bruning schrijft": what a writer does, and others do as well.
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
# What is asked of a writer goes on with a subject: "over rechtsvinding".
_ABOUT_WORK = re.compile(
    rf"^\s?{_NAMES}(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:over|onder|met|bij|in|tussen|het|de|een)\s"
    r"|^\s\w+\s(?:in|over)\s"
)
# "geschreven door GZ-psych Driessen": a report about somebody, and no book.
_WORKS_WITH = re.compile(
    r"\b(?:gz-?psych\w*|psycholoog|orthopedagoog|raadsonderzoeker|jeugdbeschermer|gezinsvoogd|voogd"
    r"|behandelaar|mentor|wijkcoach|ib'er|leerkracht|jeugdarts|huisarts|kinderarts"
    r"|maatschappelijk werker|gezinscoach|begeleider|casusregisseur)\s$",
    re.IGNORECASE,
)
# Another name behind this one: " & Rap", ", Van der Zwet".
_PAIR = re.compile(r"^(?:\s(?:&|en|of)|,)\s(?:(?:van|de|der|den|ten|ter)\s){0,2}[A-ZÀ-Þ]")
# Another name in front of this one: "Liefaard & ".
_PAIR_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?:\s(?:&|en|of)|,)\s(?:(?:[Vv]an|[Dd]e|der|den|[A-Z]\.)\s){0,3}$"
)
# Journals and publishers, as they stand behind a title.
_JOURNAL = re.compile(
    r"\b(?:boom|kluwer|sdu|diss|proefschrift|dissertatie|oratie|njb|fjr|jpf|isbn|tijdschrift"
    r"|uitgeverij|red|in:|tvgr|njcm|acco|maklu|garant|swp|bohn|lemma|springer|vng|wodc|nji)\b"
)
# A year of the last century or of this one, in which something came out.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Signs near a surname that something was written or said in public.
_IN_PUBLIC = re.compile(
    rf"\b{_WORKS}s?\b|\b(?:schreef|schreven|schrijf(?:t|ven)|publice\w+|gepubliceerd|artikelen"
    r"|hoofdstuk|blz|pagina|p\.|definieert|betoog\w*|betogen|concludeer\w*"
    r"|pleit\w*|lezing|podcast|annotat\w+|annoteer\w*"
    r"|citaat|citeren|literatuur|scriptie|commissie|motie|minister\w*|kamerbrief|staatssecretaris"
    r"|wetenschap\w*|hoogleraar|wat zei|zegt .{0,12} ook alweer)"
    r"|[(,] ?(?:19|20)\d\d\b|\b(?:uit|in|van) (?:19|20)\d\d\b|['\"‘“][A-Za-z][^'\"’”]{8,}['\"’”]"
)
# In front of a surname: "volgens", "Wat zegt", "lees".
_SAYS_SO = re.compile(
    r"(?:\bvolgens|(?:^|[.?!] )(?:en )?(?:wat )?(?:zegt|vindt|zei|vond|schreef|bedoelt|bedoelde)"
    r"|\b(?:lees|las|citeer)(?: bij| in)?)"
    r" (?:[\w'-]+ (?:en|&) )?(?:(?:van|de|der|den|ter) )*$"
)
# What an author says, as long as it is of nobody in particular.
_SAYS_THAT = re.compile(r" (?:zegt|stelt|schrijft|betoogt|beweert) dat\b")
# Behind a surname: a year, "ook alweer", "e.a.".
_CITED = re.compile(r"[ ,(]{1,2}(?:19|20)\d\d\b| ook (?:al)?weer\b| e\.a\.| c\.s\.| et al")
# Who is named together with the author: "Hendriks en Legemaate".
_MATE = re.compile(r"(?:,| en| &) (?:(?:van|de|der|den) ){0,2}(?P<name>[a-z][a-z'-]+)")
_MATE_BEFORE = re.compile(r"(?P<name>[a-z][a-z'-]+)(?:,| en| &) (?:(?:van|de|der|den) ){0,2}$")
_OWNS = re.compile(r" (?:haar|zijn|z'n|zn|d'r) ")  # "terpstra haar rapport"
# A word in front that makes a surname that of somebody: "mevrouw", "oom", "collega".
_SOMEBODYS = lx.TITLE | lx.KIN | lx.PERSON
ROUND_AUTHOR = 70  # characters around a surname in which the sign stands
# "Hector Malot een boek schreef".
_WROTE_IT = re.compile(
    r"(?: [\w'-]+)? (?:een|het|dat|dit) (?:boek|artikel|rapport|proefschrift) (?:heeft )?(?:schreef"
    r"|geschreven)\b"
)
# "Wie schreef": asked for the author; "Asser/": a series called after one.
_WHO_WROTE = re.compile(
    r"\bwie (?:schreef|schreven|was de auteur|is de auteur|bedacht)\b[^?!\n]*$"
    r"|\basser/[^?!\n]{0,40}$|\b(?:welke|die) (?:onderzoeks)?commissie\b[^.?!\n]{0,30}$"
)
# "Gijs van Dijk (Kamerlid destijds)".
_OFFICE_BEHIND = re.compile(
    r"(?: [\w'-]+){0,4}? ?[(,] ?(?:\w+ ){0,2}(?:kamerlid|minister|staatssecretaris|premier"
    r"|hoogleraar|lector|kinderombuds\w+|ombudsman|rapporteur|auteur|schrijver|schrijfster|journaliste?|cabaretier"
    r"|zanger(?:es)?|acteur|actrice|filosoof|pedagoog van)\b"
)
# "Kamervragen van de leden Ceder en Bruyning", "onder welke bewindspersoon".
_IN_PARLIAMENT = re.compile(
    r"\b(?:kamervragen|motie|amendement|vragen) van (?:de |het )?(?:leden|lid|kamer(?:leden|lid))\b"
    r"|\b(?:bewindspersoon|bewindslieden|kamerleden|oud-ministers?)\b"
)
# Who went to court in Strasbourg or Luxembourg is known by the judgement.
_COURT_ABROAD = re.compile(r"\b(?:ehrm|hudoc|hvj(?:[ -]?eu)?|hof van justitie|straatsburgse?)\b")


def is_author(tokens: Tokens, lexicon: Lexicon, start: int, end: int) -> bool:
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
    if _is_reference(rest) and not RESIDENT.search(rest):
        return True
    lone = lexicon.bits.get(tokens.low[start:end], 0) & lx.FIRST and not _pair(line)
    if lone:
        return False  # nobody cites a first name
    if _SURE_WRITING.match(line[1]):
        return True
    sentence = re.split(r"[.?!;]", low[end : end + len(line[1])])[0]
    if _pair(line) and _WROTE.match(line[1]) and not RESIDENT.search(sentence):
        return True
    both = _pair(line) and ("&" in line[0][-30:] or "&" in line[1][:4])
    if both and _WRITING.match(line[1]) and not RESIDENT.search(sentence):
        return True
    scholarly = _SCHOLARLY.search(around)
    if scholarly and (_WRITING.match(line[1]) or _CITING.search(line[0])):
        return not RESIDENT.search(low, max(0, start - 40), start)
    asked = (
        _ASKED.search(line[0])
        and _ABOUT_WORK.match(line[1])
        and not RESIDENT.search(low, end, end + len(sentence))
    )
    return bool(
        (asked or (scholarly and _pair(line)))
        and not tokens.seen & (lx.FIRST_PERSON | lx.POSSESSIVE)
        and not RESIDENT.search(low, 0, start)
    )


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


def _is_known_author(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is that of a known author who is spoken of as one, and nobody lives there."""
    low = tokens.low
    names, surnames = _authors()
    words = re.findall(r"[a-z][a-z'-]+", low[start:end])
    if not words:
        return False
    follows = SURNAME_NEXT.match(tokens.text, end)
    if follows and fold(follows["name"]) in surnames:
        words.append(fold(follows["name"]))
        end = follows.end()
    before = low[:start].rsplit(None, 1)[-1:]
    if before and tokens.known(before[0].strip("."), 0) & _SOMEBODYS:
        return False
    around = low[max(0, start - ROUND_AUTHOR) : start], low[end : end + ROUND_AUTHOR]
    if RESIDENT.search(around[0][-40:]) or _OWNS.match(around[1]):
        return False
    for name in names.get(words[0], ()):
        at = low.find(name, max(0, start - len(name)), end + len(name))
        if 0 <= at <= start and end <= at + len(name):
            if name.rsplit(None, 1)[-1] in surnames:
                return True
            words.append("")  # a common surname: its first name is known with it
            break
    mate = _MATE.match(around[1]) or _MATE_BEFORE.search(around[0])
    known = words[-1] in surnames or not words[-1] or (mate and mate["name"] in surnames)
    return bool(known) and bool(
        any(map(_IN_PUBLIC.search, around))
        or _CITED.match(around[1])
        or _SAYS_SO.search(around[0])
        or (
            _SAYS_THAT.match(around[1])
            and tokens.text[start].isupper()
            and not RESIDENT.search(around[1])
        )
    )


OFFICE_REACH = 250  # characters of the sentence of a name


def _holds_office(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is that of somebody in public office, or of who is known by a judgement."""
    low = tokens.low
    least, most = max(0, start - OFFICE_REACH), min(len(low), end + OFFICE_REACH)
    first = max(least, *(low.rfind(mark, least, start) + 1 for mark in ("?", "\n", ". ")))
    last = min(i for i in (low.find("?", end, most), low.find("\n", end, most), most) if i >= 0)
    if _WHO_WROTE.search(low, first, start):
        return True
    if RESIDENT.search(low, first, last):
        return False
    return bool(
        _OFFICE_BEHIND.match(low, end)
        or _WROTE_IT.match(low, end)
        or _IN_PARLIAMENT.search(low, first, last)
        or _COURT_ABROAD.search(low, first, last)
    )


def _is_reference(rest: str) -> bool:
    """Whether what follows is the remainder of a reference: title, journal and year."""
    return bool(_JOURNAL.search(rest) and _YEAR.search(rest))


def _pair(line: tuple[str, str]) -> bool:
    """Whether another name is joined to this one, as with authors."""
    return bool(_PAIR.match(line[1]) or _PAIR_BEFORE.search(line[0]))
