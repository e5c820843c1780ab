"""The settings page of the clinic: what stands on every handout that is made here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.handout.sheet import Clinic
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.dialog_role import install_dialog_role
from app.widgets.layouts import Flow, Pile
from app.widgets.scroll_column import Column
from app.widgets.text_field import Field
from app.widgets.text_label import WordLabel
from app.widgets.window_size import resize_within_screen


class ClinicDialog(QDialog):
    """Name, address, phone for emergencies, and a logo.

    Signals:
        saved: the Clinic as it was typed, its logo as it was.
        logo_asked: another logo is to be chosen.
    """

    saved = Signal(object)
    logo_asked = Signal()

    def __init__(
        self, clinic: Clinic, look: Look, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self.setWindowTitle(self.tr("Clinic on the handout"))
        self._look = look
        outer = QVBoxLayout(self)
        page, scroll = QWidget(), Column(look)
        column = Pile(page, look.px(8))
        note = self.tr(
            "This stands on every handout that is made on this machine, and nowhere else."
        )
        column.addWidget(WordLabel(note, look))
        icon = icons.path("info")
        self.fields: dict[str, Field] = {}
        for key, words in (
            ("name", self.tr("Name of the clinic")),
            ("address", self.tr("Address, in one line")),
            ("phone", self.tr("Phone for emergencies")),
        ):
            column.addWidget(WordLabel(words, look, weight=600))
            field = Field(words, look, icon)
            field.setText(getattr(clinic, key))
            self.fields[key] = field
            column.addWidget(field)
        self._told = WordLabel(self._logo_words(has_logo=bool(clinic.logo)), look, role="quiet")
        column.addWidget(self._told)
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._ways())
        resize_within_screen(self, QSize(look.px(520), look.px(440)))

    def tell(self, words: str) -> None:
        """Says how taking the logo went."""
        self._told.say(words)

    def _ways(self) -> QWidget:
        ways = QWidget()
        row = Flow(ways, self._look.px(8))
        logo = Pill(self.tr("Choose a logo"), self._look)
        logo.clicked.connect(self.logo_asked)
        save = Pill(self.tr("Save"), self._look, kind=Kind.PRIMARY)
        save.clicked.connect(self._on_save)
        leave = Pill(self.tr("Cancel"), self._look)
        leave.clicked.connect(self.reject)
        for pill in (logo, save, leave):
            row.addWidget(pill)
        return ways

    def _logo_words(self, *, has_logo: bool) -> str:
        if has_logo:
            return self.tr("A logo is there.")
        return self.tr("No logo. A PNG or JPEG picture of up to 2 MB can be taken.")

    def _on_save(self) -> None:
        name, address, phone = (field.text().strip() for field in self.fields.values())
        self.saved.emit(Clinic(name, address, phone))
        self.accept()
