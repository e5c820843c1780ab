"""The corrections of docs/evidence/additions.md are in the atlas, and no withdrawn sentence is."""

from __future__ import annotations

import re

import pytest

from tests.shipped_atlas import shipped

REFERENCES = shipped.toml(shipped.ATLAS / "references.toml")
SHOWN = {
    said.address: " ".join(shipped.visible_text(said.text).split())
    for said in shipped.all_statements()
}
REFS = {said.address: said.refs for said in shipped.all_statements()}
EVIDENCE = " ".join(shipped.MEDICAL.split())

WITHDRAWN = [
    r"[Nn]o randomised trial of (laser liposuction|LAL)[^.]{0,20} on the back was found",
    r"[Nn]o trial has measured the benefit on the back",
    r"none of the laser studies used here reports this region",
    r"tummy, flanks? and back (in one operation|under general|liposuction under)",
    r"A tummy, flank and back liposuction",
    r"large red birthmark",
    r"none of 4, and in 3 of 5",
    r"0 of 4 after excision",
    r"hard spots and wavy skin are poorly counted",
    r"hardened areas; loose or wavy skin; result not liked\*\*: common reasons for complaint, p",
    r"two-week",
    r"shaking chills with collapse",
    r"one (calf that is swollen|swollen painful calf)",
]


@pytest.mark.parametrize("wrong", WITHDRAWN)
def test_a_withdrawn_sentence_is_nowhere(wrong):
    notes = {n["id"]: n["text"] for n in shipped.toml(shipped.TEXTS / "about.toml")["notes"]}
    texts = {**SHOWN, **notes, "docs/evidence/medical.md": EVIDENCE}
    assert [address for address, text in texts.items() if re.search(wrong, text)] == []


CORRECTIONS = [
    ("144", "no difference in pain between laser"),
    ("145", "less blood was lost with laser, on the back too"),
    ("144", "Neither summary tells how the back looked"),
    ("144", "no difference in pain between laser and ordinary suction"),
    ("145", "a study of 56 people"),
    ("144", "it found no difference at the lower back"),
    ("144", "of 60 people, laser hurt less only at the thighs"),
    ("146", "340 laser operations on belly and flanks"),
    ("146", "How many were flanks is not (told|clear)"),
    ("122", "fat moved into the buttocks. No laser was used"),
    ("122", "not known which part caused it"),
    ("47", "home on hospital day 4 and was well at follow-up"),
    ("48", "had liposuction of the belly"),
    ("48", "several operations and a skin graft"),
    ("148", r"babies with a haemangioma \(strawberry mark\)"),
    ("148", "21 of 41"),
    ("148", "the only mark, it was about 35 of 100"),
    ("148", "No such figures exist for adults"),
    ("123", "does not make clear after which operation"),
    ("123", "After which operation is not clear"),
    ("58", "All 7 were satisfied after about two years"),
    ("110", r"about 10 of 1,000 people \(10 to 20\)"),
    ("153", "none of 384 people had one"),
    ("42", "settled after they were drawn off with a needle"),
    ("42", "put right 6 months later"),
    ("42", "gone after 8 and 10 months"),
    ("42", "Antibiotics cured it"),
    ("46", "5 needed a chest tube and 2 were only watched"),
    ("144", "looks, tighter skin or harm on the back"),
    ("89", "numb lips, a metal taste, ringing ears"),
    ("168", "in the first day: numb lips"),
    ("164", "Stop at least 4 weeks before"),
    ("181", "even if the pain is mild"),
    ("124", "an urgent referral from age 30"),
    ("90b", "signs of lymphoma, a cancer of white blood cells"),
    ("66", "98 of every 100 armpits"),
    ("149", "10 of them at the back of the neck. Fat came back in 3 of the 12"),
]
"""A source, and words that some statement with this source has; patterns leave room for wording."""


@pytest.mark.parametrize(("ref", "words"), CORRECTIONS)
def test_each_correction_is_told_with_its_source(ref, words):
    telling = [one for one, text in SHOWN.items() if re.search(words, text) and ref in REFS[one]]
    assert telling


def test_the_birthmark_figure_no_longer_rests_on_a_comment():
    assert [address for address, refs in REFS.items() if "52" in refs] == []


FILE_NAME = re.compile(r"\b[0-9a-f_]{8,}\b(?![./-])|\.(?:txt|md|csv|toml|json|py|docx?)\b")


def test_no_reference_shows_the_name_of_a_file_of_ours():
    assert "no medical source" in REFERENCES["1"]["title"]
    showing = []
    for name, reference in REFERENCES.items():
        shown = " ".join(str(reference.get(key, "")) for key in ("authors", "title", "journal"))
        identifier = reference["identifier"]
        if FILE_NAME.search(shown) or re.search(r"\.(?:txt|md|csv|toml|json)\b", identifier):
            showing.append(name)
    assert showing == []


def test_the_pattern_finds_the_name_that_was_shown():
    assert FILE_NAME.search("The article this program was made from (000_d0596bc673a53a3f.txt).")
