"""The check of the decision aid: all records are read, and errors are reported with their place."""

from __future__ import annotations

import shutil

import pytest

from app.atlas.decision_aid import DAILY_LIFE_KEYS
from app.atlas.text_markup import BulletList
from app.atlas.validation.check import check_atlas
from app.body.regions import RegionId
from tests.atlas.decision_aid_files import add_decision_aid
from tests.atlas.synthetic import make_atlas

TEXTS = "texts/en"


@pytest.fixture(scope="session")
def valid_atlas(tmp_path_factory):
    return add_decision_aid(make_atlas(tmp_path_factory.mktemp("aided") / "made", 2, words=120))


@pytest.fixture
def folder(valid_atlas, tmp_path):
    return shutil.copytree(valid_atlas, tmp_path / "made")


def error_lines(folder):
    return [str(mistake) for mistake in check_atlas(folder).mistakes]


def test_all_records_are_read(folder):
    aid = check_atlas(folder).atlas.decision_aid("en")
    assert [option.id for option in aid.options] == ["none", "laser"]
    assert aid.options[1].bad.blocks[0].runs[0].text == "The bad of laser."
    assert aid.options[1].meets["cuts"].id == "laser.meets.cuts"
    assert [answer.id for answer in aid.values[0].answers] == ["much", "not-sure"]
    assert [step.id for step in aid.steps][2:] == ["suction", "closing", "garment"]
    assert set(aid.stages[0].life) == set(DAILY_LIFE_KEYS)
    assert aid.notes[0].text == "No one paid."
    assert aid.quizzes[RegionId("region-1")][0].right == 0
    assert aid.quizzes[RegionId("region-0")] == ()


def test_an_atlas_without_these_files_has_an_empty_aid(tmp_path):
    aid = check_atlas(make_atlas(tmp_path / "made", 1)).atlas.decision_aid("en")
    assert (aid.options, aid.stages, aid.notes) == ((), (), ())


def test_an_option_is_offered_everywhere_unless_it_names_regions(folder):
    path = folder / TEXTS / "options.toml"
    path.write_text(
        path.read_text().replace('id = "laser"', 'id = "laser"\nregions = ["region-1"]')
    )
    none, laser = check_atlas(folder).atlas.decision_aid("en").options
    assert none.is_for(RegionId("region-0"))
    assert not laser.is_for(RegionId("region-0"))


BAD = [
    (
        "options.toml",
        '[options.bad]\ntext = "The bad of laser."\nbasis = "general"\n',
        "",
        "options[1].bad: it is missing: add it",
    ),
    ("options.toml", 'text = "The bad of laser."', 'text = ""', "options[1].bad"),
    (
        "options.toml",
        '[options.meets.cuts]\ntext = "Cuts of laser."',
        '[options.meets.price]\ntext = "Price of laser."',
        "options[1].meets.price",
    ),
    ("options.toml", 'id = "laser"', 'id = "none"', "options[1].id: 'none' is used already"),
    ("options.toml", 'id = "laser"', 'id = "laser"\nregions = ["knee"]', "options[1].regions"),
    ("options.toml", 'id = "laser"', 'id = "laser"\nfits = ["cuts"]', "options[1].fits"),
    ("options.toml", 'id = "laser"', 'id = "laser"\nfits = ["cuts.never"]', "options[1].fits"),
    (
        "options.toml",
        'text = "The good of laser."\nbasis = "general"',
        'text = "The good."\nbasis = "sourced"\nrefs = ["999"]',
        "options[1].good.refs",
    ),
    ("values.toml", 'id = "not-sure"', 'id = "much"', "values[0].answers[1].id"),
    ("steps.toml", 'id = "closing"', 'id = "cutting"', "steps[3].id"),
    ("recovery.toml", "[stages.life.desk]", "[stages.life.garden]", "stages[0].life"),
    (
        "recovery.toml",
        '[stages.watch]\ntext = "Watch."\nbasis = "general"\n',
        "",
        "stages[0].watch: it is missing: add it",
    ),
    ("quiz/region-1.toml", "right = 0", "right = 2", "checks[0].right: there is no such answer"),
    (
        "quiz/region-1.toml",
        'answers = ["A check.", "Nothing."]',
        "answers = []",
        "checks[0].answers",
    ),
    ("about.toml", 'text = "No one paid."', 'text = ""', "notes[0].text"),
    ("about.toml", "No one paid.", "See [ref:42].", "notes[0].text"),
    ("about.toml", 'paid."', 'paid."\nrefs = ["none"]', "notes[0].refs[0]: there is no reference"),
    ("about.toml", 'No one paid."', 'No <b> paid."\nrefs = ["42"]', "notes[0].text"),
    ("about.toml", 'language = "en"', 'language = "de"', "language: it says 'de'"),
    ("steps.toml", "2026-01-31", "3000-01-31", "date: 3000-01-31 is not between"),
    ("steps.toml", '"not-reviewed"', '"reviewed"', "review"),
]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("options.toml", "it is shown only with the topic 'options'"),
        ("steps.toml", "it is shown only with the topic 'procedure'"),
        ("recovery.toml", "it is shown only with the topic 'recovery'"),
    ],
)
def test_a_file_that_no_topic_shows_is_an_error(tmp_path, file, words):
    folder = add_decision_aid(make_atlas(tmp_path / "made", 2, words=120))
    head = folder / "atlas.toml"
    text = head.read_text()
    listed = 'shared_topics = ["options", "procedure", "recovery"]'
    assert listed in text
    head.write_text(text.replace(listed, "shared_topics = []"))
    assert any(one.startswith(f"{TEXTS}/{file}: {words}") for one in error_lines(folder))


def test_values_without_options_are_an_error(folder):
    (folder / TEXTS / "options.toml").unlink()
    assert any(
        "values.toml: it is shown only with options.toml" in one for one in error_lines(folder)
    )


def test_a_note_about_medicine_has_markup_and_sources(folder):
    path = folder / TEXTS / "about.toml"
    text = "- **Read:** a fact [ref:42]."
    path.write_text(path.read_text().replace('"No one paid."', f'"{text}"\nrefs = ["42"]'))
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    (note,) = checked.atlas.decision_aid("en").notes
    assert note.statement.refs == ("42",)
    assert isinstance(note.statement.blocks[0], BulletList)


def test_a_note_without_sources_is_plain_text(folder):
    path = folder / TEXTS / "about.toml"
    path.write_text(path.read_text().replace("No one paid.", "24 * 2 & no tags"))
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    (note,) = checked.atlas.decision_aid("en").notes
    assert (note.text, note.statement) == ("24 * 2 & no tags", None)


def test_an_unknown_key_inside_a_nested_record_is_a_warning(folder):
    path = folder / TEXTS / "values.toml"
    path.write_text(path.read_text().replace('text = "Much"', 'text = "Much"\ntexts = "?"'))
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    (remark,) = checked.remarks
    place = f"{TEXTS}/values.toml:values[0].answers[0].texts"
    assert str(remark) == f"look at {place}: unknown key 'texts', did you mean 'text'?"


@pytest.mark.parametrize(("file", "good_words", "bad_words", "place"), BAD)
def test_each_error_is_reported_with_its_place(folder, file, good_words, bad_words, place):
    path = folder / TEXTS / file
    text = path.read_text()
    assert good_words in text
    path.write_text(text.replace(good_words, bad_words, 1))
    mistakes = error_lines(folder)
    assert any(mistake.startswith(f"{TEXTS}/{file}:{place}") for mistake in mistakes), mistakes
    assert all(mistake.count(": ") >= 2 for mistake in mistakes), mistakes
