"""Route Qt messages to logging, and replace Qt's abort by a one-line error."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.support.exit_codes import ExitCode
from app.support.missing_dependencies import (
    APT_PACKAGES,
    CANNOT_START,
    find_unreadable,
    import_error_message,
    unreadable_message,
)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_NO_DISPLAY = ("could not connect to display", "Failed to create wl_display")
_NOT_LOADED = re.compile(r'Could not load the Qt platform plugin "(?P<name>[^"]*)"')
_NOT_FOUND = re.compile(r'Could not find the Qt platform plugin "(?P<name>[^"]*)"')
ExitCallback = Callable[[str, int], None]


def exit_with_message(sentence: str, code: int) -> None:
    """Print the reason and end the process, before Qt aborts it."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    logging.shutdown()
    os._exit(code)


class QtMessageHandler:
    """Qt's message handler; install it before the QApplication is created."""

    def __init__(self, leave: ExitCallback = exit_with_message) -> None:
        self._leave = leave
        self._before_start: list[str] = []
        self._is_starting = True

    def install(self) -> None:
        qInstallMessageHandler(self.handle_message)

    def on_started(self) -> None:
        """Call this after the QApplication is created: a fatal message then has other causes."""
        self._is_starting = False
        self._before_start.clear()

    def remove(self) -> None:
        qInstallMessageHandler(None)

    def handle_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Log one message; on a fatal one, exit with a sentence."""
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
        if self._is_starting:
            self._before_start.append(message)
        if kind is not QtMsgType.QtFatalMsg:
            return
        if self._is_starting:
            self._leave(start_failure_message(" ".join(self._before_start)), ExitCode.UNAVAILABLE)
        else:
            self._leave(f"Back Atlas had to stop: {message}", ExitCode.INTERNAL_ERROR)


def start_failure_message(messages: str) -> str:
    """The reason why Qt cannot open a window, from its messages before it gave up."""
    if (part := find_unreadable(plugin_folder())) is not None:
        return unreadable_message(part)
    if (found := _NOT_FOUND.search(messages)) and _has_display():
        return (
            f'{CANNOT_START} Qt has no plugin "{found["name"]}" in {plugin_folder()}.'
            " Unset QT_QPA_PLATFORM, or install the program again"
        )
    if any(words in messages for words in _NO_DISPLAY) or not _has_display():
        return (
            f"{CANNOT_START} there is no display."
            " Start it in a desktop session, or save a picture without one:"
            " back-atlas picture --out FILE.png"
        )
    if found := _NOT_LOADED.search(messages):
        error = _load_error(plugin_file(found["name"]))
        if "cannot open shared object" in error:
            return import_error_message(ImportError(error))
    # Last, because Qt also writes this when only the display is missing.
    if "xcb-cursor" in messages:
        missing = "the system library libxcb-cursor is missing"
        return f"{CANNOT_START} {missing}. Install it: apt-get install libxcb-cursor0"
    return (
        f"{CANNOT_START} a system library that Qt needs is missing."
        f" Install all of them: apt-get install {APT_PACKAGES}"
    )


def _load_error(plugin: Path) -> str:
    """The error of the system's loader for a plugin; unlike Qt it names the missing library."""
    if not plugin.exists():
        return ""
    # Imported here because only a process that is about to exit needs it.
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return ""


def plugin_folder() -> Path:
    """The folder of Qt's platform plugins."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"


def plugin_file(name: str) -> Path:
    """The file of a plugin; in some versions of Qt it has a longer name: libqwayland-generic."""
    file = plugin_folder() / f"libq{name}.so"
    longer = sorted(file.parent.glob(f"libq{name}-*.so"))
    return longer[-1] if longer and not file.exists() else file


def _has_display() -> bool:
    """Whether there is a display; Windows and macOS always have one."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
