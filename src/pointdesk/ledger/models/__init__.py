from pointdesk.ledger.models.entry import Entry, Note, Posting
from pointdesk.ledger.models.lot import Lot
from pointdesk.ledger.models.wallet import Wallet

__all__ = ["Entry", "Lot", "Note", "Posting", "Wallet"]
