"""Opening a trusted atlas: no changed file is accepted, and parts are parsed when needed."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from app.atlas.loader import open_trusted
from app.atlas.text_markup import BulletList, Paragraph
from app.body.regions import BuildId, FigureId, PlateKey, RegionId, TopicId, View
from app.support.validation_errors import ContentError
from tests.atlas.synthetic import make_atlas, write_manifest

PLATE = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
REGION = RegionId("region-1")


@pytest.fixture(scope="module")
def sealed_atlas(tmp_path_factory):
    folder = make_atlas(tmp_path_factory.mktemp("atlases") / "made", 3)
    return folder, write_manifest(folder)


@pytest.fixture
def atlas(sealed_atlas):
    return open_trusted(*sealed_atlas)


def test_the_atlas_has_the_fields_of_its_header(atlas):
    assert (atlas.id, atlas.title, atlas.version) == ("made", "Made", "1")
    assert atlas.regions == ("region-0", "region-1", "region-2")
    assert atlas.views == (View.BACK,)


def test_an_atlas_expires_months_later_at_the_end_of_a_shorter_month(atlas):
    assert (atlas.date, atlas.expires) == (dt.date(2026, 1, 31), dt.date(2027, 2, 28))


def test_names_are_in_the_order_of_the_atlas(atlas):
    assert tuple(atlas.names("en").regions) == atlas.regions
    assert atlas.names("en").views[View.BACK] == "From behind"


def test_the_text_of_a_region_is_parsed_into_blocks(atlas):
    said = atlas.region_text(REGION, "en").topics[TopicId("risks")].statements[0]
    assert [type(block) for block in said.blocks] == [Paragraph, BulletList, Paragraph]


def test_a_shared_topic_has_a_date_and_a_review_state(atlas):
    topic = atlas.shared_topic(TopicId("recovery"), "en")
    assert (topic.date, topic.review) == (dt.date(2026, 1, 31), "not-reviewed")


def test_outlines_are_in_plate_units(atlas):
    outlines = atlas.outlines(PLATE)
    assert outlines.aspect == pytest.approx(1.2)
    assert [outline.place.region for outline in outlines.regions] == list(atlas.regions)
    assert max(y for _, y in outlines.shorts) == pytest.approx(1.2)


def test_a_number_record_joins_figures_and_words(atlas):
    number = atlas.number("flank_seroma", "en")
    assert (number.rate, number.label) == (Decimal("12.5"), "Pocket of fluid")
    assert atlas.numbers("en") == (number,)


def test_terms_and_references_are_found(atlas):
    assert atlas.terms("en")["seroma"].word == "seroma"
    assert atlas.references() == (atlas.reference("42"),)


def test_a_plate_has_landmarks(atlas):
    assert atlas.plate_info(PLATE).landmarks == {"c7": (0.5, 0.15)}
    assert atlas.plate_info(PLATE).hidden == {"c7"}


def test_each_part_is_parsed_once(atlas):
    assert atlas.names("en") is atlas.names("en")
    assert atlas.outlines(PLATE) is atlas.outlines(PLATE)


def test_the_data_of_a_plate_is_that_of_its_file(atlas):
    assert atlas.plate_data(PLATE) == (atlas.folder / "plates" / f"{PLATE.stem}.webp").read_bytes()


def test_an_atlas_with_an_unknown_manifest_is_refused(sealed_atlas):
    with pytest.raises(ContentError, match=r"manifest\.json.*not known to be good"):
        open_trusted(sealed_atlas[0], {})


def test_the_list_beside_the_atlas_is_used_by_default(sealed_atlas, tmp_path):
    with pytest.raises(ContentError, match="not known"):
        open_trusted(sealed_atlas[0])
    beside = sealed_atlas[0].parent / "known-good.json"
    beside.write_text(json.dumps(sealed_atlas[1]))
    assert open_trusted(sealed_atlas[0]).id == "made"
    beside.unlink()


FILES = [
    ("texts/en/names.toml", lambda atlas: atlas.names("en")),
    ("texts/en/regions/region-1.toml", lambda atlas: atlas.region_text(REGION, "en")),
    ("outlines/woman-average-back.svg", lambda atlas: atlas.outlines(PLATE)),
    ("plates/woman-average-back.webp", lambda atlas: atlas.plate_data(PLATE)),
]


def zeros(path):
    path.unlink()
    path.symlink_to("/dev/zero")


def pipe(path):
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("name", [name for name, _ in FILES])
@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"x"), Path.unlink, zeros, pipe])
def test_a_file_that_differs_from_the_manifest_is_refused(tmp_path, name, change):
    folder = make_atlas(tmp_path / "made")
    known = write_manifest(folder)
    change(folder / name)
    with pytest.raises(ContentError) as caught:
        open_trusted(folder, known)
    assert caught.value.errors[0].file == name


@pytest.mark.parametrize("name", ["texts/en/sequences/mine.toml", "plates/new.webp", "more.json"])
def test_a_file_that_the_manifest_does_not_name_is_refused(tmp_path, name):
    folder = make_atlas(tmp_path / "made")
    known = write_manifest(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    with pytest.raises(ContentError) as caught:
        open_trusted(folder, known)
    assert caught.value.errors[0].file == name


def test_a_link_to_another_folder_is_not_followed(tmp_path):
    folder = make_atlas(tmp_path / "made", 1)
    known = write_manifest(folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.toml").touch()
    (folder / "texts" / "other").symlink_to(tmp_path / "other")
    assert open_trusted(folder, known)


def test_files_of_file_browsers_are_ignored(tmp_path):
    folder = make_atlas(tmp_path / "made")
    known = write_manifest(folder)
    (folder / ".DS_Store").touch()
    (folder / "plates" / "Thumbs.db").touch()
    assert open_trusted(folder, known).id == "made"


@pytest.mark.parametrize("ask", [ask for _, ask in FILES])
def test_all_parts_can_be_read_after_the_folder_is_deleted(tmp_path, ask):
    folder = make_atlas(tmp_path / "made")
    atlas = open_trusted(folder, write_manifest(folder))
    shutil.rmtree(folder)
    assert ask(atlas)


@pytest.mark.parametrize("change", [zeros, pipe, lambda path: path.write_bytes(b"[" * 100_000)])
def test_a_manifest_that_is_not_a_plain_file_is_refused(tmp_path, change):
    folder = make_atlas(tmp_path / "made")
    known = write_manifest(folder)
    change(folder / "manifest.json")
    with pytest.raises(ContentError, match=r"manifest\.json"):
        open_trusted(folder, known)


@pytest.mark.parametrize("change", [zeros, pipe, lambda path: path.write_text("[" * 100_000)])
def test_a_list_that_cannot_be_read_is_empty(tmp_path, change):
    folder = make_atlas(tmp_path / "made")
    write_manifest(folder)
    (tmp_path / "known-good.json").touch()
    change(tmp_path / "known-good.json")
    with pytest.raises(ContentError, match="not known to be good"):
        open_trusted(folder)


def test_a_folder_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(ContentError, match=r"manifest\.json.*cannot be read"):
        open_trusted(tmp_path, {"made": "0"})


def test_opening_imports_no_heavy_module(sealed_atlas):
    heavy = ["msgspec", "defusedxml", "PIL", "logging", "PySide6", "hypothesis", "decimal"]
    code = (
        "import sys; from pathlib import Path; from app.atlas.loader import open_trusted;"
        "from app.body.regions import PlateKey, View;"
        f"atlas = open_trusted(Path({str(sealed_atlas[0])!r}), {sealed_atlas[1]!r});"
        "atlas.names('en');"
        "key = PlateKey('woman', 'average', View.BACK); atlas.outlines(key);"
        f"atlas.plate_data(key); print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
