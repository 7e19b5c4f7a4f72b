from datetime import date, timedelta

import pytest
from tests.factories.charges import make_account
from tests.factories.people import make_person

from pointdesk.customers.actions import invite_person
from pointdesk.kit.actors import SYSTEM

pytestmark = pytest.mark.django_db

FAR = date(2099, 1, 31)


@pytest.fixture
def account(now):
    return make_account(now=now)


@pytest.fixture
def anna(client, account, now):
    person = make_person(account.customer, "Anna", now=now)
    client.force_login(invite_person(person_id=person.pk, by=SYSTEM, now=now).user)


def test_the_balance_counts_what_can_be_spent_and_what_tickets_hold(client, anna, account):
    account.lot(120, until=FAR)
    account.price(account.open(), "level-2")
    balance = client.get("/home/").context["page"].balances[0]
    assert (balance.available, balance.charged, [(e.day, e.points) for e in balance.endings]) == (95, 25, [(FAR, 95)])


def test_before_anything_happened_the_page_is_there(client, anna):
    assert client.get("/home/").status_code == 200


@pytest.mark.parametrize("movements", [1, 3])
def test_the_page_costs_the_same_however_much_happened(client, anna, account, movements, django_assert_num_queries):
    account.lot(500, until=FAR)
    for _ in range(movements):
        account.price(account.open(), "level-1")
    with django_assert_num_queries(19):
        client.get("/home/")


def test_what_waits_for_the_reader_comes_first_however_old(desk, at_nisos, stopped):
    asked, short, answered = desk.open(price_first=True), desk.priced("installation"), desk.open()
    desk.price(asked, "level-2")
    desk.reply(answered, by=desk.dora, body="Which version?")
    stopped.advance(timedelta(days=1))
    desk.now += timedelta(days=1)
    for _ in range(26):
        desk.open()
    page = at_nisos.get("/home/").context["page"]
    assert [(t.number, t.asked, t.short) for t in page.todo] == [
        (answered.number, False, False), (asked.number, True, False), (short.number, False, True),
    ]  # fmt: skip
    assert asked.number not in [ticket.number for ticket in page.tickets]
