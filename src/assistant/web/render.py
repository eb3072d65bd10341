"""Records to HTML; Jinja escapes every value that is put into a page.

Pure functions, but for one thing: `language.viewer` says in which language, and for whom.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from types import MappingProxyType, SimpleNamespace
from typing import Protocol
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from assistant import texts_en, texts_nl
from assistant.checklist import Explanation
from assistant.laws.currency import CurrencyNote, notes_html
from assistant.laws.show import change_html, change_sentence
from assistant.laws.versions import Change
from assistant.records import Answer, Citation, Passage, Sentence, Source, SourceKind, Status
from assistant.web.language import Language, texts, viewer

EXCERPT = 280  # characters of a passage in a list of passages
NEAREST_SHOWN = 4
READ_MORE_SHOWN = 3
NO_CHANGES: Mapping[str, Change] = MappingProxyType({})
NOTHING = Markup("")
BASE = "\ue000"  # private-use character that the page replaces by its own address when copying

# A line that opens with a list mark: "a.", "1°.", "12)", "–", "•".
_ITEM = re.compile(r"(?:[a-z]{1,2}|\d{1,3})(?:[.)]|°\.?)\s|[–—•\-]\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage's text that is quoted or not."""

    text: str
    marked: bool


class Kind(StrEnum):
    """How a line of a passage is set; the value is its class in the style sheet."""

    PARAGRAPH = "alinea"
    ITEM = "item"  # opens with a mark of its own: "a.", "12)"
    BULLET = "opsomming"  # a list item without a mark; the style sheet draws one


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passage."""

    pieces: tuple[Piece, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence with its citations, ready for the page."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that follow each other on one line of their passage."""

    sentences: tuple[Shown, ...]
    kind: Kind


class Titled(Protocol):
    """A walk-through, as the answer links to it."""

    @property
    def id(self) -> str:
        """Last part of its address."""
        ...

    @property
    def title(self) -> str:
        """In Dutch."""
        ...


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited passage with the numbers of its quotations."""

    citations: tuple[Citation, ...]

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.citations[0].passage

    @property
    def span(self) -> tuple[int, int] | None:
        """What to mark: the quotation, or nothing when there are several."""
        first = self.citations[0]
        return (first.start, first.end) if len(self.citations) == 1 else None

    @property
    def numbers(self) -> str:
        """The numbers as readers write them: "1, 2, 5"."""
        return ", ".join(str(c.n) for c in self.citations)


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of an answer that stand under one heading."""

    heading: str
    sentences: tuple[Sentence, ...]


def passage_path(passage_id: str, span: tuple[int, int] | None = None) -> str:
    """Return the permanent address of a passage, with the quotation to mark if one is given.

    >>> passage_path("wet/bw7/457/lid-1", (0, 12))
    '/bron/wet/bw7/457/lid-1?q=0-12#citaat'
    """
    query = f"?q={span[0]}-{span[1]}#citaat" if span else ""
    return f"/bron/{quote(passage_id, safe='/')}{query}"


def anchor(passage_id: str) -> str:
    """Return the HTML id of a passage within the page of its source.

    >>> anchor("wet/bw7/457/lid-1")
    'wet.bw7.457.lid-1'
    """
    return passage_id.replace("/", ".")


def source_path(source_id: str, passage_id: str | None = None) -> str:
    """Return the address of a source in the reader, at a passage if one is given."""
    fragment = f"#{quote(anchor(passage_id))}" if passage_id else ""
    return f"/bronnen/{quote(source_id, safe='/')}{fragment}"


def parse_span(text: str | None, length: int) -> tuple[int, int] | None:
    """Return the offsets in "start-end", or None when they are no place in a text.

    >>> parse_span("3-8", 10), parse_span("8-3", 10), parse_span("0-11", 10), parse_span("x", 10)
    ((3, 8), None, None, None)
    """
    found = re.fullmatch(r"([0-9]{1,7})-([0-9]{1,7})", text or "")
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= length else None


def dutch_date(iso: str | None) -> str:
    """Return a date as Dutch readers write it.

    >>> dutch_date("2023-04-01"), dutch_date(None)
    ('1 april 2023', 'niet vermeld')
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso or "")
    if found is None:
        return iso or texts().WEB["version_unknown"]
    return f"{int(found[3])} {texts().MONTHS[int(found[2]) - 1]} {found[1]}"


def pages(passage: Passage) -> str:
    """Return the page or pages of a passage; "" when the source has no pages."""
    if passage.page is None:
        return ""
    if passage.page_end is None or passage.page_end == passage.page:
        return str(passage.page)
    return f"{passage.page}-{passage.page_end}"


def lines(text: str, span: tuple[int, int] | None = None) -> tuple[Line, ...]:
    """Cut a passage into lines, with the quoted words marked.

    Nothing is lost: the pieces joined, with the line breaks, are the text.
    """
    return tuple(
        Line(_pieces(text[start:end], start, span), kind) for start, end, kind in _kinds(text)
    )


def _kinds(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield start, end and kind of every line that is not empty."""
    for block in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        found = [(m.start() + block.start(), m[0]) for m in re.finditer(r"[^\n]+", block[0])]
        announced = found[0][1].rstrip().endswith(":")
        is_list = announced or sum(line.rstrip().endswith(";") for _, line in found) > 1
        for index, (start, line) in enumerate(found):
            if not line.strip():
                continue
            kind = Kind.PARAGRAPH
            if _ITEM.match(line):
                kind = Kind.ITEM
            elif is_list and not (announced and index == 0):
                kind = Kind.BULLET
            yield start, start + len(line), kind


def _pieces(line: str, offset: int, span: tuple[int, int] | None) -> tuple[Piece, ...]:
    if span is None:
        return (Piece(line, marked=False),)
    start = min(max(span[0] - offset, 0), len(line))
    end = min(max(span[1] - offset, start), len(line))
    parts = ((line[:start], False), (line[start:end], True), (line[end:], False))
    return tuple(Piece(text, marked) for text, marked in parts if text)


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """Return the beginning of a text on one line, cut at a word.

    >>> excerpt("een twee drie", 9)
    'een twee …'
    """
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,;:") + " …"


def groups(sentences: Sequence[Sentence]) -> tuple[Group, ...]:
    """Gather sentences under their headings; one without a heading joins the group before it."""
    headings: list[str] = []
    for sentence in sentences:
        headings.append(sentence.heading or (headings[-1] if headings else ""))
    pairs = zip(headings, sentences, strict=True)
    return tuple(
        Group(heading, tuple(sentence for _, sentence in members))
        for heading, members in groupby(pairs, key=lambda pair: pair[0])
    )


def paragraphs(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Paragraph, ...]:
    """Join the sentences that stand side by side on one line of a passage."""
    found: list[Paragraph] = []
    for sentence in sentences:
        proofs = tuple(c for c in citations if c.n in sentence.citations)
        shown = Shown(sentence.text, proofs)
        if sentence.written:
            found.append(Paragraph((shown,), Kind.PARAGRAPH))
        elif found and _adjoin(found[-1].sentences[-1].citations, proofs):
            found[-1] = Paragraph((*found[-1].sentences, shown), found[-1].kind)
        else:
            found.append(Paragraph((shown,), _kind_of(proofs[0]) if proofs else Kind.PARAGRAPH))
    return tuple(found)


def _adjoin(left: tuple[Citation, ...], right: tuple[Citation, ...]) -> bool:
    if not left or not right or left[0].passage.id != right[0].passage.id:
        return False
    between = left[0].passage.text[left[0].end : right[0].start]
    return left[0].end <= right[0].start and not between.strip() and "\n" not in between


def _kind_of(citation: Citation) -> Kind:
    """How the line that a quotation opens is set; a paragraph when it opens none."""
    for start, _, kind in _kinds(citation.passage.text):
        if start == citation.start:
            return kind
    return Kind.PARAGRAPH


def references(citations: Sequence[Citation]) -> tuple[Reference, ...]:
    """Return the cited passages in order of first citation."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.passage.id, []).append(citation)
    return tuple(Reference(tuple(members)) for members in found.values())


def plain_text(question: str, answer: Answer, changes: Mapping[str, Change] = NO_CHANGES) -> str:
    """Return an answer as text with numbered references and permanent addresses.

    Addresses start with `BASE`, which the page replaces by its own address.

    Args:
        question: what was asked.
        answer: the outcome.
        changes: of quoted law since the version that is quoted, by passage id.
    """
    web = texts().WEB
    asked = web["copy_question"].format(question=question.replace(BASE, ""))
    parts = [asked, ""]
    if answer.notice == "curated":
        parts += [texts().NOTICES["curated"], ""]
    if answer.short:
        parts += [web["short_answer"], *(_copied(answer.sentences[n]) for n in answer.short), ""]
    for group in groups(answer.sentences):
        if group.heading:
            parts.append(group.heading)
        parts += [*map(_copied, group.sentences), ""]
    parts.append(web["cited_sources"])
    for reference in references(answer.citations):
        passage = reference.passage
        date = f"{web['version'].lower()} {dutch_date(passage.valid_on)}"
        marks = "".join(f"[{c.n}]" for c in reference.citations)
        parts.append(f"{marks} {passage.ref} ({date})")
        if passage.id in changes:
            parts.append(change_sentence(changes[passage.id]))
        parts.append(BASE + passage_path(passage.id, reference.span))
        if passage.url:
            parts.append(passage.url)
    parts += ["", web["copy_footer"]]
    return "\n".join(parts)


def _copied(sentence: Sentence) -> str:
    return f"{sentence.text} {''.join(f'[{n}]' for n in sentence.citations)}"


def _progress(answer: Answer) -> str:
    """What is said while an answer is not complete; "" when it is."""
    if not answer.writing:
        return ""
    return texts().waiting(answer.waiting) if answer.waiting else texts().WRITING


def _how(answer: Answer) -> str:
    """Who chose the words of an answer."""
    if answer.notice == "curated":
        return texts().WRITTEN_BY_HELPDESK
    written = any(sentence.written for sentence in answer.sentences)
    return texts().WRITTEN if written else texts().WEB["quote_only"]


def answer_fragment(
    question: str,
    answer: Answer,
    *,
    turn: str,
    changes: Mapping[str, Change] = NO_CHANGES,
    sealed: str = "",
    plans: Sequence[Titled] = (),
) -> str:
    """Return the HTML of one answered or abstained turn, on one line.

    An answer that is still being written has the sentences so far and, in `data-schrijft`, what to
    tell meanwhile.

    Args:
        question: what was asked; shown above the answer.
        answer: the outcome; not a refused one.
        turn: a mark that differs for every turn and stays while it grows.
        changes: of quoted law since the version that is quoted, by passage id.
        sealed: what the button for the helpdesk sends; "" shows no button.
        plans: walk-throughs that stand one click away.

    Raises:
        ValueError: the answer was refused; a refusal is shown without the question.
    """
    if answer.status is Status.REFUSED:
        raise ValueError("a refusal is rendered by refusal_fragment")
    cited = {citation.passage.id for citation in answer.citations}
    others = [hit.passage for hit in answer.hits if hit.passage.id not in cited]
    shown = tuple(cited) or tuple(hit.passage.id for hit in answer.hits[:NEAREST_SHOWN])
    short = [answer.sentences[n] for n in answer.short]
    body = answer.sentences
    if short and answer.short == tuple(range(len(short))):  # it opens the answer: not said twice
        body = answer.sentences[len(short) :]
        heading = groups(answer.sentences[: len(short) + 1])[-1].heading
        body = (replace(body[0], heading=heading), *body[1:]) if body else ()
    return _one_line(
        _template(f"{answer.status.value}.html").render(
            turn=turn,
            question=question,
            answer=answer,
            progress=_progress(answer),
            notice=texts().NOTICES.get(answer.notice, ""),
            how=_how(answer),
            short=paragraphs(short, answer.citations),
            groups=[(g.heading, paragraphs(g.sentences, answer.citations)) for g in groups(body)],
            references=references(answer.citations),
            copy=plain_text(question, answer, changes),
            changes=changes,
            sealed=sealed,
            nearest=[hit.passage for hit in answer.hits[:NEAREST_SHOWN]],
            others=others[:READ_MORE_SHOWN],
            reason=texts().ABSTAINED.get(answer.reason, texts().ABSTAINED["no-match"]),
            feedback_ids=" ".join(dict.fromkeys(shown)),
            plans=plans,
        )
    )


def refusal_fragment(explanation: Explanation, *, urgent: str | None, turn: str) -> str:
    """Return the HTML of a refused turn, on one line; it holds no word of the question.

    Args:
        explanation: the points that were hit and how to ask generally.
        urgent: reason to name help lines first: "danger", "citizen" or None.
        turn: a mark that differs for every turn.
    """
    return _one_line(
        _template("refused.html").render(
            turn=turn,
            explanation=explanation,
            help_intro=texts().HELP_INTRO[urgent] if urgent else "",
            help_lines=texts().HELP_LINES,
        )
    )


def problem_fragment(message: str, *, turn: str) -> str:
    """Return the HTML of a turn that ended with an error, on one line."""
    return _one_line(_template("problem.html").render(turn=turn, message=message))


def panel_fragment(
    context: tuple[Passage | None, Passage, Passage | None],
    source: Source | None,
    *,
    span: tuple[int, int] | None,
    asked_span: bool,
    number: int | None = None,
    beside: Markup = NOTHING,
) -> str:
    """Return the HTML inside the source panel.

    Args:
        context: the passage between its neighbours.
        source: the source of the passage.
        span: the quotation to mark.
        asked_span: whether a quotation was asked for; without a span the panel then says so.
        number: number of the citation in the answer.
        beside: what changed since, from `beside`; stands apart from the words of the passage.
    """
    return _template("paneel.html").render(
        **_context(context, source, span, asked_span), number=number, beside=beside
    )


def passage_page(
    context: tuple[Passage | None, Passage, Passage | None],
    source: Source | None,
    *,
    span: tuple[int, int] | None,
    asked_span: bool,
    beside: Markup = NOTHING,
) -> str:
    """Return the page of one passage in its context; arguments as of `panel_fragment`."""
    return _page(
        "bron.html",
        title=context[1].ref,
        beside=beside,
        **_context(context, source, span, asked_span),
    )


def beside(change: Change | None, notes: Collection[CurrencyNote], *, mark: str = "") -> Markup:
    """Return what changed since a passage was written: the law itself, and currency notes.

    Args:
        change: of the law; None when it reads the same.
        notes: that stand beside the passage.
        mark: makes the ids differ when several stand on one page.
    """
    html = notes_html(notes).replace("actualiteit-kop", f"actualiteit-kop{mark}")
    return change_html(change) + html


@dataclass(frozen=True, slots=True)
class SourceSearch:
    """What a search through the sources gave."""

    words: str = ""  # as typed; "" when they must not be shown
    passages: tuple[Passage, ...] | None = None  # best first; None when there was no search
    problem: str = ""  # why there was none, as a sentence
    explanation: Explanation | None = None  # of a refusal
    urgent: str = ""  # reason to name help lines first: "danger", "citizen" or ""


NO_SEARCH = SourceSearch()


def sources_page(
    sources: Sequence[Source], counts: Mapping[str, int], search: SourceSearch = NO_SEARCH
) -> str:
    """Return the list of all sources, with the box to search them.

    Args:
        sources: in the order in which they are shown within a group.
        counts: number of passages for each source id.
        search: what a search gave; it stands above the list.
    """
    web = texts().WEB
    prefix = f"{web['steps_error_prefix']} " if search.problem else ""
    heading = web["sources_title"] if search.passages is None else web["find_title"]
    kinds = [
        (web[f"group_{kind.value}"], [s for s in sources if s.kind is kind]) for kind in SourceKind
    ]
    return _page(
        "bronnen.html",
        title=f"{prefix}{heading}",
        heading=web["sources_title"],
        words=search.words,
        found=search.passages,
        problem=search.problem,
        explanation=search.explanation,
        help_intro=texts().HELP_INTRO.get(search.urgent, ""),
        help_lines=texts().HELP_LINES,
        kinds=[(title, members) for title, members in kinds if members],
        counts=counts,
    )


def source_page(source: Source, passages: Sequence[Passage]) -> str:
    """Return a whole source as passages with anchors, and its headings as contents."""
    contents: list[tuple[str, str]] = []
    for passage in passages:
        heading = passage.section[-1] if passage.section else source.title
        if not contents or contents[-1][0] != heading:
            contents.append((heading, passage.id))
    return _page(
        "lezen.html", title=source.title, source=source, passages=passages, contents=contents
    )


def message_page(title: str, message: str) -> str:
    """Return a page that says one thing, such as that an address does not exist."""
    return _page("melding.html", title=title, message=message)


def page(template: str, *, title: str, **values: object) -> str:
    """Return a page of the site from one of the templates."""
    return _page(template, title=title, **values)


def shell(notice: str = "") -> tuple[str, str]:
    """Return what stands before and after the Gradio page in the document.

    Args:
        notice: a sentence above the conversation; "" for none.
    """
    html = _template("schil.html").render(examples=texts_nl.EXAMPLES, notice=notice)
    before, after = html.split("<!-- gradio -->")
    return before, after


def _context(
    context: tuple[Passage | None, Passage, Passage | None],
    source: Source | None,
    span: tuple[int, int] | None,
    asked_span: bool,
) -> dict[str, object]:
    before, passage, after = context
    return {
        "before": before,
        "passage": passage,
        "after": after,
        "source": source,
        "span": span,
        "asked_span": asked_span,
    }


def _page(template: str, *, title: str, **values: object) -> str:
    return _template(template).render(title=title, **values)


def _one_line(html: str) -> str:
    """Markdown ends a block of HTML at an empty line; without line breaks there is none."""
    return re.sub(r"[ \t\r\n]+", " ", html).strip()


def in_dutch(text: str) -> Markup:
    """Return a text as Dutch, to stand in a sentence of either language."""
    return Markup('<span lang="nl">{}</span>').format(text)


def _keep_breaks(text: str) -> Markup:
    """Escape a text for an attribute, line breaks included."""
    return escape(text).replace("\n", Markup("&#10;"))


def warm_up() -> None:
    """Compile all templates: else a group that opens a page at once does so a hundredfold.

    Takes about a second; pages can be asked for meanwhile.
    """
    for language in Language:
        environment = _environment(language)
        for name in environment.list_templates():
            environment.get_template(name)


def _template(name: str) -> Template:
    return _environment(viewer().language).get_template(name)


@cache
def _environment(chosen: Language) -> Environment:
    words = texts(chosen)
    environment = Environment(
        loader=PackageLoader("assistant.web", "assets/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        web=SimpleNamespace(**words.WEB),  # not the dict: web.keys would be its method
        desk=SimpleNamespace(**words.DESK_WEB),
        desk_status=words.DESK_STATUS,
        desk_ageing=words.DESK_AGEING,
        desk_judgements=words.DESK_JUDGEMENTS,
        desk_keys=words.DESK_KEYS,
        desk_why=words.DESK_WHY,
        language=chosen,
        sources_in_dutch=texts_en.SOURCES_IN_DUTCH if chosen is Language.EN else "",
        viewer=viewer,
        name=texts_nl.NAME,
        tagline=words.TAGLINE,
        what_it_is=words.WHAT_IT_IS,
        no_personal_data=words.NO_PERSONAL_DATA,
        nearest_text=words.NEAREST,
        helpdesk=words.HELPDESK,
        refused_text=words.REFUSED,
        suggested_title=words.SUGGESTED,
        follow_ups_title=words.FOLLOW_UPS,
        version=_version(),
        passage_path=passage_path,
        source_path=source_path,
        anchor=anchor,
        dutch_date=dutch_date,
        pages=pages,
        lines=lines,
        excerpt=excerpt,
        change_html=change_html,
    )
    environment.filters["in_dutch"] = in_dutch
    environment.filters["keep_breaks"] = _keep_breaks
    return environment


def _version() -> str:
    try:
        return version("vindplaats")
    except PackageNotFoundError:
        return ""
