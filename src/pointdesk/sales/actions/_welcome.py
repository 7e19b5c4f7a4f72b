"""The welcome gift of P12: once for each customer and product line, for ever."""

from datetime import date

from pointdesk.customers.queries import suspects
from pointdesk.kit.days import years_after
from pointdesk.ledger.rules import Origin
from pointdesk.outbox.actions import publish
from pointdesk.sales.actions._case import Case, Tally
from pointdesk.sales.actions._customer import phone_of, vat_id_of
from pointdesk.sales.actions._points import give_points, take_back
from pointdesk.sales.events import FirstPurchasePaid, NewcomerHeld
from pointdesk.sales.models import OrderLine, WelcomeGift, WelcomeState
from pointdesk.sales.queries.welcome import gifts_of, holds_licence
from pointdesk.sales.rules import ReportedCustomer
from pointdesk.vendor.models import ProductLine


def welcome(case: Case, bought: OrderLine, line: ProductLine, who: ReportedCustomer, done: Tally) -> None:
    """Give the gift of the line whose licence was just paid for, or hold it where a duplicate is suspected.

    The customer's row is locked, so of two first purchases at once one is first.
    """
    if gifts_of(case.customer.pk, line.pk).exists():
        return
    sharing = _suspects(case, who) if line.welcome_points else []
    gift = WelcomeGift(
        customer=case.customer, line=line, order_line=bought, points=line.welcome_points,
        purchased_on=case.purchased_on, suspects=sharing,
        state=WelcomeState.HELD if sharing else WelcomeState.GIVEN,
    )  # fmt: skip
    gift.save()
    facts = {"order_id": case.order.pk, "customer_id": case.customer.pk, "line_id": line.pk}
    if sharing:
        done.held = True
        publish(NewcomerHeld(**facts, points=gift.points, suspects=tuple(sharing)), now=case.now)
        return
    last_day = years_after(case.purchased_on, case.policies.validity_years)
    done.gifted += give_welcome(case, gift, line, last_day)
    publish(FirstPurchasePaid(**facts, points=gift.points), now=case.now)


def give_welcome(case: Case, gift: WelcomeGift, line: ProductLine, last_valid_day: date) -> int:
    """Grant the gift's points; returns how many."""
    if not gift.points:
        return 0
    gift.lot_id = give_points(
        case,
        gift.order_line,
        line_id=line.pk,
        points=gift.points,
        origin=Origin.WELCOME,
        purchased_on=gift.purchased_on,
        last_valid_day=last_valid_day,
        key=f"welcome:{gift.pk}",
    )
    gift.save(update_fields=["lot"])
    return gift.points


def end_welcome(case: Case, returned: OrderLine, line: ProductLine, done: Tally) -> None:
    """P14: the product was paid back. Cancel the unused welcome points, unless another licence of the line is paid.

    So it does not matter which of two licences brought the gift. A gift given stays the one gift for ever; a gift
    that was still held is none, and a later purchase is then the first. Free points are never owed.
    """
    if holds_licence(case.customer.pk, line.pk):
        return
    for gift in gifts_of(case.customer.pk, line.pk):
        if gift.state == WelcomeState.HELD:
            gift.delete()
        elif gift.lot_id is not None and not gift.cancelled:
            take_back(case, returned, gift.lot_id, gift.points, f"welcome:{gift.pk}:end", False, done)
            gift.cancelled = True
            gift.save(update_fields=["cancelled"])


def _suspects(case: Case, who: ReportedCustomer) -> list[int]:
    found = suspects(
        email=who.email,
        vat_id=vat_id_of(who) or case.customer.vat_id,
        phone=phone_of(who, case.policies.country) or case.customer.phone,
        country=who.country,
        apart_from=case.customer.pk,
    )
    return [customer.pk for customer in found]
