"""The clinician's controls in a consultation: audience, annotations, steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.present.actions import (
    AudienceMode,
    ChooseComparison,
    ChooseScreen,
    ConsultationAction,
    EndConsultation,
    SetAudienceMode,
    ToggleAudienceWindow,
    TogglePrivacyScreen,
)
from app.present.annotation.toolbar import AnnotationToolbar
from app.present.audience.preview import AudiencePreview
from app.present.audience.window import AudienceWindow
from app.present.remote import RemoteAction, keys_of
from app.present.steps.bar import StepBar
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel
from app.widgets.tooltip import set_tooltip

_MAX_NAME_LENGTH = 16
_NARROW_WIDTH, _STATUS_HEIGHT = 520, 48  # in pixels at 100 %


class ControlPanel(Card):
    """The card above the text, with the annotation toolbar and the step bar in it.

    Signals:
        action: a ControlAction, of the panel itself or of the two bars in it.
    """

    action = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, CardTone.SURFACE)
        self.setAccessibleName(self.tr("Presenting"))
        self._icons = icons
        self._live_text, self._screen_name = "", ""
        self._audience: AudienceWindow | None = None
        self.preview = AudiencePreview(theme)
        self._status_label = TextLabel("", theme, weight=700)
        # A fixed minimum, so that longer words do not move what is below.
        self._status_label.setMinimumHeight(theme.px(_STATUS_HEIGHT))
        self.toolbar, self.step_bar = AnnotationToolbar(theme, icons), StepBar(theme, icons)
        self.toolbar.action.connect(self.action)
        self.step_bar.action.connect(self.action)
        header = self._build_header()
        self.column.addWidget(header)
        self.column.addWidget(self.toolbar)
        self.column.addWidget(self.step_bar)
        self.toolbar.hints.watch_buttons(header)
        self.show_audience_state(None, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.set_compact(is_compact=self.width() < self.theme.px(_NARROW_WIDTH))

    def set_initial_focus(self) -> None:
        """Give the focus to the first button."""
        self._audience_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def status_text(self) -> str:
        """The line that says what the audience sees."""
        return self._status_label.text()

    def set_live_text(self, text: str) -> None:
        """Set the status line for the time while the audience window mirrors."""
        self._live_text = text
        self._update_status()

    def show_audience_state(self, audience: AudienceWindow | None, screen_name: str) -> None:
        """Show the mode of the audience window and its screen; None if there is no window."""
        self._audience, self._screen_name = audience, screen_name
        self._mode_buttons.setEnabled(audience is not None)
        self._audience_button.setText(
            self.tr("Show to the audience") if audience is None else self.tr("Hide")
        )
        self._audience_button.kind = ButtonKind.PRIMARY if audience is None else ButtonKind.PLAIN
        self._audience_button.updateGeometry()
        self._screen_button.setText(_elided_name(screen_name))
        self._screen_button.updateGeometry()
        self._mode_buttons.set_selected(audience.mode.value if audience is not None else "")
        self._update_status()
        name = self.tr("Pick the audience's screen")
        self._screen_button.setAccessibleName(f"{name}: {screen_name}" if screen_name else name)
        self.preview.set_audience(audience)
        self.toolbar.hints.refresh()

    def set_comparing(self, *, is_on: bool) -> None:
        """Show whether two things are compared side by side."""
        self._compare_button.setChecked(is_on)

    def _update_status(self) -> None:
        text = self._status_for(self._audience)
        if text != self._status_label.text():
            self._status_label.set_text(text)
        if self._screen_name:
            text = f"{text} {self.tr('Screen: {name}.').format(name=self._screen_name)}"
        self.preview.setAccessibleName(text)

    def _status_for(self, audience: AudienceWindow | None) -> str:
        if audience is None:
            return self.tr("Only you see this so far.")
        texts = {
            AudienceMode.MIRROR: self._live_text,
            AudienceMode.FREEZE: self.tr("Frozen: the audience still sees this picture."),
            AudienceMode.BLANK: self.tr("Blank: the audience sees nothing."),
        }
        return texts[audience.mode]

    def _build_header(self) -> QWidget:
        header, side = QWidget(), QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(12))
        column = ColumnLayout(side, self.theme.px(2))
        for widget in (self._status_label, self._build_mode_row(), self._build_buttons()):
            column.addWidget(widget)
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(side, 1)
        return header

    def _build_mode_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, self.theme.px(8), row_spacing=0)
        self._mode_buttons = ButtonGroup(self.tr("What the audience sees"), self.theme, 0)
        self._mode_buttons.add_options(
            [
                (AudienceMode.MIRROR.value, self.tr("Mirror")),
                (AudienceMode.FREEZE.value, self.tr("Freeze")),
                (AudienceMode.BLANK.value, self.tr("Blank")),
            ],
            ButtonAppearance.SEGMENT,
        )
        meanings = (
            (RemoteAction.START, self.tr("The audience sees what you see, except your notes")),
            (RemoteAction.FREEZE, self.tr("The audience keeps what it sees now")),
            (RemoteAction.BLANK, self.tr("The audience sees an empty screen")),
        )
        for button, (action, meaning) in zip(self._mode_buttons.buttons, meanings, strict=True):
            set_tooltip(button, meaning=meaning, key=keys_of(action)[0])
        self._mode_buttons.picked.connect(self._on_mode_picked)
        end = ActionButton(self.tr("End"), self.theme, EndConsultation(), kind=ButtonKind.URGENT)
        end.action.connect(self.action)
        flow.addWidget(self._mode_buttons)
        flow.addWidget(end)
        return row

    def _build_buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, self.theme.px(4), row_spacing=0)
        self._audience_button = ActionButton(
            self.tr("Show to the audience"),
            self.theme,
            ToggleAudienceWindow(),
            kind=ButtonKind.PRIMARY,
        )
        screen = self.tr("Pick the audience's screen")
        self._screen_button = self._icon_button(ChooseScreen(), "mirror", screen)
        curtain = self.tr("Curtain: hide everything at once")
        privacy_button = self._icon_button(TogglePrivacyScreen(), "curtain", curtain)
        set_tooltip(privacy_button, key=keys_of(RemoteAction.PRIVACY_SCREEN)[0])
        compare = self.tr("Side by side")
        self._compare_button = self._icon_button(ChooseComparison(), "compare", compare)
        self._compare_button.setCheckable(True)
        for button in (
            self._audience_button,
            self._screen_button,
            privacy_button,
            self._compare_button,
        ):
            button.action.connect(self.action)
            flow.addWidget(button)
        return row

    def _icon_button(self, action: ConsultationAction, icon: str, name: str) -> ActionButton:
        button = ActionButton("", self.theme, action, icon=self._icons.path(icon))
        button.setAccessibleName(name)
        return button

    def _on_mode_picked(self, key: str) -> None:
        self.action.emit(SetAudienceMode(AudienceMode(key)))


def _elided_name(name: str) -> str:
    """A screen's name, shortened to what fits on a button."""
    return name if len(name) <= _MAX_NAME_LENGTH else f"{name[: _MAX_NAME_LENGTH - 1]}\u2026"
