"""What is public is let through: authors, decisions, bodies; and nothing that only looks public."""

import pytest

from assistant.checklist import check

PUBLIC = [
    # writers, by the words around their names
    "Wat zegt Wiarda over rechtsvinding en hoe past dat bij het jeugdrecht?",
    "Volgens Van der Zwet (2018) ontbreekt een toets; klopt dat?",
    "Zie Koops e.a. over dataminimalisatie, wat is de kern?",
    "Hoe definieert Cleiren proportionaliteit in haar noot?",
    "In het leerboek van Kooijman staat een stappenplan. Geldt dat nog?",
    "De memorie van toelichting citeert Prins en Moerel. Wat vinden zij van doelbinding?",
    "Hendriks schrijft in het Tijdschrift voor Gezondheidsrecht over inzage. Wat vindt hij?",
    "Bartels & Heiner beschrijven in hun hoofdstuk de casusregie. Is dat ook juridisch zo?",
    "Vgl. T. Liefaard & S. Rap, 'Participatie van kinderen', FJR 2018/45. Wat volgt daaruit?",
    "De Groot & Vlaardingerbroek schrijven dat gezag geen eigendom is. Geldt dat?",
    "Mag ik verwijzen naar het onderzoek van Ter Meulen en collega's (2019)?",
    "Is het boek 'Het drama van het begaafde kind' van Alice Miller bruikbaar?",
    "Kent u de methode Goldstein of Heijkoop? Mag je daarmee gegevens vastleggen?",
    # names and values that are made up to show the form
    "Casus voor de les: Fatima (naam verzonnen) is 13 en vertelt over thuis. Welke stappen?",
    "Is 0612345678 als voorbeeld in een formulier toegestaan?",
    "Mag een formulier vragen naar postcode (1234 AB) en huisnummer?",
    "Is een mailadres als voornaam.achternaam@organisatie.nl een persoonsgegeven?",
    # decisions, letters and registers
    "Wat besliste de Hoge Raad in zaaknummer 19/04567 over het verschoningsrecht?",
    "Hoe oordeelt de Afdeling bestuursrechtspraak (zaaknummer 202001234/1/A3) over misbruik?",
    "Brief van het ministerie van JenV van 12 mei 2023, kenmerk 4567890: wat verandert er?",
    "Onze instelling staat onder KvK-nummer 50231876 in het register. Moet dat erbij?",
    # bodies
    "Autoriteit Persoonsgegevens, Hoge Nieuwstraat 8, 2514 EL Den Haag: kan ik daar klagen?",
    "Raad voor de Kinderbescherming, Turfmarkt 147, 2511 DP Den Haag. Is dat het adres?",
    "wat is de kindertelefoon voor nummer, 0800-0432 toch?",
    "Kent u het Emma Kinderziekenhuis of Sophia? Mogen die zelf bellen?",
    "Kan ik voor vragen terecht op 030-2739500 van de KNMG?",
    "Kan de cursus op Kerkplein 4 te Zeist plaatsvinden of moet dat online?",
    "Mag het team een mailadres als jeugdteam@gemeente-zeist.nl delen?",
    "Ons project Bloom loopt af, mag de data naar team Roos?",
    "Gymnasium Bernrode en het Elde College vallen onder welk samenwerkingsverband?",
    "Begrotingspost 6720030: moet dat in het register?",
    "Vallen de Jan Arentsz school en Levvel onder dezelfde regels?",
    # dates and days
    "Op ma 3 juni 2024 is er een training. Moeten we de namen van deelnemers bewaren?",
    "De Jeugdwet is van 1 maart 2014. Is het overgangsrecht voorbij?",
    "Vallen kinderen geboren na 1 januari 2015 onder de nieuwe regel?",
    "ma team West, di team Oost, wo intervisie. Moet een bespreking geanonimiseerd?",
]

PUBLIC += [
    # called after somebody, and nobody: bodies, streets, prizes, things, laws, judgements
    "Gaat het Sophia anders om met de kindcheck dan het Jeroen Bosch?",
    "Wijkteam Willem de Zwijgerlaan krijgt een open balie; hoe voorkomen we meeluisteren?",
    "Mogen wij als Gezinshuis De Jonge Linde foto's van onze tuin plaatsen?",
    "Is voor een consult in huisartsenpraktijk De Linde toestemming nodig?",
    "Mag de Hein Roethofprijs een foto van handen tonen?",
    "Sam is bij ons de naam van de chatbot; welke privacyverklaring hoort daarbij?",
    "What is the Dutch equivalent of Sarah's Law, if any?",
    "Wat zegt Kopf en Liberda tegen Oostenrijk over pleegouders?",
    "Welke rol heeft Maslow, Kolb en Gordon in een training?",
    "Joost mag weten waarom, maar is toestemming op papier verplicht?",
    "In onze regio werken Echt-Susteren, Leudal en Roerdalen samen; wie is verantwoordelijk?",
    "stel een kind verhuist van tilburg naar almere, mag het dossier mee",
    "Mag een gemeente dit plaatsen?\n\nTeam Beveiliging\nGemeente Zwolle | Lübeckplein 2",
    "Is toegang beperken tot 192.168.0.0/16 genoeg?",
    "IK SNAP HET VERSCHIL TUSSEN ARTIKEL 7.3.11 EN 7.3.12 NIET",
    "Darf ein Jugendamt Daten bekommen, wenn eine Familie umzieht?",
    "Zijn Willem en Karel geschikte oefennamen in een e-learning?",
    "Hoe vaak moet een verwerkersovereenkomst worden herzien?\n\nContractbeheer Jeugd\n"
    "Stationsplein 1-23 | 3818 LE Amersfoort\ncontractbeheer@servicepunt.example | 033 469 51 00",
    "Is een curator bevoegd?\n\nStichting Het Baken\nWilhelminapark 9-11\n5041 EA Tilburg",
    "Op de site staat: bel 0345-61 22 08, keuze 1. Mag dat voor recepten?",
    "Aanmelden via studiedagen@rochofstad.example; wat is een goed dilemma voor die dag?",
    "Met gebouw Van Heutsz en zaal Marga Klompé: hoe regelen we het printen?",
    "Wat vindt Hooghiemstra & Partners van toestemming?",
    "is Cryptshare 7.1 met een code veilig genoeg voor een dossier",
    "organisaties ontvingen 122.580 meldingen, mag ik dat per gemeente publiceren",
    # what bears a name and is nobody
    "Bloem, Zee en Maan zijn onze groepsnamen. Mag Zee op de foto bij de voordeur staan?",
    "Julia, Flora en Ilse: drie opvanghuizen in onze regio. Is hun adres geheim?",
    "Bij ons heet de app Fleur. Bewaart Fleur gesprekken te lang?",
    "Onze Lisa - dat is de module voor intake - vraagt om een geboorteland. Mag dat?",
    "Is 'de kat heet Minoes' in een verslag een persoonsgegeven?",
    "We spelen een poppenspel over Saartje en Bram. Mag daar een geheim in?",
    "Wolf, Haan & Partners levert deskundigen. Is dat een verwerker?",
    "Ryneš, Nowak, Fashion ID: welke van deze HvJ-uitspraken is nodig voor mijn werk?",
    "Wat besliste het Hof in C-434/16 (Nowak) over examens?",
    "Hebben publicaties waar Hoekstra, Prins of Mulder aan werkten nog gezag?",
    "Mag een stagiaire 'Wendy' gebruiken als schuilnaam in haar scriptie?",
    "Vraag 3. De huisarts:\nA. mag melden\nB. moet melden\nC. mag niets\nWat is juist?",
    "Toetsvraag: mevrouw A. en meneer B. delen het gezag over C. (8). Wie beslist?",
    # numbers and addresses of nobody
    "Welk bericht hoort bij iJw 3.2 JW315 en wat staat erin?",
    "De ontwikkelaar zegt dat ticket #40187 pas na de release kan. Moet dat veld leeg?",
    "Het account test07@voorbeeld.nl kon na het intrekken nog inloggen. Is dat een lek?",
    "Is 14-02-2017 een goede notatie voor een geboortedatum in een testbestand?",
    "Als een vader op 3 maart jarig is en je stuurt een kaart, mag dat dan open?",
    "Is Lange Voorhout 9 het bezoekadres van de Autoriteit Persoonsgegevens?",
    "Wij zitten nu op Marktplein 3 bij de bibliotheek. Mag er een bordje op de deur?",
    "In de zaak bij het SKJ College van Toezicht, zaaknummer 21.113T, ging het waarover?",
    "Wat zei het Hof Den Haag, 2021 en 2022, over inzage na het einde van het gezag?",
    "De API geeft Z2VlbiB0b2VzdGVtbWluZw== terug. Mag dat in de log?",
    "lot of the rules say sole custody, what does that mean here",
    "Staat ergens hoe een wachtwoord als P4ssw0rd2019 moet worden vervangen?",
    "Mag je in zo'n overzicht ook leeftijden zetten enzo?",
    "Welke AVG-dilemma's zie je bij dossiervorming?",
    # lines of organisations, above or beside the question
    "Inloophuis voor Ouders\nBuurthuis De Brug, Molenweg 5, Ede\nBel: 0318-330330\n\nMag dit zo?",
    "Jongerenloket | Groest 50 | 1211 EB Hilversum | 035-6290000\n\nMogen vrijwilligers meekijken?",
    "Praktijk De Linde, Griffeweg 17, Groningen, spoed 050-3120001. Mogen wij terugbellen?",
    "Vacature: jeugdbeschermer. Mail werkenbij@jbfriesland.example of bel 058-2001000. Mag dat?",
    "Ons kantoor verhuist van de Kanaalweg naar het centrum. Wat doen we met de dossiers?",
    "Het Centrum voor Jeugd en Gezin op de Stationsstraat 12 heeft een camera. Welke borden?",
    "Als een kind op 1 januari 2010 geboren is, vanaf wanneer beslist het dan zelf?",
    "Wat is een hash als e3b0c44298fc1c149afbf4c8996fb924 juridisch gezien?",
    "&quot;Wij delen alleen als het mag (art.&nbsp;6 AVG) &ndash; u kunt bezwaar maken&quot;?",
    "Valt Hoop als hulpverleningsorganisatie in Rotterdam onder de Jeugdwet?",
    "Op kamp bij Huize De Beer: mag de lijst met medicijnen op papier mee?",
    "Op de poster staat XX-123-Y als voorbeeld van een kenteken. Is dat goed gekozen?",
    "Geef dat door via @politie of via @collega's?",
    "Is een twee drie vier vijf zes zeven acht negen een geldig bsn om te testen?",
    "Onze module heet Roos en de printer heet Katrien, mag dat in een logbestand?",
    "Hans en Grietje worden gevonden. Grietje wil niet naar huis. Wie moet dat melden?",
    "De taskforce onder burgemeester Halsema schreef over jongerenwerk. Wat stond er in?",
    "Is wijs als ouders vragen om een zin te schrappen?",
]

PRIVATE = [
    ("address", "Mag dat?\n\nadres van moeder: Wilhelminapark 9, 5041 EA Tilburg"),
    ("file-number", "Is dat genoeg?\n\nTeam Beoordeling\nOns zaaknr: Z24.067193 / D1"),
    ("phone", "Mag dat?\n\nTeam Jeugd\nmijn mobiel: 06 2874 1305"),
    ("person-name", "Volgens Jansen wil haar dochter niet mee, mag ik dat opschrijven?"),
    ("phone", "Moeder is bereikbaar op 030-2739500, bijvoorbeeld 's avonds"),
    ("phone", "kan ik 06-12345678 doorgeven"),
    ("person-name", "Zo staat er nog dat Lieve-Mae ten Have is opgenomen. Welke regel geldt?"),
    ("person-name", "Mevrouw Wiarda zegt dat zij het dossier wil, mag dat?"),
    ("person-name", "Mag ik hoop hebben dat Hoop, de moeder, alsnog tekent?"),
    ("person-name", "Xiadani's tante vraagt namens haar om het dossier."),
    ("postcode", "Locatie: 1325 PB. Meldingen: 3. Mag dit naar politie?"),
    ("address", "Wat als de politie naar Meidoornlaan 5 in Ede gaat en ons om info vraagt?"),
    ("phone", "Veilig Thuis bel je op 0800-2000 en mij op 0629 47 18 33."),
    ("phone", "Vader bereikbaar via 0031 6 2874 1305"),
    ("v-number", "aanvraag asiel - 2729 9384 01 - mag dat in het dossier"),
    ("birth-date", "ma 03-06-1981 wil inzage"),
    ("birth-date", "Betrokkene is geboren in de maand mei van het jaar 2012, op de negentiende."),
    ("birth-date", "ik ben vd 8e van de 10e 2009, mag ik zelf beslissen"),
    ("file-number", "Zaaknummer 2023/44817 van mijn cliënt ligt bij de rechtbank"),
    ("licence-plate", "Mój były mąż jeździ autem PO 7KX42 i czeka pod szkołą"),
    ("ip-address", "login kwam van tweeëntachtig punt 171 punt 36 punt negen"),
    ("person-name", "het gaat om T i j n  V e r h o e v e n  uit die klas"),
    ("person-name", "Onze hond heet Bobby en onze buurjongen heet Justin, mag dat in de map?"),
    ("person-name", "Volgens artikel 1:377c BW, op verzoek van P.J. Hoekstra, mag dat?"),
    ("bsn", "PGN 648062387 geeft een foutmelding, mag ik bellen?"),
    ("phone", "mag het nummer van de buurvrouw, 0344 61 92 40, naar de politie"),
    ("phone", "opa belt met 0049 1573 4418820, mag dat in het systeem"),
    ("birth-date", "mag de huisarts iets zeggen over een 15jarige (09/04/2010)"),
    ("birth-date", "dat is er een van drieentwintig zes tweeduizend elf, wie tekent"),
    ("person-name", "wat moet ik met alles wat vd molen zegt"),
    ("person-name", "wat moet ik met alles wat vd heijden zegt"),
    ("person-name", "In Max' dossier staat van alles over zijn tante."),
    ("person-name", "bestand zorgplan_P_Ouwerkerk.docx staat in het verkeerde kanaal"),
    ("person-name", "storm is 12 en wil niet dat zijn ouders het weten"),
    ("person-name", "Storm heeft het gisteren aan de juf verteld, mag die het doorgeven?"),
    # somebody, though a word for a thing stands near
    ("address", "Wij zitten nu op de Lindelaan 7 en mijn ex mag dat niet weten."),
    ("person-name", "op kamer sanne was ruzie, wie mag dat weten"),
    ("person-name", "Welke stappen volgen daarna volgens u? jansen belt elke dag hierover op"),
    ("person-name", "ik sprak de kevin gisteren bij de poort, mag ik dat noteren"),
    ("file-number", "dossiernummer 4534216756453421 ligt bij de rechtbank, mag school dat weten"),
    ("person-name", "Sanne is via de app benaderd, mag ik dat melden?"),
    ("person-name", "Sanne is in twee leefgroepen geplaatst. Wie mag dat weten?"),
    ("person-name", "Sanne is aangemeld voor een training, mag school dat weten?"),
    ("person-name", "Hij heeft een film van Noor op zijn telefoon, mag ik die bekijken?"),
    ("person-name", "Wat gebeurt er in het huis van Sanne, mag ik dat vragen?"),
    ("person-name", "Joost als leider van de teams wil inzage, mag dat?"),
    ("person-name", "Sanne, dat is de buurvrouw uit de groepen, wil informatie."),
    ("person-name", "Daan zijn namen op de lijst, mag dat?"),
    ("person-name", "Sanne & Co hebben gevochten op school, mag ik dat melden?"),
    ("bsn", "Ik heb een-nul-vijf, vijf-acht-drie, negen-vijf-negen doorgekregen, mag dat?"),
    ("person-name", "W.e.n.d.y H.o.e.k.s.t.r.a wil haar dossier zien"),
    ("person-name", "gezinsvoogd de wilde zegt dat school niks hoeft te weten"),
    ("person-name", "kan mark gezag krijgen als hij niet op de akte staat"),
    ("address", "Mag de rechtbank het geheime adres (Boslaan 9 Emmeloord) in de stukken laten?"),
    (
        "address",
        "Mag dit zo weg?\n\nOp 3 juni spraken wij ouders op het adres Tjalkstraat 48 te Urk.",
    ),
    ("licence-plate", "vader rijdt in een auto met kenteken XX-123-Y, mag ik dat noteren"),
    ("licence-plate", "plaka 34 KTV 618 olan arabayi polise soylesem olur mu"),
    ("birth-date", "op de 23e wordt hij 16, mag ik dan nog met zijn moeder praten"),
    ("email", "de mail kwam van nagels.bij.joy @ icloud com, van wie zou dat zijn"),
    ("address", "het gaat om de reigerstraat eh nummer vijfendertig, mag de corporatie dat"),
    ("file-number", "ik zit zelf in cl. 77213, wie kan daar nog meer bij"),
    ("file-number", "Het zaaknummer is 05/142877-24, stuurt het Openbaar Ministerie het vonnis?"),
    ("person-name", "t gaat om vdberg, die heeft geen gezag"),
    ("person-name", "bas dringt aan op correctie, moet dat"),
    ("person-name", "Geachte heer Van 't Oever, u krijgt geen inzage. Klopt die zin?"),
]

TOLD_ABROAD = [
    "Oğlum 9 yaşında, pazartesi günü okulda ağlamış. Bana sormadan arayabilir mi?",
    "Mój mąż jest w areszcie od soboty i opiekunka chce wiedzieć dlaczego.",
    "Мого чоловіка затримали минулої ночі. Чи дізнається про це школа?",
    "ابني عمره ثماني سنوات وأخذوه أمس من المدرسة",
    "Ma voisine m'a confié hier que son mari la frappe.",
    "Mi hijo está en el hospital desde ayer, ¿pueden decírselo a la escuela?",
]
ASKED_ABROAD = [
    "Bir anne izin vermezse okul yine de wijkteam ile konuşabilir mi?",
    "Czy w Holandii szkoła może bez zgody rodziców powiadomić opiekę społeczną?",
    "¿Puede una escuela en Holanda hablar con el médico sin permiso de los padres?",
    "من أي عمر يستطيع الطفل أن يطلب رؤية ملفه، 12 أم 16 سنة؟",
    "Est-ce qu'un médecin peut signaler une maltraitance sans l'accord des parents ?",
]


PUBLIC += [
    # known authors, and bodies and products by their names
    "Wat schrijven Weijers en Bruning over het kindgesprek?",
    "Is er iets van Finkelhor of Munro over risicotaxatie vertaald?",
    "Steketee 2020: hoeveel gezinnen waren dat ook alweer?",
    "Mag Deltion de presentie van een student doorgeven aan Rivas?",
    "Hoe exporteren we een dossier uit Kleos of Remindo?",
    # published decisions by their numbers
    "LJN BN4321: hoe citeer ik die nu nog?",
    "Rb. Gelderland 3 mei 2022, zaaknummer C/05/398765 / JE RK 22-91, staat op rechtspraak.nl?",
    "Het college acht de klacht gegrond (A2023/5120). Welke les volgt daaruit?",
    "Geldt de Aanwijzing 2016A003 nog, of is die vervangen?",
    "Veranderde er iets na het rapport van de commissie-Joustra van 8 februari 2021?",
    # addresses, numbers and accounts of bodies
    "Moet het verzoek naar de GGD Hollands Midden, Parmentierweg 49 Leiden?",
    "In het gezondheidscentrum aan de Kerkstraat hoort men de balie. Mag dat?",
    "Staat 0900-1262626 als SHG-nummer nog in de folder uit 2013?",
    "Waar staat de tekst die @PolitieNL en @VNGemeenten aankondigden?",
    # things called after somebody
    "Verzoekt de Dr. Schaepmanscholengroep daar terecht om?",
    "Wat zei dat Van Montfoort-onderzoek over de tafels?",
    "Is prentenboek 'de kleine beer en het geheim' geschikt voor groep 3?",
    "Heeft Chantal — ons chatsysteem heet zo — toegang tot de gegevens?",
    "Sjoerd, Fatima en Kees zijn de persona's in onze klantreis. Wat vragen zij?",
    "Mogen we namen als Fatima, Jan en Kees gebruiken in oefencasussen?",
    "Ons project heet Sterre, geldt de toestemming ook voor vervolgproject Maan?",
    "Is 'Sam' als naam van een handpop een probleem voor de privacy?",
    "Kan De Jong Advocaten een verwerkersovereenkomst sluiten?",
    "Wie schreef dat ook alweer, Lydia Janssen of Theo Hooghiemstra?",
    "Waar staat in Asser/De Boer, Kolkman & Salomons 1-I iets over de ouder zonder gezag?",
    "emma kzh, juliana kzh en catharina zkh: hebben die een aandachtsfunctionaris?",
    "Czy szkoła w Tilburgu może przekazać dane dziecka do Veilig Thuis?",
    "ECLI:NL:HR:2013:BZ3535 over het afgeleid verschoningsrecht, wat was de kern?",
    "wat zegt skj tuchtrecht 2020-2024 over een schaduwdossier",
    "Wat schrijft men na Hof Den Haag 22 november 2022 over artikel 1:377c?",
    "Kamervragen van de leden Ceder en Bruyning over uithuisplaatsingen: waar staan die?",
    "Van Rijn, De Jonge, Blokhuis: onder welke bewindspersoon kwam de regeling?",
    "Volgens Hendriks en Legemaate is dat gerechtvaardigd. Welke voorwaarden noemen zij?",
    "Hoe citeer ik Kalverboer & Zijlstra 2006 volgens APA 7?",
    "Welke overgangstermijn gold er tussen 24 mei 2016 en 25 mei 2018?",
    "W@t b3t3k3nt d00rbr3k3n v@n h3t b3r03psg3h31m?",
    "Is Jade een geschikt systeem voor dossiervoering?",
    "Faber, Schouten, Visser: zijn achternamen zonder context herleidbaar?",
    "Wat mag Albert Heijn met camerabeelden van een minderjarige doen?",
    "Stel de ouders heten jan en marie, wie krijgt dan de brief?",
    "Fictief: moeder Roos heeft twee zoons, Storm en Bos. Wie mag het verslag lezen?",
    "Hoe zit het met de beer en tygo methodes van slachtofferhulp?",
    "Ik lees bij Doreleijers dat diagnostiek eerst komt. Waar staat dat?",
    "Wat houdt de methode Top600 in Amsterdam in voor het delen van gegevens?",
    "Van der Kolk zegt dat trauma in het lichaam zit, is dat een feit voor een rapport?",
    # a word that is cut where a stretch ends
    "Moeten de foto's in het jubileumboek '125 jaar Kinderwetten' van kinderen uit een tehuis "
    "in Zetten anno 1961 onherkenbaar worden?",
]
PRIVATE += [
    ("person-name", "Weijers wil zijn dossier inzien, mag dat?"),
    ("person-name", "Mag ik mevrouw Rivas terugbellen over haar zoon?"),
    ("person-name", "Jeroen Dekker is de contactpersoon bij de jeugdzorg"),
    ("person-name", "De map met 'Van den Boogaard, R.L.M.' ligt open, is dat erg?"),
    ("file-number", "Op rechtspraak.nl staat niets, loopt C/16/570338 / FO RK 24-205 nog?"),
    ("address", "Na de melding bij Veilig Thuis, Kerkstraat 12 Leiden, ging de politie erheen"),
    ("profile", "Mag ik reageren op de tweet van @RvdKemenade_73?"),
    ("profile", "Is online meekijken toegestaan? Snap: jayjay2k11xx."),
    ("person-name", "Kan deze mail netter? mvg, M. van het Reve-Okkerse, consulent jeugd"),
    ("person-name", "Klopt het dat J.P.M. van 't Hof het hele dossier krijgt?"),
    ("person-name", "Geldt dat ook als het Kevin zelf is die erom vraagt?"),
    (
        "identity-document",
        "is de i d kaart I\u2011X\u20117\u2011B\u20114\u2011R\u20112\u20119\u20118 van een moeder?",
    ),
    ("birth-date", "Hij is geboren op de zeventiende van de negende maand tweeduizend acht"),
    ("profile", "bron: hxxps://www[.]linkedin[.]com/in/mkrijgsman-pleegzorg, mag ik dat?"),
    ("person-name", "Nu staat er: Sem voelt zich klem tussen ons."),
    ("person-name", "De oefencasus is aangepast naar de echte: gezin Strijbosch uit Gemert"),
    ("person-name", "hoogendoorn zegt dat het 20 jaar is en niet 15"),
    (
        "address",
        "VT-melding binnengekomen\nAdres: Molenweg 27\nSoort: huiselijk geweld\nMag school?",
    ),
    ("identity-document", "N . X . 7 . C . 2 . 0 . R . P . 4 is die van moeder, mag dat erin?"),
]


@pytest.mark.parametrize("text", [*PUBLIC, *ASKED_ABROAD])
def test_lets_what_is_public_through(text: str) -> None:
    decision = check(text)
    assert not decision.refused, [(f.item, f.rule) for f in decision.findings]


@pytest.mark.parametrize(("point", "text"), PRIVATE)
def test_refuses_what_only_looks_public(point: str, text: str) -> None:
    assert point in check(text).items


@pytest.mark.parametrize("text", TOLD_ABROAD)
def test_refuses_a_case_in_another_language(text: str) -> None:
    assert "recognisable-case" in check(text).items


def test_letters_apart_without_a_wider_space_are_read_as_words() -> None:
    assert not check("m a g e e n s c h o o l d i t w e t e n").refused
    assert check("m i j n z o o n i s g i s t e r e n o p g e p a k t").refused
