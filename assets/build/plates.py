"""Makes a plate from linear light: tone, vignette, shadow at the shorts, WebP file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import camera
import chart as C
import numpy as np
import regions
import sculpt
import settings as S
from PIL import Image
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import distance_transform_edt, gaussian_filter


def smooth(t: np.ndarray) -> np.ndarray:
    """A smooth step from 0 to 1."""
    t = np.clip(t, 0, 1)
    return t * t * t * (t * (6 * t - 15) + 10)


def tone(light: np.ndarray) -> np.ndarray:
    """Convert linear light to grey levels by the curve in the settings, without clipping."""
    x, grey = np.array(S.TONE).T
    return PchipInterpolator(x, grey)(np.clip(light, x[0], x[-1]))


def vignette(figure: str, index: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The alpha with which head, arms and thighs fade out before the frame cuts them."""
    x = np.arange(S.WIDTH) + 0.5
    y = np.arange(S.HEIGHT) + 0.5
    side = smooth(np.minimum(x, S.WIDTH - x) / S.FADE_SIDE)
    rows = smooth(y / S.FADE_TOP) * smooth((S.HEIGHT - y) / S.FADE_BOTTOM)
    a, b = S.ARM_FADE
    reach = np.nan_to_num(
        regions.painted(figure, index, weight, C.chart(figure).along_arm), nan=0.0
    )
    grown = np.where(index < 0, _nearest(reach, index >= 0), reach)
    return rows[:, None] * side[None, :] * smooth((b - grown) / (b - a))


def _nearest(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Spread values beyond the silhouette, so that its soft edge fades in the same way."""
    where = distance_transform_edt(~known, return_distances=False, return_indices=True)
    return values[tuple(where)]


def coverage(pixels: np.ndarray, tris: np.ndarray) -> np.ndarray:
    """The silhouette with smooth edges, from the z-buffer at twice the size."""
    index, _, _ = camera.zbuffer(pixels, tris, 2)
    soft = gaussian_filter((index >= 0).astype(np.float32), 1.0)
    return soft.reshape(S.HEIGHT, 2, S.WIDTH, 2).mean((1, 3))


def commit(
    figure: str, light: np.ndarray, index: np.ndarray, weight: np.ndarray, alpha: np.ndarray
) -> Image.Image:
    """The plate as an RGBA picture."""
    drawn = light[..., 1]
    grey = tone(light[..., 0] / np.maximum(drawn, 1e-3))
    sound = (
        distance_transform_edt(drawn > 0.97) > 1.6
    )  # the outermost pixels are mixed with the background
    grey = np.where(sound, grey, _nearest(grey, sound))
    cloth = (
        np.nan_to_num(regions.painted(figure, index, weight, sculpt.shorts_field(figure)), nan=-1.0)
        > 0
    )
    d = distance_transform_edt(~cloth)
    body = gaussian_filter((index >= 0).astype(float), 1.0)
    grey *= (
        1 - 0.16 * np.where(cloth, 0, np.exp(-(d / 5.0))) * body
    )  # soft shadow above the waistband
    alpha = alpha * vignette(figure, index, weight)
    # An invisible grain avoids banding in soft gradients.
    grey = grey + np.random.default_rng(7).normal(0.0, S.GRAIN, grey.shape)
    g = Image.fromarray(np.clip(np.round(grey), 0, 255).astype(np.uint8))
    return Image.merge("RGBA", [g, g, g, Image.fromarray(np.round(alpha * 255).astype(np.uint8))])


def save(image: Image.Image, path: Path) -> None:
    """Write a WebP file with lossy grey and lossless alpha."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "WEBP", quality=S.QUALITY, method=6, alpha_quality=100, exact=True)


def sha256(path: Path) -> str:
    """Hash of a file, for the manifest."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
