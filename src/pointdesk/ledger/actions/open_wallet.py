from pointdesk.base.database import writing
from pointdesk.ledger.models import Wallet
from pointdesk.ledger.queries.wallets import wallet_of
from pointdesk.ledger.rules.chain import genesis
from pointdesk.vendor.actions import fix_shared_wallet


def open_wallet(*, customer_id: int, line_id: int) -> int:
    """The id of the customer's wallet for a line, opened if there is none.

    With the policy of a shared wallet (P1) there is one for all lines, and `line_id` plays no part; the first wallet
    of all settles that policy for good. Two who open the same wallet at once get the same one.
    """
    with writing():
        found = wallet_of(customer_id, line_id)
        if found is None:
            line = None if fix_shared_wallet() else line_id
            wallet = Wallet(customer_id=customer_id, line_id=line, head=genesis(customer_id, line))
            Wallet.objects.bulk_create([wallet], ignore_conflicts=True)
            found = Wallet.objects.values_list("id", flat=True).get(customer_id=customer_id, line_id=line)
    return found
