"""What owners read about points that came, and about gifts."""

from datetime import date

import pytest
from tests.factories.catalog import make_product_line
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet, next_key
from tests.factories.people import make_person
from tests.factories.sales import LICENCE, P60, customer_of, make_shop, report
from tests.notifications.reading import lines

from pointdesk.accounts.models import User
from pointdesk.customers.models import Customer
from pointdesk.ledger.actions import grant, transfer
from pointdesk.ledger.rules import LotKind, Origin
from pointdesk.sales.actions import decide_newcomer
from pointdesk.sales.rules import NewcomerVerdict


def test_a_first_basket_tells_of_the_gift_and_of_the_points(desk, post, now):
    make_shop(now=now)
    report(LICENCE, now=now, number="1000")
    customer_of().people.update(language="el")
    post(now)
    report(P60, now=now)

    (mail,) = post(now)

    assert (mail.to, mail.subject) == (["office@acme.example"], "Προστέθηκαν 60 πόντοι")
    assert mail.body.splitlines()[4:11] == [
        "Σας ευχαριστούμε για την αγορά σας: οι πόντοι σας είναι έτοιμοι για χρήση.", "",
        "60 πόντοι", "",
        "Ισχύουν έως και: 5 Μαΐου 2027",
        "Διαθέσιμοι τώρα: 260 πόντοι (x-cart)", "",
    ]  # fmt: skip


def test_a_gift(desk, post, now):
    make_lot(desk.wallet, 200, date(2027, 5, 5), now=now, kind=LotKind.FREE)

    (mail,) = post(now)

    assert mail.subject == "200 points for you, free of charge"
    assert lines(mail, "These", "200", "Can") == [
        "200 points for you, free of charge",
        "These points are a gift: your support begins with them.",
        "200 points",
        "Can be used through: 5 May 2027",
    ]


def test_a_balance_from_an_earlier_system_is_no_news(desk, post, now):
    make_lot(desk.wallet, 80, date(2027, 5, 5), now=now, origin=Origin.OPENING)
    assert post(now) == []


def test_points_that_were_moved_are_told_to_those_who_have_them_now(desk, post, now):
    other = make_customer("Thalassa", now=now)
    carla = make_person(other, "Carla", now=now, is_owner=True)
    wallet = make_wallet(now=now, customer=other, line=desk.line)
    transfer(
        from_wallet_id=desk.wallet, to_wallet_id=wallet, points=30, key=next_key(), by=desk.emil, now=now,
        note="The licence was sold",
    )  # fmt: skip

    (mail,) = post(now)

    assert (mail.to, mail.subject) == ([carla.email], "30 points were added to your account")
    assert lines(mail, "Why", "Can", "Available") == [
        "Why: The licence was sold", "Can be used through: 31 January 2027", "Available now: 30 points (x-cart)",
    ]  # fmt: skip


@pytest.fixture
def held(desk, post, now):
    """A newcomer whose first purchase has the telephone number of Nisos."""
    make_shop(now=now)
    Customer.objects.filter(id=desk.customer.pk).update(phone="+302109565421")
    report(LICENCE, now=now, phone="+30 210 956 5421")
    return customer_of()


def test_a_held_gift_is_told_to_the_customer_and_to_managers(held, desk, post, now):
    to_customer, to_staff = sorted(post(now), key=lambda mail: "office@acme.example" not in mail.to)

    assert (to_customer.to, to_customer.subject) == (
        ["office@acme.example"], "Your 200 points free of charge: we are checking",
    )  # fmt: skip
    assert to_staff.to == [User.objects.get(name="Emil").email]
    assert lines(to_staff, "acme", "A first", "Customer", "For") == [
        "acme: new customer, or the same as another?",
        "A first purchase shares an e-mail, a VAT number or a telephone number with Nisos. 200 points free of charge "
        "are held until you decide.",
        "Customer: acme",
        "For: x-cart",
    ]


@pytest.mark.parametrize(
    ("verdict", "subject"),
    [
        (NewcomerVerdict.NEW, "200 points for you, free of charge"),
        (NewcomerVerdict.SAME, "No free points with this purchase"),
    ],
)
def test_a_decision_about_a_gift_is_told_once(held, desk, post, now, verdict, subject):
    post(now)
    line = make_product_line()
    decide_newcomer(customer_id=held.pk, line_id=line.pk, verdict=verdict, by=desk.emil, now=now)

    assert [(mail.to, mail.subject) for mail in post(now)] == [(["office@acme.example"], subject)]


def test_goodwill_is_a_gift_in_between(desk, post, now):
    grant(
        wallet_id=desk.wallet, points=20, lot_kind=LotKind.FREE, origin=Origin.GOODWILL, purchased_on=date(2026, 5, 5),
        last_valid_day=date(2027, 5, 5), key=next_key(), by=desk.emil, now=now, reason="goodwill",
        note="The shop was down for a day.",
    )  # fmt: skip

    (mail,) = post(now)

    assert lines(mail, "20", "These", "Why") == [
        "20 points for you, free of charge",
        "These points are a gift from us, on top of those that you have.",
        "20 points",
        "Why: The shop was down for a day.",
    ]


def test_points_that_end_on_several_days_are_told_day_by_day(desk, post, now):
    desk.lot(10, date(2026, 6, 1))
    post(now)
    thalassa = make_customer("Thalassa", now=now)
    make_person(thalassa, "Carla", now=now, is_owner=True)
    wallet = make_wallet(now=now, customer=thalassa, line=desk.line)
    transfer(from_wallet_id=desk.wallet, to_wallet_id=wallet, points=30, key=next_key(), by=desk.emil, now=now)

    (mail,) = post(now)

    assert lines(mail, "Can") == ["Can be used through: 1 June 2026 (10 points), 31 January 2027 (20 points)"]


def test_a_gift_that_is_held_anew_is_told_anew(held, desk, post, now):
    report(LICENCE, now=now, phone="+30 210 956 5421", status="refunded")
    post(now)
    report(LICENCE, now=now, number="1002", phone="+30 210 956 5421")

    assert sorted(mail.subject for mail in post(now)) == [
        "Your 200 points free of charge: we are checking", "acme: new customer, or the same as another?",
    ]  # fmt: skip
