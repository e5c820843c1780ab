"""Smooth surfaces from the coarse mesh of quads: Catmull-Clark subdivision, normals, triangles."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def catmull_clark(faces: np.ndarray, count: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """One subdivision step as a sparse matrix (new = matrix @ old points), and the new quads."""
    nf = len(faces)
    edges = np.stack([faces, np.roll(faces, -1, 1)], 2).reshape(-1, 2)
    key = np.sort(edges, 1)
    uniq, inv, uses = np.unique(key, axis=0, return_inverse=True, return_counts=True)
    inv = inv.reshape(nf, 4)
    ne = len(uniq)
    face_pts = sparse.csr_matrix(
        (np.full(nf * 4, 0.25), (np.repeat(np.arange(nf), 4), faces.ravel())), (nf, count)
    )
    ends = sparse.csr_matrix(
        (np.full(ne * 2, 0.5), (np.repeat(np.arange(ne), 2), uniq.ravel())), (ne, count)
    )
    ef = sparse.csr_matrix((np.ones(nf * 4), (inv.ravel(), np.repeat(np.arange(nf), 4))), (ne, nf))
    inner = uses == 2
    half = sparse.diags(np.where(inner, 0.5, 1.0))
    edge_pts = half @ ends + sparse.diags(np.where(inner, 0.25, 0.0)) @ (ef @ face_pts)
    # Old points: (Q + 2R + (n - 3)P) / n inside, and the usual rule for open edges at the border.
    ve = sparse.csr_matrix(
        (np.ones(ne * 2), (uniq.ravel(), np.repeat(np.arange(ne), 2))), (count, ne)
    )
    vf = sparse.csr_matrix(
        (np.ones(nf * 4), (faces.ravel(), np.repeat(np.arange(nf), 4))), (count, nf)
    )
    n_e = np.maximum(np.asarray(ve.sum(1)).ravel(), 1)
    n_f = np.maximum(np.asarray(vf.sum(1)).ravel(), 1)
    q = sparse.diags(1 / n_f) @ vf @ face_pts
    r = sparse.diags(1 / n_e) @ ve @ ends
    inside = sparse.diags(1 / n_e) @ (q + 2 * r) + sparse.diags((n_e - 3) / n_e)
    border_e = ve @ sparse.diags((~inner).astype(float))
    n_b = np.asarray(border_e.sum(1)).ravel()
    border = sparse.diags(0.5 / np.maximum(n_b, 1)) @ border_e @ ends + sparse.diags(
        np.full(count, 0.5)
    )
    on_border = sparse.diags((n_b > 0).astype(float))
    old = (sparse.identity(count) - on_border) @ inside + on_border @ border
    e0, e3 = inv + count, np.roll(inv, 1, 1) + count
    centre = np.repeat(np.arange(nf)[:, None] + count + ne, 4, 1)
    quads = np.stack([faces, e0, centre, e3], 2).reshape(-1, 4)
    return sparse.vstack([old, edge_pts, face_pts]).tocsr(), quads


def refine(faces: np.ndarray, count: int, steps: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Several subdivision steps as one matrix."""
    total: sparse.csr_matrix = sparse.identity(count, format="csr")
    for _ in range(steps):
        m, faces = catmull_clark(faces, total.shape[0])
        total = (m @ total).tocsr()
    return total, faces


def normals(points: np.ndarray, quads: np.ndarray) -> np.ndarray:
    """The area-weighted unit normal of each vertex."""
    a, b, c, d = (points[quads[:, i]] for i in range(4))
    fn = np.cross(c - a, d - b)
    out = np.zeros_like(points)
    for i in range(4):
        np.add.at(out, quads[:, i], fn)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def triangles(quads: np.ndarray) -> np.ndarray:
    """Split each quad into two triangles."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
