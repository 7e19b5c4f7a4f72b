from pointdesk.ledger.actions.cancel import cancel
from pointdesk.ledger.actions.charge import charge
from pointdesk.ledger.actions.checkpoint import checkpoint
from pointdesk.ledger.actions.earn import earn
from pointdesk.ledger.actions.expire import expire
from pointdesk.ledger.actions.extend import extend
from pointdesk.ledger.actions.forget_note import forget_note
from pointdesk.ledger.actions.give_back import give_back
from pointdesk.ledger.actions.grant import grant
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.actions.lock_wallets import lock_wallets
from pointdesk.ledger.actions.merge_wallets import merge_wallets
from pointdesk.ledger.actions.open_wallet import open_wallet
from pointdesk.ledger.actions.settle_arrears import settle_arrears
from pointdesk.ledger.actions.take_back import take_back
from pointdesk.ledger.actions.transfer import transfer
from pointdesk.ledger.actions.unearn import unearn

__all__ = [
    "cancel",
    "charge",
    "checkpoint",
    "earn",
    "expire",
    "extend",
    "forget_note",
    "give_back",
    "grant",
    "lock_wallet",
    "lock_wallets",
    "merge_wallets",
    "open_wallet",
    "settle_arrears",
    "take_back",
    "transfer",
    "unearn",
]
