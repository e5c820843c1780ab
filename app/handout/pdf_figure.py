"""The figure of a PDF: outlines and marks as vectors over the plate."""

from __future__ import annotations

from io import BytesIO

from app.handout.colors import ACCENT_COLOR, TEXT_COLOR
from app.handout.marks import MarkStroke
from app.handout.pdf_blocks import PdfBlockLayout
from app.handout.pdf_lines import POINT_MM, SMALL_PT, LinePosition
from app.handout.sheet import HandoutFigure
from app.handout.text_layout import StyledSpan
from app.session.marks import CASING_WIDTH

_LABEL_PAD = 0.75


class PdfFigureLayout(PdfBlockLayout):
    """Adds the figure."""

    def _figure(
        self, plate: bytes, figure: HandoutFigure, left: float, top: float, wide: float
    ) -> None:
        """The plate with the outlines over it as vectors, those of selected places filled."""
        pdf = self._pdf
        tall = wide * figure.aspect
        pdf.image(BytesIO(plate), left, top, wide, tall, alt_text=figure.description)
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
        pdf, step = self._pdf, SMALL_PT - self._paper.body
        size, (x, y) = (self._paper.body + step) * POINT_MM, stroke.at
        lines = self._wrapped((StyledSpan(stroke.label, bold=True),), wide - 2 * _LABEL_PAD, step)
        widths = [self._line_width(line, step) for line in lines]
        room = max(widths, default=0.0)
        box = room + 2 * _LABEL_PAD, len(lines) * size + _LABEL_PAD
        tall = wide * self._sheet.figures[0].aspect
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
