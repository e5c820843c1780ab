"""The markup of texts: which blocks it gives, and errors with their lines."""

from __future__ import annotations

import pytest

from app.atlas.text_markup import BulletList, Paragraph, RefLink, TermLink, TextRun, parse_blocks

TERMS = {"seroma": "pocket of fluid"}


def markup_errors(text):
    found = []
    parse_blocks(text, TERMS, lambda line, wrong, mend: found.append((line, wrong, mend)))
    return found


def test_lines_make_a_paragraph_and_a_blank_line_ends_it():
    blocks = parse_blocks("\none\ntwo\n\nthree\n", TERMS)
    assert blocks == (Paragraph((TextRun("one two"),)), Paragraph((TextRun("three"),)))


def test_strong_text_is_between_two_stars():
    (paragraph,) = parse_blocks("a **b c** d", TERMS)
    assert paragraph.runs == (TextRun("a "), TextRun("b c", strong=True), TextRun(" d"))


def test_a_term_shows_its_word_or_the_given_words():
    (paragraph,) = parse_blocks("[term:seroma], [term:seroma|fluid]", TERMS)
    assert paragraph.runs == (
        TermLink("seroma", "pocket of fluid"),
        TextRun(", "),
        TermLink("seroma", "fluid"),
    )


def test_a_reference_stays_where_it_is_written():
    (paragraph,) = parse_blocks("so it is [ref:10b].", TERMS)
    assert paragraph.runs == (TextRun("so it is "), RefLink("10b"), TextRun("."))


def test_a_list_may_follow_a_paragraph_directly_and_its_items_may_have_several_lines():
    blocks = parse_blocks("Watch for:\n- one\n  and more\n- two\n\nend", TERMS)
    assert blocks[1] == BulletList(((TextRun("one and more"),), (TextRun("two"),)))
    assert [type(block) for block in blocks] == [Paragraph, BulletList, Paragraph]


def test_a_list_may_begin_a_text_and_end_it():
    assert parse_blocks("- one", TERMS) == (BulletList(((TextRun("one"),),)),)


def test_an_empty_text_has_no_blocks():
    assert parse_blocks(" \n\n", TERMS) == ()


def test_valid_markup_has_no_errors():
    assert markup_errors("Words, **strong** [term:seroma] [ref:1].\n\n- a - b\n- c") == []


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("one\n\ntwo <b>bold</b>", 3, "'<' is not allowed"),
        ("a > b", 1, "'>' is not allowed"),
        ("# Head", 1, "'# Head' is not allowed"),
        ("* item", 1, "'*' is not allowed"),
        ("a `b`", 1, "'`' is not allowed"),
        ("see https://example.org", 1, "'https:' is not allowed"),
        ("a &lt; b", 1, "'&lt;' is not allowed"),
        ("a **b", 1, "has no end"),
        ("a [link](b)", 1, "'[link]' is not allowed"),
        ("[term:other]", 1, "no term 'other'"),
        ("[term:<i>]", 1, "'[term:<i>]' is not allowed"),
        ("[ref:1|words]", 1, "has words"),
        ("![x](file:///etc/passwd)", 1, "'[x]' is not allowed"),
        ("- a\nb", 2, "not indented"),
        ("-", 1, "is not allowed"),
        ("- a\n  - b", 2, "is not allowed"),
    ],
)
def test_invalid_markup_is_reported_with_its_line(text, line, wrong):
    assert any(found[0] == line and wrong in found[1] and found[2] for found in markup_errors(text))
