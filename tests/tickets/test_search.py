import pytest
from tests.factories.tickets import make_carla, make_helpdesk, make_person

from pointdesk.kit.actors import SYSTEM, Actor, ActorKind
from pointdesk.tickets.actions import add_note, merge, move_to_customer, split
from pointdesk.tickets.queries import search


def found(by, words, desk):
    return [row.number for row in search(by, words, now=desk.now)]


def test_all_words_of_one_message_with_its_subject_and_number(desk):
    ticket = desk.open(subject="Checkout fails", body="A blank page")
    desk.reply(ticket, body="Also slow")
    for words in ("checkout", "BLANK checkout", "slow fails", f"{ticket.number} bla", "a bl"):
        assert found(desk.dora, words, desk) == [ticket.number], words
    for words in ("blank slow", "lank", "", "  ", "?!"):
        assert found(desk.dora, words, desk) == [], words


def test_latest_words_first_and_each_ticket_once(desk):
    first, second = desk.open(body="the cart"), desk.open(body="the cart")
    desk.reply(first, body="the cart again")
    assert found(desk.dora, "cart", desk) == [first.number, second.number]


def test_a_number_finds_its_ticket_first(desk):
    ticket = desk.open()
    other = desk.open(body=f"as in {ticket.number}")
    assert found(desk.dora, f" #{ticket.number} ", desk)[0] == ticket.number
    assert found(desk.anna, str(other.number), desk)[0] == other.number
    assert found(desk.dora, "9" * 40, desk) == []


def test_notes_are_found_by_staff_alone(desk, now):
    ticket = desk.open()
    add_note(ticket_id=ticket.pk, body="secretive", by=desk.dora, now=now)
    assert found(desk.dora, "secretive", desk) == [ticket.number]
    for by in (desk.anna, desk.bruno):
        assert found(by, "secretive", desk) == []
        assert found(by, "checkout secretive", desk) == []


def test_who_finds_what(desk, now):
    """Invariant 10 holds for search: own tickets, all of the customer with the right, nobody else's."""
    annas, brunos = desk.open(), desk.open(by=desk.bruno)
    other = make_helpdesk(now=now, name="Other")
    foreign = other.open()
    seer = make_person(desk.customer, "Sofia", now=now, sees_all_tickets=True)
    finds = {
        desk.anna: [brunos, annas],
        desk.bruno: [brunos],
        seer: [brunos, annas],
        make_carla(now=now): [],
        other.anna: [foreign],
        desk.dora: [foreign, brunos, annas],
        SYSTEM: [foreign, brunos, annas],
        Actor(kind=ActorKind.SHOP, id="shop:1", label="Shop"): [],
    }
    for by, tickets in finds.items():
        assert found(by, "checkout", desk) == [ticket.number for ticket in tickets], by.label
        for ticket in (annas, brunos, foreign):
            assert (ticket.number in found(by, str(ticket.number), desk)) == (ticket in tickets)


def test_what_was_merged_is_found_in_its_survivor(desk, now):
    ticket, into = desk.open(body="zebra"), desk.open()
    merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=now)
    assert found(desk.dora, "zebra", desk) == [into.number]
    assert found(desk.anna, str(ticket.number), desk) == [into.number]


def test_what_was_split_out_is_found_there(desk, now):
    ticket = desk.open()
    second = desk.reply(ticket, body="zebra")
    new = split(ticket_id=ticket.pk, message_ids=[second.pk], subject="Stripes", by=desk.dora, now=now)
    for words in ("zebra", "stripes zebra", f"{new.number} zebra"):
        assert found(desk.dora, words, desk) == [new.number]
    assert found(desk.dora, f"{ticket.number} zebra", desk) == []


def test_what_moved_to_another_customer_is_found_there_alone(desk, now):
    ticket, other = desk.open(body="zebra"), make_helpdesk(now=now, name="Other")
    add_note(ticket_id=ticket.pk, body="giraffe", by=desk.dora, now=now)
    move_to_customer(from_customer_id=desk.customer.pk, to_customer_id=other.customer.pk, by=SYSTEM, now=now)
    assert found(other.anna, "zebra", desk) == [ticket.number]
    assert found(other.anna, "giraffe", desk) == []
    assert found(desk.anna, "zebra", desk) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_however_much_is_found(desk, count, django_assert_num_queries):
    numbers = [desk.open().number for _ in range(count)]
    with django_assert_num_queries(4):
        assert len(search(desk.dora, "checkout", now=desk.now)) == count
    with django_assert_num_queries(5):
        assert len(search(desk.dora, str(numbers[0]), now=desk.now)) == 1


def test_the_most_are_the_latest(desk):
    tickets = [desk.open().number for _ in range(4)]
    rows = search(desk.dora, "checkout", now=desk.now, most=2)
    assert [row.number for row in rows] == tickets[:1:-1]
