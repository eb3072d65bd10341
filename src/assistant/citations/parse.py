"""From Dutch text to the references to law in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from assistant.citations import patterns as p
from assistant.citations.laws import (
    BW,
    Law,
    LawBook,
    Mention,
    branches_by_initial,
    law_book,
    name_branches,
)
from assistant.citations.model import Context, Kind, Reference

# an article of which the number alone tells that it is one: "7.3.11", "7:457"
_UNMISTAKABLE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,3}[a-z]?|(?:10|[1-8]):\d{3}[a-z]?")
_GAP, _SPACE, _SEP = p.GAP, p.SPACE, p.SEPARATOR


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# A number that stands without the word artikel counts only when a law or a lid follows; this
# looks one word ahead, so that plain numbers cost nothing.
_BARE_NEXT = (
    rf"(?=\.?(?>,?{_SPACE})(?:[A-Z0-9(]|(?i:lid|leden|sub|onder|jo|juncto|en|of|t/m|tot|van|uit|boek"
    rf"|algemene|wet|wetboek|besluit|uitvoeringsw|burgerlijk|{p.ORDINAL})(?![\w])))"
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
    (rf"[HhDd](?i:et|e|at|it){_SPACE}{p.LIDS_IN_WORDS}", "lid"),
    *((branch, "lid") for branch in p.LIDS_BRANCHES),
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
    unmistakable = (
        rf"(?:(?<=[ \xa0\n])(?:{_UNMISTAKABLE.pattern})(?![\w:-]|\.\d)(?P<bare_sure>))"
    )
    named.append(unmistakable)
    named.append(rf"(?<![.,:/§€$%°–-]){p.NUMBER}(?P<bare>){bare_next}")
    return re.compile(rf"(?<![\w])(?:{'|'.join(named)})")


_ANCHOR = _anchor(_BARE_NEXT)
_LENIENT_ANCHOR = _anchor("")
_NUMBER = _re(p.NUMBER)
_LIDS_WORDS = _re(p.LIDS_IN_WORDS)
_ORDINAL = _re(p.ORDINAL)
_LIDS_DIGITS = _re(p.LIDS_IN_DIGITS)
_LID_NUMBER = _re(p.LID_NUMBER)
_COMMA_GAP = _re(rf"(?>,{_GAP}|{_SPACE})")
_SEPARATOR = _re(_SEP)
_RANGE = _re(rf"{_GAP}(?i:{p.TO})(?![\w])")
_CHAIN = _re(rf"(?>{_GAP},?{_GAP})\(?(?i:{p.CHAIN})(?![\w])")
_ARTICLE_AGAIN = _re(rf"(?:(?:(?i:de|het|met|van){_SPACE}){{0,2}})(?i:{p.ARTICLE_WORD}){_GAP}")
_LEADING_THE = _re(rf"(?i:de|het){_SPACE}")
# "6(1)(e)", "6 (1) (e)"; a number alone in brackets behind a space is a note
_BRACKETED = _re(r"\((\d{1,2})\)(?:[ ]?\(([a-z])\))?|[ ]\((\d{1,2})\)[ ]?\(([a-z])\)")
_BRACKETED_NEXT = _re(rf"{_SEP}\(([a-z])\)")
_LETTER_IN_BRACKETS = _re(r"[ ]?\(([a-z])\)")  # "lid 1 (c)"
_POINT_LETTER = _re(r"\.([a-z])(?![\w])")  # "6.1.e" in European law
_SENTENCE_PART = _re(
    rf"(?>,?{_GAP})(?:{p.ORDINAL}(?:{_SEP}{p.ORDINAL}){{0,4}}|laatste|slot){_GAP}"
    r"(?i:(?:vol)?zin(?:nen|snede)?|volzin|alinea|streepje|gedachtestreepje)(?![\w])"
)
_AANHEF = _re(
    rf"(?>,?{_GAP})(?:(?i:de){_SPACE})?(?i:aanhef)(?![\w])(?>{_GAP},?{_GAP}(?:en{_SPACE})?)?"
)
_PART = _re(
    rf"(?>,?{_GAP})(?P<word>(?i:onder(?:deel|delen)?|sub|ond\.|letters?|lit\.|punt(?:en)?))"
    rf"(?>{_GAP})(?P<letter>{p.LETTER}|(?<=deel[ ])[A-Z]{{1,2}}(?![\w]))\)?(?![\w])"
)
_SUBPART = _re(
    rf"(?>,?{_GAP})(?:(?:(?i:onder(?:deel)?|sub|ten|punt){_GAP})(?P<named>[1-9]\d?)(?:[°º˚⁰]|[oe](?!\w))?"
    rf"|(?P<degree>[1-9]\d?)(?:[°º˚⁰]|o(?!\w)))(?![\w]|[.:]\d)"
)
_LETTER_NEXT = _re(
    rf"{_SEP}(?:(?i:onder(?:deel)?|sub|letter|punt){_SPACE})?(?P<letter>{p.LETTER})\)?(?![\w])"
)
_DEGREE_NEXT = _re(rf"{_SEP}(?:(?i:onder|sub){_SPACE})?(?P<degree>[1-9]\d?)(?:[°º˚⁰]|o(?!\w))")
_NAKED_LETTER = _re(rf"{_SPACE}(?P<letter>[a-z])(?![\w'’.-])")

_LINK = _re(
    rf"(?>,?{_SPACE})(?i:van|uit|in|der|bij){_SPACE}(?:(?i:de|het|genoemde|voornoemde){_SPACE}){{0,2}}"
)
_DIRECT = _re(rf"(?>,?{_SPACE})")
_DOT_DIRECT = _re(r"\.[ ]")
_THIS_LAW = _re(
    rf"(?>,?{_SPACE})(?i:van|uit|in){_SPACE}(?P<text>(?P<which>(?i:deze|die|dit|dat|dezelfde|genoemde"
    rf"|genoemd|voornoemde|laatstgenoemde|eerstgenoemde|de|het)){_SPACE}(?P<kind>(?i:wet|rijkswet|verordening|richtlijn"
    r"|besluit|regeling|verdrag|wetboek|handvest))(?![\w-]))"
)
_THIS_KIND = {
    "wet": ("wet", "code"), "rijkswet": ("wet",), "wetboek": ("code",),
    "verordening": ("verordening",), "richtlijn": ("richtlijn",), "besluit": ("amvb",),
    "regeling": ("regeling",), "verdrag": ("verdrag",), "handvest": ("verdrag",),
}  # fmt: skip
_BRACKET_LAW = _re(rf"{_GAP}\((?:(?i:de|het|uit|van){_SPACE}){{0,2}}")
_BRACKET_ASIDE = _re(rf"{_GAP}\([^()\n]{{1,120}}\)")
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
_CONTRACT = _re(_CONTRACTS)
_SENTENCE_BREAK = _re(r"[.!?;][\s]+(?=[A-Z])|\n\s*\n")
_NOT_LAW = _re(
    rf"(?>,?{_SPACE})(?i:van|uit|in|bij){_SPACE}"
    rf"(?:(?i:de|het|een|onze|ons|hun|zijn|haar|dit|dat|die|deze|ieder){_SPACE})?"
    rf"(?:[a-zë-]{{1,20}}[ ]){{0,2}}[a-zA-Z-]{{0,24}}{_CONTRACTS}"
)
# words before a bare number that make it something else than an article
_NUMBERED_THINGS = frozenset({
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
_COUNTING = frozenset({
    "de", "alle", "deze", "die", "onze", "circa", "ca", "ruim", "bijna", "minimaal", "maximaal",
    "ongeveer", "meer", "leeftijd", "jaar", "per", "eur", "euro", "januari", "februari", "maart",
    "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
})  # fmt: skip
_UNKNOWN_NAME = _re(
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
_UNKNOWN_ABBREVIATION = _re(
    r"(?:[A-Z]{2,7}|W[a-z]{1,3}[a-z]?[A-Z]?|B[v-z][a-z])(?:[ ](?:19|20)\d{2})?(?![\w-])"
)
_NO_ABBREVIATION = frozenset({
    "GI", "GIs", "VT", "OM", "AP", "NIET", "WEL", "EN", "OF", "DE", "HET", "IS", "MOET", "MAG",
    "HR", "RvdK", "EHRM", "HvJ", "NL", "EU", "VNG", "VWS", "JenV", "BZK", "SZW", "OCW", "IGJ",
    "ZVH", "GGD", "GGZ", "RvS", "ABRvS", "CRvB", "PDF", "URL", "NRC", "AD", "II", "III", "IV",
    "VI", "VII", "IX", "XI", "Wie", "Wat", "Waar", "Wij", "We", "Wel", "Want", "Welk", "Wees",
    "Werk", "Woon", "Wil", "Won", "NB", "PS", "OTS", "UHP", "BSN", "DPIA", "FG", "MDO", "AMHK",
    "ZSM", "CJG", "NJ", "JB", "RB", "ECLI", "NOS", "RTL",
})  # fmt: skip
_LOWER_WORD = _re(r"[a-z]{2,6}\d{0,4}(?![\w-])")
# abbreviations that are also words when nobody uses capitals
_PLAIN_WORDS = frozenset({"web", "who", "wie", "led", "tw", "sr", "zw", "bes", "esh", "fw"})
# "Verordening (EU) 2016/679", "Richtlijn 95/46/EG"
_EUROPEAN = (
    r"[VvRrBbKk](?i:erordening|ichtlijn|esluit|aderbesluit)[ \xa0\n]"
    r"(?:\((?:EU|EG|EEG|Euratom|EU, Euratom)\)[ \xa0\n])?(?:nr\.?[ \xa0]?)?"
    r"(?P<one>\d{1,4})/(?P<two>\d{1,4})(?:/(?:EU|EG|EEG|JBZ))?(?![\w/])(?P<eu>)"
)
# "Boek 7 van het Burgerlijk Wetboek", "BW Boek 7", "BW7"
_BOOK_BEFORE = (
    r"[Bb]oek[ \xa0](?P<book>10|[1-8]A?)(?:[ \xa0\n]van[ \xa0\n]het)?[ \xa0\n]"
    r"(?:BW|B\.W\.|(?i:burgerlijk[ \xa0\n]wetboek))(?P<bw>)"
)
_BOOK_BEHIND = (
    r"[Bb](?:W|(?i:urgerlijk[ \xa0\n]wetboek)),?[ \xa0]?(?:[Bb]oek[ \xa0]?)?"
    r"(?P<book2>10|[1-8]A?)(?![\w:]|\.\d)(?P<bw2>)"
)


_OF_ARTICLE = _re(
    rf"(?>,?{_SPACE})van{_SPACE}(?:het{_SPACE})?(?i:{p.ARTICLE_WORD}){_GAP}(?={p.NUMBER})"
)
_OF_THAT_ARTICLE = _re(
    rf"{_SPACE}van{_SPACE}(?i:dat|dit|genoemd|voornoemd|datzelfde){_SPACE}artikel(?![\w])"
)
_OF_SOMETHING = _re(rf"{_SPACE}(?:van|uit|in|op){_SPACE}(?i:de|het|een|ons|onze|mijn|hun)(?![\w])")
_RECITAL_NUMBER = _re(
    r"([1-9]\d{0,2})(?:(?<=\(\d)\)|(?<=\(\d\d)\)|(?<=\(\d\d\d)\))?(?![\w]|[.:]\d)"
)
_OF_PREAMBLE = _re(
    rf"{_SPACE}(?:van|bij|in|uit){_SPACE}de{_SPACE}(?:considerans|preambule)(?={_SPACE}van)"
)
_OPENING = _re(r"\(")
_CHAPTER_NUMBER = _re(
    r"(?:[1-9]\d{0,2}(?:\.\d{1,3}){0,3}[A-Za-z]?|[IVX]{1,6}[A-Za-z]?(?:[ ][A-Z](?![\w]))?)"
    r"(?![\w]|[.:]\d)"
)
_OF_BOOK = _re(
    rf"{_SPACE}van{_SPACE}(?:(?i:boek){_SPACE}(?:[IVX]{{1,4}}|\d{{1,2}})"
    rf"|het{_SPACE}{p.ORDINAL}{_SPACE}(?i:boek))(?={_SPACE}van)"
)
# "9 Jeugdwet dossiers": a number of things
_THINGS_BEHIND = _re(
    rf"{_SPACE}(?:(?:[a-zë]{{0,20}}(?:aanvra(?:ag|gen)|verzoek(?:en)?|dossiers?|za(?:ak|ken)|melding(?:en)?"
    r"|indicaties?|cliënt(?:en)?|procedures?|traject(?:en)?|consulent(?:en)?|voorziening(?:en)?|ta(?:ak|ken)"
    r"|casussen|klacht(?:en)?|boetes?|training(?:en)?|cursus(?:sen)?|medewerkers?|functionaris(?:sen)?"
    r"|budget(?:ten)?|plek(?:ken)?|uitkering(?:en)?|gemeenten|principes|grondslagen|stappen|rechten"
    r"|beginselen|eisen|artikelen|experts?|specialist(?:en)?|onderwerpen|vragen|regels|jongeren"
    r"|kinderen|gezinnen))(?![\w]))"
)
# "3 BIG geregistreerde", "2 WW": no articles without the word
_ALSO_A_BENEFIT = frozenset({"BIG", "WW", "ZW", "AOW", "AKW", "EP", "WEB", "LED", "SUWI", "WIA"})
# "sub e van", "onderdeel b van het"
_PART_BEFORE = _re(
    r"(?<![\w])(?P<part>(?:[Oo]nder(?:deel)?|[Ss]ub|[Ll]etter)[ \xa0\n]{1,3}(?P<letter>[a-z])"
    r"[ \xa0\n]{1,3}van[ \xa0\n]{1,3})\Z"
)
_REST_OF_SENTENCE = _re(r"[^.!?()\n]{0,200}\(")
# "artikel 5 van de uitvoeringsregeling": another law than the one named before
_SOME_LAW = _re(
    rf"(?>,?{_SPACE})(?:van|uit|in){_SPACE}(?:de|het|een|deze|die|dit|dat){_SPACE}"
    r"(?:[a-z-]{0,30}(?:wet|regeling|besluit|verordening|verdrag|richtlijn|bijlage|beleidsregels?"
    r"|plan|beleid|kaders?|regels|code))(?![\w])"
)
# "het eerste lid" without an article before it: the law's, not a member of a group
_LEGAL_BEFORE = _re(
    r"(?i:(?<![\w])(?:in|krachtens|ingevolge|onverminderd|volgens|overeenkomstig|grond van"
    r"|toepassing van|afwijking van|bedoeld bij|vereisten van|bepaalde in|lid|en|of|uitvoering van"
    r"|behoudens|indien|als|wanneer|tenzij|mits|zover|waarop)[ \xa0\n]{1,3})\Z"
)
_LEGAL_BEHIND = _re(
    rf"{_SPACE}(?:(?:is|zijn|blijft|wordt){_SPACE}(?:niet{_SPACE}|ook{_SPACE}|slechts{_SPACE}"
    rf"|uitsluitend{_SPACE}){{0,2}}(?:van{_SPACE}(?:overeenkomstige{_SPACE})?toepassing|buiten)"
    r"|van toepassing|geldt|bepaalt|luidt|vervalt|bedoelde?|genoemde?|ziet op|regelt|stelt"
    r"|maakt|kent|biedt)(?![\w])"
)
# "In dit artikel bespreken wij": a piece of writing
_WRITING = _re(
    rf"{_SPACE}(?:bespre|lees|leg|ga|behandel|vertel|vindt u|staan? we|beschrij|kijk|versche"
    rf"|is{_SPACE}(?:eerder|geschreven|gepubliceerd)|werd|komt aan|delen we|geven we)"
)
_CATALOGUE_NUMBER = _re(r"[2-9]\d{3}|1[89]\d\d")
_DOTTED = _re(r"(\d{1,3})\.(\d{1,2})")
_PARAGRAPH = ("par", "§", "§§")
_QUOTED_HEADING = _re(rf"{_SPACE}[\"'“‘«][^\"'”’»\n]{{1,80}}[\"'”’»]")
_SMALL_WORDS = _re(rf"(?:(?i:de|het|met|van){_SPACE}){{0,2}}")
_LID_WORD = _re(rf"(?i:lid|leden|l\.){_GAP}")
_LID_FOLLOWS = _re(rf"(?>,?{_SPACE})(?:(?i:lid|leden){_SPACE}\d|{p.LIDS_IN_WORDS})")
_UNIT_FOLLOWS = _re(
    rf"{_SPACE}(?:dag|dagen|weken|maanden|jaar|jaren|uur|uren|minuten|euro|procent|personen|andere|keer|maal"
    r"|kinderen|stuks|pagina's|bijlagen|collega's|meldingen|cliënten|documenten|voorbeelden|januari"
    r"|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?![\w])"
    r"|[ ]?%"
)
_AANHEF_ONLY = _re(rf"(?>,?{_GAP})(?:(?i:de){_SPACE})?(?i:aanhef)")
_COMMA = _re(rf"{_GAP}[,;/](?!{_GAP}(?i:{p.AND}|{p.TO}|{p.CHAIN})(?![\w]))")
_AND_ANOTHER = _re(rf"{_GAP}(?:,{_GAP})?(?i:{p.AND}|{p.TO}|{p.CHAIN})(?![\w]){_GAP}[1-9]")
_CONTINUES_LIST = _re(
    rf"(?:{_GAP},{_GAP}[1-9]\d{{0,3}}[a-z]?(?![\w.])){{1,20}}{_GAP}(?:,{_GAP})?(?i:{p.AND}|{p.TO}){_SPACE}[1-9]"
)
_AND_SO_ON = _re(rf"{_GAP}(?:e\.?[ ]?v\.?|e\.v|en{_SPACE}verder|en{_SPACE}volgende)(?![\w])\.?")


@dataclass(slots=True)
class _Draft:
    """A reference under construction."""

    start: int
    end: int
    kind: Kind = Kind.ARTICLE
    article: str | None = None
    lid: str | None = None
    onderdeel: str | None = None
    law: Law | None = None
    law_text: str | None = None
    settled: bool = False  # whether the law is decided, even when it is unknown


@lru_cache(maxsize=1)
def _mention_pattern() -> re.Pattern[str]:
    book = law_book()
    branches = (
        _BOOK_BEFORE,
        _BOOK_BEHIND,
        _EUROPEAN,
        *branches_by_initial(book.titles),
        *name_branches(book.abbreviations),
    )
    return re.compile(rf"(?<![\w])(?:{'|'.join(branches)})(?![\w]|-\w)")


def _european(match: re.Match[str], laws: LawBook) -> Law:
    """The law that "Verordening (EU) 2016/679" or "Richtlijn 95/46/EG" names by its number."""
    sort = match.group().split()[0].lower()
    one, two = match["one"], match["two"]
    letter = {"verordening": "R", "richtlijn": "L", "besluit": "D", "kaderbesluit": "F"}[sort]
    # Regulations were numbered number/year until 2015; everything else year/number.
    year, number = (one, two) if sort != "verordening" or _is_year_first(one, two) else (two, one)
    if len(year) == 2:
        year = "19" + year
    celex = f"3{year}{letter}{int(number):04d}"
    known = laws.by_id(celex)
    return known or Law(id=celex, title=match.group(), short=match.group(), kind=sort)


def _is_year_first(one: str, two: str) -> bool:
    return len(one) == 4 and 2015 <= int(one) <= 2099 and not (1958 <= int(two) <= 2014)


def find_laws(text: str) -> list[Mention]:
    """Every law that is named in a text, in order; names of unknown laws are left out."""
    laws = law_book()
    mentions = []
    for match in _mention_pattern().finditer(text):
        if match["bw"] is not None or match["bw2"] is not None:
            law = laws.by_book(match["book"] or match["book2"]) or BW
        elif match["eu"] is not None:
            law = _european(match, laws)
        else:
            law = laws.by_name(match.group()) or BW
        mentions.append(Mention(start=match.start(), end=match.end(), law=law, text=match.group()))
    return mentions


def parse_references(text: str, within: Context | None = None) -> list[Reference]:
    """Find every reference to law in a text.

    Spans: the first reference of a list runs from the word artikel(en) to its own number and
    parts, the next ones cover their own number and parts; the law's name belongs to the span it
    is adjacent to, a bracket in between breaks that; a range is two references, its two ends;
    "eerste en vierde lid" is one reference for each lid. Where the context makes the law certain
    ("dat artikel", "het tweede lid", "artikel 5 van die wet"), it is filled in.

    Args:
        text: any text; it is read as it is, offsets count its characters.
        within: the law and article the text is part of, when it is itself the text of a law.

    Returns:
        References in order of appearance; spans never overlap.

    >>> [(r.text, r.article, r.lid) for r in parse_references("zie art. 7.3.11 lid 4 Jw")]
    [('art. 7.3.11 lid 4 Jw', '7.3.11', '4')]
    """
    return Reader(text, within or Context()).read()


class Reader:
    """One pass over one text; remembers what "dat artikel" and "die wet" can mean."""

    def __init__(self, text: str, within: Context, *, lenient: bool = False) -> None:
        """Look for the laws that the text names.

        Args:
            text: the text to read.
            within: the law and article that the text is part of.
            lenient: whether a number right behind a law is an article too ("jeugdwet 7.3.11"),
                and a number of three parts without any law.
        """
        self.text = text
        self.lenient = lenient
        self.laws = law_book()
        self.within = within
        self.own_law = self.laws.by_id(within.law_id)
        if within.law_id and self.own_law is None:
            self.own_law = Law(
                id=within.law_id, title=within.law_id, short=within.law_id, kind="wet"
            )
        self.mentions = find_laws(text)
        self.starts = {m.start: m for m in self.mentions}
        self.ends = {m.end: m for m in self.mentions}
        self.order = [m.start for m in self.mentions]
        self.found: list[Reference] = []
        self.last_law: Law | None = self.own_law
        self.last_article: _Draft | None = None
        if within.article:
            self.last_article = _Draft(0, 1, article=within.article, law=self.own_law, settled=True)
        self.taken = 0  # end of the last reference; nothing before it may be used again

    def read(self) -> list[Reference]:
        """All references, in order."""
        text, position = self.text, 0
        anchor = _LENIENT_ANCHOR if self.lenient else _ANCHOR
        while (match := anchor.search(text, position)) is not None:
            kind = (match.lastgroup or "").partition("_")[0]
            handler = getattr(self, "_read_" + kind)
            position = max(handler(match), match.start() + 1)
        return self.found

    # -- one handler per anchor; each returns where reading goes on --

    def _read_article(self, match: re.Match[str]) -> int:
        word = match.group().lower()
        plural = "en" in word or word.startswith(("artt", "artn"))
        return self._read_list(match.start(), match.end(), plural=plural, bare=False)

    def _read_bare(self, match: re.Match[str]) -> int:
        start = match.start()
        number = match.group()
        inside = self._mention_before(start + 1)
        if inside is not None and inside.end > start:
            return max(inside.end, match.end())
        if not number[0].isdigit():
            return match.end()
        if number.isdigit() and 1900 <= int(number) < 2100:
            return match.end()
        if re.fullmatch(r"\d{1,3}\.000", number):
            return match.end()
        before = self.text[max(0, start - 24) : start].rsplit(None, 1)
        word = before[-1].lower().lstrip("(").rstrip(".") if before else ""
        if word in _NUMBERED_THINGS or (number.isdigit() and word in _COUNTING):
            return match.end()
        return self._read_list(start, start, plural=True, bare=True)

    def _read_that(self, match: re.Match[str]) -> int:
        antecedent = self.last_article
        if match.group().lower().startswith("dit") and self.within.article:
            antecedent = _Draft(0, 1, article=self.within.article, law=self.own_law)
        if antecedent is None:
            return match.end()
        if re.match(
            r"[ ](?:in|uit|over|op|van)[ ](?:de|het|een)[ ](?!Wet|wet)",
            self.text[match.end() : match.end() + 20],
        ):
            return match.end()
        if not self.within.article and _WRITING.match(self.text, match.end()):
            return match.end()
        drafts = self._parts(match.start(), match.end(), plural=False)
        for draft in drafts:
            draft.article, draft.law, draft.settled = antecedent.article, antecedent.law, True
        tail = self._law_after(drafts[-1].end)
        if tail is not None and tail[0] is antecedent.law:
            drafts[-1].end, drafts[-1].law_text = tail[2], tail[1]
        return self._emit(drafts)

    def _read_lid(self, match: re.Match[str]) -> int:
        start = match.start()
        lid_start = start
        the = re.match(rf"(?i:het|de|dat|dit){_SPACE}", match.group())
        if the:
            lid_start = start + the.end()
        drafts = self._parts(lid_start, lid_start, plural=False, first_is_lid=True)
        if not drafts or drafts[0].lid is None:
            return match.end()
        drafts[0].start = start
        end = drafts[-1].end
        text = self.text
        of = _OF_ARTICLE.match(text, end)
        number = _NUMBER.match(text, of.end()) if of else None
        if number is not None:
            drafts[-1].end = number.end()
            for draft in drafts:
                draft.article = number.group()
            tail = self._law_after(number.end())
            self._give_law(drafts, tail)
            return self._emit(drafts)
        that = _OF_THAT_ARTICLE.match(text, end)
        if that:
            drafts[-1].end = that.end()
        elif (
            _OF_SOMETHING.match(text, end)
            and not (self.within.article)
            and (self.last_article is None or the is None)
        ):
            return max(match.end(), drafts[-1].end)
        antecedent = self.last_article
        if self.within.article and not that:
            antecedent = _Draft(0, 1, article=self.within.article, law=self.own_law)
        if antecedent is None and not (
            the is not None
            and (
                _LEGAL_BEFORE.search(text[max(0, start - 24) : start])
                or _LEGAL_BEHIND.match(text, end)
            )
        ):
            return max(match.end(), drafts[-1].end)
        for draft in drafts:
            if antecedent is not None:
                draft.article, draft.law = antecedent.article, antecedent.law
            draft.settled = True
        return self._emit(drafts, remember=False)

    def _read_recital(self, match: re.Match[str]) -> int:
        text = self.text
        drafts: list[_Draft] = []
        position, start = match.end(), match.start()
        while (number := _RECITAL_NUMBER.match(text, position)) is not None:
            drafts.append(
                _Draft(start, number.end(), Kind.RECITAL, article=f"overweging {number.group(1)}")
            )
            separator = _SEPARATOR.match(text, number.end())
            if separator is None:
                break
            position = start = separator.end()
            bracket = _OPENING.match(text, position)
            if bracket:
                position += 1
        if not drafts:
            return match.end()
        preamble = _OF_PREAMBLE.match(text, drafts[-1].end)
        tail = self._law_after(preamble.end() if preamble else drafts[-1].end)
        before = self._law_before(drafts[0].start)
        if tail is None and before is None:
            bracketed = self._law_in_bracket(drafts[-1].end)
            law = bracketed[0] if bracketed else self._same_sentence(drafts[0].start)
            if law is None or not law.is_european:
                return drafts[-1].end
            for draft in drafts:
                draft.law, draft.settled = law, True
            return self._emit(drafts, remember=False)
        self._give_law(drafts, tail)
        if tail is None and before is not None:
            self._take_before(drafts, before)
        return self._emit(drafts, remember=False)

    def _read_chapter(self, match: re.Match[str]) -> int:
        word = match.group().strip().lower().rstrip(".")
        name = "hoofdstuk"
        for known in ("titel", "afdeling", "paragraaf"):
            if word.startswith(known) or (known == "paragraaf" and word[:3] in _PARAGRAPH):
                name = known
        text = self.text
        drafts: list[_Draft] = []
        position, start = match.end(), match.start()
        while (number := _CHAPTER_NUMBER.match(text, position)) is not None:
            drafts.append(
                _Draft(start, number.end(), Kind.CHAPTER, article=f"{name} {number.group()}")
            )
            separator = _SEPARATOR.match(text, number.end())
            if separator is None:
                break
            position = start = separator.end()
        if not drafts:
            return match.end()
        end = drafts[-1].end
        of_book = _OF_BOOK.match(text, end)
        tail = self._law_after(of_book.end() if of_book else end)
        if tail is None:
            quoted = _QUOTED_HEADING.match(text, end)
            tail = self._law_after(quoted.end()) if quoted else None
        if tail is not None:
            self._give_law(drafts, tail)
            return self._emit(drafts, remember=False)
        before = self._law_before(drafts[0].start)
        if before is not None:
            self._take_before(drafts, before)
            return self._emit(drafts, remember=False)
        if self.own_law is not None:
            for draft in drafts:
                draft.law, draft.settled = self.own_law, True
            return self._emit(drafts, remember=False)
        return drafts[-1].end

    def _read_ecli(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.ECLI)

    def _read_kamerstuk(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.KAMERSTUK)

    def _read_staatsblad(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.STAATSBLAD)

    def _read_bwb(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.BWB, law_id=match.group())

    def _read_celex(self, match: re.Match[str]) -> int:
        return self._identifier(match, Kind.CELEX, law_id=match.group()[-10:].lstrip(": "))

    def _read_jci(self, match: re.Match[str]) -> int:
        fields = dict(re.findall(r"&(?:amp;)?([a-z-]+)=([^&]+)", match.group()))
        law_id = re.search(p.BWB, match.group())
        return self._identifier(
            match,
            Kind.JCI,
            law_id=law_id.group() if law_id else None,
            article=fields.get("artikel"),
            lid=fields.get("lid"),
            onderdeel=fields.get("o") or fields.get("onderdeel"),
        )

    def _identifier(
        self,
        match: re.Match[str],
        kind: Kind,
        *,
        law_id: str | None = None,
        article: str | None = None,
        lid: str | None = None,
        onderdeel: str | None = None,
    ) -> int:
        law = self.laws.by_id(law_id)
        if article and law is not None and law.book and ":" not in article:
            article = f"{law.book}:{article}"
        self.found.append(
            Reference(
                text=match.group(),
                start=match.start(),
                end=match.end(),
                kind=kind,
                law_id=law_id,
                article=article,
                lid=lid,
                onderdeel=onderdeel,
            )
        )
        self.taken = match.end()
        return match.end()

    # -- lists of articles --

    def _read_list(self, start: int, position: int, *, plural: bool, bare: bool) -> int:
        """Read "artikelen 5, eerste lid, en 6 AVG jo. artikel 9"; `position` is at a number."""
        text = self.text
        drafts: list[_Draft] = []
        open_from = 0  # drafts from here wait for the law that closes the list
        item_start = start
        named = not bare  # whether the word artikel stands before this item
        chained = after_comma = False
        while True:
            number = _NUMBER.match(text, position)
            if number is None:
                break
            items = self._item(item_start, number, plural=plural)
            end = items[-1].end
            tail = self._law_after(end, dotted="." in number.group())
            separator = _SEPARATOR.match(text, end)
            if not named and not self._is_article(
                number, items, tail, plural, bare, chained, after_comma, bool(drafts)
            ):
                break
            drafts += items
            if tail is not None:
                self._give_law(drafts[open_from:], tail)
                if drafts[-1].lid is None and drafts[-1].onderdeel is None:
                    self._parts_behind_law(drafts, plural=plural)
                open_from = len(drafts)
                end = drafts[-1].end
                separator = _SEPARATOR.match(text, end)
            elif (aside := self._law_in_bracket(end)) is not None:
                for draft in drafts[open_from:]:
                    draft.law, draft.law_text, draft.settled = aside[0], aside[1], True
                open_from = len(drafts)
                if aside[2] and (bracket := _SEPARATOR.match(text, aside[2])):
                    separator = bracket
            if separator is None:
                break
            chained = bool(_CHAIN.match(text, end))
            after_comma = bool(_COMMA.match(text, end))
            again = _ARTICLE_AGAIN.match(text, separator.end())
            if again and _NUMBER.match(text, again.end()):
                if not chained and separator.group().strip() in (",", ";"):
                    break
                if self.own_law is not None and not chained:
                    # In a law "artikel 5 of de artikelen 16 en 17 van de AVG": 5 is its own.
                    for draft in drafts[open_from:]:
                        draft.law, draft.settled = self.own_law, True
                    open_from = len(drafts)
                named, bare = True, False
                position = again.end()
                the = _SMALL_WORDS.match(text, separator.end())
                item_start = the.end() if the else separator.end()
                word = text[item_start : again.end()].lower()
                plural = "en" in word or word.startswith("artt")
            else:
                named = False
                position = item_start = separator.end()
        if not drafts:
            return max(position, start + 1) if not bare else self._number_end(start)
        if bare and not any(draft.settled for draft in drafts):
            sure = self.lenient or _UNMISTAKABLE.fullmatch(drafts[0].article or "")
            before = self._law_before(drafts[0].start) if sure else None
            if before is not None:
                self._take_before(drafts, before)
            elif not (self.lenient and _UNMISTAKABLE.fullmatch(drafts[0].article or "")):
                return drafts[-1].end  # not again from the next number: that would be quadratic
        elif bare and open_from < len(drafts):
            drafts = drafts[:open_from]
        end = drafts[-1].end
        if not drafts[-1].settled and _NOT_LAW.match(text, end):
            return end
        if not drafts[0].settled:
            before = self._law_before(drafts[0].start)
            if before is not None:
                self._take_before([d for d in drafts if not d.settled], before)
            elif self.own_law is None and not drafts[-1].settled and self._in_contract(start):
                return end
        other = not drafts[-1].settled and bool(_SOME_LAW.match(self.text, end))
        for draft in drafts:
            if draft.law is None and text[start : start + 8].lower() == "grondwet" and not bare:
                draft.law, draft.settled = self.laws.by_name("Grondwet"), True
            if not draft.settled and not other:
                draft.law = self._from_context(draft)
        if (
            drafts[0].law is None
            and not bare
            and _CATALOGUE_NUMBER.fullmatch(drafts[0].article or "")
        ):
            return end
        return self._emit(drafts)

    def _in_contract(self, start: int) -> bool:
        """Whether the sentence so far is about a contract: "Het huurcontract bepaalt in ..."."""
        before = _SENTENCE_BREAK.split(self.text[max(0, start - 100) : start])[-1]
        return bool(_CONTRACT.search(before))

    def _parts_behind_law(self, drafts: list[_Draft], *, plural: bool) -> None:
        """Read "artikel 6 AVG, eerste lid": leden and onderdelen that come after the law."""
        last = drafts[-1]
        parts = self._parts(last.start, last.end, plural=plural)
        for part in parts:
            part.article, part.law, part.law_text = last.article, last.law, last.law_text
            part.settled = True
        drafts[-1:] = parts

    def _number_end(self, start: int) -> int:
        number = _NUMBER.match(self.text, start)
        return number.end() if number else start + 1

    def _is_article(
        self,
        number: re.Match[str],
        items: list[_Draft],
        tail: tuple[Law | None, str, int] | None,
        plural: bool,
        bare: bool,
        chained: bool,
        after_comma: bool,
        follows: bool,
    ) -> bool:
        """Whether a number without the word artikel before it is the next article of the list."""
        label = number.group()
        if bare and tail is not None and tail[0] is None and not follows and label.isdigit():
            return False  # "12 VWO" names no law
        if bare and tail is not None and label.isdigit() and items[-1].end == number.end():
            return tail[1] not in _ALSO_A_BENEFIT and not _THINGS_BEHIND.match(self.text, tail[2])
        if tail is not None or items[0].lid is not None:
            return True
        if "." in label or ":" in label:
            return not re.fullmatch(r"\d{1,3}\.000", label)
        if not label[0].isdigit():
            return False
        if bare and not follows:
            sure = self.lenient or _UNMISTAKABLE.fullmatch(label)
            if sure and self._law_before(number.start()) is not None:
                return True
            after = _SEPARATOR.match(self.text, number.end())
            return bool(after and _NUMBER.match(self.text, after.end()))
        if _UNIT_FOLLOWS.match(self.text, number.end()):
            return False
        if chained or not after_comma:
            return True
        # "artikel 8, 9 of 10" goes on, "artikel 8, 3 collega's en" does not
        following = _SEPARATOR.match(self.text, number.end())
        if items[-1].end > number.end():  # "19, aanhef, en 20"
            return True
        return following is not None and (
            bool(_AND_ANOTHER.match(self.text, number.end()))
            or (plural and bool(_NUMBER.match(self.text, following.end())))
            or (plural and bool(_ARTICLE_AGAIN.match(self.text, following.end())))
            or bool(_CONTINUES_LIST.match(self.text, number.end()))
        )

    def _item(self, start: int, number: re.Match[str], *, plural: bool) -> list[_Draft]:
        """The references of one article number with its leden and onderdelen."""
        label = number.group()
        drafts = self._parts(start, number.end(), plural=plural)
        point = _POINT_LETTER.match(self.text, number.end())
        if point and label.count(".") == 1 and self._law_after(point.end()) is not None:
            label, _, lid = label.partition(".")
            drafts = [_Draft(start, point.end(), lid=lid, onderdeel=point.group(1))]
        so_on = _AND_SO_ON.match(self.text, drafts[-1].end)
        if so_on:
            drafts[-1].end = so_on.end()
        for draft in drafts:
            draft.article = label
        return drafts

    def _parts(
        self, start: int, position: int, *, plural: bool, first_is_lid: bool = False
    ) -> list[_Draft]:
        """Read leden and onderdelen from `position`; the first draft begins at `start`."""
        text = self.text
        drafts = [_Draft(start, position)]
        bracketed = _BRACKETED.match(text, position)
        if bracketed:
            drafts[0].lid = bracketed.group(1) or bracketed.group(3)
            drafts[0].onderdeel = bracketed.group(2) or bracketed.group(4)
            drafts[0].end = bracketed.end()
            while drafts[0].onderdeel and (more := _BRACKETED_NEXT.match(text, drafts[-1].end)):
                drafts.append(
                    _Draft(
                        more.start(1) - 1, more.end(), lid=drafts[0].lid, onderdeel=more.group(1)
                    )
                )
            return drafts
        first = True
        while True:
            if first_is_lid and first:
                at = position
            else:
                gap = _COMMA_GAP.match(text, position) if first else None
                if first and gap is None:
                    break
                at = gap.end() if gap else position
            if not first:
                separator = _SEPARATOR.match(text, position)
                if separator is None:
                    break
                at = separator.end()
                the = _LEADING_THE.match(text, at)
                if the:
                    at = the.end()
            words = _LIDS_WORDS.match(text, at)
            digits = None if words else _LIDS_DIGITS.match(text, at)
            if not words and not digits:
                break
            if not first:
                drafts.append(_Draft(at, at))
            if words:
                self._lids_in_words(drafts, words)
            elif digits:
                self._lids_in_digits(drafts, at, plural=plural)
            first = False
            self._onderdelen(drafts)
            position = drafts[-1].end
        if first:
            self._onderdelen(drafts)
        return drafts

    def _lids_in_words(self, drafts: list[_Draft], match: re.Match[str]) -> None:
        ordinals = list(_ORDINAL.finditer(self.text, match.start(), match.end()))
        for index, ordinal in enumerate(ordinals):
            if index:
                drafts.append(_Draft(ordinal.start(), ordinal.end()))
            drafts[-1].lid = str(p.ordinal_value(ordinal.group()))
            drafts[-1].end = ordinal.end()
        drafts[-1].end = match.end()

    def _lids_in_digits(self, drafts: list[_Draft], at: int, *, plural: bool) -> None:
        text = self.text
        word = _LID_WORD.match(text, at)
        number = _LID_NUMBER.match(text, word.end()) if word else None
        many = text[at : at + 5].lower() == "leden"
        while number is not None:
            drafts[-1].lid, drafts[-1].end = number.group(), number.end()
            separator = _SEPARATOR.match(text, number.end())
            if separator is None or _CHAIN.match(text, number.end()) or (plural and not many):
                return
            following = _LID_NUMBER.match(text, separator.end())
            if following is None:
                return
            after = following.end()
            # "6 lid 1 en 9 lid 2": the next number is an article when a lid follows it
            if _LID_FOLLOWS.match(text, after):
                return
            if (
                separator.group().strip() in (",", ";", "/")
                and not many
                and not _SEPARATOR.match(text, after)
            ):
                return
            if _UNIT_FOLLOWS.match(text, after):
                return
            drafts.append(_Draft(following.start(), following.end()))
            number = following

    def _onderdelen(self, drafts: list[_Draft]) -> None:
        """Read volzin, aanhef and onderdelen behind the last draft; letters add drafts."""
        text = self.text
        draft = drafts[-1]
        sentence = _SENTENCE_PART.match(text, draft.end)
        if sentence:
            draft.end = sentence.end()
        aanhef = _AANHEF.match(text, draft.end)
        part = _PART.match(text, aanhef.end() if aanhef else draft.end)
        if part is None and aanhef is not None:
            bare_end = _AANHEF_ONLY.match(text, draft.end)
            if bare_end:
                draft.end = bare_end.end()
            return
        if part is None:
            bracketed = _LETTER_IN_BRACKETS.match(text, draft.end)
            if bracketed and draft.lid:
                draft.onderdeel, draft.end = bracketed.group(1), bracketed.end()
                return
            naked = _NAKED_LETTER.match(text, draft.end)
            if naked and draft.lid and self._law_after(naked.end()) is not None:
                draft.onderdeel, draft.end = naked.group("letter"), naked.end()
            return
        lid = draft.lid
        letter = _letter(part.group("letter"))
        draft.end = self._close(part.end("letter"))
        while True:
            draft = drafts[-1]
            draft.onderdeel = letter
            if letter[0].isalpha():
                self._subparts(drafts, letter)
            draft = drafts[-1]
            following = _LETTER_NEXT.match(text, draft.end)
            if following is None or _CHAIN.match(text, draft.end):
                return
            raw = following.group("letter")
            if not self._continues(letter, raw, following):
                return
            letter = _letter(raw)
            drafts.append(_Draft(following.start("letter"), self._close(following.end("letter"))))
            drafts[-1].lid = lid

    def _continues(self, letter: str, raw: str, following: re.Match[str]) -> bool:
        """Whether "en b" goes on with a list of onderdelen."""
        if raw[0].isdigit():
            if letter[0].isalpha():
                return False
            after = self.text[following.end() : following.end() + 6]
            return not re.match(r"[ ](?:lid|dag|wek|maa|jaa|uur)", after)
        if raw == "u" and self.text[following.end() : following.end() + 1] == " ":
            return False
        return letter[0].isalpha() or len(raw) > 1

    def _subparts(self, drafts: list[_Draft], letter: str) -> None:
        text = self.text
        draft = drafts[-1]
        sub = _SUBPART.match(text, draft.end)
        if sub is None:
            return
        lid = draft.lid
        draft.onderdeel = f"{letter}, {sub.group('named') or sub.group('degree')}°"
        draft.end = sub.end()
        while (following := _DEGREE_NEXT.match(text, drafts[-1].end)) is not None:
            drafts.append(
                _Draft(
                    following.start("degree"),
                    following.end(),
                    lid=lid,
                    onderdeel=f"{letter}, {following.group('degree')}°",
                )
            )

    def _close(self, position: int) -> int:
        """Include the bracket of "onder e)" unless an opening one waits for it."""
        if self.text[position : position + 1] == ")":
            line = self.text[max(0, position - 200) : position]
            if line.count("(") <= line.count(")"):
                return position + 1
        return position

    # -- laws --

    def _law_after(self, end: int, *, dotted: bool = False) -> tuple[Law | None, str, int] | None:
        """The law named behind a reference: the law, its words and where they end."""
        text = self.text
        for link in (_LINK, _DIRECT):
            match = link.match(text, end)
            if match is None:
                continue
            at = match.end()
            mention = self.starts.get(at)
            if mention is not None:
                return mention.law, mention.text, mention.end
            folded = _LOWER_WORD.match(text, at)
            if folded and folded.group() not in _PLAIN_WORDS:
                law = self.laws.by_folded_abbreviation.get(folded.group())
                if law is not None:
                    return law, folded.group(), folded.end()
            unknown = _UNKNOWN_NAME.match(text, at)
            if unknown and unknown.group() not in _NO_ABBREVIATION:
                return None, unknown.group(), unknown.end()
            short = _UNKNOWN_ABBREVIATION.match(text, at)
            if (
                short
                and "," not in match.group()
                and short.group().split()[0] not in _NO_ABBREVIATION
            ):
                return None, short.group(), short.end()
        this = _THIS_LAW.match(text, end)
        if this:
            return self._this_law(this), this["text"], this.end()
        if dotted and (dot := _DOT_DIRECT.match(text, end)):
            mention = self.starts.get(dot.end())
            if mention is not None:
                return mention.law, mention.text, mention.end
        return None

    def _this_law(self, match: re.Match[str]) -> Law | None:
        which, kind = match["which"].lower(), match["kind"].lower()
        kinds = _THIS_KIND[kind]
        if which in ("deze", "dit") and self.own_law is not None:
            return self.own_law
        if which in ("de", "het") and self.own_law is not None and self.own_law.kind in kinds:
            return self.own_law
        mention = self._mention_before(match.start())
        law = mention.law if mention is not None else self.last_law
        if law is not None and law.kind in kinds:
            return law
        return None

    def _law_in_bracket(self, end: int) -> tuple[Law, str, int] | None:
        """The law in brackets behind a reference, or behind an aside in brackets."""
        text = self.text
        bracket = _BRACKET_LAW.match(text, end)
        if bracket:
            mention = self.starts.get(bracket.end())
            if mention is not None and text[mention.end : mention.end + 1] in (")", ",", ";"):
                close = text[mention.end : mention.end + 1] == ")"
                return mention.law, mention.text, mention.end + 1 if close else 0
        if text[end : end + 1] == ")":  # "(artikel 7.3.11) van de Jeugdwet"
            behind = _LINK.match(text, end + 1)
            mention = self.starts.get(behind.end()) if behind else None
            if mention is not None:
                return mention.law, mention.text, 0
        aside = _BRACKET_ASIDE.match(text, end)
        if aside:
            for link in (_LINK, _DIRECT):
                match = link.match(text, aside.end())
                mention = self.starts.get(match.end()) if match else None
                if mention is not None:
                    return mention.law, mention.text, mention.end
        return None

    def _law_before(self, start: int) -> tuple[Law, str, int] | None:
        """The law named right before a reference: law, words, and where the span may begin.

        The last value is -1 when a bracket stands in between.
        """
        text = self.text
        at = start
        back = text[max(0, start - 12) : start]
        link = re.search(r"(?:(?<!\.)[,:]?[ \xa0\n]{1,3})\Z", back)
        if link:
            at = start - len(link.group())
            mention = self.ends.get(at)
            if mention is not None and mention.start >= self.taken:
                return mention.law, mention.text, mention.start
        opening = re.search(r"[ \xa0\n]{0,2}\((?:(?:zie|vgl\.|o\.a\.)[ ])?\Z", back)
        if opening:
            mention = self.ends.get(start - len(opening.group()))
            if mention is not None and mention.start >= self.taken:
                return mention.law, mention.text, -1
        if text[at - 1 : at] == ")":
            mention = self._mention_before(at)
            if mention is not None and at - mention.end < 60 and mention.start >= self.taken:
                between = text[mention.end : at]
                if re.fullmatch(r"[ ]?\([^()]{0,50}\)|\)", between):
                    return mention.law, mention.text, -1
        return None

    def _take_before(self, drafts: list[_Draft], before: tuple[Law, str, int]) -> None:
        law, words, start = before
        for draft in drafts:
            draft.law, draft.law_text, draft.settled = law, words, True
        if start >= 0:
            drafts[0].start = start

    def _give_law(self, drafts: list[_Draft], tail: tuple[Law | None, str, int] | None) -> None:
        if tail is None:
            return
        law, words, end = tail
        for draft in drafts:
            draft.law, draft.law_text, draft.settled = law, words, True
        drafts[-1].end = end

    def _mention_before(self, position: int) -> Mention | None:
        index = bisect_right(self.order, position - 1) - 1
        return self.mentions[index] if index >= 0 else None

    def _same_sentence(self, start: int) -> Law | None:
        mention = self._mention_before(start)
        if mention is None or start - mention.end > 400:
            return None
        between = self.text[mention.end : start + 1]
        if re.search(r"[.!?][\s)”\"]+[A-Z]|\n\s*\n", between):
            return None
        return mention.law

    def _from_context(self, draft: _Draft) -> Law | None:
        if self.own_law is not None:
            return self.own_law
        law = self._same_sentence(draft.start)
        if law is not None:
            return law
        index = bisect_right(self.order, draft.start - 1)
        named = {m.law.id or m.law.title for m in self.mentions[max(0, index - 200) : index]}
        if len(named) == 1:
            return self.mentions[index - 1].law
        if not named and (mention := self._bracketed_behind(draft.end)) is not None:
            return mention.law
        return _bw_by_label(draft.article or "", self.laws)

    def _bracketed_behind(self, end: int) -> Mention | None:
        """The law in brackets at the end of the sentence: "artikel 5.2.6 geldt (Wmo 2015)."."""
        bracket = _REST_OF_SENTENCE.match(self.text, end)
        mention = self.starts.get(bracket.end()) if bracket else None
        if mention is not None and self.text[mention.end : mention.end + 1] == ")":
            return mention
        return None

    # -- results --

    def _take_leading_part(self, drafts: list[_Draft]) -> None:
        """Read "sub e van art. 6 lid 1": an onderdeel that stands before its article or lid."""
        first = drafts[0]
        begin = max(self.taken, first.start - 40)
        leading = _PART_BEFORE.search(self.text[begin : first.start])
        if leading and first.onderdeel is None and len(drafts) == 1 and first.article:
            first.onderdeel = leading.group("letter")
            first.start = begin + leading.start("part")

    def _emit(self, drafts: list[_Draft], *, remember: bool = True) -> int:
        if drafts[0].kind is Kind.ARTICLE:
            self._take_leading_part(drafts)
        for draft in drafts:
            law, article = self._label(draft)
            reference = Reference(
                text=self.text[draft.start : draft.end],
                start=draft.start,
                end=draft.end,
                kind=draft.kind,
                law=" ".join(draft.law_text.split()) if draft.law_text else None,
                law_id=law.id if law is not None else None,
                article=article,
                lid=draft.lid,
                onderdeel=draft.onderdeel,
            )
            self.found.append(reference)
            draft.law, draft.article = law, article
        last = drafts[-1]
        self.taken = last.end
        if last.law is not None:
            self.last_law = last.law
        if remember:
            self.last_article = last
        return last.end

    def _label(self, draft: _Draft) -> tuple[Law | None, str | None]:
        """The law and the label; articles of the Burgerlijk Wetboek get their book."""
        law, article = draft.law, draft.article
        if law is None or article is None or draft.kind is not Kind.ARTICLE:
            return law, article
        if (
            law.articles is not None
            and draft.lid is None
            and (dotted := _DOTTED.fullmatch(article))
        ):
            draft.lid = dotted.group(2)  # "artikel 6.1 AVG"
            return law, dotted.group(1)
        if law is BW or law.book is not None:
            book, colon, _ = article.partition(":")
            if colon:
                return self.laws.by_book(book) or law, article
            if law.book is not None:
                return law, f"{law.book}:{article}"
        return law, article


def _letter(raw: str) -> str:
    """The label of an onderdeel: "a", "1°"; "1" when no degree sign is written."""
    digits = re.match(r"(\d+)([°º˚⁰o]?)", raw)
    if digits:
        return digits.group(1) + ("°" if digits.group(2) else "")
    return raw


def _bw_by_label(article: str, laws: LawBook) -> Law | None:
    """The book that "1:247" means; a label that the Awb could have stays undecided."""
    book, colon, number = article.partition(":")
    digits = re.match(r"\d+", number)
    highest_awb_number = 131
    if colon and digits and int(digits.group()) > highest_awb_number:
        return laws.by_book(book)
    return None
