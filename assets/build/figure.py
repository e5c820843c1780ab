"""One figure in one view: surface, camera and z-buffer, cached in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import bodies
import camera
import chart as C
import landmarks
import numpy as np
import relief
import sculpt
import settings as S
from scipy.ndimage import gaussian_filter


@dataclass(frozen=True)
class Figure:
    """What rendering and outlines share, so that they match exactly."""

    name: str
    build: str
    points: np.ndarray
    cam: camera.Camera


@dataclass(frozen=True)
class Pixels:
    """What is seen at each pixel of the plate.

    `index` is the triangle or -1, `xyz` its place in the chart, `skin` the same with the relief of
    the average body, which moves the skin slightly along the body; without it the lines of the
    regions would not be level across the furrow of the spine. `arm` is 0 on the trunk and 1 on
    the arm, `along_arm` the distance from the shoulder, `facing` the part of the chart's normal
    that points to the viewer of the back, `cloth` the field of the shorts, and `depth` is in
    pixels. Values of vertices are nan beside the body.
    """

    index: np.ndarray
    depth: np.ndarray
    xyz: np.ndarray
    skin: np.ndarray
    arm: np.ndarray
    along_arm: np.ndarray
    facing: np.ndarray
    cloth: np.ndarray

    @property
    def on(self) -> np.ndarray:
        return self.index >= 0


@lru_cache(maxsize=2)
def figure(name: str, build: str, view: str) -> Figure:
    """The finished surface and its camera."""
    p = sculpt.points(bodies.body(name, build, view), name, build)
    idx = landmarks.indices(name)
    # The body turns about the middle of the trunk's depth at the waist.
    ring = np.flatnonzero(
        (np.abs(C.chart(name).xyz[:, 2] - C.L1) < 0.004) & (C.chart(name).arm < 0.2)
    )
    pivot = float((p[ring, 1].min() + p[ring, 1].max()) / 2)
    return Figure(name, build, p, camera.camera(view, p[idx["c7"]], p[idx["cleft"]], pivot))


def pixels(fig: Figure) -> Pixels:
    """What is seen at each pixel, from a z-buffer."""
    ch = C.chart(fig.name)
    tris = ch.tris[_kept(fig.name)]
    index, weight, depth = camera.zbuffer(fig.cam.pixels(fig.points), tris)

    on = index >= 0
    corner, share = tris[index[on]], weight[on]

    def painted(values: np.ndarray) -> np.ndarray:
        out = np.full((*index.shape, *values.shape[1:]), np.nan)
        out[on] = np.einsum("nk...,nk->n...", values[corner], share)
        return out

    skin = ch.xyz + ch.normal * relief.height(fig.name, f"{fig.name}-average")[:, None]
    return Pixels(
        index,
        depth,
        painted(ch.xyz),
        painted(skin),
        painted(ch.arm),
        painted(ch.along_arm),
        painted(ch.normal[:, 1]),
        painted(sculpt.shorts_field(fig.name)),
    )


def fine_depth(fig: Figure) -> np.ndarray:
    """The depth in pixels of the plate at twice its resolution; -inf beside the body."""
    tris = C.chart(fig.name).tris[_kept(fig.name)]
    return camera.zbuffer(fig.cam.pixels(fig.points), tris, 2)[2] / 2


def silhouette(fine: np.ndarray) -> np.ndarray:
    """Coverage of every pixel by the figure, 0 to 1, with smooth edges, from the fine depth."""
    soft = gaussian_filter(np.isfinite(fine).astype(np.float32), 1.0)
    return soft.reshape(S.HEIGHT, 2, S.WIDTH, 2).mean((1, 3))


@lru_cache(maxsize=2)
def _kept(name: str) -> np.ndarray:
    """The rendered triangles: all except hands, which the trunk hides."""
    return np.flatnonzero((C.chart(name).along_arm < S.ARM_CUT)[C.chart(name).tris].all(1))
