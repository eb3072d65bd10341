"""Changes and currency notes as text and as HTML; nothing here changes the words of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from assistant.laws import wording
from assistant.laws.diff import Fate, Piece, PieceKind
from assistant.laws.versions import Change

_TAGS = {PieceKind.REMOVED: "del", PieceKind.ADDED: "ins"}
_SPOKEN = {PieceKind.REMOVED: wording.REMOVED_WORDS, PieceKind.ADDED: wording.ADDED_WORDS}


def change_sentence(change: Change) -> str:
    """The change in one sentence: "Gewijzigd sinds 1 januari 2024."."""
    if change.fate is Fate.RENUMBERED and change.lid is not None:
        return wording.renumbered(change.lid, change.since, coming=change.coming)
    said = wording.expired if change.fate is Fate.EXPIRED else wording.changed
    return said(change.since, coming=change.coming)


_CONTEXT = 8  # words on both sides of a change that stay when the rest is left out


def pieces_text(pieces: Sequence[Piece], *, shorten: bool = False) -> str:
    """A comparison as plain text: "overlegt [-u-] {+de hulpverlener+} met".

    Args:
        pieces: of `word_diff`.
        shorten: leave out the middle of long stretches that are the same.
    """
    marks = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}
    shown = ""
    for number, piece in enumerate(pieces):
        text = piece.text
        if shorten and piece.kind is PieceKind.SAME:
            text = _shortened(text, first=number == 0, last=number == len(pieces) - 1)
        if shown and not shown.endswith("\n") and not text.startswith("\n"):
            shown += " "
        shown += marks[piece.kind].format(text)
    return shown


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    head, tail = 0 if first else _CONTEXT, 0 if last else _CONTEXT
    if len(words) <= head + tail + 1:
        return text
    return " ".join([*words[:head], "…", *words[len(words) - tail :]])


def pieces_html(pieces: Sequence[Piece], spoken: Mapping[PieceKind, str] = _SPOKEN) -> Markup:
    """A comparison as HTML with `<del>` and `<ins>`, which say in words what they are.

    The words for screen readers stand in elements of class `alleen-lezer`.

    Args:
        pieces: of `word_diff`.
        spoken: what a screen reader says before words that went or came.
    """
    shown = Markup("")
    for piece in pieces:
        text = Markup("<br>").join(escape(line) for line in piece.text.split("\n"))
        tag = _TAGS.get(piece.kind)
        if tag:
            first = Markup('<span class="alleen-lezer">{}: </span>').format(spoken[piece.kind])
            text = Markup("<{0}>{1}{2}</{0}>").format(Markup(tag), first, text)  # noqa: S704
        shown += (Markup(" ") if shown else Markup("")) + text
    return shown


def change_html(change: Change | None) -> Markup:
    """The notice that belongs under a quotation: a sentence, and the words behind a fold.

    Args:
        change: what `Versions.changed_since` gave; None gives nothing.
    """
    if change is None:
        return Markup("")
    sentence = Markup('<p class="gewijzigd">{}</p>').format(change_sentence(change))
    if not change.pieces:
        return sentence
    return sentence + Markup(
        '<details class="wijziging"><summary>{}</summary><p>{}</p></details>'
    ).format(wording.SEE_CHANGE, pieces_html(change.pieces))
