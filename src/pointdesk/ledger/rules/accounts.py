"""What the accountant reads: points that were sold and not yet worked for, and how they came and went."""

from dataclasses import dataclass, field

from pointdesk.ledger.rules.kinds import Bucket, LotKind, Origin


@dataclass(frozen=True, slots=True)
class Amount:
    """Points and the net cents they carry."""

    points: int = 0
    cents: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.points + other.points, self.cents + other.cents)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.points - other.points, self.cents - other.cents)


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Liability:
    """What is owed in support at an instant, of one currency and kind of points.

    `available` can still be spent; `charged` is taken by tickets that are not closed, for which no revenue is
    recognised yet.
    """

    currency: str
    kind: LotKind
    available: Amount = NOTHING
    charged: Amount = NOTHING

    @property
    def total(self) -> Amount:
        """What is owed altogether."""
        return self.available + self.charged


@dataclass(frozen=True, slots=True)
class RollForward:
    """How the liability of one currency and kind of points went from `opening` to `closing`.

    opening + sold + given + corrected + brought − earned + unearned − expired + revived − cancelled = closing.
    `brought` are opening balances, `earned` is revenue, `unearned` revenue taken back by returns and reopening,
    `expired` died unused, `revived` is what was extended after its death. Transfers and extensions of living lots
    change nothing.
    """

    currency: str
    kind: LotKind
    opening: Amount = NOTHING
    sold: Amount = NOTHING
    given: Amount = NOTHING
    corrected: Amount = NOTHING
    brought: Amount = NOTHING
    earned: Amount = NOTHING
    unearned: Amount = NOTHING
    expired: Amount = NOTHING
    revived: Amount = NOTHING
    cancelled: Amount = NOTHING
    closing: Amount = NOTHING


@dataclass(slots=True)
class Flows:
    """Sums up postings into the lines of a roll-forward."""

    lines: dict[str, Amount] = field(default_factory=dict)

    def add(self, source: Bucket, target: Bucket, origin: Origin, amount: Amount, *, child: bool) -> None:
        """Take in what postings of one sort moved; `child` says that it was the birth of a re-issued lot."""
        line = _line(source, target, origin, child=child)
        if line:
            self.lines[line] = self.lines.get(line, NOTHING) + amount


_SOURCES = {
    Origin.PURCHASE: "sold",
    Origin.WELCOME: "given",
    Origin.GOODWILL: "given",
    Origin.ADJUSTMENT: "corrected",
    Origin.OPENING: "brought",
}
_LINES = {
    (Bucket.CHARGED, Bucket.EARNED): "earned",
    (Bucket.EARNED, Bucket.CHARGED): "unearned",
    (Bucket.EARNED, Bucket.AVAILABLE): "unearned",
    # A child lot is born in the same act with the same points and cents: only where they come from matters.
    (Bucket.EARNED, Bucket.REISSUED): "unearned",
    (Bucket.EXPIRED, Bucket.REISSUED): "revived",
    (Bucket.AVAILABLE, Bucket.EXPIRED): "expired",
    (Bucket.AVAILABLE, Bucket.CANCELLED): "cancelled",
}


def _line(source: Bucket, target: Bucket, origin: Origin, *, child: bool) -> str | None:
    if source is Bucket.SOURCE:
        return None if child else _SOURCES[origin]
    return _LINES.get((source, target))
