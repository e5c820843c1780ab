"""Whether the surroundings of the process could load foreign code or open a door. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

EXIT_HOSTILE = 78
"""What a kiosk ends with in hostile surroundings: starting it again would change nothing."""
PLATFORMS = frozenset({"", "xcb", "wayland", "wayland-egl", "eglfs", "linuxfb", "offscreen"})
"""What may paint in a kiosk; others open a listener or show nothing."""
HOSTILE = (
    "LD_PRELOAD",
    "LD_AUDIT",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONINSPECT",
    "PYTHONHOME",
    "PYTHONBREAKPOINT",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QT_QPA_GENERIC_PLUGINS",
    "QT_QPA_PLATFORMTHEME",
    "QT_STYLE_OVERRIDE",
    "QT_IM_MODULE",
    "QT_IM_MODULES",
    "QT_SVG_DEFAULT_OPTIONS",
    "QT_LOGGING_RULES",
    "QT_LOGGING_CONF",
    "QML_IMPORT_PATH",
    "QML2_IMPORT_PATH",
    "GTK_MODULES",
    "GTK_PATH",
)
BUSES = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
_NEAR = ("unix:", "disabled:")
"""Addresses of a bus on this machine; others speak over the network or start a program."""


def hostile(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The names of variables that a kiosk does not start with."""
    found = [name for name in HOSTILE if environment.get(name)]
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform not in PLATFORMS:
        found.append("QT_QPA_PLATFORM")
    found += [name for name in BUSES if not _is_near(environment.get(name, ""))]
    return tuple(found)


def leave_bus_alone(environment: MutableMapping[str, str]) -> None:
    """Where no session bus is, none is started: it would be a program that outlives the kiosk.

    On X libdbus does so by itself, as soon as Qt asks for the bus (seen with Qt 6.11, Debian 12).
    """
    if not environment.get("DBUS_SESSION_BUS_ADDRESS"):
        environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


def _is_near(addresses: str) -> bool:
    return all(address.startswith(_NEAR) for address in addresses.split(";") if address)
