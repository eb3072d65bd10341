"""Names in Arabic, Cyrillic, Greek and other scripts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal
from assistant.checklist.tokens import Tokens
from assistant.checklist.wordset import words_of

_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10f"
    r"f\u1200-\u137f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+"
)

_BICAMERAL = re.compile(r"[\u0370-\u058f]")

# Countries and peoples in Cyrillic and Greek: capitals that are no names of persons.
_OTHER_PLACES = (
    "нідерланд", "нидерланд", "голланд", "украї", "украи", "росі", "росси", "польщ", "польш",
    "європ", "европ", "поліц", "полиц", "туреч", "турци", "амстердам", "міністер", "министер",
    "служб", "центр", "суд", "школ", "рада", "соціальн", "социальн", "закон", "опік", "опек",
    "германи", "німеч", "ολλανδ", "ελλάδ", "болгар", "сири", "сирі",
)  # fmt: skip

# Behind these an Arabic word without an article is a name: "the girl Reem", "Mr", "called".
_ARABIC_ROLES = words_of(
    """
    الطفل الطفلة السيد السيدة الآنسة المدعو المدعوة الشاب الفتاة الولد البنت التلميذ التلميذة
    الطالب الطالبة اسمه اسمها ابني ابنتي أختي أخي زوجي زوجتي جاري جارتي
    """
)

# No name: "younger", "older", "less", "more", "when", "under", "above", "with", "without", "is".
_ARABIC_OTHERS = words_of(
    "إذا لكن ثم كما منذ خلال حول ضد لدى عند أصغر أكبر أقل أكثر عندما دون بدون تحت فوق قبل بعد حتى"
    " على إلى كان قد هو هي"
)

# Names that are ordinary nouns too: "the neighbourhood", "peace", "the charter".
_NOUNS = words_of("الحي السلام ميثاق")


def _arabic_roles(words: list[tuple[str, int, int]]) -> Iterator[Proposal]:
    """A word behind a role in Arabic, when it can be no adjective: those have the article too."""
    for (role, _, _), (word, start, end) in itertools.pairwise(words):
        possessed = role.endswith(("ي", "ه", "ها"))
        if (
            role in _ARABIC_ROLES
            and len(word) > 2
            and not word.startswith(("ال", "لل", "من", "في"))
            and word not in _ARABIC_OTHERS
        ):
            if possessed and word.startswith(("ي", "ت", "و", "ل", "ب")):
                continue  # "my son goes": a verb or a preposition
            yield "person-name", start, end, "other-script-role"


def find(tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """Names in Arabic, Cyrillic, Greek and other scripts.

    A few words in another script inside a Latin text are nearly always a name. In a text that is in
    another script throughout, a name is known from the lists or by its capital inside a sentence.
    """
    text = tokens.text
    words = [(m.group(), *m.span()) for m in _OTHER_SCRIPT.finditer(text)]
    if not words:
        return
    yield from _arabic_roles(words)
    foreign = sum(len(w) for w, _, _ in words)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    for word, start, end in words:
        if len(word) < 2:
            continue
        if latin > foreign:
            yield "person-name", start, end, "other-script"
        elif word.lower() in lexicon.script_names and len(word) > 3 and word not in _NOUNS:
            yield "person-name", start, end, "other-script-list"
        elif _BICAMERAL.match(word) and word[0].isupper() and not word.isupper():
            if word.lower().startswith(_OTHER_PLACES):
                continue
            before = text[:start].rstrip(" «\"'(„")
            if before and before[-1] not in ".!?\n:":
                yield "person-name", start, end, "other-script-capital"
