"""A second ledger, as simple as it can be: lists in memory, no database, none of the ledger's own rules.

The simulation plays every operation on both and compares. What is predicted here is written from the policies, not
from the code: P2 (last day), P3 (order), P7 and P8 (returns), P14 (cancellation, arrears), P21, P23, rulings 13 and 24.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ATHENS = ZoneInfo("Europe/Athens")


@dataclass(eq=False)
class Lot:
    wallet: "Wallet"
    number: int
    paid: bool
    origin: str
    granted: int
    cents: int
    bought: date
    last_day: date
    dies: datetime
    parent: "Lot | None" = None
    available: int = 0
    expired: int = 0
    expired_cents: int = 0
    spent: int = 0
    owed: int = 0
    children: list["Lot"] = field(default_factory=list)

    def order(self):
        return (self.last_day, self.paid, self.bought, self.number)

    def take(self, points: int) -> int:
        """Points leave what can be spent; the cents that go with them."""
        cents = self.cents * points // self.available
        self.available -= points
        self.cents -= cents
        return cents

    def family(self) -> list["Lot"]:
        return [self, *(x for child in self.children for x in child.family())]


@dataclass(eq=False)
class Draw:
    lot: Lot
    points: int
    cents: int
    earned: bool = False


@dataclass(eq=False)
class Debt:
    id: int
    points: int


@dataclass(eq=False)
class Wallet:
    id: int
    customer: int
    lots: list[Lot] = field(default_factory=list)
    subjects: dict[str, list[Draw]] = field(default_factory=dict)
    debts: list[Debt] = field(default_factory=list)
    heir: "Wallet | None" = None

    def owner(self) -> "Wallet":
        return self.heir.owner() if self.heir else self

    def living(self, at: datetime) -> list[Lot]:
        return sorted((x for x in self.lots if x.available and x.dies > at), key=Lot.order)

    def balance(self, at: datetime) -> int:
        return sum(lot.available for lot in self.living(at))

    def owes(self) -> int:
        return sum(debt.points for debt in self.debts)

    def held(self, subject: str) -> int:
        return sum(draw.points for draw in self.subjects.get(subject, []))


@dataclass
class Prediction:
    """What an outcome must be: gain, points by lot number with their cents, change of what is owed."""

    change: int
    portions: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    arrears: int = 0


def day_of(at: datetime) -> date:
    return at.astimezone(ATHENS).date()


def death_after(last_day: date) -> datetime:
    return datetime(last_day.year, last_day.month, last_day.day, tzinfo=ATHENS) + timedelta(days=1)


def book_deaths(wallet: Wallet, at: datetime) -> None:
    for lot in wallet.lots:
        if lot.available and lot.dies <= at:
            lot.expired += lot.available
            lot.expired_cents += lot.cents
            lot.available = lot.cents = 0


def open_lot(wallet: Wallet, points: int, cents: int, *, paid, origin, bought, last_day, parent=None) -> Lot:
    lot = Lot(
        wallet, len(wallet.lots) + 1, paid, origin, points, cents, bought, last_day, death_after(last_day), parent
    )
    lot.available = points
    wallet.lots.append(lot)
    if parent:
        parent.children.append(lot)
    return lot


def open_child(wallet: Wallet, parent: Lot, points: int, cents: int, last_day: date) -> Lot:
    return open_lot(
        wallet, points, cents, paid=parent.paid, origin=parent.origin, bought=parent.bought, last_day=last_day,
        parent=parent,
    )  # fmt: skip


def draw(lots: list[Lot], points: int) -> list[tuple[Lot, int, int]]:
    taken = []
    for lot in lots:
        part = min(points, lot.available)
        if part:
            taken.append((lot, part, lot.take(part)))
            points -= part
    assert points == 0
    return taken


def portions(parts) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for lot, points, cents in parts:
        before = found.get((lot.wallet.id, lot.number), (0, 0))
        found[lot.wallet.id, lot.number] = (before[0] + points, before[1] + cents)
    return found


def charge(wallet: Wallet, subject: str, points: int, at: datetime) -> Prediction:
    taken = draw(wallet.living(at), points)
    for lot, part, cents in taken:
        lot.spent += part
        wallet.subjects.setdefault(subject, []).append(Draw(lot, part, cents))
    return Prediction(-points, portions(taken))


def give_back(wallet: Wallet, subject: str, points: int, at: datetime) -> dict[int, Prediction]:
    receiver = wallet.owner()
    settled = min(receiver.owes(), points)
    undo(wallet, subject, settled)
    pay(receiver, settled)
    freed, returned, born = undo(wallet, subject, points - settled), [], {}
    least = day_of(at) + timedelta(days=30)
    for lot, part, cents in freed:
        lives = lot.dies > at and lot.last_day >= least
        if lives and receiver is wallet:
            lot.available += part
            lot.cents += cents
            returned.append((lot, part, cents))
        else:
            before = born.get(lot, (0, 0))
            born[lot] = (before[0] + part, before[1] + cents)
    for lot, (part, cents) in born.items():
        lives = lot.dies > at and lot.last_day >= least
        returned.append((open_child(receiver, lot, part, cents, lot.last_day if lives else least), part, cents))
    gained = Prediction(points - settled, portions(returned), -settled)
    if receiver is wallet:
        return {wallet.id: gained}
    return {wallet.id: Prediction(0), receiver.id: gained}


def undo(wallet: Wallet, subject: str, points: int) -> list[tuple[Lot, int, int]]:
    stack, parts = wallet.subjects.get(subject, []), []
    while points:
        latest = stack[-1]
        part = min(points, latest.points)
        cents = latest.cents * part // latest.points
        parts.append((latest.lot, part, cents))
        latest.lot.spent -= part
        latest.points -= part
        latest.cents -= cents
        points -= part
        if not latest.points:
            stack.pop()
    return parts


def pay(wallet: Wallet, points: int) -> None:
    while points:
        debt = wallet.debts[0]
        part = min(points, debt.points)
        debt.points -= part
        points -= part
        if not debt.points:
            wallet.debts.pop(0)


def cancel(lot: Lot, points: int, at: datetime, *, arrears: bool) -> Prediction:
    owner = lot.wallet.owner()
    family = [x for x in lot.family() if x.wallet.owner().customer == owner.customer]
    living = [x for x in family if x.available and x.dies > at]
    living.sort(key=lambda x: (x.last_day, x.paid, x.bought, x.wallet.id, x.number))
    cancelled = min(points, sum(x.available for x in living))
    taken = draw(living, cancelled)
    owed = max(min(points - cancelled, sum(x.spent for x in family) - lot.owed), 0) if arrears else 0
    lot.owed += owed
    return Prediction(-cancelled, portions(taken), owed)


def take_back(wallet: Wallet, points: int, at: datetime, lot: Lot | None) -> Prediction:
    return Prediction(-points, portions(draw([lot] if lot else wallet.living(at), points)))


def extend(lot: Lot, until: date, at: datetime) -> Prediction:
    living = lot.dies > at
    if not living:
        book_deaths(lot.wallet, at)
    points, cents = (lot.available, lot.cents) if living else (lot.expired, lot.expired_cents)
    if living:
        lot.available = lot.cents = 0
    else:
        lot.expired = lot.expired_cents = 0
    child = open_child(lot.wallet, lot, points, cents, until)
    return Prediction(0 if living else points, portions([(child, points, cents)]))


def transfer(giver: Wallet, taker: Wallet, points: int, at: datetime) -> Prediction:
    taken = draw(giver.living(at), points)
    for lot, part, cents in taken:
        open_child(taker, lot, part, cents, lot.last_day)
    return Prediction(-points, portions(taken))


def merge(old: Wallet, new: Wallet, at: datetime) -> Prediction:
    predicted = transfer(old, new, old.balance(at), at)
    predicted.arrears = -old.owes()
    new.debts = sorted([*new.debts, *old.debts], key=lambda debt: debt.id)
    old.debts = []
    old.heir = new
    return predicted
