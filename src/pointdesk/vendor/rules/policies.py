from dataclasses import dataclass
from zoneinfo import ZoneInfo


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
