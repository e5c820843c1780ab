"""Letters on paper: none is lost, swapped or reversed. Qt's rendering is the reference."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import numpy as np
import pytest
import uharfbuzz as harfbuzz
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image
from pypdf import PdfReader
from PySide6.QtGui import QFontDatabase

from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, Place, RegionId
from app.document.blocks import (
    Bullets,
    Callout,
    DefinitionList,
    Heading,
    IconArray,
    OptionEntry,
    OptionTable,
    Passage,
    Question,
    Questions,
    Span,
)
from app.document.handout_card import HandoutCard
from app.document.handout_numbers import HandoutNumber, HandoutNumbers
from app.handout.bidi import bidi_levels, visual_order
from app.handout.build import HandoutRequest, make_sheet
from app.handout.font_coverage import FONT_FACES, INVISIBLE, SPACES, FontCoverage, normalize_text
from app.handout.marks import MarkStroke
from app.handout.pdf import write_pdf
from app.handout.pdf_lines import MARGIN, POINT_MM
from app.handout.pdf_region import FIGURE_MM
from app.handout.sheet import Clinic
from app.handout.text_layout import ParagraphLayout, StyledSpan
from app.support.paths import assets, shipped_atlas
from app.theme.theme import load_fonts
from tests.handout.rendered_text import (
    SCALE,
    PlacedWord,
    difference,
    pages,
    render_with_qt,
    similarity,
    word_images,
)

MIN_SIMILARITY = 0.97
BLANK = "\u00a0"
ATLAS = open_trusted(shipped_atlas())
REQUEST = HandoutRequest((Place(RegionId("lumbar")),), FigureId("woman"), BuildId("average"), "en")
PLATE = Image.new("RGB", (60, 80), "white")
SHEET = make_sheet(ATLAS, REQUEST)
REGION = structs.replace(
    SHEET.document.regions[0],
    answers=SHEET.document.regions[0].answers[:1],
    risks=(),
    check_first=(),
    questions=(),
)
FIGURE = replace(SHEET.figures[0], outlines=())
BARE = replace(
    SHEET,
    figures=(FIGURE,),
    document=structs.replace(
        SHEET.document,
        regions=(REGION,),
        numbers=None,
        options=(),
        recovery=(),
        sources=(),
        card=None,
    ),
)
"""A sheet with little else than the text of a test, because each file is laid out and rendered."""


def label(text):
    stroke = MarkStroke((), 0.01, (), (11, 85, 99), label=text, at=(0.5, 0.5))
    return replace(BARE, figures=(replace(FIGURE, strokes=(stroke,)),))


def with_parts(**parts):
    """The handout with other blocks in some of its parts."""
    return replace(BARE, document=structs.replace(BARE.document, **parts))


def region(**parts):
    (first,) = BARE.document.regions
    return with_parts(regions=(structs.replace(first, **parts),))


def options(*cells):
    table = OptionTable("Option", ("Good", "Bad"), (OptionEntry("x", "x", "", cells, ()),))
    return with_parts(options=(Heading(2, "Options"), table))


def number(text, value="1"):
    picture = IconArray(1, 2, ("", "", ""), "x")
    item = HandoutNumber("x", value, "", "of 1,000", text, picture)
    return with_parts(numbers=HandoutNumbers("x", (item,), ("x", "x"), (), ()))


def card(text):
    signs = (Heading(3, "x"), Bullets((plain(text),)))
    return with_parts(card=HandoutCard("x", "x", "112", "x", (), (signs,), "x", "1"))


def plain(text):
    return (Span(text),)


def strong(text):
    return (Passage((Span(text, strong=True),)),)


def definition(text):
    return DefinitionList((("x", plain(text)),))


PLACES = {
    "clinic": (lambda text: replace(BARE, clinic=Clinic(address=text)), 10, False),
    "title": (lambda text: region(title=text), 18, True),
    "heading": (lambda text: with_parts(recovery=(Heading(2, text),)), 14, True),
    "cell": (lambda text: options("x", text), 10, False),
    "label": (label, 10, True),
    "strong words": (lambda text: with_parts(introduction=strong(text)), 12, True),
    "passage": (lambda text: region(risks=(Passage(plain(text)),)), 12, False),
    "item of a list": (lambda text: region(risks=(Bullets((plain(text),)),)), 12, False),
    "time": (lambda text: with_parts(recovery=(definition(text),)), 10, False),
    "callout": (
        lambda text: region(check_first=(Callout("caution", (Passage(plain(text)),)),)),
        12,
        False,
    ),
    "question": (lambda text: with_parts(kept=(Questions((Question(plain(text)),)),)), 12, False),
    "number": (number, 12, True),
    "card": (card, 12, False),
}


@lru_cache
def pdf_with(place, text):
    return write_pdf(PLACES[place][0](text), PLATE, assets() / "fonts", size="a4", large=False)


def check(place, text, words):
    """Compare every word with the same word rendered by Qt."""
    _, size, bold = PLACES[place]
    ink = difference(pdf_with(place, text), pdf_with(place, BLANK))
    for one, word in zip(word_images(ink, len(words)), words, strict=True):
        has_bold = "Symbols" not in word.font
        font = word.font.replace("-Regular", "-Bold") if bold and has_bold else word.font
        alike = similarity(one, render_with_qt(word._replace(font=font), size))
        assert alike > MIN_SIMILARITY, f"{word.text}: {alike:.2f}"


def in_own_font(text):
    return [PlacedWord(word) for word in text.split(" ")]


def in_noto_font(text, script="", *, turned=False):
    return [PlacedWord(word, f"NotoSans{script}-Regular", turned) for word in text.split(" ")]


def arabic(text):
    """Words in their order on the page, from left to right."""
    return in_noto_font(text, "Arabic", turned=True)


def hebrew(text):
    return in_noto_font(text, "Hebrew", turned=True)


LINES = {
    "plain": ("Clinic by the Sea, 1 Shore Road", in_own_font("Clinic by the Sea, 1 Shore Road")),
    "micro": ("Give 5 µg now", [*in_own_font("Give 5"), *in_noto_font("µg"), *in_own_font("now")]),
    "greek mu": ("10 μm", in_own_font("10 μm")),
    "fractions": ("≥ ½ ⅓ ℃", [*in_own_font("≥ ½"), *in_noto_font("⅓ ℃")]),
    "arrow": (
        "from → to",
        [*in_own_font("from"), *in_noto_font("→", "Symbols"), *in_own_font("to")],
    ),
    "check mark": (
        "done ✓ № 3",
        [
            *in_own_font("done"),
            *in_noto_font("✓", "Symbols2"),
            *in_noto_font("№"),
            *in_own_font("3"),
        ],
    ),
    "greek and latin": (
        "Κλινική της Θάλασσας, Athens",
        [*in_noto_font("Κλινική της Θάλασσας,"), *in_own_font("Athens")],
    ),
    "cyrillic": (
        "Клиника Ђурђевак Ґ 12",
        [*in_noto_font("Клиника Ђурђевак Ґ"), *in_own_font("12")],
    ),
    "vietnamese": (
        "Phòng khám thẩm mỹ Ế",
        [*in_own_font("Phòng khám"), *in_noto_font("thẩm mỹ Ế")],
    ),
    "no-break space": ("5\u00a0mg", in_own_font("5 mg")),
    "soft hyphen": ("lipo\u00adsuction", in_own_font("liposuction")),
    "accent without a letter of its own": ("x\u0301y q\u0308", in_noto_font("x\u0301y q\u0308")),
    "stacked accents": ("o\u0302\u0323\u0301m", in_noto_font("ộ\u0301m")),
    "no joined letters": ("first office", in_own_font("first office")),
    "arabic": ("عيادة البحر للتجميل", arabic("للتجميل البحر عيادة")),
    "arabic with a telephone": (
        "عيادة البحر، هاتف 02-345 678",
        [*in_own_font("02-345 678"), *arabic("هاتف البحر، عيادة")],
    ),
    "arabic before latin": (
        "عيادة Tel. 02-345 678",
        [*in_own_font("Tel. 02-345 678"), *arabic("عيادة")],
    ),
    "latin before arabic": (
        "Tel. 02-345 678 عيادة",
        [*in_own_font("Tel. 02-345 678"), *arabic("عيادة")],
    ),
    "arabic and an international number": (
        "هاتف +972 (2) 345-678 البحر",
        [*arabic("البحر"), *in_own_font("+972 (2) 345-678"), *arabic("هاتف")],
    ),
    "arabic digits": (
        "هاتف ٠٢-٣٤٥ ٦٧٨",
        [*in_noto_font("\u202d٠٢-٣٤٥ ٦٧٨", "Arabic"), *arabic("هاتف")],
    ),
    "vowel signs": ("مُحَمَّدٌ لا", arabic("لا مُحَمَّدٌ")),
    "persian with a joiner": ("می\u200cخواهم", arabic("می\u200cخواهم")),
    "hebrew address": (
        "רחוב הרצל 12 תל אביב 61000",
        [*in_own_font("61000"), *hebrew("אביב תל"), *in_own_font("12"), *hebrew("הרצל רחוב")],
    ),
    "hebrew in brackets": (
        "מרפאה (ליד הים) 02-345 678",
        [*in_own_font("02-345 678"), *hebrew("הים) (ליד מרפאה")],
    ),
    "hebrew points": ("שָׁלוֹם", hebrew("שָׁלוֹם")),
    "a dose among hebrew": ("טל 5 mg ועוד", [*hebrew("ועוד"), *in_own_font("5 mg"), *hebrew("טל")]),
    "hebrew and arabic with a dose in an english sentence": (
        "one גב (5 mg, 02-345), two ظهر 5 مغ six",
        [
            *in_own_font("one"),
            *hebrew("גב"),
            *in_own_font("(5 mg, 02-345), two"),
            *arabic("مغ"),
            *in_own_font("5"),
            *arabic("ظهر"),
            *in_own_font("six"),
        ],
    ),
    "hebrew among latin": (
        "Dr. כהן 12, Haifa",
        [*in_own_font("Dr."), *hebrew("כהן"), *in_own_font("12, Haifa")],
    ),
    "a percentage": ("עד 50% מהם", [*hebrew("מהם"), *in_own_font("50%"), *hebrew("עד")]),
    "an override that would turn a number": ("\u202e02-345 678", in_own_font("02-345 678")),
}


@pytest.mark.parametrize("name", LINES)
def test_every_word_of_a_line_is_in_its_place(qapp, name):
    text, words = LINES[name]
    check("clinic", text, words)


EVERYWHERE = "µg עברית 02-345 → Ж"
IN_PLACES = [
    *in_noto_font("µg"),
    *hebrew("עברית"),
    *in_own_font("02-345"),
    *in_noto_font("→", "Symbols"),
    *in_noto_font("Ж"),
]


@pytest.mark.parametrize("place", [place for place in PLACES if place != "clinic"])
def test_every_part_of_the_handout_keeps_its_letters(qapp, place):
    check(place, EVERYWHERE, IN_PLACES)


def test_decomposed_letters_look_like_composed_ones():
    whole = "Phòng khám thẩm mỹ"
    parts = unicodedata.normalize("NFD", whole)
    assert parts != whole
    alike = zip(pages(pdf_with("clinic", parts)), pages(pdf_with("clinic", whole)), strict=True)
    assert all((one == other).all() for one, other in alike)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("at", [(0.0, 0.0), (0.02, 0.4), (0.5, 0.6), (1.0, 1.2)])
@pytest.mark.parametrize("words", ["W" * 40, "an old scar from the operation in 1998"])
def test_a_long_label_stays_inside_the_figure(words, at, large):
    stroke = MarkStroke((), 0.01, (), (11, 85, 99), label=words, at=at)
    with_label, without = (
        pages(write_pdf(sheet, PLATE, assets() / "fonts", size="a4", large=large))[0]
        for sheet in (replace(BARE, figures=(replace(FIGURE, strokes=(stroke,)),)), BARE)
    )
    black = Image.new("RGB", (60, 80), "black")
    dark = pages(write_pdf(BARE, black, assets() / "fonts", size="a4", large=large))[0]
    top, left, bottom, right = edges(dark != without)
    first, last = edges(with_label != without)[:2], edges(with_label != without)[2:]
    assert first[0] >= top - 2
    assert first[1] >= left - 2
    assert last[0] <= bottom + 2
    assert last[1] <= right + 2


def edges(changed):
    """Top, left, bottom and right of what changed."""
    found = np.argwhere(changed)
    return (*found.min(axis=0), *found.max(axis=0))


@pytest.mark.parametrize(
    "word", ["عيادة", "للتجميل", "پچگ", "אביב", "Ђурђевак", "Θάλασσας", "thẩm", "µg", "→", "✓"]
)
def test_a_word_on_paper_can_be_copied_letter_by_letter(word):
    page = PdfReader(BytesIO(pdf_with("clinic", word))).pages[0]
    assert word in page.extract_text()


def test_text_that_looks_like_markup_is_printed_unchanged(qapp):
    text = "--dash-- __line__ ~~wave~~ **star** {nb} [a](b)"
    check("strong words", text, in_own_font(text))


def test_a_label_does_not_move_the_text_beside_the_figure():
    with_label, without = (
        pages(write_pdf(sheet, PLATE, assets() / "fonts", size="a4", large=False))[0]
        for sheet in (label("here"), BARE)
    )
    beside = slice(None), slice(int((MARGIN + FIGURE_MM + 3) / POINT_MM * SCALE), None)
    assert (with_label[beside] == without[beside]).all()


def test_a_table_row_higher_than_a_page_continues_on_the_next_page(qapp):
    many = [f"word{number}" for number in range(2_000)]
    sheet = options(" ".join(many), "x")
    data = write_pdf(sheet, PLATE, assets() / "fonts", size="a4", large=False)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split()
    assert [word for word in text if word.startswith("word")] == many


@pytest.mark.parametrize("large", [False, True])
def test_the_words_below_a_number_of_several_lines_do_not_overlap_it(large):
    value = "under one to twenty six or even more of them"
    sheet = number("zebra", value)
    data = write_pdf(sheet, PLATE, assets() / "fonts", size="a4", large=large)
    heights = {}

    def visit(text, _outer, at, _font, _size):
        heights.update(dict.fromkeys(text.split(), at[5]))

    for page in PdfReader(BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    assert heights["under"] > heights["them"] + 10
    assert heights["zebra"] < heights["them"] - 10


@pytest.mark.parametrize("large", [False, True])
def test_a_callout_higher_than_a_page_continues_on_the_next_page(large):
    many = [f"word{number}" for number in range(300)]
    sheet = with_parts(kept=(Callout("urgent", (Bullets(tuple(map(plain, many))),)),))
    data = write_pdf(sheet, PLATE, assets() / "fonts", size="a4", large=large)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split()
    assert [word for word in text if word.startswith("word")] == many


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x6FF), max_size=80), st.integers(1, 30))
def test_no_character_of_any_text_is_lost(text, width):
    coverage = FontCoverage(assets() / "fonts")
    if coverage.missing(text):
        return
    paragraph = ParagraphLayout((StyledSpan(text),), coverage)
    lines = paragraph.lines(width, lambda fragment: len(fragment.text))
    shown = "".join(fragment.text for line in lines for fragment in line)
    expected = [one for one in normalize_text(text) if one not in INVISIBLE and one not in SPACES]
    assert [one for one in shown.replace("-", "") if one not in SPACES] == [
        one for one in expected if one != "-"
    ]


@pytest.mark.parametrize("text", ["א" + "!" * 3_000, "א" + "(" * 3_000, "א" + " 1," * 1_000])
def test_thousands_of_symbols_in_a_row_keep_an_order(text):
    assert sorted(visual_order(bidi_levels(text).each)) == list(range(len(text)))


def wrapped(text, width):
    """The lines of a text, each as words from left to right; every letter is one unit wide."""
    paragraph = ParagraphLayout((StyledSpan(text),), FontCoverage(assets() / "fonts"))
    lines = paragraph.lines(width, lambda fragment: len(fragment.text))
    return [
        [line[number].text for number in visual_order([one.level for one in line])]
        for line in lines
    ]


def test_a_right_to_left_line_breaks_in_reading_order():
    assert wrapped("אבג דהו זחט יכל", 8) == [
        ["דהו", " ", "אבג"],
        ["יכל", " ", "זחט"],
    ]


def test_a_telephone_number_can_continue_on_the_next_line():
    assert wrapped("טלפון 02-345 678", 13) == [["02-345", " ", "טלפון"], ["678"]]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two  ", 20, ["one two"]),
        ("un\u00adbreak\u00adable", 8, ["unbreak-", "able"]),
        ("un\u00adbreak\u00adable", 20, ["unbreakable"]),
        ("a\u200bb", 1, ["a", "b"]),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("x abcdefgh y", 3, ["x", "abc", "def", "gh", "y"]),
        ("x\u0301x\u0301x\u0301", 4, ["x\u0301x\u0301", "x\u0301"]),
        ("a\tb\nc", 9, ["a b c"]),
        ("\u202eab\u202c \ufeffc\u2060d", 9, ["ab cd"]),
    ],
)
def test_lines_break_only_where_allowed_and_lose_nothing(text, width, lines):
    assert ["".join(line) for line in wrapped(text, width)] == lines


NUMBERS = [
    "02-345 678",
    "+972 (2) 345-678",
    "(02) 345 678",
    "02/345.67.89",
    "1,000.5",
    "3:30",
    "12.05.2026",
    "5-7",
    "-5°",
    "50%",
    "₪100",
    "٠٢-٣٤٥ ٦٧٨",
    "5 mg",
    "5µg/ml",
]


def test_a_number_is_never_reversed():
    reversed_in = []
    for around in ("אבג {} דהו", "عيادة {} هاتف", "{} אבג", "אבג {}", "Dr. אבג {}"):
        for number in NUMBERS:
            text = around.format(number)
            seen = "".join(text[at] for at in visual_order(bidi_levels(text).each))
            if number not in seen:
                reversed_in.append(text)
    assert reversed_in == []


@pytest.mark.parametrize(("first", "second"), [("אבג", "דהו"), ("عيادة", "هاتف"), ("אבג", "هاتف")])
@pytest.mark.parametrize("after", ["5 mg x", "02-345 678, fax", "3 of 4 (two)", "1st", "(5 mg)"])
def test_words_after_a_number_keep_their_place_in_an_english_sentence(first, second, after):
    text = f"is {first} {after} and {second} end"
    seen = "".join(text[at] for at in visual_order(bidi_levels(text).each))
    assert seen == f"is {first[::-1]} {after} and {second[::-1]} end"


def test_letters_of_several_scripts_keep_an_order():
    text = "".join(map(chr, (*range(0x5D0, 0x5EB), *range(0x627, 0x63B), *range(0x20, 0x7F))))
    assert sorted(visual_order(bidi_levels(text).each)) == list(range(len(text)))


def test_a_bold_font_has_the_characters_of_the_regular_one():
    for face in FONT_FACES:
        one, other = (
            harfbuzz.Face(harfbuzz.Blob.from_file_path(str(assets() / "fonts" / file))).unicodes
            for file in (face.regular, face.bold)
        )
        assert set(one) == set(other)


def test_the_window_does_not_load_the_fonts_of_the_handout(qapp):
    before = set(QFontDatabase.families())
    load_fonts(assets() / "fonts")
    assert not any("Noto" in family for family in set(QFontDatabase.families()) - before)
