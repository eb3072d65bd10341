"""Reads a file of law articles: JSON lines, one article each, to one passage per lid.

A lid is the unit that jurists cite, so it is a passage even when it is short. One that is
longer than a passage may be is cut between its onderdelen or definitions; each part keeps the
opening words of the lid as its lead-in.

The text that offsets refer to (`law_text`) is that of the leden, in order, with a blank line
between two leden.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.citations.ordinals import lid_ordinal
from assistant.errors import CorpusError
from assistant.records import ArticleStatus, Link, Passage, Source
from assistant.slugs import slugify

MAX_WORDS = 250
PACK_WORDS = 150
OMISSION = "[…]"  # stands where a selection of definitions leaves one out


class LawLink(BaseModel):
    """A reference that the publisher marked in the text of a lid."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    start: int  # characters in the text of the lid
    end: int  # exclusive
    target: str  # JCI reference, or the address that the publisher gives


class LawLid(BaseModel):
    """One lid, or the whole text of an article without numbered leden."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lid: str | None
    text: str
    links: tuple[LawLink, ...] = ()


class LawArticle(BaseModel):
    """One line of a law file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    law: str
    id: str
    article: str
    heading: str | None
    path: list[str]
    leden: list[LawLid]
    valid_on: str | None
    source: str
    source_kind: str
    checked_against: str | None
    note: str | None
    version: str | None = None  # as the publisher labels it: "2024-01-01_0"
    since: str | None = None  # ISO date from which the article reads like this
    status: ArticleStatus = ArticleStatus.IN_FORCE


def parse_articles(text: str, name: str) -> list[LawArticle]:
    """Return the articles of a law file.

    Args:
        text: the whole file.
        name: the file's name, for messages.

    Raises:
        CorpusError: a line is no valid article; the message names the line.
    """
    articles = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            articles.append(LawArticle.model_validate_json(line))
        except (ValidationError, json.JSONDecodeError) as error:
            raise CorpusError(f"{name}, line {number}: not a law article ({error})") from error
    if not articles:
        raise CorpusError(f"{name}: holds no article")
    return articles


def select(articles: list[LawArticle], labels: Collection[str]) -> list[LawArticle]:
    """Return the articles with these labels, in the order of the law; all without labels."""
    return [a for a in articles if a.article in labels] if labels else articles


def law_text(articles: list[LawArticle]) -> str:
    """Return the text that the offsets of a law's passages refer to."""
    return "\n\n".join(lid.text for article in articles for lid in article.leden)


def read_law(text: str, source: Source) -> list[Passage]:
    """Return the passages of a law file: one for each lid, or for each part of a long lid.

    Args:
        text: the whole file.
        source: the manifest entry; its id begins every passage id, and its `articles` say which
            ones are wanted.

    Raises:
        CorpusError: a line is no valid article.
    """
    return law_passages(parse_articles(text, source.path), source)


def law_passages(articles: list[LawArticle], source: Source) -> list[Passage]:
    """Return the passages of the articles that a source quotes: one for each lid, or its parts."""
    passages: list[Passage] = []
    offset = 0
    for article in select(articles, source.articles):
        for lid in article.leden:
            for part in _parts(lid.text):
                passages.append(_passage(source, article, lid, part, offset))  # noqa: PERF401
            offset += len(lid.text) + 2
    return passages


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    label: str = ""  # "" when the lid is whole
    lead_in: str = ""


_ITEM_LINE = re.compile(r"(?:([a-z]{1,2}|\d+)(?:[.)]|°\.?)|–)\s")
_TERM = re.compile(r"(?:–|\w{1,2}[.)])\s*[„“'\"]?([^:;„”\"']{2,60}?)(?:[”'\"][^:]{0,40})?\s*:")


def _parts(text: str) -> list[_Part]:
    """Stretches of a lid that become passages."""
    if len(text.split()) <= MAX_WORDS and OMISSION not in text:
        return [_Part(0, len(text))]
    top = _top_level(text)
    if not top:
        return [_Part(0, len(text))]
    lead = text[: top[0][0]].strip().removesuffix(OMISSION).strip()
    parts: list[_Part] = []
    for start, end, label in _pack(text, top):
        if not parts and lead:
            parts.append(_Part(0, end, label))
        else:
            parts.append(_Part(start, end, label, lead))
    return parts


def _top_level(text: str) -> list[tuple[int, int, str]]:
    """Onderdelen or definitions of a lid: start, end and label; what stands below belongs to it."""
    starts: list[tuple[int, str]] = []
    kind = ""
    offset = 0
    for line in text.split("\n"):
        match = _ITEM_LINE.match(line)
        if match:
            mark = match[1] or "–"
            this = "–" if mark == "–" else "1" if mark.isdigit() else "a"
            term = _TERM.match(line)
            if not kind:
                kind = this
            if this == kind and (this != "–" or term):
                label = slugify(term[1], words=4) if term and kind != "a" else mark
                starts.append((offset, label))
        offset += len(line) + 1
    ends = [*(start - 1 for start, _ in starts[1:]), len(text)]
    return [(s, e, label) for (s, label), e in zip(starts, ends, strict=True)]


def _pack(text: str, items: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join short neighbours: letters become a range, definitions stay alone."""
    packed: list[tuple[int, int, str, str]] = []
    for start, end, label in items:
        end = start + len(text[start:end].rstrip().removesuffix(OMISSION).rstrip())
        words = len(text[start:end].split())
        if (
            packed
            and len(label) <= 2
            and text[packed[-1][1] : start].strip() != OMISSION
            and len(text[packed[-1][0] : packed[-1][1]].split()) + words <= PACK_WORDS
        ):
            first = packed[-1]
            packed[-1] = (first[0], end, first[2], label)
        else:
            packed.append((start, end, label, label))
    for start, end, opening, closing in packed:
        yield start, end, opening if opening == closing else f"{opening}-{closing}"


def _passage(source: Source, article: LawArticle, lid: LawLid, part: _Part, offset: int) -> Passage:
    body = lid.text[part.start : part.end]
    steps = [source.id, _article_slug(article.article)]
    if lid.lid is not None:
        steps.append(f"lid-{lid.lid}")
    if part.label:
        steps.append(part.label)
    valid_on = article.valid_on
    jci = _jci(article, lid.lid)
    heading = article.heading or ""
    return Passage(
        id="/".join(steps),
        source_id=source.id,
        kind=source.kind,
        ref=_ref(source.short_title or source.title, article.article, lid.lid, part.label),
        section=(source.title, *article.path, *([heading] if heading else [])),
        text=body,
        start=offset + part.start,
        end=offset + part.end,
        topic=heading,
        lead_in=part.lead_in,
        valid_on=valid_on,
        url=_url(article, jci),
        jci=jci,
        law_id=article.id,
        article=article.article,
        lid=lid.lid,
        version=article.version,
        links=tuple(
            Link(start=link.start - part.start, end=link.end - part.start, target=link.target)
            for link in lid.links
            if part.start <= link.start and link.end <= part.end
        ),
    )


def _article_slug(label: str) -> str:
    """Label without its book, which the id of the source names: "7:457" gives "457"."""
    return re.sub(r"[ ()]+", "-", label.split(":")[-1]).strip("-")


def _is_number(article: str) -> bool:
    """Whether the label is that of an article, and no name: "overweging 4", "bijlage 1"."""
    return not article[:1].islower()


def _ref(law: str, article: str, lid: str | None, label: str) -> str:
    name = f"artikel {article}" if _is_number(article) else article
    ref = f"{law}, {name}"
    if lid is not None:
        ref += f", {lid_ordinal(lid)} lid"
    if label:
        letters = label.split("-")
        if all(len(letter) <= 2 for letter in letters):
            ref += f", onder {letters[0]}" + (f" tot en met {letters[-1]}" if letters[1:] else "")
        else:
            ref += f" ({label.replace('-', ' ')})"
    return ref


def _jci(article: LawArticle, lid: str | None) -> str | None:
    """JCI 1.3.1 reference to one consolidation ("c"); None for what is not in the BWB.

    Source: Juriconnect, JCI standard 1.3.1 (2014): jci{version}:{type}:{BWB id}&key=value.
    """
    if not article.id.startswith("BWB"):
        return None
    number = article.article.split(":")
    jci = f"jci1.3:c:{article.id}"
    if len(number) == 2:
        jci += f"&boek={number[0]}"
    if _is_number(article.article) and " " not in article.article:
        jci += f"&artikel={number[-1]}"
    elif article.article.startswith("bijlage "):
        jci += f"&bijlage={article.article.removeprefix('bijlage ')}"
    if lid is not None:
        jci += f"&lid={lid}"
    if article.valid_on:
        jci += f"&g={article.valid_on}"
    return jci


def _url(article: LawArticle, jci: str | None) -> str:
    if jci:
        return f"https://wetten.overheid.nl/{jci}"
    label = article.article
    recital = label.removeprefix("overweging ")
    anchor = f"art_{label}" if recital == label else f"rct_{recital}"
    return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{article.id}#{anchor}"
