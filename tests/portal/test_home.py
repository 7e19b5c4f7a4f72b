from datetime import date

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


@pytest.fixture(autouse=True)
def anna(client, account, now):
    person = make_person(account.customer, "Anna", now=now)
    client.force_login(invite_person(person_id=person.pk, by=SYSTEM, now=now).user)


def test_the_balance_counts_what_can_be_spent_and_what_tickets_hold(client, account):
    account.lot(120, until=FAR)
    account.price(account.open(), "level-2")
    balance = client.get("/home/").context["page"].balances[0]
    assert (balance.available, balance.charged, [(e.day, e.points) for e in balance.endings]) == (95, 25, [(FAR, 95)])


def test_before_anything_happened_the_page_is_there(client):
    assert client.get("/home/").status_code == 200


@pytest.mark.parametrize("movements", [1, 3])
def test_the_page_costs_the_same_however_much_happened(client, account, movements, django_assert_num_queries):
    account.lot(500, until=FAR)
    for _ in range(movements):
        account.price(account.open(), "level-1")
    with django_assert_num_queries(16):
        client.get("/home/")
