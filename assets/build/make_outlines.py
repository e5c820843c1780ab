"""Write outlines and manifest again, without rendering."""
from __future__ import annotations

import sys

import make
import settings as S


def main(names: list[str]) -> None:
    """All plates that exist, or those named."""
    entries = []
    for fig, build in S.names():
        for view in S.VIEWS:
            key = make.name(fig, build, view)
            if (not names or key in names) and (S.ATLAS / "plates" / f"{key}.webp").exists():
                entries.append(make.outline(fig, build, view))
                print(key, flush=True)
    make.manifest(entries)


if __name__ == "__main__":
    main(sys.argv[1:])
