"""Every Dutch sentence that a user reads, in plain language (B1)."""

from __future__ import annotations

from assistant.errors import (
    AssistantError,
    ChecklistError,
    ConflictError,
    DatabaseError,
    DeskRuleError,
    IndexUnavailableError,
    ModelError,
    QuestionError,
    SignInError,
)

NAME = "Vindplaats"
TAGLINE = "Mag dat van de AVG? Antwoord met de vindplaats erbij."
WHAT_IT_IS = (
    "Vindplaats is een computerprogramma (AI). Het zoekt in de handreiking Zorgvuldig omgaan met "
    "persoonsgegevens, de vuistregels en de wet, en laat zien wat daar letterlijk staat. Het geeft "
    "geen juridisch advies en beslist niets. Bespreek een concrete situatie met uw collega, "
    "aandachtsfunctionaris of jurist."
)
NO_PERSONAL_DATA = (
    "Typ geen gegevens van echte mensen: geen namen, adressen, nummers of herkenbare situaties. "
    "Stel uw vraag in het algemeen."
)
QUESTION_LABEL = "Uw vraag"
QUESTION_PLACEHOLDER = "Bijvoorbeeld: mag ik zonder toestemming van ouders informatie delen?"
ASK = "Vraag stellen"
EXAMPLES = (
    "Mag ik als leerkracht zonder toestemming van ouders informatie delen met het lokale team?",
    "Wanneer mag ik mijn geheimhoudingsplicht doorbreken?",
    "Welke AVG-stappen loop ik door voordat ik informatie deel?",
    "Hoe lang bewaart een gecertificeerde instelling een dossier?",
)
ABSTAINED = {
    "no-match": "Vindplaats vond in de bronnen geen antwoord op deze vraag.",
    "out-of-scope": (
        "Deze vraag lijkt over iets anders te gaan dan de bronnen van Vindplaats. Die gaan over "
        "het delen en bewaren van gegevens bij zorgen om kinderen en gezinnen."
    ),
    "too-vague": (
        "Deze vraag is te kort om er een stuk bij te zoeken. Schrijf erbij waar het over gaat, "
        "bijvoorbeeld: wie wil wat delen, en met wie?"
    ),
    "no-such-place": (
        "U noemt een artikel of lid dat niet in die wet staat. Kijk of het nummer klopt."
    ),
    "article-not-held": (
        "U noemt een artikel dat niet in de bronnen van Vindplaats staat. Van de meeste wetten "
        "zijn alleen de artikelen opgenomen die over het delen van gegevens gaan."
    ),
    "law-not-held": ("U noemt een wet waarvan de tekst niet in de bronnen van Vindplaats staat."),
    "later": (
        "Deze vraag gaat misschien over regels of cijfers die nieuwer zijn dan de bronnen van "
        "Vindplaats. Daarover staat er niets in."
    ),
    "no-letters": "Hier staat geen vraag in woorden. Typ uw vraag in gewone taal.",
}
DESK_CURATED = "Een jurist van de helpdesk heeft dit antwoord op uw vraag goedgekeurd."
# How an answer was made, when not as usual: Answer.notice.
NOTICES = {
    "curated": DESK_CURATED,
    "model-unreachable": (
        "Model niet bereikbaar: antwoorden worden geciteerd in plaats van geschreven."
    ),
    "model-too-slow": (
        "Het model antwoordde niet op tijd. Daarom ziet u een antwoord van letterlijke zinnen."
    ),
    "model-stopped": (
        "De tekst van het model is niet compleet. U ziet alleen de zinnen die zijn gecontroleerd."
    ),
    "model-failed": (
        "Het model gaf geen bruikbaar antwoord. Daarom ziet u een antwoord van letterlijke zinnen."
    ),
    "model-too-little": (
        "Van wat het model schreef, was te weinig te bewijzen. Daarom ziet u een antwoord van "
        "letterlijke zinnen."
    ),
    "model-no-answer": (
        "Het model vond in deze stukken geen antwoord. U ziet letterlijke zinnen die er het "
        "dichtst bij komen. Lees zelf of ze uw vraag beantwoorden."
    ),
    "model-partly": (
        "Het model vond niet op alles een antwoord in deze stukken. Lees ook de bronnen zelf."
    ),
    "model-no-room": (
        "Deze stukken zijn te lang voor het model. Daarom ziet u een antwoord van letterlijke "
        "zinnen."
    ),
    "model-busy": ("Het is druk. Daarom ziet u nu een antwoord van letterlijke zinnen."),
}
WAITING = {
    1: "Er is 1 vraag voor u. Het antwoord wordt daarna geschreven.",
    0: "Er zijn {n} vragen voor u. Het antwoord wordt daarna geschreven.",
}
WRITING = "Het antwoord wordt geschreven. Elke zin wordt eerst gecontroleerd."
WRITTEN = (
    "Een taalmodel heeft deze zinnen geschreven. Bij elke zin is gecontroleerd of die in de bron "
    "staat. Klik op een nummer om de woorden in de bron te zien."
)
WRITTEN_BY_HELPDESK = (
    "De helpdesk heeft deze zinnen gekozen of geschreven. Klik op een nummer om de woorden in de "
    "bron te zien."
)
NEAREST = "Dit zijn de stukken die er het dichtst bij komen. Ze geven geen antwoord op uw vraag."
HELPDESK = (
    "Komt u er niet uit? Leg uw vraag, zonder gegevens van mensen, voor aan de juridische helpdesk "
    "van uw organisatie."
)
REFUSED = (
    "Deze vraag is niet beantwoord, omdat er gegevens in staan die over een echt mens kunnen gaan. "
    "Uw tekst is niet bewaard en niet doorgestuurd."
)
QUESTION_PROBLEMS = {
    "empty": "U hebt nog niets getypt. Typ uw vraag en probeer het opnieuw.",
    "too-short": "Uw vraag is te kort. Schrijf in een paar woorden wat u wilt weten.",
    "too-long": "Uw vraag is te lang. Maak er een korte, algemene vraag van.",
    "not-text": "Dit is geen gewone tekst. Typ uw vraag in woorden.",
    "no-letters": "Hier staat geen vraag in woorden. Typ uw vraag in gewone taal.",
}
INDEX_UNAVAILABLE = "De bronnen zijn nu niet te doorzoeken. Probeer het later opnieuw."
MODEL_UNAVAILABLE = "Een onderdeel is nu niet bereikbaar. Probeer het later opnieuw."
SOMETHING_WRONG = "Er ging iets mis. Probeer het opnieuw."

# -- the web page --

WEB = {
    # every page
    "skip": "Ga naar de inhoud",
    "navigation": "Hoofdmenu",
    "nav_ask": "Vraag stellen",
    "nav_chat": "Vragen",
    "nav_steps": "Stappenplan",
    "nav_sources": "Bronnen",
    "nav_trainer": "Trainer",
    "nav_helpdesk": "Helpdesk",
    "sign_in": "Aanmelden",
    "sign_out": "Afmelden",
    "to_other_language": "English",
    "footer_title": "Over Vindplaats",
    "footer_links": "Over deze site",
    "footer_privacy": "Privacy",
    "footer_accessibility": "Toegankelijkheid",
    "footer_reply": "Reactie van de helpdesk",
    "footer_licence": "vrije software onder de EUPL 1.2",
    "new_tab": "opent in een nieuw tabblad",
    "home": "Naar de startpagina",
    "no_script": (
        "Om een vraag te stellen moet JavaScript aan staan in uw browser. De bronnen en het "
        "stappenplan kunt u ook zonder JavaScript lezen."
    ),
    # asking
    "intro": (
        "Stel een algemene vraag over het delen van gegevens van kinderen en gezinnen. U krijgt "
        "een antwoord in de woorden van de handreiking en de wet. Bij elke zin ziet u waar het "
        "staat."
    ),
    "notice_title": "Goed om te weten",
    "loading_page": "De pagina wordt geladen.",
    "conversation": "Gesprek",
    "role": "Ik stel deze vraag als",
    "role_professional": "Professional",
    "role_bestuurder": "Bestuurder of projectleider",
    "keys": "Enter verstuurt de vraag. Met Shift en Enter begint u een nieuwe regel.",
    "examples": "Voorbeelden van vragen",
    "new_conversation": "Nieuw gesprek",
    "new_conversation_done": "Het gesprek is gewist.",
    "searching": "Vindplaats zoekt in de bronnen.",
    "stop": "Stop met schrijven",
    "stopped": "Gestopt. U ziet de zinnen die al waren gecontroleerd.",
    "answer_ready": "Het antwoord is klaar.",
    "no_answer_arrived": (
        "Er kwam geen antwoord terug. Kijk of u verbinding hebt en stel uw vraag opnieuw."
    ),
    "kept_in_tab": "Dit gesprek staat alleen in dit tabblad. Sluit u het, dan is het weg.",
    # answers
    "your_question": "Uw vraag",
    "read_as": "Zo lazen wij uw vraag: {question}",
    "ask_separately": "Stel dit als losse vraag",
    "short_answer": "Kort antwoord",
    "answered_title": "Antwoord",
    "cited_sources": "Vindplaatsen",
    "read_more": "Verder lezen over dit onderwerp",
    "laws_title": "De wet erbij",
    "law_says": "Wat zegt de wet: {ref}",
    "steps_links": "Moet u een besluit nemen? Loop het stappenplan door",
    "show_source": "Toon bron",
    "show_in_source": "Lees dit stuk",
    "citation_label": "Bron {n}: {ref}",
    "copy": "Kopieer antwoord met vindplaatsen",
    "copied": "Gekopieerd.",
    "copy_failed": "Kopiëren lukte niet. Selecteer de tekst en kopieer die zelf.",
    "copy_question": "Vraag: {question}",
    "copy_footer": (
        "Gevonden met Vindplaats (AI, geen juridisch advies). Controleer de tekst in de bron."
    ),
    "feedback": "Helpt dit antwoord u verder?",
    "helps": "Helpt",
    "helps_not": "Helpt niet",
    "feedback_done": "Dank u. Uw vraag zelf is niet bewaard.",
    "feedback_failed": "Uw reactie kon niet worden bewaard.",
    "abstained_title": "Geen antwoord gevonden",
    "nearest_title": "Stukken die in de buurt komen",
    "problem_title": "Uw vraag is niet verwerkt",
    "quote_only": (
        "Alle zinnen zijn letterlijk overgenomen. Klik op een nummer om de bron te lezen."
    ),
    # refusals
    "refused_title": "Deze vraag is niet behandeld",
    "refused_points": "Wat de controle vond",
    "refused_elements": "Samen te herkennen aan: {elements}.",
    "refused_source": "Zie {source}.",
    "refused_general": "Zo maakt u de vraag algemeen",
    "refused_suggestions": "Of kies een algemene vraag",
    "urgent_title": "Is er nu hulp nodig?",
    # sources
    "panel": "Bron",
    "panel_empty": "Klik op een nummer in het antwoord. De bron verschijnt dan hier.",
    "panel_failed": "De bron kan nu niet worden getoond. Probeer het opnieuw.",
    "close": "Sluiten",
    "close_panel": "Bron sluiten",
    "section": "Plaats in de bron",
    "page": "Bladzijde",
    "version": "Versie van",
    "version_unknown": "niet vermeld",
    "publisher": "Uitgever",
    "source": "Bron",
    "licence": "Gebruik",
    "footnotes": "Voetnoten",
    "original": "Open het origineel",
    "permanent": "Vast adres van dit stuk",
    "before": "Hieraan vooraf",
    "after": "Hierna",
    "whole_source": "Lees de hele bron",
    "list_lead": "Inleidende zin",
    "quote_marked": "De aangehaalde woorden zijn gemarkeerd.",
    "quote_unknown": (
        "De aangehaalde woorden zijn in deze versie niet terug te vinden. Er is niets gemarkeerd."
    ),
    "sources_title": "Bronnen",
    "sources_intro": (
        "Vindplaats antwoordt alleen met teksten uit deze bronnen. U kunt ze hier ook zelf lezen."
    ),
    "group_handreiking": "Handreiking en vuistregels",
    "group_wet": "Wetten en verdragen",
    "group_eigen": "Documenten van uw organisatie",
    "passages": "{n} stukken",
    "passages_one": "1 stuk",
    "contents": "Inhoud",
    "own_copy_date": "Let op: dit is de tekst van {date}. Kijk in het origineel of die nog geldt.",
    "find_label": "Zoek in de bronnen",
    "find_hint": "Woorden of een vraag, zonder gegevens van echte mensen.",
    "find_do": "Zoek",
    "find_title": "Gevonden in de bronnen",
    "find_count": "{n} stukken, het beste bovenaan.",
    "find_count_one": "1 stuk.",
    "find_none": "Er is niets gevonden. Probeer andere woorden, of kies hieronder een bron.",
    "find_refused": (
        "Op deze woorden is niet gezocht, omdat ze over een echt mens kunnen gaan. Ze zijn niet "
        "bewaard."
    ),
    # pages that are not there
    "not_found_title": "Deze pagina bestaat niet",
    "not_found": (
        "Misschien klopt het adres niet, of is het stuk in een nieuwe versie van de bron "
        "vervallen. Zoek het op in de bronnen."
    ),
    "forbidden_title": "Dit verzoek is geweigerd",
    "forbidden": "Het verzoek kwam niet van deze website zelf.",
    "too_large_title": "Dit is te veel tekst",
    "too_large": "Uw bericht is te groot. Stel een korte, algemene vraag.",
    "error_title": "Er ging iets mis",
    # steps
    "steps_title": "Stappenplan",
    "steps_intro": (
        "Loop de stappen van de handreiking door met keuzes. U typt niets, dus er komen geen "
        "gegevens van mensen in. Uw keuzes worden nergens bewaard: sluit u de pagina, dan zijn "
        "ze weg."
    ),
    "steps_start": "Begin",
    "steps_of": "Stap {n} van {total}",
    "steps_next": "Volgende stap",
    "steps_finish": "Naar het overzicht",
    "steps_back": "Vorige stap",
    "steps_choose": "Maak een keuze om verder te gaan.",
    "steps_error_title": "Er mist een keuze",
    "steps_error_prefix": "Fout:",
    "steps_source": "Dit zegt de handreiking bij deze stap",
    "steps_overview": "Overzicht van uw keuzes",
    "steps_overview_intro": (
        "Dit overzicht beslist niets. Het laat zien welke stukken bij uw keuzes horen. Bespreek "
        "uw afweging met een collega, aandachtsfunctionaris of jurist."
    ),
    "steps_your_choice": "Uw keuze",
    "steps_passages": "Stukken die hierbij horen",
    "steps_attention": "Nog te doen",
    "steps_attention_none": "U hebt bij elke stap gekozen dat die op orde is.",
    "steps_print": "Overzicht afdrukken",
    "steps_again": "Opnieuw beginnen",
    "steps_change": "Keuzes aanpassen",
    "steps_progress": "Voortgang",
    # starting
    "serving": "Vindplaats staat klaar op {url}  (stoppen met Ctrl+C)",
    "port_taken": "Poort {port} is bezet; Vindplaats kiest de volgende die vrij is.",
}
# Help that is named first in a refusal: words before the number, the number, words after it.
HELP_INTRO = {
    "danger": "Is er nu gevaar, of is iemand gewond? Wacht niet.",
    "citizen": (
        "Gaat dit over uzelf, jezelf of iemand dichtbij? Dan kunnen mensen helpen die hier elke "
        "dag mee bezig zijn. Vertel het aan iemand die u vertrouwt, of bel."
    ),
}
HELP_LINES: tuple[tuple[str, str, str], ...] = (
    ("Bij gevaar nu: bel", "112", "."),
    ("Veilig Thuis denkt met u mee:", "0800-2000", ". Dag en nacht, gratis."),
    ("Ben je een kind of jongere? De Kindertelefoon:", "0800-0432", ". Gratis."),
)
MONTHS: tuple[str, ...] = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

# -- the desk of the helpdesk --

DESK_STATUS = {
    "new": "nieuw",
    "assigned": "in behandeling",
    "decided": "klaar om vrij te geven",
    "released": "vrijgegeven",
}
DESK_AGEING = {"fresh": "nieuw", "due": "wacht 2 dagen of langer", "late": "wacht te lang"}
# Values of desk.model.Judgement, which are Dutch words themselves.
DESK_JUDGEMENTS = {
    "juist": "juist",
    "onjuist": "onjuist",
    "onvolledig": "onvolledig",
    "verouderd": "verouderd",
}
# Keys of DeskRuleError.reason.
DESK_PROBLEMS = {
    "gone": "Deze vraag is er niet (meer).",
    "user-name": (
        "Een gebruikersnaam heeft kleine letters, cijfers, punten of streepjes, en begint met een "
        "letter."
    ),
    "released": "Deze vraag is al vrijgegeven. Trek de reactie eerst in als u iets wilt wijzigen.",
    "not-released": "Deze vraag is nog niet vrijgegeven.",
    "no-such-citation": "Dit citaat hoort niet bij deze vraag.",
    "not-judged": "Nog niet bij elk citaat staat een oordeel.",
    "no-remedy": (
        "Er is iets niet juist of er is nog geen antwoord. Vervang het citaat, verbeter het "
        "antwoord of schrijf een toelichting voor de vrager."
    ),
    "nothing-to-undo": "Er is niets om ongedaan te maken.",
    "not-yours": (
        "De laatste wijziging is van een collega. Alleen die collega kan haar ongedaan maken."
    ),
    "empty": "U hebt nog niets getypt.",
    "too-long": "Deze tekst is te lang.",
    "not-decided": "Deze vraag is nog niet helemaal beoordeeld.",
    "no-gold": (
        "Geen enkel citaat is juist en er is geen vervanging. Zeg erbij waarom de bronnen geen "
        "antwoord geven."
    ),
    "gold-and-why": "Er is een citaat dat antwoord geeft. Dan past er geen reden bij waarom niet.",
}
DESK_CONFLICT = (
    "Een collega was u voor. Uw wijziging is niet opgeslagen. Bekijk wat er is veranderd."
)
# Why the sources have no answer, for an evaluation case: values of desk.loop.Why.
DESK_WHY = {
    "near-domain": "de bronnen gaan over dit onderwerp, maar dit staat er niet in",
    "false-premise": "de vraag gaat uit van iets dat niet klopt",
    "off-topic": "de vraag gaat over iets heel anders",
    "later-law": "de vraag gaat over regels van na deze bronnen",
}
DESK_ADDED = {
    "toegevoegd": "Deze vraag staat nu bij de evaluatievragen.",
    "stond-er-al": "Deze vraag stond al precies zo bij de evaluatievragen.",
}
DESK_NOT_ADDED = {
    "unwritable": (
        "De vraag is niet toegevoegd: in {path} kan niet worden geschreven. Vraag uw beheerder om "
        "een andere plaats (ASSISTANT_DESK_CASES)."
    ),
    "unfit": (
        "De vraag is niet toegevoegd: een citaat staat niet meer zo in de bronnen, of {path} heeft "
        "deze vraag al in een andere vorm. De reden staat in het logboek van de beheerder."
    ),
}
DESK_UNAVAILABLE = "De helpdesk is nu niet bereikbaar. Probeer het later opnieuw."
DESK_ACTIONS = {
    "assign": "toegewezen",
    "judge": "beoordeeld",
    "replace": "vervangen",
    "add": "toegevoegd",
    "correct": "antwoord verbeterd",
    "comment": "toelichting geschreven",
    "release": "vrijgegeven",
    "withdraw": "ingetrokken",
    "undo": "ongedaan gemaakt",
}
# What an action was about, after its name.
DESK_ABOUT = {
    "assign": "aan {to}",
    "assign-nobody": "aan niemand",
    "replace": "[{n}] door {ref}",
    "replace-nothing": "[{n}] door niets",
    "correct-back": "(zoals getoond)",
    "comment-for-asker": "(voor de vrager)",
}
NOT_KEPT = (
    "Deze tekst is niet bewaard, omdat er gegevens in staan die over een echt mens kunnen gaan."
)

# -- the desk on the web --

DESK_WEB = {
    # asking the helpdesk
    "submit": "Leg voor aan de helpdesk",
    "submit_title": "Leg deze vraag voor aan de helpdesk",
    "submit_intro": (
        "Dit is alles wat naar de helpdesk gaat en daar wordt bewaard. Uw naam hoort daar niet "
        "bij. Een jurist leest de vraag en het antwoord en kijkt of de citaten kloppen."
    ),
    "submit_check": (
        "Lees het na. Staat er iets in over een echt mens? Verstuur het dan niet, en stel uw vraag "
        "opnieuw zonder die gegevens. Bij het versturen leest de controle alles nog een keer."
    ),
    "submit_question": "De vraag",
    "submit_answer": "Het antwoord dat u kreeg",
    "submit_no_answer": "Er was geen antwoord. De reden die u zag: {reason}",
    "submit_citations": "De citaten",
    "submit_references": "Verwijzingen naar de wet in het antwoord",
    "submit_topics": "Onderwerpen",
    "submit_also": (
        "Verder gaan mee: het tijdstip van versturen, de versie van de controle ({version}) en "
        "welke zinnen een taalmodel schreef. Verder niets."
    ),
    "written_by_model": "geschreven door een taalmodel",
    "send": "Verstuur naar de helpdesk",
    "not_sent": "Niet versturen: sluit dit tabblad.",
    "sent_title": "Uw vraag is verstuurd",
    "sent_intro": "Met deze code leest u later de reactie van de helpdesk:",
    "sent_keep": (
        "Schrijf de code op. Vindplaats bewaart haar niet en kan haar niet opnieuw geven. Wie de "
        "code heeft, kan de reactie lezen."
    ),
    "sent_where": "Lees de reactie met uw code",
    "sealed_gone_title": "Deze vraag kan niet meer worden voorgelegd",
    "sealed_gone": (
        "Het antwoord hoort bij een eerdere versie van de bronnen, of Vindplaats is opnieuw "
        "gestart. Stel uw vraag opnieuw en leg die dan voor."
    ),
    "sent_before_title": "Deze vraag is al verstuurd",
    "sent_before": "De helpdesk heeft deze vraag al. U hoeft niets meer te doen.",
    "refused_title": "Deze vraag is niet verstuurd",
    # the reply
    "reply_title": "Reactie van de helpdesk",
    "reply_intro": "Hebt u een vraag voorgelegd? Vul de code in die u toen kreeg.",
    "reply_code": "Uw code",
    "reply_hint": "Vier groepjes van vier letters. Hoofdletters en streepjes maken niet uit.",
    "reply_show": "Toon de reactie",
    "reply_unknown": (
        "Bij deze code is geen vraag gevonden. Kijk of u haar goed hebt overgenomen. Een reactie "
        "wordt na een tijd verwijderd; dan werkt de code niet meer."
    ),
    "reply_empty": "Vul uw code in.",
    "reply_wait": (
        "U hebt te vaak een code ingevuld die niet klopt. Wacht {wait} en probeer het dan "
        "opnieuw. Schreef u de code verkeerd over? Kijk haar eerst goed na."
    ),
    "reply_waiting": "De helpdesk heeft nog niet gereageerd. Kijk later nog eens.",
    "reply_released": "Vrijgegeven op {date}.",
    "reply_corrected": "Antwoord van de helpdesk",
    "reply_as_shown": "Het antwoord dat u kreeg",
    "reply_notes": "Toelichting van de helpdesk",
    "reply_verdict": "Oordeel: {judgement}",
    "reply_replaced": "Lees in plaats daarvan",
    "reply_added": "Door de helpdesk toegevoegd",
    # the desk
    "desk_title": "Werkplek van de helpdesk",
    "desk_only_title": "Deze pagina is voor de helpdesk",
    "desk_only": "De werkplek van de helpdesk kan alleen worden geopend op de computer zelf.",
    "name_title": "Wie bent u?",
    "name_label": "Uw gebruikersnaam",
    "name_hint": "Kleine letters, cijfers, punten of streepjes. Deze naam komt bij wat u beslist.",
    "name_save": "Ga verder",
    "name_change": "Andere naam",
    "signed_in": "U werkt als {name}.",
    "queue_title": "Wachtrij",
    "filters": "Filter de wachtrij",
    "filter": "Filter",
    "filter_status": "Status",
    "filter_assignee": "Toegewezen aan",
    "filter_topic": "Onderwerp",
    "filter_age": "Wacht al",
    "all": "alle",
    "open": "nog niet vrijgegeven",
    "me": "mij",
    "nobody": "niemand",
    "any_age": "maakt niet uit",
    "age_2": "2 dagen of langer",
    "age_5": "5 dagen of langer",
    "queue_count": "{n} vragen",
    "queue_count_one": "1 vraag",
    "queue_empty": "Er zijn geen vragen die bij dit filter passen.",
    "column_item": "Vraag",
    "previous": "Vorige",
    "next": "Volgende",
    "item_title": "Vraag {id}",
    "came_in": "Binnen op",
    "ageing": "Wachttijd",
    "take": "Neem op mij",
    "give_to": "Wijs toe aan",
    "assign": "Wijs toe",
    "put_back": "Leg terug in de wachtrij",
    "assignment": "Toewijzing",
    "citation": "Citaat {n}",
    "proves": "Zinnen die hierop steunen",
    "judge": "Oordeel over citaat {n}",
    "not_judged": "nog geen oordeel",
    "no_answer": "Er was geen antwoord. De reden die de vrager zag: {reason}",
    "judged_by": "{judgement}, door {by}",
    "quoted_version": "Geciteerde versie",
    "passage_changed": (
        "Dit stuk is er niet meer of luidt nu anders. Hieronder staan de woorden zoals ze zijn "
        "geciteerd."
    ),
    "replacement": "Vervanging",
    "replace": "Vervang citaat {n}",
    "take_back": "Neem de vervanging terug",
    "added_title": "Toegevoegde stukken",
    "add": "Voeg een stuk toe",
    "references": "Verwijzingen naar de wet in het antwoord",
    "no_references": "In het antwoord staan geen verwijzingen naar de wet.",
    "column_reference": "Verwijzing",
    "column_verdict": "Oordeel van Vindplaats",
    "answer_title": "Antwoord",
    "answer_is_corrected": "Dit antwoord is verbeterd. Zo stond het er eerst:",
    "correct": "Verbeterd antwoord",
    "correct_hint": (
        "Elke zin op een eigen regel. De vrager leest deze tekst in plaats van de eerste."
    ),
    "correct_save": "Bewaar het antwoord",
    "correct_back": "Terug naar het antwoord zoals getoond",
    "note_title": "Toelichting",
    "notes_title": "Toelichtingen",
    "note_for_asker": "De vrager mag deze toelichting lezen",
    "note_save": "Bewaar de toelichting",
    "for_asker": "voor de vrager",
    "for_colleagues": "alleen voor collega's",
    "finish": "Afronden",
    "release": "Geef vrij aan de vrager",
    "withdraw": "Trek de reactie in",
    "can_release": "Alles is beoordeeld. De vrager kan de reactie lezen zodra u haar vrijgeeft.",
    "undo": "Maak ongedaan: {what}",
    "history": "Geschiedenis",
    "undone": "teruggenomen",
    "error_title": "Dit is niet opgeslagen",
    "points": "Wat de controle vond",
    # what comes back
    "cases_title": "Evaluatie",
    "cases_intro": (
        "Met deze vraag wordt voortaan gemeten of Vindplaats het antwoord vindt dat u goed vindt."
    ),
    "cases_why": "Waarom geven de bronnen geen antwoord?",
    "cases_choose": "kies een reden",
    "cases_add": "Voeg toe aan de evaluatie",
    "agreement_title": "Overeenstemming met juristen",
    "agreement_intro": (
        "Hoe vaak juristen een citaat van Vindplaats juist vonden. Elk citaat telt een keer, in de "
        "week van het laatste oordeel. Ook oordelen over vragen die al zijn verwijderd tellen mee."
    ),
    "agreement_none": "Er is nog geen citaat beoordeeld.",
    "agreement_plot": "Deel van de citaten dat juist is, per week. De tabel geeft de getallen.",
    "agreement_axis": "citaten die juist zijn",
    "agreement_table": "Oordelen per week",
    "agreement_week": "Week",
    "agreement_share": "Juist",
    "agreement_interval": "95 % zekerheid",
    "agreement_total": "Citaten",
    "agreement_all": "samen",
    "age_gone": "wordt binnenkort verwijderd",
    # searching
    "search_title": "Zoek een ander stuk voor citaat {n}",
    "search_add_title": "Zoek een stuk om toe te voegen",
    "search_label": "Zoek in de bronnen",
    "search_hint": "Bijvoorbeeld een artikel (art. 7.3.11 lid 4 Jeugdwet) of een vraag in woorden.",
    "search": "Zoek",
    "search_none": "Er is niets gevonden.",
    "search_found": "Gevonden stukken",
    "which_words": "Welke woorden uit {ref}?",
    "whole_passage": "Het hele stuk",
    "use_replace": "Vervang door deze woorden",
    "use_add": "Voeg deze woorden toe",
    "back_to_item": "Terug naar vraag {id}",
    # two at once
    "conflict_title": "Een collega was u voor",
    "conflict_intro": (
        "Terwijl u deze vraag bekeek, heeft een collega haar gewijzigd. Uw wijziging is niet "
        "opgeslagen en die van uw collega is niet overschreven."
    ),
    "conflict_yours": "Uw wijziging",
    "conflict_since": "Wat er intussen is gedaan",
    "conflict_difference": "Verschil",
    "conflict_field": "Onderdeel",
    "conflict_before": "Zoals u het zag",
    "conflict_now": "Zoals het nu is",
    "conflict_repeat": "Sla mijn wijziging alsnog op",
    "conflict_open": "Bekijk de vraag zoals die nu is",
    "conflict_same": "Aan de vraag zelf is per saldo niets veranderd.",
    "nothing": "niets",
    # keys
    "keys_title": "Sneltoetsen",
    "keys_intro": "Ze werken als u niet in een tekstvak typt. Escape gaat uit een tekstvak.",
    "keys_off": "Zet sneltoetsen uit",
    "keys_on": "Zet sneltoetsen aan",
    "keys_are_off": "De sneltoetsen staan uit.",
}
# Key, what it does.
DESK_KEYS: tuple[tuple[str, str], ...] = (
    ("j", "volgend citaat of volgende vraag"),
    ("k", "vorig citaat of vorige vraag"),
    ("1", "citaat is juist"),
    ("2", "citaat is onjuist"),
    ("3", "citaat is onvolledig"),
    ("4", "citaat is verouderd"),
    ("z", "zoek een vervanging voor dit citaat"),
    ("x", "neem de vervanging van dit citaat terug"),
    ("v", "voeg een stuk toe"),
    ("a", "verbeter het antwoord"),
    ("t", "schrijf een toelichting"),
    ("m", "neem de vraag op mij"),
    ("w", "wijs de vraag toe aan een ander"),
    ("l", "leg de vraag terug in de wachtrij"),
    ("u", "maak de laatste wijziging ongedaan"),
    ("g", "ga naar vrijgeven of intrekken (Enter bevestigt)"),
    ("q", "terug naar de wachtrij"),
    ("f", "ga naar het filter of het zoekveld"),
    ("n", "volgende bladzijde van de wachtrij"),
    ("p", "vorige bladzijde van de wachtrij"),
    ("r", "de vrager mag de toelichting lezen: aan of uit"),
    ("e", "voeg toe aan de evaluatie (Enter bevestigt)"),
    ("o", "overeenstemming met juristen"),
    ("b", "terug naar de vraag"),
    ("1-9", "bij een gevonden stuk: kies de woorden; v neemt ze over"),
    ("Ctrl+Enter", "bewaar wat u in een tekstvak typte"),
)
DESK_FIELDS = {
    "status": "Status",
    "assignee": "Toegewezen aan",
    "added": "Toegevoegde stukken",
    "correction": "Verbeterd antwoord",
    "notes": "Toelichtingen",
    "released_at": "Vrijgegeven op",
    "verdict": "Citaat {n}",
}

# -- signing in --

ROLE_NAMES = {
    "professional": "professional",
    "trainer": "trainer",
    "helpdesk": "helpdesk",
    "beheerder": "beheerder",
}
ACCESS = {
    "title": "Aanmelden",
    "intro": "Meld u aan om Vindplaats te gebruiken.",
    "name": "Uw gebruikersnaam",
    "password": "Uw wachtwoord",
    "submit": "Meld aan",
    "wrong": "De gebruikersnaam of het wachtwoord klopt niet.",
    "wait": "Er is te vaak geprobeerd om aan te melden. Probeer het over {seconds} seconden weer.",
    "provider": "Meld aan bij uw organisatie",
    "provider_intro": (
        "U gaat naar de aanmeldpagina van uw organisatie. Daarna komt u hier terug."
    ),
    "again": "Probeer het opnieuw",
    "account_title": "Uw aanmelding",
    "account": "U bent aangemeld als {name}.",
    "account_roles": "Wat u mag: {roles}.",
    "leave": "Meld af",
    "left_title": "U bent afgemeld",
    "left": "U bent afgemeld bij Vindplaats. Sluit de tabbladen waarin nog een gesprek staat.",
    "left_provider": "Meld ook af bij uw organisatie",
    "needed_title": "Eerst aanmelden",
    "needed": "U bent niet aangemeld, of te lang niets gedaan. Meld u aan en probeer het opnieuw.",
    "forbidden_title": "Deze pagina is niet voor u",
    "forbidden": (
        "Voor deze pagina hebt u de rol {role} nodig. Vraag uw beheerder als u die hoort te hebben."
    ),
    "local_title": "Alleen op deze computer",
    "local": (
        "Vindplaats vraagt hier niet om een aanmelding. Daarom kan deze pagina alleen worden "
        "geopend op de computer zelf, en niet via een andere computer."
    ),
    "busy_title": "Even wachten",
    "busy": "U doet veel verzoeken achter elkaar. Probeer het over {seconds} seconden weer.",
    "slow_title": "Het verzenden duurde te lang",
    "slow": "Uw bericht kwam niet op tijd helemaal aan. Kijk of uw verbinding werkt.",
    "failed_title": "Aanmelden is niet gelukt",
}
# Keys of SignInError.reason.
SIGN_IN_PROBLEMS = {
    "unreachable": (
        "De aanmeldpagina van uw organisatie is nu niet bereikbaar. Probeer het later opnieuw."
    ),
    "refused": "Uw organisatie heeft u niet aangemeld, of u hebt het aanmelden afgebroken.",
    "expired": "Het aanmelden duurde te lang of is in een ander venster begonnen.",
    "invalid": (
        "Het antwoord van uw organisatie klopt niet. Daarom bent u niet aangemeld. Vertel dit aan "
        "uw beheerder."
    ),
    "no-role": (
        "Uw organisatie kent u, maar u mag Vindplaats nog niet gebruiken. Vraag uw beheerder om "
        "een rol."
    ),
}

# -- other programs: the API and the widget --

# Code: title, what to do. A code never changes its meaning; docs/api.md.
API_PROBLEMS = {
    "invalid-request": (
        "Dit verzoek klopt niet",
        "Er mist een veld, of een veld heeft een waarde die niet mag.",
    ),
    "not-json": ("Dit verzoek is niet te lezen", "Stuur JSON, met Content-Type application/json."),
    "question-empty": ("Deze vraag kan niet worden beantwoord", QUESTION_PROBLEMS["empty"]),
    "question-too-short": ("Deze vraag kan niet worden beantwoord", QUESTION_PROBLEMS["too-short"]),
    "question-too-long": ("Deze vraag kan niet worden beantwoord", QUESTION_PROBLEMS["too-long"]),
    "question-not-text": ("Deze vraag kan niet worden beantwoord", QUESTION_PROBLEMS["not-text"]),
    "question-no-letters": (
        "Deze vraag kan niet worden beantwoord",
        QUESTION_PROBLEMS["no-letters"],
    ),
    "not-found": ("Dit bestaat niet", "Er is geen stuk, bron of adres met deze naam."),
    "wrong-method": ("Deze methode mag hier niet", "Kijk in de uitleg hoe u dit adres gebruikt."),
    "unauthorized": ("U bent niet aangemeld", "Stuur een geldig token mee."),
    "forbidden": ("Dit mag u niet", "Uw rol geeft geen toegang tot dit onderdeel."),
    "too-large": ("Dit is te veel tekst", "Stuur een kleiner verzoek."),
    "too-many": ("Te veel verzoeken", "Wacht even en probeer het dan opnieuw."),
    "unavailable": ("Een onderdeel is nu niet bereikbaar", "Probeer het later opnieuw."),
    "internal": ("Er ging iets mis", SOMETHING_WRONG),
}
API_WEB = {
    "title": "Voor andere programma's",
    "intro": (
        "Met deze API stelt een ander programma vragen aan Vindplaats. De antwoorden zijn dezelfde "
        "als op de site. De beschrijving hieronder is in het Engels."
    ),
    "document": "Het hele OpenAPI-document",
    "problems": "Foutcodes",
    "problems_intro": "Een fout heeft een code die niet verandert, en een zin in gewone taal.",
    "code": "Code",
    "meaning": "Betekenis",
}
WIDGET = {
    "title": "Vraag het Vindplaats",
    "intro": (
        "Stel een algemene vraag over het delen van gegevens van kinderen en gezinnen. Vindplaats "
        "is een computerprogramma (AI) en geeft geen juridisch advies."
    ),
    "keys": "Enter verstuurt. Met Shift en Enter begint u een nieuwe regel.",
    "again": "Nieuw gesprek",
    "whole": "Open Vindplaats in een nieuw tabblad",
    "no_script": "Zet JavaScript aan om hier een vraag te stellen, of open Vindplaats zelf.",
    "source_of": "Bron {n}: {ref} (opent in een nieuw tabblad)",
}

SOURCES_HEADING = "Vindplaatsen:"
LAWS_HEADING = "Wat zegt de wet:"
SUGGESTED = "Bedoelt u deze vraag?"
FOLLOW_UPS = "Dit kunt u hierna vragen"
GUARD_PASSED = "In deze tekst is niets gevonden dat over een echt mens gaat."

# Quizzes as other programs and printed sheets show them: quiz/formats.
QUIZ_SOURCE = "Bron: {title} ({version})"
QUIZ_VERSION_DAY = "tekst van {day}"
QUIZ_VERSION = "versie {version}"
QUIZ_QUESTION = "Vraag {n}"
QUIZ_KINDS = {
    "single": "Kies één antwoord.",
    "multiple": "Kies alle goede antwoorden.",
    "true-false": "Is dit waar of niet waar?",
    "matching": "Zet bij elke regel wat erbij hoort.",
    "matching-extra": "Zet bij elke regel wat erbij hoort. U houdt antwoorden over.",
    "ordering": "Zet de stappen in de goede volgorde.",
    "gap": "Vul in wat er mist.",
    "short": "Antwoord in een paar woorden.",
    "open": "Schrijf uw antwoord op.",
}
QUIZ_DIFFICULTY = {"easy": "makkelijk", "medium": "gemiddeld", "hard": "moeilijk"}
QUIZ_MARKING = "Een volledig antwoord noemt:"
QUIZ_SHEET = {  # a quiz on paper
    "questions": "Vragen",
    "answers": "Antwoordblad",
    "answers_intro": (
        "Dit deel is voor de trainer. Deel het pas uit als iedereen de vragen heeft beantwoord."
    ),
    "right": "Goed antwoord: {key}",
    "right_many": "Goede antwoorden: {key}",
    "order": "Goede volgorde: {key}",
    "also": "Ook goed: {answers}",
    "belongs": "{left}: {right}",
    "left_over": "Blijft over: {rights}",
    "about": "Bij {mark}: {feedback}",
    "quote": "‘{quote}’",
    "answer_for": "Plaats voor het antwoord op vraag {n}",
    "choose_from": "Kies uit:",
    "made": "{count} vragen, gemaakt op {day} met Vindplaats.",
    "made_one": "1 vraag, gemaakt op {day} met Vindplaats.",
    "page": "Bladzijde {page} van {pages}",
}
QUIZ_H5P = {  # what H5P calls @score, :num and so on is filled in by H5P
    "check": "Controleer",
    "submit": "Verstuur",
    "retry": "Opnieuw",
    "solution": "Toon het antwoord",
    "score": "U hebt :num van de :total punten.",
    "right": "Goed",
    "wrong": "Niet goed",
    "right_answer": "Goede antwoord:",
    "empty": "Geef eerst een antwoord.",
    "field": "Invulveld @num van @total",
    "zone": "Plek @index.",
    "zone_empty": "Plek @index is leeg.",
    "zone_holds": "Op plek @index staat @draggable.",
    "draggable": "Antwoord @index van @count.",
    "feedback": "Uitleg",
    "previous": "Vorige vraag",
    "next": "Volgende vraag",
    "finish": "Klaar",
    "start": "Begin",
    "progress": "Vraag @current van @total",
    "jump": "Ga naar vraag %d",
    "answered": "Beantwoord",
    "unanswered": "Nog niet beantwoord",
    "current": "Deze vraag",
    "result": "Uw resultaat:",
    "done": "U bent klaar.",
    "points": "U hebt @score van de @total punten.",
    "bar": "U hebt @finals van de @totals punten.",
    "compare": "Vergelijk uw antwoord met deze punten.",
    "point_seen": "Dit punt staat in uw antwoord: {point}",
    "point": "Noemt uw antwoord dit punt? {point}",
}

# What stands in a quiz that comes from another program.
QUIZ_IMPORT = {
    "title": "Geïmporteerde quiz",
    "topic": "Geïmporteerd",
    "ordering": "Volgordevraag: rechts staan de stappen in de goede volgorde.",
    "marking": "In het bestand stond niet waar u op moet letten. Beoordeel dit antwoord zelf.",
    "empty": "Er staan geen vragen in.",
}

# What of such a quiz was left out or guessed.
QUIZ_WARNINGS = {
    "braces": "Vraag {n} ({name}) is overgeslagen: de accolades kloppen niet.",
    "qtype": "Vraag {n} ({name}) is overgeslagen: de vraagsoort {qtype} kan niet mee.",
    "too-long": "Vraag {n} ({name}) is overgeslagen: een tekst is langer dan 8.000 tekens.",
    "unfit": (
        "Vraag {n} ({name}) is overgeslagen: zij heeft geen goed antwoord, te veel of te weinig "
        "keuzes, of twee gelijke keuzes."
    ),
    "partial": "Vraag {n} ({name}): een keuze telde voor een deel. Kijk de sleutel na.",
    "partial-answers": "Vraag {n} ({name}): antwoorden die voor een deel telden, zijn weg.",
    "answer-feedback": "Vraag {n} ({name}): de uitleg per getypt antwoord is weg.",
    "numerical": "Vraag {n} ({name}) vroeg een getal. Een marge om het getal telt niet meer.",
    "wildcard": "Vraag {n} ({name}): een sterretje in een antwoord is nu een gewoon teken.",
    "no-marking": "Vraag {n} ({name}): er stond niet bij wat een goed antwoord noemt.",
    "files": "Vraag {n} ({name}): een plaatje of bestand is weg.",
}
# What a trainer makes, which is Dutch whoever looks.
QUIZ_NAME = "Quiz van {date}"
QUIZ_TO_DESK = (
    "Klopt het antwoord op deze quizvraag? {prompt} (Van {n} deelnemers hadden {right} haar goed. "
    "Ook wie veel wist, had haar vaak fout.)"
)

# The pages of trainers and of whoever takes a quiz.
DECIMAL = ","
PERCENT = "{n} %"
QUIZ_AUDIENCES = {
    "professional": "professional",
    "bestuurder": "bestuurder",
    "jurist": "jurist",
    "trainer": "trainer",
}
QUIZ_KIND_NAMES = {
    "single": "één goed antwoord",
    "multiple": "meer goede antwoorden",
    "true-false": "waar of niet waar",
    "matching": "combineren",
    "ordering": "volgorde",
    "gap": "invulvraag",
    "short": "kort antwoord",
    "open": "open vraag",
}
QUIZ_FORMATS = {
    "moodle-xml": "Moodle XML",
    "gift": "GIFT",
    "qti21": "QTI 2.1",
    "qti30": "QTI 3.0",
    "h5p": "H5P",
    "anki": "Anki",
    "csv": "CSV",
    "xlsx": "Excel",
    "html": "Webpagina om te printen",
    "pdf": "PDF om te printen",
}
QUIZ_FATES = {
    "added": "Nieuw",
    "removed": "Weg",
    "changed": "Gewijzigd",
    "moved": "Verplaatst",
}
# What `quiz.records` says of an item that is none; the first that fits is said.
QUIZ_ITEM_PROBLEMS = {
    "two options are the same": "Twee antwoorden zijn gelijk.",
    "a choice has 2 to 10 options": "Geef 2 tot 10 antwoorden.",
    "at least one option is right": "Wijs minstens één goed antwoord aan.",
    "one option is right": "Wijs één goed antwoord aan.",
    "a matching item has 2 to 10 pairs": "Geef 2 tot 10 paren, elk met links en rechts.",
    "two sides are the same": "Twee keer hetzelfde links of rechts kan niet.",
    "an ordering item has 2 to 12 different steps": "Geef 2 tot 12 verschillende stappen.",
    "the prompt of a gap item has _____ once": "Zet _____ precies één keer in de vraag.",
    "and nothing else to answer": "Geef minstens één goed antwoord.",
}
QUIZ_NO_ITEM = "Vul de vraag, het onderwerp en de antwoorden in, elk met minder dan 8.000 tekens."
QUIZ_TAKE = {
    "code_title": "Doe mee met een quiz",
    "code_intro": "Vul de code in die u van uw trainer kreeg. U hebt geen account nodig.",
    "code_label": "Code van de quiz",
    "code_hint": "Acht letters. Hoofdletters en streepjes maken niet uit.",
    "code_go": "Naar de quiz",
    "code_empty": "Vul de code in.",
    "code_unknown": (
        "Bij deze code is geen quiz gevonden. Kijk of u haar goed hebt overgenomen. Een quiz wordt "
        "na een tijd verwijderd; dan werkt de code niet meer."
    ),
    "closed_title": "Deze quiz is gesloten",
    "closed": "U kunt deze quiz niet meer maken. Vraag uw trainer of er een nieuwe komt.",
    "items": "{n} vragen",
    "items_one": "1 vraag",
    "immediate": "Na elke vraag ziet u het goede antwoord, met de bron erbij.",
    "delayed": "Na de laatste vraag ziet u de goede antwoorden, met de bronnen erbij.",
    "kept_title": "Wat wordt bewaard",
    "kept": (
        "Niemand vraagt uw naam. Uw antwoorden blijven in dit tabblad. Als u klaar bent, telt "
        "Vindplaats per vraag hoeveel mensen wat kozen. Wat u zelf typt, wordt niet bewaard. De "
        "tellingen worden op {date} verwijderd."
    ),
    "no_names": "Schrijf ook in open antwoorden geen gegevens van echte mensen.",
    "start": "Begin",
    "counter": "Vraag {n} van {total}",
    "progress": "Voortgang",
    "situation": "De situatie",
    "answer": "Uw antwoord",
    "gap": "hier ontbreken woorden",
    "match_none": "Kies wat erbij hoort",
    "place": "Plaats van deze stap",
    "place_none": "–",
    "up": "Omhoog",
    "down": "Omlaag",
    "moved": "{step}: nu op plaats {n}",
    "send": "Controleer mijn antwoord",
    "next": "Volgende vraag",
    "last": "Klaar",
    "to_result": "Naar het resultaat",
    "skip": "Ik weet het niet",
    "back": "Vorige vraag",
    "nothing": "Geef een antwoord, of kies “Ik weet het niet”.",
    "places_twice": "Geef elke stap een eigen plaats.",
    "too_long": "Uw antwoord is te lang. Gebruik niet meer dan 4.000 tekens.",
    "mark_title": "Kijk uw antwoord na",
    "mark_intro": "Kruis aan welke punten in uw antwoord staan.",
    "mark_points": "Een volledig antwoord noemt:",
    "mark_done": "Nagekeken",
    "right": "Goed",
    "wrong": "Niet goed",
    "named": "genoemd",
    "not_named": "niet genoemd",
    "skipped": "U sloeg deze vraag over.",
    "you_said": "Uw antwoord",
    "key": "Het goede antwoord",
    "yours": "door u gekozen",
    "should": "goed antwoord",
    "your_place": "u gaf plaats {n}",
    "your_side": "u koos “{side}”",
    "why": "Uitleg",
    "source": "De bron",
    "sources_more": "Nog een bron: {ref}",
    "open_source": "Open in de bron",
    "source_gone": "Dit stuk luidt nu anders. Dit stond er toen de vraag werd gemaakt:",
    "result_title": "Uw resultaat",
    "result": "U had {right} van de {total} vragen goed.",
    "counted": "Uw antwoorden zijn meegeteld bij de groep, zonder naam.",
    "counted_before": "Deze antwoorden waren al meegeteld, of de quiz is intussen gesloten.",
    "forget": "Sluit dit tabblad als u klaar bent: dan is uw resultaat weg.",
    "review": "Alle vragen met het goede antwoord",
    "broken_title": "Begin opnieuw",
    "broken": "Deze pagina hoort bij een quiz die niet meer loopt. Begin opnieuw met uw code.",
}
QUIZ_WEB = {
    # for figures
    "plot_items": "Deel van de groep dat elke vraag goed had",
    "plot_related": "Elke vraag naar het deel dat haar goed had en hoe goed zij onderscheidt",
    "plot_topics": "Deel van de antwoorden dat goed was, per onderwerp en moeilijkheid",
    "all_items": "alles",
    # all sets
    "title": "Quizzen maken",
    "intro": (
        "Maak een quiz uit de vragen waarmee Vindplaats wordt getest. Elke vraag heeft een bron. "
        "Een groep maakt de quiz met een code; u ziet daarna wat de groep niet wist."
    ),
    "new": "Maak een quiz",
    "import": "Haal een quiz uit een ander programma",
    "sets": "Bewaarde quizzen",
    "no_sets": "Er zijn nog geen quizzen.",
    "name": "Naam",
    "items": "Vragen",
    "saved": "Laatst bewaard",
    "saved_by": "{at}, door {by}",
    "version": "Versie {n}",
    # a new set
    "new_title": "Maak een quiz",
    "new_weak": ("Hieronder staan de onderwerpen aangekruist waarvan de groep het minste wist."),
    "name_hint": "Zo heet de quiz ook voor de deelnemers.",
    "count": "Aantal vragen",
    "topics": "Onderwerpen",
    "topics_hint": "Kruist u niets aan, dan komen de vragen uit alle onderwerpen.",
    "part": "Deel van de handreiking",
    "law": "Wet",
    "audience": "Voor wie",
    "difficulty": "Moeilijkheid",
    "kinds": "Soorten vragen",
    "kinds_hint": "Kruist u niets aan, dan krijgt u een mengsel.",
    "any": "maakt niet uit",
    "make": "Maak de quiz",
    "problem_title": "Dit is niet gelukt",
    "no_name": "Geef de quiz een naam.",
    "no_count": "Vul een aantal vragen in van 1 tot en met {most}.",
    "too_few": (
        "Zoveel verschillende vragen zijn hier niet van te maken. Kies minder vragen, of meer "
        "onderwerpen, soorten of niveaus."
    ),
    "too_few_count": (
        "Hier zijn {n} vragen van te maken. Kies niet meer dan dat, of kies meer onderwerpen, "
        "soorten of niveaus."
    ),
    # import
    "import_title": "Haal een quiz uit een ander programma",
    "import_intro": "Vindplaats leest Moodle XML en GIFT.",
    "file": "Bestand",
    "file_hint": "Niet groter dan 1 MB.",
    "format": "Vorm van het bestand",
    "read": "Lees het bestand",
    "no_file": "Kies een bestand.",
    "not_read": "Dit bestand is niet te lezen als {format}.",
    "warnings": "Let op bij deze quiz",
    "warnings_intro": "Niet alles uit het bestand kon mee, of Vindplaats moest iets raden:",
    # one set
    "edit_name": "Wijzig naam of inleiding",
    "intro_label": "Inleiding voor de deelnemers",
    "save": "Bewaar",
    "preview": "Vragen en antwoorden",
    "key": "Antwoord",
    "extra": "Blijft over",
    "accepted": "Ook goed: {answers}",
    "sources": "Bron",
    "no_source": "Deze vraag heeft geen bron in Vindplaats.",
    "up": "Omhoog",
    "down": "Omlaag",
    "swap": "Wissel voor een andere",
    "edit": "Bewerk",
    "lock": "Zet vast",
    "unlock": "Maak los",
    "locked": "vast",
    "remove": "Haal weg",
    "of_item": "vraag {n}",
    "unclear": "Is deze vraag onduidelijk?",
    "is_unclear": "onduidelijk",
    "unclear_label": "Wat is er onduidelijk?",
    "unclear_hint": "Alleen trainers lezen dit. Maak het veld leeg als het is opgelost.",
    "no_other": "Er is geen andere vraag die hier past.",
    "gone": "Deze vraag staat niet meer in de quiz.",
    "last_item": "Een quiz heeft minstens één vraag.",
    "stale": "bron gewijzigd",
    "stale_words": "De bron luidt nu anders. Kijk of het antwoord nog klopt.",
    "stale_version": "Er is een nieuwe versie van de bron. De woorden zijn gelijk gebleven.",
    "stale_gone": "Dit stuk staat niet meer in de bronnen.",
    "stale_now": "Geciteerd: {before}. Nu: {now}.",
    "stale_count": "Van {n} vragen is de bron gewijzigd. Ze zijn hieronder gemarkeerd.",
    "stale_count_one": "Van 1 vraag is de bron gewijzigd. Zij is hieronder gemarkeerd.",
    "redraw": "Nieuwe vragen",
    "redraw_intro": (
        "Vragen die u hebt vastgezet, blijven staan. Alle andere worden vervangen door nieuwe over "
        "dezelfde onderwerpen."
    ),
    "redraw_do": "Vervang de losse vragen",
    "add": "Voeg vragen toe",
    "add_topic": "Onderwerp",
    "export": "Downloaden",
    "export_intro": "Voor uw leeromgeving, of om te printen.",
    "not_exported": (
        "In deze quiz staat een teken dat niet in een bestand past. Bewerk de vraag met dat teken."
    ),
    "versions": "Eerdere versies",
    "delete": "Verwijder deze quiz",
    "delete_intro": (
        "Alle versies, rondes en resultaten van deze quiz verdwijnen. Dit kan niet worden hersteld."
    ),
    "delete_do": "Verwijder alles",
    # editing an item
    "edit_title": "Bewerk vraag {n}",
    "situation": "Situatie (mag leeg blijven)",
    "situation_hint": "Een algemene situatie, nooit die van een echt mens.",
    "prompt": "Vraag",
    "gap_hint": "Zet _____ waar de woorden ontbreken, precies één keer.",
    "topic": "Onderwerp",
    "explanation": "Uitleg achteraf, voor iedereen",
    "options": "Antwoorden",
    "option": "Antwoord {n}",
    "is_right": "Dit is goed",
    "option_feedback": "Uitleg voor wie dit kiest",
    "empty_rows": "Een leeg veld vervalt.",
    "pairs": "Wat bij elkaar hoort",
    "left": "Links, paar {n}",
    "right_side": "Rechts, paar {n}",
    "extras": "Wat rechts overblijft",
    "extra_n": "Over, {n}",
    "steps": "Stappen in de goede volgorde",
    "step": "Stap {n}",
    "answers": "Antwoorden die goed zijn; het eerste wordt getoond",
    "marking": "Punten die een volledig antwoord noemt",
    "point": "Punt {n}",
    "proofs_stay": "De bron blijft bij de vraag staan. Kijk of uw antwoord er nog uit volgt.",
    # versions
    "versions_title": "Versies",
    "first_version": "De eerste versie.",
    "same": "Gelijk aan de versie ervoor.",
    "title_and_intro": "Naam of inleiding",
    "words_added": "toegevoegd",
    "words_removed": "vervallen",
    "go_back": "Ga terug naar deze versie",
    "newest": "nieuwste",
    # conflict
    "conflict_title": "Iemand anders was u voor",
    "conflict_intro": (
        "{by} heeft deze quiz bewaard terwijl u bezig was. Er is niets overschreven. Uw wijziging "
        "is nog niet bewaard."
    ),
    "conflict_since": "Wat er intussen is veranderd",
    "conflict_open": "Bekijk de nieuwste versie",
    "conflict_repeat": "Doe mijn wijziging alsnog",
    # rounds
    "round_title": "Ronde: {label}",
    "rounds": "Rondes",
    "no_rounds": "Nog geen groep heeft deze quiz gekregen.",
    "round_new": "Start een ronde",
    "round_intro": "U krijgt een code voor één groep. De groep maakt de vragen zoals ze nu zijn.",
    "label": "Naam van de groep",
    "label_hint": "Bijvoorbeeld: dinsdag, lokaal team. Geen namen van mensen.",
    "feedback": "Wanneer zien deelnemers het goede antwoord?",
    "immediate": "Na elke vraag",
    "delayed": "Na de laatste vraag",
    "days_open": "Dagen open",
    "days_kept": "Dagen tot de resultaten worden verwijderd",
    "days_hint": "Van 1 tot en met {most}, en niet korter dan de quiz open is.",
    "days_wrong": (
        "Vul dagen in van 1 tot en met {most}, en bewaar niet korter dan de quiz open is."
    ),
    "round_start": "Start",
    "no_label": "Geef de groep een naam.",
    "column_group": "Groep",
    "column_code": "Code",
    "column_takers": "Klaar",
    "column_open": "Open tot",
    "closed": "gesloten",
    "for_group": "Voor de groep",
    "link": "Adres",
    "code": "Code",
    "copy": "Kopieer",
    "copied": "Gekopieerd",
    "takers": "Deelnemers die klaar zijn",
    "open_until": "Open tot",
    "deleted_on": "Wordt verwijderd op",
    "close_now": "Sluit nu",
    "delete_round": "Verwijder deze ronde",
    "delete_round_intro": "De resultaten verdwijnen en kunnen niet worden hersteld.",
    # results
    "results": "Wat de groep wist",
    "nobody_yet": "Nog niemand is klaar.",
    "too_small": (
        "Minder dan {n} deelnemers zijn klaar. Per vraag laat Vindplaats dan niets zien: dat zou "
        "iets zeggen over een enkel mens."
    ),
    "mean": "Gemiddelde score",
    "of_items": "{mean} van {n}",
    "spread": "Spreiding",
    "reliability": "Betrouwbaarheid (KR-20)",
    "figures_hint": (
        "Onderscheid: hangt een goed antwoord samen met de score op de andere vragen? Onder 0,20 "
        "is het zwak, onder 0 scoort wie de vraag mist zelfs hoger. Vanaf {n} deelnemers."
    ),
    "by_topic": "Per onderwerp",
    "by_item": "Per vraag",
    "column_topic": "Onderwerp",
    "column_right": "Goed",
    "column_related": "Onderscheid",
    "chosen": "Wat de groep koos",
    "skipped": "Overgeslagen",
    "table_items": "Cijfers per vraag",
    "table_topics": "Cijfers per onderwerp",
    "weak": "Maak een quiz van de zwakke onderwerpen",
    "suspects": "Misschien klopt de vraag niet",
    "suspects_intro": (
        "Ook wie veel wist, had deze vragen vaak fout. Dan kan de vraag onduidelijk of fout zijn."
    ),
    "to_desk": "Leg voor aan de helpdesk",
    "to_cases": "Stel voor als testvraag",
    "sent_title": "Voorgelegd aan de helpdesk",
    "sent": "Met deze code leest u later de reactie:",
    "case_added": "De vraag is voorgesteld. Een mens kijkt haar na voordat zij meetelt.",
    "case_there": "Deze vraag was al voorgesteld.",
    "case_failed": "De vraag kan niet worden voorgesteld: haar bron is gewijzigd.",
    "back_to_set": "Terug naar de quiz",
    "back_to_sets": "Alle quizzen",
}


def waiting(count: int) -> str:
    """Return the sentence for somebody who waits in the queue of the language model.

    Args:
        count: how many questions come first, from 1.
    """
    return WAITING[1] if count == 1 else WAITING[0].format(n=count)


def minutes(count: int) -> str:
    """Return "1 minuut" or "15 minuten"."""
    return f"{count} {'minuut' if count == 1 else 'minuten'}"


PAPERS = {
    # /privacy and /toegankelijkheid; the rest of them is in data/*.toml
    "organisation": "de organisatie die deze site aanbiedt",
    "contact": "U bereikt ons via:",
    "kept_title": "Wat wij bewaren, waar en hoe lang",
    "kept_long": "Hoe lang",
    "kept_where": "Waar",
    "kept_why": "Waarom",
    "accessibility_title": "Toegankelijkheid",
    "accessibility_intro": (
        "Iedereen moet Vindplaats kunnen gebruiken, ook met een schermlezer, zonder muis of met "
        "vergrote tekst. Hier leest u hoe ver wij zijn."
    ),
    "status": "Status",
    "checked_on": "Bijgewerkt op",
    "norm": "Norm",
    "norm_text": "WCAG 2.2, niveau A en AA. De wet vraagt WCAG 2.1 (EN 301 549)",
    "status_text": (
        "Wij hebben zelf getest, met programma's en met het toetsenbord. Er is nog geen onderzoek "
        "door een ander gedaan. Daarom zeggen wij niet dat de site aan alle eisen voldoet."
    ),
    "checks_title": "Hoe is er getest",
    "pages_title": "Welke pagina's zijn getest",
    "pages_text": "Deze pagina's zijn met axe-core bekeken, licht en donker, zonder overtredingen:",
    "missing_title": "Wat is nog niet gedaan of nog niet goed",
    "problem_title": "Lukt iets niet?",
    "problem_text": (
        "Meld het bij {organisation}. Zeg op welke pagina u was en wat er niet lukte. Dan helpen "
        "wij u op een andere manier en lossen wij het op."
    ),
    "complaint": (
        "Krijgt u geen goed antwoord? Dan kunt u een klacht indienen bij de Nationale ombudsman."
    ),
    "operator_title": "Voor wie de site aanbiedt",
    "operator_text": (
        "Een overheidsorganisatie zet haar eigen verklaring in het register van "
        "toegankelijkheidsverklaring.nl. Deze pagina is de onderbouwing voor het deel dat "
        "van de software komt."
    ),
}


def days_left(days: int) -> str:
    """Return the words for an item that is about to be deleted.

    Args:
        days: until then, from 0.
    """
    if days < 1:
        return "wordt vandaag verwijderd"
    return f"wordt over {days} {'dag' if days == 1 else 'dagen'} verwijderd"


def explain(error: AssistantError) -> str:
    """Return the Dutch sentence for an error; never the words of the error itself."""
    if isinstance(error, QuestionError):
        return QUESTION_PROBLEMS[error.reason]
    if isinstance(error, IndexUnavailableError):
        return INDEX_UNAVAILABLE
    if isinstance(error, ModelError):
        return MODEL_UNAVAILABLE
    if isinstance(error, ChecklistError):
        return NOT_KEPT
    if isinstance(error, DeskRuleError):
        return DESK_PROBLEMS[error.reason]
    if isinstance(error, ConflictError):
        return DESK_CONFLICT
    if isinstance(error, SignInError):
        return SIGN_IN_PROBLEMS[error.reason]
    if isinstance(error, DatabaseError):
        return DESK_UNAVAILABLE
    return SOMETHING_WRONG
