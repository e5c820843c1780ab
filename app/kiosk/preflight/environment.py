"""Environment variables that could load foreign code into a kiosk or weaken it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from app.bootstrap.options import UsageError
from app.support.exit_codes import ExitCode

ALLOWED_PLATFORMS = frozenset(
    {"", "xcb", "wayland", "wayland-egl", "eglfs", "linuxfb", "offscreen"}
)
"""Qt platforms for a kiosk; others listen on the network or show nothing."""
UNSAFE_VARIABLES = (
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
BUS_VARIABLES = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
_LOCAL_BUS_PREFIXES = ("unix:", "disabled:")
"""Address prefixes of a bus on this machine; others use the network or start a program."""


def unsafe_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the variables with which a kiosk refuses to start."""
    found = [name for name in UNSAFE_VARIABLES if environment.get(name)]
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform not in ALLOWED_PLATFORMS:
        found.append("QT_QPA_PLATFORM")
    found += [name for name in BUS_VARIABLES if not _is_local_bus(environment.get(name, ""))]
    return tuple(found)


def refuse_unsafe_environment(environment: Mapping[str, str]) -> None:
    """Refuse to start if a variable could load foreign code.

    Raises:
        UsageError: there is such a variable; its exit code stops systemd from trying again.
    """
    if unsafe := unsafe_variables(environment):
        names = ", ".join(unsafe)
        raise UsageError(
            f"a kiosk does not start with {names} set: unset it", ExitCode.UNSAFE_ENVIRONMENT
        )


def disable_bus_autolaunch(environment: MutableMapping[str, str]) -> None:
    """Keep libdbus from starting a session bus, which would outlive the kiosk.

    On X it starts one as soon as Qt asks for the bus (seen with Qt 6.11 on Debian 12).
    """
    if not environment.get("DBUS_SESSION_BUS_ADDRESS"):
        environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


def paint_in_one_thread(environment: MutableMapping[str, str]) -> None:
    """Let Qt paint without threads beside the main one; call it before Qt starts.

    They save no time on a picture that changes every few seconds, but wake the machine hundreds of
    times for it (seen with Qt 6.11).
    """
    environment["QT_NO_GUI_THREADPOOL"] = "1"


def _is_local_bus(addresses: str) -> bool:
    return all(
        address.startswith(_LOCAL_BUS_PREFIXES) for address in addresses.split(";") if address
    )
