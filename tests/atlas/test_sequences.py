"""Files of steps: a round trip, the shipped sequences, and errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.atlas.loader import open_trusted
from app.atlas.sequences import Step, StepSequence, format_sequence, read_sequence
from app.body.regions import BuildId, FigureId, RegionId, Side, TopicId, View
from app.support.paths import shipped_atlas
from app.support.validation_errors import ContentError

TITLE = st.from_regex(r"[^\n<>\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,60}", fullmatch=True)
SHARE = st.floats(0, 2).map(lambda number: round(number, 4))


ATLAS = open_trusted(shipped_atlas())


@pytest.fixture
def atlas():
    return ATLAS


def make_step(place, **values):
    region, side = place
    return Step(region=region, side=side, **values)


PLACES = [(None, None), (RegionId("lumbar"), None), (RegionId("flank"), Side.LEFT)]
STEPS = st.builds(
    make_step,
    place=st.sampled_from(PLACES),
    title=TITLE,
    note=st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80),
    topic=st.sampled_from([None, TopicId("risks"), TopicId("quiz")]),
    page=st.sampled_from(["", "when-to-call"]),
    figure=st.sampled_from([None, FigureId("man")]),
    build=st.sampled_from([None, BuildId("fuller")]),
    view=st.sampled_from([None, View.BACK_LEFT]),
    zoom=st.floats(1, 4),
    centre=st.tuples(SHARE, SHARE),
    light=st.one_of(st.none(), st.just(()), st.tuples(SHARE, SHARE)),
)


@given(
    st.builds(StepSequence, title=TITLE, steps=st.lists(STEPS, min_size=1, max_size=5).map(tuple))
)
def test_a_written_sequence_reads_as_the_same_sequence(sequence):
    assert read_sequence(format_sequence(sequence), "mine.toml", ATLAS) == sequence


def test_three_sequences_ship_and_a_sequence_about_the_procedure_shows_its_risks(atlas):
    found = {one.title: one for one in atlas.sequences("en")}
    assert set(found) == {
        "First consultation",
        "Is it fat or something else?",
        "Risks and recovery",
    }
    for title in ("First consultation", "Risks and recovery"):
        assert {"risks", "options"} <= {step.topic for step in found[title].steps}
    between = found["Is it fat or something else?"].steps[1:-1]
    assert {step.topic for step in between} == {"check-first"}


def test_every_error_of_a_file_is_reported_with_its_place(atlas):
    text = """
schema = 1
title = "Mine"
[[steps]]
title = "One"
region = "knee"
zoom = 9
[[steps]]
note = "no title"
[[steps]]
title = "Three"
region = "lumbar"
side = "left"
light = [0.5]
"""
    with pytest.raises(ContentError) as caught:
        read_sequence(text.encode(), "mine.toml", atlas)
    lines = "\n".join(map(str, caught.value.errors))
    for place in (
        "steps[0].zoom",
        "steps[1].title",
        "steps[2].side",
        "steps[2].light",
    ):
        assert f"mine.toml:{place}: " in lines


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_of_a_newer_version_is_read_with_warnings(atlas, mark):
    text = b'schema = 1\ntitle = "Mine"\nsound = 1\n[[steps]]\ntitle = "One"\nnotes = "Ask."\n'
    warnings = []
    assert read_sequence(mark + text, "mine.toml", atlas, warnings.append).steps[0].title == "One"
    lines = [str(one) for one in warnings]
    assert "look at mine.toml:steps[0].notes: unknown key 'notes', did you mean 'note'?" in lines
    assert any(
        one.startswith("look at mine.toml:sound: unknown key 'sound', known") for one in lines
    )


def test_an_unknown_region_is_reported_with_the_existing_regions(atlas):
    text = 'schema = 1\ntitle = "Mine"\n[[steps]]\ntitle = "One"\nregion = "knee"\n'
    with pytest.raises(ContentError, match="there is no region 'knee': choose from neck-base"):
        read_sequence(text.encode(), "mine.toml", atlas)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfe", "mine.toml:1: it is UTF-16, not UTF-8"),
        (b"title = ", "mine.toml:1: "),
        (b"[[steps]]\n" * 3, "mine.toml:schema: it is missing"),
        (b"PK\x03\x04", "mine.toml:1: "),
        (b"x = " + b"[" * 50, "mine.toml:1: brackets are nested more than 32 deep"),
    ],
)
def test_a_file_of_another_kind_gives_an_error_with_its_line(data, expected, atlas):
    with pytest.raises(ContentError) as caught:
        read_sequence(data, "mine.toml", atlas)
    assert any(str(mistake).startswith(expected) for mistake in caught.value.errors)
