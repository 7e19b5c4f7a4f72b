from collections.abc import Iterable

from pointdesk.base.database import require_transaction
from pointdesk.base.ids import possible_ids
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.models import Wallet
from pointdesk.ledger.rules.state import WalletState


def lock_wallets(wallet_ids: Iterable[int]) -> dict[int, WalletState]:
    """Lock several wallets in one order, the same for everybody, so that nobody waits in a circle.

    The order is merged wallets before living ones, then by id: an act on a merged wallet locks that first, and learns
    only then whose heir it must lock. Raises NotFound, RuntimeError outside a transaction.
    """
    require_transaction()
    ids = set(wallet_ids)
    merged = set(Wallet.objects.filter(id__in=possible_ids(ids), successor__isnull=False).values_list("id", flat=True))
    return {wallet_id: lock_wallet(wallet_id) for wallet_id in sorted(ids, key=lambda id: (id not in merged, id))}
