"""What the ledger tells the rooms above."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class PointsArrived(Event):
    """The points that a wallet can spend rose by `points`: purchase, gift, return, correction, transfer, extension.

    `kind` is the entry's kind and `entry_seq` its number in the wallet. Waiting charges are served on this (P5).
    """

    wallet_id: int
    customer_id: int
    entry_seq: int
    kind: str
    points: int


@dataclass(frozen=True, kw_only=True)
class WalletReleased(Event):
    """The last arrears of a wallet were settled: it takes charges again. Waiting charges are served on this too."""

    wallet_id: int
    customer_id: int
    entry_seq: int
