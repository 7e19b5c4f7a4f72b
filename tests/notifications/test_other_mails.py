"""Patches (R26) and locked PINs (P19)."""

from datetime import date

import pytest
from tests.factories.bugs import make_register
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.notifications.reading import lines

from pointdesk.calls.actions import regenerate_pin, show_pin
from pointdesk.calls.events import PinExhausted
from pointdesk.calls.models import SupportPin
from pointdesk.customers.actions import record_ownership
from pointdesk.kit.actors import SYSTEM
from pointdesk.notifications.reactions import others
from pointdesk.outbox.actions import publish


@pytest.fixture
def register(desk):
    return make_register(desk, since=date(2026, 1, 1))


def test_a_patch_is_told_to_the_owners_of_those_who_own_the_product_now(register, desk, post, now):
    sold, never = (make_customer(name, now=now) for name in ("Sold", "Never"))
    for customer in (sold, never):
        make_person(customer, now=now)
    record_ownership(
        customer_id=sold.pk, product_id=register.product.pk, since=date(2025, 1, 1), reference="x", by=SYSTEM, now=now
    )
    sold.ownerships.update(until=date(2026, 5, 5))
    bug = register.confirmed()
    register.patch(bug)

    (mail,) = post(now)

    assert (mail.to, mail.subject) == (["anna@nisos.example"], "A patch for x-cart 5.4.1 is there")
    assert lines(mail, "We have", "Patches", "https") == [
        "We have fixed a bug: “Cart forgets”. The patch is yours to download.",
        "Patches are free of charge. If you would like us to apply it for you, open a ticket: that has a price.",
        "https://help.altermarket.example/patches/",
    ]


def test_many_owners_are_told_in_several_transactions(register, desk, post, now, monkeypatch):
    monkeypatch.setattr(others, "AT_ONCE", 2)
    for n in range(4):
        make_person(desk.customer, f"Owner {n}", now=now, is_owner=True, email=f"owner{n}@nisos.example")
    register.patch(register.confirmed())

    assert len(post(now)) == 5


def test_a_locked_pin_is_told_once_to_its_person(desk, post, now):
    show_pin(person_id=desk.bruno.number, by=desk.bruno, now=now)
    SupportPin.objects.update(wrong_tries=5)
    event = PinExhausted(person_id=desk.bruno.number, customer_id=desk.customer.pk)
    publish(event, now=now)
    publish(event, now=now)

    (mail,) = post(now)

    assert (mail.to, mail.subject) == (["bruno@nisos.example"], "Το PIN υποστήριξής σας κλειδώθηκε")
    assert lines(mail, "https") == ["https://help.altermarket.example/account/pin/"]


def test_a_pin_that_was_made_anew_before_the_mail_is_not_called_locked(desk, post, now):
    show_pin(person_id=desk.bruno.number, by=desk.bruno, now=now)
    publish(PinExhausted(person_id=desk.bruno.number, customer_id=desk.customer.pk), now=now)
    regenerate_pin(person_id=desk.bruno.number, by=desk.bruno, now=now)

    assert post(now) == []
