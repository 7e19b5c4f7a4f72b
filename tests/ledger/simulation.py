"""Random but feasible operations, one after the other, on the ledger and on the model beside it.

Everything follows from the seed. Independent random operations would be refused most of the time and hardly ever reach
a return; these are chosen from what the model says is possible, and refusals are asked for on purpose.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.factories.cast import EMIL
from tests.factories.customers import make_customer
from tests.factories.vendor import make_line
from tests.ledger import model

from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import DomainError
from pointdesk.ledger import actions, queries
from pointdesk.ledger.errors import NotEnoughPoints, NotHeld, SameKeyOtherRequest, WalletMoved, WalletOnHold
from pointdesk.ledger.models import Lot
from pointdesk.ledger.rules import LotKind, Origin, Outcome, Settlement, Subject

FLOOR = (
    "grant", "charge", "charge over three lots", "return after expiry", "partial return over three lots",
    "return twice", "cancellation", "cancellation after spending", "cancellation of child lots", "charge-back",
    "arrears settled by a return", "arrears settled by staff", "take back", "extension of life",
    "extension after death", "transfer", "merge", "return to the successor", "retry", "conflict", "refused: points",
    "refused: hold", "refused: not held", "refused: merged", "nightly", "death booked on the way", "earn", "unearn",
    "born dead", "rehearsal",
)  # fmt: skip
"""What a run must have reached, each at least once; otherwise it proves less than it says."""


@dataclass
class Asked:
    """A request that was answered: it can be repeated, and its key can be misused."""

    act: Callable[..., Outcome]
    facts: dict
    outcome: Outcome


class Simulation:
    """One run. `nightly` off leaves the nightly job out and changes nothing else (invariant 8)."""

    def __init__(self, seed: int, *, wallets: int = 12, nightly: bool = True) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- it must be repeatable, not secret
        self.now = datetime(2026, 5, 5, 9, tzinfo=UTC)
        self.reached: Counter[str] = Counter()
        self.nightly_runs = nightly
        self.wallets: list[model.Wallet] = []
        self._asked: list[Asked] = []
        self._lots: dict[tuple[int, int], int] = {}
        self._known: Counter[int] = Counter()
        self._returned: set[str] = set()
        self._keys = self._tickets = 0
        self._lines = [make_line(), make_line("other")]
        for _ in range(wallets):
            self._open_wallet()

    def step(self) -> None:
        """Let some time pass, then one operation that is possible now."""
        self.now += timedelta(seconds=self.random.expovariate(1 / 18_000))
        kinds = {
            self.grant: 12, self.charge: 34, self.give_back: 20, self.earn: 8, self.unearn: 3, self.cancel: 4,
            self.take_back: 2, self.extend: 3, self.transfer: 3, self.merge: 0.15, self.settle: 2, self.nightly: 2,
            self.retry: 4, self.conflict: 2, self.refused: 3,
        }  # fmt: skip
        for kind in self._shuffled(kinds):
            if kind():
                return
        raise AssertionError("nothing was possible")

    def _shuffled(self, kinds: dict) -> list:
        left = list(kinds)
        order = []
        while left:
            chosen = self.random.choices(left, [kinds[kind] for kind in left])[0]
            order.append(chosen)
            left.remove(chosen)
        return order

    # Operations: each says whether it was possible.

    def grant(self) -> bool:
        wallet, free = self._living_wallet(), self.random.random() < 0.3
        points = self.random.randint(5, 300)
        origin = self.random.choice([Origin.WELCOME, Origin.GOODWILL] if free else [Origin.PURCHASE] * 3 + [*Origin])
        last_day = model.day_of(self.now) + timedelta(days=self.random.choice([-3, 5, 25, 40, 90, 200, 366]))
        bought = min(last_day, model.day_of(self.now)) - timedelta(days=self.random.randint(0, 3))
        cents = 0 if free else self.random.randint(0, 30_000)
        self._ask(
            actions.grant, wallet_id=wallet.id, points=points, lot_kind=LotKind.FREE if free else LotKind.PAID,
            origin=origin, purchased_on=bought, last_valid_day=last_day, net_cents=cents, vat_cents=cents * 24 // 100,
            reason="came_in",
        )  # fmt: skip
        lot = model.open_lot(
            wallet, points, cents, paid=not free, origin=origin.value, bought=bought, last_day=last_day
        )
        self._check(model.Prediction(points, model.portions([(lot, points, cents)])), wallet)
        self.reached["born dead"] += lot.dies <= self.now
        return True

    def charge(self) -> bool:
        wallet = self._one(w for w in self.wallets if not w.heir and not w.owes() and w.balance(self.now))
        if not wallet:
            return False
        balance = wallet.balance(self.now)
        points = self.random.choice(
            [self.random.randint(1, balance), min(balance, self.random.randint(1, 40)), balance]
        )
        subject = self._subject(wallet)
        self._rehearse(queries.rehearse_charge, wallet_id=wallet.id, points=points)
        self.reached["death booked on the way"] += any(x.available and x.dies <= self.now for x in wallet.lots)
        self._ask(actions.charge, wallet_id=wallet.id, subject=Subject("ticket", subject), points=points)
        predicted = model.charge(wallet, subject, points, self.now)
        self.reached["charge over three lots"] += len(predicted.portions) >= 3
        self._check(predicted, wallet)
        return True

    def give_back(self) -> bool:
        wallet, subject = self._holder()
        if not wallet:
            return False
        held = wallet.held(subject)
        points = self.random.choice([held, self.random.randint(1, held), max(1, held - 1)])
        facts = {"wallet_id": wallet.id, "subject": Subject("ticket", subject), "points": points}
        self._rehearse(queries.rehearse_give_back, **facts)
        stack = list(wallet.subjects[subject])
        dead = stack[-1].lot.dies <= self.now
        receiver, owed = wallet.owner(), wallet.owner().owes()
        self._ask(actions.give_back, **facts)
        predicted = model.give_back(wallet, subject, points, self.now)
        undone = {id(d.lot) for d in stack} - {id(d.lot) for d in wallet.subjects[subject][:-1]}
        self.reached["return after expiry"] += dead and points > owed
        self.reached["partial return over three lots"] += points < held and len(undone) >= 3
        self.reached["return twice"] += subject in self._returned
        self.reached["arrears settled by a return"] += bool(owed)
        self.reached["return to the successor"] += receiver is not wallet
        self._returned.add(subject)
        self._check(predicted[wallet.id], wallet, receiver, ignore_portions=receiver is not wallet or points <= owed)
        return True

    def earn(self) -> bool:
        return self._shift(actions.earn, earned=False)

    def unearn(self) -> bool:
        return self._shift(actions.unearn, earned=True)

    def cancel(self) -> bool:
        lot = self._one(x for w in self.wallets for x in w.lots[-8:] if not x.parent and x.origin == "purchase")
        if not lot:
            return False
        points, arrears = self.random.randint(1, lot.granted + 5), self.random.random() < 0.5
        facts = {"lot_id": self._lots[lot.wallet.id, lot.number], "points": points, "arrears": arrears}
        self._rehearse(queries.rehearse_cancel, **facts)
        outcome = self._ask(actions.cancel, subject=Subject("order_line", "shop:1:1"), **facts)
        spent = any(x.spent for x in lot.family())
        predicted = model.cancel(lot, points, self.now, arrears=arrears)
        self.reached["cancellation after spending"] += spent
        self.reached["cancellation of child lots"] += any(
            ref != (lot.wallet.id, lot.number) for ref in predicted.portions
        )
        self.reached["charge-back"] += predicted.arrears > 0
        if predicted.arrears:
            owner = lot.wallet.owner()
            owner.debts.append(model.Debt(queries.open_arrears(owner.id)[-1].id, predicted.arrears))
        touched = {x.wallet.id: x.wallet for x in lot.family()}
        self._check(predicted, lot.wallet, *touched.values())
        assert outcome.arrears == predicted.arrears
        self.reached["cancellation"] += 1
        return True

    def take_back(self) -> bool:
        wallet = self._one(w for w in self.wallets if not w.heir and w.balance(self.now))
        if not wallet:
            return False
        lot = self.random.choice([None, self.random.choice(wallet.living(self.now))])
        points = self.random.randint(1, min(lot.available if lot else wallet.balance(self.now), 20))
        facts = {
            "wallet_id": wallet.id, "points": points,
            "lot_id": self._lots[wallet.id, lot.number] if lot else None,
        }  # fmt: skip
        self._rehearse(queries.rehearse_take_back, **facts)
        self._ask(actions.take_back, reason="error", **facts)
        self._check(model.take_back(wallet, points, self.now, lot), wallet)
        self.reached["take back"] += 1
        return True

    def extend(self) -> bool:
        lots = [
            x for w in self.wallets if not w.heir for x in w.lots[-15:]
            if (x.available if x.dies > self.now else x.available + x.expired)
        ]  # fmt: skip
        lot = self._one(lots)
        if not lot:
            return False
        today = model.day_of(self.now)
        until = max(today, lot.last_day) + timedelta(days=self.random.randint(1, 200))
        facts = {"lot_id": self._lots[lot.wallet.id, lot.number], "until": until}
        self._rehearse(queries.rehearse_extend, **facts)
        self._ask(actions.extend, reason="goodwill", note="A reason in words", **facts)
        self.reached["extension of life" if lot.dies > self.now else "extension after death"] += 1
        self._check(model.extend(lot, until, self.now), lot.wallet)
        return True

    def transfer(self) -> bool:
        giver = self._one(w for w in self.wallets if not w.heir and not w.owes() and w.balance(self.now))
        taker = self._one(w for w in self.wallets if not w.heir and w is not giver)
        if not giver or not taker:
            return False
        points = self.random.choice([None, self.random.randint(1, giver.balance(self.now))])
        facts = {"from_wallet_id": giver.id, "to_wallet_id": taker.id, "points": points}
        self._rehearse(queries.rehearse_transfer, **facts)
        self._ask(actions.transfer, **facts)
        self._check(model.transfer(giver, taker, points or giver.balance(self.now), self.now), giver, taker)
        return True

    def merge(self) -> bool:
        old = self._one(w for w in self.wallets if not w.heir)
        new = self._one(w for w in self.wallets if not w.heir and w.customer != old.customer)
        if not new:
            return False
        self._ask(actions.merge_wallets, from_wallet_id=old.id, to_wallet_id=new.id)
        self._check(model.merge(old, new, self.now), old, new)
        self._open_wallet()
        return True

    def settle(self) -> bool:
        wallet = self._one(w for w in self.wallets if w.debts)
        if not wallet or self.random.random() < 0.5:  # leave some for returns
            return False
        debt = self.random.choice(wallet.debts)
        how = self.random.choice([Settlement.PAID, Settlement.WAIVED])
        outcome = actions.settle_arrears(arrears_id=debt.id, how=how, by=EMIL, now=self.now, note="as agreed")
        assert (outcome.change, outcome.arrears) == (0, -debt.points)
        wallet.debts.remove(debt)
        self.reached["arrears settled by staff"] += 1
        self._compare_balance(wallet)
        return True

    def nightly(self) -> bool:
        if self.nightly_runs:
            actions.expire(self.now)
            if self.random.random() < 0.3:
                actions.checkpoint(self.now)
        else:
            self.random.random()
        self.reached["nightly"] += 1
        for wallet in self.wallets:
            self._compare_balance(wallet)
        return True

    def retry(self) -> bool:
        asked = self._one(a for a in self._asked[-200:] if a.outcome.seq)  # nothing done is nothing remembered
        if not asked:
            return False
        again = asked.act(**{**asked.facts, "now": self.now})
        assert again == replace(asked.outcome, replayed=True), (again, asked)
        self.reached["retry"] += 1
        return True

    def conflict(self) -> bool:
        asked = self._one(a for a in self._asked[-200:] if a.facts.get("points"))
        if not asked:
            return False
        self._refused(SameKeyOtherRequest, asked.act, **{**asked.facts, "points": asked.facts["points"] + 1})
        self.reached["conflict"] += 1
        return True

    def refused(self) -> bool:
        owing = [w for w in self.wallets if w.owes()]
        wallet = self.random.choice(owing if owing and self.random.random() < 0.3 else self.wallets)
        ticket, key = Subject("ticket", self._subject(wallet)), self._key()
        facts = {"wallet_id": wallet.id, "subject": ticket, "key": key, "by": SYSTEM}
        held = wallet.held(ticket.id)
        self._refused(NotHeld, actions.give_back, points=held + 1, **facts)
        self.reached["refused: not held"] += 1
        error, name = (
            (WalletMoved, "merged") if wallet.heir
            else (WalletOnHold, "hold") if wallet.owes()
            else (NotEnoughPoints, "points")
        )  # fmt: skip
        points = 1 if wallet.heir or wallet.owes() else wallet.balance(self.now) + 1
        self._refused(error, actions.charge, points=points, **facts)
        self.reached[f"refused: {name}"] += 1
        return True

    # What all of them share.

    def _shift(self, act: Callable[..., Outcome], *, earned: bool) -> bool:
        wallet, subject = self._holder()
        if not wallet:
            return False
        some = any(draw.earned is earned for draw in wallet.subjects[subject])
        outcome = self._ask(act, wallet_id=wallet.id, subject=Subject("ticket", subject))
        assert (outcome.change, outcome.seq is not None) == (0, some)
        for draw in wallet.subjects[subject]:
            draw.earned = not earned
        self._compare_balance(wallet)
        return True

    def _ask(self, act: Callable[..., Outcome], **facts) -> Outcome:
        facts |= {"key": self._key(), "by": EMIL}
        outcome = act(now=self.now, **facts)
        self._asked.append(Asked(act, facts, outcome))
        self.reached[act.__name__ if act.__name__ != "merge_wallets" else "merge"] += 1
        return outcome

    def _rehearse(self, rehearse: Callable[..., Outcome], **facts) -> None:
        self._rehearsed = rehearse(at=self.now, **facts) if self.random.random() < 0.3 else None

    _rehearsed: Outcome | None = None

    def _check(self, predicted: model.Prediction, *wallets: model.Wallet, ignore_portions: bool = False) -> None:
        """The outcome is what the model predicted and what was rehearsed; the balances agree."""
        outcome = self._asked[-1].outcome
        assert (outcome.change, outcome.arrears) == (predicted.change, predicted.arrears)
        if not ignore_portions:
            known = {(p.lot_number, p.points, p.cents) for p in outcome.portions}
            assert known == {(number, *what) for (_, number), what in predicted.portions.items()}
        rehearsed, self._rehearsed = self._rehearsed, None
        if rehearsed:
            self.reached["rehearsal"] += 1
            opened = [replace(p, lot_id=None) for p in outcome.portions]
            assert [replace(p, lot_id=None) for p in rehearsed.portions] == opened
            assert replace(rehearsed, portions=()) == replace(outcome, portions=(), entry_id=None, seq=None)
        for wallet in wallets:
            model.book_deaths(wallet, self.now)
            self._learn_lots(wallet)
            self._compare_balance(wallet)
            if outcome.arrears:
                assert queries.is_on_hold(wallet.id) == bool(wallet.owes())

    def _refused(self, error: type[DomainError], act: Callable[..., Outcome], **facts) -> None:
        try:
            act(**{**facts, "now": self.now})
        except error:
            return
        raise AssertionError(f"{act.__name__} should have been refused with {error.__name__}")

    def _compare_balance(self, wallet: model.Wallet) -> None:
        assert queries.balance(wallet.id, self.now) == wallet.balance(self.now)

    def compare_all(self) -> None:
        """Every wallet: lots in their order, end of the statement, what subjects hold."""
        for wallet in self.wallets:
            seen = [(v.number, v.points, v.cents, v.last_valid_day) for v in queries.lots(wallet.id, self.now)]
            assert seen == [(x.number, x.available, x.cents, x.last_day) for x in wallet.living(self.now)]
            lines = queries.statement(wallet.id, self.now, limit=3)
            assert (lines[-1].balance if lines else 0) == wallet.balance(self.now)
            assert sum(arrears.open_points for arrears in queries.open_arrears(wallet.id)) == wallet.owes()
            for subject in list(wallet.subjects)[-3:]:
                total = {w.id: w.held(subject) for w in self.wallets if w.held(subject)}
                assert queries.held(Subject("ticket", subject)) == total

    def _learn_lots(self, wallet: model.Wallet) -> None:
        """The ids of lots opened since we last looked."""
        known = self._known[wallet.id]
        if known < len(wallet.lots):
            opened = Lot.objects.filter(wallet_id=wallet.id, number__gt=known).values_list("number", "id")
            self._lots |= {(wallet.id, number): id for number, id in opened}
            self._known[wallet.id] = len(wallet.lots)
            assert len(opened) == len(wallet.lots) - known

    def _open_wallet(self) -> None:
        # Every third customer has a second wallet, for the other line.
        if len(self.wallets) % 3 == 2 and not self.wallets[-1].heir:
            customer, line = self.wallets[-1].customer, self._lines[1]
        else:
            customer, line = make_customer(now=self.now).id, self._lines[0]
        self.wallets.append(model.Wallet(actions.open_wallet(customer_id=customer, line_id=line.id), customer))

    def _living_wallet(self) -> model.Wallet:
        return self.random.choice([w for w in self.wallets if not w.heir])

    def _holder(self) -> tuple[model.Wallet | None, str]:
        holders = [(w, s) for w in self.wallets for s in list(w.subjects)[-12:] if w.held(s)]
        return self.random.choice(holders) if holders else (None, "")

    def _subject(self, wallet: model.Wallet) -> str:
        known = list(wallet.subjects)[-5:]
        if known and self.random.random() < 0.6:
            return self.random.choice(known)
        self._tickets += 1
        return f"T{self._tickets}"

    def _key(self) -> str:
        self._keys += 1
        return f"s{self._keys}"

    def _one(self, choices):
        found = list(choices)
        return self.random.choice(found) if found else None
