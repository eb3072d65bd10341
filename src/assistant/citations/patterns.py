"""The pieces of which Dutch references are made, each with an example and its rule.

Every repetition is bounded, so that matching at one place takes constant time and reading a text
takes time in proportion to its length, whatever the text.

Sources of the notations: Aanwijzingen voor de regelgeving 3.27 to 3.33 (as laws write them),
Leidraad voor juridische auteurs (as jurists write them), JCI standard 1.3.1.
"""

from __future__ import annotations

import re

from assistant.citations.laws import branches_by_initial

# One gap between words: also a line break of a PDF or a mail, never a blank line.
# Atomic, like the separators below: a run of spaces is split in one way only.
GAP = r"(?>[ \t\xa0\u2009\u202f]{0,8}(?:\r?\n)?[ \t\xa0\u2009\u202f]{0,8})"
SPACE = rf"(?=[\s\xa0]){GAP}"
END = r"(?![\w])"

# "eerste" ... "negenenveertigste", in words as laws write them
_UNITS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7,
    "achtste": 8, "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12, "dertiende": 13,
    "veertiende": 14, "vijftiende": 15, "zestiende": 16, "zeventiende": 17, "achttiende": 18,
    "negentiende": 19,
}  # fmt: skip
_TENS = {
    "twintigste": 20, "dertigste": 30, "veertigste": 40, "vijftigste": 50, "zestigste": 60,
    "zeventigste": 70, "tachtigste": 80, "negentigste": 90,
}  # fmt: skip
_BEFORE_TENS = {
    "eenen": 1, "éénen": 1, "tweeën": 2, "tweeen": 2, "drieën": 3, "drieen": 3, "vieren": 4,
    "vijfen": 5, "zesen": 6, "zevenen": 7, "achten": 8, "negenen": 9,
}  # fmt: skip
# No law has an article of more than forty-nine leden; compounds beyond that only cost time.
_COMPOUND_TENS = {t: n for t, n in _TENS.items() if n <= 40}
ORDINALS: dict[str, int] = (
    _UNITS
    | _TENS
    | {u + t: n + m for u, n in _BEFORE_TENS.items() for t, m in _COMPOUND_TENS.items()}
)
# "vierde", "4e", "4de", "1ste"; one pattern per first character
ORDINAL_BRANCHES = (
    *branches_by_initial(ORDINALS),
    r"[1-9]\d?(?:ste|de|e)",
)
ORDINAL = rf"(?:{'|'.join(ORDINAL_BRANCHES)}){END}"

# "7.3.11", "7:457", "39e", "1a.1", "5.2.5a", "12quater", "6:2:10"; in amending acts "IX"
NUMBER = (
    r"(?:[1-9]\d{0,3}(?:[a-zA]?[.:]\d{1,4}){0,3}(?:[a-z]{1,3}|[A-Z]|bis|ter|quater|quinquies)?"
    r"|[IVX]{1,6})(?![\w]|[.:]\d)"
)
# "4", "1a" after the word lid
LID_NUMBER = r"[1-9]\d?[a-z]?(?![\w]|[.:]\d)"

# words between the items of a list: "35 en 36", "eerste, dan wel tweede lid"
AND = r"(?:en/of|en|of|dan wel|danwel|alsmede|evenals|respectievelijk|resp\.|onderscheidenlijk|&)"
TO = r"(?:tot en met|t/m|t\.e\.m\.|tot|-|–)"
# "artikel 6 jo. artikel 9"
CHAIN = (
    r"(?:jo\.|jo|juncto|j°|jº|jis|jis\.|(?:gelezen[ ])?in[ ](?:samenhang|verbinding|verband)"
    r"(?:[ ]gelezen)?[ ]met|gelezen[ ]in[ ]samenhang[ ]met|i\.v\.m\.|ivm|io\.)"
)
SEPARATOR = (
    rf"(?>{GAP}(?:,{GAP})?(?i:{AND}|{TO}|{CHAIN})(?![\w]){GAP}|{GAP}[,;/]{GAP}|{GAP}[–-]{GAP})"
)

# "artikel", "artikelen", "art.", "artt.", "Art", "wetsartikel"
ARTICLE_WORD = r"(?:(?:wets|verdrags|grondwets)?artikel(?:en)?|artt?\.?|artn\.)"

# "eerste lid", "eerste, tweede en vierde lid", "eerste tot en met derde lid"
LIDS_IN_WORDS = rf"(?:{ORDINAL}(?>(?:{SEPARATOR}{ORDINAL}){{0,12}}){SPACE}(?i:lid|leden){END})"
# An ordinal that may begin a list of leden; the reader looks further.
MAYBE_LIDS = rf"{END}(?={SPACE}(?i:lid|leden){END}|{SEPARATOR}[A-Za-zÉé1-9])"
# "lid 4", "leden 1 en 2", "lid 1, 2 en 3"
LIDS_IN_DIGITS = rf"(?:(?i:lid|leden|l\.){GAP}{LID_NUMBER})"

# "a", "aa", "1°", "ii"; two letters only where no word can be meant
_DOUBLES = "|".join(c * 2 for c in "abcdefghijklmnopqrstuvwxyz")
LETTER = (
    rf"(?:(?:[a-z]|{_DOUBLES}|a[b-z]|iii|iv|vi|vii|viii|ix)(?![\w'’])"
    r"|[1-9]\d?(?:[°º˚⁰]|o(?!\w))?(?![\w]|[.:]\d))"
)
# "artikel I, onderdeel C": amending acts number their parts with capitals
CAPITAL = r"[A-Z]{1,2}(?![\w'’])"
DEGREE = r"[1-9]\d?(?:[°º˚⁰]|o(?!\w))"
PART_WORD = r"(?:onder(?:deel|delen)?|sub|ond\.|aanhef|letters?|punt(?:en)?|lit\.|s\.)"

ECLI = r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9.]{0,24}[A-Z0-9]"
# "Kamerstukken II 2012/13, 33 684, nr. 3, p. 15", "Kamerstukken 33 684, nr. 3"
KAMERSTUK = (
    rf"(?:Kamerstuk(?:ken)?|Kst\.?|TK|EK)(?:{SPACE}(?:II|I|TK|EK)(?:/(?:II|I))?)?"
    rf"(?:,?{SPACE}\d{{4}}[/–-]\d{{2,4}})?,?{SPACE}\d{{2}}[ \xa0.]?\d{{3}}(?![\d])"
    rf"(?:{SPACE}(?:\([A-Z0-9-]{{1,6}}\)|[XVI]{{1,5}}{END}))?"
    rf"(?:,?{SPACE}(?:nrs?\.?{GAP}\d{{1,4}}|[A-Z]{{1,2}}{END}|\d{{1,3}}(?![\d.])))?"
    rf"(?:,?{SPACE}(?:p\.|blz\.|pag\.){GAP}\d{{1,4}}(?:[–-]\d{{1,4}})?)?"
)
# "Stb. 2014, 105", "Stb. 2014, nr. 105", "Staatsblad 2014, 105", "Trb. 2012, 233"
STAATSBLAD = (
    rf"(?:Stb\.?|Staatsblad|Stcrt\.?|Staatscourant|Trb\.?|Tractatenblad){SPACE}(?:van{SPACE})?"
    rf"(?:19|20)\d{{2}}(?:,{GAP}|{SPACE}|-)(?:nr\.?{GAP})?\d{{1,5}}(?![\d])"
)
JCI = (
    r"jci\d(?:\.\d{1,2}){0,2}:[a-z]:BWB[A-Z]\d{7}"
    r"(?:&(?:amp;)?[a-z-]{1,20}=(?:[\w/%-]|[.:](?=\w)){1,40}){0,20}"
)
BWB = r"BWB[RVW]\d{7}"
CELEX = r"[1-9](?:19|20)\d{2}[A-Z]{1,2}\d{4}(?![\w])"


def ordinal_value(word: str) -> int:
    """The number of an ordinal: 4 for "vierde" and "4e".

    Raises:
        ValueError: the word is no ordinal.
    """
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    value = ORDINALS.get(word.lower())
    if value is None:
        raise ValueError(f"{word!r} is no ordinal")
    return value
