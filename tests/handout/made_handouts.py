"""Handouts of the shipped atlas, each made only once."""

from __future__ import annotations

import functools
from io import BytesIO

from pypdf import PdfReader

from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, Place, RegionId, Side
from app.handout.build import HandoutRequest, make_sheet
from app.handout.make import RenderSettings, make_handout
from app.handout.sheet import Clinic
from app.support.paths import assets, shipped_atlas

ATLAS = open_trusted(shipped_atlas())
REGIONS = list(ATLAS.regions)
CLINIC = Clinic("Clinic by the Sea", "1 Shore Road", "01 234")


def handout_request(*regions, **more):
    places = tuple(
        Place(RegionId(name), Side(side) if side else None)
        for name, _, side in (region.partition(":") for region in regions)
    )
    return HandoutRequest(places, FigureId("woman"), BuildId("average"), "en", **more)


def render_settings(paper="a4", *, large=False):
    return RenderSettings.from_assets(assets(), "tone-2", paper, large=large)


@functools.cache
def pdf_data(request, paper, large):
    """The file, made only once for all tests that ask for the same."""
    return make_handout(ATLAS, request, ".pdf", render_settings(paper, large=large))


def pdf(request, paper="a4", *, large=False):
    return PdfReader(BytesIO(pdf_data(request, paper, large)))


def text(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def as_words(words):
    """Words without line breaks and without the marks before them."""
    return " ".join(words.replace("\u2022", " ").split())


SHEET = make_sheet(ATLAS, handout_request("flank", emergency="112"))
