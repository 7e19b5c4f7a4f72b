from datetime import datetime

from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Draft, WalletPlan
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject


def plan_settle(wallet: WalletState, owed: int, subject: Subject, now: datetime) -> WalletPlan:
    """Owe `owed` points less, without any points moving: they were paid for, or let go (ruling 24)."""
    return WalletPlan(wallet, deaths(wallet, now), Draft(EntryKind.ARREARS, (), now, subject, arrears=-owed))
