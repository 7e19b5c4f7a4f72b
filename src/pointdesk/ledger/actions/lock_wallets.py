from collections.abc import Iterable

from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.rules.state import WalletState


def lock_wallets(wallet_ids: Iterable[int]) -> dict[int, WalletState]:
    """Lock several wallets in the order of their ids, the same for everybody, so that nobody waits in a circle.

    Raises NotFound, RuntimeError outside a transaction.
    """
    return {wallet_id: lock_wallet(wallet_id) for wallet_id in sorted(set(wallet_ids))}
