"""A small atlas with random errors: the check never fails or hangs, and names file and place."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.atlas.validation.check import check_atlas
from tests.atlas.schema_2_files import make_schema_2_atlas
from tests.atlas.synthetic import STEM

FILES = [
    "atlas.toml",
    "figures.json",
    "references.toml",
    "numbers.toml",
    "texts/en/names.toml",
    "texts/en/numbers.toml",
    "texts/en/terms.toml",
    "texts/en/statements.toml",
    "texts/en/options.toml",
    "texts/en/shared/recovery.toml",
    "texts/en/regions/region-0.toml",
    f"outlines/{STEM}.svg",
    f"plates/{STEM}.webp",
]
SAMPLE = settings(deadline=None, derandomize=True, max_examples=40)
SWEEP = settings(SAMPLE, max_examples=400)
PIECES = [
    *(
        b"\x00",
        b"\xff",
        b"\n",
        b'"',
        b'"""',
        b"'''",
        b"[",
        b"]",
        b"{",
        b"}",
        b".",
        b"=",
        b"-",
        b"<",
    ),
    *(b"\\u202e", b"1e999", b"nan", b"9" * 40, b"[term:x]", b"**", b"<use/>", b"Z", b"M", b"true"),
    *(b"[[says]]", b"[topics]", b"= 1", b"1979-05-27", b"&lt;", b"<!DOCTYPE x>", b"id", b"/>"),
]


def restore_atlas():
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    return make_schema_2_atlas(folder / "made")


@pytest.fixture(scope="module", autouse=True)
def fuzz_atlas():
    """Keep one atlas for all examples of this module."""
    folder = restore_atlas()
    ATLAS.append(folder)
    yield
    shutil.rmtree(ATLAS.pop().parent)


ATLAS: list[Path] = []


def read_all_texts(atlas):
    names = atlas.names("en")
    assert set(names.tabs) == {tab.id for tab in atlas.tabs}
    assert set(names.risks) == {row.id for row in atlas.risk_rows}
    for region in atlas.regions:
        for topic in atlas.region_text(region, "en").topics.values():
            assert all(said.blocks for said in topic.all_statements)
    for topic in atlas.shared_topics:
        assert atlas.shared_topic(topic, "en").summary.blocks
    assert all(option.good.blocks for option in atlas.decision_aid("en").options)


def check_corrupted(name, data):
    path = ATLAS[0] / name
    good = path.read_bytes()
    path.write_bytes(data)
    start = time.process_time()
    try:
        checked = check_atlas(ATLAS[0])
    finally:
        path.write_bytes(good)
    assert time.process_time() - start < 2.0
    assert (checked.atlas is None) == bool(checked.mistakes)
    if checked.atlas is not None:
        read_all_texts(checked.atlas)
    for mistake in checked.mistakes:
        assert mistake.file
        assert mistake.reason
        assert mistake.fix
        assert str(mistake).isprintable()


def replace_bytes(name, where, length, piece):
    data = (ATLAS[0] / name).read_bytes()
    at = int(where * len(data))
    check_corrupted(name, data[:at] + piece + data[at + length :])


def truncate(name, where):
    data = (ATLAS[0] / name).read_bytes()
    check_corrupted(name, data[: int(where * len(data))])


def shuffle_lines(name, chance):
    lines = (ATLAS[0] / name).read_bytes().splitlines(keepends=True)
    count = chance.randrange(len(lines) + 3)
    check_corrupted(name, b"".join(chance.choice(lines) for _ in range(count)))


def replace_value(name, number, value):
    lines = (ATLAS[0] / name).read_bytes().split(b"\n")
    places = [at for at, line in enumerate(lines) if b" = " in line]
    if places:
        at = places[number % len(places)]
        lines[at] = lines[at].split(b" = ")[0] + b" = " + value
    check_corrupted(name, b"\n".join(lines))


OTHER_VALUES = [
    *(b"3", b"-1", b"1.5", b"true", b"[]", b"[[1]]", b"{}", b'""', b'"x"', b"1979-05-27", b"inf"),
    *(b'"\\u0000"', b"[{ a = 1 }]", b'"' + b"x" * 30_000 + b'"', b"07:32:00", b"9" * 18),
]
FILE, TEXT_FILE = st.sampled_from(FILES), st.sampled_from(FILES[:-1])
CORRUPTIONS = [
    (replace_bytes, FILE, st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)),
    (truncate, FILE, st.floats(0, 1)),
    (shuffle_lines, TEXT_FILE, st.randoms(use_true_random=False)),
    (
        replace_value,
        st.sampled_from(FILES[:-2]),
        st.integers(0, 60),
        st.sampled_from(OTHER_VALUES),
    ),
    (check_corrupted, FILE, st.binary(max_size=200)),
]
each_corruption = pytest.mark.parametrize(
    "corruption", CORRUPTIONS, ids=lambda corruption: corruption[0].__name__
)


@each_corruption
def test_a_corrupted_file_is_reported_or_accepted(corruption):
    corrupt, *values = corruption
    SAMPLE(given(*values)(corrupt))()


@pytest.mark.long
@each_corruption
def test_a_corrupted_file_is_reported_or_accepted_in_many_examples(corruption):
    corrupt, *values = corruption
    SWEEP(given(*values)(corrupt))()
