"""The closed lists of the ledger: kinds of lots and entries, buckets, and the moves that are allowed between them."""

from enum import StrEnum


class LotKind(StrEnum):
    """Whether money was paid for the points of a lot. Free points are spent first (P3) and never refunded (P22)."""

    PAID = "paid"
    FREE = "free"


class Origin(StrEnum):
    """Why the points of a lot came in. Child lots keep it for ever (ruling 12)."""

    PURCHASE = "purchase"
    WELCOME = "welcome"
    GOODWILL = "goodwill"
    ADJUSTMENT = "adjustment"
    OPENING = "opening"


class Bucket(StrEnum):
    """Where the points of a lot are. SOURCE is the outside, from which they came; it is no column of a lot."""

    SOURCE = "source"
    AVAILABLE = "available"
    CHARGED = "charged"
    EARNED = "earned"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    REISSUED = "reissued"


class EntryKind(StrEnum):
    """What an entry of the ledger is, in the words of the statement."""

    PURCHASE = "purchase"
    GIFT = "gift"
    CHARGE = "charge"
    RETURN = "return"
    EARN = "earn"
    UNEARN = "unearn"
    EXPIRY = "expiry"
    CANCELLATION = "cancellation"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"
    ARREARS = "arrears"


class Settlement(StrEnum):
    """How arrears were settled: by returned points, by money, or by letting them go."""

    RETURNED = "returned"
    PAID = "paid"
    WAIVED = "waived"


ALLOWED_MOVES = frozenset(
    {
        (Bucket.SOURCE, Bucket.AVAILABLE),
        (Bucket.AVAILABLE, Bucket.CHARGED),
        (Bucket.CHARGED, Bucket.AVAILABLE),
        (Bucket.CHARGED, Bucket.EARNED),
        (Bucket.EARNED, Bucket.CHARGED),
        (Bucket.EARNED, Bucket.AVAILABLE),
        (Bucket.AVAILABLE, Bucket.EXPIRED),
        (Bucket.AVAILABLE, Bucket.CANCELLED),
        (Bucket.AVAILABLE, Bucket.REISSUED),
        (Bucket.CHARGED, Bucket.REISSUED),
        (Bucket.EARNED, Bucket.REISSUED),
        (Bucket.EXPIRED, Bucket.REISSUED),
    }
)
"""Every move from one bucket of a lot to another that may ever be posted; the database checks it too."""

_KIND_OF_GRANT = {
    Origin.PURCHASE: EntryKind.PURCHASE,
    Origin.WELCOME: EntryKind.GIFT,
    Origin.GOODWILL: EntryKind.GIFT,
    Origin.ADJUSTMENT: EntryKind.ADJUSTMENT,
    Origin.OPENING: EntryKind.ADJUSTMENT,
}


def kind_of_grant(origin: Origin) -> EntryKind:
    """The kind of the entry by which points of that origin come in."""
    return _KIND_OF_GRANT[origin]


def needs_reason(origin: Origin) -> bool:
    """Whether points of that origin are a deed of staff that says why (P21). An opening balance is none: it was earned
    elsewhere."""
    return origin in (Origin.GOODWILL, Origin.ADJUSTMENT)
