"""Which known key may have been meant by one that is not known? No Qt."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 60


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that nothing reads a key, and which one may have been meant."""
    # Imported here: most files have no such key.
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    near = get_close_matches(key[:_LONGEST].casefold(), names, 1)
    meant = (
        f"did you mean {names[near[0]]!r}?" if near else f"known are {', '.join(names.values())}"
    )
    return f"unknown key {key[:_LONGEST]!r}, {meant}"
