from pointdesk.ledger.rules.kinds import ALLOWED_MOVES, Bucket, EntryKind, LotKind, Origin, Settlement, kind_of_grant
from pointdesk.ledger.rules.movement import Outcome, Portion
from pointdesk.ledger.rules.subject import Subject
from pointdesk.ledger.rules.views import LotView, StatementLine

__all__ = [
    "ALLOWED_MOVES",
    "Bucket",
    "EntryKind",
    "LotKind",
    "LotView",
    "Origin",
    "Outcome",
    "Portion",
    "Settlement",
    "StatementLine",
    "Subject",
    "kind_of_grant",
]
