"""Page with the list of the visitor, their answers, and the marks of a consultation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.list_items import ListItem, find_list_item
from app.body.regions import PlateKey
from app.painting.descriptions import describe_all_marks
from app.panels.region.list_toggle_button import ListToggleButton
from app.panels.region.statement import StatementView
from app.panels.view import PageView, PanelContext
from app.session.actions import MakeHandout, PrintList, ShowQrCodes, StartOver, Undo
from app.session.marks import PlaceAt
from app.session.shared_words import name_with_side
from app.session.state import Showing
from app.support.qt_translation import translate
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.layouts import FlowLayout
from app.widgets.text_label import TextLabel


class MyListPage(PageView):
    """A card for each item on the list, with its region and a button that removes it."""

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context, self.tr("Your list"))
        self._cards: dict[str, Card] = {}
        self._toggle_buttons: dict[str, ListToggleButton] = {}
        note = self.tr("It is kept only until you start over or close. It is stored nowhere.")
        if context.is_desktop:
            note = f"{note} {self.tr('Start over can be undone as long as this window is open.')}"
        self.add_paragraph(note, role="quiet")
        self.column.addWidget(self._create_toolbar())
        self._empty_label = TextLabel(
            self.tr("Nothing is on it yet. Open a region, then Ask and tell, and add from there."),
            context.theme,
        )
        self.column.addWidget(self._empty_label)
        self._answers_card: QWidget = QWidget()
        self.column.addWidget(self._answers_card)
        self._marks_card: QWidget = QWidget()
        self.column.addWidget(self._marks_card)
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        """Follow the list; a removed item keeps its card, so that it can be added again."""
        for address in showing.list_items:
            if address not in self._cards:
                self._add_card(address)
        for address, button in self._toggle_buttons.items():
            button.show_state(showing.list_items)
            self._cards[address].tone = (
                CardTone.SURFACE if address in showing.list_items else CardTone.TINT
            )
            self._cards[address].update()
        self._empty_label.setVisible(not self._cards and not showing.value_answers)
        self._show_value_answers(dict(showing.value_answers))
        self._show_marks(showing)
        self._undo.setEnabled(showing.can_undo)
        for tool in (self._handout, self._qr_button, self._print):
            tool.setEnabled(
                bool(showing.list_items or showing.marks_by_plate.plates or showing.place)
            )

    def _create_toolbar(self) -> QWidget:
        theme, icons, tools = self.context.theme, self.context.icons, QWidget()
        row = FlowLayout(tools, theme.px(8))
        self._handout = ActionButton(
            self.tr("Make a handout"),
            theme,
            MakeHandout(),
            kind=ButtonKind.PRIMARY,
            icon=icons.path("list"),
        )
        self._print = ActionButton(self.tr("Print"), theme, PrintList())
        self._qr_button = ActionButton(self.tr("Show as a code"), theme, ShowQrCodes())
        self._undo = ActionButton(self.tr("Undo"), theme, Undo(), icon=icons.path("back"))
        start_over = ActionButton(
            self.tr("Start over"), theme, StartOver(), icon=icons.path("close")
        )
        for button in (self._handout, self._print, self._qr_button, self._undo, start_over):
            button.action.connect(self.action)
            row.addWidget(button)
        self._handout.setVisible(self.context.is_desktop)
        self._print.setVisible(self.context.can_print)
        return tools

    def _show_value_answers(self, answer_ids: dict[str, str]) -> None:
        """Show the visitor's answers about what matters to them."""
        card = Card(self.context.theme, CardTone.SURFACE)
        title = self.tr("What matters to you")
        card.column.addWidget(TextLabel(title, self.context.theme, weight=700, role="primary"))
        for value in self.context.atlas.decision_aid(self.context.language).values:
            for answer in value.answers:
                if answer.id == answer_ids.get(value.id):
                    text = f"{value.head}: {answer.text}"
                    card.column.addWidget(TextLabel(text, self.context.theme, bullet=True))
        self.column.replace_widget(self._answers_card, card)
        card.setVisible(bool(answer_ids))
        self._answers_card = card

    def _show_marks(self, showing: Showing) -> None:
        """Describe the marks of a consultation, which are printed on the handout."""
        card = Card(self.context.theme, CardTone.SURFACE)
        title = self.tr("Drawn together: on the handout too")
        card.column.addWidget(TextLabel(title, self.context.theme, weight=700, role="primary"))
        names = self.context.atlas.names(self.context.language)
        for text in describe_all_marks(showing, names, self._place_lookup):
            card.column.addWidget(TextLabel(text, self.context.theme, bullet=True))
        self.column.replace_widget(self._marks_card, card)
        card.setVisible(bool(showing.marks_by_plate.plates))
        self._marks_card = card

    def _place_lookup(self, plate: PlateKey) -> PlaceAt:
        return self.context.atlas.outlines(plate).map.place_at

    def _add_card(self, address: str) -> None:
        item = find_list_item(self.context.atlas, self.context.language, address)
        if item is None:
            return
        theme = self.context.theme
        card = Card(theme, CardTone.SURFACE)
        location = self._location_text(item)
        card.column.addWidget(TextLabel(location, theme, step=-1, weight=700, role="primary"))
        card.column.addWidget(StatementView(self.context, item.statement, notes=False))
        name = item.statement.heading or location
        button = ListToggleButton(address, name, theme, self.context.icons)
        button.action.connect(self.action)
        card.column.addWidget(button)
        self._cards[address], self._toggle_buttons[address] = card, button
        self.column.addWidget(card)
        card.show()

    def _location_text(self, item: ListItem) -> str:
        """The region and side of an item, or its topic if it is about every region."""
        names = self.context.atlas.names(self.context.language)
        if item.place is None:
            return names.topics[item.topic]
        name = names.regions[item.place.region].plain_name(self.context.figure)
        return name_with_side(name, item.place.side, translate)
