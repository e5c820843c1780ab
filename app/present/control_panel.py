"""The clinician's controls while presenting: what the audience sees, the tools, the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.present.annotation.toolbar import ToolBox
from app.present.audience.preview import Preview
from app.present.audience.window import Audience, Mode
from app.present.steps.bar import StepBar
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.button_group import Choices, Face
from app.widgets.card import Card, Tone
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel

_LONGEST, _NARROW, _SIGN = 16, 520, 48


class Deck(Card):
    """One card above the words; `tools` and `steps` are parts of it.

    Signals:
        audience_asked: the audience window is to be shown, or to be closed.
        screen_asked: another screen is to be picked.
        mode_asked: a Mode.
        curtain_asked: everything is to be hidden.
        compare_asked: something is to be set side by side, or no longer.
        end_asked: the consultation is over.
    """

    audience_asked = Signal()
    screen_asked = Signal()
    mode_asked = Signal(object)
    curtain_asked = Signal()
    compare_asked = Signal()
    end_asked = Signal()

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__(look, Tone.SURFACE)
        self.setAccessibleName(self.tr("Presenting"))
        self._icons = icons
        self._live, self._where = "", ""
        self._audience: Audience | None = None
        self.preview = Preview(look)
        self._sign = WordLabel("", look, weight=700)
        self._sign.setMinimumHeight(look.px(_SIGN))  # nothing below it moves with its words
        self._modes = Choices(self.tr("What the audience sees"), look, 0)
        self._modes.offer(
            [
                (Mode.MIRROR.value, self.tr("Mirror")),
                (Mode.FREEZE.value, self.tr("Freeze")),
                (Mode.BLANK.value, self.tr("Blank")),
            ],
            Face.SEGMENT,
        )
        self._modes.picked.connect(self._on_mode)
        self.tools, self.steps = ToolBox(look, icons), StepBar(look, icons)
        head = self._head()
        self.column.addWidget(head)
        self.column.addWidget(self.tools)
        self.column.addWidget(self.steps)
        self.tools.hints.watch(head)
        self.show_audience(None, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.be_small(is_small=self.width() < self.look.px(_NARROW))

    def focus_home(self) -> None:
        """Gives the focus to what comes first."""
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_live(self, words: str) -> None:
        """What the line says as long as the audience follows."""
        self._live = words
        self._say_sign()

    def show_audience(self, audience: Audience | None, where: str) -> None:
        """Says what the audience sees now, and where; None is nothing at all."""
        self._audience, self._where = audience, where
        self._modes.setEnabled(audience is not None)
        self._shown.setText(
            self.tr("Show to the audience") if audience is None else self.tr("Hide")
        )
        self._shown.kind = Kind.PRIMARY if audience is None else Kind.PLAIN
        self._shown.updateGeometry()
        self._screen.setText(_short(where))
        self._screen.updateGeometry()
        self._modes.show_picked(audience.mode.value if audience is not None else "")
        self._say_sign()
        pick = self.tr("Pick the audience's screen")
        self._screen.setAccessibleName(f"{pick}: {where}" if where else pick)
        self.preview.follow(audience)
        self.tools.hints.renew()

    def show_beside(self, *, is_on: bool) -> None:
        """Says whether two things stand side by side."""
        self._compare.setChecked(is_on)

    def _say_sign(self) -> None:
        words = self._said(self._audience)
        if words != self._sign.text():
            self._sign.say(words)
        if self._where:
            words = f"{words} {self.tr('Screen: {name}.').format(name=self._where)}"
        self.preview.setAccessibleName(words)

    def _said(self, audience: Audience | None) -> str:
        if audience is None:
            return self.tr("Only you see this so far.")
        words = {
            Mode.MIRROR: self._live,
            Mode.FREEZE: self.tr("Frozen: the audience still sees this picture."),
            Mode.BLANK: self.tr("Blank: the audience sees nothing."),
        }
        return words[audience.mode]

    def _head(self) -> QWidget:
        head, side = QWidget(), QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.look.px(12))
        pile = Pile(side, self.look.px(2))
        for widget in (self._sign, self._first(), self._acts()):
            pile.addWidget(widget)
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(side, 1)
        return head

    def _first(self) -> QWidget:
        """What the audience sees, and the end of it all."""
        first = QWidget()
        flow = Flow(first, self.look.px(8), between_rows=0)
        end = Pill(self.tr("End"), self.look, kind=Kind.URGENT)
        end.clicked.connect(self.end_asked)
        flow.addWidget(self._modes)
        flow.addWidget(end)
        return first

    def _acts(self) -> QWidget:
        acts = QWidget()
        flow = Flow(acts, self.look.px(4), between_rows=0)
        self._shown = Pill(self.tr("Show to the audience"), self.look, kind=Kind.PRIMARY)
        self._screen = self._icon("mirror", self.tr("Pick the audience's screen"))
        curtain = self._icon("curtain", self.tr("Curtain: hide everything at once"))
        self._compare = self._icon("compare", self.tr("Side by side"))
        self._compare.setCheckable(True)
        for pill, signal in (
            (self._shown, self.audience_asked),
            (self._screen, self.screen_asked),
            (curtain, self.curtain_asked),
            (self._compare, self.compare_asked),
        ):
            pill.clicked.connect(signal)
            flow.addWidget(pill)
        return acts

    def _icon(self, icon: str, name: str) -> Pill:
        pill = Pill("", self.look, icon=self._icons.path(icon))
        pill.setAccessibleName(name)
        return pill

    def _on_mode(self, key: str) -> None:
        self.mode_asked.emit(Mode(key))


def _short(name: str) -> str:
    """A screen's name as far as a button has room for it."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}\u2026"
