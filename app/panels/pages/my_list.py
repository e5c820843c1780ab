"""Page with the list of the visitor, their answers, and the marks of a consultation."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.body.regions import PlateKey
from app.document.my_list import answers_and_marks, list_rows, what_undo_does
from app.painting.descriptions import describe_all_marks
from app.panels.pages.document_page import DocumentPage
from app.panels.pages.list_rows import ListRowsView
from app.panels.pages.own_line_field import OwnLineField
from app.panels.view import PanelContext
from app.session.actions import (
    Action,
    AddOwnLine,
    EditOwnLine,
    MakeHandout,
    PrintList,
    SetLineDrafts,
    ShowQrCodes,
    StartOver,
    Undo,
)
from app.session.marks import PlaceAt
from app.session.own_lines import (
    MAX_LINE_LETTERS,
    MAX_OWN_LINES,
    LineDrafts,
    clean_line,
    own_line_count,
)
from app.session.state import Showing
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.hold_position import held_in_place
from app.widgets.layouts import FlowLayout
from app.widgets.text_label import TextLabel
from app.widgets.tooltip import set_tooltip


class MyListPage(DocumentPage):
    """What is on the list in the visitor's order, and what can be done with it.

    Where a person can type, a field adds lines of their own.
    """

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context, self.tr("My list"))
        self.add_widget(self._create_toolbar())
        self._empty_label = TextLabel(self._empty_text(), context.theme)
        self.add_widget(self._empty_label)
        self.rows = ListRowsView(context, self.tr("My list"))
        self.rows.action.connect(self._on_row_action)
        self.add_widget(self.rows)
        self.new_line = OwnLineField(
            self.tr("Add a line of your own"), self.tr("Add"), "plus", context.theme, context.icons
        )
        self.new_line.edited.connect(self._on_new_text)
        self.new_line.entered.connect(self._on_new_line)
        self.add_widget(self.new_line)
        self.new_line.setVisible(context.can_type)
        self.update_details(showing)
        note = self.tr(
            "My list stays here until you start over or close the program. It is not saved."
        )
        if context.is_desktop:
            note = f"{note} {self.tr('You can undo Start over while this window is open.')}"
        self.add_paragraph(note, role="quiet")

    def _empty_text(self) -> str:
        if self.context.can_type:
            return self.tr(
                "There is nothing on My list yet. Open an area and press Add to my list, or write "
                "a line of your own."
            )
        return self.tr("There is nothing on My list yet. Open an area and press Add to my list.")

    def update_details(self, showing: Showing) -> None:
        focus = QApplication.focusWidget()
        is_writing = focus is not None and self.new_line.isAncestorOf(focus)
        # The field stays where it is while lines are written one after another.
        with held_in_place(self.new_line) if is_writing else nullcontext():
            self._show_items(showing)
        names = self.context.atlas.names(self.context.language)
        marks = tuple(describe_all_marks(showing, names, self._place_lookup))
        self.show_document(answers_and_marks(self.context.source, showing.value_answers, marks))
        if self.document_view is not None:
            self.document_view.update_details(showing)
        self._empty_label.setVisible(
            not self.rows.widgets and not showing.value_answers and not marks
        )
        self._undo.setEnabled(showing.can_undo)
        undone = what_undo_does(self.context.source, showing)
        set_tooltip(self._undo, meaning=undone)
        self._undo.setAccessibleDescription(undone)
        has_content = bool(
            showing.list_items
            or showing.marks_by_plate.plates
            or showing.place
            or not showing.line_drafts.is_empty
        )
        for tool in (self._handout, self._qr_button, self._print):
            tool.setEnabled(has_content)

    def _show_items(self, showing: Showing) -> None:
        items, drafts = showing.list_items, showing.line_drafts
        rows = list_rows(self.context.source, items)
        if not self.rows.set_rows(rows, items, drafts):
            self._focus_after_last_row()
        self.rows.setVisible(bool(rows))
        self.new_line.set_text(drafts.new_text)
        self.new_line.set_full_text(self._full_text(items))

    def _full_text(self, items: tuple[str, ...]) -> str:
        """Why no more lines can be added; "" if they can."""
        if own_line_count(items) < MAX_OWN_LINES:
            return ""
        text = self.tr("My list has {count} lines of your own. Remove one to add another.")
        return text.format(count=MAX_OWN_LINES)

    def _focus_after_last_row(self) -> None:
        """Move the focus from the last row, which is gone, to what a person may want next."""
        target: QWidget = self.new_line.field if self.context.can_type else self.back_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_action(self, action: Action) -> None:
        if not isinstance(action, SetLineDrafts):
            self.action.emit(action)
            return
        edited, drafts = self.rows.edited, action.drafts
        if edited is not None and drafts.edited_item not in ("", edited.row.address):
            # another line is to be changed: first this one is saved
            text = edited.input.field.text()
            if len(clean_line(text)) > MAX_LINE_LETTERS:
                edited.input.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self.action.emit(EditOwnLine(edited.row.address, text))
        new_text = self.new_line.field.text()
        self.action.emit(SetLineDrafts(replace(drafts, new_text=new_text)))

    def _on_new_text(self, text: str) -> None:
        edited = self.rows.edited
        item, edited_text = ("", "") if edited is None else edited.draft
        self.action.emit(SetLineDrafts(LineDrafts(text, item, edited_text)))

    def _on_new_line(self, text: str) -> None:
        self.action.emit(AddOwnLine(text))

    def _create_toolbar(self) -> QWidget:
        theme, icons, tools = self.context.theme, self.context.icons, QWidget()
        row = FlowLayout(tools, theme.px(8))
        self._handout = ActionButton(
            self.tr("Make a handout"),
            theme,
            MakeHandout(),
            kind=ButtonKind.PRIMARY,
            icon=icons.path("sheet"),
        )
        self._print = ActionButton(self.tr("Print"), theme, PrintList())
        self._qr_button = ActionButton(self.tr("QR code"), theme, ShowQrCodes())
        self._undo = ActionButton(self.tr("Undo"), theme, Undo(), icon=icons.path("undo"))
        start_over = ActionButton(
            self.tr("Start over"),
            theme,
            StartOver(),
            kind=ButtonKind.QUIET,
            icon=icons.path("restart"),
        )
        for button in (self._handout, self._print, self._qr_button, self._undo, start_over):
            button.action.connect(self.action)
            row.addWidget(button)
        self._handout.setVisible(self.context.is_desktop)
        self._print.setVisible(self.context.can_print)
        return tools

    def _place_lookup(self, plate: PlateKey) -> PlaceAt:
        return self.context.atlas.outlines(plate).map.place_at
