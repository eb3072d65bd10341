"""How the pieces of a reference go together: what may follow what, and what may not.

`patterns` holds the pieces; here they are joined and compiled. A pattern that is matched often
begins with a set of characters, so that it is passed over at once where the text has another one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.citations import patterns as p
from assistant.citations.laws import branches_by_initial

# an article of which the number alone tells that it is one: "7.3.11", "7:457"
UNMISTAKABLE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,3}[a-z]?|(?:10|[1-8]):\d{3}[a-z]?")
_GAP, _SPACE, _SEP = p.GAP, p.SPACE, p.SEPARATOR


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# A number that stands without the word artikel counts only when a law or a lid follows; this
# looks one word ahead, so that plain numbers cost nothing.
_BARE_NEXT = (
    rf"(?=\.?(?>,?{_SPACE})(?:[A-Z0-9(]|(?i:lid|leden|sub|onder|jo|juncto|en|of|t/m|tot|van|uit|boek"
    rf"|algemene|wet|wetboek|besluit|uitvoeringsw|burgerlijk)(?![\w])|{p.ORDINAL}))"
)
# Each branch ends in an empty group that names it; a group at its beginning would keep the
# regular expression engine from passing over it by its first character.
_ARTICLE_TAIL = rf"{_GAP}(?={p.NUMBER})"
_BRANCHES: tuple[tuple[str, str], ...] = (
    (rf"[Aa](?i:rtikel(?:en)?|rtt?\.?|rtn\.){_ARTICLE_TAIL}", "article"),
    (rf"[WwVvGg](?i:etsartikel|erdragsartikel|rondwetsartikel)(?i:en)?{_ARTICLE_TAIL}", "article"),
    (
        rf"[DdGgVv](?i:at|it|enoemd|oornoemd|atzelfde|itzelfde){_SPACE}artikel(?![\w-])(?!{_GAP}\d)",
        "that",
    ),
    (
        rf"[OoCcPp](?i:verweging(?:en)?|onsiderans|reambule){_SPACE}\(?(?=\d)",
        "recital",
    ),
    (
        rf"[HhTtAaPp](?i:oofdstuk(?:ken)?|(?:fd|f)?st\.?|itels?|fdeling(?:en)?|aragraaf|aragrafen"
        rf"|ar\.){_GAP}(?=[\dIVX])",
        "chapter",
    ),
    (rf"§§?{_GAP}(?=\d)", "chapter"),
    (rf"H{_GAP}(?=\d)", "chapter"),
    (rf"[HhDd](?i:et|e|at|it){_SPACE}{p.ORDINAL}{p.MAYBE_LIDS}", "lid"),
    *((branch + p.MAYBE_LIDS, "lid") for branch in p.ORDINAL_BRANCHES),
    (rf"[HhDd](?i:et|e|at|it){_SPACE}(?i:lid|leden){_SPACE}{p.LID_NUMBER}", "lid"),
    (rf"[Ll](?i:id|eden){_SPACE}{p.LID_NUMBER}", "lid"),
    (p.ECLI, "ecli"),
    (p.KAMERSTUK, "kamerstuk"),
    (p.STAATSBLAD, "staatsblad"),
    (p.JCI, "jci"),
    (p.BWB, "bwb"),
    (r"CELEX(?:-nummer)?[: ]{1,2}" + p.CELEX, "celex"),
    (p.CELEX, "celex"),
)


def _anchor(bare_next: str) -> re.Pattern[str]:
    named = [f"{branch}(?P<{kind}_{i}>)" for i, (branch, kind) in enumerate(_BRANCHES)]
    unmistakable = rf"(?:(?<=[ \xa0\n])(?:{UNMISTAKABLE.pattern})(?![\w:-]|\.\d)(?P<bare_sure>))"
    named.append(unmistakable)
    named.append(rf"(?<![.,:/§€$%°–-]){p.NUMBER}(?P<bare>){bare_next}")
    return re.compile(rf"(?<![\w])(?:{'|'.join(named)})")


@lru_cache(maxsize=2)
def anchor(*, lenient: bool) -> re.Pattern[str]:
    """Where a reference can begin; with `lenient` also at any number."""
    return _anchor("" if lenient else _BARE_NEXT)


NUMBER = _re(p.NUMBER)
LIDS_WORDS = _re(p.LIDS_IN_WORDS)
ORDINAL = _re(p.ORDINAL)
LIDS_DIGITS = _re(p.LIDS_IN_DIGITS)
LID_NUMBER = _re(p.LID_NUMBER)
COMMA_GAP = _re(rf"(?>,{_GAP}|{_SPACE})")
SEPARATOR = _re(_SEP)
CHAIN = _re(rf"(?>{_GAP},?{_GAP})\(?(?i:{p.CHAIN})(?![\w])")
ARTICLE_AGAIN = _re(rf"(?:(?:(?i:de|het|met|van){_SPACE}){{0,2}})(?i:{p.ARTICLE_WORD}){_GAP}")
LEADING_THE = _re(rf"(?i:de|het){_SPACE}")
# "6(1)(e)", "6 (1) (e)"; a number alone in brackets behind a space is a note
BRACKETED = _re(r"\((\d{1,2})\)(?:[ ]?\(([a-z])\))?|[ ]\((\d{1,2})\)[ ]?\(([a-z])\)")
BRACKETED_NEXT = _re(rf"{_SEP}\(([a-z])\)")
LETTER_IN_BRACKETS = _re(r"[ ]?\(([a-z])\)")  # "lid 1 (c)"
POINT_LETTER = _re(r"\.([a-z])(?![\w])")  # "6.1.e" in European law
SENTENCE_PART = _re(
    rf"(?>,?{_GAP})(?:{p.ORDINAL}(?:{_SEP}{p.ORDINAL}){{0,4}}|laatste|slot){_GAP}"
    r"(?i:(?:vol)?zin(?:nen|snede)?|volzin|alinea|streepje|gedachtestreepje)(?![\w])"
)
AANHEF = _re(
    rf"(?>,?{_GAP})(?:(?i:de){_SPACE})?(?i:aanhef)(?![\w])(?>{_GAP},?{_GAP}(?:en{_SPACE})?)?"
)
PART = _re(
    rf"(?>,?{_GAP})(?P<word>(?i:onder(?:deel|delen)?|sub|ond\.|letters?|lit\.|punt(?:en)?))"
    rf"(?>{_GAP})(?P<letter>{p.LETTER}|(?<=deel[ ])[A-Z]{{1,2}}(?![\w]))\)?(?![\w])"
)
SUBPART = _re(
    rf"(?>,?{_GAP})(?:(?:(?i:onder(?:deel)?|sub|ten|punt){_GAP})(?P<named>[1-9]\d?)(?:[°º˚⁰]|[oe](?!\w))?"
    rf"|(?P<degree>[1-9]\d?)(?:[°º˚⁰]|o(?!\w)))(?![\w]|[.:]\d)"
)
LETTER_NEXT = _re(
    rf"{_SEP}(?:(?i:onder(?:deel)?|sub|letter|punt){_SPACE})?(?P<letter>{p.LETTER})\)?(?![\w])"
)
DEGREE_NEXT = _re(rf"{_SEP}(?:(?i:onder|sub){_SPACE})?(?P<degree>[1-9]\d?)(?:[°º˚⁰]|o(?!\w))")
NAKED_LETTER = _re(rf"{_SPACE}(?P<letter>[a-z])(?![\w'’.-])")

LINK = _re(
    rf"(?>,?{_SPACE})(?i:van|uit|in|der|bij){_SPACE}(?:(?i:de|het|genoemde|voornoemde){_SPACE}){{0,2}}"
)
DIRECT = _re(rf"(?>,?{_SPACE})")
DOT_DIRECT = _re(r"\.[ ]")
THIS_LAW = _re(
    rf"(?>,?{_SPACE})(?i:van|uit|in){_SPACE}(?P<text>(?P<which>(?i:deze|die|dit|dat|dezelfde|genoemde"
    rf"|genoemd|voornoemde|laatstgenoemde|eerstgenoemde|de|het)){_SPACE}(?P<kind>(?i:wet|rijkswet|verordening|richtlijn"
    r"|besluit|regeling|verdrag|wetboek|handvest))(?![\w-]))"
)
THIS_KIND = {
    "wet": ("wet", "code"), "rijkswet": ("wet",), "wetboek": ("code",),
    "verordening": ("verordening",), "richtlijn": ("richtlijn",), "besluit": ("amvb",),
    "regeling": ("regeling",), "verdrag": ("verdrag",), "handvest": ("verdrag",),
}  # fmt: skip
BRACKET_LAW = _re(rf"{_GAP}\((?:(?i:de|het|uit|van){_SPACE}){{0,2}}")
BRACKET_ASIDE = _re(rf"{_GAP}\([^()\n]{{1,120}}\)")
# documents with articles that are no law
_CONTRACT_WORDS = (
    "convenant", "contract", "overeenkomst", "statuten", "reglement", "protocol", "voorwaarden",
    "handreiking", "folder", "krant", "dagblad", "tijdschrift", "nieuwsbrief", "magazine",
    "website", "blog", "catalogus", "webshop", "webwinkel", "assortiment", "brochure",
    "gedragscode", "beroepscode", "werkinstructie", "huisregels", "polis", "huisreglement",
)  # fmt: skip
_CONTRACTS = (
    rf"(?:{'|'.join(branches_by_initial(_CONTRACT_WORDS))}|[Cc]ao(?<![\w]...)|[Aa]kte(?<![\w]....))"
    r"(?![\w])"
)
CONTRACT = _re(_CONTRACTS)
SENTENCE_BREAK = _re(r"[.!?;][\s]+(?=[A-Z])|\n\s*\n")
NOT_LAW = _re(
    rf"(?>,?{_SPACE})(?i:van|uit|in|bij){_SPACE}"
    rf"(?:(?i:de|het|een|onze|ons|hun|zijn|haar|dit|dat|die|deze|ieder){_SPACE})?"
    rf"(?:[a-zë-]{{1,20}}[ ]){{0,2}}[a-zA-Z-]{{0,24}}{_CONTRACTS}"
)
# words before a bare number that make it something else than an article
NUMBERED_THINGS = frozenset({
    "stap", "stappen", "deel", "delen", "paragraaf", "par", "§", "hoofdstuk", "hoofdstukken",
    "paragrafen", "blz", "bladzijde", "pagina", "pag", "p", "€", "nr", "nrs", "nummer", "no",
    "bijlage", "tabel", "figuur", "fig", "versie", "v", "module", "les", "vraag", "punt", "week",
    "dag", "kamer", "lijn", "fase", "niveau", "schaal", "r.o", "ro", "rov", "rechtsoverweging",
    "overweging", "afdeling", "titel", "boek", "noot", "voetnoot", "jaargang", "aflevering",
    "kolom", "regel", "casus", "voorbeeld", "vuistregel", "document", "release", "python",
    "windows", "groep", "sectie", "onderdeel", "lid", "leden", "sub", "agendapunt", "kenmerk",
    "dossier", "zaak",
})  # fmt: skip
# words that count things, or tell a date: "de 8 AVG-verzoeken", "25 mei 2018"
COUNTING = frozenset({
    "de", "alle", "deze", "die", "onze", "circa", "ca", "ruim", "bijna", "minimaal", "maximaal",
    "ongeveer", "meer", "leeftijd", "jaar", "per", "eur", "euro", "januari", "februari", "maart",
    "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
})  # fmt: skip
UNKNOWN_NAME = _re(
    r"(?:(?:Wet|Rijkswet|Besluit|Regeling|Uitvoeringswet|Uitvoeringsbesluit|Uitvoeringsregeling"
    r"|Invoeringswet|Verordening|Wijzigingswet|Beleidsregels?|Verdrag|Protocol|Richtlijn)"
    r"(?:[ \xa0\n](?!(?:is|zijn|was|waren|wordt|worden|werd|werden|bepaalt|bepalen|geldt|gelden"
    r"|kan|kunnen|mag|mogen|moet|moeten|staat|staan|biedt|bieden|regelt|regelen|heeft|hebben|had|zal|zullen|volgt"
    r"|verplicht|die|dat|waarin|waarop|maar|want|omdat|niet|ook|dan|dit|deze|als|luidt|schrijft|stelt"
    r"|noemt|vereist|verbiedt|verwijst|blijkt|blijft|en|of|wil|gaat|geeft|maakt|vormt|ziet|eist"
    r"|een|toepassing|toepasselijk|vermeld|genoemd|bedoeld|opgenomen|daarom|dus|zoals)(?![\w]))"
    r"[\wé'’/-]{1,30}){1,14}"
    r"|[A-Z][a-zëé]{2,30}(?:wet|wetboek|besluit|verordening|regeling|verdrag)"
    r"(?:[ ](?:19|20)\d{2})?)(?![\w-])"
)
UNKNOWN_ABBREVIATION = _re(
    r"(?:[A-Z]{2,7}|W[a-z]{1,3}[a-z]?[A-Z]?|B[v-z][a-z])(?:[ ](?:19|20)\d{2})?(?![\w-])"
)
NO_ABBREVIATION = frozenset({
    "GI", "GIs", "VT", "OM", "AP", "NIET", "WEL", "EN", "OF", "DE", "HET", "IS", "MOET", "MAG",
    "HR", "RvdK", "EHRM", "HvJ", "NL", "EU", "VNG", "VWS", "JenV", "BZK", "SZW", "OCW", "IGJ",
    "ZVH", "GGD", "GGZ", "RvS", "ABRvS", "CRvB", "PDF", "URL", "NRC", "AD", "II", "III", "IV",
    "VI", "VII", "IX", "XI", "Wie", "Wat", "Waar", "Wij", "We", "Wel", "Want", "Welk", "Wees",
    "Werk", "Woon", "Wil", "Won", "NB", "PS", "OTS", "UHP", "BSN", "DPIA", "FG", "MDO", "AMHK",
    "ZSM", "CJG", "NJ", "JB", "RB", "ECLI", "NOS", "RTL",
})  # fmt: skip
LOWER_WORD = _re(r"[a-z]{2,6}\d{0,4}(?![\w-])")
# abbreviations that are also words when nobody uses capitals
PLAIN_WORDS = frozenset({"web", "who", "wie", "led", "tw", "sr", "zw", "bes", "esh", "fw"})
# "Verordening (EU) 2016/679", "Richtlijn 95/46/EG"
EUROPEAN = (
    r"[VvRrBbKk](?i:erordening|ichtlijn|esluit|aderbesluit)[ \xa0\n]"
    r"(?:\((?:EU|EG|EEG|Euratom|EU, Euratom)\)[ \xa0\n])?(?:nr\.?[ \xa0]?)?"
    r"(?P<one>\d{1,4})/(?P<two>\d{1,4})(?:/(?:EU|EG|EEG|JBZ))?(?![\w/])(?P<eu>)"
)
# "Boek 7 van het Burgerlijk Wetboek", "BW Boek 7", "BW7"
BOOK_BEFORE = (
    r"[Bb]oek[ \xa0](?P<book>10|[1-8]A?)(?:[ \xa0\n]van[ \xa0\n]het)?[ \xa0\n]"
    r"(?:BW|B\.W\.|(?i:burgerlijk[ \xa0\n]wetboek))(?P<bw>)"
)
BOOK_BEHIND = (
    r"[Bb](?:W|(?i:urgerlijk[ \xa0\n]wetboek)),?[ \xa0]?(?:[Bb]oek[ \xa0]?)?"
    r"(?P<book2>10|[1-8]A?)(?![\w:]|\.\d)(?P<bw2>)"
)


OF_ARTICLE = _re(
    rf"(?>,?{_SPACE})van{_SPACE}(?:het{_SPACE})?(?i:{p.ARTICLE_WORD}){_GAP}(?={p.NUMBER})"
)
OF_THAT_ARTICLE = _re(
    rf"{_SPACE}van{_SPACE}(?i:dat|dit|genoemd|voornoemd|datzelfde){_SPACE}artikel(?![\w])"
)
OF_SOMETHING = _re(rf"{_SPACE}(?:van|uit|in|op){_SPACE}(?i:de|het|een|ons|onze|mijn|hun)(?![\w])")
RECITAL_NUMBER = _re(r"([1-9]\d{0,2})(?:(?<=\(\d)\)|(?<=\(\d\d)\)|(?<=\(\d\d\d)\))?(?![\w]|[.:]\d)")
OF_PREAMBLE = _re(
    rf"{_SPACE}(?:van|bij|in|uit){_SPACE}de{_SPACE}(?:considerans|preambule)(?={_SPACE}van)"
)
OPENING = _re(r"\(")
CHAPTER_NUMBER = _re(
    r"(?:[1-9]\d{0,2}(?:\.\d{1,3}){0,3}[A-Za-z]?|[IVX]{1,6}[A-Za-z]?(?:[ ][A-Z](?![\w]))?)"
    r"(?![\w]|[.:]\d)"
)
OF_BOOK = _re(
    rf"{_SPACE}van{_SPACE}(?:(?i:boek){_SPACE}(?:[IVX]{{1,4}}|\d{{1,2}})"
    rf"|het{_SPACE}{p.ORDINAL}{_SPACE}(?i:boek))(?={_SPACE}van)"
)
# "9 Jeugdwet dossiers": a number of things
THINGS_BEHIND = _re(
    rf"{_SPACE}(?:(?:[a-zë]{{0,20}}(?:aanvra(?:ag|gen)|verzoek(?:en)?|dossiers?|za(?:ak|ken)|melding(?:en)?"
    r"|indicaties?|cliënt(?:en)?|procedures?|traject(?:en)?|consulent(?:en)?|voorziening(?:en)?|ta(?:ak|ken)"
    r"|casussen|klacht(?:en)?|boetes?|training(?:en)?|cursus(?:sen)?|medewerkers?|functionaris(?:sen)?"
    r"|budget(?:ten)?|plek(?:ken)?|uitkering(?:en)?|gemeenten|principes|grondslagen|stappen|rechten"
    r"|beginselen|eisen|artikelen|experts?|specialist(?:en)?|onderwerpen|vragen|regels|jongeren"
    r"|kinderen|gezinnen))(?![\w]))"
)
# "3 BIG geregistreerde", "2 WW": no articles without the word
ALSO_A_BENEFIT = frozenset({"BIG", "WW", "ZW", "AOW", "AKW", "EP", "WEB", "LED", "SUWI", "WIA"})
# "sub e van", "onderdeel b van het"
PART_BEFORE = _re(
    r"(?<![\w])(?P<part>(?:[Oo]nder(?:deel)?|[Ss]ub|[Ll]etter)[ \xa0\n]{1,3}(?P<letter>[a-z])"
    r"[ \xa0\n]{1,3}van[ \xa0\n]{1,3})\Z"
)
REST_OF_SENTENCE = _re(r"[^.!?()\n]{0,200}\(")
# "artikel 5 van de uitvoeringsregeling": another law than the one named before
SOME_LAW = _re(
    rf"(?>,?{_SPACE})(?:van|uit|in){_SPACE}(?:de|het|een|deze|die|dit|dat){_SPACE}"
    r"(?:[a-z-]{0,30}(?:wet|regeling|besluit|verordening|verdrag|richtlijn|bijlage|beleidsregels?"
    r"|plan|beleid|kaders?|regels|code))(?![\w])"
)
# "het eerste lid" without an article before it: the law's, not a member of a group
LEGAL_BEFORE = _re(
    r"(?i:(?<![\w])(?:in|krachtens|ingevolge|onverminderd|volgens|overeenkomstig|grond van"
    r"|toepassing van|afwijking van|bedoeld bij|vereisten van|bepaalde in|lid|en|of|uitvoering van"
    r"|behoudens|indien|als|wanneer|tenzij|mits|zover|waarop)[ \xa0\n]{1,3})\Z"
)
LEGAL_BEHIND = _re(
    rf"{_SPACE}(?:(?:is|zijn|blijft|wordt){_SPACE}(?:niet{_SPACE}|ook{_SPACE}|slechts{_SPACE}"
    rf"|uitsluitend{_SPACE}){{0,2}}(?:van{_SPACE}(?:overeenkomstige{_SPACE})?toepassing|buiten)"
    r"|van toepassing|geldt|bepaalt|luidt|vervalt|bedoelde?|genoemde?|ziet op|regelt|stelt"
    r"|maakt|kent|biedt)(?![\w])"
)
# "In dit artikel bespreken wij": a piece of writing
WRITING = _re(
    rf"{_SPACE}(?:bespre|lees|leg|ga|behandel|vertel|vindt u|staan? we|beschrij|kijk|versche"
    rf"|is{_SPACE}(?:eerder|geschreven|gepubliceerd)|werd|komt aan|delen we|geven we)"
)
CATALOGUE_NUMBER = _re(r"[2-9]\d{3}|1[89]\d\d")
DOTTED = _re(r"(\d{1,3})\.(\d{1,2})")
PARAGRAPH = ("par", "§", "§§")
QUOTED_HEADING = _re(rf"{_SPACE}[\"'“‘«][^\"'”’»\n]{{1,80}}[\"'”’»]")
SMALL_WORDS = _re(rf"(?:(?i:de|het|met|van){_SPACE}){{0,2}}")
LID_WORD = _re(rf"(?i:lid|leden|l\.){_GAP}")
LID_FOLLOWS = _re(rf"(?>,?{_SPACE})(?:(?i:lid|leden){_SPACE}\d|{p.LIDS_IN_WORDS})")
UNIT_FOLLOWS = _re(
    rf"{_SPACE}(?:dag|dagen|weken|maanden|jaar|jaren|uur|uren|minuten|euro|procent|personen|andere|keer|maal"
    r"|kinderen|stuks|pagina's|bijlagen|collega's|meldingen|cliënten|documenten|voorbeelden|januari"
    r"|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?![\w])"
    r"|[ ]?%"
)
AANHEF_ONLY = _re(rf"(?>,?{_GAP})(?:(?i:de){_SPACE})?(?i:aanhef)")
COMMA = _re(rf"{_GAP}[,;/](?!{_GAP}(?i:{p.AND}|{p.TO}|{p.CHAIN})(?![\w]))")
AND_ANOTHER = _re(rf"{_GAP}(?:,{_GAP})?(?i:{p.AND}|{p.TO}|{p.CHAIN})(?![\w]){_GAP}[1-9]")
CONTINUES_LIST = _re(
    rf"(?:{_GAP},{_GAP}[1-9]\d{{0,3}}[a-z]?(?![\w.])){{1,20}}{_GAP}(?:,{_GAP})?(?i:{p.AND}|{p.TO}){_SPACE}[1-9]"
)
AND_SO_ON = _re(rf"{_GAP}(?:e\.?[ ]?v\.?|e\.v|en{_SPACE}verder|en{_SPACE}volgende)(?![\w])\.?")
