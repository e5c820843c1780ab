"""Drawings of unknown origin: outlines are read, and all else is refused with its line."""

from __future__ import annotations

import gzip
import time

import pytest

from app.atlas.plates import read_trusted_svg
from app.atlas.validation.check_svg import MAX_SVG_BYTES, parse_untrusted_svg
from app.support.svg_path import flatten_path, parse_outline, transform_segments
from app.support.validation_errors import Findings, Location

NAMES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" '
    'xmlns:h="http://www.w3.org/1999/xhtml"'
)
PATH = '<path id="a" d="M0 0 H10 V10 Z"/>'


def svg(inside, box='viewBox="0 0 100 120"'):
    return f"<svg {NAMES} {box}>\n{inside}\n</svg>".encode()


def error_lines(data):
    findings = Findings()
    start = time.process_time()
    drawing = parse_untrusted_svg(data, Location(findings, "file.svg"))
    assert time.process_time() - start < 2.0
    return drawing, [str(mistake) for mistake in findings.errors]


def path_corners(data):
    (drawn,) = read_trusted_svg(data).paths
    return flatten_path(transform_segments(parse_outline(drawn.data), drawn.matrix))


LAYER = (
    '<g inkscape:label="plate" sodipodi:insensitive="true">'
    '<image xlink:href="file:///etc/passwd" href="../x.webp"/></g>'
)
GOOD = [
    PATH,
    f'<g inkscape:groupmode="layer" style="display:inline" transform="scale(2)">{PATH}</g>',
    LAYER,
    '<sodipodi:namedview pagecolor="#fff"><inkscape:grid/></sodipodi:namedview><defs id="d"/>',
    "<metadata><x xmlns='urn:rdf'/></metadata><title>t</title><desc>d</desc>",
    '<path id="b" d="M0 0 H1 V1 Z" style="fill:none;stroke:#000" inkscape:connector="0"/>',
    "<!-- a word -->",
]


@pytest.mark.parametrize("inside", GOOD)
def test_a_drawing_of_inkscape_is_accepted(inside):
    drawing, mistakes = error_lines(svg(inside))
    assert mistakes == []
    assert drawing.aspect == pytest.approx(1.2)


@pytest.mark.parametrize("inside", GOOD)
def test_both_readers_find_the_same_paths(inside):
    assert read_trusted_svg(svg(inside)).paths == error_lines(svg(inside))[0].paths


@pytest.mark.parametrize(
    ("inside", "wrong"),
    [
        ('<use href="#a"/>', "'use'"),
        ("<script>alert(1)</script>", "'script'"),
        ("<style>@import url(x)</style>", "'style'"),
        ("<foreignObject/>", "'foreignObject'"),
        ("<filter/>", "'filter'"),
        ("<pattern/>", "'pattern'"),
        ("<mask/>", "'mask'"),
        ("<text>hello</text>", "'text'"),
        ("<animate/>", "'animate'"),
        ("<a/>", "'a'"),
        ("<rect/>", "Object to Path"),
        ('<image href="file:///etc/passwd"/>', "locked layer"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "locked layer"),
        ('<g inkscape:label="plate"><image href="x"/></g>', "locked layer"),
        ('<g inkscape:label="plate" sodipodi:insensitive="true"><path/></g>', "layer plate"),
        (f"<defs>{PATH}</defs>", "'defs'"),
        (f"<svg>{PATH}</svg>", "in the wrong place"),
        ("<h:script/>", "not SVG"),
        ('<x xmlns=""/>', "not SVG"),
        ('<g onclick="x()"/>', "'onclick'"),
        ('<g xlink:href="#a"/>', "'href'"),
        ('<path href="http://example.org/x"/>', "'href'"),
        ('<path fill="url(#a)"/>', "'fill'"),
        ('<path style="fill:url(file:///x)"/>', "'style'"),
        ('<path style="transform:scale(3)"/>', "'style'"),
        ('<g clip-path="inset(0)"/>', "'clip-path'"),
        ('<title transform="scale(2)"/>', "'transform'"),
        ('<g transform="skewX(3)"/>', "skewX"),
        ('<g transform="scale(1e999)"/>', "too large"),
        ('<g transform="scale(1,2,3)"/>', "3 numbers"),
        ('<g transform="scale(nan)"/>', "not a list"),
        ('<g transform="nothing"/>', "nothing"),
        ("<?xml-stylesheet href='x.css'?>", "xml-stylesheet"),
    ],
)
def test_an_element_or_attribute_that_is_not_listed_is_refused_with_its_line(inside, wrong):
    drawing, mistakes = error_lines(svg(f"{PATH}\n{inside}"))
    assert drawing is not None
    assert any(line.startswith("file.svg:3: ") and wrong in line for line in mistakes)


ENTITY_BOMB = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "not XML"),
        (b"<svg", "not XML"),
        (b"not a drawing", "not XML"),
        (gzip.compress(svg(PATH)), "compressed"),
        (b" " * (MAX_SVG_BYTES + 1), "larger"),
        (ENTITY_BOMB.encode() + svg("<title>&b;</title>"), "DTDForbidden"),
        (OUTSIDE.encode() + svg("<title>&x;</title>"), "DTDForbidden"),
        (b'<!DOCTYPE svg SYSTEM "http://example.org/x.dtd">' + svg(PATH), "DTDForbidden"),
        (svg("<title>&nbsp;</title>"), "not XML"),
        (svg("<g>" * 5_000 + "</g>" * 5_000), "64 deep"),
        (svg("<g/>" * 20_001), "20000 elements"),
        (b'<?xml version="1.0" encoding="utf-64"?>' + svg(PATH), "not UTF-8"),
        (b'<?xml version="1.0" encoding="hz"?>' + svg(PATH), "not UTF-8"),
        (b'<?xml version="1.0" encoding="utf-16"?>' + svg(PATH), "not UTF-8"),
    ],
)
def test_an_unreadable_drawing_is_refused_with_a_line(data, wrong):
    drawing, (mistake,) = error_lines(data)
    assert drawing is None
    assert mistake.startswith("file.svg:")
    assert wrong in mistake


@pytest.mark.parametrize("box", ["", 'viewBox="0 0 0 5"', 'viewBox="0 0 1"', 'width="5%"'])
def test_a_drawing_without_a_size_is_refused(box):
    assert "file.svg:1" in error_lines(svg(PATH, box))[1][0]


def test_a_drawing_may_have_its_size_in_pixels():
    assert error_lines(svg(PATH, 'width="50" height="25px"'))[0].aspect == 0.5


@pytest.mark.parametrize(
    ("transform", "first", "second"),
    [
        ("", (0, 0), (0.1, 0)),
        ("translate(10)", (0.1, 0), (0.2, 0)),
        ("translate(10,20) scale(2)", (0.1, 0.2), (0.3, 0.2)),
        ("scale(2 3)", (0, 0), (0.2, 0)),
        ("matrix(0 1 -1 0 50 0)", (0.5, 0), (0.5, 0.1)),
        ("rotate(90)", (0, 0), (0, 0.1)),
        ("rotate(180, 10, 0)", (0.2, 0), (0.1, 0)),
    ],
)
def test_transforms_are_applied_as_svg_defines(transform, first, second):
    points = path_corners(svg(f'<g transform="{transform}">{PATH}</g>'))
    assert points[0] == pytest.approx(first)
    assert points[1] == pytest.approx(second)


def test_nested_transforms_are_applied_from_the_inside():
    inner = PATH.replace("/>", ' transform="translate(10)"/>')
    points = path_corners(svg(f'<g transform="scale(2)">{inner}</g>'))
    assert points[0] == pytest.approx((0.2, 0))


def test_the_view_box_moves_and_scales_the_outlines():
    assert path_corners(svg(PATH, 'viewBox="-10 -20 200 240"'))[0] == pytest.approx((0.05, 0.1))
