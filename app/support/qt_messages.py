"""What Qt says: into the log; and what it would abort for: one sentence instead."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.support.missing_dependencies import (
    APT_PACKAGES,
    EXIT_UNAVAILABLE,
    find_unreadable,
    import_error_message,
    unreadable_message,
)

EXIT_BROKEN = 70
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
    """Says why, and ends the process before Qt aborts it."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    logging.shutdown()
    os._exit(code)


class QtMessageHandler:
    """Qt's message handler; to be installed before there is an application."""

    def __init__(self, leave: ExitCallback = exit_with_message) -> None:
        self._leave = leave
        self._before_start: list[str] = []
        self._is_starting = True

    def install(self) -> None:
        qInstallMessageHandler(self.handle_message)

    def on_started(self) -> None:
        """To be called when there is an application: Qt's instance is there too early to ask."""
        self._is_starting = False
        self._before_start.clear()

    def remove(self) -> None:
        qInstallMessageHandler(None)

    def handle_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """One message of Qt."""
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
        if self._is_starting:
            self._before_start.append(message)
        if kind is not QtMsgType.QtFatalMsg:
            return
        if self._is_starting:
            self._leave(start_failure_message(" ".join(self._before_start)), EXIT_UNAVAILABLE)
        else:
            self._leave(f"Back Atlas had to stop: {message}", EXIT_BROKEN)


def start_failure_message(said: str) -> str:
    """Why no window can be opened, from all that Qt said before it gave up."""
    if (part := find_unreadable(plugin_folder())) is not None:
        return unreadable_message(part)
    if (found := _NOT_FOUND.search(said)) and _has_display():
        return (
            f'Back Atlas cannot start: Qt has no plugin "{found["name"]}" in {plugin_folder()}.'
            " Unset QT_QPA_PLATFORM, or install the program anew"
        )
    if any(words in said for words in _NO_DISPLAY) or not _has_display():
        return (
            "Back Atlas cannot start: there is no display."
            " Start it within a desktop session, or make a picture without one:"
            " back-atlas picture --out FILE.png"
        )
    if found := _NOT_LOADED.search(said):
        error = _load_error(plugin_file(found["name"]))
        if "cannot open shared object" in error:
            return import_error_message(ImportError(error))
    # Qt says so whenever xcb fails, also when only the display is missing: hence asked last.
    if "xcb-cursor" in said:
        missing = "the system library libxcb-cursor is missing"
        return f"Back Atlas cannot start: {missing}. Get it: apt-get install libxcb-cursor0"
    return (
        "Back Atlas cannot start: a system library that Qt needs is missing."
        f" Get them all: apt-get install {APT_PACKAGES}"
    )


def _load_error(plugin: Path) -> str:
    """What the system's loader says of a plugin, which library it misses: Qt keeps it to itself."""
    if not plugin.exists():
        return ""
    # Imported here: wanted only by a process that is about to end.
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return ""


def plugin_folder() -> Path:
    """Where Qt looks for what it paints with."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"


def plugin_file(name: str) -> Path:
    """The file of a plugin; some versions of Qt call it a little longer: libqwayland-generic."""
    file = plugin_folder() / f"libq{name}.so"
    longer = sorted(file.parent.glob(f"libq{name}-*.so"))
    return longer[-1] if longer and not file.exists() else file


def _has_display() -> bool:
    """Other systems than Linux and its kin always have one."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
