"""Dutch text to sentences and list items, by offset. Pure: same text in, same spans out.

A border that is missed only makes a quotation longer; a border too many cuts one in half. So
every doubt is decided against cutting: a full stop ends a sentence only when white space and
something that can open a sentence follow, and when no rule below says that the stop belongs to
an abbreviation, an initial, a numbering or an omission.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`; characters from 0, end exclusive."""

    start: int
    end: int


# Never the last word of a sentence: something always follows (a name, a number, an article).
# Lower case; a form in capitals only ("BV.", "MIN.") is not looked up here.
_PREFIXES = """
    aant. aanv. abs. afb. afd. alg. art. artt. ass. bijl. bijv. blz. bv. ca. cf. concl. dhr. div.
    dr. drs. ds. evt. excl. fig. geb. gem. hfdst. hfst. hoofdst. hst. incl. ing. ir. jo. jur.
    kamerst. kst. mevr. mgr. mr. mrs. mw. nl. nr. nrs. onderd. ong. p. pag. par. pb. plm. plv. pp.
    prof. ref. resp. rov. st. stb. stcrt. toel. trb. v. vb. vgl. vlgs. vnl. vs. wnd. zg. zgn.
"""

# These close an enumeration or a remark as often as they stand in the middle, or are a word of
# their own as well ("al", "Jan"). The next word decides: a sentence ends here only before a word
# of OPENERS ("art. 8 e.v. Jeugdwet" goes on).
_ENDINGS = """
    a.s. a.u.b. al. apr. aug. c.s. dd. dec. e.a. e.d. e.v. enz. etc. feb. h.t. i.o. ibid. jan. jl.
    jul. jun. m.u.v. max. min. mrt. n.chr. n.v.t. nov. o.i.d. okt. sep. sept. tel. v.chr. z.s.m.
"""

# Words that open a Dutch sentence and start neither a name nor the title of a law.
_OPENERS = """
    Aan Als Alle Alleen Bij Binnen Daar Daarbij Daarmee Daarna Daarnaast Daarom Daarvoor Dan Dat De
    Deze Die Dit Door Dus Echter Een Eerst Elke Er Gaat Geen Heb Heeft Het Hier Hierbij Hierdoor
    Hierin Hiervoor Hij Hoe Hun Ieder Iedere Iedereen Ik In Indien Is Je Jij Jouw Jullie Kan Kijk
    Kun Let Maak Maar Mag Meestal Men Met Moet Na Naast Neem Niet Nu Of Om Omdat Onder Ons Onze Ook
    Op Over Overleg Pas Per Soms Sommige Tenzij Toch Tot Tussen U Uit Uw Vanuit Veel Verder Volgens
    Voor Voordat Vraag Waar Waarom Wanneer Want Was Wat We Wel Welke Werk Wie Wij Wil Ze Zie Zij
    Zijn Zo Zodra Zolang Zonder Zorg Zowel
"""

# After these a single capital is a label ("bijlage B. De"), not somebody's initial.
_LABELLED = """
    bijlage categorie deel fase figuur groep klasse letter model niveau onder onderdeel optie plan
    punt scenario schema sub tabel type variant vitamine
"""

PREFIXES = frozenset(_PREFIXES.split())
ENDINGS = frozenset(_ENDINGS.split())
OPENERS = frozenset(_OPENERS.split())
LABELLED = frozenset(_LABELLED.split())

# "Stap 3. Bepaal het doel": a numbered heading at the start of a line stays in one piece.
NUMBERED = (
    "aanbeveling|artikel|bijlage|deel|fase|hoofdstuk|lid|onderdeel|paragraaf|punt|regel|stap"
    "|vraag|vuistregel"
)

LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")

# [.?!…]+ the stop; then what closes with it: quotes, brackets, Markdown emphasis; then a footnote
# mark: "[3]", "[^3]", superscript figures.
STOP = re.compile(
    r"""[.?!…]+ [.?!…"'”’»)\]*_]{0,8}
        (?: \[\^?\w{1,8}\] | [\u00b9\u00b2\u00b3\u2070-\u2079]{1,3} )?""",
    re.VERBOSE,
)
# A footnote number that stands against the stop of a word: "toestemming.12 De ouder".
GLUED_NOTE = re.compile(r"\d{1,3}(?=\s)")

# What can stand before the first letter of a sentence: brackets, quotes, emphasis, a bullet.
LEAD = r"""[("'“‘„«\[*_]{0,4}"""
OPENING = re.compile(
    rf"""\s+ (?: {LEAD} (?: [^\W\d_a-zß-öø-ÿ] | \d | ['’‘][a-z]\s+[A-Z] ) | [•▪●◦·–—-]\s+\S )""",
    re.VERBOSE,
)

# A list marker at the start of a line, with the stop that belongs to it: "1.", "2.3.", "b.", "iv.".
MARKER = re.compile(
    rf"""\s* (?: [•▪●◦·–—*+-]\s+ )? {LEAD}
         (?: \d{{1,3}} (?: \.\d{{1,3}} ){{0,4}} | [A-Za-z] | [ivx]{{1,5}} | [IVX]{{1,5}}
           | (?i:{NUMBERED}) \s+ (?: \d{{1,3}} (?: \.\d{{1,3}} ){{0,4}} | [A-Za-z] ) )
         \. (?=\s)""",
    re.VERBOSE,
)
INLINE_NUMBER = re.compile(r"\d{1,2}\.")  # "De gronden zijn: 1. toestemming; 2. Een wet."
DOTTED = re.compile(r"(?:[a-zà-ÿ]{1,4}\.){2,8}")  # o.g.v., d.w.z., m.b.t., t.a.v., art.nr.
INITIALS = re.compile(r"(?:(?:[A-Z]|Ch|Chr|Fr|IJ|Joh|Ph|Th)\.-?){1,6}")  # J.P., Th., A.-M., B.V.

BRACKETS = {"(": ")", "[": "]", "“": "”", "„": "”", "«": "»"}
CLOSERS = frozenset(BRACKETS.values())
LONGEST_ASIDE = 400  # characters; a longer bracket or quotation may be cut at its own stops
LONGEST_TOKEN = 40  # characters looked back at for the word before a stop


def split_sentences(text: str) -> list[Span]:
    """Return the sentences and list items of a text, in order.

    A line end is always a border, so lines that were wrapped for width have to be joined first.
    Within a line a border stands after a full stop, question or exclamation mark, with the quotes,
    brackets and footnote marks that close there. No border stands:

    - inside a web address, a decimal or an article number, which hold no white space ("7.3.11");
    - after an abbreviation or an initial ("art. 5", "o.g.v. de wet", "J.P. van den Berg");
    - after a numbering ("1. De ouder", "Stap 3. Bepaal het doel");
    - before a lower-case letter;
    - inside brackets or quotation marks of at most 400 characters; "(...)" is an omission.

    Args:
        text: any text; white space within a line plays no part.

    Returns:
        Spans that do not overlap, each beginning and ending with a character that is no white
        space; together they hold every such character of the text.

    Examples:
        >>> text = "Dat mag o.g.v. art. 6 AVG. Vraag het na."
        >>> [text[start:end] for start, end in split_sentences(text)]
        ['Dat mag o.g.v. art. 6 AVG.', 'Vraag het na.']
    """
    spans: list[Span] = []
    for line in LINE.finditer(text):
        content = line.group()
        cut = 0
        for border in (*_borders(content), len(content)):
            piece = content[cut:border]
            bare = piece.strip()
            if bare:
                start = line.start() + cut + len(piece) - len(piece.lstrip())
                spans.append(Span(start, start + len(bare)))
            cut = border
    return spans


def _borders(line: str) -> list[int]:
    """Offsets in the line after which a new sentence begins."""
    marker = MARKER.match(line)
    asides = _asides(line)
    aside_index = 0
    borders: list[int] = []
    position = marker.end() if marker else 0
    while stop := STOP.search(line, position):
        position = stop.end()
        if note := GLUED_NOTE.match(line, position):
            word = _word_before(line, stop.start())
            if word[-2:].isalpha() and not _is_abbreviation(word + ".", line, stop.start()):
                position = note.end()
        while aside_index < len(asides) and asides[aside_index].end <= position:
            aside_index += 1
        inside = aside_index < len(asides) and asides[aside_index].start < position
        if inside or not OPENING.match(line, position):
            continue
        if not _belongs_to_word(line, stop):
            borders.append(position)
    return borders


def _asides(line: str) -> list[Span]:
    """Outermost brackets and quotations of the line, from the sign that opens to past the other.

    Those longer than LONGEST_ASIDE are left out, with all they hold kept as candidates.
    """
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    straight = -1
    for index, sign in enumerate(line):
        if sign in BRACKETS:
            stack.append((BRACKETS[sign], index))
        elif sign in CLOSERS:
            if stack and stack[-1][0] == sign:
                found.append(Span(stack.pop()[1], index + 1))
        elif sign == '"':
            if straight >= 0:
                found.append(Span(straight, index + 1))
                straight = -1
            else:
                straight = index
    kept: list[Span] = []
    for span in sorted(s for s in found if s.end - s.start <= LONGEST_ASIDE):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _word_before(line: str, stop: int) -> str:
    """The word that ends at an offset, without brackets or quotes before it."""
    window = line[max(0, stop - LONGEST_TOKEN) : stop]
    word = window[max(window.rfind(" "), window.rfind("\t"), window.rfind("\u00a0")) + 1 :]
    return word.lstrip("(\"'“‘„«[*_")


def _belongs_to_word(line: str, stop: re.Match[str]) -> bool:
    """Whether the stop is part of an abbreviation, initial, inline number or omission."""
    signs = stop.group()
    omission = signs.startswith(("...", "…")) and signs[-1] in ")]"
    if omission and line[max(0, stop.start() - 1)] in "([":
        return True  # "(...)" and "[…]"
    if not signs.startswith(".") or signs[1:2] in {".", "?", "!", "…"}:
        return False
    token = _word_before(line, stop.start()) + "."
    return _is_abbreviation(token, line, stop.start()) or _is_inline_number(
        token, line, stop.start()
    )


def _is_abbreviation(token: str, line: str, stop: int) -> bool:
    tail = re.split(r"[/–-]", token)[-1] if not INITIALS.fullmatch(token) else token
    lower = tail.lower()
    following = re.match(r"\W*(\w*)", line[stop + 1 : stop + 60])
    next_word = following.group(1) if following else ""
    if lower in ENDINGS:
        return next_word not in OPENERS
    if tail == tail.upper() and len(tail) > 2 and not INITIALS.fullmatch(tail):
        return False
    if lower in PREFIXES or DOTTED.fullmatch(tail) or lower.endswith(("nr.", "nrs.")):
        return True
    if lower == "no.":
        return next_word.isdigit()
    if INITIALS.fullmatch(tail):
        head = line[max(0, stop - len(token) + 1 - LONGEST_TOKEN) : stop - len(token) + 1].rstrip()
        before = _word_before(head, len(head))
        return before.lower() not in LABELLED
    return False


def _is_inline_number(token: str, line: str, stop: int) -> bool:
    if not INLINE_NUMBER.fullmatch(token):
        return False
    before = line[max(0, stop - len(token) + 1 - LONGEST_TOKEN) : stop - len(token) + 1].rstrip()
    if not before:
        return True
    if before[-1] == ".":
        previous = _word_before(before, len(before) - 1) + "."
        return not _is_abbreviation(previous, before, len(before) - 1)
    return before[-1] in ":;?!"
