"""The card of a handout in a PDF: an A5 sheet with cut marks that is never broken over pages."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.handout_card import HandoutCard
from app.handout.colors import CAUTION_COLORS, FAINT_COLOR, URGENT_COLORS, Rgb
from app.handout.pdf_card_content import (
    BAND_MM,
    COLUMN_GAP_MM,
    DIGIT_HEIGHT,
    GAP_MM,
    NUMBER_PT,
    RULE_MM,
    TITLE_STEP,
    CardList,
    CardSigns,
    PdfCardContent,
)
from app.handout.pdf_lines import MARGIN, POINT_MM, LinePosition, PageStyle
from app.handout.pdf_shared import SmallPrint
from app.handout.text_layout import StyledSpan

CARD_MM = (148.0, 210.0)
_PAD_MM, _CUT_MM, _TOP_MM, _BELOW_MM = 6.0, 5.0, 7.0, 7.0
_STEPS = (-2.0, -1.5, -1.0, -0.5, 0.0)
"""Steps of the signs on the card, of which the largest that fits is used; the first has 10 pt."""
_LEADINGS = (1.12, 1.06, 1.0)
_WHITE: Rgb = (255, 255, 255)
_URGENT, _CAUTION = URGENT_COLORS[1], CAUTION_COLORS[1]


class PdfCardLayout(PdfCardContent):
    """Adds the card; in large print each of its lists has a whole page."""

    def _card(self, card: HandoutCard, below: SmallPrint) -> None:
        """Add the card on a page of its own; small print that had no room stands below it."""
        usual, pdf = self._paper, self._pdf
        trigger = pdf.page_break_trigger
        pdf.add_page()
        pdf.start_section(card.title, 0)
        pdf.set_auto_page_break(auto=False)
        if usual.is_large:
            self._large_card(card, trigger)
        else:
            self._small_card(card, is_at_top=bool(below.items))
        pdf.set_auto_page_break(auto=True, margin=pdf.h - trigger)
        if below.items:
            self._paper = below.paper
            pdf.set_y(pdf.get_y() + _BELOW_MM)
            self._draw_wide(below.items)
        self._paper = usual

    def _room_below_card(self, card: HandoutCard) -> float:
        """The height below a card at the top of its page; 0 in large print."""
        usual = self._paper
        if usual.is_large:
            return 0.0
        width, least = CARD_MM
        _, head, tail = self._card_that_fits(card, width - 2 * _PAD_MM, least)
        self._paper = usual
        return self._pdf.page_break_trigger - _TOP_MM - max(head + tail, least) - _BELOW_MM

    def _small_card(self, card: HandoutCard, *, is_at_top: bool) -> None:
        """All of the card on A5, in the largest print that fits."""
        pdf, (width, least) = self._pdf, CARD_MM
        inner = width - 2 * _PAD_MM
        lists, head, tail = self._card_that_fits(card, inner, least)
        tall = max(head + tail, least)
        left = (pdf.w - width) / 2
        top = _TOP_MM if is_at_top else max((pdf.h - tall) / 2, _TOP_MM)
        if lists[1:]:
            pdf.set_fill_color(*CAUTION_COLORS[0])
            pdf.rect(left, top + head, width, tall - head, style="F")
        self._cut_marks(left, top, width, tall)
        self._draw_head(card, lists[:1], left, top, width)
        for one in lists[1:]:
            self._draw_clinic_list(card, one, left, width)
        pdf.set_y(top + tall)

    def _card_that_fits(
        self, card: HandoutCard, width: float, least: float
    ) -> tuple[list[CardList], float, float]:
        """The lists in the largest print that fits, and the heights of both parts of the card.

        If even the smallest print does not fit, the card is higher.
        """
        usual, best = self._paper, None
        for step in _STEPS:
            for leading in _LEADINGS:
                paper = PageStyle(usual.size, usual.body, leading)
                self._paper = paper
                lists = [self._list(card, at, width, step) for at in range(len(card.lists))]
                heights = self._head_height(card, lists, width), self._tail_height(lists)
                if sum(heights) <= least:
                    break
            fits = sum(heights) <= least
            if best is None or fits:
                best = lists, *heights, paper
            if not fits:
                break
        assert best is not None
        lists, head, tail, self._paper = best
        return lists, head, tail

    def _large_card(self, card: HandoutCard, trigger: float) -> None:
        """Each list on a page of its own, in the loosest print that fits."""
        usual, pdf = self._paper, self._pdf
        width = pdf.w - 2 * MARGIN + 2 * _PAD_MM
        inner = width - 2 * _PAD_MM
        left = MARGIN - _PAD_MM
        for at in range(len(card.lists)):
            for leading in _LEADINGS:
                self._paper = PageStyle(usual.size, usual.body, leading)
                lists = [self._list(card, number, inner, 0.0) for number in range(at + 1)]
                tall = self._head_height(card, lists, inner)
                if at:
                    tall = self._tail_height(lists[at - 1 :])
                if tall <= trigger - _TOP_MM:
                    break
            if at:
                pdf.add_page()
                pdf.set_y(_TOP_MM)
                self._draw_clinic_list(card, lists[at], left, width)
            else:
                self._draw_head(card, lists, left, _TOP_MM, width)

    def _cut_marks(self, left: float, top: float, width: float, tall: float) -> None:
        """Short lines beside the corners, and a faint edge to cut along."""
        pdf = self._pdf
        pdf.set_draw_color(*FAINT_COLOR)
        pdf.set_line_width(0.2)
        for x, outward in ((left, -1), (left + width, 1)):
            for y, away in ((top, -1), (top + tall, 1)):
                pdf.line(x + outward, y, x + outward * (1 + _CUT_MM), y)
                pdf.line(x, y + away, x, y + away * (1 + _CUT_MM))
        pdf.set_dash_pattern(1, 1.5)
        pdf.rect(left, top, width, tall)
        pdf.set_dash_pattern()

    def _draw_head(
        self, card: HandoutCard, lists: Sequence[CardList], left: float, top: float, width: float
    ) -> None:
        pdf, inner, x = self._pdf, width - 2 * _PAD_MM, left + _PAD_MM
        band = self._band_height(card)
        pdf.set_fill_color(*_URGENT)
        pdf.rect(left, top, width, band, style="F")
        half = inner / 2
        title = self._item((StyledSpan(card.title, bold=True),), inner, TITLE_STEP, _WHITE)
        keep = self._item((StyledSpan(card.keep),), half, self._small, _WHITE)
        pdf.set_y(top + BAND_MM)
        self._draw_items([title], x, inner)
        if not self._paper.is_large:
            pdf.set_y(top + (band - self._height([keep])) / 2)
            self._draw_items([keep], x if self._is_rtl else x + half, half)
        pdf.set_y(top + band + GAP_MM)
        for one in lists[:1]:
            self._draw_number(card, one, x, inner)
            pdf.set_draw_color(*_URGENT)
            pdf.set_line_width(0.6)
            pdf.line(left, pdf.get_y() + GAP_MM / 2, left + width, pdf.get_y() + GAP_MM / 2)
            pdf.set_y(pdf.get_y() + GAP_MM)
            self._draw_signs(one.signs, x, inner)
            pdf.set_y(pdf.get_y() + GAP_MM)

    def _draw_number(self, card: HandoutCard, one: CardList, left: float, width: float) -> None:
        """The number, or a line to write it on, with what to do."""
        pdf, top = self._pdf, self._pdf.get_y()
        room, tall = self._number_room(card, width), self._number_height(card, width)
        if card.number:
            baseline = top + NUMBER_PT * POINT_MM * (DIGIT_HEIGHT - 0.03)
            at = LinePosition(left, baseline, width)
            self._draw_line(self._number_line(card), at, self._number_step, _URGENT)
        else:
            self._draw_items(self._number_label(card, width), left, width)
            pdf.set_draw_color(*_URGENT)
            pdf.set_line_width(0.3)
            y = pdf.get_y() + RULE_MM - 1.5
            pdf.line(left, y, left + width, y)
        pdf.set_y(top if room else top + tall)
        self._draw_items(
            [*one.heading, *one.lead], left if self._is_rtl else left + room, width - room
        )
        pdf.set_y(max(pdf.get_y(), top + tall))

    def _draw_clinic_list(
        self, card: HandoutCard, one: CardList, left: float, width: float
    ) -> None:
        """The list for the clinic, with its phone number or a line to write it on."""
        pdf, inner, x = self._pdf, width - 2 * _PAD_MM, left + _PAD_MM
        pdf.set_draw_color(*_CAUTION)
        pdf.set_line_width(0.6)
        pdf.line(left, pdf.get_y(), left + width, pdf.get_y())
        pdf.set_y(pdf.get_y() + GAP_MM)
        self._draw_items([*one.heading, *one.lead], x, inner)
        spans = (StyledSpan(f"{card.clinic_label} ", bold=True), StyledSpan(card.clinic_phone))
        item = self._item(spans, inner)
        top = pdf.get_y() + (self._clinic_line_mm - self._line_height(0)) / 2
        pdf.set_y(top)
        self._draw_items([item], x, inner)
        if not card.clinic_phone:
            word = self._line_width(item.lines[0], 0) + 2
            y = top + self._baseline_offset(0) + 0.5
            start, end = (x, x + inner - word) if self._is_rtl else (x + word, x + inner)
            pdf.set_line_width(0.3)
            pdf.line(start, y, end, y)
        extra = self._line_height(0) * (len(item.lines) - 1)
        pdf.set_y(top + extra + (self._clinic_line_mm + self._line_height(0)) / 2)
        self._draw_signs(one.signs, x, inner)

    def _draw_signs(self, signs: CardSigns, left: float, width: float) -> None:
        pdf, top = self._pdf, self._pdf.get_y()
        for number, items in enumerate(signs.columns):
            x = left + number * (signs.width + COLUMN_GAP_MM)
            if self._is_rtl:
                x = left + width - signs.width - number * (signs.width + COLUMN_GAP_MM)
            pdf.set_y(top)
            self._draw_items(items, x, signs.width)
        pdf.set_y(top + signs.height)
