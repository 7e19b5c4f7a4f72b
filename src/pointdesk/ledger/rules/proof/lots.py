"""Lots as their postings make them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pointdesk.ledger.rules.kinds import ALLOWED_MOVES, Bucket
from pointdesk.ledger.rules.proof.finding import Finding, Record

BUCKETS = [bucket for bucket in Bucket if bucket is not Bucket.SOURCE]
Ref = tuple[int, int]


@dataclass(slots=True)
class ReplayedLot:
    """A lot in points and cents by bucket, from its birth to the last entry that moved any of it."""

    facts: Record
    last_entry: int
    points: dict[Bucket, int] = field(default_factory=lambda: dict.fromkeys(BUCKETS, 0))
    cents: dict[Bucket, int] = field(default_factory=lambda: dict.fromkeys(BUCKETS, 0))

    def move(self, source: Bucket, target: Bucket, points: int, cents: int) -> Iterator[str]:
        """Apply one posting; answers with what about it cannot be."""
        if (source, target) not in ALLOWED_MOVES or points < 1 or cents < 0:
            yield f"{points} points from {source} to {target} is no movement"
        for bucket, sign in ((source, -1), (target, 1)):
            if bucket is not Bucket.SOURCE:
                self.points[bucket] += sign * points
                self.cents[bucket] += sign * cents
                if self.points[bucket] < 0 or self.cents[bucket] < 0:
                    yield f"lot {self.facts['number']} has less than nothing {bucket}"

    def differences(self, lot: Record) -> Iterator[str]:
        """What a lot's row says otherwise than its postings."""
        for bucket in BUCKETS:
            if lot[bucket.value] != self.points[bucket]:
                yield f"lot {lot['number']} says {lot[bucket.value]} {bucket}, its postings {self.points[bucket]}"
        if lot["available_cents"] != self.cents[Bucket.AVAILABLE]:
            yield (
                f"lot {lot['number']} says {lot['available_cents']} cents available, "
                f"its postings {self.cents[Bucket.AVAILABLE]}"
            )


@dataclass(slots=True)
class Lineage:
    """What left a lot for its children, in points and cents, and what they were born with."""

    parent: Record | None = None
    left: list[int] = field(default_factory=lambda: [0, 0])
    born: list[int] = field(default_factory=lambda: [0, 0])
    children: list[tuple[int, int, Record]] = field(default_factory=list)


class Lineages:
    """All lots that were ever re-issued, over all wallets."""

    def __init__(self) -> None:
        self._by_parent: dict[Ref, Lineage] = defaultdict(Lineage)

    def left(self, wallet: int, facts: Record, points: int, cents: int) -> None:
        """Points went out of a lot to be re-issued."""
        lineage = self._by_parent[wallet, facts["number"]]
        lineage.parent = facts
        lineage.left[0] += points
        lineage.left[1] += cents

    def born(self, wallet: int, entry: int, birth: Record) -> None:
        """A child lot was opened."""
        lineage = self._by_parent[birth["parent"][0], birth["parent"][1]]
        lineage.born[0] += birth["granted"]
        lineage.born[1] += birth["net_cents"]
        lineage.children.append((wallet, entry, birth))

    def judge(self) -> Iterator[Finding]:
        """Children have what left their parent, to the cent; they keep its facts and live no shorter (P8, P23)."""
        for (wallet, number), lineage in self._by_parent.items():
            if lineage.left != lineage.born:
                detail = f"{lineage.left} points and cents left lot {number}, its children have {lineage.born}"
                yield Finding(wallet, None, "reissue", detail)
            for child_wallet, entry, child in lineage.children:
                for fact in ("kind", "origin", "currency", "purchased_on"):
                    if lineage.parent and child[fact] != lineage.parent[fact]:
                        detail = f"lot {child['number']} has another {fact} than its parent"
                        yield Finding(child_wallet, entry, "reissue", detail)
                if lineage.parent and child["last_valid_day"] < lineage.parent["last_valid_day"]:
                    detail = f"lot {child['number']} dies before its parent"
                    yield Finding(child_wallet, entry, "reissue", detail)
