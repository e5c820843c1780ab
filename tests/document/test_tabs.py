"""The tabs of a region: every statement of the atlas in one of them, none twice, none dropped."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from app.atlas.topics import (
    CHECK_FIRST_TOPIC,
    EVIDENCE_TOPIC,
    NOT_KNOWN_TOPIC,
    OVERVIEW_TOPIC,
    QUIZ_TOPIC,
    RISKS_TOPIC,
    WHEN_TO_CALL_TOPIC,
)
from app.body.regions import Place, Side
from app.document.blocks import (
    ActionLink,
    Callout,
    Fold,
    GatheredNotes,
    Heading,
    OptionTable,
    Passage,
    Quiz,
    RiskTable,
    Stepper,
    ValueChoices,
    all_blocks,
)
from app.document.tabs import tab_document, tab_of, tabs_for
from app.session.actions import OpenTopic
from tests.atlas.decision_aid_files import add_decision_aid
from tests.atlas.schema_2_files import make_schema_2_atlas
from tests.atlas.synthetic import make_atlas
from tests.document.documents import (
    opened,
    paragraphs,
    shipped_source,
    tab_documents,
    words_of_statement,
)

SOURCE = shipped_source()
REGIONS = SOURCE.atlas.regions
MAX_TABS = 6


@cache
def counted_words(region):
    """How often each paragraph stands in each tab, without the questions under the risks."""
    return {
        tab: Counter(paragraphs(_without_risk_details(document)))
        for tab, document in tab_documents(SOURCE, region).items()
    }


def _without_risk_details(document):
    return tuple(block for block in document if not isinstance(block, RiskTable))


def statements_of(region):
    """Topic, statement of every statement that a region shows in tabs."""
    own = SOURCE.atlas.region_text(region, "en").topics
    for topic in (*own.values(), *map(SOURCE.shared_topic, SOURCE.atlas.shared_topics)):
        if topic.id != WHEN_TO_CALL_TOPIC:
            yield from ((topic.id, statement) for statement in topic.statements)


@pytest.mark.parametrize("region", REGIONS)
def test_every_statement_is_in_one_tab_and_there_once(region):
    counts = counted_words(region)
    wrong = []
    for topic, statement in statements_of(region):
        lines = words_of_statement(statement)
        found = {
            tab: min(words[line] for line in lines)
            for tab, words in counts.items()
            if all(words[line] for line in lines)
        }
        expected = {tab_of(SOURCE.atlas, topic).id: 1}
        if found != expected and not statement.included and len(lines[0]) > len("Watch for:"):
            wrong.append((topic, statement.id, found))
    assert wrong == []


@pytest.mark.parametrize("region", REGIONS)
def test_an_included_statement_is_once_in_each_tab_that_needs_it(region):
    counts = counted_words(region)
    needed = {
        (tab_of(SOURCE.atlas, topic).id, words_of_statement(statement)[-1])
        for topic, statement in statements_of(region)
        if statement.included
    }
    assert {key: counts[key[0]][key[1]] for key in needed} == dict.fromkeys(needed, 1)


@pytest.mark.parametrize("region", REGIONS)
def test_every_heading_of_a_statement_is_shown(region):
    counts = counted_words(region)
    missing = [
        statement.heading
        for topic, statement in statements_of(region)
        if statement.heading and statement.heading not in counts[tab_of(SOURCE.atlas, topic).id]
    ]
    assert missing == []


@pytest.mark.parametrize("region", REGIONS)
def test_the_short_text_of_every_topic_of_a_region_is_shown_once(region):
    counts = counted_words(region)
    for topic in SOURCE.atlas.region_text(region, "en").topics.values():
        if topic.short is not None:
            for line in words_of_statement(topic.short):
                total = sum(words[line] for words in counts.values())
                assert total == 1, (topic.id, line)


@pytest.mark.parametrize("region", REGIONS)
def test_options_steps_stages_and_checks_are_complete(region):
    counts, aid = counted_words(region), SOURCE.aid
    parts = [step.statement for step in aid.steps]
    parts += [one for stage in aid.stages for one in (stage.usual, stage.watch)]
    parts += [one for stage in aid.stages for one in stage.life.values()]
    for option in (one for one in aid.options if one.is_for(region)):
        parts += [option.what, option.like, option.good, option.bad]
        parts += [option.recovery, option.unknown, *option.meets.values()]
    parts += [check.because for check in aid.quizzes[region]]
    said = set().union(*counts.values())
    assert [one.id for one in parts if not said.issuperset(words_of_statement(one))] == []


def test_there_are_at_most_six_tabs_and_the_first_is_the_overview():
    for region in REGIONS:
        tabs = tabs_for(SOURCE, region)
        assert len(tabs) <= MAX_TABS
        assert tabs[0] == ("overview", "Overview", OVERVIEW_TOPIC)
        assert all(name for _, name, _ in tabs)


def test_a_topic_is_in_the_tab_that_lists_it():
    for tab in SOURCE.atlas.tabs:
        assert [tab_of(SOURCE.atlas, topic) for topic in tab.topics] == [tab] * len(tab.topics)
    assert tab_of(SOURCE.atlas, None) == SOURCE.atlas.tabs[0]


def test_an_unknown_tab_is_an_error():
    with pytest.raises(KeyError):
        tab_document(SOURCE, Place(REGIONS[0]), "none")


@pytest.mark.parametrize("region", REGIONS)
def test_the_overview_answers_five_questions_and_sets_the_caution_apart(region):
    document = tab_documents(SOURCE, region)["overview"]
    overview = SOURCE.own_topic(region, OVERVIEW_TOPIC)
    headings = [one.text for one in visible_blocks(document) if isinstance(one, Heading)]
    assert headings == [statement.heading for statement in overview.statements]
    shown = [block for block in document if not isinstance(block, GatheredNotes)]
    kinds = [type(block) for block in shown]
    assert kinds[-4:] == [RiskTable, ActionLink, Callout, Fold]
    assert shown[-3].action == OpenTopic(RISKS_TOPIC, "")
    caution = " ".join(paragraphs(shown[-2:-1]))
    for line in words_of_statement(SOURCE.own_topic(region, CHECK_FIRST_TOPIC).short):
        assert line in caution


def visible_blocks(document):
    """All blocks that can be seen while the folds are closed."""
    return list(all_blocks(tuple(block for block in document if not isinstance(block, Fold))))


def test_the_table_of_the_overview_cannot_be_opened_and_that_of_the_risks_can():
    for region in REGIONS:
        first = next(b for b in tab_documents(SOURCE, region)["overview"] if is_table(b))
        second = tab_documents(SOURCE, region)["risks"][0]
        assert not first.is_expandable
        assert all(row.details == () for row in first.rows)
        assert second.is_expandable
        assert all(row.details for row in second.rows)
        assert [(row.label, row.value) for row in first.rows] == [
            (row.label, row.value) for row in second.rows
        ]


def is_table(block):
    return isinstance(block, RiskTable)


def test_more_about_the_area_holds_the_self_check():
    fold = tab_documents(SOURCE, "flank")["overview"][-1]
    topics = [one.topic for one in fold.blocks if isinstance(one, Heading) and one.topic]
    assert topics == [CHECK_FIRST_TOPIC, "suits", QUIZ_TOPIC]
    assert sum(isinstance(block, Quiz) for block in fold.blocks) == 1
    assert fold.extent.endswith(" short texts, 4 questions")


def test_the_risks_end_with_all_studies_and_what_is_not_known():
    folds = [block for block in tab_documents(SOURCE, "flank")["risks"] if isinstance(block, Fold)]
    assert [fold.id for fold in folds] == ["risks-studies", NOT_KNOWN_TOPIC, EVIDENCE_TOPIC]
    rows = [len(block.rows) for block in all_blocks(folds[0].blocks) if is_table(block)]
    assert folds[0].extent == f"{sum(rows)} counts"
    assert folds[1].summary == "What we do not know"


def test_the_steps_stand_first_in_what_happens():
    first = tab_documents(SOURCE, "flank")["what-happens"][0]
    assert isinstance(first, Stepper)
    assert first.region == "flank"
    assert "hernia" in first.steps[0].description
    assert first.note.endswith("Not to scale. A drawing, not a picture of you.")


@pytest.mark.parametrize("side", [None, *Side])
def test_the_side_does_not_change_what_a_tab_says(side):
    assert (
        tab_document(SOURCE, Place("flank", side), "risks")
        == tab_documents(SOURCE, "flank")["risks"]
    )


def test_an_atlas_of_schema_1_shows_the_short_texts_first(tmp_path):
    source = opened(add_decision_aid(make_atlas(tmp_path / "made", words=120)))
    tab = tabs_for(source, "region-1")[0][0]
    document = tab_document(source, Place("region-1"), tab)
    assert document[0] == Heading(2, "Risks", RISKS_TOPIC)
    assert isinstance(document[1], Passage)
    assert "A seroma can form." in set(paragraphs(document))
    documents = tab_documents(source, "region-1")
    short = [text for one in documents.values() for text in paragraphs(one)]
    assert short.count("A seroma can form.") == 1
    said = set(short)
    for topic in ("risks", "recovery", "procedure", "options"):
        for part in filter(None, (source.own_topic("region-1", topic), source.shared_topic(topic))):
            for statement in part.statements:
                assert said.issuperset(words_of_statement(statement)), (topic, statement.id)


def test_a_statement_that_two_topics_of_a_tab_include_is_there_once(tmp_path):
    folder = make_schema_2_atlas(tmp_path / "made")
    head = folder / "atlas.toml"
    text = head.read_text().replace('["overview", "quiz"]', '["overview", "risks", "quiz"]')
    head.write_text(text.replace('[[tabs]]\nid = "dangers"\ntopics = ["risks"]\n', ""))
    document = tab_documents(opened(folder), "region-1")["first"]
    assert list(paragraphs(document)).count("Show a new lump to a clinician, as reported.") == 1


def test_an_overview_without_a_statement_on_risks_still_has_the_table(tmp_path):
    source = opened(make_schema_2_atlas(tmp_path / "made"))
    document = tab_documents(source, "region-1")["first"]
    table = document[document.index(Heading(2, "What could go wrong?")) + 1]
    assert [row.label for row in table.rows] == ["A pocket of fluid", "Any complication"]


WRONG = """
[[topics.overview.says]]
id = "wrong"
head = "What can happen?"
text = "Nearly everyone bruises and swells."
basis = "general"
numbers = ["flank_seroma", "bare"]
"""


def with_wrong(folder, old="", new=""):
    """The first tab of an atlas whose overview speaks of risks."""
    made = make_schema_2_atlas(folder)
    file = made / "texts" / "en" / "regions" / "region-0.toml"
    file.write_text(file.read_text() + WRONG.replace(old, new))
    return tab_documents(opened(made), "region-0")["first"]


def test_a_short_plain_sentence_on_risks_is_the_lead_of_the_table(tmp_path):
    document = with_wrong(tmp_path / "made")
    at = document.index(Heading(2, "What can happen?"))
    assert document[at + 1].lead == "Nearly everyone bruises and swells."
    assert list(paragraphs(document)).count("Nearly everyone bruises and swells.") == 1
    # region-0 has no row for this record, so that it has a table of its own
    assert [row.id for row in document[at + 3].rows] == ["bare"]


@pytest.mark.parametrize("words", ["A [term:seroma] can form.", "Many things can happen. " * 4])
def test_any_other_text_on_risks_stands_above_the_table(words, tmp_path):
    document = with_wrong(tmp_path / "made", "Nearly everyone bruises and swells.", words.strip())
    at = document.index(Heading(2, "What can happen?"))
    assert isinstance(document[at + 1], Passage)
    assert is_table(document[at + 2])


def test_the_options_are_one_table_after_a_fold_with_what_matters():
    document = tab_documents(SOURCE, "flank")["options"]
    fold, table, lead = document[:3]
    assert (fold.summary, fold.extent) == ("What matters to you?", "4 questions")
    assert [type(block) for block in fold.blocks] == [ValueChoices]
    assert isinstance(table, OptionTable)
    assert isinstance(lead, Passage)
