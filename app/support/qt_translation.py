"""Qt side of the message catalogue: one catalogue for `tr`, `translate` and the code without Qt."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QTranslator

from app.support.translation import NO_NUMBER, Catalogue


def translate(context: str, text: str, n: int = NO_NUMBER) -> str:
    """Translate a message with the translator that is installed: a `Translate` for code with Qt.

    Classes use their own `tr`, except for messages with "%n": for those `tr` finds the wrong
    plural form when it is called on an object of a subclass.
    """
    return QCoreApplication.translate(context, text, None, n)


def install_translations(application: QCoreApplication, language: str = "en") -> None:
    """Let Qt use the catalogue of a language."""
    application.installTranslator(CatalogueTranslator(Catalogue.read(language), application))


class CatalogueTranslator(QTranslator):
    """Serves a catalogue to Qt; its owner, the application, keeps it as long as it needs it."""

    def __init__(self, catalogue: Catalogue, owner: QCoreApplication) -> None:
        super().__init__(owner)
        self._catalogue = catalogue

    def isEmpty(self) -> bool:
        """Return False, because Qt does not install an empty translator."""
        return False

    def translate(
        self, context: str, source_text: str, _disambiguation: str | None = None, n: int = NO_NUMBER
    ) -> Any:
        """Return the translation, or None, so that Qt shows the source text; "" would hide it."""
        return self._catalogue.find(context, source_text, n)
