from dataclasses import asdict
from datetime import datetime
from typing import Any

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers.models import Customer
from pointdesk.customers.queries import locked_customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.sales import permissions
from pointdesk.sales.actions._case import Case, Tally
from pointdesk.sales.actions._customer import customer_of
from pointdesk.sales.actions._keep import keep
from pointdesk.sales.actions._known import Known, find_known, refuse_lines
from pointdesk.sales.actions._settle import settle
from pointdesk.sales.events import OrderApplied, OrderChargedBack, StatusWentBack, UnknownSku
from pointdesk.sales.models import Order, OrderLine
from pointdesk.sales.rules import TOLERANCE, OrderOutcome, OrderReport, OrderStatus
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
    if not permissions.may_report_order(by, report.shop):
        raise NotAllowed(verb="apply_order")
    if customer_id is not None and not permissions.may_name_customer(by):
        raise NotAllowed(verb="apply_order")
    vendor = policies()
    _refuse_the_future(report, now, vendor)
    with writing():
        known = find_known(report)
        refuse_lines(report, known)
        customer = _customer(report, known, customer_id, vendor, by, now)
        order = known.order or Order(shop=known.shop, number=report.number, customer=customer, first_reported_at=now)
        case = Case(order, customer, vendor, by, now)
        lines, kept = keep(case, report, known)
        done = Tally()
        settled = settle(case, lines.values(), known.effects, report.customer, done)
        unknown = [line for line in lines.values() if not line.kind and line.sku not in known.effects]
        outcome = OrderOutcome(
            order_id=order.pk, customer_id=customer.pk, status=order.status, changed=kept or settled,
            went_back=_went_back(report, known), unknown=tuple(line.sku for line in unknown), **asdict(done),
        )  # fmt: skip
        _tell(case, known, report, outcome, unknown)
        return outcome


def _refuse_the_future(report: OrderReport, now: datetime, vendor: Policies) -> None:
    for field, moment in (("paid_at", report.paid_at), ("changed_at", report.changed_at)):
        if isinstance(moment, datetime):
            ahead = moment > now + TOLERANCE
        else:
            ahead = moment is not None and moment > day_of(now, vendor.zone)
        if ahead:
            raise InvalidInput(field=field, problem="in_the_future")


def _customer(
    report: OrderReport, known: Known, customer_id: int | None, vendor: Policies, by: Actor, now: datetime
) -> Customer:
    """The order's customer, or whom they were merged into, locked: first purchases of one customer come in line."""
    if known.order is not None:
        return locked_customer(known.order.customer_id)
    if customer_id is not None:
        return locked_customer(customer_id)
    return locked_customer(customer_of(report, country=vendor.country, by=by, now=now).pk)


def _went_back(report: OrderReport, known: Known) -> bool:
    if known.state is None or known.state.changed_at is None or report.changed_at is None:
        return False
    return report.changed_at > known.state.changed_at and report.status.rank < known.state.status.rank


def _tell(case: Case, known: Known, report: OrderReport, outcome: OrderOutcome, unknown: list[OrderLine]) -> None:
    """Journal and announce what was done; a report that changed nothing leaves no trace but a status that went back."""
    order, now = case.order, case.now
    facts: dict[str, Any] = {"order_id": order.pk, "shop": known.shop.code, "number": order.number}
    taken: dict[str, Any] = {"cancelled": outcome.cancelled, "arrears": outcome.arrears}
    if outcome.changed:
        applied = OrderApplied(
            **facts, customer_id=case.customer.pk, status=order.status, granted=outcome.granted,
            gifted=outcome.gifted, **taken,
        )  # fmt: skip
        record("apply_order", by=case.by, subject=("order", order.pk), now=now, data=applied.to_data())
        publish(applied, now=now)
    before = known.state.status if known.state else None
    if order.known_status is OrderStatus.CHARGED_BACK and before is not OrderStatus.CHARGED_BACK:
        publish(OrderChargedBack(**facts, customer_id=case.customer.pk, **taken), now=now)
    if outcome.went_back:
        publish(StatusWentBack(**facts, status=order.status, reported=report.status.value), now=now)
    for line in unknown:
        if known.skus.get(line.ref) != line.sku:
            publish(UnknownSku(**facts, line=line.ref, sku=line.sku), now=now)
