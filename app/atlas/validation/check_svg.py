"""Checks the drawing of a plate: only listed elements and attributes are allowed."""

from __future__ import annotations

import importlib
import re
from typing import Any

from app.atlas.svg_reader import (
    INKSCAPE,
    SODIPODI,
    SVG,
    SvgDrawing,
    SvgError,
    XmlAttributes,
    XmlName,
    is_plate_layer,
)
from app.support.validation_errors import Location

MAX_SVG_BYTES = 2_000_000
MAX_ELEMENTS = 20_000
MAX_ELEMENT_DEPTH = 64

XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"

_ALLOWED = {"svg", "g", "path", "title", "desc", "metadata", "defs"}
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_MOVED = {"svg", "g", "path"}
_FIXES = {
    "use": "draw the outline itself: Edit > Clone > Unlink Clone",
    "image": "keep the picture in a locked layer called plate",
    "text": "remove it, or convert it: Path > Object to Path",
} | dict.fromkeys(
    ("rect", "circle", "ellipse", "polygon", "polyline", "line"),
    "convert it: Path > Object to Path",
)
_CHANGING = {"clip-path", "mask", "filter"}


class _SvgLimitError(SvgError):
    """The drawing exceeds a limit, and the rest is not read."""


def parse_untrusted_svg(data: bytes, location: Location) -> SvgDrawing | None:
    """Read a drawing of unknown origin and report every error; None if it is not readable XML.

    A drawing with errors is returned too, so that its outlines can be checked.
    """
    if data[:2] == b"\x1f\x8b":
        location.at("1").report("it is a compressed file", "save it as plain SVG")
        return None
    if len(data) > MAX_SVG_BYTES:
        location.report(f"it is larger than {MAX_SVG_BYTES} bytes", "make it simpler")
        return None
    encoding = _ENCODING.match(data)
    if encoding and encoding[1].lower() != b"utf-8":
        location.at("1").report("it is not UTF-8", "save it as plain SVG, which is UTF-8")
        return None
    return _parsed(data, location)


def _parsed(data: bytes, location: Location) -> SvgDrawing | None:
    # defusedxml has no type hints; it is imported here because only a check needs it
    defused: Any = importlib.import_module("defusedxml.ElementTree")
    checker = _SvgChecker(location)
    parser = defused.DefusedXMLParser(
        target=checker, forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    checker.parser = parser.parser
    try:
        parser.feed(data)
        parser.close()
    except defused.ParseError as error:
        location.at(str(error.position[0])).report(
            f"it is not XML ({error})", "save it as plain SVG"
        )
    except (ValueError, LookupError) as error:
        wrong = str(error) if isinstance(error, SvgError) else type(error).__name__
        mend = "save it as plain SVG, without document type and entities"
        location.at(str(checker.line)).report(f"it cannot be read ({wrong})", mend)
    else:
        return checker.drawing
    return None


class _SvgChecker:
    """Checks each element before the drawing takes it; the target of the XML parser."""

    def __init__(self, location: Location) -> None:
        self.drawing = SvgDrawing()
        self.parser: Any = None
        self._spot = location
        self._above: list[tuple[XmlName, bool]] = []
        self._count = 0

    @property
    def line(self) -> int:
        return int(self.parser.CurrentLineNumber)

    def start(self, tag: str, found: dict[str, str]) -> None:
        name, attributes = _name(tag), {_name(key): value for key, value in found.items()}
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _SvgLimitError(f"more than {MAX_ELEMENTS} elements")
        if len(self._above) >= MAX_ELEMENT_DEPTH:
            raise _SvgLimitError(f"elements more than {MAX_ELEMENT_DEPTH} deep")
        self._check_element(name)
        in_plate = self._in_plate or is_plate_layer(name, attributes)
        if not self.drawing.is_ignoring and not in_plate:
            self._check_attributes(name, attributes)
        self._above.append((name, in_plate))
        self._draw(name, attributes)

    def end(self, _tag: str) -> None:
        self._above.pop()
        self.drawing.end()

    def pi(self, target: str, _text: str | None = None) -> None:
        self._report(f"the instruction <?{target}?> is not allowed", "remove it")

    def close(self) -> None:
        """Do nothing; the parser requires this method."""

    @property
    def _in_plate(self) -> bool:
        return bool(self._above) and self._above[-1][1]

    def _draw(self, name: XmlName, attributes: XmlAttributes) -> None:
        try:
            self.drawing.start(name, attributes, self.line)
        except SvgError as error:
            self._report(str(error), "save it as plain SVG, with a viewBox and simple transforms")
            plain = {("", "viewBox"): "0 0 1 1", ("", "id"): attributes.get(("", "id"), "")}
            self.drawing.start(name, plain, self.line)

    def _check_element(self, name: XmlName) -> None:
        space, local = name
        if space in ("", XHTML):
            self._report(f"the element {local!r} is not SVG", "save it as plain SVG")
        elif space != SVG:
            return
        elif self._in_plate:
            if local != "image":
                self._report(f"the element {local!r} lies in the layer plate", "remove it there")
        elif local not in _ALLOWED:
            self._report(f"the element {local!r} is not allowed", _FIXES.get(local, "remove it"))
        elif (local == "svg") != (not self._above):
            self._report(f"the element {local!r} is in the wrong place", "save it as plain SVG")
        elif self._above and self._above[-1][0] == (SVG, "defs"):
            self._report(
                f"the element {local!r} lies in 'defs'", "clean up: File > Clean Up Document"
            )

    def _check_attributes(self, name: XmlName, attributes: XmlAttributes) -> None:
        for (space, local), value in attributes.items():
            if space in (INKSCAPE, SODIPODI):
                continue
            wrong = _is_wrong(name[1], space, local.lower(), value.lower())
            if wrong:
                self._report(f"the attribute {local!r} of {name[1]!r} is not allowed", "remove it")

    def _report(self, reason: str, fix: str) -> None:
        self._spot.at(str(self.line)).report(reason, fix)


def _is_wrong(element: str, space: str, local: str, value: str) -> bool:
    if local == "style":
        return any(word in value for word in ("url(", "transform", "clip", "mask", "import"))
    if local == "transform":
        return element not in _MOVED
    return (
        space == XLINK
        or local in ("href", "src")
        or local.startswith("on")
        or local in _CHANGING
        or "url(" in value
    )


def _name(tag: str) -> XmlName:
    space, _, local = tag.rpartition("}")
    return space.removeprefix("{"), local
