"""Paragraphs of a PDF: wrapped first, so that their height is known, and then drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from app.handout.colors import ACCENT_COLOR, LINE_COLOR, TEXT_COLOR, Rgb
from app.handout.marks import MarkStroke
from app.handout.pdf_lines import POINT_MM, LinePosition, PdfLineLayout
from app.handout.text_layout import FragmentLine, ParagraphLayout, StyledSpan

RULE_MM = 7.5
"""Distance of the lines to write on."""
_MAX_EMPTY = 0.3
_SAMPLE_PEN_MM, _SAMPLE_GAP_MM = 0.7, 2.0


class TextItem(NamedTuple):
    """A wrapped paragraph with what stands before and below it; lengths are in mm.

    `mark` stands before the first line, within the `indent`; a `sample` is drawn as `stroke` is.
    `rules` is the number of lines to write on below. A heading stays on the page of the item after
    it. `bookmark` is a title with its level.
    """

    lines: list[FragmentLine]
    step: float = 0
    color: Rgb = TEXT_COLOR
    indent: float = 0
    mark: Literal["", "bullet", "box", "sample", "filled", "ring"] = ""
    stroke: MarkStroke | None = None
    above: float = 0
    rules: int = 0
    is_heading: bool = False
    bookmark: tuple[str, int] | None = None


class PdfTextLayout(PdfLineLayout):
    """Adds paragraphs, with what stands before and below them."""

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
        if item.mark == "sample":
            if item.stroke is not None:
                middle = top + self._line_height(item.step) / 2
                x = left + width - item.indent + _SAMPLE_GAP_MM if self._is_rtl else left
                self._draw_sample(item.stroke, x, middle, item.indent - _SAMPLE_GAP_MM)
            return
        side = 0.75 * size
        x = left + width - side if self._is_rtl else left
        y = top + (self._line_height(item.step) - side) / 2
        pdf.set_draw_color(*item.color)
        pdf.set_line_width(0.3)
        if item.mark == "box":
            pdf.rect(x, y, side, side)
            return
        center = [(x + side / 2, y + side / 2)]
        if item.mark == "filled":
            pdf.draw_dots(center, 0.6 * side, ACCENT_COLOR)
        else:
            pdf.draw_rings(center, 0.55 * side, ACCENT_COLOR)

    def _draw_sample(self, stroke: MarkStroke, left: float, y: float, wide: float) -> None:
        """A short line that looks like those of a mark on the figure."""
        pdf = self._pdf
        with pdf.local_context(stroke_opacity=stroke.opacity):
            pdf.set_draw_color(*stroke.color)
            pdf.set_line_width(_SAMPLE_PEN_MM)
            if stroke.dashes:
                scale = _SAMPLE_PEN_MM / stroke.width
                pdf.set_dash_pattern(max(stroke.dashes[0] * scale, 0.1), stroke.dashes[1] * scale)
            pdf.line(left, y, left + wide, y)
            pdf.set_dash_pattern()

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
