"""An atlas of schema 1 still opens: its topics are in default tabs."""

from __future__ import annotations

import shutil

import pytest

from app.atlas.header import default_tabs
from app.atlas.loader import open_trusted
from app.atlas.model import Depth
from app.atlas.topics import PAGE_TOPICS, REGION_TOPICS, SHARED_ONLY_TOPICS
from app.atlas.validation.check import check_atlas
from app.atlas.validation.check_tabs import MAX_TABS
from app.body.regions import RegionId, TopicId
from tests.atlas.decision_aid_files import add_decision_aid
from tests.atlas.synthetic import make_atlas, write_manifest

HEAD = "atlas.toml"
TABS = '\n[[tabs]]\nid = "all"\ntopics = ["risks", "recovery", "procedure", "options", "quiz"]\n'
ROWS = '\n[[risk_rows]]\nid = "fluid"\nnumbers = ["flank_seroma"]\n'


@pytest.fixture(scope="module")
def valid_atlas(tmp_path_factory):
    return add_decision_aid(make_atlas(tmp_path_factory.mktemp("schema-1") / "made", words=120))


@pytest.fixture
def folder(valid_atlas, tmp_path):
    copy = shutil.copytree(valid_atlas, tmp_path / "made")
    assert (copy / HEAD).read_text().startswith("schema = 1\n")
    return copy


def error_lines(folder):
    return [str(error) for error in check_atlas(folder).mistakes]


def add(folder, text):
    path = folder / HEAD
    path.write_text(path.read_text() + text)


def assert_opens_without_new_parts(atlas):
    assert [(tab.id, tab.topics) for tab in atlas.tabs] == [
        ("procedure", ("procedure", "quiz")),
        ("risks", ("risks",)),
        ("options", ("options",)),
        ("recovery", ("recovery",)),
    ]
    names = atlas.names("en")
    assert names.tabs == {tab.id: names.topics[TopicId(tab.id)] for tab in atlas.tabs}
    assert atlas.risk_rows == ()
    assert names.risks == {}
    topic = atlas.region_text(RegionId("region-0"), "en").topics[TopicId("risks")]
    assert [said.depth for said in topic.all_statements] == [Depth.MAIN, Depth.MAIN]
    assert [option.cells for option in atlas.decision_aid("en").options] == [None, None]


def test_a_checked_atlas_opens(folder):
    checked = check_atlas(folder)
    assert (checked.mistakes, checked.remarks) == ((), ())
    assert_opens_without_new_parts(checked.atlas)


def test_a_trusted_atlas_opens(folder):
    assert_opens_without_new_parts(open_trusted(folder, write_manifest(folder)))


@pytest.mark.parametrize("schema", [1, 2])
def test_an_atlas_that_still_has_claims_opens_without_a_word_about_them(folder, schema):
    head = folder / HEAD
    if schema == 2:
        head.write_text(head.read_text().replace("schema = 1", "schema = 2") + TABS)
        names = folder / "texts/en/names.toml"
        names.write_text(names.read_text() + '[tabs]\nall = "All"\n')
    (folder / "texts/en/claims.toml").write_text("[[claims]]\nnumber = 1\nverdict = ")
    checked = check_atlas(folder)
    assert (checked.mistakes, checked.remarks) == ((), ())
    assert checked.atlas is not None
    assert "texts/en/claims.toml" not in checked.hashes


def test_every_topic_that_is_no_page_has_exactly_one_default_tab():
    topics = (*REGION_TOPICS, *SHARED_ONLY_TOPICS, *PAGE_TOPICS)
    tabs = default_tabs(topics)
    shown = [topic for tab in tabs for topic in tab.topics]
    assert sorted(shown) == sorted([*REGION_TOPICS, *SHARED_ONLY_TOPICS, "quiz"])
    assert len(tabs) <= MAX_TABS
    assert tabs[0].topics == ("check-first", "suits", "quiz")


@pytest.mark.parametrize("topic", [*REGION_TOPICS, *SHARED_ONLY_TOPICS])
def test_an_atlas_with_one_topic_has_one_tab_with_the_self_check(topic):
    assert [(tab.id, tab.topics) for tab in default_tabs([topic])] == [(topic, (topic, "quiz"))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TABS, "tabs: an atlas of schema 1 has no tabs: set schema = 2, or remove them"),
        (
            ROWS,
            "risk_rows: an atlas of schema 1 has no rows of risks: set schema = 2, or remove them",
        ),
    ],
)
def test_parts_of_schema_2_are_a_mistake_that_says_so(folder, text, wanted):
    add(folder, text)
    assert error_lines(folder) == [f"{HEAD}:{wanted}"]


def test_the_topic_overview_needs_schema_2(folder):
    path = folder / HEAD
    path.write_text(path.read_text().replace('["risks"]', '["risks", "overview"]'))
    wanted = f"{HEAD}:region_topics[1]: the topic 'overview' needs schema 2: set schema = 2"
    assert any(line.startswith(wanted) for line in error_lines(folder))


def test_the_names_of_tabs_and_risks_need_schema_2(folder):
    path = folder / "texts/en/names.toml"
    path.write_text(path.read_text() + '[tabs]\nrisks = "Risks"\n[risks]\nfluid = "Fluid"\n')
    assert error_lines(folder) == [
        f"texts/en/names.toml:{key}: the atlas has no such id: correct the id, or add it"
        for key in ("tabs.risks", "risks.fluid")
    ]


def test_words_that_find_a_topic_need_schema_2(folder):
    path = folder / "texts/en/names.toml"
    path.write_text(path.read_text() + '[topic_words]\nrisks = ["danger"]\n')
    wanted = "topic_words.risks: the atlas has no such id: correct the id, or add it"
    assert error_lines(folder) == [f"texts/en/names.toml:{wanted}"]


def test_only_schema_2_needs_a_tab_for_a_topic(folder):
    add(folder, TABS)
    path = folder / HEAD
    path.write_text(path.read_text().replace("schema = 1", "schema = 2"))
    names = folder / "texts/en/names.toml"
    names.write_text(names.read_text() + '[tabs]\nall = "All"\n')
    assert error_lines(folder) == []


def test_a_newer_schema_is_refused(folder):
    path = folder / HEAD
    path.write_text(path.read_text().replace("schema = 1", "schema = 3"))
    assert error_lines(folder) == [
        f"{HEAD}:schema: it must be one of 1, 2, not 3: see docs/atlas-format.md"
    ]
