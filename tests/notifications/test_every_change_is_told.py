"""P18: a lower price holds at once, and every change of a price, up or down and however it came about, is told once,
with the old price, the new one, the reason, and who decided."""

import pytest
from tests.notifications.reading import lines

from pointdesk.charges import actions as charges
from pointdesk.charges.queries import history
from pointdesk.tickets import actions as tickets

WHEN = "5 May 2026, 12:00"


def priced(desk, ticket, code, by):
    charges.set_price(charge_id=ticket.charge_id, items=[(code, 1)], by=by, now=desk.now, reason="Because of it")


def rise(desk, ticket):
    priced(desk, ticket, "level-4", desk.dora)


def wait(desk, ticket):
    priced(desk, ticket, "installation", desk.dora)


def fall(desk, ticket):
    priced(desk, ticket, "level-1", desk.dora)


def fall_to_nothing(desk, ticket):
    priced(desk, ticket, "level-0", desk.emil)


def phone(desk, ticket):
    charges.set_delivery(
        charge_id=ticket.charge_id, delivery="phone", by=desk.dora, now=desk.now, reason="Because of it"
    )


def quote_below(desk, ticket):
    charges.quote(charge_id=ticket.charge_id, points=20, text="Because of it", by=desk.dora, now=desk.now)


def lower(desk, ticket):
    charges.ask_review(charge_id=ticket.charge_id, by=desk.anna, now=desk.now)
    charges.decide_review(
        charge_id=ticket.charge_id, verdict="lower", points=30, by=desk.emil, now=desk.now, reason="Because of it"
    )


def give_all_back(desk, ticket):
    charges.ask_review(charge_id=ticket.charge_id, by=desk.anna, now=desk.now)
    charges.decide_review(
        charge_id=ticket.charge_id, verdict="return", by=desk.emil, now=desk.now, reason="Because of it"
    )


def bug(desk, ticket):
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.dora, now=desk.now, reason="Because of it")


def fault(desk, ticket):
    charges.own_fault(charge_id=ticket.charge_id, by=desk.dora, now=desk.now, reason="Because of it")


def accept(desk, ticket):
    charges.quote(charge_id=ticket.charge_id, points=90, text="A skin", by=desk.dora, now=desk.now)
    (offer,) = (line for line in history(ticket.charge_id) if line.asked)
    assert offer.new_price == 40  # asking is no change
    charges.accept(offer_id=desk.charge(ticket).open_offer.id, by=desk.anna, now=desk.now)


def merge(desk, ticket):
    tickets.merge(ticket_id=ticket.pk, into_id=desk.open().pk, by=desk.dora, now=desk.now)


BECAUSE = "Why: Because of it"
SAME_ISSUE = "Returned 40 points for #{number}: it was the same issue as another ticket"


@pytest.mark.parametrize(
    ("change", "figure", "why", "who"),
    [
        (rise, "40 → 80 points (charged 40 points more)", BECAUSE, "Dora"),
        (wait, "40 → 150 points (50 points missing)", BECAUSE, "Dora"),
        (fall, "40 → 10 points (returned 30 points)", BECAUSE, "Dora"),
        (fall_to_nothing, "40 → 0 points (returned 40 points)", BECAUSE, "Emil"),
        (phone, "40 → 80 points (charged 40 points more)", BECAUSE, "Dora"),
        (quote_below, "40 → 20 points (returned 20 points)", BECAUSE, "Dora"),
        (lower, "40 → 30 points (returned 10 points)", BECAUSE, "Emil"),
        (give_all_back, "40 → 0 points (returned 40 points)", BECAUSE, "Emil"),
        (bug, "40 points (returned 40 points)", BECAUSE, "Dora"),
        (fault, "40 points (returned 40 points)", BECAUSE, "Dora"),
        (accept, "40 → 90 points (charged 50 points more)", "Why: It was asked, and accepted", "Anna"),
        (merge, "40 points (returned 40 points)", SAME_ISSUE, "Dora"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_every_change_is_told_once_with_both_prices_the_reason_and_who_decided(
    desk, post, now, change, figure, why, who
):
    ticket = desk.priced("level-3")
    post(now)
    change(desk, ticket)
    price = desk.charge(ticket)
    assert price.charged in (price.price, 40), "a lower price holds at once"

    mails = [mail for mail in post(now) if lines(mail, "Who decided") and not lines(mail, "Accept or decline")]

    assert [mail.to for mail in mails] == [["anna@nisos.example"]]
    assert (lines(mails[0], "40 "), lines(mails[0], "Who")) == ([figure], [f"Who decided: {who}, {WHEN}"])
    assert (lines(mails[0], "Why") or lines(mails[0], "Returned")) == [why.format(number=ticket.number)]
