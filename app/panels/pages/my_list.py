"""Page with the list of the visitor, their answers, and the marks of a consultation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.body.regions import PlateKey
from app.document.pages import list_document
from app.painting.descriptions import describe_all_marks
from app.panels.pages.document_page import DocumentPage
from app.panels.view import PanelContext
from app.session.actions import MakeHandout, PrintList, ShowQrCodes, StartOver, Undo
from app.session.marks import PlaceAt
from app.session.state import Showing
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import FlowLayout
from app.widgets.text_label import TextLabel


class MyListPage(DocumentPage):
    """What is on the list, each item with a button that removes it, and what can be done with it.

    A removed item stays until the page is left, so that it can be added again.
    """

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context, self.tr("My list"))
        self._items: tuple[str, ...] = ()
        note = self.tr(
            "Your list lasts until you start over or close the program. It is not saved."
        )
        if context.is_desktop:
            note = f"{note} {self.tr('You can undo Start over while this window is open.')}"
        self.add_paragraph(note, role="quiet")
        self.add_widget(self._create_toolbar())
        self._empty_label = TextLabel(
            self.tr("Your list is empty. Open an area and press Add to my list."), context.theme
        )
        self.add_widget(self._empty_label)
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        self._items = tuple(dict.fromkeys((*self._items, *showing.list_items)))
        names = self.context.atlas.names(self.context.language)
        marks = tuple(describe_all_marks(showing, names, self._place_lookup))
        self.show_document(
            list_document(self.context.source, self._items, showing.value_answers, marks)
        )
        if self.document_view is not None:
            self.document_view.update_details(showing)
        self._empty_label.setVisible(not self._items and not showing.value_answers)
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
        self._qr_button = ActionButton(self.tr("QR code"), theme, ShowQrCodes())
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

    def _place_lookup(self, plate: PlateKey) -> PlaceAt:
        return self.context.atlas.outlines(plate).map.place_at
