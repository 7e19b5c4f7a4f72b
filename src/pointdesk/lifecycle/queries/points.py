from datetime import datetime

from pointdesk.ledger.errors import NotEnoughPoints, WalletOnHold
from pointdesk.ledger.queries import balance, is_on_hold, wallet_of


def giving_wallet(seller_id: int, line_id: int, points: int | None, at: datetime) -> int | None:
    """The wallet from which points go with a licence of that line (P23); None where none go.

    `points` as in `transfer_licence`. Asked before the buyer's wallet is opened, so that a refusal writes nothing; the
    ledger decides under its locks. Raises NotEnoughPoints, WalletOnHold.
    """
    wallet = wallet_of(seller_id, line_id)
    if points == 0 or (wallet is None and points is None):
        return None
    available = balance(wallet, at) if wallet else 0
    if wallet is None or available < (points or 0):
        raise NotEnoughPoints(needed=points or 0, available=available)
    if is_on_hold(wallet):
        raise WalletOnHold(wallet_id=wallet)
    return wallet
