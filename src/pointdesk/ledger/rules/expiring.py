from datetime import datetime

from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Draft, Move
from pointdesk.ledger.rules.state import LotState, WalletState


def deaths(wallet: WalletState, at: datetime) -> tuple[Draft, ...]:
    """The entries that book what died by `at`, one a lot, in the order of death, effective when the lot died (P2)."""
    return tuple(death_of(lot, effective_at=lot.expires_at) for lot in wallet.dead(at))


def death_of(lot: LotState, *, effective_at: datetime) -> Draft:
    """The entry that books the death of all available points of a lot."""
    move = Move(lot, Bucket.AVAILABLE, Bucket.EXPIRED, lot.available, lot.available_cents)
    return Draft(EntryKind.EXPIRY, (move,), effective_at)
