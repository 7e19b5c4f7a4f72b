"""What staff read about the orders of shops."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories.catalog import make_product_line
from tests.factories.customers import make_customer
from tests.factories.sales import P60, make_shop, report, units, wallet
from tests.factories.tickets import make_agent

from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.ledger.actions import charge, open_wallet, transfer
from pointdesk.ledger.rules import Subject
from pointdesk.notifications.models import Notice
from pointdesk.outbox.actions import publish
from pointdesk.sales.events import DeliveryRefused, StatusWentBack


@pytest.fixture
def staff(db, now, post):
    """One member of staff of each role, whose mails are told by the role."""
    make_shop(now=now)
    people = {make_agent(role.value, role, now=now).number: role.value for role in Role}

    def told() -> list[tuple[str, str]]:
        mails = {mail.extra_headers["Message-ID"]: mail.subject for mail in post(now)}
        notices = Notice.objects.filter(message_id__in=mails, user__isnull=False)
        return sorted((people[notice.user_id], mails[notice.message_id]) for notice in notices)

    return told


def test_an_unknown_article(staff, now):
    report(P60, replace(P60, sku="XC-GOLD"), now=now)

    assert staff() == [("administrator", "Unknown article XC-GOLD"), ("manager", "Unknown article XC-GOLD")]

    report(P60, replace(P60, sku="XC-GOLD"), now=now)
    assert staff() == []


def test_a_charge_back_with_points_spent(staff, now):
    report(P60, now=now)
    charge(wallet_id=wallet(), subject=Subject("ticket", "1"), points=40, key="k", by=SYSTEM, now=now)
    staff()
    report(P60, now=now, status="charged_back")

    assert staff() == [(role, "Order shop:1001 was charged back") for role in ("accountant", "manager")]
    letter = Notice.objects.filter(kind="staff_charged_back")[0].content
    assert letter.paragraphs == (
        "The bank took the money back. 20 points of it were unused and cancelled. 40 points had been spent and are now "
        "owed: priced tickets of this customer wait until that is settled.",
    )
    assert [(row.label, row.value) for row in letter.rows] == [("Customer", "acme"), ("Order", "shop:1001")]


def test_points_of_a_refunded_order_that_were_moved_are_told_at_each_refund(staff, now):
    report(units(P60, 2), now=now)
    other = open_wallet(customer_id=make_customer("Thalassa", now=now).pk, line_id=make_product_line().pk)
    transfer(from_wallet_id=wallet(), to_wallet_id=other, key="k", by=SYSTEM, now=now)
    staff()
    report(units(P60, 2, refunded=1), now=now, status="partially_refunded")

    moved = [(role, "Order shop:1001 was paid back, 60 points of it had moved") for role in ("accountant", "manager")]
    assert staff() == moved
    report(units(P60, 2, refunded=2), now=now + timedelta(minutes=1), status="refunded")
    assert staff() == moved


def test_a_shop_that_goes_back_is_told_once_for_each_pair(staff, now):
    report(P60, now=now)
    staff()
    event = StatusWentBack(order_id=1, shop="shop", number="1001", status="refunded", reported="paid")
    publish(event, now=now)
    publish(event, now=now)
    publish(replace(event, status="cancelled"), now=now)

    assert staff() == [
        (role, "Order shop:1001: the shop went back")
        for role in ("administrator", "administrator", "manager", "manager")
    ]


def test_a_refused_delivery(staff, now):
    publish(DeliveryRefused(delivery_id=5, shop="shop", error="LineChanged"), now=now)

    assert staff() == [(role, "A delivery from shop was refused") for role in ("administrator", "manager")]
