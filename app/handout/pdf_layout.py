"""Text layout of a PDF: page style, fonts, and paragraphs wrapped before they are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from app.handout.bidi import is_rtl_language, visual_order
from app.handout.colors import LINE_COLOR, MUTED_COLOR, TEXT_COLOR, Rgb
from app.handout.font_coverage import FONT_FACES, FontCoverage
from app.handout.sheet import HandoutSheet
from app.handout.text_layout import FragmentLine, ParagraphLayout, StyledSpan, TextFragment

PAPER_SIZES_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
BODY_PT, LARGE_PT = 12.0, 18.0
MARGIN, POINT_MM = 13.0, 25.4 / 72
_MAX_EMPTY = 0.3
RULE_MM = 6.5
"""Distance of the lines to write on."""
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


class LinePosition(NamedTuple):
    """Position of a line in mm: its baseline `y`, its left edge `x` and the width it may take."""

    x: float
    y: float
    width: float


class TextItem(NamedTuple):
    """A wrapped paragraph with what stands before and below it; lengths are in mm.

    `mark` stands before the first line, within the `indent`; `rules` is the number of lines to
    write on below. A heading stays on the page of the item after it. `bookmark` is a title with
    its level.
    """

    lines: list[FragmentLine]
    step: float = 0
    color: Rgb = TEXT_COLOR
    indent: float = 0
    mark: Literal["", "bullet", "box", "filled", "ring"] = ""
    above: float = 0
    rules: int = 0
    is_heading: bool = False
    bookmark: tuple[str, int] | None = None


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

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        if self.text_shaping is None:
            return super()._preload_bidirectional_text(text, markdown)
        direction = self.text_shaping["direction"]
        self.text_shaping |= {"paragraph_direction": direction, "fragment_direction": direction}
        return (Fragment(text, self._get_current_graphics_state(), self.k),)


class PdfTextLayout:
    """A document of a handout, and the methods that set text in it.

    Sizes are given as a `step`: points to add to the size of body text.
    """

    def __init__(self, sheet: HandoutSheet, fonts: Path, paper: PageStyle) -> None:
        self._sheet, self._paper, self._fonts = sheet, paper, fonts
        self._coverage = FontCoverage(fonts)
        self._is_rtl = is_rtl_language(sheet.language)
        self._widths: dict[TextFragment, float] = {}  # at a size of one point
        self._footer = sheet.footer
        self._pdf = pdf = HandoutPdf(unit="mm", format=PAPER_SIZES_MM[paper.size])
        pdf.draw_footer = self._draw_footer
        pdf.alias_nb_pages("")  # else fpdf would replace "{nb}" in a text by the number of pages
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        pdf.set_auto_page_break(auto=True, margin=MARGIN + 5)
        pdf.set_title(sheet.title)
        pdf.set_lang(sheet.language)
        pdf.set_creator("Back Atlas")
        date = dt.date.fromisoformat(sheet.date)
        pdf.set_creation_date(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))

    def data(self) -> bytes:
        """Return the file and close the fonts; call it once."""
        data = bytes(self._pdf.output())
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()
        return data

    def _line_height(self, step: float) -> float:
        return (self._paper.body + step) * POINT_MM * self._paper.leading

    @property
    def _text_width(self) -> float:
        """The width between the margins that text may take."""
        return self._pdf.epw - 2 * self._pdf.c_margin

    def _item(
        self,
        spans: tuple[StyledSpan, ...],
        width: float,
        step: float = 0,
        color: Rgb = TEXT_COLOR,
        *,
        indent: float = 0,
    ) -> TextItem:
        """Wrap a paragraph to a width that includes the indent."""
        lines = self._wrapped(spans, width - indent, step)
        return TextItem(lines, step, color, indent)

    def _height(self, items: Iterable[TextItem]) -> float:
        return sum(
            item.above + len(item.lines) * self._line_height(item.step) + item.rules * RULE_MM
            for item in items
        )

    def _page_height(self) -> float:
        """The height that a page has for text."""
        return self._pdf.page_break_trigger - self._pdf.t_margin

    def _room(self) -> float:
        """The height that is left on this page."""
        return self._pdf.page_break_trigger - self._pdf.get_y()

    def _split_from(self) -> float:
        """The height that must not be left empty in order to keep something on one page."""
        return _MAX_EMPTY * self._page_height()

    def _is_at_top(self) -> bool:
        return self._pdf.get_y() <= self._pdf.t_margin

    def _keep_together(self, height: float) -> None:
        """Begin a new page if less than `height` mm are left on this one."""
        if self._pdf.will_page_break(height) and not self._is_at_top():
            self._pdf.add_page()

    def _draw_items(self, items: Sequence[TextItem], left: float, width: float) -> None:
        """Draw paragraphs from the current height on, over page breaks."""
        for number, item in enumerate(items):
            if item.is_heading:
                self._keep_together(self._height_with_next(items[number:]))
            if item.above and not self._is_at_top():
                self._pdf.set_y(self._pdf.get_y() + item.above)
            if item.bookmark is not None:
                self._pdf.start_section(*item.bookmark)
            self._draw_item(item, left, width)

    def _height_with_next(self, items: Sequence[TextItem]) -> float:
        """The height of headings and of the first two lines after them."""
        height = 0.0
        for item in items:
            lines = item.lines if item.is_heading else item.lines[:2]
            height += self._height([item._replace(lines=lines, rules=0)])
            if not item.is_heading:
                break
        return height

    def _draw_item(self, item: TextItem, left: float, width: float) -> None:
        pdf, height = self._pdf, self._line_height(item.step)
        inner = left + (0 if self._is_rtl else item.indent)
        for number, line in enumerate(item.lines):
            if pdf.will_page_break(height):
                pdf.add_page(same=True)
            top = pdf.get_y()
            if number == 0 and item.mark:
                self._draw_mark(item, left, top, width)
            baseline = top + self._baseline_offset(item.step)
            self._draw_line(
                line, LinePosition(inner, baseline, width - item.indent), item.step, item.color
            )
            pdf.set_y(top + height)
        for _ in range(item.rules):
            self._draw_rule(inner, width - item.indent)

    def _draw_mark(self, item: TextItem, left: float, top: float, width: float) -> None:
        """Draw the mark of an item before its first line."""
        pdf, size = self._pdf, (self._paper.body + item.step) * POINT_MM
        if item.mark == "bullet":
            bullet = ParagraphLayout((StyledSpan("\u2022"),), self._coverage).single_line()
            at = LinePosition(left, top + self._baseline_offset(item.step), width)
            self._draw_line(bullet, at, item.step)
            return
        side = 0.75 * size
        x = left + width - side if self._is_rtl else left
        y = top + (self._line_height(item.step) - side) / 2
        pdf.set_draw_color(*item.color)
        pdf.set_line_width(0.3)
        if item.mark == "box":
            pdf.rect(x, y, side, side)
        else:
            pdf.set_fill_color(*item.color)
            pdf.ellipse(x, y, side, side, style="DF" if item.mark == "filled" else "D")

    def _draw_rule(self, left: float, width: float) -> None:
        """Draw a line to write on."""
        pdf = self._pdf
        self._keep_together(RULE_MM)
        pdf.set_draw_color(*LINE_COLOR)
        pdf.set_line_width(0.25)
        pdf.ln(RULE_MM)
        pdf.line(left, pdf.get_y(), left + width, pdf.get_y())

    def _add_text(
        self, text: str, step: float = 0, *, bold: bool = False, color: Rgb = TEXT_COLOR
    ) -> None:
        """Add a paragraph between the margins; nothing if there is no text."""
        if text:
            pdf = self._pdf
            item = self._item((StyledSpan(text, bold),), self._text_width, step, color)
            self._draw_items([item], pdf.l_margin + pdf.c_margin, self._text_width)

    def _wrapped(
        self, spans: tuple[StyledSpan, ...], width: float, step: float
    ) -> list[FragmentLine]:
        size = self._paper.body + step

        def measure(fragment: TextFragment) -> float:
            return self._width(fragment) * size

        return list(ParagraphLayout(spans, self._coverage).lines(width, measure))

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

    def _draw_footer(self) -> None:
        step = -4.0
        left = MARGIN + self._pdf.c_margin
        y = self._pdf.h - MARGIN - 2 + _ASCENT * (self._paper.body + step) * POINT_MM
        line = ParagraphLayout((StyledSpan(self._footer),), self._coverage).single_line()
        self._draw_line(line, LinePosition(left, y, self._pdf.w - 2 * left), step, MUTED_COLOR)
