"""The check of a whole atlas: errors are reported with file, place and what to do."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
from pathlib import Path

import pytest

from app.atlas.loader import NoAtlasError
from app.atlas.manifest import read_verified_files
from app.atlas.validation.check import check_atlas
from app.body.regions import BuildId, FigureId, PlateKey, RegionId, Side, TopicId, View
from app.support.validation_errors import printable
from tests.atlas.synthetic import STEM, make_atlas, png, webp, write_manifest

PLATE = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
REGION = "texts/en/regions/region-1.toml"
SHARED = "texts/en/shared/recovery.toml"
NAMES = "texts/en/names.toml"
SVG = f"outlines/{STEM}.svg"
WEBP = f"plates/{STEM}.webp"


@pytest.fixture(scope="session")
def valid_atlas(tmp_path_factory):
    return make_atlas(tmp_path_factory.mktemp("checked") / "made", 2, words=120)


@pytest.fixture
def folder(valid_atlas, tmp_path):
    return shutil.copytree(valid_atlas, tmp_path / "made")


def fail_if_called(*_):
    raise PermissionError(errno.EACCES, "Permission denied")


def error_lines(folder):
    checked = check_atlas(folder)
    assert (checked.atlas is None) == bool(checked.mistakes)
    return [str(error) for error in checked.mistakes]


def test_a_valid_atlas_opens(folder):
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    assert checked.atlas.names("en").regions[RegionId("region-1")].plain == "Plain region-1"
    assert checked.atlas.plate_data(PLATE) == (folder / WEBP).read_bytes()


def test_a_checked_atlas_does_not_need_its_folder(folder):
    atlas = check_atlas(folder).atlas
    shutil.rmtree(folder)
    assert atlas.outlines(PLATE).regions
    assert atlas.region_text(RegionId("region-0"), "en").topics


def test_a_check_can_be_stopped(folder):
    asked = []
    checked = check_atlas(folder, stop=lambda: len(asked) > 3 or asked.append(1))
    assert checked.was_stopped
    assert checked.atlas is None


def test_an_outdated_manifest_does_not_matter_to_the_check(folder):
    write_manifest(folder)
    path = folder / REGION
    path.write_text(path.read_text().replace("can form", "may form"))
    atlas = check_atlas(folder).atlas
    said = atlas.region_text(RegionId("region-1"), "en").topics[TopicId("risks")].short
    assert "may form" in "".join(run.text for run in said.blocks[0].runs if hasattr(run, "text"))


def test_a_manifest_does_not_replace_the_check(folder):
    write_manifest(folder)
    (folder / REGION).write_text("broken")
    write_manifest(folder)
    assert check_atlas(folder).atlas is None


def test_all_parts_can_be_read_after_the_folder_is_deleted(folder):
    plate = (folder / WEBP).read_bytes()
    atlas = check_atlas(folder).atlas
    shutil.rmtree(folder)
    assert atlas.plate_data(PLATE) == plate
    assert atlas.region_text(RegionId("region-1"), "en").topics
    assert atlas.outlines(PLATE).regions
    assert atlas.references()


EDITS = [
    # file, text to replace, new text, part of the expected message
    ("atlas.toml", "schema = 1", "schema = 3", "atlas.toml:schema: "),
    (
        "atlas.toml",
        "schema = 1",
        f"schema = 0x{'f' * 9_000}",
        "atlas.toml:schema: it holds a number",
    ),
    ("atlas.toml", 'id = "made"', "", "atlas.toml:id: it is missing: add it"),
    ("atlas.toml", "2026-01-31", "9999-12-31", "atlas.toml:date: 9999-12-31 is not between"),
    ("atlas.toml", "2026-01-31", "3000-01-01", "atlas.toml:date: 3000-01-01 is not between"),
    ("atlas.toml", "2026-01-31", "1989-12-31", "atlas.toml:date: 1989-12-31 is not between"),
    ("atlas.toml", "2026-01-31", "0001-01-01", "atlas.toml:date: 0001-01-01 is not between"),
    ("atlas.toml", "2026-01-31", "0000-01-01", "atlas.toml:"),
    ("atlas.toml", "2026-01-31", "2026-01-31T10:00:00Z", "atlas.toml:date: it must be a date"),
    ("atlas.toml", "2026-01-31", '"2026-01-31"', "atlas.toml:date: it must be a date"),
    (
        "atlas.toml",
        '["risks"]',
        '["risks", "exercises"]',
        "atlas.toml:region_topics[1]: the topic 'exercises' is shown nowhere",
    ),
    ("atlas.toml", '["risks"]', '["tell", "risks"]', "region_topics[0]: the topic 'tell' is"),
    ("atlas.toml", '["risks"]', '["quiz", "risks"]', "region_topics[0]: the topic 'quiz' is"),
    ("atlas.toml", '["risks"]', '["Risks"]', "atlas.toml:region_topics[0]: "),
    (
        "atlas.toml",
        '["recovery"]',
        '["recovery", "tell"]',
        "shared_topics[1]: the topic 'tell' is shown only with 'questions'",
    ),
    (
        "atlas.toml",
        '["recovery"]',
        '["evidence"]',
        "shared_topics[0]: the topic 'evidence' is shown only with 'not-known'",
    ),
    ("atlas.toml", '"woman"', '"woman", "woman"', "atlas.toml:figures[1]: 'woman' is used"),
    ("atlas.toml", 'id = "region-1"', 'id = "region-0"', "atlas.toml:regions[1].id: 'region-0'"),
    ("atlas.toml", 'id = "region-1"', 'id = "../x"', "atlas.toml:regions[1].id: it must be an id"),
    ("atlas.toml", '["back"]', '["front"]', "atlas.toml:views[0]: "),
    ("atlas.toml", '["recovery"]', '["recovery", "tell"]', "shared/tell.toml: the file is missing"),
    (
        "atlas.toml",
        "= 13",
        "= true",
        "atlas.toml:expires_months: it must be a whole number, not true or false",
    ),
    (NAMES, "[regions.region-1]", "[regions.region-9]", f"{NAMES}:regions.region-9: the atlas has"),
    (NAMES, "[regions.region-1]", "[regions.region-9]", f"{NAMES}:regions.region-1: it is missing"),
    (NAMES, 'risks = "Risks"', "", f"{NAMES}:topics.risks: it is missing"),
    (NAMES, "Plain region-1", "Plain region-0", f"{NAMES}:regions.region-1.plain: two regions"),
    (NAMES, "Fat region-1", "<b>Fat</b>", f"{NAMES}:regions.region-1.medical: it must be one line"),
    (
        NAMES,
        "Fat region-1",
        "Fat\\u202e",
        f"{NAMES}:regions.region-1.medical: the character U+202E",
    ),
    (
        NAMES,
        "Fat region-1",
        "Fat\\ue000",
        f"{NAMES}:regions.region-1.medical: the character U+E000",
    ),
    (
        NAMES,
        "Fat region-1",
        "Fat\\u0007",
        f"{NAMES}:regions.region-1.medical: the character U+0007",
    ),
    (
        NAMES,
        "Fat region-1",
        "Fat e\\u0301",
        "regions.region-1.medical: its accented letters are made",
    ),
    (NAMES, 'woman = "Woman"', 'woman = "Woman"\nman = "Man"', f"{NAMES}:figures.man: the atlas"),
    (NAMES, 'plain = "Plain region-1"', 'plain = "P"\nplain_for = { x = "y" }', "plain_for.x: the"),
    (
        REGION,
        "**Strong words**",
        "<b>Strong</b>",
        f"{REGION}:topics.risks.says[0].text line 1: '<'",
    ),
    (REGION, "[term:seroma]", "[term:nothing]", "topics.risks.short.text line 1: there is no term"),
    (REGION, "can form", "can form in 3 days", "topics.risks.short.text: general knowledge has no"),
    (REGION, 'basis = "general"', 'basis = "general"\nhead = "1"', "short.head: general knowledge"),
    (
        REGION,
        'basis = "general"',
        'basis = "general"\nrefs = ["42"]',
        "short.refs: general knowledge",
    ),
    (
        REGION,
        'basis = "general"',
        'basis = "general"\nnumbers = ["flank_seroma"]',
        "short.numbers:",
    ),
    (REGION, 'basis = "general"', 'basis = "sure"', "topics.risks.short.basis: "),
    (
        REGION,
        'basis = "general"',
        'basis = "worked-out"',
        "topics.risks.short.method: a worked-out statement",
    ),
    (
        REGION,
        'basis = "sourced"',
        'basis = "sourced"\nmethod = "m"',
        "says[0].method: only a worked-out statement",
    ),
    (
        REGION,
        'refs = ["42"]',
        "",
        "topics.risks.says[0].refs: a sourced statement needs a reference",
    ),
    (REGION, 'refs = ["42"]', 'refs = ["42", "43"]', "says[0].refs[1]: there is no reference '43'"),
    (REGION, "[ref:42]", "[ref:43]", "topics.risks.says[0].text: there is no reference '43'"),
    (REGION, '["flank_seroma"]', '["x"]', "says[0].numbers[0]: there is no number record 'x'"),
    (
        REGION,
        '["flank_seroma"]',
        "[3]",
        "says[0].numbers[0]: it must be a text in quotes, not a whole",
    ),
    (REGION, 'id = "fluid"', "", "topics.risks.says[0].id: it is missing"),
    (
        REGION,
        "[topics.risks.short]",
        "[topics.suits.short]",
        f"{REGION}:topics.suits: the atlas has",
    ),
    (
        REGION,
        '[[topics.risks.says]]\nid = "fluid"',
        "[topics.risks]\nsays = []\n[x]",
        "risks.says: ",
    ),
    (REGION, 'region = "region-1"', 'region = "region-0"', f"{REGION}:region: it says 'region-0'"),
    (REGION, 'language = "en"', 'language = "de"', f"{REGION}:language: it says 'de'"),
    (REGION, '"not-reviewed"', '"reviewed"', f"{REGION}:review: "),
    (SHARED, 'basis = "general"', 'basis = "sourced"', f"{SHARED}:short.refs: a sourced statement"),
    (SHARED, 'topic = "recovery"', 'topic = "tell"', f"{SHARED}:topic: it says 'tell'"),
    (SHARED, "[short]", "[long]", f"{SHARED}:short: it is missing"),
    ("references.toml", 'read = "abstract"', "", "references.toml:42.read: it is missing"),
    ("references.toml", "2020", "20200", "references.toml:42.year: "),
    (
        "texts/en/terms.toml",
        'word = "seroma"',
        "",
        "texts/en/terms.toml:seroma.word: it is missing",
    ),
    ("texts/en/numbers.toml", "[flank_seroma]", "[x]", "texts/en/numbers.toml:x: the atlas has no"),
    ("texts/en/numbers.toml", "[flank_seroma]", "[x]", "texts/en/numbers.toml:flank_seroma: it is"),
    ("numbers.toml", '"12.5"', '"12.6"', "numbers.toml:flank_seroma.rate: 50 of 4000 is 12.5 per"),
    (
        "numbers.toml",
        '"12.5"',
        "12.5",
        "numbers.toml:flank_seroma.rate: it must be a text in quotes, not",
    ),
    (
        "numbers.toml",
        '"12.5"',
        '"1e999"',
        "numbers.toml:flank_seroma.rate: it must be a number in quotes",
    ),
    ("numbers.toml", '"9.3"', '"8.9"', "numbers.toml:flank_seroma.low: it is not the exact 95 %"),
    ("numbers.toml", '"16"', '"19"', "numbers.toml:flank_seroma.high: it is not the exact 95 %"),
    ("numbers.toml", 'high = "16"\n', "", "numbers.toml:flank_seroma.high: a count needs it"),
    ("numbers.toml", "= 50", "= 5000", "numbers.toml:flank_seroma.events: there are more events"),
    ("numbers.toml", "= 50", "= -1", "numbers.toml:flank_seroma.events: "),
    ("numbers.toml", '"exact"', '"as printed"', "flank_seroma.method: the interval of a count is"),
    (
        "numbers.toml",
        '"count"',
        '"published"',
        "flank_seroma.events: a published rate has no events",
    ),
    (
        "numbers.toml",
        '["42"]',
        '["44"]',
        "numbers.toml:flank_seroma.refs.44: the atlas has no such",
    ),
    ("figures.json", '"width": 350', '"width": 351', f"{WEBP}: it has 350 by 420 pixels"),
    ("figures.json", '"width": 350', '"width": 99999', "figures.json:plates[0].width: "),
    ("figures.json", '"woman"', '"man"', f"figures.json:plates.{STEM}: the plate is missing"),
    ("figures.json", '"plates"', '"pictures"', "figures.json:plates: it is missing"),
    ("figures.json", '"hidden": ["c7"]', '"hidden": NaN', "figures.json:1: it cannot be read"),
    (SVG, 'id="region-1"', 'id="region-9"', f"{SVG}:4: there is no region 'region-9'"),
    (SVG, 'id="region-1"', 'id="region-9"', f"{SVG}:region-1: no view of this figure has this"),
    (SVG, 'id="region-1"', "", f"{SVG}:4: there is no region ''"),
    (SVG, 'id="region-1"', 'id="region-1.left"', f"{SVG}:4: there is no region 'region-1.left'"),
    (SVG, 'id="region-1"', 'id="region-0"', f"{SVG}:4: 'region-0' is used twice"),
    (SVG, 'id="dress.shorts"', 'id="dress"', f"{SVG}:dress.shorts: the outline of the shorts"),
    (SVG, "V1680 H100 Z", "V1680 H100", f"{SVG}:5.dress.shorts: it is not closed"),
    (SVG, "H1300", "H1e999", f"{SVG}:5.dress.shorts: a number after 'H' is larger"),
    (SVG, "H1300", "H3000", f"{SVG}:5.dress.shorts: it reaches out of the plate"),
    (SVG, "V1680", "V1500", f"{SVG}:5.dress.shorts: it encloses nothing"),
    (SVG, "1400 1680", "1400 1400", f"{SVG}:viewBox: its shape differs from that of"),
    (SVG, "<g>", "<g><use href='#region-0'/>", f"{SVG}:2: the element 'use' is not allowed"),
]


def test_each_error_is_reported_with_its_file_its_place_and_what_to_do(folder):
    missing = []
    for name, old, new, wanted in EDITS:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        lines = error_lines(folder)
        path.write_text(text, encoding="utf-8")
        if not any(wanted in line for line in lines):
            missing.append((wanted, lines))
    assert missing == []
    assert error_lines(folder) == []


def test_errors_in_several_files_are_reported_together(folder):
    firsts = [next(edit for edit in EDITS if edit[0] == name) for name in (REGION, SHARED, SVG)]
    for name, old, new, _ in firsts:
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (folder / "atlas.toml").write_text(
        (folder / "atlas.toml").read_text().replace("= 2\n", "= 1\n")
    )
    files = {line.split(":")[0] for line in error_lines(folder)}
    assert {REGION, SHARED, SVG} <= files


def test_all_errors_of_one_record_are_reported(folder):
    path = folder / NAMES
    path.write_text(path.read_text().replace('plain = "Plain region-1"', "other = 1\nothers = [2]"))
    lines = error_lines(folder)
    for place in ("region-1.plain: it is", "region-1.others[0]: it must"):
        assert any(place in line for line in lines), lines


def test_a_repeated_statement_id_is_an_error(folder):
    path = folder / SHARED
    again = '\n[[says]]\nid = "first-days"\ntext = "Rest."\nbasis = "general"\n'
    path.write_text(path.read_text() + again)
    assert error_lines(folder) == [
        f"{SHARED}:says[1].id: 'first-days' is used already: choose another"
    ]


def test_a_published_rate_without_a_range_needs_a_reason(folder):
    record = '\n[bare]\nkind = "published"\nrate = "1.0"\nrefs = ["42"]\ntag = "S2"\n'
    (folder / "numbers.toml").write_text((folder / "numbers.toml").read_text() + record)
    words = '\n[bare]\nlabel = "Bare"\nsetting = "one"\n'
    path = folder / "texts/en/numbers.toml"
    path.write_text(path.read_text() + words)
    place = "texts/en/numbers.toml:bare.why_no_range"
    assert error_lines(folder) == [
        f"{place}: there is no range and no reason: say why there is no range"
    ]


@pytest.mark.parametrize("key", ["events", "denominator", "low", "high", "method"])
def test_a_count_needs_events_denominator_and_interval(folder, key):
    path = folder / "numbers.toml"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(f"{key} =")))
    needs = f"flank_seroma.{key}: a count needs it: add it, or set kind to published"
    assert f"numbers.toml:{needs}" in error_lines(folder)


def test_an_interval_that_does_not_fit_the_count_is_an_error(folder):
    path = folder / "numbers.toml"
    path.write_text(path.read_text().replace('low = "9.3"', 'low = "12.6"'))
    (line,) = error_lines(folder)
    assert line.startswith("numbers.toml:flank_seroma.low: it is not the exact 95 % limit")
    assert line.endswith(": compute it again")


def test_a_published_rate_outside_its_range_is_an_error(folder):
    record = '\n[off]\nkind = "published"\nrate = "9"\nlow = "1"\nrefs = ["42"]\ntag = "S"\n'
    path = folder / "numbers.toml"
    path.write_text(path.read_text() + record)
    assert any("off.low: only one end" in line for line in error_lines(folder))
    path.write_text(path.read_text() + 'high = "2"\n')
    assert any("off.rate: it lies outside" in line for line in error_lines(folder))


def test_the_left_side_must_be_on_the_left_in_the_back_view(folder):
    head = folder / "atlas.toml"
    head.write_text(head.read_text().replace("sides = false", "sides = true", 1))
    path = folder / SVG
    text = path.read_text().replace('id="region-0"', 'id="region-0.right"')
    text = text.replace("</g>", '<path id="region-0.left" d="M900 900 h99 v99 Z"/></g>')
    path.write_text(text)
    assert any(
        "the left outline is to the right of the right one" in line for line in error_lines(folder)
    )


PARTNERS = {
    "references.toml",
    "numbers.toml",
}  # errors are reported where other files refer to them
WANTED = [
    "figures.json",
    "references.toml",
    "numbers.toml",
    NAMES,
    SHARED,
    REGION,
    SVG,
    WEBP,
    "texts/en/terms.toml",
    "texts/en/numbers.toml",
]


@pytest.mark.parametrize("name", WANTED)
def test_a_missing_file_is_an_error(folder, name):
    (folder / name).unlink()
    assert f"{name}: the file is missing: add it" in error_lines(folder)


@pytest.mark.parametrize("name", [name for name in WANTED if "terms" not in name])
def test_an_empty_file_is_an_error(folder, name):
    (folder / name).write_bytes(b"")
    assert any(line.startswith(f"{name}:") or name in PARTNERS for line in error_lines(folder))


@pytest.mark.parametrize("name", WANTED)
def test_a_pipe_in_place_of_a_file_is_refused_without_waiting(folder, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert any(line.startswith(f"{name}: it is not a plain file") for line in error_lines(folder))


@pytest.mark.parametrize("name", ["atlas.toml", *WANTED])
def test_a_folder_in_place_of_a_file_is_not_called_missing(folder, name):
    (folder / name).unlink()
    (folder / name).mkdir()
    lines = error_lines(folder)
    assert f"{name}: it is not a plain file: put the file itself there" in lines
    assert f"{name}: the file is missing: add it" not in lines


@pytest.mark.parametrize("name", WANTED)
def test_a_link_is_refused_even_to_a_valid_file(folder, valid_atlas, name):
    (folder / name).unlink()
    (folder / name).symlink_to(valid_atlas / name)
    assert any(line.startswith(f"{name}: it is not a plain file") for line in error_lines(folder))


def test_a_linked_folder_is_refused(folder, valid_atlas):
    shutil.rmtree(folder / "texts")
    (folder / "texts").symlink_to(valid_atlas / "texts")
    assert any(line.startswith("texts: it is not a plain file") for line in error_lines(folder))


@pytest.mark.parametrize(
    "name",
    [
        "font.ttf",
        "plates/x.svg",
        "plates/X.webp",
        "run.py",
        "texts/en/regions/a b.toml",
        "CON.toml",
    ],
)
def test_a_file_that_does_not_belong_to_an_atlas_is_an_error(folder, name):
    (folder / name).write_bytes(b"")
    assert any(line.startswith(f"{name}: the file does not belong") for line in error_lines(folder))


HALF = f"half-plates/{STEM}.webp"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (webp(350, 420), "it has 350 by 420 pixels, but half of the plate is 175 by 210"),
        (webp(175, 210)[:-3], "its end is missing"),
    ],
)
def test_a_half_plate_that_does_not_fit_its_plate_is_an_error(folder, data, wanted):
    (folder / HALF).parent.mkdir()
    (folder / HALF).write_bytes(data)
    assert any(line.startswith(f"{HALF}: {wanted}") for line in error_lines(folder))


def test_an_atlas_may_have_half_plates_which_are_not_kept(folder):
    (folder / HALF).parent.mkdir()
    (folder / HALF).write_bytes(webp(175, 210))
    assert error_lines(folder) == []
    files = read_verified_files(folder, write_manifest(folder))
    assert files.has(WEBP)
    assert not files.has(HALF)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("texts/en/regions/knee.toml", "atlas.toml does not name it among its regions"),
        ("texts/en/shared/knee.toml", "atlas.toml does not name it among its shared"),
        ("plates/man-average-back.webp", "it belongs to no plate"),
        ("half-plates/man-average-back.webp", "it belongs to no plate"),
        ("outlines/man-average-back.svg", "it belongs to no plate"),
    ],
)
def test_a_file_that_atlas_toml_does_not_name_is_an_error(folder, name, wanted):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    assert any(line.startswith(f"{name}: {wanted}") for line in error_lines(folder))


@pytest.mark.parametrize(
    "name", [".DS_Store", "plates/Thumbs.db", f"{REGION}~", "texts/en/.names.toml.swp", ".git/HEAD"]
)
def test_files_of_editors_and_file_browsers_give_a_warning_and_are_not_read(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    (remark,) = checked.remarks
    assert str(remark).startswith(f"look at {name.replace('/HEAD', '')}: it does not belong to an")


def test_an_odd_file_name_is_printed_with_its_characters_escaped(folder):
    (folder / "a\u202eb\n.toml").write_bytes(b"")
    (line,) = error_lines(folder)
    assert line.startswith("a\\u202eb\\u000a.toml: ")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (png(1400, 1680), "it is a png file"),
        (b"<svg/>", "it is neither a WebP nor a PNG"),
        (webp(350, 420)[:-2], "its end is missing"),
        (bytes(4_000_001), "it is larger than 4000000 bytes"),
        (webp(14, 17), "it has 14 by 17 pixels"),
    ],
)
def test_a_broken_or_wrong_plate_is_an_error(folder, data, wanted):
    (folder / WEBP).write_bytes(data)
    assert any(line.startswith(f"{WEBP}: {wanted}") for line in error_lines(folder))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "there is no such folder"),
        (Path.mkdir, "it has no atlas.toml"),
        (Path.touch, "it is not a folder"),
        (os.mkfifo, "it is not a folder"),
        (lambda path: path.symlink_to(path.parent), "it has no atlas.toml"),
        (lambda path: path.symlink_to("nowhere"), "it has no atlas.toml"),
    ],
)
def test_a_path_that_is_no_atlas_gives_one_sentence(tmp_path, make, why):
    make(tmp_path / "x")
    with pytest.raises(NoAtlasError) as refused:
        check_atlas(tmp_path / "x")
    assert str(refused.value) == f"{tmp_path / 'x'} is no atlas: {why}"


def test_a_folder_that_cannot_be_opened_is_named_with_the_reason(tmp_path):
    folder = tmp_path / ("x" * 300)
    with pytest.raises(NoAtlasError) as refused:
        check_atlas(folder)
    assert (
        str(refused.value)
        == f"{printable(str(folder))} is no atlas: it cannot be read (File name too long)"
    )


@pytest.mark.parametrize("call", ["lstat", "scandir"])
def test_a_folder_that_cannot_be_listed_is_named_with_the_reason(folder, call, monkeypatch):
    monkeypatch.setattr(os, call, fail_if_called)
    with pytest.raises(NoAtlasError) as refused:
        check_atlas(folder)
    assert str(refused.value) == f"{folder} is no atlas: it cannot be read (Permission denied)"


@pytest.mark.parametrize(("name", "call"), [("plates", "scandir"), (NAMES, "open")])
def test_an_unreadable_file_or_folder_is_reported_with_what_to_check(
    folder, name, call, monkeypatch
):
    real = getattr(os, call)
    monkeypatch.setattr(
        os,
        call,
        lambda at, *more: (fail_if_called if Path(at) == folder / name else real)(at, *more),
    )
    wanted = "cannot be read (Permission denied): check that it exists, and who may read it"
    assert any(one.startswith(name) and wanted in one for one in error_lines(folder))


def test_a_folder_without_an_atlas_is_not_searched(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "scandir", lambda *_: pytest.fail("it was searched"))
    with pytest.raises(NoAtlasError):
        check_atlas(tmp_path)


def test_a_pipe_is_reported_only_once(folder):
    (folder / SHARED).unlink()
    os.mkfifo(folder / SHARED)
    assert error_lines(folder) == [f"{SHARED}: it is not a plain file: put the file itself there"]


def test_deeply_nested_folders_are_refused(folder):
    deep = folder.joinpath(*["texts"] * 9)
    deep.mkdir(parents=True)
    assert any("texts/texts/texts" in line for line in error_lines(folder))


def test_the_column_of_a_label_is_left_or_right(folder):
    head = folder / "atlas.toml"
    head.write_text(head.read_text().replace("sides = false", 'sides = false\nlabel = "right"', 1))
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    assert checked.atlas.label_columns == {"region-0": Side.RIGHT}
    head.write_text(head.read_text().replace('label = "right"', 'label = "middle"'))
    lines = error_lines(folder)
    assert [line for line in lines if line.startswith("atlas.toml:regions[0].label: ")]


@pytest.mark.parametrize(
    "today", [dt.date(2026, 1, 29), dt.date(1970, 1, 1), dt.date(1, 1, 1), dt.date(2026, 1, 30)]
)
def test_a_date_in_the_future_is_only_a_warning(folder, today):
    checked = check_atlas(folder, today=today)
    assert checked.mistakes == ()
    lines = [str(one) for one in checked.remarks if one.file == "atlas.toml"]
    if today == dt.date(2026, 1, 30):  # in other time zones it is tomorrow already
        assert lines == []
    else:
        (line,) = lines
        assert line.startswith("look at atlas.toml:date: 2026-01-31 is in the future")


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("atlas.toml", "schema = 1", "schema = 1\nnew = 1", "atlas.toml:new: unknown key 'new', "),
        (
            "atlas.toml",
            'id = "region-1"',
            'id = "region-1"\nside = true',
            "atlas.toml:regions[1].side: unknown key 'side', did you mean 'sides'?",
        ),
        (
            REGION,
            'head = "Fluid"',
            'headline = "F"',
            f"{REGION}:topics.risks.says[0].headline: unknown key 'headline', did you mean 'head'?",
        ),
        (
            "numbers.toml",
            "[flank_seroma]",
            "[flank_seroma]\nTAGS = 1",
            "numbers.toml:flank_seroma.TAGS: unknown key 'TAGS', did you mean 'tag'?",
        ),
        (
            NAMES,
            "[topics]",
            "[layers]\n[topics]",
            f"{NAMES}:layers: unknown key 'layers', ",
        ),
    ],
)
def test_an_unknown_key_is_only_a_warning(folder, name, old, new, line):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    checked = check_atlas(folder)
    if "u202e" not in new.encode("unicode-escape").decode():
        assert checked.mistakes == ()
        assert checked.atlas is not None
    assert any(str(remark).startswith(f"look at {line}") for remark in checked.remarks)


def test_at_most_two_hundred_warnings_are_reported(folder):
    path = folder / "atlas.toml"
    keys = "".join(f"key-{at} = 1\n" for at in range(3_000))
    path.write_text(keys + path.read_text("utf-8"), "utf-8")
    assert len(check_atlas(folder).remarks) == 200


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf"])
def test_files_may_begin_with_a_byte_order_mark(folder, mark):
    for path in folder.rglob("*"):
        if path.suffix in (".toml", ".json", ".svg"):
            path.write_bytes(mark + path.read_bytes())
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    assert checked.atlas.names("en").views[View.BACK] == "From behind"
    assert checked.atlas.numbers("en")
    assert checked.atlas.outlines(PLATE).regions
    assert checked.atlas.plate_info(PLATE).width == 350


@pytest.mark.parametrize("name", ["atlas.toml", NAMES, "numbers.toml", "figures.json", REGION])
@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-16", "it is UTF-16"),
        ("utf-16-le", "it is UTF-16"),
        ("cp1252", "it is not UTF-8, perhaps"),
    ],
)
def test_another_encoding_is_reported_with_what_to_do(folder, name, encoding, words):
    path = folder / name
    text = path.read_text("utf-8")
    path.write_bytes(("# \u00e9\n" + text if path.suffix == ".toml" else text).encode(encoding))
    if (encoding, name) != ("cp1252", "figures.json"):  # which is all ASCII
        lines = [one for one in error_lines(folder) if "save it as UTF-8" in one]
        assert any(f"{name}:1: {words}" in one for one in lines)


def test_at_most_a_thousand_errors_are_reported(folder):
    path = folder / "references.toml"
    path.write_text(path.read_text() + "".join(f"[r{at}]\n" for at in range(3_000)))
    assert len(error_lines(folder)) == 1_000
