"""Events: what has happened, as frozen dataclasses of ids and plain values. The outbox stores them by class name."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, Self, get_type_hints


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, in the past tense. Fields are int, str, bool, date, datetime, None or tuples of them."""

    by_name: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # @dataclass never makes a second class here (no slots), so a repeated name is a real clash.
        if cls.__name__ in Event.by_name:
            raise TypeError(f"there are two events named {cls.__name__}")
        Event.by_name[cls.__name__] = cls

    def to_data(self) -> dict[str, Any]:
        """The fields as JSON values: days and instants in ISO form."""
        return {f.name: _to_json(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The event again, from what `to_data` gave."""
        hints = get_type_hints(cls)
        return cls(**{f.name: _from_json(data[f.name], hints[f.name]) for f in fields(cls)})


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _from_json(value: Any, hint: Any) -> Any:
    names = str(hint)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and "datetime.datetime" in names:
        return datetime.fromisoformat(value)
    if isinstance(value, str) and "datetime.date" in names:
        return date.fromisoformat(value)
    return value
