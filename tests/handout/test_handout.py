"""The handout as its readers see it: PDF, web page, and the command that writes them."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import structs, to_builtins
from PIL import Image
from pypdf import PdfReader
from PySide6.QtGui import QFont, QFontMetricsF

from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, PlateKey, RegionId, View
from app.cli.main import main
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
    plain_text,
)
from app.handout.build import make_sheet
from app.handout.colors import ACCENT_COLOR, FAINT_COLOR, css_color, recolored_plate
from app.handout.html_blocks import html_of, key_of, picture_of
from app.handout.html_page import write_html
from app.handout.make import make_handout
from app.handout.pdf import write_pdf
from app.handout.qr_codes import summary_text
from app.handout.sheet import Clinic
from app.session.marks import Mark, MarkRole, MarksByPlate, MarkTool
from app.session.own_lines import MAX_OWN_LINES, own_line_address
from app.support import translation
from app.support.paths import Paths, assets, shipped_atlas
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


def test_the_pdf_has_every_part_in_reading_order():
    reader = pdf(handout_request("flank:left", "bra-line", clinic=CLINIC, emergency="112"))
    printed = text(reader)
    document = make_sheet(ATLAS, handout_request("flank:left", "bra-line")).document
    options = [one.name for one in table(document.options).options]
    check, death = document.regions[0].check_first[0].blocks[0], document.numbers.serious[0]
    phrases = [
        "Clinic by the Sea",
        "Name",
        "Seen by",
        "Love handles (left)",
        "Information to take home.",
        "In short",
        check.text if isinstance(check, Heading) else plain_text(check.spans),
        "What could go wrong?",
        "26 and 120",
        "7 and 12",
        "Each dot is one of 1,000.",
        plain_text(death.spans[:1]),
        "Your own risk may differ.",
        "Questions to ask",
        "More questions, and what was said:",
        "Bra line",
        "In short",
        "26 and 120",
        "More questions, and what was said:",
        "All the options, side by side",
        options[0],
        options[-1],
        "After liposuction: when can I do what?",
        "Take at least two weeks to decide. You can still say no.",
        "The numbers: who was counted",
        "When to call",
        "112",
        "Clinic, day and night: 01 234",
        "Not yet reviewed by a clinician.",
    ]
    at = 0
    for phrase in phrases:
        found = printed.find(phrase, at)
        assert found >= 0, phrase
        at = found


def test_the_pdf_has_a_title_a_language_bookmarks_and_a_hash():
    request = handout_request("flank:left", "sacral")
    reader = pdf(request)
    assert (
        reader.metadata.title
        == "Laser liposuction of the back: Love handles (left), Above the cleft"
    )
    assert reader.trailer["/Root"]["/Lang"] == "en"
    names = [entry.title for entry in bookmarks(reader.outline)]
    assert {"Love handles (left)", "Above the cleft", "When to call", "Sources"} <= set(names)
    assert f"Content {make_sheet(ATLAS, request).content_hash}" in text(reader)


def bookmarks(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            yield entry


def test_fonts_are_embedded_and_there_are_no_ligatures():
    reader = pdf(handout_request("flank", "bra-line"))
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    for font in fonts.values():
        (inner,) = font["/DescendantFonts"]
        assert "/FontFile2" in inner.get_object()["/FontDescriptor"]
    assert not any(letter in text(reader) for letter in "ﬀﬁﬂﬃﬄ")
    assert "first" in text(reader)


def test_the_hash_depends_on_the_content_and_on_nothing_else():
    one = make_sheet(ATLAS, handout_request("flank:left"))
    assert (
        one.content_hash
        == make_sheet(open_trusted(shipped_atlas()), handout_request("flank:left")).content_hash
    )
    others = [
        handout_request("flank:right"),
        handout_request("flank:left", clinic=CLINIC),
        handout_request("lumbar"),
    ]
    assert all(make_sheet(ATLAS, other).content_hash != one.content_hash for other in others)


def test_the_same_request_gives_the_same_file():
    first, second = (
        make_handout(ATLAS, handout_request("lumbar"), ".pdf", render_settings()) for _ in range(2)
    )
    assert first == second


def test_large_print_takes_as_many_pages_as_it_needs():
    normal, large = pdf(handout_request("flank")), pdf(handout_request("flank"), large=True)
    assert len(large.pages) > len(normal.pages)
    assert "What could go wrong?" in text(large)
    for page in large.pages:
        assert "Not yet reviewed by a clinician." in as_words(page.extract_text())


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def html(*regions, **more):
    return make_handout(
        ATLAS, handout_request(*regions, **more), ".html", render_settings()
    ).decode()


def test_the_web_page_has_headings_a_table_a_language_and_no_outside_references():
    page = Tags(html("flank:left", "bra-line"))
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en"
    assert tags.count("h1") == 1
    assert tags.count("h2") >= 8
    assert tags.count("h3") >= 12
    assert {"table", "thead", "tbody"} <= set(tags)
    sheet = make_sheet(ATLAS, handout_request("flank:left", "bra-line"))
    rows = table(sheet.document.options).options
    assert [a["scope"] for tag, a in page.tags if tag == "th"].count("row") == len(rows)
    assert len(rows) > 10
    links = [v for _, a in page.tags for k, v in a.items() if k in ("href", "src")]
    assert all(link.startswith("data:") for link in links)
    assert not {"script", "link", "iframe"} & set(tags)
    assert all(a.get("aria-label") for tag, a in page.tags if a.get("role") == "img")


def test_typed_text_is_never_markup():
    page = html("flank", clinic=Clinic("<script>alert(1)</script>", "a <b>bold</b> & b"))
    assert "<script" not in page
    assert "a &lt;b&gt;bold&lt;/b&gt; &amp; b" in page


def test_no_text_of_a_block_is_markup():
    evil = "a <b>x</b> & 'b'"
    spans = (Span(evil), Span(evil, strong=True))
    blocks = (
        Heading(3, evil),
        Passage(spans),
        Bullets((spans,)),
        DefinitionList(((evil, spans),)),
        Callout("notice", (Passage(spans),)),
        Questions((Question(spans),)),
        OptionTable(evil, (evil,), (OptionEntry("x", evil, evil, (evil,), ()),), evil),
    )
    picture = picture_of(IconArray(1, 2, ("", "", ""), evil))
    page = "\n".join((*html_of(blocks), picture, key_of(evil, evil, evil)))
    assert "<b>x" not in page
    assert page.count("a &lt;b&gt;x&lt;/b&gt; &amp; &#x27;b&#x27;") >= 20


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Clinic by the Sea 02-345", "<p class='quiet'>Clinic by the Sea 02-345</p>"),
        (
            "עיסוי 02-345 678",
            '<p class=\'quiet\' dir="rtl">עיסוי <bdo dir="ltr">02-345 678</bdo></p>',
        ),
        ("عيادة Tel. 02-345", "<p class='quiet' dir=\"rtl\">عيادة Tel. 02-345</p>"),
        (
            "At גב 5 mg, two גב 5 גב",
            '<p class=\'quiet\' dir="ltr">At גב \u200e5 mg, two גב <bdo dir="ltr">5</bdo> גב</p>',
        ),
        ("Dr. כהן", "<p class='quiet' dir=\"ltr\">Dr. כהן</p>"),
        ("\u202e02-345", "<p class='quiet'>02-345</p>"),
    ],
)
def test_the_web_page_marks_text_direction_and_keeps_numbers_in_order(name, tag):
    assert tag in html("flank", clinic=Clinic(name))


def test_the_phone_number_of_the_clinic_keeps_its_order_after_its_label():
    page = html("flank", clinic=Clinic(phone="هاتف 02-345 678"))
    number = '\u2068هاتف <bdo dir="ltr">02-345 678</bdo>\u2069'
    assert f'<strong>Clinic, day and night:</strong> <span dir="rtl">{number}</span>' in page


@pytest.mark.parametrize("x", [0.0, 0.4, 1.0])
@pytest.mark.parametrize(
    "words", ["scar", "an old scar from the operation in 1998", "W" * 40, "12345678 W " * 4]
)
def test_all_words_of_a_label_are_inside_the_figure_of_the_web_page(qapp, words, x):
    mark = Mark(MarkTool.LABEL, MarkRole.PLAN, ((x, 0.5),), text=words.strip())
    plate = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
    page = html("flank", drawn=MarksByPlate(((plate, (mark,)),)))
    figure = page[page.index("<svg ") : page.index("</svg>")]
    lines = re.findall(r"<text ([^>]*)>([^<]*)<", figure)
    assert " ".join(line for _, line in lines).split() == words.split()
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(100)
    for attributes, line in lines:
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        wide = float(values.get("textLength", QFontMetricsF(font).horizontalAdvance(line) * 0.0004))
        assert float(values["x"]) - wide / 2 >= -0.001
        assert float(values["x"]) + wide / 2 <= 1.001


@pytest.mark.parametrize("text", [" ", "\ufeff", "\u200b"])
@pytest.mark.parametrize("kind", [".pdf", ".html"])
def test_a_label_of_invisible_characters_does_not_prevent_the_handout(kind, text):
    mark = Mark(MarkTool.LABEL, MarkRole.PLAN, ((0.5, 0.5),), text=text)
    plate = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
    request = handout_request("flank", drawn=MarksByPlate(((plate, (mark,)),)))
    assert make_handout(ATLAS, request, kind, render_settings())


def test_a_right_to_left_language_turns_the_web_page_and_the_lines_on_paper():
    sheet = replace(make_sheet(ATLAS, handout_request("flank")), language="he")
    plate = Image.new("RGB", (60, 80), "white")
    assert '<html lang="he" dir="rtl">' in write_html(sheet, plate)
    data = write_pdf(sheet, plate, assets() / "fonts", size="a4", large=False)
    starts = [at[4] for at in visited_text(PdfReader(BytesIO(data)).pages[-1], "a fit")]
    assert starts
    assert min(starts) > 60


def visited_text(page, end):
    """The matrices of the pieces of text with this end."""
    found = []

    def visit(text, _outer, at, _font, _size):
        if text.strip().endswith(end):
            found.append(at)

    page.extract_text(visitor_text=visit)
    return found


def test_the_web_page_has_as_many_dots_as_its_number_says():
    (burn,) = [one for one in SHEET.document.numbers.items if one.id == "burn"]
    page = html("flank")
    pictures = re.findall(r'<svg class="icons".*?</svg>', page, re.DOTALL)
    assert len(pictures) == 3
    drawn = pictures[2]
    dots = {
        color: path.count("M") for path, color in re.findall(r'd="([^"]*)" stroke="(#\w+)"', drawn)
    }
    accent, faint = css_color(ACCENT_COLOR), css_color(FAINT_COLOR)
    assert (burn.value, burn.range) == ("7", "range 2 to 19")
    assert dots == {accent: 7, faint: 1000 - 19}
    assert drawn.count("<circle") == 19 - 7


def test_the_pdf_has_as_many_dots_as_its_numbers_say():
    data = pdf(handout_request("flank")).pages[0].get_contents().get_data().decode("latin-1")
    drawn = [path.count(" l") for path in re.findall(r"q 1 J [^Q]*? RG ([^Q]*?) S Q", data)]
    assert drawn[:6] == [26, 1000 - 120, 7, 1000 - 12, 7, 1000 - 19]


@pytest.mark.parametrize("kind", [".pdf", ".html"])
@pytest.mark.parametrize("region", REGIONS)
def test_every_sheet_has_the_same_three_numbers_with_their_twins(region, kind):
    if kind == ".pdf":
        printed = text(pdf(handout_request(region, clinic=CLINIC, emergency="112")))
    else:
        printed = " ".join(" ".join(Tags(html(region)).words).split())
    at = 0
    for number in ("26 and 120", "7 and 12", "7 of 1,000 procedures (range 2 to 19)"):
        assert number in printed[at:] or "(range 2 to 19)" in printed[at:], number
        at = printed.find(number[:2], at)
    assert (
        printed.index("26 and 120") < printed.index("7 and 12") < printed.index("(range 2 to 19)")
    )


def table(part):
    """The table of a part of the handout."""
    (found,) = [block for block in part if isinstance(block, OptionTable)]
    return found


@pytest.mark.parametrize("regions", [("midback",), ("flank:right", "bra-line")])
def test_pdf_and_web_page_have_the_same_text(regions):
    request = handout_request(
        *regions,
        clinic=CLINIC,
        emergency="112",
        list_items=(*regions, "flank.risks.bowel"),
        value_answers=(("cuts", "none"),),
        drawn=drawn_from_the_left(),
    )
    printed = as_words(text(pdf(request)))
    page = make_handout(ATLAS, request, ".html", render_settings()).decode()
    words = as_words("".join(Tags(page).words))
    document = make_sheet(ATLAS, request).document
    title = () if len(regions) == 1 else (document.title,)
    said = list(all_texts(to_builtins(structs.replace(document, sources=(), title=""))))
    assert len(said) > 170
    foot = re.escape(as_words(make_sheet(ATLAS, request).footer))
    without_feet = as_words(re.sub(rf"{foot} \d+", " ", printed))
    for one in map(as_words, said):
        assert one in printed or one in without_feet or one in title, one
        if one.startswith("Laser liposuction of the back: ") and title:
            continue  # the page has one title, and the names of the regions below it
        assert one in words, one
    for one in document.sources[1].items:
        assert as_words(plain_text(one)) in printed
        assert as_words(plain_text(one)) in words


def all_texts(value, key=""):
    """Every text of the document that a reader of either file sees."""
    if isinstance(value, str):
        if key not in NOT_IN_SIGHT and value.strip():
            yield value.strip()
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from all_texts(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from all_texts(inner, key)


NOT_IN_SIGHT = (
    "id",
    "fits",
    "kind",
    "basis",
    "medical",
    "description",
    "address",
    "values",
    "emergency",
    "number_label",
)
"""The medical name is on the page only, a description is for those who do not see a picture."""


def test_the_options_begin_with_no_treatment_and_each_has_every_cell():
    options = table(make_sheet(ATLAS, handout_request("neck-base")).document.options).options
    assert options[0].name == "No treatment"
    assert "Cutting out a neck-base pad" in [option.name for option in options]
    assert all(len(option.cells) == 5 and all(option.cells) for option in options)


def test_every_option_of_a_region_is_in_the_table_and_says_if_it_is_for_one_region_only():
    request = handout_request("neck-base", "flank")
    named = [one.name for one in table(make_sheet(ATLAS, request).document.options).options]
    flank, neck = RegionId("flank"), RegionId("neck-base")
    offered = [
        one for one in ATLAS.decision_aid("en").options if one.is_for(flank) or one.is_for(neck)
    ]
    assert len(named) == len(offered)
    assert "Cutting out a neck-base pad, only for: Base of the neck" in named
    assert "Fat freezing, only for: Love handles" in named
    assert "Suction only" in named


def test_the_figure_has_its_skin_tone_on_white():
    sheet = make_sheet(ATLAS, handout_request("flank"))
    settings = render_settings()
    data = ATLAS.plate_data(sheet.figures[0].plate)
    picture = recolored_plate(data, 300, settings.skin, settings.dress, sheet.figures[0].shorts)
    assert isinstance(picture, Image.Image)
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    red, _, blue = picture.getpixel((150, 150))
    assert red > blue


def run(tmp_path, *words):
    return main(["handout", *words], Paths.under(tmp_path / "home"))


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.html"])
def test_the_command_writes_the_file_and_nothing_else(tmp_path, name):
    out = tmp_path / "out" / name
    out.parent.mkdir()
    assert run(tmp_path, "--regions", "flank:left, bra-line", "--out", str(out)) == 0
    assert [path.name for path in out.parent.iterdir()] == [name]
    assert out.read_bytes()[:5] in (b"%PDF-", b"<!DOC")


BAD = [
    ("knee", "a.pdf", "unknown region 'knee': choose from neck-base"),
    ("flank:up", "a.pdf", "unknown side 'up': choose from left, right"),
    ("lumbar:left", "a.pdf", "region 'lumbar' has no sides"),
    (" , ", "a.pdf", "--regions is empty"),
    (
        "flank",
        "a.doc",
        "'a.doc' has the wrong ending: name a file that ends in .pdf or .html",
    ),
]


@pytest.mark.parametrize(("regions", "name", "message"), BAD)
def test_the_command_refuses_wrong_options_in_one_sentence(
    tmp_path, capsys, regions, name, message
):
    assert run(tmp_path, "--regions", regions, "--out", str(tmp_path / name)) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not (tmp_path / name).exists()


def test_the_command_reports_a_folder_that_cannot_be_written(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert run(tmp_path, "--regions", "flank", "--out", str(blocked / "a.pdf")) == 73
    assert capsys.readouterr().err.count("\n") == 1
    assert blocked.read_text() == "in the way"


def test_the_command_needs_no_qt(tmp_path):
    code = (
        "import sys; from app.cli.main import main; "
        f"main(['handout','--regions','flank','--out',{str(tmp_path / 'a.pdf')!r}]); "
        "assert not any(n.startswith('PySide6') for n in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={"BACK_ATLAS_HOME": str(tmp_path / "home")},
        cwd=Path(__file__).parents[2],
    )
    assert done.stderr == ""


def drawn_from_the_left() -> MarksByPlate:
    """One mark, on the left flank in the view from the left."""
    plate = PlateKey(FigureId("woman"), BuildId("average"), View.BACK_LEFT)
    outline = next(o for o in ATLAS.outlines(plate).regions if o.place.region == "flank")
    return MarksByPlate().with_marks_on(plate, (Mark(MarkTool.PEN, MarkRole.PLAN, outline.points),))


@pytest.mark.parametrize("kind", [".pdf", ".html"])
def test_the_handout_says_which_side_its_picture_does_not_show(kind):
    request = handout_request("flank:right", drawn=drawn_from_the_left())
    data = make_handout(ATLAS, request, kind, render_settings())
    printed = text(PdfReader(BytesIO(data))) if kind == ".pdf" else data.decode()
    assert "Not seen in this picture: Love handles (right)." in printed


@pytest.mark.parametrize("kind", [".pdf", ".html"])
def test_a_side_that_the_picture_shows_is_not_said_to_be_unseen(kind):
    request = handout_request("flank:left", drawn=drawn_from_the_left())
    data = make_handout(ATLAS, request, kind, render_settings())
    printed = text(PdfReader(BytesIO(data))) if kind == ".pdf" else data.decode()
    assert "Not seen" not in printed


def test_without_a_region_the_title_has_no_colon():
    assert make_sheet(ATLAS, handout_request()).title == "Laser liposuction of the back"


def test_the_description_of_the_picture_names_the_view_and_the_visible_regions():
    sheet = make_sheet(ATLAS, handout_request("flank:right", "flank:left", "lumbar"))
    marked = "with the chosen areas marked: "
    assert [figure.description for figure in sheet.figures] == [
        f"The figure (Back), {marked}Love handles (right), Love handles (left)",
        f"The figure (Back), {marked}Small of the back",
    ]
    turned = handout_request("flank:right", "lumbar", drawn=drawn_from_the_left())
    assert [figure.description for figure in make_sheet(ATLAS, turned).figures] == [
        "The figure (From the left)",
        "The figure (From the left), with the chosen areas marked: Small of the back",
    ]


def test_a_number_that_counts_procedures_is_not_explained_as_people():
    units = {one.id: one.unit for one in SHEET.document.numbers.items}
    assert units["any"] == "of 1,000 people"
    assert units["burn"] == "of 1,000 procedures"


@pytest.fixture
def german(tmp_path, monkeypatch):
    """An installation with a few messages in German."""
    folder = tmp_path / "translations"
    folder.mkdir()
    messages = {
        "Your questions": "Ihre Fragen",
        "Questions to ask": "Fragen",
        "Take at least two weeks to decide.": "Nehmen Sie sich zwei Wochen.",
    }
    body = "".join(
        f"<message><source>{source}</source><translation>{text}</translation></message>"
        for source, text in messages.items()
    )
    (folder / "de.ts").write_text(
        f"<TS><context><name>Handout</name>{body}</context></TS>", "utf-8"
    )
    monkeypatch.setattr(translation, "assets", lambda: tmp_path)


def test_the_handout_is_in_the_language_of_the_request(german, monkeypatch):
    texts = ("decision_aid", "names", "region_text", "shared_topic", "number", "terms")
    for read in (*texts, "shared_statement"):
        english = getattr(ATLAS, read)
        monkeypatch.setattr(ATLAS, read, lambda *of, english=english: english(*of[:-1], "en"))
    sheet = make_sheet(ATLAS, replace(handout_request("flank"), language="de"))
    page = write_html(sheet, Image.new("RGB", (60, 80), "white"))
    assert ">Fragen</h2>" in page
    assert "Nehmen Sie sich zwei Wochen." in page
    assert "Your own risk may differ." in page


OWN_LINE = "May I fly & <b>swim</b> on 03/04?"


@pytest.mark.parametrize("kind", [".pdf", ".html"])
def test_own_lines_are_among_the_questions_of_the_first_page_only(kind):
    items = (own_line_address(OWN_LINE), "flank.questions.hernia")
    request = handout_request("flank", "lumbar", list_items=items)
    if kind == ".pdf":
        pages = [" ".join(page.extract_text().split()) for page in pdf(request).pages]
        assert [OWN_LINE in page for page in pages] == [True] + [False] * (len(pages) - 1)
        words = pages[0]
    else:
        words = " ".join(" ".join(Tags(html("flank", "lumbar", list_items=items)).words).split())
        assert words.count(OWN_LINE) == 1
    heading, own, hernia = map(words.index, ("Your questions", OWN_LINE, "check my sides"))
    assert heading < own < hernia


def test_the_most_lines_of_the_longest_length_are_all_printed_and_in_the_codes():
    lines = [f"{number:02} {'word ' * 38}end{number:02}?" for number in range(MAX_OWN_LINES)]
    request = handout_request("flank", list_items=tuple(map(own_line_address, lines)))
    printed = text(pdf(request))
    codes = summary_text(make_sheet(ATLAS, request))
    for line in lines:
        assert line in printed
        assert f"- {line}" in codes


def test_a_line_from_right_to_left_is_printed_and_has_its_own_direction_on_the_web_page():
    line = "\u05db\u05de\u05d4 \u05d6\u05d4 12?"
    items = (own_line_address(line),)
    assert '<li dir="rtl">\u05db\u05de\u05d4' in html("flank", list_items=items)
    assert pdf(handout_request("flank", list_items=items)).pages
