"""Lines of text in a PDF: page style, fonts, how wide a text is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from app.handout.bidi import is_rtl_language, visual_order
from app.handout.colors import MUTED_COLOR, TEXT_COLOR, Rgb
from app.handout.font_coverage import FONT_FACES, FontCoverage
from app.handout.sheet import HandoutSheet
from app.handout.text_layout import FragmentLine, ParagraphLayout, StyledSpan, TextFragment

PAPER_SIZES_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
BODY_PT, LARGE_PT, SMALL_PT = 12.0, 18.0, 10.0
MARGIN, POINT_MM = 13.0, 25.4 / 72
FOOTER_MM, _FOOTER_GAP_MM, _PAGE_NUMBER_MM = 9.0, 2.0, 12.0
_ASCENT = 0.8
"""Distance from the top of a cell to the baseline, in font sizes, as fpdf places text."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Style of the pages.

    `size` is the paper, `body` the size of body text in points, `leading` the line height as a
    multiple of the font size.
    """

    size: str = "a4"
    body: float = BODY_PT
    leading: float = 1.12

    @property
    def is_large(self) -> bool:
        """Return True for large print."""
        return self.body > BODY_PT

    @property
    def small(self) -> float:
        """The size of tables and small print in points; large print has no small print."""
        return self.body if self.is_large else SMALL_PT


class LinePosition(NamedTuple):
    """Position of a line in mm: its baseline `y`, its left edge `x` and the width it may take."""

    x: float
    y: float
    width: float


class HandoutPdf(FPDF):
    """PDF document with a footer from its owner; it sets each fragment of text as a whole.

    fpdf would split a fragment again by direction and script, and separate accents from their
    letters. The override below prevents that; it depends on the pinned version of fpdf.
    """

    draw_footer: Callable[[], None] | None = None

    def footer(self) -> None:
        if self.draw_footer is not None:
            self.draw_footer()

    def draw_dots(self, centers: Iterable[tuple[float, float]], size: float, color: Rgb) -> None:
        """Draw round dots as one path: lines of no length with round ends.

        A thousand ellipses would take 50 times as long and 20 times as many bytes.
        """
        k = self.k
        points = [f"{x * k:.2f} {(self.h - y) * k:.2f}" for x, y in centers]
        if points:
            path = " ".join(f"{point} m {point} l" for point in points)
            red, green, blue = (part / 255 for part in color)
            pen = f"1 J {size * k:.2f} w {red:.3f} {green:.3f} {blue:.3f} RG"
            self._out(f"q {pen} {path} S Q")

    def draw_rings(self, centers: Iterable[tuple[float, float]], size: float, color: Rgb) -> None:
        """Draw rings of an outer diameter."""
        self.set_draw_color(*color)
        self.set_line_width(0.2 * size)
        radius = 0.4 * size
        for x, y in centers:
            self.ellipse(x - radius, y - radius, 2 * radius, 2 * radius)

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        if self.text_shaping is None:
            return super()._preload_bidirectional_text(text, markdown)
        direction = self.text_shaping["direction"]
        self.text_shaping |= {"paragraph_direction": direction, "fragment_direction": direction}
        return (Fragment(text, self._get_current_graphics_state(), self.k),)


class PdfLineLayout:
    """A document of a handout, and the methods that set lines of text in it.

    Sizes are given as a `step`: points to add to the size of body text.
    """

    def __init__(self, sheet: HandoutSheet, fonts: Path, paper: PageStyle) -> None:
        self._sheet, self._paper, self._fonts = sheet, paper, fonts
        self._coverage = FontCoverage(fonts)
        self._is_rtl = is_rtl_language(sheet.language)
        self._widths: dict[TextFragment, float] = {}  # at a size of one point
        self._lines: dict[tuple[tuple[StyledSpan, ...], float, float], list[FragmentLine]] = {}
        self._footer = sheet.footer
        self._pdf = pdf = HandoutPdf(unit="mm", format=PAPER_SIZES_MM[paper.size])
        pdf.draw_footer = self._draw_footer
        pdf.alias_nb_pages("")  # else fpdf would replace "{nb}" in a text by the number of pages
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        foot = len(self._footer_lines()) * self._line_height(self._small)
        pdf.set_auto_page_break(auto=True, margin=FOOTER_MM + foot + _FOOTER_GAP_MM)

    def data(self) -> bytes:
        """Return the file and close the fonts; call it once."""
        data = bytes(self._pdf.output())
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()
        return data

    @property
    def _small(self) -> float:
        """The step of tables and small print."""
        return self._paper.small - self._paper.body

    def _line_height(self, step: float) -> float:
        return (self._paper.body + step) * POINT_MM * self._paper.leading

    def _wrapped(
        self, spans: tuple[StyledSpan, ...], width: float, step: float
    ) -> list[FragmentLine]:
        size = self._paper.body + step
        key = (spans, width, size)
        if key not in self._lines:

            def measure(fragment: TextFragment) -> float:
                return self._width(fragment) * size

            self._lines[key] = list(ParagraphLayout(spans, self._coverage).lines(width, measure))
        return self._lines[key]

    def _draw_line(
        self, line: FragmentLine, at: LinePosition, step: float, color: Rgb = TEXT_COLOR
    ) -> None:
        """Draw one line from the side where the sheet's language begins.

        The current position of the document stays as it is.
        """
        x = at.x + at.width - self._line_width(line, step) if self._is_rtl else at.x
        positions: dict[int, float] = {}
        for number in visual_order([fragment.level for fragment in line]):
            positions[number] = x
            x += self._line_width((line[number],), step)
        before = self._pdf.get_x(), self._pdf.get_y()
        self._pdf.set_text_color(*color)
        for number, fragment in enumerate(line):
            self._draw_fragment(fragment, positions[number], at.y, step)
        self._pdf.set_xy(*before)

    def _line_width(self, line: FragmentLine, step: float) -> float:
        return sum(map(self._width, line)) * (self._paper.body + step)

    def _draw_fragment(self, fragment: TextFragment, x: float, y: float, step: float) -> None:
        pdf = self._pdf
        self._select_font(fragment, step)
        pdf.set_xy(x - pdf.c_margin, y - _ASCENT * pdf.font_size)
        pdf.cell(None, pdf.font_size, fragment.text)
        pdf.set_text_shaping(use_shaping_engine=False)

    def _width(self, fragment: TextFragment) -> float:
        """Return the width of a fragment in mm at a size of one point."""
        if fragment not in self._widths:
            self._widths[fragment] = self._measured(fragment)
        return self._widths[fragment]

    def _measured(self, fragment: TextFragment) -> float:
        pdf = self._pdf
        if fragment.is_plain:  # the same sum as fpdf's, without its search for markup
            font = pdf.fonts[self._font_key(fragment)]
            return float(font.get_text_width(fragment.text, 1, None)[1]) * POINT_MM
        self._select_font(fragment, 0)
        width = pdf.get_string_width(fragment.text)
        pdf.set_text_shaping(use_shaping_engine=False)
        return width / self._paper.body

    def _font_key(self, fragment: TextFragment) -> str:
        """The name of a fragment's font in the document, which is loaded if it is not yet."""
        pdf, face = self._pdf, FONT_FACES[fragment.face]
        style = "B" if fragment.bold else ""
        key = f"{face.name.lower()}{style}"
        if key not in pdf.fonts:
            pdf.add_font(face.name, style, self._fonts / face.file(bold=fragment.bold))
        return key

    def _select_font(self, fragment: TextFragment, step: float) -> None:
        """Select the font of a fragment, and text shaping if the fragment needs it."""
        pdf = self._pdf
        self._font_key(fragment)
        style = "B" if fragment.bold else ""
        pdf.set_font(FONT_FACES[fragment.face].name, style, self._paper.body + step)
        if not fragment.is_plain:
            pdf.set_text_shaping(
                use_shaping_engine=True,
                features={} if fragment.is_rtl else {"liga": False},
                direction="rtl" if fragment.is_rtl else "ltr",
            )

    def _baseline_offset(self, step: float) -> float:
        """Return the distance from the top of a line to its baseline, in mm."""
        return (
            0.5 * self._line_height(step) + (_ASCENT - 0.5) * (self._paper.body + step) * POINT_MM
        )

    def _footer_lines(self) -> list[FragmentLine]:
        """The line at the end of every page; large print may need two."""
        width = self._pdf.w - 2 * self._footer_left - _PAGE_NUMBER_MM
        return self._wrapped((StyledSpan(self._footer),), width, self._small)

    @property
    def _footer_left(self) -> float:
        return MARGIN + self._pdf.c_margin

    def _draw_footer(self) -> None:
        """The edition at one side and the number of the page at the other."""
        pdf, step, left = self._pdf, self._small, self._footer_left
        lines, height = self._footer_lines(), self._line_height(step)
        number = ParagraphLayout((StyledSpan(str(pdf.page_no())),), self._coverage).single_line()
        wide = self._line_width(number, step)
        right = pdf.w - left
        top = pdf.h - FOOTER_MM - len(lines) * height + self._baseline_offset(step)
        for at, line in enumerate(lines):
            place = LinePosition(left, top + at * height, right - left)
            self._draw_line(line, place, step, MUTED_COLOR)
        x = left if self._is_rtl else right - wide
        self._draw_line(number, LinePosition(x, top, wide), step, MUTED_COLOR)
