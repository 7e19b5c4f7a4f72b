"""Merging customers and moving a licence with its points (P23): rehearsed, confirmed once, by managers."""

from datetime import date

import pytest
from tests.factories.bugs import make_register
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet
from tests.factories.rows import every_row
from tests.factories.tickets import make_helpdesk

from pointdesk.customers.queries import customer, owns
from pointdesk.ledger.queries import balance, wallet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(desk, now):
    """Another firm, with 20 points."""
    found = make_customer("Thalassa", now=now)
    make_lot(make_wallet(now=now, customer=found, line=desk.line), 20, date(2027, 1, 1), now=now)
    return found


@pytest.fixture
def emil(desk, as_):
    return as_(desk.emil)


def confirm(client, address, **typed):
    """Look at the effect, then do what was shown, twice."""
    sent = {"key": "k1", "reason": "The shop was sold.", **typed}
    before = every_row()
    shown = client.post(address, sent)
    assert (shown.status_code, every_row()["ledger.Entry"]) == (200, before["ledger.Entry"])
    sent |= {"rehearsed": shown.context["form"].mark, "do": "it"}
    answers = [client.post(address, sent).status_code for _ in range(2)]
    return dict(shown.context["effect"].facts), answers


@pytest.mark.parametrize(("points", "moved"), [("", 100), ("30", 30), ("0", 0)])
def test_a_licence_goes_with_its_points_once(desk, other, emil, now, points, moved):
    product = make_register(desk, since=date(2026, 1, 1)).product
    address = f"/desk/customers/{desk.customer.pk}/transfer/?to={other.pk}"
    facts, answers = confirm(emil, address, product=product.pk, points=points)
    assert facts["Owner"] == "Nisos → Thalassa"
    assert facts.get("Thalassa") == (f"20 → {20 + moved}" if moved else None)
    assert answers == [303, 303]
    assert (desk.available, balance(wallet_of(other.pk, desk.line.pk), now)) == (100 - moved, 20 + moved)
    assert (owns(other.pk, product.pk, now.date()), owns(desk.customer.pk, product.pk, now.date())) == (True, False)


def test_no_more_points_go_than_there_are(desk, other, emil):
    product = make_register(desk, since=date(2026, 1, 1)).product
    address = f"/desk/customers/{desk.customer.pk}/transfer/?to={other.pk}"
    answer = emil.post(address, {"product": product.pk, "points": 101, "reason": "Sold.", "key": "k"})
    assert (answer.status_code, "101 points are needed and 100 are available." in answer.text) == (422, True)


def test_two_records_become_one_customer_once(desk, other, emil, now):
    ticket = desk.open()
    facts, answers = confirm(emil, f"/desk/customers/{desk.customer.pk}/merge/?to={other.pk}")
    assert facts == {"One customer from now on": "Thalassa", "x-cart": "20 → 120"}
    assert answers == [303, 303]
    ticket.refresh_from_db()
    assert (customer(desk.customer.pk).pk, ticket.customer_id) == (other.pk, other.pk)
    assert balance(wallet_of(other.pk, desk.line.pk), now) == 120


def test_nobody_is_merged_with_themselves(desk, emil):
    address = f"/desk/customers/{desk.customer.pk}/merge/?to={desk.customer.pk}"
    before = every_row()["customers.Customer"]
    assert emil.post(address, {"reason": "x", "key": "k"}).status_code == 422
    assert every_row()["customers.Customer"] == before


def test_the_other_one_is_found_by_name(desk, emil, now):
    found = make_helpdesk(now=now, name="Oliva").customer
    address = f"/desk/customers/{desk.customer.pk}/merge/"
    assert emil.get(address).context["page"].found == []
    page = emil.get(address, {"find": "Nisos"}).context["page"]
    # Oliva's people have addresses of nisos.example; Nisos itself is not offered.
    assert (page.other_id, [row.name for row in page.found]) == (None, ["Oliva"])
    assert emil.get(f"{address}?to={found.pk}").context["page"].other == "Oliva"
    assert emil.get(f"{address}?to=999999").status_code == 404
    assert emil.post(address, {"reason": "x", "key": "k"}).status_code == 422


@pytest.mark.parametrize("act", ["merge", "transfer"])
def test_agents_do_neither(desk, dora, other, act):
    address = f"/desk/customers/{desk.customer.pk}/{act}/?to={other.pk}"
    assert [dora.get(address).status_code, dora.post(address, {}).status_code] == [403, 403]
