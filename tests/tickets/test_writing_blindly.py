"""A writer who has not read the latest line is stopped; and who reads what is written."""

import pytest
from tests.factories.rows import refused
from tests.factories.tickets import make_person

from pointdesk.customers.actions import deactivate_person
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.actions import add_note, merge, split
from pointdesk.tickets.errors import ThreadChanged
from pointdesk.tickets.queries import conversation_for_staff, readers_of, relations_of


def last(ticket):
    return conversation_for_staff(ticket.pk)[-1].id


def test_what_has_been_read_stops_nobody(desk):
    ticket = desk.open()
    desk.reply(ticket, by=desk.dora, seen=last(ticket))
    assert desk.reply(ticket, by=desk.dora, seen=last(ticket)).body == "It still does."


def test_whoever_wrote_last_is_named(desk, now):
    ticket = desk.open()
    seen = last(ticket)
    desk.reply(ticket)
    with refused(ThreadChanged, ticket=ticket.number, author="Anna"):
        desk.reply(ticket, by=desk.dora, seen=seen)
    add_note(ticket_id=ticket.pk, body="Wait", by=desk.emil, now=now)
    with refused(ThreadChanged, ticket=ticket.number, author="Emil"):
        desk.reply(ticket, by=desk.dora, seen=seen)


def test_a_private_note_stops_no_customer(desk, now):
    ticket = desk.open()
    seen = last(ticket)
    add_note(ticket_id=ticket.pk, body="Wait", by=desk.emil, now=now)
    desk.reply(ticket, seen=seen)
    desk.reply(ticket, by=desk.dora)
    with refused(ThreadChanged, ticket=ticket.number, author="Dora"):
        desk.reply(ticket, seen=seen)


def test_a_merge_is_news_too(desk, now):
    ticket, other = desk.open(), desk.open()
    seen = last(ticket)
    merge(ticket_id=other.pk, into_id=ticket.pk, by=desk.emil, now=now)
    with refused(ThreadChanged, ticket=ticket.number, author="Emil"):
        desk.reply(ticket, by=desk.dora, seen=seen)


def test_a_second_click_is_the_first_answer(desk):
    ticket = desk.open()
    seen = last(ticket)
    first = desk.reply(ticket, by=desk.dora, seen=seen, key="k")
    desk.reply(ticket)
    assert desk.reply(ticket, by=desk.dora, seen=seen, key="k") == first


def test_readers_are_who_asked_and_who_sees_all(desk, now):
    ticket = desk.open(by=desk.bruno)
    assert readers_of(ticket) == ["Bruno", "Anna"]
    make_person(desk.customer, "Sofia", now=now, sees_all_tickets=True)
    make_person(desk.customer, "Petros", now=now)
    assert readers_of(ticket) == ["Bruno", "Anna", "Sofia"]
    deactivate_person(person_id=desk.bruno.number, by=SYSTEM, now=now)
    assert readers_of(ticket) == ["Anna", "Sofia"]


@pytest.mark.parametrize("count", [1, 3])
def test_relations_cost_the_same_however_many(desk, now, count, django_assert_num_queries):
    ticket = desk.open()
    others = [desk.open() for _ in range(count)]
    for other in others:
        merge(ticket_id=other.pk, into_id=ticket.pk, by=desk.dora, now=now)
    followers = [desk.open(follows_id=ticket.pk) for _ in range(count)]
    split(ticket_id=ticket.pk, message_ids=[], subject="Second", by=desk.dora, now=now)
    with django_assert_num_queries(3):
        found = relations_of(ticket.pk)
    assert found.merged == tuple(other.number for other in others)
    assert (found.linked, found.followers) == ((), tuple(follower.number for follower in followers))
