"""The messages of a window: one toast at a time, which a screen reader says once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.atlas.loader import Atlas
from app.session.actions import Undo
from app.session.session import Session
from app.session.state import Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, Button
from app.widgets.toast import Toast
from app.workspace.announcer import ChangeAnnouncer


class Messages(QObject):
    """Shows messages over the lower edge of a widget; the toast is created for the first one.

    Signals:
        action: Undo.
    """

    action = Signal(object)

    def __init__(
        self,
        widget: QWidget,
        session: Session,
        theme: Theme,
        icons: Icons,
        announcer: ChangeAnnouncer,
    ) -> None:
        super().__init__(widget)
        self._widget, self._session = widget, session
        self._theme, self._icons = theme, icons
        self._announcer = announcer
        self._offered_undo: object = None
        self.toast: Toast | None = None

    def show_message(
        self, text: str, buttons: Sequence[Button] = (), *, stays: bool = False
    ) -> None:
        """Show a message with buttons, in place of the one before; with `stays` until closed."""
        self._offered_undo = None
        self._get_toast().show_message(text, buttons, stays=stays)
        self._announcer.announce(text)

    def show_hint(self, text: str) -> None:
        """Show a message that presses go through, until something else happens."""
        self._offered_undo = None
        self._get_toast().show_hint(text)
        self._announcer.announce(text)

    def offer_undo(self, text: str) -> None:
        """Show what has happened, with a button that undoes it as long as that is possible."""
        undo = ActionButton(self.tr("Undo"), self._theme, Undo())
        undo.setAccessibleDescription(text)
        undo.action.connect(self.action)
        self.show_message(text, (undo,))
        self._offered_undo = self._session.next_undo

    def offer_undo_of_removal(self, item: str, atlas: Atlas) -> None:
        """Say which item was taken off the list, with a button that brings it back."""
        # Imported here because the first picture does not need it.
        from app.workspace.changes import describe_removal

        self.offer_undo(describe_removal(item, self._session.showing, atlas))

    def show_undone(self, before: Showing, atlas: Atlas) -> None:
        """Say what an Undo has changed that no message was about."""
        # Imported here because the first picture does not need it.
        from app.workspace.changes import describe_undo

        if text := describe_undo(before, self._session.showing, atlas):
            self.show_message(text)

    def on_changed(self) -> None:
        """Take away what another state makes wrong: hints, and Undo for another change."""
        is_undone = self.offers_undo and self._session.next_undo is not self._offered_undo
        if is_undone or (self.toast is not None and self.toast.is_hint):
            self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Show the next messages in another theme; the toast itself is changed with the widget."""
        self._theme = theme

    @property
    def is_visible(self) -> bool:
        """Whether a message is shown."""
        return self.toast is not None and self.toast.isVisible()

    @property
    def text(self) -> str:
        """The message that is shown, or ""."""
        return self.toast.text() if self.toast is not None and self.is_visible else ""

    @property
    def offers_undo(self) -> bool:
        """Whether a message with the button Undo is shown."""
        return self.is_visible and self._offered_undo is not None

    def hide(self) -> None:
        """Take the message away."""
        self._offered_undo = None
        if self.toast is not None:
            self.toast.dismiss()

    def remove(self) -> None:
        """Delete the toast, so that nothing of it is left for the next visitor."""
        self.hide()
        if self.toast is not None:
            self._widget.removeEventFilter(self.toast)
            self.toast.setParent(None)  # no child of the widget from now on
            self.toast.deleteLater()
            self.toast = None

    def _get_toast(self) -> Toast:
        if self.toast is None:
            self.toast = Toast(self._theme, self._icons.path("close"), self._widget)
        return self.toast
