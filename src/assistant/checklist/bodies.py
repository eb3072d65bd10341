"""What is called after somebody and is nobody: schools, streets, prizes, laws, works, reports."""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Who is in stories, and is called by the first name after that.
_STORIES = frozenset(
    tuple(pair.split())
    for pair in (
        "harry potter", "donald duck", "pippi langkous", "pluk petteflet", "roald dahl",
        "anne frank", "oliver twist", "mary poppins", "peter pan",
    )
)  # fmt: skip


# "als het Kevin zelf is", "als het Milan betreft".
_IT_IS = words_of("zelf is was betreft betrof blijkt bleek")


def in_allowed_phrases(tokens: Tokens, lexicon: Lexicon) -> set[int]:
    """Indices of words inside an allowed phrase: "William Schrikker", "Leger des Heils"."""
    skip: set[int] = set()
    vocabulary = tokens.vocabulary
    for head in lexicon.phrases.keys() & vocabulary:
        phrases = [p for p in lexicon.phrases[head] if vocabulary.issuperset(p)]
        if not phrases:
            continue
        for index in [i for i, word in enumerate(tokens.words) if word == head]:
            for phrase in phrases:
                if len(phrase) == 2 and phrase in _STORIES and phrase[1] in vocabulary:
                    skip.update(i for i, word in enumerate(tokens.words) if word == phrase[0])
                if phrase[1:2] == ("en",) and tuple(tokens.words[index : index + 3]) == phrase:
                    pair = (phrase[0], phrase[2])  # "Hans en Grietje", and Grietje by herself
                    skip.update(i for i, word in enumerate(tokens.words) if word in pair)
                if tuple(tokens.words[index : index + len(phrase)]) == phrase:
                    skip.update(range(index, index + len(phrase)))
                    break
    return skip


_LITERATURE = words_of(
    """
    boom kluwer sdu diss proefschrift dissertatie oratie njb fjr jpf isbn auteur auteurs
    hoogleraar tijdschrift uitgeverij red publicatie vng
    """
)


def is_literature(tokens: Tokens, index: int, known: dict[int, bool]) -> bool:
    """Whether the line is a reference to a publication, where names are those of authors."""
    words = tokens.words
    start = index
    while start and words[start - 1] != "\n" and index - start < 40:
        start -= 1
    if start not in known:
        part = words[start : index + 40]
        years = any(w.isdigit() and len(w) == 4 and w[:2] in ("19", "20") for w in part)
        known[start] = years and any(w in _LITERATURE for w in part)
    return known[start]


# After these a name is that of a case: "Strand Lobben tegen Noorwegen".
_COURTS = words_of("ehrm hvj eu-hof evrm straatsburg")


_BEFORE_PUBLIC = words_of("- . als zoals")  # "kamerlid als Don Ceder"


def is_public(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a public role stands in front: "minister X", "commissie De Winter"."""
    roles = lexicon.lists["public-role"]
    words = tokens.words
    if not _COURTS.isdisjoint(tokens.vocabulary) and {"tegen", "v", "t", "/"}.intersection(
        words[index + 1 : index + 4]
    ):
        return True
    for back in range(1, 4):
        j = index - back
        if j < 0:
            return False
        if words[j] in roles or words[j].partition("-")[0] in roles:
            return not (words[j] in _PAPERS and _is_lone_first(tokens, index))
        if not tokens.bits[j] & (lx.PARTICLE | lx.NAME) and words[j] not in _BEFORE_PUBLIC:
            return False
    return False


# Known by a surname or by both names, never by a first name alone: "het rapport van Lizzy".
_PAPERS = words_of("rapport boek proefschrift dissertatie onderzoeker voorzitter")


def _is_lone_first(tokens: Tokens, index: int) -> bool:
    """Whether a name is a first name by itself, behind "van"."""
    following = tokens.bits[index + 1] if index + 1 < len(tokens.bits) else 0
    behind = index + 1 < len(tokens.bits) and tokens.is_capital(index + 1)
    return bool(
        tokens.bits[index] & lx.FIRST
        and index
        and tokens.words[index - 1] in ("van", "over")
        and not (behind and not following & lx.FUNCTION)
        and not following & lx.PARTICLE
    )


_INSTITUTION = (
    "school", "college", "lyceum", "ziekenhuis", "kliniek", "stichting", "instituut", "huis",
    "centrum", "hof", "kerk", "fonds", "gasthuis",
    "kinderziekenhuis", "medisch", "zorggroep", "groep", "academie", "universiteit", "straat",
    "laan", "plein", "weg", "syndroom", "methode", "wet", "arrest", "schaal", "test",
)  # fmt: skip


def _is_behind_place(tokens: Tokens, index: int) -> bool:
    """Whether capitals lead back to what bears a name: "zaal Marga Klompé", "gebouw Van Heutsz"."""
    words = tokens.words
    for j in range(index - 1, max(-1, index - 4), -1):
        if words[j] in NAMED_PLACES:
            return j < index - 1
        if not tokens.is_capital(j) or not words[j][0].isalpha():
            return False
    return False


def is_part_of_body(tokens: Tokens, index: int) -> bool:
    """Whether the name is part of another: "Anne Frankschool", "syndroom van Down"."""
    words = tokens.words
    following = words[index + 1] if index + 1 < len(words) else ""
    after = words[index + 2] if index + 2 < len(words) else ""
    if _joined_to_institution(tokens, index):
        return True
    if index and (
        words[index - 1] in NAMED_PLACES
        or (
            words[index - 1] in ("de", "het")
            and index > 1
            and words[index - 2].endswith(NAMED_ENDS)
            and tokens.is_capital(index - 1)
        )
        or (
            words[index - 1] in ("de", "het")
            and index > 1
            and words[index - 2] in NAMED_PLACES
            and tokens.is_capital(index - 1)
        )
    ):
        return tokens.is_capital(index)  # "team Roos", "Basisschool De Linde"
    if tokens.is_capital(index) and _is_behind_place(tokens, index):
        return True
    if index and words[index - 1] in ("mc", "umc") and tokens.is_capital(index):
        return True
    if index and tokens.is_capital(index) and words[index - 1] == "het":
        last = index
        while last + 1 < len(words) and tokens.is_capital(last + 1):
            last += 1
        # "het Sophia", "het Albert Schweitzer": a hospital or a school, if it is nobody's case
        return words[last + 1 : last + 2] == [] or words[last + 1] not in _OF_ONE | _IT_IS
    if tokens.is_capital(index) and _is_in_street(tokens, index):
        return True
    if any(w.endswith(("prijs", "award", "penning")) for w in words[index : index + 3]):
        return True  # "de Hein Roethofprijs"
    if index and words[index - 1] in ("de", "het", "een", "op") and after in _SCHOOLS:
        return tokens.is_capital(index + 1)  # "de Jan Arentsz school"
    if (
        after.endswith(_INSTITUTION)
        and tokens.is_capital(index + 1)
        and tokens.is_capital(index + 2)
        and not tokens.low[tokens.spans[index][1] : tokens.spans[index + 2][0]].strip(
            following + " "
        )
    ):
        return True
    if (
        following.endswith(_INSTITUTION)
        and following != "thuis"
        and not tokens.low[tokens.spans[index][1] : tokens.spans[index + 1][0]].strip()
    ):
        if following in _INSTITUTION:
            return tokens.is_capital(index) and (
                following not in ("huis", "hof", "groep", "straat") or tokens.is_capital(index + 1)
            )
        return True
    before = words[index - 1] if index else ""
    if before in (
        "stichting",
        "ziekenhuis",
        "gemeente",
        "sint",
        "st",
        "huize",
        "villa",
        "basisschool",
        "obs",
        "cbs",
        "rkbs",
        "college",
        "syndroom",
        "bureau",
        "uitgeverij",
    ):
        return True
    return (
        index > 1
        and before == "van"
        and (words[index - 2] in NAMED_AFTER or words[index - 2].endswith(_METHOD_ENDS))
    )


# "het Yara verhaal": what is called after whom it is about.
_OF_ONE = words_of(
    """
    dossier verhaal gezin verslag rapport geval zaak casus drama gesprek overleg probleem gedoe
    plan traject dossiertje incident
    """
)


def _is_in_street(tokens: Tokens, index: int) -> bool:
    """Whether the names are those of a street: "de Willem de Zwijgerlaan"."""
    words = tokens.words
    for j in range(index + 1, min(index + 4, len(words))):
        if tokens.is_capital(j) and len(words[j]) > 5 and words[j].endswith(STREETS):
            return words[j + 1 : j + 2] == [] or not words[j + 1].isdigit()
        if not tokens.bits[j] & lx.PARTICLE and not tokens.is_capital(j):
            return False
    return False


# What bears a name of its own, right behind it.
NAMED_PLACES = words_of(
    """
    huize obs cbs rkbs pcbs sbo team project stichting basisschool gymnasium lyceum mavo vmbo
    sporthal sportclub
    wijkcentrum
    buurthuis buurtcentrum zwembad kinderdagverblijf kdv peuterspeelzaal locatie gezinshuis
    woongroep leefgroep afdeling zorgboerderij manege app programma methode training cursus boek
    film serie lied scholengroep kinderopvang speeltuin voetbalclub vereniging platform traject
    gebouw vleugel etage complex paviljoen pilot interventie zaal vergaderzaal ruimte
    vergaderruimte lokaal wijkteam buurtteam jeugdteam
    gezinsteam sociaalteam cjg gebiedsteam bso logeerhuis inloophuis hospice opvanglocatie
    gezinscentrum kindcentrum ikc expertisecentrum behandelcentrum jeugdhulplocatie huisartsenpost
    """
)

NAMED_ENDS = (
    "praktijk", "centrum", "gebouw", "school", "huis", "groep", "opvang", "verblijf", "team",
    "stichting", "college", "kerk", "hoeve", "boerderij", "instelling", "vereniging", "club",
    "loket", "tehuis", "kliniek",
)  # fmt: skip

_SCHOOLS = words_of("school basisschool college lyceum stichting kliniek academie")

_METHOD_ENDS = ("model", "methode", "theorie", "schaal", "piramide", "vragenlijst")

NAMED_AFTER = words_of(
    """
    syndroom ziekte wet arrest methode eed principe piramide theorie model schaal test verdrag
    vragenlijst instrument therapie lijst cirkel matrix
    """
)


def _joined_to_institution(tokens: Tokens, i: int) -> bool:
    """Whether the name is one of several of the kind: "het Emma Kinderziekenhuis of Sophia"."""
    words = tokens.words
    if not tokens.is_capital(i):
        return False
    if i > 2 and words[i - 1] in ("of", "en", ","):
        before = words[i - 2]
        return (
            len(before) > 6
            and before.endswith(_INSTITUTION_NOUNS)
            and tokens.is_capital(i - 2)
            and not tokens.bits[i - 2] & lx.ANY_SURNAME
        )
    return False


_INSTITUTION_NOUNS = (
    "school", "college", "lyceum", "ziekenhuis", "kliniek", "stichting", "instituut", "centrum",
    "gasthuis", "academie", "universiteit", "groep",
)  # fmt: skip


def is_in_organisation(tokens: Tokens, i: int) -> bool:
    """Whether an ordinary word with a capital stands right before: "Rode Kruis"."""
    if not i or not tokens.is_capital(i - 1) or tokens.starts_sentence(i - 1):
        return False
    bit = tokens.bits[i - 1]
    return bool(
        bit & lx.WORD
        and not bit & (lx.NAME | lx.PLACE | lx.TITLE | lx.KIN | lx.PERSON | lx.PARTICLE)
        and not tokens.is_shout(i - 1)
    )


# With a house number behind it a street, which is a point of its own.
STREETS = (
    "straat", "laan", "weg", "plein", "gracht", "kade", "singel", "dreef", "steeg", "dijk", "hof",
    "pad", "plantsoen", "markt", "park",
)  # fmt: skip
