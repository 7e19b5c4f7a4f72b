"""What a plan is made from: a wallet as it was read, under its lock or for a rehearsal."""

from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.ledger.rules.kinds import LotKind, Origin


@dataclass(frozen=True, slots=True)
class LotState:
    """A lot's facts and what of it can be spent. `id` is None for a lot that a plan is about to open.

    Points are whole, money is net cents of `currency`; `expires_at` is the instant at which the day after
    `last_valid_day` begins, stored once (P2).
    """

    id: int | None
    wallet_id: int
    number: int
    kind: LotKind
    origin: Origin
    granted: int
    available: int
    available_cents: int
    net_cents: int
    vat_cents: int
    currency: str
    purchased_on: date
    last_valid_day: date
    expires_at: datetime

    def lives(self, at: datetime) -> bool:
        """Whether its points can be spent at that instant; expiry is judged at the moment of use (P2)."""
        return self.expires_at > at

    def spending_order(self) -> tuple[date, bool, date, int]:
        """P3: earliest last day first; on the same day free before paid, then the older purchase, then the number."""
        return (self.last_valid_day, self.kind is LotKind.PAID, self.purchased_on, self.number)

    def cents_of(self, points: int) -> int:
        """The money that `points` of the available ones carry away: the last point takes what is left (ruling 13)."""
        return self.available_cents * points // self.available


@dataclass(frozen=True, slots=True)
class WalletState:
    """A wallet's row and all its lots that have available points, dead ones not booked yet included."""

    id: int
    customer_id: int
    seq: int
    head: str
    lots_opened: int
    arrears: int
    successor_id: int | None
    lots: tuple[LotState, ...] = ()

    @property
    def booked_balance(self) -> int:
        """The balance after the last entry: available points, with those of dead lots not booked yet."""
        return sum(lot.available for lot in self.lots)

    def living(self, at: datetime) -> list[LotState]:
        """The lots that can be spent at that instant, first to be spent first."""
        return sorted((lot for lot in self.lots if lot.lives(at)), key=LotState.spending_order)

    def dead(self, at: datetime) -> list[LotState]:
        """The lots that died with points on them, in the order of their death."""
        return sorted((lot for lot in self.lots if not lot.lives(at)), key=lambda lot: (lot.expires_at, lot.number))
