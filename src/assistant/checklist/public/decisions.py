"""Numbers and dates of what is published: decisions, letters of government, orders, tickets."""

from __future__ import annotations

import re

from assistant.checklist.public.words import REACH_NUMBER

# Decisions and letters of government, which are published.
_OFFICIAL = re.compile(
    r"\b(?:besluit|ombudsman/kinderombudsman|schriftelijke vragen|fractie|griffie|excellentie"
    r"|wetsvoorstel|kamerdossier|brief van (?:de|het)|kamerbrief|beleidsregels?"
    r"|verordening|kamervragen"
    r"|kamerstuk\w*|staatscourant|gemeenteblad|provinciaal blad|circulaire"
    r"|(?<!openbaar )ministerie|minister"
    r"|staatssecretaris|burgemeester en wethouders|afdeling bestuursrechtspraak|raad van state"
    r"|abrvs|hoge raad|crvb|centrale raad van beroep|tuchtcollege|ehrm|hof van justitie|kvk\w*"
    r"|kamer van koophandel|cvdr|jurisprudentie|in de regel|gepubliceerde?|motie|wob|woo"
    r"|model(?:verordening|overeenkomst|protocol)?)\b"
)
# Boards of discipline publish what they decide, by number.
_DISCIPLINED = re.compile(
    r"\b(?:(?:college|commissie) van (?:toezicht|beroep)|tuchtcollege)\b[^.?!\n]*$"
    r"|\buitspraak (?:met )?(?:nummer|nr\.?) ?$"
)
# The number of a ticket about software is that of a fault.
_SOFTWARE = re.compile(
    r"\b(?:ontwikkelaars?|programmeurs?|build|bug|bugs|release|patch|jira|backlog|sprint|user story"
    r"|pull request|testomgeving|acceptatietest|servicedesk|mfa|inlogprobleem|storing)\b"
)
# In front of a number: that it is one of a ticket.
_TICKET = re.compile(r"#$|\b(?:ticket|issue|bug|story)[\s:#-]{1,4}")
_OBJECTION = re.compile(r"\b(?:bezwaar|bezwaarschrift|beroepschrift)\b")  # against one decision
# What a court does: beside its name the number is that of what it decided.
_RULED = re.compile(
    r"\b(?:oordeel\w*|beslis\w*|overwoog|overwogen|uitspraak|vonnis|arrest|bepaalde|besliste)\b"
)
# Somebody whose number it can be: then it is no published one.
_WHOSE = re.compile(
    r"\b(?:client\w*|clt|gezin|moeder|vader|ouders|kind|kinderen|zoon|dochter|jeugdige|jongere"
    r"|mevrouw|mevr|mw|dhr|meneer|familie|fam|patient\w*|leerling\w*|melder|jongen|meisje|pupil"
    r"|mijn|onze|ons|wij|we|ik|hij|zij|haar|hem|verdachte|zitting)\b"
)
# In front of a number: that it is one of a company, an order, a project or an error.
_OF_COMPANY = re.compile(
    r"\b(?:(?:kvk|kamer van koophandel|btw|rsin|oin|vestigings?)[\s-]?(?:nummer|nr)?"
    r"|begrotingspost|grootboek\w*|kostenplaats|brin|foutcode|foutmelding|error|productcode"
    r"|(?:factuur|raadsvoorstel|collegevoorstel|raadsbesluit|change|offerte|order|bestelling"
    r"|contract"
    r"|raamovereenkomst|bestelnr\.?|bestelnummer|doc\.?nr\.?|documentnr\.?|documentnummer|project"
    r"|toetscode|vakcode|lrkp?|verwerkersovereenkomst|vergadering-id|meeting id|zonmw"
    r"|aanbesteding|tenderned|accreditatie|licentie|serie|inkoop)[\s-]?"
    r"(?:nummer|nr\.?|kenmerk|id)?|\bskj, id)[\s.:]{0,3}(?:0x|chg-)?$"
)
# Decisions of boards of discipline and instructions of the prosecutor have numbers of their own.
_PUBLISHED_FORM = re.compile(r"[a-h]20\d\d[/.]\d{1,5}(?:-[\w-]+)?|20\d\d[ahr]\d{3}g?p?")
# In front of a number under which judgements were published before the ECLI.
_LJN = re.compile(r"\bljn:? ?$")
# Where everybody can read a judgement.
_PUBLISHED_AT = re.compile(
    r"\brechtspraak\.nl\b|\becli\b|\bjurisprudentie\b|\b(?:rb\.?|rechtbank|gerechtshof"
    r"|hof) [\w-]+,? "
    r"(?:\d{1,2} \w+ (?:19|20)\d\d,? (?:zaaknummer |nr\.? )?)?\|"
)
# Whose case it is that is spoken of: then the number is not that of a published judgement.
_OWN_CASE = re.compile(
    r"\b(?:mijn|onze|ons|haar|zijn|hun|client\w*|gezin|moeder|vader|zitting|loopt|griffie)\b"
)
# When the AVG came into force and began to apply.
_OF_LAW = re.compile(r"25 mei 2018|24 mei 2016|25-0?5-2018|24-0?5-2016")
# "het rapport van de commissie-Joustra van 8 februari 2021": a paper has a date as well.
_DATED = re.compile(
    r"\b(?:rapport|advies|brief|wet|besluit|uitspraak|arrest|vonnis|convenant|notitie|nota"
    r"|richtlijn|protocol|versie|editie|commissie[\w-]*|factsheet|folder) (?:[\w-]+ ){0,3}van $"
)


def is_official(low: str, start: int, end: int, item: str) -> bool:
    """Whether a number is that of a decision or a letter that everybody can read."""
    around = low[max(0, start - 110) : start] + " | " + low[end : end + 70]
    if item == "bsn" and "bsn" in around:
        return False
    if _PUBLISHED_FORM.fullmatch(low, start, end) or is_ljn(low, start):
        return True
    if _PUBLISHED_AT.search(around) and not _OWN_CASE.search(around):
        return True
    if _OF_COMPANY.search(low, max(0, start - 24), start):
        return True
    if _DISCIPLINED.search(low, max(0, start - REACH_NUMBER), start):
        return True
    if _TICKET.search(low, max(0, start - 12), start + 1) and _SOFTWARE.search(around):
        return True
    if not (_OFFICIAL.search(around) or ("rechtbank" in around and _RULED.search(around))):
        return False
    return not (_WHOSE.search(around.replace("hij de", "")) or _OBJECTION.search(around))


def is_ljn(low: str, start: int) -> bool:
    """Whether "LJN" stands in front, so that what follows is the number of a judgement."""
    return bool(_LJN.search(low, max(0, start - 5), start))


def is_date_of_paper(low: str, start: int) -> bool:
    """Whether a date is that of a report, a law or a judgement."""
    return bool(
        _DATED.search(low, max(0, start - REACH_NUMBER), start) or _OF_LAW.match(low, start)
    )
