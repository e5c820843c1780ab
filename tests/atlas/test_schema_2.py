"""Schema 2: tabs, depths, shared statements, rows of risks, and cells of options."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.atlas.loader import open_trusted
from app.atlas.model import Basis, Depth
from app.atlas.text_markup import RefLink, TermLink
from app.atlas.validation.check import check_atlas
from app.body.regions import RegionId, TopicId
from tests.atlas.schema_2_files import make_schema_2_atlas
from tests.atlas.synthetic import write_manifest

OVERVIEW, RISKS = TopicId("overview"), TopicId("risks")
FIRST, SECOND = RegionId("region-0"), RegionId("region-1")
HEAD = "atlas.toml"
NAMES = "texts/en/names.toml"
REGION = "texts/en/regions/region-1.toml"
RECOVERY = "texts/en/shared/recovery.toml"
STATEMENTS = "texts/en/statements.toml"
OPTIONS = "texts/en/options.toml"


@pytest.fixture(scope="module")
def valid_atlas(tmp_path_factory):
    return make_schema_2_atlas(tmp_path_factory.mktemp("schema-2") / "made")


@pytest.fixture(scope="module")
def atlas(valid_atlas):
    checked = check_atlas(valid_atlas)
    assert checked.mistakes == ()
    assert checked.remarks == ()
    return checked.atlas


@pytest.fixture
def folder(valid_atlas, tmp_path):
    return shutil.copytree(valid_atlas, tmp_path / "made")


def error_lines(folder):
    return [str(error) for error in check_atlas(folder).mistakes]


def change(folder, name, old, new):
    """Replace the first occurrence of a text in a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, (name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def statements(atlas, topic):
    return {said.id: said for said in atlas.region_text(SECOND, "en").topics[topic].statements}


def test_tabs_have_the_order_of_the_file_and_their_own_names(atlas):
    assert [(tab.id, tab.topics) for tab in atlas.tabs] == [
        ("first", ("overview", "quiz")),
        ("how", ("procedure", "recovery")),
        ("dangers", ("risks",)),
        ("ask", ("questions", "options")),
    ]
    assert list(atlas.names("en").tabs.items()) == [
        ("first", "Overview"),
        ("how", "What happens"),
        ("dangers", "Risks"),
        ("ask", "Questions"),
    ]


def test_rows_of_risks_have_numbers_regions_a_question_and_a_label(atlas):
    fluid, anything = atlas.risk_rows
    assert (fluid.id, fluid.numbers) == ("fluid", ("flank_seroma", "second_seroma"))
    assert (fluid.regions, fluid.ask) == ((), "first-days")
    assert fluid.done == ("fluid-care", "fluid-series")
    assert (anything.regions, anything.ask, anything.done) == ((SECOND,), "", ())
    assert atlas.names("en").risks == {"fluid": "A pocket of fluid", "any": "Any complication"}


def test_a_statement_that_a_row_names_is_read_by_its_id(atlas):
    said = atlas.shared_statement("fluid-series", "en")
    assert (said.id, said.text) == ("fluid-series", "In one series all of them settled.")
    assert (said.basis, said.refs, said.included) == (Basis.SOURCED, ("42",), "")
    with pytest.raises(KeyError):
        atlas.shared_statement("fluid-cure", "en")


def test_a_row_can_ask_one_question_of_a_list(folder):
    name = "texts/en/shared/questions.toml"
    change(folder, name, "Rest and walk.", "- How?\\n- Who?\\n- When?")
    change(folder, HEAD, '"first-days"', '"first-days.3"')
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    assert checked.atlas.risk_rows[0].ask == "first-days.3"
    change(folder, HEAD, '"first-days.3"', '"first-days.4"')
    assert error_lines(folder)[0].startswith(
        f"{HEAD}:risk_rows[0].ask: there is no question 'first-days.4': name the id of"
    )
    change(folder, HEAD, '"first-days.4"', '"first-days."')
    assert error_lines(folder)[0].startswith(f"{HEAD}:risk_rows[0].ask: it must be the id of a")


def test_a_row_without_regions_is_for_every_region(atlas):
    fluid, anything = atlas.risk_rows
    assert fluid.is_for(FIRST)
    assert anything.is_for(SECOND)
    assert not anything.is_for(FIRST)


def test_a_statement_has_the_depth_of_its_topic_or_its_own(atlas):
    assert statements(atlas, OVERVIEW)["what"].depth is Depth.OVERVIEW
    assert statements(atlas, RISKS)["fluid"].depth is Depth.MAIN
    assert statements(atlas, RISKS)["counts"].depth is Depth.STUDIES


def test_an_included_statement_has_its_own_id_and_everything_else_of_the_shared_one(atlas):
    said = statements(atlas, OVERVIEW)["lump"]
    assert (said.heading, said.basis, said.refs) == ("A lump", Basis.SOURCED, ("42",))
    assert said.numbers == ("flank_seroma", "second_seroma")
    assert {type(run) for run in said.blocks[0].runs} >= {TermLink, RefLink}
    assert said.included == "lump-rule"
    assert statements(atlas, OVERVIEW)["what"].included == ""


def test_the_depth_of_an_included_statement_is_that_of_the_place(atlas):
    assert statements(atlas, OVERVIEW)["lump"].depth is Depth.OVERVIEW
    assert statements(atlas, RISKS)["lump-too"].depth is Depth.STUDIES


def test_a_shared_topic_can_include_a_statement(folder):
    change(folder, RECOVERY, 'text = "Rest and walk."\nbasis = "general"', 'include = "lump-rule"')
    topic = check_atlas(folder).atlas.shared_topic(TopicId("recovery"), "en")
    assert [(said.id, said.heading) for said in topic.statements] == [("first-days", "A lump")]


def test_a_topic_may_have_no_short_text(atlas, folder):
    topics = atlas.region_text(SECOND, "en").topics
    assert topics[OVERVIEW].short is None
    assert topics[OVERVIEW].all_statements == topics[OVERVIEW].statements
    with pytest.raises(KeyError, match=r"overview\.short"):
        topics[OVERVIEW].summary.text  # noqa: B018
    risks = topics[RISKS]
    assert risks.all_statements == (risks.summary, *risks.statements)
    text = (folder / REGION).read_text("utf-8")
    short = text[text.index("[topics.risks.short]") : text.index("[[topics.risks.says]]")]
    change(folder, REGION, short, "")
    assert error_lines(folder) == []


def test_what_to_check_first_needs_a_short_text(folder):
    change(folder, HEAD, '["overview", "risks"]', '["overview", "check-first", "risks"]')
    says = '[[topics.check-first.says]]\nid = "a"\nhead = "A"\ntext = "B."\nbasis = "general"\n'
    with (folder / REGION).open("a", encoding="utf-8") as file:
        file.write("\n" + says)
    assert f"{REGION}:topics.check-first.short: it is missing: add it" in error_lines(folder)


def test_an_option_has_cells_and_may_have_another_name(folder):
    change(folder, OPTIONS, 'cuts = "No cuts"', 'cuts = "No cuts"\nalso = "waiting"')
    none, laser = check_atlas(folder).atlas.decision_aid("en").options
    assert none.cells.time_off == "None"
    assert (none.cells.also, laser.cells.also) == ("waiting", "")


def test_options_need_no_cells(folder):
    path = folder / OPTIONS
    text = path.read_text()
    while "[options.cells]" in text:
        start = text.index("[options.cells]")
        text = text[:start] + text[text.index("[options.meets.cuts]", start) :]
    path.write_text(text)
    options = check_atlas(folder).atlas.decision_aid("en").options
    assert [option.cells for option in options] == [None, None]


def test_a_trusted_atlas_has_tabs_and_rows_before_msgspec_is_imported(folder):
    known = write_manifest(folder)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from app.atlas.loader import open_trusted\n"
        f"atlas = open_trusted(Path({str(folder)!r}), {known!r})\n"
        "print(atlas.tabs[1].id, atlas.risk_rows[0].id, atlas.names('en').tabs['how'])\n"
        "print('msgspec' in sys.modules)\n"
    )
    root = Path(__file__).resolve().parents[2]
    printed = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert printed.splitlines() == ["how fluid What happens", "False"]


def test_a_trusted_atlas_reads_the_same_texts_as_a_checked_one(folder):
    trusted = open_trusted(folder, write_manifest(folder))
    checked = check_atlas(folder).atlas
    assert trusted.region_text(SECOND, "en") == checked.region_text(SECOND, "en")
    assert trusted.tabs == checked.tabs
    assert trusted.decision_aid("en").options == checked.decision_aid("en").options


DANGERS_TAB = '[[tabs]]\nid = "dangers"\ntopics = ["risks"]\n'
MISTAKES = [
    # file, text to replace, new text, the expected message
    (
        HEAD,
        '["overview", "quiz"]',
        '["overview", "riks", "quiz"]',
        (
            f"{HEAD}:tabs[0].topics[1]: the atlas has no topic 'riks': choose from overview, "
            "risks, questions, options, procedure, recovery, quiz"
        ),
    ),
    (
        HEAD,
        '["risks"]',
        '["risks", "procedure"]',
        (
            f"{HEAD}:tabs[2].topics[1]: the topic 'procedure' is in the tab 'how' already: "
            "remove it from one of them"
        ),
    ),
    (
        HEAD,
        '["procedure", "recovery"]',
        '["procedure"]',
        (
            f"{HEAD}:shared_topics[3]: no tab shows the topic 'recovery': "
            "add it to the topics of one of [[tabs]]"
        ),
    ),
    (
        HEAD,
        DANGERS_TAB,
        "",
        (
            f"{HEAD}:region_topics[1]: no tab shows the topic 'risks': "
            "add it to the topics of one of [[tabs]]"
        ),
    ),
    (
        HEAD,
        DANGERS_TAB,
        DANGERS_TAB + "".join(f'[[tabs]]\nid = "more-{n}"\ntopics = ["quiz"]\n' for n in range(3)),
        f"{HEAD}:tabs: there are 7 tabs: have at most 6",
    ),
    (
        HEAD,
        'id = "how"',
        'id = "first"',
        f"{HEAD}:tabs[1].id: 'first' is used already: choose another",
    ),
    (HEAD, 'id = "how"', "", f"{HEAD}:tabs[1].id: it is missing: add it"),
    (HEAD, '["risks"]\n\n[[tabs]]', "[]\n\n[[tabs]]", f"{HEAD}:tabs[2].topics: it must have at"),
    (
        HEAD,
        '["overview", "quiz"]',
        '["overview"]',
        (
            "texts/en/quiz/region-1.toml: no tab shows a self-check: "
            "add 'quiz' to [[tabs]] in atlas.toml"
        ),
    ),
    (
        HEAD,
        DANGERS_TAB,
        f'{DANGERS_TAB}[[tabs]]\nid = "test"\ntopics = ["quiz"]\n',
        (
            f"{HEAD}:tabs[3].topics: a region without a self-check would have an empty tab: "
            "add 'quiz' to another tab"
        ),
    ),
    (
        HEAD,
        '["overview", "risks"]',
        '["overview", "risks", "exercises"]',
        f"{HEAD}:region_topics[2]: the topic 'exercises' is shown nowhere: choose from overview,",
    ),
    (NAMES, 'how = "What happens"\n', "", f"{NAMES}:tabs.how: it is missing: add it"),
    (
        NAMES,
        "how =",
        'hwo = "x"\nhow =',
        f"{NAMES}:tabs.hwo: the atlas has no such id: correct the id, or add it",
    ),
    (NAMES, "What happens", "Risks", f"{NAMES}:tabs.dangers: two tabs have this name: change one"),
    (NAMES, 'any = "Any', 'all = "Any', f"{NAMES}:risks.any: it is missing: add it"),
    (
        NAMES,
        'any = "Any',
        'more = "x"\nany = "Any',
        f"{NAMES}:risks.more: the atlas has no such id: correct the id, or add it",
    ),
    (
        HEAD,
        '["bare"]',
        '["bear"]',
        (
            f"{HEAD}:risk_rows[1].numbers[0]: there is no number record 'bear': "
            "correct the id, or add the record to numbers.toml"
        ),
    ),
    (
        HEAD,
        '["flank_seroma", "second_seroma"]',
        '["second_seroma"]',
        (
            f"{HEAD}:risk_rows[0].numbers[0]: 'second_seroma' must not be shown without "
            "'flank_seroma': add 'flank_seroma', or remove 'second_seroma'"
        ),
    ),
    (
        HEAD,
        '["bare"]',
        '["bare", "bare"]',
        f"{HEAD}:risk_rows[1].numbers[1]: 'bare' is used already: choose another",
    ),
    (HEAD, '["bare"]', "[]", f"{HEAD}:risk_rows[1].numbers: it must have at least 1 items"),
    (
        HEAD,
        '["region-1"]',
        '["knee"]',
        f"{HEAD}:risk_rows[1].regions.knee: the atlas has no such id: correct the id, or add it",
    ),
    (HEAD, 'id = "any"', 'id = "fluid"', f"{HEAD}:risk_rows[1].id: 'fluid' is used already: "),
    (
        HEAD,
        '"first-days"',
        '"last-days"',
        (
            f"{HEAD}:risk_rows[0].ask: there is no question 'last-days': name the id of a "
            "statement in texts/en/shared/questions.toml or texts/en/shared/tell.toml, or one "
            "question of its list (ID.1)"
        ),
    ),
    (
        HEAD,
        '"fluid-series"',
        '"fluid-cure"',
        (
            f"{HEAD}:risk_rows[0].done[1]: there is no shared statement 'fluid-cure': "
            "name the id of a statement in texts/en/statements.toml"
        ),
    ),
    (
        HEAD,
        'done = ["fluid-care", "fluid-series"]',
        'done = ["fluid-care"]',
        f"{STATEMENTS}:statements[2]: no topic includes 'fluid-series', and no row of risks names",
    ),
    (
        REGION,
        'id = "fluid"',
        'id = "fluid"\ndepth = "deep"',
        f"{REGION}:topics.risks.says[0].depth: it must be one of overview, main, studies, not",
    ),
    (
        REGION,
        'id = "fluid"',
        'id = "fluid"\ndepth = "overview"',
        (
            f"{REGION}:topics.risks.says[0].depth: the depth 'overview' is for the topic "
            "'overview' only, which has no other: remove it, or move the statement"
        ),
    ),
    (
        REGION,
        'id = "what"',
        'id = "what"\ndepth = "studies"',
        f"{REGION}:topics.overview.says[0].depth: the depth 'overview' is for the topic",
    ),
    (
        REGION,
        'id = "lump"\n',
        'id = "what"\n',
        f"{REGION}:topics.overview.says[1].id: 'what' is used already: choose another",
    ),
    (REGION, 'id = "lump"\n', "", f"{REGION}:topics.overview.says[1].id: it is missing: add it"),
    (
        REGION,
        'include = "lump-rule"',
        'include = "lamp-rule"',
        (
            f"{REGION}:topics.overview.says[1].include: there is no shared statement 'lamp-rule': "
            "choose from lump-rule"
        ),
    ),
    (
        REGION,
        'include = "lump-rule"',
        'include = "lump-rule"\ntext = "Another text."',
        (
            f"{REGION}:topics.overview.says[1].text: an included statement has only id, include "
            "and depth: remove it, or remove include"
        ),
    ),
    (
        REGION,
        'include = "lump-rule"',
        'include = "lump-rule"\nrefs = ["42"]',
        f"{REGION}:topics.overview.says[1].refs: an included statement has only id, include and",
    ),
    (
        STATEMENTS,
        "[[statements]]",
        '[[statements]]\nid = "unused"\ntext = "Unused."\nbasis = "general"\n[[statements]]',
        (
            f"{STATEMENTS}:statements[0]: no topic includes 'unused', and no row of "
            "risks names it: "
            'write include = "unused" in the [[says]] of a topic, or remove it'
        ),
    ),
    (
        STATEMENTS,
        "[[statements]]",
        '[[statements]]\nid = "lump-rule"\ntext = "Again."\nbasis = "general"\n[[statements]]',
        f"{STATEMENTS}:statements[1].id: 'lump-rule' is used already: choose another",
    ),
    (
        STATEMENTS,
        "[term:seroma|lump]",
        "[term:lump]",
        f"{STATEMENTS}:statements[0].text line 1: there is no term 'lump': add it to terms.toml",
    ),
    (
        STATEMENTS,
        'refs = ["42"]',
        "",
        f"{STATEMENTS}:statements[0].refs: a sourced statement needs a reference",
    ),
    (
        OPTIONS,
        'time-off = "None"\n',
        "",
        f"{OPTIONS}:options[0].cells.time-off: it is missing: add it",
    ),
    (
        OPTIONS,
        "[options.cells]",
        "[options.meets.cuts.cells]",
        (
            f"{OPTIONS}:options[0].cells: other options have cells and this one has none: "
            "add [options.cells], or remove it everywhere"
        ),
    ),
    (OPTIONS, '"No cuts"', '"[term:seroma]"', f"{OPTIONS}:options[0].cells.cuts: a tag is not"),
    (OPTIONS, '"No cuts"', '""', f"{OPTIONS}:options[0].cells.cuts: it must be one line"),
]


@pytest.mark.parametrize(("file", "old", "new", "wanted"), MISTAKES)
def test_each_mistake_is_reported_with_its_place_and_what_to_do(folder, file, old, new, wanted):
    change(folder, file, old, new)
    lines = error_lines(folder)
    assert any(line.startswith(wanted) for line in lines), lines
    assert all(line.count(": ") >= 2 for line in lines), lines


def test_an_atlas_of_schema_2_needs_tabs(folder):
    path = folder / HEAD
    text = path.read_text()
    path.write_text(text[: text.index("[[tabs]]")] + text[text.index("[[risk_rows]]") :])
    wanted = (
        f"{HEAD}:tabs: it is missing: add [[tabs]], which says in which tab each topic is shown"
    )
    assert wanted in error_lines(folder)


def test_a_wrong_tab_does_not_make_its_topics_wrong_as_well(folder):
    change(folder, HEAD, 'id = "dangers"', "id = 3")
    lines = error_lines(folder)
    assert any(line.startswith(f"{HEAD}:tabs[2].id: it must be a text") for line in lines)
    assert not any("no tab shows" in line for line in lines), lines


def test_when_to_call_is_a_page_and_needs_no_tab(folder):
    shutil.copy(folder / RECOVERY, folder / "texts/en/shared/when-to-call.toml")
    change(
        folder, "texts/en/shared/when-to-call.toml", 'topic = "recovery"', 'topic = "when-to-call"'
    )
    change(folder, HEAD, "shared_topics = [", 'shared_topics = ["when-to-call", ')
    change(folder, NAMES, "[topics]", '[topics]\nwhen-to-call = "When to call"')
    assert error_lines(folder) == []
    change(folder, HEAD, '["risks"]\n\n[[tabs]]', '["risks", "when-to-call"]\n\n[[tabs]]')
    assert error_lines(folder) == [
        f"{HEAD}:tabs[2].topics[1]: the topic 'when-to-call' has a page of its own: remove it"
    ]


def test_nothing_on_the_page_when_to_call_can_be_folded_away(folder):
    name = "texts/en/shared/when-to-call.toml"
    shutil.copy(folder / RECOVERY, folder / name)
    change(folder, name, 'topic = "recovery"', 'topic = "when-to-call"')
    change(folder, name, 'id = "first-days"', 'id = "first-days"\ndepth = "studies"')
    change(folder, HEAD, "shared_topics = [", 'shared_topics = ["when-to-call", ')
    change(folder, NAMES, "[topics]", '[topics]\nwhen-to-call = "When to call"')
    wrong = "the topic 'when-to-call' is a page that shows everything at once"
    assert error_lines(folder) == [f"{name}:says[0].depth: {wrong}: remove it"]


def test_a_file_of_statements_without_statements_is_a_mistake(folder):
    path = folder / STATEMENTS
    path.write_text(path.read_text().replace("[[statements]]", "[[says]]"))
    assert f"{STATEMENTS}:statements: it is missing: add it" in error_lines(folder)


UNKNOWN_KEYS = [
    (HEAD, 'id = "how"', 'id = "how"\ntopic = "x"', "tabs[1].topic", "topics"),
    (HEAD, 'id = "any"', 'id = "any"\nregion = "x"', "risk_rows[1].region", "regions"),
    (REGION, 'id = "lump"\n', 'id = "lump"\ndeph = "x"\n', "topics.overview.says[1].deph", "depth"),
    (REGION, 'id = "fluid"', 'id = "fluid"\ndeep = "x"', "topics.risks.says[0].deep", "depth"),
    (STATEMENTS, 'id = "lump-rule"', 'id = "lump-rule"\nref = 1', "statements[0].ref", "refs"),
    (OPTIONS, 'does = "', 'do = "x"\ndoes = "', "options[0].cells.do", "does"),
    (NAMES, "[tabs]", "[tab]\n[tabs]", "tab", "tabs"),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "nearest"), UNKNOWN_KEYS)
def test_an_unknown_key_is_a_warning_with_the_nearest_key(folder, file, old, new, place, nearest):
    change(folder, file, old, new)
    checked = check_atlas(folder)
    assert checked.mistakes == ()
    (remark,) = checked.remarks
    key = place.rpartition(".")[2]
    wanted = f"look at {file}:{place}: unknown key {key!r}, did you mean {nearest!r}?"
    assert str(remark) == wanted


def test_a_mistyped_include_is_explained(folder):
    change(folder, REGION, "include =", "inclde =")
    checked = check_atlas(folder)
    assert "did you mean 'include'?" in str(checked.remarks[0])
    place = f"{REGION}:topics.overview.says[1]"
    assert f"{place}.text: it is missing: add it" in error_lines(folder)


def test_words_that_find_a_topic_are_kept_with_those_that_a_search_skips(folder):
    path = folder / NAMES
    words = 'skipped_words = ["the"]\n' + path.read_text() + '\n[topic_words]\nrisks = ["danger"]\n'
    path.write_text(words)
    assert error_lines(folder) == []
    names = check_atlas(folder).atlas.names("en")
    assert names.topic_words == {RISKS: ("danger",)}
    assert names.skipped_words == ("the",)


def test_words_for_a_topic_that_the_atlas_does_not_have_are_a_mistake(folder):
    path = folder / NAMES
    path.write_text(path.read_text() + '\n[topic_words]\nprices = ["cheap"]\n')
    wanted = "topic_words.prices: the atlas has no such id: correct the id, or add it"
    assert error_lines(folder) == [f"{NAMES}:{wanted}"]
