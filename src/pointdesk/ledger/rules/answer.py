from dataclasses import replace
from datetime import date

from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome, WalletPlan, portions_of


def answer(
    plan: WalletPlan, kind: EntryKind, entry_id: int | None = None, seq: int | None = None,
    lot_ids: dict[int, int] | None = None,
) -> Outcome:  # fmt: skip
    """The answer for a plan: of a rehearsal as it stands, of a written one with the ids that were given.

    `lot_ids` gives, by number, the ids of the lots that were opened; `kind` is the act's, also where the plan has
    nothing to do.
    """
    before = plan.wallet.booked_balance + sum(draft.change for draft in plan.before)
    act = plan.act
    if act is None:
        return Outcome(None, None, kind, 0, before)
    previous: dict[tuple[int, int], date] = {
        (birth.lot.wallet_id, birth.lot.number): birth.parent.last_valid_day for birth in act.births if birth.parent
    }
    portions = tuple(
        replace(portion, lot_id=(lot_ids or {}).get(portion.lot_number)) if portion.lot_id is None else portion
        for portion in portions_of(act.moves, previous)
    )
    return Outcome(entry_id, seq, kind, act.change, before + act.change, portions, act.arrears)


def combined(first: Outcome, *others: Outcome) -> Outcome:
    """One answer for an act on several wallets: entry and balance of the first, everything else added up."""
    return replace(
        first,
        change=first.change + sum(other.change for other in others),
        arrears=first.arrears + sum(other.arrears for other in others),
        portions=first.portions + tuple(portion for other in others for portion in other.portions),
    )
