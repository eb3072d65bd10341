"""What the language of a text says of the names in it.

In German every noun has a capital, and small words of it are names elsewhere. Where too many words
are in no list, a text is in another language, and an unknown word says nothing.
"""

from __future__ import annotations

from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

# Frequent words of German; two of them make a text of it.
GERMAN = words_of(
    """
    ein meiner meinem wurde hat sich unser unserer seine ihre ihrem
    welche welcher welches gelten wann warum sind
    kann ab wer wo mein dein ihr im vom beim einem einer eines gibt gilt konnen mussen durfen
    darf ohne und nicht eine einen dem das uber wenn meine muss kein auch fur ich zum zur
    wir haben wird werden sagen ist niederlanden niederlande deutschland beantragt bedeutet
    dauert hochstens auf haben gilt steht erklar bitte funf zwei drei spielt dabei gegen ihren ihrer
    oder mit aus nach bei durch wird wurden kommt oft dass nachdem schweigepflicht akten
    eltern niederlandischen frage jemand habe seit nur
    ist und unterschied kurz ihn ihm ihnen dieser dieses diesem keine seinen seiner zwischen uber
    unter meines erfahren
    """
)
# Before these a capital is a name even where every noun has one.
GERMAN_ROLES = words_of(
    """
    pfarrer lehrer lehrerin arzt arztin erzieher erzieherin betreuer betreuerin nachbar
    nachbarin kollege kollegin mutter vater bruder schwester tante onkel opa oma sohn tochter
    """
)
# German nouns, which have a capital and are nobody.
GERMAN_NOUNS = words_of(
    """
    jahre jahr fall rolle schritte lehrbuch beschwerde recht akte zahlen regel gesetz artikel frage
    antwort eltern mutter vater kind schule lehrer arzt gericht richter amt stelle hilfe schutz
    beispiel muster brief mail frist termin grenze land stadt woche monat tag stunde seite teil
    absatz satz wort name daten einsicht auskunft melder meldung verdacht gefahr gewalt polizei
    anwalt vormund pflege heim klinik studie kurs thema ziel zweck grund form art weg zeit
    """
)
# Small German words that are names elsewhere.
GERMAN_SMALL = words_of("nur gern gerne doch bis wie")


def is_german(tokens: Tokens) -> bool:
    """Whether the text is German, where every noun has a capital."""
    return tokens.has_trait("german", lambda t: len(GERMAN & t.vocabulary) > 1)


MOSTLY_KNOWN = 0.3  # share of unknown words above which a text is in another language


def is_other_language(tokens: Tokens) -> bool:
    """Whether too many words are in no list to say anything of one of them."""
    return tokens.has_trait("other", _has_too_many_unknown)


def _has_too_many_unknown(tokens: Tokens) -> bool:
    if len(tokens.unknown) < 3:
        return False
    words = tokens.words
    unknown = sum(len(words[i]) > 2 and words[i].isalpha() for i in tokens.unknown)
    return unknown > 2 and unknown >= MOSTLY_KNOWN * len(tokens.bits)
