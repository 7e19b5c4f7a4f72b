from datetime import timedelta

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_carla, make_helpdesk

from pointdesk.calls.actions import end_call, link_ticket, log_call, move_to_customer, show_pin, tell_price, verify_pin
from pointdesk.calls.errors import OtherCaller
from pointdesk.calls.models import Call, PriceSaid
from pointdesk.calls.queries import call_log
from pointdesk.charges import actions as charges
from pointdesk.charges.errors import CallerNotVerified
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import merge


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def log(desk, *tickets, **fields):
    return log_call(by=desk.dora, now=desk.now, ticket_ids=[t.pk for t in tickets], **fields)


def verify(desk, call):
    pin = show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)
    verify_pin(call_id=call.pk, person_id=desk.anna.number, pin=pin, by=desk.dora, now=desk.now)


@pytest.mark.parametrize(
    ("number", "e164"),
    [
        ("2109565421", "+302109565421"),
        ("+30 210 / 95 65 421", "+302109565421"),
        ("0049 30 901820", "+4930901820"),
        ("withheld", ""),
        ("", ""),
    ],
)
def test_a_call_is_logged_whatever_the_line_shows(desk, number, e164):
    call = log(desk, number=number)
    stored = Call.objects.get()
    assert (stored.raw_number, stored.number, stored.verified) == (number, e164, False)
    assert (stored.customer, stored.person, stored.agent_id) == (None, None, desk.dora.number)
    assert (stored.started_at, stored.ended_at) == (desk.now, None)
    assert told("CallLogged") == [{"call_id": call.pk, "customer_id": None}]


def test_the_number_of_a_person_unlocks_nothing(desk):
    desk.customer.phone = "+302109565421"
    desk.customer.save()
    ticket = desk.open(delivery="phone")
    log(desk, ticket, number="+302109565421", person_id=desk.anna.number)
    with refused(CallerNotVerified, reference=str(ticket.number)):
        desk.price(ticket, "level-1")


def test_a_caller_who_says_who_they_are(desk):
    log(desk, person_id=desk.bruno.number)
    assert (Call.objects.get().person_id, Call.objects.get().customer) == (desk.bruno.number, desk.customer)


def test_a_ticket_tells_whose_call_it_was(desk):
    ticket, call = desk.open(), log(desk)
    assert log(desk, ticket).customer_id == desk.customer.pk
    link_ticket(call_id=call.pk, ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert Call.objects.get(id=call.pk).customer == desk.customer


def test_who_and_what_must_fit(desk, now):
    carla, foreign = make_carla(now=now), make_helpdesk(now=now, name="Other").open()
    ticket = desk.open()
    for fields, error, facts in (
        ({"customer_id": 0}, NotFound, {"kind": "customer", "ref": "0"}),
        ({"person_id": 0}, NotFound, {"kind": "person", "ref": "0"}),
        (
            {"customer_id": desk.customer.pk, "person_id": carla.number},
            NotFound,
            {"kind": "person", "ref": str(carla.number)},
        ),
        ({"ticket_ids": [0]}, NotFound, {"kind": "ticket", "ref": "0"}),
        ({"ticket_ids": [2**63]}, NotFound, {"kind": "ticket", "ref": str(2**63)}),
        ({"ticket_ids": [ticket.pk, foreign.pk]}, OtherCaller, {"ticket": foreign.number}),
        ({"ticket_ids": [foreign.pk], "customer_id": desk.customer.pk}, OtherCaller, {"ticket": foreign.number}),
        ({"number": "1" * 61}, InvalidInput, {"field": "number", "problem": "too_long"}),
        ({"ended_at": now - timedelta(minutes=1)}, InvalidInput, {"field": "ended_at", "problem": "before_start"}),
        ({"started_at": now + timedelta(seconds=1)}, InvalidInput, {"field": "started_at", "problem": "future"}),
        ({"started_at": now.replace(tzinfo=None)}, InvalidInput, {"field": "started_at", "problem": "no_zone"}),
        ({"ended_at": now + timedelta(seconds=1)}, InvalidInput, {"field": "ended_at", "problem": "future"}),
        ({"ended_at": now.replace(tzinfo=None)}, InvalidInput, {"field": "ended_at", "problem": "no_zone"}),
    ):
        with refused(error, **facts):
            log_call(by=desk.dora, now=now, **fields)


def test_calls_are_staffs(desk):
    call, ticket = log(desk), desk.open()
    verbs = {
        "log_call": lambda: log_call(by=desk.anna, now=desk.now),
        "link_ticket": lambda: link_ticket(call_id=call.pk, ticket_id=ticket.pk, by=desk.anna, now=desk.now),
        "end_call": lambda: end_call(call_id=call.pk, by=desk.anna, now=desk.now),
        "tell_price": lambda: tell_price(call_id=call.pk, ticket_id=ticket.pk, points=1, by=desk.anna, now=desk.now),
    }
    for verb, act in verbs.items():
        with refused(NotAllowed, verb=verb):
            act()


def test_linking_again_changes_nothing(desk):
    ticket = desk.open()
    call = log(desk, ticket)
    before = every_row()
    link_ticket(call_id=call.pk, ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert every_row() == before


def test_a_merged_ticket_is_read_as_its_survivor(desk):
    ticket, survivor = desk.open(), desk.open()
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    call = log(desk, ticket, survivor)
    assert [link.ticket for link in call.links.all()] == [survivor]


# Ruling 26: pricing by phone is refused only when calls are linked and none of them was verified.


def test_without_a_linked_call_nobody_asks(desk):
    desk.price(desk.open(delivery="phone"), "level-1")
    assert desk.available == 80


def test_an_unverified_caller_is_not_charged(desk):
    ticket = desk.open(delivery="phone")
    call = log(desk, ticket)
    with refused(CallerNotVerified, reference=str(ticket.number)):
        desk.price(ticket, "level-1")
    desk.price(ticket, "level-0")
    verify(desk, call)
    desk.price(ticket, "level-1")
    assert desk.available == 80


def test_a_ticket_linked_after_the_pin_was_said(desk):
    call = log(desk, customer_id=desk.customer.pk)
    verify(desk, call)
    ticket = desk.open(delivery="phone")
    link_ticket(call_id=call.pk, ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    desk.price(ticket, "level-1")
    assert desk.available == 80


def test_one_verified_call_among_others_is_enough(desk):
    ticket = desk.open(delivery="phone")
    first = log(desk, ticket)
    verify(desk, first)
    log(desk, ticket)
    desk.price(ticket, "level-1")
    assert desk.available == 80


def test_online_support_needs_no_caller(desk):
    ticket = desk.open()
    log(desk, ticket)
    desk.price(ticket, "level-2")
    with refused(CallerNotVerified, reference=str(ticket.number)):
        charges.set_delivery(charge_id=ticket.charge_id, delivery="phone", by=desk.dora, now=desk.now)


def test_one_call_two_issues(desk):
    tickets = [desk.open(delivery="phone"), desk.open(delivery="phone")]
    verify(desk, log(desk, *tickets))
    for ticket in tickets:
        desk.price(ticket, "level-1")
    assert desk.available == 60


def test_the_price_told_is_a_record(desk):
    ticket = desk.open()
    call = log(desk, ticket)
    tell_price(call_id=call.pk, ticket_id=ticket.pk, points=50, by=desk.dora, now=desk.now, agreed_by="Anna")
    tell_price(call_id=call.pk, ticket_id=ticket.pk, points=80, by=desk.dora, now=desk.now)
    assert list(PriceSaid.objects.order_by("id").values_list("points", "agreed_by", "at")) == [
        (50, "Anna", desk.now), (80, "", desk.now),
    ]  # fmt: skip
    assert [(e["number"], e["points"], e["agreed"]) for e in told("PriceTold")] == [
        (ticket.number, 50, True), (ticket.number, 80, False),
    ]  # fmt: skip
    assert (desk.charge(ticket).price, desk.charge(ticket).agreed_up_to, desk.available) == (None, None, 100)


def test_what_cannot_be_told(desk):
    ticket, unlinked = desk.open(), desk.open()
    call = log(desk, ticket)

    def tell(of=ticket, points=50, **fields):
        tell_price(call_id=call.pk, ticket_id=of.pk, points=points, by=desk.dora, now=desk.now, **fields)

    with refused(OtherCaller, ticket=unlinked.number):
        tell(unlinked)
    with refused(InvalidPoints, value="-1", least=0, most=1_000_000):
        tell(points=-1)
    with refused(InvalidInput, field="agreed_by", problem="too_long"):
        tell(agreed_by="A" * 201)


def test_minutes_are_information(desk):
    call = log(desk)
    end_call(call_id=call.pk, by=desk.dora, now=desk.now + timedelta(seconds=61))
    assert call_log()[0].minutes == 2
    end_call(call_id=call.pk, by=desk.dora, now=desk.now, ended_at=desk.now + timedelta(minutes=7))
    assert call_log()[0].minutes == 7
    with refused(InvalidInput, field="ended_at", problem="before_start"):
        end_call(call_id=call.pk, by=desk.dora, now=desk.now - timedelta(seconds=1))
    with refused(NotFound, kind="call", ref="0"):
        end_call(call_id=0, by=desk.dora, now=desk.now)


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_two_queries_however_long(desk, count, django_assert_num_queries):
    for _ in range(count):
        log(desk, desk.open(), person_id=desk.anna.number)
    with django_assert_num_queries(2):
        rows = call_log()
    assert [(r.customer, r.person, r.agent, len(r.tickets)) for r in rows] == [("Nisos", "Anna", "Dora", 1)] * count


def test_the_log_is_read_latest_first_by_pages_and_by_customer(desk, now):
    calls = []
    for minute in (0, 0, 1):
        desk.now += timedelta(minutes=minute)
        calls.append(log(desk, customer_id=desk.customer.pk))
    stranger = log(desk)
    expected = [stranger.pk, *(c.pk for c in reversed(calls))]
    assert [row.id for row in call_log()] == expected
    assert [row.id for row in call_log(customer_id=desk.customer.pk)] == expected[1:]
    first = call_log(limit=2)
    rest = call_log(after=(first[-1].started_at, first[-1].id))
    assert [row.id for row in first + rest] == expected


def test_all_calls_of_a_merged_customer_move(desk, now):
    to = make_helpdesk(now=now, name="Survivor").customer
    log(desk, customer_id=desk.customer.pk)
    log(desk)
    ids = {"from_customer_id": desk.customer.pk, "to_customer_id": to.pk}
    with refused(NotAllowed, verb="move_to_customer"):
        move_to_customer(**ids, by=desk.dora, now=now)
    assert move_to_customer(**ids, by=desk.emil, now=now) == 1
    assert list(Call.objects.order_by("id").values_list("customer_id", flat=True)) == [to.pk, None]
    before = every_row()
    assert move_to_customer(**ids, by=desk.emil, now=now) == 0
    assert every_row() == before
