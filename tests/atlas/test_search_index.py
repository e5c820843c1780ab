"""The index of a search, on a few entries of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.atlas.search_index import MAX_HITS, HitKind, SearchEntry, SearchIndex

AREA, TOPIC, WORD, PASSAGE = HitKind
ENTRIES = (
    SearchEntry(AREA, "flank", "Love handles", others=("Iliac-crest roll", "side of the waist")),
    SearchEntry(AREA, "bra-line", "Bra line", others=("bra roll", "caf\u00e9 roll")),
    SearchEntry(AREA, "lumbar", "Small of the back", others=("lower back",)),
    SearchEntry(TOPIC, "recovery", "Recovery", others=("time off work", "driving")),
    SearchEntry(WORD, "seroma", "seroma", "A pocket of fluid.", ("pocket of clear fluid",)),
    SearchEntry(PASSAGE, "recovery", "When can I work, drive and fly?", "Recovery"),
)
SKIPPED = ("the", "of", "when", "can", "i")


@pytest.fixture(scope="module")
def index():
    return SearchIndex(ENTRIES, SKIPPED)


def found(index, typed: str) -> list[str]:
    return [hit.entry.name for hit in index.find(typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("LOVE", ["Love handles"]),
        ("back small", ["Small of the back"]),
        ("cafe", ["Bra line"]),
        ("CAF\u00c9", ["Bra line"]),
        ("iliac crest", ["Love handles"]),
        ("roll", ["Love handles", "Bra line"]),
        ("lovehandles", ["Love handles"]),
        ("bral", ["Bra line"]),
        ("bra li ne", ["Bra line"]),
        ("time off", ["Recovery"]),
        ("seroma", ["seroma"]),
        ("", []),
        ("  ", []),
        ("love roll", []),
    ],
)
def test_entries_are_found_by_the_beginnings_of_words_and_by_joined_words(index, typed, names):
    assert found(index, typed) == names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lov handels", "Love handles"),  # two letters changed places
        ("handless", "Love handles"),  # one too many
        ("recovry", "Recovery"),  # one is missing
        ("recobery", "Recovery"),  # another letter
        ("recvo", "Recovery"),  # in the beginning of a word
        ("sermoa", "seroma"),
        ("lovehandels", "Love handles"),
        ("waist side", "Love handles"),
        ("sirroma", "seroma"),  # a doubled letter besides another letter
        ("reccoverry", "Recovery"),  # two doubled letters
    ],
)
def test_a_typing_error_is_forgiven(index, typed, name):
    assert found(index, typed) == [name]


@pytest.mark.parametrize(
    "typed",
    [
        "hove",  # another first letter
        "lore",  # another letter in a short word
        "bar",  # too short
        "recxvyry",  # two errors in eight letters
        "sirromu",  # two errors besides a doubled letter
        "drive xqzv",  # one word that fits is not enough
        "flt",
    ],
)
def test_nothing_is_found_if_the_error_is_too_large(index, typed):
    assert found(index, typed) == []


def test_errors_are_not_forgiven_where_something_matches_as_typed():
    index = SearchIndex(
        [SearchEntry(AREA, "a", "Lumber pad"), SearchEntry(AREA, "b", "Lumbar pad")]
    )
    assert found(index, "lumbar") == ["Lumbar pad"]
    assert found(index, "lunbar") == ["Lumbar pad"]


def test_a_passage_is_found_by_words_inside_it_but_not_by_misspelled_ones(index):
    assert found(index, "when can i drive") == ["When can I work, drive and fly?"]
    assert found(index, "drvie") == []


def test_a_heading_comes_before_its_topic_if_the_topic_has_the_word_only_as_another_name():
    def order(topic_name, topic_id="recovery"):
        topic = SearchEntry(TOPIC, topic_id, topic_name, others=("drive",))
        heading = SearchEntry(PASSAGE, "recovery", "May I drive?", passage="May I drive?")
        sign = SearchEntry(PASSAGE, topic_id, "cannot drive", passage="Call now")
        return found(SearchIndex([topic, heading, sign]), "drive")

    assert order("Recovery") == ["May I drive?", "Recovery", "cannot drive"]
    assert order("Driver") == ["Driver", "May I drive?", "cannot drive"]
    assert order("Risks", "risks") == ["Risks", "May I drive?", "cannot drive"]


def test_skipped_words_count_if_nothing_else_is_typed(index):
    assert found(index, "the") == ["Small of the back", "Love handles"]
    assert found(index, "of the waist") == ["Love handles"]


def test_a_sentence_of_skipped_words_is_found_before_its_other_words():
    suits = SearchEntry(TOPIC, "suits", "Who it suits", others=("is it for me", "does it work"))
    work = SearchEntry(TOPIC, "recovery", "Work")
    index = SearchIndex([work, suits], ("is", "it", "for", "me", "does"))
    assert found(index, "is it for me") == ["Who it suits"]
    assert found(index, "does it work") == ["Who it suits", "Work"]


def test_a_hit_says_by_which_other_name_it_was_found(index):
    assert [hit.matched for hit in index.find("waist side")] == ["side of the waist"]
    assert [hit.matched for hit in index.find("love")] == [""]


def test_whole_names_come_before_beginnings_and_the_own_name_before_others():
    names = [("Waist", "fat with it"), ("Fat roll", "x"), ("Tail", "fat"), ("Fat", "y")]
    index = SearchIndex([SearchEntry(AREA, name, name, others=(other,)) for name, other in names])
    assert found(index, "fat") == ["Fat", "Tail", "Fat roll", "Waist"]


def test_areas_come_first_unless_another_group_matches_better():
    area, word = SearchEntry(AREA, "a", "Fluid roll"), SearchEntry(WORD, "w", "fluid")
    inside = SearchEntry(AREA, "b", "Roll of fluid")
    assert found(SearchIndex([word, area]), "fluid") == ["Fluid roll", "fluid"]
    assert found(SearchIndex([word, inside]), "fluid") == ["fluid", "Roll of fluid"]


def test_there_are_few_rows_and_every_group_has_one():
    many = [SearchEntry(AREA, f"a{n}", f"Fat roll {n}") for n in range(20)]
    index = SearchIndex([*many, SearchEntry(TOPIC, "t", "Fat"), SearchEntry(WORD, "w", "fat cell")])
    kinds = [hit.entry.kind for hit in index.find("fat")]
    assert kinds == [AREA] * (MAX_HITS - 2) + [TOPIC, WORD]


def test_one_letter_finds_regions_only(index):
    assert found(index, "s") == ["Small of the back", "Love handles"]
    assert found(index, "r") == ["Love handles", "Bra line"]
    assert found(index, "re") == ["Recovery"]


def test_the_library_for_errors_is_imported_at_the_first_error_only():
    code = (
        "import sys; from app.atlas.search_index import *;"
        "index = SearchIndex([SearchEntry(HitKind.AREA, 'a', 'Handles')]);"
        "assert index.find('hand'); print('rapidfuzz' in sys.modules);"
        "assert index.find('handels'); print('rapidfuzz' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "True"]
