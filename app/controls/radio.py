"""A radio button that tells a press, whoever presses it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton


class Radio(QRadioButton):
    """Assistive tools do not click a radio button, they toggle it; here that is a click too."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._is_expected = False

    def show_checked(self, *, on: bool) -> None:
        """Marks it as on or off, without telling anybody; off also where it alone is on."""
        self._is_expected = True
        self.setAutoExclusive(False)  # else the one that is on could not be let go
        self.setChecked(on)
        self.setAutoExclusive(True)
        self._is_expected = False

    def be_reached(self) -> None:
        """Tab stops here again: Qt takes that from all but one as soon as any has the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nextCheckState(self) -> None:
        """A click changes it; the click itself is told afterwards."""
        self._is_expected = True
        super().nextCheckState()
        self._is_expected = False

    def checkStateSet(self) -> None:
        """Comes after every change; one that nobody here made is an assistive tool's."""
        if self.isChecked() and not self._is_expected:
            self.clicked.emit()
