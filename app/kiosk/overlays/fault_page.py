"""The screen of a kiosk that is not well: over the visitors' window, or in place of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kiosk.input_filter import InputGuard
from app.kiosk.overlays.overlay import Scene
from app.kiosk.screens import Screens
from app.kiosk.supervision.fault_code import Diagnosis
from app.kiosk.supervision.protocol import Exit
from app.kiosk.supervision.run_history import How
from app.theme.theme import Look
from app.widgets.button import Kind
from app.widgets.card import Card, Tone
from app.widgets.dialog_role import ModalDialog
from app.widgets.event_loop import later
from app.widgets.text_label import Part, WordLabel

_WIDEST, _BIG_STEP, _SOON_MS = 620, 7, 300


class DiagnosisWords(QObject):
    """The words of a diagnosis, the same wherever it is shown."""

    def __init__(self, diagnosis: Diagnosis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diagnosis = diagnosis

    def head(self) -> str:
        return self.tr("This screen needs help")

    def call(self) -> str:
        return self.tr("Please read this code to whoever looks after it:")

    def happened(self) -> str:
        """The last failure in one sentence."""
        said = self._diagnosis
        if said.how is How.HUNG:
            return self.tr("The program did not answer any more and was started again.")
        if said.how is How.REFUSED:
            return self.tr("It could not start: {why}.").format(why=said.detail.rstrip("."))
        if said.how in (How.BROKE, How.FAULT):
            return self.tr("Something unexpected happened ({what}).").format(what=said.detail)
        if said.how is How.KILLED:
            detail = said.detail or self.tr("nobody saw by whom")
            return self.tr("The program was ended from outside ({what}).").format(what=detail)
        return self.tr("It was started in safe mode.")

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is asked next on the phone: each a name and what stands there."""
        said = self._diagnosis
        return (
            (self.tr("Last problem"), self.happened()),
            (self.tr("Program"), self.tr("version {v}").format(v=said.version)),
            (self.tr("Atlas"), said.atlas or self.tr("none can be shown")),
            (self.tr("Started"), said.started),
        )

    def advice(self) -> str:
        if self._diagnosis.tries_again:
            return self.tr("In ten minutes it tries by itself to start as usual.")
        return self.tr("It stays so until it is started without --safe.")


class DiagnosisScene(ModalDialog, Scene):
    """Covers the visitors' window in safe mode until somebody goes on.

    Signals:
        passed: go on to the atlas.
    """

    passed = Signal()

    def __init__(self, over: QWidget, look: Look, diagnosis: Diagnosis) -> None:
        super().__init__(over, look)
        words = DiagnosisWords(diagnosis, self)
        add = self.card.column.addWidget
        self.setAccessibleName(words.head())
        add(WordLabel(words.head(), look, step=4, weight=700))
        add(WordLabel(words.call(), look, step=1))
        add(WordLabel(diagnosis.code, look, step=_BIG_STEP, weight=700, role="accent"))
        for name, said in words.facts():
            add(WordLabel((Part(f"{name}: ", strong=True), Part(said)), look, step=1))
        notice = Card(look, Tone.TINT)
        notice.column.addWidget(WordLabel(words.advice(), look, step=1))
        add(notice)
        go_on = self.wide(self.tr("Go on in safe mode"), Kind.PRIMARY)
        go_on.clicked.connect(self.passed)
        add(go_on)

    def fit(self) -> None:
        """Wider than other scenes: it is read aloud."""
        self.card.setMaximumWidth(self.look.px(_WIDEST))
        self.card.setMinimumWidth(min(self.look.px(_WIDEST), self._over.width()))


class DiagnosisWindow(QWidget):
    """The same without an atlas: paints plain words itself, covers its screen, lets nobody out.

    Signals:
        ended: the Exit.
    """

    ended = Signal(object)

    def __init__(self, diagnosis: Diagnosis, look: Look | None, again_ms: int) -> None:
        kinds = Qt.WindowType
        super().__init__(None, kinds.Window | kinds.FramelessWindowHint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setWindowTitle(QCoreApplication.applicationName())
        self.guard: InputGuard | None = None
        self._code, self._look = diagnosis.code, look
        self._words = DiagnosisWords(diagnosis, self)
        self.setAccessibleName("\n".join(words for _, words in self.lines()))
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._on_again)
        self._again.start(again_ms)
        self.screens = Screens((), self)
        self.screens.changed.connect(later(self, _SOON_MS, self.cover).start)

    @property
    def windows(self) -> tuple[QWidget, ...]:
        return (self,)

    def cover(self) -> None:
        """Covers its screen, as it is now: it may have gone, come or turned."""
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.show()

    def stop(self, how: Exit) -> None:
        """Lets the program end."""
        self.ended.emit(how)

    def lines(self) -> list[tuple[float, str]]:
        """Every line with the size of its letters, as a share of those of the text."""
        words = self._words
        facts = [(1.0, f"{name}: {said}") for name, said in words.facts()]
        head = [(2.0, words.head()), (1.2, words.call()), (3.6, self._code)]
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
        if self._look is None:
            palette = self.palette()
            return palette.window().color(), palette.windowText().color()
        return self._look.colour("ground"), self._look.colour("ink")

    def _font(self, size: float, *, bold: bool) -> QFont:
        font = self._look.font() if self._look is not None else QFont(self.font())
        font.setPixelSize(round(size))
        font.setBold(bold)
        return font

    def _on_again(self) -> None:
        self.ended.emit(Exit.RESTART)
