"""The pages of a handout: how many, what is on which, sizes of print, lines, and the card."""

from __future__ import annotations

import itertools
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.document.blocks import Bullets, Questions, all_blocks, plain_text
from app.handout.build import make_sheet
from app.handout.make import make_handout
from app.handout.sheet import Clinic
from app.handout.text_layout import ParagraphLayout
from tests.handout.made_handouts import (
    ATLAS,
    CLINIC,
    REGIONS,
    SHEET,
    as_words,
    handout_request,
    pdf,
    render_settings,
    text,
)

PAIRS = list(itertools.combinations(REGIONS, 2))
PAPERS = ("a4", "letter")
SOME_PAIRS = [PAIRS[0], PAIRS[13], ("flank", "underarm"), ("neck-base", "lumbar")]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("region", REGIONS)
def test_a_region_takes_two_pages_and_the_card(region, paper):
    reader = pdf(handout_request(region, clinic=CLINIC, emergency="112"), paper)
    assert len(reader.pages) == 3
    assert reader.pages[2].extract_text().startswith("When to call")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("pair", SOME_PAIRS)
def test_each_of_two_regions_has_a_page_of_its_own(pair, paper):
    reader = pdf(handout_request(*pair), paper)
    firsts = [page.extract_text() for page in reader.pages[:2]]
    for text_of_page, region in zip(firsts, pair, strict=True):
        name = ATLAS.names("en").regions[region].plain_name("woman")
        assert f"Laser liposuction of the back: {name}" in " ".join(text_of_page.split())
        assert "26 and 120" in text_of_page
        assert "More questions, and what was said:" in text_of_page
    assert reader.pages[-1].extract_text().startswith("When to call")
    assert len(reader.pages) <= 5


MEANING = "“26 and 120”: two counts that differ. “range 2 to 19”: one count, allowing for chance."


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", False), ("a4", True)])
def test_what_the_numbers_mean_is_on_the_page_with_the_numbers(paper, large):
    reader = pdf(handout_request("flank", clinic=CLINIC, emergency="112"), paper, large=large)
    pages = [as_words(page.extract_text()) for page in reader.pages]
    (meant,) = [at for at, words in enumerate(pages) if as_words(MEANING) in words]
    numbered = [at for at, words in enumerate(pages) if "range 2 to 19)" in words]
    assert meant - numbered[0] in ((0, 1) if large else (0,))
    assert len(pages) == (9 if large else 3)


def test_a_web_page_says_what_the_numbers_mean():
    made = make_handout(ATLAS, handout_request("flank"), ".html", render_settings())
    assert MEANING in made.decode("utf-8")


def test_a_paragraph_is_broken_into_lines_once_for_each_width_and_size(monkeypatch):
    broken, lines = [], ParagraphLayout.lines

    def noted(layout, width, measure):
        broken.append(layout)
        return lines(layout, width, measure)

    monkeypatch.setattr(ParagraphLayout, "lines", noted)
    make_handout(ATLAS, handout_request(*REGIONS[:3]), ".pdf", render_settings())
    assert 100 < len(broken) < 400  # without keeping them, more than 1,000


@pytest.mark.long
def test_any_two_regions_take_four_or_five_pages_and_lines_do_not_touch_the_footer():
    wrong = []
    for pair in PAIRS:
        for paper in PAPERS:
            reader = PdfReader(
                BytesIO(make_handout(ATLAS, handout_request(*pair), ".pdf", render_settings(paper)))
            )
            heights = [y for page in reader.pages for y in rules(page)]
            if len(reader.pages) > 5 or len(heights) < 8 or min(heights) <= FOOTER_TOP:
                wrong.append((*pair, paper))
    assert wrong == []


SIGNS = [
    plain_text(spans)
    for document in SHEET.document.card.lists
    for block in all_blocks(document)
    if isinstance(block, Bullets)
    for spans in block.items
]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("phone", ["", "01 234, at night 05 678 " * 3])
def test_each_list_of_the_card_is_whole_on_one_page(paper, phone, large):
    clinic = Clinic("Clinic by the Sea", "1 Shore Road", phone)
    reader = pdf(handout_request("neck-base", "underarm", clinic=clinic), paper, large=large)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    lists = [
        [plain_text(one) for b in part if isinstance(b, Bullets) for one in b.items]
        for part in SHEET.document.card.lists
    ]
    assert len(lists) == 2
    assert sum(map(len, lists)) == len(SIGNS) > 25
    calls = [as_words(text_of_page) for text_of_page in pages[-2 if large else -1 :]]
    for signs, text_of_page in zip(lists, calls if large else calls * 2, strict=True):
        missing = [one for one in signs if as_words(without_number(one)) not in text_of_page]
        assert missing == []
    assert ("at night" in calls[-1]) is bool(phone)


def without_number(words):
    """The words before the emergency number, which differs between the sheets that are compared."""
    return words.partition("112")[0]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_card_has_cut_marks_of_an_a5_sheet_that_is_inside_the_page(paper):
    page = pdf(handout_request("flank", emergency="112"), paper).pages[-1]
    data = page.get_contents().get_data().decode("latin-1")
    boxes = [tuple(map(float, found)) for found in re.findall(RECTANGLE, data)]
    point = 72 / 25.4
    cards = [
        one
        for one in boxes
        if (one[2], -one[3]) == pytest.approx((148 * point, 210 * point), abs=1)
    ]
    assert len(cards) == 1
    ((left, top, wide, tall),) = cards
    assert left > 0
    assert left + wide < page.mediabox.width
    assert top <= page.mediabox.height
    assert top + tall >= 0


RECTANGLE = r"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re S"


def test_the_emergency_number_is_large_and_only_there_if_the_country_is_known():
    with_number = pdf(handout_request("flank", emergency="911")).pages[-1]
    assert max(sizes(with_number)) >= 60
    without = pdf(handout_request("flank")).pages[-1]
    assert max(sizes(without)) < 30
    assert "Your local emergency number:" in without.extract_text()
    assert not re.search(r"\b(112|911|999)\b", without.extract_text())


def sizes(page):
    """The sizes of the letters on a page, in points."""
    found = []

    def visit(text, _outer, _at, _font, size):
        if text.strip():
            found.append(round(size, 1))

    page.extract_text(visitor_text=visit)
    assert found
    return found


def test_body_text_has_12_points_and_tables_and_sources_have_10():
    reader = pdf(handout_request("flank", clinic=CLINIC, emergency="112"))
    by_text = {}
    for page in reader.pages:

        def visit(text, _outer, _at, _font, size):
            by_text[text.strip()] = round(size, 1)

        page.extract_text(visitor_text=visit)
    assert min(size for text, size in by_text.items() if text) == 10
    assert {size for text, size in by_text.items() if text.startswith("Take at least")} == {12}
    assert {size for text, size in by_text.items() if text.startswith("Sources")} == {10}


@pytest.mark.parametrize("paper", PAPERS)
def test_large_print_has_at_least_18_points_everywhere(paper):
    reader = pdf(handout_request("flank", clinic=CLINIC, emergency="112"), paper, large=True)
    assert min(size for page in reader.pages for size in sizes(page)) == 18


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [0, 1, 12])
def test_lines_for_questions_are_never_dropped(count, paper, large):
    asked = [
        f"flank.questions.{statement.id}"
        for statement in ATLAS.region_text("flank", "en").topics["questions"].statements
    ]
    shared = [
        f"shared.questions.{statement.id}"
        for statement in ATLAS.shared_topic("questions", "en").statements
    ]
    request = handout_request("flank", list_items=("flank", *[*asked, *shared][:count]))
    reader = pdf(request, paper, large=large)
    questions = [
        item
        for block in make_sheet(ATLAS, request).document.regions[0].questions
        if isinstance(block, Questions)
        for item in block.items
    ]
    assert len(questions) >= count
    heights = [y for page in reader.pages for y in rules(page)]
    assert len(heights) >= len(questions) + 2
    printed = as_words(text(reader))
    assert all(as_words(plain_text(item.spans)) in printed for item in questions)


FOOTER_TOP = 13.0 * 72 / 25.4
"""In points above the lower edge of the page."""


def test_lines_to_write_on_do_not_touch_the_footer():
    readers = [pdf(handout_request(*pair), paper) for pair in SOME_PAIRS for paper in PAPERS]
    heights = [y for reader in readers for page in reader.pages for y in rules(page)]
    assert len(heights) >= 8 * len(readers)
    assert min(heights) > FOOTER_TOP


def rules(page):
    """The heights of the lines to write on, in points above the lower edge of the page."""
    found = re.findall(
        r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S",
        page.get_contents().get_data().decode("latin-1"),
    )
    wide = 0.9 * float(page.mediabox.width) - 72
    lines = [float(y) for x, y, to, also in found if y == also and float(to) - float(x) > wide]
    return [y for y in lines if y < 0.85 * float(page.mediabox.height)]
