"""Which themes and skin tones there are, and how large the text may be; without Qt."""

from __future__ import annotations

from app.body.regions import SkinId

THEMES = ("light", "dark", "contrast")
SKINS = tuple(SkinId(f"tone-{number}") for number in range(1, 7))
TEXT_SIZES = (100, 115, 130, 150, 175, 200)
