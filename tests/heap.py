"""Heap of the C library in use, which shows leaks that no count of Python objects shows."""

from __future__ import annotations

import ctypes
import gc


class _Heap(ctypes.Structure):
    """The struct that glibc's mallinfo2 returns."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in [
            "arena",
            "free",
            "bins",
            "mapped_count",
            "mapped",
            "most",
            "fast",
            "used",
            "spare",
            "top",
        ]
    )


def heap_in_use() -> int:
    """Bytes in use after collecting garbage and returning free memory to the system."""
    gc.collect()
    library = ctypes.CDLL(None)
    library.malloc_trim(0)
    library.mallinfo2.restype = _Heap
    info = library.mallinfo2()
    return info.used + info.mapped
