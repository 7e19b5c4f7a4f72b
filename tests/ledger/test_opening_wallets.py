import pytest
from tests.factories.cast import EMIL
from tests.factories.customers import make_customer
from tests.factories.vendor import make_line

from pointdesk.ledger.actions import open_wallet
from pointdesk.ledger.models import Wallet
from pointdesk.vendor.actions import change_policies
from pointdesk.vendor.errors import SharedWalletFixed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("shared", [False, True])
def test_the_first_wallet_settles_whether_lines_share_one(now, shared):
    change_policies(shared_wallet=shared, by=EMIL, now=now)
    acme, lines = make_customer(now=now), [make_line("x-cart"), make_line("other")]
    opened = [open_wallet(customer_id=acme.pk, line_id=line.pk) for line in lines]
    assert len(set(opened)) == Wallet.objects.count() == (1 if shared else 2)
    with pytest.raises(SharedWalletFixed):
        change_policies(shared_wallet=not shared, by=EMIL, now=now)
    assert [open_wallet(customer_id=acme.pk, line_id=line.pk) for line in lines] == opened
