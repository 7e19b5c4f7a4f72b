import csv
import io
from datetime import date

import pytest
from tests.factories.charges import make_account
from tests.factories.people import make_person

from pointdesk.customers.actions import invite_person
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions import grant
from pointdesk.ledger.rules.kinds import LotKind, Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(now):
    return make_account(now=now)


@pytest.fixture
def anna(client, account, now):
    person = make_person(account.customer, "Anna", now=now)
    user = invite_person(person_id=person.pk, by=SYSTEM, now=now).user
    client.force_login(user)
    return user


def test_before_the_first_points_the_page_says_what_to_do(client, now):
    person = make_person(make_account(now=now, name="Empty").customer, "Anna", now=now)
    client.force_login(invite_person(person_id=person.pk, by=SYSTEM, now=now).user)
    assert client.get("/points/").status_code == 200


def test_the_balance_is_the_end_of_the_statement(client, anna, account):
    account.lot(120, until=date(2099, 1, 31))
    account.price(account.open(), "level-2")
    page = client.get("/points/").context["page"]
    assert (page.report.balance, [(r.points, r.balance) for r in page.report.rows]) == (95, [(-25, 95), (120, 120)])


def test_every_line_says_what_and_why(client, anna, account):
    account.lot(120, until=date(2099, 1, 31))
    ticket = account.open()
    account.price(ticket, "level-3")
    account.price(ticket, "level-2")
    rows = client.get("/points/").context["page"].report.rows
    assert [r.detail for r in rows] == [
        "Returned 15 points: the price was lowered", "Charged 40 points", "paid, last day 31 January 2099",
    ]  # fmt: skip


def test_another_customers_wallet_is_not_found(client, anna, account, now):
    other = make_account(50, now=now, name="Carla's", line=account.line)
    assert [
        client.get(f"/points/{other.wallet}{rest}").status_code for rest in ("/", "/statement/", "/statement.csv")
    ] == [404] * 3


def test_the_file_holds_the_whole_statement(client, anna, account):
    account.lot(120, until=date(2099, 1, 31))
    account.price(account.open(), "level-2")
    text = client.get(f"/points/{account.wallet}/statement.csv").content.decode("utf-8-sig")
    assert [(r[0], r[4], r[5]) for r in csv.reader(io.StringIO(text))] == [
        ("Entry", "Points", "Balance"), ("1", "120", "120"), ("2", "-25", "95"),
    ]  # fmt: skip


def test_a_long_statement_has_pages(client, anna, account):
    account.lot(1000, until=date(2099, 1, 31))
    for _ in range(30):
        account.price(account.open(), "level-1")
    first = client.get("/points/").context["page"].report
    second = client.get(f"/points/{account.wallet}/{first.older}").context["page"].report
    assert (len(first.rows), len(second.rows), second.older, second.newer) == (25, 6, "", "?")


@pytest.mark.parametrize("tickets", [1, 3])
def test_the_page_costs_the_same_however_much_moved(client, anna, account, tickets, django_assert_num_queries):
    account.lot(1000, until=date(2099, 1, 31))
    for _ in range(tickets):
        account.price(account.open(), "level-1")
    with django_assert_num_queries(14):
        client.get("/points/")


def test_the_whole_statement_is_one_page_to_print(client, anna, account):
    account.lot(1000, until=date(2099, 1, 31))
    for _ in range(30):
        account.price(account.open(), "level-1")
    response = client.get(f"/points/{account.wallet}/statement/")
    page = response.context["page"]
    assert (len(page.report.rows), page.report.older, page.report.newer, page.customer) == (31, "", "", "Acme")


def test_the_file_runs_nothing_and_keeps_greek(client, anna, account, now):
    account.lot(120, until=date(2099, 1, 31))
    grant(
        wallet_id=account.wallet, points=5, lot_kind=LotKind.FREE, origin=Origin.GOODWILL,
        purchased_on=date(2026, 5, 5), last_valid_day=date(2027, 1, 31), key="g", by=SYSTEM, now=now, reason="goodwill",
        note='=HYPERLINK("http://x.example","Κλικ")',
    )  # fmt: skip
    text = client.get(f"/points/{account.wallet}/statement.csv").content.decode("utf-8-sig")
    assert [row[3] for row in csv.reader(io.StringIO(text))][2] == '\'=HYPERLINK("http://x.example","Κλικ")'
