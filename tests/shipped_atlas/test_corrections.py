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
    ("shared.not-known.no-back-trial", "144", "no difference in pain between laser"),
    ("shared.not-known.no-back-trial", "145", "less blood was lost with laser, on the back too"),
    ("shared.not-known.no-back-trial", "144", "Neither summary tells how the back looked"),
    ("shared.evidence.thin", "144", "no difference in pain between laser and ordinary suction"),
    ("shared.evidence.thin", "145", "a study of 56 people"),
    ("lumbar.not-known.own-results", "144", "it found no difference at the lower back"),
    ("option.laser.good", "144", "of 60 people, laser hurt less only at the thighs"),
    ("flank.suits.record", "146", "340 laser operations on belly and flanks"),
    ("flank.not-known.laser-rate", "146", "How many were flanks is not told"),
    ("interscapular.risks.lung-second", "122", "fat moved into the buttocks. No laser was used."),
    ("interscapular.risks.lung-second", "122", "not known which part caused it"),
    ("midback.risks.lung-case", "122", "Fat was also moved into her buttocks"),
    ("shared.risks.lung-back", "122", "one long operation without laser"),
    ("interscapular.risks.lung-case", "47", "home on hospital day 4 and was well at follow-up"),
    ("shared.when-to-call.why-breathing", "47", "she was well at follow-up"),
    ("flank.risks.bowel", "48", "liposuction of the tummy"),
    ("flank.risks.bowel", "48", "several operations and a skin graft"),
    ("flank.risks.short", "48", "after liposuction of the tummy"),
    ("lumbar.risks.hernia-edge", "48", "liposuction of the tummy"),
    ("lumbar.check-first.sign-counts", "148", "babies with a haemangioma (strawberry mark)"),
    ("lumbar.check-first.sign-counts", "148", "21 of 41"),
    ("lumbar.check-first.sign-counts", "148", "the only mark, it was about 35 of 100"),
    ("lumbar.check-first.sign-counts", "148", "No such figures exist for adults."),
    ("neck-base.risks.open-removal", "123", "does not make clear after which operation"),
    ("option.pad-removal.bad", "123", "After which operation is not clear."),
    ("option.pad-removal.good", "58", "All 7 were satisfied after about two years."),
    ("shared.risks.lasting", "110", "about 10 of 1,000 people (10 to 20)"),
    ("shared.risks.fluid", "153", "none of 384 people had one"),
    ("lumbar.risks.fluid", "153", "none in 384 people after ultrasound"),
    ("flank.risks.fluid-and-shape", "42", "settled after they were drawn off with a needle"),
    ("flank.risks.fluid-and-shape", "42", "put right 6 months later"),
    ("flank.risks.skin-and-infection", "42", "gone after 8 and 10 months"),
    ("flank.risks.skin-and-infection", "42", "Antibiotics cured it."),
    ("underarm.risks.lung-signs", "46", "5 needed a chest tube and 2 were only watched"),
    ("shared.not-known.no-back-trial", "144", "looks, tighter skin or harm on the back"),
    ("shared.when-to-call.where-from", "89", "reported from the label of the drug"),
    ("shared.when-to-call.where-from", "168", "some time after the injection"),
    ("shared.suits.smoking", "164", "is reported to advise at least 4 weeks before"),
    ("shared.when-to-call.why-belly", "181", "the pain was only mild"),
    ("underarm.check-first.referral", "124", "an urgent referral from age 30"),
]


def test_each_correction_is_in_its_place_with_its_source():
    wrong = [
        (address, ref, words)
        for address, ref, words in CORRECTIONS
        if words not in SHOWN[address] or ref not in REFS[address]
    ]
    assert wrong == []


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
