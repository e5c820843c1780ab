"""The texts of the atlas keep the rules of the evidence file: plain and balanced words."""

from __future__ import annotations

import re

import pytest

from tests.shipped_atlas import shipped

REFERENCES = shipped.toml(shipped.ATLAS / "references.toml")
LEFT_OUT_LINE = re.search(r"^7\. Words to leave out: (.*)$", shipped.MEDICAL, re.MULTILINE)[1]
LEFT_OUT, ONCE = (re.findall(r'"([^"]+)"', part) for part in LEFT_OUT_LINE.split("; say "))
# 1,000 and 10,000 are the denominators of this atlas; any other "1 in X" hides how it compares
ONE_IN = re.compile(
    r"\b(?:1|one) (?:in|out of) (?:every )?(?!10?,000\b)"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|hundred)\b)",
    re.IGNORECASE,
)

each_file = pytest.mark.parametrize("file", shipped.files())
each_word_list = pytest.mark.parametrize("kind", ["term", "number", "cell"])


def words(sentence):
    return re.findall(r"[\w'%.,-]*\w", sentence.lower())


def breaking(file, is_broken):
    """Give the statements of a file that break a rule, by address."""
    return {s.address: s.text for s in shipped.files()[file] if is_broken(s)}


def breaking_words(kind, is_broken):
    listed = shipped.short_words()
    return {a: text for a, text in listed if a.startswith(f"{kind}.") and is_broken(text)}


def has_lymphoma_beside_benign(text):
    said = [sentence.lower() for sentence in shipped.sentences(text)]
    return any("lymphoma" in sentence and "benign" in sentence for sentence in said)


def has_a_word_to_leave_out(text):
    shown = shipped.visible_text(text)
    return any(re.search(rf"(?i)\b{re.escape(word)}\b", shown) for word in LEFT_OUT)


@each_file
def test_no_sentence_holds_both_lymphoma_and_benign(file):
    assert breaking(file, lambda said: has_lymphoma_beside_benign(said.text)) == {}


@each_word_list
def test_no_meaning_holds_both_lymphoma_and_benign(kind):
    assert breaking_words(kind, has_lymphoma_beside_benign) == {}


@each_file
def test_words_to_leave_out_are_not_used(file):
    assert breaking(file, lambda said: has_a_word_to_leave_out(f"{said.head}\n{said.text}")) == {}


@each_word_list
def test_words_to_leave_out_are_not_in_meanings_and_labels(kind):
    assert breaking_words(kind, has_a_word_to_leave_out) == {}


def test_the_list_of_words_to_leave_out_was_read_from_the_evidence():
    assert {"safe", "ideal candidate", "grossly obese"} <= set(LEFT_OUT)
    assert ONCE == ["buffalo hump"]


def test_the_unkind_name_of_the_neck_pad_is_said_at_most_once_and_there():
    texts = [(said.address, said.text) for said in shipped.all_statements()] + [
        *shipped.short_words()
    ]
    saying = [a for a, text in texts for _ in re.findall(ONCE[0], text, re.IGNORECASE)]
    assert len(saying) <= 1
    assert all(address.startswith("neck-base.") for address in saying)


@each_file
def test_general_knowledge_comes_without_a_digit_and_without_a_source(file):
    def is_broken(said):
        digit = re.search(r"\d", shipped.visible_text(f"{said.head} {said.text}"))
        return said.basis == "general" and (digit or said.refs or said.numbers)

    assert breaking(file, is_broken) == {}


@each_file
def test_what_has_a_source_names_sources_that_exist(file):
    def is_broken(said):
        inline = re.findall(r"\[ref:([^\]]+)\]", said.text)
        known = set(said.refs) <= set(REFERENCES) and set(inline) <= set(said.refs)
        return not known or bool(said.refs) != (said.basis in {"sourced", "worked-out"})

    assert breaking(file, is_broken) == {}


@each_file
def test_no_risk_is_given_as_one_in_so_many(file):
    assert breaking(file, lambda said: ONE_IN.search(shipped.visible_text(said.text))) == {}


@each_file
def test_rare_is_never_used_without_a_number(file):
    def is_broken(said):
        shown = shipped.visible_text(said.text).lower()
        has_number = re.search(r"\d", shown) or "no figure" in shown
        return re.search(r"\brare(ly)?\b", shown) and not has_number

    assert breaking(file, is_broken) == {}


@each_file
def test_the_two_pooled_rates_are_shown_together(file):
    def is_broken(said):
        shown = shipped.visible_text(said.text)
        shown_rates = [n for n in ("26", "120") if re.search(rf"\b{n} (?:in|of|per)\b", shown)]
        drawn = {"any_pooled", "any_pooled2"} & set(said.numbers)
        return ("complication" in shown and len(shown_rates) == 1) or len(drawn) == 1

    assert breaking(file, is_broken) == {}


@each_file
def test_sentences_are_short(file):
    def is_broken(said):
        return any(len(words(sentence)) > 25 for sentence in shipped.sentences(said.text))

    assert breaking(file, is_broken) == {}


@pytest.mark.parametrize("region", shipped.region_names())
def test_what_is_compared_side_by_side_is_short_and_not_empty(region):
    def is_broken(said):
        length = len(words(shipped.visible_text(said.text)))
        return said.address.endswith(".short") and not 8 <= length <= 45

    assert breaking(region, is_broken) == {}
