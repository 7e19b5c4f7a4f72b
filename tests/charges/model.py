"""A second, much simpler telling of the rules of a price: no database, no history, one lot that never dies.

The simulation acts on this and on the real thing, and compares. Each verb returns the code of the refusal, or None.
"""

from collections import Counter
from dataclasses import dataclass, field

BASE = {"level-0": 0, "level-1": 10, "level-2": 25, "level-3": 40, "level-4": 80, "installation": 150}


@dataclass
class Rest:
    """A price and what it rests on: `base` points before doubling."""

    price: int | None = None
    basis: str | None = None
    base: int = 0
    doubles: bool = True


@dataclass
class Ticket:
    """One charge."""

    id: int
    wallet: "Wallet"
    agreed: int | None
    rest: Rest = field(default_factory=Rest)
    charged: int = 0
    since: int | None = None
    offer: Rest | None = None
    phone: bool = False
    settled: bool = False
    review: bool = False
    bug: bool = False
    merged: "Ticket | None" = None
    firm: Rest = field(default_factory=Rest)
    own: Rest = field(default_factory=Rest)

    @property
    def need(self) -> int:
        return (self.rest.price or 0) - self.charged


@dataclass
class Wallet:
    """One wallet; `seen` counts what the simulation has come across."""

    available: int = 0
    clock: int = 0
    tickets: list[Ticket] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def queue(self) -> list[Ticket]:
        return sorted((t for t in self.tickets if t.since is not None), key=lambda t: (t.since, t.id))

    def missing(self, ticket: Ticket) -> int:
        if ticket.since is None:
            return 0
        queue = self.queue()
        upto = queue[: queue.index(ticket) + 1]
        return max(0, sum(t.need for t in upto) - self.available)

    def serve(self, own: Ticket | None = None) -> None:
        for ticket in self.queue():
            if ticket.need > self.available:
                break
            self.available -= ticket.need
            self.seen["served by another's act" if own not in (None, ticket) else "served"] += 1
            ticket.charged, ticket.since, ticket.firm = ticket.rest.price, None, ticket.rest

    def arrive(self, points: int) -> None:
        self.available += points
        self.serve()


def put(t: Ticket, rest: Rest) -> None:
    """The price holds from now on."""
    t.rest = rest
    if rest.basis not in ("bug", "merged"):
        t.own = rest
    if t.need > 0:
        t.since = t.since or t.wallet.clock
    else:
        t.wallet.available -= t.need
        t.charged, t.since, t.firm = rest.price or 0, None, rest
    t.wallet.serve(t)
    if t.since is not None:
        t.wallet.seen["waits with some charged" if t.charged else "waits"] += 1


def evaluate(t: Ticket, rest: Rest, *, quoted: bool = False) -> str | None:
    """Somebody wants this price."""
    held, wanted = t.rest.price or 0, rest.price
    if t.bug and wanted:
        return "BugIsFree"
    if (t.settled or t.review) and wanted > held:
        return "PriceOnlyGoesDown"
    if wanted > held and (quoted or (t.agreed is not None and wanted > t.agreed)):
        t.wallet.seen["asked over a price" if held else "asked"] += 1
        t.offer = rest
        return None
    t.offer = None
    put(t, rest)
    return None


def by_item(t: Ticket, base: int, *, doubles: bool = True) -> Rest:
    """Items of that many points, as the support is given."""
    return Rest(base * (2 if t.phone and doubles else 1), "items", base, doubles)


def set_price(t: Ticket, code: str) -> str | None:
    if t.merged:
        return "ChargeMerged"
    rest = by_item(t, BASE[code])
    if (t.bug and rest.price == 0) or rest == t.offer:
        return None  # nothing new
    return evaluate(t, rest)


def set_delivery(t: Ticket, phone: bool) -> str | None:
    if t.merged:
        return "ChargeMerged"
    if t.phone == phone:
        return None
    t.phone = phone
    refusal = _reprice(t)
    if refusal:
        t.phone = not phone
    return refusal


def _reprice(t: Ticket) -> str | None:
    if t.offer:
        rest = by_item(t, t.offer.base)
        return None if t.offer.basis == "quote" or rest.price == t.offer.price else evaluate(t, rest)
    if t.rest.basis == "items":
        return evaluate(t, by_item(t, t.rest.base))
    if t.rest.basis == "review":
        least = min(t.rest.price, by_item(t, t.rest.base, doubles=t.rest.doubles).price)
        return evaluate(t, Rest(least, "review", t.rest.base, t.rest.doubles))
    return None


def quote(t: Ticket, points: int) -> str | None:
    return "ChargeMerged" if t.merged else evaluate(t, Rest(points, "quote", points, doubles=False), quoted=True)


def accept(t: Ticket) -> str | None:
    if t.review and t.offer.price > (t.rest.price or 0):
        return "PriceOnlyGoesDown"
    t.agreed = None if t.agreed is None else max(t.agreed, t.offer.price)
    t.wallet.seen["accepted a quote" if t.offer.basis == "quote" else "accepted"] += 1
    rest, t.offer = t.offer, None
    put(t, rest)
    return None


def decline(t: Ticket) -> str | None:
    t.offer = None
    t.wallet.seen["declined"] += 1
    return None


def settle(t: Ticket) -> str | None:
    if t.settled:
        return None
    if t.since is not None:
        t.wallet.seen["closed while waiting"] += 1
    t.offer, t.settled = None, True
    if t.rest.price != t.charged:
        t.rest = t.firm if t.charged else Rest(0)
    put(t, t.rest)
    return None


def unsettle(t: Ticket) -> str | None:
    t.wallet.seen["reopened"] += t.settled
    t.settled = False
    return None


def _free(t: Ticket, rest: Rest) -> None:
    t.offer, t.review = None, False
    t.wallet.seen[f"{rest.basis} while settled" if t.settled else rest.basis] += 1
    put(t, rest)


BUG = Rest(0, "bug", 0, doubles=False)


def void_for_bug(t: Ticket) -> str | None:
    if not t.bug:
        t.bug = True
        if t.merged:
            t.wallet.seen["bug while merged"] += 1
        else:
            _free(t, BUG)
    return None


def clear_bug(t: Ticket) -> str | None:
    if not t.bug:
        return "NotABug"
    if not t.merged:
        if t.settled:
            return "ChargeSettled"
        put(t, t.own)
    t.wallet.seen["cleared while merged" if t.merged else "cleared"] += 1
    t.bug = False
    return None


def reverse_bug(t: Ticket, code: str) -> str | None:
    if t.merged:
        return "ChargeMerged"
    if not t.bug:
        return "NotABug"
    if t.settled:
        return "ChargeSettled"
    t.bug, t.rest, t.own = False, Rest(0), Rest(0)
    for other in t.wallet.tickets:
        if other.merged is t:
            t.wallet.seen["reversed for a merged one"] += other.bug
            other.bug = False
    t.wallet.seen["reversed"] += 1
    return evaluate(t, by_item(t, BASE[code]))


def own_fault(t: Ticket) -> str | None:
    if t.merged:
        return "ChargeMerged"
    if t.rest.basis not in ("bug", "own_fault"):
        _free(t, Rest(0, "own_fault", t.rest.base, t.rest.doubles))
    return None


def ask_review(t: Ticket) -> str | None:
    if t.merged:
        return "ChargeMerged"
    if t.review:
        return "ReviewAlreadyOpen"
    if not t.charged:
        return "NothingToReview"
    t.review = True
    return None


def decide_review(t: Ticket, verdict: str, points: int | None) -> str | None:
    if t.merged:
        return "ChargeMerged"
    if not t.review:
        return "NothingToReview"
    if verdict == "lower" and points >= t.rest.price:
        return "PriceOnlyGoesDown"
    t.review = False
    where = "waiting" if t.since is not None else "settled" if t.settled else "open"
    t.wallet.seen[f"review {verdict} while {where}"] += 1
    if verdict != "keep":
        t.offer = None
        put(t, Rest(points or 0, "review", t.rest.base, t.rest.doubles))
    return None


def merge_into(t: Ticket, into: Ticket) -> str | None:
    if t.merged is into:
        return None
    if t.merged or into.merged:
        return "ChargeMerged"
    if t.settled:
        return "ChargeSettled"
    t.merged = into
    _free(t, Rest(0, "merged", 0))
    return None


def undo_merge(t: Ticket) -> str | None:
    if not t.merged:
        return "ChargeNotMerged"
    if t.settled:
        return "ChargeSettled"
    t.merged = None
    put(t, BUG if t.bug else t.own)
    t.wallet.seen["merge undone"] += 1
    return None
