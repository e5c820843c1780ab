"""Counts the words that a patient can read, by file and depth.

    python -m tests.shipped_atlas.count_words

Counted are heads and texts of all of texts/en but names, numbers, terms, quizzes and
sequences. A statement that several topics include counts once, in statements.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.shipped_atlas import shipped

NOT_COUNTED = ("names", "numbers", "terms", "quiz", "sequences")
IN_FRONT = ("overview", "main")
"""The depths that are in sight without opening the studies."""

_TEXTS = ("head", "text", "question", "name", "when")


def words_by_file() -> dict[str, Counter[str]]:
    """The words of each file by depth; a file is named as in texts/en, such as shared/risks."""
    found: dict[str, Counter[str]] = {}
    for path in sorted(shipped.TEXTS.rglob("*.toml")):
        name = path.relative_to(shipped.TEXTS).with_suffix("").as_posix()
        if name.split("/")[0] not in NOT_COUNTED:
            found[name] = Counter()
            for depth, text in _texts(shipped.toml(path), "main"):
                found[name][depth] += count(text)
    return found


def words_in_front() -> int:
    """The words of overview and main of all files together."""
    return sum(words[depth] for words in words_by_file().values() for depth in IN_FRONT)


def main_words(region: str, topic: str) -> int:
    """The words of depth main that a topic shows for a region: its own, and those for all."""
    starts = (f"{region}.{topic}.", f"shared.{topic}.")
    said = [one for one in shipped.regions() + shipped.shared() if one.address.startswith(starts)]
    return sum(count(f"{one.head} {one.text}") for one in said if one.depth == "main")


def count(text: str) -> int:
    """The number of words of a text with its markup taken off."""
    return len(shipped.visible_text(text).replace("- ", " ").split())


def _texts(value: Any, depth: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a file with its depth."""
    if isinstance(value, list):
        for one in value:
            yield from _texts(one, depth)
    elif isinstance(value, dict):
        depth = value.get("depth", depth)
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in _TEXTS:
                    yield depth, inner
            elif key == "cells":
                yield from ((depth, text) for text in inner.values())
            else:
                yield from _texts(inner, "overview" if key == "overview" else depth)


def main() -> None:
    """Print a line for each file, and the sums."""
    counts = words_by_file()
    total: Counter[str] = sum(counts.values(), Counter())
    print(f"{'':28}{'overview':>10}{'main':>10}{'studies':>10}")
    for name, words in [*counts.items(), ("all", total)]:
        print(f"{name:28}{words['overview']:>10}{words['main']:>10}{words['studies']:>10}")
    print(f"overview and main together: {words_in_front()}")


if __name__ == "__main__":
    main()
