"""Seals the shipped atlas: checks all of it, then writes its manifest and the known-good list.

    python assets/build/seal.py [FOLDER]

Run it after every change of the atlas. If the atlas has errors, nothing is written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ATLAS = ROOT / "assets" / "atlases" / "back"


def seal(folder: Path) -> int:
    """Write both files if the folder is a valid atlas; return the number of its errors."""
    from app.atlas.manifest import (
        KNOWN_GOOD_FILE,
        MANIFEST_FILE,
        manifest_bytes,
        read_known_good,
        sha256_hex,
    )
    from app.atlas.validation.check import check_atlas

    checked = check_atlas(folder)
    for mistake in checked.mistakes:
        print(mistake, file=sys.stderr)
    if checked.atlas is not None:
        manifest = manifest_bytes(checked.hashes)
        (folder / MANIFEST_FILE).write_bytes(manifest)
        list_file = folder.parent / KNOWN_GOOD_FILE
        known = read_known_good(list_file) | {folder.name: sha256_hex(manifest)}
        list_file.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return len(checked.mistakes)


def main() -> int:
    """Seal the given folder, or the shipped atlas."""
    sys.path.insert(0, str(ROOT))
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ATLAS
    mistakes = seal(folder)
    print(f"{folder}: {f'{mistakes} mistakes, not sealed' if mistakes else 'sealed'}")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
