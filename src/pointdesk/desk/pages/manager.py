from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.forms import Form

from pointdesk.catalog.queries import preview_price_list, scheme_on
from pointdesk.catalog.rules import Pack, PriceListPreview, changed_points, dearer_packs, price_per_point
from pointdesk.charges.queries import OpenReview, open_reviews
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.money import Money
from pointdesk.sales.queries import HeldNewcomer, newcomers_held
from pointdesk.tickets.queries import titles
from pointdesk.vendor.queries import policies, product_line, product_lines


@dataclass(frozen=True)
class ReviewCard:
    """A contested price with the form that decides about it."""

    review: OpenReview
    title: str
    form: Form


@dataclass(frozen=True)
class ReviewsPage:
    """Everything that waits for a manager's decision: contested prices, and newcomers that look like someone else."""

    reviews: list[ReviewCard]
    newcomers: list[HeldNewcomer]


def build_reviews(by: Actor, form_for: Callable[[int], Form]) -> ReviewsPage:
    """The page; `form_for` gives the form that decides about the review of a charge."""
    found = open_reviews()
    names = titles(by, [int(r.reference) for r in found if r.reference.isdecimal()]) if found else {}
    return ReviewsPage(
        reviews=[
            ReviewCard(
                review=review,
                title=names.get(int(review.reference), "") if review.reference.isdecimal() else "",
                form=form_for(review.charge_id),
            )
            for review in found
        ],
        newcomers=newcomers_held(),
    )


@dataclass(frozen=True)
class PackRow:
    """A pack with what one of its points costs; `dearer_than` is the smaller pack in which a point costs less."""

    name: str
    points: int
    price: Money
    per_point: Decimal
    dearer_than: int | None


@dataclass(frozen=True)
class PricesPage:
    """The price list of a line that is in force, and what a change would do."""

    lines: list[tuple[str, str]]
    line: str
    code: str
    version: int
    in_force_from: date
    packs: list[PackRow]
    preview: PriceListPreview | None


def items_in_force(code: str, now: datetime) -> tuple[date, list[tuple[str, str, int | None]]]:
    """Today, and code, name and points of each item of the line today. Raises NotFound, NoPriceList."""
    line = product_line(code)
    today = day_of(now, policies().zone)
    items = scheme_on(line.pk, today).content.items
    return today, [(item.code, item.names.get("en", item.code), item.points) for item in items]


def build_prices(
    code: str, now: datetime, *, since: date | None = None, points: Mapping[str, int | None] | None = None
) -> PricesPage:
    """The page; with a day and points it tells what publishing them would change.

    Raises NotFound, NoPriceList and what a preview raises.
    """
    line = product_line(code)
    today = day_of(now, policies().zone)
    view = scheme_on(line.pk, today)
    preview = None
    if since is not None and points is not None:
        content = changed_points(scheme_on(line.pk, max(since, today)).content, points)
        preview = preview_price_list(line_id=line.pk, in_force_from=since, content=content, today=today)
    return PricesPage(
        lines=[(x.code, x.name) for x in product_lines()],
        line=line.name,
        code=code,
        version=view.version,
        in_force_from=view.in_force_from,
        packs=_packs(view.content.packs),
        preview=preview,
    )


def _packs(packs: tuple[Pack, ...]) -> list[PackRow]:
    dearer = {found.larger.code: found.smaller.points for found in dearer_packs(packs)}
    return [
        PackRow(
            pack.names.get("en", pack.code), pack.points, Money(pack.net_cents, pack.currency), price_per_point(pack),
            dearer.get(pack.code),
        )
        for pack in packs
    ]  # fmt: skip
