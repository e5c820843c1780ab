"""The index of a search: finds entries by the beginnings of words, and forgives typing errors.

A typing error is forgiven only if nothing matches as typed, and only in words that are long enough
to be distinguished from others: nothing found is better than the wrong region.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from app.atlas.search import split_words

MAX_HITS = 8
_MAX_JOINED = 3
"""How many words in a row are also found if they are typed as one."""
_MIN_LENGTH, _MIN_SUBSTITUTION, _MIN_TWO_ERRORS = 4, 6, 9
"""Letters that a word needs for one error, for another letter in it, and for two errors."""
_MIN_BEGINNING = 5
"""Letters that the beginning of a word needs for one error."""
_TOO_MANY = 99
"""Typing errors that are not forgiven."""
_MIN_TOPIC, _MIN_INSIDE = 2, 3
"""Letters that must be typed to find more than regions, and passages or words inside a name."""


class HitKind(IntEnum):
    """What an entry is; the groups of the results come in this order if they match equally well.

    A passage is the heading of a statement, or a question to ask. It is found by words typed
    without an error, and comes before its topic if the topic has the words only as another name.
    """

    AREA = 0
    TOPIC = 1
    WORD = 2
    PASSAGE = 3


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that can be found, by its name or one of the others.

    `id` is that of the region, of the topic to open, or of the term. `note` is what is shown
    besides the name: the meaning of a word, or the name of the topic that holds it. `passage` are
    the words at which the topic is opened, "" for its first words.
    """

    kind: HitKind
    id: str
    name: str
    note: str = ""
    others: tuple[str, ...] = ()
    passage: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entry that was found; `matched` is the other name that was typed, or ""."""

    entry: SearchEntry
    matched: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an entry; `weight` is its place among the names of the entry."""

    entry: int
    weight: int
    words: tuple[str, ...]
    text: str


_Rank = tuple[int, int, int]
"""Typing errors, distance of the match (whole, beginning, inside), weight of the name."""


class SearchIndex:
    """Finds entries; made once for a language and a figure.

    Args:
        entries: what can be found, in the order in which equal matches are listed.
        skipped_words: words that are ignored if others are typed, such as "the".
    """

    def __init__(self, entries: Iterable[SearchEntry], skipped_words: Iterable[str] = ()) -> None:
        self._entries = tuple(entries)
        self._skipped = frozenset(word for one in skipped_words for word in split_words(one))
        self._names = tuple(_all_names(self._entries))
        self._names_by_word: dict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self._names):
            for word in _words_and_joined_words(name.words):
                self._names_by_word[word].add(number)
        self._words = sorted(self._names_by_word)
        self._single_words = frozenset(word for name in self._names for word in name.words)

    def find(self, text: str) -> tuple[SearchHit, ...]:
        """Find at most `MAX_HITS` entries for a typed text, in groups, the best group first."""
        whole = split_words(text)
        if not whole:
            return ()
        typed = [word for word in whole if word not in self._skipped] or whole
        joined = ["".join(typed)]
        for words, forgives in ((typed, False), (joined, False), (typed, True), (joined, True)):
            ranks = self._rank_entries(words, forgives=forgives)
            if typed != whole and not forgives:
                ranks |= self._rank_sentences(whole)
            if ranks:
                return self._hits(ranks, words)
        return ()

    def _rank_sentences(self, whole: list[str]) -> dict[int, tuple[_Rank, int]]:
        """The entries that match with the words that are else skipped, such as "is it for me".

        They come before all others.
        """
        return {
            entry: ((count, -1, weight), number)
            for entry, ((count, distance, weight), number) in self._rank_entries(
                whole, forgives=False
            ).items()
            if distance < 2
        }

    def _rank_entries(self, typed: list[str], *, forgives: bool) -> dict[int, tuple[_Rank, int]]:
        """The best rank of each entry that matches, with the number of its name."""
        errors = self._matching_names(typed, forgives=forgives)
        fewest = min(errors.values(), default=0)
        ranks: dict[int, tuple[_Rank, int]] = {}
        for number, count in errors.items():
            name = self._names[number]
            distance = _distance(name.words, typed, count)
            if count > fewest or not self._is_listed(name, distance, typed, has_errors=count > 0):
                continue
            rank = (count, distance, name.weight), number
            ranks[name.entry] = min(rank, ranks.get(name.entry, rank))
        return ranks

    def _is_listed(self, name: _Name, distance: int, typed: list[str], *, has_errors: bool) -> bool:
        """Whether a match is good enough for what it is, and for how much was typed."""
        kind, length = self._entries[name.entry].kind, len("".join(typed))
        if kind is HitKind.PASSAGE:
            return length >= _MIN_INSIDE and not has_errors
        needed = _MIN_TOPIC if distance < 2 else _MIN_INSIDE
        return kind is HitKind.AREA or length >= needed

    def _matching_names(self, typed: list[str], *, forgives: bool) -> dict[int, int]:
        """The names in which every typed word is found, with the number of typing errors."""
        found: dict[int, int] | None = None
        for place, word in enumerate(typed):
            is_last = place == len(typed) - 1
            matches = self._names_with(word, forgives=forgives, is_last=is_last)
            if found is None:
                found = matches
            else:
                found = {n: found[n] + matches[n] for n in found.keys() & matches.keys()}
            if not found:
                return {}
        return found or {}

    def _names_with(self, typed: str, *, forgives: bool, is_last: bool) -> dict[int, int]:
        """The names with a word that the typed one begins, or else that it misspells."""
        exact = dict.fromkeys(self._names_beginning(typed), 0)
        if exact or not forgives:
            return exact
        found: dict[int, int] = {}
        for word, errors in self._similar_words(typed, is_last=is_last):
            for number in self._names_by_word[word]:
                found[number] = min(errors, found.get(number, errors))
        return found

    def _names_beginning(self, start: str) -> Iterator[int]:
        for place in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[place].startswith(start):
                return
            yield from self._names_by_word[self._words[place]]

    def _similar_words(self, typed: str, *, is_last: bool) -> Iterator[tuple[str, int]]:
        """The words that begin with the same letter and differ by few errors.

        The last word typed may be incomplete, so it is also compared with beginnings of words.
        """
        length = len(typed)
        if length < _MIN_LENGTH or not typed.isalpha():
            return
        allowed = 2 if length >= _MIN_TWO_ERRORS else 1
        for place in range(bisect_left(self._words, typed[0]), len(self._words)):
            word = self._words[place]
            if word[0] != typed[0]:
                return
            if len(word) < _MIN_LENGTH:
                continue
            parts = [word]
            if is_last and length >= _MIN_BEGINNING and word in self._single_words:
                parts += [word[:end] for end in (length, length + 1) if end < len(word)]
            fewest = min(_errors(typed, part, allowed) for part in parts)
            if fewest < _TOO_MANY:
                yield word, fewest

    def _hits(self, ranks: dict[int, tuple[_Rank, int]], typed: list[str]) -> tuple[SearchHit, ...]:
        """The best entries in groups; each group that has any gets at least one row."""
        groups: dict[HitKind, list[int]] = defaultdict(list)
        answers = self._answers(ranks, typed)
        order_of = {entry: (rank, 1, entry) for entry, (rank, _) in ranks.items()}
        order_of |= {entry: (rank, 0, entry) for entry, rank in answers.items()}
        for entry in sorted(ranks, key=order_of.__getitem__):
            kind = HitKind.TOPIC if entry in answers else self._entries[entry].kind
            groups[kind].append(entry)
        best = {kind: order_of[group[0]][0] for kind, group in groups.items()}
        order = sorted(groups, key=lambda kind: (best[kind][0], best[kind][1] > 1, kind))
        hits: list[SearchHit] = []
        for place, kind in enumerate(order):
            room = MAX_HITS - len(hits) - (len(order) - place - 1)
            hits += [self._hit(entry, ranks[entry][1]) for entry in groups[kind][:room]]
        return tuple(hits)

    def _answers(self, ranks: dict[int, tuple[_Rank, int]], typed: list[str]) -> dict[int, _Rank]:
        """The headings with what was typed, of topics that have it only among their other names.

        They answer more exactly than their topic, so they come before it: each with its rank.
        """
        start = "".join(typed)
        topics: dict[str, _Rank] = {}
        for entry, (rank, _) in ranks.items():
            found = self._entries[entry]
            own_name = "".join(split_words(found.name))
            if found.kind is HitKind.TOPIC and start not in own_name:
                topics[found.id] = min(rank, topics.get(found.id, rank))
        return {
            entry: topics[found.id]
            for entry, found in ((entry, self._entries[entry]) for entry in ranks)
            if found.kind is HitKind.PASSAGE and found.name == found.passage and found.id in topics
        }

    def _hit(self, entry: int, name: int) -> SearchHit:
        found = self._names[name]
        return SearchHit(self._entries[entry], found.text if found.weight else "")


def _all_names(entries: tuple[SearchEntry, ...]) -> Iterator[_Name]:
    for number, entry in enumerate(entries):
        for weight, text in enumerate((entry.name, *entry.others)):
            yield _Name(number, weight, tuple(split_words(text)), text)


def _words_and_joined_words(words: tuple[str, ...]) -> Iterator[str]:
    """Each word, and each run of words as one: "love", "handles", "lovehandles"."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MAX_JOINED, len(words)) + 1):
            yield "".join(words[start:end])


def _distance(words: tuple[str, ...], typed: list[str], errors: int) -> int:
    """0 for a whole name, 1 for its beginning, 2 for words inside."""
    whole, start = "".join(words), "".join(typed)
    if whole == start or (errors and abs(len(whole) - len(start)) <= errors):
        return 0
    return 1 if whole.startswith(start) else 2


def _errors(typed: str, word: str, allowed: int) -> int:
    """Count the typing errors; `_TOO_MANY` if they are more than allowed.

    Doubled letters ("sirroma" for "seroma") count as one error, which is forgiven besides another.
    """
    # Imported at the first typing error, because the start does not need it.
    from rapidfuzz.distance import OSA

    if len(typed) >= _MIN_SUBSTITUTION or _has_same_letters(typed, word):
        count = OSA.distance(typed, word, score_cutoff=allowed)
        if count <= allowed:
            return count
    bare, bare_word = _without_doubled_letters(typed), _without_doubled_letters(word)
    if len(bare) >= _MIN_SUBSTITUTION and (bare, bare_word) != (typed, word):
        count = OSA.distance(bare, bare_word, score_cutoff=1)
        if count <= 1:
            return 1 + count
    return _TOO_MANY


def _without_doubled_letters(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _has_same_letters(typed: str, word: str) -> bool:
    """Whether a letter is missing, doubled or in another place; no letter is another."""
    from rapidfuzz.distance import Indel

    return Indel.distance(typed, word, score_cutoff=1) <= 1 or sorted(typed) == sorted(word)
