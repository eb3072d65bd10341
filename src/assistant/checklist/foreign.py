"""Cases told in languages of which the checklist has no grammar: whose, when and what.

Dutch, English and German are read by `case`. Of the other languages in which people write most, it
is enough to know how "my son" is said, and the words for days, illness, offences and ages: somebody
of the writer's own together with one such detail is a case. A rule is asked about "a mother".
"""

from __future__ import annotations

import re

from assistant.checklist import lexicon as lx
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Words that no list knows, at least so many and so large a share, make it worth to look.
UNKNOWN = 3
UNKNOWN_SHARE = 0.15
ENOUGH = 3  # points of the details beside somebody of the writer's own
ENOUGH_ON_A_DAY = 4  # where nobody is the writer's own, but it happened on one day

# Folded: lower case without marks. Turkish, Polish, French, Spanish, Portuguese, Ukrainian,
# Russian, Arabic.
_OWN = re.compile(
    r"\b(?:"
    # Turkish: possessive endings of the first person
    r"(?:ogl|kiz|cocug|cocuklar|es|koca|kar|anne|baba|aile|kardes|abi|abla|komsu|danisan|ogrenci"
    r"|hasta|torun|yegen|teyze|amca|dayi|gelin|damat|bebeg|ikizler|kayinvalide|yenge|avukat"
    r"|psikolog|muvekkil|bakici|ogretmen|kuzen)"
    r"(?:u?i?m|um|im|m)(?:iz|uz)?(?:i|u|e|a|in|un|nin|nun|la|le|dan|den)?"
    r"|eski (?:esim|kocam|karim)|bizim (?:\w+ )?(?:komsu|yegen|ogrenci|kiz|oglan)\w*|hamileyim"
    # Polish
    r"|(?:moj|moja|moje|moim|mojego|mojej|mojemu|moi|moich|moimi|nasz|nasza|nasze|naszego|naszej"
    r"|naszym|nam|mi)\s(?:\w+\s)?(?:syn\w*|cork\w*|maz|meza|mezem|mezowi|zon\w*|dziec\w*|klient\w*"
    r"|uczen\w*|uczn\w*|uczenn\w*|podopieczn\w*|sasiad\w*|matk\w*|ojc\w*|ojciec|brat\w*|siostr\w*"
    r"|partner\w*|wnuk\w*|wnuczk\w*|babci\w*|dziad\w*|mam\w*|tat\w*|pasierb\w*)"
    # Polish relatives without a word for whose are the writer's own
    r"|(?:^|[.?!] ?)(?:byly )?(?:maz|zona|corka|syn|kuzynka|ciocia|szwagier|tesciowa) (?:jest|ma"
    r"|nie|byl\w*|wyslal\w*|zabral\w*)|(?:wychowawczyni|nauczycielka|pani) (?:corki|syna)"
    # French
    r"|(?:mon|ma|mes|notre|nos)\s(?:\w+\s)?(?:fils|filles?|enfants?|mari|femme|ex|compagn\w+"
    r"|voisine?|eleves?|clientes?|clients?|patiente?s?|mere|pere|parents|frere|soeur|beau-\w+"
    r"|belle-\w+|petit\w*|niece|neveu|bebe|conjointe?|jumea\w+|jumelles)"
    # Spanish and Portuguese
    r"|(?:mi|mis|nuestr[oa]s?|meus?|minhas?|nossos?|nossas?)\s(?:\w+\s)?(?:hij[oa]s?|filh[oa]s?"
    r"|marido|espos[oa]|mujer|mulher|ex|vecin[oa]s?|vizinh[oa]s?|alumn[oa]s?|alun[oa]s?|client\w+"
    r"|paciente|madre|mae|padre|pai|padres|pais|herman[oa]s?|irma|irmao|niet[oa]s?|net[oa]s?"
    r"|sobrin[oa]s?|novi[oa]|pareja|abuel[oa]|bebe|suegr[oa])"
    # Ukrainian and Russian
    r"|(?:мій|моя|моє|мої|мого|моєї|моєму|мою|моїм|моїх|мой|моё|мое|мои|моего|моей|моему|моим"
    r"|моих|наш\w*|мене|меня)\s(?:\w+\s)?(?:син\w*|сын\w*|доньк\w*|доч\w*|чолов\w+|муж\w*|жін\w+"
    r"|жен\w+|дружин\w+|дит\w+|діт\w+|дет\w+|ребен\w+|ребён\w+|сусід\w*|сосед\w*|клієнт\w*"
    r"|клиент\w*|учн\w+|учен\w+|підопічн\w+|подопечн\w+|мам\w+|мат\w+|бать\w+|тат\w+|отц\w+|отец"
    r"|брат\w*|сестр\w*|онук\w*|внук\w*|внучк\w*|племінн\w+|племянн\w+|бабус\w+|бабушк\w+)"
    r")\b"
    # Arabic: endings of the first person, with particles in front
    r"|(?<!\w)[وفلبك]?(?:ابني|إبني|ابنتي|بنتي|ولدي|أولادي|اولادي|أطفالي|اطفالي|طفلي|طفلتي|زوجي|زوجتي"
    r"|طليقي|طليقتي|أمي|امي|أبي|ابي|والدي|والدتي|أخي|اخي|أختي|اختي|جاري|جارتي|جارنا|جارتنا|جيراننا"
    r"|مريضي|مريضتي|عائلتي|حفيدي|حفيدتي|تلميذي|تلميذتي|طالبي|طالبتي)(?!\w)"
)
# The writer, what the writer was told or saw, and whom the writer works with.
_WRITER = re.compile(
    r"\b(?:(?:sinif|grub|dosya|okul|klinik|muayenehane|calisma|is yer)(?:im|um)\w*"
    r"|bana (?:soyle|anlat|de)\w*|gordum|duydum"
    r"|(?:o?powiedzial[ao]?|zwierzyl[ao]? sie) mi|mi o?powiedzial[ao]?"
    r"|widzial[ae]m|(?:w|do) moj(?:ej|ego|ejs|ym) (?:grup|klas|szko|prac|gabinet|oddzial)\w*"
    r"|(?:dans|de) (?:ma|mon|notre) (?:classe|groupe|ecole|service|cabinet|dossier|quartier)"
    r"|j'ai (?:vu|recu|entendu|rencontre)|m'a (?:dit|confie|raconte|parle|avoue|montre)"
    r"|(?:en|de) (?:mi|nuestr[oa]) (?:caso|clase|grupo|consulta|escuela|despacho|oficina|barrio)"
    r"|na minha (?:turma|escola|consulta)|no meu (?:caso|grupo)|vi|he visto"
    r"|me (?:dijo|conto|ha dicho|confeso|disse|contou)|tengo|atiendo|tenho|atendo"
    r"|(?:у|в|до) (?:моїй|моєму|моей|моем|моём|нашій|нашей)\s\w+|(?:сказа\w+|розпов\w+|рассказ\w+)"
    r" (?:мені|мне)|(?:мені|мне) (?:сказа\w+|розпов\w+|рассказ\w+)|я (?:бач|вид)\w+"
    r"|ben (?:\w+ ){1,3}yasinda(?:yim)|mam \w+ lat|j'ai \w+ ans|tengo \w+ anos|tenho \w+ anos"
    r"|мені \w+ рок\w+|мне \w+ (?:лет|год\w*)"
    r"|j'accompagne|je suis|je travaille avec|je m'occupe|trabajo con|atiendo a|trabalho com"
    r"|pracuje z|prowadze (?:rodzin\w+|spraw\w+)|opiekuje sie|працюю з|работаю с"
    r"|веду (?:сім|семь)\w+|zabrali nam|mamy rodzine|birlikte calistigim"
    r"|calistigim (?:aile|anne))\b"
    r"|أعمل مع|اعمل مع|أنا (?:معلمة?|مدرسة?|مدرس|مرشدة?|ممرضة?|طبيبة?|أخصائية?)|عمري|عندي"
    r"|قالت? لي|أخبرن?تني|أخبرني|رأيت|في (?:صفي|ملفي|فصلي|مجموعتي|عيادتي|مدرستي)"
)
_TIME = re.compile(
    r"\b(?:dun|bugun|gecen|gece|pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar|haftaya"
    r"|haftadir|aydir|gundur|yildir|bu (?:yaz|kis|sabah|aksam|hafta|ay|oglen)|gunu|gun once|simdi"
    r"|wczoraj|dzisiaj|dzis|przedwczoraj|poniedzial\w+|wtor\w+|srod[aeyo]\w*|czwart\w+|piat\w+"
    r"|sobot\w+|niedziel\w+|zeszl\w+|ostatni\w+|tygodni\w*|miesiac\w*|noc\w*|rano|teraz"
    r"|hier|aujourd'hui|avant-hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|depuis"
    r"|semaine|dernier\w*|ce matin|ce soir|cette nuit"
    r"|ayer|hoy|anoche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|desde|semana|pasad[oa]"
    r"|ontem|hoje|segunda|terca|quarta|quinta|sexta"
    r"|вчора|вчера|сьогодні|сегодня|понеділ\w+|понедел\w+|вівтор\w+|вторник\w*|серед[аиуі]|сред[аыу]"
    r"|четвер\w*|четверг\w*|пʼятниц\w+|п'ятниц\w+|пятниц\w+|субот\w+|суббот\w+|неділ\w+|воскресень\w+"
    r"|тиж\w+|недел\w+|минул\w+|прошл\w+|місяц\w*|ночі|ночью|зараз|сейчас)\b"
    r"|أمس|امس|اليوم|البارحة|منذ|الأسبوع|الاسبوع|الشهر|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|الليلة"
)
# One day that was: nobody asks for a rule about last Saturday.
_DAY = re.compile(
    r"\b(?:dun|pazartesi|sali|carsamba|persembe|cuma|cumartesi|gecen (?:hafta|ay|gece|yil)"
    r"|bu (?:sabah|aksam|hafta)|gun once"
    r"|wczoraj|przedwczoraj|dzis (?:rano|o)|w (?:poniedzialek|wtorek|srode|czwartek|piatek|sobote"
    r"|niedziele)"
    r"|zeszl\w+ (?:tygodni\w*|miesiac\w*|rok\w*)"
    r"|hier|avant-hier|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|soir"
    r"|matin)"
    r"|depuis (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|ce matin|la semaine derniere"
    r"|ayer|anoche|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) pasado|ontem"
    r"|вчора|вчера|минул\w+ (?:тиж\w+|ночі|п\w+)|прошл\w+ (?:недел\w+|ноч\w+))\b"
    r"|أمس|امس|البارحة|قبل يومين|الشهر الماضي|الأسبوع الماضي"
)
_HEALTH = re.compile(
    r"\b(?:hastane\w*|hasta(?:si|yim|lan\w*|dir)?|otizm\w*|bipolar|ilac\w*|hamile|intihar\w*|depresyon\w*|kanser\w*"
    r"|bagimli\w*|psikiyatri\w*|engelli|alkol\w*|yanik\w*|yarali"
    r"|szpital\w*|chor[aey]\w*|ciaz\w*|ciezarn\w*|psychiatr\w*|samoboj\w*|depresj\w*|pije|uzaleznion\w*|oparz\w*|alkohol\w*"
    r"|hopital|malade|enceinte|suicid\w*|depress\w+|cancer|drogu\w+|alcool\w*|psychiatr\w+|brulur\w*|cocaine"
    r"|hospital|enferm[oa]\w*|embarazad[oa]|drog\w+|borrach\w+|gravida|doente|autis\w+|quemadur\w*|queimadur\w*|alcohol\w*"
    r"|лікарн\w+|больниц\w+|хвор\w+|боле\w+|вагітн\w+|беременн\w+|самогуб\w+|депресі\w+|депресси\w+"
    r"|психіатр\w+|психиатр\w+|рак|пʼє|п'є|пьет|наркот\w+|опік\w*|ожог\w*|алког\w+)\b"
    r"|حروق|مستشفى|مريض|حامل|انتحار|اكتئاب|سرطان|مخدرات|نفسي"
)
_CRIME = re.compile(
    r"\b(?:polis\w*|tutukl\w+|gozalti\w*|hapi?s\w*|cezaev\w*|dov\w+|vur\w+|bicak\w*|tehdit\w*|tecavuz\w*"
    r"|istismar\w*|siddet\w*|evlendir\w*"
    r"|areszt\w*|areszci\w*|wiezien\w*|policj\w*|bije|bil|pobil\w*|uderzyl\w*|nozem|grozi\w*|gwalt\w*|molest\w*"
    r"|zabrali|zabral\w*"
    r"|prison|arrete\w*|police|frapp\w+|batt?\w*|menac\w+|viol\w*|couteau|abus\w*|tape"
    r"|carcel|detenid[oa]|detuvieron|policia|peg[ao]\w*|golpe\w*|amenaz\w+|cuchillo|preso|bateu|bate"
    r"|арешт\w*|арест\w*|затрима\w+|задержа\w+|тюрм\w+|тюрьм\w+|поліці\w+|полици\w+|вдари\w+|ударив"
    r"|ударил\w*|б'є|бʼє|бьет|бье|побив|избил\w*|погрож\w+|угрож\w+|ґвалт\w*|изнасил\w+|ніж|нож\w*)\b"
    r"|ضرب|يضرب|تضرب|سجن|السجن|الشرطة|اعتقل|سكين|تهديد|يهدد|اغتصاب|تحرش"
)
_AGE = re.compile(
    r"\b(?:\w+ yasinda\w*|\w+ (?:lat|lata|roku)|\w+ ans|\w+ anos"
    r"|\w+ (?:років|роки|рік|лет|года|год))\b"
    r"|سنوات|سنة|عمره|عمرها"
)
_MORE = re.compile(
    r"\b(?:okul\w*|ogretmen\w*|szkol\w*|nauczyciel\w*|ecole|maitresse|professeur|escuela|maestr[oa]"
    r"|escola|professor[a]?|школ\w+|вчител\w+|учител\w+|притул\w+|приют\w*)\b|المدرسة|المعلمة"
)
_SUPPOSED = re.compile(
    r"\b(?:genel olarak|diyelim|zalozmy|ogolnie|en general|supposons|supongamos|imaginemos"
    r"|взагалі|вообще|припустимо|допустим)\b|بشكل عام|بصفة عامة"
)
# "Bir anne" is any mother, unless there is somebody of the writer's own as well.
_ANYBODY = re.compile(r"\b(?:bir anne|bir baba|bir aile)\b")
# In another language a town of here or there tells where it is.
_PLACE_POINTS = 2
_DETAILS = (
    ("time", 2, _TIME), ("health", 2, _HEALTH), ("crime", 2, _CRIME), ("age", 1, _AGE),
    ("school", 1, _MORE),
)  # fmt: skip


def kinds(tokens: Tokens) -> tuple[str, ...]:
    """Kinds of elements when the text tells of somebody of the writer's own, else nothing."""
    if not _worth_a_look(tokens):
        return ()
    low = tokens.low
    own, writer = bool(_OWN.search(low)), bool(_WRITER.search(low))
    day = bool(_DAY.search(low))
    if (
        not (own or writer or day)
        or _SUPPOSED.search(low)
        or (not own and not day and _ANYBODY.search(low))
    ):
        return ()
    found = [(kind, points) for kind, points, pattern in _DETAILS if pattern.search(low)]
    if _is_town_named(tokens):
        found.append(("place", _PLACE_POINTS))
    total = sum(points for _, points in found) + (own and writer)
    if total < (ENOUGH if own or writer else ENOUGH_ON_A_DAY):
        return ()
    who = "own-person" if own else "writer" if writer else "on-a-day"
    return (who, *(kind for kind, _ in found))


_COUNTRIES = words_of(
    "nederland nederlands nederlandse holland hollanda holandii holandia hollandaca"
)


def _is_town_named(tokens: Tokens) -> bool:
    """Whether a place smaller than the country is named, with or without an ending."""
    return any(
        tokens.is_capital(i)
        and tokens.known(word.partition("'")[0], 0) & lx.PLACE
        and word.partition("'")[0] not in _COUNTRIES
        for i, word in enumerate(tokens.words)
    )


def facts(tokens: Tokens) -> tuple[str, ...]:
    """Points for what is said of somebody's health or offences."""
    if not _worth_a_look(tokens):
        return ()
    named = (("health-fact", _HEALTH), ("criminal-fact", _CRIME))
    return tuple(point for point, pattern in named if pattern.search(tokens.low))


def _worth_a_look(tokens: Tokens) -> bool:
    unknown = len(tokens.unknown)
    return unknown >= UNKNOWN and unknown >= UNKNOWN_SHARE * len(tokens.bits)


# A text in a language that no list of words is of.
_SHARE_UNKNOWN = 0.55
_LEAST = 5
_LEAST_UNKNOWN = 2


# What a list of names or places knows may be a word in another language.
_NO_WORD = lx.NAME | lx.OWN | lx.PLACE | lx.ALLOWED


# Small words of other languages that Dutch does not have; three of one language make a text of it.
_SMALL_WORDS = tuple(
    map(
        words_of,
        (
            "un une les du est que qui dans pour avec sans peut ou sur au aux elle il son sa ses"
            " ne pas si quand cette leur par plus moins peuvent faut l'enfant c'est d'un d'une"
            " qu'un",
            "el los las una por para con sin que del puede su sus cuando esta este es en y o si"
            " como",
            "um uma os por para com sem que do da pode seu sua quando esta este no na e ou se como",
            "bir ve ile mi ne bu icin var mu gibi olan ama hangi gerekir nasil ya veya kadar"
            " daha evde okul anne baba cocuk cocugun hakkinda olur musunuz",
            "czy jest nie na do sie co jak moze od dla po za jego jej gdy przez czyli ktory lub"
            " oraz bez dziecka dziecko rodzice rodzicow szkola prawo holandii",
        ),
    )
)
_FEWEST_SMALL = 3
_DUTCH = words_of("het een niet wij zijn wordt naar heeft ook mag kind ouders")


def is_foreign(tokens: Tokens) -> bool:
    """Whether most words are in no list, as in Turkish or Spanish, or small words are of one.

    In such a text only a capital tells a name from a word.
    """
    return tokens.has_trait("foreign", _work_out)


def _work_out(tokens: Tokens) -> bool:
    if len(tokens.unknown) < _LEAST_UNKNOWN:
        return False
    if any(len(small & tokens.vocabulary) >= _FEWEST_SMALL for small in _SMALL_WORDS):
        return not tokens.vocabulary & _DUTCH
    unknown = words = 0
    for word, bit in zip(tokens.words, tokens.bits, strict=True):
        if len(word) > 2 and word[0].isalpha():
            words += 1
            unknown += not bit & ~_NO_WORD
    return words >= _LEAST and unknown >= _SHARE_UNKNOWN * words
