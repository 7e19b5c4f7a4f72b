from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers.queries import locked_customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.kit.points import MOST_POINTS
from pointdesk.ledger import actions as ledger
from pointdesk.outbox.actions import publish
from pointdesk.sales import permissions, queries
from pointdesk.sales.actions._case import Case, Tally
from pointdesk.sales.actions._customer import customer_of
from pointdesk.sales.actions._keep import is_newest, keep_lines, known_state
from pointdesk.sales.actions._lines import settle_line
from pointdesk.sales.actions._welcome import welcome
from pointdesk.sales.errors import LineChanged
from pointdesk.sales.events import OrderApplied, OrderChargedBack, StatusWentBack, UnknownSku
from pointdesk.sales.models import EffectKind, Order, OrderLine, Shop, SkuEffect
from pointdesk.sales.queries.shops import effects_of
from pointdesk.sales.rules import (
    TOLERANCE,
    Difference,
    OrderOutcome,
    OrderReport,
    OrderStatus,
    Units,
    WholeState,
    difference,
    merged,
    told,
)
from pointdesk.vendor.queries import policies
from pointdesk.vendor.rules import Policies


def apply_order(*, report: OrderReport, by: Actor, now: datetime, customer_id: int | None = None) -> OrderOutcome:
    """Bring an order to the state that a shop reported, or that staff entered by hand (P12–P14, rulings 23–25).

    What each line should have given is compared with what it gave, and the difference is posted: points of packs in a
    lot for each line, ownership and welcome gift for a licence; when money is paid back, what is unused of them is
    cancelled; after a charge-back the spent part is owed. Repeated, late and old states change nothing that a newer
    one said. A customer whom neither the shop's id nor a verified e-mail tells is registered; `customer_id` lets
    staff name the customer of a new order. The day of purchase is that of `report.paid_at`, else today.

    Journals and publishes OrderApplied if anything changed; FirstPurchasePaid or NewcomerHeld, UnknownSku,
    OrderChargedBack, PaidBackPointsMoved, StatusWentBack where they apply.

    Raises NotAllowed, NotFound (shop, customer), InvalidInput (a moment ``in_the_future``, ``too_many_points`` on a
    line), LineChanged; all before anything is written.
    """
    if not (
        permissions.may_report_order(by, report.shop) and (customer_id is None or permissions.may_name_customer(by))
    ):
        raise NotAllowed(verb="apply_order")
    vendor = policies()
    _refuse_the_future(report, now, vendor)
    with writing():
        shop = queries.shop(report.shop)
        order = _locked(shop, report.number)
        lines = _lines_of(order)
        effects = effects_of(shop, {line.sku for line in report.lines} | {line.sku for line in lines.values()})
        known = known_state(order, lines) if order else None
        newest = known is None or is_newest(report, known)
        _refuse_lines(report, lines, effects, newest=newest)
        if order is None:
            order = Order(shop=shop, number=report.number, first_reported_at=now)
            order.customer = (
                locked_customer(customer_id) if customer_id is not None
                else customer_of(report, country=vendor.country, by=by, now=now)
            )  # fmt: skip
        state = merged(known, told(report)) if known else told(report)
        before = known.status if known else None
        skus = {ref: line.sku for ref, line in lines.items()}
        changed = _keep_order(order, report, state, vendor, now, newest=newest)
        changed |= keep_lines(order, lines, report, state, newest=newest)
        case = Case(order, locked_customer(order.customer_id), vendor, by, now)
        done = Tally(unknown=_unknown(case, lines, skus, effects))
        changed |= _settle(case, lines, effects, report, done)
        went_back = known is not None and _went_back(known, told(report))
        if went_back:
            publish(
                StatusWentBack(
                    order_id=order.pk, shop=shop.code, number=order.number, status=order.status,
                    reported=report.status.value,
                ),
                now=now,
            )  # fmt: skip
        if changed:
            _tell(case, done, charged_back=state.status is OrderStatus.CHARGED_BACK and state.status != before)
        return OrderOutcome(
            order_id=order.pk, customer_id=case.customer.pk, status=order.status, changed=changed,
            went_back=went_back, **{**asdict(done), "unknown": tuple(done.unknown)},
        )  # fmt: skip


def _refuse_the_future(report: OrderReport, now: datetime, vendor: Policies) -> None:
    for field, moment in (("paid_at", report.paid_at), ("changed_at", report.changed_at)):
        if isinstance(moment, datetime):
            ahead = moment > now + TOLERANCE
        else:
            ahead = moment is not None and moment > day_of(now, vendor.zone)
        if ahead:
            raise InvalidInput(field=field, problem="in_the_future")


def _locked(shop: Shop, number: str) -> Order | None:
    """The order, locked; or None under a lock that lets new orders in one at a time, whichever shop tells them.

    So two deliveries of one new order make one order, and two shops that report one newcomer at once see each other.
    """
    same = Order.objects.select_for_update().filter(shop=shop, number=number)
    order = same.first()
    if order is None:
        # The first shop's row stands for all of them. "No key": rows that refer to the shop need not wait.
        Shop.objects.select_for_update(no_key=True).order_by("id").first()
        order = same.first()
    if order is not None:
        order.shop = shop
    return order


def _lines_of(order: Order | None) -> dict[str, OrderLine]:
    if order is None:
        return {}
    rows = order.lines.select_related("pack__line", "product__line", "ownership").order_by("position", "id")
    return {line.ref: line for line in rows}


def _refuse_lines(
    report: OrderReport, lines: Mapping[str, OrderLine], effects: Mapping[str, SkuEffect], *, newest: bool
) -> None:
    for index, (ref, reported) in enumerate(report.by_ref()):
        effect = effects.get(reported.sku)
        if effect and effect.pack and effect.pack.points * reported.quantity > MOST_POINTS:
            raise InvalidInput(field=f"lines[{index}].quantity", problem="too_many_points")
        line = lines.get(ref)
        if newest and line and line.given_units and line.sku != reported.sku:
            raise LineChanged(order=report.number, line=ref, was=line.sku, reported=reported.sku)


def _keep_order(
    order: Order, report: OrderReport, state: WholeState, vendor: Policies, now: datetime, *, newest: bool
) -> bool:
    before = (order.status, order.currency, order.changed_at, order.paid_on) if order.pk else None
    order.status, order.changed_at = state.status.value, state.changed_at
    if newest:
        order.currency = report.currency
    if state.status.is_paid and order.paid_on is None:
        paid = now if report.paid_at is None else report.paid_at
        order.paid_on = day_of(paid, vendor.zone) if isinstance(paid, datetime) else paid
    changed = before != (order.status, order.currency, order.changed_at, order.paid_on)
    if changed:
        order.updated_at = now
        order.save()
    return changed


def _unknown(
    case: Case, lines: Mapping[str, OrderLine], skus: Mapping[str, str], effects: Mapping[str, SkuEffect]
) -> list[str]:
    unknown = [line for line in lines.values() if not line.kind and line.sku not in effects]
    for line in unknown:
        # Once for each line: `skus` are those known before this report.
        if skus.get(line.ref) != line.sku:
            publish(
                UnknownSku(
                    order_id=case.order.pk, shop=case.order.shop.code, number=case.order.number, line=line.ref,
                    sku=line.sku,
                ),
                now=case.now,
            )  # fmt: skip
    return [line.sku for line in unknown]


def _settle(
    case: Case, lines: Mapping[str, OrderLine], effects: Mapping[str, SkuEffect], report: OrderReport, done: Tally
) -> bool:
    """Post the difference of every line, then give or end welcome gifts; whether there was anything to do."""
    open_lines = [
        (line, change, None if line.kind else effects[line.sku])
        for line in lines.values()
        if (change := _difference(case, line)).give and _has_effect(line, effects)
    ]
    _lock_wallets(case, [(line, effect) for line, _, effect in open_lines])
    for line, change, effect in open_lines:
        settle_line(case, line, change, effect, done)
    # Gifts come last, when it is known of every line whether a licence is left.
    for line, change, _ in open_lines:
        if line.product is not None and change.give:
            welcome(case, line, line.product.line, report.customer, done)
    return bool(open_lines)


def _difference(case: Case, line: OrderLine) -> Difference:
    return difference(case.order.known_status, Units(line.quantity, line.refunded), held=line.held_units)


def _has_effect(line: OrderLine, effects: Mapping[str, SkuEffect]) -> bool:
    # SKUs to ignore are not noted on the line: where that was a mistake, a replay puts it right.
    return bool(line.kind) or (line.sku in effects and effects[line.sku].kind != EffectKind.IGNORE)


def _lock_wallets(case: Case, open_lines: list[tuple[OrderLine, SkuEffect | None]]) -> None:
    grounds = [effect or line for line, effect in open_lines]
    product_lines = {g.pack.line_id for g in grounds if g.pack} | {g.product.line_id for g in grounds if g.product}
    # In id order, as everybody does (ruling 10); the ledger's own locks then find them taken.
    ledger.lock_wallets(
        [ledger.open_wallet(customer_id=case.customer.pk, line_id=line) for line in sorted(product_lines)]
    )


def _went_back(known: WholeState, reported: WholeState) -> bool:
    later = known.changed_at and reported.changed_at and reported.changed_at > known.changed_at
    return bool(later) and reported.status.rank < known.status.rank


def _tell(case: Case, done: Tally, *, charged_back: bool) -> None:
    order = case.order
    applied = OrderApplied(
        order_id=order.pk, shop=order.shop.code, number=order.number, customer_id=case.customer.pk,
        status=order.status, granted=done.granted, gifted=done.gifted, cancelled=done.cancelled, arrears=done.arrears,
    )  # fmt: skip
    record("apply_order", by=case.by, subject=("order", order.pk), now=case.now, data=applied.to_data())
    publish(applied, now=case.now)
    if charged_back:
        publish(
            OrderChargedBack(
                order_id=order.pk, shop=order.shop.code, number=order.number, customer_id=case.customer.pk,
                cancelled=done.cancelled, arrears=done.arrears,
            ),
            now=case.now,
        )  # fmt: skip
