"""What people type finds what they mean, and nonsense finds nothing."""

from __future__ import annotations

import pytest

from app.atlas.search_entries import make_search_index
from app.atlas.search_index import HitKind
from app.body.regions import FigureId
from tests.speedups import shipped

WANTED = {
    HitKind.AREA: {
        "flank": [
            "love handles",
            "lovehandles",
            "lov handels",
            "muffin top",
            "muffintop",
            "mufin top",
            "spare tyre",
            "spare tire",
            "waist",
            "wasit",
            "above the belt",
            "hip fat",
            "flank",
        ],
        "bra-line": [
            "bra line",
            "braline",
            "bra bulge",
            "bra fat",
            "bra strp",
            "bra rolls",
            "infrascapular",
            "infrascapuler",
        ],
        "neck-base": [
            "hump",
            "buffalo hump",
            "bufalo hump",
            "neck hump",
            "neck hupm",
            "dowager hump",
            "neck",
            "nape",
        ],
        "interscapular": ["between the shoulder blades", "shoulder blads", "upper back"],
        "underarm": ["armpit", "armpitt", "underarm", "under arm", "axilla", "armpit fat"],
        "midback": ["middle of the back", "midback", "mid back", "back folds"],
        "lumbar": [
            "lower back",
            "lowerback",
            "small of my back",
            "lumbar",
            "lumbr",
            "back fat",
            "backfat",
        ],
        "sacral": ["tailbone", "above the bum", "botom", "coccyx", "sacrum"],
    },
    HitKind.TOPIC: {
        "recovery": [
            "time off",
            "time off work",
            "driving",
            "when can I drive",
            "pain",
            "bruise",
            "brusing",
            "swelling",
            "recovry",
            "shower",
            "sport",
        ],
        "risks": [
            "risks",
            "what could go wrong",
            "side effects",
            "complicatons",
            "is it safe",
            "death",
        ],
        "when-to-call": ["fever", "emergency", "bleeding", "bleding", "ambulance", "chest pain"],
        "options": ["do nothing", "alternatives", "without surgery"],
        "procedure": ["how is it done", "will I be awake", "anesthesia", "does it hurt"],
        "suits": ["is it for me", "smoking", "too old"],
        "benefits": ["does it work", "lose wieght", "results"],
        "tell": ["blood thinners", "allergies"],
        "questions": ["cost", "what should I ask"],
        "check-first": ["lump"],
    },
    HitKind.WORD: {
        "seroma": ["seroma", "sermoa", "seruma", "sirroma"],
        "hernia": ["hernea"],
        "pneumothorax": ["pneumothorax", "collapsed lung"],
        "lidocaine": ["lidocaine", "lidocane"],
        "keloid": ["keloid"],
    },
}
AMBIGUOUS = {"intr scapular"}
"""Misspellings that begin a name of another region."""
QUERIES = [
    (typed, kind, name)
    for kind, ids in WANTED.items()
    for name, words in ids.items()
    for typed in words
]
NONSENSE = [
    "xqzv",
    "knee",
    "knees",
    "1234",
    "elbow",
    "head",
    "foot",
    "finger",
    "toes",
    "thigh",
    "nose",
    "ankle",
    "shin",
    "liver",
    "kidney",
    "stomach",
    "brain",
    "pizza",
    "weather",
    "hello",
    "bank",
    "password",
    "football",
    "netflix",
    "qqqq",
    "zzz",
    "aaaa",
    "0000",
    "lkjhg",
    "asdf",
    "covid",
    "bitcoin",
]


@pytest.fixture(scope="module")
def index():
    return make_search_index(shipped(), "en", FigureId("woman"))


@pytest.mark.parametrize(("typed", "kind", "name"), QUERIES)
def test_what_people_type_finds_what_they_mean_first(index, typed, kind, name):
    first = index.find(typed)[0].entry
    is_topic = kind is HitKind.TOPIC
    assert first.id == name
    assert first.kind is kind or (is_topic and first.kind is HitKind.PASSAGE)


@pytest.mark.parametrize(
    ("typed", "heading", "topic"),
    [
        ("drive", "When can I work, drive, fly and do sport?", "Recovery"),
        ("pain", "What can I take for pain?", "Recovery"),
        ("awake", "Will I be awake?", "What happens"),
    ],
)
def test_the_exact_question_comes_before_its_topic(index, typed, heading, topic):
    assert [hit.entry.name for hit in index.find(typed)][:2] == [heading, topic]


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_finds_nothing(index, typed):
    assert [hit.entry.name for hit in index.find(typed)] == []


def test_there_are_many_queries():
    assert len(QUERIES) >= 60


def test_a_word_comes_with_the_topic_that_speaks_of_it(index):
    found = [(hit.entry.kind, hit.entry.id) for hit in index.find("seroma")]
    assert found == [(HitKind.WORD, "seroma"), (HitKind.TOPIC, "risks")]


@pytest.mark.parametrize(
    ("typed", "sign", "heading"),
    [
        ("fever", "a fever: a temperature of 38 °C or more", "Call the clinic the same day"),
        ("shivering", "shivering you cannot stop", "Call an ambulance now"),
    ],
)
def test_a_sign_comes_with_what_to_do_and_opens_the_page_there(index, typed, sign, heading):
    found = [hit.entry for hit in index.find(typed)]
    assert (found[0].kind, found[0].id) == (HitKind.TOPIC, "when-to-call")
    signs = [(entry.name, entry.note, entry.passage) for entry in found[1:]]
    assert signs == [(sign, heading, heading)]


def test_every_name_of_a_region_finds_it(index):
    missed = [
        (region, name)
        for region, called in shipped().names("en").regions.items()
        for name in (called.plain, called.medical, *called.others, *called.plain_for.values())
        if (HitKind.AREA, region) not in [(h.entry.kind, h.entry.id) for h in index.find(name)]
    ]
    assert missed == []


def test_the_name_that_the_figure_has_is_shown():
    index = make_search_index(shipped(), "en", FigureId("man"))
    assert index.find("bra")[0].entry.name == "Below the shoulder blades"


def test_there_are_about_a_hundred_everyday_words():
    words = [word for words in shipped().names("en").topic_words.values() for word in words]
    assert len(words) >= 100
    assert len(words) == len(set(words)) + words.count("gym") - 1


def test_a_misspelled_name_of_a_region_never_finds_another_region_alone(index):
    """Each letter of each name is left out, or changes places with the next."""
    wrong = set()
    for region, called in shipped().names("en").regions.items():
        for name in (called.plain, *called.others):
            if len(name) < 8:
                continue
            for at in range(1, len(name) - 1):
                swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
                for typed in (name[:at] + name[at + 1 :], swapped):
                    ids = [h.entry.id for h in index.find(typed) if h.entry.kind is HitKind.AREA]
                    if ids and region not in ids:
                        wrong.add(typed)
    assert wrong == AMBIGUOUS
