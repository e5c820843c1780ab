"""The parts of a handout: the words of the panel, nothing that is not printed, every source."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from msgspec import structs

from app.atlas.risk_wording import rate_lines
from app.body.regions import Place, RegionId, Side
from app.document.blocks import (
    NO_NOTES,
    Bullets,
    Callout,
    DefinitionList,
    Heading,
    OptionTable,
    Passage,
    Question,
    Questions,
    Span,
    all_blocks,
    plain_text,
)
from app.document.calls import calls_document
from app.document.citations import printed_citation
from app.document.handout import HandoutDocument, KeptItems, handout_document
from app.document.handout_parts import EVERY_PART
from app.document.printed import printed, run_in, used_sources, with_group_headings
from app.document.tabs import tab_document
from app.session.own_lines import own_line_address
from tests.document.documents import opened, shipped_source
from tests.standards.complete_atlas import make_complete_atlas

FLANK = RegionId("flank")
NOTHING = KeptItems()
PARTS = ("introduction", "options", "recovery", "time_to_think", "kept", "sources")
OF_REGION = ("answers", "check_first", "risks", "questions")


def handout(*places: Place, kept: KeptItems = NOTHING, phone: str = "", **more) -> HandoutDocument:
    return handout_document(shipped_source(), places, kept, phone, **more)


def everything(made: HandoutDocument):
    """All blocks of all parts."""
    documents = [getattr(made, part) for part in PARTS]
    documents += [getattr(region, part) for region in made.regions for part in OF_REGION]
    if made.numbers is not None:
        documents += [made.numbers.key_of_values, made.numbers.serious, made.numbers.counted]
    if made.card is not None:
        documents += [made.card.lead, *made.card.lists]
    return [block for document in documents for block in all_blocks(document)]


def said(document) -> list[str]:
    """The words of passages, items and headings."""
    texts = []
    for block in all_blocks(document):
        match block:
            case Heading(text=text):
                texts.append(text)
            case Passage(spans=spans):
                texts.append(plain_text(spans))
            case Bullets(items=items):
                texts += map(plain_text, items)
            case Questions(items=items):
                texts += [plain_text(item.spans) for item in items]
    return texts


@pytest.mark.parametrize("region", shipped_source().atlas.regions)
def test_the_words_about_a_region_are_those_of_its_overview(region):
    made = handout(Place(RegionId(region))).regions[0]
    overview = said(tab_document(shipped_source(), Place(RegionId(region)), "overview"))
    own = [
        text for part in ("answers", "risks", "check_first") for text in said(getattr(made, part))
    ]
    assert len(own) >= 10
    new = [text for text in own if text not in overview]
    assert new in (["In short", "What could go wrong?"], ["In short"])


def test_the_card_has_both_lists_of_the_page_complete_and_the_number_of_the_clinic():
    page = calls_document(shipped_source(), clinic_phone="01 234")
    signs = [
        text for block in all_blocks(page) if isinstance(block, Bullets) for text in said((block,))
    ]
    card = handout(Place(FLANK), phone="01 234").card
    assert card is not None
    printed_signs = [
        text
        for document in card.lists
        for block in all_blocks(document)
        if isinstance(block, Bullets)
        for text in said((block,))
    ]
    assert len(printed_signs) >= 20
    assert printed_signs == signs[: len(printed_signs)]
    assert card.clinic_phone == "01 234"


def test_without_a_country_the_card_has_words_and_no_number():
    source = replace(shipped_source(), emergency="")
    card = handout_document(source, [Place(FLANK)], NOTHING).card
    assert card is not None
    assert card.number == ""
    assert not any(text for text in said(card.lead) if any(map(str.isdigit, text)))
    assert card.number_label == "Your local emergency number:"


def test_nothing_is_left_that_is_not_printed():
    kept = KeptItems(("flank.risks.bowel", "shared.questions.laser"), (("cuts", "none"),), ("A",))
    for block in everything(handout(Place(FLANK, Side.LEFT), kept=kept)):
        assert getattr(block, "notes", NO_NOTES) == NO_NOTES
        if isinstance(block, Passage):
            assert not any(span.term or span.source for span in block.spans)
        if isinstance(block, OptionTable):
            assert not any(option.details for option in block.options)


def test_the_sources_are_those_of_everything_on_it_each_once():
    made = handout(Place(FLANK), kept=KeptItems(("flank.risks.bowel",)))
    _, listed, _ = made.sources
    texts = [plain_text(item) for item in listed.items]
    assert len(texts) == len(set(texts)) > 10
    overview = tab_document(shipped_source(), Place(FLANK), "overview")
    shown = [block for block in overview if isinstance(block, Passage | Callout)]
    references = {one.id: one for one in shipped_source().atlas.references()}
    for name in used_sources(tuple(shown)):
        cited = printed_citation(references[name])
        assert not cited or cited in texts, name


def test_a_source_is_printed_only_if_its_author_and_year_are_confirmed():
    references = {one.id: one for one in shipped_source().atlas.references()}
    _, listed, _ = handout(*map(Place, map(RegionId, shipped_source().atlas.regions))).sources
    for text in map(plain_text, listed.items):
        assert "not confirmed" not in text
        assert re.search(r" (19|20)\d\d(,|$)", text), text
    kept = structs.replace(references["2"], read_as="second-hand")
    assert printed_citation(kept) == ""
    assert printed_citation(structs.replace(references["2"], authors="")) == ""
    assert printed_citation(structs.replace(references["2"], year=None)) == ""
    unsure = structs.replace(references["2"], authors="Katz B (names not confirmed)")
    assert printed_citation(unsure) == ""
    assert printed_citation(references["2"]) == "Katz 2008, PMID 19016103"


def test_a_region_on_both_sides_has_its_name_once_without_a_side():
    both = handout(Place(FLANK, Side.LEFT), Place(FLANK, Side.RIGHT))
    assert [region.name for region in both.regions] == ["Love handles"]
    assert [region.name for region in handout(Place(FLANK, Side.RIGHT)).regions] == [
        "Love handles (right)"
    ]
    assert both.title == "Laser liposuction of the back: Love handles"


def test_a_list_has_questions_with_their_region_and_other_statements_whole():
    kept = KeptItems(
        (
            "flank",
            "flank.questions.hernia",
            "flank.risks.fluid-and-shape",
            "shared.questions.surgeon.1",
            "no.such.thing",
        ),
        (("cuts", "none"),),
    )
    made = handout(Place(FLANK), kept=kept)
    headings = [block.text for block in made.kept if isinstance(block, Heading)]
    assert headings[:2] == ["From My list", "Love handles"]
    assert len(said(made.kept)) > 3
    texts = asked(made.regions[0].questions)
    assert len(texts) == 2
    assert made.regions[0].questions[0] == Heading(2, "Your questions")
    assert any("What matters to you: Cuts and scars" in text for text in said(made.options))


def asked(document) -> list[str]:
    """The questions of a part."""
    return [plain_text(q.spans) for b in document if isinstance(b, Questions) for q in b.items]


def test_own_lines_stand_among_the_questions_of_the_first_page_in_the_order_of_the_list():
    first, last = own_line_address("May I swim?"), own_line_address("Cost?")
    kept = KeptItems(
        (first, "lumbar", "flank.questions.hernia", "lumbar.questions.hollow", last, "flank")
    )
    made = handout(Place(RegionId("lumbar")), Place(FLANK), kept=kept)
    assert asked(made.regions[0].questions)[0] == "May I swim?"
    assert asked(made.regions[0].questions)[-1] == "Cost?"
    texts = [text for region in made.regions for text in asked(region.questions)]
    assert (texts.count("May I swim?"), texts.count("Cost?")) == (1, 1)
    assert made.regions[0].questions[0] == Heading(2, "Your questions")


def test_own_lines_alone_are_the_questions_of_a_handout_without_a_region():
    made = handout(kept=KeptItems((own_line_address("May I swim?"),)))
    assert [asked(region.questions) for region in made.regions] == [["May I swim?"]]
    assert made.kept == ()


def test_every_listed_question_is_on_exactly_one_page():
    source = shipped_source()
    addresses = [
        f"{name}.questions.{statement.id}"
        for name in ("flank", "lumbar", "sacral")
        for statement in source.own_topic(RegionId(name), "questions").statements[:2]
    ]
    shared = source.shared_topic("questions").statements[0].id
    kept = KeptItems((*addresses, f"shared.questions.{shared}"))
    everyone = asked_of(kept, "flank", "lumbar", "sacral")
    made = handout(Place(FLANK), Place(RegionId("lumbar")), kept=kept)
    texts = [text for region in made.regions for text in asked(region.questions)]
    assert len(texts) == len(everyone) > 6
    assert sorted(texts) != sorted(everyone)  # those about a region without a page name it
    assert sum(text.startswith("Above the cleft: ") for text in texts) >= 2
    stripped = [text.removeprefix("Above the cleft: ") for text in texts]
    assert sorted(stripped) == sorted(everyone)


def asked_of(kept, *regions):
    made = handout(*(Place(RegionId(name)) for name in regions), kept=kept)
    return [text for region in made.regions for text in asked(region.questions)]


@pytest.mark.parametrize("region", shipped_source().atlas.regions)
def test_without_questions_on_the_list_the_first_about_the_region_are_there(region):
    made = handout(Place(RegionId(region))).regions[0].questions
    assert made[0] == Heading(2, "Questions to ask")
    assert len(asked(made)) == 2


@pytest.mark.parametrize("region", shipped_source().atlas.regions)
def test_every_region_has_the_same_three_numbers_with_their_twins(region):
    numbers = handout(Place(RegionId(region))).numbers
    assert numbers is not None
    shown = {one.id: (one.value, one.picture.count, one.picture.high) for one in numbers.items}
    assert shown == {
        "any": ("26 and 120", 26, 120),
        "hospital": ("7 and 12", 7, 12),
        "burn": ("7", 7, 19),
    }
    assert [one.range for one in numbers.items] == ["", "", "range 2 to 19"]


def test_the_numbers_say_what_and_and_to_mean_in_them():
    numbers = handout(Place(RegionId("flank"))).numbers
    assert said(numbers.key_of_values) == [
        "“26 and 120”: two counts that differ. “range 2 to 19”: one count, allowing for chance."
    ]


@pytest.mark.parametrize("region", shipped_source().atlas.regions)
def test_each_number_says_its_range_its_group_and_its_time(region):
    source = shipped_source()
    numbers = handout(Place(RegionId(region))).numbers
    assert numbers is not None
    texts = said((*numbers.counted, *numbers.serious))
    rows = {row.id: row for row in source.atlas.risk_rows}
    everywhere = ["any", "hospital", "burn", "death"]
    special = [row.id for row in rows.values() if region in row.regions]
    for name in everywhere + special:
        label = "Death, 1990s survey" if name == "death" else source.names.risks[name]
        (text,) = [one for one in texts if one.startswith(f"{label}: ")]
        first = source.number(rows[name].numbers[0])
        shown = rows[name].numbers if name in everywhere else (first.id, *first.shown_with)
        for record in map(source.number, shown):
            assert set(record.shown_with) <= set(shown)
            after = text.split(record.setting[1:], 1)[1].split(";")[1]
            stated = record.window not in ("", "not stated")
            assert (f"followed for {record.window}" if stated else "follow-up not known") in after
        lines = rate_lines(map(source.number, shown), source.translate)
        none = [line.rest for line in lines if line.record.events == 0]
        assert all(rest in text for rest in none)
        assert text.count("(range") + text.count("(no range") + len(none) == len(shown)


def test_a_count_for_one_of_two_regions_says_for_which():
    made = handout(Place(FLANK), Place(RegionId("bra-line"))).numbers
    assert made is not None
    labels = said(made.counted)
    assert any(text.startswith("Punctured lung (about 4 of 10,000), Bra line: ") for text in labels)
    assert any(", Love handles: " in text for text in labels)


@pytest.mark.parametrize(
    ("part", "is_gone"),
    [
        ("numbers", lambda made: made.numbers is None),
        ("questions", lambda made: made.regions[0].questions == ()),
        ("options", lambda made: not any(isinstance(b, OptionTable) for b in made.options)),
        ("card", lambda made: made.card is None),
    ],
)
def test_a_part_can_be_left_out_but_not_the_risks_in_words(part, is_gone):
    whole, less = handout(Place(FLANK)), handout(Place(FLANK), parts=EVERY_PART - {part})
    assert not is_gone(whole)
    assert is_gone(less)
    assert said(less.regions[0].risks) == said(whole.regions[0].risks)
    assert said(less.regions[0].check_first) == said(whole.regions[0].check_first)


def test_the_times_of_recovery_have_labels():
    made = handout(Place(FLANK)).recovery
    labels = [label for b in made if isinstance(b, DefinitionList) for label, _ in b.entries]
    assert len(labels) >= 3
    assert any("sport" in label.lower() or "exercise" in label.lower() for label in labels)
    assert any("driv" in label.lower() for label in labels)


def test_empty_parts_are_left_out():
    made = handout(Place(FLANK))
    assert (made.kept, made.marks) == ((), ())
    assert all(getattr(made, part) for part in PARTS if part != "kept")


def test_a_handout_about_no_region_has_one_page_in_general():
    made = handout()
    (page,) = made.regions
    assert page.title == made.title == "Laser liposuction of the back"
    assert len(said(page.answers)) > 1
    assert asked(page.questions)
    assert made.numbers is not None


def test_an_atlas_without_tabs_rows_and_cells_has_short_texts_a_count_and_both_sides(tmp_path):
    source = opened(make_complete_atlas(tmp_path / "made"))
    made = handout_document(source, [Place(RegionId("region-0"))], NOTHING)
    (region,) = made.regions
    assert "The short of This is risks is this." in said(region.risks)
    assert region.check_first
    assert said(region.answers)[:3] == [
        "In short",
        "Procedure",
        "The short of For all of us procedure is this.",
    ]
    assert made.numbers is not None
    (number,) = made.numbers.items
    assert number.value == "13 and 20"
    words = " ".join(said(made.numbers.counted))
    assert "13 of 1,000" in words
    assert "20 of 1,000" in words  # its twin
    (options,) = [block for block in made.options if isinstance(block, OptionTable)]
    assert options.columns == ("Benefits", "Downsides")
    assert [len(option.cells) for option in options.options] == [2] * 4
    assert options.options[0].cells[0] == "This is the good of none as it is set out for you."


def test_a_line_with_a_colon_before_a_list_becomes_a_heading():
    items = Bullets(((Span("a"),),))
    document = (Passage((Span("Signs:"),)), items, Passage((Span("Call: now"),)), items)
    grouped = with_group_headings((Callout("urgent", document),), 4)
    assert grouped == (Callout("urgent", (Heading(4, "Signs"), items, document[2], items)),)


def test_a_heading_is_put_in_front_of_its_paragraph_only():
    plain, items = Passage((Span("It is."),)), Bullets(((Span("a"),),))
    document = (Heading(3, "What?"), plain, Heading(3, "Care"), plain, Heading(3, "List"), items)
    assert tuple(run_in(document)) == (
        Passage((Span("What? ", strong=True), Span("It is."))),
        Passage((Span("Care: ", strong=True), Span("It is."))),
        Heading(3, "List"),
        items,
    )


def test_links_to_sources_leave_and_words_stay():
    spans = (Span("A "), Span("seroma", term="seroma"), Span(" came"), Span("Cox 2001", source="1"))
    (block,) = printed((Questions((Question((*spans, Span(".")), "x"),)),))
    assert plain_text(block.items[0].spans) == "A seroma came."
    assert block.items[0].spans[1] == Span("seroma")
