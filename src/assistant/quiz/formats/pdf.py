"""A quiz as a PDF to print: questions, then the answer sheet on a page of its own.

fpdf2 is pure Python and embeds the fonts that it is given: those that matplotlib ships, which have
every letter of the European languages. A character that they lack is written as its number, since
an empty box would hide what the text says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import matplotlib
from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont

from assistant import texts_nl
from assistant.quiz.formats.handout import Answer, Question, Sheet, sheet
from assistant.quiz.records import Quiz

_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FACES = {
    "": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf",
}  # fmt: skip
_FAMILY = "DejaVu"
_MARGIN, _BOTTOM = 18.0, 20.0  # millimetres, like all lengths here
_SIZE = 10.0  # points
_LEADING = 1.4  # of a line, to the size of its letters
_MILLIMETRES = 25.4 / 72  # in a point
_GREY, _BLACK = 90, 20
_INDENT = 7.0
_BETWEEN = 5.5  # two questions
_WRITING_LINE = 9.0
_ROOM = 14.0  # for a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One paragraph, or with `height` a line to write on."""

    text: str = ""
    style: str = ""
    size: float = _SIZE
    grey: bool = False
    indent: float = 0.0
    mark: str = ""  # before the text, in the indent: "a."
    room: bool = False  # to write a mark before the text
    after: float = 1.2
    height: float = 0.0


class _Document(FPDF):
    """Pages with their number below."""

    def footer(self) -> None:
        """Write the number of the page."""
        self.set_y(-14)
        self.set_font(_FAMILY, size=8)
        self.set_text_color(_GREY)
        number = texts_nl.QUIZ_SHEET["page"].format(page=self.page_no(), pages="{nb}")
        self.cell(0, 6, number, align=Align.C)


def write(quiz: Quiz) -> bytes:
    """Return the PDF, with title, language and bookmarks. The same quiz gives the same bytes."""
    found = sheet(quiz)
    pdf = _Document(format="A4")
    pdf.set_title(quiz.title)
    pdf.set_lang("nl-NL")
    pdf.set_creator(texts_nl.NAME)
    pdf.set_creation_date(datetime.combine(quiz.made, time(), UTC))
    pdf.set_margins(_MARGIN, _MARGIN)
    pdf.c_margin = 0
    pdf.set_auto_page_break(auto=True, margin=_BOTTOM)
    for style, name in _FACES.items():
        pdf.add_font(_FAMILY, style, _FONTS / name)
    pdf.add_page()
    _Layout(pdf).sheet(found)
    return bytes(pdf.output())


class _Layout:
    """Puts paragraphs on pages; what belongs together stays on one page if it fits on one."""

    def __init__(self, pdf: FPDF) -> None:
        self._pdf = pdf
        font = pdf.fonts[_FAMILY.lower()]
        assert isinstance(font, TTFFont)  # noqa: S101 - what add_font makes of a file
        self._covered = frozenset(font.cmap)

    def sheet(self, found: Sheet) -> None:
        words = texts_nl.QUIZ_SHEET
        self._block([_Line(text=found.title, style="B", size=18, after=2)])
        self._block([_Line(text=found.made, grey=True, after=3)])
        if found.intro:
            self._block([_Line(text=found.intro, after=3)])
        self._section(words["questions"])
        for question in found.questions:
            self._item(question.number, _question(question))
        self._pdf.add_page()
        self._section(words["answers"])
        self._block([_Line(text=words["answers_intro"], grey=True, after=4)])
        for answer in found.answers:
            self._item(answer.number, _answer(answer))

    def _section(self, title: str) -> None:
        pdf = self._pdf
        pdf.start_section(title, level=0)
        pdf.ln(2)
        self._block([_Line(text=title, style="B", size=14, after=1)])
        pdf.set_draw_color(_BLACK)
        pdf.line(_MARGIN, pdf.get_y(), pdf.w - _MARGIN, pdf.get_y())
        pdf.ln(4)

    def _item(self, number: int, lines: Sequence[_Line]) -> None:
        title = texts_nl.QUIZ_QUESTION.format(n=number)
        whole = [_Line(text=title, style="B", size=11), *lines]
        self._make_room(whole)
        self._pdf.start_section(title, level=1)
        self._block(whole)
        self._pdf.ln(_BETWEEN)

    def _make_room(self, lines: Sequence[_Line]) -> None:
        pdf = self._pdf
        height = sum(self._height(line) for line in lines)
        page = pdf.h - _MARGIN - _BOTTOM
        if pdf.get_y() + min(height, page / 3 if height > page else height) > pdf.h - _BOTTOM:
            pdf.add_page()

    def _block(self, lines: Sequence[_Line]) -> None:
        for line in lines:
            self._draw(line)

    def _height(self, line: _Line) -> float:
        if line.height:
            return line.height
        used = self._text(line, dry_run=True, output=MethodReturnValue.HEIGHT)
        return float(used) + line.after

    def _draw(self, line: _Line) -> None:
        pdf = self._pdf
        if line.height:
            if pdf.get_y() + line.height > pdf.h - _BOTTOM:
                pdf.add_page()
            pdf.set_draw_color(_GREY)
            pdf.ln(line.height)
            pdf.line(_MARGIN, pdf.get_y(), pdf.w - _MARGIN, pdf.get_y())
            return
        self._style(line)
        if pdf.get_y() + self._leading(line) > pdf.h - _BOTTOM:
            pdf.add_page()
            self._style(line)
        if line.mark:
            pdf.set_x(_MARGIN)
            pdf.cell(line.indent, self._leading(line), line.mark)
        if line.room:
            bottom = pdf.get_y() + self._leading(line) - 0.8
            pdf.set_draw_color(_BLACK)
            pdf.line(_MARGIN + _INDENT, bottom, _MARGIN + _INDENT + _ROOM - 2, bottom)
        self._text(line)
        pdf.ln(line.after)

    def _style(self, line: _Line) -> None:
        self._pdf.set_font(_FAMILY, line.style, line.size)
        self._pdf.set_text_color(_GREY if line.grey else _BLACK)

    @staticmethod
    def _leading(line: _Line) -> float:
        return line.size * _MILLIMETRES * _LEADING

    def _text(
        self,
        line: _Line,
        *,
        dry_run: bool = False,
        output: MethodReturnValue = MethodReturnValue.PAGE_BREAK,
    ) -> float:
        self._style(line)
        pdf = self._pdf
        left = _MARGIN + line.indent + (_ROOM if line.room else 0)
        pdf.set_x(left)
        found = pdf.multi_cell(
            pdf.w - _MARGIN - left,
            self._leading(line),
            self._printable(line.text) or " ",
            align=Align.L,
            dry_run=dry_run,
            output=output,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        return float(found)  # type: ignore[arg-type]  # one number for one kind of output

    def _printable(self, text: str) -> str:
        plain = text.replace("\t", "    ")
        return "".join(
            c if ord(c) in self._covered or c == "\n" else f"[U+{ord(c):04X}]" for c in plain
        )


def _listed(texts: Sequence[str], mark: Callable[[int], str], **more: bool) -> list[_Line]:
    return [
        _Line(text=text, indent=_INDENT, mark=mark(n), **more)  # type: ignore[arg-type]
        for n, text in enumerate(texts)
    ]


def _letter(index: int) -> str:
    return f"{chr(ord('a') + index)}."


def _number(index: int) -> str:
    return f"{index + 1}."


def _question(question: Question) -> list[_Line]:
    lines = [_Line(text=question.scenario, indent=_INDENT)] if question.scenario else []
    lines.append(_Line(text=question.prompt, style="B"))
    lines.append(_Line(text=question.instruction, style="I", grey=True))
    lines += _listed(question.numbered, _number, room=question.room)
    if question.numbered:
        lines.append(_Line(text=texts_nl.QUIZ_SHEET["choose_from"]))
    lines += _listed(question.lettered, _letter)
    return lines + [_Line(height=_WRITING_LINE)] * question.lines


def _answer(answer: Answer) -> list[_Line]:
    lines = [_Line(text=answer.prompt)]
    if answer.key:
        lines.append(_Line(text=answer.key, style="B"))
    lines += _listed(answer.points, _number)
    lines += [_Line(text=text) for text in answer.remarks]
    for source in answer.sources:
        lines.append(_Line(text=source.citation, grey=True))
        if source.quote:
            quote = texts_nl.QUIZ_SHEET["quote"].format(quote=source.quote)
            lines.append(_Line(text=quote, indent=_INDENT, style="I"))
    return lines
