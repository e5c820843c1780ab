"""What is on the card of a handout in a PDF, wrapped, so that its height is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.document.blocks import Block, Bullets, Document, Heading
from app.document.handout_card import HandoutCard
from app.handout.colors import CAUTION_WORDS_COLOR, URGENT_COLORS
from app.handout.pdf_layout import TextItem
from app.handout.pdf_lines import POINT_MM
from app.handout.pdf_shared import PdfSharedLayout
from app.handout.text_layout import FragmentLine, ParagraphLayout, StyledSpan

NUMBER_PT = 60.0
TITLE_STEP, DIGIT_HEIGHT = 6.0, 0.74
"""The title in points above body text, and the height of a digit in font sizes."""
COLUMN_GAP_MM, GAP_MM, BAND_MM, RULE_MM = 5.0, 2.5, 2.5, 11.0
_HEADING_STEP, _LIST_LEVEL, _ONE_COLUMN = 3.0, 3, 1.05
_HARDLY_HIGHER = 1.08


class CardSigns(NamedTuple):
    """The signs of a list in columns, with their height."""

    columns: list[list[TextItem]]
    width: float
    height: float


class CardList(NamedTuple):
    """One list of the card: its heading, what to do, and its signs."""

    heading: list[TextItem]
    lead: list[TextItem]
    signs: CardSigns


class PdfCardContent(PdfSharedLayout):
    """Wraps the lists of the card, and measures its parts."""

    def _list(self, card: HandoutCard, at: int, width: float, step: float) -> CardList:
        """A list of the card: wrapped to a width, its signs at a step."""
        document = card.lists[at]
        start = next((n for n, one in enumerate(document) if _is_sign(one)), len(document))
        color = CAUTION_WORDS_COLOR if at else URGENT_COLORS[1]
        room = width - (0.0 if at else self._number_room(card, width))
        heading: list[TextItem] = []
        lead: list[TextItem] = []
        for block in document[:start]:
            if isinstance(block, Heading):
                words = (StyledSpan(block.text, bold=True),)
                heading.append(self._item(words, room, _HEADING_STEP, color))
            else:
                lead += self._text_items(block, room, self._small)
        if not at:
            lead += [
                item for block in card.lead for item in self._text_items(block, room, self._small)
            ]
        return CardList(heading, lead, self._signs(document[start:], width, step))

    def _signs(self, document: Document, width: float, step: float) -> CardSigns:
        """The signs in two columns; in large print in one, if that is about as high."""
        column = (width - COLUMN_GAP_MM) / 2
        columns = _balanced(self._units(document, column, step), self._height)
        two = max(self._height(_flat(one)) for one in columns)
        if not self._paper.is_large:
            return CardSigns([_flat(units) for units in columns], column, two)
        one_column = _flat(self._units(document, width, step))
        one = self._height(one_column)
        if one <= two * _ONE_COLUMN:
            return CardSigns([one_column], width, one)
        return CardSigns([_flat(units) for units in columns], column, two)

    def _units(self, document: Document, width: float, step: float) -> list[list[TextItem]]:
        """What is not split over columns: an item, or a heading with the item after it."""
        units: list[list[TextItem]] = []
        waiting: list[TextItem] = []
        for block in document:
            if isinstance(block, Heading):
                words = (StyledSpan(block.text, bold=True),)
                waiting.append(self._item(words, width, step)._replace(above=1.2))
                continue
            for item in self._text_items(block, width, step):
                units.append([*waiting, item])
                waiting = []
        return units

    # Heights.

    def _number_line(self, card: HandoutCard) -> FragmentLine:
        words = (StyledSpan(card.number, bold=True),)
        return ParagraphLayout(words, self._coverage).single_line()

    @property
    def _number_step(self) -> float:
        return NUMBER_PT - self._paper.body

    def _number_room(self, card: HandoutCard, width: float) -> float:
        """The width of the large number with the gap after it; 0 if it stands by itself."""
        if not card.number:
            return 0.0
        wide = self._line_width(self._number_line(card), self._number_step)
        return wide + COLUMN_GAP_MM if wide < width / 2 else 0.0

    def _number_height(self, card: HandoutCard, width: float) -> float:
        """The height of the number, or of the line to write it on."""
        if card.number:
            return NUMBER_PT * POINT_MM * DIGIT_HEIGHT
        return self._height(self._number_label(card, width)) + RULE_MM

    def _number_label(self, card: HandoutCard, width: float) -> list[TextItem]:
        words = (StyledSpan(card.number_label, bold=True),)
        return [self._item(words, width, 0, URGENT_COLORS[1])]

    def _band_height(self, card: HandoutCard) -> float:
        return self._line_height(TITLE_STEP) + 2 * BAND_MM

    def _head_height(self, card: HandoutCard, lists: Sequence[CardList], width: float) -> float:
        """The height down to the end of the list that calls for an ambulance."""
        height = self._band_height(card) + GAP_MM
        for one in lists[:1]:
            words = self._height([*one.heading, *one.lead])
            number = self._number_height(card, width)
            if self._number_room(card, width):
                height += max(words, number)
            else:
                height += words + number
            height += 2 * GAP_MM + one.signs.height
        return height + GAP_MM

    def _tail_height(self, lists: Sequence[CardList]) -> float:
        """The height of the list for the clinic; 0 if there is none."""
        return sum(
            2 * GAP_MM
            + self._height([*one.heading, *one.lead])
            + self._clinic_line_mm
            + one.signs.height
            for one in lists[1:]
        )

    @property
    def _clinic_line_mm(self) -> float:
        return 1.9 * self._line_height(0)


def _is_sign(block: Block) -> bool:
    """Whether the signs of a list begin here: with a group or with a list."""
    return isinstance(block, Bullets) or (isinstance(block, Heading) and block.level > _LIST_LEVEL)


def _flat(units: Sequence[Sequence[TextItem]]) -> list[TextItem]:
    return [item for unit in units for item in unit]


def _balanced(
    units: list[list[TextItem]], height: Callable[[list[TextItem]], float]
) -> tuple[list[list[TextItem]], list[list[TextItem]]]:
    """Split units over two columns, in reading order, so that the higher one is lowest.

    A group is not split if the columns get hardly higher without that.
    """

    def higher(at: int) -> float:
        return max(height(_flat(units[:at])), height(_flat(units[at:])))

    lowest = min(range(len(units) + 1), key=higher)
    groups = [at for at, unit in enumerate(units) if len(unit) > 1]
    between = min(groups, key=higher, default=lowest)
    at = between if higher(between) <= _HARDLY_HIGHER * higher(lowest) else lowest
    return units[:at], units[at:]
