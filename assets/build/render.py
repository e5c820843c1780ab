"""Renders one figure in Blender as linear light on a transparent background."""

from __future__ import annotations

import math

import chart as C
import numpy as np
import settings as S
from figure import Figure


def _mesh(fig: Figure):
    """Add the figure in the camera's frame, cropped to the visible part."""
    import bpy

    px, quads = fig.cam.pixels(fig.points), C.chart(fig.name).quads
    inside = (
        (px[:, 1] > -260)
        & (px[:, 1] < S.HEIGHT + 260)
        & (np.abs(px[:, 0] - S.WIDTH / 2) < S.WIDTH * 0.8)
    )
    inside &= C.chart(fig.name).along_arm < S.ARM_CUT
    quads = quads[inside[quads].all(1)]
    used, quads = np.unique(quads, return_inverse=True)
    mesh = bpy.data.meshes.new("body")
    mesh.from_pydata(fig.cam.place(fig.points[used]), [], quads.reshape(-1, 4))
    mesh.polygons.foreach_set("use_smooth", np.ones(len(mesh.polygons), bool))
    obj = bpy.data.objects.new("body", mesh)
    bpy.context.scene.collection.objects.link(obj)
    mat = bpy.data.materials.new("matte")
    mat.use_nodes = True
    node = mat.node_tree.nodes["Principled BSDF"]
    node.inputs["Base Color"].default_value = (0.55, 0.55, 0.55, 1)
    node.inputs["Roughness"].default_value = 0.55
    node.inputs["Specular IOR Level"].default_value = 0.25
    mesh.materials.append(mat)


def _light(
    place: tuple[float, float, float], aim: tuple[float, float, float], size: float, power: float
) -> None:
    """Add a square area light; positions are in metres in the camera's frame (x to the left)."""
    import bpy
    from mathutils import Vector

    data = bpy.data.lights.new("light", "AREA")
    data.size, data.energy = size, power
    obj = bpy.data.objects.new("light", data)
    obj.location = place
    obj.rotation_euler = (Vector(aim) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(obj)


def render(fig: Figure, out: str, samples: int, percent: int = 100) -> np.ndarray:
    """Render one plate; return linear light and alpha as an array of height x width x 2."""
    import bpy

    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    _mesh(fig)
    mid = fig.cam.z_top - S.HEIGHT / fig.cam.scale / 2
    for i, light in enumerate(S.LIGHTS):
        x, y, z = light["place"]
        if i == 0 and fig.cam.turn:
            c, s = math.cos(math.radians(S.KEY_TURN)), math.sin(math.radians(S.KEY_TURN))
            x, y = c * x - s * y, s * x + c * y
        _light(
            (x, y, mid + z),
            (light.get("aim_x", 0.0), 0.0, mid + light.get("aim_z", 0.0)),
            light["size"],
            light["power"],
        )
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (S.AMBIENT,) * 3 + (1,)
    scene.world = world
    cam = bpy.data.cameras.new("camera")
    cam.type, cam.sensor_fit = "ORTHO", "VERTICAL"
    cam.ortho_scale = S.HEIGHT / fig.cam.scale
    obj = bpy.data.objects.new("camera", cam)
    obj.location, obj.rotation_euler = (fig.cam.centre_x, 5.0, mid), (math.pi / 2, 0, math.pi)
    scene.collection.objects.link(obj)
    scene.camera = obj
    scene.render.engine = "CYCLES"
    scene.cycles.device, scene.cycles.samples = "CPU", samples
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"
    scene.cycles.denoising_prefilter, scene.cycles.denoising_quality = "NONE", "BALANCED"
    scene.cycles.max_bounces, scene.cycles.diffuse_bounces = 2, 1
    scene.cycles.use_adaptive_sampling = False
    scene.render.film_transparent, scene.render.use_persistent_data = True, False
    scene.render.resolution_x, scene.render.resolution_y = S.WIDTH, S.HEIGHT
    scene.render.resolution_percentage = percent
    scene.view_settings.view_transform = "Raw"
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_mode, scene.render.image_settings.color_depth = "RGBA", "32"
    scene.render.filepath = out
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(out)
    image.colorspace_settings.name = "Non-Color"
    w, h = image.size
    data = np.empty(w * h * 4, np.float32)
    image.pixels.foreach_get(data)
    data = data.reshape(h, w, 4)[::-1]
    return np.stack([data[..., :3].mean(2), data[..., 3]], 2)
