"""A statement in words: never a number without its reason, and no words about what its reader may not see."""

import pytest

from pointdesk.charges import actions as charges
from pointdesk.reports.queries import wallet_report


def told(desk, by=None):
    return [row.detail for row in wallet_report(desk.wallet, by or desk.anna, desk.now).rows]


def test_what_each_movement_was_for(desk):
    ticket = desk.priced("level-2")
    desk.price(ticket, "level-3")
    desk.price(ticket, "level-1")
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.dora, now=desk.now)
    assert told(desk)[:4] == [
        "Returned 10 points: it was our bug", "Returned 30 points: price 40 → 10, level-1",
        "Charged 15 points: price 25 → 40, level-3", "Charged 25 points: level-2",
    ]  # fmt: skip


def test_by_phone_and_several_items(desk):
    ticket = desk.open()
    charges.set_delivery(charge_id=ticket.charge_id, delivery="phone", by=desk.dora, now=desk.now)
    charges.set_price(charge_id=ticket.charge_id, items=[("level-1", 2), ("level-2", 1)], by=desk.dora, now=desk.now)
    assert told(desk)[0] == "Charged 90 points: level-1 × 2, level-2, by phone"


def test_points_that_were_waited_for(desk):
    desk.priced("installation")
    desk.lot(50)
    charges.serve_queue(wallet_id=desk.wallet, now=desk.now)
    assert told(desk)[0] == "Charged 150 points: installation; they had been waited for"


def test_a_quote_by_its_words(desk):
    ticket = desk.open()
    view = charges.quote(charge_id=ticket.charge_id, points=90, text="A skin", by=desk.dora, now=desk.now)
    charges.accept(offer_id=view.open_offer.id, by=desk.anna, now=desk.now)
    assert told(desk)[0] == "Charged 90 points: A skin"


def test_who_may_not_see_the_ticket_reads_no_more_than_the_points(desk):
    ticket = desk.open()
    charges.quote(charge_id=ticket.charge_id, points=90, text="A secret skin", by=desk.dora, now=desk.now)
    view = desk.charge(ticket)
    charges.accept(offer_id=view.open_offer.id, by=desk.anna, now=desk.now)
    (row, *_rest) = wallet_report(desk.wallet, desk.bruno, desk.now).rows
    assert (row.what, row.number, row.detail) == (f"#{ticket.number}", None, "Charged 90 points")


@pytest.mark.parametrize("tickets", [1, 3])
def test_the_words_cost_the_same_however_much_moved(desk, tickets, django_assert_num_queries):
    for _ in range(tickets):
        desk.priced("level-1")
    with django_assert_num_queries(9):
        assert len(told(desk)) == tickets + 1
