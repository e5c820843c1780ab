"""Is there a window manager on this X display? Asked of the system's own X library."""

from __future__ import annotations

import ctypes
import ctypes.util

_REDIRECT = 1 << 20
"""SubstructureRedirectMask: whoever has it on the root window is asked before windows change,
and only one program can have it. Every window manager does, also those without EWMH."""


class _Attributes(ctypes.Structure):
    """XWindowAttributes of Xlib.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        ("planes", ctypes.c_ulong),
        ("pixel", ctypes.c_ulong),
        ("saves_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("all_event_masks", ctypes.c_long),
        ("own_event_mask", ctypes.c_long),
        ("never_propagated", ctypes.c_long),
        ("overrides", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


def has_manager() -> bool | None:
    """Whether one runs on the display of DISPLAY; None where it cannot be asked."""
    name = ctypes.util.find_library("X11")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XOpenDisplay.argtypes = [ctypes.c_char_p]
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    library.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    library.XGetWindowAttributes.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
    library.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = library.XOpenDisplay(None)
    if not display:
        return None
    found = _Attributes()
    root = library.XDefaultRootWindow(display)
    asked = library.XGetWindowAttributes(display, root, ctypes.byref(found))
    library.XCloseDisplay(display)
    return bool(found.all_event_masks & _REDIRECT) if asked else None
