from pointdesk.base.database import writing
from pointdesk.ledger.models import Wallet
from pointdesk.ledger.rules.chain import genesis
from pointdesk.vendor.queries import policies


def open_wallet(*, customer_id: int, line_id: int) -> int:
    """The id of the customer's wallet for a line, opened if there is none.

    With the policy of a shared wallet (P1) there is one for all lines, and `line_id` plays no part. Two who open the
    same wallet at once get the same one.
    """
    line = None if policies().shared_wallet else line_id
    same = Wallet.objects.filter(customer_id=customer_id, line_id=line).values_list("id", flat=True)
    with writing():
        found = same.first()
        if found is None:
            wallet = Wallet(customer_id=customer_id, line_id=line, head=genesis(customer_id, line))
            Wallet.objects.bulk_create([wallet], ignore_conflicts=True)
            found = same.get()
    return found
