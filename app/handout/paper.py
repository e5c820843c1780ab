"""The paper of a handout: its fonts and margins, and how words are set on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from app.handout.inks import INK, LINE, QUIET, Ink
from app.handout.sheet import Sheet

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
BODY_PT, LARGE_PT = 12.0, 18.0
MARGIN, _FAMILY, _POINT_MM = 13.0, "Atkinson", 25.4 / 72


@dataclass(frozen=True, slots=True)
class Paper:
    """How it is set: the paper, the size of the body in points, line height, lines to write on."""

    size: str = "a4"
    body: float = BODY_PT
    leading: float = 1.2
    rules: int = 2


class Document(FPDF):
    """Ends every page with version, date, review state and content."""

    foot, foot_pt = "", 8.0

    def footer(self) -> None:
        self.set_y(-MARGIN - 2)
        self.set_font(_FAMILY, "", self.foot_pt)
        self.set_text_color(*QUIET)
        self.cell(0, self.foot_pt * _POINT_MM, self.foot)


class Setting:
    """One document of a sheet, and the ways words are set in it."""

    def __init__(self, sheet: Sheet, fonts: Path, paper: Paper) -> None:
        self._sheet, self._paper = sheet, paper
        self._words = sheet.words
        self._pdf = pdf = Document(unit="mm", format=PAPERS[paper.size])
        pdf.foot = sheet.words["foot"].format(
            version=sheet.version,
            date=sheet.date,
            review=sheet.words["review"],
            hash=sheet.content_hash,
        )
        pdf.foot_pt = paper.body - 4
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        pdf.set_auto_page_break(auto=True, margin=MARGIN + 5)
        for style, name in (("", "Regular"), ("B", "Bold")):
            pdf.add_font(_FAMILY, style, str(fonts / f"AtkinsonHyperlegibleNext-{name}.ttf"))
        pdf.set_title(sheet.title)
        pdf.set_lang(sheet.language)
        pdf.set_creator("Back Atlas")
        date = dt.date.fromisoformat(sheet.date)
        pdf.set_creation_date(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))

    def data(self) -> bytes:
        """The file; once."""
        made = bytes(self._pdf.output())
        self.close()
        return made

    def close(self) -> None:
        """Lets go of the font files."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _font(self, step: float, *, bold: bool = False) -> None:
        self._pdf.set_font(_FAMILY, "B" if bold else "", self._paper.body + step)

    def _line(self, step: float) -> float:
        return (self._paper.body + step) * _POINT_MM * self._paper.leading

    def _text(
        self,
        words: str,
        step: float = 0,
        *,
        bold: bool = False,
        colour: Ink = INK,
    ) -> None:
        if not words:
            return
        pdf = self._pdf
        self._font(step, bold=bold)
        pdf.set_text_color(*colour)
        pdf.multi_cell(0, self._line(step), words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _keep_together(self, tall: float) -> None:
        """Begins a new page where so many millimetres do not fit on this one."""
        if self._pdf.will_page_break(tall):
            self._pdf.add_page()

    def _item(self, words: str) -> None:
        """An item of a list, its further lines below its first word."""
        pdf = self._pdf
        self._font(0)
        pdf.set_text_color(*INK)
        pdf.cell(self._paper.body / 3, self._line(0), "\u2022")
        pdf.multi_cell(0, self._line(0), words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _labelled(self, label: str, words: str, step: float = 0) -> None:
        """A paragraph that begins with its label in bold."""
        if words:
            self._marked(f"**{label}:** {words.replace('**', '')}", step)

    def _marked(self, words: str, step: float = 0) -> None:
        """A paragraph with words in bold between two stars on each side."""
        pdf = self._pdf
        self._font(step)
        pdf.set_text_color(*INK)
        pdf.multi_cell(
            0,
            self._line(step),
            words,
            align="L",
            markdown=True,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def _rules(self) -> None:
        """Lines to write on."""
        pdf = self._pdf
        pdf.set_draw_color(*LINE)
        pdf.set_line_width(0.25)
        for _ in range(self._paper.rules):
            self._keep_together(6.5)
            pdf.ln(6.5)
            pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())

    def _bookmark(self, words: str, level: int) -> None:
        self._pdf.start_section(words, level)
