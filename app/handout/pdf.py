"""PDF of a handout: selectable text, vectors, bookmarks, a language; laid out in one pass."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.handout.pdf_card import PdfCardLayout
from app.handout.pdf_lines import BODY_PT, LARGE_PT, PageStyle
from app.handout.sheet import HandoutSheet

_JPEG_QUALITY = 90
"""Of the figure, which would otherwise be ten times as large and slow."""


def write_pdf(
    sheet: HandoutSheet, plate: Image.Image, fonts: Path, *, size: str, large: bool
) -> bytes:
    """Write the file. `plate` is the picture of the figure, `fonts` the folder of the fonts."""
    paper = PageStyle(size, LARGE_PT if large else BODY_PT)
    return HandoutPages(sheet, fonts, paper).lay_out(plate).data()


class HandoutPages(PdfCardLayout):
    """Lays out one handout: a page for each region, what holds for all of them, the card."""

    def lay_out(self, plate: Image.Image) -> HandoutPages:
        """Lay out all pages; return self."""
        sheet, document = self._sheet, self._sheet.document
        self._set_metadata()
        data = BytesIO()
        plate.save(data, "JPEG", quality=_JPEG_QUALITY)
        for region, figure in zip(document.regions, sheet.figures, strict=True):
            self._region_page(region, figure, data.getvalue())
        room = self._room_below_card(document.card) if document.card is not None else 0.0
        below = self._shared_page(room)
        if document.card is not None:
            self._card(document.card, below)
        return self

    def _set_metadata(self) -> None:
        """Title, language, program and date of the file."""
        pdf, sheet = self._pdf, self._sheet
        pdf.set_title(sheet.title)
        pdf.set_lang(sheet.language)
        pdf.set_creator("Back Atlas")
        date = dt.date.fromisoformat(sheet.date)
        pdf.set_creation_date(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))
