"""Refusals of the ledger; each is raised before anything is written."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class NotEnoughPoints(DomainError):
    """The wallet (or the lot named) has `available` points to spend, `needed` were asked for."""

    needed: int
    available: int


@dataclass(eq=False)
class WalletOnHold(DomainError):
    """The wallet owes points after a charge-back (P14): no charge and no transfer until its arrears are settled."""

    wallet_id: int


@dataclass(eq=False)
class WalletMoved(DomainError):
    """The wallet was merged into another one (P23): use `successor_id` for anything that adds or spends points."""

    wallet_id: int
    successor_id: int


@dataclass(eq=False)
class SameKeyOtherRequest(DomainError):
    """The idempotency key was already used in this wallet for a request with another body (invariant 6)."""

    key: str


@dataclass(eq=False)
class NothingToExtend(DomainError):
    """The lot has neither living nor expired points whose life could be extended (P21)."""

    lot_id: int


@dataclass(eq=False)
class NothingOwed(DomainError):
    """These arrears are settled already, by returned points for example."""

    arrears_id: int


@dataclass(eq=False)
class NotHeld(DomainError):
    """More points were to be given back (`asked`) than the subject still holds (`held`)."""

    asked: int
    held: int
