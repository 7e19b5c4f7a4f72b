from pointdesk.ledger.queries.accounts import liability, roll_forward
from pointdesk.ledger.queries.arrears import ArrearsView, arrears, open_arrears
from pointdesk.ledger.queries.as_of import as_of
from pointdesk.ledger.queries.balance import balance, balances, expiring, lots
from pointdesk.ledger.queries.endings import Ending, died, dying
from pointdesk.ledger.queries.family import moved_away, wallet_of_lot
from pointdesk.ledger.queries.lapsed import LapsedLot, lapsed
from pointdesk.ledger.queries.notes import notes
from pointdesk.ledger.queries.rehearsals import (
    rehearse_cancel,
    rehearse_charge,
    rehearse_extend,
    rehearse_give_back,
    rehearse_grant,
    rehearse_merge_wallets,
    rehearse_take_back,
    rehearse_transfer,
)
from pointdesk.ledger.queries.statement import statement
from pointdesk.ledger.queries.verify import verify
from pointdesk.ledger.queries.wallets import held, holder_of, is_on_hold, wallet_of
from pointdesk.ledger.queries.wallets_of import WalletView, wallets_of

__all__ = [
    "ArrearsView",
    "Ending",
    "LapsedLot",
    "WalletView",
    "arrears",
    "as_of",
    "balance",
    "balances",
    "died",
    "dying",
    "expiring",
    "held",
    "holder_of",
    "is_on_hold",
    "lapsed",
    "liability",
    "lots",
    "moved_away",
    "notes",
    "open_arrears",
    "rehearse_cancel",
    "rehearse_charge",
    "rehearse_extend",
    "rehearse_give_back",
    "rehearse_grant",
    "rehearse_merge_wallets",
    "rehearse_take_back",
    "rehearse_transfer",
    "roll_forward",
    "statement",
    "verify",
    "wallet_of",
    "wallet_of_lot",
    "wallets_of",
]
