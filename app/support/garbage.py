"""Garbage collection is paused where it could do harm.

Python collects garbage in the thread that happens to allocate. Garbage can hold Qt objects, and
deleting those outside the thread of the window can end the process. Inside Qt's `disconnect` a
collection can wait for ever.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class CollectionPauses:
    """Counts who has paused the collection; it goes on when the last of them has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._was_enabled = False

    def begin(self) -> None:
        """Collect no garbage until `end` is called."""
        with self._lock:
            if self._count == 0:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._count += 1

    def end(self) -> None:
        """End one pause."""
        with self._lock:
            self._count -= 1
            if self._count == 0 and self._was_enabled:
                gc.enable()


_PAUSES = CollectionPauses()


@contextmanager
def paused_collection() -> Iterator[None]:
    """Collect no garbage, in any thread, until the block ends.

    For the work of a thread beside that of the window.
    """
    _PAUSES.begin()
    try:
        yield
    finally:
        _PAUSES.end()
