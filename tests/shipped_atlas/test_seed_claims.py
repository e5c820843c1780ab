"""The claims of the article that the atlas grew from: what became of them, and where it stands."""

from __future__ import annotations

import re

import pytest

from tests.shipped_atlas import shipped

CLAIM_ROW = re.compile(r"^\| (\d+) \| .*? \| (OK|FIX|PART|OPINION|-)[^|]* \|", re.MULTILINE)
CLAIM_ROWS = {int(number): verdict for number, verdict in CLAIM_ROW.findall(shipped.MEDICAL)}
SEED_CLAIMS = (shipped.ROOT / "docs/evidence/seed-claims.md").read_text(encoding="utf-8")
ANSWERS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in SEED_CLAIMS.splitlines()
    if re.match(r"\| \d", line)
]
"""Number, claim, verdict, what is right and sources of each claim."""
REFERENCES = shipped.toml(shipped.ATLAS / "references.toml")
NAMES = shipped.toml(shipped.TEXTS / "names.toml")["regions"]
TABS = shipped.toml(shipped.ATLAS / "atlas.toml")["tabs"]


def test_the_claim_table_of_the_evidence_has_forty_rows():
    assert sorted(CLAIM_ROWS) == list(range(1, 41))


def test_every_claim_of_the_article_is_answered_once():
    assert [int(row[0]) for row in ANSWERS] == sorted(CLAIM_ROWS)


def test_no_claim_that_needs_correction_is_kept():
    wrong = [number for number, verdict in CLAIM_ROWS.items() if verdict == "FIX"]
    verdicts = {int(number): verdict for number, _, verdict, _, _ in ANSWERS}
    assert wrong
    assert [one for one in wrong if verdicts[one] not in {"corrected", "left out"}] == []


def test_each_claim_has_a_verdict_a_reason_and_sources_that_exist():
    for number, _, verdict, right, sources in ANSWERS:
        assert verdict in {"kept", "corrected", "left out"}, number
        assert len(right.split()) >= 4, number
        assert sources == "-" or set(sources.split(", ")) <= set(REFERENCES), number


def test_a_figure_in_the_answer_to_a_claim_has_a_source():
    unsourced = [(number, right) for number, _, _, right, sources in ANSWERS if sources == "-"]
    assert unsourced
    assert [number for number, right in unsourced if re.search(r"\d", right)] == []


PLACES = [
    ("bra strap", "bra-line.", r"\bbra\b.*\b(?:strap|band)|\b(?:strap|band)s?\b.*\bbra\b"),
    ("love handles", "flank.", r"love handles|waist"),
    ("small of the back", "lumbar.", r"small of (?:the|your) back|low(?:er)? back"),
    ("under the arm", "underarm.", r"armpit|under (?:the|your) arm"),
    ("X-ray", "note.heard", r"X-ray shows (?:only )?bone"),
    ("X-ray: the scan to take instead", "lumbar.check-first.", r"\bMRI\b"),
    ("lymphomas", "note.heard", r"lipomas?.*lymphoma is a cancer"),
    ("buffalo hump: the right place", "neck-base.", r"(?:base|back) of (?:the|your) neck"),
    ("weight gain", "shared.benefits.", r"gain(?:ed|s)? weight|weight gain|put on weight"),
    ("weight gain", "note.heard", r"can grow if you gain weight"),
    ("weight loss", "note.heard", r"lose weight"),
    ("for women only", "note.heard", r"Men have it too"),
    ("melts fat", "note.heard", r"sucked out"),
    ("being upfront", "shared.tell.", r"tell (?:the|your) (?:surgeon|team) (?:all|everything)"),
    ("earlier treatment", "shared.tell.", r"(?:earlier|before|already|past|had).*liposuction"),
    ("repeated removal", "shared.risks.", r"(?:earlier|before|second|repeat|again).*(?:scar|dent)"),
    ("necrosis", "shared.risks.", r"necrosis|dead skin|skin (?:can|may|to|that) dies?|skin death"),
    ("benefits", "shared.benefits.", r"\bshape\b"),
    ("risks", "shared.risks.", r"burn"),
]
"""What matters of the article, the beginning of the addresses it stands at, and its plain words."""


def own_words(one):
    """A statement with its heading, without what it only repeats from the shared statements."""
    return "" if one.included else f"{one.head} {one.text}"


@pytest.mark.parametrize(("claim", "place", "words"), PLACES)
def test_what_matters_of_the_article_is_in_its_place(claim, place, words):
    there = [one for one in shipped.all_statements() if one.address.startswith(place)]
    assert there, claim
    told = (" ".join(shipped.visible_text(own_words(one)).split()) for one in there)
    assert any(re.search(words, text, re.IGNORECASE) for text in told)


@pytest.mark.parametrize("topic", ["benefits", "risks"])
def test_benefits_and_risks_are_in_front_in_a_tab(topic):
    assert [tab["id"] for tab in TABS if topic in tab["topics"]]
    said = [one for one in shipped.shared() if one.address.startswith(f"shared.{topic}.")]
    assert any(one.depth == "main" and not one.address.endswith(".short") for one in said)


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("bra strap area", "bra-line"),
        ("love handle", "flank"),
        ("lower back", "lumbar"),
        ("under the arm", "underarm"),
        ("buffalo hump", "neck-base"),
        ("intra scapular", "bra-line"),
    ],
)
def test_the_names_of_the_article_are_found_by_search(typed, region):
    assert [name for name, words in NAMES.items() if typed in words["others"]] == [region]


def test_the_hump_is_at_the_neck_and_nowhere_else():
    hump = [one.address for one in shipped.all_statements() if "buffalo hump" in one.text.lower()]
    assert all(address.startswith("neck-base.") for address in hump)
    assert NAMES["neck-base"]["plain"] == "Base of the neck"


def test_the_notes_that_people_may_have_read_are_five_and_have_sources():
    (note,) = [one for one in shipped.notes() if one.address == "note.heard"]
    assert len(re.findall(r"^- ", note.text, re.MULTILINE)) == 5
    assert set(note.refs) == set(re.findall(r"\[ref:([^\]]+)\]", note.text))
