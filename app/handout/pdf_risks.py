"""The table of risks in a PDF: a bar for each row, its counts below, and pictures of 1,000."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from app.document.blocks import Block, IconArray, RiskRow, RiskTable
from app.handout.colors import ACCENT_COLOR, FAINT_COLOR, LINE_COLOR, MUTED_COLOR
from app.handout.pdf_layout import TextItem
from app.handout.pdf_lines import BODY_PT, LinePosition
from app.handout.pdf_tables import PdfTableLayout
from app.handout.text_layout import StyledSpan

_DETAIL_STEP = -2.0
_ICON_COLUMNS, _ICON_MM = 50, 0.8
_BAR_MM, _VALUE_MM, _BAR_HEIGHT_MM, _HATCH_MM = 44.0, 32.0, 3.0, 0.9
_GAP_MM, _ROW_GAP_MM = 3.0, 1.2


class PdfRiskLayout(PdfTableLayout, ABC):
    """Adds tables of risks."""

    @abstractmethod
    def _text_items(self, block: Block, width: float, step: float) -> Iterator[TextItem]:
        """The paragraphs of a block of words."""

    def _add_risks(self, table: RiskTable, headings: Sequence[TextItem] = ()) -> None:
        """Add a table with headings; a row is not split, unless it is higher than a page."""
        self._add_table_head(table, headings)
        for row in table.rows:
            self._add_risk(row, table.maximum)
        self._add_text(table.note, _DETAIL_STEP, color=MUTED_COLOR)

    @property
    def _scale(self) -> float:
        """How much larger than in usual print something is drawn."""
        return self._paper.body / BODY_PT

    @property
    def _bar_left(self) -> float:
        pdf = self._pdf
        return pdf.w - pdf.r_margin - pdf.c_margin - _BAR_MM - _VALUE_MM * self._scale - _GAP_MM

    def _add_table_head(self, table: RiskTable, headings: Sequence[TextItem]) -> None:
        """The lead at the left, and the denominator above bars and numbers."""
        pdf = self._pdf
        left = pdf.l_margin + pdf.c_margin
        unit_width = pdf.w - pdf.r_margin - pdf.c_margin - self._bar_left
        lead, unit = (
            self._item((StyledSpan(text, bold=True),), width, _DETAIL_STEP, MUTED_COLOR)
            for text, width in (
                (table.lead, self._bar_left - left - _GAP_MM),
                (table.unit, unit_width),
            )
        )
        self._keep_together(self._height([*headings, lead]) + self._row_heights(table.rows[0]))
        self._draw_items(headings, left, self._text_width)
        top = pdf.get_y()
        self._draw_item(lead, left, self._bar_left - left - _GAP_MM)
        bottom = pdf.get_y()
        pdf.set_y(top)
        self._draw_item(unit, self._bar_left, unit_width)
        pdf.set_y(max(bottom, pdf.get_y()))

    def _row_items(self, row: RiskRow) -> tuple[TextItem, list[TextItem], tuple[IconArray, ...]]:
        """The label, the paragraphs of the details, and their pictures."""
        pdf = self._pdf
        width = self._bar_left - pdf.l_margin - pdf.c_margin - _GAP_MM
        label = self._item((StyledSpan(row.label, bold=True),), width)
        icons = tuple(block for block in row.details if isinstance(block, IconArray))
        room = self._text_width - (_ICON_COLUMNS * self._step_mm + _GAP_MM if icons else 0)
        words = [block for block in row.details if not isinstance(block, IconArray)]
        items = [item for block in words for item in self._text_items(block, room, _DETAIL_STEP)]
        items += [item for array in icons for item in self._legend(array, room)]
        return label, items, icons

    @property
    def _step_mm(self) -> float:
        return _ICON_MM * self._scale

    def _row_heights(self, row: RiskRow) -> float:
        label, items, icons = self._row_items(row)
        tall = len(icons) * 1000 / _ICON_COLUMNS * self._step_mm
        first = max(self._height([label]), self._height([self._value_item(row)]))
        return first + max(self._height(items), tall) + _ROW_GAP_MM

    def _add_risk(self, row: RiskRow, maximum: int) -> None:
        pdf = self._pdf
        label, items, icons = self._row_items(row)
        self._keep_together(min(self._row_heights(row), self._page_height()))
        left, top = pdf.l_margin + pdf.c_margin, pdf.get_y() + _ROW_GAP_MM / 2
        pdf.set_draw_color(*LINE_COLOR)
        pdf.set_line_width(0.2)
        pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())
        pdf.set_y(top)
        self._draw_item(label, left, self._bar_left - left - _GAP_MM)
        below = max(pdf.get_y(), top + self._height([self._value_item(row)]))
        self._bar(row, maximum, top + (self._line_height(0) - _BAR_HEIGHT_MM) / 2)
        self._value(row, top)
        for array in icons:
            right = pdf.w - pdf.r_margin - pdf.c_margin
            self._icons(array, right - _ICON_COLUMNS * self._step_mm, below + 0.5)
        width = self._text_width - (_ICON_COLUMNS * self._step_mm + _GAP_MM if icons else 0)
        pdf.set_y(below)
        self._draw_items(items, left, width)
        tall = 1000 / _ICON_COLUMNS * self._step_mm if icons else 0
        pdf.set_y(max(pdf.get_y(), below + tall) + _ROW_GAP_MM / 2)

    def _value_item(self, row: RiskRow) -> TextItem:
        return self._item((StyledSpan(row.value, bold=True),), _VALUE_MM * self._scale)

    def _value(self, row: RiskRow, top: float) -> None:
        """The number of a row, right of its bar."""
        left = self._bar_left + _BAR_MM + _GAP_MM
        baseline = top + self._baseline_offset(0)
        for number, line in enumerate(self._value_item(row).lines):
            y = baseline + number * self._line_height(0)
            self._draw_line(line, LinePosition(left, y, _VALUE_MM * self._scale), 0)

    def _bar(self, row: RiskRow, maximum: int, top: float) -> None:
        """A bar filled up to the lowest rate and hatched up to the highest."""
        pdf, left = self._pdf, self._bar_left
        low, high = (_BAR_MM * min(end / maximum, 1) for end in (row.low, row.high))
        pdf.set_fill_color(*ACCENT_COLOR)
        pdf.set_draw_color(*ACCENT_COLOR)
        pdf.set_line_width(0.2)
        pdf.line(left, top + _BAR_HEIGHT_MM, left + _BAR_MM, top + _BAR_HEIGHT_MM)
        if low:
            pdf.rect(left, top, low, _BAR_HEIGHT_MM, style="F")
        if high > low:
            pdf.rect(left + low, top, high - low, _BAR_HEIGHT_MM)
            for number in range(1, int((high - low) / _HATCH_MM) + 1):
                x = left + low + number * _HATCH_MM
                pdf.line(x, top, x, top + _BAR_HEIGHT_MM)

    def _legend(self, array: IconArray, width: float) -> Iterator[TextItem]:
        """What the filled icons and the rings mean."""
        filled, rings, _ = array.legend
        for text, mark in ((filled, "filled"), (rings, "ring")):
            if text:
                item = self._item(
                    (StyledSpan(text),), width, _DETAIL_STEP - 1, indent=self._paper.body / 3
                )
                shown = item._replace(color=ACCENT_COLOR if mark else item.color)
                yield shown._replace(mark="filled" if mark == "filled" else "ring")

    def _icons(self, array: IconArray, left: float, top: float) -> None:
        """1,000 icons: the filled ones, the rings of the range, and the others as small dots."""
        step, pdf = self._step_mm, self._pdf
        centers = [
            (left + (at % _ICON_COLUMNS + 0.5) * step, top + (at // _ICON_COLUMNS + 0.5) * step)
            for at in range(1000)
        ]
        pdf.draw_dots(centers[: array.count], 0.92 * step, ACCENT_COLOR)
        pdf.draw_dots(centers[array.high :], 0.32 * step, FAINT_COLOR)
        pdf.set_draw_color(*ACCENT_COLOR)
        pdf.set_line_width(0.16 * step)
        radius = 0.38 * step
        for x, y in centers[array.count : array.high]:
            pdf.ellipse(x - radius, y - radius, 2 * radius, 2 * radius)
