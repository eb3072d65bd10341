"""Gap and true-false items from the verbatim words of law, where one word decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from assistant.quiz import wording
from assistant.quiz.checks import fits_grammar, stands_alone
from assistant.quiz.choice import make_item, quoted, true_false
from assistant.quiz.difficulty import rate
from assistant.quiz.edits import Place, deciding, swap
from assistant.quiz.material import Material, Recipe, recipe_for
from assistant.quiz.records import BLANK, Item, Kind
from assistant.records import Passage, SourceKind
from assistant.sentences import split_sentences
from assistant.verify.numerals import NUMBER_WORDS

_LEAST, _MOST = 7, 60  # words of a sentence
_MANY_REFERENCES = 2  # "bedoeld in artikel …", "het eerste lid": a sentence with more is a riddle
_REFERENCE = re.compile(
    r"\b(?:artikel(?:en)?|onderdeel|lid|leden|punt(?:en)?|hoofdstuk|bijlage|paragraaf)\b"
)
_ITEM = re.compile(r"\s*(?:[a-z]{1,2}[.)]|\d{1,2}(?:[.)]|°\.?|º\.?)|[–•-])\s")
# A word behind which "kan" tells what is the case and not what the law allows.
_SUBORDINATE = re.compile(
    r"\b(?:die|dat|indien|waarin|waarbij|waarmee|waarvan|waarvoor|tenzij|als|wanneer|of|zodat|"
    r"voor zover|omdat|zodra|mits|dan|behalve|welke|hoe|wat|wie)\b"
)
_LIMITED = re.compile(r"\b(?:niet|geen|slechts|alleen|uitsluitend)\b", re.I)
_MODALS = ("kan", "kunnen", "mag", "mogen", "moet", "moeten")


def from_law(material: Material) -> Iterator[Recipe]:
    """Yield gaps in the sentences of every law, and the same sentences right and turned round."""
    for source_id, passages in material.by_source.items():
        if material.sources[source_id].kind is not SourceKind.LAW:
            continue
        for passage in passages:
            for start, end in _sentences(passage):
                sentence = passage.text[start:end]
                for place in deciding(sentence):
                    if not _decides(sentence, place):
                        continue
                    yield from _recipes(material, passage, sentence, place)


def _recipes(material: Material, passage: Passage, sentence: str, place: Place) -> Iterator[Recipe]:
    for kind, maker, balance in (
        (Kind.GAP, _gap, ""),
        (Kind.TRUE_FALSE, _true, "true"),
        (Kind.TRUE_FALSE, _false, "false"),
    ):
        make = partial(maker, material, passage, sentence, place)
        yield recipe_for(material, kind, [passage], make, balance)


def _sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Whole sentences that can be read by themselves; list items need what stands before them."""
    for span in split_sentences(passage.text):
        text = passage.text[span.start : span.end]
        count = len(text.split())
        if (
            _LEAST <= count <= _MOST
            and text[:1].isupper()
            and text.endswith(".")
            and "\n" not in text
            and "[…]" not in text
            and not _ITEM.match(text)
            and stands_alone(text)
            and len(_REFERENCE.findall(text)) <= _MANY_REFERENCES
        ):
            yield span.start, span.end


def _decides(sentence: str, place: Place) -> bool:
    """Whether the words in the place decide what the law says."""
    word = sentence[place.start : place.end]
    if not fits_grammar(sentence, place.start, place.end):
        return False
    if place.is_number or word not in _MODALS:
        return True
    before = sentence[: place.start]
    return (
        bool(before)
        and not before.endswith(" te ")
        and sum(len(re.findall(rf"\b{m}\b", sentence)) for m in _MODALS) == 1
        and not _SUBORDINATE.search(before)
        and not _LIMITED.search(sentence)
    )


def _answers(word: str) -> tuple[str, ...]:
    """The word, and a number in figures too."""
    if word in NUMBER_WORDS:
        return (word, str(int(NUMBER_WORDS[word])))
    written = [w for w, n in NUMBER_WORDS.items() if word.isdigit() and n == int(word)]
    return (word, *(re.sub("(twee|drie)en", "\\1ën", w) for w in written[:1]))


def _gap(
    material: Material, passage: Passage, sentence: str, place: Place, recipe: Recipe
) -> Item | None:
    word = sentence[place.start : place.end]
    shown = swap(sentence, place, BLANK)
    if BLANK in sentence:
        return None
    if place.is_number:
        prompt = wording.fill_in_number(passage.ref, shown)
    else:
        prompt = wording.fill_in_choice(passage.ref, shown, sorted((word, *place.others)))
    proofs = (material.proof(passage, sentence),)
    return make_item(
        recipe,
        f"{sentence}\x1f{place.start}",
        difficulty=rate(Kind.GAP, "", [sentence]) if not place.is_number else "medium",
        prompt=prompt,
        answers=_answers(word),
        proofs=proofs,
    )


def _true(
    material: Material, passage: Passage, sentence: str, _place: Place, recipe: Recipe
) -> Item | None:
    return _stands(material, passage, sentence, sentence, recipe)


def _false(
    material: Material, passage: Passage, sentence: str, place: Place, recipe: Recipe
) -> Item | None:
    for other in place.others:
        changed = swap(sentence, place, other)
        if not material.judge.supports(changed, (passage.id,)):
            return _stands(material, passage, sentence, changed, recipe)
    return None


def _stands(
    material: Material, passage: Passage, sentence: str, shown: str, recipe: Recipe
) -> Item:
    return true_false(
        recipe,
        statement=shown,
        is_true=shown == sentence,
        prompt=wording.stands_there(passage.ref, shown),
        quotations=quoted([material.proof(passage, sentence)]),
    )
