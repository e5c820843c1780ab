"""Dialog for the details of the clinic, for handouts and the page When to call."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.handout.sheet import Clinic
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import install_dialog_role
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen


class ClinicDialog(QDialog):
    """Name, address, emergency phone and logo of the clinic.

    Signals:
        saved: the Clinic with the lines that were entered, without a logo.
        logo_requested: the user wants to choose a logo.
    """

    saved = Signal(object)
    logo_requested = Signal()

    def __init__(
        self, clinic: Clinic, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self.setWindowTitle(self.tr("Clinic details"))
        self._theme = theme
        outer = QVBoxLayout(self)
        page, scroll = QWidget(), ScrollColumn(theme)
        column = ColumnLayout(page, theme.px(8))
        note = self.tr(
            "This is printed on every handout that is made on this computer. When to call shows "
            "the phone number on the screen, too."
        )
        column.addWidget(TextLabel(note, theme))
        icon = icons.path("info")
        self.fields: dict[str, TextField] = {}
        for key, label in (
            ("name", self.tr("Name of the clinic")),
            ("address", self.tr("Address, in one line")),
            ("phone", self.tr("Phone for emergencies")),
        ):
            column.addWidget(TextLabel(label, theme, weight=600))
            field = TextField(label, theme, icon)
            field.setText(getattr(clinic, key))
            self.fields[key] = field
            column.addWidget(field)
        logo_text = self._logo_text(has_logo=bool(clinic.logo))
        self._message_label = TextLabel(logo_text, theme, role="quiet")
        column.addWidget(self._message_label)
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._make_buttons())
        resize_within_screen(self, QSize(theme.px(520), theme.px(440)))

    @property
    def message(self) -> str:
        """The text below the fields: about the logo, or the last message."""
        return self._message_label.text()

    def show_message(self, text: str) -> None:
        """Show a message below the fields."""
        self._message_label.set_text(text)

    def _make_buttons(self) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons, self._theme.px(8))
        logo = Button(self.tr("Choose a logo"), self._theme)
        logo.clicked.connect(self.logo_requested)
        save = Button(self.tr("Save"), self._theme, kind=ButtonKind.PRIMARY)
        save.clicked.connect(self._on_save)
        cancel = Button(self.tr("Cancel"), self._theme)
        cancel.clicked.connect(self.reject)
        for button in (logo, save, cancel):
            row.addWidget(button)
        return buttons

    def _logo_text(self, *, has_logo: bool) -> str:
        if has_logo:
            return self.tr("There is a logo.")
        return self.tr("No logo. Choose a PNG or JPEG picture of up to 2 MB.")

    def _on_save(self) -> None:
        name, address, phone = (field.text().strip() for field in self.fields.values())
        self.saved.emit(Clinic(name, address, phone))
        self.accept()
