"""Which way a price may go (P6, P9, P11)."""

from dataclasses import dataclass

from pointdesk.charges.errors import BugIsFree, CallerNotVerified, PriceOnlyGoesDown


@dataclass(frozen=True)
class Standing:
    """What holds on a charge when somebody wants another price for it.

    `unverified_caller`: the support is given by phone, calls are linked, and none of their callers was verified.
    """

    reference: str
    price: int | None
    settled: bool = False
    under_review: bool = False
    is_bug: bool = False
    unverified_caller: bool = False


def check_direction(wanted: int, standing: Standing) -> None:
    """Refuse a price that may not be: above 0 on a bug, higher on a closed ticket or under review.

    Raises BugIsFree, PriceOnlyGoesDown.
    """
    price = standing.price or 0
    if standing.is_bug and wanted > 0:
        raise BugIsFree(reference=standing.reference, wanted=wanted)
    if (standing.settled or standing.under_review) and wanted > price:
        raise PriceOnlyGoesDown(reference=standing.reference, price=price, wanted=wanted)


def check_caller(wanted: int, standing: Standing) -> None:
    """Refuse a higher price by phone while nobody knows who called (P19, ruling 26). Raises CallerNotVerified."""
    if standing.unverified_caller and wanted > (standing.price or 0):
        raise CallerNotVerified(reference=standing.reference)


def check_lowers(wanted: int, standing: Standing) -> None:
    """Refuse a review's result that is not lower than the price that holds. Raises PriceOnlyGoesDown."""
    price = standing.price or 0
    if wanted >= price:
        raise PriceOnlyGoesDown(reference=standing.reference, price=price, wanted=wanted)
