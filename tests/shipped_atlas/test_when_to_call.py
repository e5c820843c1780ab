"""When to call: every sign of the evidence is in the lists, in the window and on paper."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.atlas.loader import open_trusted
from app.atlas.text_markup import BulletList
from app.body.regions import BuildId, FigureId, Place, RegionId, TopicId
from app.document.blocks import plain_text
from app.handout.build import HandoutRequest, make_sheet
from app.handout.make import RenderSettings, make_handout
from app.panels.pages.when_to_call import WhenToCallPage
from app.support.paths import assets
from tests.panels.helpers import make_context, show_view, visible_text
from tests.shipped_atlas import shipped

ATLAS = open_trusted(shipped.ATLAS)
SAYS = {said.id: said for said in ATLAS.shared_topic(TopicId("when-to-call"), "en").statements}
EVIDENCE = (shipped.ROOT / "docs" / "evidence" / "additions.md").read_text(encoding="utf-8")
NOW = [
    "trouble breathing, breathing very fast, or wheezing",
    "chest pain",
    "coughing up blood",
    "blue or grey lips or tongue",
    "on brown or black skin, look at the palms and soles too",
    "a swollen face, lips or tongue",
    "a racing or very slow heart",
    "fainting, or feeling faint, cold and sweaty",
    "a fit",
    "slurred speech",
    "very hard to wake",
    "a weak face, arm or leg, or sudden loss of sight",
    "in the first day: numb lips, a metal taste, ringing ears, blurred vision or twitching",
    "shivering you cannot stop",
    "pale, blotchy, blue or grey skin, or a rash that does not fade when you press a glass on it",
    "no urine all day",
    "feeling so ill that you think you might die",
    "severe tummy pain, or a hard belly",
    "a swollen belly with vomiting, or with no wind or stool",
    "even if the pain is mild",
    "numb skin between the legs, or not being able to pass urine",
    "bleeding that does not stop when you press, or a swelling that grows fast and tight",
    "pain that keeps getting worse and is far worse than the skin looks",
    "fever, feeling very ill, or grey, purple or black patches or blisters",
]
TODAY = [
    "a temperature of 38 °C (100.4 °F) or more",
    "feeling hot and shivery",
    "whatever the thermometer shows",
    "one leg (most often",
    "calf or thigh) that is swollen, painful or warm, with no trouble breathing",
    "hot or spreading redness",
    "on brown or black skin",
    "heat, shine, or a darker or purplish colour",
    "a pale, white or blistered patch",
    "pus",
    "a soaked dressing",
    "vomiting",
    "more than once or twice, or with a swollen belly",
    "an itchy rash",
    "a garment that makes your skin numb or blistered",
]


def listed(name):
    text = next(said.text for said in shipped.shared() if said.address.endswith(f"call.{name}"))
    return " ".join(shipped.visible_text(text).split())


def signs(name):
    """The signs of one list, as the groups of its items."""
    return [block.items for block in SAYS[name].blocks if isinstance(block, BulletList)]


def test_each_sign_is_worded_as_in_the_evidence():
    evidence = " ".join(EVIDENCE.replace("**", "").split())
    assert [sign for sign in (*NOW, *TODAY) if sign not in evidence] == []


def test_each_sign_that_needs_an_ambulance_is_on_the_first_list():
    assert [sign for sign in NOW if sign not in listed("now")] == []


def test_each_sign_that_needs_the_clinic_is_on_the_second_list():
    assert [sign for sign in TODAY if sign not in listed("same-day")] == []


def test_the_first_list_has_twenty_short_lines_in_five_groups():
    groups = signs("now")
    assert (len(groups), sum(map(len, groups))) == (5, 20)


def test_shivering_needs_no_other_sign_to_count():
    assert "shivering you cannot stop" in re.findall(r"^- (.*)$", raw("now"), re.MULTILINE)


def raw(name):
    return next(said.text for said in shipped.shared() if said.address.endswith(f"call.{name}"))


def test_lighter_marks_are_named_as_well_as_dark_marks():
    assert "dark or lighter marks" in listed("next-visit")


@pytest.mark.parametrize("stage", ["days-1-3", "weeks-1-2"])
def test_fever_is_a_sign_to_watch_for_in_the_days_when_an_infection_shows(stage):
    watched = {text.address: text.text for text in shipped.stages()}[f"stage.{stage}.watch"]
    assert "- a fever, or feeling hot and shivery" in watched.partition("**Clinic today:**")[2]


def test_the_lists_name_their_sources():
    assert {"158", "159", "159b", "168"} <= set(SAYS["now"].refs)
    assert {"157", "160"} <= set(SAYS["same-day"].refs)


def handout(kind, *, large=False, paper="a4"):
    want = HandoutRequest(
        (Place(RegionId("flank")),), FigureId("woman"), BuildId("average"), "en", emergency="112"
    )
    made = make_handout(
        ATLAS, want, kind, RenderSettings.from_assets(assets(), "tone-2", paper, large=large)
    )
    if kind == ".html":
        return made.decode()
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


@pytest.mark.parametrize(
    ("kind", "large", "paper"),
    [
        (".pdf", False, "a4"),
        (".pdf", False, "letter"),
        (".pdf", True, "a4"),
        (".pdf", True, "letter"),
        (".html", False, "a4"),
    ],
)
def test_both_lists_are_on_paper_whole(kind, large, paper):
    text = " ".join(handout(kind, large=large, paper=paper).split())
    assert [sign for sign in (*NOW, *TODAY) if sign not in text] == []


def test_the_page_in_the_window_shows_both_lists_whole(qtbot):
    read = visible_text(show_view(qtbot, WhenToCallPage(make_context(), "")))
    assert [sign for sign in (*NOW, *TODAY) if sign not in read] == []


def test_the_papers_behind_the_lists_are_on_the_handout():
    """Leaflets, which have no author and year, are under About."""
    want = HandoutRequest((Place(RegionId("sacral")),), FigureId("woman"), BuildId("average"), "en")
    _, listed, _ = make_sheet(ATLAS, want).document.sources
    sources = " ".join(map(plain_text, listed.items))
    for name in ("Giordano 2019", "Grazer 2000"):
        assert name in sources
