"""A customer's wallet as staff correct it by hand (P21), and what each correction would do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.audit.queries import Line, history
from pointdesk.charges.queries import queue_of
from pointdesk.customers.queries import customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of, years_after
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.permissions import may_adjust, may_revive, may_settle
from pointdesk.ledger.queries import (
    ArrearsView,
    LapsedLot,
    balance,
    holder_of,
    is_on_hold,
    lapsed,
    lots,
    notes,
    open_arrears,
    rehearse_extend,
    rehearse_grant,
    rehearse_take_back,
    wallet_of,
    wallets_of,
)
from pointdesk.ledger.rules import LotKind, LotView, Origin, Portion
from pointdesk.reports.queries import lot_name
from pointdesk.ui.components.figures import grouped
from pointdesk.vendor.queries import policies, product_lines

LAPSED = 10
"""So many of the latest lots that lapsed can be brought back."""


@dataclass(frozen=True)
class LotLine:
    """Points that came in together, in words; `lapsed` ones have died unspent."""

    id: int
    kind: str
    name: str
    points: int
    last_day: date
    lapsed: bool


@dataclass(frozen=True)
class Done:
    """What staff did by hand: when, who, what and why."""

    at: datetime
    by: str
    what: str
    why: str


@dataclass(frozen=True)
class WalletHead:
    """Whose wallet it is, of which line (empty where it serves all), what it can spend and what it owes."""

    customer_id: int
    customer: str
    wallet_id: int
    line_id: int | None
    line: str
    balance: int
    owes: int


@dataclass(frozen=True)
class CorrectionsPage:
    """A wallet with what can be corrected in it and what was."""

    head: WalletHead
    lots: list[LotLine]
    arrears: list[ArrearsView]
    done: list[Done]
    adjusts: bool
    settles: bool


@dataclass(frozen=True)
class Effect:
    """What an act would do, before it is confirmed by the button."""

    facts: tuple[tuple[str, str], ...]
    button: str
    warning: str = ""


def build_corrections(wallet_id: int, by: Actor, now: datetime) -> CorrectionsPage:
    """The page. Raises NotFound, for a wallet that was merged into another too."""
    head = wallet_head(wallet_id, now)
    return CorrectionsPage(
        head=head,
        lots=extendable(wallet_id, by, now),
        arrears=open_arrears(wallet_id) if head.owes else [],
        done=_done(wallet_id),
        adjusts=may_adjust(by),
        settles=may_settle(by),
    )


def wallet_head(wallet_id: int, now: datetime) -> WalletHead:
    """Whose wallet it is. Raises NotFound, for a wallet that was merged into another too."""
    customer_id, _line = holder_of(wallet_id)
    wallet = next((found for found in wallets_of(customer_id) if found.id == wallet_id), None)
    if wallet is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return WalletHead(
        customer_id, customer(customer_id).name, wallet_id, wallet.line_id, wallet.line, balance(wallet_id, now),
        wallet.owes,
    )  # fmt: skip


def extendable(wallet_id: int, by: Actor, now: datetime) -> list[LotLine]:
    """The lots whose last day `by` may move: those that live, for managers the lapsed ones too (ruling 15)."""
    living = [_line_of(lot, lapsed=False) for lot in lots(wallet_id, now)]
    dead = lapsed(wallet_id, now, most=LAPSED) if may_revive(by) else []
    return living + [_line_of(lot, lapsed=True) for lot in dead]


def choices_of(found: list[LotLine]) -> list[tuple[int, str]]:
    """Lots to choose from: "60 · Bought points · until 3 March 2027"."""
    return [(lot.id, _said(lot)) for lot in found]


def first_day_and_last(now: datetime) -> tuple[date, date]:
    """Today, and the last day that points given today have unless another is named (P2)."""
    policy = policies()
    today = day_of(now, policy.zone)
    return today, years_after(today, policy.validity_years)


@dataclass(frozen=True)
class GoodwillPage:
    """Whom points are given to, and the lines on which they can be: one entry where a wallet serves all lines."""

    customer_id: int
    customer: str
    lines: list[tuple[int, str]]


def build_goodwill(customer_id: int) -> GoodwillPage:
    """The customer, or whom they were merged into. Raises NotFound."""
    who = customer(customer_id)
    lines = [(line.pk, line.name) for line in product_lines()]
    return GoodwillPage(who.pk, who.name, lines[:1] if policies().shared_wallet else lines)


def goodwill_effect(customer_id: int, line_id: int, points: int, until: date, now: datetime) -> Effect:
    """What giving points would do; the waiting tickets that they may serve are counted. Raises what giving would be
    refused with."""
    wallet_id = wallet_of(customer_id, line_id)
    outcome = rehearse_grant(
        wallet_id=wallet_id, points=points, lot_kind=LotKind.FREE, origin=Origin.GOODWILL,
        purchased_on=day_of(now, policies().zone), last_valid_day=until, at=now,
    )  # fmt: skip
    facts = [_balances(outcome.balance - outcome.change, outcome.balance), (_("Free points until"), _day(until))]
    if wallet_id:
        facts += _waiting(wallet_id)
    label = ngettext("Give %(points)s point", "Give %(points)s points", points)
    return Effect(tuple(facts), label % {"points": grouped(points)}, _hold_warning(wallet_id))


def take_back_effect(wallet_id: int, points: int, lot_id: int | None, now: datetime) -> Effect:
    """From which lots points would be taken. Raises what taking back would be refused with."""
    outcome = rehearse_take_back(wallet_id=wallet_id, points=points, lot_id=lot_id, at=now)
    facts = [_balances(outcome.balance - outcome.change, outcome.balance), *map(_taken, outcome.portions)]
    label = ngettext("Take %(points)s point back", "Take %(points)s points back", points)
    return Effect(tuple(facts), label % {"points": grouped(points)})


def extend_effect(wallet_id: int, lot_id: int, until: date, now: datetime) -> Effect:
    """Which points would live until when. Raises what extending would be refused with."""
    outcome = rehearse_extend(lot_id=lot_id, until=until, at=now)
    points = sum(portion.points for portion in outcome.portions)
    old = next((p.previous_last_day for p in outcome.portions if p.previous_last_day), None)
    facts = [_balances(outcome.balance - outcome.change, outcome.balance), (_("Points"), grouped(points))]
    facts.append((_("Last day"), f"{_day(old)} → {_day(until)}" if old else _day(until)))
    if outcome.change > 0:
        facts += _waiting(wallet_id)
    return Effect(tuple(facts), _("Move the last day"))


def settle_effect(owed: ArrearsView, head: WalletHead) -> Effect:
    """What is no longer owed; no points move."""
    facts = [
        (_("Owed by this account"), f"{grouped(head.owes)} → {grouped(head.owes - owed.open_points)}"),
        _balances(head.balance, head.balance),
    ]
    if head.owes == owed.open_points:
        facts += _waiting(head.wallet_id)
    label = ngettext("Settle %(points)s point", "Settle %(points)s points", owed.open_points)
    return Effect(tuple(facts), label % {"points": grouped(owed.open_points)})


def _line_of(lot: LotView | LapsedLot, *, lapsed: bool) -> LotLine:
    return LotLine(lot.id, lot.kind.value, lot_name(lot.origin), lot.points, lot.last_valid_day, lapsed)


def _said(lot: LotLine) -> str:
    until = _("expired on %(day)s") if lot.lapsed else _("until %(day)s")
    return f"{grouped(lot.points)} · {lot.name} · {until % {'day': _day(lot.last_day)}}"


def _taken(portion: Portion) -> tuple[str, str]:
    until = _("until %(day)s") % {"day": _day(portion.last_valid_day)}
    return f"{lot_name(portion.origin)}, {until}", f"−{grouped(portion.points)}"


def _balances(before: int, after: int) -> tuple[str, str]:
    return _("Balance"), f"{grouped(before)} → {grouped(after)}"


def _waiting(wallet_id: int) -> list[tuple[str, str]]:
    """The tickets that wait for points: they are charged by themselves, oldest first, as far as the points go."""
    waiting = queue_of(wallet_id)
    return [(_("Tickets waiting for points, charged as far as they go"), grouped(len(waiting)))] if waiting else []


def _hold_warning(wallet_id: int | None) -> str:
    if wallet_id is None or not is_on_hold(wallet_id):
        return ""
    return _("The account owes points from a purchase that was charged back: tickets wait until that is settled.")


def _done(wallet_id: int) -> list[Done]:
    lines = [line for line in history(("wallet", wallet_id)) if line.verb in _WHAT]
    why = notes(wallet_id, [line.data["seq"] for line in lines])
    return [Done(line.at, line.by, _WHAT[line.verb](line), why.get(line.data["seq"], "")) for line in lines]


def _given(line: Line) -> str:
    words = {"goodwill": _("Gave %(points)s as goodwill")}.get(line.data["origin"], _("Added %(points)s"))
    return words % {"points": _points(line.data)}


def _took(line: Line) -> str:
    return _("Took %(points)s back") % {"points": _points(line.data)}


def _moved(line: Line) -> str:
    words = {"points": _points(line.data), "day": _day(date.fromisoformat(line.data["until"]))}
    return _("Moved the last day of %(points)s to %(day)s") % words


def _settled(line: Line) -> str:
    words = _("Settled %(points)s as paid") if line.data["how"] == "paid" else _("Let %(points)s go that were owed")
    return words % {"points": _points(line.data)}


_WHAT = {"grant": _given, "take_back": _took, "extend": _moved, "settle_arrears": _settled}


def _points(data: dict[str, Any]) -> str:
    points: int = data["points"]
    return ngettext("%(points)s point", "%(points)s points", points) % {"points": grouped(points)}


def _day(day: date) -> str:
    return date_format(day, "j E Y")
