"""What the queries of the ledger answer with."""

from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.ledger.rules.kinds import EntryKind, LotKind, Origin
from pointdesk.ledger.rules.movement import Portion
from pointdesk.ledger.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot with `points` left to spend, worth `cents` net; its last valid day is included."""

    id: int
    number: int
    kind: LotKind
    origin: Origin
    points: int
    cents: int
    currency: str
    granted: int
    purchased_on: date
    last_valid_day: date
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement: `points` that came (+) or went (−), and the `balance` after it.

    `at` is the instant from which it counts. `portions` says from which lots points came or into which they went.
    `arrears` is the change of the points that the wallet owes. `note` is the reason in a person's words, if there is
    one and it was not erased. A `derived` line tells of points that expired and were not booked yet: it has no number
    and no hash.
    """

    seq: int | None
    kind: EntryKind
    points: int
    balance: int
    at: datetime
    subject: Subject | None
    reason: str
    portions: tuple[Portion, ...]
    hash: str
    derived: bool
    arrears: int = 0
    note: str = ""
