"""What a manager is shown before a licence moves or customers merge is what then happens, refusals included (P23)."""

from datetime import date, timedelta

import pytest
from tests.factories.bugs import make_register
from tests.factories.cast import EMIL
from tests.factories.ledger import T1, make_lot, make_wallet
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_helpdesk

from pointdesk.customers.errors import AlreadyMerged
from pointdesk.customers.models import Customer
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotFound
from pointdesk.ledger.actions import cancel, charge
from pointdesk.ledger.errors import NotEnoughPoints, WalletOnHold
from pointdesk.ledger.queries import balance, is_on_hold, lots, open_arrears, statement, wallet_of
from pointdesk.ledger.rules import LotKind, Subject
from pointdesk.lifecycle.actions import merge_customers, transfer_licence
from pointdesk.lifecycle.errors import LicenceNotOwned
from pointdesk.lifecycle.queries import Change, Takeover, rehearse_merge, rehearse_transfer_licence

pytestmark = pytest.mark.django_db


@pytest.fixture
def nisos(now):
    """100 bought points, 20 free ones that are spent first, 5 that died and are not booked yet."""
    nisos = make_helpdesk(100, now=now, name="Nisos")
    make_lot(nisos.wallet, 20, date(2026, 12, 31), now=now, kind=LotKind.FREE)
    make_lot(nisos.wallet, 5, now.date(), now=now)
    return nisos


@pytest.fixture
def thalassa(now):
    return make_helpdesk(60, now=now, name="Thalassa")


@pytest.fixture
def later(nisos, now):
    return now + timedelta(days=2)


@pytest.fixture
def sold(nisos):
    return make_register(nisos, since=date(2026, 1, 1)).product


def owe(desk, now):
    """The bank takes back what is not there any more."""
    charge(wallet_id=desk.wallet, subject=T1, points=60, key="c", by=SYSTEM, now=now)
    (lot,) = (lot for lot in lots(desk.wallet, now) if lot.points > 20)
    order = Subject("order_line", "shop:1:1")
    cancel(lot_id=lot.id, points=500, key="bank", by=SYSTEM, now=now, subject=order, arrears=True)
    assert is_on_hold(desk.wallet)


@pytest.mark.parametrize("points", [None, 1, 50, 120])
def test_a_licence_moves_the_points_that_were_rehearsed(nisos, thalassa, sold, later, points):
    facts = {
        "from_customer_id": nisos.customer.pk, "to_customer_id": thalassa.customer.pk, "product_id": sold.pk,
        "points": points,
    }  # fmt: skip
    before = every_row()
    rehearsed = rehearse_transfer_licence(at=later, **facts)
    assert every_row() == before
    assert (rehearsed.seller.before, rehearsed.buyer.before) == (120, 60)
    transfer_licence(by=EMIL, now=later, reason="Sold.", **facts)
    assert rehearsed.seller.after == balance(nisos.wallet, later)
    assert rehearsed.buyer.after == balance(thalassa.wallet, later)
    assert rehearsed.portions == statement(nisos.wallet, later)[-1].portions


def test_a_buyer_without_a_wallet_is_rehearsed_too(nisos, sold, later, now):
    buyer = Customer.objects.create(name="Oliva", created_at=now)
    rehearsed = rehearse_transfer_licence(
        from_customer_id=nisos.customer.pk, to_customer_id=buyer.pk, product_id=sold.pk, points=30, at=later
    )
    assert (rehearsed.seller, rehearsed.buyer) == (Change(120, 90), Change(0, 30))
    assert wallet_of(buyer.pk, nisos.line.pk) is None


@pytest.mark.parametrize("points", [0, None])
def test_a_licence_may_go_without_points(nisos, thalassa, sold, now, points):
    rehearsed = rehearse_transfer_licence(
        from_customer_id=nisos.customer.pk, to_customer_id=thalassa.customer.pk, product_id=sold.pk,
        points=points, at=now + timedelta(days=1000),
    )  # fmt: skip
    assert rehearsed is None


def test_the_rehearsal_of_a_sale_refuses_what_the_sale_refuses(nisos, thalassa, sold, now):
    def both(error, **changed):
        facts = {
            "from_customer_id": nisos.customer.pk, "to_customer_id": thalassa.customer.pk, "product_id": sold.pk,
            "points": 10, **changed,
        }  # fmt: skip
        with pytest.raises(error) as shown:
            rehearse_transfer_licence(at=now, **facts)
        with refused(error, **shown.value.facts()):
            transfer_licence(by=EMIL, now=now, reason="Sold.", **facts)

    both(InvalidPoints, points=-1)
    both(NotFound, to_customer_id=999999)
    both(InvalidInput, to_customer_id=nisos.customer.pk)
    both(LicenceNotOwned, from_customer_id=thalassa.customer.pk, to_customer_id=nisos.customer.pk)
    both(NotEnoughPoints, points=126)
    owe(nisos, now)
    both(WalletOnHold, points=None)


def test_a_merge_moves_the_points_that_were_rehearsed(nisos, thalassa, later):
    other_line = make_wallet(now=later, customer=nisos.customer)
    facts = {"customer_id": nisos.customer.pk, "survivor_id": thalassa.customer.pk}
    owe(nisos, later)
    (owed,) = open_arrears(nisos.wallet)
    before = every_row()
    rehearsed = rehearse_merge(at=later, **facts)
    assert every_row() == before
    mine = balance(nisos.wallet, later)
    assert Takeover(nisos.line.name, Change(60, 60 + mine), owed.open_points) in rehearsed.wallets
    assert len(rehearsed.wallets) == len({nisos.wallet, other_line})
    merge_customers(by=EMIL, now=later, reason="One firm.", **facts)
    assert balance(thalassa.wallet, later) == 60 + mine
    assert [found.open_points for found in open_arrears(thalassa.wallet)] == [owed.open_points]


def test_the_rehearsal_of_a_merge_refuses_what_the_merge_refuses(nisos, thalassa, now):
    def both(error, customer_id, survivor_id):
        with pytest.raises(error) as shown:
            rehearse_merge(customer_id=customer_id, survivor_id=survivor_id, at=now)
        with refused(error, **shown.value.facts()):
            merge_customers(customer_id=customer_id, survivor_id=survivor_id, by=EMIL, now=now, reason="One firm.")

    both(InvalidInput, nisos.customer.pk, nisos.customer.pk)
    both(NotFound, nisos.customer.pk, 999999)
    third = Customer.objects.create(name="Oliva", created_at=now)
    merge_customers(customer_id=third.pk, survivor_id=nisos.customer.pk, by=EMIL, now=now, reason="One firm.")
    both(AlreadyMerged, third.pk, thalassa.customer.pk)
    both(AlreadyMerged, thalassa.customer.pk, third.pk)
