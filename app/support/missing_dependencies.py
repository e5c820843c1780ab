"""Messages for missing packages and libraries and for unreadable installations.

With the command that helps.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path


def find_unreadable(folder: Path) -> Path | None:
    """The first part of a way, the folder itself or a file in it, that this user may not read.

    None where all can be read, and where something is simply not there.
    """
    for part in (*reversed(folder.parents), folder):
        wanted = os.X_OK | os.R_OK if part == folder else os.X_OK
        if not _may(part, wanted):
            return part if os.path.lexists(part) else None
    return next((file for file in sorted(folder.iterdir()) if not _may(file, os.R_OK)), None)


def _may(part: Path, wanted: int) -> bool:
    """As opening it would find, where the system can say so."""
    return os.access(part, wanted, effective_ids=os.access in os.supports_effective_ids)


def unreadable_message(part: Path) -> str:
    """What hinders, for whom, and what helps."""
    return (
        f"Back Atlas cannot start: the user {_user()} may not read {part}, which Qt needs."
        " Install the program where this user may read it, for example below /opt"
    )


def _user() -> str:
    """Who runs this process; not what a variable says of it."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


EXIT_UNAVAILABLE = 69

APT_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3 libx11-xcb1"
    " libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0"
    " libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
    " libwayland-cursor0"
)

_PACKAGE_OF = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libGLX": "libgl1",
    "libOpenGL": "libopengl0",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libdbus-1": "libdbus-1-3",
    "libxkbcommon": "libxkbcommon0",
    "libX11": "libx11-6",
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libxcb-cursor": "libxcb-cursor0",
    "libzstd": "libzstd1",
}

_LIBRARY = re.compile(r"(?P<stem>lib[\w.+-]+?)\.so[.\d]*: cannot open shared object")
_MODULE = re.compile(r"No module named '(?P<name>[\w.]+)'")
_QT = "PySide6-Essentials>=6.8,<6.12"
PIP_REQUIREMENTS = {
    "PIL": "pillow",
    "PySide6": _QT,
    "defusedxml": "defusedxml",
    "fpdf": "fpdf2",
    "msgspec": "msgspec",
    "platformdirs": "platformdirs",
    "segno": "segno",
    "shiboken6": _QT,
    "tomli": "tomli",
    "uharfbuzz": "uharfbuzz",
}
"""What pip may be asked for, by the name that is imported: the dependencies in pyproject.toml.

Any other name may belong to anybody who registers it.
"""
_LOADED = re.compile(r"(?:importing|loading) (?P<name>Qt\w+|Shiboken)")
_QTS_OWN = ("libQt6", "libpyside6", "libshiboken6")
CANNOT_START = "Back Atlas cannot start:"


def import_error_message(error: ImportError) -> str:
    """Says which library or package an import did not find, and the command that brings it."""
    if found := _LIBRARY.search(str(error)):
        stem = found["stem"]
        if stem.startswith(_QTS_OWN):
            return _sentence_for_own(stem)
        packages = _PACKAGE_OF.get(stem, APT_PACKAGES)
        missing = f"the system library {stem} is missing"
        return f"{CANNOT_START} {missing}. Get it: apt-get install {packages}"
    name = error.name or _named_in(str(error))
    root = name.partition(".")[0]
    if root not in PIP_REQUIREMENTS or getattr(sys, "frozen", False):
        part = f"the module {name}" if name else f"a part of it ({error})"
        return (
            f"{CANNOT_START} {part} is missing or broken, so the files of the program or of its"
            " Python are incomplete. Install Back Atlas again"
        )
    if isinstance(error, ModuleNotFoundError) or _MODULE.search(str(error)):
        return (
            f"{CANNOT_START} the Python package {root} is missing."
            f' Get it: python -m pip install "{PIP_REQUIREMENTS[root]}"'
        )
    return (
        f"{CANNOT_START} {root} could not be loaded ({error})."
        f' Get it: python -m pip install --force-reinstall "{PIP_REQUIREMENTS[root]}"'
    )


def _named_in(said: str) -> str:
    """The module of an error that does not carry its name."""
    if found := _MODULE.search(said):
        return found["name"]
    found = _LOADED.search(said)
    return f"PySide6.{found['name']}" if found else ""


def _sentence_for_own(stem: str) -> str:
    """A library that comes with PySide6 is no library of the system, and apt-get brings none."""
    # Imported here: nobody else wants it at a start.
    from importlib.util import find_spec

    found = find_spec("PySide6")
    for place in found.submodule_search_locations or () if found else ():
        if (part := find_unreadable(Path(place) / "Qt" / "lib")) is not None:
            return unreadable_message(part)
    return (
        f"{CANNOT_START} {stem}, which comes with PySide6, is missing."
        f' Get it: python -m pip install --force-reinstall "{_QT}"'
    )
