"""The facts of docs/evidence/medical.md, one by one, so that none is forgotten.

Every bullet, numbered item, table row and paragraph of sections 2 to 5 gets a key
``<section>.<n>``: the number of the heading it stands under ("2.4", "3.00") and its place there,
counted from 1. Each line of the file that is not indented is one item; an indented line goes on
with the item above it. Table heads and separators are not counted.

    python tests/shipped_atlas/evidence_lines.py [--section 4.2] [FILE]
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

FIRST_SECTION = 2
LAST_SECTION = 5
MEDICAL = Path(__file__).resolve().parents[2] / "docs" / "evidence" / "medical.md"

_HEADING = re.compile(r"#+\s+(\d+(?:\.\d+)*)\.?\s")
_SEPARATOR = re.compile(r"\|[\s:|-]+\|?$")
_BULLET = re.compile(r"^(?:-|\d+\.)\s+")


def lines(text: str) -> dict[str, str]:
    """Give every item of sections 2 to 5 by its key, in the order of the file, whole."""
    rows = text.splitlines()
    found: dict[str, str] = {}
    section = ""
    count = 0
    key = ""
    for place, row in enumerate(rows):
        if row.startswith("#"):
            heading = _HEADING.match(row)
            section = heading.group(1) if heading else ""
            count = 0
            key = ""
            continue
        if not row.strip() or row.strip() == "---":
            key = ""
            continue
        if not section or not FIRST_SECTION <= int(section.split(".")[0]) <= LAST_SECTION:
            continue
        if row[0].isspace() and key:
            found[key] += " " + row.strip()
            continue
        if row.startswith("|") and _is_head(rows, place):
            continue
        count += 1
        key = f"{section}.{count}"
        found[key] = _bare(row)
    return found


def _is_head(rows: list[str], place: int) -> bool:
    """Say whether the table row is a head or a separator."""
    if _SEPARATOR.match(rows[place].strip()):
        return True
    after = rows[place + 1].strip() if place + 1 < len(rows) else ""
    return bool(_SEPARATOR.match(after))


def _bare(row: str) -> str:
    """Take off what only marks the kind: the bullet, the item number, the outer bars."""
    if row.startswith("|"):
        return row.strip().strip("|").strip()
    return _BULLET.sub("", row.strip(), count=1)


def under(found: dict[str, str], prefix: str) -> dict[str, str]:
    """Give only the items whose key is the prefix or lies under it ("4", "4.2", "4.2.1")."""
    return {k: v for k, v in found.items() if k == prefix or k.startswith(prefix + ".")}


def main() -> None:
    """Print ``key<TAB>first 90 characters`` for the file, or for one part of it."""
    parser = argparse.ArgumentParser(description=lines.__doc__)
    parser.add_argument("--section", default="", help="only this section, such as 4 or 4.2")
    parser.add_argument("--whole", action="store_true", help="print the items whole")
    parser.add_argument("file", nargs="?", type=Path, default=MEDICAL)
    given = parser.parse_args()
    found = lines(given.file.read_text(encoding="utf-8"))
    for key, item in (under(found, given.section) if given.section else found).items():
        sys.stdout.write(f"{key}\t{item if given.whole else item[:90]}\n")


if __name__ == "__main__":
    main()
