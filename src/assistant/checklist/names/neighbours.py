"""Words that stand before and behind a name, as the rules of several modules ask for them."""

from __future__ import annotations

from assistant.checklist import lexicon as lx
from assistant.checklist.wordset import words_of

# Behind or before these stands how somebody is called: "ze heet noa", "achternaam jansen".
HEET = words_of(
    """
    achternaam heet heten hete heette genaamd geheten named called heisst heiss heisse heist naam
    name adi imie
    """
)
# Behind a name, what is somebody's: "storm z'n moeder".
POSSESSED = words_of("z'n zijn haar d'r zn dr hun")
# After these a capital is expected for another reason.
GREETING = words_of("beste hoi hallo dag geachte lieve goedemorgen goedemiddag goedenavond")
# How somebody does something, or who somebody is: "als de arts snel reageert".
MANNERS = words_of(
    "wijs zinvol raadzaam snel kort lang blij boos baas klein groot graag vroeg laat goed slecht"
    " dik vlug stil rustig"
)
# What somebody says, thinks or writes.
SAYS = words_of(
    """
    zegt zei vindt vond belt belde mailt mailde appt appte schrijft schreef vraagt vroeg eist eiste
    weigert weigerde vertelt vertelde denkt dacht beweert beweerde stelt reageert reageerde
    """
)
# What a name in lower case stands behind.
BEFORE_LOWER = words_of(
    """
    van v met bij over voor aan tegen dat omdat als en of door mag kan wil moet heeft had is was
    naar namens bel belde sprak zag ken kent ik wij we hij zij over: : , ( - / | dus nu
    client cliente leerling kind jongen meisje about with of for and from if that mit von
    """
)
# What a name in lower case is followed by, when it is somebody's.
AFTER_LOWER = words_of(
    """
    z'n zn zijn haar d'r dr die thuis zelf niet ook en , ( ) : - / ? . ! ; mag kan wil heeft had
    moet is was gaat krijgt woont zegt op over from about
    """
)
# Those of the words before a name that join clauses, so that a verb may follow as well.
JOINING = words_of("of en als door")
# "Elke" is a first name, and seldom meant as one.
EVERY = words_of("elke ieder iedere")
# What is done with somebody: "kan ik sanne bellen".
CONTACT_INFINITIVES = words_of(
    """
    bellen spreken inlichten vragen helpen ophalen meenemen mailen appen zien vertellen
    informeren uitnodigen opzoeken bezoeken melden aanmelden
    """
)
# What only somebody does: "roos belt".
CONTACT_VERBS = words_of(
    """
    belt belde mailt mailde appt appte weigert weigerde reageert reageerde tekent tekende
    huilt komt kwam dreigt dreigde schreeuwt
    """
)
# What stands before its subject in a question: "kan roos dat inzien".
MODALS = words_of("kan mag moet wil mogen kunnen heeft had is was gaat zou zal hoeft krijgt belt")
# Prepositions before somebody.
BESIDE_PERSON = words_of("met over bij aan tegen namens van voor door v")
# What somebody does, and what follows it then: "roos wil niet dat".
SUBJECT_VERBS = words_of(
    """
    zegt zei vertelt vertelde wil wilt wilde heeft had is was woont woonde gaat ging komt
    kwam moet moest mag kan belt belde mailt mailde appt appte weigert weigerde reageert
    reageerde vraagt vroeg denkt vindt weet krijgt kreeg ziet zag tekent tekende huilt
    slaat sloeg zit zat staat
    """
)
PERSONAL_AFTER = words_of(
    """
    niet zijn haar dat hij zij ze zich al nog zelf nooit gezegd gereageerd me mij ons
    niets niks geen toestemming graag naar vandaag gisteren met boos bang op over als
    helemaal weer steeds
    """
)
# Before any word these make a surname of it.
SURE_PARTICLES = words_of("ten ter el ben vd vander vanden")
# Several people of one surname: "gezin de wit".
HOUSEHOLDS = words_of("gezin familie fam echtpaar ouders vader moeder broers zussen")
# Whom these are about stands behind them: "casus sewpersad", "clt noa".
ABOUT = words_of(
    """
    casus dossier zaak gezin familie fam clt cl client lln ll mw dhr mevr mvr mdr vdr overdracht
    verslag gesprek toestemming rapport plan kind jb gv mentor leerling pleegkind
    """
)
# Prepositions behind which a bare word is seldom a noun.
BEFORE_NAME = words_of("over met bij v tegen namens")
# Kinds of words that are no names where only the place says what a word is.
NO_SELDOM = (
    lx.FUNCTION | lx.PERSON | lx.PROFESSION | lx.OCCUPATION | lx.MONTH | lx.PLURAL | lx.ALLOWED
    | lx.KIN | lx.TITLE | lx.PERSON_VERB | lx.NUMBER_WORD | lx.ORIGIN | lx.TIME
)  # fmt: skip
# The same beside a relative, and between particles.
NO_APPOSED = lx.FUNCTION | lx.PLACE | lx.ALLOWED | lx.PROFESSION | lx.KIN | lx.PERSON | lx.MONTH
# Behind these kinds of words stands a noun and no name.
NEVER_BEFORE_NAME = lx.DETERMINER | lx.NUMBER_WORD
# And right behind these a name can stand.
NEAR_NAME = lx.KIN | lx.PERSON | lx.TITLE | lx.ANY_FIRST
