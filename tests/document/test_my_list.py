"""The rows of the list, and what belongs to it besides them."""

from __future__ import annotations

from app.document.blocks import Bullets, plain_text
from app.document.my_list import ListRow, answers_and_marks, item_name, list_rows
from app.session.own_lines import own_line_address
from tests.document.documents import paragraphs, shipped_source, words_of_statement

SOURCE = shipped_source()


def words_of_row(row: ListRow) -> str:
    return " ".join((row.caption, row.name, *paragraphs(row.body)))


def test_an_area_is_its_name_with_its_side_and_nothing_else():
    rows = list_rows(SOURCE, ("flank:left", "flank:right", "flank"))
    names = ["Love handles, left", "Love handles, right", "Love handles"]
    assert [words_of_row(row).strip() for row in rows] == names


def test_the_list_has_every_item_in_its_order_with_the_words_of_the_atlas():
    items = ("shared.questions.laser.2", "lumbar", "flank.questions.hernia", "shared.tell.illness")
    rows = list_rows(SOURCE, items)
    assert tuple(row.address for row in rows) == items
    text = " ".join(map(words_of_row, rows))
    assert "How do you watch the temperature of my skin and stop the laser in time?" in text
    assert "What stops the laser" not in text
    for line in words_of_statement(SOURCE.shared_topic("tell").statements[2]):
        assert line in text


def test_a_question_says_what_it_is_about():
    own, shared = list_rows(SOURCE, ("flank.questions.hernia", "shared.questions.laser.2"))
    assert own.caption == "Love handles"
    assert shared.caption == SOURCE.topic_name("questions")


def test_a_line_of_ones_own_is_shown_as_it_was_typed():
    (row,) = list_rows(SOURCE, (own_line_address("Cost <b>& more</b>?"),))
    assert (row.name, row.own_text) == ("Cost <b>& more</b>?", "Cost <b>& more</b>?")
    assert row.caption == "Your own line"


def test_a_line_from_right_to_left_has_its_own_direction_on_screen_only():
    text = "\u05db\u05de\u05d4 \u05d6\u05d4 12?"
    (row,) = list_rows(SOURCE, (own_line_address(text),))
    assert row.name == f"\u2068{text}\u2069"
    assert row.own_text == text


def test_an_item_that_the_atlas_no_longer_has_is_left_out():
    assert list_rows(SOURCE, ("flank.questions.none", "knee:left")) == ()
    assert item_name(SOURCE, "knee:left") == ""


def test_answers_and_marks_belong_to_the_list():
    document = answers_and_marks(SOURCE, (("cuts", "none"),), ("circle on Love handles, left",))
    lists = [block for block in document if isinstance(block, Bullets)]
    said = [plain_text(spans) for block in lists for spans in block.items]
    assert said == ["Cuts and scars: I want none", "circle on Love handles, left"]
