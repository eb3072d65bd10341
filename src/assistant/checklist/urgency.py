"""Whether help lines come first: acute danger, or somebody who tells their own story."""

from __future__ import annotations

import re

_DANGER = re.compile(
    r"\b(?=[a-z1])(?:acuut gevaar|acute (?:nood|dreiging)|levensgevaar|in gevaar|direct gevaar"
    r"|nu gevaar|"
    r"pillen (?:geslikt|genomen|ingenomen|op)|overdosis|bewusteloos|ademt niet|bloedt|bloeden|"
    r"(?:een |het )?mes (?:in|op|vast|gepakt)|met (?:een )?mes|vuurwapen|pistool|geweer|wapen|"
    r"dreigt (?:mij|me|haar|hem|ons|zichzelf|met)|bedreigt|vermoord\w*|doodmaken|dood maken"
    r"|maakt (?:me|mij|haar|ons|ze|hem) (?:dood|kapot|af)|"
    r"wurg\w*|keel dicht|zelfmoord|suicid\w*|dood wil\w*|wil (?:niet meer leven|dood)|van (?:het"
    r"|de) (?:dak|balkon|brug)|voor de trein|"
    r"opgesloten|vastgebonden|steekt|in brand|brand(?:stichten)?|overleeft|112|help (?:me|mij"
    r"|ons)|ontvoerd|"
    r"durf(?:t|ven)? niet naar huis|ben bang (?:voor|dat)|nu slaat|slaat (?:me|mij|haar|hem|ons)"
    r" nu|staat (?:nu )?(?:voor|aan) de deur|"
    r"suicidal|overdose|kill|gun|knife|in danger|unconscious|locked in|locks (?:her|him|me)"
    r"|gefahr|selbstmord|umbringen|messer)\b"
)
_OWN_STORY = re.compile(
    r"\b(?:m(?:ij|')?n|mij?n|mn|onze|my|mein|meine|benim|moj\w*)\s(?:\w+\s){0,2}(?:vader|moeder"
    r"|papa|mama|pap|mam|ouders|stiefvader|stiefmoeder|stiefpa|pleegvader|pleegmoeder"
    r"|pleegouders|broer|broertje|zus|zusje|"
    r"ex|ex-man|exman|ex-vrouw|ex-partner|man|vrouw|vriend|vriendin|zoon|zoontje|dochter"
    r"|dochtertje|kind|kinderen|kleinkind|kleinkinderen|kleinzoon|kleindochter|opa|oma|oom|tante"
    r"|baby|dagboek|voogd|gezinsvoogd|jeugdbeschermer|jeugdzorgwerker|"
    r"mentor|juf|meester|hele klas|father|mother|dad|mom|mum|son|daughter|husband|wife|parents"
    r"|stepfather|mutter|sohn|tochter|kinder|mann|kizim|oglum|synu|syn|corka)\b"
    r"|\bik (?:ben|word|was|werd) (?:(?:nu|pas|al|zelf|ook|nog|een|het|de|vader|moeder|ouder|oma"
    r"|opa) ){0,3}(?:\d{1,2}|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|slachtoffer"
    r"|mishandeld|geslagen|misbruikt|verkracht|bang|zwanger|"
    r"vader|moeder|oma|opa|oom|tante|ouder|grootouder|pleegouder|pleegmoeder|pleegvader|uit huis)\b"
    r"|\b(?:slaat|sloeg|misbruikt|misbruikte|mishandelt|bedreigt|stalkt|schopt|hits|beats)"
    r" (?:mij|me|mn|mijn|ons|my)\b|\bik (?:snij|snijd|word geslagen|wil dood|durf niet)\b"
    r"|\b(?:mama|papa) (?:heeft|is|slaat|drinkt|zegt|wil)\b"
    r"|\bwij zijn (?:de )?(?:grootouders|pleegouders|ouders)\b|\bbij ons thuis\b|\bthuis"
    r" (?:problemen|ruzie|geslagen)\b"
)
_AT_WORK = re.compile(
    r"\b(?:client\w*|caseload|casus|mdo|leerling\w*|patient\w*|pupil|op (?:de|mijn|onze) groep"
    r"|begeleid\w*|onder toezicht|wijkteam(?:medewerker)?|als (?:jeugdarts|huisarts|leraar"
    r"|leerkracht|hulpverlener|mentor|jeugdbeschermer|gezinsvoogd)|"
    r"ik ben (?:jeugdarts|huisarts|leraar|lerares|leerkracht|wijkcoach|wijkverpleegkundige"
    r"|jeugdbeschermer|gezinscoach|poh|school|bedrijfsarts)\w*|in mijn klas|onze praktijk|ons"
    r" team|spreekuur|dossier van|i work as|school social worker)\b"
)


def urgent(low: str) -> str | None:
    """The reason to name help lines first in the refusal of a text.

    Args:
        low: the text, folded.

    Returns:
        "danger" when the words point to acute danger for anybody, else "citizen" when a child, a
        victim or a parent tells their own story, else None.
    """
    if _DANGER.search(low):
        return "danger"
    if _OWN_STORY.search(low) and not _AT_WORK.search(low):
        return "citizen"
    return None
