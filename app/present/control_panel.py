"""The clinician's controls while presenting: what the audience sees, the tools, the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.present.annotation.toolbar import AnnotationToolbar
from app.present.audience.preview import AudiencePreview
from app.present.audience.window import AudienceMode, AudienceWindow
from app.present.steps.bar import StepBar
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel

_MAX_NAME_LENGTH, _NARROW_WIDTH, _STATUS_HEIGHT = 16, 520, 48


class ControlPanel(Card):
    """One card above the words; `tools` and `steps` are parts of it.

    Signals:
        audience_asked: the audience window is to be shown, or to be closed.
        screen_asked: another screen is to be picked.
        mode_asked: a Mode.
        curtain_asked: everything is to be hidden.
        compare_asked: something is to be set side by side, or no longer.
        end_asked: the consultation is over.
    """

    audience_toggle_requested = Signal()
    screen_choice_requested = Signal()
    mode_requested = Signal(object)
    privacy_requested = Signal()
    comparison_requested = Signal()
    end_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, CardTone.SURFACE)
        self.setAccessibleName(self.tr("Presenting"))
        self._icons = icons
        self._live_text, self._screen_name = "", ""
        self._audience: AudienceWindow | None = None
        self.preview = AudiencePreview(theme)
        self._status_label = TextLabel("", theme, weight=700)
        self._status_label.setMinimumHeight(
            theme.px(_STATUS_HEIGHT)
        )  # nothing below it moves with its words
        self._mode_buttons = ButtonGroup(self.tr("What the audience sees"), theme, 0)
        self._mode_buttons.add_options(
            [
                (AudienceMode.MIRROR.value, self.tr("Mirror")),
                (AudienceMode.FREEZE.value, self.tr("Freeze")),
                (AudienceMode.BLANK.value, self.tr("Blank")),
            ],
            ButtonAppearance.SEGMENT,
        )
        self._mode_buttons.picked.connect(self._on_mode)
        self.toolbar, self.step_bar = AnnotationToolbar(theme, icons), StepBar(theme, icons)
        head = self._build_header()
        self.column.addWidget(head)
        self.column.addWidget(self.toolbar)
        self.column.addWidget(self.step_bar)
        self.toolbar.hints.watch_buttons(head)
        self.show_audience_state(None, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.set_compact(is_small=self.width() < self.theme.px(_NARROW_WIDTH))

    def focus_home(self) -> None:
        """Gives the focus to what comes first."""
        self._audience_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_live_text(self, words: str) -> None:
        """What the line says as long as the audience follows."""
        self._live_text = words
        self._update_status()

    def show_audience_state(self, audience: AudienceWindow | None, where: str) -> None:
        """Says what the audience sees now, and where; None is nothing at all."""
        self._audience, self._screen_name = audience, where
        self._mode_buttons.setEnabled(audience is not None)
        self._audience_button.setText(
            self.tr("Show to the audience") if audience is None else self.tr("Hide")
        )
        self._audience_button.kind = ButtonKind.PRIMARY if audience is None else ButtonKind.PLAIN
        self._audience_button.updateGeometry()
        self._screen_button.setText(_elided_name(where))
        self._screen_button.updateGeometry()
        self._mode_buttons.set_selected(audience.mode.value if audience is not None else "")
        self._update_status()
        pick = self.tr("Pick the audience's screen")
        self._screen_button.setAccessibleName(f"{pick}: {where}" if where else pick)
        self.preview.set_audience(audience)
        self.toolbar.hints.refresh()

    def set_comparing(self, *, is_on: bool) -> None:
        """Says whether two things stand side by side."""
        self._compare_button.setChecked(is_on)

    def _update_status(self) -> None:
        words = self._status_text(self._audience)
        if words != self._status_label.text():
            self._status_label.set_text(words)
        if self._screen_name:
            words = f"{words} {self.tr('Screen: {name}.').format(name=self._screen_name)}"
        self.preview.setAccessibleName(words)

    def _status_text(self, audience: AudienceWindow | None) -> str:
        if audience is None:
            return self.tr("Only you see this so far.")
        words = {
            AudienceMode.MIRROR: self._live_text,
            AudienceMode.FREEZE: self.tr("Frozen: the audience still sees this picture."),
            AudienceMode.BLANK: self.tr("Blank: the audience sees nothing."),
        }
        return words[audience.mode]

    def _build_header(self) -> QWidget:
        head, side = QWidget(), QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(12))
        pile = ColumnLayout(side, self.theme.px(2))
        for widget in (self._status_label, self._build_mode_row(), self._build_buttons()):
            pile.addWidget(widget)
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(side, 1)
        return head

    def _build_mode_row(self) -> QWidget:
        """What the audience sees, and the end of it all."""
        first = QWidget()
        flow = FlowLayout(first, self.theme.px(8), between_rows=0)
        end = Button(self.tr("End"), self.theme, kind=ButtonKind.URGENT)
        end.clicked.connect(self.end_requested)
        flow.addWidget(self._mode_buttons)
        flow.addWidget(end)
        return first

    def _build_buttons(self) -> QWidget:
        acts = QWidget()
        flow = FlowLayout(acts, self.theme.px(4), between_rows=0)
        self._audience_button = Button(
            self.tr("Show to the audience"), self.theme, kind=ButtonKind.PRIMARY
        )
        self._screen_button = self._icon_button("mirror", self.tr("Pick the audience's screen"))
        curtain = self._icon_button("curtain", self.tr("Curtain: hide everything at once"))
        self._compare_button = self._icon_button("compare", self.tr("Side by side"))
        self._compare_button.setCheckable(True)
        for pill, signal in (
            (self._audience_button, self.audience_toggle_requested),
            (self._screen_button, self.screen_choice_requested),
            (curtain, self.privacy_requested),
            (self._compare_button, self.comparison_requested),
        ):
            pill.clicked.connect(signal)
            flow.addWidget(pill)
        return acts

    def _icon_button(self, icon: str, name: str) -> Button:
        pill = Button("", self.theme, icon=self._icons.path(icon))
        pill.setAccessibleName(name)
        return pill

    def _on_mode(self, key: str) -> None:
        self.mode_requested.emit(AudienceMode(key))


def _elided_name(name: str) -> str:
    """A screen's name as far as a button has room for it."""
    return name if len(name) <= _MAX_NAME_LENGTH else f"{name[: _MAX_NAME_LENGTH - 1]}\u2026"
