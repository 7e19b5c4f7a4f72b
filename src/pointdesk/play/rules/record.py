"""A mapping of the file becomes a frozen dataclass: its fields are the keys, their types say how values are read."""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from pointdesk.play.rules import readers
from pointdesk.play.rules.cast import Reading

Reader = Callable[[yaml.Node, Reading], Any]
R = TypeVar("R")

_PLAIN: dict[Any, Reader] = {
    bool: readers.flag, int: readers.whole_number, str: readers.text, date: readers.day, datetime: readers.moment,
}  # fmt: skip


def read_record(cls: type[R], node: yaml.Node, reading: Reading, what: str) -> R:
    """The mapping as a `cls`. Unknown and missing keys and wrong values raise StoryError naming their place.

    A class may define ``problem() -> str | None``: what no single field can see.
    """
    known = _readers_of(cls)
    found: dict[str, Any] = {}
    for key, key_node, value in reading.source.entries(node, what):
        if key not in known:
            raise reading.source.wrong(key_node, f"unknown key '{key}' in {what} ({readers.closest(key, known)})")
        name, read = known[key]
        found[name] = read(value, reading)
    missing = [key for key, (name, _) in known.items() if name not in found and name in _required(cls)]
    if missing:
        raise reading.source.wrong(node, f"{what} lacks {' and '.join(repr(key) for key in missing)}")
    record = cls(**found)
    problem = record.problem() if hasattr(record, "problem") else None
    if problem:
        raise reading.source.wrong(node, f"{what}: {problem}")
    return record


def keys_of(cls: type) -> list[str]:
    """The keys that such a mapping may have."""
    return list(_readers_of(cls))


def key_of(field_name: str) -> str:
    """The key of a field: a trailing underscore only keeps it off Python's own words (`from_`)."""
    return field_name.rstrip("_")


def _readers_of(cls: type) -> dict[str, tuple[str, Reader]]:
    hints = get_type_hints(cls, include_extras=True)
    return {key_of(f.name): (f.name, _reader_of(hints[f.name], key_of(f.name))) for f in fields(cls)}


def _required(cls: type) -> frozenset[str]:
    return frozenset(f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)


def _reader_of(hint: Any, key: str) -> Reader:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        annotated: Reader = args[1]
        return annotated
    if origin in (Union, UnionType):
        return _reader_of(next(a for a in args if a is not NoneType), key)
    if origin is Literal:
        return lambda node, reading: readers.one_of(args, key, node, reading)
    if origin is tuple:
        return _list_of(_reader_of(args[0], key), key)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda node, reading: read_record(hint, node, reading, f"an entry of '{key}'")
    return _PLAIN[hint]


def _list_of(read: Reader, key: str) -> Reader:
    return lambda node, reading: tuple(read(n, reading) for n in reading.source.items(node, f"'{key}'"))
