"""`frozen_dataclass` makes what `dataclass(frozen=True, slots=True)` makes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from app.support.frozen_dataclass import frozen_dataclass

STANDARD = dataclass(frozen=True, slots=True)


@frozen_dataclass
class Pickled:
    number: int
    words: tuple[str, ...] = ()


def made_by(decorate):
    class Measured:
        """A class with every kind of field."""

        number: int
        name: str = "none"
        parts: list[int] = field(default_factory=list)
        hidden: int = field(default=3, repr=False, compare=False)
        double: int = field(init=False, compare=False)
        kept: list[int] = field(init=False, default_factory=list, compare=False)
        constant: int = field(init=False, default=4)

        def __post_init__(self) -> None:
            object.__setattr__(self, "double", self.number * 2)

    return decorate(Measured)


@pytest.mark.parametrize(
    ("given", "named"),
    [((1,), {}), ((1, "two"), {}), ((), {"number": 5, "parts": [1]}), ((1, "a", [2], 9), {})],
)
def test_it_takes_the_same_arguments_and_prints_the_same(given, named):
    ours, standard = (made_by(one)(*given, **named) for one in (frozen_dataclass, STANDARD))
    assert repr(ours) == repr(standard)
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)


@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, "a", [], 2, 3), {}), ((1,), {"x": 2})])
def test_it_refuses_the_same_arguments(given, named):
    for decorate in (frozen_dataclass, STANDARD):
        with pytest.raises(TypeError):
            made_by(decorate)(*given, **named)


def test_equal_values_are_equal_and_have_one_hash_except_for_what_is_not_compared():
    made = made_by(frozen_dataclass)
    assert made(1) == made(1, "none", [], 8)
    assert made(1) != made(2)
    assert made(1) != made_by(frozen_dataclass)(1)  # another class with the same fields
    assert hash(Pickled(1, ("a",))) == hash(Pickled(1, ("a",)))
    assert hash(Pickled(1, ("a",))) != hash(Pickled(1, ("b",)))
    with pytest.raises(TypeError):
        hash(made(1))  # it holds a list


def test_each_value_gets_a_list_of_its_own():
    made = made_by(frozen_dataclass)
    assert made(1).parts is not made(1).parts


def test_nothing_can_be_changed_deleted_or_added():
    value = Pickled(1)
    with pytest.raises(FrozenInstanceError):
        value.number = 2
    with pytest.raises(FrozenInstanceError):
        del value.number
    with pytest.raises(FrozenInstanceError):
        value.other = 2
    assert not hasattr(value, "__dict__")


def test_it_is_replaced_copied_pickled_and_matched_as_a_dataclass_is():
    value = Pickled(1, ("a",))
    assert dataclasses.replace(value, number=2) == Pickled(2, ("a",))
    assert copy.deepcopy(value) == copy.copy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value
    match value:
        case Pickled(number, words):
            assert (number, words) == (1, ("a",))


def test_methods_that_a_class_writes_itself_are_kept():
    @frozen_dataclass
    class Named:
        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Named)

        def __hash__(self) -> int:
            return 7

    assert (repr(Named("x")), hash(Named("x"))) == ("x", 7)
    assert Named("x") == Named("y")


def test_a_class_without_fields_has_equal_values():
    @frozen_dataclass
    class Nothing:
        """No fields."""

    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_a_subclass_has_the_fields_of_its_base_first():
    @frozen_dataclass
    class Longer(Pickled):
        more: int = 0

    assert Longer(1, ("a",), 5) == Longer(more=5, number=1, words=("a",))
    assert dataclasses.replace(Longer(1), more=2).more == 2
