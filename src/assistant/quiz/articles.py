"""Items about where something stands: articles, their subjects and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.language import fold
from assistant.quiz import wording
from assistant.quiz.checks import stands_alone
from assistant.quiz.choice import choice, make_item
from assistant.quiz.material import Material, Recipe, recipe_for, stems
from assistant.quiz.records import Item, Kind, Pair, Proof
from assistant.records import Passage, SourceKind
from assistant.sentences import split_sentences

_GROUP = 5  # articles of a matching item, of which one subject is left over
_LEAST_GROUP = 4
_OTHERS = 3
_LEAST, _MOST = 10, 45  # words of a sentence whose article is asked
_LONGEST_HEADING = 150
_POINTS_AWAY = re.compile(r"\b(?:artikel|artikelen|lid|leden|onderdeel|hoofdstuk|paragraaf)\b")
_NO_SUBJECT = (
    "definities", "begripsomschrijvingen", "reikwijdte", "aanwijzing", "doel", "doelstellingen",
)  # fmt: skip
_LEAST_SAID = 2  # stems of a heading that is asked about; "Waarborgen" says too little


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a law with its heading and passages."""

    source_id: str
    label: str
    heading: str  # "" when it has none
    passages: tuple[Passage, ...]


def from_articles(material: Material) -> Iterator[Recipe]:
    """Yield matching items and choices about articles of each law."""
    for source_id in material.by_source:
        if material.sources[source_id].kind is not SourceKind.LAW:
            continue
        found = articles(material, source_id)
        headed = [a for a in found if a.heading]
        for number in range(0, len(headed), _GROUP):
            group = headed[number : number + _GROUP]
            if len(group) >= _LEAST_GROUP:
                make = partial(_matching, material, group)
                firsts = [a.passages[0] for a in group]
                yield recipe_for(material, Kind.MATCHING, firsts, make)
        for article in headed:
            make = partial(_subject, material, article, headed)
            yield recipe_for(material, Kind.SINGLE, [article.passages[0]], make, late=True)
        for article in found:
            for passage in article.passages:
                make = partial(_where, material, article, passage, found)
                yield recipe_for(material, Kind.SINGLE, [passage], make, late=True)


def articles(material: Material, source_id: str) -> tuple[Article, ...]:
    """Return the articles of a law, in order; a heading that two of them share is none."""
    held: dict[str, list[Passage]] = {}
    for passage in material.by_source[source_id]:
        if passage.article and passage.article[:1].isdigit():
            held.setdefault(passage.article, []).append(passage)
    headings = {label: _heading(passages[0]) for label, passages in held.items()}
    names = list(headings.values())
    return tuple(
        Article(source_id, label, headings[label] if names.count(headings[label]) == 1 else "",
                tuple(passages))
        for label, passages in held.items()
    )  # fmt: skip


def _heading(passage: Passage) -> str:
    heading = passage.topic.strip()
    if heading.startswith("("):
        heading = heading.strip("()")
    if fold(heading) in _NO_SUBJECT or len(heading) > _LONGEST_HEADING:
        return ""
    return heading[:1].upper() + heading[1:]


def _proof(material: Material, passage: Passage) -> Proof:
    first = split_sentences(passage.text)[0]
    return material.proof(passage, passage.text[first.start : first.end])


def _matching(material: Material, group: Sequence[Article], recipe: Recipe) -> Item | None:
    asked = group[:-1] if len(group) == _GROUP else group
    left = group[len(asked) :]
    proofs = tuple(_proof(material, a.passages[0]) for a in asked)
    return make_item(
        recipe,
        "\x1f".join(a.heading for a in group),
        difficulty="hard",
        prompt=wording.match_headings(material.name(group[0].source_id)),
        pairs=tuple(
            Pair(left=wording.article(a.label).capitalize(), right=a.heading) for a in asked
        ),
        extra=[a.heading for a in left],
        proofs=proofs,
    )


def _near(article: Article, others: Sequence[Article]) -> list[Article]:
    """The articles that stand nearest in the law."""
    place = {a.label: n for n, a in enumerate(others)}
    rest = [a for a in others if a.label != article.label]
    return sorted(rest, key=lambda a: (abs(place[a.label] - place[article.label]), a.label))


def _subject(
    material: Material, article: Article, headed: Sequence[Article], recipe: Recipe
) -> Item | None:
    said = stems(article.heading)
    apart = [a for a in _near(article, headed) if not said & stems(a.heading)]
    chosen = apart[:_OTHERS]
    if len(chosen) < _OTHERS or len(said) < _LEAST_SAID:
        return None
    return choice(
        recipe,
        keys=[wording.article(article.label)],
        wrong=[wording.article(a.label) for a in chosen],
        prompt=wording.which_article(material.name(article.source_id), article.heading),
        proofs=[_proof(material, article.passages[0])],
        why={wording.article(a.label): wording.is_about(a.label, a.heading) for a in chosen},
        difficulty="hard",
    )


def _where(
    material: Material,
    article: Article,
    passage: Passage,
    found: Sequence[Article],
    recipe: Recipe,
) -> Item | None:
    chosen = _near(article, found)[:_OTHERS]
    sentence = next(_sentences(passage), None)
    if sentence is None or len(chosen) < _OTHERS:
        return None
    said = stems(sentence)
    near = (
        p
        for p in material.passages.values()
        if p.source_id == article.source_id and p.article != article.label
    )
    if any(len(said & stems(p.text)) > 0.7 * len(said) for p in near):
        return None  # another article says nearly the same
    proof = material.proof(passage, sentence)
    return choice(
        recipe,
        keys=[wording.article(article.label)],
        wrong=[wording.article(a.label) for a in chosen],
        prompt=wording.where_stands(material.name(article.source_id), sentence),
        proofs=[proof],
        why={wording.article(a.label): wording.stands_in(proof.title) for a in chosen},
        difficulty="hard",
    )


def _sentences(passage: Passage) -> Iterator[str]:
    for span in split_sentences(passage.text):
        text = passage.text[span.start : span.end]
        if (
            _LEAST <= len(text.split()) <= _MOST
            and text[:1].isupper()
            and text.endswith(".")
            and "\n" not in text
            and "[…]" not in text
            and stands_alone(text)
            and not _POINTS_AWAY.search(text)
        ):
            yield text
