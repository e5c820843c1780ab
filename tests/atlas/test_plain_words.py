"""The words of the atlas keep the rules of the evidence file: plain, balanced, nothing borrowed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.atlas import shipped

OWN_TOPICS = ("check-first", "risks", "not-known", "questions")
REFERENCES = shipped.toml(shipped.ATLAS / "references.toml")
LEFT_OUT_LINE = re.search(r"^7\. Words to leave out: (.*)$", shipped.MEDICAL, re.MULTILINE)[1]
LEFT_OUT, ONCE = (re.findall(r'"([^"]+)"', part) for part in LEFT_OUT_LINE.split("; say "))
# 1,000 and 10,000 are the denominators of this atlas; any other "1 in X" hides how it compares
ONE_IN = re.compile(
    r"\b(?:1|one) (?:in|out of) (?:every )?(?!10?,000\b)"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|hundred)\b)",
    re.IGNORECASE,
)

each_said = pytest.mark.parametrize(
    "said", shipped.everything(), ids=[said.address for said in shipped.everything()]
)
each_short_word = pytest.mark.parametrize(
    ("address", "text"), shipped.short_words(), ids=[a for a, _ in shipped.short_words()]
)


def words(sentence):
    return re.findall(r"[\w'%.,-]*\w", sentence.lower())


def own_sentences(said):
    """Give the sentences of more than four words of a topic that is each region's own."""
    if said.address.split(".")[1] not in OWN_TOPICS:
        return set()
    found = (tuple(words(sentence)) for sentence in shipped.sentences(said.text))
    return {sentence for sentence in found if len(sentence) > 4}


REGIONS_OF = Counter(
    sentence
    for _, sentence in {
        (said.address.split(".")[0], sentence)
        for said in shipped.regions()
        for sentence in own_sentences(said)
    }
)


@pytest.mark.parametrize(
    "said", shipped.regions(), ids=[said.address for said in shipped.regions()]
)
def test_a_region_is_told_in_sentences_of_its_own(said):
    assert [" ".join(s) for s in own_sentences(said) if REGIONS_OF[s] > 1] == []


def lymphoma_called_benign(text):
    said = [sentence.lower() for sentence in shipped.sentences(text)]
    return [sentence for sentence in said if "lymphoma" in sentence and "benign" in sentence]


@each_said
def test_no_sentence_holds_both_lymphoma_and_benign(said):
    assert lymphoma_called_benign(said.text) == []


@each_short_word
def test_no_meaning_holds_both_lymphoma_and_benign(address, text):
    assert lymphoma_called_benign(text) == [], address


def words_to_leave_out(text):
    shown = shipped.words_shown(text)
    return [w for w in LEFT_OUT if re.search(rf"(?i)\b{re.escape(w)}\b", shown)]


@each_said
def test_words_to_leave_out_are_not_said(said):
    assert words_to_leave_out(said.text) == []


@each_short_word
def test_words_to_leave_out_are_not_in_meanings_and_labels(address, text):
    assert words_to_leave_out(text) == [], address


def test_the_list_of_words_to_leave_out_was_read_from_the_evidence():
    assert {"safe", "ideal candidate", "grossly obese"} <= set(LEFT_OUT)
    assert ONCE == ["buffalo hump"]


def test_the_unkind_name_of_the_neck_pad_is_said_at_most_once_and_there():
    texts = [(said.address, said.text) for said in shipped.everything()] + [*shipped.short_words()]
    saying = [a for a, text in texts for _ in re.findall(ONCE[0], text, re.IGNORECASE)]
    assert len(saying) <= 1
    assert all(address.startswith("neck-base.") for address in saying)


@each_said
def test_general_knowledge_comes_without_a_digit_and_without_a_source(said):
    if said.basis == "general":
        assert not re.search(r"\d", shipped.words_shown(said.text))
        assert said.refs == ()
        assert said.numbers == ()


@each_said
def test_what_has_a_source_names_sources_that_exist(said):
    assert said.basis in {"sourced", "worked-out", "general"}
    assert bool(said.refs) == (said.basis != "general")
    inline = re.findall(r"\[ref:([^\]]+)\]", said.text)
    assert [ref for ref in (*said.refs, *inline) if ref not in REFERENCES] == []
    assert set(inline) <= set(said.refs)


@each_said
def test_what_is_known_second_hand_is_said_to_be_reported(said):
    read = [REFERENCES[ref]["read"] for ref in said.refs]
    if read and set(read) == {"second-hand"}:
        assert "report" in said.text.lower()


@each_said
def test_a_risk_is_never_told_as_one_in_so_many(said):
    assert not ONE_IN.search(shipped.words_shown(said.text))


@each_said
def test_rare_never_stands_without_a_number(said):
    shown = shipped.words_shown(said.text).lower()
    if re.search(r"\brare(ly)?\b", shown):
        assert re.search(r"\d", shown) or "no figure" in shown


@each_said
def test_the_two_pooled_figures_stand_together(said):
    shown = shipped.words_shown(said.text)
    in_words = {n for n in ("26", "120") if re.search(rf"\b{n} (?:in|of|per)\b", shown)}
    if "complication" in shown and in_words:
        assert in_words == {"26", "120"}
    in_records = {"any_pooled", "any_pooled2"} & set(said.numbers)
    assert len(in_records) != 1, f"only {in_records}"


@each_said
def test_sentences_are_short(said):
    assert [s for s in shipped.sentences(said.text) if len(words(s)) > 25] == []


@pytest.mark.parametrize(
    "said",
    [pytest.param(s, id=s.address) for s in shipped.regions() if s.address.endswith(".short")],
)
def test_what_is_compared_side_by_side_is_short_and_not_empty(said):
    assert 8 <= len(words(shipped.words_shown(said.text))) <= 45
