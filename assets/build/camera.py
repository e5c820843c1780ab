"""The orthographic camera and a small z-buffer, in plate pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import settings as S


@dataclass(frozen=True)
class Camera:
    """Looks along -y at a body turned by `turn` degrees about the vertical axis at `pivot`."""

    turn: float
    pivot: float
    scale: float  # pixels per metre
    centre_x: float
    z_top: float  # height of the upper edge of the plate, in metres

    def place(self, points: np.ndarray) -> np.ndarray:
        """Turn world points into the camera's frame: x to the body's left, y to the viewer."""
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        x, y = points[:, 0], points[:, 1] - self.pivot
        return np.stack([c * x - s * y, s * x + c * y, points[:, 2]], 1)

    def pixels(self, points: np.ndarray) -> np.ndarray:
        """Convert points to x and y in pixels and depth in pixels, where larger is nearer."""
        p = self.place(points)
        return np.stack(
            [
                S.WIDTH / 2 - (p[:, 0] - self.centre_x) * self.scale,
                (self.z_top - p[:, 2]) * self.scale,
                p[:, 1] * self.scale,
            ],
            1,
        )


def camera(view: str, c7: np.ndarray, cleft: np.ndarray, pivot: float) -> Camera:
    """A camera with C7 at the same height and the same distance from C7 to cleft in every plate."""
    scale = (S.CLEFT_AT - S.C7_AT) * S.HEIGHT / (c7[2] - cleft[2])
    return Camera(S.TURN[view], pivot, scale, 0.0, c7[2] + S.C7_AT * S.HEIGHT / scale)


def zbuffer(
    px: np.ndarray, tris: np.ndarray, k: int = 1
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The nearest triangle of each pixel: its index or -1, barycentric weights and depth.

    `k` is the number of samples per pixel in each direction.
    """
    w, h = S.WIDTH * k, S.HEIGHT * k
    p = px * k
    a, b, c = (p[tris[:, i]] for i in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    lo = np.floor(np.minimum(np.minimum(a, b), c)[:, :2]).astype(int)
    hi = np.ceil(np.maximum(np.maximum(a, b), c)[:, :2]).astype(int)
    ok = (np.abs(area) > 1e-9) & (hi[:, 0] > 0) & (hi[:, 1] > 0) & (lo[:, 0] < w) & (lo[:, 1] < h)
    index = np.full(w * h, -1, np.int64)
    depth = np.full(w * h, -np.inf)
    weight = np.zeros((w * h, 3))
    span = np.maximum(*(hi - lo).T)
    for size in np.unique(span[ok]):
        group = np.flatnonzero(ok & (span == size))
        for part in np.array_split(group, max(1, len(group) * int(size) ** 2 // 4_000_000)):
            _paint(part, int(size), lo, a, b, c, area, (w, h), index, depth, weight)
    return index.reshape(h, w), weight.reshape(h, w, 3), depth.reshape(h, w)


def _paint(part, size, lo, a, b, c, area, shape, index, depth, weight) -> None:
    """Draw all triangles whose bounding boxes have the same size at once."""
    w, h = shape
    g = np.arange(size + 1)
    x = lo[part, 0][:, None, None] + g[None, None, :]
    y = lo[part, 1][:, None, None] + g[None, :, None]
    xs, ys = x + 0.5, y + 0.5
    A, B, C, ar = (
        a[part][:, None, None],
        b[part][:, None, None],
        c[part][:, None, None],
        area[part][:, None, None],
    )
    wb = (
        (xs - A[..., 0]) * (C[..., 1] - A[..., 1]) - (ys - A[..., 1]) * (C[..., 0] - A[..., 0])
    ) / ar
    wc = (
        (B[..., 0] - A[..., 0]) * (ys - A[..., 1]) - (B[..., 1] - A[..., 1]) * (xs - A[..., 0])
    ) / ar
    wa = 1 - wb - wc
    hit = (wa >= -1e-6) & (wb >= -1e-6) & (wc >= -1e-6) & (x >= 0) & (y >= 0) & (x < w) & (y < h)
    z = wa * A[..., 2] + wb * B[..., 2] + wc * C[..., 2]
    pix = (y * w + x)[hit]
    tri = np.broadcast_to(part[:, None, None], hit.shape)[hit]
    z, bary = z[hit], np.stack([wa[hit], wb[hit], wc[hit]], 1)
    order = np.argsort(z, kind="stable")
    pix, tri, z, bary = pix[order], tri[order], z[order], bary[order]
    _, first = np.unique(pix[::-1], return_index=True)
    last = len(pix) - 1 - first
    pix, tri, z, bary = pix[last], tri[last], z[last], bary[last]
    near = z > depth[pix]
    depth[pix[near]], index[pix[near]], weight[pix[near]] = z[near], tri[near], bary[near]
