from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pointdesk.kit.errors import InvalidInput

BOUNDS = {
    "validity_years": (1, 20),
    "return_life_days": (0, 3660),
    "gift_life_days": (0, 3660),
    "review_days": (1, 3660),
    "auto_close_days": (1, 365),
    "reopen_days": (0, 3660),
    "pin_tries": (1, 20),
}
"""The least and the most of every policy that is a number."""

SWITCHES = ("shared_wallet", "pricer_may_decide", "urgent_offered")
"""The policies that are yes or no."""


@dataclass(frozen=True)
class Policies:
    """The settings † of the policies, as one value that actions read once (meanings: vendor.models.Vendor)."""

    zone: ZoneInfo
    currency: str
    shared_wallet: bool
    validity_years: int
    return_life_days: int
    gift_life_days: int
    review_days: int | None
    pricer_may_decide: bool
    auto_close_days: int
    reopen_days: int
    urgent_offered: bool
    pin_tries: int
    reminder_days: tuple[int, ...]
    country: str = "GR"


def checked_policies(given: Mapping[str, Any]) -> dict[str, Any]:
    """The policies as they are stored, by the names of `Vendor`'s columns.

    Raises InvalidInput with the policy's name and ``unknown_policy``, ``unknown``, ``not_whole``, ``not_yes_or_no``,
    ``too_small``, ``too_large``, ``not_a_list``, ``too_many`` or ``duplicate``.
    """
    return {name: _checked(name, value) for name, value in given.items()}


def _checked(name: str, value: Any) -> Any:
    if name == "time_zone":
        if value not in available_timezones():
            raise InvalidInput(field=name, problem="unknown")
        return value
    if name in SWITCHES:
        if not isinstance(value, bool):
            raise InvalidInput(field=name, problem="not_yes_or_no")
        return value
    if name in BOUNDS:
        return None if name == "review_days" and value is None else _whole(name, value, *BOUNDS[name])
    if name == "reminder_days":
        return _reminders(value)
    raise InvalidInput(field=name, problem="unknown_policy")


def _whole(name: str, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInput(field=name, problem="not_whole")
    if not least <= value <= most:
        raise InvalidInput(field=name, problem="too_small" if value < least else "too_large")
    return value


def _reminders(value: Any) -> list[int]:
    if not isinstance(value, list | tuple):
        raise InvalidInput(field="reminder_days", problem="not_a_list")
    days = sorted((_whole("reminder_days", day, 1, 365) for day in value), reverse=True)
    if len(set(days)) != len(days):
        raise InvalidInput(field="reminder_days", problem="duplicate")
    if len(days) > 10:
        raise InvalidInput(field="reminder_days", problem="too_many")
    return days
