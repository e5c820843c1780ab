"""What of the C library's heap somebody uses: what is lost there, no count of objects shows."""

from __future__ import annotations

import ctypes
import gc


class _Heap(ctypes.Structure):
    """What glibc's mallinfo2 says."""

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
    """Bytes, once what nobody holds any more is gone; what is free goes back to the system."""
    gc.collect()
    library = ctypes.CDLL(None)
    library.malloc_trim(0)
    library.mallinfo2.restype = _Heap
    told = library.mallinfo2()
    return told.used + told.mapped
