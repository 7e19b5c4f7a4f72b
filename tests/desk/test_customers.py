"""Customers at the desk: found, read, their people invited."""

from datetime import date

import pytest
from tests.factories.bugs import make_register
from tests.factories.desk import everybody, signed_in
from tests.factories.sales import LICENCE, P60, customer_of, make_shop, report
from tests.factories.tickets import make_helpdesk

from pointdesk.customers.actions import merge_into, register_customer
from pointdesk.customers.models import Person
from pointdesk.customers.queries import people
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(now):
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def desk(now):
    return make_helpdesk(120, now=now)


@pytest.fixture
def dora(desk):
    return signed_in(desk.dora)


def register(name, now, **facts):
    return register_customer(name=name, by=SYSTEM, now=now, **facts)


# Found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nis", ["Nísos Foods", "Nisos"]), ("ΝΗΣΟΣ", []), ("foods NIS", ["Nísos Foods"]),
        ("orders@nisos-foods", ["Nísos Foods"]), ("θαλασσα", ["Θάλασσα ΑΕ"]), ("foo bar", []), ("isos", []),
    ],
)  # fmt: skip
def test_by_the_beginnings_of_words(dora, now, words, found):
    register("Nísos Foods", now, email="orders@nisos-foods.example")
    register("Θάλασσα ΑΕ", now)
    rows = dora.get("/desk/customers/", {"find": words}).context["page"].rows
    assert [row.name for row in rows] == found


def test_a_merged_customer_is_found_in_the_survivor(dora, now):
    gone, stays = register("Old Nest", now, email="a@old.example"), register("New Nest", now)
    merge_into(customer_id=gone.pk, survivor_id=stays.pk, by=SYSTEM, now=now)
    rows = dora.get("/desk/customers/", {"find": "nest"}).context["page"].rows
    assert [row.name for row in rows] == ["New Nest"]
    assert [row.name for row in dora.get("/desk/customers/", {"find": "a@old"}).context["page"].rows] == ["New Nest"]
    assert dora.get(f"/desk/customers/{gone.pk}/")["Location"] == f"/desk/customers/{stays.pk}/"


def test_the_list_has_pages(dora, desk, now):
    made = [register(f"Shop {n}", now).pk for n in range(26)]
    first = dora.get("/desk/customers/").context["page"]
    second = dora.get("/desk/customers/", {"before": first.older}).context["page"]
    assert [row.id for row in first.rows + second.rows] == [*reversed(made), desk.customer.pk]
    assert (second.older, dora.get("/desk/customers/", {"before": "x"}).status_code) == (None, 200)


@pytest.mark.parametrize("customers", [1, 3])
def test_the_list_costs_the_same_however_long(dora, now, customers, django_assert_num_queries):
    for n in range(customers):
        register(f"Shop {n}", now, email=f"a@shop{n}.example")
    with django_assert_num_queries(LIST):
        dora.get("/desk/customers/")
    with django_assert_num_queries(LIST + 2):
        dora.get("/desk/customers/", {"find": "shop"})


LIST = 8


# Read


def test_everything_that_is_known(dora, desk, now):
    make_register(desk, since=date(2026, 1, 1))
    ticket = desk.priced("level-2")
    page = dora.get(f"/desk/customers/{desk.customer.pk}/").context["page"]
    assert [person.name for person in page.people] == ["Anna", "Bruno"]
    assert [product.name for product in page.products] == ["Core"]
    assert [row.number for row in page.tickets] == [ticket.number]
    assert (page.report.balance, [(r.points, r.balance) for r in page.report.rows]) == (95, [(-25, 95), (120, 120)])


def test_orders_with_what_they_brought(dora, now):
    make_shop(now=now)
    report(LICENCE, P60, now=now, paid_at=now)
    page = dora.get(f"/desk/customers/{customer_of().pk}/").context["page"]
    (ordered,) = page.orders
    assert (ordered.order.number, str(ordered.word), ordered.order.points, len(ordered.order.lines)) == (
        "1001", "paid", 60, 2,
    )  # fmt: skip


def test_the_statement_is_the_customers_own(desk, dora, now):
    desk.priced("level-2")
    theirs = everybody(desk, now=now)["anna"].get("/points/").context["page"].report
    ours = dora.get(f"/desk/customers/{desk.customer.pk}/").context["page"].report
    assert ours == theirs


def test_a_customer_with_two_wallets(dora, desk, now):
    other = make_helpdesk(now=now, name="Thalassa")
    assert dora.get(f"/desk/customers/{desk.customer.pk}/points/{desk.wallet}/").status_code == 200
    assert dora.get(f"/desk/customers/{desk.customer.pk}/points/{other.wallet}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(dora, desk, rows, django_assert_num_queries):
    for _ in range(rows):
        desk.priced("level-1")
    with django_assert_num_queries(PAGE):
        dora.get(f"/desk/customers/{desk.customer.pk}/")


PAGE = 26


# People


def test_a_person_is_added_and_invited(dora, desk, mailoutbox):
    sent = {"name": "Chloe", "email": "chloe@nisos.example", "sees_all_tickets": "on", "may_spend": "on"}
    assert dora.post(f"/desk/customers/{desk.customer.pk}/people/new/", sent).status_code == 303
    chloe = Person.objects.get(name="Chloe")
    assert (chloe.customer, chloe.is_owner, chloe.sees_all_tickets, chloe.may_spend, chloe.user) == (
        desk.customer, False, True, True, None,
    )  # fmt: skip
    page = dora.post(f"/desk/people/{chloe.pk}/invite")
    assert (page.status_code, page["Location"]) == (303, f"/desk/customers/{desk.customer.pk}/")
    chloe.refresh_from_db()
    assert chloe.user is not None


def test_a_person_who_is_there_already(dora, desk):
    sent = {"name": "Anna", "email": "anna@nisos.example"}
    page = dora.post(f"/desk/customers/{desk.customer.pk}/people/new/", sent)
    assert (page.status_code, people(desk.customer.pk).count()) == (422, 2)
    assert "is there already" in page.text


@pytest.mark.parametrize(
    ("who", "reads", "acts"),
    [
        ("agent", 200, 200), ("manager", 200, 200), ("accountant", 200, 403), ("administrator", 200, 200),
        ("anna", 404, 404), ("nobody", 302, 302),
    ],
)  # fmt: skip
def test_who_reads_and_who_adds(desk, now, who, reads, acts):
    client, at = everybody(desk, now=now)[who], f"/desk/customers/{desk.customer.pk}/"
    assert [client.get(x).status_code for x in ("/desk/customers/", at)] == [reads, reads]
    assert client.get(f"{at}people/new/").status_code == acts
    assert client.post(f"/desk/people/{desk.bruno.number}/invite").status_code == (303 if acts == 200 else acts)


def test_who_is_not_there(dora):
    assert [dora.get(f"/desk/customers/999/{x}").status_code for x in ("", "people/new/")] == [404, 404]
    assert dora.post("/desk/people/999/invite").status_code == 404
