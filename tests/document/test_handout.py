"""The parts of a handout: the words of the panel, nothing that is not printed, every source."""

from __future__ import annotations

import pytest

from app.body.regions import Place, RegionId, Side
from app.document.blocks import (
    NO_NOTES,
    Bullets,
    Callout,
    Heading,
    OptionTable,
    Passage,
    Question,
    Questions,
    RiskTable,
    Span,
    all_blocks,
    plain_text,
)
from app.document.calls import calls_document
from app.document.handout import HandoutDocument, KeptItems, handout_document
from app.document.printed import printed, run_in, used_sources, with_group_headings
from app.document.tabs import tab_document
from tests.document.documents import opened, shipped_source
from tests.standards.complete_atlas import make_complete_atlas

FLANK = RegionId("flank")
NOTHING = KeptItems()
PARTS = ("introduction", "counts", "options", "kept", "time_to_think", "sources", "calls")


def handout(*places: Place, kept: KeptItems = NOTHING, phone: str = "") -> HandoutDocument:
    return handout_document(shipped_source(), places, kept, phone)


def everything(made: HandoutDocument):
    """All blocks of all parts."""
    documents = [getattr(made, part) for part in PARTS]
    documents += [region.document for region in made.regions]
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
    own = said((*made.answers, *made.risks, *made.check_first))
    assert len(own) >= 10
    assert [text for text in own if text not in overview] == []


def test_the_calls_are_those_of_the_page_up_to_the_same_day():
    page = said(calls_document(shipped_source(), clinic_phone="01 234"))
    paper = said(handout(Place(FLANK), phone="01 234").calls)[1:]
    assert [text for text in paper if text not in page and f"{text}:" not in page] == []
    assert [text.rstrip(":") for text in page[: len(paper)]] == [text.rstrip(":") for text in paper]
    assert "Clinic: 01 234" in paper


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
    (_, listed) = made.sources
    texts = [plain_text(item) for item in listed.items]
    assert len(texts) == len(set(texts)) > 30
    overview = tab_document(shipped_source(), Place(FLANK), "overview")
    shown = [block for block in overview if isinstance(block, Passage | Callout)]
    references = {one.id: one for one in shipped_source().atlas.references()}
    for name in used_sources(tuple(shown)):
        found = references[name]
        assert any((found.identifier or found.journal) in text for text in texts), name


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
    made = handout(Place(FLANK), kept=kept).kept
    headings = [block.text for block in made if isinstance(block, Heading)]
    assert headings[:2] == ["From your list", "Love handles"]
    assert headings[-2:] == ["Questions", "What matters to you"]
    questions = [plain_text(q.spans) for b in made if isinstance(b, Questions) for q in b.items]
    assert questions[0].startswith("Will you check my sides for a hernia")
    assert questions[1].startswith("Are you on the specialist register")
    assert len(questions) == 2
    assert "Cuts and scars: I want none" in said(made)
    assert any(isinstance(block, RiskTable) for block in made)


def test_empty_parts_are_left_out():
    made = handout(Place(FLANK))
    assert (made.kept, made.marks) == ((), ())
    assert all(getattr(made, part) for part in PARTS if part != "kept")


def test_an_atlas_without_tabs_rows_and_cells_has_short_texts_a_count_and_both_sides(tmp_path):
    source = opened(make_complete_atlas(tmp_path / "made"))
    made = handout_document(source, [Place(RegionId("region-0"))], NOTHING)
    (region,) = made.regions
    assert "The short of This is risks is this." in said(region.risks)
    assert region.check_first
    assert said(region.answers) == ["Procedure", "The short of For all of us procedure is this."]
    (table,) = [block for block in made.counts if isinstance(block, RiskTable)]
    (row,) = table.rows
    words = " ".join(said(row.details))
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
