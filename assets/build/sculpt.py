"""The finished surface of a body: relief, folds, and cloth that spans over the cleft."""

from __future__ import annotations

import chart as C
import folds
import numpy as np
import relief
import surface
from curves import step
from scipy import sparse


def shorts_field(figure: str) -> np.ndarray:
    """A field in metres that is positive on the shorts and never on the arms."""
    ch = C.chart(figure)
    low = folds.waist(ch.xyz[:, 0]) - 0.05 * np.clip(-0.09 - ch.xyz[:, 1], 0, 0.2) - ch.xyz[:, 2]
    return np.where(ch.arm > 0.3, -0.2, low)


def points(body: dict[str, np.ndarray], figure: str, build: str) -> np.ndarray:
    """The finished surface of one body."""
    ch, key = C.chart(figure), f"{figure}-{build}"
    p = ch.refine @ body["vertices"]
    p = _round_elbows(p, figure)
    normal = surface.normals(p, ch.quads)
    p = p + normal * relief.height(figure, key)[:, None] + folds.displacement(figure, key, normal)
    cloth = np.clip(shorts_field(figure) / 0.035, 0, 1)[:, None] * 0.9
    return drape(p, ch.quads, cloth)


def _round_elbows(p: np.ndarray, figure: str) -> np.ndarray:
    """Smooth the skin of the bent elbow, which the skeleton of the model pinches."""
    ch = C.chart(figure)
    weight = 0.5 * step(ch.along_arm - 0.20, 0.02) * step(0.36 - ch.along_arm, 0.02)
    return smooth(p, ch.quads, weight[:, None], 28)


def _neighbours(quads: np.ndarray, count: int) -> sparse.csr_matrix:
    """The mean over the neighbours of each vertex, as a matrix."""
    e = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    a = sparse.csr_matrix((np.ones(len(e)), (e[:, 0], e[:, 1])), (count, count))
    a = a.maximum(a.T)
    return sparse.diags(1 / np.maximum(np.asarray(a.sum(1)).ravel(), 1)) @ a


def smooth(p: np.ndarray, quads: np.ndarray, weight: np.ndarray, rounds: int) -> np.ndarray:
    """Move each vertex towards the mean of its neighbours, as far as its weight says."""
    on = np.flatnonzero(weight[:, 0] > 1e-3)
    a = _neighbours(quads, len(p))[on]
    for _ in range(rounds):
        p = p.copy()
        p[on] += weight[on] * (a @ p - p[on])
    return p


def drape(p: np.ndarray, quads: np.ndarray, weight: np.ndarray, rounds: int = 90) -> np.ndarray:
    """Smooth the surface under the cloth, so that it spans the cleft as fabric does."""
    start = p
    p = smooth(p, quads, weight, rounds)
    # Smoothing shrinks the cloth: restore its size, but keep it spanned over the cleft.
    out = surface.normals(p, quads)
    lost = ((start - p) * out).sum(1, keepdims=True)
    thick = 0.0012 * np.clip(weight * 4, 0, 1)
    return p + out * np.clip(lost, 0.0, 0.012) * (weight > 0) + out * thick
