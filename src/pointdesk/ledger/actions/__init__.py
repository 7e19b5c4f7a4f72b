from pointdesk.ledger.actions.charge import charge
from pointdesk.ledger.actions.earn import earn
from pointdesk.ledger.actions.expire import expire
from pointdesk.ledger.actions.give_back import give_back
from pointdesk.ledger.actions.grant import grant
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.actions.lock_wallets import lock_wallets
from pointdesk.ledger.actions.open_wallet import open_wallet
from pointdesk.ledger.actions.unearn import unearn

__all__ = [
    "charge",
    "earn",
    "expire",
    "give_back",
    "grant",
    "lock_wallet",
    "lock_wallets",
    "open_wallet",
    "unearn",
]
