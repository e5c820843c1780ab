"""The fault page of safe mode: an overlay above the visitors' page, or a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kiosk.input_filter import InputFilter
from app.kiosk.overlays.overlay import Overlay
from app.kiosk.screens import KioskScreens
from app.kiosk.supervision.fault_code import FaultReport
from app.kiosk.supervision.run_history import RunOutcome
from app.support.exit_codes import ExitCode
from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.button import ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.dialog_role import ModalDialog
from app.widgets.single_shot import single_shot
from app.widgets.text_label import TextLabel, TextSpan

_MAX_CARD_WIDTH, _CODE_FONT_STEP, _SETTLE_MS = 620, 7, 300


class FaultTexts(QObject):
    """The sentences of a fault report, the same for the overlay and the window."""

    def __init__(self, report: FaultReport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report

    def heading(self) -> str:
        return self.tr("This screen needs help")

    def instruction(self) -> str:
        return self.tr("Please read this code to the person who looks after the screen:")

    def cause(self) -> str:
        """The last failure in one sentence."""
        report = self._report
        if report.outcome is RunOutcome.HUNG:
            return self.tr("The program stopped responding and was started again.")
        if report.outcome is RunOutcome.REFUSED:
            return self.tr("It could not start: {reason}.").format(reason=report.detail.rstrip("."))
        if report.outcome in (RunOutcome.EXCEPTION, RunOutcome.NATIVE_CRASH):
            return self.tr("Something unexpected happened ({detail}).").format(detail=report.detail)
        if report.outcome is RunOutcome.KILLED:
            detail = report.detail or self.tr("the cause is not known")
            return self.tr("The program was ended from outside ({detail}).").format(detail=detail)
        return self.tr("It was started in safe mode.")

    def details(self) -> tuple[tuple[str, str], ...]:
        """Pairs of label and text that answer what is asked next on the phone."""
        report = self._report
        return (
            (self.tr("Last problem"), self.cause()),
            (self.tr("Program"), self.tr("version {v}").format(v=report.version)),
            (self.tr("Atlas"), report.atlas or self.tr("none can be shown")),
            (self.tr("Started"), report.started),
        )

    def advice(self) -> str:
        """How safe mode ends."""
        if self._report.leaves_safe_mode:
            return self.tr("In ten minutes it will try to start normally.")
        return self.tr("Safe mode lasts until the program is started without --safe.")


class FaultPage(ModalDialog, Overlay):
    """Covers the visitors' page in safe mode until it is dismissed.

    Signals:
        continue_requested: "Continue in safe mode" was touched.
    """

    continue_requested = Signal()

    def __init__(self, parent: QWidget, theme: Theme, report: FaultReport) -> None:
        super().__init__(parent, theme)
        texts = FaultTexts(report, self)
        add = self.card.column.addWidget
        self.setAccessibleName(texts.heading())
        add(TextLabel(texts.heading(), theme, step=4, weight=700))
        add(TextLabel(texts.instruction(), theme, step=1))
        add(TextLabel(report.code, theme, step=_CODE_FONT_STEP, weight=700, role="accent"))
        for name, text in texts.details():
            add(TextLabel((TextSpan(f"{name}: ", strong=True), TextSpan(text)), theme, step=1))
        notice = Card(theme, CardTone.TINT)
        notice.column.addWidget(TextLabel(texts.advice(), theme, step=1))
        add(notice)
        continue_button = self.wide_button(self.tr("Continue in safe mode"), ButtonKind.PRIMARY)
        continue_button.clicked.connect(self.continue_requested)
        add(continue_button)

    def update_metrics(self) -> None:
        """Use a wider card than other overlays, because its text is read aloud on the phone."""
        self.card.setMaximumWidth(self.theme.px(_MAX_CARD_WIDTH))
        self.card.setMinimumWidth(min(self.theme.px(_MAX_CARD_WIDTH), self._covered.width()))


class FaultWindow(HasAccessibleRole, QWidget):
    """The fault page as a full-screen window that needs no atlas and paints its text itself.

    Args:
        report: what it shows.
        theme: fonts and colours; None uses those of Qt.
        retry_ms: after this time it ends, so that the kiosk is started normally.

    Signals:
        ended: the kiosk has to end, with this ExitCode.
    """

    accessible_role = QAccessible.Role.Window

    ended = Signal(object)

    def __init__(self, report: FaultReport, theme: Theme | None, retry_ms: int) -> None:
        kinds = Qt.WindowType
        install_accessible_roles()
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setWindowTitle(QCoreApplication.applicationName())
        self.input_filter: InputFilter | None = None
        self._code, self._theme = report.code, theme
        self._texts = FaultTexts(report, self)
        self.setAccessibleName("\n".join(text for _, text in self.lines()))
        self._retry_timer = QTimer(self)
        self._retry_timer.setSingleShot(True)
        self._retry_timer.timeout.connect(self._on_retry)
        self._retry_timer.start(retry_ms)
        self.screens = KioskScreens((), self)
        self.screens.changed.connect(single_shot(self, _SETTLE_MS, self.cover_screen).start)

    @property
    def windows(self) -> tuple[QWidget, ...]:
        return (self,)

    def cover_screen(self) -> None:
        """Cover the primary screen, which may have changed since the last call."""
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.show()

    def stop(self, how: ExitCode) -> None:
        """Emit `ended`."""
        self.ended.emit(how)

    def lines(self) -> list[tuple[float, str]]:
        """Every paragraph with its font size, as a multiple of the base size."""
        texts = self._texts
        head = [(2.0, texts.heading()), (1.2, texts.instruction()), (3.6, self._code)]
        details = [(1.0, f"{name}: {text}") for name, text in texts.details()]
        return [*head, *details, (1.0, texts.advice())]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        background, ink = self._colors()
        painter.fillRect(self.rect(), background)
        painter.setPen(ink)
        size = max(min(self.width(), self.height()) / 34, 12)
        width = min(self.width() * 0.86, size * 38)
        box = QRectF((self.width() - width) / 2, self.height() * 0.08, width, self.height())
        for scale, text in self.lines():
            painter.setFont(self._font(size * scale, bold=scale > 1.5))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            used = painter.drawText(box, flags, text)
            box.setTop(used.bottom() + size * 0.7)

    def _colors(self) -> tuple[QColor, QColor]:
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
