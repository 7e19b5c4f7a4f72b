"""Give and take back what a line should have given (P13, P14)."""

from pointdesk.catalog.models import Pack
from pointdesk.catalog.queries import pack_price
from pointdesk.customers.actions import end_ownership, record_ownership
from pointdesk.kit.days import years_after
from pointdesk.ledger.rules import Origin
from pointdesk.sales.actions._case import Case, Tally
from pointdesk.sales.actions._points import give_points, take_back
from pointdesk.sales.models import LineLot, OrderLine, SkuEffect
from pointdesk.sales.rules import Difference, share
from pointdesk.vendor.models import Product


def settle_line(case: Case, line: OrderLine, difference: Difference, effect: SkuEffect | None, done: Tally) -> None:
    """Post the difference of one line and count it on the line. `effect` is None for a line that gave before."""
    if difference.give and effect is not None:
        # From now on the line stands for this, whatever becomes of the SKU table (see OrderLine).
        line.kind, line.pack, line.product = effect.kind, effect.pack, effect.product
        line.points_each = effect.pack.points if effect.pack else 0
    if line.pack is not None:
        _settle_pack(case, line, line.pack, difference, done)
    elif line.product is not None:
        _settle_licence(case, line, line.product, difference)
    line.given_units += difference.give
    line.taken_units += difference.refund + difference.charge_back
    line.save()


def _settle_pack(case: Case, line: OrderLine, pack: Pack, difference: Difference, done: Tally) -> None:
    if difference.give:
        _grant(case, line, pack, difference.give, done)
    # What the shop paid back itself is a refund; only the rest of what the bank took can be owed.
    _take(case, line, difference.refund, False, done)
    _take(case, line, difference.charge_back, True, done)


def _grant(case: Case, line: OrderLine, pack: Pack, units: int, done: Tally) -> None:
    net_cents, currency = line.net_cents, case.order.currency
    if net_cents is None:
        price = pack_price(pack.pk, case.purchased_on)
        net_cents, currency = (price.cents * line.quantity, price.currency) if price else (0, currency)
    vat_cents = line.vat_cents or 0
    lot_id = give_points(
        case,
        line,
        line_id=pack.line_id,
        points=units * line.points_each,
        origin=Origin.PURCHASE,
        purchased_on=case.purchased_on,
        last_valid_day=years_after(case.purchased_on, case.policies.validity_years),
        net_cents=share(net_cents, line.quantity, line.held_units, units),
        vat_cents=share(vat_cents, line.quantity, line.held_units, units),
        currency=currency,
        key=f"order-line:{line.pk}:give:{line.given_units}",
    )
    LineLot.objects.create(line=line, lot_id=lot_id, units=units)
    done.granted += units * line.points_each


def _take(case: Case, line: OrderLine, units: int, arrears: bool, done: Tally) -> None:
    # The units given last go first: of two lots of one line the older one is spent first.
    for lot in LineLot.objects.filter(line=line).order_by("-id") if units else ():
        taken = min(units, lot.units - lot.taken_units)
        if taken:
            key = f"line-lot:{lot.pk}:take:{lot.taken_units}"
            take_back(case, line, lot.lot_id, taken * line.points_each, key, arrears, done)
            lot.taken_units += taken
            lot.save(update_fields=["taken_units"])
            units -= taken


def _settle_licence(case: Case, line: OrderLine, product: Product, difference: Difference) -> None:
    held = line.held_units
    left = held + difference.give - difference.refund - difference.charge_back
    if held == 0 and left:
        # A name of its own for each time: an ownership that has ended stays ended.
        name = case.name_of(line) + (f":{line.given_units}" if line.given_units else "")
        line.ownership = record_ownership(
            customer_id=case.customer.pk, product_id=product.pk, since=case.purchased_on, reference=name,
            by=case.by, now=case.now,
        )  # fmt: skip
    if held and left == 0 and line.ownership is not None:
        until = max(case.today, line.ownership.since)
        end_ownership(ownership_id=line.ownership.pk, until=until, by=case.by, now=case.now)
