"""PDF of a handout: outlines as vectors over the plate, selectable text, bookmarks, a language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from app.handout.colors import ACCENT_COLOR, FAINT_COLOR, HEADING_COLOR, MUTED_COLOR, TEXT_COLOR
from app.handout.marks import MarkStroke
from app.handout.pdf_layout import (
    BODY_PT,
    LARGE_PT,
    MARGIN,
    POINT_MM,
    LinePosition,
    PageStyle,
    PdfTableLayout,
    Widths,
)
from app.handout.sheet import CallList, HandoutFigure, HandoutNumber, HandoutSheet, RegionSection
from app.handout.text_layout import StyledSpan
from app.session.marks import CASING_WIDTH

_ICON_COLUMNS, _LOGO_MM = 50, 11.0
_LABEL_PAD = 0.75
_WIDTHS, _LARGE_WIDTHS = (18, 41, 41), (27, 36, 37)
LEADING_STEPS = ((1.2, 2), (1.15, 2), (1.12, 1), (1.08, 1), (1.05, 0), (1.0, 0))


def target_page_count(sheet: HandoutSheet) -> int:
    """Return how many pages to aim for: one per two regions, the options, when to call."""
    return max((len(sheet.regions) + 1) // 2, 1) + (2 if sheet.call_lists else 1)


def write_pdf(
    sheet: HandoutSheet, plate: Image.Image, fonts: Path, *, size: str, large: bool
) -> bytes:
    """Write the file. `plate` is the picture of the figure, `fonts` the folder of the fonts.

    At 12 points the line height and the ruled lines shrink step by step until the text fits on
    `target_page_count` pages. Large print takes as many pages as it needs.
    """
    widths: Widths = {}
    if large:
        return HandoutPages(sheet, plate, fonts, PageStyle(size, LARGE_PT), widths).lay_out().data()
    for leading, rules in LEADING_STEPS:
        paper = PageStyle(size, BODY_PT, leading, rules)
        pages = HandoutPages(sheet, plate, fonts, paper, widths).lay_out()
        if pages.count <= target_page_count(sheet):
            break
        pages.close()
    return pages.data()


class HandoutPages(PdfTableLayout):
    """Lays out one handout from top to bottom."""

    def __init__(
        self, sheet: HandoutSheet, plate: Image.Image, fonts: Path, paper: PageStyle, widths: Widths
    ) -> None:
        super().__init__(sheet, fonts, paper, widths)
        self._plate = plate
        self.count = 0

    def lay_out(self) -> HandoutPages:
        """Lay out all pages; return self."""
        sheet = self._sheet
        self._pdf.add_page()
        self._header()
        for number, region in enumerate(sheet.regions):
            if number and number % 2 == 0 and self._paper.body == BODY_PT:
                self._pdf.add_page()
            self._region(region)
        self._pdf.add_page()
        self._common()
        if sheet.call_lists:
            self._pdf.add_page()
        self._when_to_call()
        self.count = self._pdf.page_no()
        return self

    def _header(self) -> None:
        """Title, introduction, the decision to make and the clinic, beside the figure."""
        pdf, sheet, strings = self._pdf, self._sheet, self._sheet.strings
        wide = 40.0
        tall = wide * sheet.figure.aspect
        left, top = pdf.w - MARGIN - wide, MARGIN
        self._figure(sheet.figure, left, top, wide)
        pdf.set_right_margin(MARGIN + wide + 5)
        self._bookmark(sheet.title, 0)
        self._add_text(sheet.title, 4, bold=True)
        self._add_text(strings.introduction)
        self._add_text(sheet.decision, bold=True)
        clinic = sheet.clinic
        if clinic.logo:
            pdf.image(BytesIO(clinic.logo), h=_LOGO_MM, alt_text=clinic.name)
        for line in (clinic.name, clinic.address, clinic.phone):
            if line:
                self._add_text(line, -1, color=MUTED_COLOR)
        self._add_text(sheet.figure.not_visible, -1, bold=True)
        if sheet.mark_descriptions:
            self._add_labelled(strings.marks, f"{'; '.join(sheet.mark_descriptions)}.", -1)
        pdf.set_right_margin(MARGIN)
        pdf.set_y(max(pdf.get_y(), top + tall) + 2)

    def _region(self, region: RegionSection) -> None:
        strings = self._sheet.strings
        self._bookmark(region.name, 1)
        self._add_heading(region.name)
        self._add_labelled(strings.check_first, region.check_first)
        self._add_labelled(strings.procedure, region.procedure)
        self._add_labelled(strings.risks, region.risks)
        for number in region.numbers:
            self._number(number)
        self._add_labelled(strings.recovery, region.recovery)
        self._add_labelled(strings.ask, region.ask)
        if self._paper.ruled_lines:
            self._add_text(f"{strings.own_questions}:", -2, color=MUTED_COLOR)
            self._draw_ruled_lines()
        self._pdf.ln(1.5)

    def _common(self) -> None:
        """What is true for every region: the options, the visitor's list and the sources."""
        sheet, strings = self._sheet, self._sheet.strings
        self._bookmark(strings.options, 0)
        self._add_heading(strings.options)
        self._options_table()
        if sheet.list_entries:
            self._bookmark(strings.list_entries, 0)
            self._add_heading(strings.list_entries)
            for line in sheet.list_entries:
                self._add_text(f"\u2013 {line}")
        self._add_text(strings.cooling_off, bold=True)
        self._bookmark(strings.sources, 0)
        self._add_text(f"{strings.sources}: {'; '.join(sheet.sources)}.", -4, color=MUTED_COLOR)

    def _when_to_call(self) -> None:
        """The last page, to keep within sight: the phone numbers, then the complete lists."""
        sheet, strings = self._sheet, self._sheet.strings
        self._bookmark(strings.when_to_call, 0)
        self._add_heading(strings.when_to_call)
        self._add_text(sheet.emergency, 1, bold=True)
        self._add_text(sheet.clinic_phone, 1, bold=True)
        for call in sheet.call_lists:
            self._call(call)

    def _call(self, call: CallList) -> None:
        """A list with a line of its own for each sign."""
        self._pdf.ln(1.5)
        self._keep_together(9 * self._line_height(0))
        self._add_text(call.heading, 1, bold=True, color=HEADING_COLOR)
        self._add_text(call.lead)
        for heading, items in call.groups:
            self._keep_together(4 * self._line_height(0))
            self._add_text(heading, bold=True)
            for item in items:
                self._add_bullet(item)

    def _add_heading(self, text: str) -> None:
        self._add_text(text, 3, bold=True, color=HEADING_COLOR)

    def _options_table(self) -> None:
        strings = self._sheet.strings
        head = (strings.option, strings.good, strings.bad)
        rows = [(row.name, row.good, row.bad) for row in self._sheet.options]
        shares = _WIDTHS if self._paper.body == BODY_PT else _LARGE_WIDTHS
        self._add_table(head, rows, shares)
        self._pdf.ln(2)

    def _number(self, number: HandoutNumber) -> None:
        """The words of a number beside its 1,000 icons."""
        pdf = self._pdf
        step = 0.92 * self._paper.body / BODY_PT
        wide, tall = _ICON_COLUMNS * step, 1000 / _ICON_COLUMNS * step
        lines = 4 * self._line_height(-2)
        if pdf.get_y() + max(tall, lines) > pdf.h - MARGIN - 6:
            pdf.add_page()
        left, top = pdf.w - MARGIN - wide, pdf.get_y() + 1
        if number.count is not None:
            self._icons(left, top, step, number.count)
            pdf.set_right_margin(MARGIN + wide + 4)
        self._add_labelled(number.label, f"{number.words} {self._sheet.strings.own_risk}", -1)
        pdf.set_right_margin(MARGIN)
        pdf.set_y(max(pdf.get_y(), top + tall + 1 if number.count is not None else 0))

    def _icons(self, left: float, top: float, step: float, count: int) -> None:
        centers = [
            (left + (at % _ICON_COLUMNS + 0.5) * step, top + (at // _ICON_COLUMNS + 0.5) * step)
            for at in range(1000)
        ]
        self._pdf.set_fill_color(*ACCENT_COLOR)
        self._pdf.fill_circles(centers[:count], 0.46 * step)
        self._pdf.set_fill_color(*FAINT_COLOR)
        self._pdf.fill_circles(centers[count:], 0.16 * step)

    def _figure(self, figure: HandoutFigure, left: float, top: float, wide: float) -> None:
        """The plate with the outlines over it as vectors, those of selected places filled."""
        pdf = self._pdf
        tall = wide * figure.aspect
        pdf.image(self._plate, left, top, wide, tall, alt_text=figure.description)
        for outline in figure.outlines:
            points = [(left + x * wide, top + y * wide) for x, y in outline.points]
            is_selected = figure.is_selected(outline)
            pdf.set_draw_color(*(ACCENT_COLOR if is_selected else TEXT_COLOR))
            pdf.set_line_width(0.6 if is_selected else 0.2)
            if is_selected:
                with pdf.local_context(fill_opacity=0.45):
                    pdf.set_fill_color(*ACCENT_COLOR)
                    pdf.polygon(points, style="F")
            pdf.polygon(points, style="D")
        for stroke in figure.strokes:
            self._stroke(stroke, left, top, wide)

    def _stroke(self, stroke: MarkStroke, left: float, top: float, wide: float) -> None:
        """One mark: its lines over a white casing, or its label."""
        pdf = self._pdf
        if stroke.label:
            self._label(stroke, left, top, wide)
            return
        lines = [[(left + x * wide, top + y * wide) for x, y in line] for line in stroke.lines]
        passes = [(stroke.width, stroke.color, stroke.dashes)]
        if stroke.opacity == 1.0:
            passes.insert(0, (stroke.width + 2 * CASING_WIDTH, (255, 255, 255), ()))
        for width, color, dashes in passes:
            with pdf.local_context(stroke_opacity=stroke.opacity):
                pdf.set_draw_color(*color)
                pdf.set_line_width(width * wide)
                if dashes:
                    pdf.set_dash_pattern(max(dashes[0] * wide, 0.1), dashes[1] * wide)
                for line in lines:
                    pdf.polyline(line if len(line) > 1 else line * 2, style="D")
                pdf.set_dash_pattern()

    def _label(self, stroke: MarkStroke, left: float, top: float, wide: float) -> None:
        """The words of a label on white, wrapped and moved so that they stay inside the figure."""
        pdf, step = self._pdf, -6.0
        size, (x, y) = (self._paper.body + step) * POINT_MM, stroke.at
        lines = self._wrapped((StyledSpan(stroke.label, bold=True),), wide - 2 * _LABEL_PAD, step)
        widths = [sum(self._width(fragment, step) for fragment in line) for line in lines]
        room = max(widths, default=0.0)
        box = room + 2 * _LABEL_PAD, len(lines) * size + _LABEL_PAD
        tall = wide * self._sheet.figure.aspect
        x = left + max(0.0, min(x * wide - box[0] / 2, wide - box[0]))
        y = top + max(0.0, min(y * wide - box[1] / 2, tall - box[1]))
        pdf.set_fill_color(255)
        pdf.rect(x, y, *box, style="F")
        y += _LABEL_PAD / 2
        for line in lines:
            y += size
            self._draw_line(
                line, LinePosition(x + _LABEL_PAD, y - 0.2 * size, room), step, stroke.color
            )
