"""The points of the checklist: what is refused, why, and what looks like it and passes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the checklist."""

    id: str
    title: str  # Dutch, as shown to the user
    explanation: str  # Dutch, B1: why this is refused
    source: str  # legal source; "" when there is none
    hits: tuple[str, ...]  # invented texts that hit the point
    near_misses: tuple[str, ...]  # texts that look like it and pass the whole checklist


_PERSONAL = "AVG artikel 4, onder 1 (persoonsgegevens)"

POINTS: tuple[Point, ...] = (
    Point(
        id="bsn",
        title="Burgerservicenummer",
        explanation=(
            "Een burgerservicenummer hoort bij één persoon. Het mag alleen worden gebruikt als "
            "een wet dat zegt."
        ),
        source="UAVG artikel 46; AVG artikel 87",
        hits=(
            "Hoort bsn 111222333 in de beschikking?",
            "Mag ik 1112.22.333 aan school doorgeven?",
            "een een een twee twee twee drie drie drie, mag dat in de mail",
        ),
        near_misses=(
            "Mag een school het bsn van een leerling gebruiken?",
            "Wat betekent BWBR0034925?",
        ),
    ),
    Point(
        id="person-name",
        title="Naam van een persoon",
        explanation=(
            "Met een naam is iemand te vinden. Ook een voornaam alleen of initialen kunnen genoeg"
            " zijn."
        ),
        source=_PERSONAL,
        hits=(
            "Mag ik de school van Daan bellen?",
            "mevrouw de bruin wil weten wie gemeld heeft",
            "roos wil niet dat haar moeder het weet",
            "Het dossier van J.P. van der Meulen is weg.",
        ),
        near_misses=(
            "Wat schrijft Sharon Stellaard over jeugdbeleid?",
            "Is de William Schrikker Stichting een gecertificeerde instelling?",
            "Geldt de Wet Mulder hier ook?",
            "Mag een bakker een melding doen?",
        ),
    ),
    Point(
        id="birth-date",
        title="Geboortedatum",
        explanation="Een geboortedatum wijst samen met weinig andere gegevens al één persoon aan.",
        source=_PERSONAL,
        hits=("De jongere is geboren op 9 november 2008.", "kind geb. 14-03-2012, wie tekent?"),
        near_misses=(
            "Geldt dit vanaf 1 januari 2015?",
            "Moet de geboortedatum in de melding staan?",
        ),
    ),
    Point(
        id="address",
        title="Adres",
        explanation="Met een straat en een huisnummer is bekend wie daar woont.",
        source=_PERSONAL,
        hits=(
            "Het gezin woont op Tulpstraat 48.",
            "laan van meerdervoort 14b, mag school dat weten",
        ),
        near_misses=(
            "Mag het adres van de opvang in het dossier staan?",
            "Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag",
        ),
    ),
    Point(
        id="postcode",
        title="Postcode",
        explanation="Een volledige postcode hoort bij een klein aantal huizen.",
        source=_PERSONAL,
        hits=("Het kind woont op 7323 BK.",),
        near_misses=(
            "Zijn vier cijfers van de postcode anoniem genoeg?",
            "Wat gold in 2015 en daarna?",
        ),
    ),
    Point(
        id="phone",
        title="Telefoonnummer",
        explanation=(
            "Een telefoonnummer van een persoon is een persoonsgegeven. Nummers van instanties "
            "mogen wel."
        ),
        source=_PERSONAL,
        hits=("kan ik 06-12345678 doorgeven", "nul zes een twee drie vier vijf zes zeven acht"),
        near_misses=("Is 0800-2000 dag en nacht bereikbaar?", "Kan een kind bellen met 0800-0432?"),
    ),
    Point(
        id="email",
        title="E-mailadres",
        explanation=(
            "In een e-mailadres staat vaak een naam. Algemene adressen van instanties mogen wel."
        ),
        source=_PERSONAL,
        hits=(
            "Stuur het naar moeder.brandsma84@hotmail.com",
            "k punt verhoeven apenstaartje zonnepit punt nl",
        ),
        near_misses=("Mag ik mailen naar info@veiligthuis.nl?",),
    ),
    Point(
        id="iban",
        title="Rekeningnummer",
        explanation=(
            "Een rekeningnummer hoort bij een persoon en geeft toegang tot financiële gegevens."
        ),
        source=_PERSONAL,
        hits=("Het pgb gaat naar NL91 ABNA 0417 1643 00.",),
        near_misses=("Mag een gemeente het rekeningnummer van ouders vragen?",),
    ),
    Point(
        id="licence-plate",
        title="Kenteken",
        explanation="Via een kenteken is de eigenaar van een auto te vinden.",
        source=_PERSONAL,
        hits=("De auto voor de school is XK-482-T.", "grijze auto, kenteken 12tbx4"),
        near_misses=("Mogen we kentekens van bezoekers noteren?",),
    ),
    Point(
        id="identity-document",
        title="Paspoort, identiteitskaart of rijbewijs",
        explanation=(
            "Het nummer van een identiteitsbewijs hoort bij één persoon en kan worden misbruikt."
        ),
        source="AVG artikel 4, onder 1, en artikel 87",
        hits=("paspoortnr NX2H4K8R1 staat in het plan",),
        near_misses=("Mag een kopie van een paspoort in het dossier?",),
    ),
    Point(
        id="v-number",
        title="V-nummer",
        explanation="Een vreemdelingennummer hoort bij één persoon.",
        source=_PERSONAL,
        hits=("Is de voogdij geregeld voor V-nummer 2839104756?",),
        near_misses=("Wanneer heb je een V-nummer nodig?",),
    ),
    Point(
        id="file-number",
        title="Dossiernummer of zaaknummer",
        explanation=(
            "Met een dossiernummer, cliëntnummer of zaaknummer is een persoon in een systeem te "
            "vinden."
        ),
        source="AVG artikel 4, onder 1 en 5 (pseudonimisering)",
        hits=(
            "Dossiernr 2023-JB-00418, welke stukken mogen mee?",
            "zaak C/05/418823 / JE RK 23-611",
        ),
        near_misses=(
            "Wat zegt ECLI:NL:HR:2014:161 over inzage?",
            "Waar staat Kamerstukken II 2021/22, 36225, nr. 3?",
        ),
    ),
    Point(
        id="professional-register",
        title="Registratienummer van een professional",
        explanation="Een BIG-, SKJ- of AGB-nummer hoort bij één professional.",
        source=_PERSONAL,
        hits=("Klacht over een jeugdzorgwerker met SKJ-nummer 110048213",),
        near_misses=("Moet mijn SKJ-nummer onder het rapport?",),
    ),
    Point(
        id="ip-address",
        title="IP-adres",
        explanation="Via een IP-adres kan worden nagegaan welke aansluiting is gebruikt.",
        source="AVG artikel 4, onder 1; overweging 30",
        hits=("Er is ingelogd vanaf 84.106.211.37.",),
        near_misses=("Is een IP-adres een persoonsgegeven?", "Wat zegt artikel 7.3.11 lid 4?"),
    ),
    Point(
        id="profile",
        title="Account of profiel",
        explanation="Een account of profiel op internet leidt naar een persoon.",
        source="AVG artikel 4, onder 1; overweging 30",
        hits=("Mag ik @lil.noor.xx volgen?", "Zij staat op instagram.com/lotte_v_09"),
        near_misses=("Mag ik Facebook van ouders bekijken?",),
    ),
    Point(
        id="recognisable-case",
        title="Herkenbare situatie",
        explanation=(
            "Ook zonder naam kan iemand herkenbaar zijn, door een rol samen met bijvoorbeeld een "
            "leeftijd, een plaats of wat er is gebeurd."
        ),
        source="AVG artikel 4, onder 1; overweging 26",
        hits=(
            "Mijn cliënt van 15 uit Almere is zwanger, mag ik de school inlichten?",
            "we hebben een gezin met vier kinderen waarvan de vader gisteren is aangehouden",
            "Ik ben 14 en woon sinds april in een pleeggezin in Zutphen.",
        ),
        near_misses=(
            "Mag een kind van 12 zijn dossier inzien?",
            "Geldt dit ook voor jongeren jonger dan 16 jaar?",
            "Stel een ouder trekt de toestemming in, wat dan?",
            "Wat doe je met een vader die niet meewerkt?",
        ),
    ),
    Point(
        id="health-fact",
        title="Gegeven over gezondheid",
        explanation="Gegevens over iemands gezondheid zijn bijzondere persoonsgegevens.",
        source="AVG artikel 4, onder 15, en artikel 9; UAVG artikel 30",
        hits=("Mijn cliënt uit Almere is zwanger van haar stiefvader.",),
        near_misses=("Mag een arts een depressie van een ouder melden?",),
    ),
    Point(
        id="criminal-fact",
        title="Strafrechtelijk gegeven",
        explanation="Gegevens over strafbare feiten en straffen zijn extra beschermd.",
        source="AVG artikel 10; UAVG artikel 31 tot en met 33",
        hits=("Wij hebben een gezin waarvan de vader gisteren is opgepakt voor drugshandel.",),
        near_misses=("Wanneer mogen strafrechtelijke gegevens worden gedeeld?",),
    ),
    Point(
        id="unreadable",
        title="Tekst die niet te controleren is",
        explanation=(
            "De tekst is te lang of bestaat vooral uit cijfers en tekens. De checklist kan dan "
            "niet nagaan of er persoonsgegevens in staan."
        ),
        source="",
        hits=("1-2-3-4-5-6-7-8-9-0-" * 110,),
        near_misses=("Mag een kind van 12, 13, 14 of 15 jaar zelf beslissen?",),
    ),
)

# Dutch names of the elements of a recognisable case, for the explanation.
ELEMENTS: dict[str, str] = {
    "own-person": "iemand uit uw eigen omgeving of werk",
    "own-role": "iemand uit uw eigen omgeving of werk",
    "own-parent": "iemand uit uw eigen omgeving of werk",
    "own-children": "iemand uit uw eigen omgeving of werk",
    "one-of-mine": "iemand uit uw eigen omgeving of werk",
    "they-are": "wat er met iemand gebeurt",
    "own-professional": "een professional van u of uw gezin",
    "the-person": "een bepaalde persoon of een bepaald gezin",
    "the-children": "een bepaalde persoon of een bepaald gezin",
    "that-one": "een bepaalde persoon of een bepaald gezin",
    "bare-person": "een bepaalde persoon of een bepaald gezin",
    "bare-role": "een bepaalde persoon of een bepaald gezin",
    "kin-within": "een bepaalde persoon of een bepaald gezin",
    "parent-within": "een bepaalde persoon of een bepaald gezin",
    "pronoun": "een bepaalde persoon of een bepaald gezin",
    "pronoun-within": "een bepaalde persoon of een bepaald gezin",
    "nobody-before": "een bepaalde persoon of een bepaald gezin",
    "pronouns": "een verhaal over één persoon",
    "more-pronouns": "een verhaal over één persoon",
    "one-in-focus": "iemand die u heeft gezien of gesproken",
    "only-one": "iets waarin deze persoon de enige is",
    "who-i": "een persoon of gezin dat u begeleidt",
    "relative-of-known": "familie van een bekend persoon",
    "acts-on": "wat u met deze persoon te maken heeft",
    "acts-on-the": "wat u met deze persoon te maken heeft",
    "asks-on": "wat u met deze persoon te maken heeft",
    "asks-on-them": "wat u met deze persoon te maken heeft",
    "mine-and-one": "wat u met deze persoon te maken heeft",
    "mine-and-them": "wat u met deze persoon te maken heeft",
    "the-first": "een bepaalde persoon of een bepaald gezin",
    "bare-first": "een bepaalde persoon of een bepaald gezin",
    "one-met": "iemand die u heeft gezien of gesproken",
    "states-of-one": "een verhaal over één persoon",
    "states-after": "een verhaal over één persoon",
    "the-asked": "een bepaalde persoon of een bepaald gezin",
    "the-asked-when": "een gebeurtenis",
    "unasked": "een verhaal zonder vraag",
    "to-me": "wat iemand aan u heeft verteld of gedaan",
    "with-us": "uw eigen werkplek of omgeving",
    "marker": "een verslag of casus",
    "list-form": "een verslag of casus",
    "persons": "meer personen in één verhaal",
    "fact-of-one": "een gevoelig gegeven over een bepaalde persoon",
    "they-did": "wat iemand heeft gezegd of gedaan",
    "told": "wat iemand heeft gezegd of gedaan",
    "does-now": "wat iemand nu doet",
    "story": "een verhaal over wat er is gebeurd",
    "happened": "een gebeurtenis",
    "asks-told": "een gebeurtenis",
    "now": "wat er nu speelt",
    "again": "wat er nu speelt",
    "age": "een leeftijd",
    "time": "een tijd",
    "since": "een tijd",
    "duration": "een tijd",
    "place": "een plaats",
    "setting": "een school, groep of andere omgeving",
    "school": "een school, groep of andere omgeving",
    "occupation": "een beroep",
    "occupation-of-one": "een beroep",
    "about-one": "een verslag of casus",
    "own-case": "een persoon of gezin dat u begeleidt",
    "mine-detail": "wat u met deze persoon te maken heeft",
    "bare-detail": "een bepaalde persoon of een bepaald gezin",
    "sentences": "een verhaal over één persoon",
    "two-details": "meer gegevens samen",
    "time-of-event": "een gebeurtenis",
    "known": "bekendheid bij het publiek",
    "family": "de samenstelling van het gezin",
    "relative": "een familielid",
    "origin": "afkomst of geloof",
    "health": "gezondheid",
    "health-twice": "gezondheid",
    "crime": "een strafbaar feit",
    "abuse": "geweld of verwaarlozing",
    "at-home": "de omstandigheden thuis",
    "at-home-more": "de omstandigheden thuis",
}
