"""A recognisable case without an identifier: told in many ways, and what only looks like one."""

import pytest

from assistant.checklist import check
from assistant.checklist.case import STRETCH

TOLD = [
    # telegram style, without articles or pronouns
    "jongen 15, blowt, moeder gescheiden, stiefvader slaat, wat mag ik delen",
    "kind 8 jr komt al 3 dgn zonder eten op school, moeder neemt niet op, wie bellen",
    "moeder appt dat ze vanavond weggaat met kids, vader weet niks, doorgeven?",
    # at first glance a general question
    "Mag de school weten dat de oudste dochter vorige week is opgenomen? Vader wil dat niet.",
    "Wat doe ik met het briefje dat ik in de tas van een van mijn leerlingen vond?",
    "Mag ik het rapport delen met de tante bij wie hij sinds de uitspraak logeert?",
    # a report in the third person
    "Betrokkene is door de leerkracht aangesproken op haar verzuim. Zij geeft aan dat zij voor "
    "haar broertjes moet zorgen. Mag dit verslag naar de leerplichtambtenaar?",
    "Kind is niet gezien. Ouders deden niet open. Volgens onderbuurman is er gisteren gegild.",
    "Mag de school van ons weten dat vader vrijdag voor de rechter stond?",
    # nothing is told of her, but it is plain who is meant
    "De pleegmoeder heeft ons verzocht de halfzus van het kind te weren bij de evaluatie.",
    # the writer's own story
    "mijn pleegbroer vertelt aan iedereen waarom ik niet thuis woon. mag dat?",
    "mijn dochter zit bij de ggz en ze zeggen dat ze 16 is en dat ik niks mag weten",
    "mijn stiefvader kijkt altijd als ik douche, vertelt de mentor dat verder?",
    "Onze zoon is opgenomen en we mogen niks weten want hij is 17. Klopt dat wel?",
    # other languages
    "Danışanım 29 yaşında, kocası geçen hafta hapse girdi. Okula söyleyebilir miyim?",
    "La niña de 6 años que vi el jueves tiene quemaduras. ¿Tengo que preguntar a la madre?",
    "У моїй групі хлопчик 6 років, вітчим його б'є. Чи можу я подзвонити?",
    "أنا مدرسة وطالبة عمرها ٩ سنوات قالت لي اليوم إن زوج أمها يضربها. هل أبلغ؟",
    "my ex husband was released last month and he found out where my kids go to school",
    "Der Vater trinkt und die Kleine kommt jeden Tag ungewaschen in die Kita.",
]

GENERAL = [
    # a situation that is told to ask about the rule
    "Een vader zegt op papier dat hij iets niet wil; telt dat briefje later nog?",
    "Mag ik als wijkagent info uit een drugszaak inzetten voor mijn handhavingswerk?",
    "De ouders tekenden en de puber weigert: zo staat het in ons lesboek. Wat zeggen studenten?",
    "Een cliënt belt dat hij zich bedacht heeft; geldt zijn omslag alleen voor de toekomst?",
    "Mag de gemeente mijn nummer vastleggen als ik voor een familielid zorg?",
    "Een moeder vraagt alle stukken op; mag er geld gerekend worden?",
    "Een vader zonder gezag belt de school en wil weten hoe het gaat. Moet de school antwoorden?",
    "Kind van 11, ouders gescheiden, beide gezag: wie tekent voor jeugdhulp?",
    "Als een kind tegen de leraar zegt dat het thuis geslagen wordt, moet de leraar dat melden?",
    "Stel dat een vader in detentie zit, moet hij dan nog toestemming geven?",
    "Een instelling bewaart zijn of haar gegevens. Mag hij of zij dan inzage vragen?",
    "Ik werk als jeugdverpleegkundige en wil weten wanneer ik mijn beroepsgeheim mag doorbreken.",
    "Sinds 1 januari werken we met een nieuw dossiersysteem. Moeten we daarover informeren?",
    "Hoe ga je om met een vader die dreigt met een klacht?",
    "Mag Veilig Thuis het gezin informeren?",
    # somebody introduced by "een" stays anybody, whatever pronoun or article follows
    "Een cliënt met een psychose dreigt zijn buurman iets aan te doen. Mag de behandelaar de "
    "buurman waarschuwen?",
    "Een gedetineerde vader wil weten hoe het met zijn dochter op school gaat. Mag de mentor hem "
    "mailen?",
    # "mag ik" asks for a rule
    "Mag ik opschrijven wat een kind over zijn stiefmoeder zegt?",
    "Moet ik een moeder vertellen dat haar ex inzage heeft gevraagd?",
    "Mag mijn moeder mijn berichten met de jeugdhulp lezen?",
    # nothing is told that narrows down who it is
    "Moeder vindt alles goed, ik mag bellen. Moet ik dan nog iets afwegen?",
    "Mag ik controleren of het klopt wat de buurvrouw zegt?",
    # a situation and the question about the rule in one sentence
    "Een vader belt boos op dat hij niets weet van de hulp; moeten wij hem alsnog informeren?",
    "Een ouder weigert te tekenen en belt ons elke dag; mag de school dan toch overleggen?",
    # the writer's own profession says nothing of the other
    "Ik ben wijkverpleegkundige en de gemeente vraagt mij om gegevens. Mag ik weigeren?",
    "Lesopdracht: een leerling vertelt dat er thuis ruzie is. Bespreek in tweetallen: wat mag?",
    # what happens sometimes and often is what happens to anybody
    "Ik merk dat jongeren soms vertellen dat er thuis ruzie is en vaak bang zijn. Wat mag?",
    "Stel: een vrouw vertelt dat haar man haar bedreigt maar ze wil geen aangifte. Mag ik de "
    "wijkagent dan inlichten?",
]


@pytest.mark.parametrize("text", TOLD)
def test_refuses_a_case(text: str) -> None:
    assert "recognisable-case" in check(text).items


@pytest.mark.parametrize("text", GENERAL)
def test_lets_a_rule_or_a_supposition_through(text: str) -> None:
    decision = check(text)
    assert not decision.refused, [(f.item, f.rule) for f in decision.findings]


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("health-fact", "Mijn cliënt uit Tiel hoort stemmen en heeft gisteren pillen geslikt"),
        ("health-fact", "Zoon (11) geeft aan vaak buikpijn te hebben. Moeder wuift het weg."),
        ("health-fact", "Mijn cliënt wil er een einde aan maken, zegt zijn zus gisteren"),
        ("criminal-fact", "Mag de school van ons weten dat vader vrijdag voor de rechter stond?"),
        ("criminal-fact", "De broer van mijn cliënte zit vast voor inbraak bij haar"),
    ],
)
def test_names_the_fact_about_a_person(point: str, text: str) -> None:
    assert point in check(text).items


def test_an_invented_case_for_a_lesson_weighs_less() -> None:
    case = "een vader komt boos binnen omdat zijn dochter uit huis is geplaatst"
    assert check(f"Gisteren bij ons: {case}").refused
    assert not check(f"Voor een rollenspel: {case}").refused


@pytest.mark.parametrize(
    "opening",
    [
        "Stel: een moeder van 29 met kinderen van 2, 4 en 9 komt 's avonds in de opvang.",
        "Casus 5 uit het lesboek: een vader van 41, drie kinderen, de jongste heeft een botbreuk.",
        "We bespreken een bedachte casus: een vader met dochters van 6 en 9, alleen thuis.",
    ],
)
def test_a_situation_that_is_supposed_is_a_question(opening: str) -> None:
    assert not check(f"{opening} Wat mag de medewerker aan de school vertellen?").refused


def test_what_is_called_invented_and_meant_is_a_case() -> None:
    told = (
        "jongen van 15 hoorde gisteren dat hij hiv heeft en zijn vader, de imam, mag het niet weten"
    )
    assert check(f"Noem het maar een fictieve casus, al is het wel echt: {told}").refused


def test_finds_a_case_behind_a_long_general_text() -> None:
    general = "Wat zegt de wet over het bewaren van dossiers? " * (STRETCH // 5)
    decision = check(general + "Mijn cliënt van 15 uit Almere is zwanger van haar stiefvader.")
    assert "recognisable-case" in decision.items
    assert min(f.start for f in decision.findings) > len(general) - 400


def test_reads_a_case_that_was_told_over_several_messages() -> None:
    told = ["Er zit een tweeling in mijn klas.", "Hun moeder ligt in het ziekenhuis."]
    last = "Ze worden nu steeds door een man opgehaald, wie mag ik bellen?"
    assert check(last, earlier=told).refused
    assert not check("Wat is een verwijsindex?", earlier=["Hoe werkt inzage?"]).refused


def test_names_what_the_messages_before_told_of_health_and_offences() -> None:
    told = ["ik werk met een meisje uit groep 8", "ze snijdt zich en haar vader is opgepakt"]
    last = "Mag ik het haar zusje van zeven in mijn klas vertellen?"
    assert {"recognisable-case", "health-fact", "criminal-fact"} <= set(
        check(last, earlier=told).items
    )
    general = ["Mag een school melden dat een kind zich snijdt?"]
    assert not check("En bij een depressie?", earlier=general).refused
