"""Every act played through without writing: the same reading, the same plan, so the answer is what would be posted.

Nothing is locked: between a rehearsal and the act others may act. Each raises what its act raises, but asks nobody's
permission and needs no key.
"""

from datetime import date, datetime

from pointdesk.kit.days import end_of
from pointdesk.kit.points import whole_points
from pointdesk.ledger.queries.extension import read_extension
from pointdesk.ledger.queries.family import heir_of, read_family, wallet_of_lot, wallets_of_family
from pointdesk.ledger.queries.load import draws_of, load, read_wallet
from pointdesk.ledger.rules.answer import answer, combined
from pointdesk.ledger.rules.cancelling import plan_cancel, plan_take_back
from pointdesk.ledger.rules.granting import Grant, plan_grant
from pointdesk.ledger.rules.kinds import EntryKind, LotKind, Origin, kind_of_grant
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.reissuing import plan_extend, plan_merge, plan_transfer
from pointdesk.ledger.rules.returning import ReturnTerms, plan_return
from pointdesk.ledger.rules.spending import plan_charge
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject
from pointdesk.vendor.queries import policies


def rehearse_charge(*, wallet_id: int, points: int, at: datetime) -> Outcome:
    """What `charge` would take, from which lots."""
    whole_points(points, least=1)
    return answer(plan_charge(_read(wallet_id), None, points, at), EntryKind.CHARGE)


def rehearse_give_back(*, wallet_id: int, subject: Subject, points: int, at: datetime) -> Outcome:
    """What `give_back` would return, to which lots and until when."""
    whole_points(points, least=1)
    wallet, policy = _read(wallet_id), policies()
    terms = ReturnTerms(now=at, life_days=policy.return_life_days, zone=policy.zone)
    heir = _read(heir_of(wallet).id) if wallet.successor_id is not None else None
    plan, *_ = plan_return(wallet, draws_of(wallet_id, subject), subject, points, terms, heir)
    return answer(plan, EntryKind.RETURN)


def rehearse_cancel(*, lot_id: int, points: int, at: datetime, arrears: bool = False) -> Outcome:
    """What `cancel` would find unspent of a purchase; `arrears` of the answer is what would be owed."""
    whole_points(points, least=1)
    family = read_family(lot_id, {id: _read(id) for id in wallets_of_family(lot_id)})
    plans = plan_cancel(family, points, None, at, arrears=arrears)
    return combined(*(answer(plan, EntryKind.CANCELLATION) for plan in plans))


def rehearse_take_back(*, wallet_id: int, points: int, at: datetime, lot_id: int | None = None) -> Outcome:
    """What `take_back` would take, from which lots."""
    whole_points(points, least=1)
    return answer(plan_take_back(_read(wallet_id), points, lot_id, at), EntryKind.ADJUSTMENT)


def rehearse_extend(*, lot_id: int, until: date, at: datetime) -> Outcome:
    """What `extend` would re-issue."""
    wallet = _read(wallet_of_lot(lot_id))
    return answer(plan_extend(wallet, read_extension(lot_id, until, at), at), EntryKind.ADJUSTMENT)


def rehearse_transfer(*, from_wallet_id: int, to_wallet_id: int | None, points: int | None, at: datetime) -> Outcome:
    """What `transfer` would take from the wallet that gives; None where the other one is not opened yet."""
    given, _ = plan_transfer(_read(from_wallet_id), _read_or_new(to_wallet_id), points, at)
    return answer(given, EntryKind.TRANSFER)


def rehearse_merge_wallets(*, from_wallet_id: int, to_wallet_id: int | None, at: datetime) -> Outcome:
    """What `merge_wallets` would take from the wallet that gives; None where the other one is not opened yet."""
    given, _ = plan_merge(_read(from_wallet_id), _read_or_new(to_wallet_id), at)
    return answer(given, EntryKind.TRANSFER)


def rehearse_grant(
    *, wallet_id: int | None, points: int, lot_kind: LotKind, origin: Origin, purchased_on: date,
    last_valid_day: date, at: datetime,
) -> Outcome:  # fmt: skip
    """What a `grant` without money would bring; None where the wallet is not opened yet."""
    whole_points(points, least=1)
    facts = Grant(
        points=points, kind=lot_kind, origin=origin, purchased_on=purchased_on, last_valid_day=last_valid_day,
        expires_at=end_of(last_valid_day, policies().zone), net_cents=0, vat_cents=0, currency="EUR", subject=None,
    )  # fmt: skip
    return answer(plan_grant(_read_or_new(wallet_id), facts, at), kind_of_grant(origin))


def _read(wallet_id: int) -> WalletState:
    return load(read_wallet(wallet_id))[0]


def _read_or_new(wallet_id: int | None) -> WalletState:
    if wallet_id is not None:
        return _read(wallet_id)
    return WalletState(id=0, customer_id=0, seq=0, head="", lots_opened=0, arrears=0, successor_id=None)
