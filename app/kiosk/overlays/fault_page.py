"""The screen of a kiosk that is not well: over the visitors' window, or in place of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kiosk.input_filter import InputFilter
from app.kiosk.overlays.overlay import Overlay
from app.kiosk.screens import KioskScreens
from app.kiosk.supervision.fault_code import FaultReport
from app.kiosk.supervision.run_history import RunOutcome
from app.support.exit_codes import ExitCode
from app.theme.theme import Theme
from app.widgets.button import ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.dialog_role import ModalDialog
from app.widgets.event_loop import single_shot
from app.widgets.text_label import TextLabel, TextSpan

_MAX_CARD_WIDTH, _CODE_FONT_STEP, _SETTLE_MS = 620, 7, 300


class FaultTexts(QObject):
    """The words of a diagnosis, the same wherever it is shown."""

    def __init__(self, diagnosis: FaultReport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diagnosis = diagnosis

    def heading(self) -> str:
        return self.tr("This screen needs help")

    def instruction(self) -> str:
        return self.tr("Please read this code to whoever looks after it:")

    def cause(self) -> str:
        """The last failure in one sentence."""
        said = self._diagnosis
        if said.outcome is RunOutcome.HUNG:
            return self.tr("The program did not answer any more and was started again.")
        if said.outcome is RunOutcome.REFUSED:
            return self.tr("It could not start: {why}.").format(why=said.detail.rstrip("."))
        if said.outcome in (RunOutcome.BROKE, RunOutcome.FAULT):
            return self.tr("Something unexpected happened ({what}).").format(what=said.detail)
        if said.outcome is RunOutcome.KILLED:
            detail = said.detail or self.tr("nobody saw by whom")
            return self.tr("The program was ended from outside ({what}).").format(what=detail)
        return self.tr("It was started in safe mode.")

    def details(self) -> tuple[tuple[str, str], ...]:
        """What is asked next on the phone: each a name and what stands there."""
        said = self._diagnosis
        return (
            (self.tr("Last problem"), self.cause()),
            (self.tr("Program"), self.tr("version {v}").format(v=said.version)),
            (self.tr("Atlas"), said.atlas or self.tr("none can be shown")),
            (self.tr("Started"), said.started),
        )

    def advice(self) -> str:
        if self._diagnosis.leaves_safe_mode:
            return self.tr("In ten minutes it tries by itself to start as usual.")
        return self.tr("It stays so until it is started without --safe.")


class FaultPage(ModalDialog, Overlay):
    """Covers the visitors' window in safe mode until somebody goes on.

    Signals:
        passed: go on to the atlas.
    """

    continue_requested = Signal()

    def __init__(self, over: QWidget, theme: Theme, diagnosis: FaultReport) -> None:
        super().__init__(over, theme)
        words = FaultTexts(diagnosis, self)
        add = self.card.column.addWidget
        self.setAccessibleName(words.heading())
        add(TextLabel(words.heading(), theme, step=4, weight=700))
        add(TextLabel(words.instruction(), theme, step=1))
        add(TextLabel(diagnosis.code, theme, step=_CODE_FONT_STEP, weight=700, role="accent"))
        for name, said in words.details():
            add(TextLabel((TextSpan(f"{name}: ", strong=True), TextSpan(said)), theme, step=1))
        notice = Card(theme, CardTone.TINT)
        notice.column.addWidget(TextLabel(words.advice(), theme, step=1))
        add(notice)
        go_on = self.wide_button(self.tr("Go on in safe mode"), ButtonKind.PRIMARY)
        go_on.clicked.connect(self.continue_requested)
        add(go_on)

    def update_metrics(self) -> None:
        """Wider than other scenes: it is read aloud."""
        self.card.setMaximumWidth(self.theme.px(_MAX_CARD_WIDTH))
        self.card.setMinimumWidth(min(self.theme.px(_MAX_CARD_WIDTH), self._covered.width()))


class FaultWindow(QWidget):
    """The same without an atlas: paints plain words itself, covers its screen, lets nobody out.

    Signals:
        ended: the ExitCode.
    """

    ended = Signal(object)

    def __init__(self, diagnosis: FaultReport, theme: Theme | None, again_ms: int) -> None:
        kinds = Qt.WindowType
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setWindowTitle(QCoreApplication.applicationName())
        self.input_filter: InputFilter | None = None
        self._code, self._theme = diagnosis.code, theme
        self._texts = FaultTexts(diagnosis, self)
        self.setAccessibleName("\n".join(words for _, words in self.lines()))
        self._retry_timer = QTimer(self)
        self._retry_timer.setSingleShot(True)
        self._retry_timer.timeout.connect(self._on_retry)
        self._retry_timer.start(again_ms)
        self.screens = KioskScreens((), self)
        self.screens.changed.connect(single_shot(self, _SETTLE_MS, self.cover_screen).start)

    @property
    def windows(self) -> tuple[QWidget, ...]:
        return (self,)

    def cover_screen(self) -> None:
        """Covers its screen, as it is now: it may have gone, come or turned."""
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.show()

    def stop(self, how: ExitCode) -> None:
        """Lets the program end."""
        self.ended.emit(how)

    def lines(self) -> list[tuple[float, str]]:
        """Every line with the size of its letters, as a share of those of the text."""
        words = self._texts
        facts = [(1.0, f"{name}: {said}") for name, said in words.details()]
        head = [(2.0, words.heading()), (1.2, words.instruction()), (3.6, self._code)]
        return [*head, *facts, (1.0, words.advice())]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, ink = self._colours()
        painter.fillRect(self.rect(), ground)
        painter.setPen(ink)
        size = max(min(self.width(), self.height()) / 34, 12)
        room = min(self.width() * 0.86, size * 38)
        box = QRectF((self.width() - room) / 2, self.height() * 0.08, room, self.height())
        for share, words in self.lines():
            painter.setFont(self._font(size * share, bold=share > 1.5))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            used = painter.drawText(box, flags, words)
            box.setTop(used.bottom() + size * 0.7)

    def _colours(self) -> tuple[QColor, QColor]:
        if self._theme is None:
            palette = self.palette()
            return palette.window().color(), palette.windowText().color()
        return self._theme.color("ground"), self._theme.color("ink")

    def _font(self, size: float, *, bold: bool) -> QFont:
        font = self._theme.font() if self._theme is not None else QFont(self.font())
        font.setPixelSize(round(size))
        font.setBold(bold)
        return font

    def _on_retry(self) -> None:
        self.ended.emit(ExitCode.RESTART)
