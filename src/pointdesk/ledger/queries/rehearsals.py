"""Every act played through without writing: the same reading, the same plan, so the answer is what would be posted."""

from datetime import datetime

from pointdesk.kit.points import whole_points
from pointdesk.ledger.queries.load import load, read_wallet
from pointdesk.ledger.rules.answer import answer
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.spending import plan_charge


def rehearse_charge(*, wallet_id: int, points: int, at: datetime) -> Outcome:
    """What `charge` would take, from which lots. Raises what `charge` raises."""
    whole_points(points, least=1)
    wallet, _ = load(read_wallet(wallet_id))
    return answer(plan_charge(wallet, None, points, at), EntryKind.CHARGE)
