from pointdesk.ledger.queries.balance import balance, lots
from pointdesk.ledger.queries.rehearsals import rehearse_charge
from pointdesk.ledger.queries.statement import statement
from pointdesk.ledger.queries.wallets import held, is_on_hold, wallet_of

__all__ = ["balance", "held", "is_on_hold", "lots", "rehearse_charge", "statement", "wallet_of"]
