"""A sheet as a PDF file: vectors over the plate, words to select, bookmarks, a language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from app.handout.bidi import isolated
from app.handout.colors import ACCENT, FAINT, HEAD, INK, QUIET
from app.handout.marks import Stroke
from app.handout.pdf_layout import (
    BODY_PT,
    LARGE_PT,
    MARGIN,
    POINT_MM,
    At,
    Paper,
    TableSetting,
    Widths,
)
from app.handout.sheet import Call, Counted, Figure, RegionPart, Sheet
from app.handout.text_layout import Span
from app.session.marks import CASING

_ICON_COLUMNS, _LOGO_MM = 50, 11.0
_LABEL_PAD = 0.75
_WIDTHS, _LARGE_WIDTHS = (18, 41, 41), (27, 36, 37)
TIGHTER = ((1.2, 2), (1.15, 2), (1.12, 1), (1.08, 1), (1.05, 0), (1.0, 0))


def pages_wanted(sheet: Sheet) -> int:
    """One for every two regions, one for the options, and one for when to call."""
    return max((len(sheet.regions) + 1) // 2, 1) + (2 if sheet.call else 1)


def write_pdf(sheet: Sheet, plate: Image.Image, fonts: Path, *, size: str, large: bool) -> bytes:
    """Make the file; at 12 points it is set tighter until it has the pages it should have.

    Large print takes as many pages as it needs.
    """
    widths: Widths = {}
    if large:
        return Pages(sheet, plate, fonts, Paper(size, LARGE_PT), widths).laid_out().data()
    for leading, rules in TIGHTER:
        paper = Paper(size, BODY_PT, leading, rules)
        pages = Pages(sheet, plate, fonts, paper, widths).laid_out()
        if pages.count <= pages_wanted(sheet):
            break
        pages.close()
    return pages.data()


class Pages(TableSetting):
    """Sets one sheet, top to bottom."""

    def __init__(
        self, sheet: Sheet, plate: Image.Image, fonts: Path, paper: Paper, widths: Widths
    ) -> None:
        super().__init__(sheet, fonts, paper, widths)
        self._plate = plate
        self.count = 0

    def laid_out(self) -> Pages:
        """Sets everything."""
        sheet = self._sheet
        self._pdf.add_page()
        self._head()
        for number, region in enumerate(sheet.regions):
            if number and number % 2 == 0 and self._paper.body == BODY_PT:
                self._pdf.add_page()
            self._region(region)
        self._pdf.add_page()
        self._common()
        if sheet.call:
            self._pdf.add_page()
        self._when_to_call()
        self.count = self._pdf.page_no()
        return self

    def _head(self) -> None:
        """Title, what it is, what is to be decided, who hands it out; the figure beside them."""
        pdf, sheet, words = self._pdf, self._sheet, self._words
        wide = 40.0
        tall = wide * sheet.figure.aspect
        left, top = pdf.w - MARGIN - wide, MARGIN
        self._figure(sheet.figure, left, top, wide)
        pdf.set_right_margin(MARGIN + wide + 5)
        self._bookmark(sheet.title, 0)
        self._text(sheet.title, 4, bold=True)
        self._text(words["lead"])
        self._text(sheet.decision, bold=True)
        clinic = sheet.clinic
        if clinic.logo:
            pdf.image(BytesIO(clinic.logo), h=_LOGO_MM, alt_text=clinic.name)
        for line in (clinic.name, clinic.address, clinic.phone):
            if line:
                self._text(line, -1, colour=QUIET)
        if sheet.figure.unseen:
            self._text(sheet.figure.unseen, -1, bold=True)
        if sheet.marked:
            self._labelled(words["marked"], f"{'; '.join(sheet.marked)}.", -1)
        pdf.set_right_margin(MARGIN)
        pdf.set_y(max(pdf.get_y(), top + tall) + 2)

    def _region(self, region: RegionPart) -> None:
        words = self._words
        self._bookmark(region.name, 1)
        self._text(region.name, 3, bold=True, colour=HEAD)
        for key in ("check_first", "what", "risks"):
            self._labelled(words[key], getattr(region, key))
        for number in region.numbers:
            self._counted(number)
        self._labelled(words["recovery"], region.recovery)
        self._labelled(words["ask"], region.ask)
        if self._paper.rules:
            self._text(f"{words['write']}:", -2, colour=QUIET)
            self._rules()
        self._pdf.ln(1.5)

    def _common(self) -> None:
        sheet, words = self._sheet, self._words
        self._bookmark(words["options"], 0)
        self._text(words["options"], 3, bold=True, colour=HEAD)
        self._table()
        if sheet.asked:
            self._bookmark(words["asked"], 0)
            self._text(words["asked"], 3, bold=True, colour=HEAD)
            for line in sheet.asked:
                self._text(f"\u2013 {line}")
        self._text(words["cooling_off"], bold=True)
        self._bookmark(words["sources"], 0)
        self._text(f"{words['sources']}: {'; '.join(sheet.sources)}.", -4, colour=QUIET)

    def _when_to_call(self) -> None:
        """The last page, to be kept where it is seen: the numbers first, then the lists, whole."""
        sheet, words = self._sheet, self._words
        self._bookmark(words["call"], 0)
        self._text(words["call"], 3, bold=True, colour=HEAD)
        self._text(words["emergency"].format(number=sheet.emergency), 1, bold=True)
        if sheet.clinic.phone:
            self._text(
                words["clinic_phone"].format(phone=isolated(sheet.clinic.phone)), 1, bold=True
            )
        for call in sheet.call:
            self._call(call)

    def _call(self, call: Call) -> None:
        """A list with a line for each sign."""
        self._pdf.ln(1.5)
        self._keep_together(9 * self._line(0))
        self._text(call.head, 1, bold=True, colour=HEAD)
        self._text(call.lead)
        for head, items in call.groups:
            self._keep_together(4 * self._line(0))
            self._text(head, bold=True)
            for item in items:
                self._item(item)

    def _table(self) -> None:
        words = self._words
        head = (words["option"], words["good"], words["bad"])
        rows = [(row.name, row.good, row.bad) for row in self._sheet.options]
        shares = _WIDTHS if self._paper.body == BODY_PT else _LARGE_WIDTHS
        self._rows(head, rows, shares)
        self._pdf.ln(2)

    def _counted(self, number: Counted) -> None:
        """A small picture of 1,000 beside its words."""
        pdf = self._pdf
        step = 0.92 * self._paper.body / BODY_PT
        wide, tall = _ICON_COLUMNS * step, 1000 / _ICON_COLUMNS * step
        lines = 4 * self._line(-2)
        if pdf.get_y() + max(tall, lines) > pdf.h - MARGIN - 6:
            pdf.add_page()
        left, top = pdf.w - MARGIN - wide, pdf.get_y() + 1
        if number.count is not None:
            self._icons(left, top, step, number.count)
            pdf.set_right_margin(MARGIN + wide + 4)
        self._labelled(number.label, f"{number.words} {self._words['differ']}", -1)
        pdf.set_right_margin(MARGIN)
        pdf.set_y(max(pdf.get_y(), top + tall + 1 if number.count is not None else 0))

    def _icons(self, left: float, top: float, step: float, count: int) -> None:
        pdf = self._pdf
        for at in range(1000):
            x = left + at % _ICON_COLUMNS * step + step / 2
            y = top + at // _ICON_COLUMNS * step + step / 2
            is_hit = at < count
            pdf.set_fill_color(*(ACCENT if is_hit else FAINT))
            radius = step * (0.46 if is_hit else 0.16)
            pdf.ellipse(x - radius, y - radius, 2 * radius, 2 * radius, style="F")

    def _figure(self, figure: Figure, left: float, top: float, wide: float) -> None:
        """The plate with the outlines over it as vectors, the chosen ones filled."""
        pdf = self._pdf
        tall = wide * figure.aspect
        pdf.image(self._plate, left, top, wide, tall, alt_text=figure.words)
        for outline in figure.outlines:
            points = [(left + x * wide, top + y * wide) for x, y in outline.points]
            is_chosen = figure.is_chosen(outline)
            pdf.set_draw_color(*(ACCENT if is_chosen else INK))
            pdf.set_line_width(0.6 if is_chosen else 0.2)
            if is_chosen:
                with pdf.local_context(fill_opacity=0.45):
                    pdf.set_fill_color(*ACCENT)
                    pdf.polygon(points, style="F")
            pdf.polygon(points, style="D")
        for stroke in figure.strokes:
            self._stroke(stroke, left, top, wide)

    def _stroke(self, stroke: Stroke, left: float, top: float, wide: float) -> None:
        """One mark: a white casing, then its lines; a label as words on white."""
        pdf = self._pdf
        if stroke.label:
            self._label(stroke, left, top, wide)
            return
        lines = [[(left + x * wide, top + y * wide) for x, y in line] for line in stroke.lines]
        passes = [(stroke.width, stroke.colour, stroke.dashes)]
        if stroke.opacity == 1.0:
            passes.insert(0, (stroke.width + 2 * CASING, (255, 255, 255), ()))
        for width, colour, dashes in passes:
            with pdf.local_context(stroke_opacity=stroke.opacity):
                pdf.set_draw_color(*colour)
                pdf.set_line_width(width * wide)
                if dashes:
                    pdf.set_dash_pattern(max(dashes[0] * wide, 0.1), dashes[1] * wide)
                for line in lines:
                    pdf.polyline(line if len(line) > 1 else line * 2, style="D")
                pdf.set_dash_pattern()

    def _label(self, stroke: Stroke, left: float, top: float, wide: float) -> None:
        """Words on white at their place, broken so that they stay within the figure."""
        pdf, step = self._pdf, -6.0
        size, (x, y) = (self._paper.body + step) * POINT_MM, stroke.at
        lines = self._broken((Span(stroke.label, bold=True),), wide - 2 * _LABEL_PAD, step)
        widths = [sum(self._width(piece, step) for piece in line) for line in lines]
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
            self._set_line(line, At(x + _LABEL_PAD, y - 0.2 * size, room), step, stroke.colour)
