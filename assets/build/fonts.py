"""Makes the fonts in assets/fonts/handout out of the files of Google Fonts, as npm carries them.

First, in an empty folder, for each name in PACKAGES: `npm pack @expo-google-fonts/NAME`, and
unpack it there under that name. Then `python assets/build/fonts.py FOLDER`. Left out are
hinting, which paper has no use for, scripts that the handout cannot set (Devanagari), and of the
symbols all but the ranges named here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "assets" / "fonts" / "handout"
ALL = ((0, 0x10FFFF),)
# Noto Sans: all but Devanagari and its extensions
WESTERN = ((0, 0x8FF), (0xA00, 0x1CCF), (0x1D00, 0xA82F), (0xA840, 0xA8DF), (0xA900, 0x11AFF))
MATHS = ((0x2000, 0x25FF), (0x27C0, 0x2AFF))
PICTURES = ((0x2300, 0x23FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF))
SIGNS = ((0x2100, 0x2AFF),)
PACKAGES = {
    "noto-sans": ("NotoSans", WESTERN, ("Regular", "Bold")),
    "noto-sans-arabic": ("NotoSansArabic", ALL, ("Regular", "Bold")),
    "noto-sans-hebrew": ("NotoSansHebrew", ALL, ("Regular", "Bold")),
    "noto-sans-math": ("NotoSansMath", MATHS, ("Regular",)),
    "noto-sans-symbols": ("NotoSansSymbols", SIGNS, ("Regular",)),
    "noto-sans-symbols-2": ("NotoSansSymbols2", PICTURES, ("Regular",)),
}
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}


def make(folder: Path) -> None:
    for package, (name, ranges, weights) in PACKAGES.items():
        for weight in weights:
            weighted = WEIGHTS[weight]
            font = TTFont(folder / package / "package" / weighted / f"{name}_{weighted}.ttf")
            options = Options()
            options.hinting = False
            options.layout_features = ["*"]
            options.name_IDs = ["*"]
            options.notdef_outline = True
            options.recalc_timestamp = False
            options.drop_tables += ["MATH"]
            cutter = Subsetter(options)
            has = font.getBestCmap()
            wanted = [one for one in has if any(low <= one <= high for low, high in ranges)]
            cutter.populate(unicodes=wanted)
            cutter.subset(font)
            file = OUT / f"{name}-{weight}.ttf"
            font.save(file)
            print(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
