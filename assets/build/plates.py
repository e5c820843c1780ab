"""Makes a plate from rendered light: grey, gloss, soft frame, shadow on the ground, WebP file.

Red, green and blue of a plate carry two maps. Their luminance is the grey that the program turns
into colours. The difference of red and blue is the gloss; WebP keeps it at half the resolution,
which is enough for gloss. A reader that only wants the grey converts the picture to grey.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import cloth
import hair
import numpy as np
import settings as S
import skin
import tones
from figure import Figure, Pixels, silhouette
from PIL import Image
from scipy.ndimage import gaussian_filter, shift

# Shares of red, green and blue for one unit of gloss. They leave the grey as it is for both ways in
# which it is computed: 0.299, 0.587, 0.114 (Pillow, WebP) and 0.2126, 0.7152, 0.0722 (Qt).
GLOSS_SHARES = (1.0, -0.0677, -2.274)
GLOSS_RANGE = 23.0  # levels of red at full gloss; red and blue then differ by 75
_SHADE = 10.0  # grey of the shadow on the ground


def _smooth(t: np.ndarray) -> np.ndarray:
    t = np.clip(t, 0, 1)
    return t * t * t * (t * (6 * t - 15) + 10)


def vignette(top: float | None, bottom: float) -> np.ndarray:
    """The alpha with which what is drawn fades out before the frame cuts it.

    Without `top`, it does not fade out above.
    """
    x, y = np.arange(S.WIDTH) + 0.5, np.arange(S.HEIGHT) + 0.5
    side = _smooth(np.minimum(x, S.WIDTH - x) / S.FADE_SIDE)
    rows = _smooth((S.HEIGHT - y) / bottom)
    if top is not None:
        rows = rows * _smooth((y - S.FREE_TOP) / top)
    return rows[:, None] * side[None, :]


def ground(alpha: np.ndarray) -> np.ndarray:
    """The opacity of the soft shadow that the figure casts on the ground behind it."""
    right, down, soft, dark = S.SHADOW
    shadow = gaussian_filter(shift(alpha, (down, right), order=1), soft) * dark
    return shadow * vignette(S.SHADOW_TOP, S.SHADOW_BOTTOM)


def _dither(shape: tuple[int, int]) -> np.ndarray:
    """An even pattern of thresholds from -0.5 to 0.5, which packs better than noise."""
    order = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
    tile = (order + 0.5) / 16 - 0.5
    return np.tile(tile, (shape[0] // 4 + 1, shape[1] // 4 + 1))[: shape[0], : shape[1]]


def commit(fig: Figure, light: np.ndarray, px: Pixels, fine: np.ndarray) -> Image.Image:
    """The plate as an RGBA picture; `fine` is the depth at twice the resolution."""
    grey, gloss = skin.finished(fig, light, px, fine)
    cover = silhouette(fine)
    dress = cloth.mask(px)
    grey = grey * cloth.shadow(dress) * (1 - dress) + cloth.shade(grey, px) * dress
    gloss = np.interp(gloss, *tones.GLOSS_CODE) * (1 - dress)
    body = cover * vignette(None, S.FADE_BOTTOM) * hair.ends(fig, px)
    shade = ground(body) * (1 - body)
    alpha = body + shade
    level = (grey * 255 * body + _SHADE * shade) / np.maximum(alpha, 1e-6)
    known = alpha > 1.0 / 255
    level = skin.spread(level, known) if known.any() else level
    up = gloss * GLOSS_RANGE * np.clip(body / np.maximum(alpha, 1e-6), 0, 1)
    up = np.minimum(up, np.maximum(255.0 - level, 0.0))
    up = np.minimum(up, level / -GLOSS_SHARES[2])
    rng = np.random.default_rng(7)
    level = level + rng.uniform(-0.5, 0.5, level.shape)
    bands = [np.clip(np.round(level + share * up), 0, 255) for share in GLOSS_SHARES]
    opacity = np.clip(np.round(alpha * 255 + np.where(body > 0, 0.0, _dither(alpha.shape))), 0, 255)
    data = np.stack([*bands, opacity], 2).astype(np.uint8)
    return Image.fromarray(data, "RGBA")


def save(image: Image.Image, path: Path) -> None:
    """Write a WebP file with lossy colours and lossless alpha."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "WEBP", quality=S.QUALITY, method=4, alpha_quality=100, exact=True)


def sha256(path: Path) -> str:
    """Hash of a file, for the manifest."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
