"""What of its surroundings a process hands on to its child: only what is known to be needed."""

from __future__ import annotations

from collections.abc import Mapping

_KEPT = frozenset(
    (
        "HOME",
        "USER",
        "LOGNAME",
        "PATH",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TMPDIR",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XAUTHORITY",
        "DBUS_SESSION_BUS_ADDRESS",
        "AT_SPI_BUS_ADDRESS",
        "QT_QPA_PLATFORM",
        "QT_ACCESSIBILITY",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
        "QT_SCALE_FACTOR",
        "QT_FONT_DPI",
        "VIRTUAL_ENV",
        "PULSE_SERVER",
        "CUPS_SERVER",
    )
)
_KEPT_ON_WINDOWS = frozenset(
    (
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "COMSPEC",
        "PATHEXT",
        "TEMP",
        "TMP",
        "USERNAME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "HOMEDRIVE",
        "HOMEPATH",
    )
)
_KEPT_BEGINNINGS = ("BACK_ATLAS_", "LC_", "XDG_")


def kept(environment: Mapping[str, str]) -> dict[str, str]:
    """What of the surroundings a child gets: only what is known to be needed."""
    return {
        name: value
        for name, value in environment.items()
        if name.upper() in _KEPT | _KEPT_ON_WINDOWS or name.startswith(_KEPT_BEGINNINGS)
    }
