from pointdesk.ledger.models.arrears import Arrears
from pointdesk.ledger.models.checkpoint import Checkpoint, CheckpointHead
from pointdesk.ledger.models.entry import Entry, Note, Posting
from pointdesk.ledger.models.lot import Lot
from pointdesk.ledger.models.wallet import Wallet

__all__ = ["Arrears", "Checkpoint", "CheckpointHead", "Entry", "Lot", "Note", "Posting", "Wallet"]
