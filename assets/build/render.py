"""Renders one figure in Blender: how much light its skin scatters, and how much it mirrors.

One pass gives both maps. The material is the sum of a purely red matte surface and a purely green
glossy one, so that red is the matte light and green the gloss. Unevenness finer than the mesh is
drawn in the chart, so that it stays in its place on the body when the body turns.
"""

from __future__ import annotations

import math

import chart as C
import numpy as np
import settings as S
from figure import Figure

_FINE = ((190.0, 0.00005, False), (700.0, 0.00003, True))
"""Fine unevenness: bumps a metre, height in metres, and whether they are cells."""


def _mesh(fig: Figure):
    """Add the figure in the camera's frame, cropped to the visible part."""
    import bpy

    ch = C.chart(fig.name)
    px, quads = fig.cam.pixels(fig.points), ch.quads
    inside = (
        (px[:, 1] > -260)
        & (px[:, 1] < S.HEIGHT + 260)
        & (np.abs(px[:, 0] - S.WIDTH / 2) < S.WIDTH * 0.8)
        & (ch.along_arm < S.ARM_CUT)
    )
    quads = quads[inside[quads].all(1)]
    used, quads = np.unique(quads, return_inverse=True)
    mesh = bpy.data.meshes.new("body")
    mesh.from_pydata(fig.cam.place(fig.points[used]), [], quads.reshape(-1, 4))
    mesh.polygons.foreach_set("use_smooth", np.ones(len(mesh.polygons), bool))
    place = mesh.attributes.new("chart", "FLOAT_VECTOR", "POINT")
    place.data.foreach_set("vector", ch.xyz[used].astype(np.float32).ravel())
    obj = bpy.data.objects.new("body", mesh)
    bpy.context.scene.collection.objects.link(obj)
    mesh.materials.append(_material())


def _material():
    import bpy

    mat = bpy.data.materials.new("skin")
    mat.use_nodes = True
    tree = mat.node_tree
    tree.nodes.clear()
    new, link = tree.nodes.new, tree.links.new
    place = new("ShaderNodeAttribute")
    place.attribute_name = "chart"
    normal = None
    for scale, high, cells in _FINE:
        texture = new("ShaderNodeTexVoronoi" if cells else "ShaderNodeTexNoise")
        texture.inputs["Scale"].default_value = scale
        link(place.outputs["Vector"], texture.inputs["Vector"])
        bump = new("ShaderNodeBump")
        bump.inputs["Distance"].default_value = high
        link(texture.outputs["Distance" if cells else "Fac"], bump.inputs["Height"])
        if normal is not None:
            link(normal, bump.inputs["Normal"])
        normal = bump.outputs["Normal"]
    matte, gloss = new("ShaderNodeBsdfDiffuse"), new("ShaderNodeBsdfGlossy")
    matte.inputs["Color"].default_value = (0.55, 0, 0, 1)
    matte.inputs["Roughness"].default_value = 0.3
    gloss.inputs["Roughness"].default_value = 0.42
    fresnel, mix = new("ShaderNodeFresnel"), new("ShaderNodeMixRGB")
    fresnel.inputs["IOR"].default_value = 1.42
    mix.inputs["Color1"].default_value, mix.inputs["Color2"].default_value = (
        (0, 0, 0, 1),
        (0, 1, 0, 1),
    )
    for node in (matte, gloss, fresnel):
        link(normal, node.inputs["Normal"])
    link(fresnel.outputs[0], mix.inputs["Fac"])
    link(mix.outputs[0], gloss.inputs["Color"])
    both, out = new("ShaderNodeAddShader"), new("ShaderNodeOutputMaterial")
    link(matte.outputs[0], both.inputs[0])
    link(gloss.outputs[0], both.inputs[1])
    link(both.outputs[0], out.inputs["Surface"])
    return mat


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


def _lights(turn: float, mid: float) -> None:
    """All lights; the key follows the body by half its turn, so that the relief stays modelled."""
    import bpy

    c, s = math.cos(math.radians(turn / 2)), math.sin(math.radians(turn / 2))
    for i, light in enumerate(S.LIGHTS):
        x, y, z = light["place"]
        if i == 0:
            x, y = c * x - s * y, s * x + c * y
        _light((x, y, mid + z), (0.0, 0.0, mid), light["size"], light["power"])
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (S.AMBIENT,) * 3 + (1,)
    bpy.context.scene.world = world


def _camera(fig: Figure, mid: float) -> None:
    import bpy

    cam = bpy.data.cameras.new("camera")
    cam.type, cam.sensor_fit = "ORTHO", "VERTICAL"
    cam.ortho_scale = S.HEIGHT / fig.cam.scale
    obj = bpy.data.objects.new("camera", cam)
    obj.location, obj.rotation_euler = (fig.cam.centre_x, 5.0, mid), (math.pi / 2, 0, math.pi)
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.scene.camera = obj


def _quality(samples: int, percent: int, threads: int) -> None:
    import bpy

    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.seed = "CPU", samples, 7
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.denoising_prefilter, cycles.denoising_quality = "FAST", "HIGH"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    cycles.max_bounces, cycles.diffuse_bounces = 2, 1
    cycles.use_adaptive_sampling = False
    render = scene.render
    render.film_transparent, render.use_persistent_data = True, False
    render.threads_mode, render.threads = "FIXED", threads
    render.resolution_x, render.resolution_y = S.WIDTH, S.HEIGHT
    render.resolution_percentage = percent
    scene.view_settings.view_transform = "Raw"
    render.image_settings.file_format = "OPEN_EXR"
    render.image_settings.color_mode, render.image_settings.color_depth = "RGBA", "32"


def render(fig: Figure, out: str, samples: int, percent: int = 100, threads: int = 2) -> np.ndarray:
    """Render one plate; return matte light, gloss and alpha as an array of height x width x 3."""
    import bpy

    bpy.ops.wm.read_factory_settings(use_empty=True)
    mid = fig.cam.z_top - S.HEIGHT / fig.cam.scale / 2
    _mesh(fig)
    _lights(fig.cam.turn, mid)
    _camera(fig, mid)
    _quality(samples, percent, threads)
    bpy.context.scene.render.filepath = out
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(out)
    image.colorspace_settings.name = "Non-Color"
    w, h = image.size
    data = np.empty(w * h * 4, np.float32)
    image.pixels.foreach_get(data)
    return data.reshape(h, w, 4)[::-1][..., [0, 1, 3]].copy()
