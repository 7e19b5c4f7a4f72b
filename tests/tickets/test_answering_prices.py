"""An answer to a price brings the ticket back to the staff, at once with the answer (P17)."""

from datetime import timedelta

import pytest
from tests.factories.rows import refused
from tests.factories.tickets import make_carla

from pointdesk.charges.errors import NoOpenQuote
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.tickets.actions import accept_price, decline_price, hold, solve
from pointdesk.tickets.models import Ticket


def standing(ticket):
    return Ticket.objects.values_list("state", "active_at", "solved_at").get(id=ticket.pk)


@pytest.fixture
def asked(desk):
    """A ticket whose price was asked an hour ago, and then Dora wrote: it waits for the customer."""
    ticket = desk.priced("level-2", price_first=True)
    desk.reply(ticket, by=desk.dora, body="That would be 25 points.")
    desk.now += timedelta(hours=1)
    return ticket


def offer_of(desk, ticket):
    return desk.charge(ticket).open_offer.id


@pytest.mark.parametrize("act", [accept_price, decline_price])
def test_it_is_open_again_and_moves_up(desk, asked, act):
    act(offer_id=offer_of(desk, asked), by=desk.anna, now=desk.now)
    assert standing(asked) == ("open", desk.now, None)


@pytest.mark.parametrize("act", [accept_price, decline_price])
@pytest.mark.parametrize("before", [hold, solve])
def test_also_from_hold_and_solved(desk, asked, act, before):
    accept_price(offer_id=offer_of(desk, asked), by=desk.anna, now=desk.now)
    desk.price(asked, "level-3")
    before(ticket_id=asked.pk, by=desk.dora, now=desk.now)
    desk.now += timedelta(hours=1)
    act(offer_id=offer_of(desk, asked), by=desk.anna, now=desk.now)
    assert standing(asked) == ("open", desk.now, None)


@pytest.mark.parametrize("act", [accept_price, decline_price])
def test_the_same_answer_again_moves_nothing(desk, asked, act):
    offer = offer_of(desk, asked)
    first = act(offer_id=offer, by=desk.anna, now=desk.now, key="k")
    desk.reply(asked, by=desk.dora)
    before = standing(asked)
    desk.now += timedelta(hours=1)
    assert act(offer_id=offer, by=desk.anna, now=desk.now, key="k") == first
    act(offer_id=offer, by=desk.anna, now=desk.now)
    assert standing(asked) == before


def test_a_refused_answer_writes_nothing(desk, asked, now):
    offer, carla = offer_of(desk, asked), make_carla(now=now)
    for act, verb in ((accept_price, "accept"), (decline_price, "decline")):
        with refused(NotFound, kind="offer", ref=str(offer)):
            act(offer_id=offer, by=carla, now=desk.now)
        with refused(NotAllowed, verb=verb):
            act(offer_id=offer, by=desk.dora, now=desk.now)
        with refused(NotFound, kind="offer", ref="999"):
            act(offer_id=999, by=desk.anna, now=desk.now)
    decline_price(offer_id=offer, by=desk.anna, now=desk.now)
    with refused(NoOpenQuote, reference=str(asked.number)):
        accept_price(offer_id=offer, by=desk.anna, now=desk.now)
