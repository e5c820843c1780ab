"""A probe inside a program under test, which records what cannot be seen from outside.

It records popups that close themselves, files opened by Python, processes and sockets. Over two
pipes it answers each line of JSON with another one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSocketNotifier, QTimer
from PySide6.QtGui import QCursor, QWindow
from PySide6.QtWidgets import QApplication, QTextBrowser, QWhatsThis, QWidget

PROCESS_EVENTS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.startfile",
)
NETWORK_EVENTS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "webbrowser.open")
_CODE = (".py", ".pyc", ".so", ".pth")
_EDGES = (QMargins.left, QMargins.top, QMargins.right, QMargins.bottom)
_CHECK_MS = 40


class Observations:
    """What was observed since the last question, each once."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, text: str) -> None:
        if text not in self._found:
            self._found.append(text)

    def take(self) -> list[str]:
        found, self._found = self._found, []
        return found


class AuditHook:
    """A Python audit hook that records files outside the allowed folders, processes, sockets."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.notes, self._allowed = Observations(), allowed
        self.is_on = False

    def on_event(self, name: str, args: tuple[object, ...]) -> None:
        if not self.is_on:
            return
        if name == "open" and isinstance(args[0], str | bytes | os.PathLike):
            self._on_open(os.fsdecode(args[0]))
        elif name in PROCESS_EVENTS:
            self.notes.add(f"starts a process: {args[0]!r}")
        elif name in NETWORK_EVENTS:
            where = args[1] if len(args) > 1 else args[0]
            if not isinstance(where, str | bytes) or name not in NETWORK_EVENTS[:2]:
                self.notes.add(f"opens a connection: {name} {where!r}")

    def _on_open(self, file: str) -> None:
        real = str(Path(file).absolute())
        if not real.startswith(self._allowed) and not real.endswith(_CODE):
            self.notes.add(f"opens {real}")


class ProcessProbe(QObject):
    """Watches an application; `own` are the class names of the windows that it may show."""

    def __init__(
        self, app: QApplication, own: frozenset[str], audit_hook: AuditHook, pipes: tuple[int, int]
    ) -> None:
        super().__init__(app)
        self._app, self._own, self._audit_hook = app, own, audit_hook
        self._notes = audit_hook.notes
        self._pipes = pipes
        self._questions = QSocketNotifier(pipes[0], QSocketNotifier.Type.Read, self)
        self._questions.activated.connect(self._on_question)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(_CHECK_MS)
        self._buffer = b""
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._check_window(watched)
        elif kind == QEvent.Type.EnterWhatsThisMode:
            self._notes.add("asks what's this")
        return False

    def check(self) -> None:
        """Record what sends no event."""
        for kind, widget in (
            ("popup", self._app.activePopupWidget()),
            ("modal", self._app.activeModalWidget()),
        ):
            if widget is not None:
                self._notes.add(f"{kind} {widget.metaObject().className()}")
        if QWhatsThis.inWhatsThisMode():
            self._notes.add("asks what's this")
        for widget in self._app.topLevelWidgets():
            if widget.isVisible():
                self._check_window(widget)
                if widget.isMinimized():
                    self._notes.add("is minimised")

    def _check_window(self, widget: QWidget) -> None:
        name = widget.metaObject().className()
        if name not in self._own:
            self._notes.add(f"shows {name}")

    def _on_question(self) -> None:
        data = os.read(self._pipes[0], 65536)
        if not data:
            self._questions.setEnabled(False)
            return
        self._buffer += data
        while b"\n" in self._buffer:
            line, _, self._buffer = self._buffer.partition(b"\n")
            answer = self._answer(json.loads(line))
            os.write(self._pipes[1], json.dumps(answer).encode() + b"\n")

    def _answer(self, asked: dict[str, str]) -> object:
        QCursor.pos()  # a round trip, so that everything sent to the display before has arrived
        for _ in range(3):
            self._app.sendPostedEvents()
            self._app.processEvents()
        return getattr(self, f"answer_{asked['question']}")(asked.get("of", ""))

    def answer_notes(self, _of: str) -> dict[str, object]:
        """Everything recorded since the last question, and the files that text browsers show."""
        self.check()
        sources = [
            one.source().toString()
            for one in self._app.allWidgets()
            if isinstance(one, QTextBrowser) and not one.source().isEmpty()
        ]
        return {"notes": self._notes.take(), "documents": sources}

    def answer_arm(self, _of: str) -> bool:
        """Begin to record files, processes and sockets, and forget earlier observations."""
        self._audit_hook.is_on = True
        self._notes.take()
        return True

    def answer_where(self, of: str) -> list[int] | None:
        """The middle of the first visible widget of that class, text or accessible name."""
        for widget in self._app.allWidgets():
            if of in _names(widget) and widget.isVisible():
                visible = widget.visibleRegion().boundingRect()
                if not visible.isEmpty() and widget.rect().intersects(visible):
                    return _tuple(widget.mapToGlobal(visible.center()))
        return None

    def answer_size(self, _of: str) -> dict[str, list[int]]:
        """The rectangles of all windows together and of the screen, and the windows' frame."""
        windows = [one for one in self._app.topLevelWidgets() if one.isVisible()]
        whole = QRect()
        for one in windows:
            whole |= QRect(one.mapToGlobal(QPoint()), one.size())
        framed = [one.windowHandle().frameMargins() for one in windows if one.windowHandle()]
        frame = [max((get(one) for one in framed), default=0) for get in _EDGES]
        screen = list(self._app.primaryScreen().geometry().getRect())
        return {"window": list(whole.getRect()), "screen": screen, "frame": frame}

    def answer_close(self, _of: str) -> bool:
        """Ask every window to close and the program to end, as a session manager does."""
        for window in self._app.topLevelWindows():
            if isinstance(window, QWindow) and window.isVisible():
                window.close()
        self._app.quit()
        return True

    def answer_text(self, of: str) -> str:
        """The text of the first visible widget of that class or name."""
        for widget in self._app.allWidgets():
            if of in _names(widget) and widget.isVisible() and hasattr(widget, "text"):
                return str(widget.text())
        return ""

    def answer_picture(self, of: str) -> bool:
        """Save a picture of the largest window."""
        windows = [one for one in self._app.topLevelWidgets() if one.isVisible()]
        largest = max(windows, key=_area, default=None)
        return largest is not None and largest.grab().save(of)

    def answer_pid(self, _of: str) -> int:
        """The id of this process, which may have been started by a tracer."""
        return os.getpid()

    def answer_focus(self, _of: str) -> str:
        """The class name of the focus widget."""
        widget = self._app.focusWidget()
        return "" if widget is None else widget.metaObject().className()


def _names(widget: QWidget) -> tuple[str, ...]:
    text = getattr(widget, "text", None)
    shown = str(text()) if callable(text) else ""
    return widget.metaObject().className(), shown, widget.accessibleName(), widget.objectName()


def _area(widget: QWidget) -> int:
    return widget.width() * widget.height()


def _tuple(point: QPoint) -> list[int]:
    return [point.x(), point.y()]
