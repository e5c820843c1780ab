"""Frozen dataclasses with slots that are made in a fifth of the time. No Qt.

The standard library compiles six methods of each class from text, 0.4 ms a class, which made 20 ms
of the time until the first picture. Here only `__init__` is compiled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")
_NOT_GIVEN = dataclasses.MISSING


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen_dataclass(cls: type[_T]) -> type[_T]:
    """Make of a class what `dataclass(frozen=True, slots=True)` makes of it.

    Fields that are given by keyword only are not supported.
    """
    own = cls.__dict__
    has_equals = "__eq__" in own
    for name, method in _METHODS.items():
        # Python sets __hash__ to None in a class with an __eq__ of its own.
        if name not in own and not (name == "__hash__" and has_equals):
            setattr(cls, name, method)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    made.__values__ = staticmethod(_getter([one.name for one in fields if one.compare]))
    made.__init__ = _make_init(made, fields)
    found: type[_T] = made
    return found


def _getter(names: list[str]) -> Callable[[Any], object]:
    """A function that returns the values of these fields."""
    return attrgetter(*names) if names else _no_values


def _no_values(_value: object) -> object:
    return ()


def _make_init(cls: Any, fields: Iterable[dataclasses.Field[Any]]) -> Callable[..., None]:
    """Compile `__init__`, which sets each slot by its descriptor."""
    names: dict[str, Any] = {"NOT_GIVEN": _NOT_GIVEN}
    parameters, lines = ["self"], []
    for field in fields:
        name, has_factory = field.name, field.default_factory is not _NOT_GIVEN
        has_default = field.default is not _NOT_GIVEN
        names[f"set_{name}"] = getattr(cls, name).__set__
        names[f"default_{name}"] = field.default_factory if has_factory else field.default
        if field.init:
            given = f"default_{name}() if {name} is NOT_GIVEN else {name}" if has_factory else name
            default = "=NOT_GIVEN" if has_factory else f"=default_{name}" if has_default else ""
            parameters.append(f"{name}{default}")
            lines.append(f" set_{name}(self, {given})")
        elif has_factory or has_default:
            call = "()" if has_factory else ""
            lines.append(f" set_{name}(self, default_{name}{call})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    code = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"])
    exec(code, names)  # as `dataclasses` does; the names are those of the fields
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _repr(self: Any) -> str:
    shown = (one for one in dataclasses.fields(self) if one.repr)
    values = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in shown)
    return f"{type(self).__qualname__}({values})"


def _equals(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self.__values__(self) == self.__values__(other)


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_METHODS: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__eq__": _equals,
    "__hash__": _hash,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}
