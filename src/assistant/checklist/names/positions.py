"""Where in a Dutch sentence only the name of a person stands.

A singular noun has an article or another word of its kind before it. Where one stands bare behind
"moeder", before "zijn dossier" or between "heeft" and "ook", it is somebody's name, whatever the
word means otherwise. What a word must be like to be taken for a name there, `place` decides.
"""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_SOMEBODYS = words_of("z'n zn haar d'r dr der zijn")  # "storm zijn dossier", "roos haar rapport"
# What belongs to one person, and is spoken of as his.
OWNED = words_of(
    """
    dossier telefoon mail rapport verslag medicatie school juf meester mentor voogd huisarts
    toestemming handtekening klas diagnose adres nummer plan behandeling behandelaar therapeut
    """
)
# And what is only spoken of so behind a name.
_OWNED_TOO = OWNED | words_of(
    """
    verhaal casus zaak akkoord groep begeleider coach kamer situatie belangen gegevens huiswerk
    huiswerkbegeleider advocaat stiefvader oppas vriendje vriendin zorgplan gezag verjaardag
    """
)
_HEADS = words_of(
    """
    voornaam achternaam roepnaam casus zaak bespreken dossier gesprek toestemming overdracht
    melding gezin familie fam overleg
    verslag mdo
    intake
    aanmelding zorgplan kind jongen meisje leerling client cliente pupil pleegkind jeugdige
    """
)
_AFTER_HEAD = words_of(
    """
    bespreken bespreekt besproken nodig kwijt overdragen inzien delen opvragen sluiten verwijderen
    ligt loopt zit kwijtgeraakt bewaartermijn crisis ots uhp morgen vandaag gisteren maandag
    dinsdag woensdag donderdag vrijdag en is heeft
    mag
    moet wil kan naar bij met in wel niet nog al ook afgerond gesloten openen doorsturen bewaren
    vernietigen versturen j/n over ? , . ) > - / \n :
    """
)
_ABOUT = words_of("over van v met aan bij voor namens tegen")
_AFTER_ABOUT = words_of(
    """
    nodig doorsturen doorzetten weten gezien uitleggen iets namelijk mag kan mij
    regelen bewaren lezen opslaan versturen verlengen aanpassen opzoeken inzien wissen
    geven vragen delen bellen mailen vertellen zeggen morgen vandaag gisteren straks bespreken
    gesproken gebeld gemaild overlegd opgevraagd inwinnen opvragen noteren noteer zijn haar z'n zn
    d'r
    en ? , . ! ) : ; / \n > thuis langs uit
    """
)
_RELATED = lx.KIN | lx.PERSON
_ASKING = words_of(
    "moet mag kan wil heeft krijgt hoeft zou gaat komt zal weet is staat zegt had was"
)
_AFTER_ASKING = words_of(
    """
    bij ook zelf nog dan al inzage akkoord verplicht recht als dat haar zijn zn z'n d'r het weten
    erbij mee
    toestemming gezag thuis aangemeld bekend gemeld geinformeerd betrokken nu hier er
    """
)
_JOINING = words_of("of dat als hoe lang omdat behalve tenzij want waar wat sinds")
_AFTER_JOINING = words_of(
    """
    recht bij het nog naar in zelf ook niet de d'r haar zijn daar mij me ons straks hier wel gezag
    er thuis mag moet wil kan heeft is
    """
)
_WRITERS = words_of("ik we wij")
_CLOSERS = words_of(
    "gr groet groeten groetjes grtjs mvg liefs dank bedankt thx thanks regards cheers namens"
)
_AGED = words_of("jr jaar j jarig jarige wil wilt woont zegt wou mag zit moet")
_NO_AGE = words_of("procent % euro lid leden uur weken maanden dagen jaren keer x pagina")
_BREAKS = frozenset(".,!\n")
_HAVE_SOMEBODY = words_of("ouders juf meester advocaat mentor broertjes zusjes kinderen vriendje")
_FOLLOWS = lx.PERSON_VERB | lx.PUNCTUATION | lx.FUNCTION
OLDEST = 99


_ASKED = words_of("gevraagd aangegeven gemeld verklaard besloten geweigerd ingestemd ondertekend")
_GREETS = words_of("hey hee hi hoi hallo dag lieve")
_NAMED_SO = words_of("kind client cliente leerling meisje jongen naam name pupil")
_DOES_SO = words_of(
    """
    vroeg vraagt wil wilde vindt vond kreeg krijgt zit zat komt kwam zegt zei woont woonde doet deed
    had kan mag moet gaat ging belt belde weigert weigerde
    """
)
_PARENTS_DO = words_of("zijn willen hebben weigeren zeggen vragen komen mogen kunnen moeten")
_ASKS_FOR = words_of("vraagt vroeg vragen gevraagd informeert informeren informeerde zoekt")
_MOVED = ("over", "ge", "ver", "ont", "op", "aan", "terug", "uit")  # "vrijdag overgeplaatst"


def is_person_slot(tokens: Tokens, i: int) -> bool:
    """Whether a bare word at a place is somebody by where it stands.

    Args:
        tokens: the text.
        i: index of a word in small letters, or of one that begins the sentence.
    """
    words, bits = tokens.words, tokens.bits
    size = len(words)
    start = tokens.starts_sentence(i)
    before = words[i - 1] if i else ""
    before_bit = bits[i - 1] if i else 0
    second = words[i - 2] if i > 1 else ""
    second_bit = bits[i - 2] if i > 1 else 0
    after = words[i + 1] if i + 1 < size else ""
    after_bit = bits[i + 1] if after else lx.PUNCTUATION
    third = words[i + 2] if i + 2 < size else ""
    third_bit = bits[i + 2] if third else 0
    if (before in _CLOSERS and second != "een") or (before in _BREAKS and second in _CLOSERS):
        return not after or after in _BREAKS or after in ("(", "-", "/")
    if before in ("onze", "ons"):
        return bool(after_bit & lx.PERSON_VERB)
    if before_bit & (lx.DETERMINER | lx.NUMBER_WORD) and before not in ("dat", "die"):
        return False
    if after == "en" and third_bit & lx.HEALTH:
        return False  # "een kind met roos en luizen"
    if start:
        if after_bit & lx.KIN and not after_bit & lx.PLURAL:
            return True  # "Koen moeder wil niet"
        if after in ("heeft", "had") and any(
            bits[k] & lx.TOLD or words[k] in _ASKED for k in range(i + 2, min(i + 8, size))
        ):
            return True  # "Storm heeft het zelf verteld"
        if after in ("is", "was") and any(b & lx.TIME for b in bits[i + 2 : i + 4]):
            return any(b & lx.PARTICIPLE for b in bits[i + 3 : i + 8])
        if after == "wordt" and third_bit & lx.TIME and words[i + 3 : i + 4]:
            return bool(bits[i + 3] & lx.PARTICIPLE) or words[i + 3].startswith(_MOVED)
        return _opens(after, third, third_bit, words[i + 3 : i + 4])
    if after in _SOMEBODYS and (
        third in _OWNED_TOO or third_bit & lx.KIN or (after == "d'r" and third != "")
    ):
        return True
    if before in _HEADS and (not after or after in _AFTER_HEAD):
        return True
    if before_bit & _RELATED and not before_bit & lx.PLURAL:
        return bool(before_bit & lx.KIN or after_bit & _FOLLOWS)
    if before == "(" and second_bit & _RELATED:
        return after == ")"
    if before in ("van", "v"):
        if second_bit & lx.KIN or second in _HAVE_SOMEBODY:
            return True
        if second_bit & lx.PERSON:
            return bool(after_bit & _FOLLOWS)
    if before in _GREETS and after == ",":
        return True  # "hey roos, weet jij"
    if before == "is" and second in _NAMED_SO:
        return bool(after_bit & (lx.PUNCTUATION | lx.FUNCTION)) or not after
    if before == "en" and second in _WRITERS:
        return after in ("van", "hebben", "zijn", "willen", "moeten", "mogen", "gaan", ",")
    if before in (",", "want", "maar", "omdat") and after in _DOES_SO:
        return bool(third_bit & (lx.FUNCTION | lx.PRONOUN | lx.DETERMINER | lx.TIME))
    if before in ("heb", "had", "hebben", "hadden") and second in _WRITERS:
        told = after_bit & (lx.PARTICIPLE | lx.TOLD)
        return bool(told) or after.startswith(("be", "gez", "gesp"))
    if before in _ASKING and tokens.starts_sentence(i - 1):
        return after in _AFTER_ASKING
    if before == "ouders":
        return after in _PARENTS_DO  # "ouders visser zijn gescheiden"
    if before == "naar" and second in _ASKS_FOR:
        return not after or bool(after_bit & (lx.PUNCTUATION | lx.FUNCTION))
    if before in ("als", "omdat") and after in _DOES:
        return True
    if before in _ABOUT and second not in ("in", "ten", "uit"):
        return after in _AFTER_ABOUT or not after
    if before == "of" and second_bit & lx.NAME:
        return False  # "beer of pop bij een gesprek"
    return before in _JOINING and after in _AFTER_JOINING


def _opens(after: str, third: str, third_bit: int, fourth: list[str]) -> bool:
    """The same for a word that opens a sentence."""
    if after in _SOMEBODYS and (third in _OWNED_TOO or third_bit & lx.KIN):
        return True
    if after.isdigit() and int(after[:4]) <= OLDEST:
        return third in _AGED
    if after in ("is", "wordt") and third.isdigit() and 0 < int(third[:4]) <= OLDEST:
        return not _NO_AGE.intersection(fourth)
    if after == "en" and third in _SOMEBODYS:
        return True
    return after in _DOES


# What only somebody does.
_DOES = words_of(
    """
    belt belde mailt mailde appt appte weigert weigerde tekent tekende huilt slaapt eet spijbelt
    loopt zegt zei vertelt vertelde wil wilde vraagt vroeg woont woonde drinkt slaat sloeg
    stuurt stuurde dringt dreigt dreigde zeurt klaagt liegt loog ontkent ontkende beweert beweerde
    vermoedt wacht verhuist verhuisde logeert gamet blowt vlucht vluchtte
    """
)
