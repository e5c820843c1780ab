"""The six skin tones: how grey and gloss of a plate become colours.

    python tones.py    writes assets/themes/skins.toml

Deep shade of living skin is redder than its light, because light that has gone through the skin
lost its blue. So each tone has the colour of the skin in full light and a tint for its shade. The
gloss is warm and neutral: a bluish one makes dark skin look mauve, a grey shade makes it ashen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

FILE = Path(__file__).resolve().parents[1] / "themes" / "skins.toml"
LEVELS = (0, 16, 40, 72, 104, 136, 168, 200, 228, 255)
"""Grey levels at which the stops of a tone lie; app/painting/tint.py has the same."""
GLOSS_LEVELS = (0, 64, 194, 255)
"""Levels of gloss in a plate at which the stops of the gloss lie."""
GLOSS_CODE = ((0.0, 0.38, 1.0), (0.0, 194 / 255, 1.0))
"""Gloss, and how it is kept in a plate: weak gloss, which is the most, in finer steps."""


@dataclass(frozen=True)
class Tone:
    """Colour in full light, contrast, exposure, tint of deep shade, and strength of the gloss."""

    swatch: str
    gamma: float
    exposure: float
    shade: tuple[float, float, float]
    gloss: float
    gloss_tint: tuple[float, float, float]


TONES = {
    "tone-1": Tone("#EFCBB6", 1.70, 1.00, (1.08, 0.66, 0.54), 0.055, (1.0, 0.97, 0.94)),
    "tone-2": Tone("#DFAE8E", 1.80, 1.00, (1.08, 0.66, 0.52), 0.065, (1.0, 0.97, 0.94)),
    "tone-3": Tone("#C38F69", 1.90, 1.00, (1.06, 0.68, 0.52), 0.075, (1.0, 0.97, 0.93)),
    "tone-4": Tone("#A26D4A", 2.00, 1.00, (1.05, 0.70, 0.54), 0.090, (1.0, 0.91, 0.82)),
    "tone-5": Tone("#7C4B32", 2.05, 1.02, (1.04, 0.72, 0.58), 0.105, (1.0, 0.91, 0.82)),
    "tone-6": Tone("#5A3527", 2.05, 1.05, (1.03, 0.76, 0.66), 0.120, (1.0, 0.90, 0.82)),
}


def _linear(c: np.ndarray) -> np.ndarray:
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def _display(c: np.ndarray) -> np.ndarray:
    c = np.clip(c, 0, 1)
    return np.where(c <= 0.0031308, c * 12.92, 1.055 * c ** (1 / 2.4) - 0.055)


def _rgb(text: str) -> np.ndarray:
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def skin_light(tone: Tone, grey: np.ndarray) -> np.ndarray:
    """The linear colour of matte skin at grey levels from 0 to 1."""
    lit = 0.012 + 0.988 * grey**tone.gamma
    lit = lit / (0.012 + 0.988 * 0.80**tone.gamma) * tone.exposure
    t = np.clip(lit / 0.95, 0, 1)
    t = (t * t * (3 - 2 * t))[..., None]
    tint = (1 - t) * np.array(tone.shade) + t
    return _linear(_rgb(tone.swatch)) * lit[..., None] * tint


def shoulder(c: np.ndarray) -> np.ndarray:
    """Soften the brightest light, so that no colour is clipped."""
    return np.where(c > 0.72, 0.72 + 0.28 * (1 - np.exp(-(c - 0.72) / 0.28)), c)


def stops(tone: Tone) -> list[str]:
    """The colours of the skin at the grey levels of `LEVELS`."""
    return [_hex(c) for c in _display(shoulder(skin_light(tone, np.array(LEVELS) / 255)))]


def gloss_stops(tone: Tone) -> list[str]:
    """The colours that, laid over with Screen, come nearest to adding the gloss in linear light."""
    matte = skin_light(tone, np.linspace(0.25, 0.95, 40))
    out = []
    for level in GLOSS_LEVELS:
        shine = np.interp(level / 255, *GLOSS_CODE[::-1])
        added = shine * tone.gloss * np.array(tone.gloss_tint)
        base, lit = _display(shoulder(matte)), _display(shoulder(matte + added))
        out.append(_hex(((lit - base) / np.maximum(1 - base, 1e-3)).mean(0)))
    return out


def _hex(c: np.ndarray) -> str:
    return "#" + "".join(f"{round(float(v) * 255):02X}" for v in np.clip(c, 0, 1))


def _lines(name: str, tone: Tone) -> list[str]:
    def row(key: str, values: list[str]) -> str:
        return f"{key} = [" + ", ".join(f'"{v}"' for v in values) + "]"

    return [
        f"[{name}]",
        f'swatch = "{tone.swatch}"',
        row("stops", stops(tone)),
        row("gloss", gloss_stops(tone)),
    ]


def text() -> str:
    """The whole file."""
    head = [
        "# Six skin tones, written by assets/build/tones.py: the colours of matte skin from deep",
        "# shade to the brightest light, and what full gloss adds, from none to all of it.",
    ]
    return "\n".join([*head, *(line for n, t in TONES.items() for line in _lines(n, t))]) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
