"""A licence is sold, and points go with it (P23)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.catalog import make_product_line
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet
from tests.factories.rows import every_row, refused
from tests.factories.sales import LICENCE, P60, customer_of, make_shop, report, wallet
from tests.factories.vendor import make_line

from pointdesk.audit.models import Record
from pointdesk.charges.actions import open_charge, set_price
from pointdesk.customers.actions import record_ownership
from pointdesk.customers.models import Customer, Ownership
from pointdesk.customers.queries import owns
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.errors import NotEnoughPoints, SameKeyOtherRequest, WalletOnHold
from pointdesk.ledger.queries import balance, lots, statement, wallet_of
from pointdesk.ledger.rules import LotKind
from pointdesk.lifecycle.actions import transfer_licence
from pointdesk.lifecycle.errors import LicenceNotOwned
from pointdesk.outbox.models import StoredEvent
from pointdesk.vendor.models import Product

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 5)


@dataclass
class Sale:
    """Acme owns the product, 30 free points until the end of 2026 and 60 paid ones until 31 January 2027."""

    acme: Customer
    beta: Customer
    product: Product
    wallet: int
    now: datetime

    def sell(self, by=EMIL, **fields) -> Ownership:
        facts = {
            "from_customer_id": self.acme.pk, "to_customer_id": self.beta.pk, "product_id": self.product.pk,
            "reason": "The shop was sold.", **fields,
        }  # fmt: skip
        return transfer_licence(by=by, now=self.now, **facts)

    def own(self, reference: str, since: date) -> Ownership:
        return record_ownership(
            customer_id=self.acme.pk, product_id=self.product.pk, since=since, reference=reference, by=SYSTEM,
            now=self.now,
        )  # fmt: skip


@pytest.fixture
def sale(now):
    line = make_line()
    acme, beta = make_customer("Acme", now=now), make_customer("Beta", now=now)
    product = Product.objects.create(line=line, code="x-cart", name="X-Cart")
    wallet = make_wallet(now=now, customer=acme, line=line)
    make_lot(wallet, 30, date(2026, 12, 31), now=now, kind=LotKind.FREE)
    make_lot(wallet, 60, date(2027, 1, 31), now=now, cents=5000)
    sale = Sale(acme, beta, product, wallet, now)
    sale.own("order 1", date(2026, 1, 1))
    return sale


def living(customer, now):
    wallet = wallet_of(customer.pk, make_line().pk)
    found = lots(wallet, now) if wallet else []
    return [(lot.points, lot.kind.value, lot.origin.value, lot.last_valid_day, lot.cents) for lot in found]


def test_the_licence_and_the_points_named_go_to_the_buyer(sale):
    bought = sale.sell(points=50)
    assert (bought.customer, bought.product, bought.since, bought.until) == (sale.beta, sale.product, TODAY, None)
    assert not owns(sale.acme.pk, sale.product.pk, TODAY)
    assert owns(sale.beta.pk, sale.product.pk, TODAY)
    # First to be spent first: all 30 free ones and 20 paid ones, with a third of the money.
    assert living(sale.beta, sale.now) == [
        (30, "free", "welcome", date(2026, 12, 31), 0),
        (20, "paid", "purchase", date(2027, 1, 31), 1666),
    ]
    assert living(sale.acme, sale.now) == [(40, "paid", "purchase", date(2027, 1, 31), 3334)]
    assert [(line.kind.value, line.points) for line in statement(sale.wallet, sale.now)][-1] == ("transfer", -50)


def test_without_a_number_all_points_go(sale):
    sale.sell()
    assert balance(sale.wallet, sale.now) == 0
    assert [points for points, *_ in living(sale.beta, sale.now)] == [30, 60]


def test_with_none_only_the_licence_goes(sale):
    sale.sell(points=0)
    assert balance(sale.wallet, sale.now) == 90
    assert living(sale.beta, sale.now) == []


def test_a_seller_who_never_had_points_gives_none(sale):
    other = Product.objects.create(line=make_line("other"), code="other", name="Other")
    record_ownership(
        customer_id=sale.acme.pk, product_id=other.pk, since=TODAY, reference="order 2", by=SYSTEM, now=sale.now
    )
    with refused(NotEnoughPoints, needed=5, available=0):
        sale.sell(product_id=other.pk, points=5)
    sale.sell(product_id=other.pk)
    assert owns(sale.beta.pk, other.pk, TODAY)


def test_of_several_licences_the_oldest_goes(sale):
    second = sale.own("order 2", date(2026, 2, 1))
    sale.sell(points=10)
    assert owns(sale.acme.pk, sale.product.pk, TODAY)
    assert Ownership.objects.get(id=second.pk).until is None
    sale.sell(points=10)
    assert not owns(sale.acme.pk, sale.product.pk, TODAY)
    assert balance(sale.wallet, sale.now) == 70


def test_it_is_journalled_and_announced(sale):
    bought = sale.sell(points=50)
    told = {
        "ownership_id": bought.pk, "product_id": sale.product.pk, "line_id": sale.product.line_id,
        "from_customer_id": sale.acme.pk, "to_customer_id": sale.beta.pk, "points": 50,
    }  # fmt: skip
    assert StoredEvent.objects.get(name="LicenceTransferred").data == told
    journalled = Record.objects.get(verb="transfer_licence")
    assert (journalled.subject_id, journalled.actor_id, journalled.data) == (str(sale.acme.pk), EMIL.id, told)


def test_the_same_request_again_is_answered_and_writes_nothing(sale):
    sale.own("order 2", date(2026, 2, 1))
    first = sale.sell(points=10, key="form-1")
    before = every_row()
    assert sale.sell(points=10, key="form-1") == first
    assert every_row() == before
    gamma = make_customer("Gamma", now=sale.now)
    with refused(SameKeyOtherRequest, key="form-1"):
        sale.sell(to_customer_id=gamma.pk, key="form-1")


def test_a_merged_buyer_is_read_as_the_survivor(sale):
    gone = make_customer("Beta again", now=sale.now, merged_into=sale.beta)
    assert sale.sell(to_customer_id=gone.pk).customer == sale.beta
    with refused(InvalidInput, field="to_customer_id", problem="same_customer"):
        sale.sell(from_customer_id=sale.beta.pk, to_customer_id=gone.pk)


@pytest.mark.parametrize("by", [DORA, anna(1), replace(EMIL, roles=frozenset({Role.ACCOUNTANT})), SYSTEM])
def test_only_managers_and_administrators_may(sale, by):
    with refused(NotAllowed, verb="transfer_licence"):
        sale.sell(by=by)


def test_an_administrator_may(sale):
    assert sale.sell(by=replace(EMIL, roles=frozenset({Role.ADMINISTRATOR}))).customer == sale.beta


def test_what_is_refused_changes_nothing(sale):
    with refused(NotEnoughPoints, needed=91, available=90):
        sale.sell(points=91)
    with refused(InvalidPoints, value="-1", least=0, most=1_000_000):
        sale.sell(points=-1)
    with refused(InvalidInput, field="to_customer_id", problem="same_customer"):
        sale.sell(to_customer_id=sale.acme.pk)
    with refused(InvalidInput, field="reason", problem="missing"):
        sale.sell(reason=" ")
    with refused(InvalidInput, field="key", problem="missing"):
        sale.sell(key="")
    with refused(NotFound, kind="customer", ref="999999"):
        sale.sell(to_customer_id=999999)
    with refused(NotFound, kind="product", ref="999999"):
        sale.sell(product_id=999999)
    with refused(LicenceNotOwned, customer_id=sale.beta.pk, product_id=sale.product.pk):
        sale.sell(from_customer_id=sale.beta.pk, to_customer_id=sale.acme.pk)


def test_a_wallet_that_owes_points_gives_none(now):
    make_shop(now=now)
    report(LICENCE, P60, now=now)
    acme, line = customer_of(), make_product_line()
    charge = open_charge(customer_id=acme.pk, line_id=line.pk, reference="T1", by=DORA, now=now)
    set_price(charge_id=charge.id, items=[("level-4", 1), ("installation", 1)], by=DORA, now=now)
    report(LICENCE, P60, now=now, status="charged_back")
    report(LICENCE, P60, now=now, number="1002")
    beta = make_customer("Beta", now=now)
    facts = {"from_customer_id": acme.pk, "to_customer_id": beta.pk, "product_id": line.products.get().pk}
    with refused(WalletOnHold, wallet_id=wallet()):
        transfer_licence(**facts, points=10, by=EMIL, now=now, reason="Sold.")
    transfer_licence(**facts, points=0, by=EMIL, now=now, reason="Sold.")


def test_a_licence_that_begins_tomorrow_cannot_be_sold_today(sale):
    sale.sell()
    sale.own("order 2", TODAY + timedelta(days=1))
    with refused(LicenceNotOwned, customer_id=sale.acme.pk, product_id=sale.product.pk):
        sale.sell()
