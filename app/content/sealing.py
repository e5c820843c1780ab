"""The manifest of an atlas: the sha256 of every file, and of the manifest itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.support.read_file import read_text

HEAD = "atlas.toml"
MANIFEST = "manifest.json"
KNOWN_GOOD = "known-good.json"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest_bytes(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest; the same files give the same bytes."""
    return (json.dumps({"files": dict(sorted(hashes.items()))}, indent=1) + "\n").encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Read the hashes out of a manifest that is known to be good."""
    files: dict[str, str] = json.loads(data)["files"]
    return files


def read_known_good(path: Path) -> dict[str, str]:
    """Read which manifest hash each atlas may have; nothing is known without the file."""
    try:
        known: Any = json.loads(read_text(path))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): str(found) for name, found in known.items()}
