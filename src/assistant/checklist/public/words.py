"""Words and patterns that several modules look for around a finding, and how far they look."""

from __future__ import annotations

import re

REACH = 130  # characters before and after a finding that are looked at
# Characters before an address, and before a number or a date, in which is named whose it is.
REACH_ADDRESS = 90
REACH_NUMBER = 40
# Somebody who can live at an address or have a number.
RESIDENT = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|woon|woonachtig|geheime?|gezin|moeder|vader|ouders?|client\w*"
    r"|kind"
    r"|kinderen|zoon|dochter|mevrouw|mevr|mw|dhr|meneer|familie|fam|thuis(?!\s(?:regio|in|\w+land))"
    r"|jongen|meisje|oma|opa|tante|oom|ex|partner|verblijft|ingeschreven|jeugdige|pleeg\w+|bewoner"
    r"|buren|buurvrouw|buurman|slachtoffer|melder|patient\w*|leerling(?:en?)?|man|vrouw|hij|zij|ze"
    r"|haar"
    r"|hem|mijn|onze|mij|me|prive\w*)\b"
)
# Bodies whose address and number everybody may know.
BODY = re.compile(
    r"\b(?:raad voor de kinderbescherming|veilig thuis|autoriteit\w*|ministerie|rechtbank"
    r"|gerechtshof|paleis van justitie|politiebureau|ggd|ggz|\w*gemeente(?:huis)?|stadhuis"
    r"|stadskantoor|jeugdstem|inspectie|stichting|vereniging|steunpunt|spreekuur|inloop\w*"
    r"|kantoor\w*|regiokantoor|hoofdkantoor|bezoekadres|postadres|vestiging|loket|bureau"
    r"|\w*centrum|campus|school|scholen|secretariaat|afdeling|polikliniek|kliniek|apotheek"
    r"|\w*praktijk|leverancier|instelling|gecertificeerde|ombudsman|bibliotheek|ziekenhuis|college"
    r"|meldpunt"
    r"|wijkteam|buurtteam|jeugdteam|zaal|cursus|workshop|lezing|vergadering|congres\w*|training"
    r"|bijeenkomst|organisatie|vng|knmg|nji"
    r"|\w*instituut|halt|de raad|wijkgebouw|gebouw|pand|receptie|museum|theater|roc|vu|gemeenten"
    r"|samenwerkingsverband|opdrachtgever|ouderraad|kindcentra"
    r"|universiteit|hogeschool|klachtencommissie|belastingdienst|uwv|svb|ind|coa|nidos|kvk"
    r"|slachtofferhulp|reclassering|bv|nv|aanbieder|ap|(?:stad|raad|gemeente|provincie)huis\w*"
    r"|raad van state|geschillencommissie|archief|hoge raad|tuchtcollege|commissie|gerecht"
    r"|paleis (?:van|v\.?d\.?) justitie|de regio|gezondheidscent\w+|buurthuis|dienstgebouw)\b"
)
# "Centrum voor Jeugd en Gezin", "onze locatie": a body, though the words are those of somebody.
IN_NAMES = re.compile(
    rf"\b(?:kind|gezin|ouder|jeugd|vrouw|man)\w* (?:&|en|\+) \w+|\b(?:onze|ons"
    rf"|mijn) (?={BODY.pattern[2:]})"
)
# A telephone number with the code of a place; it may have been found as one of another kind.
LANDLINE = re.compile(r"0\d{2,3}[- ]?\d{6,7}")
# How a mobile number begins: that of one person, whatever body is named beside it.
MOBILE = re.compile(r"\+?(?:00)?(?:31)?[\s().-]*0?[\s().-]*6")
# Behind a first name: " van der Kolk".
SURNAME_NEXT = re.compile(
    r"\s(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Oo]p|[Tt]en|[Tt]er)\s){0,3}(?P<name>[A-ZÀ-Þ][\w'-]+)"
)
